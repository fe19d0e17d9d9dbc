/* kontor-start-page.h: what an empty store begins with */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_START_PAGE (kontor_start_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorStartPage, kontor_start_page, KONTOR, START_PAGE, AdwBin)

GtkWidget *kontor_start_page_new (KontorStore *store);

void kontor_start_page_set_back_visible (KontorStartPage *self, gboolean visible);

G_END_DECLS

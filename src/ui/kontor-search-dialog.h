/* kontor-search-dialog.h: search in everything */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-window.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_SEARCH_DIALOG (kontor_search_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KontorSearchDialog, kontor_search_dialog, KONTOR, SEARCH_DIALOG, AdwWindow)

GtkWidget *kontor_search_dialog_new (KontorWindow *window, KontorStore *store);

G_END_DECLS

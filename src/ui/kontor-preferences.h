/* kontor-preferences.h: what a person sets for this desktop */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-store.h"

G_BEGIN_DECLS

GtkWidget *kontor_preferences_new (GtkWindow *parent, GSettings *settings, KontorStore *store);

G_END_DECLS

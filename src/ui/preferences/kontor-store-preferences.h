/* kontor-store-preferences.h: where the records are, copies of them, and whether they are whole */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_STORE_PREFERENCES (kontor_store_preferences_get_type ())
G_DECLARE_FINAL_TYPE (KontorStorePreferences, kontor_store_preferences, KONTOR, STORE_PREFERENCES, AdwPreferencesPage)

GtkWidget *kontor_store_preferences_new (KontorStore *store);

G_END_DECLS

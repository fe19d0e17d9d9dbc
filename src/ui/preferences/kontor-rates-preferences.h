/* kontor-rates-preferences.h: where exchange rates come from, and the newest ones */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RATES_PREFERENCES (kontor_rates_preferences_get_type ())
G_DECLARE_FINAL_TYPE (KontorRatesPreferences, kontor_rates_preferences, KONTOR, RATES_PREFERENCES, AdwPreferencesPage)

GtkWidget *kontor_rates_preferences_new (KontorStore *store);

G_END_DECLS

/* kontor-rates-group.h: the exchange rates that an offer holds, and how far they are from today's */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-editor.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RATES_GROUP (kontor_rates_group_get_type ())
G_DECLARE_FINAL_TYPE (KontorRatesGroup, kontor_rates_group, KONTOR, RATES_GROUP, AdwPreferencesGroup)

GtkWidget *kontor_rates_group_new (KontorEditor *editor);

G_END_DECLS

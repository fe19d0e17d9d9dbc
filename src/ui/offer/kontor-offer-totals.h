/* kontor-offer-totals.h: what a variant comes to, at the foot of an offer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-offer-pricer.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_OFFER_TOTALS (kontor_offer_totals_get_type ())
G_DECLARE_FINAL_TYPE (KontorOfferTotals, kontor_offer_totals, KONTOR, OFFER_TOTALS, AdwBin)

GtkWidget *kontor_offer_totals_new (KontorEditor *editor, KontorOfferPricer *pricer);

void kontor_offer_totals_set_variant (KontorOfferTotals *self, const char *id);
void kontor_offer_totals_set_costs_visible (KontorOfferTotals *self, gboolean visible);

G_END_DECLS

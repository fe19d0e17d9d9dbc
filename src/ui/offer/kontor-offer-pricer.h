/* kontor-offer-pricer.h: prices an offer as it is typed */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-editor.h"
#include "kontor-offer-price.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_OFFER_PRICER (kontor_offer_pricer_get_type ())
G_DECLARE_FINAL_TYPE (KontorOfferPricer, kontor_offer_pricer, KONTOR, OFFER_PRICER, GObject)

KontorOfferPricer *kontor_offer_pricer_new (KontorEditor *editor);

KontorOfferPrice *kontor_offer_pricer_get_price (KontorOfferPricer *self);
const char *kontor_offer_pricer_get_problem (KontorOfferPricer *self);
const KontorOfferVariant *kontor_offer_pricer_get_variant (KontorOfferPricer *self, const char *id);
gboolean kontor_offer_pricer_get_line_margin (KontorOfferPricer *self,
                                              KontorJson *line,
                                              KontorDecimal *margin,
                                              KontorDecimal *percent);

G_END_DECLS

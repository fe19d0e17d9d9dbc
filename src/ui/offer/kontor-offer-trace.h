/* kontor-offer-trace.h: a total of an offer that tells how it came about */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-offer-pricer.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_OFFER_TRACE (kontor_offer_trace_get_type ())
G_DECLARE_FINAL_TYPE (KontorOfferTrace, kontor_offer_trace, KONTOR, OFFER_TRACE, GtkWidget)

GtkWidget *kontor_offer_trace_new (KontorOfferPricer *pricer);

void kontor_offer_trace_set_total (KontorOfferTrace *self,
                                   const char *caption,
                                   const char *amount,
                                   const char *detail);
void kontor_offer_trace_set_source (KontorOfferTrace *self, const char *variant, const char *currency, gboolean internal);

G_END_DECLS

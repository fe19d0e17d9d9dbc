/* kontor-offer-acts.h: what one does with an offer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-offer-pricer.h"

G_BEGIN_DECLS

void kontor_offer_issue (GtkWidget *widget, KontorEditor *editor, KontorOfferPricer *pricer);
void kontor_offer_reopen (GtkWidget *widget, KontorEditor *editor);
void kontor_offer_revise (GtkWidget *widget, KontorEditor *editor);
void kontor_offer_accept (GtkWidget *widget, KontorEditor *editor, KontorOfferPricer *pricer);
void kontor_offer_close (GtkWidget *widget, KontorEditor *editor, const char *state);
void kontor_offer_draft_contract (GtkWidget *widget, KontorEditor *editor);
void kontor_offer_show_difference (GtkWidget *widget, KontorEditor *editor);

G_END_DECLS

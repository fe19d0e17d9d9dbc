/* kontor-accept-view.h: what of an offer the customer takes */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-offer-pricer.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ACCEPT_VIEW (kontor_accept_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorAcceptView, kontor_accept_view, KONTOR, ACCEPT_VIEW, AdwBin)

GtkWidget *kontor_accept_view_new (KontorJson *offer, KontorOfferPrice *price);

char *kontor_accept_view_dup_variant (KontorAcceptView *self);
GStrv kontor_accept_view_dup_lines (KontorAcceptView *self);

G_END_DECLS

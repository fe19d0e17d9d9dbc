/* kontor-offer-rate.h: a pinned rate as a person reads it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <kontor-decimal.h>

G_BEGIN_DECLS

gboolean kontor_offer_rate_for_one (KontorDecimal rate,
                                    KontorDecimal per,
                                    KontorDecimal *one,
                                    gboolean *exact,
                                    GError **error);
char *kontor_offer_rate_format (KontorDecimal rate, KontorDecimal per, const char *language, gboolean *exact);

G_END_DECLS

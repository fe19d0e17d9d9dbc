/* kontor-money.h: amounts in a currency */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "kontor-decimal.h"

G_BEGIN_DECLS

gboolean kontor_money_round (KontorDecimal value, const char *currency, KontorDecimal *result, GError **error);
char *kontor_money_to_string (KontorDecimal value, const char *currency);
gboolean kontor_money_allocate (KontorDecimal total,
                                const KontorDecimal *weights,
                                guint n_weights,
                                guint exponent,
                                KontorDecimal *shares,
                                GError **error);

G_END_DECLS

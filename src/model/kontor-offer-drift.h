/* kontor-offer-drift.h: what an offer's pinned rates are worth today */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <kontor-decimal.h>

#include "kontor-json.h"

G_BEGIN_DECLS

/**
 * KontorRateDrift:
 * @currency: ISO 4217 code
 * @pinned: the rate that the offer holds, for @pinned_per units of the offer's currency
 * @pinned_per: see @pinned
 * @today: the rate of today for @today_per units; meaningless when @known is %FALSE
 * @today_per: see @today
 * @known: whether there is a rate of today
 * @percent: by how much today's rate is above the pinned one, in percent, 2 decimals; negative when below
 *
 * How far a pinned rate is from today's.
 */
typedef struct
{
  char *currency;
  KontorDecimal pinned;
  KontorDecimal pinned_per;
  KontorDecimal today;
  KontorDecimal today_per;
  gboolean known;
  KontorDecimal percent;
} KontorRateDrift;

/**
 * KontorMarginDrift:
 * @variant: id of the variant
 * @pinned: the margin by the pinned rates, in the offer's currency
 * @today: the margin by today's rates, in the offer's currency
 * @has_percent: whether the percentages mean something (the net is not 0)
 * @pinned_percent: @pinned in percent of the net
 * @today_percent: @today in percent of the net
 *
 * What the drift does to the margin of a variant.
 */
typedef struct
{
  char *variant;
  KontorDecimal pinned;
  KontorDecimal today;
  gboolean has_percent;
  KontorDecimal pinned_percent;
  KontorDecimal today_percent;
} KontorMarginDrift;

void kontor_rate_drift_free (KontorRateDrift *self);
void kontor_margin_drift_free (KontorMarginDrift *self);

gboolean kontor_offer_drift (KontorJson *body,
                             KontorJson *today,
                             GPtrArray **rates,
                             GPtrArray **margins,
                             GError **error);

G_END_DECLS

/* kontor-offer-price.h: what an offer comes to, and how */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <kontor-decimal.h>

#include "kontor-json.h"

G_BEGIN_DECLS

/**
 * KontorOfferPrice:
 *
 * What an offer body comes to: immutable, reference counted, free to be shared between threads. Every amount is a
 * #KontorDecimal with exactly the decimals of its currency, so that kontor_decimal_to_string() prints it.
 */
typedef struct _KontorOfferPrice KontorOfferPrice;

/**
 * KontorOfferGroup:
 * @category: UNCL5305 code: `S`, `Z`, `E`, `AE`, `K`, `G` or `O`
 * @rate: VAT in percent, without needless zeros
 * @net: net sum
 * @tax: its VAT
 * @gross: both
 *
 * The part of a variant that is taxed alike.
 */
typedef struct
{
  const char *category;
  KontorDecimal rate;
  KontorDecimal net;
  KontorDecimal tax;
  KontorDecimal gross;
} KontorOfferGroup;

/**
 * KontorOfferLine:
 * @id: the line's id in the body
 * @counts: whether it enters the totals (an `item` or a `discount`)
 * @category: the VAT category that it is taxed by, after the offer's regime; "" for a discount, which has a share in several
 * @rate: VAT in percent that it is taxed by
 * @net: net amount; negative for a discount
 * @vat: its VAT; for information when the offer rounds by document
 * @gross: both
 *
 * A line that has a price. Headings and texts have none.
 */
typedef struct
{
  char *id;
  gboolean counts;
  const char *category;
  KontorDecimal rate;
  KontorDecimal net;
  KontorDecimal vat;
  KontorDecimal gross;
} KontorOfferLine;

/**
 * KontorOfferShown:
 * @currency: ISO 4217 code
 * @rate: the pinned rate: so much of @currency for @per units of the offer's currency
 * @per: see @rate
 * @net: net in @currency
 * @vat: VAT in @currency
 * @gross: both
 * @groups: (array length=n_groups): the same for each VAT group, in the order of the variant's groups; these add up to the totals
 * @n_groups: how many
 *
 * A variant's totals in another currency.
 */
typedef struct
{
  char *currency;
  KontorDecimal rate;
  KontorDecimal per;
  KontorDecimal net;
  KontorDecimal vat;
  KontorDecimal gross;
  KontorOfferGroup *groups;
  guint n_groups;
} KontorOfferShown;

/**
 * KontorOfferVariant:
 * @id: the variant's id in the body
 * @name: its name, never %NULL
 * @net: net total in the offer's currency
 * @vat: VAT total
 * @gross: both
 * @cost: what the item lines cost us
 * @margin: @net less @cost
 * @has_margin_percent: %FALSE when @net is 0: a percentage of nothing
 * @margin_percent: @margin in percent of @net, 2 decimals
 * @groups: (array length=n_groups): VAT groups in the order of their first item line
 * @n_groups: how many
 * @lines: (array length=n_lines): the lines that have a price, in order
 * @n_lines: how many
 * @shown: (array length=n_shown): totals in the other currencies
 * @n_shown: how many
 *
 * What one variant comes to.
 */
typedef struct
{
  char *id;
  char *name;
  KontorDecimal net;
  KontorDecimal vat;
  KontorDecimal gross;
  KontorDecimal cost;
  KontorDecimal margin;
  gboolean has_margin_percent;
  KontorDecimal margin_percent;
  KontorOfferGroup *groups;
  guint n_groups;
  KontorOfferLine *lines;
  guint n_lines;
  KontorOfferShown *shown;
  guint n_shown;
} KontorOfferVariant;

KontorOfferPrice *kontor_offer_price (KontorJson *body, GError **error);
KontorOfferPrice *kontor_offer_price_chosen (KontorJson *body, GError **error);
KontorJson *kontor_offer_take_chosen (KontorJson *body, GError **error);
gboolean kontor_offer_check_priceable (KontorJson *body, GError **error);

KontorOfferPrice *kontor_offer_price_ref (KontorOfferPrice *self);
void kontor_offer_price_unref (KontorOfferPrice *self);

const char *kontor_offer_price_get_currency (KontorOfferPrice *self);
guint kontor_offer_price_get_n_variants (KontorOfferPrice *self);
const KontorOfferVariant *kontor_offer_price_get_variant (KontorOfferPrice *self, guint index);
const KontorOfferVariant *kontor_offer_price_find_variant (KontorOfferPrice *self, const char *id);
const KontorOfferLine *kontor_offer_variant_find_line (const KontorOfferVariant *self, const char *id);
KontorJson *kontor_offer_price_to_json (KontorOfferPrice *self);

/**
 * KontorOfferStep:
 * @variant: id of the variant
 * @line: (nullable): id of the line, %NULL for a step that is about the whole variant
 * @what: what is computed, for a person, translated: "Net of line 1, Consulting"
 * @inputs: what it is computed from: "2 × 1200.00 × (100 − 5) / 100"
 * @rate: (nullable): the VAT or exchange rate that was used, with source, table and date of the latter
 * @rounding: (nullable): how the result was rounded; %NULL when it is exact
 * @result: the result: "2280.00"
 * @currency: (nullable): of the result; %NULL for a percentage
 * @internal: whether it tells what is not for the customer: a cost or a margin
 *
 * One step of how a total came about.
 */
typedef struct
{
  char *variant;
  char *line;
  char *what;
  char *inputs;
  char *rate;
  char *rounding;
  char *result;
  char *currency;
  gboolean internal;
} KontorOfferStep;

void kontor_offer_step_free (KontorOfferStep *self);
GPtrArray *kontor_offer_price_get_trace (KontorOfferPrice *self);
KontorJson *kontor_offer_price_trace_to_json (KontorOfferPrice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorOfferPrice, kontor_offer_price_unref)

G_END_DECLS

/* kontor-pricing-lines.c: prices one line of an offer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-model-error.h"
#include "kontor-pricing-private.h"

/* In the order of KontorLineKind. */
static const char *const line_kinds[] = { "item", "optional", "alternative", "heading", "text", "discount" };

/* UNCL5305; the first is the default and the only one that is taxed. */
static const char *const categories[] = { "S", "Z", "E", "AE", "K", "G", "O" };

/**
 * kontor_pricing_read_line_kind:
 * @self: a pricing that stands at a line
 * @kind: (out): what the line is; a line that does not say it is an item
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_VALUE when there is no such kind
 */
gboolean
kontor_pricing_read_line_kind (KontorPricing *self,
                               KontorLineKind *kind,
                               GError **error)
{
  const char *text;

  if (!kontor_pricing_read_text (self, self->line, "line", &text, error))
    return FALSE;

  *kind = KONTOR_LINE_ITEM;
  if (text == NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (line_kinds); i++)
    {
      if (g_str_equal (text, line_kinds[i]))
        {
          *kind = i;
          return TRUE;
        }
    }

  kontor_pricing_fail (
    self, error, KONTOR_MODEL_ERROR_VALUE,
    _("“%s” is no kind of line. A line is an item, optional, alternative, heading, text or discount."), text);
  return FALSE;
}

static gboolean
read_category (KontorPricing *self,
               const char **category,
               GError **error)
{
  const char *text;

  if (!kontor_pricing_read_text (self, self->line, "vat_category", &text, error))
    return FALSE;

  *category = categories[0];
  if (text == NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      if (g_str_equal (text, categories[i]))
        {
          *category = categories[i];
          return TRUE;
        }
    }

  kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE,
                       _("“%s” is no VAT category. It is one of: S, Z, E, AE, K, G, O."), text);
  return FALSE;
}

/* What the line's own prices come to: round (quantity x unit price x (1 - discount / 100)). An unset quantity is one. */
static gboolean
compute_amount (KontorPricing *self,
                KontorDecimal *amount,
                GError **error)
{
  const KontorDecimal hundred = KONTOR_DECIMAL (100, 0);
  KontorDecimal quantity, price, discount;
  KontorDecimal left = hundred;

  if (!kontor_pricing_read_number (self, self->line, "quantity", 6, KONTOR_DECIMAL (1, 0), &quantity, error) ||
      !kontor_pricing_read_number (self, self->line, "unit_price", 6, KONTOR_DECIMAL_ZERO, &price, error) ||
      !kontor_pricing_read_percentage (self, self->line, "discount", &discount, error) ||
      !kontor_pricing_subtract (self, &left, discount, error) ||
      !kontor_pricing_fraction (self, (KontorDecimal[]) { quantity, price, left }, 3, &hundred, 1, self->digits,
                                amount, error))
    return FALSE;

  if (self->steps != NULL)
    {
      g_autofree char *quantity_text = kontor_decimal_to_string (quantity);
      g_autofree char *price_text = kontor_decimal_to_string (price);
      g_autofree char *discount_text = kontor_decimal_to_string (discount);
      g_autofree char *line = kontor_pricing_name_line (self);

      kontor_pricing_trace (self, g_strdup_printf (self->gross ? _("Gross of %s") : _("Net of %s"), line),
                            kontor_decimal_sign (discount) != 0
                              ? g_strdup_printf ("%s × %s × (1 − %s / 100)", quantity_text, price_text, discount_text)
                              : g_strdup_printf ("%s × %s", quantity_text, price_text),
                            NULL, *amount, self->currency, TRUE);
    }

  return TRUE;
}

static void
trace_amounts (KontorPricing *self,
               const KontorAmounts *amounts,
               KontorDecimal rate)
{
  g_autofree char *line = NULL;
  g_autofree char *net = NULL;
  g_autofree char *gross = NULL;
  g_autofree char *percent = NULL;

  if (self->steps == NULL || self->by_document)
    return;

  line = kontor_pricing_name_line (self);
  net = kontor_decimal_to_string (amounts->net);
  gross = kontor_decimal_to_string (amounts->gross);
  percent = kontor_decimal_to_string (rate);

  if (self->gross)
    {
      kontor_pricing_trace (self, g_strdup_printf (_("Net of %s"), line),
                            g_strdup_printf ("%s / (1 + %s / 100)", gross, percent),
                            g_strdup_printf ("%s %%", percent), amounts->net, self->currency, TRUE);
      kontor_pricing_trace (self, g_strdup_printf (_("VAT of %s"), line), g_strdup_printf ("%s − %s", gross, net),
                            NULL, amounts->vat, self->currency, FALSE);
    }
  else
    {
      kontor_pricing_trace (self, g_strdup_printf (_("VAT of %s"), line),
                            g_strdup_printf ("%s × %s / 100", net, percent), g_strdup_printf ("%s %%", percent),
                            amounts->vat, self->currency, TRUE);
    }
}

/*
 * With a regime that takes the VAT away a gross price is freed of it by the line's own rate, and the line goes on as a
 * net line without VAT, whose gross is its net.
 */
static gboolean
take_vat_out (KontorPricing *self,
              KontorDecimal rate,
              KontorDecimal *amount,
              GError **error)
{
  KontorAmounts amounts;

  if (!kontor_pricing_split (self, *amount, rate, &amounts, error))
    return FALSE;

  if (self->steps != NULL)
    {
      g_autofree char *line = kontor_pricing_name_line (self);
      g_autofree char *gross = kontor_decimal_to_string (amounts.gross);
      g_autofree char *percent = kontor_decimal_to_string (rate);

      kontor_pricing_trace (self, g_strdup_printf (_("Net of %s, which goes without VAT"), line),
                            g_strdup_printf ("%s / (1 + %s / 100)", gross, percent),
                            g_strdup_printf ("%s %%", percent), amounts.net, self->currency, TRUE);
    }

  *amount = amounts.net;
  return TRUE;
}

/**
 * kontor_pricing_price_line:
 * @self: a pricing that stands at an item, an optional or an alternative line
 * @groups: (element-type KontorPricingGroup): the variant's VAT groups so far; a line that counts is added to its group
 * @price: (inout): the line's price; `counts` is read, category, rate and amounts are set
 * @error: return location for a #GError
 *
 * Returns: %FALSE when the line cannot be priced; the error names it
 */
gboolean
kontor_pricing_price_line (KontorPricing *self,
                           GArray *groups,
                           KontorOfferLine *price,
                           GError **error)
{
  KontorDecimal rate, amount;
  KontorAmounts amounts;
  const char *category;

  if (!compute_amount (self, &amount, error) ||
      !kontor_pricing_read_percentage (self, self->line, "vat", &rate, error) ||
      !read_category (self, &category, error))
    return FALSE;

  if (category != categories[0])
    {
      rate = KONTOR_DECIMAL_ZERO;
    }
  else if (self->regime != NULL)
    {
      if (self->gross && !take_vat_out (self, rate, &amount, error))
        return FALSE;
      category = self->regime;
      rate = KONTOR_DECIMAL_ZERO;
    }

  if (!kontor_pricing_split (self, amount, rate, &amounts, error))
    return FALSE;

  trace_amounts (self, &amounts, rate);
  price->category = category;
  price->rate = kontor_decimal_normalize (rate);
  price->net = amounts.net;
  price->vat = amounts.vat;
  price->gross = amounts.gross;

  return !price->counts || kontor_pricing_add_to_group (self, groups, price, amount, error);
}

/**
 * kontor_pricing_add_cost:
 * @self: a pricing that stands at an item line
 * @cost: (inout): what the variant costs us so far
 * @error: return location for a #GError
 *
 * Adds round (quantity x cost); a cost in another currency is converted by its pinned rate, x per / rate, with the
 * one rounding at the end. A line without a cost costs nothing.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_RATE when there is no rate for the currency of the cost
 */
gboolean
kontor_pricing_add_cost (KontorPricing *self,
                         KontorDecimal *cost,
                         GError **error)
{
  KontorDecimal factors[3], rate, line_cost;
  KontorJson *pinned = NULL;
  const char *currency;
  guint digits;

  if (!kontor_pricing_read_number (self, self->line, "cost", 6, KONTOR_DECIMAL_ZERO, &factors[1], error) ||
      !kontor_pricing_read_text (self, self->line, "cost_currency", &currency, error))
    return FALSE;

  /* A currency that stands there without a cost asks for no rate. */
  if (kontor_decimal_sign (factors[1]) == 0)
    return TRUE;

  if (!kontor_pricing_read_number (self, self->line, "quantity", 6, KONTOR_DECIMAL (1, 0), &factors[0], error))
    return FALSE;

  if (currency == NULL || g_str_equal (currency, self->currency))
    {
      currency = self->currency;
      if (!kontor_pricing_fraction (self, factors, 2, NULL, 0, self->digits, &line_cost, error))
        return FALSE;
    }
  else
    {
      if (!kontor_pricing_read_currency (self, currency, &digits, error))
        return FALSE;

      pinned = kontor_pricing_find_rate (self, currency, &rate, &factors[2], error);
      if (pinned == NULL || !kontor_pricing_fraction (self, factors, 3, &rate, 1, self->digits, &line_cost, error))
        return FALSE;
    }

  if (self->steps != NULL)
    {
      g_autofree char *line = kontor_pricing_name_line (self);
      g_autofree char *quantity = kontor_decimal_to_string (factors[0]);
      g_autofree char *unit = kontor_decimal_to_string (factors[1]);
      g_autofree char *per = pinned != NULL ? kontor_decimal_to_string (factors[2]) : NULL;
      g_autofree char *rate_text = pinned != NULL ? kontor_decimal_to_string (rate) : NULL;

      kontor_pricing_trace (
        self, g_strdup_printf (_("Cost of %s"), line),
        pinned != NULL ? g_strdup_printf ("%s × %s %s × %s / %s", quantity, unit, currency, per, rate_text)
                       : g_strdup_printf ("%s × %s", quantity, unit),
        pinned != NULL ? kontor_pricing_name_rate (self, pinned) : NULL, line_cost, self->currency, TRUE);
      kontor_pricing_trace_internal (self);
    }

  return kontor_pricing_add (self, cost, line_cost, error);
}

/* kontor-pricing-run.c: prices the variants of an offer, in the order of things */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-model-error.h"
#include "kontor-pricing-private.h"

/* The array @member of @object: NULL and no error when it is not set. */
static gboolean
read_array (KontorPricing *self,
            KontorJson *object,
            const char *member,
            KontorJson **array,
            GError **error)
{
  *array = kontor_json_get_member (object, member);
  if (*array == NULL || kontor_json_get_value_type (*array) == KONTOR_JSON_NULL)
    {
      *array = NULL;
      return TRUE;
    }

  if (kontor_json_get_value_type (*array) == KONTOR_JSON_ARRAY)
    return TRUE;

  kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_TYPE, _("“%s” has to be a list."), member);
  return FALSE;
}

static gboolean
read_element (KontorPricing *self,
              KontorJson *array,
              guint index,
              const char *member,
              KontorJson **element,
              GError **error)
{
  KontorJson *json = kontor_json_get_element (array, index);

  if (kontor_json_get_value_type (json) == KONTOR_JSON_OBJECT)
    {
      *element = json;
      return TRUE;
    }

  kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_TYPE, _("Number %u in “%s” has to be a JSON object."),
                       index + 1, member);
  return FALSE;
}

static gboolean
show_currencies (KontorPricing *self,
                 KontorOfferVariant *variant,
                 GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  KontorJson *currencies;
  guint n;

  if (!read_array (self, self->body, "show_currencies", &currencies, error))
    return FALSE;

  n = currencies != NULL ? kontor_json_get_size (currencies) : 0;
  variant->shown = g_new0 (KontorOfferShown, n);

  for (guint i = 0; i < n; i++)
    {
      KontorJson *json = kontor_json_get_element (currencies, i);
      const char *currency = kontor_json_get_string (json);

      if (currency == NULL)
        {
          kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_TYPE, _("“%s” has to be a list of currency codes."),
                               "show_currencies");
          return FALSE;
        }

      /* A set: who asks twice for a currency gets one column of it. */
      if (!g_hash_table_add (seen, (gpointer) currency))
        continue;

      variant->n_shown++;
      if (!kontor_pricing_show (self, variant, currency, &variant->shown[variant->n_shown - 1], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
compute_margin (KontorPricing *self,
                KontorOfferVariant *variant,
                GError **error)
{
  const KontorDecimal hundred = KONTOR_DECIMAL (100, 0);

  variant->margin = variant->net;
  if (!kontor_pricing_subtract (self, &variant->margin, variant->cost, error))
    return FALSE;

  variant->has_margin_percent = kontor_decimal_sign (variant->net) != 0;
  if (variant->has_margin_percent &&
      !kontor_pricing_fraction (self, (KontorDecimal[]) { variant->margin, hundred }, 2, &variant->net, 1, 2,
                                &variant->margin_percent, error))
    return FALSE;

  if (self->steps != NULL)
    {
      g_autofree char *net = kontor_decimal_to_string (variant->net);
      g_autofree char *cost = kontor_decimal_to_string (variant->cost);
      g_autofree char *margin = kontor_decimal_to_string (variant->margin);

      kontor_pricing_trace (self, g_strdup (_("Margin")), g_strdup_printf ("%s − %s", net, cost), NULL,
                            variant->margin, self->currency, FALSE);
      kontor_pricing_trace_internal (self);
      if (variant->has_margin_percent)
        {
          kontor_pricing_trace (self, g_strdup (_("Margin in percent of the net total")),
                                g_strdup_printf ("%s / %s × 100", margin, net), NULL, variant->margin_percent, NULL,
                                TRUE);
          kontor_pricing_trace_internal (self);
        }
    }

  return TRUE;
}

/* A discount line: where it stands in the body, and where its price goes. */
typedef struct
{
  guint line;
  guint price;
} Discount;

/*
 * A discount is of the whole variant, wherever it stands: it is spread when all lines are known that it is of, and the
 * discounts go in their order.
 */
static gboolean
price_discounts (KontorPricing *self,
                 KontorJson *lines,
                 GArray *discounts,
                 GArray *groups,
                 GArray *prices,
                 GError **error)
{
  for (guint i = 0; i < discounts->len; i++)
    {
      const Discount *discount = &g_array_index (discounts, Discount, i);
      KontorOfferLine *price = &g_array_index (prices, KontorOfferLine, discount->price);
      KontorAmounts amounts;

      self->line = kontor_json_get_element (lines, discount->line);
      self->line_number = discount->line + 1;
      if (!kontor_pricing_spread_discount (self, groups, &amounts, error))
        return FALSE;

      price->net = amounts.net;
      price->vat = amounts.vat;
      price->gross = amounts.gross;
    }

  return TRUE;
}

static gboolean
price_lines (KontorPricing *self,
             KontorJson *lines,
             KontorOfferVariant *variant,
             GArray *groups,
             GArray *prices,
             GError **error)
{
  g_autoptr (GArray) discounts = g_array_new (FALSE, FALSE, sizeof (Discount));

  for (guint i = 0; i < kontor_json_get_size (lines); i++)
    {
      KontorOfferLine price = { NULL };
      KontorLineKind kind;
      const char *id;

      if (!read_element (self, lines, i, "lines", &self->line, error))
        return FALSE;
      self->line_number = i + 1;

      if (!kontor_pricing_read_line_kind (self, &kind, error))
        return FALSE;
      if (kind == KONTOR_LINE_HEADING || kind == KONTOR_LINE_TEXT)
        continue;

      price.counts = kind == KONTOR_LINE_ITEM || kind == KONTOR_LINE_DISCOUNT;
      price.category = "";
      if (kind == KONTOR_LINE_DISCOUNT)
        {
          const Discount discount = { i, prices->len };

          g_array_append_val (discounts, discount);
        }
      else if (!kontor_pricing_price_line (self, groups, &price, error) ||
               (price.counts && !kontor_pricing_add_cost (self, &variant->cost, error)))
        {
          return FALSE;
        }

      id = kontor_json_get_member_string (self->line, "id");
      price.id = g_strdup (id != NULL ? id : "");
      g_array_append_val (prices, price);
    }

  return price_discounts (self, lines, discounts, groups, prices, error);
}

static gboolean
price_variant (KontorPricing *self,
               KontorOfferVariant *variant,
               GError **error)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, TRUE, sizeof (KontorPricingGroup));
  g_autoptr (GArray) prices = g_array_new (FALSE, TRUE, sizeof (KontorOfferLine));
  const char *id = kontor_json_get_member_string (self->variant, "id");
  const char *name = kontor_json_get_member_string (self->variant, "name");
  KontorJson *lines;

  g_array_set_clear_func (groups, (GDestroyNotify) kontor_pricing_group_clear);
  g_array_set_clear_func (prices, (GDestroyNotify) kontor_offer_line_clear);

  variant->id = g_strdup (id != NULL ? id : "");
  variant->name = g_strdup (name != NULL ? name : "");
  variant->cost = KONTOR_DECIMAL (0, self->digits);

  if (!read_array (self, self->variant, "lines", &lines, error) ||
      (lines != NULL && !price_lines (self, lines, variant, groups, prices, error)))
    return FALSE;

  self->line = NULL;
  variant->n_lines = prices->len;
  variant->lines = (KontorOfferLine *) g_array_free (g_steal_pointer (&prices), FALSE);

  return kontor_pricing_close_groups (self, groups, variant, error) &&
         compute_margin (self, variant, error) &&
         show_currencies (self, variant, error);
}

/**
 * kontor_pricing_run:
 * @self: a pricing after kontor_pricing_init()
 * @error: return location for a #GError
 *
 * Prices all variants.
 *
 * Returns: (transfer full) (element-type KontorOfferVariant): the variants in their order, or %NULL with @error set, a
 *   sentence that names the variant and the line
 */
GArray *
kontor_pricing_run (KontorPricing *self,
                    GError **error)
{
  g_autoptr (GArray) priced = g_array_new (FALSE, TRUE, sizeof (KontorOfferVariant));
  KontorJson *variants;
  guint n;

  g_array_set_clear_func (priced, (GDestroyNotify) kontor_offer_variant_clear);

  if (!read_array (self, self->body, "variants", &variants, error))
    return NULL;

  n = variants != NULL ? kontor_json_get_size (variants) : 0;
  for (guint i = 0; i < n; i++)
    {
      if (!read_element (self, variants, i, "variants", &self->variant, error))
        return NULL;
      self->variant_number = i + 1;

      g_array_set_size (priced, i + 1);
      if (!price_variant (self, &g_array_index (priced, KontorOfferVariant, i), error))
        return NULL;
      self->variant = NULL;
    }

  return g_steal_pointer (&priced);
}

/* kontor-pricing-groups.c: VAT groups of a variant, discounts over them, totals, other currencies */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include <kontor-money.h>

#include "kontor-model-error.h"
#include "kontor-pricing-private.h"

/**
 * kontor_pricing_group_clear:
 * @self: a group
 *
 * Frees what the group holds.
 */
void
kontor_pricing_group_clear (KontorPricingGroup *self)
{
  if (self->amount_terms != NULL)
    g_string_free (g_steal_pointer (&self->amount_terms), TRUE);
  if (self->vat_terms != NULL)
    g_string_free (g_steal_pointer (&self->vat_terms), TRUE);
}

/* The group of a category and a rate; 23 and 23.0 are one. */
static KontorPricingGroup *
find_group (KontorPricing *self,
            GArray *groups,
            const char *category,
            KontorDecimal rate,
            GError **error)
{
  const KontorDecimal zero = KONTOR_DECIMAL (0, self->digits);
  KontorPricingGroup group = { .category = category, .rate = rate, .amount = zero, .sums = { zero, zero, zero } };

  for (guint i = 0; i < groups->len; i++)
    {
      KontorPricingGroup *other = &g_array_index (groups, KontorPricingGroup, i);

      if (g_str_equal (other->category, category) && kontor_decimal_equal (other->rate, rate))
        return other;
    }

  if (groups->len == KONTOR_PRICING_MAX_GROUPS)
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_LIMIT,
                           _("The variant has lines with more than %u different VAT rates."),
                           KONTOR_PRICING_MAX_GROUPS);
      return NULL;
    }

  g_array_append_val (groups, group);
  return &g_array_index (groups, KontorPricingGroup, groups->len - 1);
}

static gboolean
add_amounts (KontorPricing *self,
             KontorAmounts *sums,
             const KontorAmounts *amounts,
             GError **error)
{
  return kontor_pricing_add (self, &sums->net, amounts->net, error) &&
         kontor_pricing_add (self, &sums->vat, amounts->vat, error) &&
         kontor_pricing_add (self, &sums->gross, amounts->gross, error);
}

/* Adds @amount, as the offer's prices are, that was split into @amounts. */
static gboolean
add_to_group (KontorPricing *self,
              KontorPricingGroup *group,
              KontorDecimal amount,
              const KontorAmounts *amounts,
              GError **error)
{
  if (self->steps != NULL)
    {
      kontor_pricing_add_term (&group->amount_terms, self->gross && !self->by_document ? amounts->net : amount);
      kontor_pricing_add_term (&group->vat_terms, amounts->vat);
    }

  return kontor_pricing_add (self, &group->amount, amount, error) &&
         add_amounts (self, &group->sums, amounts, error);
}

/**
 * kontor_pricing_add_to_group:
 * @self: a pricing that stands at an item line
 * @groups: (element-type KontorPricingGroup): the variant's VAT groups so far
 * @line: the line's price
 * @amount: what it comes to, net or gross as the offer's prices are
 * @error: return location for a #GError
 *
 * Adds a line to its group, which is made when the line is the first of it.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_RANGE when a sum does not fit
 */
gboolean
kontor_pricing_add_to_group (KontorPricing *self,
                             GArray *groups,
                             const KontorOfferLine *line,
                             KontorDecimal amount,
                             GError **error)
{
  const KontorAmounts amounts = { line->net, line->vat, line->gross };
  KontorPricingGroup *group = find_group (self, groups, line->category, line->rate, error);

  return group != NULL && add_to_group (self, group, amount, &amounts, error);
}

/* Reads what a discount line gives: a percentage of @sum, or an amount. @given is FALSE when it says neither yet. */
static gboolean
compute_discount (KontorPricing *self,
                  KontorDecimal sum,
                  KontorDecimal *discount,
                  gboolean *given,
                  GError **error)
{
  const KontorDecimal hundred = KONTOR_DECIMAL (100, 0);
  const char *percentage_text, *amount_text;
  g_autofree char *inputs = NULL;

  *given = FALSE;
  if (!kontor_pricing_read_text (self, self->line, "discount", &percentage_text, error) ||
      !kontor_pricing_read_text (self, self->line, "amount", &amount_text, error))
    return FALSE;

  if (percentage_text == NULL && amount_text == NULL)
    return TRUE;

  if (percentage_text != NULL && amount_text != NULL)
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE,
                           _("A discount is a percentage or an amount, not both. Empty one of them."));
      return FALSE;
    }

  if (percentage_text != NULL)
    {
      KontorDecimal percentage;

      if (!kontor_pricing_read_percentage (self, self->line, "discount", &percentage, error) ||
          !kontor_pricing_fraction (self, (KontorDecimal[]) { sum, percentage }, 2, &hundred, 1, self->digits,
                                    discount, error))
        return FALSE;

      if (self->steps != NULL)
        {
          g_autofree char *sum_text = kontor_decimal_to_string (sum);

          inputs = g_strdup_printf ("%s × %s / 100", sum_text, percentage_text);
        }
    }
  else
    {
      KontorDecimal amount;

      if (!kontor_pricing_read_number (self, self->line, "amount", 6, KONTOR_DECIMAL_ZERO, &amount, error) ||
          !kontor_pricing_fraction (self, &amount, 1, NULL, 0, self->digits, discount, error))
        return FALSE;

      if (kontor_decimal_sign (amount) < 0)
        {
          kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE,
                               _("A discount of %s would raise the price. Write the amount without the minus sign."),
                               amount_text);
          return FALSE;
        }

      inputs = g_strdup (amount_text);
    }

  if (kontor_decimal_sign (sum) == 0)
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE,
                           _("There is nothing that the discount could be taken from."));
      return FALSE;
    }

  if (kontor_decimal_compare (*discount, sum) > 0)
    {
      g_autofree char *discount_text = kontor_decimal_to_string (*discount);
      g_autofree char *sum_text = kontor_decimal_to_string (sum);

      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE,
                           _("A discount of %s %s is more than the %s %s that it is taken from."),
                           discount_text, self->currency, sum_text, self->currency);
      return FALSE;
    }

  if (self->steps != NULL)
    {
      g_autofree char *line = kontor_pricing_name_line (self);

      kontor_pricing_trace (self, g_strdup_printf (_("Discount of %s"), line), g_steal_pointer (&inputs), NULL,
                            *discount, self->currency, TRUE);
    }

  *given = TRUE;
  return TRUE;
}

static void
trace_share (KontorPricing *self,
             const KontorPricingGroup *group,
             KontorDecimal discount,
             KontorDecimal sum,
             const KontorAmounts *share)
{
  g_autofree char *name = NULL;
  g_autofree char *discount_text = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *sum_text = NULL;

  if (self->steps == NULL)
    return;

  name = kontor_pricing_name_group (group->category, group->rate);
  discount_text = kontor_decimal_to_string (discount);
  amount = kontor_decimal_to_string (group->amount);
  sum_text = kontor_decimal_to_string (sum);

  kontor_pricing_trace (self, g_strdup_printf (_("Share of the discount for %s, largest remainder"), name),
                        g_strdup_printf ("%s × %s / %s", discount_text, amount, sum_text), NULL,
                        self->gross ? share->gross : share->net, self->currency, FALSE);
  if (!self->by_document)
    {
      g_autofree char *rate = kontor_decimal_to_string (group->rate);
      g_autofree char *net = kontor_decimal_to_string (share->net);
      g_autofree char *gross = kontor_decimal_to_string (share->gross);

      if (self->gross)
        {
          kontor_pricing_trace (self, g_strdup_printf (_("Net in the share of the discount for %s"), name),
                                g_strdup_printf ("%s / (1 + %s / 100)", gross, rate), g_strdup_printf ("%s %%", rate),
                                share->net, self->currency, TRUE);
          kontor_pricing_trace (self, g_strdup_printf (_("VAT in the share of the discount for %s"), name),
                                g_strdup_printf ("%s − %s", gross, net), NULL, share->vat, self->currency, FALSE);
        }
      else
        {
          kontor_pricing_trace (self, g_strdup_printf (_("VAT in the share of the discount for %s"), name),
                                g_strdup_printf ("%s × %s / 100", net, rate), g_strdup_printf ("%s %%", rate),
                                share->vat, self->currency, TRUE);
        }
    }
}

/**
 * kontor_pricing_spread_discount:
 * @self: a pricing that stands at a discount line
 * @groups: (element-type KontorPricingGroup): the variant's VAT groups with all their lines; lowered by the discount
 * @amounts: (out): what the discount comes to, negative
 * @error: return location for a #GError
 *
 * A discount is a percentage of the sum of the positive groups as earlier discounts left them, or an amount up to it. It
 * is rounded once and spread over them in proportion: shares are cut to the minor unit, and what is left goes unit by
 * unit to the largest remainders, to the earlier group where they are equal.
 * A line that does not say yet how much it gives takes nothing.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_VALUE for a discount of more than there is, or on nothing
 */
gboolean
kontor_pricing_spread_discount (KontorPricing *self,
                                GArray *groups,
                                KontorAmounts *amounts,
                                GError **error)
{
  g_autofree KontorDecimal *weights = g_new (KontorDecimal, groups->len);
  g_autofree KontorDecimal *shares = g_new (KontorDecimal, groups->len);
  const KontorDecimal zero = KONTOR_DECIMAL (0, self->digits);
  KontorDecimal discount, sum = zero;
  GError *cause = NULL;
  gboolean given;

  *amounts = (KontorAmounts) { zero, zero, zero };
  for (guint i = 0; i < groups->len; i++)
    {
      KontorDecimal amount = g_array_index (groups, KontorPricingGroup, i).amount;

      weights[i] = kontor_decimal_sign (amount) > 0 ? amount : zero;
      if (!kontor_pricing_add (self, &sum, weights[i], error))
        return FALSE;
    }

  if (!compute_discount (self, sum, &discount, &given, error))
    return FALSE;

  if (!given || kontor_decimal_sign (discount) == 0)
    return TRUE;

  if (!kontor_money_allocate (discount, weights, groups->len, self->digits, shares, &cause))
    {
      kontor_pricing_fail_for (self, error, cause, NULL);
      return FALSE;
    }

  for (guint i = 0; i < groups->len; i++)
    {
      KontorPricingGroup *group = &g_array_index (groups, KontorPricingGroup, i);
      KontorAmounts share;

      if (kontor_decimal_sign (shares[i]) == 0)
        continue;

      if (!kontor_pricing_split (self, shares[i], group->rate, &share, error))
        return FALSE;
      trace_share (self, group, discount, sum, &share);

      share.net = kontor_decimal_negate (share.net);
      share.vat = kontor_decimal_negate (share.vat);
      share.gross = kontor_decimal_negate (share.gross);
      if (!add_amounts (self, amounts, &share, error) ||
          !add_to_group (self, group, kontor_decimal_negate (shares[i]), &share, error))
        return FALSE;
    }

  return TRUE;
}

static void
trace_group (KontorPricing *self,
             const KontorPricingGroup *group,
             const KontorAmounts *sums)
{
  g_autofree char *name = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *percent = NULL;
  g_autofree char *net = NULL;
  g_autofree char *gross = NULL;
  char *terms, *vat_terms;

  if (self->steps == NULL)
    return;

  name = kontor_pricing_name_group (group->category, group->rate);
  rate = kontor_decimal_to_string (group->rate);
  percent = g_strdup_printf ("%s %%", rate);
  net = kontor_decimal_to_string (sums->net);
  gross = kontor_decimal_to_string (sums->gross);
  terms = g_strdup (group->amount_terms->str);
  vat_terms = g_strdup (group->vat_terms->str);

  if (!self->by_document)
    {
      kontor_pricing_trace (self, g_strdup_printf (_("Net of %s"), name), terms, NULL, sums->net, self->currency,
                            FALSE);
      kontor_pricing_trace (self, g_strdup_printf (_("VAT of %s"), name), g_steal_pointer (&vat_terms), NULL,
                            sums->vat, self->currency, FALSE);
    }
  else if (self->gross)
    {
      kontor_pricing_trace (self, g_strdup_printf (_("Gross of %s"), name), terms, NULL, sums->gross, self->currency,
                            FALSE);
      kontor_pricing_trace (self, g_strdup_printf (_("Net of %s"), name),
                            g_strdup_printf ("%s / (1 + %s / 100)", gross, rate), g_strdup (percent), sums->net,
                            self->currency, TRUE);
      kontor_pricing_trace (self, g_strdup_printf (_("VAT of %s"), name), g_strdup_printf ("%s − %s", gross, net),
                            NULL, sums->vat, self->currency, FALSE);
    }
  else
    {
      kontor_pricing_trace (self, g_strdup_printf (_("Net of %s"), name), terms, NULL, sums->net, self->currency,
                            FALSE);
      kontor_pricing_trace (self, g_strdup_printf (_("VAT of %s"), name),
                            g_strdup_printf ("%s × %s / 100", net, rate), g_strdup (percent), sums->vat,
                            self->currency, TRUE);
    }

  g_free (vat_terms);
}

static void
trace_total (KontorPricing *self,
             const char *net_label,
             const char *vat_label,
             const char *gross_label,
             const KontorOfferGroup *groups,
             guint n_groups,
             const KontorAmounts *sums,
             const char *currency)
{
  g_autoptr (GString) net_terms = NULL;
  g_autoptr (GString) vat_terms = NULL;
  g_autofree char *net = NULL;
  g_autofree char *vat = NULL;

  if (self->steps == NULL)
    return;

  for (guint i = 0; i < n_groups; i++)
    {
      kontor_pricing_add_term (&net_terms, groups[i].net);
      kontor_pricing_add_term (&vat_terms, groups[i].tax);
    }

  net = kontor_decimal_to_string (sums->net);
  vat = kontor_decimal_to_string (sums->vat);
  kontor_pricing_trace (self, g_strdup (net_label), g_strdup (net_terms != NULL ? net_terms->str : "0"), NULL,
                        sums->net, currency, FALSE);
  kontor_pricing_trace (self, g_strdup (vat_label), g_strdup (vat_terms != NULL ? vat_terms->str : "0"), NULL,
                        sums->vat, currency, FALSE);
  kontor_pricing_trace (self, g_strdup (gross_label), g_strdup_printf ("%s + %s", net, vat), NULL, sums->gross,
                        currency, FALSE);
}

/**
 * kontor_pricing_close_groups:
 * @self: a pricing that stands at a variant
 * @groups: (element-type KontorPricingGroup): its VAT groups with all lines and discounts
 * @variant: (inout): its groups and totals are set
 * @error: return location for a #GError
 *
 * Adds up the variant. With rounding by document the VAT of each group is computed here, once.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_RANGE when a sum does not fit
 */
gboolean
kontor_pricing_close_groups (KontorPricing *self,
                             GArray *groups,
                             KontorOfferVariant *variant,
                             GError **error)
{
  const KontorDecimal zero = KONTOR_DECIMAL (0, self->digits);
  KontorAmounts totals = { zero, zero, zero };

  variant->groups = g_new0 (KontorOfferGroup, groups->len);
  variant->n_groups = groups->len;

  for (guint i = 0; i < groups->len; i++)
    {
      const KontorPricingGroup *group = &g_array_index (groups, KontorPricingGroup, i);
      KontorAmounts sums = group->sums;

      if (self->by_document && !kontor_pricing_split (self, group->amount, group->rate, &sums, error))
        return FALSE;

      trace_group (self, group, &sums);
      variant->groups[i] = (KontorOfferGroup) { group->category, group->rate, sums.net, sums.vat, sums.gross };
      if (!add_amounts (self, &totals, &sums, error))
        return FALSE;
    }

  trace_total (self, _("Net total"), _("VAT total"), _("Gross total"), variant->groups, variant->n_groups, &totals,
               self->currency);
  variant->net = totals.net;
  variant->vat = totals.vat;
  variant->gross = totals.gross;
  return TRUE;
}

/* One amount in another currency: round (amount x rate / per). */
static gboolean
convert (KontorPricing *self,
         const KontorOfferShown *shown,
         guint digits,
         KontorJson *pinned,
         char *what,
         KontorDecimal amount,
         KontorDecimal *result,
         GError **error)
{
  g_autofree char *owned = what;

  if (!kontor_pricing_fraction (self, (KontorDecimal[]) { amount, shown->rate }, 2, &shown->per, 1, digits, result,
                                error))
    return FALSE;

  if (self->steps != NULL)
    {
      g_autofree char *amount_text = kontor_decimal_to_string (amount);
      g_autofree char *rate = kontor_decimal_to_string (shown->rate);
      g_autofree char *per = kontor_decimal_to_string (shown->per);

      kontor_pricing_trace (
        self, g_steal_pointer (&owned), g_strdup_printf ("%s %s × %s / %s", amount_text, self->currency, rate, per),
        pinned != NULL ? kontor_pricing_name_rate (self, pinned) : NULL, *result, shown->currency, TRUE);
    }

  return TRUE;
}

/**
 * kontor_pricing_show:
 * @self: a pricing that stands at a variant
 * @variant: the variant with its groups
 * @currency: the currency to show it in
 * @shown: (out): its totals in @currency
 * @error: return location for a #GError
 *
 * Net and VAT of each group are converted and rounded; all else is added up from those, so that what is printed adds
 * up. The offer's own currency shows the amounts as they are.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_RATE when the offer holds no rate for @currency
 */
gboolean
kontor_pricing_show (KontorPricing *self,
                     const KontorOfferVariant *variant,
                     const char *currency,
                     KontorOfferShown *shown,
                     GError **error)
{
  KontorJson *pinned = NULL;
  KontorAmounts totals;
  KontorDecimal zero;
  guint digits;

  shown->currency = g_strdup (currency);
  shown->rate = shown->per = KONTOR_DECIMAL (1, 0);
  if (!kontor_pricing_read_currency (self, currency, &digits, error))
    return FALSE;

  if (!g_str_equal (currency, self->currency))
    {
      pinned = kontor_pricing_find_rate (self, currency, &shown->rate, &shown->per, error);
      if (pinned == NULL)
        return FALSE;
    }

  zero = KONTOR_DECIMAL (0, digits);
  totals = (KontorAmounts) { zero, zero, zero };
  shown->groups = g_new0 (KontorOfferGroup, variant->n_groups);
  shown->n_groups = variant->n_groups;

  for (guint i = 0; i < variant->n_groups; i++)
    {
      const KontorOfferGroup *group = &variant->groups[i];
      g_autofree char *name = self->steps != NULL ? kontor_pricing_name_group (group->category, group->rate) : NULL;
      KontorOfferGroup *converted = &shown->groups[i];
      KontorAmounts amounts;

      if (!convert (self, shown, digits, pinned,
                    name != NULL ? g_strdup_printf (_("Net of %s in %s"), name, currency) : NULL, group->net,
                    &amounts.net, error) ||
          !convert (self, shown, digits, pinned,
                    name != NULL ? g_strdup_printf (_("VAT of %s in %s"), name, currency) : NULL, group->tax,
                    &amounts.vat, error))
        return FALSE;

      amounts.gross = amounts.net;
      if (!kontor_pricing_add (self, &amounts.gross, amounts.vat, error) ||
          !add_amounts (self, &totals, &amounts, error))
        return FALSE;

      *converted = (KontorOfferGroup) { group->category, group->rate, amounts.net, amounts.vat, amounts.gross };
    }

  if (self->steps != NULL)
    {
      g_autofree char *net = g_strdup_printf (_("Net total in %s"), currency);
      g_autofree char *vat = g_strdup_printf (_("VAT total in %s"), currency);
      g_autofree char *gross = g_strdup_printf (_("Gross total in %s"), currency);

      trace_total (self, net, vat, gross, shown->groups, shown->n_groups, &totals, currency);
    }

  shown->net = totals.net;
  shown->vat = totals.vat;
  shown->gross = totals.gross;
  return TRUE;
}

/* kontor-offer-drift.c: what an offer's pinned rates are worth today */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-model-error.h"
#include "kontor-offer-drift.h"
#include "kontor-offer-price.h"
#include "kontor-pricing-private.h"

/**
 * kontor_rate_drift_free:
 * @self: (transfer full): a drift
 *
 * Frees a drift.
 */
void
kontor_rate_drift_free (KontorRateDrift *self)
{
  g_free (self->currency);
  g_free (self);
}

/**
 * kontor_margin_drift_free:
 * @self: (transfer full): a drift
 *
 * Frees a drift.
 */
void
kontor_margin_drift_free (KontorMarginDrift *self)
{
  g_free (self->variant);
  g_free (self);
}

/* (today / today's per) / (pinned / pinned per) - 1, in percent */
static gboolean
compute_percent (KontorPricing *pricing,
                 KontorRateDrift *drift,
                 GError **error)
{
  const KontorDecimal factors[] = { drift->today, drift->pinned_per, KONTOR_DECIMAL (100, 0) };
  const KontorDecimal divisors[] = { drift->pinned, drift->today_per };
  GError *cause = NULL;

  if (kontor_decimal_fraction (factors, 3, divisors, 2, 2, &drift->percent, &cause) &&
      kontor_decimal_subtract (drift->percent, KONTOR_DECIMAL (10000, 2), &drift->percent, &cause))
    return TRUE;

  kontor_pricing_fail_for (pricing, error, cause, NULL);
  return FALSE;
}

static gboolean
find_rates (KontorPricing *pinned,
            KontorPricing *today,
            GPtrArray *drifts,
            GError **error)
{
  KontorJson *rates = kontor_json_get_member (pinned->body, "rates");
  guint n = 0;

  if (kontor_json_get_value_type (rates) == KONTOR_JSON_ARRAY)
    n = kontor_json_get_size (rates);

  for (guint i = 0; i < n; i++)
    {
      const char *currency = kontor_json_get_member_string (kontor_json_get_element (rates, i), "currency");
      g_autoptr (GError) missing = NULL;
      KontorRateDrift *drift;

      if (currency == NULL || g_str_equal (currency, pinned->currency))
        continue;

      drift = g_new0 (KontorRateDrift, 1);
      drift->currency = g_strdup (currency);
      g_ptr_array_add (drifts, drift);
      if (kontor_pricing_find_rate (pinned, currency, &drift->pinned, &drift->pinned_per, error) == NULL)
        return FALSE;

      drift->known = kontor_pricing_find_rate (today, currency, &drift->today, &drift->today_per, &missing) != NULL;
      if (drift->known)
        {
          if (!compute_percent (pinned, drift, error))
            return FALSE;
        }
      else if (!g_error_matches (missing, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_RATE))
        {
          g_propagate_error (error, g_steal_pointer (&missing));
          return FALSE;
        }
    }

  return TRUE;
}

/* Today's body: the rates of today in the place of the pinned ones; a currency that has none today keeps its own. */
static KontorJson *
make_body_of_today (KontorPricing *pinned,
                    KontorPricing *today)
{
  g_autoptr (GPtrArray) rates = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) json = NULL;
  KontorJson *old = kontor_json_get_member (pinned->body, "rates");
  guint n = kontor_json_get_value_type (old) == KONTOR_JSON_ARRAY ? kontor_json_get_size (old) : 0;

  for (guint i = 0; i < n; i++)
    {
      KontorJson *rate = kontor_json_get_element (old, i);
      const char *currency = kontor_json_get_member_string (rate, "currency");
      KontorDecimal number, per;
      KontorJson *new = currency != NULL ? kontor_pricing_find_rate (today, currency, &number, &per, NULL) : NULL;

      g_ptr_array_add (rates, kontor_json_ref (new != NULL ? new : rate));
    }

  json = kontor_json_new_array_for ((KontorJson *const *) rates->pdata, rates->len);
  return kontor_json_with_member (pinned->body, "rates", json);
}

static void
compare_margins (KontorOfferPrice *pinned,
                 KontorOfferPrice *today,
                 GPtrArray *drifts)
{
  for (guint i = 0; i < kontor_offer_price_get_n_variants (pinned); i++)
    {
      const KontorOfferVariant *before = kontor_offer_price_get_variant (pinned, i);
      const KontorOfferVariant *after = kontor_offer_price_get_variant (today, i);
      KontorMarginDrift *drift = g_new0 (KontorMarginDrift, 1);

      drift->variant = g_strdup (before->id);
      drift->pinned = before->margin;
      drift->today = after->margin;
      drift->has_percent = before->has_margin_percent;
      drift->pinned_percent = before->margin_percent;
      drift->today_percent = after->margin_percent;
      g_ptr_array_add (drifts, drift);
    }
}

/**
 * kontor_offer_drift:
 * @body: an offer body with its pinned rates
 * @today: an array of the rates of today, in the form of the body's `rates` and for the same currency of the offer
 * @rates: (out) (element-type KontorRateDrift): how far each pinned rate is from today's, in the order of the body
 * @margins: (out) (element-type KontorMarginDrift): what it does to the margin of each variant
 * @error: return location for a #GError
 *
 * Says what an offer that is opened again would be worth by the rates of today. The body itself is never changed: a
 * pinned rate stays. The prices are in the offer's currency, so what moves is the cost of what is bought in another; a rate
 * that is not known today stays in that computation as it was pinned.
 *
 * Returns: %FALSE with @error set when the offer cannot be priced or a rate of today is not one
 */
gboolean
kontor_offer_drift (KontorJson *body,
                    KontorJson *today,
                    GPtrArray **rates,
                    GPtrArray **margins,
                    GError **error)
{
  g_autoptr (GPtrArray) rate_drifts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_rate_drift_free);
  g_autoptr (GPtrArray) margin_drifts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_margin_drift_free);
  g_autoptr (KontorJson) refreshed = kontor_json_with_member (body, "rates", today);
  g_autoptr (KontorJson) body_of_today = NULL;
  g_autoptr (KontorOfferPrice) price = NULL;
  g_autoptr (KontorOfferPrice) price_of_today = NULL;
  KontorPricing pinned_pricing = { NULL };
  KontorPricing today_pricing = { NULL };
  gboolean found;

  found = kontor_pricing_init (&pinned_pricing, body, error) &&
          kontor_pricing_init (&today_pricing, refreshed, error) &&
          find_rates (&pinned_pricing, &today_pricing, rate_drifts, error);
  if (found)
    body_of_today = make_body_of_today (&pinned_pricing, &today_pricing);

  kontor_pricing_clear (&pinned_pricing);
  kontor_pricing_clear (&today_pricing);
  if (!found)
    return FALSE;

  price = kontor_offer_price (body, error);
  price_of_today = price != NULL ? kontor_offer_price (body_of_today, error) : NULL;
  if (price_of_today == NULL)
    return FALSE;

  compare_margins (price, price_of_today, margin_drifts);
  *rates = g_steal_pointer (&rate_drifts);
  *margins = g_steal_pointer (&margin_drifts);
  return TRUE;
}

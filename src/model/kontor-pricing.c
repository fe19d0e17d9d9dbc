/* kontor-pricing.c: what holds for all lines of an offer that is priced, and how its numbers are read */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

#include <kontor-base-error.h>
#include <kontor-currency.h>

#include "kontor-model-error.h"
#include "kontor-pricing-private.h"

static const struct
{
  const char *regime;
  const char *category;
} regimes[] = {
  { "domestic", NULL },
  { "eu-goods", "K" },
  { "reverse-charge", "AE" },
  { "export", "G" },
  { "exempt", "E" },
  { "outside-scope", "O" },
};

/* Where in the offer we are, for a message: Variant “Basic”, line 2 “Consulting”. NULL when nowhere in particular. */
static char *
describe_place (KontorPricing *self)
{
  g_autofree char *variant = NULL;
  const char *name;

  if (self->variant == NULL)
    return NULL;

  name = kontor_json_get_member_string (self->variant, "name");
  if (name != NULL && *name != '\0')
    variant = g_strdup_printf (_("Variant “%s”"), name);
  else
    variant = g_strdup_printf (_("Variant %u"), self->variant_number);

  if (self->line == NULL)
    return g_steal_pointer (&variant);

  name = kontor_json_get_member_string (self->line, "name");
  if (name != NULL && *name != '\0')
    return g_strdup_printf (_("%s, line %u “%s”"), variant, self->line_number, name);

  return g_strdup_printf (_("%s, line %u"), variant, self->line_number);
}

/**
 * kontor_pricing_fail:
 * @self: a pricing
 * @error: return location for a #GError
 * @code: a #KontorModelError
 * @format: what is wrong, a whole sentence; `printf` format
 * @...: its arguments
 *
 * Sets @error, with the variant and the line at which the pricing stands in front of the sentence.
 */
void
kontor_pricing_fail (KontorPricing *self,
                     GError **error,
                     int code,
                     const char *format,
                     ...)
{
  g_autofree char *place = describe_place (self);
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);

  if (place != NULL)
    g_set_error (error, KONTOR_MODEL_ERROR, code, _("%s: %s"), place, sentence);
  else
    g_set_error_literal (error, KONTOR_MODEL_ERROR, code, sentence);
}

/**
 * kontor_pricing_fail_for:
 * @self: a pricing
 * @error: return location for a #GError
 * @cause: (transfer full): what src/base said
 * @member: (nullable): the member that holds the number
 *
 * Sets @error from an error of the arithmetic, with its place.
 */
void
kontor_pricing_fail_for (KontorPricing *self,
                         GError **error,
                         GError *cause,
                         const char *member)
{
  g_autoptr (GError) owned = cause;

  if (g_error_matches (owned, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW))
    {
      if (member != NULL)
        kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_RANGE, _("“%s” is too large a number."), member);
      else
        kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_RANGE,
                             _("The amount is too large to be computed exactly."));
    }
  else if (member != NULL)
    kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE, _("“%s” cannot be used: %s"), member,
                         owned->message);
  else
    kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE, "%s", owned->message);
}

/**
 * kontor_pricing_read_text:
 * @self: a pricing
 * @object: a part of the body
 * @member: its member
 * @text: (out) (transfer none) (nullable): the string, %NULL when it is not set
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_TYPE when the member holds something other than a string
 */
gboolean
kontor_pricing_read_text (KontorPricing *self,
                          KontorJson *object,
                          const char *member,
                          const char **text,
                          GError **error)
{
  KontorJson *value = kontor_json_get_member (object, member);

  *text = NULL;
  if (value == NULL || kontor_json_get_value_type (value) == KONTOR_JSON_NULL)
    return TRUE;

  *text = kontor_json_get_string (value);
  if (*text == NULL)
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_TYPE, _("“%s” has to be a text in quotes."), member);
      return FALSE;
    }

  return TRUE;
}

/**
 * kontor_pricing_read_number:
 * @self: a pricing
 * @object: a part of the body
 * @member: its member
 * @max_scale: the most decimals that it may have
 * @fallback: what an unset member stands for
 * @number: (out): the number
 * @error: return location for a #GError
 *
 * Returns: %FALSE when the member is not a decimal in a string, or has more decimals
 */
gboolean
kontor_pricing_read_number (KontorPricing *self,
                            KontorJson *object,
                            const char *member,
                            guint max_scale,
                            KontorDecimal fallback,
                            KontorDecimal *number,
                            GError **error)
{
  GError *cause = NULL;
  const char *text;

  if (!kontor_pricing_read_text (self, object, member, &text, error))
    return FALSE;

  if (text == NULL)
    {
      *number = fallback;
      return TRUE;
    }

  if (!kontor_decimal_parse (text, max_scale, number, &cause))
    {
      kontor_pricing_fail_for (self, error, cause, member);
      return FALSE;
    }

  return TRUE;
}

/**
 * kontor_pricing_read_percentage:
 * @self: a pricing
 * @object: a part of the body
 * @member: its member
 * @percentage: (out): percent, 0 when the member is not set
 * @error: return location for a #GError
 *
 * Returns: %FALSE when the member is not a decimal from 0 to 100 with 4 decimals at the most
 */
gboolean
kontor_pricing_read_percentage (KontorPricing *self,
                                KontorJson *object,
                                const char *member,
                                KontorDecimal *percentage,
                                GError **error)
{
  if (!kontor_pricing_read_number (self, object, member, 4, KONTOR_DECIMAL_ZERO, percentage, error))
    return FALSE;

  if (kontor_decimal_sign (*percentage) < 0 || kontor_decimal_compare (*percentage, KONTOR_DECIMAL (100, 0)) > 0)
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE, _("“%s” has to be a percentage from 0 to 100."),
                           member);
      return FALSE;
    }

  return TRUE;
}

/**
 * kontor_pricing_read_currency:
 * @self: a pricing
 * @code: a currency as it stands in the body
 * @digits: (out): the decimals of its minor unit
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_VALUE and a sentence that names @code when there is no such currency
 */
gboolean
kontor_pricing_read_currency (KontorPricing *self,
                              const char *code,
                              guint *digits,
                              GError **error)
{
  if (kontor_currency_get_exponent (code, digits, NULL))
    return TRUE;

  kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE,
                       _("There is no currency “%s”. Use an ISO 4217 code such as EUR."), code);
  return FALSE;
}

static void
collect_rates (KontorPricing *self)
{
  KontorJson *rates = kontor_json_get_member (self->body, "rates");

  self->rates = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  if (rates == NULL || kontor_json_get_value_type (rates) != KONTOR_JSON_ARRAY)
    return;

  for (guint i = 0; i < kontor_json_get_size (rates); i++)
    {
      KontorJson *json = kontor_json_get_element (rates, i);
      const char *currency = kontor_json_get_member_string (json, "currency");
      KontorPinnedRate *pinned;

      if (currency == NULL)
        continue;

      pinned = g_hash_table_lookup (self->rates, currency);
      if (pinned == NULL)
        {
          pinned = g_new0 (KontorPinnedRate, 1);
          pinned->json = json;
          g_hash_table_insert (self->rates, (gpointer) currency, pinned);
        }
      pinned->count++;
    }
}

/**
 * kontor_pricing_find_rate:
 * @self: a pricing
 * @currency: a currency that is not the offer's
 * @rate: (out): so much of @currency is paid
 * @per: (out): for so many units of the offer's currency
 * @error: return location for a #GError
 *
 * Finds the pinned rate of a currency. A rate that is not there is an error, never 1.
 *
 * Returns: (transfer none): the rate as it stands in the body, or %NULL with @error set to %KONTOR_MODEL_ERROR_RATE when
 *   there is none or there are two, to %KONTOR_MODEL_ERROR_VALUE when it is not above 0
 */
KontorJson *
kontor_pricing_find_rate (KontorPricing *self,
                          const char *currency,
                          KontorDecimal *rate,
                          KontorDecimal *per,
                          GError **error)
{
  KontorPinnedRate *pinned;

  if (self->rates == NULL)
    collect_rates (self);

  pinned = g_hash_table_lookup (self->rates, currency);
  if (pinned == NULL)
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_RATE,
                           _("The offer in %s holds no exchange rate for %s. Add the rate to the offer."),
                           self->currency, currency);
      return NULL;
    }

  if (pinned->count > 1)
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_RATE,
                           _("The offer holds more than one exchange rate for %s. Keep the one that is meant."),
                           currency);
      return NULL;
    }

  /* An unset rate reads as 0, which is refused; an unset "per" is one unit. */
  if (!kontor_pricing_read_number (self, pinned->json, "rate", 10, KONTOR_DECIMAL_ZERO, rate, error) ||
      !kontor_pricing_read_number (self, pinned->json, "per", 10, KONTOR_DECIMAL (1, 0), per, error))
    {
      g_prefix_error (error, _("Exchange rate for %s: "), currency);
      return NULL;
    }

  if (kontor_decimal_sign (*rate) <= 0 || kontor_decimal_sign (*per) <= 0)
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE,
                           _("The exchange rate for %s has to be above 0, and so has the number of units it is for."),
                           currency);
      return NULL;
    }

  return pinned->json;
}

/**
 * kontor_pricing_add:
 * @self: a pricing
 * @sum: (inout): a sum with the decimals of the offer's currency
 * @amount: what is added, with as many decimals
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_RANGE when the sum does not fit
 */
gboolean
kontor_pricing_add (KontorPricing *self,
                    KontorDecimal *sum,
                    KontorDecimal amount,
                    GError **error)
{
  GError *cause = NULL;
  KontorDecimal result;

  if (!kontor_decimal_add (*sum, amount, &result, &cause))
    {
      kontor_pricing_fail_for (self, error, cause, NULL);
      return FALSE;
    }

  /* A sum that fits only without its last zeros would not be printed as an amount. */
  if (result.scale != MAX (sum->scale, amount.scale))
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_RANGE,
                           _("The amount is too large to be computed exactly."));
      return FALSE;
    }

  *sum = result;
  return TRUE;
}

/**
 * kontor_pricing_subtract:
 * @self: a pricing
 * @sum: (inout): a sum with the decimals of the offer's currency
 * @amount: what is taken away, with as many decimals
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_RANGE when the result does not fit
 */
gboolean
kontor_pricing_subtract (KontorPricing *self,
                         KontorDecimal *sum,
                         KontorDecimal amount,
                         GError **error)
{
  return kontor_pricing_add (self, sum, kontor_decimal_negate (amount), error);
}

/**
 * kontor_pricing_fraction:
 * @self: a pricing
 * @factors: (array length=n_factors): what is multiplied
 * @n_factors: how many
 * @divisors: (array length=n_divisors): what it is divided by
 * @n_divisors: how many
 * @digits: decimals of the result
 * @result: (out): the result, rounded once, half away from zero
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_RANGE when the result does not fit
 */
gboolean
kontor_pricing_fraction (KontorPricing *self,
                         const KontorDecimal *factors,
                         guint n_factors,
                         const KontorDecimal *divisors,
                         guint n_divisors,
                         guint digits,
                         KontorDecimal *result,
                         GError **error)
{
  GError *cause = NULL;

  if (kontor_decimal_fraction (factors, n_factors, divisors, n_divisors, digits, result, &cause))
    return TRUE;

  kontor_pricing_fail_for (self, error, cause, NULL);
  return FALSE;
}

/**
 * kontor_pricing_split:
 * @self: a pricing
 * @amount: an amount as the offer's prices are: net, or gross
 * @rate: VAT in percent
 * @amounts: (out): net, VAT and gross
 * @error: return location for a #GError
 *
 * Net prices: VAT = round (net x rate). Gross prices: net = round (gross / (1 + rate)) and VAT is the rest.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_RANGE when it does not fit
 */
gboolean
kontor_pricing_split (KontorPricing *self,
                      KontorDecimal amount,
                      KontorDecimal rate,
                      KontorAmounts *amounts,
                      GError **error)
{
  const KontorDecimal hundred = KONTOR_DECIMAL (100, 0);

  if (self->gross)
    {
      KontorDecimal divisor;

      amounts->gross = amount;
      if (!kontor_decimal_add (hundred, rate, &divisor, error) ||
          !kontor_pricing_fraction (self, (KontorDecimal[]) { amount, hundred }, 2, &divisor, 1, self->digits,
                                    &amounts->net, error))
        return FALSE;

      amounts->vat = amount;
      return kontor_pricing_subtract (self, &amounts->vat, amounts->net, error);
    }

  amounts->net = amount;
  if (!kontor_pricing_fraction (self, (KontorDecimal[]) { amount, rate }, 2, &hundred, 1, self->digits, &amounts->vat,
                                error))
    return FALSE;

  amounts->gross = amount;
  return kontor_pricing_add (self, &amounts->gross, amounts->vat, error);
}

/* Reads a member that says one of a few things; unset is the first of them. */
static gboolean
read_choice (KontorPricing *self,
             const char *member,
             const char *const *choices,
             const char **choice,
             GError **error)
{
  if (!kontor_pricing_read_text (self, self->body, member, choice, error))
    return FALSE;

  if (*choice == NULL)
    *choice = choices[0];

  if (!g_strv_contains (choices, *choice))
    {
      g_autofree char *all = g_strjoinv (", ", (char **) choices);

      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_VALUE, _("“%s” cannot be “%s”. It is one of: %s."),
                           member, *choice, all);
      return FALSE;
    }

  return TRUE;
}

/**
 * kontor_pricing_init:
 * @self: (out caller-allocates): a pricing
 * @body: an offer body; has to live as long as @self
 * @error: return location for a #GError
 *
 * Reads what holds for the whole offer: its currency, price mode, rounding and VAT regime.
 *
 * Returns: whether it can be priced by these; clear @self with kontor_pricing_clear() either way
 */
gboolean
kontor_pricing_init (KontorPricing *self,
                     KontorJson *body,
                     GError **error)
{
  const char *const price_modes[] = { "net", "gross", NULL };
  const char *const roundings[] = { "line", "document", NULL };
  const char *regime_names[G_N_ELEMENTS (regimes) + 1] = { NULL };
  const char *choice;

  *self = (KontorPricing) { .body = body };

  if (kontor_json_get_value_type (body) != KONTOR_JSON_OBJECT)
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_TYPE, _("This is not an offer: a JSON object is needed."));
      return FALSE;
    }

  if (!kontor_pricing_read_text (self, body, "currency", &self->currency, error))
    return FALSE;

  if (self->currency == NULL || *self->currency == '\0')
    {
      kontor_pricing_fail (self, error, KONTOR_MODEL_ERROR_REQUIRED,
                           _("The offer has no currency. Choose the currency of its prices."));
      return FALSE;
    }

  if (!kontor_pricing_read_currency (self, self->currency, &self->digits, error))
    return FALSE;

  if (!read_choice (self, "price_mode", price_modes, &choice, error))
    return FALSE;
  self->gross = g_str_equal (choice, "gross");

  if (!read_choice (self, "rounding", roundings, &choice, error))
    return FALSE;
  self->by_document = g_str_equal (choice, "document");

  for (guint i = 0; i < G_N_ELEMENTS (regimes); i++)
    regime_names[i] = regimes[i].regime;
  if (!read_choice (self, "vat_regime", regime_names, &choice, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (regimes); i++)
    {
      if (g_str_equal (choice, regimes[i].regime))
        self->regime = regimes[i].category;
    }

  return TRUE;
}

/**
 * kontor_pricing_clear:
 * @self: a pricing
 *
 * Frees what it holds, the steps of its trace too.
 */
void
kontor_pricing_clear (KontorPricing *self)
{
  g_clear_pointer (&self->rates, g_hash_table_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
}

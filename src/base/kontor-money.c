/* kontor-money.c: amounts in a currency */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-base-error.h"
#include "kontor-currency.h"
#include "kontor-money.h"

__extension__ typedef unsigned __int128 Wide;

/* Below this the steps of divide_share () cannot wrap. */
#define MAX_WEIGHTS ((Wide) 1 << 126)

typedef struct
{
  guint index;
  guint64 units;
  Wide remainder;
} Share;

/**
 * kontor_money_round:
 * @value: an amount, with any number of decimals
 * @currency: the ISO 4217 code of its currency
 * @result: (out): the amount with exactly as many decimals as the minor unit of @currency has
 * @error: return location for an error
 *
 * Rounds half away from zero. Fails with %KONTOR_BASE_ERROR_CURRENCY or %KONTOR_BASE_ERROR_OVERFLOW.
 *
 * Returns: whether @result was set
 */
gboolean
kontor_money_round (KontorDecimal value, const char *currency, KontorDecimal *result, GError **error)
{
  guint exponent;

  if (!kontor_currency_get_exponent (currency, &exponent, error))
    return FALSE;
  return kontor_decimal_round (value, exponent, result, error);
}

/**
 * kontor_money_to_string:
 * @value: an amount
 * @currency: the ISO 4217 code of its currency
 *
 * Prints an amount as it stands in JSON: with the decimals of the minor unit of @currency (`9692.74`, JPY `1200`, BHD
 * `1.234`). It never hides anything: an amount that has more decimals than that (a price per unit of `0.0125`) is printed
 * with them, and one whose currency is unknown as it is.
 *
 * Returns: (transfer full): the amount in canonical form, without the currency
 */
char *
kontor_money_to_string (KontorDecimal value, const char *currency)
{
  KontorDecimal shortest = kontor_decimal_normalize (value);
  KontorDecimal padded;
  guint exponent;

  if (!kontor_currency_get_exponent (currency, &exponent, NULL))
    return kontor_decimal_to_string (value);
  if (shortest.scale > exponent || !kontor_decimal_round (shortest, exponent, &padded, NULL))
    return kontor_decimal_to_string (shortest);
  return kontor_decimal_to_string (padded);
}

/* units x weight / sum as quotient and remainder, exact, for weight <= sum < MAX_WEIGHTS */
static void
divide_share (guint64 units, Wide weight, Wide sum, Share *share)
{
  share->units = 0;
  share->remainder = 0;

  for (guint bit = 64; bit-- > 0;)
    {
      share->units *= 2;
      share->remainder *= 2;
      if (units >> bit & 1)
        share->remainder += weight;
      while (share->remainder >= sum)
        {
          share->remainder -= sum;
          share->units++;
        }
    }
}

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const Share *x = a;
  const Share *y = b;

  if (x->remainder != y->remainder)
    return x->remainder > y->remainder ? -1 : 1;
  return x->index < y->index ? -1 : 1;
}

static gboolean
sum_weights (const KontorDecimal *weights, guint n_weights, Wide *scaled, Wide *sum, GError **error)
{
  guint scale = 0;

  for (guint i = 0; i < n_weights; i++)
    scale = MAX (scale, kontor_decimal_normalize (weights[i]).scale);

  *sum = 0;
  for (guint i = 0; i < n_weights; i++)
    {
      KontorDecimal weight = kontor_decimal_normalize (weights[i]);

      /* 64 bits times at most 10^18 */
      scaled[i] = (Wide) weight.coefficient;
      for (guint s = weight.scale; s < scale; s++)
        scaled[i] *= 10;
      *sum += scaled[i];
      if (*sum >= MAX_WEIGHTS)
        {
          g_set_error_literal (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW,
                               _ ("The amounts are too many and too large to spread anything over them."));
          return FALSE;
        }
    }
  if (*sum == 0)
    {
      g_set_error_literal (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_DIVISION_BY_ZERO,
                           _ ("An amount cannot be spread over nothing."));
      return FALSE;
    }
  return TRUE;
}

/**
 * kontor_money_allocate:
 * @total: the amount to spread, of either sign
 * @weights: (array length=n_weights): what it is spread in proportion to, none below zero
 * @n_weights: how many weights
 * @exponent: the decimals of the minor unit
 * @shares: (out caller-allocates) (array length=n_weights): the shares, each with @exponent decimals
 * @error: return location for an error
 *
 * Spreads @total by largest remainder: each share is cut to the minor unit, and what is left goes unit by unit to the
 * largest remainders, ties to the one that came first. The shares add up to @total exactly, and a weight of zero gets
 * nothing.
 *
 * Fails with %KONTOR_BASE_ERROR_DIVISION_BY_ZERO when all weights are zero or there are none,
 * with %KONTOR_BASE_ERROR_PRECISION when @total is finer than the minor unit, and with %KONTOR_BASE_ERROR_OVERFLOW.
 *
 * Returns: whether @shares was filled
 */
gboolean
kontor_money_allocate (KontorDecimal total,
                       const KontorDecimal *weights,
                       guint n_weights,
                       guint exponent,
                       KontorDecimal *shares,
                       GError **error)
{
  g_autofree Wide *scaled = g_new (Wide, n_weights);
  g_autofree Share *parts = g_new (Share, n_weights);
  KontorDecimal rounded;
  guint64 left;
  Wide sum;

  for (guint i = 0; i < n_weights; i++)
    g_return_val_if_fail (kontor_decimal_sign (weights[i]) >= 0, FALSE);

  if (!sum_weights (weights, n_weights, scaled, &sum, error) ||
      !kontor_decimal_round (total, exponent, &rounded, error))
    return FALSE;
  if (!kontor_decimal_equal (rounded, total))
    {
      g_autofree char *shown = kontor_decimal_to_string (total);

      g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_PRECISION,
                   _ ("%s is finer than the smallest coin, so it cannot be spread. Round it first."), shown);
      return FALSE;
    }

  left = (guint64) ABS (rounded.coefficient);
  for (guint i = 0; i < n_weights; i++)
    {
      parts[i].index = i;
      divide_share ((guint64) ABS (rounded.coefficient), scaled[i], sum, &parts[i]);
      left -= parts[i].units;
    }

  /* the remainders add up to left x sum, so there are more of them than units left */
  qsort (parts, n_weights, sizeof *parts, compare_shares);
  for (guint i = 0; i < n_weights; i++)
    {
      gint64 units = (gint64) (parts[i].units + (i < left ? 1 : 0));

      shares[parts[i].index] = KONTOR_DECIMAL (rounded.coefficient < 0 ? -units : units, (guint8) exponent);
    }
  return TRUE;
}

/* kontor-offer-rate.c: a pinned rate as a person reads it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-offer-rate.h"

#include <kontor-format.h>

/* A rate of 4.2629 or 163.205 is whole with them, and 1 / 4.2629 can still be said on the telephone. */
#define READABLE_LIMIT 1000000

/**
 * kontor_offer_rate_for_one:
 * @rate: so much of another currency is paid for @per units of the offer's
 * @per: see @rate
 * @one: (out): what is paid for one unit, with up to 6 digits (more only before the decimal point)
 * @exact: (out): whether @one is @rate / @per to the last digit
 * @error: return location for a #GError
 *
 * Rounds half away from zero. It is for reading alone: amounts are converted by @rate and @per themselves.
 *
 * Returns: %FALSE with an error of the decimals when @per is 0
 */
gboolean
kontor_offer_rate_for_one (KontorDecimal rate,
                           KontorDecimal per,
                           KontorDecimal *one,
                           gboolean *exact,
                           GError **error)
{
  KontorDecimal product;
  guint scale = KONTOR_DECIMAL_MAX_SCALE;

  g_return_val_if_fail (one != NULL && exact != NULL, FALSE);

  while (scale > 0 && (!kontor_decimal_divide (rate, per, scale, one, NULL) || ABS (one->coefficient) >= READABLE_LIMIT))
    scale--;
  if (scale == 0 && !kontor_decimal_divide (rate, per, 0, one, error))
    return FALSE;

  /* What is exact has a product that fits: it is the rate. */
  *exact = kontor_decimal_multiply (*one, per, &product, NULL) && kontor_decimal_equal (product, rate);
  *one = kontor_decimal_normalize (*one);

  return TRUE;
}

/**
 * kontor_offer_rate_format:
 * @rate: so much of another currency is paid for @per units of the offer's
 * @per: see @rate
 * @language: (nullable): the language to write in
 * @exact: (out) (optional): whether nothing was rounded off; else it is to be written with an `≈`
 *
 * Writes what is paid for one unit, as of kontor_offer_rate_for_one().
 *
 * Returns: (transfer full): the number
 */
char *
kontor_offer_rate_format (KontorDecimal rate,
                          KontorDecimal per,
                          const char *language,
                          gboolean *exact)
{
  KontorDecimal one = rate;
  gboolean is_exact = FALSE;

  /* A rate of an offer that was priced has no 0 in it. */
  kontor_offer_rate_for_one (rate, per, &one, &is_exact, NULL);
  if (exact != NULL)
    *exact = is_exact;

  return kontor_format_number (one, 2, language);
}

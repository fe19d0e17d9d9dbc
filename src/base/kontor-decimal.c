/* kontor-decimal.c: exact decimal numbers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-base-error.h"
#include "kontor-base-text.h"
#include "kontor-decimal.h"

__extension__ typedef unsigned __int128 Wide;

#define MAX_DIGITS 18
#define MAX_COEFFICIENT G_GUINT64_CONSTANT (999999999999999999)
#define MAX_TEXT_LENGTH 64

/* Room for the longest product that kontor_decimal_fraction can be asked for: each operand is one limb, and so is
 * every power of ten up to 10^18, of which there is at most one per operand and one for the scale of the result.
 */
#define MAX_OPERANDS 16
#define MAX_LIMBS (2 * MAX_OPERANDS + 2)

typedef struct
{
  guint64 limb[MAX_LIMBS]; /* least significant first */
  guint n;
} Long;

static const guint64 power_of_ten[KONTOR_DECIMAL_MAX_SCALE + 1] = {
  G_GUINT64_CONSTANT (1),
  G_GUINT64_CONSTANT (10),
  G_GUINT64_CONSTANT (100),
  G_GUINT64_CONSTANT (1000),
  G_GUINT64_CONSTANT (10000),
  G_GUINT64_CONSTANT (100000),
  G_GUINT64_CONSTANT (1000000),
  G_GUINT64_CONSTANT (10000000),
  G_GUINT64_CONSTANT (100000000),
  G_GUINT64_CONSTANT (1000000000),
  G_GUINT64_CONSTANT (10000000000),
  G_GUINT64_CONSTANT (100000000000),
  G_GUINT64_CONSTANT (1000000000000),
  G_GUINT64_CONSTANT (10000000000000),
  G_GUINT64_CONSTANT (100000000000000),
  G_GUINT64_CONSTANT (1000000000000000),
  G_GUINT64_CONSTANT (10000000000000000),
  G_GUINT64_CONSTANT (100000000000000000),
  G_GUINT64_CONSTANT (1000000000000000000),
};

static guint64
magnitude (gint64 value)
{
  return value < 0 ? 0 - (guint64) value : (guint64) value;
}

static gboolean
is_valid (KontorDecimal value)
{
  return value.scale <= KONTOR_DECIMAL_MAX_SCALE;
}

static gboolean
fail_overflow (GError **error)
{
  g_set_error_literal (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW,
                       _ ("The result is too large: numbers can have up to 18 digits. Use smaller numbers."));
  return FALSE;
}

/* Stores ±magnitude / 10^scale, giving up zeros at the end of the decimals where it would not fit otherwise. */
static gboolean
store (gboolean negative, Wide value, guint scale, KontorDecimal *result, GError **error)
{
  while (scale > 0 && (value > MAX_COEFFICIENT || scale > KONTOR_DECIMAL_MAX_SCALE) && value % 10 == 0)
    {
      value /= 10;
      scale--;
    }

  if (scale > KONTOR_DECIMAL_MAX_SCALE)
    {
      g_set_error_literal (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_PRECISION,
                           _ ("The result has more than 18 decimals. Use numbers with fewer decimals."));
      return FALSE;
    }
  if (value > MAX_COEFFICIENT)
    return fail_overflow (error);

  result->coefficient = negative ? -(gint64) value : (gint64) value;
  result->scale = scale;
  return TRUE;
}

static void
long_multiply (Long *number, guint64 factor)
{
  guint64 carry = 0;

  for (guint i = 0; i < number->n; i++)
    {
      Wide product = (Wide) number->limb[i] * factor + carry;

      number->limb[i] = (guint64) product;
      carry = (guint64) (product >> 64);
    }
  if (carry > 0)
    number->limb[number->n++] = carry;
}

/* How number compares with other << bits, bits below 64. */
static int
long_compare_shifted (const Long *number, const Long *other, guint bits)
{
  for (guint i = MAX (number->n, other->n + 1); i-- > 0;)
    {
      guint64 a = i < number->n ? number->limb[i] : 0;
      guint64 b = i < other->n ? other->limb[i] << bits : 0;

      if (bits > 0 && i > 0 && i - 1 < other->n)
        b |= other->limb[i - 1] >> (64 - bits);
      if (a != b)
        return a < b ? -1 : 1;
    }
  return 0;
}

/* number -= other << bits; it is known that the result is not negative. */
static void
long_subtract_shifted (Long *number, const Long *other, guint bits)
{
  guint64 borrow = 0;

  for (guint i = 0; i < number->n; i++)
    {
      guint64 a = number->limb[i];
      guint64 b = i < other->n ? other->limb[i] << bits : 0;

      if (bits > 0 && i > 0 && i - 1 < other->n)
        b |= other->limb[i - 1] >> (64 - bits);
      number->limb[i] = a - b - borrow;
      borrow = (a < b || (a == b && borrow > 0)) ? 1 : 0;
    }
  while (number->n > 0 && number->limb[number->n - 1] == 0)
    number->n--;
}

/* The quotient, rounded half up, or FALSE when it does not fit in a coefficient. */
static gboolean
long_divide (Long *dividend, const Long *divisor, guint64 *quotient)
{
  guint64 result = 0;

  if (long_compare_shifted (dividend, divisor, 60) >= 0) /* 2^60 has more than 18 digits */
    return FALSE;

  for (guint bit = 60; bit-- > 0;)
    if (long_compare_shifted (dividend, divisor, bit) >= 0)
      {
        long_subtract_shifted (dividend, divisor, bit);
        result |= G_GUINT64_CONSTANT (1) << bit;
      }

  /* the remainder is below the divisor: half of it or more rounds up */
  if (dividend->n > 0)
    {
      long_multiply (dividend, 2);
      if (long_compare_shifted (dividend, divisor, 0) >= 0)
        result++;
    }
  *quotient = result;
  return result <= MAX_COEFFICIENT;
}

/* The product of the magnitudes of all values and 10^power, or FALSE when it does not fit in 128 bits. */
static gboolean
product_fast (const KontorDecimal *values, guint n, guint power, Wide *product)
{
  Wide result = 1;

  for (guint i = 0; i < n; i++)
    if (__builtin_mul_overflow (result, (Wide) magnitude (values[i].coefficient), &result))
      return FALSE;
  for (; power > 0; power -= MIN (power, KONTOR_DECIMAL_MAX_SCALE))
    if (__builtin_mul_overflow (result, (Wide) power_of_ten[MIN (power, KONTOR_DECIMAL_MAX_SCALE)], &result))
      return FALSE;
  *product = result;
  return TRUE;
}

static void
product_long (const KontorDecimal *values, guint n, guint power, Long *product)
{
  *product = (Long) { { 1 }, 1 };

  for (guint i = 0; i < n; i++)
    long_multiply (product, magnitude (values[i].coefficient));
  for (; power > 0; power -= MIN (power, KONTOR_DECIMAL_MAX_SCALE))
    long_multiply (product, power_of_ten[MIN (power, KONTOR_DECIMAL_MAX_SCALE)]);
}

/**
 * kontor_decimal_parse:
 * @text: the number in its canonical form
 * @max_scale: how many decimals are allowed, up to %KONTOR_DECIMAL_MAX_SCALE
 * @result: (out): the number, with as many decimals as were written
 * @error: return location for an error
 *
 * Reads `-?digits(.digits)?`, ASCII only: the form in which decimals stand in JSON and in which
 * kontor_decimal_to_string() prints. There is no exponent, no plus sign, no grouping and no space.
 * A zero at the end is a decimal that was written and counts: `1.500` is refused where two decimals are allowed.
 * What a person types is read by kontor_parse_number().
 *
 * Fails with %KONTOR_BASE_ERROR_SYNTAX, %KONTOR_BASE_ERROR_PRECISION (more than @max_scale decimals) or
 * %KONTOR_BASE_ERROR_OVERFLOW (more than 18 digits, leading zeros not counted); @result is then left as it was.
 *
 * Returns: whether @text is such a number
 */
gboolean
kontor_decimal_parse (const char *text,
                      guint max_scale,
                      KontorDecimal *result,
                      GError **error)
{
  const char *p = text;
  gboolean negative;
  gboolean point = FALSE;
  guint n_integers = 0;
  guint n_decimals = 0;
  guint n_significant = 0;
  guint64 coefficient = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (max_scale <= KONTOR_DECIMAL_MAX_SCALE, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  negative = *p == '-';
  if (negative)
    p++;

  for (; *p != '\0' && p - text <= MAX_TEXT_LENGTH; p++)
    {
      if (*p == '.' && !point && n_integers > 0)
        {
          point = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*p))
        break;
      if (point)
        n_decimals++;
      else
        n_integers++;
      if (n_significant > 0 || *p != '0')
        n_significant++;
      if (n_significant <= MAX_DIGITS)
        coefficient = coefficient * 10 + (guint64) (*p - '0');
    }

  if (p - text <= MAX_TEXT_LENGTH && (*p != '\0' || n_integers == 0 || (point && n_decimals == 0)))
    {
      g_autofree char *shown = kontor_base_shorten (text);

      g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX,
                   _ ("“%s” is not a number. Write digits with a point before the decimals, such as 12.50."), shown);
      return FALSE;
    }
  if (n_decimals > max_scale)
    {
      g_autofree char *shown = kontor_base_shorten (text);

      if (max_scale == 0)
        g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_PRECISION,
                     _ ("“%s” has decimals: only a whole number is allowed here."), shown);
      else
        g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_PRECISION,
                     g_dngettext (GETTEXT_PACKAGE,
                                  "“%s” has too many decimals: only %u is allowed here.",
                                  "“%s” has too many decimals: only %u are allowed here.",
                                  max_scale),
                     shown, max_scale);
      return FALSE;
    }
  if (n_significant > MAX_DIGITS || p - text > MAX_TEXT_LENGTH)
    {
      g_autofree char *shown = kontor_base_shorten (text);

      g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW,
                   _ ("“%s” is too long a number: up to 18 digits are allowed."), shown);
      return FALSE;
    }

  result->coefficient = negative ? -(gint64) coefficient : (gint64) coefficient;
  result->scale = n_decimals;
  return TRUE;
}

/**
 * kontor_decimal_to_string:
 * @value: a number
 *
 * Prints @value in canonical form with all the decimals that it carries: 1250 with scale 2 is `12.50`.
 * kontor_decimal_parse() reads it back as it was.
 *
 * Returns: (transfer full): the number as text
 */
char *
kontor_decimal_to_string (KontorDecimal value)
{
  char buffer[48];
  char *p = buffer + sizeof buffer;
  guint64 rest = magnitude (value.coefficient);
  guint n = 0;

  g_return_val_if_fail (is_valid (value), NULL);

  *--p = '\0';
  do
    {
      if (n > 0 && n == value.scale)
        *--p = '.';
      *--p = (char) ('0' + rest % 10);
      rest /= 10;
      n++;
    }
  while (rest > 0 || n <= value.scale);
  if (value.coefficient < 0)
    *--p = '-';

  return g_strdup (p);
}

/**
 * kontor_decimal_to_string_normalized:
 * @value: a number
 *
 * Prints @value in canonical form without zeros at the end of the decimals: 12.50 is `12.5`, 12.00 is `12`.
 *
 * Returns: (transfer full): the number as text
 */
char *
kontor_decimal_to_string_normalized (KontorDecimal value)
{
  return kontor_decimal_to_string (kontor_decimal_normalize (value));
}

/**
 * kontor_decimal_normalize:
 * @value: a number
 *
 * Takes the zeros off the end of the decimals. Two numbers are equal exactly when they are the same normalized.
 *
 * Returns: the same number with the fewest decimals
 */
KontorDecimal
kontor_decimal_normalize (KontorDecimal value)
{
  while (value.scale > 0 && value.coefficient % 10 == 0)
    {
      value.coefficient /= 10;
      value.scale--;
    }
  return value;
}

/**
 * kontor_decimal_compare:
 * @a: a number
 * @b: another number
 *
 * Compares by value: 1.5 and 1.50 are the same.
 *
 * Returns: -1, 0 or 1 as @a is below, equal to or above @b
 */
int
kontor_decimal_compare (KontorDecimal a, KontorDecimal b)
{
  Wide x;
  Wide y;
  int sign;

  g_return_val_if_fail (is_valid (a) && is_valid (b), 0);

  sign = kontor_decimal_sign (a);
  if (sign != kontor_decimal_sign (b))
    return sign < kontor_decimal_sign (b) ? -1 : 1;

  /* 64 bits times 10^18 always fit in 128 bits */
  x = (Wide) magnitude (a.coefficient) * power_of_ten[b.scale];
  y = (Wide) magnitude (b.coefficient) * power_of_ten[a.scale];
  if (x == y)
    return 0;
  return x < y ? -sign : sign;
}

/**
 * kontor_decimal_equal:
 * @a: a number
 * @b: another number
 *
 * Returns: whether both are the same number, whatever their scales
 */
gboolean
kontor_decimal_equal (KontorDecimal a, KontorDecimal b)
{
  return kontor_decimal_compare (a, b) == 0;
}

/**
 * kontor_decimal_sign:
 * @value: a number
 *
 * Returns: -1, 0 or 1 as @value is negative, zero or positive
 */
int
kontor_decimal_sign (KontorDecimal value)
{
  return (value.coefficient > 0) - (value.coefficient < 0);
}

/**
 * kontor_decimal_negate:
 * @value: a number
 *
 * Returns: -@value with the same scale
 */
KontorDecimal
kontor_decimal_negate (KontorDecimal value)
{
  value.coefficient = -value.coefficient;
  return value;
}

/**
 * kontor_decimal_add:
 * @a: a number
 * @b: another number
 * @result: (out): their exact sum, with the larger scale of the two
 * @error: return location for an error
 *
 * Fails with %KONTOR_BASE_ERROR_OVERFLOW when the sum does not fit, even without the zeros at its end.
 *
 * Returns: whether @result was set
 */
gboolean
kontor_decimal_add (KontorDecimal a, KontorDecimal b, KontorDecimal *result, GError **error)
{
  guint scale;
  Wide x;
  Wide y;

  g_return_val_if_fail (is_valid (a) && is_valid (b), FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  scale = MAX (a.scale, b.scale);
  x = (Wide) magnitude (a.coefficient) * power_of_ten[scale - a.scale];
  y = (Wide) magnitude (b.coefficient) * power_of_ten[scale - b.scale];

  if ((a.coefficient < 0) == (b.coefficient < 0))
    return store (a.coefficient < 0, x + y, scale, result, error);
  if (x >= y)
    return store (a.coefficient < 0, x - y, scale, result, error);
  return store (b.coefficient < 0, y - x, scale, result, error);
}

/**
 * kontor_decimal_subtract:
 * @a: a number
 * @b: what is taken from it
 * @result: (out): the exact difference, with the larger scale of the two
 * @error: return location for an error
 *
 * Fails with %KONTOR_BASE_ERROR_OVERFLOW when the difference does not fit, even without the zeros at its end.
 *
 * Returns: whether @result was set
 */
gboolean
kontor_decimal_subtract (KontorDecimal a, KontorDecimal b, KontorDecimal *result, GError **error)
{
  return kontor_decimal_add (a, kontor_decimal_negate (b), result, error);
}

/**
 * kontor_decimal_multiply:
 * @a: a number
 * @b: another number
 * @result: (out): their exact product; its scale is the sum of theirs, or less where zeros at the end had to go
 * @error: return location for an error
 *
 * Fails with %KONTOR_BASE_ERROR_OVERFLOW when the product has more than 18 digits and with
 * %KONTOR_BASE_ERROR_PRECISION when it has more than 18 decimals. Use kontor_decimal_fraction() for a product that is
 * to be rounded.
 *
 * Returns: whether @result was set
 */
gboolean
kontor_decimal_multiply (KontorDecimal a, KontorDecimal b, KontorDecimal *result, GError **error)
{
  g_return_val_if_fail (is_valid (a) && is_valid (b), FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  if (a.coefficient == 0 || b.coefficient == 0)
    return store (FALSE, 0, MIN (a.scale + b.scale, KONTOR_DECIMAL_MAX_SCALE), result, error);

  return store ((a.coefficient < 0) != (b.coefficient < 0),
                (Wide) magnitude (a.coefficient) * magnitude (b.coefficient),
                a.scale + b.scale, result, error);
}

/**
 * kontor_decimal_divide:
 * @a: a number
 * @b: what it is divided by
 * @scale: the decimals of the result
 * @result: (out): the quotient, rounded half away from zero to exactly @scale decimals
 * @error: return location for an error
 *
 * Fails with %KONTOR_BASE_ERROR_DIVISION_BY_ZERO or %KONTOR_BASE_ERROR_OVERFLOW.
 *
 * Returns: whether @result was set
 */
gboolean
kontor_decimal_divide (KontorDecimal a, KontorDecimal b, guint scale, KontorDecimal *result, GError **error)
{
  return kontor_decimal_fraction (&a, 1, &b, 1, scale, result, error);
}

/**
 * kontor_decimal_round:
 * @value: a number
 * @scale: the decimals of the result
 * @result: (out): the number with exactly @scale decimals
 * @error: return location for an error
 *
 * Rounds half away from zero (2.5 to 3, -2.5 to -3); a number with fewer decimals gets zeros.
 * Fails with %KONTOR_BASE_ERROR_OVERFLOW when the zeros do not fit.
 *
 * Returns: whether @result was set
 */
gboolean
kontor_decimal_round (KontorDecimal value, guint scale, KontorDecimal *result, GError **error)
{
  return kontor_decimal_fraction (&value, 1, NULL, 0, scale, result, error);
}

/**
 * kontor_decimal_fraction:
 * @factors: (array length=n_factors): what is multiplied
 * @n_factors: how many factors, up to 16
 * @divisors: (array length=n_divisors) (nullable): what the product is divided by
 * @n_divisors: how many divisors, up to 16
 * @scale: the decimals of the result
 * @result: (out): the result, with exactly @scale decimals
 * @error: return location for an error
 *
 * Computes the product of the factors over the product of the divisors, both exact whatever their size, and rounds
 * once, half away from zero. An empty product is 1.
 *
 * Fails with %KONTOR_BASE_ERROR_DIVISION_BY_ZERO when a divisor is zero, and with %KONTOR_BASE_ERROR_OVERFLOW when the
 * rounded result has more than 18 digits; what is in between may be as large as it likes.
 *
 * Returns: whether @result was set
 */
gboolean
kontor_decimal_fraction (const KontorDecimal *factors,
                         guint n_factors,
                         const KontorDecimal *divisors,
                         guint n_divisors,
                         guint scale,
                         KontorDecimal *result,
                         GError **error)
{
  gboolean negative = FALSE;
  gboolean zero = FALSE;
  int power = (int) scale;
  guint up;
  guint down;
  Wide dividend;
  Wide divisor;

  g_return_val_if_fail (n_factors <= MAX_OPERANDS && n_divisors <= MAX_OPERANDS, FALSE);
  g_return_val_if_fail (scale <= KONTOR_DECIMAL_MAX_SCALE, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  for (guint i = 0; i < n_factors; i++)
    {
      g_return_val_if_fail (is_valid (factors[i]), FALSE);
      negative ^= factors[i].coefficient < 0;
      zero |= factors[i].coefficient == 0;
      power -= factors[i].scale;
    }
  for (guint i = 0; i < n_divisors; i++)
    {
      g_return_val_if_fail (is_valid (divisors[i]), FALSE);
      if (divisors[i].coefficient == 0)
        {
          g_set_error_literal (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_DIVISION_BY_ZERO,
                               _ ("A number cannot be divided by zero."));
          return FALSE;
        }
      negative ^= divisors[i].coefficient < 0;
      power += divisors[i].scale;
    }
  if (zero)
    {
      *result = KONTOR_DECIMAL (0, scale);
      return TRUE;
    }

  up = power > 0 ? (guint) power : 0;
  down = power < 0 ? (guint) -power : 0;

  if (product_fast (factors, n_factors, up, &dividend) && product_fast (divisors, n_divisors, down, &divisor))
    {
      Wide quotient = dividend / divisor;
      Wide remainder = dividend % divisor;

      if (remainder >= divisor - remainder)
        quotient++;
      if (quotient > MAX_COEFFICIENT)
        return fail_overflow (error);
      result->coefficient = (gint64) quotient;
    }
  else
    {
      Long long_dividend;
      Long long_divisor;
      guint64 quotient;

      product_long (factors, n_factors, up, &long_dividend);
      product_long (divisors, n_divisors, down, &long_divisor);
      if (!long_divide (&long_dividend, &long_divisor, &quotient))
        return fail_overflow (error);
      result->coefficient = (gint64) quotient;
    }

  if (negative)
    result->coefficient = -result->coefficient;
  result->scale = scale;
  return TRUE;
}

/* kontor-decimal.h: exact decimal numbers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most decimals that a KontorDecimal can carry. */
#define KONTOR_DECIMAL_MAX_SCALE 18

/**
 * KontorDecimal:
 * @coefficient: the number without its point
 * @scale: how many of the digits stand after the point, 0 to %KONTOR_DECIMAL_MAX_SCALE
 *
 * An exact decimal number, `coefficient / 10^scale`, passed by value: 12.50 is 1250 with scale 2. It fits up to 18 digits.
 * Nothing that is an amount, a quantity, a percentage or a rate is ever held in a `double`.
 * Operations that cannot be exact or do not fit are errors; they never wrap and never round unless their name says so.
 */
typedef struct
{
  gint64 coefficient;
  guint8 scale;
} KontorDecimal;

#define KONTOR_DECIMAL_ZERO ((KontorDecimal) { 0, 0 })
#define KONTOR_DECIMAL(coefficient, scale) ((KontorDecimal) { (coefficient), (scale) })

gboolean kontor_decimal_parse (const char *text,
                               guint max_scale,
                               KontorDecimal *result,
                               GError **error);
char *kontor_decimal_to_string (KontorDecimal value);
char *kontor_decimal_to_string_normalized (KontorDecimal value);

KontorDecimal kontor_decimal_normalize (KontorDecimal value);
int kontor_decimal_compare (KontorDecimal a, KontorDecimal b);
gboolean kontor_decimal_equal (KontorDecimal a, KontorDecimal b);
int kontor_decimal_sign (KontorDecimal value);
KontorDecimal kontor_decimal_negate (KontorDecimal value);

gboolean kontor_decimal_add (KontorDecimal a, KontorDecimal b, KontorDecimal *result, GError **error);
gboolean kontor_decimal_subtract (KontorDecimal a, KontorDecimal b, KontorDecimal *result, GError **error);
gboolean kontor_decimal_multiply (KontorDecimal a, KontorDecimal b, KontorDecimal *result, GError **error);
gboolean kontor_decimal_divide (KontorDecimal a, KontorDecimal b, guint scale, KontorDecimal *result, GError **error);
gboolean kontor_decimal_round (KontorDecimal value, guint scale, KontorDecimal *result, GError **error);

/* round (product of factors / product of divisors, scale): the products are exact, there is one rounding */
gboolean kontor_decimal_fraction (const KontorDecimal *factors,
                                  guint n_factors,
                                  const KontorDecimal *divisors,
                                  guint n_divisors,
                                  guint scale,
                                  KontorDecimal *result,
                                  GError **error);

G_END_DECLS

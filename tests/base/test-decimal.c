/* test-decimal.c: exact decimals keep the laws of arithmetic, or say that they cannot */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "kontor-base-error.h"
#include "kontor-decimal.h"
#include "test-util.h"

#define dec test_decimal
#define assert_decimal(value, expected) assert_string (kontor_decimal_to_string (value), (expected))

static void
test_parse_reads_canonical_form (void)
{
  static const struct
  {
    const char *text;
    gint64 coefficient;
    guint scale;
  } cases[] = {
    { "0", 0, 0 },
    { "-0", 0, 0 },
    { "0.00", 0, 2 },
    { "12.50", 1250, 2 },
    { "-12.50", -1250, 2 },
    { "007", 7, 0 },
    { "999999999999999999", G_GINT64_CONSTANT (999999999999999999), 0 },
    { "-0.999999999999999999", G_GINT64_CONSTANT (-999999999999999999), 18 },
    { "0.000000000000000001", 1, 18 },
    { "000000000000000000000000000001.5", 15, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KontorDecimal value = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_true (kontor_decimal_parse (cases[i].text, KONTOR_DECIMAL_MAX_SCALE, &value, &error));
      g_assert_no_error (error);
      g_assert_cmpint (value.coefficient, ==, cases[i].coefficient);
      g_assert_cmpuint (value.scale, ==, cases[i].scale);
    }
}

static void
test_parse_refuses_everything_else (void)
{
  g_autofree char *huge = g_strnfill (100000, '7');
  g_autofree char *garbage = g_strnfill (100000, 'x');
  const struct
  {
    const char *text;
    guint max_scale;
    int code;
  } cases[] = {
    { "", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "-", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "+1", 6, KONTOR_BASE_ERROR_SYNTAX },
    { " 1", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "1 ", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "1\n", 6, KONTOR_BASE_ERROR_SYNTAX },
    { ".5", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "5.", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "1.2.3", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "1,5", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "1e3", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "--1", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "0x10", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "NaN", 6, KONTOR_BASE_ERROR_SYNTAX },
    { "\xd9\xa1", 6, KONTOR_BASE_ERROR_SYNTAX }, /* an Arabic one */
    { "1\xff", 6, KONTOR_BASE_ERROR_SYNTAX },
    { garbage, 6, KONTOR_BASE_ERROR_SYNTAX },
    { "1.500", 2, KONTOR_BASE_ERROR_PRECISION },
    { "1.1234567", 6, KONTOR_BASE_ERROR_PRECISION },
    { "1.0", 0, KONTOR_BASE_ERROR_PRECISION },
    { "1000000000000000000", 6, KONTOR_BASE_ERROR_OVERFLOW },
    { "10000000000000000.00", 6, KONTOR_BASE_ERROR_OVERFLOW },
    { huge, 6, KONTOR_BASE_ERROR_OVERFLOW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KontorDecimal value = { 42, 1 };
      g_autoptr (GError) error = NULL;

      g_assert_false (kontor_decimal_parse (cases[i].text, cases[i].max_scale, &value, &error));
      g_assert_error (error, KONTOR_BASE_ERROR, cases[i].code);
      g_assert_cmpuint (strlen (error->message), <, 400);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (value.coefficient, ==, 42);
      g_assert_cmpint (value.scale, ==, 1);
    }
}

static void
test_message_names_the_text (void)
{
  KontorDecimal value;
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_decimal_parse ("twelve", 2, &value, &error));
  g_assert_nonnull (strstr (error->message, "“twelve”"));
}

static void
test_print_shows_the_scale (void)
{
  g_autofree char *normalized = kontor_decimal_to_string_normalized (dec ("-12.500"));
  g_autofree char *whole = kontor_decimal_to_string_normalized (dec ("1200.000"));
  g_autofree char *zero = kontor_decimal_to_string_normalized (dec ("0.000"));

  assert_decimal (KONTOR_DECIMAL (1250, 2), "12.50");
  assert_decimal (KONTOR_DECIMAL (-5, 2), "-0.05");
  assert_decimal (KONTOR_DECIMAL (0, 3), "0.000");
  assert_decimal (KONTOR_DECIMAL (G_MININT64, 0), "-9223372036854775808");
  assert_decimal (KONTOR_DECIMAL (G_MAXINT64, 18), "9.223372036854775807");
  g_assert_cmpstr (normalized, ==, "-12.5");
  g_assert_cmpstr (whole, ==, "1200");
  g_assert_cmpstr (zero, ==, "0");
}

static void
test_round_goes_half_away_from_zero (void)
{
  static const struct
  {
    const char *value;
    guint scale;
    const char *expected;
  } cases[] = {
    { "2.5", 0, "3" },
    { "-2.5", 0, "-3" },
    { "2.4999", 0, "2" },
    { "0.005", 2, "0.01" },
    { "-0.005", 2, "-0.01" },
    { "-0.004", 2, "0.00" },
    { "1.005", 2, "1.01" },
    { "7", 3, "7.000" },
    { "0.999999999999999999", 0, "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KontorDecimal value;
      g_autoptr (GError) error = NULL;

      g_assert_true (kontor_decimal_round (dec (cases[i].value), cases[i].scale, &value, &error));
      g_assert_no_error (error);
      assert_decimal (value, cases[i].expected);
    }
}

static void
test_what_does_not_fit_is_an_error (void)
{
  KontorDecimal largest = dec ("999999999999999999");
  KontorDecimal smallest = dec ("0.000000000000000001");
  KontorDecimal value = { 42, 1 };
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_decimal_add (largest, dec ("1"), &value, &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (kontor_decimal_subtract (kontor_decimal_negate (largest), dec ("0.1"), &value, &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (kontor_decimal_multiply (largest, dec ("2"), &value, &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (kontor_decimal_multiply (smallest, dec ("0.1"), &value, &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_PRECISION);
  g_clear_error (&error);
  g_assert_false (kontor_decimal_round (largest, 1, &value, &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (kontor_decimal_divide (largest, smallest, 0, &value, &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (kontor_decimal_divide (largest, dec ("0.00"), 0, &value, &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_DIVISION_BY_ZERO);
  g_clear_error (&error);
  g_assert_cmpint (value.coefficient, ==, 42);
  g_assert_cmpint (value.scale, ==, 1);
}

static void
test_zeros_at_the_end_give_way (void)
{
  KontorDecimal value;

  g_assert_true (kontor_decimal_add (dec ("100000000000000000"), dec ("0.00"), &value, NULL));
  g_assert_true (kontor_decimal_equal (value, dec ("100000000000000000")));
  g_assert_true (kontor_decimal_multiply (dec ("0.500000000000000000"), dec ("0.40"), &value, NULL));
  g_assert_true (kontor_decimal_equal (value, dec ("0.2")));
}

static void
test_fraction_is_exact_in_between (void)
{
  KontorDecimal factors[16];
  KontorDecimal divisors[16];
  KontorDecimal value;

  /* 999999999999999999^16 / 999999999999999999^15 / 3, in the middle of which are 288 digits */
  for (guint i = 0; i < 16; i++)
    factors[i] = divisors[i] = dec ("0.999999999999999999");
  divisors[15] = dec ("3");
  g_assert_true (kontor_decimal_fraction (factors, 16, divisors, 16, 18, &value, NULL));
  assert_decimal (value, "0.333333333333333333");

  /* 3 x 2^128 / (2^75 + 1), where a borrow goes through a limb of zeros */
  factors[0] = factors[1] = dec ("576460752303423488");
  factors[2] = dec ("3072");
  divisors[0] = dec ("33554433");
  divisors[1] = dec ("1125899873288193");
  g_assert_true (kontor_decimal_fraction (factors, 3, divisors, 2, 0, &value, NULL));
  assert_decimal (value, "27021597764222976");

  /* a line of an offer: round (3 x 19.99 x (1 - 12.5 / 100), 2) */
  factors[0] = dec ("3");
  factors[1] = dec ("19.99");
  factors[2] = dec ("87.5");
  divisors[0] = dec ("100");
  g_assert_true (kontor_decimal_fraction (factors, 3, divisors, 1, 2, &value, NULL));
  assert_decimal (value, "52.47");

  g_assert_true (kontor_decimal_fraction (NULL, 0, NULL, 0, 2, &value, NULL));
  assert_decimal (value, "1.00");
}

static KontorDecimal
random_decimal (GRand *random)
{
  guint n_digits = (guint) g_rand_int_range (random, 0, 19);
  gint64 coefficient = 0;

  for (guint i = 0; i < n_digits; i++)
    coefficient = coefficient * 10 + g_rand_int_range (random, 0, 10);
  if (g_rand_boolean (random))
    coefficient = -coefficient;
  return KONTOR_DECIMAL (coefficient, (guint8) g_rand_int_range (random, 0, KONTOR_DECIMAL_MAX_SCALE + 1));
}

static void
test_laws (void)
{
  g_autoptr (GRand) random = test_random ();
  guint n_added = 0;

  for (guint i = 0; i < 20000; i++)
    {
      KontorDecimal a = random_decimal (random);
      KontorDecimal b = random_decimal (random);
      KontorDecimal again;
      KontorDecimal x;
      KontorDecimal y;
      g_autofree char *text = kontor_decimal_to_string (a);

      /* parse (print (a)) is a, to the scale */
      g_assert_true (kontor_decimal_parse (text, a.scale, &again, NULL));
      g_assert_cmpint (again.coefficient, ==, a.coefficient);
      g_assert_cmpint (again.scale, ==, a.scale);

      /* the order is total, and negation turns it round */
      g_assert_cmpint (kontor_decimal_compare (a, b), ==, -kontor_decimal_compare (b, a));
      g_assert_cmpint (kontor_decimal_compare (a, b), ==,
                       kontor_decimal_compare (kontor_decimal_negate (b), kontor_decimal_negate (a)));
      g_assert_cmpint (kontor_decimal_compare (a, kontor_decimal_normalize (a)), ==, 0);

      /* a + b = b + a, and (a + b) - b = a; neither fails where the other does not */
      if (kontor_decimal_add (a, b, &x, NULL))
        {
          n_added++;
          g_assert_true (kontor_decimal_add (b, a, &y, NULL));
          g_assert_true (kontor_decimal_equal (x, y));
          g_assert_true (kontor_decimal_subtract (x, b, &y, NULL));
          g_assert_true (kontor_decimal_equal (y, a));
        }
      else
        g_assert_false (kontor_decimal_add (b, a, &y, NULL));

      /* a x b / b = a */
      if (kontor_decimal_sign (b) != 0)
        {
          KontorDecimal factors[] = { a, b };

          g_assert_true (kontor_decimal_fraction (factors, 2, &b, 1, a.scale, &x, NULL));
          g_assert_cmpint (x.coefficient, ==, a.coefficient);
        }
      if (kontor_decimal_multiply (a, b, &x, NULL) && kontor_decimal_sign (b) != 0)
        {
          g_assert_true (kontor_decimal_divide (x, b, a.scale, &y, NULL));
          g_assert_true (kontor_decimal_equal (y, a));
        }
    }
  g_assert_cmpuint (n_added, >, 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/parse-reads-canonical-form", test_parse_reads_canonical_form);
  g_test_add_func ("/decimal/parse-refuses-everything-else", test_parse_refuses_everything_else);
  g_test_add_func ("/decimal/message-names-the-text", test_message_names_the_text);
  g_test_add_func ("/decimal/print-shows-the-scale", test_print_shows_the_scale);
  g_test_add_func ("/decimal/round-goes-half-away-from-zero", test_round_goes_half_away_from_zero);
  g_test_add_func ("/decimal/what-does-not-fit-is-an-error", test_what_does_not_fit_is_an_error);
  g_test_add_func ("/decimal/zeros-at-the-end-give-way", test_zeros_at_the_end_give_way);
  g_test_add_func ("/decimal/fraction-is-exact-in-between", test_fraction_is_exact_in_between);
  g_test_add_func ("/decimal/laws", test_laws);
  return g_test_run ();
}

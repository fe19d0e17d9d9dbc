/* test-money.c: currencies are ISO's, and what is spread adds up */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "kontor-base-error.h"
#include "kontor-currency.h"
#include "kontor-money.h"
#include "test-util.h"

static guint
exponent_of (const char *code)
{
  guint exponent = 99;
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_currency_get_exponent (code, &exponent, &error));
  g_assert_no_error (error);
  return exponent;
}

/* The minor units of ISO 4217 as its list one has them; all others that are paid in have two decimals. */
static guint
iso_exponent (const char *code)
{
  static const char *const zero[] = { "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                      "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF", NULL };
  static const char *const three[] = { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", NULL };
  static const char *const four[] = { "CLF", "UYW", NULL };

  return g_strv_contains (zero, code) ? 0 : g_strv_contains (three, code) ? 3
                                          : g_strv_contains (four, code)  ? 4
                                                                          : 2;
}

static void
test_exponents_are_those_of_iso (void)
{
  static const char *const departing[] = { "AFN", "ALL", "IRR", "KPW", "LAK", "LBP", "MGA", "MMK", "RSD", "SOS", "SYP", "YER" };
  g_auto (GStrv) codes = kontor_currency_list_codes ();

  g_assert_cmpuint (g_strv_length (codes), >, 150);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      if (exponent_of (codes[i]) != iso_exponent (codes[i]))
        g_error ("%s has %u decimals", codes[i], exponent_of (codes[i]));
      if (i > 0)
        g_assert_cmpstr (codes[i - 1], <, codes[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (departing); i++)
    g_assert_cmpuint (exponent_of (departing[i]), ==, 2);
  g_assert_cmpuint (exponent_of ("IQD"), ==, 3);
  g_assert_cmpuint (exponent_of ("MRU"), ==, 2);
}

/* All codes of Debian's iso-codes, where it is installed. */
static void
test_codes_are_those_of_iso (void)
{
  static const char *const not_money[] = { "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XPD", "XPT", "XTS", "XXX", NULL };
  /* fund codes: valid, and not to choose from */
  static const char *const funds[] = { "BOV", "CHE", "CHW", "COU", "MXV", "USN", "XSU", "XUA", NULL };
  static const char *const withdrawn[] = { "ANG", "BGN", "CUC", "HRK", "SLL", "ZWL", NULL };
  g_auto (GStrv) codes = kontor_currency_list_codes ();
  g_autofree char *json = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("\"alpha_3\": \"([A-Z]{3})\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  if (!g_file_get_contents ("/usr/share/iso-codes/json/iso_4217.json", &json, NULL, NULL))
    {
      g_test_skip ("iso-codes is not installed");
      return;
    }
  for (g_regex_match (regex, json, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *code = g_match_info_fetch (match, 1);

      n++;
      if (g_strv_contains (not_money, code))
        {
          g_assert_false (kontor_currency_is_valid (code));
          continue;
        }
      if (exponent_of (code) != iso_exponent (code))
        g_error ("%s has %u decimals", code, exponent_of (code));
      if (g_strv_contains ((const char *const *) codes, code) ==
          (g_strv_contains (funds, code) || g_strv_contains (withdrawn, code)))
        g_error ("%s is in the list or not, wrongly", code);
    }
  g_assert_cmpuint (n, >, 170);
}

static void
test_unknown_currency_is_named (void)
{
  static const char *const codes[] = { "", "eur", "EU", "EURO", "XYZ", "XXX", "XTS", "XAU", "€", "E\xff" };
  g_autofree char *endless = g_strnfill (100000, 'E');
  g_autoptr (GError) error = NULL;
  guint exponent = 99;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_assert_false (kontor_currency_is_valid (codes[i]));
      g_assert_false (kontor_currency_get_exponent (codes[i], &exponent, &error));
      g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_CURRENCY);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_clear_error (&error);
    }
  g_assert_cmpuint (exponent, ==, 99);
  g_assert_false (kontor_currency_get_exponent ("XYZ", NULL, &error));
  g_assert_nonnull (strstr (error->message, "XYZ"));
  g_clear_error (&error);
  g_assert_false (kontor_currency_get_exponent (endless, NULL, &error));
  g_assert_cmpuint (strlen (error->message), <, 400);
  g_assert_false (kontor_currency_is_valid (NULL));
  /* in the history of the ECB's rates */
  g_assert_true (kontor_currency_is_valid ("HRK"));
  g_assert_true (kontor_currency_is_valid ("EEK"));
  g_assert_true (kontor_currency_is_valid ("BGN"));
  /* younger than ICU 72, and the SDR of the NBP's tables */
  g_assert_true (kontor_currency_is_valid ("XCG"));
  g_assert_true (kontor_currency_is_valid ("ZWG"));
  g_assert_true (kontor_currency_is_valid ("XDR"));
}

static void
test_names_are_translated (void)
{
  assert_string (kontor_currency_dup_name ("PLN", "pl"), "złoty polski");
  assert_string (kontor_currency_dup_name ("EUR", "zh-Hans"), "欧元");
  assert_string (kontor_currency_dup_name ("EUR", NULL), "Euro");
  assert_string (kontor_currency_dup_name ("XCG", "en"), "Caribbean guilder");
  assert_string (kontor_currency_dup_name ("XYZ", "pl"), "XYZ");
  assert_string (kontor_currency_dup_name ("nonsense", "pl"), "nonsense");
}

static void
test_amounts_are_printed_to_the_minor_unit (void)
{
  KontorDecimal value;
  g_autoptr (GError) error = NULL;

  assert_string (kontor_money_to_string (test_decimal ("9692.74"), "EUR"), "9692.74");
  assert_string (kontor_money_to_string (test_decimal ("12"), "EUR"), "12.00");
  assert_string (kontor_money_to_string (test_decimal ("1200.00"), "JPY"), "1200");
  assert_string (kontor_money_to_string (test_decimal ("1.234"), "BHD"), "1.234");
  assert_string (kontor_money_to_string (test_decimal ("0.0125"), "EUR"), "0.0125");
  assert_string (kontor_money_to_string (test_decimal ("999999999999999999"), "EUR"), "999999999999999999");
  assert_string (kontor_money_to_string (test_decimal ("1.5"), "XYZ"), "1.5");

  g_assert_true (kontor_money_round (test_decimal ("2.345"), "EUR", &value, NULL));
  assert_string (kontor_decimal_to_string (value), "2.35");
  g_assert_true (kontor_money_round (test_decimal ("-0.5"), "JPY", &value, NULL));
  assert_string (kontor_decimal_to_string (value), "-1");
  g_assert_false (kontor_money_round (test_decimal ("1"), "XYZ", &value, &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_CURRENCY);
}

static char *
allocate (const char *total, const char *weights, guint exponent)
{
  g_auto (GStrv) texts = g_strsplit (weights, " ", -1);
  guint n = g_strv_length (texts);
  g_autofree KontorDecimal *numbers = g_new (KontorDecimal, n);
  g_autofree KontorDecimal *shares = g_new (KontorDecimal, n);
  g_autoptr (GString) result = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    numbers[i] = test_decimal (texts[i]);
  if (!kontor_money_allocate (test_decimal (total), numbers, n, exponent, shares, &error))
    return g_strdup_printf ("error %d", error->code);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *share = kontor_decimal_to_string (shares[i]);

      g_string_append_printf (result, i > 0 ? " %s" : "%s", share);
    }
  return g_string_free (g_steal_pointer (&result), FALSE);
}

static void
test_units_left_go_to_the_largest_remainders (void)
{
  g_autofree char *division = g_strdup_printf ("error %d", KONTOR_BASE_ERROR_DIVISION_BY_ZERO);
  g_autofree char *precision = g_strdup_printf ("error %d", KONTOR_BASE_ERROR_PRECISION);

  assert_string (allocate ("10.00", "1 1 1", 2), "3.34 3.33 3.33"); /* ties to the first */
  assert_string (allocate ("0.05", "1 1 1", 2), "0.02 0.02 0.01");
  assert_string (allocate ("-10.00", "1 1 1", 2), "-3.34 -3.33 -3.33");
  assert_string (allocate ("100", "50 30 20", 0), "50 30 20");
  assert_string (allocate ("0.01", "0 1 0 5", 2), "0.00 0.00 0.00 0.01");
  assert_string (allocate ("1", "0.5 0.50 1", 0), "0 0 1");
  assert_string (allocate ("0", "3 4", 3), "0.000 0.000");
  assert_string (allocate ("7.00", "12.3", 2), "7.00");
  assert_string (allocate ("999999999999999.99", "999999999999999999 999999999999999999 0.000000000000000001", 2),
                 "500000000000000.00 499999999999999.99 0.00");
  assert_string (allocate ("1", "0 0", 2), division);
  assert_string (allocate ("1", "", 2), division);
  assert_string (allocate ("0.005", "1", 2), precision);
}

static void
test_shares_add_up (void)
{
  g_autoptr (GRand) random = test_random ();

  for (guint i = 0; i < 5000; i++)
    {
      guint n = (guint) g_rand_int_range (random, 1, 12);
      KontorDecimal weights[12];
      KontorDecimal shares[12];
      KontorDecimal sum = KONTOR_DECIMAL_ZERO;
      KontorDecimal total = KONTOR_DECIMAL ((gint64) g_rand_int (random) - G_MAXINT32, 2);
      gboolean any = FALSE;

      for (guint j = 0; j < n; j++)
        {
          gint64 weight = g_rand_int_range (random, 0, 3) == 0 ? 0 : (gint64) g_rand_int (random) * 1000 + 7;

          weights[j] = KONTOR_DECIMAL (weight, (guint8) g_rand_int_range (random, 0, 5));
          any |= weight > 0;
        }
      if (!any)
        continue;

      g_assert_true (kontor_money_allocate (total, weights, n, 2, shares, NULL));
      for (guint j = 0; j < n; j++)
        {
          g_assert_cmpint (shares[j].scale, ==, 2);
          /* nobody gets what is of the other sign, and nothing goes where there is no weight */
          g_assert_cmpint (kontor_decimal_sign (shares[j]) * kontor_decimal_sign (total), >=, 0);
          if (weights[j].coefficient == 0)
            g_assert_cmpint (shares[j].coefficient, ==, 0);
          g_assert_true (kontor_decimal_add (sum, shares[j], &sum, NULL));
        }
      g_assert_true (kontor_decimal_equal (sum, total));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/currency/exponents-are-those-of-iso", test_exponents_are_those_of_iso);
  g_test_add_func ("/currency/codes-are-those-of-iso", test_codes_are_those_of_iso);
  g_test_add_func ("/currency/unknown-is-named", test_unknown_currency_is_named);
  g_test_add_func ("/currency/names-are-translated", test_names_are_translated);
  g_test_add_func ("/money/printed-to-the-minor-unit", test_amounts_are_printed_to_the_minor_unit);
  g_test_add_func ("/money/units-left-go-to-the-largest-remainders", test_units_left_go_to_the_largest_remainders);
  g_test_add_func ("/money/shares-add-up", test_shares_add_up);
  return g_test_run ();
}

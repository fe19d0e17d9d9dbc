/* test-format.c: numbers, money and dates stand as each language writes them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "kontor-date.h"
#include "kontor-format.h"
#include "kontor-language.h"
#include "kontor-parse.h"
#include "test-util.h"

#define NBSP "\u00A0"
#define NNBSP "\u202F"

static const char *const languages[] = {
  "en",
  "en-GB",
  "en-IN",
  "pl",
  "de",
  "de-CH",
  "bg",
  "zh-Hans",
  "zh-Hant",
  "fr",
  "es",
  "ja",
  "cs",
  "ar",
  "hi",
  "sv",
};

static void
test_money_has_the_decimals_of_iso (void)
{
  static const struct
  {
    const char *value;
    const char *currency;
    const char *language;
    const char *expected;
  } cases[] = {
    { "1234.5", "EUR", "en", "€1,234.50" },
    { "1234.5", "EUR", "pl", "1" NBSP "234,50" NBSP "€" },
    { "1234.50", "PLN", "pl", "1" NBSP "234,50" NBSP "zł" },
    { "1234.50", "PLN", "en", "PLN" NBSP "1,234.50" },
    { "1234.5", "EUR", "de", "1.234,50" NBSP "€" },
    { "1234.5", "EUR", "bg", "1" NBSP "234,50" NBSP "€" },
    { "1234.5", "CNY", "zh-Hans", "¥1,234.50" },
    { "1234.5", "JPY", "zh-Hans", "JP¥1,234.5" },
    { "1200", "JPY", "de", "1.200" NBSP "¥" },
    { "1200.00", "JPY", "de", "1.200" NBSP "¥" },
    { "1.234", "BHD", "en", "BHD" NBSP "1.234" },
    { "1", "BHD", "en", "BHD" NBSP "1.000" },
    { "1", "IQD", "en", "IQD" NBSP "1.000" }, /* CLDR says none */
    { "-0.05", "EUR", "en", "-€0.05" },
    { "0", "EUR", "en", "€0.00" },
    { "0.012500", "EUR", "en", "€0.0125" },
    { "123456789012345678", "EUR", "en", "€123,456,789,012,345,678.00" },
    { "9999999999999999.99", "EUR", "en", "€9,999,999,999,999,999.99" },
    { "1234.5", "XCG", "en", "XCG" NBSP "1,234.50" },
    { "1234.50", "nonsense", "en", "1234.50" NBSP "nonsense" },
    { "1234.50", "EUR", "no such language!", "€1,234.50" },
    { "1234.50", "EUR", "pl_PL.UTF-8", "1" NBSP "234,50" NBSP "€" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_string (kontor_format_money (test_decimal (cases[i].value), cases[i].currency, cases[i].language),
                   cases[i].expected);
}

static void
test_numbers_keep_their_decimals (void)
{
  assert_string (kontor_format_amount (test_decimal ("1234.5"), "EUR", "pl"), "1" NBSP "234,50");
  assert_string (kontor_format_amount (test_decimal ("1234"), "JPY", "pl"), "1" NBSP "234");
  assert_string (kontor_format_number (test_decimal ("12.500"), 0, "pl"), "12,5");
  assert_string (kontor_format_number (test_decimal ("12.500"), 2, "pl"), "12,50");
  assert_string (kontor_format_number (test_decimal ("0.000000000000000001"), 2, "en"), "0.000000000000000001");
  assert_string (kontor_format_percent (test_decimal ("23"), "pl"), "23%");
  assert_string (kontor_format_percent (test_decimal ("5.50"), "de"), "5,5" NBSP "%");
}

static void
test_dates_stand_as_written (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (3, G_DATE_DECEMBER, 2026);
  g_autoptr (GDate) old = g_date_new_dmy (1, G_DATE_JANUARY, 1);

  assert_string (kontor_format_date (date, KONTOR_DATE_SHORT, "pl"), "03.12.2026");
  assert_string (kontor_format_date (date, KONTOR_DATE_MEDIUM, "pl"), "3 gru 2026");
  assert_string (kontor_format_date (date, KONTOR_DATE_LONG, "pl"), "3 grudnia 2026");
  assert_string (kontor_format_date (date, KONTOR_DATE_SHORT, "en"), "12/03/2026");
  assert_string (kontor_format_date (date, KONTOR_DATE_SHORT, "en-GB"), "03/12/2026");
  assert_string (kontor_format_date (date, KONTOR_DATE_LONG, "en"), "December 3, 2026");
  assert_string (kontor_format_date (date, KONTOR_DATE_LONG, "de"), "3. Dezember 2026");
  assert_string (kontor_format_date (date, KONTOR_DATE_LONG, "bg"), "3 декември 2026" NNBSP "г.");
  assert_string (kontor_format_date (date, KONTOR_DATE_LONG, "zh-Hans"), "2026年12月3日");
  assert_string (kontor_format_date (old, KONTOR_DATE_SHORT, "de"), "01.01.1");
}

static void
test_typed_numbers (void)
{
  static const struct
  {
    const char *text;
    const char *language;
    const char *expected; /* NULL when it is refused */
  } cases[] = {
    { "1 234,56", "pl", "1234.56" },
    { "1" NBSP "234,56", "pl", "1234.56" },
    { "1" NNBSP "234,56", "fr", "1234.56" },
    { "1 234 567", "pl", "1234567" },
    { "1,234.56", "en", "1234.56" },
    { "1,234.56", "pl", "1234.56" },
    { "1.234,56", "en", "1234.56" },
    { "1.234.567", "en", "1234567" },
    { "1,234", "en", "1234" },
    { "1,234", "pl", "1.234" },
    { "1.234", "de", "1234" },
    { "1.234", "pl", "1.234" },
    { "0,500", "en", "0.500" },
    { "12,50", "en", "12.50" },
    { "12.50", "de", "12.50" },
    { "1234,567", "en", "1234.567" },
    { "1'234.56", "de-CH", "1234.56" },
    { "1’234.56", "de-CH", "1234.56" },
    { "12,34,567.5", "en-IN", "1234567.5" },
    { "−5", "en", "-5" },
    { "- 5,5", "pl", "-5.5" },
    { "+5", "en", "5" },
    { ".5", "en", "0.5" },
    { "5,", "pl", "5" },
    { " 7 ", "en", "7" },
    { "１２３．４５", "zh-Hans", "123.45" },
    { "١٬٢٣٤٫٥٠", "ar", "1234.50" },
    { "1.50000000", "en", "1.500000" },
    { "", "en", NULL },
    { " ", "en", NULL },
    { "-", "en", NULL },
    { ",", "pl", NULL },
    { ".", "en", NULL },
    { "1 23", "pl", NULL },
    { "1 2345", "pl", NULL },
    { "1,2,3", "en", NULL },
    { "1.2.3,4", "de", NULL },
    { "1,234.567,8", "en", NULL },
    { "1.5 5", "en", NULL },
    { "12 zł", "pl", NULL },
    { "1e3", "en", NULL },
    { "--5", "en", NULL },
    { "5-", "en", NULL },
    { "1.1234567", "en", NULL },
    { "1000000000000000000", "en", NULL },
    { "\xff", "en", NULL },
  };
  g_autofree char *endless = g_strnfill (100000, '1');
  KontorDecimal value = { 42, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean read = kontor_parse_number (cases[i].text, cases[i].language, 6, &value, &error);

      if (read != (cases[i].expected != NULL))
        g_error ("“%s” in %s: %s", cases[i].text, cases[i].language, error != NULL ? error->message : "was read");
      if (read)
        assert_string (kontor_decimal_to_string (value), cases[i].expected);
      else
        g_assert_nonnull (error);
    }
  g_assert_false (kontor_parse_number (endless, "en", 6, &value, NULL));
}

static void
test_what_is_shown_can_be_typed (void)
{
  g_autoptr (GRand) random = test_random ();

  for (guint i = 0; i < 5000; i++)
    {
      const char *language = languages[g_rand_int_range (random, 0, G_N_ELEMENTS (languages))];
      gint64 coefficient = (gint64) g_rand_int (random) * g_rand_int_range (random, 1, 1000000);
      KontorDecimal value = KONTOR_DECIMAL (g_rand_boolean (random) ? coefficient : -coefficient,
                                            (guint8) g_rand_int_range (random, 0, 7));
      g_autofree char *shown = kontor_format_number (value, 2, language);
      KontorDecimal again;
      g_autoptr (GError) error = NULL;

      g_assert_true (kontor_parse_number (shown, language, 6, &again, &error));
      g_assert_no_error (error);
      g_assert_true (kontor_decimal_equal (value, again));
    }
}

static void
test_typed_dates (void)
{
  static const struct
  {
    const char *text;
    const char *language;
    const char *expected; /* NULL when it is refused */
  } cases[] = {
    { "2026-12-31", "en", "2026-12-31" },
    { "31.12.2026", "pl", "2026-12-31" },
    { "31.12.26", "pl", "2026-12-31" },
    { "31.12.50", "pl", "1950-12-31" },
    { "31.12.45", "pl", "2045-12-31" },
    { "31.12", "pl", "2026-12-31" },
    { "31.12.", "de", "2026-12-31" },
    { "31/12", "en-GB", "2026-12-31" },
    { "12/31", "en", "2026-12-31" },
    { "12/31/2026", "en", "2026-12-31" },
    { "3 4 2026", "pl", "2026-04-03" },
    { "3/4/2026", "en", "2026-03-04" },
    { "12-31", "zh-Hans", "2026-12-31" },
    { "2026年12月31日", "zh-Hans", "2026-12-31" },
    { "31.12.2026 г.", "bg", "2026-12-31" },
    { "31122026", "pl", "2026-12-31" },
    { "20261231", "pl", "2026-12-31" },
    { "12312026", "en", "2026-12-31" },
    { "15", "pl", "2026-11-15" },
    { "+14", "pl", "2026-12-07" },
    { "-1", "pl", "2026-11-22" },
    { "−1", "pl", "2026-11-22" },
    { "+2w", "pl", "2026-12-07" },
    { "+3m", "pl", "2027-02-23" },
    { "+1 Y", "pl", "2027-11-23" },
    { "jutro", "pl", "2026-11-24" },
    { "Dzisiaj", "pl", "2026-11-23" },
    { "today", "en", "2026-11-23" },
    { "tomorrow", "en-GB", "2026-11-24" },
    { "heute", "de", "2026-11-23" },
    { "утре", "bg", "2026-11-24" },
    { "明天", "zh-Hans", "2026-11-24" },
    { "31 grudnia 2026", "pl", "2026-12-31" },
    { "31 gru 2026", "pl", "2026-12-31" },
    { "31 декември 2026 г.", "bg", "2026-12-31" },
    { "December 31, 2026", "en", "2026-12-31" },
    { "31. Dezember 2026", "de", "2026-12-31" },
    { "29.02.2028", "pl", "2028-02-29" },
    { "", "pl", NULL },
    { "31.02.2026", "pl", NULL },
    { "29.02.2027", "pl", NULL },
    { "31 lutego 2026", "pl", NULL },
    { "32", "pl", NULL },
    { "0.1.2026", "pl", NULL },
    { "12/31", "pl", NULL },
    { "1.1.202", "pl", NULL },
    { "1.1.20261", "pl", NULL },
    { "1.2.3.4", "pl", NULL },
    { "+", "pl", NULL },
    { "+1x", "pl", NULL },
    { "+9999999", "pl", NULL },
    { "+999999m", "pl", NULL },
    { "soon", "en", NULL },
    { "\xff", "en", NULL },
  };
  g_autoptr (GDate) today = g_date_new_dmy (23, G_DATE_NOVEMBER, 2026);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date;
      g_autoptr (GError) error = NULL;
      gboolean read;

      g_date_clear (&date, 1);
      read = kontor_parse_date (cases[i].text, cases[i].language, today, &date, &error);
      if (read != (cases[i].expected != NULL))
        g_error ("“%s” in %s: %s", cases[i].text, cases[i].language, error != NULL ? error->message : "was read");
      if (read)
        assert_string (kontor_date_to_string (&date), cases[i].expected);
      else
        g_assert_nonnull (error);
    }
}

static void
test_shown_dates_can_be_typed (void)
{
  g_autoptr (GRand) random = test_random ();

  for (guint i = 0; i < 500; i++)
    {
      const char *language = languages[g_rand_int_range (random, 0, G_N_ELEMENTS (languages))];
      KontorDateStyle style = (KontorDateStyle) g_rand_int_range (random, 0, 3);
      g_autoptr (GDate) date = g_date_new_julian ((guint32) g_rand_int_range (random, 710000, 760000));
      g_autofree char *shown = kontor_format_date (date, style, language);
      GDate again;
      g_autoptr (GError) error = NULL;

      g_date_clear (&again, 1);
      if (!kontor_parse_date (shown, language, date, &again, &error))
        g_error ("%s: %s", language, error->message);
      if (g_date_compare (date, &again) != 0)
        g_error ("%s: %s was read as another day", language, shown);
    }
}

static gpointer
format_in_thread (gpointer data)
{
  g_autoptr (GDate) date = g_date_new_dmy (3, G_DATE_DECEMBER, 2026);

  for (guint i = 0; i < 500; i++)
    {
      const char *language = languages[i % G_N_ELEMENTS (languages)];
      g_autofree char *money = kontor_format_money (test_decimal ("1234.5"), "EUR", language);
      g_autofree char *day = kontor_format_date (date, KONTOR_DATE_LONG, language);

      if ((strstr (money, "€") == NULL && strstr (money, "EUR") == NULL) || *day == '\0')
        return (gpointer) "wrong";
    }
  return NULL;
}

static void
test_threads_format_alike (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("format", format_in_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
}

static void
test_language_names (void)
{
  assert_string (kontor_language_to_locale ("zh-Hans"), "zh_Hans");
  assert_string (kontor_language_to_locale ("pl_PL.UTF-8"), "pl_PL");
  assert_string (kontor_language_to_locale ("en-gb"), "en_GB");
  assert_string (kontor_language_to_locale ("C"), "en");
  assert_string (kontor_language_to_locale (NULL), "en");
  assert_string (kontor_language_to_locale ("../../etc/passwd"), "en");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/threads-format-alike", test_threads_format_alike);
  g_test_add_func ("/format/money-has-the-decimals-of-iso", test_money_has_the_decimals_of_iso);
  g_test_add_func ("/format/numbers-keep-their-decimals", test_numbers_keep_their_decimals);
  g_test_add_func ("/format/dates-stand-as-written", test_dates_stand_as_written);
  g_test_add_func ("/format/language-names", test_language_names);
  g_test_add_func ("/parse/typed-numbers", test_typed_numbers);
  g_test_add_func ("/parse/what-is-shown-can-be-typed", test_what_is_shown_can_be_typed);
  g_test_add_func ("/parse/typed-dates", test_typed_dates);
  g_test_add_func ("/parse/shown-dates-can-be-typed", test_shown_dates_can_be_typed);
  return g_test_run ();
}

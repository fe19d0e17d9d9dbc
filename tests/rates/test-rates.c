/* test-rates.c: rates are found by day, and convert exactly */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "kontor-base-error.h"
#include "kontor-date.h"
#include "kontor-rates-error.h"
#include "kontor-rates.h"

typedef struct
{
  char *folder;
  KontorStore *store;
} Fixture;

static void
import_file (KontorStore *store, const char *name, guint expected_new, guint expected_known)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rates", "fixtures", name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  guint n_new, n_known;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  kontor_rates_import (store, data, length, &n_new, &n_known, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_new, ==, expected_new);
  g_assert_cmpuint (n_known, ==, expected_known);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kontor-rates-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "kontor.db", NULL);
  fixture->store = kontor_store_open (path, &error);
  g_assert_no_error (error);
  import_file (fixture->store, "ecb-history.xml", 3, 0);
  import_file (fixture->store, "nbp-a.xml", 1, 0);
  import_file (fixture->store, "nbp-c.xml", 2, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *name;
  GDir *dir;

  kontor_store_close (fixture->store);
  g_clear_object (&fixture->store);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_dir_close (dir);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

/* Looks a rate up and converts; returns "result rate date", or the code of the error. */
static char *
convert (Fixture *fixture,
         const char *source,
         const char *amount,
         const char *from,
         const char *to,
         const char *day,
         KontorRateMatch match)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRate) rate = NULL;
  g_autofree char *result = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *date = NULL;
  KontorDecimal value;
  GDate on;

  g_assert_true (kontor_date_parse (day, &on, NULL));
  rate = kontor_rates_lookup (fixture->store, source, from, to, &on, match, &error);
  if (rate == NULL)
    {
      g_assert_true (error->domain == KONTOR_RATES_ERROR || error->domain == KONTOR_BASE_ERROR);
      return g_strdup_printf ("%s: %s", g_quark_to_string (error->domain), error->message);
    }

  g_assert_true (kontor_decimal_parse (amount, 6, &value, NULL));
  g_assert_true (kontor_rate_convert (rate, value, &value, &error));
  result = kontor_decimal_to_string (value);
  shown = kontor_rate_to_string (rate);
  date = kontor_date_to_string (&rate->date);

  return g_strdup_printf ("%s %s %s", result, shown, date);
}

static void
assert_converts (Fixture *fixture,
                 const char *source,
                 const char *amount,
                 const char *from,
                 const char *to,
                 const char *day,
                 KontorRateMatch match,
                 const char *expected)
{
  g_autofree char *result = convert (fixture, source, amount, from, to, day, match);

  g_assert_cmpstr (result, ==, expected);
}

static void
test_lookup_walks_back_to_the_last_table (Fixture *fixture, gconstpointer data)
{
  /* The 22nd is a Sunday; the tables are of the 13th, 19th and 20th. */
  assert_converts (fixture, "ecb", "100", "EUR", "PLN", "2026-11-22", KONTOR_RATE_ON_OR_BEFORE, "425.12 4.2512 2026-11-20");
  assert_converts (fixture, "ecb", "100", "EUR", "PLN", "2026-11-20", KONTOR_RATE_ON_OR_BEFORE, "425.12 4.2512 2026-11-20");
  assert_converts (fixture, "ecb", "100", "EUR", "PLN", "2026-11-20", KONTOR_RATE_BEFORE, "424.98 4.2498 2026-11-19");
  assert_converts (fixture, "ecb", "100", "EUR", "PLN", "2026-11-19", KONTOR_RATE_BEFORE, "426.01 4.2601 2026-11-13");
  assert_converts (fixture, "ecb", "100", "EUR", "PLN", "2030-01-01", KONTOR_RATE_ON_OR_BEFORE, "425.12 4.2512 2026-11-20");
}

static void
test_units_and_directions_are_those_of_the_source (Fixture *fixture, gconstpointer data)
{
  const char *day = "2026-11-20";

  assert_converts (fixture, "nbp-a", "1000", "EUR", "PLN", day, KONTOR_RATE_ON_OR_BEFORE, "4251.20 4.2512 2026-11-20");
  /* 1000 / 4.2512 = 235.2277…; 1.1034 PLN for 100 HUF; yen have no minor unit */
  assert_converts (fixture, "nbp-a", "1000", "PLN", "EUR", day, KONTOR_RATE_ON_OR_BEFORE, "235.23 0.2352277004 2026-11-20");
  assert_converts (fixture, "nbp-a", "1000", "HUF", "PLN", day, KONTOR_RATE_ON_OR_BEFORE, "11.03 0.011034 2026-11-20");
  assert_converts (fixture, "nbp-a", "1000", "PLN", "JPY", day, KONTOR_RATE_ON_OR_BEFORE, "38361 38.3612091453 2026-11-20");
  assert_converts (fixture, "nbp-c-buy", "1", "EUR", "PLN", day, KONTOR_RATE_ON_OR_BEFORE, "4.21 4.2071 2026-11-20");
  assert_converts (fixture, "nbp-c-sell", "1", "EUR", "PLN", day, KONTOR_RATE_ON_OR_BEFORE, "4.29 4.2921 2026-11-20");
  assert_converts (fixture, "ecb", "12.345", "EUR", "EUR", day, KONTOR_RATE_ON_OR_BEFORE, "12.35 1 2026-11-20");
}

static void
test_cross_rates_are_rounded_once (Fixture *fixture, gconstpointer data)
{
  /* 1000000000 x 4.2512 / 1.0902 = 3899467987.5252…; by the shown rate it would be …987.50 */
  assert_converts (fixture, "ecb", "1000000000", "USD", "PLN", "2026-11-20", KONTOR_RATE_ON_OR_BEFORE,
                   "3899467987.53 3.8994679875 2026-11-20");
  /* 4.2512 x 100 / 2.6068 */
  assert_converts (fixture, "nbp-a", "10", "EUR", "JPY", "2026-11-20", KONTOR_RATE_ON_OR_BEFORE, "1631 163.0811723186 2026-11-20");
}

static void
test_what_is_unknown_is_an_error_and_never_one (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *source, *from, *to, *day, *part;
  } cases[] = {
    { "ecb", "EUR", "JPY", "2026-11-13", "no rate for JPY" },
    { "ecb", "EUR", "XYZ", "2026-11-20", "XYZ" },
    { "ecb", "EUR", "PLN", "2026-11-12", "2026-11-12" },
    { "nbp-b", "EUR", "PLN", "2026-11-20", "nbp-b" },
    { "bank", "EUR", "PLN", "2026-11-20", "ecb, nbp-a, nbp-b, nbp-c-buy, nbp-c-sell" },
    { NULL, "EUR", "PLN", "2026-11-20", "ecb, nbp-a, nbp-b, nbp-c-buy, nbp-c-sell" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result
        = convert (fixture, cases[i].source, "1", cases[i].from, cases[i].to, cases[i].day, KONTOR_RATE_ON_OR_BEFORE);

      if (!g_str_has_prefix (result, "kontor-") || strstr (result, cases[i].part) == NULL)
        g_error ("“%s” does not say “%s”", result, cases[i].part);
    }
}

static void
test_a_second_import_changes_nothing (Fixture *fixture, gconstpointer data)
{
  import_file (fixture->store, "ecb-history.xml", 0, 3);
  import_file (fixture->store, "nbp-c.xml", 0, 2);
}

static void
test_other_figures_for_a_day_are_refused_whole (Fixture *fixture, gconstpointer data)
{
  const char *other = "<Envelope><Cube><Cube time='2026-11-23'><Cube currency='USD' rate='1.1'/></Cube>"
                      "<Cube time='2026-11-20'><Cube currency='USD' rate='9.99'/></Cube></Cube></Envelope>";
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_rates_import (fixture->store, other, strlen (other), NULL, NULL, &error));
  g_assert_error (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_CHANGED);
  assert_converts (fixture, "ecb", "1", "EUR", "USD", "2026-11-23", KONTOR_RATE_ON_OR_BEFORE, "1.09 1.0902 2026-11-20");
}

static void
test_a_pinned_rate_is_the_exact_fraction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorRate) rate = NULL;
  g_autoptr (KontorJson) pinned = NULL;
  g_autofree char *text = NULL;
  GDate day;

  g_assert_true (kontor_date_parse ("2026-11-20", &day, NULL));
  rate = kontor_rates_lookup (fixture->store, "nbp-a", "PLN", "HUF", &day, KONTOR_RATE_ON_OR_BEFORE, NULL);
  pinned = kontor_rate_to_pinned (rate);
  text = kontor_json_to_string (pinned);
  g_assert_cmpstr (text, ==,
                   "{\"currency\":\"HUF\",\"rate\":\"100\",\"per\":\"1.1034\",\"source\":\"nbp-a\","
                   "\"table\":\"226/A/NBP/2026\",\"date\":\"2026-11-20\"}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/rates/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("lookup-walks-back-to-the-last-table", test_lookup_walks_back_to_the_last_table);
  ADD ("units-and-directions-are-those-of-the-source", test_units_and_directions_are_those_of_the_source);
  ADD ("cross-rates-are-rounded-once", test_cross_rates_are_rounded_once);
  ADD ("what-is-unknown-is-an-error-and-never-one", test_what_is_unknown_is_an_error_and_never_one);
  ADD ("a-second-import-changes-nothing", test_a_second_import_changes_nothing);
  ADD ("other-figures-for-a-day-are-refused-whole", test_other_figures_for_a_day_are_refused_whole);
  ADD ("a-pinned-rate-is-the-exact-fraction", test_a_pinned_rate_is_the_exact_fraction);
#undef ADD

  return g_test_run ();
}

/* test-date.c: dates are real ones, and terms end on the right day */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "kontor-base-error.h"
#include "kontor-date.h"
#include "test-util.h"

static GDate
day (const char *iso)
{
  GDate date;
  g_autoptr (GError) error = NULL;

  g_date_clear (&date, 1);
  g_assert_true (kontor_date_parse (iso, &date, &error));
  g_assert_no_error (error);
  return date;
}

static void
test_dates_are_iso_and_exist (void)
{
  static const char *const good[] = { "2026-12-31", "0001-01-01", "9999-12-31", "2028-02-29", "2000-02-29" };
  static const char *const bad[] = {
    "",
    "2026",
    "2026-12",
    "2026-12-32",
    "2026-13-01",
    "2026-00-01",
    "2026-01-00",
    "2027-02-29",
    "1900-02-29",
    "0000-01-01",
    "26-12-31",
    "2026-1-1",
    "2026/12/31",
    "20261231",
    "2026-12-31 ",
    " 2026-12-31",
    "2026-12-31T00:00:00Z",
    "+2026-12-31",
    "12026-12-31",
    "2026-12-3a",
    "\xd9\xa2\xd9\xa0-01-01",
    "2026-12-31\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      GDate date = day (good[i]);

      assert_string (kontor_date_to_string (&date), good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GDate date = day ("2020-01-02");
      g_autoptr (GError) error = NULL;

      g_assert_false (kontor_date_parse (bad[i], &date, &error));
      g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX);
      assert_string (kontor_date_to_string (&date), "2020-01-02");
    }
}

static void
test_months_are_clamped (void)
{
  static const struct
  {
    const char *from;
    int n;
    const char *expected; /* NULL when it is outside the years */
  } cases[] = {
    { "2026-01-31", 1, "2026-02-28" },
    { "2028-01-31", 1, "2028-02-29" },
    { "2026-01-31", 3, "2026-04-30" },
    { "2026-03-31", -1, "2026-02-28" },
    { "2026-01-15", 12, "2027-01-15" },
    { "2026-01-15", -13, "2024-12-15" },
    { "2028-02-29", 12, "2029-02-28" },
    { "2026-05-05", 0, "2026-05-05" },
    { "9999-12-01", 1, NULL },
    { "0001-01-01", -1, NULL },
    { "2026-01-01", G_MAXINT, NULL },
    { "2026-01-01", G_MININT, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date = day (cases[i].from);
      g_autoptr (GError) error = NULL;

      /* in place too */
      g_assert_cmpint (kontor_date_add_months (&date, cases[i].n, &date, &error), ==, cases[i].expected != NULL);
      if (cases[i].expected != NULL)
        assert_string (kontor_date_to_string (&date), cases[i].expected);
      else
        g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW);
    }
}

static void
test_terms_end_on_their_last_day (void)
{
  static const struct
  {
    const char *from;
    int n;
    KontorTermUnit unit;
    KontorTermUnit to_end_of;
    const char *expected; /* NULL when it is refused */
  } cases[] = {
    { "2026-01-01", 3, KONTOR_TERM_MONTH, KONTOR_TERM_NONE, "2026-03-31" },
    { "2026-01-31", 1, KONTOR_TERM_MONTH, KONTOR_TERM_NONE, "2026-02-27" },
    { "2026-01-28", 1, KONTOR_TERM_MONTH, KONTOR_TERM_NONE, "2026-02-27" },
    { "2026-01-15", 3, KONTOR_TERM_MONTH, KONTOR_TERM_MONTH, "2026-04-30" },
    { "2026-02-01", 1, KONTOR_TERM_MONTH, KONTOR_TERM_MONTH, "2026-02-28" },
    { "2026-01-15", 3, KONTOR_TERM_MONTH, KONTOR_TERM_QUARTER, "2026-06-30" },
    { "2026-01-15", 1, KONTOR_TERM_QUARTER, KONTOR_TERM_NONE, "2026-04-14" },
    { "2026-01-15", 2, KONTOR_TERM_YEAR, KONTOR_TERM_NONE, "2028-01-14" },
    { "2028-02-29", 1, KONTOR_TERM_YEAR, KONTOR_TERM_NONE, "2029-02-27" },
    { "2026-01-15", 1, KONTOR_TERM_YEAR, KONTOR_TERM_YEAR, "2027-12-31" },
    { "2026-11-23", 1, KONTOR_TERM_DAY, KONTOR_TERM_NONE, "2026-11-23" },
    { "2026-11-23", 30, KONTOR_TERM_DAY, KONTOR_TERM_NONE, "2026-12-22" },
    { "2026-11-23", 2, KONTOR_TERM_WEEK, KONTOR_TERM_NONE, "2026-12-06" },
    { "2026-11-25", 1, KONTOR_TERM_WEEK, KONTOR_TERM_WEEK, "2026-12-06" },
    { "2026-11-25", 0, KONTOR_TERM_NONE, KONTOR_TERM_MONTH, "2026-11-30" },
    { "2026-11-25", 0, KONTOR_TERM_MONTH, KONTOR_TERM_YEAR, "2026-12-31" },
    { "2026-11-25", 0, KONTOR_TERM_MONTH, KONTOR_TERM_NONE, NULL },
    { "2026-11-25", -1, KONTOR_TERM_MONTH, KONTOR_TERM_NONE, NULL },
    { "2026-11-25", 1, KONTOR_TERM_NONE, KONTOR_TERM_NONE, NULL },
    { "2026-11-25", G_MAXINT, KONTOR_TERM_YEAR, KONTOR_TERM_NONE, NULL },
    { "9999-12-31", 1, KONTOR_TERM_WEEK, KONTOR_TERM_NONE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate from = day (cases[i].from);
      GDate last = day ("2020-01-02");
      g_autoptr (GError) error = NULL;
      gboolean ends = kontor_date_term_end (&from, cases[i].n, cases[i].unit, cases[i].to_end_of, &last, &error);

      g_assert_cmpint (ends, ==, cases[i].expected != NULL);
      g_assert_cmpint (ends, ==, error == NULL);
      assert_string (kontor_date_to_string (&last), ends ? cases[i].expected : "2020-01-02");
    }
}

/* A term of n months is never longer than one of n + 1, and its last day is before the first of the next. */
static void
test_terms_follow_one_another (void)
{
  g_autoptr (GRand) random = test_random ();

  for (guint i = 0; i < 5000; i++)
    {
      GDate from;
      GDate end;
      GDate longer;
      GDate next;
      int n = g_rand_int_range (random, 1, 60);

      g_date_clear (&from, 1);
      g_date_set_julian (&from, (guint32) g_rand_int_range (random, 700000, 800000));
      g_assert_true (kontor_date_term_end (&from, n, KONTOR_TERM_MONTH, KONTOR_TERM_NONE, &end, NULL));
      g_assert_true (kontor_date_term_end (&from, n + 1, KONTOR_TERM_MONTH, KONTOR_TERM_NONE, &longer, NULL));
      g_assert_cmpint (g_date_compare (&end, &longer), <, 0);
      g_assert_true (kontor_date_add_months (&from, n, &next, NULL));
      g_assert_cmpint (g_date_days_between (&end, &next), ==, 1);
    }
}

static void
test_units_have_names (void)
{
  for (KontorTermUnit unit = KONTOR_TERM_NONE; unit <= KONTOR_TERM_YEAR; unit++)
    {
      KontorTermUnit again = KONTOR_TERM_DAY;

      g_assert_true (kontor_term_unit_parse (kontor_term_unit_to_string (unit), &again, NULL));
      g_assert_cmpint (again, ==, unit);
    }
  {
    KontorTermUnit unit;
    g_autoptr (GError) error = NULL;

    g_assert_false (kontor_term_unit_parse ("fortnight", &unit, &error));
    g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX);
    g_assert_nonnull (strstr (error->message, "fortnight"));
  }
}

static void
test_moments_are_iso_with_a_zone (void)
{
  static const char *const good[][2] = {
    { "2026-12-31T14:30:00Z", "2026-12-31T14:30:00Z" },
    { "2026-12-31T14:30:00.123456789Z", "2026-12-31T14:30:00Z" },
    { "2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00Z" },
    { "2026-01-01T00:30:00+05:30", "2025-12-31T19:00:00Z" },
  };
  static const char *const bad[] = {
    "",
    "2026-12-31",
    "2026-12-31T14:30Z",
    "2026-12-31T14:30:00",
    "2026-12-31 14:30:00Z",
    "2026-12-31T24:00:00Z",
    "2026-12-31T14:60:00Z",
    "2026-12-31T14:30:60Z",
    "2026-02-30T14:30:00Z",
    "2026-12-31T14:30:00.Z",
    "2026-12-31T14:30:00.1234567890Z",
    "2026-12-31T14:30:00+0100",
    "2026-12-31T14:30:00Zx",
    "2026-12-31t14:30:00z",
  };
  g_autofree char *now = kontor_datetime_now ();
  g_autoptr (GDateTime) parsed = kontor_datetime_parse (now, NULL);

  g_assert_nonnull (parsed);
  assert_string (kontor_datetime_to_string (parsed), now);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GDateTime) moment = kontor_datetime_parse (good[i][0], &error);

      g_assert_no_error (error);
      assert_string (kontor_datetime_to_string (moment), good[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kontor_datetime_parse (bad[i], &error));
      g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX);
    }
}

static void
test_today_is_a_day (void)
{
  GDate today;
  g_autoptr (GDateTime) before = g_date_time_new_now_local ();
  g_autoptr (GDateTime) after = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *first = g_date_time_format (before, "%Y-%m-%d");
  g_autofree char *second = NULL;

  kontor_date_today (&today);
  after = g_date_time_new_now_local ();
  second = g_date_time_format (after, "%Y-%m-%d");
  shown = kontor_date_to_string (&today);
  /* midnight may have struck in between */
  g_assert_true (g_str_equal (shown, first) || g_str_equal (shown, second));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/iso-and-exist", test_dates_are_iso_and_exist);
  g_test_add_func ("/date/months-are-clamped", test_months_are_clamped);
  g_test_add_func ("/date/terms-end-on-their-last-day", test_terms_end_on_their_last_day);
  g_test_add_func ("/date/terms-follow-one-another", test_terms_follow_one_another);
  g_test_add_func ("/date/units-have-names", test_units_have_names);
  g_test_add_func ("/date/moments-are-iso-with-a-zone", test_moments_are_iso_with_a_zone);
  g_test_add_func ("/date/today-is-a-day", test_today_is_a_day);
  return g_test_run ();
}

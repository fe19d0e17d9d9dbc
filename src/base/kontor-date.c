/* kontor-date.c: calendar dates, terms and moments */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-base-error.h"
#include "kontor-base-text.h"
#include "kontor-date.h"

#define MIN_YEAR 1
#define MAX_YEAR 9999

static const char *const unit_names[] = {
  [KONTOR_TERM_NONE] = "none",
  [KONTOR_TERM_DAY] = "day",
  [KONTOR_TERM_WEEK] = "week",
  [KONTOR_TERM_MONTH] = "month",
  [KONTOR_TERM_QUARTER] = "quarter",
  [KONTOR_TERM_YEAR] = "year",
};

/**
 * kontor_term_unit_parse:
 * @text: `day`, `week`, `month`, `quarter`, `year` or `none`
 * @unit: (out): what it names
 * @error: return location for an error
 *
 * Reads a unit as it stands in JSON. Fails with %KONTOR_BASE_ERROR_SYNTAX.
 *
 * Returns: whether @text is a unit
 */
gboolean
kontor_term_unit_parse (const char *text, KontorTermUnit *unit, GError **error)
{
  g_return_val_if_fail (text != NULL && unit != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (unit_names); i++)
    if (strcmp (unit_names[i], text) == 0)
      {
        *unit = i;
        return TRUE;
      }

  {
    g_autofree char *shown = kontor_base_shorten (text);

    g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX,
                 _ ("“%s” is not a unit of time. Use day, week, month, quarter or year."), shown);
  }
  return FALSE;
}

/**
 * kontor_term_unit_to_string:
 * @unit: a unit
 *
 * Returns: (transfer none): the unit as it stands in JSON
 */
const char *
kontor_term_unit_to_string (KontorTermUnit unit)
{
  g_return_val_if_fail ((guint) unit < G_N_ELEMENTS (unit_names), NULL);

  return unit_names[unit];
}

/* Exactly n digits, moving on behind them. */
static gboolean
read_digits (const char **p, guint n, guint *value)
{
  *value = 0;
  for (; n > 0; n--, (*p)++)
    {
      if (!g_ascii_isdigit (**p))
        return FALSE;
      *value = *value * 10 + (guint) (**p - '0');
    }
  return TRUE;
}

static gboolean
read_char (const char **p, char c)
{
  if (**p != c)
    return FALSE;
  (*p)++;
  return TRUE;
}

static gboolean
read_date (const char **p, guint *year, guint *month, guint *day)
{
  return read_digits (p, 4, year) && read_char (p, '-') && read_digits (p, 2, month) && read_char (p, '-') &&
         read_digits (p, 2, day) && *year >= MIN_YEAR && *month >= 1 && *month <= 12 &&
         g_date_valid_dmy ((GDateDay) *day, (GDateMonth) *month, (GDateYear) *year);
}

/**
 * kontor_date_parse:
 * @iso: a date as `YYYY-MM-DD`
 * @date: (out caller-allocates): the date
 * @error: return location for an error
 *
 * Reads an ISO 8601 date in its extended form, and no other, from 0001-01-01 to 9999-12-31; the day must exist.
 * What a person types is read by kontor_parse_date(). Fails with %KONTOR_BASE_ERROR_SYNTAX and leaves @date as it was.
 *
 * Returns: whether @iso is a date
 */
gboolean
kontor_date_parse (const char *iso, GDate *date, GError **error)
{
  const char *p = iso;
  guint year;
  guint month;
  guint day;

  g_return_val_if_fail (iso != NULL && date != NULL, FALSE);

  if (!read_date (&p, &year, &month, &day) || *p != '\0')
    {
      g_autofree char *shown = kontor_base_shorten (iso);

      g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX,
                   _ ("“%s” is not a date. Write year, month and day, such as 2026-12-31."), shown);
      return FALSE;
    }
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/**
 * kontor_date_to_string:
 * @date: a valid date up to the year 9999
 *
 * Returns: (transfer full): the date as `YYYY-MM-DD`
 */
char *
kontor_date_to_string (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (date), (guint) g_date_get_month (date),
                          (guint) g_date_get_day (date));
}

/**
 * kontor_date_today:
 * @date: (out caller-allocates): the date where the person is
 *
 * Sets @date to today in the local time zone.
 */
void
kontor_date_today (GDate *date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
}

static gboolean
fail_range (GError **error)
{
  g_set_error_literal (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW,
                       _ ("The date is outside the years 1 to 9999. Use a shorter time."));
  return FALSE;
}

/* The last Julian day is that of 9999-12-31. */
static gboolean
add_days (const GDate *date, gint64 n, GDate *result, GError **error)
{
  g_autoptr (GDate) last = g_date_new_dmy (31, G_DATE_DECEMBER, MAX_YEAR);
  gint64 julian = (gint64) g_date_get_julian (date) + n;

  if (julian < 1 || julian > g_date_get_julian (last))
    return fail_range (error);
  g_date_clear (result, 1);
  g_date_set_julian (result, (guint32) julian);
  return TRUE;
}

static gboolean
add_months (const GDate *date, gint64 n, GDate *result, GError **error)
{
  gint64 month = (gint64) g_date_get_year (date) * 12 + g_date_get_month (date) - 1 + n;
  GDateDay day = g_date_get_day (date);
  GDateYear new_year;
  GDateMonth new_month;

  if (month < MIN_YEAR * 12 || month >= (MAX_YEAR + 1) * 12)
    return fail_range (error);
  new_year = (GDateYear) (month / 12);
  new_month = (GDateMonth) (month % 12 + 1);
  g_date_clear (result, 1);
  g_date_set_dmy (result, MIN (day, g_date_get_days_in_month (new_month, new_year)), new_month, new_year);
  return TRUE;
}

/**
 * kontor_date_add_days:
 * @date: a valid date
 * @n: how many days later, negative for earlier
 * @result: (out caller-allocates): the day; may be @date
 * @error: return location for an error
 *
 * Fails with %KONTOR_BASE_ERROR_OVERFLOW outside the years 1 to 9999.
 *
 * Returns: whether @result was set
 */
gboolean
kontor_date_add_days (const GDate *date, int n, GDate *result, GError **error)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date) && result != NULL, FALSE);

  return add_days (date, n, result, error);
}

/**
 * kontor_date_add_months:
 * @date: a valid date
 * @n: how many months later, negative for earlier
 * @result: (out caller-allocates): the same day of that month, or its last when it is shorter; may be @date
 * @error: return location for an error
 *
 * One month after 2026-01-31 is 2026-02-28. Fails with %KONTOR_BASE_ERROR_OVERFLOW outside the years 1 to 9999.
 *
 * Returns: whether @result was set
 */
gboolean
kontor_date_add_months (const GDate *date, int n, GDate *result, GError **error)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date) && result != NULL, FALSE);

  return add_months (date, n, result, error);
}

static gboolean
move_to_end_of (KontorTermUnit unit, GDate *date, GError **error)
{
  GDateMonth month = g_date_get_month (date);

  switch (unit)
    {
    case KONTOR_TERM_NONE:
    case KONTOR_TERM_DAY:
      return TRUE;
    case KONTOR_TERM_WEEK:
      return add_days (date, G_DATE_SUNDAY - (int) g_date_get_weekday (date), date, error);
    case KONTOR_TERM_MONTH:
      break;
    case KONTOR_TERM_QUARTER:
      month = (GDateMonth) ((month + 2) / 3 * 3);
      break;
    case KONTOR_TERM_YEAR:
      month = G_DATE_DECEMBER;
      break;
    default:
      g_return_val_if_reached (FALSE);
    }
  g_date_set_dmy (date, g_date_get_days_in_month (month, g_date_get_year (date)), month, g_date_get_year (date));
  return TRUE;
}

/**
 * kontor_date_term_end:
 * @from: the first day of the term
 * @n: how many units it lasts, 1 or more; 0 only with @to_end_of: to the end of the one that @from is in
 * @unit: the unit of @n; not %KONTOR_TERM_NONE unless @n is 0
 * @to_end_of: what the term is then prolonged to the end of, %KONTOR_TERM_NONE for nothing
 * @last_day: (out caller-allocates): the last day that belongs to the term
 * @error: return location for an error
 *
 * Counts a term as contracts do, both days included: the last day is the one before @from + @n units, where a day that
 * the month does not have is clamped to the last of the month. Three months from 2026-01-01 end on 2026-03-31, and one
 * month from 2026-01-31 (clamped to 2026-02-28) ends on 2026-02-27, so that the next term begins on a clamped day too.
 * With @to_end_of, it goes on to the last day of that week (Sunday), month, quarter or year: a notice of three months to
 * the end of a month given on 2026-01-15 ends on 2026-04-30.
 *
 * Fails with %KONTOR_BASE_ERROR_SYNTAX when the term is shorter than a day and with %KONTOR_BASE_ERROR_OVERFLOW outside
 * the years 1 to 9999.
 *
 * Returns: whether @last_day was set
 */
gboolean
kontor_date_term_end (const GDate *from,
                      int n,
                      KontorTermUnit unit,
                      KontorTermUnit to_end_of,
                      GDate *last_day,
                      GError **error)
{
  GDate next;
  gboolean fits = TRUE;

  g_return_val_if_fail (from != NULL && g_date_valid (from) && last_day != NULL, FALSE);

  next = *from;

  if (n < 0 || (n > 0 && unit == KONTOR_TERM_NONE) || (n == 0 && to_end_of == KONTOR_TERM_NONE))
    {
      g_set_error_literal (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX,
                           _ ("The term is shorter than a day. Give a number and a unit, such as 3 months."));
      return FALSE;
    }

  if (n > 0)
    {
      switch (unit)
        {
        case KONTOR_TERM_DAY:
          fits = add_days (from, n, &next, error);
          break;
        case KONTOR_TERM_WEEK:
          fits = add_days (from, 7 * (gint64) n, &next, error);
          break;
        case KONTOR_TERM_MONTH:
          fits = add_months (from, n, &next, error);
          break;
        case KONTOR_TERM_QUARTER:
          fits = add_months (from, 3 * (gint64) n, &next, error);
          break;
        case KONTOR_TERM_YEAR:
          fits = add_months (from, 12 * (gint64) n, &next, error);
          break;
        case KONTOR_TERM_NONE:
        default:
          g_return_val_if_reached (FALSE);
        }
      fits = fits && add_days (&next, -1, &next, error);
    }
  if (!fits || !move_to_end_of (to_end_of, &next, error))
    return FALSE;
  *last_day = next;
  return TRUE;
}

/**
 * kontor_datetime_now:
 *
 * Returns: (transfer full): this moment in UTC to the second, as `YYYY-MM-DDThh:mm:ssZ`
 */
char *
kontor_datetime_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * kontor_datetime_to_string:
 * @datetime: a moment, in any time zone
 *
 * Returns: (transfer full): the moment in UTC to the second, as `YYYY-MM-DDThh:mm:ssZ`
 */
char *
kontor_datetime_to_string (GDateTime *datetime)
{
  g_autoptr (GDateTime) utc = NULL;

  g_return_val_if_fail (datetime != NULL, NULL);

  utc = g_date_time_to_utc (datetime);
  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

static gboolean
read_fraction (const char **p, double *seconds)
{
  double place = 0.1;

  if (!read_char (p, '.'))
    return TRUE;
  for (guint n = 0; g_ascii_isdigit (**p); n++, (*p)++)
    {
      if (n == 9)
        return FALSE;
      *seconds += place * (**p - '0');
      place /= 10;
    }
  return (*p)[-1] != '.';
}

static gboolean
read_offset (const char **p, int *seconds)
{
  guint hours;
  guint minutes;
  int sign = **p == '-' ? -1 : 1;

  *seconds = 0;
  if (read_char (p, 'Z'))
    return TRUE;
  if (!(read_char (p, '+') || read_char (p, '-')) || !read_digits (p, 2, &hours) || !read_char (p, ':') ||
      !read_digits (p, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;
  *seconds = sign * (int) (hours * 3600 + minutes * 60);
  return TRUE;
}

/**
 * kontor_datetime_parse:
 * @iso: a moment as `YYYY-MM-DDThh:mm:ss`, with up to 9 decimals of a second, and `Z` or an offset `+hh:mm`
 * @error: return location for an error
 *
 * Reads an ISO 8601 moment in its extended form, and no other; the time zone must be said.
 * Fails with %KONTOR_BASE_ERROR_SYNTAX.
 *
 * Returns: (transfer full) (nullable): the moment, in UTC
 */
GDateTime *
kontor_datetime_parse (const char *iso, GError **error)
{
  const char *p = iso;
  guint year;
  guint month;
  guint day;
  guint hour;
  guint minute;
  guint whole_seconds;
  int offset;

  g_return_val_if_fail (iso != NULL, NULL);

  if (read_date (&p, &year, &month, &day) && read_char (&p, 'T') && read_digits (&p, 2, &hour) &&
      read_char (&p, ':') && read_digits (&p, 2, &minute) && read_char (&p, ':') &&
      read_digits (&p, 2, &whole_seconds) && hour <= 23 && minute <= 59 && whole_seconds <= 59)
    {
      double seconds = whole_seconds;

      if (read_fraction (&p, &seconds) && read_offset (&p, &offset) && *p == '\0')
        {
          g_autoptr (GDateTime) local = g_date_time_new_utc ((int) year, (int) month, (int) day, (int) hour,
                                                             (int) minute, seconds);
          GDateTime *utc = local != NULL ? g_date_time_add_seconds (local, -offset) : NULL;

          if (utc != NULL)
            return utc;
        }
    }

  {
    g_autofree char *shown = kontor_base_shorten (iso);

    g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX,
                 _ ("“%s” is not a date and time. Write them as in 2026-12-31T14:30:00Z."), shown);
  }
  return NULL;
}

/* kontor-date.h: calendar dates, terms and moments */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorTermUnit:
 * @KONTOR_TERM_NONE: no unit; a term that runs to the end of nothing
 * @KONTOR_TERM_DAY: calendar days
 * @KONTOR_TERM_WEEK: weeks, Monday to Sunday
 * @KONTOR_TERM_MONTH: calendar months
 * @KONTOR_TERM_QUARTER: quarters of a calendar year
 * @KONTOR_TERM_YEAR: calendar years
 *
 * What a term is counted in, and what it runs to the end of.
 */
typedef enum
{
  KONTOR_TERM_NONE,
  KONTOR_TERM_DAY,
  KONTOR_TERM_WEEK,
  KONTOR_TERM_MONTH,
  KONTOR_TERM_QUARTER,
  KONTOR_TERM_YEAR,
} KontorTermUnit;

gboolean kontor_term_unit_parse (const char *text, KontorTermUnit *unit, GError **error);
const char *kontor_term_unit_to_string (KontorTermUnit unit);

gboolean kontor_date_parse (const char *iso, GDate *date, GError **error);
char *kontor_date_to_string (const GDate *date);
void kontor_date_today (GDate *date);
gboolean kontor_date_add_days (const GDate *date, int n, GDate *result, GError **error);
gboolean kontor_date_add_months (const GDate *date, int n, GDate *result, GError **error);
gboolean kontor_date_term_end (const GDate *from,
                               int n,
                               KontorTermUnit unit,
                               KontorTermUnit to_end_of,
                               GDate *last_day,
                               GError **error);

char *kontor_datetime_now (void);
GDateTime *kontor_datetime_parse (const char *iso, GError **error);
char *kontor_datetime_to_string (GDateTime *datetime);

G_END_DECLS

/* kontor-format.h: numbers, money and dates as a language writes them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "kontor-decimal.h"

G_BEGIN_DECLS

/**
 * KontorDateStyle:
 * @KONTOR_DATE_SHORT: all digits, the year with four: 31.12.2026
 * @KONTOR_DATE_MEDIUM: the short name of the month: 31 gru 2026
 * @KONTOR_DATE_LONG: the name of the month: 31 grudnia 2026
 *
 * How a date is written.
 */
typedef enum
{
  KONTOR_DATE_SHORT,
  KONTOR_DATE_MEDIUM,
  KONTOR_DATE_LONG,
} KontorDateStyle;

char *kontor_format_money (KontorDecimal value, const char *currency, const char *language);
char *kontor_format_amount (KontorDecimal value, const char *currency, const char *language);
char *kontor_format_number (KontorDecimal value, guint min_decimals, const char *language);
char *kontor_format_percent (KontorDecimal value, const char *language);
char *kontor_format_date (const GDate *date, KontorDateStyle style, const char *language);

G_END_DECLS

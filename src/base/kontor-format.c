/* kontor-format.c: numbers, money and dates as a language writes them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

#include "kontor-currency.h"
#include "kontor-date.h"
#include "kontor-format.h"
#include "kontor-language.h"

/* An office has a handful of languages and currencies. A language comes from a record, so somebody could send very many. */
#define MAX_CACHED 256

/* Years in which GDate counts: proleptic Gregorian, day 1 is 0001-01-01. */
#define JULIAN_OF_1970 719163
#define MILLISECONDS_PER_DAY 86400000.0

/* Formatters take a tenth of a millisecond to make and a microsecond to use, so they are kept, and a lock will do: the
 * ones for dates must not be used by two threads at once.
 */
static GMutex cache_lock;
static GHashTable *number_formats; /* (element-type utf8 UNumberFormatter) guarded by cache_lock */
static GHashTable *date_formats;   /* (element-type utf8 UDateFormat) guarded by cache_lock */

static void
close_number_format (gpointer format)
{
  unumf_close (format);
}

static void
close_date_format (gpointer format)
{
  udat_close (format);
}

/* The formatter that is kept under a key, or NULL. */
static gpointer
look_up_locked (GHashTable **cache, GDestroyNotify close, const char *key)
{
  if (*cache == NULL)
    *cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, close);
  else if (g_hash_table_size (*cache) >= MAX_CACHED)
    g_hash_table_remove_all (*cache);
  return g_hash_table_lookup (*cache, key);
}

static const UNumberFormatter *
get_number_format_locked (const char *skeleton, const char *locale)
{
  g_autofree char *key = g_strconcat (locale, "\n", skeleton, NULL);
  UNumberFormatter *format = look_up_locked (&number_formats, close_number_format, key);
  UErrorCode status = U_ZERO_ERROR;
  UChar wide_skeleton[128];

  if (format != NULL)
    return format;

  g_return_val_if_fail (strlen (skeleton) < G_N_ELEMENTS (wide_skeleton), NULL);
  u_charsToUChars (skeleton, wide_skeleton, (int32_t) strlen (skeleton) + 1);
  format = unumf_openForSkeletonAndLocale (wide_skeleton, -1, locale, &status);
  if (U_FAILURE (status))
    {
      unumf_close (format);
      return NULL;
    }
  g_hash_table_insert (number_formats, g_steal_pointer (&key), format);
  return format;
}

/* Formats the digits of the number as they are: ICU never makes a double of them. NULL when ICU cannot. */
static char *
format_with_skeleton (KontorDecimal value, const char *skeleton, const char *language)
{
  g_autofree char *locale = kontor_language_to_locale (language);
  g_autofree char *number = kontor_decimal_to_string_normalized (value);
  UErrorCode status = U_ZERO_ERROR;
  UFormattedNumber *formatted = unumf_openResult (&status);
  const UNumberFormatter *format;
  UChar text[256];
  int32_t length = 0;

  g_mutex_lock (&cache_lock);
  format = get_number_format_locked (skeleton, locale);
  if (format != NULL)
    unumf_formatDecimal (format, number, -1, formatted, &status);
  g_mutex_unlock (&cache_lock);

  if (format != NULL)
    length = unumf_resultToString (formatted, text, G_N_ELEMENTS (text), &status);
  unumf_closeResult (formatted);
  if (format == NULL || U_FAILURE (status))
    return NULL;
  return g_utf16_to_utf8 (text, length, NULL, NULL, NULL);
}

/* At least so many decimals, more where the number has more; groups of three from 1,000 on in every language (CLDR would
 * have Polish and Spanish begin at 10,000), so that a column of amounts lines up.
 */
static char *
make_skeleton (const char *unit, guint min_decimals)
{
  g_autofree char *zeros = g_strnfill (MIN (min_decimals, KONTOR_DECIMAL_MAX_SCALE), '0');

  if (min_decimals == 0)
    return g_strconcat (unit, "precision-unlimited group-on-aligned", NULL);
  return g_strconcat (unit, ".", zeros, "* group-on-aligned", NULL);
}

/**
 * kontor_format_money:
 * @value: an amount
 * @currency: the ISO 4217 code of its currency
 * @language: (nullable): the language to write in
 *
 * Writes an amount with the sign of its currency as @language does: `1 234,50 €`, `€1,234.50`. There are as many decimals
 * as the minor unit of the currency has, and more when @value has more: nothing is rounded here. The sign is the one that
 * cannot be mistaken in that language (CLDR's: `$` is US dollars only where no other dollar is written so), else the ISO
 * code. The spaces in it do not break.
 *
 * Returns: (transfer full): the amount; when the currency is unknown, the plain number and @currency
 */
char *
kontor_format_money (KontorDecimal value, const char *currency, const char *language)
{
  g_autofree char *unit = NULL;
  g_autofree char *skeleton = NULL;
  g_autofree char *number = NULL;
  char *result = NULL;
  guint exponent;

  g_return_val_if_fail (currency != NULL, NULL);

  if (kontor_currency_get_exponent (currency, &exponent, NULL))
    {
      unit = g_strconcat ("currency/", currency, " ", NULL);
      skeleton = make_skeleton (unit, exponent);
      result = format_with_skeleton (value, skeleton, language);
    }
  if (result != NULL)
    return result;
  number = kontor_decimal_to_string (value);
  return g_strconcat (number, "\u00A0", currency, NULL);
}

/**
 * kontor_format_amount:
 * @value: an amount
 * @currency: the ISO 4217 code of its currency
 * @language: (nullable): the language to write in
 *
 * Writes an amount without its currency, for a column whose head names it: `1 234,50`. The decimals are those of
 * kontor_format_money().
 *
 * Returns: (transfer full): the amount
 */
char *
kontor_format_amount (KontorDecimal value, const char *currency, const char *language)
{
  guint exponent = value.scale;

  kontor_currency_get_exponent (currency, &exponent, NULL);
  return kontor_format_number (value, exponent, language);
}

/**
 * kontor_format_number:
 * @value: a number
 * @min_decimals: how many decimals to write at least
 * @language: (nullable): the language to write in
 *
 * Writes a number with all its decimals but the zeros at their end: 12.50 is `12,5`, or `12,50` with 2 as @min_decimals.
 *
 * Returns: (transfer full): the number
 */
char *
kontor_format_number (KontorDecimal value, guint min_decimals, const char *language)
{
  g_autofree char *skeleton = make_skeleton ("", min_decimals);
  char *result = format_with_skeleton (value, skeleton, language);

  return result != NULL ? result : kontor_decimal_to_string (value);
}

/**
 * kontor_format_percent:
 * @value: a percentage: 23 is 23 %
 * @language: (nullable): the language to write in
 *
 * Writes a percentage with all its decimals but the zeros at their end: `23%`, `5,5 %`.
 *
 * Returns: (transfer full): the percentage
 */
char *
kontor_format_percent (KontorDecimal value, const char *language)
{
  g_autofree char *skeleton = make_skeleton ("percent ", 0);
  g_autofree char *number = NULL;
  char *result = format_with_skeleton (value, skeleton, language);

  if (result != NULL)
    return result;
  number = kontor_decimal_to_string_normalized (value);
  return g_strconcat (number, "%", NULL);
}

static UDateFormat *
open_date_format (KontorDateStyle style, const char *locale, UErrorCode *status)
{
  static const UChar utc[] = { 'U', 'T', 'C', 0 };
  static const UChar digits[] = { 'y', 'M', 'M', 'd', 'd', 0 };
  UDateTimePatternGenerator *generator;
  UDateFormat *format = NULL;
  UCalendar *calendar;
  UErrorCode gregorian = U_ZERO_ERROR;

  if (style == KONTOR_DATE_SHORT)
    {
      UChar pattern[128];

      generator = udatpg_open (locale, status);
      udatpg_getBestPattern (generator, digits, -1, pattern, G_N_ELEMENTS (pattern), status);
      if (U_SUCCESS (*status))
        format = udat_open (UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1, pattern, -1, status);
      udatpg_close (generator);
    }
  else
    format = udat_open (UDAT_NONE, style == KONTOR_DATE_LONG ? UDAT_LONG : UDAT_MEDIUM, locale, utc, -1, NULL, 0,
                        status);
  if (U_FAILURE (*status))
    return NULL;

  /* ICU would count Julian days before 1582; calendars that are not Gregorian know of no such thing */
  calendar = ucal_clone (udat_getCalendar (format), &gregorian);
  ucal_setGregorianChange (calendar, -8.64e15, &gregorian);
  if (U_SUCCESS (gregorian))
    udat_setCalendar (format, calendar);
  ucal_close (calendar);
  return format;
}

/**
 * kontor_format_date:
 * @date: a valid date
 * @style: how much is written out
 * @language: (nullable): the language to write in
 *
 * Writes a date as @language does, in the calendar of its place. A date has no time zone, and none is asked for.
 *
 * Returns: (transfer full): the date
 */
char *
kontor_format_date (const GDate *date, KontorDateStyle style, const char *language)
{
  g_autofree char *locale = kontor_language_to_locale (language);
  g_autofree char *key = NULL;
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format;
  UChar text[256];
  int32_t length = 0;
  char *result = NULL;

  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  key = g_strdup_printf ("%s\n%d", locale, style);
  g_mutex_lock (&cache_lock);
  format = look_up_locked (&date_formats, close_date_format, key);
  if (format == NULL)
    {
      format = open_date_format (style, locale, &status);
      if (format != NULL)
        g_hash_table_insert (date_formats, g_steal_pointer (&key), format);
    }
  if (format != NULL)
    length = udat_format (format, ((double) g_date_get_julian (date) - JULIAN_OF_1970) * MILLISECONDS_PER_DAY, text,
                          G_N_ELEMENTS (text), NULL, &status);
  g_mutex_unlock (&cache_lock);

  if (format != NULL && U_SUCCESS (status))
    result = g_utf16_to_utf8 (text, length, NULL, NULL, NULL);
  return result != NULL ? result : kontor_date_to_string (date);
}

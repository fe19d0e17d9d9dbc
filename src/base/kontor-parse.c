/* kontor-parse.c: what a person types: numbers and dates of a language */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unum.h>
#include <unicode/ureldatefmt.h>
#include <unicode/ustring.h>

#include "kontor-base-error.h"
#include "kontor-base-text.h"
#include "kontor-date.h"
#include "kontor-format.h"
#include "kontor-language.h"
#include "kontor-parse.h"

/* More than anybody types into a field; longer input is refused before anything looks at it. */
#define MAX_TYPED 200

/* Years of two digits are those from 80 years ago on. */
#define YEARS_BACK 80

typedef enum
{
  ORDER_DMY,
  ORDER_MDY,
  ORDER_YMD,
} DateOrder;

typedef struct
{
  gunichar decimal;
  gunichar group;
} Separators;

static gunichar
get_symbol (const UNumberFormat *format, UNumberFormatSymbol symbol, gunichar fallback)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[16];
  int32_t length = unum_getSymbol (format, symbol, text, G_N_ELEMENTS (text), &status);
  UChar32 c;
  int32_t i = 0;

  if (U_FAILURE (status) || length < 1 || length >= (int32_t) G_N_ELEMENTS (text))
    return fallback;
  U16_NEXT (text, i, length, c);
  return (gunichar) c;
}

static void
get_separators (const char *language, Separators *separators)
{
  g_autofree char *locale = kontor_language_to_locale (language);
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_DECIMAL, NULL, 0, locale, NULL, &status);

  *separators = (Separators) { '.', ',' };
  if (U_SUCCESS (status))
    {
      separators->decimal = get_symbol (format, UNUM_DECIMAL_SEPARATOR_SYMBOL, '.');
      separators->group = get_symbol (format, UNUM_GROUPING_SEPARATOR_SYMBOL, ',');
    }
  unum_close (format);
}

/* Brings what looks alike to one: digits of all scripts, wide forms, spaces, minus signs, apostrophes, and the marks of
 * Arabic. NULL when the text is too long or not UTF-8. Control and direction marks go.
 */
static char *
normalize_typed (const char *text)
{
  g_autofree char *compatible = NULL;
  GString *result;

  if (strlen (text) > MAX_TYPED || !g_utf8_validate (text, -1, NULL))
    return NULL;

  /* makes one width of the wide forms that Chinese and Japanese input methods give */
  compatible = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  result = g_string_new (NULL);
  for (const char *p = compatible; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = g_unichar_isdigit (c) ? g_unichar_digit_value (c) : -1;

      if (digit >= 0)
        g_string_append_c (result, (char) ('0' + digit));
      else if (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR)
        g_string_append_c (result, ' ');
      else if (c == 0x2212 || (c >= 0x2010 && c <= 0x2014)) /* − ‐ ‑ ‒ – — */
        g_string_append_c (result, '-');
      else if (c == 0x2019 || c == 0x02BC) /* ’ ʼ */
        g_string_append_c (result, '\'');
      else if (c == 0x066B) /* ٫ */
        g_string_append_c (result, '.');
      else if (c == 0x066C) /* ٬ */
        g_string_append_c (result, '\'');
      else if (c == 0x3002) /* 。 */
        g_string_append_c (result, '.');
      else if (g_unichar_type (c) != G_UNICODE_FORMAT && g_unichar_type (c) != G_UNICODE_CONTROL)
        g_string_append_unichar (result, c);
    }
  return g_strstrip (g_string_free (result, FALSE));
}

/* The place of the decimal mark in a run of digits and marks, its end when there is none. */
static const char *
find_decimal_mark (const char *number, const Separators *separators)
{
  const char *end = number + strlen (number);
  const char *last_point = strrchr (number, '.');
  const char *last_comma = strrchr (number, ',');
  const char *mark;
  gsize n_after;
  gsize n_before;

  /* of two kinds the last one is it, whatever the language: 1.234,56 and 1,234.56 can only be read in one way */
  if (last_point != NULL && last_comma != NULL)
    return MAX (last_point, last_comma);

  mark = last_point != NULL ? last_point : last_comma;
  if (mark == NULL)
    return end;
  /* one kind, more than once, is between groups */
  if (strchr (number, *mark) != mark)
    return end;
  if (strpbrk (number, " '") != NULL || separators->group != (guchar) *mark)
    return mark;
  /* 1,234 can be either, and the language decides; 12,50 or 0,500 cannot be a group */
  n_after = strspn (mark + 1, "0123456789");
  n_before = (gsize) (mark - number);
  if (n_after == 3 && n_before >= 1 && n_before <= 3 && number[0] != '0')
    return end;
  return mark;
}

/* Takes the marks between groups out of number, up to end. FALSE when they are not where groups end: the last group has
 * three digits, those before two (India) or three.
 */
static gboolean
join_groups (const char *number, const char *end, GString *digits)
{
  char mark = '\0';
  gsize n_group = 0;
  guint n_marks = 0;

  for (const char *p = number; p < end; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          n_group++;
          g_string_append_c (digits, *p);
          continue;
        }
      if ((mark != '\0' && *p != mark) || n_group < 1 || n_group > 3 || (n_marks > 0 && n_group < 2))
        return FALSE;
      mark = *p;
      n_marks++;
      n_group = 0;
    }
  return n_marks == 0 || n_group == 3;
}

static gboolean
fail_number (const char *text, GError **error)
{
  g_autofree char *shown = kontor_base_shorten (text);

  if (*shown == '\0')
    g_set_error_literal (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX, _ ("Type a number."));
  else
    g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX,
                 _ ("“%s” is not a number. Type digits, with one mark before the decimals."), shown);
  return FALSE;
}

/**
 * kontor_parse_number:
 * @text: what a person typed or pasted
 * @language: (nullable): the language that decides where it can be read in two ways
 * @max_scale: how many decimals are allowed, up to %KONTOR_DECIMAL_MAX_SCALE
 * @result: (out): the number
 * @error: return location for an error
 *
 * Reads a number as people write it: `1 234,56`, `1,234.56`, `1.234,56`, `1'234.56`, with spaces of all widths, digits of
 * all scripts and any minus sign. Where point and comma both stand, the last is before the decimals. Where one mark
 * stands once with three digits behind it (`1,234`), it is between groups if that is what @language has there, else it
 * is before decimals. Zeros at the end that are beyond @max_scale are let go: `1,500` is 1.5 where two decimals are allowed.
 *
 * Fails with %KONTOR_BASE_ERROR_SYNTAX, %KONTOR_BASE_ERROR_PRECISION or %KONTOR_BASE_ERROR_OVERFLOW, and leaves @result
 * as it was.
 *
 * Returns: whether @text is a number
 */
gboolean
kontor_parse_number (const char *text,
                     const char *language,
                     guint max_scale,
                     KontorDecimal *result,
                     GError **error)
{
  g_autofree char *typed = NULL;
  g_autoptr (GString) canonical = g_string_new (NULL);
  Separators separators;
  const char *number;
  const char *mark;

  g_return_val_if_fail (text != NULL && result != NULL, FALSE);
  g_return_val_if_fail (max_scale <= KONTOR_DECIMAL_MAX_SCALE, FALSE);

  typed = normalize_typed (text);
  if (typed == NULL)
    return fail_number (text, error);

  number = typed;
  if (*number == '-' || *number == '+')
    {
      if (*number == '-')
        g_string_append_c (canonical, '-');
      for (number++; *number == ' '; number++)
        ;
    }
  if (strspn (number, "0123456789., '") != strlen (number))
    return fail_number (text, error);

  get_separators (language, &separators);
  mark = find_decimal_mark (number, &separators);
  if (mark == number) /* .5 */
    g_string_append_c (canonical, '0');
  if (!join_groups (number, mark, canonical))
    return fail_number (text, error);
  if (*mark != '\0')
    {
      gsize n_decimals = strspn (mark + 1, "0123456789");

      if (mark[1 + n_decimals] != '\0' || (mark == number && n_decimals == 0))
        return fail_number (text, error);
      while (n_decimals > max_scale && mark[n_decimals] == '0')
        n_decimals--;
      if (n_decimals > 0)
        {
          g_string_append_c (canonical, '.');
          g_string_append_len (canonical, mark + 1, (gssize) n_decimals);
        }
    }
  if (*number == '\0')
    return fail_number (text, error);
  return kontor_decimal_parse (canonical->str, max_scale, result, error);
}

static gboolean
fail_date (const char *text, const char *language, const GDate *today, GError **error)
{
  g_autofree char *shown = kontor_base_shorten (text);
  g_autofree char *example = kontor_format_date (today, KONTOR_DATE_SHORT, language);

  if (*shown == '\0')
    g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX, _ ("Type a date, such as %s."), example);
  else
    g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_SYNTAX,
                 _ ("“%s” is not a date. Type one such as %s."), shown, example);
  return FALSE;
}

/* In which order the language writes the parts of a date. */
static DateOrder
get_order (const char *locale)
{
  static const UChar digits[] = { 'y', 'M', 'M', 'd', 'd', 0 };
  UErrorCode status = U_ZERO_ERROR;
  UDateTimePatternGenerator *generator = udatpg_open (locale, &status);
  UChar pattern[128] = { 0 };
  DateOrder order = ORDER_DMY;

  udatpg_getBestPattern (generator, digits, -1, pattern, G_N_ELEMENTS (pattern), &status);
  udatpg_close (generator);
  for (const UChar *p = pattern; U_SUCCESS (status) && *p != 0; p++)
    {
      if (*p == 'd')
        break;
      if (*p == 'y' || *p == 'M')
        {
          order = *p == 'y' ? ORDER_YMD : ORDER_MDY;
          break;
        }
    }
  return order;
}

static gboolean
set_date (guint year, guint month, guint day, GDate *result)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (result, 1);
  g_date_set_dmy (result, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

static guint
complete_year (guint year, guint n_digits, const GDate *today)
{
  guint first;

  if (n_digits > 2)
    return n_digits == 4 ? year : 0; /* three digits are a slip of the finger */
  first = (guint) MAX (1, (int) g_date_get_year (today) - YEARS_BACK);
  year += first / 100 * 100;
  return year < first ? year + 100 : year;
}

/* Digits with no mark between them: the day of this month, or a date of eight digits. */
static gboolean
parse_one_number (guint value, guint n_digits, DateOrder order, const GDate *today, GDate *result)
{
  guint a = value / 1000000;
  guint b = value / 10000 % 100;
  guint c = value % 10000;

  if (n_digits <= 2)
    return set_date (g_date_get_year (today), g_date_get_month (today), value, result);
  if (n_digits != 8)
    return FALSE;
  /* a year that no offer has tells that it was meant the other way round */
  if (order == ORDER_DMY && c >= 1900 && c < 2200)
    return set_date (c, b, a, result);
  if (order == ORDER_MDY && c >= 1900 && c < 2200)
    return set_date (c, a, b, result);
  return set_date (value / 10000, value / 100 % 100, value % 100, result);
}

/* 31.12.2026, 12/31/26, 31.12., 2026-12-31, 2026年12月31日, 31.12.2026 г. */
static gboolean
parse_numeric (const char *typed, DateOrder order, const GDate *today, GDate *result)
{
  guint value[3] = { 0 };
  guint n_digits[3] = { 0 };
  guint n = 0;
  const char *p = typed;

  while (*p != '\0')
    {
      if (n == 3 || !g_ascii_isdigit (*p))
        return FALSE;
      for (; g_ascii_isdigit (*p); p++)
        {
          if (++n_digits[n] > 8)
            return FALSE;
          value[n] = value[n] * 10 + (guint) (*p - '0');
        }
      n++;
      while (*p != '\0' && (strchr ("./- ", *p) != NULL || g_str_has_prefix (p, "年") || g_str_has_prefix (p, "月") ||
                            g_str_has_prefix (p, "日") || strcmp (p, "г.") == 0 || strcmp (p, "г") == 0))
        p = g_utf8_next_char (p);
    }

  if (n == 1)
    return parse_one_number (value[0], n_digits[0], order, today, result);
  for (guint i = 0; i < n; i++)
    if (n_digits[i] > 2 && (n < 3 || n_digits[i] > 4))
      return FALSE;
  if (n == 2)
    return order == ORDER_DMY ? set_date (g_date_get_year (today), value[1], value[0], result)
                              : set_date (g_date_get_year (today), value[0], value[1], result);
  if (n != 3)
    return FALSE;

  if (n_digits[0] > 2)
    order = ORDER_YMD;
  else if (n_digits[2] > 2 && order == ORDER_YMD)
    order = ORDER_DMY;
  switch (order)
    {
    case ORDER_YMD:
      return n_digits[1] <= 2 && n_digits[2] <= 2 &&
             set_date (complete_year (value[0], n_digits[0], today), value[1], value[2], result);
    case ORDER_MDY:
      return n_digits[1] <= 2 && set_date (complete_year (value[2], n_digits[2], today), value[0], value[1], result);
    case ORDER_DMY:
    default:
      return n_digits[1] <= 2 && set_date (complete_year (value[2], n_digits[2], today), value[1], value[0], result);
    }
}

/* +14 (days), +2w, -1m, +1y */
static gboolean
parse_offset (const char *typed, const GDate *today, GDate *result)
{
  const char *p = typed + 1;
  int n = 0;
  char unit;

  if ((*typed != '+' && *typed != '-') || !g_ascii_isdigit (*p))
    return FALSE;
  for (guint i = 0; g_ascii_isdigit (*p); p++, i++)
    {
      if (i == 6)
        return FALSE;
      n = n * 10 + (*p - '0');
    }
  if (*typed == '-')
    n = -n;
  while (*p == ' ')
    p++;
  unit = g_ascii_tolower (*p);
  if (unit != '\0' && p[1] != '\0')
    return FALSE;
  switch (unit)
    {
    case '\0':
    case 'd':
      return kontor_date_add_days (today, n, result, NULL);
    case 'w':
      return kontor_date_add_days (today, 7 * n, result, NULL);
    case 'm':
      return kontor_date_add_months (today, n, result, NULL);
    case 'y':
      return kontor_date_add_months (today, 12 * n, result, NULL);
    default:
      return FALSE;
    }
}

static char *
casefold_utf16 (const UChar *text, int32_t length)
{
  g_autofree char *utf8 = g_utf16_to_utf8 (text, length, NULL, NULL, NULL);

  return g_utf8_casefold (utf8 != NULL ? utf8 : "", -1);
}

/* yesterday, today, tomorrow, and the days next to them where the language has words for them */
static gboolean
parse_word (const char *typed, const char *locale, const GDate *today, GDate *result)
{
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  UErrorCode status = U_ZERO_ERROR;
  URelativeDateTimeFormatter *format =
    ureldatefmt_open (locale, NULL, UDAT_STYLE_LONG, UDISPCTX_CAPITALIZATION_NONE, &status);
  gboolean found = FALSE;

  for (int days = -2; days <= 2 && !found && U_SUCCESS (status); days++)
    {
      UChar text[128];
      int32_t length = ureldatefmt_format (format, days, UDAT_REL_UNIT_DAY, text, G_N_ELEMENTS (text), &status);
      g_autofree char *word = U_SUCCESS (status) ? casefold_utf16 (text, length) : NULL;

      found = word != NULL && strcmp (word, folded) == 0 && kontor_date_add_days (today, days, result, NULL);
    }
  ureldatefmt_close (format);
  return found;
}

/* What was typed has plain spaces and no direction marks any more, so the pattern must have none either. */
static void
simplify_pattern (UDateFormat *format, UErrorCode *status)
{
  UChar pattern[128];
  int32_t length = udat_toPattern (format, FALSE, pattern, G_N_ELEMENTS (pattern), status);
  int32_t n = 0;

  if (U_FAILURE (*status))
    return;
  for (int32_t i = 0; i < length; i++)
    if (u_isUWhiteSpace (pattern[i]))
      pattern[n++] = ' ';
    else if (u_charType (pattern[i]) != U_FORMAT_CHAR)
      pattern[n++] = pattern[i];
  udat_applyPattern (format, FALSE, pattern, n);
}

/* 31 grudnia 2026, Dec 31, 2026 */
static gboolean
parse_with_month_name (const char *typed, const char *locale, GDate *result)
{
  static const UDateFormatStyle styles[] = { UDAT_LONG, UDAT_MEDIUM, UDAT_FULL };
  static const UChar utc[] = { 'U', 'T', 'C', 0 };
  g_autofree gunichar2 *utf16 = NULL;
  glong length = 0;

  utf16 = g_utf8_to_utf16 (typed, -1, NULL, &length, NULL);
  for (guint i = 0; utf16 != NULL && i < G_N_ELEMENTS (styles); i++)
    {
      UErrorCode status = U_ZERO_ERROR;
      UDateFormat *format = udat_open (UDAT_NONE, styles[i], locale, utc, -1, NULL, 0, &status);
      int32_t position = 0;
      UDate moment = 0;

      if (U_SUCCESS (status))
        {
          udat_setLenient (format, FALSE);
          simplify_pattern (format, &status);
          moment = udat_parse (format, (const UChar *) utf16, (int32_t) length, &position, &status);
        }
      udat_close (format);
      if (U_SUCCESS (status) && position == (int32_t) length)
        {
          g_autoptr (GDateTime) utc_moment = g_date_time_new_from_unix_utc ((gint64) (moment / 1000));

          /* a year of two digits, or none at all, is not what these forms are for */
          if (utc_moment != NULL && g_date_time_get_year (utc_moment) >= 1000)
            return set_date ((guint) g_date_time_get_year (utc_moment), (guint) g_date_time_get_month (utc_moment),
                             (guint) g_date_time_get_day_of_month (utc_moment), result);
        }
    }
  return FALSE;
}

/**
 * kontor_parse_date:
 * @text: what a person typed or pasted
 * @language: (nullable): the language that decides the order of day and month
 * @today: what short forms are completed from
 * @result: (out caller-allocates): the date
 * @error: return location for an error
 *
 * Reads a date as people write it: `31.12.2026`, `12/31/26`, `31.12` (of this year), `31` (of this month), `31122026`,
 * `2026-12-31`, `2026年12月31日`, `31 grudnia 2026`; counted from today `+14` (days), `+2w`, `-1m`, `+1y`; and the words of
 * @language for yesterday, today and tomorrow. A year of four digits in front is always followed by month and day.
 * Years of two digits are those from 80 years ago on.
 *
 * Fails with %KONTOR_BASE_ERROR_SYNTAX, also for a day that does not exist, and leaves @result as it was.
 *
 * Returns: whether @text is a date
 */
gboolean
kontor_parse_date (const char *text, const char *language, const GDate *today, GDate *result, GError **error)
{
  g_autofree char *locale = kontor_language_to_locale (language);
  g_autofree char *typed = NULL;

  g_return_val_if_fail (text != NULL && result != NULL, FALSE);
  g_return_val_if_fail (today != NULL && g_date_valid (today), FALSE);

  typed = normalize_typed (text);
  if (typed == NULL || *typed == '\0')
    return fail_date (text, language, today, error);

  if (*typed == '+' || *typed == '-' ? parse_offset (typed, today, result)
                                     : parse_numeric (typed, get_order (locale), today, result) ||
                                         parse_word (typed, locale, today, result) ||
                                         parse_with_month_name (typed, locale, result))
    return TRUE;
  return fail_date (text, language, today, error);
}

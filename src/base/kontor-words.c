/* kontor-words.c: amounts in words */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "kontor-base-error.h"
#include "kontor-base-text.h"
#include "kontor-currency.h"
#include "kontor-language.h"
#include "kontor-money.h"
#include "kontor-words.h"
#include "kontor-words-private.h"

/* The longest number in words that ICU gives has some 250 characters. */
#define MAX_WORDS 1024
#define SOFT_HYPHEN "\u00AD"

static gboolean
fail_locale (const char *language, GError **error)
{
  g_autofree char *shown = kontor_base_shorten (language);

  g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_LOCALE,
               _ ("The ICU library cannot write numbers in words in the language “%s”. Use another language, or leave "
                  "the amount in words out."),
               shown);
  return FALSE;
}

/* Where ICU has no rules for a language it takes those of the desktop's, which would be English under a foreign name. */
static gboolean
is_spelled_in (const UNumberFormat *format, const char *language)
{
  UErrorCode status = U_ZERO_ERROR;
  const char *actual = unum_getLocaleByType (format, ULOC_ACTUAL_LOCALE, &status);
  char actual_language[ULOC_LANG_CAPACITY];

  if (U_FAILURE (status) || actual == NULL)
    return FALSE;
  uloc_getLanguage (actual, actual_language, sizeof actual_language, &status);
  if (U_FAILURE (status))
    return FALSE;
  if (strcmp (actual_language, language) == 0)
    return TRUE;
  /* the two written forms of Norwegian */
  return strcmp (actual_language, "no") == 0 && (strcmp (language, "nb") == 0 || strcmp (language, "nn") == 0);
}

/* British and most other English says “one hundred and one”. */
static gboolean
says_hundred_and (const char *locale)
{
  return g_str_has_prefix (locale, "en_") && !g_str_has_prefix (locale, "en_US") && strcmp (locale, "en_CA") != 0;
}

/* The rule set that agrees with the currency, or the plain one where numbers have no gender. */
static void
choose_rules (UNumberFormat *format, const char *locale, const char *language, const char *currency)
{
  const char *gender = kontor_words_get_gender (language, currency);
  const char *plain = says_hundred_and (locale) ? "%spellout-cardinal-verbose" : "%spellout-cardinal";

  g_autofree char *financial = g_strdup_printf ("%%spellout-cardinal-%s-financial", gender);
  g_autofree char *gendered = g_strdup_printf ("%%spellout-cardinal-%s", gender);
  /* only Bulgarian has the first: двадесет for двайсет */
  const char *const names[] = { financial, gendered, plain };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      UErrorCode status = U_ZERO_ERROR;
      UChar name[64];

      u_uastrncpy (name, names[i], G_N_ELEMENTS (name));
      unum_setTextAttribute (format, UNUM_DEFAULT_RULESET, name, -1, &status);
      if (U_SUCCESS (status))
        return;
    }
  /* the default rule set counts, as all languages do */
}

/* ICU marks where a long word may be divided; the layout divides words itself, and people search for them whole. */
static char *
remove_soft_hyphens (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, SOFT_HYPHEN, -1);

  return g_strjoinv (NULL, parts);
}

static char *
spell (UNumberFormat *format, gint64 number, GError **error)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[MAX_WORDS];
  int32_t length = unum_formatInt64 (format, number, text, G_N_ELEMENTS (text), NULL, &status);
  g_autofree char *utf8 = NULL;

  if (U_SUCCESS (status))
    utf8 = g_utf16_to_utf8 (text, length, NULL, NULL, NULL);
  if (utf8 == NULL)
    {
      g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_LOCALE,
                   _ ("The ICU library failed to write a number in words (%s)."), u_errorName (status));
      return NULL;
    }
  return remove_soft_hyphens (utf8);
}

/* What the language writes before a negative number: the minus of “minus zero euros and 45/100” has no number of its own. */
static char *
spell_minus (UNumberFormat *format, GError **error)
{
  g_autofree char *negative = spell (format, -1, error);
  g_autofree char *positive = negative != NULL ? spell (format, 1, error) : NULL;

  if (positive == NULL)
    return NULL;
  if (g_str_has_suffix (negative, positive))
    negative[strlen (negative) - strlen (positive)] = '\0';
  else
    {
      g_free (negative);
      negative = g_strdup ("−");
    }
  return g_steal_pointer (&negative);
}

/* The CLDR plural category of a whole number, exact where a double would not be. */
static gboolean
get_plural (const char *locale, guint64 number, char *plural, int32_t capacity)
{
  static const UChar skeleton[] = { 0 };
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  UErrorCode status = U_ZERO_ERROR;
  UPluralRules *rules = uplrules_open (locale, &status);
  UNumberFormatter *formatter = unumf_openForSkeletonAndLocale (skeleton, 0, locale, &status);
  UFormattedNumber *formatted = unumf_openResult (&status);
  UChar keyword[16];
  int32_t length;

  unumf_formatDecimal (formatter, digits, -1, formatted, &status);
  length = uplrules_selectFormatted (rules, formatted, keyword, G_N_ELEMENTS (keyword), &status);
  if (U_SUCCESS (status) && length < capacity)
    {
      u_UCharsToChars (keyword, plural, length);
      plural[length] = '\0';
    }
  unumf_closeResult (formatted);
  unumf_close (formatter);
  uplrules_close (rules);
  return U_SUCCESS (status) && length < capacity;
}

static char *
dup_currency_name (const char *locale, const char *language, const char *currency, const char *plural)
{
  const char *own = kontor_words_get_name (language, currency, plural);
  UErrorCode status = U_ZERO_ERROR;
  UChar wide_code[4];
  UBool is_choice = FALSE;
  int32_t length = 0;
  const UChar *name;
  char *result = NULL;

  if (own != NULL)
    return g_strdup (own);

  u_charsToUChars (currency, wide_code, 4);
  name = ucurr_getPluralName (wide_code, locale, &is_choice, plural, &length, &status);
  if (U_SUCCESS (status))
    result = g_utf16_to_utf8 (name, length, NULL, NULL, NULL);
  return result != NULL ? result : g_strdup (currency);
}

/* Chinese has no space between the number and the name, nor have its neighbours. */
static gboolean
writes_without_spaces (const char *language)
{
  return strcmp (language, "ja") == 0 || strcmp (language, "th") == 0 || strcmp (language, "lo") == 0 ||
         strcmp (language, "km") == 0 || strcmp (language, "my") == 0;
}

/* 人民币壹佰贰拾叁元肆角伍分: the currency, then the amount in 元, whatever the unit is called, as banks write it */
static char *
write_chinese (KontorDecimal value, const char *currency, const char *locale)
{
  static const char *const places[] = { "角", "分", "厘", "毫" };
  gboolean traditional = strstr (locale, "Hant") != NULL || strstr (locale, "TW") != NULL ||
                         strstr (locale, "HK") != NULL || strstr (locale, "MO") != NULL;
  g_autofree char *name = kontor_currency_dup_name (currency, locale);
  GString *text = g_string_new (name);
  guint64 rest = (guint64) ABS (value.coefficient);
  guint64 power = 1;
  gboolean begun = FALSE;
  gboolean gap = FALSE;

  for (guint i = 0; i < value.scale; i++)
    power *= 10;
  if (value.coefficient < 0)
    g_string_append (text, traditional ? "負" : "负");
  if (rest >= power || rest == 0)
    {
      g_autofree char *number = kontor_words_chinese_number (rest / power, traditional);

      g_string_append_printf (text, "%s元", number);
      begun = TRUE;
    }
  rest %= power;
  if (rest == 0)
    g_string_append (text, "整");

  for (guint i = 0; i < value.scale && rest > 0; i++)
    {
      g_autofree char *digit = NULL;

      power /= 10;
      if (rest < power)
        {
          gap = begun;
          continue;
        }
      digit = kontor_words_chinese_number (rest / power, traditional);
      g_string_append_printf (text, "%s%s%s", gap ? "零" : "", digit, places[MIN (i, G_N_ELEMENTS (places) - 1)]);
      rest %= power;
      begun = TRUE;
      gap = FALSE;
      if (rest == 0 && i == 0 && value.scale > 1)
        g_string_append (text, "整");
    }
  return g_string_free (text, FALSE);
}

static char *
write_spelled (KontorDecimal value, const char *currency, const char *locale, const char *language, GError **error)
{
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
  guint64 amount = (guint64) ABS (value.coefficient);
  guint64 power = 1;
  g_autofree char *number = NULL;
  g_autofree char *minus = NULL;
  char plural[16];
  GString *text;

  for (guint i = 0; i < value.scale; i++)
    power *= 10;

  if (U_SUCCESS (status) && is_spelled_in (format, language))
    {
      choose_rules (format, locale, language, currency);
      number = spell (format, (gint64) (amount / power), error);
      minus = value.coefficient < 0 ? spell_minus (format, error) : g_strdup ("");
    }
  else
    fail_locale (language, error);
  unum_close (format);
  if (number == NULL || minus == NULL)
    return NULL;

  if (!get_plural (locale, amount / power, plural, sizeof plural))
    {
      fail_locale (language, error);
      return NULL;
    }

  if (strcmp (language, "bg") == 0)
    {
      char *joined = kontor_words_join_bulgarian (number);

      g_free (number);
      number = joined;
    }

  {
    g_autofree char *name = dup_currency_name (locale, language, currency, plural);

    text = g_string_new (minus);
    g_string_append (text, number);
    if (!writes_without_spaces (language))
      g_string_append_c (text, ' ');
    /* un million d’euros, and in Romanian everything from twenty on */
    if (amount / power >= 1000000 && amount / power % 1000000 == 0)
      g_string_append (text, kontor_words_get_of (language, name));
    else if (strcmp (language, "ro") == 0 && strcmp (plural, "other") == 0)
      g_string_append (text, "de ");
    g_string_append (text, name);
  }
  if (value.scale > 0)
    g_string_append_printf (text, "%s%0*" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, kontor_words_get_joint (language),
                            (int) value.scale, amount % power, power);
  return g_string_free (text, FALSE);
}

/**
 * kontor_amount_in_words:
 * @value: an amount, no finer than the minor unit of its currency
 * @currency: the ISO 4217 code of its currency
 * @language: (nullable): the language to write in
 * @error: return location for an error
 *
 * Writes an amount in words as contracts and invoices have it: the whole units spelled out by ICU in the grammatical
 * gender of the currency, its name in the right plural, and the minor units as a fraction: `sto dwadzieścia trzy złote
 * 45/100`, `one hundred twenty-three euros and 45/100`. The fraction stands there when it is 00 too, so that nothing can be
 * added; currencies without a minor unit have none. In Chinese it is the currency and financial numerals (大写):
 * `人民币壹佰贰拾叁元肆角伍分`. English is American unless @language names another country (`en-GB`).
 *
 * Fails with %KONTOR_BASE_ERROR_CURRENCY, with %KONTOR_BASE_ERROR_PRECISION when @value is finer than the minor unit, and
 * with %KONTOR_BASE_ERROR_LOCALE when ICU cannot spell in @language.
 *
 * Returns: (transfer full) (nullable): the words, without a capital or a full stop
 */
char *
kontor_amount_in_words (KontorDecimal value, const char *currency, const char *language, GError **error)
{
  g_autofree char *locale = kontor_language_to_locale (language);
  UErrorCode status = U_ZERO_ERROR;
  char spoken[ULOC_LANG_CAPACITY];
  KontorDecimal rounded;

  g_return_val_if_fail (currency != NULL, NULL);

  if (!kontor_money_round (value, currency, &rounded, error))
    return NULL;
  if (!kontor_decimal_equal (rounded, value))
    {
      g_autofree char *shown = kontor_decimal_to_string (value);

      g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_PRECISION,
                   _ ("%s %s is finer than the smallest coin, so it cannot be written in words. Round it first."), shown,
                   currency);
      return NULL;
    }

  uloc_getLanguage (locale, spoken, sizeof spoken, &status);
  if (U_FAILURE (status) || spoken[0] == '\0')
    {
      fail_locale (locale, error);
      return NULL;
    }
  if (strcmp (spoken, "zh") == 0)
    return write_chinese (rounded, currency, locale);
  return write_spelled (rounded, currency, locale, spoken, error);
}

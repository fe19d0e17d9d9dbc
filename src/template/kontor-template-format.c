/* kontor-template-format.c: values of a record as a document writes them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "kontor-country.h"
#include "kontor-currency.h"
#include "kontor-date.h"
#include "kontor-format.h"
#include "kontor-language.h"
#include "kontor-template-error.h"
#include "kontor-template-format.h"
#include "kontor-words.h"

const char *const kontor_format_names[] = {
  "auto", "text", "multiline", "money", "amount", "price", "number", "percent", "date",
  "long-date", "words", "country", "language", "currency", "iban", "upper", NULL
};

static gboolean
parse_number (const char    *text,
              KontorDecimal *number,
              GError       **error)
{
  if (kontor_decimal_parse (text, KONTOR_DECIMAL_MAX_SCALE, number, NULL))
    return TRUE;

  g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA, _("“%.100s” is not a number."), text);
  return FALSE;
}

static gboolean
check_currency (const char *text,
                const char *currency,
                GError    **error)
{
  if (currency != NULL && kontor_currency_is_valid (currency))
    return TRUE;

  if (currency == NULL || *currency == '\0')
    g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA,
                 _("The currency of the amount %.100s is not known. The template can say it with the attribute “currency”."), text);
  else
    g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA, _("There is no currency “%.20s”."), currency);

  return FALSE;
}

static char *
format_money (KontorFormat format,
              const char  *text,
              const char  *currency,
              const char  *language,
              GError     **error)
{
  KontorDecimal number;
  guint exponent;

  if (!parse_number (text, &number, error) || !check_currency (text, currency, error))
    return NULL;

  switch ((guint) format)
    {
    case KONTOR_FORMAT_MONEY:
      return kontor_format_money (number, currency, language);

    case KONTOR_FORMAT_AMOUNT:
      return kontor_format_amount (number, currency, language);

    case KONTOR_FORMAT_PRICE:
      if (!kontor_currency_get_exponent (currency, &exponent, error))
        return NULL;

      return kontor_format_number (number, exponent, language);

    case KONTOR_FORMAT_WORDS:
      return kontor_amount_in_words (number, currency, language, error);

    default:
      g_assert_not_reached ();
    }
}

static char *
format_date (const char     *text,
             KontorDateStyle style,
             const char     *language,
             GError        **error)
{
  g_autofree char *day = g_strndup (text, 10);
  GDate date;

  /* Of a moment, "2026-11-23T08:00:00Z", the date. */
  if (!kontor_date_parse (day, &date, NULL))
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA, _("“%.100s” is not a date."), text);
      return NULL;
    }

  return kontor_format_date (&date, style, language);
}

/* Gives the code itself when ICU has no name for it. */
static char *
format_language (const char *code,
                 const char *language)
{
  g_autofree char *locale = kontor_language_to_locale (language);
  UChar name[128];
  char utf8[3 * G_N_ELEMENTS (name) + 1];
  UErrorCode status = U_ZERO_ERROR;
  int length = uloc_getDisplayLanguage (code, locale, name, G_N_ELEMENTS (name), &status);

  if (U_FAILURE (status) || length <= 0 || length >= (int) G_N_ELEMENTS (name))
    return g_strdup (code);

  u_strToUTF8 (utf8, sizeof utf8, NULL, name, length, &status);
  return g_strdup (U_SUCCESS (status) ? utf8 : code);
}

static char *
format_upper (const char *text,
              const char *language)
{
  g_autofree char *locale = kontor_language_to_locale (language);
  glong length;
  g_autofree UChar *utf16 = (UChar *) g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  g_autofree UChar *upper = NULL;
  UErrorCode status = U_ZERO_ERROR;
  int capacity;

  if (utf16 == NULL)
    return g_strdup (text);

  /* A letter becomes three at the most (ΐ). */
  capacity = length * 3 + 1;
  upper = g_new (UChar, capacity);
  length = u_strToUpper (upper, capacity, utf16, length, locale, &status);

  return U_SUCCESS (status) ? g_utf16_to_utf8 ((gunichar2 *) upper, length, NULL, NULL, NULL) : g_strdup (text);
}

static char *
format_iban (const char *text)
{
  g_autoptr (GString) grouped = g_string_new (NULL);
  guint n = 0;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == ' ')
        continue;

      if (n > 0 && n % 4 == 0)
        g_string_append (grouped, "\302\240"); /* no-break space */

      g_string_append_c (grouped, *c);
      n += ((guchar) *c & 0xc0) != 0x80;
    }

  return g_string_free (g_steal_pointer (&grouped), FALSE);
}

/**
 * kontor_template_format:
 * @format: how to write it; not %KONTOR_FORMAT_AUTO
 * @text: the value as it stands in a view; an empty one is answered as it is
 * @currency: (nullable): ISO 4217 code, for amounts
 * @language: BCP 47 tag of the document
 * @error: return location for a #GError
 *
 * Writes a value of a record as the language of a document does, by ICU.
 *
 * Returns: (transfer full): the text, or %NULL with %KONTOR_TEMPLATE_ERROR_DATA when the value has not the form
 */
char *
kontor_template_format (KontorFormat format,
                        const char  *text,
                        const char  *currency,
                        const char  *language,
                        GError     **error)
{
  KontorDecimal number;

  if (*text == '\0')
    return g_strdup ("");

  switch (format)
    {
    case KONTOR_FORMAT_AUTO:
    case KONTOR_FORMAT_TEXT:
    case KONTOR_FORMAT_MULTILINE:
      return g_strdup (text);

    case KONTOR_FORMAT_MONEY:
    case KONTOR_FORMAT_AMOUNT:
    case KONTOR_FORMAT_PRICE:
    case KONTOR_FORMAT_WORDS:
      return format_money (format, text, currency, language, error);

    case KONTOR_FORMAT_NUMBER:
      return parse_number (text, &number, error) ? kontor_format_number (kontor_decimal_normalize (number), 0, language) : NULL;

    case KONTOR_FORMAT_PERCENT:
      return parse_number (text, &number, error) ? kontor_format_percent (kontor_decimal_normalize (number), language) : NULL;

    case KONTOR_FORMAT_DATE:
      return format_date (text, KONTOR_DATE_SHORT, language, error);

    case KONTOR_FORMAT_LONG_DATE:
      return format_date (text, KONTOR_DATE_LONG, language, error);

    case KONTOR_FORMAT_COUNTRY:
      return kontor_country_is_valid (text) ? kontor_country_dup_name (text, language) : g_strdup (text);

    case KONTOR_FORMAT_LANGUAGE:
      return format_language (text, language);

    case KONTOR_FORMAT_CURRENCY:
      return check_currency (text, text, error) ? kontor_currency_dup_name (text, language) : NULL;

    case KONTOR_FORMAT_IBAN:
      return format_iban (text);

    case KONTOR_FORMAT_UPPER:
      return format_upper (text, language);

    default:
      g_assert_not_reached ();
    }
}

/**
 * kontor_template_plural_category:
 * @number: a whole number
 * @language: BCP 47 tag
 * @error: return location for a #GError
 *
 * Finds which form of a text a number asks for, by CLDR's plural rules.
 *
 * Returns: (transfer none): "zero", "one", "two", "few", "many" or "other", or %NULL with @error set
 */
const char *
kontor_template_plural_category (const char *number,
                                 const char *language,
                                 GError    **error)
{
  static const char *const categories[] = { "zero", "one", "two", "few", "many", "other" };
  g_autofree char *locale = kontor_language_to_locale (language);
  UErrorCode status = U_ZERO_ERROR;
  KontorDecimal value;
  UPluralRules *rules;
  UChar keyword[16];
  char name[16];
  int length;

  if (!parse_number (number, &value, error))
    return NULL;

  value = kontor_decimal_normalize (value);

  /* No language has another form than this one for all numbers with decimals that a label could need. */
  if (value.scale > 0)
    return "other";

  rules = uplrules_openForType (locale, UPLURAL_TYPE_CARDINAL, &status);
  length = U_SUCCESS (status) ? uplrules_select (rules, (double) value.coefficient, keyword, G_N_ELEMENTS (keyword), &status) : 0;

  if (rules != NULL)
    uplrules_close (rules);

  if (U_FAILURE (status) || length <= 0 || length >= (int) G_N_ELEMENTS (keyword))
    return "other";

  u_UCharsToChars (keyword, name, length);
  name[length] = '\0';

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_str_equal (categories[i], name))
      return categories[i];

  return "other";
}

static gboolean
is_language (const char *language,
             const char *code)
{
  return g_str_has_prefix (language, code) && (language[2] == '\0' || language[2] == '-');
}

/* 1 to 9999 in Chinese */
static char *
number_in_chinese (guint number)
{
  static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  static const char *const units[] = { "千", "百", "十", "" };
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean zero = FALSE;
  guint divisor = 1000;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++, divisor /= 10)
    {
      guint digit = number / divisor % 10;

      if (digit == 0)
        {
          zero = text->len > 0;
          continue;
        }

      if (zero)
        g_string_append (text, digits[0]);

      /* Ten to nineteen begin with the unit: 十二. */
      if (!(digit == 1 && divisor == 10 && text->len == 0))
        g_string_append (text, digits[digit]);

      g_string_append (text, units[i]);
      zero = FALSE;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kontor_template_section_number:
 * @number: number of a clause, 1 to 9999
 * @language: BCP 47 tag
 *
 * Returns: (transfer full): how a contract in the language counts its clauses: "§ 1.", "1.", "Чл. 1.", "第一条"
 */
char *
kontor_template_section_number (guint       number,
                                const char *language)
{
  if (is_language (language, "pl"))
    return g_strdup_printf ("§\302\240%u.", number);

  if (is_language (language, "de"))
    return g_strdup_printf ("§\302\240%u", number);

  if (is_language (language, "bg"))
    return g_strdup_printf ("Чл.\302\240%u.", number);

  if (is_language (language, "zh") && number < 10000)
    {
      g_autofree char *chinese = number_in_chinese (number);

      return g_strdup_printf ("第%s条", chinese);
    }

  return g_strdup_printf ("%u.", number);
}

/**
 * kontor_template_paragraph_number:
 * @number: number of a paragraph of a clause, from 1
 * @language: BCP 47 tag
 *
 * Returns: (transfer full): how a contract in the language counts the paragraphs of a clause: "1.", "(1)"
 */
char *
kontor_template_paragraph_number (guint       number,
                                  const char *language)
{
  if (is_language (language, "de") || is_language (language, "bg"))
    return g_strdup_printf ("(%u)", number);

  return g_strdup_printf ("%u.", number);
}

/**
 * kontor_template_title_end:
 * @title: a title that stands on one line with the text below it
 * @language: BCP 47 tag
 *
 * Returns: (transfer none): what the language puts between the two: ". ", or "：" in Chinese; no more than a space when
 *   @title ends with such a mark of its own
 */
const char *
kontor_template_title_end (const char *title,
                           const char *language)
{
  static const char *const marks[] = { ".", ":", "?", "!", "…", "。", "：", "？", "！" };
  gboolean chinese = is_language (language, "zh");

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (title, marks[i]))
      return chinese ? "" : " ";

  return chinese ? "：" : ". ";
}

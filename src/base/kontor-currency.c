/* kontor-currency.c: ISO 4217 currencies */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

#include "kontor-base-error.h"
#include "kontor-base-text.h"
#include "kontor-currency.h"
#include "kontor-language.h"

#define N_CODES (26 * 26 * 26)
#define NONE G_MAXUINT8

typedef struct
{
  char code[4];
  guint exponent;
} Exponent;

/* Where CLDR counts the decimals that people still use and ISO 4217 those of the minor unit. ISO stands. */
static const Exponent iso_exponents[] = {
  { "AFN", 2 },
  { "ALL", 2 },
  { "IQD", 3 },
  { "IRR", 2 },
  { "KPW", 2 },
  { "LAK", 2 },
  { "LBP", 2 },
  { "MGA", 2 },
  { "MMK", 2 },
  { "RSD", 2 },
  { "SLL", 2 },
  { "SOS", 2 },
  { "SYP", 2 },
  { "YER", 2 },
};

/* Codes that ISO 4217 has taken in after ICU 72 was made. */
static const struct
{
  char code[4];
  guint exponent;
  const char *name;
} new_currencies[] = {
  { "XCG", 2, "Caribbean guilder" },
  { "ZWG", 2, "Zimbabwe Gold" },
};

/* ISO 4217 codes in which nothing has a price: metals, bond market units, a code for tests and one for no currency. */
static const char not_money[][4] = {
  "XAG",
  "XAU",
  "XBA",
  "XBB",
  "XBC",
  "XBD",
  "XPD",
  "XPT",
  "XTS",
  "XXX",
};

/* Withdrawn from ISO 4217; ICU 72 still counts them among the current ones. They stay valid, for old rates and offers. */
static const char withdrawn[][4] = {
  "ANG",
  "BGN",
  "CUC",
  "HRK",
  "SLL",
  "VEF",
  "ZWL",
};

/* Current and paid in, but ICU's list of common currencies leaves them out. */
static const char also_current[][4] = {
  "CLF",
  "SVC",
  "UYI",
  "UYW",
  "VED",
  "XCG",
  "XDR",
  "ZWG",
};

static guint
code_index (const char *code)
{
  return ((guint) (code[0] - 'A') * 26 + (guint) (code[1] - 'A')) * 26 + (guint) (code[2] - 'A');
}

static gboolean
is_code (const char *code)
{
  return code != NULL && g_ascii_isupper (code[0]) && g_ascii_isupper (code[1]) && g_ascii_isupper (code[2]) &&
         code[3] == '\0';
}

static gboolean
is_among (const char (*codes)[4], gsize n_codes, const char *code)
{
  for (gsize i = 0; i < n_codes; i++)
    if (strcmp (codes[i], code) == 0)
      return TRUE;
  return FALSE;
}

/* The exponents of all currencies by code_index (), NONE where there is no such currency. Made once, never changed. */
static const guint8 *
get_exponents (void)
{
  static guint8 *exponents = NULL;

  if (g_once_init_enter (&exponents))
    {
      guint8 *made = g_malloc (N_CODES);
      UErrorCode status = U_ZERO_ERROR;
      UEnumeration *codes = ucurr_openISOCurrencies (UCURR_ALL, &status);
      const char *code;

      memset (made, NONE, N_CODES);
      while (U_SUCCESS (status) && (code = uenum_next (codes, NULL, &status)) != NULL)
        {
          UChar wide_code[4];
          int digits;

          if (!is_code (code) || is_among (not_money, G_N_ELEMENTS (not_money), code))
            continue;
          u_charsToUChars (code, wide_code, 4);
          /* CLDR has historic codes that never were ISO's; they have no number */
          if (ucurr_getNumericCode (wide_code) == 0)
            continue;
          digits = ucurr_getDefaultFractionDigits (wide_code, &status);
          if (U_SUCCESS (status))
            made[code_index (code)] = (guint8) digits;
        }
      uenum_close (codes);

      for (guint i = 0; i < G_N_ELEMENTS (new_currencies); i++)
        made[code_index (new_currencies[i].code)] = (guint8) new_currencies[i].exponent;
      for (guint i = 0; i < G_N_ELEMENTS (iso_exponents); i++)
        made[code_index (iso_exponents[i].code)] = (guint8) iso_exponents[i].exponent;

      g_once_init_leave (&exponents, made);
    }
  return exponents;
}

/**
 * kontor_currency_is_valid:
 * @code: (nullable): a code such as `EUR`
 *
 * Tells whether something can have a price in @code: a current or a withdrawn ISO 4217 currency, in capitals. Codes for
 * metals (`XAU`), tests (`XTS`) and no currency (`XXX`) are not.
 *
 * Returns: whether it is a currency
 */
gboolean
kontor_currency_is_valid (const char *code)
{
  return is_code (code) && get_exponents ()[code_index (code)] != NONE;
}

/**
 * kontor_currency_get_exponent:
 * @code: (nullable): a code such as `EUR`
 * @exponent: (out) (optional): how many decimals its minor unit has: 2 for EUR, 0 for JPY, 3 for BHD
 * @error: return location for an error
 *
 * The exponent is ISO 4217's: ICU's digits, but for the currencies where CLDR departs from ISO.
 *
 * Fails with %KONTOR_BASE_ERROR_CURRENCY, naming @code, when there is no such currency. It takes a few nanoseconds.
 *
 * Returns: whether there is such a currency
 */
gboolean
kontor_currency_get_exponent (const char *code, guint *exponent, GError **error)
{
  if (!kontor_currency_is_valid (code))
    {
      g_autofree char *shown = kontor_base_shorten (code != NULL ? code : "");

      g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_CURRENCY,
                   _ ("“%s” is not a currency. Use the three capital letters of ISO 4217, such as EUR."), shown);
      return FALSE;
    }
  if (exponent != NULL)
    *exponent = get_exponents ()[code_index (code)];
  return TRUE;
}

/**
 * kontor_currency_dup_name:
 * @code: a code such as `EUR`
 * @language: (nullable): the language of the name
 *
 * Returns: (transfer full): the name of the currency as it stands in a list (`złoty polski`); @code itself when there is
 *   no name in @language
 */
char *
kontor_currency_dup_name (const char *code, const char *language)
{
  g_autofree char *locale = kontor_language_to_locale (language);
  UErrorCode status = U_ZERO_ERROR;
  UChar wide_code[4];
  const UChar *name;
  int32_t length = 0;
  char *result = NULL;

  g_return_val_if_fail (code != NULL, NULL);

  if (!is_code (code))
    return g_strdup (code);

  for (guint i = 0; i < G_N_ELEMENTS (new_currencies); i++)
    if (strcmp (new_currencies[i].code, code) == 0)
      result = g_strdup (new_currencies[i].name);

  u_charsToUChars (code, wide_code, 4);
  name = ucurr_getName (wide_code, locale, UCURR_LONG_NAME, NULL, &length, &status);
  /* a warning of this kind says that it is the code again */
  if (result == NULL || (U_SUCCESS (status) && status != U_USING_DEFAULT_WARNING))
    {
      g_free (result);
      result = g_utf16_to_utf8 (U_SUCCESS (status) ? name : wide_code, U_SUCCESS (status) ? length : 3, NULL, NULL, NULL);
    }
  return result != NULL ? result : g_strdup (code);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * kontor_currency_list_codes:
 *
 * Lists the currencies that one can be paid in today, to choose from. A record may hold others: those that have been
 * withdrawn since stay valid.
 *
 * Returns: (transfer full): the codes, in alphabetical order
 */
GStrv
kontor_currency_list_codes (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration *codes = ucurr_openISOCurrencies (UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
  const char *code;

  while (U_SUCCESS (status) && (code = uenum_next (codes, NULL, &status)) != NULL)
    if (kontor_currency_is_valid (code) && !is_among (withdrawn, G_N_ELEMENTS (withdrawn), code) &&
        !is_among (also_current, G_N_ELEMENTS (also_current), code))
      g_ptr_array_add (list, g_strdup (code));
  uenum_close (codes);

  for (guint i = 0; i < G_N_ELEMENTS (also_current); i++)
    g_ptr_array_add (list, g_strdup (also_current[i]));

  g_ptr_array_sort (list, compare_codes);
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

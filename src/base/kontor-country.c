/* kontor-country.c: countries of ISO 3166 */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-country.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "kontor-language.h"

/**
 * kontor_country_is_valid:
 * @code: (nullable): a country code
 *
 * Returns: whether @code is one of ISO 3166-1 alpha-2 (two upper case letters) that ICU knows. `XK`, which banks and the
 *   EU use for Kosovo, is one too.
 */
gboolean
kontor_country_is_valid (const char *code)
{
  if (code == NULL)
    return FALSE;
  if (strcmp (code, "XK") == 0)
    return TRUE;

  return g_strv_contains (uloc_getISOCountries (), code);
}

/**
 * kontor_country_dup_name:
 * @code: a country code
 * @language: (nullable): the language to name it in, as kontor_language_to_locale() takes it
 *
 * Returns: (transfer full): the country's name, "Poland"; @code itself when ICU has no name for it
 */
char *
kontor_country_dup_name (const char *code,
                         const char *language)
{
  g_autofree char *locale = kontor_language_to_locale (language);
  g_autofree char *region = NULL;
  UErrorCode status = U_ZERO_ERROR;
  UChar name[256];
  int32_t length;

  g_return_val_if_fail (code != NULL, NULL);

  region = g_strconcat ("und_", code, NULL);
  length = uloc_getDisplayCountry (region, locale, name, G_N_ELEMENTS (name), &status);
  if (U_FAILURE (status) || status == U_USING_DEFAULT_WARNING || length == 0)
    return g_strdup (code);

  return g_utf16_to_utf8 ((const gunichar2 *) name, length, NULL, NULL, NULL);
}

/**
 * kontor_country_get_all:
 *
 * Returns: (transfer none) (array zero-terminated=1): the codes of all countries, in the order of the codes
 */
const char *const *
kontor_country_get_all (void)
{
  return uloc_getISOCountries ();
}

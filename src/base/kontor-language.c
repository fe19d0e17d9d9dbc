/* kontor-language.c: names of languages as ICU wants them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <unicode/uloc.h>

#include "kontor-language.h"

#define MAX_LENGTH 63

/**
 * kontor_language_is_valid:
 * @tag: (nullable): a language tag
 *
 * Returns: whether @tag is a well-formed BCP 47 tag that begins with a language of ISO 639, as records keep it
 */
gboolean
kontor_language_is_valid (const char *tag)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  char language[ULOC_LANG_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed = 0;

  if (tag == NULL || strlen (tag) > MAX_LENGTH)
    return FALSE;

  uloc_forLanguageTag (tag, locale, sizeof locale, &parsed, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING || parsed != (int32_t) strlen (tag))
    return FALSE;

  uloc_getLanguage (locale, language, sizeof language, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING)
    return FALSE;

  return g_strv_contains (uloc_getISOLanguages (), language);
}

/**
 * kontor_language_to_locale:
 * @language: (nullable): a language as BCP 47 (`zh-Hans`, `en-GB`), ICU (`zh_Hans`) or POSIX (`pl_PL.UTF-8`) names it
 *
 * Makes an ICU locale id of a language from a record, a setting or the environment. The `C` locale, nothing, and what
 * cannot be a language at all are English; a language that ICU has never heard of is passed on, and ICU uses its
 * neutral forms.
 *
 * Returns: (transfer full): an ICU locale id
 */
char *
kontor_language_to_locale (const char *language)
{
  UErrorCode status = U_ZERO_ERROR;
  char locale[ULOC_FULLNAME_CAPACITY];
  gsize length;

  if (language == NULL || !g_ascii_isalpha (language[0]))
    return g_strdup ("en");

  length = strcspn (language, ".@");
  if (length > MAX_LENGTH)
    return g_strdup ("en");
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (language[i]) && language[i] != '-' && language[i] != '_')
      return g_strdup ("en");

  {
    g_autofree char *name = g_strndup (language, length);

    if (g_str_equal (name, "C") || g_str_equal (name, "POSIX"))
      return g_strdup ("en");
    uloc_canonicalize (name, locale, sizeof locale, &status);
  }
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING)
    return g_strdup ("en");
  return g_strdup (locale);
}

/**
 * kontor_language_dup_default:
 *
 * Tells in which language the person at this desktop writes numbers and dates: that of the environment (`LC_ALL`,
 * `LC_TIME`, `LANG`), English when there is none.
 *
 * Returns: (transfer full): a language that all functions of src/base take
 */
char *
kontor_language_dup_default (void)
{
  const char *const *names = g_get_language_names_with_category ("LC_TIME");

  return kontor_language_to_locale (names[0]);
}

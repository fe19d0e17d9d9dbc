/* kontor-language-name.c: the names of languages */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-language-name.h"

#include <string.h>
#include <unicode/uloc.h>

#include "kontor-language.h"

#define MAX_NAME 200

/**
 * kontor_language_list_codes:
 *
 * Lists the languages that have a two-letter code, and both scripts of Chinese.
 *
 * Returns: (transfer full): BCP 47 tags
 */
GStrv
kontor_language_list_codes (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (const char *const *code = uloc_getISOLanguages (); *code != NULL; code++)
    if (strlen (*code) == 2)
      g_strv_builder_add (builder, *code);
  g_strv_builder_add_many (builder, "zh-Hans", "zh-Hant", NULL);

  return g_strv_builder_end (builder);
}

/**
 * kontor_language_dup_name:
 * @tag: a BCP 47 tag
 * @language: (nullable): in which language
 *
 * Returns: (transfer full): the language's name as it begins a line; @tag itself when ICU knows none
 */
char *
kontor_language_dup_name (const char *tag,
                          const char *language)
{
  g_autofree char *display = kontor_language_to_locale (language);
  g_autofree char *locale = kontor_language_to_locale (tag);
  UErrorCode status = U_ZERO_ERROR;
  UChar name[MAX_NAME];
  int32_t length;
  g_autofree char *utf8 = NULL;
  char head[7] = { 0 };

  g_return_val_if_fail (tag != NULL, NULL);

  length = uloc_getDisplayName (locale, display, name, MAX_NAME, &status);
  if (U_SUCCESS (status) && length > 0 && length <= MAX_NAME)
    utf8 = g_utf16_to_utf8 ((const gunichar2 *) name, length, NULL, NULL, NULL);
  if (utf8 == NULL)
    return g_strdup (tag);

  /* CLDR writes them as within a sentence ("polski"); a list begins a line with them. */
  g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (utf8)), head);

  return g_strconcat (head, g_utf8_next_char (utf8), NULL);
}

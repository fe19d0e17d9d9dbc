/* kontor-collation.c: the order of a language */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uvernum.h>
#include <unicode/uversion.h>

#include "kontor-base-error.h"
#include "kontor-base-text.h"
#include "kontor-collation.h"
#include "kontor-language.h"

/* Texts that are the same for so many characters may stand in any order. */
#define MAX_LENGTH 256

/**
 * KontorCollator:
 *
 * Puts texts into the order of a language. It never changes once it is made, so that any number of threads may use one.
 */
struct _KontorCollator
{
  UCollator *collator;
};

/**
 * kontor_collator_new:
 * @language: (nullable): the language in whose order people look things up
 * @error: return location for an error
 *
 * Makes a collator by ICU's rules for @language; digits are compared as numbers, so that `OF/2` comes before `OF/10`.
 * Fails with %KONTOR_BASE_ERROR_LOCALE when ICU's data are missing.
 *
 * Returns: (transfer full) (nullable): a collator
 */
KontorCollator *
kontor_collator_new (const char *language, GError **error)
{
  g_autofree char *locale = kontor_language_to_locale (language);
  UErrorCode status = U_ZERO_ERROR;
  UCollator *collator = ucol_open (locale, &status);
  KontorCollator *self;

  if (U_SUCCESS (status))
    ucol_setAttribute (collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
  if (U_FAILURE (status))
    {
      g_autofree char *shown = kontor_base_shorten (locale);

      g_set_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_LOCALE,
                   _ ("The ICU library cannot sort text in the language “%s” (%s). Check how ICU is installed."), shown,
                   u_errorName (status));
      ucol_close (collator);
      return NULL;
    }

  self = g_new0 (KontorCollator, 1);
  self->collator = collator;
  return self;
}

/**
 * kontor_collator_free:
 * @self: (transfer full) (nullable): a collator
 *
 * Frees a collator.
 */
void
kontor_collator_free (KontorCollator *self)
{
  if (self == NULL)
    return;
  ucol_close (self->collator);
  g_free (self);
}

static gunichar2 *
to_utf16 (const char *text, int32_t *length)
{
  const char *end = text;
  g_autofree char *head = NULL;
  g_autofree char *valid = NULL;
  gunichar2 *utf16;
  glong n = 0;

  /* four bytes a character are the most there can be */
  head = g_strndup (text, MAX_LENGTH * 4);
  valid = g_utf8_make_valid (head, -1);
  end = valid;
  for (guint i = 0; i < MAX_LENGTH && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  utf16 = g_utf8_to_utf16 (valid, (glong) (end - valid), NULL, &n, NULL);
  *length = (int32_t) n;
  return utf16;
}

/**
 * kontor_collation_key:
 * @self: a collator
 * @text: (nullable): a text; the first 256 characters count
 *
 * Makes the sort key of a text: keys compared byte by byte (`memcmp`, or SQLite on blobs) stand in the order of the
 * language. Keys of different languages or versions of ICU cannot be compared; see kontor_icu_version(). The case of
 * letters decides only between texts that are otherwise the same.
 *
 * Returns: (transfer full): the key
 */
GBytes *
kontor_collation_key (KontorCollator *self, const char *text)
{
  g_autofree gunichar2 *utf16 = NULL;
  guint8 *key;
  int32_t capacity;
  int32_t length = 0;
  int32_t needed;

  g_return_val_if_fail (self != NULL, NULL);

  utf16 = to_utf16 (text != NULL ? text : "", &length);
  capacity = length * 4 + 16;
  key = g_malloc ((gsize) capacity);
  needed = ucol_getSortKey (self->collator, (const UChar *) utf16, length, key, capacity);
  if (needed > capacity)
    {
      key = g_realloc (key, (gsize) needed);
      needed = ucol_getSortKey (self->collator, (const UChar *) utf16, length, key, needed);
    }
  /* without the zero that ends it, which says nothing between blobs */
  return g_bytes_new_take (key, (gsize) MAX (needed - 1, 0));
}

/**
 * kontor_collator_compare:
 * @self: a collator
 * @a: (nullable): a text
 * @b: (nullable): another text
 *
 * Compares two texts as their keys compare, without making keys: for short lists.
 *
 * Returns: -1, 0 or 1 as @a stands before, with or after @b
 */
int
kontor_collator_compare (KontorCollator *self, const char *a, const char *b)
{
  g_autofree gunichar2 *x = NULL;
  g_autofree gunichar2 *y = NULL;
  int32_t x_length = 0;
  int32_t y_length = 0;

  g_return_val_if_fail (self != NULL, 0);

  x = to_utf16 (a != NULL ? a : "", &x_length);
  y = to_utf16 (b != NULL ? b : "", &y_length);
  return ucol_strcoll (self->collator, (const UChar *) x, x_length, (const UChar *) y, y_length);
}

/**
 * kontor_icu_version:
 *
 * Names the ICU and the collation data in use: when it changes, sort keys and folded text that were kept must be made
 * anew.
 *
 * Returns: (transfer full): the versions, such as `72.1/153.120.42`
 */
char *
kontor_icu_version (void)
{
  UVersionInfo version;
  UVersionInfo collation;
  char version_text[U_MAX_VERSION_STRING_LENGTH];
  char collation_text[U_MAX_VERSION_STRING_LENGTH];
  UErrorCode status = U_ZERO_ERROR;
  UCollator *root = ucol_open ("root", &status);

  memset (collation, 0, sizeof collation);
  u_getVersion (version);
  if (U_SUCCESS (status))
    ucol_getVersion (root, collation);
  ucol_close (root);
  u_versionToString (version, version_text);
  u_versionToString (collation, collation_text);
  return g_strdup_printf ("%s/%s", version_text, collation_text);
}

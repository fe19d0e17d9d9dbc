/* kontor-fold.c: text folded for search */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "kontor-fold.h"

/* Primes and half rings (the soft sign of Львов, the ayin of an Arabic name) are letters to ICU that nobody types, and
 * marks that combine with no letter into one survive Latin-ASCII (ЛЬВОВ has one in ISO 9).
 */
#define FOLDING "Any-Latin; NFD; [\\u02B9-\\u02BF\\u0300-\\u036F] Remove; NFC; Latin-ASCII; Lower"

/* Text is handed to ICU, which counts in 32 bits and whose lock is held meanwhile, in pieces of this many characters. */
#define MAX_PIECE 4096

/* The letters that are folded one by one, with no look at their neighbours: Latin, and Cyrillic without the historic. */
#define FIRST_LATIN 0x80
#define LAST_LATIN 0x24F
#define FIRST_CYRILLIC 0x400
#define LAST_CYRILLIC 0x45F

#define MAX_HAN_RUN 32
#define MAX_SYLLABLES 4

typedef struct
{
  char latin[LAST_LATIN - FIRST_LATIN + 1][5];
  char cyrillic[LAST_CYRILLIC - FIRST_CYRILLIC + 1][5];
} LetterTable;

static GMutex transliterator_lock;
static UTransliterator *transliterator; /* guarded by transliterator_lock; lives as long as the process */

/* Transliterators must not be used by two threads at once, and one takes some 25 ms to make, so there is one. */
static char *
fold_piece_locked (const char *text, gsize length)
{
  UErrorCode status = U_ZERO_ERROR;
  g_autofree UChar *buffer = NULL;
  g_autofree gunichar2 *utf16 = NULL;
  glong n = 0;
  int32_t capacity;
  int32_t n_units;
  int32_t limit;

  if (transliterator == NULL)
    {
      UChar id[sizeof FOLDING];
      int32_t id_length = u_unescape (FOLDING, id, G_N_ELEMENTS (id));

      transliterator = utrans_openU (id, id_length, UTRANS_FORWARD, NULL, 0, NULL, &status);
      if (U_FAILURE (status))
        {
          g_warning ("ICU cannot fold text: %s", u_errorName (status));
          return g_utf8_strdown (text, (gssize) length);
        }
    }

  utf16 = g_utf8_to_utf16 (text, (glong) length, NULL, &n, NULL);
  if (utf16 == NULL)
    return g_strndup (text, length);

  /* a Han character becomes seven at most, ﷺ eighteen; when it is more, ICU says how much */
  capacity = (int32_t) n * 8 + 64;
  for (;;)
    {
      status = U_ZERO_ERROR;
      buffer = g_renew (UChar, buffer, capacity);
      memcpy (buffer, utf16, (gsize) n * sizeof (UChar));
      n_units = limit = (int32_t) n;
      utrans_transUChars (transliterator, buffer, &n_units, capacity, 0, &limit, &status);
      if (status != U_BUFFER_OVERFLOW_ERROR)
        break;
      capacity = n_units + 1;
    }
  if (U_FAILURE (status))
    return g_utf8_strdown (text, (gssize) length);
  return g_utf16_to_utf8 ((const gunichar2 *) buffer, n_units, NULL, NULL, NULL);
}

static char *
fold_with_icu (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      const char *end = p;
      g_autofree char *piece = NULL;

      for (guint i = 0; i < MAX_PIECE && *end != '\0'; i++)
        end = g_utf8_next_char (end);

      g_mutex_lock (&transliterator_lock);
      piece = fold_piece_locked (p, (gsize) (end - p));
      g_mutex_unlock (&transliterator_lock);

      g_string_append (result, piece != NULL ? piece : "");
      p = end;
    }
  return g_string_free (result, FALSE);
}

static void
fill_letter (gunichar letter, char *target)
{
  char utf8[7] = "";
  g_autofree char *folded = NULL;

  g_unichar_to_utf8 (letter, utf8);
  folded = fold_with_icu (utf8);
  /* an empty entry is a letter that is not in the table */
  if (strlen (folded) < 5)
    g_strlcpy (target, folded, 5);
}

/* What ICU makes of each letter, made once: European text then never waits for the lock. */
static const LetterTable *
get_letters (void)
{
  static LetterTable *letters = NULL;

  if (g_once_init_enter (&letters))
    {
      LetterTable *made = g_new0 (LetterTable, 1);

      for (gunichar c = FIRST_LATIN; c <= LAST_LATIN; c++)
        fill_letter (c, made->latin[c - FIRST_LATIN]);
      for (gunichar c = FIRST_CYRILLIC; c <= LAST_CYRILLIC; c++)
        fill_letter (c, made->cyrillic[c - FIRST_CYRILLIC]);
      g_once_init_leave (&letters, made);
    }
  return letters;
}

/* Folds letter by letter, or gives NULL when there is a letter that only ICU can fold. */
static char *
fold_with_table (const char *text, gsize length)
{
  const LetterTable *letters = get_letters ();
  GString *result = g_string_sized_new (length + 8);

  for (const char *p = text; *p != '\0';)
    {
      const char *folded = "";
      gunichar c;

      if ((guchar) *p < FIRST_LATIN)
        {
          g_string_append_c (result, g_ascii_tolower (*p));
          p++;
          continue;
        }
      c = g_utf8_get_char (p);
      if (c <= LAST_LATIN)
        folded = letters->latin[c - FIRST_LATIN];
      else if (c >= FIRST_CYRILLIC && c <= LAST_CYRILLIC)
        folded = letters->cyrillic[c - FIRST_CYRILLIC];
      if (*folded == '\0')
        {
          g_string_free (result, TRUE);
          return NULL;
        }
      g_string_append (result, folded);
      p = g_utf8_next_char (p);
    }
  return g_string_free (result, FALSE);
}

/**
 * kontor_fold:
 * @text: (nullable): text from outside, in any script
 *
 * Folds text for search by ICU's `Any-Latin; Latin-ASCII; Lower`: `Łódź` becomes `lodz`, `Straße` `strasse`, `Иванов`
 * `ivanov`, `北京` `bei jing`. Two texts that a person would call the same in a hurry fold to the same. Signs that have no
 * Latin form stay as they are; what is not UTF-8 is replaced. ASCII and the common letters never wait for ICU.
 *
 * Returns: (transfer full): the folded text, in UTF-8 and nearly always in ASCII
 */
char *
kontor_fold (const char *text)
{
  g_autofree char *valid = NULL;
  gsize length;
  gsize i;
  char *result;

  if (text == NULL)
    return g_strdup ("");

  length = strlen (text);
  for (i = 0; i < length && (guchar) text[i] < 0x80; i++)
    ;
  if (i == length)
    return g_ascii_strdown (text, (gssize) length);

  if (!g_utf8_validate (text + i, (gssize) (length - i), NULL))
    {
      valid = g_utf8_make_valid (text, (gssize) length);
      text = valid;
    }

  result = fold_with_table (text, length);
  return result != NULL ? result : fold_with_icu (text);
}

static GStrv
split_words (const char *folded)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (const char *p = folded; *p != '\0';)
    {
      const char *start;

      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > start)
        g_ptr_array_add (words, g_strndup (start, (gsize) (p - start)));
    }
  g_ptr_array_add (words, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/**
 * kontor_fold_words:
 * @text: (nullable): text from outside, in any script
 *
 * Folds text with kontor_fold() and splits it into words, runs of letters and digits: `ul. Świętej Anny 7/2` is `ul`,
 * `swietej`, `anny`, `7`, `2`.
 *
 * Returns: (transfer full): the words, in their order
 */
GStrv
kontor_fold_words (const char *text)
{
  g_autofree char *folded = kontor_fold (text);

  return split_words (folded);
}

static gboolean
is_han (gunichar c)
{
  return c >= 0x2E80 && g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static void
append_word (GString *words, const char *word, gsize length)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append_len (words, word, (gssize) length);
}

/* From each syllable on, a few of them joined; then the first letters of all. */
static void
append_pinyin (GString *words, const char *run, gsize length)
{
  g_autofree char *han = g_strndup (run, length);
  g_autofree char *folded = kontor_fold (han);
  g_auto (GStrv) syllables = split_words (folded);
  guint n = g_strv_length (syllables);
  g_autoptr (GString) initials = g_string_new (NULL);

  if (n < 2)
    return;
  for (guint i = 0; i + 1 < n; i++)
    {
      g_autoptr (GString) joined = g_string_new (NULL);

      for (guint j = i; j < n && j < i + MAX_SYLLABLES; j++)
        g_string_append (joined, syllables[j]);
      append_word (words, joined->str, joined->len);
    }
  for (guint i = 0; i < n; i++)
    g_string_append_c (initials, syllables[i][0]);
  append_word (words, initials->str, initials->len);
}

/**
 * kontor_fold_pinyin:
 * @text: (nullable): text from outside, in any script
 *
 * kontor_fold() writes each Han character as a word of its own, but people type `beijing`, or only the first letters. For
 * each run of Han characters this gives, from each syllable on, up to four syllables joined, and the first letters of
 * all: `东方科技` is `dongfangkeji fangkeji keji dfkj`. Found by prefix, they cover what is typed. Runs of more than 32
 * characters are sentences and are left out.
 *
 * Returns: (transfer full) (nullable): the words with a space between them, %NULL when @text has no such run
 */
char *
kontor_fold_pinyin (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (text == NULL)
    return NULL;
  valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0';)
    {
      const char *start = p;
      guint n = 0;

      while (*p != '\0' && is_han (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          n++;
        }
      if (n >= 2 && n <= MAX_HAN_RUN)
        append_pinyin (words, start, (gsize) (p - start));
      if (n == 0)
        p = g_utf8_next_char (p);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/**
 * kontor_fold_for_index:
 * @text: (nullable): text from outside, in any script
 *
 * Gives all words by which a text is to be found: those of kontor_fold() and, where they differ, those of
 * kontor_fold_passport() and kontor_fold_pinyin(). What is searched for is folded with kontor_fold_words() alone.
 *
 * Returns: (transfer full): the words with a space between them, in the order of the text, other spellings at the end
 */
char *
kontor_fold_for_index (const char *text)
{
  g_auto (GStrv) words = kontor_fold_words (text);
  g_autoptr (GString) result = g_string_new (NULL);
  g_autofree char *passport = NULL;
  g_autofree char *pinyin = NULL;
  g_autoptr (GHashTable) seen = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    append_word (result, words[i], strlen (words[i]));
  if (text == NULL || g_str_is_ascii (text))
    return g_string_free (g_steal_pointer (&result), FALSE);

  passport = kontor_fold_passport (text);
  pinyin = kontor_fold_pinyin (text);
  if (passport != NULL)
    {
      g_auto (GStrv) spellings = g_strsplit (passport, " ", -1);

      seen = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; words[i] != NULL; i++)
        g_hash_table_add (seen, words[i]);
      for (guint i = 0; spellings[i] != NULL; i++)
        if (!g_hash_table_contains (seen, spellings[i]))
          append_word (result, spellings[i], strlen (spellings[i]));
    }
  if (pinyin != NULL)
    append_word (result, pinyin, strlen (pinyin));
  return g_string_free (g_steal_pointer (&result), FALSE);
}

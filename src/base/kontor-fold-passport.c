/* kontor-fold-passport.c: Cyrillic names as passports spell them, for search */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-fold.h"

/* A longer word is no name, and nobody types it whole. */
#define MAX_WORD 64

typedef enum
{
  BULGARIAN,
  RUSSIAN,
  RUSSIAN_PASSPORT,
  UKRAINIAN,
  BELARUSIAN,
  SERBIAN,
  N_SPELLINGS,
} Spelling;

/* Bulgarian: the law on transliteration of 2009. Russian: what is usual, and the passports since 2014 (ICAO 9303).
 * Ukrainian: resolution 55 of 2010. Belarusian: ICAO 9303. Serbian and Macedonian: what a keyboard without their Latin
 * letters gives. Where there are two spellings, the first stands at the beginning of a word.
 */
static const struct
{
  gunichar letter;
  const char *spelling[N_SPELLINGS];
} letters[] = {
  { 0x0430 /* а */, { "a", "a", "a", "a", "a", "a" } },
  { 0x0431 /* б */, { "b", "b", "b", "b", "b", "b" } },
  { 0x0432 /* в */, { "v", "v", "v", "v", "v", "v" } },
  { 0x0433 /* г */, { "g", "g", "g", "h", "h", "g" } },
  { 0x0434 /* д */, { "d", "d", "d", "d", "d", "d" } },
  { 0x0435 /* е */, { "e", "e", "e", "e", "e", "e" } },
  { 0x0436 /* ж */, { "zh", "zh", "zh", "zh", "zh", "z" } },
  { 0x0437 /* з */, { "z", "z", "z", "z", "z", "z" } },
  { 0x0438 /* и */, { "i", "i", "i", "y", "i", "i" } },
  { 0x0439 /* й */, { "y", "y", "i", "y|i", "i", "j" } },
  { 0x043A /* к */, { "k", "k", "k", "k", "k", "k" } },
  { 0x043B /* л */, { "l", "l", "l", "l", "l", "l" } },
  { 0x043C /* м */, { "m", "m", "m", "m", "m", "m" } },
  { 0x043D /* н */, { "n", "n", "n", "n", "n", "n" } },
  { 0x043E /* о */, { "o", "o", "o", "o", "o", "o" } },
  { 0x043F /* п */, { "p", "p", "p", "p", "p", "p" } },
  { 0x0440 /* р */, { "r", "r", "r", "r", "r", "r" } },
  { 0x0441 /* с */, { "s", "s", "s", "s", "s", "s" } },
  { 0x0442 /* т */, { "t", "t", "t", "t", "t", "t" } },
  { 0x0443 /* у */, { "u", "u", "u", "u", "u", "u" } },
  { 0x0444 /* ф */, { "f", "f", "f", "f", "f", "f" } },
  { 0x0445 /* х */, { "h", "kh", "kh", "kh", "kh", "h" } },
  { 0x0446 /* ц */, { "ts", "ts", "ts", "ts", "ts", "c" } },
  { 0x0447 /* ч */, { "ch", "ch", "ch", "ch", "ch", "c" } },
  { 0x0448 /* ш */, { "sh", "sh", "sh", "sh", "sh", "s" } },
  { 0x0449 /* щ */, { "sht", "shch", "shch", "shch", "shch", "st" } },
  { 0x044A /* ъ */, { "a", "", "ie", "", "", "" } },
  { 0x044B /* ы */, { "y", "y", "y", "y", "y", "y" } },
  { 0x044C /* ь */, { "y", "", "", "", "", "" } },
  { 0x044D /* э */, { "e", "e", "e", "e", "e", "e" } },
  { 0x044E /* ю */, { "yu", "yu", "iu", "yu|iu", "yu|iu", "ju" } },
  { 0x044F /* я */, { "ya", "ya", "ia", "ya|ia", "ya|ia", "ja" } },
  { 0x0451 /* ё */, { "yo", "yo", "e", "yo", "yo|io", "jo" } },
  { 0x0452 /* ђ */, { "dj", "dj", "dj", "dj", "dj", "dj" } },
  { 0x0453 /* ѓ */, { "gj", "gj", "gj", "gj", "gj", "gj" } },
  { 0x0454 /* є */, { "ye|ie", "ye|ie", "ye|ie", "ye|ie", "ye|ie", "je" } },
  { 0x0455 /* ѕ */, { "dz", "dz", "dz", "dz", "dz", "dz" } },
  { 0x0456 /* і */, { "i", "i", "i", "i", "i", "i" } },
  { 0x0457 /* ї */, { "yi|i", "yi|i", "yi|i", "yi|i", "yi|i", "ji" } },
  { 0x0458 /* ј */, { "j", "j", "j", "j", "j", "j" } },
  { 0x0459 /* љ */, { "lj", "lj", "lj", "lj", "lj", "lj" } },
  { 0x045A /* њ */, { "nj", "nj", "nj", "nj", "nj", "nj" } },
  { 0x045B /* ћ */, { "c", "c", "c", "c", "c", "c" } },
  { 0x045C /* ќ */, { "kj", "kj", "kj", "kj", "kj", "kj" } },
  { 0x045E /* ў */, { "u", "u", "u", "u", "u", "u" } },
  { 0x045F /* џ */, { "dz", "dz", "dz", "dz", "dz", "dz" } },
  { 0x0491 /* ґ */, { "g", "g", "g", "g", "g", "g" } },
};

static int
find_letter (gunichar lower)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == lower)
      return (int) i;
  return -1;
}

static gboolean
is_cyrillic (gunichar c)
{
  return c >= 0x0400 && c <= 0x04FF;
}

/* An apostrophe inside a word is part of it in Ukrainian and Belarusian, and no passport has it. */
static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02BC;
}

/* The spellings that come into question, by the letters that only one language has. */
static guint
guess_spellings (const char *text)
{
  static const struct
  {
    const char *only;
    guint spellings;
  } hints[] = {
    { "ўЎ", 1 << BELARUSIAN },
    { "їЇєЄґҐ", 1 << UKRAINIAN },
    { "јЈљЉњЊћЋђЂџЏѓЃќЌѕЅ", 1 << SERBIAN },
  };
  static const guint russian = 1 << RUSSIAN | 1 << RUSSIAN_PASSPORT;
  gboolean has_i = FALSE;
  gboolean has_russian = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_cyrillic (c))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
        if (g_utf8_strchr (hints[i].only, -1, c) != NULL)
          return hints[i].spellings;
      c = g_unichar_tolower (c);
      has_i |= c == 0x0456;
      has_russian |= c == 0x044B || c == 0x044D || c == 0x0451; /* ы э ё */
    }
  if (has_i)
    return has_russian ? 1 << BELARUSIAN : 1 << UKRAINIAN;
  return has_russian ? russian : 1 << BULGARIAN | russian;
}

/* Names such as Кличко, Гнатюк and Бойчук have none of the letters that only Ukrainian has, but these endings. */
static gboolean
looks_ukrainian (const char *start, const char *end)
{
  static const char *const endings[] = { "ко", "ук", "юк", "ський", "ська" };
  g_autofree char *lower = g_utf8_strdown (start, end - start);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

static char *
spell_word (const char *start, const char *end, Spelling spelling)
{
  GString *word = g_string_new (NULL);
  gunichar before = 0;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));
      const char *next = g_utf8_next_char (p);
      int i = find_letter (c);

      if (is_apostrophe (c))
        continue;
      if (i < 0)
        {
          char utf8[7] = "";
          g_autofree char *folded = NULL;

          g_unichar_to_utf8 (c, utf8);
          folded = kontor_fold (utf8);
          g_string_append (word, folded);
        }
      else if (spelling == UKRAINIAN && c == 0x0433 && before == 0x0437) /* зг is zgh, for zh is ж */
        g_string_append (word, "gh");
      else if (spelling == BULGARIAN && c == 0x044F && before == 0x0438 && next == end) /* София is Sofia */
        g_string_append (word, "a");
      else if (spelling == RUSSIAN && c == 0x0438 && next < end && g_utf8_next_char (next) == end &&
               g_unichar_tolower (g_utf8_get_char (next)) == 0x0439) /* -ий is -y: Достоевский is Dostoevsky */
        ;
      else if (spelling == RUSSIAN && c == 0x0439 && before == 0x044B && next == end) /* and so is -ый */
        ;
      else
        {
          const char *text = letters[i].spelling[spelling];
          const char *bar = strchr (text, '|');

          if (bar == NULL)
            g_string_append (word, text);
          else if (before == 0)
            g_string_append_len (word, text, (gssize) (bar - text));
          else
            g_string_append (word, bar + 1);
        }
      before = c;
    }
  return g_string_free (word, FALSE);
}

/**
 * kontor_fold_passport:
 * @text: (nullable): text from outside, in any script
 *
 * Spells the Cyrillic words of a text as passports and people do, in small ASCII letters: `Живков` is `zhivkov`. The
 * language is guessed by its letters; where several come into question (Bulgarian, Russian) and spell a word
 * differently, all spellings are given, Bulgarian's first: `Щербаков` is `shterbakov shcherbakov`.
 *
 * Returns: (transfer full) (nullable): the words with a space between them, %NULL when @text has no Cyrillic
 */
char *
kontor_fold_passport (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) result = NULL;
  g_autoptr (GHashTable) seen = NULL;
  guint spellings;

  /* in UTF-8 all of Cyrillic begins with one of these bytes */
  if (text == NULL || strpbrk (text, "\xD0\xD1\xD2\xD3") == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  spellings = guess_spellings (valid);
  result = g_string_new (NULL);
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const char *p = valid; *p != '\0';)
    {
      const char *start = p;
      guint n = 0;

      for (; *p != '\0'; p = g_utf8_next_char (p), n++)
        {
          gunichar c = g_utf8_get_char (p);

          if (!(is_cyrillic (c) && g_unichar_isalpha (c)) && !(n > 0 && is_apostrophe (c)))
            break;
        }
      if (n == 0)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      for (guint i = 0; i < N_SPELLINGS && n <= MAX_WORD; i++)
        if (spellings & 1u << i ||
            (i == UKRAINIAN && spellings & 1u << BULGARIAN && looks_ukrainian (start, p)))
          {
            char *word = spell_word (start, p, i);

            if (*word == '\0' || g_hash_table_contains (seen, word))
              {
                g_free (word);
                continue;
              }
            if (result->len > 0)
              g_string_append_c (result, ' ');
            g_string_append (result, word);
            g_hash_table_add (seen, word);
          }
    }
  return result->len > 0 ? g_string_free (g_steal_pointer (&result), FALSE) : NULL;
}

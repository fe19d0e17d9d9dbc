/* kontor-charset.c: text of other programs as UTF-8 */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-charset.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-formats-error.h"

/* How much of a text is looked at to tell its character set; that is enough for thousands of names. */
#define SAMPLE_SIZE (256 * 1024)

typedef struct
{
  const char *charset;
  const char *languages; /* whose letters it has, between spaces */
  const char *letters;   /* UTF-8: its common letters beyond ASCII */
} Candidate;

/*
 * The single-byte sets in which spreadsheets of Windows write where UTF-8 was not asked for. Common letters of the languages
 * of each tell them apart: a byte that is "ł" in one is "³" in the other, and names have letters rather than signs.
 */
static const Candidate candidates[] = {
  { "windows-1252", " en de fr es it nl pt sv da nb fi ",
    "äöüßÄÖÜéèêëàâçîïôùûœæÉÈÀÇñáíóúÑÁÍÓÚåøÅØÆãõìò" },
  { "windows-1250", " pl cs sk hu sl hr ro ",
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽľĺŕôäöüőűÖÜŐŰßđĐăâîşţ" },
  { "windows-1251", " bg ru uk be sr mk ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёіїєґЁІЇЄҐјљњћђџ" },
};

/* What each byte says for a set, and whether it is a capital in it. */
typedef struct
{
  gint8 value[256];
  gboolean upper[256];
} Weights;

static void
fill_weights (const Candidate *candidate, Weights *weights)
{
  for (guint c = 0; c < 256; c++)
    {
      char byte = (char) c;
      g_autofree char *text = g_convert (&byte, 1, "UTF-8", candidate->charset, NULL, NULL, NULL);

      weights->value[c] = 0;
      if (c < 0x80)
        {
          weights->upper[c] = g_ascii_isupper (c);
          continue;
        }
      if (text == NULL || *text == '\0')
        {
          weights->value[c] = -20;
          continue;
        }
      weights->upper[c] = g_unichar_isupper (g_utf8_get_char (text));
      if (strstr (candidate->letters, text) != NULL)
        weights->value[c] = 2;
      else if (g_unichar_isalpha (g_utf8_get_char (text)))
        weights->value[c] = -2;
      else if (strstr ("„”“’–—…§€ ", text) == NULL)
        weights->value[c] = -3;
    }
}

/* Made once: a file of cards may ask for each of its properties. */
static const Weights *
get_weights (guint index)
{
  static Weights weights[G_N_ELEMENTS (candidates)];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
        fill_weights (&candidates[i], &weights[i]);
      g_once_init_leave (&ready, 1);
    }

  return &weights[index];
}

static gboolean
speaks (const Candidate *candidate, const char *language)
{
  g_autofree char *wanted = NULL;
  gsize length = language == NULL ? 0 : strcspn (language, "-_");

  if (length == 0)
    return FALSE;

  wanted = g_strdup_printf (" %.*s ", (int) length, language);
  return strstr (candidate->languages, wanted) != NULL;
}

/* Whether the byte before was a letter, for what cannot stand inside a word. */
static gboolean
is_letter_byte (guchar c)
{
  return g_ascii_isalpha (c) || c >= 0x80;
}

/*
 * How well bytes read as text of a set: common letters count for it, signs (as "³" or "¿") against it. Capitals inside a
 * word count against it as well: Cyrillic read as a Latin set looks like that.
 */
static gint64
rate_candidate (const Weights *weights, const guchar *data, gsize length)
{
  gint64 sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      sum += weights->value[data[i]];
      if (data[i] >= 0x80 && weights->upper[data[i]] && i > 0 && is_letter_byte (data[i - 1]) && !weights->upper[data[i - 1]])
        sum -= 4;
    }

  return sum;
}

static const char *
guess_charset (const char *data, gsize length, const char *language)
{
  const Candidate *best = NULL;
  gint64 best_sum = 0;

  length = MIN (length, SAMPLE_SIZE);
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      gint64 sum = rate_candidate (get_weights (i), (const guchar *) data, length);

      /* Where a text has few such letters, the language that the person works in decides. */
      if (speaks (&candidates[i], language))
        sum += 3 + (gint64) ABS (sum) / 8;
      if (best == NULL || sum > best_sum)
        {
          best = &candidates[i];
          best_sum = sum;
        }
    }

  return best->charset;
}

static char *
convert (const char *data, gsize length, const char *charset, gsize *written, GError **error)
{
  g_autoptr (GError) failed = NULL;
  char *text = g_convert (data, (gssize) length, "UTF-8", charset, NULL, written, &failed);

  if (text == NULL)
    g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_CHARSET,
                 _("The file is not a text in %s. Save it as UTF-8 and try again."), charset);
  return text;
}

static const char *
find_mark (const guchar *data, gsize length, gsize *skip)
{
  *skip = 0;
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      *skip = 3;
      return "UTF-8";
    }
  if (length >= 2 && data[0] == 0xff && data[1] == 0xfe)
    {
      *skip = 2;
      return "UTF-16LE";
    }
  if (length >= 2 && data[0] == 0xfe && data[1] == 0xff)
    {
      *skip = 2;
      return "UTF-16BE";
    }

  return NULL;
}

/**
 * kontor_charset_decode:
 * @bytes: a file of text
 * @language: (nullable): the language that a person works in; it helps where the text alone does not tell
 * @charset: (out) (transfer none): the character set that it was read as
 * @guessed: (out): whether that is a guess
 * @error: return location for a #GError
 *
 * Reads a text in UTF-8, in UTF-16 with a byte order mark, or in one of Windows' sets for western, central and eastern
 * Europe, which are told apart by their letters. The mark is taken away.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8, without a NUL in it; %NULL with %KONTOR_FORMATS_ERROR_LIMIT when
 *   it is larger than %KONTOR_FORMATS_MAX_SIZE, %KONTOR_FORMATS_ERROR_CHARSET or %KONTOR_FORMATS_ERROR_SYNTAX
 */
GBytes *
kontor_charset_decode (GBytes *bytes, const char *language, const char **charset, gboolean *guessed, GError **error)
{
  gsize length, skip, written;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *marked;
  g_autoptr (GBytes) result = NULL;

  if (length > KONTOR_FORMATS_MAX_SIZE)
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_LIMIT,
                   _("The file is larger than %d MB. Split it and import the pieces."), KONTOR_FORMATS_MAX_SIZE / 1024 / 1024);
      return NULL;
    }

  marked = find_mark ((const guchar *) data, length, &skip);
  *guessed = FALSE;
  *charset = marked == NULL ? "UTF-8" : marked;
  if (marked == NULL && length > 0 && memchr (data, '\0', length) == NULL && !g_utf8_validate (data, (gssize) length, NULL))
    {
      *guessed = TRUE;
      *charset = guess_charset (data, length, language);
    }

  if (strcmp (*charset, "UTF-8") == 0)
    {
      result = g_bytes_new_from_bytes (bytes, skip, length - skip);
    }
  else
    {
      char *text = convert (data + skip, length - skip, *charset, &written, error);

      if (text == NULL)
        return NULL;
      result = g_bytes_new_take (text, written);
    }

  data = g_bytes_get_data (result, &length);
  if (length > 0 && memchr (data, '\0', length) != NULL)
    {
      g_set_error_literal (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_SYNTAX,
                           _("This is no text: there are zero bytes in it. Spreadsheets must be saved as CSV."));
      return NULL;
    }
  if (length > 0 && !g_utf8_validate (data, (gssize) length, NULL))
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_CHARSET,
                   _("The file is not a text in %s. Save it as UTF-8 and try again."), *charset);
      return NULL;
    }

  return g_steal_pointer (&result);
}

/**
 * kontor_charset_decode_text:
 * @text: bytes
 * @length: how many
 * @charset: (nullable): the character set that they are said to be in
 * @language: (nullable): the language that a person works in
 *
 * Reads a piece of text whose set is said beside it. What is not in that set is read as kontor_charset_decode() would, and
 * what cannot be read at all becomes a replacement character.
 *
 * Returns: (transfer full): the text, valid UTF-8 up to its first NUL
 */
char *
kontor_charset_decode_text (const char *text, gsize length, const char *charset, const char *language)
{
  char *converted;

  if (length == 0)
    return g_strdup ("");
  /* Many programs say nothing and write UTF-8, or say ASCII and do. */
  if (g_utf8_validate_len (text, length, NULL) && (charset == NULL || g_ascii_strncasecmp (charset, "utf-16", 6) != 0))
    return g_strndup (text, length);

  converted = charset == NULL ? NULL : g_convert (text, (gssize) length, "UTF-8", charset, NULL, NULL, NULL);
  if (converted == NULL)
    converted = g_convert (text, (gssize) length, "UTF-8", guess_charset (text, length, language), NULL, NULL, NULL);
  if (converted == NULL)
    converted = g_utf8_make_valid (text, (gssize) length);

  return converted;
}

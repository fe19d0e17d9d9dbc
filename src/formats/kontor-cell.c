/* kontor-cell.c: values of fields as texts in the cells of a table */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-cell-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-country.h"
#include "kontor-date.h"
#include "kontor-decimal.h"
#include "kontor-formats-error.h"
#include "kontor-language.h"
#include "kontor-parse.h"

/* How many names of countries are kept for looking them up. */
#define MAX_COUNTRY_NAMES 20000

/* Languages in which address books name countries, beside the person's own. */
static const char *const country_languages[] = { "en", "pl", "de", "fr", "es", "it", "nl", "cs", "bg", "uk", "ru", "zh-Hans" };

/* Names of which CLDR has another form. */
static const struct
{
  const char *name;
  const char *code;
} country_names[] = {
  { "United States of America", "US" }, { "USA", "US" }, { "U.S.A.", "US" }, { "UK", "GB" }, { "Great Britain", "GB" },
  { "England", "GB" }, { "Scotland", "GB" }, { "Wales", "GB" }, { "Czech Republic", "CZ" }, { "Holland", "NL" },
  { "The Netherlands", "NL" }, { "Korea", "KR" }, { "Republic of Korea", "KR" }, { "Rzeczpospolita Polska", "PL" },
  { "P.R. China", "CN" }, { "Russian Federation", "RU" },
};

/**
 * kontor_cell_fold_label:
 * @text: a heading, a label or a word of a choice
 *
 * Returns: (transfer full): a form in which two of them are the same when a person would say so: without regard to case, and
 *   to spaces, underscores and dashes
 */
char *
kontor_cell_fold_label (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal == NULL ? "" : normal, -1);
  GString *label = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != '_' && g_unichar_type (c) != G_UNICODE_DASH_PUNCTUATION && c != ':' && c != '*')
        g_string_append_unichar (label, c);
    }

  return g_string_free (label, FALSE);
}

static gboolean
means (const char *folded, const char *label)
{
  g_autofree char *other = kontor_cell_fold_label (label);

  return strcmp (folded, other) == 0;
}

static void
add_country_names (GHashTable *codes, const char *language)
{
  for (const char *const *country = kontor_country_get_all (); *country != NULL; country++)
    {
      g_autofree char *name = kontor_country_dup_name (*country, language);
      g_autofree char *folded = name == NULL ? NULL : kontor_cell_fold_label (name);

      /* what an earlier language calls so stays */
      if (folded != NULL && !g_hash_table_contains (codes, folded))
        g_hash_table_insert (codes, g_steal_pointer (&folded), (gpointer) *country);
    }
}

/**
 * kontor_cell_find_country:
 * @text: a country as somebody wrote it: its code of two letters, or its name
 * @language: (nullable): a language in which it may be named, beside the most common ones
 *
 * Returns: (transfer full) (nullable): its code
 */
char *
kontor_cell_find_country (const char *text, const char *language)
{
  static GMutex mutex;
  static GHashTable *codes; /* folded name -> code */
  g_autofree char *code = g_ascii_strup (text, -1);
  g_autofree char *folded = NULL;
  const char *found;

  g_strstrip (code);
  if (kontor_country_is_valid (code))
    return g_steal_pointer (&code);

  folded = kontor_cell_fold_label (text);
  g_mutex_lock (&mutex);
  if (codes == NULL)
    {
      codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (country_names); i++)
        g_hash_table_insert (codes, kontor_cell_fold_label (country_names[i].name), (gpointer) country_names[i].code);
      for (guint i = 0; i < G_N_ELEMENTS (country_languages); i++)
        add_country_names (codes, country_languages[i]);
    }
  /* a few languages at the most are ever asked for; with a space before it one is no name, but was asked for */
  if (language != NULL && kontor_language_is_valid (language))
    {
      g_autofree char *key = g_strconcat (" ", language, NULL);

      if (g_hash_table_size (codes) < MAX_COUNTRY_NAMES && g_hash_table_add (codes, g_steal_pointer (&key)))
        add_country_names (codes, language);
    }
  found = g_hash_table_lookup (codes, folded);
  g_mutex_unlock (&mutex);

  return g_strdup (found);
}

/* A choice by its value or by what a form says for it, in the person's language or in English. */
static const char *
find_choice (const KontorField *field, const char *text)
{
  g_autofree char *folded = kontor_cell_fold_label (text);

  for (const KontorChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      if (means (folded, choice->value) || means (folded, choice->label) ||
          means (folded, kontor_field_get_choice_label (field, choice->value)))
        return choice->value;
    }

  return text;
}

static const char *
find_flag (const char *text)
{
  static const char *const yes[] = { "true", "yes", "y", "x", "1", "✓", N_("Yes") };
  static const char *const no[] = { "false", "no", "n", "0", "-", N_("No") };
  g_autofree char *folded = kontor_cell_fold_label (text);

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      if (means (folded, yes[i]) || means (folded, _(yes[i])))
        return "true";
    }
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    {
      if (strcmp (text, no[i]) == 0 || means (folded, no[i]) || means (folded, _(no[i])))
        return "false";
    }

  return text;
}

static char *
read_number (const KontorCellReader *reader, const KontorField *field, const char *text, GError **error)
{
  guint scale = field->kind == KONTOR_FIELD_INTEGER ? 0 : kontor_field_get_scale (field);
  g_autofree char *number = g_strdup (text);
  KontorDecimal value;

  /* "23 %" in a column of percentages */
  if (g_str_has_suffix (number, "%"))
    number[strlen (number) - 1] = '\0';
  if (!kontor_parse_number (g_strstrip (number), reader->language, scale, &value, error))
    return NULL;

  return kontor_decimal_to_string (value);
}

static char *
read_date (const KontorCellReader *reader, const char *text, GError **error)
{
  GDate date;

  if (!kontor_date_parse (text, &date, NULL) && !kontor_parse_date (text, reader->language, &reader->today, &date, error))
    return NULL;

  return kontor_date_to_string (&date);
}

static char *
read_reference (const KontorCellReader *reader, const KontorField *field, const char *text, GError **error)
{
  g_autofree char *prefix = field->reference == NULL ? NULL : g_strconcat (field->reference, ":", NULL);

  if (reader->find_reference == NULL || prefix == NULL || g_str_has_prefix (text, prefix))
    return g_strdup (text);

  return reader->find_reference (field, text, reader->user_data, error);
}

/* The text of a value as a body writes it, from what a person has written. */
static char *
read_as_people_write (const KontorCellReader *reader, const KontorField *field, const char *text, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));

  switch (field->kind)
    {
    case KONTOR_FIELD_INTEGER:
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_MONEY:
      return read_number (reader, field, bare, error);

    case KONTOR_FIELD_DATE:
      return read_date (reader, bare, error);

    case KONTOR_FIELD_FLAG:
      return g_strdup (find_flag (bare));

    case KONTOR_FIELD_CHOICE:
      return g_strdup (find_choice (field, bare));

    case KONTOR_FIELD_CURRENCY:
      return g_ascii_strup (bare, -1);

    case KONTOR_FIELD_COUNTRY:
      {
        char *country = kontor_cell_find_country (bare, reader->language);

        return country != NULL ? country : g_steal_pointer (&bare);
      }

    case KONTOR_FIELD_REFERENCE:
      return read_reference (reader, field, bare, error);

    case KONTOR_FIELD_TEXT:
    case KONTOR_FIELD_MULTILINE:
    case KONTOR_FIELD_DATETIME:
    case KONTOR_FIELD_LANGUAGE:
    case KONTOR_FIELD_TRANSLATED:
    case KONTOR_FIELD_LIST:
    case KONTOR_FIELD_PART:
    case KONTOR_FIELD_PARTS:
    default:
      return g_steal_pointer (&bare);
    }
}

/**
 * kontor_cell_to_json:
 * @reader: how to read
 * @field: a scalar field
 * @text: the text of a cell, not empty
 * @error: return location for a #GError
 *
 * Reads a value. What we wrote ourselves may have been changed by a spreadsheet that knows only the forms of its own
 * language, so what is not in our form is read as people write it.
 *
 * Returns: (transfer full) (nullable): the value, which @field takes; %NULL with a sentence in @error
 */
KontorJson *
kontor_cell_to_json (const KontorCellReader *reader, const KontorField *field, const char *text, GError **error)
{
  g_autofree char *written = NULL;

  if (reader->exact)
    {
      KontorJson *value = kontor_field_text_to_json (field, text, NULL);

      if (value != NULL)
        return value;
    }

  written = read_as_people_write (reader, field, text, error);
  if (written == NULL)
    return NULL;

  return kontor_field_text_to_json (field, written, error);
}

/**
 * kontor_cell_to_list:
 * @reader: how to read
 * @field: a list of scalars
 * @text: the text of a cell, not empty
 * @error: return location for a #GError
 *
 * Reads a list: `red; green`, or a JSON array for what cannot be written so.
 *
 * Returns: (transfer full) (nullable): the array, which @field takes; %NULL with a sentence in @error
 */
KontorJson *
kontor_cell_to_list (const KontorCellReader *reader, const KontorField *field, const char *text, GError **error)
{
  g_autoptr (KontorJson) list = NULL;
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  KontorField element = *field;
  g_auto (GStrv) words = NULL;

  if (*text == '[')
    {
      list = kontor_json_parse (text, -1, NULL);
      if (list != NULL)
        return kontor_field_check_json (field, list, error) ? g_steal_pointer (&list) : NULL;
    }

  element.kind = field->element;
  /* people separate by commas too, but a comma may stand in a word */
  words = g_strsplit_set (text, reader->exact || strpbrk (text, ";\n") != NULL ? ";\n" : ",", -1);
  for (char **word = words; *word != NULL; word++)
    {
      KontorJson *value;

      g_strstrip (*word);
      if (**word == '\0')
        continue;
      value = kontor_cell_to_json (reader, &element, *word, error);
      if (value == NULL)
        return NULL;
      g_ptr_array_add (elements, value);
    }

  list = kontor_json_new_array_for ((KontorJson *const *) elements->pdata, elements->len);
  return kontor_field_check_json (field, list, error) ? g_steal_pointer (&list) : NULL;
}

/**
 * kontor_cell_from_list:
 * @list: an array
 *
 * Returns: (transfer full) (nullable): its scalars as `red; green`, which may not be read as the same list again; %NULL when
 *   there are none
 */
char *
kontor_cell_from_list (KontorJson *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      KontorJson *element = kontor_json_get_element (list, i);
      const char *word = kontor_json_get_string (element);

      if (word == NULL)
        word = kontor_json_get_number_text (element);
      if (word == NULL)
        return NULL;
      if (text->len > 0)
        g_string_append (text, "; ");
      g_string_append (text, word);
    }

  return text->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

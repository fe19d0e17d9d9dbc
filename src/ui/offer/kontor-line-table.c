/* kontor-line-table.c: lines of an offer as a table for the clipboard */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-line-table.h"

#include <string.h>

#include "kontor-decimal.h"
#include "kontor-fold.h"
#include "kontor-format.h"
#include "kontor-parse.h"
#include "kontor-tsv.h"

/* What is written, in this order, below a head of the fields' labels. */
static const char *const written[] = {
  "line", "name", "description", "quantity", "unit", "unit_price", "discount", "amount", "vat", "vat_category",
};

/* What the numbers of a table without a head are, in the order in which they stand in nearly every price list. */
static const char *const numbers[] = { "quantity", "unit_price", "discount", "vat" };

typedef enum
{
  COLUMN_EMPTY,
  COLUMN_NUMBER,
  COLUMN_TEXT,
} ColumnContent;

/**
 * kontor_pasted_line_free:
 * @self: (transfer full): a pasted line
 */
void
kontor_pasted_line_free (KontorPastedLine *self)
{
  g_clear_pointer (&self->line, kontor_json_unref);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  g_free (self);
}

static gboolean
is_numeric (const KontorField *field)
{
  return field->kind == KONTOR_FIELD_DECIMAL || field->kind == KONTOR_FIELD_MONEY;
}

/* A number without what spreadsheets put around it: `1 200,00 zł`, `€ 5`, `23%`. */
static char *
strip_number (const char *cell)
{
  const char *first = cell;
  const char *end;

  while (*first != '\0' && !g_unichar_isdigit (g_utf8_get_char (first)) && strchr ("+-.,(", *first) == NULL &&
         g_utf8_get_char (first) != 0x2212)
    first = g_utf8_next_char (first);
  end = cell + strlen (cell);
  while (end > first)
    {
      const char *before = g_utf8_find_prev_char (first, end);

      if (before == NULL || g_unichar_isdigit (g_utf8_get_char (before)))
        break;
      end = before;
    }

  return g_strndup (first, end - first);
}

static gboolean
read_number (const char *cell,
             const char *language,
             guint scale,
             KontorDecimal *value)
{
  g_autofree char *bare = strip_number (cell);

  return *bare != '\0' && kontor_parse_number (bare, language, scale, value, NULL);
}

/* A unit price "12.50 EUR" is a number with something around it; a name "Cable 3x2.5" is not one. */
static gboolean
looks_like_number (const char *cell,
                   const char *language)
{
  KontorDecimal value;
  guint letters = 0;

  for (const char *at = cell; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      letters++;

  return letters <= 3 && read_number (cell, language, KONTOR_DECIMAL_MAX_SCALE, &value);
}

static const char *
find_member (const KontorField *fields,
             const char *title)
{
  g_autofree char *folded = kontor_fold (title);

  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      g_autofree char *translated = kontor_fold (kontor_field_get_label (field));
      g_autofree char *label = kontor_fold (field->label);

      if (g_str_equal (folded, translated) || g_str_equal (folded, label) || g_str_equal (title, field->member))
        return field->member;
    }

  return NULL;
}

static guint
count_columns (GPtrArray *rows)
{
  guint n_columns = 0;

  for (guint i = 0; i < rows->len; i++)
    n_columns = MAX (n_columns, g_strv_length (g_ptr_array_index (rows, i)));

  return n_columns;
}

/* The members of the columns when the first row is a head that names at least a name; else %FALSE. */
static gboolean
read_head (const KontorField *fields,
           GStrv head,
           const char **members)
{
  gboolean named = FALSE;

  for (guint i = 0; head[i] != NULL; i++)
    {
      members[i] = find_member (fields, head[i]);
      named = named || g_strcmp0 (members[i], "name") == 0;
    }

  return named;
}

static const char *
get_cell (GPtrArray *rows,
          guint row,
          guint column)
{
  GStrv cells = g_ptr_array_index (rows, row);

  return column < g_strv_length (cells) ? cells[column] : "";
}

/* A column of numbers may hold a few that are typed wrong. */
static ColumnContent
judge_column (GPtrArray *rows,
              guint column,
              const char *language)
{
  guint n_numbers = 0;
  guint n_texts = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const char *cell = get_cell (rows, i, column);

      if (*cell == '\0')
        continue;
      if (looks_like_number (cell, language))
        n_numbers++;
      else
        n_texts++;
    }
  if (n_numbers == 0 && n_texts == 0)
    return COLUMN_EMPTY;

  return n_numbers > n_texts ? COLUMN_NUMBER : COLUMN_TEXT;
}

/* 1, 2, 3: the positions of a price list, which a line has of itself. */
static gboolean
counts_rows (GPtrArray *rows,
             guint column,
             const char *language)
{
  for (guint i = 0; i < rows->len; i++)
    {
      KontorDecimal value;

      if (!read_number (get_cell (rows, i, column), language, 0, &value) ||
          kontor_decimal_compare (value, KONTOR_DECIMAL (i + 1, 0)) != 0)
        return FALSE;
    }

  return rows->len > 1;
}

/*
 * The members of the columns of a table without a head. The first column of text is the name, one before the numbers is the
 * description, one between or behind them the unit. Numbers are quantity, unit price, discount and VAT; a single one is the
 * price, for a list of two columns is a price list.
 */
static void
guess_columns (GPtrArray *rows,
               guint n_columns,
               const char *language,
               const char **members)
{
  guint n_numbers = 0;
  guint n_texts = 0;
  gboolean has_unit = FALSE;
  guint number = 0;

  for (guint i = 0; i < n_columns; i++)
    {
      ColumnContent content = judge_column (rows, i, language);

      members[i] = NULL;
      if (content == COLUMN_NUMBER && n_texts == 0 && counts_rows (rows, i, language))
        continue;
      if (content == COLUMN_NUMBER)
        {
          members[i] = "";
          n_numbers++;
        }
      else if (content == COLUMN_TEXT)
        {
          if (n_texts == 0)
            members[i] = "name";
          else if (n_numbers > 0 && !has_unit)
            {
              members[i] = "unit";
              has_unit = TRUE;
            }
          else if (n_texts == 1 && n_numbers == 0)
            members[i] = "description";
          n_texts++;
        }
    }

  if (n_numbers == 1)
    number = 1;
  for (guint i = 0; i < n_columns; i++)
    if (members[i] != NULL && *members[i] == '\0')
      {
        members[i] = number < G_N_ELEMENTS (numbers) ? numbers[number] : NULL;
        number++;
      }
}

static const char *
read_choice (const KontorField *field,
             const char *cell)
{
  for (const KontorChoice *choice = field->choices; choice->value != NULL; choice++)
    if (g_str_equal (cell, choice->value) || g_str_equal (cell, kontor_field_get_choice_label (field, choice->value)))
      return choice->value;

  return NULL;
}

static void
refuse (KontorPastedLine *self,
        const char *member,
        const char *cell)
{
  if (self->refused == NULL)
    self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->refused, g_strdup (member), g_strdup (cell));
}

static void
take_cell (KontorPastedLine *self,
           const KontorField *field,
           const char *cell,
           const char *language)
{
  g_autofree char *text = NULL;
  g_autoptr (KontorJson) value = NULL;
  KontorDecimal number;

  if (*cell == '\0')
    return;

  if (is_numeric (field) && read_number (cell, language, kontor_field_get_scale (field), &number))
    text = kontor_decimal_to_string (number);
  else if (field->kind == KONTOR_FIELD_CHOICE)
    text = g_strdup (read_choice (field, cell));
  else if (!is_numeric (field))
    text = g_strdup (cell);

  /* A line has one line of name: breaks inside a cell become blanks. */
  if (text != NULL && field->kind == KONTOR_FIELD_TEXT)
    g_strdelimit (text, "\r\n\t", ' ');

  value = text != NULL ? kontor_field_text_to_json (field, text, NULL) : NULL;
  if (value != NULL)
    kontor_json_set_member (&self->line, field->member, value);
  else if (is_numeric (field))
    refuse (self, field->member, cell);
}

/* A row of nothing but a name, in a table that has numbers, is a heading. */
static gboolean
is_heading (const KontorPastedLine *self)
{
  return self->refused == NULL && kontor_json_get_size (self->line) == 1 &&
         kontor_json_get_member (self->line, "name") != NULL;
}

/**
 * kontor_line_table_read:
 * @fields: the fields of a line
 * @text: a table as of kontor_tsv_parse()
 * @language: (nullable): the language that decides how numbers are read
 * @error: return location for a #GError
 *
 * Makes lines of a table. A head that names the columns as the fields are called (in the language of the desktop, in English,
 * or by their members) is followed. Without one, columns are told by what is in them: see guess_columns(). A number that its
 * field refuses is kept as it was pasted. A row of a name alone becomes a heading when others have numbers.
 *
 * Returns: (transfer full) (element-type KontorPastedLine) (nullable): the lines, or %NULL with an error as of
 *   kontor_tsv_parse()
 */
GPtrArray *
kontor_line_table_read (const KontorField *fields,
                        const char *text,
                        const char *language,
                        GError **error)
{
  g_autoptr (GPtrArray) rows = kontor_tsv_parse (text, error);
  g_autoptr (GPtrArray) lines = NULL;
  const char *members[KONTOR_TSV_MAX_CELLS] = { NULL };
  gboolean has_numbers = FALSE;
  guint n_columns;

  g_return_val_if_fail (fields != NULL, NULL);

  if (rows == NULL)
    return NULL;

  lines = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_pasted_line_free);
  if (rows->len == 0)
    return g_steal_pointer (&lines);

  n_columns = count_columns (rows);
  if (read_head (fields, g_ptr_array_index (rows, 0), members))
    g_ptr_array_remove_index (rows, 0);
  else
    guess_columns (rows, n_columns, language, members);

  for (guint i = 0; i < rows->len; i++)
    {
      KontorPastedLine *line = g_new0 (KontorPastedLine, 1);

      line->line = kontor_json_new_object ();
      for (guint j = 0; j < n_columns; j++)
        if (members[j] != NULL && !g_str_equal (members[j], "id"))
          take_cell (line, kontor_fields_find (fields, members[j]), get_cell (rows, i, j), language);
      has_numbers = has_numbers || !is_heading (line);
      g_ptr_array_add (lines, line);
    }

  for (guint i = 0; i < lines->len; i++)
    {
      KontorPastedLine *line = g_ptr_array_index (lines, i);

      if (kontor_json_get_member (line->line, "line") == NULL)
        kontor_json_set_string (&line->line, "line", has_numbers && is_heading (line) ? "heading" : "item");
    }

  return g_steal_pointer (&lines);
}

/* Without marks between groups: spreadsheets take those for text. */
static char *
write_number (const char *text,
              const char *language)
{
  g_autofree char *half = kontor_format_number (KONTOR_DECIMAL (5, 1), 1, language);
  char *comma = strchr (half, ',');
  char *copy = g_strdup (text);

  if (comma != NULL)
    g_strdelimit (copy, ".", ',');

  return copy;
}

static char *
write_cell (const KontorField *field,
            KontorJson *line,
            const char *language)
{
  const char *text = kontor_json_get_member_string (line, field->member);

  if (text == NULL)
    return g_strdup ("");
  if (field->kind == KONTOR_FIELD_CHOICE && kontor_field_get_choice_label (field, text) != NULL)
    return g_strdup (kontor_field_get_choice_label (field, text));
  if (is_numeric (field))
    return write_number (text, language);

  return g_strdup (text);
}

/**
 * kontor_line_table_write:
 * @fields: the fields of a line
 * @lines: (array length=n_lines): lines
 * @n_lines: how many
 * @language: (nullable): the language that decides how numbers are written
 *
 * Writes lines as a table with a head, which spreadsheets read and kontor_line_table_read() reads back as it was. Costs are
 * left out: what is copied is often sent on.
 *
 * Returns: (transfer full): the table
 */
char *
kontor_line_table_write (const KontorField *fields,
                         KontorJson *const *lines,
                         guint n_lines,
                         const char *language)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const KontorField *columns[G_N_ELEMENTS (written)];
  char *cells[G_N_ELEMENTS (written) + 1] = { NULL };

  g_return_val_if_fail (fields != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      columns[i] = kontor_fields_find (fields, written[i]);
      cells[i] = g_strdup (kontor_field_get_label (columns[i]));
    }
  kontor_tsv_append_row (text, (const char *const *) cells);

  for (guint i = 0; i < n_lines; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (written); j++)
        {
          g_free (cells[j]);
          cells[j] = write_cell (columns[j], lines[i], language);
        }
      kontor_tsv_append_row (text, (const char *const *) cells);
    }

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    g_free (cells[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

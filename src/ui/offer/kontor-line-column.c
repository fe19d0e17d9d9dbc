/* kontor-line-column.c: the columns of the grid of lines, and how their cells are read and written */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-line-column.h"

#include <glib/gi18n.h>

#include "kontor-field-text.h"
#include "kontor-vat.h"

/* In the order of KontorLineColumn. */
static const KontorLineColumnInfo columns[] = {
  { N_("No."), N_("Number"), NULL, 3, TRUE, NULL },
  { N_("Name"), N_("Name"), "name", 14, FALSE, NULL },
  { N_("Qty"), N_("Quantity"), "quantity", 4, TRUE, NULL },
  { N_("Unit"), N_("Unit"), "unit", 4, FALSE, NULL },
  { N_("Price"), N_("Price"), "unit_price", 8, TRUE, NULL },
  { N_("Disc. %"), N_("Discount"), "discount", 4, TRUE, "offer-column-discount" },
  { N_("VAT %"), N_("VAT"), "vat", 4, TRUE, "offer-column-vat" },
  { N_("Net"), N_("Net"), NULL, 9, TRUE, NULL },
  { N_("Cost"), N_("Cost"), "cost", 8, TRUE, "offer-column-cost" },
  { N_("Margin"), N_("Margin"), NULL, 14, TRUE, "offer-column-margin" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (columns) == KONTOR_LINE_N_COLUMNS);

/**
 * kontor_line_column_get_info:
 * @column: a column
 *
 * Returns: what there is to know about it
 */
const KontorLineColumnInfo *
kontor_line_column_get_info (KontorLineColumn column)
{
  g_return_val_if_fail (column < KONTOR_LINE_N_COLUMNS, NULL);

  return &columns[column];
}

/* A discount has its amount where an item has its price. */
static const char *
get_member (KontorLineColumn column,
            KontorLine *line)
{
  if (column == KONTOR_LINE_COLUMN_PRICE && g_str_equal (kontor_line_get_kind (line), "discount"))
    return "amount";

  return columns[column].member;
}

/**
 * kontor_line_column_applies:
 * @column: a column
 * @line: a line
 *
 * Returns: whether a line of this kind has something there; a heading has a name alone
 */
gboolean
kontor_line_column_applies (KontorLineColumn column,
                            KontorLine *line)
{
  if (column == KONTOR_LINE_COLUMN_POSITION || column == KONTOR_LINE_COLUMN_NAME || kontor_line_is_priced (line))
    return TRUE;

  return g_str_equal (kontor_line_get_kind (line), "discount") &&
         (column == KONTOR_LINE_COLUMN_PRICE || column == KONTOR_LINE_COLUMN_DISCOUNT || column == KONTOR_LINE_COLUMN_NET);
}

/**
 * kontor_line_column_show:
 * @column: a column that can be edited
 * @lines: the lines of a variant
 * @line: one of them
 *
 * Returns: (transfer full): what its cell shows: a text that was refused as it was typed, else the value as the desktop's
 *   language writes it
 */
char *
kontor_line_column_show (KontorLineColumn column,
                         KontorLines *lines,
                         KontorLine *line)
{
  KontorRecord *record = kontor_editor_get_record (kontor_lines_get_editor (lines));
  const char *member = get_member (column, line);
  g_autofree char *path = kontor_lines_dup_path (lines, line, member);
  g_autofree char *currency = NULL;
  const char *pending;

  if (path == NULL || !kontor_line_column_applies (column, line))
    return g_strdup ("");

  pending = kontor_record_get_pending (record, path);
  if (pending != NULL)
    return g_strdup (pending);

  /* What is not taxed at a rate shows why. */
  if (column == KONTOR_LINE_COLUMN_VAT)
    {
      const char *category = kontor_line_get_string (line, "vat_category");

      if (category != NULL && !g_str_equal (category, "S"))
        return g_strdup (category);
    }

  currency = kontor_field_text_find_currency (record, path);

  return kontor_field_text_show (kontor_fields_find (kontor_lines_get_fields (lines), member),
                                 kontor_line_get_string (line, member), currency);
}

/* A category by its code: "AE" as well as "ae". */
static const char *
find_category (const char *typed)
{
  for (const KontorChoice *choice = kontor_vat_category_choices; choice->value != NULL; choice++)
    if (g_ascii_strcasecmp (choice->value, typed) == 0)
      return choice->value;

  return NULL;
}

/**
 * kontor_line_column_type:
 * @column: a column that can be edited
 * @lines: the lines of a variant
 * @line: one of them
 * @typed: what a person typed
 * @error: return location for a #GError
 *
 * Types into a cell. The cell of the VAT takes a rate or the code of a category.
 *
 * Returns: %FALSE with @error set when the field refuses the text, which is kept as it was typed
 */
gboolean
kontor_line_column_type (KontorLineColumn column,
                         KontorLines *lines,
                         KontorLine *line,
                         const char *typed,
                         GError **error)
{
  const char *member = get_member (column, line);
  const KontorField *field = kontor_fields_find (kontor_lines_get_fields (lines), member);
  g_autofree char *read = kontor_field_text_read (field, typed);

  if (column == KONTOR_LINE_COLUMN_VAT)
    {
      const char *category = find_category (read);
      const char *before = kontor_line_get_string (line, "vat_category");

      if (category != NULL)
        return kontor_lines_set_vat (lines, line, category, NULL, error);
      if (before != NULL && !g_str_equal (before, "S") && *read != '\0')
        return kontor_lines_set_vat (lines, line, "S", read, error);
    }

  return kontor_lines_type (lines, line, member, read, error);
}

/**
 * kontor_line_column_get_value:
 * @column: a column that can be edited
 * @line: a line
 *
 * Returns: (transfer none) (nullable): the value that its cell shows
 */
KontorJson *
kontor_line_column_get_value (KontorLineColumn column,
                              KontorLine *line)
{
  KontorJson *json = kontor_line_get_json (line);

  return json != NULL ? kontor_json_get_member (json, get_member (column, line)) : NULL;
}

/**
 * kontor_line_column_keep:
 * @column: a column that can be edited
 * @lines: the lines of a variant
 * @line: one of them, whose cell shows a text that was refused
 * @value: (nullable): what the cell held before
 *
 * Sees that a text that is refused does not cost the value that it was typed over.
 */
void
kontor_line_column_keep (KontorLineColumn column,
                         KontorLines *lines,
                         KontorLine *line,
                         KontorJson *value)
{
  if (value != NULL && kontor_line_column_get_value (column, line) == NULL)
    kontor_lines_keep (lines, line, get_member (column, line), value);
}

/**
 * kontor_line_column_check:
 * @column: a column that can be edited
 * @lines: the lines of a variant
 * @line: one of them
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set when the cell shows a text that its field refused
 */
gboolean
kontor_line_column_check (KontorLineColumn column,
                          KontorLines *lines,
                          KontorLine *line,
                          GError **error)
{
  g_autofree char *path = kontor_lines_dup_path (lines, line, get_member (column, line));

  return path == NULL || kontor_editor_check_pending (kontor_lines_get_editor (lines), path, error);
}

/* kontor-csv-row.c: a row of a table as a body */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-csv-records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-csv.h"
#include "kontor-formats-error.h"

typedef struct
{
  KontorCsvColumn **columns;
  guint n_columns;
  GPtrArray *cells;
  gboolean clear;
  const KontorCellReader *reader;
  KontorCsvProblemFunc problem;
  gpointer user_data;
  gboolean failed;
} Row;

static void
fail (Row *row, const KontorCsvColumn *column, GError *error)
{
  row->failed = TRUE;
  row->problem (column, error->message, row->user_data);
  g_error_free (error);
}

/* The text of a cell; a row may be shorter than the first. */
static const char *
get_cell (const Row *row, const KontorCsvColumn *column)
{
  return column->cell < row->cells->len ? kontor_csv_unguard (g_ptr_array_index (row->cells, column->cell)) : "";
}

/* Spaces alone say nothing, but where we wrote them ourselves. */
static gboolean
is_empty (const Row *row, const KontorCsvColumn *column)
{
  const char *text = get_cell (row, column);

  return *text == '\0' || (!row->reader->exact && text[strspn (text, " \t\r\n")] == '\0');
}

/* Sets a member, or takes it away when the row is the whole record; what is null stays so, as it says the same. */
static void
set_or_clear (const Row *row, KontorJson **object, const char *member, KontorJson *value)
{
  if (value != NULL)
    kontor_json_set_member (object, member, value);
  else if (row->clear && kontor_json_get_value_type (kontor_json_get_member (*object, member)) != KONTOR_JSON_NULL)
    kontor_json_set_member (object, member, NULL);
}

static void
read_scalar (Row *row, const KontorCsvColumn *column, const KontorField *field, KontorJson **object)
{
  GError *error = NULL;
  g_autoptr (KontorJson) value = NULL;

  if (!is_empty (row, column))
    {
      value = kontor_cell_to_json (row->reader, field, get_cell (row, column), &error);
      if (value == NULL)
        {
          fail (row, column, error);
          return;
        }
    }
  set_or_clear (row, object, field->member, value);
}

static void
read_list (Row *row, const KontorCsvColumn *column, KontorJson **body)
{
  GError *error = NULL;
  g_autoptr (KontorJson) value = NULL;

  if (!is_empty (row, column))
    {
      value = kontor_cell_to_list (row->reader, column->field, get_cell (row, column), &error);
      if (value == NULL)
        {
          fail (row, column, error);
          return;
        }
    }
  set_or_clear (row, body, column->field->member, value);
}

/* An embedded object: what is there, or an empty one. */
static KontorJson *
take_object (KontorJson *body, const char *member)
{
  KontorJson *object = kontor_json_get_member (body, member);

  return kontor_json_get_value_type (object) == KONTOR_JSON_OBJECT ? kontor_json_ref (object) : kontor_json_new_object ();
}

/* Puts an embedded object back; an empty one does not come into being, but may stay. */
static void
put_object (KontorJson **body, const char *member, KontorJson *object)
{
  KontorJson *old = kontor_json_get_member (*body, member);

  if (old == object)
    return;
  if (kontor_json_get_size (object) > 0)
    kontor_json_set_member (body, member, object);
  else if (kontor_json_get_size (old) > 0)
    kontor_json_set_member (body, member, NULL);
}

static void
read_language (Row *row, const KontorCsvColumn *column, KontorJson **body)
{
  g_autoptr (KontorJson) texts = take_object (*body, column->field->member);
  g_autoptr (KontorJson) value = is_empty (row, column) ? NULL : kontor_json_new_string (get_cell (row, column));

  set_or_clear (row, &texts, column->key, value);
  put_object (body, column->field->member, texts);
}

static void
read_member (Row *row, const KontorCsvColumn *column, KontorJson **body)
{
  g_autoptr (KontorJson) part = take_object (*body, column->field->member);

  read_scalar (row, column, column->part_field, &part);
  put_object (body, column->field->member, part);
}

static void
read_json (Row *row, const KontorCsvColumn *column, KontorJson **body)
{
  g_autoptr (KontorJson) value = NULL;
  GError *error = NULL;

  if (is_empty (row, column))
    {
      /* lists whose parts can have columns are emptied by those */
      if (column->field->part != NULL && !kontor_csv_field_is_flat (column->field))
        set_or_clear (row, body, column->field->member, NULL);
      return;
    }

  value = kontor_json_parse (get_cell (row, column), -1, &error);
  if (column->field->kind == KONTOR_FIELD_TRANSLATED && column->key != NULL &&
      kontor_json_get_value_type (value) != KONTOR_JSON_OBJECT)
    {
      g_clear_error (&error);
      read_language (row, column, body);
      return;
    }

  if (value == NULL || !kontor_field_check_json (column->field, value, &error))
    fail (row, column, error);
  else
    kontor_json_set_member (body, column->field->member, value);
}

static void
read_more (Row *row, const KontorCsvColumn *column, KontorJson **body)
{
  g_autoptr (KontorJson) more = NULL;
  GError *error = NULL;

  if (is_empty (row, column))
    return;

  more = kontor_json_parse (get_cell (row, column), -1, &error);
  if (more != NULL && kontor_json_get_value_type (more) != KONTOR_JSON_OBJECT)
    error = g_error_new_literal (KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_ROW,
                                 _("This column holds a JSON object with all that has no column of its own, or nothing."));
  if (error != NULL)
    {
      fail (row, column, error);
      return;
    }

  for (guint m = 0; m < kontor_json_get_size (more); m++)
    {
      const char *member = kontor_json_get_member_name (more, m);

      /* what a record is, the import says */
      if (strcmp (member, "kind") != 0 && strcmp (member, "id") != 0)
        kontor_json_set_member (body, member, kontor_json_get_element (more, m));
    }
}

static gboolean
find_part (KontorJson *list, const char *member, const char *key, guint *index)
{
  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      if (g_strcmp0 (kontor_json_get_member_string (kontor_json_get_element (list, i), member), key) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* The key that the row gives the part whose columns are from @begin up to @end, or NULL. */
static const char *
find_key (const Row *row, guint begin, guint end, const char *member)
{
  if (row->columns[begin]->kind == KONTOR_CSV_COLUMN_KEYED)
    return row->columns[begin]->key;

  for (guint i = begin; i < end; i++)
    {
      if (strcmp (row->columns[i]->part_field->member, member) == 0 && !is_empty (row, row->columns[i]))
        return get_cell (row, row->columns[i]);
    }

  return NULL;
}

/* One part from its columns, on what it was before; NULL when all its cells are empty. */
static KontorJson *
read_part (Row *row, guint begin, guint end, KontorJson *base)
{
  const KontorCsvColumn *first = row->columns[begin];
  const KontorPartType *type = first->field->part;
  const char *member = kontor_part_type_get_key (type);
  g_autoptr (KontorJson) part = base == NULL ? kontor_json_new_object () : kontor_json_ref (base);
  gboolean any = FALSE;

  if (first->kind == KONTOR_CSV_COLUMN_KEYED)
    kontor_json_set_string (&part, member, first->key);

  for (guint i = begin; i < end; i++)
    {
      const KontorCsvColumn *column = row->columns[i];
      gboolean is_key = strcmp (column->part_field->member, member) == 0;

      any = any || !is_empty (row, column);
      /* a key stays where the row does not give it */
      if (!is_key || !is_empty (row, column))
        read_scalar (row, column, column->part_field, &part);
    }
  if (!any)
    return NULL;

  if (kontor_json_get_value_type (kontor_json_get_member (part, member)) == KONTOR_JSON_NULL)
    {
      g_autofree char *key = kontor_part_type_make_key (type);

      if (key != NULL)
        kontor_json_set_string (&part, member, key);
      else if (!row->failed)
        fail (row, first,
              g_error_new (KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_ROW,
                           /* Translators: labels of two fields, as in “Price” needs “Currency” beside it. */
                           _("“%s” needs “%s” beside it."), kontor_field_get_label (first->part_field),
                           kontor_field_get_label (kontor_fields_find (type->fields, member))));
    }

  return g_steal_pointer (&part);
}

static guint
find_end_of_part (const Row *row, guint begin)
{
  guint end = begin;

  while (end < row->n_columns && row->columns[end]->field == row->columns[begin]->field &&
         row->columns[end]->part == row->columns[begin]->part)
    end++;

  return end;
}

/*
 * All parts of one list, whose columns begin at @begin. A part that the row names by its key, else by its place, is changed;
 * others are added. Where the row is the whole record, a part whose cells were emptied goes; parts that have no columns stay.
 * Returns the column behind them.
 */
static guint
read_parts (Row *row, guint begin, KontorJson **body)
{
  const KontorField *field = row->columns[begin]->field;
  const char *member = kontor_part_type_get_key (field->part);
  KontorJson *old = kontor_json_get_member (*body, field->member);
  guint n_old = kontor_json_get_size (old);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autofree gboolean *used = g_new0 (gboolean, n_old + 1);    /* is among @parts */
  g_autofree gboolean *covered = g_new0 (gboolean, n_old + 1); /* has columns */
  g_autoptr (KontorJson) list = NULL;

  while (begin < row->n_columns && row->columns[begin]->field == field)
    {
      guint end = find_end_of_part (row, begin);
      guint position = row->columns[begin]->position;
      const char *key = find_key (row, begin, end, member);
      gboolean found = FALSE;
      guint index = 0;
      KontorJson *part;

      if (position >= 1 && position <= n_old)
        covered[position - 1] = TRUE;
      if (key != NULL)
        {
          found = find_part (old, member, key, &index);
        }
      else if (position >= 1 && position <= n_old)
        {
          index = position - 1;
          found = TRUE;
        }
      found = found && !used[index];

      part = read_part (row, begin, end, found ? kontor_json_get_element (old, index) : NULL);
      if (found)
        covered[index] = TRUE;
      if (found && part != NULL)
        used[index] = TRUE;
      if (part != NULL)
        g_ptr_array_add (parts, part);
      begin = end;
    }

  for (guint i = 0; i < n_old; i++)
    {
      if (!used[i] && (!row->clear || !covered[i]))
        g_ptr_array_add (parts, kontor_json_ref (kontor_json_get_element (old, i)));
    }
  if (parts->len > 0 || n_old > 0)
    {
      list = parts->len == 0 ? NULL : kontor_json_new_array_for ((KontorJson *const *) parts->pdata, parts->len);
      kontor_json_set_member (body, field->member, list);
    }

  return begin;
}

/* The members that a row says as a whole, which its empty cells do not empty again. */
static void
add_given (GHashTable *given, KontorJson *before, KontorJson *after)
{
  for (guint i = 0; before != after && i < kontor_json_get_size (after); i++)
    {
      const char *member = kontor_json_get_member_name (after, i);

      if (kontor_json_get_member (before, member) != kontor_json_get_element (after, i))
        g_hash_table_add (given, g_strdup (member));
    }
}

/**
 * kontor_csv_row_read:
 * @columns: (element-type KontorCsvColumn): what the cells are, see kontor_csv_columns_arrange()
 * @cells: (element-type utf8): the cells of a row
 * @old: the body of the record as it was, or that of a new one
 * @clear: whether an empty cell empties its member; else it says nothing
 * @reader: how to read
 * @problem: called for each cell that cannot be taken
 * @user_data: for @problem
 *
 * Reads a row. Members that have no column stay as they are.
 *
 * Returns: (transfer full) (nullable): the new body; %NULL when a cell could not be taken
 */
KontorJson *
kontor_csv_row_read (GPtrArray *columns,
                     GPtrArray *cells,
                     KontorJson *old,
                     gboolean clear,
                     const KontorCellReader *reader,
                     KontorCsvProblemFunc problem,
                     gpointer user_data)
{
  Row row = {
    (KontorCsvColumn **) columns->pdata, columns->len, cells, clear, reader, problem, user_data, FALSE,
  };
  g_autoptr (GHashTable) given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (KontorJson) body = kontor_json_ref (old);

  for (guint i = 0; i < columns->len;)
    {
      const KontorCsvColumn *column = row.columns[i];
      g_autoptr (KontorJson) before = kontor_json_ref (body);

      row.clear = clear && column->field != NULL && !g_hash_table_contains (given, column->field->member);
      switch (column->kind)
        {
        case KONTOR_CSV_COLUMN_MORE:
          read_more (&row, column, &body);
          add_given (given, before, body);
          break;
        case KONTOR_CSV_COLUMN_JSON:
          read_json (&row, column, &body);
          add_given (given, before, body);
          break;
        case KONTOR_CSV_COLUMN_SCALAR:
          read_scalar (&row, column, column->field, &body);
          break;
        case KONTOR_CSV_COLUMN_LIST:
          read_list (&row, column, &body);
          break;
        case KONTOR_CSV_COLUMN_LANGUAGE:
          read_language (&row, column, &body);
          break;
        case KONTOR_CSV_COLUMN_MEMBER:
          read_member (&row, column, &body);
          break;
        case KONTOR_CSV_COLUMN_NTH:
        case KONTOR_CSV_COLUMN_KEYED:
          i = read_parts (&row, i, &body);
          continue;
        case KONTOR_CSV_COLUMN_NONE:
        case KONTOR_CSV_COLUMN_ID:
        case KONTOR_CSV_COLUMN_KIND:
        default:
          break;
        }
      i++;
    }

  return row.failed ? NULL : g_steal_pointer (&body);
}

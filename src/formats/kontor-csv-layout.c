/* kontor-csv-layout.c: the columns that records need, and records as rows of them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-csv-records.h"

#include <string.h>

#include "kontor-csv.h"

/* What a field needs, as found in the records. */
typedef struct
{
  GPtrArray *keys;  /* languages, or keys of parts, in the order in which they were met */
  guint n_parts;    /* the most parts that one record has */
  GPtrArray *own;   /* the columns, arranged for reading */
} Need;

struct _KontorCsvLayout
{
  const KontorRecordType *type;
  char *language;
  Need *needs;       /* of each field */
  guint n_fields;
  guint n_records;
  GPtrArray *columns;
};

/* How we read what we wrote. */
static const KontorCellReader exact_reader = { .exact = TRUE };

static gboolean
has_columns (const KontorField *field)
{
  return (field->flags & KONTOR_FIELD_DERIVED) == 0;
}

/**
 * kontor_csv_layout_new:
 * @type: a kind of record
 * @language: (nullable): the language whose texts an empty table offers to fill in
 *
 * Returns: (transfer full): a layout that has seen no record yet
 */
KontorCsvLayout *
kontor_csv_layout_new (const KontorRecordType *type, const char *language)
{
  KontorCsvLayout *self = g_new0 (KontorCsvLayout, 1);

  self->type = type;
  self->language = g_strdup (language);
  while (type->fields[self->n_fields].name != NULL)
    self->n_fields++;
  self->needs = g_new0 (Need, self->n_fields);
  for (guint i = 0; i < self->n_fields; i++)
    {
      self->needs[i].keys = g_ptr_array_new_with_free_func (g_free);
      self->needs[i].own = g_ptr_array_new ();
    }

  return self;
}

/**
 * kontor_csv_layout_free:
 * @self: (transfer full): a layout
 */
void
kontor_csv_layout_free (KontorCsvLayout *self)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      g_ptr_array_unref (self->needs[i].keys);
      g_ptr_array_unref (self->needs[i].own);
    }
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_free (self->needs);
  g_free (self->language);
  g_free (self);
}

/* Only what can stand in a heading and be told from a place there. */
static void
add_key (Need *need, const char *key)
{
  if (key == NULL || *key == '\0' || need->keys->len == KONTOR_CSV_MAX_PARTS)
    return;
  if (g_ascii_isdigit (*key) || key[strspn (key, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_")] != '\0')
    return;
  if (!g_ptr_array_find_with_equal_func (need->keys, key, g_str_equal, NULL))
    g_ptr_array_add (need->keys, g_strdup (key));
}

/* A value without the members that are null: they say what a missing one says. */
static KontorJson *
strip_nulls (KontorJson *value)
{
  KontorJson *copy = kontor_json_ref (value);

  if (kontor_json_get_value_type (value) == KONTOR_JSON_OBJECT)
    {
      for (guint i = 0; i < kontor_json_get_size (value); i++)
        {
          KontorJson *member = kontor_json_get_element (value, i);
          g_autoptr (KontorJson) stripped = strip_nulls (member);
          gboolean is_null = kontor_json_get_value_type (member) == KONTOR_JSON_NULL;

          if (is_null || stripped != member)
            kontor_json_set_member (&copy, kontor_json_get_member_name (value, i), is_null ? NULL : stripped);
        }
    }
  else if (kontor_json_get_value_type (value) == KONTOR_JSON_ARRAY)
    {
      for (guint i = 0; i < kontor_json_get_size (value); i++)
        {
          g_autoptr (KontorJson) stripped = strip_nulls (kontor_json_get_element (value, i));

          if (stripped != kontor_json_get_element (value, i))
            {
              g_autoptr (KontorJson) before = copy;

              copy = kontor_json_with_element (before, i, stripped);
            }
        }
    }

  return copy;
}

static char *
make_scalar_cell (const KontorField *field, KontorJson *value)
{
  g_autofree char *text = kontor_field_json_to_text (field, value);

  return text == NULL ? g_strdup ("") : kontor_csv_guard (text);
}

static KontorJson *
find_keyed (KontorJson *parts, const char *member, const char *key)
{
  for (guint i = 0; i < kontor_json_get_size (parts); i++)
    {
      KontorJson *part = kontor_json_get_element (parts, i);

      if (g_strcmp0 (kontor_json_get_member_string (part, member), key) == 0)
        return part;
    }

  return NULL;
}

/* The text of one column, which says the member @value of a record or a part of it. */
static char *
make_cell (const KontorCsvColumn *column, KontorJson *value)
{
  KontorJson *part;

  switch (column->kind)
    {
    case KONTOR_CSV_COLUMN_SCALAR:
      return make_scalar_cell (column->field, value);

    case KONTOR_CSV_COLUMN_LIST:
      {
        g_autofree char *text = kontor_cell_from_list (value);

        return text == NULL ? g_strdup ("") : kontor_csv_guard (text);
      }

    case KONTOR_CSV_COLUMN_LANGUAGE:
      {
        const char *text = kontor_json_get_member_string (value, column->key);

        return text == NULL ? g_strdup ("") : kontor_csv_guard (text);
      }

    case KONTOR_CSV_COLUMN_MEMBER:
      part = value;
      break;

    case KONTOR_CSV_COLUMN_NTH:
      part = kontor_json_get_element (value, column->position - 1);
      break;

    case KONTOR_CSV_COLUMN_KEYED:
      part = find_keyed (value, kontor_part_type_get_key (column->field->part), column->key);
      break;

    case KONTOR_CSV_COLUMN_JSON:
      return kontor_json_get_size (value) == 0 ? g_strdup ("") : kontor_json_to_string (value);

    case KONTOR_CSV_COLUMN_NONE:
    case KONTOR_CSV_COLUMN_ID:
    case KONTOR_CSV_COLUMN_KIND:
    case KONTOR_CSV_COLUMN_MORE:
    default:
      return g_strdup ("");
    }

  return make_scalar_cell (column->part_field, kontor_json_get_member (part, column->part_field->member));
}

static void
ignore_problem (const KontorCsvColumn *column, const char *message, gpointer user_data)
{
}

/* Puts a text into a cell of a row. */
static void
put_cell (GPtrArray *cells, const KontorCsvColumn *column, char *text)
{
  g_free (cells->pdata[column->cell]);
  cells->pdata[column->cell] = text;
}

/* Fills in the cells of one field; FALSE, with all of them empty, when they would not be read as the same value again. */
static gboolean
make_cells (const KontorField *field, GPtrArray *own, GPtrArray *cells, KontorJson *value)
{
  g_autoptr (KontorJson) object = kontor_json_new_object ();
  g_autoptr (KontorJson) read = NULL;
  g_autoptr (KontorJson) stripped = strip_nulls (value);

  for (guint i = 0; i < own->len; i++)
    put_cell (cells, g_ptr_array_index (own, i), make_cell (g_ptr_array_index (own, i), value));

  read = kontor_csv_row_read (own, cells, object, FALSE, &exact_reader, ignore_problem, NULL);
  if (read != NULL && kontor_json_equal (kontor_json_get_member (read, field->member), stripped))
    return TRUE;

  for (guint i = 0; i < own->len; i++)
    put_cell (cells, g_ptr_array_index (own, i), g_strdup (""));

  return FALSE;
}

/**
 * kontor_csv_layout_add:
 * @self: a layout
 * @body: the body of a record that is to be a row
 *
 * Looks at what columns a record needs. Not after kontor_csv_layout_get_columns().
 */
void
kontor_csv_layout_add (KontorCsvLayout *self, KontorJson *body)
{
  self->n_records++;
  for (guint f = 0; f < self->n_fields; f++)
    {
      const KontorField *field = &self->type->fields[f];
      KontorJson *value = kontor_json_get_member (body, field->member);
      Need *need = &self->needs[f];
      guint size = kontor_json_get_size (value);

      if (kontor_json_get_value_type (value) == KONTOR_JSON_NULL)
        continue;

      if (field->kind == KONTOR_FIELD_TRANSLATED)
        {
          for (guint i = 0; i < size; i++)
            add_key (need, kontor_json_get_member_name (value, i));
        }
      else if (field->kind == KONTOR_FIELD_PARTS && kontor_csv_part_is_keyed (field->part))
        {
          for (guint i = 0; i < size && size <= KONTOR_CSV_MAX_PARTS; i++)
            add_key (need, kontor_json_get_member_string (kontor_json_get_element (value, i),
                                                          kontor_part_type_get_key (field->part)));
        }
      else if (field->kind == KONTOR_FIELD_PARTS && size <= KONTOR_CSV_MAX_PARTS)
        {
          need->n_parts = MAX (need->n_parts, size);
        }
    }
}

static void
take_column (KontorCsvLayout *self, KontorCsvColumnKind kind, const KontorField *field, const KontorField *part_field,
             const char *key, guint position)
{
  g_ptr_array_add (self->columns, kontor_csv_column_new (kind, field, part_field, key, position));
}

static void
take_part_columns (KontorCsvLayout *self, KontorCsvColumnKind kind, const KontorField *field, const char *key, guint position)
{
  for (const KontorField *member = field->part->fields; member->name != NULL; member++)
    {
      /* the key of a keyed part stands in the heading */
      if (kind != KONTOR_CSV_COLUMN_KEYED || strcmp (member->member, kontor_part_type_get_key (field->part)) != 0)
        take_column (self, kind, field, member, key, position);
    }
}

static void
take_columns (KontorCsvLayout *self, const KontorField *field, Need *need)
{
  /* a table with no rows offers one of each to fill in */
  guint n_parts = self->n_records == 0 ? 1 : need->n_parts;

  if (kontor_field_is_scalar (field))
    {
      take_column (self, KONTOR_CSV_COLUMN_SCALAR, field, NULL, NULL, 0);
    }
  else if (field->kind == KONTOR_FIELD_LIST)
    {
      take_column (self, KONTOR_CSV_COLUMN_LIST, field, NULL, NULL, 0);
    }
  else if (field->kind == KONTOR_FIELD_TRANSLATED)
    {
      if (need->keys->len == 0)
        add_key (need, self->language);
      for (guint i = 0; i < need->keys->len; i++)
        take_column (self, KONTOR_CSV_COLUMN_LANGUAGE, field, NULL, g_ptr_array_index (need->keys, i), 0);
    }
  else if (!kontor_csv_field_is_flat (field))
    {
      take_column (self, KONTOR_CSV_COLUMN_JSON, field, NULL, NULL, 0);
    }
  else if (field->kind == KONTOR_FIELD_PART)
    {
      take_part_columns (self, KONTOR_CSV_COLUMN_MEMBER, field, NULL, 0);
    }
  else
    {
      for (guint i = 0; i < need->keys->len; i++)
        take_part_columns (self, KONTOR_CSV_COLUMN_KEYED, field, g_ptr_array_index (need->keys, i), 0);
      for (guint i = 1; i <= n_parts; i++)
        take_part_columns (self, KONTOR_CSV_COLUMN_NTH, field, NULL, i);
    }
}

/**
 * kontor_csv_layout_get_columns:
 * @self: a layout that has seen all records
 *
 * Returns: (transfer none) (element-type KontorCsvColumn): the columns, in their order
 */
GPtrArray *
kontor_csv_layout_get_columns (KontorCsvLayout *self)
{
  g_autoptr (GPtrArray) arranged = g_ptr_array_new ();

  if (self->columns != NULL)
    return self->columns;

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_csv_column_free);
  take_column (self, KONTOR_CSV_COLUMN_ID, NULL, NULL, NULL, 0);
  for (guint f = 0; f < self->n_fields; f++)
    {
      if (has_columns (&self->type->fields[f]))
        take_columns (self, &self->type->fields[f], &self->needs[f]);
    }
  take_column (self, KONTOR_CSV_COLUMN_MORE, NULL, NULL, NULL, 0);

  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (arranged, g_ptr_array_index (self->columns, i));
  kontor_csv_columns_arrange (arranged);
  for (guint i = 0; i < arranged->len; i++)
    {
      KontorCsvColumn *column = g_ptr_array_index (arranged, i);

      if (column->field != NULL)
        g_ptr_array_add (self->needs[column->field - self->type->fields].own, column);
    }

  return self->columns;
}

/**
 * kontor_csv_layout_make_row:
 * @self: a layout
 * @id: the id of the record
 * @body: its body
 *
 * Makes a row of which kontor_csv_row_read() makes the same body again. What the columns cannot say to the letter (members
 * of newer versions, lists of many parts) goes into the last column as JSON. Members that are null are left out, which says
 * the same.
 *
 * Returns: (transfer full) (element-type utf8): a text for each column, with kontor_csv_guard()
 */
GPtrArray *
kontor_csv_layout_make_row (KontorCsvLayout *self, const char *id, KontorJson *body)
{
  GPtrArray *columns = kontor_csv_layout_get_columns (self);
  GPtrArray *cells = g_ptr_array_new_full (columns->len, g_free);
  g_autoptr (KontorJson) more = kontor_json_new_object ();

  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (cells, g_strdup (""));
  put_cell (cells, g_ptr_array_index (columns, 0), g_strdup (id));

  for (guint i = 0; i < kontor_json_get_size (body); i++)
    {
      const char *member = kontor_json_get_member_name (body, i);
      KontorJson *value = kontor_json_get_element (body, i);
      const KontorField *field = kontor_fields_find (self->type->fields, member);

      if (strcmp (member, "kind") == 0 || kontor_json_get_value_type (value) == KONTOR_JSON_NULL)
        continue;
      if (field == NULL || !make_cells (field, self->needs[field - self->type->fields].own, cells, value))
        kontor_json_set_member (&more, member, value);
    }

  if (kontor_json_get_size (more) > 0)
    put_cell (cells, g_ptr_array_index (columns, columns->len - 1), kontor_json_to_string (more));

  return cells;
}

/* kontor-row-columns.c: reading the rows of a list from the index */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-row-private.h"

#include "kontor-store-private.h"

/**
 * kontor_row_columns_new:
 * @type: the kind of the records
 *
 * Returns: (transfer full): all columns that the index has for the kind
 */
KontorRowColumns *
kontor_row_columns_new (const KontorRecordType *type)
{
  const KontorIndexKind *kind = kontor_index_plan_find (type);
  KontorRowColumns *self = g_new0 (KontorRowColumns, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->type = type;
  self->cells = g_ptr_array_new ();
  for (guint i = 0; i < kind->table->cells->len; i++)
    {
      const KontorIndexCell *cell = kind->table->cells->pdata[i];

      if (!cell->key)
        g_ptr_array_add (self->cells, (gpointer) cell);
    }
  return self;
}

/**
 * kontor_row_columns_ref:
 * @self: columns
 *
 * Returns: (transfer full): the columns
 */
KontorRowColumns *
kontor_row_columns_ref (KontorRowColumns *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * kontor_row_columns_unref:
 * @self: (transfer full): columns
 *
 * Lets them go.
 */
void
kontor_row_columns_unref (KontorRowColumns *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static void
strv_free_sized (char **texts,
                 guint n)
{
  for (guint i = 0; texts && i < n; i++)
    g_free (texts[i]);
  g_free (texts);
}

/**
 * kontor_row_data_free:
 * @self: (transfer full): what was read about a record
 *
 * Lets it go.
 */
void
kontor_row_data_free (KontorRowData *self)
{
  strv_free_sized (self->values, self->n_values);
  strv_free_sized (self->texts, self->n_values);
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

static char *
dup_column (KontorStatement *statement,
            int column,
            gboolean flag)
{
  if (flag)
    return g_strdup (kontor_statement_get_integer (statement, column) ? "true" : "false");
  return g_strdup (kontor_statement_get_text (statement, column));
}

static gboolean
is_reference (const KontorIndexCell *cell)
{
  return cell->field->kind == KONTOR_FIELD_REFERENCE;
}

/* One record: its own columns, and of references the titles, each from one look into an index. */
static KontorStatement *
prepare (KontorRowColumns *self,
         KontorIndex *index,
         KontorDatabase *database,
         GError **error)
{
  const KontorIndexKind *kind = kontor_index_plan_find (self->type);
  g_autoptr (GString) sql = g_string_new ("SELECT o._id, t.title");

  for (guint i = 0; i < self->cells->len; i++)
    {
      const KontorIndexCell *cell = self->cells->pdata[i];

      g_string_append (sql, ", ");
      /* While the index is made anew after an update it may lack a column: the list shows the others meanwhile. */
      if (!kontor_index_has_column (index, kind->table->name, cell->name))
        {
          g_string_append (sql, is_reference (cell) ? "NULL, NULL" : "NULL");
          continue;
        }
      g_string_append (sql, "o.");
      kontor_index_append_name (sql, cell->name);
      if (is_reference (cell))
        {
          g_string_append (sql, ", (SELECT r.title FROM title AS r WHERE r.id = o.");
          kontor_index_append_name (sql, cell->name);
          g_string_append_c (sql, ')');
        }
    }
  g_string_append (sql, " FROM ");
  kontor_index_append_name (sql, kind->table->name);
  g_string_append (sql, " AS o JOIN title AS t ON t.row = o._row WHERE o._row = ?");
  return kontor_database_prepare (database, sql->str, error);
}

static KontorRowData *
read_one (KontorRowColumns *self,
          KontorStatement *statement)
{
  KontorRowData *data = g_new0 (KontorRowData, 1);
  int column = 2;

  data->id = g_strdup (kontor_statement_get_text (statement, 0));
  data->title = kontor_store_complete_title (self->type, kontor_statement_get_text (statement, 1));
  data->n_values = self->cells->len;
  data->values = g_new0 (char *, data->n_values);
  data->texts = g_new0 (char *, data->n_values);
  for (guint i = 0; i < self->cells->len; i++)
    {
      const KontorIndexCell *cell = self->cells->pdata[i];

      data->values[i] = dup_column (statement, column++, cell->field->kind == KONTOR_FIELD_FLAG);
      if (is_reference (cell))
        {
          const char *title = kontor_statement_get_text (statement, column++);

          if (title && data->values[i])
            data->texts[i] = kontor_store_complete_title (kontor_record_type_find_for_id (data->values[i]), title);
        }
    }
  return data;
}

/**
 * kontor_row_columns_read:
 * @self: columns
 * @index: the index of the store
 * @database: a connection
 * @rows: (array length=n_rows): the numbers of records
 * @n_rows: how many
 * @error: return location for a #GError
 *
 * Reads what a list shows of the records.
 *
 * Returns: (transfer full) (element-type KontorRowData): as many as @rows, in their order; those of records that are gone have
 *   no id
 */
GPtrArray *
kontor_row_columns_read (KontorRowColumns *self,
                         KontorIndex *index,
                         KontorDatabase *database,
                         const gint64 *rows,
                         guint n_rows,
                         GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_full (n_rows, (GDestroyNotify) kontor_row_data_free);
  g_autoptr (KontorStatement) statement = prepare (self, index, database, error);

  if (!statement)
    return NULL;
  for (guint i = 0; i < n_rows; i++)
    {
      KontorRowData *data;
      int step;

      kontor_statement_bind_integer (statement, 1, rows[i]);
      step = kontor_statement_step (statement, error);
      if (step < 0)
        return NULL;
      data = step > 0 ? read_one (self, statement) : g_new0 (KontorRowData, 1);
      data->row = rows[i];
      g_ptr_array_add (all, data);
      kontor_statement_rewind (statement);
    }
  return g_steal_pointer (&all);
}

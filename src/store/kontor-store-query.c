/* kontor-store-query.c: asking a store for records and settings */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-query-private.h"

#include <glib/gi18n-lib.h>

#include "kontor-search-private.h"

typedef struct
{
  KontorStore *store;
  GCancellable *cancellable;
  GError *error;
} Needs;

static void
need_column_cb (const char *table,
                const char *column,
                gpointer user_data)
{
  Needs *needs = user_data;

  if (!needs->error)
    kontor_store_wait_for_column (needs->store, table, column, needs->cancellable, &needs->error);
}

/* Waits until the index has what the query asks for: at once, but for a query for a new field after an update. */
static gboolean
wait_for_columns (KontorStore *self,
                  KontorQuery *query,
                  GCancellable *cancellable,
                  GError **error)
{
  Needs needs = { self, cancellable, NULL };

  kontor_query_foreach_column (query, need_column_cb, &needs);
  if (!needs.error)
    return TRUE;
  g_propagate_error (error, needs.error);
  return FALSE;
}

/* The order of the rank, narrowed by the filters. */
static GArray *
read_ranked_rows (KontorStore *self,
                  KontorDatabase *database,
                  KontorQuery *query,
                  guint limit,
                  GError **error)
{
  const char *kind = kontor_query_get_record_type (query)->kind;
  g_autoptr (GArray) rows = kontor_search_rank (database, kontor_query_get_text (query), kind, 0, error);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) passing = NULL;
  g_autoptr (KontorStatement) statement = NULL;
  int step;

  if (!rows)
    return NULL;
  if (kontor_query_get_limit (query) && (limit == 0 || kontor_query_get_limit (query) < limit))
    limit = kontor_query_get_limit (query);
  if (!kontor_query_has_filters (query))
    {
      if (limit && rows->len > limit)
        g_array_set_size (rows, limit);
      return g_steal_pointer (&rows);
    }

  statement = kontor_query_prepare (query, database, kontor_index_get_order (kontor_store_get_index (self)),
                                    KONTOR_QUERY_ALL_ROWS, 0, error);
  if (!statement)
    return NULL;
  passing = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  while ((step = kontor_statement_step (statement, error)) > 0)
    {
      gint64 row = kontor_statement_get_integer (statement, 0);

      g_hash_table_add (passing, g_memdup2 (&row, sizeof row));
    }
  if (step < 0)
    return NULL;
  for (guint i = 0; i < rows->len && (limit == 0 || kept->len < limit); i++)
    if (g_hash_table_contains (passing, &g_array_index (rows, gint64, i)))
      g_array_append_val (kept, g_array_index (rows, gint64, i));
  return g_steal_pointer (&kept);
}

static GArray *
read_rows (KontorStore *self,
           KontorDatabase *database,
           KontorQuery *query,
           guint limit,
           GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_autoptr (KontorStatement) statement = NULL;
  int step;

  if (kontor_query_is_ranked (query))
    return read_ranked_rows (self, database, query, limit, error);

  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  statement = kontor_query_prepare (query, database, kontor_index_get_order (kontor_store_get_index (self)),
                                    KONTOR_QUERY_ROWS, limit, error);
  if (!statement)
    return NULL;
  while ((step = kontor_statement_step (statement, error)) > 0)
    {
      gint64 row = kontor_statement_get_integer (statement, 0);

      g_array_append_val (rows, row);
    }
  return step < 0 ? NULL : g_steal_pointer (&rows);
}

/**
 * kontor_store_query_rows:
 * @self: a store
 * @query: a query
 * @limit: how many at the most, besides what the query says; 0 for no more bounds
 * @cancellable: (nullable): what interrupts it
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the records, in the wanted order
 */
GArray *
kontor_store_query_rows (KontorStore *self,
                         KontorQuery *query,
                         guint limit,
                         GCancellable *cancellable,
                         GError **error)
{
  KontorDatabase *database;
  GArray *rows = NULL;

  if (!wait_for_columns (self, query, cancellable, error))
    return NULL;
  database = kontor_store_begin_read (self, cancellable, error);
  if (database)
    rows = read_rows (self, database, query, limit, error);
  kontor_store_end_read (self, database);
  return rows;
}

static gboolean
read_ids_of_rows (KontorDatabase *database,
                  GArray *rows,
                  GPtrArray *ids,
                  GError **error)
{
  g_autoptr (KontorStatement) statement = kontor_database_prepare (database, "SELECT id FROM title WHERE row = ?", error);

  if (!statement)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      int step;

      kontor_statement_bind_integer (statement, 1, g_array_index (rows, gint64, i));
      step = kontor_statement_step (statement, error);
      if (step < 0)
        return FALSE;
      if (step > 0)
        g_ptr_array_add (ids, g_strdup (kontor_statement_get_text (statement, 0)));
      kontor_statement_rewind (statement);
    }
  return TRUE;
}

static gboolean
read_ids (KontorStore *self,
          KontorDatabase *database,
          KontorQuery *query,
          GPtrArray *ids,
          GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  int step;

  if (kontor_query_is_ranked (query))
    {
      g_autoptr (GArray) rows = read_ranked_rows (self, database, query, 0, error);

      return rows && read_ids_of_rows (database, rows, ids, error);
    }

  statement = kontor_query_prepare (query, database, kontor_index_get_order (kontor_store_get_index (self)),
                                    KONTOR_QUERY_IDS, 0, error);
  if (!statement)
    return FALSE;
  while ((step = kontor_statement_step (statement, error)) > 0)
    g_ptr_array_add (ids, g_strdup (kontor_statement_get_text (statement, 0)));
  return step == 0;
}

/**
 * kontor_store_query_ids:
 * @self: a store
 * @query: a query
 * @cancellable: (nullable): what interrupts it, also in the middle of a long statement
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type utf8): the ids of the records, in the wanted order
 */
GPtrArray *
kontor_store_query_ids (KontorStore *self,
                        KontorQuery *query,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  KontorDatabase *database;
  gboolean done = FALSE;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  if (!wait_for_columns (self, query, cancellable, error))
    return NULL;
  database = kontor_store_begin_read (self, cancellable, error);
  if (database)
    {
      /* One state of the store for all statements. */
      done = kontor_database_begin_reading (database, error) && read_ids (self, database, query, ids, error);
      kontor_database_end (database, FALSE, NULL);
    }
  kontor_store_end_read (self, database);
  return done ? g_steal_pointer (&ids) : NULL;
}

/**
 * kontor_store_count:
 * @self: a store
 * @query: a query
 * @count: (out): how many records match
 * @error: return location for a #GError
 *
 * Returns: whether they could be counted
 */
gboolean
kontor_store_count (KontorStore *self,
                    KontorQuery *query,
                    guint *count,
                    GError **error)
{
  KontorDatabase *database;
  int step = -1;

  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (query != NULL && count != NULL, FALSE);

  if (!wait_for_columns (self, query, NULL, error))
    return FALSE;
  database = kontor_store_begin_read (self, NULL, error);
  if (database)
    {
      g_autoptr (KontorStatement) statement = kontor_query_prepare (
        query, database, kontor_index_get_order (kontor_store_get_index (self)), KONTOR_QUERY_COUNT, 0, error);

      if (statement)
        step = kontor_statement_step (statement, error);
      if (step > 0)
        *count = kontor_statement_get_integer (statement, 0);
    }
  kontor_store_end_read (self, database);
  return step > 0;
}

/**
 * kontor_store_is_empty:
 * @self: a store
 * @empty: (out): whether it has no records
 * @error: return location for a #GError
 *
 * Returns: whether it could be looked at
 */
gboolean
kontor_store_is_empty (KontorStore *self,
                       gboolean *empty,
                       GError **error)
{
  KontorDatabase *database;
  gint64 some = 0;
  gboolean done = FALSE;

  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (empty != NULL, FALSE);

  database = kontor_store_begin_read (self, NULL, error);
  if (database)
    done = kontor_database_get_integer (database, "SELECT EXISTS (SELECT 1 FROM record WHERE state <> 'deleted')", &some,
                                        error);
  kontor_store_end_read (self, database);
  *empty = !some;
  return done;
}

/**
 * kontor_store_get_meta:
 * @self: a store
 * @key: the name of a setting
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): its value; %NULL when it is not set, and with @error when it could not be read
 */
char *
kontor_store_get_meta (KontorStore *self,
                       const char *key,
                       GError **error)
{
  KontorDatabase *database;
  char *value = NULL;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  database = kontor_store_begin_read (self, NULL, error);
  if (database)
    kontor_database_get_meta (database, key, &value, error);
  kontor_store_end_read (self, database);
  return value;
}

typedef struct
{
  const char *key;
  const char *value;
} Setting;

static gboolean
write_meta (KontorStore *self,
            KontorDatabase *database,
            gpointer data,
            GError **error)
{
  const Setting *setting = data;

  return kontor_database_set_meta (database, setting->key, setting->value, error);
}

/**
 * kontor_store_set_meta:
 * @self: a store
 * @key: the name of a setting; a place keeps its own behind a prefix ("sync-since")
 * @value: (nullable): its new value, or %NULL to remove it
 * @error: return location for a #GError
 *
 * Sets something that is no record, and waits until it is on disk.
 *
 * Returns: whether it is
 */
gboolean
kontor_store_set_meta (KontorStore *self,
                       const char *key,
                       const char *value,
                       GError **error)
{
  Setting setting = { key, value };

  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return kontor_store_write (self, write_meta, &setting, error);
}

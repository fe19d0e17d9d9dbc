/* kontor-index-target.c: making and writing one set of index tables */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-index-private.h"

#include <string.h>

/*
 * All SQL here is put together from the names in the field tables, which are constants of the program, and quoted; values
 * are only ever bound.
 */

/**
 * kontor_index_append_name:
 * @sql: where to
 * @name: a table or a column
 *
 * Appends a quoted name.
 */
void
kontor_index_append_name (GString *sql,
                          const char *name)
{
  g_string_append_c (sql, '"');
  for (; *name; name++)
    {
      if (*name == '"')
        g_string_append_c (sql, '"');
      g_string_append_c (sql, *name);
    }
  g_string_append_c (sql, '"');
}

static void
append_table (GString *sql,
              const KontorIndexTarget *target,
              const char *table)
{
  g_autofree char *name = g_strconcat (target->prefix, table, NULL);

  g_string_append (sql, target->schema);
  g_string_append_c (sql, '.');
  kontor_index_append_name (sql, name);
}

static gboolean
has_column (const KontorIndexTarget *target,
            const KontorIndexTable *table,
            const KontorIndexCell *cell)
{
  g_autofree char *name = NULL;

  if (!target->present)
    return TRUE;
  name = g_strconcat (table->name, "/", cell->name, NULL);
  return g_hash_table_contains (target->present, name);
}

static gboolean
has_table (const KontorIndexTarget *target,
           const KontorIndexTable *table)
{
  g_autofree char *name = g_strconcat (table->name, "/_row", NULL);

  return !target->present || g_hash_table_contains (target->present, name);
}

static gboolean
create_table (const KontorIndexTarget *target,
              KontorDatabase *database,
              const KontorIndexTable *table,
              gboolean of_parts,
              gint64 generation,
              GError **error)
{
  g_autoptr (GString) sql = g_string_new ("CREATE TABLE ");

  append_table (sql, target, table->name);
  g_string_append (sql, of_parts ? " (_row INTEGER NOT NULL, _field TEXT NOT NULL, _part TEXT NOT NULL, _position INTEGER NOT NULL"
                                 : " (_row INTEGER PRIMARY KEY, _id TEXT NOT NULL, _change INTEGER NOT NULL");
  for (guint i = 0; i < table->cells->len; i++)
    {
      const KontorIndexCell *cell = table->cells->pdata[i];

      g_string_append (sql, ", ");
      kontor_index_append_name (sql, cell->name);
    }
  g_string_append_c (sql, ')');
  if (!kontor_database_execute (database, sql->str, error))
    return FALSE;

  /* One index for each column that lists are sorted or filtered by: the key where there is one. */
  for (gint i = -1; i < (gint) table->cells->len; i++)
    {
      const KontorIndexCell *cell = i < 0 ? NULL : table->cells->pdata[i];
      const KontorIndexCell *next = i + 1 < (gint) table->cells->len ? table->cells->pdata[i + 1] : NULL;
      const char *column = cell ? cell->name : (of_parts ? "_row" : "_change");
      g_autofree char *name = NULL;
      g_autofree char *bare = NULL;

      if (cell && !cell->key && next && next->key)
        continue;
      /* An index keeps its name when its table is renamed, so that each filling of the tables has names of its own. */
      name = g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, table->name, column, generation);
      bare = g_strconcat (target->prefix, table->name, NULL);
      g_string_assign (sql, "CREATE INDEX ");
      g_string_append_printf (sql, "%s.", target->schema);
      kontor_index_append_name (sql, name);
      g_string_append (sql, " ON ");
      kontor_index_append_name (sql, bare);
      g_string_append (sql, " (");
      kontor_index_append_name (sql, column);
      g_string_append_c (sql, ')');
      if (!kontor_database_execute (database, sql->str, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * kontor_index_target_create:
 * @target: which tables
 * @database: a connection in a transaction
 * @generation: a number that no other tables of this store have
 * @error: return location for a #GError
 *
 * Makes empty index tables.
 *
 * Returns: whether it was done
 */
gboolean
kontor_index_target_create (const KontorIndexTarget *target,
                            KontorDatabase *database,
                            gint64 generation,
                            GError **error)
{
  g_autofree char *sql = NULL;
  g_autofree char *quoted = g_strdup_printf ("%s.\"%s", target->schema, target->prefix);

  for (const KontorRecordType *const *types = kontor_record_types (); *types; types++)
    {
      const KontorIndexKind *kind = kontor_index_plan_find (*types);

      if (!create_table (target, database, kind->table, FALSE, generation, error))
        return FALSE;
      for (guint i = 0; i < kind->parts->len; i++)
        if (!create_table (target, database, kind->parts->pdata[i], TRUE, generation, error))
          return FALSE;
    }

  /* Prefixes of up to three letters are what people type first, and what would take long without a prefix index. */
  sql = g_strdup_printf (
    "CREATE TABLE %stitle\" (row INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,"
    " folded TEXT NOT NULL, key BLOB NOT NULL);"
    "CREATE INDEX %s.\"title/id/%" G_GINT64_FORMAT "\" ON \"%stitle\" (id, title);"
    "CREATE INDEX %s.\"title/key/%" G_GINT64_FORMAT "\" ON \"%stitle\" (kind, key);"
    "CREATE INDEX %s.\"title/folded/%" G_GINT64_FORMAT "\" ON \"%stitle\" (folded, kind);"
    "CREATE VIRTUAL TABLE %ssearch\" USING fts5 (title, text, kind, tokenize = 'unicode61 remove_diacritics 0',"
    " prefix = '1 2 3', detail = column);",
    quoted, target->schema, generation, target->prefix, target->schema, generation, target->prefix, target->schema,
    generation, target->prefix, quoted);
  return kontor_database_execute (database, sql, error);
}

/**
 * kontor_index_target_list_tables:
 * @target: which tables
 * @database: a connection
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the names of the tables that are there, without the prefix; %NULL with @error
 */
GStrv
kontor_index_target_list_tables (const KontorIndexTarget *target,
                                 KontorDatabase *database,
                                 GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (KontorStatement) statement = NULL;
  int step;

  statement = kontor_database_prepare (database,
                                       "SELECT substr (name, length (?1) + 1) FROM sqlite_master WHERE type = 'table' "
                                       "AND (name GLOB ?1 || 'index_*' OR name IN (?1 || 'title', ?1 || 'search'))",
                                       error);
  if (!statement)
    return NULL;
  kontor_statement_bind_text (statement, 1, target->prefix);
  while ((step = kontor_statement_step (statement, error)) > 0)
    g_strv_builder_add (names, kontor_statement_get_text (statement, 0));
  return step < 0 ? NULL : g_strv_builder_end (names);
}

/**
 * kontor_index_target_drop:
 * @target: which tables
 * @database: a connection in a transaction
 * @error: return location for a #GError
 *
 * Removes all index tables of the target, whatever field tables they were made from.
 *
 * Returns: whether it was done
 */
gboolean
kontor_index_target_drop (const KontorIndexTarget *target,
                          KontorDatabase *database,
                          GError **error)
{
  g_auto (GStrv) names = kontor_index_target_list_tables (target, database, error);

  /* A table that a statement might still look at cannot be dropped. */
  kontor_database_forget_statements (database);
  for (guint i = 0; names && names[i]; i++)
    {
      g_autoptr (GString) sql = g_string_new ("DROP TABLE ");

      append_table (sql, target, names[i]);
      if (!kontor_database_execute (database, sql->str, error))
        return FALSE;
    }
  return names != NULL;
}

/*
 * Writes one row, and of a row that is there only the columns that differ: a keystroke changes few columns, and each
 * column that is set costs a write to its index.
 */
static gboolean
write_kind (const KontorIndexTarget *target,
            KontorDatabase *database,
            gint64 row,
            const char *id,
            gint64 change,
            const KontorIndexEntry *entry,
            GError **error)
{
  const KontorIndexTable *table = entry->kind->table;
  g_autofree gboolean *differs = g_new0 (gboolean, table->cells->len + 1);
  g_autoptr (GString) sql = g_string_new ("SELECT _row");
  g_autoptr (KontorStatement) old = NULL;
  g_autoptr (KontorStatement) statement = NULL;
  gboolean there;
  int step, index;

  for (guint i = 0; i < table->cells->len; i++)
    {
      const KontorIndexCell *cell = table->cells->pdata[i];

      if (!has_column (target, table, cell))
        continue;
      g_string_append (sql, ", ");
      kontor_index_append_name (sql, cell->name);
    }
  g_string_append (sql, " FROM ");
  append_table (sql, target, table->name);
  g_string_append (sql, " WHERE _row = ?");

  old = kontor_database_prepare (database, sql->str, error);
  if (!old)
    return FALSE;
  kontor_statement_bind_integer (old, 1, row);
  step = kontor_statement_step (old, error);
  if (step < 0)
    return FALSE;
  there = step > 0;
  index = 1;
  for (guint i = 0; i < table->cells->len; i++)
    if (has_column (target, table, table->cells->pdata[i]))
      differs[i] = !there || !kontor_index_value_equals_column (&entry->values[i], old, index++);

  g_string_truncate (sql, 0);
  g_string_append (sql, there ? "UPDATE " : "INSERT INTO ");
  append_table (sql, target, table->name);
  g_string_append (sql, there ? " SET _change = ?2" : " (_row, _change, _id");
  index = there ? 3 : 4;
  for (guint i = 0; i < table->cells->len; i++)
    if (differs[i])
      {
        const KontorIndexCell *cell = table->cells->pdata[i];

        g_string_append (sql, ", ");
        kontor_index_append_name (sql, cell->name);
        if (there)
          g_string_append_printf (sql, " = ?%d", index++);
      }
  if (there)
    g_string_append (sql, " WHERE _row = ?1");
  else
    {
      g_string_append (sql, ") VALUES (?1, ?2, ?3");
      for (guint i = 0; i < table->cells->len; i++)
        if (differs[i])
          g_string_append_printf (sql, ", ?%d", index++);
      g_string_append_c (sql, ')');
    }

  statement = kontor_database_prepare (database, sql->str, error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_integer (statement, 1, row);
  kontor_statement_bind_integer (statement, 2, change);
  if (!there)
    kontor_statement_bind_text (statement, 3, id);
  index = there ? 3 : 4;
  for (guint i = 0; i < table->cells->len; i++)
    if (differs[i])
      kontor_index_value_bind (&entry->values[i], statement, index++);
  return kontor_statement_run (statement, error);
}

static gboolean
remove_row (const KontorIndexTarget *target,
            KontorDatabase *database,
            const char *table,
            const char *column,
            gint64 row,
            GError **error)
{
  g_autoptr (GString) sql = g_string_new ("DELETE FROM ");
  g_autoptr (KontorStatement) statement = NULL;

  append_table (sql, target, table);
  g_string_append_printf (sql, " WHERE %s = ?", column);
  statement = kontor_database_prepare (database, sql->str, error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_integer (statement, 1, row);
  return kontor_statement_run (statement, error);
}

/* Appends "_field, _part, _position, <columns that are there>"; returns how many columns that is. */
static guint
append_part_columns (GString *sql,
                     const KontorIndexTarget *target,
                     const KontorIndexTable *table)
{
  guint n = 3;

  g_string_append (sql, "_field, _part, _position");
  for (guint i = 0; i < table->cells->len; i++)
    {
      const KontorIndexCell *cell = table->cells->pdata[i];

      if (!has_column (target, table, cell))
        continue;
      g_string_append (sql, ", ");
      kontor_index_append_name (sql, cell->name);
      n++;
    }
  return n;
}

static gboolean
part_equals_row (const KontorIndexTarget *target,
                 const KontorIndexPart *part,
                 KontorStatement *statement)
{
  int column = 3;

  if (strcmp (part->field, kontor_statement_get_text (statement, 0)) != 0 ||
      strcmp (part->path, kontor_statement_get_text (statement, 1)) != 0 ||
      part->position != kontor_statement_get_integer (statement, 2))
    return FALSE;
  for (guint i = 0; i < part->table->cells->len; i++)
    if (has_column (target, part->table, part->table->cells->pdata[i]) &&
        !kontor_index_value_equals_column (&part->values[i], statement, column++))
      return FALSE;
  return TRUE;
}

static gboolean
parts_are_kept (const KontorIndexTarget *target,
                KontorDatabase *database,
                gint64 row,
                const KontorIndexTable *table,
                const KontorIndexEntry *entry,
                gboolean *kept,
                GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (KontorStatement) statement = NULL;
  guint next = 0;
  int step;

  *kept = FALSE;
  append_part_columns (sql, target, table);
  g_string_append (sql, " FROM ");
  append_table (sql, target, table->name);
  g_string_append (sql, " WHERE _row = ? ORDER BY rowid");
  statement = kontor_database_prepare (database, sql->str, error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_integer (statement, 1, row);

  while ((step = kontor_statement_step (statement, error)) > 0)
    {
      while (next < entry->parts->len && ((KontorIndexPart *) entry->parts->pdata[next])->table != table)
        next++;
      if (next == entry->parts->len || !part_equals_row (target, entry->parts->pdata[next++], statement))
        return TRUE;
    }
  if (step < 0)
    return FALSE;
  while (next < entry->parts->len && ((KontorIndexPart *) entry->parts->pdata[next])->table != table)
    next++;
  *kept = next == entry->parts->len;
  return TRUE;
}

static gboolean
write_parts (const KontorIndexTarget *target,
             KontorDatabase *database,
             gint64 row,
             const KontorIndexTable *table,
             const KontorIndexEntry *entry,
             GError **error)
{
  g_autoptr (GString) sql = NULL;
  g_autoptr (KontorStatement) statement = NULL;
  gboolean kept;
  guint n;

  if (!has_table (target, table))
    return TRUE;
  if (!parts_are_kept (target, database, row, table, entry, &kept, error))
    return FALSE;
  if (kept)
    return TRUE;
  if (!remove_row (target, database, table->name, "_row", row, error))
    return FALSE;

  sql = g_string_new ("INSERT INTO ");
  append_table (sql, target, table->name);
  g_string_append (sql, " (_row, ");
  n = append_part_columns (sql, target, table);
  g_string_append (sql, ") VALUES (?");
  for (guint i = 0; i < n; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  statement = kontor_database_prepare (database, sql->str, error);
  if (!statement)
    return FALSE;

  for (guint i = 0; i < entry->parts->len; i++)
    {
      const KontorIndexPart *part = entry->parts->pdata[i];
      int index = 5;

      if (part->table != table)
        continue;
      kontor_statement_bind_integer (statement, 1, row);
      kontor_statement_bind_text (statement, 2, part->field);
      kontor_statement_bind_text (statement, 3, part->path);
      kontor_statement_bind_integer (statement, 4, part->position);
      for (guint cell = 0; cell < table->cells->len; cell++)
        if (has_column (target, table, table->cells->pdata[cell]))
          kontor_index_value_bind (&part->values[cell], statement, index++);
      if (!kontor_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_title (const KontorIndexTarget *target,
             KontorDatabase *database,
             gint64 row,
             const char *id,
             const KontorIndexEntry *entry,
             GError **error)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO ");
  g_autoptr (KontorStatement) statement = NULL;
  gconstpointer key;
  gsize size;

  append_table (sql, target, "title");
  g_string_append (sql, " (row, id, kind, title, folded, key) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (row) DO UPDATE SET "
                        "title = excluded.title, folded = excluded.folded, key = excluded.key "
                        "WHERE title IS NOT excluded.title OR folded IS NOT excluded.folded OR key IS NOT excluded.key");
  statement = kontor_database_prepare (database, sql->str, error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_integer (statement, 1, row);
  kontor_statement_bind_text (statement, 2, id);
  kontor_statement_bind_text (statement, 3, entry->kind->type->kind);
  kontor_statement_bind_text (statement, 4, entry->title);
  kontor_statement_bind_text (statement, 5, entry->folded);
  key = g_bytes_get_data (entry->title_key, &size);
  kontor_statement_bind_blob (statement, 6, key ? key : "", size);
  return kontor_statement_run (statement, error);
}

static gboolean
write_search (const KontorIndexTarget *target,
              KontorDatabase *database,
              gint64 row,
              const KontorIndexEntry *entry,
              GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT title, text FROM ");
  g_autoptr (KontorStatement) old = NULL;
  g_autoptr (KontorStatement) statement = NULL;
  int step;

  append_table (sql, target, "search");
  g_string_append (sql, " WHERE rowid = ?");
  old = kontor_database_prepare (database, sql->str, error);
  if (!old)
    return FALSE;
  kontor_statement_bind_integer (old, 1, row);
  step = kontor_statement_step (old, error);
  if (step < 0)
    return FALSE;
  if (step > 0 && g_strcmp0 (kontor_statement_get_text (old, 0), entry->search_title) == 0 &&
      g_strcmp0 (kontor_statement_get_text (old, 1), entry->search_text) == 0)
    return TRUE;
  kontor_statement_rewind (old);

  g_string_assign (sql, step > 0 ? "UPDATE " : "INSERT INTO ");
  append_table (sql, target, "search");
  g_string_append (sql, step > 0 ? " SET title = ?2, text = ?3, kind = ?4 WHERE rowid = ?1"
                                 : " (rowid, title, text, kind) VALUES (?1, ?2, ?3, ?4)");
  statement = kontor_database_prepare (database, sql->str, error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_integer (statement, 1, row);
  kontor_statement_bind_text (statement, 2, entry->search_title);
  kontor_statement_bind_text (statement, 3, entry->search_text);
  kontor_statement_bind_text (statement, 4, entry->kind->type->kind);
  return kontor_statement_run (statement, error);
}

/**
 * kontor_index_target_write:
 * @target: which tables
 * @database: a connection in a transaction
 * @row: the record's number
 * @id: the record's id
 * @change: the record's change number
 * @entry: what the index holds about it
 * @error: return location for a #GError
 *
 * Writes all that the index holds about a record, in place of what it held.
 *
 * Returns: whether it was written
 */
gboolean
kontor_index_target_write (const KontorIndexTarget *target,
                           KontorDatabase *database,
                           gint64 row,
                           const char *id,
                           gint64 change,
                           const KontorIndexEntry *entry,
                           GError **error)
{
  if (has_table (target, entry->kind->table) &&
      !write_kind (target, database, row, id, change, entry, error))
    return FALSE;
  for (guint i = 0; i < entry->kind->parts->len; i++)
    if (!write_parts (target, database, row, entry->kind->parts->pdata[i], entry, error))
      return FALSE;
  return write_title (target, database, row, id, entry, error) && write_search (target, database, row, entry, error);
}

/**
 * kontor_index_target_remove:
 * @target: which tables
 * @database: a connection in a transaction
 * @row: the record's number
 * @kind: what its kind has in the index
 * @error: return location for a #GError
 *
 * Removes a record from the index.
 *
 * Returns: whether it was done
 */
gboolean
kontor_index_target_remove (const KontorIndexTarget *target,
                            KontorDatabase *database,
                            gint64 row,
                            const KontorIndexKind *kind,
                            GError **error)
{
  if (has_table (target, kind->table) && !remove_row (target, database, kind->table->name, "_row", row, error))
    return FALSE;
  for (guint i = 0; i < kind->parts->len; i++)
    {
      const KontorIndexTable *table = kind->parts->pdata[i];

      if (has_table (target, table) && !remove_row (target, database, table->name, "_row", row, error))
        return FALSE;
    }
  return remove_row (target, database, "title", "row", row, error) &&
         remove_row (target, database, "search", "rowid", row, error);
}

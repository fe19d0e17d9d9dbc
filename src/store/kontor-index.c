/* kontor-index.c: keeping the derived tables in step with the bodies */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-index-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-store-error.h"

/* To be raised when the tables of the index change for another reason than the field tables. */
#define INDEX_VERSION 1

/* A transaction of the refill: long enough to be worth its fsync, short enough that a save does not wait. */
#define REFILL_MICROSECONDS 40000

struct _KontorIndex
{
  KontorIndexOrder *order;
  char *fingerprint; /* of this program */

  /* What the store has: written by the writer, read by queries. */
  GMutex mutex;
  char *live;            /* the fingerprint of the tables in place */
  char *generation;
  GHashTable *present;   /* %NULL when `live` is ours */
  gboolean refilling;    /* tables of ours are being filled */
};

static const KontorIndexTarget shadow_target = { "main", "new_", NULL };

/**
 * kontor_index_new:
 * @language: whose sort order
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the index of a store, or %NULL with @error
 */
KontorIndex *
kontor_index_new (const char *language,
                  GError **error)
{
  g_autoptr (KontorIndexOrder) order = kontor_index_order_new (language, error);
  g_autofree char *types = NULL;
  g_autofree char *icu = NULL;
  g_autofree char *all = NULL;
  KontorIndex *self;

  if (!order)
    return NULL;

  types = kontor_record_types_fingerprint ();
  icu = kontor_icu_version ();
  all = g_strdup_printf ("%d\n%s\n%s\n%s", INDEX_VERSION, types, icu, language);

  self = g_new0 (KontorIndex, 1);
  self->order = g_steal_pointer (&order);
  self->fingerprint = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * kontor_index_free:
 * @self: (transfer full): an index
 *
 * Lets go of it.
 */
void
kontor_index_free (KontorIndex *self)
{
  kontor_index_order_free (self->order);
  g_free (self->fingerprint);
  g_free (self->live);
  g_free (self->generation);
  g_clear_pointer (&self->present, g_hash_table_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * kontor_index_get_order:
 * @self: an index
 *
 * Returns: (transfer none): the order of texts
 */
KontorIndexOrder *
kontor_index_get_order (KontorIndex *self)
{
  return self->order;
}

/**
 * kontor_index_is_current:
 * @self: an index
 *
 * Returns: whether the tables in place are those that this program makes
 */
gboolean
kontor_index_is_current (KontorIndex *self)
{
  gboolean current;

  g_mutex_lock (&self->mutex);
  current = self->live && !self->present;
  g_mutex_unlock (&self->mutex);
  return current;
}

/**
 * kontor_index_has_column:
 * @self: an index
 * @table: a table of it
 * @column: a column
 *
 * Returns: whether the tables that are in place have it, so that a query can be answered now
 */
gboolean
kontor_index_has_column (KontorIndex *self,
                         const char *table,
                         const char *column)
{
  g_autofree char *name = g_strconcat (table, "/", column, NULL);
  gboolean has;

  g_mutex_lock (&self->mutex);
  has = self->live && (!self->present || g_hash_table_contains (self->present, name));
  g_mutex_unlock (&self->mutex);
  return has;
}

static GHashTable *
find_present (KontorDatabase *database,
              GError **error)
{
  g_autoptr (GHashTable) present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (KontorStatement) statement = NULL;
  int step;

  statement = kontor_database_prepare_once (database,
                                            "SELECT m.name || '/' || c.name FROM sqlite_master AS m, "
                                            "pragma_table_info (m.name) AS c "
                                            "WHERE m.type = 'table' AND m.name GLOB 'index_*'",
                                            error);
  if (!statement)
    return NULL;
  while ((step = kontor_statement_step (statement, error)) > 0)
    g_hash_table_add (present, g_strdup (kontor_statement_get_text (statement, 0)));
  return step < 0 ? NULL : g_steal_pointer (&present);
}

static gboolean
set_generation (KontorDatabase *database,
                gint64 generation,
                GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, generation);

  return kontor_database_set_meta (database, "index-generation", text, error);
}

/**
 * kontor_index_create:
 * @self: an index
 * @database: a connection in a transaction, on a new store
 * @error: return location for a #GError
 *
 * Makes the tables of a store that has no records yet.
 *
 * Returns: whether it was done
 */
gboolean
kontor_index_create (KontorIndex *self,
                     KontorDatabase *database,
                     GError **error)
{
  const KontorIndexTarget target = { "main", "", NULL };

  return kontor_index_target_create (&target, database, 1, error) && set_generation (database, 1, error) &&
         kontor_database_set_meta (database, "index-fingerprint", self->fingerprint, error);
}

/**
 * kontor_index_begin_write:
 * @self: an index
 * @database: a connection in a transaction
 * @error: return location for a #GError
 *
 * Looks at which tables there are, at the beginning of each transaction that writes records: another program, also another
 * version of Kontor, may have put others in their place.
 *
 * Returns: whether it could look
 */
gboolean
kontor_index_begin_write (KontorIndex *self,
                          KontorDatabase *database,
                          GError **error)
{
  g_autofree char *live = NULL;
  g_autofree char *generation = NULL;
  g_autofree char *refill = NULL;
  g_autoptr (GHashTable) present = NULL;
  gboolean ours, refilling;

  if (!kontor_database_get_meta (database, "index-fingerprint", &live, error) ||
      !kontor_database_get_meta (database, "index-generation", &generation, error) ||
      !kontor_database_get_meta (database, "index-refill", &refill, error))
    return FALSE;
  if (!live)
    live = g_strdup ("");

  ours = strcmp (live, self->fingerprint) == 0;
  refilling = refill && g_str_has_prefix (refill, self->fingerprint);
  if (!ours && (!self->present || g_strcmp0 (generation, self->generation) != 0))
    {
      present = find_present (database, error);
      if (!present)
        return FALSE;
    }

  g_mutex_lock (&self->mutex);
  if (ours)
    g_clear_pointer (&self->present, g_hash_table_unref);
  else if (present)
    {
      g_clear_pointer (&self->present, g_hash_table_unref);
      self->present = g_steal_pointer (&present);
    }
  g_free (self->live);
  self->live = g_steal_pointer (&live);
  g_free (self->generation);
  self->generation = g_steal_pointer (&generation);
  self->refilling = refilling;
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

/*
 * Tables that were made from other field tables are written as far as they have the columns, and are no longer what
 * their fingerprint says; tables that another version is filling are given up, and that version begins again.
 */
static gboolean
give_up_foreign (KontorIndex *self,
                 KontorDatabase *database,
                 GError **error)
{
  g_autofree char *refill = NULL;

  if (self->present && *self->live)
    {
      if (!kontor_database_set_meta (database, "index-fingerprint", "", error))
        return FALSE;
      g_mutex_lock (&self->mutex);
      g_free (self->live);
      self->live = g_strdup ("");
      g_mutex_unlock (&self->mutex);
    }
  if (self->refilling)
    return TRUE;
  if (!kontor_database_get_meta (database, "index-refill", &refill, error))
    return FALSE;
  return !refill || kontor_database_set_meta (database, "index-refill", NULL, error);
}

/**
 * kontor_index_write:
 * @self: an index
 * @database: a connection in a transaction, after kontor_index_begin_write()
 * @row: the record's number
 * @id: the record's id
 * @type: its type
 * @body: its body
 * @change: its change number
 * @error: return location for a #GError
 *
 * Writes all that is derived from a body. The one function that does.
 *
 * Returns: whether it was written
 */
gboolean
kontor_index_write (KontorIndex *self,
                    KontorDatabase *database,
                    gint64 row,
                    const char *id,
                    const KontorRecordType *type,
                    KontorJson *body,
                    gint64 change,
                    GError **error)
{
  const KontorIndexTarget live = { "main", "", self->present };
  g_autoptr (KontorIndexEntry) entry = kontor_index_entry_new (kontor_index_plan_find (type), self->order, body);

  return give_up_foreign (self, database, error) &&
         kontor_index_target_write (&live, database, row, id, change, entry, error) &&
         (!self->refilling || kontor_index_target_write (&shadow_target, database, row, id, change, entry, error));
}

/**
 * kontor_index_remove:
 * @self: an index
 * @database: a connection in a transaction, after kontor_index_begin_write()
 * @row: the record's number
 * @type: its type
 * @error: return location for a #GError
 *
 * Removes all that is derived from a body.
 *
 * Returns: whether it was removed
 */
gboolean
kontor_index_remove (KontorIndex *self,
                     KontorDatabase *database,
                     gint64 row,
                     const KontorRecordType *type,
                     GError **error)
{
  const KontorIndexTarget live = { "main", "", self->present };
  const KontorIndexKind *kind = kontor_index_plan_find (type);

  return give_up_foreign (self, database, error) &&
         kontor_index_target_remove (&live, database, row, kind, error) &&
         (!self->refilling || kontor_index_target_remove (&shadow_target, database, row, kind, error));
}

static gboolean
begin_refill (KontorIndex *self,
              KontorDatabase *database,
              gint64 *generation,
              GError **error)
{
  *generation = (self->generation ? g_ascii_strtoll (self->generation, NULL, 10) : 0) + 1;
  return kontor_index_target_drop (&shadow_target, database, error) &&
         kontor_index_target_create (&shadow_target, database, *generation, error) &&
         set_generation (database, *generation, error);
}

/* Puts the filled tables in the place of the old ones. */
static gboolean
swap (KontorIndex *self,
      KontorDatabase *database,
      GError **error)
{
  const KontorIndexTarget live = { "main", "", NULL };
  g_auto (GStrv) names = NULL;
  gint64 generation = (self->generation ? g_ascii_strtoll (self->generation, NULL, 10) : 0) + 1;

  if (!kontor_index_target_drop (&live, database, error))
    return FALSE;
  names = kontor_index_target_list_tables (&shadow_target, database, error);
  kontor_database_forget_statements (database);
  for (guint i = 0; names && names[i]; i++)
    {
      g_autoptr (GString) sql = g_string_new ("ALTER TABLE ");
      g_autofree char *name = g_strconcat (shadow_target.prefix, names[i], NULL);

      kontor_index_append_name (sql, name);
      g_string_append (sql, " RENAME TO ");
      kontor_index_append_name (sql, names[i]);
      if (!kontor_database_execute (database, sql->str, error))
        return FALSE;
    }
  return names && set_generation (database, generation, error) &&
         kontor_database_set_meta (database, "index-fingerprint", self->fingerprint, error) &&
         kontor_database_set_meta (database, "index-refill", NULL, error);
}

/*
 * Fills in records after @cursor until the time is over. A record that does not parse or whose kind this version does not
 * know stays out of the index: kontor_store_verify() tells of it, and the others are found.
 */
static gboolean
fill (KontorIndex *self,
      const KontorIndexTarget *target,
      KontorDatabase *database,
      gint64 microseconds,
      gint64 *cursor,
      gboolean *at_end,
      GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  gint64 deadline = g_get_monotonic_time () + microseconds;
  int step;

  *at_end = FALSE;
  statement = kontor_database_prepare (database,
                                       "SELECT row, id, body, change FROM record "
                                       "WHERE row > ? AND state <> 'deleted' ORDER BY row",
                                       error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_integer (statement, 1, *cursor);

  while ((step = kontor_statement_step (statement, error)) > 0)
    {
      const char *id = kontor_statement_get_text (statement, 1);
      const KontorRecordType *type = kontor_record_type_find_for_id (id);
      g_autoptr (KontorJson) body = kontor_json_parse (kontor_statement_get_text (statement, 2), -1, NULL);

      *cursor = kontor_statement_get_integer (statement, 0);
      if (type && body && kontor_json_get_value_type (body) == KONTOR_JSON_OBJECT)
        {
          g_autoptr (KontorIndexEntry) entry = kontor_index_entry_new (kontor_index_plan_find (type), self->order, body);

          if (!kontor_index_target_write (target, database, *cursor, id, kontor_statement_get_integer (statement, 3),
                                          entry, error))
            return FALSE;
        }
      if (g_get_monotonic_time () > deadline)
        return TRUE;
    }
  *at_end = step == 0;
  return step == 0;
}

static gboolean
refill_in_transaction (KontorIndex *self,
                       KontorDatabase *database,
                       gboolean *done,
                       double *fraction,
                       GError **error)
{
  g_autofree char *refill = NULL;
  g_autofree char *next = NULL;
  gint64 cursor = 0, last;
  gboolean at_end;

  *done = TRUE;
  *fraction = 1;
  if (!kontor_index_begin_write (self, database, error))
    return FALSE;
  if (!self->present)
    return TRUE;

  *done = FALSE;
  if (self->refilling)
    {
      if (!kontor_database_get_meta (database, "index-refill", &refill, error))
        return FALSE;
      cursor = g_ascii_strtoll (refill + strlen (self->fingerprint), NULL, 10);
    }
  else
    {
      gint64 generation;

      if (!begin_refill (self, database, &generation, error))
        return FALSE;
    }

  if (!fill (self, &shadow_target, database, REFILL_MICROSECONDS, &cursor, &at_end, error))
    return FALSE;
  if (at_end)
    {
      if (!kontor_index_begin_write (self, database, error) || !swap (self, database, error))
        return FALSE;
      *done = TRUE;
      return TRUE;
    }

  if (!kontor_database_get_integer (database, "SELECT max (row) FROM record", &last, error))
    return FALSE;
  *fraction = last > 0 ? (double) cursor / (double) last : 1;
  next = g_strdup_printf ("%s %" G_GINT64_FORMAT, self->fingerprint, cursor);
  return kontor_database_set_meta (database, "index-refill", next, error);
}

/**
 * kontor_index_refill:
 * @self: an index
 * @database: a connection that writes
 * @done: (out): whether the tables in place are those of this program now
 * @fraction: (out): how far it is, 0 to 1
 * @error: return location for a #GError
 *
 * Goes on with filling new tables, for one short transaction. To be called until @done; when the tables are current
 * already there is nothing to do.
 *
 * Returns: whether that worked
 */
gboolean
kontor_index_refill (KontorIndex *self,
                     KontorDatabase *database,
                     gboolean *done,
                     double *fraction,
                     GError **error)
{
  gboolean worked;

  if (!kontor_database_begin (database, error))
    return FALSE;
  worked = refill_in_transaction (self, database, done, fraction, error);
  if (!kontor_database_end (database, worked, error))
    return FALSE;

  /* Queries may be told of the new tables only now that they are there. */
  return !*done || kontor_index_begin_write (self, database, error);
}

static gboolean
compare_table (KontorDatabase *database,
               const char *name,
               const char *columns,
               GPtrArray *sentences,
               GError **error)
{
  g_autofree char *sql = NULL;
  gint64 missing, extra;

  sql = g_strdup_printf ("SELECT count (*) FROM (SELECT %s FROM temp.\"check_%s\" EXCEPT SELECT %s FROM main.\"%s\")", columns,
                         name, columns, name);
  if (!kontor_database_get_integer (database, sql, &missing, error))
    return FALSE;
  g_free (sql);
  sql = g_strdup_printf ("SELECT count (*) FROM (SELECT %s FROM main.\"%s\" EXCEPT SELECT %s FROM temp.\"check_%s\")", columns,
                         name, columns, name);
  if (!kontor_database_get_integer (database, sql, &extra, error))
    return FALSE;
  if (missing || extra)
    g_ptr_array_add (sentences,
                     g_strdup_printf (_ ("The index “%s” is not what the records say: %d rows are missing or differ, %d "
                                         "are left over. It will be made anew."),
                                      name, (int) missing, (int) extra));
  return TRUE;
}

static gboolean
compare_tables (KontorDatabase *database,
                const KontorIndexTable *table,
                gboolean of_parts,
                GPtrArray *sentences,
                GError **error)
{
  g_autoptr (GString) columns = g_string_new (of_parts ? "_row, _field, _part, _position" : "_row, _id, _change");

  for (guint i = 0; i < table->cells->len; i++)
    {
      const KontorIndexCell *cell = table->cells->pdata[i];

      g_string_append (columns, ", ");
      kontor_index_append_name (columns, cell->name);
    }
  return compare_table (database, table->name, columns->str, sentences, error);
}

/**
 * kontor_index_compare:
 * @self: an index
 * @database: a connection of its own, in a transaction, that may write to the temp schema
 * @sentences: (element-type utf8): where what was found is added
 * @error: return location for a #GError
 *
 * Makes the index anew beside the one that is kept and compares the two, row by row.
 *
 * Returns: whether they could be compared
 */
gboolean
kontor_index_compare (KontorIndex *self,
                      KontorDatabase *database,
                      GPtrArray *sentences,
                      GError **error)
{
  const KontorIndexTarget check = { "temp", "check_", NULL };
  gint64 cursor = 0;
  gboolean at_end;

  if (!kontor_index_target_create (&check, database, 0, error) ||
      !fill (self, &check, database, G_MAXINT32 * G_GINT64_CONSTANT (1000), &cursor, &at_end, error))
    return FALSE;

  for (const KontorRecordType *const *types = kontor_record_types (); *types; types++)
    {
      const KontorIndexKind *kind = kontor_index_plan_find (*types);

      if (!compare_tables (database, kind->table, FALSE, sentences, error))
        return FALSE;
      for (guint i = 0; i < kind->parts->len; i++)
        if (!compare_tables (database, kind->parts->pdata[i], TRUE, sentences, error))
          return FALSE;
    }
  return compare_table (database, "title", "row, id, kind, title, folded, key", sentences, error) &&
         compare_table (database, "search", "rowid, title, text, kind", sentences, error);
}

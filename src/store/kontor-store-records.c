/* kontor-store-records.c: loading and deleting records */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-private.h"

#include <glib/gi18n-lib.h>

static void
set_not_found (const char *id,
               GError **error)
{
  g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND, _ ("There is no record “%s”."), id);
}

static KontorRecord *
read_record (KontorDatabase *database,
             const char *id,
             GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (KontorJson) body = NULL;
  g_autoptr (KontorJson) pending = NULL;
  g_autoptr (GError) failed = NULL;
  const char *text;
  int step;

  statement = kontor_database_prepare (database,
                                       "SELECT body, change, (SELECT value FROM meta WHERE key = 'pending:' || id) "
                                       "FROM record WHERE id = ? AND state <> 'deleted'",
                                       error);
  if (!statement)
    return NULL;
  kontor_statement_bind_text (statement, 1, id);
  step = kontor_statement_step (statement, error);
  if (step < 0)
    return NULL;
  if (step == 0)
    {
      set_not_found (id, error);
      return NULL;
    }

  body = kontor_json_parse (kontor_statement_get_text (statement, 0), -1, &failed);
  record = body ? kontor_record_new_for_body (id, body, &failed) : NULL;
  if (!record)
    {
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT, _ ("The record “%s” cannot be read: %s"), id,
                   failed->message);
      return NULL;
    }
  kontor_record_set_stored (record, body, kontor_statement_get_integer (statement, 1));
  text = kontor_statement_get_text (statement, 2);
  pending = text ? kontor_json_parse_own (text, NULL) : NULL;
  if (pending && kontor_json_get_value_type (pending) == KONTOR_JSON_OBJECT)
    kontor_record_set_all_pending (record, pending);
  kontor_record_set_pending_stored (record);
  return g_steal_pointer (&record);
}

static KontorRecord *
load (KontorStore *self,
      const char *id,
      GCancellable *cancellable,
      GError **error)
{
  KontorDatabase *database = kontor_store_begin_read (self, cancellable, error);
  KontorRecord *record = database ? read_record (database, id, error) : NULL;

  kontor_store_end_read (self, database);
  return record;
}

/**
 * kontor_store_load:
 * @self: a store
 * @id: an id
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the record, with the texts that its fields had refused as pending; %NULL with
 *   %KONTOR_STORE_ERROR_NOT_FOUND, also for a deleted one
 */
KontorRecord *
kontor_store_load (KontorStore *self,
                   const char *id,
                   GError **error)
{
  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return load (self, id, NULL, error);
}

static void
load_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  KontorRecord *record = load (source, task_data, cancellable, &error);

  if (record)
    g_task_return_pointer (task, record, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * kontor_store_load_async:
 * @self: a store
 * @id: an id
 * @cancellable: (nullable): a cancellable
 * @callback: called with the record
 * @user_data: for @callback
 *
 * Loads a record without blocking. See kontor_store_load().
 */
void
kontor_store_load_async (KontorStore *self,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (id != NULL);

  g_task_set_source_tag (task, kontor_store_load_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * kontor_store_load_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the record, or %NULL with @error
 */
KontorRecord *
kontor_store_load_finish (KontorStore *self,
                          GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
run_with_id (KontorDatabase *database,
             const char *sql,
             const char *id,
             GError **error)
{
  g_autoptr (KontorStatement) statement = kontor_database_prepare (database, sql, error);

  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, id);
  return kontor_statement_run (statement, error);
}

static gboolean
make_tombstone (KontorDatabase *database,
                const char *id,
                GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  gint64 change;

  if (!kontor_store_next_change (database, &change, error))
    return FALSE;
  statement = kontor_database_prepare (database,
                                       "UPDATE record SET state = 'deleted', change = ?2, theirs = NULL, problem = NULL "
                                       "WHERE id = ?1",
                                       error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, id);
  kontor_statement_bind_integer (statement, 2, change);
  return kontor_statement_run (statement, error);
}

static gboolean
write_delete (KontorStore *self,
              KontorDatabase *database,
              gpointer data,
              GError **error)
{
  const char *id = data;
  const KontorRecordType *type = kontor_record_type_find_for_id (id);
  g_autoptr (KontorStatement) statement = NULL;
  g_autofree char *pending = g_strconcat ("pending:", id, NULL);
  gboolean was_sent;
  gint64 row;
  int step;

  statement = kontor_database_prepare (database,
                                       "SELECT row, rev IS NOT NULL OR sent IS NOT NULL FROM record "
                                       "WHERE id = ? AND state <> 'deleted'",
                                       error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, id);
  step = kontor_statement_step (statement, error);
  if (step <= 0 || !type)
    {
      if (step >= 0)
        set_not_found (id, error);
      return FALSE;
    }
  row = kontor_statement_get_integer (statement, 0);
  was_sent = kontor_statement_get_integer (statement, 1);
  kontor_statement_rewind (statement);

  if (type->immutable)
    {
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_IMMUTABLE,
                   _ ("The record “%s” was issued and cannot be deleted."), id);
      return FALSE;
    }
  /* What a server has heard of, or may have, needs a tombstone; what it never saw leaves nothing behind. */
  if (!(was_sent ? make_tombstone (database, id, error)
                 : run_with_id (database, "DELETE FROM record WHERE id = ?", id, error)) ||
      !kontor_index_remove (kontor_store_get_index (self), database, row, type, error) ||
      !kontor_database_set_meta (database, pending, NULL, error))
    return FALSE;
  kontor_store_note_change (self, id);
  return TRUE;
}

/**
 * kontor_store_delete:
 * @self: a store
 * @id: an id
 * @error: return location for a #GError
 *
 * Deletes a record, and waits until that is on disk. kontor_store_undelete() brings it back.
 *
 * Returns: whether it is gone; %FALSE with %KONTOR_STORE_ERROR_NOT_FOUND or _IMMUTABLE and as kontor_store_save()
 */
gboolean
kontor_store_delete (KontorStore *self,
                     const char *id,
                     GError **error)
{
  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return kontor_store_write (self, write_delete, (gpointer) id, error);
}

static gboolean
write_delete_of_task (KontorStore *self,
                      KontorDatabase *database,
                      gpointer data,
                      GError **error)
{
  return write_delete (self, database, g_task_get_task_data (data), error);
}

static void
deleted_cb (KontorStore *self,
            gpointer data,
            GError *error)
{
  g_autoptr (GTask) task = data;

  if (error)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * kontor_store_delete_async:
 * @self: a store
 * @id: an id
 * @cancellable: (nullable): what keeps the callback from being told; a deletion that was begun goes on
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Deletes a record without blocking. See kontor_store_delete().
 */
void
kontor_store_delete_async (KontorStore *self,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_store_delete_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  kontor_store_write_async (self, write_delete_of_task, deleted_cb, task, NULL, g_task_get_context (task));
}

/**
 * kontor_store_delete_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: whether it is gone
 */
gboolean
kontor_store_delete_finish (KontorStore *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kontor_store_undelete:
 * @self: a store
 * @record: a record that was loaded or saved before it was deleted
 * @error: return location for a #GError
 *
 * Brings a deleted record back, with the body and the pending texts that @record has now.
 *
 * Returns: whether it is on disk, as kontor_store_save()
 */
gboolean
kontor_store_undelete (KontorStore *self,
                       KontorRecord *record,
                       GError **error)
{
  return kontor_store_save (self, record, NULL, error);
}

/**
 * kontor_store_complete_title:
 * @type: (nullable): the type of a record
 * @title: what the index has as its title
 *
 * The index holds an empty title for a record that has none; the words that stand for it are in the language of the
 * window.
 *
 * Returns: (transfer full): a title to show, never empty
 */
char *
kontor_store_complete_title (const KontorRecordType *type,
                             const char *title)
{
  g_autoptr (KontorJson) nothing = NULL;

  if (*title || !type)
    return g_strdup (title);
  nothing = kontor_json_new_object ();
  return kontor_record_type_make_title (type, nothing);
}

/**
 * kontor_store_dup_title:
 * @self: a store
 * @id: an id
 * @error: return location for a #GError
 *
 * Looks up how a person calls a record, without reading its body: fast enough for a label.
 *
 * Returns: (transfer full): the title, or %NULL with %KONTOR_STORE_ERROR_NOT_FOUND
 */
char *
kontor_store_dup_title (KontorStore *self,
                        const char *id,
                        GError **error)
{
  KontorDatabase *database;
  char *title = NULL;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  database = kontor_store_begin_read (self, NULL, error);
  if (database)
    {
      g_autoptr (KontorStatement) statement = kontor_database_prepare (database, "SELECT title FROM title WHERE id = ?", error);
      int step = -1;

      if (statement)
        {
          kontor_statement_bind_text (statement, 1, id);
          step = kontor_statement_step (statement, error);
        }
      if (step > 0)
        title = kontor_store_complete_title (kontor_record_type_find_for_id (id), kontor_statement_get_text (statement, 0));
      else if (step == 0)
        set_not_found (id, error);
    }
  kontor_store_end_read (self, database);
  return title;
}

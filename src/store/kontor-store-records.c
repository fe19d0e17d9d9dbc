/* kontor-store-records.c: loading, saving and deleting records */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-private.h"

#include <glib/gi18n-lib.h>

/*
 * The saves of one record object. Only one of them runs at a time: a second one must be based on what the first one stored,
 * or it would take its own record for somebody else's edit. Those that come meanwhile are answered by one save together.
 */
typedef struct
{
  KontorStore *store;
  KontorRecord *record;
  KontorSave *save;  /* on its way */
  gboolean written;  /* it is on disk; set on the writer's thread */
  gboolean settled;  /* its outcome was applied */
  GPtrArray *tasks;  /* that wait for it */
  GPtrArray *next;   /* that came later */
} SaveQueue;

/* The outcome of a save for its finish function. */
typedef struct
{
  GPtrArray *conflicts;
} Outcome;

static const char queue_key[] = "kontor-save-queue";

static void start_save (SaveQueue *queue);

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
  pending = text ? kontor_json_parse (text, -1, NULL) : NULL;
  if (pending && kontor_json_get_value_type (pending) == KONTOR_JSON_OBJECT)
    kontor_record_set_all_pending (record, pending);
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
write_save (KontorStore *self,
            KontorDatabase *database,
            gpointer data,
            GError **error)
{
  return kontor_save_run (data, self, database, error);
}

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_ptr_array_unref (outcome->conflicts);
  g_free (outcome);
}

static void
queue_free (SaveQueue *queue)
{
  g_clear_pointer (&queue->save, kontor_save_free);
  g_ptr_array_unref (queue->tasks);
  g_ptr_array_unref (queue->next);
  g_object_unref (queue->record);
  g_object_unref (queue->store);
  g_free (queue);
}

/* Once, and before anything else is done with the record: either when the save comes back, or when somebody cannot wait. */
static void
settle (SaveQueue *queue)
{
  if (queue->written && !queue->settled)
    kontor_save_apply (queue->save, queue->record);
  queue->settled = TRUE;
}

static void
saved_cb (KontorStore *store,
          gpointer data,
          GError *error)
{
  SaveQueue *queue = data;
  g_autoptr (GPtrArray) tasks = NULL;

  settle (queue);

  tasks = g_steal_pointer (&queue->tasks);
  queue->tasks = g_steal_pointer (&queue->next);
  queue->next = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < tasks->len; i++)
    {
      if (error)
        g_task_return_error (tasks->pdata[i], g_error_copy (error));
      else
        {
          Outcome *outcome = g_new0 (Outcome, 1);

          outcome->conflicts = g_ptr_array_ref (queue->save->conflicts);
          g_task_return_pointer (tasks->pdata[i], outcome, outcome_free);
        }
    }

  g_clear_pointer (&queue->save, kontor_save_free);
  if (queue->tasks->len)
    start_save (queue);
  else
    {
      g_object_set_data (G_OBJECT (queue->record), queue_key, NULL);
      queue_free (queue);
    }
}

static gboolean
write_save_of_queue (KontorStore *self,
                     KontorDatabase *database,
                     gpointer data,
                     GError **error)
{
  SaveQueue *queue = data;

  return kontor_save_run (queue->save, self, database, error);
}

static void
start_save (SaveQueue *queue)
{
  GTask *task = queue->tasks->pdata[0];

  queue->save = kontor_save_new (queue->record);
  queue->written = FALSE;
  queue->settled = FALSE;
  kontor_store_write_async (queue->store, write_save_of_queue, saved_cb, queue, &queue->written, g_task_get_context (task));
}

/**
 * kontor_store_save:
 * @self: a store
 * @record: a record
 * @conflicts: (out) (optional) (transfer full) (element-type KontorConflict): what both sides had changed; empty for none
 * @error: return location for a #GError
 *
 * Saves a record and waits until it is on disk. When somebody has saved it since it was loaded, the two are merged, and
 * @record is what came of it afterwards. Where both had changed the same, the value that was stored stands, and what was
 * typed here is kept in the store until a person has chosen: see kontor_store_get_conflicts().
 *
 * Its pending texts are kept with it.
 *
 * Returns: whether it is on disk; %FALSE with %KONTOR_MODEL_ERROR when its type refuses it, %KONTOR_STORE_ERROR_IMMUTABLE,
 *   _READ_ONLY, _FULL or _LOCKED
 */
gboolean
kontor_store_save (KontorStore *self,
                   KontorRecord *record,
                   GPtrArray **conflicts,
                   GError **error)
{
  g_autoptr (KontorSave) save = NULL;
  SaveQueue *queue;

  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (KONTOR_IS_RECORD (record), FALSE);

  queue = g_object_get_data (G_OBJECT (record), queue_key);
  if (queue)
    {
      kontor_store_wait_for_writes (self);
      settle (queue);
    }

  save = kontor_save_new (record);
  if (!kontor_store_write (self, write_save, save, error))
    return FALSE;
  kontor_save_apply (save, record);
  if (conflicts)
    *conflicts = g_ptr_array_ref (save->conflicts);
  return TRUE;
}

/**
 * kontor_store_save_async:
 * @self: a store
 * @record: a record of the thread that calls
 * @cancellable: (nullable): what keeps the callback from being told; a save that was begun goes on
 * @callback: called when it is on disk
 * @user_data: for @callback
 *
 * Saves a record without blocking; its body is taken now. An edit that is made meanwhile stays and leaves the record
 * modified. Saves of the same record that come before this one is done are answered together by one more save. See
 * kontor_store_save().
 */
void
kontor_store_save_async (KontorStore *self,
                         KontorRecord *record,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  SaveQueue *queue;
  GTask *task;

  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (KONTOR_IS_RECORD (record));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_store_save_async);

  queue = g_object_get_data (G_OBJECT (record), queue_key);
  if (queue)
    {
      g_ptr_array_add (queue->next, task);
      return;
    }
  queue = g_new0 (SaveQueue, 1);
  queue->store = g_object_ref (self);
  queue->record = g_object_ref (record);
  queue->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  queue->next = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (queue->tasks, task);
  g_object_set_data (G_OBJECT (record), queue_key, queue);
  start_save (queue);
}

/**
 * kontor_store_save_finish:
 * @self: a store
 * @result: what the callback got
 * @conflicts: (out) (optional) (transfer full) (element-type KontorConflict): what both sides had changed; empty for none
 * @error: return location for a #GError
 *
 * Returns: whether it is on disk
 */
gboolean
kontor_store_save_finish (KontorStore *self,
                          GAsyncResult *result,
                          GPtrArray **conflicts,
                          GError **error)
{
  Outcome *outcome;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  outcome = g_task_propagate_pointer (G_TASK (result), error);
  if (!outcome)
    return FALSE;
  if (conflicts)
    *conflicts = g_ptr_array_ref (outcome->conflicts);
  outcome_free (outcome);
  return TRUE;
}

typedef struct
{
  GPtrArray *saves;
  GPtrArray *files;
  GStrv sums;
} SaveAll;

static gboolean
write_all (KontorStore *self,
           KontorDatabase *database,
           gpointer data,
           GError **error)
{
  SaveAll *all = data;

  for (guint i = 0; all->files && i < all->files->len; i++)
    if (!kontor_store_write_file (database, all->sums[i], all->files->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < all->saves->len; i++)
    if (!kontor_save_run (all->saves->pdata[i], self, database, error))
      return FALSE;
  return TRUE;
}

/**
 * kontor_store_save_all_with_files:
 * @self: a store
 * @records: (element-type KontorRecord): records, none of them twice
 * @files: (nullable) (element-type GBytes): files that are kept with them
 * @error: return location for a #GError
 *
 * Saves all the records and files in one transaction: all of them or none. Records that were changed elsewhere since they
 * were loaded are merged, but a conflict is an error here: an act such as issuing must rest on what its person has seen.
 *
 * Returns: whether all are on disk; %FALSE with %KONTOR_STORE_ERROR_CONFLICT and as kontor_store_save()
 */
gboolean
kontor_store_save_all_with_files (KontorStore *self,
                                  GPtrArray *records,
                                  GPtrArray *files,
                                  GError **error)
{
  g_autoptr (GPtrArray) saves = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_save_free);
  g_auto (GStrv) sums = g_new0 (char *, files ? files->len + 1 : 1);
  SaveAll all = { saves, files, sums };
  gboolean waited = FALSE;

  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (records != NULL, FALSE);

  for (guint i = 0; i < records->len; i++)
    {
      SaveQueue *queue = g_object_get_data (records->pdata[i], queue_key);
      KontorSave *save;

      if (queue && !waited)
        kontor_store_wait_for_writes (self);
      waited = waited || queue;
      if (queue)
        settle (queue);
      save = kontor_save_new (records->pdata[i]);
      save->refuse_conflicts = TRUE;
      g_ptr_array_add (saves, save);
    }
  for (guint i = 0; files && i < files->len; i++)
    sums[i] = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, files->pdata[i]);

  if (!kontor_store_write (self, write_all, &all, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    kontor_save_apply (saves->pdata[i], records->pdata[i]);
  return TRUE;
}

/**
 * kontor_store_save_all:
 * @self: a store
 * @records: (element-type KontorRecord): records, none of them twice
 * @error: return location for a #GError
 *
 * Saves all the records in one transaction. See kontor_store_save_all_with_files().
 *
 * Returns: whether all are on disk
 */
gboolean
kontor_store_save_all (KontorStore *self,
                       GPtrArray *records,
                       GError **error)
{
  return kontor_store_save_all_with_files (self, records, NULL, error);
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

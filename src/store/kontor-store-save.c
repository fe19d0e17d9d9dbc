/* kontor-store-save.c: saving records, one at a time or all together */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-private.h"

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

static gboolean
save_all (KontorStore *self,
          GPtrArray *records,
          GPtrArray *files,
          gboolean refuse_changes,
          GError **error)
{
  g_autoptr (GPtrArray) saves = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_save_free);
  g_auto (GStrv) sums = g_new0 (char *, files ? files->len + 1 : 1);
  SaveAll all = { saves, files, sums };
  gboolean waited = FALSE;

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
      save->refuse_changes = refuse_changes;
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
 * kontor_store_save_all_with_files:
 * @self: a store
 * @records: (element-type KontorRecord): records, none of them twice
 * @files: (nullable) (element-type GBytes): files that are kept with them
 * @error: return location for a #GError
 *
 * Saves all the records and files in one transaction: all of them or none. A record that was changed
 * elsewhere since it was loaded is an error here, also when the two could be merged: an act such as issuing must rest on what
 * its person has seen, and what was printed must be what is stored.
 *
 * Returns: whether all are on disk; %FALSE with %KONTOR_STORE_ERROR_CONFLICT and as kontor_store_save()
 */
gboolean
kontor_store_save_all_with_files (KontorStore *self,
                                  GPtrArray *records,
                                  GPtrArray *files,
                                  GError **error)
{
  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (records != NULL, FALSE);

  return save_all (self, records, files, TRUE, error);
}

/**
 * kontor_store_save_all:
 * @self: a store
 * @records: (element-type KontorRecord): records, none of them twice
 * @error: return location for a #GError
 *
 * Saves all the records in one transaction: all of them or none. Those that were changed elsewhere since they were loaded are
 * merged, but a conflict is an error.
 *
 * Returns: whether all are on disk; %FALSE with %KONTOR_STORE_ERROR_CONFLICT and as kontor_store_save()
 */
gboolean
kontor_store_save_all (KontorStore *self,
                       GPtrArray *records,
                       GError **error)
{
  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (records != NULL, FALSE);

  return save_all (self, records, NULL, FALSE, error);
}

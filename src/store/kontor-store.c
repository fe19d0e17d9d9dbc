/* kontor-store.c: the records of this desktop on disk */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-private.h"

#include <glib/gi18n-lib.h>

#include "kontor-teller-private.h"

struct _KontorStore
{
  GObject parent_instance;

  char *path;
  char *id;
  KontorTeller *teller;

  KontorIndex *index;
  KontorWriter *writer;
  KontorReaders *readers;
  gint64 data_version; /* of the writer's connection; grows when another program writes */

  GMutex mutex;
  GCond cond;     /* users left, or the index became current */
  guint n_users;  /* calls that are using the writer or a reader */
  gboolean closed;

  GPtrArray *noted; /* ids of the transaction that runs; the writer's own */

  gboolean refilling; /* the index is to be made anew */

  GThread *backup;
};

G_DEFINE_FINAL_TYPE (KontorStore, kontor_store, G_TYPE_OBJECT)

typedef struct
{
  KontorStore *store;
  KontorStoreWriteFunc func;
  KontorStoreWrittenFunc written;
  gpointer data;
  gboolean *committed;
  GMainContext *context;
  GError *error;
} WriteJob;

static gboolean
enter (KontorStore *self,
       GError **error)
{
  gboolean open;

  g_mutex_lock (&self->mutex);
  open = !self->closed;
  if (open)
    self->n_users++;
  g_mutex_unlock (&self->mutex);
  if (!open)
    g_set_error_literal (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_FAILED, _ ("The store is closed."));
  return open;
}

static void
leave (KontorStore *self)
{
  g_mutex_lock (&self->mutex);
  self->n_users--;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gboolean
run_in_transaction (KontorStore *self,
                    KontorDatabase *database,
                    KontorStoreWriteFunc func,
                    gpointer data,
                    GError **error)
{
  gboolean done;

  g_ptr_array_set_size (self->noted, 0);
  if (!kontor_database_begin (database, error))
    return FALSE;
  done = kontor_index_begin_write (self->index, database, error) && func (self, database, data, error);
  if (!kontor_database_end (database, done, error))
    return FALSE;
  if (self->noted->len)
    kontor_teller_tell_changed (self->teller, self->noted);
  return TRUE;
}

static void
run_job (KontorDatabase *database,
         gpointer data)
{
  WriteJob *job = data;

  if (run_in_transaction (job->store, database, job->func, job->data, &job->error) && job->committed)
    *job->committed = TRUE;
}

static gboolean
job_written_cb (gpointer user_data)
{
  WriteJob *job = user_data;

  job->written (job->store, job->data, job->error);
  return G_SOURCE_REMOVE;
}

static void
job_free (gpointer data)
{
  WriteJob *job = data;

  g_clear_error (&job->error);
  g_object_unref (job->store);
  g_main_context_unref (job->context);
  g_free (job);
}

static void
finish_job_later (WriteJob *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, job_written_cb, job, job_free);
  g_source_attach (source, job->context);
}

static void
run_async_job (KontorDatabase *database,
               gpointer data)
{
  WriteJob *job = data;

  run_job (database, job);
  /* The reference to the store is let go there: the last one must not go on this thread. */
  leave (job->store);
  finish_job_later (job);
}

/**
 * kontor_store_write:
 * @self: a store
 * @func: what to do in a transaction
 * @data: for it
 * @error: return location for a #GError
 *
 * Writes, and waits until it is on disk.
 *
 * Returns: whether it was committed
 */
gboolean
kontor_store_write (KontorStore *self,
                    KontorStoreWriteFunc func,
                    gpointer data,
                    GError **error)
{
  WriteJob job = { .store = self, .func = func, .data = data };

  if (!enter (self, error))
    return FALSE;
  kontor_writer_run (self->writer, run_job, &job);
  leave (self);
  if (!job.error)
    return TRUE;
  g_propagate_error (error, job.error);
  return FALSE;
}

/**
 * kontor_store_write_async:
 * @self: a store
 * @func: what to do in a transaction
 * @written: what follows
 * @data: for both; belongs to @written
 * @committed: (nullable): is set as soon as it is on disk, on the writer's thread: to be read after
 *   kontor_store_wait_for_writes()
 * @context: where @written runs
 *
 * Writes without waiting.
 */
void
kontor_store_write_async (KontorStore *self,
                          KontorStoreWriteFunc func,
                          KontorStoreWrittenFunc written,
                          gpointer data,
                          gboolean *committed,
                          GMainContext *context)
{
  WriteJob *job = g_new0 (WriteJob, 1);

  job->store = g_object_ref (self);
  job->func = func;
  job->written = written;
  job->data = data;
  job->committed = committed;
  job->context = context ? g_main_context_ref (context) : g_main_context_ref (g_main_context_default ());
  if (enter (self, &job->error))
    kontor_writer_push (self->writer, run_async_job, job);
  else
    finish_job_later (job);
}

static void
do_nothing (KontorDatabase *database,
            gpointer data)
{
}

/**
 * kontor_store_wait_for_writes:
 * @self: a store
 *
 * Waits for all writes that were begun before.
 */
void
kontor_store_wait_for_writes (KontorStore *self)
{
  if (!enter (self, NULL))
    return;
  kontor_writer_run (self->writer, do_nothing, NULL);
  leave (self);
}

/**
 * kontor_store_note_change:
 * @self: a store
 * @id: a record that the transaction that runs has written or removed
 *
 * To be called on the writer's thread; it is told when the transaction was committed.
 */
void
kontor_store_note_change (KontorStore *self,
                          const char *id)
{
  g_ptr_array_add (self->noted, g_strdup (id));
}

/**
 * kontor_store_next_change:
 * @database: a connection in a transaction
 * @change: (out): a number larger than any change before
 * @error: return location for a #GError
 *
 * Returns: whether it could be drawn
 */
gboolean
kontor_store_next_change (KontorDatabase *database,
                          gint64 *change,
                          GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  int step;

  statement = kontor_database_prepare (database,
                                       "UPDATE meta SET value = CAST (value AS INTEGER) + 1 WHERE key = 'change' "
                                       "RETURNING CAST (value AS INTEGER)",
                                       error);
  if (!statement)
    return FALSE;
  step = kontor_statement_step (statement, error);
  if (step > 0)
    *change = kontor_statement_get_integer (statement, 0);
  else if (step == 0)
    g_set_error_literal (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT,
                         _ ("The store has lost its change number. Restore it from a backup."));
  return step > 0;
}

/**
 * kontor_store_begin_read:
 * @self: a store
 * @cancellable: (nullable): what interrupts the read
 * @error: return location for a #GError
 *
 * Returns: (transfer none) (nullable): a connection to read with, to be given back with kontor_store_end_read()
 */
KontorDatabase *
kontor_store_begin_read (KontorStore *self,
                         GCancellable *cancellable,
                         GError **error)
{
  KontorDatabase *database;

  if (!enter (self, error))
    return NULL;
  database = kontor_readers_take (self->readers, cancellable, error);
  if (!database)
    leave (self);
  return database;
}

/**
 * kontor_store_end_read:
 * @self: a store
 * @database: (nullable): what kontor_store_begin_read() gave
 *
 * Gives the connection back. Its statements must have been let go.
 */
void
kontor_store_end_read (KontorStore *self,
                       KontorDatabase *database)
{
  if (!database)
    return;
  kontor_readers_give_back (self->readers, database);
  leave (self);
}

/**
 * kontor_store_get_index:
 * @self: a store
 *
 * Returns: (transfer none): its index
 */
KontorIndex *
kontor_store_get_index (KontorStore *self)
{
  return self->index;
}

/**
 * kontor_store_wait_for_column:
 * @self: a store
 * @table: a table of the index
 * @column: a column of it
 * @cancellable: (nullable): what ends the wait
 * @error: return location for a #GError
 *
 * After an update a query may ask for a column that the tables get only while they are refilled. Waits for that.
 *
 * Returns: whether the column is there
 */
gboolean
kontor_store_wait_for_column (KontorStore *self,
                              const char *table,
                              const char *column,
                              GCancellable *cancellable,
                              GError **error)
{
  while (!kontor_index_has_column (self->index, table, column))
    {
      gboolean refilling;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_mutex_lock (&self->mutex);
      refilling = self->refilling && !self->closed;
      if (refilling)
        g_cond_wait_until (&self->cond, &self->mutex, g_get_monotonic_time () + 50 * G_TIME_SPAN_MILLISECOND);
      g_mutex_unlock (&self->mutex);
      /* It may have come in the moment in which the refill ended. */
      if (!refilling && !kontor_index_has_column (self->index, table, column))
        {
          g_set_error_literal (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_QUERY,
                               _ ("Another version of Kontor has the store open and does not know all fields of this list. "
                                  "Close it and open the store again."));
          return FALSE;
        }
    }
  return TRUE;
}

/* On the writer's thread, when nobody wants to save: notices other programs, and goes on with the refill. */
static gboolean
idle_cb (KontorDatabase *database,
         gpointer user_data)
{
  KontorStore *self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 data_version;
  gboolean refilling, done;
  double fraction;

  if (kontor_database_get_integer (database, "PRAGMA data_version", &data_version, NULL) &&
      data_version != self->data_version)
    {
      self->data_version = data_version;
      kontor_index_begin_write (self->index, database, NULL);
      kontor_teller_tell_changed (self->teller, NULL);
    }

  g_mutex_lock (&self->mutex);
  refilling = self->refilling;
  g_mutex_unlock (&self->mutex);
  if (!refilling)
    return FALSE;
  if (!kontor_index_refill (self->index, database, &done, &fraction, &error))
    {
      /* It goes on in the next idle second; a full disk or another program is no reason to give up. */
      g_debug ("The index could not be refilled: %s", error->message);
      return FALSE;
    }
  kontor_teller_tell_progress (self->teller, fraction);
  if (done)
    {
      g_mutex_lock (&self->mutex);
      self->refilling = FALSE;
      g_cond_broadcast (&self->cond);
      g_mutex_unlock (&self->mutex);
      kontor_teller_tell_changed (self->teller, NULL);
    }
  return !done;
}

static gpointer
backup_thread (gpointer data)
{
  KontorStore *self = data;

  kontor_backup_daily (self->path);
  return NULL;
}

static void
kontor_store_dispose (GObject *object)
{
  KontorStore *self = KONTOR_STORE (object);

  if (self->teller)
    kontor_teller_forget_store (self->teller);
  kontor_store_close (self);

  G_OBJECT_CLASS (kontor_store_parent_class)->dispose (object);
}

static void
kontor_store_finalize (GObject *object)
{
  KontorStore *self = KONTOR_STORE (object);

  g_clear_pointer (&self->teller, kontor_teller_unref);
  g_clear_pointer (&self->index, kontor_index_free);
  g_ptr_array_unref (self->noted);
  g_free (self->path);
  g_free (self->id);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (kontor_store_parent_class)->finalize (object);
}

static void
kontor_store_class_init (KontorStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kontor_store_dispose;
  object_class->finalize = kontor_store_finalize;

  /**
   * KontorStore::changed:
   * @self: a store
   * @ids: (nullable): the records that were written or removed; %NULL when anything may have changed
   *
   * Emitted after something was written, also by another program.
   */
  g_signal_new ("changed", KONTOR_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);

  /**
   * KontorStore::progress:
   * @self: a store
   * @fraction: how far it is, 0 to 1
   * @what: what is being done, translated
   *
   * Emitted while the index is refilled in the background.
   */
  g_signal_new ("progress", KONTOR_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE,
                G_TYPE_STRING);
}

static void
kontor_store_init (KontorStore *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->noted = g_ptr_array_new_with_free_func (g_free);
  self->closed = TRUE;
}

/**
 * kontor_store_get_default_path:
 *
 * Returns: (transfer full): `$KONTOR_STORE` when that is set, else `$XDG_DATA_HOME/kontor/kontor.db`
 */
char *
kontor_store_get_default_path (void)
{
  const char *path = g_getenv ("KONTOR_STORE");

  if (path && *path)
    return g_strdup (path);
  return g_build_filename (g_get_user_data_dir (), "kontor", "kontor.db", NULL);
}

static gboolean
open_store (KontorStore *self,
            GError **error)
{
  g_autoptr (KontorDatabase) database = NULL;
  gboolean is_new;

  database = kontor_store_open_file (self->path, &is_new, &self->id, &self->index, error);
  if (!database || !kontor_database_get_integer (database, "PRAGMA data_version", &self->data_version, error))
    return FALSE;

  self->readers = kontor_readers_new (self->path);
  self->writer = kontor_writer_new (g_steal_pointer (&database), idle_cb, self);
  self->closed = FALSE;
  /* Only here, and not whenever it is seen: two versions of Kontor on one store would make it anew in turns. */
  if (!kontor_index_is_current (self->index))
    kontor_store_refill (self);
  if (!is_new)
    self->backup = g_thread_new ("kontor-backup", backup_thread, self);
  return TRUE;
}

static KontorStore *
open_in_context (const char *path,
                 GMainContext *context,
                 GError **error)
{
  g_autoptr (KontorStore) self = g_object_new (KONTOR_TYPE_STORE, NULL);

  /* SQLite has names of its own, ":memory:" and "file:…?mode=memory", which would keep nothing. */
  self->path = g_canonicalize_filename (path, NULL);
  self->teller = kontor_teller_new (self, context);
  return open_store (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * kontor_store_open:
 * @path: the file; it and its folder are made when they are not there
 * @error: return location for a #GError
 *
 * Opens a store. An old one is migrated, after a backup. When the store was there, a copy of it is made once a day, into
 * the folder `backups` beside it. The sort order of a new store is that of the environment's language; it stays with the store.
 *
 * Returns: (transfer full): the store; %NULL with %KONTOR_STORE_ERROR_NEWER, _READ_ONLY, _FULL, _LOCKED or _CORRUPT
 */
KontorStore *
kontor_store_open (const char *path,
                   GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return open_in_context (path, g_main_context_get_thread_default (), error);
}

static void
open_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  KontorStore *self = open_in_context (task_data, g_task_get_context (task), &error);

  if (self)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * kontor_store_open_async:
 * @path: the file
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens a store without blocking: a backup or a migration may take a while. See kontor_store_open().
 */
void
kontor_store_open_async (const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (path != NULL);

  g_task_set_source_tag (task, kontor_store_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * kontor_store_open_finish:
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the store, or %NULL with @error
 */
KontorStore *
kontor_store_open_finish (GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kontor_store_refill:
 * @self: a store
 *
 * Has the index made anew in the background, where it is not what this program makes.
 */
void
kontor_store_refill (KontorStore *self)
{
  if (!enter (self, NULL))
    return;
  g_mutex_lock (&self->mutex);
  self->refilling = TRUE;
  g_mutex_unlock (&self->mutex);
  kontor_writer_wake (self->writer);
  leave (self);
}

/**
 * kontor_store_close:
 * @self: a store
 *
 * Writes what waits to be written and closes the file. Calls that come later fail. The last reference does the same.
 */
void
kontor_store_close (KontorStore *self)
{
  g_return_if_fail (KONTOR_IS_STORE (self));

  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_cond_broadcast (&self->cond);
  while (self->n_users > 0)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);

  g_clear_pointer (&self->backup, g_thread_join);
  g_clear_pointer (&self->readers, kontor_readers_free);
  g_clear_pointer (&self->writer, kontor_writer_stop);
}

/**
 * kontor_store_get_path:
 * @self: a store
 *
 * Returns: (transfer none): its file
 */
const char *
kontor_store_get_path (KontorStore *self)
{
  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);

  return self->path;
}

/**
 * kontor_store_get_id:
 * @self: a store
 *
 * Returns: (transfer none): a random name that no other store has; a restored store gets a new one
 */
const char *
kontor_store_get_id (KontorStore *self)
{
  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);

  return self->id;
}

/**
 * kontor_store_get_language:
 * @self: a store
 *
 * Returns: (transfer none): the language in whose order its lists are sorted, a BCP 47 tag; "" for the common order
 */
const char *
kontor_store_get_language (KontorStore *self)
{
  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);

  return kontor_index_order_get_language (kontor_index_get_order (self->index));
}

static gboolean
write_language (KontorStore *self,
                KontorDatabase *database,
                gpointer data,
                GError **error)
{
  return kontor_database_set_meta (database, "collation", data, error);
}

/**
 * kontor_store_set_language:
 * @self: a store
 * @language: a BCP 47 tag; "" for the common order
 * @error: return location for a #GError
 *
 * Says in whose order lists are sorted. The order is that of the store and not of who opens it, or two programs in two
 * languages would make the lists anew in turns. It holds from the next time that the store is opened, which makes the lists
 * anew in the background.
 *
 * Returns: whether it is on disk; %FALSE with %KONTOR_BASE_ERROR when the language cannot be sorted by
 */
gboolean
kontor_store_set_language (KontorStore *self,
                           const char *language,
                           GError **error)
{
  KontorIndexOrder *order;

  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (language != NULL, FALSE);

  order = kontor_index_order_new (language, error);
  if (!order)
    return FALSE;
  kontor_index_order_free (order);
  return kontor_store_write (self, write_language, (gpointer) language, error);
}

/* kontor-readers.c: the connections that read a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-readers-private.h"

/* As many reads as run at once; more wait for one to end. */
#define MAX_READERS 4

struct _KontorReaders
{
  char *path;
  GMutex mutex;
  GCond returned;
  GPtrArray *idle;
  guint n_open;
};

/**
 * kontor_readers_new:
 * @path: the file of the store
 *
 * Returns: (transfer full): a pool with no connection yet
 */
KontorReaders *
kontor_readers_new (const char *path)
{
  KontorReaders *self = g_new0 (KontorReaders, 1);

  self->path = g_strdup (path);
  self->idle = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->returned);
  return self;
}

/**
 * kontor_readers_free:
 * @self: (transfer full): a pool
 *
 * Waits for the reads that run and closes all connections.
 */
void
kontor_readers_free (KontorReaders *self)
{
  g_mutex_lock (&self->mutex);
  while (self->idle->len < self->n_open)
    g_cond_wait (&self->returned, &self->mutex);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < self->idle->len; i++)
    kontor_database_close (self->idle->pdata[i]);
  g_ptr_array_unref (self->idle);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->returned);
  g_free (self->path);
  g_free (self);
}

/**
 * kontor_readers_take:
 * @self: a pool
 * @cancellable: (nullable): what interrupts the statements of the connection
 * @error: return location for a #GError
 *
 * Takes a connection, or waits for one.
 *
 * Returns: (transfer none) (nullable): a connection, to be given back with kontor_readers_give_back()
 */
KontorDatabase *
kontor_readers_take (KontorReaders *self,
                     GCancellable *cancellable,
                     GError **error)
{
  KontorDatabase *database = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  g_mutex_lock (&self->mutex);
  while (self->idle->len == 0 && self->n_open >= MAX_READERS)
    g_cond_wait (&self->returned, &self->mutex);
  if (self->idle->len > 0)
    database = g_ptr_array_steal_index (self->idle, self->idle->len - 1);
  else
    self->n_open++;
  g_mutex_unlock (&self->mutex);

  if (!database)
    {
      database = kontor_database_open (self->path, KONTOR_DATABASE_READER, error);
      if (!database)
        {
          g_mutex_lock (&self->mutex);
          self->n_open--;
          g_cond_broadcast (&self->returned);
          g_mutex_unlock (&self->mutex);
          return NULL;
        }
    }
  kontor_database_set_cancellable (database, cancellable);
  return database;
}

/**
 * kontor_readers_give_back:
 * @self: a pool
 * @database: (nullable): a connection of the pool, with no statement in use
 *
 * Gives a connection back.
 */
void
kontor_readers_give_back (KontorReaders *self,
                          KontorDatabase *database)
{
  if (!database)
    return;
  kontor_database_set_cancellable (database, NULL);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->idle, database);
  g_cond_broadcast (&self->returned);
  g_mutex_unlock (&self->mutex);
}

/* kontor-writer.c: the one thread that writes to a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-writer-private.h"

/* How often an idle writer looks whether another program has written: one read of shared memory. */
#define IDLE_MICROSECONDS G_TIME_SPAN_SECOND

typedef struct
{
  KontorWriterFunc func;
  gpointer data;
  gboolean *done; /* somebody waits */
} Job;

struct _KontorWriter
{
  KontorDatabase *database;
  KontorWriterIdleFunc idle;
  gpointer idle_data;

  GMutex mutex;
  GCond work;  /* something to do */
  GCond ready; /* something is done */
  GQueue jobs;
  gboolean busy_idle;
  gboolean stopping;
  GThread *thread;
};

static void
writer_free (KontorWriter *self)
{
  kontor_database_close (self->database);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->work);
  g_cond_clear (&self->ready);
  g_free (self);
}

static gpointer
writer_thread (gpointer data)
{
  KontorWriter *self = data;

  g_mutex_lock (&self->mutex);
  while (TRUE)
    {
      Job *job = g_queue_pop_head (&self->jobs);

      if (job)
        {
          g_mutex_unlock (&self->mutex);
          job->func (self->database, job->data);
          g_mutex_lock (&self->mutex);
          if (job->done)
            {
              *job->done = TRUE;
              g_cond_broadcast (&self->ready);
            }
          g_free (job);
        }
      else if (self->stopping)
        break;
      else if (self->busy_idle ||
               !g_cond_wait_until (&self->work, &self->mutex, g_get_monotonic_time () + IDLE_MICROSECONDS))
        {
          gboolean again;

          g_mutex_unlock (&self->mutex);
          again = self->idle (self->database, self->idle_data);
          g_mutex_lock (&self->mutex);
          self->busy_idle = again;
        }
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/**
 * kontor_writer_new:
 * @database: (transfer full): a connection
 * @idle: what to do when there are no jobs
 * @idle_data: for @idle; outlives the writer
 *
 * Starts the thread.
 *
 * Returns: (transfer full): a writer, to be ended with kontor_writer_stop()
 */
KontorWriter *
kontor_writer_new (KontorDatabase *database,
                   KontorWriterIdleFunc idle,
                   gpointer idle_data)
{
  KontorWriter *self = g_new0 (KontorWriter, 1);

  self->database = database;
  self->idle = idle;
  self->idle_data = idle_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->work);
  g_cond_init (&self->ready);
  g_queue_init (&self->jobs);
  self->thread = g_thread_new ("kontor-writer", writer_thread, self);
  return self;
}

static void
push (KontorWriter *self,
      KontorWriterFunc func,
      gpointer data,
      gboolean *done)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->done = done;
  g_queue_push_tail (&self->jobs, job);
  g_cond_signal (&self->work);
}

/**
 * kontor_writer_push:
 * @self: a writer
 * @func: a job
 * @data: for it
 *
 * Has the job run after those that were pushed before.
 */
void
kontor_writer_push (KontorWriter *self,
                    KontorWriterFunc func,
                    gpointer data)
{
  g_mutex_lock (&self->mutex);
  push (self, func, data, NULL);
  g_mutex_unlock (&self->mutex);
}

/**
 * kontor_writer_run:
 * @self: a writer
 * @func: a job
 * @data: for it
 *
 * Has the job run after those that were pushed before, and waits until it was.
 */
void
kontor_writer_run (KontorWriter *self,
                   KontorWriterFunc func,
                   gpointer data)
{
  gboolean done = FALSE;

  g_mutex_lock (&self->mutex);
  push (self, func, data, &done);
  while (!done)
    g_cond_wait (&self->ready, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/**
 * kontor_writer_wake:
 * @self: a writer
 *
 * Has the idle function run soon.
 */
void
kontor_writer_wake (KontorWriter *self)
{
  g_mutex_lock (&self->mutex);
  self->busy_idle = TRUE;
  g_cond_signal (&self->work);
  g_mutex_unlock (&self->mutex);
}

/**
 * kontor_writer_stop:
 * @self: (transfer full): a writer
 *
 * Runs the jobs that wait, ends the thread and closes the connection. Not to be called by a job.
 */
void
kontor_writer_stop (KontorWriter *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->work);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  writer_free (self);
}

/* kontor-desk-task.c: acts at the desk that run beside the window */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-task.h"

typedef struct
{
  KontorDeskAct act;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Job;

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static void
run_thread (GTask *task,
            gpointer source_object,
            gpointer task_data,
            GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  gpointer result = job->act (KONTOR_STORE (source_object), job->data, cancellable, &error);

  if (result == NULL && error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->free_result);
}

/**
 * kontor_desk_task_run:
 * @store: the store
 * @act: what to do
 * @data: for @act
 * @free_data: (nullable): frees @data
 * @free_result: (nullable): frees what @act returns when nobody takes it
 * @cancellable: (nullable): a #GCancellable
 * @callback: called on the thread of the caller when it is done
 * @user_data: for @callback
 *
 * Runs an act on a thread.
 */
void
kontor_desk_task_run (KontorStore *store,
                      KontorDeskAct act,
                      gpointer data,
                      GDestroyNotify free_data,
                      GDestroyNotify free_result,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (KONTOR_IS_STORE (store));

  job = g_new0 (Job, 1);
  job->act = act;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_desk_task_run);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_thread);
}

/**
 * kontor_desk_task_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what the act returned
 */
gpointer
kontor_desk_task_finish (KontorStore *store,
                         GAsyncResult *result,
                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

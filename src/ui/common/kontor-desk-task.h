/* kontor-desk-task.h: acts at the desk that run beside the window */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorDeskAct:
 * @store: the store
 * @data: what was given to kontor_desk_task_run()
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * An act that may take longer than a frame. It runs on a thread of its own and touches no widget.
 *
 * Returns: (transfer full) (nullable): what came of it; %NULL with @error set
 */
typedef gpointer (*KontorDeskAct) (KontorStore *store, gpointer data, GCancellable *cancellable, GError **error);

void kontor_desk_task_run (KontorStore *store,
                           KontorDeskAct act,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer kontor_desk_task_finish (KontorStore *store, GAsyncResult *result, GError **error);

G_END_DECLS

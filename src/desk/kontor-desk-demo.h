/* kontor-desk-demo.h: the demo company */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorDeskProgress:
 * @done: how many steps are done
 * @total: of how many
 * @user_data: what was handed over
 *
 * Called on the thread that works.
 */
typedef void (*KontorDeskProgress) (guint done, guint total, gpointer user_data);

gboolean kontor_desk_fill_demo (KontorStore *store,
                                KontorDeskProgress progress,
                                gpointer user_data,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS

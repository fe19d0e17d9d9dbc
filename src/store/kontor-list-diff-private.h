/* kontor-list-diff-private.h: from one array of row numbers to another */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A run of the old array that is replaced by a run of the new one; either may be empty. */
typedef struct
{
  guint old_start;
  guint old_count;
  guint new_start;
  guint new_count;
} KontorListChange;

GArray *kontor_list_diff (const gint64 *old_rows, guint n_old, const gint64 *new_rows, guint n_new);

G_END_DECLS

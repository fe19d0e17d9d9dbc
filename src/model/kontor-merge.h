/* kontor-merge.h: the three-way merge of two bodies */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-record-type.h"

G_BEGIN_DECLS

/**
 * KontorConflict:
 * @path: where both changed differently
 * @base: (nullable): what it was
 * @ours: (nullable): what it is here; %NULL when it was removed here
 * @theirs: (nullable): what it is there; %NULL when it was removed there
 */
typedef struct
{
  char *path;
  KontorJson *base;
  KontorJson *ours;
  KontorJson *theirs;
} KontorConflict;

void kontor_conflict_free (KontorConflict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorConflict, kontor_conflict_free)

KontorJson *kontor_merge (const KontorRecordType *type,
                          KontorJson *base,
                          KontorJson *ours,
                          KontorJson *theirs,
                          GPtrArray **conflicts,
                          GError **error);

G_END_DECLS

/* kontor-difference.h: the line-by-line difference of two bodies */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-record-type.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_DIFFERENCE_ADDED,
  KONTOR_DIFFERENCE_REMOVED,
  KONTOR_DIFFERENCE_CHANGED,
  KONTOR_DIFFERENCE_MOVED,
} KontorDifferenceKind;

/**
 * KontorDifference:
 * @kind: what happened
 * @path: where (see kontor-path.h)
 * @label: the place in words, translated: "Variants › Basic › Lines › Consulting › Quantity"
 * @before: (nullable): what it was, for a person; %NULL when it was added
 * @after: (nullable): what it is, for a person; %NULL when it was removed
 *
 * One line of a difference.
 */
typedef struct
{
  KontorDifferenceKind kind;
  char *path;
  char *label;
  char *before;
  char *after;
} KontorDifference;

void kontor_difference_free (KontorDifference *self);
GPtrArray *kontor_difference_find (const KontorRecordType *type, KontorJson *before, KontorJson *after);
const char *kontor_difference_kind_get_label (KontorDifferenceKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDifference, kontor_difference_free)

G_END_DECLS

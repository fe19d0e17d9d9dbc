/* kontor-view.h: a record as XML, for templates */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>

#include "kontor-record.h"

G_BEGIN_DECLS

/* What a resolver is asked for when the company whose desk this is is wanted. */
#define KONTOR_VIEW_COMPANY "company"

/**
 * KontorResolver:
 * @id: id of a record, or %KONTOR_VIEW_COMPANY
 * @user_data: as given
 *
 * Finds a record that another refers to.
 *
 * Returns: (transfer full) (nullable): the record, or %NULL when it is not here
 */
typedef KontorRecord *(*KontorResolver) (const char *id, gpointer user_data);

/**
 * KontorViewFlags:
 * @KONTOR_VIEW_INTERNAL: with costs, margins and the like, which do not belong on paper
 * @KONTOR_VIEW_UNPRICED: an offer that cannot be priced has no totals and an element `problem` that says why; without
 *     this flag it is an error
 */
typedef enum
{
  KONTOR_VIEW_NO_FLAGS = 0,
  KONTOR_VIEW_INTERNAL = 1 << 0,
  KONTOR_VIEW_UNPRICED = 1 << 1,
} KontorViewFlags;

xmlDoc *kontor_view_new (KontorRecord *record,
                         KontorViewFlags flags,
                         KontorResolver resolve,
                         gpointer user_data,
                         const char *language,
                         GError **error);
char *kontor_view_to_string (xmlDoc *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS

/* kontor-query.h: which records, in which order */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "kontor-record-type.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_MATCH_EQUAL,
  KONTOR_MATCH_NOT_EQUAL,
  KONTOR_MATCH_LESS,
  KONTOR_MATCH_LESS_OR_EQUAL,
  KONTOR_MATCH_GREATER,
  KONTOR_MATCH_GREATER_OR_EQUAL,
  KONTOR_MATCH_UNSET,
  KONTOR_MATCH_SET,
} KontorMatch;

/**
 * KontorQuery:
 *
 * Records of one kind, filtered by indexed fields (also those of an indexed part: "variants/lines/product"), narrowed by a
 * search text, sorted by an indexed field. A value: build it, hand it over, do not change it afterwards.
 */
typedef struct _KontorQuery KontorQuery;

#define KONTOR_TYPE_QUERY (kontor_query_get_type ())
GType kontor_query_get_type (void);

KontorQuery *kontor_query_new (const KontorRecordType *type);
KontorQuery *kontor_query_ref (KontorQuery *self);
void kontor_query_unref (KontorQuery *self);
gboolean kontor_query_add_filter (KontorQuery *self, const char *member, KontorMatch match, const char *value, GError **error);
gboolean kontor_query_set_sort (KontorQuery *self, const char *member, gboolean descending, GError **error);
void kontor_query_set_text (KontorQuery *self, const char *text);
void kontor_query_set_limit (KontorQuery *self, guint limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorQuery, kontor_query_unref)

G_END_DECLS

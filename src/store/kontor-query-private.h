/* kontor-query-private.h: a query as SQL */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-index-private.h"
#include "kontor-query.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_QUERY_ROWS,  /* the numbers of the records, in order */
  KONTOR_QUERY_ALL_ROWS, /* the same in any order and without bounds */
  KONTOR_QUERY_IDS,   /* their ids, in order */
  KONTOR_QUERY_COUNT, /* how many there are */
} KontorQueryResult;

/* A column of the index that a query needs. */
typedef void (*KontorQueryColumnFunc) (const char *table, const char *column, gpointer user_data);

const KontorRecordType *kontor_query_get_record_type (KontorQuery *self);
gboolean kontor_query_is_ranked (KontorQuery *self);
const char *kontor_query_get_text (KontorQuery *self);
guint kontor_query_get_limit (KontorQuery *self);
gboolean kontor_query_has_filters (KontorQuery *self);
void kontor_query_foreach_column (KontorQuery *self, KontorQueryColumnFunc func, gpointer user_data);
KontorStatement *kontor_query_prepare (KontorQuery *self,
                                       KontorDatabase *database,
                                       KontorIndexOrder *order,
                                       KontorQueryResult result,
                                       guint limit,
                                       GError **error);
char *kontor_search_make_match (const char *text, const char *kind);

G_END_DECLS

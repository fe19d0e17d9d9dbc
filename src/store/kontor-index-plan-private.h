/* kontor-index-plan-private.h: which tables and columns the field tables give */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-collation.h"
#include "kontor-database-private.h"
#include "kontor-record-type.h"

G_BEGIN_DECLS

/*
 * A column of an index table. A field has a column of its member (or its path, inside of an embedded part) that is shown
 * and compared for being equal; texts, amounts and choices have a second one, named with "#key", that sorts.
 * The columns that each table has besides begin with "_", as no member of a body does.
 */
typedef struct
{
  char *name;
  const KontorField *field;
  GStrv steps; /* the members that lead to the value */
  gboolean key;
} KontorIndexCell;

/* A table of the index: of a kind, of an indexed part of it, or of an indexed list of values. */
typedef struct
{
  const KontorRecordType *type;
  const KontorPartType *part; /* of a table of parts */
  const KontorField *list;    /* of a table of values */
  char *name;
  GPtrArray *cells;           /* of KontorIndexCell */
} KontorIndexTable;

/* What one kind has in the index. */
typedef struct
{
  const KontorRecordType *type;
  KontorIndexTable *table;
  GPtrArray *parts; /* of KontorIndexTable */
} KontorIndexKind;

/* A value for a cell. */
typedef struct
{
  int type; /* SQLITE_NULL, SQLITE_INTEGER, SQLITE_TEXT or SQLITE_BLOB */
  gint64 integer;
  char *text;
  GBytes *bytes;
} KontorIndexValue;

/* A row of a table of parts. */
typedef struct
{
  const KontorIndexTable *table;
  char *field; /* where the parts stand, without keys: "variants/lines" */
  char *path;  /* where this one stands: "variants/v1/lines/l3" */
  guint position;
  KontorIndexValue *values; /* as many as the table has cells */
} KontorIndexPart;

/* All that the index holds about one record. */
typedef struct
{
  const KontorIndexKind *kind;
  KontorIndexValue *values;
  GPtrArray *parts; /* of KontorIndexPart */
  char *title;
  char *folded;
  GBytes *title_key;
  char *search_title;
  char *search_text;
} KontorIndexEntry;

/* What makes keys: the sort order of a language. Free to be used from several threads. */
typedef struct _KontorIndexOrder KontorIndexOrder;

KontorIndexOrder *kontor_index_order_new (const char *language, GError **error);
void kontor_index_order_free (KontorIndexOrder *self);
GBytes *kontor_index_order_make_key (KontorIndexOrder *self, const char *text);
const char *kontor_index_order_get_language (KontorIndexOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorIndexOrder, kontor_index_order_free)

const KontorIndexKind *kontor_index_plan_find (const KontorRecordType *type);
gboolean kontor_index_plan_find_column (const KontorIndexKind *self,
                                        const char *path,
                                        const KontorIndexTable **table,
                                        const KontorIndexCell **cell,
                                        const KontorIndexCell **key);

KontorIndexEntry *kontor_index_entry_new (const KontorIndexKind *kind, KontorIndexOrder *order, KontorJson *body);
void kontor_index_entry_free (KontorIndexEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorIndexEntry, kontor_index_entry_free)

void kontor_index_value_clear (KontorIndexValue *self);
void kontor_index_value_bind (const KontorIndexValue *self, KontorStatement *statement, int index);
gboolean kontor_index_value_equals_column (const KontorIndexValue *self, KontorStatement *statement, int column);
void kontor_index_value_init_for_text (KontorIndexValue *self,
                                       const KontorField *field,
                                       gboolean key,
                                       KontorIndexOrder *order,
                                       const char *text);

G_END_DECLS

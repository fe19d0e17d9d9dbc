/* kontor-index-private.h: the derived tables of a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-index-plan-private.h"

G_BEGIN_DECLS

/*
 * The index: `index_<kind>`, `index_<kind>_<part>`, `title` and the FTS5 table `search`. All of it follows from the bodies and is
 * written by kontor_index_write() in the transaction that writes the body.
 *
 * When the field tables, ICU or the language differ from what the index was made from, the same tables are filled again
 * under names that begin with `new_`, in small transactions, and put in place of the old ones by the last of them. How far
 * it got stands in `meta`, so that it goes on after a restart, and so that two programs on one store work at it together.
 * Until then queries are answered from the old tables as far as those have the columns.
 */
typedef struct _KontorIndex KontorIndex;

/* A set of index tables: `schema`.`prefix`name. @present, when set, holds "table/column" of all that the tables have. */
typedef struct
{
  const char *schema;
  const char *prefix;
  GHashTable *present;
} KontorIndexTarget;

KontorIndex *kontor_index_new (const char *language, GError **error);
void kontor_index_free (KontorIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorIndex, kontor_index_free)

KontorIndexOrder *kontor_index_get_order (KontorIndex *self);
gboolean kontor_index_has_column (KontorIndex *self, const char *table, const char *column);
gboolean kontor_index_is_current (KontorIndex *self);

gboolean kontor_index_create (KontorIndex *self, KontorDatabase *database, GError **error);
gboolean kontor_index_begin_write (KontorIndex *self, KontorDatabase *database, GError **error);
gboolean kontor_index_write (KontorIndex *self,
                             KontorDatabase *database,
                             gint64 row,
                             const char *id,
                             const KontorRecordType *type,
                             KontorJson *body,
                             gint64 change,
                             GError **error);
gboolean kontor_index_remove (KontorIndex *self, KontorDatabase *database, gint64 row, const KontorRecordType *type, GError **error);
gboolean kontor_index_refill (KontorIndex *self, KontorDatabase *database, gboolean *done, double *fraction, GError **error);
gboolean kontor_index_compare (KontorIndex *self,
                               KontorDatabase *database,
                               GPtrArray *sentences,
                               GError **error);

/* For kontor-index-refill.c. */
gboolean kontor_index_target_create (const KontorIndexTarget *target, KontorDatabase *database, gint64 generation, GError **error);
gboolean kontor_index_target_drop (const KontorIndexTarget *target, KontorDatabase *database, GError **error);
gboolean kontor_index_target_write (const KontorIndexTarget *target,
                                    KontorDatabase *database,
                                    gint64 row,
                                    const char *id,
                                    gint64 change,
                                    const KontorIndexEntry *entry,
                                    GError **error);
gboolean kontor_index_target_remove (const KontorIndexTarget *target,
                                     KontorDatabase *database,
                                     gint64 row,
                                     const KontorIndexKind *kind,
                                     GError **error);
GStrv kontor_index_target_list_tables (const KontorIndexTarget *target, KontorDatabase *database, GError **error);
void kontor_index_append_name (GString *sql, const char *name);

G_END_DECLS

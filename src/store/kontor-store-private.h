/* kontor-store-private.h: what the files of the store share */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-index-private.h"
#include "kontor-readers-private.h"
#include "kontor-store.h"
#include "kontor-writer-private.h"

G_BEGIN_DECLS

/*
 * A piece of work inside of a transaction of the writer, on the writer's thread. It tells of each record that it wrote with
 * kontor_store_note_change(). When it fails the transaction is rolled back and nothing is told.
 */
typedef gboolean (*KontorStoreWriteFunc) (KontorStore *self, KontorDatabase *database, gpointer data, GError **error);

/* What follows, in the main context that was given: @error is %NULL when it was committed. */
typedef void (*KontorStoreWrittenFunc) (KontorStore *self, gpointer data, GError *error);

gboolean kontor_store_write (KontorStore *self, KontorStoreWriteFunc func, gpointer data, GError **error);
void kontor_store_write_async (KontorStore *self,
                               KontorStoreWriteFunc func,
                               KontorStoreWrittenFunc written,
                               gpointer data,
                               gboolean *committed,
                               GMainContext *context);
void kontor_store_wait_for_writes (KontorStore *self);
void kontor_store_note_change (KontorStore *self, const char *id);
gboolean kontor_store_next_change (KontorDatabase *database, gint64 *change, GError **error);

KontorDatabase *kontor_store_open_file (const char *path, gboolean *is_new, char **id, KontorIndex **index, GError **error);
KontorDatabase *kontor_store_begin_read (KontorStore *self, GCancellable *cancellable, GError **error);
void kontor_store_end_read (KontorStore *self, KontorDatabase *database);
void kontor_store_refill (KontorStore *self);
char *kontor_store_complete_title (const KontorRecordType *type, const char *title);
KontorIndex *kontor_store_get_index (KontorStore *self);
gboolean kontor_store_wait_for_column (KontorStore *self,
                                       const char *table,
                                       const char *column,
                                       GCancellable *cancellable,
                                       GError **error);

/* Writing one body, for kontor-store-save.c and kontor-numbers.c. */
typedef struct
{
  const KontorRecordType *type;
  char *id;
  KontorJson *body;    /* as the record had it */
  KontorJson *base;    /* (nullable): what it was loaded as */
  gint64 base_change;  /* 0: never stored */
  KontorJson *pending; /* (nullable) */
  gboolean pending_is_stored;
  gboolean refuse_conflicts;
  gboolean refuse_changes; /* also those that do not conflict */

  KontorJson *stored;  /* what was written */
  char *text;          /* of it, while it is written */
  gint64 change;
  GPtrArray *conflicts;
} KontorSave;

KontorSave *kontor_save_new (KontorRecord *record);
void kontor_save_free (KontorSave *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorSave, kontor_save_free)
gboolean kontor_save_run (KontorSave *self, KontorStore *store, KontorDatabase *database, GError **error);
void kontor_save_apply (KontorSave *self, KontorRecord *record);

char *kontor_conflicts_to_text (GPtrArray *conflicts);
GPtrArray *kontor_conflicts_from_text (const char *text);

/* Files, for a transaction that has other work too. */
gboolean kontor_store_write_file (KontorDatabase *database, const char *sha256, GBytes *bytes, GError **error);

/* Copies of the store. */
gboolean kontor_backup_copy (const char *from, const char *to, GCancellable *cancellable, GError **error);
void kontor_backup_daily (const char *path);
void kontor_backup_prune (const char *folder, const char *stem);
gboolean kontor_backup_before_migration (const char *path, int version, GError **error);

G_END_DECLS

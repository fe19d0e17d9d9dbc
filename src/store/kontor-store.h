/* kontor-store.h: the records of this desktop on disk */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-query.h"
#include "kontor-record.h"
#include "kontor-store-error.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_STORE (kontor_store_get_type ())
G_DECLARE_FINAL_TYPE (KontorStore, kontor_store, KONTOR, STORE, GObject)

/*
 * The plain functions block and are for kontorctl, tests and worker threads; a window uses the `_async` ones, which run on
 * the store's own threads. All may be called from any thread.
 *
 * Signals (emitted on the main context of the thread that opened the store):
 *   "changed" (GStrv ids, or NULL for "anything may have changed"): after records were written, also by another program
 *   "progress" (double fraction 0..1, const char *what): while the index is refilled
 */

char *kontor_store_get_default_path (void);
KontorStore *kontor_store_open (const char *path, GError **error);
void kontor_store_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KontorStore *kontor_store_open_finish (GAsyncResult *result, GError **error);
void kontor_store_close (KontorStore *self);
const char *kontor_store_get_path (KontorStore *self);
const char *kontor_store_get_id (KontorStore *self);
gboolean kontor_store_is_empty (KontorStore *self, gboolean *empty, GError **error);

/* Records. A save is a compare-and-swap on the change number that the record was loaded with; over a newer body it merges. */
KontorRecord *kontor_store_load (KontorStore *self, const char *id, GError **error);
void kontor_store_load_async (KontorStore *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KontorRecord *kontor_store_load_finish (KontorStore *self, GAsyncResult *result, GError **error);

gboolean kontor_store_save (KontorStore *self, KontorRecord *record, GPtrArray **conflicts, GError **error);
void kontor_store_save_async (KontorStore *self, KontorRecord *record, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean kontor_store_save_finish (KontorStore *self, GAsyncResult *result, GPtrArray **conflicts, GError **error);
/* One transaction: all or none. A conflict is an error here. @files are GBytes that are kept with the records. */
gboolean kontor_store_save_all (KontorStore *self, GPtrArray *records, GError **error);
gboolean kontor_store_save_all_with_files (KontorStore *self, GPtrArray *records, GPtrArray *files, GError **error);

gboolean kontor_store_delete (KontorStore *self, const char *id, GError **error);
void kontor_store_delete_async (KontorStore *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean kontor_store_delete_finish (KontorStore *self, GAsyncResult *result, GError **error);
gboolean kontor_store_undelete (KontorStore *self, KontorRecord *record, GError **error);
char *kontor_store_dup_title (KontorStore *self, const char *id, GError **error);

/* What two sides changed differently. The record holds "theirs"; "ours" is kept beside it until a person has chosen. */
GPtrArray *kontor_store_find_conflicting (KontorStore *self, GError **error); /* ids */
GPtrArray *kontor_store_get_conflicts (KontorStore *self, const char *id, GError **error); /* KontorConflict */
gboolean kontor_store_resolve_conflicts (KontorStore *self, const char *id, const char *path, gboolean take_ours, GError **error);

/* Queries. */
GPtrArray *kontor_store_query_ids (KontorStore *self, KontorQuery *query, GCancellable *cancellable, GError **error);
gboolean kontor_store_count (KontorStore *self, KontorQuery *query, guint *count, GError **error);

/* Files by the SHA-256 of their content (hex): written once, never changed. */
char *kontor_store_put_file (KontorStore *self, GBytes *bytes, GError **error);
GBytes *kontor_store_get_file (KontorStore *self, const char *sha256, GError **error);

/* Values that are no records: small settings of this store, by name. */
char *kontor_store_get_meta (KontorStore *self, const char *key, GError **error);
gboolean kontor_store_set_meta (KontorStore *self, const char *key, const char *value, GError **error);

/* The language in whose order lists are sorted, a BCP 47 tag. It stays with the store; a new one has the lists made anew. */
const char *kontor_store_get_language (KontorStore *self);
gboolean kontor_store_set_language (KontorStore *self, const char *language, GError **error);

/* The number that a document gets with no server: the store is the authority. @series is as in "OF/{year}/{month}/{seq:4}". */
char *kontor_store_draw_number (KontorStore *self, const char *series, const GDate *date, const char *for_id, GError **error);

/* Copies. */
gboolean kontor_store_backup (KontorStore *self, const char *path, GCancellable *cancellable, GError **error);
gboolean kontor_store_restore (const char *path, const char *backup, GError **error);

/* Integrity: what is wrong, as sentences; none when all is well. */
GPtrArray *kontor_store_verify (KontorStore *self, GCancellable *cancellable, GError **error);

G_END_DECLS

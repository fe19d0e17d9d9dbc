/* kontor-database-private.h: one connection to the SQLite file of a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* "Kont", in the header of the file, by which a store is known. */
#define KONTOR_DATABASE_APPLICATION_ID 0x4b6f6e74

typedef enum
{
  KONTOR_DATABASE_WRITER, /* makes the file when there is none */
  KONTOR_DATABASE_READER, /* refuses to write */
  KONTOR_DATABASE_SCRATCH, /* reads, and writes tables of its own in the temp schema */
} KontorDatabaseMode;

/* A connection is used by one thread at a time. */
typedef struct _KontorDatabase KontorDatabase;
typedef struct _KontorStatement KontorStatement;

KontorDatabase *kontor_database_open (const char *path, KontorDatabaseMode mode, GError **error);
void kontor_database_close (KontorDatabase *self);
sqlite3 *kontor_database_get_handle (KontorDatabase *self);
const char *kontor_database_get_path (KontorDatabase *self);
void kontor_database_set_cancellable (KontorDatabase *self, GCancellable *cancellable);
void kontor_database_take_error (KontorDatabase *self, int code, GError **error);

gboolean kontor_database_execute (KontorDatabase *self, const char *sql, GError **error);
gboolean kontor_database_begin (KontorDatabase *self, GError **error);
gboolean kontor_database_begin_reading (KontorDatabase *self, GError **error);
gboolean kontor_database_end (KontorDatabase *self, gboolean commit, GError **error);

KontorStatement *kontor_database_prepare (KontorDatabase *self, const char *sql, GError **error);
KontorStatement *kontor_database_prepare_once (KontorDatabase *self, const char *sql, GError **error);
void kontor_database_forget_statements (KontorDatabase *self);
gboolean kontor_database_get_integer (KontorDatabase *self, const char *sql, gint64 *value, GError **error);
gboolean kontor_database_get_meta (KontorDatabase *self, const char *key, char **value, GError **error);
gboolean kontor_database_set_meta (KontorDatabase *self, const char *key, const char *value, GError **error);

void kontor_statement_release (KontorStatement *self);
void kontor_statement_rewind (KontorStatement *self);
void kontor_statement_bind_text (KontorStatement *self, int index, const char *text);
void kontor_statement_take_text (KontorStatement *self, int index, char *text);
void kontor_statement_bind_integer (KontorStatement *self, int index, gint64 value);
void kontor_statement_bind_blob (KontorStatement *self, int index, gconstpointer data, gsize size);
void kontor_statement_bind_bytes (KontorStatement *self, int index, GBytes *bytes);
void kontor_statement_bind_value (KontorStatement *self, int index, sqlite3_value *value);
int kontor_statement_step (KontorStatement *self, GError **error);
gboolean kontor_statement_run (KontorStatement *self, GError **error);
gint64 kontor_statement_get_integer (KontorStatement *self, int column);
const char *kontor_statement_get_text (KontorStatement *self, int column);
gboolean kontor_statement_is_null (KontorStatement *self, int column);
GBytes *kontor_statement_get_bytes (KontorStatement *self, int column);
sqlite3_value *kontor_statement_get_value (KontorStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDatabase, kontor_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorStatement, kontor_statement_release)

G_END_DECLS

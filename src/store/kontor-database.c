/* kontor-database.c: one connection to the SQLite file of a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "kontor-database-private.h"
#include "kontor-store-error.h"

/* How long a connection waits for another program that is writing. */
#define BUSY_TIMEOUT_MS 5000

/* Virtual machine steps between two looks at the cancellable: well under a millisecond. */
#define PROGRESS_STEPS 2000

/* Prepared statements that are kept. Their texts come from the field tables, so that there are few. */
#define MAX_STATEMENTS 400

struct _KontorDatabase
{
  sqlite3 *handle;
  char *path;
  GCancellable *cancellable;
  GHashTable *statements; /* sql -> KontorStatement */
};

struct _KontorStatement
{
  sqlite3_stmt *stmt;
  KontorDatabase *database;
  gboolean kept;
  gboolean in_use;
};

static void
statement_free (KontorStatement *self)
{
  sqlite3_finalize (self->stmt);
  g_free (self);
}

static int
progress_cb (gpointer user_data)
{
  KontorDatabase *self = user_data;

  return self->cancellable && g_cancellable_is_cancelled (self->cancellable);
}

/*
 * The system's own number for an error. SQLite tells it of some errors only; of others the file that failed knows it, which
 * is the WAL when a commit finds the disk full.
 */
static int
find_system_errno (KontorDatabase *self)
{
  int number = sqlite3_system_errno (self->handle);
  sqlite3_file *wal = NULL;

  if (number == 0 &&
      sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal) == SQLITE_OK && wal && wal->pMethods)
    wal->pMethods->xFileControl (wal, SQLITE_FCNTL_LAST_ERRNO, &number);
  if (number == 0)
    sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_LAST_ERRNO, &number);
  return number;
}

/* On a read-only file system SQLite tells that there is no WAL, and not why it could make none. */
static gboolean
is_in_read_only_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (path, F_OK) == 0 && g_access (folder, W_OK) != 0 && (errno == EROFS || errno == EACCES);
}

/**
 * kontor_database_take_error:
 * @self: a connection
 * @code: what SQLite answered, extended or not
 * @error: return location for a #GError
 *
 * Says what went wrong in a sentence that a person can act on.
 */
void
kontor_database_take_error (KontorDatabase *self,
                            int code,
                            GError **error)
{
  int system_errno = 0;
  const char *words = self->handle ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code);
  g_autofree char *name = g_filename_display_name (self->path);

  if (self->handle && ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN))
    system_errno = find_system_errno (self);
  if (system_errno == ENOENT && is_in_read_only_folder (self->path))
    system_errno = EROFS;

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_LOCKED,
                   _ ("Another program is writing to the store “%s”. Nothing was saved; try again in a moment."),
                   name);
      return;

    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_READ_ONLY,
                   _ ("The store “%s” cannot be written: the file or its folder is read-only."), name);
      return;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT,
                   _ ("“%s” is damaged or is not a store of Kontor. Restore it from a backup."), name);
      return;

    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
      return;

    case SQLITE_FULL:
      system_errno = ENOSPC;
      break;

    default:
      break;
    }

  if (system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG)
    g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_FULL,
                 _ ("The disk is full: the store “%s” cannot grow. Nothing was saved; make room and try again."),
                 name);
  else if (system_errno == EACCES || system_errno == EPERM || system_errno == EROFS)
    g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_READ_ONLY,
                 _ ("The store “%s” cannot be written: the file or its folder is read-only."), name);
  else if ((code & 0xff) == SQLITE_CANTOPEN)
    g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_FAILED,
                 _ ("The store “%s” cannot be opened: %s."), name,
                 system_errno ? g_strerror (system_errno) : words);
  else if (code == SQLITE_IOERR_SHORT_READ)
    g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT,
                 _ ("“%s” is damaged or is not a store of Kontor. Restore it from a backup."), name);
  else
    g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_FAILED,
                 _ ("The store “%s” failed: %s."), name, words);
}

/**
 * kontor_database_open:
 * @path: the file
 * @mode: what the connection is for
 * @error: return location for a #GError
 *
 * Opens a connection. It does not look at what the file is: see kontor_schema_prepare().
 *
 * Returns: (transfer full): a connection, or %NULL with @error in %KONTOR_STORE_ERROR
 */
KontorDatabase *
kontor_database_open (const char *path,
                      KontorDatabaseMode mode,
                      GError **error)
{
  g_autoptr (KontorDatabase) self = g_new0 (KontorDatabase, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) statement_free);

  if (mode == KONTOR_DATABASE_WRITER)
    flags |= SQLITE_OPEN_CREATE;

  code = sqlite3_open_v2 (path, &self->handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      kontor_database_take_error (self, code, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_progress_handler (self->handle, PROGRESS_STEPS, progress_cb, self);
  /* A file may come from someone else: its schema gets no right to run functions or to change SQLite's own tables. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  if (!kontor_database_execute (self, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = FILE; "
                                "PRAGMA cache_size = -16384",
                                error))
    return NULL;
  if (mode == KONTOR_DATABASE_READER && !kontor_database_execute (self, "PRAGMA query_only = ON", error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * kontor_database_close:
 * @self: (transfer full): a connection
 *
 * Closes a connection and lets its statements go.
 */
void
kontor_database_close (KontorDatabase *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close_v2 (self->handle);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

/**
 * kontor_database_get_handle:
 * @self: a connection
 *
 * Returns: (transfer none): SQLite's own handle
 */
sqlite3 *
kontor_database_get_handle (KontorDatabase *self)
{
  return self->handle;
}

/**
 * kontor_database_get_path:
 * @self: a connection
 *
 * Returns: (transfer none): the file
 */
const char *
kontor_database_get_path (KontorDatabase *self)
{
  return self->path;
}

/**
 * kontor_database_set_cancellable:
 * @self: a connection
 * @cancellable: (nullable): what may end its statements with %G_IO_ERROR_CANCELLED from now on
 *
 * Makes what runs on the connection interruptible. A look at the cancellable every few thousand steps has no race, as
 * sqlite3_interrupt() has between two statements.
 */
void
kontor_database_set_cancellable (KontorDatabase *self,
                                 GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

/**
 * kontor_database_execute:
 * @self: a connection
 * @sql: statements without values, a constant of the program
 * @error: return location for a #GError
 *
 * Runs statements that answer nothing.
 *
 * Returns: whether all were run
 */
gboolean
kontor_database_execute (KontorDatabase *self,
                         const char *sql,
                         GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;

  kontor_database_take_error (self, code, error);
  return FALSE;
}

/**
 * kontor_database_begin:
 * @self: a connection
 * @error: return location for a #GError
 *
 * Begins a transaction that will write, so that it waits for other programs here and nowhere later.
 *
 * Returns: whether it began
 */
gboolean
kontor_database_begin (KontorDatabase *self,
                       GError **error)
{
  return kontor_database_execute (self, "BEGIN IMMEDIATE", error);
}

/**
 * kontor_database_begin_reading:
 * @self: a connection
 * @error: return location for a #GError
 *
 * Begins a transaction in which several statements see the same state of the store.
 *
 * Returns: whether it began
 */
gboolean
kontor_database_begin_reading (KontorDatabase *self,
                               GError **error)
{
  return kontor_database_execute (self, "BEGIN", error);
}

/**
 * kontor_database_end:
 * @self: a connection in a transaction
 * @commit: whether what was done is to be kept
 * @error: (nullable): return location for a #GError
 *
 * Ends a transaction. When it cannot be committed it is rolled back: nothing stays half written.
 *
 * Returns: @commit, or %FALSE with @error when the commit failed
 */
gboolean
kontor_database_end (KontorDatabase *self,
                     gboolean commit,
                     GError **error)
{
  if (commit && kontor_database_execute (self, "COMMIT", error))
    return TRUE;

  /* SQLite has rolled back by itself after some errors. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static KontorStatement *
statement_new (KontorDatabase *self,
               const char *sql,
               gboolean kept,
               GError **error)
{
  KontorStatement *statement;
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v3 (self->handle, sql, -1, kept ? SQLITE_PREPARE_PERSISTENT : 0, &stmt, NULL);

  if (code != SQLITE_OK)
    {
      kontor_database_take_error (self, code, error);
      return NULL;
    }

  statement = g_new0 (KontorStatement, 1);
  statement->stmt = stmt;
  statement->database = self;
  statement->kept = kept;
  statement->in_use = TRUE;
  return statement;
}

/**
 * kontor_database_prepare:
 * @self: a connection
 * @sql: one statement, whose text is used again and again
 * @error: return location for a #GError
 *
 * Prepares a statement, or takes the one that was prepared before.
 *
 * Returns: (transfer full): a statement, to be let go with kontor_statement_release()
 */
KontorStatement *
kontor_database_prepare (KontorDatabase *self,
                         const char *sql,
                         GError **error)
{
  KontorStatement *statement = g_hash_table_lookup (self->statements, sql);

  if (statement)
    {
      /* Somebody up the stack is stepping through the same text. */
      if (statement->in_use)
        return statement_new (self, sql, FALSE, error);
      statement->in_use = TRUE;
      return statement;
    }

  if (g_hash_table_size (self->statements) >= MAX_STATEMENTS)
    kontor_database_forget_statements (self);

  statement = statement_new (self, sql, TRUE, error);
  if (statement)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

/**
 * kontor_database_prepare_once:
 * @self: a connection
 * @sql: one statement
 * @error: return location for a #GError
 *
 * Prepares a statement whose text is not worth keeping.
 *
 * Returns: (transfer full): a statement, to be let go with kontor_statement_release()
 */
KontorStatement *
kontor_database_prepare_once (KontorDatabase *self,
                              const char *sql,
                              GError **error)
{
  return statement_new (self, sql, FALSE, error);
}

static gboolean
statement_is_idle (gpointer key,
                   gpointer value,
                   gpointer user_data)
{
  KontorStatement *statement = value;

  return !statement->in_use;
}

/**
 * kontor_database_forget_statements:
 * @self: a connection
 *
 * Lets go of the statements that are kept but not in use.
 */
void
kontor_database_forget_statements (KontorDatabase *self)
{
  g_hash_table_foreach_remove (self->statements, statement_is_idle, NULL);
}

/**
 * kontor_database_get_integer:
 * @self: a connection
 * @sql: a statement that answers one integer
 * @value: (out): the integer; 0 when there is no row
 * @error: return location for a #GError
 *
 * Returns: whether it could be asked
 */
gboolean
kontor_database_get_integer (KontorDatabase *self,
                             const char *sql,
                             gint64 *value,
                             GError **error)
{
  g_autoptr (KontorStatement) statement = kontor_database_prepare (self, sql, error);
  int step;

  *value = 0;
  if (!statement)
    return FALSE;
  step = kontor_statement_step (statement, error);
  if (step > 0)
    *value = kontor_statement_get_integer (statement, 0);
  return step >= 0;
}

/**
 * kontor_database_get_meta:
 * @self: a connection
 * @key: a name
 * @value: (out) (transfer full) (nullable): the value, or %NULL when there is none
 * @error: return location for a #GError
 *
 * Returns: whether it could be asked
 */
gboolean
kontor_database_get_meta (KontorDatabase *self,
                          const char *key,
                          char **value,
                          GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  int step;

  *value = NULL;
  statement = kontor_database_prepare (self, "SELECT value FROM meta WHERE key = ?", error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, key);
  step = kontor_statement_step (statement, error);
  if (step > 0)
    *value = g_strdup (kontor_statement_get_text (statement, 0));
  return step >= 0;
}

/**
 * kontor_database_set_meta:
 * @self: a connection in a transaction
 * @key: a name
 * @value: (nullable): the new value, or %NULL to remove it
 * @error: return location for a #GError
 *
 * Returns: whether it was written
 */
gboolean
kontor_database_set_meta (KontorDatabase *self,
                          const char *key,
                          const char *value,
                          GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;

  statement = kontor_database_prepare (self,
                                       value ? "INSERT INTO meta (key, value) VALUES (?, ?) "
                                               "ON CONFLICT (key) DO UPDATE SET value = excluded.value "
                                               "WHERE value IS NOT excluded.value"
                                             : "DELETE FROM meta WHERE key = ?",
                                       error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, key);
  if (value)
    kontor_statement_bind_text (statement, 2, value);
  return kontor_statement_run (statement, error);
}

/**
 * kontor_statement_release:
 * @self: (transfer full): a statement
 *
 * Ends a statement: it holds no read transaction any more, and its values are let go.
 */
void
kontor_statement_release (KontorStatement *self)
{
  if (!self->kept)
    {
      statement_free (self);
      return;
    }
  kontor_statement_rewind (self);
  sqlite3_clear_bindings (self->stmt);
  self->in_use = FALSE;
}

/**
 * kontor_statement_rewind:
 * @self: a statement
 *
 * Makes the statement ready for another run with the values that it has.
 */
void
kontor_statement_rewind (KontorStatement *self)
{
  sqlite3_reset (self->stmt);
}

/* Binding fails only for an index that is not in the statement, or without memory. */
static void
bound (int code)
{
  if (code != SQLITE_OK)
    g_error ("A value could not be bound: %s", sqlite3_errstr (code));
}

/**
 * kontor_statement_bind_text:
 * @self: a statement
 * @index: which value, from 1
 * @text: (nullable): the value, copied
 *
 * Binds a text, or NULL.
 */
void
kontor_statement_bind_text (KontorStatement *self,
                            int index,
                            const char *text)
{
  bound (sqlite3_bind_text (self->stmt, index, text, -1, SQLITE_TRANSIENT));
}

/**
 * kontor_statement_take_text:
 * @self: a statement
 * @index: which value, from 1
 * @text: (nullable) (transfer full): the value
 *
 * Binds a text, or NULL, without a copy of it.
 */
void
kontor_statement_take_text (KontorStatement *self,
                            int index,
                            char *text)
{
  bound (sqlite3_bind_text (self->stmt, index, text, -1, g_free));
}

/**
 * kontor_statement_bind_integer:
 * @self: a statement
 * @index: which value, from 1
 * @value: the value
 *
 * Binds an integer.
 */
void
kontor_statement_bind_integer (KontorStatement *self,
                               int index,
                               gint64 value)
{
  bound (sqlite3_bind_int64 (self->stmt, index, value));
}

/**
 * kontor_statement_bind_blob:
 * @self: a statement
 * @index: which value, from 1
 * @data: (nullable): the bytes, which stay where they are until the statement is let go
 * @size: how many
 *
 * Binds bytes, or NULL.
 */
void
kontor_statement_bind_blob (KontorStatement *self,
                            int index,
                            gconstpointer data,
                            gsize size)
{
  bound (sqlite3_bind_blob64 (self->stmt, index, data, size, SQLITE_STATIC));
}

/**
 * kontor_statement_bind_bytes:
 * @self: a statement
 * @index: which value, from 1
 * @bytes: (nullable): the bytes, of which a copy is made
 *
 * Binds bytes, or NULL.
 */
void
kontor_statement_bind_bytes (KontorStatement *self,
                             int index,
                             GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  bound (sqlite3_bind_blob64 (self->stmt, index, data, size, SQLITE_TRANSIENT));
}

/**
 * kontor_statement_bind_value:
 * @self: a statement
 * @index: which value, from 1
 * @value: a value of SQLite's
 *
 * Binds a copy of a value.
 */
void
kontor_statement_bind_value (KontorStatement *self,
                             int index,
                             sqlite3_value *value)
{
  bound (sqlite3_bind_value (self->stmt, index, value));
}

/**
 * kontor_statement_step:
 * @self: a statement
 * @error: return location for a #GError
 *
 * Takes the statement to its next row.
 *
 * Returns: 1 for a row, 0 when there are no more, -1 with @error
 */
int
kontor_statement_step (KontorStatement *self,
                       GError **error)
{
  int code = sqlite3_step (self->stmt);

  if (code == SQLITE_ROW)
    return 1;
  if (code == SQLITE_DONE)
    return 0;
  kontor_database_take_error (self->database, code, error);
  return -1;
}

/**
 * kontor_statement_run:
 * @self: a statement that answers no rows
 * @error: return location for a #GError
 *
 * Runs the statement whole and makes it ready for another run.
 *
 * Returns: whether it was run
 */
gboolean
kontor_statement_run (KontorStatement *self,
                      GError **error)
{
  int step = kontor_statement_step (self, error);

  kontor_statement_rewind (self);
  return step >= 0;
}

/**
 * kontor_statement_get_integer:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Returns: the integer; 0 for NULL
 */
gint64
kontor_statement_get_integer (KontorStatement *self,
                              int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

/**
 * kontor_statement_get_text:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Returns: (transfer none) (nullable): the text, until the next step
 */
const char *
kontor_statement_get_text (KontorStatement *self,
                           int column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

/**
 * kontor_statement_is_null:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Returns: whether there is no value
 */
gboolean
kontor_statement_is_null (KontorStatement *self,
                          int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

/**
 * kontor_statement_get_bytes:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Returns: (transfer full): a copy of the bytes
 */
GBytes *
kontor_statement_get_bytes (KontorStatement *self,
                            int column)
{
  gconstpointer data = sqlite3_column_blob (self->stmt, column);

  return g_bytes_new (data, sqlite3_column_bytes (self->stmt, column));
}

/**
 * kontor_statement_get_value:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Returns: (transfer none): the value as SQLite holds it, until the next step
 */
sqlite3_value *
kontor_statement_get_value (KontorStatement *self,
                            int column)
{
  return sqlite3_column_value (self->stmt, column);
}

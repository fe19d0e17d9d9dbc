/* kontor-schema.c: the tables that need a migration, and their versions */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-schema-private.h"
#include "kontor-store-error.h"

/*
 * `record`: all that was typed. The columns that are for the exchange with a server are empty without one.
 *   row      the number by which the index knows the record; never used again for another one
 *   rev      the server's revision that `base` is
 *   body     the record as it stands here
 *   base     what the server has (or had): the base of a three-way merge
 *   theirs   what was changed differently on two sides, as a JSON array of {"path", "base", "ours", "theirs"}, where a
 *            member that is missing says that the value was removed; `body` holds "theirs", and "ours" is kept here
 *            until a person has chosen
 *   sent     what is on its way to the server
 *   state    `clean` (the server has it), `dirty`, or `deleted` (dirty too: a tombstone that the server does not know)
 *   change   grows with each write of any record: the compare-and-swap of a save, and the order of sending
 *   problem  why the server refused it, as a sentence
 *
 * `meta`: small values by name. `store-id`, `change` (the last change number), `collation` (language of the sort order),
 *   `index-...` (what the index was made from), `pending:<record id>` (texts that their fields refused, as JSON).
 *
 * `file`: files by their SHA-256, in parts of 4 MiB.
 */
static const char create_sql[] =
  "CREATE TABLE record ("
  "  row INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  id TEXT NOT NULL UNIQUE,"
  "  kind TEXT NOT NULL,"
  "  rev TEXT,"
  "  body TEXT NOT NULL,"
  "  base TEXT,"
  "  theirs TEXT,"
  "  sent TEXT,"
  "  state TEXT NOT NULL CHECK (state IN ('clean', 'dirty', 'deleted')),"
  "  change INTEGER NOT NULL,"
  "  problem TEXT"
  ") STRICT;"
  "CREATE INDEX record_unsent ON record (change) WHERE state <> 'clean';"
  "CREATE INDEX record_conflict ON record (id) WHERE theirs IS NOT NULL;"
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE TABLE file ("
  "  sha256 TEXT NOT NULL,"
  "  part INTEGER NOT NULL,"
  "  data BLOB NOT NULL,"
  "  UNIQUE (sha256, part)"
  ") STRICT;"
  "INSERT INTO meta (key, value) VALUES ('change', '0');";

/* A step for each version after the first: { 2, migrate_to_2 }, ... */
static const KontorSchemaStep steps[] = {
  { 0, NULL },
};

static gboolean
set_version (KontorDatabase *database,
             int version,
             GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", version);

  return kontor_database_execute (database, sql, error);
}

/**
 * kontor_schema_look:
 * @database: a connection
 * @state: (out): what is in the file
 * @version: (out): the version of the store
 * @error: return location for a #GError
 *
 * Looks at what the file is, without a change to it.
 *
 * Returns: %FALSE with %KONTOR_STORE_ERROR_CORRUPT when it is not a store, or %KONTOR_STORE_ERROR_NEWER when this program
 *   is too old for it
 */
gboolean
kontor_schema_look (KontorDatabase *database,
                    KontorSchemaState *state,
                    int *version,
                    GError **error)
{
  gint64 application_id, user_version, n_tables;
  g_autofree char *name = g_filename_display_name (kontor_database_get_path (database));

  if (!kontor_database_get_integer (database, "PRAGMA application_id", &application_id, error) ||
      !kontor_database_get_integer (database, "PRAGMA user_version", &user_version, error) ||
      !kontor_database_get_integer (database, "SELECT count(*) FROM sqlite_master", &n_tables, error))
    return FALSE;

  *version = user_version;
  if (application_id == 0 && user_version == 0 && n_tables == 0)
    {
      *state = KONTOR_SCHEMA_EMPTY;
      return TRUE;
    }
  if (application_id != KONTOR_DATABASE_APPLICATION_ID || user_version < KONTOR_SCHEMA_OLDEST)
    {
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT,
                   _ ("“%s” is not a store of Kontor. It was left as it is; choose another file."), name);
      return FALSE;
    }
  if (user_version > KONTOR_SCHEMA_NEWEST)
    {
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NEWER,
                   _ ("The store “%s” is from a newer Kontor. Update Kontor to open it."), name);
      return FALSE;
    }

  *state = user_version < KONTOR_SCHEMA_NEWEST ? KONTOR_SCHEMA_OLD : KONTOR_SCHEMA_CURRENT;
  return TRUE;
}

/**
 * kontor_schema_create:
 * @database: a connection in a transaction, on an empty file
 * @error: return location for a #GError
 *
 * Makes the tables of the newest version.
 *
 * Returns: whether it was done
 */
gboolean
kontor_schema_create (KontorDatabase *database,
                      GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d", KONTOR_DATABASE_APPLICATION_ID);

  return kontor_database_execute (database, create_sql, error) &&
         kontor_database_execute (database, sql, error) &&
         set_version (database, KONTOR_SCHEMA_NEWEST, error);
}

/**
 * kontor_schema_run_steps:
 * @database: a connection
 * @migration: the steps, in the order of their versions
 * @n_steps: how many
 * @error: return location for a #GError
 *
 * Runs the steps that lead on from the version that the store has, all in one transaction: a migration that fails leaves
 * the store as it was.
 *
 * Returns: whether all were run
 */
gboolean
kontor_schema_run_steps (KontorDatabase *database,
                         const KontorSchemaStep *migration,
                         guint n_steps,
                         GError **error)
{
  gint64 version;
  gboolean done = TRUE;

  if (!kontor_database_begin (database, error))
    return FALSE;

  /* Read inside the transaction: another program may have migrated the store while this one waited. */
  done = kontor_database_get_integer (database, "PRAGMA user_version", &version, error);
  for (guint i = 0; done && i < n_steps; i++)
    if (migration[i].version > version)
      done = migration[i].run (database, error) && set_version (database, migration[i].version, error);

  return kontor_database_end (database, done, error);
}

/**
 * kontor_schema_migrate:
 * @database: a connection
 * @error: return location for a #GError
 *
 * Takes an old store to the newest version.
 *
 * Returns: whether it is there
 */
gboolean
kontor_schema_migrate (KontorDatabase *database,
                       GError **error)
{
  return kontor_schema_run_steps (database, steps, G_N_ELEMENTS (steps), error);
}

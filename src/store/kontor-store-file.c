/* kontor-store-file.c: finding, making and migrating the file of a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "kontor-schema-private.h"
#include "kontor-store-private.h"

/* Turning on WAL may answer "busy" at once, whatever the busy timeout, when another program does the same. */
#define WAL_TIMEOUT (5 * G_TIME_SPAN_SECOND)

/* The language of the environment, as a BCP 47 tag; "" for the common order. */
static char *
find_language (void)
{
  const char *const *names = g_get_language_names_with_category ("LC_COLLATE");
  char *language = g_strdup (names[0]);

  language[strcspn (language, ".@")] = '\0';
  if (g_strcmp0 (language, "C") == 0 || g_strcmp0 (language, "POSIX") == 0)
    *language = '\0';
  return g_strdelimit (language, "_", '-');
}

static gboolean
turn_on_wal (KontorDatabase *database,
             GError **error)
{
  gint64 deadline = g_get_monotonic_time () + WAL_TIMEOUT;

  while (TRUE)
    {
      g_autoptr (GError) failed = NULL;

      if (kontor_database_execute (database, "PRAGMA journal_mode = WAL", &failed))
        return TRUE;
      if (g_get_monotonic_time () > deadline ||
          !g_error_matches (failed, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_LOCKED))
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      g_usleep (20 * G_TIME_SPAN_MILLISECOND);
    }
}

static gboolean
fill_new_store (KontorDatabase *database,
                GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *language = find_language ();
  g_autoptr (KontorIndex) index = kontor_index_new (language, error);

  return index && kontor_schema_create (database, error) && kontor_database_set_meta (database, "store-id", id, error) &&
         kontor_database_set_meta (database, "collation", language, error) &&
         kontor_index_create (index, database, error);
}

static gboolean
create_store (KontorDatabase *database,
              GError **error)
{
  KontorSchemaState state;
  gboolean done;
  int version;

  if (!kontor_database_begin (database, error))
    return FALSE;
  /* Another program may have made it meanwhile. */
  done = kontor_schema_look (database, &state, &version, error) &&
         (state != KONTOR_SCHEMA_EMPTY || fill_new_store (database, error));
  return kontor_database_end (database, done, error);
}

/**
 * kontor_store_open_file:
 * @path: the file; it and its folder are made when they are not there
 * @is_new: (out): whether it was made
 * @id: (out) (transfer full): the id of the store
 * @index: (out) (transfer full): its index, in the language that the store has
 * @error: return location for a #GError
 *
 * Opens the file for writing, whatever it takes: making its tables, or a backup and a migration.
 *
 * Returns: (transfer full): a connection that writes; %NULL with @error, and then @id and @index may be set all the same
 */
KontorDatabase *
kontor_store_open_file (const char *path,
                        gboolean *is_new,
                        char **id,
                        KontorIndex **index,
                        GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *language = NULL;
  g_autoptr (KontorDatabase) database = NULL;
  KontorSchemaState state;
  int version, fd;

  /*
   * Customers' data are for this user alone. Whatever fails here is said by SQLite right after. A file that is there is not
   * opened: closing it again would take away all locks that this program has on it.
   */
  g_mkdir_with_parents (folder, 0700);
  fd = g_file_test (path, G_FILE_TEST_EXISTS) ? -1 : g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0)
    close (fd);

  database = kontor_database_open (path, KONTOR_DATABASE_WRITER, error);
  if (!database || !kontor_schema_look (database, &state, &version, error))
    return NULL;
  if (state == KONTOR_SCHEMA_OLD && !kontor_backup_before_migration (path, version, error))
    return NULL;
  if (!turn_on_wal (database, error))
    return NULL;
  if (state == KONTOR_SCHEMA_EMPTY && !create_store (database, error))
    return NULL;
  if (state == KONTOR_SCHEMA_OLD && !kontor_schema_migrate (database, error))
    return NULL;

  if (!kontor_database_get_meta (database, "store-id", id, error) ||
      !kontor_database_get_meta (database, "collation", &language, error))
    return NULL;
  *is_new = state == KONTOR_SCHEMA_EMPTY;
  *index = kontor_index_new (language ? language : "", error);
  if (!*index || !kontor_index_begin_write (*index, database, error))
    return NULL;
  return g_steal_pointer (&database);
}

/* kontor-store-files.c: files inside of the store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A part is small enough for a request to a server and for memory. */
#define PART_SIZE (4 * 1024 * 1024)

typedef struct
{
  const char *sha256;
  GBytes *bytes;
} File;

/**
 * kontor_store_write_file:
 * @database: the writer's connection, in a transaction
 * @sha256: the SHA-256 of @bytes, in hex
 * @bytes: the content
 * @error: return location for a #GError
 *
 * Writes a file; one that is there already stays.
 *
 * Returns: whether it was written
 */
gboolean
kontor_store_write_file (KontorDatabase *database,
                         const char *sha256,
                         GBytes *bytes,
                         GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  statement = kontor_database_prepare (database,
                                       "INSERT INTO file (sha256, part, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, sha256);
  for (gsize offset = 0, part = 0; offset < size || part == 0; offset += PART_SIZE, part++)
    {
      kontor_statement_bind_integer (statement, 2, part);
      kontor_statement_bind_blob (statement, 3, size ? data + offset : (const guint8 *) "", MIN (PART_SIZE, size - offset));
      if (!kontor_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_file (KontorStore *self,
            KontorDatabase *database,
            gpointer data,
            GError **error)
{
  const File *file = data;

  return kontor_store_write_file (database, file->sha256, file->bytes, error);
}

/**
 * kontor_store_put_file:
 * @self: a store
 * @bytes: the content
 * @error: return location for a #GError
 *
 * Keeps a file, and waits until it is on disk. The same content is kept once.
 *
 * Returns: (transfer full): its SHA-256 in hex, by which it is found again; %NULL with @error
 */
char *
kontor_store_put_file (KontorStore *self,
                       GBytes *bytes,
                       GError **error)
{
  g_autofree char *sha256 = NULL;
  File file;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  file = (File){ sha256, bytes };
  return kontor_store_write (self, write_file, &file, error) ? g_steal_pointer (&sha256) : NULL;
}

static GBytes *
read_file (KontorDatabase *database,
           const char *sha256,
           GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sum = NULL;
  gboolean found = FALSE;
  int step;

  statement = kontor_database_prepare (database, "SELECT data FROM file WHERE sha256 = ? ORDER BY part", error);
  if (!statement)
    return NULL;
  kontor_statement_bind_text (statement, 1, sha256);
  while ((step = kontor_statement_step (statement, error)) > 0)
    {
      g_autoptr (GBytes) part = kontor_statement_get_bytes (statement, 0);
      gsize size;
      gconstpointer content = g_bytes_get_data (part, &size);

      found = TRUE;
      g_byte_array_append (data, content, size);
    }
  if (step < 0)
    return NULL;
  if (!found)
    {
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND, _ ("There is no file “%s”."), sha256);
      return NULL;
    }

  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&data));
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (strcmp (sum, sha256) != 0)
    {
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT, _ ("The file “%s” is damaged or incomplete."),
                   sha256);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

/**
 * kontor_store_get_file:
 * @self: a store
 * @sha256: its SHA-256 in hex
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the content, which was compared with its SHA-256; %NULL with %KONTOR_STORE_ERROR_NOT_FOUND or
 *   _CORRUPT
 */
GBytes *
kontor_store_get_file (KontorStore *self,
                       const char *sha256,
                       GError **error)
{
  KontorDatabase *database;
  GBytes *bytes = NULL;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  database = kontor_store_begin_read (self, NULL, error);
  if (database)
    bytes = read_file (database, sha256, error);
  kontor_store_end_read (self, database);
  return bytes;
}

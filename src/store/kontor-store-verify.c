/* kontor-store-verify.c: the integrity of a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More sentences than this help nobody. */
#define MAX_SENTENCES 100

static void
add (GPtrArray *sentences,
     char *sentence)
{
  if (sentences->len < MAX_SENTENCES)
    g_ptr_array_add (sentences, sentence);
  else
    g_free (sentence);
}

static gboolean
verify_sqlite (KontorDatabase *database,
               GPtrArray *sentences,
               GError **error)
{
  g_autoptr (KontorStatement) integrity = NULL;
  g_autoptr (KontorStatement) keys = NULL;
  int step;

  integrity = kontor_database_prepare_once (database, "PRAGMA integrity_check (20)", error);
  if (!integrity)
    return FALSE;
  while ((step = kontor_statement_step (integrity, error)) > 0)
    if (strcmp (kontor_statement_get_text (integrity, 0), "ok") != 0)
      add (sentences, g_strdup_printf (_ ("The file is damaged: %s."), kontor_statement_get_text (integrity, 0)));
  if (step < 0)
    return FALSE;

  keys = kontor_database_prepare_once (database, "PRAGMA foreign_key_check", error);
  if (!keys)
    return FALSE;
  while ((step = kontor_statement_step (keys, error)) > 0)
    add (sentences,
         g_strdup_printf (_ ("A row of the table “%s” refers to one that is not there."), kontor_statement_get_text (keys, 0)));
  return step == 0;
}

static gboolean
verify_bodies (KontorDatabase *database,
               GPtrArray *sentences,
               GError **error)
{
  g_autoptr (KontorStatement) statement = kontor_database_prepare_once (
    database, "SELECT id, kind, body FROM record ORDER BY row", error);
  int step;

  if (!statement)
    return FALSE;
  while ((step = kontor_statement_step (statement, error)) > 0)
    {
      const char *id = kontor_statement_get_text (statement, 0);
      g_autoptr (GError) refused = NULL;
      g_autoptr (KontorJson) body = kontor_json_parse (kontor_statement_get_text (statement, 2), -1, &refused);
      g_autoptr (KontorRecord) record = body ? kontor_record_new_for_body (id, body, &refused) : NULL;

      if (!record)
        add (sentences, g_strdup_printf (_ ("The record “%s” is damaged: %s"), id, refused->message));
      else if (strcmp (kontor_statement_get_text (statement, 1), kontor_record_get_record_type (record)->kind) != 0)
        add (sentences, g_strdup_printf (_ ("The record “%s” is filed under another kind, “%s”."), id,
                                         kontor_statement_get_text (statement, 1)));
    }
  return step == 0;
}

static void
finish_file (const char *sha256,
             GChecksum *checksum,
             GPtrArray *sentences)
{
  if (sha256 && strcmp (sha256, g_checksum_get_string (checksum)) != 0)
    add (sentences, g_strdup_printf (_ ("The file “%s” is damaged or incomplete."), sha256));
}

static gboolean
verify_files (KontorDatabase *database,
              GPtrArray *sentences,
              GError **error)
{
  g_autoptr (KontorStatement) statement = kontor_database_prepare_once (
    database, "SELECT sha256, data FROM file ORDER BY sha256, part", error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *current = NULL;
  int step;

  if (!statement)
    return FALSE;
  while ((step = kontor_statement_step (statement, error)) > 0)
    {
      const char *sha256 = kontor_statement_get_text (statement, 0);
      g_autoptr (GBytes) part = kontor_statement_get_bytes (statement, 1);
      gsize size;
      gconstpointer data = g_bytes_get_data (part, &size);

      if (g_strcmp0 (sha256, current) != 0)
        {
          finish_file (current, checksum, sentences);
          g_checksum_reset (checksum);
          g_free (current);
          current = g_strdup (sha256);
        }
      g_checksum_update (checksum, data, size);
    }
  if (step == 0)
    finish_file (current, checksum, sentences);
  return step == 0;
}

static gboolean
verify_in_transaction (KontorStore *self,
                       KontorDatabase *database,
                       GPtrArray *sentences,
                       gboolean *index_differs,
                       GError **error)
{
  guint before;

  if (!verify_sqlite (database, sentences, error))
    return FALSE;
  /* What SQLite cannot read would only be said again. */
  if (sentences->len)
    return TRUE;
  if (!verify_bodies (database, sentences, error) || !verify_files (database, sentences, error))
    return FALSE;
  before = sentences->len;
  if (kontor_index_is_current (kontor_store_get_index (self)) &&
      !kontor_index_compare (kontor_store_get_index (self), database, sentences, error))
    return FALSE;
  *index_differs = sentences->len > before;
  return TRUE;
}

static gboolean
write_check_of_search (KontorStore *self,
                       KontorDatabase *database,
                       gpointer data,
                       GError **error)
{
  return kontor_database_execute (database, "INSERT INTO search (search) VALUES ('integrity-check')", error);
}

static gboolean
write_distrust (KontorStore *self,
                KontorDatabase *database,
                gpointer data,
                GError **error)
{
  return kontor_database_set_meta (database, "index-fingerprint", "", error) &&
         kontor_database_set_meta (database, "index-refill", NULL, error) &&
         kontor_index_begin_write (kontor_store_get_index (self), database, error);
}

/**
 * kontor_store_verify:
 * @self: a store
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #GError
 *
 * Checks all that can be: SQLite's own structures, that each body can be read and passes its type, that each file has the
 * content that its name says, and that the index is what it would be if it were made anew. An index that is not is made
 * anew in the background. This takes a while on a large store, and blocks.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong, as sentences; none when all is well. %NULL with @error when
 *   it could not be checked
 */
GPtrArray *
kontor_store_verify (KontorStore *self,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KontorDatabase) database = NULL;
  g_autoptr (GError) search = NULL;
  gboolean done, index_differs = FALSE;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);

  database = kontor_database_open (kontor_store_get_path (self), KONTOR_DATABASE_SCRATCH, error);
  if (!database)
    return NULL;
  kontor_database_set_cancellable (database, cancellable);
  if (!kontor_database_begin_reading (database, error))
    return NULL;
  done = verify_in_transaction (self, database, sentences, &index_differs, error);
  kontor_database_end (database, FALSE, NULL);
  if (!done)
    return NULL;

  if (!kontor_store_write (self, write_check_of_search, NULL, &search))
    {
      if (!g_error_matches (search, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT))
        {
          g_propagate_error (error, g_steal_pointer (&search));
          return NULL;
        }
      add (sentences, g_strdup (_ ("The index of the search is damaged. It will be made anew.")));
      index_differs = TRUE;
    }
  if (index_differs)
    {
      if (!kontor_store_write (self, write_distrust, NULL, error))
        return NULL;
      kontor_store_refill (self);
    }
  return g_steal_pointer (&sentences);
}

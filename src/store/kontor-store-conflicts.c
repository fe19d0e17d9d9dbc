/* kontor-store-conflicts.c: what two sides changed differently, until a person has chosen */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-merge.h"
#include "kontor-path.h"

typedef struct
{
  const char *id;
  const char *path;
  gboolean take_ours;
} Choice;

/**
 * kontor_store_find_conflicting:
 * @self: a store
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type utf8): the ids of the records with conflicts that nobody has settled yet
 */
GPtrArray *
kontor_store_find_conflicting (KontorStore *self,
                               GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  KontorDatabase *database;
  int step = -1;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);

  database = kontor_store_begin_read (self, NULL, error);
  if (database)
    {
      g_autoptr (KontorStatement) statement = kontor_database_prepare (
        database, "SELECT id FROM record WHERE theirs IS NOT NULL AND state <> 'deleted' ORDER BY id", error);

      while (statement && (step = kontor_statement_step (statement, error)) > 0)
        g_ptr_array_add (ids, g_strdup (kontor_statement_get_text (statement, 0)));
    }
  kontor_store_end_read (self, database);
  return step == 0 ? g_steal_pointer (&ids) : NULL;
}

/**
 * kontor_store_get_conflicts:
 * @self: a store
 * @id: an id
 * @error: return location for a #GError
 *
 * Tells what was changed differently on two sides: by a second window or program, or on another desktop. The record holds the
 * value of the one that came first ("theirs"); what was typed over it ("ours") is kept here. A conflict with the path "" is
 * about the whole body.
 *
 * Returns: (transfer full) (element-type KontorConflict): the conflicts; empty for none
 */
GPtrArray *
kontor_store_get_conflicts (KontorStore *self,
                            const char *id,
                            GError **error)
{
  KontorDatabase *database;
  GPtrArray *conflicts = NULL;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  database = kontor_store_begin_read (self, NULL, error);
  if (database)
    {
      g_autoptr (KontorStatement) statement = kontor_database_prepare (database, "SELECT theirs FROM record WHERE id = ?", error);
      int step = -1;

      if (statement)
        {
          kontor_statement_bind_text (statement, 1, id);
          step = kontor_statement_step (statement, error);
        }
      if (step >= 0)
        conflicts = kontor_conflicts_from_text (step > 0 ? kontor_statement_get_text (statement, 0) : NULL);
    }
  kontor_store_end_read (self, database);
  return conflicts;
}

static gboolean
take_ours (const KontorRecordType *type,
           KontorJson **body,
           const KontorConflict *conflict,
           GError **error)
{
  KontorJson *changed;

  if (*conflict->path == '\0')
    changed = conflict->ours ? kontor_json_ref (conflict->ours) : kontor_json_ref (*body);
  else
    changed = kontor_path_set (type->fields, *body, conflict->path, conflict->ours, error);
  if (!changed)
    return FALSE;
  kontor_json_unref (*body);
  *body = changed;
  return TRUE;
}

static gboolean
write_body (KontorStore *self,
            KontorDatabase *database,
            const KontorRecordType *type,
            const char *id,
            gint64 row,
            KontorJson *body,
            gboolean changed,
            GPtrArray *left,
            GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  gint64 change;

  /* A choice for "theirs" changes no body, but it is news for whoever shows the conflicts. */
  if (!kontor_store_next_change (database, &change, error))
    return FALSE;
  statement = kontor_database_prepare (database,
                                       changed ? "UPDATE record SET theirs = ?2, change = ?3, body = ?4, state = 'dirty' "
                                                 "WHERE row = ?1"
                                               : "UPDATE record SET theirs = ?2, change = ?3 WHERE row = ?1",
                                       error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_integer (statement, 1, row);
  kontor_statement_take_text (statement, 2, kontor_conflicts_to_text (left));
  kontor_statement_bind_integer (statement, 3, change);
  if (changed)
    kontor_statement_take_text (statement, 4, kontor_json_to_string (body));
  if (!kontor_statement_run (statement, error) ||
      !kontor_index_write (kontor_store_get_index (self), database, row, id, type, body, change, error))
    return FALSE;
  kontor_store_note_change (self, id);
  return TRUE;
}

static gboolean
write_choice (KontorStore *self,
              KontorDatabase *database,
              gpointer data,
              GError **error)
{
  const Choice *choice = data;
  const KontorRecordType *type = kontor_record_type_find_for_id (choice->id);
  g_autoptr (KontorStatement) statement = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  g_autoptr (KontorJson) body = NULL;
  gint64 row;
  int step;

  statement = kontor_database_prepare (database,
                                       "SELECT row, body, theirs FROM record WHERE id = ? AND state <> 'deleted'", error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, choice->id);
  step = kontor_statement_step (statement, error);
  if (step < 0)
    return FALSE;
  if (step == 0 || !type)
    {
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND, _ ("There is no record “%s”."), choice->id);
      return FALSE;
    }
  row = kontor_statement_get_integer (statement, 0);
  body = kontor_json_parse (kontor_statement_get_text (statement, 1), -1, error);
  conflicts = kontor_conflicts_from_text (kontor_statement_get_text (statement, 2));
  kontor_statement_rewind (statement);
  if (!body)
    return FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const KontorConflict *conflict = conflicts->pdata[i];

      if (choice->path && strcmp (conflict->path, choice->path) != 0)
        g_ptr_array_add (left, conflicts->pdata[i]);
      else if (choice->take_ours && !take_ours (type, &body, conflict, error))
        return FALSE;
    }
  if (left->len == conflicts->len)
    return TRUE;
  if (choice->take_ours && !kontor_record_type_check (type, body, error))
    return FALSE;
  return write_body (self, database, type, choice->id, row, body, choice->take_ours, left, error);
}

/**
 * kontor_store_resolve_conflicts:
 * @self: a store
 * @id: an id
 * @path: (nullable): which conflict, or %NULL for all
 * @ours: whether what was typed here is to stand after all; otherwise it is dropped now
 * @error: return location for a #GError
 *
 * Settles conflicts as a person has chosen.
 *
 * Returns: whether that is on disk; %FALSE with %KONTOR_MODEL_ERROR when "ours" does not make a valid record any more
 */
gboolean
kontor_store_resolve_conflicts (KontorStore *self,
                                const char *id,
                                const char *path,
                                gboolean ours,
                                GError **error)
{
  Choice choice = { id, path, ours };

  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return kontor_store_write (self, write_choice, &choice, error);
}

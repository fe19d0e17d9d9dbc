/* kontor-save.c: writing one body, with compare-and-swap and merge */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-merge.h"
#include "kontor-model-error.h"
#include "kontor-path.h"

/**
 * kontor_save_new:
 * @record: a record
 *
 * Takes what is to be saved out of a record: from here on the record may be edited on its own thread.
 *
 * Returns: (transfer full): a save
 */
KontorSave *
kontor_save_new (KontorRecord *record)
{
  KontorSave *self = g_new0 (KontorSave, 1);
  KontorJson *base = kontor_record_get_base (record);
  KontorJson *pending = kontor_record_get_all_pending (record);

  self->type = kontor_record_get_record_type (record);
  self->id = g_strdup (kontor_record_get_id (record));
  self->body = kontor_json_ref (kontor_record_get_body (record));
  self->base = base ? kontor_json_ref (base) : NULL;
  self->base_change = kontor_record_get_change (record);
  self->pending = pending ? kontor_json_ref (pending) : NULL;
  self->pending_is_stored = kontor_record_is_pending_stored (record);
  self->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_conflict_free);
  return self;
}

/**
 * kontor_save_free:
 * @self: (transfer full): a save
 *
 * Lets it go.
 */
void
kontor_save_free (KontorSave *self)
{
  g_free (self->id);
  kontor_json_unref (self->body);
  g_clear_pointer (&self->base, kontor_json_unref);
  g_clear_pointer (&self->pending, kontor_json_unref);
  g_clear_pointer (&self->stored, kontor_json_unref);
  g_free (self->text);
  g_ptr_array_unref (self->conflicts);
  g_free (self);
}

/**
 * kontor_conflicts_to_text:
 * @conflicts: (element-type KontorConflict): conflicts
 *
 * Returns: (transfer full) (nullable): how the column `theirs` holds them; %NULL for none
 */
char *
kontor_conflicts_to_text (GPtrArray *conflicts)
{
  g_autoptr (KontorJson) array = kontor_json_new_array ();

  if (conflicts->len == 0)
    return NULL;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const KontorConflict *conflict = conflicts->pdata[i];
      g_autoptr (KontorJson) object = kontor_json_new_object ();
      KontorJson *longer;

      kontor_json_set_string (&object, "path", conflict->path);
      kontor_json_set_member (&object, "base", conflict->base);
      kontor_json_set_member (&object, "ours", conflict->ours);
      kontor_json_set_member (&object, "theirs", conflict->theirs);
      longer = kontor_json_with_insertion (array, i, object);
      kontor_json_unref (array);
      array = longer;
    }
  return kontor_json_to_string (array);
}

static KontorJson *
dup_member (KontorJson *object,
            const char *name)
{
  KontorJson *value = kontor_json_get_member (object, name);

  return value ? kontor_json_ref (value) : NULL;
}

/**
 * kontor_conflicts_from_text:
 * @text: (nullable): what the column `theirs` holds
 *
 * Returns: (transfer full) (element-type KontorConflict): the conflicts
 */
GPtrArray *
kontor_conflicts_from_text (const char *text)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_conflict_free);
  g_autoptr (KontorJson) array = text ? kontor_json_parse_own (text, NULL) : NULL;

  if (!array || kontor_json_get_value_type (array) != KONTOR_JSON_ARRAY)
    return conflicts;

  for (guint i = 0; i < kontor_json_get_size (array); i++)
    {
      KontorJson *object = kontor_json_get_element (array, i);
      const char *path = kontor_json_get_value_type (object) == KONTOR_JSON_OBJECT
                           ? kontor_json_get_member_string (object, "path")
                           : NULL;
      KontorConflict *conflict;

      if (!path)
        continue;
      conflict = g_new0 (KontorConflict, 1);
      conflict->path = g_strdup (path);
      conflict->base = dup_member (object, "base");
      conflict->ours = dup_member (object, "ours");
      conflict->theirs = dup_member (object, "theirs");
      g_ptr_array_add (conflicts, conflict);
    }
  return conflicts;
}

static KontorConflict *
whole_conflict (KontorSave *self,
                KontorJson *theirs)
{
  KontorConflict *conflict = g_new0 (KontorConflict, 1);

  conflict->path = g_strdup ("");
  conflict->base = self->base ? kontor_json_ref (self->base) : NULL;
  conflict->ours = kontor_json_ref (self->body);
  conflict->theirs = kontor_json_ref (theirs);
  return conflict;
}

/*
 * Somebody else has written since the record was loaded. What one side changed is taken; where both did, the stored value
 * stands and ours becomes a conflict. When the two do not make a valid record together, the stored body stands and ours is
 * a conflict as a whole (its path is "").
 */
static gboolean
merge_with (KontorSave *self,
            KontorJson *theirs,
            GError **error)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (KontorJson) merged = NULL;
  g_autoptr (KontorJson) empty = NULL;
  g_autoptr (GError) refused = NULL;
  KontorJson *base = self->base;

  if (kontor_json_equal (self->body, theirs))
    {
      self->stored = kontor_json_ref (theirs);
      return TRUE;
    }
  if (!base)
    base = empty = kontor_json_new_object ();

  merged = kontor_merge (self->type, base, self->body, theirs, &conflicts, &refused);
  if (merged && kontor_record_type_check (self->type, merged, NULL))
    {
      self->stored = g_steal_pointer (&merged);
      if (conflicts)
        g_ptr_array_extend_and_steal (self->conflicts, g_steal_pointer (&conflicts));
    }
  else
    {
      self->stored = kontor_json_ref (theirs);
      g_ptr_array_add (self->conflicts, whole_conflict (self, theirs));
    }

  if (self->conflicts->len && self->refuse_conflicts)
    {
      const KontorConflict *conflict = self->conflicts->pdata[0];
      g_autofree char *title = kontor_record_type_make_title (self->type, self->body);
      g_autofree char *where = *conflict->path ? kontor_path_describe (self->type->fields, self->body, conflict->path)
                                               : g_strdup (kontor_record_type_get_label (self->type));

      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CONFLICT,
                   _ ("“%s” was changed elsewhere meanwhile (%s). Nothing was saved; look at it and try again."), title,
                   where);
      return FALSE;
    }
  return TRUE;
}

static void
refuse_changed (KontorSave *self,
                GError **error)
{
  g_autofree char *title = kontor_record_type_make_title (self->type, self->body);

  g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CONFLICT,
               _ ("“%s” was changed or deleted meanwhile. Nothing was saved; look at it and try again."), title);
}

static gboolean
write_pending (KontorSave *self,
               KontorDatabase *database,
               GError **error)
{
  g_autofree char *key = g_strconcat ("pending:", self->id, NULL);
  g_autofree char *text = NULL;

  if (self->pending && kontor_json_get_size (self->pending) > 0)
    text = kontor_json_to_string (self->pending);
  return kontor_database_set_meta (database, key, text, error);
}

/* What was in conflict before stays so: only a person settles it. */
static char *
join_conflicts (KontorSave *self,
                const char *old)
{
  g_autoptr (GPtrArray) all = kontor_conflicts_from_text (old);
  char *text;

  g_ptr_array_set_free_func (all, NULL);
  g_ptr_array_extend (all, self->conflicts, NULL, NULL);
  text = kontor_conflicts_to_text (all);
  for (guint i = 0; i < all->len - self->conflicts->len; i++)
    kontor_conflict_free (all->pdata[i]);
  return text;
}

/* A body that grew here, by a merge or around another one, must not become one that nobody can read any more. */
static gboolean
check_readable (KontorSave *self,
                GError **error)
{
  g_autofree char *title = NULL;

  self->text = kontor_json_to_string (self->stored);
  if (strlen (self->text) <= KONTOR_JSON_MAX_SIZE && kontor_json_get_depth (self->stored) <= KONTOR_JSON_MAX_DEPTH)
    return TRUE;

  title = kontor_record_type_make_title (self->type, self->stored);
  g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_LIMIT,
               _ ("“%s” cannot be stored: it is larger than %d MiB or nested deeper than %d levels."), title,
               KONTOR_JSON_MAX_SIZE / (1024 * 1024), KONTOR_JSON_MAX_DEPTH);
  return FALSE;
}

static gboolean
insert (KontorSave *self,
        KontorDatabase *database,
        gint64 *row,
        GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;

  statement = kontor_database_prepare (database,
                                       "INSERT INTO record (id, kind, body, state, change) VALUES (?, ?, ?, 'dirty', ?)",
                                       error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, self->id);
  kontor_statement_bind_text (statement, 2, self->type->kind);
  kontor_statement_take_text (statement, 3, g_steal_pointer (&self->text));
  kontor_statement_bind_integer (statement, 4, self->change);
  if (!kontor_statement_run (statement, error))
    return FALSE;
  *row = sqlite3_last_insert_rowid (kontor_database_get_handle (database));
  return TRUE;
}

static gboolean
update (KontorSave *self,
        KontorDatabase *database,
        gint64 row,
        const char *old_conflicts,
        GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;

  statement = kontor_database_prepare (database,
                                       "UPDATE record SET body = ?2, state = 'dirty', change = ?3, theirs = ?4, "
                                       "problem = NULL WHERE row = ?1",
                                       error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_integer (statement, 1, row);
  kontor_statement_take_text (statement, 2, g_steal_pointer (&self->text));
  kontor_statement_bind_integer (statement, 3, self->change);
  kontor_statement_take_text (statement, 4, join_conflicts (self, old_conflicts));
  return kontor_statement_run (statement, error);
}

/**
 * kontor_save_run:
 * @self: a save
 * @store: the store
 * @database: the writer's connection, in a transaction
 * @error: return location for a #GError
 *
 * Writes a body: it is checked, compared with what is stored, merged when that is newer, and indexed. What became of it is
 * in @self afterwards. A record that was deleted meanwhile comes back: nothing that was typed is dropped.
 *
 * Returns: whether it was written (or was there already)
 */
gboolean
kontor_save_run (KontorSave *self,
                 KontorStore *store,
                 KontorDatabase *database,
                 GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  g_autoptr (KontorJson) stored = NULL;
  g_autofree char *old_conflicts = NULL;
  gboolean there, deleted = FALSE;
  gint64 row = 0, change = 0;
  int step;

  if (!kontor_record_type_check (self->type, self->body, error))
    return FALSE;

  statement = kontor_database_prepare (database, "SELECT row, body, state, change, theirs FROM record WHERE id = ?", error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, self->id);
  step = kontor_statement_step (statement, error);
  if (step < 0)
    return FALSE;
  there = step > 0;
  if (there)
    {
      row = kontor_statement_get_integer (statement, 0);
      deleted = strcmp (kontor_statement_get_text (statement, 2), "deleted") == 0;
      change = kontor_statement_get_integer (statement, 3);
      /* The same change number is the same body. */
      stored = self->base && change == self->base_change
                 ? kontor_json_ref (self->base)
                 : kontor_json_parse (kontor_statement_get_text (statement, 1), -1, error);
      if (!stored)
        return FALSE;
      old_conflicts = g_strdup (kontor_statement_get_text (statement, 4));
    }
  kontor_statement_rewind (statement);

  /* A deletion has taken the texts along. */
  if (!(self->pending_is_stored && there && !deleted) && !write_pending (self, database, error))
    return FALSE;

  if (there && self->type->immutable && !kontor_json_equal (stored, self->body))
    {
      g_autofree char *title = kontor_record_type_make_title (self->type, stored);

      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_IMMUTABLE,
                   _ ("“%s” was issued and cannot be changed any more."), title);
      return FALSE;
    }
  if (self->refuse_changes && self->base_change > 0 && (!there || deleted || !kontor_json_equal (stored, self->base)))
    {
      refuse_changed (self, error);
      return FALSE;
    }
  if (there && !deleted && change != self->base_change)
    {
      if (!merge_with (self, stored, error))
        return FALSE;
    }
  else
    self->stored = kontor_json_ref (self->body);

  if (there && !deleted && self->conflicts->len == 0 && kontor_json_equal (stored, self->stored))
    {
      self->change = change;
      return TRUE;
    }

  if (!check_readable (self, error) || !kontor_store_next_change (database, &self->change, error))
    return FALSE;
  if (!(there ? update (self, database, row, old_conflicts, error) : insert (self, database, &row, error)))
    return FALSE;
  if (!kontor_index_write (kontor_store_get_index (store), database, row, self->id, self->type, self->stored, self->change,
                           error))
    return FALSE;
  kontor_store_note_change (store, self->id);
  return TRUE;
}

/* An edit that was made while the save ran goes on top of what was stored. */
static KontorJson *
rebase (KontorSave *self,
        KontorJson *edited)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (KontorJson) merged = NULL;

  merged = kontor_merge (self->type, self->body, edited, self->stored, &conflicts, NULL);
  for (guint i = 0; merged && conflicts && i < conflicts->len; i++)
    {
      const KontorConflict *conflict = conflicts->pdata[i];
      KontorJson *ours = kontor_path_set (self->type->fields, merged, conflict->path, conflict->ours, NULL);

      if (!ours)
        continue;
      kontor_json_unref (merged);
      merged = ours;
    }
  if (merged && kontor_record_type_check (self->type, merged, NULL))
    return g_steal_pointer (&merged);
  return kontor_json_ref (edited);
}

/**
 * kontor_save_apply:
 * @self: a save that was run and committed
 * @record: the record that it was made from, on its own thread
 *
 * Tells the record what is stored now, and gives it what others had changed. An edit that was made meanwhile stays, and
 * leaves the record modified.
 */
void
kontor_save_apply (KontorSave *self,
                   KontorRecord *record)
{
  KontorJson *now = kontor_record_get_body (record);

  if (!kontor_json_equal (self->stored, self->body))
    {
      g_autoptr (KontorJson) body = kontor_json_equal (now, self->body) ? kontor_json_ref (self->stored)
                                                                        : rebase (self, now);

      kontor_record_set_stored (record, self->stored, self->change);
      kontor_record_set_body (record, body, NULL);
    }
  else
    kontor_record_set_stored (record, self->stored, self->change);
  if (kontor_json_equal (kontor_record_get_all_pending (record), self->pending))
    kontor_record_set_pending_stored (record);
}

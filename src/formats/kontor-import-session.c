/* kontor-import-session.c: what the imports of all formats share */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-language.h"

/* More problems than anybody reads. */
#define MAX_PROBLEMS 1000

static void
problem_free (gpointer data)
{
  KontorImportProblem *problem = data;

  g_free (problem->column);
  g_free (problem->message);
  g_free (problem);
}

G_DEFINE_BOXED_TYPE (KontorImportReport, kontor_import_report, kontor_import_report_ref, kontor_import_report_unref)

/**
 * kontor_import_report_ref:
 * @self: a report
 *
 * Returns: (transfer full): the same report
 */
KontorImportReport *
kontor_import_report_ref (KontorImportReport *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * kontor_import_report_unref:
 * @self: (transfer full): a report
 */
void
kontor_import_report_unref (KontorImportReport *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->charset);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static KontorImportReport *
report_new (KontorFormat format)
{
  KontorImportReport *self = g_new0 (KontorImportReport, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->format = format;
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->problems = g_ptr_array_new_with_free_func (problem_free);

  return self;
}

/**
 * kontor_import_session_new:
 * @store: where to
 * @options: (nullable): how
 * @format: out of what
 * @cancellable: (nullable): a #GCancellable
 *
 * Returns: (transfer full): an import that has read nothing yet
 */
KontorImportSession *
kontor_import_session_new (KontorStore *store,
                           const KontorImportOptions *options,
                           KontorFormat format,
                           GCancellable *cancellable)
{
  KontorImportSession *self = g_new0 (KontorImportSession, 1);

  self->store = g_object_ref (store);
  if (options != NULL)
    {
      self->dry_run = options->dry_run;
      self->language = g_strdup (options->language);
      self->progress = options->progress;
      self->progress_data = options->progress_data;
    }
  if (self->language == NULL)
    self->language = kontor_language_dup_default ();
  self->cancellable = cancellable == NULL ? NULL : g_object_ref (cancellable);
  self->report = report_new (format);
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_line = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * kontor_import_session_free:
 * @self: (transfer full): an import
 */
void
kontor_import_session_free (KontorImportSession *self)
{
  g_object_unref (self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->report, kontor_import_report_unref);
  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->by_line);
  g_hash_table_unref (self->told);
  g_free (self->language);
  g_free (self);
}

static void
add_problem (KontorImportSession *self, guint line, const char *column, const char *message, gboolean refused)
{
  KontorImportProblem *problem;

  if (self->report->n_problems++ >= MAX_PROBLEMS)
    return;

  problem = g_new0 (KontorImportProblem, 1);
  problem->line = line;
  problem->column = g_strdup (column);
  problem->refused = refused;
  problem->message = g_strdup (message);
  g_ptr_array_add (self->report->problems, problem);
}

/**
 * kontor_import_session_refuse:
 * @self: an import
 * @line: where the record begins
 * @column: (nullable): what of it is wrong
 * @message: a sentence
 *
 * Notes down why a record cannot be taken. The caller counts the record itself.
 */
void
kontor_import_session_refuse (KontorImportSession *self, guint line, const char *column, const char *message)
{
  add_problem (self, line, column, message, TRUE);
}

/**
 * kontor_import_session_refuse_twice:
 * @self: an import
 * @line: where the record begins
 * @column: (nullable): what tells that it is the same one
 * @before: where that one begins
 *
 * Notes down that the file has a record twice.
 */
void
kontor_import_session_refuse_twice (KontorImportSession *self, guint line, const char *column, guint before)
{
  g_autofree char *message
    = g_strdup_printf (_("The record in line %u of this file is the same one. Leave one of them out."), before);

  add_problem (self, line, column, message, TRUE);
}

/**
 * kontor_import_session_note:
 * @self: an import
 * @line: where
 * @column: (nullable): what of it
 * @message: a sentence
 *
 * Notes down something that a person should know, but that stops nothing.
 */
void
kontor_import_session_note (KontorImportSession *self, guint line, const char *column, const char *message)
{
  add_problem (self, line, column, message, FALSE);
}

/**
 * kontor_import_session_tell:
 * @self: an import
 * @position: how much of the file was read
 * @length: how much there is
 * @error: return location for a #GError
 *
 * Tells how far it is, and looks whether it is to stop.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED when it is
 */
gboolean
kontor_import_session_tell (KontorImportSession *self, gsize position, gsize length, GError **error)
{
  /* writing takes the rest */
  double fraction = 0.9 * (length == 0 ? 1 : 1.0 * position / length);

  if (self->progress != NULL)
    self->progress (fraction, self->progress_data);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/**
 * kontor_import_session_load:
 * @self: an import
 * @id: an id
 * @record: (out) (transfer full) (nullable): the record; %NULL when there is none
 * @error: return location for a #GError
 *
 * Returns: %FALSE when the store could not be read
 */
gboolean
kontor_import_session_load (KontorImportSession *self, const char *id, KontorRecord **record, GError **error)
{
  g_autoptr (GError) failed = NULL;

  *record = kontor_store_load (self->store, id, &failed);
  if (*record == NULL && !g_error_matches (failed, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_server_owned (const KontorField *field)
{
  if ((field->flags & KONTOR_FIELD_SERVER_OWNED) != 0)
    return TRUE;

  /* a log that says who did what when */
  for (const KontorField *member = field->part == NULL ? NULL : field->part->fields; member != NULL && member->name != NULL; member++)
    {
      if ((member->flags & KONTOR_FIELD_SERVER_OWNED) != 0)
        return TRUE;
    }

  return FALSE;
}

/* What no import may set stays as it was; what is derived is never stored. */
static KontorJson *
keep_owned (KontorImportSession *self, guint line, const KontorRecordType *type, KontorJson *old, KontorJson *body)
{
  KontorJson *kept = kontor_json_ref (body);

  for (const KontorField *field = type->fields; field->name != NULL; field++)
    {
      KontorJson *before = kontor_json_get_member (old, field->member);
      KontorJson *after = kontor_json_get_member (kept, field->member);

      if ((field->flags & KONTOR_FIELD_DERIVED) != 0)
        before = NULL;
      else if (type->immutable || !is_server_owned (field))
        continue;
      if (kontor_json_equal (before, after))
        continue;

      kontor_json_set_member (&kept, field->member, before);
      if ((field->flags & KONTOR_FIELD_DERIVED) == 0 && g_hash_table_add (self->told, g_strdup (field->member)))
        {
          g_autofree char *message
            = g_strdup_printf (_("“%s” is set by Kontor itself and is not taken from a file."), kontor_field_get_label (field));

          kontor_import_session_note (self, line, field->member, message);
        }
    }

  return kept;
}

static gboolean
check_change (const KontorRecordType *type, KontorRecord *old, KontorJson *body, GError **error)
{
  const char *from = kontor_json_get_member_string (kontor_record_get_body (old), "state");
  const char *to = kontor_json_get_member_string (body, "state");

  if (type->states == NULL || g_strcmp0 (from, to) == 0)
    return TRUE;

  return kontor_record_type_check_transition (type, from, to, error);
}

static void
refuse_for (KontorImportSession *self, guint line, GError *reason)
{
  self->report->n_refused++;
  kontor_import_session_refuse (self, line, NULL, reason->message);
  g_error_free (reason);
}

/**
 * kontor_import_session_take:
 * @self: an import
 * @line: where the record begins
 * @type: its kind
 * @id: (nullable): its id, for a new one; %NULL for one of our own making
 * @old: (nullable): the record as it is in the store
 * @body: what it is to be
 * @error: return location for a #GError
 *
 * Counts a record, and keeps it for kontor_import_session_finish() when it is new or changed. One that cannot be is refused.
 *
 * Returns: %FALSE when the import cannot go on
 */
gboolean
kontor_import_session_take (KontorImportSession *self,
                            guint line,
                            const KontorRecordType *type,
                            const char *id,
                            KontorRecord *old,
                            KontorJson *body,
                            GError **error)
{
  KontorJson *before = old == NULL ? NULL : kontor_record_get_body (old);
  g_autoptr (KontorJson) kept = keep_owned (self, line, type, before, body);
  g_autoptr (KontorRecord) record = NULL;
  const char *own_id;
  gpointer first;
  GError *reason = NULL;

  if (old != NULL)
    {
      gboolean same = kontor_json_equal (before, kept);

      record = g_object_ref (old);
      if (!same && type->immutable)
        reason = g_error_new (KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_IMMUTABLE,
                              _("“%s” is in the store with other contents, and such a record never changes."),
                              kontor_record_get_id (old));
      if (reason != NULL || (!same && (!check_change (type, old, kept, &reason) ||
                                       !kontor_record_set_body (record, kept, &reason))))
        {
          refuse_for (self, line, reason);
          return TRUE;
        }
    }
  else
    {
      record = kontor_record_new_for_body (id, kept, &reason);
      if (record == NULL)
        {
          refuse_for (self, line, reason);
          return TRUE;
        }
    }

  own_id = kontor_record_get_id (record);
  first = g_hash_table_lookup (self->seen, own_id);
  if (first != NULL)
    {
      self->report->n_refused++;
      kontor_import_session_refuse_twice (self, line, "id", GPOINTER_TO_UINT (first));
      return TRUE;
    }
  g_hash_table_insert (self->seen, g_strdup (own_id), GUINT_TO_POINTER (line));
  g_hash_table_insert (self->by_line, GUINT_TO_POINTER (line), g_object_ref (record));

  if (old != NULL && !kontor_record_is_modified (record))
    {
      self->report->n_same++;
      return TRUE;
    }

  if (old == NULL)
    self->report->n_new++;
  else
    self->report->n_changed++;
  g_ptr_array_add (self->report->ids, g_strdup (own_id));
  g_ptr_array_add (self->records, g_steal_pointer (&record));

  return TRUE;
}

/**
 * kontor_import_session_find_taken:
 * @self: an import
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the record of that id that the file had before
 */
KontorRecord *
kontor_import_session_find_taken (KontorImportSession *self, const char *id)
{
  gpointer line = id == NULL ? NULL : g_hash_table_lookup (self->seen, id);

  return line == NULL ? NULL : g_hash_table_lookup (self->by_line, line);
}

/**
 * kontor_import_session_retake:
 * @self: an import
 * @line: where the file has the record once more
 * @record: the record that was taken before
 * @body: what both together say
 *
 * Lets a record say more than it did when it was taken. What comes so counts as the same.
 *
 * Returns: %FALSE when the record cannot be so, and nothing was done
 */
gboolean
kontor_import_session_retake (KontorImportSession *self, guint line, KontorRecord *record, KontorJson *body)
{
  const char *id = kontor_record_get_id (record);

  if (!kontor_record_set_body (record, body, NULL))
    return FALSE;

  self->report->n_same++;
  if (kontor_record_is_modified (record) && !g_ptr_array_find (self->records, record, NULL))
    {
      self->report->n_same--;
      self->report->n_changed++;
      g_ptr_array_add (self->report->ids, g_strdup (id));
      g_ptr_array_add (self->records, g_object_ref (record));
    }

  return TRUE;
}

/**
 * kontor_import_session_finish:
 * @self: an import that has read all
 * @error: return location for a #GError
 *
 * Writes all new and changed records in one transaction, unless one was refused or it is a dry run.
 *
 * Returns: (transfer full) (nullable): the report; %NULL when they could not be written, and none was
 */
KontorImportReport *
kontor_import_session_finish (KontorImportSession *self, GError **error)
{
  KontorImportReport *report = self->report;

  /* from here on it is all or nothing: cancelling would come too late */
  if (!kontor_import_session_tell (self, 1, 1, error))
    return NULL;
  if (!self->dry_run && report->n_refused == 0 && self->records->len > 0)
    {
      if (!kontor_store_save_all (self->store, self->records, error))
        return NULL;
      report->written = TRUE;
    }
  if (self->progress != NULL)
    self->progress (1, self->progress_data);

  return g_steal_pointer (&self->report);
}

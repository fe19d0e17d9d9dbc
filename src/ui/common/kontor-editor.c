/* kontor-editor.c: one open record, kept as one types */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-editor.h"

#include <glib/gi18n.h>

#include "kontor-merge.h"
#include "kontor-model-error.h"

/* How long to wait for the next key before a save, and how long to wait at the most. */
#define SAVE_DELAY_MS 400
#define SAVE_DELAY_MAX_US (3 * G_USEC_PER_SEC)

/* Keys that follow each other within this time in one field are undone together. */
#define TYPING_PAUSE_US (4 * G_USEC_PER_SEC)

#define MAX_STEPS 200

/* What the record was before an edit. Bodies are immutable and share what did not change, so a step costs little. */
typedef struct
{
  KontorJson *body;
  KontorJson *pending;
} Step;

struct _KontorEditor
{
  GObject parent_instance;

  KontorStore *store;
  char *id;
  const KontorRecordType *type;
  KontorRecord *record;

  KontorEditorState state;
  char *problem;
  gboolean read_only;
  GStrv languages;

  GQueue undo_steps;
  GQueue redo_steps;
  char *typing_path;
  gint64 typing_time;
  Step *open_step; /* what the record was before several edits that are one step */
  guint open_depth;

  gboolean saving;
  gboolean dirty;
  gint64 dirty_since;
  guint save_timeout_id;
  gulong store_changed_id;
  GCancellable *load_cancellable;
  gboolean reload_again;
  gboolean abandoned;
  GPtrArray *flush_tasks;
};

G_DEFINE_FINAL_TYPE (KontorEditor, kontor_editor, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_READ_ONLY,
  N_PROPS
};

enum
{
  CHANGED,
  CONFLICTS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void start_save (KontorEditor *self);
static void start_load (KontorEditor *self);

static void
step_free (Step *step)
{
  g_clear_pointer (&step->body, kontor_json_unref);
  g_clear_pointer (&step->pending, kontor_json_unref);
  g_free (step);
}

static void
clear_steps (GQueue *steps)
{
  g_queue_clear_full (steps, (GDestroyNotify) step_free);
}

static gboolean
json_equal0 (KontorJson *a,
             KontorJson *b)
{
  if (a == b)
    return TRUE;
  return a != NULL && b != NULL && kontor_json_equal (a, b);
}

static KontorJson *
json_ref0 (KontorJson *json)
{
  return json != NULL ? kontor_json_ref (json) : NULL;
}

static Step *
make_step (KontorEditor *self)
{
  Step *step = g_new0 (Step, 1);

  step->body = kontor_json_ref (kontor_record_get_body (self->record));
  step->pending = json_ref0 (kontor_record_get_all_pending (self->record));

  return step;
}

static void
notify_history (KontorEditor *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
set_state (KontorEditor *self,
           KontorEditorState state,
           const char *problem)
{
  if (self->state == state && g_strcmp0 (self->problem, problem) == 0)
    return;

  self->state = state;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* A save under way. The store works on a copy, so that typing goes on meanwhile. */
typedef struct
{
  KontorEditor *self;
  KontorRecord *copy;
  KontorJson *body;
} Save;

static void
save_free (Save *save)
{
  g_clear_object (&save->self);
  g_clear_object (&save->copy);
  g_clear_pointer (&save->body, kontor_json_unref);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

/* Answers those who wait for the record to be on disk, when it is, or when it cannot be. */
static void
answer_flushes (KontorEditor *self,
                const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->flush_tasks);

  self->flush_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static gboolean
save_timeout_cb (gpointer user_data)
{
  KontorEditor *self = KONTOR_EDITOR (user_data);

  self->save_timeout_id = 0;
  start_save (self);

  return G_SOURCE_REMOVE;
}

static void
schedule_save (KontorEditor *self)
{
  gint64 now = g_get_monotonic_time ();

  if (!self->dirty)
    {
      self->dirty = TRUE;
      self->dirty_since = now;
    }
  if (!self->saving)
    set_state (self, KONTOR_EDITOR_MODIFIED, NULL);

  if (self->save_timeout_id != 0 && now - self->dirty_since > SAVE_DELAY_MAX_US)
    return;

  g_clear_handle_id (&self->save_timeout_id, g_source_remove);
  self->save_timeout_id = g_timeout_add (SAVE_DELAY_MS, save_timeout_cb, self);
}

/* Remembers what the record is before an edit of @path, so that the edit can be undone. */
static void
remember (KontorEditor *self,
          Step *before,
          const char *path)
{
  gint64 now = g_get_monotonic_time ();
  gboolean goes_on = path != NULL && g_strcmp0 (path, self->typing_path) == 0 &&
                     now - self->typing_time < TYPING_PAUSE_US &&
                     !g_queue_is_empty (&self->undo_steps);

  if (goes_on)
    step_free (before);
  else
    g_queue_push_tail (&self->undo_steps, before);
  if (g_queue_get_length (&self->undo_steps) > MAX_STEPS)
    step_free (g_queue_pop_head (&self->undo_steps));

  clear_steps (&self->redo_steps);
  g_free (self->typing_path);
  self->typing_path = g_strdup (path);
  self->typing_time = now;
}

/* A text that was refused only beside another value (two dates in the wrong order) may be right by now. */
static void
retry_pending (KontorEditor *self)
{
  g_autoptr (KontorJson) pending = json_ref0 (kontor_record_get_all_pending (self->record));

  for (guint i = 0; pending != NULL && i < kontor_json_get_size (pending); i++)
    {
      const char *path = kontor_json_get_member_name (pending, i);
      const char *text = kontor_json_get_string (kontor_json_get_element (pending, i));

      if (kontor_record_set_text (self->record, path, text, NULL))
        kontor_record_set_pending (self->record, path, NULL);
    }
}

/* Closes an edit: says what changed, and sees that it is saved. Takes @before. */
static void
finish_edit (KontorEditor *self,
             Step *before,
             const char *path,
             gboolean typed)
{
  if (json_equal0 (before->body, kontor_record_get_body (self->record)) &&
      json_equal0 (before->pending, kontor_record_get_all_pending (self->record)))
    {
      step_free (before);
      return;
    }

  if (kontor_record_get_all_pending (self->record) != NULL)
    retry_pending (self);
  if (self->open_depth > 0)
    step_free (before);
  else
    remember (self, before, typed ? path : NULL);
  schedule_save (self);
  g_signal_emit (self, signals[CHANGED], 0, path);
  notify_history (self);
}

/* Lets what others changed flow into the steps, so that an undo takes back our edits and not theirs. */
static void
rebase_steps (KontorEditor *self,
              GQueue *steps,
              KontorJson *from,
              KontorJson *to)
{
  for (GList *l = steps->head; l != NULL; l = l->next)
    {
      Step *step = l->data;
      g_autoptr (GPtrArray) conflicts = NULL;
      KontorJson *merged = kontor_merge (self->type, from, step->body, to, &conflicts, NULL);

      if (merged == NULL)
        continue;
      kontor_json_unref (step->body);
      step->body = merged;
    }
}

/*
 * Takes in what the store holds now. @known is what we had when the store was asked. Edits made since then are
 * laid over what came.
 */
static void
take_stored (KontorEditor *self,
             KontorRecord *stored,
             KontorJson *known)
{
  g_autoptr (KontorJson) theirs = kontor_json_ref (kontor_record_get_body (stored));
  g_autoptr (KontorJson) ours = kontor_json_ref (kontor_record_get_body (self->record));

  if (!kontor_json_equal (known, theirs))
    {
      g_autoptr (KontorJson) merged = NULL;
      g_autoptr (GPtrArray) conflicts = NULL;
      g_autoptr (GError) error = NULL;

      if (kontor_json_equal (known, ours))
        merged = kontor_json_ref (theirs);
      else
        merged = kontor_merge (self->type, known, ours, theirs, &conflicts, &error);

      if (merged != NULL && kontor_record_set_body (self->record, merged, &error))
        {
          rebase_steps (self, &self->undo_steps, known, theirs);
          rebase_steps (self, &self->redo_steps, known, theirs);
        }
      else
        g_warning ("%s could not be merged: %s", self->id, error->message);

      if (conflicts != NULL && conflicts->len > 0)
        g_signal_emit (self, signals[CONFLICTS], 0, conflicts);
    }

  kontor_record_set_stored (self->record, kontor_record_get_base (stored), kontor_record_get_change (stored));
  if (!kontor_json_equal (ours, kontor_record_get_body (self->record)))
    g_signal_emit (self, signals[CHANGED], 0, NULL);
}

static void
save_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  KontorEditor *self = save->self;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  gboolean saved;

  saved = kontor_store_save_finish (self->store, result, &conflicts, &error);
  self->saving = FALSE;

  if (!saved && !g_error_matches (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CONFLICT))
    {
      self->dirty = !self->abandoned;
      set_state (self, KONTOR_EDITOR_FAILED, error->message);
      answer_flushes (self, self->abandoned ? NULL : error);
      return;
    }

  take_stored (self, save->copy, save->body);
  if (conflicts != NULL && conflicts->len > 0)
    g_signal_emit (self, signals[CONFLICTS], 0, conflicts);

  if (self->dirty)
    {
      set_state (self, KONTOR_EDITOR_MODIFIED, NULL);
      if (self->flush_tasks->len > 0)
        start_save (self);
      return;
    }

  set_state (self, KONTOR_EDITOR_SAVED, NULL);
  answer_flushes (self, NULL);
  if (self->reload_again)
    start_load (self);
}

static void
start_save (KontorEditor *self)
{
  g_autoptr (KontorRecord) copy = NULL;
  g_autoptr (GError) error = NULL;
  KontorJson *body;
  Save *save;

  g_clear_handle_id (&self->save_timeout_id, g_source_remove);
  if (!self->dirty || self->saving || self->abandoned)
    return;

  body = kontor_record_get_body (self->record);
  copy = kontor_record_new_for_body (self->id, body, &error);
  if (copy == NULL)
    {
      set_state (self, KONTOR_EDITOR_FAILED, error->message);
      answer_flushes (self, error);
      return;
    }
  kontor_record_set_stored (copy, kontor_record_get_base (self->record), kontor_record_get_change (self->record));
  kontor_record_set_all_pending (copy, kontor_record_get_all_pending (self->record));

  save = g_new0 (Save, 1);
  save->self = g_object_ref (self);
  save->copy = g_object_ref (copy);
  save->body = kontor_json_ref (body);

  self->dirty = FALSE;
  self->saving = TRUE;
  set_state (self, KONTOR_EDITOR_SAVING, NULL);
  kontor_store_save_async (self->store, copy, NULL, save_cb, save);
}

static void
load_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (KontorEditor) self = user_data;
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  record = kontor_store_load_finish (self->store, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->load_cancellable);

  if (record == NULL)
    {
      /* A record that was not stored yet is missing in the store, and that is no news. */
      if (self->record == NULL || kontor_record_get_change (self->record) != 0)
        set_state (self, KONTOR_EDITOR_MISSING, error->message);
      return;
    }

  if (self->record == NULL)
    {
      self->record = g_steal_pointer (&record);
      set_state (self, KONTOR_EDITOR_READY, NULL);
      g_signal_emit (self, signals[CHANGED], 0, NULL);
      return;
    }

  /* The next save merges what others changed; until then nobody's typing is disturbed. */
  if (self->dirty || self->saving)
    return;

  if (kontor_record_get_change (record) != kontor_record_get_change (self->record))
    {
      g_autoptr (KontorJson) known = kontor_json_ref (kontor_record_get_body (self->record));

      take_stored (self, record, known);
    }
  if (self->state == KONTOR_EDITOR_MISSING)
    set_state (self, KONTOR_EDITOR_READY, NULL);
}

static void
start_load (KontorEditor *self)
{
  self->reload_again = FALSE;
  if (self->load_cancellable != NULL)
    g_cancellable_cancel (self->load_cancellable);
  g_clear_object (&self->load_cancellable);

  self->load_cancellable = g_cancellable_new ();
  kontor_store_load_async (self->store, self->id, self->load_cancellable, load_cb, g_object_ref (self));
}

static void
store_changed_cb (KontorStore *store,
                  GStrv ids,
                  KontorEditor *self)
{
  if (ids != NULL && !g_strv_contains ((const char *const *) ids, self->id))
    return;

  /* While a save runs this is most likely the save itself. */
  if (self->saving)
    self->reload_again = TRUE;
  else if (!self->abandoned)
    start_load (self);
}

/* Runs after a step was taken back or done again. */
static void
restore_step (KontorEditor *self,
              GQueue *from,
              GQueue *to)
{
  Step *step = g_queue_pop_tail (from);
  g_autoptr (GError) error = NULL;

  if (step == NULL || self->record == NULL)
    return;

  g_queue_push_tail (to, make_step (self));
  if (!kontor_record_set_body (self->record, step->body, &error))
    g_warning ("%s: a step could not be restored: %s", self->id, error->message);
  kontor_record_set_all_pending (self->record, step->pending);
  step_free (step);

  g_clear_pointer (&self->typing_path, g_free);
  schedule_save (self);
  g_signal_emit (self, signals[CHANGED], 0, NULL);
  notify_history (self);
}

static void
kontor_editor_get_property (GObject *object,
                            guint prop_id,
                            GValue *value,
                            GParamSpec *pspec)
{
  KontorEditor *self = KONTOR_EDITOR (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;

    case PROP_CAN_UNDO:
      g_value_set_boolean (value, kontor_editor_can_undo (self));
      break;

    case PROP_CAN_REDO:
      g_value_set_boolean (value, kontor_editor_can_redo (self));
      break;

    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_editor_finalize (GObject *object)
{
  KontorEditor *self = KONTOR_EDITOR (object);

  g_clear_handle_id (&self->save_timeout_id, g_source_remove);
  g_clear_signal_handler (&self->store_changed_id, self->store);
  if (self->load_cancellable != NULL)
    g_cancellable_cancel (self->load_cancellable);
  g_clear_object (&self->load_cancellable);
  clear_steps (&self->undo_steps);
  clear_steps (&self->redo_steps);
  g_clear_pointer (&self->open_step, step_free);
  g_clear_pointer (&self->flush_tasks, g_ptr_array_unref);
  g_clear_pointer (&self->typing_path, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->languages, g_strfreev);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->record);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (kontor_editor_parent_class)->finalize (object);
}

static void
kontor_editor_class_init (KontorEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kontor_editor_get_property;
  object_class->finalize = kontor_editor_finalize;

  /**
   * KontorEditor:state:
   *
   * A #KontorEditorState.
   */
  properties[PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, 0, KONTOR_EDITOR_MISSING, 0,
                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REDO] =
    g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_READ_ONLY] =
    g_param_spec_boolean ("read-only", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KontorEditor::changed:
   * @self: the editor
   * @path: (nullable): where the record changed; %NULL when anything may have changed
   *
   * Emitted after each edit, after an undo, and when others changed the record.
   */
  signals[CHANGED] =
    g_signal_new ("changed", KONTOR_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * KontorEditor::conflicts:
   * @self: the editor
   * @conflicts: (element-type KontorConflict): what both changed differently
   *
   * Emitted after a save that met an edit of someone else in the same field. What they wrote stands.
   */
  signals[CONFLICTS] =
    g_signal_new ("conflicts", KONTOR_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
kontor_editor_init (KontorEditor *self)
{
  g_queue_init (&self->undo_steps);
  g_queue_init (&self->redo_steps);
  self->flush_tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

static KontorEditor *
make_editor (KontorStore *store,
             const char *id)
{
  KontorEditor *self = g_object_new (KONTOR_TYPE_EDITOR, NULL);

  self->store = g_object_ref (store);
  self->id = g_strdup (id);
  self->type = kontor_record_type_find_for_id (id);
  self->store_changed_id = g_signal_connect (store, "changed", G_CALLBACK (store_changed_cb), self);

  return self;
}

/**
 * kontor_editor_new:
 * @store: the store
 * @id: the id of a record
 *
 * Opens a record for editing. It is read in the background: #KontorEditor::changed is emitted when it is there.
 *
 * Returns: (transfer full): a new editor
 */
KontorEditor *
kontor_editor_new (KontorStore *store,
                   const char *id)
{
  KontorEditor *self;

  g_return_val_if_fail (KONTOR_IS_STORE (store), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = make_editor (store, id);
  if (self->type == NULL)
    {
      g_autofree char *problem = g_strdup_printf (_("“%s” is of a kind that this version of Kontor does not know."), id);

      set_state (self, KONTOR_EDITOR_MISSING, problem);
      return self;
    }
  start_load (self);

  return self;
}

/**
 * kontor_editor_new_for_record:
 * @store: the store
 * @record: a record, loaded or new
 *
 * Edits a record that is at hand already. A new record is stored with its first edit.
 *
 * Returns: (transfer full): a new editor
 */
KontorEditor *
kontor_editor_new_for_record (KontorStore *store,
                              KontorRecord *record)
{
  KontorEditor *self;

  g_return_val_if_fail (KONTOR_IS_STORE (store), NULL);
  g_return_val_if_fail (KONTOR_IS_RECORD (record), NULL);

  self = make_editor (store, kontor_record_get_id (record));
  self->record = g_object_ref (record);
  self->state = KONTOR_EDITOR_READY;

  return self;
}

/**
 * kontor_editor_get_store:
 * @self: an editor
 *
 * Returns: (transfer none): the store that the record is kept in
 */
KontorStore *
kontor_editor_get_store (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), NULL);

  return self->store;
}

/**
 * kontor_editor_get_id:
 * @self: an editor
 *
 * Returns: the record's id
 */
const char *
kontor_editor_get_id (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), NULL);

  return self->id;
}

/**
 * kontor_editor_get_record_type:
 * @self: an editor
 *
 * Returns: the kind of the record
 */
const KontorRecordType *
kontor_editor_get_record_type (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), NULL);

  return self->type;
}

/**
 * kontor_editor_get_record:
 * @self: an editor
 *
 * The record is to be read only; edits go through the editor, which saves them and can undo them.
 *
 * Returns: (transfer none) (nullable): the record, %NULL while it is being read
 */
KontorRecord *
kontor_editor_get_record (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), NULL);

  return self->record;
}

/**
 * kontor_editor_get_state:
 * @self: an editor
 *
 * Returns: where the record stands
 */
KontorEditorState
kontor_editor_get_state (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), KONTOR_EDITOR_MISSING);

  return self->state;
}

/**
 * kontor_editor_get_problem:
 * @self: an editor
 *
 * Returns: (nullable): why the record could not be read or saved, as a sentence
 */
const char *
kontor_editor_get_problem (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), NULL);

  return self->problem;
}

/**
 * kontor_editor_is_read_only:
 * @self: an editor
 *
 * Returns: whether the widgets of this record are to be looked at only
 */
gboolean
kontor_editor_is_read_only (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), TRUE);

  return self->read_only;
}

/**
 * kontor_editor_set_read_only:
 * @self: an editor
 * @read_only: whether the record is not to be edited in its state (it was issued, accepted, ...)
 *
 * Makes all rows of this editor insensitive to typing. Edits by code are not hindered.
 */
void
kontor_editor_set_read_only (KontorEditor *self,
                             gboolean read_only)
{
  g_return_if_fail (KONTOR_IS_EDITOR (self));

  read_only = !!read_only;
  if (self->read_only == read_only)
    return;
  self->read_only = read_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

/**
 * kontor_editor_get_languages:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the languages of the company's documents, the usual one first
 */
const char *const *
kontor_editor_get_languages (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), NULL);

  return (const char *const *) self->languages;
}

/**
 * kontor_editor_set_languages:
 * @self: an editor
 * @languages: (nullable): the languages of the company's documents, the usual one first
 *
 * Says for which languages a form offers a line of a translated text.
 */
void
kontor_editor_set_languages (KontorEditor *self,
                             const char *const *languages)
{
  g_return_if_fail (KONTOR_IS_EDITOR (self));

  g_strfreev (self->languages);
  self->languages = g_strdupv ((char **) languages);
}

/**
 * kontor_editor_dup_text:
 * @self: an editor
 * @path: a path of a scalar field
 *
 * Returns: (transfer full): what a form shows there: the text that the field refused if there is one, else the value
 *   as text; empty when unset
 */
char *
kontor_editor_dup_text (KontorEditor *self,
                        const char *path)
{
  const char *pending;
  char *text;

  g_return_val_if_fail (KONTOR_IS_EDITOR (self), NULL);

  if (self->record == NULL)
    return g_strdup ("");

  pending = kontor_record_get_pending (self->record, path);
  if (pending != NULL)
    return g_strdup (pending);

  text = kontor_record_dup_text (self->record, path);

  return text != NULL ? text : g_strdup ("");
}

/**
 * kontor_editor_set_text:
 * @self: an editor
 * @path: a path of a scalar field
 * @text: what was typed; empty unsets
 * @error: return location for a #GError
 *
 * Types a text into a field. What the field refuses is kept beside the record as it was typed.
 *
 * Returns: %FALSE with @error set when the field refuses the text
 */
gboolean
kontor_editor_set_text (KontorEditor *self,
                        const char *path,
                        const char *text,
                        GError **error)
{
  Step *before;
  gboolean taken;

  g_return_val_if_fail (KONTOR_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (self->record != NULL, FALSE);

  before = make_step (self);
  taken = kontor_record_set_text (self->record, path, text, error);
  kontor_record_set_pending (self->record, path, taken ? NULL : text);
  finish_edit (self, before, path, TRUE);

  return taken;
}

/**
 * kontor_editor_set_value:
 * @self: an editor
 * @path: a path
 * @value: (nullable): the value, %NULL unsets
 * @error: return location for a #GError
 *
 * Sets a value as one step that can be undone.
 *
 * Returns: %FALSE with @error set when the field refuses the value
 */
gboolean
kontor_editor_set_value (KontorEditor *self,
                         const char *path,
                         KontorJson *value,
                         GError **error)
{
  Step *before;
  gboolean taken;

  g_return_val_if_fail (KONTOR_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (self->record != NULL, FALSE);

  before = make_step (self);
  taken = kontor_record_set (self->record, path, value, error);
  if (taken)
    kontor_record_set_pending (self->record, path, NULL);
  finish_edit (self, before, path, FALSE);

  return taken;
}

/**
 * kontor_editor_set_body:
 * @self: an editor
 * @body: the new body
 * @error: return location for a #GError
 *
 * Replaces the whole body as one step that can be undone, for edits that touch several fields at once.
 *
 * Returns: %FALSE with @error set when the body is not one of this kind; nothing changed then
 */
gboolean
kontor_editor_set_body (KontorEditor *self,
                        KontorJson *body,
                        GError **error)
{
  Step *before;
  gboolean taken;

  g_return_val_if_fail (KONTOR_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (self->record != NULL, FALSE);

  before = make_step (self);
  taken = kontor_record_set_body (self->record, body, error);
  finish_edit (self, before, NULL, FALSE);

  return taken;
}

/**
 * kontor_editor_insert_part:
 * @self: an editor
 * @path: the path of a list of parts
 * @position: where, `G_MAXUINT` for the end
 * @part: (nullable): the part, %NULL for an empty one
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the path of the new part, or %NULL with @error set
 */
char *
kontor_editor_insert_part (KontorEditor *self,
                           const char *path,
                           guint position,
                           KontorJson *part,
                           GError **error)
{
  Step *before;
  char *part_path;

  g_return_val_if_fail (KONTOR_IS_EDITOR (self), NULL);
  g_return_val_if_fail (self->record != NULL, NULL);

  before = make_step (self);
  part_path = kontor_record_insert_part (self->record, path, position, part, error);
  finish_edit (self, before, path, FALSE);

  return part_path;
}

/**
 * kontor_editor_remove_part:
 * @self: an editor
 * @path: the path of one part
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set when there is no such part
 */
gboolean
kontor_editor_remove_part (KontorEditor *self,
                           const char *path,
                           GError **error)
{
  Step *before;
  gboolean taken;

  g_return_val_if_fail (KONTOR_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (self->record != NULL, FALSE);

  before = make_step (self);
  taken = kontor_record_remove_part (self->record, path, error);
  finish_edit (self, before, path, FALSE);

  return taken;
}

/**
 * kontor_editor_move_part:
 * @self: an editor
 * @path: the path of one part
 * @position: its new place among the others
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set when there is no such part
 */
gboolean
kontor_editor_move_part (KontorEditor *self,
                         const char *path,
                         guint position,
                         GError **error)
{
  Step *before;
  gboolean taken;

  g_return_val_if_fail (KONTOR_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (self->record != NULL, FALSE);

  before = make_step (self);
  taken = kontor_record_move_part (self->record, path, position, error);
  finish_edit (self, before, path, FALSE);

  return taken;
}

/**
 * kontor_editor_check_pending:
 * @self: an editor
 * @path: a path of a scalar field
 * @error: return location for a #GError
 *
 * Says why the text that stands in a field was refused.
 *
 * Returns: %FALSE with @error set when it was refused; %TRUE when the field holds a value or nothing
 */
gboolean
kontor_editor_check_pending (KontorEditor *self,
                             const char *path,
                             GError **error)
{
  g_autoptr (KontorRecord) scratch = NULL;
  const char *pending;

  g_return_val_if_fail (KONTOR_IS_EDITOR (self), FALSE);

  if (self->record == NULL)
    return TRUE;

  pending = kontor_record_get_pending (self->record, path);
  if (pending == NULL)
    return TRUE;

  scratch = kontor_record_new_for_body (self->id, kontor_record_get_body (self->record), error);

  return scratch != NULL && kontor_record_set_text (scratch, path, pending, error);
}

/**
 * kontor_editor_end_typing:
 * @self: an editor
 *
 * What is typed from now on is undone apart from what was typed so far, even in the same field.
 */
void
kontor_editor_end_typing (KontorEditor *self)
{
  g_return_if_fail (KONTOR_IS_EDITOR (self));

  g_clear_pointer (&self->typing_path, g_free);
}

/**
 * kontor_editor_begin_step:
 * @self: an editor
 *
 * Makes one step of all edits up to kontor_editor_end_step(). Calls can be nested.
 */
void
kontor_editor_begin_step (KontorEditor *self)
{
  g_return_if_fail (KONTOR_IS_EDITOR (self));
  g_return_if_fail (self->record != NULL);

  if (self->open_depth++ == 0)
    self->open_step = make_step (self);
}

/**
 * kontor_editor_end_step:
 * @self: an editor whose step was begun
 * @path: (nullable): a path whose typing, when it goes on, belongs to the step
 *
 * Ends the step that kontor_editor_begin_step() began.
 */
void
kontor_editor_end_step (KontorEditor *self,
                        const char *path)
{
  Step *before;

  g_return_if_fail (KONTOR_IS_EDITOR (self));
  g_return_if_fail (self->open_depth > 0);

  if (--self->open_depth > 0)
    return;

  before = g_steal_pointer (&self->open_step);
  if (json_equal0 (before->body, kontor_record_get_body (self->record)) &&
      json_equal0 (before->pending, kontor_record_get_all_pending (self->record)))
    {
      step_free (before);
      return;
    }
  remember (self, before, path);
  notify_history (self);
}

/**
 * kontor_editor_can_undo:
 * @self: an editor
 *
 * Returns: whether there is an edit to take back
 */
gboolean
kontor_editor_can_undo (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), FALSE);

  return !self->read_only && !g_queue_is_empty (&self->undo_steps);
}

/**
 * kontor_editor_can_redo:
 * @self: an editor
 *
 * Returns: whether there is an edit that was taken back and can be done again
 */
gboolean
kontor_editor_can_redo (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), FALSE);

  return !self->read_only && !g_queue_is_empty (&self->redo_steps);
}

/**
 * kontor_editor_undo:
 * @self: an editor
 *
 * Takes back the last edit.
 */
void
kontor_editor_undo (KontorEditor *self)
{
  g_return_if_fail (KONTOR_IS_EDITOR (self));

  if (kontor_editor_can_undo (self))
    restore_step (self, &self->undo_steps, &self->redo_steps);
}

/**
 * kontor_editor_redo:
 * @self: an editor
 *
 * Does the last edit again that was taken back.
 */
void
kontor_editor_redo (KontorEditor *self)
{
  g_return_if_fail (KONTOR_IS_EDITOR (self));

  if (kontor_editor_can_redo (self))
    restore_step (self, &self->redo_steps, &self->undo_steps);
}

/**
 * kontor_editor_has_unsaved:
 * @self: an editor
 *
 * Returns: whether there are edits that are not known to be on disk
 */
gboolean
kontor_editor_has_unsaved (KontorEditor *self)
{
  g_return_val_if_fail (KONTOR_IS_EDITOR (self), FALSE);

  return self->dirty || self->saving;
}

/**
 * kontor_editor_save_now:
 * @self: an editor
 *
 * Starts to save what is not saved, without waiting for the next key.
 */
void
kontor_editor_save_now (KontorEditor *self)
{
  g_return_if_fail (KONTOR_IS_EDITOR (self));

  start_save (self);
}

/**
 * kontor_editor_flush_async:
 * @self: an editor
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when all edits are on disk, or cannot be saved
 * @user_data: for @callback
 *
 * Saves now and waits for it.
 */
void
kontor_editor_flush_async (KontorEditor *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KONTOR_IS_EDITOR (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_editor_flush_async);

  if (!kontor_editor_has_unsaved (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_ptr_array_add (self->flush_tasks, g_steal_pointer (&task));
  start_save (self);
}

/**
 * kontor_editor_flush_finish:
 * @self: an editor
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Returns: %TRUE when everything is on disk; %FALSE with an error of the store
 */
gboolean
kontor_editor_flush_finish (KontorEditor *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kontor_editor_abandon:
 * @self: an editor
 *
 * Saves nothing any more: the record is about to be deleted, or the person has said to give the edits up.
 */
void
kontor_editor_abandon (KontorEditor *self)
{
  g_return_if_fail (KONTOR_IS_EDITOR (self));

  self->abandoned = TRUE;
  self->dirty = FALSE;
  g_clear_handle_id (&self->save_timeout_id, g_source_remove);
  if (!self->saving)
    answer_flushes (self, NULL);
}

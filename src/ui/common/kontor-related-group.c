/* kontor-related-group.c: a group with the records that refer to this one */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-related-group.h"

#include <glib/gi18n.h>

#include "kontor-field-text.h"

/* The newest; the place's own list has the rest. */
#define MAX_SHOWN 12

struct _KontorRelatedGroup
{
  AdwPreferencesGroup parent_instance;

  KontorStore *store;
  const KontorRecordType *type;
  char *member;
  char *id;
  GPtrArray *rows;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorRelatedGroup, kontor_related_group, ADW_TYPE_PREFERENCES_GROUP)

/* What a row shows of a record that was found, on the way from the thread that reads to the one that shows. */
typedef struct
{
  char *id;
  char *title;
  char *subtitle;
  char *state;
} Related;

static void
related_free (Related *related)
{
  g_free (related->id);
  g_free (related->title);
  g_free (related->subtitle);
  g_free (related->state);
  g_free (related);
}

typedef struct
{
  const KontorRecordType *type;
  char *member;
  char *id;
} Question;

static void
question_free (Question *question)
{
  g_free (question->member);
  g_free (question->id);
  g_free (question);
}

static void
append_text (GString *text,
             KontorRecord *record,
             const char *member)
{
  const KontorField *field = kontor_fields_find (kontor_record_get_record_type (record)->fields, member);
  g_autofree char *value = field != NULL ? kontor_record_dup_text (record, member) : NULL;
  g_autofree char *currency = NULL;
  g_autofree char *shown = NULL;

  if (value == NULL || *value == '\0')
    return;

  currency = kontor_field_text_find_currency (record, member);
  shown = kontor_field_text_show (field, value, currency);
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, shown);
  if (field->kind == KONTOR_FIELD_MONEY && currency != NULL)
    g_string_append_printf (text, " %s", currency);
}

static Related *
make_related (KontorRecord *record)
{
  static const char *const members[] = { "number", "position", "issued_on", "effective_from", "gross", "value", "phone", "email" };
  const KontorRecordType *type = kontor_record_get_record_type (record);
  const char *state = type->states != NULL ? kontor_record_get_string (record, "state") : NULL;
  Related *related = g_new0 (Related, 1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    append_text (text, record, members[i]);
  related->id = g_strdup (kontor_record_get_id (record));
  related->title = kontor_record_dup_title (record);
  related->subtitle = g_string_free (text, FALSE);
  related->state = state != NULL ? g_strdup (kontor_record_type_get_state_label (type, state)) : NULL;

  return related;
}

static void
look_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  KontorStore *store = KONTOR_STORE (source_object);
  Question *question = task_data;
  g_autoptr (KontorQuery) query = kontor_query_new (question->type);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) related_free);
  g_autoptr (GPtrArray) ids = NULL;
  GError *error = NULL;

  kontor_query_set_limit (query, MAX_SHOWN);
  if (!kontor_query_add_filter (query, question->member, KONTOR_MATCH_EQUAL, question->id, &error) ||
      (ids = kontor_store_query_ids (store, query, cancellable, &error)) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KontorRecord) record = kontor_store_load (store, g_ptr_array_index (ids, i), NULL);

      if (record != NULL)
        g_ptr_array_add (found, make_related (record));
    }
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
}

static void
activated_cb (AdwActionRow *row,
              KontorRelatedGroup *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s",
                              g_object_get_data (G_OBJECT (row), "kontor-id"));
}

static void
add_row (KontorRelatedGroup *self,
         Related *related)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (related->title, -1);
  g_autofree char *subtitle = g_markup_escape_text (related->subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  if (related->state != NULL)
    {
      GtkWidget *state = gtk_label_new (related->state);

      gtk_widget_add_css_class (state, "chip");
      gtk_widget_set_valign (state, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "kontor-id", g_strdup (related->id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (activated_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
set_description (KontorRelatedGroup *self,
                 const char *text)
{
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), escaped);
}

static void
found_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (KontorRelatedGroup) self = KONTOR_RELATED_GROUP (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->rows == NULL)
    return;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; found != NULL && i < found->len; i++)
    add_row (self, g_ptr_array_index (found, i));

  if (error != NULL)
    set_description (self, error->message);
  else
    set_description (self, found->len == 0 ? _("None yet") : NULL);
}

static void
look (KontorRelatedGroup *self)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  question = g_new0 (Question, 1);
  question->type = self->type;
  question->member = g_strdup (self->member);
  question->id = g_strdup (self->id);

  task = g_task_new (self->store, self->cancellable, found_cb, g_object_ref (self));
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, look_thread);
}

static void
store_changed_cb (KontorStore *store,
                  GStrv ids,
                  KontorRelatedGroup *self)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (kontor_record_type_find_for_id (ids[i]) == self->type)
      {
        look (self);
        return;
      }
  if (ids == NULL)
    look (self);
}

static void
kontor_related_group_dispose (GObject *object)
{
  KontorRelatedGroup *self = KONTOR_RELATED_GROUP (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->member, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (kontor_related_group_parent_class)->dispose (object);
}

static void
kontor_related_group_class_init (KontorRelatedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_related_group_dispose;
}

static void
kontor_related_group_init (KontorRelatedGroup *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * kontor_related_group_new:
 * @editor: the editor of a record
 * @kind: the kind of the records that refer to it
 * @member: the indexed member in which they do, "customer" or "employments/customer"
 *
 * Makes a group that follows the store. A row opens its record, and from there Back leads here again.
 *
 * Returns: (transfer floating): the group
 */
GtkWidget *
kontor_related_group_new (KontorEditor *editor,
                          const char *kind,
                          const char *member)
{
  KontorRelatedGroup *self = g_object_new (KONTOR_TYPE_RELATED_GROUP, NULL);

  self->store = g_object_ref (kontor_editor_get_store (editor));
  self->type = kontor_record_type_find (kind);
  self->member = g_strdup (member);
  self->id = g_strdup (kontor_editor_get_id (editor));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), kontor_record_type_get_plural (self->type));
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  look (self);

  return GTK_WIDGET (self);
}

/**
 * kontor_related_group_add_button:
 * @self: a group
 * @button: (transfer floating): a button for its head, such as "New Offer"
 */
void
kontor_related_group_add_button (KontorRelatedGroup *self,
                                 GtkWidget *button)
{
  g_return_if_fail (KONTOR_IS_RELATED_GROUP (self));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}

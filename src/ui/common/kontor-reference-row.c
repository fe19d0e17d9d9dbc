/* kontor-reference-row.c: a row for a record that is referred to */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-reference-row.h"

#include <glib/gi18n.h>

#include "kontor-picker.h"
#include "kontor-record-search.h"
#include "kontor-title-cache.h"
#include "kontor-value-button.h"

#define MAX_FOUND 50

struct _KontorReferenceRow
{
  KontorFieldRow parent_instance;

  GtkWidget *button;
  GtkWidget *open_button;
  GtkWidget *picker;
  GtkWidget *new_button;
  GtkWidget *clear_button;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorReferenceRow, kontor_reference_row, KONTOR_TYPE_FIELD_ROW)

static KontorStore *
get_store (KontorReferenceRow *self)
{
  return kontor_editor_get_store (kontor_field_row_get_editor (KONTOR_FIELD_ROW (self)));
}

static const char *
get_id (KontorReferenceRow *self)
{
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);
  KontorRecord *record = kontor_editor_get_record (kontor_field_row_get_editor (row));

  return record != NULL ? kontor_record_get_string (record, kontor_field_row_get_path (row)) : NULL;
}

static void
set_id (KontorReferenceRow *self,
        const char *id)
{
  g_autoptr (KontorJson) value = id != NULL ? kontor_json_new_string (id) : NULL;

  kontor_field_row_set_value (KONTOR_FIELD_ROW (self), value);
  KONTOR_FIELD_ROW_GET_CLASS (self)->update (KONTOR_FIELD_ROW (self));
  gtk_widget_grab_focus (self->button);
}

static void
picked_cb (KontorPicker *picker,
           KontorOption *option,
           KontorReferenceRow *self)
{
  set_id (self, kontor_option_get_value (option));
}

static void
found_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (KontorReferenceRow) self = KONTOR_REFERENCE_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) options = kontor_record_search_finish (KONTOR_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->picker == NULL)
    return;
  if (options == NULL)
    {
      options = G_LIST_MODEL (g_list_store_new (KONTOR_TYPE_OPTION));
      kontor_picker_set_empty_text (KONTOR_PICKER (self->picker), error->message);
    }
  kontor_picker_set_options (KONTOR_PICKER (self->picker), options, FALSE);
}

static void
search (KontorReferenceRow *self,
        const char *text)
{
  const KontorField *field = kontor_field_row_get_field (KONTOR_FIELD_ROW (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  kontor_record_search_async (get_store (self), field->reference, text, MAX_FOUND, self->cancellable, found_cb, g_object_ref (self));
}

static void
searched_cb (KontorPicker *picker,
             const char *text,
             KontorReferenceRow *self)
{
  search (self, text);
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (KontorReferenceRow) self = KONTOR_REFERENCE_ROW (user_data);
  KontorRecord *record = g_object_get_data (G_OBJECT (self), "kontor-new-record");
  g_autoptr (GError) error = NULL;

  if (!kontor_store_save_finish (KONTOR_STORE (object), result, NULL, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
  else if (record != NULL)
    set_id (self, kontor_record_get_id (record));
  g_object_set_data (G_OBJECT (self), "kontor-new-record", NULL);
}

/* Names the new record by what was typed: in its first field that the search takes for a title. */
static gboolean
name_record (KontorRecord *record,
             const char *text)
{
  for (const KontorField *field = kontor_record_get_record_type (record)->fields; field->name != NULL; field++)
    {
      g_autofree char *path = NULL;

      if ((field->flags & KONTOR_FIELD_TITLE) == 0 || (field->flags & KONTOR_FIELD_SERVER_OWNED) != 0)
        continue;
      if (g_str_equal (field->member, "given_name"))
        {
          const char *space = strrchr (text, ' ');

          if (space != NULL)
            {
              g_autofree char *given = g_strndup (text, space - text);

              return kontor_record_set_text (record, "given_name", given, NULL) &&
                     kontor_record_set_text (record, "family_name", space + 1, NULL);
            }
          return kontor_record_set_text (record, "family_name", text, NULL);
        }
      if (field->kind == KONTOR_FIELD_TRANSLATED)
        path = kontor_path_join (field->member, "en");
      else
        path = g_strdup (field->member);
      if (kontor_record_set_text (record, path, text, NULL))
        return TRUE;
    }

  return FALSE;
}

static void
new_cb (GtkButton *button,
        KontorReferenceRow *self)
{
  const KontorField *field = kontor_field_row_get_field (KONTOR_FIELD_ROW (self));
  g_autofree char *text = g_strstrip (g_strdup (kontor_picker_get_text (KONTOR_PICKER (self->picker))));
  g_autoptr (KontorRecord) record = kontor_record_new (kontor_record_type_find (field->reference));

  gtk_popover_popdown (GTK_POPOVER (self->picker));
  if (*text != '\0')
    name_record (record, text);
  g_object_set_data_full (G_OBJECT (self), "kontor-new-record", g_object_ref (record), g_object_unref);
  kontor_store_save_async (get_store (self), record, NULL, saved_cb, g_object_ref (self));
}

static void
clear_cb (GtkButton *button,
          KontorReferenceRow *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->picker));
  set_id (self, NULL);
}

static void
open_cb (GtkButton *button,
         KontorReferenceRow *self)
{
  const char *id = get_id (self);

  if (id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", id);
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer user_data)
{
  KontorReferenceRow *self = KONTOR_REFERENCE_ROW (user_data);
  const KontorField *field = kontor_field_row_get_field (KONTOR_FIELD_ROW (self));

  if (self->picker == NULL)
    {
      const KontorRecordType *type = kontor_record_type_find (field->reference);
      GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      /* Translators: %s is a kind of record, such as "Customer". */
      g_autofree char *name = g_strdup_printf (_("New “%s”"), kontor_record_type_get_label (type));

      self->new_button = gtk_button_new_with_label (name);
      gtk_widget_set_tooltip_text (self->new_button, _("Make it and name it by what is typed"));
      g_signal_connect (self->new_button, "clicked", G_CALLBACK (new_cb), self);
      self->clear_button = gtk_button_new_with_label (_("Clear"));
      g_signal_connect (self->clear_button, "clicked", G_CALLBACK (clear_cb), self);
      gtk_box_append (GTK_BOX (footer), self->new_button);
      gtk_box_append (GTK_BOX (footer), self->clear_button);
      gtk_widget_set_hexpand (self->new_button, TRUE);

      self->picker = kontor_picker_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
      kontor_picker_set_footer (KONTOR_PICKER (self->picker), footer);
      g_signal_connect (self->picker, "picked", G_CALLBACK (picked_cb), self);
      g_signal_connect (self->picker, "searched", G_CALLBACK (searched_cb), self);
      gtk_menu_button_set_popover (button, self->picker);
    }

  kontor_picker_reset (KONTOR_PICKER (self->picker), NULL);
  gtk_widget_set_sensitive (self->clear_button, get_id (self) != NULL);
  search (self, NULL);
}

static void
found_title_cb (KontorTitleCache *cache,
                const char *id,
                KontorReferenceRow *self)
{
  if (g_strcmp0 (id, get_id (self)) == 0)
    KONTOR_FIELD_ROW_GET_CLASS (self)->update (KONTOR_FIELD_ROW (self));
}

static void
kontor_reference_row_build (KontorFieldRow *row)
{
  KontorReferenceRow *self = KONTOR_REFERENCE_ROW (row);
  g_autofree char *name = NULL;

  self->button = kontor_value_button_new (create_popup_cb, self);
  kontor_value_button_set_required (self->button, (kontor_field_row_get_field (row)->flags & KONTOR_FIELD_REQUIRED) != 0);
  kontor_field_row_set_control (row, self->button, self->button);

  self->open_button = gtk_button_new_from_icon_name ("go-next-symbolic");
  gtk_widget_add_css_class (self->open_button, "flat");
  /* Translators: %s is the name of a field, such as "Customer". */
  name = g_strdup_printf (_("Open “%s”"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  gtk_widget_set_tooltip_text (self->open_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (self->open_button, "clicked", G_CALLBACK (open_cb), self);
  kontor_field_row_add_suffix (row, self->open_button);

  g_signal_connect_object (kontor_title_cache_get (get_store (self)), "found", G_CALLBACK (found_title_cb), self, 0);
}

static void
kontor_reference_row_update (KontorFieldRow *row)
{
  KontorReferenceRow *self = KONTOR_REFERENCE_ROW (row);
  const char *id = get_id (self);
  const char *title = id != NULL ? kontor_title_cache_lookup (kontor_title_cache_get (get_store (self)), id) : "";

  kontor_value_button_set_label (self->button, title != NULL ? title : "…");
  gtk_widget_set_visible (self->open_button, id != NULL);
}

static void
kontor_reference_row_dispose (GObject *object)
{
  KontorReferenceRow *self = KONTOR_REFERENCE_ROW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kontor_reference_row_parent_class)->dispose (object);
}

static void
kontor_reference_row_class_init (KontorReferenceRowClass *klass)
{
  KontorFieldRowClass *row_class = KONTOR_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_reference_row_dispose;
  row_class->build = kontor_reference_row_build;
  row_class->update = kontor_reference_row_update;
}

static void
kontor_reference_row_init (KontorReferenceRow *self)
{
}

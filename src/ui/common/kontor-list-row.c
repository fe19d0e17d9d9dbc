/* kontor-list-row.c: a row for several values: tags, web sites, currencies */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-list-row.h"

#include <glib/gi18n.h>

#include "kontor-picker.h"
#include "kontor-wrap-box.h"

struct _KontorListRow
{
  KontorFieldRow parent_instance;

  GtkWidget *chips;
  GtkWidget *entry;
  GtkWidget *add_button;
  GtkWidget *picker;
};

G_DEFINE_FINAL_TYPE (KontorListRow, kontor_list_row, KONTOR_TYPE_FIELD_ROW)

static GPtrArray *
collect_values (KontorListRow *self)
{
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);
  KontorRecord *record = kontor_editor_get_record (kontor_field_row_get_editor (row));
  KontorJson *list = kontor_record_get (record, kontor_field_row_get_path (row));
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; list != NULL && i < kontor_json_get_size (list); i++)
    {
      const char *value = kontor_json_get_string (kontor_json_get_element (list, i));

      if (value != NULL)
        g_ptr_array_add (values, g_strdup (value));
    }

  return values;
}

static gboolean
store_values (KontorListRow *self,
              GPtrArray *values)
{
  g_autoptr (KontorJson) json = NULL;
  gboolean taken;

  g_ptr_array_add (values, NULL);
  if (values->len > 1)
    json = kontor_json_new_strv ((const char *const *) values->pdata);
  taken = kontor_field_row_set_value (KONTOR_FIELD_ROW (self), json);
  KONTOR_FIELD_ROW_GET_CLASS (self)->update (KONTOR_FIELD_ROW (self));

  return taken;
}

static gboolean
add_value (KontorListRow *self,
           const char *value)
{
  g_autoptr (GPtrArray) values = collect_values (self);

  if (g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
    return TRUE;

  g_ptr_array_add (values, g_strdup (value));

  return store_values (self, values);
}

static void
remove_cb (GtkButton *button,
           KontorListRow *self)
{
  const char *value = g_object_get_data (G_OBJECT (button), "kontor-value");
  g_autoptr (GPtrArray) values = collect_values (self);
  guint index;

  if (g_ptr_array_find_with_equal_func (values, value, g_str_equal, &index))
    g_ptr_array_remove_index (values, index);
  store_values (self, values);
  gtk_widget_grab_focus (self->entry != NULL ? self->entry : self->add_button);
}

static GtkWidget *
make_chip (KontorListRow *self,
           const char *value)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  g_autofree char *text = kontor_option_make_label (kontor_field_row_get_field (KONTOR_FIELD_ROW (self)), value);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (chip, "chip");
  gtk_box_append (GTK_BOX (chip), label);

  if (kontor_field_row_is_editable (KONTOR_FIELD_ROW (self)))
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
      /* Translators: %s is one of several values, such as a tag. */
      g_autofree char *name = g_strdup_printf (_("Remove “%s”"), text);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data_full (G_OBJECT (button), "kontor-value", g_strdup (value), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
      gtk_box_append (GTK_BOX (chip), button);
    }

  return chip;
}

/* Takes in what stands in the entry; a refused value stays there with its reason. */
static void
take_text (KontorListRow *self)
{
  g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*value == '\0' || add_value (self, value))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
activate_cb (GtkEntry *entry,
             KontorListRow *self)
{
  take_text (self);
}

/* A comma ends a value, as in a list that is written by hand. */
static void
changed_cb (GtkEditable *editable,
            KontorListRow *self)
{
  const char *text = gtk_editable_get_text (editable);

  if (*text == '\0' || !g_str_has_suffix (text, ","))
    return;

  gtk_editable_delete_text (editable, g_utf8_strlen (text, -1) - 1, -1);
  take_text (self);
}

static void
leave_cb (GtkEventControllerFocus *controller,
          KontorListRow *self)
{
  take_text (self);
}

static void
picked_cb (KontorPicker *picker,
           KontorOption *option,
           KontorListRow *self)
{
  add_value (self, kontor_option_get_value (option));
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer user_data)
{
  KontorListRow *self = KONTOR_LIST_ROW (user_data);

  if (self->picker == NULL)
    {
      g_autoptr (GListModel) options = kontor_options_for_field (kontor_field_row_get_field (KONTOR_FIELD_ROW (self)));

      self->picker = kontor_picker_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
      kontor_picker_set_options (KONTOR_PICKER (self->picker), options, TRUE);
      g_signal_connect (self->picker, "picked", G_CALLBACK (picked_cb), self);
      gtk_menu_button_set_popover (button, self->picker);
    }
  kontor_picker_reset (KONTOR_PICKER (self->picker), NULL);
}

static void
read_only_cb (KontorListRow *self)
{
  gboolean editable = kontor_field_row_is_editable (KONTOR_FIELD_ROW (self));

  if (self->add_button != NULL)
    gtk_widget_set_visible (self->add_button, editable);
  if (self->entry != NULL)
    gtk_widget_set_visible (self->entry, editable);
}

static void
kontor_list_row_build (KontorFieldRow *row)
{
  KontorListRow *self = KONTOR_LIST_ROW (row);
  const KontorField *field = kontor_field_row_get_field (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *name = NULL;

  self->chips = kontor_wrap_box_new ();
  gtk_box_append (GTK_BOX (box), self->chips);

  /* Translators: %s is the name of a field, such as "Tags". */
  name = g_strdup_printf (_("Add to “%s”"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  if (field->element == KONTOR_FIELD_TEXT)
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      self->entry = gtk_entry_new ();
      gtk_entry_set_has_frame (GTK_ENTRY (self->entry), FALSE);
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Type and press Return"));
      gtk_widget_set_hexpand (self->entry, TRUE);
      gtk_widget_add_css_class (self->entry, "field-text");
      gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
      g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
      g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
      g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
      gtk_widget_add_controller (self->entry, focus);
      gtk_box_append (GTK_BOX (box), self->entry);
      kontor_field_row_set_control (row, box, self->entry);
    }
  else
    {
      self->add_button = gtk_menu_button_new ();
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add_button), "list-add-symbolic");
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add_button), create_popup_cb, self, NULL);
      gtk_widget_add_css_class (self->add_button, "flat");
      gtk_widget_set_tooltip_text (self->add_button, name);
      kontor_field_row_set_control (row, box, self->add_button);
      kontor_field_row_add_suffix (row, self->add_button);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }

  g_signal_connect_object (kontor_field_row_get_editor (row), "notify::read-only", G_CALLBACK (read_only_cb), self,
                           G_CONNECT_SWAPPED);
  read_only_cb (self);
}

static void
kontor_list_row_update (KontorFieldRow *row)
{
  KontorListRow *self = KONTOR_LIST_ROW (row);
  g_autoptr (GPtrArray) values = collect_values (self);

  kontor_wrap_box_clear (KONTOR_WRAP_BOX (self->chips));
  for (guint i = 0; i < values->len; i++)
    kontor_wrap_box_append (KONTOR_WRAP_BOX (self->chips), make_chip (self, g_ptr_array_index (values, i)));
  gtk_widget_set_visible (self->chips, values->len > 0);
}

static void
kontor_list_row_class_init (KontorListRowClass *klass)
{
  KontorFieldRowClass *row_class = KONTOR_FIELD_ROW_CLASS (klass);

  row_class->build = kontor_list_row_build;
  row_class->update = kontor_list_row_update;
}

static void
kontor_list_row_init (KontorListRow *self)
{
}

/* kontor-translated-row.c: a row for a text in several languages */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-translated-row.h"

#include <glib/gi18n.h>

#include "kontor-language.h"
#include "kontor-language-name.h"
#include "kontor-picker.h"
#include "kontor-text-view.h"

struct _KontorTranslatedRow
{
  KontorFieldRow parent_instance;

  GtkWidget *grid;
  GtkWidget *add_button;
  GtkWidget *picker;
  GHashTable *views;
  GPtrArray *languages;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (KontorTranslatedRow, kontor_translated_row, KONTOR_TYPE_FIELD_ROW)

static void
changed_cb (GtkTextBuffer *buffer,
            KontorTranslatedRow *self)
{
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);
  KontorTextView *view = g_object_get_data (G_OBJECT (buffer), "kontor-view");
  const char *language = g_object_get_data (G_OBJECT (view), "kontor-language");
  g_autofree char *path = kontor_path_join (kontor_field_row_get_path (row), language);
  g_autofree char *text = NULL;

  if (self->showing)
    return;

  /* The row follows changes from elsewhere; its own are on the screen already. */
  text = kontor_text_view_dup_text (view);
  self->showing = TRUE;
  kontor_editor_set_text (kontor_field_row_get_editor (row), path, text, NULL);
  self->showing = FALSE;
}

static void
leave_cb (GtkEventControllerFocus *controller,
          KontorTranslatedRow *self)
{
  kontor_editor_end_typing (kontor_field_row_get_editor (KONTOR_FIELD_ROW (self)));
}

static void
add_line (KontorTranslatedRow *self,
          const char *language)
{
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);
  g_autofree char *default_language = kontor_language_dup_default ();
  g_autofree char *language_name = kontor_language_dup_name (language, default_language);
  g_autofree char *name = NULL;
  GtkEventController *focus;
  GtkTextBuffer *buffer;
  GtkWidget *label;
  GtkWidget *view;

  if (g_hash_table_contains (self->views, language))
    return;

  label = gtk_label_new (language);
  gtk_widget_set_tooltip_text (label, language_name);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "language-code");

  view = kontor_text_view_new ();
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), !kontor_editor_is_read_only (kontor_field_row_get_editor (row)));
  /* Translators: a field and a language, such as "Name, Polish". */
  name = g_strdup_printf (_("%s, %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), language_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (view), "kontor-language", g_strdup (language), g_free);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_object_set_data (G_OBJECT (buffer), "kontor-view", view);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, 0);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (view, focus);

  gtk_grid_attach (GTK_GRID (self->grid), label, 0, self->languages->len, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), view, 1, self->languages->len, 1, 1);
  g_ptr_array_add (self->languages, g_strdup (language));
  g_hash_table_insert (self->views, g_strdup (language), view);
}

static void
picked_cb (KontorPicker *picker,
           KontorOption *option,
           KontorTranslatedRow *self)
{
  const char *language = kontor_option_get_value (option);

  add_line (self, language);
  gtk_widget_grab_focus (g_hash_table_lookup (self->views, language));
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer user_data)
{
  static const KontorField any_language = { .kind = KONTOR_FIELD_LANGUAGE };
  KontorTranslatedRow *self = KONTOR_TRANSLATED_ROW (user_data);

  if (self->picker == NULL)
    {
      g_autoptr (GListModel) options = kontor_options_for_field (&any_language);

      self->picker = kontor_picker_new (_("Language"));
      kontor_picker_set_options (KONTOR_PICKER (self->picker), options, TRUE);
      g_signal_connect (self->picker, "picked", G_CALLBACK (picked_cb), self);
      gtk_menu_button_set_popover (button, self->picker);
    }
  kontor_picker_reset (KONTOR_PICKER (self->picker), NULL);
}

static void
read_only_cb (KontorTranslatedRow *self)
{
  gboolean read_only = kontor_editor_is_read_only (kontor_field_row_get_editor (KONTOR_FIELD_ROW (self)));
  GHashTableIter iter;
  gpointer view;

  gtk_widget_set_visible (self->add_button, !read_only);
  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, NULL, &view))
    gtk_text_view_set_editable (view, !read_only);
}

static void
kontor_translated_row_build (KontorFieldRow *row)
{
  KontorTranslatedRow *self = KONTOR_TRANSLATED_ROW (row);
  const char *const *languages = kontor_editor_get_languages (kontor_field_row_get_editor (row));
  g_autofree char *name = NULL;

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  kontor_field_row_set_control (row, self->grid, self->grid);

  if (languages == NULL || languages[0] == NULL)
    {
      g_autofree char *locale = kontor_language_dup_default ();
      g_autofree char *language = g_strndup (locale, strcspn (locale, "_-"));

      add_line (self, language);
    }
  for (guint i = 0; languages != NULL && languages[i] != NULL; i++)
    add_line (self, languages[i]);

  self->add_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add_button), "list-add-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add_button), create_popup_cb, self, NULL);
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_tooltip_text (self->add_button, _("Add a Language"));
  /* Translators: %s is the name of a field. */
  name = g_strdup_printf (_("Add a language to “%s”"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  kontor_field_row_add_suffix (row, self->add_button);

  g_signal_connect_object (kontor_field_row_get_editor (row), "notify::read-only", G_CALLBACK (read_only_cb), self,
                           G_CONNECT_SWAPPED);
  read_only_cb (self);
}

static void
kontor_translated_row_update (KontorFieldRow *row)
{
  KontorTranslatedRow *self = KONTOR_TRANSLATED_ROW (row);
  KontorRecord *record = kontor_editor_get_record (kontor_field_row_get_editor (row));
  KontorJson *texts = kontor_record_get (record, kontor_field_row_get_path (row));

  if (self->showing)
    return;

  self->showing = TRUE;
  for (guint i = 0; texts != NULL && i < kontor_json_get_size (texts); i++)
    add_line (self, kontor_json_get_member_name (texts, i));
  for (guint i = 0; i < self->languages->len; i++)
    {
      const char *language = g_ptr_array_index (self->languages, i);
      const char *text = texts != NULL ? kontor_json_get_member_string (texts, language) : NULL;

      kontor_text_view_set_text (g_hash_table_lookup (self->views, language), text != NULL ? text : "");
    }
  self->showing = FALSE;
}

static gboolean
kontor_translated_row_grab_focus (GtkWidget *widget)
{
  KontorTranslatedRow *self = KONTOR_TRANSLATED_ROW (widget);
  const char *language = g_ptr_array_index (self->languages, 0);

  return gtk_widget_grab_focus (g_hash_table_lookup (self->views, language));
}

static void
kontor_translated_row_finalize (GObject *object)
{
  KontorTranslatedRow *self = KONTOR_TRANSLATED_ROW (object);

  g_clear_pointer (&self->views, g_hash_table_unref);
  g_clear_pointer (&self->languages, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_translated_row_parent_class)->finalize (object);
}

static void
kontor_translated_row_class_init (KontorTranslatedRowClass *klass)
{
  KontorFieldRowClass *row_class = KONTOR_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kontor_translated_row_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = kontor_translated_row_grab_focus;
  row_class->build = kontor_translated_row_build;
  row_class->update = kontor_translated_row_update;
}

static void
kontor_translated_row_init (KontorTranslatedRow *self)
{
  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->languages = g_ptr_array_new_with_free_func (g_free);
}

/* kontor-choice-row.c: a row for one of several: a choice, a currency, a country, a language */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-choice-row.h"

#include <glib/gi18n.h>

#include "kontor-picker.h"
#include "kontor-value-button.h"

/* A list that is longer has a search entry. */
#define MANY 12

struct _KontorChoiceRow
{
  KontorFieldRow parent_instance;

  GtkWidget *button;
  GtkWidget *picker;
};

G_DEFINE_FINAL_TYPE (KontorChoiceRow, kontor_choice_row, KONTOR_TYPE_FIELD_ROW)

static void
picked_cb (KontorPicker *picker,
           KontorOption *option,
           KontorChoiceRow *self)
{
  const char *value = kontor_option_get_value (option);
  g_autoptr (KontorJson) json = value != NULL ? kontor_json_new_string (value) : NULL;

  kontor_field_row_set_value (KONTOR_FIELD_ROW (self), json);
  KONTOR_FIELD_ROW_GET_CLASS (self)->update (KONTOR_FIELD_ROW (self));
  gtk_widget_grab_focus (self->button);
}

/* What is set can be unset again, unless being unset means one of the choices. */
static GListModel *
make_options (const KontorField *field)
{
  g_autoptr (GListModel) options = kontor_options_for_field (field);
  g_autoptr (GListStore) unset = NULL;
  g_autoptr (KontorOption) nothing = NULL;
  GListStore *both;

  if (field->fallback != NULL || (field->flags & KONTOR_FIELD_REQUIRED) != 0)
    return g_steal_pointer (&options);

  unset = g_list_store_new (KONTOR_TYPE_OPTION);
  nothing = kontor_option_new (NULL, _("Not set"), NULL);
  g_list_store_append (unset, nothing);
  both = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (both, unset);
  g_list_store_append (both, options);

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (both)));
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer user_data)
{
  KontorChoiceRow *self = KONTOR_CHOICE_ROW (user_data);
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);
  g_autofree char *text = NULL;

  if (self->picker == NULL)
    {
      g_autoptr (GListModel) options = make_options (kontor_field_row_get_field (row));

      self->picker = kontor_picker_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
      kontor_picker_set_options (KONTOR_PICKER (self->picker), options, TRUE);
      kontor_picker_set_searchable (KONTOR_PICKER (self->picker), g_list_model_get_n_items (options) > MANY);
      g_signal_connect (self->picker, "picked", G_CALLBACK (picked_cb), self);
      gtk_menu_button_set_popover (button, self->picker);
    }

  text = kontor_editor_dup_text (kontor_field_row_get_editor (row), kontor_field_row_get_path (row));
  kontor_picker_reset (KONTOR_PICKER (self->picker), *text != '\0' ? text : kontor_field_row_get_field (row)->fallback);
}

static void
kontor_choice_row_build (KontorFieldRow *row)
{
  KontorChoiceRow *self = KONTOR_CHOICE_ROW (row);

  self->button = kontor_value_button_new (create_popup_cb, self);
  kontor_value_button_set_required (self->button, (kontor_field_row_get_field (row)->flags & KONTOR_FIELD_REQUIRED) != 0);
  kontor_field_row_set_control (row, self->button, self->button);
}

static void
kontor_choice_row_update (KontorFieldRow *row)
{
  KontorChoiceRow *self = KONTOR_CHOICE_ROW (row);
  const KontorField *field = kontor_field_row_get_field (row);
  g_autofree char *text = kontor_editor_dup_text (kontor_field_row_get_editor (row), kontor_field_row_get_path (row));
  const char *value = *text != '\0' ? text : field->fallback;
  g_autofree char *label = value != NULL ? kontor_option_make_label (field, value) : g_strdup ("");

  kontor_value_button_set_label (self->button, label);
}

static void
kontor_choice_row_class_init (KontorChoiceRowClass *klass)
{
  KontorFieldRowClass *row_class = KONTOR_FIELD_ROW_CLASS (klass);

  row_class->build = kontor_choice_row_build;
  row_class->update = kontor_choice_row_update;
}

static void
kontor_choice_row_init (KontorChoiceRow *self)
{
}

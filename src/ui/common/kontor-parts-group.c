/* kontor-parts-group.c: a group of a form for a list of parts: addresses, phones, accounts */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-parts-group.h"

#include <glib/gi18n.h>

#include "kontor-field-row.h"
#include "kontor-model-error.h"
#include "kontor-picker.h"

/*
 * A part stands in a list box of its own, so that one sees where it ends. Its first row carries the buttons that move and
 * remove it. Parts are known by their keys: what others add or move shows without disturbing the row that is typed into.
 */
struct _KontorPartsGroup
{
  AdwPreferencesGroup parent_instance;

  KontorEditor *editor;
  char *path;
  GStrv members;
  const KontorField *field;
  KontorJson *template_part;

  GtkWidget *box;
  GtkWidget *add_button;
  GtkWidget *picker;
  GHashTable *cards;
};

G_DEFINE_FINAL_TYPE (KontorPartsGroup, kontor_parts_group, ADW_TYPE_PREFERENCES_GROUP)

static GStrv
list_keys (KontorPartsGroup *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  KontorRecord *record = kontor_editor_get_record (self->editor);
  KontorJson *parts = record != NULL ? kontor_record_get (record, self->path) : NULL;
  const char *key = kontor_part_type_get_key (self->field->part);

  for (guint i = 0; parts != NULL && i < kontor_json_get_size (parts); i++)
    {
      const char *value = kontor_json_get_member_string (kontor_json_get_element (parts, i), key);

      if (value != NULL)
        g_strv_builder_add (builder, value);
    }

  return g_strv_builder_end (builder);
}

static guint
find_position (KontorPartsGroup *self,
               const char *key)
{
  g_auto (GStrv) keys = list_keys (self);

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_equal (keys[i], key))
      return i;

  return 0;
}

static void
report (KontorPartsGroup *self,
        GError *error)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static const char *
get_key (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "kontor-key");
}

static void
remove_cb (GtkButton *button,
           KontorPartsGroup *self)
{
  g_autofree char *path = kontor_path_join (self->path, get_key (GTK_WIDGET (button)));
  g_autoptr (GError) error = NULL;

  if (!kontor_editor_remove_part (self->editor, path, &error))
    report (self, error);
  gtk_widget_grab_focus (self->add_button);
}

static void
move (KontorPartsGroup *self,
      const char *key,
      int by)
{
  g_autofree char *path = kontor_path_join (self->path, key);
  g_auto (GStrv) keys = list_keys (self);
  int position = (int) find_position (self, key) + by;
  g_autoptr (GError) error = NULL;

  if (position >= 0 && position < (int) g_strv_length (keys) &&
      !kontor_editor_move_part (self->editor, path, (guint) position, &error))
    report (self, error);
}

static void
move_up_cb (GtkButton *button,
            KontorPartsGroup *self)
{
  move (self, get_key (GTK_WIDGET (button)), -1);
}

/* Alt and an arrow move the part that is typed into. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        KontorPartsGroup *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if ((state & (GDK_ALT_MASK | GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != GDK_ALT_MASK ||
      (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down) || kontor_editor_is_read_only (self->editor))
    return GDK_EVENT_PROPAGATE;

  move (self, get_key (card), keyval == GDK_KEY_Up ? -1 : 1);

  return GDK_EVENT_STOP;
}

static GtkWidget *
make_button (KontorPartsGroup *self,
             const char *icon,
             const char *name,
             const char *key,
             GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "kontor-key", g_strdup (key), g_free);
  g_signal_connect (button, "clicked", callback, self);

  return button;
}

static GtkWidget *
make_card (KontorPartsGroup *self,
           const char *key)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *part_path = kontor_path_join (self->path, key);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (list, keys);
  g_object_set_data_full (G_OBJECT (list), "kontor-key", g_strdup (key), g_free);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");

  for (guint i = 0; self->members[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (part_path, "/", self->members[i], NULL);
      GtkWidget *row = kontor_field_row_new (self->editor, path);

      gtk_list_box_append (GTK_LIST_BOX (list), row);
      if (i == 0)
        {
          GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
          const char *label = g_dgettext (GETTEXT_PACKAGE, self->field->part->label);
          /* Translators: %s is such as "Address" or "Phone". */
          g_autofree char *up = g_strdup_printf (_("Move “%s” Up"), label);
          /* Translators: %s is such as "Address" or "Phone". */
          g_autofree char *remove = g_strdup_printf (_("Remove “%s”"), label);
          GtkWidget *up_button = make_button (self, "go-up-symbolic", up, key, G_CALLBACK (move_up_cb));

          g_object_set_data (G_OBJECT (list), "kontor-up", up_button);
          gtk_box_append (GTK_BOX (buttons), up_button);
          gtk_box_append (GTK_BOX (buttons),
                          make_button (self, "user-trash-symbolic", remove, key, G_CALLBACK (remove_cb)));
          g_object_bind_property (self->editor, "read-only", buttons, "visible",
                                  G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
          kontor_field_row_add_suffix (KONTOR_FIELD_ROW (row), buttons);
        }
    }

  return list;
}

static void
update (KontorPartsGroup *self)
{
  g_auto (GStrv) keys = list_keys (self);
  GHashTableIter iter;
  gpointer key;
  gpointer card;
  GtkWidget *previous = NULL;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &key, &card))
    if (!g_strv_contains ((const char *const *) keys, key))
      {
        gtk_box_remove (GTK_BOX (self->box), card);
        g_hash_table_iter_remove (&iter);
      }

  for (guint i = 0; keys[i] != NULL; i++)
    {
      card = g_hash_table_lookup (self->cards, keys[i]);
      if (card == NULL)
        {
          card = make_card (self, keys[i]);
          g_hash_table_insert (self->cards, g_strdup (keys[i]), card);
          gtk_box_append (GTK_BOX (self->box), card);
        }
      if (gtk_widget_get_prev_sibling (card) != previous)
        gtk_box_reorder_child_after (GTK_BOX (self->box), card, previous);
      gtk_widget_set_visible (g_object_get_data (G_OBJECT (card), "kontor-up"), i > 0);
      previous = card;
    }
  gtk_widget_set_visible (self->box, keys[0] != NULL);
}

static void
editor_changed_cb (KontorEditor *editor,
                   const char *path,
                   KontorPartsGroup *self)
{
  if (path == NULL || g_str_has_prefix (path, self->path) || g_str_has_prefix (self->path, path))
    update (self);
}

/**
 * kontor_parts_group_add:
 * @self: a group
 * @part: (nullable): what the new part begins with, %NULL for nothing
 *
 * Adds a part at the end and puts the keyboard into it.
 */
void
kontor_parts_group_add (KontorPartsGroup *self,
                        KontorJson *part)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) steps = NULL;
  GtkWidget *card;

  g_return_if_fail (KONTOR_IS_PARTS_GROUP (self));

  path = kontor_editor_insert_part (self->editor, self->path, G_MAXUINT, part, &error);
  if (path == NULL)
    {
      report (self, error);
      return;
    }

  steps = kontor_path_split (path);
  card = g_hash_table_lookup (self->cards, steps[g_strv_length (steps) - 1]);
  if (card != NULL)
    gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
}

static void
add_cb (GtkButton *button,
        KontorPartsGroup *self)
{
  kontor_parts_group_add (self, self->template_part);
}

static void
picked_cb (KontorPicker *picker,
           KontorOption *option,
           KontorPartsGroup *self)
{
  g_autoptr (KontorJson) empty = kontor_json_new_object ();
  g_autoptr (KontorJson) key = kontor_json_new_string (kontor_option_get_value (option));
  g_autoptr (KontorJson) part = kontor_json_with_member (empty, kontor_part_type_get_key (self->field->part), key);
  GtkWidget *card = g_hash_table_lookup (self->cards, kontor_option_get_value (option));

  if (card != NULL)
    gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
  else
    kontor_parts_group_add (self, part);
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer user_data)
{
  KontorPartsGroup *self = KONTOR_PARTS_GROUP (user_data);

  if (self->picker == NULL)
    {
      const KontorField *key = kontor_fields_find (self->field->part->fields, kontor_part_type_get_key (self->field->part));
      g_autoptr (GListModel) options = kontor_options_for_field (key);

      self->picker = kontor_picker_new (kontor_field_get_label (key));
      kontor_picker_set_options (KONTOR_PICKER (self->picker), options, TRUE);
      g_signal_connect (self->picker, "picked", G_CALLBACK (picked_cb), self);
      gtk_menu_button_set_popover (button, self->picker);
    }
  kontor_picker_reset (KONTOR_PICKER (self->picker), NULL);
}

static void
kontor_parts_group_finalize (GObject *object)
{
  KontorPartsGroup *self = KONTOR_PARTS_GROUP (object);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->members, g_strfreev);
  g_clear_pointer (&self->template_part, kontor_json_unref);
  g_clear_pointer (&self->cards, g_hash_table_unref);

  G_OBJECT_CLASS (kontor_parts_group_parent_class)->finalize (object);
}

static void
kontor_parts_group_class_init (KontorPartsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_parts_group_finalize;
}

static void
kontor_parts_group_init (KontorPartsGroup *self)
{
  self->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->box);
}

/**
 * kontor_parts_group_new:
 * @editor: the editor of a record
 * @path: the path of a list of parts
 * @members: which members of a part are shown, in this order, also of parts within it ("address/city"); ends with %NULL
 *
 * Makes a group with a small form for each part, and buttons to add, move and remove parts. Where parts are known by a
 * currency, a language or the like, a new part begins with picking it.
 *
 * Returns: (transfer floating): the group
 */
GtkWidget *
kontor_parts_group_new (KontorEditor *editor,
                        const char *path,
                        const char *const *members)
{
  KontorPartsGroup *self;
  const KontorField *key;
  const char *label;
  g_autofree char *name = NULL;

  g_return_val_if_fail (KONTOR_IS_EDITOR (editor), NULL);

  self = g_object_new (KONTOR_TYPE_PARTS_GROUP, NULL);
  self->editor = g_object_ref (editor);
  self->path = g_strdup (path);
  self->members = g_strdupv ((char **) members);
  self->field = kontor_path_find_field (kontor_editor_get_record_type (editor)->fields, path);
  g_return_val_if_fail (self->field != NULL && self->field->part != NULL, GTK_WIDGET (self));

  label = g_dgettext (GETTEXT_PACKAGE, self->field->part->label);
  key = kontor_fields_find (self->field->part->fields, kontor_part_type_get_key (self->field->part));
  if (key != NULL && (key->kind == KONTOR_FIELD_CURRENCY || key->kind == KONTOR_FIELD_LANGUAGE))
    {
      self->add_button = gtk_menu_button_new ();
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add_button), "list-add-symbolic");
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add_button), create_popup_cb, self, NULL);
    }
  else
    {
      self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
      g_signal_connect (self->add_button, "clicked", G_CALLBACK (add_cb), self);
    }

  /* Translators: %s is such as "Address" or "Phone". */
  name = g_strdup_printf (_("Add “%s”"), label);
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_tooltip_text (self->add_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_bind_property (editor, "read-only", self->add_button, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add_button);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), kontor_field_get_label (self->field));

  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, 0);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * kontor_parts_group_set_template:
 * @self: a group
 * @part: (nullable): what a new part begins with; its key is made anew
 */
void
kontor_parts_group_set_template (KontorPartsGroup *self,
                                 KontorJson *part)
{
  g_return_if_fail (KONTOR_IS_PARTS_GROUP (self));

  g_clear_pointer (&self->template_part, kontor_json_unref);
  self->template_part = part != NULL ? kontor_json_ref (part) : NULL;
}

/**
 * kontor_parts_group_set_add_button:
 * @self: a group
 * @button: what adds a part in place of the usual button; it calls kontor_parts_group_add()
 */
void
kontor_parts_group_set_add_button (KontorPartsGroup *self,
                                   GtkWidget *button)
{
  g_return_if_fail (KONTOR_IS_PARTS_GROUP (self));
  g_return_if_fail (GTK_IS_WIDGET (button));

  self->add_button = button;
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}

/* kontor-picker.c: a popover to pick one of many by typing */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-picker.h"

#include <glib/gi18n.h>

#include "kontor-fold.h"

struct _KontorPicker
{
  GtkPopover parent_instance;

  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *stack;
  GtkWidget *view;
  GtkWidget *empty_label;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;
  GtkFilter *filter;
  char *folded;
};

G_DEFINE_FINAL_TYPE (KontorPicker, kontor_picker, GTK_TYPE_POPOVER)

enum
{
  PICKED,
  SEARCHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
match_cb (gpointer item,
          gpointer user_data)
{
  KontorPicker *self = KONTOR_PICKER (user_data);

  return self->folded == NULL || *self->folded == '\0' || kontor_option_matches (KONTOR_OPTION (item), self->folded);
}

static void
pick (KontorPicker *self,
      guint position)
{
  g_autoptr (KontorOption) option = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (option == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, option);
}

static void
activate_cb (GtkListView *view,
             guint position,
             KontorPicker *self)
{
  pick (self, position);
}

static void
entry_activate_cb (GtkSearchEntry *entry,
                   KontorPicker *self)
{
  pick (self, gtk_single_selection_get_selected (self->selection));
}

static void
entry_changed_cb (GtkSearchEntry *entry,
                  KontorPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  g_free (self->folded);
  self->folded = kontor_fold (text);
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  g_signal_emit (self, signals[SEARCHED], 0, text);
}

static void
entry_stop_cb (GtkSearchEntry *entry,
               KontorPicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* The arrows move in the list while the keyboard stays in the entry. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                KontorPicker *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n_items == 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Down)
    selected = selected == GTK_INVALID_LIST_POSITION ? 0 : MIN (selected + 1, n_items - 1);
  else if (keyval == GDK_KEY_Up)
    selected = selected == GTK_INVALID_LIST_POSITION || selected == 0 ? 0 : selected - 1;
  else
    return GDK_EVENT_PROPAGATE;

  gtk_single_selection_set_selected (self->selection, selected);
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", selected);

  return GDK_EVENT_STOP;
}

static void
items_changed_cb (KontorPicker *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "empty" : "list");
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item,
          gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (detail), 1);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), 24);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item,
         gpointer user_data)
{
  KontorOption *option = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *detail = gtk_widget_get_next_sibling (label);
  const char *text = kontor_option_get_detail (option);

  gtk_label_set_label (GTK_LABEL (label), kontor_option_get_label (option));
  gtk_label_set_label (GTK_LABEL (detail), text != NULL ? text : "");
  gtk_widget_set_visible (detail, text != NULL);
}

static void
show_cb (KontorPicker *self)
{
  gtk_widget_grab_focus (gtk_widget_get_visible (self->entry) ? self->entry : self->view);
}

static void
kontor_picker_dispose (GObject *object)
{
  KontorPicker *self = KONTOR_PICKER (object);

  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (kontor_picker_parent_class)->dispose (object);
}

static void
kontor_picker_class_init (KontorPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_picker_dispose;

  /**
   * KontorPicker::picked:
   * @self: the picker
   * @option: a #KontorOption
   *
   * Emitted after the popover was closed by picking something.
   */
  signals[PICKED] =
    g_signal_new ("picked", KONTOR_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, KONTOR_TYPE_OPTION);

  /**
   * KontorPicker::searched:
   * @self: the picker
   * @text: what stands in the entry
   *
   * Emitted as the person types, for those who bring other options then.
   */
  signals[SEARCHED] =
    g_signal_new ("searched", KONTOR_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kontor_picker_init (KontorPicker *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);

  self->entry = gtk_search_entry_new ();
  g_signal_connect (self->entry, "search-changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect (self->entry, "stop-search", G_CALLBACK (entry_stop_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), TRUE);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);

  self->empty_label = gtk_label_new (_("Nothing found"));
  gtk_label_set_wrap (GTK_LABEL (self->empty_label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->empty_label), 30);
  gtk_widget_add_css_class (self->empty_label, "dim-label");
  gtk_widget_set_margin_top (self->empty_label, 12);
  gtk_widget_set_margin_bottom (self->empty_label, 12);

  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty_label, "empty");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_size_request (self->box, 280, -1);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
  gtk_widget_add_css_class (GTK_WIDGET (self), "picker");
  g_signal_connect (self, "show", G_CALLBACK (show_cb), NULL);
}

/**
 * kontor_picker_new:
 * @name: what is picked, for screen readers
 *
 * Returns: (transfer floating): a popover without options
 */
GtkWidget *
kontor_picker_new (const char *name)
{
  KontorPicker *self = g_object_new (KONTOR_TYPE_PICKER, NULL);
  /* Translators: %s is the name of a field, such as "Currency". */
  g_autofree char *search = g_strdup_printf (_("Search in “%s”"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, search, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}

/**
 * kontor_picker_set_options:
 * @self: a picker
 * @options: a list of #KontorOption
 * @filter: whether the picker narrows them to what is typed; else whoever listens to #KontorPicker::searched does
 */
void
kontor_picker_set_options (KontorPicker *self,
                           GListModel *options,
                           gboolean filter)
{
  g_return_if_fail (KONTOR_IS_PICKER (self));
  g_return_if_fail (G_IS_LIST_MODEL (options));

  if (!filter)
    {
      gtk_single_selection_set_model (self->selection, options);
      return;
    }

  if (self->filter == NULL)
    {
      self->filter = GTK_FILTER (gtk_custom_filter_new (match_cb, self, NULL));
      self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
    }
  gtk_filter_list_model_set_model (self->filtered, options);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->filtered));
}

/**
 * kontor_picker_set_searchable:
 * @self: a picker
 * @searchable: whether there is an entry; a list of five needs none
 */
void
kontor_picker_set_searchable (KontorPicker *self,
                              gboolean searchable)
{
  g_return_if_fail (KONTOR_IS_PICKER (self));

  gtk_widget_set_visible (self->entry, searchable);
}

/**
 * kontor_picker_set_footer:
 * @self: a picker
 * @footer: a widget for the end of the popover, such as a button that makes what was not found
 */
void
kontor_picker_set_footer (KontorPicker *self,
                          GtkWidget *footer)
{
  g_return_if_fail (KONTOR_IS_PICKER (self));

  gtk_box_append (GTK_BOX (self->box), footer);
}

/**
 * kontor_picker_set_empty_text:
 * @self: a picker
 * @text: what stands in place of an empty list
 */
void
kontor_picker_set_empty_text (KontorPicker *self,
                              const char *text)
{
  g_return_if_fail (KONTOR_IS_PICKER (self));

  gtk_label_set_label (GTK_LABEL (self->empty_label), text);
}

/**
 * kontor_picker_get_text:
 * @self: a picker
 *
 * Returns: what is typed in the entry
 */
const char *
kontor_picker_get_text (KontorPicker *self)
{
  g_return_val_if_fail (KONTOR_IS_PICKER (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * kontor_picker_reset:
 * @self: a picker
 * @value: (nullable): the value that is set now
 *
 * Empties the entry and selects the option that is set; called before the popover opens.
 */
void
kontor_picker_reset (KontorPicker *self,
                     const char *value)
{
  guint n_items;

  g_return_if_fail (KONTOR_IS_PICKER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_clear_pointer (&self->folded, g_free);
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (KontorOption) option = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_strcmp0 (kontor_option_get_value (option), value) != 0)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", i);
      break;
    }
  items_changed_cb (self);
}

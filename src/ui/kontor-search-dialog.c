/* kontor-search-dialog.c: search in everything */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-search-dialog.h"

#include <glib/gi18n.h>

#include "kontor-place.h"
#include "kontor-search-hit.h"

#define MAX_FOUND 30

struct _KontorSearchDialog
{
  AdwWindow parent_instance;

  KontorWindow *window;
  KontorStore *store;
  GtkWidget *entry;
  GtkWidget *stack;
  GtkWidget *view;
  GtkWidget *empty_page;
  GtkSingleSelection *selection;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorSearchDialog, kontor_search_dialog, ADW_TYPE_WINDOW)

static void
open_position (KontorSearchDialog *self,
               guint position)
{
  g_autoptr (KontorSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (hit == NULL)
    return;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open", "s", kontor_search_hit_get_id (hit));
  gtk_window_close (GTK_WINDOW (self));
}

static void
activate_cb (GtkListView *view,
             guint position,
             KontorSearchDialog *self)
{
  open_position (self, position);
}

static void
entry_activate_cb (GtkSearchEntry *entry,
                   KontorSearchDialog *self)
{
  open_position (self, gtk_single_selection_get_selected (self->selection));
}

/* Claims of numbers and issued documents have no page: the offer that they belong to is found by the same number. */
static void
leave_out_what_has_no_page (GPtrArray *hits)
{
  for (guint i = hits->len; i > 0; i--)
    {
      const KontorRecordType *type = kontor_search_hit_get_record_type (g_ptr_array_index (hits, i - 1));

      if (type == NULL || kontor_place_find (type->kind) == NULL)
        g_ptr_array_remove_index (hits, i - 1);
    }
}

static void
found_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (KontorSearchDialog) self = KONTOR_SEARCH_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = kontor_store_search_finish (KONTOR_STORE (object), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (hits != NULL)
    leave_out_what_has_no_page (hits);

  if (hits != NULL && hits->len > 0)
    {
      g_autoptr (GListStore) model = g_list_store_new (KONTOR_TYPE_SEARCH_HIT);

      g_list_store_splice (model, 0, 0, hits->pdata, hits->len);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (model));
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
      return;
    }

  gtk_single_selection_set_model (self->selection, NULL);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty_page), _("Nothing Found"));
  text = g_markup_escape_text (error != NULL ? error->message : _("Try the beginning of another word."), -1);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty_page), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
}

static void
search_changed_cb (GtkSearchEntry *entry,
                   KontorSearchDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (*text == '\0')
    {
      gtk_single_selection_set_model (self->selection, NULL);
      adw_status_page_set_title (ADW_STATUS_PAGE (self->empty_page), _("Search Everything"));
      adw_status_page_set_description (ADW_STATUS_PAGE (self->empty_page),
                                       _("Type the beginning of a name, a number, a city, a tax id…"));
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
      return;
    }

  self->cancellable = g_cancellable_new ();
  kontor_store_search_async (self->store, text, MAX_FOUND, self->cancellable, found_cb, g_object_ref (self));
}

static void
stop_search_cb (GtkSearchEntry *entry,
                KontorSearchDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                KontorSearchDialog *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n_items == 0 || (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Down)
    selected = MIN (selected + 1, n_items - 1);
  else if (selected > 0)
    selected--;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", selected);

  return GDK_EVENT_STOP;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item,
          gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_widget_add_css_class (box, "search-result");
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item,
         gpointer user_data)
{
  KontorSearchHit *hit = gtk_list_item_get_item (item);
  const KontorRecordType *type = kontor_search_hit_get_record_type (hit);
  const KontorPlace *place = type != NULL ? kontor_place_find (type->kind) : NULL;
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *title = gtk_widget_get_next_sibling (icon);
  GtkWidget *detail = gtk_widget_get_next_sibling (title);
  g_autofree char *text = NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), place != NULL ? place->icon : NULL);
  gtk_label_set_label (GTK_LABEL (title), kontor_search_hit_get_title (hit));
  if (kontor_search_hit_get_field (hit) != NULL && kontor_search_hit_get_snippet (hit) != NULL)
    /* Translators: the name of a field and what stands in it. */
    text = g_strdup_printf (_("%s: %s"), kontor_search_hit_get_field (hit), kontor_search_hit_get_snippet (hit));
  else
    text = g_strdup (type != NULL ? kontor_record_type_get_label (type) : "");
  gtk_label_set_label (GTK_LABEL (detail), text);
}

static void
kontor_search_dialog_dispose (GObject *object)
{
  KontorSearchDialog *self = KONTOR_SEARCH_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (kontor_search_dialog_parent_class)->dispose (object);
}

static void
kontor_search_dialog_class_init (KontorSearchDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_search_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kontor_search_dialog_init (KontorSearchDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header_bar = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_window_set_title (GTK_WINDOW (self), _("Search Everything"));
  gtk_window_set_default_size (GTK_WINDOW (self), 600, 480);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);

  self->entry = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search everything"), -1);
  g_signal_connect (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header_bar), self->entry);

  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Found records"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);

  self->empty_page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty_page), "system-search-symbolic");
  gtk_widget_add_css_class (self->empty_page, "compact");
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty_page, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "list");

  gtk_box_append (GTK_BOX (box), header_bar);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);
  search_changed_cb (GTK_SEARCH_ENTRY (self->entry), self);
  gtk_window_set_focus (GTK_WINDOW (self), self->entry);
}

/**
 * kontor_search_dialog_new:
 * @window: the window that opens what is found
 * @store: the store
 *
 * Returns: (transfer none): a dialog
 */
GtkWidget *
kontor_search_dialog_new (KontorWindow *window,
                          KontorStore *store)
{
  KontorSearchDialog *self = g_object_new (KONTOR_TYPE_SEARCH_DIALOG, "transient-for", window, NULL);

  self->window = window;
  self->store = g_object_ref (store);

  return GTK_WIDGET (self);
}

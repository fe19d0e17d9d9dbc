/* kontor-product-completion.c: products that match what is being typed into a line */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-product-completion.h"

#include <glib/gi18n.h>

#include "kontor-option.h"
#include "kontor-record-search.h"

#define MAX_FOUND 12

/* A single letter finds half of the catalogue. */
#define MIN_LENGTH 2

/*
 * A popover that takes no focus: the person goes on typing in the cell, Down leads into the list, Return takes what is
 * selected. Nothing is selected by itself, so that a line can be typed that is no product; but a code typed whole is meant.
 */
struct _KontorProductCompletion
{
  GtkPopover parent_instance;

  KontorStore *store;
  GtkSingleSelection *selection;
  GtkWidget *view;
  GCancellable *cancellable;
  char *text;
};

G_DEFINE_FINAL_TYPE (KontorProductCompletion, kontor_product_completion, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
cancel (KontorProductCompletion *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
select_exact (KontorProductCompletion *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (KontorOption) option = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      const char *code = kontor_option_get_detail (option);

      if (code != NULL && g_ascii_strcasecmp (code, self->text) == 0)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
found_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (KontorProductCompletion) self = KONTOR_PRODUCT_COMPLETION (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = kontor_record_search_finish (KONTOR_STORE (object), result, &error);

  /* A search that fails is no reason to disturb the typing: the line can be typed by hand. */
  if (found == NULL || self->text == NULL || gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return;
  if (g_list_model_get_n_items (found) == 0)
    {
      kontor_product_completion_close (self);
      return;
    }

  gtk_single_selection_set_model (self->selection, found);
  select_exact (self);
  gtk_popover_popup (GTK_POPOVER (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item,
          gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *code = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (code, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), code);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item,
         gpointer user_data)
{
  KontorOption *option = gtk_list_item_get_item (item);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const char *code = kontor_option_get_detail (option);

  gtk_label_set_label (GTK_LABEL (name), kontor_option_get_label (option));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), code != NULL ? code : "");
}

static void
choose_at (KontorProductCompletion *self,
           guint position)
{
  g_autoptr (KontorOption) option = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (option == NULL)
    return;

  kontor_product_completion_close (self);
  g_signal_emit (self, signals[CHOSEN], 0, kontor_option_get_value (option));
}

static void
activate_cb (GtkListView *view,
             guint position,
             KontorProductCompletion *self)
{
  choose_at (self, position);
}

static void
kontor_product_completion_dispose (GObject *object)
{
  KontorProductCompletion *self = KONTOR_PRODUCT_COMPLETION (object);

  cancel (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (kontor_product_completion_parent_class)->dispose (object);
}

static void
kontor_product_completion_class_init (KontorProductCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_product_completion_dispose;

  /**
   * KontorProductCompletion::chosen:
   * @self: the completion
   * @product: the id of a product
   *
   * Emitted after the popover was closed by choosing a product.
   */
  signals[CHOSEN] =
    g_signal_new ("chosen", KONTOR_TYPE_PRODUCT_COMPLETION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kontor_product_completion_init (KontorProductCompletion *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), TRUE);
  gtk_widget_set_can_focus (self->view, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Matching Products"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 280);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_widget_set_size_request (scrolled, 320, -1);
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Matching Products"), -1);
}

/**
 * kontor_product_completion_new:
 * @store: the store that is searched
 *
 * Returns: (transfer floating): a popover that is closed
 */
GtkWidget *
kontor_product_completion_new (KontorStore *store)
{
  KontorProductCompletion *self = g_object_new (KONTOR_TYPE_PRODUCT_COMPLETION, NULL);

  self->store = g_object_ref (store);

  return GTK_WIDGET (self);
}

/**
 * kontor_product_completion_search:
 * @self: a completion
 * @text: what stands in the cell
 *
 * Searches products by name or code in the background, and opens when some are found. The next key cancels the search.
 */
void
kontor_product_completion_search (KontorProductCompletion *self,
                                  const char *text)
{
  g_return_if_fail (KONTOR_IS_PRODUCT_COMPLETION (self));

  cancel (self);
  g_free (self->text);
  self->text = g_strdup (text);
  if (g_utf8_strlen (text, -1) < MIN_LENGTH)
    {
      kontor_product_completion_close (self);
      return;
    }

  self->cancellable = g_cancellable_new ();
  kontor_record_search_async (self->store, "product", text, MAX_FOUND, self->cancellable, found_cb, g_object_ref (self));
}

/**
 * kontor_product_completion_close:
 * @self: a completion
 */
void
kontor_product_completion_close (KontorProductCompletion *self)
{
  g_return_if_fail (KONTOR_IS_PRODUCT_COMPLETION (self));

  cancel (self);
  g_clear_pointer (&self->text, g_free);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/**
 * kontor_product_completion_move:
 * @self: a completion
 * @by: -1 for up, 1 for down
 *
 * Selects the next product.
 *
 * Returns: %FALSE when the completion is closed
 */
gboolean
kontor_product_completion_move (KontorProductCompletion *self,
                                int by)
{
  guint selected;
  guint n_items;

  g_return_val_if_fail (KONTOR_IS_PRODUCT_COMPLETION (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  selected = gtk_single_selection_get_selected (self->selection);
  if (selected == GTK_INVALID_LIST_POSITION)
    selected = by > 0 ? 0 : n_items - 1;
  else
    selected = (selected + n_items + by) % n_items;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", selected);

  return TRUE;
}

/**
 * kontor_product_completion_choose:
 * @self: a completion
 *
 * Takes the product that is selected.
 *
 * Returns: %FALSE when the completion is closed or nothing is selected
 */
gboolean
kontor_product_completion_choose (KontorProductCompletion *self)
{
  guint selected;

  g_return_val_if_fail (KONTOR_IS_PRODUCT_COMPLETION (self), FALSE);

  selected = gtk_single_selection_get_selected (self->selection);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || selected == GTK_INVALID_LIST_POSITION)
    return FALSE;
  choose_at (self, selected);

  return TRUE;
}

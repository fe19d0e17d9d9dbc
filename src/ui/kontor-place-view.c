/* kontor-place-view.c: the list of one place, with its header bar */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-place-view.h"

#include <glib/gi18n.h>

/* Beside a page, and the least at all. */
#define COMPACT_WIDTH 280

/* More than any window; AdwClamp computes with it, so that it cannot be G_MAXINT. */
#define UNBOUNDED 16384

struct _KontorPlaceView
{
  AdwBin parent_instance;

  const KontorPlace *place;
  GtkWidget *header_bar;
  GtkWidget *window_title;
  GtkWidget *back_button;
  GtkWidget *new_button;
  GtkWidget *list;
  GtkWidget *clamp;
};

G_DEFINE_FINAL_TYPE (KontorPlaceView, kontor_place_view, ADW_TYPE_BIN)

static void
count_cb (KontorPlaceView *self)
{
  guint count = kontor_record_list_view_get_count (KONTOR_RECORD_LIST_VIEW (self->list));
  g_autofree char *subtitle = NULL;

  if (count > 0)
    subtitle = g_strdup_printf ("%'u", count);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->window_title), subtitle != NULL ? subtitle : "");
}

static void
kontor_place_view_class_init (KontorPlaceViewClass *klass)
{
}

static void
kontor_place_view_init (KontorPlaceView *self)
{
}

/**
 * kontor_place_view_new:
 * @store: the store
 * @place: a place that has a list
 *
 * Returns: (transfer floating): the list of the place
 */
GtkWidget *
kontor_place_view_new (KontorStore *store,
                       const KontorPlace *place)
{
  KontorPlaceView *self = g_object_new (KONTOR_TYPE_PLACE_VIEW, NULL);
  const KontorRecordType *type = kontor_record_type_find (place->kind);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *empty_button;
  /* Translators: %s is a plural, such as "Customers". */
  g_autofree char *empty_title = g_strdup_printf (_("No %s Yet"), kontor_record_type_get_plural (type));

  self->place = place;
  self->header_bar = adw_header_bar_new ();
  self->window_title = adw_window_title_new (kontor_record_type_get_plural (type), "");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->header_bar), self->window_title);

  self->back_button = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (self->back_button, _("Places"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back_button), "win.show-sidebar");
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->header_bar), self->back_button);

  self->new_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_tooltip_text (self->new_button, _(place->new_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->new_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(place->new_label), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->new_button), "win.new");
  adw_header_bar_pack_end (ADW_HEADER_BAR (self->header_bar), self->new_button);

  empty_button = gtk_button_new_with_label (_(place->new_label));
  gtk_widget_add_css_class (empty_button, "pill");
  gtk_widget_add_css_class (empty_button, "suggested-action");
  gtk_widget_set_halign (empty_button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (empty_button), "win.new");

  self->list = kontor_record_list_view_new (store, type, place->columns);
  kontor_record_list_view_set_sort (KONTOR_RECORD_LIST_VIEW (self->list), place->sort, place->sort_descending);
  kontor_record_list_view_set_empty (KONTOR_RECORD_LIST_VIEW (self->list), place->icon, empty_title,
                                     _(place->empty_hint), empty_button);
  gtk_widget_set_vexpand (self->list, TRUE);
  g_signal_connect_object (self->list, "notify::count", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), self->header_bar);
  gtk_box_append (GTK_BOX (box), self->list);
  self->clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (self->clamp), box);
  adw_bin_set_child (ADW_BIN (self), self->clamp);
  gtk_widget_set_size_request (GTK_WIDGET (self), COMPACT_WIDTH, -1);
  kontor_place_view_set_compact (self, FALSE);

  return GTK_WIDGET (self);
}

/**
 * kontor_place_view_get_header_bar:
 * @self: a view
 *
 * Returns: (transfer none): its header bar
 */
GtkWidget *
kontor_place_view_get_header_bar (KontorPlaceView *self)
{
  g_return_val_if_fail (KONTOR_IS_PLACE_VIEW (self), NULL);

  return self->header_bar;
}

/**
 * kontor_place_view_get_list:
 * @self: a view
 *
 * Returns: (transfer none): its list
 */
KontorRecordListView *
kontor_place_view_get_list (KontorPlaceView *self)
{
  g_return_val_if_fail (KONTOR_IS_PLACE_VIEW (self), NULL);

  return KONTOR_RECORD_LIST_VIEW (self->list);
}

/**
 * kontor_place_view_set_back_visible:
 * @self: a view
 * @visible: whether the sidebar is hidden, so that a button must lead to it
 */
void
kontor_place_view_set_back_visible (KontorPlaceView *self,
                                    gboolean visible)
{
  g_return_if_fail (KONTOR_IS_PLACE_VIEW (self));

  gtk_widget_set_visible (self->back_button, visible);
}

/**
 * kontor_place_view_set_compact:
 * @self: a view
 * @compact: whether a page stands beside the list, which then shows its first column alone
 */
void
kontor_place_view_set_compact (KontorPlaceView *self,
                               gboolean compact)
{
  g_return_if_fail (KONTOR_IS_PLACE_VIEW (self));

  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), compact ? COMPACT_WIDTH : UNBOUNDED);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), compact ? COMPACT_WIDTH : UNBOUNDED);
    kontor_record_list_view_set_compact (KONTOR_RECORD_LIST_VIEW (self->list), compact);
}

/**
 * kontor_place_view_focus_search:
 * @self: a view
 *
 * Puts the keyboard into the search entry of the list.
 */
void
kontor_place_view_focus_search (KontorPlaceView *self)
{
  g_return_if_fail (KONTOR_IS_PLACE_VIEW (self));

  kontor_record_list_view_focus_search (KONTOR_RECORD_LIST_VIEW (self->list));
}

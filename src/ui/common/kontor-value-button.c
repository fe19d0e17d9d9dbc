/* kontor-value-button.c: a menu button that shows a value, for the rows of a form */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-value-button.h"

#include <glib/gi18n.h>

/**
 * kontor_value_button_new:
 * @create_popup: makes the popover, or makes it ready, each time before it opens
 * @user_data: for @create_popup
 *
 * Returns: (transfer floating): a #GtkMenuButton with a value at its start and an arrow at its end
 */
GtkWidget *
kontor_value_button_new (GtkMenuButtonCreatePopupFunc create_popup,
                         gpointer user_data)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));

  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  /* GTK puts the child into a box of its own that stands in the middle. */
  gtk_widget_set_halign (gtk_widget_get_parent (box), GTK_ALIGN_FILL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popup, user_data, NULL);
  gtk_widget_add_css_class (button, "field-button");
  g_object_set_data (G_OBJECT (button), "kontor-label", label);

  return button;
}

/**
 * kontor_value_button_set_required:
 * @button: a button made by kontor_value_button_new()
 * @required: whether a record without a value is not complete, which the button says then
 */
void
kontor_value_button_set_required (GtkWidget *button,
                                  gboolean required)
{
  g_object_set_data (G_OBJECT (button), "kontor-required", GINT_TO_POINTER (required));
}

/**
 * kontor_value_button_set_label:
 * @button: a button made by kontor_value_button_new()
 * @label: the value; empty when there is none
 *
 * Shows a value, and tells screen readers.
 */
void
kontor_value_button_set_label (GtkWidget *button,
                               const char *label)
{
  GtkWidget *widget = g_object_get_data (G_OBJECT (button), "kontor-label");
  gboolean required = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kontor-required"));
  gboolean missing = required && *label == '\0';
  const char *shown = missing ? _("Required") : label;

  gtk_label_set_label (GTK_LABEL (widget), shown);
  if (missing)
    gtk_widget_add_css_class (widget, "dim-label");
  else
    gtk_widget_remove_css_class (widget, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, shown, -1);
}

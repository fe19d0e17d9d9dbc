/* kontor-value-button.h: a menu button that shows a value, for the rows of a form */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *kontor_value_button_new (GtkMenuButtonCreatePopupFunc create_popup, gpointer user_data);
void kontor_value_button_set_required (GtkWidget *button, gboolean required);
void kontor_value_button_set_label (GtkWidget *button, const char *label);

G_END_DECLS

/* kontor-text-view.h: a text view that grows with its text, for forms */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *kontor_text_view_new (void);
char *kontor_text_view_dup_text (GtkTextView *view);
void kontor_text_view_set_text (GtkTextView *view, const char *text);

G_END_DECLS

/* kontor-text-view.h: a text view that grows with its text, for forms */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_TEXT_VIEW (kontor_text_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorTextView, kontor_text_view, KONTOR, TEXT_VIEW, GtkTextView)

GtkWidget *kontor_text_view_new (void);
char *kontor_text_view_dup_text (KontorTextView *self);
void kontor_text_view_set_text (KontorTextView *self, const char *text);

G_END_DECLS

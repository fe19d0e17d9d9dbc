/* kontor-text-view.c: a text view that grows with its text, for forms */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-text-view.h"

/**
 * kontor_text_view_new:
 *
 * Makes a #GtkTextView for a form: it wraps, grows with its text, lets Tab lead on, and leaves undo to the editor.
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
kontor_text_view_new (void)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), FALSE);
  gtk_widget_set_hexpand (view, TRUE);
  gtk_widget_add_css_class (view, "field-view");

  return view;
}

/**
 * kontor_text_view_dup_text:
 * @view: a text view
 *
 * Returns: (transfer full): all of its text
 */
char *
kontor_text_view_dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * kontor_text_view_set_text:
 * @view: a text view
 * @text: the text
 *
 * Sets the text; when it stands there already the cursor stays where it is.
 */
void
kontor_text_view_set_text (GtkTextView *view,
                           const char *text)
{
  g_autofree char *shown = kontor_text_view_dup_text (view);

  if (g_strcmp0 (shown, text) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

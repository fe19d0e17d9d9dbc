/* kontor-text-view.c: a text view that grows with its text, for forms */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-text-view.h"

#define MIN_WIDTH 60
#define NATURAL_WIDTH 200

struct _KontorTextView
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorTextView, kontor_text_view, GTK_TYPE_TEXT_VIEW)

static GtkSizeRequestMode
kontor_text_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A text view tells the height of the width that it had last; a form asks before it gives a width. */
static void
kontor_text_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }

  text = kontor_text_view_dup_text (KONTOR_TEXT_VIEW (widget));
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (for_size < 0 ? NATURAL_WIDTH : for_size, MIN_WIDTH) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, minimum);
  *natural = *minimum;
}

static void
kontor_text_view_class_init (KontorTextViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = kontor_text_view_get_request_mode;
  widget_class->measure = kontor_text_view_measure;
}

static void
kontor_text_view_init (KontorTextView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (view), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-view");
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (gtk_widget_queue_resize), self,
                           G_CONNECT_SWAPPED);
}

/**
 * kontor_text_view_new:
 *
 * Makes a text view for a form: it wraps, grows with its text, lets Tab lead on, and leaves undo to the editor.
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
kontor_text_view_new (void)
{
  return g_object_new (KONTOR_TYPE_TEXT_VIEW, NULL);
}

/**
 * kontor_text_view_dup_text:
 * @self: a text view
 *
 * Returns: (transfer full): all of its text
 */
char *
kontor_text_view_dup_text (KontorTextView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * kontor_text_view_set_text:
 * @self: a text view
 * @text: the text
 *
 * Sets the text; when it stands there already the cursor stays where it is.
 */
void
kontor_text_view_set_text (KontorTextView *self,
                           const char *text)
{
  g_autofree char *shown = kontor_text_view_dup_text (self);

  if (g_strcmp0 (shown, text) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), text, -1);
}

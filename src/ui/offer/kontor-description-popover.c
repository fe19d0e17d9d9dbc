/* kontor-description-popover.c: the description of a line, to be edited */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-description-popover.h"

#include <glib/gi18n.h>

#include "kontor-text-view.h"

/* A description has lines of its own, and a cell has no room for them: it is edited above the grid. */
struct _KontorDescriptionPopover
{
  GtkPopover parent_instance;

  KontorLines *lines;
  KontorLine *line;
  GtkWidget *view;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (KontorDescriptionPopover, kontor_description_popover, GTK_TYPE_POPOVER)

static void
changed_cb (GtkTextBuffer *buffer,
            KontorDescriptionPopover *self)
{
  g_autofree char *text = NULL;

  if (self->showing || self->line == NULL)
    return;

  text = kontor_text_view_dup_text (KONTOR_TEXT_VIEW (self->view));
  kontor_lines_type (self->lines, self->line, "description", text, NULL);
}

static void
closed_cb (KontorDescriptionPopover *self)
{
  kontor_editor_end_typing (kontor_lines_get_editor (self->lines));
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
}

static void
kontor_description_popover_dispose (GObject *object)
{
  KontorDescriptionPopover *self = KONTOR_DESCRIPTION_POPOVER (object);

  g_clear_object (&self->lines);
  g_clear_object (&self->line);

  G_OBJECT_CLASS (kontor_description_popover_parent_class)->dispose (object);
}

static void
kontor_description_popover_class_init (KontorDescriptionPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_description_popover_dispose;
}

static void
kontor_description_popover_init (KontorDescriptionPopover *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = kontor_text_view_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Description of the line"), -1);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed", G_CALLBACK (changed_cb), self, 0);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_widget_set_size_request (scrolled, 380, 130);
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);
  gtk_widget_add_css_class (GTK_WIDGET (self), "description");
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * kontor_description_popover_new:
 * @lines: the lines of a grid
 *
 * Returns: (transfer floating): a popover that is closed; when it closes its parent gets the keyboard back
 */
GtkWidget *
kontor_description_popover_new (KontorLines *lines)
{
  KontorDescriptionPopover *self = g_object_new (KONTOR_TYPE_DESCRIPTION_POPOVER, NULL);

  self->lines = g_object_ref (lines);

  return GTK_WIDGET (self);
}

/**
 * kontor_description_popover_edit:
 * @self: a popover
 * @line: a line
 *
 * Opens with the description of a line.
 */
void
kontor_description_popover_edit (KontorDescriptionPopover *self,
                                 KontorLine *line)
{
  const char *description;

  g_return_if_fail (KONTOR_IS_DESCRIPTION_POPOVER (self));
  g_return_if_fail (KONTOR_IS_LINE (line));

  description = kontor_line_get_string (line, "description");
  g_set_object (&self->line, line);
  self->showing = TRUE;
  kontor_text_view_set_text (KONTOR_TEXT_VIEW (self->view), description != NULL ? description : "");
  self->showing = FALSE;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), !kontor_editor_is_read_only (kontor_lines_get_editor (self->lines)));

  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->view);
}

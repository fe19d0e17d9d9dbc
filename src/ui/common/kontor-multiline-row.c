/* kontor-multiline-row.c: a row for text with line breaks */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-multiline-row.h"

#include "kontor-text-view.h"

struct _KontorMultilineRow
{
  KontorFieldRow parent_instance;

  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (KontorMultilineRow, kontor_multiline_row, KONTOR_TYPE_FIELD_ROW)

static void
changed_cb (KontorMultilineRow *self)
{
  g_autofree char *text = kontor_text_view_dup_text (KONTOR_TEXT_VIEW (self->view));

  kontor_field_row_type_text (KONTOR_FIELD_ROW (self), text);
}

static void
leave_cb (GtkEventControllerFocus *controller,
          KontorMultilineRow *self)
{
  kontor_field_row_show_pending (KONTOR_FIELD_ROW (self));
  kontor_editor_end_typing (kontor_field_row_get_editor (KONTOR_FIELD_ROW (self)));
}

static void
kontor_multiline_row_build (KontorFieldRow *row)
{
  KontorMultilineRow *self = KONTOR_MULTILINE_ROW (row);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = kontor_text_view_new ();
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (self->view, focus);
  kontor_field_row_set_control (row, self->view, self->view);
}

static void
kontor_multiline_row_update (KontorFieldRow *row)
{
  KontorMultilineRow *self = KONTOR_MULTILINE_ROW (row);
  g_autofree char *text = kontor_editor_dup_text (kontor_field_row_get_editor (row), kontor_field_row_get_path (row));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  g_signal_handlers_block_by_func (buffer, changed_cb, self);
  kontor_text_view_set_text (KONTOR_TEXT_VIEW (self->view), text);
  g_signal_handlers_unblock_by_func (buffer, changed_cb, self);
}

static void
kontor_multiline_row_class_init (KontorMultilineRowClass *klass)
{
  KontorFieldRowClass *row_class = KONTOR_FIELD_ROW_CLASS (klass);

  row_class->build = kontor_multiline_row_build;
  row_class->update = kontor_multiline_row_update;
}

static void
kontor_multiline_row_init (KontorMultilineRow *self)
{
}

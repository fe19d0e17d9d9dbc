/* kontor-flag-row.c: a row for a yes or no */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-flag-row.h"

struct _KontorFlagRow
{
  KontorFieldRow parent_instance;

  GtkWidget *toggle;
};

G_DEFINE_FINAL_TYPE (KontorFlagRow, kontor_flag_row, KONTOR_TYPE_FIELD_ROW)

static void
active_cb (GtkSwitch *toggle,
           GParamSpec *pspec,
           KontorFlagRow *self)
{
  g_autoptr (KontorJson) value = kontor_json_new_boolean (gtk_switch_get_active (toggle));

  kontor_field_row_set_value (KONTOR_FIELD_ROW (self), value);
}

static void
kontor_flag_row_build (KontorFieldRow *row)
{
  KontorFlagRow *self = KONTOR_FLAG_ROW (row);

  self->toggle = gtk_switch_new ();
  gtk_widget_set_valign (self->toggle, GTK_ALIGN_CENTER);
  g_signal_connect (self->toggle, "notify::active", G_CALLBACK (active_cb), self);
  kontor_field_row_set_control (row, self->toggle, self->toggle);
  kontor_field_row_set_inline (row, TRUE);
}

static void
kontor_flag_row_update (KontorFieldRow *row)
{
  KontorFlagRow *self = KONTOR_FLAG_ROW (row);
  KontorRecord *record = kontor_editor_get_record (kontor_field_row_get_editor (row));
  KontorJson *value = kontor_record_get (record, kontor_field_row_get_path (row));
  const KontorField *field = kontor_field_row_get_field (row);
  gboolean active;

  if (value != NULL && kontor_json_get_value_type (value) == KONTOR_JSON_BOOLEAN)
    active = kontor_json_get_boolean (value);
  else
    active = g_strcmp0 (field->fallback, "true") == 0;

  g_signal_handlers_block_by_func (self->toggle, active_cb, self);
  gtk_switch_set_active (GTK_SWITCH (self->toggle), active);
  g_signal_handlers_unblock_by_func (self->toggle, active_cb, self);
}

static void
kontor_flag_row_class_init (KontorFlagRowClass *klass)
{
  KontorFieldRowClass *row_class = KONTOR_FIELD_ROW_CLASS (klass);

  row_class->build = kontor_flag_row_build;
  row_class->update = kontor_flag_row_update;
}

static void
kontor_flag_row_init (KontorFlagRow *self)
{
}

/* kontor-field-row.h: a row of a form, made from its field */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-editor.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_FIELD_ROW (kontor_field_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorFieldRow, kontor_field_row, KONTOR, FIELD_ROW, AdwPreferencesRow)

/**
 * KontorFieldRowClass:
 * @build: makes the control and hands it to kontor_field_row_set_control(); called once, when editor and path are known
 * @update: shows what the record holds at the path
 */
struct _KontorFieldRowClass
{
  AdwPreferencesRowClass parent_class;

  void (*build) (KontorFieldRow *self);
  void (*update) (KontorFieldRow *self);
};

GtkWidget *kontor_field_row_new (KontorEditor *editor, const char *path);

KontorEditor *kontor_field_row_get_editor (KontorFieldRow *self);
gboolean kontor_field_row_is_editable (KontorFieldRow *self);
const char *kontor_field_row_get_path (KontorFieldRow *self);
const KontorField *kontor_field_row_get_field (KontorFieldRow *self);
void kontor_field_row_set_title (KontorFieldRow *self, const char *title);

/* For the rows themselves. */
void kontor_field_row_set_control (KontorFieldRow *self, GtkWidget *control, GtkWidget *focus);
void kontor_field_row_set_inline (KontorFieldRow *self, gboolean in_line);
void kontor_field_row_add_suffix (KontorFieldRow *self, GtkWidget *suffix);
void kontor_field_row_set_error (KontorFieldRow *self, const char *message);
gboolean kontor_field_row_has_error (KontorFieldRow *self);
gboolean kontor_field_row_type_text (KontorFieldRow *self, const char *text);
gboolean kontor_field_row_set_value (KontorFieldRow *self, KontorJson *value);
void kontor_field_row_show_pending (KontorFieldRow *self);

G_END_DECLS

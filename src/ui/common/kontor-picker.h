/* kontor-picker.h: a popover to pick one of many by typing */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-option.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PICKER (kontor_picker_get_type ())
G_DECLARE_FINAL_TYPE (KontorPicker, kontor_picker, KONTOR, PICKER, GtkPopover)

GtkWidget *kontor_picker_new (const char *name);

void kontor_picker_set_options (KontorPicker *self, GListModel *options, gboolean filter);
void kontor_picker_set_searchable (KontorPicker *self, gboolean searchable);
void kontor_picker_set_footer (KontorPicker *self, GtkWidget *footer);
void kontor_picker_set_empty_text (KontorPicker *self, const char *text);
const char *kontor_picker_get_text (KontorPicker *self);
void kontor_picker_reset (KontorPicker *self, const char *value);

G_END_DECLS

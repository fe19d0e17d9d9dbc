/* kontor-parts-group.h: a group of a form for a list of parts: addresses, phones, accounts */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-editor.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PARTS_GROUP (kontor_parts_group_get_type ())
G_DECLARE_FINAL_TYPE (KontorPartsGroup, kontor_parts_group, KONTOR, PARTS_GROUP, AdwPreferencesGroup)

GtkWidget *kontor_parts_group_new (KontorEditor *editor, const char *path, const char *const *members);
void kontor_parts_group_add (KontorPartsGroup *self, KontorJson *part);
void kontor_parts_group_set_add_button (KontorPartsGroup *self, GtkWidget *button);
void kontor_parts_group_set_template (KontorPartsGroup *self, KontorJson *part);

G_END_DECLS

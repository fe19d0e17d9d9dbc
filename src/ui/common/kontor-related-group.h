/* kontor-related-group.h: a group with the records that refer to this one */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-editor.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RELATED_GROUP (kontor_related_group_get_type ())
G_DECLARE_FINAL_TYPE (KontorRelatedGroup, kontor_related_group, KONTOR, RELATED_GROUP, AdwPreferencesGroup)

GtkWidget *kontor_related_group_new (KontorEditor *editor, const char *kind, const char *member);
void kontor_related_group_add_button (KontorRelatedGroup *self, GtkWidget *button);

G_END_DECLS

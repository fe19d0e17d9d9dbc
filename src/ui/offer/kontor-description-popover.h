/* kontor-description-popover.h: the description of a line, to be edited */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-lines.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DESCRIPTION_POPOVER (kontor_description_popover_get_type ())
G_DECLARE_FINAL_TYPE (KontorDescriptionPopover, kontor_description_popover, KONTOR, DESCRIPTION_POPOVER, GtkPopover)

GtkWidget *kontor_description_popover_new (KontorLines *lines);

void kontor_description_popover_edit (KontorDescriptionPopover *self, KontorLine *line);

G_END_DECLS

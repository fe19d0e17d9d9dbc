/* kontor-wrap-box.h: widgets beside each other, in as many lines as they need */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_WRAP_BOX (kontor_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (KontorWrapBox, kontor_wrap_box, KONTOR, WRAP_BOX, GtkWidget)

GtkWidget *kontor_wrap_box_new (void);
void kontor_wrap_box_append (KontorWrapBox *self, GtkWidget *child);
void kontor_wrap_box_clear (KontorWrapBox *self);

G_END_DECLS

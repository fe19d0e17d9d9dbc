/* kontor-form.h: groups of rows */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-editor.h"

G_BEGIN_DECLS

GtkWidget *kontor_form_group_new (KontorEditor *editor, const char *title, ...) G_GNUC_NULL_TERMINATED;
GtkWidget *kontor_form_group_new_all (KontorEditor *editor);

G_END_DECLS

/* kontor-columns.h: groups of a form in as many columns as there is room for */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_COLUMNS (kontor_columns_get_type ())
G_DECLARE_FINAL_TYPE (KontorColumns, kontor_columns, KONTOR, COLUMNS, GtkWidget)

GtkWidget *kontor_columns_new (void);
void kontor_columns_append (KontorColumns *self, GtkWidget *child);

G_END_DECLS

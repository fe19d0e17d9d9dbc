/* kontor-line-cell.h: one cell of the grid of lines */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-line-column.h"
#include "kontor-offer-pricer.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LINE_CELL (kontor_line_cell_get_type ())
G_DECLARE_FINAL_TYPE (KontorLineCell, kontor_line_cell, KONTOR, LINE_CELL, GtkWidget)

GtkWidget *kontor_line_cell_new (KontorLineColumn column, KontorLines *lines, KontorOfferPricer *pricer);

KontorLineColumn kontor_line_cell_get_column (KontorLineCell *self);
KontorLine *kontor_line_cell_get_line (KontorLineCell *self);
void kontor_line_cell_set_line (KontorLineCell *self, KontorLine *line);
GtkWidget *kontor_line_cell_get_text (KontorLineCell *self);

gboolean kontor_line_cell_has_focus (KontorLineCell *self);
void kontor_line_cell_enter (KontorLineCell *self);
gboolean kontor_line_cell_is_editing (KontorLineCell *self);
gboolean kontor_line_cell_is_composing (KontorLineCell *self);
void kontor_line_cell_begin_editing (KontorLineCell *self);
gboolean kontor_line_cell_revert (KontorLineCell *self);
void kontor_line_cell_clear (KontorLineCell *self);

G_END_DECLS

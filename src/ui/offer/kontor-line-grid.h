/* kontor-line-grid.h: the lines of a variant, typed like a spreadsheet */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-lines.h"
#include "kontor-offer-pricer.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LINE_GRID (kontor_line_grid_get_type ())
G_DECLARE_FINAL_TYPE (KontorLineGrid, kontor_line_grid, KONTOR, LINE_GRID, GtkWidget)

GtkWidget *kontor_line_grid_new (KontorEditor *editor, KontorOfferPricer *pricer, GSettings *settings);

KontorLines *kontor_line_grid_get_lines (KontorLineGrid *self);
void kontor_line_grid_set_variant (KontorLineGrid *self, const char *id);
void kontor_line_grid_set_costs_visible (KontorLineGrid *self, gboolean visible);

G_END_DECLS

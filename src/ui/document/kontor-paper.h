/* kontor-paper.h: pages of a document on the screen */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-pages.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PAPER (kontor_paper_get_type ())
G_DECLARE_FINAL_TYPE (KontorPaper, kontor_paper, KONTOR, PAPER, GtkWidget)

GtkWidget *kontor_paper_new (void);

void kontor_paper_set_pages (KontorPaper *self, KontorPages *pages);
KontorPages *kontor_paper_get_pages (KontorPaper *self);
guint kontor_paper_get_page (KontorPaper *self);
void kontor_paper_go_to_page (KontorPaper *self, guint page);
double kontor_paper_get_scale (KontorPaper *self);
gboolean kontor_paper_get_fits_width (KontorPaper *self);
void kontor_paper_set_zoom (KontorPaper *self, double zoom);
void kontor_paper_zoom_in (KontorPaper *self);
void kontor_paper_zoom_out (KontorPaper *self);

G_END_DECLS

/* kontor-paper-split.h: a form and, beside it, what it makes on paper */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-editor.h"
#include "document/kontor-paper-preview.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PAPER_SPLIT (kontor_paper_split_get_type ())
G_DECLARE_FINAL_TYPE (KontorPaperSplit, kontor_paper_split, KONTOR, PAPER_SPLIT, GtkWidget)

GtkWidget *kontor_paper_split_new (KontorEditor *editor, GtkWidget *form);

GtkWidget *kontor_paper_split_make_button (KontorPaperSplit *self);
KontorPaperPreview *kontor_paper_split_get_preview (KontorPaperSplit *self);
gboolean kontor_paper_split_get_paper_shown (KontorPaperSplit *self);
void kontor_paper_split_set_paper_shown (KontorPaperSplit *self, gboolean shown);

G_END_DECLS

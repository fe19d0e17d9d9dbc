/* kontor-paper-preview.h: a record on paper, as it is edited */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-desk-document.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PAPER_PREVIEW (kontor_paper_preview_get_type ())
G_DECLARE_FINAL_TYPE (KontorPaperPreview, kontor_paper_preview, KONTOR, PAPER_PREVIEW, GtkWidget)

GtkWidget *kontor_paper_preview_new (KontorStore *store);

void kontor_paper_preview_show (KontorPaperPreview *self, const KontorDeskDocument *document);
KontorPages *kontor_paper_preview_get_pages (KontorPaperPreview *self);
const char *kontor_paper_preview_get_problem (KontorPaperPreview *self);
gboolean kontor_paper_preview_is_busy (KontorPaperPreview *self);

G_END_DECLS

/* kontor-pdf.h: pages as a PDF file */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-pages.h"

G_BEGIN_DECLS

GBytes *kontor_pages_to_pdf (KontorPages *pages,
                             GCancellable *cancellable,
                             GError **error);
gboolean kontor_pdf_write (GBytes *pdf,
                           GFile *file,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS

/* kontor-pages.h: a document that was laid out: what stands where on which page */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_PAGES (kontor_pages_get_type ())
G_DECLARE_FINAL_TYPE (KontorPages, kontor_pages, KONTOR, PAGES, GObject)

guint kontor_pages_get_count (KontorPages *self);
void kontor_pages_get_size (KontorPages *self,
                            guint page,
                            double *width,
                            double *height);
const char *kontor_pages_get_language (KontorPages *self);
guint kontor_pages_get_line_at (KontorPages *self,
                                guint page,
                                double x,
                                double y);
char *kontor_pages_dump (KontorPages *self,
                         guint page);

G_END_DECLS

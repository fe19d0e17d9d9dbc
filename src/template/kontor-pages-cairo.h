/* kontor-pages-cairo.h: draws pages, for screen, printer and PDF */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "kontor-pages.h"

G_BEGIN_DECLS

/**
 * KontorDrawFlags:
 * @KONTOR_DRAW_NONE: what is seen
 * @KONTOR_DRAW_TAGS: also tags for screen readers and links; of use on a PDF surface only
 */
typedef enum
{
  KONTOR_DRAW_NONE = 0,
  KONTOR_DRAW_TAGS = 1 << 0,
} KontorDrawFlags;

void kontor_pages_draw (KontorPages *self,
                        guint page,
                        cairo_t *cr,
                        KontorDrawFlags flags);

G_END_DECLS

/* kontor-image.h: a picture in a document */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define KONTOR_IMAGE_MAX_PIXELS (40 * 1000 * 1000)

typedef struct _KontorImage KontorImage;

KontorImage *kontor_image_new (GBytes *bytes,
                               const char *name,
                               guint line,
                               GError **error);
KontorImage *kontor_image_ref (KontorImage *self);
void kontor_image_unref (KontorImage *self);
void kontor_image_get_size (KontorImage *self,
                            double *width,
                            double *height);
void kontor_image_draw (KontorImage *self,
                        cairo_t *cr,
                        double width,
                        double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImage, kontor_image_unref)

G_END_DECLS

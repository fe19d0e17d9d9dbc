/* kontor-image.c: a picture in a document */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

#include "kontor-image.h"
#include "kontor-template-error.h"

struct _KontorImage
{
  gatomicrefcount ref_count;
  double width, height; /* points: pixels count 96 to the inch */

  /* Either pixels, as Cairo wants them, */
  guchar *data;
  cairo_format_t format;
  int n_columns, n_rows, stride;
  GBytes *jpeg; /* (nullable): the file, which goes into a PDF as it is */
  char *id;     /* by which Cairo knows that a picture is in the PDF already */

  /* or an SVG. */
  RsvgHandle *svg;
  GMutex lock; /* librsvg keeps state in its handle */
};

static const cairo_user_data_key_t image_key;

static void
too_large (const char *name,
           guint line,
           GError **error)
{
  kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, line,
                             _("The image “%s” has too many pixels. Save it with a lower resolution."), name);
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int width,
                  int height,
                  gpointer user_data)
{
  gboolean *refused = user_data;

  /* A small file can claim to be a huge picture; it is not decoded then. */
  if ((gint64) width * height > KONTOR_IMAGE_MAX_PIXELS || width > 32000 || height > 32000)
    {
      *refused = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
}

static gboolean
take_pixels (KontorImage *self,
             GdkPixbuf *pixbuf)
{
  static gint last_id;
  gboolean alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  const guchar *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize rowstride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);

  self->n_columns = gdk_pixbuf_get_width (pixbuf);
  self->n_rows = gdk_pixbuf_get_height (pixbuf);
  self->width = self->n_columns * 0.75;
  self->height = self->n_rows * 0.75;
  self->format = alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
  self->stride = cairo_format_stride_for_width (self->format, self->n_columns);
  self->id = g_strdup_printf ("kontor-image-%d", g_atomic_int_add (&last_id, 1));
  self->data = g_try_malloc ((gsize) self->stride * (gsize) self->n_rows);
  if (self->data == NULL)
    return FALSE;

  for (int y = 0; y < self->n_rows; y++)
    {
      const guchar *from = pixels + (gsize) y * rowstride;
      guint32 *to = (guint32 *) (gpointer) (self->data + (gsize) y * (gsize) self->stride);

      for (int x = 0; x < self->n_columns; x++, from += n_channels)
        {
          guint a = alpha ? from[3] : 255;

          to[x] = a << 24 | (from[0] * a + 127) / 255 << 16 | (from[1] * a + 127) / 255 << 8 |
                  (from[2] * a + 127) / 255;
        }
    }

  return TRUE;
}

static gboolean
load_pixels (KontorImage *self,
             GBytes *bytes,
             const char *type,
             const char *name,
             guint line,
             GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, NULL);
  g_autoptr (GError) local_error = NULL;
  gboolean refused = FALSE;
  gboolean done;
  GdkPixbuf *pixbuf;

  if (loader == NULL)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_IMAGE, line,
                                 _("The image “%s” cannot be read: this system has no reader for its format."), name);
      return FALSE;
    }

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &refused);
  done = gdk_pixbuf_loader_write_bytes (loader, bytes, &local_error);
  if (!gdk_pixbuf_loader_close (loader, done ? &local_error : NULL))
    done = FALSE;
  if (refused)
    {
      too_large (name, line, error);
      return FALSE;
    }

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (!done || pixbuf == NULL)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_IMAGE, line, _("The image “%s” cannot be read: %s"), name,
                                 local_error != NULL ? local_error->message : _("it is damaged."));
      return FALSE;
    }

  if (!take_pixels (self, pixbuf))
    {
      too_large (name, line, error);
      return FALSE;
    }
  if (strcmp (type, "jpeg") == 0)
    self->jpeg = g_bytes_ref (bytes);

  return TRUE;
}

static gboolean
load_svg (KontorImage *self,
          GBytes *bytes,
          const char *name,
          guint line,
          GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  gboolean has_width, has_height, has_viewbox;
  RsvgLength width, height;
  RsvgRectangle viewbox;

  /* With no base file, librsvg loads nothing from elsewhere. */
  self->svg = rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, &local_error);
  if (self->svg == NULL)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_IMAGE, line, _("The image “%s” cannot be read: %s"), name,
                                 g_strchomp (local_error->message));
      return FALSE;
    }

  if (!rsvg_handle_get_intrinsic_size_in_pixels (self->svg, &self->width, &self->height))
    {
      rsvg_handle_get_intrinsic_dimensions (self->svg, &has_width, &width, &has_height, &height, &has_viewbox,
                                            &viewbox);
      self->width = has_viewbox ? viewbox.width : 100;
      self->height = has_viewbox ? viewbox.height : 100;
    }
  self->width *= 0.75;
  self->height *= 0.75;
  if (!isfinite (self->width) || !isfinite (self->height) || self->width <= 0 || self->height <= 0)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_IMAGE, line,
                                 _("The image “%s” cannot be read: it has no size."), name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
looks_like_svg (const char *data,
                gsize size)
{
  gsize n = MIN (size, 4096);

  return g_strstr_len (data, (gssize) n, "<svg") != NULL ||
         (size >= 2 && (guchar) data[0] == 0x1f && (guchar) data[1] == 0x8b);
}

/**
 * kontor_image_new:
 * @bytes: a PNG, JPEG or SVG file
 * @name: its name, for messages
 * @line: the line of the template, for messages, or 0
 * @error: return location
 *
 * Reads a picture. Which format it is, is told from its first bytes.
 *
 * Returns: (transfer full): the picture, or %NULL with %KONTOR_TEMPLATE_ERROR_IMAGE, or %KONTOR_TEMPLATE_ERROR_LIMIT
 *   when it has too many pixels
 */
KontorImage *
kontor_image_new (GBytes *bytes,
                  const char *name,
                  guint line,
                  GError **error)
{
  g_autoptr (KontorImage) self = g_new0 (KontorImage, 1);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean done;

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);

  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    done = load_pixels (self, bytes, "png", name, line, error);
  else if (size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    done = load_pixels (self, bytes, "jpeg", name, line, error);
  else if (size > 0 && looks_like_svg (data, size))
    done = load_svg (self, bytes, name, line, error);
  else
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_IMAGE, line,
                                 _("The image “%s” is neither PNG nor JPEG nor SVG."), name);
      done = FALSE;
    }

  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * kontor_image_ref:
 * @self: a picture
 *
 * Returns: (transfer full): @self
 */
KontorImage *
kontor_image_ref (KontorImage *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * kontor_image_unref:
 * @self: (transfer full): a picture
 */
void
kontor_image_unref (KontorImage *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->data, g_free);
  g_clear_pointer (&self->jpeg, g_bytes_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->svg);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * kontor_image_get_size:
 * @self: a picture
 * @width: (out): in points, 96 pixels to the inch
 * @height: (out): in points
 */
void
kontor_image_get_size (KontorImage *self,
                       double *width,
                       double *height)
{
  *width = self->width;
  *height = self->height;
}

static void
unref_image_cb (gpointer data)
{
  kontor_image_unref (data);
}

static void
unref_bytes_cb (gpointer data)
{
  g_bytes_unref (data);
}

/* Cairo keeps a list of copies in a surface that is drawn from, with no lock, and lets go of them when a page is long
 * done. So each drawing gets a surface of its own over the same pixels. */
static cairo_surface_t *
make_surface (KontorImage *self)
{
  cairo_surface_t *surface =
    cairo_image_surface_create_for_data (self->data, self->format, self->n_columns, self->n_rows, self->stride);

  cairo_surface_set_user_data (surface, &image_key, kontor_image_ref (self), unref_image_cb);
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_UNIQUE_ID, (const guchar *) self->id, strlen (self->id),
                               unref_image_cb, kontor_image_ref (self));
  if (self->jpeg != NULL)
    {
      gsize size;
      const guchar *data = g_bytes_get_data (self->jpeg, &size);

      cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size, unref_bytes_cb,
                                   g_bytes_ref (self->jpeg));
    }

  return surface;
}

/**
 * kontor_image_draw:
 * @self: a picture
 * @cr: where
 * @width: in the units of @cr
 * @height: in the units of @cr
 *
 * Draws the picture with its upper left corner at the origin. Can be called from any thread.
 */
void
kontor_image_draw (KontorImage *self,
                   cairo_t *cr,
                   double width,
                   double height)
{
  cairo_save (cr);
  if (self->svg != NULL)
    {
      const RsvgRectangle viewport = { 0, 0, width, height };

      g_mutex_lock (&self->lock);
      rsvg_handle_render_document (self->svg, cr, &viewport, NULL);
      g_mutex_unlock (&self->lock);
    }
  else
    {
      cairo_surface_t *surface = make_surface (self);

      cairo_scale (cr, width / self->n_columns, height / self->n_rows);
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
      cairo_rectangle (cr, 0, 0, self->n_columns, self->n_rows);
      cairo_fill (cr);
      cairo_surface_destroy (surface);
    }
  cairo_restore (cr);
}

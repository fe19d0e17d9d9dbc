/* kontor-pdf.c: pages as a PDF file */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "kontor-pages-cairo.h"
#include "kontor-pages-private.h"
#include "kontor-pdf.h"
#include "kontor-template-error.h"

static cairo_status_t
write_cb (gpointer closure,
          const guchar *data,
          guint length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface,
              KontorPages *pages)
{
  const struct
  {
    cairo_pdf_metadata_t key;
    const char *value;
  } texts[] = {
    { CAIRO_PDF_METADATA_TITLE, pages->title },       { CAIRO_PDF_METADATA_AUTHOR, pages->author },
    { CAIRO_PDF_METADATA_SUBJECT, pages->subject },   { CAIRO_PDF_METADATA_KEYWORDS, pages->keywords },
    { CAIRO_PDF_METADATA_CREATOR, "Kontor" },
  };
  g_autofree char *created = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].value != NULL)
      cairo_pdf_surface_set_metadata (surface, texts[i].key, texts[i].value);

  /* Cairo would ask the clock, and the same document would give other bytes each time. */
  created = pages->created != NULL ? g_date_time_format_iso8601 (pages->created) : g_strdup ("1970-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
}

static void
add_outline (cairo_surface_t *surface,
             KontorPages *pages)
{
  int parents[7] = { CAIRO_PDF_OUTLINE_ROOT };

  for (guint i = 0; i < pages->pages->len; i++)
    {
      const KontorPage *page = kontor_pages_get_page (pages, i);

      for (guint k = 0; k < page->n_ops; k++)
        {
          const KontorOp *op = &page->ops[k];
          g_autofree char *place = NULL;
          int item;

          if (op->kind != KONTOR_OP_HEADING)
            continue;

          /* Whole points: Cairo 1.16 reads decimals as the locale writes them, newer ones with a point. */
          place = g_strdup_printf ("page=%u pos=[%d %d]", i + 1, (int) op->x, (int) op->y);
          item = cairo_pdf_surface_add_outline (surface, parents[op->aux - 1], op->data, place,
                                                op->aux <= 2 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
          /* A heading of level 3 right below one of level 1 is its child. */
          for (guint level = op->aux; level < G_N_ELEMENTS (parents); level++)
            parents[level] = item;
        }
    }
}

/**
 * kontor_pages_to_pdf:
 * @pages: pages
 * @cancellable: (nullable): to end it from another thread
 * @error: return location
 *
 * Writes the pages as PDF: text that can be selected and read back, subsets of the fonts, metadata, an outline of the
 * headings, tags for screen readers, links. The same pages give the same bytes. Can be called from any thread.
 *
 * Returns: (transfer full): the file, or %NULL with %KONTOR_TEMPLATE_ERROR_FAILED or %G_IO_ERROR_CANCELLED
 */
GBytes *
kontor_pages_to_pdf (KontorPages *pages,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;
  double width, height;
  gboolean cancelled = FALSE;

  g_return_val_if_fail (KONTOR_IS_PAGES (pages), NULL);

  kontor_pages_get_size (pages, 0, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, width, height);
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_5);
  set_metadata (surface, pages);
  cr = cairo_create (surface);

  for (guint i = 0; i < pages->pages->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          cancelled = TRUE;
          break;
        }
      kontor_pages_get_size (pages, i, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      kontor_pages_draw (pages, i, cr, KONTOR_DRAW_TAGS);
      cairo_show_page (cr);
    }

  if (!cancelled)
    add_outline (surface, pages);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (cancelled)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_FAILED, 0, _("The PDF could not be made: %s."),
                                 cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * kontor_pdf_write:
 * @pdf: a PDF, from kontor_pages_to_pdf()
 * @file: where to
 * @cancellable: (nullable): to end it from another thread
 * @error: return location
 *
 * Writes the file whole or not at all: a local file is written beside its name, brought to the disk, and then
 * renamed, so that a crash leaves the old one or the new one.
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_FAILED, or %G_IO_ERROR_CANCELLED
 */
gboolean
kontor_pdf_write (GBytes *pdf,
                  GFile *file,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *path;
  gboolean done;
  gsize size;
  const char *data;

  g_return_val_if_fail (pdf != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  data = g_bytes_get_data (pdf, &size);
  path = g_file_peek_path (file);
  if (path != NULL)
    done = g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                     0666, &local_error);
  else
    done = g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable,
                                    &local_error);

  if (!done)
    kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_FAILED, 0, _("The PDF could not be saved: %s"),
                               local_error->message);

  return done;
}

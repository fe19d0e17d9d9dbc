/* kontor-layout.c: lays a document out on pages */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-layout.h"
#include "kontor-layout-private.h"

/* A page number in the text can move the text to another page. Passes go on until none does; a text that never comes
 * to rest keeps what the last pass found. */
#define MAX_PASSES 4

/* Between two looks at the clock. */
#define STEPS 256

typedef struct
{
  const KontorStyle *style;
  const char *language; /* interned in the document */
  KontorLook *look;
} LookKey;

static guint
look_key_hash (gconstpointer data)
{
  const LookKey *key = data;

  return g_direct_hash (key->style) * 31 + g_direct_hash (key->language);
}

static gboolean
look_key_equal (gconstpointer a,
                gconstpointer b)
{
  const LookKey *one = a;
  const LookKey *two = b;

  return one->style == two->style && one->language == two->language;
}

/*< private >
 * kontor_layout_fail:
 * @self: the layout
 * @code: what went wrong
 * @line: the line of the template, or 0
 * @format: a full sentence
 * @...: its arguments
 *
 * Notes the first error, with which the layout then ends.
 *
 * Returns: %FALSE
 */
gboolean
kontor_layout_fail (KontorLayout *self,
                    KontorTemplateError code,
                    guint line,
                    const char *format,
                    ...)
{
  if (self->error == NULL)
    {
      g_autofree char *text = NULL;
      va_list args;

      va_start (args, format);
      text = g_strdup_vprintf (format, args);
      va_end (args);
      kontor_template_error_set (&self->error, code, line, "%s", text);
    }

  return FALSE;
}

/*< private >
 * kontor_layout_step:
 * @self: the layout
 *
 * Called now and then: looks whether the layout was cancelled or takes too long.
 *
 * Returns: %FALSE when it is to end
 */
gboolean
kontor_layout_step (KontorLayout *self)
{
  if (self->error != NULL)
    return FALSE;
  if (++self->steps % STEPS != 0)
    return TRUE;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    return FALSE;
  if (g_get_monotonic_time () > self->deadline)
    return kontor_layout_fail (self, KONTOR_TEMPLATE_ERROR_LIMIT, 0,
                               _("The document is too large: laying it out takes too long."));

  return TRUE;
}

/*< private >
 * kontor_layout_checkpoint:
 * @self: the layout
 *
 * Frees what was needed for slices that are all on their pages now. Called where the caller holds none.
 */
void
kontor_layout_checkpoint (KontorLayout *self)
{
  if (self->collect == NULL && self->pending->len == 0 && self->marker == NULL && self->arena == self->work)
    kontor_arena_reset (self->work);
}

/*< private >
 * kontor_layout_get_look:
 * @self: the layout
 * @style: a resolved style of the document
 * @language: interned in the document
 *
 * Returns: (transfer none): the look of text in that style and language
 */
KontorLook *
kontor_layout_get_look (KontorLayout *self,
                        const KontorStyle *style,
                        const char *language)
{
  const LookKey key = { style, language, NULL };
  LookKey *known = g_hash_table_lookup (self->looks, &key);

  if (known == NULL)
    {
      known = g_new (LookKey, 1);
      *known = key;
      known->look = kontor_fonts_get_look (self->fonts, style, language);
      g_hash_table_add (self->looks, known);
    }

  return known->look;
}

/*< private >
 * kontor_layout_get_image:
 * @self: the layout
 * @block: an image block
 *
 * Returns: (transfer none) (nullable): its picture, decoded once; %NULL when the layout failed
 */
KontorImage *
kontor_layout_get_image (KontorLayout *self,
                         const KontorBlock *block)
{
  KontorImage *image;

  if (block->image.bytes == NULL)
    {
      kontor_layout_fail (self, KONTOR_TEMPLATE_ERROR_IMAGE, block->line, _("The image has no file."));
      return NULL;
    }

  image = g_hash_table_lookup (self->images, block->image.bytes);
  if (image == NULL)
    {
      image = kontor_image_new (block->image.bytes, block->image.name, block->line, &self->error);
      if (image == NULL)
        return NULL;
      g_hash_table_insert (self->images, block->image.bytes, image);
    }

  return image;
}

static void
run_pass (KontorLayout *self)
{
  KontorBlock *body = kontor_document_get_body (self->document);
  const KontorPageMaster *master = kontor_document_get_first_master (self->document);

  self->master = master;
  self->area_master = NULL;
  self->after = 0;
  self->counted = FALSE;
  g_array_set_size (self->fields, 0);
  g_ptr_array_set_size (self->page_masters, 0);
  g_clear_object (&self->pages);
  self->pages = kontor_pages_new (self->document, kontor_fonts_get_shapes (self->fonts));

  kontor_flow_add_children (self, body, 0, kontor_master_get_body_width (master), FALSE);
  if (self->error == NULL)
    kontor_paginate_finish (self);
}

static gboolean
is_settled (KontorLayout *self,
            guint page_count)
{
  if (self->counted && page_count != self->pages->pages->len)
    return FALSE;
  if (self->fields->len != self->old_fields->len)
    return FALSE;

  return self->fields->len == 0 ||
         memcmp (self->fields->data, self->old_fields->data, sizeof (guint) * self->fields->len) == 0;
}

static void
keep_images (KontorLayout *self)
{
  GHashTableIter iter;
  gpointer image;

  g_hash_table_iter_init (&iter, self->images);
  while (g_hash_table_iter_next (&iter, NULL, &image))
    g_ptr_array_add (self->pages->images, kontor_image_ref (image));
}

/**
 * kontor_layout_run:
 * @document: a document; it must not change meanwhile
 * @max_seconds: after which to give up, or 0 for %KONTOR_LAYOUT_DEFAULT_SECONDS
 * @cancellable: (nullable): to end it from another thread
 * @error: return location
 *
 * Breaks the text into lines and the lines into pages. Can be called from any thread, and from several at once. A
 * document without a page master gets A4 upright. The same document and fonts give the same pages.
 *
 * Returns: (transfer full): the pages, or %NULL with %KONTOR_TEMPLATE_ERROR_FONT when no font has a character,
 *   %KONTOR_TEMPLATE_ERROR_IMAGE when an image cannot be read, %KONTOR_TEMPLATE_ERROR_LIMIT when it has too many
 *   pages or takes too long, or %G_IO_ERROR_CANCELLED
 */
KontorPages *
kontor_layout_run (KontorDocument *document,
                   guint max_seconds,
                   GCancellable *cancellable,
                   GError **error)
{
  KontorLayout self = { 0 };
  KontorPages *pages = NULL;
  guint page_count;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (document), NULL);

  if (kontor_document_get_first_master (document) == NULL &&
      kontor_document_add_master (document, "default", 0, error) == NULL)
    return NULL;

  self.document = document;
  self.cancellable = cancellable;
  self.deadline = g_get_monotonic_time () +
                  (gint64) (max_seconds > 0 ? max_seconds : KONTOR_LAYOUT_DEFAULT_SECONDS) * G_USEC_PER_SEC;
  self.fonts = kontor_fonts_acquire ();
  self.work = kontor_arena_new ();
  self.kept = kontor_arena_new ();
  self.arena = self.work;
  self.looks = g_hash_table_new_full (look_key_hash, look_key_equal, g_free, NULL);
  self.images = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) kontor_image_unref);
  self.fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self.old_fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self.pending = g_ptr_array_new ();
  self.open_tags = g_ptr_array_new ();
  self.page_masters = g_ptr_array_new ();
  self.ops = g_array_new (FALSE, TRUE, sizeof (KontorOp));
  self.backgrounds = g_array_new (FALSE, TRUE, sizeof (KontorOp));

  g_cancellable_set_error_if_cancelled (cancellable, &self.error);
  page_count = 1;
  for (guint pass = 0; pass < MAX_PASSES && self.error == NULL; pass++)
    {
      GArray *fields = self.old_fields;

      self.page_count = page_count;
      run_pass (&self);
      if (self.error != NULL || is_settled (&self, page_count))
        break;

      page_count = self.pages->pages->len;
      self.old_fields = self.fields;
      self.fields = fields;
    }

  if (self.error == NULL)
    {
      keep_images (&self);
      pages = g_steal_pointer (&self.pages);
    }
  else
    g_propagate_error (error, g_steal_pointer (&self.error));

  g_clear_object (&self.pages);
  g_array_unref (self.backgrounds);
  g_array_unref (self.ops);
  g_ptr_array_unref (self.page_masters);
  g_ptr_array_unref (self.open_tags);
  g_ptr_array_unref (self.pending);
  g_array_unref (self.old_fields);
  g_array_unref (self.fields);
  g_hash_table_unref (self.images);
  g_hash_table_unref (self.looks);
  kontor_arena_free (self.kept);
  kontor_arena_free (self.work);
  kontor_fonts_release (self.fonts);

  return pages;
}

/* kontor-pages.c: a document that was laid out: what stands where on which page */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-pages-private.h"

G_DEFINE_FINAL_TYPE (KontorPages, kontor_pages, G_TYPE_OBJECT)

static void
clear_page (gpointer data)
{
  KontorPage *page = data;

  g_free (page->ops);
}

static void
kontor_pages_finalize (GObject *object)
{
  KontorPages *self = KONTOR_PAGES (object);

  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_pointer (&self->images, g_ptr_array_unref);
  g_clear_pointer (&self->shapes, kontor_shapes_unref);
  g_clear_pointer (&self->arena, kontor_arena_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->keywords, g_free);
  g_clear_pointer (&self->created, g_date_time_unref);

  G_OBJECT_CLASS (kontor_pages_parent_class)->finalize (object);
}

static void
kontor_pages_class_init (KontorPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kontor_pages_finalize;
}

static void
kontor_pages_init (KontorPages *self)
{
  self->arena = kontor_arena_new ();
  self->images = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_image_unref);
  self->pages = g_array_new (FALSE, TRUE, sizeof (KontorPage));
  g_array_set_clear_func (self->pages, clear_page);
}

/*< private >
 * kontor_pages_new:
 * @document: the document, whose metadata are taken
 * @shapes: (transfer none): what owns the shapes of the pages
 *
 * Returns: (transfer full): no pages yet
 */
KontorPages *
kontor_pages_new (KontorDocument *document,
                  KontorShapes *shapes)
{
  KontorPages *self = g_object_new (KONTOR_TYPE_PAGES, NULL);
  GDateTime *created = kontor_document_get_created (document);

  self->shapes = kontor_shapes_ref (shapes);
  self->language = g_strdup (kontor_document_get_language (document));
  self->title = g_strdup (kontor_document_get_title (document));
  self->author = g_strdup (kontor_document_get_author (document));
  self->subject = g_strdup (kontor_document_get_subject (document));
  self->keywords = g_strdup (kontor_document_get_keywords (document));
  if (created != NULL)
    self->created = g_date_time_ref (created);

  return self;
}

/*< private >
 * kontor_pages_get_page:
 * @self: pages
 * @page: from 0
 *
 * Returns: (transfer none): the page
 */
const KontorPage *
kontor_pages_get_page (KontorPages *self,
                       guint page)
{
  g_return_val_if_fail (page < self->pages->len, NULL);

  return &g_array_index (self->pages, KontorPage, page);
}

/**
 * kontor_pages_get_count:
 * @self: pages
 *
 * Returns: how many pages there are, at least 1
 */
guint
kontor_pages_get_count (KontorPages *self)
{
  g_return_val_if_fail (KONTOR_IS_PAGES (self), 0);

  return self->pages->len;
}

/**
 * kontor_pages_get_size:
 * @self: pages
 * @page: from 0
 * @width: (out): in points
 * @height: (out): in points
 */
void
kontor_pages_get_size (KontorPages *self,
                       guint page,
                       double *width,
                       double *height)
{
  g_return_if_fail (KONTOR_IS_PAGES (self));
  g_return_if_fail (page < self->pages->len);

  *width = (double) kontor_pages_get_page (self, page)->width;
  *height = (double) kontor_pages_get_page (self, page)->height;
}

/**
 * kontor_pages_get_language:
 * @self: pages
 *
 * Returns: the document's language, BCP 47
 */
const char *
kontor_pages_get_language (KontorPages *self)
{
  g_return_val_if_fail (KONTOR_IS_PAGES (self), NULL);

  return self->language;
}

/**
 * kontor_pages_get_line_at:
 * @self: pages
 * @page: from 0
 * @x: from the left edge of the paper, in points
 * @y: from the upper edge, in points
 *
 * Returns: the line of the template from which comes what stands nearest to that place, 0 when nothing is on the page
 */
guint
kontor_pages_get_line_at (KontorPages *self,
                          guint page,
                          double x,
                          double y)
{
  const KontorPage *sheet;
  double best = G_MAXDOUBLE;
  guint line = 0;

  g_return_val_if_fail (KONTOR_IS_PAGES (self), 0);
  g_return_val_if_fail (page < self->pages->len, 0);

  sheet = kontor_pages_get_page (self, page);
  for (guint i = 0; i < sheet->n_ops; i++)
    {
      const KontorOp *op = &sheet->ops[i];
      double top = (double) op->y;
      double bottom = (double) (op->y + op->h);
      double right = (double) (op->x + op->w);
      double dx, dy;

      if (op->kind == KONTOR_OP_TEXT)
        {
          const KontorShape *shape = op->data;

          top = (double) op->y + shape->face->matrix.yy * -0.8;
          bottom = (double) op->y + shape->face->matrix.yy * 0.2;
          right = (double) (op->x + shape->width);
        }
      else if (op->kind != KONTOR_OP_IMAGE)
        continue;

      dx = MAX (0, MAX ((double) op->x - x, x - right));
      dy = MAX (0, MAX (top - y, y - bottom));
      if (op->line > 0 && dx * dx + dy * dy < best)
        {
          best = dx * dx + dy * dy;
          line = op->line;
        }
    }

  return line;
}

/**
 * kontor_pages_dump:
 * @self: pages
 * @page: from 0
 *
 * Describes a page for tests and for those who hunt for a difference: one line for each thing on it, as `text X Y WIDTH
 * TEXT`, `rect X Y WIDTH HEIGHT COLOR` or `image X Y WIDTH HEIGHT`, in points from the upper left corner. What stands on one
 * baseline without another space than that between two words is one text.
 *
 * Returns: (transfer full): the description
 */
char *
kontor_pages_dump (KontorPages *self,
                   guint page)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  const KontorPage *sheet;

  g_return_val_if_fail (KONTOR_IS_PAGES (self), NULL);
  g_return_val_if_fail (page < self->pages->len, NULL);

  sheet = kontor_pages_get_page (self, page);
  for (guint i = 0; i < sheet->n_ops; i++)
    {
      const KontorOp *op = &sheet->ops[i];

      if (op->kind == KONTOR_OP_RECT)
        g_string_append_printf (out, "rect %.2f %.2f %.2f %.2f %08x\n", (double) op->x, (double) op->y, (double) op->w,
                                (double) op->h, op->color);
      else if (op->kind == KONTOR_OP_IMAGE)
        g_string_append_printf (out, "image %.2f %.2f %.2f %.2f\n", (double) op->x, (double) op->y, (double) op->w,
                                (double) op->h);
      else if (op->kind == KONTOR_OP_TEXT)
        {
          const KontorShape *shape = op->data;
          float end = op->x;

          g_string_truncate (text, 0);
          for (;; i++)
            {
              const KontorOp *next = &sheet->ops[i + 1];

              shape = sheet->ops[i].data;
              end = sheet->ops[i].x + shape->width;
              g_string_append_len (text, shape->text, shape->length);
              if (i + 1 >= sheet->n_ops || next->kind != KONTOR_OP_TEXT || next->y != op->y ||
                  ABS (next->x - next->w - end) > 0.01f)
                break;
              if (next->w > 0)
                g_string_append_c (text, ' ');
            }
          g_string_append_printf (out, "text %.2f %.2f %.2f %s\n", (double) op->x, (double) op->y,
                                  (double) (end - op->x), text->str);
        }
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* kontor-pages-cairo.c: draws pages, for screen, printer and PDF */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-pages-cairo.h"
#include "kontor-pages-private.h"

/* Text goes to Cairo with its letters (cairo_show_text_glyphs() with clusters), for else a PDF loses ligatures when
 * someone copies from it. What stands on one baseline in one font goes in one call. */

typedef struct
{
  cairo_t *cr;
  cairo_font_options_t *options;
  const KontorFace *face; /* which is set */
  KontorColor color;      /* which is set */
  gboolean has_color;
  GArray *glyphs;   /* cairo_glyph_t */
  GArray *clusters; /* cairo_text_cluster_t */
  GString *text;
} Pen;

static const char *
get_tag_name (KontorTag tag)
{
  switch (tag)
    {
    case KONTOR_TAG_P:
      return "P";
    case KONTOR_TAG_LIST:
      return "L";
    case KONTOR_TAG_ITEM:
      return "LI";
    case KONTOR_TAG_ITEM_BODY:
      return "LBody";
    case KONTOR_TAG_TABLE:
      return "Table";
    case KONTOR_TAG_ROW:
      return "TR";
    case KONTOR_TAG_HEAD_CELL:
      return "TH";
    case KONTOR_TAG_CELL:
      return "TD";
    case KONTOR_TAG_FIGURE:
      return "Figure";
    case KONTOR_TAG_NONE:
    case KONTOR_TAG_H1:
    case KONTOR_TAG_H6:
    default:
      {
        static const char *headings[] = { "H1", "H2", "H3", "H4", "H5", "H6" };

        return headings[tag - KONTOR_TAG_H1];
      }
    }
}

static void
set_color (Pen *pen,
           KontorColor color)
{
  if (pen->has_color && pen->color == color)
    return;

  cairo_set_source_rgba (pen->cr, (color >> 24) / 255.0, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                         (color & 0xff) / 255.0);
  pen->color = color;
  pen->has_color = TRUE;
}

static void
set_face (Pen *pen,
          const KontorFace *face)
{
  if (pen->face == face)
    return;

  cairo_set_font_face (pen->cr, face->face);
  cairo_set_font_matrix (pen->cr, &face->matrix);
  cairo_set_font_options (pen->cr, pen->options);
  pen->face = face;
}

static void
add_glyph (Pen *pen,
           guint32 index,
           double x,
           double y)
{
  const cairo_glyph_t glyph = { index, x, y };

  g_array_append_val (pen->glyphs, glyph);
}

static void
add_cluster (Pen *pen,
             int n_bytes,
             int n_glyphs)
{
  const cairo_text_cluster_t cluster = { n_bytes, n_glyphs };

  g_array_append_val (pen->clusters, cluster);
}

static void
add_shape (Pen *pen,
           const KontorOp *op)
{
  const KontorShape *shape = op->data;
  double x = (double) op->x;

  if (op->w > 0)
    {
      add_glyph (pen, shape->face->space_glyph, x - (double) op->w, (double) op->y);
      add_cluster (pen, 1, 1);
      g_string_append_c (pen->text, ' ');
    }

  for (guint i = 0; i < shape->n_glyphs; i++)
    {
      const KontorGlyph *glyph = &shape->glyphs[i];

      add_glyph (pen, glyph->glyph, x + (double) glyph->x_offset, (double) op->y + (double) glyph->y_offset);
      x += (double) glyph->advance;
    }
  for (guint i = 0; i < shape->n_clusters; i++)
    add_cluster (pen, shape->clusters[i].n_bytes, shape->clusters[i].n_glyphs);
  g_string_append_len (pen->text, shape->text, shape->length);

  /* Who copies or listens to the text is to hear two words at the end of a line, not one. */
  if (op->aux && !(shape->level & 1))
    {
      add_glyph (pen, shape->face->space_glyph, x, (double) op->y);
      add_cluster (pen, 1, 1);
      g_string_append_c (pen->text, ' ');
    }
}

/* Draws the text that begins at ops[i] and all that follows in the same font, color and line. Returns how many ops
 * that were. */
static guint
draw_text (Pen *pen,
           const KontorOp *ops,
           guint n_ops)
{
  const KontorShape *first = ops[0].data;
  gboolean rtl = first->level & 1;
  guint n;

  g_array_set_size (pen->glyphs, 0);
  g_array_set_size (pen->clusters, 0);
  g_string_truncate (pen->text, 0);

  for (n = 0; n < n_ops; n++)
    {
      const KontorOp *op = &ops[n];
      const KontorShape *shape = op->data;

      if (op->kind != KONTOR_OP_TEXT || shape->face != first->face || op->color != ops[0].color || op->y != ops[0].y ||
          (n > 0 && (rtl || (shape->level & 1))))
        break;
      add_shape (pen, op);
    }

  set_face (pen, first->face);
  set_color (pen, ops[0].color);
  cairo_show_text_glyphs (pen->cr, pen->text->str, (int) pen->text->len,
                          (const cairo_glyph_t *) (gpointer) pen->glyphs->data, (int) pen->glyphs->len,
                          (const cairo_text_cluster_t *) (gpointer) pen->clusters->data, (int) pen->clusters->len,
                          rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : (cairo_text_cluster_flags_t) 0);

  return n;
}

static void
begin_link (cairo_t *cr,
            const char *uri)
{
  g_autoptr (GString) attributes = g_string_new ("uri='");

  for (; *uri != '\0'; uri++)
    {
      if (*uri == '\'' || *uri == '\\')
        g_string_append_c (attributes, '\\');
      g_string_append_c (attributes, *uri);
    }
  g_string_append_c (attributes, '\'');
  cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes->str);
}

/**
 * kontor_pages_draw:
 * @self: pages
 * @page: from 0
 * @cr: where to draw; its unit is the point, with the upper left corner of the paper at the origin
 * @flags: what besides what is seen
 *
 * Draws one page, without the paper itself. Can be called from any thread, and from several at once with a @cr each.
 * Scale @cr for a screen. Cairo keeps an error in @cr; look at cairo_status().
 */
void
kontor_pages_draw (KontorPages *self,
                   guint page,
                   cairo_t *cr,
                   KontorDrawFlags flags)
{
  const KontorPage *sheet;
  gboolean tags = (flags & KONTOR_DRAW_TAGS) != 0;
  Pen pen = { 0 };

  g_return_if_fail (KONTOR_IS_PAGES (self));
  g_return_if_fail (page < self->pages->len);

  sheet = kontor_pages_get_page (self, page);
  pen.cr = cr;
  pen.options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (pen.options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (pen.options, CAIRO_HINT_METRICS_OFF);
  pen.glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  pen.clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  pen.text = g_string_new (NULL);

  cairo_save (cr);
  for (guint i = 0; i < sheet->n_ops;)
    {
      const KontorOp *op = &sheet->ops[i];

      switch ((KontorOpKind) op->kind)
        {
        case KONTOR_OP_TEXT:
          i += draw_text (&pen, op, sheet->n_ops - i);
          continue;

        case KONTOR_OP_RECT:
          set_color (&pen, op->color);
          cairo_rectangle (cr, (double) op->x, (double) op->y, (double) op->w, (double) op->h);
          cairo_fill (cr);
          break;

        case KONTOR_OP_IMAGE:
          cairo_save (cr);
          cairo_translate (cr, (double) op->x, (double) op->y);
          kontor_image_draw ((KontorImage *) op->data, cr, (double) op->w, (double) op->h);
          cairo_restore (cr);
          break;

        case KONTOR_OP_TAG_BEGIN:
          if (tags)
            cairo_tag_begin (cr, get_tag_name ((KontorTag) op->aux), NULL);
          break;

        case KONTOR_OP_TAG_END:
          if (tags)
            cairo_tag_end (cr, get_tag_name ((KontorTag) op->aux));
          break;

        case KONTOR_OP_LINK_BEGIN:
          if (tags)
            begin_link (cr, op->data);
          break;

        case KONTOR_OP_LINK_END:
          if (tags)
            cairo_tag_end (cr, CAIRO_TAG_LINK);
          break;

        case KONTOR_OP_HEADING:
          break;

        default:
          g_assert_not_reached ();
        }
      i++;
    }
  cairo_restore (cr);

  g_string_free (pen.text, TRUE);
  g_array_unref (pen.clusters);
  g_array_unref (pen.glyphs);
  cairo_font_options_destroy (pen.options);
}

/* kontor-flow.c: makes slices of blocks, in the order in which they stand one below the other */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-layout-private.h"

/* A slice is what no page break goes through. Between slices a break is allowed or not: kontor_flow_allow_break() says
 * where it is, so everything between two calls stays on one page when it can. */

static gboolean add_block (KontorLayout *self,
                           const KontorBlock *block,
                           float x,
                           float width,
                           gboolean glue);

/*< private >
 * kontor_flow_new_slice:
 * @self: the layout
 * @kind: what it is
 * @block: the block that it is a part of
 * @x: from the left edge of the area, in points
 * @width: in points
 *
 * Returns: (transfer none): a slice in the layout's current arena
 */
KontorSlice *
kontor_flow_new_slice (KontorLayout *self,
                       KontorSliceKind kind,
                       const KontorBlock *block,
                       float x,
                       float width)
{
  KontorSlice *slice = kontor_arena_new0 (self->arena, KontorSlice);

  slice->kind = kind;
  slice->block = block;
  slice->x = x;
  slice->width = width;

  return slice;
}

/*< private >
 * kontor_flow_push:
 * @self: the layout
 * @slice: a slice
 * @before: the space that its block wants above it
 *
 * Puts @slice below what is there.
 */
void
kontor_flow_push (KontorLayout *self,
                  KontorSlice *slice,
                  float before)
{
  slice->space = MAX (self->after, before);
  self->after = 0;

  if (self->marker != NULL)
    {
      slice->marker = g_steal_pointer (&self->marker);
      slice->marker_x = self->marker_x;
    }

  if (self->collect != NULL)
    g_ptr_array_add (self->collect, slice);
  else
    kontor_paginate_push (self, slice);
}

/*< private >
 * kontor_flow_allow_break:
 * @self: the layout
 *
 * Says that a page may end after the last slice.
 */
void
kontor_flow_allow_break (KontorLayout *self)
{
  if (self->collect == NULL)
    kontor_paginate_allow_break (self);
  else if (self->collect->len > 0)
    ((KontorSlice *) g_ptr_array_index (self->collect, self->collect->len - 1))->soft_break = TRUE;
}

/*< private >
 * kontor_flow_is_glued:
 * @block: a block, item or row
 * @glue: whether what it is the end of must stay with what follows
 *
 * Returns: %TRUE when no page may end after @block
 */
gboolean
kontor_flow_is_glued (const KontorBlock *block,
                      gboolean glue)
{
  if (block->style->keep_with_next)
    return TRUE;

  return block->next != NULL ? block->next->style->keep_with_previous : glue;
}

static gboolean
add_text (KontorLayout *self,
          const KontorBlock *block,
          float x,
          float width,
          float before,
          gboolean glue)
{
  KontorLine *lines = NULL;
  guint n_lines = 0;

  if (!kontor_lines_make (self, block, MAX (width, 1), &lines, &n_lines))
    return FALSE;

  for (guint i = 0; i < n_lines; i++)
    {
      KontorSlice *slice = kontor_flow_new_slice (self, KONTOR_SLICE_LINE, block, x, width);

      slice->line = &lines[i];
      slice->height = lines[i].height;
      slice->anchor = i == 0 && block->kind == KONTOR_BLOCK_HEADING;
      kontor_flow_push (self, slice, i == 0 ? before : 0);

      /* No single line of a paragraph stands alone on a page. */
      if (i >= 1 && i + 2 < n_lines)
        kontor_flow_allow_break (self);
    }
  if (!glue)
    kontor_flow_allow_break (self);

  return TRUE;
}

static gboolean
add_image (KontorLayout *self,
           const KontorBlock *block,
           float x,
           float width,
           gboolean glue)
{
  KontorImage *image = kontor_layout_get_image (self, block);
  KontorSlice *slice;
  double natural_width, natural_height;
  float w = block->image.width;
  float h = block->image.height;
  float max_height = self->master->height - self->master->margin[KONTOR_EDGE_TOP] -
                     self->master->margin[KONTOR_EDGE_BOTTOM];
  float scale = 1;

  if (image == NULL)
    return FALSE;

  kontor_image_get_size (image, &natural_width, &natural_height);
  if (w == 0 && h == 0)
    {
      w = (float) natural_width;
      h = (float) natural_height;
    }
  else if (w == 0)
    w = (float) (natural_width / natural_height) * h;
  else if (h == 0)
    h = (float) (natural_height / natural_width) * w;

  /* It is made smaller rather than cut. */
  if (w > width)
    scale = MAX (width, 1) / w;
  if (h * scale > max_height)
    scale = MAX (max_height, 1) / h;
  w *= scale;
  h *= scale;

  if (block->style->align == KONTOR_ALIGN_END)
    x += width - w;
  else if (block->style->align == KONTOR_ALIGN_CENTER)
    x += (width - w) / 2;

  slice = kontor_flow_new_slice (self, KONTOR_SLICE_IMAGE, block, x, w);
  slice->height = h;
  slice->image = image;
  kontor_flow_push (self, slice, block->style->space_before);
  self->after = block->style->space_after;
  if (!glue)
    kontor_flow_allow_break (self);

  return TRUE;
}

static void
roman (GString *out,
       guint number)
{
  static const struct
  {
    guint value;
    const char *letters;
  } parts[] = {
    { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" }, { 50, "l" },
    { 40, "xl" },  { 10, "x" },   { 9, "ix" },  { 5, "v" },    { 4, "iv" },  { 1, "i" },
  };

  if (number > 3999)
    {
      g_string_append_printf (out, "%u", number);
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (; number >= parts[i].value; number -= parts[i].value)
      g_string_append (out, parts[i].letters);
}

static char *
make_marker (KontorLayout *self,
             const KontorBlock *list,
             const KontorBlock *item,
             guint number)
{
  g_autoptr (GString) text = g_string_new (item->item.marker);

  if (item->item.marker == NULL)
    switch (list->list.marker)
      {
      case KONTOR_MARKER_BULLET:
        g_string_append (text, "•");
        break;
      case KONTOR_MARKER_DASH:
        g_string_append (text, "–");
        break;
      case KONTOR_MARKER_DECIMAL:
        g_string_append_printf (text, "%u.", number);
        break;
      case KONTOR_MARKER_ALPHA:
        {
          /* z) is followed by aa), as in a spreadsheet. */
          for (guint n = number; n > 0; n = (n - 1) / 26)
            g_string_prepend_c (text, (char) ('a' + (n - 1) % 26));
          g_string_append_c (text, ')');
          break;
        }
      case KONTOR_MARKER_ROMAN:
        roman (text, number);
        g_string_append_c (text, '.');
        break;
      case KONTOR_MARKER_NONE:
      default:
        break;
      }

  return kontor_arena_strndup (self->arena, text->str, text->len);
}

static gboolean
add_list (KontorLayout *self,
          const KontorBlock *block,
          float x,
          float width,
          gboolean glue)
{
  guint number = block->list.start;
  float indent = 0;

  for (const KontorBlock *item = block->first_child; item != NULL; item = item->next, number++)
    {
      const char *text = make_marker (self, block, item, number);
      float needed = item->style->indent_start;

      if (*text != '\0')
        {
          KontorLine *line;

          if (!kontor_lines_make_marker (self, item, text, &line))
            return FALSE;
          needed = MAX (needed, line->width + item->style->size * 0.5f);
        }
      indent = MAX (indent, needed);
    }
  indent = MIN (indent, width / 2);

  number = block->list.start;
  for (const KontorBlock *item = block->first_child; item != NULL; item = item->next, number++)
    {
      gboolean item_glue = kontor_flow_is_glued (item, glue);
      const char *text;

      kontor_layout_checkpoint (self);
      text = make_marker (self, block, item, number);
      if (*text != '\0')
        {
          KontorLine *line;

          if (!kontor_lines_make_marker (self, item, text, &line))
            return FALSE;
          self->marker = line;
          self->marker_x = x;
        }

      if (item->style->keep_together)
        self->keep_depth++;
      self->after = MAX (self->after, item->style->space_before);
      if (item->first_inline == NULL && item->first_child == NULL)
        {
          if (!add_text (self, item, x + indent, width - indent, 0, item_glue))
            return FALSE;
        }
      else if (!kontor_flow_add_children (self, item, x + indent, width - indent, item_glue))
        return FALSE;
      self->marker = NULL; /* still there when the item holds nothing that is seen */
      self->after = MAX (self->after, item->style->space_after);
      if (item->style->keep_together)
        {
          self->keep_depth--;
          if (!item_glue)
            kontor_flow_allow_break (self);
        }
    }

  return TRUE;
}

static gboolean
has_frame (const KontorStyle *style)
{
  if (style->background & 0xff)
    return TRUE;
  for (guint edge = KONTOR_EDGE_TOP; edge <= KONTOR_EDGE_LEFT; edge++)
    if (style->padding[edge] > 0 || style->border[edge] > 0)
      return TRUE;

  return FALSE;
}

static gboolean
add_framed (KontorLayout *self,
            const KontorBlock *block,
            float x,
            float width,
            gboolean glue)
{
  gboolean done;

  if (has_frame (block->style))
    return kontor_box_add (self, block, x, width, glue);

  self->after = MAX (self->after, block->style->space_before);
  done = kontor_flow_add_children (self, block, x, width, glue);
  self->after = MAX (self->after, block->style->space_after);

  return done;
}

static gboolean
add_block (KontorLayout *self,
           const KontorBlock *block,
           float x,
           float width,
           gboolean glue)
{
  const KontorStyle *style = block->style;
  KontorSlice *slice;
  gboolean done = TRUE;

  if (!kontor_layout_step (self))
    return FALSE;

  x += style->indent_start;
  width = MAX (width - style->indent_start - style->indent_end, 1);
  if (style->keep_together)
    self->keep_depth++;

  switch ((KontorBlockKind) block->kind)
    {
    case KONTOR_BLOCK_HEADING:
    case KONTOR_BLOCK_PARAGRAPH:
      if (has_frame (style))
        done = kontor_box_add (self, block, x, width, glue);
      else if (block->first_inline != NULL)
        done = add_text (self, block, x, width, style->space_before, glue);
      else
        break;
      self->after = style->space_after;
      break;

    case KONTOR_BLOCK_GROUP:
    case KONTOR_BLOCK_BOX:
      done = add_framed (self, block, x, width, glue);
      break;

    case KONTOR_BLOCK_LIST:
      self->after = MAX (self->after, style->space_before);
      done = add_list (self, block, x, width, glue);
      self->after = MAX (self->after, style->space_after);
      break;

    case KONTOR_BLOCK_TABLE:
      done = kontor_table_add (self, block, x, width, glue);
      break;

    case KONTOR_BLOCK_COLUMNS:
      done = kontor_columns_add (self, block, x, width, glue);
      break;

    case KONTOR_BLOCK_IMAGE:
      done = add_image (self, block, x, width, glue);
      break;

    case KONTOR_BLOCK_LINE:
      slice = kontor_flow_new_slice (self, KONTOR_SLICE_RULE, block, x, width);
      slice->height = style->border[KONTOR_EDGE_TOP];
      kontor_flow_push (self, slice, style->space_before);
      self->after = style->space_after;
      if (!glue)
        kontor_flow_allow_break (self);
      break;

    case KONTOR_BLOCK_SPACER:
      slice = kontor_flow_new_slice (self, KONTOR_SLICE_SPACE, block, x, width);
      slice->height = block->spacer.height;
      kontor_flow_push (self, slice, 0);
      if (!glue)
        kontor_flow_allow_break (self);
      break;

    case KONTOR_BLOCK_PAGE_BREAK:
      /* In a header there is no page to end. */
      if (self->collect == NULL)
        kontor_paginate_break (self, block->page_break.master);
      break;

    case KONTOR_BLOCK_ITEM:
    case KONTOR_BLOCK_ROW:
    case KONTOR_BLOCK_CELL:
    default:
      g_assert_not_reached ();
    }

  if (style->keep_together)
    {
      self->keep_depth--;
      if (!glue)
        kontor_flow_allow_break (self);
    }

  return done && self->error == NULL;
}

/*< private >
 * kontor_flow_add_children:
 * @self: the layout
 * @block: a block
 * @x: the left edge of its content, in points
 * @width: of its content
 * @glue: no break may come after it
 *
 * Makes slices of what is in @block: its text, then its child blocks.
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_flow_add_children (KontorLayout *self,
                          const KontorBlock *block,
                          float x,
                          float width,
                          gboolean glue)
{
  float page_width = kontor_master_get_body_width (self->master);

  if (block->first_inline != NULL &&
      !add_text (self, block, x, width, 0, glue && block->first_child == NULL))
    return FALSE;

  for (const KontorBlock *child = block->first_child; child != NULL; child = child->next)
    {
      /* A page break in it can have changed the kind of page. */
      width += kontor_master_get_body_width (self->master) - page_width;
      page_width = kontor_master_get_body_width (self->master);

      if (!add_block (self, child, x, width, kontor_flow_is_glued (child, glue)))
        return FALSE;
      kontor_layout_checkpoint (self);
    }

  return TRUE;
}

/*< private >
 * kontor_flow_stack:
 * @self: the layout
 * @block: a cell, box, paragraph, header, ...
 * @width: of its content, in points
 * @stack: (out): the slices, in the layout's current arena
 *
 * Makes slices of what is in @block, apart from the pages.
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_flow_stack (KontorLayout *self,
                   const KontorBlock *block,
                   float width,
                   KontorStack *stack)
{
  g_autoptr (GPtrArray) slices = g_ptr_array_new ();
  GPtrArray *outer = self->collect;
  const KontorLine *marker = g_steal_pointer (&self->marker);
  float after = self->after;
  guint keep_depth = self->keep_depth;
  gboolean done;

  self->collect = slices;
  self->after = 0;
  self->keep_depth = 0;
  done = kontor_flow_add_children (self, block, 0, MAX (width, 1), FALSE);
  self->collect = outer;
  self->after = after;
  self->keep_depth = keep_depth;
  self->marker = marker;

  stack->n_slices = slices->len;
  stack->slices = kontor_arena_new0_array (self->arena, KontorSlice *, MAX (slices->len, 1));
  for (guint i = 0; i < slices->len; i++)
    stack->slices[i] = g_ptr_array_index (slices, i);

  return done;
}

/*< private >
 * kontor_stack_get_height:
 * @stack: slices
 *
 * Returns: their height, in points; the space above the first does not count
 */
float
kontor_stack_get_height (const KontorStack *stack)
{
  float height = 0;

  for (guint i = 0; i < stack->n_slices; i++)
    height += (i > 0 ? stack->slices[i]->space : 0) + stack->slices[i]->height;

  return height;
}

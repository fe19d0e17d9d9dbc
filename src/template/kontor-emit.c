/* kontor-emit.c: puts slices at their place on a page */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-layout-private.h"

static KontorOp *
add_op_to (GArray *ops,
           KontorOpKind kind)
{
  KontorOp *op;

  g_array_set_size (ops, ops->len + 1);
  op = &g_array_index (ops, KontorOp, ops->len - 1);
  op->kind = (guint8) kind;

  return op;
}

static KontorOp *
add_op (KontorLayout *self,
        KontorOpKind kind)
{
  return add_op_to (self->ops, kind);
}

/* Tags, the outermost first: what a screen reader is told about the block. */
static guint
get_tags (const KontorBlock *block,
          KontorTag tags[2])
{
  switch ((KontorBlockKind) block->kind)
    {
    case KONTOR_BLOCK_HEADING:
      tags[0] = (KontorTag) (KONTOR_TAG_H1 + block->heading.level - 1);
      return 1;
    case KONTOR_BLOCK_PARAGRAPH:
      tags[0] = KONTOR_TAG_P;
      return 1;
    case KONTOR_BLOCK_LIST:
      tags[0] = KONTOR_TAG_LIST;
      return 1;
    case KONTOR_BLOCK_ITEM:
      tags[0] = KONTOR_TAG_ITEM;
      tags[1] = KONTOR_TAG_ITEM_BODY;
      return 2;
    case KONTOR_BLOCK_TABLE:
      tags[0] = KONTOR_TAG_TABLE;
      return 1;
    case KONTOR_BLOCK_ROW:
      tags[0] = KONTOR_TAG_ROW;
      return 1;
    case KONTOR_BLOCK_CELL:
      tags[0] = block->parent->row.role == KONTOR_ROW_HEAD ? KONTOR_TAG_HEAD_CELL : KONTOR_TAG_CELL;
      return 1;
    case KONTOR_BLOCK_IMAGE:
      tags[0] = KONTOR_TAG_FIGURE;
      return 1;

    case KONTOR_BLOCK_GROUP:
    case KONTOR_BLOCK_BOX:
    case KONTOR_BLOCK_COLUMNS:
    case KONTOR_BLOCK_LINE:
    case KONTOR_BLOCK_PAGE_BREAK:
    case KONTOR_BLOCK_SPACER:
    default:
      return 0;
    }
}

static void
close_tags_down_to (KontorLayout *self,
                    guint depth)
{
  while (self->open_tags->len > depth)
    {
      const KontorBlock *block = g_ptr_array_index (self->open_tags, self->open_tags->len - 1);
      KontorTag tags[2];

      for (guint i = get_tags (block, tags); i > 0; i--)
        add_op (self, KONTOR_OP_TAG_END)->aux = (guint8) tags[i - 1];
      g_ptr_array_set_size (self->open_tags, (int) self->open_tags->len - 1);
    }
}

/*< private >
 * kontor_emit_close_tags:
 * @self: the layout
 *
 * Closes all tags, at the end of a page.
 */
void
kontor_emit_close_tags (KontorLayout *self)
{
  close_tags_down_to (self, 0);
}

/* Makes what follows part of block, closing and opening only what differs from where we are. */
static void
enter_block (KontorLayout *self,
             const KontorBlock *block)
{
  const KontorBlock *path[KONTOR_DOCUMENT_MAX_DEPTH];
  guint n = 0;
  guint same = 0;

  if (self->in_region)
    return;

  for (; block->parent != NULL; block = block->parent)
    path[n++] = block;

  while (same < n && same < self->open_tags->len &&
         g_ptr_array_index (self->open_tags, same) == (gpointer) path[n - 1 - same])
    same++;

  close_tags_down_to (self, same);
  for (guint i = same; i < n; i++)
    {
      const KontorBlock *opened = path[n - 1 - i];
      KontorTag tags[2];
      guint n_tags = get_tags (opened, tags);

      for (guint k = 0; k < n_tags; k++)
        {
          KontorOp *op = add_op (self, KONTOR_OP_TAG_BEGIN);

          op->aux = (guint8) tags[k];
          op->line = opened->line;
        }
      g_ptr_array_add (self->open_tags, (gpointer) opened);
    }
}

/* Nothing is drawn when it cannot be seen. */
static void
add_rect (GArray *ops,
          float x,
          float y,
          float width,
          float height,
          KontorColor color)
{
  KontorOp *op;

  if ((color & 0xff) == 0 || width <= 0 || height <= 0)
    return;

  op = add_op_to (ops, KONTOR_OP_RECT);
  op->x = x;
  op->y = y;
  op->w = width;
  op->h = height;
  op->color = color;
}

static void
emit_rect (KontorLayout *self,
           float x,
           float y,
           float width,
           float height,
           KontorColor color)
{
  add_rect (self->ops, x, y, width, height, color);
}

/* Backgrounds come before everything else on the page: that of a row would cover half of the border above it. */
static void
emit_background (KontorLayout *self,
                 float x,
                 float y,
                 float width,
                 float height,
                 KontorColor color)
{
  add_rect (self->backgrounds, x, y, width, height, color);
}

/* Borders lie on the edges, half inside and half outside, so that neighbours share them. */
static void
emit_border (KontorLayout *self,
             const KontorStyle *style,
             KontorEdge edge,
             float x,
             float y,
             float width,
             float height)
{
  float thick = style->border[edge];
  KontorColor color = style->border_color[edge];

  switch (edge)
    {
    case KONTOR_EDGE_TOP:
      emit_rect (self, x, y - thick / 2, width, thick, color);
      break;
    case KONTOR_EDGE_BOTTOM:
      emit_rect (self, x, y + height - thick / 2, width, thick, color);
      break;
    case KONTOR_EDGE_LEFT:
      emit_rect (self, x - thick / 2, y, thick, height, color);
      break;
    case KONTOR_EDGE_RIGHT:
      emit_rect (self, x + width - thick / 2, y, thick, height, color);
      break;
    default:
      g_assert_not_reached ();
    }
}

/*< private >
 * kontor_emit_table_edge:
 * @self: the layout
 * @table: a table
 * @edge: the upper or lower edge
 * @x: the left edge of the area in which the table stands
 * @y: where
 *
 * Draws the table's border where a page ends or begins in it.
 */
void
kontor_emit_table_edge (KontorLayout *self,
                        const KontorTable *table,
                        KontorEdge edge,
                        float x,
                        float y)
{
  emit_border (self, table->block->style, edge, x + table->x, y, table->width, 0);
}

static void
emit_borders (KontorLayout *self,
              const KontorStyle *style,
              float x,
              float y,
              float width,
              float height)
{
  for (guint edge = KONTOR_EDGE_TOP; edge <= KONTOR_EDGE_LEFT; edge++)
    emit_border (self, style, (KontorEdge) edge, x, y, width, height);
}

static void
emit_line (KontorLayout *self,
           const KontorLine *line,
           float x,
           float y)
{
  float baseline = y + line->baseline;
  const char *link = NULL;

  for (guint i = 0; i < line->n_runs; i++)
    {
      const KontorRun *run = &line->runs[i];
      const KontorStyle *style = run->source->style;
      gboolean joined = i > 0 && line->runs[i - 1].source == run->source;
      float start = x + run->x - (joined ? run->space : 0);
      float end = x + run->x + run->shape->width;
      float run_baseline = baseline - style->rise;
      KontorOp *op;

      if (run->source->link != link)
        {
          if (link != NULL)
            add_op (self, KONTOR_OP_LINK_END);
          link = run->source->link;
          if (link != NULL)
            add_op (self, KONTOR_OP_LINK_BEGIN)->data = kontor_arena_strndup (self->pages->arena, link, strlen (link));
        }

      /* A block's background is drawn with the block; inlines share its style unless they have their own. */
      if (run->source->own_style)
        emit_background (self, start, run_baseline - style->size * 0.95f, end - start, style->size * 1.2f,
                         style->background);

      op = add_op (self, KONTOR_OP_TEXT);
      op->data = run->shape;
      op->x = x + run->x;
      op->y = run_baseline;
      op->w = run->space;
      op->color = style->color;
      op->line = run->source->line;
      op->aux = line->goes_on && i + 1 == line->n_runs;

      if (style->underline || style->strike)
        {
          float thickness;
          float position = kontor_look_get_underline ((KontorLook *) run->look, &thickness);

          if (style->underline)
            emit_rect (self, start, run_baseline - position, end - start, thickness, style->color);
          if (style->strike)
            emit_rect (self, start, run_baseline - style->size * 0.27f, end - start, thickness, style->color);
        }
    }
  if (link != NULL)
    add_op (self, KONTOR_OP_LINK_END);

  if (line->field >= 0 && !self->in_region)
    g_array_index (self->fields, guint, line->field) = self->pages->pages->len + 1;
}

static void
emit_heading (KontorLayout *self,
              const KontorBlock *block,
              float x,
              float y)
{
  g_autofree char *text = kontor_block_dup_text (block);
  KontorOp *op;

  if (self->in_region || *g_strstrip (text) == '\0')
    return;

  op = add_op (self, KONTOR_OP_HEADING);
  op->aux = (guint8) block->heading.level;
  op->data = kontor_arena_strndup (self->pages->arena, text, strlen (text));
  op->x = x;
  op->y = y;
}

static void
emit_stack (KontorLayout *self,
            const KontorStack *stack,
            float x,
            float y)
{
  for (guint i = 0; i < stack->n_slices; i++)
    {
      const KontorSlice *slice = stack->slices[i];

      if (i > 0)
        y += slice->space;
      kontor_emit_slice (self, slice, x, y);
      y += slice->height;
    }
}

static void
emit_row (KontorLayout *self,
          const KontorSlice *row,
          float x,
          float y)
{
  enter_block (self, row->block);
  emit_background (self, x, y, row->width, row->height, row->background);

  for (guint i = 0; i < row->n_cells; i++)
    {
      const KontorCell *cell = &row->cells[i];
      const float *padding = cell->style->padding;
      float free_height = row->height - kontor_stack_get_height (&cell->stack) - padding[KONTOR_EDGE_TOP] -
                          padding[KONTOR_EDGE_BOTTOM];
      float top = y + padding[KONTOR_EDGE_TOP];

      if (cell->style->valign == KONTOR_VALIGN_MIDDLE)
        top += free_height / 2;
      else if (cell->style->valign == KONTOR_VALIGN_BOTTOM)
        top += free_height;

      enter_block (self, cell->block);
      emit_background (self, x + cell->x, y, cell->width, row->height, cell->style->background);
      emit_stack (self, &cell->stack, x + cell->x + padding[KONTOR_EDGE_LEFT], top);
    }

  for (guint i = 0; i < row->n_cells; i++)
    emit_borders (self, row->cells[i].style, x + row->cells[i].x, y, row->cells[i].width, row->height);
  if (row->block->kind == KONTOR_BLOCK_ROW)
    {
      const KontorStyle *table = row->block->parent->style;

      emit_borders (self, row->block->style, x, y, row->width, row->height);
      emit_border (self, table, KONTOR_EDGE_LEFT, x, y, row->width, row->height);
      emit_border (self, table, KONTOR_EDGE_RIGHT, x, y, row->width, row->height);
      if (row->first_in_table)
        emit_border (self, table, KONTOR_EDGE_TOP, x, y, row->width, row->height);
      if (row->last_in_table)
        emit_border (self, table, KONTOR_EDGE_BOTTOM, x, y, row->width, row->height);
    }
}

/*< private >
 * kontor_emit_slice:
 * @self: the layout
 * @slice: a slice
 * @x: the left edge of the area in which it stands, from the left edge of the paper, in points
 * @y: its upper edge, from the upper edge of the paper
 *
 * Adds to the open page what @slice shows.
 */
void
kontor_emit_slice (KontorLayout *self,
                   const KontorSlice *slice,
                   float x,
                   float y)
{
  KontorOp *op;

  if (slice->anchor)
    emit_heading (self, slice->block, x + slice->x, y);

  if (slice->marker != NULL)
    {
      const KontorBlock *item = slice->block;

      while (item->kind != KONTOR_BLOCK_ITEM && item->parent != NULL)
        item = item->parent;
      enter_block (self, item);
      emit_line (self, slice->marker, x + slice->marker_x, y);
    }

  switch (slice->kind)
    {
    case KONTOR_SLICE_LINE:
      enter_block (self, slice->block);
      emit_line (self, slice->line, x + slice->x, y);
      break;

    case KONTOR_SLICE_ROW:
      emit_row (self, slice, x + slice->x, y);
      break;

    case KONTOR_SLICE_IMAGE:
      enter_block (self, slice->block);
      op = add_op (self, KONTOR_OP_IMAGE);
      op->data = slice->image;
      op->x = x + slice->x;
      op->y = y;
      op->w = slice->width;
      op->h = slice->height;
      op->line = slice->block->line;
      break;

    case KONTOR_SLICE_RULE:
      emit_rect (self, x + slice->x, y, slice->width, slice->height,
                 slice->block->style->border_color[KONTOR_EDGE_TOP]);
      break;

    case KONTOR_SLICE_SPACE:
      break;

    default:
      g_assert_not_reached ();
    }
}

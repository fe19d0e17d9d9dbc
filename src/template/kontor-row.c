/* kontor-row.c: what stands side by side: cells, columns, and boxes */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-layout-private.h"

/*< private >
 * kontor_layout_row_set_cell:
 * @self: the layout
 * @row: a row
 * @index: which of its cells
 * @block: the block that it shows
 * @x: from the left edge of the row, in points
 * @width: with padding
 *
 * Fills a cell and makes the row as high as that needs.
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_layout_row_set_cell (KontorLayout *self,
                     KontorSlice *row,
                     guint index,
                     const KontorBlock *block,
                     float x,
                     float width)
{
  KontorCell *cell = &row->cells[index];
  const float *padding = block->style->padding;

  cell->block = block;
  cell->style = block->style;
  cell->x = x;
  cell->width = width;
  if (!kontor_flow_stack (self, block, width - padding[KONTOR_EDGE_LEFT] - padding[KONTOR_EDGE_RIGHT], &cell->stack))
    return FALSE;

  row->height = MAX (row->height, kontor_stack_get_height (&cell->stack) + padding[KONTOR_EDGE_TOP] +
                                    padding[KONTOR_EDGE_BOTTOM]);

  return TRUE;
}

/*< private >
 * kontor_layout_row_new:
 * @self: the layout
 * @block: a row, columns block, box or framed paragraph
 * @x: the left edge, in points
 * @width: in points
 * @n_cells: how many cells to make room for
 *
 * Returns: (transfer none): a row with empty cells
 */
KontorSlice *
kontor_layout_row_new (KontorLayout *self,
                const KontorBlock *block,
                float x,
                float width,
                guint n_cells)
{
  KontorSlice *row = kontor_flow_new_slice (self, KONTOR_SLICE_ROW, block, x, width);

  row->cells = kontor_arena_new0_array (self->arena, KontorCell, MAX (n_cells, 1));
  row->n_cells = n_cells;

  return row;
}

/*< private >
 * kontor_box_add:
 * @self: the layout
 * @block: a box, group, paragraph or heading with a frame, background or padding
 * @x: the left edge, in points
 * @width: in points
 * @glue: no break may come after it
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_box_add (KontorLayout *self,
                const KontorBlock *block,
                float x,
                float width,
                gboolean glue)
{
  KontorSlice *row = kontor_layout_row_new (self, block, x, width, 1);

  if (!kontor_layout_row_set_cell (self, row, 0, block, 0, width))
    return FALSE;

  row->anchor = block->kind == KONTOR_BLOCK_HEADING;
  kontor_flow_push (self, row, block->style->space_before);
  self->after = block->style->space_after;
  if (!glue)
    kontor_flow_allow_break (self);

  return TRUE;
}

/* Takes from the cell what fits into height and leaves the rest. Returns the height taken. */
static float
split_cell (KontorLayout *self,
            KontorCell *cell,
            float height,
            KontorCell *rest)
{
  KontorStack *stack = &cell->stack;
  float y = 0;
  float good_y = 0;
  guint good = 0;
  guint n;

  *rest = *cell;
  for (n = 0; n < stack->n_slices; n++)
    {
      const KontorSlice *slice = stack->slices[n];
      float next = y + (n > 0 ? slice->space : 0) + slice->height;

      if (next > height)
        break;
      y = next;
      if (slice->soft_break)
        {
          good = n + 1;
          good_y = y;
        }
    }

  /* Better to leave two lines of a paragraph together, but not at the price of an empty page. */
  if (n < stack->n_slices && good > 0)
    {
      n = good;
      y = good_y;
    }

  rest->stack.slices += n;
  rest->stack.n_slices -= n;
  stack->n_slices = n;

  if (n == 0 && rest->stack.n_slices > 0 && rest->stack.slices[0]->kind == KONTOR_SLICE_ROW)
    {
      KontorSlice *below;
      KontorSlice *above = kontor_layout_row_split (self, rest->stack.slices[0], height, &below);

      if (above != NULL)
        {
          KontorSlice **slices = kontor_arena_new0_array (self->arena, KontorSlice *, rest->stack.n_slices);

          for (guint i = 0; i < rest->stack.n_slices; i++)
            slices[i] = rest->stack.slices[i];
          slices[0] = below;
          rest->stack.slices = slices;
          stack->slices = kontor_arena_new0_array (self->arena, KontorSlice *, 1);
          stack->slices[0] = above;
          stack->n_slices = 1;
          y = above->height;
        }
    }

  return y;
}

/*< private >
 * kontor_layout_row_split:
 * @self: the layout
 * @row: a row that does not fit
 * @height: what there is, in points
 * @rest: (out): what goes to the next page
 *
 * Breaks a row inside its cells.
 *
 * Returns: (transfer none) (nullable): the part that fits into @height, or %NULL when nothing does
 */
KontorSlice *
kontor_layout_row_split (KontorLayout *self,
                  const KontorSlice *row,
                  float height,
                  KontorSlice **rest)
{
  KontorSlice *above = kontor_layout_row_new (self, row->block, row->x, row->width, row->n_cells);
  KontorSlice *below = kontor_layout_row_new (self, row->block, row->x, row->width, row->n_cells);
  KontorCell *above_cells = above->cells;
  KontorCell *below_cells = below->cells;
  gboolean any = FALSE;

  *above = *row;
  *below = *row;
  above->cells = above_cells;
  below->cells = below_cells;
  above->height = below->height = 0;
  above->soft_break = TRUE;
  above->last_in_table = FALSE;
  below->first_in_table = FALSE;
  below->space = 0;
  below->anchor = FALSE;
  below->marker = NULL;

  for (guint i = 0; i < row->n_cells; i++)
    {
      const float *padding = row->cells[i].style->padding;
      float frame = padding[KONTOR_EDGE_TOP] + padding[KONTOR_EDGE_BOTTOM];
      float taken;

      above->cells[i] = row->cells[i];
      taken = split_cell (self, &above->cells[i], height - frame, &below->cells[i]);
      if (above->cells[i].stack.n_slices > 0)
        any = TRUE;
      above->height = MAX (above->height, taken + frame);
      below->height = MAX (below->height, kontor_stack_get_height (&below->cells[i].stack) + frame);
    }

  *rest = below;

  return any ? above : NULL;
}

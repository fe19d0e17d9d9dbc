/* kontor-table.c: tables, columns, and how wide their columns are */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-layout-private.h"

/* What is left at least for columns that share the rest, beside columns as wide as their content. */
#define MIN_SHARE 0.3f

/* What is left at least beside columns of fixed width. */
#define MIN_REST 0.1f

static float
get_frame_width (const KontorStyle *style)
{
  return style->padding[KONTOR_EDGE_LEFT] + style->padding[KONTOR_EDGE_RIGHT];
}

typedef struct
{
  float min[KONTOR_DOCUMENT_MAX_COLUMNS];
  float max[KONTOR_DOCUMENT_MAX_COLUMNS];
} ColumnWidths;

static gboolean
measure_cell (KontorLayout *self,
              const KontorBlock *cell,
              guint column,
              ColumnWidths *widths)
{
  float min, max;

  if (!kontor_flow_measure (self, cell, &min, &max))
    return FALSE;

  widths->min[column] = MAX (widths->min[column], min);
  widths->max[column] = MAX (widths->max[column], max);

  return TRUE;
}

/* Width of the columns of a table or columns block when they are as narrow, and as wide, as they can be. With all not
 * set, only of those that are as wide as their content. */
static gboolean
measure_columns (KontorLayout *self,
                 const KontorBlock *block,
                 gboolean all,
                 ColumnWidths *widths)
{
  const KontorColumn *columns = block->columns.columns;
  KontorArena *arena = self->arena;
  g_autoptr (KontorArena) scratch = kontor_arena_new ();
  gboolean done = TRUE;
  guint n = 0;

  self->arena = scratch;
  for (const KontorBlock *child = block->first_child; child != NULL && done; child = child->next, n++)
    {
      if (block->kind == KONTOR_BLOCK_COLUMNS)
        {
          guint column = n % block->columns.n_columns;

          if (all || columns[column].kind == KONTOR_WIDTH_CONTENT)
            done = measure_cell (self, child, column, widths);
        }
      else
        {
          /* Cells over several columns take what those have. */
          for (const KontorBlock *cell = child->first_child; cell != NULL && done; cell = cell->next)
            if (cell->cell.span == 1 && (all || columns[cell->cell.column].kind == KONTOR_WIDTH_CONTENT))
              done = measure_cell (self, cell, cell->cell.column, widths);
        }
      kontor_arena_reset (scratch);
    }
  self->arena = arena;

  return done;
}

/* Fills offsets (n_columns + 1) with the left edges of the columns. */
static gboolean
resolve_columns (KontorLayout *self,
                 const KontorBlock *block,
                 float width,
                 float *offsets)
{
  const KontorColumn *columns = block->columns.columns;
  guint n = block->columns.n_columns;
  ColumnWidths content = { 0 };
  float widths[KONTOR_DOCUMENT_MAX_COLUMNS] = { 0 };
  float fixed = 0, shares = 0, content_min = 0, content_max = 0, rest, room, scale;
  gboolean measured = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (columns[i].kind == KONTOR_WIDTH_FIXED)
        fixed += columns[i].width;
      else if (columns[i].kind == KONTOR_WIDTH_SHARE)
        shares += columns[i].width;
      else
        measured = TRUE;
    }
  if (measured && !measure_columns (self, block, FALSE, &content))
    return FALSE;

  /* Nothing is ever outside of the page: columns that are too wide together all become narrower. */
  width = MAX (width - block->columns.gap * (float) (n - 1), 1);
  room = shares > 0 || measured ? width * (1 - MIN_REST) : width;
  scale = fixed > room ? room / fixed : 1;
  for (guint i = 0; i < n; i++)
    if (columns[i].kind == KONTOR_WIDTH_FIXED)
      widths[i] = columns[i].width * scale;
  fixed *= scale;

  rest = MAX (width - fixed, 0);
  for (guint i = 0; i < n; i++)
    if (columns[i].kind == KONTOR_WIDTH_CONTENT)
      {
        content_min += content.min[i];
        content_max += content.max[i];
      }

  if (measured)
    {
      room = shares > 0 ? rest * (1 - MIN_SHARE) : rest;
      for (guint i = 0; i < n; i++)
        {
          if (columns[i].kind != KONTOR_WIDTH_CONTENT)
            continue;
          if (content_max <= room)
            widths[i] = content.max[i];
          else if (content_min <= room)
            widths[i] = content.min[i] + (content.max[i] - content.min[i]) * (room - content_min) / MAX (content_max - content_min, 0.001f);
          else
            widths[i] = content.min[i] * room / content_min;
          rest -= widths[i];
        }
    }

  for (guint i = 0; i < n; i++)
    if (columns[i].kind == KONTOR_WIDTH_SHARE)
      widths[i] = MAX (rest, 0) * columns[i].width / shares;

  offsets[0] = 0;
  for (guint i = 0; i < n; i++)
    offsets[i + 1] = offsets[i] + widths[i] + (i + 1 < n ? block->columns.gap : 0);

  return TRUE;
}

/*< private >
 * kontor_flow_measure:
 * @self: the layout
 * @block: a block
 * @min: (out): the narrowest that it can be without breaking words, in points
 * @max: (out): the widest that it makes use of
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_flow_measure (KontorLayout *self,
                     const KontorBlock *block,
                     float *min,
                     float *max)
{
  float frame = get_frame_width (block->style);
  float child_min, child_max;

  if (!kontor_lines_measure (self, block, min, max))
    return FALSE;

  if (block->kind == KONTOR_BLOCK_IMAGE)
    {
      KontorImage *image = kontor_layout_get_image (self, block);
      double width, height;

      if (image == NULL)
        return FALSE;
      kontor_image_get_size (image, &width, &height);
      if (block->image.width > 0)
        width = (double) block->image.width;
      else if (block->image.height > 0)
        width = width / height * (double) block->image.height;
      *min = *max = (float) width;
    }
  else if (block->kind == KONTOR_BLOCK_TABLE || block->kind == KONTOR_BLOCK_COLUMNS)
    {
      ColumnWidths content = { 0 };
      guint n = block->columns.n_columns;

      if (!measure_columns (self, block, TRUE, &content))
        return FALSE;
      for (guint i = 0; i < n; i++)
        {
          gboolean fixed = block->columns.columns[i].kind == KONTOR_WIDTH_FIXED;

          *min += fixed ? block->columns.columns[i].width : content.min[i];
          *max += fixed ? block->columns.columns[i].width : content.max[i];
        }
      *min += block->columns.gap * (float) MAX (n, 1) - block->columns.gap;
      *max += block->columns.gap * (float) MAX (n, 1) - block->columns.gap;
    }
  else
    for (const KontorBlock *child = block->first_child; child != NULL; child = child->next)
      {
        if (!kontor_flow_measure (self, child, &child_min, &child_max))
          return FALSE;
        *min = MAX (*min, child_min);
        *max = MAX (*max, child_max);
      }

  /* A little more, so that what fits exactly is not broken by a rounding. */
  *min += frame + block->style->indent_start + block->style->indent_end + 0.02f;
  *max += frame + block->style->indent_start + block->style->indent_end + 0.02f;

  return TRUE;
}

static KontorSlice *
make_row (KontorLayout *self,
          KontorTable *table,
          const KontorBlock *block)
{
  KontorSlice *row;
  guint n_cells = 0;
  guint i = 0;

  for (const KontorBlock *cell = block->first_child; cell != NULL; cell = cell->next)
    n_cells++;

  row = kontor_layout_row_new (self, block, table->x, table->width, n_cells);
  row->table = table;
  row->background = block->style->background;
  for (const KontorBlock *cell = block->first_child; cell != NULL; cell = cell->next, i++)
    {
      float x = table->offsets[cell->cell.column];

      if (!kontor_layout_row_set_cell (self, row, i, cell, x, table->offsets[cell->cell.column + cell->cell.span] - x))
        return NULL;
    }

  return row;
}

static gboolean
make_head (KontorLayout *self,
           KontorTable *table)
{
  guint n_rows = 0;

  for (const KontorBlock *row = table->block->first_child; row != NULL && row->row.role == KONTOR_ROW_HEAD;
       row = row->next)
    n_rows++;

  table->head.slices = kontor_arena_new0_array (self->arena, KontorSlice *, MAX (n_rows, 1));
  for (const KontorBlock *row = table->block->first_child; table->head.n_slices < n_rows; row = row->next)
    {
      KontorSlice *slice = make_row (self, table, row);

      if (slice == NULL)
        return FALSE;
      table->head.slices[table->head.n_slices++] = slice;
    }
  table->head_height = kontor_stack_get_height (&table->head);

  return TRUE;
}

/*< private >
 * kontor_table_add:
 * @self: the layout
 * @block: a table
 * @x: the left edge, in points
 * @width: in points
 * @glue: no break may come after it
 *
 * Makes a slice of each row.
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_table_add (KontorLayout *self,
                  const KontorBlock *block,
                  float x,
                  float width,
                  gboolean glue)
{
  KontorArena *arena = self->arena;
  KontorTable *table;
  gboolean done;
  guint n_body = 0;

  if (block->first_child == NULL || block->columns.n_columns == 0)
    return TRUE;

  /* Pages that come later repeat the head. */
  self->arena = self->kept;
  table = kontor_arena_new0 (self->arena, KontorTable);
  table->block = block;
  table->x = x;
  table->offsets = kontor_arena_new0_array (self->arena, float, block->columns.n_columns + 1);
  done = resolve_columns (self, block, width, table->offsets);
  table->width = table->offsets[block->columns.n_columns];
  done = done && make_head (self, table);
  self->arena = arena;
  if (!done)
    return FALSE;

  self->after = MAX (self->after, block->style->space_before);
  for (guint i = 0; i < table->head.n_slices; i++)
    {
      table->head.slices[i]->first_in_table = i == 0;
      table->head.slices[i]->last_in_table = table->head.slices[i]->block->next == NULL;
      kontor_flow_push (self, table->head.slices[i], 0);
    }

  for (const KontorBlock *row = block->first_child; row != NULL; row = row->next)
    {
      KontorSlice *slice;

      if (row->row.role == KONTOR_ROW_HEAD)
        continue;
      if (!kontor_layout_step (self))
        return FALSE;

      slice = make_row (self, table, row);
      if (slice == NULL)
        return FALSE;
      if (++n_body % 2 == 0 && (row->style->background & 0xff) == 0)
        slice->background = block->columns.zebra;
      slice->first_in_table = n_body == 1 && table->head.n_slices == 0;
      slice->last_in_table = row->next == NULL;
      kontor_flow_push (self, slice, 0);
      if (!kontor_flow_is_glued (row, glue))
        kontor_flow_allow_break (self);
      kontor_layout_checkpoint (self);
    }

  if (n_body == 0 && !glue)
    kontor_flow_allow_break (self);
  self->after = block->style->space_after;

  return self->error == NULL;
}

/*< private >
 * kontor_columns_add:
 * @self: the layout
 * @block: a columns block
 * @x: the left edge, in points
 * @width: in points
 * @glue: no break may come after it
 *
 * Makes one row of the boxes in @block; when there are more than columns, more rows.
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_columns_add (KontorLayout *self,
                    const KontorBlock *block,
                    float x,
                    float width,
                    gboolean glue)
{
  float offsets[KONTOR_DOCUMENT_MAX_COLUMNS + 1];
  const KontorBlock *child = block->first_child;
  float before = block->style->space_before;
  guint n = block->columns.n_columns;

  if (child == NULL || n == 0)
    return TRUE;
  if (!resolve_columns (self, block, width, offsets))
    return FALSE;

  while (child != NULL)
    {
      KontorSlice *row = kontor_layout_row_new (self, block, x, width, n);
      guint i;

      for (i = 0; i < n && child != NULL; i++, child = child->next)
        {
          float gap = i + 1 < n ? block->columns.gap : 0;

          if (!kontor_layout_row_set_cell (self, row, i, child, offsets[i], offsets[i + 1] - offsets[i] - gap))
            return FALSE;
        }
      row->n_cells = i;
      kontor_flow_push (self, row, before);
      before = 0;
      if (child != NULL || !glue)
        kontor_flow_allow_break (self);
    }
  self->after = block->style->space_after;

  return TRUE;
}

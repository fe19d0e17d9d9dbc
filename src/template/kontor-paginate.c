/* kontor-paginate.c: puts slices on pages */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-layout.h"
#include "kontor-layout-private.h"

/* Slices wait in `pending` until a page may end after them; together they are a chunk. A chunk goes on the open page if
 * it fits, else on the next one. One that is higher than a page is broken where its parts would allow it, then
 * anywhere between slices, and rows at last inside of their cells. Nothing is looked at twice, so the time is linear
 * in the length of the document. */

#define EPSILON 0.05f
#define HEADER_GAP 8.0f
#define MAX_HEAD 0.5f /* of the page: a higher head is not repeated, else there would be no room for rows */

/* A number of as many digits as a page number can have, for measuring. */
#define WIDE_PAGE_NUMBER 8888

static KontorBlock *
get_region (const KontorPageMaster *master,
            gboolean first,
            gboolean header)
{
  if (first && master->first_differs)
    return header ? master->first_header : master->first_footer;

  return header ? master->header : master->footer;
}

/*< private >
 * kontor_master_get_body_width:
 * @master: a page master
 *
 * Returns: the width between the margins, in points; at least 1
 */
float
kontor_master_get_body_width (const KontorPageMaster *master)
{
  return MAX (master->width - master->margin[KONTOR_EDGE_LEFT] - master->margin[KONTOR_EDGE_RIGHT], 1);
}

static gboolean
make_region (KontorLayout *self,
             const KontorPageMaster *master,
             const KontorBlock *region,
             guint page_number,
             guint page_count,
             KontorStack *stack)
{
  gboolean done;

  self->in_region = TRUE;
  self->page_number = page_number;
  self->page_count = page_count;
  done = kontor_flow_stack (self, region, kontor_master_get_body_width (master), stack);
  self->in_region = FALSE;

  return done;
}

/* Where the body of a page begins and ends. A header that is higher than the margin moves it. */
static void
get_body_area (KontorLayout *self,
               const KontorPageMaster *master,
               gboolean first,
               float *top,
               float *bottom)
{
  guint page_count = self->page_count;

  *top = master->margin[KONTOR_EDGE_TOP];
  *bottom = master->height - master->margin[KONTOR_EDGE_BOTTOM];

  for (guint i = 0; i < 2; i++)
    {
      const KontorBlock *region = get_region (master, first, i == 0);
      KontorStack stack;
      float height;

      if (region == NULL)
        continue;
      if (!make_region (self, master, region, WIDE_PAGE_NUMBER, WIDE_PAGE_NUMBER, &stack))
        break;

      height = kontor_stack_get_height (&stack);
      if (i == 0)
        *top = MAX (*top, master->header_offset + height + HEADER_GAP);
      else
        *bottom = MIN (*bottom, master->height - master->footer_offset - height - HEADER_GAP);
    }

  self->page_count = page_count;
}

static void
check_body_area (KontorLayout *self,
                 const KontorPageMaster *master,
                 float top,
                 float bottom)
{
  if (bottom - top < 20 || kontor_master_get_body_width (master) < 20)
    kontor_layout_fail (self, KONTOR_TEMPLATE_ERROR_LIMIT, master->line,
                        _("The page “%s” has no room left between its margins, header and footer."), master->name);
}

static void
open_page (KontorLayout *self)
{
  gboolean first = self->pages->pages->len == 0;

  if (self->pages->pages->len >= KONTOR_LAYOUT_MAX_PAGES)
    {
      kontor_layout_fail (self, KONTOR_TEMPLATE_ERROR_LIMIT, 0, _("The document has more than %d pages."),
                          KONTOR_LAYOUT_MAX_PAGES);
      return;
    }

  /* Only the first page differs, so each master is measured twice at most. */
  if (first || self->area_master != self->master || self->area_first)
    {
      get_body_area (self, self->master, FALSE, &self->next_top, &self->next_bottom);
      self->page_top = self->next_top;
      self->page_bottom = self->next_bottom;
      if (first)
        get_body_area (self, self->master, TRUE, &self->page_top, &self->page_bottom);
      check_body_area (self, self->master, self->page_top, self->page_bottom);
      check_body_area (self, self->master, self->next_top, self->next_bottom);
      self->area_master = self->master;
      self->area_first = first;
    }

  self->page_open = TRUE;
  self->page_empty = TRUE;
  self->y = self->page_top;
}

static float
get_left (KontorLayout *self)
{
  return self->master->margin[KONTOR_EDGE_LEFT];
}

/* Moves what was drawn to page, backgrounds first. */
static void
take_ops (KontorLayout *self,
          KontorPage *page)
{
  guint n = self->backgrounds->len + self->ops->len;

  page->ops = g_renew (KontorOp, page->ops, page->n_ops + n);
  if (self->backgrounds->len > 0)
    memcpy (page->ops + page->n_ops, self->backgrounds->data, sizeof (KontorOp) * self->backgrounds->len);
  page->n_ops += self->backgrounds->len;
  if (self->ops->len > 0)
    memcpy (page->ops + page->n_ops, self->ops->data, sizeof (KontorOp) * self->ops->len);
  page->n_ops += self->ops->len;

  g_array_set_size (self->backgrounds, 0);
  g_array_set_size (self->ops, 0);
}

static void
close_page (KontorLayout *self)
{
  KontorPage page = { 0 };

  if (self->open_table != NULL)
    kontor_emit_table_edge (self, self->open_table, KONTOR_EDGE_BOTTOM, get_left (self), self->y);
  self->open_table = NULL;
  kontor_emit_close_tags (self);

  page.width = self->master->width;
  page.height = self->master->height;
  take_ops (self, &page);
  g_array_append_val (self->pages->pages, page);
  g_ptr_array_add (self->page_masters, (gpointer) self->master);
  self->page_open = FALSE;
}

static gboolean
is_head (const KontorSlice *slice)
{
  return slice->block->kind == KONTOR_BLOCK_ROW && slice->block->row.role == KONTOR_ROW_HEAD;
}

static gboolean
repeats_head (const KontorSlice *slice,
              float page_height)
{
  return slice->table != NULL && !is_head (slice) && slice->table->head.n_slices > 0 &&
         slice->table->head_height <= page_height * MAX_HEAD;
}

static void
place (KontorLayout *self,
       KontorSlice *slice)
{
  if (!self->page_empty)
    self->y += slice->space;
  else if (slice->kind == KONTOR_SLICE_SPACE && self->pages->pages->len > 0 && !self->page_forced)
    return; /* empty space at the end of a page is not continued on the next */

  kontor_emit_slice (self, slice, get_left (self), self->y);
  self->y += slice->height;
  self->page_empty = FALSE;
  self->open_table = slice->last_in_table ? NULL : slice->table;
}

/* Begins the page on which next will be the first, below the repeated head of its table. */
static void
next_page (KontorLayout *self,
           const KontorSlice *next)
{
  gboolean in_table = next->table != NULL && (next->table == self->open_table);

  if (self->page_open)
    close_page (self);
  open_page (self);
  self->page_forced = FALSE;

  if (self->error != NULL || next->table == NULL || is_head (next))
    return;

  if (repeats_head (next, self->page_bottom - self->page_top))
    {
      for (guint i = 0; i < next->table->head.n_slices; i++)
        place (self, next->table->head.slices[i]);
      self->page_empty = TRUE;
    }
  else if (in_table)
    kontor_emit_table_edge (self, next->table, KONTOR_EDGE_TOP, get_left (self), self->y);
}

static float
get_chunk_height (KontorLayout *self,
                  guint start,
                  guint end,
                  gboolean at_top)
{
  float height = 0;

  for (guint i = start; i < end; i++)
    {
      const KontorSlice *slice = g_ptr_array_index (self->pending, i);

      height += (i == start && at_top ? 0 : slice->space) + slice->height;
    }

  return height;
}

static gboolean
fits (KontorLayout *self,
      float height)
{
  return self->y + height <= self->page_bottom + EPSILON;
}

/* Whether the slices fit on the page after this, on their own, below the head that is repeated there. */
static gboolean
fits_on_page (KontorLayout *self,
              guint start,
              guint end)
{
  const KontorSlice *first = g_ptr_array_index (self->pending, start);
  float page_height = self->next_bottom - self->next_top;
  float head = repeats_head (first, page_height) ? first->table->head_height : 0;

  return head + get_chunk_height (self, start, end, TRUE) <= page_height + EPSILON;
}

static void
place_range (KontorLayout *self,
             guint start,
             guint end)
{
  for (guint i = start; i < end; i++)
    place (self, g_ptr_array_index (self->pending, i));
}

/* A slice for which there is no page with enough room. */
static void
place_too_high (KontorLayout *self,
                KontorSlice *slice)
{
  while (self->error == NULL)
    {
      KontorSlice *rest;
      KontorSlice *above;
      float space = self->page_empty ? 0 : slice->space;

      if (fits (self, space + slice->height))
        {
          place (self, slice);
          return;
        }

      above = slice->kind == KONTOR_SLICE_ROW
                ? kontor_layout_row_split (self, slice, self->page_bottom - self->y - space, &rest)
                : NULL;
      if (above != NULL)
        {
          place (self, above);
          next_page (self, rest);
          slice = rest;
        }
      else if (!self->page_empty)
        next_page (self, slice);
      else
        {
          /* One line of letters higher than the page: there is no better place. */
          place (self, slice);
          return;
        }
      if (!kontor_layout_step (self))
        return;
    }
}

static void
place_range_in_pieces (KontorLayout *self,
                       guint start,
                       guint end)
{
  for (guint i = start; i < end && self->error == NULL; i++)
    {
      KontorSlice *slice = g_ptr_array_index (self->pending, i);

      if (fits (self, get_chunk_height (self, i, i + 1, self->page_empty)))
        place (self, slice);
      else if (fits_on_page (self, i, i + 1))
        {
          next_page (self, slice);
          place (self, slice);
        }
      else
        place_too_high (self, slice);
    }
}

/* Places the slices from start to end together, if there is any page on which they fit. */
static gboolean
place_together (KontorLayout *self,
                guint start,
                guint end)
{
  if (fits (self, get_chunk_height (self, start, end, self->page_empty)))
    place_range (self, start, end);
  else if (fits_on_page (self, start, end))
    {
      next_page (self, g_ptr_array_index (self->pending, start));
      place_range (self, start, end);
    }
  else
    return FALSE;

  return TRUE;
}

static void
flush (KontorLayout *self)
{
  guint n = self->pending->len;

  if (n == 0 || self->error != NULL)
    return;

  if (!self->page_open)
    {
      open_page (self);
      self->page_forced = TRUE;
    }

  if (self->error == NULL && !place_together (self, 0, n))
    for (guint start = 0; start < n && self->error == NULL;)
      {
        guint end = start + 1;

        while (end < n && !((KontorSlice *) g_ptr_array_index (self->pending, end - 1))->soft_break)
          end++;
        if (!place_together (self, start, end))
          place_range_in_pieces (self, start, end);
        start = end;
      }

  g_ptr_array_set_size (self->pending, 0);
}

/*< private >
 * kontor_paginate_push:
 * @self: the layout
 * @slice: a slice
 *
 * Adds @slice to those that wait for a page.
 */
void
kontor_paginate_push (KontorLayout *self,
                      KontorSlice *slice)
{
  g_ptr_array_add (self->pending, slice);
}

/*< private >
 * kontor_paginate_allow_break:
 * @self: the layout
 *
 * Says that a page may end here. Inside of what is kept together that is only noted.
 */
void
kontor_paginate_allow_break (KontorLayout *self)
{
  if (self->pending->len > 0)
    ((KontorSlice *) g_ptr_array_index (self->pending, self->pending->len - 1))->soft_break = TRUE;
  if (self->keep_depth == 0)
    flush (self);
}

/*< private >
 * kontor_paginate_break:
 * @self: the layout
 * @master: (nullable): of the pages that follow
 *
 * Ends the page. Where nothing is on it yet there is none to end.
 */
void
kontor_paginate_break (KontorLayout *self,
                       const KontorPageMaster *master)
{
  flush (self);
  if (self->page_open)
    close_page (self);
  self->after = 0;
  if (master != NULL)
    self->master = master;
}

static void
add_region_ops (KontorLayout *self,
                guint index)
{
  KontorPage *page = &g_array_index (self->pages->pages, KontorPage, index);
  const KontorPageMaster *master = g_ptr_array_index (self->page_masters, index);

  for (guint i = 0; i < 2; i++)
    {
      const KontorBlock *region = get_region (master, index == 0, i == 0);
      KontorStack stack;
      float y = master->header_offset;

      if (region == NULL)
        continue;
      if (!make_region (self, master, region, index + 1, self->pages->pages->len, &stack))
        return;

      if (i == 1)
        y = master->height - master->footer_offset - kontor_stack_get_height (&stack);
      self->in_region = TRUE;
      for (guint k = 0; k < stack.n_slices; k++)
        {
          if (k > 0)
            y += stack.slices[k]->space;
          kontor_emit_slice (self, stack.slices[k], master->margin[KONTOR_EDGE_LEFT], y);
          y += stack.slices[k]->height;
        }
      self->in_region = FALSE;
    }

  take_ops (self, page);
  kontor_arena_reset (self->work);
}

/*< private >
 * kontor_paginate_finish:
 * @self: the layout
 *
 * Ends the last page and puts headers and footers on all of them, now that their number is known.
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_paginate_finish (KontorLayout *self)
{
  flush (self);
  if (self->error == NULL && !self->page_open && self->pages->pages->len == 0)
    open_page (self);
  if (self->error == NULL && self->page_open)
    close_page (self);

  for (guint i = 0; i < self->pages->pages->len && self->error == NULL; i++)
    {
      if (!kontor_layout_step (self))
        break;
      add_region_ops (self, i);
    }

  return self->error == NULL;
}

/* kontor-layout-private.h: what the parts of the layout share while a document is laid out */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-arena.h"
#include "kontor-document.h"
#include "kontor-fonts.h"
#include "kontor-image.h"
#include "kontor-pages-private.h"
#include "kontor-template-error.h"

G_BEGIN_DECLS

typedef struct _KontorLayout KontorLayout;
typedef struct _KontorSlice KontorSlice;
typedef struct _KontorTable KontorTable;

/* A piece of a line: a shape at its place. */
typedef struct
{
  const KontorShape *shape;
  const KontorInline *source;
  const KontorLook *look;
  float x;     /* from the left edge of the area, points */
  float space; /* white space before it, which the text has too; 0: none */
} KontorRun;

typedef struct
{
  float width; /* of the text */
  float height;
  float baseline; /* from the upper edge */
  KontorRun *runs;
  guint n_runs;
  gboolean goes_on; /* the text has a space or line break after it, which is not seen */
  int field; /* index in fields of the page number that it shows, or -1 */
} KontorLine;

typedef enum
{
  KONTOR_SLICE_LINE,
  KONTOR_SLICE_ROW,
  KONTOR_SLICE_IMAGE,
  KONTOR_SLICE_RULE,
  KONTOR_SLICE_SPACE,
} KontorSliceKind;

/* A column of slices, one below the other, for something of a known width. */
typedef struct
{
  KontorSlice **slices;
  guint n_slices;
} KontorStack;

/* What stands beside something else: a cell, a box. */
typedef struct
{
  const KontorBlock *block;
  const KontorStyle *style;
  float x, width; /* of the whole cell, from the left edge of the row */
  KontorStack stack;
} KontorCell;

/* What no page break goes through, unless it is a row and higher than a page. */
struct _KontorSlice
{
  KontorSliceKind kind;
  const KontorBlock *block;
  KontorTable *table; /* of which it is a row, or NULL */
  float x, width;
  float space;        /* above, not at the top of a page */
  float height;
  gboolean soft_break; /* after it, what must not be kept with it would break */
  gboolean anchor;     /* the first slice of a heading */
  KontorColor background;
  const KontorLine *line;
  const KontorLine *marker; /* of a list item, at marker_x */
  float marker_x;
  KontorImage *image;
  KontorCell *cells; /* ROW */
  guint n_cells;
  gboolean first_in_table; /* on its page: there is the upper border of the table */
  gboolean last_in_table;
};

struct _KontorTable
{
  const KontorBlock *block;
  float x, width;
  float *offsets;   /* n_columns + 1 */
  KontorStack head; /* rows to repeat */
  float head_height;
};

struct _KontorLayout
{
  KontorDocument *document;
  KontorFonts *fonts;
  KontorPages *pages;
  KontorArena *work; /* what is needed until the next place where a page may end */
  KontorArena *kept; /* what is needed until the end: heads of tables */
  KontorArena *arena; /* that of the two which is in use */
  GHashTable *looks; /* LookKey */
  GHashTable *images; /* GBytes -> KontorImage */

  GCancellable *cancellable;
  gint64 deadline; /* monotonic time */
  guint steps;
  GError *error; /* the first that happened; everything then ends */

  /* Page numbers in the text. In a header they are known; in the body the pass before tells. */
  gboolean in_region;
  guint page_number;
  guint page_count;
  gboolean counted;
  GArray *fields;     /* guint: the page of each field, as this pass finds it */
  GArray *old_fields; /* as the pass before found it */

  /* Where slices go: one stack of a cell, or the pages. */
  GPtrArray *collect; /* (nullable) */
  float after;        /* space that the last block wants below it */
  const KontorLine *marker; /* of a list item, for the next slice */
  float marker_x;

  /* Pages */
  const KontorPageMaster *master;
  GPtrArray *pending;     /* slices since the last place where a page may end */
  guint keep_depth;
  GArray *ops;            /* KontorOp; of the open page */
  GArray *backgrounds;    /* KontorOp; below all others */
  const KontorPageMaster *area_master; /* for which page_top and page_bottom hold */
  gboolean area_first;
  float page_top, page_bottom, y;
  float next_top, next_bottom; /* of the page after it */
  gboolean page_open;
  gboolean page_forced;   /* it did not begin because the page before was full */
  gboolean page_empty;    /* nothing on it yet but a repeated head */
  KontorTable *open_table; /* of which the last slice was a row that others follow */
  GPtrArray *open_tags;   /* KontorBlock */
  GPtrArray *page_masters; /* KontorPageMaster of each page */
};

gboolean kontor_layout_fail (KontorLayout *self,
                             KontorTemplateError code,
                             guint line,
                             const char *format,
                             ...) G_GNUC_PRINTF (4, 5);
gboolean kontor_layout_step (KontorLayout *self);
void kontor_layout_checkpoint (KontorLayout *self);
KontorLook *kontor_layout_get_look (KontorLayout *self,
                                    const KontorStyle *style,
                                    const char *language);
KontorImage *kontor_layout_get_image (KontorLayout *self,
                                      const KontorBlock *block);

/* kontor-lines.c */
gboolean kontor_lines_make (KontorLayout *self,
                            const KontorBlock *block,
                            float width,
                            KontorLine **lines,
                            guint *n_lines);
gboolean kontor_lines_make_marker (KontorLayout *self,
                                   const KontorBlock *block,
                                   const char *text,
                                   KontorLine **line);
gboolean kontor_lines_measure (KontorLayout *self,
                               const KontorBlock *block,
                               float *min,
                               float *max);

/* kontor-flow.c */
gboolean kontor_flow_add_children (KontorLayout *self,
                                   const KontorBlock *block,
                                   float x,
                                   float width,
                                   gboolean glue);
gboolean kontor_flow_stack (KontorLayout *self,
                            const KontorBlock *block,
                            float width,
                            KontorStack *stack);
void kontor_flow_push (KontorLayout *self,
                       KontorSlice *slice,
                       float before);
void kontor_flow_allow_break (KontorLayout *self);
gboolean kontor_flow_is_glued (const KontorBlock *block,
                               gboolean glue);
float kontor_stack_get_height (const KontorStack *stack);
KontorSlice *kontor_flow_new_slice (KontorLayout *self,
                                    KontorSliceKind kind,
                                    const KontorBlock *block,
                                    float x,
                                    float width);

/* kontor-table.c, kontor-row.c */
gboolean kontor_table_add (KontorLayout *self,
                           const KontorBlock *block,
                           float x,
                           float width,
                           gboolean glue);
gboolean kontor_columns_add (KontorLayout *self,
                             const KontorBlock *block,
                             float x,
                             float width,
                             gboolean glue);
gboolean kontor_box_add (KontorLayout *self,
                         const KontorBlock *block,
                         float x,
                         float width,
                         gboolean glue);
gboolean kontor_flow_measure (KontorLayout *self,
                              const KontorBlock *block,
                              float *min,
                              float *max);
KontorSlice *kontor_layout_row_new (KontorLayout *self,
                             const KontorBlock *block,
                             float x,
                             float width,
                             guint n_cells);
gboolean kontor_layout_row_set_cell (KontorLayout *self,
                              KontorSlice *row,
                              guint index,
                              const KontorBlock *block,
                              float x,
                              float width);
KontorSlice *kontor_layout_row_split (KontorLayout *self,
                               const KontorSlice *row,
                               float height,
                               KontorSlice **rest);

/* kontor-paginate.c */
float kontor_master_get_body_width (const KontorPageMaster *master);
void kontor_paginate_push (KontorLayout *self,
                           KontorSlice *slice);
void kontor_paginate_allow_break (KontorLayout *self);
void kontor_paginate_break (KontorLayout *self,
                            const KontorPageMaster *master);
gboolean kontor_paginate_finish (KontorLayout *self);

/* kontor-emit.c */
void kontor_emit_slice (KontorLayout *self,
                        const KontorSlice *slice,
                        float x,
                        float y);
void kontor_emit_table_edge (KontorLayout *self,
                             const KontorTable *table,
                             KontorEdge edge,
                             float x,
                             float y);
void kontor_emit_close_tags (KontorLayout *self);

G_END_DECLS

/* kontor-style.h: how a piece of a document looks */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All lengths of a document are in points, 72 to the inch. */
#define KONTOR_MM(x) ((x) * 72.0 / 25.4)

/* 0xRRGGBBAA */
typedef guint32 KontorColor;

#define KONTOR_COLOR_NONE ((KontorColor) 0x00000000)
#define KONTOR_COLOR_BLACK ((KontorColor) 0x000000ff)

typedef enum
{
  KONTOR_ALIGN_START,
  KONTOR_ALIGN_CENTER,
  KONTOR_ALIGN_END,
  KONTOR_ALIGN_JUSTIFY,
} KontorAlign;

typedef enum
{
  KONTOR_VALIGN_TOP,
  KONTOR_VALIGN_MIDDLE,
  KONTOR_VALIGN_BOTTOM,
} KontorVAlign;

typedef enum
{
  KONTOR_EDGE_TOP,
  KONTOR_EDGE_RIGHT,
  KONTOR_EDGE_BOTTOM,
  KONTOR_EDGE_LEFT,
} KontorEdge;

/**
 * KontorStyleField:
 *
 * Which members of a #KontorStyle are said. What is not said comes from the parent style, then (for the members of
 * text, up to @KONTOR_STYLE_LINE_HEIGHT) from the block around, then from the built-in style of the kind of block.
 */
typedef enum
{
  KONTOR_STYLE_FAMILY = 1 << 0,
  KONTOR_STYLE_SIZE = 1 << 1,
  KONTOR_STYLE_WEIGHT = 1 << 2,
  KONTOR_STYLE_ITALIC = 1 << 3,
  KONTOR_STYLE_COLOR = 1 << 4,
  KONTOR_STYLE_UNDERLINE = 1 << 5,
  KONTOR_STYLE_STRIKE = 1 << 6,
  KONTOR_STYLE_LETTER_SPACING = 1 << 7,
  KONTOR_STYLE_TABULAR = 1 << 8,
  KONTOR_STYLE_ALIGN = 1 << 9,
  KONTOR_STYLE_LINE_HEIGHT = 1 << 10,

  KONTOR_STYLE_BACKGROUND = 1 << 11,
  KONTOR_STYLE_SPACE_BEFORE = 1 << 12,
  KONTOR_STYLE_SPACE_AFTER = 1 << 13,
  KONTOR_STYLE_INDENT_START = 1 << 14,
  KONTOR_STYLE_INDENT_END = 1 << 15,
  KONTOR_STYLE_INDENT_FIRST = 1 << 16,
  KONTOR_STYLE_KEEP_WITH_NEXT = 1 << 17,
  KONTOR_STYLE_KEEP_TOGETHER = 1 << 18,
  KONTOR_STYLE_VALIGN = 1 << 19,
  KONTOR_STYLE_RISE = 1 << 20,
  KONTOR_STYLE_PADDING_TOP = 1 << 21, /* << KontorEdge */
  KONTOR_STYLE_BORDER_TOP = 1 << 25,  /* << KontorEdge; width and color together */
  KONTOR_STYLE_KEEP_WITH_PREVIOUS = 1 << 29,
} KontorStyleField;

#define KONTOR_STYLE_INHERITED_MASK ((1u << 11) - 1)
#define KONTOR_STYLE_PADDING(edge) (KONTOR_STYLE_PADDING_TOP << (edge))
#define KONTOR_STYLE_BORDER(edge) (KONTOR_STYLE_BORDER_TOP << (edge))

/**
 * KontorStyle:
 * @set: which of the following are said, of #KontorStyleField
 * @family: font families, the wanted one first, separated by commas; fallbacks are added. %NULL: the document's
 *     language decides
 * @size: in points
 * @weight: 100 to 1000; 400 is regular, 700 bold
 * @letter_spacing: added after each letter, in points
 * @tabular: digits of one width
 * @line_height: distance of baselines, in font sizes
 * @background: behind a block, or behind the text of a span
 * @space_before: above a block; between two blocks the larger of "after" and "before" counts
 * @indent_start: of the whole block, in points
 * @indent_first: of the first line besides, may be negative
 * @keep_with_next: no page break between this block (or row) and the next
 * @keep_with_previous: no page break between this block (or row) and the one before
 * @keep_together: no page break inside, unless it is higher than a page
 * @valign: of the content of a table cell
 * @rise: of a span, in points above the baseline
 * @padding: between border and content, by #KontorEdge; of a table's style: the default of its cells
 * @border: widths by #KontorEdge; of a table's style: around the table
 *
 * A style, partly said (as given to kontor_document_add_style()) or resolved (as found in #KontorBlock).
 */
typedef struct
{
  guint set;
  const char *family;
  float size;
  int weight;
  gboolean italic;
  KontorColor color;
  gboolean underline;
  gboolean strike;
  float letter_spacing;
  gboolean tabular;
  KontorAlign align;
  float line_height;

  KontorColor background;
  float space_before;
  float space_after;
  float indent_start;
  float indent_end;
  float indent_first;
  gboolean keep_with_next;
  gboolean keep_with_previous;
  gboolean keep_together;
  KontorVAlign valign;
  float rise;
  float padding[4];
  float border[4];
  KontorColor border_color[4];
} KontorStyle;

void kontor_style_merge (KontorStyle *self,
                         const KontorStyle *over,
                         guint mask);
void kontor_style_set_defaults (KontorStyle *self);

gboolean kontor_color_parse (const char *text,
                             KontorColor *color);

G_END_DECLS

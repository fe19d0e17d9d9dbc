/* kontor-style.c: how a piece of a document looks */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-style.h"

/**
 * kontor_style_merge:
 * @self: a style
 * @over: another
 * @mask: which fields, of #KontorStyleField
 *
 * Copies those of the fields in @mask that @over says to @self, and marks them as said there. Strings are not copied.
 */
void
kontor_style_merge (KontorStyle *self,
                    const KontorStyle *over,
                    guint mask)
{
  guint take = over->set & mask;

#define TAKE(field, member) \
  if (take & (field))       \
    self->member = over->member

  TAKE (KONTOR_STYLE_FAMILY, family);
  TAKE (KONTOR_STYLE_SIZE, size);
  TAKE (KONTOR_STYLE_WEIGHT, weight);
  TAKE (KONTOR_STYLE_ITALIC, italic);
  TAKE (KONTOR_STYLE_COLOR, color);
  TAKE (KONTOR_STYLE_UNDERLINE, underline);
  TAKE (KONTOR_STYLE_STRIKE, strike);
  TAKE (KONTOR_STYLE_LETTER_SPACING, letter_spacing);
  TAKE (KONTOR_STYLE_TABULAR, tabular);
  TAKE (KONTOR_STYLE_ALIGN, align);
  TAKE (KONTOR_STYLE_LINE_HEIGHT, line_height);
  TAKE (KONTOR_STYLE_BACKGROUND, background);
  TAKE (KONTOR_STYLE_SPACE_BEFORE, space_before);
  TAKE (KONTOR_STYLE_SPACE_AFTER, space_after);
  TAKE (KONTOR_STYLE_INDENT_START, indent_start);
  TAKE (KONTOR_STYLE_INDENT_END, indent_end);
  TAKE (KONTOR_STYLE_INDENT_FIRST, indent_first);
  TAKE (KONTOR_STYLE_KEEP_WITH_NEXT, keep_with_next);
  TAKE (KONTOR_STYLE_KEEP_WITH_PREVIOUS, keep_with_previous);
  TAKE (KONTOR_STYLE_KEEP_TOGETHER, keep_together);
  TAKE (KONTOR_STYLE_VALIGN, valign);
  TAKE (KONTOR_STYLE_RISE, rise);
#undef TAKE

  for (guint edge = KONTOR_EDGE_TOP; edge <= KONTOR_EDGE_LEFT; edge++)
    {
      if (take & KONTOR_STYLE_PADDING (edge))
        self->padding[edge] = over->padding[edge];
      if (take & KONTOR_STYLE_BORDER (edge))
        {
          self->border[edge] = over->border[edge];
          self->border_color[edge] = over->border_color[edge];
        }
    }

  self->set |= take;
}

/**
 * kontor_style_set_defaults:
 * @self: (out caller-allocates): a style
 *
 * Makes @self the style from which all others descend: black regular text of 9.5 points, nothing marked as said.
 */
void
kontor_style_set_defaults (KontorStyle *self)
{
  memset (self, 0, sizeof *self);
  self->size = 9.5f;
  self->weight = 400;
  self->color = KONTOR_COLOR_BLACK;
  self->line_height = 1.4f;
}

/**
 * kontor_color_parse:
 * @text: `#rgb`, `#rrggbb`, `#rrggbbaa` or `none`
 * @color: (out): the color
 *
 * Returns: %FALSE when @text is not a color
 */
gboolean
kontor_color_parse (const char *text,
                    KontorColor *color)
{
  guint32 value = 0;
  gsize length;

  if (strcmp (text, "none") == 0)
    {
      *color = KONTOR_COLOR_NONE;
      return TRUE;
    }

  if (text[0] != '#')
    return FALSE;

  text++;
  length = strlen (text);
  if (length != 3 && length != 6 && length != 8)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return FALSE;
      value = value << 4 | (guint32) digit;
      if (length == 3)
        value = value << 4 | (guint32) digit;
    }

  *color = length == 8 ? value : value << 8 | 0xff;

  return TRUE;
}

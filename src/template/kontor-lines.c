/* kontor-lines.c: breaks the text of a block into lines */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-layout-private.h"
#include "kontor-template-error.h"

/* Text becomes tokens (shapes with the places where a line may break), tokens become lines. Text in Latin, Greek and
 * Cyrillic letters goes word by word through the cache of words; a stretch with anything else goes through Unicode's
 * bidi, script and line breaking rules as a whole, and then piece by piece through the same cache. */

#define EPSILON 0.01f
#define MAX_PIECE 200

typedef struct
{
  const KontorShape *shape; /* NULL: the line ends here */
  const KontorInline *source;
  KontorLook *look;
  float space;
  gboolean break_before;
  gboolean hyphen_after;
} Token;

/* Text of one inline without line breaks. */
typedef struct
{
  const KontorInline *source;
  KontorLook *look;
  const char *text;
  gsize length;
} Part;

typedef struct
{
  KontorLayout *layout;
  const KontorBlock *block;
  KontorArena *numbers; /* where what is not in the cache of words lives */
  GArray *tokens;       /* Token */
  GArray *parts;        /* Part; of the stretch between two line breaks */
  gboolean rtl;
  float space; /* seen since the last token */
} Tokenizer;

static gboolean
is_white (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static gboolean
fail_missing (Tokenizer *self,
              const Part *part,
              gunichar missing)
{
  g_autofree char *excerpt = NULL;
  char character[7] = { 0 };

  if (g_unichar_isprint (missing))
    g_unichar_to_utf8 (missing, character);
  else
    character[0] = '?';

  excerpt = g_utf8_strlen (part->text, (gssize) part->length) > 60 ? g_utf8_substring (part->text, 0, 60)
                                                                   : g_strndup (part->text, part->length);

  return kontor_layout_fail (self->layout, KONTOR_TEMPLATE_ERROR_FONT, part->source->line,
                             _("No installed font has the character “%s” (U+%04X) in “%s”. Install a font that has "
                               "it, or change the text."),
                             character, missing, excerpt);
}

static void
add_token (Tokenizer *self,
           const Part *part,
           const KontorShape *shape,
           gboolean break_before,
           gboolean hyphen_after)
{
  Token token = { shape, part->source, part->look, self->space, break_before, hyphen_after };

  self->space = 0;
  g_array_append_val (self->tokens, token);
}

/* The rules of Unicode's line breaking that reach over spaces: LB14 to LB17. */
static gboolean
may_break_at_space (Tokenizer *self,
                    const char *word)
{
  const KontorShape *before;
  GUnicodeBreakType a, b;

  if (self->tokens->len == 0)
    return TRUE;
  before = g_array_index (self->tokens, Token, self->tokens->len - 1).shape;
  if (before == NULL || g_ascii_isalnum (before->text[before->length - 1]))
    return TRUE;

  a = g_unichar_break_type (g_utf8_get_char (g_utf8_prev_char (before->text + before->length)));
  if (a == G_UNICODE_BREAK_OPEN_PUNCTUATION)
    return FALSE;

  b = g_unichar_break_type (g_utf8_get_char (word));
  if (a == G_UNICODE_BREAK_QUOTATION)
    return b != G_UNICODE_BREAK_OPEN_PUNCTUATION;
  if (a == G_UNICODE_BREAK_CLOSE_PUNCTUATION || a == G_UNICODE_BREAK_CLOSE_PARANTHESIS)
    return b != G_UNICODE_BREAK_NON_STARTER;

  return a != G_UNICODE_BREAK_BEFORE_AND_AFTER || b != G_UNICODE_BREAK_BEFORE_AND_AFTER;
}

static gboolean
add_simple_part (Tokenizer *self,
                 const Part *part)
{
  const char *at = part->text;
  const char *end = part->text + part->length;

  while (at < end)
    {
      const KontorWord *word;
      const char *start = at;
      gunichar missing = 0;

      if (is_white (*at))
        {
          self->space = kontor_look_get_space (part->look);
          at++;
          continue;
        }

      while (at < end && !is_white (*at))
        at++;

      word = kontor_look_get_word (part->look, start, (gsize) (at - start), self->numbers, &missing);
      if (word == NULL)
        return fail_missing (self, part, missing);

      for (guint i = 0; i < word->n_pieces; i++)
        add_token (self, part, word->pieces[i].shape,
                   self->space > 0 ? may_break_at_space (self, start) : word->pieces[i].break_before,
                   word->pieces[i].hyphen_after);
    }

  return TRUE;
}

/* Rules P2 and P3 of Unicode's bidi algorithm: the first letter tells. */
static gboolean
begins_right_to_left (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_isalpha (c))
        continue;

      switch ((int) g_unichar_get_script (c))
        {
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_THAANA:
        case G_UNICODE_SCRIPT_NKO:
          return TRUE;
        default:
          return FALSE;
        }
    }

  return FALSE;
}

static gboolean
add_complex_stretch (Tokenizer *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree PangoLogAttr *attrs = NULL;
  g_autofree guint *ends = g_new0 (guint, self->parts->len);
  PangoDirection direction;
  GList *items;
  gboolean done = TRUE;
  guint k = 0;
  int n_chars;
  int at = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      gsize start = text->len;

      g_string_append_len (text, part->text, (gssize) part->length);
      ends[i] = (guint) text->len;
      kontor_look_add_attributes (part->look, attributes, (guint) start, ends[i]);
    }
  for (char *c = text->str; *c != '\0'; c++)
    if (is_white (*c))
      *c = ' ';

  self->rtl = begins_right_to_left (text->str);
  direction = self->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;

  n_chars = (int) g_utf8_strlen (text->str, (gssize) text->len);
  attrs = g_new0 (PangoLogAttr, n_chars + 1);
  pango_get_log_attrs (text->str, (int) text->len, -1, pango_language_from_string (self->block->language), attrs,
                       n_chars + 1);
  items = pango_itemize_with_base_dir (kontor_fonts_get_context (self->layout->fonts), direction, text->str, 0,
                                       (int) text->len, attributes, NULL);

  for (GList *l = items; l != NULL && done; l = l->next)
    {
      const PangoItem *item = l->data;
      const char *start = text->str + item->offset;
      const char *end = start + item->length;

      while (start < end && done)
        {
          const KontorShape *shape;
          const Part *part;
          const char *stop = start;
          gboolean break_before = attrs[at].is_line_break;
          gboolean soft_hyphen;
          gunichar missing = 0;

          while ((guint) (start - text->str) >= ends[k])
            k++;
          part = &g_array_index (self->parts, Part, k);

          if (*start == ' ')
            {
              self->space = kontor_look_get_space (part->look);
              start++;
              at++;
              continue;
            }

          do
            {
              stop = g_utf8_next_char (stop);
              at++;
            }
          while (stop < end && (guint) (stop - text->str) < ends[k] && *stop != ' ' && !attrs[at].is_line_break &&
                 stop - start < MAX_PIECE);

          soft_hyphen = stop - start >= 2 && memcmp (stop - 2, "\xc2\xad", 2) == 0;
          if (stop - start > (soft_hyphen ? 2 : 0))
            {
              shape = kontor_look_get_piece (part->look, start, (gsize) (stop - start) - (soft_hyphen ? 2 : 0),
                                             &item->analysis, &missing);
              if (shape != NULL)
                add_token (self, part, shape, break_before, soft_hyphen);
              else
                done = fail_missing (self, part, missing);
            }
          start = stop;
        }
    }

  g_list_free_full (items, (GDestroyNotify) pango_item_free);

  return done;
}

static gboolean
end_stretch (Tokenizer *self,
             const KontorInline *line_break)
{
  gboolean simple = TRUE;

  for (guint i = 0; i < self->parts->len && simple; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      simple = kontor_text_is_simple (part->text, part->length);
    }

  if (simple)
    {
      for (guint i = 0; i < self->parts->len; i++)
        if (!add_simple_part (self, &g_array_index (self->parts, Part, i)))
          return FALSE;
    }
  else if (!add_complex_stretch (self))
    return FALSE;

  g_array_set_size (self->parts, 0);
  self->space = 0;

  if (line_break != NULL)
    {
      const Part part = { line_break, kontor_layout_get_look (self->layout, line_break->style, line_break->language),
                          "", 0 };

      add_token (self, &part, NULL, FALSE, FALSE);
    }

  return TRUE;
}

static const char *
get_field_text (Tokenizer *self,
                const KontorInline *field,
                guint number)
{
  KontorLayout *layout = self->layout;
  char text[16];
  guint value = number;

  if (field->kind == KONTOR_INLINE_PAGE_COUNT)
    {
      if (!layout->in_region)
        layout->counted = TRUE;
      value = layout->page_count;
    }
  g_snprintf (text, sizeof text, "%u", value);

  return kontor_arena_strndup (layout->arena, text, strlen (text));
}

/* Fills tokens with the block's text. number is what its page number fields show. */
static gboolean
tokenize (Tokenizer *self,
          guint number)
{
  for (const KontorInline *source = self->block->first_inline; source != NULL; source = source->next)
    {
      Part part = { source, NULL, source->text, source->length };

      if (source->kind == KONTOR_INLINE_BREAK)
        {
          if (!end_stretch (self, source))
            return FALSE;
          continue;
        }

      part.look = kontor_layout_get_look (self->layout, source->style, source->language);
      if (source->kind != KONTOR_INLINE_TEXT)
        {
          part.text = get_field_text (self, source, number);
          part.length = strlen (part.text);
          g_array_append_val (self->parts, part);
          continue;
        }

      for (gsize left = source->length;;)
        {
          const char *line_break = memchr (part.text, '\n', left);

          part.length = line_break != NULL ? (gsize) (line_break - part.text) : left;
          if (part.length > 0)
            g_array_append_val (self->parts, part);
          if (line_break == NULL)
            break;
          if (!end_stretch (self, source))
            return FALSE;
          left -= part.length + 1;
          part.text = line_break + 1;
        }
    }

  return end_stretch (self, NULL);
}

static const KontorShape *
get_hyphen (Tokenizer *self,
            const Token *token)
{
  gunichar missing;
  const KontorWord *word = kontor_look_get_word (token->look, "-", 1, self->numbers, &missing);

  return word != NULL ? word->pieces[0].shape : NULL;
}

/* The last resort for a word that is wider than its place: it may break after each letter. */
static gboolean
explode (Tokenizer *self,
         guint index)
{
  KontorLayout *layout = self->layout;
  const Token token = g_array_index (self->tokens, Token, index);
  const KontorShape *shape = token.shape;
  g_autoptr (GArray) letters = g_array_new (FALSE, FALSE, sizeof (Token));
  g_autofree PangoLogAttr *attrs = NULL;
  const Part part = { token.source, token.look, shape->text, shape->length };
  int n_chars = (int) g_utf8_strlen (shape->text, shape->length);
  const char *start = shape->text;
  const char *end = shape->text + shape->length;
  int at = 0;

  attrs = g_new0 (PangoLogAttr, n_chars + 1);
  pango_get_log_attrs (shape->text, shape->length, shape->level, pango_language_from_string (token.source->language),
                       attrs, n_chars + 1);

  while (start < end)
    {
      g_autoptr (PangoAttrList) attributes = NULL;
      const char *stop = start;
      Token letter = token;
      gunichar missing = 0;
      GList *items;

      do
        {
          stop = g_utf8_next_char (stop);
          at++;
        }
      while (stop < end && !attrs[at].is_cursor_position);

      attributes = pango_attr_list_new ();
      kontor_look_add_attributes (token.look, attributes, 0, (guint) (stop - start));
      items = pango_itemize_with_base_dir (kontor_fonts_get_context (layout->fonts),
                                           shape->level & 1 ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR, start, 0,
                                           (int) (stop - start), attributes, NULL);
      letter.shape = kontor_look_get_piece (token.look, start, (gsize) (stop - start),
                                            &((const PangoItem *) items->data)->analysis, &missing);
      g_list_free_full (items, (GDestroyNotify) pango_item_free);
      if (letter.shape == NULL)
        return fail_missing (self, &part, missing);

      letter.break_before = TRUE;
      if (start > shape->text)
        letter.space = 0;
      else
        letter.break_before = token.break_before || index > 0;
      letter.hyphen_after = FALSE;
      g_array_append_val (letters, letter);
      start = stop;
    }

  g_array_remove_index (self->tokens, index);
  g_array_insert_vals (self->tokens, index, letters->data, letters->len);

  return TRUE;
}

/* A run, or the space before one, which has a level of its own. */
typedef struct
{
  KontorRun *run; /* NULL: space */
  float width;
  guint level;
} Placed;

/* Puts what is on a line into visual order: rule L2 of Unicode's bidi algorithm. */
static void
reorder (Placed *items,
         guint n_items)
{
  guint max = 0;

  for (guint i = 0; i < n_items; i++)
    max = MAX (max, items[i].level);

  for (guint level = max; level >= 1; level--)
    for (guint i = 0; i < n_items; i++)
      {
        guint end = i;

        while (end < n_items && items[end].level >= level)
          end++;
        for (guint a = i, b = end; a + 1 < b; a++, b--)
          {
            Placed item = items[a];

            items[a] = items[b - 1];
            items[b - 1] = item;
          }
        if (end > i)
          i = end;
      }
}

/* Places the runs of a line with text from right to left, from x on. */
static void
place_bidi (KontorLine *line,
            gboolean rtl,
            float x)
{
  g_autofree Placed *items = g_new0 (Placed, line->n_runs * 2);
  guint n = 0;

  for (guint i = 0; i < line->n_runs; i++)
    {
      KontorRun *run = &line->runs[i];

      if (run->space > 0)
        {
          /* Between two directions it goes with the paragraph. */
          items[n].width = run->space;
          items[n].level = i > 0 && line->runs[i - 1].shape->level == run->shape->level ? run->shape->level : rtl;
          n++;
        }
      items[n].run = run;
      items[n].width = run->shape->width;
      items[n].level = run->shape->level;
      n++;
    }

  reorder (items, n);
  for (guint i = 0; i < n; i++)
    {
      if (items[i].run != NULL)
        {
          items[i].run->x = x;
          items[i].run->space = i > 0 && items[i - 1].run == NULL && (items[i].level & 1) == 0 ? items[i - 1].width : 0;
        }
      x += items[i].width;
    }
}

static void
place_line (Tokenizer *self,
            guint start,
            guint end,
            float indent,
            float width,
            gboolean last,
            KontorLine *line)
{
  KontorLayout *layout = self->layout;
  const KontorStyle *style = self->block->style;
  const Token *tokens = (const Token *) (gpointer) self->tokens->data;
  const KontorShape *hyphen = NULL;
  KontorAlign align = style->align;
  float above = 0;
  float below = 0;
  float stretch = 0;
  float x;
  gboolean between_letters = FALSE;
  gboolean bidi = FALSE;
  guint n_gaps = 0;
  guint n_runs = 0;

  if (end > start && tokens[end - 1].hyphen_after && !last)
    hyphen = get_hyphen (self, &tokens[end - 1]);

  line->runs = kontor_arena_new0_array (layout->arena, KontorRun, end - start + (hyphen != NULL ? 1 : 0));
  line->field = -1;
  for (guint i = start; i < end; i++)
    {
      KontorRun *run = &line->runs[n_runs++];

      run->shape = tokens[i].shape;
      run->source = tokens[i].source;
      run->look = tokens[i].look;
      run->space = i > start ? tokens[i].space : 0;
      line->width += run->space + run->shape->width;
      if (run->space > 0)
        n_gaps++;
    }
  if (hyphen != NULL)
    {
      line->runs[n_runs] = line->runs[n_runs - 1];
      line->runs[n_runs].shape = hyphen;
      line->runs[n_runs].space = 0;
      line->width += hyphen->width;
      n_runs++;
    }
  line->n_runs = n_runs;

  /* The height: each look takes its line height, with its font in the middle of it. */
  for (guint i = 0; i <= n_runs; i++)
    {
      const KontorStyle *look_style = i < n_runs ? line->runs[i].source->style : style;
      const KontorLook *look = i < n_runs ? line->runs[i].look : NULL;
      float ascent, descent, leading;

      if (i == n_runs && n_runs > 0)
        break;
      if (i > 0 && look == line->runs[i - 1].look && look_style == line->runs[i - 1].source->style)
        continue;
      if (look == NULL)
        look = kontor_layout_get_look (layout, look_style, self->block->language);

      ascent = kontor_look_get_ascent ((KontorLook *) look);
      descent = kontor_look_get_descent ((KontorLook *) look);
      leading = look_style->size * look_style->line_height - ascent - descent;
      above = MAX (above, ascent + leading / 2 + look_style->rise);
      below = MAX (below, descent + leading / 2 - look_style->rise);
    }
  line->height = above + below;
  line->baseline = above;

  if (align == KONTOR_ALIGN_JUSTIFY && !last && n_runs > 1)
    {
      if (n_gaps == 0 && !self->rtl)
        {
          /* Chinese has no spaces: what may break may also be drawn apart. */
          between_letters = TRUE;
          for (guint i = start + 1; i < end; i++)
            if (tokens[i].break_before)
              n_gaps++;
        }
      if (n_gaps > 0)
        stretch = MAX (0, (width - indent - line->width) / (float) n_gaps);
    }

  if (self->rtl && align != KONTOR_ALIGN_CENTER)
    align = align == KONTOR_ALIGN_END ? KONTOR_ALIGN_START : KONTOR_ALIGN_END;

  x = indent;
  if (align == KONTOR_ALIGN_END && stretch == 0)
    x = width - line->width;
  else if (align == KONTOR_ALIGN_CENTER)
    x = indent + (width - indent - line->width) / 2;

  if (between_letters)
    {
      for (guint i = start + 1; i < end; i++)
        if (tokens[i].break_before)
          line->runs[i - start].x = stretch;
    }
  else if (stretch > 0)
    {
      for (guint i = 1; i < n_runs; i++)
        if (line->runs[i].space > 0)
          line->runs[i].space += stretch;
    }

  for (guint i = 0; i < n_runs && !bidi; i++)
    bidi = line->runs[i].shape->level > 0;
  if (bidi)
    place_bidi (line, self->rtl, x);
  else
    for (guint i = 0; i < n_runs; i++)
      {
        KontorRun *run = &line->runs[i];

        x += run->x + run->space;
        run->x = x;
        x += run->shape->width;
      }
  line->width += stretch * (float) n_gaps;
}

static void
tokenizer_clear (Tokenizer *self)
{
  g_clear_pointer (&self->tokens, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tokenizer, tokenizer_clear)

static void
tokenizer_init (Tokenizer *self,
                KontorLayout *layout,
                const KontorBlock *block,
                KontorArena *numbers)
{
  self->layout = layout;
  self->block = block;
  self->numbers = numbers;
  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
}

static gboolean
break_lines (Tokenizer *self,
             float width,
             GArray *lines)
{
  KontorLayout *layout = self->layout;
  float indent = self->block->style->indent_first;
  guint start = 0;

  while (start < self->tokens->len || lines->len == 0)
    {
      KontorLine line = { 0 };
      float x = indent;
      guint candidate = start; /* the line may end before this token */
      gboolean forced = FALSE;
      guint i;

      for (i = start; i < self->tokens->len; i++)
        {
          const Token *token = &g_array_index (self->tokens, Token, i);
          float space = i > start ? token->space : 0;

          if (token->shape == NULL)
            {
              forced = TRUE;
              break;
            }

          if (i > start && token->break_before)
            {
              const Token *before = &g_array_index (self->tokens, Token, i - 1);
              const KontorShape *hyphen = before->hyphen_after ? get_hyphen (self, before) : NULL;

              if (hyphen == NULL || x + hyphen->width <= width + EPSILON)
                candidate = i;
            }

          if (x + space + token->shape->width > width + EPSILON)
            {
              if (candidate > start)
                break;
              if (token->shape->n_clusters > 1)
                {
                  /* Its letters are looked at in its place. */
                  if (!explode (self, i))
                    return FALSE;
                  i--;
                  continue;
                }
              if (i > start)
                {
                  candidate = i;
                  break;
                }
            }
          x += space + token->shape->width;
        }

      if (i < self->tokens->len && !forced)
        i = candidate;

      place_line (self, start, i, indent, width, forced || i == self->tokens->len, &line);
      line.goes_on = forced || (i < self->tokens->len && g_array_index (self->tokens, Token, i).space > 0);
      g_array_append_val (lines, line);
      indent = 0;
      start = forced ? i + 1 : i;
      if (!kontor_layout_step (layout))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_field (const KontorBlock *block)
{
  for (const KontorInline *source = block->first_inline; source != NULL; source = source->next)
    if (source->kind == KONTOR_INLINE_PAGE_NUMBER)
      return TRUE;

  return FALSE;
}

static guint
get_old_field (KontorLayout *self,
               guint index)
{
  return index < self->old_fields->len ? g_array_index (self->old_fields, guint, index) : 1;
}

/*< private >
 * kontor_lines_make:
 * @self: the layout
 * @block: a block with inlines
 * @width: of the area, in points
 * @lines: (out): the lines, which live in the layout's current arena
 * @n_lines: (out): how many
 *
 * Breaks the text of @block into lines. Runs are placed from the left edge of the area.
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_lines_make (KontorLayout *self,
                   const KontorBlock *block,
                   float width,
                   KontorLine **lines,
                   guint *n_lines)
{
  g_auto (Tokenizer) tokenizer = { 0 };
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (KontorLine));
  guint number = self->page_number;
  int field = -1;

  if (!self->in_region && has_field (block))
    {
      field = (int) self->fields->len;
      number = get_old_field (self, self->fields->len);
      g_array_append_val (self->fields, number);
    }

  tokenizer_init (&tokenizer, self, block, self->pages->arena);
  if (!tokenize (&tokenizer, number) || !break_lines (&tokenizer, width, made))
    return FALSE;

  *n_lines = made->len;
  *lines = kontor_arena_new0_array (self->arena, KontorLine, made->len);
  memcpy (*lines, made->data, sizeof (KontorLine) * made->len);
  (*lines)[0].field = field;

  return TRUE;
}

/*< private >
 * kontor_lines_make_marker:
 * @self: the layout
 * @block: a list item, in whose look and language the marker is set
 * @text: the marker
 * @line: (out): its line
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_lines_make_marker (KontorLayout *self,
                          const KontorBlock *block,
                          const char *text,
                          KontorLine **line)
{
  g_auto (Tokenizer) tokenizer = { 0 };
  KontorInline *source = kontor_arena_new0 (self->arena, KontorInline);
  Part part;

  source->kind = KONTOR_INLINE_TEXT;
  source->text = text;
  source->length = (guint) strlen (text);
  source->style = block->style;
  source->language = block->language;
  source->line = block->line;
  part = (Part){ source, kontor_layout_get_look (self, block->style, block->language), text, source->length };

  tokenizer_init (&tokenizer, self, block, self->pages->arena);
  g_array_append_val (tokenizer.parts, part);
  if (!end_stretch (&tokenizer, NULL))
    return FALSE;

  *line = kontor_arena_new0 (self->arena, KontorLine);
  place_line (&tokenizer, 0, tokenizer.tokens->len, 0, 0, TRUE, *line);
  for (guint i = 0; i < (*line)->n_runs; i++)
    (*line)->runs[i].x -= (*line)->runs[0].x;

  return TRUE;
}

/*< private >
 * kontor_lines_measure:
 * @self: the layout
 * @block: a block
 * @min: (out): the width of the widest part that does not break, in points
 * @max: (out): the width of the widest line when none is broken
 *
 * Measures the inlines of @block.
 *
 * Returns: %FALSE when the layout failed
 */
gboolean
kontor_lines_measure (KontorLayout *self,
                      const KontorBlock *block,
                      float *min,
                      float *max)
{
  g_auto (Tokenizer) tokenizer = { 0 };
  float x = block->style->indent_first;
  float part = 0;

  *min = *max = 0;
  if (block->first_inline == NULL)
    return TRUE;

  tokenizer_init (&tokenizer, self, block, self->arena);
  if (!tokenize (&tokenizer, get_old_field (self, self->fields->len)))
    return FALSE;

  for (guint i = 0; i < tokenizer.tokens->len; i++)
    {
      const Token *token = &g_array_index (tokenizer.tokens, Token, i);

      if (token->shape == NULL)
        {
          x = part = 0;
          continue;
        }
      if (token->break_before)
        part = 0;
      part += token->shape->width;
      x += (x > 0 ? token->space : 0) + token->shape->width;
      *min = MAX (*min, part);
      *max = MAX (*max, x);
    }

  return kontor_layout_step (self);
}

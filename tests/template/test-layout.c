/* test-layout.c: what stands where on the pages */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo.h>
#include <stdlib.h>
#include <string.h>

#include "found.h"
#include "kontor-layout.h"
#include "kontor-pages-cairo.h"
#include "kontor-template-error.h"
#include "sample-offer.h"

static const KontorColumn two_columns[] = { { KONTOR_WIDTH_FIXED, 100, FALSE, KONTOR_ALIGN_START },
                                            { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START } };

static const KontorColumn two_shares[] = { { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START },
                                           { KONTOR_WIDTH_SHARE, 2, FALSE, KONTOR_ALIGN_START } };

static KontorBlock *
add (KontorDocument *document,
     KontorBlock *parent,
     KontorBlockKind kind,
     const char *style,
     const char *text)
{
  GError *error = NULL;
  KontorBlock *block = kontor_document_append (document, parent != NULL ? parent : kontor_document_get_body (document),
                                               kind, style, 7, &error);

  g_assert_no_error (error);
  if (text != NULL)
    {
      kontor_document_add_text (document, block, text, NULL, 7, &error);
      g_assert_no_error (error);
    }

  return block;
}

static void
style (KontorDocument *document,
       const char *name,
       const KontorStyle *set)
{
  GError *error = NULL;

  kontor_document_add_style (document, name, NULL, set, 0, &error);
  g_assert_no_error (error);
}

/* A page of 400 x height points with margins of 50: the body is 300 wide. Text of 10 points on lines of 20. */
static KontorDocument *
small_document (float height)
{
  KontorDocument *document = kontor_document_new ("en");
  KontorPageMaster *master = kontor_document_add_master (document, "small", 0, NULL);

  master->width = 400;
  master->height = height;
  for (guint edge = 0; edge < 4; edge++)
    master->margin[edge] = 50;
  master->header_offset = master->footer_offset = 10;
  style (document, "body",
         &(KontorStyle){ .set = KONTOR_STYLE_SIZE | KONTOR_STYLE_LINE_HEIGHT, .size = 10, .line_height = 2 });
  style (document, "paragraph", &(KontorStyle){ .set = KONTOR_STYLE_SPACE_AFTER });
  style (document, "heading-1",
         &(KontorStyle){ .set = KONTOR_STYLE_SIZE | KONTOR_STYLE_LINE_HEIGHT | KONTOR_STYLE_SPACE_BEFORE |
                                KONTOR_STYLE_SPACE_AFTER,
                         .size = 10,
                         .line_height = 2 });
  style (document, "table", &(KontorStyle){ .set = KONTOR_STYLE_SPACE_BEFORE | KONTOR_STYLE_SPACE_AFTER });
  style (document, "cell",
         &(KontorStyle){ .set = KONTOR_STYLE_PADDING (KONTOR_EDGE_TOP) | KONTOR_STYLE_PADDING (KONTOR_EDGE_BOTTOM) |
                                KONTOR_STYLE_PADDING (KONTOR_EDGE_LEFT) | KONTOR_STYLE_PADDING (KONTOR_EDGE_RIGHT) });

  return document;
}

static KontorPages *
lay_out (KontorDocument *document)
{
  GError *error = NULL;
  KontorPages *pages = kontor_layout_run (document, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pages);

  return pages;
}

static void
add_row (KontorDocument *document,
         KontorBlock *table,
         KontorRowRole role,
         const char *first,
         const char *second)
{
  GError *error = NULL;
  KontorBlock *row = kontor_document_append_row (document, table, role, NULL, 7, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      KontorBlock *cell = kontor_document_append_cell (document, row, 1, NULL, 7, &error);

      g_assert_no_error (error);
      kontor_document_add_text (document, cell, i == 0 ? first : second, NULL, 7, &error);
      g_assert_no_error (error);
    }
}

static KontorBlock *
add_table (KontorDocument *document,
           KontorBlock *parent)
{
  GError *error = NULL;
  KontorBlock *table = add (document, parent, KONTOR_BLOCK_TABLE, NULL, NULL);

  kontor_block_set_columns (document, table, two_columns, 2, 0, &error);
  g_assert_no_error (error);

  return table;
}

static void
test_empty_document_has_a_page (void)
{
  g_autoptr (KontorDocument) document = kontor_document_new ("en");
  g_autoptr (KontorPages) pages = lay_out (document);
  double width, height;

  g_assert_cmpuint (kontor_pages_get_count (pages), ==, 1);
  kontor_pages_get_size (pages, 0, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 595.28, 0.01);
  g_assert_cmpfloat_with_epsilon (height, 841.89, 0.01);
}

static void
test_paragraph_wraps (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GString) read = g_string_new (NULL);
  const char *text = "The quick brown fox jumps over the lazy dog and then runs away into the deep dark forest where "
                     "nobody will ever find it again.";

  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, text);
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpuint (all->len, >=, 2);
  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = &g_array_index (all, Found, i);

      g_assert_cmpfloat_with_epsilon (found->x, 50, 0.01);
      g_assert_cmpfloat (found->x + found->width, <=, 350.02);
      if (i > 0)
        {
          g_assert_cmpfloat_with_epsilon (found->y - g_array_index (all, Found, i - 1).y, 20, 0.01);
          g_string_append_c (read, ' ');
        }
      g_string_append (read, found->text);
    }
  g_assert_cmpstr (read->str, ==, text);
}

static void
test_alignment (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  const Found *found;

  style (document, "end", &(KontorStyle){ .set = KONTOR_STYLE_ALIGN, .align = KONTOR_ALIGN_END });
  style (document, "center", &(KontorStyle){ .set = KONTOR_STYLE_ALIGN, .align = KONTOR_ALIGN_CENTER });
  style (document, "justify", &(KontorStyle){ .set = KONTOR_STYLE_ALIGN, .align = KONTOR_ALIGN_JUSTIFY });
  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, "end", "right");
  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, "center", "middle");
  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, "justify",
       "Justified text reaches from the left margin to the right one, but its last line does not.");
  pages = lay_out (document);
  all = find_all (pages);

  found = find (all, "right");
  g_assert_cmpfloat_with_epsilon (found->x + found->width, 350, 0.02);
  found = find (all, "middle");
  g_assert_cmpfloat_with_epsilon (found->x + found->width / 2, 200, 0.02);
  found = find (all, "Justified");
  g_assert_cmpfloat_with_epsilon (found->x, 50, 0.02);
  g_assert_cmpfloat_with_epsilon (found->x + found->width, 350, 0.05);
  found = &g_array_index (all, Found, all->len - 1);
  g_assert_cmpfloat (found->x + found->width, <, 340);
}

static void
test_long_word_breaks_anywhere (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GString) read = g_string_new (NULL);
  const char *word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsentwurfsvorlage";
  KontorBlock *table = add_table (document, NULL);

  add_row (document, table, KONTOR_ROW_BODY, word, "beside");
  pages = lay_out (document);
  all = find_all (pages);
  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = &g_array_index (all, Found, i);

      if (found->x < 149)
        {
          g_assert_cmpfloat (found->x + found->width, <=, 150.02);
          g_string_append (read, found->text);
        }
    }
  g_assert_cmpstr (read->str, ==, word);
}

static void
test_soft_hyphen (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  KontorBlock *table = add_table (document, NULL);

  add_row (document, table, KONTOR_ROW_BODY, "Auftrags\u00adabwicklungs\u00adgeschwindigkeit", "short\u00adword");
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpstr (g_array_index (all, Found, 0).text, ==, "Auftrags-");
  g_assert_cmpstr (g_array_index (all, Found, 1).text, ==, "abwicklungs-");
  g_assert_cmpstr (g_array_index (all, Found, 2).text, ==, "geschwindigkeit");
  g_assert_cmpstr (g_array_index (all, Found, 3).text, ==, "shortword");
}

static void
test_line_breaks (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;

  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "one\n\nthree  \t spaced");
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (find (all, "three spaced")->y - find (all, "one")->y, 40, 0.01);
}

static void
test_widows_and_orphans (void)
{
  /* The body is 100 high: five lines. */
  for (guint before = 1; before <= 4; before++)
    {
      g_autoptr (KontorDocument) document = small_document (200);
      g_autoptr (KontorPages) pages = NULL;
      g_autoptr (GArray) all = NULL;
      guint counts[3] = { 0 };

      for (guint i = 0; i < before; i++)
        add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "before");
      add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "L1\nL2\nL3\nL4\nL5");
      pages = lay_out (document);
      all = find_all (pages);
      for (guint i = 0; i < all->len; i++)
        if (*g_array_index (all, Found, i).text == 'L')
          counts[g_array_index (all, Found, i).page]++;
      for (guint page = 0; page < 3; page++)
        g_assert_cmpuint (counts[page], !=, 1);
      g_assert_cmpuint (counts[0] + counts[1], ==, 5);
    }
}

static void
test_heading_stays_with_next (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  GError *error = NULL;
  KontorBlock *heading;

  for (guint i = 0; i < 4; i++)
    add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "before");
  heading = kontor_document_append_heading (document, kontor_document_get_body (document), 1, NULL, 7, &error);
  kontor_document_add_text (document, heading, "Heading", NULL, 7, &error);
  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "text");
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpuint (find (all, "Heading")->page, ==, 1);
  g_assert_cmpuint (find (all, "text")->page, ==, 1);
}

static void
test_keep_together (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  KontorBlock *group;

  style (document, "together", &(KontorStyle){ .set = KONTOR_STYLE_KEEP_TOGETHER, .keep_together = TRUE });
  for (guint i = 0; i < 3; i++)
    add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "before");
  group = add (document, NULL, KONTOR_BLOCK_GROUP, "together", NULL);
  for (guint i = 0; i < 3; i++)
    add (document, group, KONTOR_BLOCK_PARAGRAPH, NULL, "inside");
  /* What does not fit on any page breaks nevertheless. */
  group = add (document, NULL, KONTOR_BLOCK_GROUP, "together", NULL);
  for (guint i = 0; i < 12; i++)
    add (document, group, KONTOR_BLOCK_PARAGRAPH, NULL, "much");
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpuint (find (all, "inside")->page, ==, 1);
  g_assert_cmpuint (nth (all, "inside", 2)->page, ==, 1);
  g_assert_nonnull (nth (all, "much", 11));
  g_assert_cmpuint (kontor_pages_get_count (pages), ==, 4);
}

static void
test_keep_with_previous (void)
{
  static const KontorBlockKind before[] = { KONTOR_BLOCK_PARAGRAPH, KONTOR_BLOCK_LIST, KONTOR_BLOCK_TABLE };

  /* The first four lines of a page, then two that go to the next page and take along what stands before them. */
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_autoptr (KontorDocument) document = small_document (200);
      g_autoptr (KontorPages) pages = NULL;
      g_autoptr (GArray) all = NULL;
      KontorBlock *block;

      style (document, "closing",
             &(KontorStyle){ .set = KONTOR_STYLE_KEEP_TOGETHER | KONTOR_STYLE_KEEP_WITH_PREVIOUS,
                             .keep_together = TRUE,
                             .keep_with_previous = TRUE });
      for (guint j = 0; j < 3; j++)
        add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "before");

      if (before[i] == KONTOR_BLOCK_TABLE)
        add_row (document, add_table (document, NULL), KONTOR_ROW_BODY, "taken", "value");
      else if (before[i] == KONTOR_BLOCK_LIST)
        add (document, add (document, NULL, KONTOR_BLOCK_LIST, NULL, NULL), KONTOR_BLOCK_ITEM, NULL, "taken");
      else
        add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "taken");

      block = add (document, NULL, KONTOR_BLOCK_GROUP, "closing", NULL);
      add (document, block, KONTOR_BLOCK_PARAGRAPH, NULL, "one");
      add (document, block, KONTOR_BLOCK_PARAGRAPH, NULL, "two");
      pages = lay_out (document);
      all = find_all (pages);
      g_assert_cmpuint (nth (all, "before", 2)->page, ==, 0);
      g_assert_cmpuint (find (all, "taken")->page, ==, 1);
      g_assert_cmpuint (find (all, "one")->page, ==, 1);
      g_assert_cmpuint (find (all, "two")->page, ==, 1);
    }
}

/* The last row goes along with the sums below the table, under a head of its own. */
static void
test_table_keeps_with_next (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  KontorBlock *table;

  style (document, "table",
         &(KontorStyle){ .set = KONTOR_STYLE_SPACE_BEFORE | KONTOR_STYLE_SPACE_AFTER | KONTOR_STYLE_KEEP_WITH_NEXT,
                         .keep_with_next = TRUE });
  table = add_table (document, NULL);
  add_row (document, table, KONTOR_ROW_HEAD, "Head", "Value");
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("row%u.", i);

      add_row (document, table, KONTOR_ROW_BODY, name, "value");
    }
  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "sum");
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpuint (find (all, "row2.")->page, ==, 0);
  g_assert_cmpuint (find (all, "row3.")->page, ==, 1);
  g_assert_cmpuint (find (all, "sum")->page, ==, 1);
  g_assert_cmpuint (nth (all, "Head", 1)->page, ==, 1);
}

static void
test_head_is_repeated (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  KontorBlock *table = add_table (document, NULL);

  add_row (document, table, KONTOR_ROW_HEAD, "Head", "Value");
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("row%02u.", i);

      add_row (document, table, KONTOR_ROW_BODY, name, "value");
    }
  pages = lay_out (document);
  all = find_all (pages);

  /* Five lines on a page, one of which is the head. */
  g_assert_cmpuint (kontor_pages_get_count (pages), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const Found *head = nth (all, "Head", i);

      g_assert_nonnull (head);
      g_assert_cmpuint (head->page, ==, i);
      g_assert_cmpfloat_with_epsilon (head->y, find (all, "Head")->y, 0.01);
    }
  g_assert_null (nth (all, "Head", 3));
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("row%02u.", i);

      g_assert_cmpuint (find (all, name)->page, ==, i / 4);
      g_assert_null (nth (all, name, 1));
    }
}

static void
test_head_is_not_left_alone (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  KontorBlock *table;

  for (guint i = 0; i < 4; i++)
    add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "before");
  table = add_table (document, NULL);
  add_row (document, table, KONTOR_ROW_HEAD, "Head", "Value");
  add_row (document, table, KONTOR_ROW_BODY, "row", "value");
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpuint (find (all, "Head")->page, ==, 1);
  g_assert_null (nth (all, "Head", 1));
}

static void
test_row_does_not_break (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  KontorBlock *table = add_table (document, NULL);

  add_row (document, table, KONTOR_ROW_BODY, "a\nb\nc", "x");
  add_row (document, table, KONTOR_ROW_BODY, "d\ne\nf", "y");
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpuint (find (all, "c")->page, ==, 0);
  g_assert_cmpuint (find (all, "d")->page, ==, 1);
  g_assert_cmpuint (find (all, "y")->page, ==, 1);
}

static void
test_huge_row_breaks_inside (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  KontorBlock *table = add_table (document, NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "%sline%02u", i > 0 ? "\n" : "", i);
  add_row (document, table, KONTOR_ROW_HEAD, "Head", "Value");
  add_row (document, table, KONTOR_ROW_BODY, "label", text->str);
  add_row (document, table, KONTOR_ROW_BODY, "after", "x");
  pages = lay_out (document);
  all = find_all (pages);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *line = g_strdup_printf ("line%02u", i);
      const Found *found = find (all, line);

      g_assert_null (nth (all, line, 1));
      g_assert_cmpuint (found->page, ==, i / 4);
      g_assert_cmpfloat (found->y, <, 150);
    }
  g_assert_cmpuint (kontor_pages_get_count (pages), ==, 11);
  g_assert_cmpuint (find (all, "after")->page, ==, 10);
  g_assert_nonnull (nth (all, "Head", 10));
}

static void
test_nested_table_breaks (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  KontorBlock *box, *table;

  style (document, "frame",
         &(KontorStyle){ .set = KONTOR_STYLE_PADDING (KONTOR_EDGE_LEFT) | KONTOR_STYLE_BORDER (KONTOR_EDGE_LEFT),
                         .padding = { 0, 0, 0, 10 },
                         .border = { 0, 0, 0, 1 },
                         .border_color = { 0, 0, 0, KONTOR_COLOR_BLACK } });
  box = add (document, NULL, KONTOR_BLOCK_BOX, "frame", NULL);
  table = add_table (document, box);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("row%02u.", i);

      add_row (document, table, KONTOR_ROW_BODY, name, "value");
    }
  pages = lay_out (document);
  all = find_all (pages);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("row%02u.", i);

      g_assert_cmpuint (find (all, name)->page, ==, i / 5);
      g_assert_cmpfloat_with_epsilon (find (all, name)->x, 60, 0.01);
    }
}

static void
test_column_widths (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  GError *error = NULL;
  const KontorColumn columns[] = { { KONTOR_WIDTH_FIXED, 40, FALSE, KONTOR_ALIGN_START },
                                   { KONTOR_WIDTH_CONTENT, 0, FALSE, KONTOR_ALIGN_START },
                                   { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START },
                                   { KONTOR_WIDTH_SHARE, 3, TRUE, KONTOR_ALIGN_END } };
  const char *texts[] = { "a", "content", "b", "c" };
  KontorBlock *table = add (document, NULL, KONTOR_BLOCK_TABLE, NULL, NULL);
  KontorBlock *row, *cell;
  double rest;

  kontor_block_set_columns (document, table, columns, 4, 0, &error);
  row = kontor_document_append_row (document, table, KONTOR_ROW_BODY, NULL, 7, &error);
  for (guint i = 0; i < 4; i++)
    kontor_document_add_text (document, kontor_document_append_cell (document, row, 1, NULL, 7, &error), texts[i], NULL, 7,
                              &error);
  row = kontor_document_append_row (document, table, KONTOR_ROW_BODY, NULL, 7, &error);
  cell = kontor_document_append_cell (document, row, 3, NULL, 7, &error);
  kontor_document_add_text (document, cell, "spans three columns without a break", NULL, 7, &error);
  cell = kontor_document_append_cell (document, row, 1, NULL, 7, &error);
  kontor_document_add_text (document, cell, "d", NULL, 7, &error);
  g_assert_no_error (error);
  pages = lay_out (document);
  all = find_all (pages);

  g_assert_cmpfloat_with_epsilon (find (all, "content")->x, 90, 0.01);
  rest = 260 - find (all, "content")->width;
  g_assert_cmpfloat_with_epsilon (find (all, "b")->x, 350 - rest, 0.1);
  g_assert_cmpfloat_with_epsilon (nth (all, "d", 0)->x + nth (all, "d", 0)->width, 350, 0.05);
  g_assert_cmpfloat_with_epsilon (find (all, "spans three columns")->x, 50, 0.01);
}

static void
test_columns_wider_than_page_shrink (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  GError *error = NULL;
  const KontorColumn columns[] = { { KONTOR_WIDTH_FIXED, 4000, FALSE, KONTOR_ALIGN_START },
                                   { KONTOR_WIDTH_FIXED, 8000, TRUE, KONTOR_ALIGN_END } };
  KontorBlock *table = add (document, NULL, KONTOR_BLOCK_TABLE, NULL, NULL);

  kontor_block_set_columns (document, table, columns, 2, 0, &error);
  g_assert_no_error (error);
  add_row (document, table, KONTOR_ROW_BODY, "a", "b");
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpfloat_with_epsilon (find (all, "b")->x + find (all, "b")->width, 350, 0.02);
}

static void
test_columns_stand_side_by_side (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  GError *error = NULL;
  const KontorColumn columns[] = { { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START },
                                   { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START } };
  KontorBlock *block = add (document, NULL, KONTOR_BLOCK_COLUMNS, NULL, NULL);

  kontor_block_set_columns (document, block, columns, 2, 20, &error);
  g_assert_no_error (error);
  add (document, block, KONTOR_BLOCK_BOX, NULL, "left\nlower");
  add (document, block, KONTOR_BLOCK_BOX, NULL, "right");
  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "below");
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpfloat_with_epsilon (find (all, "left")->y, find (all, "right")->y, 0.01);
  g_assert_cmpfloat_with_epsilon (find (all, "right")->x, 210, 0.01);
  g_assert_cmpfloat (find (all, "below")->y, >, find (all, "lower")->y + 19);
}

static void
test_list_markers (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  KontorBlock *list = add (document, NULL, KONTOR_BLOCK_LIST, NULL, NULL);
  KontorBlock *item;

  kontor_block_set_marker (list, KONTOR_MARKER_ROMAN, 8);
  add (document, list, KONTOR_BLOCK_ITEM, NULL, "eighth");
  add (document, list, KONTOR_BLOCK_ITEM, NULL, "ninth");
  item = add (document, list, KONTOR_BLOCK_ITEM, NULL, "clause");
  kontor_block_set_item_marker (document, item, "§ 12.34.56");
  list = add (document, item, KONTOR_BLOCK_LIST, NULL, NULL);
  kontor_block_set_marker (list, KONTOR_MARKER_ALPHA, 27);
  add (document, list, KONTOR_BLOCK_ITEM, NULL, "inner");
  pages = lay_out (document);
  all = find_all (pages);

  g_assert_cmpfloat_with_epsilon (find (all, "viii.")->y, find (all, "eighth")->y, 0.01);
  g_assert_cmpfloat_with_epsilon (find (all, "ix.")->y, find (all, "ninth")->y, 0.01);
  g_assert_cmpfloat_with_epsilon (find (all, "aa)")->y, find (all, "inner")->y, 0.01);

  /* The text stands clear of the widest marker, and in one line below the other. */
  g_assert_cmpfloat (find (all, "clause")->x, >, find (all, "§")->x + find (all, "§")->width);
  g_assert_cmpfloat_with_epsilon (find (all, "clause")->x, find (all, "eighth")->x, 0.01);
  g_assert_cmpfloat_with_epsilon (find (all, "aa)")->x, find (all, "clause")->x, 0.01);
}

static void
test_page_breaks_and_masters (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  GError *error = NULL;
  KontorPageMaster *wide = kontor_document_add_master (document, "wide", 0, &error);
  KontorBlock *page_break;
  double width, height;

  kontor_page_master_set_size (wide, "Letter", TRUE, &error);
  style (document, "end", &(KontorStyle){ .set = KONTOR_STYLE_ALIGN, .align = KONTOR_ALIGN_END });
  add (document, NULL, KONTOR_BLOCK_PAGE_BREAK, NULL, NULL);
  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "first");
  page_break = add (document, NULL, KONTOR_BLOCK_PAGE_BREAK, NULL, NULL);
  kontor_block_set_master (document, page_break, "wide", &error);
  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, "end", "second");
  g_assert_no_error (error);
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpuint (kontor_pages_get_count (pages), ==, 2);
  g_assert_cmpuint (find (all, "second")->page, ==, 1);
  kontor_pages_get_size (pages, 1, &width, &height);
  g_assert_cmpfloat (width, ==, 792);
  g_assert_cmpfloat_with_epsilon (find (all, "second")->x + find (all, "second")->width, 792 - 20 * 72 / 25.4, 0.05);
}

static void
test_header_and_page_numbers (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  GError *error = NULL;
  KontorPageMaster *master = (KontorPageMaster *) kontor_document_get_first_master (document);
  KontorBlock *header, *paragraph;

  header = kontor_document_add_region (document, master, KONTOR_REGION_HEADER, NULL, 7, &error);
  add (document, header, KONTOR_BLOCK_PARAGRAPH, NULL, "Later\nsecond\nthird");
  header = kontor_document_add_region (document, master, KONTOR_REGION_FIRST_HEADER, NULL, 7, &error);
  add (document, header, KONTOR_BLOCK_PARAGRAPH, NULL, "Letterhead");
  for (guint i = 0; i < 2; i++)
    {
      header = kontor_document_add_region (document, master, i == 0 ? KONTOR_REGION_FOOTER : KONTOR_REGION_FIRST_FOOTER,
                                           NULL, 7, &error);
      paragraph = add (document, header, KONTOR_BLOCK_PARAGRAPH, NULL, "Page ");
      kontor_document_add_inline (document, paragraph, KONTOR_INLINE_PAGE_NUMBER, NULL, 0, NULL, NULL, NULL, 7, &error);
      kontor_document_add_text (document, paragraph, " of ", NULL, 7, &error);
      kontor_document_add_inline (document, paragraph, KONTOR_INLINE_PAGE_COUNT, NULL, 0, NULL, NULL, NULL, 7, &error);
    }
  for (guint i = 0; i < 30; i++)
    add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "text");
  g_assert_no_error (error);
  pages = lay_out (document);
  all = find_all (pages);

  g_assert_cmpuint (find (all, "Letterhead")->page, ==, 0);
  g_assert_null (nth (all, "Letterhead", 1));
  g_assert_cmpuint (find (all, "Later")->page, ==, 1);
  for (guint i = 0; i < kontor_pages_get_count (pages); i++)
    {
      g_autofree char *expected = g_strdup_printf ("Page %u of %u", i + 1, kontor_pages_get_count (pages));
      const Found *footer = find (all, expected);

      g_assert_cmpuint (footer->page, ==, i);
      g_assert_cmpfloat (footer->y, >, 150);
    }

  /* The header of the later pages is higher than the margin: the text stands below it. */
  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = &g_array_index (all, Found, i);

      if (found->page > 0 && strcmp (found->text, "text") == 0)
        g_assert_cmpfloat (found->y, >, 70);
    }
}

static void
test_page_numbers_in_the_text (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  GError *error = NULL;

  for (guint i = 0; i < 12; i++)
    {
      KontorBlock *paragraph = add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "here ");

      kontor_document_add_inline (document, paragraph, KONTOR_INLINE_PAGE_NUMBER, NULL, 0, NULL, NULL, NULL, 7, &error);
      kontor_document_add_text (document, paragraph, "/", NULL, 7, &error);
      kontor_document_add_inline (document, paragraph, KONTOR_INLINE_PAGE_COUNT, NULL, 0, NULL, NULL, NULL, 7, &error);
    }
  g_assert_no_error (error);
  pages = lay_out (document);
  all = find_all (pages);
  g_assert_cmpuint (all->len, ==, 12);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *expected = g_strdup_printf ("here %u/3", i / 5 + 1);

      g_assert_cmpstr (g_array_index (all, Found, i).text, ==, expected);
    }
}

static void
test_images (void)
{
  /* One black pixel. */
  static const guint8 png[] = {
    0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,    0x0d, 'I',  'H',  'D',  'R',  0,    0,
    0,    1,    0,    0,    0,    1,    8,    0,    0,    0,    0,    0x3a, 0x7e, 0x9b, 0x55, 0,    0,    0,
    0x0a, 'I',  'D',  'A',  'T',  0x78, 0x9c, 0x63, 0x60, 0,    0,    0,    2,    0,    1,    0x48, 0xaf, 0xa4,
    0x71, 0,    0,    0,    0,    'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82,
  };
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GBytes) pixel = g_bytes_new_static (png, sizeof png);
  g_autoptr (GBytes) logo = g_bytes_new_static (SAMPLE_LOGO, strlen (SAMPLE_LOGO));
  g_autofree char *dump = NULL;
  GError *error = NULL;
  KontorBlock *image;

  image = add (document, NULL, KONTOR_BLOCK_IMAGE, NULL, NULL);
  kontor_block_set_image (document, image, "logo.svg", logo, 80, 0, "Logo", &error);
  image = add (document, NULL, KONTOR_BLOCK_IMAGE, NULL, NULL);
  kontor_block_set_image (document, image, "pixel.png", pixel, 2000, 0, NULL, &error);
  image = add (document, NULL, KONTOR_BLOCK_IMAGE, NULL, NULL);
  kontor_block_set_image (document, image, "logo.svg", logo, 0, 9000, "Logo", &error);
  g_assert_no_error (error);
  pages = lay_out (document);
  dump = kontor_pages_dump (pages, 0);

  /* The SVG keeps its proportion of 160 to 48; what is wider than the page becomes as wide as the page. */
  g_assert_nonnull (strstr (dump, "image 50.00 50.00 80.00 24.00\n"));
  g_clear_pointer (&dump, g_free);
  dump = kontor_pages_dump (pages, 1);
  g_assert_nonnull (strstr (dump, "image 50.00 50.00 300.00 300.00\n"));
  g_clear_pointer (&dump, g_free);
  dump = kontor_pages_dump (pages, 2);
  g_assert_nonnull (strstr (dump, "image 50.00 50.00 300.00 90.00\n"));
}

static void
test_broken_images_are_errors (void)
{
  static const struct
  {
    const char *data;
    gsize size;
    int code;
  } broken[] = {
    { "", 0, KONTOR_TEMPLATE_ERROR_IMAGE },
    { "GIF89a", 6, KONTOR_TEMPLATE_ERROR_IMAGE },
    { "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0", 18, KONTOR_TEMPLATE_ERROR_IMAGE },
    /* It says that it is 60,000 pixels wide and high. */
    { "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0\x0f\xb0\xe2\x15\0\0\1\0IDAT\x78\x9c\0\0", 45,
      KONTOR_TEMPLATE_ERROR_LIMIT },
    { "\xff\xd8\xff\xe0nothing", 11, KONTOR_TEMPLATE_ERROR_IMAGE },
    { "<svg xmlns='http://www.w3.org/2000/svg'><g>", 43, KONTOR_TEMPLATE_ERROR_IMAGE },
    { "<svg><!", 7, KONTOR_TEMPLATE_ERROR_IMAGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (KontorDocument) document = small_document (400);
      g_autoptr (GBytes) bytes = g_bytes_new_static (broken[i].data, broken[i].size);
      g_autoptr (GError) error = NULL;
      KontorBlock *image = add (document, NULL, KONTOR_BLOCK_IMAGE, NULL, NULL);

      g_assert_true (kontor_block_set_image (document, image, "broken.png", bytes, 0, 0, NULL, NULL));
      g_assert_null (kontor_layout_run (document, 0, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, KONTOR_TEMPLATE_ERROR, broken[i].code);
      g_assert_nonnull (strstr (error->message, "7"));
      g_assert_nonnull (strstr (error->message, "broken.png"));
    }
}

static void
test_missing_glyph_is_an_error (void)
{
  const char *texts[] = { "before \U0010FFFD after", "中文 \U0010FFFD" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KontorDocument) document = small_document (400);
      g_autoptr (GError) error = NULL;

      add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, texts[i]);
      g_assert_null (kontor_layout_run (document, 0, NULL, &error));
      g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_FONT);
      g_assert_nonnull (strstr (error->message, "U+10FFFD"));
      g_assert_nonnull (strstr (error->message, "Line 7"));
    }
}

static void
test_all_languages_have_their_glyphs (void)
{
  const char *languages[] = { "en", "pl", "de", "bg", "zh-Hans" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (KontorDocument) document = sample_offer_new (languages[i], 20);
      g_autoptr (KontorPages) pages = lay_out (document);

      g_assert_cmpuint (kontor_pages_get_count (pages), ==, 2);
      g_assert_cmpstr (kontor_pages_get_language (pages), ==, languages[i]);
    }
}

static void
test_right_to_left (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  const Found *first, *second;

  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "שלום עולם");
  pages = lay_out (document);
  all = find_all (pages);
  first = find (all, "שלום");
  second = find (all, "עולם");
  g_assert_cmpfloat (first->x, >, second->x);
  g_assert_cmpfloat_with_epsilon (first->x + first->width, 350, 0.02);
}

/* A name from the right to the left in a line from the left: it stands between two spaces. */
static void
test_right_to_left_inside (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;
  const Found *before, *first, *second, *after;

  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "before שלום עולם after");
  pages = lay_out (document);
  all = find_all (pages);
  before = find (all, "before");
  first = find (all, "שלום");
  second = find (all, "עולם");
  after = find (all, "after");
  g_assert_cmpfloat_with_epsilon (second->x - (before->x + before->width), after->x - (first->x + first->width), 0.05);
  g_assert_cmpfloat (second->x, >, before->x + before->width + 1);
  g_assert_cmpfloat (first->x, >, second->x + second->width + 1);
}

/* Else that of the second row would cover half of the border between the two. */
static void
test_backgrounds_are_below_borders (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  g_autofree char *dump = NULL;
  KontorBlock *table;

  style (document, "row",
         &(KontorStyle){ .set = KONTOR_STYLE_BORDER (KONTOR_EDGE_BOTTOM),
                         .border = { 0, 0, 1, 0 },
                         .border_color = { 0, 0, 0xff0000ff, 0 } });
  table = add_table (document, NULL);
  kontor_block_set_zebra (table, 0x00ff00ff);
  add_row (document, table, KONTOR_ROW_BODY, "a", "b");
  add_row (document, table, KONTOR_ROW_BODY, "c", "d");
  pages = lay_out (document);
  dump = kontor_pages_dump (pages, 0);
  g_assert_true (g_str_has_prefix (dump, "rect 50.00 70.00 300.00 20.00 00ff00ff\n"));
  g_assert_nonnull (strstr (dump, "rect 50.00 69.50 300.00 1.00 ff0000ff\n"));
}

/* Words go through a shorter way than text of other scripts; the lines must be the same. */
static void
test_short_way_equals_long_way (void)
{
  const char *words[] = { "offer",  "Angebot", "źródło", "ѝ",   "№ 5",    "(in brackets)", "12-stop", "well-known", "a/b",
                          "100 %",  "„quoted”", "—",      "e.g.", "https://example.com/path?x=1",  "3,50", "don’t",
                          "Übermut", "оферта",  "x",      "50 000,00 zł" };
  GRand *rand;
  guint32 seed = g_getenv ("KONTOR_TEST_SEED") != NULL
                   ? (guint32) g_ascii_strtoull (g_getenv ("KONTOR_TEST_SEED"), NULL, 10)
                   : g_random_int ();

  g_test_message ("seed %u", seed);
  rand = g_rand_new_with_seed (seed);

  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (GString) text = g_string_new ("start");
      g_autoptr (GArray) short_way = NULL;
      g_autoptr (GArray) long_way = NULL;

      for (guint i = 0; i < 60; i++)
        g_string_append_printf (text, " %s", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      g_string_append (text, " end");

      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (KontorDocument) document = small_document (2000);
          g_autoptr (KontorPages) pages = NULL;

          add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, text->str);
          if (i == 1)
            {
              GError *error = NULL;

              /* A Chinese character at the end sends the paragraph the long way. */
              kontor_document_add_text (document, kontor_document_get_body (document)->first_child, " 中", NULL, 7, &error);
              g_assert_no_error (error);
            }
          pages = lay_out (document);
          *(i == 0 ? &short_way : &long_way) = find_all (pages);
        }

      for (guint i = 0; i + 1 < short_way->len; i++)
        {
          const Found *one = &g_array_index (short_way, Found, i);
          const Found *two = &g_array_index (long_way, Found, i);

          g_assert_cmpstr (one->text, ==, two->text);
          g_assert_cmpfloat_with_epsilon (one->width, two->width, 0.05);
        }
    }
  g_rand_free (rand);
}

static void
add_random_block (KontorDocument *document,
                  KontorBlock *parent,
                  GRand *rand,
                  GString *expected,
                  guint depth)
{
  GError *error = NULL;
  KontorBlock *block, *row;
  /* Tables only so deep in tables that a column still has room for a letter. */
  const KontorBlockKind kinds[] = { KONTOR_BLOCK_PARAGRAPH, KONTOR_BLOCK_LIST, KONTOR_BLOCK_BOX, KONTOR_BLOCK_GROUP,
                                    KONTOR_BLOCK_TABLE };
  KontorBlockKind kind = kinds[depth > 3 ? 0 : g_rand_int_range (rand, 0, depth > 1 ? 4 : 5)];
  guint n = (guint) g_rand_int_range (rand, 1, 6);

  if (kind == KONTOR_BLOCK_PARAGRAPH)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < n * n; i++)
        {
          g_string_append_printf (text, "w%x", g_rand_int (rand) >> g_rand_int_range (rand, 0, 31));
          g_string_append_c (text, g_rand_int_range (rand, 0, 12) == 0 ? '\n' : ' ');
        }
      block = add (document, parent, kind, g_rand_boolean (rand) ? "together" : NULL, text->str);
      g_string_append (expected, text->str);
      return;
    }

  block = add (document, parent, kind, kind == KONTOR_BLOCK_BOX ? "frame" : g_rand_boolean (rand) ? "together" : NULL,
               NULL);
  if (kind == KONTOR_BLOCK_LIST)
    kontor_block_set_marker (block, KONTOR_MARKER_NONE, 1);
  if (kind == KONTOR_BLOCK_TABLE)
    kontor_block_set_columns (document, block, two_shares, 2, 0, &error);

  for (guint i = 0; i < n; i++)
    {
      if (kind == KONTOR_BLOCK_LIST)
        add_random_block (document, add (document, block, KONTOR_BLOCK_ITEM, NULL, NULL), rand, expected, depth + 1);
      else if (kind == KONTOR_BLOCK_TABLE)
        {
          row = kontor_document_append_row (document, block, KONTOR_ROW_BODY, NULL, 7, &error);
          for (guint k = 0; k < 2; k++)
            add_random_block (document, kontor_document_append_cell (document, row, 1, NULL, 7, &error), rand, expected,
                              depth + 1);
        }
      else
        add_random_block (document, block, rand, expected, depth + 1);
      g_assert_no_error (error);
    }
}

static int
compare_characters (gconstpointer a,
                    gconstpointer b)
{
  return *(const char *) a - *(const char *) b;
}

/* Of any document all text is on the pages once, and inside of the margins. */
static void
test_nothing_is_lost_or_outside (void)
{
  guint32 seed = g_getenv ("KONTOR_TEST_SEED") != NULL
                   ? (guint32) g_ascii_strtoull (g_getenv ("KONTOR_TEST_SEED"), NULL, 10)
                   : g_random_int ();
  GRand *rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (KontorDocument) document = small_document ((float) g_rand_int_range (rand, 150, 500));
      g_autoptr (KontorPages) pages = NULL;
      g_autoptr (GArray) all = NULL;
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autoptr (GString) read = g_string_new (NULL);
      g_autoptr (GString) kept = g_string_new (NULL);
      double height, width;

      style (document, "together", &(KontorStyle){ .set = KONTOR_STYLE_KEEP_TOGETHER, .keep_together = TRUE });
      style (document, "frame",
             &(KontorStyle){ .set = KONTOR_STYLE_PADDING (KONTOR_EDGE_TOP) | KONTOR_STYLE_PADDING (KONTOR_EDGE_LEFT),
                             .padding = { 3, 0, 0, 6 } });
      for (guint i = 0; i < 4; i++)
        add_random_block (document, NULL, rand, expected, 0);
      pages = lay_out (document);
      all = find_all (pages);
      kontor_pages_get_size (pages, 0, &width, &height);

      for (guint i = 0; i < all->len; i++)
        {
          const Found *found = &g_array_index (all, Found, i);

          g_assert_cmpfloat (found->x, >=, 49.9);
          g_assert_cmpfloat (found->x + found->width, <=, 350.1);
          g_assert_cmpfloat (found->y, >=, 50);
          g_assert_cmpfloat (found->y, <=, height - 50);
          g_string_append (read, found->text);
        }

      /* A row that is broken shows its cells in turn, so what counts is that each letter is there. */
      for (const char *c = expected->str; *c != '\0'; c++)
        if (!g_ascii_isspace (*c))
          g_string_append_c (kept, *c);
      g_string_truncate (expected, 0);
      for (const char *c = read->str; *c != '\0'; c++)
        if (!g_ascii_isspace (*c))
          g_string_append_c (expected, *c);
      qsort (kept->str, kept->len, 1, compare_characters);
      qsort (expected->str, expected->len, 1, compare_characters);
      g_assert_cmpstr (expected->str, ==, kept->str);
    }
  g_rand_free (rand);
}

static void
test_same_pages_twice (void)
{
  for (guint page = 0; page < 2; page++)
    {
      g_autofree char *dumps[2] = { NULL, NULL };

      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (KontorDocument) document = sample_offer_new ("pl", 20);
          g_autoptr (KontorPages) pages = lay_out (document);

          dumps[i] = kontor_pages_dump (pages, page);
        }
      g_assert_cmpstr (dumps[0], ==, dumps[1]);
    }
}

static void
test_can_be_cancelled (void)
{
  g_autoptr (KontorDocument) document = sample_offer_new ("en", 2000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kontor_layout_run (document, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_pages_are_bounded (void)
{
  g_autoptr (KontorDocument) document = small_document (200);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < KONTOR_LAYOUT_MAX_PAGES + 1; i++)
    {
      add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "x");
      add (document, NULL, KONTOR_BLOCK_PAGE_BREAK, NULL, NULL);
    }
  g_assert_null (kontor_layout_run (document, 0, NULL, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT);
}

static void
test_no_room_is_an_error (void)
{
  g_autoptr (KontorDocument) document = small_document (90);
  g_autoptr (GError) error = NULL;

  add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, "x");
  g_assert_null (kontor_layout_run (document, 0, NULL, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT);
}

static void
test_ten_thousand_rows (void)
{
  g_autoptr (KontorDocument) document = sample_offer_new ("pl", 10000);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (KontorPages) pages = lay_out (document);

  g_test_message ("%u pages in %" G_GINT64_FORMAT " ms", kontor_pages_get_count (pages),
                  (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpuint (kontor_pages_get_count (pages), >, 300);
  g_assert_cmpuint (kontor_pages_get_count (pages), <, 600);
}

static void
test_line_of_a_place (void)
{
  g_autoptr (KontorDocument) document = small_document (400);
  g_autoptr (KontorPages) pages = NULL;
  GError *error = NULL;
  KontorBlock *paragraph;

  for (guint i = 0; i < 3; i++)
    {
      paragraph = add (document, NULL, KONTOR_BLOCK_PARAGRAPH, NULL, NULL);
      kontor_document_add_text (document, paragraph, "text", NULL, 100 + i, &error);
    }
  g_assert_no_error (error);
  pages = lay_out (document);
  g_assert_cmpuint (kontor_pages_get_line_at (pages, 0, 60, 60), ==, 100);
  g_assert_cmpuint (kontor_pages_get_line_at (pages, 0, 300, 81), ==, 101);
  g_assert_cmpuint (kontor_pages_get_line_at (pages, 0, 60, 390), ==, 102);
}

static gpointer
draw_thread (gpointer data)
{
  KontorPages *pages = data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 420);
  GString *result;
  cairo_t *cr;

  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 0.5, 0.5);
  kontor_pages_draw (pages, 0, cr, KONTOR_DRAW_NONE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  result = g_string_new_len ((const char *) cairo_image_surface_get_data (surface),
                             cairo_image_surface_get_stride (surface) * 420);
  cairo_surface_destroy (surface);

  return result;
}

static gpointer
layout_thread (gpointer data)
{
  g_autoptr (KontorDocument) document = sample_offer_new (data, 50);
  g_autoptr (KontorPages) pages = lay_out (document);

  return g_string_new (kontor_pages_get_language (pages));
}

static void
test_threads (void)
{
  g_autoptr (KontorDocument) document = sample_offer_new ("pl", 20);
  g_autoptr (KontorPages) pages = lay_out (document);
  const char *languages[] = { "pl", "zh-Hans", "bg", "de" };
  GThread *threads[8];
  guint n_dark = 0;
  GString *results[8];

  for (guint i = 0; i < 4; i++)
    {
      threads[i] = g_thread_new ("draw", draw_thread, pages);
      threads[i + 4] = g_thread_new ("layout", layout_thread, (gpointer) languages[i]);
    }
  for (guint i = 0; i < 8; i++)
    results[i] = g_thread_join (threads[i]);
  for (guint i = 1; i < 4; i++)
    g_assert_true (g_string_equal (results[0], results[i]));

  /* Something was drawn. */
  for (gsize i = 0; i < results[0]->len; i++)
    if ((guchar) results[0]->str[i] < 128)
      n_dark++;
  g_assert_cmpuint (n_dark, >, 1000);
  for (guint i = 0; i < 8; i++)
    g_string_free (results[i], TRUE);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/layout/empty-document-has-a-page", test_empty_document_has_a_page);
  g_test_add_func ("/layout/paragraph-wraps", test_paragraph_wraps);
  g_test_add_func ("/layout/alignment", test_alignment);
  g_test_add_func ("/layout/long-word-breaks-anywhere", test_long_word_breaks_anywhere);
  g_test_add_func ("/layout/soft-hyphen", test_soft_hyphen);
  g_test_add_func ("/layout/line-breaks", test_line_breaks);
  g_test_add_func ("/layout/widows-and-orphans", test_widows_and_orphans);
  g_test_add_func ("/layout/heading-stays-with-next", test_heading_stays_with_next);
  g_test_add_func ("/layout/keep-together", test_keep_together);
  g_test_add_func ("/layout/keep-with-previous", test_keep_with_previous);
  g_test_add_func ("/layout/table-keeps-with-next", test_table_keeps_with_next);
  g_test_add_func ("/layout/head-is-repeated", test_head_is_repeated);
  g_test_add_func ("/layout/head-is-not-left-alone", test_head_is_not_left_alone);
  g_test_add_func ("/layout/row-does-not-break", test_row_does_not_break);
  g_test_add_func ("/layout/huge-row-breaks-inside", test_huge_row_breaks_inside);
  g_test_add_func ("/layout/nested-table-breaks", test_nested_table_breaks);
  g_test_add_func ("/layout/column-widths", test_column_widths);
  g_test_add_func ("/layout/columns-wider-than-page-shrink", test_columns_wider_than_page_shrink);
  g_test_add_func ("/layout/columns-stand-side-by-side", test_columns_stand_side_by_side);
  g_test_add_func ("/layout/list-markers", test_list_markers);
  g_test_add_func ("/layout/page-breaks-and-masters", test_page_breaks_and_masters);
  g_test_add_func ("/layout/header-and-page-numbers", test_header_and_page_numbers);
  g_test_add_func ("/layout/page-numbers-in-the-text", test_page_numbers_in_the_text);
  g_test_add_func ("/layout/images", test_images);
  g_test_add_func ("/layout/broken-images-are-errors", test_broken_images_are_errors);
  g_test_add_func ("/layout/missing-glyph-is-an-error", test_missing_glyph_is_an_error);
  g_test_add_func ("/layout/all-languages-have-their-glyphs", test_all_languages_have_their_glyphs);
  g_test_add_func ("/layout/right-to-left", test_right_to_left);
  g_test_add_func ("/layout/right-to-left-inside", test_right_to_left_inside);
  g_test_add_func ("/layout/backgrounds-are-below-borders", test_backgrounds_are_below_borders);
  g_test_add_func ("/layout/short-way-equals-long-way", test_short_way_equals_long_way);
  g_test_add_func ("/layout/nothing-is-lost-or-outside", test_nothing_is_lost_or_outside);
  g_test_add_func ("/layout/same-pages-twice", test_same_pages_twice);
  g_test_add_func ("/layout/can-be-cancelled", test_can_be_cancelled);
  g_test_add_func ("/layout/pages-are-bounded", test_pages_are_bounded);
  g_test_add_func ("/layout/no-room-is-an-error", test_no_room_is_an_error);
  g_test_add_func ("/layout/ten-thousand-rows", test_ten_thousand_rows);
  g_test_add_func ("/layout/line-of-a-place", test_line_of_a_place);
  g_test_add_func ("/layout/threads", test_threads);

  return g_test_run ();
}

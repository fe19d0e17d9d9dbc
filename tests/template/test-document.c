/* test-document.c: the tree of blocks, its styles and its bounds */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "kontor-document.h"
#include "kontor-template-error.h"

static const KontorColumn one_column[] = { { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START } };

static void
test_styles_inherit (void)
{
  g_autoptr (KontorDocument) document = kontor_document_new ("en");
  g_autoptr (GError) error = NULL;
  const KontorStyle base = { .set = KONTOR_STYLE_SIZE | KONTOR_STYLE_COLOR | KONTOR_STYLE_SPACE_BEFORE,
                             .size = 20,
                             .color = 0xff0000ff,
                             .space_before = 7 };
  const KontorStyle derived = { .set = KONTOR_STYLE_WEIGHT, .weight = 700 };
  KontorBlock *group, *paragraph;

  g_assert_true (kontor_document_add_style (document, "base", NULL, &base, 1, &error));
  g_assert_true (kontor_document_add_style (document, "derived", "base", &derived, 2, &error));

  group = kontor_document_append (document, kontor_document_get_body (document), KONTOR_BLOCK_GROUP, "derived", 3, &error);
  paragraph = kontor_document_append (document, group, KONTOR_BLOCK_PARAGRAPH, NULL, 4, &error);
  g_assert_no_error (error);

  /* From its parent style: everything. */
  g_assert_cmpfloat ((double) group->style->size, ==, 20);
  g_assert_cmpint (group->style->weight, ==, 700);
  g_assert_cmpfloat ((double) group->style->space_before, ==, 7);

  /* From the block around: what belongs to text, and not the space above it. */
  g_assert_cmpint (paragraph->style->weight, ==, 700);
  g_assert_cmphex (paragraph->style->color, ==, 0xff0000ff);
  g_assert_cmpfloat ((double) paragraph->style->space_before, ==, 0);
}

static void
test_styles_column_and_cell (void)
{
  g_autoptr (KontorDocument) document = kontor_document_new ("en");
  g_autoptr (GError) error = NULL;
  const KontorColumn columns[] = { { KONTOR_WIDTH_SHARE, 1, TRUE, KONTOR_ALIGN_END },
                                   { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START } };
  const KontorStyle center = { .set = KONTOR_STYLE_ALIGN, .align = KONTOR_ALIGN_CENTER };
  const KontorStyle tight = { .set = KONTOR_STYLE_PADDING (KONTOR_EDGE_LEFT), .padding = { 0, 0, 0, 1 } };
  KontorBlock *table, *row, *cell;

  kontor_document_add_style (document, "center", NULL, &center, 1, &error);
  kontor_document_add_style (document, "tight", NULL, &tight, 1, &error);
  table = kontor_document_append (document, kontor_document_get_body (document), KONTOR_BLOCK_TABLE, "tight", 1, &error);
  kontor_block_set_columns (document, table, columns, 2, 0, &error);

  /* The column goes before the row, the cell before the column. */
  row = kontor_document_append_row (document, table, KONTOR_ROW_BODY, "center", 1, &error);
  cell = kontor_document_append_cell (document, row, 1, NULL, 1, &error);
  g_assert_cmpint (cell->style->align, ==, KONTOR_ALIGN_END);
  g_assert_cmpfloat ((double) cell->style->padding[KONTOR_EDGE_LEFT], ==, 1);
  g_assert_cmpfloat ((double) cell->style->padding[KONTOR_EDGE_RIGHT], ==, 4);
  cell = kontor_document_append_cell (document, row, 1, NULL, 1, &error);
  g_assert_cmpint (cell->style->align, ==, KONTOR_ALIGN_CENTER);

  row = kontor_document_append_row (document, table, KONTOR_ROW_BODY, NULL, 1, &error);
  cell = kontor_document_append_cell (document, row, 1, "center", 1, &error);
  g_assert_cmpint (cell->style->align, ==, KONTOR_ALIGN_CENTER);
  g_assert_no_error (error);
}

static void
test_text_in_containers (void)
{
  g_autoptr (KontorDocument) document = kontor_document_new ("en");
  g_autoptr (GError) error = NULL;
  KontorBlock *body = kontor_document_get_body (document);
  g_autofree char *text = NULL;

  /* A group has no text of its own: a paragraph is made for it. */
  g_assert_true (kontor_document_add_text (document, body, "one ", NULL, 1, &error));
  g_assert_true (kontor_document_add_text (document, body, "two", NULL, 1, &error));
  g_assert_null (body->first_inline);
  g_assert_cmpint (body->first_child->kind, ==, KONTOR_BLOCK_PARAGRAPH);
  g_assert_true (body->first_child == body->last_child);
  text = kontor_block_dup_text (body->first_child);
  g_assert_cmpstr (text, ==, "one two");
}

static void
test_refuses_wrong_nesting (void)
{
  g_autoptr (KontorDocument) document = kontor_document_new ("en");
  g_autoptr (GError) error = NULL;
  KontorBlock *body = kontor_document_get_body (document);
  KontorBlock *paragraph, *table, *row;

  g_assert_null (kontor_document_append (document, body, KONTOR_BLOCK_ITEM, NULL, 12, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "12"));
  g_clear_error (&error);

  paragraph = kontor_document_append (document, body, KONTOR_BLOCK_PARAGRAPH, NULL, 1, &error);
  g_assert_null (kontor_document_append (document, paragraph, KONTOR_BLOCK_TABLE, NULL, 1, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX);
  g_clear_error (&error);

  table = kontor_document_append (document, body, KONTOR_BLOCK_TABLE, NULL, 1, &error);
  g_assert_false (kontor_document_add_text (document, table, "lost", NULL, 1, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX);
  g_clear_error (&error);

  kontor_block_set_columns (document, table, one_column, 1, 0, &error);
  row = kontor_document_append_row (document, table, KONTOR_ROW_BODY, NULL, 1, &error);
  g_assert_nonnull (kontor_document_append_cell (document, row, 1, NULL, 1, &error));
  g_assert_null (kontor_document_append_cell (document, row, 1, NULL, 1, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX);
  g_clear_error (&error);

  g_assert_null (kontor_document_append_row (document, table, KONTOR_ROW_HEAD, NULL, 1, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX);
  g_clear_error (&error);

  /* No page ends inside of a cell. */
  g_assert_null (kontor_document_append (document, row->first_child, KONTOR_BLOCK_PAGE_BREAK, NULL, 1, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX);
}

static void
test_refuses_unknown_names (void)
{
  g_autoptr (KontorDocument) document = kontor_document_new ("en");
  g_autoptr (GError) error = NULL;
  const KontorStyle style = { 0 };
  KontorBlock *body = kontor_document_get_body (document);
  KontorBlock *page_break;
  KontorPageMaster *master;

  g_assert_null (kontor_document_append (document, body, KONTOR_BLOCK_PARAGRAPH, "nothing", 3, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_REFERENCE);
  g_assert_nonnull (strstr (error->message, "nothing"));
  g_assert_null (body->first_child);
  g_clear_error (&error);

  g_assert_false (kontor_document_add_style (document, "a", "nothing", &style, 3, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_REFERENCE);
  g_clear_error (&error);

  page_break = kontor_document_append (document, body, KONTOR_BLOCK_PAGE_BREAK, NULL, 3, &error);
  g_assert_false (kontor_block_set_master (document, page_break, "nothing", &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_REFERENCE);
  g_clear_error (&error);

  master = kontor_document_add_master (document, "page", 3, &error);
  g_assert_false (kontor_page_master_set_size (master, "B9", FALSE, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_REFERENCE);
}

static void
test_bounds (void)
{
  g_autoptr (KontorDocument) document = kontor_document_new ("en");
  g_autoptr (GError) error = NULL;
  g_autofree char *long_text = g_strnfill (KONTOR_DOCUMENT_MAX_PARAGRAPH + 1, 'x');
  const KontorStyle sizes[] = { { .set = KONTOR_STYLE_SIZE, .size = 1e9f }, { .set = KONTOR_STYLE_SIZE, .size = NAN } };
  KontorBlock *body = kontor_document_get_body (document);
  KontorBlock *block = body;
  KontorBlock *table;
  guint depth = 0;
  guint n_rows = 0;

  while (block != NULL)
    {
      block = kontor_document_append (document, block, KONTOR_BLOCK_GROUP, NULL, 1, &error);
      g_assert_cmpuint (depth++, <, KONTOR_DOCUMENT_MAX_DEPTH);
    }
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT);
  g_clear_error (&error);

  block = kontor_document_append (document, body, KONTOR_BLOCK_PARAGRAPH, NULL, 1, &error);
  g_assert_false (kontor_document_add_text (document, block, long_text, NULL, 1, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT);
  g_clear_error (&error);

  g_assert_false (kontor_document_add_text (document, block, "\xff", NULL, 1, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA);
  g_clear_error (&error);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_assert_false (kontor_document_add_style (document, "huge", NULL, &sizes[i], 1, &error));
      g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT);
      g_clear_error (&error);
    }

  table = kontor_document_append (document, body, KONTOR_BLOCK_TABLE, NULL, 1, &error);
  g_assert_false (kontor_block_set_columns (document, table, one_column, 0, 0, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT);
  g_clear_error (&error);

  kontor_block_set_columns (document, table, one_column, 1, 0, &error);
  g_assert_no_error (error);
  while (kontor_document_append_row (document, table, KONTOR_ROW_BODY, NULL, 1, &error) != NULL)
    n_rows++;
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT);
  g_assert_cmpuint (n_rows, ==, KONTOR_DOCUMENT_MAX_ROWS);
}

static void
test_colors (void)
{
  KontorColor color = 1;

  g_assert_true (kontor_color_parse ("#1a5fb4", &color));
  g_assert_cmphex (color, ==, 0x1a5fb4ff);
  g_assert_true (kontor_color_parse ("#fa0", &color));
  g_assert_cmphex (color, ==, 0xffaa00ff);
  g_assert_true (kontor_color_parse ("#11223344", &color));
  g_assert_cmphex (color, ==, 0x11223344);
  g_assert_true (kontor_color_parse ("none", &color));
  g_assert_cmphex (color, ==, 0);
  g_assert_false (kontor_color_parse ("blue", &color));
  g_assert_false (kontor_color_parse ("#12", &color));
  g_assert_false (kontor_color_parse ("#12345g", &color));
  g_assert_false (kontor_color_parse ("", &color));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/styles-inherit", test_styles_inherit);
  g_test_add_func ("/document/styles-column-and-cell", test_styles_column_and_cell);
  g_test_add_func ("/document/text-in-containers", test_text_in_containers);
  g_test_add_func ("/document/refuses-wrong-nesting", test_refuses_wrong_nesting);
  g_test_add_func ("/document/refuses-unknown-names", test_refuses_unknown_names);
  g_test_add_func ("/document/bounds", test_bounds);
  g_test_add_func ("/document/colors", test_colors);

  return g_test_run ();
}

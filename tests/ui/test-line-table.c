/* test-line-table.c: lines of an offer as a table for the clipboard */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "offer/kontor-line-table.h"
#include "offer/kontor-tsv.h"

#include "kontor-path.h"
#include "kontor-record-type.h"

static const KontorField *
get_fields (void)
{
  return kontor_path_find_field (kontor_record_type_find ("offer")->fields, "variants/v/lines")->part->fields;
}

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = kontor_tsv_parse (text, &error);

  g_assert_no_error (error);

  return rows;
}

static const char *
get_cell (GPtrArray *rows,
          guint row,
          guint column)
{
  GStrv cells = g_ptr_array_index (rows, row);

  g_assert_cmpuint (column, <, g_strv_length (cells));

  return cells[column];
}

static void
test_cells_in_quotes_hold_tabs_and_breaks (void)
{
  g_autoptr (GPtrArray) rows = parse ("a\t\"b\tc\nd\"\t\"say \"\"yes\"\"\"\r\n\r\n3/4\" pipe\t\"never closed\n x \t");

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (get_cell (rows, 0, 1), ==, "b\tc\nd");
  g_assert_cmpstr (get_cell (rows, 0, 2), ==, "say \"yes\"");
  g_assert_cmpstr (get_cell (rows, 1, 0), ==, "3/4\" pipe");
  g_assert_cmpstr (get_cell (rows, 1, 1), ==, "\"never closed");
  g_assert_cmpstr (get_cell (rows, 2, 0), ==, "x");
}

static void
test_what_is_written_is_read_back (void)
{
  g_autoptr (GRand) rand = NULL;
  const char *given = g_getenv ("KONTOR_TEST_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  static const char alphabet[] = "ab \"\t\n,;x";

  g_test_message ("KONTOR_TEST_SEED=%u", seed);
  rand = g_rand_new_with_seed (seed);
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) rows = NULL;
      char cells[3][9];
      const char *row[4] = { cells[0], cells[1], cells[2], NULL };

      for (guint i = 0; i < 3; i++)
        {
          guint length = (guint) g_rand_int_range (rand, 1, 8);

          for (guint j = 0; j < length; j++)
            cells[i][j] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
          /* Blanks at the ends are let go on purpose. */
          cells[i][0] = 'a';
          cells[i][length] = 'z';
          cells[i][length + 1] = '\0';
        }
      kontor_tsv_append_row (text, row);
      rows = parse (text->str);
      g_assert_cmpuint (rows->len, ==, 1);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpstr (get_cell (rows, 0, i), ==, cells[i]);
    }
}

static void
test_a_table_without_end_is_refused (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < KONTOR_TSV_MAX_ROWS + 2; i++)
    g_string_append (text, "x\n");
  g_assert_null (kontor_tsv_parse (text->str, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  g_string_truncate (text, 0);
  for (guint i = 0; i < KONTOR_TSV_MAX_CELLS + 1; i++)
    g_string_append (text, "x\t");
  g_assert_null (kontor_tsv_parse (text->str, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static GPtrArray *
read_lines (const char *text,
            const char *language)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = kontor_line_table_read (get_fields (), text, language, &error);

  g_assert_no_error (error);

  return lines;
}

static const char *
get_member (GPtrArray *lines,
            guint index,
            const char *member)
{
  KontorPastedLine *line = g_ptr_array_index (lines, index);

  return kontor_json_get_member_string (line->line, member);
}

static void
test_columns_are_told_by_what_is_in_them (void)
{
  g_autoptr (GPtrArray) prices = read_lines ("Cable 3x2.5\t12,50 zł\nLamp\t1 200,00 zł\n", "pl");
  g_autoptr (GPtrArray) full = read_lines ("1\tDesk\tOak, 160 cm\t2\tpcs\t1,290.50\t5%\t23%\n"
                                           "2\tChair\tGrey\t4\tpcs\t390\t\t8%\n", "en");

  g_assert_cmpstr (get_member (prices, 0, "name"), ==, "Cable 3x2.5");
  g_assert_cmpstr (get_member (prices, 0, "unit_price"), ==, "12.50");
  g_assert_cmpstr (get_member (prices, 1, "unit_price"), ==, "1200.00");
  g_assert_null (get_member (prices, 1, "quantity"));

  g_assert_cmpstr (get_member (full, 0, "name"), ==, "Desk");
  g_assert_cmpstr (get_member (full, 0, "description"), ==, "Oak, 160 cm");
  g_assert_cmpstr (get_member (full, 0, "quantity"), ==, "2");
  g_assert_cmpstr (get_member (full, 0, "unit"), ==, "pcs");
  g_assert_cmpstr (get_member (full, 0, "unit_price"), ==, "1290.50");
  g_assert_cmpstr (get_member (full, 0, "discount"), ==, "5");
  g_assert_cmpstr (get_member (full, 1, "vat"), ==, "8");
}

static void
test_a_head_names_the_columns (void)
{
  g_autoptr (GPtrArray) lines = read_lines ("Unit Price\tcolour\tName\tquantity\n5\tred\tPen\t10\n", "en");

  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (get_member (lines, 0, "name"), ==, "Pen");
  g_assert_cmpstr (get_member (lines, 0, "unit_price"), ==, "5");
  g_assert_cmpstr (get_member (lines, 0, "quantity"), ==, "10");
}

static void
test_refused_numbers_and_headings_are_kept (void)
{
  g_autoptr (GPtrArray) lines = read_lines ("Name\tQuantity\tUnit Price\nFurniture\t\t\nDesk\tmany\t100\n", "en");
  KontorPastedLine *desk = g_ptr_array_index (lines, 1);

  g_assert_cmpstr (get_member (lines, 0, "line"), ==, "heading");
  g_assert_cmpstr (get_member (lines, 1, "line"), ==, "item");
  g_assert_null (get_member (lines, 1, "quantity"));
  g_assert_nonnull (desk->refused);
  g_assert_cmpstr (g_hash_table_lookup (desk->refused, "quantity"), ==, "many");
}

/* Copied lines come back as they were, in a language with a comma too, and costs do not leave the house. */
static void
test_lines_survive_the_clipboard (void)
{
  static const char *const languages[] = { "en", "pl", "de" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorJson) item = kontor_json_parse ("{\"line\":\"optional\",\"name\":\"Desk\",\"description\":\"Oak\\n160 cm\",\"quantity\":\"1234.5\","
                                                   "\"unit\":\"pcs\",\"unit_price\":\"1290.505\",\"discount\":\"2.5\",\"vat\":\"23\","
                                                   "\"vat_category\":\"S\"}", -1, &error);
  g_autoptr (KontorJson) with_cost = NULL;
  g_autoptr (KontorJson) heading = kontor_json_parse ("{\"line\":\"heading\",\"name\":\"3/4\\\" pipes\"}", -1, &error);

  g_assert_no_error (error);
  with_cost = kontor_json_ref (item);
  kontor_json_set_string (&with_cost, "cost", "777.77");

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      KontorJson *lines[] = { heading, with_cost };
      g_autofree char *table = kontor_line_table_write (get_fields (), lines, 2, languages[i]);
      g_autoptr (GPtrArray) read = read_lines (table, languages[i]);
      g_autofree char *expected = kontor_json_to_canonical (item);
      g_autofree char *found = NULL;

      g_assert_null (strstr (table, "777"));
      g_assert_cmpuint (read->len, ==, 2);
      found = kontor_json_to_canonical (((KontorPastedLine *) g_ptr_array_index (read, 1))->line);
      g_assert_cmpstr (found, ==, expected);
      g_assert_cmpstr (get_member (read, 0, "name"), ==, "3/4\" pipes");
      g_assert_cmpstr (get_member (read, 0, "line"), ==, "heading");
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tsv/cells-in-quotes-hold-tabs-and-breaks", test_cells_in_quotes_hold_tabs_and_breaks);
  g_test_add_func ("/tsv/what-is-written-is-read-back", test_what_is_written_is_read_back);
  g_test_add_func ("/tsv/a-table-without-end-is-refused", test_a_table_without_end_is_refused);
  g_test_add_func ("/line-table/columns-are-told-by-what-is-in-them", test_columns_are_told_by_what_is_in_them);
  g_test_add_func ("/line-table/a-head-names-the-columns", test_a_head_names_the_columns);
  g_test_add_func ("/line-table/refused-numbers-and-headings-are-kept", test_refused_numbers_and_headings_are_kept);
  g_test_add_func ("/line-table/lines-survive-the-clipboard", test_lines_survive_the_clipboard);

  return g_test_run ();
}

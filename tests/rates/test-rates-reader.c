/* test-rates-reader.c: rate tables as their publishers write them, and hostile ones */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-rates-error.h"
#include "kontor-rates-reader.h"

#define NBP(type, date, entries)                                                                                       \
  "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><tabela_kursow typ=\"" type "\" uid=\"1\">"                          \
  "<numer_tabeli>226/" type "/NBP/2026</numer_tabeli>" date entries "</tabela_kursow>"

static GPtrArray *
read_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rates", "fixtures", name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *tables;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  tables = kontor_rates_read (data, length, &error);
  g_assert_no_error (error);

  return tables;
}

static void
assert_table (GPtrArray *tables, guint index, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_cmpuint (index, <, tables->len);
  text = kontor_json_to_string (g_ptr_array_index (tables, index));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_ecb_history_gives_a_table_a_day (void)
{
  g_autoptr (GPtrArray) tables = read_file ("ecb-history.xml");

  g_assert_cmpuint (tables->len, ==, 3);
  assert_table (tables, 1,
                "{\"kind\":\"rate-table\",\"source\":\"ecb\",\"date\":\"2026-11-19\",\"base\":\"EUR\",\"rates\":["
                "{\"currency\":\"USD\",\"rate\":\"1.0921\",\"per\":\"1\"},"
                "{\"currency\":\"JPY\",\"rate\":\"163.08\",\"per\":\"1\"},"
                "{\"currency\":\"PLN\",\"rate\":\"4.2498\",\"per\":\"1\"}]}");
}

static void
test_nbp_table_a_has_decimal_commas_and_units (void)
{
  g_autoptr (GPtrArray) tables = read_file ("nbp-a.xml");

  g_assert_cmpuint (tables->len, ==, 1);
  assert_table (tables, 0,
                "{\"kind\":\"rate-table\",\"source\":\"nbp-a\",\"table\":\"226/A/NBP/2026\",\"date\":\"2026-11-20\","
                "\"base\":\"PLN\",\"rates\":[{\"currency\":\"EUR\",\"rate\":\"4.2512\",\"per\":\"1\"},"
                "{\"currency\":\"HUF\",\"rate\":\"1.1034\",\"per\":\"100\"},"
                "{\"currency\":\"JPY\",\"rate\":\"2.6068\",\"per\":\"100\"}]}");
}

static void
test_nbp_table_c_is_two_sources_with_both_dates (void)
{
  g_autoptr (GPtrArray) tables = read_file ("nbp-c.xml");

  g_assert_cmpuint (tables->len, ==, 2);
  assert_table (tables, 0,
                "{\"kind\":\"rate-table\",\"source\":\"nbp-c-buy\",\"table\":\"226/C/NBP/2026\",\"date\":\"2026-11-20\","
                "\"quoted_on\":\"2026-11-19\",\"base\":\"PLN\",\"rates\":["
                "{\"currency\":\"EUR\",\"rate\":\"4.2071\",\"per\":\"1\"}]}");
  assert_table (tables, 1,
                "{\"kind\":\"rate-table\",\"source\":\"nbp-c-sell\",\"table\":\"226/C/NBP/2026\",\"date\":\"2026-11-20\","
                "\"quoted_on\":\"2026-11-19\",\"base\":\"PLN\",\"rates\":["
                "{\"currency\":\"EUR\",\"rate\":\"4.2921\",\"per\":\"1\"}]}");
}

static void
assert_refused (const char *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = kontor_rates_read (data, length, &error);

  if (tables != NULL)
    g_test_message ("taken: %.200s", data);
  g_assert_null (tables);
  g_assert_error (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_FORMAT);
}

static void
test_wrong_files_are_refused_whole (void)
{
  const char *const texts[] = {
    "",
    "no xml",
    "<html><body>503</body></html>",
    "<Envelope/>",
    "<Envelope><Cube><Cube time='2026-11-20'/></Cube></Envelope>",
    "<Envelope><Cube><Cube time='2026-11-20'></Cube></Cube></Envelope>",
    "<Envelope><Cube><Cube time='2026-02-30'><Cube currency='USD' rate='1'/></Cube></Cube></Envelope>",
    "<Envelope><Cube currency='USD' rate='1'/></Envelope>",
    "<Envelope><Cube time='2026-11-20'><Cube currency='USD' rate='0'/></Cube></Envelope>",
    "<Envelope><Cube time='2026-11-20'><Cube currency='USD' rate='-1.5'/></Cube></Envelope>",
    "<Envelope><Cube time='2026-11-20'><Cube currency='USD' rate='1,5'/></Cube></Envelope>",
    "<Envelope><Cube time='2026-11-20'><Cube currency='US$' rate='1.5'/></Cube></Envelope>",
    "<Envelope><Cube time='2026-11-20'><Cube currency='USD' rate='1.5'/><Cube currency='USD' rate='1.6'/></Cube></Envelope>",
    "<Envelope><Cube time='2026-11-20'><Cube currency='USD' rate='1.5'/></Cube><Cube time='2026-11-19'>",
    "<Envelope><Cube time='2026-11-20'><Cube time='2026-11-19'><Cube currency='USD' rate='1.5'/></Cube></Cube></Envelope>",
    NBP ("A", "", "<pozycja><kod_waluty>EUR</kod_waluty><kurs_sredni>4,25</kurs_sredni></pozycja>"),
    NBP ("H", "<data_publikacji>2026-11-20</data_publikacji>",
         "<pozycja><kod_waluty>EUR</kod_waluty><kurs_sredni>4,25</kurs_sredni></pozycja>"),
    NBP ("A", "<data_publikacji>2026-11-20</data_publikacji>", "<pozycja><kod_waluty>EUR</kod_waluty></pozycja>"),
    NBP ("C", "<data_publikacji>2026-11-20</data_publikacji>",
         "<pozycja><kod_waluty>EUR</kod_waluty><kurs_kupna>4,25</kurs_kupna></pozycja>"),
    NBP ("A", "<data_publikacji>2026-11-20</data_publikacji>",
         "<pozycja><przelicznik>0</przelicznik><kod_waluty>EUR</kod_waluty><kurs_sredni>4,25</kurs_sredni></pozycja>"),
    NBP ("A", "<data_publikacji>2026-11-20</data_publikacji>", ""),
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]));
  assert_refused (NULL, 0);
}

static void
test_every_truncation_is_refused (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rates", "fixtures", "nbp-a.xml", NULL);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  while (length > 0 && g_ascii_isspace (data[length - 1]))
    length--;
  while (--length > 0)
    assert_refused (data, length);
}

static void
test_hostile_xml_is_refused_in_no_time (void)
{
  g_autoptr (GString) laughs = g_string_new ("<?xml version='1.0'?><!DOCTYPE Envelope [<!ENTITY a0 'ha'>");
  g_autoptr (GString) deep = g_string_new ("<Envelope>");
  const char *external = "<?xml version='1.0'?><!DOCTYPE Envelope [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                         "<Envelope><Cube time='2026-11-20'><Cube currency='USD' rate='&x;'/></Cube></Envelope>";

  for (guint i = 1; i < 30; i++)
    g_string_append_printf (laughs, "<!ENTITY a%u '&a%u;&a%u;&a%u;'>", i, i - 1, i - 1, i - 1);
  g_string_append (laughs, "]><Envelope><Cube time='&a29;'/></Envelope>");
  assert_refused (laughs->str, laughs->len);
  assert_refused (external, strlen (external));

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<Cube>");
  assert_refused (deep->str, deep->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rates-reader/ecb-history-gives-a-table-a-day", test_ecb_history_gives_a_table_a_day);
  g_test_add_func ("/rates-reader/nbp-table-a-has-decimal-commas-and-units", test_nbp_table_a_has_decimal_commas_and_units);
  g_test_add_func ("/rates-reader/nbp-table-c-is-two-sources-with-both-dates",
                   test_nbp_table_c_is_two_sources_with_both_dates);
  g_test_add_func ("/rates-reader/wrong-files-are-refused-whole", test_wrong_files_are_refused_whole);
  g_test_add_func ("/rates-reader/every-truncation-is-refused", test_every_truncation_is_refused);
  g_test_add_func ("/rates-reader/hostile-xml-is-refused-in-no-time", test_hostile_xml_is_refused_in_no_time);

  return g_test_run ();
}

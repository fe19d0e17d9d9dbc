/* test-csv.c: reading and writing CSV, character sets, hostile files */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-charset.h"
#include "kontor-csv.h"
#include "kontor-formats-error.h"

static guint32 seed;

/* The rows of a text, cells between |, rows ended by a slash; NULL on an error. */
static char *
read_all (const char *text, gssize length, char *separator, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (bytes, '\0');
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) result = g_string_new (NULL);
  gboolean found;

  if (separator != NULL)
    *separator = kontor_csv_reader_get_separator (reader);
  while (kontor_csv_reader_next (reader, cells, &found, error))
    {
      if (!found)
        return g_string_free (g_steal_pointer (&result), FALSE);
      for (guint i = 0; i < cells->len; i++)
        g_string_append_printf (result, "%s%s", i == 0 ? "" : "|", (const char *) g_ptr_array_index (cells, i));
      g_string_append_c (result, '/');
    }

  return NULL;
}

static void
assert_rows (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = read_all (text, -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, expected);
}

static void
test_rows (void)
{
  assert_rows ("", "");
  assert_rows ("a,b\n1,2\n", "a|b/1|2/");
  assert_rows ("a,b\r\n1,2", "a|b/1|2/");
  assert_rows ("a,b\r1,2\r", "a|b/1|2/");
  assert_rows ("a,b\n\n\n1,\n", "a|b/1|/");
  assert_rows ("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", "a|b/x, y|say \"hi\"/");
  assert_rows ("a,b\n\"two\nlines\",\"three\r\nlines\"\n", "a|b/two\nlines|three\r\nlines/");
  assert_rows ("a,b\n\"x\"y,z \"w\"\n", "a|b/xy|z \"w\"/");
  assert_rows ("\"\"\n", "/");
  assert_rows ("sep=|\na|b;c,d\n", "a|b;c,d/");
  assert_rows ("sep=;\r\na;b\r\n", "a|b/");
}

static void
test_separator (void)
{
  static const struct
  {
    const char *text;
    char separator;
  } cases[] = {
    { "a,b,c\n1,2,3\n", ',' },
    { "a;b;c\n\"1,5\";2,5;3,5\n", ';' },
    { "a\tb\tc\n1, 2; 3\t4\t5\n", '\t' },
    { "Name;Street\n\"Kowalski, Jan\";\"a, b, c\"\n", ';' },
    { "name,notes\nx,a; b; c\ny,d; e\n", ',' },
    { "alone\nx\n", ',' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char separator;
      g_autofree char *rows = read_all (cases[i].text, -1, &separator, NULL);

      g_assert_nonnull (rows);
      g_assert_cmpint (separator, ==, cases[i].separator);
    }
}

static void
assert_line_of_error (const char *text, gssize length, int code, const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = read_all (text, length, NULL, &error);

  g_assert_null (rows);
  g_assert_error (error, KONTOR_FORMATS_ERROR, code);
  g_assert_nonnull (strstr (error->message, line));
}

static void
test_unclosed_quote_names_its_line (void)
{
  assert_line_of_error ("a,b\n1,2\n\"x,y\n1,2\n", -1, KONTOR_FORMATS_ERROR_SYNTAX, "Line 3");
}

static void
test_bounds (void)
{
  g_autoptr (GString) wide = g_string_new ("a,b\n");
  g_autofree char *huge = g_malloc (KONTOR_CSV_MAX_CELL + 100);

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (wide, ',');
  assert_line_of_error (wide->str, (gssize) wide->len, KONTOR_FORMATS_ERROR_LIMIT, "Line 2");

  memset (huge, 'x', KONTOR_CSV_MAX_CELL + 100);
  assert_line_of_error (huge, KONTOR_CSV_MAX_CELL + 100, KONTOR_FORMATS_ERROR_LIMIT, "Line 1");
  huge[0] = '"';
  assert_line_of_error (huge, KONTOR_CSV_MAX_CELL + 100, KONTOR_FORMATS_ERROR_LIMIT, "Line 1");
}

static void
assert_charset (const char *text, const char *as, const char *language, const char *expected, gboolean guessed)
{
  g_autoptr (GError) error = NULL;
  gsize length, written;
  g_autofree char *data = g_convert (text, -1, as, "UTF-8", NULL, &length, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) decoded = NULL;
  const char *charset;
  const char *result;
  gboolean was_guessed;

  g_assert_no_error (error);
  bytes = g_bytes_new (data, length);
  decoded = kontor_charset_decode (bytes, language, &charset, &was_guessed, &error);
  g_assert_no_error (error);
  result = g_bytes_get_data (decoded, &written);
  g_assert_cmpmem (result, written, text, strlen (text));
  g_assert_cmpstr (charset, ==, expected);
  g_assert_cmpint (was_guessed, ==, guessed);
}

static void
test_charsets (void)
{
  assert_charset ("name\nŁódź\n", "UTF-8", NULL, "UTF-8", FALSE);
  assert_charset ("Nazwa;Miasto\nZakład Usługowy Źródło;Łódź\n", "windows-1250", NULL, "windows-1250", TRUE);
  assert_charset ("Nazwa;Miasto\nSpółka;Gdańsk\n", "windows-1250", "pl", "windows-1250", TRUE);
  assert_charset ("Název;Město\nŽižkovská pekárna;Plzeň\n", "windows-1250", NULL, "windows-1250", TRUE);
  assert_charset ("Name;Ort\nMüller & Söhne;Köln-Mülheim\nGroße Straße;Düsseldorf\n", "windows-1252", NULL, "windows-1252", TRUE);
  assert_charset ("Nom;Ville\nBoulangerie Hélène;Besançon\n", "windows-1252", NULL, "windows-1252", TRUE);
  assert_charset ("Име;Град\nСофийска пекарна;София\n", "windows-1251", NULL, "windows-1251", TRUE);
}

static void
test_utf16 (void)
{
  const char *const sets[] = { "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length, written;
      g_autofree char *data = g_convert ("\xef\xbb\xbfŁódź,北京\n", -1, sets[i], "UTF-8", NULL, &length, NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (data, length);
      g_autoptr (GBytes) odd = g_bytes_new (data, length - 1);
      const char *charset, *text;
      gboolean guessed;
      g_autoptr (GBytes) decoded = kontor_charset_decode (bytes, NULL, &charset, &guessed, &error);

      g_assert_no_error (error);
      text = g_bytes_get_data (decoded, &written);
      g_assert_cmpmem (text, written, "Łódź,北京\n", strlen ("Łódź,北京\n"));
      g_assert_cmpstr (charset, ==, sets[i]);
      g_assert_false (guessed);

      /* half a character at the end is an error, not a crash */
      g_assert_null (kontor_charset_decode (odd, NULL, &charset, &guessed, &error));
      g_assert_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_CHARSET);
    }
}

static void
test_zero_bytes_are_refused (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a,b\n1,\0002\n", 9);
  g_autoptr (GError) error = NULL;
  const char *charset;
  gboolean guessed;

  g_assert_null (kontor_charset_decode (bytes, NULL, &charset, &guessed, &error));
  g_assert_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_SYNTAX);
}

static void
test_guard (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } cases[] = {
    { "=1+1", "'=1+1" }, { "@SUM(A1)", "'@SUM(A1)" }, { "+48 22 123 45 67", "+48 22 123 45 67" }, { "+48221234567", "+48221234567" },
    { "-12.50", "-12.50" }, { "-1,5", "-1,5" }, { "-2+3", "'-2+3" }, { "+A1", "'+A1" }, { "-", "'-" }, { "\tx", "'\tx" },
    { "\r=x", "'\r=x" }, { "'=x", "''=x" }, { "''-x", "'''-x" }, { "'x", "'x" }, { "", "" }, { "a=b", "a=b" }, { "'-12", "''-12" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cell = kontor_csv_guard (cases[i].text);

      g_assert_cmpstr (cell, ==, cases[i].cell);
      g_assert_cmpstr (kontor_csv_unguard (cell), ==, cases[i].text);
    }
}

/* Any rows, written and read, are the same rows; any text comes back from its guard. */
static void
test_round_trip (void)
{
  static const char *const pieces[] = { "\"", ",", ";", "\t", "\n", "\r\n", "\r", "a", "ż", "'", "=", "-", "1", " ", "北" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr (KontorCsvWriter) writer = kontor_csv_writer_new (stream);
      g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (KontorCsvReader) reader = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) text = NULL;
      g_autoptr (GError) error = NULL;
      guint n_rows = (guint) g_rand_int_range (rand, 1, 6);
      guint n_cells = (guint) g_rand_int_range (rand, 1, 5);
      const char *charset;
      gboolean found, guessed;
      guint n = 0;

      for (guint row = 0; row < n_rows; row++)
        {
          for (guint i = 0; i < n_cells; i++)
            {
              g_autoptr (GString) cell = g_string_new (NULL);
              g_autofree char *guarded = NULL;

              for (int k = g_rand_int_range (rand, 0, 6); k > 0; k--)
                g_string_append (cell, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
              guarded = kontor_csv_guard (cell->str);
              g_assert_cmpstr (kontor_csv_unguard (guarded), ==, cell->str);
              kontor_csv_writer_add (writer, cell->str);
              g_ptr_array_add (written, g_strdup (cell->str));
            }
          g_assert_true (kontor_csv_writer_end_row (writer, NULL, NULL));
        }
      g_assert_true (kontor_csv_writer_finish (writer, NULL, NULL));
      g_assert_true (g_output_stream_close (stream, NULL, NULL));
      bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
      text = kontor_charset_decode (bytes, NULL, &charset, &guessed, &error);
      g_assert_no_error (error);

      reader = kontor_csv_reader_new (text, ',');
      while (kontor_csv_reader_next (reader, cells, &found, &error) && found)
        {
          g_assert_cmpuint (cells->len, ==, n_cells);
          for (guint i = 0; i < cells->len; i++)
            g_assert_cmpstr (g_ptr_array_index (cells, i), ==, g_ptr_array_index (written, n++));
        }
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, written->len);
    }
}

/* Whatever stands in a file, it is read or refused with a sentence. */
static void
test_mutations (void)
{
  static const char sample[] = "name;nip;notes\r\n\"Młyn \"\"Pod Lasem\"\"\";526-000-12-46;\"a\r\nb\"\r\nTartak;;=1\r\n";
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *data = g_memdup2 (sample, sizeof sample);
      gsize length = round < sizeof sample ? round : sizeof sample - 1;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) text = NULL;
      g_autoptr (GError) error = NULL;
      const char *charset;
      gboolean guessed;

      for (int i = round < sizeof sample ? 0 : g_rand_int_range (rand, 1, 5); i > 0; i--)
        data[g_rand_int_range (rand, 0, (gint32) length)] = (char) g_rand_int_range (rand, 0, 256);
      bytes = g_bytes_new (data, length);
      text = kontor_charset_decode (bytes, NULL, &charset, &guessed, &error);
      if (text != NULL)
        {
          gsize n;
          const char *decoded = g_bytes_get_data (text, &n);
          g_autofree char *rows = read_all (decoded == NULL ? "" : decoded, (gssize) n, NULL, &error);

          g_assert_true ((rows == NULL) == (error != NULL));
        }
      if (error != NULL)
        g_assert_true (error->domain == KONTOR_FORMATS_ERROR && *error->message != '\0');
    }
}

int
main (int argc, char *argv[])
{
  const char *given = g_getenv ("KONTOR_TEST_SEED");

  g_test_init (&argc, &argv, NULL);
  seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_test_message ("KONTOR_TEST_SEED=%u", seed);

  g_test_add_func ("/csv/rows", test_rows);
  g_test_add_func ("/csv/separator", test_separator);
  g_test_add_func ("/csv/unclosed-quote-names-its-line", test_unclosed_quote_names_its_line);
  g_test_add_func ("/csv/bounds", test_bounds);
  g_test_add_func ("/csv/charsets", test_charsets);
  g_test_add_func ("/csv/utf16", test_utf16);
  g_test_add_func ("/csv/zero-bytes-are-refused", test_zero_bytes_are_refused);
  g_test_add_func ("/csv/guard", test_guard);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  g_test_add_func ("/csv/mutations", test_mutations);

  return g_test_run ();
}

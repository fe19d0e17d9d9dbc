/* test-pdf.c: the PDF, read back with the tools of others */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "kontor-layout.h"
#include "kontor-pdf.h"
#include "kontor-template-error.h"
#include "sample-offer.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kontor-pdf-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "offer.pdf", NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GBytes *
print_sample (const char *language,
              guint n_rows)
{
  g_autoptr (KontorDocument) document = sample_offer_new (language, n_rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPages) pages = kontor_layout_run (document, 0, NULL, &error);
  GBytes *pdf;

  g_assert_no_error (error);
  pdf = kontor_pages_to_pdf (pages, NULL, &error);
  g_assert_no_error (error);

  return pdf;
}

static void
write_sample (Fixture *fixture,
              const char *language,
              guint n_rows)
{
  g_autoptr (GBytes) pdf = print_sample (language, n_rows);
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_pdf_write (pdf, file, NULL, &error));
  g_assert_no_error (error);
}

static char *
run_tool (const char *tool,
          const char *option,
          const char *path)
{
  const char *last = g_str_equal (tool, "pdftotext") ? "-" : NULL;
  const char *argv[] = { tool, option != NULL ? option : path, option != NULL ? path : last, last, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));

  return out;
}

static void
test_text_reads_back (Fixture *fixture,
                      gconstpointer data)
{
  static const struct
  {
    const char *language;
    const char *texts[6];
  } expected[] = {
    { "en", { "Office of Fine Affairs", "difficult or affected sites", "official handover", "Page 2 of 2" } },
    { "pl", { "Grażyna Brzęczyszczykiewicz", "Źródło i Żagiel", "Do zapłaty", "2 804,40 EUR", "Strona 2 z 2" } },
    { "de", { "Große Elbstraße 145", "Auftragsabwicklungsgeschwindigkeit", "Überschär", "Seite 1 von 2" } },
    { "bg", { "Черноморски уреди", "Живка Щърбанова", "пълното ѝ заплащане", "Страница 1 от 2" } },
    { "zh-Hans", { "北方仪器（上海）有限公司", "骆宾直", "贰仟捌佰零肆欧元肆角整。", "报价单" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = NULL;

      write_sample (fixture, expected[i].language, 20);
      text = run_tool ("pdftotext", "-layout", fixture->path);
      for (guint k = 0; k < 6 && expected[i].texts[k] != NULL; k++)
        if (strstr (text, expected[i].texts[k]) == NULL)
          g_error ("“%s” is not in the PDF:\n%s", expected[i].texts[k], text);
    }
}

static void
test_metadata (Fixture *fixture,
               gconstpointer data)
{
  g_autofree char *info = NULL;

  write_sample (fixture, "pl", 20);
  info = run_tool ("pdfinfo", "-isodates", fixture->path);
  g_assert_nonnull (strstr (info, "Oferta OF/2026/11/0042"));
  g_assert_nonnull (strstr (info, "Northwind Instruments Ltd"));
  g_assert_nonnull (strstr (info, "2026-11-20T"));
  g_assert_nonnull (strstr (info, "(A4)"));
}

static void
test_fonts_are_embedded_subsets (Fixture *fixture,
                                 gconstpointer data)
{
  const char *languages[] = { "pl", "zh-Hans" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *fonts = NULL;
      g_auto (GStrv) lines = NULL;

      write_sample (fixture, languages[i], 20);
      fonts = run_tool ("pdffonts", NULL, fixture->path);
      lines = g_strsplit (g_strchomp (fonts), "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), >=, 3);
      for (guint k = 2; lines[k] != NULL; k++)
        {
          /* Embedded, a subset, with a table that leads back to text. */
          g_assert_nonnull (strstr (lines[k], "yes yes yes"));
          g_assert_null (strstr (lines[k], "Type 3"));
          if (g_str_equal (languages[i], "zh-Hans") && strstr (lines[k], "CJK") != NULL)
            g_assert_nonnull (strstr (lines[k], "CJKsc"));
        }
    }
}

static void
test_structure (Fixture *fixture,
                gconstpointer data)
{
  g_autofree char *structure = NULL;

  /* Without ligatures: Poppler's reader of structure ends a paragraph at the ActualText that Cairo gives them. */
  write_sample (fixture, "pl", 20);
  structure = run_tool ("pdfinfo", "-struct-text", fixture->path);
  g_assert_nonnull (strstr (structure, "H1"));
  g_assert_nonnull (strstr (structure, "TH"));
  g_assert_nonnull (strstr (structure, "LBody"));
  /* Read aloud, the ends of lines are ends of words. */
  g_assert_nonnull (strstr (structure, "Pani Grażyna Brzęczyszczykiewicz ul. Piotrkowska 104 90-926 Łódź"));
  g_assert_nonnull (strstr (structure, "ceny podano w euro i obowiązują do wskazanego dnia"));
}

/* A JPEG goes in as it is, and once however many pages show it. */
static void
test_image_is_embedded_once (Fixture *fixture,
                             gconstpointer data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 48);
  g_autoptr (KontorDocument) document = kontor_document_new ("en");
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  KontorPageMaster *master;
  KontorBlock *header, *image;
  char *buffer;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x1a5fb4ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", &error, NULL));
  jpeg = g_bytes_new_take (buffer, size);

  master = kontor_document_add_master (document, "page", 1, &error);
  header = kontor_document_add_region (document, master, KONTOR_REGION_HEADER, NULL, 1, &error);
  image = kontor_document_append (document, header, KONTOR_BLOCK_IMAGE, NULL, 1, &error);
  kontor_block_set_image (document, image, "logo.jpg", jpeg, 72, 0, "Logo", &error);
  for (guint i = 0; i < 3; i++)
    {
      kontor_document_add_text (document, kontor_document_get_body (document), "text", NULL, 1, &error);
      kontor_document_append (document, kontor_document_get_body (document), KONTOR_BLOCK_PAGE_BREAK, NULL, 1, &error);
    }
  g_assert_no_error (error);

  pages = kontor_layout_run (document, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kontor_pages_get_count (pages), ==, 3);
  pdf = kontor_pages_to_pdf (pages, NULL, &error);
  g_assert_true (kontor_pdf_write (pdf, file, NULL, &error));
  g_assert_no_error (error);

  list = run_tool ("pdfimages", "-list", fixture->path);
  lines = g_strsplit (g_strchomp (list), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2 + 3);
  for (guint i = 2; lines[i] != NULL; i++)
    {
      g_assert_nonnull (strstr (lines[i], "jpeg"));
      /* From the object's number on, all three are the same. */
      g_assert_cmpstr (strstr (lines[i], "jpeg"), ==, strstr (lines[2], "jpeg"));
    }
}

static void
test_same_bytes_twice (void)
{
  const char *languages[] = { "en", "bg", "zh-Hans" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GBytes) first = print_sample (languages[i], 40);
      g_autoptr (GBytes) second = NULL;

      /* So that a clock that is asked would tell. */
      g_usleep (1100 * 1000);
      second = print_sample (languages[i], 40);
      g_assert_true (g_bytes_equal (first, second));
    }
}

/* Cairo reads the places of an outline as the locale writes decimals. */
static void
test_same_bytes_where_decimals_have_a_comma (void)
{
  const char *const locales[] = { "pl_PL.UTF-8", "de_DE.UTF-8", "bg_BG.UTF-8", "fr_FR.UTF-8" };
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  g_autoptr (GBytes) first = print_sample ("pl", 40);
  g_autoptr (GBytes) second = NULL;
  gsize i = 0;

  while (i < G_N_ELEMENTS (locales) && setlocale (LC_NUMERIC, locales[i]) == NULL)
    i++;
  if (i == G_N_ELEMENTS (locales))
    {
      g_test_skip ("no such locale is here");
      return;
    }

  second = print_sample ("pl", 40);
  setlocale (LC_NUMERIC, before);
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_write_is_whole_or_not_at_all (Fixture *fixture,
                                   gconstpointer data)
{
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-", 5);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "offer.pdf", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GDir) folder = NULL;
  guint n = 0;

  file = g_file_new_for_path (path);
  g_assert_false (kontor_pdf_write (pdf, file, NULL, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_FAILED);
  g_clear_error (&error);
  g_clear_object (&file);

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  file = g_file_new_for_path (fixture->path);
  g_assert_true (kontor_pdf_write (pdf, file, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "%PDF-");

  folder = g_dir_open (fixture->folder, 0, NULL);
  while (g_dir_read_name (folder) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/pdf/text-reads-back", Fixture, NULL, set_up, test_text_reads_back, tear_down);
  g_test_add ("/pdf/metadata", Fixture, NULL, set_up, test_metadata, tear_down);
  g_test_add ("/pdf/fonts-are-embedded-subsets", Fixture, NULL, set_up, test_fonts_are_embedded_subsets, tear_down);
  g_test_add ("/pdf/structure", Fixture, NULL, set_up, test_structure, tear_down);
  g_test_add ("/pdf/image-is-embedded-once", Fixture, NULL, set_up, test_image_is_embedded_once, tear_down);
  g_test_add_func ("/pdf/same-bytes-twice", test_same_bytes_twice);
  g_test_add_func ("/pdf/same-bytes-where-decimals-have-a-comma", test_same_bytes_where_decimals_have_a_comma);
  g_test_add ("/pdf/write-is-whole-or-not-at-all", Fixture, NULL, set_up, test_write_is_whole_or_not_at_all, tear_down);

  return g_test_run ();
}

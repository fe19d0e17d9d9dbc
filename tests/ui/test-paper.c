/* test-paper.c: records on paper, in the window and on the printer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "document/kontor-document-acts.h"
#include "document/kontor-paper-preview.h"
#include "document/kontor-paper-split.h"
#include "document/kontor-paper.h"
#include "document/kontor-print.h"

typedef struct
{
  char *folder;
  KontorStore *store;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("kontor-paper-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "kontor.db", NULL);
  fixture->store = kontor_store_open (path, &error);
  g_assert_no_error (error);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  kontor_store_close (fixture->store);
  g_object_unref (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* A contract whose number of pages follows from how many clauses it has. */
static KontorJson *
make_contract (const char *subject,
               guint n_clauses)
{
  g_autoptr (GString) text = g_string_new ("{\"kind\":\"contract\",\"language\":\"en\",\"state\":\"draft\",");
  g_autoptr (GError) error = NULL;
  KontorJson *body;

  g_string_append_printf (text,
                          "\"subject\":\"%s\",\"parties\":[{\"id\":\"us\",\"side\":\"us\",\"name\":\"Ours Ltd\"},"
                          "{\"id\":\"them\",\"side\":\"them\",\"name\":\"Theirs Ltd\"}],\"clauses\":[",
                          subject);
  for (guint i = 0; i < n_clauses; i++)
    g_string_append_printf (text, "%s{\"id\":\"c%u\",\"title\":\"Clause\",\"text\":\"%s\"}", i == 0 ? "" : ",", i,
                            "What is agreed here is long enough to take a line or two on the paper that it is printed on, "
                            "so that many of them take many pages.");
  g_string_append (text, "]}");
  body = kontor_json_parse (text->str, -1, &error);
  g_assert_no_error (error);

  return body;
}

static void
show (KontorPaperPreview *preview,
      const char *id,
      KontorJson *body,
      const char *template_name)
{
  kontor_paper_preview_show (preview, &(KontorDeskDocument) { .id = id, .body = body, .template_name = template_name });
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("the preview was not ready in time");

  return G_SOURCE_REMOVE;
}

static void
wait_until_done (KontorPaperPreview *preview)
{
  guint id = g_timeout_add_seconds (20, give_up_cb, NULL);

  while (kontor_paper_preview_is_busy (preview))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static guint
count_pages (KontorPaperPreview *preview)
{
  return kontor_pages_get_count (kontor_paper_preview_get_pages (preview));
}

static KontorPaperPreview *
present_preview (Fixture *fixture)
{
  GtkWidget *preview = kontor_paper_preview_new (fixture->store);

  gtk_window_set_child (GTK_WINDOW (fixture->window), preview);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (preview))
    g_main_context_iteration (NULL, TRUE);

  return KONTOR_PAPER_PREVIEW (preview);
}

/* However fast the bodies come, what was asked for last is what is shown, and far fewer are laid out than came. */
static void
test_newest_wins (Fixture *fixture,
                  gconstpointer data)
{
  KontorPaperPreview *preview = present_preview (fixture);
  g_autoptr (KontorJson) small = make_contract ("Small", 1);
  g_autoptr (KontorJson) large = make_contract ("Large", 150);
  g_autoptr (KontorPages) before = NULL;
  guint n_small;

  show (preview, "contract:a", small, NULL);
  wait_until_done (preview);
  g_assert_null (kontor_paper_preview_get_problem (preview));
  n_small = count_pages (preview);
  g_assert_cmpuint (n_small, >=, 1);
  before = g_object_ref (kontor_paper_preview_get_pages (preview));

  for (guint i = 0; i < 30; i++)
    {
      show (preview, "contract:a", i % 2 == 0 ? large : small, NULL);
      /* The pages that are there stay until there are others. */
      g_assert_nonnull (kontor_paper_preview_get_pages (preview));
      if (i % 5 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  show (preview, "contract:a", large, NULL);
  g_assert_true (kontor_paper_preview_is_busy (preview));
  wait_until_done (preview);
  g_assert_cmpuint (count_pages (preview), >, n_small + 3);
  g_assert_true (before != kontor_paper_preview_get_pages (preview));

  show (preview, "contract:a", small, NULL);
  wait_until_done (preview);
  g_assert_cmpuint (count_pages (preview), ==, n_small);
}

/* The same body again costs nothing. */
static void
test_same_is_not_laid_out_again (Fixture *fixture,
                                 gconstpointer data)
{
  KontorPaperPreview *preview = present_preview (fixture);
  g_autoptr (KontorJson) body = make_contract ("Same", 2);
  g_autoptr (KontorJson) same = make_contract ("Same", 2);

  show (preview, "contract:a", body, NULL);
  wait_until_done (preview);
  show (preview, "contract:a", same, NULL);
  g_assert_false (kontor_paper_preview_is_busy (preview));
}

/* What cannot be printed says why; the pages before it stay, those of another record do not. */
static void
test_problem (Fixture *fixture,
              gconstpointer data)
{
  KontorPaperPreview *preview = present_preview (fixture);
  g_autoptr (KontorJson) body = make_contract ("Right", 2);
  g_autofree char *path = g_build_filename (fixture->folder, "wrong.xml", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "<template xmlns=\"urn:kontor:template:1\" title=\"t\" for=\"contract\">\n<body>\n<nonsense/>\n</body>\n</template>", -1, &error);
  g_assert_no_error (error);

  show (preview, "contract:a", body, NULL);
  wait_until_done (preview);
  show (preview, "contract:a", body, path);
  wait_until_done (preview);
  g_assert_nonnull (kontor_paper_preview_get_problem (preview));
  g_assert_nonnull (strstr (kontor_paper_preview_get_problem (preview), "line 3"));
  g_assert_nonnull (kontor_paper_preview_get_pages (preview));

  show (preview, "contract:b", body, path);
  g_assert_null (kontor_paper_preview_get_pages (preview));
  wait_until_done (preview);
  g_assert_null (kontor_paper_preview_get_pages (preview));

  show (preview, "contract:b", body, NULL);
  wait_until_done (preview);
  g_assert_null (kontor_paper_preview_get_problem (preview));
  g_assert_nonnull (kontor_paper_preview_get_pages (preview));
}

/* What nobody sees is laid out when it is seen. */
static void
test_hidden_waits (Fixture *fixture,
                   gconstpointer data)
{
  KontorPaperPreview *preview = present_preview (fixture);
  g_autoptr (KontorJson) body = make_contract ("Hidden", 2);

  gtk_widget_set_visible (GTK_WIDGET (preview), FALSE);
  show (preview, "contract:a", body, NULL);
  for (gint64 end = g_get_monotonic_time () + 300000; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (kontor_paper_preview_get_pages (preview));
  g_assert_true (kontor_paper_preview_is_busy (preview));

  gtk_widget_set_visible (GTK_WIDGET (preview), TRUE);
  wait_until_done (preview);
  g_assert_nonnull (kontor_paper_preview_get_pages (preview));
}

/* The steps of the zoom, what fits the width, and the page that is read. */
static void
test_zoom_and_pages (Fixture *fixture,
                     gconstpointer data)
{
  KontorPaperPreview *preview = present_preview (fixture);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *paper = kontor_paper_new ();
  g_autoptr (KontorJson) body = make_contract ("Long", 150);
  g_autoptr (KontorPages) pages = NULL;
  double fit;

  show (preview, "contract:a", body, NULL);
  wait_until_done (preview);
  pages = g_object_ref (kontor_paper_preview_get_pages (preview));

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), paper);
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  kontor_paper_set_pages (KONTOR_PAPER (paper), pages);
  while (gtk_widget_get_width (paper) == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (kontor_paper_get_fits_width (KONTOR_PAPER (paper)));
  fit = kontor_paper_get_scale (KONTOR_PAPER (paper));
  kontor_paper_zoom_in (KONTOR_PAPER (paper));
  g_assert_cmpfloat (kontor_paper_get_scale (KONTOR_PAPER (paper)), >, fit);
  g_assert_false (kontor_paper_get_fits_width (KONTOR_PAPER (paper)));
  kontor_paper_set_zoom (KONTOR_PAPER (paper), 1);
  g_assert_cmpfloat_with_epsilon (kontor_paper_get_scale (KONTOR_PAPER (paper)), 1, 1e-9);
  for (guint i = 0; i < 40; i++)
    kontor_paper_zoom_out (KONTOR_PAPER (paper));
  g_assert_cmpfloat_with_epsilon (kontor_paper_get_scale (KONTOR_PAPER (paper)), 0.25, 1e-9);
  kontor_paper_set_zoom (KONTOR_PAPER (paper), 0);
  g_assert_cmpfloat_with_epsilon (kontor_paper_get_scale (KONTOR_PAPER (paper)), fit, 1e-9);

  for (guint page = 0; page < kontor_pages_get_count (pages); page++)
    {
      kontor_paper_go_to_page (KONTOR_PAPER (paper), page);
      if (page + 1 < kontor_pages_get_count (pages))
        g_assert_cmpuint (kontor_paper_get_page (KONTOR_PAPER (paper)), ==, page);
    }

  /* Fewer pages than the one that is read. */
  kontor_paper_set_pages (KONTOR_PAPER (paper), NULL);
  g_assert_cmpuint (kontor_paper_get_page (KONTOR_PAPER (paper)), ==, 0);
}

/* Side by side where there is room, the one in place of the other where there is not. */
static void
test_split (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (KontorRecord) record = kontor_record_new (kontor_record_type_find ("contract"));
  g_autoptr (KontorEditor) editor = kontor_editor_new_for_record (fixture->store, record);
  GtkWidget *form = gtk_label_new ("Form");
  GtkWidget *split = kontor_paper_split_new (editor, form);
  GtkWidget *preview = GTK_WIDGET (kontor_paper_split_get_preview (KONTOR_PAPER_SPLIT (split)));

  gtk_window_set_child (GTK_WINDOW (fixture->window), split);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (gtk_widget_get_width (split) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_get_child_visible (form));
  g_assert_true (gtk_widget_get_child_visible (preview));
  g_assert_cmpint (gtk_widget_get_width (form) + gtk_widget_get_width (preview), <, gtk_widget_get_width (split));

  gtk_widget_size_allocate (split, &(GtkAllocation) { 0, 0, 500, 600 }, -1);
  g_assert_true (gtk_widget_get_child_visible (form));
  g_assert_false (gtk_widget_get_child_visible (preview));
  g_assert_false (kontor_paper_split_get_paper_shown (KONTOR_PAPER_SPLIT (split)));
  kontor_paper_split_set_paper_shown (KONTOR_PAPER_SPLIT (split), TRUE);
  gtk_widget_size_allocate (split, &(GtkAllocation) { 0, 0, 500, 600 }, -1);
  g_assert_false (gtk_widget_get_child_visible (form));
  g_assert_true (gtk_widget_get_child_visible (preview));
}

/* The printer gets each page once, on paper of its own size. */
static void
test_print_to_file (Fixture *fixture,
                    gconstpointer data)
{
  KontorPaperPreview *preview = present_preview (fixture);
  g_autoptr (KontorJson) body = make_contract ("Printed", 40);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "printed.pdf", NULL);
  g_autofree char *quoted = g_shell_quote (path);
  g_autofree char *command = g_strdup_printf ("pdfinfo %s", quoted);
  g_autofree char *output = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  GtkPrintOperationResult result;

  show (preview, "contract:a", body, NULL);
  wait_until_done (preview);
  operation = kontor_print_operation_new (kontor_paper_preview_get_pages (preview), "A contract");
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);

  g_spawn_command_line_sync (command, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  expected = g_strdup_printf ("Pages:           %u\n", count_pages (preview));
  g_assert_nonnull (strstr (output, expected));
  g_assert_nonnull (strstr (output, "(A4)"));
}

static void
test_file_name (void)
{
  g_autoptr (KontorRecord) record = kontor_record_new (kontor_record_type_find ("contract"));
  g_autofree char *draft = NULL;
  g_autofree char *numbered = NULL;
  g_autofree char *bare = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) subject = g_string_new (NULL);
  g_autofree char *long_name = NULL;

  kontor_record_set_text (record, "subject", "Care: every month", &error);
  g_assert_no_error (error);
  draft = kontor_document_make_file_name (record, NULL);
  g_assert_cmpstr (draft, ==, "Care- every month.pdf");

  kontor_record_set_text (record, "number", "CO/2026/0007", &error);
  g_assert_no_error (error);
  numbered = kontor_document_make_file_name (record, "Łódź & Co");
  g_assert_cmpstr (numbered, ==, "CO-2026-0007 Łódź & Co.pdf");

  kontor_record_set_text (record, "number", "..", &error);
  g_assert_no_error (error);
  bare = kontor_document_make_file_name (record, NULL);
  g_assert_cmpstr (bare, ==, "Kontor ...pdf");

  for (guint i = 0; i < 300; i++)
    g_string_append (subject, "ł");
  kontor_record_set_text (record, "number", subject->str, &error);
  g_assert_no_error (error);
  long_name = kontor_document_make_file_name (record, NULL);
  g_assert_true (g_utf8_validate (long_name, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (long_name, -1), ==, 124);
}

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/paper/newest-wins", Fixture, NULL, set_up, test_newest_wins, tear_down);
  g_test_add ("/paper/same-is-not-laid-out-again", Fixture, NULL, set_up, test_same_is_not_laid_out_again, tear_down);
  g_test_add ("/paper/problem", Fixture, NULL, set_up, test_problem, tear_down);
  g_test_add ("/paper/hidden-waits", Fixture, NULL, set_up, test_hidden_waits, tear_down);
  g_test_add ("/paper/zoom-and-pages", Fixture, NULL, set_up, test_zoom_and_pages, tear_down);
  g_test_add ("/paper/split", Fixture, NULL, set_up, test_split, tear_down);
  g_test_add ("/print/to-file", Fixture, NULL, set_up, test_print_to_file, tear_down);
  g_test_add_func ("/document/file-name", test_file_name);

  return g_test_run ();
}

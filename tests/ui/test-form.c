/* test-form.c: records are edited by rows, and saved, undone and merged by their editor */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "common/kontor-columns.h"
#include "common/kontor-editor.h"
#include "common/kontor-field-row.h"
#include "common/kontor-parts-group.h"
#include "common/kontor-text-row.h"
#include "common/kontor-wrap-box.h"
#include "kontor-merge.h"

#define WAIT_SECONDS 10

typedef struct
{
  char *folder;
  KontorStore *store;
  KontorEditor *editor;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_record_new (kontor_record_type_find ("customer"));
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("kontor-form-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "kontor.db", NULL);
  fixture->store = kontor_store_open (path, &error);
  g_assert_no_error (error);
  fixture->editor = kontor_editor_new_for_record (fixture->store, record);
}

static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  static const char *const files[] = { "kontor.db", "kontor.db-wal", "kontor.db-shm", NULL };

  run_pending ();
  g_clear_object (&fixture->editor);
  run_pending ();
  kontor_store_close (fixture->store);
  g_clear_object (&fixture->store);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
flushed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GAsyncResult **where = user_data;

  *where = g_object_ref (result);
}

static void
flush (KontorEditor *editor)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kontor_editor_flush_async (editor, NULL, flushed_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (kontor_editor_flush_finish (editor, result, &error));
  g_assert_no_error (error);
}

static void
wait_for_text (KontorEditor *editor,
               const char *path,
               const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *text = kontor_editor_dup_text (editor, path);

      if (g_strcmp0 (text, expected) == 0)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("%s stayed “%s” and did not become “%s”", path, text, expected);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
assert_stored (Fixture *fixture,
               const char *path,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_load (fixture->store, kontor_editor_get_id (fixture->editor), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kontor_record_get_string (record, path), ==, expected);
}

static void
type_text (KontorEditor *editor,
           const char *path,
           const char *text)
{
  /* Key by key, as a person does */
  for (const char *end = g_utf8_next_char (text); ; end = g_utf8_next_char (end))
    {
      g_autofree char *typed = g_strndup (text, end - text);
      g_autoptr (GError) error = NULL;

      kontor_editor_set_text (editor, path, typed, &error);
      g_assert_no_error (error);
      if (*end == '\0')
        break;
    }
}

static void
test_typing_is_saved_and_undone_as_one (Fixture *fixture,
                                        gconstpointer data)
{
  KontorEditor *editor = fixture->editor;

  g_assert_false (kontor_editor_has_unsaved (editor));
  type_text (editor, "name", "Łódź & Co");
  type_text (editor, "short_name", "Co");
  g_assert_true (kontor_editor_has_unsaved (editor));
  flush (editor);
  assert_stored (fixture, "name", "Łódź & Co");
  assert_stored (fixture, "short_name", "Co");
  g_assert_cmpint (kontor_editor_get_state (editor), ==, KONTOR_EDITOR_SAVED);

  kontor_editor_undo (editor);
  g_assert_null (kontor_record_get (kontor_editor_get_record (editor), "short_name"));
  g_assert_cmpstr (kontor_record_get_string (kontor_editor_get_record (editor), "name"), ==, "Łódź & Co");
  kontor_editor_undo (editor);
  g_assert_null (kontor_record_get (kontor_editor_get_record (editor), "name"));
  g_assert_false (kontor_editor_can_undo (editor));
  kontor_editor_redo (editor);
  kontor_editor_redo (editor);
  g_assert_false (kontor_editor_can_redo (editor));
  flush (editor);
  assert_stored (fixture, "short_name", "Co");
}

static void
test_others_edits_come_in_and_are_not_undone (Fixture *fixture,
                                              gconstpointer data)
{
  g_autoptr (KontorEditor) other = NULL;

  type_text (fixture->editor, "name", "One");
  flush (fixture->editor);
  other = kontor_editor_new (fixture->store, kontor_editor_get_id (fixture->editor));
  wait_for_text (other, "name", "One");

  type_text (fixture->editor, "short_name", "Mine");
  type_text (other, "industry", "Theirs");
  flush (other);
  flush (fixture->editor);
  wait_for_text (fixture->editor, "industry", "Theirs");
  wait_for_text (other, "short_name", "Mine");

  kontor_editor_undo (fixture->editor);
  flush (fixture->editor);
  assert_stored (fixture, "industry", "Theirs");
  assert_stored (fixture, "short_name", NULL);
  wait_for_text (other, "short_name", "");
}

static void
conflicts_cb (KontorEditor *editor,
              GPtrArray *conflicts,
              GPtrArray *seen)
{
  for (guint i = 0; i < conflicts->len; i++)
    g_ptr_array_add (seen, g_strdup (((KontorConflict *) g_ptr_array_index (conflicts, i))->path));
}

static void
test_the_same_field_changed_twice_is_told (Fixture *fixture,
                                           gconstpointer data)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KontorRecord) elsewhere = NULL;
  g_autoptr (GError) error = NULL;

  type_text (fixture->editor, "name", "One");
  flush (fixture->editor);
  g_signal_connect (fixture->editor, "conflicts", G_CALLBACK (conflicts_cb), seen);

  /* Typed here, and before it is saved someone else saves another text. */
  type_text (fixture->editor, "name", "Ours");
  elsewhere = kontor_store_load (fixture->store, kontor_editor_get_id (fixture->editor), &error);
  g_assert_no_error (error);
  g_assert_true (kontor_record_set_text (elsewhere, "name", "Theirs", &error));
  g_assert_true (kontor_store_save (fixture->store, elsewhere, NULL, &error));
  g_assert_no_error (error);
  flush (fixture->editor);

  g_assert_cmpuint (seen->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (seen, 0), ==, "name");
  assert_stored (fixture, "name", "Theirs");
  wait_for_text (fixture->editor, "name", "Theirs");
}

static GtkWidget *
show_widget (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (widget))
    g_main_context_iteration (NULL, TRUE);

  return window;
}

static void
test_a_refused_text_stays_with_its_reason (Fixture *fixture,
                                           gconstpointer data)
{
  GtkWidget *row = kontor_field_row_new (fixture->editor, "nip");
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *window;
  GtkWidget *entry;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  window = show_widget (list);
  entry = kontor_text_row_get_entry (KONTOR_TEXT_ROW (row));

  gtk_editable_set_text (GTK_EDITABLE (entry), "123");
  /* Half a number is no reason to scold. */
  g_assert_false (kontor_field_row_has_error (KONTOR_FIELD_ROW (row)));
  kontor_field_row_show_pending (KONTOR_FIELD_ROW (row));
  g_assert_true (kontor_field_row_has_error (KONTOR_FIELD_ROW (row)));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpstr (kontor_record_get_pending (kontor_editor_get_record (fixture->editor), "nip"), ==, "123");
  g_assert_null (kontor_record_get (kontor_editor_get_record (fixture->editor), "nip"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "123");

  gtk_editable_set_text (GTK_EDITABLE (entry), "1234563218");
  g_assert_false (kontor_field_row_has_error (KONTOR_FIELD_ROW (row)));
  g_assert_null (kontor_record_get_pending (kontor_editor_get_record (fixture->editor), "nip"));
  g_assert_cmpstr (kontor_record_get_string (kontor_editor_get_record (fixture->editor), "nip"), ==, "1234563218");

  kontor_editor_undo (fixture->editor);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Two dates in the wrong order: the second is kept as typed, and is taken when the first is mended. */
static void
test_what_was_refused_beside_another_value_is_tried_again (Fixture *fixture,
                                                           gconstpointer data)
{
  g_autofree char *part = NULL;
  g_autofree char *given = NULL;
  g_autofree char *withdrawn = NULL;
  g_autoptr (GError) error = NULL;

  part = kontor_editor_insert_part (fixture->editor, "consents", G_MAXUINT, NULL, &error);
  g_assert_no_error (error);
  given = g_strconcat (part, "/given_on", NULL);
  withdrawn = g_strconcat (part, "/withdrawn_on", NULL);

  g_assert_true (kontor_editor_set_text (fixture->editor, given, "2026-05-01", &error));
  g_assert_no_error (error);
  g_assert_false (kontor_editor_set_text (fixture->editor, withdrawn, "2026-04-01", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (kontor_editor_check_pending (fixture->editor, withdrawn, &error));
  g_clear_error (&error);

  g_assert_true (kontor_editor_set_text (fixture->editor, given, "2026-03-01", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (kontor_record_get_string (kontor_editor_get_record (fixture->editor), withdrawn), ==, "2026-04-01");
  g_assert_null (kontor_record_get_all_pending (kontor_editor_get_record (fixture->editor)));
}

/* Every field of every kind has a row that shows, and whose control has a name. */
static void
test_every_field_has_a_row (Fixture *fixture,
                            gconstpointer data)
{
  guint n_rows = 0;

  for (const KontorRecordType *const *type = kontor_record_types (); *type != NULL; type++)
    {
      g_autoptr (KontorRecord) record = NULL;
      g_autoptr (KontorEditor) editor = NULL;
      GtkWidget *list = gtk_list_box_new ();
      GtkWidget *window;

      if ((*type)->immutable)
        {
          g_object_ref_sink (list);
          g_object_unref (list);
          continue;
        }
      record = kontor_record_new (*type);
      editor = kontor_editor_new_for_record (fixture->store, record);
      for (const KontorField *field = (*type)->fields; field->name != NULL; field++)
        {
          GtkWidget *row;

          if (field->kind == KONTOR_FIELD_PART || field->kind == KONTOR_FIELD_PARTS)
            continue;
          row = kontor_field_row_new (editor, field->member);
          g_assert_true (KONTOR_IS_FIELD_ROW (row));
          g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, kontor_field_get_label (field));
          gtk_list_box_append (GTK_LIST_BOX (list), row);
          n_rows++;
        }
      window = show_widget (list);
      g_assert_false (kontor_editor_has_unsaved (editor));
      gtk_window_destroy (GTK_WINDOW (window));
      run_pending ();
    }
  g_assert_cmpuint (n_rows, >, 100);
}

static guint
count_cards (GtkWidget *group)
{
  guint count = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (group); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LIST_BOX (child) && gtk_widget_get_visible (child) && gtk_widget_has_css_class (child, "boxed-list") &&
          KONTOR_IS_FIELD_ROW (gtk_widget_get_first_child (child)))
        count++;
      else
        count += count_cards (child);
    }

  return count;
}

static void
test_parts_are_added_moved_and_removed (Fixture *fixture,
                                        gconstpointer data)
{
  static const char *const members[] = { "number", "use", NULL };
  GtkWidget *group = kontor_parts_group_new (fixture->editor, "phones", members);
  GtkWidget *window = show_widget (group);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_cards (group), ==, 0);
  first = kontor_editor_insert_part (fixture->editor, "phones", G_MAXUINT, NULL, &error);
  g_assert_no_error (error);
  second = kontor_editor_insert_part (fixture->editor, "phones", G_MAXUINT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_cards (group), ==, 2);

  g_assert_true (kontor_editor_move_part (fixture->editor, second, 0, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_cards (group), ==, 2);
  g_assert_true (kontor_editor_remove_part (fixture->editor, first, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_cards (group), ==, 1);
  kontor_editor_undo (fixture->editor);
  g_assert_cmpuint (count_cards (group), ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* At any width no child of the containers overlaps another, and none reaches beyond the height that was asked for. */
static void
check_places (GtkWidget *container,
              int width)
{
  int height;

  gtk_widget_measure (container, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_size_allocate (container, &(GtkAllocation) { 0, 0, width, height }, -1);
  for (GtkWidget *a = gtk_widget_get_first_child (container); a != NULL; a = gtk_widget_get_next_sibling (a))
    {
      graphene_rect_t first;

      g_assert_true (gtk_widget_compute_bounds (a, container, &first));
      g_assert_cmpfloat (first.origin.y + first.size.height, <=, height);
      for (GtkWidget *b = gtk_widget_get_next_sibling (a); b != NULL; b = gtk_widget_get_next_sibling (b))
        {
          graphene_rect_t second;

          g_assert_true (gtk_widget_compute_bounds (b, container, &second));
          g_assert_false (graphene_rect_intersection (&first, &second, NULL));
        }
    }
}

static void
test_containers_keep_children_apart (void)
{
  GRand *rand = NULL;
  guint32 seed = g_random_int ();

  if (g_getenv ("KONTOR_TEST_SEED") != NULL)
    seed = (guint32) g_ascii_strtoull (g_getenv ("KONTOR_TEST_SEED"), NULL, 10);
  g_test_message ("KONTOR_TEST_SEED=%u", seed);
  rand = g_rand_new_with_seed (seed);

  for (guint round = 0; round < 40; round++)
    {
      GtkWidget *columns = g_object_ref_sink (kontor_columns_new ());
      GtkWidget *words = g_object_ref_sink (kontor_wrap_box_new ());
      guint n_children = g_rand_int_range (rand, 0, 12);
      int width;

      for (guint i = 0; i < n_children; i++)
        {
          GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
          GtkWidget *word = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

          gtk_widget_set_size_request (box, g_rand_int_range (rand, 10, 340), g_rand_int_range (rand, 1, 900));
          gtk_widget_set_size_request (word, g_rand_int_range (rand, 10, 120), g_rand_int_range (rand, 1, 40));
          kontor_columns_append (KONTOR_COLUMNS (columns), box);
          kontor_wrap_box_append (KONTOR_WRAP_BOX (words), word);
        }
      width = g_rand_int_range (rand, 360, 2600);
      check_places (columns, width);
      check_places (words, width);
      g_object_unref (columns);
      g_object_unref (words);
    }
  g_rand_free (rand);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/ui/editor/typing-is-saved-and-undone-as-one", test_typing_is_saved_and_undone_as_one);
  ADD ("/ui/editor/others-edits-come-in-and-are-not-undone", test_others_edits_come_in_and_are_not_undone);
  ADD ("/ui/editor/the-same-field-changed-twice-is-told", test_the_same_field_changed_twice_is_told);
  ADD ("/ui/editor/what-was-refused-beside-another-value-is-tried-again",
       test_what_was_refused_beside_another_value_is_tried_again);
  ADD ("/ui/row/a-refused-text-stays-with-its-reason", test_a_refused_text_stays_with_its_reason);
  ADD ("/ui/row/every-field-has-a-row", test_every_field_has_a_row);
  ADD ("/ui/parts/added-moved-and-removed", test_parts_are_added_moved_and_removed);
#undef ADD
  g_test_add_func ("/ui/containers/keep-children-apart", test_containers_keep_children_apart);

  return g_test_run ();
}

/* test-index.c: the index follows from the bodies, whatever happens in between */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-util.h"

#include <sqlite3.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kontor-query-private.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static const char *program;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->folder = make_folder ();
  fixture->path = g_build_filename (fixture->folder, "kontor.db", NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static KontorStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KontorStore *store = kontor_store_open (fixture->path, &error);

  g_assert_no_error (error);
  return store;
}

static void
execute (const char *path,
         const char *sql)
{
  sqlite3 *handle;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static void
add_many (KontorStore *store,
          guint n)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"kind\":\"customer\",\"name\":\"N %05u\",\"region\":\"R %u\",\"tags\":[\"t%u\"]}",
                                               i, i % 7, i % 5);

      g_ptr_array_add (records, make_record (json));
    }
  kontor_store_save_all (store, records, &error);
  g_assert_no_error (error);
}

static guint
count (KontorStore *store,
       const char *member,
       const char *value)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find ("customer"));
  g_autoptr (GError) error = NULL;
  guint n = 0;

  kontor_query_add_filter (query, member, KONTOR_MATCH_EQUAL, value, &error);
  g_assert_no_error (error);
  kontor_store_count (store, query, &n, &error);
  g_assert_no_error (error);
  return n;
}

/* As the store of a Kontor that had no field "region" yet. */
static const char made_older[] =
  "DROP INDEX \"index_customer/region#key/1\";"
  "ALTER TABLE index_customer DROP COLUMN \"region#key\";"
  "ALTER TABLE index_customer DROP COLUMN region;"
  "DROP TABLE index_customer_tags;"
  "UPDATE meta SET value = 'older' WHERE key = 'index-fingerprint'";

static void
progress_cb (KontorStore *store,
             double fraction,
             const char *what,
             gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_new_fields_are_filled_in (Fixture *fixture,
                               gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture);
  g_autofree char *id = NULL;
  double fraction = -1;

  add_many (store, 1400);
  kontor_store_close (store);
  g_clear_object (&store);
  execute (fixture->path, made_older);

  store = open_store (fixture);
  g_signal_connect (store, "progress", G_CALLBACK (progress_cb), &fraction);
  /* What the old tables can answer is answered now, and what is written meanwhile is in both. */
  g_assert_cmpuint (count (store, "name", "N 00042"), ==, 1);
  id = add_customer (store, "Written meanwhile");
  g_assert_cmpuint (count (store, "name", "Written meanwhile"), ==, 1);
  {
    g_autoptr (KontorRecord) record = kontor_store_load (store, id, NULL);

    set_text (record, "region", "R 3");
    save (store, record);
  }
  /* What they cannot answer waits. */
  g_assert_cmpuint (count (store, "region", "R 3"), ==, 1400 / 7 + 1);
  g_assert_cmpuint (count (store, "tags", "t1"), ==, 280);
  while (fraction < 1)
    g_main_context_iteration (NULL, TRUE);
  assert_sound (store);
}

static void
test_a_refill_goes_on_after_a_kill (Fixture *fixture,
                                    gconstpointer data)
{
  const char *const argv[] = { program, "--refill-and-die", fixture->path, NULL };
  g_autoptr (KontorStore) store = open_store (fixture);

  add_many (store, 1400);
  kontor_store_close (store);
  g_clear_object (&store);
  execute (fixture->path, made_older);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      int status;

      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
      g_assert_no_error (error);
      g_assert_true (WIFSIGNALED (status) || i > 0);
      store = open_store (fixture);
      g_free (add_customer (store, "Between"));
      kontor_store_close (store);
      g_clear_object (&store);
    }
  store = open_store (fixture);
  g_assert_cmpuint (count (store, "region", "R 0"), ==, 200);
  g_assert_cmpuint (count (store, "name", "Between"), ==, 4);
  assert_sound (store);
}

static void
stop_cb (KontorStore *store,
         double fraction,
         const char *what,
         gpointer user_data)
{
  kill (getpid (), SIGKILL);
}

/* Ends by itself when there is nothing left to fill. */
static void
refill_and_die (const char *path)
{
  g_autoptr (KontorStore) store = kontor_store_open (path, NULL);

  gboolean whole = FALSE;

  g_signal_connect (store, "progress", G_CALLBACK (stop_cb), NULL);
  while (!whole)
    {
      g_autofree char *refill = kontor_store_get_meta (store, "index-refill", NULL);
      g_autofree char *fingerprint = kontor_store_get_meta (store, "index-fingerprint", NULL);

      g_main_context_iteration (NULL, FALSE);
      whole = !refill && strlen (fingerprint) == 64;
    }
}

/* An index that another version has written to is not trusted by the next one that opens it. */
static void
test_another_version_beside_this_one (Fixture *fixture,
                                      gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture);

  g_free (add_customer (store, "Anna"));
  execute (fixture->path, "UPDATE meta SET value = 'newer' WHERE key = 'index-fingerprint';"
                          "INSERT INTO meta VALUES ('index-refill', 'newer 17')");
  g_free (add_customer (store, "Beata"));
  kontor_store_close (store);
  g_clear_object (&store);

  store = open_store (fixture);
  g_assert_cmpuint (count (store, "name", "Beata"), ==, 1);
  assert_sound (store);
}

/* Neither makes it anew under the hands of the other, for that would never end. */
static void
test_another_version_in_turns (Fixture *fixture,
                               gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture);
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find ("customer"));
  g_autofree char *fingerprint = NULL;
  g_autoptr (GError) error = NULL;

  g_free (add_customer (store, "Anna"));
  kontor_query_add_filter (query, "region", KONTOR_MATCH_UNSET, NULL, NULL);
  execute (fixture->path, made_older);
  while (!g_error_matches (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_QUERY))
    {
      guint n;

      g_clear_error (&error);
      kontor_store_count (store, query, &n, &error);
      g_assert_nonnull (error);
      g_usleep (20000);
    }
  g_assert_cmpuint (count (store, "name", "Anna"), ==, 1);
  g_free (add_customer (store, "Beata"));
  g_assert_cmpuint (count (store, "name", "Beata"), ==, 1);
  g_usleep (1500000);
  fingerprint = kontor_store_get_meta (store, "index-fingerprint", NULL);
  g_assert_cmpstr (fingerprint, ==, "");

  kontor_store_close (store);
  g_clear_object (&store);
  store = open_store (fixture);
  g_assert_cmpuint (count (store, "name", "Beata"), ==, 1);
  g_clear_error (&error);
  {
    guint n = 0;

    g_assert_true (kontor_store_count (store, query, &n, &error));
    g_assert_cmpuint (n, ==, 2);
  }
}

static void
test_the_check_finds_and_heals (Fixture *fixture,
                                gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE index_customer SET name = 'X' WHERE _row = 3",
    "DELETE FROM index_customer_tags WHERE _row = 4",
    "DELETE FROM title WHERE row = 5",
    "INSERT INTO title (row, id, kind, title, folded, key) VALUES (999, 'customer:ghost', 'customer', '', '', x'')",
    "DELETE FROM search WHERE rowid = 6",
    "UPDATE search SET text = 'ghost' WHERE rowid = 7",
    "DELETE FROM search_data WHERE id > 10",
  };
  g_autoptr (KontorStore) store = open_store (fixture);

  add_many (store, 20);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GPtrArray) sentences = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *meta = NULL;

      execute (fixture->path, damages[i]);
      sentences = kontor_store_verify (store, NULL, &error);
      g_assert_no_error (error);
      if (sentences->len == 0)
        g_error ("Not found: %s", damages[i]);
      do
        {
          g_clear_pointer (&meta, g_free);
          g_usleep (5000);
          meta = kontor_store_get_meta (store, "index-fingerprint", &error);
        }
      while (!meta || !*meta);
      assert_sound (store);
    }
}

static void
test_the_check_finds_bad_bodies_and_files (Fixture *fixture,
                                           gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE record SET body = '{\"kind\":\"customer\"' WHERE row = 1",
    "UPDATE record SET body = '{\"kind\":\"offer\"}' WHERE row = 1",
    "UPDATE record SET body = '{\"kind\":\"customer\",\"name\":7}' WHERE row = 1",
    "UPDATE file SET data = x'00'",
  };
  g_autoptr (KontorStore) store = open_store (fixture);
  g_autoptr (GBytes) bytes = g_bytes_new ("content", 7);
  g_autofree char *backup = g_build_filename (fixture->folder, "copy", NULL);
  g_autofree char *sum = NULL;
  g_autoptr (GError) error = NULL;

  g_free (add_customer (store, "Anna"));
  sum = kontor_store_put_file (store, bytes, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (KontorStore) damaged = NULL;
      g_autoptr (GPtrArray) sentences = NULL;

      g_assert_true (kontor_store_backup (store, backup, NULL, &error));
      g_assert_no_error (error);
      execute (backup, damages[i]);
      damaged = kontor_store_open (backup, &error);
      g_assert_no_error (error);
      sentences = kontor_store_verify (damaged, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (sentences->len, >, 0);
      kontor_store_close (damaged);
    }
}

/* The sort orders of lists come from an index, and so does the first screen of a long one. */
static void
test_orders_come_from_indexes (Fixture *fixture,
                               gconstpointer data)
{
  static const char *const sorts[] = { NULL, "title", "name", "employees", "discount", "birthday", "change", "status" };
  g_autoptr (KontorStore) store = open_store (fixture);
  g_autoptr (KontorIndexOrder) order = kontor_index_order_new ("pl", NULL);
  g_autoptr (KontorDatabase) database = kontor_database_open (fixture->path, KONTOR_DATABASE_READER, NULL);

  add_many (store, 10);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find ("customer"));
      g_autoptr (KontorStatement) statement = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *sql = NULL;
      sqlite3_stmt *raw = NULL;
      int n = 0;

      kontor_query_set_sort (query, sorts[i / 2], i % 2, &error);
      g_assert_no_error (error);
      statement = kontor_query_prepare (query, database, order, KONTOR_QUERY_ROWS, 0, &error);
      g_assert_no_error (error);
      raw = sqlite3_next_stmt (kontor_database_get_handle (database), NULL);
      sql = g_strconcat ("EXPLAIN QUERY PLAN ", sqlite3_sql (raw), NULL);
      g_assert_cmpint (sqlite3_prepare_v2 (kontor_database_get_handle (database), sql, -1, &raw, NULL), ==, SQLITE_OK);
      while (sqlite3_step (raw) == SQLITE_ROW)
        {
          const char *step = (const char *) sqlite3_column_text (raw, 3);

          n++;
          if (strstr (step, "TEMP B-TREE") || !strstr (step, "COVERING INDEX"))
            g_error ("%s: %s", sql, step);
        }
      g_assert_cmpint (n, >, 0);
      sqlite3_finalize (raw);
    }
}

/* Numbers sort by their value, however they are written and however large they are. */
static void
test_keys_of_decimals_are_exact (void)
{
  static const char *const ordered[] = { "-999999999999999999", "-100000000000.000001", "-100000000000", "-0.000001", "0",
                                         "0.000001", "0.1", "0.10001", "9.5", "10", "100", "999999999999.999999",
                                         "999999999999999999" };
  const KontorField field = { "x", "x", "X", KONTOR_FIELD_DECIMAL };
  g_autoptr (GBytes) last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ordered); i++)
    {
      KontorIndexValue value, same;
      g_autofree char *longer = strchr (ordered[i], '.') && strlen (ordered[i]) < 10 ? g_strconcat (ordered[i], "0", NULL) : g_strdup (ordered[i]);

      kontor_index_value_init_for_text (&value, &field, TRUE, NULL, ordered[i]);
      kontor_index_value_init_for_text (&same, &field, TRUE, NULL, longer);
      g_assert_cmpint (value.type, ==, SQLITE_BLOB);
      g_assert_true (g_bytes_equal (value.bytes, same.bytes));
      if (last)
        g_assert_cmpint (g_bytes_compare (last, value.bytes), <, 0);
      g_clear_pointer (&last, g_bytes_unref);
      last = g_bytes_ref (value.bytes);
      kontor_index_value_clear (&value);
      kontor_index_value_clear (&same);
    }
}

/* The list of kinds is the list of tables: whatever a field table says can be stored, and asked for. */
static void
test_each_indexed_field_can_be_asked_for (Fixture *fixture,
                                          gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture);

  for (const KontorRecordType *const *type = kontor_record_types (); *type; type++)
    for (const KontorField *field = (*type)->fields; field->name; field++)
      {
        g_autoptr (KontorQuery) query = kontor_query_new (*type);
        g_autoptr (GPtrArray) ids = NULL;
        g_autoptr (GError) error = NULL;

        if (!(field->flags & KONTOR_FIELD_INDEXED) || field->kind == KONTOR_FIELD_PART || field->kind == KONTOR_FIELD_PARTS)
          continue;
        kontor_query_add_filter (query, field->member, KONTOR_MATCH_SET, NULL, &error);
        g_assert_no_error (error);
        if (field->kind != KONTOR_FIELD_LIST)
          kontor_query_set_sort (query, field->member, TRUE, &error);
        g_assert_no_error (error);
        ids = kontor_store_query_ids (store, query, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (ids->len, ==, 0);
      }
}

int
main (int argc,
      char *argv[])
{
  program = argv[0];
  if (argc == 3 && strcmp (argv[1], "--refill-and-die") == 0)
    {
      refill_and_die (argv[2]);
      return 0;
    }

  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/index/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("new-fields-are-filled-in", test_new_fields_are_filled_in);
  ADD ("a-refill-goes-on-after-a-kill", test_a_refill_goes_on_after_a_kill);
  ADD ("another-version-beside-this-one", test_another_version_beside_this_one);
  ADD ("another-version-in-turns", test_another_version_in_turns);
  ADD ("the-check-finds-and-heals", test_the_check_finds_and_heals);
  ADD ("the-check-finds-bad-bodies-and-files", test_the_check_finds_bad_bodies_and_files);
  ADD ("orders-come-from-indexes", test_orders_come_from_indexes);
  ADD ("each-indexed-field-can-be-asked-for", test_each_indexed_field_can_be_asked_for);
#undef ADD
  g_test_add_func ("/index/keys-of-decimals-are-exact", test_keys_of_decimals_are_exact);

  return g_test_run ();
}

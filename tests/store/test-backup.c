/* test-backup.c: copies, restoring them, and stores of old versions */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-util.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "kontor-merge.h"
#include "kontor-schema-private.h"
#include "kontor-store-private.h"

typedef struct
{
  char *folder;
  char *path;
  char *copy;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->folder = make_folder ();
  fixture->path = g_build_filename (fixture->folder, "kontor.db", NULL);
  fixture->copy = g_build_filename (fixture->folder, "copy.db", NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->copy);
}

static KontorStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  KontorStore *store = kontor_store_open (path, &error);

  g_assert_no_error (error);
  return store;
}

static void
close_store (KontorStore **store)
{
  kontor_store_close (*store);
  g_clear_object (store);
}

static char *
get_name (KontorStore *store,
          const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_load (store, id, &error);

  g_assert_no_error (error);
  return g_strdup (kontor_record_get_string (record, "name"));
}

static void
rename_customer (KontorStore *store,
                 const char *id,
                 const char *name)
{
  g_autoptr (KontorRecord) record = kontor_store_load (store, id, NULL);

  set_text (record, "name", name);
  save (store, record);
}

#define ASSERT_NAME(store, id, expected) \
  G_STMT_START \
  { \
    g_autofree char *name_ = get_name (store, id); \
    g_assert_cmpstr (name_, ==, expected); \
  } \
  G_STMT_END

static void
test_a_backup_is_restored (Fixture *fixture,
                           gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture->path);
  g_autofree char *id = add_customer (store, "Anna");
  g_autofree char *old_id = g_strdup (kontor_store_get_id (store));
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  gboolean kept = FALSE;

  g_assert_true (kontor_store_backup (store, fixture->copy, NULL, &error));
  g_assert_no_error (error);
  rename_customer (store, id, "Beata");

  /* Not under the hands of a program that has it open. */
  g_assert_false (kontor_store_restore (fixture->path, fixture->copy, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  ASSERT_NAME (store, id, "Beata");
  close_store (&store);

  g_assert_true (kontor_store_restore (fixture->path, fixture->copy, &error));
  g_assert_no_error (error);
  store = open_store (fixture->path);
  ASSERT_NAME (store, id, "Anna");
  g_assert_cmpstr (kontor_store_get_id (store), !=, old_id);
  assert_sound (store);
  close_store (&store);

  /* What it replaced is still there, and is a store too. */
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    if (strstr (name, ".replaced-") && !g_str_has_suffix (name, "-wal") && !g_str_has_suffix (name, "-shm"))
      {
        g_autofree char *replaced = g_build_filename (fixture->folder, name, NULL);

        store = open_store (replaced);
        ASSERT_NAME (store, id, "Beata");
        close_store (&store);
        kept = TRUE;
      }
  g_assert_true (kept);
}

/* Two restores in one second must not take each other's place: what the first one put aside is the store that was worked on. */
static void
test_each_store_that_is_replaced_is_kept (Fixture *fixture,
                                          gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture->path);
  g_autofree char *id = add_customer (store, "Anna");
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_replaced = 0, n_worked_on = 0;

  g_assert_true (kontor_store_backup (store, fixture->copy, NULL, &error));
  rename_customer (store, id, "Beata");
  close_store (&store);

  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (kontor_store_restore (fixture->path, fixture->copy, &error));
      g_assert_no_error (error);
    }

  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    if (strstr (name, ".replaced-") && !g_str_has_suffix (name, "-wal") && !g_str_has_suffix (name, "-shm"))
      {
        g_autofree char *replaced = g_build_filename (fixture->folder, name, NULL);
        g_autofree char *kept = NULL;

        store = open_store (replaced);
        kept = get_name (store, id);
        close_store (&store);
        n_replaced++;
        n_worked_on += g_str_equal (kept, "Beata");
      }
  g_assert_cmpuint (n_replaced, ==, 4);
  g_assert_cmpuint (n_worked_on, ==, 1);
}

typedef struct
{
  const char *path;
  gint ended;
  guint n_missing;
} Watch;

static gpointer
watch_thread (gpointer data)
{
  Watch *watch = data;

  while (!g_atomic_int_get (&watch->ended))
    if (!g_file_test (watch->path, G_FILE_TEST_EXISTS))
      watch->n_missing++;
  return NULL;
}

/* A program that starts in between, or after a power cut, would make an empty store in the place of a missing one. */
static void
test_a_store_is_there_while_it_is_replaced (Fixture *fixture,
                                            gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture->path);
  g_autoptr (GError) error = NULL;
  Watch watch = { fixture->path, FALSE, 0 };
  GThread *thread;

  g_assert_true (kontor_store_backup (store, fixture->copy, NULL, &error));
  close_store (&store);
  thread = g_thread_new ("watch", watch_thread, &watch);
  for (guint i = 0; i < 20; i++)
    {
      g_assert_true (kontor_store_restore (fixture->path, fixture->copy, &error));
      g_assert_no_error (error);
    }
  g_atomic_int_set (&watch.ended, TRUE);
  g_thread_join (thread);
  g_assert_cmpuint (watch.n_missing, ==, 0);
}

static void
test_a_store_that_is_garbage_is_replaced (Fixture *fixture,
                                          gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture->path);
  g_autofree char *id = add_customer (store, "Anna");
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_store_backup (store, fixture->copy, NULL, &error));
  close_store (&store);
  g_assert_true (g_file_set_contents (fixture->path, "This is no database, whatever its name says.", -1, NULL));
  g_assert_true (kontor_store_restore (fixture->path, fixture->copy, &error));
  g_assert_no_error (error);
  store = open_store (fixture->path);
  ASSERT_NAME (store, id, "Anna");
}

static void
test_a_bad_backup_is_refused (Fixture *fixture,
                              gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture->path);
  g_autofree char *id = add_customer (store, "Anna");
  g_autofree char *garbage = g_strnfill (50000, 'x');
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;

  close_store (&store);
  g_assert_true (g_file_set_contents (fixture->copy, garbage, -1, NULL));
  g_assert_false (kontor_store_restore (fixture->path, fixture->copy, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT);
  g_clear_error (&error);

  g_unlink (fixture->copy);
  g_assert_cmpint (sqlite3_open (fixture->copy, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE other (x)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_false (kontor_store_restore (fixture->path, fixture->copy, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT);
  g_clear_error (&error);

  g_unlink (fixture->copy);
  g_assert_false (kontor_store_restore (fixture->path, fixture->copy, &error));
  g_assert_nonnull (error);

  store = open_store (fixture->path);
  ASSERT_NAME (store, id, "Anna");
}

static void
test_a_backup_beside_writing_is_of_one_moment (Fixture *fixture,
                                               gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture->path);
  g_autofree char *first = add_customer (store, "0");
  g_autofree char *second = add_customer (store, "0");

  for (guint i = 1; i <= 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) both = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *one = NULL;
      g_autofree char *other = NULL;
      g_autoptr (KontorStore) copy = NULL;

      g_ptr_array_add (both, kontor_store_load (store, first, &error));
      g_ptr_array_add (both, kontor_store_load (store, second, &error));
      for (guint j = 0; j < 2; j++)
        {
          set_text (both->pdata[j], "name", name);
          kontor_store_save_async (store, both->pdata[j], NULL, NULL, NULL);
        }
      g_assert_true (kontor_store_save_all (store, both, &error));
      g_assert_true (kontor_store_backup (store, fixture->copy, NULL, &error));
      g_assert_no_error (error);
      copy = open_store (fixture->copy);
      one = get_name (copy, first);
      other = get_name (copy, second);
      g_assert_cmpstr (one, ==, other);
      g_assert_cmpstr (one, ==, name);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static void
test_a_store_is_no_backup_of_itself (Fixture *fixture,
                                     gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_store_backup (store, fixture->path, NULL, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_FAILED);
}

/* A store whose name is a link is not overwritten through its other name, and a restore leaves the link one. */
static void
test_a_store_behind_a_link (Fixture *fixture,
                            gconstpointer data)
{
  g_autofree char *link_path = g_build_filename (fixture->folder, "link.db", NULL);
  g_autoptr (KontorStore) store = open_store (fixture->path);
  g_autofree char *id = add_customer (store, "Anna");
  g_autoptr (GError) error = NULL;

  close_store (&store);
  g_assert_cmpint (symlink (fixture->path, link_path), ==, 0);
  store = open_store (link_path);
  g_assert_false (kontor_store_backup (store, fixture->path, NULL, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_true (kontor_store_backup (store, fixture->copy, NULL, &error));
  rename_customer (store, id, "Beata");
  close_store (&store);
  g_assert_true (kontor_store_restore (link_path, fixture->copy, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  store = open_store (fixture->path);
  ASSERT_NAME (store, id, "Anna");
}

static void
test_a_copy_each_day (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr (KontorStore) store = open_store (fixture->path);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "kontor-%Y-%m-%d.db");
  g_autofree char *daily = g_build_filename (fixture->folder, "backups", name, NULL);
  g_autofree char *id = add_customer (store, "Anna");

  close_store (&store);
  g_assert_false (g_file_test (daily, G_FILE_TEST_EXISTS));
  store = open_store (fixture->path);
  close_store (&store);
  g_assert_true (g_file_test (daily, G_FILE_TEST_EXISTS));
  store = open_store (daily);
  ASSERT_NAME (store, id, "Anna");
}

static void
test_old_copies_go (Fixture *fixture,
                    gconstpointer data)
{
  GDate date;
  guint n_left = 0, n_weekly = 0;

  /* Forty days, the last of them a Monday. */
  g_date_set_dmy (&date, 23, 11, 2026);
  for (guint i = 0; i < 40; i++, g_date_subtract_days (&date, 1))
    {
      char name[64];
      g_autofree char *path = NULL;

      g_date_strftime (name, sizeof name, "kontor-%Y-%m-%d.db", &date);
      path = g_build_filename (fixture->folder, name, NULL);
      g_file_set_contents (path, "", 0, NULL);
    }
  {
    g_autofree char *other = g_build_filename (fixture->folder, "other-2020-01-01.db", NULL);
    g_autofree char *odd = g_build_filename (fixture->folder, "kontor-version-1.db", NULL);

    g_file_set_contents (other, "", 0, NULL);
    g_file_set_contents (odd, "", 0, NULL);
    kontor_backup_prune (fixture->folder, "kontor");
    g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_test (odd, G_FILE_TEST_EXISTS));
  }

  g_date_set_dmy (&date, 23, 11, 2026);
  for (guint i = 0; i < 40; i++, g_date_subtract_days (&date, 1))
    {
      char name[64];
      g_autofree char *path = NULL;

      g_date_strftime (name, sizeof name, "kontor-%Y-%m-%d.db", &date);
      path = g_build_filename (fixture->folder, name, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      n_left++;
      if (i >= 7)
        n_weekly++;
    }
  g_assert_cmpuint (n_left, ==, 11);
  g_assert_cmpuint (n_weekly, ==, 4);
}

static gboolean
add_colour (KontorDatabase *database,
            GError **error)
{
  return kontor_database_execute (database, "ALTER TABLE record ADD COLUMN colour TEXT", error);
}

static gboolean
fail (KontorDatabase *database,
      GError **error)
{
  return kontor_database_execute (database, "ALTER TABLE record ADD COLUMN taste TEXT", error) &&
         kontor_database_execute (database, "ALTER TABLE no_such_table ADD COLUMN x", error);
}

static void
test_a_migration_is_whole_or_not_at_all (Fixture *fixture,
                                         gconstpointer data)
{
  const KontorSchemaStep steps[] = { { KONTOR_SCHEMA_NEWEST, fail }, { KONTOR_SCHEMA_NEWEST + 1, add_colour }, { KONTOR_SCHEMA_NEWEST + 2, fail } };
  g_autoptr (KontorStore) store = open_store (fixture->path);
  g_autoptr (KontorDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  gint64 value;

  close_store (&store);
  database = kontor_database_open (fixture->path, KONTOR_DATABASE_WRITER, &error);

  g_assert_false (kontor_schema_run_steps (database, steps, 3, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (kontor_database_get_integer (database, "PRAGMA user_version", &value, &error));
  g_assert_cmpint (value, ==, KONTOR_SCHEMA_NEWEST);
  g_assert_true (kontor_database_get_integer (database, "SELECT count(*) FROM pragma_table_info ('record') WHERE name IN ('colour', 'taste')",
                                              &value, &error));
  g_assert_cmpint (value, ==, 0);

  g_assert_true (kontor_schema_run_steps (database, steps, 2, &error));
  g_assert_no_error (error);
  g_assert_true (kontor_database_get_integer (database, "PRAGMA user_version", &value, &error));
  g_assert_cmpint (value, ==, KONTOR_SCHEMA_NEWEST + 1);
  g_assert_true (kontor_database_get_integer (database, "SELECT count(*) FROM pragma_table_info ('record') WHERE name = 'colour'",
                                              &value, &error));
  g_assert_cmpint (value, ==, 1);
}

/*
 * A file of the first version, as it was written then, but without its index, which is no part of the format. It is never made anew.
 */
static void
test_a_store_of_version_1 (Fixture *fixture,
                           gconstpointer data)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "store", "version-1.db", NULL);
  g_autofree char *content = NULL;
  g_autofree char *text = NULL;
  g_autoptr (KontorStore) store = NULL;
  g_autoptr (KontorRecord) anna = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find ("customer"));
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (source, &content, &size, &error));
  g_assert_true (g_file_set_contents (fixture->path, content, size, &error));
  store = open_store (fixture->path);

  anna = kontor_store_load (store, "customer:11111111-1111-4111-8111-111111111111", &error);
  g_assert_no_error (error);
  text = kontor_json_to_string (kontor_record_get_body (anna));
  g_assert_cmpstr (text, ==, "{\"kind\":\"customer\",\"name\":\"Anna Żółw\",\"region\":\"North\",\"x_new\":12345678901234567890}");
  g_assert_cmpstr (kontor_record_get_pending (anna, "customer_since"), ==, "31 Febr");

  conflicts = kontor_store_get_conflicts (store, "customer:22222222-2222-4222-8222-222222222222", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpstr (kontor_json_get_string (((KontorConflict *) conflicts->pdata[0])->ours), ==, "Celina");

  file = kontor_store_get_file (store, "9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), "aaa", 3);

  kontor_query_set_text (query, "zolw");
  ids = kontor_store_query_ids (store, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  set_text (anna, "name", "Anna");
  save (store, anna);
  assert_sound (store);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/backup/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-backup-is-restored", test_a_backup_is_restored);
  ADD ("each-store-that-is-replaced-is-kept", test_each_store_that_is_replaced_is_kept);
  ADD ("a-store-is-there-while-it-is-replaced", test_a_store_is_there_while_it_is_replaced);
  ADD ("a-store-that-is-garbage-is-replaced", test_a_store_that_is_garbage_is_replaced);
  ADD ("a-bad-backup-is-refused", test_a_bad_backup_is_refused);
  ADD ("a-backup-beside-writing-is-of-one-moment", test_a_backup_beside_writing_is_of_one_moment);
  ADD ("a-store-is-no-backup-of-itself", test_a_store_is_no_backup_of_itself);
  ADD ("a-store-behind-a-link", test_a_store_behind_a_link);
  ADD ("a-copy-each-day", test_a_copy_each_day);
  ADD ("old-copies-go", test_old_copies_go);
  ADD ("a-migration-is-whole-or-not-at-all", test_a_migration_is_whole_or_not_at_all);
  ADD ("a-store-of-version-1", test_a_store_of_version_1);
#undef ADD

  return g_test_run ();
}

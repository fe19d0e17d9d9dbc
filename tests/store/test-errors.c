/* test-errors.c: what cannot be opened or written is said in a sentence, and nothing is half written */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-util.h"

#include <fcntl.h>
#include <sched.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static const char *program;

/* The status of a child that could not do its part. */
#define SKIPPED 77

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

static void
execute (const char *path,
         const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static char *
fill_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) store = kontor_store_open (fixture->path, &error);

  g_assert_no_error (error);
  return add_customer (store, "Anna");
}

static void
assert_refused (const char *path,
                KontorStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) store = kontor_store_open (path, &error);

  g_assert_null (store);
  g_assert_error (error, KONTOR_STORE_ERROR, (int) code);
  /* One sentence or two that name the file, and no line breaks. */
  g_assert_nonnull (strstr (error->message, "kontor.db"));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_a_newer_store (Fixture *fixture,
                    gconstpointer data)
{
  g_free (fill_store (fixture));
  execute (fixture->path, "PRAGMA user_version = 9999");
  assert_refused (fixture->path, KONTOR_STORE_ERROR_NEWER);
}

static void
test_garbage_is_left_alone (Fixture *fixture,
                            gconstpointer data)
{
  g_autofree char *garbage = g_strnfill (100000, 'x');
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (fixture->path, garbage, -1, NULL));
  assert_refused (fixture->path, KONTOR_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (garbage, ==, after);
}

static void
test_the_database_of_another_program_is_left_alone (Fixture *fixture,
                                                    gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_size, after_size;

  execute (fixture->path, "CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('x')");
  g_assert_true (g_file_get_contents (fixture->path, &before, &before_size, NULL));
  assert_refused (fixture->path, KONTOR_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_size, NULL));
  g_assert_cmpmem (before, before_size, after, after_size);
}

static void
test_a_truncated_store (Fixture *fixture,
                        gconstpointer data)
{
  g_free (fill_store (fixture));
  g_assert_cmpint (truncate (fixture->path, 3 * 4096 + 100), ==, 0);
  assert_refused (fixture->path, KONTOR_STORE_ERROR_CORRUPT);
}

static void
test_a_damaged_page_is_found (Fixture *fixture,
                              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) store = NULL;
  g_autoptr (GPtrArray) sentences = NULL;
  g_autofree char *content = NULL;
  gsize size;

  g_free (fill_store (fixture));
  g_assert_true (g_file_get_contents (fixture->path, &content, &size, NULL));
  for (gsize at = 20 * 4096; at < 30 * 4096; at++)
    content[at] ^= 0x5a;
  g_assert_true (g_file_set_contents (fixture->path, content, size, NULL));

  store = kontor_store_open (fixture->path, &error);
  if (store)
    {
      sentences = kontor_store_verify (store, NULL, &error);
      g_assert_true (sentences == NULL || sentences->len > 0);
    }
  else
    g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT);
}

static void
test_a_folder_that_cannot_be_made (Fixture *fixture,
                                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *below = g_build_filename (fixture->path, "kontor.db", NULL);

  g_assert_true (g_file_set_contents (fixture->path, "a file", -1, NULL));
  g_assert_null (kontor_store_open (below, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (kontor_store_open (fixture->folder, &error));
  g_assert_nonnull (error);
}

/* In a process of its own, which may give up its rights or be stopped. */
static void
run_in_child (Fixture *fixture,
              const char *what,
              const char *id)
{
  const char *const argv[] = { program, "--child", what, fixture->path, id, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

static void
test_a_read_only_folder (Fixture *fixture,
                         gconstpointer data)
{
  g_autofree char *id = fill_store (fixture);

  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  run_in_child (fixture, "read-only", id);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
}

static void
test_a_read_only_file_system (Fixture *fixture,
                              gconstpointer data)
{
  g_autofree char *id = fill_store (fixture);
  const char *const argv[] = { program, "--child", "mount", fixture->path, id, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == SKIPPED)
    g_test_skip ("this machine lets us mount nothing");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_names_that_sqlite_knows_are_files (Fixture *fixture,
                                        gconstpointer data)
{
  const char *const names[] = { ":memory:", "file:x.db?mode=memory" };
  g_autofree char *before = g_get_current_dir ();

  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorStore) store = kontor_store_open (names[i], &error);
      g_autoptr (KontorStore) again = NULL;
      g_autoptr (KontorRecord) loaded = NULL;
      g_autofree char *id = NULL;

      g_assert_no_error (error);
      id = add_customer (store, "Anna");
      g_clear_object (&store);
      again = kontor_store_open (names[i], &error);
      g_assert_no_error (error);
      loaded = kontor_store_load (again, id, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (g_chdir (before), ==, 0);
}

static void
test_a_full_disk (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *id = fill_store (fixture);
  g_autoptr (KontorStore) store = NULL;
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  run_in_child (fixture, "full", id);
  store = kontor_store_open (fixture->path, &error);
  g_assert_no_error (error);
  record = kontor_store_load (store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kontor_record_get_string (record, "name"), ==, "Anna");
  assert_sound (store);
}

/* The child keeps the store locked and says so by a file; it ends when that is gone. */
static void
test_a_locked_store (Fixture *fixture,
                     gconstpointer data)
{
  g_autofree char *id = fill_store (fixture);
  g_autofree char *sign = g_strconcat (fixture->path, ".locked", NULL);
  const char *const argv[] = { program, "--child", "lock", fixture->path, sign, NULL };
  g_autoptr (KontorStore) store = NULL;
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin;
  GPid pid;

  store = kontor_store_open (fixture->path, &error);
  g_assert_no_error (error);
  record = kontor_store_load (store, id, &error);
  set_text (record, "name", "Beata");

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  while (!g_file_test (sign, G_FILE_TEST_EXISTS))
    g_usleep (10000);

  begin = g_get_monotonic_time ();
  g_assert_false (kontor_store_save (store, record, NULL, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_cmpint (g_get_monotonic_time () - begin, >, 1000000);
  g_assert_true (kontor_record_is_modified (record));

  /* Reading goes on meanwhile. */
  {
    g_autoptr (KontorRecord) loaded = kontor_store_load (store, id, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (kontor_record_get_string (loaded, "name"), ==, "Anna");
  }

  g_unlink (sign);
  waitpid (pid, NULL, 0);
  save (store, record);
  g_assert_false (kontor_record_is_modified (record));
}

/* Whether another program could lock what SQLite locks of a file that is in use. */
static gboolean
can_be_locked (const char *path)
{
  int status;
  pid_t pid = fork ();

  if (pid == 0)
    {
      /* The bytes of SQLite's shared lock, from its file format. */
      struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000 + 2, .l_len = 510 };
      int fd = open (path, O_RDWR | O_CLOEXEC);

      _exit (fd < 0 || fcntl (fd, F_GETLK, &lock) != 0 ? 2 : lock.l_type == F_UNLCK);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), <, 2);
  return WEXITSTATUS (status) == 1;
}

/* Closing any descriptor of a file takes away all locks of the program on it, and then another one may damage the store. */
static void
test_a_second_opening_keeps_the_locks (Fixture *fixture,
                                       gconstpointer data)
{
  g_autofree char *id = fill_store (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) store = kontor_store_open (fixture->path, &error);
  g_autoptr (KontorStore) again = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (id);
  g_assert_false (can_be_locked (fixture->path));
  again = kontor_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_false (can_be_locked (fixture->path));
  g_clear_object (&again);
  g_assert_false (can_be_locked (fixture->path));
}

/* Several programs make the store at the same moment, and each saves a record. */
static void
test_many_programs_at_once (Fixture *fixture,
                            gconstpointer data)
{
  const char *const argv[] = { program, "--child", "add", fixture->path, "x", NULL };
  g_autoptr (KontorStore) store = NULL;
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find ("customer"));
  g_autoptr (GError) error = NULL;
  GPid pids[6];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pids[i], &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      int status;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }
  store = kontor_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (kontor_store_count (store, query, &n, &error));
  g_assert_cmpuint (n, ==, 20 * G_N_ELEMENTS (pids));
  assert_sound (store);
}

static int
child_add (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) store = kontor_store_open (path, &error);

  for (guint i = 0; store && i < 20; i++)
    {
      g_autoptr (KontorRecord) record = kontor_record_new (kontor_record_type_find ("customer"));

      kontor_record_set_text (record, "name", "Anna", NULL);
      if (!kontor_store_save (store, record, NULL, &error))
        break;
    }
  if (error)
    g_printerr ("add: %s\n", error->message);
  return error ? 1 : 0;
}

static int
child_read_only (const char *path,
                 const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) store = NULL;

  /* Rights do not bind root. */
  if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
    return 2;
  store = kontor_store_open (path, &error);
  if (store || !g_error_matches (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_READ_ONLY))
    {
      g_printerr ("read-only: %s\n", error ? error->message : "no error");
      return 1;
    }
  return 0;
}

/* A mount of its own needs rights that not every machine gives. */
static gboolean
mount_read_only (const char *folder)
{
  return unshare (geteuid () == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
         mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 && mount (folder, folder, NULL, MS_BIND, NULL) == 0 &&
         mount ("none", folder, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0;
}

static int
child_mount (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) store = NULL;

  if (!mount_read_only (folder))
    return SKIPPED;
  store = kontor_store_open (path, &error);
  if (store || !g_error_matches (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_READ_ONLY))
    {
      g_printerr ("mount: %s\n", error ? error->message : "no error");
      return 1;
    }
  return 0;
}

static int
child_full (const char *path,
            const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) store = kontor_store_open (path, &error);
  g_autoptr (KontorRecord) record = kontor_store_load (store, id, &error);
  g_autofree char *long_text = g_strnfill (900 * 1024, 'x');
  struct rlimit limit = { 512 * 1024, 512 * 1024 };

  /* No file may grow beyond this: the WAL reaches it first. */
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  kontor_record_set_text (record, "name", "Beata", NULL);
  kontor_record_set_text (record, "notes", long_text, NULL);
  if (kontor_store_save (store, record, NULL, &error) ||
      !g_error_matches (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_FULL) || !kontor_record_is_modified (record))
    {
      g_printerr ("full: %s\n", error ? error->message : "no error");
      return 1;
    }
  /* What fits is saved again. */
  g_clear_error (&error);
  kontor_record_set_text (record, "notes", "", NULL);
  kontor_record_set_text (record, "name", "Anna", NULL);
  kontor_record_set_text (record, "region", "North", NULL);
  if (!kontor_store_save (store, record, NULL, &error))
    {
      g_printerr ("full, then not: %s\n", error->message);
      return 1;
    }
  return 0;
}

static int
child_lock (const char *path,
            const char *sign)
{
  sqlite3 *handle;

  if (sqlite3_open (path, &handle) != SQLITE_OK || sqlite3_exec (handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    return 1;
  g_file_set_contents (sign, "", 0, NULL);
  while (g_file_test (sign, G_FILE_TEST_EXISTS))
    g_usleep (10000);
  sqlite3_close (handle);
  return 0;
}

int
main (int argc,
      char *argv[])
{
  program = argv[0];
  if (argc == 5 && strcmp (argv[1], "--child") == 0)
    return strcmp (argv[2], "read-only") == 0 ? child_read_only (argv[3], argv[4])
           : strcmp (argv[2], "mount") == 0   ? child_mount (argv[3])
           : strcmp (argv[2], "full") == 0    ? child_full (argv[3], argv[4])
           : strcmp (argv[2], "add") == 0     ? child_add (argv[3])
                                              : child_lock (argv[3], argv[4]);

  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/errors/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-newer-store", test_a_newer_store);
  ADD ("garbage-is-left-alone", test_garbage_is_left_alone);
  ADD ("the-database-of-another-program-is-left-alone", test_the_database_of_another_program_is_left_alone);
  ADD ("a-truncated-store", test_a_truncated_store);
  ADD ("a-damaged-page-is-found", test_a_damaged_page_is_found);
  ADD ("a-folder-that-cannot-be-made", test_a_folder_that_cannot_be_made);
  ADD ("a-read-only-folder", test_a_read_only_folder);
  ADD ("a-read-only-file-system", test_a_read_only_file_system);
  ADD ("names-that-sqlite-knows-are-files", test_names_that_sqlite_knows_are_files);
  ADD ("a-full-disk", test_a_full_disk);
  ADD ("a-locked-store", test_a_locked_store);
  ADD ("a-second-opening-keeps-the-locks", test_a_second_opening_keeps_the_locks);
  ADD ("many-programs-at-once", test_many_programs_at_once);
#undef ADD

  return g_test_run ();
}

/* test-kill.c: kill -9 at any moment loses nothing that was reported as saved */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-util.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 25

static const char *program;

/*
 * The child saves new records and changes old ones, draws numbers and keeps files with records, and writes a line for each when it is
 * on disk: "<id> <what its notes say>".
 */
static int
write_for_ever (const char *path,
                guint32 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) store = kontor_store_open (path, &error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GDate date;

  if (!store)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_date_set_dmy (&date, 23, 11, 2026);
  for (guint i = 0;; i++)
    {
      g_autofree char *notes = g_strdup_printf ("%u-%u", seed, i);
      g_autoptr (GPtrArray) both = g_ptr_array_new ();
      g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

      for (guint j = 0; j < 2; j++)
        {
          KontorRecord *record;

          if (records->len < 4 || g_rand_int_range (rand, 0, 3) == 0)
            g_ptr_array_add (records, kontor_record_new (kontor_record_type_find (j ? "customer" : "offer")));
          record = records->pdata[g_rand_int_range (rand, 0, records->len)];
          if (both->len && both->pdata[0] == record)
            continue;
          kontor_record_set_text (record, "notes", notes, NULL);
          g_ptr_array_add (both, record);
        }
      g_ptr_array_add (files, g_bytes_new (notes, strlen (notes)));
      if (!kontor_store_save_all_with_files (store, both, files, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      for (guint j = 0; j < both->len; j++)
        {
          g_autofree char *line = g_strdup_printf ("%s %s\n", kontor_record_get_id (both->pdata[j]), notes);

          if (write (STDOUT_FILENO, line, strlen (line)) < 0)
            return 1;
        }
      g_free (kontor_store_draw_number (store, "{year}-{seq}", &date, i % 2 ? kontor_record_get_id (both->pdata[0]) : NULL, NULL));
    }
}

static guint
get_count (const char *notes)
{
  return (guint) g_ascii_strtoull (strchr (notes, '-') + 1, NULL, 10);
}

static guint
check_reported (KontorStore *store,
                const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id, notes;

  /* What stands after the last line break was not reported whole. */
  for (guint i = 0; lines[i] && lines[i + 1]; i++)
    {
      char *space = strchr (lines[i], ' ');

      g_assert_nonnull (space);
      *space = '\0';
      g_hash_table_insert (last, lines[i], space + 1);
    }
  g_hash_table_iter_init (&iter, last);
  while (g_hash_table_iter_next (&iter, &id, &notes))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorRecord) record = kontor_store_load (store, id, &error);
      g_autoptr (GBytes) file = NULL;
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, notes, -1);

      g_assert_no_error (error);
      /* A save that was not reported any more may have come after it. */
      g_assert_cmpuint (get_count (kontor_record_get_string (record, "notes")), >=, get_count (notes));
      file = kontor_store_get_file (store, sum, &error);
      g_assert_no_error (error);
    }
  return g_hash_table_size (last);
}

static void
test_nothing_reported_is_lost (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "kontor.db", NULL);
  guint n_reported = 0;

  for (guint round = 1; round <= ROUNDS; round++)
    {
      g_autofree char *seed = g_strdup_printf ("%u", round);
      const char *const argv[] = { program, "--write", path, seed, NULL };
      g_autoptr (GString) output = g_string_new (NULL);
      g_autoptr (KontorStore) store = NULL;
      g_autoptr (GError) error = NULL;
      char buffer[4096];
      gssize n;
      GPid pid;
      int fd;

      g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &fd, NULL,
                                &error);
      g_assert_no_error (error);
      g_usleep (g_test_rand_int_range (2000, 160000));
      kill (pid, SIGKILL);
      while ((n = read (fd, buffer, sizeof buffer)) > 0)
        g_string_append_len (output, buffer, n);
      close (fd);
      waitpid (pid, NULL, 0);

      store = kontor_store_open (path, &error);
      g_assert_no_error (error);
      n_reported += check_reported (store, output->str);
      if (round % 5 == 0)
        assert_sound (store);
    }
  g_test_message ("%u records were reported", n_reported);
  /* Under a sanitizer, or on a busy machine, there are few; without any the test would say nothing. */
  g_assert_cmpuint (n_reported, >, 5);
  remove_folder (folder);
}

int
main (int argc,
      char *argv[])
{
  program = argv[0];
  if (argc == 4 && strcmp (argv[1], "--write") == 0)
    return write_for_ever (argv[2], (guint32) atoi (argv[3]));

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kill/nothing-reported-is-lost", test_nothing_reported_is_lost);
  return g_test_run ();
}

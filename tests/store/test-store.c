/* test-store.c: records go in and come out whole */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-util.h"

#include <string.h>

#include "kontor-merge.h"
#include "kontor-model-error.h"

typedef struct
{
  char *folder;
  char *path;
  KontorStore *store;
} Fixture;

static void
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = kontor_store_open (fixture->path, &error);
  g_assert_no_error (error);
}

static void
reopen_store (Fixture *fixture)
{
  kontor_store_close (fixture->store);
  g_clear_object (&fixture->store);
  open_store (fixture);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->folder = make_folder ();
  fixture->path = g_build_filename (fixture->folder, "deep", "kontor.db", NULL);
  open_store (fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  assert_sound (fixture->store);
  g_clear_object (&fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static KontorRecord *
load (Fixture *fixture,
      const char *id)
{
  g_autoptr (GError) error = NULL;
  KontorRecord *record = kontor_store_load (fixture->store, id, &error);

  g_assert_no_error (error);
  return record;
}

static void
test_unknown_members_come_back_whole (Fixture *fixture,
                                      gconstpointer data)
{
  const char *json = "{\"kind\":\"customer\",\"name\":\"Żółw\",\"x_big\":12345678901234567890,\"x_far\":1e400,"
                     "\"x_list\":[{\"deep\":[1.0,1.00,-0]}],\"x_text\":\"a\\u0000b\"}";
  g_autoptr (KontorRecord) record = make_record (json);
  g_autoptr (KontorRecord) loaded = NULL;
  g_autoptr (KontorRecord) again = NULL;
  g_autofree char *text = NULL;

  save (fixture->store, record);
  g_assert_false (kontor_record_is_modified (record));
  reopen_store (fixture);

  loaded = load (fixture, kontor_record_get_id (record));
  set_text (loaded, "name", "Żaba");
  save (fixture->store, loaded);
  again = load (fixture, kontor_record_get_id (record));
  text = kontor_json_to_string (kontor_record_get_body (again));
  g_assert_cmpstr (text, ==,
                   "{\"kind\":\"customer\",\"name\":\"Żaba\",\"x_big\":12345678901234567890,\"x_far\":1e400,"
                   "\"x_list\":[{\"deep\":[1.0,1.00,-0]}],\"x_text\":\"a\\u0000b\"}");
}

static void
test_a_missing_record_is_said (Fixture *fixture,
                               gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_store_load (fixture->store, "customer:none", &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND);
}

static void
test_edits_of_different_fields_merge (Fixture *fixture,
                                      gconstpointer data)
{
  g_autofree char *id = add_customer (fixture->store, "Anna");
  g_autoptr (KontorRecord) first = load (fixture, id);
  g_autoptr (KontorRecord) second = load (fixture, id);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;

  set_text (first, "industry", "Furniture");
  set_text (second, "region", "North");
  save (fixture->store, first);
  kontor_store_save (fixture->store, second, &conflicts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 0);
  g_assert_cmpstr (kontor_record_get_string (second, "industry"), ==, "Furniture");
  g_assert_cmpstr (kontor_record_get_string (second, "region"), ==, "North");
  g_assert_false (kontor_record_is_modified (second));
}

static void
test_a_conflict_keeps_both (Fixture *fixture,
                            gconstpointer data)
{
  g_autofree char *id = add_customer (fixture->store, "Anna");
  g_autoptr (KontorRecord) first = load (fixture, id);
  g_autoptr (KontorRecord) second = load (fixture, id);
  g_autoptr (KontorRecord) chosen = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  const KontorConflict *conflict;

  set_text (first, "name", "Beata");
  set_text (second, "name", "Celina");
  save (fixture->store, first);
  kontor_store_save (fixture->store, second, &conflicts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpstr (kontor_record_get_string (second, "name"), ==, "Beata");

  reopen_store (fixture);
  ids = kontor_store_find_conflicting (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  kept = kontor_store_get_conflicts (fixture->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 1);
  conflict = kept->pdata[0];
  g_assert_cmpstr (conflict->path, ==, "name");
  g_assert_cmpstr (kontor_json_get_string (conflict->ours), ==, "Celina");
  g_assert_cmpstr (kontor_json_get_string (conflict->theirs), ==, "Beata");

  kontor_store_resolve_conflicts (fixture->store, id, "name", TRUE, &error);
  g_assert_no_error (error);
  chosen = load (fixture, id);
  g_assert_cmpstr (kontor_record_get_string (chosen, "name"), ==, "Celina");
  none = kontor_store_get_conflicts (fixture->store, id, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* A conflict holds its values two levels deeper than the record did, and up to three of them. */
static void
test_a_conflict_about_much_is_kept (Fixture *fixture,
                                    gconstpointer data)
{
  g_autofree char *open = g_strnfill (KONTOR_JSON_MAX_DEPTH - 1, '[');
  g_autofree char *close = g_strnfill (KONTOR_JSON_MAX_DEPTH - 1, ']');
  g_autofree char *long_text = g_strnfill (3 * 1024 * 1024, 'x');
  g_autofree char *id = add_customer (fixture->store, "Anna");
  g_autoptr (KontorRecord) first = load (fixture, id);
  g_autoptr (KontorRecord) second = load (fixture, id);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  KontorRecord *both[] = { first, second };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autofree char *deep = g_strdup_printf ("%s%u%s", open, i, close);
      g_autofree char *wide = g_strdup_printf ("\"%s%u\"", long_text, i);
      g_autoptr (KontorJson) x_deep = kontor_json_parse (deep, -1, &error);
      g_autoptr (KontorJson) x_wide = kontor_json_parse (wide, -1, &error);

      g_assert_no_error (error);
      kontor_record_set (both[i], "x_deep", x_deep, &error);
      kontor_record_set (both[i], "x_wide", x_wide, &error);
      g_assert_no_error (error);
      save (fixture->store, both[i]);
    }
  set_text (second, "name", "Beata");
  save (fixture->store, second);

  /* A later conflict does not push the earlier ones out. */
  set_text (first, "name", "Celina");
  save (fixture->store, first);
  kept = kontor_store_get_conflicts (fixture->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 3);
  g_assert_cmpstr (((KontorConflict *) kept->pdata[2])->path, ==, "name");
}

/* A body that only its size or depth keeps from being read again would be lost with all that is in it. */
static void
test_what_could_not_be_read_is_not_written (Fixture *fixture,
                                            gconstpointer data)
{
  g_autofree char *open = g_strnfill (KONTOR_JSON_MAX_DEPTH, '[');
  g_autofree char *close = g_strnfill (KONTOR_JSON_MAX_DEPTH, ']');
  g_autofree char *deep = g_strconcat (open, close, NULL);
  g_autofree char *long_text = g_strnfill (KONTOR_JSON_MAX_SIZE, 'x');
  g_autofree char *id = add_customer (fixture->store, "Anna");
  g_autoptr (KontorRecord) record = load (fixture, id);
  g_autoptr (KontorRecord) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorJson) x_deep = kontor_json_parse (deep, -1, &error);
  g_autoptr (KontorJson) x_wide = kontor_json_new_string (long_text);

  g_assert_no_error (error);
  kontor_record_set (record, "x_deep", x_deep, &error);
  g_assert_no_error (error);
  g_assert_false (kontor_store_save (fixture->store, record, NULL, &error));
  g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_LIMIT);
  g_clear_error (&error);

  kontor_record_set (record, "x_deep", x_wide, &error);
  g_assert_no_error (error);
  g_assert_false (kontor_store_save (fixture->store, record, NULL, &error));
  g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_LIMIT);

  loaded = load (fixture, id);
  g_assert_null (kontor_record_get (loaded, "x_deep"));
}

static void
test_deleting_leaves_nothing_behind (Fixture *fixture,
                                     gconstpointer data)
{
  g_autofree char *id = add_customer (fixture->store, "Anna");
  g_autoptr (KontorRecord) record = load (fixture, id);
  g_autoptr (KontorRecord) back = NULL;
  g_autoptr (GError) error = NULL;
  gboolean empty;

  kontor_store_delete (fixture->store, id, &error);
  g_assert_no_error (error);
  g_assert_null (kontor_store_load (fixture->store, id, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (kontor_store_is_empty (fixture->store, &empty, &error));
  g_assert_true (empty);

  kontor_store_undelete (fixture->store, record, &error);
  g_assert_no_error (error);
  back = load (fixture, id);
  g_assert_cmpstr (kontor_record_get_string (back, "name"), ==, "Anna");
}

static void
test_what_is_typed_into_a_deleted_record_is_kept (Fixture *fixture,
                                                  gconstpointer data)
{
  g_autofree char *id = add_customer (fixture->store, "Anna");
  g_autoptr (KontorRecord) record = load (fixture, id);
  g_autoptr (KontorRecord) back = NULL;
  g_autoptr (GError) error = NULL;

  kontor_store_delete (fixture->store, id, &error);
  g_assert_no_error (error);
  set_text (record, "name", "Beata");
  save (fixture->store, record);
  back = load (fixture, id);
  g_assert_cmpstr (kontor_record_get_string (back, "name"), ==, "Beata");
}

static void
test_pending_texts_survive_a_restart (Fixture *fixture,
                                      gconstpointer data)
{
  g_autofree char *id = add_customer (fixture->store, "Anna");
  g_autoptr (KontorRecord) record = load (fixture, id);
  g_autoptr (KontorRecord) loaded = NULL;
  g_autoptr (KontorRecord) clean = NULL;

  kontor_record_set_pending (record, "customer_since", "31 Febr");
  save (fixture->store, record);
  reopen_store (fixture);
  loaded = load (fixture, id);
  g_assert_cmpstr (kontor_record_get_pending (loaded, "customer_since"), ==, "31 Febr");

  kontor_record_set_pending (loaded, "customer_since", NULL);
  save (fixture->store, loaded);
  clean = load (fixture, id);
  g_assert_null (kontor_record_get_pending (clean, "customer_since"));
}

/* A program that did not touch the refused texts leaves those that another one has kept meanwhile. */
static void
test_pending_texts_of_another_program_stay (Fixture *fixture,
                                            gconstpointer data)
{
  g_autofree char *id = add_customer (fixture->store, "Anna");
  g_autoptr (KontorRecord) typing = load (fixture, id);
  g_autoptr (KontorRecord) other = load (fixture, id);
  g_autoptr (KontorRecord) loaded = NULL;
  g_autoptr (KontorRecord) back = NULL;
  g_autoptr (GError) error = NULL;

  kontor_record_set_pending (typing, "customer_since", "31 Febr");
  save (fixture->store, typing);
  set_text (other, "region", "North");
  save (fixture->store, other);
  loaded = load (fixture, id);
  g_assert_cmpstr (kontor_record_get_pending (loaded, "customer_since"), ==, "31 Febr");

  kontor_store_delete (fixture->store, id, &error);
  g_assert_no_error (error);
  kontor_store_undelete (fixture->store, loaded, &error);
  g_assert_no_error (error);
  back = load (fixture, id);
  g_assert_cmpstr (kontor_record_get_pending (back, "customer_since"), ==, "31 Febr");
}

static void
test_all_or_none (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *id = add_customer (fixture->store, "Anna");
  g_autoptr (KontorRecord) stale = load (fixture, id);
  g_autoptr (KontorRecord) fresh = load (fixture, id);
  g_autoptr (KontorRecord) other = make_record ("{\"kind\":\"customer\",\"name\":\"Other\"}");
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *sum = NULL;

  set_text (fresh, "name", "Beata");
  save (fixture->store, fresh);
  set_text (stale, "name", "Celina");

  g_ptr_array_add (records, other);
  g_ptr_array_add (records, stale);
  g_ptr_array_add (files, g_bytes_new ("PDF", 3));
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, files->pdata[0]);

  g_assert_false (kontor_store_save_all_with_files (fixture->store, records, files, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (kontor_store_load (fixture->store, kontor_record_get_id (other), NULL));
  g_assert_null (kontor_store_get_file (fixture->store, sum, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (kontor_record_is_modified (stale));

  g_ptr_array_remove_index (records, 1);
  g_assert_true (kontor_store_save_all_with_files (fixture->store, records, files, &error));
  g_assert_no_error (error);
  {
    g_autoptr (GBytes) bytes = kontor_store_get_file (fixture->store, sum, &error);

    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "PDF", 3);
  }
}

/* What was printed must be what is stored, so that an act with a file does not take in what came meanwhile. */
static void
test_an_act_takes_in_no_change (Fixture *fixture,
                                gconstpointer data)
{
  g_autofree char *id = add_customer (fixture->store, "Anna");
  g_autoptr (KontorRecord) stale = load (fixture, id);
  g_autoptr (KontorRecord) fresh = load (fixture, id);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;

  set_text (fresh, "region", "North");
  save (fixture->store, fresh);
  set_text (stale, "name", "Celina");
  g_ptr_array_add (records, stale);
  g_ptr_array_add (files, g_bytes_new ("PDF", 3));

  g_assert_false (kontor_store_save_all_with_files (fixture->store, records, files, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (kontor_store_save_all (fixture->store, records, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (kontor_record_get_string (stale, "region"), ==, "North");

  kontor_store_delete (fixture->store, id, &error);
  g_assert_no_error (error);
  g_assert_false (kontor_store_save_all_with_files (fixture->store, records, files, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CONFLICT);
}

static void
test_files_of_several_parts (Fixture *fixture,
                             gconstpointer data)
{
  const gsize sizes[] = { 0, 1, 4 * 1024 * 1024, 9 * 1024 * 1024 + 7 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *content = g_malloc (sizes[i] + 1);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) back = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *sum = NULL;

      for (gsize at = 0; at < sizes[i]; at++)
        content[at] = (guint8) (at * 2654435761u >> 13);
      bytes = g_bytes_new (content, sizes[i]);
      sum = kontor_store_put_file (fixture->store, bytes, &error);
      g_assert_no_error (error);
      back = kontor_store_get_file (fixture->store, sum, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes, back));
    }
}

static void
test_a_refused_body_writes_nothing (Fixture *fixture,
                                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_record_new_for_json ("{\"kind\":\"customer\",\"name\":5}", -1, &error);
  gboolean empty;

  g_assert_null (record);
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (kontor_store_is_empty (fixture->store, &empty, &error));
  g_assert_true (empty);
}

static void
test_numbers_count_and_are_drawn_once (Fixture *fixture,
                                       gconstpointer data)
{
  g_autoptr (KontorRecord) offer = make_record ("{\"kind\":\"offer\",\"state\":\"draft\",\"currency\":\"EUR\"}");
  g_autoptr (KontorRecord) numbered = NULL;
  g_autoptr (KontorJson) number = NULL;
  g_autoptr (KontorJson) body = NULL;
  g_autoptr (GError) error = NULL;
  const char *series = "OF/{year}/{month}/{seq:4}";
  const char *id = kontor_record_get_id (offer);
  GDate november, december;
  char *drawn;

  g_date_set_dmy (&november, 23, 11, 2026);
  g_date_set_dmy (&december, 1, 12, 2026);
  save (fixture->store, offer);

  drawn = kontor_store_draw_number (fixture->store, series, &november, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (drawn, ==, "OF/2026/11/0001");
  g_free (drawn);
  reopen_store (fixture);
  drawn = kontor_store_draw_number (fixture->store, series, &november, id, &error);
  g_assert_cmpstr (drawn, ==, "OF/2026/11/0001");

  number = kontor_json_new_string (drawn);
  g_free (drawn);
  body = kontor_json_with_member (kontor_record_get_body (offer), "number", number);
  numbered = load (fixture, id);
  kontor_record_set_body (numbered, body, &error);
  g_assert_no_error (error);
  save (fixture->store, numbered);

  drawn = kontor_store_draw_number (fixture->store, series, &november, id, &error);
  g_assert_cmpstr (drawn, ==, "OF/2026/11/0002");
  g_free (drawn);
  drawn = kontor_store_draw_number (fixture->store, series, &december, "offer:x", &error);
  g_assert_cmpstr (drawn, ==, "OF/2026/12/0001");
  g_free (drawn);
  drawn = kontor_store_draw_number (fixture->store, "{year2}-{seq}", &december, NULL, &error);
  g_assert_cmpstr (drawn, ==, "26-1");
  g_free (drawn);
  drawn = kontor_store_draw_number (fixture->store, "{year2}-{seq}", &november, NULL, &error);
  g_assert_cmpstr (drawn, ==, "26-2");
  g_free (drawn);

  {
    static const char *const bad[] = { "OF/{year}", "{seq}{seq}", "{month}/{seq}", "{seq", "{week}/{seq}", "seq}", "{seq:0}" };

    for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
      {
        g_assert_null (kontor_store_draw_number (fixture->store, bad[i], &november, NULL, &error));
        g_assert_nonnull (error);
        g_clear_error (&error);
      }
  }
}

static void
test_two_series_give_no_number_twice (Fixture *fixture,
                                      gconstpointer data)
{
  g_autoptr (KontorRecord) issued = make_record (
    "{\"kind\":\"issued\",\"of\":\"offer:x\",\"number\":\"2026/10\",\"issued_at\":\"2026-11-23T10:00:00Z\","
    "\"document\":{},\"pdf\":\"0000000000000000000000000000000000000000000000000000000000000000\"}");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const series[] = { "{year}/{seq:2}", "{year}/{seq}", "{year}/{seq:1}" };
  GDate date;

  g_date_set_dmy (&date, 23, 11, 2026);
  save (fixture->store, issued);
  g_hash_table_add (seen, g_strdup ("2026/10"));
  for (guint i = 0; i < 3 * 14; i++)
    {
      g_autoptr (GError) error = NULL;
      char *number = kontor_store_draw_number (fixture->store, series[i / 14], &date, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_hash_table_add (seen, number));
    }
}

static void
test_written_once_stays (Fixture *fixture,
                         gconstpointer data)
{
  g_autoptr (KontorRecord) claim =
    make_record ("{\"kind\":\"number\",\"series\":\"A{seq}\",\"period\":\"all\",\"seq\":1,\"text\":\"A1\"}");
  g_autoptr (KontorRecord) same = NULL;
  g_autoptr (KontorRecord) other = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture->store, claim);
  same = make_record ("{\"kind\":\"number\",\"series\":\"A{seq}\",\"period\":\"all\",\"seq\":1,\"text\":\"A1\"}");
  save (fixture->store, same);
  other = make_record ("{\"kind\":\"number\",\"series\":\"A{seq}\",\"period\":\"all\",\"seq\":1,\"text\":\"A2\"}");
  g_assert_cmpstr (kontor_record_get_id (other), ==, kontor_record_get_id (claim));
  g_assert_false (kontor_store_save (fixture->store, other, NULL, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_IMMUTABLE);
  g_clear_error (&error);
  g_assert_false (kontor_store_delete (fixture->store, kontor_record_get_id (claim), &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_IMMUTABLE);
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  int *left = user_data;

  kontor_store_save_finish (KONTOR_STORE (source), result, NULL, &error);
  g_assert_no_error (error);
  (*left)--;
}

static void
test_typing_on_while_it_saves (Fixture *fixture,
                               gconstpointer data)
{
  g_autofree char *id = add_customer (fixture->store, "A");
  g_autoptr (KontorRecord) record = load (fixture, id);
  g_autoptr (KontorRecord) loaded = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  int left = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("Anna %u", i);

      set_text (record, "name", name);
      left++;
      kontor_store_save_async (fixture->store, record, NULL, saved_cb, &left);
      if (i % 7 == 0)
        g_main_context_iteration (NULL, FALSE);
      if (i % 31 == 0)
        save (fixture->store, record);
    }
  set_text (record, "name", "Anna at last");
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (kontor_record_get_string (record, "name"), ==, "Anna at last");
  save (fixture->store, record);
  g_assert_false (kontor_record_is_modified (record));
  loaded = load (fixture, id);
  g_assert_cmpstr (kontor_record_get_string (loaded, "name"), ==, "Anna at last");
  conflicts = kontor_store_get_conflicts (fixture->store, id, &error);
  g_assert_cmpuint (conflicts->len, ==, 0);
}

static void
changed_cb (KontorStore *store,
            GStrv ids,
            gpointer user_data)
{
  GHashTable *seen = user_data;

  for (guint i = 0; ids && ids[i]; i++)
    g_hash_table_add (seen, g_strdup (ids[i]));
  if (!ids)
    g_hash_table_add (seen, g_strdup ("anything"));
}

static void
test_changes_are_told (Fixture *fixture,
                       gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (KontorStore) other = NULL;
  g_autoptr (KontorRecord) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *foreign = NULL;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), seen);
  id = add_customer (fixture->store, "Anna");
  while (!g_hash_table_contains (seen, id))
    g_main_context_iteration (NULL, TRUE);

  /* As a second program on the same store would. */
  other = kontor_store_open (fixture->path, &error);
  g_assert_no_error (error);
  foreign = add_customer (other, "Beata");
  while (!g_hash_table_contains (seen, "anything"))
    g_main_context_iteration (NULL, TRUE);
  loaded = load (fixture, foreign);
  g_signal_handlers_disconnect_by_data (fixture->store, seen);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/store/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("unknown-members-come-back-whole", test_unknown_members_come_back_whole);
  ADD ("a-missing-record-is-said", test_a_missing_record_is_said);
  ADD ("edits-of-different-fields-merge", test_edits_of_different_fields_merge);
  ADD ("a-conflict-keeps-both", test_a_conflict_keeps_both);
  ADD ("a-conflict-about-much-is-kept", test_a_conflict_about_much_is_kept);
  ADD ("what-could-not-be-read-is-not-written", test_what_could_not_be_read_is_not_written);
  ADD ("deleting-leaves-nothing-behind", test_deleting_leaves_nothing_behind);
  ADD ("what-is-typed-into-a-deleted-record-is-kept", test_what_is_typed_into_a_deleted_record_is_kept);
  ADD ("pending-texts-survive-a-restart", test_pending_texts_survive_a_restart);
  ADD ("pending-texts-of-another-program-stay", test_pending_texts_of_another_program_stay);
  ADD ("all-or-none", test_all_or_none);
  ADD ("an-act-takes-in-no-change", test_an_act_takes_in_no_change);
  ADD ("files-of-several-parts", test_files_of_several_parts);
  ADD ("a-refused-body-writes-nothing", test_a_refused_body_writes_nothing);
  ADD ("numbers-count-and-are-drawn-once", test_numbers_count_and_are_drawn_once);
  ADD ("two-series-give-no-number-twice", test_two_series_give_no_number_twice);
  ADD ("written-once-stays", test_written_once_stays);
  ADD ("typing-on-while-it-saves", test_typing_on_while_it_saves);
  ADD ("changes-are-told", test_changes_are_told);
#undef ADD

  return g_test_run ();
}

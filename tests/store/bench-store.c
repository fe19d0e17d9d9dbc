/* bench-store.c: how long the store takes, each as a ratio to a floor measured in the same run */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-util.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "kontor-record-list.h"
#include "kontor-search-hit.h"

/* Customers in the long list; KONTOR_BENCH_RECORDS says another number (a million takes minutes to make). */
#define DEFAULT_RECORDS 20000

#define SAVES 200

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static gint64
median (gint64 *times,
        guint n)
{
  qsort (times, n, sizeof (gint64), compare_times);
  return times[n / 2];
}

static void
report (const char *what,
        gint64 time,
        const char *floor_name,
        gint64 floor)
{
  g_print ("%-44s %8.3f ms   floor %8.3f ms (%s)   ratio %.2f\n", what, time / 1000.0, floor / 1000.0, floor_name,
           (double) time / (double) MAX (floor, 1));
}

static char *
make_offer_json (guint n_lines)
{
  GString *json = g_string_new ("{\"kind\":\"offer\",\"state\":\"draft\",\"subject\":\"Shelves for the archive\",\"currency\":"
                                "\"EUR\",\"price_mode\":\"net\",\"rounding\":\"line\",\"variants\":[{\"id\":\"v1\",\"name\":\"Basic\",\"lines\":[");

  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (json,
                            "%s{\"id\":\"l%u\",\"line\":\"item\",\"name\":\"Shelf %u of beech, oiled\",\"description\":\"With "
                            "fittings, for a load of 40 kg.\",\"quantity\":\"%u\",\"unit\":\"pc\",\"unit_price\":\"%u.90\","
                            "\"vat\":\"23\",\"vat_category\":\"S\"}",
                            i ? "," : "", i, i, i + 1, 100 + i);
  g_string_append (json, "]}]}");
  return g_string_free (json, FALSE);
}

static void
execute (sqlite3 *handle,
         const char *sql)
{
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* The same bytes, in one bare transaction each, with the same durability. */
static gint64
measure_floor_of_saving (const char *folder,
                         const char *json)
{
  g_autofree char *path = g_build_filename (folder, "floor.db", NULL);
  g_autofree char *body = g_strdup (json);
  gint64 times[SAVES];
  sqlite3_stmt *statement;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  execute (handle, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                   "CREATE TABLE record (id TEXT PRIMARY KEY, body TEXT); INSERT INTO record VALUES ('offer:1', '')");
  g_assert_cmpint (SQLITE_OK, ==, sqlite3_prepare_v2 (handle, "UPDATE record SET body = ? WHERE id = 'offer:1'", -1, &statement, NULL));
  for (guint i = 0; i < SAVES; i++)
    {
      gint64 begin = g_get_monotonic_time ();

      /* SQLite would not write what is there already. */
      memcpy (strstr (body, "40 kg") - 4, i % 2 ? "once" : "most", 4);
      execute (handle, "BEGIN IMMEDIATE");
      sqlite3_bind_text (statement, 1, body, -1, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_reset (statement);
      execute (handle, "COMMIT");
      times[i] = g_get_monotonic_time () - begin;
    }
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  g_unlink (path);
  return median (times, SAVES);
}

static void
bench_saving (KontorStore *store,
              const char *folder)
{
  g_autofree char *json = make_offer_json (20);
  g_autoptr (KontorRecord) offer = make_record (json);
  gint64 floor = measure_floor_of_saving (folder, json);
  gint64 texts[SAVES], prices[SAVES], news[SAVES];

  save (store, offer);
  for (guint i = 0; i < SAVES; i++)
    {
      g_autofree char *text = g_strdup_printf ("With fittings, for a load of %u kg.", i);
      g_autofree char *price = g_strdup_printf ("%u.90", i);
      g_autoptr (KontorRecord) another = make_record (json);
      gint64 begin;

      set_text (offer, "variants/v1/lines/l3/description", text);
      begin = g_get_monotonic_time ();
      save (store, offer);
      texts[i] = g_get_monotonic_time () - begin;

      set_text (offer, "variants/v1/lines/l3/unit_price", price);
      begin = g_get_monotonic_time ();
      save (store, offer);
      prices[i] = g_get_monotonic_time () - begin;

      begin = g_get_monotonic_time ();
      save (store, another);
      news[i] = g_get_monotonic_time () - begin;
    }
  report ("save an offer of 20 lines, a text changed", median (texts, SAVES), "bare transaction", floor);
  report ("save an offer of 20 lines, a price changed", median (prices, SAVES), "bare transaction", floor);
  report ("save a new offer of 20 lines", median (news, SAVES), "bare transaction", floor);
}

static void
fill (KontorStore *store,
      guint n)
{
  static const char *const given[] = { "Anna", "Łukasz", "Иван", "Zhang", "Jürgen", "Živko", "Maria", "Óscar" };
  static const char *const trade[] = { "Furniture", "Logistics", "Metal Works", "Bakery", "Software", "Forest", "Paper" };
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  guint32 random = 42;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *json = NULL;

      random = random * 1664525u + 1013904223u;
      json = g_strdup_printf ("{\"kind\":\"customer\",\"form\":\"organisation\",\"name\":\"%s %s %u\",\"status\":\"active\",\"employees\":%u,"
                              "\"emails\":[{\"id\":\"e1\",\"address\":\"office%u@firm.example\"}]}",
                              given[(random >> 8) % G_N_ELEMENTS (given)], trade[(random >> 16) % G_N_ELEMENTS (trade)],
                              random >> 20, (random >> 4) % 500, i);
      g_ptr_array_add (batch, make_record (json));
      if (batch->len == 2000 || i + 1 == n)
        {
          kontor_store_save_all (store, batch, &error);
          g_assert_no_error (error);
          g_ptr_array_set_size (batch, 0);
        }
    }
  g_print ("%-44s %8.0f ms   %.0f records a second\n", "make the customers", (g_get_monotonic_time () - begin) / 1000.0,
           n * 1e6 / MAX (g_get_monotonic_time () - begin, 1));
}

/* Until the first line of the list can be drawn, and until all of it is known. */
static void
open_list (KontorStore *store,
           const char *kind,
           const char *sort,
           gint64 *first,
           gint64 *whole)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find (kind));
  g_autoptr (KontorRecordList) list = NULL;
  g_autoptr (KontorRow) row = NULL;
  gint64 begin = g_get_monotonic_time ();

  kontor_query_set_sort (query, sort, FALSE, NULL);
  list = kontor_record_list_new (store, query);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    g_main_context_iteration (NULL, TRUE);
  row = g_list_model_get_item (G_LIST_MODEL (list), 0);
  while (!kontor_row_is_loaded (row))
    g_main_context_iteration (NULL, TRUE);
  *first = g_get_monotonic_time () - begin;
  while (kontor_record_list_get_loading (list))
    g_main_context_iteration (NULL, TRUE);
  *whole = g_get_monotonic_time () - begin;
}

static void
bench_lists (KontorStore *store)
{
  static const char *const sorts[] = { NULL, "name", "employees", "change" };
  gint64 few = 0, first = 0, whole = 0;

  open_list (store, "product", NULL, &few, &whole);
  open_list (store, "product", NULL, &few, &whole);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autofree char *what = g_strdup_printf ("first line of the long list, by %s", sorts[i] ? sorts[i] : "title");

      open_list (store, "customer", sorts[i], &first, &whole);
      report (what, first, "list of ten", few);
      g_print ("%-44s %8.3f ms\n", "  and all of its order", whole / 1000.0);
    }
}

static void
bench_search (KontorStore *store)
{
  static const char *const texts[] = { "a", "an", "anna", "office", "ivan metal", "office777", "nothing like it" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gint64 times[15];
      guint n_hits = 0;

      for (guint j = 0; j < G_N_ELEMENTS (times); j++)
        {
          g_autoptr (GError) error = NULL;
          gint64 begin = g_get_monotonic_time ();
          g_autoptr (GPtrArray) hits = kontor_store_search (store, texts[i], 20, NULL, &error);

          g_assert_no_error (error);
          times[j] = g_get_monotonic_time () - begin;
          n_hits = hits->len;
        }
      g_print ("search “%s”: %u hits %*s %8.3f ms\n", texts[i], n_hits, (int) (24 - strlen (texts[i])), "",
               median (times, G_N_ELEMENTS (times)) / 1000.0);
    }
}

int
main (int argc,
      char *argv[])
{
  const char *records = g_getenv ("KONTOR_BENCH_RECORDS");
  guint n = records ? (guint) g_ascii_strtoull (records, NULL, 10) : DEFAULT_RECORDS;
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "kontor.db", NULL);
  g_autoptr (KontorStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  store = kontor_store_open (path, &error);
  g_assert_no_error (error);
  g_print ("%-44s %8.3f ms\n", "make a new store", (g_get_monotonic_time () - begin) / 1000.0);
  kontor_store_close (store);
  g_clear_object (&store);
  begin = g_get_monotonic_time ();
  store = kontor_store_open (path, &error);
  g_assert_no_error (error);
  g_print ("%-44s %8.3f ms\n", "open it", (g_get_monotonic_time () - begin) / 1000.0);

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"kind\":\"product\",\"code\":\"P%u\",\"names\":{\"en\":\"Product %u\"}}", i, i);
      g_autoptr (KontorRecord) product = make_record (json);

      save (store, product);
    }
  bench_saving (store, folder);
  g_print ("\n%u customers:\n", n);
  fill (store, n);
  bench_lists (store);
  bench_search (store);
  bench_saving (store, folder);

  g_clear_object (&store);
  remove_folder (folder);
  return 0;
}

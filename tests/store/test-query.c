/* test-query.c: lists, filters, sort orders and the search */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-util.h"

#include <string.h>

#include "kontor-list-diff-private.h"
#include "kontor-record-list.h"
#include "kontor-search-hit.h"

typedef struct
{
  char *folder;
  KontorStore *store;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = make_folder ();
  path = g_build_filename (fixture->folder, "kontor.db", NULL);
  fixture->store = kontor_store_open (path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  assert_sound (fixture->store);
  g_clear_object (&fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static char *
add (Fixture *fixture,
     const char *json)
{
  g_autoptr (KontorRecord) record = make_record (json);

  save (fixture->store, record);
  return g_strdup (kontor_record_get_id (record));
}

static KontorQuery *
make_query (const char *kind,
            const char *sort,
            gboolean descending)
{
  KontorQuery *query = kontor_query_new (kontor_record_type_find (kind));
  g_autoptr (GError) error = NULL;

  if (sort)
    kontor_query_set_sort (query, sort, descending, &error);
  g_assert_no_error (error);
  return query;
}

static void
filter (KontorQuery *query,
        const char *member,
        KontorMatch match,
        const char *value)
{
  g_autoptr (GError) error = NULL;

  kontor_query_add_filter (query, member, match, value, &error);
  g_assert_no_error (error);
}

/* The titles of what a query answers, with "|" between them. */
static char *
run (Fixture *fixture,
     KontorQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = kontor_store_query_ids (fixture->store, query, NULL, &error);
  GString *titles = g_string_new (NULL);
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *title = kontor_store_dup_title (fixture->store, ids->pdata[i], &error);

      g_assert_no_error (error);
      g_string_append_printf (titles, "%s%s", i ? "|" : "", title);
    }
  g_assert_true (kontor_store_count (fixture->store, query, &count, &error));
  g_assert_cmpuint (count, ==, ids->len);
  return g_string_free (titles, FALSE);
}

#define ASSERT_ANSWER(query, expected) \
  G_STMT_START \
  { \
    g_autoptr (KontorQuery) query_ = (query); \
    g_autofree char *titles_ = run (fixture, query_); \
    g_assert_cmpstr (titles_, ==, (expected)); \
  } \
  G_STMT_END

static void
test_order_of_the_language (Fixture *fixture,
                            gconstpointer data)
{
  static const char *const names[] = { "Zebra", "Ąbc", "Łódź", "lama", "Anna 10", "Anna 9", "Żuraw" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (add_customer (fixture->store, names[i]));
  ASSERT_ANSWER (make_query ("customer", "name", FALSE), "Ąbc|Anna 9|Anna 10|lama|Łódź|Zebra|Żuraw");
  ASSERT_ANSWER (make_query ("customer", "name", TRUE), "Żuraw|Zebra|Łódź|lama|Anna 10|Anna 9|Ąbc");
  ASSERT_ANSWER (make_query ("customer", NULL, FALSE), "Ąbc|Anna 9|Anna 10|lama|Łódź|Zebra|Żuraw");
  ASSERT_ANSWER (make_query ("customer", "change", TRUE), "Żuraw|Anna 9|Anna 10|lama|Łódź|Ąbc|Zebra");
}

static void
test_filters (Fixture *fixture,
              gconstpointer data)
{
  KontorQuery *query;

  g_free (add (fixture, "{\"kind\":\"customer\",\"name\":\"A\",\"status\":\"active\",\"employees\":5,\"discount\":\"10.0\","
                        "\"tags\":[\"vip\",\"export\"]}"));
  g_free (add (fixture, "{\"kind\":\"customer\",\"name\":\"B\",\"status\":\"active\",\"employees\":12,\"discount\":\"9.5\"}"));
  g_free (add (fixture, "{\"kind\":\"customer\",\"name\":\"C\",\"status\":\"blocked\",\"discount\":\"10\",\"tags\":[\"vip\"]}"));

  query = make_query ("customer", "name", FALSE);
  filter (query, "status", KONTOR_MATCH_EQUAL, "active");
  ASSERT_ANSWER (query, "A|B");
  query = make_query ("customer", "name", FALSE);
  filter (query, "status", KONTOR_MATCH_NOT_EQUAL, "active");
  ASSERT_ANSWER (query, "C");
  query = make_query ("customer", "name", FALSE);
  filter (query, "employees", KONTOR_MATCH_GREATER, "5");
  ASSERT_ANSWER (query, "B");
  query = make_query ("customer", "name", FALSE);
  filter (query, "employees", KONTOR_MATCH_NOT_EQUAL, "5");
  ASSERT_ANSWER (query, "B|C");
  query = make_query ("customer", "name", FALSE);
  filter (query, "employees", KONTOR_MATCH_UNSET, NULL);
  ASSERT_ANSWER (query, "C");
  query = make_query ("customer", "name", FALSE);
  filter (query, "discount", KONTOR_MATCH_EQUAL, "10.00");
  ASSERT_ANSWER (query, "A|C");
  query = make_query ("customer", "name", FALSE);
  filter (query, "discount", KONTOR_MATCH_LESS, "10");
  ASSERT_ANSWER (query, "B");
  query = make_query ("customer", "name", FALSE);
  filter (query, "tags", KONTOR_MATCH_EQUAL, "vip");
  ASSERT_ANSWER (query, "A|C");
  query = make_query ("customer", "name", FALSE);
  filter (query, "tags", KONTOR_MATCH_NOT_EQUAL, "export");
  ASSERT_ANSWER (query, "B|C");
  query = make_query ("customer", "name", FALSE);
  filter (query, "tags", KONTOR_MATCH_UNSET, NULL);
  ASSERT_ANSWER (query, "B");
  query = make_query ("customer", "name", FALSE);
  filter (query, "tags", KONTOR_MATCH_EQUAL, "vip");
  filter (query, "status", KONTOR_MATCH_EQUAL, "active");
  kontor_query_set_text (query, "a");
  ASSERT_ANSWER (query, "A");
  query = make_query ("customer", "discount", TRUE);
  ASSERT_ANSWER (query, "C|A|B");
  query = make_query ("customer", "employees", FALSE);
  kontor_query_set_limit (query, 2);
  ASSERT_ANSWER (query, "A|B");
}

static void
test_bad_queries_are_refused (Fixture *fixture,
                              gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query ("customer", NULL, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_query_add_filter (query, "no_such", KONTOR_MATCH_EQUAL, "1", &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_QUERY);
  g_clear_error (&error);
  g_assert_false (kontor_query_add_filter (query, "employees", KONTOR_MATCH_EQUAL, "many", &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_QUERY);
  g_clear_error (&error);
  g_assert_false (kontor_query_add_filter (query, "status", KONTOR_MATCH_EQUAL, "' OR 1=1 --", &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_QUERY);
  g_clear_error (&error);
  g_assert_false (kontor_query_set_sort (query, "notes\" DESC", FALSE, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_QUERY);
  g_clear_error (&error);

  g_free (add_customer (fixture->store, "O'Hara\" --"));
  filter (query, "name", KONTOR_MATCH_EQUAL, "O'Hara\" --");
  ASSERT_ANSWER (kontor_query_ref (query), "O'Hara\" --");
}

static void
test_parts_and_references (Fixture *fixture,
                           gconstpointer data)
{
  g_autofree char *zoe = add_customer (fixture->store, "Zoe");
  g_autofree char *adam = add_customer (fixture->store, "Adam");
  g_autofree char *first = g_strdup_printf (
    "{\"kind\":\"offer\",\"state\":\"draft\",\"subject\":\"First\",\"customer\":\"%s\",\"currency\":\"EUR\",\"variants\":[{\"id\":"
    "\"v1\",\"lines\":[{\"id\":\"l1\",\"line\":\"item\",\"product\":\"product:desk\",\"name\":\"Desk\",\"quantity\":\"2\","
    "\"unit_price\":\"100.00\",\"vat\":\"23\"}]}]}",
    zoe);
  g_autofree char *second = g_strdup_printf (
    "{\"kind\":\"offer\",\"state\":\"draft\",\"subject\":\"Second\",\"customer\":\"%s\",\"currency\":\"EUR\",\"variants\":[{\"id\":"
    "\"v1\",\"lines\":[{\"id\":\"l1\",\"line\":\"item\",\"product\":\"product:chair\",\"name\":\"Chair\",\"quantity\":\"12\","
    "\"unit_price\":\"9.99\",\"vat\":\"23\"}]}]}",
    adam);
  KontorQuery *query;

  g_free (add (fixture, first));
  g_free (add (fixture, second));

  query = make_query ("offer", NULL, FALSE);
  filter (query, "variants/lines/product", KONTOR_MATCH_EQUAL, "product:chair");
  ASSERT_ANSWER (query, "Second");
  query = make_query ("offer", NULL, FALSE);
  filter (query, "variants/lines/product", KONTOR_MATCH_NOT_EQUAL, "product:chair");
  ASSERT_ANSWER (query, "First");
  query = make_query ("offer", NULL, FALSE);
  filter (query, "variants/lines/quantity", KONTOR_MATCH_GREATER, "9");
  ASSERT_ANSWER (query, "Second");
  ASSERT_ANSWER (make_query ("offer", "customer", FALSE), "Second|First");
  ASSERT_ANSWER (make_query ("offer", "net", FALSE), "Second|First");
  ASSERT_ANSWER (make_query ("offer", "net", TRUE), "First|Second");
}

static char *
search (Fixture *fixture,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = kontor_store_search (fixture->store, text, 10, NULL, &error);
  GString *titles = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (titles, "%s%s", i ? "|" : "", kontor_search_hit_get_title (hits->pdata[i]));
  return g_string_free (titles, FALSE);
}

#define ASSERT_FOUND(text, expected) \
  G_STMT_START \
  { \
    g_autofree char *titles_ = search (fixture, text); \
    g_assert_cmpstr (titles_, ==, (expected)); \
  } \
  G_STMT_END

static void
test_search_in_all_scripts (Fixture *fixture,
                            gconstpointer data)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;

  g_free (add_customer (fixture->store, "Zakłady Łódź"));
  g_free (add_customer (fixture->store, "Иванов"));
  g_free (add_customer (fixture->store, "Живков"));
  g_free (add_customer (fixture->store, "北京家具"));
  g_free (add (fixture, "{\"kind\":\"customer\",\"name\":\"Müller\",\"emails\":[{\"id\":\"e1\",\"address\":"
                        "\"info@lodz-moebel.example\"}]}"));
  ASSERT_FOUND ("lodz", "Zakłady Łódź|Müller");
  ASSERT_FOUND ("zaklady lo", "Zakłady Łódź");
  ASSERT_FOUND ("ŁÓDŹ zakł", "Zakłady Łódź");
  ASSERT_FOUND ("ivanov", "Иванов");
  ASSERT_FOUND ("Иван", "Иванов");
  ASSERT_FOUND ("zhivkov", "Живков");
  ASSERT_FOUND ("beijing", "北京家具");
  ASSERT_FOUND ("info@lodz-moebel", "Müller");
  ASSERT_FOUND ("lodz berlin", "");
  ASSERT_FOUND ("\" OR * ( NEAR", "");
  ASSERT_FOUND ("", "");
  ASSERT_FOUND ("customer", "");

  hits = kontor_store_search (fixture->store, "moebel", 10, NULL, &error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (kontor_search_hit_get_snippet (hits->pdata[0]), ==, "info@lodz-moebel.example");
  g_assert_nonnull (kontor_search_hit_get_field (hits->pdata[0]));
}

static void
test_titles_come_first (Fixture *fixture,
                        gconstpointer data)
{
  g_free (add_customer (fixture->store, "Anna"));
  g_free (add_customer (fixture->store, "Annabel"));
  g_free (add (fixture, "{\"kind\":\"customer\",\"name\":\"Zoe\",\"notes\":\"anna\"}"));
  g_free (add_customer (fixture->store, "Great Anna"));
  ASSERT_FOUND ("anna", "Anna|Annabel|Great Anna|Zoe");
}

static void
test_a_search_can_be_cancelled (Fixture *fixture,
                                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kontor_store_search (fixture->store, "a", 10, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
wait_for_list (KontorRecordList *list)
{
  while (kontor_record_list_get_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (kontor_record_list_get_error (list));
}

static KontorRow *
get_row (KontorRecordList *list,
         guint position)
{
  KontorRow *row = g_list_model_get_item (G_LIST_MODEL (list), position);

  while (!kontor_row_is_loaded (row))
    g_main_context_iteration (NULL, TRUE);
  return row;
}

/* Follows a list by what it tells, and compares. */
typedef struct
{
  GPtrArray *rows;
  guint n_signals;
} Mirror;

static void
items_changed_cb (GListModel *model,
                  guint position,
                  guint removed,
                  guint added,
                  gpointer user_data)
{
  Mirror *mirror = user_data;

  mirror->n_signals++;
  g_assert_cmpuint (position + removed, <=, mirror->rows->len);
  if (removed)
    g_ptr_array_remove_range (mirror->rows, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror->rows, position + i, g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->rows->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < mirror->rows->len; i++)
    {
      g_autoptr (KontorRow) row = g_list_model_get_item (model, i);

      g_assert_true (row == mirror->rows->pdata[i]);
    }
}

static void
test_a_list_follows_the_store (Fixture *fixture,
                               gconstpointer data)
{
  g_autoptr (KontorRecordList) list = NULL;
  g_autoptr (KontorRow) row = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorQuery) query = make_query ("customer", "name", FALSE);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Mirror mirror = { g_ptr_array_new_with_free_func (g_object_unref), 0 };

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("N %02u", i);

      g_ptr_array_add (ids, add_customer (fixture->store, name));
    }
  list = kontor_record_list_new (fixture->store, query);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &mirror);
  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 50);

  row = get_row (list, 20);
  g_assert_cmpstr (kontor_row_get_title (row), ==, "N 20");
  g_assert_cmpstr (kontor_row_get_text (row, "name"), ==, "N 20");

  /* One removed, one moved, one added. */
  kontor_store_delete (fixture->store, ids->pdata[3], &error);
  g_assert_no_error (error);
  {
    g_autoptr (KontorRecord) moved = kontor_store_load (fixture->store, ids->pdata[20], &error);

    set_text (moved, "name", "N 40 and a half");
    save (fixture->store, moved);
  }
  g_free (add_customer (fixture->store, "N 10 and a half"));
  mirror.n_signals = 0;
  while (mirror.rows->len != 50 || strcmp (kontor_row_get_title (row), "N 40 and a half") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (mirror.n_signals, <=, 8);
  g_assert_true (mirror.rows->pdata[39] == row || mirror.rows->pdata[40] == row);

  g_signal_handlers_disconnect_by_data (list, &mirror);
  g_ptr_array_unref (mirror.rows);
}

static void
test_a_list_shows_references_by_title (Fixture *fixture,
                                       gconstpointer data)
{
  g_autofree char *customer = add_customer (fixture->store, "Żółw");
  g_autofree char *json = g_strdup_printf (
    "{\"kind\":\"offer\",\"state\":\"draft\",\"subject\":\"S\",\"currency\":\"EUR\",\"customer\":\"%s\"}", customer);
  g_autofree char *offer = add (fixture, json);
  g_autoptr (KontorQuery) query = make_query ("offer", NULL, FALSE);
  g_autoptr (KontorRecordList) list = kontor_record_list_new (fixture->store, query);
  g_autoptr (KontorRow) row = NULL;
  g_autoptr (KontorRecord) record = NULL;

  wait_for_list (list);
  row = get_row (list, 0);
  g_assert_cmpstr (kontor_row_get_text (row, "customer"), ==, "Żółw");
  g_assert_cmpstr (kontor_row_get_value (row, "customer"), ==, customer);
  g_assert_cmpstr (kontor_row_get_id (row), ==, offer);

  record = kontor_store_load (fixture->store, customer, NULL);
  set_text (record, "name", "Żaba");
  save (fixture->store, record);
  while (strcmp (kontor_row_get_text (row, "customer"), "Żaba") != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_a_list_changes_its_query (Fixture *fixture,
                               gconstpointer data)
{
  g_autoptr (KontorQuery) by_name = make_query ("customer", "name", FALSE);
  g_autoptr (KontorQuery) reversed = make_query ("customer", "name", TRUE);
  g_autoptr (KontorQuery) offers = make_query ("offer", NULL, FALSE);
  g_autoptr (KontorRecordList) list = kontor_record_list_new (fixture->store, by_name);
  g_autoptr (KontorRow) first = NULL;
  g_autoptr (KontorRow) last = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("N %u", i);
      g_autoptr (KontorRecord) record = kontor_record_new (kontor_record_type_find ("customer"));

      set_text (record, "name", name);
      if (i < 5)
        save (fixture->store, record);
      else
        kontor_store_save_async (fixture->store, record, NULL, NULL, NULL);
    }
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) < 1000)
    g_main_context_iteration (NULL, TRUE);
  first = get_row (list, 0);
  g_assert_cmpstr (kontor_row_get_title (first), ==, "N 0");

  kontor_record_list_set_query (list, reversed);
  kontor_record_list_set_query (list, by_name);
  kontor_record_list_set_query (list, reversed);
  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1000);
  last = get_row (list, 999);
  g_assert_true (first == last);

  kontor_record_list_set_query (list, offers);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

/* Any array into any other, and no kept row touched when one order is enough. */
static void
test_differences_lead_from_one_to_the_other (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      guint n_old = g_test_rand_int_range (0, 30), n_new = g_test_rand_int_range (0, 30);
      g_autoptr (GArray) old_rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) new_rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) changes = NULL;
      gboolean shuffled = g_test_rand_bit ();

      for (guint side = 0; side < 2; side++)
        {
          GArray *rows = side ? new_rows : old_rows;
          g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);

          for (guint i = 0; i < (side ? n_new : n_old); i++)
            {
              gint64 row = g_test_rand_int_range (1, 40);
              guint at = shuffled || rows->len == 0 ? rows->len : 0;

              if (!g_hash_table_add (used, GINT_TO_POINTER ((gint) row)))
                continue;
              while (!shuffled && at < rows->len && g_array_index (rows, gint64, at) < row)
                at++;
              g_array_insert_val (rows, at, row);
            }
        }
      changes = kontor_list_diff ((gint64 *) old_rows->data, old_rows->len, (gint64 *) new_rows->data, new_rows->len);
      for (guint i = changes->len; i-- > 0;)
        {
          KontorListChange *change = &g_array_index (changes, KontorListChange, i);

          g_assert_true (change->old_count || change->new_count);
          for (guint j = 0; !shuffled && j < change->old_count; j++)
            for (guint k = 0; k < new_rows->len; k++)
              g_assert_cmpint (g_array_index (old_rows, gint64, change->old_start + j), !=, g_array_index (new_rows, gint64, k));
          if (change->old_count)
            g_array_remove_range (old_rows, change->old_start, change->old_count);
          if (change->new_count)
            g_array_insert_vals (old_rows, change->old_start, &g_array_index (new_rows, gint64, change->new_start),
                                 change->new_count);
        }
      g_assert_cmpmem (old_rows->data, old_rows->len * sizeof (gint64), new_rows->data, new_rows->len * sizeof (gint64));
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/query/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("order-of-the-language", test_order_of_the_language);
  ADD ("filters", test_filters);
  ADD ("bad-queries-are-refused", test_bad_queries_are_refused);
  ADD ("parts-and-references", test_parts_and_references);
  ADD ("search-in-all-scripts", test_search_in_all_scripts);
  ADD ("titles-come-first", test_titles_come_first);
  ADD ("a-search-can-be-cancelled", test_a_search_can_be_cancelled);
  ADD ("a-list-follows-the-store", test_a_list_follows_the_store);
  ADD ("a-list-shows-references-by-title", test_a_list_shows_references_by_title);
  ADD ("a-list-changes-its-query", test_a_list_changes_its_query);
#undef ADD
  g_test_add_func ("/query/differences-lead-from-one-to-the-other", test_differences_lead_from_one_to_the_other);

  return g_test_run ();
}

/* kontor-record-search.c: records that match what is being typed */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-record-search.h"

#include "kontor-option.h"

typedef struct
{
  char *kind;
  char *text;
  guint limit;
} Search;

static void
search_free (Search *search)
{
  g_free (search->kind);
  g_free (search->text);
  g_free (search);
}

/* What tells two records with one title apart. */
static const char *
find_detail (KontorRecord *record)
{
  static const char *const members[] = { "number", "code", "city", "position" };
  const KontorField *fields = kontor_record_get_record_type (record)->fields;
  const char *detail = NULL;

  for (guint i = 0; detail == NULL && i < G_N_ELEMENTS (members); i++)
    if (kontor_fields_find (fields, members[i]) != NULL)
      detail = kontor_record_get_string (record, members[i]);

  return detail;
}

static void
search_thread (GTask *task,
               gpointer source_object,
               gpointer task_data,
               GCancellable *cancellable)
{
  KontorStore *store = KONTOR_STORE (source_object);
  Search *search = task_data;
  g_autoptr (GListStore) found = g_list_store_new (KONTOR_TYPE_OPTION);
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find (search->kind));
  g_autoptr (GPtrArray) ids = NULL;
  GError *error = NULL;

  if (search->text != NULL && *search->text != '\0')
    kontor_query_set_text (query, search->text);
  kontor_query_set_limit (query, search->limit);
  ids = kontor_store_query_ids (store, query, cancellable, &error);
  if (ids == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < ids->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autoptr (KontorRecord) record = kontor_store_load (store, id, NULL);
      g_autoptr (KontorOption) option = NULL;
      g_autofree char *title = NULL;

      /* It was deleted since the query. */
      if (record == NULL)
        continue;
      title = kontor_record_dup_title (record);
      option = kontor_option_new (id, title, find_detail (record));
      g_list_store_append (found, option);
    }

  g_task_return_pointer (task, g_steal_pointer (&found), g_object_unref);
}

/**
 * kontor_record_search_async:
 * @store: a store
 * @kind: the kind of record to search for
 * @text: (nullable): what to search for; with nothing the first records of @kind are found
 * @limit: how many records to find at the most
 * @cancellable: (nullable): a #GCancellable; the next key cancels the search for the last one
 * @callback: called when the search is done
 * @user_data: for @callback
 *
 * Searches in the background.
 */
void
kontor_record_search_async (KontorStore *store,
                            const char *kind,
                            const char *text,
                            guint limit,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (KONTOR_IS_STORE (store));
  g_return_if_fail (kind != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_record_search_async);

  search = g_new0 (Search, 1);
  search->kind = g_strdup (kind);
  search->text = g_strdup (text);
  search->limit = limit;
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_thread);
}

/**
 * kontor_record_search_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a list of #KontorOption whose values are the ids, or %NULL with an error of the store
 */
GListModel *
kontor_record_search_finish (KontorStore *store,
                             GAsyncResult *result,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

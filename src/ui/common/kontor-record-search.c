/* kontor-record-search.c: records that match what is being typed */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-record-search.h"

#include "kontor-option.h"

typedef struct
{
  GStrv kinds;
  char *text;
  guint limit;
} Search;

static void
search_free (Search *search)
{
  g_strfreev (search->kinds);
  g_free (search->text);
  g_free (search);
}

/* What tells two records with one title apart. */
static char *
make_detail (KontorRecord *record,
             gboolean with_kind)
{
  static const char *const members[] = { "number", "code", "city", "position" };
  const KontorRecordType *type = kontor_record_get_record_type (record);
  const char *detail = NULL;

  for (guint i = 0; detail == NULL && i < G_N_ELEMENTS (members); i++)
    if (kontor_fields_find (type->fields, members[i]) != NULL)
      detail = kontor_record_get_string (record, members[i]);

  if (!with_kind)
    return g_strdup (detail);
  if (detail == NULL)
    return g_strdup (kontor_record_type_get_label (type));

  return g_strdup_printf ("%s · %s", kontor_record_type_get_label (type), detail);
}

static gboolean
search_kind (KontorStore *store,
             const Search *search,
             const char *kind,
             GListStore *found,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find (kind));
  g_autoptr (GPtrArray) ids = NULL;

  if (search->text != NULL && *search->text != '\0')
    kontor_query_set_text (query, search->text);
  kontor_query_set_limit (query, search->limit);
  ids = kontor_store_query_ids (store, query, cancellable, error);
  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autoptr (KontorRecord) record = kontor_store_load (store, id, NULL);
      g_autoptr (KontorOption) option = NULL;
      g_autofree char *title = NULL;
      g_autofree char *detail = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      /* It was deleted since the query. */
      if (record == NULL)
        continue;
      title = kontor_record_dup_title (record);
      detail = make_detail (record, search->kinds[1] != NULL);
      option = kontor_option_new (id, title, detail);
      g_list_store_append (found, option);
    }

  return TRUE;
}

static void
search_thread (GTask *task,
               gpointer source_object,
               gpointer task_data,
               GCancellable *cancellable)
{
  Search *search = task_data;
  g_autoptr (GListStore) found = g_list_store_new (KONTOR_TYPE_OPTION);
  GError *error = NULL;

  for (guint i = 0; search->kinds[i] != NULL; i++)
    if (!search_kind (KONTOR_STORE (source_object), search, search->kinds[i], found, cancellable, &error))
      {
        g_task_return_error (task, error);
        return;
      }

  g_task_return_pointer (task, g_steal_pointer (&found), g_object_unref);
}

/**
 * kontor_record_search_async:
 * @store: a store
 * @kinds: in which kinds of record to search, in the order of the answer; ends with %NULL
 * @text: (nullable): what to search for; with nothing the first records are found
 * @limit: how many records to find at the most, of each kind
 * @cancellable: (nullable): a #GCancellable; the next key cancels the search for the last one
 * @callback: called when the search is done
 * @user_data: for @callback
 *
 * Searches in the background.
 */
void
kontor_record_search_async (KontorStore *store,
                            const char *const *kinds,
                            const char *text,
                            guint limit,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (KONTOR_IS_STORE (store));
  g_return_if_fail (kinds != NULL && kinds[0] != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_record_search_async);

  search = g_new0 (Search, 1);
  search->kinds = g_strdupv ((char **) kinds);
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

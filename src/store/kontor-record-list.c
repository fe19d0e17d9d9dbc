/* kontor-record-list.c: records as a list model */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-record-list.h"

#include <string.h>

#include "kontor-list-diff-private.h"
#include "kontor-query-private.h"
#include "kontor-row-private.h"
#include "kontor-store-query-private.h"

/* What is shown at once, before the whole order is known: more than any screen has lines. */
#define FIRST_ROWS 400

/* Rows that are read together: a screen and some more, so that scrolling finds the next ones ready. */
#define WINDOW_ROWS 200

/* Rows that are kept though nobody holds them: those that were seen last. */
#define RECENT_ROWS 3000

/* A list asks again soon after a change, but when there are many it uses no more than a quarter of a processor for that. */
#define MIN_PAUSE_MS 30
#define MAX_PAUSE_MS 2000

struct _KontorRecordList
{
  GObject parent_instance;

  KontorStore *store;
  KontorQuery *query;
  KontorRowColumns *columns;
  char *error;

  GArray *rows; /* of gint64; never changed in place, since threads read it */

  /* While changes are told, from the last to the first: up to @split the old rows stand, from there on the new ones. */
  GArray *old_rows;
  guint split;
  guint new_split;

  GHashTable *alive;  /* number -> KontorRow, without a reference */
  GQueue recent;      /* of KontorRow */
  guint last_position; /* that was asked for */

  GCancellable *cancellable;
  gboolean asking;   /* a query is on its way */
  gboolean stale;    /* and another one is needed after it */
  gboolean filling;  /* rows are on their way */
  guint ask_source;
  guint fill_source;
  gint64 next_ask; /* not before this time */
  gboolean loading;
};

/* A query, on its way to a thread and back. */
typedef struct
{
  GWeakRef list;
  KontorStore *store;
  KontorQuery *query;
  KontorRowColumns *columns;
  GArray *old_rows;
  GArray *refresh; /* of gint64: rows that are shown */
  guint limit;

  GArray *rows;
  GArray *changes;
  GPtrArray *refreshed;
  gint64 duration;
} Ask;

/* Rows, on their way to a thread and back. */
typedef struct
{
  GWeakRef list;
  KontorStore *store;
  KontorRowColumns *columns;
  GArray *rows;
} Fill;

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_N_ITEMS,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);
static void ask (KontorRecordList *self, guint limit);
static void fill_later (KontorRecordList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorRecordList, kontor_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
ask_free (gpointer data)
{
  Ask *request = data;

  g_weak_ref_clear (&request->list);
  g_object_unref (request->store);
  kontor_query_unref (request->query);
  kontor_row_columns_unref (request->columns);
  g_array_unref (request->old_rows);
  g_array_unref (request->refresh);
  g_clear_pointer (&request->rows, g_array_unref);
  g_clear_pointer (&request->changes, g_array_unref);
  g_clear_pointer (&request->refreshed, g_ptr_array_unref);
  g_free (request);
}

static void
fill_free (gpointer data)
{
  Fill *fill = data;

  g_weak_ref_clear (&fill->list);
  g_object_unref (fill->store);
  kontor_row_columns_unref (fill->columns);
  g_array_unref (fill->rows);
  g_free (fill);
}

static void
set_loading (KontorRecordList *self,
             gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
set_error (KontorRecordList *self,
           const char *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;
  g_free (self->error);
  self->error = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static guint
count_items (KontorRecordList *self)
{
  return self->old_rows ? self->split + self->rows->len - self->new_split : self->rows->len;
}

static gint64
get_number (KontorRecordList *self,
            guint position)
{
  if (!self->old_rows)
    return g_array_index (self->rows, gint64, position);
  if (position < self->split)
    return g_array_index (self->old_rows, gint64, position);
  return g_array_index (self->rows, gint64, self->new_split + position - self->split);
}

/* The row of a record: the one that somebody holds, or a new placeholder. */
static KontorRow *
take_row (KontorRecordList *self,
          gint64 number)
{
  KontorRow *row = g_hash_table_lookup (self->alive, &number);

  return row ? g_object_ref (row) : kontor_row_new (self->columns, number, self->alive);
}

static void
keep_row (KontorRecordList *self,
          KontorRow *row)
{
  g_queue_push_tail (&self->recent, g_object_ref (row));
  while (self->recent.length > RECENT_ROWS)
    g_object_unref (g_queue_pop_head (&self->recent));
}

static void
forget_rows (KontorRecordList *self)
{
  g_queue_clear_full (&self->recent, g_object_unref);
}

/* From the last change to the first: what stands before a change has its old positions until then. */
static void
take_rows (KontorRecordList *self,
           GArray *rows,
           GArray *changes)
{
  guint n_before = self->rows->len;

  self->old_rows = self->rows;
  self->rows = g_array_ref (rows);
  for (guint i = changes->len; i-- > 0;)
    {
      const KontorListChange *change = &g_array_index (changes, KontorListChange, i);

      self->split = change->old_start;
      self->new_split = change->new_start;
      g_list_model_items_changed (G_LIST_MODEL (self), change->old_start, change->old_count, change->new_count);
    }
  g_clear_pointer (&self->old_rows, g_array_unref);
  if (self->rows->len != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/* Takes the data out of @all. */
static void
fill_rows (KontorRecordList *self,
           GPtrArray *all)
{
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      KontorRowData *data = all->pdata[i];
      g_autoptr (KontorRow) row = take_row (self, data->row);

      if (!kontor_row_is_loaded (row))
        keep_row (self, row);
      kontor_row_fill (row, data);
    }
}

static void
ask_in_thread (GTask *task,
               gpointer source,
               gpointer task_data,
               GCancellable *cancellable)
{
  Ask *request = task_data;
  gint64 begin = g_get_monotonic_time ();
  KontorDatabase *database;
  GError *error = NULL;

  request->rows = kontor_store_query_rows (request->store, request->query, request->limit, cancellable, &error);
  if (!request->rows)
    {
      g_task_return_error (task, error);
      return;
    }
  request->changes = kontor_list_diff ((gint64 *) request->old_rows->data, request->old_rows->len,
                                       (gint64 *) request->rows->data, request->rows->len);

  database = kontor_store_begin_read (request->store, cancellable, &error);
  if (database)
    request->refreshed = kontor_row_columns_read (request->columns, kontor_store_get_index (request->store), database,
                                                  (gint64 *) request->refresh->data, request->refresh->len, &error);
  kontor_store_end_read (request->store, database);
  request->duration = g_get_monotonic_time () - begin;
  if (request->refreshed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
ask_again_cb (gpointer user_data)
{
  KontorRecordList *self = user_data;

  self->ask_source = 0;
  if (self->asking)
    self->stale = TRUE;
  else
    ask (self, 0);
  return G_SOURCE_REMOVE;
}

static void
ask_later (KontorRecordList *self)
{
  gint64 wait = (self->next_ask - g_get_monotonic_time ()) / 1000;

  if (!self->ask_source)
    self->ask_source = g_timeout_add ((guint) CLAMP (wait, MIN_PAUSE_MS, MAX_PAUSE_MS), ask_again_cb, self);
}

static void
asked_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  Ask *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (KontorRecordList) self = g_weak_ref_get (&request->list);
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  /* A list that asks for something else by now has cancelled this. */
  if (!self || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  self->asking = FALSE;
  if (!done)
    {
      set_error (self, error->message);
      set_loading (self, FALSE);
      return;
    }
  set_error (self, NULL);
  self->next_ask = g_get_monotonic_time () + 3 * request->duration;
  take_rows (self, request->rows, request->changes);
  fill_rows (self, request->refreshed);
  fill_later (self);

  /* A handler may have asked for something else. */
  if (self->asking || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  if (request->limit && request->rows->len >= request->limit)
    ask (self, 0);
  else
    {
      set_loading (self, FALSE);
      if (self->stale)
        ask_later (self);
    }
}

static void
ask (KontorRecordList *self,
     guint limit)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, asked_cb, NULL);
  Ask *request = g_new0 (Ask, 1);
  GHashTableIter iter;
  gpointer row;

  g_weak_ref_init (&request->list, self);
  request->store = g_object_ref (self->store);
  request->query = kontor_query_ref (self->query);
  request->columns = kontor_row_columns_ref (self->columns);
  request->old_rows = g_array_ref (self->rows);
  request->refresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  request->limit = limit;
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (kontor_row_is_loaded (row))
      {
        gint64 number = kontor_row_get_row (row);

        g_array_append_val (request->refresh, number);
      }

  self->asking = TRUE;
  self->stale = FALSE;
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, request, ask_free);
  g_task_run_in_thread (task, ask_in_thread);
}

static void
fill_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  Fill *fill = task_data;
  KontorDatabase *database;
  GPtrArray *all = NULL;
  GError *error = NULL;

  database = kontor_store_begin_read (fill->store, cancellable, &error);
  if (database)
    all = kontor_row_columns_read (fill->columns, kontor_store_get_index (fill->store), database,
                                   (gint64 *) fill->rows->data, fill->rows->len, &error);
  kontor_store_end_read (fill->store, database);
  if (all)
    g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
filled_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  Fill *fill = g_task_get_task_data (G_TASK (result));
  g_autoptr (KontorRecordList) self = g_weak_ref_get (&fill->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = g_task_propagate_pointer (G_TASK (result), &error);

  if (!self)
    return;
  self->filling = FALSE;
  if (fill->columns != self->columns)
    fill_later (self);
  else if (all)
    {
      fill_rows (self, all);
      fill_later (self);
    }
  else
    set_error (self, error->message);
}

static gboolean
fill_cb (gpointer user_data)
{
  KontorRecordList *self = user_data;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer row;
  Fill *fill;
  guint n = count_items (self);
  guint begin = self->last_position > WINDOW_ROWS / 2 ? self->last_position - WINDOW_ROWS / 2 : 0;

  self->fill_source = 0;
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (kontor_row_is_wanted (row))
      {
        gint64 number = kontor_row_get_row (row);

        g_array_append_val (rows, number);
      }
  if (rows->len == 0)
    return G_SOURCE_REMOVE;
  /* And those around, which are asked for next. */
  for (guint i = begin; i < n && i < begin + WINDOW_ROWS; i++)
    {
      gint64 number = get_number (self, i);

      if (!g_hash_table_contains (self->alive, &number))
        g_array_append_val (rows, number);
    }

  fill = g_new0 (Fill, 1);
  g_weak_ref_init (&fill->list, self);
  fill->store = g_object_ref (self->store);
  fill->columns = kontor_row_columns_ref (self->columns);
  fill->rows = g_steal_pointer (&rows);
  self->filling = TRUE;
  task = g_task_new (NULL, NULL, filled_cb, NULL);
  g_task_set_source_tag (task, fill_cb);
  g_task_set_task_data (task, fill, fill_free);
  g_task_run_in_thread (task, fill_in_thread);
  return G_SOURCE_REMOVE;
}

/* All placeholders that were handed out until the main loop is idle are filled together. */
static void
fill_later (KontorRecordList *self)
{
  if (!self->filling && !self->fill_source)
    self->fill_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_cb, self, NULL);
}

/* Whether a record of a kind may be shown in a row: as itself or as the title of a reference. */
static gboolean
concerns (KontorRecordList *self,
          const char *id)
{
  const KontorRecordType *type = kontor_record_type_find_for_id (id);

  if (!type || type == self->columns->type)
    return TRUE;
  for (guint i = 0; i < self->columns->cells->len; i++)
    {
      const KontorField *field = ((const KontorIndexCell *) self->columns->cells->pdata[i])->field;

      if (field->kind == KONTOR_FIELD_REFERENCE && (!field->reference || strcmp (field->reference, type->kind) == 0))
        return TRUE;
    }
  return FALSE;
}

static void
store_changed_cb (KontorRecordList *self,
                  GStrv ids)
{
  gboolean concerned = !ids;

  for (guint i = 0; ids && ids[i] && !concerned; i++)
    concerned = concerns (self, ids[i]);
  if (concerned)
    ask_later (self);
}

static void
kontor_record_list_dispose (GObject *object)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->ask_source, g_source_remove);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  forget_rows (self);

  G_OBJECT_CLASS (kontor_record_list_parent_class)->dispose (object);
}

static void
kontor_record_list_finalize (GObject *object)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, kontor_query_unref);
  g_clear_pointer (&self->columns, kontor_row_columns_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->alive, g_hash_table_unref);
  g_free (self->error);

  G_OBJECT_CLASS (kontor_record_list_parent_class)->finalize (object);
}

static void
kontor_record_list_get_property (GObject *object,
                                 guint prop_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, count_items (self));
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_record_list_class_init (KontorRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = kontor_record_list_dispose;
  object_class->finalize = kontor_record_list_finalize;
  object_class->get_property = kontor_record_list_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_record_list_init (KontorRecordList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->alive = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_queue_init (&self->recent);
}

static GType
kontor_record_list_get_item_type (GListModel *model)
{
  return KONTOR_TYPE_ROW;
}

static guint
kontor_record_list_get_n_items (GListModel *model)
{
  return count_items (KONTOR_RECORD_LIST (model));
}

static gpointer
kontor_record_list_get_item (GListModel *model,
                             guint position)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (model);
  KontorRow *row;

  if (position >= count_items (self))
    return NULL;
  row = take_row (self, get_number (self, position));
  if (kontor_row_is_wanted (row))
    {
      self->last_position = position;
      fill_later (self);
    }
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kontor_record_list_get_item_type;
  iface->get_n_items = kontor_record_list_get_n_items;
  iface->get_item = kontor_record_list_get_item;
}

/**
 * kontor_record_list_new:
 * @store: a store
 * @query: which records, in which order
 *
 * Returns: (transfer full): a list, which fills in soon
 */
KontorRecordList *
kontor_record_list_new (KontorStore *store,
                        KontorQuery *query)
{
  KontorRecordList *self;

  g_return_val_if_fail (KONTOR_IS_STORE (store), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_RECORD_LIST, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (store_changed_cb), self);
  kontor_record_list_set_query (self, query);
  return self;
}

/**
 * kontor_record_list_set_query:
 * @self: a list
 * @query: which records, in which order
 *
 * Asks for other records. Those that are shown stay until the new ones are there; what both have keep their rows.
 */
void
kontor_record_list_set_query (KontorRecordList *self,
                              KontorQuery *query)
{
  const KontorRecordType *type;

  g_return_if_fail (KONTOR_IS_RECORD_LIST (self));
  g_return_if_fail (query != NULL);

  type = kontor_query_get_record_type (query);
  if (!self->columns || self->columns->type != type)
    {
      g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) changes = kontor_list_diff ((gint64 *) self->rows->data, self->rows->len, NULL, 0);

      /* Rows of another kind have other columns. */
      take_rows (self, nothing, changes);
      forget_rows (self);
      g_hash_table_unref (self->alive);
      self->alive = g_hash_table_new (g_int64_hash, g_int64_equal);
      g_clear_pointer (&self->columns, kontor_row_columns_unref);
      self->columns = kontor_row_columns_new (type);
    }

  kontor_query_ref (query);
  g_clear_pointer (&self->query, kontor_query_unref);
  self->query = query;

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_loading (self, TRUE);
  ask (self, FIRST_ROWS);
}

/**
 * kontor_record_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): the query
 */
KontorQuery *
kontor_record_list_get_query (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), NULL);

  return self->query;
}

/**
 * kontor_record_list_get_loading:
 * @self: a list
 *
 * Returns: whether the answer to the query is not whole yet; only then an empty list says nothing
 */
gboolean
kontor_record_list_get_loading (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), FALSE);

  return self->loading;
}

/**
 * kontor_record_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the records could not be read, as a sentence; %NULL when they could
 */
const char *
kontor_record_list_get_error (KontorRecordList *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (self), NULL);

  return self->error;
}

static void
find_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  KontorRecordList *self = source;
  KontorDatabase *database;
  GError *error = NULL;
  int step = -1;

  database = kontor_store_begin_read (self->store, cancellable, &error);
  if (database)
    {
      g_autoptr (KontorStatement) statement = kontor_database_prepare (database, "SELECT row FROM title WHERE id = ?", &error);

      if (statement)
        {
          kontor_statement_bind_text (statement, 1, task_data);
          step = kontor_statement_step (statement, &error);
        }
      if (step >= 0)
        g_task_return_int (task, step > 0 ? (gssize) kontor_statement_get_integer (statement, 0) : -1);
    }
  kontor_store_end_read (self->store, database);
  if (step < 0)
    g_task_return_error (task, error);
}

/**
 * kontor_record_list_find_async:
 * @self: a list
 * @id: the id of a record
 * @cancellable: (nullable): a cancellable
 * @callback: called when it was looked up
 * @user_data: for @callback
 *
 * Looks for a record in the list, to select it.
 */
void
kontor_record_list_find_async (KontorRecordList *self,
                               const char *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KONTOR_IS_RECORD_LIST (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_record_list_find_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * kontor_record_list_find_finish:
 * @self: a list
 * @result: what the callback got
 * @position: (out): where it stands now
 * @error: return location for a #GError
 *
 * Returns: whether it is in the list; %FALSE without @error when it is not, or not yet
 */
gboolean
kontor_record_list_find_finish (KontorRecordList *self,
                                GAsyncResult *result,
                                guint *position,
                                GError **error)
{
  g_autoptr (GError) failed = NULL;
  gint64 number;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (position != NULL, FALSE);

  number = g_task_propagate_int (G_TASK (result), &failed);
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  for (guint i = 0; number >= 0 && i < count_items (self); i++)
    if (get_number (self, i) == number)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

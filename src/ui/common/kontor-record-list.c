/* kontor-record-list.c: the records that a query finds, as a list model */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-record-list.h"

struct _KontorRecordItem
{
  GObject parent_instance;
  KontorStore *store;
  char *id;
  KontorRecord *record;
  gboolean asked;
};

G_DEFINE_FINAL_TYPE (KontorRecordItem, kontor_record_item, G_TYPE_OBJECT)

struct _KontorRecordList
{
  GObject parent_instance;
  KontorStore *store;
  KontorQuery *query;
  GPtrArray *items;
  GCancellable *cancellable;
  gboolean loading;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorRecordList, kontor_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint changed_signal;

static void
item_loaded_cb (GObject *object,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (KontorRecordItem) self = user_data;

  g_clear_object (&self->record);
  self->record = kontor_store_load_finish (KONTOR_STORE (object), result, NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
kontor_record_item_finalize (GObject *object)
{
  KontorRecordItem *self = KONTOR_RECORD_ITEM (object);

  g_clear_object (&self->record);
  g_clear_object (&self->store);
  g_free (self->id);
  G_OBJECT_CLASS (kontor_record_item_parent_class)->finalize (object);
}

static void
kontor_record_item_class_init (KontorRecordItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_record_item_finalize;
  changed_signal = g_signal_new ("changed", KONTOR_TYPE_RECORD_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_record_item_init (KontorRecordItem *self)
{
}

const char *
kontor_record_item_get_id (KontorRecordItem *self)
{
  return self->id;
}

const char *
kontor_record_item_get_text (KontorRecordItem *self,
                             const char *member)
{
  if (!self->asked)
    {
      self->asked = TRUE;
      kontor_store_load_async (self->store, self->id, NULL, item_loaded_cb, g_object_ref (self));
    }
  return self->record != NULL ? kontor_record_get_string (self->record, member) : NULL;
}

static GType
get_item_type (GListModel *model)
{
  return KONTOR_TYPE_RECORD_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return KONTOR_RECORD_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model,
          guint position)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
query_thread (GTask *task,
              gpointer source_object,
              gpointer task_data,
              GCancellable *cancellable)
{
  KontorRecordList *self = source_object;
  GError *error = NULL;
  GPtrArray *ids = kontor_store_query_ids (self->store, task_data, cancellable, &error);

  if (ids == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ids, (GDestroyNotify) g_ptr_array_unref);
}

static void
queried_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = g_task_propagate_pointer (G_TASK (result), &error);
  guint removed = self->items->len;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      KontorRecordItem *item = g_object_new (KONTOR_TYPE_RECORD_ITEM, NULL);

      item->store = g_object_ref (self->store);
      item->id = g_strdup (g_ptr_array_index (ids, i));
      g_ptr_array_add (self->items, item);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->items->len);
  g_object_notify (G_OBJECT (self), "loading");
}

static void
start (KontorRecordList *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->query == NULL)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->loading = TRUE;
  task = g_task_new (self, self->cancellable, queried_cb, NULL);
  g_task_set_task_data (task, kontor_query_ref (self->query), (GDestroyNotify) kontor_query_unref);
  g_task_run_in_thread (task, query_thread);
}

static void
kontor_record_list_get_property (GObject *object,
                                 guint prop_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  g_value_set_boolean (value, KONTOR_RECORD_LIST (object)->loading);
}

static void
kontor_record_list_finalize (GObject *object)
{
  KontorRecordList *self = KONTOR_RECORD_LIST (object);

  g_clear_pointer (&self->query, kontor_query_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (kontor_record_list_parent_class)->finalize (object);
}

static void
kontor_record_list_class_init (KontorRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = kontor_record_list_get_property;
  G_OBJECT_CLASS (klass)->finalize = kontor_record_list_finalize;
  g_object_class_install_property (G_OBJECT_CLASS (klass), 1,
                                   g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
kontor_record_list_init (KontorRecordList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

KontorRecordList *
kontor_record_list_new (KontorStore *store)
{
  KontorRecordList *self = g_object_new (KONTOR_TYPE_RECORD_LIST, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (start), self, G_CONNECT_SWAPPED);
  return self;
}

void
kontor_record_list_set_query (KontorRecordList *self,
                              KontorQuery *query)
{
  g_clear_pointer (&self->query, kontor_query_unref);
  self->query = kontor_query_ref (query);
  start (self);
}

gboolean
kontor_record_list_is_loading (KontorRecordList *self)
{
  return self->loading;
}

gboolean
kontor_record_list_find (KontorRecordList *self,
                         const char *id,
                         guint *position)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (((KontorRecordItem *) g_ptr_array_index (self->items, i))->id, id) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

void
kontor_record_list_refresh_items (KontorRecordList *self)
{
  for (guint i = 0; i < self->items->len; i++)
    g_signal_emit (g_ptr_array_index (self->items, i), changed_signal, 0);
}

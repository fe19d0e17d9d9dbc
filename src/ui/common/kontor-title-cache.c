/* kontor-title-cache.c: the titles of records that others refer to */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-title-cache.h"

#include <glib/gi18n.h>

/* A list and a form show a customer by its name, and the body holds its id. */
#define MAX_TITLES 5000

struct _KontorTitleCache
{
  GObject parent_instance;

  KontorStore *store; /* (not owned): the cache belongs to the store */
  GHashTable *titles;
  GHashTable *asked;
};

G_DEFINE_FINAL_TYPE (KontorTitleCache, kontor_title_cache, G_TYPE_OBJECT)

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  KontorTitleCache *self;
  char *id;
} Question;

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (KontorTitleCache) self = question->self;
  g_autofree char *id = question->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (object), result, &error);
  char *title;

  g_free (question);
  g_hash_table_remove (self->asked, id);

  if (record != NULL)
    title = kontor_record_dup_title (record);
  else if (g_error_matches (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND))
    title = g_strdup (_("Deleted record"));
  else
    return;

  if (g_hash_table_size (self->titles) >= MAX_TITLES)
    g_hash_table_remove_all (self->titles);
  g_hash_table_insert (self->titles, g_strdup (id), title);
  g_signal_emit (self, signals[FOUND], 0, id);
}

static void
ask (KontorTitleCache *self,
     const char *id)
{
  Question *question;

  if (!g_hash_table_add (self->asked, g_strdup (id)))
    return;

  question = g_new0 (Question, 1);
  question->self = g_object_ref (self);
  question->id = g_strdup (id);
  kontor_store_load_async (self->store, id, NULL, loaded_cb, question);
}

static void
store_changed_cb (KontorStore *store,
                  GStrv ids,
                  KontorTitleCache *self)
{
  if (ids == NULL)
    {
      g_hash_table_remove_all (self->titles);
      return;
    }

  for (guint i = 0; ids[i] != NULL; i++)
    if (g_hash_table_contains (self->titles, ids[i]))
      ask (self, ids[i]);
}

static void
kontor_title_cache_finalize (GObject *object)
{
  KontorTitleCache *self = KONTOR_TITLE_CACHE (object);

  g_clear_pointer (&self->titles, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);

  G_OBJECT_CLASS (kontor_title_cache_parent_class)->finalize (object);
}

static void
kontor_title_cache_class_init (KontorTitleCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_title_cache_finalize;

  /**
   * KontorTitleCache::found:
   * @self: the cache
   * @id: the id of a record
   *
   * Emitted when a title that was asked for is known, or has changed.
   */
  signals[FOUND] =
    g_signal_new ("found", KONTOR_TYPE_TITLE_CACHE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kontor_title_cache_init (KontorTitleCache *self)
{
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * kontor_title_cache_get:
 * @store: a store
 *
 * Returns: (transfer none): the cache of the titles of @store, which lives as long as the store
 */
KontorTitleCache *
kontor_title_cache_get (KontorStore *store)
{
  KontorTitleCache *self;

  g_return_val_if_fail (KONTOR_IS_STORE (store), NULL);

  self = g_object_get_data (G_OBJECT (store), "kontor-title-cache");
  if (self == NULL)
    {
      self = g_object_new (KONTOR_TYPE_TITLE_CACHE, NULL);
      self->store = store;
      g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, 0);
      g_object_set_data_full (G_OBJECT (store), "kontor-title-cache", self, g_object_unref);
    }

  return self;
}

/**
 * kontor_title_cache_lookup:
 * @self: a cache
 * @id: the id of a record
 *
 * Tells a title when it is known. When it is not it is read in the background, and #KontorTitleCache::found says when it came.
 *
 * Returns: (transfer none) (nullable): the title, or %NULL when it is not known yet
 */
const char *
kontor_title_cache_lookup (KontorTitleCache *self,
                           const char *id)
{
  const char *title;

  g_return_val_if_fail (KONTOR_IS_TITLE_CACHE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  title = g_hash_table_lookup (self->titles, id);
  if (title == NULL)
    ask (self, id);

  return title;
}

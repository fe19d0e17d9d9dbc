/* kontor-teller.c: telling the main thread what happens to a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-teller-private.h"

#include <glib/gi18n-lib.h>

/* More ids than this are told as "anything may have changed". */
#define MAX_CHANGED_IDS 200

struct _KontorTeller
{
  gatomicrefcount ref_count;
  GMainContext *context;

  GMutex mutex;
  KontorStore *store; /* not a reference */
  GPtrArray *changed; /* ids to be told */
  gboolean all_changed;
  gboolean telling;
};

typedef struct
{
  KontorTeller *teller;
  double fraction;
} Progress;

/**
 * kontor_teller_new:
 * @store: (transfer none): a store
 * @context: (nullable): where its signals are emitted; %NULL for the default one
 *
 * Returns: (transfer full): a teller
 */
KontorTeller *
kontor_teller_new (KontorStore *store,
                   GMainContext *context)
{
  KontorTeller *self = g_new0 (KontorTeller, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->context = g_main_context_ref (context ? context : g_main_context_default ());
  g_mutex_init (&self->mutex);
  self->store = store;
  self->changed = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static KontorTeller *
teller_ref (KontorTeller *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * kontor_teller_unref:
 * @self: (transfer full): a teller
 *
 * Lets it go.
 */
void
kontor_teller_unref (KontorTeller *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_ptr_array_unref (self->changed);
  g_free (self);
}

/**
 * kontor_teller_forget_store:
 * @self: a teller
 *
 * To be called while the store is disposed of: nothing is emitted any more.
 */
void
kontor_teller_forget_store (KontorTeller *self)
{
  g_mutex_lock (&self->mutex);
  self->store = NULL;
  g_mutex_unlock (&self->mutex);
}

static void
attach (KontorTeller *self,
        GSourceFunc func,
        gpointer data,
        GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, self->context);
}

static gboolean
tell_changed_cb (gpointer user_data)
{
  KontorTeller *self = user_data;
  g_autoptr (KontorStore) store = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  gboolean all;

  g_mutex_lock (&self->mutex);
  store = self->store ? g_object_ref (self->store) : NULL;
  ids = g_steal_pointer (&self->changed);
  self->changed = g_ptr_array_new_with_free_func (g_free);
  all = self->all_changed;
  self->all_changed = FALSE;
  self->telling = FALSE;
  g_mutex_unlock (&self->mutex);

  g_ptr_array_add (ids, NULL);
  if (store)
    g_signal_emit_by_name (store, "changed", all ? NULL : (GStrv) ids->pdata);
  return G_SOURCE_REMOVE;
}

/**
 * kontor_teller_tell_changed:
 * @self: a teller
 * @ids: (nullable) (element-type utf8): the records that were written or removed, or %NULL for any
 *
 * Has "changed" emitted; what is written before that is told with it.
 */
void
kontor_teller_tell_changed (KontorTeller *self,
                            GPtrArray *ids)
{
  g_mutex_lock (&self->mutex);
  if (!ids || ids->len + self->changed->len > MAX_CHANGED_IDS)
    self->all_changed = TRUE;
  else
    for (guint i = 0; i < ids->len; i++)
      g_ptr_array_add (self->changed, g_strdup (ids->pdata[i]));
  if (!self->telling)
    {
      self->telling = TRUE;
      attach (self, tell_changed_cb, teller_ref (self), (GDestroyNotify) kontor_teller_unref);
    }
  g_mutex_unlock (&self->mutex);
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  kontor_teller_unref (progress->teller);
  g_free (progress);
}

static gboolean
tell_progress_cb (gpointer user_data)
{
  Progress *progress = user_data;
  g_autoptr (KontorStore) store = NULL;

  g_mutex_lock (&progress->teller->mutex);
  store = progress->teller->store ? g_object_ref (progress->teller->store) : NULL;
  g_mutex_unlock (&progress->teller->mutex);
  if (store)
    g_signal_emit_by_name (store, "progress", progress->fraction, _ ("Preparing the search and the lists…"));
  return G_SOURCE_REMOVE;
}

/**
 * kontor_teller_tell_progress:
 * @self: a teller
 * @fraction: how far the refill of the index is, 0 to 1
 *
 * Has "progress" emitted.
 */
void
kontor_teller_tell_progress (KontorTeller *self,
                             double fraction)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->teller = teller_ref (self);
  progress->fraction = fraction;
  attach (self, tell_progress_cb, progress, progress_free);
}

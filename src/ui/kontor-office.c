/* kontor-office.c: whose desk this is: the store and what its company record says */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-office.h"

struct _KontorOffice
{
  GObject parent_instance;

  KontorStore *store;
  KontorRecord *company;
  GStrv languages;
  GCancellable *cancellable;
  gboolean known;
};

G_DEFINE_FINAL_TYPE (KontorOffice, kontor_office, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The usual language first, then the others that documents are written in. */
static void
take_languages (KontorOffice *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *usual = kontor_record_get_string (self->company, "language");
  KontorJson *list = kontor_record_get (self->company, "languages");

  if (usual != NULL)
    g_strv_builder_add (builder, usual);
  for (guint i = 0; list != NULL && i < kontor_json_get_size (list); i++)
    {
      const char *language = kontor_json_get_string (kontor_json_get_element (list, i));

      if (language != NULL && g_strcmp0 (language, usual) != 0)
        g_strv_builder_add (builder, language);
    }

  g_strfreev (self->languages);
  self->languages = g_strv_builder_end (builder);
}

static void
load_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  KontorStore *store = KONTOR_STORE (task_data);
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find ("company"));
  g_autoptr (GPtrArray) ids = NULL;
  GError *error = NULL;

  kontor_query_set_limit (query, 1);
  ids = kontor_store_query_ids (store, query, cancellable, &error);
  if (ids == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ids->len > 0 ? g_strdup (g_ptr_array_index (ids, 0)) : NULL, g_free);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (KontorOffice) self = KONTOR_OFFICE (user_data);
  g_autoptr (GError) error = NULL;
  KontorRecord *company = kontor_store_load_finish (self->store, result, &error);

  if (company == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The company could not be read: %s", error->message);
      return;
    }

  g_clear_object (&self->company);
  self->company = company;
  self->known = TRUE;
  take_languages (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
found_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  KontorOffice *self = KONTOR_OFFICE (object);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("The company could not be looked for: %s", error->message);

  if (id == NULL)
    {
      self->known = TRUE;
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  kontor_store_load_async (self->store, id, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
look (KontorOffice *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  task = g_task_new (self, self->cancellable, found_cb, NULL);
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, load_thread);
}

static void
store_changed_cb (KontorStore *store,
                  GStrv ids,
                  KontorOffice *self)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (g_str_has_prefix (ids[i], "company:"))
      {
        look (self);
        return;
      }
  if (ids == NULL)
    look (self);
}

static void
kontor_office_dispose (GObject *object)
{
  KontorOffice *self = KONTOR_OFFICE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->company);
  g_clear_object (&self->store);
  g_clear_pointer (&self->languages, g_strfreev);

  G_OBJECT_CLASS (kontor_office_parent_class)->dispose (object);
}

static void
kontor_office_class_init (KontorOfficeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_office_dispose;

  /**
   * KontorOffice::changed:
   * @self: the office
   *
   * Emitted when the company record was read, found missing, or changed.
   */
  signals[CHANGED] =
    g_signal_new ("changed", KONTOR_TYPE_OFFICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_office_init (KontorOffice *self)
{
}

/**
 * kontor_office_new:
 * @store: an open store
 *
 * Reads the company in the background and follows it.
 *
 * Returns: (transfer full): a new office
 */
KontorOffice *
kontor_office_new (KontorStore *store)
{
  KontorOffice *self;

  g_return_val_if_fail (KONTOR_IS_STORE (store), NULL);

  self = g_object_new (KONTOR_TYPE_OFFICE, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  look (self);

  return self;
}

/**
 * kontor_office_get_store:
 * @self: an office
 *
 * Returns: (transfer none): its store
 */
KontorStore *
kontor_office_get_store (KontorOffice *self)
{
  g_return_val_if_fail (KONTOR_IS_OFFICE (self), NULL);

  return self->store;
}

/**
 * kontor_office_get_company:
 * @self: an office
 *
 * Returns: (transfer none) (nullable): the company as it is stored, for reading only; %NULL when there is none yet
 */
KontorRecord *
kontor_office_get_company (KontorOffice *self)
{
  g_return_val_if_fail (KONTOR_IS_OFFICE (self), NULL);

  return self->company;
}

/**
 * kontor_office_is_known:
 * @self: an office
 *
 * Returns: whether the company was looked for, so that %NULL from kontor_office_get_company() means that there is none
 */
gboolean
kontor_office_is_known (KontorOffice *self)
{
  g_return_val_if_fail (KONTOR_IS_OFFICE (self), FALSE);

  return self->known;
}

/**
 * kontor_office_get_languages:
 * @self: an office
 *
 * Returns: (transfer none) (nullable): the languages of the company's documents, the usual one first
 */
const char *const *
kontor_office_get_languages (KontorOffice *self)
{
  g_return_val_if_fail (KONTOR_IS_OFFICE (self), NULL);

  return (const char *const *) self->languages;
}

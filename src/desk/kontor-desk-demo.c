/* kontor-desk-demo.c: the demo company */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-demo-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "kontor-date.h"
#include "kontor-desk-resources.h"
#include "kontor-desk.h"

/*
 * data/demo holds the records as they are today: an offer that is accepted says when it was issued, when it was decided and
 * what was chosen. Here these acts are done one after the other, as the people of the demo company did them, so that numbers,
 * rates, PDFs and logs are those that the program makes. An offer takes from its customer and profile, and a line from its
 * product, what they do not say themselves, and so does a contract from its offer.
 *
 * All of it happens in a store of its own. What came of it is put into the real one at once: all or nothing.
 */

/* The time of the first act of a day, and the minutes to the next. */
#define FIRST_HOUR 8
#define MINUTES_BETWEEN 17

/**
 * kontor_desk_demo_step:
 * @self: the demo company
 * @error: return location for a #GError
 *
 * Tells that one more step is done.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED when there shall be no other
 */
gboolean
kontor_desk_demo_step (KontorDeskDemo *self, GError **error)
{
  self->done++;
  if (self->progress != NULL)
    self->progress (MIN (self->done, self->total), self->total, self->user_data);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/**
 * kontor_desk_demo_find_offer:
 * @self: the demo company
 * @id: the id of an offer
 *
 * Returns: (transfer none) (nullable): what the data says of it
 */
KontorJson *
kontor_desk_demo_find_offer (KontorDeskDemo *self, const char *id)
{
  for (guint i = 0; i < self->offers->len; i++)
    {
      KontorJson *offer = g_ptr_array_index (self->offers, i);

      if (strcmp (kontor_json_get_member_string (offer, "id"), id) == 0)
        return offer;
    }

  return NULL;
}

/**
 * kontor_desk_demo_set_clock:
 * @self: the demo company
 * @day: a day, ISO 8601
 * @user: (nullable): whose act comes now
 * @error: return location for a #GError
 *
 * Lets the next act take place on @day; the acts of one day come one after the other.
 *
 * Returns: %FALSE with %KONTOR_BASE_ERROR
 */
gboolean
kontor_desk_demo_set_clock (KontorDeskDemo *self, const char *day, const char *user, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (g_strcmp0 (self->day, day) != 0)
    {
      g_free (self->day);
      self->day = g_strdup (day);
      self->n_on_day = 0;
    }

  text = g_strdup_printf ("%sT%02d:00:00Z", day, FIRST_HOUR);
  first = kontor_datetime_parse (text, error);
  if (first == NULL)
    return FALSE;
  moment = g_date_time_add_minutes (first, MINUTES_BETWEEN * self->n_on_day++);
  kontor_desk_set_clock (moment, user == NULL ? g_get_user_name () : user);

  return TRUE;
}

/* The company, which was read first, knows its logo by the hash of the file. */
static void
set_logo (GPtrArray *bodies, GBytes *logo)
{
  KontorJson *company = g_ptr_array_index (bodies, 0);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, logo);

  kontor_json_set_string (&company, "logo", sum);
  bodies->pdata[0] = company;
}

/* The ids of products by their codes, which is how lines name them. */
static GHashTable *
list_products (GPtrArray *bodies)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < bodies->len; i++)
    {
      KontorJson *body = g_ptr_array_index (bodies, i);

      g_hash_table_insert (ids, g_strdup (kontor_json_get_member_string (body, "code")),
                           g_strdup (kontor_json_get_member_string (body, "id")));
    }

  return ids;
}

/* Everything that is true before the first offer is written. */
static gboolean
save_base (KontorDeskDemo *self, GError **error)
{
  const char *const names[] = { "company", "clauses", "profiles", "products", "customers", "people", "rate-tables" };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *logo;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) records = kontor_desk_demo_read (names[i], self->days, error);

      if (records == NULL)
        return FALSE;
      if (strcmp (names[i], "products") == 0)
        self->products = list_products (records);
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&records));
    }

  logo = g_resource_lookup_data (kontor_desk_get_resource (), KONTOR_DESK_DEMO_FOLDER "/logo.svg", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (logo == NULL)
    return FALSE;
  g_ptr_array_add (files, logo);
  set_logo (all, logo);

  return kontor_desk_demo_save (self->store, all, files, error);
}

static gboolean
copy_all (KontorStore *from, KontorStore *to, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *const file_members[] = { "logo", "pdf" };

  for (const KontorRecordType *const *type = kontor_record_types (); *type != NULL; type++)
    {
      g_autoptr (KontorQuery) query = kontor_query_new (*type);
      g_autoptr (GPtrArray) ids = kontor_store_query_ids (from, query, NULL, error);

      for (guint i = 0; ids != NULL && i < ids->len; i++)
        {
          g_autoptr (KontorRecord) stored = kontor_store_load (from, g_ptr_array_index (ids, i), error);
          KontorRecord *record;

          if (stored == NULL)
            return FALSE;
          record = kontor_record_new_for_body (kontor_record_get_id (stored), kontor_record_get_body (stored), error);
          if (record == NULL)
            return FALSE;
          g_ptr_array_add (records, record);

          for (guint j = 0; j < G_N_ELEMENTS (file_members); j++)
            {
              const char *sum = kontor_json_get_member_string (kontor_record_get_body (record), file_members[j]);
              GBytes *file = sum == NULL ? NULL : kontor_store_get_file (from, sum, error);

              if (sum != NULL && file == NULL)
                return FALSE;
              if (file != NULL)
                g_ptr_array_add (files, file);
            }
        }
      if (ids == NULL)
        return FALSE;
    }

  return kontor_store_save_all_with_files (to, records, files, error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static gboolean
fill (KontorDeskDemo *self, GError **error)
{
  if (!kontor_desk_demo_count_days (&self->days, error))
    return FALSE;
  self->offers = kontor_desk_demo_read ("offers", self->days, error);
  self->contracts = self->offers == NULL ? NULL : kontor_desk_demo_read ("contracts", self->days, error);
  if (self->contracts == NULL)
    return FALSE;

  self->total = 3 + self->contracts->len;
  return save_base (self, error) && kontor_desk_demo_step (self, error) && kontor_desk_demo_draft_offers (self, error) && kontor_desk_demo_step (self, error) &&
         kontor_desk_demo_do_offers (self, error) && kontor_desk_demo_do_contracts (self, error);
}

static void
clear (KontorDeskDemo *self)
{
  kontor_desk_set_clock (NULL, NULL);
  if (self->store != NULL)
    kontor_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_pointer (&self->products, g_hash_table_unref);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->contracts, g_ptr_array_unref);
  g_free (self->day);
}

/**
 * kontor_desk_fill_demo:
 * @store: an empty store
 * @progress: (nullable) (scope call): told how far it is
 * @user_data: for @progress
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Fills a store with the demo company: customers, products, rates, offers and contracts in all states, made up and dated so
 * that they end in the last week. All of it is written, or none. Takes a second or two.
 *
 * Returns: %FALSE with %KONTOR_STORE_ERROR_NOT_EMPTY when the store has records, another %KONTOR_STORE_ERROR,
 *   %KONTOR_TEMPLATE_ERROR or %G_IO_ERROR
 */
gboolean
kontor_desk_fill_demo (KontorStore *store,
                       KontorDeskProgress progress,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  KontorDeskDemo self = { .progress = progress, .user_data = user_data, .cancellable = cancellable };
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gboolean empty, done;

  if (!kontor_store_is_empty (store, &empty, error))
    return FALSE;
  if (!empty)
    {
      g_set_error_literal (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_EMPTY,
                           _("The demo company needs an empty store, and this one has records. Name another file."));
      return FALSE;
    }

  folder = g_dir_make_tmp ("kontor-demo-XXXXXX", error);
  if (folder == NULL)
    return FALSE;
  path = g_build_filename (folder, "demo.db", NULL);
  self.store = kontor_store_open (path, error);
  done = self.store != NULL && fill (&self, error) && copy_all (self.store, store, error) && kontor_desk_demo_step (&self, NULL);
  clear (&self);
  remove_folder (folder);

  return done;
}

/* kontor-template-shipped.c: the templates that come with Kontor */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-template-error.h"
#include "kontor-template-resources.h"
#include "kontor-template.h"

#define FOLDER "/io/github/kontor/Kontor/templates"

static GBytes *
find_bytes (const char *name)
{
  g_autofree char *path = g_strdup_printf (FOLDER "/%s.xml", name);

  return g_resource_lookup_data (kontor_template_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * kontor_template_list_shipped:
 * @kind: (nullable): a kind of record; %NULL for all
 *
 * Returns: (transfer full): the names of the templates that come with Kontor and print @kind, sorted
 */
GStrv
kontor_template_list_shipped (const char *kind)
{
  g_auto (GStrv) files = g_resource_enumerate_children (kontor_template_get_resource (), FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autoptr (KontorTemplate) template = NULL;
      g_autofree char *name = NULL;

      if (!g_str_has_suffix (files[i], ".xml"))
        continue;

      name = g_strndup (files[i], strlen (files[i]) - strlen (".xml"));
      template = kontor_template_load_shipped (name, NULL);

      if (template != NULL && (kind == NULL || g_str_equal (kontor_template_get_kind (template), kind)))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/**
 * kontor_template_load_shipped:
 * @name: its name, such as "offer-classic"
 * @error: return location for a #GError
 *
 * Gives a template that comes with Kontor. It is read once and kept.
 *
 * Returns: (transfer full): the template, or %NULL with %KONTOR_TEMPLATE_ERROR_REFERENCE when there is none of that name
 */
KontorTemplate *
kontor_template_load_shipped (const char *name,
                              GError    **error)
{
  static GMutex mutex;
  static GHashTable *loaded;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GBytes) bytes = NULL;
  KontorTemplate *template;

  if (loaded == NULL)
    loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) kontor_template_unref);

  template = g_hash_table_lookup (loaded, name);

  if (template != NULL)
    return kontor_template_ref (template);

  bytes = find_bytes (name);

  if (bytes == NULL)
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_REFERENCE,
                   _("No template called “%s” comes with Kontor."), name);
      return NULL;
    }

  template = kontor_template_new_for_bytes (bytes, name, "resource://" FOLDER, error);

  if (template != NULL)
    g_hash_table_insert (loaded, g_strdup (name), kontor_template_ref (template));

  return template;
}

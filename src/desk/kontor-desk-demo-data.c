/* kontor-desk-demo-data.c: the records of data/demo */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-demo-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-date.h"
#include "kontor-desk-error.h"
#include "kontor-desk-resources.h"

/* The newest day in the data, a Saturday. Whole weeks are added to all dates, so that days of the week stay. */
#define DEMO_DAY "2026-03-14"

/**
 * kontor_desk_demo_count_days:
 * @days: (out): how many days are to be added to all dates, so that the newest of them falls in the last week
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_BASE_ERROR
 */
gboolean
kontor_desk_demo_count_days (int *days, GError **error)
{
  GDate demo_day, today;

  if (!kontor_date_parse (DEMO_DAY, &demo_day, error))
    return FALSE;

  /* Down to whole weeks, also when the clock of this machine is behind. */
  kontor_date_today (&today);
  *days = g_date_days_between (&demo_day, &today);
  *days -= (*days % 7 + 7) % 7;

  return TRUE;
}

static KontorJson *move_dates (KontorJson *object, const KontorField *fields, int days, GError **error);

static KontorJson *
move_date (KontorJson *value, int days, GError **error)
{
  g_autofree char *moved = NULL;
  GDate date;

  if (!kontor_date_parse (kontor_json_get_string (value), &date, error) || !kontor_date_add_days (&date, days, &date, error))
    return NULL;

  moved = kontor_date_to_string (&date);
  return kontor_json_new_string (moved);
}

static KontorJson *
move_list (KontorJson *list, const KontorField *fields, int days, GError **error)
{
  g_autoptr (KontorJson) moved = kontor_json_ref (list);

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      g_autoptr (KontorJson) part = move_dates (kontor_json_get_element (list, i), fields, days, error);
      KontorJson *changed;

      if (part == NULL)
        return NULL;
      changed = kontor_json_with_element (moved, i, part);
      kontor_json_unref (moved);
      moved = changed;
    }

  return g_steal_pointer (&moved);
}

/* Every date of an object, found by the field table. A birthday belongs to its person (and to the PESEL) and stays. */
static KontorJson *
move_dates (KontorJson *object, const KontorField *fields, int days, GError **error)
{
  g_autoptr (KontorJson) moved = kontor_json_ref (object);

  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      KontorJson *value = kontor_json_get_member (object, field->member);
      g_autoptr (KontorJson) changed = NULL;

      if (kontor_json_get_value_type (value) == KONTOR_JSON_NULL || strcmp (field->member, "birthday") == 0)
        continue;

      if (field->kind == KONTOR_FIELD_DATE)
        changed = move_date (value, days, error);
      else if (field->kind == KONTOR_FIELD_PART)
        changed = move_dates (value, field->part->fields, days, error);
      else if (field->kind == KONTOR_FIELD_PARTS)
        changed = move_list (value, field->part->fields, days, error);
      else
        continue;

      if (changed == NULL)
        return NULL;
      kontor_json_set_member (&moved, field->member, changed);
    }

  return g_steal_pointer (&moved);
}

/**
 * kontor_desk_demo_read:
 * @name: the name of a file of data/demo, without its end
 * @days: how many days are added to all dates
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type KontorJson): the bodies in it, with their ids
 */
GPtrArray *
kontor_desk_demo_read (const char *name, int days, GError **error)
{
  g_autofree char *path = g_strdup_printf (KONTOR_DESK_DEMO_FOLDER "/%s.json", name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (kontor_desk_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) list = NULL;

  if (bytes == NULL)
    return NULL;
  list = kontor_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (list == NULL)
    return NULL;

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      KontorJson *body = kontor_json_get_element (list, i);
      const KontorRecordType *type = kontor_record_type_find (kontor_json_get_member_string (body, "kind"));
      KontorJson *moved;

      if (type == NULL)
        {
          g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_DATA, _("The demo data “%s” has a record of no known kind."), name);
          return NULL;
        }
      moved = move_dates (body, type->fields, days, error);
      if (moved == NULL)
        return NULL;
      g_ptr_array_add (records, moved);
    }

  return g_steal_pointer (&records);
}

static KontorRecord *
make_record (KontorJson *body, GError **error)
{
  const char *id = kontor_json_get_member_string (body, "id");
  g_autoptr (KontorJson) without_id = kontor_json_with_member (body, "id", NULL);

  return kontor_record_new_for_body (id, without_id, error);
}

/**
 * kontor_desk_demo_save:
 * @store: the store
 * @bodies: (element-type KontorJson): bodies with their ids
 * @files: (nullable) (element-type GBytes): files that are kept with them
 * @error: return location for a #GError
 *
 * Returns: whether all are stored; %FALSE with %KONTOR_MODEL_ERROR or %KONTOR_STORE_ERROR
 */
gboolean
kontor_desk_demo_save (KontorStore *store, GPtrArray *bodies, GPtrArray *files, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < bodies->len; i++)
    {
      KontorRecord *record = make_record (g_ptr_array_index (bodies, i), error);

      if (record == NULL)
        return FALSE;
      g_ptr_array_add (records, record);
    }

  return kontor_store_save_all_with_files (store, records, files, error);
}

/**
 * kontor_desk_demo_overlay:
 * @body: (inout): a body
 * @members: an object whose members take the place of those of @body
 *
 * What the data says goes over what the program fills in.
 */
void
kontor_desk_demo_overlay (KontorJson **body, KontorJson *members)
{
  for (guint i = 0; i < kontor_json_get_size (members); i++)
    kontor_json_set_member (body, kontor_json_get_member_name (members, i), kontor_json_get_element (members, i));
}

/**
 * kontor_desk_demo_strip:
 * @body: an offer or a contract as it is today
 * @later: (array zero-terminated=1): the members that were set by what became of it
 *
 * Returns: (transfer full): what it was as a draft
 */
KontorJson *
kontor_desk_demo_strip (KontorJson *body, const char *const *later)
{
  KontorJson *draft = kontor_json_ref (body);

  for (guint i = 0; later[i] != NULL; i++)
    kontor_json_set_member (&draft, later[i], NULL);
  kontor_json_set_string (&draft, "state", "draft");

  return draft;
}

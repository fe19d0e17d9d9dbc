/* kontor-tool-body.c: records from the JSON that is given to kontorctl */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-model-error.h"

/**
 * kontor_tool_find_type:
 * @kind: a kind as it was typed
 * @error: return location for a #GError
 *
 * Returns: (transfer none) (nullable): its type; %NULL with %KONTOR_MODEL_ERROR_KIND, which lists the kinds
 */
const KontorRecordType *
kontor_tool_find_type (const char *kind,
                       GError **error)
{
  const KontorRecordType *found = kontor_record_type_find (kind);
  g_autoptr (GString) kinds = NULL;

  if (found)
    return found;
  kinds = g_string_new (NULL);
  for (const KontorRecordType *const *type = kontor_record_types (); *type; type++)
    g_string_append_printf (kinds, "%s%s", kinds->len ? ", " : "", (*type)->kind);
  g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_KIND, _("There is no kind of record “%.100s”. The kinds are: %s."),
               kind, kinds->str);
  return NULL;
}

static KontorJson *make_keys (const KontorField *fields, KontorJson *object);

/* The part with its key as the first member, when it has none and one can be made. */
static KontorJson *
make_key (const KontorPartType *type,
          KontorJson *part)
{
  const char *name = kontor_part_type_get_key (type);
  g_autofree char *key = NULL;
  g_autoptr (KontorJson) first = NULL;
  g_autoptr (KontorJson) others = NULL;

  if (kontor_json_get_value_type (kontor_json_get_member (part, name)) == KONTOR_JSON_NULL)
    key = kontor_part_type_make_key (type);
  if (!key)
    return kontor_json_ref (part);

  first = kontor_json_new_object ();
  kontor_json_set_string (&first, name, key);
  others = kontor_json_with_member (part, name, NULL);
  return kontor_json_with_members (first, others);
}

static KontorJson *
make_keys_of_parts (const KontorPartType *type,
                    KontorJson *parts)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);

  for (guint i = 0; i < kontor_json_get_size (parts); i++)
    {
      KontorJson *part = kontor_json_get_element (parts, i);

      if (kontor_json_get_value_type (part) == KONTOR_JSON_OBJECT)
        {
          g_autoptr (KontorJson) inner = make_keys (type->fields, part);

          g_ptr_array_add (elements, make_key (type, inner));
        }
      else
        g_ptr_array_add (elements, kontor_json_ref (part));
    }
  return kontor_json_new_array_for ((KontorJson *const *) elements->pdata, elements->len);
}

static KontorJson *
make_keys (const KontorField *fields,
           KontorJson *object)
{
  KontorJson *result = kontor_json_ref (object);

  for (const KontorField *field = fields; field->name; field++)
    {
      KontorJson *value = kontor_json_get_member (object, field->member);
      KontorJsonType type = kontor_json_get_value_type (value);
      g_autoptr (KontorJson) keyed = NULL;

      if (field->kind == KONTOR_FIELD_PARTS && type == KONTOR_JSON_ARRAY)
        keyed = make_keys_of_parts (field->part, value);
      else if (field->kind == KONTOR_FIELD_PART && type == KONTOR_JSON_OBJECT)
        keyed = make_keys (field->part->fields, value);
      if (keyed)
        kontor_json_set_member (&result, field->member, keyed);
    }
  return result;
}

/**
 * kontor_tool_make_keys:
 * @type: a type
 * @body: a body, which need not be right
 *
 * Gives an `id` to each part that has none: who writes an offer by hand need not make them up.
 *
 * Returns: (transfer full): the body
 */
KontorJson *
kontor_tool_make_keys (const KontorRecordType *type,
                       KontorJson *body)
{
  return make_keys (type->fields, body);
}

/**
 * kontor_tool_make_record:
 * @json: an object, with or without the member `id`; with it, the `kind` may be left out
 * @error: return location for a #GError
 *
 * Makes a record of what was written by hand or by another program: parts get their keys, and what has states is in the
 * first one when it says none.
 *
 * Returns: (transfer full) (nullable): the record; %NULL with %KONTOR_MODEL_ERROR
 */
KontorRecord *
kontor_tool_make_record (KontorJson *json,
                         GError **error)
{
  KontorJson *id = kontor_json_get_member (json, "id");
  g_autoptr (KontorJson) body = kontor_json_with_member (json, "id", NULL);
  const KontorRecordType *type;

  if (kontor_json_get_value_type (id) != KONTOR_JSON_NULL && !kontor_json_get_string (id))
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_TYPE, _("The “id” of a record must be a text."));
      return NULL;
    }

  type = kontor_record_type_find_for_id (kontor_json_get_string (id));
  if (type && !kontor_json_get_member (body, "kind"))
    kontor_json_set_string (&body, "kind", type->kind);
  type = kontor_record_type_find (kontor_json_get_member_string (body, "kind"));
  if (type)
    {
      g_autoptr (KontorJson) without_keys = g_steal_pointer (&body);

      body = make_keys (type->fields, without_keys);
      if (type->states && kontor_json_get_value_type (kontor_json_get_member (body, "state")) == KONTOR_JSON_NULL)
        kontor_json_set_string (&body, "state", type->states[0].state);
    }
  return kontor_record_new_for_body (kontor_json_get_string (id), body, error);
}

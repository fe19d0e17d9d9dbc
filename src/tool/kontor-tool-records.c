/* kontor-tool-records.c: kontorctl get, describe, list, delete and search */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-desk-document.h"
#include "kontor-path.h"
#include "kontor-search-hit.h"

/**
 * kontor_tool_get:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Prints a record as JSON, or as the XML that a template sees.
 *
 * Returns: whether it was printed
 */
gboolean
kontor_tool_get (KontorTool *tool,
                 GError **error)
{
  KontorStore *store = kontor_tool_open (tool, error);
  g_autoptr (KontorRecord) record = store ? kontor_store_load (store, kontor_tool_get_argument (tool, 0), error) : NULL;

  if (!record)
    return FALSE;
  if (kontor_tool_has_option (tool, "xml"))
    {
      g_autofree char *xml = kontor_desk_make_xml (store, record, NULL, error);

      if (!xml)
        return FALSE;
      kontor_tool_print (g_strchomp (xml));
    }
  else
    {
      g_autoptr (KontorJson) json = kontor_record_to_json (record);

      kontor_tool_print_json_pretty (json);
    }
  return TRUE;
}

/**
 * kontor_tool_describe:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Prints the members of a kind, or of all kinds with a line for each.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_KIND
 */
gboolean
kontor_tool_describe (KontorTool *tool,
                      GError **error)
{
  const char *kind = kontor_tool_get_argument (tool, 0);
  const KontorRecordType *wanted = kind ? kontor_tool_find_type (kind, error) : NULL;

  if (kind && !wanted)
    return FALSE;
  for (const KontorRecordType *const *type = kontor_record_types (); *type; type++)
    {
      g_autofree char *text = NULL;
      g_autoptr (KontorJson) json = NULL;

      if (wanted && *type != wanted)
        continue;
      text = kontor_record_type_describe (*type);
      json = kontor_json_parse (text, -1, error);
      if (!json)
        return FALSE;
      if (wanted)
        kontor_tool_print_json_pretty (json);
      else
        kontor_tool_print_json (json);
    }
  return TRUE;
}

/* The first operator ends the name of the field; of two that begin alike the longer one is meant. */
static const struct
{
  const char *text;
  KontorMatch match;
} operators[] = {
  { "!=", KONTOR_MATCH_NOT_EQUAL },
  { "<=", KONTOR_MATCH_LESS_OR_EQUAL },
  { ">=", KONTOR_MATCH_GREATER_OR_EQUAL },
  { "=", KONTOR_MATCH_EQUAL },
  { "<", KONTOR_MATCH_LESS },
  { ">", KONTOR_MATCH_GREATER },
};

static gboolean
add_filter (KontorQuery *query,
            const char *condition,
            GError **error)
{
  gsize length = strcspn (condition, "!<>=");
  g_autofree char *field = g_strndup (condition, length);

  for (guint i = 0; length > 0 && i < G_N_ELEMENTS (operators); i++)
    {
      const char *value = condition + length + strlen (operators[i].text);
      KontorMatch match = operators[i].match;

      if (!g_str_has_prefix (condition + length, operators[i].text))
        continue;
      if (*value == '\0' && match == KONTOR_MATCH_EQUAL)
        return kontor_query_add_filter (query, field, KONTOR_MATCH_UNSET, NULL, error);
      if (*value == '\0' && match == KONTOR_MATCH_NOT_EQUAL)
        return kontor_query_add_filter (query, field, KONTOR_MATCH_SET, NULL, error);
      return kontor_query_add_filter (query, field, match, value, error);
    }
  g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE,
               _("--where needs a condition such as “state=draft”, not “%s”."), condition);
  return FALSE;
}

static KontorQuery *
make_query (KontorTool *tool,
            const KontorRecordType *type,
            GError **error)
{
  g_autoptr (KontorQuery) query = kontor_query_new (type);
  const char *sort = kontor_tool_get_option (tool, "sort");
  gboolean descending = sort && *sort == '-';
  guint limit;

  for (const char *const *where = kontor_tool_get_options (tool, "where"); *where; where++)
    if (!add_filter (query, *where, error))
      return NULL;
  if (sort && !kontor_query_set_sort (query, descending ? sort + 1 : sort, descending, error))
    return NULL;
  if (!kontor_tool_get_limit (tool, &limit, error))
    return NULL;
  kontor_query_set_limit (query, limit);
  return g_steal_pointer (&query);
}

static gboolean
check_fields (const KontorRecordType *type,
              const char *const *fields,
              GError **error)
{
  for (; fields && *fields; fields++)
    if (strcmp (*fields, "id") != 0 && strcmp (*fields, "kind") != 0 && !kontor_path_find_field (type->fields, *fields))
      {
        g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED,
                     _("A record of the kind “%s” has no field “%s”; “kontorctl describe %s” says what it has."), type->kind,
                     *fields, type->kind);
        return FALSE;
      }
  return TRUE;
}

/* The id and the wanted fields only, also those that follow from others. */
static KontorJson *
pick_fields (KontorRecord *record,
             const char *const *fields)
{
  const KontorRecordType *type = kontor_record_get_record_type (record);
  KontorJson *body = kontor_record_get_body (record);
  g_autoptr (KontorJson) derived = type->derive ? type->derive (body) : kontor_json_ref (body);
  KontorJson *picked = kontor_json_new_object ();

  kontor_json_set_string (&picked, "id", kontor_record_get_id (record));
  for (; *fields; fields++)
    if (strcmp (*fields, "id") != 0)
      {
        KontorJson *value = kontor_path_get (type->fields, derived, *fields);
        g_autoptr (KontorJson) null = kontor_json_new_null ();

        kontor_json_set_member (&picked, *fields, value ? value : null);
      }
  return picked;
}

/**
 * kontor_tool_list:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Prints records of a kind, one a line.
 *
 * Returns: whether all of them were printed
 */
gboolean
kontor_tool_list (KontorTool *tool,
                  GError **error)
{
  const KontorRecordType *type = kontor_tool_find_type (kontor_tool_get_argument (tool, 0), error);
  const char *list = kontor_tool_get_option (tool, "fields");
  g_auto (GStrv) fields = list ? g_strsplit (list, ",", -1) : NULL;
  g_autoptr (KontorQuery) query = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  KontorStore *store;

  if (!type || !check_fields (type, (const char *const *) fields, error))
    return FALSE;
  query = make_query (tool, type, error);
  store = query ? kontor_tool_open (tool, error) : NULL;
  ids = store ? kontor_store_query_ids (store, query, NULL, error) : NULL;
  if (!ids)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (KontorRecord) record = kontor_store_load (store, ids->pdata[i], &reason);
      g_autoptr (KontorJson) json = NULL;

      /* Another program may have deleted it meanwhile. */
      if (!record && g_error_matches (reason, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND))
        continue;
      if (!record)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      json = fields ? pick_fields (record, (const char *const *) fields) : kontor_record_to_json (record);
      kontor_tool_print_json (json);
    }
  return TRUE;
}

/**
 * kontor_tool_delete:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Deletes a record.
 *
 * Returns: whether it is gone
 */
gboolean
kontor_tool_delete (KontorTool *tool,
                    GError **error)
{
  KontorStore *store = kontor_tool_open (tool, error);

  return store && kontor_store_delete (store, kontor_tool_get_argument (tool, 0), error);
}

/**
 * kontor_tool_search:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Prints id, kind and title of what is found, the best first, one a line.
 *
 * Returns: whether all was printed
 */
gboolean
kontor_tool_search (KontorTool *tool,
                    GError **error)
{
  g_autoptr (GPtrArray) hits = NULL;
  KontorStore *store;
  guint limit;

  if (!kontor_tool_get_limit (tool, &limit, error))
    return FALSE;
  store = kontor_tool_open (tool, error);
  hits = store ? kontor_store_search (store, kontor_tool_get_argument (tool, 0), limit, NULL, error) : NULL;
  if (!hits)
    return FALSE;

  for (guint i = 0; i < hits->len; i++)
    {
      KontorSearchHit *hit = hits->pdata[i];
      g_autoptr (KontorJson) json = kontor_json_new_object ();

      kontor_json_set_string (&json, "id", kontor_search_hit_get_id (hit));
      kontor_json_set_string (&json, "kind", kontor_search_hit_get_record_type (hit)->kind);
      kontor_json_set_string (&json, "title", kontor_search_hit_get_title (hit));
      kontor_tool_print_json (json);
    }
  return TRUE;
}

/* kontor-tool-put.c: kontorctl put */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "kontor-tool-reader.h"

/* What is stored in one transaction when the records come one a line. */
#define BATCH_RECORDS 500
#define BATCH_BYTES (4 * 1024 * 1024)

/* An array is stored whole or not at all, and so it is held whole. */
#define MAX_ARRAY_RECORDS 100000
#define MAX_ARRAY_BYTES (256 * 1024 * 1024)

/* How often a batch is tried again when another program has changed a record of it meanwhile. */
#define MAX_TRIES 20

typedef struct
{
  KontorTool *tool;
  KontorStore *store; /* once there is something to put into it */
  KontorToolReader *reader;
  gboolean merge;
  GPtrArray *inputs; /* of KontorJson: the batch as it was read */
  gsize n_bytes;
  GPtrArray *ids;     /* of the records that the inputs are about, in their order */
  GPtrArray *records; /* what is to be saved */
  GHashTable *by_id;  /* the same by id */
  guint n_stored;
  gboolean refused; /* the store did not take the batch */
} Put;

static void
put_clear (Put *put)
{
  g_clear_pointer (&put->reader, kontor_tool_reader_free);
  g_ptr_array_unref (put->inputs);
  g_ptr_array_unref (put->ids);
  g_ptr_array_unref (put->records);
  g_hash_table_unref (put->by_id);
}

/* The record as it is now: changed by the batch already, or stored. */
static gboolean
find_record (Put *put,
             const char *id,
             KontorRecord **record,
             GError **error)
{
  g_autoptr (GError) reason = NULL;

  *record = g_hash_table_lookup (put->by_id, id);
  if (*record)
    {
      g_object_ref (*record);
      return TRUE;
    }
  *record = kontor_store_load (put->store, id, &reason);
  if (*record || g_error_matches (reason, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* Sets the members that are given on the stored record. */
static KontorRecord *
apply_merge (Put *put,
             KontorJson *input,
             GError **error)
{
  const char *id = kontor_json_get_member_string (input, "id");
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (KontorJson) given = NULL;
  g_autoptr (KontorJson) body = NULL;
  g_autoptr (KontorJson) with_keys = NULL;

  if (!id)
    {
      g_set_error_literal (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED,
                           _("With --merge a record must say its “id”."));
      return NULL;
    }
  if (!find_record (put, id, &record, error))
    return NULL;
  if (!record)
    {
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND, _("There is no record “%s”."), id);
      return NULL;
    }
  given = kontor_json_with_member (input, "id", NULL);
  body = kontor_json_with_members (kontor_record_get_body (record), given);
  with_keys = kontor_tool_make_keys (kontor_record_get_record_type (record), body);
  return kontor_record_set_body (record, with_keys, error) ? g_steal_pointer (&record) : NULL;
}

/* Puts the body in place of the stored one, if there is one. */
static KontorRecord *
apply_whole (Put *put,
             KontorJson *input,
             GError **error)
{
  g_autoptr (KontorRecord) given = kontor_tool_make_record (input, error);
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (KontorJson) body = NULL;

  if (!given || !find_record (put, kontor_record_get_id (given), &record, error))
    return NULL;
  if (!record)
    return g_steal_pointer (&given);

  body = kontor_json_ref (kontor_record_get_body (given));
  /* Who says nothing of the state does not want to begin anew. */
  if (!kontor_json_get_member (input, "state"))
    kontor_json_set_member (&body, "state", kontor_json_get_member (kontor_record_get_body (record), "state"));
  return kontor_record_set_body (record, body, error) ? g_steal_pointer (&record) : NULL;
}

static gboolean
apply (Put *put,
       KontorJson *input,
       GError **error)
{
  g_autoptr (KontorRecord) record = put->merge ? apply_merge (put, input, error) : apply_whole (put, input, error);
  const char *id;

  if (!record)
    return FALSE;
  id = kontor_record_get_id (record);
  g_ptr_array_add (put->ids, g_strdup (id));
  if (g_hash_table_contains (put->by_id, id))
    return TRUE;
  g_hash_table_insert (put->by_id, g_strdup (id), record);
  g_ptr_array_add (put->records, g_steal_pointer (&record));
  return TRUE;
}

static void
forget_records (Put *put)
{
  g_ptr_array_set_size (put->ids, 0);
  g_hash_table_remove_all (put->by_id);
  g_ptr_array_set_size (put->records, 0);
}

/* Stores the batch, and prints the ids once that is on disk. */
static gboolean
commit (gpointer data,
        GError **error)
{
  Put *put = data;
  g_autoptr (GError) reason = NULL;
  g_autofree char *progress = NULL;

  if (put->inputs->len == 0)
    return TRUE;

  for (guint try = 1; !kontor_store_save_all (put->store, put->records, &reason); try++)
    {
      if (try == MAX_TRIES || !g_error_matches (reason, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CONFLICT))
        {
          put->refused = TRUE;
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      /* Another program was faster; the input goes on top of what that one has stored. */
      g_clear_error (&reason);
      forget_records (put);
      for (guint i = 0; i < put->inputs->len; i++)
        if (!apply (put, put->inputs->pdata[i], error))
          {
            put->refused = TRUE;
            return FALSE;
          }
    }

  for (guint i = 0; i < put->ids->len; i++)
    kontor_tool_print (put->ids->pdata[i]);
  put->n_stored += put->ids->len;
  g_ptr_array_set_size (put->inputs, 0);
  put->n_bytes = 0;
  forget_records (put);
  if (!kontor_tool_flush (error))
    return FALSE;

  progress = g_strdup_printf (ngettext ("%u record stored", "%u records stored", put->n_stored), put->n_stored);
  if (!isatty (STDOUT_FILENO))
    kontor_tool_show_progress (progress);
  return TRUE;
}

/* Before waiting for more lines: the other side may wait for the ids of those that it has written. */
static gboolean
commit_before_waiting (gpointer data,
                       GError **error)
{
  Put *put = data;

  return kontor_tool_reader_is_array (put->reader) || commit (put, error);
}

static gboolean
add (Put *put,
     const char *text,
     gsize length,
     GError **error)
{
  g_autoptr (KontorJson) input = kontor_json_parse (text, length, error);
  gboolean array = kontor_tool_reader_is_array (put->reader);

  if (!input || !apply (put, input, error))
    return FALSE;
  g_ptr_array_add (put->inputs, g_steal_pointer (&input));
  put->n_bytes += length;

  if (array && (put->inputs->len > MAX_ARRAY_RECORDS || put->n_bytes > MAX_ARRAY_BYTES))
    {
      g_set_error_literal (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED,
                           _("The array is too long. Write one record a line instead."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
put_all (Put *put,
         GError **error)
{
  while (TRUE)
    {
      const char *text;
      gsize length;

      if (!kontor_tool_reader_next (put->reader, &text, &length, error))
        return FALSE;
      if (!text)
        return commit (put, error);
      if (!put->store)
        put->store = kontor_tool_open_or_make (put->tool, error);
      if (!put->store)
        return FALSE;
      if (!add (put, text, length, error))
        {
          kontor_tool_reader_prefix_error (put->reader, error);
          return FALSE;
        }
      if (!kontor_tool_reader_is_array (put->reader) &&
          (put->inputs->len >= BATCH_RECORDS || put->n_bytes >= BATCH_BYTES) &&
          !commit (put, error))
        return FALSE;
    }
}

/* Says what became of the records before the one that is wrong. */
static void
end_with_error (Put *put,
                GError *reason,
                GError **error)
{
  g_autoptr (GError) refused = NULL;

  /* Lines are stored as they come, and those before the wrong one are right. */
  if (!put->refused && !kontor_tool_reader_is_array (put->reader) && !commit (put, &refused))
    reason = refused;

  if (put->n_stored == 0)
    g_set_error (error, reason->domain, reason->code, _("%s Nothing was stored."), reason->message);
  else
    g_set_error (error, reason->domain, reason->code,
                 /* Translators: %s is a sentence that says what is wrong with a record */
                 ngettext ("%s The %u record before it is stored.", "%s The %u records before it are stored.",
                           put->n_stored),
                 reason->message, put->n_stored);
}

/**
 * kontor_tool_put:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Stores records. An array is stored whole or not at all; records on lines of their own are stored up to the first that is
 * wrong, which is named by its line. An id is printed when its record is on disk and not before.
 *
 * Returns: whether all of them are stored
 */
gboolean
kontor_tool_put (KontorTool *tool,
                 GError **error)
{
  Put put = { tool };
  gboolean done = FALSE;

  put.inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  put.ids = g_ptr_array_new_with_free_func (g_free);
  put.records = g_ptr_array_new_with_free_func (g_object_unref);
  put.by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  put.merge = kontor_tool_has_option (tool, "merge");
  put.reader = kontor_tool_reader_new (kontor_tool_get_argument (tool, 0), commit_before_waiting, &put, error);
  if (put.reader)
    {
      g_autoptr (GError) reason = NULL;

      done = put_all (&put, &reason);
      if (!done)
        end_with_error (&put, reason, error);
    }
  put_clear (&put);
  return done;
}

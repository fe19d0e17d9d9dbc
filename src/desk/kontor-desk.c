/* kontor-desk.c: what the acts at a desk have in common */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-date.h"
#include "kontor-desk-error.h"

/*
 * The acts read and write the store and may take longer than a frame: a window calls them on a thread of its own. They
 * take no records from the window, only ids, and leave everything as it was when they fail.
 */

/* When the acts of this thread take place, and whose they are. */
typedef struct
{
  GDateTime *moment;
  char *user;
} Clock;

static void
clock_free (gpointer data)
{
  Clock *clock = data;

  g_date_time_unref (clock->moment);
  g_free (clock->user);
  g_free (clock);
}

static GPrivate clock_key = G_PRIVATE_INIT (clock_free);

/**
 * kontor_desk_set_clock:
 * @moment: (nullable): when the acts take place; %NULL for now, as they are done
 * @user: (nullable): who does them; must be set with @moment
 *
 * Has the acts of the calling thread take place at another moment, by somebody else: for what happened before it is entered
 * here, such as the offers of the demo company. Other threads are not touched.
 */
void
kontor_desk_set_clock (GDateTime *moment, const char *user)
{
  Clock *clock = NULL;

  g_return_if_fail ((moment == NULL) == (user == NULL));

  if (moment != NULL)
    {
      clock = g_new0 (Clock, 1);
      clock->moment = g_date_time_ref (moment);
      clock->user = g_strdup (user);
    }
  g_private_replace (&clock_key, clock);
}

/**
 * kontor_desk_get_today:
 * @today: (out caller-allocates): the day on which an act takes place
 */
void
kontor_desk_get_today (GDate *today)
{
  Clock *clock = g_private_get (&clock_key);

  if (clock == NULL)
    {
      kontor_date_today (today);
      return;
    }

  g_date_clear (today, 1);
  g_date_set_dmy (today, g_date_time_get_day_of_month (clock->moment), g_date_time_get_month (clock->moment),
                  g_date_time_get_year (clock->moment));
}

/**
 * kontor_desk_dup_now:
 *
 * Returns: (transfer full): the moment at which an act takes place, as a date and time of a record
 */
char *
kontor_desk_dup_now (void)
{
  Clock *clock = g_private_get (&clock_key);

  return clock == NULL ? kontor_datetime_now () : kontor_datetime_to_string (clock->moment);
}

/**
 * kontor_desk_get_user:
 *
 * Returns: (transfer none): the login of the person whose act it is
 */
const char *
kontor_desk_get_user (void)
{
  Clock *clock = g_private_get (&clock_key);

  return clock == NULL ? g_get_user_name () : clock->user;
}

/**
 * kontor_desk_load:
 * @store: the store
 * @id: an id
 * @kind: the kind that the record must be of
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the record; %NULL with %KONTOR_STORE_ERROR or %KONTOR_DESK_ERROR_KIND
 */
KontorRecord *
kontor_desk_load (KontorStore *store, const char *id, const char *kind, GError **error)
{
  g_autoptr (KontorRecord) record = kontor_store_load (store, id, error);

  if (record == NULL)
    return NULL;

  if (strcmp (kontor_record_get_record_type (record)->kind, kind) != 0)
    {
      g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_KIND, _("“%.200s” is a record of another kind than %s."), id,
                   kontor_record_type_get_label (kontor_record_type_find (kind)));
      return NULL;
    }

  return g_steal_pointer (&record);
}

/**
 * kontor_desk_load_reference:
 * @store: the store
 * @body: a body
 * @member: a member that refers to a record
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the record that is referred to; %NULL without an error when there is none, or when
 *   it is not here (deleted, or not synced yet)
 */
KontorRecord *
kontor_desk_load_reference (KontorStore *store, KontorJson *body, const char *member, GError **error)
{
  const char *id = kontor_json_get_member_string (body, member);
  g_autoptr (GError) reason = NULL;
  KontorRecord *record;

  if (id == NULL)
    return NULL;

  record = kontor_store_load (store, id, &reason);
  if (record == NULL && !g_error_matches (reason, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&reason));

  return record;
}

/**
 * kontor_desk_find_company:
 * @store: the store
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the company whose desk this is; %NULL with %KONTOR_DESK_ERROR_INCOMPLETE when its
 *   data was not entered yet
 */
KontorRecord *
kontor_desk_find_company (KontorStore *store, GError **error)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find ("company"));
  g_autoptr (GPtrArray) ids = NULL;

  kontor_query_set_limit (query, 1);
  ids = kontor_store_query_ids (store, query, NULL, error);
  if (ids == NULL)
    return NULL;

  if (ids->len == 0)
    {
      g_set_error_literal (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE,
                           _("Your own company is not entered yet. Enter its name and address in the preferences."));
      return NULL;
    }

  return kontor_store_load (store, g_ptr_array_index (ids, 0), error);
}

/**
 * kontor_desk_log:
 * @record: a record with a log
 * @event: what happened, a word of the program: `issued`, `accepted`
 * @text: (nullable): more of it, for a person
 * @error: return location for a #GError
 *
 * Adds an entry of this moment and this user to the log of a record.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR
 */
gboolean
kontor_desk_log (KontorRecord *record, const char *event, const char *text, GError **error)
{
  g_autoptr (KontorJson) entry = kontor_json_new_object ();
  g_autofree char *now = kontor_desk_dup_now ();
  g_autofree char *path = NULL;

  kontor_json_set_string (&entry, "at", now);
  kontor_json_set_string (&entry, "by", kontor_desk_get_user ());
  kontor_json_set_string (&entry, "event", event);
  kontor_json_set_string (&entry, "text", text);
  path = kontor_record_insert_part (record, "log", G_MAXUINT, entry, error);

  return path != NULL;
}

/**
 * kontor_desk_set_state:
 * @record: a record with states
 * @state: the state that it is to be in
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_STATE when that state may not follow
 */
gboolean
kontor_desk_set_state (KontorRecord *record, const char *state, GError **error)
{
  return kontor_record_type_check_transition (kontor_record_get_record_type (record),
                                              kontor_record_get_string (record, "state"), state, error) &&
         kontor_record_set_text (record, "state", state, error);
}

/**
 * kontor_desk_first_text:
 * @first: (nullable): a text
 * @...: more of them, ending with the sentinel; an unset one in between must be "" and not %NULL
 *
 * Returns: (transfer none): the first that is not empty; an empty one when all are
 */
const char *
kontor_desk_first_text (const char *first, ...)
{
  const char *text = first == NULL ? "" : first;
  va_list args;

  va_start (args, first);
  while (*text == '\0')
    {
      const char *next = va_arg (args, const char *);

      if (next == NULL)
        break;
      text = next;
    }
  va_end (args);

  return text;
}

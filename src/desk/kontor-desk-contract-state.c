/* kontor-desk-contract-state.c: what becomes of a contract */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-contract-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-date.h"
#include "kontor-desk-error.h"
#include "kontor-desk.h"

static gboolean
read_unit (KontorJson *term, const char *member, KontorTermUnit *unit, GError **error)
{
  const char *text = kontor_json_get_member_string (term, member);

  *unit = KONTOR_TERM_NONE;

  return text == NULL || kontor_term_unit_parse (text, unit, error);
}

/**
 * kontor_desk_find_contract_end:
 * @contract: the body of a contract
 * @notice_on: the day on which notice is given
 * @last_day: (out): the last day of the contract
 * @error: return location for a #GError
 *
 * Counts the notice period from the day after @notice_on, as the civil codes of Poland and Germany do; month ends are clamped. A contract
 * that is not renewed ends no later than agreed anyway.
 *
 * Returns: %FALSE with %KONTOR_DESK_ERROR_INCOMPLETE when no notice period was agreed, or with %KONTOR_BASE_ERROR
 */
gboolean
kontor_desk_find_contract_end (KontorJson *contract, const GDate *notice_on, GDate *last_day, GError **error)
{
  KontorJson *notice = kontor_json_get_member (contract, "notice");
  const char *until = kontor_json_get_member_string (contract, "effective_until");
  KontorTermUnit unit;
  KontorTermUnit to_end_of;
  gint64 n = 0;
  GDate first;
  GDate agreed;

  if (notice == NULL || !read_unit (notice, "unit", &unit, error) || !read_unit (notice, "to_end_of", &to_end_of, error))
    {
      if (notice == NULL)
        g_set_error_literal (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE,
                             _("The contract says no notice period. Enter the day on which it ends."));
      return FALSE;
    }
  kontor_json_get_integer (kontor_json_get_member (notice, "n"), &n);
  if (!kontor_date_add_days (notice_on, 1, &first, error) ||
      !kontor_date_term_end (&first, (int) n, unit, to_end_of, last_day, error))
    return FALSE;

  if (kontor_json_get_member (contract, "renewal") == NULL && until != NULL && kontor_date_parse (until, &agreed, NULL) &&
      g_date_compare (&agreed, last_day) < 0)
    *last_day = agreed;

  return TRUE;
}

static gboolean
set_day (KontorRecord *record, const char *member, const GDate *day, GError **error)
{
  g_autofree char *text = day == NULL ? g_strdup ("") : kontor_date_to_string (day);

  return kontor_record_set_text (record, member, text, error);
}

/* Saves the new state with its entry in the log, or nothing. */
static KontorRecord *
finish (KontorStore *store, KontorRecord *record, const char *state, const GDate *day, GError **error)
{
  g_autofree char *text = day == NULL ? NULL : kontor_date_to_string (day);

  if (!kontor_desk_set_state (record, state, error) || !kontor_desk_log (record, state, text, error) ||
      !kontor_store_save (store, record, NULL, error))
    return NULL;

  return g_object_ref (record);
}

/**
 * kontor_desk_sign_contract:
 * @store: the store
 * @id: the id of a contract that is a draft or was sent
 * @on: the day on which it was signed
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the stored contract; %NULL with %KONTOR_MODEL_ERROR_STATE when it is in another state
 */
KontorRecord *
kontor_desk_sign_contract (KontorStore *store, const char *id, const GDate *on, GError **error)
{
  g_autoptr (KontorRecord) record = kontor_desk_load (store, id, "contract", error);

  if (record == NULL || !set_day (record, "signed_on", on, error))
    return NULL;

  return finish (store, record, "signed", on, error);
}

/**
 * kontor_desk_terminate_contract:
 * @store: the store
 * @id: the id of a contract that is signed
 * @notice_on: the day on which notice was given
 * @last_day: the last day of the contract, kontor_desk_find_contract_end() or another one that was agreed
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the stored contract; %NULL with %KONTOR_MODEL_ERROR
 */
KontorRecord *
kontor_desk_terminate_contract (KontorStore *store,
                                const char *id,
                                const GDate *notice_on,
                                const GDate *last_day,
                                GError **error)
{
  g_autoptr (KontorRecord) record = kontor_desk_load (store, id, "contract", error);

  /* The two days are checked together, so an older pair goes first. */
  if (record == NULL || !set_day (record, "ends_on", NULL, error) || !set_day (record, "terminated_on", notice_on, error) ||
      !set_day (record, "ends_on", last_day, error))
    return NULL;

  return finish (store, record, "terminated", last_day, error);
}

/**
 * kontor_desk_move_contract:
 * @store: the store
 * @id: the id of a contract
 * @state: the state that it is to be in, other than by the functions above: `draft`, `completed`, `cancelled`, or `signed` for one
 *   whose end is taken back
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the stored contract; %NULL with %KONTOR_MODEL_ERROR_STATE when that state may not follow
 */
KontorRecord *
kontor_desk_move_contract (KontorStore *store, const char *id, const char *state, GError **error)
{
  g_autoptr (KontorRecord) record = kontor_desk_load (store, id, "contract", error);

  if (record == NULL)
    return NULL;
  if (strcmp (state, "signed") == 0 &&
      (!set_day (record, "ends_on", NULL, error) || !set_day (record, "terminated_on", NULL, error)))
    return NULL;

  return finish (store, record, state, NULL, error);
}

/* kontor-desk-demo-contracts.c: what became of the contracts of the demo company */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-demo-private.h"

#include "kontor-date.h"
#include "kontor-desk-contract-state.h"
#include "kontor-desk-contract.h"
#include "kontor-desk-issue.h"
#include "kontor-desk.h"

static const char *
get_text (KontorJson *contract, const char *member)
{
  return kontor_json_get_member_string (contract, member);
}

static gboolean
is_state (KontorJson *contract, const char *state)
{
  return g_strcmp0 (get_text (contract, "state"), state) == 0;
}

/* The clauses that a contract names instead of the standard ones, in their words of today. */
static KontorJson *
make_clauses (KontorDeskDemo *self, KontorJson *clauses, const char *language, GError **error)
{
  g_autoptr (GPtrArray) complete = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);

  for (guint i = 0; i < kontor_json_get_size (clauses); i++)
    {
      KontorJson *agreed = kontor_json_get_element (clauses, i);
      g_autoptr (KontorRecord) clause = kontor_desk_load (self->store, get_text (agreed, "clause"), "clause", error);
      KontorJson *text;

      if (clause == NULL)
        return NULL;
      text = kontor_desk_make_agreed_clause (clause, language);
      kontor_json_set_member (&text, "id", kontor_json_get_member (agreed, "id"));
      g_ptr_array_add (complete, text);
    }

  return kontor_json_new_array_for ((KontorJson *const *) complete->pdata, complete->len);
}

/* The parties that the program fills in, with what the data says of them (who signs) over it. */
static KontorJson *
make_parties (KontorJson *parties, KontorJson *said)
{
  g_autoptr (GPtrArray) complete = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);

  for (guint i = 0; i < kontor_json_get_size (parties); i++)
    {
      KontorJson *party = kontor_json_ref (kontor_json_get_element (parties, i));

      for (guint j = 0; j < kontor_json_get_size (said); j++)
        {
          KontorJson *more = kontor_json_get_element (said, j);

          if (g_strcmp0 (get_text (more, "id"), get_text (party, "id")) == 0)
            kontor_desk_demo_overlay (&party, more);
        }
      g_ptr_array_add (complete, party);
    }

  return kontor_json_new_array_for ((KontorJson *const *) complete->pdata, complete->len);
}

/* The draft of a contract: what comes of its offer or its customer, with what the data says over it. */
static KontorJson *
make_draft (KontorDeskDemo *self, KontorJson *contract, GError **error)
{
  const char *const later[] = { "signed_on", "terminated_on", "ends_on", "clauses", "parties", NULL };
  const char *offer = get_text (contract, "offer");
  KontorJson *clauses = kontor_json_get_member (contract, "clauses");
  g_autoptr (KontorJson) said = kontor_desk_demo_strip (contract, later);
  g_autoptr (KontorRecord) drafted = NULL;
  g_autoptr (KontorJson) body = NULL;
  g_autoptr (KontorJson) parties = NULL;

  if (offer != NULL)
    drafted = kontor_desk_new_contract (self->store, offer, NULL, error);
  else
    drafted = kontor_desk_new_contract_for (self->store, get_text (contract, "customer"), error);
  if (drafted == NULL)
    return NULL;

  body = kontor_json_ref (kontor_record_get_body (drafted));
  kontor_desk_demo_overlay (&body, said);
  parties = make_parties (kontor_json_get_member (body, "parties"), kontor_json_get_member (contract, "parties"));
  kontor_json_set_member (&body, "parties", parties);

  if (clauses != NULL)
    {
      g_autoptr (KontorJson) agreed = make_clauses (self, clauses, get_text (body, "language"), error);

      if (agreed == NULL)
        return NULL;
      kontor_json_set_member (&body, "clauses", agreed);
    }

  return g_steal_pointer (&body);
}

static gboolean
sign (KontorDeskDemo *self, KontorJson *contract, GError **error)
{
  const char *day = get_text (contract, "signed_on");
  g_autoptr (KontorRecord) signed_one = NULL;
  GDate on;

  if (!kontor_date_parse (day, &on, error) || !kontor_desk_demo_set_clock (self, day, get_text (contract, "owner"), error))
    return FALSE;
  signed_one = kontor_desk_sign_contract (self->store, get_text (contract, "id"), &on, error);

  return signed_one != NULL;
}

static gboolean
terminate (KontorDeskDemo *self, KontorJson *contract, GError **error)
{
  const char *day = get_text (contract, "terminated_on");
  g_autoptr (KontorRecord) terminated = NULL;
  GDate on, last;

  if (!kontor_date_parse (day, &on, error) || !kontor_date_parse (get_text (contract, "ends_on"), &last, error) ||
      !kontor_desk_demo_set_clock (self, day, get_text (contract, "owner"), error))
    return FALSE;
  terminated = kontor_desk_terminate_contract (self->store, get_text (contract, "id"), &on, &last, error);

  return terminated != NULL;
}

/* Completed, superseded or cancelled: on the last day that was agreed, or at once. */
static gboolean
move (KontorDeskDemo *self, KontorJson *contract, GError **error)
{
  const char *day = get_text (contract, "effective_until");
  g_autoptr (KontorRecord) moved = NULL;

  if (day != NULL && !kontor_desk_demo_set_clock (self, day, get_text (contract, "owner"), error))
    return FALSE;
  moved = kontor_desk_move_contract (self->store, get_text (contract, "id"), get_text (contract, "state"), error);

  return moved != NULL;
}

/* All that became of a contract. One that was never sent has no number. */
static gboolean
follow (KontorDeskDemo *self, KontorJson *contract, GError **error)
{
  g_autoptr (KontorRecord) issued = NULL;

  if (is_state (contract, "draft"))
    return TRUE;
  if (is_state (contract, "cancelled"))
    return move (self, contract, error);

  issued = kontor_desk_issue (self->store, get_text (contract, "id"), self->cancellable, error);
  if (issued == NULL)
    return FALSE;
  if (is_state (contract, "sent"))
    return TRUE;
  if (!sign (self, contract, error))
    return FALSE;
  if (is_state (contract, "signed"))
    return TRUE;

  return is_state (contract, "terminated") ? terminate (self, contract, error) : move (self, contract, error);
}

/* When a contract was written: as its offer was accepted, else on the day of its signature or its beginning. */
static const char *
find_day (KontorDeskDemo *self, KontorJson *contract)
{
  const char *id = get_text (contract, "offer");
  KontorJson *offer = id == NULL ? NULL : kontor_desk_demo_find_offer (self, id);
  const char *day = offer == NULL ? NULL : get_text (offer, "decided_on");

  if (day == NULL)
    day = get_text (contract, "signed_on");

  return day;
}

static gboolean
do_contract (KontorDeskDemo *self, KontorJson *contract, GError **error)
{
  const char *day = find_day (self, contract);
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  KontorJson *draft;

  /* One that nothing says a day of is being written now. */
  if (day == NULL)
    kontor_desk_set_clock (NULL, NULL);
  else if (!kontor_desk_demo_set_clock (self, day, get_text (contract, "owner"), error))
    return FALSE;

  draft = make_draft (self, contract, error);
  if (draft == NULL)
    return FALSE;
  g_ptr_array_add (bodies, draft);

  return kontor_desk_demo_save (self->store, bodies, NULL, error) && follow (self, contract, error);
}

/**
 * kontor_desk_demo_do_contracts:
 * @self: the demo company, with its offers decided
 * @error: return location for a #GError
 *
 * Makes the contracts in the order of the file, which is that of their days.
 *
 * Returns: whether all of it is done
 */
gboolean
kontor_desk_demo_do_contracts (KontorDeskDemo *self, GError **error)
{
  for (guint i = 0; i < self->contracts->len; i++)
    if (!do_contract (self, g_ptr_array_index (self->contracts, i), error) || !kontor_desk_demo_step (self, error))
      return FALSE;

  return TRUE;
}

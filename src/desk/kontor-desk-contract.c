/* kontor-desk-contract.c: from an accepted offer to a contract */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-contract.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-desk-error.h"
#include "kontor-desk.h"
#include "kontor-format.h"
#include "kontor-money.h"
#include "kontor-offer-price.h"
#include "kontor-parts.h"

#define DEFAULT_TEMPLATE "contract-services"

/* More lines than this are told by the offer, which the contract names. */
#define MAX_SCOPE_LINES 100

static void
take_member (KontorJson **body, const char *member, KontorRecord *from)
{
  kontor_json_set_member (body, member, kontor_record_get (from, member));
}

/* A party as it stands in the contract: what was true when it was made stays there. */
static KontorJson *
make_party (KontorRecord *record, const char *id, const char *side, const char *purpose)
{
  KontorJson *body = kontor_record_get_body (record);
  g_autofree char *letter_name = NULL;
  KontorJson *party = kontor_json_new_object ();
  const char *name = kontor_json_get_member_string (body, "name");

  if (name == NULL || *name == '\0')
    name = letter_name = kontor_person_name_for_letter (body);

  kontor_json_set_string (&party, "id", id);
  kontor_json_set_string (&party, "side", side);
  kontor_json_set_string (&party, "record", kontor_record_get_id (record));
  kontor_json_set_string (&party, "name", name);
  kontor_json_set_member (&party, "address", kontor_parts_find_address (body, purpose));
  take_member (&party, "nip", record);
  take_member (&party, "vat_id", record);

  return party;
}

/* Ours and the other one, as far as they are known. */
static void
set_parties (KontorJson **body, KontorRecord *company, KontorRecord *customer)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) list = NULL;

  if (company != NULL)
    {
      KontorJson *us = make_party (company, "us", "us", "registered");

      take_member (&us, "register", company);
      take_member (&us, "signatory", company);
      take_member (&us, "signatory_position", company);
      g_ptr_array_add (parties, us);
    }
  if (customer != NULL)
    g_ptr_array_add (parties, make_party (customer, "them", "them", "registered"));

  list = kontor_json_new_array_for ((KontorJson *const *) parties->pdata, parties->len);
  kontor_json_set_member (body, "parties", list);
}

/**
 * kontor_desk_make_parties:
 * @store: the store
 * @contract: the body of a contract
 * @error: return location for a #GError
 *
 * Says who the parties are today: our company and the customer that @contract names. Third parties stay as they are.
 *
 * Returns: (transfer full) (nullable): the new list of parties
 */
KontorJson *
kontor_desk_make_parties (KontorStore *store, KontorJson *contract, GError **error)
{
  g_autoptr (KontorJson) body = kontor_json_ref (contract);
  g_autoptr (KontorJson) before = NULL;
  g_autoptr (KontorRecord) company = NULL;
  g_autoptr (KontorRecord) customer = NULL;
  KontorJson *parties;
  GError *reason = NULL;

  company = kontor_desk_find_company (store, error);
  if (company == NULL)
    return NULL;
  customer = kontor_desk_load_reference (store, contract, "customer", &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }

  if (kontor_json_get_member (contract, "parties") != NULL)
    before = kontor_json_ref (kontor_json_get_member (contract, "parties"));
  set_parties (&body, company, customer);
  parties = kontor_json_ref (kontor_json_get_member (body, "parties"));
  for (guint i = 0; before != NULL && i < kontor_json_get_size (before); i++)
    {
      KontorJson *party = kontor_json_get_element (before, i);

      if (g_strcmp0 (kontor_json_get_member_string (party, "side"), "third") == 0)
        {
          KontorJson *more = kontor_json_with_insertion (parties, kontor_json_get_size (parties), party);

          kontor_json_unref (parties);
          parties = more;
        }
    }

  return parties;
}

/* The lines that were taken, one on each line: "3 h × Training". */
static char *
describe_scope (KontorJson *taken, const char *language)
{
  g_autoptr (GString) scope = g_string_new (NULL);
  KontorJson *variant = kontor_json_get_element (kontor_json_get_member (taken, "variants"), 0);
  KontorJson *lines = kontor_json_get_member (variant, "lines");
  guint n = 0;

  for (guint i = 0; i < kontor_json_get_size (lines) && n < MAX_SCOPE_LINES; i++)
    {
      KontorJson *line = kontor_json_get_element (lines, i);
      const char *sort = kontor_json_get_member_string (line, "line");
      const char *name = kontor_json_get_member_string (line, "name");
      const char *unit = kontor_json_get_member_string (line, "unit");
      const char *quantity = kontor_json_get_member_string (line, "quantity");
      g_autofree char *number = NULL;
      KontorDecimal value;

      if (name == NULL || (sort != NULL && strcmp (sort, "item") != 0))
        continue;

      if (quantity != NULL && kontor_decimal_parse (quantity, 6, &value, NULL))
        number = kontor_format_number (value, 0, language);
      g_string_append_printf (scope, "%s%s%s%s × %s", n > 0 ? "\n" : "", number == NULL ? "1" : number,
                              unit == NULL || *unit == '\0' ? "" : " ", unit == NULL ? "" : unit, name);
      n++;
    }

  return g_string_free (g_steal_pointer (&scope), FALSE);
}

static gboolean
set_value (KontorJson **body, KontorRecord *offer, const char *language, GError **error)
{
  g_autoptr (KontorOfferPrice) price = kontor_offer_price_chosen (kontor_record_get_body (offer), error);
  g_autoptr (KontorJson) taken = NULL;
  g_autofree char *net = NULL;
  g_autofree char *gross = NULL;
  g_autofree char *scope = NULL;
  const KontorOfferVariant *variant;
  const char *currency;

  if (price == NULL)
    return FALSE;
  taken = kontor_offer_take_chosen (kontor_record_get_body (offer), error);
  if (taken == NULL)
    return FALSE;

  variant = kontor_offer_price_get_variant (price, 0);
  currency = kontor_offer_price_get_currency (price);
  net = kontor_money_to_string (variant->net, currency);
  gross = kontor_money_to_string (variant->gross, currency);
  scope = describe_scope (taken, language);
  kontor_json_set_string (body, "value", net);
  kontor_json_set_string (body, "gross", gross);
  kontor_json_set_string (body, "currency", currency);
  kontor_json_set_string (body, "value_basis", "total");
  kontor_json_set_string (body, "scope", scope);

  return TRUE;
}

/**
 * kontor_desk_make_agreed_clause:
 * @clause: a record of the kind `clause`
 * @language: (nullable): the language of the contract
 *
 * Returns: (transfer full): the clause as it stands in a contract, in its words of today
 */
KontorJson *
kontor_desk_make_agreed_clause (KontorRecord *clause, const char *language)
{
  KontorJson *agreed = kontor_json_new_object ();
  g_autofree char *key = kontor_part_type_make_key (&kontor_agreed_clause_part);

  kontor_json_set_string (&agreed, "id", key);
  kontor_json_set_string (&agreed, "clause", kontor_record_get_id (clause));
  take_member (&agreed, "version", clause);
  kontor_json_set_string (&agreed, "title", kontor_translated_get (kontor_record_get (clause, "titles"), language));
  kontor_json_set_string (&agreed, "text", kontor_translated_get (kontor_record_get (clause, "texts"), language));

  return agreed;
}

/* The clauses that stand in every new contract, by their position, in the language of the contract. */
static gboolean
set_clauses (KontorStore *store, KontorJson **body, const char *language, GError **error)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find ("clause"));
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) agreed = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) list = NULL;

  if (!kontor_query_add_filter (query, "standard", KONTOR_MATCH_EQUAL, "true", error) ||
      !kontor_query_set_sort (query, "position", FALSE, error))
    return FALSE;
  ids = kontor_store_query_ids (store, query, NULL, error);
  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KontorRecord) clause = kontor_store_load (store, g_ptr_array_index (ids, i), error);

      if (clause == NULL)
        return FALSE;
      if (g_strcmp0 (kontor_record_get_string (clause, "use"), "offer") != 0 &&
          kontor_field_get_flag (kontor_path_find_field (kontor_record_get_record_type (clause)->fields, "active"),
                                 kontor_record_get (clause, "active")))
        g_ptr_array_add (agreed, kontor_desk_make_agreed_clause (clause, language));
    }

  list = kontor_json_new_array_for ((KontorJson *const *) agreed->pdata, agreed->len);
  kontor_json_set_member (body, "clauses", list);

  return TRUE;
}

static void
set_offer (KontorJson **body, KontorRecord *offer)
{
  const char *const same[] = {
    "subject", "customer", "contact", "owner", "language", "payment_form", "payment_days", "tags",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    take_member (body, same[i], offer);

  kontor_json_set_string (body, "offer", kontor_record_get_id (offer));
  kontor_json_set_member (body, "offer_issued", kontor_record_get (offer, "issued"));
  kontor_json_set_member (body, "offer_number", kontor_record_get (offer, "number"));
  kontor_json_set_member (body, "variant", kontor_record_get (offer, "chosen_variant"));
}

/**
 * kontor_desk_new_contract_for:
 * @store: the store
 * @customer: (nullable): the id of a customer
 * @error: return location for a #GError
 *
 * Makes a draft that comes from no offer: the parties as they are today, the customer's language, currency and terms of
 * payment, and the standard clauses. What is not entered yet stays empty.
 *
 * Returns: (transfer full) (nullable): a new record, not stored yet
 */
KontorRecord *
kontor_desk_new_contract_for (KontorStore *store, const char *customer, GError **error)
{
  const char *const same[] = { "language", "currency", "payment_form", "payment_days", "owner" };
  g_autoptr (KontorRecord) contract = kontor_record_new (kontor_record_type_find ("contract"));
  g_autoptr (KontorJson) body = kontor_json_ref (kontor_record_get_body (contract));
  g_autoptr (KontorRecord) of_customer = NULL;
  g_autoptr (KontorRecord) company = NULL;
  g_autoptr (GError) reason = NULL;

  company = kontor_desk_find_company (store, &reason);
  if (company == NULL && !g_error_matches (reason, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (customer != NULL && (of_customer = kontor_desk_load (store, customer, "customer", error)) == NULL)
    return NULL;

  kontor_json_set_string (&body, "template", DEFAULT_TEMPLATE);
  kontor_json_set_string (&body, "customer", customer);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      const gboolean of_company = i < 2;

      if (of_customer != NULL && kontor_record_get (of_customer, same[i]) != NULL)
        take_member (&body, same[i], of_customer);
      else if (of_company && company != NULL)
        take_member (&body, same[i], company);
    }
  set_parties (&body, company, of_customer);
  if (!set_clauses (store, &body, kontor_json_get_member_string (body, "language"), error) ||
      !kontor_record_set_body (contract, body, error))
    return NULL;

  return g_steal_pointer (&contract);
}

/**
 * kontor_desk_new_contract:
 * @store: the store
 * @offer: the id of an accepted offer
 * @template_name: (nullable): the template of the contract; %NULL for that of the offer's profile, or the usual one
 * @error: return location for a #GError
 *
 * Makes the contract that an accepted offer leads to: the parties as they are today, what was chosen and its value, and
 * the standard clauses in the language of the offer.
 *
 * Returns: (transfer full) (nullable): a new record, not stored yet; %NULL with %KONTOR_DESK_ERROR_STATE when the offer is
 *   not accepted
 */
KontorRecord *
kontor_desk_new_contract (KontorStore *store, const char *offer, const char *template_name, GError **error)
{
  g_autoptr (KontorRecord) from = kontor_desk_load (store, offer, "offer", error);
  g_autoptr (KontorRecord) company = NULL;
  g_autoptr (KontorRecord) customer = NULL;
  g_autoptr (KontorRecord) profile = NULL;
  g_autoptr (KontorRecord) contract = NULL;
  g_autoptr (KontorJson) body = NULL;
  const char *language;
  const char *from_profile;
  GError *reason = NULL;

  if (from == NULL)
    return NULL;
  if (g_strcmp0 (kontor_record_get_string (from, "state"), "accepted") != 0)
    {
      g_autofree char *title = kontor_record_dup_title (from);

      g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_STATE,
                   _("A contract is drafted from an accepted offer; “%s” is not accepted."), title);
      return NULL;
    }

  company = kontor_desk_find_company (store, error);
  if (company == NULL)
    return NULL;
  customer = kontor_desk_load (store, kontor_record_get_string (from, "customer"), "customer", error);
  if (customer == NULL)
    return NULL;
  profile = kontor_desk_load_reference (store, kontor_record_get_body (from), "profile", &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }

  contract = kontor_record_new (kontor_record_type_find ("contract"));
  body = kontor_json_ref (kontor_record_get_body (contract));
  language = kontor_record_get_string (from, "language");
  from_profile = profile == NULL ? NULL : kontor_record_get_string (profile, "contract_template");
  set_offer (&body, from);
  set_parties (&body, company, customer);
  kontor_json_set_string (&body, "template",
                          kontor_desk_first_text (template_name, from_profile == NULL ? "" : from_profile, DEFAULT_TEMPLATE, NULL));
  if (!set_value (&body, from, language, error) || !set_clauses (store, &body, language, error) ||
      !kontor_record_set_body (contract, body, error) ||
      !kontor_desk_log (contract, "drafted", kontor_record_get_string (from, "number"), error))
    return NULL;

  return g_steal_pointer (&contract);
}

/**
 * kontor_desk_draft_contract:
 * @store: the store
 * @offer: the id of an accepted offer
 * @template_name: (nullable): as for kontor_desk_new_contract()
 * @error: return location for a #GError
 *
 * Makes the contract that an accepted offer leads to, and stores it.
 *
 * Returns: (transfer full) (nullable): the stored contract; %NULL as kontor_desk_new_contract()
 */
KontorRecord *
kontor_desk_draft_contract (KontorStore *store, const char *offer, const char *template_name, GError **error)
{
  g_autoptr (KontorRecord) contract = kontor_desk_new_contract (store, offer, template_name, error);

  if (contract == NULL || !kontor_store_save (store, contract, NULL, error))
    return NULL;

  return g_steal_pointer (&contract);
}

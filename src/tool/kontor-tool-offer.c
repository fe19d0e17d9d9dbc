/* kontor-tool-offer.c: kontorctl offer and contract */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-desk-contract.h"
#include "kontor-desk-issue.h"
#include "kontor-desk-offer.h"
#include "kontor-desk.h"
#include "kontor-model-error.h"
#include "kontor-offer-price.h"

/* An offer that stands in a file and need not be in a store. */
static KontorRecord *
read_offer (const char *name,
            GError **error)
{
  gsize length;
  g_autofree char *text = kontor_tool_read_file (name, KONTOR_JSON_MAX_SIZE, &length, error);
  g_autoptr (KontorJson) json = text ? kontor_json_parse (text, length, error) : NULL;
  g_autoptr (KontorRecord) record = NULL;

  if (!json)
    return NULL;
  if (kontor_json_get_value_type (json) != KONTOR_JSON_OBJECT)
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_TYPE, _("A record must be a JSON object."));
      return NULL;
    }
  record = kontor_tool_make_record (json, error);
  if (record && strcmp (kontor_record_get_record_type (record)->kind, "offer") != 0)
    {
      g_autofree char *shown = kontor_tool_dup_shown_name (name);

      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED, _("“%s” holds no offer but a record of the kind “%s”."),
                   shown, kontor_record_get_record_type (record)->kind);
      return NULL;
    }
  return g_steal_pointer (&record);
}

/**
 * kontor_tool_offer_price:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Prints what an offer comes to, in a store or in a file; with `--trace` also how.
 *
 * Returns: whether it could be priced
 */
gboolean
kontor_tool_offer_price (KontorTool *tool,
                         GError **error)
{
  const char *name = kontor_tool_get_argument (tool, 0);
  g_autoptr (KontorRecord) offer = NULL;
  g_autoptr (KontorOfferPrice) price = NULL;
  g_autoptr (KontorJson) answer = NULL;

  if (kontor_record_type_find_for_id (name))
    {
      KontorStore *store = kontor_tool_open (tool, error);

      offer = store ? kontor_desk_load (store, name, "offer", error) : NULL;
    }
  else
    offer = read_offer (name, error);
  if (!offer || !kontor_offer_check_priceable (kontor_record_get_body (offer), error))
    return FALSE;
  price = kontor_offer_price (kontor_record_get_body (offer), error);
  if (!price)
    return FALSE;

  answer = kontor_offer_price_to_json (price);
  if (kontor_tool_has_option (tool, "trace"))
    {
      g_autoptr (KontorJson) trace = kontor_offer_price_trace_to_json (price);

      kontor_json_set_member (&answer, "trace", trace);
    }
  kontor_tool_print_json_pretty (answer);
  return TRUE;
}

static gboolean
print_id (KontorRecord *record)
{
  if (!record)
    return FALSE;
  kontor_tool_print (kontor_record_get_id (record));
  return TRUE;
}

/**
 * kontor_tool_offer_issue:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Issues an offer, and prints the id of the immutable record.
 *
 * Returns: whether it is issued
 */
gboolean
kontor_tool_offer_issue (KontorTool *tool,
                         GError **error)
{
  const char *id = kontor_tool_get_argument (tool, 0);
  KontorStore *store = kontor_tool_open (tool, error);
  g_autoptr (KontorRecord) offer = store ? kontor_desk_load (store, id, "offer", error) : NULL;
  g_autoptr (KontorRecord) issued = offer ? kontor_desk_issue (store, id, NULL, error) : NULL;

  return print_id (issued);
}

/**
 * kontor_tool_offer_revise:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Begins a new revision of an offer, and prints its id.
 *
 * Returns: whether it is stored
 */
gboolean
kontor_tool_offer_revise (KontorTool *tool,
                          GError **error)
{
  KontorStore *store = kontor_tool_open (tool, error);
  g_autoptr (KontorRecord) revision = store ? kontor_desk_revise_offer (store, kontor_tool_get_argument (tool, 0), error) : NULL;

  return print_id (revision);
}

/**
 * kontor_tool_offer_accept:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Notes which variant the customer took, and which optional and alternative lines of it; prints the id of the offer.
 *
 * Returns: whether it is stored
 */
gboolean
kontor_tool_offer_accept (KontorTool *tool,
                          GError **error)
{
  KontorStore *store = kontor_tool_open (tool, error);
  g_autoptr (KontorRecord) offer = NULL;

  if (store)
    offer = kontor_desk_accept_offer (store, kontor_tool_get_argument (tool, 0), kontor_tool_get_option (tool, "variant"),
                                      kontor_tool_get_options (tool, "line"), error);
  return print_id (offer);
}

/**
 * kontor_tool_contract_draft:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Drafts a contract from an offer, and prints its id.
 *
 * Returns: whether it is stored
 */
gboolean
kontor_tool_contract_draft (KontorTool *tool,
                            GError **error)
{
  KontorStore *store = kontor_tool_open (tool, error);
  g_autoptr (KontorRecord) contract = NULL;

  if (store)
    contract = kontor_desk_draft_contract (store, kontor_tool_get_option (tool, "from"),
                                           kontor_tool_get_option (tool, "template"), error);
  return print_id (contract);
}

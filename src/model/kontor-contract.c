/* kontor-contract.c: the kind "contract" */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-identifiers.h"
#include "kontor-parts.h"
#include "kontor-types.h"

/* Whether a signed contract is in force or has expired follows from its dates and is not among them. */
static const KontorState states[] = {
  { "draft", { "sent", "signed", "cancelled" } },
  { "sent", { "draft", "signed", "cancelled" } },
  { "signed", { "terminated", "completed", "superseded" } },
  { "terminated", { "signed" } },
  { "completed", { "signed" } },
  { "superseded", { NULL } },
  { "cancelled", { "draft" } },
  { NULL }
};

static const KontorChoice state_choices[] = {
  { "draft", N_("Draft") },
  { "sent", N_("Sent for signature") },
  { "signed", N_("Signed") },
  { "terminated", N_("Terminated") },
  { "completed", N_("Completed") },
  { "superseded", N_("Superseded") },
  { "cancelled", N_("Cancelled") },
  { NULL }
};

static const KontorChoice side_choices[] = {
  { "us", N_("Our side") },
  { "them", N_("The other side") },
  { "third", N_("A third party") },
  { NULL }
};

static const KontorChoice value_basis_choices[] = {
  { "total", N_("In total") },
  { "month", N_("Each month") },
  { "quarter", N_("Each quarter") },
  { "year", N_("Each year") },
  { NULL }
};

/* A party as it was when the contract was made: what it is called later does not change what was signed. */
static const KontorField party_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "side", "side", N_("Side"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_REQUIRED, .choices = side_choices },
  { "role", "role", N_("Called in the Contract"), KONTOR_FIELD_TEXT },
  { "record", "record", N_("Record"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_INDEXED },
  { "name", "name", N_("Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_PERSONAL },
  { "address", "address", N_("Address"), KONTOR_FIELD_PART, KONTOR_FIELD_PERSONAL, .part = &kontor_address_part },
  { "nip", "nip", N_("NIP"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SEARCHABLE, .check = kontor_check_nip },
  { "vat-id", "vat_id", N_("EU VAT Id"), KONTOR_FIELD_TEXT, .check = kontor_check_vat_id },
  { "register", "register", N_("Register Entry"), KONTOR_FIELD_TEXT },
  { "signatory", "signatory", N_("Signs as Representative"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL },
  { "signatory-position", "signatory_position", N_("Position of the Representative"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_PERSONAL },
  { NULL }
};

static const KontorPartType party_part = { "party", N_("Party"), NULL, party_fields, .indexed = TRUE };

static const KontorField fields[] = {
  { "number", "number", N_("Number"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_SERVER_OWNED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "state", "state", N_("State"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED,
    .choices = state_choices, .fallback = "draft" },
  { "subject", "subject", N_("Subject"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "customer", "customer", N_("Customer"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED,
    .reference = "customer" },
  { "contact", "contact", N_("Contact"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_INDEXED, .reference = "person" },
  { "owner", "owner", N_("Looked After By"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },
  { "parties", "parties", N_("Parties"), KONTOR_FIELD_PARTS, KONTOR_FIELD_REQUIRED, .part = &party_part },

  { "offer", "offer", N_("Offer"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_INDEXED, .reference = "offer" },
  { "offer-issued", "offer_issued", N_("Offer as Issued"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_INDEXED,
    .reference = "issued" },
  { "offer-number", "offer_number", N_("Number of the Offer"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SEARCHABLE },
  { "variant", "variant", N_("Variant of the Offer"), KONTOR_FIELD_TEXT },
  { "amends", "amends", N_("Amends"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_INDEXED, .reference = "contract" },
  { "scope", "scope", N_("Scope"), KONTOR_FIELD_MULTILINE, KONTOR_FIELD_SEARCHABLE },

  { "value", "value", N_("Value"), KONTOR_FIELD_MONEY, KONTOR_FIELD_INDEXED,
    .group = "value", .minimum = "0", .maximum = KONTOR_PRICE_MAXIMUM, .currency = "currency" },
  { "gross", "gross", N_("Value with VAT"), KONTOR_FIELD_MONEY, KONTOR_FIELD_INDEXED,
    .group = "value", .minimum = "0", .maximum = KONTOR_PRICE_MAXIMUM, .currency = "currency" },
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY, KONTOR_FIELD_INDEXED, .group = "value" },
  { "value-basis", "value_basis", N_("The Value Is Due"), KONTOR_FIELD_CHOICE, .group = "value",
    .choices = value_basis_choices, .fallback = "total" },
  { "payment-form", "payment_form", N_("Payment Form"), KONTOR_FIELD_CHOICE, .group = "payment",
    .choices = kontor_payment_form_choices },
  { "payment-days", "payment_days", N_("Payment Term in Days"), KONTOR_FIELD_INTEGER, .group = "payment",
    .minimum = "0", .maximum = "365" },

  { "signed-on", "signed_on", N_("Signed On"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED },
  { "place", "place", N_("Place"), KONTOR_FIELD_TEXT },
  { "effective-from", "effective_from", N_("Effective From"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED,
    .group = "effective" },
  { "effective-until", "effective_until", N_("Effective Until"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED,
    .group = "effective" },
  { "notice", "notice", N_("Notice Period"), KONTOR_FIELD_PART, .part = &kontor_period_part },
  { "renewal", "renewal", N_("Renewed Each Time For"), KONTOR_FIELD_PART, .part = &kontor_period_part },
  { "renewal-notice", "renewal_notice", N_("Objection Before Renewal"), KONTOR_FIELD_PART,
    .part = &kontor_period_part },
  { "terminated-on", "terminated_on", N_("Notice Given On"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED,
    .group = "termination" },
  { "ends-on", "ends_on", N_("Ends On"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED, .group = "termination" },

  { "language", "language", N_("Language"), KONTOR_FIELD_LANGUAGE, KONTOR_FIELD_INDEXED },
  { "template", "template", N_("Template"), KONTOR_FIELD_TEXT },
  { "clauses", "clauses", N_("Clauses as Agreed"), KONTOR_FIELD_PARTS, .part = &kontor_agreed_clause_part },
  { "issued", "issued", N_("Issued Document"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_SERVER_OWNED | KONTOR_FIELD_INDEXED,
    .reference = "issued" },
  { "tags", "tags", N_("Tags"), KONTOR_FIELD_LIST, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE, .element = KONTOR_FIELD_TEXT },
  { "notes", "notes", N_("Notes"), KONTOR_FIELD_MULTILINE, KONTOR_FIELD_INTERNAL | KONTOR_FIELD_SEARCHABLE },
  { "log", "log", N_("Log"), KONTOR_FIELD_PARTS, KONTOR_FIELD_INTERNAL, .part = &kontor_log_part },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  return kontor_parts_make_title (body);
}

static gboolean
check (KontorJson *body,
       GError **error)
{
  return kontor_parts_check_dates (body, "effective_from", "effective_until",
                                   _("A contract cannot end before it takes effect."), error) &&
         kontor_parts_check_dates (body, "terminated_on", "ends_on",
                                   _("A contract cannot end before notice was given."), error);
}

const KontorRecordType kontor_contract_type = {
  .kind = "contract",
  .type_name = "KontorContract",
  .label = N_("Contract"),
  .plural = N_("Contracts"),
  .icon = "kontor-contract-symbolic",
  .fields = fields,
  .states = states,
  .title = make_title,
  .check = check,
};

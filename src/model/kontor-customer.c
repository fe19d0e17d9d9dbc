/* kontor-customer.c: the kind "customer": an organisation or a private person who buys */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-identifiers.h"
#include "kontor-parts.h"
#include "kontor-types.h"
#include "kontor-vat.h"

static const KontorChoice sector_choices[] = {
  { "private", N_("Private sector") },
  { "public", N_("Public sector") },
  { "non-profit", N_("Non-profit") },
  { NULL }
};

/* Values that sort as a person ranks them. */
static const KontorChoice importance_choices[] = {
  { "A", N_("A – key customer") },
  { "B", N_("B – regular customer") },
  { "C", N_("C – occasional customer") },
  { NULL }
};

static const KontorChoice status_choices[] = {
  { "lead", N_("Lead") },
  { "prospect", N_("Prospect") },
  { "active", N_("Active") },
  { "dormant", N_("Dormant") },
  { "former", N_("Former") },
  { "blocked", N_("Blocked") },
  { NULL }
};

static const KontorChoice satisfaction_choices[] = {
  { "1", N_("1 – very dissatisfied") },
  { "2", N_("2 – dissatisfied") },
  { "3", N_("3 – neither") },
  { "4", N_("4 – satisfied") },
  { "5", N_("5 – very satisfied") },
  { NULL }
};

static const KontorField fields[] = {
  { "form", "form", N_("Form"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED,
    .choices = kontor_form_choices, .fallback = "organisation" },
  { "number", "number", N_("Customer Number"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },

  /* an organisation */
  { "name", "name", N_("Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "short-name", "short_name", N_("Short Name"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "parent", "parent", N_("Part Of"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_INDEXED, .reference = "customer" },
  { "legal-form", "legal_form", N_("Legal Form"), KONTOR_FIELD_TEXT },
  { "nip", "nip", N_("NIP"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE,
    .check = kontor_check_nip },
  { "vat-id", "vat_id", N_("EU VAT Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE,
    .check = kontor_check_vat_id },
  { "regon", "regon", N_("REGON"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SEARCHABLE, .check = kontor_check_regon },
  { "krs", "krs", N_("KRS"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SEARCHABLE, .check = kontor_check_krs },
  { "tax-ids", "tax_ids", N_("Other Ids"), KONTOR_FIELD_PARTS, .part = &kontor_tax_id_part },
  { "sector", "sector", N_("Sector"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED, .choices = sector_choices },
  { "industry", "industry", N_("Industry"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },
  { "employees", "employees", N_("Employees"), KONTOR_FIELD_INTEGER, KONTOR_FIELD_INDEXED,
    .minimum = "0", .maximum = "10000000" },

  /* a private person */
  { "honorific", "honorific", N_("Title"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL, .group = "person_name" },
  { "given-name", "given_name", N_("Given Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE, .group = "person_name" },
  { "middle-name", "middle_name", N_("Middle Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE, .group = "person_name" },
  { "family-name", "family_name", N_("Family Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE, .group = "person_name" },
  { "salutation", "salutation", N_("Salutation in Letters"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL },
  { "pesel", "pesel", N_("PESEL"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE,
    .check = kontor_check_pesel },
  { "birthday", "birthday", N_("Birthday"), KONTOR_FIELD_DATE, KONTOR_FIELD_PERSONAL | KONTOR_FIELD_INDEXED },
  { "name-day", "name_day", N_("Name Day"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL | KONTOR_FIELD_INDEXED,
    .check = kontor_check_name_day },
  { "expectations", "expectations", N_("Expectations"), KONTOR_FIELD_MULTILINE,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE },
  { "preferences", "preferences", N_("Preferences"), KONTOR_FIELD_MULTILINE,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE },
  { "consents", "consents", N_("Consents"), KONTOR_FIELD_PARTS, KONTOR_FIELD_PERSONAL,
    .part = &kontor_consent_part },

  /* both */
  { "addresses", "addresses", N_("Addresses"), KONTOR_FIELD_PARTS, .part = &kontor_address_part },
  { "phones", "phones", N_("Phones"), KONTOR_FIELD_PARTS, .part = &kontor_phone_part },
  { "emails", "emails", N_("E-mail Addresses"), KONTOR_FIELD_PARTS, .part = &kontor_email_part },
  { "websites", "websites", N_("Web Sites"), KONTOR_FIELD_LIST, KONTOR_FIELD_SEARCHABLE,
    .element = KONTOR_FIELD_TEXT, .check = kontor_check_web },
  { "preferred-channel", "preferred_channel", N_("Prefers to Be Reached By"), KONTOR_FIELD_CHOICE,
    .choices = kontor_channel_choices },

  { "owner", "owner", N_("Looked After By"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },
  { "status", "status", N_("Status"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED,
    .choices = status_choices, .fallback = "prospect" },
  { "importance", "importance", N_("Importance"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED,
    .choices = importance_choices },
  { "satisfaction", "satisfaction", N_("Satisfaction"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED,
    .choices = satisfaction_choices },
  { "region", "region", N_("Sales Region"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },
  { "customer-since", "customer_since", N_("Customer Since"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED },
  { "came-through", "came_through", N_("Came to Us Through"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED },

  { "payment-form", "payment_form", N_("Payment Form"), KONTOR_FIELD_CHOICE, .group = "payment",
    .choices = kontor_payment_form_choices },
  { "payment-days", "payment_days", N_("Payment Term in Days"), KONTOR_FIELD_INTEGER, .group = "payment",
    .minimum = "0", .maximum = "365" },
  { "discount", "discount", N_("Discount Level (%)"), KONTOR_FIELD_DECIMAL, KONTOR_FIELD_INDEXED,
    .scale = KONTOR_PERCENT_SCALE, .minimum = "0", .maximum = "100" },
  { "credit-limit", "credit_limit", N_("Credit Limit"), KONTOR_FIELD_MONEY, KONTOR_FIELD_INTERNAL,
    .group = "credit", .minimum = "0", .maximum = KONTOR_PRICE_MAXIMUM, .currency = "credit_currency" },
  { "credit-currency", "credit_currency", N_("Currency of the Credit Limit"), KONTOR_FIELD_CURRENCY,
    KONTOR_FIELD_INTERNAL, .group = "credit" },
  { "language", "language", N_("Language"), KONTOR_FIELD_LANGUAGE, KONTOR_FIELD_INDEXED },
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY, KONTOR_FIELD_INDEXED },
  { "vat-regime", "vat_regime", N_("VAT Regime"), KONTOR_FIELD_CHOICE, .choices = kontor_vat_regime_choices },
  { "profile", "profile", N_("Offer Profile"), KONTOR_FIELD_REFERENCE, .reference = "profile" },

  { "tags", "tags", N_("Tags"), KONTOR_FIELD_LIST, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE, .element = KONTOR_FIELD_TEXT },
  { "notes", "notes", N_("Notes"), KONTOR_FIELD_MULTILINE, KONTOR_FIELD_SEARCHABLE },

  /* what lists show */
  { "display-name", "display_name", N_("Name in Lists"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL },
  { "city", "city", N_("City"), KONTOR_FIELD_TEXT, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL },
  { "postcode", "postcode", N_("Postcode"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL },
  { "country", "country", N_("Country"), KONTOR_FIELD_COUNTRY, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED },
  { "phone", "phone", N_("Phone"), KONTOR_FIELD_TEXT, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL },
  { "email", "email", N_("E-mail"), KONTOR_FIELD_TEXT, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL },
  { NULL }
};

static gboolean
is_person (KontorJson *body)
{
  return g_strcmp0 (kontor_json_get_member_string (body, "form"), "person") == 0;
}

/* The name of either form, the members in the order of preference. */
static char *
find_name (KontorJson *body,
           const char *first,
           const char *second)
{
  const char *name;

  if (is_person (body))
    return kontor_person_name_for_list (body);

  name = kontor_json_get_member_string (body, first);
  if (name == NULL || *name == '\0')
    name = kontor_json_get_member_string (body, second);

  return name != NULL && *name != '\0' ? g_strdup (name) : NULL;
}

static char *
make_title (KontorJson *body)
{
  return find_name (body, "short_name", "name");
}

static KontorJson *
derive (KontorJson *body)
{
  KontorJson *address = kontor_parts_find_address (body, NULL);
  g_autofree char *name = find_name (body, "name", "short_name");
  KontorJson *derived = kontor_json_ref (body);

  kontor_json_set_string (&derived, "display_name", name);
  kontor_json_set_string (&derived, "city", kontor_json_get_member_string (address, "city"));
  kontor_json_set_string (&derived, "postcode", kontor_json_get_member_string (address, "postcode"));
  kontor_json_set_string (&derived, "country", kontor_json_get_member_string (address, "country"));
  kontor_json_set_string (&derived, "phone", kontor_parts_get_first_string (body, "phones", "number"));
  kontor_json_set_string (&derived, "email", kontor_parts_get_first_string (body, "emails", "address"));

  return derived;
}

static gboolean
check (KontorJson *body,
       GError **error)
{
  return kontor_parts_check_consents (body, error);
}

const KontorRecordType kontor_customer_type = {
  .kind = "customer",
  .type_name = "KontorCustomer",
  .label = N_("Customer"),
  .plural = N_("Customers"),
  .icon = "kontor-customer-symbolic",
  .fields = fields,
  .title = make_title,
  .derive = derive,
  .check = check,
};

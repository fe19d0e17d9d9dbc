/* kontor-company.c: the kind "company": whose desk this is */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-identifiers.h"
#include "kontor-parts.h"
#include "kontor-types.h"

static const KontorField fields[] = {
  { "name", "name", N_("Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "short-name", "short_name", N_("Short Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "legal-form", "legal_form", N_("Legal Form"), KONTOR_FIELD_TEXT },
  { "addresses", "addresses", N_("Addresses"), KONTOR_FIELD_PARTS, KONTOR_FIELD_REQUIRED,
    .part = &kontor_address_part },

  { "nip", "nip", N_("NIP"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SEARCHABLE, .check = kontor_check_nip },
  { "vat-id", "vat_id", N_("EU VAT Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SEARCHABLE, .check = kontor_check_vat_id },
  { "regon", "regon", N_("REGON"), KONTOR_FIELD_TEXT, .check = kontor_check_regon },
  { "krs", "krs", N_("KRS"), KONTOR_FIELD_TEXT, .check = kontor_check_krs },
  { "tax-ids", "tax_ids", N_("Other Ids"), KONTOR_FIELD_PARTS, .part = &kontor_tax_id_part },
  { "register", "register", N_("Register Entry"), KONTOR_FIELD_TEXT },
  { "share-capital", "share_capital", N_("Share Capital"), KONTOR_FIELD_TEXT },

  { "phones", "phones", N_("Phones"), KONTOR_FIELD_PARTS, .part = &kontor_phone_part },
  { "emails", "emails", N_("E-mail Addresses"), KONTOR_FIELD_PARTS, .part = &kontor_email_part },
  { "websites", "websites", N_("Web Sites"), KONTOR_FIELD_LIST,
    .element = KONTOR_FIELD_TEXT, .check = kontor_check_web },
  { "bank-accounts", "bank_accounts", N_("Bank Accounts"), KONTOR_FIELD_PARTS, .part = &kontor_bank_account_part },

  { "logo", "logo", N_("Logo"), KONTOR_FIELD_TEXT, .check = kontor_check_sha256 },
  { "footers", "footers", N_("Legal Footer"), KONTOR_FIELD_TRANSLATED },
  { "signatory", "signatory", N_("Signs as Representative"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL },
  { "signatory-position", "signatory_position", N_("Position of the Representative"), KONTOR_FIELD_TEXT },

  { "languages", "languages", N_("Languages of Documents"), KONTOR_FIELD_LIST, .element = KONTOR_FIELD_LANGUAGE },
  { "language", "language", N_("Usual Language"), KONTOR_FIELD_LANGUAGE },
  { "currency", "currency", N_("Usual Currency"), KONTOR_FIELD_CURRENCY, KONTOR_FIELD_REQUIRED },
  { "rate-source", "rate_source", N_("Source of Exchange Rates"), KONTOR_FIELD_CHOICE,
    .choices = kontor_rate_source_choices },
  { "rate-rule", "rate_rule", N_("Exchange Rate of"), KONTOR_FIELD_CHOICE,
    .choices = kontor_rate_rule_choices, .fallback = "on-or-before" },
  { "offer-series", "offer_series", N_("Numbers of Offers"), KONTOR_FIELD_TEXT,
    .fallback = "OF/{year}/{month}/{seq:4}", .check = kontor_check_series },
  { "contract-series", "contract_series", N_("Numbers of Contracts"), KONTOR_FIELD_TEXT,
    .fallback = "CO/{year}/{seq:4}", .check = kontor_check_series },
  { "profile", "profile", N_("Usual Offer Profile"), KONTOR_FIELD_REFERENCE, .reference = "profile" },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  const char *name = kontor_json_get_member_string (body, "short_name");

  if (name == NULL || *name == '\0')
    name = kontor_json_get_member_string (body, "name");

  return g_strdup (name);
}

const KontorRecordType kontor_company_type = {
  .kind = "company",
  .type_name = "KontorCompany",
  .label = N_("Company"),
  .plural = N_("Companies"),
  .icon = "kontor-company-symbolic",
  .fields = fields,
  .title = make_title,
};

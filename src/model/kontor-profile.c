/* kontor-profile.c: the kind "profile": how an offer is made */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-identifiers.h"
#include "kontor-parts.h"
#include "kontor-types.h"
#include "kontor-vat.h"

static const KontorField fields[] = {
  { "name", "name", N_("Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "template", "template", N_("Template of Offers"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED },
  { "contract-template", "contract_template", N_("Template of Contracts"), KONTOR_FIELD_TEXT },
  { "language", "language", N_("Language"), KONTOR_FIELD_LANGUAGE, KONTOR_FIELD_INDEXED },
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY, KONTOR_FIELD_INDEXED },
  { "show-currencies", "show_currencies", N_("Also Shown In"), KONTOR_FIELD_LIST, .element = KONTOR_FIELD_CURRENCY },
  { "rate-source", "rate_source", N_("Source of Exchange Rates"), KONTOR_FIELD_CHOICE,
    .choices = kontor_rate_source_choices },
  { "price-mode", "price_mode", N_("Prices"), KONTOR_FIELD_CHOICE,
    .choices = kontor_price_mode_choices, .fallback = "net" },
  { "rounding", "rounding", N_("Rounding"), KONTOR_FIELD_CHOICE,
    .choices = kontor_rounding_choices, .fallback = "line" },
  { "vat-regime", "vat_regime", N_("VAT Regime"), KONTOR_FIELD_CHOICE,
    .choices = kontor_vat_regime_choices, .fallback = "domestic" },
  { "vat", "vat", N_("Usual VAT (%)"), KONTOR_FIELD_DECIMAL,
    .scale = KONTOR_PERCENT_SCALE, .minimum = "0", .maximum = "100" },
  { "validity-days", "validity_days", N_("Valid for Days"), KONTOR_FIELD_INTEGER,
    .minimum = "0", .maximum = "3650", .fallback = "30" },
  { "payment-form", "payment_form", N_("Payment Form"), KONTOR_FIELD_CHOICE, .group = "payment",
    .choices = kontor_payment_form_choices },
  { "payment-days", "payment_days", N_("Payment Term in Days"), KONTOR_FIELD_INTEGER, .group = "payment",
    .minimum = "0", .maximum = "365" },
  { "series", "series", N_("Numbers of Offers"), KONTOR_FIELD_TEXT, .check = kontor_check_series },
  { "introduction", "introduction", N_("Introduction"), KONTOR_FIELD_MULTILINE },
  { "closing", "closing", N_("Closing Words"), KONTOR_FIELD_MULTILINE },
  { "terms", "terms", N_("Terms"), KONTOR_FIELD_PARTS, .part = &kontor_term_part },
  { "notes", "notes", N_("Notes"), KONTOR_FIELD_MULTILINE },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  return g_strdup (kontor_json_get_member_string (body, "name"));
}

const KontorRecordType kontor_profile_type = {
  .kind = "profile",
  .type_name = "KontorProfile",
  .label = N_("Offer Profile"),
  .plural = N_("Offer Profiles"),
  .icon = "kontor-profile-symbolic",
  .fields = fields,
  .title = make_title,
};

/* kontor-offer.c: the kind "offer" */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-model-error.h"
#include "kontor-offer-price.h"
#include "kontor-parts.h"
#include "kontor-types.h"
#include "kontor-vat.h"

/* Far above what somebody chooses between; every variant is priced and printed. */
#define MAX_VARIANTS 100

/* "expired" is not among them: it follows from valid_until. */
static const KontorState states[] = {
  { "draft", { "issued", "cancelled" } },
  { "issued", { "accepted", "declined", "withdrawn", "superseded" } },
  { "accepted", { "issued", "superseded" } },
  { "declined", { "issued", "superseded" } },
  { "withdrawn", { "superseded" } },
  { "superseded", { NULL } },
  { "cancelled", { "draft" } },
  { NULL }
};

static const KontorChoice state_choices[] = {
  { "draft", N_("Draft") },
  { "issued", N_("Issued") },
  { "accepted", N_("Accepted") },
  { "declined", N_("Declined") },
  { "withdrawn", N_("Withdrawn") },
  { "superseded", N_("Superseded") },
  { "cancelled", N_("Cancelled") },
  { NULL }
};

static const KontorChoice line_choices[] = {
  { "item", N_("Item") },
  { "optional", N_("Optional item") },
  { "alternative", N_("Alternative item") },
  { "heading", N_("Heading") },
  { "text", N_("Text") },
  { "discount", N_("Discount") },
  { NULL }
};

static const KontorField line_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "line", "line", N_("Line"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED,
    .group = "line", .choices = line_choices, .fallback = "item" },
  { "alternative-to", "alternative_to", N_("Instead Of"), KONTOR_FIELD_TEXT, .group = "line" },
  { "product", "product", N_("Product"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_INDEXED, .reference = "product" },
  { "name", "name", N_("Name"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },
  { "description", "description", N_("Description"), KONTOR_FIELD_MULTILINE },
  { "quantity", "quantity", N_("Quantity"), KONTOR_FIELD_DECIMAL, KONTOR_FIELD_INDEXED,
    .group = "price", .minimum = "-" KONTOR_QUANTITY_MAXIMUM, .maximum = KONTOR_QUANTITY_MAXIMUM },
  { "unit", "unit", N_("Unit"), KONTOR_FIELD_TEXT, .group = "price" },
  { "unit-price", "unit_price", N_("Unit Price"), KONTOR_FIELD_MONEY, KONTOR_FIELD_INDEXED,
    .group = "price", .minimum = "-" KONTOR_PRICE_MAXIMUM, .maximum = KONTOR_PRICE_MAXIMUM, .currency = "currency" },
  { "discount", "discount", N_("Discount (%)"), KONTOR_FIELD_DECIMAL,
    .group = "discount", .scale = KONTOR_PERCENT_SCALE, .minimum = "0", .maximum = "100" },
  { "amount", "amount", N_("Discount Amount"), KONTOR_FIELD_MONEY,
    .group = "discount", .minimum = "0", .maximum = KONTOR_PRICE_MAXIMUM, .currency = "currency" },
  { "vat", "vat", N_("VAT (%)"), KONTOR_FIELD_DECIMAL,
    .group = "vat", .scale = KONTOR_PERCENT_SCALE, .minimum = "0", .maximum = "100" },
  { "vat-category", "vat_category", N_("VAT Category"), KONTOR_FIELD_CHOICE,
    .group = "vat", .choices = kontor_vat_category_choices, .fallback = "S" },
  { "vat-ground", "vat_ground", N_("Legal Ground"), KONTOR_FIELD_TEXT, .group = "vat" },
  { "cost", "cost", N_("Cost"), KONTOR_FIELD_MONEY, KONTOR_FIELD_INTERNAL,
    .group = "cost", .minimum = "0", .maximum = KONTOR_PRICE_MAXIMUM, .currency = "cost_currency" },
  { "cost-currency", "cost_currency", N_("Currency of the Cost"), KONTOR_FIELD_CURRENCY, KONTOR_FIELD_INTERNAL,
    .group = "cost" },
  { NULL }
};

static const KontorPartType line_part = { "line", N_("Line"), NULL, line_fields, .indexed = TRUE };

static const KontorField variant_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "name", "name", N_("Name"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SEARCHABLE },
  { "description", "description", N_("Description"), KONTOR_FIELD_MULTILINE },
  { "lines", "lines", N_("Lines"), KONTOR_FIELD_PARTS, KONTOR_FIELD_REQUIRED, .part = &line_part },
  { NULL }
};

static const KontorPartType variant_part = { "variant", N_("Variant"), NULL, variant_fields };

static const KontorField fields[] = {
  { "number", "number", N_("Number"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_SERVER_OWNED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "revision", "revision", N_("Revision"), KONTOR_FIELD_INTEGER, KONTOR_FIELD_SERVER_OWNED | KONTOR_FIELD_INDEXED,
    .minimum = "0", .maximum = "9999", .fallback = "0" },
  { "state", "state", N_("State"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED,
    .group = "decision", .choices = state_choices, .fallback = "draft" },
  { "subject", "subject", N_("Subject"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "customer", "customer", N_("Customer"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED,
    .reference = "customer" },
  { "contact", "contact", N_("Contact"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_INDEXED, .reference = "person" },
  { "owner", "owner", N_("Looked After By"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },
  { "language", "language", N_("Language"), KONTOR_FIELD_LANGUAGE, KONTOR_FIELD_INDEXED },
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY, KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED },
  { "show-currencies", "show_currencies", N_("Also Shown In"), KONTOR_FIELD_LIST, .element = KONTOR_FIELD_CURRENCY },
  { "rates", "rates", N_("Exchange Rates"), KONTOR_FIELD_PARTS, .part = &kontor_pinned_rate_part },
  { "issued-on", "issued_on", N_("Issued On"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED },
  { "valid-until", "valid_until", N_("Valid Until"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED },
  { "price-mode", "price_mode", N_("Prices"), KONTOR_FIELD_CHOICE,
    .choices = kontor_price_mode_choices, .fallback = "net" },
  { "rounding", "rounding", N_("Rounding"), KONTOR_FIELD_CHOICE,
    .choices = kontor_rounding_choices, .fallback = "line" },
  { "vat-regime", "vat_regime", N_("VAT Regime"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED,
    .choices = kontor_vat_regime_choices, .fallback = "domestic" },
  { "payment-form", "payment_form", N_("Payment Form"), KONTOR_FIELD_CHOICE, .group = "payment",
    .choices = kontor_payment_form_choices },
  { "payment-days", "payment_days", N_("Payment Term in Days"), KONTOR_FIELD_INTEGER, .group = "payment",
    .minimum = "0", .maximum = "365" },
  { "profile", "profile", N_("Offer Profile"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_INDEXED, .reference = "profile" },
  { "template", "template", N_("Template"), KONTOR_FIELD_TEXT },
  { "introduction", "introduction", N_("Introduction"), KONTOR_FIELD_MULTILINE },
  { "variants", "variants", N_("Variants"), KONTOR_FIELD_PARTS, KONTOR_FIELD_REQUIRED, .part = &variant_part },
  { "terms", "terms", N_("Terms"), KONTOR_FIELD_PARTS, .part = &kontor_term_part },
  { "closing", "closing", N_("Closing Words"), KONTOR_FIELD_MULTILINE },

  { "chosen-variant", "chosen_variant", N_("Chosen Variant"), KONTOR_FIELD_TEXT, .group = "decision" },
  { "chosen-lines", "chosen_lines", N_("Chosen Lines"), KONTOR_FIELD_LIST, .group = "decision",
    .element = KONTOR_FIELD_TEXT },
  { "decided-on", "decided_on", N_("Decided On"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED, .group = "decision" },
  { "decision-reason", "decision_reason", N_("Reason"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_INTERNAL | KONTOR_FIELD_SEARCHABLE, .group = "decision" },
  { "probability", "probability", N_("Probability (%)"), KONTOR_FIELD_INTEGER,
    KONTOR_FIELD_INTERNAL | KONTOR_FIELD_INDEXED, .minimum = "0", .maximum = "100" },

  { "revises", "revises", N_("Revises"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_SERVER_OWNED | KONTOR_FIELD_INDEXED,
    .reference = "offer" },
  { "issued", "issued", N_("Issued Document"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_SERVER_OWNED | KONTOR_FIELD_INDEXED,
    .reference = "issued" },
  { "tags", "tags", N_("Tags"), KONTOR_FIELD_LIST,
    KONTOR_FIELD_INTERNAL | KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE, .element = KONTOR_FIELD_TEXT },
  { "notes", "notes", N_("Notes"), KONTOR_FIELD_MULTILINE, KONTOR_FIELD_INTERNAL | KONTOR_FIELD_SEARCHABLE },
  { "log", "log", N_("Log"), KONTOR_FIELD_PARTS, KONTOR_FIELD_INTERNAL, .part = &kontor_log_part },

  /* what lists show: the totals of the chosen variant, else of the first */
  { "net", "net", N_("Net"), KONTOR_FIELD_MONEY, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED, .currency = "currency" },
  { "vat", "vat", N_("VAT"), KONTOR_FIELD_MONEY, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED, .currency = "currency" },
  { "gross", "gross", N_("Gross"), KONTOR_FIELD_MONEY, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED,
    .currency = "currency" },
  { "margin", "margin", N_("Margin"), KONTOR_FIELD_MONEY,
    KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_INTERNAL, .currency = "currency" },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  return kontor_parts_make_title (body);
}

/* The offer with one variant: as the customer took it, else the first one as it stands. */
static KontorJson *
take_variant (KontorJson *body)
{
  KontorJson *first;
  g_autoptr (KontorJson) variants = NULL;

  if (kontor_json_get_member_string (body, "chosen_variant") != NULL)
    return kontor_offer_take_chosen (body, NULL);

  first = kontor_json_get_element (kontor_json_get_member (body, "variants"), 0);
  if (first == NULL)
    return NULL;

  variants = kontor_json_new_array_for (&first, 1);
  return kontor_json_with_member (body, "variants", variants);
}

/* What lists show, in the offer's own currency: a rate that is missing for another is no reason to show nothing. */
static KontorOfferPrice *
price_for_list (KontorJson *body)
{
  g_autoptr (KontorJson) taken = take_variant (body);
  g_autoptr (KontorJson) unconverted = NULL;

  if (taken == NULL)
    return NULL;

  unconverted = kontor_json_with_member (taken, "show_currencies", NULL);
  return kontor_offer_price (unconverted, NULL);
}

static void
set_amount (KontorJson **body,
            const char *member,
            KontorDecimal amount)
{
  g_autofree char *text = kontor_decimal_to_string (amount);

  kontor_json_set_string (body, member, text);
}

static KontorJson *
derive (KontorJson *body)
{
  g_autoptr (KontorOfferPrice) price = price_for_list (body);
  KontorJson *derived = kontor_json_ref (body);
  const KontorOfferVariant *variant;

  /* a draft that cannot be priced yet has no totals */
  if (price == NULL || kontor_offer_price_get_n_variants (price) == 0)
    return derived;

  variant = kontor_offer_price_get_variant (price, 0);
  set_amount (&derived, "net", variant->net);
  set_amount (&derived, "vat", variant->vat);
  set_amount (&derived, "gross", variant->gross);
  set_amount (&derived, "margin", variant->margin);

  return derived;
}

/* The ids of the lines of @variant, which own them. */
static GHashTable *
collect_line_ids (KontorJson *variant)
{
  KontorJson *lines = kontor_json_get_member (variant, "lines");
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < kontor_json_get_size (lines); i++)
    {
      const char *id = kontor_json_get_member_string (kontor_json_get_element (lines, i), "id");

      if (id != NULL)
        g_hash_table_add (ids, (gpointer) id);
    }

  return ids;
}

static gboolean
check_line (KontorJson *line,
            GHashTable *ids,
            GError **error)
{
  const char *sort = kontor_json_get_member_string (line, "line");
  const char *id = kontor_json_get_member_string (line, "id");

  if (g_strcmp0 (sort, "alternative") == 0)
    {
      const char *other = kontor_json_get_member_string (line, "alternative_to");

      if (other != NULL && (g_strcmp0 (other, id) == 0 || !g_hash_table_contains (ids, other)))
        {
          g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                       _("The line “%s” is an alternative to “%s”, which is no other line of the same variant."),
                       id, other);
          return FALSE;
        }
    }

  if (g_strcmp0 (sort, "discount") == 0 &&
      kontor_json_get_member_string (line, "discount") != NULL &&
      kontor_json_get_member_string (line, "amount") != NULL)
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                   _("The discount “%s” has both a percentage and an amount. Keep one of them."), id);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_variant (KontorJson *variant,
               GError **error)
{
  KontorJson *lines = kontor_json_get_member (variant, "lines");
  g_autoptr (GHashTable) ids = collect_line_ids (variant);

  for (guint i = 0; i < kontor_json_get_size (lines); i++)
    if (!check_line (kontor_json_get_element (lines, i), ids, error))
      return FALSE;

  return TRUE;
}

static KontorJson *
find_variant (KontorJson *body,
              const char *id)
{
  KontorJson *variants = kontor_json_get_member (body, "variants");

  for (guint i = 0; i < kontor_json_get_size (variants); i++)
    {
      KontorJson *variant = kontor_json_get_element (variants, i);

      if (g_strcmp0 (kontor_json_get_member_string (variant, "id"), id) == 0)
        return variant;
    }

  return NULL;
}

/* What was chosen must be there. */
static gboolean
check_chosen (KontorJson *body,
              GError **error)
{
  const char *chosen = kontor_json_get_member_string (body, "chosen_variant");
  KontorJson *chosen_lines = kontor_json_get_member (body, "chosen_lines");
  KontorJson *variant = chosen != NULL ? find_variant (body, chosen) : NULL;
  g_autoptr (GHashTable) ids = collect_line_ids (variant);

  if (chosen != NULL && variant == NULL)
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                   _("The chosen variant “%s” is not in the offer."), chosen);
      return FALSE;
    }

  for (guint i = 0; i < kontor_json_get_size (chosen_lines); i++)
    {
      const char *id = kontor_json_get_string (kontor_json_get_element (chosen_lines, i));

      if (!g_hash_table_contains (ids, id))
        {
          g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                       _("The chosen line “%s” is not in the chosen variant."), id);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check (KontorJson *body,
       GError **error)
{
  KontorJson *variants = kontor_json_get_member (body, "variants");

  if (!kontor_parts_check_dates (body, "issued_on", "valid_until",
                                 _("An offer cannot cease to be valid before the day on which it is issued."), error))
    return FALSE;

  if (kontor_json_get_size (variants) > MAX_VARIANTS)
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_LIMIT,
                   _("An offer can have at most %d variants."), MAX_VARIANTS);
      return FALSE;
    }

  for (guint i = 0; i < kontor_json_get_size (variants); i++)
    if (!check_variant (kontor_json_get_element (variants, i), error))
      return FALSE;

  return check_chosen (body, error);
}

const KontorRecordType kontor_offer_type = {
  .kind = "offer",
  .type_name = "KontorOffer",
  .label = N_("Offer"),
  .plural = N_("Offers"),
  .icon = "kontor-offer-symbolic",
  .fields = fields,
  .states = states,
  .title = make_title,
  .derive = derive,
  .check = check,
};

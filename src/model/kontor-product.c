/* kontor-product.c: the kind "product": goods and services that are offered */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-identifiers.h"
#include "kontor-parts.h"
#include "kontor-types.h"
#include "kontor-vat.h"

static const KontorChoice sort_choices[] = {
  { "goods", N_("Goods") },
  { "service", N_("Service") },
  { NULL }
};

static const KontorField price_fields[] = {
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_CONSTANT },
  { "price", "price", N_("Price"), KONTOR_FIELD_MONEY, KONTOR_FIELD_REQUIRED,
    .minimum = "0", .maximum = KONTOR_PRICE_MAXIMUM, .currency = "currency" },
  { NULL }
};

/* One price in each currency. */
static const KontorPartType price_part = { "price", N_("Price"), "currency", price_fields };

static const KontorField fields[] = {
  { "code", "code", N_("Code"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "names", "names", N_("Name"), KONTOR_FIELD_TRANSLATED,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "descriptions", "descriptions", N_("Description"), KONTOR_FIELD_TRANSLATED, KONTOR_FIELD_SEARCHABLE },
  { "sort", "sort", N_("Sort"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED, .choices = sort_choices },
  { "category", "category", N_("Category"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },
  { "unit", "unit", N_("Unit"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED },
  { "prices", "prices", N_("Prices"), KONTOR_FIELD_PARTS, .part = &price_part },
  { "cost", "cost", N_("Cost"), KONTOR_FIELD_MONEY, KONTOR_FIELD_INTERNAL,
    .group = "cost", .minimum = "0", .maximum = KONTOR_PRICE_MAXIMUM, .currency = "cost_currency" },
  { "cost-currency", "cost_currency", N_("Currency of the Cost"), KONTOR_FIELD_CURRENCY, KONTOR_FIELD_INTERNAL,
    .group = "cost" },
  { "vat", "vat", N_("VAT (%)"), KONTOR_FIELD_DECIMAL,
    .group = "vat", .scale = KONTOR_PERCENT_SCALE, .minimum = "0", .maximum = "100" },
  { "vat-category", "vat_category", N_("VAT Category"), KONTOR_FIELD_CHOICE,
    .group = "vat", .choices = kontor_vat_category_choices, .fallback = "S" },
  { "vat-ground", "vat_ground", N_("Legal Ground"), KONTOR_FIELD_TEXT, .group = "vat" },
  { "active", "active", N_("On Sale"), KONTOR_FIELD_FLAG, KONTOR_FIELD_INDEXED, .fallback = "true" },
  { "manufacturer", "manufacturer", N_("Manufacturer"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },
  { "gtin", "gtin", N_("Bar Code (GTIN)"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE,
    .check = kontor_check_gtin },
  { "tags", "tags", N_("Tags"), KONTOR_FIELD_LIST, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE, .element = KONTOR_FIELD_TEXT },
  { "notes", "notes", N_("Notes"), KONTOR_FIELD_MULTILINE, KONTOR_FIELD_INTERNAL | KONTOR_FIELD_SEARCHABLE },

  /* what lists show: the name and the price that stand first */
  { "name", "name", N_("Name in Lists"), KONTOR_FIELD_TEXT, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED },
  { "price", "price", N_("Price"), KONTOR_FIELD_MONEY, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED,
    .currency = "currency" },
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  const char *name = kontor_translated_get (kontor_json_get_member (body, "names"), NULL);

  if (name == NULL)
    name = kontor_json_get_member_string (body, "code");

  return g_strdup (name);
}

static KontorJson *
derive (KontorJson *body)
{
  KontorJson *first = kontor_json_get_element (kontor_json_get_member (body, "prices"), 0);
  const char *name = kontor_translated_get (kontor_json_get_member (body, "names"), NULL);
  KontorJson *derived = kontor_json_ref (body);

  kontor_json_set_string (&derived, "name", name);
  kontor_json_set_string (&derived, "price", kontor_json_get_member_string (first, "price"));
  kontor_json_set_string (&derived, "currency", kontor_json_get_member_string (first, "currency"));

  return derived;
}

const KontorRecordType kontor_product_type = {
  .kind = "product",
  .type_name = "KontorProduct",
  .label = N_("Product"),
  .plural = N_("Products"),
  .icon = "kontor-product-symbolic",
  .fields = fields,
  .title = make_title,
  .derive = derive,
};

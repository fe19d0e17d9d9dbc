/* kontor-place.c: the places of the sidebar, one for each kind of record that a person works with */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-place.h"

#include <glib/gi18n.h>

#include "clause/kontor-clause-page.h"
#include "common/kontor-record-page.h"
#include "company/kontor-company-page.h"
#include "contract/kontor-contract-page.h"
#include "customer/kontor-customer-page.h"
#include "kontor-desk-contract.h"
#include "kontor-desk-offer.h"
#include "offer/kontor-offer-page.h"
#include "person/kontor-person-page.h"
#include "product/kontor-product-page.h"
#include "profile/kontor-profile-page.h"

static KontorRecord *
make_person (KontorStore *store,
             const char *customer,
             GError **error)
{
  g_autoptr (KontorRecord) record = kontor_record_new (kontor_record_type_find ("person"));

  if (customer != NULL)
    {
      g_autoptr (KontorJson) empty = kontor_json_new_object ();
      g_autoptr (KontorJson) id = kontor_json_new_string (customer);
      g_autoptr (KontorJson) employment = kontor_json_with_member (empty, "customer", id);
      g_autofree char *path = kontor_record_insert_part (record, "employments", G_MAXUINT, employment, error);

      if (path == NULL)
        return NULL;
    }

  return g_steal_pointer (&record);
}

static KontorRecord *
make_offer (KontorStore *store,
            const char *customer,
            GError **error)
{
  return kontor_desk_new_offer (store, customer, NULL, error);
}

static KontorRecord *
make_contract (KontorStore *store,
               const char *customer,
               GError **error)
{
  return kontor_desk_new_contract_for (store, customer, error);
}

/* A new kind is one entry here and one page. Columns are indexed members; the first is shown at any width. */
static const KontorPlace places[] = {
  {
    .kind = "customer",
    .new_label = N_("New Customer"),
    .empty_hint = N_("Press “New Customer” and type a name. Everything is saved as you type."),
    .icon = "kontor-customer-symbolic",
    .get_page_type = kontor_customer_page_get_type,
    .sort = "display_name",
    .columns = {
      { "display_name", 28, .label = N_("Name") },
      { "city", 14 },
      { "country", 10 },
      { "phone", 16 },
      { "status", 10 },
      { "owner", 14 },
      { "importance", 20 },
      { NULL },
    },
  },
  {
    .kind = "person",
    .new_label = N_("New Person"),
    .empty_hint = N_("People are whom you talk to at a customer. Add one here or on the customer’s page."),
    .icon = "kontor-person-symbolic",
    .get_page_type = kontor_person_page_get_type,
    .make = make_person,
    .sort = "display_name",
    .columns = {
      { "display_name", 24, .label = N_("Name") },
      { "customer", 22 },
      { "position", 18 },
      { "phone", 16 },
      { "email", 24 },
      { NULL },
    },
  },
  {
    .kind = "offer",
    .new_label = N_("New Offer"),
    .empty_hint = N_("An offer begins with a customer: open one and press “New Offer”, or make an offer here and choose the customer in it."),
    .icon = "kontor-offer-symbolic",
    .flags = KONTOR_PLACE_WIDE,
    .get_page_type = kontor_offer_page_get_type,
    .make = make_offer,
    .sort = "issued_on",
    .sort_descending = TRUE,
    .columns = {
      { "subject", 28 },
      { "number", 16 },
      { "customer", 22 },
      { "state", 10 },
      { "issued_on", 11 },
      { "gross", 14, .numeric = TRUE },
      { "currency", 7 },
      { "valid_until", 11 },
      { NULL },
    },
  },
  {
    .kind = "contract",
    .new_label = N_("New Contract"),
    .empty_hint = N_("Accept an offer and press “Draft Contract” in it, or make one here from nothing."),
    .icon = "kontor-contract-symbolic",
    .flags = KONTOR_PLACE_WIDE,
    .get_page_type = kontor_contract_page_get_type,
    .make = make_contract,
    .sort = "effective_from",
    .sort_descending = TRUE,
    .columns = {
      { "subject", 28 },
      { "number", 16 },
      { "customer", 22 },
      { "state", 10 },
      { "effective_from", 11 },
      { "effective_until", 11 },
      { NULL },
    },
  },
  {
    .kind = "product",
    .new_label = N_("New Product"),
    .empty_hint = N_("Products and services that are listed here are put into offers with a few keys."),
    .icon = "kontor-product-symbolic",
    .get_page_type = kontor_product_page_get_type,
    .sort = "name",
    .columns = {
      { "name", 28, .label = N_("Name") },
      { "code", 12 },
      { "category", 14 },
      { "unit", 6 },
      { "price", 12, .numeric = TRUE },
      { "currency", 7 },
      { NULL },
    },
  },
  {
    .kind = "clause",
    .new_label = N_("New Clause"),
    .empty_hint = N_("Clauses are pieces of legal text that offers and contracts use, in several languages."),
    .icon = "kontor-clause-symbolic",
    .flags = KONTOR_PLACE_SECTION,
    .get_page_type = kontor_clause_page_get_type,
    .sort = "name",
    .columns = {
      { "name", 28, .label = N_("Title") },
      { "code", 12 },
      { "category", 14 },
      { "use", 14 },
      { "version", 8 },
      { NULL },
    },
  },
  {
    .kind = "profile",
    .new_label = N_("New Offer Profile"),
    .empty_hint = N_("A profile says how an offer is made: its language, currencies, VAT, validity and terms."),
    .icon = "kontor-profile-symbolic",
    .get_page_type = kontor_profile_page_get_type,
    .sort = "name",
    .columns = {
      { "name", 28 },
      { "language", 8 },
      { "currency", 6 },
      { "template", 16 },
      { NULL },
    },
  },
  {
    .kind = "company",
    .new_label = N_("New Company"),
    .empty_hint = N_("This is the company whose desk this is."),
    .icon = "kontor-company-symbolic",
    .flags = KONTOR_PLACE_SINGLE,
    .get_page_type = kontor_company_page_get_type,
    .sort = "name",
    .columns = {
      { "name", 28 },
      { NULL },
    },
  },
  { NULL }
};

/**
 * kontor_places:
 *
 * Returns: (array zero-terminated=1): all places in the order of the sidebar; the last one has no kind
 */
const KontorPlace *
kontor_places (void)
{
  return places;
}

/**
 * kontor_place_find:
 * @kind: a kind of record
 *
 * Returns: (nullable): its place, or %NULL when it has none
 */
const KontorPlace *
kontor_place_find (const char *kind)
{
  for (const KontorPlace *place = places; place->kind != NULL; place++)
    if (g_strcmp0 (place->kind, kind) == 0)
      return place;

  return NULL;
}

/**
 * kontor_place_make_record:
 * @place: a place
 * @store: the store
 * @customer: (nullable): the id of the customer that the record is for
 * @error: return location for a #GError
 *
 * Makes a new record with what is known from the start. It is not stored. Blocks: for worker threads.
 *
 * Returns: (transfer full) (nullable): the record, or %NULL with @error set
 */
KontorRecord *
kontor_place_make_record (const KontorPlace *place,
                          KontorStore *store,
                          const char *customer,
                          GError **error)
{
  const KontorRecordType *type = kontor_record_type_find (place->kind);
  g_autoptr (KontorRecord) record = NULL;

  if (place->make != NULL)
    return place->make (store, customer, error);

  record = kontor_record_new (type);
  if (customer != NULL && kontor_fields_find (type->fields, "customer") != NULL &&
      !kontor_record_set_text (record, "customer", customer, error))
    return NULL;

  return g_steal_pointer (&record);
}

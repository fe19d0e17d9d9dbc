/* kontor-desk-offer.c: making offers, and what becomes of them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-offer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-currency.h"
#include "kontor-date.h"
#include "kontor-desk-error.h"
#include "kontor-desk-unit.h"
#include "kontor-desk.h"
#include "kontor-money.h"
#include "kontor-parts.h"
#include "kontor-rates-error.h"
#include "kontor-rates.h"

/* How long an offer holds when neither profile nor company says it. */
#define DEFAULT_VALIDITY_DAYS 30

#define DEFAULT_TEMPLATE "offer-classic"

static const char *
get_text (KontorRecord *record, const char *member)
{
  const char *text = record == NULL ? NULL : kontor_record_get_string (record, member);

  return text == NULL ? "" : text;
}

/* Takes a member over when the record has it. */
static void
take_member (KontorJson **body, const char *member, KontorRecord *from)
{
  KontorJson *value = from == NULL ? NULL : kontor_record_get (from, member);

  if (kontor_json_get_value_type (value) != KONTOR_JSON_NULL)
    kontor_json_set_member (body, member, value);
}

static void
set_text (KontorJson **body, const char *member, const char *text)
{
  if (*text != '\0')
    kontor_json_set_string (body, member, text);
}

static gboolean
set_dates (KontorJson **body, KontorRecord *profile, GError **error)
{
  gint64 days = DEFAULT_VALIDITY_DAYS;
  g_autofree char *until = NULL;
  GDate date;

  if (profile != NULL)
    kontor_json_get_integer (kontor_record_get (profile, "validity_days"), &days);

  kontor_desk_get_today (&date);
  if (!kontor_date_add_days (&date, (int) days, &date, error))
    return FALSE;

  until = kontor_date_to_string (&date);
  kontor_json_set_string (body, "valid_until", until);

  return TRUE;
}

static void
add_first_variant (KontorJson **body)
{
  g_autoptr (KontorJson) variant = kontor_json_new_object ();
  g_autoptr (KontorJson) lines = kontor_json_new_array ();
  g_autoptr (KontorJson) variants = NULL;

  kontor_json_set_string (&variant, "id", "v1");
  kontor_json_set_string (&variant, "name", "A");
  kontor_json_set_member (&variant, "lines", lines);
  variants = kontor_json_new_array_for (&variant, 1);
  kontor_json_set_member (body, "variants", variants);
}

/* What is asked first says what the offer is like: the customer, then the profile, then the company. */
static gboolean
fill_in (KontorStore *store, KontorJson **body, KontorRecord *customer, KontorRecord *profile, KontorRecord *company, GError **error)
{
  const char *const from_profile[] = {
    "show_currencies", "price_mode", "rounding", "vat_regime", "payment_form", "payment_days", "introduction", "closing", "terms",
  };
  const char *const from_customer[] = { "vat_regime", "payment_form", "payment_days" };

  for (guint i = 0; i < G_N_ELEMENTS (from_profile); i++)
    take_member (body, from_profile[i], profile);
  for (guint i = 0; i < G_N_ELEMENTS (from_customer); i++)
    take_member (body, from_customer[i], customer);

  kontor_json_set_string (body, "owner", kontor_desk_get_user ());
  set_text (body, "customer", customer == NULL ? "" : kontor_record_get_id (customer));
  set_text (body, "profile", profile == NULL ? "" : kontor_record_get_id (profile));
  set_text (body, "language", kontor_desk_first_text (get_text (customer, "language"), get_text (profile, "language"),
                                                      get_text (company, "language"), NULL));
  set_text (body, "currency", kontor_desk_first_text (get_text (customer, "currency"), get_text (profile, "currency"),
                                                      get_text (company, "currency"), NULL));
  set_text (body, "template", kontor_desk_first_text (get_text (profile, "template"), DEFAULT_TEMPLATE, NULL));
  add_first_variant (body);

  return set_dates (body, profile, error);
}

/* The profile that is named, else the customer's, else the company's. */
static gboolean
find_profile (KontorStore *store,
              const char *id,
              KontorRecord *customer,
              KontorRecord *company,
              KontorRecord **profile,
              GError **error)
{
  GError *reason = NULL;

  if (id != NULL)
    {
      *profile = kontor_desk_load (store, id, "profile", error);
      return *profile != NULL;
    }

  *profile = customer == NULL ? NULL : kontor_desk_load_reference (store, kontor_record_get_body (customer), "profile", &reason);
  if (*profile == NULL && reason == NULL && company != NULL)
    *profile = kontor_desk_load_reference (store, kontor_record_get_body (company), "profile", &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }

  return TRUE;
}

/**
 * kontor_desk_new_offer:
 * @store: the store
 * @customer: (nullable): the id of a customer
 * @profile: (nullable): the id of a profile; %NULL for the usual one of the customer or the company
 * @error: return location for a #GError
 *
 * Makes a draft for a customer: language, currency, template, terms, days of validity and the rest come from the customer,
 * the profile and the company. Rates of the currencies that are shown are pinned where they are known.
 *
 * Returns: (transfer full) (nullable): a new record, not stored yet
 */
KontorRecord *
kontor_desk_new_offer (KontorStore *store, const char *customer, const char *profile, GError **error)
{
  g_autoptr (KontorRecord) record = kontor_record_new (kontor_record_type_find ("offer"));
  g_autoptr (KontorRecord) company = NULL;
  g_autoptr (KontorRecord) for_customer = NULL;
  g_autoptr (KontorRecord) by_profile = NULL;
  g_autoptr (KontorJson) body = kontor_json_ref (kontor_record_get_body (record));
  g_autoptr (KontorJson) pinned = NULL;
  g_autoptr (GError) reason = NULL;

  company = kontor_desk_find_company (store, &reason);
  if (company == NULL && !g_error_matches (reason, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (customer != NULL && (for_customer = kontor_desk_load (store, customer, "customer", error)) == NULL)
    return NULL;
  if (!find_profile (store, profile, for_customer, company, &by_profile, error) ||
      !fill_in (store, &body, for_customer, by_profile, company, error))
    return NULL;

  /* A rate that is missing now is asked for again when the offer is issued, and then it is an error. */
  pinned = kontor_desk_pin_rates (store, body, FALSE, NULL);
  if (!kontor_record_set_body (record, pinned == NULL ? body : pinned, error))
    return NULL;

  return g_steal_pointer (&record);
}

/* The source and the rule by which an offer is converted: the profile's, else the company's. */
static gboolean
find_source (KontorStore *store, KontorJson *offer, char **source, KontorRateMatch *match, GError **error)
{
  g_autoptr (KontorRecord) company = NULL;
  g_autoptr (KontorRecord) profile = NULL;
  GError *reason = NULL;

  company = kontor_desk_find_company (store, error);
  if (company == NULL)
    return FALSE;
  profile = kontor_desk_load_reference (store, offer, "profile", &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }

  *source = g_strdup (kontor_desk_first_text (get_text (profile, "rate_source"), get_text (company, "rate_source"), NULL));
  if (**source == '\0')
    g_clear_pointer (source, g_free);
  *match = strcmp (get_text (company, "rate_rule"), "before") == 0 ? KONTOR_RATE_BEFORE : KONTOR_RATE_ON_OR_BEFORE;

  return TRUE;
}

static void
add_currency (GPtrArray *currencies, const char *currency, const char *own)
{
  if (currency != NULL && strcmp (currency, own) != 0 &&
      !g_ptr_array_find_with_equal_func (currencies, currency, g_str_equal, NULL))
    g_ptr_array_add (currencies, g_strdup (currency));
}

/* The currencies that an offer needs rates for: those that it shows and those of its costs. */
static GPtrArray *
list_foreign_currencies (KontorJson *offer, const char *own)
{
  GPtrArray *currencies = g_ptr_array_new_with_free_func (g_free);
  KontorJson *shown = kontor_json_get_member (offer, "show_currencies");
  KontorJson *variants = kontor_json_get_member (offer, "variants");

  for (guint i = 0; i < kontor_json_get_size (shown); i++)
    add_currency (currencies, kontor_json_get_string (kontor_json_get_element (shown, i)), own);

  for (guint i = 0; i < kontor_json_get_size (variants); i++)
    {
      KontorJson *lines = kontor_json_get_member (kontor_json_get_element (variants, i), "lines");

      for (guint j = 0; j < kontor_json_get_size (lines); j++)
        add_currency (currencies, kontor_json_get_member_string (kontor_json_get_element (lines, j), "cost_currency"), own);
    }

  return currencies;
}

static KontorJson *
find_pinned (KontorJson *rates, const char *currency)
{
  for (guint i = 0; i < kontor_json_get_size (rates); i++)
    {
      KontorJson *rate = kontor_json_get_element (rates, i);

      if (g_strcmp0 (kontor_json_get_member_string (rate, "currency"), currency) == 0)
        return rate;
    }

  return NULL;
}

/* A rate as it is pinned, with both dates of a table that has two. */
static KontorJson *
make_pinned (KontorJson *table, const char *from, const char *to, GError **error)
{
  g_autoptr (KontorRate) rate = kontor_rate_from_table (table, from, to, error);
  g_autoptr (KontorJson) pinned = NULL;

  if (rate == NULL)
    return NULL;

  pinned = kontor_rate_to_pinned (rate);
  kontor_json_set_member (&pinned, "quoted_on", kontor_json_get_member (table, "quoted_on"));

  return g_steal_pointer (&pinned);
}

/* The rates of @currencies for today, those that @keep has left as they are. */
static KontorJson *
list_rates (KontorStore *store, KontorJson *offer, GPtrArray *currencies, KontorJson *keep, GError **error)
{
  const char *own = kontor_json_get_member_string (offer, "currency");
  g_autoptr (GPtrArray) rates = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) table = NULL;

  for (guint i = 0; i < kontor_json_get_size (keep); i++)
    g_ptr_array_add (rates, kontor_json_ref (kontor_json_get_element (keep, i)));

  for (guint i = 0; i < currencies->len; i++)
    {
      const char *currency = g_ptr_array_index (currencies, i);
      KontorJson *pinned;

      if (find_pinned (keep, currency) != NULL)
        continue;

      if (table == NULL)
        {
          g_autofree char *source = NULL;
          KontorRateMatch match;
          GDate today;

          kontor_desk_get_today (&today);
          if (!find_source (store, offer, &source, &match, error))
            return NULL;
          table = kontor_rates_find_table (store, source, &today, match, error);
          if (table == NULL)
            return NULL;
        }

      pinned = make_pinned (table, own, currency, error);
      if (pinned == NULL)
        return NULL;
      g_ptr_array_add (rates, pinned);
    }

  return kontor_json_new_array_for ((KontorJson *const *) rates->pdata, rates->len);
}

/**
 * kontor_desk_pin_rates:
 * @store: the store
 * @offer: the body of an offer
 * @refresh: whether rates that are pinned already are taken anew
 * @error: return location for a #GError
 *
 * Pins today's rate of each currency that the offer shows or has costs in. A pinned rate is never refreshed unless a
 * person asks for it.
 *
 * Returns: (transfer full) (nullable): the body with its rates; %NULL with %KONTOR_RATES_ERROR when one is unknown
 */
KontorJson *
kontor_desk_pin_rates (KontorStore *store, KontorJson *offer, gboolean refresh, GError **error)
{
  const char *own = kontor_json_get_member_string (offer, "currency");
  g_autoptr (GPtrArray) currencies = NULL;
  g_autoptr (KontorJson) rates = NULL;

  if (own == NULL)
    {
      g_set_error_literal (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE, _("The offer has no currency yet."));
      return NULL;
    }

  currencies = list_foreign_currencies (offer, own);
  rates = list_rates (store, offer, currencies, refresh ? NULL : kontor_json_get_member (offer, "rates"), error);
  if (rates == NULL)
    return NULL;

  return kontor_json_with_member (offer, "rates", rates);
}

/**
 * kontor_desk_find_todays_rates:
 * @store: the store
 * @offer: the body of an offer
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what the offer's `rates` would be if they were pinned today
 */
KontorJson *
kontor_desk_find_todays_rates (KontorStore *store, KontorJson *offer, GError **error)
{
  g_autoptr (KontorJson) refreshed = kontor_desk_pin_rates (store, offer, TRUE, error);

  return refreshed == NULL ? NULL : kontor_json_ref (kontor_json_get_member (refreshed, "rates"));
}

/* The price in the currency of the offer: the one that is listed, else the first one converted at today's rate. */
static gboolean
find_price (KontorStore *store, KontorJson *offer, KontorRecord *product, char **price, GError **error)
{
  const char *own = kontor_json_get_member_string (offer, "currency");
  KontorJson *prices = kontor_record_get (product, "prices");
  KontorJson *listed = find_pinned (prices, own);
  g_autoptr (KontorRate) rate = NULL;
  g_autofree char *source = NULL;
  KontorRateMatch match;
  KontorDecimal amount;
  const char *currency;
  GDate today;

  if (listed != NULL)
    {
      *price = g_strdup (kontor_json_get_member_string (listed, "price"));
      return TRUE;
    }

  listed = kontor_json_get_element (prices, 0);
  currency = kontor_json_get_member_string (listed, "currency");
  if (own == NULL || currency == NULL || kontor_json_get_member_string (listed, "price") == NULL)
    return TRUE;

  kontor_desk_get_today (&today);
  if (!find_source (store, offer, &source, &match, error))
    return FALSE;
  rate = kontor_rates_lookup (store, source, currency, own, &today, match, error);
  if (rate == NULL || !kontor_decimal_parse (kontor_json_get_member_string (listed, "price"), 6, &amount, error) ||
      !kontor_rate_convert (rate, amount, &amount, error))
    return FALSE;

  *price = kontor_money_to_string (amount, own);

  return TRUE;
}

/**
 * kontor_desk_make_line:
 * @store: the store
 * @offer: the body of an offer
 * @product: the id of a product
 * @error: return location for a #GError
 *
 * Makes an item of a product, with its name and unit in the language of the offer and its price in the offer's currency. Where the
 * product has no price in it, its first price is converted at today's rate.
 *
 * Returns: (transfer full) (nullable): a line, with no id yet
 */
KontorJson *
kontor_desk_make_line (KontorStore *store, KontorJson *offer, const char *product, GError **error)
{
  const char *const same[] = { "vat", "vat_category", "vat_ground", "cost", "cost_currency" };
  const char *language = kontor_json_get_member_string (offer, "language");
  g_autoptr (KontorRecord) record = kontor_desk_load (store, product, "product", error);
  g_autoptr (KontorRecord) customer = NULL;
  g_autoptr (KontorJson) line = kontor_json_new_object ();
  g_autofree char *price = NULL;
  GError *reason = NULL;

  if (record == NULL || !find_price (store, offer, record, &price, error))
    return NULL;

  customer = kontor_desk_load_reference (store, offer, "customer", &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }

  kontor_json_set_string (&line, "line", "item");
  kontor_json_set_string (&line, "product", product);
  kontor_json_set_string (&line, "name", kontor_translated_get (kontor_record_get (record, "names"), language));
  kontor_json_set_string (&line, "description", kontor_translated_get (kontor_record_get (record, "descriptions"), language));
  kontor_json_set_string (&line, "quantity", "1");
  kontor_json_set_string (&line, "unit", kontor_desk_translate_unit (kontor_record_get_string (record, "unit"), language));
  kontor_json_set_string (&line, "unit_price", price);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    take_member (&line, same[i], record);
  take_member (&line, "discount", customer);

  return g_steal_pointer (&line);
}

/**
 * kontor_desk_revise_offer:
 * @store: the store
 * @id: the id of an offer that was issued
 * @error: return location for a #GError
 *
 * Makes the next revision of an offer: a draft of its own with the same number, which takes the place of the other when it
 * is issued. What was issued does not change.
 *
 * Returns: (transfer full) (nullable): the stored draft
 */
KontorRecord *
kontor_desk_revise_offer (KontorStore *store, const char *id, GError **error)
{
  const char *const own[] = {
    "state", "issued_on", "issued", "chosen_variant", "chosen_lines", "decided_on", "decision_reason", "log",
  };
  g_autoptr (KontorRecord) offer = kontor_desk_load (store, id, "offer", error);
  g_autoptr (KontorRecord) draft = NULL;
  g_autoptr (KontorJson) body = NULL;
  g_autoptr (KontorJson) revision = NULL;
  gint64 n = 0;

  if (offer == NULL)
    return NULL;
  if (kontor_record_get_string (offer, "issued") == NULL)
    {
      g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_STATE,
                   _("“%s” was not issued yet. A draft can be changed as it is; it needs no revision."),
                   get_text (offer, "subject"));
      return NULL;
    }

  draft = kontor_record_new (kontor_record_type_find ("offer"));
  body = kontor_json_ref (kontor_record_get_body (offer));
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    kontor_json_set_member (&body, own[i], NULL);

  kontor_json_get_integer (kontor_record_get (offer, "revision"), &n);
  revision = kontor_json_new_integer (n + 1);
  kontor_json_set_string (&body, "state", "draft");
  kontor_json_set_member (&body, "revision", revision);
  kontor_json_set_string (&body, "revises", id);
  if (!set_dates (&body, NULL, error) || !kontor_record_set_body (draft, body, error) ||
      !kontor_desk_log (draft, "revised", NULL, error) || !kontor_store_save (store, draft, NULL, error))
    return NULL;

  return g_steal_pointer (&draft);
}

static gboolean
check_choice (KontorRecord *offer, const char *variant, const char *const *lines, GError **error)
{
  g_autofree char *path = kontor_path_join ("variants", variant);

  if (kontor_record_get (offer, path) == NULL)
    {
      g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_CHOICE, _("The offer has no variant “%.100s”."), variant);
      return FALSE;
    }

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_autofree char *list = kontor_path_join (path, "lines");
      g_autofree char *line = kontor_path_join (list, lines[i]);
      const char *sort = kontor_json_get_member_string (kontor_record_get (offer, line), "line");

      if (g_strcmp0 (sort, "optional") != 0 && g_strcmp0 (sort, "alternative") != 0)
        {
          g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_CHOICE,
                       _("“%.100s” is no optional and no alternative item of the variant “%.100s”."), lines[i], variant);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
set_decision_date (KontorRecord *offer, GError **error)
{
  g_autofree char *text = NULL;
  GDate today;

  kontor_desk_get_today (&today);
  text = kontor_date_to_string (&today);

  return kontor_record_set_text (offer, "decided_on", text, error);
}

/**
 * kontor_desk_accept_offer:
 * @store: the store
 * @id: the id of an offer that was issued
 * @variant: the id of the variant that the customer chose
 * @lines: (nullable) (array zero-terminated=1): the ids of optional and alternative items that they took
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the accepted offer
 */
KontorRecord *
kontor_desk_accept_offer (KontorStore *store,
                          const char *id,
                          const char *variant,
                          const char *const *lines,
                          GError **error)
{
  const char *const none[] = { NULL };
  g_autoptr (KontorRecord) offer = kontor_desk_load (store, id, "offer", error);
  g_autoptr (KontorJson) chosen = kontor_json_new_strv (lines == NULL ? none : lines);

  if (offer == NULL || !check_choice (offer, variant, lines, error) || !kontor_desk_set_state (offer, "accepted", error) ||
      !kontor_record_set_text (offer, "chosen_variant", variant, error) ||
      !kontor_record_set (offer, "chosen_lines", chosen, error) || !set_decision_date (offer, error) ||
      !kontor_desk_log (offer, "accepted", variant, error) || !kontor_store_save (store, offer, NULL, error))
    return NULL;

  return g_steal_pointer (&offer);
}

/**
 * kontor_desk_close_offer:
 * @store: the store
 * @id: the id of an offer
 * @state: what became of it: `declined`, `withdrawn` or `cancelled`
 * @reason: (nullable): why
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the offer in its new state
 */
KontorRecord *
kontor_desk_close_offer (KontorStore *store, const char *id, const char *state, const char *reason, GError **error)
{
  g_autoptr (KontorRecord) offer = kontor_desk_load (store, id, "offer", error);

  if (offer == NULL || !kontor_desk_set_state (offer, state, error) ||
      !kontor_record_set_text (offer, "decision_reason", reason, error) || !set_decision_date (offer, error) ||
      !kontor_desk_log (offer, state, reason, error) || !kontor_store_save (store, offer, NULL, error))
    return NULL;

  return g_steal_pointer (&offer);
}

/**
 * kontor_desk_reopen_offer:
 * @store: the store
 * @id: the id of a draft that was cancelled
 * @error: return location for a #GError
 *
 * Makes a cancelled draft a draft again. Why it was cancelled stays in its log.
 *
 * Returns: (transfer full) (nullable): the draft; %NULL with %KONTOR_MODEL_ERROR_STATE when it is not cancelled
 */
KontorRecord *
kontor_desk_reopen_offer (KontorStore *store, const char *id, GError **error)
{
  g_autoptr (KontorRecord) offer = kontor_desk_load (store, id, "offer", error);

  if (offer == NULL || !kontor_desk_set_state (offer, "draft", error) ||
      !kontor_record_set (offer, "decision_reason", NULL, error) || !kontor_record_set (offer, "decided_on", NULL, error) ||
      !kontor_desk_log (offer, "reopened", NULL, error) || !kontor_store_save (store, offer, NULL, error))
    return NULL;

  return g_steal_pointer (&offer);
}

/* kontor-rates.c: exchange rates of a day, and what they make of an amount */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-rates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-currency.h"
#include "kontor-date.h"
#include "kontor-money.h"
#include "kontor-rates-error.h"
#include "kontor-rates-reader.h"

/* Design 4: a rate has ten decimals at the most. A cross rate has them when it is shown; it is computed as a fraction. */
#define SHOWN_DECIMALS 10

/**
 * kontor_rate_free:
 * @self: (nullable) (transfer full): a rate
 *
 * Frees a rate.
 */
void
kontor_rate_free (KontorRate *self)
{
  if (self == NULL)
    return;

  g_free (self->source);
  g_free (self->table);
  g_free (self);
}

/**
 * kontor_rate_convert:
 * @self: a rate
 * @amount: how much of the currency that is converted
 * @result: (out): how much that is in the other, rounded once, to its minor unit
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_BASE_ERROR when the result does not fit
 */
gboolean
kontor_rate_convert (const KontorRate *self, KontorDecimal amount, KontorDecimal *result, GError **error)
{
  const KontorDecimal factors[] = { amount, self->rate };
  guint exponent;

  return kontor_currency_get_exponent (self->to, &exponent, error) &&
         kontor_decimal_fraction (factors, G_N_ELEMENTS (factors), &self->per, 1, exponent, result, error);
}

/**
 * kontor_rate_to_string:
 * @self: a rate
 *
 * Returns: (transfer full): what is paid for one unit: exactly when ten decimals can say it, else rounded to these
 */
char *
kontor_rate_to_string (const KontorRate *self)
{
  KontorDecimal shown;

  if (!kontor_decimal_fraction (&self->rate, 1, &self->per, 1, SHOWN_DECIMALS, &shown, NULL))
    return NULL;

  return kontor_decimal_to_string_normalized (shown);
}

/**
 * kontor_rate_to_pinned:
 * @self: a rate from the currency of an offer to one that it shows
 *
 * Returns: (transfer full): an element of an offer's `rates`: currency, rate, per, source, table, date
 */
KontorJson *
kontor_rate_to_pinned (const KontorRate *self)
{
  KontorJson *pinned = kontor_json_new_object ();
  g_autofree char *rate = kontor_decimal_to_string_normalized (self->rate);
  g_autofree char *per = kontor_decimal_to_string_normalized (self->per);
  g_autofree char *date = kontor_date_to_string (&self->date);

  kontor_json_set_string (&pinned, "currency", self->to);
  kontor_json_set_string (&pinned, "rate", rate);
  kontor_json_set_string (&pinned, "per", per);
  kontor_json_set_string (&pinned, "source", self->source);
  kontor_json_set_string (&pinned, "table", self->table);
  kontor_json_set_string (&pinned, "date", date);

  return pinned;
}

/* How much of the base is paid for how much of @currency: the fraction @base / @foreign. */
static gboolean
get_quote (KontorJson *table, const char *currency, KontorDecimal *base, KontorDecimal *foreign, GError **error)
{
  const KontorRateSource *source = kontor_rate_source_find (kontor_json_get_member_string (table, "source"), error);
  const char *date = kontor_json_get_member_string (table, "date");
  KontorJson *rates = kontor_json_get_member (table, "rates");

  if (source == NULL)
    return FALSE;

  *base = *foreign = KONTOR_DECIMAL (1, 0);
  if (strcmp (currency, source->base) == 0)
    return TRUE;

  for (guint i = 0; i < kontor_json_get_size (rates); i++)
    {
      KontorJson *entry = kontor_json_get_element (rates, i);
      const char *rate = kontor_json_get_member_string (entry, "rate");
      const char *per = kontor_json_get_member_string (entry, "per");

      if (g_strcmp0 (kontor_json_get_member_string (entry, "currency"), currency) != 0)
        continue;

      return kontor_decimal_parse (rate, SHOWN_DECIMALS, source->base_per_foreign ? base : foreign, error) &&
             kontor_decimal_parse (per == NULL ? "1" : per, 0, source->base_per_foreign ? foreign : base, error);
    }

  g_set_error (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_NO_RATE, _("The table of %s of %s has no rate for %s."),
               source->name, date, currency);
  return FALSE;
}

/**
 * kontor_rate_from_table:
 * @table: the body of a `rate-table`
 * @from: an ISO 4217 code
 * @to: another
 * @error: return location for a #GError
 *
 * Reads a rate, or works it out over the currency of the source. A cross rate is kept as a fraction and never rounded.
 *
 * Returns: (transfer full) (nullable): the rate; %NULL with %KONTOR_RATES_ERROR_NO_RATE or %KONTOR_BASE_ERROR_CURRENCY
 */
KontorRate *
kontor_rate_from_table (KontorJson *table, const char *from, const char *to, GError **error)
{
  g_autoptr (KontorRate) self = g_new0 (KontorRate, 1);
  KontorDecimal from_base, from_foreign, to_base, to_foreign;
  guint exponent;

  g_return_val_if_fail (table != NULL && from != NULL && to != NULL, NULL);

  if (!kontor_currency_get_exponent (from, &exponent, error) || !kontor_currency_get_exponent (to, &exponent, error) ||
      !get_quote (table, from, &from_base, &from_foreign, error) ||
      !get_quote (table, to, &to_base, &to_foreign, error))
    return NULL;

  /* from_base / from_foreign is what one @from is worth, to_base / to_foreign what one @to is. */
  if (!kontor_decimal_multiply (from_base, to_foreign, &self->rate, error) ||
      !kontor_decimal_multiply (from_foreign, to_base, &self->per, error) ||
      !kontor_date_parse (kontor_json_get_member_string (table, "date"), &self->date, error))
    return NULL;

  if (strcmp (from, to) == 0)
    self->rate = self->per = KONTOR_DECIMAL (1, 0);
  g_strlcpy (self->from, from, sizeof self->from);
  g_strlcpy (self->to, to, sizeof self->to);
  self->source = g_strdup (kontor_json_get_member_string (table, "source"));
  self->table = g_strdup (kontor_json_get_member_string (table, "table"));

  return g_steal_pointer (&self);
}

/**
 * kontor_rates_find_table:
 * @store: the store
 * @source: (nullable): the name of a source
 * @date: for which day
 * @match: whether a table of that day itself may be taken
 * @error: return location for a #GError
 *
 * Finds the last table that a source had published, over weekends and holidays, by the date of publication.
 *
 * Returns: (transfer full) (nullable): its body; %NULL with %KONTOR_RATES_ERROR_SOURCE or %KONTOR_RATES_ERROR_NO_TABLE
 */
KontorJson *
kontor_rates_find_table (KontorStore *store,
                         const char *source,
                         const GDate *date,
                         KontorRateMatch match,
                         GError **error)
{
  const KontorRateSource *known = kontor_rate_source_find (source, error);
  g_autoptr (KontorQuery) query = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (KontorRecord) record = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (KONTOR_IS_STORE (store) && date != NULL, NULL);

  if (known == NULL)
    return NULL;

  day = kontor_date_to_string (date);
  query = kontor_query_new (kontor_record_type_find ("rate-table"));
  if (!kontor_query_add_filter (query, "source", KONTOR_MATCH_EQUAL, known->name, error) ||
      !kontor_query_add_filter (query, "date", match == KONTOR_RATE_BEFORE ? KONTOR_MATCH_LESS : KONTOR_MATCH_LESS_OR_EQUAL,
                                day, error) ||
      !kontor_query_set_sort (query, "date", TRUE, error))
    return NULL;
  kontor_query_set_limit (query, 1);

  ids = kontor_store_query_ids (store, query, NULL, error);
  if (ids == NULL)
    return NULL;
  if (ids->len == 0)
    {
      g_set_error (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_NO_TABLE,
                   match == KONTOR_RATE_BEFORE ? _("There are no exchange rates of %s from before %s. Fetch or import them first.")
                                               : _("There are no exchange rates of %s from %s or before. Fetch or import them first."),
                   known->name, day);
      return NULL;
    }

  record = kontor_store_load (store, g_ptr_array_index (ids, 0), error);
  return record == NULL ? NULL : kontor_json_ref (kontor_record_get_body (record));
}

/**
 * kontor_rates_lookup:
 * @store: the store
 * @source: (nullable): the name of a source
 * @from: an ISO 4217 code
 * @to: another
 * @date: for which day
 * @match: whether a table of that day itself may be taken
 * @error: return location for a #GError
 *
 * Finds the rate that holds for a day. A currency that the table lacks is an error, never a rate of 1 and never one from
 * an older table.
 *
 * Returns: (transfer full) (nullable): the rate, with the table that it is from; %NULL with %KONTOR_RATES_ERROR
 */
KontorRate *
kontor_rates_lookup (KontorStore *store,
                     const char *source,
                     const char *from,
                     const char *to,
                     const GDate *date,
                     KontorRateMatch match,
                     GError **error)
{
  g_autoptr (KontorJson) table = NULL;
  guint exponent;

  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  /* A wrong currency is told before a missing table. */
  if (!kontor_currency_get_exponent (from, &exponent, error) || !kontor_currency_get_exponent (to, &exponent, error))
    return NULL;

  table = kontor_rates_find_table (store, source, date, match, error);
  return table == NULL ? NULL : kontor_rate_from_table (table, from, to, error);
}

/* Whether the store has the table already; FALSE with @error when it has another one under the same id. */
static gboolean
is_known (KontorStore *store, KontorRecord *record, gboolean *known, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KontorRecord) stored = kontor_store_load (store, kontor_record_get_id (record), &reason);

  *known = stored != NULL;
  if (stored == NULL)
    {
      if (g_error_matches (reason, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  if (!kontor_json_equal (kontor_record_get_body (stored), kontor_record_get_body (record)))
    {
      g_set_error (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_CHANGED,
                   _("The exchange rates of %s of %s are here already, with other figures. Nothing was imported."),
                   kontor_record_get_string (record, "source"), kontor_record_get_string (record, "date"));
      return FALSE;
    }

  return TRUE;
}

/**
 * kontor_rates_import:
 * @store: the store
 * @data: the bytes of a file that kontor_rates_read() reads
 * @length: how many
 * @n_new: (out) (optional): how many tables were new
 * @n_known: (out) (optional): how many were here already
 * @error: return location for a #GError
 *
 * Stores all tables of a file, or none. A table that was published does not change: other figures for the same day are
 * an error.
 *
 * Returns: %FALSE with %KONTOR_RATES_ERROR or %KONTOR_STORE_ERROR, and nothing stored
 */
gboolean
kontor_rates_import (KontorStore *store, const char *data, gsize length, guint *n_new, guint *n_known, GError **error)
{
  g_autoptr (GPtrArray) tables = kontor_rates_read (data, length, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (KONTOR_IS_STORE (store), FALSE);

  if (tables == NULL)
    return FALSE;

  for (guint i = 0; i < tables->len; i++)
    {
      g_autoptr (KontorRecord) record = kontor_record_new_for_body (NULL, g_ptr_array_index (tables, i), error);
      gboolean known;

      if (record == NULL || !is_known (store, record, &known, error))
        return FALSE;
      if (!known)
        g_ptr_array_add (records, g_steal_pointer (&record));
    }

  if (records->len > 0 && !kontor_store_save_all (store, records, error))
    return FALSE;

  if (n_new != NULL)
    *n_new = records->len;
  if (n_known != NULL)
    *n_known = tables->len - records->len;

  return TRUE;
}

/* kontor-tool-rates.c: kontorctl rates and convert */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-currency.h"
#include "kontor-date.h"
#include "kontor-desk-error.h"
#include "kontor-desk.h"
#include "kontor-money.h"
#include "kontor-rates-error.h"
#include "kontor-rates-fetch.h"
#include "kontor-rates.h"

/* The history of the European Central Bank is below 10 MB. */
#define MAX_BYTES (64 * 1024 * 1024)

/* What an amount may have behind its point, as a price. */
#define AMOUNT_DECIMALS 6

static void
print_counts (guint n_new,
              guint n_known)
{
  g_autoptr (KontorJson) json = kontor_json_new_object ();
  g_autoptr (KontorJson) new_json = kontor_json_new_integer (n_new);
  g_autoptr (KontorJson) known_json = kontor_json_new_integer (n_known);

  kontor_json_set_member (&json, "new", new_json);
  kontor_json_set_member (&json, "known", known_json);
  kontor_tool_print_json (json);
}

/* A source may give its tables no number. */
static void
set_table (KontorJson **json,
           const char *table)
{
  g_autoptr (KontorJson) value = table ? kontor_json_new_string (table) : kontor_json_new_null ();

  kontor_json_set_member (json, "table", value);
}

/**
 * kontor_tool_rates_import:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Takes the tables of a file, all or none, and prints how many were new.
 *
 * Returns: whether they are stored
 */
gboolean
kontor_tool_rates_import (KontorTool *tool,
                          GError **error)
{
  gsize length;
  g_autofree char *data = kontor_tool_read_file (kontor_tool_get_argument (tool, 0), MAX_BYTES, &length, error);
  KontorStore *store = data ? kontor_tool_open_or_make (tool, error) : NULL;
  guint n_new, n_known;

  if (!store || !kontor_rates_import (store, data, length, &n_new, &n_known, error))
    return FALSE;
  print_counts (n_new, n_known);
  return TRUE;
}

/*
 * The source that was asked for, else the company's. There need be no company yet; then there is no source, and
 * kontor_rate_source_find() says which there are.
 */
static gboolean
choose_source (KontorTool *tool,
               KontorStore *store,
               const KontorRateSource **source,
               GError **error)
{
  const char *name = kontor_tool_get_option (tool, "source");
  g_autoptr (KontorRecord) company = NULL;
  g_autoptr (GError) reason = NULL;

  if (!name)
    {
      company = kontor_desk_find_company (store, &reason);
      if (company)
        name = kontor_record_get_string (company, "rate_source");
      else if (!g_error_matches (reason, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
    }
  *source = kontor_rate_source_find (name, error);
  return *source != NULL;
}

typedef struct
{
  GMainLoop *loop;
  GBytes *bytes;
  GError *error;
} Fetch;

static void
fetched_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  Fetch *fetch = user_data;

  fetch->bytes = kontor_rates_fetch_finish (result, &fetch->error);
  g_main_loop_quit (fetch->loop);
}

static GBytes *
fetch_bytes (const char *url,
             GError **error)
{
  Fetch fetch = { g_main_loop_new (NULL, FALSE), NULL, NULL };

  kontor_tool_show_progress (_("Fetching exchange rates…"));
  kontor_rates_fetch_async (url, NULL, fetched_cb, &fetch);
  g_main_loop_run (fetch.loop);
  g_main_loop_unref (fetch.loop);
  if (fetch.error)
    g_propagate_error (error, fetch.error);
  return fetch.bytes;
}

/**
 * kontor_tool_rates_fetch:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Fetches the newest table of a source and stores it.
 *
 * Returns: whether it is stored
 */
gboolean
kontor_tool_rates_fetch (KontorTool *tool,
                         GError **error)
{
  KontorStore *store = kontor_tool_open_or_make (tool, error);
  const char *url = kontor_tool_get_option (tool, "url");
  const KontorRateSource *source = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint n_new, n_known;

  if (!store)
    return FALSE;
  /* A file says itself whose it is; a source is only needed to know where to look. */
  if ((!url || kontor_tool_has_option (tool, "source")) && !choose_source (tool, store, &source, error))
    return FALSE;
  bytes = fetch_bytes (url ? url : source->url, error);
  if (!bytes ||
      !kontor_rates_import (store, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &n_new, &n_known, error))
    return FALSE;
  print_counts (n_new, n_known);
  return TRUE;
}

static void
print_table (KontorJson *table)
{
  KontorJson *rates = kontor_json_get_member (table, "rates");

  for (guint i = 0; i < kontor_json_get_size (rates); i++)
    {
      KontorJson *entry = kontor_json_get_element (rates, i);
      const char *per = kontor_json_get_member_string (entry, "per");
      g_autoptr (KontorJson) line = kontor_json_new_object ();

      kontor_json_set_string (&line, "source", kontor_json_get_member_string (table, "source"));
      set_table (&line, kontor_json_get_member_string (table, "table"));
      kontor_json_set_string (&line, "date", kontor_json_get_member_string (table, "date"));
      kontor_json_set_string (&line, "base", kontor_json_get_member_string (table, "base"));
      kontor_json_set_string (&line, "currency", kontor_json_get_member_string (entry, "currency"));
      kontor_json_set_string (&line, "rate", kontor_json_get_member_string (entry, "rate"));
      kontor_json_set_string (&line, "per", per ? per : "1");
      kontor_tool_print_json (line);
    }
}

/**
 * kontor_tool_rates_show:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Prints the rates that hold for a day, of one source or of all that have any, one a line. `rate` is as the source quotes
 * it: the European Central Bank in `currency` for one `base`, the National Bank of Poland in `base` for `per` `currency`.
 *
 * Returns: whether there were any
 */
gboolean
kontor_tool_rates_show (KontorTool *tool,
                        GError **error)
{
  const char *wanted = kontor_tool_get_option (tool, "source");
  g_autofree char *day = NULL;
  KontorStore *store;
  guint n_tables = 0;
  GDate date;

  if (!kontor_tool_get_date (tool, &date, error) || (wanted && !kontor_rate_source_find (wanted, error)))
    return FALSE;
  store = kontor_tool_open (tool, error);
  if (!store)
    return FALSE;

  for (const KontorRateSource *source = kontor_rate_sources (); source->name; source++)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (KontorJson) table = NULL;

      if (wanted && strcmp (wanted, source->name) != 0)
        continue;
      table = kontor_rates_find_table (store, source->name, &date, KONTOR_RATE_ON_OR_BEFORE, &reason);
      if (table)
        {
          print_table (table);
          n_tables++;
        }
      else if (wanted || !g_error_matches (reason, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_NO_TABLE))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
    }
  if (n_tables > 0)
    return TRUE;
  day = kontor_date_to_string (&date);
  g_set_error (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_NO_TABLE,
               _("There are no exchange rates from %s or before. Fetch or import them first."), day);
  return FALSE;
}

/**
 * kontor_tool_convert:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Prints what an amount is in another currency, and by which rate. `rate` is for one unit of the first currency, rounded
 * to ten decimals; the amount is computed from the exact fraction.
 *
 * Returns: %FALSE with %KONTOR_BASE_ERROR when the amount or a currency is none, and %KONTOR_RATES_ERROR without a rate
 */
gboolean
kontor_tool_convert (KontorTool *tool,
                     GError **error)
{
  const char *from = kontor_tool_get_argument (tool, 1), *to = kontor_tool_get_argument (tool, 2);
  KontorRateMatch match = kontor_tool_has_option (tool, "before") ? KONTOR_RATE_BEFORE : KONTOR_RATE_ON_OR_BEFORE;
  const KontorRateSource *source;
  g_autoptr (KontorJson) json = NULL;
  g_autoptr (KontorRate) rate = NULL;
  g_autofree char *amount_text = NULL, *rate_text = NULL, *date_text = NULL;
  KontorDecimal amount, result;
  KontorStore *store;
  guint exponent;
  GDate date;

  if (!kontor_decimal_parse (kontor_tool_get_argument (tool, 0), AMOUNT_DECIMALS, &amount, error) ||
      !kontor_currency_get_exponent (from, &exponent, error) || !kontor_currency_get_exponent (to, &exponent, error) ||
      !kontor_tool_get_date (tool, &date, error))
    return FALSE;

  store = kontor_tool_open (tool, error);
  if (!store || !choose_source (tool, store, &source, error))
    return FALSE;
  rate = kontor_rates_lookup (store, source->name, from, to, &date, match, error);
  if (!rate || !kontor_rate_convert (rate, amount, &result, error))
    return FALSE;

  amount_text = kontor_money_to_string (result, to);
  rate_text = kontor_rate_to_string (rate);
  date_text = kontor_date_to_string (&rate->date);
  json = kontor_json_new_object ();
  kontor_json_set_string (&json, "amount", amount_text);
  kontor_json_set_string (&json, "currency", to);
  kontor_json_set_string (&json, "rate", rate_text);
  kontor_json_set_string (&json, "source", rate->source);
  set_table (&json, rate->table);
  kontor_json_set_string (&json, "date", date_text);
  kontor_tool_print_json (json);
  return TRUE;
}

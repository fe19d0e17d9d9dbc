/* kontor-rate-source.c: who publishes exchange rates */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-rate-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-rates-error.h"

/* NBP's table C has two prices: the bank buys at one and sells at the other. */
static const KontorRateSource sources[] = {
  { "ecb", N_ ("European Central Bank, reference rates"), "EUR", FALSE,
    "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml" },
  { "nbp-a", N_ ("National Bank of Poland, table A (average rates)"), "PLN", TRUE,
    "https://static.nbp.pl/dane/kursy/xml/LastA.xml" },
  { "nbp-b", N_ ("National Bank of Poland, table B (average rates, rarer currencies)"), "PLN", TRUE,
    "https://static.nbp.pl/dane/kursy/xml/LastB.xml" },
  { "nbp-c-buy", N_ ("National Bank of Poland, table C (buying)"), "PLN", TRUE,
    "https://static.nbp.pl/dane/kursy/xml/LastC.xml" },
  { "nbp-c-sell", N_ ("National Bank of Poland, table C (selling)"), "PLN", TRUE,
    "https://static.nbp.pl/dane/kursy/xml/LastC.xml" },
  { NULL },
};

/**
 * kontor_rate_sources:
 *
 * Returns: (transfer none): all sources; the last has no name
 */
const KontorRateSource *
kontor_rate_sources (void)
{
  return sources;
}

/**
 * kontor_rate_source_find:
 * @name: (nullable): the name of a source; %NULL when none was chosen
 * @error: return location for a #GError
 *
 * Returns: (transfer none) (nullable): the source; %NULL with %KONTOR_RATES_ERROR_SOURCE, which lists the choices
 */
const KontorRateSource *
kontor_rate_source_find (const char *name, GError **error)
{
  g_autoptr (GString) choices = g_string_new (NULL);

  for (const KontorRateSource *source = sources; source->name != NULL; source++)
    {
      if (g_strcmp0 (source->name, name) == 0)
        return source;
      g_string_append_printf (choices, "%s%s", choices->len > 0 ? ", " : "", source->name);
    }

  if (name == NULL)
    g_set_error (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_SOURCE,
                 _("No source of exchange rates is chosen. Choose one of %s, here or in the settings of the company."),
                 choices->str);
  else
    g_set_error (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_SOURCE,
                 _("There is no source of exchange rates “%.50s”. There are %s."), name, choices->str);

  return NULL;
}

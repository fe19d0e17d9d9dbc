/* kontor-rate-source.c: who publishes exchange rates */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-rate-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-rates-error.h"

/*
 * NBP's table C has two prices: the bank buys at one and sells at the other. How a person reads the names is said by
 * the choices of the field `rate_source`.
 */
static const KontorRateSource sources[] = {
  { "ecb", "EUR", FALSE,
    "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml" },
  { "nbp-a", "PLN", TRUE,
    "https://static.nbp.pl/dane/kursy/xml/LastA.xml" },
  { "nbp-b", "PLN", TRUE,
    "https://static.nbp.pl/dane/kursy/xml/LastB.xml" },
  { "nbp-c-buy", "PLN", TRUE,
    "https://static.nbp.pl/dane/kursy/xml/LastC.xml" },
  { "nbp-c-sell", "PLN", TRUE,
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

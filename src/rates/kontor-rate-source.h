/* kontor-rate-source.h: who publishes exchange rates */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorRateSource:
 * @name: how records and commands call it, `nbp-a`
 * @base: the currency against which it quotes
 * @base_per_foreign: %TRUE when a rate is how much of @base is paid for a foreign currency (NBP: 4.25 PLN for 1 EUR);
 *   %FALSE when it is how much of a foreign currency is paid for the base (ECB: 1.08 USD for 1 EUR)
 * @url: where the newest table is found
 *
 * A publisher of exchange rates, or one of the prices that it publishes.
 */
typedef struct
{
  const char *name;
  const char *base;
  gboolean base_per_foreign;
  const char *url;
} KontorRateSource;

const KontorRateSource *kontor_rate_sources (void);
const KontorRateSource *kontor_rate_source_find (const char *name, GError **error);

G_END_DECLS

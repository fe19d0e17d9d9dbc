/* kontor-rates-error.h: the error domain of src/rates */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorRatesError:
 * @KONTOR_RATES_ERROR_FORMAT: the file is no table of exchange rates, or a damaged one
 * @KONTOR_RATES_ERROR_SOURCE: no such source, or none was chosen
 * @KONTOR_RATES_ERROR_NO_TABLE: no table of the source is old enough
 * @KONTOR_RATES_ERROR_NO_RATE: the table has no rate for the currency
 * @KONTOR_RATES_ERROR_CHANGED: a table is already here with other rates
 * @KONTOR_RATES_ERROR_NETWORK: the source could not be reached, or answered something else
 *
 * What can go wrong in src/rates. Messages are translated and can be shown as they are.
 */
typedef enum
{
  KONTOR_RATES_ERROR_FORMAT,
  KONTOR_RATES_ERROR_SOURCE,
  KONTOR_RATES_ERROR_NO_TABLE,
  KONTOR_RATES_ERROR_NO_RATE,
  KONTOR_RATES_ERROR_CHANGED,
  KONTOR_RATES_ERROR_NETWORK,
} KontorRatesError;

#define KONTOR_RATES_ERROR (kontor_rates_error_quark ())
GQuark kontor_rates_error_quark (void);

G_END_DECLS

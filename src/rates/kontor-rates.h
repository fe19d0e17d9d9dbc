/* kontor-rates.h: exchange rates of a day, and what they make of an amount */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "kontor-decimal.h"
#include "kontor-rate-source.h"
#include "kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorRateMatch:
 * @KONTOR_RATE_ON_OR_BEFORE: the last table published on the day or before it
 * @KONTOR_RATE_BEFORE: the last table published before the day (Polish tax law: the working day before)
 *
 * Which table holds for a day.
 */
typedef enum
{
  KONTOR_RATE_ON_OR_BEFORE,
  KONTOR_RATE_BEFORE,
} KontorRateMatch;

/**
 * KontorRate:
 * @from: the currency that is converted
 * @to: the currency that it is converted to
 * @rate: how much of @to is paid ...
 * @per: ... for so much of @from; a cross rate is the fraction of the two, exactly
 * @source: the name of the source
 * @table: (nullable): the number of the table
 * @date: the day on which the table was published
 *
 * An exchange rate and where it is from.
 */
typedef struct
{
  char from[4];
  char to[4];
  KontorDecimal rate;
  KontorDecimal per;
  char *source;
  char *table;
  GDate date;
} KontorRate;

void kontor_rate_free (KontorRate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorRate, kontor_rate_free)

gboolean kontor_rate_convert (const KontorRate *self, KontorDecimal amount, KontorDecimal *result, GError **error);
char *kontor_rate_to_string (const KontorRate *self);
KontorJson *kontor_rate_to_pinned (const KontorRate *self);

KontorRate *kontor_rate_from_table (KontorJson *table, const char *from, const char *to, GError **error);
KontorRate *kontor_rates_lookup (KontorStore *store,
                                 const char *source,
                                 const char *from,
                                 const char *to,
                                 const GDate *date,
                                 KontorRateMatch match,
                                 GError **error);
KontorJson *kontor_rates_find_table (KontorStore *store,
                                     const char *source,
                                     const GDate *date,
                                     KontorRateMatch match,
                                     GError **error);

gboolean kontor_rates_import (KontorStore *store,
                              const char *data,
                              gsize length,
                              guint *n_new,
                              guint *n_known,
                              GError **error);

G_END_DECLS

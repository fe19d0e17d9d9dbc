/* kontor-base-error.h: the error domain of src/base */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorBaseError:
 * @KONTOR_BASE_ERROR_SYNTAX: the text is not a number, date, currency, ... at all
 * @KONTOR_BASE_ERROR_PRECISION: more decimals than are allowed
 * @KONTOR_BASE_ERROR_OVERFLOW: the result does not fit; nothing was computed
 * @KONTOR_BASE_ERROR_DIVISION_BY_ZERO: a divisor is zero
 * @KONTOR_BASE_ERROR_CURRENCY: no such ISO 4217 currency
 * @KONTOR_BASE_ERROR_LOCALE: ICU has no data for what was asked
 *
 * What can go wrong in src/base. Messages are translated and can be shown as they are.
 */
typedef enum
{
  KONTOR_BASE_ERROR_SYNTAX,
  KONTOR_BASE_ERROR_PRECISION,
  KONTOR_BASE_ERROR_OVERFLOW,
  KONTOR_BASE_ERROR_DIVISION_BY_ZERO,
  KONTOR_BASE_ERROR_CURRENCY,
  KONTOR_BASE_ERROR_LOCALE,
} KontorBaseError;

#define KONTOR_BASE_ERROR (kontor_base_error_quark ())
GQuark kontor_base_error_quark (void);

G_END_DECLS

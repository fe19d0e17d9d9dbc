/* kontor-rates-error.c: the error domain of src/rates */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-rates-error.h"

G_DEFINE_QUARK (kontor-rates-error-quark, kontor_rates_error)

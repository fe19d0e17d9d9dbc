/* kontor-store-error.c: the error domain of src/store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-error.h"

G_DEFINE_QUARK (kontor-store-error-quark, kontor_store_error)

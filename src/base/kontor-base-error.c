/* kontor-base-error.c: the error domain of src/base */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-base-error.h"

G_DEFINE_QUARK (kontor-base-error-quark, kontor_base_error)

/* kontor-formats-error.c: the error domain of src/formats */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-formats-error.h"

G_DEFINE_QUARK (kontor-formats-error-quark, kontor_formats_error)

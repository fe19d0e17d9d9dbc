/* kontor-desk-error.c: the error domain of src/desk */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-error.h"

G_DEFINE_QUARK (kontor-desk-error-quark, kontor_desk_error)

/* kontor-model-error.c: the error domain of src/model */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-model-error.h"

G_DEFINE_QUARK (kontor-model-error-quark, kontor_model_error)

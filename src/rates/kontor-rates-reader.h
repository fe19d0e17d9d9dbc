/* kontor-rates-reader.h: rate tables from the XML of their publishers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-json.h"

G_BEGIN_DECLS

GPtrArray *kontor_rates_read (const char *data, gsize length, GError **error);

G_END_DECLS

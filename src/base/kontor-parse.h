/* kontor-parse.h: what a person types: numbers and dates of a language */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "kontor-decimal.h"

G_BEGIN_DECLS

gboolean kontor_parse_number (const char *text,
                              const char *language,
                              guint max_scale,
                              KontorDecimal *result,
                              GError **error);
gboolean kontor_parse_date (const char *text,
                            const char *language,
                            const GDate *today,
                            GDate *result,
                            GError **error);

G_END_DECLS

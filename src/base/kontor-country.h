/* kontor-country.h: countries of ISO 3166 */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kontor_country_is_valid (const char *code);
char *kontor_country_dup_name (const char *code, const char *language);
const char *const *kontor_country_get_all (void);

G_END_DECLS

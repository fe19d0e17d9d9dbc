/* kontor-currency.h: ISO 4217 currencies */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kontor_currency_is_valid (const char *code);
gboolean kontor_currency_get_exponent (const char *code, guint *exponent, GError **error);
char *kontor_currency_dup_name (const char *code, const char *language);
GStrv kontor_currency_list_codes (void);

G_END_DECLS

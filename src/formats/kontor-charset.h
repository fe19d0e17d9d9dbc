/* kontor-charset.h: text of other programs as UTF-8 */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest file that is imported. */
#define KONTOR_FORMATS_MAX_SIZE (128 * 1024 * 1024)

GBytes *kontor_charset_decode (GBytes *bytes, const char *language, const char **charset, gboolean *guessed, GError **error);
char *kontor_charset_decode_text (const char *text, gsize length, const char *charset, const char *language);

G_END_DECLS

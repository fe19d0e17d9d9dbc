/* kontor-language.h: names of languages as ICU wants them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kontor_language_is_valid (const char *tag);
char *kontor_language_to_locale (const char *language);
char *kontor_language_dup_default (void);

G_END_DECLS

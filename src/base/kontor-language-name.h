/* kontor-language-name.h: the names of languages */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv kontor_language_list_codes (void);
char *kontor_language_dup_name (const char *tag, const char *language);

G_END_DECLS

/* kontor-words-private.h: what amounts in words are put together from */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *kontor_words_get_gender (const char *language, const char *currency);
const char *kontor_words_get_name (const char *language, const char *currency, const char *plural);
const char *kontor_words_get_joint (const char *language);
const char *kontor_words_get_of (const char *language, const char *name);

char *kontor_words_join_bulgarian (const char *spelled);
char *kontor_words_chinese_number (guint64 number, gboolean traditional);

G_END_DECLS

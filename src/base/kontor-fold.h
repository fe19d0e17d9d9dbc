/* kontor-fold.h: text folded for search */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kontor_fold (const char *text);
char *kontor_fold_passport (const char *text);
char *kontor_fold_pinyin (const char *text);
char *kontor_fold_for_index (const char *text);
GStrv kontor_fold_words (const char *text);

G_END_DECLS

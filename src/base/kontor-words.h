/* kontor-words.h: amounts in words */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "kontor-decimal.h"

G_BEGIN_DECLS

char *kontor_amount_in_words (KontorDecimal value, const char *currency, const char *language, GError **error);

G_END_DECLS

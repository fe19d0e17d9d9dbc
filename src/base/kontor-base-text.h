/* kontor-base-text.h: text as it stands in the messages of src/base */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kontor_base_shorten (const char *text);

G_END_DECLS

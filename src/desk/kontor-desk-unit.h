/* kontor-desk-unit.h: units of measure in the languages of documents */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *kontor_desk_translate_unit (const char *unit, const char *language);

G_END_DECLS

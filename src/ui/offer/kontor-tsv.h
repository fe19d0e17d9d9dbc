/* kontor-tsv.h: tables as spreadsheets put them on the clipboard */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More than anybody pastes into an offer; what is beyond is an error, not cut off. */
#define KONTOR_TSV_MAX_ROWS 2000
#define KONTOR_TSV_MAX_CELLS 64

GPtrArray *kontor_tsv_parse (const char *text, GError **error);
void kontor_tsv_append_row (GString *text, const char *const *cells);

G_END_DECLS

/* kontor-line-table.h: lines of an offer as a table for the clipboard */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field.h"

G_BEGIN_DECLS

/**
 * KontorPastedLine:
 * @line: the line, with no id yet
 * @refused: (nullable) (element-type utf8 utf8): by member, texts that their field refuses, as they were pasted
 *
 * A line that was made of a row of a table.
 */
typedef struct
{
  KontorJson *line;
  GHashTable *refused;
} KontorPastedLine;

void kontor_pasted_line_free (KontorPastedLine *self);

GPtrArray *kontor_line_table_read (const KontorField *fields, const char *text, const char *language, GError **error);
char *kontor_line_table_write (const KontorField *fields, KontorJson *const *lines, guint n_lines, const char *language);

G_END_DECLS

/* kontor-line-column.h: the columns of the grid of lines, and how their cells are read and written */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-lines.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_LINE_COLUMN_POSITION,
  KONTOR_LINE_COLUMN_NAME,
  KONTOR_LINE_COLUMN_QUANTITY,
  KONTOR_LINE_COLUMN_UNIT,
  KONTOR_LINE_COLUMN_PRICE,
  KONTOR_LINE_COLUMN_DISCOUNT,
  KONTOR_LINE_COLUMN_VAT,
  KONTOR_LINE_COLUMN_NET,
  KONTOR_LINE_COLUMN_COST,
  KONTOR_LINE_COLUMN_MARGIN,
  KONTOR_LINE_N_COLUMNS,
} KontorLineColumn;

/**
 * KontorLineColumnInfo:
 * @title: N_, the head of the column, short
 * @name: N_, its name in full, for screen readers
 * @member: (nullable): the member of a line that it edits; %NULL for what is computed
 * @width_chars: how wide a cell is at least
 * @numeric: whether it stands to the right
 * @setting: (nullable): the key of the setting that shows it
 *
 * A column of the grid.
 */
typedef struct
{
  const char *title;
  const char *name;
  const char *member;
  int width_chars;
  gboolean numeric;
  const char *setting;
} KontorLineColumnInfo;

const KontorLineColumnInfo *kontor_line_column_get_info (KontorLineColumn column);
gboolean kontor_line_column_applies (KontorLineColumn column, KontorLine *line);
char *kontor_line_column_show (KontorLineColumn column, KontorLines *lines, KontorLine *line);
gboolean kontor_line_column_type (KontorLineColumn column,
                                  KontorLines *lines,
                                  KontorLine *line,
                                  const char *typed,
                                  GError **error);
KontorJson *kontor_line_column_get_value (KontorLineColumn column, KontorLine *line);
void kontor_line_column_keep (KontorLineColumn column, KontorLines *lines, KontorLine *line, KontorJson *value);
gboolean kontor_line_column_check (KontorLineColumn column, KontorLines *lines, KontorLine *line, GError **error);

G_END_DECLS

/* kontor-multiline-row.h: a row for text with line breaks */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MULTILINE_ROW (kontor_multiline_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorMultilineRow, kontor_multiline_row, KONTOR, MULTILINE_ROW, KontorFieldRow)

G_END_DECLS

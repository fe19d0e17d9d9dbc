/* kontor-flag-row.h: a row for a yes or no */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_FLAG_ROW (kontor_flag_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorFlagRow, kontor_flag_row, KONTOR, FLAG_ROW, KontorFieldRow)

G_END_DECLS

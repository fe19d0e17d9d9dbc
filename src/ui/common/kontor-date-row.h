/* kontor-date-row.h: a row for a date, typed or picked from a calendar */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-text-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DATE_ROW (kontor_date_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorDateRow, kontor_date_row, KONTOR, DATE_ROW, KontorTextRow)

G_END_DECLS

/* kontor-reference-row.h: a row for a record that is referred to */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_REFERENCE_ROW (kontor_reference_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorReferenceRow, kontor_reference_row, KONTOR, REFERENCE_ROW, KontorFieldRow)

G_END_DECLS

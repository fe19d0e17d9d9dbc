/* kontor-translated-row.h: a row for a text in several languages */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TRANSLATED_ROW (kontor_translated_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorTranslatedRow, kontor_translated_row, KONTOR, TRANSLATED_ROW, KontorFieldRow)

G_END_DECLS

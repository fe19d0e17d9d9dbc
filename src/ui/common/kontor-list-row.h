/* kontor-list-row.h: a row for several values: tags, web sites, currencies */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LIST_ROW (kontor_list_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorListRow, kontor_list_row, KONTOR, LIST_ROW, KontorFieldRow)

G_END_DECLS

/* kontor-choice-row.h: a row for one of several: a choice, a currency, a country, a language */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CHOICE_ROW (kontor_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorChoiceRow, kontor_choice_row, KONTOR, CHOICE_ROW, KontorFieldRow)

G_END_DECLS

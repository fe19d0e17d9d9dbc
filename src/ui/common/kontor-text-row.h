/* kontor-text-row.h: a row for one line of text, a number or an amount */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TEXT_ROW (kontor_text_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorTextRow, kontor_text_row, KONTOR, TEXT_ROW, KontorFieldRow)

struct _KontorTextRowClass
{
  KontorFieldRowClass parent_class;
};

GtkWidget *kontor_text_row_get_entry (KontorTextRow *self);

G_END_DECLS

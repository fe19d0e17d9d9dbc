/* kontor-period-row.h: a row for a period: "3 months to the end of the month" */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-field-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PERIOD_ROW (kontor_period_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorPeriodRow, kontor_period_row, KONTOR, PERIOD_ROW, KontorFieldRow)

GtkWidget *kontor_period_row_new (KontorEditor *editor, const char *path);

char *kontor_period_describe (KontorJson *period);

G_END_DECLS

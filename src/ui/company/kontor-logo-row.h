/* kontor-logo-row.h: a row for a picture that is kept as a file in the store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-field-row.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LOGO_ROW (kontor_logo_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorLogoRow, kontor_logo_row, KONTOR, LOGO_ROW, KontorFieldRow)

GtkWidget *kontor_logo_row_new (KontorEditor *editor, const char *path);

G_END_DECLS

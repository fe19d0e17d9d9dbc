/* kontor-row.h: a line of a list of records */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_ROW (kontor_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorRow, kontor_row, KONTOR, ROW, GObject)

/*
 * What a list shows of a record. A row that was not read yet is a placeholder: it is not loaded, its title is "" and its id is
 * %NULL; it fills itself in soon after it was asked for, tells it by "changed" and notifies its properties "id", "title" and
 * "loaded". The same record keeps the same row as long as somebody holds it.
 */

gboolean kontor_row_is_loaded (KontorRow *self);
const char *kontor_row_get_id (KontorRow *self);
const char *kontor_row_get_title (KontorRow *self);
const char *kontor_row_get_text (KontorRow *self, const char *member);
const char *kontor_row_get_value (KontorRow *self, const char *member);

G_END_DECLS

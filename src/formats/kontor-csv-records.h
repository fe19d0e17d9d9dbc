/* kontor-csv-records.h: records as rows of a table, and rows as records */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-cell-private.h"
#include "kontor-csv-column-private.h"

G_BEGIN_DECLS

/**
 * KontorCsvLayout:
 *
 * The columns that some records need. It belongs to one thread.
 */
typedef struct _KontorCsvLayout KontorCsvLayout;

KontorCsvLayout *kontor_csv_layout_new (const KontorRecordType *type, const char *language);
void kontor_csv_layout_free (KontorCsvLayout *self);
void kontor_csv_layout_add (KontorCsvLayout *self, KontorJson *body);
GPtrArray *kontor_csv_layout_get_columns (KontorCsvLayout *self);
GPtrArray *kontor_csv_layout_make_row (KontorCsvLayout *self, const char *id, KontorJson *body);

/**
 * KontorCsvProblemFunc:
 * @column: (nullable): the column
 * @message: a sentence
 * @user_data: what was given with it
 *
 * Called for each cell that cannot be taken.
 */
typedef void (*KontorCsvProblemFunc) (const KontorCsvColumn *column, const char *message, gpointer user_data);

KontorJson *kontor_csv_row_read (GPtrArray *columns,
                                 GPtrArray *cells,
                                 KontorJson *old,
                                 gboolean clear,
                                 const KontorCellReader *reader,
                                 KontorCsvProblemFunc problem,
                                 gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCsvLayout, kontor_csv_layout_free)

G_END_DECLS

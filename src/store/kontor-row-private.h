/* kontor-row-private.h: how the list model fills its rows */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-index-private.h"
#include "kontor-row.h"

G_BEGIN_DECLS

/* The columns that the rows of a list have. Made once, shared by all of them. */
typedef struct
{
  gatomicrefcount ref_count;
  const KontorRecordType *type;
  GPtrArray *cells; /* of const KontorIndexCell: the columns that are shown, in the order of the values */
} KontorRowColumns;

/* What was read about one record, on a reader's thread. */
typedef struct
{
  gint64 row;
  char *id;    /* %NULL: the record is gone */
  char *title;
  guint n_values;
  char **values;
  char **texts; /* of references the titles, else %NULL */
} KontorRowData;

KontorRowColumns *kontor_row_columns_new (const KontorRecordType *type);
KontorRowColumns *kontor_row_columns_ref (KontorRowColumns *self);
void kontor_row_columns_unref (KontorRowColumns *self);
GPtrArray *kontor_row_columns_read (KontorRowColumns *self,
                                    KontorIndex *index,
                                    KontorDatabase *database,
                                    const gint64 *rows,
                                    guint n_rows,
                                    GError **error);
void kontor_row_data_free (KontorRowData *self);

KontorRow *kontor_row_new (KontorRowColumns *columns, gint64 row, GHashTable *alive);
gint64 kontor_row_get_row (KontorRow *self);
gboolean kontor_row_is_wanted (KontorRow *self);
void kontor_row_fill (KontorRow *self, KontorRowData *data);

G_END_DECLS

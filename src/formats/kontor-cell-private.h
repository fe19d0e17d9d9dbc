/* kontor-cell-private.h: values of fields as texts in the cells of a table */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field.h"

G_BEGIN_DECLS

/*
 * KontorCellReferenceFunc:
 * Tells the id of the record that a person means by @text in a cell of the reference @field; NULL with @error when there is
 * none, or more than one.
 */
typedef char *(*KontorCellReferenceFunc) (const KontorField *field, const char *text, gpointer user_data, GError **error);

/* How the cells of a file are to be read. */
typedef struct
{
  gboolean exact;       /* we wrote them: as bodies write values; else as people do */
  const char *language; /* of the numbers, dates and names, or NULL */
  GDate today;          /* what a date without a year is completed from */
  KontorCellReferenceFunc find_reference; /* or NULL: only ids are read */
  gpointer user_data;
} KontorCellReader;

KontorJson *kontor_cell_to_json (const KontorCellReader *reader, const KontorField *field, const char *text, GError **error);
KontorJson *kontor_cell_to_list (const KontorCellReader *reader, const KontorField *field, const char *text, GError **error);
char *kontor_cell_from_list (KontorJson *list);
char *kontor_cell_fold_label (const char *text);
char *kontor_cell_find_country (const char *text, const char *language);

G_END_DECLS

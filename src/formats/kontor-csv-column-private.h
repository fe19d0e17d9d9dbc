/* kontor-csv-column-private.h: which place of a body a column of a table holds */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-record-type.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_CSV_COLUMN_NONE,      /* not ours */
  KONTOR_CSV_COLUMN_ID,        /* "id" */
  KONTOR_CSV_COLUMN_KIND,      /* "kind" */
  KONTOR_CSV_COLUMN_SCALAR,    /* "name" */
  KONTOR_CSV_COLUMN_LIST,      /* "tags" */
  KONTOR_CSV_COLUMN_LANGUAGE,  /* "names.pl": @key is the language */
  KONTOR_CSV_COLUMN_MEMBER,    /* "notice.unit" */
  KONTOR_CSV_COLUMN_NTH,       /* "addresses.1.city": @position is 1 */
  KONTOR_CSV_COLUMN_KEYED,     /* "prices.EUR.price": @key is that of the part */
  KONTOR_CSV_COLUMN_JSON,      /* "variants": a whole member as JSON; "names" also as a text in the language @key */
  KONTOR_CSV_COLUMN_MORE,      /* "more": an object of whatever has no column */
} KontorCsvColumnKind;

typedef struct
{
  char *header;                  /* as it stands in the file */
  KontorCsvColumnKind kind;
  const KontorField *field;      /* of the record */
  const KontorField *part_field; /* of the part */
  char *key;
  guint position;                /* of the part, from 1 */
  guint cell;                    /* which cell of a row it is */
  guint part;                    /* columns of one part have the same */
} KontorCsvColumn;

/* The parts of a list that get columns of their own; more than that are for no person to fill in. */
#define KONTOR_CSV_MAX_PARTS 8

KontorCsvColumn *kontor_csv_column_new (KontorCsvColumnKind kind,
                                        const KontorField *field,
                                        const KontorField *part_field,
                                        const char *key,
                                        guint position);
void kontor_csv_column_free (KontorCsvColumn *self);
KontorCsvColumn *kontor_csv_column_find (const KontorRecordType *type, const char *header, const char *language);
KontorCsvColumn *kontor_csv_columns_arrange (GPtrArray *columns);
gboolean kontor_csv_field_is_flat (const KontorField *field);
gboolean kontor_csv_part_is_keyed (const KontorPartType *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCsvColumn, kontor_csv_column_free)

G_END_DECLS

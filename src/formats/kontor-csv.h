/* kontor-csv.h: comma separated values, row by row */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bounds on what comes from outside. A cell may hold all lines of an offer. */
#define KONTOR_CSV_MAX_CELL (16 * 1024 * 1024)
#define KONTOR_CSV_MAX_COLUMNS 4096
#define KONTOR_CSV_MAX_ROWS 1000000

/**
 * KontorCsvReader:
 *
 * Reads a CSV (RFC 4180, and what spreadsheets make of it) one row at a time. It belongs to one thread.
 */
typedef struct _KontorCsvReader KontorCsvReader;

KontorCsvReader *kontor_csv_reader_new (GBytes *text, char separator);
void kontor_csv_reader_free (KontorCsvReader *self);
char kontor_csv_reader_get_separator (KontorCsvReader *self);
guint kontor_csv_reader_get_line (KontorCsvReader *self);
gsize kontor_csv_reader_get_position (KontorCsvReader *self, gsize *length);
gboolean kontor_csv_reader_next (KontorCsvReader *self, GPtrArray *cells, gboolean *found, GError **error);

/**
 * KontorCsvWriter:
 *
 * Writes a CSV to a stream: RFC 4180 with commas and CRLF, in UTF-8 with a byte order mark, by which spreadsheets know it.
 * It belongs to one thread.
 */
typedef struct _KontorCsvWriter KontorCsvWriter;

KontorCsvWriter *kontor_csv_writer_new (GOutputStream *stream);
void kontor_csv_writer_free (KontorCsvWriter *self);
void kontor_csv_writer_add (KontorCsvWriter *self, const char *cell);
gboolean kontor_csv_writer_end_row (KontorCsvWriter *self, GCancellable *cancellable, GError **error);
gboolean kontor_csv_writer_finish (KontorCsvWriter *self, GCancellable *cancellable, GError **error);

char *kontor_csv_guard (const char *text);
const char *kontor_csv_unguard (const char *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCsvReader, kontor_csv_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCsvWriter, kontor_csv_writer_free)

G_END_DECLS

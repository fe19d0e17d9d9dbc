/* kontor-import.h: records out of files that other programs wrote */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorFormat:
 * @KONTOR_FORMAT_CSV: comma separated values, a record in a row; any kind
 * @KONTOR_FORMAT_VCARD: vCards; persons and customers
 *
 * How records stand in a file.
 */
typedef enum
{
  KONTOR_FORMAT_CSV,
  KONTOR_FORMAT_VCARD,
} KontorFormat;

/**
 * KontorImportProgress:
 * @fraction: how much of the work is done, 0 to 1
 * @user_data: what was given with it
 *
 * Called now and then while a file is imported, in the thread that imports.
 */
typedef void (*KontorImportProgress) (double fraction, gpointer user_data);

/**
 * KontorImportOptions:
 * @dry_run: look at everything and report, but write nothing
 * @language: (nullable): in whose way numbers, dates and names are written in the file; %NULL for the user's
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: for @progress
 *
 * How a file is imported. `{ 0 }` is a good start.
 */
typedef struct
{
  gboolean dry_run;
  const char *language;
  KontorImportProgress progress;
  gpointer progress_data;
} KontorImportOptions;

/**
 * KontorImportProblem:
 * @line: the line of the file, from 1, where the record begins
 * @column: (nullable): the heading of the column, or the name of the property; %NULL when it is about the whole record
 * @refused: whether the record cannot be taken; else this is only to be known
 * @message: a sentence, translated
 */
typedef struct
{
  guint line;
  char *column;
  gboolean refused;
  char *message;
} KontorImportProblem;

/**
 * KontorImportReport:
 * @format: what the file was read as
 * @charset: the character set that it was read as, "UTF-8", "windows-1250", ...
 * @charset_guessed: whether @charset is a guess, which a person should look over
 * @separator: of a CSV, what stands between the cells; else 0
 * @n_records: how many records the file has
 * @n_new: how many of them were not in the store
 * @n_changed: how many were in the store with other contents
 * @n_same: how many were in the store just so
 * @n_refused: how many cannot be taken
 * @written: whether anything was to be written and was
 * @ids: (element-type utf8): the ids of all new and changed records
 * @problems: (element-type KontorImportProblem): what was found, in the order of the file; at most 1000
 * @n_problems: how many there are in all
 *
 * What an import did, or would do. With any record refused nothing at all is written.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  KontorFormat format;
  char *charset;
  gboolean charset_guessed;
  char separator;
  guint n_records;
  guint n_new;
  guint n_changed;
  guint n_same;
  guint n_refused;
  gboolean written;
  GPtrArray *ids;
  GPtrArray *problems;
  guint n_problems;
} KontorImportReport;

#define KONTOR_TYPE_IMPORT_REPORT (kontor_import_report_get_type ())
GType kontor_import_report_get_type (void);
KontorImportReport *kontor_import_report_ref (KontorImportReport *self);
void kontor_import_report_unref (KontorImportReport *self);

gboolean kontor_format_guess (GBytes *bytes, const char *name, KontorFormat *format, GError **error);

/* These block; use them in kontorctl, tests and worker threads. */
KontorImportReport *kontor_import_csv (KontorStore *store,
                                       const KontorRecordType *type,
                                       GBytes *bytes,
                                       const KontorImportOptions *options,
                                       GCancellable *cancellable,
                                       GError **error);
KontorImportReport *kontor_import_vcard (KontorStore *store,
                                         const KontorRecordType *type,
                                         GBytes *bytes,
                                         const KontorImportOptions *options,
                                         GCancellable *cancellable,
                                         GError **error);
KontorImportReport *kontor_import_file (KontorStore *store,
                                        const KontorRecordType *type,
                                        GBytes *bytes,
                                        const char *name,
                                        const KontorImportOptions *options,
                                        GCancellable *cancellable,
                                        GError **error);

/* For the window: reads the file too; @progress is called on the main context of the caller. */
void kontor_import_file_async (KontorStore *store,
                               const KontorRecordType *type,
                               GFile *file,
                               const KontorImportOptions *options,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
KontorImportReport *kontor_import_file_finish (KontorStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImportReport, kontor_import_report_unref)

G_END_DECLS

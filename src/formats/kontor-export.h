/* kontor-export.h: records into files that other programs read */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "kontor-import.h"

G_BEGIN_DECLS

gboolean kontor_format_for_name (const char *name, KontorFormat *format, GError **error);

/* These block; use them in kontorctl, tests and worker threads. */
gboolean kontor_export_file (KontorStore *store,
                             const KontorRecordType *type,
                             KontorFormat format,
                             KontorQuery *query,
                             GOutputStream *stream,
                             GCancellable *cancellable,
                             GError **error);
gboolean kontor_export_records (KontorStore *store,
                                const KontorRecordType *type,
                                KontorFormat format,
                                GPtrArray *records,
                                GOutputStream *stream,
                                GCancellable *cancellable,
                                GError **error);

/* Replace @file as a whole or not at all. */
gboolean kontor_export_to_file (KontorStore *store,
                                const KontorRecordType *type,
                                KontorFormat format,
                                KontorQuery *query,
                                GFile *file,
                                GCancellable *cancellable,
                                GError **error);
void kontor_export_file_async (KontorStore *store,
                               const KontorRecordType *type,
                               KontorFormat format,
                               KontorQuery *query,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean kontor_export_file_finish (KontorStore *store, GAsyncResult *result, GError **error);

G_END_DECLS

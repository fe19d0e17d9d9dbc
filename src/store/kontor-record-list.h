/* kontor-record-list.h: records as a list model */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-row.h"
#include "kontor-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RECORD_LIST (kontor_record_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorRecordList, kontor_record_list, KONTOR, RECORD_LIST, GObject)

/*
 * A live GListModel of KontorRow: the records of a query, in its order, of which it holds nothing but an array of numbers. It may be
 * as long as it likes, as long as nobody walks through it: filter and sort by its query, not by a GtkFilterListModel.
 *
 * Properties: "loading" (gboolean), "n-items" (guint), "error" (string or NULL). It belongs to the main thread.
 */

KontorRecordList *kontor_record_list_new (KontorStore *store, KontorQuery *query);
void kontor_record_list_set_query (KontorRecordList *self, KontorQuery *query);
KontorQuery *kontor_record_list_get_query (KontorRecordList *self);
gboolean kontor_record_list_get_loading (KontorRecordList *self);
const char *kontor_record_list_get_error (KontorRecordList *self);

void kontor_record_list_find_async (KontorRecordList *self,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean kontor_record_list_find_finish (KontorRecordList *self, GAsyncResult *result, guint *position, GError **error);

G_END_DECLS

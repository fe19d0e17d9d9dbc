/* kontor-record-search.h: records that match what is being typed */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

void kontor_record_search_async (KontorStore *store,
                                 const char *kind,
                                 const char *text,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GListModel *kontor_record_search_finish (KontorStore *store, GAsyncResult *result, GError **error);

G_END_DECLS

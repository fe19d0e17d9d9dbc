/* kontor-search-hit.h: a record that was found, for the global search */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_SEARCH_HIT (kontor_search_hit_get_type ())
G_DECLARE_FINAL_TYPE (KontorSearchHit, kontor_search_hit, KONTOR, SEARCH_HIT, GObject)

const char *kontor_search_hit_get_id (KontorSearchHit *self);
const KontorRecordType *kontor_search_hit_get_record_type (KontorSearchHit *self);
const char *kontor_search_hit_get_title (KontorSearchHit *self);
const char *kontor_search_hit_get_field (KontorSearchHit *self);
const char *kontor_search_hit_get_snippet (KontorSearchHit *self);

/* Records of all kinds, the best matches first. */
GPtrArray *kontor_store_search (KontorStore *self, const char *text, guint limit, GCancellable *cancellable, GError **error);
void kontor_store_search_async (KontorStore *self,
                                const char *text,
                                guint limit,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *kontor_store_search_finish (KontorStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

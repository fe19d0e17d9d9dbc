/* kontor-store-query-private.h: queries for the list model */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store-private.h"

G_BEGIN_DECLS

GArray *kontor_store_query_rows (KontorStore *self, KontorQuery *query, guint limit, GCancellable *cancellable, GError **error);

G_END_DECLS

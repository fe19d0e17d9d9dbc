/* kontor-search-private.h: finding records by what a person types */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-query-private.h"

G_BEGIN_DECLS

GArray *kontor_search_rank (KontorDatabase *database, const char *text, const char *kind, guint limit, GError **error);

G_END_DECLS

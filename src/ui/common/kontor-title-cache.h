/* kontor-title-cache.h: the titles of records that others refer to */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TITLE_CACHE (kontor_title_cache_get_type ())
G_DECLARE_FINAL_TYPE (KontorTitleCache, kontor_title_cache, KONTOR, TITLE_CACHE, GObject)

KontorTitleCache *kontor_title_cache_get (KontorStore *store);

const char *kontor_title_cache_lookup (KontorTitleCache *self, const char *id);

G_END_DECLS

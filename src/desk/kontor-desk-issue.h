/* kontor-desk-issue.h: a draft becomes a document that does not change */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

gboolean kontor_desk_check_issuable (KontorStore *store, const char *id, GError **error);
char *kontor_desk_find_number (KontorStore *store, const char *id, GError **error);
KontorRecord *kontor_desk_issue (KontorStore *store, const char *id, GCancellable *cancellable, GError **error);

G_END_DECLS

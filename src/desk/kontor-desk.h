/* kontor-desk.h: what the acts at a desk have in common */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

KontorRecord *kontor_desk_load (KontorStore *store, const char *id, const char *kind, GError **error);
KontorRecord *kontor_desk_load_reference (KontorStore *store, KontorJson *body, const char *member, GError **error);
KontorRecord *kontor_desk_find_company (KontorStore *store, GError **error);
void kontor_desk_set_clock (GDateTime *moment, const char *user);
void kontor_desk_get_today (GDate *today);
char *kontor_desk_dup_now (void);
const char *kontor_desk_get_user (void);

gboolean kontor_desk_log (KontorRecord *record, const char *event, const char *text, GError **error);
gboolean kontor_desk_set_state (KontorRecord *record, const char *state, GError **error);
const char *kontor_desk_first_text (const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS

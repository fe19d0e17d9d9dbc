/* kontor-desk-contract-state.h: what becomes of a contract */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

gboolean kontor_desk_find_contract_end (KontorJson *contract, const GDate *notice_on, GDate *last_day, GError **error);

KontorRecord *kontor_desk_sign_contract (KontorStore *store, const char *id, const GDate *on, GError **error);
KontorRecord *kontor_desk_terminate_contract (KontorStore *store,
                                              const char *id,
                                              const GDate *notice_on,
                                              const GDate *last_day,
                                              GError **error);
KontorRecord *kontor_desk_move_contract (KontorStore *store, const char *id, const char *state, GError **error);

G_END_DECLS

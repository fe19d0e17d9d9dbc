/* kontor-desk-contract.h: from an accepted offer to a contract */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

KontorRecord *kontor_desk_new_contract_for (KontorStore *store, const char *customer, GError **error);
KontorRecord *kontor_desk_new_contract (KontorStore *store, const char *offer, const char *template_name, GError **error);
KontorJson *kontor_desk_make_parties (KontorStore *store, KontorJson *contract, GError **error);
KontorRecord *kontor_desk_draft_contract (KontorStore *store, const char *offer, const char *template_name, GError **error);
KontorJson *kontor_desk_make_agreed_clause (KontorRecord *clause, const char *language);

G_END_DECLS

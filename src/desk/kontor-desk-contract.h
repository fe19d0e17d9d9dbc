/* kontor-desk-contract.h: from an accepted offer to a contract */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

KontorRecord *kontor_desk_draft_contract (KontorStore *store, const char *offer, const char *template_name, GError **error);

G_END_DECLS

/* kontor-desk-offer.h: making offers, and what becomes of them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

KontorRecord *kontor_desk_new_offer (KontorStore *store,
                                     const char *customer,
                                     const char *profile,
                                     GError **error);
KontorJson *kontor_desk_make_line (KontorStore *store, KontorJson *offer, const char *product, GError **error);
KontorJson *kontor_desk_pin_rates (KontorStore *store, KontorJson *offer, gboolean refresh, GError **error);
KontorJson *kontor_desk_find_todays_rates (KontorStore *store, KontorJson *offer, GError **error);

KontorRecord *kontor_desk_revise_offer (KontorStore *store, const char *id, GError **error);
KontorRecord *kontor_desk_accept_offer (KontorStore *store,
                                        const char *id,
                                        const char *variant,
                                        const char *const *lines,
                                        GError **error);
KontorRecord *kontor_desk_close_offer (KontorStore *store,
                                       const char *id,
                                       const char *state,
                                       const char *reason,
                                       GError **error);
KontorRecord *kontor_desk_reopen_offer (KontorStore *store, const char *id, GError **error);

G_END_DECLS

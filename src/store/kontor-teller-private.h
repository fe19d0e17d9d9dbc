/* kontor-teller-private.h: telling the main thread what happens to a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

/*
 * Emits the signals of a store in its main context. It is told from the writer's thread, while the last reference to the store may be
 * let go on another one, so that it can hold neither a reference nor a GWeakRef: the store has it forget the store in time.
 */
typedef struct _KontorTeller KontorTeller;

KontorTeller *kontor_teller_new (KontorStore *store, GMainContext *context);
void kontor_teller_unref (KontorTeller *self);
void kontor_teller_forget_store (KontorTeller *self);
void kontor_teller_tell_changed (KontorTeller *self, GPtrArray *ids);
void kontor_teller_tell_progress (KontorTeller *self, double fraction);

G_END_DECLS

/* kontor-readers-private.h: the connections that read a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-database-private.h"

G_BEGIN_DECLS

typedef struct _KontorReaders KontorReaders;

KontorReaders *kontor_readers_new (const char *path);
void kontor_readers_free (KontorReaders *self);
KontorDatabase *kontor_readers_take (KontorReaders *self, GCancellable *cancellable, GError **error);
void kontor_readers_give_back (KontorReaders *self, KontorDatabase *database);

G_END_DECLS

/* kontor-writer-private.h: the one thread that writes to a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-database-private.h"

G_BEGIN_DECLS

/* Jobs run one after the other on a thread that owns the writing connection. */
typedef struct _KontorWriter KontorWriter;

typedef void (*KontorWriterFunc) (KontorDatabase *database, gpointer data);

/* Runs when there was nothing to do for a while; what it returns says whether it wants to run again at once. */
typedef gboolean (*KontorWriterIdleFunc) (KontorDatabase *database, gpointer data);

KontorWriter *kontor_writer_new (KontorDatabase *database, KontorWriterIdleFunc idle, gpointer idle_data);
void kontor_writer_push (KontorWriter *self, KontorWriterFunc func, gpointer data);
void kontor_writer_run (KontorWriter *self, KontorWriterFunc func, gpointer data);
void kontor_writer_wake (KontorWriter *self);
void kontor_writer_stop (KontorWriter *self);

G_END_DECLS

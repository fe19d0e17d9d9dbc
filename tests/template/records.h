/* records.h: the records of a small office, for tests */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-record.h"

G_BEGIN_DECLS

GHashTable *records_load (void);
KontorRecord *records_get (GHashTable *records,
                           const char *id);
KontorRecord *records_resolve (const char *id,
                               gpointer records);

G_END_DECLS

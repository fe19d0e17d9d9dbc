/* kontor-schema-private.h: the tables that need a migration, and their versions */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-database-private.h"

G_BEGIN_DECLS

/* The versions of the store that this program reads: it migrates from the oldest to the newest, and writes the newest. */
#define KONTOR_SCHEMA_OLDEST 1
#define KONTOR_SCHEMA_NEWEST 1

/**
 * KontorSchemaStep:
 * @version: the version that the step leads to, from the one before it
 * @run: does it, in the transaction of the migration
 *
 * One step of a migration, written by hand and never changed once it was released.
 */
typedef struct
{
  int version;
  gboolean (*run) (KontorDatabase *database, GError **error);
} KontorSchemaStep;

typedef enum
{
  KONTOR_SCHEMA_EMPTY,    /* a new file */
  KONTOR_SCHEMA_CURRENT,
  KONTOR_SCHEMA_OLD,      /* needs a migration */
} KontorSchemaState;

gboolean kontor_schema_look (KontorDatabase *database, KontorSchemaState *state, int *version, GError **error);
gboolean kontor_schema_create (KontorDatabase *database, GError **error);
gboolean kontor_schema_migrate (KontorDatabase *database, GError **error);
gboolean kontor_schema_run_steps (KontorDatabase *database, const KontorSchemaStep *steps, guint n_steps, GError **error);

G_END_DECLS

/* kontor-store-error.h: the error domain of src/store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorStoreError:
 * @KONTOR_STORE_ERROR_NOT_FOUND: no such record
 * @KONTOR_STORE_ERROR_NEWER: the store was written by a newer Kontor
 * @KONTOR_STORE_ERROR_READ_ONLY: the file or its folder cannot be written
 * @KONTOR_STORE_ERROR_FULL: the disk is full
 * @KONTOR_STORE_ERROR_LOCKED: another program holds the store for too long
 * @KONTOR_STORE_ERROR_CORRUPT: not a store, or a damaged one
 * @KONTOR_STORE_ERROR_CONFLICT: both changed the same field differently (the record says which)
 * @KONTOR_STORE_ERROR_IMMUTABLE: the record is written once and cannot be changed
 * @KONTOR_STORE_ERROR_NOT_EMPTY: an empty store is needed
 * @KONTOR_STORE_ERROR_QUERY: the query names a field that is not indexed, or a value that it cannot have
 * @KONTOR_STORE_ERROR_FAILED: anything else, with SQLite's own words
 *
 * What can go wrong in src/store. Messages are translated and can be shown as they are.
 */
typedef enum
{
  KONTOR_STORE_ERROR_NOT_FOUND,
  KONTOR_STORE_ERROR_NEWER,
  KONTOR_STORE_ERROR_READ_ONLY,
  KONTOR_STORE_ERROR_FULL,
  KONTOR_STORE_ERROR_LOCKED,
  KONTOR_STORE_ERROR_CORRUPT,
  KONTOR_STORE_ERROR_CONFLICT,
  KONTOR_STORE_ERROR_IMMUTABLE,
  KONTOR_STORE_ERROR_NOT_EMPTY,
  KONTOR_STORE_ERROR_QUERY,
  KONTOR_STORE_ERROR_FAILED,
} KontorStoreError;

#define KONTOR_STORE_ERROR (kontor_store_error_quark ())
GQuark kontor_store_error_quark (void);

G_END_DECLS

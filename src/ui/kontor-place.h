/* kontor-place.h: the places of the sidebar, one for each kind of record that a person works with */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-record-list-view.h"

G_BEGIN_DECLS

/**
 * KontorPlaceFlags:
 * @KONTOR_PLACE_WIDE: its page needs the whole width: it takes the place of the list rather than standing beside it
 * @KONTOR_PLACE_SINGLE: there is one record of this kind, and no list
 * @KONTOR_PLACE_SECTION: a line stands above it in the sidebar
 *
 * How a place is laid out.
 */
typedef enum
{
  KONTOR_PLACE_NO_FLAGS = 0,
  KONTOR_PLACE_WIDE = 1 << 0,
  KONTOR_PLACE_SINGLE = 1 << 1,
  KONTOR_PLACE_SECTION = 1 << 2,
} KontorPlaceFlags;

typedef struct
{
  const char *kind;                /* the kind of record; also the name of the place */
  const char *new_label;           /* N_, of the button that makes a record */
  const char *empty_hint;          /* N_, what to do first when there is none */
  const char *icon;
  KontorPlaceFlags flags;
  GType (*get_page_type) (void);
  KontorRecord *(*make) (KontorStore *store, const char *customer, GError **error); /* a new record; NULL for an empty one */
  const char *sort;                /* the member that the list is sorted by at first */
  gboolean sort_descending;
  KontorListColumn columns[12];     /* ends with { NULL } */
} KontorPlace;

const KontorPlace *kontor_places (void);
const KontorPlace *kontor_place_find (const char *kind);
KontorRecord *kontor_place_make_record (const KontorPlace *place, KontorStore *store, const char *customer, GError **error);

G_END_DECLS

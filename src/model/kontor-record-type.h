/* kontor-record-type.h: the kinds of record */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field.h"

G_BEGIN_DECLS

typedef struct _KontorRecordType KontorRecordType;
typedef struct _KontorState KontorState;

/* A state and those that may follow it; a list of them ends with { NULL }. The field "state" says how they are called. */
struct _KontorState
{
  const char *state;
  const char *successors[8];  /* ends with NULL */
};

/**
 * KontorRecordTitle:
 * @body: a body of this type
 *
 * In words of the body alone, for it is kept in the index of the store, which programs in several languages share.
 *
 * Returns: (transfer full) (nullable): how a person calls this record; %NULL when it has no name yet
 */
typedef char *(*KontorRecordTitle) (KontorJson *body);

/**
 * KontorRecordDerive:
 * @body: a body of this type
 *
 * Adds the members that follow from others (%KONTOR_FIELD_DERIVED), for the index, views and export. They are never
 * stored in a body. What cannot be derived (an offer that cannot be priced yet) is left out.
 *
 * Returns: (transfer full): the body with its derived members
 */
typedef KontorJson *(*KontorRecordDerive) (KontorJson *body);

/**
 * KontorRecordCheck:
 * @body: a body whose members are of the right types
 * @error: return location for a #GError
 *
 * Checks what one field alone cannot say (two dates in order, an alternative that names no line). A body that is merely
 * not finished passes.
 */
typedef gboolean (*KontorRecordCheck) (KontorJson *body, GError **error);

/**
 * KontorRecordMakeId:
 * @body: a body of this type
 * @error: return location for a #GError
 *
 * Tells the id of a record whose content names it: `rate-table:ecb-2026-11-20`, `issued:<sha256>`.
 *
 * Returns: (transfer full) (nullable): the whole id, with the kind before it
 */
typedef char *(*KontorRecordMakeId) (KontorJson *body, GError **error);

struct _KontorRecordType
{
  const char *kind;         /* "customer" */
  const char *type_name;    /* GObject type, "KontorCustomer" */
  const char *label;        /* N_("Customer") */
  const char *plural;       /* N_("Customers") */
  const char *icon;         /* icon name */
  const KontorField *fields;  /* ends with { NULL } */
  const KontorState *states;  /* of the member "state", or NULL */
  gboolean immutable;         /* written once; its id is told by its content */
  KontorRecordTitle title;
  KontorRecordDerive derive;  /* or NULL */
  KontorRecordCheck check;    /* or NULL */
  KontorRecordMakeId make_id; /* or NULL: a new uuid */
};

const KontorRecordType *const *kontor_record_types (void);
const KontorRecordType *kontor_record_type_find (const char *kind);
const KontorRecordType *kontor_record_type_find_for_id (const char *id);
const char *kontor_record_type_get_label (const KontorRecordType *self);
const char *kontor_record_type_get_plural (const KontorRecordType *self);
GType kontor_record_type_get_gtype (const KontorRecordType *self);
char *kontor_record_type_make_id (const KontorRecordType *self, KontorJson *body, GError **error);
gboolean kontor_record_type_check (const KontorRecordType *self, KontorJson *body, GError **error);
GPtrArray *kontor_record_type_find_missing (const KontorRecordType *self, KontorJson *body);
char *kontor_record_type_make_title (const KontorRecordType *self, KontorJson *body);
gboolean kontor_record_type_check_transition (const KontorRecordType *self,
                                              const char *from,
                                              const char *to,
                                              GError **error);
const char *kontor_record_type_get_state_label (const KontorRecordType *self, const char *state);
char *kontor_record_type_describe (const KontorRecordType *self);
char *kontor_record_types_fingerprint (void);

G_END_DECLS

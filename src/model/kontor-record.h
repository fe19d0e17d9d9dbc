/* kontor-record.h: a record and its fields as a GObject */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-path.h"
#include "kontor-record-type.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RECORD (kontor_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorRecord, kontor_record, KONTOR, RECORD, GObject)

/* Each kind has a class of its own ("KontorCustomer") that is made from its field table; its instances differ by nothing else. */
struct _KontorRecordClass
{
  GObjectClass parent_class;
  const KontorRecordType *type;
};

KontorRecord *kontor_record_new (const KontorRecordType *type);
KontorRecord *kontor_record_new_for_body (const char *id, KontorJson *body, GError **error);
KontorRecord *kontor_record_new_for_json (const char *text, gssize length, GError **error);

const char *kontor_record_get_id (KontorRecord *self);
const KontorRecordType *kontor_record_get_record_type (KontorRecord *self);
char *kontor_record_dup_title (KontorRecord *self);
KontorJson *kontor_record_get_body (KontorRecord *self);
gboolean kontor_record_set_body (KontorRecord *self, KontorJson *body, GError **error);
KontorJson *kontor_record_to_json (KontorRecord *self);

/* What the store last gave or took: the base of the next save's merge. */
KontorJson *kontor_record_get_base (KontorRecord *self);
gint64 kontor_record_get_change (KontorRecord *self);
void kontor_record_set_stored (KontorRecord *self, KontorJson *base, gint64 change);
gboolean kontor_record_is_modified (KontorRecord *self);

/* Reading and writing by path. */
KontorJson *kontor_record_get (KontorRecord *self, const char *path);
char *kontor_record_dup_text (KontorRecord *self, const char *path);
const char *kontor_record_get_string (KontorRecord *self, const char *path);
gboolean kontor_record_set (KontorRecord *self, const char *path, KontorJson *value, GError **error);
gboolean kontor_record_set_text (KontorRecord *self, const char *path, const char *text, GError **error);
char *kontor_record_insert_part (KontorRecord *self, const char *path, guint position, KontorJson *part, GError **error);
gboolean kontor_record_remove_part (KontorRecord *self, const char *path, GError **error);
gboolean kontor_record_move_part (KontorRecord *self, const char *path, guint position, GError **error);

/* Texts that their field refused, as typed: kept on this desktop, never synced. */
const char *kontor_record_get_pending (KontorRecord *self, const char *path);
void kontor_record_set_pending (KontorRecord *self, const char *path, const char *text);
KontorJson *kontor_record_get_all_pending (KontorRecord *self);
void kontor_record_set_all_pending (KontorRecord *self, KontorJson *pending);
gboolean kontor_record_is_pending_stored (KontorRecord *self);
void kontor_record_set_pending_stored (KontorRecord *self);

G_END_DECLS

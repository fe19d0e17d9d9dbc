/* kontor-import-private.h: what the imports of all formats share */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-import.h"

G_BEGIN_DECLS

/* An import on its way. */
typedef struct
{
  KontorStore *store;
  gboolean dry_run;
  char *language;
  KontorImportProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  KontorImportReport *report;
  GPtrArray *records;  /* new and changed ones */
  GHashTable *seen;    /* ids, and what else tells records apart -> line */
  GHashTable *by_line; /* line -> the record that was taken from it */
  GHashTable *told;    /* notes that are told once */
} KontorImportSession;

KontorImportSession *kontor_import_session_new (KontorStore *store,
                                                const KontorImportOptions *options,
                                                KontorFormat format,
                                                GCancellable *cancellable);
void kontor_import_session_free (KontorImportSession *self);
void kontor_import_session_refuse (KontorImportSession *self, guint line, const char *column, const char *message);
void kontor_import_session_refuse_twice (KontorImportSession *self, guint line, const char *column, guint before);
void kontor_import_session_note (KontorImportSession *self, guint line, const char *column, const char *message);
gboolean kontor_import_session_tell (KontorImportSession *self, gsize position, gsize length, GError **error);
gboolean kontor_import_session_load (KontorImportSession *self, const char *id, KontorRecord **record, GError **error);
gboolean kontor_import_session_take (KontorImportSession *self,
                                     guint line,
                                     const KontorRecordType *type,
                                     const char *id,
                                     KontorRecord *old,
                                     KontorJson *body,
                                     GError **error);
KontorRecord *kontor_import_session_find_taken (KontorImportSession *self, const char *id);
gboolean kontor_import_session_retake (KontorImportSession *self, guint line, KontorRecord *record, KontorJson *body);
KontorImportReport *kontor_import_session_finish (KontorImportSession *self, GError **error);

/* Finding what is in the store already. */
gboolean kontor_import_match (KontorImportSession *session,
                              const KontorRecordType *type,
                              KontorJson *body,
                              guint line,
                              char **id,
                              guint *before,
                              gboolean *refused,
                              GError **error);
char *kontor_import_find_reference (const KontorField *field, const char *text, gpointer session, GError **error);
char *kontor_import_find_by_name (KontorImportSession *session, const KontorRecordType *type, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImportSession, kontor_import_session_free)

G_END_DECLS

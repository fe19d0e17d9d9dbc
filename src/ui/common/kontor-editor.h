/* kontor-editor.h: one open record, kept as one types */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-record.h"
#include "kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorEditorState:
 * @KONTOR_EDITOR_LOADING: the record is being read
 * @KONTOR_EDITOR_READY: nothing was changed yet
 * @KONTOR_EDITOR_MODIFIED: there are edits that are not saved yet
 * @KONTOR_EDITOR_SAVING: edits are being saved
 * @KONTOR_EDITOR_SAVED: all edits are on disk
 * @KONTOR_EDITOR_FAILED: the last save failed; the edits are still here and are tried again with the next edit
 * @KONTOR_EDITOR_MISSING: the record cannot be read, or was deleted
 *
 * Where an open record stands.
 */
typedef enum
{
  KONTOR_EDITOR_LOADING,
  KONTOR_EDITOR_READY,
  KONTOR_EDITOR_MODIFIED,
  KONTOR_EDITOR_SAVING,
  KONTOR_EDITOR_SAVED,
  KONTOR_EDITOR_FAILED,
  KONTOR_EDITOR_MISSING,
} KontorEditorState;

#define KONTOR_TYPE_EDITOR (kontor_editor_get_type ())
G_DECLARE_FINAL_TYPE (KontorEditor, kontor_editor, KONTOR, EDITOR, GObject)

KontorEditor *kontor_editor_new (KontorStore *store, const char *id);
KontorEditor *kontor_editor_new_for_record (KontorStore *store, KontorRecord *record);

KontorStore *kontor_editor_get_store (KontorEditor *self);
const char *kontor_editor_get_id (KontorEditor *self);
const KontorRecordType *kontor_editor_get_record_type (KontorEditor *self);
KontorRecord *kontor_editor_get_record (KontorEditor *self);
KontorEditorState kontor_editor_get_state (KontorEditor *self);
const char *kontor_editor_get_problem (KontorEditor *self);
gboolean kontor_editor_is_read_only (KontorEditor *self);
void kontor_editor_set_read_only (KontorEditor *self, gboolean read_only);
const char *const *kontor_editor_get_languages (KontorEditor *self);
void kontor_editor_set_languages (KontorEditor *self, const char *const *languages);

char *kontor_editor_dup_text (KontorEditor *self, const char *path);
gboolean kontor_editor_set_text (KontorEditor *self, const char *path, const char *text, GError **error);
gboolean kontor_editor_set_value (KontorEditor *self, const char *path, KontorJson *value, GError **error);
gboolean kontor_editor_set_body (KontorEditor *self, KontorJson *body, GError **error);
char *kontor_editor_insert_part (KontorEditor *self, const char *path, guint position, KontorJson *part, GError **error);
gboolean kontor_editor_remove_part (KontorEditor *self, const char *path, GError **error);
gboolean kontor_editor_move_part (KontorEditor *self, const char *path, guint position, GError **error);
gboolean kontor_editor_check_pending (KontorEditor *self, const char *path, GError **error);
void kontor_editor_end_typing (KontorEditor *self);
void kontor_editor_begin_step (KontorEditor *self);
void kontor_editor_end_step (KontorEditor *self, const char *path);

gboolean kontor_editor_can_undo (KontorEditor *self);
gboolean kontor_editor_can_redo (KontorEditor *self);
void kontor_editor_undo (KontorEditor *self);
void kontor_editor_redo (KontorEditor *self);

gboolean kontor_editor_has_unsaved (KontorEditor *self);
void kontor_editor_save_now (KontorEditor *self);
void kontor_editor_flush_async (KontorEditor *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kontor_editor_flush_finish (KontorEditor *self, GAsyncResult *result, GError **error);
void kontor_editor_abandon (KontorEditor *self);

G_END_DECLS

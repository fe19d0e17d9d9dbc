/* kontor-lines.h: the lines of one variant, for a grid */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-editor.h"
#include "kontor-line.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LINES (kontor_lines_get_type ())
G_DECLARE_FINAL_TYPE (KontorLines, kontor_lines, KONTOR, LINES, GObject)

KontorLines *kontor_lines_new (KontorEditor *editor);

KontorEditor *kontor_lines_get_editor (KontorLines *self);
const KontorField *kontor_lines_get_fields (KontorLines *self);
void kontor_lines_set_variant (KontorLines *self, const char *id);
const char *kontor_lines_get_variant (KontorLines *self);
void kontor_lines_set_default_vat (KontorLines *self, const char *vat);

KontorLine *kontor_lines_get (KontorLines *self, guint position);
guint kontor_lines_find (KontorLines *self, KontorLine *line);
guint kontor_lines_get_n_real (KontorLines *self);
char *kontor_lines_dup_path (KontorLines *self, KontorLine *line, const char *member);

/* Each is one step that can be undone. */
gboolean kontor_lines_type (KontorLines *self, KontorLine *line, const char *member, const char *text, GError **error);
void kontor_lines_keep (KontorLines *self, KontorLine *line, const char *member, KontorJson *value);
gboolean kontor_lines_set_vat (KontorLines *self, KontorLine *line, const char *category, const char *rate, GError **error);
gboolean kontor_lines_set_kind (KontorLines *self, KontorLine *line, const char *kind, GError **error);
gboolean kontor_lines_fill (KontorLines *self, KontorLine *line, KontorJson *product, GError **error);
gboolean kontor_lines_insert (KontorLines *self, guint position, GPtrArray *pasted, GError **error);
gboolean kontor_lines_add_empty (KontorLines *self, guint position, const char *kind, GError **error);
gboolean kontor_lines_remove (KontorLines *self, GPtrArray *lines, GError **error);
gboolean kontor_lines_duplicate (KontorLines *self, GPtrArray *lines, GError **error);
gboolean kontor_lines_move (KontorLines *self, GPtrArray *lines, int by, GError **error);

G_END_DECLS

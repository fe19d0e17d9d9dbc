/* kontor-line.h: one line of an offer as a grid shows it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-json.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LINE (kontor_line_get_type ())
G_DECLARE_FINAL_TYPE (KontorLine, kontor_line, KONTOR, LINE, GObject)

KontorLine *kontor_line_new (const char *id);

const char *kontor_line_get_id (KontorLine *self);
KontorJson *kontor_line_get_json (KontorLine *self);
const char *kontor_line_get_kind (KontorLine *self);
const char *kontor_line_get_string (KontorLine *self, const char *member);
guint kontor_line_get_number (KontorLine *self);
gboolean kontor_line_is_priced (KontorLine *self);

/* For the list that it is in. */
void kontor_line_set_id (KontorLine *self, const char *id);
void kontor_line_update (KontorLine *self, KontorJson *json, guint number, gboolean force);

G_END_DECLS

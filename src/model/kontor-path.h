/* kontor-path.h: where in a body a value stands */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-record-type.h"

G_BEGIN_DECLS

/*
 * A path names a place in a body by members and by the keys of parts, never by positions, so that it holds while
 * others insert and move: "subject", "variants/v1/lines/l3/unit_price", "address/city", "names/pl".
 * `~1` stands for a `/` and `~0` for a `~` inside a step, as in RFC 6901.
 */

char *kontor_path_join (const char *path, const char *step);
GStrv kontor_path_split (const char *path);
KontorJson *kontor_path_get (const KontorField *fields, KontorJson *body, const char *path);
KontorJson *kontor_path_set (const KontorField *fields, KontorJson *body, const char *path, KontorJson *value, GError **error);
const KontorField *kontor_path_find_field (const KontorField *fields, const char *path);
char *kontor_path_describe (const KontorField *fields, KontorJson *body, const char *path);

G_END_DECLS

/* kontor-json.h: immutable JSON values that keep what they do not know */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The deepest nesting of arrays and objects, and the largest text, that is read. */
#define KONTOR_JSON_MAX_DEPTH 64
#define KONTOR_JSON_MAX_SIZE (8 * 1024 * 1024)

typedef enum
{
  KONTOR_JSON_NULL,
  KONTOR_JSON_BOOLEAN,
  KONTOR_JSON_NUMBER,
  KONTOR_JSON_STRING,
  KONTOR_JSON_ARRAY,
  KONTOR_JSON_OBJECT,
} KontorJsonType;

/**
 * KontorJson:
 *
 * A JSON value: immutable, reference counted, free to be shared between threads. A change makes a new value that
 * shares what did not change, so that an old body costs nothing to keep (undo, the base of a merge).
 * Numbers, and strings and member names whose escapes are not ours, keep their source text to the letter.
 */
typedef struct _KontorJson KontorJson;

#define KONTOR_TYPE_JSON (kontor_json_get_type ())
GType kontor_json_get_type (void);

KontorJson *kontor_json_parse (const char *text, gssize length, GError **error);
KontorJson *kontor_json_parse_own (const char *text, GError **error);
char *kontor_json_to_string (KontorJson *self);
char *kontor_json_to_string_pretty (KontorJson *self);
char *kontor_json_to_canonical (KontorJson *self);

KontorJson *kontor_json_ref (KontorJson *self);
void kontor_json_unref (KontorJson *self);
gboolean kontor_json_equal (KontorJson *a, KontorJson *b);

KontorJson *kontor_json_new_null (void);
KontorJson *kontor_json_new_boolean (gboolean value);
KontorJson *kontor_json_new_integer (gint64 value);
KontorJson *kontor_json_new_string (const char *value);
KontorJson *kontor_json_new_array (void);
KontorJson *kontor_json_new_object (void);
KontorJson *kontor_json_new_array_for (KontorJson *const *elements, guint n_elements);
KontorJson *kontor_json_new_strv (const char *const *values);

KontorJsonType kontor_json_get_value_type (KontorJson *self);
gboolean kontor_json_get_boolean (KontorJson *self);
gboolean kontor_json_get_integer (KontorJson *self, gint64 *value);
const char *kontor_json_get_number_text (KontorJson *self);
const char *kontor_json_get_string (KontorJson *self);

guint kontor_json_get_size (KontorJson *self);
guint kontor_json_get_depth (KontorJson *self);
KontorJson *kontor_json_get_element (KontorJson *self, guint index);
const char *kontor_json_get_member_name (KontorJson *self, guint index);
KontorJson *kontor_json_get_member (KontorJson *self, const char *name);
const char *kontor_json_get_member_string (KontorJson *self, const char *name);

KontorJson *kontor_json_with_member (KontorJson *self, const char *name, KontorJson *value);
KontorJson *kontor_json_with_members (KontorJson *self, KontorJson *others);
KontorJson *kontor_json_with_element (KontorJson *self, guint index, KontorJson *value);
KontorJson *kontor_json_with_insertion (KontorJson *self, guint index, KontorJson *value);
KontorJson *kontor_json_without_element (KontorJson *self, guint index);

/* For building: put a new value into the place of @self. */
void kontor_json_set_member (KontorJson **self, const char *name, KontorJson *value);
void kontor_json_set_string (KontorJson **self, const char *name, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorJson, kontor_json_unref)

G_END_DECLS

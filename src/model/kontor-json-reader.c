/* kontor-json-reader.c: JSON from text, over yajl's tokens */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "kontor-model-error.h"

/* What Kontor itself writes around values that it has read is this much deeper at the most. */
#define OWN_DEPTH 8

/*
 * yajl checks the syntax without recursion, hands numbers on as they are written, and tells after each token how far
 * it has read; so the source text of a string is what stands between the last token and this one.
 */
typedef struct
{
  KontorJsonType type;
  GPtrArray *elements; /* of an array */
  GArray *members;     /* of an object */
  GHashTable *names;   /* of an object with many members */
} Level;

typedef struct
{
  const char *text;
  yajl_handle handle;
  gsize end; /* where the last token ended */
  Level levels[KONTOR_JSON_MAX_DEPTH + OWN_DEPTH];
  guint max_depth;
  guint depth;
  KontorJson *root;
  GError *error;
} Reader;

/* From this many members on, a table finds duplicates. */
#define MANY_MEMBERS 16

static void
member_clear_cb (gpointer data)
{
  kontor_json_member_clear (data);
}

static void
level_clear (Level *level)
{
  g_clear_pointer (&level->elements, g_ptr_array_unref);
  g_clear_pointer (&level->members, g_array_unref);
  g_clear_pointer (&level->names, g_hash_table_unref);
}

/* Moves behind the token that yajl has just read; returns its source text. */
static const char *
take_token (Reader *self, gsize *length)
{
  gsize start = self->end;

  self->end = yajl_get_bytes_consumed (self->handle);
  while (start < self->end && strchr (" \t\r\n,:", self->text[start]) != NULL)
    start++;
  *length = self->end - start;

  return self->text + start;
}

static void
skip_token (Reader *self)
{
  self->end = yajl_get_bytes_consumed (self->handle);
}

/* Whether the escapes of a string make text: no U+0000, no half of a surrogate pair. */
static gboolean
escapes_are_text (const char *raw, gsize length)
{
  const char *end = raw + length;

  for (const char *at = memchr (raw, '\\', length); at != NULL; at = memchr (at, '\\', end - at))
    {
      guint code = 0;

      if (at[1] != 'u')
        {
          at += 2;
          continue;
        }
      for (guint i = 2; i < 6; i++)
        code = code * 16 + g_ascii_xdigit_value (at[i]);
      at += 6;

      if (code == 0 || (code >= 0xdc00 && code <= 0xdfff))
        return FALSE;
      if (code >= 0xd800 && code <= 0xdbff)
        {
          guint low = 0;

          if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
            return FALSE;
          for (guint i = 2; i < 6; i++)
            low = low * 16 + g_ascii_xdigit_value (at[i]);
          if (low < 0xdc00 || low > 0xdfff)
            return FALSE;
          at += 6;
        }
    }

  return TRUE;
}

/* The decoded text (NULL when there is none), and the source text when we would write it otherwise. */
static void
read_string (Reader *self, const unsigned char *decoded, gsize decoded_length, char **text, char **raw)
{
  gsize length;
  const char *token = take_token (self, &length);

  *text = NULL;
  *raw = NULL;

  if (memchr (token, '\\', length) == NULL)
    {
      *text = g_strndup ((const char *) decoded, decoded_length);
    }
  else if (!escapes_are_text (token, length))
    {
      *raw = g_strndup (token, length);
    }
  else
    {
      g_autoptr (GString) ours = g_string_sized_new (length);

      *text = g_strndup ((const char *) decoded, decoded_length);
      kontor_json_append_quoted (ours, *text);
      if (ours->len != length || memcmp (ours->str, token, length) != 0)
        *raw = g_strndup (token, length);
    }
}

static int
add_value (Reader *self, KontorJson *value)
{
  if (self->depth == 0)
    {
      self->root = value;
    }
  else
    {
      Level *level = &self->levels[self->depth - 1];

      if (level->type == KONTOR_JSON_ARRAY)
        g_ptr_array_add (level->elements, value);
      else
        g_array_index (level->members, KontorJsonMember, level->members->len - 1).value = value;
    }

  return 1;
}

static int
null_cb (void *data)
{
  skip_token (data);
  return add_value (data, kontor_json_new_null ());
}

static int
boolean_cb (void *data, int value)
{
  skip_token (data);
  return add_value (data, kontor_json_new_boolean (value));
}

static int
number_cb (void *data, const char *text, size_t length)
{
  KontorJson *value = kontor_json_alloc (KONTOR_JSON_NUMBER);

  skip_token (data);
  value->text = g_strndup (text, length);
  return add_value (data, value);
}

static int
string_cb (void *data, const unsigned char *text, size_t length)
{
  KontorJson *value = kontor_json_alloc (KONTOR_JSON_STRING);

  read_string (data, text, length, &value->text, &value->raw);
  return add_value (data, value);
}

static int
push (Reader *self, KontorJsonType type)
{
  Level *level;

  skip_token (self);
  if (self->depth == self->max_depth)
    {
      g_set_error (&self->error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_LIMIT,
                   _("The JSON is nested deeper than %d levels."), KONTOR_JSON_MAX_DEPTH);
      return 0;
    }

  level = &self->levels[self->depth++];
  memset (level, 0, sizeof *level);
  level->type = type;
  if (type == KONTOR_JSON_ARRAY)
    {
      level->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
    }
  else
    {
      level->members = g_array_new (FALSE, TRUE, sizeof (KontorJsonMember));
      g_array_set_clear_func (level->members, member_clear_cb);
    }

  return 1;
}

static int
pop (Reader *self)
{
  Level *level = &self->levels[self->depth - 1];
  KontorJson *value = kontor_json_alloc (level->type);

  skip_token (self);
  if (level->type == KONTOR_JSON_ARRAY)
    {
      value->size = level->elements->len;
      value->elements = (KontorJson **) g_ptr_array_free (g_steal_pointer (&level->elements), FALSE);
    }
  else
    {
      value->size = level->members->len;
      value->members = (KontorJsonMember *) g_array_free (g_steal_pointer (&level->members), FALSE);
    }
  level_clear (level);
  self->depth--;

  return add_value (self, value);
}

static int
start_map_cb (void *data)
{
  return push (data, KONTOR_JSON_OBJECT);
}

static int
start_array_cb (void *data)
{
  return push (data, KONTOR_JSON_ARRAY);
}

static int
end_cb (void *data)
{
  return pop (data);
}

static gboolean
is_duplicate (Level *level, const char *name)
{
  KontorJsonMember *members = (KontorJsonMember *) level->members->data;

  if (level->names == NULL && level->members->len >= MANY_MEMBERS)
    {
      level->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < level->members->len; i++)
        g_hash_table_add (level->names, g_strdup (members[i].name));
    }

  if (level->names != NULL)
    return !g_hash_table_add (level->names, g_strdup (name));

  for (guint i = 0; i < level->members->len; i++)
    {
      if (strcmp (members[i].name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

static int
map_key_cb (void *data, const unsigned char *text, size_t length)
{
  Reader *self = data;
  Level *level = &self->levels[self->depth - 1];
  KontorJsonMember member = { NULL, NULL, NULL };

  read_string (self, text, length, &member.name, &member.raw);
  if (member.name == NULL)
    member.name = g_strdup (member.raw);

  /* Which of the two would be the truth? Programs differ, so neither is taken. */
  if (is_duplicate (level, member.name))
    {
      g_set_error (&self->error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_SYNTAX,
                   _("The member “%.100s” stands twice in one JSON object."), member.name);
      kontor_json_member_clear (&member);
      return 0;
    }
  g_array_append_val (level->members, member);

  return 1;
}

static const yajl_callbacks callbacks = {
  .yajl_null = null_cb,
  .yajl_boolean = boolean_cb,
  .yajl_number = number_cb,
  .yajl_string = string_cb,
  .yajl_start_map = start_map_cb,
  .yajl_map_key = map_key_cb,
  .yajl_end_map = end_cb,
  .yajl_start_array = start_array_cb,
  .yajl_end_array = end_cb,
};

static void
set_syntax_error (const char *text, gsize offset, GError **error)
{
  guint line = 1;
  gsize line_start = 0;

  for (gsize i = 0; i < offset && text[i] != '\0'; i++)
    {
      if (text[i] == '\n')
        {
          line++;
          line_start = i + 1;
        }
    }

  g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_SYNTAX,
               _("This is not valid JSON: line %u, byte %u cannot be read."), line,
               (guint) (offset - line_start + 1));
}

static KontorJson *
parse (const char *text, gsize length, guint max_depth, GError **error)
{
  Reader reader = { .text = text, .max_depth = max_depth };
  yajl_status status;
  const char *stray;

  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_SYNTAX,
                           _("This is not valid JSON: it is not in UTF-8."));
      return NULL;
    }

  /* yajl takes them for white space; JSON knows them nowhere. */
  stray = memchr (text, '\v', length);
  if (stray == NULL)
    stray = memchr (text, '\f', length);
  if (stray != NULL)
    {
      set_syntax_error (text, stray - text, error);
      return NULL;
    }

  reader.handle = yajl_alloc (&callbacks, NULL, &reader);
  status = yajl_parse (reader.handle, (const unsigned char *) text, length);
  if (status != yajl_status_ok && reader.error == NULL)
    set_syntax_error (text, yajl_get_bytes_consumed (reader.handle), &reader.error);
  else if (status == yajl_status_ok && yajl_complete_parse (reader.handle) != yajl_status_ok && reader.error == NULL)
    set_syntax_error (text, length, &reader.error); /* it ends too early */
  yajl_free (reader.handle);

  if (reader.error != NULL)
    {
      while (reader.depth > 0)
        level_clear (&reader.levels[--reader.depth]);
      g_clear_pointer (&reader.root, kontor_json_unref);
      g_propagate_error (error, reader.error);
      return NULL;
    }

  return reader.root;
}

/**
 * kontor_json_parse:
 * @text: JSON in UTF-8
 * @length: its length in bytes, or -1 when it ends with a zero byte
 * @error: return location for a #GError
 *
 * Reads one JSON value. Text larger than %KONTOR_JSON_MAX_SIZE, nested deeper than %KONTOR_JSON_MAX_DEPTH, or with a
 * member twice in one object is refused.
 *
 * Returns: (transfer full) (nullable): the value; %NULL with %KONTOR_MODEL_ERROR_SYNTAX or %KONTOR_MODEL_ERROR_LIMIT
 */
KontorJson *
kontor_json_parse (const char *text, gssize length, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = strlen (text);
  if (length > KONTOR_JSON_MAX_SIZE)
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_LIMIT,
                   _("The JSON is larger than %d MiB."), KONTOR_JSON_MAX_SIZE / (1024 * 1024));
      return NULL;
    }

  return parse (text, length, KONTOR_JSON_MAX_DEPTH, error);
}

/**
 * kontor_json_parse_own:
 * @text: JSON that Kontor itself has put together of values that it has read: what is kept of a conflict
 * @error: return location for a #GError
 *
 * Reads what no stranger wrote. It may be of any size, and a little deeper than the values in it.
 *
 * Returns: (transfer full) (nullable): the value; %NULL with %KONTOR_MODEL_ERROR_SYNTAX or %KONTOR_MODEL_ERROR_LIMIT
 */
KontorJson *
kontor_json_parse_own (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return parse (text, strlen (text), KONTOR_JSON_MAX_DEPTH + OWN_DEPTH, error);
}

/* kontor-json.c: immutable JSON values that keep what they do not know */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * A body is stored by versions of Kontor that do not know all of its members, so numbers are never turned into
 * something else and strings keep their escapes when these are not ours. The reader (kontor-json-reader.c) fills these
 * structures in through kontor-json-private.h.
 */
#include "kontor-json-private.h"

G_DEFINE_BOXED_TYPE (KontorJson, kontor_json, kontor_json_ref, kontor_json_unref)

KontorJson *
kontor_json_alloc (KontorJsonType type)
{
  KontorJson *self = g_new0 (KontorJson, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->type = type;

  return self;
}

/**
 * kontor_json_ref:
 * @self: a #KontorJson
 *
 * Adds a reference. May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
KontorJson *
kontor_json_ref (KontorJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * kontor_json_unref:
 * @self: (transfer full): a #KontorJson
 *
 * Drops a reference and frees the value with the last one. May be called from any thread.
 */
void
kontor_json_unref (KontorJson *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  switch (self->type)
    {
    case KONTOR_JSON_NUMBER:
    case KONTOR_JSON_STRING:
      g_free (self->text);
      g_free (self->raw);
      break;

    case KONTOR_JSON_ARRAY:
      for (guint i = 0; i < self->size; i++)
        kontor_json_unref (self->elements[i]);
      g_free (self->elements);
      break;

    case KONTOR_JSON_OBJECT:
      for (guint i = 0; i < self->size; i++)
        kontor_json_member_clear (&self->members[i]);
      g_free (self->members);
      break;

    case KONTOR_JSON_NULL:
    case KONTOR_JSON_BOOLEAN:
    default:
      break;
    }

  g_free (self);
}

void
kontor_json_member_clear (KontorJsonMember *member)
{
  g_clear_pointer (&member->name, g_free);
  g_clear_pointer (&member->raw, g_free);
  g_clear_pointer (&member->value, kontor_json_unref);
}

static void
member_copy (KontorJsonMember *to, const KontorJsonMember *from)
{
  to->name = g_strdup (from->name);
  to->raw = g_strdup (from->raw);
  to->value = kontor_json_ref (from->value);
}

/**
 * kontor_json_new_null:
 *
 * Returns: (transfer full): `null`
 */
KontorJson *
kontor_json_new_null (void)
{
  return kontor_json_alloc (KONTOR_JSON_NULL);
}

/**
 * kontor_json_new_boolean:
 * @value: the value
 *
 * Returns: (transfer full): `true` or `false`
 */
KontorJson *
kontor_json_new_boolean (gboolean value)
{
  KontorJson *self = kontor_json_alloc (KONTOR_JSON_BOOLEAN);

  self->boolean = value != FALSE;

  return self;
}

/**
 * kontor_json_new_integer:
 * @value: the value
 *
 * Returns: (transfer full): a whole number
 */
KontorJson *
kontor_json_new_integer (gint64 value)
{
  KontorJson *self = kontor_json_alloc (KONTOR_JSON_NUMBER);

  self->text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  return self;
}

/**
 * kontor_json_new_string:
 * @value: UTF-8 text
 *
 * Returns: (transfer full): a string
 */
KontorJson *
kontor_json_new_string (const char *value)
{
  KontorJson *self;

  g_return_val_if_fail (value != NULL, NULL);

  self = kontor_json_alloc (KONTOR_JSON_STRING);
  self->text = g_utf8_make_valid (value, -1);

  return self;
}

/**
 * kontor_json_new_array:
 *
 * Returns: (transfer full): an empty array
 */
KontorJson *
kontor_json_new_array (void)
{
  return kontor_json_alloc (KONTOR_JSON_ARRAY);
}

/**
 * kontor_json_new_array_for:
 * @elements: (array length=n_elements) (transfer none): the elements
 * @n_elements: how many
 *
 * Returns: (transfer full): an array of references to @elements
 */
KontorJson *
kontor_json_new_array_for (KontorJson *const *elements, guint n_elements)
{
  KontorJson *self = kontor_json_alloc (KONTOR_JSON_ARRAY);

  self->elements = g_new (KontorJson *, n_elements);
  self->size = n_elements;
  for (guint i = 0; i < n_elements; i++)
    self->elements[i] = kontor_json_ref (elements[i]);

  return self;
}

/**
 * kontor_json_new_object:
 *
 * Returns: (transfer full): an empty object
 */
KontorJson *
kontor_json_new_object (void)
{
  return kontor_json_alloc (KONTOR_JSON_OBJECT);
}

/**
 * kontor_json_new_strv:
 * @values: (array zero-terminated=1): texts
 *
 * Returns: (transfer full): an array of strings
 */
KontorJson *
kontor_json_new_strv (const char *const *values)
{
  KontorJson *self = kontor_json_alloc (KONTOR_JSON_ARRAY);

  self->size = g_strv_length ((char **) values);
  self->elements = g_new (KontorJson *, self->size);
  for (guint i = 0; i < self->size; i++)
    self->elements[i] = kontor_json_new_string (values[i]);

  return self;
}

/**
 * kontor_json_get_value_type:
 * @self: (nullable): a #KontorJson
 *
 * Returns: what @self is; a missing value is %KONTOR_JSON_NULL
 */
KontorJsonType
kontor_json_get_value_type (KontorJson *self)
{
  return self == NULL ? KONTOR_JSON_NULL : self->type;
}

/**
 * kontor_json_get_boolean:
 * @self: (nullable): a #KontorJson
 *
 * Returns: %TRUE for `true`, %FALSE for everything else
 */
gboolean
kontor_json_get_boolean (KontorJson *self)
{
  return self != NULL && self->type == KONTOR_JSON_BOOLEAN && self->boolean;
}

/**
 * kontor_json_get_integer:
 * @self: (nullable): a #KontorJson
 * @value: (out): return location
 *
 * Returns: %TRUE when @self is a number written as a whole one that fits 64 bits
 */
gboolean
kontor_json_get_integer (KontorJson *self, gint64 *value)
{
  if (self == NULL || self->type != KONTOR_JSON_NUMBER)
    return FALSE;

  return g_ascii_string_to_signed (self->text, 10, G_MININT64, G_MAXINT64, value, NULL);
}

/**
 * kontor_json_get_number_text:
 * @self: (nullable): a #KontorJson
 *
 * Returns: (transfer none) (nullable): a number as it was written, %NULL for everything else
 */
const char *
kontor_json_get_number_text (KontorJson *self)
{
  return self != NULL && self->type == KONTOR_JSON_NUMBER ? self->text : NULL;
}

/**
 * kontor_json_get_string:
 * @self: (nullable): a #KontorJson
 *
 * Returns: (transfer none) (nullable): the text of a string; %NULL for everything else, and for the strings that are no
 *   text (with U+0000 or half a surrogate pair in them)
 */
const char *
kontor_json_get_string (KontorJson *self)
{
  return self != NULL && self->type == KONTOR_JSON_STRING ? self->text : NULL;
}

/**
 * kontor_json_get_size:
 * @self: (nullable): a #KontorJson
 *
 * Returns: the number of elements or members; 0 for everything else
 */
guint
kontor_json_get_size (KontorJson *self)
{
  return self != NULL && (self->type == KONTOR_JSON_ARRAY || self->type == KONTOR_JSON_OBJECT) ? self->size : 0;
}

/**
 * kontor_json_get_depth:
 * @self: (nullable): a value
 *
 * Returns: how deeply arrays and objects are nested in each other: 0 for what is neither, 1 for one of those
 */
guint
kontor_json_get_depth (KontorJson *self)
{
  guint depth = 0;

  for (guint i = 0; i < kontor_json_get_size (self); i++)
    {
      guint inner = kontor_json_get_depth (kontor_json_get_element (self, i));

      depth = MAX (depth, inner);
    }

  return kontor_json_get_value_type (self) >= KONTOR_JSON_ARRAY ? depth + 1 : depth;
}

/**
 * kontor_json_get_element:
 * @self: (nullable): an array, or an object
 * @index: which
 *
 * Returns: (transfer none) (nullable): the element, or the value of the member, at @index
 */
KontorJson *
kontor_json_get_element (KontorJson *self, guint index)
{
  if (index >= kontor_json_get_size (self))
    return NULL;

  return self->type == KONTOR_JSON_ARRAY ? self->elements[index] : self->members[index].value;
}

/**
 * kontor_json_get_member_name:
 * @self: (nullable): an object
 * @index: which
 *
 * Returns: (transfer none) (nullable): the name of the member at @index
 */
const char *
kontor_json_get_member_name (KontorJson *self, guint index)
{
  if (self == NULL || self->type != KONTOR_JSON_OBJECT || index >= self->size)
    return NULL;

  return self->members[index].name;
}

static gboolean
find_member (KontorJson *self, const char *name, guint *index)
{
  if (self == NULL || self->type != KONTOR_JSON_OBJECT)
    return FALSE;

  for (guint i = 0; i < self->size; i++)
    {
      if (strcmp (self->members[i].name, name) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * kontor_json_get_member:
 * @self: (nullable): an object
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): its value; %NULL when there is no such member
 */
KontorJson *
kontor_json_get_member (KontorJson *self, const char *name)
{
  guint index;

  return find_member (self, name, &index) ? self->members[index].value : NULL;
}

/**
 * kontor_json_get_member_string:
 * @self: (nullable): an object
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): its text; %NULL when it is missing or no text
 */
const char *
kontor_json_get_member_string (KontorJson *self, const char *name)
{
  return kontor_json_get_string (kontor_json_get_member (self, name));
}

/**
 * kontor_json_with_member:
 * @self: an object
 * @name: the name of a member
 * @value: (nullable) (transfer none): its value, %NULL to leave the member out
 *
 * Makes an object that differs in one member. A new member comes last, others keep their places.
 *
 * Returns: (transfer full): the new object
 */
KontorJson *
kontor_json_with_member (KontorJson *self, const char *name, KontorJson *value)
{
  KontorJson *copy;
  gboolean found;
  guint index = 0;

  g_return_val_if_fail (kontor_json_get_value_type (self) == KONTOR_JSON_OBJECT, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  found = find_member (self, name, &index);
  if (found ? self->members[index].value == value : value == NULL)
    return kontor_json_ref (self);

  copy = kontor_json_alloc (KONTOR_JSON_OBJECT);
  copy->members = g_new0 (KontorJsonMember, self->size + 1);
  for (guint i = 0; i < self->size; i++)
    {
      if (found && i == index)
        {
          if (value == NULL)
            continue;

          copy->members[copy->size].name = g_strdup (self->members[i].name);
          copy->members[copy->size].raw = g_strdup (self->members[i].raw);
          copy->members[copy->size].value = kontor_json_ref (value);
        }
      else
        {
          member_copy (&copy->members[copy->size], &self->members[i]);
        }
      copy->size++;
    }

  if (!found)
    {
      copy->members[copy->size].name = g_strdup (name);
      copy->members[copy->size].value = kontor_json_ref (value);
      copy->size++;
    }

  return copy;
}

/* From this many members on, a table finds them. */
#define MANY_MEMBERS 16

/* The places of the members by their names; NULL for an object that is as quickly searched without. */
static GHashTable *
index_members (KontorJson *self)
{
  GHashTable *index;

  if (self->size < MANY_MEMBERS)
    return NULL;

  index = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->size; i++)
    g_hash_table_insert (index, self->members[i].name, GUINT_TO_POINTER (i));

  return index;
}

static gboolean
find_member_by_index (KontorJson *self, GHashTable *names, const char *name, guint *index)
{
  gpointer place;

  if (names == NULL)
    return find_member (self, name, index);
  if (!g_hash_table_lookup_extended (names, name, NULL, &place))
    return FALSE;

  *index = GPOINTER_TO_UINT (place);
  return TRUE;
}

/**
 * kontor_json_with_members:
 * @self: an object
 * @others: (transfer none): an object
 *
 * Makes an object that has the members of both, those of @others with their values there. New members come last, others
 * keep their places. It takes a time that grows with the number of members, and not with its square.
 *
 * Returns: (transfer full): the new object
 */
KontorJson *
kontor_json_with_members (KontorJson *self, KontorJson *others)
{
  g_autoptr (GHashTable) names = NULL;
  KontorJson *copy;

  g_return_val_if_fail (kontor_json_get_value_type (self) == KONTOR_JSON_OBJECT, NULL);
  g_return_val_if_fail (kontor_json_get_value_type (others) == KONTOR_JSON_OBJECT, NULL);

  names = index_members (self);
  copy = kontor_json_alloc (KONTOR_JSON_OBJECT);
  copy->members = g_new0 (KontorJsonMember, self->size + others->size);
  for (guint i = 0; i < self->size; i++)
    member_copy (&copy->members[copy->size++], &self->members[i]);

  for (guint i = 0; i < others->size; i++)
    {
      guint index;

      if (!find_member_by_index (self, names, others->members[i].name, &index))
        {
          member_copy (&copy->members[copy->size++], &others->members[i]);
          continue;
        }
      kontor_json_unref (copy->members[index].value);
      copy->members[index].value = kontor_json_ref (others->members[i].value);
    }

  return copy;
}

/**
 * kontor_json_set_member:
 * @self: (inout) (transfer full): an object
 * @name: the name of a member
 * @value: (nullable) (transfer none): its value, %NULL to leave the member out
 *
 * Replaces *@self by an object that differs in one member: kontor_json_with_member() for those who build an object.
 */
void
kontor_json_set_member (KontorJson **self, const char *name, KontorJson *value)
{
  g_autoptr (KontorJson) old = NULL;

  g_return_if_fail (self != NULL);

  old = *self;
  *self = kontor_json_with_member (old, name, value);
}

/**
 * kontor_json_set_string:
 * @self: (inout) (transfer full): an object
 * @name: the name of a member
 * @value: (nullable): its text, %NULL to leave the member out
 *
 * Replaces *@self by an object in which one member has a text.
 */
void
kontor_json_set_string (KontorJson **self, const char *name, const char *value)
{
  g_autoptr (KontorJson) string = value == NULL ? NULL : kontor_json_new_string (value);

  kontor_json_set_member (self, name, string);
}

/* An array with @n_removed elements at @index replaced by @value, when there is one. */
static KontorJson *
splice (KontorJson *self, guint index, guint n_removed, KontorJson *value)
{
  KontorJson *copy;

  g_return_val_if_fail (kontor_json_get_value_type (self) == KONTOR_JSON_ARRAY, NULL);
  g_return_val_if_fail (index + n_removed <= self->size, NULL);

  copy = kontor_json_alloc (KONTOR_JSON_ARRAY);
  copy->elements = g_new (KontorJson *, self->size + 1);
  for (guint i = 0; i < index; i++)
    copy->elements[copy->size++] = kontor_json_ref (self->elements[i]);
  if (value != NULL)
    copy->elements[copy->size++] = kontor_json_ref (value);
  for (guint i = index + n_removed; i < self->size; i++)
    copy->elements[copy->size++] = kontor_json_ref (self->elements[i]);

  return copy;
}

/**
 * kontor_json_with_element:
 * @self: an array
 * @index: which element
 * @value: (transfer none): what stands there instead
 *
 * Returns: (transfer full): the new array
 */
KontorJson *
kontor_json_with_element (KontorJson *self, guint index, KontorJson *value)
{
  return splice (self, index, 1, value);
}

/**
 * kontor_json_with_insertion:
 * @self: an array
 * @index: before which element; the size of the array for behind the last
 * @value: (transfer none): what is inserted
 *
 * Returns: (transfer full): the new array
 */
KontorJson *
kontor_json_with_insertion (KontorJson *self, guint index, KontorJson *value)
{
  return splice (self, index, 0, value);
}

/**
 * kontor_json_without_element:
 * @self: an array
 * @index: which element is left out
 *
 * Returns: (transfer full): the new array
 */
KontorJson *
kontor_json_without_element (KontorJson *self, guint index)
{
  return splice (self, index, 1, NULL);
}

static gboolean
equal_members (KontorJson *a, KontorJson *b)
{
  g_autoptr (GHashTable) names = NULL;

  for (guint i = 0; i < a->size; i++)
    {
      guint index = i;

      /* Most often both have the same order. */
      if (strcmp (a->members[i].name, b->members[i].name) != 0)
        {
          if (names == NULL)
            names = index_members (b);
          if (!find_member_by_index (b, names, a->members[i].name, &index))
            return FALSE;
        }
      if (!kontor_json_equal (a->members[i].value, b->members[index].value))
        return FALSE;
    }

  return TRUE;
}

/**
 * kontor_json_equal:
 * @a: (nullable): a value
 * @b: (nullable): a value
 *
 * Compares two values: numbers by how they are written, strings by their text, objects whatever the order of their
 * members. A missing value equals `null`.
 *
 * Returns: whether they say the same
 */
gboolean
kontor_json_equal (KontorJson *a, KontorJson *b)
{
  if (a == b)
    return TRUE;
  if (kontor_json_get_value_type (a) != kontor_json_get_value_type (b))
    return FALSE;
  if (a == NULL || b == NULL)
    return TRUE;

  switch (a->type)
    {
    case KONTOR_JSON_NULL:
      return TRUE;

    case KONTOR_JSON_BOOLEAN:
      return a->boolean == b->boolean;

    case KONTOR_JSON_NUMBER:
      return strcmp (a->text, b->text) == 0;

    case KONTOR_JSON_STRING:
      return a->text != NULL && b->text != NULL ? strcmp (a->text, b->text) == 0 : g_strcmp0 (a->raw, b->raw) == 0;

    case KONTOR_JSON_ARRAY:
      if (a->size != b->size)
        return FALSE;
      for (guint i = 0; i < a->size; i++)
        {
          if (!kontor_json_equal (a->elements[i], b->elements[i]))
            return FALSE;
        }
      return TRUE;

    case KONTOR_JSON_OBJECT:
      if (a->size != b->size)
        return FALSE;
      return equal_members (a, b);

    default:
      g_assert_not_reached ();
    }
}

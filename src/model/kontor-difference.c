/* kontor-difference.c: the line-by-line difference of two bodies */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-difference.h"
#include "kontor-part-index.h"
#include "kontor-path.h"

typedef struct
{
  const KontorRecordType *type;
  KontorJson *before;
  KontorJson *after;
  GPtrArray *differences; /* of KontorDifference */
} Comparison;

static void compare_objects (Comparison *self,
                             const KontorField *fields,
                             const char *path,
                             KontorJson *before,
                             KontorJson *after);

/**
 * kontor_difference_free:
 * @self: (transfer full): a difference
 *
 * Frees a difference.
 */
void
kontor_difference_free (KontorDifference *self)
{
  g_free (self->path);
  g_free (self->label);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

/**
 * kontor_difference_kind_get_label:
 * @kind: what happened
 *
 * Returns: (transfer none): it in a word, translated
 */
const char *
kontor_difference_kind_get_label (KontorDifferenceKind kind)
{
  switch (kind)
    {
    case KONTOR_DIFFERENCE_ADDED:
      return _("Added");

    case KONTOR_DIFFERENCE_REMOVED:
      return _("Removed");

    case KONTOR_DIFFERENCE_CHANGED:
      return _("Changed");

    case KONTOR_DIFFERENCE_MOVED:
      return _("Moved");

    default:
      g_return_val_if_reached ("");
    }
}

static gboolean
is_unset (KontorJson *value)
{
  return kontor_json_get_value_type (value) == KONTOR_JSON_NULL;
}

/* The two texts are taken over; a NULL says that there was, or is, nothing. */
static void
add_difference (Comparison *self,
                KontorDifferenceKind kind,
                const char *path,
                char *before,
                char *after)
{
  KontorDifference *difference = g_new0 (KontorDifference, 1);

  difference->kind = kind;
  difference->path = g_strdup (path);
  difference->label =
    kontor_path_describe (self->type->fields, kind == KONTOR_DIFFERENCE_REMOVED ? self->before : self->after, path);
  difference->before = before;
  difference->after = after;
  g_ptr_array_add (self->differences, difference);
}

/* A value by itself, by the kind of the whole field or of the elements of a list. */
static char *
describe_scalar (const KontorField *field,
                 KontorJson *value)
{
  const char *text = kontor_json_get_string (value);

  if (kontor_json_get_value_type (value) == KONTOR_JSON_BOOLEAN)
    return g_strdup (kontor_json_get_boolean (value) ? _("Yes") : _("No"));

  if (text == NULL)
    return kontor_json_to_string (value);

  if (field != NULL && field->choices != NULL)
    {
      const char *label = kontor_field_get_choice_label (field, text);

      return g_strdup (label != NULL ? label : text);
    }

  return g_strdup (text);
}

static char *
describe_value (const KontorField *field,
                KontorJson *value)
{
  g_autoptr (GString) string = NULL;

  if (is_unset (value))
    return NULL;

  if (field == NULL || field->kind != KONTOR_FIELD_LIST || kontor_json_get_value_type (value) != KONTOR_JSON_ARRAY)
    return describe_scalar (field, value);

  string = g_string_new (NULL);
  for (guint i = 0; i < kontor_json_get_size (value); i++)
    {
      g_autofree char *text = describe_scalar (field, kontor_json_get_element (value, i));

      g_string_append_printf (string, "%s%s", i > 0 ? ", " : "", text);
    }

  return g_string_free (g_steal_pointer (&string), FALSE);
}

/* A whole part on one line: "Name: Consulting; Quantity: 2; Unit Price: 1200.00". */
static char *
describe_part (const KontorPartType *type,
               KontorJson *part)
{
  GString *string = g_string_new (NULL);

  for (const KontorField *field = type->fields; field->name != NULL; field++)
    {
      KontorJson *value = kontor_json_get_member (part, field->member);
      g_autofree char *text = NULL;

      if (is_unset (value) || g_str_equal (field->member, kontor_part_type_get_key (type)) ||
          (!kontor_field_is_scalar (field) && field->kind != KONTOR_FIELD_LIST))
        continue;

      text = describe_value (field, value);
      if (*text != '\0')
        g_string_append_printf (string, "%s%s: %s", string->len > 0 ? "; " : "", kontor_field_get_label (field), text);
    }

  return g_string_free (string, FALSE);
}

static void
compare_whole (Comparison *self,
               const KontorField *field,
               const char *path,
               KontorJson *before,
               KontorJson *after)
{
  KontorDifferenceKind kind = KONTOR_DIFFERENCE_CHANGED;

  if (kontor_json_equal (before, after))
    return;

  if (is_unset (before))
    kind = KONTOR_DIFFERENCE_ADDED;
  else if (is_unset (after))
    kind = KONTOR_DIFFERENCE_REMOVED;

  add_difference (self, kind, path, describe_value (field, before), describe_value (field, after));
}

/* The common parts of two lists, as positions. */
typedef struct
{
  guint before;
  guint after;
  guint previous; /* index + 1 of the one before it in the longest run that ends here */
  gboolean stays;
} Place;

/*
 * Marks the parts that keep their order: the longest run of rising positions, by patience sorting. The others were moved,
 * and they are as few as possible.
 */
static void
mark_staying (GArray *places)
{
  g_autofree guint *ends = g_new (guint, places->len + 1); /* ends[n]: index of the least end of a run of n + 1 */
  guint length = 0;

  for (guint i = 0; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);
      guint low = 0, high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (places, Place, ends[middle]).before < place->before)
            low = middle + 1;
          else
            high = middle;
        }

      place->previous = low > 0 ? ends[low - 1] + 1 : 0;
      ends[low] = i;
      length = MAX (length, low + 1);
    }

  for (guint i = length > 0 ? ends[length - 1] + 1 : 0; i > 0; i = g_array_index (places, Place, i - 1).previous)
    g_array_index (places, Place, i - 1).stays = TRUE;
}

static const char *
get_key (const KontorPartType *type,
         KontorJson *parts,
         guint index)
{
  return kontor_json_get_member_string (kontor_json_get_element (parts, index), kontor_part_type_get_key (type));
}

static void
compare_parts (Comparison *self,
               const KontorField *field,
               const char *path,
               KontorJson *before,
               KontorJson *after)
{
  const KontorPartType *type = field->part;
  g_autoptr (GHashTable) before_index = kontor_part_type_index (type, before);
  g_autoptr (GHashTable) after_index = kontor_part_type_index (type, after);
  g_autoptr (GHashTable) before_places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (Place));
  guint n_before, n_after, next = 0;

  if (before_index == NULL || after_index == NULL)
    {
      compare_whole (self, field, path, before, after);
      return;
    }

  n_before = g_hash_table_size (before_index);
  n_after = g_hash_table_size (after_index);

  for (guint i = 0; i < n_before; i++)
    {
      const char *key = get_key (type, before, i);
      g_autofree char *part_path = kontor_path_join (path, key);

      g_hash_table_insert (before_places, (gpointer) key, GUINT_TO_POINTER (i));
      if (!g_hash_table_contains (after_index, key))
        add_difference (self, KONTOR_DIFFERENCE_REMOVED, part_path,
                        describe_part (type, kontor_json_get_element (before, i)), NULL);
    }

  for (guint i = 0; i < n_after; i++)
    {
      const char *key = get_key (type, after, i);
      const Place place = { GPOINTER_TO_UINT (g_hash_table_lookup (before_places, key)), i, 0, FALSE };

      if (g_hash_table_contains (before_index, key))
        g_array_append_val (places, place);
    }
  mark_staying (places);

  for (guint i = 0; i < n_after; i++)
    {
      const char *key = get_key (type, after, i);
      g_autofree char *part_path = kontor_path_join (path, key);
      KontorJson *part = kontor_json_get_element (after, i);
      KontorJson *old = g_hash_table_lookup (before_index, key);

      if (old == NULL)
        {
          add_difference (self, KONTOR_DIFFERENCE_ADDED, part_path, NULL, describe_part (type, part));
          continue;
        }

      const Place *place = &g_array_index (places, Place, next++);

      if (!place->stays)
        add_difference (self, KONTOR_DIFFERENCE_MOVED, part_path, g_strdup_printf ("%u", place->before + 1),
                        g_strdup_printf ("%u", place->after + 1));
      compare_objects (self, type->fields, part_path, old, part);
    }
}

static gboolean
are_objects (KontorJson *before,
             KontorJson *after)
{
  return (is_unset (before) || kontor_json_get_value_type (before) == KONTOR_JSON_OBJECT) &&
         (is_unset (after) || kontor_json_get_value_type (after) == KONTOR_JSON_OBJECT);
}

/* Has the names of the members of @object that @fields does not know, all when there is no table. */
static GHashTable *
index_unknown (const KontorField *fields,
               KontorJson *object)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = is_unset (object) ? 0 : kontor_json_get_size (object);

  for (guint i = 0; i < n; i++)
    {
      const char *name = kontor_json_get_member_name (object, i);

      if (fields == NULL || kontor_fields_find (fields, name) == NULL)
        g_hash_table_insert (index, (gpointer) name, kontor_json_get_element (object, i));
    }

  return index;
}

/* The members that no field stands for, each as a whole. */
static void
compare_unknown (Comparison *self,
                 const KontorField *fields,
                 const char *path,
                 KontorJson *before,
                 KontorJson *after)
{
  g_autoptr (GHashTable) old = index_unknown (fields, before);
  g_autoptr (GHashTable) new = index_unknown (fields, after);
  guint n_before = is_unset (before) ? 0 : kontor_json_get_size (before);
  guint n_after = is_unset (after) ? 0 : kontor_json_get_size (after);

  for (guint i = 0; i < n_before; i++)
    {
      const char *name = kontor_json_get_member_name (before, i);
      g_autofree char *member_path = kontor_path_join (path, name);

      if (g_hash_table_contains (old, name))
        compare_whole (self, NULL, member_path, g_hash_table_lookup (old, name), g_hash_table_lookup (new, name));
    }

  for (guint i = 0; i < n_after; i++)
    {
      const char *name = kontor_json_get_member_name (after, i);
      g_autofree char *member_path = kontor_path_join (path, name);

      if (g_hash_table_contains (new, name) && !g_hash_table_contains (old, name))
        compare_whole (self, NULL, member_path, NULL, g_hash_table_lookup (new, name));
    }
}

static void
compare_field (Comparison *self,
               const KontorField *field,
               const char *path,
               KontorJson *before,
               KontorJson *after)
{
  if ((field->flags & KONTOR_FIELD_DERIVED) != 0 || kontor_json_equal (before, after))
    return;

  if (field->kind == KONTOR_FIELD_PARTS)
    compare_parts (self, field, path, before, after);
  else if (field->kind == KONTOR_FIELD_PART && are_objects (before, after))
    compare_objects (self, field->part->fields, path, before, after);
  else if (field->kind == KONTOR_FIELD_TRANSLATED && are_objects (before, after))
    compare_unknown (self, NULL, path, before, after);
  else
    compare_whole (self, field, path, before, after);
}

static void
compare_objects (Comparison *self,
                 const KontorField *fields,
                 const char *path,
                 KontorJson *before,
                 KontorJson *after)
{
  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      g_autofree char *field_path = kontor_path_join (path, field->member);

      compare_field (self, field, field_path, kontor_json_get_member (before, field->member),
                     kontor_json_get_member (after, field->member));
    }

  compare_unknown (self, fields, path, before, after);
}

/**
 * kontor_difference_find:
 * @type: the type of both bodies
 * @before: a body
 * @after: a later one of the same record
 *
 * Compares two bodies by the field table of their type: what the difference between two revisions of an offer shows and
 * prints. Parts are told by their keys, so that a line that moved is one that moved, not one removed and one added.
 * Derived members are left out, for they follow from others; a member that this version does not know is compared as a
 * whole. Texts are as the body holds them (decimals with a point, ISO dates, ids), choices by their labels.
 *
 * Returns: (transfer full) (element-type KontorDifference): the differences in the order of the
 *   fields; empty when there are none
 */
GPtrArray *
kontor_difference_find (const KontorRecordType *type,
                        KontorJson *before,
                        KontorJson *after)
{
  Comparison comparison = { type, before, after, NULL };

  g_return_val_if_fail (type != NULL && before != NULL && after != NULL, NULL);

  comparison.differences = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_difference_free);
  compare_objects (&comparison, type->fields, "", before, after);

  return comparison.differences;
}

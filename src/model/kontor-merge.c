/* kontor-merge.c: the three-way merge of two bodies */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-json-private.h"
#include "kontor-merge.h"
#include "kontor-model-error.h"
#include "kontor-part-index.h"
#include "kontor-path.h"

/* So many of our changes are tried one by one when the merged body is refused by its type. */
#define MAX_TRIALS 32

/* One merge, or one attempt at it. */
typedef struct
{
  GPtrArray *conflicts; /* of KontorConflict */
  GPtrArray *taken;     /* of paths where our change was taken */
  const char *refused;  /* (nullable): where ours must not be taken, for the body would not be valid */
  gboolean refuse_all;
} Merge;

static KontorJson *merge_object (Merge *self,
                                 const KontorField *fields,
                                 const char *path,
                                 KontorJson *base,
                                 KontorJson *ours,
                                 KontorJson *theirs);

/**
 * kontor_conflict_free:
 * @self: (transfer full): a conflict
 *
 * Frees a conflict.
 */
void
kontor_conflict_free (KontorConflict *self)
{
  g_free (self->path);
  g_clear_pointer (&self->base, kontor_json_unref);
  g_clear_pointer (&self->ours, kontor_json_unref);
  g_clear_pointer (&self->theirs, kontor_json_unref);
  g_free (self);
}

static KontorJson *
ref_value (KontorJson *value)
{
  return value != NULL ? kontor_json_ref (value) : NULL;
}

static void
add_conflict (Merge *self,
              const char *path,
              KontorJson *base,
              KontorJson *ours,
              KontorJson *theirs)
{
  KontorConflict *conflict = g_new0 (KontorConflict, 1);

  conflict->path = g_strdup (path);
  conflict->base = ref_value (base);
  conflict->ours = ref_value (ours);
  conflict->theirs = ref_value (theirs);
  g_ptr_array_add (self->conflicts, conflict);
}

static gboolean
may_take (Merge *self,
          const char *path)
{
  if (self->refuse_all || g_strcmp0 (self->refused, path) == 0)
    return FALSE;

  g_ptr_array_add (self->taken, g_strdup (path));
  return TRUE;
}

/* Unset and null are the same in a field; in a member that this version does not know they may not be. */
static gboolean
is_same (gboolean known,
         KontorJson *a,
         KontorJson *b)
{
  if (!known && (a == NULL) != (b == NULL))
    return FALSE;

  return kontor_json_equal (a, b);
}

static gboolean
is_unset (KontorJson *value)
{
  return kontor_json_get_value_type (value) == KONTOR_JSON_NULL;
}

/* Whether all three are of a type, or unset. */
static gboolean
are_all (KontorJsonType type,
         KontorJson *base,
         KontorJson *ours,
         KontorJson *theirs)
{
  return (is_unset (base) || kontor_json_get_value_type (base) == type) &&
         (is_unset (ours) || kontor_json_get_value_type (ours) == type) &&
         (is_unset (theirs) || kontor_json_get_value_type (theirs) == type);
}

/* A value as a whole: who changed it gives it, and when both did, theirs stands and ours is kept in a conflict. */
static KontorJson *
merge_whole (Merge *self,
             gboolean known,
             const char *path,
             KontorJson *base,
             KontorJson *ours,
             KontorJson *theirs)
{
  if (is_same (known, ours, theirs) || is_same (known, base, ours))
    return ref_value (theirs);

  if (is_same (known, base, theirs) && may_take (self, path))
    return ref_value (ours);

  add_conflict (self, path, base, ours, theirs);
  return ref_value (theirs);
}

static GHashTable *
index_elements (KontorJson *array)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (is_unset (array))
    return index;

  for (guint i = 0; i < kontor_json_get_size (array); i++)
    g_hash_table_add (index, kontor_json_to_string (kontor_json_get_element (array, i)));

  return index;
}

/* A set: what one side added is in, what one side removed is out. There is nothing to disagree about. */
static KontorJson *
merge_list (Merge *self,
            const char *path,
            KontorJson *base,
            KontorJson *ours,
            KontorJson *theirs)
{
  g_autoptr (GHashTable) in_base = index_elements (base);
  g_autoptr (GHashTable) in_ours = index_elements (ours);
  g_autoptr (GHashTable) in_theirs = index_elements (theirs);
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();
  g_autoptr (KontorJson) list = NULL;
  guint n_theirs = is_unset (theirs) ? 0 : kontor_json_get_size (theirs);
  guint n_ours = is_unset (ours) ? 0 : kontor_json_get_size (ours);

  for (guint i = 0; i < n_theirs; i++)
    {
      KontorJson *element = kontor_json_get_element (theirs, i);
      g_autofree char *text = kontor_json_to_string (element);

      if (!g_hash_table_contains (in_base, text) || g_hash_table_contains (in_ours, text))
        g_ptr_array_add (merged, element);
    }

  for (guint i = 0; i < n_ours; i++)
    {
      KontorJson *element = kontor_json_get_element (ours, i);
      g_autofree char *text = kontor_json_to_string (element);

      if (!g_hash_table_contains (in_base, text) && !g_hash_table_contains (in_theirs, text))
        g_ptr_array_add (merged, element);
    }

  list = kontor_json_new_array_for ((KontorJson *const *) merged->pdata, merged->len);
  if (kontor_json_equal (list, theirs) || (merged->len == 0 && n_theirs == 0))
    return ref_value (theirs);

  if (may_take (self, path))
    return g_steal_pointer (&list);

  add_conflict (self, path, base, ours, theirs);
  return ref_value (theirs);
}

/* An embedded part: merged by its fields, but edit against removal is a conflict, and the edited part is kept. */
static KontorJson *
merge_part (Merge *self,
            const KontorField *field,
            const char *path,
            KontorJson *base,
            KontorJson *ours,
            KontorJson *theirs)
{
  if (!is_unset (ours) && !is_unset (theirs))
    return merge_object (self, field->part->fields, path, base, ours, theirs);

  if (is_unset (theirs) && !is_unset (base) && may_take (self, path))
    {
      add_conflict (self, path, base, ours, theirs);
      return ref_value (ours);
    }

  return merge_whole (self, TRUE, path, base, ours, theirs);
}

/* What becomes of one part of a list; NULL when it is removed. */
static KontorJson *
merge_keyed_part (Merge *self,
                  const KontorPartType *type,
                  const char *path,
                  KontorJson *base,
                  KontorJson *ours,
                  KontorJson *theirs)
{
  if (ours != NULL && theirs != NULL)
    {
      if (kontor_json_equal (ours, theirs) || kontor_json_equal (base, ours))
        return kontor_json_ref (theirs);

      return merge_object (self, type->fields, path, base, ours, theirs);
    }

  /* They removed it: if we did not touch it, it is gone; if we edited it, it stays and the person decides. */
  if (ours != NULL && base != NULL)
    {
      if (kontor_json_equal (base, ours))
        return NULL;

      add_conflict (self, path, base, ours, NULL);
      return may_take (self, path) ? kontor_json_ref (ours) : NULL;
    }

  return merge_whole (self, FALSE, path, base, ours, theirs);
}

static const char *
get_key (const KontorPartType *type,
         KontorJson *parts,
         guint index)
{
  return kontor_json_get_member_string (kontor_json_get_element (parts, index), kontor_part_type_get_key (type));
}

static guint
count_parts (KontorJson *parts)
{
  return is_unset (parts) ? 0 : kontor_json_get_size (parts);
}

/* Whether the parts that both lists have stand in another order. */
static gboolean
is_moved (const KontorPartType *type,
          KontorJson *before,
          GHashTable *before_index,
          KontorJson *after,
          GHashTable *after_index)
{
  guint n_after = count_parts (after);
  guint j = 0;

  for (guint i = 0; i < count_parts (before); i++)
    {
      const char *key = get_key (type, before, i);

      if (!g_hash_table_contains (after_index, key))
        continue;

      while (j < n_after && !g_hash_table_contains (before_index, get_key (type, after, j)))
        j++;
      if (j == n_after || !g_str_equal (key, get_key (type, after, j)))
        return TRUE;
      j++;
    }

  return FALSE;
}

/*
 * Puts the merged parts in order: as they stand in @first, and what only @second has behind its neighbour there, after
 * what @first put at the same place.
 */
static KontorJson *
order_parts (const KontorPartType *type,
             GHashTable *merged,
             GHashTable *base_index,
             KontorJson *first,
             KontorJson *second,
             GHashTable *second_index)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  GQueue order = G_QUEUE_INIT;
  GList *place = NULL;
  KontorJson *array;

  for (guint i = 0; i < count_parts (first); i++)
    {
      const char *key = get_key (type, first, i);

      if (g_hash_table_contains (merged, key))
        {
          g_queue_push_tail (&order, (gpointer) key);
          g_hash_table_insert (places, (gpointer) key, order.tail);
        }
    }

  for (guint i = 0; i < count_parts (second); i++)
    {
      const char *key = get_key (type, second, i);
      GList *known = g_hash_table_lookup (places, key);

      if (known != NULL)
        {
          place = known;
          continue;
        }
      if (!g_hash_table_contains (merged, key))
        continue;

      for (GList *next = place != NULL ? place->next : order.head; next != NULL; next = next->next)
        {
          if (g_hash_table_contains (base_index, next->data) || g_hash_table_contains (second_index, next->data))
            break;
          place = next;
        }

      if (place != NULL)
        {
          g_queue_insert_after (&order, place, (gpointer) key);
          place = place->next;
        }
      else
        {
          g_queue_push_head (&order, (gpointer) key);
          place = order.head;
        }
      g_hash_table_insert (places, (gpointer) key, place);
    }

  for (GList *l = order.head; l != NULL; l = l->next)
    g_ptr_array_add (parts, g_hash_table_lookup (merged, l->data));

  array = kontor_json_new_array_for ((KontorJson *const *) parts->pdata, parts->len);
  g_queue_clear (&order);
  return array;
}

static void
add_merged (GHashTable *merged,
            const char *key,
            KontorJson *part)
{
  if (part != NULL)
    g_hash_table_insert (merged, (gpointer) key, part);
}

/*
 * A list of parts: part by part by their keys. Order is nobody's typing: it is no conflict, and when both sides moved
 * parts theirs stands.
 */
static KontorJson *
merge_parts (Merge *self,
             const KontorField *field,
             const char *path,
             KontorJson *base,
             KontorJson *ours,
             KontorJson *theirs)
{
  const KontorPartType *type = field->part;
  g_autoptr (GHashTable) base_index = kontor_part_type_index (type, base);
  g_autoptr (GHashTable) our_index = kontor_part_type_index (type, ours);
  g_autoptr (GHashTable) their_index = kontor_part_type_index (type, theirs);
  g_autoptr (GHashTable) merged = NULL;

  if (base_index == NULL || our_index == NULL || their_index == NULL)
    return merge_whole (self, TRUE, path, base, ours, theirs);

  merged = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) kontor_json_unref);

  for (guint i = 0; i < count_parts (theirs); i++)
    {
      const char *key = get_key (type, theirs, i);
      g_autofree char *part_path = kontor_path_join (path, key);

      add_merged (merged, key,
                  merge_keyed_part (self, type, part_path, g_hash_table_lookup (base_index, key),
                                    g_hash_table_lookup (our_index, key), kontor_json_get_element (theirs, i)));
    }

  for (guint i = 0; i < count_parts (ours); i++)
    {
      const char *key = get_key (type, ours, i);
      g_autofree char *part_path = NULL;

      if (g_hash_table_contains (their_index, key))
        continue;

      part_path = kontor_path_join (path, key);
      add_merged (merged, key,
                  merge_keyed_part (self, type, part_path, g_hash_table_lookup (base_index, key),
                                    kontor_json_get_element (ours, i), NULL));
    }

  if (is_unset (theirs) && g_hash_table_size (merged) == 0)
    return ref_value (theirs);

  if (is_moved (type, base, base_index, ours, our_index) && !is_moved (type, base, base_index, theirs, their_index) &&
      may_take (self, path))
    return order_parts (type, merged, base_index, ours, theirs, their_index);

  return order_parts (type, merged, base_index, theirs, ours, our_index);
}

static KontorJson *
merge_value (Merge *self,
             const KontorField *field,
             const char *path,
             KontorJson *base,
             KontorJson *ours,
             KontorJson *theirs)
{
  if (field == NULL)
    return merge_whole (self, FALSE, path, base, ours, theirs);

  /* A derived value is computed anew from what was merged. */
  if ((field->flags & KONTOR_FIELD_DERIVED) != 0 || kontor_json_equal (ours, theirs) || kontor_json_equal (base, ours))
    return ref_value (theirs);

  if (field->kind == KONTOR_FIELD_LIST && are_all (KONTOR_JSON_ARRAY, base, ours, theirs))
    return merge_list (self, path, base, ours, theirs);

  if (field->kind == KONTOR_FIELD_PARTS)
    return merge_parts (self, field, path, base, ours, theirs);

  if (are_all (KONTOR_JSON_OBJECT, base, ours, theirs))
    {
      if (field->kind == KONTOR_FIELD_TRANSLATED)
        return merge_object (self, NULL, path, base, ours, theirs);
      if (field->kind == KONTOR_FIELD_PART)
        return merge_part (self, field, path, base, ours, theirs);
    }

  return merge_whole (self, TRUE, path, base, ours, theirs);
}

/* The members of an object by name: a hostile body can have a hundred thousand of them. */
static GHashTable *
index_members (KontorJson *object)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  if (is_unset (object))
    return index;

  for (guint i = 0; i < object->size; i++)
    g_hash_table_insert (index, object->members[i].name, object->members[i].value);

  return index;
}

/* An object while it is merged. */
typedef struct
{
  const KontorField *fields; /* (nullable): NULL for the texts of several languages */
  const char *path;
  GHashTable *base;
  GHashTable *ours;
  GHashTable *theirs;
  GHashTable *groups;        /* merge group -> whether it is ours */
} Object;

/* Fields that mean something only together: they are taken from one side, and conflict together. */
static gboolean
merge_group (Merge *self,
             Object *object,
             const char *group)
{
  g_autofree char *changed_path = NULL;
  gboolean ours_changed = FALSE, theirs_changed = FALSE, differ = FALSE;

  for (const KontorField *field = object->fields; field->name != NULL; field++)
    {
      KontorJson *base, *ours, *theirs;

      if (g_strcmp0 (field->group, group) != 0 || (field->flags & KONTOR_FIELD_DERIVED) != 0)
        continue;

      base = g_hash_table_lookup (object->base, field->member);
      ours = g_hash_table_lookup (object->ours, field->member);
      theirs = g_hash_table_lookup (object->theirs, field->member);
      differ |= !kontor_json_equal (ours, theirs);
      theirs_changed |= !kontor_json_equal (base, theirs);
      if (!kontor_json_equal (base, ours))
        {
          ours_changed = TRUE;
          if (changed_path == NULL)
            changed_path = kontor_path_join (object->path, field->member);
        }
    }

  if (!differ || !ours_changed)
    return FALSE;

  if (!theirs_changed && may_take (self, changed_path))
    return TRUE;

  for (const KontorField *field = object->fields; field->name != NULL; field++)
    {
      KontorJson *ours, *theirs;
      g_autofree char *path = NULL;

      if (g_strcmp0 (field->group, group) != 0 || (field->flags & KONTOR_FIELD_DERIVED) != 0)
        continue;

      ours = g_hash_table_lookup (object->ours, field->member);
      theirs = g_hash_table_lookup (object->theirs, field->member);
      if (kontor_json_equal (ours, theirs))
        continue;

      path = kontor_path_join (object->path, field->member);
      add_conflict (self, path, g_hash_table_lookup (object->base, field->member), ours, theirs);
    }

  return FALSE;
}

static KontorJson *
merge_member (Merge *self,
              Object *object,
              const char *name)
{
  const KontorField *field = object->fields != NULL ? kontor_fields_find (object->fields, name) : NULL;
  KontorJson *base = g_hash_table_lookup (object->base, name);
  KontorJson *ours = g_hash_table_lookup (object->ours, name);
  KontorJson *theirs = g_hash_table_lookup (object->theirs, name);
  g_autofree char *path = NULL;

  if (field != NULL && field->group != NULL && (field->flags & KONTOR_FIELD_DERIVED) == 0)
    {
      gpointer is_ours;

      if (!g_hash_table_lookup_extended (object->groups, field->group, NULL, &is_ours))
        {
          is_ours = GINT_TO_POINTER (merge_group (self, object, field->group));
          g_hash_table_insert (object->groups, (gpointer) field->group, is_ours);
        }

      return ref_value (is_ours ? ours : theirs);
    }

  path = kontor_path_join (object->path, name);
  return merge_value (self, field, path, base, ours, theirs);
}

/* Adds a merged member as the side from which its name comes writes it. */
static void
append_member (KontorJson *json,
               const KontorJsonMember *source,
               KontorJson *value)
{
  KontorJsonMember *member;

  if (value == NULL)
    return;

  member = &json->members[json->size++];
  member->name = g_strdup (source->name);
  member->raw = g_strdup (source->raw);
  member->value = value;
}

/* Objects member by member: theirs in their order, then what only we have. Any of the three may be unset. */
static KontorJson *
merge_object (Merge *self,
              const KontorField *fields,
              const char *path,
              KontorJson *base,
              KontorJson *ours,
              KontorJson *theirs)
{
  g_autoptr (GHashTable) base_members = index_members (base);
  g_autoptr (GHashTable) our_members = index_members (ours);
  g_autoptr (GHashTable) their_members = index_members (theirs);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (KontorJson) merged = kontor_json_alloc (KONTOR_JSON_OBJECT);
  Object object = { fields, path, base_members, our_members, their_members, groups };
  guint n_ours = is_unset (ours) ? 0 : ours->size;
  guint n_theirs = is_unset (theirs) ? 0 : theirs->size;

  merged->members = g_new0 (KontorJsonMember, n_ours + n_theirs);

  for (guint i = 0; i < n_theirs; i++)
    append_member (merged, &theirs->members[i], merge_member (self, &object, theirs->members[i].name));

  for (guint i = 0; i < n_ours; i++)
    {
      if (!g_hash_table_contains (their_members, ours->members[i].name))
        append_member (merged, &ours->members[i], merge_member (self, &object, ours->members[i].name));
    }

  if (is_unset (theirs) && merged->size == 0)
    return ref_value (theirs);

  return g_steal_pointer (&merged);
}

/* One attempt; @refused says where ours must not be taken. */
static KontorJson *
attempt (const KontorRecordType *type,
         KontorJson *base,
         KontorJson *ours,
         KontorJson *theirs,
         const char *refused,
         gboolean refuse_all,
         GPtrArray **conflicts,
         GPtrArray **taken)
{
  Merge merge = {
    .conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_conflict_free),
    .taken = g_ptr_array_new_with_free_func (g_free),
    .refused = refused,
    .refuse_all = refuse_all,
  };
  g_autoptr (KontorJson) merged = merge_object (&merge, type->fields, "", base, ours, theirs);

  g_clear_pointer (conflicts, g_ptr_array_unref);
  g_clear_pointer (taken, g_ptr_array_unref);
  *conflicts = merge.conflicts;
  *taken = merge.taken;

  return type->derive != NULL ? type->derive (merged) : g_steal_pointer (&merged);
}

/*
 * Each side was valid, and together they may not be: two dates in the wrong order, an alternative to a line that is gone.
 * Then the one change of ours that is in the way becomes a conflict; if it is not one alone, all of them do.
 */
static KontorJson *
merge_bodies (const KontorRecordType *type,
              KontorJson *base,
              KontorJson *ours,
              KontorJson *theirs,
              GPtrArray **conflicts)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) taken = NULL;
  g_autoptr (GPtrArray) ignored = NULL;
  g_autoptr (KontorJson) merged = attempt (type, base, ours, theirs, NULL, FALSE, &found, &taken);
  gboolean valid = kontor_record_type_check (type, merged, NULL);

  if (!valid && kontor_record_type_check (type, theirs, NULL))
    {
      for (guint i = 0; i < taken->len && i < MAX_TRIALS && !valid; i++)
        {
          g_clear_pointer (&merged, kontor_json_unref);
          merged = attempt (type, base, ours, theirs, g_ptr_array_index (taken, i), FALSE, &found, &ignored);
          valid = kontor_record_type_check (type, merged, NULL);
        }
    }

  if (!valid)
    {
      g_clear_pointer (&merged, kontor_json_unref);
      merged = attempt (type, base, ours, theirs, NULL, TRUE, &found, &ignored);
    }

  *conflicts = g_steal_pointer (&found);
  return g_steal_pointer (&merged);
}

/**
 * kontor_merge:
 * @type: the type of the record
 * @base: (nullable): the body that both sides started from; %NULL when each made its own
 * @ours: the body here
 * @theirs: the body there
 * @conflicts: (out) (element-type KontorConflict): where both changed differently; empty when they did not
 * @error: return location for a #GError
 *
 * Merges two bodies by the field table of their type. Pure.
 *
 * What one side changed is taken from it: field by field, part by part (known by their keys, both sides' insertions kept
 * in their places), language by language, the elements of a list as a set, a member that this version does not know as a
 * whole. Fields of one merge group are taken from one side together. What both changed differently is a conflict: theirs
 * stands in the result, and @conflicts keeps ours. A part that one side edited and the other removed is a conflict too, and
 * there the edited part stands. Derived members are computed anew. Order is never a conflict.
 * When the merged body is refused by its type, those changes of ours that are in the way become conflicts.
 *
 * Nothing that was typed is dropped: a value that we changed is in the result or in a conflict.
 *
 * Returns: (transfer full): the merged body, or %NULL with %KONTOR_MODEL_ERROR_STATE for a type that is written once and
 *   never changed, or %KONTOR_MODEL_ERROR_TYPE when a body is not a JSON object
 */
KontorJson *
kontor_merge (const KontorRecordType *type,
              KontorJson *base,
              KontorJson *ours,
              KontorJson *theirs,
              GPtrArray **conflicts,
              GError **error)
{
  g_return_val_if_fail (type != NULL && ours != NULL && theirs != NULL && conflicts != NULL, NULL);

  if (type->immutable)
    {
      g_set_error (
        error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_STATE,
        _("A record of the kind “%s” is written once and never changed, so that two of them cannot be merged."),
        kontor_record_type_get_label (type));
      return NULL;
    }

  if (!are_all (KONTOR_JSON_OBJECT, base, ours, theirs) || is_unset (ours) || is_unset (theirs))
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_TYPE, _("Only JSON objects can be merged."));
      return NULL;
    }

  if (kontor_json_equal (ours, theirs) || kontor_json_equal (base, ours) || kontor_json_equal (base, theirs))
    {
      *conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_conflict_free);
      return kontor_json_ref (kontor_json_equal (base, theirs) ? ours : theirs);
    }

  return merge_bodies (type, base, ours, theirs, conflicts);
}

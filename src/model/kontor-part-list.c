/* kontor-part-list.c: the parts of a record as a list model */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-part-list.h"

#include <string.h>

/**
 * KontorPart:
 *
 * One part of an open record: an address, a line of an offer. It is known by its key and stays the same object while the
 * part is edited and moved, so that a list view keeps its focus and its selection.
 */
struct _KontorPart
{
  GObject parent_instance;

  KontorRecord *record;
  char *key;
  char *path;
  KontorJson *json;
};

G_DEFINE_FINAL_TYPE (KontorPart, kontor_part, G_TYPE_OBJECT)

enum
{
  PART_SIGNAL_CHANGED,
  N_PART_SIGNALS
};

static guint part_signals[N_PART_SIGNALS];

static void
kontor_part_finalize (GObject *object)
{
  KontorPart *self = KONTOR_PART (object);

  g_clear_object (&self->record);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->json, kontor_json_unref);

  G_OBJECT_CLASS (kontor_part_parent_class)->finalize (object);
}

static void
kontor_part_class_init (KontorPartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_part_finalize;

  /**
   * KontorPart::changed:
   * @self: a #KontorPart
   *
   * A member of the part has another value.
   */
  part_signals[PART_SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                    NULL, G_TYPE_NONE, 0);
}

static void
kontor_part_init (KontorPart *self)
{
}

static KontorPart *
part_new (KontorRecord *record, const char *list_path, const char *key, KontorJson *json)
{
  KontorPart *self = g_object_new (KONTOR_TYPE_PART, NULL);

  self->record = g_object_ref (record);
  self->key = g_strdup (key);
  self->path = kontor_path_join (list_path, key);
  self->json = kontor_json_ref (json);

  return self;
}

/**
 * kontor_part_get_record:
 * @self: a part
 *
 * Returns: (transfer none): the record that it is a part of
 */
KontorRecord *
kontor_part_get_record (KontorPart *self)
{
  g_return_val_if_fail (KONTOR_IS_PART (self), NULL);

  return self->record;
}

/**
 * kontor_part_get_key:
 * @self: a part
 *
 * Returns: (transfer none): what it is known by among its siblings
 */
const char *
kontor_part_get_key (KontorPart *self)
{
  g_return_val_if_fail (KONTOR_IS_PART (self), NULL);

  return self->key;
}

/**
 * kontor_part_get_path:
 * @self: a part
 *
 * Returns: (transfer none): its path in the record
 */
const char *
kontor_part_get_path (KontorPart *self)
{
  g_return_val_if_fail (KONTOR_IS_PART (self), NULL);

  return self->path;
}

/**
 * kontor_part_get_json:
 * @self: a part
 *
 * Returns: (transfer none): the part as it is now; of one that was removed, as it last was
 */
KontorJson *
kontor_part_get_json (KontorPart *self)
{
  g_return_val_if_fail (KONTOR_IS_PART (self), NULL);

  return self->json;
}

/**
 * kontor_part_get_string:
 * @self: a part
 * @member: a member
 *
 * Returns: (transfer none) (nullable): the text of the member
 */
const char *
kontor_part_get_string (KontorPart *self, const char *member)
{
  g_return_val_if_fail (KONTOR_IS_PART (self), NULL);

  return kontor_json_get_member_string (self->json, member);
}

/**
 * kontor_part_get_member_path:
 * @self: a part
 * @member: a member
 *
 * Returns: (transfer full): the path of the member in the record
 */
char *
kontor_part_get_member_path (KontorPart *self, const char *member)
{
  g_return_val_if_fail (KONTOR_IS_PART (self), NULL);

  return kontor_path_join (self->path, member);
}

/**
 * KontorPartList:
 *
 * The parts of one list of an open record. It follows the record and says only what changed: parts that stay are not
 * removed and added again.
 */
struct _KontorPartList
{
  GObject parent_instance;

  KontorRecord *record;
  char *path;
  const char *key_member;
  KontorJson *json;
  GPtrArray *parts;
};

static void kontor_part_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorPartList, kontor_part_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, kontor_part_list_list_model_init))

static GType
kontor_part_list_get_item_type (GListModel *model)
{
  return KONTOR_TYPE_PART;
}

static guint
kontor_part_list_get_n_items (GListModel *model)
{
  return KONTOR_PART_LIST (model)->parts->len;
}

static gpointer
kontor_part_list_get_item (GListModel *model, guint position)
{
  KontorPartList *self = KONTOR_PART_LIST (model);

  return position < self->parts->len ? g_object_ref (g_ptr_array_index (self->parts, position)) : NULL;
}

static void
kontor_part_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kontor_part_list_get_item_type;
  iface->get_n_items = kontor_part_list_get_n_items;
  iface->get_item = kontor_part_list_get_item;
}

/* The old part of that key, or a new one. */
static KontorPart *
reuse_part (KontorPartList *self, GHashTable *old, KontorJson *json, GPtrArray *changed)
{
  const char *key = kontor_json_get_member_string (json, self->key_member);
  KontorPart *part = key == NULL ? NULL : g_hash_table_lookup (old, key);

  if (part == NULL)
    return part_new (self->record, self->path, key == NULL ? "" : key, json);

  if (part->json != json && !kontor_json_equal (part->json, json))
    g_ptr_array_add (changed, g_object_ref (part));
  kontor_json_ref (json);
  kontor_json_unref (part->json);
  part->json = json;

  return g_object_ref (part);
}

static void
update (KontorPartList *self)
{
  KontorJson *json = kontor_record_get (self->record, self->path);
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GHashTable) by_key = NULL;
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  guint start = 0, old_end, new_end;

  if (json == self->json)
    return;

  g_clear_pointer (&self->json, kontor_json_unref);
  self->json = json == NULL ? NULL : kontor_json_ref (json);

  by_key = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->parts->len; i++)
    {
      KontorPart *part = g_ptr_array_index (self->parts, i);

      g_hash_table_insert (by_key, part->key, part);
    }

  old = g_steal_pointer (&self->parts);
  self->parts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < kontor_json_get_size (json); i++)
    g_ptr_array_add (self->parts, reuse_part (self, by_key, kontor_json_get_element (json, i), changed));

  old_end = old->len;
  new_end = self->parts->len;
  while (start < old_end && start < new_end && g_ptr_array_index (old, start) == g_ptr_array_index (self->parts, start))
    start++;
  while (old_end > start && new_end > start &&
         g_ptr_array_index (old, old_end - 1) == g_ptr_array_index (self->parts, new_end - 1))
    {
      old_end--;
      new_end--;
    }
  if (old_end > start || new_end > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old_end - start, new_end - start);

  for (guint i = 0; i < changed->len; i++)
    g_signal_emit (g_ptr_array_index (changed, i), part_signals[PART_SIGNAL_CHANGED], 0);
}

static void
kontor_part_list_finalize (GObject *object)
{
  KontorPartList *self = KONTOR_PART_LIST (object);

  g_clear_object (&self->record);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->json, kontor_json_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_part_list_parent_class)->finalize (object);
}

static void
kontor_part_list_class_init (KontorPartListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_part_list_finalize;
}

static void
kontor_part_list_init (KontorPartList *self)
{
  self->parts = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * kontor_part_list_new:
 * @record: an open record
 * @path: the path of a list of parts
 *
 * Returns: (transfer full): a list of #KontorPart that follows the record
 */
KontorPartList *
kontor_part_list_new (KontorRecord *record, const char *path)
{
  KontorPartList *self;
  const KontorField *field;

  g_return_val_if_fail (KONTOR_IS_RECORD (record), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  field = kontor_path_find_field (kontor_record_get_record_type (record)->fields, path);
  g_return_val_if_fail (field != NULL && field->kind == KONTOR_FIELD_PARTS, NULL);

  self = g_object_new (KONTOR_TYPE_PART_LIST, NULL);
  self->record = g_object_ref (record);
  self->path = g_strdup (path);
  self->key_member = kontor_part_type_get_key (field->part);
  g_signal_connect_object (record, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

/**
 * kontor_part_list_get_record:
 * @self: a list of parts
 *
 * Returns: (transfer none): the record
 */
KontorRecord *
kontor_part_list_get_record (KontorPartList *self)
{
  g_return_val_if_fail (KONTOR_IS_PART_LIST (self), NULL);

  return self->record;
}

/**
 * kontor_part_list_get_path:
 * @self: a list of parts
 *
 * Returns: (transfer none): the path of the list in the record
 */
const char *
kontor_part_list_get_path (KontorPartList *self)
{
  g_return_val_if_fail (KONTOR_IS_PART_LIST (self), NULL);

  return self->path;
}

/**
 * kontor_part_list_find:
 * @self: a list of parts
 * @key: the key of a part
 * @position: (out) (optional): where it stands
 *
 * Returns: (transfer none) (nullable): the part
 */
KontorPart *
kontor_part_list_find (KontorPartList *self, const char *key, guint *position)
{
  g_return_val_if_fail (KONTOR_IS_PART_LIST (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      KontorPart *part = g_ptr_array_index (self->parts, i);

      if (strcmp (part->key, key) == 0)
        {
          if (position != NULL)
            *position = i;
          return part;
        }
    }

  return NULL;
}

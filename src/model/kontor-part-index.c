/* kontor-part-index.c: the parts of a list by their keys */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-part-index.h"

/**
 * kontor_part_type_index:
 * @self: the type of the parts
 * @parts: (nullable): an array of parts; unset is an empty one
 *
 * Returns: (transfer full) (nullable): the parts by their keys, as long as @parts lives; %NULL when they cannot be told
 *   apart: not an array of objects, a part without a key, a key that stands twice
 */
GHashTable *
kontor_part_type_index (const KontorPartType *self, KontorJson *parts)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  const char *member = kontor_part_type_get_key (self);

  if (kontor_json_get_value_type (parts) == KONTOR_JSON_NULL)
    return g_steal_pointer (&index);

  if (kontor_json_get_value_type (parts) != KONTOR_JSON_ARRAY)
    return NULL;

  for (guint i = 0; i < kontor_json_get_size (parts); i++)
    {
      KontorJson *part = kontor_json_get_element (parts, i);
      const char *key = kontor_json_get_member_string (part, member);

      if (key == NULL || !g_hash_table_insert (index, (gpointer) key, part))
        return NULL;
    }

  return g_steal_pointer (&index);
}

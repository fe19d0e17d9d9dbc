/* kontor-index-plan.c: which tables and columns the field tables give */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-index-plan-private.h"

#include <string.h>

/* Embedded parts inside embedded parts are followed this deep; field tables are finite, their pointers need not be. */
#define MAX_DEPTH 8

static void
cell_free (KontorIndexCell *cell)
{
  g_free (cell->name);
  g_strfreev (cell->steps);
  g_free (cell);
}

/* What a list of values has for a column: its element as a field. */
static gboolean
kind_has_key (KontorFieldKind kind)
{
  switch (kind)
    {
    case KONTOR_FIELD_TEXT:
    case KONTOR_FIELD_MULTILINE:
    case KONTOR_FIELD_TRANSLATED:
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_MONEY:
    case KONTOR_FIELD_CHOICE:
      return TRUE;
    case KONTOR_FIELD_INTEGER:
    case KONTOR_FIELD_DATE:
    case KONTOR_FIELD_DATETIME:
    case KONTOR_FIELD_FLAG:
    case KONTOR_FIELD_CURRENCY:
    case KONTOR_FIELD_LANGUAGE:
    case KONTOR_FIELD_COUNTRY:
    case KONTOR_FIELD_REFERENCE:
    case KONTOR_FIELD_LIST:
    case KONTOR_FIELD_PART:
    case KONTOR_FIELD_PARTS:
    default:
      return FALSE;
    }
}

static void
add_cells (KontorIndexTable *table,
           const KontorField *field,
           const char *path,
           KontorFieldKind kind)
{
  for (guint key = 0; key <= (kind_has_key (kind) ? 1 : 0); key++)
    {
      KontorIndexCell *cell = g_new0 (KontorIndexCell, 1);

      cell->name = key ? g_strconcat (path, "#key", NULL) : g_strdup (path);
      cell->field = field;
      cell->steps = g_strsplit (path, "/", -1);
      cell->key = key;
      g_ptr_array_add (table->cells, cell);
    }
}

/* Columns of the fields themselves, and of those of embedded parts, which have exactly one value too. */
static void
add_columns (KontorIndexTable *table,
             const KontorField *fields,
             const char *prefix,
             guint depth)
{
  for (const KontorField *field = fields; field->name; field++)
    {
      g_autofree char *path = g_strconcat (prefix, field->member, NULL);

      if (field->kind == KONTOR_FIELD_PART && depth < MAX_DEPTH)
        {
          g_autofree char *inner = g_strconcat (path, "/", NULL);

          add_columns (table, field->part->fields, inner, depth + 1);
        }
      else if ((field->flags & KONTOR_FIELD_INDEXED) &&
               (kontor_field_is_scalar (field) || field->kind == KONTOR_FIELD_TRANSLATED))
        add_cells (table, field, path, field->kind);
    }
}

static KontorIndexTable *
table_new (const KontorRecordType *type,
           const char *part)
{
  KontorIndexTable *table = g_new0 (KontorIndexTable, 1);

  table->type = type;
  table->name = part ? g_strconcat ("index_", type->kind, "_", part, NULL) : g_strconcat ("index_", type->kind, NULL);
  table->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
  return table;
}

static KontorIndexTable *
find_part_table (const KontorIndexKind *kind,
                 const KontorPartType *part,
                 const KontorField *list)
{
  for (guint i = 0; i < kind->parts->len; i++)
    {
      KontorIndexTable *table = kind->parts->pdata[i];

      if (part ? table->part == part : table->list == list)
        return table;
    }
  return NULL;
}

static void
add_part_tables (KontorIndexKind *kind,
                 const KontorField *fields,
                 guint depth)
{
  if (depth > MAX_DEPTH)
    return;

  for (const KontorField *field = fields; field->name; field++)
    {
      if (field->kind == KONTOR_FIELD_LIST && (field->flags & KONTOR_FIELD_INDEXED) &&
          !find_part_table (kind, NULL, field))
        {
          KontorIndexTable *table = table_new (kind->type, field->member);

          table->list = field;
          add_cells (table, field, "value", field->element);
          g_ptr_array_add (kind->parts, table);
        }
      else if (field->kind == KONTOR_FIELD_PART)
        add_part_tables (kind, field->part->fields, depth + 1);
      else if (field->kind == KONTOR_FIELD_PARTS)
        {
          if (field->part->indexed && !find_part_table (kind, field->part, NULL))
            {
              KontorIndexTable *table = table_new (kind->type, field->part->name);

              table->part = field->part;
              add_columns (table, field->part->fields, "", 0);
              g_ptr_array_add (kind->parts, table);
            }
          add_part_tables (kind, field->part->fields, depth + 1);
        }
    }
}

static gpointer
make_plan (gpointer data)
{
  GHashTable *kinds = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (const KontorRecordType *const *types = kontor_record_types (); *types; types++)
    {
      KontorIndexKind *kind = g_new0 (KontorIndexKind, 1);

      kind->type = *types;
      kind->table = table_new (*types, NULL);
      add_columns (kind->table, (*types)->fields, "", 0);
      kind->parts = g_ptr_array_new ();
      add_part_tables (kind, (*types)->fields, 0);
      g_hash_table_insert (kinds, (gpointer) *types, kind);
    }
  return kinds;
}

/**
 * kontor_index_plan_find:
 * @type: a type of record that is in kontor_record_types()
 *
 * The plan is made once from the field tables and stays.
 *
 * Returns: (transfer none): what the kind has in the index
 */
const KontorIndexKind *
kontor_index_plan_find (const KontorRecordType *type)
{
  static GOnce once = G_ONCE_INIT;
  const KontorIndexKind *kind = g_hash_table_lookup (g_once (&once, make_plan, NULL), type);

  g_assert (kind != NULL);
  return kind;
}

static gboolean
find_cell (const KontorIndexTable *in,
           const char *path,
           const KontorIndexTable **table,
           const KontorIndexCell **cell,
           const KontorIndexCell **key)
{
  *cell = *key = NULL;
  *table = in;
  for (guint i = 0; i < in->cells->len; i++)
    {
      const KontorIndexCell *candidate = in->cells->pdata[i];

      if (!candidate->key && strcmp (candidate->name, path) == 0)
        *cell = candidate;
      else if (candidate->key && *cell && candidate->field == (*cell)->field &&
               strncmp (candidate->name, path, strlen (path)) == 0 && strcmp (candidate->name + strlen (path), "#key") == 0)
        *key = candidate;
    }
  return *cell != NULL;
}

/**
 * kontor_index_plan_find_column:
 * @self: what a kind has in the index
 * @path: members, without keys: "name", "address/city", "variants/lines/product", "tags"
 * @table: (out): the table
 * @cell: (out): the column of the value
 * @key: (out) (nullable): the column that sorts, where it is another one
 *
 * Finds the column of an indexed field.
 *
 * Returns: whether there is one
 */
gboolean
kontor_index_plan_find_column (const KontorIndexKind *self,
                               const char *path,
                               const KontorIndexTable **table,
                               const KontorIndexCell **cell,
                               const KontorIndexCell **key)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  const KontorField *fields = self->type->fields;

  if (find_cell (self->table, path, table, cell, key))
    return TRUE;

  for (guint i = 0; steps[i]; i++)
    {
      const KontorField *field = kontor_fields_find (fields, steps[i]);

      if (!field)
        return FALSE;
      if (field->kind == KONTOR_FIELD_LIST && !steps[i + 1])
        {
          const KontorIndexTable *values = find_part_table (self, NULL, field);

          return values && find_cell (values, "value", table, cell, key);
        }
      if (field->kind != KONTOR_FIELD_PARTS && field->kind != KONTOR_FIELD_PART)
        return FALSE;
      if (field->kind == KONTOR_FIELD_PARTS && field->part->indexed && steps[i + 1])
        {
          g_autofree char *rest = g_strjoinv ("/", steps + i + 1);
          const KontorIndexTable *parts = find_part_table (self, field->part, NULL);

          if (find_cell (parts, rest, table, cell, key))
            return TRUE;
        }
      fields = field->part->fields;
    }
  return FALSE;
}

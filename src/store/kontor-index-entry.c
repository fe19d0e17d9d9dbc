/* kontor-index-entry.c: what the index holds about one record */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-index-plan-private.h"

#include <string.h>

#include "kontor-decimal.h"
#include "kontor-fold.h"
#include "kontor-parts.h"
#include "kontor-path.h"

/* A sort key looks at no more of a text than this; what is longer than that and equal so far stands in any order. */
#define MAX_KEY_CHARACTERS 200

/* The most text of one record that the search looks at. */
#define MAX_SEARCH_BYTES (256 * 1024)

struct _KontorIndexOrder
{
  char *language;
  GMutex mutex;
  KontorCollator *collator;
};

/**
 * kontor_index_order_new:
 * @language: whose sort order, a BCP 47 tag; "" for the common one
 * @error: return location for a #GError
 *
 * Returns: (transfer full): what makes sort keys, or %NULL with @error in %KONTOR_BASE_ERROR
 */
KontorIndexOrder *
kontor_index_order_new (const char *language,
                        GError **error)
{
  KontorCollator *collator = kontor_collator_new (language, error);
  KontorIndexOrder *self;

  if (!collator)
    return NULL;
  self = g_new0 (KontorIndexOrder, 1);
  self->language = g_strdup (language);
  self->collator = collator;
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * kontor_index_order_free:
 * @self: (transfer full): an order
 *
 * Lets the order go.
 */
void
kontor_index_order_free (KontorIndexOrder *self)
{
  kontor_collator_free (self->collator);
  g_mutex_clear (&self->mutex);
  g_free (self->language);
  g_free (self);
}

/**
 * kontor_index_order_get_language:
 * @self: an order
 *
 * Returns: (transfer none): the language
 */
const char *
kontor_index_order_get_language (KontorIndexOrder *self)
{
  return self->language;
}

/**
 * kontor_index_order_make_key:
 * @self: an order
 * @text: a text
 *
 * Returns: (transfer full): bytes that sort as people of that language sort the texts
 */
GBytes *
kontor_index_order_make_key (KontorIndexOrder *self,
                             const char *text)
{
  g_autofree char *head = NULL;
  GBytes *key;

  if (g_utf8_strlen (text, -1) > MAX_KEY_CHARACTERS)
    text = head = g_utf8_substring (text, 0, MAX_KEY_CHARACTERS);

  g_mutex_lock (&self->mutex);
  key = kontor_collation_key (self->collator, text);
  g_mutex_unlock (&self->mutex);
  return key;
}

/*
 * A decimal as 16 bytes that sort as the numbers do: the value times 10^18 in 128 bits, shifted to be positive, the highest
 * byte first. |coefficient| < 2^63 and scale <= 18, so that it always fits.
 */
static GBytes *
make_decimal_key (KontorDecimal value)
{
  __int128 number = value.coefficient;
  unsigned __int128 shifted;
  guint8 bytes[16];

  for (guint i = value.scale; i < KONTOR_DECIMAL_MAX_SCALE; i++)
    number *= 10;
  shifted = (unsigned __int128) number + ((unsigned __int128) 1 << 127);
  for (int i = 15; i >= 0; i--, shifted >>= 8)
    bytes[i] = (guint8) shifted;
  return g_bytes_new (bytes, sizeof bytes);
}

/**
 * kontor_index_value_clear:
 * @self: a value
 *
 * Makes the value NULL.
 */
void
kontor_index_value_clear (KontorIndexValue *self)
{
  self->type = SQLITE_NULL;
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

static void
values_free (KontorIndexValue *values,
             guint n_values)
{
  if (!values)
    return;
  for (guint i = 0; i < n_values; i++)
    kontor_index_value_clear (&values[i]);
  g_free (values);
}

/**
 * kontor_index_value_bind:
 * @self: a value
 * @statement: a statement, which is let go before the value is
 * @index: which of its values, from 1
 *
 * Binds the value.
 */
void
kontor_index_value_bind (const KontorIndexValue *self,
                         KontorStatement *statement,
                         int index)
{
  gsize size;
  gconstpointer data;

  switch (self->type)
    {
    case SQLITE_INTEGER:
      kontor_statement_bind_integer (statement, index, self->integer);
      break;
    case SQLITE_TEXT:
      kontor_statement_bind_text (statement, index, self->text);
      break;
    case SQLITE_BLOB:
      data = g_bytes_get_data (self->bytes, &size);
      kontor_statement_bind_blob (statement, index, data, size);
      break;
    default:
      kontor_statement_bind_text (statement, index, NULL);
      break;
    }
}

/**
 * kontor_index_value_equals_column:
 * @self: a value
 * @statement: a statement on a row
 * @column: which column, from 0
 *
 * Returns: whether the column holds exactly that value
 */
gboolean
kontor_index_value_equals_column (const KontorIndexValue *self,
                                  KontorStatement *statement,
                                  int column)
{
  sqlite3_value *value = kontor_statement_get_value (statement, column);

  if (sqlite3_value_type (value) != self->type)
    return FALSE;
  switch (self->type)
    {
    case SQLITE_INTEGER:
      return sqlite3_value_int64 (value) == self->integer;
    case SQLITE_TEXT:
      return strcmp ((const char *) sqlite3_value_text (value), self->text) == 0;
    case SQLITE_BLOB:
      {
        gsize size;
        gconstpointer data = g_bytes_get_data (self->bytes, &size);

        return (gsize) sqlite3_value_bytes (value) == size && memcmp (sqlite3_value_blob (value), data, size) == 0;
      }
    default:
      return TRUE;
    }
}

static void
take_text (KontorIndexValue *self,
           char *text)
{
  self->type = text ? SQLITE_TEXT : SQLITE_NULL;
  self->text = text;
}

static void
take_bytes (KontorIndexValue *self,
            GBytes *bytes)
{
  self->type = bytes ? SQLITE_BLOB : SQLITE_NULL;
  self->bytes = bytes;
}

static void
set_integer (KontorIndexValue *self,
             gint64 integer)
{
  self->type = SQLITE_INTEGER;
  self->integer = integer;
}

static gint64
find_choice (const KontorField *field,
             const char *text)
{
  gint64 position = 0;

  for (const KontorChoice *choice = field->choices; choice && choice->value; choice++, position++)
    if (strcmp (choice->value, text) == 0)
      return position;
  return position;
}

/**
 * kontor_index_value_init_for_text:
 * @self: a value, not yet set
 * @field: a field
 * @key: whether it is for the column that sorts
 * @order: the order of texts
 * @text: (nullable): what the body holds, in the form that it has there
 *
 * Makes the value of an index column from a value of the body.
 */
void
kontor_index_value_init_for_text (KontorIndexValue *self,
                                  const KontorField *field,
                                  gboolean key,
                                  KontorIndexOrder *order,
                                  const char *text)
{
  KontorFieldKind kind = field->kind == KONTOR_FIELD_LIST ? field->element : field->kind;
  KontorDecimal decimal;

  *self = (KontorIndexValue) { .type = SQLITE_NULL };

  if (!text)
    text = field->fallback;
  if (kind == KONTOR_FIELD_FLAG)
    {
      set_integer (self, text && strcmp (text, "true") == 0);
      return;
    }
  if (!text || !*text)
    return;

  if (kind == KONTOR_FIELD_INTEGER)
    set_integer (self, g_ascii_strtoll (text, NULL, 10));
  else if (!key)
    take_text (self, g_strdup (text));
  else if (kind == KONTOR_FIELD_CHOICE)
    set_integer (self, find_choice (field, text));
  else if (kind == KONTOR_FIELD_DECIMAL || kind == KONTOR_FIELD_MONEY)
    take_bytes (self, kontor_decimal_parse (text, KONTOR_DECIMAL_MAX_SCALE, &decimal, NULL) ? make_decimal_key (decimal)
                                                                                             : NULL);
  else
    take_bytes (self, kontor_index_order_make_key (order, text));
}

/* The text of a scalar as the body has it; %NULL when it is unset or not of a scalar type. */
static const char *
scalar_text (KontorJson *value)
{
  if (!value)
    return NULL;

  switch (kontor_json_get_value_type (value))
    {
    case KONTOR_JSON_STRING:
      return kontor_json_get_string (value);
    case KONTOR_JSON_NUMBER:
      return kontor_json_get_number_text (value);
    case KONTOR_JSON_BOOLEAN:
      return kontor_json_get_boolean (value) ? "true" : "false";
    case KONTOR_JSON_NULL:
    case KONTOR_JSON_ARRAY:
    case KONTOR_JSON_OBJECT:
    default:
      return NULL;
    }
}

static gboolean
is_object (KontorJson *value)
{
  return value && kontor_json_get_value_type (value) == KONTOR_JSON_OBJECT;
}

static gboolean
is_array (KontorJson *value)
{
  return value && kontor_json_get_value_type (value) == KONTOR_JSON_ARRAY;
}

static KontorIndexValue *
make_values (const KontorIndexTable *table,
             KontorIndexOrder *order,
             KontorJson *object)
{
  KontorIndexValue *values = g_new0 (KontorIndexValue, MAX (table->cells->len, 1));

  for (guint i = 0; i < table->cells->len; i++)
    {
      const KontorIndexCell *cell = table->cells->pdata[i];
      KontorJson *value = object;
      const char *text;

      if (!table->list)
        for (guint step = 0; cell->steps[step] && value; step++)
          value = is_object (value) ? kontor_json_get_member (value, cell->steps[step]) : NULL;

      if (cell->field->kind == KONTOR_FIELD_TRANSLATED)
        text = is_object (value) ? kontor_translated_get (value, order->language) : NULL;
      else
        text = scalar_text (value);
      kontor_index_value_init_for_text (&values[i], cell->field, cell->key, order, text);
    }
  return values;
}

static void
part_free (KontorIndexPart *part)
{
  values_free (part->values, part->table->cells->len);
  g_free (part->field);
  g_free (part->path);
  g_free (part);
}

static void
add_part (KontorIndexEntry *self,
          const KontorIndexTable *table,
          KontorIndexOrder *order,
          const char *field,
          const char *path,
          guint position,
          KontorJson *value)
{
  KontorIndexPart *part = g_new0 (KontorIndexPart, 1);

  part->table = table;
  part->field = g_strdup (field);
  part->path = g_strdup (path);
  part->position = position;
  part->values = make_values (table, order, value);
  g_ptr_array_add (self->parts, part);
}

static const KontorIndexTable *
find_table (const KontorIndexKind *kind,
            const KontorField *field)
{
  for (guint i = 0; i < kind->parts->len; i++)
    {
      const KontorIndexTable *table = kind->parts->pdata[i];

      if (field->kind == KONTOR_FIELD_LIST ? table->list == field : table->part == field->part)
        return table;
    }
  return NULL;
}

static void
add_parts (KontorIndexEntry *self,
           KontorIndexOrder *order,
           const KontorField *fields,
           const char *field_path,
           const char *path,
           KontorJson *object)
{
  for (const KontorField *field = fields; field->name; field++)
    {
      KontorJson *value;
      const KontorIndexTable *table;
      g_autofree char *inner_field = NULL;
      g_autofree char *inner_path = NULL;

      if (field->kind != KONTOR_FIELD_LIST && field->kind != KONTOR_FIELD_PART && field->kind != KONTOR_FIELD_PARTS)
        continue;
      value = kontor_json_get_member (object, field->member);
      inner_field = kontor_path_join (field_path, field->member);
      inner_path = kontor_path_join (path, field->member);

      if (field->kind == KONTOR_FIELD_PART)
        {
          if (is_object (value))
            add_parts (self, order, field->part->fields, inner_field, inner_path, value);
          continue;
        }
      if (!is_array (value))
        continue;

      table = find_table (self->kind, field);
      for (guint i = 0; i < kontor_json_get_size (value); i++)
        {
          KontorJson *element = kontor_json_get_element (value, i);

          if (field->kind == KONTOR_FIELD_LIST)
            {
              if (table)
                add_part (self, table, order, inner_field, inner_path, i, element);
            }
          else if (is_object (element))
            {
              const char *key = kontor_json_get_member_string (element, kontor_part_type_get_key (field->part));
              g_autofree char *part_path = kontor_path_join (inner_path, key ? key : "");

              if (table)
                add_part (self, table, order, inner_field, part_path, i, element);
              add_parts (self, order, field->part->fields, inner_field, part_path, element);
            }
        }
    }
}

static void
append_folded (GString *to,
               const char *text)
{
  g_autofree char *folded = NULL;

  if (!text || !*text || to->len > MAX_SEARCH_BYTES)
    return;
  folded = kontor_fold_for_index (text);
  if (to->len)
    g_string_append_c (to, ' ');
  g_string_append (to, folded);
}

/* All texts of a value, whatever its depth: of a translation those of each language, of a list those of each element. */
static void
append_value (GString *to,
              KontorJson *value)
{
  if (kontor_json_get_value_type (value) == KONTOR_JSON_ARRAY || kontor_json_get_value_type (value) == KONTOR_JSON_OBJECT)
    for (guint i = 0; i < kontor_json_get_size (value); i++)
      append_value (to, kontor_json_get_element (value, i));
  else
    append_folded (to, scalar_text (value));
}

static void
append_searchable (GString *title,
                   GString *text,
                   const KontorField *fields,
                   KontorJson *object)
{
  for (const KontorField *field = fields; field->name; field++)
    {
      KontorJson *value = kontor_json_get_member (object, field->member);

      if (!value)
        continue;
      if (field->kind == KONTOR_FIELD_PART && is_object (value))
        append_searchable (title, text, field->part->fields, value);
      else if (field->kind == KONTOR_FIELD_PARTS && is_array (value))
        {
          for (guint i = 0; i < kontor_json_get_size (value); i++)
            if (is_object (kontor_json_get_element (value, i)))
              append_searchable (text, text, field->part->fields, kontor_json_get_element (value, i));
        }
      else if (field->flags & KONTOR_FIELD_TITLE)
        append_value (title, value);
      else if (field->flags & KONTOR_FIELD_SEARCHABLE)
        append_value (text, value);
    }
}

/* Without the words that stand for a missing title: those are in the language of the window, and not of the store. */
static char *
make_title (const KontorRecordType *type,
            KontorJson *body)
{
  char *title = type->title (body);

  return title ? g_strstrip (title) : g_strdup ("");
}

/**
 * kontor_index_entry_new:
 * @kind: what the kind has in the index
 * @order: the order of texts
 * @body: the body of a record
 *
 * Makes all that the index holds about a record. Pure, and the only place where that is said: a save and a rebuilt index
 * both come from here.
 *
 * Returns: (transfer full): the entry
 */
KontorIndexEntry *
kontor_index_entry_new (const KontorIndexKind *kind,
                        KontorIndexOrder *order,
                        KontorJson *body)
{
  KontorIndexEntry *self = g_new0 (KontorIndexEntry, 1);
  g_autoptr (KontorJson) derived = kind->type->derive ? kind->type->derive (body) : kontor_json_ref (body);
  GString *title = g_string_new (NULL);
  GString *text = g_string_new (NULL);

  self->kind = kind;
  self->values = make_values (kind->table, order, derived);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  add_parts (self, order, kind->type->fields, "", "", derived);
  self->title = make_title (kind->type, body);
  self->folded = kontor_fold (self->title);
  self->title_key = kontor_index_order_make_key (order, self->title);
  append_searchable (title, text, kind->type->fields, derived);
  self->search_title = g_string_free (title, FALSE);
  self->search_text = g_string_free (text, FALSE);
  return self;
}

/**
 * kontor_index_entry_free:
 * @self: (transfer full): an entry
 *
 * Lets the entry go.
 */
void
kontor_index_entry_free (KontorIndexEntry *self)
{
  values_free (self->values, self->kind->table->cells->len);
  g_ptr_array_unref (self->parts);
  g_free (self->title);
  g_free (self->folded);
  g_bytes_unref (self->title_key);
  g_free (self->search_title);
  g_free (self->search_text);
  g_free (self);
}

/* kontor-query.c: which records, in which order */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-query-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-fold.h"
#include "kontor-store-error.h"

typedef struct
{
  const KontorIndexTable *table;
  const KontorIndexCell *cell;
  const KontorIndexCell *key; /* or NULL */
  char *field;                /* of a part: where the parts stand, "variants/lines" */
  KontorMatch match;
  char *value;
} Filter;

struct _KontorQuery
{
  gatomicrefcount ref_count;
  const KontorRecordType *type;
  GPtrArray *filters;
  const KontorIndexCell *sort;     /* or NULL */
  const char *sort_column;         /* when set, `title` or `change` */
  gboolean descending;
  char *text;
  guint limit;
};

G_DEFINE_BOXED_TYPE (KontorQuery, kontor_query, kontor_query_ref, kontor_query_unref)

static void
filter_free (Filter *filter)
{
  g_free (filter->field);
  g_free (filter->value);
  g_free (filter);
}

/**
 * kontor_query_new:
 * @type: the kind of the records
 *
 * Returns: (transfer full): a query for all records of that kind, by title
 */
KontorQuery *
kontor_query_new (const KontorRecordType *type)
{
  KontorQuery *self;

  g_return_val_if_fail (type != NULL, NULL);

  self = g_new0 (KontorQuery, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->type = type;
  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) filter_free);
  return self;
}

/**
 * kontor_query_ref:
 * @self: a query
 *
 * Returns: (transfer full): the query
 */
KontorQuery *
kontor_query_ref (KontorQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * kontor_query_unref:
 * @self: (transfer full): a query
 *
 * Lets a query go.
 */
void
kontor_query_unref (KontorQuery *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->filters);
  g_free (self->text);
  g_free (self);
}

static void
set_not_indexed (KontorQuery *self,
                 const char *member,
                 GError **error)
{
  g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_QUERY,
               _ ("%s have no field “%s” by which they could be filtered or sorted."),
               kontor_record_type_get_plural (self->type), member);
}

/* What a person or a program wrote, as the body would hold it. */
static char *
normalize_value (const KontorField *field,
                 const char *value,
                 GError **error)
{
  KontorField scalar = *field;
  g_autoptr (KontorJson) json = NULL;
  g_autoptr (GError) refused = NULL;

  if (field->kind == KONTOR_FIELD_LIST)
    scalar.kind = field->element;
  /* A part of a date (a year) compares well, and a checksum says nothing about a comparison. */
  if (scalar.kind != KONTOR_FIELD_INTEGER && scalar.kind != KONTOR_FIELD_DECIMAL && scalar.kind != KONTOR_FIELD_MONEY &&
      scalar.kind != KONTOR_FIELD_FLAG && scalar.kind != KONTOR_FIELD_CHOICE)
    return g_strdup (value);

  /* A value below the least one is a bound like any other. */
  scalar.minimum = scalar.maximum = NULL;
  scalar.check = NULL;
  json = kontor_field_text_to_json (&scalar, value, &refused);
  if (!json)
    {
      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_QUERY, _ ("“%s” is no value of %s: %s"), value,
                   kontor_field_get_label (field), refused->message);
      return NULL;
    }
  return kontor_field_json_to_text (&scalar, json);
}

/**
 * kontor_query_add_filter:
 * @self: a query
 * @member: an indexed field by its JSON member, or by the path to it without keys: "address/city", "variants/lines/product",
 *   "tags"; "id" is one too
 * @match: how to compare
 * @value: (nullable): with what, in the form of JSON; not used for %KONTOR_MATCH_UNSET and %KONTOR_MATCH_SET
 * @error: return location for a #GError
 *
 * Narrows the query. Of a field of parts, or of a list, one that matches is enough; %KONTOR_MATCH_NOT_EQUAL and
 * %KONTOR_MATCH_UNSET mean that there is none. Texts are compared by the order of the language, but are equal only to the letter.
 *
 * Returns: %FALSE with %KONTOR_STORE_ERROR_QUERY when the field is not indexed or cannot have the value
 */
gboolean
kontor_query_add_filter (KontorQuery *self,
                         const char *member,
                         KontorMatch match,
                         const char *value,
                         GError **error)
{
  g_autofree char *normal = NULL;
  const KontorIndexTable *table = NULL;
  const KontorIndexCell *cell = NULL, *key = NULL;
  Filter *filter;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (member != NULL, FALSE);
  g_return_val_if_fail (value != NULL || match == KONTOR_MATCH_UNSET || match == KONTOR_MATCH_SET, FALSE);

  if (strcmp (member, "id") != 0)
    {
      if (!kontor_index_plan_find_column (kontor_index_plan_find (self->type), member, &table, &cell, &key))
        {
          set_not_indexed (self, member, error);
          return FALSE;
        }
      if (value)
        {
          normal = normalize_value (cell->field, value, error);
          if (!normal)
            return FALSE;
        }
    }

  filter = g_new0 (Filter, 1);
  filter->table = table;
  filter->cell = cell;
  filter->key = key;
  filter->match = match;
  filter->value = normal ? g_steal_pointer (&normal) : g_strdup (value);
  if (table && table->part)
    {
      /* The same type of part may stand at two places; the columns of the part are the end of the path. */
      gsize length = strlen (member) - strlen (cell->name) - 1;

      filter->field = g_strndup (member, length);
    }
  else if (table && table->list)
    filter->field = g_strdup (member);
  g_ptr_array_add (self->filters, filter);
  return TRUE;
}

/**
 * kontor_query_set_sort:
 * @self: a query
 * @member: (nullable): an indexed field of the kind itself, or "title" or "change" (the order of the last writes); %NULL for the
 *   default: by title, or by rank when there is a text
 * @descending: whether the last one comes first; what is unset comes last either way
 * @error: return location for a #GError
 *
 * Says the order. References sort by the title of what they refer to.
 *
 * Returns: %FALSE with %KONTOR_STORE_ERROR_QUERY when the field is not indexed
 */
gboolean
kontor_query_set_sort (KontorQuery *self,
                       const char *member,
                       gboolean descending,
                       GError **error)
{
  const KontorIndexTable *table;
  const KontorIndexCell *cell, *key;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!member)
    {
      self->sort = NULL;
      self->sort_column = NULL;
    }
  else if (kontor_index_plan_find_column (kontor_index_plan_find (self->type), member, &table, &cell, &key) &&
           !table->part && !table->list)
    {
      self->sort = key ? key : cell;
      self->sort_column = NULL;
    }
  else if (strcmp (member, "title") == 0 || strcmp (member, "change") == 0)
    {
      self->sort = NULL;
      self->sort_column = g_intern_string (member);
    }
  else
    {
      set_not_indexed (self, member, error);
      return FALSE;
    }
  self->descending = descending;
  return TRUE;
}

/**
 * kontor_query_set_text:
 * @self: a query
 * @text: (nullable): what was typed into a search field
 *
 * Narrows the query to records in which each of the words begins some word, whatever the script, case and accents. With no
 * sort order the best matches come first and the number of records is bounded.
 */
void
kontor_query_set_text (KontorQuery *self,
                       const char *text)
{
  g_auto (GStrv) words = text ? kontor_fold_words (text) : NULL;

  g_return_if_fail (self != NULL);

  g_free (self->text);
  self->text = words && words[0] ? g_strdup (text) : NULL;
}

/**
 * kontor_query_set_limit:
 * @self: a query
 * @limit: how many records at the most; 0 for all
 *
 * Bounds the number of records.
 */
void
kontor_query_set_limit (KontorQuery *self,
                        guint limit)
{
  g_return_if_fail (self != NULL);

  self->limit = limit;
}

/**
 * kontor_query_get_record_type:
 * @self: a query
 *
 * Returns: (transfer none): the kind of the records
 */
const KontorRecordType *
kontor_query_get_record_type (KontorQuery *self)
{
  return self->type;
}

/**
 * kontor_query_is_ranked:
 * @self: a query
 *
 * Returns: whether the best matches of its text come first: see kontor_search_rank()
 */
gboolean
kontor_query_is_ranked (KontorQuery *self)
{
  return self->text && !self->sort && !self->sort_column;
}

/**
 * kontor_query_get_text:
 * @self: a query
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
kontor_query_get_text (KontorQuery *self)
{
  return self->text;
}

/**
 * kontor_query_get_limit:
 * @self: a query
 *
 * Returns: how many records at the most; 0 for all
 */
guint
kontor_query_get_limit (KontorQuery *self)
{
  return self->limit;
}

/**
 * kontor_query_has_filters:
 * @self: a query
 *
 * Returns: whether it is narrowed by fields
 */
gboolean
kontor_query_has_filters (KontorQuery *self)
{
  return self->filters->len > 0;
}

/**
 * kontor_query_foreach_column:
 * @self: a query
 * @func: called for each column of the index that it needs
 * @user_data: for @func
 *
 * Tells what must be in the index before the query can be answered.
 */
void
kontor_query_foreach_column (KontorQuery *self,
                             KontorQueryColumnFunc func,
                             gpointer user_data)
{
  const KontorIndexKind *kind = kontor_index_plan_find (self->type);

  func (kind->table->name, "_row", user_data);
  for (guint i = 0; i < self->filters->len; i++)
    {
      const Filter *filter = self->filters->pdata[i];

      if (!filter->table)
        continue;
      func (filter->table->name, filter->cell->name, user_data);
      if (filter->key)
        func (filter->table->name, filter->key->name, user_data);
    }
  if (self->sort)
    func (kind->table->name, self->sort->name, user_data);
}

static const char *
get_operator (KontorMatch match)
{
  switch (match)
    {
    case KONTOR_MATCH_LESS:
      return "<";
    case KONTOR_MATCH_LESS_OR_EQUAL:
      return "<=";
    case KONTOR_MATCH_GREATER:
      return ">";
    case KONTOR_MATCH_GREATER_OR_EQUAL:
      return ">=";
    case KONTOR_MATCH_NOT_EQUAL:
    case KONTOR_MATCH_EQUAL:
    case KONTOR_MATCH_UNSET:
    case KONTOR_MATCH_SET:
    default:
      return "=";
    }
}

static gboolean
is_text (const Filter *filter)
{
  KontorFieldKind kind;

  if (!filter->cell)
    return TRUE;
  kind = filter->cell->field->kind == KONTOR_FIELD_LIST ? filter->cell->field->element : filter->cell->field->kind;
  return kind != KONTOR_FIELD_DECIMAL && kind != KONTOR_FIELD_MONEY;
}

static void
append_column (GString *sql,
               const char *alias,
               const char *column)
{
  g_string_append (sql, alias);
  g_string_append_c (sql, '.');
  kontor_index_append_name (sql, column);
}

/* A condition on the columns of @alias; @values takes what is to be bound. */
static void
append_condition (GString *sql,
                  const Filter *filter,
                  KontorMatch match,
                  const char *alias,
                  KontorIndexOrder *order,
                  GArray *values)
{
  const char *column = filter->cell ? filter->cell->name : "_id";
  KontorIndexValue value, key;

  if (match == KONTOR_MATCH_UNSET || match == KONTOR_MATCH_SET)
    {
      append_column (sql, alias, column);
      g_string_append (sql, match == KONTOR_MATCH_SET ? " IS NOT NULL" : " IS NULL");
      return;
    }

  if (filter->cell)
    kontor_index_value_init_for_text (&value, filter->cell->field, FALSE, order, filter->value);
  else
    value = (KontorIndexValue) { .type = SQLITE_TEXT, .text = g_strdup (filter->value) };

  if (filter->key)
    {
      kontor_index_value_init_for_text (&key, filter->key->field, TRUE, order, filter->value);
      append_column (sql, alias, filter->key->name);
      g_array_append_val (values, key);
      g_string_append_printf (sql, " %s ?%u", get_operator (match), values->len);
      /* Two texts may share a key; two numbers may not, however they are written. */
      if (match != KONTOR_MATCH_EQUAL || !is_text (filter))
        {
          kontor_index_value_clear (&value);
          return;
        }
      g_string_append (sql, " AND ");
    }
  append_column (sql, alias, column);
  g_array_append_val (values, value);
  g_string_append_printf (sql, " %s ?%u", get_operator (match), values->len);
}

static void
append_filter (GString *sql,
               const Filter *filter,
               KontorIndexOrder *order,
               GArray *values)
{
  gboolean of_parts = filter->table && (filter->table->part || filter->table->list);
  gboolean negative = filter->match == KONTOR_MATCH_NOT_EQUAL || (of_parts && filter->match == KONTOR_MATCH_UNSET);
  KontorMatch match = filter->match;

  if (match == KONTOR_MATCH_NOT_EQUAL)
    match = KONTOR_MATCH_EQUAL;
  else if (negative)
    match = KONTOR_MATCH_SET;

  if (of_parts)
    {
      KontorIndexValue field = { .type = SQLITE_TEXT, .text = g_strdup (filter->field) };

      g_string_append (sql, negative ? "o._row NOT IN (SELECT p._row FROM " : "o._row IN (SELECT p._row FROM ");
      kontor_index_append_name (sql, filter->table->name);
      g_string_append (sql, " AS p WHERE ");
      append_condition (sql, filter, match, "p", order, values);
      g_array_append_val (values, field);
      g_string_append_printf (sql, " AND p._field = ?%u)", values->len);
    }
  else if (negative)
    {
      g_string_append (sql, "(");
      append_condition (sql, filter, match, "o", order, values);
      g_string_append (sql, ") IS NOT TRUE");
    }
  else
    append_condition (sql, filter, match, "o", order, values);
}

static void
append_order (GString *sql,
              const char *expression,
              gboolean descending)
{
  const char *direction = descending ? "DESC" : "ASC";

  g_string_append_printf (sql, " ORDER BY %s %s NULLS LAST, o._row %s", expression, direction, direction);
}

/**
 * kontor_query_prepare:
 * @self: a query
 * @database: a connection
 * @order: the order of texts
 * @result: what is wanted
 * @limit: how many at the most, besides what the query says; 0 for no more bounds
 * @error: return location for a #GError
 *
 * Makes the statement that answers the query. A ranked one is answered in the order of titles here.
 *
 * Returns: (transfer full): a statement with its values bound
 */
KontorStatement *
kontor_query_prepare (KontorQuery *self,
                      KontorDatabase *database,
                      KontorIndexOrder *order,
                      KontorQueryResult result,
                      guint limit,
                      GError **error)
{
  const KontorIndexKind *kind = kontor_index_plan_find (self->type);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (KontorIndexValue));
  g_autoptr (GString) sql = g_string_new (NULL);
  KontorStatement *statement;
  gboolean by_title = !self->sort && g_strcmp0 (self->sort_column, "change") != 0;
  const char *joint = " WHERE ";

  g_array_set_clear_func (values, (GDestroyNotify) kontor_index_value_clear);

  if (result == KONTOR_QUERY_ALL_ROWS)
    limit = 0;
  else if (limit == 0 || (self->limit && self->limit < limit))
    limit = self->limit;
  if (result == KONTOR_QUERY_COUNT)
    g_string_append (sql, limit ? "SELECT count (*) FROM (SELECT 1" : "SELECT count (*)");

  /* With nothing but the order of titles wanted, the table of titles alone answers, from one of its indexes. */
  if (result != KONTOR_QUERY_COUNT && by_title && self->filters->len == 0 && !self->text)
    {
      KontorIndexValue value = { .type = SQLITE_TEXT, .text = g_strdup (self->type->kind) };

      g_array_append_val (values, value);
      g_string_append (sql, result == KONTOR_QUERY_IDS ? "SELECT o.id" : "SELECT o.row");
      g_string_append (sql, " FROM title AS o WHERE o.kind = ?1");
      g_string_append_printf (sql, " ORDER BY o.key %s, o.row %s", self->descending ? "DESC" : "ASC",
                              self->descending ? "DESC" : "ASC");
    }
  else
    {
      if (result != KONTOR_QUERY_COUNT)
        g_string_append (sql, result == KONTOR_QUERY_IDS ? "SELECT o._id" : "SELECT o._row");
      g_string_append (sql, " FROM ");
      kontor_index_append_name (sql, kind->table->name);
      g_string_append (sql, " AS o");
      for (guint i = 0; i < self->filters->len; i++, joint = " AND ")
        {
          g_string_append (sql, joint);
          append_filter (sql, self->filters->pdata[i], order, values);
        }
      if (self->text)
        {
          KontorIndexValue value = { .type = SQLITE_TEXT };

          value.text = kontor_search_make_match (self->text, self->type->kind);
          g_array_append_val (values, value);
          g_string_append_printf (sql, "%so._row IN (SELECT rowid FROM search WHERE search MATCH ?%u)", joint, values->len);
        }

      if (result == KONTOR_QUERY_COUNT || result == KONTOR_QUERY_ALL_ROWS)
        ;
      else if (by_title)
        append_order (sql, "(SELECT t.key FROM title AS t WHERE t.row = o._row)", self->descending);
      else if (!self->sort)
        append_order (sql, "o._change", self->descending);
      else
        {
          g_autoptr (GString) column = g_string_new (NULL);

          append_column (column, "o", self->sort->name);
          if (self->sort->field->kind == KONTOR_FIELD_REFERENCE)
            {
              g_string_prepend (column, "(SELECT t.key FROM title AS t WHERE t.id = ");
              g_string_append_c (column, ')');
            }
          append_order (sql, column->str, self->descending);
        }
    }
  if (limit)
    g_string_append_printf (sql, " LIMIT %u", limit);
  if (limit && result == KONTOR_QUERY_COUNT)
    g_string_append_c (sql, ')');

  statement = kontor_database_prepare_once (database, sql->str, error);
  for (guint i = 0; statement && i < values->len; i++)
    {
      KontorIndexValue *value = &g_array_index (values, KontorIndexValue, i);

      /* Bound by copy: the values go before the statement does. */
      if (value->type == SQLITE_BLOB)
        kontor_statement_bind_bytes (statement, i + 1, value->bytes);
      else
        kontor_index_value_bind (value, statement, i + 1);
    }
  return statement;
}

/* kontor-search-hit.c: a record that was found, for the global search */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-search-hit.h"

#include <string.h>

#include "kontor-fold.h"
#include "kontor-search-private.h"
#include "kontor-store-private.h"

/* Characters of the text in which a word was found that are shown. */
#define MAX_SNIPPET 80

struct _KontorSearchHit
{
  GObject parent_instance;

  const KontorRecordType *type;
  char *id;
  char *title;
  const KontorField *field; /* %NULL when the title says it all */
  char *snippet;
};

typedef struct
{
  char *text;
  guint limit;
} Search;

G_DEFINE_FINAL_TYPE (KontorSearchHit, kontor_search_hit, G_TYPE_OBJECT)

static void
kontor_search_hit_finalize (GObject *object)
{
  KontorSearchHit *self = KONTOR_SEARCH_HIT (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->snippet);

  G_OBJECT_CLASS (kontor_search_hit_parent_class)->finalize (object);
}

static void
kontor_search_hit_class_init (KontorSearchHitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_search_hit_finalize;
}

static void
kontor_search_hit_init (KontorSearchHit *self)
{
}

/* Whether some word of @text begins with one of @words. */
static gboolean
text_has (const char *text,
          const char *const *words)
{
  g_autofree char *folded = kontor_fold_for_index (text);
  g_auto (GStrv) own = g_strsplit_set (folded, " -./@,;:()", -1);

  for (guint i = 0; own[i]; i++)
    for (guint j = 0; words[j]; j++)
      if (g_str_has_prefix (own[i], words[j]))
        return TRUE;
  return FALSE;
}

/* The first text of @value in which one of the words is. */
static const char *
find_text (KontorJson *value,
           const char *const *words)
{
  const char *text;

  switch (kontor_json_get_value_type (value))
    {
    case KONTOR_JSON_STRING:
      text = kontor_json_get_string (value);
      return text && text_has (text, words) ? text : NULL;
    case KONTOR_JSON_ARRAY:
    case KONTOR_JSON_OBJECT:
      for (guint i = 0; i < kontor_json_get_size (value); i++)
        if ((text = find_text (kontor_json_get_element (value, i), words)))
          return text;
      return NULL;
    case KONTOR_JSON_NULL:
    case KONTOR_JSON_BOOLEAN:
    case KONTOR_JSON_NUMBER:
    default:
      return NULL;
    }
}

static const char *
find_snippet (const KontorField *fields,
              KontorJson *object,
              const char *const *words,
              const KontorField **found)
{
  for (const KontorField *field = fields; field->name; field++)
    {
      KontorJson *value = kontor_json_get_member (object, field->member);
      const char *text = NULL;

      if (!value)
        continue;
      if (field->kind == KONTOR_FIELD_PART && kontor_json_get_value_type (value) == KONTOR_JSON_OBJECT)
        text = find_snippet (field->part->fields, value, words, found);
      else if (field->kind == KONTOR_FIELD_PARTS && kontor_json_get_value_type (value) == KONTOR_JSON_ARRAY)
        {
          for (guint i = 0; i < kontor_json_get_size (value) && !text; i++)
            text = find_snippet (field->part->fields, kontor_json_get_element (value, i), words, found);
        }
      else if (field->flags & (KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE))
        {
          text = find_text (value, words);
          *found = text ? field : *found;
        }
      if (text)
        return text;
    }
  return NULL;
}

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdup (text);

  g_strdelimit (line, "\r\n\t", ' ');
  if (g_utf8_strlen (line, -1) > MAX_SNIPPET)
    {
      g_autofree char *head = g_utf8_substring (line, 0, MAX_SNIPPET - 1);

      return g_strconcat (head, "…", NULL);
    }
  return g_steal_pointer (&line);
}

static KontorSearchHit *
hit_new (const char *id,
         const char *title,
         const char *body,
         const char *const *words)
{
  const KontorRecordType *type = kontor_record_type_find_for_id (id);
  g_autoptr (KontorJson) json = kontor_json_parse (body, -1, NULL);
  KontorSearchHit *self;
  const char *text = NULL;

  if (!type)
    return NULL;
  self = g_object_new (KONTOR_TYPE_SEARCH_HIT, NULL);
  self->type = type;
  self->id = g_strdup (id);
  self->title = kontor_store_complete_title (type, title);
  if (json && !text_has (title, words))
    text = find_snippet (type->fields, json, words, &self->field);
  self->snippet = text ? shorten (text) : NULL;
  return self;
}

static GPtrArray *
read_hits (KontorDatabase *database,
           const char *text,
           guint limit,
           GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) rows = kontor_search_rank (database, text, NULL, limit, error);
  g_auto (GStrv) words = kontor_fold_words (text);
  g_autoptr (KontorStatement) statement = NULL;

  statement = rows ? kontor_database_prepare (database,
                                              "SELECT t.id, t.title, r.body FROM title AS t JOIN record AS r ON r.row = t.row "
                                              "WHERE t.row = ?",
                                              error)
                   : NULL;
  if (!statement)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      KontorSearchHit *hit = NULL;
      int step;

      kontor_statement_bind_integer (statement, 1, g_array_index (rows, gint64, i));
      step = kontor_statement_step (statement, error);
      if (step < 0)
        return NULL;
      if (step > 0)
        hit = hit_new (kontor_statement_get_text (statement, 0), kontor_statement_get_text (statement, 1),
                       kontor_statement_get_text (statement, 2), (const char *const *) words);
      if (hit)
        g_ptr_array_add (hits, hit);
      kontor_statement_rewind (statement);
    }
  return g_steal_pointer (&hits);
}

/**
 * kontor_search_hit_get_id:
 * @self: a hit
 *
 * Returns: (transfer none): the id of the record
 */
const char *
kontor_search_hit_get_id (KontorSearchHit *self)
{
  g_return_val_if_fail (KONTOR_IS_SEARCH_HIT (self), NULL);

  return self->id;
}

/**
 * kontor_search_hit_get_record_type:
 * @self: a hit
 *
 * Returns: (transfer none): its kind
 */
const KontorRecordType *
kontor_search_hit_get_record_type (KontorSearchHit *self)
{
  g_return_val_if_fail (KONTOR_IS_SEARCH_HIT (self), NULL);

  return self->type;
}

/**
 * kontor_search_hit_get_title:
 * @self: a hit
 *
 * Returns: (transfer none): how a person calls the record
 */
const char *
kontor_search_hit_get_title (KontorSearchHit *self)
{
  g_return_val_if_fail (KONTOR_IS_SEARCH_HIT (self), NULL);

  return self->title;
}

/**
 * kontor_search_hit_get_field:
 * @self: a hit
 *
 * Returns: (transfer none) (nullable): the label of the field in which a word was found, when the title does not show it
 */
const char *
kontor_search_hit_get_field (KontorSearchHit *self)
{
  g_return_val_if_fail (KONTOR_IS_SEARCH_HIT (self), NULL);

  return self->snippet ? kontor_field_get_label (self->field) : NULL;
}

/**
 * kontor_search_hit_get_snippet:
 * @self: a hit
 *
 * Returns: (transfer none) (nullable): the beginning of what stands in that field
 */
const char *
kontor_search_hit_get_snippet (KontorSearchHit *self)
{
  g_return_val_if_fail (KONTOR_IS_SEARCH_HIT (self), NULL);

  return self->snippet;
}

/**
 * kontor_store_search:
 * @self: a store
 * @text: what was typed
 * @limit: how many records at the most; 0 for a few hundred
 * @cancellable: (nullable): what interrupts it: the next key
 * @error: return location for a #GError
 *
 * Finds records of all kinds in which each word begins some word, whatever the script, case and accents: those called so
 * first, then those whose title begins so, then the newest others.
 *
 * Returns: (transfer full) (element-type KontorSearchHit): the records; none for a text without a word
 */
GPtrArray *
kontor_store_search (KontorStore *self,
                     const char *text,
                     guint limit,
                     GCancellable *cancellable,
                     GError **error)
{
  KontorDatabase *database;
  GPtrArray *hits = NULL;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  database = kontor_store_begin_read (self, cancellable, error);
  if (database)
    {
      /* One state of the store for all statements. */
      if (kontor_database_begin_reading (database, error))
        hits = read_hits (database, text, limit, error);
      kontor_database_end (database, FALSE, NULL);
    }
  kontor_store_end_read (self, database);
  return hits;
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_free (search);
}

static void
search_in_thread (GTask *task,
                  gpointer source,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  Search *search = task_data;
  GError *error = NULL;
  GPtrArray *hits = kontor_store_search (source, search->text, search->limit, cancellable, &error);

  if (hits)
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * kontor_store_search_async:
 * @self: a store
 * @text: what was typed
 * @limit: how many records at the most; 0 for a few hundred
 * @cancellable: (nullable): what interrupts it: the next key
 * @callback: called with the records
 * @user_data: for @callback
 *
 * Searches without blocking. See kontor_store_search().
 */
void
kontor_store_search_async (KontorStore *self,
                           const char *text,
                           guint limit,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (KONTOR_IS_STORE (self));
  g_return_if_fail (text != NULL);

  search = g_new0 (Search, 1);
  search->text = g_strdup (text);
  search->limit = limit;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kontor_store_search_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_in_thread);
}

/**
 * kontor_store_search_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type KontorSearchHit): the records, or %NULL with @error
 */
GPtrArray *
kontor_store_search_finish (KontorStore *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

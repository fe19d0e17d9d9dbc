/* kontor-search.c: finding records by what a person types */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-search-private.h"

#include <string.h>

#include "kontor-fold.h"

/* Of what matches, the newest are ranked: a common prefix matches most of a million records, and nobody reads those. */
#define MAX_RANKED 500

/* The words that are looked at; more than that only cost time. */
#define MAX_WORDS 12

typedef struct
{
  gint64 row;
  guint score;
} Ranked;

/**
 * kontor_search_make_match:
 * @text: what was typed
 * @kind: (nullable): the kind of the records, or %NULL for all
 *
 * Returns: (transfer full): the FTS5 expression by which each word begins some word of a record; empty when there is no word
 */
char *
kontor_search_make_match (const char *text,
                          const char *kind)
{
  g_auto (GStrv) words = kontor_fold_words (text);
  GString *match = g_string_new (NULL);

  for (guint i = 0; words[i] && i < MAX_WORDS; i++)
    {
      g_string_append (match, match->len ? " AND " : "");
      kontor_index_append_name (match, words[i]);
      g_string_append_c (match, '*');
    }
  if (match->len)
    {
      g_string_prepend (match, "{title text} : (");
      g_string_append_c (match, ')');
      if (kind)
        {
          g_autofree char *word = kontor_fold (kind);

          g_string_append (match, " AND kind : ");
          kontor_index_append_name (match, word);
        }
    }
  return g_string_free (match, FALSE);
}

/* How well a word fits a text of folded words: 2 for a whole word, 1 for the beginning of one. */
static guint
fit (const char *text,
     const char *word)
{
  gsize length = strlen (word);
  guint best = 0;

  for (const char *at = strstr (text, word); at && best < 2; at = strstr (at + 1, word))
    {
      if (at > text && g_ascii_isalnum (at[-1]))
        continue;
      best = MAX (best, g_ascii_isalnum (at[length]) ? 1u : 2u);
    }
  return best;
}

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return x->row > y->row ? -1 : x->row < y->row;
}

static gboolean
append_rows (KontorStatement *statement,
             GHashTable *seen,
             GArray *rows,
             guint limit,
             GError **error)
{
  int step;

  while (rows->len < limit && (step = kontor_statement_step (statement, error)) != 0)
    {
      gint64 row;

      if (step < 0)
        return FALSE;
      row = kontor_statement_get_integer (statement, 0);
      if (g_hash_table_contains (seen, &row))
        continue;
      g_hash_table_add (seen, g_memdup2 (&row, sizeof row));
      g_array_append_val (rows, row);
    }
  return TRUE;
}

/* Those whose title is what was typed, then those whose title begins with it. */
static gboolean
find_titles (KontorDatabase *database,
             const char *text,
             const char *kind,
             gboolean whole,
             GHashTable *seen,
             GArray *rows,
             guint limit,
             GError **error)
{
  g_autofree char *folded = kontor_fold (text);
  g_autofree char *end = NULL;
  g_autoptr (KontorStatement) statement = NULL;

  g_strstrip (folded);
  if (!*folded || rows->len >= limit)
    return TRUE;
  /* No folded text has a character above this one. */
  end = g_strconcat (folded, "\xf4\x8f\xbf\xbf", NULL);

  statement = kontor_database_prepare (database,
                                       whole ? "SELECT row FROM title WHERE folded = ?1 AND (?3 IS NULL OR kind = ?3) "
                                               "ORDER BY row DESC LIMIT 200"
                                             : "SELECT row FROM title WHERE folded >= ?1 AND folded < ?2 "
                                               "AND (?3 IS NULL OR kind = ?3) ORDER BY folded LIMIT 200",
                                       error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, folded);
  if (!whole)
    kontor_statement_bind_text (statement, 2, end);
  kontor_statement_bind_text (statement, 3, kind);
  return append_rows (statement, seen, rows, limit, error);
}

static gboolean
find_ranked (KontorDatabase *database,
             const char *text,
             const char *kind,
             GHashTable *seen,
             GArray *rows,
             guint limit,
             GError **error)
{
  g_auto (GStrv) words = kontor_fold_words (text);
  g_autofree char *match = kontor_search_make_match (text, kind);
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (KontorStatement) statement = NULL;
  int step;

  if (!*match || rows->len >= limit)
    return TRUE;
  statement = kontor_database_prepare (database,
                                       "SELECT rowid, title, text FROM search WHERE search MATCH ?1 "
                                       "ORDER BY rowid DESC LIMIT ?2",
                                       error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, match);
  kontor_statement_bind_integer (statement, 2, MAX (MAX_RANKED, limit));

  while ((step = kontor_statement_step (statement, error)) > 0)
    {
      Ranked candidate = { kontor_statement_get_integer (statement, 0), 0 };

      for (guint i = 0; words[i] && i < MAX_WORDS; i++)
        candidate.score += 4 * fit (kontor_statement_get_text (statement, 1), words[i]) +
                           fit (kontor_statement_get_text (statement, 2), words[i]);
      g_array_append_val (ranked, candidate);
    }
  if (step < 0)
    return FALSE;

  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len && rows->len < limit; i++)
    {
      gint64 row = g_array_index (ranked, Ranked, i).row;

      if (g_hash_table_contains (seen, &row))
        continue;
      g_hash_table_add (seen, g_memdup2 (&row, sizeof row));
      g_array_append_val (rows, row);
    }
  return TRUE;
}

/**
 * kontor_search_rank:
 * @database: a connection
 * @text: what was typed
 * @kind: (nullable): the kind of the records, or %NULL for all
 * @limit: how many at the most; 0 for as many as are ranked
 * @error: return location for a #GError
 *
 * Finds records, the best ones first: those called so, those whose title begins so, then the newest others by how well and
 * where the words fit.
 *
 * Returns: (transfer full) (element-type gint64): their numbers
 */
GArray *
kontor_search_rank (KontorDatabase *database,
                    const char *text,
                    const char *kind,
                    guint limit,
                    GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (limit == 0)
    limit = MAX_RANKED;
  if (!find_titles (database, text, kind, TRUE, seen, rows, limit, error) ||
      !find_titles (database, text, kind, FALSE, seen, rows, limit, error) ||
      !find_ranked (database, text, kind, seen, rows, limit, error))
    return NULL;
  return g_steal_pointer (&rows);
}

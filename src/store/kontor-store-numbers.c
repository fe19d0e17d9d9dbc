/* kontor-store-numbers.c: drawing the numbers of documents */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-fold.h"
#include "kontor-identifiers.h"
#include "kontor-model-error.h"

typedef struct
{
  const char *series;
  const GDate *date;
  const char *for_id;
  const char *period;
  char *text; /* what was drawn */
} Draw;

/*
 * The period in which a series counts: that of the finest part of a date that its numbers show, or else the same number would
 * come again.
 */
static char *
make_period (const char *series,
             const GDate *date)
{
  if (strstr (series, "{day}"))
    return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));
  if (strstr (series, "{month}"))
    return g_strdup_printf ("%04d-%02d", g_date_get_year (date), g_date_get_month (date));
  if (strstr (series, "{year"))
    return g_strdup_printf ("%04d", g_date_get_year (date));
  return g_strdup ("all");
}

/* A number of a series that kontor_check_series() takes. */
static char *
make_number (const char *series,
             const GDate *date,
             gint64 seq)
{
  GString *number = g_string_new (NULL);

  for (const char *at = series; *at;)
    {
      const char *rest = strchr (at, '}') ? strchr (at, '}') + 1 : at;

      if (*at != '{')
        {
          g_string_append_c (number, *at++);
          continue;
        }
      if (g_str_has_prefix (at, "{year}"))
        g_string_append_printf (number, "%04d", g_date_get_year (date));
      else if (g_str_has_prefix (at, "{year2}"))
        g_string_append_printf (number, "%02d", g_date_get_year (date) % 100);
      else if (g_str_has_prefix (at, "{month}"))
        g_string_append_printf (number, "%02d", g_date_get_month (date));
      else if (g_str_has_prefix (at, "{day}"))
        g_string_append_printf (number, "%02d", g_date_get_day (date));
      else
        g_string_append_printf (number, "%0*" G_GINT64_FORMAT, at[4] == ':' ? at[5] - '0' : 1, seq);
      at = rest;
    }
  return g_string_free (number, FALSE);
}

/* Whether the document bears the number already. */
static gboolean
is_used (KontorDatabase *database,
         const Draw *draw,
         const char *text,
         gboolean *used,
         GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  int step;

  statement = kontor_database_prepare (database, "SELECT body FROM record WHERE id = ?", error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, draw->for_id);
  step = kontor_statement_step (statement, error);
  *used = FALSE;
  if (step > 0)
    {
      g_autoptr (KontorJson) body = kontor_json_parse (kontor_statement_get_text (statement, 0), -1, NULL);

      *used = body && g_strcmp0 (kontor_json_get_member_string (body, "number"), text) == 0;
    }
  return step >= 0;
}

/*
 * Looks through the claims of the period: for one that was drawn for the same document and never used, because the program
 * was ended in between, and for the highest of them.
 */
static gboolean
look_at_claims (KontorDatabase *database,
                const Draw *draw,
                char **unused,
                gint64 *last,
                GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  g_autofree char *begin = g_strdup_printf ("number:%s:%s:", draw->series, draw->period);
  g_autofree char *end = g_strdup_printf ("number:%s:%s;", draw->series, draw->period);
  int step;

  *last = 0;
  statement = kontor_database_prepare (database, "SELECT body FROM record WHERE id > ? AND id < ?", error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, begin);
  kontor_statement_bind_text (statement, 2, end);
  while ((step = kontor_statement_step (statement, error)) > 0)
    {
      g_autoptr (KontorJson) claim = kontor_json_parse (kontor_statement_get_text (statement, 0), -1, error);
      const char *text;
      gboolean used;
      gint64 seq;

      if (!claim)
        return FALSE;
      if (kontor_json_get_integer (kontor_json_get_member (claim, "seq"), &seq))
        *last = MAX (*last, seq);
      text = kontor_json_get_member_string (claim, "text");
      if (*unused || !draw->for_id || !text || g_strcmp0 (kontor_json_get_member_string (claim, "for"), draw->for_id) != 0)
        continue;
      if (!is_used (database, draw, text, &used, error))
        return FALSE;
      if (!used)
        *unused = g_strdup (text);
    }
  return step == 0;
}

static KontorRecord *
make_claim (const Draw *draw,
            gint64 seq,
            const char *text,
            GError **error)
{
  g_autoptr (KontorJson) body = kontor_json_new_object ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr (KontorJson) position = kontor_json_new_integer (seq);

  kontor_json_set_string (&body, "kind", "number");
  kontor_json_set_string (&body, "series", draw->series);
  kontor_json_set_string (&body, "period", draw->period);
  kontor_json_set_member (&body, "seq", position);
  kontor_json_set_string (&body, "text", text);
  if (draw->for_id)
    kontor_json_set_string (&body, "for", draw->for_id);
  kontor_json_set_string (&body, "at", at);
  return kontor_record_new_for_body (NULL, body, error);
}

/*
 * Two series may write the same number: "{year}/{seq:2}" comes to what "{year}/{seq:3}" has given when it reaches 100, and a
 * document that was entered with its own number may bear it too.
 */
static gboolean
is_taken (KontorDatabase *database,
          const char *text,
          gboolean *taken,
          GError **error)
{
  g_autoptr (KontorStatement) statement = NULL;
  g_autofree char *folded = kontor_fold (text);
  int step;

  statement = kontor_database_prepare (database,
                                       "SELECT 1 FROM title WHERE folded = ?1 AND kind IN ('number', 'issued') "
                                       "AND title = ?2",
                                       error);
  if (!statement)
    return FALSE;
  kontor_statement_bind_text (statement, 1, folded);
  kontor_statement_bind_text (statement, 2, text);
  step = kontor_statement_step (statement, error);
  *taken = step > 0;
  return step >= 0;
}

/* The next number of the series that nobody bears. */
static gboolean
find_free (KontorDatabase *database,
           const Draw *draw,
           gint64 *seq,
           char **text,
           GError **error)
{
  gboolean taken = TRUE;

  while (taken)
    {
      g_free (*text);
      *text = make_number (draw->series, draw->date, ++*seq);
      if (!is_taken (database, *text, &taken, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_claim (KontorStore *self,
             KontorDatabase *database,
             gpointer data,
             GError **error)
{
  Draw *draw = data;
  g_autoptr (KontorRecord) claim = NULL;
  g_autoptr (KontorSave) save = NULL;
  g_autofree char *text = NULL;
  gint64 seq;

  if (!look_at_claims (database, draw, &draw->text, &seq, error))
    return FALSE;
  if (draw->text)
    return TRUE;

  if (!find_free (database, draw, &seq, &text, error))
    return FALSE;
  claim = make_claim (draw, seq, text, error);
  if (!claim)
    return FALSE;
  save = kontor_save_new (claim);
  if (!kontor_save_run (save, self, database, error))
    return FALSE;
  draw->text = g_steal_pointer (&text);
  return TRUE;
}

/**
 * kontor_store_draw_number:
 * @self: a store
 * @series: how the numbers are written: `{year}`, `{year2}`, `{month}`, `{day}` of @date, and `{seq}` or `{seq:4}`, the
 *   position, padded with zeros. It counts from 1 within the finest of them: "OF/{year}/{month}/{seq:4}" begins anew each month
 * @date: the date of the document
 * @for_id: (nullable): the id of the document
 * @error: return location for a #GError
 *
 * Draws the next number of a series. It is claimed by a record of the kind `number` that is never changed, so that no number
 * is ever given twice and each gap can be explained. As long as the document @for_id does not bear the number that was drawn
 * for it, the same one is drawn again: a program that was ended in between leaves no gap.
 *
 * Returns: (transfer full): the number, "OF/2026/11/0042"; %NULL with %KONTOR_MODEL_ERROR_VALUE when the series cannot be used
 */
char *
kontor_store_draw_number (KontorStore *self,
                          const char *series,
                          const GDate *date,
                          const char *for_id,
                          GError **error)
{
  Draw draw = { series, date, for_id };
  g_autofree char *period = NULL;
  g_autoptr (GError) refused = NULL;

  g_return_val_if_fail (KONTOR_IS_STORE (self), NULL);
  g_return_val_if_fail (series != NULL, NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  if (!kontor_check_series (series, &refused))
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                   /* Translators: a series of document numbers, and a sentence about what is wrong with it. */
                   _ ("The series of numbers “%s” cannot be used. %s"), series, refused->message);
      return NULL;
    }
  draw.period = period = make_period (series, date);
  if (!kontor_store_write (self, write_claim, &draw, error))
    g_clear_pointer (&draw.text, g_free);
  return draw.text;
}

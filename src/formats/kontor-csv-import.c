/* kontor-csv-import.c: records out of a CSV */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-charset.h"
#include "kontor-csv-records.h"
#include "kontor-csv.h"
#include "kontor-date.h"
#include "kontor-formats-error.h"
#include "kontor-import-private.h"

/* How often we say how far we are. */
#define ROWS_PER_STEP 64

typedef struct
{
  KontorImportSession *session;
  const KontorRecordType *type;
  KontorCellReader reader;
  GPtrArray *columns; /* arranged */
  const KontorCsvColumn *id;
  const KontorCsvColumn *kind;
  guint n_cells;      /* of the first row */
  guint line;         /* of the row that is read */
  gboolean quiet;     /* problems are not told yet */
} CsvImport;

static void
note_problem (const KontorCsvColumn *column, const char *message, gpointer user_data)
{
  CsvImport *self = user_data;

  if (!self->quiet)
    kontor_import_session_refuse (self->session, self->line, column == NULL ? NULL : column->header, message);
}

static gboolean
read_header (CsvImport *self, GPtrArray *cells, GError **error)
{
  KontorCsvColumn *twice;
  gboolean any = FALSE;

  self->n_cells = cells->len;
  for (guint i = 0; i < cells->len; i++)
    {
      const char *header = kontor_csv_unguard (g_ptr_array_index (cells, i));
      KontorCsvColumn *column = kontor_csv_column_find (self->type, header, self->session->language);

      if (column->kind == KONTOR_CSV_COLUMN_ID)
        self->id = column;
      else if (column->kind == KONTOR_CSV_COLUMN_KIND)
        self->kind = column;
      else if (column->kind != KONTOR_CSV_COLUMN_NONE)
        any = TRUE;
      else if (*column->header != '\0')
        {
          g_autofree char *message
            = g_strdup_printf (_("There is no such field in the kind “%s”; the column is left out."),
                               kontor_record_type_get_label (self->type));

          kontor_import_session_note (self->session, self->line, column->header, message);
        }
      g_ptr_array_add (self->columns, column);
      if (i == 0)
        self->reader.exact = strcmp (column->header, "id") == 0;
    }

  if (!any)
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_COLUMN,
                   _("None of the headings in the first line is a field of the kind “%s”. Export it once to see what they are "
                     "called."),
                   kontor_record_type_get_label (self->type));
      return FALSE;
    }

  twice = kontor_csv_columns_arrange (self->columns);
  if (twice != NULL)
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_COLUMN,
                   _("The heading “%s” means a field that has a column before it already. Leave one of them out."),
                   twice->header);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_blank (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = g_ptr_array_index (cells, i);

      if (text[strspn (text, " \t\r\n")] != '\0')
        return FALSE;
    }

  return TRUE;
}

static const char *
get_text (const KontorCsvColumn *column, GPtrArray *cells)
{
  return column == NULL || column->cell >= cells->len ? "" : g_strstrip (g_ptr_array_index (cells, column->cell));
}

/* What can be told of a row before it is read; NULL when all is well. */
static char *
find_row_problem (CsvImport *self, GPtrArray *cells)
{
  const char *kind = get_text (self->kind, cells);

  for (guint i = self->n_cells; i < cells->len; i++)
    {
      if (*(const char *) g_ptr_array_index (cells, i) != '\0')
        return g_strdup_printf (ngettext ("The row has more cells than the first line has headings (%u).",
                                          "The row has more cells than the first line has headings (%u).", self->n_cells),
                                self->n_cells);
    }
  if (*kind != '\0' && strcmp (kind, self->type->kind) != 0)
    return g_strdup_printf (_("This is a record of the kind “%.100s”; import it by itself."), kind);

  return NULL;
}

/* The body of a new record, before the row is read. */
static KontorJson *
make_empty_body (const KontorRecordType *type)
{
  KontorJson *body = kontor_json_new_object ();

  kontor_json_set_string (&body, "kind", type->kind);
  if (type->states != NULL)
    kontor_json_set_string (&body, "state", type->states[0].state);

  return body;
}

/* Finds the record that a row without an id means. */
static gboolean
match_row (CsvImport *self, GPtrArray *cells, KontorRecord **old, gboolean *refused, GError **error)
{
  g_autoptr (KontorJson) empty = make_empty_body (self->type);
  g_autoptr (KontorJson) body = NULL;
  g_autofree char *id = NULL;
  guint before;

  *refused = FALSE;
  self->quiet = TRUE;
  body = kontor_csv_row_read (self->columns, cells, empty, FALSE, &self->reader, note_problem, self);
  self->quiet = FALSE;
  if (body == NULL)
    return TRUE;
  if (!kontor_import_match (self->session, self->type, body, self->line, &id, &before, refused, error))
    return FALSE;
  if (before != 0)
    {
      kontor_import_session_refuse_twice (self->session, self->line, NULL, before);
      *refused = TRUE;
    }

  return id == NULL || kontor_import_session_load (self->session, id, old, error);
}

static gboolean
read_row (CsvImport *self, GPtrArray *cells, GError **error)
{
  KontorImportReport *report = self->session->report;
  g_autofree char *id = g_strdup (get_text (self->id, cells));
  g_autofree char *problem = find_row_problem (self, cells);
  g_autoptr (KontorRecord) old = NULL;
  g_autoptr (KontorJson) before = NULL;
  g_autoptr (KontorJson) body = NULL;
  gboolean refused = FALSE;

  report->n_records++;
  if (problem != NULL)
    {
      kontor_import_session_refuse (self->session, self->line, NULL, problem);
      report->n_refused++;
      return TRUE;
    }

  if (*id != '\0' && !kontor_import_session_load (self->session, id, &old, error))
    return FALSE;
  if (*id == '\0' && !match_row (self, cells, &old, &refused, error))
    return FALSE;

  before = old != NULL ? kontor_json_ref (kontor_record_get_body (old)) : make_empty_body (self->type);
  if (!refused)
    body = kontor_csv_row_read (self->columns, cells, before, *id != '\0' && old != NULL, &self->reader, note_problem, self);
  if (body == NULL)
    {
      report->n_refused++;
      return TRUE;
    }

  return kontor_import_session_take (self->session, self->line, self->type, *id == '\0' ? NULL : id, old, body, error);
}

static gboolean
read_rows (CsvImport *self, KontorCsvReader *csv, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  gsize position, length;
  gboolean found;

  if (!kontor_csv_reader_next (csv, cells, &found, error))
    return FALSE;
  self->line = kontor_csv_reader_get_line (csv);
  if (!found)
    {
      g_set_error_literal (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_SYNTAX,
                           _("The file is empty. Its first line must be headings."));
      return FALSE;
    }
  if (!read_header (self, cells, error))
    return FALSE;

  for (guint n = 0;; n++)
    {
      if (!kontor_csv_reader_next (csv, cells, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      self->line = kontor_csv_reader_get_line (csv);
      if (!is_blank (cells) && !read_row (self, cells, error))
        return FALSE;
      position = kontor_csv_reader_get_position (csv, &length);
      if (n % ROWS_PER_STEP == 0 && !kontor_import_session_tell (self->session, position, length, error))
        return FALSE;
    }
}

/* Whether records of this kind are made by the store alone. */
static gboolean
is_made_by_store (const KontorRecordType *type)
{
  for (const KontorField *field = type->fields; field->name != NULL; field++)
    {
      if ((field->flags & KONTOR_FIELD_SERVER_OWNED) != 0 && (field->flags & KONTOR_FIELD_REQUIRED) != 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * kontor_import_csv:
 * @store: where to
 * @type: the kind of the records
 * @bytes: the file
 * @options: (nullable): how
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Imports a CSV (RFC 4180, with `,`, `;` or a tab between the cells), one record in a row, in any of the character sets of
 * kontor_charset_decode(). The first row names the columns: by the path of a member (`name`, `addresses.1.city`,
 * `prices.EUR.price`, `names.pl`), by its label in English or in the person's language, or by what lists show ("E-mail"),
 * whatever the case, in any order. A column that means nothing here is left out and told.
 *
 * Numbers, dates, choices, countries and references are read as people write them, in the language of @options. In a file
 * whose first column is `id`, as kontor_export_file() writes it, they are first read as a body writes them.
 *
 * A row with an `id` is that record: it is changed, its empty cells empty their members, or it is new. A row without one is
 * matched by what tells the kind apart (tax id, customer number, e-mail address and name, product code), so that a second
 * import of the same file changes nothing; there an empty cell says nothing.
 *
 * With one row refused nothing is written: the report says why, row by row, to be mended in the file.
 *
 * Returns: (transfer full) (nullable): the report; %NULL with %KONTOR_FORMATS_ERROR when the file cannot be read at all, or
 *   with an error of the store when nothing could be written
 */
KontorImportReport *
kontor_import_csv (KontorStore *store,
                   const KontorRecordType *type,
                   GBytes *bytes,
                   const KontorImportOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (KontorImportSession) session = NULL;
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (KontorCsvReader) csv = NULL;
  CsvImport self = { NULL };
  const char *charset;

  g_return_val_if_fail (KONTOR_IS_STORE (store) && type != NULL && bytes != NULL, NULL);

  if (is_made_by_store (type))
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_FORMAT,
                   _("Records of the kind “%s” are made by Kontor itself and cannot be imported."),
                   kontor_record_type_get_label (type));
      return NULL;
    }

  session = kontor_import_session_new (store, options, KONTOR_FORMAT_CSV, cancellable);
  text = kontor_charset_decode (bytes, session->language, &charset, &session->report->charset_guessed, error);
  if (text == NULL)
    return NULL;

  session->report->charset = g_strdup (charset);
  csv = kontor_csv_reader_new (text, '\0');
  session->report->separator = kontor_csv_reader_get_separator (csv);

  columns = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_csv_column_free);
  self.session = session;
  self.type = type;
  self.columns = columns;
  self.reader.language = session->language;
  self.reader.find_reference = kontor_import_find_reference;
  self.reader.user_data = session;
  kontor_date_today (&self.reader.today);
  if (!read_rows (&self, csv, error))
    return NULL;

  return kontor_import_session_finish (session, error);
}

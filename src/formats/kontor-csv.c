/* kontor-csv.c: comma separated values, row by row */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-formats-error.h"

/* How much of a file is looked at to tell what separates its cells. */
#define SAMPLE_SIZE (64 * 1024)
#define SAMPLE_ROWS 20

/* How much is gathered before it is written. */
#define WRITE_SIZE (64 * 1024)

struct _KontorCsvReader
{
  GBytes *text;
  const char *start;
  const char *next;
  const char *end;
  char separator;
  guint line;      /* where @next stands */
  guint row_line;  /* where the row that was read last began */
  guint n_rows;
};

struct _KontorCsvWriter
{
  GOutputStream *stream;
  GString *buffer;
  gboolean in_row;
};

/* Cells of a row by a separator, not counting those inside quotes; moves @text behind the row. */
static guint
count_cells (const char **text, const char *end, char separator)
{
  gboolean quoted = FALSE;
  gboolean at_start = TRUE;
  guint n = 1;
  const char *p;

  for (p = *text; p < end; p++)
    {
      if (*p == '"' && (quoted || at_start))
        quoted = !quoted;
      else if (!quoted && *p == separator)
        n++;
      else if (!quoted && (*p == '\n' || *p == '\r'))
        break;
      at_start = *p == separator || (*p == '"' && !quoted);
    }
  while (p < end && (*p == '\n' || *p == '\r'))
    p++;
  *text = p;

  return n;
}

/*
 * What separates the cells: of the usual signs the one that gives rows of one width, and of those the one that gives the
 * widest. A text without any of them has one column, whatever we say.
 */
static char
detect_separator (const char *text, const char *end)
{
  static const char separators[] = { ',', ';', '\t' };
  char best = ',';
  guint best_score = 0;

  end = MIN (end, text + SAMPLE_SIZE);
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *p = text;
      guint width = count_cells (&p, end, separators[i]);
      guint score = width;

      for (guint row = 1; row < SAMPLE_ROWS && p < end; row++)
        {
          guint n = count_cells (&p, end, separators[i]);

          /* the sample may end within the last row */
          if (n == width || p == end)
            score += width;
          else
            score = score > 2 ? score - 2 : 0;
        }
      if (width > 1 && score > best_score)
        {
          best = separators[i];
          best_score = score;
        }
    }

  return best;
}

/* Excel's own way of saying it: a first line "sep=;". */
static char
read_separator_line (KontorCsvReader *self)
{
  char separator;

  if (self->end - self->next < 5 || g_ascii_strncasecmp (self->next, "sep=", 4) != 0)
    return '\0';
  if (self->end - self->next > 5 && self->next[5] != '\n' && self->next[5] != '\r')
    return '\0';

  separator = self->next[4];
  if (strchr (",;\t|", separator) == NULL)
    return '\0';

  self->next += 5;
  if (self->next < self->end && *self->next == '\r')
    self->next++;
  if (self->next < self->end && *self->next == '\n')
    self->next++;
  self->line++;

  return separator;
}

/**
 * kontor_csv_reader_new:
 * @text: a whole CSV in UTF-8 without NUL, see kontor_charset_decode()
 * @separator: what separates the cells; 0 to find that out
 *
 * Returns: (transfer full): a reader that stands before the first row
 */
KontorCsvReader *
kontor_csv_reader_new (GBytes *text, char separator)
{
  KontorCsvReader *self = g_new0 (KontorCsvReader, 1);
  gsize length;
  char said;

  self->text = g_bytes_ref (text);
  self->start = g_bytes_get_data (text, &length);
  if (self->start == NULL)
    self->start = "";
  self->next = self->start;
  self->end = self->start + length;
  self->line = 1;
  self->row_line = 1;

  said = read_separator_line (self);
  if (separator != '\0')
    self->separator = separator;
  else
    self->separator = said != '\0' ? said : detect_separator (self->next, self->end);

  return self;
}

/**
 * kontor_csv_reader_free:
 * @self: (transfer full): a reader
 */
void
kontor_csv_reader_free (KontorCsvReader *self)
{
  g_bytes_unref (self->text);
  g_free (self);
}

/**
 * kontor_csv_reader_get_separator:
 * @self: a reader
 *
 * Returns: what separates the cells
 */
char
kontor_csv_reader_get_separator (KontorCsvReader *self)
{
  return self->separator;
}

/**
 * kontor_csv_reader_get_line:
 * @self: a reader
 *
 * Returns: the line, from 1, where the row that was read last begins
 */
guint
kontor_csv_reader_get_line (KontorCsvReader *self)
{
  return self->row_line;
}

/**
 * kontor_csv_reader_get_position:
 * @self: a reader
 * @length: (out): the length of the text in bytes
 *
 * Returns: how many of them were read
 */
gsize
kontor_csv_reader_get_position (KontorCsvReader *self, gsize *length)
{
  *length = (gsize) (self->end - self->start);

  return (gsize) (self->next - self->start);
}

/* Steps over one line end of any form. */
static void
step_over_line_end (KontorCsvReader *self)
{
  if (*self->next == '\r' && self->next + 1 < self->end && self->next[1] == '\n')
    self->next++;
  self->next++;
  self->line++;
}

static gboolean
refuse_cell_size (KontorCsvReader *self, GError **error)
{
  g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_LIMIT, _("Line %u: a cell is longer than %d MB."),
               self->row_line, KONTOR_CSV_MAX_CELL / 1024 / 1024);
  return FALSE;
}

/* A cell in quotes, with what a careless program has put behind them. */
static gboolean
read_quoted (KontorCsvReader *self, GString *cell, GError **error)
{
  const char *stop;

  self->next++;
  while (TRUE)
    {
      stop = self->next;
      while (stop < self->end && *stop != '"' && *stop != '\n' && *stop != '\r')
        stop++;
      if ((gsize) (stop - self->next) + cell->len > KONTOR_CSV_MAX_CELL)
        return refuse_cell_size (self, error);
      g_string_append_len (cell, self->next, stop - self->next);
      self->next = stop;

      if (stop == self->end)
        {
          g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_SYNTAX,
                       _("Line %u: a cell opens with a quotation mark that is never closed."), self->row_line);
          return FALSE;
        }
      if (*stop != '"')
        {
          const char *begin = self->next;

          step_over_line_end (self);
          g_string_append_len (cell, begin, self->next - begin);
        }
      else if (stop + 1 < self->end && stop[1] == '"')
        {
          g_string_append_c (cell, '"');
          self->next += 2;
        }
      else
        {
          self->next++;
          return TRUE;
        }
    }
}

static gboolean
read_cell (KontorCsvReader *self, GString *cell, GError **error)
{
  const char *stop;

  if (self->next < self->end && *self->next == '"' && !read_quoted (self, cell, error))
    return FALSE;

  stop = self->next;
  while (stop < self->end && *stop != self->separator && *stop != '\n' && *stop != '\r')
    stop++;
  if ((gsize) (stop - self->next) + cell->len > KONTOR_CSV_MAX_CELL)
    return refuse_cell_size (self, error);
  g_string_append_len (cell, self->next, stop - self->next);
  self->next = stop;

  return TRUE;
}

/**
 * kontor_csv_reader_next:
 * @self: a reader
 * @cells: (element-type utf8): an array that frees its elements; the row's cells take the place of what is in it
 * @found: (out): whether there was one more row
 * @error: return location for a #GError
 *
 * Reads the next row. Rows with nothing in them (not even a separator) are stepped over.
 *
 * Returns: %FALSE with %KONTOR_FORMATS_ERROR_SYNTAX or %KONTOR_FORMATS_ERROR_LIMIT and a sentence that names the line
 */
gboolean
kontor_csv_reader_next (KontorCsvReader *self, GPtrArray *cells, gboolean *found, GError **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  g_ptr_array_set_size (cells, 0);
  *found = FALSE;
  while (self->next < self->end && (*self->next == '\n' || *self->next == '\r'))
    step_over_line_end (self);
  self->row_line = self->line;
  if (self->next == self->end)
    return TRUE;

  if (++self->n_rows > KONTOR_CSV_MAX_ROWS)
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_LIMIT,
                   _("The file has more than %d rows. Split it and import the pieces."), KONTOR_CSV_MAX_ROWS);
      return FALSE;
    }

  while (TRUE)
    {
      if (cells->len == KONTOR_CSV_MAX_COLUMNS)
        {
          g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_LIMIT, _("Line %u has more than %d cells."),
                       self->row_line, KONTOR_CSV_MAX_COLUMNS);
          return FALSE;
        }
      g_string_truncate (cell, 0);
      if (!read_cell (self, cell, error))
        return FALSE;
      g_ptr_array_add (cells, g_strndup (cell->str, cell->len));

      if (self->next == self->end)
        break;
      if (*self->next != self->separator)
        {
          step_over_line_end (self);
          break;
        }
      self->next++;
    }

  *found = TRUE;
  return TRUE;
}

/**
 * kontor_csv_writer_new:
 * @stream: where to
 *
 * Returns: (transfer full): a writer of a CSV with no rows yet
 */
KontorCsvWriter *
kontor_csv_writer_new (GOutputStream *stream)
{
  KontorCsvWriter *self = g_new0 (KontorCsvWriter, 1);

  self->stream = g_object_ref (stream);
  self->buffer = g_string_new ("\xef\xbb\xbf");

  return self;
}

/**
 * kontor_csv_writer_free:
 * @self: (transfer full): a writer
 *
 * Frees it. What was not finished may not have been written.
 */
void
kontor_csv_writer_free (KontorCsvWriter *self)
{
  g_object_unref (self->stream);
  g_string_free (self->buffer, TRUE);
  g_free (self);
}

/**
 * kontor_csv_writer_add:
 * @self: a writer
 * @cell: (nullable): the next cell of the row, as it is to be read again
 *
 * Adds a cell, in quotes where it needs them. See kontor_csv_guard() for what a person or a customer has typed.
 */
void
kontor_csv_writer_add (KontorCsvWriter *self, const char *cell)
{
  gboolean first = !self->in_row;

  if (!first)
    g_string_append_c (self->buffer, ',');
  self->in_row = TRUE;

  if (cell == NULL || *cell == '\0')
    {
      /* a row of one empty cell would be an empty line, which is no row */
      if (first)
        g_string_append (self->buffer, "\"\"");
      return;
    }
  /* ; and TAB too, so that nobody takes them for what separates the cells; spaces at the ends get lost in some programs */
  if (strpbrk (cell, "\",;\t\r\n") == NULL && *cell != ' ' && cell[strlen (cell) - 1] != ' ')
    {
      g_string_append (self->buffer, cell);
      return;
    }

  g_string_append_c (self->buffer, '"');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (self->buffer, '"');
      g_string_append_c (self->buffer, *p);
    }
  g_string_append_c (self->buffer, '"');
}

static gboolean
write_out (KontorCsvWriter *self, GCancellable *cancellable, GError **error)
{
  if (!g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, cancellable, error))
    return FALSE;

  g_string_truncate (self->buffer, 0);
  return TRUE;
}

/**
 * kontor_csv_writer_end_row:
 * @self: a writer
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Ends the row.
 *
 * Returns: %FALSE when what was gathered could not be written
 */
gboolean
kontor_csv_writer_end_row (KontorCsvWriter *self, GCancellable *cancellable, GError **error)
{
  g_string_append (self->buffer, "\r\n");
  self->in_row = FALSE;

  return self->buffer->len < WRITE_SIZE || write_out (self, cancellable, error);
}

/**
 * kontor_csv_writer_finish:
 * @self: a writer
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Writes what is left. The stream stays open.
 *
 * Returns: whether all was written
 */
gboolean
kontor_csv_writer_finish (KontorCsvWriter *self, GCancellable *cancellable, GError **error)
{
  return write_out (self, cancellable, error);
}

static gboolean
begins_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

/* -12.50 and +48 22 123 45 67: a sign, then nothing that a spreadsheet could run or count with. */
static gboolean
is_signed_number (const char *text)
{
  return (*text == '-' || *text == '+') && g_ascii_isdigit (text[1]) && text[1 + strspn (text + 1, "0123456789., ")] == '\0';
}

/**
 * kontor_csv_guard:
 * @text: a text that somebody typed
 *
 * A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or a control character for a formula, and may run it. Such
 * a text gets an apostrophe before it, by which spreadsheets know that it is a text. Numbers and phone numbers stay as they
 * are. See kontor_csv_unguard().
 *
 * Returns: (transfer full): the text for a cell
 */
char *
kontor_csv_guard (const char *text)
{
  const char *bare = text + strspn (text, "'");

  if (!begins_formula (bare) || (bare == text && is_signed_number (text)))
    return g_strdup (text);

  return g_strconcat ("'", text, NULL);
}

/**
 * kontor_csv_unguard:
 * @cell: the text of a cell
 *
 * Takes the apostrophe of kontor_csv_guard() away: for every text `unguard (guard (text))` is that text.
 *
 * Returns: (transfer none): the text, within @cell
 */
const char *
kontor_csv_unguard (const char *cell)
{
  return *cell == '\'' && begins_formula (cell + strspn (cell, "'")) ? cell + 1 : cell;
}

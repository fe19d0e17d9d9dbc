/* kontor-tsv.c: tables as spreadsheets put them on the clipboard */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tsv.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* Reads one cell that begins at @text and says where it ends: at a tab, at a line break, or at the end. */
static char *
read_cell (const char *text,
           const char **end)
{
  g_autoptr (GString) cell = NULL;
  const char *at;

  /* Only a quote in front quotes; one inside (3/4" pipe) is a quote. */
  if (*text != '"')
    {
      size_t length = strcspn (text, "\t\r\n");

      *end = text + length;
      return g_strndup (text, length);
    }

  cell = g_string_new (NULL);
  for (at = text + 1; *at != '\0'; at++)
    {
      if (*at != '"')
        {
          if (*at != '\r')
            g_string_append_c (cell, *at);
          continue;
        }
      if (at[1] != '"')
        break;
      g_string_append_c (cell, '"');
      at++;
    }

  /* A quote that is never closed, or is followed by more text, was a plain one. */
  if (*at != '"' || strchr ("\t\r\n", at[1]) == NULL)
    {
      size_t length = strcspn (text, "\t\r\n");

      *end = text + length;
      return g_strndup (text, length);
    }
  *end = at + 1;

  return g_string_free (g_steal_pointer (&cell), FALSE);
}

static gboolean
is_empty (GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (*(const char *) g_ptr_array_index (row, i) != '\0')
      return FALSE;

  return TRUE;
}

/* Adds the row to @rows, as a GStrv; empty rows are let go. */
static void
take_row (GPtrArray *rows,
          GPtrArray *row)
{
  GStrv cells;

  if (is_empty (row))
    {
      g_ptr_array_set_size (row, 0);
      return;
    }

  cells = g_new0 (char *, row->len + 1);
  for (guint i = 0; i < row->len; i++)
    cells[i] = g_strdup (g_ptr_array_index (row, i));
  g_ptr_array_add (rows, cells);
  g_ptr_array_set_size (row, 0);
}

/**
 * kontor_tsv_parse:
 * @text: what stands on the clipboard: cells between tabs, rows between line breaks; a cell in double quotes can hold both
 * @error: return location for a #GError
 *
 * Reads a table as LibreOffice, Excel, Gnumeric and web pages copy it. Blanks around a cell and empty rows are let go.
 *
 * Returns: (transfer full) (element-type GStrv) (nullable): the rows, or %NULL with %G_IO_ERROR_INVALID_DATA when there are
 *   more than %KONTOR_TSV_MAX_ROWS rows or %KONTOR_TSV_MAX_CELLS cells in one
 */
GPtrArray *
kontor_tsv_parse (const char *text,
                  GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  const char *at = text;

  g_return_val_if_fail (text != NULL, NULL);

  while (*at != '\0')
    {
      char *cell = g_strstrip (read_cell (at, &at));

      g_ptr_array_add (row, cell);
      if (row->len > KONTOR_TSV_MAX_CELLS || rows->len > KONTOR_TSV_MAX_ROWS)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("The table is too large to paste: at most %d rows with %d cells each can be pasted at once."),
                       KONTOR_TSV_MAX_ROWS, KONTOR_TSV_MAX_CELLS);
          return NULL;
        }

      if (*at == '\t')
        {
          at++;
          continue;
        }
      if (*at == '\r')
        at++;
      if (*at == '\n')
        at++;
      take_row (rows, row);
    }
  take_row (rows, row);

  return g_steal_pointer (&rows);
}

/**
 * kontor_tsv_append_row:
 * @text: a table
 * @cells: (array zero-terminated=1): a row
 *
 * Writes a row so that spreadsheets and kontor_tsv_parse() read it back: a cell with a tab, a line break or a quote in front
 * is quoted.
 */
void
kontor_tsv_append_row (GString *text,
                       const char *const *cells)
{
  g_return_if_fail (text != NULL);
  g_return_if_fail (cells != NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\t');

      if (*cells[i] != '"' && strpbrk (cells[i], "\t\r\n") == NULL)
        {
          g_string_append (text, cells[i]);
          continue;
        }

      g_string_append_c (text, '"');
      for (const char *at = cells[i]; *at != '\0'; at++)
        {
          if (*at == '"')
            g_string_append_c (text, '"');
          g_string_append_c (text, *at);
        }
      g_string_append_c (text, '"');
    }
  g_string_append_c (text, '\n');
}

/* kontor-tool-formats.c: kontorctl import and export */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "kontor-export.h"
#include "kontor-formats-error.h"
#include "kontor-import.h"

/* The largest file that is taken. */
#define MAX_BYTES (256 * 1024 * 1024)

static void
set_count (KontorJson **json,
           const char *name,
           guint count)
{
  g_autoptr (KontorJson) value = kontor_json_new_integer (count);

  kontor_json_set_member (json, name, value);
}

static void
set_flag (KontorJson **json,
          const char *name,
          gboolean flag)
{
  g_autoptr (KontorJson) value = kontor_json_new_boolean (flag);

  kontor_json_set_member (json, name, value);
}

/* What was found in the file, one a line, and then the sum of it. */
static void
print_report (const KontorImportReport *report)
{
  g_autoptr (KontorJson) sum = kontor_json_new_object ();

  for (guint i = 0; i < report->problems->len; i++)
    {
      const KontorImportProblem *problem = report->problems->pdata[i];
      g_autoptr (KontorJson) json = kontor_json_new_object ();

      set_count (&json, "line", problem->line);
      kontor_json_set_string (&json, "column", problem->column);
      set_flag (&json, "refused", problem->refused);
      kontor_json_set_string (&json, "message", problem->message);
      kontor_tool_print_json (json);
    }

  set_count (&sum, "records", report->n_records);
  set_count (&sum, "new", report->n_new);
  set_count (&sum, "changed", report->n_changed);
  set_count (&sum, "same", report->n_same);
  set_count (&sum, "refused", report->n_refused);
  set_count (&sum, "problems", report->n_problems);
  set_flag (&sum, "written", report->written);
  kontor_json_set_string (&sum, "charset", report->charset);
  kontor_tool_print_json (sum);
}

static void
show_progress_cb (double fraction,
                  gpointer user_data)
{
  g_autofree char *text = g_strdup_printf (_("Importing… %u %%"), (guint) (fraction * 100));

  kontor_tool_show_progress (text);
}

/**
 * kontor_tool_import:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Takes the records of a file, all or none, and prints what was found.
 *
 * Returns: whether they are stored, or could be with `--dry-run`
 */
gboolean
kontor_tool_import (KontorTool *tool,
                    GError **error)
{
  const KontorRecordType *type = kontor_tool_find_type (kontor_tool_get_argument (tool, 0), error);
  const char *name = kontor_tool_get_argument (tool, 1);
  KontorImportOptions options = { .dry_run = kontor_tool_has_option (tool, "dry-run"), .progress = show_progress_cb };
  g_autoptr (KontorImportReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = NULL;
  KontorStore *store;
  gsize length;
  char *data;

  data = type ? kontor_tool_read_file (name, MAX_BYTES, &length, error) : NULL;
  bytes = data ? g_bytes_new_take (data, length) : NULL;
  store = bytes ? kontor_tool_open_or_make (tool, error) : NULL;
  report = store ? kontor_import_file (store, type, bytes, name, &options, NULL, error) : NULL;
  if (!report)
    return FALSE;

  print_report (report);
  if (report->n_refused == 0)
    return TRUE;
  shown = kontor_tool_dup_shown_name (name);
  g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_ROW,
               ngettext ("%u record of “%s” cannot be taken. Nothing was imported.",
                         "%u records of “%s” cannot be taken. Nothing was imported.", report->n_refused),
               report->n_refused, shown);
  return FALSE;
}

/**
 * kontor_tool_export:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Writes all records of a kind to a file, in the format that its name says, or as CSV to standard output.
 *
 * Returns: whether they are written
 */
gboolean
kontor_tool_export (KontorTool *tool,
                    GError **error)
{
  const KontorRecordType *type = kontor_tool_find_type (kontor_tool_get_argument (tool, 0), error);
  const char *name = kontor_tool_get_argument (tool, 1);
  gboolean standard_output = strcmp (name, "-") == 0;
  KontorFormat format = KONTOR_FORMAT_CSV;
  g_autoptr (GFile) file = NULL;
  KontorStore *store;

  if (!type || (!standard_output && !kontor_format_for_name (name, &format, error)))
    return FALSE;
  store = kontor_tool_open (tool, error);
  if (!store)
    return FALSE;
  if (standard_output)
    {
      g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

      return kontor_export_file (store, type, format, NULL, stream, NULL, error);
    }
  file = g_file_new_for_commandline_arg (name);
  return kontor_export_to_file (store, type, format, NULL, file, NULL, error);
}

/* kontor-tool-document.c: kontorctl render and template check */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool.h"

#include <glib/gi18n-lib.h>

#include "kontor-desk-document.h"
#include "kontor-pdf.h"

/* The largest template that is looked at. */
#define MAX_TEMPLATE_BYTES (4 * 1024 * 1024)

/*
 * What was issued is printed as it was, from the file that was kept; so is what is asked for by the id of the issued record.
 * A wish for another template or language makes a new print, which is for looking at.
 */
static GBytes *
make_pdf (KontorTool *tool,
          KontorStore *store,
          KontorRecord *record,
          GError **error)
{
  const char *template_name = kontor_tool_get_option (tool, "template");
  const char *language = kontor_tool_get_option (tool, "language");
  const KontorRecordType *type = kontor_record_get_record_type (record);
  KontorDeskDocument document = { NULL };
  g_autoptr (KontorRecord) issued = NULL;
  g_autoptr (GError) reason = NULL;

  if (g_str_equal (type->kind, "issued"))
    return kontor_desk_load_issued_pdf (store, record, error);

  if (!template_name && !language)
    issued = kontor_desk_find_issued (store, record, &reason);
  if (reason)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (issued)
    return kontor_desk_load_issued_pdf (store, issued, error);

  document.id = kontor_record_get_id (record);
  document.body = kontor_record_get_body (record);
  document.template_name = template_name;
  document.language = language;
  return kontor_desk_make_pdf (store, &document, NULL, error);
}

/**
 * kontor_tool_render:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Prints a record to a PDF file, which is there whole or not at all.
 *
 * Returns: whether it is written
 */
gboolean
kontor_tool_render (KontorTool *tool,
                    GError **error)
{
  const char *output = kontor_tool_get_option (tool, "output");
  g_autofree char *lower = g_ascii_strdown (output, -1);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output);
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (GBytes) pdf = NULL;
  KontorStore *store;

  if (!g_str_has_suffix (lower, ".pdf"))
    {
      g_autofree char *shown = g_filename_display_name (output);

      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED,
                   _("“%s” cannot be written: only .pdf is written so far."), shown);
      return FALSE;
    }

  store = kontor_tool_open (tool, error);
  record = store ? kontor_store_load (store, kontor_tool_get_argument (tool, 0), error) : NULL;
  pdf = record ? make_pdf (tool, store, record, error) : NULL;
  return pdf && kontor_pdf_write (pdf, file, NULL, error);
}

/**
 * kontor_tool_template_check:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Prints what is wrong with a template, one a line, with the place as compilers say it.
 *
 * Returns: whether nothing is
 */
gboolean
kontor_tool_template_check (KontorTool *tool,
                            GError **error)
{
  const char *name = kontor_tool_get_argument (tool, 0);
  g_autofree char *shown = kontor_tool_dup_shown_name (name);
  gsize length;
  char *text = kontor_tool_read_file (name, MAX_TEMPLATE_BYTES, &length, error);
  g_autoptr (GBytes) bytes = text ? g_bytes_new_take (text, length) : NULL;
  g_autoptr (GPtrArray) problems = bytes ? kontor_template_check (bytes) : NULL;

  if (!problems)
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    {
      const KontorTemplateProblem *problem = problems->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s:%u:%u: %s", shown, problem->line, problem->column, problem->message);

      kontor_tool_print (line);
    }
  if (problems->len == 0)
    return TRUE;
  g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED,
               ngettext ("The template “%s” has %u mistake.", "The template “%s” has %u mistakes.", problems->len), shown,
               problems->len);
  return FALSE;
}

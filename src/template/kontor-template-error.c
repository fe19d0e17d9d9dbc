/* kontor-template-error.c: the error domain of src/template */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-template-error.h"

G_DEFINE_QUARK (kontor-template-error-quark, kontor_template_error)

/**
 * kontor_template_error_set:
 * @error: (out) (optional): where to put the error
 * @code: what went wrong
 * @line: the line of the template, counted from 1, or 0 when there is none
 * @format: a translated, full sentence as for printf()
 * @...: its arguments
 *
 * Sets @error, with "Line N: " before the sentence when @line is known.
 */
void
kontor_template_error_set (GError **error,
                           KontorTemplateError code,
                           guint line,
                           const char *format,
                           ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  if (line > 0)
    g_set_error (error, KONTOR_TEMPLATE_ERROR, code, _("Line %u: %s"), line, text);
  else
    g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, code, text);
}

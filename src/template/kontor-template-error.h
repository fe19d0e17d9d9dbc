/* kontor-template-error.h: the error domain of src/template */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorTemplateError:
 * @KONTOR_TEMPLATE_ERROR_SYNTAX: the template is not well formed, or an element stands where it must not
 * @KONTOR_TEMPLATE_ERROR_REFERENCE: it names a field, style, page master or resource that does not exist
 * @KONTOR_TEMPLATE_ERROR_LIMIT: a bound was exceeded (depth, blocks, rows, text, pages, time)
 * @KONTOR_TEMPLATE_ERROR_FONT: a glyph that no installed font has
 * @KONTOR_TEMPLATE_ERROR_IMAGE: an image that cannot be read
 * @KONTOR_TEMPLATE_ERROR_DATA: a value that the template asks for has the wrong form
 * @KONTOR_TEMPLATE_ERROR_FAILED: anything else, such as a PDF that could not be written
 *
 * What can go wrong in src/template. Messages are translated and can be shown as they are. Those about a place in
 * a template begin with its line ("Line 12: ...").
 */
typedef enum
{
  KONTOR_TEMPLATE_ERROR_SYNTAX,
  KONTOR_TEMPLATE_ERROR_REFERENCE,
  KONTOR_TEMPLATE_ERROR_LIMIT,
  KONTOR_TEMPLATE_ERROR_FONT,
  KONTOR_TEMPLATE_ERROR_IMAGE,
  KONTOR_TEMPLATE_ERROR_DATA,
  KONTOR_TEMPLATE_ERROR_FAILED,
} KontorTemplateError;

#define KONTOR_TEMPLATE_ERROR (kontor_template_error_quark ())
GQuark kontor_template_error_quark (void);

void kontor_template_error_set (GError **error,
                                KontorTemplateError code,
                                guint line,
                                const char *format,
                                ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS

/* kontor-formats-error.h: the error domain of src/formats */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorFormatsError:
 * @KONTOR_FORMATS_ERROR_SYNTAX: the file is damaged, or is not of the format that it claims to be
 * @KONTOR_FORMATS_ERROR_LIMIT: too large: the file, a line, a cell, or how many there are
 * @KONTOR_FORMATS_ERROR_CHARSET: the text is in no character set that is known here
 * @KONTOR_FORMATS_ERROR_FORMAT: a format that cannot hold this kind of record, or that is not known
 * @KONTOR_FORMATS_ERROR_COLUMN: a column that is no field of the kind, or one that stands twice
 * @KONTOR_FORMATS_ERROR_ROW: a record of the file that cannot be taken
 *
 * What can go wrong in src/formats. Messages are translated and can be shown as they are.
 */
typedef enum
{
  KONTOR_FORMATS_ERROR_SYNTAX,
  KONTOR_FORMATS_ERROR_LIMIT,
  KONTOR_FORMATS_ERROR_CHARSET,
  KONTOR_FORMATS_ERROR_FORMAT,
  KONTOR_FORMATS_ERROR_COLUMN,
  KONTOR_FORMATS_ERROR_ROW,
} KontorFormatsError;

#define KONTOR_FORMATS_ERROR (kontor_formats_error_quark ())
GQuark kontor_formats_error_quark (void);

G_END_DECLS

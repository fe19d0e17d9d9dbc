/* kontor-model-error.h: the error domain of src/model */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorModelError:
 * @KONTOR_MODEL_ERROR_SYNTAX: not JSON
 * @KONTOR_MODEL_ERROR_LIMIT: too large or too deep
 * @KONTOR_MODEL_ERROR_KIND: no such kind of record, or an id of another kind
 * @KONTOR_MODEL_ERROR_FIELD: no such field or part
 * @KONTOR_MODEL_ERROR_TYPE: the JSON value is not of the field's type
 * @KONTOR_MODEL_ERROR_VALUE: of the right type, but refused by the field (a wrong checksum, half a date, ...)
 * @KONTOR_MODEL_ERROR_REQUIRED: something that is needed is missing
 * @KONTOR_MODEL_ERROR_STATE: not allowed in the state in which the record is
 * @KONTOR_MODEL_ERROR_RATE: an exchange rate that is needed is missing
 * @KONTOR_MODEL_ERROR_RANGE: an amount does not fit
 *
 * What can go wrong in src/model. Messages are translated and can be shown as they are.
 */
typedef enum
{
  KONTOR_MODEL_ERROR_SYNTAX,
  KONTOR_MODEL_ERROR_LIMIT,
  KONTOR_MODEL_ERROR_KIND,
  KONTOR_MODEL_ERROR_FIELD,
  KONTOR_MODEL_ERROR_TYPE,
  KONTOR_MODEL_ERROR_VALUE,
  KONTOR_MODEL_ERROR_REQUIRED,
  KONTOR_MODEL_ERROR_STATE,
  KONTOR_MODEL_ERROR_RATE,
  KONTOR_MODEL_ERROR_RANGE,
} KontorModelError;

#define KONTOR_MODEL_ERROR (kontor_model_error_quark ())
GQuark kontor_model_error_quark (void);

G_END_DECLS

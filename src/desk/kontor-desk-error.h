/* kontor-desk-error.h: the error domain of src/desk */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorDeskError:
 * @KONTOR_DESK_ERROR_INCOMPLETE: something that the act needs is not filled in
 * @KONTOR_DESK_ERROR_KIND: the act is not for records of this kind
 * @KONTOR_DESK_ERROR_STATE: the act is not for a record in this state
 * @KONTOR_DESK_ERROR_CHOICE: what was chosen is not in the record
 * @KONTOR_DESK_ERROR_DATA: shipped data is damaged
 *
 * What can go wrong in src/desk beside the errors of the libraries below. Messages are translated and can be shown as
 * they are.
 */
typedef enum
{
  KONTOR_DESK_ERROR_INCOMPLETE,
  KONTOR_DESK_ERROR_KIND,
  KONTOR_DESK_ERROR_STATE,
  KONTOR_DESK_ERROR_CHOICE,
  KONTOR_DESK_ERROR_DATA,
} KontorDeskError;

#define KONTOR_DESK_ERROR (kontor_desk_error_quark ())
GQuark kontor_desk_error_quark (void);

G_END_DECLS

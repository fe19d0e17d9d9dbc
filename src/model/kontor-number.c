/* kontor-number.c: the kind "number": a document number that was drawn, and what for */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-identifiers.h"
#include "kontor-model-error.h"
#include "kontor-types.h"

static const KontorField fields[] = {
  { "series", "series", N_("Series"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT | KONTOR_FIELD_SERVER_OWNED,
    .check = kontor_check_series },
  { "period", "period", N_("Period"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT | KONTOR_FIELD_SERVER_OWNED },
  { "seq", "seq", N_("Position in the Series"), KONTOR_FIELD_INTEGER,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT | KONTOR_FIELD_SERVER_OWNED,
    .minimum = "1", .maximum = "999999999" },
  { "text", "text", N_("Number"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE |
    KONTOR_FIELD_CONSTANT | KONTOR_FIELD_SERVER_OWNED },
  { "for", "for", N_("Drawn For"), KONTOR_FIELD_REFERENCE,
    KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT | KONTOR_FIELD_SERVER_OWNED },
  { "at", "at", N_("Drawn At"), KONTOR_FIELD_DATETIME,
    KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT | KONTOR_FIELD_SERVER_OWNED },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  return g_strdup (kontor_json_get_member_string (body, "text"));
}

/* The same number can be claimed once only, because its claim would have the same id. */
static char *
make_id (KontorJson *body,
         GError **error)
{
  const char *series = kontor_json_get_member_string (body, "series");
  const char *period = kontor_json_get_member_string (body, "period");
  gint64 seq;

  if (series == NULL || *series == '\0' || !kontor_json_get_integer (kontor_json_get_member (body, "seq"), &seq))
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_REQUIRED,
                           _("The claim of a number needs its series and its position in it."));
      return NULL;
    }

  return g_strdup_printf ("number:%s:%s:%" G_GINT64_FORMAT, series, period != NULL ? period : "", seq);
}

const KontorRecordType kontor_number_type = {
  .kind = "number",
  .type_name = "KontorNumber",
  .label = N_("Document Number"),
  .plural = N_("Document Numbers"),
  .icon = "kontor-number-symbolic",
  .fields = fields,
  .immutable = TRUE,
  .title = make_title,
  .make_id = make_id,
};

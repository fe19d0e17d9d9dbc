/* kontor-rate-table.c: the kind "rate-table": exchange rates as their source published them on a day */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-identifiers.h"
#include "kontor-model-error.h"
#include "kontor-parts.h"
#include "kontor-types.h"

static const KontorField rate_fields[] = {
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT },
  { "rate", "rate", N_("Rate"), KONTOR_FIELD_DECIMAL,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT,
    .scale = KONTOR_RATE_SCALE, .minimum = KONTOR_RATE_MINIMUM },
  { "per", "per", N_("Per Units"), KONTOR_FIELD_DECIMAL, KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT,
    .scale = KONTOR_RATE_SCALE, .minimum = KONTOR_RATE_MINIMUM, .fallback = "1" },
  { NULL }
};

static const KontorPartType rate_part = { "rate", N_("Rate"), "currency", rate_fields, .indexed = TRUE };

static const KontorField fields[] = {
  { "source", "source", N_("Source"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT, .check = kontor_check_source },
  { "table", "table", N_("Table"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE | KONTOR_FIELD_CONSTANT },
  { "date", "date", N_("Published On"), KONTOR_FIELD_DATE,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT },
  { "quoted-on", "quoted_on", N_("Quoted On"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT },
  { "base", "base", N_("Priced In"), KONTOR_FIELD_CURRENCY,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT },
  { "rates", "rates", N_("Rates"), KONTOR_FIELD_PARTS, KONTOR_FIELD_REQUIRED | KONTOR_FIELD_CONSTANT,
    .part = &rate_part },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  const char *source = kontor_json_get_member_string (body, "source");
  const char *table = kontor_json_get_member_string (body, "table");
  const char *date = kontor_json_get_member_string (body, "date");

  if (table != NULL && *table != '\0')
    return g_strdup (table);
  if (source != NULL && date != NULL)
    return g_strconcat (source, " ", date, NULL);

  return NULL;
}

static char *
make_id (KontorJson *body,
         GError **error)
{
  const char *source = kontor_json_get_member_string (body, "source");
  const char *date = kontor_json_get_member_string (body, "date");

  if (source == NULL || *source == '\0' || date == NULL || *date == '\0')
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_REQUIRED,
                           _("A table of exchange rates needs its source and the date of its publication."));
      return NULL;
    }

  return g_strconcat ("rate-table:", source, "-", date, NULL);
}

const KontorRecordType kontor_rate_table_type = {
  .kind = "rate-table",
  .type_name = "KontorRateTable",
  .label = N_("Exchange Rate Table"),
  .plural = N_("Exchange Rate Tables"),
  .icon = "kontor-rate-symbolic",
  .fields = fields,
  .immutable = TRUE,
  .title = make_title,
  .make_id = make_id,
};

/* kontor-clause.c: the kind "clause": a piece of legal text that offers and contracts use */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-parts.h"
#include "kontor-types.h"

static const KontorChoice use_choices[] = {
  { "offer", N_("Offers") },
  { "contract", N_("Contracts") },
  { "both", N_("Offers and contracts") },
  { NULL }
};

static const KontorField fields[] = {
  { "code", "code", N_("Code"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },
  { "titles", "titles", N_("Title"), KONTOR_FIELD_TRANSLATED,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE },
  { "texts", "texts", N_("Text"), KONTOR_FIELD_TRANSLATED, KONTOR_FIELD_REQUIRED | KONTOR_FIELD_SEARCHABLE },
  { "use", "use", N_("Used In"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED,
    .choices = use_choices, .fallback = "both" },
  { "category", "category", N_("Category"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE },
  { "version", "version", N_("Version"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED },
  { "position", "position", N_("Place in the Contract"), KONTOR_FIELD_INTEGER, KONTOR_FIELD_INDEXED,
    .minimum = "0", .maximum = "100000" },
  { "standard", "standard", N_("In Every New Contract"), KONTOR_FIELD_FLAG, KONTOR_FIELD_INDEXED },
  { "active", "active", N_("In Use"), KONTOR_FIELD_FLAG, KONTOR_FIELD_INDEXED, .fallback = "true" },
  { "notes", "notes", N_("Notes"), KONTOR_FIELD_MULTILINE, KONTOR_FIELD_SEARCHABLE },

  /* what lists show: the title that stands first */
  { "name", "name", N_("Title in Lists"), KONTOR_FIELD_TEXT, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  const char *title = kontor_translated_get (kontor_json_get_member (body, "titles"), NULL);

  if (title == NULL)
    title = kontor_json_get_member_string (body, "code");

  return g_strdup (title);
}

static KontorJson *
derive (KontorJson *body)
{
  KontorJson *derived = kontor_json_ref (body);

  kontor_json_set_string (&derived, "name", kontor_translated_get (kontor_json_get_member (body, "titles"), NULL));

  return derived;
}

const KontorRecordType kontor_clause_type = {
  .kind = "clause",
  .type_name = "KontorClause",
  .label = N_("Clause"),
  .plural = N_("Clauses"),
  .icon = "kontor-clause-symbolic",
  .fields = fields,
  .title = make_title,
  .derive = derive,
};

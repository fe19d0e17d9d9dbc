/* kontor-issued.c: the kind "issued": a document as it left the house */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-identifiers.h"
#include "kontor-parts.h"
#include "kontor-types.h"

/* The body of the offer or contract; what else stands in it is kept as it was. */
static const KontorField document_fields[] = {
  { "subject", "subject", N_("Subject"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SEARCHABLE },
  { "customer", "customer", N_("Customer"), KONTOR_FIELD_REFERENCE, .reference = "customer" },
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY },
  { "issued-on", "issued_on", N_("Issued On"), KONTOR_FIELD_DATE },
  { "valid-until", "valid_until", N_("Valid Until"), KONTOR_FIELD_DATE },
  { NULL }
};

static const KontorPartType document_part = { "document", N_("Document"), NULL, document_fields };

/* What `offer price` answers. */
static const KontorField totals_fields[] = {
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY },
  { NULL }
};

static const KontorPartType totals_part = { "totals", N_("Totals"), NULL, totals_fields };

static const KontorField template_fields[] = {
  { "name", "name", N_("Name"), KONTOR_FIELD_TEXT },
  { "text", "text", N_("Text"), KONTOR_FIELD_MULTILINE },
  { NULL }
};

static const KontorPartType template_part = { "template", N_("Template"), NULL, template_fields };

static const KontorField fields[] = {
  { "of", "of", N_("Made From"), KONTOR_FIELD_REFERENCE,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT },
  { "number", "number", N_("Number"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE | KONTOR_FIELD_CONSTANT },
  { "revision", "revision", N_("Revision"), KONTOR_FIELD_INTEGER, KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT,
    .minimum = "0", .maximum = "9999", .fallback = "0" },
  { "issued-at", "issued_at", N_("Issued At"), KONTOR_FIELD_DATETIME,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT },
  { "by", "by", N_("Issued By"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT },
  { "language", "language", N_("Language"), KONTOR_FIELD_LANGUAGE, KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT },
  { "document", "document", N_("Document"), KONTOR_FIELD_PART, KONTOR_FIELD_REQUIRED | KONTOR_FIELD_CONSTANT,
    .part = &document_part },
  { "totals", "totals", N_("Totals"), KONTOR_FIELD_PART, KONTOR_FIELD_CONSTANT, .part = &totals_part },
  { "template", "template", N_("Template"), KONTOR_FIELD_PART, KONTOR_FIELD_CONSTANT, .part = &template_part },
  { "clauses", "clauses", N_("Clauses"), KONTOR_FIELD_PARTS, KONTOR_FIELD_CONSTANT,
    .part = &kontor_agreed_clause_part },
  { "pdf", "pdf", N_("PDF File"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_CONSTANT, .check = kontor_check_sha256 },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  const char *number = kontor_json_get_member_string (body, "number");
  gint64 revision = 0;

  if (number == NULL || *number == '\0')
    return NULL;
  if (!kontor_json_get_integer (kontor_json_get_member (body, "revision"), &revision) || revision == 0)
    return g_strdup (number);

  return g_strdup_printf ("%s (%" G_GINT64_FORMAT ")", number, revision);
}

/* Design 5: the hash of the canonical JSON (RFC 8785), so that a copy that was changed is told from its id. */
static char *
make_id (KontorJson *body,
         GError **error)
{
  g_autofree char *text = kontor_json_to_canonical (body);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strconcat ("issued:", hash, NULL);
}

const KontorRecordType kontor_issued_type = {
  .kind = "issued",
  .type_name = "KontorIssued",
  .label = N_("Issued Document"),
  .plural = N_("Issued Documents"),
  .icon = "kontor-issued-symbolic",
  .fields = fields,
  .immutable = TRUE,
  .title = make_title,
  .make_id = make_id,
};

/* kontor-desk-issue.c: a draft becomes a document that does not change */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-date.h"
#include "kontor-desk-document.h"
#include "kontor-desk-error.h"
#include "kontor-desk-offer.h"
#include "kontor-desk.h"
#include "kontor-offer-price.h"
#include "kontor-parts.h"

/*
 * Issuing draws a number, prints, and stores in one transaction what was printed: the immutable record, the PDF, and the
 * new state of the draft. The number is drawn for the draft, so that a failure between the two makes no gap: the next
 * attempt gets the same one.
 */
typedef struct
{
  const char *kind;
  const char *series_member;  /* of the company */
  const char *usual_series;
  const char *state;          /* what the draft becomes */
  const char *date_member;    /* where the day of issue stands; NULL for nowhere */
} Way;

static const Way ways[] = {
  { "offer", "offer_series", "OF/{year}/{month}/{seq:4}", "issued", "issued_on" },
  { "contract", "contract_series", "CT/{year}/{seq:4}", "sent", NULL },
};

static const Way *
find_way (KontorRecord *record, GError **error)
{
  const KontorRecordType *type = kontor_record_get_record_type (record);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (strcmp (ways[i].kind, type->kind) == 0)
        return &ways[i];
    }

  g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_KIND, _("Records of the kind %s are not issued."),
               kontor_record_type_get_label (type));
  return NULL;
}

/* What is still to be filled in, as one sentence. */
static gboolean
check_complete (KontorRecord *record, GError **error)
{
  const KontorRecordType *type = kontor_record_get_record_type (record);
  g_autoptr (GPtrArray) missing = kontor_record_type_find_missing (type, kontor_record_get_body (record));
  KontorJson *pending = kontor_record_get_all_pending (record);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < missing->len; i++)
    {
      const char *path = g_ptr_array_index (missing, i);
      const KontorField *field = kontor_path_find_field (type->fields, path);
      g_autofree char *described = NULL;

      /* The act itself fills these in. */
      if (field != NULL && (field->flags & KONTOR_FIELD_SERVER_OWNED) != 0)
        continue;

      described = kontor_path_describe (type->fields, kontor_record_get_body (record), path);
      g_string_append_printf (list, "%s%s", n++ > 0 ? ", " : "", described);
    }
  if (n > 0)
    {
      g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE, _("This is still to be filled in: %s."), list->str);
      return FALSE;
    }

  if (pending != NULL)
    {
      g_autofree char *described = kontor_path_describe (type->fields, kontor_record_get_body (record),
                                                         kontor_json_get_member_name (pending, 0));

      g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE, _("%s: what was typed there is not valid. Correct it first."),
                   described);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_priced (KontorRecord *record, const Way *way, GError **error)
{
  return strcmp (way->kind, "offer") != 0 || kontor_offer_check_priceable (kontor_record_get_body (record), error);
}

/* A revision keeps the number of what it revises. */
static gboolean
has_number (KontorRecord *record)
{
  const char *own = kontor_record_get_string (record, "number");

  return own != NULL && *own != '\0';
}

/* What was accepted may go back to issued, but not by being issued again. */
static gboolean
check_draft (KontorRecord *record, GError **error)
{
  const KontorRecordType *type = kontor_record_get_record_type (record);
  const char *state = kontor_record_get_string (record, "state");
  g_autofree char *title = NULL;

  if (state == NULL || strcmp (state, type->states[0].state) == 0)
    return TRUE;

  title = kontor_record_dup_title (record);
  g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_STATE,
               /* Translators: a document, and the state it is in: Issued, Accepted, ... */
               _("“%s” is no draft, so that it cannot be issued. It is in the state “%s”."), title,
               kontor_record_type_get_state_label (type, state));
  return FALSE;
}

/* Two drafts may revise the same offer; the second one to be issued would bear the number and revision of the first. */
static gboolean
check_revision (KontorStore *store, KontorRecord *record, const Way *way, GError **error)
{
  const char *number = kontor_record_get_string (record, "number");
  g_autofree char *revision = kontor_record_dup_text (record, "revision");
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find ("issued"));
  g_autofree char *begin = g_strconcat (way->kind, ":", NULL);
  g_autofree char *end = g_strconcat (way->kind, ";", NULL);
  guint n;

  /* A contract that comes back unsigned is changed and sent again under its number. */
  if (strcmp (way->kind, "offer") != 0 || !has_number (record))
    return TRUE;

  if (!kontor_query_add_filter (query, "number", KONTOR_MATCH_EQUAL, number, error) ||
      !kontor_query_add_filter (query, "revision", KONTOR_MATCH_EQUAL, revision == NULL ? "0" : revision, error) ||
      !kontor_query_add_filter (query, "of", KONTOR_MATCH_GREATER, begin, error) ||
      !kontor_query_add_filter (query, "of", KONTOR_MATCH_LESS, end, error) ||
      !kontor_store_count (store, query, &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;

  g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_STATE,
               /* Translators: the number of a document, and of its revision. */
               _("“%s”, revision %s, was issued already. Make a revision of that one."), number,
               revision == NULL ? "0" : revision);
  return FALSE;
}

static gboolean
check_issuable (KontorStore *store, KontorRecord *record, const Way *way, GError **error)
{
  return kontor_record_type_check_transition (kontor_record_get_record_type (record),
                                              kontor_record_get_string (record, "state"), way->state, error) &&
         check_draft (record, error) && check_complete (record, error) && check_priced (record, way, error) &&
         check_revision (store, record, way, error);
}

/**
 * kontor_desk_check_issuable:
 * @store: the store
 * @id: the id of a draft
 * @error: return location for a #GError
 *
 * Says whether a draft can be issued, before anything is drawn or printed.
 *
 * Returns: %FALSE with a sentence that says what is missing
 */
gboolean
kontor_desk_check_issuable (KontorStore *store, const char *id, GError **error)
{
  g_autoptr (KontorRecord) record = kontor_store_load (store, id, error);
  g_autoptr (KontorRecord) company = NULL;
  const Way *way;

  if (record == NULL)
    return FALSE;
  company = kontor_desk_find_company (store, error);
  way = company == NULL ? NULL : find_way (record, error);

  return way != NULL && check_issuable (store, record, way, error);
}

/* The series that the next number comes from: the profile's, else the company's. */
static char *
find_series (KontorStore *store, KontorRecord *record, KontorRecord *company, const Way *way)
{
  const char *series = kontor_record_get_string (company, way->series_member);
  g_autoptr (KontorRecord) profile = kontor_desk_load_reference (store, kontor_record_get_body (record), "profile", NULL);

  if (profile != NULL && kontor_record_get_string (profile, "series") != NULL)
    series = kontor_record_get_string (profile, "series");

  return g_strdup (series == NULL ? way->usual_series : series);
}

static char *
draw_number (KontorStore *store, KontorRecord *record, KontorRecord *company, const Way *way, const GDate *today, GError **error)
{
  g_autofree char *series = NULL;

  if (has_number (record))
    return g_strdup (kontor_record_get_string (record, "number"));

  series = find_series (store, record, company, way);

  return kontor_store_draw_number (store, series, today, kontor_record_get_id (record), error);
}

/**
 * kontor_desk_find_number:
 * @store: the store
 * @id: the id of a draft
 * @error: return location for a #GError
 *
 * Says which number a draft will get, without drawing it: its own when it is a revision, else the series that it comes from,
 * such as `OF/{year}/{month}/{seq:4}`.
 *
 * Returns: (transfer full) (nullable): the number or the series; %NULL with %KONTOR_DESK_ERROR or %KONTOR_STORE_ERROR
 */
char *
kontor_desk_find_number (KontorStore *store, const char *id, GError **error)
{
  g_autoptr (KontorRecord) record = kontor_store_load (store, id, error);
  g_autoptr (KontorRecord) company = NULL;
  const Way *way = record == NULL ? NULL : find_way (record, error);

  if (way == NULL)
    return NULL;
  if (has_number (record))
    return g_strdup (kontor_record_get_string (record, "number"));

  company = kontor_desk_find_company (store, error);

  return company == NULL ? NULL : find_series (store, record, company, way);
}

/* The rates that the offer needs are pinned at the latest now. */
static gboolean
pin_rates (KontorStore *store, KontorRecord *record, GError **error)
{
  g_autoptr (KontorJson) pinned = kontor_desk_pin_rates (store, kontor_record_get_body (record), FALSE, error);

  return pinned != NULL && kontor_record_set_body (record, pinned, error);
}

/* Everything that the document says of itself, set before it is printed. */
static gboolean
stamp (KontorStore *store, KontorRecord *record, KontorRecord *company, const Way *way, GError **error)
{
  g_autofree char *number = NULL;
  g_autofree char *day = NULL;
  GDate today;

  kontor_desk_get_today (&today);
  day = kontor_date_to_string (&today);
  if (strcmp (way->kind, "offer") == 0 && !pin_rates (store, record, error))
    return FALSE;

  number = draw_number (store, record, company, way, &today, error);

  return number != NULL && kontor_record_set_text (record, "number", number, error) &&
         (way->date_member == NULL || kontor_record_set_text (record, way->date_member, day, error)) &&
         kontor_desk_set_state (record, way->state, error);
}

/* What a document says of itself is immutable; notes and the log are the desk's own and go on changing. */
static KontorJson *
make_document (KontorJson *body)
{
  const char *const internal[] = { "log", "notes", "state", "issued", "tags", "probability" };
  KontorJson *document = kontor_json_ref (body);

  for (guint i = 0; i < G_N_ELEMENTS (internal); i++)
    kontor_json_set_member (&document, internal[i], NULL);

  return document;
}

static gboolean
set_totals (KontorJson **issued, KontorJson *body, const Way *way, GError **error)
{
  g_autoptr (KontorOfferPrice) price = NULL;
  g_autoptr (KontorJson) totals = NULL;

  if (strcmp (way->kind, "offer") != 0)
    return TRUE;

  price = kontor_offer_price (body, error);
  if (price == NULL)
    return FALSE;
  totals = kontor_offer_price_to_json (price);
  kontor_json_set_member (issued, "totals", totals);

  return TRUE;
}

static gboolean
set_template (KontorJson **issued, KontorJson *body, GError **error)
{
  g_autoptr (KontorTemplate) template = kontor_desk_load_template (body, NULL, error);
  g_autoptr (KontorJson) part = kontor_json_new_object ();
  g_autofree char *text = NULL;
  GBytes *bytes;

  if (template == NULL)
    return FALSE;

  bytes = kontor_template_get_bytes (template);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  kontor_json_set_string (&part, "name", kontor_template_get_name (template));
  kontor_json_set_string (&part, "text", text);
  kontor_json_set_member (issued, "template", part);

  return TRUE;
}

/* The clauses in the words that were printed: a clause may get another text later. */
static gboolean
set_clauses (KontorStore *store, KontorJson **issued, KontorJson *body, const char *language, GError **error)
{
  KontorJson *terms = kontor_json_get_member (body, "terms");
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) list = NULL;

  for (guint i = 0; i < kontor_json_get_size (terms); i++)
    {
      KontorJson *term = kontor_json_get_element (terms, i);
      g_autoptr (KontorRecord) clause = NULL;
      GError *reason = NULL;
      KontorJson *kept;

      if (kontor_json_get_member_string (term, "clause") == NULL)
        continue;
      clause = kontor_desk_load_reference (store, term, "clause", &reason);
      if (reason != NULL)
        {
          g_propagate_error (error, reason);
          return FALSE;
        }
      if (clause == NULL)
        continue;

      kept = kontor_json_new_object ();
      kontor_json_set_member (&kept, "id", kontor_json_get_member (term, "id"));
      kontor_json_set_member (&kept, "clause", kontor_json_get_member (term, "clause"));
      kontor_json_set_member (&kept, "version", kontor_record_get (clause, "version"));
      kontor_json_set_string (&kept, "title", kontor_translated_get (kontor_record_get (clause, "titles"), language));
      kontor_json_set_string (&kept, "text", kontor_translated_get (kontor_record_get (clause, "texts"), language));
      g_ptr_array_add (clauses, kept);
    }

  if (clauses->len > 0)
    {
      list = kontor_json_new_array_for ((KontorJson *const *) clauses->pdata, clauses->len);
      kontor_json_set_member (issued, "clauses", list);
    }

  return TRUE;
}

static KontorRecord *
make_issued (KontorStore *store, KontorRecord *record, const Way *way, const char *at, GBytes *pdf, GError **error)
{
  KontorJson *body = kontor_record_get_body (record);
  const char *language = kontor_json_get_member_string (body, "language");
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);
  g_autoptr (KontorJson) issued = kontor_json_new_object ();
  g_autoptr (KontorJson) document = make_document (body);

  kontor_json_set_string (&issued, "kind", "issued");
  kontor_json_set_string (&issued, "of", kontor_record_get_id (record));
  kontor_json_set_member (&issued, "number", kontor_json_get_member (body, "number"));
  kontor_json_set_member (&issued, "revision", kontor_json_get_member (body, "revision"));
  kontor_json_set_string (&issued, "issued_at", at);
  kontor_json_set_string (&issued, "by", kontor_desk_get_user ());
  kontor_json_set_string (&issued, "language", language);
  kontor_json_set_member (&issued, "document", document);
  if (!set_totals (&issued, body, way, error) || !set_template (&issued, body, error) ||
      !set_clauses (store, &issued, body, language, error))
    return NULL;
  kontor_json_set_string (&issued, "pdf", hash);

  return kontor_record_new_for_body (NULL, issued, error);
}

/* What this revision takes the place of; nothing when it is none, or when that was settled already. */
static KontorRecord *
supersede (KontorStore *store, KontorRecord *record, GError **error)
{
  g_autoptr (KontorRecord) before = kontor_desk_load_reference (store, kontor_record_get_body (record), "revises", error);

  if (before == NULL || strcmp (kontor_record_get_record_type (before)->kind, kontor_record_get_record_type (record)->kind) != 0 ||
      !kontor_desk_set_state (before, "superseded", NULL) ||
      !kontor_desk_log (before, "superseded", kontor_record_get_id (record), error))
    return NULL;

  return g_steal_pointer (&before);
}

/**
 * kontor_desk_issue:
 * @store: the store
 * @id: the id of a draft of an offer or a contract
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Issues a draft: gives it its number and the day, pins the rates that are not pinned yet, prints it, and stores the PDF
 * and an immutable record of all that was printed, together with the new state of the draft.
 *
 * Returns: (transfer full) (nullable): the immutable record; %NULL with %KONTOR_DESK_ERROR, %KONTOR_MODEL_ERROR,
 *   %KONTOR_RATES_ERROR, %KONTOR_TEMPLATE_ERROR or %KONTOR_STORE_ERROR, and the draft as it was
 */
KontorRecord *
kontor_desk_issue (KontorStore *store, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (KontorRecord) record = kontor_store_load (store, id, error);
  g_autoptr (KontorRecord) company = NULL;
  g_autoptr (KontorRecord) issued = NULL;
  g_autoptr (KontorRecord) before = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *at = kontor_desk_dup_now ();
  KontorDeskDocument document = { .id = id };
  GError *reason = NULL;
  const Way *way;

  if (record == NULL)
    return NULL;
  way = find_way (record, error);
  if (way == NULL || !check_issuable (store, record, way, error))
    return NULL;
  company = kontor_desk_find_company (store, error);
  if (company == NULL || !stamp (store, record, company, way, error))
    return NULL;

  moment = kontor_datetime_parse (at, NULL);
  document.body = kontor_record_get_body (record);
  document.created = moment;
  pdf = kontor_desk_make_pdf (store, &document, cancellable, error);
  if (pdf == NULL)
    return NULL;

  issued = make_issued (store, record, way, at, pdf, error);
  if (issued == NULL || !kontor_record_set_text (record, "issued", kontor_record_get_id (issued), error) ||
      !kontor_desk_log (record, "issued", kontor_record_get_string (record, "number"), error))
    return NULL;

  before = supersede (store, record, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }

  g_ptr_array_add (records, issued);
  g_ptr_array_add (records, record);
  if (before != NULL)
    g_ptr_array_add (records, before);
  g_ptr_array_add (files, pdf);
  if (!kontor_store_save_all_with_files (store, records, files, error))
    return NULL;

  return g_steal_pointer (&issued);
}

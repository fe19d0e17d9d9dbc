/* kontor-desk-document.c: records on paper */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-date.h"
#include "kontor-desk-error.h"
#include "kontor-desk.h"
#include "kontor-language.h"
#include "kontor-layout.h"
#include "kontor-pdf.h"
#include "kontor-render.h"
#include "kontor-view.h"

/* Seconds that the layout of one document may take. */
#define LAYOUT_SECONDS 120

/* A template is read whole; see the bound of the template library itself. */
#define MAX_TEMPLATE_BYTES (2 * 1024 * 1024)

static const struct
{
  const char *kind;
  const char *template_name;
  const char *issued; /* the state in which it was printed when it was issued */
} usual_templates[] = {
  { "offer", "offer-classic", "issued" },
  { "contract", "contract-services", "sent" },
};

typedef struct
{
  KontorStore *store;
  KontorJson *clauses; /* of what was issued, as they were printed; or NULL */
  const char *language;
  GError *error;
} Source;

/* A clause of the library as it stood when the document was issued. */
static KontorRecord *
make_issued_clause (const Source *source, const char *id)
{
  for (guint i = 0; source->clauses != NULL && i < kontor_json_get_size (source->clauses); i++)
    {
      KontorJson *clause = kontor_json_get_element (source->clauses, i);
      g_autoptr (KontorJson) body = NULL;
      g_autoptr (KontorJson) titles = NULL;
      g_autoptr (KontorJson) texts = NULL;

      if (g_strcmp0 (kontor_json_get_member_string (clause, "clause"), id) != 0)
        continue;

      body = kontor_json_new_object ();
      titles = kontor_json_new_object ();
      texts = kontor_json_new_object ();
      kontor_json_set_member (&titles, source->language, kontor_json_get_member (clause, "title"));
      kontor_json_set_member (&texts, source->language, kontor_json_get_member (clause, "text"));
      kontor_json_set_string (&body, "kind", "clause");
      kontor_json_set_member (&body, "titles", titles);
      kontor_json_set_member (&body, "texts", texts);

      return kontor_record_new_for_body (id, body, NULL);
    }

  return NULL;
}

static KontorRecord *
resolve_cb (const char *id, gpointer user_data)
{
  Source *source = user_data;
  g_autoptr (GError) error = NULL;
  KontorRecord *record = make_issued_clause (source, id);

  if (record != NULL)
    return record;

  if (strcmp (id, KONTOR_VIEW_COMPANY) == 0)
    record = kontor_desk_find_company (source->store, &error);
  else
    record = kontor_store_load (source->store, id, &error);

  /* What is not here (any more) is left out; a store that cannot be read is an error of the whole. */
  if (record == NULL && source->error == NULL &&
      !g_error_matches (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND) &&
      !g_error_matches (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE))
    source->error = g_steal_pointer (&error);

  return record;
}

static GBytes *
load_file_cb (const char *id, gpointer user_data, GError **error)
{
  Source *source = user_data;
  g_autoptr (GError) reason = NULL;
  GBytes *bytes = kontor_store_get_file (source->store, id, &reason);

  if (bytes == NULL && !g_error_matches (reason, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&reason));

  return bytes;
}

/* The language of a document: the record's own, else the company's, else that of the person. */
static char *
find_language (KontorStore *store, KontorJson *body)
{
  const char *own = kontor_json_get_member_string (body, "language");
  g_autoptr (KontorRecord) company = NULL;
  const char *usual;

  if (own != NULL)
    return g_strdup (own);

  company = kontor_desk_find_company (store, NULL);
  usual = company == NULL ? NULL : kontor_record_get_string (company, "language");

  return usual == NULL ? kontor_language_dup_default () : g_strdup (usual);
}

static xmlDoc *
make_view (Source *source, const char *id, KontorJson *body, KontorViewFlags flags, GError **error)
{
  g_autoptr (KontorRecord) record = kontor_record_new_for_body (id, body, error);
  g_autoptr (xmlDoc) view = NULL;

  if (record == NULL)
    return NULL;

  view = kontor_view_new (record, flags, resolve_cb, source, source->language, error);
  if (source->error != NULL)
    {
      if (view == NULL)
        g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&source->error));
      return NULL;
    }

  return g_steal_pointer (&view);
}

static KontorTemplate *
load_template_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *base = folder == NULL ? NULL : g_file_get_path (folder);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) bytes = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_TEMPLATE_BYTES)
    {
      g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_DATA, _("The template “%s” is larger than %d MiB."), name,
                   MAX_TEMPLATE_BYTES / (1024 * 1024));
      return NULL;
    }
  bytes = g_file_load_bytes (file, NULL, NULL, error);

  return bytes == NULL ? NULL : kontor_template_new_for_bytes (bytes, name, base, error);
}

/**
 * kontor_desk_load_template:
 * @body: the body of the record that is to be printed
 * @name: (nullable): a shipped template, or the path of a file; %NULL for the record's own, else the usual one of its kind
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the template; %NULL with %KONTOR_TEMPLATE_ERROR, %KONTOR_DESK_ERROR_KIND or
 *   %G_IO_ERROR
 */
KontorTemplate *
kontor_desk_load_template (KontorJson *body, const char *name, GError **error)
{
  const char *kind = kontor_json_get_member_string (body, "kind");

  if (name != NULL && (strchr (name, '/') != NULL || g_str_has_suffix (name, ".xml")))
    return load_template_file (name, error);

  /* What a record says is never a path: a record may come from somebody else. */
  if (name == NULL)
    name = kontor_json_get_member_string (body, "template");
  for (guint i = 0; name == NULL && i < G_N_ELEMENTS (usual_templates); i++)
    {
      if (g_strcmp0 (usual_templates[i].kind, kind) == 0)
        name = usual_templates[i].template_name;
    }
  if (name == NULL)
    {
      g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_KIND, _("There is no template for records of the kind %s."), kind);
      return NULL;
    }

  return kontor_template_load_shipped (name, error);
}

static KontorPages *
lay_out (Source *source,
         KontorTemplate *template,
         const char *id,
         KontorJson *body,
         GDateTime *created,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (xmlDoc) view = make_view (source, id, body, KONTOR_VIEW_NO_FLAGS, error);
  g_autoptr (KontorDocument) tree = NULL;

  if (view == NULL)
    return NULL;

  tree = kontor_template_run (template, view, source->language, NULL, load_file_cb, source, cancellable, error);
  if (tree == NULL)
    return NULL;
  kontor_document_set_created (tree, created);

  return kontor_layout_run (tree, LAYOUT_SECONDS, cancellable, error);
}

/**
 * kontor_desk_lay_out:
 * @store: the store
 * @document: what is to be put on paper
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Lays a record out on pages, for the screen, the printer and a PDF alike.
 *
 * Returns: (transfer full) (nullable): the pages; %NULL with %KONTOR_TEMPLATE_ERROR, which names the template's line,
 *   %KONTOR_MODEL_ERROR, %KONTOR_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
KontorPages *
kontor_desk_lay_out (KontorStore *store, const KontorDeskDocument *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (KontorTemplate) template = kontor_desk_load_template (document->body, document->template_name, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *language = NULL;
  Source source = { store };

  if (template == NULL)
    return NULL;

  language = document->language != NULL ? g_strdup (document->language) : find_language (store, document->body);
  source.language = language;

  return lay_out (&source, template, document->id, document->body, document->created == NULL ? now : document->created,
                  cancellable, error);
}

/**
 * kontor_desk_make_pdf:
 * @store: the store
 * @document: what is to be put on paper
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the bytes of a PDF; %NULL with an error as of kontor_desk_lay_out()
 */
GBytes *
kontor_desk_make_pdf (KontorStore *store, const KontorDeskDocument *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (KontorPages) pages = kontor_desk_lay_out (store, document, cancellable, error);

  return pages == NULL ? NULL : kontor_pages_to_pdf (pages, cancellable, error);
}

/**
 * kontor_desk_make_xml:
 * @store: the store
 * @record: a record
 * @language: (nullable): the language of labels and texts; %NULL for the record's own, else the company's
 * @error: return location for a #GError
 *
 * Says what a template sees of a record. An offer that cannot be priced yet is shown without totals.
 *
 * Returns: (transfer full) (nullable): XML
 */
char *
kontor_desk_make_xml (KontorStore *store, KontorRecord *record, const char *language, GError **error)
{
  KontorJson *body = kontor_record_get_body (record);
  g_autofree char *in = language != NULL ? g_strdup (language) : find_language (store, body);
  Source source = { store, .language = in };
  g_autoptr (xmlDoc) view = make_view (&source, kontor_record_get_id (record), body, KONTOR_VIEW_UNPRICED, error);

  return view == NULL ? NULL : kontor_view_to_string (view);
}

/**
 * kontor_desk_find_issued:
 * @store: the store
 * @record: an offer or a contract
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the immutable record of what was issued; %NULL without an error when nothing was
 */
KontorRecord *
kontor_desk_find_issued (KontorStore *store, KontorRecord *record, GError **error)
{
  return kontor_desk_load_reference (store, kontor_record_get_body (record), "issued", error);
}

/**
 * kontor_desk_load_issued_pdf:
 * @store: the store
 * @issued: a record of the kind `issued`
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the PDF as it left the house, to the byte; %NULL with %KONTOR_STORE_ERROR
 */
GBytes *
kontor_desk_load_issued_pdf (KontorStore *store, KontorRecord *issued, GError **error)
{
  return kontor_store_get_file (store, kontor_record_get_string (issued, "pdf"), error);
}

/**
 * kontor_desk_lay_out_issued:
 * @store: the store
 * @issued: a record of the kind `issued`
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Lays out again what was issued, for the screen and the printer: the document, the template and the clauses as they were
 * kept. What the document says of other records, such as the letterhead of the company, is that of today; the file that was
 * issued is kontor_desk_load_issued_pdf().
 *
 * Returns: (transfer full) (nullable): the pages; %NULL with an error as of kontor_desk_lay_out(), or
 *   %KONTOR_DESK_ERROR_DATA when the record lacks its document or template
 */
KontorPages *
kontor_desk_lay_out_issued (KontorStore *store, KontorRecord *issued, GCancellable *cancellable, GError **error)
{
  KontorJson *kept = kontor_record_get (issued, "document");
  g_autoptr (KontorJson) document = kept == NULL ? NULL : kontor_json_ref (kept);
  const char *name = kontor_record_get_string (issued, "template/name");
  const char *text = kontor_record_get_string (issued, "template/text");
  const char *at = kontor_record_get_string (issued, "issued_at");
  g_autoptr (GDateTime) created = at == NULL ? NULL : kontor_datetime_parse (at, NULL);
  g_autoptr (KontorTemplate) template = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *language = NULL;
  Source source = { store, .clauses = kontor_record_get (issued, "clauses") };

  if (document == NULL || text == NULL || created == NULL)
    {
      g_autofree char *title = kontor_record_dup_title (issued);

      g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_DATA,
                   _("What was kept of “%s” when it was issued is not complete. Save its PDF instead."), title);
      return NULL;
    }

  bytes = g_bytes_new (text, strlen (text));
  template = kontor_template_new_for_bytes (bytes, name == NULL ? "" : name, NULL, error);
  if (template == NULL)
    return NULL;
  language = find_language (store, document);
  source.language = language;

  /* The state goes on changing and is not kept; without one a document would be taken for a draft. */
  for (guint i = 0; i < G_N_ELEMENTS (usual_templates); i++)
    {
      if (g_strcmp0 (usual_templates[i].kind, kontor_json_get_member_string (document, "kind")) == 0)
        kontor_json_set_string (&document, "state", usual_templates[i].issued);
    }

  return lay_out (&source, template, kontor_record_get_string (issued, "of"), document, created, cancellable, error);
}

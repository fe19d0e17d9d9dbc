/* kontor-vcard-import.c: persons and customers out of vCards */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-formats-error.h"
#include "kontor-identifiers.h"
#include "kontor-import-private.h"
#include "kontor-parts.h"
#include "kontor-types.h"
#include "kontor-vcard-private.h"

/* By what two parts are the same, whatever else they say: what stands first in a list and is there counts. */
static char *
make_part_key (KontorJson *part)
{
  static const char *const naming[][3] = {
    { "number" }, { "address" }, { "customer" }, { "street", "postcode", "city" }, { "position", "department", "note" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (naming); i++)
    {
      g_autoptr (GString) key = g_string_new (NULL);

      for (guint n = 0; n < G_N_ELEMENTS (naming[i]) && naming[i][n] != NULL; n++)
        {
          const char *text = kontor_json_get_member_string (part, naming[i][n]);
          g_autofree char *compact = text == NULL ? NULL : kontor_identifier_compact (text);

          g_string_append (key, compact == NULL ? "" : compact);
        }
      if (key->len > 0)
        return g_utf8_casefold (key->str, -1);
    }

  return g_strdup ("");
}

/* The list of a record with what a card adds to it. */
static KontorJson *
join_lists (const KontorField *field, KontorJson *old, KontorJson *new)
{
  KontorJson *joined = kontor_json_get_value_type (old) == KONTOR_JSON_ARRAY ? kontor_json_ref (old) : kontor_json_new_array ();

  for (guint i = 0; i < kontor_json_get_size (new); i++)
    {
      KontorJson *element = kontor_json_get_element (new, i);
      g_autofree char *key = field->kind == KONTOR_FIELD_PARTS ? make_part_key (element) : NULL;
      gboolean known = FALSE;

      for (guint n = 0; n < kontor_json_get_size (joined) && !known; n++)
        {
          KontorJson *other = kontor_json_get_element (joined, n);
          g_autofree char *other_key = key == NULL ? NULL : make_part_key (other);

          known = key == NULL ? kontor_json_equal (element, other) : strcmp (key, other_key) == 0;
        }
      if (!known)
        {
          g_autoptr (KontorJson) before = joined;

          joined = kontor_json_with_insertion (before, kontor_json_get_size (before), element);
        }
    }

  return joined;
}

/* A record with what a card says of it: a card of a phone knows less than the office, so nothing is taken away. */
static KontorJson *
join_bodies (const KontorRecordType *type, KontorJson *old, KontorJson *new)
{
  KontorJson *joined = kontor_json_ref (old);

  for (guint i = 0; i < kontor_json_get_size (new); i++)
    {
      const char *member = kontor_json_get_member_name (new, i);
      const KontorField *field = kontor_fields_find (type->fields, member);
      g_autoptr (KontorJson) value = kontor_json_ref (kontor_json_get_element (new, i));

      /* what is meant without being said need not be said now */
      if (field != NULL && field->fallback != NULL && kontor_json_get_member (old, member) == NULL &&
          g_strcmp0 (kontor_json_get_string (value), field->fallback) == 0)
        continue;
      if (field != NULL && (field->kind == KONTOR_FIELD_LIST || field->kind == KONTOR_FIELD_PARTS))
        {
          g_autoptr (KontorJson) added = g_steal_pointer (&value);

          value = join_lists (field, kontor_json_get_member (old, member), added);
        }
      kontor_json_set_member (&joined, member, value);
    }

  return joined;
}

/* Says at whom the person works; one whom we do not know stays readable in the note. */
static void
link_employment (KontorImportSession *session, KontorJson **body, const char *organisation)
{
  KontorJson *list = kontor_json_get_member (*body, "employments");
  g_autofree char *customer = NULL;
  g_autoptr (KontorJson) employment = NULL;
  g_autoptr (KontorJson) changed = NULL;

  if (organisation == NULL || kontor_json_get_size (list) == 0)
    return;

  customer = kontor_import_find_by_name (session, &kontor_customer_type, organisation);
  employment = kontor_json_ref (kontor_json_get_element (list, 0));
  if (customer != NULL)
    kontor_json_set_string (&employment, "customer", customer);
  else
    kontor_json_set_string (&employment, "note", organisation);
  changed = kontor_json_with_element (list, 0, employment);
  kontor_json_set_member (body, "employments", changed);
}

/* A phone has cards with nothing but a number; they are called by what they have. FALSE when that is nothing. */
static gboolean
name_body (KontorJson **body)
{
  static const char *const members[] = { "family_name", "given_name", "name" };
  const char *name;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (kontor_json_get_member_string (*body, members[i]) != NULL)
        return TRUE;
    }

  name = kontor_parts_get_first_string (*body, "emails", "address");
  if (name == NULL)
    name = kontor_parts_get_first_string (*body, "phones", "number");
  if (name == NULL)
    return FALSE;

  kontor_json_set_string (body, "family_name", name);
  return TRUE;
}

static gboolean
take_card (KontorImportSession *session, const KontorRecordType *asked, KontorVcard *card, GError **error)
{
  gboolean as_customer = asked == &kontor_customer_type || kontor_vcard_is_organisation (card);
  const KontorRecordType *type = as_customer ? &kontor_customer_type : &kontor_person_type;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *id = NULL;
  g_autofree char *organisation = NULL;
  g_autoptr (KontorRecord) old = NULL;
  g_autoptr (KontorJson) body = kontor_vcard_to_body (card, as_customer, session->language, &id, &organisation, notes);
  KontorRecord *taken;
  gboolean refused = FALSE;
  guint before = 0;

  session->report->n_records++;
  for (guint i = 0; i < notes->len; i++)
    kontor_import_session_note (session, card->line, NULL, g_ptr_array_index (notes, i));
  if (!name_body (&body))
    {
      kontor_import_session_refuse (session, card->line, "FN", _("The card has no name, no e-mail address and no number."));
      session->report->n_refused++;
      return TRUE;
    }
  link_employment (session, &body, organisation);

  taken = kontor_import_session_find_taken (session, id);
  if (taken == NULL && id != NULL && !kontor_import_session_load (session, id, &old, error))
    return FALSE;
  if (taken == NULL && old == NULL)
    {
      g_autofree char *found = NULL;

      if (!kontor_import_match (session, type, body, card->line, &found, &before, &refused, error))
        return FALSE;
      taken = before != 0 ? g_hash_table_lookup (session->by_line, GUINT_TO_POINTER (before))
                          : kontor_import_session_find_taken (session, found);
      if (refused)
        {
          session->report->n_refused++;
          return TRUE;
        }
      if (taken == NULL && found != NULL && !kontor_import_session_load (session, found, &old, error))
        return FALSE;
    }

  /* address books have people twice, with a number here and a number there */
  if (taken != NULL)
    {
      g_autoptr (KontorJson) joined = join_bodies (type, kontor_record_get_body (taken), body);

      if (!kontor_import_session_retake (session, card->line, taken, joined))
        {
          session->report->n_refused++;
          kontor_import_session_refuse_twice (session, card->line, "UID",
                                              GPOINTER_TO_UINT (g_hash_table_lookup (session->seen, kontor_record_get_id (taken))));
        }
      return TRUE;
    }

  if (old != NULL)
    {
      g_autoptr (KontorJson) joined = join_bodies (type, kontor_record_get_body (old), body);

      return kontor_import_session_take (session, card->line, type, NULL, old, joined, error);
    }

  return kontor_import_session_take (session, card->line, type, id, NULL, body, error);
}

/**
 * kontor_import_vcard:
 * @store: where to
 * @type: the kind of the records: person or customer
 * @bytes: the file
 * @options: (nullable): how
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Imports vCards 2.1, 3.0 and 4.0, any number in a file. Cards of companies (they say so, or have no name but that) become
 * customers also when persons are asked for; when customers are asked for, people become private persons.
 *
 * A card whose UID is known, or whose first e-mail address and name are, adds to the record that is there and takes nothing
 * away; so does one that stands in the file twice. A company that a person works for is linked when there is a customer of exactly that name, else it is noted beside the
 * position. What no field takes is kept for a later export.
 *
 * Returns: (transfer full) (nullable): the report, as kontor_import_csv() gives it; %NULL with @error
 */
KontorImportReport *
kontor_import_vcard (KontorStore *store,
                     const KontorRecordType *type,
                     GBytes *bytes,
                     const KontorImportOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (KontorImportSession) session = NULL;
  g_autoptr (KontorVcardReader) reader = NULL;

  g_return_val_if_fail (KONTOR_IS_STORE (store) && type != NULL && bytes != NULL, NULL);

  if (type != &kontor_person_type && type != &kontor_customer_type)
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_FORMAT,
                   _("vCards hold people and companies; the kind “%s” is imported from CSV."), kontor_record_type_get_label (type));
      return NULL;
    }

  session = kontor_import_session_new (store, options, KONTOR_FORMAT_VCARD, cancellable);
  reader = kontor_vcard_reader_new (bytes, session->language, error);
  if (reader == NULL)
    return NULL;

  session->report->charset = g_strdup (kontor_vcard_reader_get_charset (reader, &session->report->charset_guessed));
  while (TRUE)
    {
      g_autoptr (KontorVcard) card = NULL;
      gsize position, length;

      if (!kontor_vcard_reader_next (reader, &card, error))
        return NULL;
      if (card == NULL)
        break;
      if (!take_card (session, type, card, error))
        return NULL;
      position = kontor_vcard_reader_get_position (reader, &length);
      if (!kontor_import_session_tell (session, position, length, error))
        return NULL;
    }

  if (session->report->n_records == 0)
    {
      g_set_error_literal (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_SYNTAX,
                           _("There is no card in the file. A vCard begins with BEGIN:VCARD."));
      return NULL;
    }

  return kontor_import_session_finish (session, error);
}

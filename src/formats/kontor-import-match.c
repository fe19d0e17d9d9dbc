/* kontor-import-match.c: finding what is in the store already, so that nothing gets in twice */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-formats-error.h"
#include "kontor-identifiers.h"

/* By what a person refers to a record, in the order of preference. */
static const char *const reference_members[] = { "number", "code", "nip", "vat_id", "display_name", "name", "subject" };

/* What tells records apart besides their ids; those that are first are trusted first. */
typedef struct
{
  const char *kind;
  const char *member;  /* of the derived body */
  const char *with;    /* another one that must be the same too, or NULL */
  gboolean tax;        /* a tax id, written in several ways */
} Key;

static const Key keys[] = {
  { "customer", "vat_id", NULL, TRUE },
  { "customer", "nip", NULL, TRUE },
  { "customer", "number", NULL, FALSE },
  { "customer", "email", "display_name", FALSE },
  { "person", "email", "display_name", FALSE },
  { "product", "code", NULL, FALSE },
  { "clause", "code", NULL, FALSE },
};

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* The ids of the records whose member is @value, and whose member @with is @with_value; the least two are enough. */
static GPtrArray *
find (KontorImportSession *session,
      const KontorRecordType *type,
      const char *member,
      const char *value,
      const char *with,
      const char *with_value,
      GError **error)
{
  g_autoptr (KontorQuery) query = kontor_query_new (type);

  if (!kontor_query_add_filter (query, member, KONTOR_MATCH_EQUAL, value, error) ||
      (with != NULL && !kontor_query_add_filter (query, with, KONTOR_MATCH_EQUAL, with_value, error)))
    return NULL;

  kontor_query_set_limit (query, 2);
  return kontor_store_query_ids (session->store, query, session->cancellable, error);
}

/* The number of a VAT id without its country, which is the NIP where that is Poland. */
static char *
make_nip (const char *tax_id)
{
  g_autofree char *compact = kontor_identifier_compact (tax_id);
  const char *digits = g_str_has_prefix (compact, "PL") ? compact + 2 : compact;

  return strlen (digits) == 10 && strspn (digits, "0123456789") == 10 ? g_strdup (digits) : NULL;
}

/* The ways in which a tax id may stand in the store. */
static void
list_tax_forms (const Key *key, const char *value, GPtrArray *members, GPtrArray *values)
{
  g_autofree char *nip = make_nip (value);
  char *compact = kontor_identifier_compact (value);

  g_ptr_array_add (members, (gpointer) key->member);
  g_ptr_array_add (values, g_strdup (value));
  g_ptr_array_add (members, (gpointer) key->member);
  g_ptr_array_add (values, compact);
  if (nip == NULL)
    return;

  g_ptr_array_add (members, (gpointer) "nip");
  g_ptr_array_add (values, g_strdup (nip));
  g_ptr_array_add (members, (gpointer) "nip");
  g_ptr_array_add (values, g_strdup_printf ("%.3s-%.3s-%.2s-%.2s", nip, nip + 3, nip + 6, nip + 8));
  g_ptr_array_add (members, (gpointer) "nip");
  g_ptr_array_add (values, g_strdup_printf ("%.3s-%.2s-%.2s-%.3s", nip, nip + 3, nip + 5, nip + 7));
  g_ptr_array_add (members, (gpointer) "vat_id");
  g_ptr_array_add (values, g_strconcat ("PL", nip, NULL));
}

/* By what the file itself must not name a record twice. */
static char *
make_seen_key (const KontorRecordType *type, const Key *key, const char *value, const char *with_value)
{
  g_autofree char *nip = key->tax ? make_nip (value) : NULL;
  g_autofree char *compact = key->tax ? kontor_identifier_compact (value) : g_utf8_strdown (value, -1);

  return g_strdup_printf ("%s/%s/%s/%s", type->kind, key->tax ? "tax" : key->member, nip != NULL ? nip : compact,
                          with_value == NULL ? "" : with_value);
}

/* Looks for one key; FALSE on an error of the store. */
static gboolean
match_key (KontorImportSession *session, const KontorRecordType *type, const Key *key, const char *value,
           const char *with_value, GHashTable *found, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  if (key->tax)
    {
      list_tax_forms (key, value, members, values);
    }
  else
    {
      g_autofree char *lower = g_utf8_strdown (value, -1);

      g_ptr_array_add (members, (gpointer) key->member);
      g_ptr_array_add (values, g_strdup (value));
      if (key->with != NULL && strcmp (lower, value) != 0)
        {
          g_ptr_array_add (members, (gpointer) key->member);
          g_ptr_array_add (values, g_steal_pointer (&lower));
        }
    }

  for (guint i = 0; i < members->len; i++)
    {
      g_autoptr (GError) failed = NULL;
      g_autoptr (GPtrArray) ids = find (session, type, g_ptr_array_index (members, i), g_ptr_array_index (values, i),
                                        key->with, with_value, &failed);

      /* a form that the field would not take is in no record */
      if (ids == NULL && g_error_matches (failed, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_QUERY))
        continue;
      if (ids == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      for (guint n = 0; n < ids->len; n++)
        g_hash_table_add (found, g_strdup (g_ptr_array_index (ids, n)));
    }

  return TRUE;
}

/**
 * kontor_import_match:
 * @session: an import
 * @type: a kind of record
 * @body: what the file says of a record that has no id there
 * @line: where it stands
 * @id: (out) (transfer full) (nullable): the id of the one record in the store that is it; %NULL when there is none
 * @before: (out): the line where the file has the same record before; 0 when it has not
 * @refused: (out): whether the record was refused, because the store has more than one that it may be
 * @error: return location for a #GError
 *
 * Looks for a record by what tells it apart: a customer by the tax id, the customer number, or the first e-mail address with
 * the name; a person by the first e-mail address with the name; a product and a clause by the code.
 *
 * Returns: %FALSE when the store could not be asked
 */
gboolean
kontor_import_match (KontorImportSession *session,
                     const KontorRecordType *type,
                     KontorJson *body,
                     guint line,
                     char **id,
                     guint *before,
                     gboolean *refused,
                     GError **error)
{
  g_autoptr (KontorJson) derived = type->derive == NULL ? kontor_json_ref (body) : type->derive (body);

  *id = NULL;
  *before = 0;
  *refused = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const Key *key = &keys[i];
      const char *value = kontor_json_get_member_string (derived, key->member);
      const char *with_value = key->with == NULL ? NULL : kontor_json_get_member_string (derived, key->with);
      g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autofree char *seen_key = NULL;
      g_autofree char *message = NULL;
      guint seen;

      if (strcmp (key->kind, type->kind) != 0 || !is_set (value) || (key->with != NULL && !is_set (with_value)))
        continue;

      seen_key = make_seen_key (type, key, value, with_value);
      seen = GPOINTER_TO_UINT (g_hash_table_lookup (session->seen, seen_key));
      if (seen != 0 && seen != line)
        {
          *before = seen;
          return TRUE;
        }
      g_hash_table_replace (session->seen, g_steal_pointer (&seen_key), GUINT_TO_POINTER (line));

      if (*id != NULL)
        continue;
      if (!match_key (session, type, key, value, with_value, found, error))
        return FALSE;
      if (g_hash_table_size (found) > 1)
        {
          *refused = TRUE;
          message = g_strdup_printf (_("“%s” is that of more than one record. Say which one is meant in a column “id”."), value);
          kontor_import_session_refuse (session, line, key->member, message);
          return TRUE;
        }
      if (g_hash_table_size (found) == 1)
        {
          GHashTableIter iter;
          gpointer only;

          g_hash_table_iter_init (&iter, found);
          g_hash_table_iter_next (&iter, &only, NULL);
          *id = g_strdup (only);
        }
    }

  return TRUE;
}

static gboolean
is_indexed (const KontorRecordType *type, const char *member)
{
  const KontorField *field = kontor_fields_find (type->fields, member);

  return field != NULL && (field->flags & KONTOR_FIELD_INDEXED) != 0;
}

/**
 * kontor_import_find_reference:
 * @field: a reference
 * @text: how a person names the record that is referred to
 * @session: a #KontorImportSession
 * @error: return location for a #GError
 *
 * A #KontorCellReferenceFunc: finds the record by its number, code, tax id or name, to the letter.
 *
 * Returns: (transfer full) (nullable): its id; %NULL when there is not exactly one
 */
char *
kontor_import_find_reference (const KontorField *field, const char *text, gpointer session, GError **error)
{
  const KontorRecordType *type = kontor_record_type_find (field->reference);

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (reference_members); i++)
    {
      g_autoptr (GPtrArray) ids = NULL;

      if (!is_indexed (type, reference_members[i]))
        continue;
      ids = find (session, type, reference_members[i], text, NULL, NULL, NULL);
      if (ids != NULL && ids->len == 1)
        return g_strdup (g_ptr_array_index (ids, 0));
      if (ids != NULL && ids->len > 1)
        {
          g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_ROW,
                       _("More than one record is called “%.100s”. Write its id instead."), text);
          return NULL;
        }
    }

  g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_ROW,
               /* Translators: a name, and a kind of record such as Customer. */
               _("There is no “%.100s” (%s) here. Import it first, or correct the name."), text,
               type == NULL ? "" : kontor_record_type_get_label (type));
  return NULL;
}

/**
 * kontor_import_find_by_name:
 * @session: an import
 * @type: a kind of record with names for lists
 * @name: a name
 *
 * Returns: (transfer full) (nullable): the id of the one record of that name
 */
char *
kontor_import_find_by_name (KontorImportSession *session, const KontorRecordType *type, const char *name)
{
  g_autoptr (GPtrArray) ids = find (session, type, "display_name", name, NULL, NULL, NULL);

  return ids != NULL && ids->len == 1 ? g_strdup (g_ptr_array_index (ids, 0)) : NULL;
}

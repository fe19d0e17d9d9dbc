/* kontor-vcard-writer.c: persons and customers as vCard 4.0 */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-vcard-private.h"

#include <string.h>

#include "kontor-country.h"
#include "kontor-field.h"
#include "kontor-parts.h"
#include "kontor-types.h"

/* RFC 6350 3.2: the longest line in bytes, without its end. */
#define MAX_LINE 75

typedef struct
{
  const char *use;  /* in the record */
  const char *type; /* in the card, or NULL */
} Type;

static const Type types[] = {
  { "work", "work" }, { "home", "home" }, { "mobile", "cell" }, { "fax", "fax" }, { "billing", "work" },
  { "registered", "work" }, { "correspondence", "work" }, { "delivery", "work" },
};

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Folds between characters: a line never ends within one. */
static void
append_folded (GString *file, const char *line)
{
  gsize length = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize size = (gsize) (g_utf8_next_char (p) - p);

      if (length + size > MAX_LINE)
        {
          g_string_append (file, "\r\n ");
          length = 1;
        }
      g_string_append_len (file, p, (gssize) size);
      length += size;
    }
  g_string_append (file, "\r\n");
}

static void
append_escaped (GString *value, const char *text)
{
  for (const char *p = text == NULL ? "" : text; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (value, "\\n");
      else if (*p == '\\' || *p == ',' || *p == ';')
        g_string_append_printf (value, "\\%c", *p);
      else if (*p != '\r')
        g_string_append_c (value, *p);
    }
}

/* A property whose value is a text; none when there is no text. */
static void
append_text (GString *file, const char *head, const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (!is_set (text))
    return;

  g_string_append_printf (line, "%s:", head);
  append_escaped (line, text);
  append_folded (file, line->str);
}

/* A property whose value is written as it stands: a URI, a date, a tag. */
static void
append_raw (GString *file, const char *head, const char *value)
{
  g_autofree char *line = g_strconcat (head, ":", value, NULL);

  g_strdelimit (line, "\r\n", ' ');
  append_folded (file, line);
}

/* A structured property; @components ends with NULL, an empty one is "". */
static void
append_components (GString *file, const char *head, const char *const *components)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%s:", head);
  for (guint i = 0; components[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (line, ';');
      append_escaped (line, components[i]);
    }
  append_folded (file, line->str);
}

static const char *
get (KontorJson *object, const char *member)
{
  const char *text = kontor_json_get_member_string (object, member);

  return text == NULL ? "" : text;
}

static char *
make_head (const char *name, const char *use)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (strcmp (types[i].use, use) == 0)
        return g_strdup_printf ("%s;TYPE=%s", name, types[i].type);
    }

  return g_strdup (name);
}

/* The value of a property that was kept from an import. */
static const char *
find_kept (KontorJson *body, const char *name)
{
  KontorJson *kept = kontor_json_get_member (kontor_json_get_member (body, "vcard"), "properties");

  for (guint i = 0; i < kontor_json_get_size (kept); i++)
    {
      KontorJson *property = kontor_json_get_element (kept, i);

      if (g_strcmp0 (kontor_json_get_member_string (property, "name"), name) == 0)
        return kontor_json_get_member_string (property, "value");
    }

  return NULL;
}

static void
append_name (GString *file, KontorJson *body)
{
  g_autoptr (GString) line = g_string_new ("N:");
  const char *kept = find_kept (body, "N");
  const KontorVcard card = { .version = 40 };
  g_auto (GStrv) components = kept == NULL ? NULL : kontor_vcard_split (&card, kept, ';');

  append_escaped (line, get (body, "family_name"));
  g_string_append_c (line, ';');
  append_escaped (line, get (body, "given_name"));
  g_string_append_c (line, ';');
  append_escaped (line, get (body, "middle_name"));
  g_string_append_c (line, ';');
  append_escaped (line, get (body, "honorific"));
  /* what comes behind a name has no field, but is not lost */
  g_string_append_printf (line, ";%s", components != NULL && g_strv_length (components) > 4 ? components[4] : "");
  append_folded (file, line->str);
}

static void
append_phones (GString *file, KontorJson *body)
{
  KontorJson *phones = kontor_json_get_member (body, "phones");

  for (guint i = 0; i < kontor_json_get_size (phones); i++)
    {
      KontorJson *phone = kontor_json_get_element (phones, i);
      const char *use = kontor_json_get_member_string (phone, "use");
      g_autofree char *head = make_head ("TEL", use == NULL ? "work" : use);

      append_text (file, head, get (phone, "number"));
    }
}

static void
append_emails (GString *file, KontorJson *body)
{
  KontorJson *emails = kontor_json_get_member (body, "emails");

  for (guint i = 0; i < kontor_json_get_size (emails); i++)
    {
      KontorJson *email = kontor_json_get_element (emails, i);
      const char *use = kontor_json_get_member_string (email, "use");
      g_autofree char *head = make_head ("EMAIL", use == NULL ? "work" : use);

      append_text (file, head, get (email, "address"));
    }
}

static void
append_addresses (GString *file, KontorJson *body)
{
  KontorJson *addresses = kontor_json_get_member (body, "addresses");

  for (guint i = 0; i < kontor_json_get_size (addresses); i++)
    {
      KontorJson *address = kontor_json_get_element (addresses, i);
      const char *purpose = kontor_json_get_member_string (address, "purpose");
      const char *code = kontor_json_get_member_string (address, "country");
      g_autofree char *country = is_set (code) ? kontor_country_dup_name (code, "en") : NULL;
      g_autofree char *head = make_head ("ADR", purpose == NULL ? "registered" : purpose);
      const char *const components[] = {
        "", "", get (address, "street"), get (address, "city"), get (address, "region"), get (address, "postcode"),
        country == NULL ? "" : country, NULL
      };

      append_components (file, head, components);
    }
}

/* Where a person works now: the first employment that has no end. */
static void
append_employment (GString *file, KontorJson *body, const char *organisation)
{
  KontorJson *employments = kontor_json_get_member (body, "employments");

  for (guint i = 0; i < kontor_json_get_size (employments); i++)
    {
      KontorJson *employment = kontor_json_get_element (employments, i);
      const KontorField *field = kontor_fields_find (kontor_person_type.fields, "employments");
      const char *role = kontor_json_get_member_string (employment, "role");
      const char *customer = kontor_json_get_member_string (employment, "customer");
      const char *department = get (employment, "department");
      const char *company = is_set (organisation) ? organisation : is_set (customer) ? "" : get (employment, "note");

      if (is_set (kontor_json_get_member_string (employment, "until")))
        continue;

      if (*company != '\0' || *department != '\0')
        append_components (file, "ORG", (const char *const[]) { company, *department == '\0' ? NULL : department, NULL });
      append_text (file, "TITLE", get (employment, "position"));
      if (is_set (role))
        append_text (file, "ROLE", kontor_field_get_choice_label (kontor_fields_find (field->part->fields, "role"), role));
      return;
    }
}

static void
append_list (GString *file, KontorJson *body, const char *member, const char *name)
{
  KontorJson *list = kontor_json_get_member (body, member);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      if (i == 0)
        g_string_append_printf (line, "%s:", name);
      else
        g_string_append_c (line, ',');
      append_escaped (line, kontor_json_get_string (kontor_json_get_element (list, i)));
    }
  if (line->len > 0)
    append_folded (file, line->str);
}

/* Whether a parameter or a name has nothing in it that would end it: it may have come from a damaged card. */
static gboolean
is_word (const char *text)
{
  return is_set (text) && text[strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-")] == '\0';
}

/* What an import kept. */
static void
append_kept (GString *file, KontorJson *body)
{
  KontorJson *kept = kontor_json_get_member (kontor_json_get_member (body, "vcard"), "properties");

  for (guint i = 0; i < kontor_json_get_size (kept); i++)
    {
      KontorJson *property = kontor_json_get_element (kept, i);
      KontorJson *parameters = kontor_json_get_member (property, "parameters");
      const char *name = get (property, "name");
      const char *group = get (property, "group");
      g_autoptr (GString) head = g_string_new (NULL);

      if (!is_word (name) || strcmp (name, "BEGIN") == 0 || strcmp (name, "END") == 0)
        continue;
      /* what stands once in a card, and was filled in since */
      if (strcmp (name, "N") == 0 || (strcmp (name, "BDAY") == 0 && is_set (kontor_json_get_member_string (body, "birthday"))))
        continue;

      if (is_word (group))
        g_string_append_printf (head, "%s.", group);
      g_string_append (head, name);
      for (guint p = 0; p < kontor_json_get_size (parameters); p++)
        {
          KontorJson *pair = kontor_json_get_element (parameters, p);
          const char *key = kontor_json_get_string (kontor_json_get_element (pair, 0));
          const char *value = kontor_json_get_string (kontor_json_get_element (pair, 1));
          g_autofree char *bare = value == NULL ? NULL : g_strdelimit (g_strdup (value), "\"\r\n", '\'');

          if (is_word (key) && is_set (bare))
            g_string_append_printf (head, ";%s=\"%s\"", key, bare);
        }
      append_raw (file, head->str, get (property, "value"));
    }
}

/**
 * kontor_vcard_append:
 * @file: what is written so far
 * @id: the id of a person or a customer
 * @body: its body
 * @organisation: (nullable): the name of the customer where the person works
 * @revised: the moment of the writing, `20261123T080000Z`
 *
 * Appends a record as vCard 4.0 (RFC 6350), with CRLF and folded. What an import kept is given back; nothing of our own is
 * written as X- properties.
 */
void
kontor_vcard_append (GString *file, const char *id, KontorJson *body, const char *organisation, const char *revised)
{
  const KontorRecordType *type = kontor_record_type_find_for_id (id);
  gboolean is_organisation
    = type == &kontor_customer_type && g_strcmp0 (kontor_json_get_member_string (body, "form"), "person") != 0;
  const char *uuid = strchr (id, ':') + 1;
  g_autofree char *title = NULL;

  g_string_append (file, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
  append_raw (file, "KIND", is_organisation ? "org" : "individual");

  if (!is_organisation)
    title = kontor_person_name_for_letter (body);
  else if (is_set (kontor_json_get_member_string (body, "name")))
    title = g_strdup (kontor_json_get_member_string (body, "name"));
  if (title == NULL)
    title = kontor_record_type_make_title (type, body);
  append_text (file, "FN", title);

  if (is_organisation)
    append_text (file, "ORG", title);
  else
    append_name (file, body);
  append_employment (file, body, organisation);
  append_phones (file, body);
  append_emails (file, body);
  append_addresses (file, body);
  if (is_set (kontor_json_get_member_string (body, "birthday")))
    {
      g_auto (GStrv) pieces = g_strsplit (get (body, "birthday"), "-", -1);
      g_autofree char *birthday = g_strjoinv ("", pieces);

      append_raw (file, "BDAY", birthday);
    }
  for (guint i = 0; i < kontor_json_get_size (kontor_json_get_member (body, "websites")); i++)
    append_raw (file, "URL", kontor_json_get_string (kontor_json_get_element (kontor_json_get_member (body, "websites"), i)));
  if (is_set (kontor_json_get_member_string (body, "language")))
    append_raw (file, "LANG", get (body, "language"));
  append_list (file, body, "tags", "CATEGORIES");
  append_text (file, "NOTE", get (body, "notes"));
  if (find_kept (body, "UID") == NULL)
    {
      g_autofree char *uid = g_strconcat (g_uuid_string_is_valid (uuid) ? "urn:uuid:" : "", uuid, NULL);

      append_raw (file, "UID", uid);
    }
  append_raw (file, "REV", revised);
  append_kept (file, body);
  g_string_append (file, "END:VCARD\r\n");
}

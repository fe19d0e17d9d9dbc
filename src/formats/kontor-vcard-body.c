/* kontor-vcard-body.c: a vCard as the body of a person or a customer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-vcard-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-cell-private.h"
#include "kontor-date.h"
#include "kontor-language.h"
#include "kontor-parts.h"
#include "kontor-types.h"

/* What is kept of a card beside the fields; a large photo would burden every sync of the record. */
#define MAX_KEPT_BYTES (128 * 1024)

typedef struct
{
  KontorVcard *card;
  const KontorRecordType *type;
  const char *language;
  KontorJson *body;
  GPtrArray *kept; /* KontorJson: properties that have no field */
  gsize kept_bytes;
  GPtrArray *notes;
} Reading;

typedef struct
{
  const char *type; /* in the card */
  const char *use;  /* in the record */
} Use;

static const Use phone_uses[] = {
  { "fax", "fax" }, { "cell", "mobile" }, { "mobile", "mobile" }, { "iphone", "mobile" }, { "home", "home" }, { "work", "work" },
};

static const Use email_uses[] = { { "home", "home" }, { "work", "work" } };

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* What says how a value is written, which is so no more. */
static gboolean
is_about_encoding (const KontorVcardParameter *parameter)
{
  return strcmp (parameter->name, "ENCODING") == 0 || strcmp (parameter->name, "CHARSET") == 0;
}

/* A value as vCard 4.0 writes it: binary as a data URI, text with its escapes. */
static char *
make_kept_value (const Reading *self, const KontorVcardProperty *property)
{
  g_autoptr (GString) value = g_string_new (NULL);

  if (property->base64)
    {
      const char *type = kontor_vcard_property_get (property, "TYPE");
      g_autofree char *lower = g_ascii_strdown (type == NULL ? "jpeg" : type, -1);

      g_string_append_printf (value, "data:image/%s;base64,", lower);
      for (const char *p = property->value; *p != '\0'; p++)
        {
          if (!g_ascii_isspace (*p))
            g_string_append_c (value, *p);
        }
      return g_string_free (g_steal_pointer (&value), FALSE);
    }

  for (const char *p = property->value; *p != '\0'; p++)
    {
      if (*p == '\\' && self->card->version == 21 && p[1] != ';')
        g_string_append (value, "\\\\");
      else if (*p == '\n')
        g_string_append (value, "\\n");
      else if (*p != '\r')
        g_string_append_c (value, *p);
    }

  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* Keeps a property that no field takes, so that an export gives it back. */
static void
keep (Reading *self, const KontorVcardProperty *property)
{
  g_autofree char *value = make_kept_value (self, property);
  KontorJson *kept = kontor_json_new_object ();
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);

  self->kept_bytes += strlen (value);
  if (self->kept_bytes > MAX_KEPT_BYTES)
    {
      self->kept_bytes -= strlen (value);
      kontor_json_unref (kept);
      g_ptr_array_add (self->notes, g_strdup_printf (_("“%s” is too large and is left out."), property->name));
      return;
    }

  kontor_json_set_string (&kept, "name", property->name);
  kontor_json_set_string (&kept, "group", property->group);
  for (guint i = 0; i < property->parameters->len; i++)
    {
      const KontorVcardParameter *parameter = g_ptr_array_index (property->parameters, i);
      const char *pair[] = { parameter->name, parameter->value, NULL };

      /* the media type stands in the data URI */
      if (!is_about_encoding (parameter) && !(property->base64 && strcmp (parameter->name, "TYPE") == 0))
        g_ptr_array_add (pairs, kontor_json_new_strv (pair));
    }
  if (pairs->len > 0)
    {
      g_autoptr (KontorJson) parameters = kontor_json_new_array_for ((KontorJson *const *) pairs->pdata, pairs->len);

      kontor_json_set_member (&kept, "parameters", parameters);
    }
  kontor_json_set_string (&kept, "value", value);
  g_ptr_array_add (self->kept, kept);
}

/* Sets a scalar member if its field takes the text. */
static gboolean
set (Reading *self, const char *member, const char *text)
{
  const KontorField *field = kontor_fields_find (self->type->fields, member);
  g_autofree char *line = NULL;
  g_autoptr (KontorJson) value = NULL;

  if (field == NULL || (field->flags & KONTOR_FIELD_DERIVED) != 0 || !is_set (text))
    return FALSE;

  line = g_strdup (text);
  if (field->kind != KONTOR_FIELD_MULTILINE)
    g_strdelimit (line, "\r\n", ' ');
  value = kontor_field_text_to_json (field, line, NULL);
  if (value == NULL)
    return FALSE;

  kontor_json_set_member (&self->body, member, value);
  return TRUE;
}

static gboolean
has (const Reading *self, const char *member)
{
  return kontor_fields_find (self->type->fields, member) != NULL;
}

static void
append_element (Reading *self, const char *member, KontorJson *element)
{
  KontorJson *old = kontor_json_get_member (self->body, member);
  g_autoptr (KontorJson) empty = kontor_json_new_array ();
  g_autoptr (KontorJson) list = NULL;

  if (kontor_json_get_value_type (old) != KONTOR_JSON_ARRAY)
    old = empty;
  list = kontor_json_with_insertion (old, kontor_json_get_size (old), element);
  kontor_json_set_member (&self->body, member, list);
}

/* Appends a part that has @texts: names of members and their texts, ending with NULL. The field must take them all. */
static gboolean
append_part (Reading *self, const char *member, const char *const *texts)
{
  const KontorField *field = kontor_fields_find (self->type->fields, member);
  g_autoptr (KontorJson) part = kontor_json_new_object ();
  g_autofree char *id = kontor_part_type_make_key (field->part);

  kontor_json_set_string (&part, "id", id);
  for (guint i = 0; texts[i] != NULL; i += 2)
    {
      g_autofree char *line = g_strdup (texts[i + 1]);
      const KontorField *of_part = kontor_fields_find (field->part->fields, texts[i]);

      if (*line == '\0')
        continue;
      if (of_part->kind != KONTOR_FIELD_MULTILINE)
        g_strdelimit (line, "\r\n", ' ');
      kontor_json_set_string (&part, texts[i], line);
    }
  if (!kontor_fields_check_json (field->part->fields, part, NULL))
    return FALSE;

  append_element (self, member, part);
  return TRUE;
}

static void
append_word (Reading *self, const char *member, const char *word)
{
  const KontorField *field = kontor_fields_find (self->type->fields, member);
  const char *const words[] = { word, NULL };
  g_autoptr (KontorJson) value = kontor_json_new_string (word);
  g_autoptr (KontorJson) alone = kontor_json_new_strv (words);

  if (*word != '\0' && kontor_field_check_json (field, alone, NULL))
    append_element (self, member, value);
}

/* The @index-th component of a structured value, its list joined by @joint. */
static char *
get_component (const Reading *self, const KontorVcardProperty *property, guint index, const char *joint)
{
  g_auto (GStrv) components = kontor_vcard_split (self->card, property->value, ';');
  g_auto (GStrv) values = NULL;

  if (index >= g_strv_length (components))
    return g_strdup ("");

  /* vCard 2.1 has no lists: a comma is a comma, though Outlook means a list by it in a name */
  values = kontor_vcard_split (self->card, components[index], self->card->version == 21 && strcmp (property->name, "N") != 0 ? ';' : ',');
  for (char **value = values; *value != NULL; value++)
    {
      char *text = kontor_vcard_unescape (self->card, *value);

      g_free (*value);
      *value = text;
    }

  return g_strstrip (g_strjoinv (joint, values));
}

static void
read_name (Reading *self, const KontorVcardProperty *property)
{
  static const char *const members[] = { "family_name", "given_name", "middle_name", "honorific" };
  g_autofree char *suffix = get_component (self, property, 4, " ");
  gboolean all = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = get_component (self, property, i, " ");

      if (*text != '\0')
        all = set (self, members[i], text) && all;
    }

  /* there is no field for "Jr." */
  if (!all || *suffix != '\0')
    keep (self, property);
}

/* A card of vCard 4.0 may have no N; the last word of a name of more than one is the family's in most of our languages. */
static void
read_formatted_name (Reading *self, const KontorVcardProperty *property)
{
  g_autofree char *name = kontor_vcard_unescape (self->card, property->value);
  char *space = strrchr (name, ' ');

  if (space != NULL)
    {
      *space = '\0';
      set (self, "given_name", g_strstrip (name));
    }
  set (self, "family_name", space == NULL ? name : space + 1);
}

static const char *
find_use (const KontorVcardProperty *property, const Use *uses, guint n_uses, const char *otherwise)
{
  for (guint i = 0; i < n_uses; i++)
    {
      if (kontor_vcard_property_has_type (property, uses[i].type))
        return uses[i].use;
    }

  return otherwise;
}

/* What a person has called it: Apple writes that beside the property; "_$!<Mobile>!$_" is a word of its own. */
static char *
find_label (Reading *self, const KontorVcardProperty *property)
{
  KontorVcardProperty *label
    = property->group == NULL ? NULL : kontor_vcard_find_in_group (self->card, property->group, "X-ABLABEL");
  char *text, *end;

  if (label == NULL)
    return g_strdup ("");

  text = kontor_vcard_unescape (self->card, label->value);
  if (!g_str_has_prefix (text, "_$!<"))
    return text;

  end = strstr (text, ">!$_");
  if (end != NULL)
    *end = '\0';
  memmove (text, text + 4, strlen (text + 4) + 1);

  return text;
}

static const char *
use_from_label (const char *label, const Use *uses, guint n_uses)
{
  for (guint i = 0; i < n_uses; i++)
    {
      if (g_ascii_strcasecmp (label, uses[i].type) == 0)
        return uses[i].use;
    }

  return NULL;
}

static gboolean
read_phone (Reading *self, const KontorVcardProperty *property)
{
  g_autofree char *number = kontor_vcard_unescape (self->card, property->value);
  g_autofree char *label = find_label (self, property);
  g_autofree char *note = NULL;
  const char *use = find_use (property, phone_uses, G_N_ELEMENTS (phone_uses), NULL);
  const char *from_label = use_from_label (label, phone_uses, G_N_ELEMENTS (phone_uses));
  const char *extension = NULL;

  if (g_ascii_strncasecmp (number, "tel:", 4) == 0)
    {
      char *parameters = strchr (number, ';');

      memmove (number, number + 4, strlen (number + 4) + 1);
      parameters = strchr (number, ';');
      if (parameters != NULL)
        {
          *parameters++ = '\0';
          extension = g_str_has_prefix (parameters, "ext=") ? parameters + 4 : NULL;
        }
    }

  if (extension != NULL)
    note = g_strdup_printf ("ext. %s", extension);
  else
    note = g_strdup (from_label == NULL ? label : "");
  if (use == NULL)
    use = from_label != NULL ? from_label : "other";

  return append_part (self, "phones", (const char *const[]) { "use", use, "number", number, "note", note, NULL });
}

static gboolean
read_email (Reading *self, const KontorVcardProperty *property)
{
  g_autofree char *address = kontor_vcard_unescape (self->card, property->value);
  g_autofree char *label = find_label (self, property);
  const char *from_label = use_from_label (label, email_uses, G_N_ELEMENTS (email_uses));
  const char *use = find_use (property, email_uses, G_N_ELEMENTS (email_uses), from_label != NULL ? from_label : "other");

  if (g_ascii_strncasecmp (address, "mailto:", 7) == 0)
    memmove (address, address + 7, strlen (address + 7) + 1);

  return append_part (self, "emails",
                      (const char *const[]) { "use", use, "address", address, "note", from_label == NULL ? label : "", NULL });
}

static gboolean
read_address (Reading *self, const KontorVcardProperty *property)
{
  g_autofree char *box = get_component (self, property, 0, ", ");
  g_autofree char *extended = get_component (self, property, 1, ", ");
  g_autofree char *street = get_component (self, property, 2, "\n");
  g_autofree char *city = get_component (self, property, 3, " ");
  g_autofree char *region = get_component (self, property, 4, " ");
  g_autofree char *postcode = get_component (self, property, 5, " ");
  g_autofree char *country = get_component (self, property, 6, " ");
  g_autofree char *code = *country == '\0' ? g_strdup ("") : kontor_cell_find_country (country, self->language);
  g_autofree char *where = NULL;
  g_autoptr (GString) lines = g_string_new (street);
  const char *purpose = "registered";

  /* the street comes first on an envelope; the flat or the floor goes below it */
  if (*extended != '\0')
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", extended);
  if (*box != '\0')
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", box);
  if (lines->len == 0 && *city == '\0' && *region == '\0' && *postcode == '\0' && *country == '\0')
    return TRUE;

  if (kontor_vcard_property_has_type (property, "home"))
    purpose = "home";
  else if (!kontor_vcard_property_has_type (property, "work") && self->type == &kontor_person_type)
    purpose = "other";

  /* a country that we cannot tell stays readable */
  where = code != NULL ? g_strdup (region) : g_strjoin (*region == '\0' ? "" : ", ", region, country, NULL);

  return append_part (self, "addresses",
                      (const char *const[]) { "purpose", purpose, "street", lines->str, "postcode", postcode, "city", city,
                                              "region", where, "country", code == NULL ? "" : code, NULL });
}

/* 19850412, 1985-04-12, 1985-04-12T00:00:00Z; without a year it is no date that a field takes. */
static gboolean
read_birthday (Reading *self, const KontorVcardProperty *property)
{
  g_autofree char *text = kontor_vcard_unescape (self->card, property->value);
  g_autofree char *iso = NULL;
  GDate date;

  if (strspn (text, "0123456789") == 8 && (text[8] == '\0' || text[8] == 'T'))
    iso = g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6);
  else if (strlen (text) >= 10 && (text[10] == '\0' || text[10] == 'T' || text[10] == ' '))
    iso = g_strndup (text, 10);

  return iso != NULL && kontor_date_parse (iso, &date, NULL) && set (self, "birthday", iso);
}

/* Several of a kind follow each other. */
static gboolean
read_note (Reading *self, const KontorVcardProperty *property)
{
  const char *before = kontor_json_get_member_string (self->body, "notes");
  g_autofree char *text = kontor_vcard_unescape (self->card, property->value);
  g_autofree char *all = before == NULL ? g_strdup (text) : g_strjoin ("\n\n", before, text, NULL);

  return *text == '\0' || set (self, "notes", all);
}

static void
read_words (Reading *self, const KontorVcardProperty *property, const char *member, char separator)
{
  g_auto (GStrv) words = kontor_vcard_split (self->card, property->value, separator);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *text = kontor_vcard_unescape (self->card, *word);

      g_strdelimit (text, "\r\n", ' ');
      append_word (self, member, text);
    }
}

static gboolean
read_language (Reading *self, const KontorVcardProperty *property)
{
  g_autofree char *tag = kontor_vcard_unescape (self->card, property->value);

  /* the first is the one that is preferred; others have no field */
  return kontor_json_get_member_string (self->body, "language") == NULL && kontor_language_is_valid (tag) &&
         set (self, "language", tag);
}

static gboolean
read_web (Reading *self, const KontorVcardProperty *property)
{
  guint before = kontor_json_get_size (kontor_json_get_member (self->body, "websites"));

  read_words (self, property, "websites", '\n');
  return kontor_json_get_size (kontor_json_get_member (self->body, "websites")) > before;
}

/* What every kind of card has; TRUE when the property is dealt with. */
static gboolean
read_common (Reading *self, const KontorVcardProperty *property)
{
  static const char *const ignored[] = { "FN", "PRODID", "REV", "KIND", "X-ABSHOWAS", "X-ABLABEL", "X-ADDRESSBOOKSERVER-KIND", "LABEL", "SORT-STRING" };
  const char *name = property->name;

  for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
    {
      if (strcmp (name, ignored[i]) == 0)
        return TRUE;
    }

  if (property->base64)
    return FALSE;
  if (strcmp (name, "TEL") == 0)
    return read_phone (self, property);
  if (strcmp (name, "EMAIL") == 0)
    return read_email (self, property);
  if (strcmp (name, "ADR") == 0)
    return read_address (self, property);
  if (strcmp (name, "NOTE") == 0)
    return read_note (self, property);
  if (strcmp (name, "URL") == 0)
    return read_web (self, property);
  if (strcmp (name, "LANG") == 0)
    return read_language (self, property);
  if (strcmp (name, "CATEGORIES") == 0)
    {
      read_words (self, property, "tags", ',');
      return TRUE;
    }
  if (strcmp (name, "BDAY") == 0)
    return has (self, "birthday") && read_birthday (self, property);

  return FALSE;
}

/* The units of a company, from the largest to the smallest. */
static char *
get_units (const Reading *self, const KontorVcardProperty *org)
{
  g_auto (GStrv) components = kontor_vcard_split (self->card, org->value, ';');
  g_autoptr (GString) units = g_string_new (NULL);

  for (guint i = 1; i < g_strv_length (components); i++)
    {
      g_autofree char *unit = kontor_vcard_unescape (self->card, components[i]);

      if (*unit != '\0')
        g_string_append_printf (units, "%s%s", units->len > 0 ? ", " : "", unit);
    }

  return g_string_free (g_steal_pointer (&units), FALSE);
}

/* Where a person works: what of it the record can say; who that is, the caller finds out. */
static void
read_employment (Reading *self, char **organisation)
{
  KontorVcardProperty *org = kontor_vcard_find (self->card, "ORG");
  KontorVcardProperty *title = kontor_vcard_find (self->card, "TITLE");
  KontorVcardProperty *role = kontor_vcard_find (self->card, "ROLE");
  g_autofree char *company = org == NULL ? g_strdup ("") : get_component (self, org, 0, ", ");
  g_autofree char *department = org == NULL ? g_strdup ("") : get_units (self, org);
  g_autofree char *position = title == NULL ? g_strdup ("") : kontor_vcard_unescape (self->card, title->value);
  g_autofree char *text = role == NULL ? g_strdup ("") : kontor_vcard_unescape (self->card, role->value);
  const KontorField *field = kontor_fields_find (kontor_fields_find (self->type->fields, "employments")->part->fields, "role");
  const KontorCellReader reader = { .exact = FALSE };
  g_autoptr (KontorJson) choice = *text == '\0' ? NULL : kontor_cell_to_json (&reader, field, text, NULL);

  if (role != NULL && choice == NULL)
    keep (self, role);
  if (*company != '\0' || *position != '\0' || choice != NULL)
    append_part (self, "employments",
                 (const char *const[]) { "position", position, "department", department, "role",
                                         choice == NULL ? "" : kontor_json_get_string (choice), NULL });
  if (*company != '\0')
    *organisation = g_steal_pointer (&company);
}

/* RFC 4122's name-based form over the UID, so that the same card is the same record each time. */
static char *
make_id (const KontorRecordType *type, const char *uid)
{
  const char *bare = g_ascii_strncasecmp (uid, "urn:uuid:", 9) == 0 ? uid + 9 : uid;
  g_autofree char *lower = g_ascii_strdown (bare, -1);
  g_autofree char *sum = NULL;

  if (g_uuid_string_is_valid (lower))
    return g_strconcat (type->kind, ":", lower, NULL);

  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, uid, -1);
  return g_strdup_printf ("%s:%.8s-%.4s-5%.3s-a%.3s-%.12s", type->kind, sum, sum + 8, sum + 13, sum + 17, sum + 20);
}

static gboolean
is_same_name (KontorVcard *card, KontorVcardProperty *formatted, const char *company)
{
  g_autofree char *name = formatted == NULL ? g_strdup ("") : kontor_vcard_unescape (card, formatted->value);

  return *name == '\0' || strcmp (name, company) == 0;
}

/**
 * kontor_vcard_is_organisation:
 * @card: a card
 *
 * Returns: whether it is that of a company: it says so, or it has the name of one and of nobody
 */
gboolean
kontor_vcard_is_organisation (KontorVcard *card)
{
  KontorVcardProperty *kind = kontor_vcard_find (card, "KIND");
  KontorVcardProperty *shown = kontor_vcard_find (card, "X-ABSHOWAS");
  KontorVcardProperty *org = kontor_vcard_find (card, "ORG");
  KontorVcardProperty *name = kontor_vcard_find (card, "N");
  g_auto (GStrv) units = NULL;
  g_autofree char *company = NULL;

  if (kind != NULL)
    return g_ascii_strcasecmp (kind->value, "org") == 0;
  if (org == NULL)
    return FALSE;
  if (shown != NULL && g_ascii_strcasecmp (shown->value, "COMPANY") == 0)
    return TRUE;
  if (name != NULL && name->value[strspn (name->value, "; \t")] != '\0')
    return FALSE;

  units = kontor_vcard_split (card, org->value, ';');
  company = kontor_vcard_unescape (card, units[0]);
  return *company != '\0' && is_same_name (card, kontor_vcard_find (card, "FN"), company);
}

static void
read_organisation (Reading *self)
{
  KontorVcardProperty *org = kontor_vcard_find (self->card, "ORG");
  KontorVcardProperty *formatted = kontor_vcard_find (self->card, "FN");
  g_autofree char *name = org != NULL         ? get_component (self, org, 0, ", ")
                          : formatted != NULL ? kontor_vcard_unescape (self->card, formatted->value)
                                              : g_strdup ("");

  set (self, "name", name);
}

/**
 * kontor_vcard_to_body:
 * @card: a card
 * @as_customer: whether to make a customer of it, or a person
 * @language: (nullable): the language that a person works in
 * @id: (out) (transfer full) (nullable): the id that the record has by the card's UID; %NULL when it has none
 * @organisation: (out) (transfer full) (nullable): the name of the company where the person of the last employment works
 * @notes: (element-type utf8): gets a sentence for each thing that a person should know
 *
 * Makes a record of a card. What the record has no field for is kept in its member `vcard`, for a later export; so is what
 * a field does not take, such as a birthday without its year.
 *
 * Returns: (transfer full): the body
 */
KontorJson *
kontor_vcard_to_body (KontorVcard *card,
                      gboolean as_customer,
                      const char *language,
                      char **id,
                      char **organisation,
                      GPtrArray *notes)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  Reading self = { card, as_customer ? &kontor_customer_type : &kontor_person_type, language, kontor_json_new_object (), kept, 0, notes };
  gboolean is_organisation = as_customer && kontor_vcard_is_organisation (card);
  KontorVcardProperty *name = kontor_vcard_find (card, "N");
  KontorVcardProperty *formatted = kontor_vcard_find (card, "FN");

  *id = NULL;
  *organisation = NULL;
  kontor_json_set_string (&self.body, "kind", self.type->kind);
  if (as_customer)
    kontor_json_set_string (&self.body, "form", is_organisation ? "organisation" : "person");

  if (is_organisation)
    {
      read_organisation (&self);
    }
  else
    {
      if (name != NULL)
        read_name (&self, name);
      if (formatted != NULL && kontor_json_get_member_string (self.body, "family_name") == NULL &&
          kontor_json_get_member_string (self.body, "given_name") == NULL)
        read_formatted_name (&self, formatted);
      if (!as_customer)
        read_employment (&self, organisation);
    }

  for (guint i = 0; i < card->properties->len; i++)
    {
      const KontorVcardProperty *property = g_ptr_array_index (card->properties, i);
      gboolean about_work = strcmp (property->name, "ORG") == 0 || strcmp (property->name, "TITLE") == 0 ||
                            strcmp (property->name, "ROLE") == 0;

      if (property->value[0] == '\0' || strcmp (property->name, "N") == 0)
        continue;
      if (strcmp (property->name, "UID") == 0)
        {
          g_autofree char *uid = kontor_vcard_unescape (card, property->value);

          g_free (*id);
          *id = make_id (self.type, uid);
          if (g_ascii_strncasecmp (uid, "urn:uuid:", 9) != 0)
            keep (&self, property);
        }
      else if (about_work)
        {
          /* those of a person are in the employment, and the name of a company is its own */
          if (as_customer && !(is_organisation && strcmp (property->name, "ORG") == 0))
            keep (&self, property);
        }
      else if (!read_common (&self, property))
        {
          keep (&self, property);
        }
    }

  if (kept->len > 0)
    {
      g_autoptr (KontorJson) vcard = kontor_json_new_object ();
      g_autoptr (KontorJson) list = kontor_json_new_array_for ((KontorJson *const *) kept->pdata, kept->len);

      kontor_json_set_member (&vcard, "properties", list);
      kontor_json_set_member (&self.body, "vcard", vcard);
    }

  return self.body;
}

/* kontor-person.c: the kind "person": somebody at one or several customers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-identifiers.h"
#include "kontor-parts.h"
#include "kontor-types.h"

static const KontorChoice role_choices[] = {
  { "purchasing", N_("Purchasing") },
  { "management", N_("Management") },
  { "technical", N_("Technical") },
  { "finance", N_("Finance") },
  { "legal", N_("Legal") },
  { "user", N_("User") },
  { "assistant", N_("Assistant") },
  { "other", N_("Other") },
  { NULL }
};

/* One that has no end is where the person works now. */
static const KontorField employment_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "customer", "customer", N_("Customer"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_REQUIRED | KONTOR_FIELD_INDEXED,
    .reference = "customer" },
  { "role", "role", N_("Role"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL,
    .choices = role_choices },
  { "position", "position", N_("Position"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE },
  { "department", "department", N_("Department"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL },
  { "decision-maker", "decision_maker", N_("Decides on Purchases"), KONTOR_FIELD_FLAG,
    KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL },
  { "from", "from", N_("From"), KONTOR_FIELD_DATE, KONTOR_FIELD_PERSONAL, .group = "dates" },
  { "until", "until", N_("Until"), KONTOR_FIELD_DATE, KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL, .group = "dates" },
  { "note", "note", N_("Note"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL },
  { NULL }
};

static const KontorPartType employment_part = {
  "employment", N_("Employment"), NULL, employment_fields, .indexed = TRUE
};

static const KontorField fields[] = {
  { "honorific", "honorific", N_("Title"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL, .group = "person_name" },
  { "given-name", "given_name", N_("Given Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE, .group = "person_name" },
  { "middle-name", "middle_name", N_("Middle Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE, .group = "person_name" },
  { "family-name", "family_name", N_("Family Name"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE | KONTOR_FIELD_TITLE, .group = "person_name" },
  { "salutation", "salutation", N_("Salutation in Letters"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL },
  { "employments", "employments", N_("Employments"), KONTOR_FIELD_PARTS, KONTOR_FIELD_PERSONAL,
    .part = &employment_part },

  { "phones", "phones", N_("Phones"), KONTOR_FIELD_PARTS, KONTOR_FIELD_PERSONAL, .part = &kontor_phone_part },
  { "emails", "emails", N_("E-mail Addresses"), KONTOR_FIELD_PARTS, KONTOR_FIELD_PERSONAL,
    .part = &kontor_email_part },
  { "websites", "websites", N_("Web Sites"), KONTOR_FIELD_LIST, KONTOR_FIELD_PERSONAL,
    .element = KONTOR_FIELD_TEXT, .check = kontor_check_web },
  { "addresses", "addresses", N_("Addresses"), KONTOR_FIELD_PARTS, KONTOR_FIELD_PERSONAL,
    .part = &kontor_address_part },
  { "preferred-channel", "preferred_channel", N_("Prefers to Be Reached By"), KONTOR_FIELD_CHOICE,
    KONTOR_FIELD_PERSONAL, .choices = kontor_channel_choices },
  { "language", "language", N_("Language"), KONTOR_FIELD_LANGUAGE, KONTOR_FIELD_PERSONAL },
  { "birthday", "birthday", N_("Birthday"), KONTOR_FIELD_DATE, KONTOR_FIELD_PERSONAL | KONTOR_FIELD_INDEXED },
  { "name-day", "name_day", N_("Name Day"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL | KONTOR_FIELD_INDEXED,
    .check = kontor_check_name_day },
  { "consents", "consents", N_("Consents"), KONTOR_FIELD_PARTS, KONTOR_FIELD_PERSONAL,
    .part = &kontor_consent_part },
  { "owner", "owner", N_("Looked After By"), KONTOR_FIELD_TEXT, KONTOR_FIELD_INDEXED },
  { "tags", "tags", N_("Tags"), KONTOR_FIELD_LIST,
    KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE,
    .element = KONTOR_FIELD_TEXT },
  { "notes", "notes", N_("Notes"), KONTOR_FIELD_MULTILINE, KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE },

  /* what lists show */
  { "display-name", "display_name", N_("Name in Lists"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL },
  { "customer", "customer", N_("Customer"), KONTOR_FIELD_REFERENCE, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED,
    .reference = "customer" },
  { "position", "position", N_("Position"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL },
  { "phone", "phone", N_("Phone"), KONTOR_FIELD_TEXT, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL },
  { "email", "email", N_("E-mail"), KONTOR_FIELD_TEXT, KONTOR_FIELD_DERIVED | KONTOR_FIELD_INDEXED | KONTOR_FIELD_PERSONAL },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  return kontor_person_name_for_list (body);
}

/* The first employment that has no end; what is over is history. */
static KontorJson *
find_employment (KontorJson *body)
{
  KontorJson *employments = kontor_json_get_member (body, "employments");

  for (guint i = 0; i < kontor_json_get_size (employments); i++)
    {
      KontorJson *employment = kontor_json_get_element (employments, i);

      if (kontor_json_get_member_string (employment, "until") == NULL)
        return employment;
    }

  return NULL;
}

static KontorJson *
derive (KontorJson *body)
{
  KontorJson *employment = find_employment (body);
  g_autofree char *name = kontor_person_name_for_list (body);
  KontorJson *derived = kontor_json_ref (body);

  kontor_json_set_string (&derived, "display_name", name);
  kontor_json_set_string (&derived, "customer", kontor_json_get_member_string (employment, "customer"));
  kontor_json_set_string (&derived, "position", kontor_json_get_member_string (employment, "position"));
  kontor_json_set_string (&derived, "phone", kontor_parts_get_first_string (body, "phones", "number"));
  kontor_json_set_string (&derived, "email", kontor_parts_get_first_string (body, "emails", "address"));

  return derived;
}

static gboolean
check (KontorJson *body,
       GError **error)
{
  KontorJson *employments = kontor_json_get_member (body, "employments");

  for (guint i = 0; i < kontor_json_get_size (employments); i++)
    if (!kontor_parts_check_dates (kontor_json_get_element (employments, i), "from", "until",
                                   _("An employment cannot end before it begins."), error))
      return FALSE;

  return kontor_parts_check_consents (body, error);
}

const KontorRecordType kontor_person_type = {
  .kind = "person",
  .type_name = "KontorPerson",
  .label = N_("Person"),
  .plural = N_("People"),
  .icon = "kontor-person-symbolic",
  .fields = fields,
  .title = make_title,
  .derive = derive,
  .check = check,
};

/* kontor-person-page.c: the page of a person */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "person/kontor-person-page.h"

#include <glib/gi18n.h>

#include "common/kontor-form.h"
#include "common/kontor-parts-group.h"
#include "common/kontor-related-group.h"

struct _KontorPersonPage
{
  KontorRecordPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorPersonPage, kontor_person_page, KONTOR_TYPE_RECORD_PAGE)

static const char *const employment_members[] = { "customer", "position", "role", "department", "decision_maker",
                                                 "from", "until", "note", NULL };
static const char *const address_members[] = { "purpose", "recipient", "street", "postcode", "city", "region", "country", NULL };
static const char *const phone_members[] = { "number", "use", "note", NULL };
static const char *const email_members[] = { "address", "use", "note", NULL };
static const char *const consent_members[] = { "purpose", "given_on", "withdrawn_on", "source", "wording", NULL };

static void
kontor_person_page_build (KontorRecordPage *page)
{
  KontorEditor *editor = kontor_record_page_get_editor (page);

  kontor_record_page_add_group (page, kontor_form_group_new (editor, NULL, "given_name", "family_name", "middle_name",
                                                             "honorific", "salutation", NULL));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "employments", employment_members));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "phones", phone_members));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "emails", email_members));
  kontor_record_page_add_group (page, kontor_related_group_new (editor, "offer", "contact"));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("About"), "preferred_channel", "language", "birthday",
                                                             "name_day", "owner", "tags", "notes", "websites", NULL));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "addresses", address_members));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "consents", consent_members));
}

static void
kontor_person_page_class_init (KontorPersonPageClass *klass)
{
  KONTOR_RECORD_PAGE_CLASS (klass)->build = kontor_person_page_build;
}

static void
kontor_person_page_init (KontorPersonPage *self)
{
}

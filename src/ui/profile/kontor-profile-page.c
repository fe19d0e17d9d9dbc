/* kontor-profile-page.c: the page of a profile */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "profile/kontor-profile-page.h"

#include <glib/gi18n.h>

#include "common/kontor-form.h"
#include "common/kontor-parts-group.h"

struct _KontorProfilePage
{
  KontorRecordPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorProfilePage, kontor_profile_page, KONTOR_TYPE_RECORD_PAGE)

static const char *const term_members[] = { "clause", "text", NULL };

static void
kontor_profile_page_build (KontorRecordPage *page)
{
  KontorEditor *editor = kontor_record_page_get_editor (page);

  kontor_record_page_add_group (page, kontor_form_group_new (editor, NULL, "name", "template", "contract_template", "language",
                                                             "currency", "show_currencies", "rate_source", NULL));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Prices"), "price_mode", "rounding", "vat_regime", "vat",
                                                             NULL));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Conditions"), "validity_days", "payment_form",
                                                             "payment_days", "series", NULL));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Words"), "introduction", "closing", "notes", NULL));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "terms", term_members));
}

static void
kontor_profile_page_class_init (KontorProfilePageClass *klass)
{
  KONTOR_RECORD_PAGE_CLASS (klass)->build = kontor_profile_page_build;
}

static void
kontor_profile_page_init (KontorProfilePage *self)
{
}

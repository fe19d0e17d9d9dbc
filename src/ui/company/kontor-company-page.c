/* kontor-company-page.c: the page of the company whose desk this is */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "company/kontor-company-page.h"

#include <glib/gi18n.h>

#include "common/kontor-form.h"
#include "common/kontor-parts-group.h"
#include "company/kontor-logo-row.h"

struct _KontorCompanyPage
{
  KontorRecordPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorCompanyPage, kontor_company_page, KONTOR_TYPE_RECORD_PAGE)

static const char *const address_members[] = { "purpose", "recipient", "street", "postcode", "city", "region", "country", NULL };
static const char *const phone_members[] = { "number", "use", "note", NULL };
static const char *const email_members[] = { "address", "use", "note", NULL };
static const char *const tax_id_members[] = { "scheme", "number", "country", NULL };
static const char *const account_members[] = { "currency", "iban", "bic", "bank", "number", "holder", NULL };

static void
kontor_company_page_build (KontorRecordPage *page)
{
  KontorEditor *editor = kontor_record_page_get_editor (page);
  GtkWidget *documents;

  kontor_record_page_add_group (page, kontor_form_group_new (editor, NULL, "name", "short_name", "legal_form", "nip", "vat_id",
                                                             "regon", "krs", "register", "share_capital", NULL));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "addresses", address_members));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "bank_accounts", account_members));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "phones", phone_members));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "emails", email_members));
  documents = kontor_form_group_new (editor, _("Documents"), "languages", "language", "currency", "offer_series",
                                     "contract_series", "profile", "footers", "signatory", "signatory_position", NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (documents), kontor_logo_row_new (editor, "logo"));
  kontor_record_page_add_group (page, documents);
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Exchange Rates"), "rate_source", "rate_rule", NULL));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "tax_ids", tax_id_members));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Web"), "websites", NULL));
}

static void
kontor_company_page_class_init (KontorCompanyPageClass *klass)
{
  KONTOR_RECORD_PAGE_CLASS (klass)->build = kontor_company_page_build;
}

static void
kontor_company_page_init (KontorCompanyPage *self)
{
}

/* kontor-clause-page.c: the page of a clause */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "clause/kontor-clause-page.h"

#include <glib/gi18n.h>

#include "common/kontor-form.h"

struct _KontorClausePage
{
  KontorRecordPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorClausePage, kontor_clause_page, KONTOR_TYPE_RECORD_PAGE)

static void
kontor_clause_page_build (KontorRecordPage *page)
{
  KontorEditor *editor = kontor_record_page_get_editor (page);

  kontor_record_page_add_group (page, kontor_form_group_new (editor, NULL, "titles", "texts", NULL));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Use"), "use", "standard", "active", "category",
                                                             "position", "code", "version", NULL));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Notes"), "notes", NULL));
}

static void
kontor_clause_page_class_init (KontorClausePageClass *klass)
{
  KONTOR_RECORD_PAGE_CLASS (klass)->build = kontor_clause_page_build;
}

static void
kontor_clause_page_init (KontorClausePage *self)
{
}

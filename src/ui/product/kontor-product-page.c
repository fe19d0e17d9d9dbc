/* kontor-product-page.c: the page of a product */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "product/kontor-product-page.h"

#include <glib/gi18n.h>

#include "common/kontor-form.h"
#include "common/kontor-parts-group.h"

struct _KontorProductPage
{
  KontorRecordPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorProductPage, kontor_product_page, KONTOR_TYPE_RECORD_PAGE)

static const char *const price_members[] = { "price", NULL };

static void
kontor_product_page_build (KontorRecordPage *page)
{
  KontorEditor *editor = kontor_record_page_get_editor (page);

  kontor_record_page_add_group (page, kontor_form_group_new (editor, NULL, "code", "names", "descriptions", NULL));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "prices", price_members));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Sale"), "active", "sort", "category", "unit", "vat",
                                                             "vat_category", "vat_ground", NULL));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Purchase"), "cost", "cost_currency", "manufacturer",
                                                             "gtin", NULL));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Notes"), "tags", "notes", NULL));
}

static void
kontor_product_page_class_init (KontorProductPageClass *klass)
{
  KONTOR_RECORD_PAGE_CLASS (klass)->build = kontor_product_page_build;
}

static void
kontor_product_page_init (KontorProductPage *self)
{
}

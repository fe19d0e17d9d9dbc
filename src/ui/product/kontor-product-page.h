/* kontor-product-page.h: the page of a product */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-record-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PRODUCT_PAGE (kontor_product_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorProductPage, kontor_product_page, KONTOR, PRODUCT_PAGE, KontorRecordPage)

G_END_DECLS

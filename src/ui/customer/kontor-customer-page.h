/* kontor-customer-page.h: the page of a customer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-record-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CUSTOMER_PAGE (kontor_customer_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorCustomerPage, kontor_customer_page, KONTOR, CUSTOMER_PAGE, KontorRecordPage)

G_END_DECLS

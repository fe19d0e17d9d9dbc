/* kontor-company-page.h: the page of a company */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-record-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_COMPANY_PAGE (kontor_company_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorCompanyPage, kontor_company_page, KONTOR, COMPANY_PAGE, KontorRecordPage)

G_END_DECLS

/* kontor-clause-page.h: the page of a clause */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-record-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CLAUSE_PAGE (kontor_clause_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorClausePage, kontor_clause_page, KONTOR, CLAUSE_PAGE, KontorRecordPage)

G_END_DECLS

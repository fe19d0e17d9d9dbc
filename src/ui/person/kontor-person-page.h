/* kontor-person-page.h: the page of a person */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-record-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PERSON_PAGE (kontor_person_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorPersonPage, kontor_person_page, KONTOR, PERSON_PAGE, KontorRecordPage)

G_END_DECLS

/* kontor-profile-page.h: the page of a profile */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-record-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PROFILE_PAGE (kontor_profile_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorProfilePage, kontor_profile_page, KONTOR, PROFILE_PAGE, KontorRecordPage)

G_END_DECLS

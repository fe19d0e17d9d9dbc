/* kontor-offer-page.h: the page of an offer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-record-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_OFFER_PAGE (kontor_offer_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorOfferPage, kontor_offer_page, KONTOR, OFFER_PAGE, KontorRecordPage)

G_END_DECLS

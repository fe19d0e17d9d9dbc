/* kontor-contract-page.h: the page of a contract */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-record-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CONTRACT_PAGE (kontor_contract_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorContractPage, kontor_contract_page, KONTOR, CONTRACT_PAGE, KontorRecordPage)

G_END_DECLS

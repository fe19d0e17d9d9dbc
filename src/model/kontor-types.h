/* kontor-types.h: the kinds of record that there are */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-record-type.h"

G_BEGIN_DECLS

extern const KontorRecordType kontor_company_type;
extern const KontorRecordType kontor_customer_type;
extern const KontorRecordType kontor_person_type;
extern const KontorRecordType kontor_product_type;
extern const KontorRecordType kontor_offer_type;
extern const KontorRecordType kontor_contract_type;
extern const KontorRecordType kontor_profile_type;
extern const KontorRecordType kontor_clause_type;
extern const KontorRecordType kontor_issued_type;
extern const KontorRecordType kontor_rate_table_type;
extern const KontorRecordType kontor_number_type;

/* All of the above, in the order in which a person meets them; ends with NULL. */
extern const KontorRecordType *const kontor_all_types[];

G_END_DECLS

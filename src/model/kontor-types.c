/* kontor-types.c: the list of the kinds of record */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-types.h"

const KontorRecordType *const kontor_all_types[] = {
  &kontor_company_type,
  &kontor_customer_type,
  &kontor_person_type,
  &kontor_product_type,
  &kontor_offer_type,
  &kontor_contract_type,
  &kontor_profile_type,
  &kontor_clause_type,
  &kontor_issued_type,
  &kontor_rate_table_type,
  &kontor_number_type,
  NULL
};

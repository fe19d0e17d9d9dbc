/* kontor-parts.h: parts and choices that several kinds of record share */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field.h"

G_BEGIN_DECLS

extern const KontorPartType kontor_address_part;       /* id, purpose, recipient, street, postcode, city, region, country */
extern const KontorPartType kontor_phone_part;         /* id, use, number, note */
extern const KontorPartType kontor_email_part;         /* id, use, address, note */
extern const KontorPartType kontor_tax_id_part;        /* id, scheme, country, number */
extern const KontorPartType kontor_bank_account_part;  /* id, currency, iban, number, bic, bank, holder */
extern const KontorPartType kontor_consent_part;       /* id, purpose, given_on, withdrawn_on, wording, source */
extern const KontorPartType kontor_term_part;          /* id, clause, text */
extern const KontorPartType kontor_log_part;           /* id, at, by, event, text */
extern const KontorPartType kontor_agreed_clause_part; /* id, clause, version, title, text */
extern const KontorPartType kontor_pinned_rate_part;   /* currency, rate, per, source, table, date, quoted_on */
extern const KontorPartType kontor_period_part;        /* n, unit, to_end_of */

extern const KontorChoice kontor_form_choices[];
extern const KontorChoice kontor_address_purpose_choices[];
extern const KontorChoice kontor_payment_form_choices[];
extern const KontorChoice kontor_price_mode_choices[];
extern const KontorChoice kontor_rounding_choices[];
extern const KontorChoice kontor_rate_source_choices[];
extern const KontorChoice kontor_rate_rule_choices[];
extern const KontorChoice kontor_channel_choices[];

/* The least rate, and the least `per`, that is more than nothing. */
#define KONTOR_RATE_MINIMUM "0.0000000001"
#define KONTOR_RATE_SCALE 10
#define KONTOR_PERCENT_SCALE 4

/* The largest quantity and price; both fit a KontorDecimal with all six decimals. */
#define KONTOR_QUANTITY_MAXIMUM "999999999"
#define KONTOR_PRICE_MAXIMUM "999999999999"

KontorJson *kontor_parts_find_address (KontorJson *body, const char *purpose);
const char *kontor_parts_get_first_string (KontorJson *body, const char *parts, const char *member);
const char *kontor_translated_get (KontorJson *texts, const char *language);
char *kontor_person_name_for_list (KontorJson *body);
char *kontor_person_name_for_letter (KontorJson *body);
char *kontor_parts_make_title (KontorJson *body);

gboolean kontor_parts_check_dates (KontorJson *body,
                                   const char *first,
                                   const char *last,
                                   const char *message,
                                   GError **error);
gboolean kontor_parts_check_consents (KontorJson *body, GError **error);

G_END_DECLS

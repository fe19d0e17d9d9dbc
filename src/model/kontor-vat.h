/* kontor-vat.h: VAT categories and what countries print for them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field.h"

G_BEGIN_DECLS

/* UNCL5305: S, Z, E, AE, K, G, O */
extern const KontorChoice kontor_vat_category_choices[];

/* domestic, eu-goods, reverse-charge, export, exempt, outside-scope */
extern const KontorChoice kontor_vat_regime_choices[];

const char *kontor_vat_regime_get_category (const char *regime);
const char *kontor_vat_get_mark (const char *country, const char *language, const char *category);
const char *kontor_vat_get_ground (const char *country, const char *language, const char *regime);
const char *kontor_vat_get_default_rate (const char *country);
gboolean kontor_vat_is_eu_country (const char *country);

G_END_DECLS

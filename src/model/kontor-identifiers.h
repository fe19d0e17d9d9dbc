/* kontor-identifiers.h: checks of tax ids, accounts, addresses and codes */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All of these are KontorFieldChecks. */

/* Poland */
gboolean kontor_check_nip (const char *text, GError **error);
gboolean kontor_check_pesel (const char *text, GError **error);
gboolean kontor_check_regon (const char *text, GError **error);
gboolean kontor_check_krs (const char *text, GError **error);

/* Everywhere */
gboolean kontor_check_vat_id (const char *text, GError **error);
gboolean kontor_check_iban (const char *text, GError **error);
gboolean kontor_check_bic (const char *text, GError **error);
gboolean kontor_check_gtin (const char *text, GError **error);
gboolean kontor_check_email (const char *text, GError **error);
gboolean kontor_check_phone (const char *text, GError **error);
gboolean kontor_check_web (const char *text, GError **error);
gboolean kontor_check_name_day (const char *text, GError **error);
gboolean kontor_check_sha256 (const char *text, GError **error);
gboolean kontor_check_series (const char *text, GError **error);
gboolean kontor_check_source (const char *text, GError **error);

char *kontor_identifier_compact (const char *text);
gboolean kontor_pesel_get_birthday (const char *text, GDate *birthday);

G_END_DECLS

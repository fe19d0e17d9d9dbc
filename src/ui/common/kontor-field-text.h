/* kontor-field-text.h: values as a person of this desktop reads and types them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-record.h"

G_BEGIN_DECLS

char *kontor_field_text_show (const KontorField *field, const char *text, const char *currency);
char *kontor_field_text_read (const KontorField *field, const char *typed);
char *kontor_field_text_find_currency (KontorRecord *record, const char *path);

G_END_DECLS

/* kontor-office.h: whose desk this is: the store and what its company record says */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-record.h"
#include "kontor-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_OFFICE (kontor_office_get_type ())
G_DECLARE_FINAL_TYPE (KontorOffice, kontor_office, KONTOR, OFFICE, GObject)

KontorOffice *kontor_office_new (KontorStore *store);

KontorStore *kontor_office_get_store (KontorOffice *self);
gboolean kontor_office_is_known (KontorOffice *self);
KontorRecord *kontor_office_get_company (KontorOffice *self);
const char *const *kontor_office_get_languages (KontorOffice *self);

G_END_DECLS

/* kontor-option.h: one thing that can be picked */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "kontor-field.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_OPTION (kontor_option_get_type ())
G_DECLARE_FINAL_TYPE (KontorOption, kontor_option, KONTOR, OPTION, GObject)

KontorOption *kontor_option_new (const char *value, const char *label, const char *detail);

const char *kontor_option_get_value (KontorOption *self);
const char *kontor_option_get_label (KontorOption *self);
const char *kontor_option_get_detail (KontorOption *self);
gboolean kontor_option_matches (KontorOption *self, const char *folded);

GListModel *kontor_options_for_field (const KontorField *field);
char *kontor_option_make_label (const KontorField *field, const char *value);

G_END_DECLS

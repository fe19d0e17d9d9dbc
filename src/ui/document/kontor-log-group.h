/* kontor-log-group.h: what happened to a record, newest first */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "common/kontor-editor.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LOG_GROUP (kontor_log_group_get_type ())
G_DECLARE_FINAL_TYPE (KontorLogGroup, kontor_log_group, KONTOR, LOG_GROUP, AdwPreferencesGroup)

GtkWidget *kontor_log_group_new (KontorEditor *editor);

G_END_DECLS

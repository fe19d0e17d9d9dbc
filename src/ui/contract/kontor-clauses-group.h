/* kontor-clauses-group.h: the clauses of a contract, from the library or in one's own words */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "common/kontor-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *kontor_clauses_group_new (KontorEditor *editor);

G_END_DECLS

/* kontor-contract-acts.h: sending, signing and ending a contract from the window */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "common/kontor-editor.h"

G_BEGIN_DECLS

void kontor_contract_issue (GtkWidget *widget, KontorEditor *editor);
void kontor_contract_sign (GtkWidget *widget, KontorEditor *editor);
void kontor_contract_terminate (GtkWidget *widget, KontorEditor *editor);
void kontor_contract_move (GtkWidget *widget, KontorEditor *editor, const char *state);

G_END_DECLS

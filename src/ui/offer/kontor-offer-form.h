/* kontor-offer-form.h: the parts of the form of an offer that are made of rows */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-editor.h"

G_BEGIN_DECLS

GtkWidget *kontor_offer_form_make_head (KontorEditor *editor);
GtkWidget *kontor_offer_form_make_conditions (KontorEditor *editor);
GtkWidget *kontor_offer_form_make_texts (KontorEditor *editor);

G_END_DECLS

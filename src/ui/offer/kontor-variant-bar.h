/* kontor-variant-bar.h: the variants of an offer, to switch between them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-editor.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_VARIANT_BAR (kontor_variant_bar_get_type ())
G_DECLARE_FINAL_TYPE (KontorVariantBar, kontor_variant_bar, KONTOR, VARIANT_BAR, GtkWidget)

GtkWidget *kontor_variant_bar_new (KontorEditor *editor);

const char *kontor_variant_bar_get_variant (KontorVariantBar *self);

G_END_DECLS

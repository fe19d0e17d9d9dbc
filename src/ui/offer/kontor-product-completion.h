/* kontor-product-completion.h: products that match what is being typed into a line */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PRODUCT_COMPLETION (kontor_product_completion_get_type ())
G_DECLARE_FINAL_TYPE (KontorProductCompletion, kontor_product_completion, KONTOR, PRODUCT_COMPLETION, GtkPopover)

GtkWidget *kontor_product_completion_new (KontorStore *store);

void kontor_product_completion_search (KontorProductCompletion *self, const char *text);
void kontor_product_completion_close (KontorProductCompletion *self);
gboolean kontor_product_completion_move (KontorProductCompletion *self, int by);
gboolean kontor_product_completion_choose (KontorProductCompletion *self);

G_END_DECLS

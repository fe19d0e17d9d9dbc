/* kontor-print.h: pages to the printer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-pages.h"

G_BEGIN_DECLS

GtkPrintOperation *kontor_print_operation_new (KontorPages *pages, const char *name);

G_END_DECLS

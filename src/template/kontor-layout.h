/* kontor-layout.h: lays a document out on pages */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-document.h"
#include "kontor-pages.h"

G_BEGIN_DECLS

#define KONTOR_LAYOUT_MAX_PAGES 20000
#define KONTOR_LAYOUT_DEFAULT_SECONDS 60

KontorPages *kontor_layout_run (KontorDocument *document,
                                guint max_seconds,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS

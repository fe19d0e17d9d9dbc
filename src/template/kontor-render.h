/* kontor-render.h: runs a template over a view and makes a document */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>

#include "kontor-document.h"
#include "kontor-template.h"

G_BEGIN_DECLS

/* What a run may use: steps of its expressions (a few nanoseconds each), time, nodes of a view. */
#define KONTOR_TEMPLATE_MAX_STEPS G_GUINT64_CONSTANT (300000000)
#define KONTOR_TEMPLATE_MAX_SECONDS 10
#define KONTOR_TEMPLATE_MAX_VIEW 20000000

/**
 * KontorTemplateResources:
 * @id: what the record says: the id of a file
 * @user_data: as given
 * @error: return location for a #GError
 *
 * Finds a file of the record, such as the company's logo.
 *
 * Returns: (transfer full) (nullable): its bytes; %NULL without @error when it is not here, and then nothing is drawn
 */
typedef GBytes *(*KontorTemplateResources) (const char *id, gpointer user_data, GError **error);

KontorDocument *kontor_template_run (KontorTemplate *self,
                                     xmlDoc *view,
                                     const char *language,
                                     GHashTable *inputs,
                                     KontorTemplateResources resources,
                                     gpointer user_data,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS

/* kontor-render-child.h: prints with a template of unknown origin, in a process of its own */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>

#include <gio/gio.h>

G_BEGIN_DECLS

/* The only argument of a program that is started to be such a process; its main() calls kontor_render_child_main() then. */
#define KONTOR_RENDER_CHILD_ARGUMENT "--kontor-render-child"

/* What the process may use. Fonts for Chinese are mapped whole, so the address space is more than what is used. */
#define KONTOR_RENDER_CHILD_CPU_SECONDS 20
#define KONTOR_RENDER_CHILD_SECONDS 40
#define KONTOR_RENDER_CHILD_MEMORY (G_GUINT64_CONSTANT (1536) * 1024 * 1024)

GBytes *kontor_render_in_child (GBytes *template,
                                const char *name,
                                const char *base,
                                xmlDoc *view,
                                const char *language,
                                GHashTable *inputs,
                                GHashTable *files,
                                GCancellable *cancellable,
                                GError **error);
gboolean kontor_render_is_child (int argc,
                                 char **argv);
int kontor_render_child_main (void);

G_END_DECLS

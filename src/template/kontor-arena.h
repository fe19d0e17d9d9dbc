/* kontor-arena.h: memory that is given out piece by piece and freed as a whole */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KontorArena KontorArena;

KontorArena *kontor_arena_new (void);
void kontor_arena_free (KontorArena *self);
void kontor_arena_reset (KontorArena *self);
gpointer kontor_arena_alloc (KontorArena *self,
                             gsize size);
char *kontor_arena_strndup (KontorArena *self,
                            const char *text,
                            gsize length);
gsize kontor_arena_get_size (KontorArena *self);

#define kontor_arena_new0(arena, type) ((type *) kontor_arena_alloc ((arena), sizeof (type)))
#define kontor_arena_new0_array(arena, type, n) ((type *) kontor_arena_alloc ((arena), sizeof (type) * (n)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorArena, kontor_arena_free)

G_END_DECLS

/* kontor-arena.c: memory that is given out piece by piece and freed as a whole */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-arena.h"

/* A document of 10,000 rows has a million small pieces that all die together. */

#define CHUNK_SIZE (64 * 1024)

struct _KontorArena
{
  GSList *chunks;
  char *next;
  gsize left;
  gsize size;
};

/**
 * kontor_arena_new:
 *
 * Returns: (transfer full): an empty arena
 */
KontorArena *
kontor_arena_new (void)
{
  return g_new0 (KontorArena, 1);
}

/**
 * kontor_arena_free:
 * @self: an arena
 *
 * Frees the arena and everything that was allocated from it.
 */
void
kontor_arena_free (KontorArena *self)
{
  g_slist_free_full (self->chunks, g_free);
  g_free (self);
}

/**
 * kontor_arena_reset:
 * @self: an arena
 *
 * Frees everything that was allocated from @self, which can be used again.
 */
void
kontor_arena_reset (KontorArena *self)
{
  g_slist_free_full (g_steal_pointer (&self->chunks), g_free);
  self->next = NULL;
  self->left = 0;
  self->size = 0;
}

/**
 * kontor_arena_alloc:
 * @self: an arena
 * @size: bytes
 *
 * Returns: (transfer none): @size zeroed bytes, aligned for any type, that live as long as @self
 */
gpointer
kontor_arena_alloc (KontorArena *self,
                    gsize size)
{
  gpointer piece;

  size = (size + 15) & ~(gsize) 15;

  if (size > CHUNK_SIZE / 4)
    {
      /* Its own chunk, so that the rest of the current one is not lost. */
      piece = g_malloc0 (size);
      self->chunks = g_slist_prepend (self->chunks, piece);
      self->size += size;
      return piece;
    }

  if (size > self->left)
    {
      self->next = g_malloc0 (CHUNK_SIZE);
      self->left = CHUNK_SIZE;
      self->size += CHUNK_SIZE;
      self->chunks = g_slist_prepend (self->chunks, self->next);
    }

  piece = self->next;
  self->next += size;
  self->left -= size;

  return piece;
}

/**
 * kontor_arena_strndup:
 * @self: an arena
 * @text: a text
 * @length: its length in bytes
 *
 * Returns: (transfer none): a copy of @text, ended by a NUL
 */
char *
kontor_arena_strndup (KontorArena *self,
                      const char *text,
                      gsize length)
{
  char *copy = kontor_arena_alloc (self, length + 1);

  if (length > 0)
    memcpy (copy, text, length);

  return copy;
}

/**
 * kontor_arena_get_size:
 * @self: an arena
 *
 * Returns: the bytes that the arena holds from the system
 */
gsize
kontor_arena_get_size (KontorArena *self)
{
  return self->size;
}

/* kontor-tool-reader.h: JSON objects out of a stream, one after the other */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KontorToolReader KontorToolReader;

/**
 * KontorToolReaderWaitFunc:
 * @user_data: as given
 * @error: return location for a #GError
 *
 * Called before the reader waits for the other end of a pipe: who writes there may wait for an answer first.
 *
 * Returns: whether to go on
 */
typedef gboolean (*KontorToolReaderWaitFunc) (gpointer user_data, GError **error);

KontorToolReader *kontor_tool_reader_new (const char *name, KontorToolReaderWaitFunc wait, gpointer user_data, GError **error);
void kontor_tool_reader_free (KontorToolReader *self);
gboolean kontor_tool_reader_next (KontorToolReader *self, const char **text, gsize *length, GError **error);
gboolean kontor_tool_reader_is_array (KontorToolReader *self);
void kontor_tool_reader_prefix_error (KontorToolReader *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorToolReader, kontor_tool_reader_free)

G_END_DECLS

/* kontor-tool-demo.c: kontorctl demo */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool.h"

#include <glib/gi18n-lib.h>

#include "kontor-desk-demo.h"

static void
show_progress_cb (guint done,
                  guint total,
                  gpointer user_data)
{
  g_autofree char *text = g_strdup_printf (_("Making the demo company… %u of %u"), done, total);

  kontor_tool_show_progress (text);
}

/**
 * kontor_tool_demo:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Fills an empty store with the demo company.
 *
 * Returns: whether it is there
 */
gboolean
kontor_tool_demo (KontorTool *tool,
                  GError **error)
{
  KontorStore *store = kontor_tool_open_or_make (tool, error);

  return store && kontor_desk_fill_demo (store, show_progress_cb, NULL, NULL, error);
}

/* kontor-tool-store.c: kontorctl check, backup and restore */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool.h"

#include <glib/gi18n-lib.h>

/**
 * kontor_tool_check:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Examines the store, and prints what is wrong, one a line.
 *
 * Returns: whether nothing is
 */
gboolean
kontor_tool_check (KontorTool *tool,
                   GError **error)
{
  KontorStore *store = kontor_tool_open (tool, error);
  g_autoptr (GPtrArray) findings = NULL;

  kontor_tool_show_progress (_("Examining the store…"));
  findings = store ? kontor_store_verify (store, NULL, error) : NULL;
  if (!findings)
    return FALSE;
  for (guint i = 0; i < findings->len; i++)
    kontor_tool_print (findings->pdata[i]);
  if (findings->len == 0)
    return TRUE;
  g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED,
               ngettext ("%u thing is wrong with the store.", "%u things are wrong with the store.", findings->len),
               findings->len);
  return FALSE;
}

/**
 * kontor_tool_backup:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Copies the store to a file, which is there whole or not at all.
 *
 * Returns: whether it is copied
 */
gboolean
kontor_tool_backup (KontorTool *tool,
                    GError **error)
{
  KontorStore *store = kontor_tool_open (tool, error);

  return store && kontor_store_backup (store, kontor_tool_get_argument (tool, 0), NULL, error);
}

/**
 * kontor_tool_restore:
 * @tool: the call
 * @error: return location for a #GError
 *
 * Puts a copy in place of the store. What was there stays beside it.
 *
 * Returns: whether it is in place
 */
gboolean
kontor_tool_restore (KontorTool *tool,
                     GError **error)
{
  return kontor_store_restore (kontor_tool_get_store_path (tool), kontor_tool_get_argument (tool, 0), error);
}

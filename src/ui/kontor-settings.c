/* kontor-settings.c: what the window remembers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-settings.h"

/**
 * kontor_settings_new:
 *
 * Opens the settings. A program that runs from a folder where nothing is installed has no schema, and works without: GLib
 * would end it otherwise.
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL when their schema is not installed
 */
GSettings *
kontor_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, KONTOR_APPLICATION_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

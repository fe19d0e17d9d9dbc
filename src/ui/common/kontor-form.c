/* kontor-form.c: groups of rows */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-form.h"

#include "kontor-field-row.h"

/**
 * kontor_form_group_new:
 * @editor: the editor of a record
 * @title: (nullable): what stands above the group
 * @...: paths of fields, in the order in which they stand; ends with %NULL
 *
 * Makes a group of rows: the layout is written by a person, the widgets follow from the fields.
 *
 * Returns: (transfer floating): an #AdwPreferencesGroup
 */
GtkWidget *
kontor_form_group_new (KontorEditor *editor,
                       const char *title,
                       ...)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *path;
  va_list paths;

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);

  va_start (paths, title);
  while ((path = va_arg (paths, const char *)) != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), kontor_field_row_new (editor, path));
  va_end (paths);

  return group;
}

/**
 * kontor_form_group_new_all:
 * @editor: the editor of a record
 *
 * Makes a group with all fields that a person fills in and that are no parts, for a kind whose page nobody has laid out.
 *
 * Returns: (transfer floating): an #AdwPreferencesGroup
 */
GtkWidget *
kontor_form_group_new_all (KontorEditor *editor)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (const KontorField *field = kontor_editor_get_record_type (editor)->fields; field->name != NULL; field++)
    if (field->kind != KONTOR_FIELD_PART && field->kind != KONTOR_FIELD_PARTS &&
        (field->flags & KONTOR_FIELD_DERIVED) == 0)
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), kontor_field_row_new (editor, field->member));

  return group;
}

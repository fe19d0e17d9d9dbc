/* kontor-log-group.c: what happened to a record, newest first */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "document/kontor-log-group.h"

#include <glib/gi18n.h>

#include "kontor-date.h"
#include "kontor-format.h"
#include "kontor-language.h"

/* More than this is seldom looked for. */
#define MAX_ROWS 50

/* What is no state of the record; states are called by their own labels. */
static const struct
{
  const char *event;
  const char *label;
} events[] = {
  { "issued", N_("Issued") },
  { "drafted", N_("Drafted") },
  { "revised", N_("Revised") },
  { "reopened", N_("Made a draft again") },
};

struct _KontorLogGroup
{
  AdwPreferencesGroup parent_instance;

  KontorEditor *editor;
  KontorJson *shown;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (KontorLogGroup, kontor_log_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
describe_event (KontorLogGroup *self,
                const char *event)
{
  const KontorField *state = kontor_fields_find (kontor_editor_get_record_type (self->editor)->fields, "state");

  if (event == NULL)
    return _("Note");
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (g_str_equal (events[i].event, event))
      return _(events[i].label);
  for (const KontorChoice *choice = state == NULL ? NULL : state->choices; choice != NULL && choice->value != NULL; choice++)
    if (g_str_equal (choice->value, event))
      return kontor_field_get_choice_label (state, event);

  return event;
}

/* A text of the program is a day or a number; a day is shown as one. */
static char *
describe_text (const char *text)
{
  g_autofree char *language = kontor_language_dup_default ();
  GDate day;

  if (text == NULL)
    return g_strdup ("");
  g_date_clear (&day, 1);
  if (kontor_date_parse (text, &day, NULL))
    return kontor_format_date (&day, KONTOR_DATE_MEDIUM, language);
  /* The id of another record says nothing to a person. */
  if (kontor_record_type_find_for_id (text) != NULL)
    return g_strdup ("");

  return g_strdup (text);
}

static char *
describe_moment (const char *at)
{
  g_autoptr (GDateTime) moment = at == NULL ? NULL : kontor_datetime_parse (at, NULL);
  g_autoptr (GDateTime) local = moment == NULL ? NULL : g_date_time_to_local (moment);
  g_autofree char *language = kontor_language_dup_default ();
  g_autofree char *day = NULL;
  g_autofree char *hour = NULL;
  GDate date;

  if (local == NULL)
    return g_strdup ("");
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (local), g_date_time_get_month (local), g_date_time_get_year (local));
  day = kontor_format_date (&date, KONTOR_DATE_MEDIUM, language);
  hour = g_date_time_format (local, "%H:%M");

  return g_strdup_printf ("%s, %s", day, hour);
}

static void
add_row (KontorLogGroup *self,
         KontorJson *entry)
{
  GtkWidget *row = adw_action_row_new ();
  const char *by = kontor_json_get_member_string (entry, "by");
  g_autofree char *text = describe_text (kontor_json_get_member_string (entry, "text"));
  g_autofree char *moment = describe_moment (kontor_json_get_member_string (entry, "at"));
  const char *event = describe_event (self, kontor_json_get_member_string (entry, "event"));
  g_autofree char *title = g_strdup_printf ("%s%s%s", event, *text == '\0' ? "" : " · ", text);
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s", moment, by == NULL || *by == '\0' ? "" : " · ", by == NULL ? "" : by);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
update (KontorLogGroup *self)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);
  KontorJson *log = record == NULL ? NULL : kontor_record_get (record, "log");
  guint size = log == NULL ? 0 : kontor_json_get_size (log);

  if (self->shown != NULL && log != NULL && kontor_json_equal (self->shown, log))
    return;

  g_clear_pointer (&self->shown, kontor_json_unref);
  self->shown = log == NULL ? NULL : kontor_json_ref (log);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = size; i > 0 && size - i < MAX_ROWS; i--)
    add_row (self, kontor_json_get_element (log, i - 1));
  gtk_widget_set_visible (GTK_WIDGET (self), size > 0);
}

static void
editor_changed_cb (KontorEditor *editor,
                   const char *path,
                   KontorLogGroup *self)
{
  if (path == NULL || g_str_has_prefix (path, "log"))
    update (self);
}

static void
kontor_log_group_finalize (GObject *object)
{
  KontorLogGroup *self = KONTOR_LOG_GROUP (object);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->shown, kontor_json_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_log_group_parent_class)->finalize (object);
}

static void
kontor_log_group_class_init (KontorLogGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_log_group_finalize;
}

static void
kontor_log_group_init (KontorLogGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("History"));
}

/**
 * kontor_log_group_new:
 * @editor: the editor of a record with a log
 *
 * Makes a group that shows the log and follows it; it is hidden while there is none.
 *
 * Returns: (transfer floating): the group
 */
GtkWidget *
kontor_log_group_new (KontorEditor *editor)
{
  KontorLogGroup *self;

  g_return_val_if_fail (KONTOR_IS_EDITOR (editor), NULL);

  self = g_object_new (KONTOR_TYPE_LOG_GROUP, NULL);
  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, 0);
  update (self);

  return GTK_WIDGET (self);
}

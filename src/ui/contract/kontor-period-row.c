/* kontor-period-row.c: a row for a period: "3 months to the end of the month" */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "contract/kontor-period-row.h"

#include <glib/gi18n.h>

#include "common/kontor-value-button.h"

#define MAX_NUMBER 9999

/* In the order of the lists that are picked from. */
static const char *const units[] = { "day", "week", "month", "year" };
static const char *const ends[] = { NULL, "week", "month", "quarter", "year" };

struct _KontorPeriodRow
{
  KontorFieldRow parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *number;
  GtkWidget *unit;
  GtkWidget *end;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (KontorPeriodRow, kontor_period_row, KONTOR_TYPE_FIELD_ROW)

static KontorJson *
get_period (KontorPeriodRow *self)
{
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);
  KontorRecord *record = kontor_editor_get_record (kontor_field_row_get_editor (row));

  return record == NULL ? NULL : kontor_record_get (record, kontor_field_row_get_path (row));
}

static guint
find_index (const char *const *values,
            guint n_values,
            const char *value,
            guint otherwise)
{
  for (guint i = 0; i < n_values; i++)
    if (g_strcmp0 (values[i], value) == 0)
      return i;

  return otherwise;
}

static char *
describe_length (guint n,
                 const char *unit)
{
  if (g_strcmp0 (unit, "day") == 0)
    return g_strdup_printf (ngettext ("%u day", "%u days", n), n);
  if (g_strcmp0 (unit, "week") == 0)
    return g_strdup_printf (ngettext ("%u week", "%u weeks", n), n);
  if (g_strcmp0 (unit, "year") == 0)
    return g_strdup_printf (ngettext ("%u year", "%u years", n), n);

  return g_strdup_printf (ngettext ("%u month", "%u months", n), n);
}

/**
 * kontor_period_describe:
 * @period: (nullable): a period as contracts hold it: `{"n":3,"unit":"month","to_end_of":"month"}`
 *
 * Returns: (transfer full): what a person calls it; empty when it is not set
 */
char *
kontor_period_describe (KontorJson *period)
{
  gint64 n = 0;
  const char *end;
  g_autofree char *length = NULL;

  if (period == NULL)
    return g_strdup ("");

  kontor_json_get_integer (kontor_json_get_member (period, "n"), &n);
  end = kontor_json_get_member_string (period, "to_end_of");
  length = describe_length ((guint) CLAMP (n, 0, MAX_NUMBER), kontor_json_get_member_string (period, "unit"));

  /* Translators: %s is a length of time, such as "3 months". */
  if (g_strcmp0 (end, "week") == 0)
    return g_strdup_printf (_("%s to the end of the week"), length);
  /* Translators: %s is a length of time, such as "3 months". */
  if (g_strcmp0 (end, "month") == 0)
    return g_strdup_printf (_("%s to the end of the month"), length);
  /* Translators: %s is a length of time, such as "3 months". */
  if (g_strcmp0 (end, "quarter") == 0)
    return g_strdup_printf (_("%s to the end of the quarter"), length);
  /* Translators: %s is a length of time, such as "3 months". */
  if (g_strcmp0 (end, "year") == 0)
    return g_strdup_printf (_("%s to the end of the year"), length);

  return g_steal_pointer (&length);
}

static void
store_period (KontorPeriodRow *self,
              KontorJson *period)
{
  kontor_field_row_set_value (KONTOR_FIELD_ROW (self), period);
  KONTOR_FIELD_ROW_GET_CLASS (self)->update (KONTOR_FIELD_ROW (self));
}

static void
edited_cb (KontorPeriodRow *self)
{
  KontorJson *before = get_period (self);
  g_autoptr (KontorJson) period = before == NULL ? kontor_json_new_object () : kontor_json_ref (before);
  g_autoptr (KontorJson) n = NULL;
  const char *end;

  if (self->filling)
    return;

  n = kontor_json_new_integer (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->number)));
  end = ends[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->end)), G_N_ELEMENTS (ends) - 1)];
  kontor_json_set_member (&period, "n", n);
  kontor_json_set_string (&period, "unit",
                          units[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit)), G_N_ELEMENTS (units) - 1)]);
  kontor_json_set_string (&period, "to_end_of", end);
  store_period (self, period);
}

static void
clear_cb (GtkButton *button,
          KontorPeriodRow *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  store_period (self, NULL);
}

static GtkWidget *
make_drop_down (const char *const *labels,
                const char *name)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (labels);

  gtk_widget_set_hexpand (drop_down, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return drop_down;
}

static void
make_popover (KontorPeriodRow *self)
{
  const char *unit_labels[] = { _("Days"), _("Weeks"), _("Months"), _("Years"), NULL };
  const char *end_labels[] = { _("to the day"), _("to the end of the week"), _("to the end of the month"), _("to the end of the quarter"),
                               _("to the end of the year"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *clear = gtk_button_new_with_mnemonic (_("_Clear"));

  self->number = gtk_spin_button_new_with_range (0, MAX_NUMBER, 1);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (self->number), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Number"), -1);
  self->unit = make_drop_down (unit_labels, _("Unit of time"));
  self->end = make_drop_down (end_labels, _("Up to"));
  gtk_box_append (GTK_BOX (line), self->number);
  gtk_box_append (GTK_BOX (line), self->unit);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->end);
  gtk_box_append (GTK_BOX (box), clear);
  g_signal_connect_object (self->number, "value-changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unit, "notify::selected", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->end, "notify::selected", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (clear, "clicked", G_CALLBACK (clear_cb), self);

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer user_data)
{
  KontorPeriodRow *self = KONTOR_PERIOD_ROW (user_data);
  KontorJson *period = get_period (self);
  gint64 n = 0;

  if (self->popover == NULL)
    {
      make_popover (self);
      gtk_menu_button_set_popover (button, self->popover);
    }

  if (period != NULL)
    kontor_json_get_integer (kontor_json_get_member (period, "n"), &n);
  self->filling = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->number), (double) n);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit),
                              find_index (units, G_N_ELEMENTS (units),
                                          period == NULL ? NULL : kontor_json_get_member_string (period, "unit"), 2));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->end),
                              find_index (ends, G_N_ELEMENTS (ends),
                                          period == NULL ? NULL : kontor_json_get_member_string (period, "to_end_of"), 0));
  self->filling = FALSE;
}

static void
kontor_period_row_build (KontorFieldRow *row)
{
  KontorPeriodRow *self = KONTOR_PERIOD_ROW (row);

  self->button = kontor_value_button_new (create_popup_cb, self);
  kontor_field_row_set_control (row, self->button, self->button);
}

static void
kontor_period_row_update (KontorFieldRow *row)
{
  KontorPeriodRow *self = KONTOR_PERIOD_ROW (row);
  g_autofree char *text = kontor_period_describe (get_period (self));

  kontor_value_button_set_label (self->button, text);
}

static void
kontor_period_row_class_init (KontorPeriodRowClass *klass)
{
  KontorFieldRowClass *row_class = KONTOR_FIELD_ROW_CLASS (klass);

  row_class->build = kontor_period_row_build;
  row_class->update = kontor_period_row_update;
}

static void
kontor_period_row_init (KontorPeriodRow *self)
{
}

/**
 * kontor_period_row_new:
 * @editor: the editor of a record
 * @path: the path of a period
 *
 * Returns: (transfer floating): a row that shows the period in words, and edits its number, unit and end
 */
GtkWidget *
kontor_period_row_new (KontorEditor *editor,
                       const char *path)
{
  return g_object_new (KONTOR_TYPE_PERIOD_ROW, "editor", editor, "path", path, NULL);
}

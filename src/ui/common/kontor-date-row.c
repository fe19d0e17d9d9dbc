/* kontor-date-row.c: a row for a date, typed or picked from a calendar */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-date-row.h"

#include <glib/gi18n.h>

#include "kontor-date.h"

struct _KontorDateRow
{
  KontorTextRow parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *calendar;
};

G_DEFINE_FINAL_TYPE (KontorDateRow, kontor_date_row, KONTOR_TYPE_TEXT_ROW)

static void
set_date (KontorDateRow *self,
          const GDate *date)
{
  g_autofree char *iso = date != NULL ? kontor_date_to_string (date) : NULL;
  g_autoptr (KontorJson) value = iso != NULL ? kontor_json_new_string (iso) : NULL;
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);

  kontor_field_row_set_value (row, value);
  KONTOR_FIELD_ROW_GET_CLASS (row)->update (row);
}

static void
day_selected_cb (GtkCalendar *calendar,
                 KontorDateRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (day), g_date_time_get_month (day), g_date_time_get_year (day));
  set_date (self, &date);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
today_cb (GtkButton *button,
          KontorDateRow *self)
{
  GDate today;

  kontor_date_today (&today);
  set_date (self, &today);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
clear_cb (GtkButton *button,
          KontorDateRow *self)
{
  set_date (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* A calendar is costly, and a form has many dates: it is made when it is asked for. */
static void
create_popup_cb (GtkMenuButton *button,
                 gpointer user_data)
{
  KontorDateRow *self = KONTOR_DATE_ROW (user_data);
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) day = NULL;
  GDate date;

  if (self->popover == NULL)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *today = gtk_button_new_with_label (_("Today"));
      GtkWidget *clear = gtk_button_new_with_label (_("Clear"));

      self->calendar = gtk_calendar_new ();
      g_signal_connect (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
      g_signal_connect (today, "clicked", G_CALLBACK (today_cb), self);
      g_signal_connect (clear, "clicked", G_CALLBACK (clear_cb), self);
      gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
      gtk_box_append (GTK_BOX (buttons), today);
      gtk_box_append (GTK_BOX (buttons), clear);
      gtk_box_append (GTK_BOX (box), self->calendar);
      gtk_box_append (GTK_BOX (box), buttons);

      self->popover = gtk_popover_new ();
      gtk_popover_set_child (GTK_POPOVER (self->popover), box);
      gtk_menu_button_set_popover (button, self->popover);
    }

  text = kontor_editor_dup_text (kontor_field_row_get_editor (row), kontor_field_row_get_path (row));
  if (!kontor_date_parse (text, &date, NULL))
    kontor_date_today (&date);
  day = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 12, 0, 0);
  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
}

static void
read_only_cb (KontorDateRow *self)
{
  gtk_widget_set_visible (self->button, !kontor_editor_is_read_only (kontor_field_row_get_editor (KONTOR_FIELD_ROW (self))));
}

static void
kontor_date_row_build (KontorFieldRow *row)
{
  KontorDateRow *self = KONTOR_DATE_ROW (row);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *name = NULL;

  KONTOR_FIELD_ROW_CLASS (kontor_date_row_parent_class)->build (row);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "x-office-calendar-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popup_cb, self, NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _("Pick from a Calendar"));
  /* Translators: %s is the name of a field, such as "Valid until". */
  name = g_strdup_printf (_("Pick “%s” from a calendar"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  kontor_field_row_add_suffix (row, self->button);

  g_signal_connect_object (kontor_field_row_get_editor (row), "notify::read-only", G_CALLBACK (read_only_cb), self,
                           G_CONNECT_SWAPPED);
  read_only_cb (self);
}

static void
kontor_date_row_class_init (KontorDateRowClass *klass)
{
  KONTOR_FIELD_ROW_CLASS (klass)->build = kontor_date_row_build;
}

static void
kontor_date_row_init (KontorDateRow *self)
{
}

/* kontor-preferences.c: what a person sets for this desktop */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-preferences.h"

#include <glib/gi18n.h>

#include "preferences/kontor-rates-preferences.h"
#include "preferences/kontor-store-preferences.h"

/* In the order of the rows of the list. */
static const char *const schemes[] = { "system", "light", "dark" };

static gboolean
get_scheme (GValue *value,
            GVariant *variant,
            gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (g_variant_get_string (variant, NULL), schemes[i]))
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
set_scheme (const GValue *value,
            const GVariantType *expected_type,
            gpointer user_data)
{
  return g_variant_new_string (schemes[MIN (g_value_get_uint (value), G_N_ELEMENTS (schemes) - 1)]);
}

static void
company_cb (AdwActionRow *row,
            GtkWindow *window)
{
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.place", "s", "company");
  gtk_window_close (window);
}

/**
 * kontor_preferences_new:
 * @parent: the window that it belongs to
 * @settings: (nullable): the settings; %NULL when they are not installed
 * @store: (nullable): the store, %NULL while none is open
 *
 * Makes the window with what belongs to this desktop alone. What belongs to the company is on the company's page, and shared.
 *
 * Returns: (transfer none): an #AdwPreferencesWindow
 */
GtkWidget *
kontor_preferences_new (GtkWindow *parent,
                        GSettings *settings,
                        KontorStore *store)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *appearance = adw_preferences_group_new ();
  GtkWidget *company = adw_preferences_group_new ();
  GtkWidget *scheme = adw_combo_row_new ();
  GtkWidget *link = adw_action_row_new ();
  const char *labels[] = { _("As the desktop"), _("Light"), _("Dark"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);

  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 560);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (appearance), _("Appearance"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (scheme), _("Colors"));
  adw_combo_row_set_model (ADW_COMBO_ROW (scheme), G_LIST_MODEL (model));
  if (settings != NULL)
    g_settings_bind_with_mapping (settings, "color-scheme", scheme, "selected", G_SETTINGS_BIND_DEFAULT,
                                  get_scheme, set_scheme, NULL, NULL);
  gtk_widget_set_sensitive (scheme, settings != NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (appearance), scheme);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (link), _("Company"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (link), _("Names, accounts, logo, numbers and exchange rates, for everyone in the office"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (link), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (link), TRUE);
  g_signal_connect (link, "activated", G_CALLBACK (company_cb), window);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (company), link);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (appearance));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (company));
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("General"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "preferences-system-symbolic");
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  if (store != NULL)
    {
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                                  ADW_PREFERENCES_PAGE (kontor_rates_preferences_new (store)));
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                                  ADW_PREFERENCES_PAGE (kontor_store_preferences_new (store)));
    }

  return window;
}

/* kontor-rates-preferences.c: where exchange rates come from, and the newest ones */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "preferences/kontor-rates-preferences.h"

#include <glib/gi18n.h>

#include "kontor-date.h"
#include "kontor-desk.h"
#include "kontor-format.h"
#include "kontor-language.h"
#include "kontor-rates-error.h"
#include "kontor-rates-fetch.h"
#include "kontor-rates.h"

/* The whole history of the European Central Bank is below 10 MB. */
#define MAX_BYTES (64 * 1024 * 1024)

/* A source, as this page shows it. */
typedef struct
{
  const KontorRateSource *source;
  GtkWidget *row;
  GtkWidget *button;
  GtkWidget *usual;
} Line;

struct _KontorRatesPreferences
{
  AdwPreferencesPage parent_instance;

  KontorStore *store;
  GCancellable *cancellable;
  GArray *lines;
  GtkWidget *import_row;
};

G_DEFINE_FINAL_TYPE (KontorRatesPreferences, kontor_rates_preferences, ADW_TYPE_PREFERENCES_PAGE)

/* What the store knows: the newest table of each source, in the order of the lines, and the source that the company uses. */
typedef struct
{
  GPtrArray *tables; /* KontorJson or NULL */
  char *usual;
} Known;

static void
known_free (Known *known)
{
  g_ptr_array_unref (known->tables);
  g_free (known->usual);
  g_free (known);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Known, known_free)

static void
json_unref0 (gpointer json)
{
  if (json != NULL)
    kontor_json_unref (json);
}

static void
say (KontorRatesPreferences *self,
     const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (escaped));
}

static char *
describe_table (KontorJson *table)
{
  const char *number = kontor_json_get_member_string (table, "table");
  const char *date = kontor_json_get_member_string (table, "date");
  g_autofree char *language = kontor_language_dup_default ();
  g_autofree char *day = NULL;
  GDate published;

  g_date_clear (&published, 1);
  day = date != NULL && kontor_date_parse (date, &published, NULL) ? kontor_format_date (&published, KONTOR_DATE_LONG, language)
                                                                   : g_strdup ("");
  if (number == NULL || *number == '\0')
    /* Translators: %s is a date. */
    return g_strdup_printf (_("Table of %s"), day);

  /* Translators: the number of a table of rates, and the date. */
  return g_strdup_printf (_("Table %s of %s"), number, day);
}

static void
look_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  KontorStore *store = task_data;
  Known *known = g_new0 (Known, 1);
  g_autoptr (KontorRecord) company = kontor_desk_find_company (store, NULL);
  GDate far;

  /* A table may be published today for tomorrow. */
  kontor_date_today (&far);
  g_date_add_days (&far, 7);
  known->tables = g_ptr_array_new_with_free_func (json_unref0);
  known->usual = g_strdup (company == NULL ? NULL : kontor_record_get_string (company, "rate_source"));
  for (const KontorRateSource *source = kontor_rate_sources (); source->name != NULL; source++)
    g_ptr_array_add (known->tables, kontor_rates_find_table (store, source->name, &far, KONTOR_RATE_ON_OR_BEFORE, NULL));

  g_task_return_pointer (task, known, (GDestroyNotify) known_free);
}

static void
looked_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  KontorRatesPreferences *self = KONTOR_RATES_PREFERENCES (object);
  g_autoptr (Known) known = g_task_propagate_pointer (G_TASK (result), NULL);

  for (guint i = 0; known != NULL && i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      KontorJson *table = g_ptr_array_index (known->tables, i);
      g_autofree char *text = table == NULL ? g_strdup (_("No table yet")) : describe_table (table);
      g_autofree char *escaped = g_markup_escape_text (text, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (line->row), escaped);
      gtk_widget_set_visible (line->usual, g_strcmp0 (line->source->name, known->usual) == 0);
    }
}

static void
look (KontorRatesPreferences *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, looked_cb, NULL);

  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, look_thread);
}

/* Tables on their way into the store. */
typedef struct
{
  KontorStore *store;
  GBytes *bytes;
  GFile *file;        /* or NULL, with @bytes */
  const char *source; /* that was asked for, a constant; or NULL */
  char *newest;       /* what is said of its newest table */
  guint n_new;
} Import;

static void
import_free (Import *import)
{
  g_clear_object (&import->store);
  g_clear_object (&import->file);
  g_clear_pointer (&import->bytes, g_bytes_unref);
  g_free (import->newest);
  g_free (import);
}

static gboolean
read_file (Import *import,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (import->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The file is larger than %d MiB. Choose one with fewer days."),
                   MAX_BYTES / (1024 * 1024));
      return FALSE;
    }
  import->bytes = g_file_load_bytes (import->file, cancellable, NULL, error);

  return import->bytes != NULL;
}

static void
import_thread (GTask *task,
               gpointer source_object,
               gpointer task_data,
               GCancellable *cancellable)
{
  Import *import = task_data;
  g_autoptr (KontorJson) table = NULL;
  GError *error = NULL;
  guint n_known;
  GDate far;

  if ((import->file != NULL && !read_file (import, cancellable, &error)) ||
      !kontor_rates_import (import->store, g_bytes_get_data (import->bytes, NULL), g_bytes_get_size (import->bytes), &import->n_new,
                            &n_known, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  kontor_date_today (&far);
  g_date_add_days (&far, 7);
  if (import->source != NULL)
    table = kontor_rates_find_table (import->store, import->source, &far, KONTOR_RATE_ON_OR_BEFORE, NULL);
  if (table != NULL)
    import->newest = describe_table (table);
  g_task_return_boolean (task, TRUE);
}

static void
set_running (KontorRatesPreferences *self,
             gboolean running)
{
  for (guint i = 0; i < self->lines->len; i++)
    gtk_widget_set_sensitive (g_array_index (self->lines, Line, i).button, !running);
  gtk_widget_set_sensitive (self->import_row, !running);
}

static void
imported_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  KontorRatesPreferences *self = KONTOR_RATES_PREFERENCES (object);
  Import *import = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *counted = NULL;
  g_autofree char *text = NULL;

  set_running (self, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, error->message);
      return;
    }

  counted = import->n_new == 0 ? g_strdup (_("Nothing new"))
                               : g_strdup_printf (ngettext ("%u new table", "%u new tables", import->n_new), import->n_new);
  /* Translators: how many tables are new, and the newest one: "1 new table: Table 226/A/NBP/2026 of 20 November 2026". */
  text = import->newest != NULL ? g_strdup_printf (_("%s: %s"), counted, import->newest) : g_strdup (counted);
  say (self, text);
  look (self);
}

/* Takes @import. */
static void
start_import (KontorRatesPreferences *self,
              Import *import)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, imported_cb, NULL);

  import->store = g_object_ref (self->store);
  set_running (self, TRUE);
  g_task_set_source_tag (task, start_import);
  g_task_set_task_data (task, import, (GDestroyNotify) import_free);
  g_task_run_in_thread (task, import_thread);
}

static const KontorRateSource *
get_source (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "kontor-source");
}

static void
fetched_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GtkWidget) button = GTK_WIDGET (user_data);
  KontorRatesPreferences *self =
    KONTOR_RATES_PREFERENCES (gtk_widget_get_ancestor (button, KONTOR_TYPE_RATES_PREFERENCES));
  g_autoptr (GError) error = NULL;
  GBytes *bytes = kontor_rates_fetch_finish (result, &error);
  Import *import;

  /* The window was closed meanwhile. */
  if (self == NULL)
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      return;
    }

  set_running (self, FALSE);
  if (bytes == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, error->message);
      return;
    }

  import = g_new0 (Import, 1);
  import->bytes = bytes;
  import->source = get_source (button)->name;
  start_import (self, import);
}

static void
fetch_cb (GtkButton *button,
          KontorRatesPreferences *self)
{
  set_running (self, TRUE);
  kontor_rates_fetch_async (get_source (button)->url, self->cancellable, fetched_cb, g_object_ref (button));
}

static void
file_chosen_cb (GtkNativeDialog *chooser,
                int response,
                KontorRatesPreferences *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      Import *import = g_new0 (Import, 1);

      import->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      start_import (self, import);
    }
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
import_cb (KontorRatesPreferences *self)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Import Exchange Rates"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _("_Import"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Tables of rates (XML)"));
  gtk_file_filter_add_suffix (filter, "xml");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static GtkWidget *
make_line (KontorRatesPreferences *self,
           const KontorRateSource *source)
{
  const KontorField *field = kontor_fields_find (kontor_record_type_find ("company")->fields, "rate_source");
  const char *label = kontor_field_get_choice_label (field, source->name);
  /* Translators: %s is the name of a source of exchange rates. */
  g_autofree char *name = g_strdup_printf (_("Fetch Now: %s"), label);
  Line line = { source, adw_action_row_new (), gtk_button_new_from_icon_name ("view-refresh-symbolic"), gtk_label_new (_("Usual")) };

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line.row), label);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (line.row), 2);
  gtk_widget_add_css_class (line.usual, "chip");
  gtk_widget_set_valign (line.usual, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (line.usual, FALSE);
  gtk_widget_add_css_class (line.button, "flat");
  gtk_widget_set_valign (line.button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (line.button, _("Fetch Now"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (line.button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (line.button), "kontor-source", (gpointer) source);
  g_signal_connect_object (line.button, "clicked", G_CALLBACK (fetch_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line.row), line.usual);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line.row), line.button);
  g_array_append_val (self->lines, line);

  return line.row;
}

static void
kontor_rates_preferences_dispose (GObject *object)
{
  KontorRatesPreferences *self = KONTOR_RATES_PREFERENCES (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kontor_rates_preferences_parent_class)->dispose (object);
}

static void
kontor_rates_preferences_finalize (GObject *object)
{
  g_array_unref (KONTOR_RATES_PREFERENCES (object)->lines);

  G_OBJECT_CLASS (kontor_rates_preferences_parent_class)->finalize (object);
}

static void
kontor_rates_preferences_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (KONTOR_RATES_PREFERENCES (widget)->cancellable);

  GTK_WIDGET_CLASS (kontor_rates_preferences_parent_class)->unroot (widget);
}

static void
kontor_rates_preferences_class_init (KontorRatesPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kontor_rates_preferences_dispose;
  object_class->finalize = kontor_rates_preferences_finalize;
  GTK_WIDGET_CLASS (klass)->unroot = kontor_rates_preferences_unroot;
}

static void
kontor_rates_preferences_init (KontorRatesPreferences *self)
{
  self->cancellable = g_cancellable_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
}

/**
 * kontor_rates_preferences_new:
 * @store: the store
 *
 * Returns: (transfer floating): the page: the newest table of each source, fetching the next one, and importing a file
 */
GtkWidget *
kontor_rates_preferences_new (KontorStore *store)
{
  KontorRatesPreferences *self;
  GtkWidget *sources = adw_preferences_group_new ();
  GtkWidget *files = adw_preferences_group_new ();

  g_return_val_if_fail (KONTOR_IS_STORE (store), NULL);

  self = g_object_new (KONTOR_TYPE_RATES_PREFERENCES, "title", _("Exchange Rates"), "name", "rates", "icon-name", "kontor-rate-symbolic",
                       NULL);
  self->store = g_object_ref (store);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (sources), _("Newest Tables"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (sources),
                                         _("The company’s page says which source is the usual one, and whose day counts."));
  for (const KontorRateSource *source = kontor_rate_sources (); source->name != NULL; source++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (sources), make_line (self, source));

  self->import_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->import_row), _("Import File…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->import_row), _("XML of the European Central Bank or of the National Bank of Poland"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->import_row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->import_row), TRUE);
  g_signal_connect_object (self->import_row, "activated", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (files), self->import_row);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (sources));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (files));
  look (self);

  return GTK_WIDGET (self);
}

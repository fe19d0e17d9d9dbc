/* kontor-store-preferences.c: where the records are, copies of them, and whether they are whole */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "preferences/kontor-store-preferences.h"

#include <glib/gi18n.h>

/* More than these are not read; the first say what is to be done. */
#define MAX_PROBLEMS 10

struct _KontorStorePreferences
{
  AdwPreferencesPage parent_instance;

  KontorStore *store;
  GCancellable *cancellable;
  GtkWidget *backup_row;
  GtkWidget *backup_spinner;
  GtkWidget *check_row;
  GtkWidget *check_spinner;
};

G_DEFINE_FINAL_TYPE (KontorStorePreferences, kontor_store_preferences, ADW_TYPE_PREFERENCES_PAGE)

static void
set_running (GtkWidget *row,
             GtkWidget *spinner,
             gboolean running)
{
  gtk_spinner_set_spinning (GTK_SPINNER (spinner), running);
  gtk_widget_set_sensitive (row, !running);
}

static void
set_subtitle (GtkWidget *row,
              const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
}

static void
backup_thread (GTask *task,
               gpointer source_object,
               gpointer task_data,
               GCancellable *cancellable)
{
  KontorStorePreferences *self = source_object;
  GError *error = NULL;

  if (kontor_store_backup (self->store, task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
backed_up_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  KontorStorePreferences *self = KONTOR_STORE_PREFERENCES (object);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    /* Translators: %s is the path of a file. */
    text = g_strdup_printf (_("Written to %s"), (const char *) g_task_get_task_data (G_TASK (result)));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_running (self->backup_row, self->backup_spinner, FALSE);
  set_subtitle (self->backup_row, text != NULL ? text : error->message);
}

static void
backup_chosen_cb (GtkNativeDialog *chooser,
                  int response,
                  KontorStorePreferences *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);

  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  if (path != NULL)
    {
      g_autoptr (GTask) task = g_task_new (self, self->cancellable, backed_up_cb, NULL);

      set_running (self->backup_row, self->backup_spinner, TRUE);
      g_task_set_source_tag (task, backup_chosen_cb);
      g_task_set_task_data (task, g_steal_pointer (&path), g_free);
      g_task_run_in_thread (task, backup_thread);
    }
}

static void
backup_cb (KontorStorePreferences *self)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Back Up"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), GTK_FILE_CHOOSER_ACTION_SAVE,
                                 _("_Back Up"), _("_Cancel"));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "kontor-%Y-%m-%d.db");

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (backup_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
check_thread (GTask *task,
              gpointer source_object,
              gpointer task_data,
              GCancellable *cancellable)
{
  KontorStorePreferences *self = source_object;
  GError *error = NULL;
  GPtrArray *problems = kontor_store_verify (self->store, cancellable, &error);

  if (problems == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, problems, (GDestroyNotify) g_ptr_array_unref);
}

static void
show_problems (KontorStorePreferences *self,
               GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *dialog;

  for (guint i = 0; i < problems->len && i < MAX_PROBLEMS; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : "\n", (const char *) g_ptr_array_index (problems, i));
  if (problems->len > MAX_PROBLEMS)
    g_string_append (text, "\n…");

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("The Store Is Not in Order"), text->str);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
checked_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  KontorStorePreferences *self = KONTOR_STORE_PREFERENCES (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *found = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_running (self->check_row, self->check_spinner, FALSE);
  if (problems == NULL)
    {
      set_subtitle (self->check_row, error->message);
      return;
    }
  if (problems->len == 0)
    {
      set_subtitle (self->check_row, _("Everything is in order."));
      return;
    }
  found = g_strdup_printf (ngettext ("%u thing is not in order.", "%u things are not in order.", problems->len), problems->len);
  set_subtitle (self->check_row, found);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_problems (self, problems);
}

static void
check_cb (KontorStorePreferences *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, checked_cb, NULL);

  set_running (self->check_row, self->check_spinner, TRUE);
  set_subtitle (self->check_row, _("Reading everything…"));
  g_task_set_source_tag (task, check_cb);
  g_task_run_in_thread (task, check_thread);
}

static void
restore_cb (KontorStorePreferences *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  /* These preferences are about the store that is about to go. */
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "app.restore", NULL);
  gtk_window_close (window);
}

static GtkWidget *
make_row (KontorStorePreferences *self,
          const char *title,
          const char *subtitle,
          GCallback callback,
          GtkWidget **spinner)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  set_subtitle (row, subtitle);
  if (spinner != NULL)
    {
      *spinner = gtk_spinner_new ();
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), *spinner);
    }
  if (callback != NULL)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);
    }

  return row;
}

static void
kontor_store_preferences_dispose (GObject *object)
{
  KontorStorePreferences *self = KONTOR_STORE_PREFERENCES (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kontor_store_preferences_parent_class)->dispose (object);
}

/* Who closes the window does not wait for the end. */
static void
kontor_store_preferences_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (KONTOR_STORE_PREFERENCES (widget)->cancellable);

  GTK_WIDGET_CLASS (kontor_store_preferences_parent_class)->unroot (widget);
}

static void
kontor_store_preferences_class_init (KontorStorePreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_store_preferences_dispose;
  GTK_WIDGET_CLASS (klass)->unroot = kontor_store_preferences_unroot;
}

static void
kontor_store_preferences_init (KontorStorePreferences *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * kontor_store_preferences_new:
 * @store: the store
 *
 * Returns: (transfer floating): the page: where the store is, backing it up, going back to a backup, and checking it
 */
GtkWidget *
kontor_store_preferences_new (KontorStore *store)
{
  KontorStorePreferences *self;
  GtkWidget *place = adw_preferences_group_new ();
  GtkWidget *copies = adw_preferences_group_new ();
  GtkWidget *path;

  g_return_val_if_fail (KONTOR_IS_STORE (store), NULL);

  self = g_object_new (KONTOR_TYPE_STORE_PREFERENCES, "title", _("Store"), "name", "store", "icon-name", "drive-harddisk-symbolic", NULL);
  self->store = g_object_ref (store);

  path = make_row (self, _("All Records Are in One File"), kontor_store_get_path (store), NULL, NULL);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (path), 3);
  self->check_row = make_row (self, _("Check"), _("Reads everything and says whether it is in order"), G_CALLBACK (check_cb),
                              &self->check_spinner);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (place), path);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (place), self->check_row);

  self->backup_row = make_row (self, _("Back Up Now…"), _("Copies everything into one file. A copy is kept beside the store each day too."),
                               G_CALLBACK (backup_cb), &self->backup_spinner);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (copies), _("Backups"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (copies), self->backup_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (copies),
                             make_row (self, _("Open a Backup…"), _("Puts a copy in the place of the store"), G_CALLBACK (restore_cb), NULL));

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (place));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (copies));

  return GTK_WIDGET (self);
}

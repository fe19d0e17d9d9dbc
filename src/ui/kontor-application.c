/* kontor-application.c: the application: opens the store and hands it down */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-application.h"

#include <glib/gi18n.h>

#include "kontor-office.h"
#include "kontor-preferences.h"
#include "kontor-settings.h"
#include "kontor-store.h"
#include "kontor-window.h"

struct _KontorApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  KontorStore *store;
  KontorOffice *office;
  KontorWindow *window;
  gboolean opening;
};

G_DEFINE_FINAL_TYPE (KontorApplication, kontor_application, ADW_TYPE_APPLICATION)

static const char *
title_for_error (const GError *error)
{
  if (error->domain != KONTOR_STORE_ERROR)
    return _("The Store Cannot Be Opened");

  switch ((KontorStoreError) error->code)
    {
    case KONTOR_STORE_ERROR_NEWER:
      return _("This Store Is From a Newer Kontor");

    case KONTOR_STORE_ERROR_READ_ONLY:
      return _("The Store Cannot Be Written");

    case KONTOR_STORE_ERROR_FULL:
      return _("The Disk Is Full");

    case KONTOR_STORE_ERROR_LOCKED:
      return _("Another Program Holds the Store");

    case KONTOR_STORE_ERROR_CORRUPT:
      return _("The Store Is Damaged");

    case KONTOR_STORE_ERROR_NOT_FOUND:
    case KONTOR_STORE_ERROR_CONFLICT:
    case KONTOR_STORE_ERROR_IMMUTABLE:
    case KONTOR_STORE_ERROR_NOT_EMPTY:
    case KONTOR_STORE_ERROR_QUERY:
    case KONTOR_STORE_ERROR_FAILED:
    default:
      return _("The Store Cannot Be Opened");
    }
}

static void
progress_cb (KontorStore *store,
             double fraction,
             const char *what,
             KontorApplication *self)
{
  if (self->window != NULL && self->office == NULL)
    kontor_window_show_progress (self->window, fraction, what);
}

static void
opened_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (KontorApplication) self = KONTOR_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;
  KontorStore *store = kontor_store_open_finish (result, &error);

  self->opening = FALSE;
  g_application_release (G_APPLICATION (self));
  if (self->window == NULL)
    {
      g_clear_object (&store);
      return;
    }
  if (store == NULL)
    {
      kontor_window_show_error (self->window, title_for_error (error), error->message);
      return;
    }

  self->store = store;
  g_signal_connect_object (store, "progress", G_CALLBACK (progress_cb), self, 0);
  self->office = kontor_office_new (store);
  kontor_window_set_office (self->window, self->office);
}

static void
open_store (KontorApplication *self)
{
  g_autofree char *path = kontor_store_get_default_path ();

  if (self->store != NULL || self->opening)
    return;

  self->opening = TRUE;
  kontor_window_show_progress (self->window, 0, NULL);
  g_application_hold (G_APPLICATION (self));
  kontor_store_open_async (path, NULL, opened_cb, g_object_ref (self));
}

static void
open_store_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  KontorApplication *self = KONTOR_APPLICATION (user_data);

  if (self->window != NULL)
    open_store (self);
}

static void
restore_thread (GTask *task,
                gpointer source_object,
                gpointer task_data,
                GCancellable *cancellable)
{
  g_autofree char *path = kontor_store_get_default_path ();
  GError *error = NULL;

  if (kontor_store_restore (path, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The store that was there is still there when the backup could not take its place. */
static void
restored_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  KontorApplication *self = KONTOR_APPLICATION (object);
  g_autoptr (GError) error = NULL;

  g_application_release (G_APPLICATION (self));
  if (self->window == NULL)
    return;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self->window), _("The Backup Was Not Opened"), error->message);

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
      gtk_window_present (GTK_WINDOW (dialog));
    }
  open_store (self);
}

static void
restore (KontorApplication *self,
         const char *backup)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, restored_cb, NULL);

  kontor_window_leave_office (self->window);
  g_clear_object (&self->office);
  if (self->store != NULL)
    kontor_store_close (self->store);
  g_clear_object (&self->store);

  kontor_window_show_progress (self->window, 0, NULL);
  g_application_hold (G_APPLICATION (self));
  g_task_set_source_tag (task, restore);
  g_task_set_task_data (task, g_strdup (backup), g_free);
  g_task_run_in_thread (task, restore_thread);
}

static void
restore_confirmed_cb (AdwMessageDialog *dialog,
                      const char *response,
                      KontorApplication *self)
{
  if (g_str_equal (response, "restore") && self->window != NULL)
    restore (self, g_object_get_data (G_OBJECT (dialog), "kontor-path"));
}

static void
restore_chosen_cb (GtkNativeDialog *chooser,
                   int response,
                   KontorApplication *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);
  GtkWidget *dialog;

  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  if (path == NULL || self->window == NULL)
    return;

  dialog = adw_message_dialog_new (GTK_WINDOW (self->window), _("Open This Backup?"),
                                   _("It takes the place of the store that is open now. That one is kept beside it, with the date in its name."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "restore", _("_Open Backup"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "restore", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "kontor-path", g_steal_pointer (&path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (restore_confirmed_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
restore_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  KontorApplication *self = KONTOR_APPLICATION (user_data);
  GtkFileChooserNative *chooser;

  if (self->window == NULL || self->opening)
    return;

  chooser = gtk_file_chooser_native_new (_("Open a Backup"), GTK_WINDOW (self->window), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"),
                                         _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (restore_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  KontorApplication *self = KONTOR_APPLICATION (user_data);

  gtk_window_present (GTK_WINDOW (kontor_preferences_new (GTK_WINDOW (self->window), self->settings, self->store)));
}

static void
about_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  KontorApplication *self = KONTOR_APPLICATION (user_data);
  GtkWidget *about = adw_about_window_new ();
  g_autofree char *debug = NULL;

  adw_about_window_set_application_name (ADW_ABOUT_WINDOW (about), "Kontor");
  adw_about_window_set_application_icon (ADW_ABOUT_WINDOW (about), KONTOR_APPLICATION_ID);
  adw_about_window_set_version (ADW_ABOUT_WINDOW (about), KONTOR_VERSION);
  adw_about_window_set_developer_name (ADW_ABOUT_WINDOW (about), _("The Kontor developers"));
  adw_about_window_set_license_type (ADW_ABOUT_WINDOW (about), GTK_LICENSE_GPL_3_0);
  adw_about_window_set_comments (ADW_ABOUT_WINDOW (about),
                                 _("Customers, offers in several currencies, and contracts. On your desktop, without a server."));
  /* Translators: your names, one a line, to be shown among the credits. */
  if (g_strcmp0 (_("translator-credits"), "translator-credits") != 0)
    adw_about_window_set_translator_credits (ADW_ABOUT_WINDOW (about), _("translator-credits"));
  if (self->store != NULL)
    {
      debug = g_strdup_printf ("Kontor %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\n%s\n", KONTOR_VERSION,
                               gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                               adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                               kontor_store_get_path (self->store));
      adw_about_window_set_debug_info (ADW_ABOUT_WINDOW (about), debug);
    }
  gtk_window_set_transient_for (GTK_WINDOW (about), GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (about));
}

static void
quit_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  KontorApplication *self = KONTOR_APPLICATION (user_data);

  /* The window saves what is typed before it goes, and the application goes with it. */
  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static const GActionEntry actions[] = {
  { "open-store", open_store_action },
  { "restore", restore_action },
  { "preferences", preferences_action },
  { "about", about_action },
  { "quit", quit_action },
};

static gboolean
scheme_mapping (GValue *value,
                GVariant *variant,
                gpointer user_data)
{
  const char *scheme = g_variant_get_string (variant, NULL);

  if (g_str_equal (scheme, "light"))
    g_value_set_enum (value, ADW_COLOR_SCHEME_FORCE_LIGHT);
  else if (g_str_equal (scheme, "dark"))
    g_value_set_enum (value, ADW_COLOR_SCHEME_FORCE_DARK);
  else
    g_value_set_enum (value, ADW_COLOR_SCHEME_DEFAULT);

  return TRUE;
}

static void
kontor_application_startup (GApplication *application)
{
  KontorApplication *self = KONTOR_APPLICATION (application);

  G_APPLICATION_CLASS (kontor_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.preferences",
                                         (const char *[]) { "<Control>comma", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "window.close", (const char *[]) { "<Control>w", NULL });

  self->settings = kontor_settings_new ();
  if (self->settings != NULL)
    g_settings_bind_with_mapping (self->settings, "color-scheme", adw_style_manager_get_default (), "color-scheme",
                                  G_SETTINGS_BIND_GET, scheme_mapping, NULL, NULL, NULL);
}

static void
kontor_application_activate (GApplication *application)
{
  KontorApplication *self = KONTOR_APPLICATION (application);

  if (self->window == NULL)
    {
      g_set_weak_pointer (&self->window, kontor_window_new (ADW_APPLICATION (self)));
      open_store (self);
    }
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
kontor_application_shutdown (GApplication *application)
{
  KontorApplication *self = KONTOR_APPLICATION (application);

  g_clear_object (&self->office);
  if (self->store != NULL)
    kontor_store_close (self->store);
  g_clear_object (&self->store);

  G_APPLICATION_CLASS (kontor_application_parent_class)->shutdown (application);
}

static void
kontor_application_dispose (GObject *object)
{
  KontorApplication *self = KONTOR_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (kontor_application_parent_class)->dispose (object);
}

static void
kontor_application_class_init (KontorApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_application_dispose;
  application_class->startup = kontor_application_startup;
  application_class->activate = kontor_application_activate;
  application_class->shutdown = kontor_application_shutdown;
}

static void
kontor_application_init (KontorApplication *self)
{
}

/**
 * kontor_application_new:
 *
 * Makes the application. There is one for the store of this desktop; with another store in `KONTOR_STORE` (a demo, a test) it
 * is one of its own.
 *
 * Returns: (transfer full): the application
 */
KontorApplication *
kontor_application_new (void)
{
  GApplicationFlags flags = G_APPLICATION_DEFAULT_FLAGS;

  if (g_getenv ("KONTOR_STORE") != NULL)
    flags |= G_APPLICATION_NON_UNIQUE;

  return g_object_new (KONTOR_TYPE_APPLICATION,
                       "application-id", KONTOR_APPLICATION_ID,
                       "flags", flags,
                       "resource-base-path", "/io/github/kontor/Kontor",
                       NULL);
}

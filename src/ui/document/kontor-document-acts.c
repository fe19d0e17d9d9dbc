/* kontor-document-acts.c: printing a record, and saving it as a PDF */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "document/kontor-document-acts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "common/kontor-title-cache.h"
#include "document/kontor-print.h"
#include "kontor-desk-document.h"
#include "kontor-pdf.h"
#include "kontor-window.h"

/* Characters; what names a file on any file system. */
#define MAX_NAME 120

/* What is printed or saved: what the editor holds, all of it on disk. */
typedef struct
{
  GtkWindow *window;
  KontorStore *store;
  KontorRecord *record;
  GFile *file; /* NULL: it goes to the printer */
} Act;

static void
act_free (Act *act)
{
  g_clear_object (&act->window);
  g_clear_object (&act->store);
  g_clear_object (&act->record);
  g_clear_object (&act->file);
  g_free (act);
}

static void
say (GtkWindow *window,
     const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.toast", "s", text);
}

/*
 * What was issued is printed and saved as it was. A draft that an issued document was taken back to, or that revises one,
 * is a document of its own.
 */
static gboolean
find_issued (Act *act,
             KontorRecord **issued,
             GError **error)
{
  GError *reason = NULL;

  *issued = NULL;
  if (g_strcmp0 (kontor_record_get_string (act->record, "state"), "draft") != 0)
    *issued = kontor_desk_find_issued (act->store, act->record, &reason);
  if (reason != NULL)
    g_propagate_error (error, reason);

  return reason == NULL;
}

static KontorDeskDocument
describe (Act *act)
{
  return (KontorDeskDocument) {
    .id = kontor_record_get_id (act->record),
    .body = kontor_record_get_body (act->record),
  };
}

static void
lay_out_thread (GTask *task,
                gpointer source_object,
                gpointer task_data,
                GCancellable *cancellable)
{
  Act *act = task_data;
  g_autoptr (KontorRecord) issued = NULL;
  KontorDeskDocument document = describe (act);
  GError *error = NULL;
  KontorPages *pages = NULL;

  if (find_issued (act, &issued, &error))
    pages = issued != NULL ? kontor_desk_lay_out_issued (act->store, issued, cancellable, &error)
                           : kontor_desk_lay_out (act->store, &document, cancellable, &error);
  if (pages == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pages, g_object_unref);
}

static void
save_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  Act *act = task_data;
  g_autoptr (KontorRecord) issued = NULL;
  KontorDeskDocument document = describe (act);
  g_autoptr (GBytes) pdf = NULL;
  GError *error = NULL;

  if (find_issued (act, &issued, &error))
    pdf = issued != NULL ? kontor_desk_load_issued_pdf (act->store, issued, &error)
                         : kontor_desk_make_pdf (act->store, &document, cancellable, &error);
  if (pdf == NULL || !kontor_pdf_write (pdf, act->file, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
printed_cb (GtkPrintOperation *operation,
            GtkPrintOperationResult result,
            GtkWindow *window)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  say (window, error != NULL ? error->message : _("The printer does not answer. Look whether it is on, then print again."));
}

static void
laid_out_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  Act *act = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPages) pages = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *name = NULL;

  if (pages == NULL)
    {
      say (act->window, error->message);
      return;
    }

  name = kontor_record_dup_title (act->record);
  operation = kontor_print_operation_new (pages, name);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), act->window, 0);
  /* An error is said by printed_cb() too, at once or later. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, act->window, NULL);
}

static void
open_cb (AdwToast *toast,
         GtkWindow *window)
{
  gtk_show_uri (window, g_object_get_data (G_OBJECT (toast), "kontor-uri"), GDK_CURRENT_TIME);
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  Act *act = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      say (act->window, error->message);
      return;
    }

  name = g_file_get_basename (act->file);
  escaped = g_markup_escape_text (name, -1);
  /* Translators: %s is the name of a file. */
  text = g_strdup_printf (_("Saved as “%s”"), escaped);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _("_Open"));
  g_object_set_data_full (G_OBJECT (toast), "kontor-uri", g_file_get_uri (act->file), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_cb), act->window, 0);
  kontor_window_add_toast (KONTOR_WINDOW (act->window), toast);
}

/* Takes @act. */
static void
run (Act *act,
     GTaskThreadFunc thread,
     GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (act->store, NULL, callback, NULL);

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, act, (GDestroyNotify) act_free);
  g_task_run_in_thread (task, thread);
}

static void
response_cb (GtkNativeDialog *dialog,
             int response,
             Act *act)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      act->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      run (act, save_thread, saved_cb);
    }
  else
    act_free (act);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/* Takes @act. */
static void
ask_for_file (Act *act)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Save as PDF"), act->window, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  const char *customer = kontor_record_get_string (act->record, "customer");
  const char *title = customer == NULL ? NULL : kontor_title_cache_lookup (kontor_title_cache_get (act->store), customer);
  g_autofree char *name = kontor_document_make_file_name (act->record, title);

  gtk_file_filter_set_name (filter, _("PDF documents"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), act);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static Act *
take_flushed (GObject *object,
              GAsyncResult *result,
              GtkWindow *window)
{
  KontorEditor *editor = KONTOR_EDITOR (object);
  g_autoptr (GError) error = NULL;
  Act *act;

  if (!kontor_editor_flush_finish (editor, result, &error))
    {
      say (window, error->message);
      g_object_unref (window);
      return NULL;
    }

  act = g_new0 (Act, 1);
  act->window = window;
  act->store = g_object_ref (kontor_editor_get_store (editor));
  act->record = kontor_record_new_for_body (kontor_editor_get_id (editor),
                                            kontor_record_get_body (kontor_editor_get_record (editor)), &error);
  if (act->record == NULL)
    {
      say (window, error->message);
      g_clear_pointer (&act, act_free);
    }

  return act;
}

static void
flush_before_print_cb (GObject *object,
                       GAsyncResult *result,
                       gpointer user_data)
{
  Act *act = take_flushed (object, result, user_data);

  if (act != NULL)
    run (act, lay_out_thread, laid_out_cb);
}

static void
flush_before_save_cb (GObject *object,
                      GAsyncResult *result,
                      gpointer user_data)
{
  Act *act = take_flushed (object, result, user_data);

  if (act != NULL)
    ask_for_file (act);
}

/**
 * kontor_document_print:
 * @widget: a widget in the window
 * @editor: the editor of an offer or a contract
 *
 * Lays the record out in the background and opens the print dialog. What was issued is printed from what was kept of it
 * (kontor_desk_lay_out_issued()); errors are shown in the window.
 */
void
kontor_document_print (GtkWidget *widget,
                       KontorEditor *editor)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (KONTOR_IS_EDITOR (editor));

  kontor_editor_flush_async (editor, NULL, flush_before_print_cb, g_object_ref (gtk_widget_get_root (widget)));
}

/**
 * kontor_document_save_pdf:
 * @widget: a widget in the window
 * @editor: the editor of an offer or a contract
 *
 * Asks for a file and saves the record as a PDF, in the background. Of what was issued it is the file that was issued, to the
 * byte; errors are shown in the window.
 */
void
kontor_document_save_pdf (GtkWidget *widget,
                          KontorEditor *editor)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (KONTOR_IS_EDITOR (editor));

  kontor_editor_flush_async (editor, NULL, flush_before_save_cb, g_object_ref (gtk_widget_get_root (widget)));
}

/**
 * kontor_document_make_file_name:
 * @record: an offer or a contract
 * @customer: (nullable): the title of its customer
 *
 * Returns: (transfer full): a name for its PDF: the number, or the subject of a draft, and the customer, of characters that
 *   every file system takes
 */
char *
kontor_document_make_file_name (KontorRecord *record,
                                const char *customer)
{
  const char *number;
  const char *subject;
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  char *end;

  g_return_val_if_fail (KONTOR_IS_RECORD (record), NULL);

  number = kontor_record_get_string (record, "number");
  subject = kontor_record_get_string (record, "subject");
  title = kontor_record_dup_title (record);
  if (number == NULL || *number == '\0')
    number = subject != NULL && *subject != '\0' ? subject : title;

  name = g_strdup_printf ("%s%s%s", number, customer == NULL || *customer == '\0' ? "" : " ", customer == NULL ? "" : customer);
  for (char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    if (strchr ("/\\:*?\"<>|", *c) != NULL || g_ascii_iscntrl (*c))
      *c = '-';
  if (g_utf8_strlen (name, -1) > MAX_NAME)
    {
      end = g_utf8_offset_to_pointer (name, MAX_NAME);
      *end = '\0';
    }
  g_strstrip (name);

  return g_strconcat (*name == '\0' || *name == '.' ? "Kontor " : "", name, ".pdf", NULL);
}

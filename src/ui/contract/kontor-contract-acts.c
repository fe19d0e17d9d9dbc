/* kontor-contract-acts.c: sending, signing and ending a contract from the window */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "contract/kontor-contract-acts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kontor-date.h"
#include "kontor-desk-contract-state.h"
#include "kontor-desk-issue.h"
#include "kontor-format.h"
#include "kontor-language.h"

typedef struct _Act Act;

/* What is done in the thread; blocks. */
typedef gboolean (*Doing) (const Act *act, GCancellable *cancellable, GError **error);

/* An act on the stored contract: the editor is flushed first, and follows the store afterwards. */
struct _Act
{
  GtkWindow *window;
  KontorStore *store;
  char *id;
  Doing doing;
  const char *state; /* a constant */
  const char *said;  /* what is said when it is done, translated */
  GDate day;
  GDate last_day;
};

static void
act_free (Act *act)
{
  g_clear_object (&act->window);
  g_clear_object (&act->store);
  g_free (act->id);
  g_free (act);
}

static Act *
act_new (GtkWidget *widget,
         KontorEditor *editor,
         Doing doing,
         const char *said)
{
  Act *act = g_new0 (Act, 1);

  act->window = GTK_WINDOW (g_object_ref (gtk_widget_get_root (widget)));
  act->store = g_object_ref (kontor_editor_get_store (editor));
  act->id = g_strdup (kontor_editor_get_id (editor));
  act->doing = doing;
  act->said = said;
  g_date_clear (&act->day, 1);
  g_date_clear (&act->last_day, 1);

  return act;
}

/* What was stored shows in the window by itself. */
static gboolean
drop (KontorRecord *record)
{
  g_clear_object (&record);

  return TRUE;
}

static gboolean
do_issue (const Act *act,
          GCancellable *cancellable,
          GError **error)
{
  KontorRecord *issued = kontor_desk_issue (act->store, act->id, cancellable, error);

  return issued != NULL && drop (issued);
}

static gboolean
do_sign (const Act *act,
         GCancellable *cancellable,
         GError **error)
{
  KontorRecord *contract = kontor_desk_sign_contract (act->store, act->id, &act->day, error);

  return contract != NULL && drop (contract);
}

static gboolean
do_terminate (const Act *act,
              GCancellable *cancellable,
              GError **error)
{
  KontorRecord *contract = kontor_desk_terminate_contract (act->store, act->id, &act->day, &act->last_day, error);

  return contract != NULL && drop (contract);
}

static gboolean
do_move (const Act *act,
         GCancellable *cancellable,
         GError **error)
{
  KontorRecord *contract = kontor_desk_move_contract (act->store, act->id, act->state, error);

  return contract != NULL && drop (contract);
}

static void
act_thread (GTask *task,
            gpointer source_object,
            gpointer task_data,
            GCancellable *cancellable)
{
  Act *act = task_data;
  GError *error = NULL;

  if (act->doing (act, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
say_failed (GtkWindow *window,
            const char *reason)
{
  GtkWidget *dialog = adw_message_dialog_new (window, _("This Cannot Be Done Yet"), reason);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
acted_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  Act *act = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    say_failed (act->window, error->message);
  else if (act->said != NULL)
    gtk_widget_activate_action (GTK_WIDGET (act->window), "win.toast", "s", act->said);
}

static void
flushed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  Act *act = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  if (!kontor_editor_flush_finish (KONTOR_EDITOR (object), result, &error))
    {
      say_failed (act->window, error->message);
      act_free (act);
      return;
    }

  task = g_task_new (act->store, NULL, acted_cb, NULL);
  g_task_set_source_tag (task, flushed_cb);
  g_task_set_task_data (task, act, (GDestroyNotify) act_free);
  g_task_run_in_thread (task, act_thread);
}

/* Takes @act. */
static void
start (Act *act,
       KontorEditor *editor)
{
  kontor_editor_flush_async (editor, NULL, flushed_cb, act);
}

/* A dialog about a day, and what it will do. */
typedef struct
{
  Act *act;
  KontorEditor *editor;
  GtkWidget *dialog;
  GtkWidget *calendar;
  GtkWidget *end_calendar;
  GtkWidget *end_revealer;
  GtkWidget *end_check;
  GtkWidget *end_label;
} Question;

static void
question_free (Question *question)
{
  g_clear_pointer (&question->act, act_free);
  g_clear_object (&question->editor);
  g_free (question);
}

static void
read_calendar (GtkWidget *calendar,
               GDate *date)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (calendar));

  g_date_set_dmy (date, g_date_time_get_day_of_month (day), g_date_time_get_month (day), g_date_time_get_year (day));
}

static void
show_day (GtkWidget *calendar,
          const GDate *date)
{
  g_autoptr (GDateTime) day = g_date_time_new_local (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date), 12, 0, 0);

  gtk_calendar_select_day (GTK_CALENDAR (calendar), day);
}

static GtkWidget *
make_calendar (const char *name)
{
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_widget_set_halign (calendar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return calendar;
}

/* The day that follows from the notice period, unless the person has said another one. */
static void
update_end (Question *question)
{
  gboolean own = gtk_check_button_get_active (GTK_CHECK_BUTTON (question->end_check));
  KontorJson *body = kontor_record_get_body (kontor_editor_get_record (question->editor));
  g_autoptr (GError) error = NULL;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;
  GDate notice;
  GDate end;
  gboolean known = TRUE;

  g_date_clear (&notice, 1);
  g_date_clear (&end, 1);
  read_calendar (question->calendar, &notice);
  if (own)
    read_calendar (question->end_calendar, &end);
  else
    known = kontor_desk_find_contract_end (body, &notice, &end, &error);

  if (known && g_date_compare (&end, &notice) < 0)
    {
      known = FALSE;
      text = g_strdup (_("A contract cannot end before notice was given."));
    }
  else if (known)
    {
      g_autofree char *language = kontor_language_dup_default ();

      day = kontor_format_date (&end, KONTOR_DATE_LONG, language);
      /* Translators: %s is a date. */
      text = g_strdup_printf (_("Its last day is %s."), day);
      if (!own)
        show_day (question->end_calendar, &end);
    }
  gtk_label_set_label (GTK_LABEL (question->end_label), text != NULL ? text : error->message);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (question->dialog), "do", known);
  question->act->day = notice;
  question->act->last_day = end;
}

static void
response_cb (AdwMessageDialog *dialog,
             const char *response,
             Question *question)
{
  if (!g_str_equal (response, "do"))
    return;

  if (question->end_check == NULL)
    read_calendar (question->calendar, &question->act->day);
  start (g_steal_pointer (&question->act), question->editor);
}

static Question *
question_new (Act *act,
              KontorEditor *editor,
              const char *title,
              const char *text,
              const char *label)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  question->act = act;
  question->editor = g_object_ref (editor);
  question->dialog = adw_message_dialog_new (act->window, title, text);
  question->calendar = make_calendar (title);
  gtk_box_append (GTK_BOX (box), question->calendar);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (question->dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question->dialog), "cancel", _("_Cancel"), "do", label, NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question->dialog), "do");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question->dialog), "cancel");
  g_signal_connect (question->dialog, "response", G_CALLBACK (response_cb), question);
  g_object_set_data_full (G_OBJECT (question->dialog), "kontor-question", question, (GDestroyNotify) question_free);

  return question;
}

/**
 * kontor_contract_issue:
 * @widget: a widget in the window
 * @editor: the editor of a contract that is a draft
 *
 * Gives the contract its number, prints it and marks it as sent for signature, in the background. What is missing is said in
 * a dialog.
 */
void
kontor_contract_issue (GtkWidget *widget,
                       KontorEditor *editor)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (KONTOR_IS_EDITOR (editor));

  start (act_new (widget, editor, do_issue, _("The contract is ready to be signed")), editor);
}

/**
 * kontor_contract_sign:
 * @widget: a widget in the window
 * @editor: the editor of a contract that is not signed yet
 *
 * Asks for the day and marks the contract as signed.
 */
void
kontor_contract_sign (GtkWidget *widget,
                      KontorEditor *editor)
{
  Question *question;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (KONTOR_IS_EDITOR (editor));

  question = question_new (act_new (widget, editor, do_sign, _("The contract is signed")), editor, _("Signed On"),
                           _("The day of the last signature."), _("_Signed"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question->dialog), "do", ADW_RESPONSE_SUGGESTED);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

/**
 * kontor_contract_terminate:
 * @widget: a widget in the window
 * @editor: the editor of a contract that is signed
 *
 * Asks for the day of the notice, shows the last day that follows from the notice period, and marks the contract as
 * terminated.
 */
void
kontor_contract_terminate (GtkWidget *widget,
                           KontorEditor *editor)
{
  Question *question;
  GtkWidget *box;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (KONTOR_IS_EDITOR (editor));

  question = question_new (act_new (widget, editor, do_terminate, _("The contract is terminated")), editor, _("Notice Given On"),
                           NULL, _("_Terminate"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question->dialog), "do", ADW_RESPONSE_DESTRUCTIVE);

  box = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (question->dialog));
  question->end_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (question->end_label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (question->end_label), 36);
  gtk_label_set_justify (GTK_LABEL (question->end_label), GTK_JUSTIFY_CENTER);
  question->end_check = gtk_check_button_new_with_mnemonic (_("It ends on _another day"));
  gtk_widget_set_halign (question->end_check, GTK_ALIGN_CENTER);
  question->end_calendar = make_calendar (_("Last day of the contract"));
  question->end_revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (question->end_revealer), question->end_calendar);
  g_object_bind_property (question->end_check, "active", question->end_revealer, "reveal-child", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (box), question->end_label);
  gtk_box_append (GTK_BOX (box), question->end_check);
  gtk_box_append (GTK_BOX (box), question->end_revealer);

  g_signal_connect_swapped (question->calendar, "day-selected", G_CALLBACK (update_end), question);
  g_signal_connect_swapped (question->end_check, "toggled", G_CALLBACK (update_end), question);
  if (kontor_record_get (kontor_editor_get_record (editor), "notice") == NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (question->end_check), TRUE);
  update_end (question);
  g_signal_connect_swapped (question->end_calendar, "day-selected", G_CALLBACK (update_end), question);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

/**
 * kontor_contract_move:
 * @widget: a widget in the window
 * @editor: the editor of a contract
 * @state: `draft`, `completed`, `cancelled`, or `signed` for one whose end is taken back; a constant
 *
 * Brings the contract into another state.
 */
void
kontor_contract_move (GtkWidget *widget,
                      KontorEditor *editor,
                      const char *state)
{
  Act *act;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (KONTOR_IS_EDITOR (editor));

  act = act_new (widget, editor, do_move, NULL);
  act->state = state;
  start (act, editor);
}

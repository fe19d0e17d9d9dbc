/* kontor-offer-acts.c: what one does with an offer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-offer-acts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kontor-accept-view.h"
#include "kontor-desk-contract.h"
#include "kontor-desk-issue.h"
#include "kontor-desk-offer.h"
#include "kontor-desk-task.h"
#include "kontor-difference.h"
#include "kontor-format.h"
#include "kontor-language.h"

/*
 * Each act first sees that all edits are on disk, then runs on a thread, and says in the window what came of it. The page
 * follows by itself: the act changes the record in the store, and the editor hears of that.
 */
typedef struct
{
  GtkWidget *widget;
  KontorEditor *editor;
  KontorOfferPricer *pricer;

  KontorDeskAct act;
  GDestroyNotify free_result;
  void (*done) (GtkWidget *widget, gpointer act, gpointer result); /* on success */

  char *id;
  char *state;
  char *text;
  char *variant;
  GStrv lines;
} Act;

static void
act_free (Act *act)
{
  g_clear_object (&act->widget);
  g_clear_object (&act->editor);
  g_clear_object (&act->pricer);
  g_free (act->id);
  g_free (act->state);
  g_free (act->text);
  g_free (act->variant);
  g_strfreev (act->lines);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static Act *
act_new (GtkWidget *widget,
         KontorEditor *editor,
         KontorDeskAct run,
         GDestroyNotify free_result)
{
  Act *act = g_new0 (Act, 1);

  act->widget = g_object_ref (widget);
  act->editor = g_object_ref (editor);
  act->id = g_strdup (kontor_editor_get_id (editor));
  act->act = run;
  act->free_result = free_result;

  return act;
}

/* What the thread gets: texts alone, and no widget that it could be the last to let go. */
static Act *
act_copy_for_thread (const Act *act)
{
  Act *copy = g_new0 (Act, 1);

  copy->id = g_strdup (act->id);
  copy->state = g_strdup (act->state);
  copy->text = g_strdup (act->text);
  copy->variant = g_strdup (act->variant);
  copy->lines = g_strdupv (act->lines);

  return copy;
}

static void
show_error (GtkWidget *widget,
            const char *heading,
            const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ran_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_autoptr (GError) error = NULL;
  gpointer came = kontor_desk_task_finish (KONTOR_STORE (object), result, &error);

  gtk_widget_set_cursor (act->widget, NULL);
  if (error != NULL)
    {
      show_error (act->widget, _("It Was Not Done"), error);
      return;
    }
  act->done (act->widget, act, came);
  if (came != NULL)
    act->free_result (came);
}

static void
flushed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_autoptr (GError) error = NULL;

  if (!kontor_editor_flush_finish (KONTOR_EDITOR (object), result, &error))
    {
      gtk_widget_set_cursor (act->widget, NULL);
      show_error (act->widget, _("The Last Edits Are Not Saved"), error);
      return;
    }

  kontor_desk_task_run (kontor_editor_get_store (act->editor), act->act, act_copy_for_thread (act), (GDestroyNotify) act_free,
                        act->free_result, NULL, ran_cb, act);
  g_steal_pointer (&act);
}

/* Takes @act. */
static void
run (Act *act)
{
  gtk_widget_set_cursor_from_name (act->widget, "progress");
  kontor_editor_flush_async (act->editor, NULL, flushed_cb, act);
}

static void
say (GtkWidget *widget,
     const char *text)
{
  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

static GtkWidget *
make_question (GtkWidget *widget,
               const char *heading,
               const char *body,
               const char *yes,
               AdwResponseAppearance appearance)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "no", _("_Cancel"), "yes", yes, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes", appearance);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "no");

  return dialog;
}

/* Issuing. */

static gpointer
issue_act (KontorStore *store,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return kontor_desk_issue (store, ((Act *) data)->id, cancellable, error);
}

static void
issued (GtkWidget *widget,
        gpointer act,
        gpointer result)
{
  const char *number = kontor_record_get_string (result, "number");
  g_autofree char *text = g_strdup_printf (_("Issued as %s"), number != NULL ? number : "");

  say (widget, text);
}

static void
issue_response_cb (AdwMessageDialog *dialog,
                   const char *response,
                   Act *act)
{
  Act *next;

  if (g_strcmp0 (response, "yes") != 0)
    return;
  next = act_new (act->widget, act->editor, issue_act, g_object_unref);
  next->done = issued;
  run (next);
}

/* The number that the offer will get, when it can be issued. */
static gpointer
check_act (KontorStore *store,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  const char *id = ((Act *) data)->id;

  if (!kontor_desk_check_issuable (store, id, error))
    return NULL;

  return kontor_desk_find_number (store, id, error);
}

static GtkWidget *
make_sheet_row (const char *title,
                const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

static GtkWidget *
make_issue_sheet (KontorOfferPricer *pricer,
                  const char *number)
{
  KontorOfferPrice *price = kontor_offer_pricer_get_price (pricer);
  g_autofree char *language = kontor_language_dup_default ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_sheet_row (_("Number"), number));
  for (guint i = 0; price != NULL && i < kontor_offer_price_get_n_variants (price); i++)
    {
      const KontorOfferVariant *variant = kontor_offer_price_get_variant (price, i);
      const char *currency = kontor_offer_price_get_currency (price);
      g_autofree char *net = kontor_format_money (variant->net, currency, language);
      g_autofree char *gross = kontor_format_money (variant->gross, currency, language);
      g_autofree char *title = g_strdup_printf (_("Variant %s"), variant->name);
      g_autofree char *text = g_strdup_printf (_("Net %s, gross %s"), net, gross);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_sheet_row (title, text));
      for (guint j = 0; j < variant->n_shown; j++)
        {
          g_autofree char *shown_net = kontor_format_money (variant->shown[j].net, variant->shown[j].currency, language);
          g_autofree char *shown_gross = kontor_format_money (variant->shown[j].gross, variant->shown[j].currency, language);
          g_autofree char *shown = g_strdup_printf (_("Net %s, gross %s"), shown_net, shown_gross);

          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_sheet_row ("", shown));
        }
    }

  return group;
}

static void
checked (GtkWidget *widget,
         gpointer data,
         gpointer result)
{
  Act *act = data;
  Act *kept = act_new (widget, act->editor, NULL, NULL);
  GtkWidget *dialog = make_question (widget, _("Issue This Offer?"),
                                     _("It gets its number, and the PDF is kept as it leaves the house. Later changes are new revisions."),
                                     _("_Issue"), ADW_RESPONSE_SUGGESTED);

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_issue_sheet (act->pricer, result));
  g_object_set_data_full (G_OBJECT (dialog), "kontor-act", kept, (GDestroyNotify) act_free);
  g_signal_connect (dialog, "response", G_CALLBACK (issue_response_cb), kept);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * kontor_offer_issue:
 * @widget: a widget in the window
 * @editor: the editor of a draft
 * @pricer: its pricer
 *
 * Says what is missing, or shows number and totals and issues the offer when the person agrees.
 */
void
kontor_offer_issue (GtkWidget *widget,
                    KontorEditor *editor,
                    KontorOfferPricer *pricer)
{
  Act *act = act_new (widget, editor, check_act, g_free);

  act->pricer = g_object_ref (pricer);
  act->done = checked;
  run (act);
}

/* Revising. */

static gpointer
revise_act (KontorStore *store,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  return kontor_desk_revise_offer (store, ((Act *) data)->id, error);
}

static void
open_result (GtkWidget *widget,
             gpointer act,
             gpointer result)
{
  gtk_widget_activate_action (widget, "win.open", "s", kontor_record_get_id (result));
}

/**
 * kontor_offer_revise:
 * @widget: a widget in the window
 * @editor: the editor of an offer that was issued
 *
 * Makes the next revision and opens it.
 */
void
kontor_offer_revise (GtkWidget *widget,
                     KontorEditor *editor)
{
  Act *act = act_new (widget, editor, revise_act, g_object_unref);

  act->done = open_result;
  run (act);
}

/* Accepting. */

static gpointer
accept_act (KontorStore *store,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Act *act = data;

  return kontor_desk_accept_offer (store, act->id, act->variant, (const char *const *) act->lines, error);
}

static void
accepted (GtkWidget *widget,
          gpointer act,
          gpointer result)
{
  say (widget, _("Accepted. Draft the contract when you are ready."));
}

static void
accept_response_cb (AdwMessageDialog *dialog,
                    const char *response,
                    Act *act)
{
  KontorAcceptView *view = KONTOR_ACCEPT_VIEW (adw_message_dialog_get_extra_child (dialog));
  Act *next;

  if (g_strcmp0 (response, "yes") != 0)
    return;
  next = act_new (act->widget, act->editor, accept_act, g_object_unref);
  next->variant = kontor_accept_view_dup_variant (view);
  next->lines = kontor_accept_view_dup_lines (view);
  next->done = accepted;
  run (next);
}

/**
 * kontor_offer_accept:
 * @widget: a widget in the window
 * @editor: the editor of an offer that was issued
 * @pricer: its pricer
 *
 * Asks what the customer takes, and notes it.
 */
void
kontor_offer_accept (GtkWidget *widget,
                     KontorEditor *editor,
                     KontorOfferPricer *pricer)
{
  KontorOfferPrice *price = kontor_offer_pricer_get_price (pricer);
  GtkWidget *dialog;
  Act *kept;

  if (price == NULL)
    {
      say (widget, kontor_offer_pricer_get_problem (pricer));
      return;
    }

  dialog = make_question (widget, _("What Does the Customer Take?"), NULL, _("_Accept"), ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                      kontor_accept_view_new (kontor_record_get_body (kontor_editor_get_record (editor)), price));
  kept = act_new (widget, editor, NULL, NULL);
  g_object_set_data_full (G_OBJECT (dialog), "kontor-act", kept, (GDestroyNotify) act_free);
  g_signal_connect (dialog, "response", G_CALLBACK (accept_response_cb), kept);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Declining, withdrawing, cancelling. */

static gpointer
close_act (KontorStore *store,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  Act *act = data;

  return kontor_desk_close_offer (store, act->id, act->state, act->text, error);
}

static void
closed (GtkWidget *widget,
        gpointer data,
        gpointer result)
{
  Act *act = data;
  const KontorRecordType *type = kontor_editor_get_record_type (act->editor);
  /* Translators: %s is a state, such as "Declined". */
  g_autofree char *text = g_strdup_printf (_("The offer is now: %s"), kontor_record_type_get_state_label (type, act->state));

  say (widget, text);
}

static void
close_response_cb (AdwMessageDialog *dialog,
                   const char *response,
                   Act *act)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  Act *next;

  if (g_strcmp0 (response, "yes") != 0)
    return;
  next = act_new (act->widget, act->editor, close_act, g_object_unref);
  next->state = g_strdup (act->state);
  next->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  next->done = closed;
  run (next);
}

/**
 * kontor_offer_close:
 * @widget: a widget in the window
 * @editor: the editor of an offer
 * @state: what becomes of it: `declined`, `withdrawn` or `cancelled`
 *
 * Asks why, and notes it.
 */
void
kontor_offer_close (GtkWidget *widget,
                    KontorEditor *editor,
                    const char *state)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *dialog;
  Act *kept;

  if (g_str_equal (state, "declined"))
    dialog = make_question (widget, _("Why Did the Customer Decline?"), NULL, _("_Declined"), ADW_RESPONSE_DEFAULT);
  else if (g_str_equal (state, "withdrawn"))
    dialog = make_question (widget, _("Withdraw This Offer?"), _("Tell the customer: Kontor sends nothing by itself."),
                            _("_Withdraw"), ADW_RESPONSE_DESTRUCTIVE);
  else
    dialog = make_question (widget, _("Cancel This Draft?"), _("It stays in the list and can be made a draft again."),
                            _("_Cancel the Draft"), ADW_RESPONSE_DESTRUCTIVE);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Reason"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reason"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);

  kept = act_new (widget, editor, NULL, NULL);
  kept->state = g_strdup (state);
  g_object_set_data_full (G_OBJECT (dialog), "kontor-act", kept, (GDestroyNotify) act_free);
  g_signal_connect (dialog, "response", G_CALLBACK (close_response_cb), kept);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Reopening. */

static gpointer
reopen_act (KontorStore *store,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  return kontor_desk_reopen_offer (store, ((Act *) data)->id, error);
}

static void
reopened (GtkWidget *widget,
          gpointer act,
          gpointer result)
{
  say (widget, _("It is a draft again."));
}

/**
 * kontor_offer_reopen:
 * @widget: a widget in the window
 * @editor: the editor of a draft that was cancelled
 *
 * Makes it a draft again.
 */
void
kontor_offer_reopen (GtkWidget *widget,
                     KontorEditor *editor)
{
  Act *act = act_new (widget, editor, reopen_act, g_object_unref);

  act->done = reopened;
  run (act);
}

/* The contract. */

static gpointer
draft_contract_act (KontorStore *store,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  return kontor_desk_draft_contract (store, ((Act *) data)->id, NULL, error);
}

/**
 * kontor_offer_draft_contract:
 * @widget: a widget in the window
 * @editor: the editor of an accepted offer
 *
 * Drafts the contract and opens it.
 */
void
kontor_offer_draft_contract (GtkWidget *widget,
                             KontorEditor *editor)
{
  Act *act = act_new (widget, editor, draft_contract_act, g_object_unref);

  act->done = open_result;
  run (act);
}

/* The difference to the revision before. */

static gpointer
load_before_act (KontorStore *store,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  return kontor_store_load (store, ((Act *) data)->variant, error);
}

static GtkWidget *
make_difference_row (const KontorDifference *difference)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = NULL;

  if (difference->before != NULL && difference->after != NULL)
    /* Translators: what a value was and what it is. */
    text = g_strdup_printf (_("%s → %s"), difference->before, difference->after);
  else
    text = g_strdup (difference->before != NULL ? difference->before : difference->after);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), difference->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : "");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (kontor_difference_kind_get_label (difference->kind)));

  return row;
}

static void
show_difference (GtkWidget *widget,
                 gpointer data,
                 gpointer result)
{
  Act *act = data;
  KontorRecord *record = kontor_editor_get_record (act->editor);
  g_autoptr (GPtrArray) differences = kontor_difference_find (kontor_record_get_record_type (record),
                                                              kontor_record_get_body (result), kontor_record_get_body (record));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *dialog;
  guint n_shown = 0;

  for (guint i = 0; i < differences->len; i++)
    {
      const KontorDifference *difference = g_ptr_array_index (differences, i);
      const KontorField *field = kontor_path_find_field (kontor_record_get_record_type (record)->fields, difference->path);
      const char *step = strchr (difference->path, '/');
      g_autofree char *first = step != NULL ? g_strndup (difference->path, step - difference->path) : g_strdup (difference->path);

      /* Who reads it wants to know what the customer will see. */
      if (g_str_equal (first, "log") || (field != NULL && (field->flags & (KONTOR_FIELD_SERVER_OWNED | KONTOR_FIELD_DERIVED)) != 0))
        continue;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_difference_row (difference));
      n_shown++;
    }

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _("Changed Since the Last Revision"),
                                   n_shown == 0 ? _("Nothing was changed yet.") : NULL);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), group);
  gtk_widget_set_size_request (scrolled, 460, -1);
  if (n_shown > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scrolled);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * kontor_offer_show_difference:
 * @widget: a widget in the window
 * @editor: the editor of a revision
 *
 * Shows what changed since the revision before.
 */
void
kontor_offer_show_difference (GtkWidget *widget,
                              KontorEditor *editor)
{
  const char *before = kontor_record_get_string (kontor_editor_get_record (editor), "revises");
  Act *act;

  if (before == NULL)
    return;
  act = act_new (widget, editor, load_before_act, g_object_unref);
  act->variant = g_strdup (before);
  act->done = show_difference;
  run (act);
}

/* kontor-contract-page.c: the page of a contract */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "contract/kontor-contract-page.h"

#include <glib/gi18n.h>

#include "common/kontor-columns.h"
#include "common/kontor-form.h"
#include "common/kontor-parts-group.h"
#include "common/kontor-related-group.h"
#include "common/kontor-wrap-box.h"
#include "contract/kontor-clauses-group.h"
#include "contract/kontor-contract-acts.h"
#include "contract/kontor-period-row.h"
#include "document/kontor-document-acts.h"
#include "document/kontor-log-group.h"
#include "document/kontor-paper-split.h"
#include "kontor-date.h"
#include "kontor-desk-contract.h"
#include "kontor-format.h"
#include "kontor-language.h"

struct _KontorContractPage
{
  KontorRecordPage parent_instance;

  GtkWidget *state_label;
  GtkWidget *state_text;
  GtkWidget *buttons;
  GtkWidget *split;
  char *shown_state;
};

G_DEFINE_FINAL_TYPE (KontorContractPage, kontor_contract_page, KONTOR_TYPE_RECORD_PAGE)

static const char *const party_members[] = {
  "name", "side", "role", "address/street", "address/postcode", "address/city", "address/country", "nip", "vat_id", "register",
  "signatory", "signatory_position", NULL,
};

/* What can be done in a state, the next step first; it stands out where something is to follow. */
static const struct
{
  const char *state;
  gboolean to_follow;
  struct
  {
    const char *action;
    const char *label;
  } acts[3];
} acts_of_states[] = {
  { "draft", TRUE, { { "contract.issue", N_("_Send for Signature") }, { "contract.sign", N_("Si_gned…") }, { "contract.cancel", N_("_Cancel Contract") } } },
  { "sent", TRUE, { { "contract.sign", N_("Si_gned…") }, { "contract.to-draft", N_("Back to _Draft") }, { "contract.cancel", N_("_Cancel Contract") } } },
  { "signed", FALSE, { { "contract.complete", N_("Mark as C_ompleted") }, { "contract.terminate", N_("_Terminate…") }, { NULL } } },
  { "terminated", FALSE, { { "contract.take-back", N_("Take the End _Back") }, { NULL } } },
  { "completed", FALSE, { { "contract.take-back", N_("Take the End _Back") }, { NULL } } },
  { "cancelled", FALSE, { { "contract.to-draft", N_("Back to _Draft") }, { NULL } } },
};

static KontorEditor *
get_editor (gpointer page)
{
  return kontor_record_page_get_editor (KONTOR_RECORD_PAGE (page));
}

static const char *
get_state (KontorRecord *record)
{
  const char *state = kontor_record_get_string (record, "state");

  return state == NULL ? "draft" : state;
}

static char *
dup_day (KontorRecord *record,
         const char *member)
{
  const char *text = kontor_record_get_string (record, member);
  g_autofree char *language = kontor_language_dup_default ();
  GDate day;

  g_date_clear (&day, 1);

  return text != NULL && kontor_date_parse (text, &day, NULL) ? kontor_format_date (&day, KONTOR_DATE_LONG, language) : NULL;
}

/* How the contract stands, in one sentence. */
static char *
describe_state (KontorRecord *record)
{
  const char *state = get_state (record);
  g_autofree char *signed_on = dup_day (record, "signed_on");
  g_autofree char *until = dup_day (record, "effective_until");
  g_autofree char *ends_on = dup_day (record, "ends_on");

  if (g_str_equal (state, "draft"))
    return g_strdup (_("It can be changed until it is sent."));
  if (g_str_equal (state, "sent"))
    return g_strdup (_("It is out of the house, and waits for signatures."));
  if (g_str_equal (state, "signed") && signed_on != NULL && until != NULL)
    /* Translators: two dates. */
    return g_strdup_printf (_("On %s; in force until %s."), signed_on, until);
  if (g_str_equal (state, "signed") && signed_on != NULL)
    /* Translators: %s is a date. */
    return g_strdup_printf (_("On %s; in force without an end."), signed_on);
  if (g_str_equal (state, "terminated") && ends_on != NULL)
    /* Translators: %s is a date. */
    return g_strdup_printf (_("Its last day is %s."), ends_on);

  return g_strdup ("");
}

static void
add_act (KontorContractPage *self,
         const char *action,
         const char *label,
         gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  kontor_wrap_box_append (KONTOR_WRAP_BOX (self->buttons), button);
}

static void
update_acts (KontorContractPage *self,
             const char *state)
{
  if (g_strcmp0 (state, self->shown_state) == 0)
    return;
  g_free (self->shown_state);
  self->shown_state = g_strdup (state);

  kontor_wrap_box_clear (KONTOR_WRAP_BOX (self->buttons));
  for (guint i = 0; i < G_N_ELEMENTS (acts_of_states); i++)
    if (g_str_equal (acts_of_states[i].state, state))
      for (guint j = 0; j < G_N_ELEMENTS (acts_of_states[i].acts) && acts_of_states[i].acts[j].action != NULL; j++)
        add_act (self, acts_of_states[i].acts[j].action, _(acts_of_states[i].acts[j].label),
                 acts_of_states[i].to_follow && j == 0);
}

static GtkWidget *
make_state_card (KontorContractPage *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->state_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->state_label, "heading");
  self->state_text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->state_text), 0);
  gtk_label_set_wrap (GTK_LABEL (self->state_text), TRUE);
  gtk_widget_add_css_class (self->state_text, "dim-label");
  gtk_widget_set_hexpand (self->state_text, TRUE);
  gtk_box_append (GTK_BOX (line), self->state_label);
  gtk_box_append (GTK_BOX (line), self->state_text);

  self->buttons = kontor_wrap_box_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What can be done now"), -1);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "state-card");
  gtk_box_append (GTK_BOX (card), line);
  gtk_box_append (GTK_BOX (card), self->buttons);

  return card;
}

static void
parties_thread (GTask *task,
                gpointer source_object,
                gpointer task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  KontorJson *parties = kontor_desk_make_parties (KONTOR_STORE (source_object), task_data, &error);

  if (parties == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, parties, (GDestroyNotify) kontor_json_unref);
}

static void
parties_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (KontorContractPage) self = KONTOR_CONTRACT_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorJson) parties = g_task_propagate_pointer (G_TASK (result), &error);

  if (parties == NULL || !kontor_editor_set_value (get_editor (self), "parties", parties, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static void
fill_parties (KontorContractPage *self)
{
  KontorRecord *record = kontor_record_page_get_record (KONTOR_RECORD_PAGE (self));
  g_autoptr (GTask) task = g_task_new (kontor_editor_get_store (get_editor (self)), NULL, parties_cb, g_object_ref (self));

  g_task_set_source_tag (task, fill_parties);
  g_task_set_task_data (task, kontor_json_ref (kontor_record_get_body (record)), (GDestroyNotify) kontor_json_unref);
  g_task_run_in_thread (task, parties_thread);
}

static gboolean
has_other_side (KontorRecord *record)
{
  KontorJson *parties = kontor_record_get (record, "parties");

  for (guint i = 0; parties != NULL && i < kontor_json_get_size (parties); i++)
    if (g_strcmp0 (kontor_json_get_member_string (kontor_json_get_element (parties, i), "side"), "them") == 0)
      return TRUE;

  return FALSE;
}

static void
parties_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  fill_parties (KONTOR_CONTRACT_PAGE (widget));
}

static void
issue_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  kontor_contract_issue (widget, get_editor (widget));
}

static void
sign_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  kontor_contract_sign (widget, get_editor (widget));
}

static void
terminate_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  kontor_contract_terminate (widget, get_editor (widget));
}

static void
complete_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  kontor_contract_move (widget, get_editor (widget), "completed");
}

static void
cancel_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  kontor_contract_move (widget, get_editor (widget), "cancelled");
}

static void
to_draft_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  kontor_contract_move (widget, get_editor (widget), "draft");
}

static void
take_back_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  kontor_contract_move (widget, get_editor (widget), "signed");
}

static void
print_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  kontor_document_print (widget, get_editor (widget));
}

static void
save_pdf_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  kontor_document_save_pdf (widget, get_editor (widget));
}

static GtkWidget *
make_term_group (KontorEditor *editor)
{
  GtkWidget *group = kontor_form_group_new (editor, _("Term"), "signed_on", "place", "effective_from", "effective_until", NULL);
  const char *const periods[] = { "notice", "renewal", "renewal_notice" };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), kontor_period_row_new (editor, periods[i]));

  return group;
}

static void
add_party_cb (GtkButton *button,
              KontorPartsGroup *group)
{
  kontor_parts_group_add (group, NULL);
}

static GtkWidget *
make_parties_group (KontorEditor *editor)
{
  GtkWidget *group = kontor_parts_group_new (editor, "parties", party_members);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *fill = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_add_css_class (fill, "flat");
  gtk_widget_set_tooltip_text (fill, _("Take Names and Addresses From the Records"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (fill), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Take Names and Addresses From the Records"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (fill), "contract.parties");
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, _("Add a Party"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a Party"), -1);
  g_signal_connect (add, "clicked", G_CALLBACK (add_party_cb), group);
  gtk_box_append (GTK_BOX (box), fill);
  gtk_box_append (GTK_BOX (box), add);
  g_object_bind_property (editor, "read-only", box, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  kontor_parts_group_set_add_button (KONTOR_PARTS_GROUP (group), box);

  return group;
}

static GtkWidget *
make_form (KontorContractPage *self,
           KontorEditor *editor)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *columns = kontor_columns_new ();
  GtkWidget *amendments = kontor_related_group_new (editor, "contract", "amends");

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (amendments), _("Amendments"));
  kontor_columns_append (KONTOR_COLUMNS (columns), make_state_card (self));
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_form_group_new (editor, NULL, "subject", "customer", "contact", "offer", "amends",
                                                                         "owner", "language", NULL));
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_form_group_new (editor, _("Value"), "value", "gross", "currency", "value_basis",
                                                                         "payment_form", "payment_days", NULL));
  kontor_columns_append (KONTOR_COLUMNS (columns), make_term_group (editor));
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_form_group_new (editor, NULL, "scope", NULL));
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_clauses_group_new (editor));
  kontor_columns_append (KONTOR_COLUMNS (columns), make_parties_group (editor));
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_form_group_new (editor, _("For Us"), "tags", "notes", NULL));
  kontor_columns_append (KONTOR_COLUMNS (columns), amendments);
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_log_group_new (editor));

  gtk_widget_add_css_class (columns, "form");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), columns);

  return scrolled;
}

static void
kontor_contract_page_build (KontorRecordPage *page)
{
  KontorContractPage *self = KONTOR_CONTRACT_PAGE (page);
  KontorEditor *editor = kontor_record_page_get_editor (page);
  GMenu *menu = kontor_record_page_get_menu (page);

  self->split = kontor_paper_split_new (editor, make_form (self, editor));
  kontor_record_page_set_content (page, self->split);
  kontor_record_page_add_end (page, kontor_paper_split_make_button (KONTOR_PAPER_SPLIT (self->split)));
  g_menu_append (menu, _("_Print…"), "contract.print");
  g_menu_append (menu, _("_Save as PDF…"), "contract.save-pdf");
}

static void
kontor_contract_page_update (KontorRecordPage *page,
                             const char *path)
{
  KontorContractPage *self = KONTOR_CONTRACT_PAGE (page);
  KontorRecord *record = kontor_record_page_get_record (page);
  KontorEditor *editor = kontor_record_page_get_editor (page);
  const KontorRecordType *type = kontor_editor_get_record_type (editor);
  const char *state = get_state (record);
  g_autofree char *text = describe_state (record);
  /* Translators: a kind of record and its state, such as "Contract · Signed". */
  g_autofree char *subtitle = g_strdup_printf (_("%s · %s"), kontor_record_type_get_label (type),
                                               kontor_record_type_get_state_label (type, state));

  kontor_record_page_set_subtitle (page, subtitle);

  gtk_label_set_label (GTK_LABEL (self->state_label), kontor_record_type_get_state_label (type, state));
  gtk_label_set_label (GTK_LABEL (self->state_text), text);
  update_acts (self, state);
  kontor_editor_set_read_only (editor, !g_str_equal (state, "draft"));

  /* Who chooses a customer means the other party. */
  if (g_strcmp0 (path, "customer") == 0 && kontor_record_get_string (record, "customer") != NULL && !has_other_side (record))
    fill_parties (self);
}

static void
kontor_contract_page_finalize (GObject *object)
{
  g_free (KONTOR_CONTRACT_PAGE (object)->shown_state);

  G_OBJECT_CLASS (kontor_contract_page_parent_class)->finalize (object);
}

static void
kontor_contract_page_class_init (KontorContractPageClass *klass)
{
  KontorRecordPageClass *page_class = KONTOR_RECORD_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kontor_contract_page_finalize;
  page_class->build = kontor_contract_page_build;
  page_class->update = kontor_contract_page_update;

  gtk_widget_class_install_action (widget_class, "contract.parties", NULL, parties_action);
  gtk_widget_class_install_action (widget_class, "contract.issue", NULL, issue_action);
  gtk_widget_class_install_action (widget_class, "contract.sign", NULL, sign_action);
  gtk_widget_class_install_action (widget_class, "contract.terminate", NULL, terminate_action);
  gtk_widget_class_install_action (widget_class, "contract.complete", NULL, complete_action);
  gtk_widget_class_install_action (widget_class, "contract.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "contract.to-draft", NULL, to_draft_action);
  gtk_widget_class_install_action (widget_class, "contract.take-back", NULL, take_back_action);
  gtk_widget_class_install_action (widget_class, "contract.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "contract.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "contract.print", NULL);
}

static void
kontor_contract_page_init (KontorContractPage *self)
{
}

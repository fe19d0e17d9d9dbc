/* kontor-offer-page.c: the page of an offer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-offer-page.h"

#include <glib/gi18n.h>

#include "document/kontor-document-acts.h"
#include "document/kontor-paper-split.h"
#include "kontor-date.h"
#include "kontor-desk.h"
#include "kontor-desk-task.h"
#include "kontor-format.h"
#include "kontor-language.h"
#include "kontor-line-grid.h"
#include "kontor-offer-acts.h"
#include "kontor-offer-form.h"
#include "kontor-offer-totals.h"
#include "kontor-parts.h"
#include "kontor-settings.h"
#include "kontor-variant-bar.h"
#include "kontor-vat.h"

struct _KontorOfferPage
{
  KontorRecordPage parent_instance;

  GSettings *settings;
  KontorOfferPricer *pricer;

  GtkWidget *banner;
  GtkWidget *banner_label;
  GtkWidget *variant_bar;
  GtkWidget *grid;
  GtkWidget *totals;
  GtkWidget *main_button;
  GtkWidget *main_label;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorOfferPage, kontor_offer_page, KONTOR_TYPE_RECORD_PAGE)

/* What can be done in a state, and which of it is the next step; the model's table of states is the judge in the end. */
static const struct
{
  const char *state;
  const char *main_action;
  const char *main_label;
  const char *actions[6];
} states[] = {
  { "draft", "offer.issue", N_("_Issue…"), { "offer.issue", "offer.cancel" } },
  { "issued", "offer.accept", N_("_Accept…"), { "offer.revise", "offer.accept", "offer.decline", "offer.withdraw" } },
  { "accepted", "offer.draft-contract", N_("_Draft Contract"), { "offer.revise", "offer.draft-contract" } },
  { "declined", "offer.revise", N_("_Revise"), { "offer.revise" } },
  { "withdrawn", "offer.revise", N_("_Revise"), { "offer.revise" } },
  { "superseded", NULL, NULL, { NULL } },
  { "cancelled", "offer.reopen", N_("Make a _Draft Again"), { "offer.reopen" } },
};

static const char *const all_actions[] = {
  "offer.issue", "offer.cancel", "offer.revise", "offer.accept", "offer.decline", "offer.withdraw", "offer.draft-contract",
  "offer.reopen",
};

static KontorEditor *
get_editor (KontorOfferPage *self)
{
  return kontor_record_page_get_editor (KONTOR_RECORD_PAGE (self));
}

static void
issue_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  kontor_offer_issue (widget, get_editor (KONTOR_OFFER_PAGE (widget)), KONTOR_OFFER_PAGE (widget)->pricer);
}

static void
revise_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  kontor_offer_revise (widget, get_editor (KONTOR_OFFER_PAGE (widget)));
}

static void
accept_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  kontor_offer_accept (widget, get_editor (KONTOR_OFFER_PAGE (widget)), KONTOR_OFFER_PAGE (widget)->pricer);
}

static void
close_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  const char *state = "cancelled";

  if (g_str_equal (action_name, "offer.decline"))
    state = "declined";
  else if (g_str_equal (action_name, "offer.withdraw"))
    state = "withdrawn";
  kontor_offer_close (widget, get_editor (KONTOR_OFFER_PAGE (widget)), state);
}

static void
reopen_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  kontor_offer_reopen (widget, get_editor (KONTOR_OFFER_PAGE (widget)));
}

static void
draft_contract_action (GtkWidget *widget,
                       const char *action_name,
                       GVariant *parameter)
{
  kontor_offer_draft_contract (widget, get_editor (KONTOR_OFFER_PAGE (widget)));
}

static void
difference_action (GtkWidget *widget,
                   const char *action_name,
                   GVariant *parameter)
{
  kontor_offer_show_difference (widget, get_editor (KONTOR_OFFER_PAGE (widget)));
}

static void
print_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  kontor_document_print (widget, get_editor (KONTOR_OFFER_PAGE (widget)));
}

static void
save_pdf_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  kontor_document_save_pdf (widget, get_editor (KONTOR_OFFER_PAGE (widget)));
}

/* To the lines, from wherever the keyboard is on the page. */
static void
add_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  gtk_widget_activate_action_variant (KONTOR_OFFER_PAGE (widget)->grid, "line.add", parameter);
}

static void
paste_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  gtk_widget_activate_action (KONTOR_OFFER_PAGE (widget)->grid, "line.paste", NULL);
}

/* What was issued stands; the page says when and as what, and what to do to change it. */
static char *
describe_issued (KontorRecord *record)
{
  const char *number = kontor_record_get_string (record, "number");
  const char *issued_on = kontor_record_get_string (record, "issued_on");
  const char *state = kontor_record_get_string (record, "state");
  g_autofree char *language = kontor_language_dup_default ();
  g_autofree char *day = NULL;
  GDate date;

  if (g_strcmp0 (state, "cancelled") == 0)
    return g_strdup (_("This draft was cancelled."));
  if (issued_on != NULL && kontor_date_parse (issued_on, &date, NULL))
    day = kontor_format_date (&date, KONTOR_DATE_LONG, language);
  if (g_strcmp0 (state, "superseded") == 0)
    return g_strdup_printf (_("Issued on %s as %s. A newer revision has taken its place."), day != NULL ? day : "",
                            number != NULL ? number : "");

  return g_strdup_printf (_("Issued on %s as %s. Revise it to change it."), day != NULL ? day : "",
                          number != NULL ? number : "");
}

static void
show_state (KontorOfferPage *self,
            KontorRecord *record)
{
  const char *state = kontor_record_get_string (record, "state");
  guint index = 0;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      index = i;

  for (guint i = 0; i < G_N_ELEMENTS (all_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), all_actions[i],
                                   g_strv_contains (states[index].actions, all_actions[i]));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "offer.difference", kontor_record_get_string (record, "revises") != NULL);

  gtk_widget_set_visible (self->main_button, states[index].main_action != NULL);
  if (states[index].main_action != NULL)
    {
      gtk_label_set_text_with_mnemonic (GTK_LABEL (self->main_label), _(states[index].main_label));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->main_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      gtk_label_get_text (GTK_LABEL (self->main_label)), -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->main_button), states[index].main_action);
    }
}

static void
show_subtitle (KontorOfferPage *self,
               KontorRecord *record)
{
  const char *number = kontor_record_get_string (record, "number");
  const char *state = kontor_record_get_string (record, "state");
  const char *label = kontor_record_type_get_state_label (kontor_record_get_record_type (record), state != NULL ? state : "draft");
  g_autofree char *subtitle = NULL;
  gint64 revision = 0;

  kontor_json_get_integer (kontor_record_get (record, "revision"), &revision);
  if (number != NULL && revision > 0)
    subtitle = g_strdup_printf (_("%s, revision %d · %s"), number, (int) revision, label);
  else if (number != NULL)
    subtitle = g_strdup_printf ("%s · %s", number, label);
  else
    subtitle = g_strdup_printf (_("Offer · %s"), label);
  kontor_record_page_set_subtitle (KONTOR_RECORD_PAGE (self), subtitle);
}

static void
kontor_offer_page_update (KontorRecordPage *page,
                          const char *path)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (page);
  KontorRecord *record = kontor_record_page_get_record (page);
  const char *state = kontor_record_get_string (record, "state");
  gboolean read_only = state != NULL && !g_str_equal (state, "draft");
  g_autofree char *issued = NULL;

  kontor_editor_set_read_only (get_editor (self), read_only);
  gtk_widget_set_visible (self->banner, read_only);
  if (read_only)
    {
      issued = describe_issued (record);
      gtk_label_set_label (GTK_LABEL (self->banner_label), issued);
    }
  show_state (self, record);
  show_subtitle (self, record);
}

static void
variant_cb (KontorOfferPage *self)
{
  const char *variant = kontor_variant_bar_get_variant (KONTOR_VARIANT_BAR (self->variant_bar));

  kontor_line_grid_set_variant (KONTOR_LINE_GRID (self->grid), variant);
  kontor_offer_totals_set_variant (KONTOR_OFFER_TOTALS (self->totals), variant);
}

static void
costs_cb (KontorOfferPage *self)
{
  gboolean visible = self->settings == NULL || !g_settings_get_boolean (self->settings, "hide-costs");

  kontor_line_grid_set_costs_visible (KONTOR_LINE_GRID (self->grid), visible);
  kontor_offer_totals_set_costs_visible (KONTOR_OFFER_TOTALS (self->totals), visible);
}

/* The usual VAT of the profile, else of the country where the company is. */
static gpointer
find_vat_act (KontorStore *store,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (KontorRecord) profile = kontor_desk_load_reference (store, data, "profile", NULL);
  g_autoptr (KontorRecord) company = kontor_desk_find_company (store, NULL);
  const char *vat = profile != NULL ? kontor_record_get_string (profile, "vat") : NULL;
  KontorJson *address;

  if (vat != NULL || company == NULL)
    return g_strdup (vat);

  address = kontor_parts_find_address (kontor_record_get_body (company), "registered");

  return g_strdup (kontor_vat_get_default_rate (kontor_json_get_member_string (address, "country")));
}

static void
found_vat_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (KontorOfferPage) self = KONTOR_OFFER_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *vat = kontor_desk_task_finish (KONTOR_STORE (object), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kontor_lines_set_default_vat (kontor_line_grid_get_lines (KONTOR_LINE_GRID (self->grid)), vat);
}

static GtkWidget *
make_banner (KontorOfferPage *self)
{
  self->banner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->banner_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->banner_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->banner_label), TRUE);
  gtk_widget_set_hexpand (self->banner_label, TRUE);
  gtk_box_append (GTK_BOX (self->banner), self->banner_label);
  gtk_widget_add_css_class (self->banner, "issued-bar");

  return self->banner;
}

static GtkWidget *
make_add_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _("_Line"), "offer.add::item");
  g_menu_append (menu, _("_Optional Item"), "offer.add::optional");
  g_menu_append (menu, _("_Alternative Item"), "offer.add::alternative");
  g_menu_append (menu, _("_Heading"), "offer.add::heading");
  g_menu_append (menu, _("_Text"), "offer.add::text");
  g_menu_append (menu, _("_Discount on the Whole"), "offer.add::discount");
  g_menu_append (menu, _("_Paste From a Spreadsheet"), "offer.paste");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, _("Add to the Lines"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add to the Lines"), -1);

  return button;
}

static GtkWidget *
make_view_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) costs = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _("_Discount"), "view.offer-column-discount");
  g_menu_append (menu, _("_VAT"), "view.offer-column-vat");
  g_menu_append (menu, _("_Cost"), "view.offer-column-cost");
  g_menu_append (menu, _("_Margin"), "view.offer-column-margin");
  g_menu_append (costs, _("_Hide Costs and Margins"), "view.hide-costs");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (costs));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-horizontal-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, _("Columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns"), -1);

  return button;
}

/* The variants and their lines. */
static GtkWidget *
make_lines (KontorOfferPage *self)
{
  KontorEditor *editor = get_editor (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add_button = make_add_button ();
  GtkWidget *view_button = make_view_button ();
  GtkWidget *frame = gtk_frame_new (NULL);

  self->variant_bar = kontor_variant_bar_new (editor);
  self->grid = kontor_line_grid_new (editor, self->pricer, self->settings);
  gtk_widget_set_vexpand (self->grid, TRUE);
  gtk_widget_set_size_request (self->grid, -1, 100);
  gtk_widget_set_hexpand (self->variant_bar, TRUE);
  g_object_bind_property (editor, "read-only", add_button, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);

  gtk_widget_add_css_class (bar, "variant-bar");
  gtk_box_append (GTK_BOX (bar), self->variant_bar);
  gtk_box_append (GTK_BOX (bar), add_button);
  gtk_box_append (GTK_BOX (bar), view_button);

  gtk_frame_set_child (GTK_FRAME (frame), self->grid);
  gtk_widget_add_css_class (frame, "line-frame");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), frame);

  return box;
}

static GtkWidget *
make_form (KontorOfferPage *self)
{
  KontorEditor *editor = get_editor (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();

  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_stack_add_titled (GTK_STACK (stack), make_lines (self), "lines", _("Lines"));
  gtk_stack_add_titled (GTK_STACK (stack), kontor_offer_form_make_conditions (editor), "conditions", _("Conditions"));
  gtk_stack_add_titled (GTK_STACK (stack), kontor_offer_form_make_texts (editor), "texts", _("Texts and Terms"));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  gtk_widget_set_halign (switcher, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (switcher, "offer-switcher");

  self->totals = kontor_offer_totals_new (editor, self->pricer);
  gtk_box_append (GTK_BOX (box), make_banner (self));
  gtk_box_append (GTK_BOX (box), kontor_offer_form_make_head (editor));
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_box_append (GTK_BOX (box), self->totals);

  return box;
}

/* What the view shows is kept in the settings; their actions are the items of the menus. */
static void
add_view_actions (KontorOfferPage *self)
{
  static const char *const keys[] = {
    "offer-column-discount", "offer-column-vat", "offer-column-cost", "offer-column-margin", "hide-costs",
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  if (self->settings == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, keys[i]);

      g_action_map_add_action (G_ACTION_MAP (group), action);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view", G_ACTION_GROUP (group));
  g_signal_connect_object (self->settings, "changed::hide-costs", G_CALLBACK (costs_cb), self, G_CONNECT_SWAPPED);
}

static void
fill_menu (KontorOfferPage *self)
{
  GMenu *menu = kontor_record_page_get_menu (KONTOR_RECORD_PAGE (self));
  g_autoptr (GMenu) paper = g_menu_new ();
  g_autoptr (GMenu) acts = g_menu_new ();

  g_menu_append (paper, _("_Print…"), "offer.print");
  g_menu_append (paper, _("_Save as PDF…"), "offer.save-pdf");
  g_menu_append (acts, _("_Issue…"), "offer.issue");
  g_menu_append (acts, _("_Revise"), "offer.revise");
  g_menu_append (acts, _("_Accept…"), "offer.accept");
  g_menu_append (acts, _("De_cline…"), "offer.decline");
  g_menu_append (acts, _("_Withdraw…"), "offer.withdraw");
  g_menu_append (acts, _("Ca_ncel…"), "offer.cancel");
  g_menu_append (acts, _("Make a _Draft Again"), "offer.reopen");
  g_menu_append (acts, _("_Draft Contract"), "offer.draft-contract");
  g_menu_append (acts, _("C_hanges Since the Last Revision"), "offer.difference");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (paper));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (acts));
}

static void
kontor_offer_page_build (KontorRecordPage *page)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (page);
  KontorEditor *editor = get_editor (self);
  GtkWidget *split;

  self->pricer = kontor_offer_pricer_new (editor);
  split = kontor_paper_split_new (editor, make_form (self));
  kontor_record_page_set_content (page, split);

  self->main_button = gtk_button_new ();
  /* Not the label of the button: GTK 4.8 would read its underline out. */
  self->main_label = gtk_label_new (NULL);
  gtk_button_set_child (GTK_BUTTON (self->main_button), self->main_label);
  gtk_widget_add_css_class (self->main_button, "text-button");
  gtk_widget_add_css_class (self->main_button, "suggested-action");
  kontor_record_page_add_end (page, kontor_paper_split_make_button (KONTOR_PAPER_SPLIT (split)));
  kontor_record_page_add_end (page, self->main_button);
  fill_menu (self);
  add_view_actions (self);

  g_signal_connect_object (self->variant_bar, "notify::variant", G_CALLBACK (variant_cb), self, G_CONNECT_SWAPPED);
  variant_cb (self);
  costs_cb (self);
  kontor_desk_task_run (kontor_editor_get_store (editor), find_vat_act,
                        kontor_json_ref (kontor_record_get_body (kontor_record_page_get_record (page))),
                        (GDestroyNotify) kontor_json_unref, g_free, self->cancellable, found_vat_cb, g_object_ref (self));
}

static void
kontor_offer_page_dispose (GObject *object)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->pricer);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (kontor_offer_page_parent_class)->dispose (object);
}

static void
kontor_offer_page_class_init (KontorOfferPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorRecordPageClass *page_class = KONTOR_RECORD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_offer_page_dispose;
  page_class->build = kontor_offer_page_build;
  page_class->update = kontor_offer_page_update;

  gtk_widget_class_install_action (widget_class, "offer.issue", NULL, issue_action);
  gtk_widget_class_install_action (widget_class, "offer.cancel", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "offer.revise", NULL, revise_action);
  gtk_widget_class_install_action (widget_class, "offer.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "offer.decline", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "offer.withdraw", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "offer.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "offer.draft-contract", NULL, draft_contract_action);
  gtk_widget_class_install_action (widget_class, "offer.difference", NULL, difference_action);
  gtk_widget_class_install_action (widget_class, "offer.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "offer.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_install_action (widget_class, "offer.add", "s", add_action);
  gtk_widget_class_install_action (widget_class, "offer.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "offer.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "offer.save-pdf", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "offer.add", "s", "item");
}

static void
kontor_offer_page_init (KontorOfferPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = kontor_settings_new ();
}

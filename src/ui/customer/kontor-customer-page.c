/* kontor-customer-page.c: the page of a customer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "customer/kontor-customer-page.h"

#include <glib/gi18n.h>

#include "common/kontor-form.h"
#include "common/kontor-parts-group.h"
#include "common/kontor-related-group.h"
#include "kontor-window.h"

struct _KontorCustomerPage
{
  KontorRecordPage parent_instance;

  GPtrArray *organisation_groups;
  GPtrArray *person_groups;
};

G_DEFINE_FINAL_TYPE (KontorCustomerPage, kontor_customer_page, KONTOR_TYPE_RECORD_PAGE)

static const char *const address_members[] = { "purpose", "recipient", "street", "postcode", "city", "region", "country", NULL };
static const char *const phone_members[] = { "number", "use", "note", NULL };
static const char *const email_members[] = { "address", "use", "note", NULL };
static const char *const tax_id_members[] = { "scheme", "number", "country", NULL };
static const char *const consent_members[] = { "purpose", "given_on", "withdrawn_on", "source", "wording", NULL };

static void
make_new (GtkWidget *widget,
          const char *kind)
{
  KontorEditor *editor = kontor_record_page_get_editor (KONTOR_RECORD_PAGE (widget));

  kontor_window_make_new (KONTOR_WINDOW (gtk_widget_get_root (widget)), kind, kontor_editor_get_id (editor));
}

static void
new_offer_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  make_new (widget, "offer");
}

static void
new_contract_action (GtkWidget *widget,
                     const char *action_name,
                     GVariant *parameter)
{
  make_new (widget, "contract");
}

static void
new_person_action (GtkWidget *widget,
                   const char *action_name,
                   GVariant *parameter)
{
  make_new (widget, "person");
}

static GtkWidget *
add_related (KontorCustomerPage *self,
             const char *kind,
             const char *member,
             const char *button_label,
             const char *action)
{
  KontorRecordPage *page = KONTOR_RECORD_PAGE (self);
  GtkWidget *group = kontor_related_group_new (kontor_record_page_get_editor (page), kind, member);
  GtkWidget *button = gtk_button_new_with_label (button_label);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  kontor_related_group_add_button (KONTOR_RELATED_GROUP (group), button);

  return kontor_record_page_add_group (page, group);
}

static void
add_for (KontorCustomerPage *self,
         GPtrArray *groups,
         GtkWidget *group)
{
  kontor_record_page_add_group (KONTOR_RECORD_PAGE (self), group);
  g_ptr_array_add (groups, group);
}

static void
kontor_customer_page_build (KontorRecordPage *page)
{
  KontorCustomerPage *self = KONTOR_CUSTOMER_PAGE (page);
  KontorEditor *editor = kontor_record_page_get_editor (page);

  add_for (self, self->organisation_groups,
           kontor_form_group_new (editor, NULL, "name", "short_name", "nip", "vat_id", "form", NULL));
  add_for (self, self->person_groups,
           kontor_form_group_new (editor, NULL, "given_name", "family_name", "middle_name", "honorific",
                                  "salutation", "form", NULL));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "phones", phone_members));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "emails", email_members));
  kontor_record_page_add_group (page, kontor_parts_group_new (editor, "addresses", address_members));
  add_related (self, "offer", "customer", _("New Offer"), "customer.new-offer");
  g_ptr_array_add (self->organisation_groups,
                   add_related (self, "person", "employments/customer", _("New Person"), "customer.new-person"));
  add_related (self, "contract", "customer", _("New Contract"), "customer.new-contract");

  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Relationship"), "status", "importance",
                                                             "satisfaction", "owner", "region", "customer_since",
                                                             "came_through", "preferred_channel", "tags", "notes", NULL));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Terms of Business"), "language", "currency",
                                                             "payment_form", "payment_days", "discount", "credit_limit",
                                                             "credit_currency", "vat_regime", "profile", NULL));
  add_for (self, self->organisation_groups,
           kontor_form_group_new (editor, _("Organisation"), "legal_form", "regon", "krs", "parent", "sector", "industry",
                                  "employees", NULL));
  add_for (self, self->organisation_groups, kontor_parts_group_new (editor, "tax_ids", tax_id_members));
  add_for (self, self->person_groups,
           kontor_form_group_new (editor, _("Person"), "pesel", "birthday", "name_day", "expectations", "preferences", NULL));
  add_for (self, self->person_groups, kontor_parts_group_new (editor, "consents", consent_members));
  kontor_record_page_add_group (page, kontor_form_group_new (editor, _("Other"), "number", "websites", NULL));
}

static void
kontor_customer_page_update (KontorRecordPage *page,
                             const char *path)
{
  KontorCustomerPage *self = KONTOR_CUSTOMER_PAGE (page);
  gboolean person = g_strcmp0 (kontor_record_get_string (kontor_record_page_get_record (page), "form"), "person") == 0;

  if (path != NULL && !g_str_equal (path, "form"))
    return;

  for (guint i = 0; i < self->organisation_groups->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->organisation_groups, i), !person);
  for (guint i = 0; i < self->person_groups->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->person_groups, i), person);
}

static void
kontor_customer_page_finalize (GObject *object)
{
  KontorCustomerPage *self = KONTOR_CUSTOMER_PAGE (object);

  g_clear_pointer (&self->organisation_groups, g_ptr_array_unref);
  g_clear_pointer (&self->person_groups, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_customer_page_parent_class)->finalize (object);
}

static void
kontor_customer_page_class_init (KontorCustomerPageClass *klass)
{
  KontorRecordPageClass *page_class = KONTOR_RECORD_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kontor_customer_page_finalize;
  page_class->build = kontor_customer_page_build;
  page_class->update = kontor_customer_page_update;

  gtk_widget_class_install_action (widget_class, "customer.new-offer", NULL, new_offer_action);
  gtk_widget_class_install_action (widget_class, "customer.new-contract", NULL, new_contract_action);
  gtk_widget_class_install_action (widget_class, "customer.new-person", NULL, new_person_action);
}

static void
kontor_customer_page_init (KontorCustomerPage *self)
{
  self->organisation_groups = g_ptr_array_new ();
  self->person_groups = g_ptr_array_new ();
}

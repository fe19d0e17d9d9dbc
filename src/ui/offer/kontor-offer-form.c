/* kontor-offer-form.c: the parts of the form of an offer that are made of rows */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-offer-form.h"

#include <glib/gi18n.h>

#include "kontor-columns.h"
#include "kontor-form.h"
#include "kontor-parts-group.h"
#include "kontor-rates-group.h"

static const char *const term_members[] = { "clause", "text", NULL };

static GtkWidget *
make_scrolled (GtkWidget *columns)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (columns, "form");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), columns);

  return scrolled;
}

/**
 * kontor_offer_form_make_head:
 * @editor: the editor of an offer
 *
 * Returns: (transfer floating): for whom the offer is, what it is about and how it is written: side by side where there is
 *   room
 */
GtkWidget *
kontor_offer_form_make_head (KontorEditor *editor)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_append (GTK_FLOW_BOX (flow), kontor_form_group_new (editor, NULL, "customer", "contact", "subject", NULL));
  gtk_flow_box_append (GTK_FLOW_BOX (flow), kontor_form_group_new (editor, NULL, "valid_until", "currency", "show_currencies",
                                                                   NULL));
  for (GtkWidget *child = gtk_widget_get_first_child (flow); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_focusable (child, FALSE);
  gtk_widget_add_css_class (flow, "offer-head");

  return flow;
}

/**
 * kontor_offer_form_make_conditions:
 * @editor: the editor of an offer
 *
 * Returns: (transfer floating): how it is priced, paid and printed, and its exchange rates
 */
GtkWidget *
kontor_offer_form_make_conditions (KontorEditor *editor)
{
  GtkWidget *columns = kontor_columns_new ();

  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_form_group_new (editor, _("Document"), "profile", "language", "template",
                                                                          NULL));
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_form_group_new (editor, _("Prices"), "price_mode", "rounding",
                                                                          "vat_regime", NULL));
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_form_group_new (editor, _("Payment"), "payment_form", "payment_days",
                                                                          NULL));
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_rates_group_new (editor));
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_form_group_new (editor, _("For Us Alone"), "owner", "probability",
                                                                          "tags", "notes", "decision_reason", NULL));

  return make_scrolled (columns);
}

/**
 * kontor_offer_form_make_texts:
 * @editor: the editor of an offer
 *
 * Returns: (transfer floating): what is written around the lines: introduction, closing words and terms
 */
GtkWidget *
kontor_offer_form_make_texts (KontorEditor *editor)
{
  GtkWidget *columns = kontor_columns_new ();

  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_form_group_new (editor, _("Words"), "introduction", "closing", NULL));
  kontor_columns_append (KONTOR_COLUMNS (columns), kontor_parts_group_new (editor, "terms", term_members));

  return make_scrolled (columns);
}

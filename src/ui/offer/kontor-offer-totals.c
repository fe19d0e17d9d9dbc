/* kontor-offer-totals.c: what a variant comes to, at the foot of an offer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-offer-totals.h"

#include <glib/gi18n.h>

#include "kontor-date.h"
#include "kontor-format.h"
#include "kontor-language.h"
#include "kontor-offer-trace.h"

struct _KontorOfferTotals
{
  AdwBin parent_instance;

  KontorEditor *editor;
  KontorOfferPricer *pricer;
  char *variant;
  gboolean costs_visible;

  GtkWidget *problem_label;
  GtkWidget *flow;
  GPtrArray *totals; /* KontorOfferTrace, in the order in which they stand */
  guint n_shown;
};

G_DEFINE_FINAL_TYPE (KontorOfferTotals, kontor_offer_totals, ADW_TYPE_BIN)

/* Shows the next total. Widgets are used again, so that a popover that is open stays open while one types. */
static void
add_total (KontorOfferTotals *self,
           const char *caption,
           const char *amount,
           const char *detail,
           const char *currency,
           const char *css_class)
{
  GtkWidget *total;

  if (self->n_shown == self->totals->len)
    {
      total = kontor_offer_trace_new (self->pricer);
      gtk_flow_box_append (GTK_FLOW_BOX (self->flow), total);
      gtk_widget_set_focusable (gtk_widget_get_parent (total), FALSE);
      g_ptr_array_add (self->totals, total);
    }
  total = g_ptr_array_index (self->totals, self->n_shown++);

  gtk_widget_remove_css_class (total, "gross");
  gtk_widget_remove_css_class (total, "internal");
  if (css_class != NULL)
    gtk_widget_add_css_class (total, css_class);
  kontor_offer_trace_set_total (KONTOR_OFFER_TRACE (total), caption, amount, detail);
  kontor_offer_trace_set_source (KONTOR_OFFER_TRACE (total), self->variant, currency,
                                 g_strcmp0 (css_class, "internal") == 0);
}

static void
add_amount (KontorOfferTotals *self,
            const char *caption,
            KontorDecimal amount,
            const char *currency,
            const char *language,
            const char *detail,
            const char *css_class)
{
  g_autofree char *text = kontor_format_money (amount, currency, language);

  add_total (self, caption, text, detail, currency, css_class);
}

static void
add_groups (KontorOfferTotals *self,
            const KontorOfferVariant *variant,
            const char *currency,
            const char *language)
{
  for (guint i = 0; i < variant->n_groups; i++)
    {
      const KontorOfferGroup *group = &variant->groups[i];
      g_autofree char *rate = g_str_equal (group->category, "S") ? kontor_format_percent (group->rate, language)
                                                                  : g_strdup (group->category);
      /* Translators: VAT and its rate, such as "VAT 23%". */
      g_autofree char *caption = g_strdup_printf (_("VAT %s"), rate);

      add_amount (self, caption, group->tax, currency, language, NULL, NULL);
    }
}

/* The pinned rate of a currency, for a person: "4.2512, 20.11.2026". */
static char *
describe_rate (KontorOfferTotals *self,
               const KontorOfferShown *shown,
               const char *language)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);
  g_autofree char *path = kontor_path_join ("rates", shown->currency);
  KontorJson *pinned = kontor_record_get (record, path);
  const char *date = pinned != NULL ? kontor_json_get_member_string (pinned, "date") : NULL;
  g_autofree char *rate = kontor_format_number (kontor_decimal_normalize (shown->rate), 2, language);
  g_autofree char *day = NULL;
  GDate parsed;

  if (date != NULL && kontor_date_parse (date, &parsed, NULL))
    day = kontor_format_date (&parsed, KONTOR_DATE_SHORT, language);

  return day != NULL ? g_strdup_printf ("%s · %s", rate, day) : g_steal_pointer (&rate);
}

static void
show_variant (KontorOfferTotals *self,
              const KontorOfferVariant *variant,
              const char *currency)
{
  g_autofree char *language = kontor_language_dup_default ();

  add_amount (self, _("Net"), variant->net, currency, language, NULL, NULL);
  add_groups (self, variant, currency, language);
  add_amount (self, _("Gross"), variant->gross, currency, language, NULL, "gross");

  for (guint i = 0; i < variant->n_shown; i++)
    {
      const KontorOfferShown *shown = &variant->shown[i];
      /* Translators: %s is a currency. */
      g_autofree char *caption = g_strdup_printf (_("Gross in %s"), shown->currency);
      g_autofree char *rate = describe_rate (self, shown, language);

      add_amount (self, caption, shown->gross, shown->currency, language, rate, NULL);
    }

  if (self->costs_visible)
    {
      g_autofree char *percent = variant->has_margin_percent ? kontor_format_percent (variant->margin_percent, language) : NULL;

      add_amount (self, _("Cost"), variant->cost, currency, language, NULL, "internal");
      add_amount (self, _("Margin"), variant->margin, currency, language, percent, "internal");
    }
}

static void
update (KontorOfferTotals *self)
{
  KontorOfferPrice *price = kontor_offer_pricer_get_price (self->pricer);
  const KontorOfferVariant *variant = kontor_offer_pricer_get_variant (self->pricer, self->variant);
  const char *problem = kontor_offer_pricer_get_problem (self->pricer);

  self->n_shown = 0;
  if (variant != NULL)
    show_variant (self, variant, kontor_offer_price_get_currency (price));
  for (guint i = self->totals->len; i > self->n_shown; i--)
    {
      GtkWidget *total = g_ptr_array_index (self->totals, i - 1);

      gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), gtk_widget_get_parent (total));
      g_ptr_array_remove_index (self->totals, i - 1);
    }

  gtk_label_set_label (GTK_LABEL (self->problem_label), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_label, problem != NULL);
  gtk_widget_set_visible (self->flow, self->n_shown > 0);
}

static void
kontor_offer_totals_dispose (GObject *object)
{
  KontorOfferTotals *self = KONTOR_OFFER_TOTALS (object);

  g_clear_object (&self->pricer);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->variant, g_free);
  g_clear_pointer (&self->totals, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_offer_totals_parent_class)->dispose (object);
}

static void
kontor_offer_totals_class_init (KontorOfferTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_offer_totals_dispose;
}

static void
kontor_offer_totals_init (KontorOfferTotals *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->costs_visible = TRUE;
  self->totals = g_ptr_array_new ();

  self->problem_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem_label), TRUE);
  gtk_widget_add_css_class (self->problem_label, "totals-problem");

  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  /* One below the other they would make the least height of the window more than that of many screens. */
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->flow), 3);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 20);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Totals"), -1);

  gtk_box_append (GTK_BOX (box), self->problem_label);
  gtk_box_append (GTK_BOX (box), self->flow);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "totals");
}

/**
 * kontor_offer_totals_new:
 * @editor: the editor of an offer
 * @pricer: its pricer
 *
 * Returns: (transfer floating): a foot without totals until it is told the variant
 */
GtkWidget *
kontor_offer_totals_new (KontorEditor *editor,
                         KontorOfferPricer *pricer)
{
  KontorOfferTotals *self = g_object_new (KONTOR_TYPE_OFFER_TOTALS, NULL);

  self->editor = g_object_ref (editor);
  self->pricer = g_object_ref (pricer);
  g_signal_connect_object (pricer, "priced", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * kontor_offer_totals_set_variant:
 * @self: totals
 * @id: (nullable): the id of the variant whose totals are shown
 */
void
kontor_offer_totals_set_variant (KontorOfferTotals *self,
                                 const char *id)
{
  g_return_if_fail (KONTOR_IS_OFFER_TOTALS (self));

  if (g_strcmp0 (self->variant, id) == 0)
    return;
  g_free (self->variant);
  self->variant = g_strdup (id);
  update (self);
}

/**
 * kontor_offer_totals_set_costs_visible:
 * @self: totals
 * @visible: whether cost and margin are shown
 */
void
kontor_offer_totals_set_costs_visible (KontorOfferTotals *self,
                                       gboolean visible)
{
  g_return_if_fail (KONTOR_IS_OFFER_TOTALS (self));

  self->costs_visible = visible;
  update (self);
}

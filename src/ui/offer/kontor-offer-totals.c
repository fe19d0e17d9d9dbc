/* kontor-offer-totals.c: what a variant comes to, at the foot of an offer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-offer-totals.h"

#include <glib/gi18n.h>

#include "kontor-date.h"
#include "kontor-format.h"
#include "kontor-language.h"
#include "kontor-offer-rate.h"
#include "kontor-offer-trace.h"
#include "kontor-wrap-box.h"

struct _KontorOfferTotals
{
  AdwBin parent_instance;

  KontorEditor *editor;
  KontorOfferPricer *pricer;
  char *variant;
  gboolean costs_visible;

  GtkWidget *problem_label;
  GtkWidget *box;     /* what the customer sees, and behind it the box of what is ours */
  GtkWidget *costs;   /* these stay together */
  GPtrArray *totals;  /* KontorOfferTrace, in the order in which they stand */
  guint n_shown;
};

G_DEFINE_FINAL_TYPE (KontorOfferTotals, kontor_offer_totals, ADW_TYPE_BIN)

/* Puts a total where it belongs, behind those that are there. One that is there already stays as it is. */
static void
place (KontorOfferTotals *self,
       GtkWidget *total,
       gboolean internal)
{
  GtkWidget *parent = internal ? self->costs : self->box;

  if (gtk_widget_get_parent (total) == parent)
    return;
  if (gtk_widget_get_parent (total) != NULL)
    gtk_widget_unparent (total);
  gtk_widget_insert_before (total, parent, internal ? NULL : self->costs);
}

/* Shows the next total. Widgets are used again, so that a popover that is open stays open while one types. */
static void
add_total (KontorOfferTotals *self,
           const char *caption,
           const char *amount,
           const char *detail,
           const char *currency,
           const char *css_class)
{
  gboolean internal = g_strcmp0 (css_class, "internal") == 0;
  GtkWidget *total;

  if (self->n_shown == self->totals->len)
    g_ptr_array_add (self->totals, g_object_ref_sink (kontor_offer_trace_new (self->pricer)));
  total = g_ptr_array_index (self->totals, self->n_shown++);
  place (self, total, internal);

  gtk_widget_remove_css_class (total, "gross");
  gtk_widget_remove_css_class (total, "internal");
  if (css_class != NULL)
    gtk_widget_add_css_class (total, css_class);
  kontor_offer_trace_set_total (KONTOR_OFFER_TRACE (total), caption, amount, detail);
  kontor_offer_trace_set_source (KONTOR_OFFER_TRACE (total), self->variant, currency, internal);
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

/* What one unit of the offer's currency is worth by the pinned rate, and of when that is: "≈ 0.234582 · 20.11.2026". */
static char *
describe_rate (KontorOfferTotals *self,
               const KontorOfferShown *shown,
               const char *language)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);
  g_autofree char *path = kontor_path_join ("rates", shown->currency);
  KontorJson *pinned = kontor_record_get (record, path);
  const char *date = pinned != NULL ? kontor_json_get_member_string (pinned, "date") : NULL;
  gboolean exact = FALSE;
  g_autofree char *rate = kontor_offer_rate_format (shown->rate, shown->per, language, &exact);
  g_autofree char *day = NULL;
  GDate parsed;

  if (date != NULL && kontor_date_parse (date, &parsed, NULL))
    day = kontor_format_date (&parsed, KONTOR_DATE_SHORT, language);

  return g_strconcat (exact ? "" : "≈ ", rate, day != NULL ? " · " : NULL, day, NULL);
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
      /* Translators: %s is a percentage, such as "21.05%". */
      g_autofree char *caption = percent != NULL ? g_strdup_printf (_("Margin %s"), percent) : g_strdup (_("Margin"));

      add_amount (self, _("Cost"), variant->cost, currency, language, NULL, "internal");
      add_amount (self, caption, variant->margin, currency, language, NULL, "internal");
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
      gtk_widget_unparent (g_ptr_array_index (self->totals, i - 1));
      g_ptr_array_remove_index (self->totals, i - 1);
    }
  gtk_widget_set_visible (self->costs, gtk_widget_get_first_child (self->costs) != NULL);

  gtk_label_set_label (GTK_LABEL (self->problem_label), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_label, problem != NULL);
  gtk_widget_set_visible (self->box, self->n_shown > 0);
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
  self->totals = g_ptr_array_new_with_free_func (g_object_unref);

  self->problem_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem_label), TRUE);
  gtk_widget_add_css_class (self->problem_label, "totals-problem");

  self->costs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->box = kontor_wrap_box_new ();
  kontor_wrap_box_append (KONTOR_WRAP_BOX (self->box), self->costs);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Totals"), -1);

  gtk_box_append (GTK_BOX (box), self->problem_label);
  gtk_box_append (GTK_BOX (box), self->box);
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

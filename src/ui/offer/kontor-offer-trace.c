/* kontor-offer-trace.c: a total of an offer that tells how it came about */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-offer-trace.h"

#include <glib/gi18n.h>

/* Far more than anybody reads; a variant of a thousand lines has many thousands of steps. */
#define MAX_STEPS 300

struct _KontorOfferTrace
{
  GtkWidget parent_instance;

  KontorOfferPricer *pricer;
  char *variant;
  char *currency;
  gboolean internal;

  GtkWidget *button;
  GtkWidget *box;
  GtkWidget *caption_label;
  GtkWidget *amount_label;
  GtkWidget *detail_label;
};

G_DEFINE_FINAL_TYPE (KontorOfferTrace, kontor_offer_trace, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* A step: what it is and what came of it, and below what from and by which rate and rounding. */
static void
add_step (GtkGrid *grid,
          int row,
          KontorOfferStep *step)
{
  g_autofree char *result = g_strdup_printf ("= %s %s", step->result, step->currency != NULL ? step->currency : "%");
  g_autoptr (GString) how = g_string_new (step->inputs);
  GtkWidget *amount = make_label (result, "numeric");

  if (step->rate != NULL)
    g_string_append_printf (how, "; %s", step->rate);
  if (step->rounding != NULL)
    g_string_append_printf (how, "; %s", step->rounding);

  gtk_label_set_xalign (GTK_LABEL (amount), 1);
  gtk_label_set_wrap (GTK_LABEL (amount), FALSE);
  gtk_widget_set_valign (amount, GTK_ALIGN_START);
  gtk_grid_attach (grid, make_label (step->what, NULL), 0, row, 1, 1);
  gtk_grid_attach (grid, amount, 1, row, 1, 1);
  gtk_grid_attach (grid, make_label (how->str, "trace-how"), 0, row + 1, 2, 1);
}

static gboolean
concerns (KontorOfferTrace *self,
          KontorOfferStep *step)
{
  if (g_strcmp0 (step->variant, self->variant) != 0 || step->internal != self->internal)
    return FALSE;

  return self->internal || g_strcmp0 (step->currency, self->currency) == 0;
}

static GtkWidget *
make_steps (KontorOfferTrace *self)
{
  KontorOfferPrice *price = kontor_offer_pricer_get_price (self->pricer);
  g_autoptr (GPtrArray) steps = price != NULL ? kontor_offer_price_get_trace (price) : NULL;
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  for (guint i = 0; steps != NULL && i < steps->len && row < 2 * MAX_STEPS; i++)
    if (concerns (self, g_ptr_array_index (steps, i)))
      {
        add_step (GTK_GRID (grid), row, g_ptr_array_index (steps, i));
        row += 2;
      }
  if (row == 0)
    gtk_grid_attach (GTK_GRID (grid), make_label (_("There is nothing to add up yet."), "dim-label"), 0, 0, 1, 1);

  return grid;
}

/* Made anew each time it opens: the steps of a long offer are not kept for a look that nobody takes. */
static void
create_popup_cb (GtkMenuButton *button,
                 gpointer user_data)
{
  KontorOfferTrace *self = KONTOR_OFFER_TRACE (user_data);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autofree char *title = g_strdup_printf (_("How “%s” Came About"), gtk_label_get_label (GTK_LABEL (self->caption_label)));

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), make_steps (self));
  gtk_box_append (GTK_BOX (box), make_label (title, "heading"));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "trace");
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_menu_button_set_popover (button, popover);
}

static void
kontor_offer_trace_dispose (GObject *object)
{
  KontorOfferTrace *self = KONTOR_OFFER_TRACE (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->pricer);
  g_clear_pointer (&self->variant, g_free);
  g_clear_pointer (&self->currency, g_free);

  G_OBJECT_CLASS (kontor_offer_trace_parent_class)->dispose (object);
}

static void
kontor_offer_trace_class_init (KontorOfferTraceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_offer_trace_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "total");
}

static void
kontor_offer_trace_init (KontorOfferTrace *self)
{

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->caption_label = gtk_label_new (NULL);
  self->amount_label = gtk_label_new (NULL);
  self->detail_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->caption_label), 1);
  gtk_label_set_xalign (GTK_LABEL (self->amount_label), 1);
  gtk_label_set_xalign (GTK_LABEL (self->detail_label), 1);
  gtk_widget_add_css_class (self->caption_label, "total-caption");
  gtk_widget_add_css_class (self->amount_label, "numeric");
  gtk_widget_add_css_class (self->detail_label, "total-caption");
  gtk_box_append (GTK_BOX (self->box), self->caption_label);
  gtk_box_append (GTK_BOX (self->box), self->amount_label);
  gtk_box_append (GTK_BOX (self->box), self->detail_label);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->box);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popup_cb, self, NULL);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * kontor_offer_trace_new:
 * @pricer: what tells the totals
 *
 * Returns: (transfer floating): a button with a total, which opens the steps that led to it
 */
GtkWidget *
kontor_offer_trace_new (KontorOfferPricer *pricer)
{
  KontorOfferTrace *self = g_object_new (KONTOR_TYPE_OFFER_TRACE, NULL);

  self->pricer = g_object_ref (pricer);

  return GTK_WIDGET (self);
}

/**
 * kontor_offer_trace_set_total:
 * @self: a total
 * @caption: what it is
 * @amount: what it comes to, for a person
 * @detail: (nullable): more of it, such as the rate of exchange
 */
void
kontor_offer_trace_set_total (KontorOfferTrace *self,
                              const char *caption,
                              const char *amount,
                              const char *detail)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", caption, amount);

  g_return_if_fail (KONTOR_IS_OFFER_TRACE (self));

  gtk_label_set_label (GTK_LABEL (self->caption_label), caption);
  gtk_label_set_label (GTK_LABEL (self->amount_label), amount);
  gtk_label_set_label (GTK_LABEL (self->detail_label), detail != NULL ? detail : "");
  gtk_widget_set_visible (self->detail_label, detail != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * kontor_offer_trace_set_source:
 * @self: a total
 * @variant: the id of its variant
 * @currency: its currency
 * @internal: whether it is a cost or a margin
 *
 * Says which steps led to it.
 */
void
kontor_offer_trace_set_source (KontorOfferTrace *self,
                               const char *variant,
                               const char *currency,
                               gboolean internal)
{
  g_return_if_fail (KONTOR_IS_OFFER_TRACE (self));

  g_free (self->variant);
  self->variant = g_strdup (variant);
  g_free (self->currency);
  self->currency = g_strdup (currency);
  self->internal = internal;

  /* What is ours takes one line below the totals of the customer, or beside them where there is room. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  internal ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self->box), internal ? 6 : 0);
  gtk_widget_set_valign (GTK_WIDGET (self), internal ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
}

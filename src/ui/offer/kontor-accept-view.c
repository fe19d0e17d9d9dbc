/* kontor-accept-view.c: what of an offer the customer takes */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-accept-view.h"

#include <glib/gi18n.h>

#include "kontor-format.h"
#include "kontor-language.h"

struct _KontorAcceptView
{
  AdwBin parent_instance;

  KontorJson *offer;
  KontorOfferPrice *price;

  char *variant;
  GtkWidget *lines_group;
  GPtrArray *rows;    /* those of lines_group */
  GPtrArray *checks;  /* of the lines that can be taken */
  GtkWidget *total_label;
};

G_DEFINE_FINAL_TYPE (KontorAcceptView, kontor_accept_view, ADW_TYPE_BIN)

static KontorJson *
find_variant (KontorAcceptView *self)
{
  KontorJson *variants = kontor_json_get_member (self->offer, "variants");

  for (guint i = 0; i < kontor_json_get_size (variants); i++)
    {
      KontorJson *variant = kontor_json_get_element (variants, i);

      if (g_strcmp0 (kontor_json_get_member_string (variant, "id"), self->variant) == 0)
        return variant;
    }

  return NULL;
}

/* What the customer pays for what is chosen. */
static void
update_total (KontorAcceptView *self)
{
  g_autofree char *language = kontor_language_dup_default ();
  g_auto (GStrv) lines = kontor_accept_view_dup_lines (self);
  g_autoptr (KontorJson) chosen = kontor_json_new_strv ((const char *const *) lines);
  g_autoptr (KontorJson) body = kontor_json_ref (self->offer);
  g_autoptr (KontorOfferPrice) price = NULL;
  g_autoptr (GError) error = NULL;
  const KontorOfferVariant *variant;
  g_autofree char *net = NULL;
  g_autofree char *gross = NULL;
  g_autofree char *text = NULL;

  kontor_json_set_string (&body, "chosen_variant", self->variant);
  kontor_json_set_member (&body, "chosen_lines", chosen);
  price = kontor_offer_price_chosen (body, &error);
  if (price == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->total_label), error->message);
      return;
    }

  variant = kontor_offer_price_get_variant (price, 0);
  net = kontor_format_money (variant->net, kontor_offer_price_get_currency (price), language);
  gross = kontor_format_money (variant->gross, kontor_offer_price_get_currency (price), language);
  text = g_strdup_printf (_("Net %s, gross %s"), net, gross);
  gtk_label_set_label (GTK_LABEL (self->total_label), text);
}

static void
toggled_cb (KontorAcceptView *self)
{
  update_total (self);
}

static void
add_line (KontorAcceptView *self,
          KontorJson *line,
          const KontorOfferVariant *priced)
{
  const char *id = kontor_json_get_member_string (line, "id");
  const char *name = kontor_json_get_member_string (line, "name");
  const char *kind = kontor_json_get_member_string (line, "line");
  const KontorOfferLine *price = priced != NULL ? kontor_offer_variant_find_line (priced, id) : NULL;
  g_autofree char *language = kontor_language_dup_default ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name != NULL ? name : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), g_str_equal (kind, "optional") ? _("Optional item") : _("Alternative item"));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), "kontor-line", g_strdup (id), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  /* This names the button by the row, too. */
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  if (price != NULL)
    {
      g_autofree char *amount = kontor_format_money (price->net, kontor_offer_price_get_currency (self->price), language);
      GtkWidget *label = gtk_label_new (amount);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->lines_group), row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->checks, check);
}

static void
show_variant (KontorAcceptView *self,
              const char *id)
{
  const KontorOfferVariant *priced = kontor_offer_price_find_variant (self->price, id);
  KontorJson *lines;

  g_free (self->variant);
  self->variant = g_strdup (id);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->lines_group), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->checks, 0);

  lines = kontor_json_get_member (find_variant (self), "lines");
  for (guint i = 0; i < kontor_json_get_size (lines); i++)
    {
      KontorJson *line = kontor_json_get_element (lines, i);
      const char *kind = kontor_json_get_member_string (line, "line");

      if (g_strcmp0 (kind, "optional") == 0 || g_strcmp0 (kind, "alternative") == 0)
        add_line (self, line, priced);
    }
  gtk_widget_set_visible (self->lines_group, self->rows->len > 0);
  update_total (self);
}

static void
variant_toggled_cb (GtkCheckButton *button,
                    KontorAcceptView *self)
{
  if (gtk_check_button_get_active (button))
    show_variant (self, g_object_get_data (G_OBJECT (button), "kontor-variant"));
}

static GtkWidget *
make_variants (KontorAcceptView *self)
{
  KontorJson *variants = kontor_json_get_member (self->offer, "variants");
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *language = kontor_language_dup_default ();
  GtkWidget *first = NULL;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Variant"));
  for (guint i = 0; i < kontor_json_get_size (variants); i++)
    {
      const char *id = kontor_json_get_member_string (kontor_json_get_element (variants, i), "id");
      const KontorOfferVariant *priced = kontor_offer_price_find_variant (self->price, id);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), priced != NULL ? priced->name : id);
      if (priced != NULL)
        {
          g_autofree char *net = kontor_format_money (priced->net, kontor_offer_price_get_currency (self->price), language);

          adw_action_row_set_subtitle (ADW_ACTION_ROW (row), net);
        }
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (check), "kontor-variant", g_strdup (id), g_free);
      g_signal_connect_object (check, "toggled", G_CALLBACK (variant_toggled_cb), self, 0);
      if (first != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (first));
      else
        first = check;
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  if (first != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);

  return group;
}

static void
kontor_accept_view_dispose (GObject *object)
{
  KontorAcceptView *self = KONTOR_ACCEPT_VIEW (object);

  g_clear_pointer (&self->offer, kontor_json_unref);
  g_clear_pointer (&self->price, kontor_offer_price_unref);
  g_clear_pointer (&self->variant, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_accept_view_parent_class)->dispose (object);
}

static void
kontor_accept_view_class_init (KontorAcceptViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_accept_view_dispose;
}

static void
kontor_accept_view_init (KontorAcceptView *self)
{
  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
}

/**
 * kontor_accept_view_new:
 * @offer: the body of an offer
 * @price: what it comes to
 *
 * Returns: (transfer floating): a form to choose a variant and, in it, optional and alternative items
 */
GtkWidget *
kontor_accept_view_new (KontorJson *offer,
                        KontorOfferPrice *price)
{
  KontorAcceptView *self = g_object_new (KONTOR_TYPE_ACCEPT_VIEW, NULL);
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *variants;

  self->offer = kontor_json_ref (offer);
  self->price = kontor_offer_price_ref (price);
  self->lines_group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->lines_group), _("Also Taken"));
  self->total_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->total_label), TRUE);
  gtk_widget_add_css_class (self->total_label, "heading");

  variants = make_variants (self);
  gtk_box_append (GTK_BOX (box), variants);
  gtk_box_append (GTK_BOX (box), self->lines_group);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_size_request (scrolled, 360, -1);
  gtk_box_append (GTK_BOX (outer), scrolled);
  gtk_box_append (GTK_BOX (outer), self->total_label);
  adw_bin_set_child (ADW_BIN (self), outer);

  return GTK_WIDGET (self);
}

/**
 * kontor_accept_view_dup_variant:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): the id of the variant that is chosen
 */
char *
kontor_accept_view_dup_variant (KontorAcceptView *self)
{
  g_return_val_if_fail (KONTOR_IS_ACCEPT_VIEW (self), NULL);

  return g_strdup (self->variant);
}

/**
 * kontor_accept_view_dup_lines:
 * @self: a view
 *
 * Returns: (transfer full): the ids of the optional and alternative items that are taken
 */
GStrv
kontor_accept_view_dup_lines (KontorAcceptView *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (KONTOR_IS_ACCEPT_VIEW (self), NULL);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_strv_builder_add (builder, g_object_get_data (g_ptr_array_index (self->checks, i), "kontor-line"));

  return g_strv_builder_end (builder);
}

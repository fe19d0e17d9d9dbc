/* kontor-rates-group.c: the exchange rates that an offer holds, and how far they are from today's */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-rates-group.h"

#include <glib/gi18n.h>

#include "kontor-date.h"
#include "kontor-desk-offer.h"
#include "kontor-desk-task.h"
#include "kontor-format.h"
#include "kontor-language.h"
#include "kontor-offer-drift.h"
#include "kontor-offer-rate.h"

/*
 * Rates are pinned: what the customer was told stays. This group says where each is from and what has become of it since,
 * and takes today's only when it is asked to. A currency that is shown and has no rate yet gets today's by itself.
 */
struct _KontorRatesGroup
{
  AdwPreferencesGroup parent_instance;

  KontorEditor *editor;
  GPtrArray *rows;
  GtkWidget *refresh_button;
  KontorJson *today;
  KontorJson *shown_body;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorRatesGroup, kontor_rates_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
add_row (KontorRatesGroup *self,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
append_origin (GString *text,
               const char *origin)
{
  if (origin != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", origin);
}

/* "nbp-a, 226/A/NBP/2026, 20.11.2026", and before it the rate as it was pinned where that says more: "4.2629 PLN = 1 EUR". */
static char *
describe_origin (KontorJson *pinned,
                 const char *as_pinned,
                 const char *language)
{
  g_autoptr (GString) text = g_string_new (as_pinned);
  const char *date = kontor_json_get_member_string (pinned, "date");
  g_autofree char *shown = NULL;
  GDate day;

  if (date != NULL && kontor_date_parse (date, &day, NULL))
    shown = kontor_format_date (&day, KONTOR_DATE_SHORT, language);
  append_origin (text, kontor_json_get_member_string (pinned, "source"));
  append_origin (text, kontor_json_get_member_string (pinned, "table"));
  append_origin (text, shown);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static KontorRateDrift *
find_drift (GPtrArray *drifts,
            const char *currency)
{
  for (guint i = 0; drifts != NULL && i < drifts->len; i++)
    {
      KontorRateDrift *drift = g_ptr_array_index (drifts, i);

      if (g_str_equal (drift->currency, currency))
        return drift;
    }

  return NULL;
}

static char *
describe_drift (const KontorRateDrift *drift,
                const char *language)
{
  g_autofree char *today = NULL;
  g_autofree char *percent = NULL;

  if (drift == NULL || !drift->known)
    return NULL;
  if (kontor_decimal_sign (drift->percent) == 0)
    return g_strdup (_("Today the same"));

  today = kontor_offer_rate_format (drift->today, drift->today_per, language, NULL);
  percent = kontor_format_percent (drift->percent, language);

  /* Translators: today's rate and by how much it is above the pinned one. */
  return g_strdup_printf (_("Today %s (%s%s)"), today, kontor_decimal_sign (drift->percent) > 0 ? "+" : "", percent);
}

static void
add_rate (KontorRatesGroup *self,
          KontorJson *pinned,
          GPtrArray *drifts,
          const char *own,
          const char *language)
{
  const char *currency = kontor_json_get_member_string (pinned, "currency");
  const char *per = kontor_json_get_member_string (pinned, "per");
  const char *rate = kontor_json_get_member_string (pinned, "rate");
  g_autofree char *as_pinned = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *drift = NULL;
  g_autofree char *title = NULL;
  KontorDecimal number;
  KontorDecimal units = KONTOR_DECIMAL (1, 0);
  GtkWidget *row;

  if (currency == NULL || rate == NULL)
    return;

  if (kontor_decimal_parse (rate, KONTOR_DECIMAL_MAX_SCALE, &number, NULL) &&
      (per == NULL || kontor_decimal_parse (per, KONTOR_DECIMAL_MAX_SCALE, &units, NULL)))
    {
      gboolean exact = FALSE;
      g_autofree char *one = kontor_offer_rate_format (number, units, language, &exact);
      g_autofree char *whole = kontor_format_number (number, 0, language);
      g_autofree char *many = kontor_format_number (units, 0, language);

      title = g_strdup_printf ("1 %s %s %s %s", own, exact ? "=" : "≈", one, currency);
      if (!exact)
        as_pinned = g_strdup_printf ("%s %s = %s %s", many, own, whole, currency);
    }
  else
    {
      title = g_strdup_printf ("%s %s = %s %s", per != NULL ? per : "1", own, rate, currency);
    }
  origin = describe_origin (pinned, as_pinned, language);
  row = add_row (self, title, origin);

  drift = describe_drift (find_drift (drifts, currency), language);
  if (drift != NULL)
    {
      GtkWidget *label = gtk_label_new (drift);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
}

/* What today's rates would do to the margins. */
static void
add_margins (KontorRatesGroup *self,
             GPtrArray *margins,
             const char *currency,
             const char *language)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);

  for (guint i = 0; margins != NULL && i < margins->len; i++)
    {
      KontorMarginDrift *margin = g_ptr_array_index (margins, i);
      g_autofree char *path = kontor_path_join ("variants", margin->variant);
      g_autofree char *name_path = kontor_path_join (path, "name");
      const char *name = kontor_record_get_string (record, name_path);
      g_autofree char *pinned = NULL;
      g_autofree char *today = NULL;
      g_autofree char *title = NULL;
      g_autofree char *text = NULL;

      if (kontor_decimal_compare (margin->pinned, margin->today) == 0)
        continue;
      pinned = kontor_format_money (margin->pinned, currency, language);
      today = kontor_format_money (margin->today, currency, language);
      title = g_strdup_printf (_("Margin of “%s”"), name != NULL ? name : margin->variant);
      text = g_strdup_printf (_("%s by the rates of the offer, %s by today’s"), pinned, today);
      add_row (self, title, text);
    }
}

static void
update (KontorRatesGroup *self)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);
  KontorJson *body = record != NULL ? kontor_record_get_body (record) : NULL;
  KontorJson *rates = kontor_json_get_member (body, "rates");
  const char *own = kontor_json_get_member_string (body, "currency");
  g_autofree char *language = kontor_language_dup_default ();
  g_autoptr (GPtrArray) drifts = NULL;
  g_autoptr (GPtrArray) margins = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (own == NULL)
    return;

  /* No drift can be told where an offer cannot be priced: then the rates stand alone. */
  if (self->today != NULL)
    kontor_offer_drift (body, self->today, &drifts, &margins, NULL);
  for (guint i = 0; i < kontor_json_get_size (rates); i++)
    add_rate (self, kontor_json_get_element (rates, i), drifts, own, language);
  if (kontor_json_get_size (rates) == 0)
    add_row (self, _("No Rates"), _("The offer shows no other currency and has no costs in one."));
  add_margins (self, margins, own, language);

  gtk_widget_set_visible (self->refresh_button, !kontor_editor_is_read_only (self->editor) &&
                                                  kontor_json_get_size (rates) > 0);
}

static void
set_problem (KontorRatesGroup *self,
             const char *problem)
{
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), problem != NULL ? problem : "");
}

static gpointer
todays_rates_act (KontorStore *store,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  return kontor_desk_find_todays_rates (store, data, error);
}

static gboolean
has_rate (KontorJson *rates,
          const char *currency)
{
  for (guint i = 0; i < kontor_json_get_size (rates); i++)
    if (g_strcmp0 (kontor_json_get_member_string (kontor_json_get_element (rates, i), "currency"), currency) == 0)
      return TRUE;

  return FALSE;
}

/* Pins today's rate of each currency that has none. What is pinned stays. */
static void
pin_missing (KontorRatesGroup *self)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);
  g_autoptr (KontorJson) rates = NULL;
  KontorJson *pinned = kontor_record_get (record, "rates");
  guint n_before = kontor_json_get_size (pinned);
  g_autoptr (GError) error = NULL;

  if (kontor_editor_is_read_only (self->editor))
    return;

  rates = pinned != NULL ? kontor_json_ref (pinned) : kontor_json_new_array ();
  for (guint i = 0; i < kontor_json_get_size (self->today); i++)
    {
      KontorJson *rate = kontor_json_get_element (self->today, i);
      g_autoptr (KontorJson) before = NULL;

      if (has_rate (rates, kontor_json_get_member_string (rate, "currency")))
        continue;
      before = g_steal_pointer (&rates);
      rates = kontor_json_with_insertion (before, kontor_json_get_size (before), rate);
    }
  if (kontor_json_get_size (rates) > n_before && !kontor_editor_set_value (self->editor, "rates", rates, &error))
    set_problem (self, error->message);
}

static void
todays_rates_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (KontorRatesGroup) self = KONTOR_RATES_GROUP (user_data);
  g_autoptr (GError) error = NULL;
  KontorJson *today = kontor_desk_task_finish (KONTOR_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_pointer (&self->today, kontor_json_unref);
  self->today = today;
  set_problem (self, error != NULL ? error->message : NULL);
  if (today != NULL)
    pin_missing (self);
  update (self);
}

/* What decides which rates are needed; the texts of an offer change with each key and do not. */
static KontorJson *
extract_inputs (KontorJson *body)
{
  static const char *const members[] = { "currency", "show_currencies", "profile", "variants", "rates" };
  KontorJson *inputs = kontor_json_new_object ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    kontor_json_set_member (&inputs, members[i], kontor_json_get_member (body, members[i]));

  return inputs;
}

static void
look_up (KontorRatesGroup *self)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);
  g_autoptr (KontorJson) inputs = NULL;

  if (record == NULL)
    return;

  inputs = extract_inputs (kontor_record_get_body (record));
  if (self->shown_body != NULL && kontor_json_equal (self->shown_body, inputs))
    return;
  g_clear_pointer (&self->shown_body, kontor_json_unref);
  self->shown_body = kontor_json_ref (inputs);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (kontor_json_get_member_string (inputs, "currency") != NULL)
    kontor_desk_task_run (kontor_editor_get_store (self->editor), todays_rates_act,
                          kontor_json_ref (kontor_record_get_body (record)), (GDestroyNotify) kontor_json_unref,
                          (GDestroyNotify) kontor_json_unref, self->cancellable, todays_rates_cb, g_object_ref (self));
}

static void
editor_changed_cb (KontorEditor *editor,
                   const char *path,
                   KontorRatesGroup *self)
{
  look_up (self);
}

static void
refresh_response_cb (AdwMessageDialog *dialog,
                     const char *response,
                     KontorRatesGroup *self)
{
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (response, "refresh") != 0 || self->today == NULL)
    return;
  if (!kontor_editor_set_value (self->editor, "rates", self->today, &error))
    set_problem (self, error->message);
  update (self);
}

static void
refresh_cb (GtkButton *button,
            KontorRatesGroup *self)
{
  GtkWidget *dialog;

  if (self->today == NULL)
    return;

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Use Today’s Rates?"),
                                   _("The totals in other currencies and the margin change. You can undo it."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Keep the Rates"), "refresh",
                                    _("_Use Today’s Rates"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "refresh", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (refresh_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
kontor_rates_group_dispose (GObject *object)
{
  KontorRatesGroup *self = KONTOR_RATES_GROUP (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->today, kontor_json_unref);
  g_clear_pointer (&self->shown_body, kontor_json_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_rates_group_parent_class)->dispose (object);
}

static void
kontor_rates_group_class_init (KontorRatesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_rates_group_dispose;
}

static void
kontor_rates_group_init (KontorRatesGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->refresh_button = gtk_button_new_with_mnemonic (_("Use _Today’s Rates…"));
  gtk_widget_add_css_class (self->refresh_button, "flat");
  gtk_widget_set_valign (self->refresh_button, GTK_ALIGN_CENTER);
  g_signal_connect (self->refresh_button, "clicked", G_CALLBACK (refresh_cb), self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Exchange Rates"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->refresh_button);
}

/**
 * kontor_rates_group_new:
 * @editor: the editor of an offer
 *
 * Returns: (transfer floating): a group of rows with the rates that the offer holds
 */
GtkWidget *
kontor_rates_group_new (KontorEditor *editor)
{
  KontorRatesGroup *self = g_object_new (KONTOR_TYPE_RATES_GROUP, NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, 0);
  g_signal_connect_object (editor, "notify::read-only", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  look_up (self);

  return GTK_WIDGET (self);
}

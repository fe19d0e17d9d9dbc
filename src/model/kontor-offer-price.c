/* kontor-offer-price.c: what an offer comes to, and how */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-model-error.h"
#include "kontor-pricing-private.h"

struct _KontorOfferPrice
{
  gatomicrefcount ref_count;

  KontorJson *body;
  char *currency;
  GArray *variants; /* of KontorOfferVariant */
};

/* Frees what a line's price holds. */
void
kontor_offer_line_clear (KontorOfferLine *self)
{
  g_clear_pointer (&self->id, g_free);
}

/* Frees what a variant's price holds. */
void
kontor_offer_variant_clear (KontorOfferVariant *self)
{
  for (guint i = 0; i < self->n_lines; i++)
    kontor_offer_line_clear (&self->lines[i]);
  for (guint i = 0; i < self->n_shown; i++)
    {
      g_free (self->shown[i].currency);
      g_free (self->shown[i].groups);
    }

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->groups, g_free);
  g_clear_pointer (&self->lines, g_free);
  g_clear_pointer (&self->shown, g_free);
}

/**
 * kontor_offer_price:
 * @body: an offer body, see "Offer body" in the wire contract
 * @error: return location for a #GError
 *
 * Prices each variant of an offer: lines, VAT groups, discounts, totals, totals in the other currencies, cost and
 * margin. Pure: it looks nowhere but in @body, and takes only the exchange rates that are pinned there.
 *
 * What is not set yet counts as it would on paper: a line without a quantity is one, without a price, a cost, a discount
 * or VAT it is none. A variant without lines comes to 0. A discount line that says neither a percentage nor an amount
 * takes nothing. Use kontor_offer_check_priceable() for an offer that goes out.
 * Discounts are of the whole variant, in their order, wherever they stand among the lines.
 *
 * Returns: (transfer full): the prices, or %NULL with @error set in %KONTOR_MODEL_ERROR: a sentence that names variant
 *   and line. %KONTOR_MODEL_ERROR_RATE: a currency has no pinned rate; %KONTOR_MODEL_ERROR_RANGE: a number or a result has
 *   more than 18 digits; %KONTOR_MODEL_ERROR_VALUE: a value that cannot be, such as a currency that there is not, too many
 *   decimals or a discount of more than there is; %KONTOR_MODEL_ERROR_TYPE: not the JSON type it has to be;
 *   %KONTOR_MODEL_ERROR_REQUIRED: the offer has no currency; %KONTOR_MODEL_ERROR_LIMIT: more VAT rates than make sense
 */
KontorOfferPrice *
kontor_offer_price (KontorJson *body,
                    GError **error)
{
  KontorPricing pricing = { NULL };
  KontorOfferPrice *self = NULL;
  GArray *variants = NULL;

  g_return_val_if_fail (body != NULL, NULL);

  if (kontor_pricing_init (&pricing, body, error))
    variants = kontor_pricing_run (&pricing, error);

  if (variants != NULL)
    {
      self = g_new0 (KontorOfferPrice, 1);
      g_atomic_ref_count_init (&self->ref_count);
      self->body = kontor_json_ref (body);
      self->currency = g_strdup (pricing.currency);
      self->variants = variants;
    }

  kontor_pricing_clear (&pricing);
  return self;
}

/**
 * kontor_offer_price_ref:
 * @self: prices
 *
 * Returns: (transfer full): @self
 */
KontorOfferPrice *
kontor_offer_price_ref (KontorOfferPrice *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * kontor_offer_price_unref:
 * @self: (transfer full): prices
 *
 * Gives up a reference; the last one frees them.
 */
void
kontor_offer_price_unref (KontorOfferPrice *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  kontor_json_unref (self->body);
  g_free (self->currency);
  g_array_unref (self->variants);
  g_free (self);
}

/**
 * kontor_offer_price_get_currency:
 * @self: prices
 *
 * Returns: (transfer none): the offer's currency
 */
const char *
kontor_offer_price_get_currency (KontorOfferPrice *self)
{
  return self->currency;
}

/**
 * kontor_offer_price_get_n_variants:
 * @self: prices
 *
 * Returns: how many variants the offer has
 */
guint
kontor_offer_price_get_n_variants (KontorOfferPrice *self)
{
  return self->variants->len;
}

/**
 * kontor_offer_price_get_variant:
 * @self: prices
 * @index: from 0
 *
 * Returns: (transfer none) (nullable): what the variant comes to, as long as @self lives; %NULL past the last
 */
const KontorOfferVariant *
kontor_offer_price_get_variant (KontorOfferPrice *self,
                                guint index)
{
  if (index >= self->variants->len)
    return NULL;

  return &g_array_index (self->variants, KontorOfferVariant, index);
}

/**
 * kontor_offer_price_find_variant:
 * @self: prices
 * @id: a variant's id
 *
 * Returns: (transfer none) (nullable): what the variant comes to, as long as @self lives
 */
const KontorOfferVariant *
kontor_offer_price_find_variant (KontorOfferPrice *self,
                                 const char *id)
{
  for (guint i = 0; i < self->variants->len; i++)
    {
      const KontorOfferVariant *variant = &g_array_index (self->variants, KontorOfferVariant, i);

      if (g_str_equal (variant->id, id))
        return variant;
    }

  return NULL;
}

/**
 * kontor_offer_variant_find_line:
 * @self: what a variant comes to
 * @id: a line's id
 *
 * Returns: (transfer none) (nullable): what the line comes to; %NULL for a heading, a text and what is not there
 */
const KontorOfferLine *
kontor_offer_variant_find_line (const KontorOfferVariant *self,
                                const char *id)
{
  for (guint i = 0; i < self->n_lines; i++)
    {
      if (g_str_equal (self->lines[i].id, id))
        return &self->lines[i];
    }

  return NULL;
}

/* Takes @value over. */
static void
set_member (KontorJson **object,
            const char *name,
            KontorJson *value)
{
  g_autoptr (KontorJson) owned = value;
  KontorJson *with = kontor_json_with_member (*object, name, owned);

  kontor_json_unref (*object);
  *object = with;
}

static void
set_string (KontorJson **object,
            const char *name,
            const char *value)
{
  set_member (object, name, value != NULL ? kontor_json_new_string (value) : kontor_json_new_null ());
}

static void
set_decimal (KontorJson **object,
             const char *name,
             KontorDecimal value)
{
  g_autofree char *text = kontor_decimal_to_string (value);

  set_string (object, name, text);
}

/* Makes an array of what was collected. */
static KontorJson *
take_array (GPtrArray *elements)
{
  g_autoptr (GPtrArray) owned = elements;

  return kontor_json_new_array_for ((KontorJson *const *) owned->pdata, owned->len);
}

static GPtrArray *
collect (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
}

static KontorJson *
amounts_to_json (const char *name,
                 const char *value,
                 KontorDecimal net,
                 KontorDecimal vat,
                 KontorDecimal gross)
{
  KontorJson *json = kontor_json_new_object ();

  set_string (&json, name, value);
  set_decimal (&json, "net", net);
  set_decimal (&json, "vat", vat);
  set_decimal (&json, "gross", gross);

  return json;
}

static KontorJson *
group_to_json (const KontorOfferGroup *group)
{
  KontorJson *json = kontor_json_new_object ();

  set_string (&json, "category", group->category);
  set_decimal (&json, "vat", group->rate);
  set_decimal (&json, "net", group->net);
  set_decimal (&json, "tax", group->tax);
  set_decimal (&json, "gross", group->gross);

  return json;
}

static KontorJson *
variant_to_json (const KontorOfferVariant *variant)
{
  KontorJson *json = amounts_to_json ("id", variant->id, variant->net, variant->vat, variant->gross);
  GPtrArray *groups = collect ();
  GPtrArray *lines = collect ();
  GPtrArray *shown = collect ();

  for (guint i = 0; i < variant->n_groups; i++)
    g_ptr_array_add (groups, group_to_json (&variant->groups[i]));
  for (guint i = 0; i < variant->n_lines; i++)
    {
      const KontorOfferLine *line = &variant->lines[i];

      g_ptr_array_add (lines, amounts_to_json ("id", line->id, line->net, line->vat, line->gross));
    }
  for (guint i = 0; i < variant->n_shown; i++)
    {
      const KontorOfferShown *other = &variant->shown[i];

      g_ptr_array_add (shown, amounts_to_json ("currency", other->currency, other->net, other->vat, other->gross));
    }

  set_decimal (&json, "cost", variant->cost);
  set_decimal (&json, "margin", variant->margin);
  if (variant->has_margin_percent)
    set_decimal (&json, "margin_percent", variant->margin_percent);
  else
    set_member (&json, "margin_percent", kontor_json_new_null ());
  set_member (&json, "groups", take_array (groups));
  set_member (&json, "lines", take_array (lines));
  set_member (&json, "shown", take_array (shown));

  return json;
}

/**
 * kontor_offer_price_to_json:
 * @self: prices
 *
 * Gives the prices as `kontorctl offer price` answers them. Amounts are strings with the decimals of their currency;
 * `lines` holds the lines that have a price, a discount with negative amounts.
 *
 * Returns: (transfer full): a JSON object
 */
KontorJson *
kontor_offer_price_to_json (KontorOfferPrice *self)
{
  KontorJson *json = kontor_json_new_object ();
  GPtrArray *variants = collect ();

  for (guint i = 0; i < self->variants->len; i++)
    g_ptr_array_add (variants, variant_to_json (&g_array_index (self->variants, KontorOfferVariant, i)));

  set_string (&json, "currency", self->currency);
  set_member (&json, "variants", take_array (variants));

  return json;
}

/**
 * kontor_offer_price_get_trace:
 * @self: prices
 *
 * Says how each total came about, by pricing once more and writing down each step.
 *
 * Returns: (transfer full) (element-type KontorOfferStep): the steps in the order in which they were taken
 */
GPtrArray *
kontor_offer_price_get_trace (KontorOfferPrice *self)
{
  KontorPricing pricing = { NULL };
  g_autoptr (GArray) variants = NULL;
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_offer_step_free);

  /* It was priced before, so it can be. */
  if (kontor_pricing_init (&pricing, self->body, NULL))
    {
      pricing.steps = g_ptr_array_ref (steps);
      variants = kontor_pricing_run (&pricing, NULL);
    }

  kontor_pricing_clear (&pricing);
  return g_steal_pointer (&steps);
}

/**
 * kontor_offer_price_trace_to_json:
 * @self: prices
 *
 * Returns: (transfer full): the trace as a JSON array of objects with `variant`, `line`, `what`, `inputs`, `rate`,
 *   `rounding`, `result` and `currency`, `null` where a step has none
 */
KontorJson *
kontor_offer_price_trace_to_json (KontorOfferPrice *self)
{
  g_autoptr (GPtrArray) steps = kontor_offer_price_get_trace (self);
  GPtrArray *json = collect ();

  for (guint i = 0; i < steps->len; i++)
    {
      const KontorOfferStep *step = g_ptr_array_index (steps, i);
      KontorJson *object = kontor_json_new_object ();

      set_string (&object, "variant", step->variant);
      set_string (&object, "line", step->line);
      set_string (&object, "what", step->what);
      set_string (&object, "inputs", step->inputs);
      set_string (&object, "rate", step->rate);
      set_string (&object, "rounding", step->rounding);
      set_string (&object, "result", step->result);
      set_string (&object, "currency", step->currency);
      g_ptr_array_add (json, object);
    }

  return take_array (json);
}

/* Whether a line is one that has a price of its own. */
static gboolean
is_priced (KontorJson *line)
{
  const char *kind = kontor_json_get_member_string (line, "line");

  return kind == NULL || g_str_equal (kind, "item") || g_str_equal (kind, "optional") ||
         g_str_equal (kind, "alternative");
}

static gboolean
has_priced_line (KontorJson *variant)
{
  KontorJson *lines = kontor_json_get_member (variant, "lines");

  if (kontor_json_get_value_type (lines) != KONTOR_JSON_ARRAY)
    return FALSE;

  for (guint i = 0; i < kontor_json_get_size (lines); i++)
    {
      if (is_priced (kontor_json_get_element (lines, i)))
        return TRUE;
    }

  return FALSE;
}

/**
 * kontor_offer_check_priceable:
 * @body: an offer body
 * @error: return location for a #GError
 *
 * Says whether there is something to price: a variant, and a line with a price in one of them.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_REQUIRED and one sentence that says what to add
 */
gboolean
kontor_offer_check_priceable (KontorJson *body,
                              GError **error)
{
  KontorJson *variants = kontor_json_get_member (body, "variants");
  guint n = 0;

  if (kontor_json_get_value_type (variants) == KONTOR_JSON_ARRAY)
    n = kontor_json_get_size (variants);

  for (guint i = 0; i < n; i++)
    {
      if (has_priced_line (kontor_json_get_element (variants, i)))
        return TRUE;
    }

  if (n == 0)
    g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_REQUIRED,
                         _("The offer has no variant. Add one with at least one line that has a price."));
  else
    g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_REQUIRED,
                         _("The offer has no line with a price. Add at least one to a variant."));
  return FALSE;
}

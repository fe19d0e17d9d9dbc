/* kontor-pricing-trace.c: says how each total of an offer came about */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-pricing-private.h"

/* So many terms of a sum are written out. */
#define MAX_TERMS 40

/**
 * kontor_pricing_trace:
 * @self: a pricing whose steps are asked for
 * @what: (transfer full): what was computed
 * @inputs: (transfer full): what from
 * @rate: (transfer full) (nullable): by which rate
 * @result: the result
 * @currency: (nullable): its currency; %NULL for a percentage
 * @rounded: whether it was rounded, to the decimals that @result has
 *
 * Adds a step to the trace.
 */
void
kontor_pricing_trace (KontorPricing *self,
                      char *what,
                      char *inputs,
                      char *rate,
                      KontorDecimal result,
                      const char *currency,
                      gboolean rounded)
{
  const char *variant = kontor_json_get_member_string (self->variant, "id");
  const char *line = self->line != NULL ? kontor_json_get_member_string (self->line, "id") : NULL;
  KontorOfferStep *step = g_new0 (KontorOfferStep, 1);

  step->variant = g_strdup (variant != NULL ? variant : "");
  step->line = g_strdup (line);
  step->what = what;
  step->inputs = inputs;
  step->rate = rate;
  if (rounded)
    {
      g_autofree char *unit = kontor_decimal_to_string (KONTOR_DECIMAL (1, result.scale));

      step->rounding = g_strdup_printf (_("to %s, half away from zero"), unit);
    }
  step->result = kontor_decimal_to_string (result);
  step->currency = g_strdup (currency);

  g_ptr_array_add (self->steps, step);
}

/**
 * kontor_pricing_trace_internal:
 * @self: a pricing that has just added a step to its trace
 *
 * Says of the last step that it is not for the customer.
 */
void
kontor_pricing_trace_internal (KontorPricing *self)
{
  KontorOfferStep *step = g_ptr_array_index (self->steps, self->steps->len - 1);

  step->internal = TRUE;
}

/**
 * kontor_pricing_name_line:
 * @self: a pricing that stands at a line
 *
 * Returns: (transfer full): "line 2, Consulting"
 */
char *
kontor_pricing_name_line (KontorPricing *self)
{
  const char *name = kontor_json_get_member_string (self->line, "name");

  if (name == NULL || *name == '\0')
    return g_strdup_printf (_("line %u"), self->line_number);

  return g_strdup_printf (_("line %u, %s"), self->line_number, name);
}

/**
 * kontor_pricing_name_group:
 * @category: VAT category
 * @rate: VAT in percent
 *
 * Returns: (transfer full): "VAT group S 23 %"
 */
char *
kontor_pricing_name_group (const char *category,
                           KontorDecimal rate)
{
  g_autofree char *percent = kontor_decimal_to_string_normalized (rate);

  return g_strdup_printf (_("VAT group %s %s %%"), category, percent);
}

/**
 * kontor_pricing_name_rate:
 * @self: a pricing
 * @rate: a pinned rate as it stands in the body
 *
 * Returns: (transfer full): "4.2512 PLN for 1 EUR, nbp-a, 226/A/NBP/2026, 2026-11-20"
 */
char *
kontor_pricing_name_rate (KontorPricing *self,
                          KontorJson *rate)
{
  const char *const members[] = { "source", "table", "date" };
  const char *per = kontor_json_get_member_string (rate, "per");
  GString *name = g_string_new (NULL);

  g_string_append_printf (name, _("%s %s for %s %s"), kontor_json_get_member_string (rate, "rate"),
                          kontor_json_get_member_string (rate, "currency"), per != NULL ? per : "1", self->currency);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = kontor_json_get_member_string (rate, members[i]);

      if (text != NULL && *text != '\0')
        g_string_append_printf (name, ", %s", text);
    }

  return g_string_free (name, FALSE);
}

/**
 * kontor_pricing_add_term:
 * @terms: (inout): the sum so far, made when it is %NULL
 * @amount: what is added
 *
 * Writes a sum as a person does, "10.00 + 5.00 − 2.50"; a long one ends in dots.
 */
void
kontor_pricing_add_term (GString **terms,
                         KontorDecimal amount)
{
  g_autofree char *text = NULL;
  guint n = 0;

  if (*terms == NULL)
    {
      text = kontor_decimal_to_string (amount);
      *terms = g_string_new (text);
      return;
    }

  for (const char *p = (*terms)->str; *p != '\0'; p++)
    n += *p == ' ';

  if (n / 2 + 1 < MAX_TERMS)
    {
      gboolean negative = kontor_decimal_sign (amount) < 0;

      text = kontor_decimal_to_string (negative ? kontor_decimal_negate (amount) : amount);
      g_string_append_printf (*terms, " %s %s", negative ? "−" : "+", text);
    }
  else if (!g_str_has_suffix ((*terms)->str, "…"))
    {
      g_string_append (*terms, " + …");
    }
}

/**
 * kontor_offer_step_free:
 * @self: (transfer full): a step
 *
 * Frees a step of a trace.
 */
void
kontor_offer_step_free (KontorOfferStep *self)
{
  g_free (self->variant);
  g_free (self->line);
  g_free (self->what);
  g_free (self->inputs);
  g_free (self->rate);
  g_free (self->rounding);
  g_free (self->result);
  g_free (self->currency);
  g_free (self);
}

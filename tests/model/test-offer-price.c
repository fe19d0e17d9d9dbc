/* test-offer-price.c: offers that were priced by hand */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "kontor-base-error.h"
#include "kontor-model-error.h"
#include "kontor-offer-drift.h"
#include "kontor-offer-price.h"
#include "kontor-offer-rate.h"

static KontorJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  KontorJson *json = kontor_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return json;
}

static KontorOfferPrice *
price (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorJson) body = parse (text);
  KontorOfferPrice *self = kontor_offer_price (body, &error);

  g_assert_no_error (error);
  return self;
}

static void
assert_amount (KontorDecimal amount,
               const char *expected)
{
  g_autofree char *text = kontor_decimal_to_string (amount);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_totals (const KontorOfferVariant *variant,
               const char *net,
               const char *vat,
               const char *gross)
{
  assert_amount (variant->net, net);
  assert_amount (variant->vat, vat);
  assert_amount (variant->gross, gross);
}

static void
assert_refused (const char *text,
                int code,
                const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorJson) body = parse (text);
  g_autoptr (KontorOfferPrice) self = kontor_offer_price (body, &error);

  g_assert_null (self);
  g_assert_error (error, KONTOR_MODEL_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
}

#define CONTRACT_OFFER \
  "{\"kind\":\"offer\",\"currency\":\"EUR\",\"show_currencies\":[\"PLN\"]," \
  "\"rates\":[{\"currency\":\"PLN\",\"rate\":\"4.2512\",\"per\":\"1\",\"source\":\"nbp-a\",\"table\":\"226/A/NBP/2026\",\"date\":\"2026-11-20\"}]," \
  "\"price_mode\":\"net\",\"rounding\":\"line\",\"vat_regime\":\"domestic\",\"variants\":[{\"id\":\"v1\",\"name\":\"Basic\",\"lines\":[" \
  "{\"id\":\"l1\",\"line\":\"item\",\"name\":\"Consulting\",\"quantity\":\"2\",\"unit\":\"h\",\"unit_price\":\"1200.00\",\"discount\":\"5\"," \
  "\"vat\":\"23\",\"vat_category\":\"S\",\"cost\":\"900.00\",\"cost_currency\":\"EUR\"}]}]}"

static void
test_answer_of_the_wire_contract (void)
{
  g_autoptr (KontorOfferPrice) self = price (CONTRACT_OFFER);
  g_autoptr (KontorJson) json = kontor_offer_price_to_json (self);
  g_autofree char *text = kontor_json_to_string (json);

  g_assert_cmpstr (text, ==,
                   "{\"currency\":\"EUR\",\"variants\":[{\"id\":\"v1\",\"net\":\"2280.00\",\"vat\":\"524.40\",\"gross\":\"2804.40\","
                   "\"cost\":\"1800.00\",\"margin\":\"480.00\",\"margin_percent\":\"21.05\","
                   "\"groups\":[{\"category\":\"S\",\"vat\":\"23\",\"net\":\"2280.00\",\"tax\":\"524.40\",\"gross\":\"2804.40\"}],"
                   "\"lines\":[{\"id\":\"l1\",\"net\":\"2280.00\",\"vat\":\"524.40\",\"gross\":\"2804.40\"}],"
                   "\"shown\":[{\"currency\":\"PLN\",\"net\":\"9692.74\",\"vat\":\"2229.33\",\"gross\":\"11922.07\"}]}]}");
}

static void
test_accessors_find_variants_and_lines (void)
{
  g_autoptr (KontorOfferPrice) self = price (CONTRACT_OFFER);
  const KontorOfferVariant *variant = kontor_offer_price_find_variant (self, "v1");

  g_assert_cmpstr (kontor_offer_price_get_currency (self), ==, "EUR");
  g_assert_cmpuint (kontor_offer_price_get_n_variants (self), ==, 1);
  g_assert_true (variant == kontor_offer_price_get_variant (self, 0));
  g_assert_null (kontor_offer_price_get_variant (self, 1));
  g_assert_null (kontor_offer_price_find_variant (self, "v2"));
  g_assert_cmpstr (variant->name, ==, "Basic");
  g_assert_true (kontor_offer_variant_find_line (variant, "l1")->counts);
  g_assert_null (kontor_offer_variant_find_line (variant, "l2"));
  assert_amount (variant->shown[0].groups[0].net, "9692.74");
}

/* Three lines of 0.10 at 23 %: by line 3 x round (0.023) = 0.06, by document round (0.069) = 0.07. */
static void
test_rounding_by_line_and_by_document (void)
{
  const char *const lines = "\"variants\":[{\"id\":\"v\",\"lines\":["
                            "{\"id\":\"a\",\"quantity\":\"1\",\"unit_price\":\"0.10\",\"vat\":\"23\"},"
                            "{\"id\":\"b\",\"quantity\":\"1\",\"unit_price\":\"0.10\",\"vat\":\"23.0\"},"
                            "{\"id\":\"c\",\"quantity\":\"1\",\"unit_price\":\"0.10\",\"vat\":\"23\"}]}]}";
  g_autofree char *by_line = g_strconcat ("{\"currency\":\"EUR\",\"rounding\":\"line\",", lines, NULL);
  g_autofree char *by_document = g_strconcat ("{\"currency\":\"EUR\",\"rounding\":\"document\",", lines, NULL);
  g_autoptr (KontorOfferPrice) one = price (by_line);
  g_autoptr (KontorOfferPrice) two = price (by_document);

  assert_totals (kontor_offer_price_get_variant (one, 0), "0.30", "0.06", "0.36");
  assert_totals (kontor_offer_price_get_variant (two, 0), "0.30", "0.07", "0.37");
  g_assert_cmpuint (kontor_offer_price_get_variant (one, 0)->n_groups, ==, 1);
}

/* 100.00 gross at 23 % is 81.30 net; by the regime "eu-goods" it goes as 81.30 without VAT. */
static void
test_gross_prices_and_regimes (void)
{
  const char *const lines = "\"variants\":[{\"id\":\"v\",\"lines\":["
                            "{\"id\":\"a\",\"quantity\":\"1\",\"unit_price\":\"100\",\"vat\":\"23\"},"
                            "{\"id\":\"b\",\"quantity\":\"1\",\"unit_price\":\"50\",\"vat\":\"23\",\"vat_category\":\"E\"}]}]}";
  g_autofree char *domestic = g_strconcat ("{\"currency\":\"EUR\",\"price_mode\":\"gross\",", lines, NULL);
  g_autofree char *eu_goods = g_strconcat ("{\"currency\":\"EUR\",\"price_mode\":\"gross\",\"vat_regime\":\"eu-goods\",", lines, NULL);
  g_autoptr (KontorOfferPrice) one = price (domestic);
  g_autoptr (KontorOfferPrice) two = price (eu_goods);

  assert_totals (kontor_offer_price_get_variant (one, 0), "131.30", "18.70", "150.00");
  assert_totals (kontor_offer_price_get_variant (two, 0), "131.30", "0.00", "131.30");
  g_assert_cmpstr (kontor_offer_price_get_variant (two, 0)->groups[0].category, ==, "K");
  g_assert_cmpstr (kontor_offer_price_get_variant (two, 0)->groups[1].category, ==, "E");
}

/*
 * 10.00 off 100.00 + 100.00 + 100.00: shares of 3.33..., the odd cent to the first; a return group is left alone.
 * By line: VAT 23.00 - round (3.34 x 23 %) = 22.23, 8.00 - 0.27 = 7.73, 0, and -1.15 of the return.
 */
static void
test_discount_spreads_by_largest_remainder (void)
{
  g_autoptr (KontorOfferPrice) self =
    price ("{\"currency\":\"EUR\",\"rounding\":\"line\",\"variants\":[{\"id\":\"v\",\"lines\":["
           "{\"id\":\"d\",\"line\":\"discount\",\"amount\":\"10\"},"
           "{\"id\":\"a\",\"quantity\":\"1\",\"unit_price\":\"100\",\"vat\":\"23\"},"
           "{\"id\":\"b\",\"quantity\":\"1\",\"unit_price\":\"100\",\"vat\":\"8\"},"
           "{\"id\":\"c\",\"quantity\":\"1\",\"unit_price\":\"100\",\"vat\":\"0\"},"
           "{\"id\":\"r\",\"quantity\":\"-1\",\"unit_price\":\"5\",\"vat\":\"5\"}]}]}");
  const KontorOfferVariant *variant = kontor_offer_price_get_variant (self, 0);

  assert_amount (variant->groups[0].net, "96.66");
  assert_amount (variant->groups[0].tax, "22.23");
  assert_amount (variant->groups[1].net, "96.67");
  assert_amount (variant->groups[1].tax, "7.73");
  assert_amount (variant->groups[2].net, "96.67");
  assert_amount (variant->groups[3].net, "-5.00");
  assert_amount (variant->groups[3].tax, "-0.25");
  assert_amount (kontor_offer_variant_find_line (variant, "d")->net, "-10.00");
  assert_amount (kontor_offer_variant_find_line (variant, "d")->vat, "-1.04");
  assert_totals (variant, "285.00", "29.71", "314.71");
}

static void
test_discounts_stack (void)
{
  g_autoptr (KontorOfferPrice) self =
    price ("{\"currency\":\"EUR\",\"rounding\":\"document\",\"variants\":[{\"id\":\"v\",\"lines\":["
           "{\"id\":\"a\",\"quantity\":\"1\",\"unit_price\":\"200\",\"vat\":\"23\"},"
           "{\"id\":\"d\",\"line\":\"discount\",\"discount\":\"10\"},"
           "{\"id\":\"e\",\"line\":\"discount\",\"discount\":\"10\"},"
           "{\"id\":\"f\",\"line\":\"discount\"}]}]}");
  const KontorOfferVariant *variant = kontor_offer_price_get_variant (self, 0);

  assert_amount (kontor_offer_variant_find_line (variant, "d")->net, "-20.00");
  assert_amount (kontor_offer_variant_find_line (variant, "e")->net, "-18.00");
  assert_amount (kontor_offer_variant_find_line (variant, "f")->net, "0.00");
  assert_totals (variant, "162.00", "37.26", "199.26");
}

static void
test_exponents (void)
{
  g_autoptr (KontorOfferPrice) yen =
    price ("{\"currency\":\"JPY\",\"show_currencies\":[\"BHD\",\"JPY\"],\"rates\":[{\"currency\":\"BHD\",\"rate\":\"0.2412\",\"per\":\"100\"}],"
           "\"variants\":[{\"id\":\"v\",\"lines\":[{\"id\":\"a\",\"quantity\":\"3\",\"unit_price\":\"399.5\",\"vat\":\"10\"}]}]}");
  const KontorOfferVariant *variant = kontor_offer_price_get_variant (yen, 0);

  /* 1198.5 is 1199; 1199 x 0.2412 / 100 = 2.891988 and 120 x 0.2412 / 100 = 0.28944 */
  assert_totals (variant, "1199", "120", "1319");
  assert_amount (variant->shown[0].net, "2.892");
  assert_amount (variant->shown[0].vat, "0.289");
  assert_amount (variant->shown[0].gross, "3.181");
  assert_amount (variant->shown[1].gross, "1319");
}

static void
test_cost_in_another_currency (void)
{
  g_autoptr (KontorOfferPrice) self =
    price ("{\"currency\":\"EUR\",\"rates\":[{\"currency\":\"USD\",\"rate\":\"1.08\"}],\"variants\":[{\"id\":\"v\",\"lines\":["
           "{\"id\":\"a\",\"quantity\":\"3\",\"unit_price\":\"100\",\"vat\":\"23\",\"cost\":\"50\",\"cost_currency\":\"USD\"},"
           "{\"id\":\"b\",\"line\":\"optional\",\"quantity\":\"3\",\"unit_price\":\"100\",\"vat\":\"23\",\"cost\":\"50\",\"cost_currency\":\"GBP\"}]}]}");
  const KontorOfferVariant *variant = kontor_offer_price_get_variant (self, 0);

  assert_amount (variant->cost, "138.89");
  assert_amount (variant->margin, "161.11");
  assert_amount (variant->margin_percent, "53.70");
}

static void
test_empty_variant_comes_to_nothing (void)
{
  g_autoptr (KontorOfferPrice) self = price ("{\"currency\":\"EUR\",\"show_currencies\":[\"EUR\"],\"variants\":[{\"id\":\"v\"}]}");
  g_autoptr (KontorJson) json = kontor_offer_price_to_json (self);
  g_autofree char *text = kontor_json_to_string (json);

  g_assert_cmpstr (text, ==,
                   "{\"currency\":\"EUR\",\"variants\":[{\"id\":\"v\",\"net\":\"0.00\",\"vat\":\"0.00\",\"gross\":\"0.00\",\"cost\":\"0.00\","
                   "\"margin\":\"0.00\",\"margin_percent\":null,\"groups\":[],\"lines\":[],"
                   "\"shown\":[{\"currency\":\"EUR\",\"net\":\"0.00\",\"vat\":\"0.00\",\"gross\":\"0.00\"}]}]}");
}

#define ONE_LINE(members) \
  "{\"currency\":\"EUR\",\"variants\":[{\"id\":\"v\",\"name\":\"Basic\",\"lines\":[{\"id\":\"a\",\"line\":\"heading\"}," \
  "{\"id\":\"b\",\"name\":\"Consulting\"," members "}]}]}"

static void
test_errors_name_the_place (void)
{
  assert_refused ("{\"currency\":\"EUX\"}", KONTOR_MODEL_ERROR_VALUE, "“EUX”");
  assert_refused ("{}", KONTOR_MODEL_ERROR_REQUIRED, "no currency");
  assert_refused ("[]", KONTOR_MODEL_ERROR_TYPE, "not an offer");
  assert_refused ("{\"currency\":\"EUR\",\"variants\":{}}", KONTOR_MODEL_ERROR_TYPE, "“variants”");
  assert_refused ("{\"currency\":\"EUR\",\"show_currencies\":[\"PLN\"],\"variants\":[{\"name\":\"Basic\"}]}", KONTOR_MODEL_ERROR_RATE, "PLN");
  assert_refused ("{\"currency\":\"EUR\",\"show_currencies\":[\"PL\\u0000N\"],\"variants\":[{}]}", KONTOR_MODEL_ERROR_TYPE, "show_currencies");
  assert_refused (ONE_LINE ("\"quantity\":\"1000000000000\",\"unit_price\":\"1000000\""), KONTOR_MODEL_ERROR_RANGE,
                  "Variant “Basic”, line 2 “Consulting”");
  assert_refused (ONE_LINE ("\"quantity\":\"1\",\"cost\":\"1\",\"cost_currency\":\"USD\""), KONTOR_MODEL_ERROR_RATE, "USD");
  assert_refused (ONE_LINE ("\"quantity\":\"1.0000001\""), KONTOR_MODEL_ERROR_VALUE, "“quantity”");
  assert_refused (ONE_LINE ("\"quantity\":\"1\\u0000\""), KONTOR_MODEL_ERROR_TYPE, "“quantity”");
  assert_refused (ONE_LINE ("\"line\":\"discount\",\"discount\":\"5\""), KONTOR_MODEL_ERROR_VALUE, "nothing");
  assert_refused (ONE_LINE ("\"vat_category\":\"Q\""), KONTOR_MODEL_ERROR_VALUE, "“Q”");
}

/* 10^18 - 1 minor units fit, one more does not, and no sum loses its last decimals to fit. */
static void
test_largest_amount (void)
{
  g_autoptr (KontorOfferPrice) self = price (ONE_LINE ("\"unit_price\":\"9999999999999999.99\""));

  assert_totals (kontor_offer_price_get_variant (self, 0), "9999999999999999.99", "0.00", "9999999999999999.99");
  assert_refused (ONE_LINE ("\"unit_price\":\"9999999999999999.99\"},{\"id\":\"c\",\"unit_price\":\"0.01\""), KONTOR_MODEL_ERROR_RANGE, "too large");
}

static void
test_priceable (void)
{
  const char *const refused[] = {
    "{\"currency\":\"EUR\"}",
    "{\"currency\":\"EUR\",\"variants\":[]}",
    "{\"currency\":\"EUR\",\"variants\":[{\"id\":\"v\",\"lines\":[{\"line\":\"heading\"},{\"line\":\"discount\"}]}]}",
  };
  g_autoptr (KontorJson) good = parse (CONTRACT_OFFER);

  g_assert_true (kontor_offer_check_priceable (good, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorJson) body = parse (refused[i]);

      g_assert_false (kontor_offer_check_priceable (body, &error));
      g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_REQUIRED);
    }
}

#define CHOSEN(chosen) \
  "{\"currency\":\"EUR\",\"chosen_variant\":\"v2\",\"chosen_lines\":[" chosen "],\"variants\":[{\"id\":\"v1\"},{\"id\":\"v2\",\"lines\":[" \
  "{\"id\":\"a\",\"line\":\"item\",\"unit_price\":\"100\",\"vat\":\"23\"}," \
  "{\"id\":\"b\",\"line\":\"alternative\",\"alternative_to\":\"a\",\"unit_price\":\"150\",\"vat\":\"23\"}," \
  "{\"id\":\"c\",\"line\":\"alternative\",\"alternative_to\":\"a\",\"unit_price\":\"170\",\"vat\":\"23\"}," \
  "{\"id\":\"d\",\"line\":\"optional\",\"unit_price\":\"10\",\"vat\":\"23\"}]}]}"

static void
test_chosen_lines_make_the_value_of_a_contract (void)
{
  const struct
  {
    const char *body;
    const char *net;
  } cases[] = {
    { CHOSEN (""), "100.00" },
    { CHOSEN ("\"d\""), "110.00" },
    { CHOSEN ("\"b\""), "150.00" },
    { CHOSEN ("\"d\",\"c\",\"d\""), "180.00" },
  };
  const char *const refused[] = { CHOSEN ("\"x\""), CHOSEN ("\"b\",\"c\""), CHOSEN ("7") };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorJson) body = parse (cases[i].body);
      g_autoptr (KontorOfferPrice) self = kontor_offer_price_chosen (body, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (kontor_offer_price_get_n_variants (self), ==, 1);
      assert_amount (kontor_offer_price_get_variant (self, 0)->net, cases[i].net);
    }

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorJson) body = parse (refused[i]);

      g_assert_null (kontor_offer_price_chosen (body, &error));
      g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE);
    }
}

static void
assert_step (GPtrArray *steps,
             const char *what,
             const char *inputs,
             const char *result)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const KontorOfferStep *step = g_ptr_array_index (steps, i);

      if (g_str_equal (step->what, what))
        {
          g_assert_cmpstr (step->inputs, ==, inputs);
          g_assert_cmpstr (step->result, ==, result);
          return;
        }
    }

  g_test_message ("no step “%s”", what);
  g_test_fail ();
}

static void
test_trace_says_how (void)
{
  g_autoptr (KontorOfferPrice) self = price (CONTRACT_OFFER);
  g_autoptr (GPtrArray) steps = kontor_offer_price_get_trace (self);
  g_autoptr (KontorJson) json = kontor_offer_price_trace_to_json (self);
  const KontorOfferStep *first = g_ptr_array_index (steps, 0);
  gboolean has_rate = FALSE;

  g_assert_cmpstr (first->variant, ==, "v1");
  g_assert_cmpstr (first->line, ==, "l1");
  g_assert_cmpstr (first->rounding, ==, "to 0.01, half away from zero");
  assert_step (steps, "Net of line 1, Consulting", "2 × 1200.00 × (1 − 5 / 100)", "2280.00");
  assert_step (steps, "VAT of line 1, Consulting", "2280.00 × 23 / 100", "524.40");
  assert_step (steps, "Cost of line 1, Consulting", "2 × 900.00", "1800.00");
  assert_step (steps, "Net of VAT group S 23 %", "2280.00", "2280.00");
  assert_step (steps, "Gross total", "2280.00 + 524.40", "2804.40");
  assert_step (steps, "Margin", "2280.00 − 1800.00", "480.00");
  assert_step (steps, "Margin in percent of the net total", "480.00 / 2280.00 × 100", "21.05");
  assert_step (steps, "Net of VAT group S 23 % in PLN", "2280.00 EUR × 4.2512 / 1", "9692.74");
  assert_step (steps, "Gross total in PLN", "9692.74 + 2229.33", "11922.07");

  for (guint i = 0; i < steps->len; i++)
    {
      const KontorOfferStep *step = g_ptr_array_index (steps, i);

      has_rate |= g_strcmp0 (step->rate, "4.2512 PLN for 1 EUR, nbp-a, 226/A/NBP/2026, 2026-11-20") == 0;
    }
  g_assert_true (has_rate);
  g_assert_cmpuint (kontor_json_get_size (json), ==, steps->len);
}

/* What one unit is worth: six digits, and said when it is rounded. */
static void
test_rates_are_read_for_one_unit (void)
{
  static const struct
  {
    const char *rate;
    const char *per;
    const char *one;
    gboolean exact;
  } cases[] = {
    { "4.2629", "1", "4.2629", TRUE },       { "1", "4.2629", "0.234582", FALSE },   { "425", "100", "4.25", TRUE },
    { "1", "3", "0.333333", FALSE },         { "17654.1234", "1", "17654.1", FALSE }, { "9999995", "10", "1000000", FALSE },
    { "25123456.5", "1", "25123457", FALSE }, { "0.0000012345", "1", "0.0000012345", TRUE },
    { "1", "25000", "0.00004", TRUE },       { "999999999999999999", "1", "999999999999999999", TRUE },
  };
  KontorDecimal one;
  gboolean exact;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KontorDecimal rate;
      KontorDecimal per;

      g_assert_true (kontor_decimal_parse (cases[i].rate, KONTOR_DECIMAL_MAX_SCALE, &rate, NULL));
      g_assert_true (kontor_decimal_parse (cases[i].per, KONTOR_DECIMAL_MAX_SCALE, &per, NULL));
      g_assert_true (kontor_offer_rate_for_one (rate, per, &one, &exact, &error));
      g_assert_no_error (error);
      assert_amount (one, cases[i].one);
      g_assert_cmpint (exact, ==, cases[i].exact);
    }

  g_assert_false (kontor_offer_rate_for_one (KONTOR_DECIMAL (1, 0), KONTOR_DECIMAL (0, 0), &one, &exact, &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_DIVISION_BY_ZERO);
}

static void
test_drift_of_pinned_rates (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rates = NULL;
  g_autoptr (GPtrArray) margins = NULL;
  g_autoptr (KontorJson) body =
    parse ("{\"currency\":\"EUR\",\"rates\":[{\"currency\":\"USD\",\"rate\":\"1.00\"},{\"currency\":\"PLN\",\"rate\":\"4\"},{\"currency\":\"JPY\",\"rate\":\"150\"}],"
           "\"variants\":[{\"id\":\"v\",\"lines\":[{\"id\":\"a\",\"unit_price\":\"100\",\"vat\":\"23\",\"cost\":\"50\",\"cost_currency\":\"USD\"}]}]}");
  g_autoptr (KontorJson) today = parse ("[{\"currency\":\"USD\",\"rate\":\"0.8\"},{\"currency\":\"PLN\",\"rate\":\"425\",\"per\":\"100\"}]");
  const KontorRateDrift *rate;
  const KontorMarginDrift *margin;

  g_assert_true (kontor_offer_drift (body, today, &rates, &margins, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rates->len, ==, 3);
  rate = g_ptr_array_index (rates, 0);
  g_assert_cmpstr (rate->currency, ==, "USD");
  assert_amount (rate->percent, "-20.00");
  rate = g_ptr_array_index (rates, 1);
  assert_amount (rate->percent, "6.25");
  rate = g_ptr_array_index (rates, 2);
  g_assert_false (rate->known);

  g_assert_cmpuint (margins->len, ==, 1);
  margin = g_ptr_array_index (margins, 0);
  assert_amount (margin->pinned, "50.00");
  assert_amount (margin->today, "37.50");
  assert_amount (margin->today_percent, "37.50");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offer-price/answer-of-the-wire-contract", test_answer_of_the_wire_contract);
  g_test_add_func ("/offer-price/accessors-find-variants-and-lines", test_accessors_find_variants_and_lines);
  g_test_add_func ("/offer-price/rounding-by-line-and-by-document", test_rounding_by_line_and_by_document);
  g_test_add_func ("/offer-price/gross-prices-and-regimes", test_gross_prices_and_regimes);
  g_test_add_func ("/offer-price/discount-spreads-by-largest-remainder", test_discount_spreads_by_largest_remainder);
  g_test_add_func ("/offer-price/discounts-stack", test_discounts_stack);
  g_test_add_func ("/offer-price/exponents", test_exponents);
  g_test_add_func ("/offer-price/cost-in-another-currency", test_cost_in_another_currency);
  g_test_add_func ("/offer-price/empty-variant-comes-to-nothing", test_empty_variant_comes_to_nothing);
  g_test_add_func ("/offer-price/errors-name-the-place", test_errors_name_the_place);
  g_test_add_func ("/offer-price/largest-amount", test_largest_amount);
  g_test_add_func ("/offer-price/priceable", test_priceable);
  g_test_add_func ("/offer-price/chosen-lines-make-the-value-of-a-contract", test_chosen_lines_make_the_value_of_a_contract);
  g_test_add_func ("/offer-price/trace-says-how", test_trace_says_how);
  g_test_add_func ("/offer-price/rates-are-read-for-one-unit", test_rates_are_read_for_one_unit);
  g_test_add_func ("/offer-price/drift-of-pinned-rates", test_drift_of_pinned_rates);

  return g_test_run ();
}

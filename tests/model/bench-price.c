/* bench-price.c: how many offers are priced in a second, against the bare arithmetic of the same lines */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "kontor-offer-price.h"

#define N_LINES 20
#define SECONDS 1.0

static KontorJson *
make_offer (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  KontorJson *body;

  g_string_append (text, "{\"kind\":\"offer\",\"currency\":\"EUR\",\"show_currencies\":[\"PLN\",\"USD\"],\"rates\":["
                         "{\"currency\":\"PLN\",\"rate\":\"4.2512\",\"per\":\"1\"},{\"currency\":\"USD\",\"rate\":\"1.0831\",\"per\":\"1\"}],"
                         "\"price_mode\":\"net\",\"rounding\":\"line\",\"variants\":[{\"id\":\"v1\",\"name\":\"Basic\",\"lines\":[");
  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"l%u\",\"line\":\"item\",\"name\":\"Line\",\"description\":\"A line\",\"quantity\":\"%u.5\",\"unit\":\"h\","
                            "\"unit_price\":\"120%u.99\",\"discount\":\"5\",\"vat\":\"%s\",\"vat_category\":\"S\",\"cost\":\"900.00\",\"cost_currency\":\"EUR\"}",
                            i > 0 ? "," : "", i, i + 1, i, i % 3 == 0 ? "8" : "23");
  g_string_append (text, "]}]}");

  body = kontor_json_parse (text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  return body;
}

static void
price (KontorJson *body)
{
  g_autoptr (KontorOfferPrice) self = kontor_offer_price (body, NULL);

  g_assert_nonnull (self);
}

static void
price_and_answer (KontorJson *body)
{
  g_autoptr (KontorOfferPrice) self = kontor_offer_price (body, NULL);
  g_autoptr (KontorJson) json = kontor_offer_price_to_json (self);
  g_autofree char *text = kontor_json_to_string (json);

  g_assert_nonnull (text);
}

/* The floor: net, VAT and cost of each line, computed and added up, with nothing read or kept. */
static void
compute (KontorJson *body)
{
  const KontorDecimal hundred = KONTOR_DECIMAL (100, 0);
  KontorDecimal sum = KONTOR_DECIMAL (0, 2);

  for (guint i = 0; i < N_LINES; i++)
    {
      const KontorDecimal quantity = KONTOR_DECIMAL (i * 10 + 15, 1);
      KontorDecimal net, vat, cost;

      kontor_decimal_fraction ((KontorDecimal[]) { quantity, KONTOR_DECIMAL (120099, 2), KONTOR_DECIMAL (95, 0) }, 3, &hundred, 1, 2, &net, NULL);
      kontor_decimal_fraction ((KontorDecimal[]) { net, KONTOR_DECIMAL (23, 0) }, 2, &hundred, 1, 2, &vat, NULL);
      kontor_decimal_fraction ((KontorDecimal[]) { quantity, KONTOR_DECIMAL (90000, 2) }, 2, NULL, 0, 2, &cost, NULL);
      kontor_decimal_add (sum, net, &sum, NULL);
      kontor_decimal_add (sum, vat, &sum, NULL);
      kontor_decimal_add (sum, cost, &sum, NULL);
    }

  g_assert_cmpint (sum.coefficient, >, 0);
}

static double
measure (void (*run) (KontorJson *body),
         KontorJson *body)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  guint n = 0;

  while (g_timer_elapsed (timer, NULL) < SECONDS)
    {
      for (guint i = 0; i < 100; i++)
        run (body);
      n += 100;
    }

  return n / g_timer_elapsed (timer, NULL);
}

int
main (void)
{
  g_autoptr (KontorJson) body = make_offer ();
  double floor, priced, answered;

  /* Once for what is computed only the first time. */
  price (body);

  floor = measure (compute, body);
  priced = measure (price, body);
  answered = measure (price_and_answer, body);

  g_print ("offers of %u lines in two more currencies:\n", N_LINES);
  g_print ("  bare arithmetic of the lines (floor): %8.0f a second\n", floor);
  g_print ("  priced:                               %8.0f a second, %.1f times the floor's time\n", priced, floor / priced);
  g_print ("  priced and answered as JSON:          %8.0f a second, %.1f times the floor's time\n", answered, floor / answered);
  return 0;
}

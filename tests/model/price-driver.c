/* price-driver.c: prices offers for test-price.py: an offer a line in, an answer (with --trace: the trace) a line out */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>

#include "kontor-model-error.h"
#include "kontor-offer-price.h"

static const char *const codes[] = {
  "SYNTAX", "LIMIT", "KIND", "FIELD", "TYPE", "VALUE", "REQUIRED", "STATE", "RATE", "RANGE",
};

static void
print_error (const GError *error)
{
  g_autoptr (KontorJson) code = kontor_json_new_string (codes[error->code]);
  g_autoptr (KontorJson) message = kontor_json_new_string (error->message);
  g_autoptr (KontorJson) empty = kontor_json_new_object ();
  g_autoptr (KontorJson) with_code = kontor_json_with_member (empty, "error", code);
  g_autoptr (KontorJson) json = kontor_json_with_member (with_code, "message", message);
  g_autofree char *text = kontor_json_to_string (json);

  puts (text);
}

int
main (int argc, char *argv[])
{
  gboolean trace = argc > 1 && g_str_equal (argv[1], "--trace");
  g_autofree char *line = NULL;
  size_t size = 0;
  ssize_t length;

  while ((length = getline (&line, &size, stdin)) > 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorJson) body = kontor_json_parse (line, length, &error);
      g_autoptr (KontorOfferPrice) price = NULL;

      if (body != NULL)
        price = kontor_offer_price (body, &error);

      if (price != NULL)
        {
          g_autoptr (KontorJson) json = trace ? kontor_offer_price_trace_to_json (price) : kontor_offer_price_to_json (price);
          g_autofree char *text = kontor_json_to_string (json);

          puts (text);
        }
      else
        {
          g_assert (error != NULL && error->domain == KONTOR_MODEL_ERROR);
          print_error (error);
        }
    }

  return 0;
}

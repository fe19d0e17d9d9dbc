/* test-unit.c: units of measure in the languages of documents */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>

#include "kontor-desk-unit.h"

static void
test_translate (void)
{
  g_assert_cmpstr (kontor_desk_translate_unit ("szt.", "de"), ==, "Stk.");
  g_assert_cmpstr (kontor_desk_translate_unit ("szt.", "de-AT"), ==, "Stk.");
  g_assert_cmpstr (kontor_desk_translate_unit ("Stk.", "pl"), ==, "szt.");
  g_assert_cmpstr (kontor_desk_translate_unit ("mies.", "zh-Hans"), ==, "月");
  g_assert_cmpstr (kontor_desk_translate_unit ("godz.", "bg"), ==, "ч");
  g_assert_cmpstr (kontor_desk_translate_unit ("szt.", "pl"), ==, "szt.");
}

/* What is not known stays as somebody wrote it. */
static void
test_unknown (void)
{
  g_assert_cmpstr (kontor_desk_translate_unit ("m²", "de"), ==, "m²");
  g_assert_cmpstr (kontor_desk_translate_unit ("beczka", "de"), ==, "beczka");
  g_assert_cmpstr (kontor_desk_translate_unit ("szt.", "fr"), ==, "szt.");
  g_assert_cmpstr (kontor_desk_translate_unit ("szt.", "deu"), ==, "szt.");
  g_assert_cmpstr (kontor_desk_translate_unit ("szt.", NULL), ==, "szt.");
  g_assert_null (kontor_desk_translate_unit (NULL, "de"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/unit/translate", test_translate);
  g_test_add_func ("/desk/unit/unknown", test_unknown);

  return g_test_run ();
}

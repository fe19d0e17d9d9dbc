/* test-country.c: codes of countries and languages that exist, and their names */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-country.h"
#include "kontor-language.h"

static void
test_countries (void)
{
  static const char *const wrong[] = { "", "P", "PL ", "pl", "POL", "XX", "UK", "EU" };

  for (const char *const *country = kontor_country_get_all (); *country != NULL; country++)
    g_assert_true (kontor_country_is_valid (*country));
  g_assert_true (kontor_country_is_valid ("XK"));

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (kontor_country_is_valid (wrong[i]));
  g_assert_false (kontor_country_is_valid (NULL));
}

static void
test_names_of_countries (void)
{
  static const struct
  {
    const char *code;
    const char *language;
    const char *name;
  } cases[] = {
    { "PL", "en", "Poland" }, { "PL", "pl", "Polska" }, { "DE", "bg", "Германия" },
    { "BG", "zh-Hans", "保加利亚" }, { "CN", "de", "China" }, { "PL", NULL, "Poland" }, { "QX", "en", "QX" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = kontor_country_dup_name (cases[i].code, cases[i].language);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_language_tags (void)
{
  static const char *const right[] = { "pl", "en-GB", "zh-Hans", "zh-Hans-CN", "sr-Latn", "fil", "de-1996" };
  static const char *const wrong[] = { "", "p", "xx", "english", "pl_PL", "pl-", "-pl", "zh--Hans", "en GB", "pl\n" };

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (kontor_language_is_valid (right[i]));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (kontor_language_is_valid (wrong[i]));
  g_assert_false (kontor_language_is_valid (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/country/codes", test_countries);
  g_test_add_func ("/country/names", test_names_of_countries);
  g_test_add_func ("/language/tags", test_language_tags);

  return g_test_run ();
}

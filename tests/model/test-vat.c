/* test-vat.c: what documents of several countries say about VAT */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-country.h"
#include "kontor-decimal.h"
#include "kontor-vat.h"

static const char *const languages[] = { "en", "pl", "de", "bg", "zh", "zh-Hans", "de-AT", "fr", NULL };

static gboolean
is_category (const char *value)
{
  for (const KontorChoice *choice = kontor_vat_category_choices; choice->value != NULL; choice++)
    if (strcmp (choice->value, value) == 0)
      return TRUE;

  return FALSE;
}

static void
test_each_regime_makes_a_category (void)
{
  g_assert_cmpstr (kontor_vat_regime_get_category (NULL), ==, "S");
  g_assert_cmpstr (kontor_vat_regime_get_category ("domestic"), ==, "S");

  for (const KontorChoice *choice = kontor_vat_regime_choices; choice->value != NULL; choice++)
    {
      const char *category = kontor_vat_regime_get_category (choice->value);

      g_assert_true (is_category (category));
      g_assert_cmpint (strcmp (category, "S") == 0, ==, strcmp (choice->value, "domestic") == 0);
    }
}

/* A line without VAT must say so: nobody prints an empty column. */
static void
test_each_category_but_the_taxed_has_a_mark_in_each_language (void)
{
  for (const KontorChoice *choice = kontor_vat_category_choices; choice->value != NULL; choice++)
    for (guint i = 0; languages[i] != NULL; i++)
      {
        const char *mark = kontor_vat_get_mark ("PL", languages[i], choice->value);

        if (strcmp (choice->value, "S") == 0)
          {
            g_assert_null (mark);
            continue;
          }
        g_assert_nonnull (mark);
        g_assert_true (g_utf8_validate (mark, -1, NULL));
        g_assert_cmpint (g_utf8_strlen (mark, -1), >, 0);
        g_assert_cmpint (g_utf8_strlen (mark, -1), <=, 14);
      }

  g_assert_cmpstr (kontor_vat_get_mark ("PL", "pl", "E"), ==, "zw");
  g_assert_cmpstr (kontor_vat_get_mark ("PL", "pl", "O"), ==, "np");
  g_assert_cmpstr (kontor_vat_get_mark ("PL", "pl-PL", "AE"), ==, "oo");
  g_assert_cmpstr (kontor_vat_get_mark ("PL", "pl", "K"), ==, "0%");
  g_assert_cmpstr (kontor_vat_get_mark ("PL", "en", "E"), ==, "exempt");
  g_assert_cmpstr (kontor_vat_get_mark ("AT", "de-AT", "E"), ==, "steuerfrei");
  g_assert_cmpstr (kontor_vat_get_mark (NULL, NULL, "E"), ==, "exempt");
  g_assert_null (kontor_vat_get_mark ("PL", "pl", NULL));
}

static void
test_grounds_are_given_in_the_language_of_the_document (void)
{
  static const char *const regimes[] = { "eu-goods", "reverse-charge", "export" };

  for (guint i = 0; i < G_N_ELEMENTS (regimes); i++)
    {
      g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint j = 0; j < 5; j++)
        {
          const char *text = kontor_vat_get_ground ("FR", languages[j], regimes[i]);

          g_assert_nonnull (text);
          g_assert_nonnull (strstr (text, "2006/112"));
          g_assert_true (g_hash_table_add (texts, (gpointer) text));
        }

      g_assert_cmpstr (kontor_vat_get_ground ("FR", "fr", regimes[i]), ==, kontor_vat_get_ground ("FR", "en", regimes[i]));
      g_assert_null (kontor_vat_get_ground ("CN", "en", regimes[i]));
      g_assert_null (kontor_vat_get_ground (NULL, "en", regimes[i]));
    }

  g_assert_nonnull (strstr (kontor_vat_get_ground ("PL", "pl", "eu-goods"), "art. 42"));
  g_assert_nonnull (strstr (kontor_vat_get_ground ("DE", "de", "eu-goods"), "§ 6a UStG"));
  g_assert_nonnull (strstr (kontor_vat_get_ground ("BG", "bg", "export"), "чл. 28"));
  g_assert_null (kontor_vat_get_ground ("PL", "pl", "domestic"));
  g_assert_null (kontor_vat_get_ground ("PL", "pl", "exempt"));
  g_assert_null (kontor_vat_get_ground ("PL", "pl", NULL));
}

static void
test_standard_rates_are_percentages_of_real_countries (void)
{
  guint n_eu = 0;

  for (const char *const *country = kontor_country_get_all (); *country != NULL; country++)
    {
      const char *rate = kontor_vat_get_default_rate (*country);
      KontorDecimal value;

      if (kontor_vat_is_eu_country (*country))
        {
          g_assert_nonnull (rate);
          n_eu++;
        }
      if (rate == NULL)
        continue;

      g_assert_true (kontor_decimal_parse (rate, 4, &value, NULL));
      g_assert_cmpint (kontor_decimal_compare (value, KONTOR_DECIMAL (5, 0)), >, 0);
      g_assert_cmpint (kontor_decimal_compare (value, KONTOR_DECIMAL (27, 0)), <=, 0);
    }

  g_assert_cmpuint (n_eu, ==, 27);
  g_assert_cmpstr (kontor_vat_get_default_rate ("PL"), ==, "23");
  g_assert_cmpstr (kontor_vat_get_default_rate ("DE"), ==, "19");
  g_assert_cmpstr (kontor_vat_get_default_rate ("BG"), ==, "20");
  g_assert_null (kontor_vat_get_default_rate ("US"));
  g_assert_null (kontor_vat_get_default_rate (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vat/each-regime-makes-a-category", test_each_regime_makes_a_category);
  g_test_add_func ("/vat/each-category-but-the-taxed-has-a-mark-in-each-language",
                   test_each_category_but_the_taxed_has_a_mark_in_each_language);
  g_test_add_func ("/vat/grounds-are-given-in-the-language-of-the-document",
                   test_grounds_are_given_in_the_language_of_the_document);
  g_test_add_func ("/vat/standard-rates-are-percentages-of-real-countries",
                   test_standard_rates_are_percentages_of_real_countries);

  return g_test_run ();
}

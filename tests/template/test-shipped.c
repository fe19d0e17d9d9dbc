/* test-shipped.c: what the shipped templates look like on their pages */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "found.h"
#include "kontor-layout.h"
#include "kontor-render.h"
#include "kontor-view.h"
#include "records.h"

#define OFFER "offer:00000000-0000-4000-8000-000000000010"
#define DRAFT_FOR_GERMANY "offer:00000000-0000-4000-8000-000000000011"
#define CONTRACT "contract:00000000-0000-4000-8000-000000000020"

/* The footer begins less than this above the lower edge of the paper, in points. */
#define FOOTER 62

static KontorPages *
print (GHashTable   *records,
       KontorRecord *record,
       const char   *name,
       const char   *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorTemplate) template = kontor_template_load_shipped (name, &error);
  g_autoptr (xmlDoc) view = NULL;
  g_autoptr (KontorDocument) document = NULL;
  KontorPages *pages;

  g_assert_no_error (error);
  view = kontor_view_new (record, KONTOR_VIEW_NO_FLAGS, records_resolve, records, language, &error);
  g_assert_no_error (error);
  document = kontor_template_run (template, view, language, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  pages = kontor_layout_run (document, 0, NULL, &error);
  g_assert_no_error (error);

  return pages;
}

static void
set_json (KontorRecord *record,
          const char   *property,
          const char   *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorJson) json = kontor_json_parse (text, -1, &error);

  g_assert_no_error (error);
  kontor_record_set (record, property, json, &error);
  g_assert_no_error (error);
}

/* Two variants, A and B, of so many lines each: A00, A01, ..., B00, B01, ... */
static void
set_variants (KontorRecord *offer,
              guint         n_lines)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = 0; i < 2; i++)
    {
      char letter = (char) ('A' + i);

      g_string_append_printf (text, "%s{\"id\":\"v%u\",\"name\":\"name%c\",\"description\":\"desc%c\\nmore%c\\nlast%c\",\"lines\":[",
                              i > 0 ? "," : "", i, letter, letter, letter, letter);
      for (guint j = 0; j < n_lines; j++)
        g_string_append_printf (text, "%s{\"id\":\"l%u-%u\",\"name\":\"%c%02u\",\"quantity\":\"%u\",\"unit\":\"szt.\",\"unit_price\":\"10.00\"}",
                                j > 0 ? "," : "", i, j, letter, j, j + 1);
      g_string_append (text, "]}");
    }

  g_string_append (text, "]");
  set_json (offer, "variants", text->str);
}

/* With every number of lines the page ends somewhere else. */
static void
test_offer_keeps_together (void)
{
  g_autoptr (GHashTable) records = records_load ();
  KontorRecord *offer = records_get (records, OFFER);
  guint moved = 0;

  for (guint n = 1; n <= 40; n++)
    {
      g_autoptr (KontorPages) pages = NULL;
      g_autoptr (GArray) all = NULL;
      g_autofree char *last = g_strdup_printf ("B%02u", n - 1);
      guint page;

      g_test_message ("%u lines", n);
      set_variants (offer, n);
      set_json (offer, "closing", n % 2 == 0 ? "\"Regards\"" : "null");
      pages = print (records, offer, "offer-classic", "en");
      all = find_all (pages);

      /* Heading, description, head of the table and its first row */
      page = find (all, "B00")->page;
      g_assert_cmpuint (find (all, "descB")->page, ==, page);
      g_assert_cmpuint (find (all, "lastB")->page, ==, page);
      g_assert_cmpfloat (find (all, "descB")->y, <, find (all, "B00")->y);
      moved += page > find (all, "A00")->page;

      /* The sums have a row above them. */
      g_assert_cmpuint (nth (all, "Total", 1)->page, ==, find (all, last)->page);

      /* The signatures have the closing words above them, or the end of the terms. */
      page = find (all, "Accepted:")->page;
      g_assert_cmpuint (page + 1, ==, kontor_pages_get_count (pages));
      if (n % 2 == 0)
        {
          g_assert_cmpuint (find (all, "Regards")->page, ==, page);
          g_assert_cmpfloat (find (all, "Accepted:")->y, >, find (all, "Regards")->y + 40);
        }
      else
        {
          double above = 0;

          /* Below the header, which has more than 40 points of paper for itself. */
          for (guint i = 0; i < all->len; i++)
            {
              const Found *found = &g_array_index (all, Found, i);

              if (found->page == page && found->y > 55 && found->y < find (all, "Accepted:")->y - 40)
                above = found->y;
            }
          g_assert_cmpfloat (above, >, 0);
        }
    }

  g_assert_cmpuint (moved, >, 0);
}

static void
test_footer_is_clear (void)
{
  static const char *const languages[] = { "en", "pl", "de", "bg", "zh" };
  g_autoptr (GHashTable) records = records_load ();
  KontorRecord *offer = records_get (records, OFFER);

  set_variants (offer, 20);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (KontorPages) pages = print (records, offer, "offer-classic", languages[i]);
      g_autoptr (GArray) all = find_all (pages);
      guint n_footers = 0;

      g_assert_cmpuint (kontor_pages_get_count (pages), >, 1);
      for (guint j = 0; j < all->len; j++)
        {
          const Found *a = &g_array_index (all, Found, j);
          double width, height;

          kontor_pages_get_size (pages, a->page, &width, &height);
          g_assert_cmpfloat (a->x, >=, 0);
          g_assert_cmpfloat (a->x + a->width, <=, width - 50);
          g_assert_cmpfloat (a->y, <, height);
          if (a->y < height - FOOTER)
            continue;

          n_footers++;
          for (guint k = j + 1; k < all->len; k++)
            {
              const Found *b = &g_array_index (all, Found, k);

              if (b->page == a->page && fabs (a->y - b->y) < 6)
                g_assert_true (a->x + a->width <= b->x + 0.1 || b->x + b->width <= a->x + 0.1);
            }
        }
      g_assert_cmpuint (n_footers, >, kontor_pages_get_count (pages));
    }
}

static guint
count (GArray     *all,
       const char *text)
{
  guint n = 0;

  while (nth (all, text, n) != NULL)
    n++;

  return n;
}

/* Amounts of many digits make their columns wider. */
static void
test_amounts_are_whole (void)
{
  g_autoptr (GHashTable) records = records_load ();
  KontorRecord *offer = records_get (records, OFFER);
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GArray) all = NULL;

  set_json (offer, "variants", "[{\"id\":\"v1\",\"lines\":[{\"id\":\"l1\",\"name\":\"Much\",\"quantity\":\"1234567\","
                               "\"unit\":\"szt.\",\"unit_price\":\"98765.43\",\"vat\":\"0\",\"vat_category\":\"Z\"}]}]");
  pages = print (records, offer, "offer-classic", "en");
  all = find_all (pages);

  /* Of the line; net and gross of the group and of the total */
  g_assert_cmpuint (count (all, "121,932,540,618.81"), ==, 5);
}

static void
test_countries (void)
{
  g_autoptr (GHashTable) records = records_load ();
  g_autoptr (KontorPages) home = print (records, records_get (records, OFFER), "offer-classic", "de");
  g_autoptr (KontorPages) abroad = print (records, records_get (records, DRAFT_FOR_GERMANY), "offer-classic", "de");
  g_autoptr (GArray) at_home = find_all (home);
  g_autoptr (GArray) from_abroad = find_all (abroad);

  g_assert_cmpuint (count (at_home, "Polen"), ==, 0);
  g_assert_cmpuint (count (from_abroad, "Polen"), ==, 1);
  g_assert_cmpuint (count (from_abroad, "Deutschland"), ==, 1);
  g_assert_cmpfloat (find (from_abroad, "Polen")->y, <, find (from_abroad, "Deutschland")->y);
}

static void
test_draft_says_so (void)
{
  static const struct
  {
    const char *language, *word;
  } words[] = { { "en", "Draft" }, { "pl", "Projekt" }, { "de", "Entwurf" }, { "bg", "Проект" }, { "zh", "草稿" } };
  g_autoptr (GHashTable) records = records_load ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (KontorPages) draft
        = print (records, records_get (records, DRAFT_FOR_GERMANY), "offer-classic", words[i].language);
      g_autoptr (KontorPages) issued = print (records, records_get (records, OFFER), "offer-classic", words[i].language);
      g_autoptr (GArray) of_draft = find_all (draft);
      g_autoptr (GArray) of_issued = find_all (issued);

      /* Below the heading and in place of the number */
      g_assert_cmpuint (count (of_draft, words[i].word), >=, 2);
      g_assert_cmpuint (count (of_issued, words[i].word), ==, 0);
    }
}

/* Whatever the length of the last clause, the signatures of a contract stand below some of it. */
static void
test_contract_keeps_together (void)
{
  g_autoptr (GHashTable) records = records_load ();
  KontorRecord *contract = records_get (records, CONTRACT);
  guint pages_before = 0;
  guint turns = 0;

  for (guint n = 1; n <= 60; n++)
    {
      g_autoptr (GString) text = g_string_new ("[{\"id\":\"c1\",\"title\":\"Title\",\"text\":\"");
      g_autoptr (KontorPages) pages = NULL;
      g_autoptr (GArray) all = NULL;
      g_autofree char *last = g_strdup_printf ("clause%02u", n - 1);

      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "%sclause%02u", i > 0 ? "\\n" : "", i);
      g_string_append (text, "\"}]");
      set_json (contract, "clauses", text->str);
      pages = print (records, contract, "contract-services", "en");
      all = find_all (pages);

      g_test_message ("%u paragraphs", n);
      g_assert_cmpuint (find (all, last)->page, ==, find (all, "place,")->page);
      g_assert_cmpfloat (find (all, last)->y, <, find (all, "place,")->y);
      turns += n > 1 && kontor_pages_get_count (pages) != pages_before;
      pages_before = kontor_pages_get_count (pages);
    }

  g_assert_cmpuint (turns, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shipped/offer-keeps-together", test_offer_keeps_together);
  g_test_add_func ("/shipped/footer-is-clear", test_footer_is_clear);
  g_test_add_func ("/shipped/amounts-are-whole", test_amounts_are_whole);
  g_test_add_func ("/shipped/countries", test_countries);
  g_test_add_func ("/shipped/draft-says-so", test_draft_says_so);
  g_test_add_func ("/shipped/contract-keeps-together", test_contract_keeps_together);

  return g_test_run ();
}

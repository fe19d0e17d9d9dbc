/* test-view.c: records as XML */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libxml/xpath.h>
#include <string.h>

#include "kontor-model-error.h"
#include "kontor-view.h"
#include "records.h"

#define OFFER "offer:00000000-0000-4000-8000-000000000010"
#define CONTRACT "contract:00000000-0000-4000-8000-000000000020"

static void
assert_value (xmlDoc     *view,
              const char *expression,
              const char *expected)
{
  xmlXPathContext *context = xmlXPathNewContext (view);
  xmlXPathObject *result = xmlXPathEvalExpression (BAD_CAST expression, context);
  xmlChar *text = xmlXPathCastToString (result);

  g_test_message ("%s", expression);
  g_assert_cmpstr ((const char *) text, ==, expected);
  xmlFree (text);
  xmlXPathFreeObject (result);
  xmlXPathFreeContext (context);
}

static void
test_offer (void)
{
  static const char *const values[][2] = {
    { "name(/*)", "offer" },
    { "/offer/@id", OFFER },
    { "/offer/@lang", "pl" },
    { "/offer/currency/@type", "currency" },
    { "/offer/state/@label", "Issued" },
    { "/offer/issued_on[@type='date']", "2026-11-23" },
    { "/offer/rounding", "line" },
    { "/offer/show_currencies/item[2]", "USD" },
    { "/offer/rates/rate[@id='PLN']/table", "226/A/NBP/2026" },
    { "/offer/customer/name", "Dąbrowski i Synowie – Młyny Zbożowe S.A." },
    { "/offer/customer/addresses/address[purpose='registered']/city", "Poznań" },
    { "/offer/contact/family_name", "Dąbrowska" },
    { "/offer/company/name", "Borealis Systemy Sp. z o.o." },
    { "substring(/offer/company/footers, 1, 8)", "Borealis" },
    { "/offer/variants/variant[@id='v1']/lines/line[@id='l2']/unit_price[@currency='EUR']", "95.00" },
    { "/offer/variants/variant[1]/lines/line[2]/product/names", "Godzina doradztwa" },
    { "/offer/variants/variant[1]/lines/line[2]/position", "1" },
    { "/offer/variants/variant[1]/lines/line[2]/totals/net", "2166.00" },
    { "/offer/variants/variant[1]/lines/line[4]/totals/mark", "zw" },
    { "count(/offer/variants/variant[1]/lines/line[1]/totals)", "0" },
    { "count(/offer/variants/variant[1]/lines/line[line='discount']/position)", "0" },
    { "/offer/variants/variant[1]/totals/gross", "12440.23" },
    { "/offer/variants/variant[1]/totals/groups/group[1]/rate", "23" },
    { "/offer/variants/variant[1]/totals/groups/group[2]/category", "E" },
    { "/offer/variants/variant[1]/totals/shown/total[1]/gross[@currency='PLN']", "52885.91" },
    { "/offer/variants/variant[1]/totals/shown/total[1]/source", "nbp-a" },
    { "/offer/variants/variant[1]/totals/shown/total[2]/date", "2026-11-20" },
    { "count(/offer/vat_grounds/ground)", "1" },
    { "/offer/terms/term[1]/clause/titles", "Dostawa" },
    { "count(//cost | //margin | //cost_currency | //notes)", "0" },
  };
  g_autoptr (GHashTable) records = records_load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (xmlDoc) view = kontor_view_new (records_get (records, OFFER), 0, records_resolve, records, "pl", &error);

  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    assert_value (view, values[i][0], values[i][1]);
}

static void
test_internal (void)
{
  g_autoptr (GHashTable) records = records_load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (xmlDoc) view = kontor_view_new (records_get (records, OFFER), KONTOR_VIEW_INTERNAL, records_resolve, records, "pl", &error);

  g_assert_no_error (error);
  assert_value (view, "/offer/variants/variant[1]/lines/line[2]/cost", "60.00");
  assert_value (view, "/offer/variants/variant[1]/totals/cost", "1440.00");
}

static void
test_languages (void)
{
  g_autoptr (GHashTable) records = records_load ();
  g_autoptr (xmlDoc) german = kontor_view_new (records_get (records, OFFER), 0, records_resolve, records, "de-AT", NULL);
  g_autoptr (xmlDoc) finnish = kontor_view_new (records_get (records, OFFER), 0, records_resolve, records, "fi", NULL);

  assert_value (german, "/offer/terms/term[1]/clause/titles", "Lieferung");
  /* What is in no language of the document is there in another. */
  assert_value (finnish, "string-length(/offer/terms/term[1]/clause/titles) > 0", "true");
}

static void
test_contract (void)
{
  g_autoptr (GHashTable) records = records_load ();
  g_autoptr (xmlDoc) view = kontor_view_new (records_get (records, CONTRACT), 0, records_resolve, records, "en", NULL);

  assert_value (view, "/contract/parties/party[side='them']/address/city", "Poznań");
  assert_value (view, "/contract/value[@currency='EUR'][@type='money']", "10384.60");
  assert_value (view, "/contract/notice/to_end_of", "quarter");
  assert_value (view, "count(/contract/clauses/agreed_clause)", "3");
}

/* Without a resolver, references have their id and nothing else. */
static void
test_without_resolver (void)
{
  g_autoptr (GHashTable) records = records_load ();
  g_autoptr (xmlDoc) view = kontor_view_new (records_get (records, OFFER), 0, NULL, NULL, "en", NULL);

  assert_value (view, "/offer/customer/@id", "customer:00000000-0000-4000-8000-000000000002");
  assert_value (view, "count(/offer/customer/* | /offer/company)", "0");
}

static void
test_unpriced (void)
{
  static const char *const body = "{\"kind\":\"offer\",\"currency\":\"EUR\",\"show_currencies\":[\"PLN\"],"
                                  "\"variants\":[{\"id\":\"v1\",\"lines\":[{\"id\":\"l1\",\"name\":\"a\\u0001b\",\"quantity\":\"1\",\"unit_price\":\"2\",\"vat\":\"23\"}]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_record_new_for_json (body, -1, &error);
  g_autoptr (xmlDoc) view = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_null (kontor_view_new (record, 0, NULL, NULL, "en", &error));
  g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_RATE);
  g_clear_error (&error);

  view = kontor_view_new (record, KONTOR_VIEW_UNPRICED, NULL, NULL, "en", &error);
  g_assert_no_error (error);
  assert_value (view, "contains(/offer/problem, 'PLN')", "true");

  /* What XML cannot hold is left out, so that the text can be read again. */
  assert_value (view, "//line/name", "ab");
  text = kontor_view_to_string (view);
  g_assert_nonnull (strstr (text, "<name>ab</name>"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/view/offer", test_offer);
  g_test_add_func ("/view/internal", test_internal);
  g_test_add_func ("/view/languages", test_languages);
  g_test_add_func ("/view/contract", test_contract);
  g_test_add_func ("/view/without-resolver", test_without_resolver);
  g_test_add_func ("/view/unpriced", test_unpriced);

  return g_test_run ();
}

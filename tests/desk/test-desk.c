/* test-desk.c: from a customer to an issued offer, and from an accepted offer to a contract */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "kontor-date.h"
#include "kontor-desk-contract.h"
#include "kontor-pdf.h"
#include "kontor-desk-contract-state.h"
#include "kontor-desk-document.h"
#include "kontor-desk-error.h"
#include "kontor-desk-issue.h"
#include "kontor-desk-offer.h"
#include "kontor-model-error.h"
#include "kontor-rates-error.h"
#include "kontor-rates.h"

#define COMPANY                                                                                                        \
  "{\"id\":\"company:00000000-0000-4000-8000-000000000001\",\"kind\":\"company\",\"name\":\"Biuro Próba sp. z o.o.\"," \
  "\"addresses\":[{\"id\":\"a1\",\"purpose\":\"registered\",\"street\":\"ul. Próbna 1\",\"postcode\":\"90-001\","      \
  "\"city\":\"Łódź\",\"country\":\"PL\"}],\"nip\":\"5252248481\",\"language\":\"pl\",\"currency\":\"PLN\","            \
  "\"rate_source\":\"nbp-a\",\"offer_series\":\"OF/{year}/{seq:4}\",\"contract_series\":\"UM/{year}/{seq:3}\"}"

#define CUSTOMER                                                                                                       \
  "{\"id\":\"customer:00000000-0000-4000-8000-000000000002\",\"kind\":\"customer\",\"form\":\"organisation\","         \
  "\"name\":\"Muster Möbel GmbH\",\"language\":\"de\",\"currency\":\"EUR\",\"discount\":\"5\",\"payment_days\":14,"    \
  "\"addresses\":[{\"id\":\"a1\",\"purpose\":\"registered\",\"street\":\"Probeweg 2\",\"postcode\":\"10115\","         \
  "\"city\":\"Berlin\",\"country\":\"DE\"}]}"

#define PRODUCT                                                                                                        \
  "{\"id\":\"product:00000000-0000-4000-8000-000000000003\",\"kind\":\"product\",\"code\":\"DESK-1\","                 \
  "\"names\":{\"pl\":\"Biurko\",\"de\":\"Schreibtisch\"},\"unit\":\"Stk.\",\"vat\":\"23\",\"cost\":\"700.00\","        \
  "\"cost_currency\":\"PLN\",\"prices\":[{\"currency\":\"PLN\",\"price\":\"1062.80\"}]}"

#define CLAUSE                                                                                                         \
  "{\"id\":\"clause:00000000-0000-4000-8000-000000000004\",\"kind\":\"clause\",\"use\":\"both\",\"standard\":true,"    \
  "\"position\":1,\"version\":\"1\",\"titles\":{\"de\":\"Lieferung\"},\"texts\":{\"de\":\"Wir liefern frei Haus.\"}}"

#define PROFILE                                                                                                        \
  "{\"id\":\"profile:00000000-0000-4000-8000-000000000005\",\"kind\":\"profile\",\"name\":\"EU\","                     \
  "\"show_currencies\":[\"PLN\",\"USD\"],\"validity_days\":10,\"vat_regime\":\"eu-goods\","                            \
  "\"terms\":[{\"id\":\"t1\",\"clause\":\"clause:00000000-0000-4000-8000-000000000004\"}]}"

#define CUSTOMER_ID "customer:00000000-0000-4000-8000-000000000002"
#define PRODUCT_ID "product:00000000-0000-4000-8000-000000000003"
#define PROFILE_ID "profile:00000000-0000-4000-8000-000000000005"

typedef struct
{
  char *folder;
  KontorStore *store;
} Fixture;

static void
put (KontorStore *store, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_record_new_for_json (json, -1, &error);

  g_assert_no_error (error);
  kontor_store_save (store, record, NULL, &error);
  g_assert_no_error (error);
}

/* A table of the National Bank of Poland of today. */
static void
put_rates (KontorStore *store)
{
  g_autofree char *day = NULL;
  g_autofree char *xml = NULL;
  g_autoptr (GError) error = NULL;
  GDate today;

  kontor_date_today (&today);
  day = kontor_date_to_string (&today);
  xml = g_strdup_printf ("<tabela_kursow typ=\"A\"><numer_tabeli>226/A/NBP/2026</numer_tabeli><data_publikacji>%s</data_publikacji>"
                         "<pozycja><przelicznik>1</przelicznik><kod_waluty>EUR</kod_waluty><kurs_sredni>4,2512</kurs_sredni></pozycja>"
                         "<pozycja><przelicznik>1</przelicznik><kod_waluty>USD</kod_waluty><kurs_sredni>3,9000</kurs_sredni></pozycja>"
                         "</tabela_kursow>", day);
  kontor_rates_import (store, xml, strlen (xml), NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *const records[] = { COMPANY, CUSTOMER, PRODUCT, CLAUSE, PROFILE };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kontor-desk-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "kontor.db", NULL);
  fixture->store = kontor_store_open (path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    put (fixture->store, records[i]);
}

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_remove (path);
    }
  g_dir_close (dir);
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontor_store_close (fixture->store);
  g_clear_object (&fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* A stored draft with one line of the product, which has a price in euros so that no rate is needed. */
static char *
make_draft_without_rates (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) offer = kontor_desk_new_offer (fixture->store, CUSTOMER_ID, PROFILE_ID, &error);
  g_autoptr (KontorJson) line = kontor_json_new_object ();
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  g_assert_null (kontor_record_get (offer, "rates"));
  kontor_json_set_string (&line, "name", "Tisch");
  kontor_json_set_string (&line, "unit_price", "10.00");
  path = kontor_record_insert_part (offer, "variants/v1/lines", G_MAXUINT, line, &error);
  g_assert_no_error (error);
  g_assert_true (kontor_record_set_text (offer, "subject", "Tische", &error));
  kontor_store_save (fixture->store, offer, NULL, &error);
  g_assert_no_error (error);

  return g_strdup (kontor_record_get_id (offer));
}

/* A stored draft with one line of the product. */
static char *
make_draft (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) offer = kontor_desk_new_offer (fixture->store, CUSTOMER_ID, PROFILE_ID, &error);
  g_autoptr (KontorJson) line = NULL;
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  line = kontor_desk_make_line (fixture->store, kontor_record_get_body (offer), PRODUCT_ID, &error);
  g_assert_no_error (error);
  path = kontor_record_insert_part (offer, "variants/v1/lines", G_MAXUINT, line, &error);
  g_assert_no_error (error);
  g_assert_true (kontor_record_set_text (offer, "subject", "Schreibtische", &error));
  kontor_store_save (fixture->store, offer, NULL, &error);
  g_assert_no_error (error);

  return g_strdup (kontor_record_get_id (offer));
}

static void
assert_text (KontorRecord *record, const char *path, const char *expected)
{
  g_autofree char *text = kontor_record_dup_text (record, path);

  g_assert_cmpstr (text, ==, expected);
}

static KontorRecord *
load (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  KontorRecord *record = kontor_store_load (fixture->store, id, &error);

  g_assert_no_error (error);

  return record;
}

static void
test_a_draft_is_filled_from_customer_profile_and_company (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (KontorRecord) offer = NULL;
  g_autofree char *until = NULL;
  g_autofree char *rates = NULL;
  g_autofree char *expected_rates = NULL;
  KontorJson *line;
  GDate date;

  put_rates (fixture->store);
  id = make_draft (fixture);
  offer = load (fixture, id);

  assert_text (offer, "language", "de");
  assert_text (offer, "currency", "EUR");
  assert_text (offer, "vat_regime", "eu-goods");
  assert_text (offer, "payment_days", "14");
  assert_text (offer, "template", "offer-classic");
  kontor_date_today (&date);
  g_date_add_days (&date, 10);
  until = kontor_date_to_string (&date);
  assert_text (offer, "valid_until", until);

  /* the dollar is a cross rate: 4.2512 PLN for a euro, 3.9 for a dollar */
  rates = kontor_json_to_string (kontor_record_get (offer, "rates"));
  kontor_date_today (&date);
  g_free (until);
  until = kontor_date_to_string (&date);
  expected_rates = g_strdup_printf ("[{\"currency\":\"PLN\",\"rate\":\"4.2512\",\"per\":\"1\",\"source\":\"nbp-a\","
                                    "\"table\":\"226/A/NBP/2026\",\"date\":\"%s\"},"
                                    "{\"currency\":\"USD\",\"rate\":\"4.2512\",\"per\":\"3.9\",\"source\":\"nbp-a\","
                                    "\"table\":\"226/A/NBP/2026\",\"date\":\"%s\"}]",
                                    until, until);
  g_assert_cmpstr (rates, ==, expected_rates);

  /* 1062.80 PLN / 4.2512 = 250 EUR */
  line = kontor_json_get_element (kontor_record_get (offer, "variants/v1/lines"), 0);
  g_assert_cmpstr (kontor_json_get_member_string (line, "name"), ==, "Schreibtisch");
  g_assert_cmpstr (kontor_json_get_member_string (line, "unit_price"), ==, "250.00");
  g_assert_cmpstr (kontor_json_get_member_string (line, "discount"), ==, "5");
}

static void
test_an_issued_offer_is_immutable_and_prints_the_same_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (KontorRecord) offer = NULL;
  g_autoptr (KontorRecord) issued = NULL;
  g_autoptr (KontorRecord) found = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *number = NULL;
  GDate today;

  put_rates (fixture->store);
  id = make_draft (fixture);
  issued = kontor_desk_issue (fixture->store, id, NULL, &error);
  g_assert_no_error (error);

  offer = load (fixture, id);
  assert_text (offer, "state", "issued");
  kontor_date_today (&today);
  number = g_strdup_printf ("OF/%d/0001", g_date_get_year (&today));
  assert_text (offer, "number", number);
  assert_text (offer, "issued", kontor_record_get_id (issued));

  found = kontor_desk_find_issued (fixture->store, offer, &error);
  pdf = kontor_desk_load_issued_pdf (fixture->store, found, &error);
  g_assert_no_error (error);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);
  assert_text (issued, "pdf", hash);
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
  g_assert_cmpstr (kontor_json_get_member_string (kontor_record_get (issued, "totals"), "currency"), ==, "EUR");
  g_assert_cmpstr (kontor_json_get_member_string (kontor_json_get_element (kontor_record_get (issued, "clauses"), 0), "text"), ==,
                   "Wir liefern frei Haus.");

  /* not twice */
  g_assert_null (kontor_desk_issue (fixture->store, id, NULL, &error));
  g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_STATE);
}

static void
test_a_failed_issue_leaves_the_draft_and_no_gap (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_draft_without_rates (fixture);
  g_autofree char *number = NULL;
  g_autoptr (KontorRecord) before = load (fixture, id);
  g_autoptr (KontorRecord) after = NULL;
  g_autoptr (KontorRecord) issued = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GDate today;

  /* a rate is missing */
  g_assert_null (kontor_desk_issue (fixture->store, id, NULL, &error));
  g_assert_error (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_NO_TABLE);
  g_clear_error (&error);

  /* the number was drawn, the paper was not printed */
  put_rates (fixture->store);
  g_cancellable_cancel (cancelled);
  g_assert_null (kontor_desk_issue (fixture->store, id, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  after = load (fixture, id);
  g_assert_true (kontor_json_equal (kontor_record_get_body (before), kontor_record_get_body (after)));

  issued = kontor_desk_issue (fixture->store, id, NULL, &error);
  g_assert_no_error (error);
  kontor_date_today (&today);
  number = g_strdup_printf ("OF/%d/0001", g_date_get_year (&today));
  assert_text (issued, "number", number);
}

static void
test_what_is_not_filled_in_is_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (KontorRecord) offer = NULL;
  g_autoptr (GError) error = NULL;

  put_rates (fixture->store);
  id = make_draft (fixture);
  offer = load (fixture, id);
  g_assert_true (kontor_record_set_text (offer, "customer", NULL, NULL));
  g_assert_true (kontor_store_save (fixture->store, offer, NULL, NULL));

  g_assert_false (kontor_desk_check_issuable (fixture->store, id, &error));
  g_assert_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE);
  g_assert_nonnull (strstr (error->message, "Customer"));
}

static void
test_what_was_typed_wrong_keeps_a_draft_from_being_issued (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (KontorRecord) offer = NULL;
  g_autoptr (GError) error = NULL;

  put_rates (fixture->store);
  id = make_draft (fixture);
  offer = load (fixture, id);
  kontor_record_set_pending (offer, "valid_until", "31.");
  g_assert_true (kontor_store_save (fixture->store, offer, NULL, NULL));

  g_assert_false (kontor_desk_check_issuable (fixture->store, id, &error));
  g_assert_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_INCOMPLETE);
  g_assert_nonnull (strstr (error->message, "Valid Until"));
}

static void
test_an_accepted_offer_becomes_a_contract (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (KontorRecord) issued_offer = NULL;
  g_autoptr (KontorRecord) offer = NULL;
  g_autoptr (KontorRecord) contract = NULL;
  g_autoptr (KontorRecord) issued = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  const char *contract_id;

  put_rates (fixture->store);
  id = make_draft (fixture);
  issued_offer = kontor_desk_issue (fixture->store, id, NULL, &error);
  g_assert_no_error (error);

  g_assert_null (kontor_desk_draft_contract (fixture->store, id, NULL, &error));
  g_assert_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_STATE);
  g_clear_error (&error);
  g_assert_null (kontor_desk_accept_offer (fixture->store, id, "v9", NULL, &error));
  g_assert_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_CHOICE);
  g_clear_error (&error);

  offer = kontor_desk_accept_offer (fixture->store, id, "v1", NULL, &error);
  g_assert_no_error (error);
  assert_text (offer, "state", "accepted");
  contract = kontor_desk_draft_contract (fixture->store, id, NULL, &error);
  g_assert_no_error (error);

  assert_text (contract, "state", "draft");
  assert_text (contract, "value", "237.50");
  assert_text (contract, "currency", "EUR");
  assert_text (contract, "scope", "1 Stk. × Schreibtisch");
  assert_text (contract, "parties/us/name", "Biuro Próba sp. z o.o.");
  assert_text (contract, "parties/them/address/city", "Berlin");
  assert_text (contract, "offer_issued", kontor_record_get_id (issued_offer));
  g_assert_cmpuint (kontor_json_get_size (kontor_record_get (contract, "clauses")), ==, 1);

  contract_id = kontor_record_get_id (contract);
  issued = kontor_desk_issue (fixture->store, contract_id, NULL, &error);
  g_assert_no_error (error);
  pdf = kontor_desk_load_issued_pdf (fixture->store, issued, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
}

/* Printed again it is what was issued, to the byte, though the library has another wording by now. */
static void
assert_lays_out_as_issued (KontorStore *store, KontorRecord *issued)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPages) pages = kontor_desk_lay_out_issued (store, issued, NULL, &error);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_assert_no_error (error);
  again = kontor_pages_to_pdf (pages, NULL, &error);
  g_assert_no_error (error);
  pdf = kontor_desk_load_issued_pdf (store, issued, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (again, pdf));
}

static void
test_what_was_issued_is_laid_out_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (KontorRecord) issued_offer = NULL;
  g_autoptr (KontorRecord) offer = NULL;
  g_autoptr (KontorRecord) contract = NULL;
  g_autoptr (KontorRecord) issued = NULL;
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find ("clause"));
  g_autoptr (GPtrArray) clauses = NULL;
  g_autoptr (GError) error = NULL;

  put_rates (fixture->store);
  id = make_draft (fixture);
  issued_offer = kontor_desk_issue (fixture->store, id, NULL, &error);
  g_assert_no_error (error);
  offer = kontor_desk_accept_offer (fixture->store, id, "v1", NULL, &error);
  g_assert_no_error (error);
  contract = kontor_desk_draft_contract (fixture->store, id, NULL, &error);
  g_assert_no_error (error);
  issued = kontor_desk_issue (fixture->store, kontor_record_get_id (contract), NULL, &error);
  g_assert_no_error (error);

  clauses = kontor_store_query_ids (fixture->store, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (clauses->len, >, 0);
  for (guint i = 0; i < clauses->len; i++)
    {
      g_autoptr (KontorRecord) clause = load (fixture, g_ptr_array_index (clauses, i));
      KontorJson *texts = kontor_record_get (clause, "texts");

      for (guint j = 0; j < kontor_json_get_size (texts); j++)
        {
          g_autofree char *path = kontor_path_join ("texts", kontor_json_get_member_name (texts, j));

          kontor_record_set_text (clause, path, "Another wording altogether.", &error);
          g_assert_no_error (error);
        }
      kontor_store_save (fixture->store, clause, NULL, &error);
      g_assert_no_error (error);
    }

  assert_lays_out_as_issued (fixture->store, issued_offer);
  assert_lays_out_as_issued (fixture->store, issued);
}

static void
test_the_end_of_a_contract_follows_from_its_notice (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *contract;
    const char *notice;
    const char *end; /* NULL: it cannot be said */
  } cases[] = {
    { "{\"notice\":{\"n\":3,\"unit\":\"month\",\"to_end_of\":\"month\"}}", "2026-11-23", "2027-02-28" },
    { "{\"notice\":{\"n\":1,\"unit\":\"month\"}}", "2026-01-31", "2026-02-28" },
    { "{\"notice\":{\"n\":14,\"unit\":\"day\"}}", "2026-11-20", "2026-12-04" },
    { "{\"notice\":{\"n\":2,\"unit\":\"week\",\"to_end_of\":\"quarter\"}}", "2026-12-20", "2027-03-31" },
    /* One that ends anyway ends no later for a notice, unless it would be renewed. */
    { "{\"notice\":{\"n\":3,\"unit\":\"month\"},\"effective_until\":\"2026-12-31\"}", "2026-11-23", "2026-12-31" },
    { "{\"notice\":{\"n\":3,\"unit\":\"month\"},\"effective_until\":\"2026-12-31\",\"renewal\":{\"n\":1,\"unit\":\"year\"}}",
      "2026-11-23", "2027-02-23" },
    { "{\"effective_until\":\"2026-12-31\"}", "2026-11-23", NULL },
    { "{\"notice\":{\"n\":0}}", "2026-11-23", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorJson) contract = kontor_json_parse (cases[i].contract, -1, &error);
      g_autofree char *text = NULL;
      GDate notice;
      GDate end;

      g_assert_no_error (error);
      g_assert_true (kontor_date_parse (cases[i].notice, &notice, NULL));
      g_date_clear (&end, 1);
      if (cases[i].end == NULL)
        {
          g_assert_false (kontor_desk_find_contract_end (contract, &notice, &end, &error));
          g_assert_nonnull (error);
          continue;
        }
      g_assert_true (kontor_desk_find_contract_end (contract, &notice, &end, &error));
      g_assert_no_error (error);
      text = kontor_date_to_string (&end);
      g_assert_cmpstr (text, ==, cases[i].end);
    }
}

static void
test_a_revision_takes_the_place_of_what_it_revises (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (KontorRecord) first = NULL;
  g_autoptr (KontorRecord) draft = NULL;
  g_autoptr (KontorRecord) second = NULL;
  g_autoptr (KontorRecord) before = NULL;
  g_autoptr (KontorRecord) after = NULL;
  g_autoptr (GError) error = NULL;

  put_rates (fixture->store);
  id = make_draft (fixture);
  g_assert_null (kontor_desk_revise_offer (fixture->store, id, &error));
  g_assert_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_STATE);
  g_clear_error (&error);

  first = kontor_desk_issue (fixture->store, id, NULL, &error);
  g_assert_no_error (error);
  draft = kontor_desk_revise_offer (fixture->store, id, &error);
  g_assert_no_error (error);
  assert_text (draft, "state", "draft");
  assert_text (draft, "revision", "1");
  assert_text (draft, "revises", id);
  before = load (fixture, id);
  assert_text (before, "state", "issued");

  second = kontor_desk_issue (fixture->store, kontor_record_get_id (draft), NULL, &error);
  g_assert_no_error (error);
  assert_text (second, "number", kontor_record_get_string (first, "number"));
  assert_text (second, "revision", "1");
  after = load (fixture, id);
  assert_text (after, "state", "superseded");
}

static void
test_a_revision_is_issued_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (KontorRecord) first = NULL;
  g_autoptr (KontorRecord) one = NULL;
  g_autoptr (KontorRecord) other = NULL;
  g_autoptr (KontorRecord) second = NULL;
  g_autoptr (KontorRecord) next = NULL;
  g_autoptr (KontorRecord) third = NULL;
  g_autoptr (GError) error = NULL;

  put_rates (fixture->store);
  id = make_draft (fixture);
  first = kontor_desk_issue (fixture->store, id, NULL, &error);
  g_assert_no_error (error);
  one = kontor_desk_revise_offer (fixture->store, id, &error);
  other = kontor_desk_revise_offer (fixture->store, id, &error);
  g_assert_no_error (error);

  second = kontor_desk_issue (fixture->store, kontor_record_get_id (one), NULL, &error);
  g_assert_no_error (error);
  g_assert_false (kontor_desk_check_issuable (fixture->store, kontor_record_get_id (other), &error));
  g_assert_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_STATE);
  g_clear_error (&error);
  g_assert_null (kontor_desk_issue (fixture->store, kontor_record_get_id (other), NULL, &error));
  g_assert_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_STATE);
  g_clear_error (&error);

  next = kontor_desk_revise_offer (fixture->store, kontor_record_get_id (one), &error);
  g_assert_no_error (error);
  third = kontor_desk_issue (fixture->store, kontor_record_get_id (next), NULL, &error);
  g_assert_no_error (error);
  assert_text (third, "revision", "2");
}

static void
test_what_was_accepted_is_not_issued_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (KontorRecord) issued = NULL;
  g_autoptr (KontorRecord) offer = NULL;
  g_autoptr (KontorRecord) again = NULL;
  g_autoptr (GError) error = NULL;

  put_rates (fixture->store);
  id = make_draft (fixture);
  issued = kontor_desk_issue (fixture->store, id, NULL, &error);
  g_assert_no_error (error);
  offer = kontor_desk_accept_offer (fixture->store, id, "v1", NULL, &error);
  g_assert_no_error (error);

  again = kontor_desk_issue (fixture->store, id, NULL, &error);
  g_assert_null (again);
  g_assert_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_STATE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/desk/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-draft-is-filled-from-customer-profile-and-company", test_a_draft_is_filled_from_customer_profile_and_company);
  ADD ("an-issued-offer-is-immutable-and-prints-the-same-file", test_an_issued_offer_is_immutable_and_prints_the_same_file);
  ADD ("a-failed-issue-leaves-the-draft-and-no-gap", test_a_failed_issue_leaves_the_draft_and_no_gap);
  ADD ("what-is-not-filled-in-is-named", test_what_is_not_filled_in_is_named);
  ADD ("what-was-typed-wrong-keeps-a-draft-from-being-issued", test_what_was_typed_wrong_keeps_a_draft_from_being_issued);
  ADD ("an-accepted-offer-becomes-a-contract", test_an_accepted_offer_becomes_a_contract);
  ADD ("what-was-issued-is-laid-out-as-it-was", test_what_was_issued_is_laid_out_as_it_was);
  ADD ("the-end-of-a-contract-follows-from-its-notice", test_the_end_of_a_contract_follows_from_its_notice);
  ADD ("a-revision-takes-the-place-of-what-it-revises", test_a_revision_takes_the_place_of_what_it_revises);
  ADD ("a-revision-is-issued-once", test_a_revision_is_issued_once);
  ADD ("what-was-accepted-is-not-issued-again", test_what_was_accepted_is_not_issued_again);
#undef ADD

  return g_test_run ();
}

/* test-csv-records.c: records as rows, and back, in a real store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-csv-records.h"
#include "kontor-csv.h"
#include "kontor-formats-error.h"
#include "kontor-types.h"
#include "test-util.h"

static guint32 seed;

/* ---- random bodies ---- */

static const char *const texts[] = {
  "plain", "Łódź", "a;b", "a, b", "=1+1", "'=x", "-5", "+48 22 123 45 67", " spaces ", "[1]", "{\"a\":1}", "\"quoted\"",
  "北京", "x\ty", "", "null", "1.234", "1,5", "true", "; ", "'", "@home", "https://example.org/?a=b", "anna@example.org",
};

static const char *const long_texts[] = { "two\nlines", "three\r\nlines\n", "\n", "- list", "\r" };

static char *
random_text (GRand *rand, const KontorField *field, KontorFieldKind kind)
{
  static const char *const numbers[] = { "1", "12.50", "0.000001", "999999", "23", "100", "5" };
  static const char *const integers[] = { "0", "1", "14", "365", "2026" };
  static const char *const currencies[] = { "EUR", "PLN", "USD", "JPY" };
  static const char *const languages[] = { "pl", "en", "zh-Hans", "de-AT" };
  static const char *const countries[] = { "PL", "DE", "CN" };
  static const char *const dates[] = { "2026-11-23", "1999-02-28", "2024-02-29" };
  static const char *const checked[] = {
    "5260001246", "PL5260001246", "DE136695976", "000000000000", "https://example.org", "anna@example.org", "+48 22 123 45 67",
    "06-24", "ecb", "nbp-a", "GB82WEST12345698765432", "DEUTDEFF", "4006381333931",
  };
  guint n = 0;

#define PICK(list) g_strdup ((list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))])
  if (field->check != NULL && g_rand_boolean (rand))
    return PICK (checked);
  switch (kind)
    {
    case KONTOR_FIELD_MULTILINE:
      return g_rand_boolean (rand) ? PICK (long_texts) : PICK (texts);
    case KONTOR_FIELD_INTEGER:
      return PICK (integers);
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_MONEY:
      return PICK (numbers);
    case KONTOR_FIELD_DATE:
      return PICK (dates);
    case KONTOR_FIELD_DATETIME:
      return g_strdup ("2026-11-23T08:00:00Z");
    case KONTOR_FIELD_FLAG:
      return g_strdup (g_rand_boolean (rand) ? "true" : "false");
    case KONTOR_FIELD_CHOICE:
      while (field->choices[n].value != NULL)
        n++;
      return g_strdup (field->choices[g_rand_int_range (rand, 0, (gint32) n)].value);
    case KONTOR_FIELD_CURRENCY:
      return PICK (currencies);
    case KONTOR_FIELD_LANGUAGE:
      return PICK (languages);
    case KONTOR_FIELD_COUNTRY:
      return PICK (countries);
    case KONTOR_FIELD_REFERENCE:
      return g_strconcat (field->reference == NULL ? "customer" : field->reference, ":9b2fbd1c-0000-4000-8000-000000000001", NULL);
    case KONTOR_FIELD_TEXT:
    case KONTOR_FIELD_TRANSLATED:
    case KONTOR_FIELD_LIST:
    case KONTOR_FIELD_PART:
    case KONTOR_FIELD_PARTS:
    default:
      return PICK (texts);
    }
#undef PICK
}

static KontorJson *random_value (GRand *rand, const KontorField *field);

static KontorJson *
random_object (GRand *rand, const KontorField *fields)
{
  KontorJson *object = kontor_json_new_object ();

  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      g_autoptr (KontorJson) value = NULL;

      if ((field->flags & KONTOR_FIELD_DERIVED) != 0 || g_rand_int_range (rand, 0, 3) == 0)
        continue;
      value = g_rand_int_range (rand, 0, 20) == 0 ? kontor_json_new_null () : random_value (rand, field);
      if (value != NULL && kontor_field_check_json (field, value, NULL))
        kontor_json_set_member (&object, field->member, value);
    }
  /* what a newer version may know */
  if (g_rand_int_range (rand, 0, 6) == 0)
    {
      g_autoptr (KontorJson) unknown = kontor_json_parse ("{\"n\":12345678901234567890,\"a\":[null,\"\\u0000\",1e400]}", -1, NULL);

      kontor_json_set_member (&object, "x-unknown", unknown);
    }

  return object;
}

static KontorJson *
random_value (GRand *rand, const KontorField *field)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  KontorField element = *field;
  g_autofree char *text = NULL;

  if (kontor_field_is_scalar (field))
    {
      text = random_text (rand, field, field->kind);
      return *text == '\0' ? kontor_json_new_string ("") : kontor_field_text_to_json (field, text, NULL);
    }

  if (field->kind == KONTOR_FIELD_PART)
    return random_object (rand, field->part->fields);

  if (field->kind == KONTOR_FIELD_TRANSLATED)
    {
      static const char *const languages[] = { "pl", "en", "zh-Hans" };
      KontorJson *object = kontor_json_new_object ();

      for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
        {
          g_autofree char *one = random_text (rand, field, KONTOR_FIELD_MULTILINE);

          if (g_rand_boolean (rand))
            kontor_json_set_string (&object, languages[i], one);
        }
      return object;
    }

  for (int n = g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 10) == 0 ? 12 : 4); n > 0; n--)
    {
      KontorJson *one;

      if (field->kind == KONTOR_FIELD_LIST)
        {
          g_autofree char *word = random_text (rand, field, field->element);

          element.kind = field->element;
          one = kontor_field_text_to_json (&element, word, NULL);
        }
      else
        {
          const char *member = kontor_part_type_get_key (field->part);
          g_autofree char *key = kontor_part_type_make_key (field->part);

          one = random_object (rand, field->part->fields);
          if (key != NULL)
            kontor_json_set_string (&one, member, key);
        }
      if (one != NULL)
        g_ptr_array_add (elements, one);
    }

  return kontor_json_new_array_for ((KontorJson *const *) elements->pdata, elements->len);
}

/* Members that are null say what missing ones say, and need not come back. */
static KontorJson *
without_nulls (KontorJson *value)
{
  KontorJson *copy = kontor_json_ref (value);

  for (guint i = 0; kontor_json_get_value_type (value) == KONTOR_JSON_OBJECT && i < kontor_json_get_size (value); i++)
    {
      KontorJson *member = kontor_json_get_element (value, i);
      g_autoptr (KontorJson) inner = without_nulls (member);

      kontor_json_set_member (&copy, kontor_json_get_member_name (value, i),
                              kontor_json_get_value_type (member) == KONTOR_JSON_NULL ? NULL : inner);
    }
  for (guint i = 0; kontor_json_get_value_type (value) == KONTOR_JSON_ARRAY && i < kontor_json_get_size (value); i++)
    {
      g_autoptr (KontorJson) inner = without_nulls (kontor_json_get_element (value, i));
      g_autoptr (KontorJson) before = copy;

      copy = kontor_json_with_element (before, i, inner);
    }

  return copy;
}

static void
fail_problem (const KontorCsvColumn *column, const char *message, gpointer user_data)
{
  g_test_message ("%s: %s", column->header, message);
  g_test_fail ();
}

/* Some bodies of a kind, as a table and back through its headings alone. */
static void
round_trip (GRand *rand, const KontorRecordType *type)
{
  g_autoptr (KontorCsvLayout) layout = kontor_csv_layout_new (type, "pl");
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_csv_column_free);
  const KontorCellReader reader = { .exact = TRUE };

  for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
    {
      g_ptr_array_add (bodies, random_object (rand, type->fields));
      kontor_csv_layout_add (layout, g_ptr_array_index (bodies, bodies->len - 1));
    }
  for (guint i = 0; i < kontor_csv_layout_get_columns (layout)->len; i++)
    {
      KontorCsvColumn *column = g_ptr_array_index (kontor_csv_layout_get_columns (layout), i);

      g_ptr_array_add (columns, kontor_csv_column_find (type, column->header, "en"));
    }
  g_assert_null (kontor_csv_columns_arrange (columns));

  for (guint i = 0; i < bodies->len; i++)
    {
      KontorJson *body = g_ptr_array_index (bodies, i);
      g_autoptr (GPtrArray) cells = kontor_csv_layout_make_row (layout, "x:1", body);
      g_autoptr (KontorJson) empty = kontor_json_new_object ();
      g_autoptr (KontorJson) expected = without_nulls (body);
      g_autoptr (KontorJson) read = kontor_csv_row_read (columns, cells, empty, FALSE, &reader, fail_problem, NULL);
      g_autoptr (KontorJson) again = kontor_csv_row_read (columns, cells, body, TRUE, &reader, fail_problem, NULL);
      g_autoptr (KontorJson) stripped = NULL;

      g_assert_nonnull (read);
      stripped = without_nulls (read);
      if (!kontor_json_equal (stripped, expected))
        {
          g_autofree char *a = kontor_json_to_string (expected);
          g_autofree char *b = kontor_json_to_string (read);

          g_test_message ("%s\n%s\n%s", type->kind, a, b);
          g_test_fail ();
        }
      /* over itself it changes nothing, to the letter */
      if (!kontor_json_equal (again, body))
        {
          g_autofree char *a = kontor_json_to_string (body);
          g_autofree char *b = kontor_json_to_string (again);

          g_test_message ("over itself, %s\n%s\n%s", type->kind, a, b);
          g_test_fail ();
        }
    }
}

static void
test_every_kind_comes_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (const KontorRecordType *const *type = kontor_record_types (); *type != NULL; type++)
    {
      for (guint i = 0; i < 40; i++)
        round_trip (rand, *type);
    }
}

/* ---- files that people make ---- */

static void
test_a_sheet_of_customers (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "Nazwa firmy;NIP;E-mail;Phone;City;Postcode;Country;Credit limit;Currency of the Credit Limit;"
                             "Customer since;Status;Tags;Street\n"
                             "Tartak Zielony;526-000-12-46;biuro@tartak.example;+48 22 123 45 67;Łódź;90-001;Polska;1 234,50;pln;"
                             "31.12.2024;Active;vip, drewno;ul. Leśna 7\n";
  /* one heading is none of ours */
  g_autofree char *named = g_strconcat ("Name", strchr (text, ';'), NULL);
  g_autoptr (KontorImportReport) report = import (fixture, &kontor_customer_type, named, "pl");
  g_autoptr (KontorImportReport) again = import (fixture, &kontor_customer_type, named, "pl");
  g_autoptr (KontorRecord) record = NULL;

  assert_counts (report, 1, 0, 0, 0);
  g_assert_true (report->written);
  g_assert_cmpint (report->separator, ==, ';');
  record = load_first (fixture, report);
  assert_text (record, "name", 0, NULL, "Tartak Zielony");
  assert_text (record, "nip", 0, NULL, "526-000-12-46");
  assert_text (record, "emails", 0, "address", "biuro@tartak.example");
  assert_text (record, "phones", 0, "number", "+48 22 123 45 67");
  assert_text (record, "addresses", 0, "city", "Łódź");
  assert_text (record, "addresses", 0, "street", "ul. Leśna 7");
  assert_text (record, "addresses", 0, "country", "PL");
  assert_text (record, "credit_limit", 0, NULL, "1234.50");
  assert_text (record, "credit_currency", 0, NULL, "PLN");
  assert_text (record, "customer_since", 0, NULL, "2024-12-31");
  assert_text (record, "status", 0, NULL, "active");
  g_assert_cmpuint (kontor_json_get_size (kontor_record_get (record, "tags")), ==, 2);

  /* the same file a second time makes nobody twice */
  assert_counts (again, 0, 0, 1, 0);
  g_assert_false (again->written);
}

static void
test_unknown_headings_are_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report = import (fixture, &kontor_customer_type, "name,Shoe Size\nTartak,44\n", NULL);
  KontorImportProblem *problem = g_ptr_array_index (report->problems, 0);

  assert_counts (report, 1, 0, 0, 0);
  g_assert_cmpstr (problem->column, ==, "Shoe Size");
  g_assert_false (problem->refused);
}

static void
test_a_sheet_of_products (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report
    = import (fixture, &kontor_product_type, "Code,Name,Name (de),Price,Currency,prices.PLN.price,VAT (%),On Sale\n"
                                             "K-1,Cable,Kabel,\"1,234.50\",eur,99,23%,yes\n", "en");
  g_autoptr (KontorImportReport) changed = import (fixture, &kontor_product_type, "code,prices.EUR.price\nK-1,7\n", "en");
  g_autoptr (KontorRecord) record = NULL;

  assert_counts (report, 1, 0, 0, 0);
  assert_counts (changed, 0, 1, 0, 0);
  record = load_first (fixture, changed);
  g_assert_cmpstr (kontor_json_get_member_string (kontor_record_get (record, "names"), "en"), ==, "Cable");
  g_assert_cmpstr (kontor_json_get_member_string (kontor_record_get (record, "names"), "de"), ==, "Kabel");
  assert_text (record, "vat", 0, NULL, "23");
  assert_text (record, "prices", 0, "currency", "EUR");
  assert_text (record, "prices", 0, "price", "7");
  g_assert_cmpuint (kontor_json_get_size (kontor_record_get (record, "prices")), ==, 2);
}

static void
test_one_bad_row_and_nothing_is_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report
    = import (fixture, &kontor_customer_type, "name,nip,customer_since\nGood,,2024-01-01\n\"Bad\nLines\",,\nBad nip,123,soon\n", "en");
  g_autoptr (KontorQuery) query = kontor_query_new (&kontor_customer_type);
  KontorImportProblem *problem;
  guint count;

  assert_counts (report, 1, 0, 0, 2);
  g_assert_false (report->written);
  problem = g_ptr_array_index (report->problems, 0);
  g_assert_cmpuint (problem->line, ==, 3);
  g_assert_cmpstr (problem->column, ==, "name");
  g_assert_cmpuint (report->problems->len, ==, 3);
  problem = g_ptr_array_index (report->problems, 1);
  g_assert_cmpuint (problem->line, ==, 5);
  g_assert_true (problem->refused);
  g_assert_true (kontor_store_count (fixture->store, query, &count, NULL));
  g_assert_cmpuint (count, ==, 0);
}

static void
test_the_same_record_twice_in_a_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report
    = import (fixture, &kontor_customer_type, "name,nip,vat_id\nOne,526-000-12-46,\nTwo,,PL5260001246\n", NULL);

  assert_counts (report, 1, 0, 0, 1);
}

static void
test_a_vat_id_finds_its_nip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) first = import (fixture, &kontor_customer_type, "name,nip\nOne,526-000-12-46\n", NULL);
  g_autoptr (KontorImportReport) second = import (fixture, &kontor_customer_type, "name,vat_id,notes\nOne,PL5260001246,x\n", NULL);

  assert_counts (first, 1, 0, 0, 0);
  assert_counts (second, 0, 1, 0, 0);
}

static void
test_a_person_at_a_customer_by_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) customers = import (fixture, &kontor_customer_type, "name\nTartak Zielony\n", NULL);
  g_autoptr (KontorImportReport) report = import (
    fixture, &kontor_person_type, "given name,FAMILY NAME,customer,position,email\nEwa,Lis,Tartak Zielony,Buyer,ewa@example.org\n", NULL);
  g_autoptr (KontorImportReport) again = import (
    fixture, &kontor_person_type, "given name,FAMILY NAME,customer,position,email\nEwa,Lis,Tartak Zielony,Buyer,ewa@example.org\n", NULL);
  g_autoptr (KontorImportReport) unknown
    = import (fixture, &kontor_person_type, "family_name,customer\nKot,Nobody\n", NULL);
  g_autoptr (KontorRecord) record = load_first (fixture, report);

  assert_counts (report, 1, 0, 0, 0);
  assert_text (record, "employments", 0, "customer", g_ptr_array_index (customers->ids, 0));
  assert_counts (again, 0, 0, 1, 0);
  assert_counts (unknown, 0, 0, 0, 1);
}

static void
test_an_export_over_itself_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report
    = import (fixture, &kontor_customer_type,
              "name,tags,notes,emails.1.address,emails.2.address\n'=cmd|' /C calc'!A0,\"a,b\",\"x\ny\",a@example.org,b@example.org\n", NULL);
  g_autofree char *csv = export (fixture, &kontor_customer_type, KONTOR_FORMAT_CSV);
  g_autoptr (KontorImportReport) again = import (fixture, &kontor_customer_type, csv, NULL);
  g_autoptr (KontorRecord) record = load_first (fixture, report);

  assert_counts (report, 1, 0, 0, 0);
  assert_text (record, "name", 0, NULL, "=cmd|' /C calc'!A0");
  g_assert_nonnull (strstr (csv, "'=cmd"));
  assert_counts (again, 0, 0, 1, 0);
}

/* An export in which a person has emptied a cell, taken a part away and added one. */
static void
test_an_edited_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report
    = import (fixture, &kontor_customer_type, "name,notes,emails.1.address,emails.2.address\nTartak,old,a@example.org,b@example.org\n", NULL);
  const char *id = g_ptr_array_index (report->ids, 0);
  g_autoptr (KontorRecord) before = load_first (fixture, report);
  const char *second = kontor_json_get_member_string (kontor_json_get_element (kontor_record_get (before, "emails"), 1), "id");
  g_autofree char *csv = g_strdup_printf ("id,name,notes,emails.1.id,emails.1.address,emails.2.id,emails.2.address,emails.3.address\n"
                                          "%s,Tartak,,,,%s,b@example.org,c@example.org\n", id, second);
  g_autoptr (KontorImportReport) changed = import (fixture, &kontor_customer_type, csv, NULL);
  g_autoptr (KontorRecord) after = load_first (fixture, changed);

  assert_counts (changed, 0, 1, 0, 0);
  g_assert_null (kontor_record_get (after, "notes"));
  g_assert_cmpuint (kontor_json_get_size (kontor_record_get (after, "emails")), ==, 2);
  assert_text (after, "emails", 0, "id", second);
  assert_text (after, "emails", 1, "address", "c@example.org");
}

static void
test_what_the_store_owns_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report
    = import (fixture, &kontor_offer_type, "id,number,subject,currency\noffer:9b2fbd1c-0000-4000-8000-000000000001,OF/1,Shelves,EUR\n", NULL);
  g_autoptr (KontorRecord) record = load_first (fixture, report);

  assert_counts (report, 1, 0, 0, 0);
  g_assert_cmpuint (report->problems->len, ==, 1);
  g_assert_null (kontor_record_get (record, "number"));
  assert_text (record, "state", 0, NULL, "draft");
}

static void
test_a_state_must_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report = import (fixture, &kontor_offer_type, "subject,currency\nShelves,EUR\n", NULL);
  g_autofree char *csv = g_strdup_printf ("id,state\n%s,accepted\n", (const char *) g_ptr_array_index (report->ids, 0));
  g_autoptr (KontorImportReport) changed = import (fixture, &kontor_offer_type, csv, NULL);

  assert_counts (changed, 0, 0, 0, 1);
}

/* What has no column comes in as JSON, but cannot make another kind of record. */
static void
test_more_cannot_change_the_kind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report
    = import (fixture, &kontor_customer_type, "name,more\nTartak,\"{\"\"kind\"\":\"\"offer\"\",\"\"x\"\":1e400}\"\nB,[1]\nC,{\n", NULL);
  g_autoptr (KontorImportReport) good
    = import (fixture, &kontor_customer_type, "name,more\nTartak,\"{\"\"kind\"\":\"\"offer\"\",\"\"x\"\":1e400}\"\n", NULL);
  g_autoptr (KontorRecord) record = load_first (fixture, good);

  assert_counts (report, 1, 0, 0, 2);
  g_assert_true (kontor_record_get_record_type (record) == &kontor_customer_type);
  g_assert_cmpstr (kontor_json_get_number_text (kontor_record_get (record, "x")), ==, "1e400");
}

static void
assert_refused_file (Fixture *fixture, const KontorRecordType *type, const char *text, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_import_csv (fixture->store, type, bytes, NULL, NULL, &error));
  g_assert_error (error, KONTOR_FORMATS_ERROR, code);
}

static void
test_files_that_cannot_be_read (Fixture *fixture, gconstpointer data)
{
  assert_refused_file (fixture, &kontor_customer_type, "", KONTOR_FORMATS_ERROR_SYNTAX);
  assert_refused_file (fixture, &kontor_customer_type, "x,y\n1,2\n", KONTOR_FORMATS_ERROR_COLUMN);
  assert_refused_file (fixture, &kontor_customer_type, "name,Name\n1,2\n", KONTOR_FORMATS_ERROR_COLUMN);
  assert_refused_file (fixture, &kontor_number_type, "series\nA\n", KONTOR_FORMATS_ERROR_FORMAT);
}

static void
test_a_row_that_is_too_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report = import (fixture, &kontor_customer_type, "name,notes\nA,b,c\nB,\nC\nD,e,\n", NULL);

  assert_counts (report, 3, 0, 0, 1);
}

static void
test_an_empty_export_can_be_filled_in (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = export (fixture, &kontor_customer_type, KONTOR_FORMAT_CSV);

  g_assert_true (g_str_has_prefix (csv, "\xef\xbb\xbfid,form,"));
  g_assert_nonnull (strstr (csv, ",addresses.1.city,"));
}

static void
test_dry_run_writes_nothing (Fixture *fixture, gconstpointer data)
{
  const KontorImportOptions options = { .dry_run = TRUE };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("name\nTartak\n", 12);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorImportReport) report
    = kontor_import_csv (fixture->store, &kontor_customer_type, bytes, &options, NULL, &error);
  gboolean empty;

  g_assert_no_error (error);
  assert_counts (report, 1, 0, 0, 0);
  g_assert_false (report->written);
  g_assert_true (kontor_store_is_empty (fixture->store, &empty, NULL));
  g_assert_true (empty);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
count_step_cb (double fraction, gpointer user_data)
{
  g_assert_cmpfloat (fraction, >=, *(double *) user_data);
  *(double *) user_data = fraction;
}

static void
test_async_with_progress_and_cancel (Fixture *fixture, gconstpointer data)
{
  double fraction = 0;
  const KontorImportOptions options = { .progress = count_step_cb, .progress_data = &fraction };
  g_autofree char *path = g_build_filename (fixture->folder, "customers.csv", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) out_file = g_file_new_for_path (out);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) exported = NULL;
  g_autoptr (KontorImportReport) report = NULL;
  g_autoptr (GString) text = g_string_new ("name\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "Customer %u\n", i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  g_cancellable_cancel (cancellable);
  kontor_import_file_async (fixture->store, &kontor_customer_type, file, NULL, cancellable, finished_cb, &cancelled);
  while (cancelled == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (kontor_import_file_finish (fixture->store, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  kontor_import_file_async (fixture->store, &kontor_customer_type, file, &options, NULL, finished_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  report = kontor_import_file_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  assert_counts (report, 500, 0, 0, 0);
  g_assert_cmpfloat (fraction, >, 0);

  kontor_export_file_async (fixture->store, &kontor_customer_type, KONTOR_FORMAT_CSV, NULL, out_file, NULL, finished_cb, &exported);
  while (exported == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (kontor_export_file_finish (fixture->store, exported, &error));
  g_assert_true (g_file_test (out, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  const char *given = g_getenv ("KONTOR_TEST_SEED");

  g_test_init (&argc, &argv, NULL);
  seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_test_message ("KONTOR_TEST_SEED=%u", seed);

  g_test_add_func ("/csv-records/every-kind-comes-back", test_every_kind_comes_back);
#define ADD(name, func) g_test_add ("/csv-records/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-sheet-of-customers", test_a_sheet_of_customers);
  ADD ("unknown-headings-are-told", test_unknown_headings_are_told);
  ADD ("a-sheet-of-products", test_a_sheet_of_products);
  ADD ("one-bad-row-and-nothing-is-written", test_one_bad_row_and_nothing_is_written);
  ADD ("the-same-record-twice-in-a-file", test_the_same_record_twice_in_a_file);
  ADD ("a-vat-id-finds-its-nip", test_a_vat_id_finds_its_nip);
  ADD ("a-person-at-a-customer-by-name", test_a_person_at_a_customer_by_name);
  ADD ("an-export-over-itself-changes-nothing", test_an_export_over_itself_changes_nothing);
  ADD ("an-edited-export", test_an_edited_export);
  ADD ("what-the-store-owns-is-kept", test_what_the_store_owns_is_kept);
  ADD ("a-state-must-follow", test_a_state_must_follow);
  ADD ("more-cannot-change-the-kind", test_more_cannot_change_the_kind);
  ADD ("files-that-cannot-be-read", test_files_that_cannot_be_read);
  ADD ("a-row-that-is-too-long", test_a_row_that_is_too_long);
  ADD ("an-empty-export-can-be-filled-in", test_an_empty_export_can_be_filled_in);
  ADD ("dry-run-writes-nothing", test_dry_run_writes_nothing);
  ADD ("async-with-progress-and-cancel", test_async_with_progress_and_cancel);
#undef ADD

  return g_test_run ();
}

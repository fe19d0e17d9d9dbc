/* test-demo.c: the demo company is whole, valid and up to date */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "kontor-date.h"
#include "kontor-desk-demo.h"
#include "kontor-desk-document.h"
#include "kontor-identifiers.h"
#include "kontor-offer-price.h"
#include "kontor-parts.h"
#include "kontor-rates.h"
#include "kontor-search-hit.h"

/* Filled once, by main(); the tests only read. */
static char *folder;
static KontorStore *store;
static guint n_steps;

typedef void (*RecordFunc) (KontorRecord *record, gpointer user_data);

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  guint *last = user_data;

  g_assert_cmpuint (done, <=, total);
  g_assert_cmpuint (done, >=, *last);
  *last = done;
}

static KontorRecord *
load (const char *id)
{
  g_autoptr (GError) error = NULL;
  KontorRecord *record = kontor_store_load (store, id, &error);

  if (record == NULL)
    g_test_message ("%s", id);
  g_assert_no_error (error);
  return record;
}

static void
for_each (const char *kind, RecordFunc func, gpointer user_data)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find (kind));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = kontor_store_query_ids (store, query, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KontorRecord) record = load (g_ptr_array_index (ids, i));

      func (record, user_data);
    }
}

static guint
count (const char *kind)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_record_type_find (kind));
  g_autoptr (GError) error = NULL;
  guint n;

  kontor_store_count (store, query, &n, &error);
  g_assert_no_error (error);
  return n;
}

static void
get_today (GDate *today, int days)
{
  g_autoptr (GError) error = NULL;

  kontor_date_today (today);
  kontor_date_add_days (today, days, today, &error);
  g_assert_no_error (error);
}

static char *
dup_day (int days)
{
  GDate day;

  get_today (&day, days);
  return kontor_date_to_string (&day);
}

/* The records as they stand in data/demo. */
static KontorJson *
read_data (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  KontorJson *list;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  list = kontor_json_parse (text, length, &error);
  g_assert_no_error (error);
  return list;
}

static void
test_counts (void)
{
  g_assert_cmpuint (count ("company"), ==, 1);
  g_assert_cmpuint (count ("customer"), >=, 60);
  g_assert_cmpuint (count ("person"), >=, 65);
  g_assert_cmpuint (count ("product"), >=, 200);
  g_assert_cmpuint (count ("profile"), >=, 6);
  g_assert_cmpuint (count ("clause"), >=, 15);
  g_assert_cmpuint (count ("offer"), >=, 40);
  g_assert_cmpuint (count ("contract"), >=, 8);
  g_assert_cmpuint (n_steps, >, 50);
}

static void
check_complete_cb (KontorRecord *record, gpointer user_data)
{
  const KontorRecordType *type = kontor_record_get_record_type (record);
  KontorJson *body = kontor_record_get_body (record);
  g_autoptr (GPtrArray) missing = kontor_record_type_find_missing (type, body);
  g_autofree char *title = kontor_record_dup_title (record);
  g_autoptr (GError) error = NULL;

  kontor_record_type_check (type, body, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < missing->len; i++)
    g_test_message ("%s: %s", title, (const char *) g_ptr_array_index (missing, i));
  g_assert_cmpuint (missing->len, ==, 0);
  g_assert_cmpstr (title, !=, "");
}

static void
test_complete (void)
{
  for (const KontorRecordType *const *type = kontor_record_types (); *type != NULL; type++)
    for_each ((*type)->kind, check_complete_cb, NULL);
}

static void
check_reference (const char *id, guint *n)
{
  g_autoptr (KontorRecord) record = load (id);

  g_assert_nonnull (record);
  (*n)++;
}

static void
check_references (KontorJson *object, const KontorField *fields, guint *n)
{
  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      KontorJson *value = kontor_json_get_member (object, field->member);

      if (kontor_json_get_value_type (value) == KONTOR_JSON_NULL)
        continue;
      if (field->kind == KONTOR_FIELD_REFERENCE)
        check_reference (kontor_json_get_string (value), n);
      else if (field->kind == KONTOR_FIELD_PART)
        check_references (value, field->part->fields, n);
      else if (field->kind == KONTOR_FIELD_PARTS || (field->kind == KONTOR_FIELD_LIST && field->element == KONTOR_FIELD_REFERENCE))
        for (guint i = 0; i < kontor_json_get_size (value); i++)
          {
            KontorJson *element = kontor_json_get_element (value, i);

            if (field->kind == KONTOR_FIELD_PARTS)
              check_references (element, field->part->fields, n);
            else
              check_reference (kontor_json_get_string (element), n);
          }
    }
}

static void
check_references_cb (KontorRecord *record, gpointer user_data)
{
  check_references (kontor_record_get_body (record), kontor_record_get_record_type (record)->fields, user_data);
}

static void
test_references (void)
{
  guint n = 0;

  for (const KontorRecordType *const *type = kontor_record_types (); *type != NULL; type++)
    for_each ((*type)->kind, check_references_cb, &n);
  g_assert_cmpuint (n, >, 500);
}

static void
check_identifiers_cb (KontorRecord *record, gpointer user_data)
{
  guint *n = user_data;
  KontorJson *body = kontor_record_get_body (record);
  const char *country = kontor_json_get_member_string (kontor_parts_find_address (body, "registered"), "country");
  const char *vat_id = kontor_record_get_string (record, "vat_id");
  const char *pesel = kontor_record_get_string (record, "pesel");
  GDate birthday;

  /* that they are valid is said by the check of the record */
  g_assert_nonnull (country);
  if (kontor_record_get_string (record, "nip") != NULL)
    {
      g_assert_cmpstr (country, ==, "PL");
      g_assert_nonnull (kontor_record_get_string (record, "regon"));
      n[0]++;
    }
  if (vat_id != NULL)
    {
      g_assert_true (g_str_has_prefix (vat_id, strcmp (country, "GR") == 0 ? "EL" : country));
      n[1]++;
    }
  if (pesel != NULL)
    {
      g_autofree char *text = NULL;

      g_assert_true (kontor_pesel_get_birthday (pesel, &birthday));
      text = kontor_date_to_string (&birthday);
      g_assert_cmpstr (text, ==, kontor_record_get_string (record, "birthday"));
      n[2]++;
    }
}

static void
test_identifiers (void)
{
  guint n[3] = { 0 };

  for_each ("customer", check_identifiers_cb, n);
  g_assert_cmpuint (n[0], >=, 15);
  g_assert_cmpuint (n[1], >=, 15);
  g_assert_cmpuint (n[2], >=, 5);
}

static void
add_state_cb (KontorRecord *record, gpointer user_data)
{
  g_hash_table_add (user_data, g_strdup (kontor_record_get_string (record, "state")));
}

static void
test_states (void)
{
  const char *const kinds[] = { "offer", "contract" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for_each (kinds[i], add_state_cb, seen);
      for (const KontorState *state = kontor_record_type_find (kinds[i])->states; state->state != NULL; state++)
        {
          g_test_message ("%s %s", kinds[i], state->state);
          g_assert_true (g_hash_table_contains (seen, state->state));
        }
    }
}

/* What was issued has the totals that its body gives, and a PDF. */
static void
check_issued (KontorRecord *offer, KontorOfferPrice *price)
{
  g_autoptr (KontorRecord) issued = NULL;
  g_autoptr (KontorJson) totals = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  issued = kontor_desk_find_issued (store, offer, &error);
  g_assert_no_error (error);
  g_assert_nonnull (issued);
  totals = kontor_offer_price_to_json (price);
  g_assert_true (kontor_json_equal (totals, kontor_record_get (issued, "totals")));
  g_assert_cmpstr (kontor_record_get_string (issued, "number"), ==, kontor_record_get_string (offer, "number"));
  g_assert_cmpstr (kontor_record_get_string (issued, "by"), ==, kontor_record_get_string (offer, "owner"));
  g_assert_true (g_str_has_prefix (kontor_record_get_string (issued, "issued_at"), kontor_record_get_string (offer, "issued_on")));

  pdf = kontor_desk_load_issued_pdf (store, issued, &error);
  g_assert_no_error (error);
  g_assert_cmpint (strncmp (g_bytes_get_data (pdf, NULL), "%PDF-", 5), ==, 0);
}

static void
check_price_cb (KontorRecord *record, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorOfferPrice) price = kontor_offer_price (kontor_record_get_body (record), &error);
  const char *state = kontor_record_get_string (record, "state");

  g_assert_no_error (error);
  for (guint i = 0; i < kontor_offer_price_get_n_variants (price); i++)
    {
      const KontorOfferVariant *variant = kontor_offer_price_get_variant (price, i);

      g_assert_cmpint (kontor_decimal_compare (variant->net, KONTOR_DECIMAL (0, 0)), >, 0);
      /* the firm makes money, but no miracles */
      g_assert_cmpint (kontor_decimal_compare (variant->margin, KONTOR_DECIMAL (0, 0)), >, 0);
      g_assert_cmpint (kontor_decimal_compare (variant->margin, variant->net), <, 0);
    }

  if (g_str_equal (state, "draft") || g_str_equal (state, "cancelled"))
    g_assert_null (kontor_record_get_string (record, "issued"));
  else
    check_issued (record, price);
}

static void
test_prices (void)
{
  for_each ("offer", check_price_cb, NULL);
}

static void
count_use_cb (KontorRecord *record, gpointer user_data)
{
  GHashTable *seen = user_data;
  const char *const members[] = { "language", "currency", "vat_regime", "price_mode", "rounding" };
  KontorJson *variants = kontor_record_get (record, "variants");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (kontor_record_get_string (record, members[i]) != NULL)
      g_hash_table_add (seen, g_strdup (kontor_record_get_string (record, members[i])));
  if (kontor_json_get_size (variants) == 3)
    g_hash_table_add (seen, g_strdup ("three variants"));
  if (kontor_record_get_string (record, "revises") != NULL)
    g_hash_table_add (seen, g_strdup ("revision"));

  for (guint i = 0; i < kontor_json_get_size (variants); i++)
    {
      KontorJson *lines = kontor_json_get_member (kontor_json_get_element (variants, i), "lines");

      for (guint j = 0; j < kontor_json_get_size (lines); j++)
        {
          const char *sort = kontor_json_get_member_string (kontor_json_get_element (lines, j), "line");

          if (sort != NULL)
            g_hash_table_add (seen, g_strdup (sort));
        }
    }
}

/* What somebody looks for in a demo occurs in some offer. */
static void
test_variety (void)
{
  const char *const wanted[] = {
    "pl", "en", "de", "bg", "zh-Hans", "PLN", "EUR", "USD", "JPY", "CNY", "BHD", "domestic", "eu-goods", "reverse-charge", "export",
    "net", "gross", "line", "document", "three variants", "revision", "item", "optional", "alternative", "heading", "text", "discount",
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for_each ("offer", count_use_cb, seen);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_test_message ("%s", wanted[i]);
      g_assert_true (g_hash_table_contains (seen, wanted[i]));
    }
}

static void
test_verify (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = kontor_store_verify (store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

/* Texts are stored to the byte, and those for documents are there in all languages of the company. */
static void
test_texts (void)
{
  static const struct
  {
    const char *file;
    const char *members[4];
    gboolean translated;
  } texts[] = {
    { "products", { "names" }, TRUE },
    { "clauses", { "titles", "texts" }, TRUE },
    { "company", { "footers" }, TRUE },
    { "products", { "code", "category", "unit", "descriptions" }, FALSE },
    { "customers", { "name", "given_name", "family_name", "notes" }, FALSE },
    { "customers", { "addresses", "phones", "emails", "tags" }, FALSE },
    { "people", { "given_name", "family_name", "salutation", "emails" }, FALSE },
    { "profiles", { "name", "introduction", "closing" }, FALSE },
  };
  g_autoptr (KontorJson) company = read_data ("company");
  KontorJson *languages = kontor_json_get_member (kontor_json_get_element (company, 0), "languages");

  g_assert_cmpuint (kontor_json_get_size (languages), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KontorJson) list = read_data (texts[i].file);

      for (guint j = 0; j < kontor_json_get_size (list); j++)
        {
          KontorJson *body = kontor_json_get_element (list, j);
          g_autoptr (KontorRecord) record = load (kontor_json_get_member_string (body, "id"));

          for (guint k = 0; k < G_N_ELEMENTS (texts[i].members) && texts[i].members[k] != NULL; k++)
            {
              KontorJson *text = kontor_json_get_member (body, texts[i].members[k]);
              KontorJson *stored = kontor_record_get (record, texts[i].members[k]);

              g_assert_true (text == NULL ? stored == NULL : stored != NULL && kontor_json_equal (text, stored));
              for (guint l = 0; texts[i].translated && l < kontor_json_get_size (languages); l++)
                g_assert_nonnull (kontor_json_get_member_string (text, kontor_json_get_string (kontor_json_get_element (languages, l))));
            }
        }
    }
}

static gboolean
finds (const char *text, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = kontor_store_search (store, text, 50, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    if (strstr (kontor_search_hit_get_title (g_ptr_array_index (hits, i)), name) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_search (void)
{
  g_assert_true (finds ("zielony zajac", "Zielony Zając"));
  g_assert_true (finds ("zhivkov", "Живков"));
  g_assert_true (finds ("ivanova", "Иванова"));
  g_assert_true (finds ("synii", "Синій Лелека"));
  g_assert_true (finds ("青石桥", "青石桥"));
  g_assert_true (finds ("fruhling", "Frühling"));
  g_assert_true (finds ("lefkos", "Λευκός"));
}

/* Prices in an offer are those of the list or are said; none depends on the rate of the day on which the demo is made. */
static void
test_prices_are_said (void)
{
  g_autoptr (KontorJson) list = read_data ("offers");
  guint n = 0;

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      KontorJson *body = kontor_json_get_element (list, i);
      g_autoptr (KontorRecord) offer = load (kontor_json_get_member_string (body, "id"));
      const char *currency = kontor_record_get_string (offer, "currency");
      KontorJson *variants = kontor_json_get_member (body, "variants");

      for (guint j = 0; j < kontor_json_get_size (variants); j++)
        {
          KontorJson *lines = kontor_json_get_member (kontor_json_get_element (variants, j), "lines");
          KontorJson *stored_variant = kontor_json_get_element (kontor_record_get (offer, "variants"), j);

          for (guint k = 0; k < kontor_json_get_size (lines); k++)
            {
              KontorJson *line = kontor_json_get_element (lines, k);
              KontorJson *stored = kontor_json_get_element (kontor_json_get_member (stored_variant, "lines"), k);
              g_autofree char *price = g_strconcat ("prices/", currency, NULL);
              g_autoptr (KontorRecord) product = NULL;

              if (kontor_json_get_member_string (line, "product") == NULL || kontor_json_get_member_string (line, "unit_price") != NULL)
                continue;
              product = load (kontor_json_get_member_string (stored, "product"));
              g_assert_cmpstr (kontor_json_get_member_string (line, "product"), ==, kontor_record_get_string (product, "code"));
              g_assert_nonnull (kontor_record_get (product, price));
              n++;
            }
        }
    }
  g_assert_cmpuint (n, >, 100);
}

static void
test_rates (void)
{
  static const struct
  {
    const char *source;
    const char *from;
    const char *to;
  } pairs[] = {
    { "nbp-a", "EUR", "PLN" }, { "nbp-a", "USD", "EUR" }, { "nbp-a", "JPY", "PLN" },
    { "ecb", "EUR", "PLN" }, { "ecb", "CNY", "USD" }, { "nbp-b", "BHD", "PLN" },
  };
  const KontorRateMatch matches[] = { KONTOR_RATE_ON_OR_BEFORE, KONTOR_RATE_BEFORE };
  GDate today;

  get_today (&today, 0);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint j = 0; j < G_N_ELEMENTS (matches); j++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (KontorRate) rate = kontor_rates_lookup (store, pairs[i].source, pairs[i].from, pairs[i].to, &today, matches[j], &error);

        g_assert_no_error (error);
        g_assert_cmpint (g_date_days_between (&rate->date, &today), <=, 7);
        g_assert_true (g_str_has_prefix (rate->table, "DEMO"));
      }
}

/* On a Saturday nobody publishes: the tables of a source can be imported beside those of the demo. */
static void
check_table_cb (KontorRecord *record, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GDate date;

  kontor_date_parse (kontor_record_get_string (record, "date"), &date, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_date_get_weekday (&date), ==, G_DATE_SATURDAY);
}

static void
test_rate_tables (void)
{
  for_each ("rate-table", check_table_cb, NULL);
}

typedef struct
{
  char *today;
  char *newest;
  guint n_expired;
  guint n_open;
} Dates;

static void
check_dates_cb (KontorRecord *record, gpointer user_data)
{
  Dates *dates = user_data;
  const char *const members[] = { "issued_on", "decided_on", "signed_on", "terminated_on" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *date = kontor_record_get_string (record, members[i]);

      if (date == NULL)
        continue;
      g_assert_cmpstr (date, <=, dates->today);
      if (g_strcmp0 (date, dates->newest) > 0)
        {
          g_free (dates->newest);
          dates->newest = g_strdup (date);
        }
    }

  if (g_str_equal (kontor_record_get_record_type (record)->kind, "offer") &&
      g_str_equal (kontor_record_get_string (record, "state"), "issued"))
    {
      gboolean expired = strcmp (kontor_record_get_string (record, "valid_until"), dates->today) < 0;

      dates->n_expired += expired;
      dates->n_open += !expired;
    }
}

/* Nothing has happened in the future, and the last thing in the last days. */
static void
test_dates (void)
{
  Dates dates = { dup_day (0), NULL, 0, 0 };
  g_autofree char *oldest = dup_day (-8);

  for_each ("offer", check_dates_cb, &dates);
  for_each ("contract", check_dates_cb, &dates);
  g_assert_cmpstr (dates.newest, >=, oldest);
  g_assert_cmpuint (dates.n_expired, >=, 2);
  g_assert_cmpuint (dates.n_open, >=, 5);
  g_free (dates.today);
  g_free (dates.newest);
}

static void
check_number_cb (KontorRecord *record, gpointer user_data)
{
  GHashTable *numbers = user_data;
  const char *number = kontor_record_get_string (record, "number");
  const char *before = kontor_record_get_string (record, "revises");

  if (number == NULL)
    return;
  if (before != NULL)
    {
      g_autoptr (KontorRecord) revised = load (before);

      g_assert_cmpstr (number, ==, kontor_record_get_string (revised, "number"));
      g_assert_cmpstr (kontor_record_get_string (revised, "state"), ==, "superseded");
      return;
    }
  g_assert_true (g_hash_table_add (numbers, g_strdup (number)));
}

static void
test_numbers (void)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for_each ("offer", check_number_cb, numbers);
  for_each ("contract", check_number_cb, numbers);
  g_assert_cmpuint (g_hash_table_size (numbers), ==, count ("number"));
}

/* What somebody has entered is never mixed with the demo. */
static void
test_refused_twice (void)
{
  g_autoptr (GError) error = NULL;
  guint before = count ("customer");

  g_assert_false (kontor_desk_fill_demo (store, NULL, NULL, NULL, &error));
  g_assert_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_EMPTY);
  g_assert_cmpuint (count ("customer"), ==, before);
}

static void
cancel_cb (guint done, guint total, gpointer user_data)
{
  if (done == 10)
    g_cancellable_cancel (user_data);
}

/* What is cancelled halfway leaves nothing behind. */
static void
test_cancelled (void)
{
  g_autofree char *path = g_build_filename (folder, "cancelled.db", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (KontorStore) other = NULL;
  g_autoptr (GError) error = NULL;
  gboolean empty;

  other = kontor_store_open (path, &error);
  g_assert_no_error (error);
  g_assert_false (kontor_desk_fill_demo (other, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  kontor_store_is_empty (other, &empty, &error);
  g_assert_no_error (error);
  g_assert_true (empty);
  kontor_store_close (other);
}

static void
remove_folder (void)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (dir);
  g_rmdir (folder);
}

static void
fill (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  folder = g_dir_make_tmp ("kontor-test-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "demo.db", NULL);
  store = kontor_store_open (path, &error);
  g_assert_no_error (error);
  kontor_desk_fill_demo (store, progress_cb, &n_steps, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("filled in %.1f s", (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/demo/counts", test_counts);
  g_test_add_func ("/desk/demo/complete", test_complete);
  g_test_add_func ("/desk/demo/references", test_references);
  g_test_add_func ("/desk/demo/identifiers", test_identifiers);
  g_test_add_func ("/desk/demo/states", test_states);
  g_test_add_func ("/desk/demo/prices", test_prices);
  g_test_add_func ("/desk/demo/prices-are-said", test_prices_are_said);
  g_test_add_func ("/desk/demo/variety", test_variety);
  g_test_add_func ("/desk/demo/texts", test_texts);
  g_test_add_func ("/desk/demo/search", test_search);
  g_test_add_func ("/desk/demo/rates", test_rates);
  g_test_add_func ("/desk/demo/rate-tables", test_rate_tables);
  g_test_add_func ("/desk/demo/dates", test_dates);
  g_test_add_func ("/desk/demo/numbers", test_numbers);
  g_test_add_func ("/desk/demo/verify", test_verify);
  g_test_add_func ("/desk/demo/refused-twice", test_refused_twice);
  g_test_add_func ("/desk/demo/cancelled", test_cancelled);

  fill ();
  result = g_test_run ();
  kontor_store_close (store);
  g_object_unref (store);
  remove_folder ();
  g_free (folder);

  return result;
}

/* test-vcard.c: vCards in the dialects of many programs, and hostile ones */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-formats-error.h"
#include "kontor-types.h"
#include "kontor-vcard-private.h"
#include "test-util.h"

static guint32 seed;

/* vCard 2.1 as Outlook writes it: bare types, quoted-printable with soft breaks, a character set for each property. */
static const char outlook[] = "BEGIN:VCARD\r\nVERSION:2.1\r\n"
                              "N;LANGUAGE=pl;CHARSET=Windows-1250:\xa3\xea" "cka;Zo\x9f" "a;;mgr;\r\n"
                              "FN;CHARSET=Windows-1250:mgr Zo\x9f" "a \xa3\xea" "cka\r\n"
                              "ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-8:Tartak =C5=81=C4=85=\r\n=C4=87;Biuro\r\n"
                              "TITLE:Buyer\r\nTEL;WORK;VOICE:(22) 123-45-67\r\nTEL;CELL:600100200\r\nTEL;WORK;FAX:22 123 45 68\r\n"
                              "ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;ul. Le=C5=\r\n=9Bna 7=0D=0A=\r\nlok. 2;Warszawa;;00-001;Polska\r\n"
                              "EMAIL;PREF;INTERNET:zofia@tartak.example\r\n"
                              "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo, C:\\dir\r\n"
                              "PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQ\r\n SkZJRg==\r\n\r\n"
                              "X-MS-MANAGER:Big Boss\r\nBDAY:19850412\r\nREV:20260101T000000Z\r\nEND:VCARD\r\n";

/* vCard 3.0 as Evolution and Apple write it. */
static const char grouped[] = "BEGIN:VCARD\nVERSION:3.0\nUID:pas-id-1\nN:Lis;Ewa;Maria\\, Anna;dr;Jr.\nFN:dr Ewa Lis\n"
                              "ORG:Młyn\\; Spółka;Dział A;Dział B\nROLE:Purchasing\n"
                              "item1.TEL:+48 601 000 001\nitem1.X-ABLabel:_$!<Mobile>!$_\n"
                              "item2.TEL;type=HOME;type=pref:+48 601 000 002\nitem3.TEL:+48 601 000 003\nitem3.X-ABLabel:Warehouse\n"
                              "EMAIL;TYPE=INTERNET,HOME:ewa@example.org\nURL:https://ewa.example\nBDAY:1985-04-12T00:00:00Z\n"
                              "CATEGORIES:VIP,Fair \\, 2026\nNOTE:first\\nsecond\\, and a long line that is\n"
                              "  folded in two\nX-EVOLUTION-SPOUSE:Jan\nTEL:call me maybe\nEND:VCARD\n";

static const char modern[] = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Max Muster\r\nBDAY:--0203\r\nLANG;PREF=1:de-AT\r\n"
                             "TEL;VALUE=uri;TYPE=\"work,voice\":tel:+43-1-2345678;ext=102\r\n"
                             "ADR;TYPE=home:;;Gasse 1,Tür 2;Wien;;1010;Österreich\r\nGENDER:M\r\n"
                             "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\r\nEND:VCARD\r\n";

static const char company[] = "BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Tartak Zielony\nORG:Tartak Zielony;\nTEL;TYPE=WORK:22 111 22 33\n"
                              "EMAIL:biuro@tartak.example\nADR;TYPE=WORK:;;Leśna 1;Łódź;;90-001;PL\nEND:VCARD\n";

/* The first card of a text as the body of a person. */
static KontorJson *
read_card (const char *text, char **id, char **organisation)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorVcardReader) reader = kontor_vcard_reader_new (bytes, "pl", &error);
  g_autoptr (KontorVcard) card = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  g_assert_true (kontor_vcard_reader_next (reader, &card, &error));
  g_assert_no_error (error);
  g_assert_nonnull (card);
  return kontor_vcard_to_body (card, FALSE, "pl", id, organisation, notes);
}

/* The text at "member" or "member.index.member". */
static void
assert_at (KontorJson *body, const char *path, const char *expected)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  KontorJson *value = kontor_json_get_member (body, steps[0]);

  for (guint i = 1; steps[i] != NULL; i++)
    value = g_ascii_isdigit (*steps[i]) ? kontor_json_get_element (value, (guint) g_ascii_strtoull (steps[i], NULL, 10))
                                        : kontor_json_get_member (value, steps[i]);
  g_assert_cmpstr (kontor_json_get_string (value), ==, expected);
}

static void
test_outlook (void)
{
  g_autofree char *id = NULL;
  g_autofree char *organisation = NULL;
  g_autoptr (KontorJson) body = read_card (outlook, &id, &organisation);

  g_assert_null (id);
  g_assert_cmpstr (organisation, ==, "Tartak Łąć");
  assert_at (body, "family_name", "Łęcka");
  assert_at (body, "given_name", "Zoźa");
  assert_at (body, "honorific", "mgr");
  assert_at (body, "employments.0.position", "Buyer");
  assert_at (body, "employments.0.department", "Biuro");
  assert_at (body, "phones.0.use", "work");
  assert_at (body, "phones.0.number", "(22) 123-45-67");
  assert_at (body, "phones.1.use", "mobile");
  assert_at (body, "phones.2.use", "fax");
  assert_at (body, "addresses.0.street", "ul. Leśna 7\nlok. 2");
  assert_at (body, "addresses.0.country", "PL");
  assert_at (body, "emails.0.address", "zofia@tartak.example");
  assert_at (body, "notes", "one\ntwo, C:\\dir");
  assert_at (body, "birthday", "1985-04-12");
  assert_at (body, "vcard.properties.0.name", "PHOTO");
  assert_at (body, "vcard.properties.0.value", "data:image/jpeg;base64,/9j/4AAQSkZJRg==");
  assert_at (body, "vcard.properties.1.value", "Big Boss");
}

static void
test_groups_and_labels (void)
{
  g_autofree char *id = NULL;
  g_autofree char *organisation = NULL;
  g_autofree char *again = NULL;
  g_autofree char *unused = NULL;
  g_autoptr (KontorJson) body = read_card (grouped, &id, &organisation);
  g_autoptr (KontorJson) same = read_card (grouped, &again, &unused);

  assert_at (same, "family_name", "Lis");
  /* the id follows from the UID */
  g_assert_cmpstr (id, ==, again);
  g_assert_true (g_str_has_prefix (id, "person:"));
  g_assert_true (g_uuid_string_is_valid (id + 7));
  g_assert_cmpstr (organisation, ==, "Młyn; Spółka");
  assert_at (body, "middle_name", "Maria, Anna");
  assert_at (body, "employments.0.department", "Dział A, Dział B");
  assert_at (body, "employments.0.role", "purchasing");
  assert_at (body, "phones.0.use", "mobile");
  assert_at (body, "phones.0.note", NULL);
  assert_at (body, "phones.1.use", "home");
  assert_at (body, "phones.2.note", "Warehouse");
  g_assert_cmpuint (kontor_json_get_size (kontor_json_get_member (body, "phones")), ==, 3);
  assert_at (body, "emails.0.use", "home");
  assert_at (body, "websites.0", "https://ewa.example");
  assert_at (body, "birthday", "1985-04-12");
  assert_at (body, "tags.1", "Fair , 2026");
  assert_at (body, "notes", "first\nsecond, and a long line that is folded in two");
}

static void
test_modern (void)
{
  g_autofree char *id = NULL;
  g_autofree char *organisation = NULL;
  g_autoptr (KontorJson) body = read_card (modern, &id, &organisation);

  g_assert_cmpstr (id, ==, "person:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1");
  g_assert_null (organisation);
  assert_at (body, "given_name", "Max");
  assert_at (body, "family_name", "Muster");
  assert_at (body, "language", "de-AT");
  assert_at (body, "phones.0.number", "+43-1-2345678");
  assert_at (body, "phones.0.use", "work");
  assert_at (body, "phones.0.note", "ext. 102");
  assert_at (body, "addresses.0.street", "Gasse 1\nTür 2");
  assert_at (body, "addresses.0.country", "AT");
  assert_at (body, "addresses.0.purpose", "home");
  assert_at (body, "birthday", NULL);
  assert_at (body, "vcard.properties.0.value", "--0203");
}

static void
test_cards_in_one_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_strconcat (company, "\n\n", grouped, modern, NULL);
  g_autoptr (KontorImportReport) report = import (fixture, &kontor_person_type, file, "pl");
  g_autoptr (KontorImportReport) again = import (fixture, &kontor_person_type, file, "pl");
  g_autoptr (KontorRecord) customer = load_first (fixture, report);

  assert_counts (report, 3, 0, 0, 0);
  g_assert_cmpint (report->format, ==, KONTOR_FORMAT_VCARD);
  g_assert_true (kontor_record_get_record_type (customer) == &kontor_customer_type);
  assert_text (customer, "name", 0, NULL, "Tartak Zielony");
  assert_text (customer, "form", 0, NULL, "organisation");
  assert_text (customer, "addresses", 0, "city", "Łódź");
  assert_counts (again, 0, 0, 3, 0);
}

static void
test_people_as_customers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report = import (fixture, &kontor_customer_type, grouped, "pl");
  g_autoptr (KontorRecord) customer = load_first (fixture, report);

  assert_counts (report, 1, 0, 0, 0);
  assert_text (customer, "form", 0, NULL, "person");
  assert_text (customer, "family_name", 0, NULL, "Lis");
}

static void
test_a_known_company_is_linked (Fixture *fixture, gconstpointer data)
{
  static const char person[] = "BEGIN:VCARD\nVERSION:3.0\nN:Kot;Jan\nORG:Tartak Zielony\nTITLE:Boss\nEND:VCARD\n";
  static const char stranger[] = "BEGIN:VCARD\nVERSION:3.0\nN:Pies;Jan\nORG:Nobody Ltd.\nEND:VCARD\n";
  g_autoptr (KontorImportReport) first = import (fixture, &kontor_person_type, company, "pl");
  g_autoptr (KontorImportReport) report = import (fixture, &kontor_person_type, person, "pl");
  g_autoptr (KontorImportReport) other = import (fixture, &kontor_person_type, stranger, "pl");
  g_autoptr (KontorRecord) record = load_first (fixture, report);
  g_autoptr (KontorRecord) unlinked = load_first (fixture, other);

  assert_text (record, "employments", 0, "customer", g_ptr_array_index (first->ids, 0));
  assert_text (record, "employments", 0, "position", "Boss");
  assert_text (unlinked, "employments", 0, "note", "Nobody Ltd.");
}

/* A card that comes again adds, and takes nothing away. */
static void
test_a_card_adds (Fixture *fixture, gconstpointer data)
{
  static const char before[] = "BEGIN:VCARD\nVERSION:3.0\nUID:1\nN:Kot;Jan\nTEL;TYPE=CELL:600 100 200\nNOTE:tall\nEND:VCARD\n";
  static const char after[] = "BEGIN:VCARD\nVERSION:3.0\nUID:1\nN:Kot;Jan Maria\nTEL;TYPE=CELL:600-100-200\nTEL:22 1234567\nEND:VCARD\n";
  g_autoptr (KontorImportReport) first = import (fixture, &kontor_person_type, before, NULL);
  g_autoptr (KontorImportReport) second = import (fixture, &kontor_person_type, after, NULL);
  g_autoptr (KontorRecord) record = load_first (fixture, second);

  assert_counts (first, 1, 0, 0, 0);
  assert_counts (second, 0, 1, 0, 0);
  assert_text (record, "given_name", 0, NULL, "Jan Maria");
  assert_text (record, "notes", 0, NULL, "tall");
  g_assert_cmpuint (kontor_json_get_size (kontor_record_get (record, "phones")), ==, 2);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The lines of some cards, sorted, without those that say when they were written. */
static char *
sorted_lines (const char *card)
{
  g_auto (GStrv) lines = g_strsplit (card, "\r\n", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (char **line = lines; *line != NULL; line++)
    {
      if (!g_str_has_prefix (*line, "REV:"))
        g_ptr_array_add (kept, *line);
    }
  g_ptr_array_sort (kept, compare_lines);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("\n", (char **) kept->pdata);
}

static void
test_an_export_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_strconcat (outlook, grouped, modern, company, NULL);
  g_autoptr (KontorImportReport) report = import (fixture, &kontor_person_type, file, "pl");
  g_autofree char *cards = export (fixture, &kontor_person_type, KONTOR_FORMAT_VCARD);
  g_autoptr (KontorImportReport) again = import (fixture, &kontor_person_type, cards, "pl");
  g_autofree char *more = export (fixture, &kontor_person_type, KONTOR_FORMAT_VCARD);
  g_auto (GStrv) lines = g_strsplit (cards, "\r\n", -1);

  assert_counts (report, 4, 0, 0, 0);
  g_assert_cmpuint (again->n_records, ==, 3);
  g_assert_cmpuint (again->n_new + again->n_refused, ==, 0);
  g_assert_nonnull (strstr (cards, "X-MS-MANAGER:Big Boss\r\n"));
  g_assert_nonnull (strstr (cards, "PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRg==\r\n"));
  g_assert_nonnull (strstr (cards, "N:Lis;Ewa;Maria\\, Anna;dr;Jr.\r\n"));
  g_assert_nonnull (strstr (cards, "BDAY:--0203\r\n"));
  g_assert_nonnull (strstr (cards, "UID:pas-id-1\r\n"));
  g_assert_nonnull (strstr (cards, "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\r\n"));
  g_assert_nonnull (strstr (cards, "ORG:Młyn\\; Spółka;Dział A\\, Dział B\r\n"));
  g_assert_nonnull (strstr (cards, "TEL:call me maybe\r\n"));
  for (char **line = lines; *line != NULL; line++)
    {
      g_assert_cmpuint (strlen (*line), <=, 75);
      g_assert_true (g_utf8_validate (*line, -1, NULL));
    }

  {
    g_autofree char *one = sorted_lines (cards);
    g_autofree char *two = sorted_lines (more);

    g_assert_cmpstr (one, ==, two);
  }
}

/* Reads all cards of some bytes; they are cards, or there is a sentence. */
static guint
read_hostile (const char *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorVcardReader) reader = kontor_vcard_reader_new (bytes, NULL, &error);
  guint n = 0;

  while (reader != NULL)
    {
      g_autoptr (KontorVcard) card = NULL;
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (KontorJson) body = NULL;
      g_autofree char *id = NULL;
      g_autofree char *organisation = NULL;
      g_autoptr (GError) refused = NULL;
      g_autoptr (GString) written = g_string_new (NULL);

      if (!kontor_vcard_reader_next (reader, &card, &error) || card == NULL)
        break;
      body = kontor_vcard_to_body (card, n % 2 == 0, NULL, &id, &organisation, notes);
      /* no card may make a record that the store would refuse */
      g_assert_true (kontor_record_type_check (n % 2 == 0 ? &kontor_customer_type : &kontor_person_type, body, &refused));
      kontor_vcard_append (written, n % 2 == 0 ? "customer:x" : "person:x", body, NULL, "20261123T000000Z");
      g_assert_true (g_utf8_validate (written->str, (gssize) written->len, NULL));
      n++;
    }
  if (error != NULL)
    g_assert_true (error->domain == KONTOR_FORMATS_ERROR && *error->message != '\0');

  return n;
}

static void
test_truncations (void)
{
  g_autofree char *file = g_strconcat (outlook, grouped, modern, company, NULL);
  gsize length = strlen (file);

  for (gsize n = 0; n < length; n++)
    g_assert_cmpuint (read_hostile (file, n), <=, 4);
  g_assert_cmpuint (read_hostile (file, length), ==, 4);
}

static void
test_mutations (void)
{
  static const char *const pieces[] = { ":", ";", "=", "\"", "\\", "\r\n ", "\n", "\xff", "BEGIN:VCARD\n", "END:VCARD\n", "^n",
                                        ";ENCODING=QUOTED-PRINTABLE", ";ENCODING=b", "=00", "=C5", ",", "VERSION:2.1\n", "%" };
  g_autofree char *file = g_strconcat (outlook, grouped, modern, company, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) mutated = g_string_new (file);

      for (int i = g_rand_int_range (rand, 1, 8); i > 0; i--)
        {
          gssize at = g_rand_int_range (rand, 0, (gint32) mutated->len);

          if (g_rand_boolean (rand))
            g_string_insert (mutated, at, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          else
            mutated->str[at] = (char) g_rand_int_range (rand, 1, 256);
        }
      read_hostile (mutated->str, mutated->len);
    }
}

static void
test_bombs (void)
{
  g_autoptr (GString) fold = g_string_new ("BEGIN:VCARD\nVERSION:3.0\nFN:x\nNOTE:");
  g_autoptr (GString) photo = g_string_new ("BEGIN:VCARD\nVERSION:2.1\nFN:x\nPHOTO;ENCODING=BASE64:\n");
  g_autoptr (GString) many = g_string_new ("BEGIN:VCARD\nVERSION:3.0\n");
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) types = g_string_new ("BEGIN:VCARD\nVERSION:3.0\nFN:x\nTEL");

  /* a line that is folded without end */
  for (guint i = 0; i < 17 * 1024 * 1024; i++)
    g_string_append (fold, "\n x");
  g_string_append (fold, "\nEND:VCARD\n");
  g_assert_cmpuint (read_hostile (fold->str, fold->len), ==, 0);

  /* a photo that would burden the record is left out */
  for (guint i = 0; i < 20000; i++)
    g_string_append (photo, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
  g_string_append (photo, "\nEND:VCARD\n");
  g_assert_cmpuint (read_hostile (photo->str, photo->len), ==, 1);

  for (guint i = 0; i < 100000; i++)
    g_string_append (many, "X-A:b\n");
  g_string_append (many, "END:VCARD\n");
  g_assert_cmpuint (read_hostile (many->str, many->len), ==, 0);

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "BEGIN:VCARD\n");
  g_assert_cmpuint (read_hostile (deep->str, deep->len), ==, 0);

  for (guint i = 0; i < 100000; i++)
    g_string_append (types, ";TYPE=work");
  g_string_append (types, ":600100200\nEND:VCARD\n");
  g_assert_cmpuint (read_hostile (types->str, types->len), ==, 1);
}

static void
assert_refused (Fixture *fixture, const KontorRecordType *type, const char *text, gsize length, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_import_file (fixture->store, type, bytes, "cards.vcf", NULL, NULL, &error));
  g_assert_error (error, KONTOR_FORMATS_ERROR, code);
}

static void
test_files_that_cannot_be_read (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, &kontor_person_type, "hello\n", 6, KONTOR_FORMATS_ERROR_SYNTAX);
  assert_refused (fixture, &kontor_person_type, grouped, 100, KONTOR_FORMATS_ERROR_SYNTAX);
  assert_refused (fixture, &kontor_person_type, "BEGIN:VCARD\0", 12, KONTOR_FORMATS_ERROR_SYNTAX);
  assert_refused (fixture, &kontor_offer_type, grouped, strlen (grouped), KONTOR_FORMATS_ERROR_FORMAT);
  assert_refused (fixture, &kontor_person_type, "PK\003\004", 4, KONTOR_FORMATS_ERROR_FORMAT);
}

static void
test_a_card_without_a_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorImportReport) report
    = import (fixture, &kontor_person_type, "BEGIN:VCARD\nVERSION:3.0\nTEL:600100200\nEND:VCARD\n", NULL);
  g_autoptr (KontorImportReport) nothing
    = import (fixture, &kontor_person_type, "BEGIN:VCARD\nVERSION:3.0\nNOTE:x\nEND:VCARD\n", NULL);
  g_autoptr (KontorRecord) record = load_first (fixture, report);

  assert_counts (report, 1, 0, 0, 0);
  assert_text (record, "family_name", 0, NULL, "600100200");
  assert_counts (nothing, 0, 0, 0, 1);
}

/* Phones have people twice: both cards together are one record, in an empty store and over what is there. */
static void
test_a_card_that_stands_twice (Fixture *fixture, gconstpointer data)
{
  static const char file[] = "BEGIN:VCARD\nVERSION:3.0\nUID:1\nN:Kot;Jan\nTEL:600100200\nEND:VCARD\n"
                             "BEGIN:VCARD\nVERSION:3.0\nUID:1\nN:Kot;Jan\nTEL:600100201\nEND:VCARD\n"
                             "BEGIN:VCARD\nVERSION:3.0\nN:Lis;Ewa\nEMAIL:e@example.org\nEND:VCARD\n"
                             "BEGIN:VCARD\nVERSION:3.0\nN:Lis;Ewa\nEMAIL:e@example.org\nTEL:600100203\nEND:VCARD\n";
  g_autoptr (KontorImportReport) report = import (fixture, &kontor_person_type, file, NULL);
  g_autoptr (KontorImportReport) again = import (fixture, &kontor_person_type, file, NULL);
  g_autoptr (KontorRecord) record = load_first (fixture, report);

  assert_counts (report, 2, 0, 2, 0);
  g_assert_cmpuint (kontor_json_get_size (kontor_record_get (record, "phones")), ==, 2);
  assert_counts (again, 0, 0, 4, 0);
}

static void
test_utf16 (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", grouped, NULL);
  g_autofree char *text = g_convert (marked, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorImportReport) report
    = kontor_import_file (fixture->store, &kontor_person_type, bytes, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_counts (report, 1, 0, 0, 0);
  g_assert_cmpstr (report->charset, ==, "UTF-16LE");
}

int
main (int argc, char *argv[])
{
  const char *given = g_getenv ("KONTOR_TEST_SEED");

  g_test_init (&argc, &argv, NULL);
  seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_test_message ("KONTOR_TEST_SEED=%u", seed);

  g_test_add_func ("/vcard/outlook", test_outlook);
  g_test_add_func ("/vcard/groups-and-labels", test_groups_and_labels);
  g_test_add_func ("/vcard/modern", test_modern);
  g_test_add_func ("/vcard/truncations", test_truncations);
  g_test_add_func ("/vcard/mutations", test_mutations);
  g_test_add_func ("/vcard/bombs", test_bombs);
#define ADD(name, func) g_test_add ("/vcard/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("cards-in-one-file", test_cards_in_one_file);
  ADD ("people-as-customers", test_people_as_customers);
  ADD ("a-known-company-is-linked", test_a_known_company_is_linked);
  ADD ("a-card-adds", test_a_card_adds);
  ADD ("an-export-comes-back", test_an_export_comes_back);
  ADD ("files-that-cannot-be-read", test_files_that_cannot_be_read);
  ADD ("a-card-without-a-name", test_a_card_without_a_name);
  ADD ("a-card-that-stands-twice", test_a_card_that_stands_twice);
  ADD ("utf16", test_utf16);
#undef ADD

  return g_test_run ();
}

/* test-identifiers.c: published examples of identifiers pass, and what is refused is refused for a reason */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-identifiers.h"
#include "kontor-model-error.h"

typedef gboolean (*Check) (const char *text, GError **error);

static void
assert_taken (Check check,
              const char *const *texts)
{
  for (; *texts != NULL; texts++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", *texts);
      g_assert_true (check (*texts, &error));
      g_assert_no_error (error);
    }
}

/* Each is refused with a whole sentence, also by a caller who does not want to know why. */
static void
assert_refused (Check check,
                const char *const *texts)
{
  for (; *texts != NULL; texts++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", *texts);
      g_assert_false (check (*texts, &error));
      g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_suffix (error->message, ".") || g_str_has_suffix (error->message, "?"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_false (check (*texts, NULL));
    }
}

#define TAKEN(check, ...) assert_taken (check, (const char *const[]) { __VA_ARGS__, NULL })
#define REFUSED(check, ...) assert_refused (check, (const char *const[]) { __VA_ARGS__, NULL })

static void
test_polish_numbers (void)
{
  TAKEN (kontor_check_nip, "1234563218", "123-456-32-18", "123 456 32 18", "123-45-63-218");
  REFUSED (kontor_check_nip, "", "1234563217", "123456321", "12345632188", "PL1234563218", "0000000000", "123456321O");

  /* the sum of 100000016 is 10 modulo 11, which no digit can be */
  REFUSED (kontor_check_nip, "1000000160", "1000000161", "1000000169");

  TAKEN (kontor_check_pesel, "44051401359", "02070803628", "02 07 08 03628");
  REFUSED (kontor_check_pesel, "", "44051401358", "4405140135", "44134501359", "99023000005");

  TAKEN (kontor_check_regon, "123456785", "12345678512347", "192598184");
  REFUSED (kontor_check_regon, "", "123456784", "12345678512348", "12345678412347", "1234567851");

  TAKEN (kontor_check_krs, "0000123456");
  REFUSED (kontor_check_krs, "", "123456", "00001234567", "KRS0000123");
}

static void
test_pesel_birthdays (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_assert_true (kontor_pesel_get_birthday ("440514-01359", &date));
  g_assert_cmpint (g_date_get_year (&date), ==, 1944);
  g_assert_cmpint (g_date_get_month (&date), ==, 5);
  g_assert_cmpint (g_date_get_day (&date), ==, 14);
  g_assert_false (kontor_pesel_get_birthday ("44051401358", &date));
}

/* The examples of the IBAN registry. */
static void
test_accounts (void)
{
  TAKEN (kontor_check_iban,
         "PL61 1090 1014 0000 0712 1981 2874", "DE89 3704 0044 0532 0130 00", "GB29 NWBK 6016 1331 9268 19",
         "FR14 2004 1010 0505 0001 3M02 606", "BG80 BNBG 9661 1020 3456 78", "NO93 8601 1117 947",
         "MT84 MALT 0110 0001 2345 MTLC AST0 01S", "NL91 ABNA 0417 1643 00", "CH93 0076 2011 6238 5295 7",
         "AT61 1904 3002 3457 3201", "BE68 5390 0754 7034", "CZ65 0800 0000 1920 0014 5399",
         "ES91 2100 0418 4502 0005 1332", "IT60 X054 2811 1010 0000 0123 456", "SE45 5000 0000 0583 9825 7466",
         "TR33 0006 1005 1978 6457 8413 26", "UA21 3223 1300 0002 6007 2335 6600 1", "de89370400440532013000");
  REFUSED (kontor_check_iban,
           "", "PL", "PL61", "61109010140000071219812874", "PL61 1090 1014 0000 0712 1981 2875",
           "PL61 1090 1014 0000 0712 1981 287", "US61109010140000071219812874", "PL61 1090 1014 0000 0712 1981 287Ł",
           "P161 1090 1014 0000 0712 1981 2874");

  TAKEN (kontor_check_bic, "DEUTDEFF", "DEUTDEFF500", "deut de ff", "NBPLPLPW");
  REFUSED (kontor_check_bic, "", "DEUTDEF", "DEUTXXFF", "DEUTDEFF5000", "DEUT?EFF");

  TAKEN (kontor_check_gtin, "4006381333931", "96385074", "036000291452", "00012345600012");
  REFUSED (kontor_check_gtin, "", "4006381333932", "123456789", "40063813339X1");
}

/* Examples that the countries, or the descriptions of their algorithms, publish. */
static void
test_vat_ids (void)
{
  TAKEN (kontor_check_vat_id,
         "ATU13585627", "BE0428759497", "BG175074752", "BG7523169263", "CY10259033P", "CZ25123891",
         "CZ7103192745", "DE136695976", "DK13585628", "EE100931558", "EL094259216", "ES54362315K", "ESX2482300W",
         "ESJ99216582", "ESB58378431", "FI20774740", "FR40303265045", "FR83404833048", "FRK7399859412", "HR33392005961",
         "HU12892312", "IE6433435F", "IE6433435OA", "IE8D79739I", "IT00743110157", "LT119511515", "LT100001919017",
         "LU15027442", "LV40003521600", "MT11679112", "NL004495445B01", "NL002455799B11", "PL8567346215", "PT501964843",
         "RO18547290", "SE123456789701", "SI50223054", "SK2022749619", "XI980780684", "XIGD001", "XIHA500",
         "be 0428.759.497", "PL 856-734-62-15");
  REFUSED (kontor_check_vat_id,
           "", "8567346215", "P", "PL", "PL8567346216", "PL856734621", "DE136695978", "DE036695976", "GR094259216",
           "GB980780684", "US123456789", "ATU13585626", "AT13585627", "NL004495445B00", "NL00449544501", "SE123456789601",
           "XIGD500", "XIHA499", "CY12259033P", "ESA5837843A", "FRIO303265045", "IE6433435E", "LU15027443");
}

static void
test_addresses (void)
{
  TAKEN (kontor_check_email,
         "anna@example.com", "a.b+c@mail.example.co.uk", "o'neil@example.org", "иван@пример.бг", "x@sub-domain.example",
         "info@müller.example");
  REFUSED (kontor_check_email,
           "", "anna", "anna@", "@example.com", "anna@example", "anna@@example.com", "anna@exam ple.com",
           "an na@example.com", ".anna@example.com", "anna.@example.com", "an..na@example.com", "anna@example..com",
           "anna@-example.com", "anna@127.0.0.1", "anna@example.com, eva@example.com", "anna@example.com\n");

  TAKEN (kontor_check_phone,
         "112", "+48 22 555 01 23", "(042) 555-01-23", "+48 22 555 01 23 ext. 7", "22 555 01 23 wew. 12",
         "+1.202.555.0143", "0049/30/5550123", "+86\302\24010\302\2405550\302\2400123", "5550123#45");
  REFUSED (kontor_check_phone,
           "", "12", "+", "call me", "555 01 23 or 555 01 24", "+48 22 + 555", "1234567890123456", "555 ext.", "555 ext. a",
           "5550123,5550124");

  TAKEN (kontor_check_web,
         "www.example.com", "https://example.com/a?b=c#d", "http://example.com:8080", "müller.example", "EXAMPLE.COM");
  REFUSED (kontor_check_web,
           "", "example", "https://", "ftp://example.com", "javascript:alert(1)", "www.example.com and more",
           "https://user:secret@example.com", "https://exa mple.com", "file:///etc/passwd");
}

static void
test_codes (void)
{
  TAKEN (kontor_check_name_day, "07-26", "02-29", "12-31");
  REFUSED (kontor_check_name_day, "", "02-30", "13-01", "7-26", "07/26", "0a-26", "00-10", "10-00");

  TAKEN (kontor_check_sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  REFUSED (kontor_check_sha256, "", "e3b0c442", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855");

  TAKEN (kontor_check_source, "ecb", "nbp-c-buy");
  REFUSED (kontor_check_source, "", "NBP", "nbp a", "a:b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

  TAKEN (kontor_check_series, "OF/{year}/{month}/{seq:4}", "{seq}", "Nr. {seq:9}");
  REFUSED (kontor_check_series,
           "", "OF/{year}", "{seq}{seq}", "{seq", "seq}", "{seq:0}", "{seq:12}", "{week}/{seq}", "{{seq}}",
           "OF/{year}/{month}/{seq:4}/a text that is much too long for a number of a document");
}

static void
test_compact_forms (void)
{
  g_autofree char *compact = kontor_identifier_compact (" pl\302\240526–000.12-46\n");
  g_autofree char *empty = kontor_identifier_compact ("");

  g_assert_cmpstr (compact, ==, "PL5260001246");
  g_assert_cmpstr (empty, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/identifiers/polish-numbers", test_polish_numbers);
  g_test_add_func ("/identifiers/pesel-birthdays", test_pesel_birthdays);
  g_test_add_func ("/identifiers/accounts", test_accounts);
  g_test_add_func ("/identifiers/vat-ids", test_vat_ids);
  g_test_add_func ("/identifiers/addresses", test_addresses);
  g_test_add_func ("/identifiers/codes", test_codes);
  g_test_add_func ("/identifiers/compact-forms", test_compact_forms);

  return g_test_run ();
}

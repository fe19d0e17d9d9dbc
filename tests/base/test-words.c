/* test-words.c: amounts in words are what a contract can have */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "kontor-base-error.h"
#include "kontor-words.h"
#include "test-util.h"

static const struct
{
  const char *language;
  const char *value;
  const char *currency;
  const char *expected;
} cases[] = {
  { "pl", "0", "PLN", "zero złotych 00/100" },
  { "pl", "1", "PLN", "jeden złoty 00/100" },
  { "pl", "2", "PLN", "dwa złote 00/100" },
  { "pl", "5", "PLN", "pięć złotych 00/100" },
  { "pl", "22.50", "PLN", "dwadzieścia dwa złote 50/100" },
  { "pl", "112", "PLN", "sto dwanaście złotych 00/100" },
  { "pl", "123.45", "PLN", "sto dwadzieścia trzy złote 45/100" },
  { "pl", "11922.07", "PLN", "jedenaście tysięcy dziewięćset dwadzieścia dwa złote 07/100" },
  { "pl", "1", "EUR", "jedno euro 00/100" },
  { "pl", "2", "EUR", "dwa euro 00/100" },
  { "pl", "1", "CZK", "jedna korona czeska 00/100" },
  { "pl", "2", "CZK", "dwie korony czeskie 00/100" },
  { "pl", "3", "USD", "trzy dolary amerykańskie 00/100" },
  { "pl", "-12.30", "PLN", "minus dwanaście złotych 30/100" },
  { "pl", "1200", "JPY", "tysiąc dwieście jenów japońskich" },
  { "bg", "1", "BGN", "един лев и 00/100" },
  { "bg", "2", "BGN", "два лева и 00/100" },
  { "bg", "2", "EUR", "две евро и 00/100" },
  { "bg", "21", "EUR", "двадесет и едно евро и 00/100" },
  { "bg", "110", "EUR", "сто и десет евро и 00/100" },
  { "bg", "1100", "EUR", "хиляда и сто евро и 00/100" },
  { "bg", "1123.45", "BGN", "хиляда сто двадесет и три лева и 45/100" },
  { "bg", "21020", "BGN", "двадесет и една хиляди и двадесет лева и 00/100" },
  { "bg", "1100000", "BGN", "един милион и сто хиляди лева и 00/100" },
  { "bg", "2", "CZK", "две чешки крони и 00/100" },
  { "bg", "-0.45", "EUR", "минус нула евро и 45/100" },
  { "de", "1", "EUR", "ein Euro 00/100" },
  { "de", "1", "CZK", "eine Tschechische Krone 00/100" },
  { "de", "1", "GBP", "ein Britisches Pfund 00/100" },
  { "de", "123.45", "EUR", "einhundertdreiundzwanzig Euro 45/100" },
  { "de", "1000000", "EUR", "eine Million Euro 00/100" },
  { "en", "1", "EUR", "one euro and 00/100" },
  { "en", "123.45", "EUR", "one hundred twenty-three euros and 45/100" },
  { "en-GB", "123.45", "GBP", "one hundred and twenty-three British pounds and 45/100" },
  { "en", "-0.05", "USD", "minus zero US dollars and 05/100" },
  { "en", "1.234", "BHD", "one Bahraini dinar and 234/1000" },
  { "en", "1200", "JPY", "one thousand two hundred Japanese yen" },
  { "zh-Hans", "0", "CNY", "人民币零元整" },
  { "zh-Hans", "0.04", "CNY", "人民币肆分" },
  { "zh-Hans", "0.45", "CNY", "人民币肆角伍分" },
  { "zh-Hans", "10", "CNY", "人民币壹拾元整" },
  { "zh-Hans", "123.45", "CNY", "人民币壹佰贰拾叁元肆角伍分" },
  { "zh-Hans", "325.04", "CNY", "人民币叁佰贰拾伍元零肆分" },
  { "zh-Hans", "16409.02", "CNY", "人民币壹万陆仟肆佰零玖元零贰分" },
  { "zh-Hans", "107000.50", "CNY", "人民币壹拾万柒仟元伍角整" },
  { "zh-Hans", "100000010", "CNY", "人民币壹亿零壹拾元整" },
  { "zh-Hans", "1000000000000", "CNY", "人民币壹万亿元整" },
  { "zh-Hans", "-1.20", "EUR", "欧元负壹元贰角整" },
  { "zh-Hans", "1.005", "BHD", "巴林第纳尔壹元零伍厘" },
  { "zh-Hans", "1200", "JPY", "日元壹仟贰佰元整" },
  { "zh-Hant", "123.45", "TWD", "新台幣壹佰貳拾參元肆角伍分" },
  { "fr", "21", "EUR", "vingt-et-un euros et 00/100" },
  { "fr", "2000000", "EUR", "deux millions d’euros et 00/100" },
  { "es", "21", "EUR", "veintiún euros con 00/100" },
  { "ru", "2", "CZK", "две чешские кроны 00/100" },
  { "uk", "21", "UAH", "двадцять одна українська гривня 00/100" },
  { "nb", "2", "NOK", "to norske kroner 00/100" },
  { "ja", "123", "JPY", "百二十三円" },
};

static void
test_each_language_has_its_grammar (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *words = kontor_amount_in_words (test_decimal (cases[i].value), cases[i].currency,
                                                       cases[i].language, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (words, ==, cases[i].expected);
    }
}

static void
test_what_cannot_be_written_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_amount_in_words (test_decimal ("1.005"), "EUR", "pl", &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_PRECISION);
  g_clear_error (&error);
  g_assert_null (kontor_amount_in_words (test_decimal ("1"), "XYZ", "pl", &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_CURRENCY);
  g_assert_nonnull (strstr (error->message, "XYZ"));
  g_clear_error (&error);
  g_assert_null (kontor_amount_in_words (test_decimal ("1"), "EUR", "tlh", &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_LOCALE);
  g_clear_error (&error);
  g_assert_null (kontor_amount_in_words (test_decimal ("99999999999999999"), "EUR", "pl", &error));
  g_assert_error (error, KONTOR_BASE_ERROR, KONTOR_BASE_ERROR_OVERFLOW);
}

static int
chinese_digit (gunichar c)
{
  const char *digits = "零壹贰叁肆伍陆柒捌玖";
  const char *p = g_utf8_strchr (digits, -1, c);

  return p != NULL ? (int) g_utf8_pointer_to_offset (digits, p) : -1;
}

/* Reads Chinese numerals back: digit times place, places times 万 and 亿. */
static guint64
read_chinese (const char *text)
{
  guint64 total = 0;
  guint64 below = 0; /* what the next 万 or 亿 multiplies */
  guint64 digit = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (chinese_digit (c) >= 0)
        {
          digit = (guint64) chinese_digit (c);
          continue;
        }
      switch (c)
        {
        case 0x62FE: /* 拾 */
          below += digit * 10;
          break;
        case 0x4F70: /* 佰 */
          below += digit * 100;
          break;
        case 0x4EDF: /* 仟 */
          below += digit * 1000;
          break;
        case 0x4E07: /* 万 */
          below = (below + digit) * 10000;
          break;
        case 0x4EBF: /* 亿 */
          total = (total + below + digit) * 100000000;
          below = 0;
          break;
        default:
          g_assert_not_reached ();
        }
      digit = 0;
      if (c == 0x4E07)
        {
          total += below;
          below = 0;
        }
    }
  return total + below + digit;
}

static void
test_chinese_reads_back (void)
{
  g_autoptr (GRand) random = test_random ();

  for (guint i = 0; i < 5000; i++)
    {
      gint64 number = 0;
      g_autofree char *words = NULL;
      const char *start;

      for (int n = g_rand_int_range (random, 1, 17); n > 0; n--)
        number = number * 10 + (g_rand_boolean (random) ? 0 : g_rand_int_range (random, 0, 10));
      words = kontor_amount_in_words (KONTOR_DECIMAL (number, 0), "JPY", "zh-Hans", NULL);
      g_assert_true (g_str_has_prefix (words, "日元"));
      g_assert_true (g_str_has_suffix (words, "元整"));
      words[strlen (words) - strlen ("元整")] = '\0';
      start = words + strlen ("日元");
      g_assert_cmpuint (read_chinese (start), ==, (guint64) number);
      g_assert_null (strstr (start, "零零"));
      g_assert_true (number == 0 || !g_str_has_suffix (start, "零"));
      g_assert_false (g_str_has_prefix (start, "拾"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/each-language-has-its-grammar", test_each_language_has_its_grammar);
  g_test_add_func ("/words/what-cannot-be-written-is-an-error", test_what_cannot_be_written_is_an_error);
  g_test_add_func ("/words/chinese-reads-back", test_chinese_reads_back);
  return g_test_run ();
}

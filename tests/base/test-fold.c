/* test-fold.c: text is found as people type it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "kontor-fold.h"
#include "test-util.h"

static void
test_fold_makes_plain_latin (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "ACME Ltd.", "acme ltd." },
    { "Łódź", "lodz" },
    { "Zażółć GĘŚLĄ jaźń", "zazolc gesla jazn" },
    { "Straße", "strasse" },
    { "Ærøskøbing", "aeroskobing" },
    { "İstanbul ıssız", "istanbul issiz" },
    { "Иванов", "ivanov" },
    { "ЛЬВОВ", "lvov" },
    { "Ψυχή", "psyche" },
    { "北京", "bei jing" },
    { "서울", "seoul" },
    { "ｆｕｌｌ１２３", "full123" },
    { "d’Arc", "d'arc" },
    { "e\xcc\x81tude", "etude" }, /* e and a combining acute */
    { "100 €", "100 €" },
    { "a\xff\xfe z", "a\xef\xbf\xbd\xef\xbf\xbd z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_string (kontor_fold (cases[i][0]), cases[i][1]);
  assert_string (kontor_fold (NULL), "");
}

static void
test_folding_twice_changes_nothing (void)
{
  static const char *const texts[] = { "Łódź", "Иванов", "北京市", "Ψυχή", "d’Arc — § 5", "ﷺ" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *once = kontor_fold (texts[i]);

      assert_string (kontor_fold (once), once);
    }
}

/* The table of letters must not differ from what ICU makes of whole texts. */
static void
test_table_agrees_with_icu (void)
{
  g_autoptr (GRand) random = test_random ();
  UErrorCode status = U_ZERO_ERROR;
  UChar id[100];
  UTransliterator *icu;

  u_unescape ("Any-Latin; NFD; [\\u02B9-\\u02BF\\u0300-\\u036F] Remove; NFC; Latin-ASCII; Lower", id, 100);
  icu = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  g_assert_true (U_SUCCESS (status));

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *folded = NULL;
      g_autofree char *expected = NULL;
      g_autofree gunichar2 *utf16 = NULL;
      gboolean cyrillic = g_rand_boolean (random);
      UChar buffer[400];
      glong n = 0;
      int32_t length;
      int32_t limit;

      for (int j = g_rand_int_range (random, 1, 12); j > 0; j--)
        switch (g_rand_int_range (random, 0, 4))
          {
          case 0:
            g_string_append_unichar (text, (gunichar) g_rand_int_range (random, 0x20, 0x7F));
            break;
          case 1:
            g_string_append_unichar (text, (gunichar) g_rand_int_range (random, 0xA0, 0x180));
            break;
          default:
            g_string_append_unichar (text, cyrillic ? (gunichar) g_rand_int_range (random, 0x400, 0x460)
                                                    : (gunichar) g_rand_int_range (random, 0xA0, 0x250));
          }

      folded = kontor_fold (text->str);
      utf16 = g_utf8_to_utf16 (text->str, -1, NULL, &n, NULL);
      memcpy (buffer, utf16, (gsize) n * 2);
      length = limit = (int32_t) n;
      utrans_transUChars (icu, buffer, &length, G_N_ELEMENTS (buffer), 0, &limit, &status);
      g_assert_true (U_SUCCESS (status));
      expected = g_utf16_to_utf8 ((const gunichar2 *) buffer, length, NULL, NULL, NULL);
      if (g_strcmp0 (folded, expected) != 0)
        g_test_message ("%s", text->str);
      g_assert_cmpstr (folded, ==, expected);
    }
  utrans_close (icu);
}

static void
test_passport_spells_as_people_do (void)
{
  static const char *const cases[][2] = {
    { "Живков", "zhivkov" },
    { "Иванов", "ivanov" },
    { "Щербаков", "shterbakov shcherbakov" },
    { "Цветелина Христова", "tsvetelina hristova khristova" },
    { "София", "sofia sofiya sofiia" },
    { "Търново", "tarnovo trnovo tiernovo" },
    { "Чайковський", "chaykovsky chaikovskii chaikovskyi" },
    { "Чайковский", "chaykovskiy chaykovsky chaikovskii" },
    { "Віталій Кличко", "vitalii klychko" },
    { "Кличко", "klichko klychko" },
    { "Гнатюк", "gnatyuk gnatiuk hnatiuk" },
    { "Згурський Ґалаґан", "zghurskyi galagan" },
    { "Їжакевич", "yizhakevych" },
    { "Ўладзімір", "uladzimir" },
    { "Ђорђевић", "djordjevic" },
    { "Пётр", "pyotr petr" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *spelled = kontor_fold_passport (cases[i][0]);
      g_auto (GStrv) got = g_strsplit (spelled, " ", -1);
      g_auto (GStrv) expected = g_strsplit (cases[i][1], " ", -1);

      for (guint j = 0; expected[j] != NULL; j++)
        if (!g_strv_contains ((const char *const *) got, expected[j]))
          g_error ("%s is not among the spellings of %s: %s", expected[j], cases[i][0], spelled);
    }
  assert_string (kontor_fold_passport ("Живков"), "zhivkov");
  assert_string (kontor_fold_passport ("Иванов"), "ivanov");
  g_assert_null (kontor_fold_passport ("Łódź 北京"));
  g_assert_null (kontor_fold_passport (""));
  g_assert_null (kontor_fold_passport (NULL));
  g_assert_null (kontor_fold_passport ("\xd0"));
}

static void
test_pinyin_is_joined (void)
{
  assert_string (kontor_fold_pinyin ("东方科技"), "dongfangkeji fangkeji keji dfkj");
  assert_string (kontor_fold_pinyin ("北京 ACME"), "beijing bj");
  g_assert_null (kontor_fold_pinyin ("京"));
  g_assert_null (kontor_fold_pinyin ("Иванов"));
  g_assert_null (kontor_fold_pinyin (NULL));
}

static void
test_words_are_letters_and_digits (void)
{
  g_auto (GStrv) words = kontor_fold_words ("ul. Świętej Anny 7/2, ООД „Живков“");
  g_autofree char *joined = g_strjoinv ("|", words);
  g_auto (GStrv) none = kontor_fold_words (" .,- ");

  g_assert_cmpstr (joined, ==, "ul|swietej|anny|7|2|ood|zivkov");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
assert_finds (const char *text, const char *typed)
{
  g_autofree char *index = kontor_fold_for_index (text);
  g_auto (GStrv) words = g_strsplit (index, " ", -1);
  g_auto (GStrv) query = kontor_fold_words (typed);

  g_assert_cmpuint (g_strv_length (query), >, 0);
  for (guint i = 0; query[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; words[j] != NULL; j++)
        found |= g_str_has_prefix (words[j], query[i]);
      if (!found)
        g_error ("“%s” does not find “%s” in “%s”", typed, text, index);
    }
}

static void
test_what_is_typed_finds (void)
{
  assert_finds ("Fabryka Łódź Sp. z o.o.", "lodz");
  assert_finds ("Fabryka Łódź Sp. z o.o.", "ŁÓDŹ fab");
  assert_finds ("Иванов", "ivanov");
  assert_finds ("Тодор Живков", "zhivkov");
  assert_finds ("Тодор Живков", "живк");
  assert_finds ("Федор Достоевский", "dostoevsky");
  assert_finds ("Щербаков", "shcherb");
  assert_finds ("Олександр Гнатюк", "hnatiuk");
  assert_finds ("北京东方科技有限公司", "beijing");
  assert_finds ("北京东方科技有限公司", "dongfang");
  assert_finds ("北京东方科技有限公司", "东方");
  assert_finds ("北京东方科技有限公司", "bjdf");
  assert_finds ("Müller & Söhne", "sohne");
  assert_string (kontor_fold_for_index ("Acme, Acme"), "acme acme");
  assert_string (kontor_fold_for_index (NULL), "");
}

static gpointer
fold_in_thread (gpointer data)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *greek = kontor_fold ("Ψυχή и Łódź");
      g_autofree char *han = kontor_fold_for_index ("北京 Живков");

      if (g_strcmp0 (greek, "psyche i lodz") != 0 ||
          g_strcmp0 (han, "bei jing zivkov zhivkov beijing bj") != 0)
        return greek[0] != '\0' ? (gpointer) "differs" : (gpointer) "empty";
    }
  return NULL;
}

static void
test_threads_fold_alike (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("fold", fold_in_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
}

static void
test_long_text_comes_through (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "Ω ");
  folded = kontor_fold (text->str);
  g_assert_cmpuint (strlen (folded), ==, 40000);
  g_assert_true (g_str_has_prefix (folded, "o o o "));
  g_assert_true (g_str_has_suffix (folded, " o o "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/threads-fold-alike", test_threads_fold_alike);
  g_test_add_func ("/fold/makes-plain-latin", test_fold_makes_plain_latin);
  g_test_add_func ("/fold/twice-changes-nothing", test_folding_twice_changes_nothing);
  g_test_add_func ("/fold/table-agrees-with-icu", test_table_agrees_with_icu);
  g_test_add_func ("/fold/passport-spells-as-people-do", test_passport_spells_as_people_do);
  g_test_add_func ("/fold/pinyin-is-joined", test_pinyin_is_joined);
  g_test_add_func ("/fold/words-are-letters-and-digits", test_words_are_letters_and_digits);
  g_test_add_func ("/fold/what-is-typed-finds", test_what_is_typed_finds);
  g_test_add_func ("/fold/long-text-comes-through", test_long_text_comes_through);
  return g_test_run ();
}

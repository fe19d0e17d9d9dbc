/* test-collation.c: sort keys stand in the order of a language */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "kontor-collation.h"
#include "test-util.h"

static void
assert_order (const char *language, const char *const *texts)
{
  g_autoptr (KontorCollator) collator = kontor_collator_new (language, NULL);

  g_assert_nonnull (collator);
  for (guint i = 0; texts[i + 1] != NULL; i++)
    {
      g_autoptr (GBytes) a = kontor_collation_key (collator, texts[i]);
      g_autoptr (GBytes) b = kontor_collation_key (collator, texts[i + 1]);

      if (g_bytes_compare (a, b) >= 0 || kontor_collator_compare (collator, texts[i], texts[i + 1]) >= 0)
        g_error ("%s: %s should stand before %s", language, texts[i], texts[i + 1]);
    }
}

static void
test_each_language_has_its_order (void)
{
  static const char *const polish[] = { "", "Adam", "Ąkała", "Cezary", "Ćma", "lampa", "Łódź", "mama", "zebra", "źrebak", "żaba", NULL };
  static const char *const swedish[] = { "Zebra", "Ångström", "Ärlig", "Öl", NULL };
  static const char *const german[] = { "Arzt", "Ärzte", "Öl", "Zebra", NULL };
  static const char *const bulgarian[] = { "Ангелов", "Живков", "Иванов", "Ямболов", NULL };
  static const char *const numbers[] = { "OF/2", "OF/10", "OF/100", NULL };
  static const char *const chinese[] = { "北京", "上海", "中国", NULL };

  assert_order ("pl", polish);
  assert_order ("sv", swedish);
  assert_order ("de", german);
  assert_order ("bg", bulgarian);
  assert_order ("pl", numbers);
  assert_order ("zh-Hans", chinese);
}

static void
test_keys_compare_as_texts (void)
{
  static const char *const letters[] = { "a", "ą", "B", "z", "Ż", " ", "1", "20", "ö", "Ж", "北", "-", "e\xcc\x81", "é", "ss", "ß" };
  g_autoptr (GRand) random = test_random ();
  g_autoptr (KontorCollator) collator = kontor_collator_new ("pl", NULL);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) x = g_string_new (NULL);
      g_autoptr (GString) y = g_string_new (NULL);
      g_autoptr (GBytes) a = NULL;
      g_autoptr (GBytes) b = NULL;

      for (int n = g_rand_int_range (random, 0, 5); n > 0; n--)
        g_string_append (x, letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))]);
      for (int n = g_rand_int_range (random, 0, 5); n > 0; n--)
        g_string_append (y, letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))]);
      a = kontor_collation_key (collator, x->str);
      b = kontor_collation_key (collator, y->str);
      g_assert_cmpint (CLAMP (g_bytes_compare (a, b), -1, 1), ==, kontor_collator_compare (collator, x->str, y->str));
    }
}

static void
test_long_and_broken_text (void)
{
  g_autoptr (KontorCollator) collator = kontor_collator_new (NULL, NULL);
  g_autofree char *endless = g_strnfill (1000000, 'z');
  g_autoptr (GBytes) key = kontor_collation_key (collator, endless);
  g_autoptr (GBytes) broken = kontor_collation_key (collator, "a\xff"
                                                              "b");
  g_autoptr (GBytes) nothing = kontor_collation_key (collator, NULL);
  g_autoptr (GBytes) empty = kontor_collation_key (collator, "");

  g_assert_cmpuint (g_bytes_get_size (key), <, 4096);
  g_assert_cmpuint (g_bytes_get_size (broken), >, 2);
  g_assert_true (g_bytes_equal (nothing, empty));
}

static gpointer
make_keys (gpointer data)
{
  g_autoptr (GBytes) expected = kontor_collation_key (data, "Łódź 10");

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GBytes) key = kontor_collation_key (data, "Łódź 10");

      if (!g_bytes_equal (key, expected))
        return (gpointer) "differs";
    }
  return NULL;
}

static void
test_threads_share_a_collator (void)
{
  g_autoptr (KontorCollator) collator = kontor_collator_new ("pl", NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("collate", make_keys, collator);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
}

static void
test_version_is_named (void)
{
  g_autofree char *version = kontor_icu_version ();
  g_auto (GStrv) parts = g_strsplit (version, "/", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_cmpuint (g_ascii_strtoull (parts[0], NULL, 10), >=, 72);
  g_assert_cmpstr (parts[1], !=, "0.0.0.0");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collation/each-language-has-its-order", test_each_language_has_its_order);
  g_test_add_func ("/collation/keys-compare-as-texts", test_keys_compare_as_texts);
  g_test_add_func ("/collation/long-and-broken-text", test_long_and_broken_text);
  g_test_add_func ("/collation/threads-share-a-collator", test_threads_share_a_collator);
  g_test_add_func ("/collation/version-is-named", test_version_is_named);
  return g_test_run ();
}

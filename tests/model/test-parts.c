/* test-parts.c: names, addresses and texts are picked as a letter needs them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-parts.h"

static KontorJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  KontorJson *json = kontor_json_parse (text, -1, &error);

  g_assert_no_error (error);

  return json;
}

static void
test_addresses_by_purpose (void)
{
  g_autoptr (KontorJson) body = parse ("{\"addresses\":[{\"id\":\"1\",\"purpose\":\"delivery\"},"
                                       "{\"id\":\"2\"},{\"id\":\"3\",\"purpose\":\"home\"}]}");
  g_autoptr (KontorJson) delivery_alone = parse ("{\"addresses\":[{\"id\":\"1\",\"purpose\":\"delivery\"}]}");
  g_autoptr (KontorJson) none = parse ("{\"addresses\":[]}");
  const struct
  {
    KontorJson *body;
    const char *purpose;
    const char *id;
  } cases[] = {
    { body, "delivery", "1" },
    { body, "registered", "2" },
    { body, "home", "3" },
    { body, "correspondence", "2" },
    { body, NULL, "2" },
    { delivery_alone, "registered", "1" },
    { none, "registered", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KontorJson *address = kontor_parts_find_address (cases[i].body, cases[i].purpose);

      g_assert_cmpstr (kontor_json_get_member_string (address, "id"), ==, cases[i].id);
    }
}

static void
test_texts_by_language (void)
{
  g_autoptr (KontorJson) texts = parse ("{\"pl\":\"półka\",\"zh-Hans\":\"架子\",\"zh\":\"\",\"en\":\"shelf\"}");

  g_assert_cmpstr (kontor_translated_get (texts, "en"), ==, "shelf");
  g_assert_cmpstr (kontor_translated_get (texts, "en-GB"), ==, "shelf");
  g_assert_cmpstr (kontor_translated_get (texts, "zh-Hans-CN"), ==, "架子");
  g_assert_cmpstr (kontor_translated_get (texts, "zh"), ==, "półka");
  g_assert_cmpstr (kontor_translated_get (texts, "bg"), ==, "półka");
  g_assert_cmpstr (kontor_translated_get (texts, NULL), ==, "półka");
  g_assert_null (kontor_translated_get (NULL, "en"));
}

static void
test_names_of_people (void)
{
  const struct
  {
    const char *body;
    const char *list;
    const char *letter;
  } cases[] = {
    { "{\"honorific\":\"dr\",\"given_name\":\"Anna\",\"middle_name\":\"Maria\",\"family_name\":\"Kowalska\"}",
      "Kowalska Anna", "dr Anna Maria Kowalska" },
    { "{\"given_name\":\"伟\",\"family_name\":\"王\"}", "王伟", "王伟" },
    { "{\"family_name\":\"Weber\"}", "Weber", "Weber" },
    { "{\"given_name\":\"Eva\",\"family_name\":\"\"}", "Eva", "Eva" },
    { "{\"honorific\":\"dr\"}", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KontorJson) body = parse (cases[i].body);
      g_autofree char *list = kontor_person_name_for_list (body);
      g_autofree char *letter = kontor_person_name_for_letter (body);

      g_assert_cmpstr (list, ==, cases[i].list);
      g_assert_cmpstr (letter, ==, cases[i].letter);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/parts/addresses-by-purpose", test_addresses_by_purpose);
  g_test_add_func ("/parts/texts-by-language", test_texts_by_language);
  g_test_add_func ("/parts/names-of-people", test_names_of_people);

  return g_test_run ();
}

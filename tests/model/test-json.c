/* test-json.c: JSON is kept to the letter, and hostile JSON is refused */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-json.h"
#include "kontor-model-error.h"

static KontorJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  KontorJson *json = kontor_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (json);

  return json;
}

static void
test_unknown_values_come_back_to_the_letter (void)
{
  const char *const texts[] = {
    "{\"n\":12345678901234567890,\"m\":1e400,\"o\":-0.0,\"p\":1.50,\"q\":1E+2}",
    "{\"cut\":\"a\\u0000b\",\"half\":\"\\ud800x\",\"e\":\"\\u00e9\",\"slash\":\"a\\/b\"}",
    "{\"\\u0061\":1,\"\\u0000\":2,\"\":{}}",
    "[null,true,false,[],[[]],{\"a\":{}},\"Łódź 杭州 \xf0\x9f\x98\x80\",\"\\ud83d\\ude00\"]",
    "\"top\"",
    "12",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KontorJson) json = parse (texts[i]);
      g_autofree char *written = kontor_json_to_string (json);

      g_assert_cmpstr (written, ==, texts[i]);
    }
}

static void
test_white_space_is_all_that_is_lost (void)
{
  g_autoptr (KontorJson) json = parse (" {\n \"a\" : [ 1 , \"x\\u0041\" ] ,\t\"b\":\"\" } ");
  g_autofree char *written = kontor_json_to_string (json);
  g_autofree char *pretty = kontor_json_to_string_pretty (json);
  g_autoptr (KontorJson) again = parse (pretty);

  g_assert_cmpstr (written, ==, "{\"a\":[1,\"x\\u0041\"],\"b\":\"\"}");
  g_assert_true (kontor_json_equal (json, again));
}

static void
test_strings_are_decoded (void)
{
  g_autoptr (KontorJson) json = parse ("{\"a\":\"x\\n\\u0142\\ud83d\\ude00\",\"b\":\"\\u0000\",\"c\":\"\\udc00\"}");

  g_assert_cmpstr (kontor_json_get_member_string (json, "a"), ==, "x\nł😀");
  g_assert_null (kontor_json_get_member_string (json, "b"));
  g_assert_null (kontor_json_get_member_string (json, "c"));
}

static void
test_an_edit_shares_and_keeps_the_rest (void)
{
  g_autoptr (KontorJson) json = parse ("{\"a\":1e400,\"b\":{\"c\":\"\\u0063\"},\"d\":[1,2,3]}");
  g_autoptr (KontorJson) value = kontor_json_new_string ("new");
  g_autoptr (KontorJson) changed = kontor_json_with_member (json, "a", value);
  g_autoptr (KontorJson) added = kontor_json_with_member (json, "e", value);
  g_autoptr (KontorJson) removed = kontor_json_with_member (json, "b", NULL);
  g_autoptr (KontorJson) array = kontor_json_with_insertion (kontor_json_get_member (json, "d"), 1, value);
  g_autoptr (KontorJson) shorter = kontor_json_without_element (array, 0);
  g_autofree char *changed_text = kontor_json_to_string (changed);
  g_autofree char *added_text = kontor_json_to_string (added);
  g_autofree char *removed_text = kontor_json_to_string (removed);
  g_autofree char *shorter_text = kontor_json_to_string (shorter);

  g_assert_cmpstr (changed_text, ==, "{\"a\":\"new\",\"b\":{\"c\":\"\\u0063\"},\"d\":[1,2,3]}");
  g_assert_cmpstr (added_text, ==, "{\"a\":1e400,\"b\":{\"c\":\"\\u0063\"},\"d\":[1,2,3],\"e\":\"new\"}");
  g_assert_cmpstr (removed_text, ==, "{\"a\":1e400,\"d\":[1,2,3]}");
  g_assert_cmpstr (shorter_text, ==, "[\"new\",2,3]");
  g_assert_true (kontor_json_get_member (json, "b") == kontor_json_get_member (changed, "b"));
}

static void
assert_refused (const char *text, gssize length, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorJson) json = kontor_json_parse (text, length, &error);

  g_assert_error (error, KONTOR_MODEL_ERROR, code);
  g_assert_null (json);
}

static void
test_hostile_text_is_refused (void)
{
  const char *const texts[] = {
    "", " ", "{", "[1", "[1,]", "{\"a\":}", "{\"a\" 1}", "{a:1}", "'a'", "01", "1.", ".5", "+1", "NaN", "Infinity",
    "nul", "\"a", "\"a\nb\"", "\"\\x\"", "\"\\u12\"", "[1] 2", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "/**/1",
    "\xff", "\"\xc0\x80\"", "\xef\xbb\xbf{}", "\v{}", "[\f1]", "{\"a\":\f\"\\/\"}",
  };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new ("{");
  g_autofree char *huge = g_strnfill (KONTOR_JSON_MAX_SIZE + 1, ' ');

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], -1, KONTOR_MODEL_ERROR_SYNTAX);

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  assert_refused (deep->str, -1, KONTOR_MODEL_ERROR_LIMIT);
  assert_refused (huge, -1, KONTOR_MODEL_ERROR_LIMIT);
  assert_refused ("\"a\0b\"", 5, KONTOR_MODEL_ERROR_SYNTAX);

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (wide, "\"m%u\":%u,", i, i);
  g_string_append (wide, "\"m99999\":0}");
  assert_refused (wide->str, -1, KONTOR_MODEL_ERROR_SYNTAX);
}

static void
test_depth_is_counted_exactly (void)
{
  g_autofree char *open = g_strnfill (KONTOR_JSON_MAX_DEPTH, '[');
  g_autofree char *close = g_strnfill (KONTOR_JSON_MAX_DEPTH, ']');
  g_autofree char *text = g_strconcat (open, close, NULL);
  g_autofree char *deeper = g_strconcat ("[", text, "]", NULL);
  g_autoptr (KontorJson) json = parse (text);

  g_assert_nonnull (json);
  assert_refused (deeper, -1, KONTOR_MODEL_ERROR_LIMIT);
}

static void
test_errors_name_the_line (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_json_parse ("{\n\"a\": 1,\n\"b\" 2}", -1, &error));
  g_assert_nonnull (strstr (error->message, "line 3"));
}

static void
test_equality_ignores_the_order_of_members_only (void)
{
  g_autoptr (KontorJson) a = parse ("{\"a\":1,\"b\":[1,2],\"c\":\"\\u0041\"}");
  g_autoptr (KontorJson) b = parse ("{\"c\":\"A\",\"b\":[1,2],\"a\":1}");
  g_autoptr (KontorJson) c = parse ("{\"a\":1,\"b\":[2,1],\"c\":\"A\"}");
  g_autoptr (KontorJson) d = parse ("{\"a\":1.0,\"b\":[1,2],\"c\":\"A\"}");

  g_assert_true (kontor_json_equal (a, b));
  g_assert_false (kontor_json_equal (a, c));
  g_assert_false (kontor_json_equal (a, d));
  g_assert_true (kontor_json_equal (NULL, NULL));
  g_assert_false (kontor_json_equal (a, NULL));
}

/* A hostile body can have a hundred thousand members: what grew with the square of that took minutes. */
static void
test_objects_of_many_members_are_quick (void)
{
  g_autoptr (GString) forth = g_string_new ("{");
  g_autoptr (GString) back = g_string_new ("{");
  g_autoptr (KontorJson) a = NULL;
  g_autoptr (KontorJson) b = NULL;
  g_autoptr (KontorJson) both = NULL;

  for (guint i = 0; i < 300000; i++)
    {
      g_string_append_printf (forth, "%s\"m%u\":%u", i == 0 ? "" : ",", i, i);
      g_string_append_printf (back, "%s\"m%u\":%u", i == 0 ? "" : ",", 299999 - i, 299999 - i);
    }
  g_string_append_c (forth, '}');
  g_string_append_c (back, '}');

  a = parse (forth->str);
  b = parse (back->str);
  g_assert_true (kontor_json_equal (a, b));

  both = kontor_json_with_members (a, b);
  g_assert_true (kontor_json_equal (a, both));
}

static void
test_an_object_takes_the_members_of_another (void)
{
  g_autoptr (KontorJson) a = parse ("{\"a\":1,\"\\u0062\":2,\"c\":3}");
  g_autoptr (KontorJson) b = parse ("{\"d\":4,\"b\":null,\"\\u0065\":[]}");
  g_autoptr (KontorJson) empty = kontor_json_new_object ();
  g_autoptr (KontorJson) both = kontor_json_with_members (a, b);
  g_autoptr (KontorJson) same = kontor_json_with_members (a, empty);
  g_autofree char *text = kontor_json_to_string (both);

  g_assert_cmpstr (text, ==, "{\"a\":1,\"\\u0062\":null,\"c\":3,\"d\":4,\"\\u0065\":[]}");
  g_assert_true (kontor_json_equal (same, a));
}

/* The examples of RFC 8785, section 3.2.2 to 3.2.4 and appendix B. */
static void
test_canonical_form_is_that_of_rfc_8785 (void)
{
  const struct
  {
    const char *text;
    const char *canonical;
  } cases[] = {
    { "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]}",
      "{\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27]}" },
    { "{\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"}",
      "{\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}" },
    { "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}",
      "{\"\\r\":2,\"1\":4,\"\xc2\x80\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\xef\xac\xb3\":3}" },
    { "[-0,-0.0,0e5,1.0,100,1e20,1e21,123456789012,5e-324,1.5e-7,0.000001]",
      "[0,0,0,1,100,100000000000000000000,1e+21,123456789012,5e-324,1.5e-7,0.000001]" },
    { "[12345678901234567890,1e400]", "[12345678901234567890,1e400]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KontorJson) json = parse (cases[i].text);
      g_autofree char *canonical = kontor_json_to_canonical (json);

      g_assert_cmpstr (canonical, ==, cases[i].canonical);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/unknown-values-come-back-to-the-letter", test_unknown_values_come_back_to_the_letter);
  g_test_add_func ("/json/white-space-is-all-that-is-lost", test_white_space_is_all_that_is_lost);
  g_test_add_func ("/json/strings-are-decoded", test_strings_are_decoded);
  g_test_add_func ("/json/an-edit-shares-and-keeps-the-rest", test_an_edit_shares_and_keeps_the_rest);
  g_test_add_func ("/json/hostile-text-is-refused", test_hostile_text_is_refused);
  g_test_add_func ("/json/depth-is-counted-exactly", test_depth_is_counted_exactly);
  g_test_add_func ("/json/errors-name-the-line", test_errors_name_the_line);
  g_test_add_func ("/json/equality-ignores-the-order-of-members-only", test_equality_ignores_the_order_of_members_only);
  g_test_add_func ("/json/objects-of-many-members-are-quick", test_objects_of_many_members_are_quick);
  g_test_add_func ("/json/an-object-takes-the-members-of-another", test_an_object_takes_the_members_of_another);
  g_test_add_func ("/json/canonical-form-is-that-of-rfc-8785", test_canonical_form_is_that_of_rfc_8785);

  return g_test_run ();
}

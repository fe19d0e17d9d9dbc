/* test-difference.c: the line-by-line difference of two offers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "kontor-difference.h"

static KontorJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  KontorJson *json = kontor_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return json;
}

/* All differences as one text, a line each: "changed path | label | before | after". */
static char *
compare (const char *before_text,
         const char *after_text)
{
  g_autoptr (KontorJson) before = parse (before_text);
  g_autoptr (KontorJson) after = parse (after_text);
  g_autoptr (GPtrArray) differences = kontor_difference_find (kontor_record_type_find ("offer"), before, after);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const KontorDifference *difference = g_ptr_array_index (differences, i);

      g_assert_nonnull (difference->label);
      g_string_append_printf (text, "%s %s | %s | %s\n", kontor_difference_kind_get_label (difference->kind), difference->path,
                              difference->before != NULL ? difference->before : "-", difference->after != NULL ? difference->after : "-");
    }

  return g_string_free (text, FALSE);
}

#define OFFER(members) "{\"kind\":\"offer\"," members "}"
#define VARIANT(lines) OFFER ("\"variants\":[{\"id\":\"v1\",\"name\":\"Basic\",\"lines\":[" lines "]}]")
#define A "{\"id\":\"a\",\"name\":\"Cable\",\"quantity\":\"2\"}"
#define B "{\"id\":\"b\",\"name\":\"Work\",\"quantity\":\"1\"}"
#define C "{\"id\":\"c\",\"name\":\"Travel\",\"quantity\":\"1\"}"
#define D "{\"id\":\"d\",\"name\":\"Test\",\"quantity\":\"1\"}"

static void
assert_difference (const char *before,
                   const char *after,
                   const char *expected)
{
  g_autofree char *text = compare (before, after);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_scalars (void)
{
  assert_difference (OFFER ("\"subject\":\"a\""), OFFER ("\"subject\":\"a\""), "");
  assert_difference (OFFER ("\"subject\":\"a\""), OFFER ("\"subject\":\"b\""), "Changed subject | a | b\n");
  assert_difference (OFFER ("\"subject\":\"a\""), OFFER ("\"subject\":null"), "Removed subject | a | -\n");
  assert_difference (OFFER ("\"x\":1"), OFFER ("\"subject\":\"b\",\"x\":2,\"y\":[]"), "Added subject | - | b\nChanged x | 1 | 2\nAdded y | - | []\n");
  assert_difference (OFFER ("\"show_currencies\":[\"PLN\"]"), OFFER ("\"show_currencies\":[\"PLN\",\"USD\"]"),
                     "Changed show_currencies | PLN | PLN, USD\n");
}

static void
test_choices_are_said_by_their_labels (void)
{
  g_autofree char *text = compare (OFFER ("\"rounding\":\"line\""), OFFER ("\"rounding\":\"document\""));

  g_assert_true (g_str_has_prefix (text, "Changed rounding | "));
  g_assert_null (strstr (text, "| line |"));
}

static void
test_lines_are_told_by_their_ids (void)
{
  assert_difference (VARIANT (A "," B), VARIANT (A "," B), "");
  assert_difference (VARIANT (A), VARIANT ("{\"id\":\"a\",\"name\":\"Cable\",\"quantity\":\"3\"}"),
                     "Changed variants/v1/lines/a/quantity | 2 | 3\n");
  assert_difference (VARIANT (A "," B), VARIANT (B "," C),
                     "Removed variants/v1/lines/a | Name: Cable; Quantity: 2 | -\n"
                     "Added variants/v1/lines/c | - | Name: Travel; Quantity: 1\n");
}

static void
test_a_move_is_one_line (void)
{
  assert_difference (VARIANT (A "," B "," C "," D), VARIANT (D "," A "," B "," C), "Moved variants/v1/lines/d | 4 | 1\n");
  assert_difference (VARIANT (A "," B "," C "," D), VARIANT (B "," C "," D "," A), "Moved variants/v1/lines/a | 1 | 4\n");
}

static void
test_labels_name_the_parts (void)
{
  g_autoptr (KontorJson) before = parse (VARIANT (A));
  g_autoptr (KontorJson) after = parse (VARIANT ("{\"id\":\"a\",\"name\":\"Cable\",\"quantity\":\"3\"}"));
  g_autoptr (GPtrArray) differences = kontor_difference_find (kontor_record_type_find ("offer"), before, after);
  const KontorDifference *difference = g_ptr_array_index (differences, 0);

  g_assert_cmpuint (differences->len, ==, 1);
  g_assert_cmpstr (difference->label, ==, "Variant “Basic” › Line “Cable” › Quantity");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/difference/scalars", test_scalars);
  g_test_add_func ("/difference/choices-are-said-by-their-labels", test_choices_are_said_by_their_labels);
  g_test_add_func ("/difference/lines-are-told-by-their-ids", test_lines_are_told_by_their_ids);
  g_test_add_func ("/difference/a-move-is-one-line", test_a_move_is_one_line);
  g_test_add_func ("/difference/labels-name-the-parts", test_labels_name_the_parts);

  return g_test_run ();
}

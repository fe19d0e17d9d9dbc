/* test-expression.c: expressions of templates */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libxml/parser.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "kontor-expression.h"
#include "kontor-template-error.h"
#include "kontor-view.h"

static const char *const SAMPLE =
  "<r a='1' b='two'><x id='1'>10.10</x><x id='2'>20.20</x><y><x id='3'>0.30</x><z/></y>"
  "<t> a  b </t><n>-7</n><w>zażółć</w><e/></r>";

static xmlDoc *
read_view (const char *text)
{
  xmlDoc *view = xmlReadMemory (text, strlen (text), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (view);
  g_assert_true (kontor_view_prepare (view, 1000000, NULL));
  return view;
}

static char *
evaluate_with (xmlDoc     *view,
               const char *text,
               guint64     steps,
               GError    **error)
{
  g_autoptr (KontorExpression) expression = kontor_expression_new (text, NULL, NULL, error);
  g_auto (KontorValue) value = { 0 };
  KontorBudget budget;
  xmlNode *root = xmlDocGetRootElement (view);
  KontorScope scope = { .node = root, .current = root, .position = 1, .size = 1, .language = "pl", .budget = &budget };

  kontor_budget_init (&budget, steps, 10 * G_USEC_PER_SEC, NULL);

  if (expression == NULL || !kontor_expression_evaluate (expression, &scope, &value, error))
    return NULL;

  return kontor_value_to_text (&value, &budget, error);
}

static void
test_values (void)
{
  static const struct
  {
    const char *expression;
    const char *value;
  } cases[] = {
    { "x", "10.10" }, { "x[2]", "20.20" }, { "x[last()]", "20.20" }, { "x[@id = 2]", "20.20" }, { "//x[@id='3']", "0.30" },
    { "count(//x)", "3" }, { "count(x | //x | y/x)", "3" }, { "@a", "1" }, { "y/..//z/../x", "0.30" }, { "/r/y/x/@id", "3" },
    { "name(*[4])", "t" }, { "local-name(//x[3]/ancestor::*[1])", "" }, { "name(//z/preceding-sibling::*[1])", "x" },
    { "name(y/following-sibling::*)", "t" }, { "name(//z/ancestor::*[1])", "y" }, { "name(//z/ancestor::*[last()])", "r" },
    { "x/self::x[1]/@id", "1" }, { "(//x)[3]", "0.30" }, { "count(descendant-or-self::node()/@id)", "3" }, { ".//text()", "10.10" },
    { "concat('a', 1 + 2 * 3, \"b\")", "a7b" }, { "7 mod 3", "1" }, { "-7 mod 3", "-1" }, { "7 div 2", "3.5" }, { "1 div 3", "0.333333333" },
    { "0.1 + 0.2", "0.3" }, { "1 - 2 - 3", "-4" }, { "-(2 + 3)", "-5" }, { "2 > 1 and not(1 >= 2)", "true" }, { "1 = 1 or x/nothing/here", "true" },
    { "x = '20.20'", "true" }, { "x != '20.20'", "true" }, { "x > 20", "true" }, { "x < 1", "false" }, { "//x < 1", "true" }, { "x = //x", "true" },
    { "n = -7", "true" }, { "e = ''", "true" }, { "nothing = ''", "false" }, { "not(nothing)", "true" }, { "x = true()", "true" },
    { "starts-with(w, 'za')", "true" }, { "contains(w, 'żół')", "true" }, { "string-length(w)", "6" }, { "substring(w, 3, 2)", "żó" },
    { "substring('12345', 1.5, 2.6)", "234" }, { "substring('12345', 0, 3)", "12" }, { "substring('12345', 2)", "2345" },
    { "substring-before('1999/04', '/')", "1999" }, { "substring-after('1999/04', '/')", "04" }, { "substring-after('a', 'b')", "" },
    { "normalize-space(t)", "a b" }, { "translate('bar', 'abc', 'AB')", "BAr" }, { "translate('--aaa--', 'abc-', 'ABC')", "AAA" },
    { "floor(-1.5)", "-2" }, { "ceiling(-1.5)", "-1" }, { "round(2.5)", "3" }, { "round(-2.5)", "-2" }, { "number(true())", "1" },
    { "boolean('')", "false" }, { "string(count(x) = 2)", "true" }, { "string()", "10.1020.200.30 a  b -7zażółć" },
    { "x[position() mod 2 = 0]", "20.20" }, { "count(x[. = current()/x])", "2" },
    { "k:add(x[1], x[2])", "30.30" }, { "k:subtract('1.00', '0.90', 0.1)", "0.00" }, { "k:sum(//x)", "30.60" }, { "k:sum(nothing)", "0" },
    { "k:multiply('10.05', '0.5', 2)", "5.03" }, { "k:multiply('-10.05', '0.5', 2)", "-5.03" }, { "k:divide(1, 3, 4)", "0.3333" },
    { "k:rate('4.2512', 1, 10)", "4.2512" }, { "k:rate('429.09', '2.6133', 6)", "164.195" }, { "k:rate('2.6133', '429.09', 6)", "0.00609033" },
    { "k:rate(2, 3, 1)", "0.7" }, { "k:rate('9.99996', 1, 5)", "10" }, { "k:rate('0.99996', 1, 5)", "0.99996" }, { "k:rate('1234567.8', 1, 3)", "1234568" }, { "k:rate(0, 7, 6)", "0" },
    { "k:rate('2.6133', 100, 6)", "0.026133" }, { "k:is-exact-rate('4.2512', 1, 6)", "true" }, { "k:is-exact-rate('2.6133', 100, 6)", "true" },
    { "k:is-exact-rate('2.6133', '429.09', 6)", "false" }, { "k:is-exact-rate(1, 3, 15)", "false" }, { "k:is-exact-rate('1.2345678', 1, 6)", "false" },
    { "k:round('2.345', 2)", "2.35" }, { "k:compare(x[1], '10.1')", "0" }, { "k:compare(1, 2)", "-1" }, { "k:compare(2, 1)", "1" },
    { "k:join(x, ', ')", "10.10, 20.20" }, { "k:join(e | x, ';')", "10.10;20.20" }, { "k:letter(1)", "a" }, { "k:letter(28)", "ab" },
    { "k:roman(1994)", "MCMXCIV" }, { "k:upper(w)", "ZAŻÓŁĆ" }, { "k:iban('PL61 1090')", "PL61\302\2401090" }, { "k:section(3)", "§\302\2403." },
    { "k:country('DE')", "Niemcy" }, { "k:date('2026-11-23')", "23.11.2026" }, { "k:long-date('2026-11-23')", "23 listopada 2026" },
    { "k:number('1234.50')", "1\302\240234,5" }, { "k:percent(23)", "23%" }, { "k:language-name('de')", "niemiecki" },
  };
  g_autoptr (xmlDoc) view = read_view (SAMPLE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *value = evaluate_with (view, cases[i].expression, 100000, &error);

      g_assert_no_error (error);
      g_test_message ("%s", cases[i].expression);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_money (void)
{
  g_autoptr (xmlDoc) view = read_view (SAMPLE);
  g_autoptr (GError) error = NULL;
  g_autofree char *money = evaluate_with (view, "k:money(x, 'EUR')", 1000, &error);
  g_autofree char *amount = evaluate_with (view, "k:amount('5', 'JPY')", 1000, &error);
  g_autofree char *words = evaluate_with (view, "k:words('2.00', 'PLN')", 1000, &error);
  g_autofree char *unknown = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (money, ==, "10,10\302\240€");
  g_assert_cmpstr (amount, ==, "5");
  g_assert_nonnull (strstr (words, "dwa"));

  unknown = evaluate_with (view, "k:money(x, 'QQQ')", 1000, &error);
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "QQQ"));
}

/* Each is refused, at this byte. */
static void
test_refused (void)
{
  static const struct
  {
    const char *expression;
    gsize offset;
  } cases[] = {
    { "", 0 }, { "  ", 0 }, { "x +", 3 }, { "x + 1", 2 }, { "1 + x", 2 }, { "sum(x)", 0 }, { "number(x)", 0 }, { "-x", 0 },
    { "x * 2", 2 }, { "x div 2", 2 }, { "x mod 2", 2 }, { "floor('1.5')", 0 }, { "round(x)", 0 }, { "count(1)", 6 }, { "count()", 0 },
    { "count(x, y)", 9 }, { "nosuch(x)", 0 }, { "document('http://example.com')", 0 }, { "x[", 2 }, { "x[1", 3 }, { "x]", 1 }, { "'abc", 0 },
    { "$", 0 }, { "$nobody", 0 }, { "following::x", 0 }, { "x/", 2 }, { "x | 'a'", 2 }, { "'a'[1]", 3 }, { "1 2", 2 }, { "(1", 2 },
    { "x ! y", 2 }, { "99999999999999999999", 0 }, { "k:sum('1')", 6 }, { "concat('a', sum(x))", 12 }, { "x and (y + 1)", 9 },
  };
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize offset = 9999;

      g_test_message ("%s", cases[i].expression);
      g_assert_null (kontor_expression_new (cases[i].expression, variables, &offset, &error));
      g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX);
      g_assert_cmpuint (offset, ==, cases[i].offset);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_not_a_number (void)
{
  static const char *const expressions[] = { "k:add(w, 1)", "k:add(e, 1)", "k:sum(t | x)", "k:multiply(1, 2, 99)", "k:rate(1, 0, 6)", "k:rate(1, 2, 0)", "k:is-exact-rate(w, 1, 6)", "k:date('2026-02-30')",
                                             "k:letter(0)", "k:add('999999999999999999', '999999999999999999', '9999999999999999999')" };
  g_autoptr (xmlDoc) view = read_view (SAMPLE);

  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *value = evaluate_with (view, expressions[i], 10000, &error);

      g_test_message ("%s", expressions[i]);
      g_assert_null (value);
      g_assert_nonnull (error);
    }
}

static char *
nested (const char *open,
        const char *middle,
        const char *close,
        guint       n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);

  g_string_append (text, middle);

  for (guint i = 0; i < n; i++)
    g_string_append (text, close);

  return g_string_free (text, FALSE);
}

static void
test_too_deep (void)
{
  static const struct
  {
    const char *open, *middle, *close;
    guint n;
  } cases[] = { { "(", "1", ")", 40 }, { "x[", "1", "]", 40 }, { "-", "1", "", 40 }, { "not(", "1", ")", 40 }, { "1+", "1", "", 400 }, { "a/", "a", "", 3000 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = nested (cases[i].open, cases[i].middle, cases[i].close, cases[i].n);
      g_autoptr (GError) error = NULL;

      g_assert_null (kontor_expression_new (text, NULL, NULL, &error));
      g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX);
    }
}

/* What takes a whole evaluator of XPath seconds to hours ends with an error at once, because every node counts. */
static void
test_bombs (void)
{
  static const char *const bombs[] = {
    "//*//*//*//*", "//*[. = /]", "//*[string(/) = '']", "count(//*[//* = //*/..])", "//*[//* < //*]", "//*[count(//*) = 1]",
    "//row[count(preceding-sibling::row) > 19990]", "//*[translate(/, 'a', 'b') = '']", "count((//* | //*)[//*])",
  };
  g_autoptr (GString) text = g_string_new ("<r>");
  g_autoptr (xmlDoc) view = NULL;
  gint64 start;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "<row><a>%u</a><b><c>x</c></b></row>", i);

  g_string_append (text, "</r>");
  view = read_view (text->str);

  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *value = NULL;

      start = g_get_monotonic_time ();
      value = evaluate_with (view, bombs[i], 3000000, &error);
      g_test_message ("%s: %d ms", bombs[i], (int) ((g_get_monotonic_time () - start) / 1000));
      g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
    }
}

/* The same questions to libxml2 */

static const char *const names[] = { "a", "b", "c", "*" };

static void
make_tree (GRand   *random,
           GString *text,
           guint    depth)
{
  const char *name = names[g_rand_int_range (random, 0, 3)];

  g_string_append_printf (text, "<%s", name);

  if (g_rand_boolean (random))
    g_string_append_printf (text, " k='%d'", g_rand_int_range (random, 0, 4));

  g_string_append_c (text, '>');

  /* The digits of all that it holds would make a number of more digits than ours have; libxml2 rounds it. */
  if (depth > 1)
    g_string_append_c (text, 'x');

  if (depth == 0 || g_rand_int_range (random, 0, 4) == 0)
    g_string_append_printf (text, "%d", g_rand_int_range (random, -2, 5));
  else
    for (guint n = g_rand_int_range (random, 1, 5); n > 0; n--)
      make_tree (random, text, depth - 1);

  g_string_append_printf (text, "</%s>", name);
}

static void make_boolean (GRand   *random,
                          GString *text,
                          guint    depth);

static void
make_path (GRand   *random,
           GString *text,
           guint    depth)
{
  static const char *const axes[] = { "", "", "", "", "descendant::", "descendant-or-self::", "self::", "parent::", "ancestor::",
                                      "ancestor-or-self::", "following-sibling::", "preceding-sibling::" };

  if (depth > 0 && g_rand_int_range (random, 0, 8) == 0)
    {
      g_string_append_c (text, '(');
      make_path (random, text, depth - 1);
      g_string_append (text, " | ");
      make_path (random, text, depth - 1);
      g_string_append (text, ")");

      if (g_rand_boolean (random))
        g_string_append_printf (text, "[%d]", g_rand_int_range (random, 1, 4));

      return;
    }

  if (g_rand_int_range (random, 0, 3) == 0)
    g_string_append (text, g_rand_boolean (random) ? "//" : "/");

  for (guint n = g_rand_int_range (random, 1, 4); n > 0; n--)
    {
      switch (g_rand_int_range (random, 0, 12))
        {
        case 0:
          g_string_append (text, "..");
          break;
        case 1:
          /* libxml2 2.9 leaves the first node out of what "//." finds. */
          g_string_append (text, g_str_has_suffix (text->str, "//") ? "*" : ".");
          break;
        case 2:
          g_string_append (text, n == 1 ? "@k" : "node()");
          break;
        case 3:
          g_string_append (text, "text()");
          break;
        default:
          g_string_append_printf (text, "%s%s", axes[g_rand_int_range (random, 0, G_N_ELEMENTS (axes))], names[g_rand_int_range (random, 0, 4)]);

          if (depth > 0 && g_rand_int_range (random, 0, 3) == 0)
            {
              g_string_append_c (text, '[');

              if (g_rand_boolean (random))
                make_boolean (random, text, depth - 1);
              else
                g_string_append_printf (text, g_rand_boolean (random) ? "%d" : "last() - %d", g_rand_int_range (random, 0, 4));

              g_string_append_c (text, ']');
            }
        }

      if (n > 1)
        g_string_append (text, g_rand_int_range (random, 0, 4) == 0 ? "//" : "/");
    }
}

static void
make_boolean (GRand   *random,
              GString *text,
              guint    depth)
{
  static const char *const comparisons[] = { "=", "!=", "<", "<=", ">", ">=" };

  if (depth > 0 && g_rand_int_range (random, 0, 4) == 0)
    {
      g_string_append (text, "not(");
      make_boolean (random, text, depth - 1);
      g_string_append (text, g_rand_boolean (random) ? ") and (" : ") or (");
      make_boolean (random, text, depth - 1);
      g_string_append_c (text, ')');
      return;
    }

  make_path (random, text, depth > 0 ? depth - 1 : 0);
  g_string_append_printf (text, " %s ", comparisons[g_rand_int_range (random, 0, G_N_ELEMENTS (comparisons))]);

  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      g_string_append_printf (text, "%d", g_rand_int_range (random, 0, 5));
      break;
    case 1:
      g_string_append_printf (text, "'%d'", g_rand_int_range (random, 0, 5));
      break;
    case 2:
      g_string_append (text, g_rand_boolean (random) ? "true()" : "string-length(.)");
      break;
    default:
      make_path (random, text, depth > 0 ? depth - 1 : 0);
    }
}

static char *
describe_nodes (xmlNode **nodes,
                guint     n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%" G_GSIZE_FORMAT " ", GPOINTER_TO_SIZE (nodes[i]->_private));

  return g_string_free (text, FALSE);
}

static void
compare_with_libxml2 (xmlDoc     *view,
                      const char *text)
{
  g_autoptr (KontorExpression) expression = kontor_expression_new (text, NULL, NULL, NULL);
  g_auto (KontorValue) value = { 0 };
  g_autoptr (GError) error = NULL;
  KontorBudget budget;
  xmlNode *root = xmlDocGetRootElement (view);
  KontorScope scope = { .node = root, .current = root, .position = 1, .size = 1, .language = "en", .budget = &budget };
  xmlXPathContext *context = xmlXPathNewContext (view);
  xmlXPathObject *expected;

  g_test_message ("%s", text);
  g_assert_nonnull (expression);
  kontor_budget_init (&budget, 100000000, 10 * G_USEC_PER_SEC, NULL);
  g_assert_true (kontor_expression_evaluate (expression, &scope, &value, &error));

  context->node = root;
  expected = xmlXPathEvalExpression (BAD_CAST text, context);
  g_assert_nonnull (expected);

  if (expected->type == XPATH_NODESET)
    {
      g_autofree char *ours = NULL;
      g_autofree char *theirs = NULL;

      xmlXPathNodeSetSort (expected->nodesetval);
      ours = describe_nodes (value.nodes, value.n_nodes);
      theirs = expected->nodesetval != NULL ? describe_nodes (expected->nodesetval->nodeTab, expected->nodesetval->nodeNr)
                                            : g_strdup ("");
      g_assert_cmpint (value.type, ==, KONTOR_VALUE_NODES);
      g_assert_cmpstr (ours, ==, theirs);
    }
  else if (expected->type == XPATH_BOOLEAN)
    {
      g_assert_cmpint (value.type, ==, KONTOR_VALUE_BOOLEAN);
      g_assert_cmpint (value.boolean, ==, expected->boolval);
    }
  else
    {
      g_autofree char *ours = kontor_value_to_text (&value, &budget, NULL);
      xmlChar *theirs = xmlXPathCastToString (expected);

      g_assert_cmpstr (ours, ==, (const char *) theirs);
      xmlFree (theirs);
    }

  xmlXPathFreeObject (expected);
  xmlXPathFreeContext (context);
}

static void
test_same_as_libxml2 (void)
{
  const char *given = g_getenv ("KONTOR_TEST_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  GRand *random = g_rand_new_with_seed (seed);

  g_test_message ("KONTOR_TEST_SEED=%u", seed);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GString) tree = g_string_new (NULL);
      g_autoptr (xmlDoc) view = NULL;

      make_tree (random, tree, 4);
      view = read_view (tree->str);

      for (guint j = 0; j < 50; j++)
        {
          g_autoptr (GString) text = g_string_new (NULL);

          switch (g_rand_int_range (random, 0, 3))
            {
            case 0:
              make_boolean (random, text, 2);
              break;
            case 1:
              g_string_append (text, "count(");
              make_path (random, text, 2);
              g_string_append (text, ") mod 3 + 1");
              break;
            default:
              make_path (random, text, 2);
            }

          compare_with_libxml2 (view, text->str);
        }
    }

  g_rand_free (random);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/expression/values", test_values);
  g_test_add_func ("/expression/money", test_money);
  g_test_add_func ("/expression/refused", test_refused);
  g_test_add_func ("/expression/not-a-number", test_not_a_number);
  g_test_add_func ("/expression/too-deep", test_too_deep);
  g_test_add_func ("/expression/bombs", test_bombs);
  g_test_add_func ("/expression/same-as-libxml2", test_same_as_libxml2);

  return g_test_run ();
}

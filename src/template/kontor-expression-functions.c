/* kontor-expression-functions.c: the functions that expressions may call */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-expression-functions.h"
#include "kontor-template-error.h"
#include "kontor-template-format.h"

/* Arguments */

static gboolean
get_decimal (const KontorFunction *function,
             const KontorScope    *scope,
             const KontorValue    *argument,
             KontorDecimal        *number,
             GError              **error)
{
  g_autofree char *text = NULL;

  if (kontor_value_to_number (argument, scope->budget, number))
    return TRUE;

  text = kontor_value_to_text (argument, scope->budget, error);

  if (text == NULL)
    return FALSE;

  if (*text == '\0')
    g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA,
                 _("%s() needs a number, and the field that it is given is empty."), function->name);
  else
    g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA,
                 _("%s() needs a number, and “%.100s” is none."), function->name, text);

  return FALSE;
}

static gboolean
get_integer (const KontorFunction *function,
             const KontorScope    *scope,
             const KontorValue    *argument,
             int                   minimum,
             int                   maximum,
             gint64               *integer,
             GError              **error)
{
  KontorDecimal number;

  if (!get_decimal (function, scope, argument, &number, error))
    return FALSE;

  number = kontor_decimal_normalize (number);

  if (number.scale != 0 || number.coefficient < minimum || number.coefficient > maximum)
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA,
                   _("%s() needs a whole number from %d to %d."),
                   function->name, minimum, maximum);
      return FALSE;
    }

  *integer = number.coefficient;
  return TRUE;
}

/* The text of an argument; of the context node when there is none. */
static char *
get_text (const KontorScope *scope,
          const KontorValue *arguments,
          guint              n_arguments,
          guint              position,
          GError           **error)
{
  KontorValue here = { .type = KONTOR_VALUE_NODES, .nodes = (xmlNode **) &scope->node, .n_nodes = 1 };

  return kontor_value_to_text (position < n_arguments ? &arguments[position] : &here, scope->budget, error);
}

static void
set_number (KontorValue *result,
            gint64       number)
{
  result->type = KONTOR_VALUE_NUMBER;
  result->number = KONTOR_DECIMAL (number, 0);
}

static gboolean
check_length (gsize    length,
              GError **error)
{
  if (length <= KONTOR_EXPRESSION_MAX_TEXT)
    return TRUE;

  g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT, _("A text in the document is too long."));
  return FALSE;
}

/* XPath's own functions */

#define FUNCTION(name) \
  static gboolean \
  name (const KontorFunction *function, \
        const KontorScope    *scope, \
        const KontorValue    *arguments, \
        guint                 n_arguments, \
        KontorValue          *result, \
        GError              **error)

FUNCTION (call_position)
{
  set_number (result, scope->position);
  return TRUE;
}

FUNCTION (call_last)
{
  set_number (result, scope->size);
  return TRUE;
}

FUNCTION (call_count)
{
  if (arguments[0].type != KONTOR_VALUE_NODES)
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA,
                   _("%s() needs fields of the record here, not a value."), function->name);
      return FALSE;
    }

  set_number (result, arguments[0].n_nodes);
  return TRUE;
}

FUNCTION (call_current)
{
  kontor_value_add_node (result, scope->current);
  return TRUE;
}

FUNCTION (call_name)
{
  xmlNode *node = scope->node;

  if (n_arguments > 0)
    node = arguments[0].type == KONTOR_VALUE_NODES && arguments[0].n_nodes > 0 ? arguments[0].nodes[0] : NULL;

  if (node != NULL && (node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE))
    result->text = g_strdup ((const char *) node->name);
  else
    result->text = g_strdup ("");

  return TRUE;
}

FUNCTION (call_string)
{
  result->text = get_text (scope, arguments, n_arguments, 0, error);
  return result->text != NULL;
}

FUNCTION (call_concat)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_arguments; i++)
    {
      g_autofree char *part = get_text (scope, arguments, n_arguments, i, error);

      if (part == NULL || !check_length (text->len + strlen (part), error))
        return FALSE;

      g_string_append (text, part);
    }

  result->text = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

FUNCTION (call_compare_texts)
{
  g_autofree char *text = get_text (scope, arguments, n_arguments, 0, error);
  g_autofree char *part = text != NULL ? get_text (scope, arguments, n_arguments, 1, error) : NULL;

  if (part == NULL)
    return FALSE;

  result->boolean = g_str_equal (function->name, "contains") ? strstr (text, part) != NULL : g_str_has_prefix (text, part);
  return TRUE;
}

FUNCTION (call_cut)
{
  g_autofree char *text = get_text (scope, arguments, n_arguments, 0, error);
  g_autofree char *part = text != NULL ? get_text (scope, arguments, n_arguments, 1, error) : NULL;
  const char *found;

  if (part == NULL)
    return FALSE;

  found = strstr (text, part);

  if (found == NULL)
    result->text = g_strdup ("");
  else if (g_str_equal (function->name, "substring-before"))
    result->text = g_strndup (text, found - text);
  else
    result->text = g_strdup (found + strlen (part));

  return TRUE;
}

FUNCTION (call_substring)
{
  g_autofree char *text = get_text (scope, arguments, n_arguments, 0, error);
  gint64 length, start, end;
  KontorDecimal from, count;

  if (text == NULL)
    return FALSE;

  length = g_utf8_strlen (text, -1);
  end = length;

  /* What is no number selects nothing; what is no whole number is rounded. */
  if (!kontor_value_to_number (&arguments[1], scope->budget, &from) || !kontor_decimal_round (from, 0, &from, NULL))
    {
      result->text = g_strdup ("");
      return TRUE;
    }

  start = CLAMP (from.coefficient, -G_MAXINT32, G_MAXINT32);

  if (n_arguments > 2)
    {
      if (!kontor_value_to_number (&arguments[2], scope->budget, &count) || !kontor_decimal_round (count, 0, &count, NULL))
        count = KONTOR_DECIMAL_ZERO;

      end = start + CLAMP (count.coefficient, -G_MAXINT32, G_MAXINT32) - 1;
    }

  start = MAX (start, 1);
  end = MIN (end, length);
  result->text = start <= end ? g_utf8_substring (text, start - 1, end) : g_strdup ("");

  return TRUE;
}

FUNCTION (call_string_length)
{
  g_autofree char *text = get_text (scope, arguments, n_arguments, 0, error);

  if (text == NULL)
    return FALSE;

  set_number (result, g_utf8_strlen (text, -1));
  return TRUE;
}

FUNCTION (call_normalize_space)
{
  g_autofree char *text = get_text (scope, arguments, n_arguments, 0, error);
  char *to;

  if (text == NULL)
    return FALSE;

  to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (strchr (" \t\r\n", *from) == NULL)
      *to++ = *from;
    else if (to > text && to[-1] != ' ')
      *to++ = ' ';

  if (to > text && to[-1] == ' ')
    to--;

  *to = '\0';
  result->text = g_steal_pointer (&text);

  return TRUE;
}

FUNCTION (call_translate)
{
  g_autofree char *text = get_text (scope, arguments, n_arguments, 0, error);
  g_autofree char *from = text != NULL ? get_text (scope, arguments, n_arguments, 1, error) : NULL;
  g_autofree char *to = from != NULL ? get_text (scope, arguments, n_arguments, 2, error) : NULL;
  g_autoptr (GString) translated = NULL;
  glong n_to;

  if (to == NULL)
    return FALSE;

  n_to = g_utf8_strlen (to, -1);
  translated = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      const char *found = g_utf8_strchr (from, -1, character);
      glong position;

      if (!kontor_budget_take (scope->budget, 1, error))
        return FALSE;

      if (found == NULL)
        {
          g_string_append_unichar (translated, character);
          continue;
        }

      position = g_utf8_pointer_to_offset (from, found);

      if (!kontor_budget_take (scope->budget, position, error))
        return FALSE;

      if (position < n_to)
        g_string_append_unichar (translated, g_utf8_get_char (g_utf8_offset_to_pointer (to, position)));
    }

  result->text = g_string_free (g_steal_pointer (&translated), FALSE);
  return check_length (strlen (result->text), error);
}

FUNCTION (call_boolean)
{
  result->boolean = kontor_value_to_boolean (&arguments[0]);
  return TRUE;
}

FUNCTION (call_not)
{
  result->boolean = !kontor_value_to_boolean (&arguments[0]);
  return TRUE;
}

FUNCTION (call_true)
{
  result->boolean = TRUE;
  return TRUE;
}

FUNCTION (call_false)
{
  result->boolean = FALSE;
  return TRUE;
}

/* The expression's check lets only numbers come here. */
FUNCTION (call_number)
{
  result->nan = !kontor_value_to_number (&arguments[0], scope->budget, &result->number);
  return TRUE;
}

/* floor(), ceiling() and round() of XPath: the latter rounds halves up. */
FUNCTION (call_to_whole)
{
  KontorDecimal number;
  gint64 unit = 1;
  gint64 whole, rest;

  result->nan = !kontor_value_to_number (&arguments[0], scope->budget, &number);

  if (result->nan)
    return TRUE;

  for (guint i = 0; i < number.scale; i++)
    unit *= 10;

  whole = number.coefficient / unit;
  rest = number.coefficient % unit;

  if (rest < 0)
    {
      whole--;
      rest += unit;
    }

  if (g_str_equal (function->name, "ceiling"))
    whole += rest > 0;
  else if (g_str_equal (function->name, "round"))
    whole += rest >= unit - rest;

  set_number (result, whole);
  return TRUE;
}

/* Exact arithmetic */

static void
set_decimal (KontorValue  *result,
             KontorDecimal number)
{
  result->type = KONTOR_VALUE_TEXT;
  result->text = kontor_decimal_to_string (number);
}

FUNCTION (call_add)
{
  KontorDecimal total;

  if (!get_decimal (function, scope, &arguments[0], &total, error))
    return FALSE;

  for (guint i = 1; i < n_arguments; i++)
    {
      KontorDecimal number;

      if (!get_decimal (function, scope, &arguments[i], &number, error) ||
          !(g_str_equal (function->name, "k:add") ? kontor_decimal_add (total, number, &total, error)
                                                  : kontor_decimal_subtract (total, number, &total, error)))
        return FALSE;
    }

  set_decimal (result, total);
  return TRUE;
}

FUNCTION (call_multiply)
{
  KontorDecimal factors[2], product;
  gint64 scale;

  if (!get_decimal (function, scope, &arguments[0], &factors[0], error) ||
      !get_decimal (function, scope, &arguments[1], &factors[1], error) ||
      !get_integer (function, scope, &arguments[2], 0, KONTOR_DECIMAL_MAX_SCALE, &scale, error))
    return FALSE;

  if (g_str_equal (function->name, "k:multiply") ? !kontor_decimal_fraction (factors, 2, NULL, 0, scale, &product, error)
                                                 : !kontor_decimal_fraction (factors, 1, factors + 1, 1, scale, &product, error))
    return FALSE;

  set_decimal (result, product);
  return TRUE;
}

/* a / b, rounded to so many significant digits. Whole units are never rounded away. */
static gboolean
divide_to_digits (KontorDecimal  a,
                  KontorDecimal  b,
                  guint          digits,
                  KontorDecimal *quotient,
                  GError       **error)
{
  gint64 limit = 1;

  for (guint i = 0; i < digits; i++)
    limit *= 10;

  /* With the most decimals that leave it so few digits, also after rounding: 9.996 to three digits is 10. */
  for (guint scale = 0; scale <= KONTOR_DECIMAL_MAX_SCALE; scale++)
    {
      KontorDecimal finer;

      if (!kontor_decimal_divide (a, b, scale, &finer, error))
        return FALSE;

      if (scale > 0 && ABS (finer.coefficient) >= limit)
        break;

      *quotient = finer;
    }

  *quotient = kontor_decimal_normalize (*quotient);
  return TRUE;
}

FUNCTION (call_rate)
{
  KontorDecimal rate, per, one, back;
  gint64 digits;

  if (!get_decimal (function, scope, &arguments[0], &rate, error) ||
      !get_decimal (function, scope, &arguments[1], &per, error) ||
      !get_integer (function, scope, &arguments[2], 1, 15, &digits, error) ||
      !divide_to_digits (rate, per, digits, &one, error))
    return FALSE;

  if (function->result == KONTOR_VALUE_TEXT)
    set_decimal (result, one);
  else
    result->boolean = kontor_decimal_multiply (one, per, &back, NULL) && kontor_decimal_equal (back, rate);

  return TRUE;
}

FUNCTION (call_round)
{
  KontorDecimal number;
  gint64 scale;

  if (!get_decimal (function, scope, &arguments[0], &number, error) ||
      !get_integer (function, scope, &arguments[1], 0, KONTOR_DECIMAL_MAX_SCALE, &scale, error) ||
      !kontor_decimal_round (number, scale, &number, error))
    return FALSE;

  set_decimal (result, number);
  return TRUE;
}

FUNCTION (call_sum)
{
  KontorDecimal total = KONTOR_DECIMAL_ZERO;

  if (arguments[0].type != KONTOR_VALUE_NODES)
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA,
                   _("%s() needs fields of the record here, not a value."), function->name);
      return FALSE;
    }

  for (guint i = 0; i < arguments[0].n_nodes; i++)
    {
      KontorValue one = { .type = KONTOR_VALUE_NODES, .nodes = &arguments[0].nodes[i], .n_nodes = 1 };
      KontorDecimal number;

      if (!kontor_budget_take (scope->budget, 1, error) || !get_decimal (function, scope, &one, &number, error) ||
          !kontor_decimal_add (total, number, &total, error))
        return FALSE;
    }

  set_decimal (result, total);
  return TRUE;
}

FUNCTION (call_compare)
{
  KontorDecimal a, b;

  if (!get_decimal (function, scope, &arguments[0], &a, error) || !get_decimal (function, scope, &arguments[1], &b, error))
    return FALSE;

  set_number (result, kontor_decimal_compare (a, b));
  return TRUE;
}

/* Formatting */

FUNCTION (call_format)
{
  static const struct
  {
    const char *name;
    KontorFormat format;
  } formats[] = {
    { "k:number", KONTOR_FORMAT_NUMBER },
    { "k:percent", KONTOR_FORMAT_PERCENT },
    { "k:date", KONTOR_FORMAT_DATE },
    { "k:long-date", KONTOR_FORMAT_LONG_DATE },
    { "k:country", KONTOR_FORMAT_COUNTRY },
    { "k:language-name", KONTOR_FORMAT_LANGUAGE },
    { "k:currency-name", KONTOR_FORMAT_CURRENCY },
    { "k:iban", KONTOR_FORMAT_IBAN },
    { "k:upper", KONTOR_FORMAT_UPPER },
    { "k:money", KONTOR_FORMAT_MONEY },
    { "k:amount", KONTOR_FORMAT_AMOUNT },
    { "k:words", KONTOR_FORMAT_WORDS },
  };
  g_autofree char *text = get_text (scope, arguments, n_arguments, 0, error);
  g_autofree char *currency = text != NULL && n_arguments > 1 ? get_text (scope, arguments, n_arguments, 1, error) : NULL;

  if (text == NULL || (n_arguments > 1 && currency == NULL))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, function->name))
      {
        result->text = kontor_template_format (formats[i].format, text, currency, scope->language, error);
        return result->text != NULL;
      }

  g_assert_not_reached ();
}

FUNCTION (call_join)
{
  g_autofree char *separator = get_text (scope, arguments, n_arguments, 1, error);
  g_autoptr (GString) buffer = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (separator == NULL)
    return FALSE;

  if (arguments[0].type != KONTOR_VALUE_NODES)
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA,
                   _("%s() needs fields of the record here, not a value."), function->name);
      return FALSE;
    }

  for (guint i = 0; i < arguments[0].n_nodes; i++)
    {
      const char *part = kontor_node_get_text (arguments[0].nodes[i], buffer, scope->budget, error);

      if (part == NULL || !check_length (text->len + strlen (part) + strlen (separator), error))
        return FALSE;

      if (*part == '\0')
        continue;

      if (text->len > 0)
        g_string_append (text, separator);

      g_string_append (text, part);
    }

  result->text = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

/* 1 is a, 26 is z, 27 is aa */
FUNCTION (call_letter)
{
  gint64 number;
  char letters[16];
  guint at = sizeof letters - 1;

  if (!get_integer (function, scope, &arguments[0], 1, 1000000, &number, error))
    return FALSE;

  letters[at] = '\0';

  for (; number > 0; number = (number - 1) / 26)
    letters[--at] = 'a' + (number - 1) % 26;

  result->text = g_strdup (letters + at);
  return TRUE;
}

FUNCTION (call_roman)
{
  static const struct
  {
    guint value;
    const char *letters;
  } numerals[] = {
    { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" },
    { 40, "XL" },  { 10, "X" },   { 9, "IX" },  { 5, "V" },    { 4, "IV" },  { 1, "I" },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 number;

  if (!get_integer (function, scope, &arguments[0], 1, 3999, &number, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (numerals); i++)
    for (; number >= numerals[i].value; number -= numerals[i].value)
      g_string_append (text, numerals[i].letters);

  result->text = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

FUNCTION (call_section)
{
  gint64 number;

  if (!get_integer (function, scope, &arguments[0], 1, 9999, &number, error))
    return FALSE;

  result->text = kontor_template_section_number (number, scope->language);
  return TRUE;
}

#define NODES KONTOR_VALUE_NODES
#define TEXT KONTOR_VALUE_TEXT
#define NUMBER KONTOR_VALUE_NUMBER
#define BOOLEAN KONTOR_VALUE_BOOLEAN

static const KontorFunction functions[] = {
  { "position", 0, 0, "a", NUMBER, FALSE, N_("The place of the current field among those that are gone over, from 1"), call_position },
  { "last", 0, 0, "a", NUMBER, FALSE, N_("How many fields are gone over"), call_last },
  { "count", 1, 1, "n", NUMBER, FALSE, N_("How many fields there are"), call_count },
  { "current", 0, 0, "a", NODES, FALSE, N_("The field that the template stands at, inside of square brackets"), call_current },
  { "name", 0, 1, "n", TEXT, FALSE, N_("The name of a field"), call_name },
  { "local-name", 0, 1, "n", TEXT, FALSE, N_("The name of a field"), call_name },
  { "string", 0, 1, "a", TEXT, FALSE, N_("A value as text"), call_string },
  { "concat", 2, G_MAXUINT, "s", TEXT, FALSE, N_("Texts one after the other"), call_concat },
  { "starts-with", 2, 2, "s", BOOLEAN, FALSE, N_("Whether the first text begins with the second"), call_compare_texts },
  { "contains", 2, 2, "s", BOOLEAN, FALSE, N_("Whether the second text is in the first"), call_compare_texts },
  { "substring-before", 2, 2, "s", TEXT, FALSE, N_("What of the first text stands before the second"), call_cut },
  { "substring-after", 2, 2, "s", TEXT, FALSE, N_("What of the first text stands after the second"), call_cut },
  { "substring", 2, 3, "sii", TEXT, FALSE, N_("A part of a text: from the given letter on, so many letters"), call_substring },
  { "string-length", 0, 1, "s", NUMBER, FALSE, N_("How many letters a text has"), call_string_length },
  { "normalize-space", 0, 1, "s", TEXT, FALSE, N_("A text without needless spaces"), call_normalize_space },
  { "translate", 3, 3, "s", TEXT, FALSE, N_("A text with letters replaced: those of the second text by those of the third"), call_translate },
  { "boolean", 1, 1, "a", BOOLEAN, FALSE, N_("Whether there is such a field, or the value is not empty"), call_boolean },
  { "not", 1, 1, "b", BOOLEAN, FALSE, N_("The opposite"), call_not },
  { "true", 0, 0, "a", BOOLEAN, FALSE, N_("Yes"), call_true },
  { "false", 0, 0, "a", BOOLEAN, FALSE, N_("No"), call_false },
  { "number", 1, 1, "a", NUMBER, TRUE, N_("Yes as 1 and no as 0"), call_number },
  { "sum", 1, 1, "a", NUMBER, TRUE, N_("Never allowed: use k:sum()"), call_number },
  { "floor", 1, 1, "a", NUMBER, TRUE, N_("The whole number below"), call_to_whole },
  { "ceiling", 1, 1, "a", NUMBER, TRUE, N_("The whole number above"), call_to_whole },
  { "round", 1, 1, "a", NUMBER, TRUE, N_("The next whole number"), call_to_whole },

  { "k:add", 2, G_MAXUINT, "d", TEXT, FALSE, N_("The exact sum of amounts"), call_add },
  { "k:subtract", 2, G_MAXUINT, "d", TEXT, FALSE, N_("The first amount less the others, exactly"), call_add },
  { "k:multiply", 3, 3, "ddi", TEXT, FALSE, N_("The product of two amounts, rounded to so many decimals, half away from zero"), call_multiply },
  { "k:divide", 3, 3, "ddi", TEXT, FALSE, N_("The quotient of two amounts, rounded to so many decimals, half away from zero"), call_multiply },
  { "k:round", 2, 2, "di", TEXT, FALSE, N_("An amount rounded to so many decimals, half away from zero"), call_round },
  { "k:rate", 3, 3, "ddi", TEXT, FALSE, N_("The first amount for one unit of the second, rounded to so many significant digits"), call_rate },
  { "k:is-exact-rate", 3, 3, "ddi", BOOLEAN, FALSE, N_("Whether k:rate() of the same is not rounded"), call_rate },
  { "k:sum", 1, 1, "n", TEXT, FALSE, N_("The exact sum of all the given fields"), call_sum },
  { "k:compare", 2, 2, "d", NUMBER, FALSE, N_("−1, 0 or 1 when the first amount is smaller, equal or larger"), call_compare },

  { "k:money", 2, 2, "ds", TEXT, FALSE, N_("An amount with its currency, as the language writes it"), call_format },
  { "k:amount", 2, 2, "ds", TEXT, FALSE, N_("An amount with the currency's decimals, without the currency"), call_format },
  { "k:words", 2, 2, "ds", TEXT, FALSE, N_("An amount in words"), call_format },
  { "k:number", 1, 1, "d", TEXT, FALSE, N_("A number as the language writes it"), call_format },
  { "k:percent", 1, 1, "d", TEXT, FALSE, N_("A percentage as the language writes it"), call_format },
  { "k:date", 1, 1, "s", TEXT, FALSE, N_("A date in digits, as the language writes it"), call_format },
  { "k:long-date", 1, 1, "s", TEXT, FALSE, N_("A date with the name of the month"), call_format },
  { "k:country", 1, 1, "s", TEXT, FALSE, N_("The name of a country by its code"), call_format },
  { "k:language-name", 1, 1, "s", TEXT, FALSE, N_("The name of a language by its code"), call_format },
  { "k:currency-name", 1, 1, "s", TEXT, FALSE, N_("The name of a currency by its code"), call_format },
  { "k:iban", 1, 1, "s", TEXT, FALSE, N_("An account number in groups of four"), call_format },
  { "k:upper", 1, 1, "s", TEXT, FALSE, N_("A text in capital letters"), call_format },
  { "k:join", 2, 2, "ns", TEXT, FALSE, N_("The texts of fields, those that are not empty, with a text between them"), call_join },
  { "k:section", 1, 1, "i", TEXT, FALSE, N_("The number of a clause as contracts in the language have it: § 1."), call_section },
  { "k:letter", 1, 1, "i", TEXT, FALSE, N_("1 as a, 2 as b, and so on"), call_letter },
  { "k:roman", 1, 1, "i", TEXT, FALSE, N_("A number in Roman numerals"), call_roman },
};

/**
 * kontor_functions:
 * @n_functions: (out): how many they are
 *
 * Returns: (transfer none) (array length=n_functions): all functions that expressions may call
 */
const KontorFunction *
kontor_functions (guint *n_functions)
{
  *n_functions = G_N_ELEMENTS (functions);
  return functions;
}

/**
 * kontor_function_find:
 * @name: a name, with its prefix; not ended by NUL
 * @length: bytes of @name
 *
 * Returns: (transfer none) (nullable): the function of that name
 */
const KontorFunction *
kontor_function_find (const char *name,
                      gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (strlen (functions[i].name) == length && strncmp (functions[i].name, name, length) == 0)
      return &functions[i];

  return NULL;
}

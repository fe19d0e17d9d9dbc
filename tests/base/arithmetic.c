/* arithmetic.c: computes what check-arithmetic.py asks, or what a seed gives, and prints it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "kontor-base-error.h"
#include "kontor-decimal.h"
#include "kontor-money.h"

/* A question is a line of words:
 *   add A B    subtract A B    multiply A B    compare A B    round SCALE A    parse SCALE TEXT
 *   fraction SCALE FACTOR... / DIVISOR...      allocate EXPONENT TOTAL WEIGHT...
 * The answer is the question, “ = ”, and the result or the name of the error.
 */

#define MAX_WORDS 40

static const char *
error_name (const GError *error)
{
  switch ((KontorBaseError) error->code)
    {
    case KONTOR_BASE_ERROR_SYNTAX:
      return "syntax";
    case KONTOR_BASE_ERROR_PRECISION:
      return "precision";
    case KONTOR_BASE_ERROR_OVERFLOW:
      return "overflow";
    case KONTOR_BASE_ERROR_DIVISION_BY_ZERO:
      return "division";
    case KONTOR_BASE_ERROR_CURRENCY:
      return "currency";
    case KONTOR_BASE_ERROR_LOCALE:
      return "locale";
    default:
      return "unknown";
    }
}

static KontorDecimal
number (const char *text)
{
  KontorDecimal value = { 0 };

  if (text == NULL || !kontor_decimal_parse (text, KONTOR_DECIMAL_MAX_SCALE, &value, NULL))
    g_error ("%s is not a decimal", text);
  return value;
}

static char *
allocate (char **words, guint n, GError **error)
{
  KontorDecimal weights[MAX_WORDS];
  KontorDecimal shares[MAX_WORDS];
  GString *text;

  for (guint i = 3; i < n; i++)
    weights[i - 3] = number (words[i]);
  if (!kontor_money_allocate (number (words[2]), weights, n - 3, (guint) atoi (words[1]), shares, error))
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < n - 3; i++)
    {
      g_autofree char *share = kontor_decimal_to_string (shares[i]);

      g_string_append_printf (text, i > 0 ? " %s" : "%s", share);
    }
  return g_string_free (text, FALSE);
}

static char *
answer (const char *question)
{
  g_auto (GStrv) words = g_strsplit (question, " ", -1);
  guint n = g_strv_length (words);
  g_autoptr (GError) error = NULL;
  KontorDecimal result = KONTOR_DECIMAL_ZERO;
  gboolean done = FALSE;

  if (n < 3 || n > MAX_WORDS)
    g_error ("What is “%s”?", question);

  if (g_str_equal (words[0], "add"))
    done = kontor_decimal_add (number (words[1]), number (words[2]), &result, &error);
  else if (g_str_equal (words[0], "subtract"))
    done = kontor_decimal_subtract (number (words[1]), number (words[2]), &result, &error);
  else if (g_str_equal (words[0], "multiply"))
    done = kontor_decimal_multiply (number (words[1]), number (words[2]), &result, &error);
  else if (g_str_equal (words[0], "compare"))
    return g_strdup_printf ("%d", kontor_decimal_compare (number (words[1]), number (words[2])));
  else if (g_str_equal (words[0], "round"))
    done = kontor_decimal_round (number (words[2]), (guint) atoi (words[1]), &result, &error);
  else if (g_str_equal (words[0], "parse"))
    done = kontor_decimal_parse (words[2], (guint) atoi (words[1]), &result, &error);
  else if (g_str_equal (words[0], "fraction"))
    {
      KontorDecimal factors[MAX_WORDS];
      KontorDecimal divisors[MAX_WORDS];
      guint n_factors = 0;
      guint n_divisors = 0;
      guint i = 2;

      for (; i < n && !g_str_equal (words[i], "/"); i++)
        factors[n_factors++] = number (words[i]);
      for (i++; i < n; i++)
        divisors[n_divisors++] = number (words[i]);
      done = kontor_decimal_fraction (factors, n_factors, divisors, n_divisors, (guint) atoi (words[1]), &result,
                                      &error);
    }
  else if (g_str_equal (words[0], "allocate"))
    {
      char *shares = allocate (words, n, &error);

      return shares != NULL ? shares : g_strdup (error_name (error));
    }
  else
    g_error ("What is “%s”?", question);

  return done ? kontor_decimal_to_string (result) : g_strdup (error_name (error));
}

static void
append_random (GString *question, GRand *random, gboolean positive)
{
  KontorDecimal value = KONTOR_DECIMAL_ZERO;
  g_autofree char *text = NULL;

  for (int n = g_rand_int_range (random, 0, 19); n > 0; n--)
    value.coefficient = value.coefficient * 10 + g_rand_int_range (random, 0, 10);
  if (!positive && g_rand_boolean (random))
    value.coefficient = -value.coefficient;
  value.scale = (guint8) g_rand_int_range (random, 0, KONTOR_DECIMAL_MAX_SCALE + 1);
  text = kontor_decimal_to_string (value);
  g_string_append_printf (question, " %s", text);
}

static char *
make_question (GRand *random)
{
  static const char *const names[] = { "add", "subtract", "multiply", "compare", "round", "fraction", "allocate" };
  const char *name = names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))];
  GString *question = g_string_new (name);

  if (g_str_equal (name, "round"))
    {
      g_string_append_printf (question, " %d", g_rand_int_range (random, 0, KONTOR_DECIMAL_MAX_SCALE + 1));
      append_random (question, random, FALSE);
    }
  else if (g_str_equal (name, "fraction"))
    {
      g_string_append_printf (question, " %d", g_rand_int_range (random, 0, KONTOR_DECIMAL_MAX_SCALE + 1));
      for (int n = g_rand_int_range (random, 1, 17); n > 0; n--)
        append_random (question, random, FALSE);
      g_string_append (question, " /");
      for (int n = g_rand_int_range (random, 0, 17); n > 0; n--)
        append_random (question, random, FALSE);
    }
  else if (g_str_equal (name, "allocate"))
    {
      int exponent = g_rand_int_range (random, 0, 4);
      g_autofree char *total = kontor_decimal_to_string (
        KONTOR_DECIMAL ((gint64) g_rand_int (random) * 1000 - G_MAXINT32, (guint8) exponent));

      g_string_append_printf (question, " %d %s", exponent, total);
      for (int n = g_rand_int_range (random, 1, 10); n > 0; n--)
        append_random (question, random, TRUE);
    }
  else
    {
      append_random (question, random, FALSE);
      append_random (question, random, FALSE);
    }
  return g_string_free (question, FALSE);
}

int
main (int argc, char *argv[])
{
  char line[4096];

  if (argc == 3)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_ascii_strtoull (argv[1], NULL, 10));

      for (int n = atoi (argv[2]); n > 0; n--)
        {
          g_autofree char *question = make_question (random);
          g_autofree char *result = answer (question);

          printf ("%s = %s\n", question, result);
        }
      return 0;
    }

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autofree char *result = NULL;

      line[strcspn (line, "\n")] = '\0';
      result = answer (line);
      printf ("%s = %s\n", line, result);
    }
  return 0;
}

/* test-util.h: what the tests of src/base share */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "kontor-decimal.h"

/* A random generator whose seed is printed, and taken from KONTOR_TEST_SEED when that is set. */
static inline GRand *
test_random (void)
{
  const char *given = g_getenv ("KONTOR_TEST_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();

  g_test_message ("KONTOR_TEST_SEED=%u", seed);
  return g_rand_new_with_seed (seed);
}

static inline KontorDecimal
test_decimal (const char *text)
{
  KontorDecimal value = { 0 };

  if (!kontor_decimal_parse (text, KONTOR_DECIMAL_MAX_SCALE, &value, NULL))
    g_error ("%s is not a decimal", text);
  return value;
}

/* Takes the string that an expression gives, compares it and frees it. */
#define assert_string(expression, expected)         \
  G_STMT_START                                      \
  {                                                 \
    g_autofree char *string_ = (expression);        \
    g_assert_cmpstr (string_, ==, (expected));      \
  }                                                 \
  G_STMT_END

/* kontor-words-numerals.c: numbers in words where ICU's are not what contracts have */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-words-private.h"

static gboolean
is_bulgarian_multiplier (const char *word)
{
  static const char *const multipliers[] = {
    "хиляда",
    "хиляди",
    "милион",
    "милиона",
    "милиард",
    "милиарда",
    "трилион",
    "трилиона",
    "квадрилион",
    "квадрилиона",
  };

  for (guint i = 0; i < G_N_ELEMENTS (multipliers); i++)
    if (strcmp (multipliers[i], word) == 0)
      return TRUE;
  return FALSE;
}

/* Bulgarian puts “и” before the last word below a thousand of each group (сто и десет, двадесет и една хиляди), and before
 * a last group that is one such word (хиляда и сто, един милион и сто хиляди). ICU 72 does so before units only: its
 * `сто десет` is wrong. Its own “и” are taken out and set anew.
 */
char *
kontor_words_join_bulgarian (const char *spelled)
{
  g_auto (GStrv) words = g_strsplit (spelled, " ", -1);
  g_autoptr (GString) result = g_string_new (NULL);
  gboolean first_group = TRUE;
  guint i = 0;

  if (words[0] != NULL && strcmp (words[0], "минус") == 0)
    {
      g_string_append (result, words[0]);
      i++;
    }

  while (words[i] != NULL)
    {
      g_autoptr (GPtrArray) group = g_ptr_array_new ();
      const char *multiplier = NULL;
      gboolean last_group;
      guint n_simple;

      for (; words[i] != NULL && multiplier == NULL; i++)
        if (is_bulgarian_multiplier (words[i]))
          multiplier = words[i];
        else if (strcmp (words[i], "и") != 0)
          g_ptr_array_add (group, words[i]);

      last_group = words[i] == NULL;
      n_simple = group->len;
      if (multiplier != NULL)
        g_ptr_array_add (group, (gpointer) multiplier);
      for (guint j = 0; j < group->len; j++)
        {
          gboolean inside = n_simple > 1 && j == n_simple - 1;
          gboolean between = j == 0 && n_simple <= 1 && last_group && !first_group;

          if (result->len > 0)
            g_string_append_c (result, ' ');
          if (inside || between)
            g_string_append (result, "и ");
          g_string_append (result, g_ptr_array_index (group, j));
        }
      first_group = FALSE;
    }
  return g_string_free (g_steal_pointer (&result), FALSE);
}

/* Up to 9999 */
static void
append_chinese_thousands (GString *text, guint number, gboolean traditional)
{
  static const char *const simplified_digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
  static const char *const traditional_digits[] = { "零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖" };
  static const char *const units[] = { "", "拾", "佰", "仟" };
  const char *const *digits = traditional ? traditional_digits : simplified_digits;
  gboolean begun = FALSE;
  gboolean gap = FALSE;

  for (guint place = 4; place-- > 0;)
    {
      guint power = place == 3 ? 1000 : place == 2 ? 100
                                      : place == 1 ? 10
                                                   : 1;
      guint digit = number / power % 10;

      if (digit == 0)
        {
          gap = begun;
          continue;
        }
      if (gap)
        g_string_append (text, digits[0]);
      g_string_append (text, digits[digit]);
      g_string_append (text, units[place]);
      begun = TRUE;
      gap = FALSE;
    }
}

static void
append_chinese (GString *text, guint64 number, gboolean traditional)
{
  static const struct
  {
    guint64 power;
    const char *simplified;
    const char *traditional;
  } groups[] = {
    { G_GUINT64_CONSTANT (100000000), "亿", "億" },
    { G_GUINT64_CONSTANT (10000), "万", "萬" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (number >= groups[i].power)
      {
        guint64 rest = number % groups[i].power;

        append_chinese (text, number / groups[i].power, traditional);
        g_string_append (text, traditional ? groups[i].traditional : groups[i].simplified);
        /* one zero for all that are left out */
        if (rest > 0 && rest < groups[i].power / 10)
          g_string_append (text, "零");
        if (rest > 0)
          append_chinese (text, rest, traditional);
        return;
      }
  append_chinese_thousands (text, (guint) number, traditional);
}

/* The numerals of Chinese cheques and contracts (大写), by the rules of the People's Bank for filling in bills: always
 * 壹拾, one 零 for a gap, and 万 and 亿 alone above the thousands. ICU writes 拾 for ten and goes on to 兆.
 */
char *
kontor_words_chinese_number (guint64 number, gboolean traditional)
{
  GString *text = g_string_new (NULL);

  if (number == 0)
    g_string_append (text, "零");
  else
    append_chinese (text, number, traditional);
  return g_string_free (text, FALSE);
}

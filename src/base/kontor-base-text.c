/* kontor-base-text.c: text as it stands in the messages of src/base */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-base-text.h"

#define MAX_SHOWN 40 /* characters */

/**
 * kontor_base_shorten:
 * @text: text from outside, of any length, not always UTF-8
 *
 * Makes a text fit to be named in a message: valid UTF-8 in one line, at most 40 characters.
 *
 * Returns: (transfer full): the text, with an ellipsis where it was cut
 */
char *
kontor_base_shorten (const char *text)
{
  /* what is past the longest possible 40 characters need not be looked at */
  g_autofree char *head = g_strndup (text, MAX_SHOWN * 4 + 4);
  g_autofree char *valid = g_utf8_make_valid (head, -1);
  GString *shown = g_string_new (NULL);
  guint n = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n++ == MAX_SHOWN)
        {
          g_string_append (shown, "…");
          break;
        }
      g_string_append_unichar (shown, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (shown, FALSE);
}

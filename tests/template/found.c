/* found.c: the text on laid out pages, for tests */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "found.h"

static void
clear_found (gpointer data)
{
  g_free (((Found *) data)->text);
}

/* Returns: (transfer full) (element-type Found): all text of @pages, in the order in which it is drawn */
GArray *
find_all (KontorPages *pages)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Found));

  g_array_set_clear_func (all, clear_found);
  for (guint page = 0; page < kontor_pages_get_count (pages); page++)
    {
      g_autofree char *dump = kontor_pages_dump (pages, page);
      g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_auto (GStrv) words = g_strsplit (lines[i], " ", 5);
          Found found = { page, 0, 0, 0, NULL };

          if (g_strcmp0 (words[0], "text") != 0)
            continue;
          found.x = g_ascii_strtod (words[1], NULL);
          found.y = g_ascii_strtod (words[2], NULL);
          found.width = g_ascii_strtod (words[3], NULL);
          found.text = g_strdup (words[4]);
          g_array_append_val (all, found);
        }
    }

  return all;
}

/* Returns: (nullable): the text that begins with @text, but for the first @n of them */
const Found *
nth (GArray *all,
     const char *text,
     guint n)
{
  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = &g_array_index (all, Found, i);

      if (g_str_has_prefix (found->text, text) && n-- == 0)
        return found;
    }

  return NULL;
}

/* Returns: the first text that begins with @text; it must be there */
const Found *
find (GArray *all,
      const char *text)
{
  const Found *found = nth (all, text, 0);

  if (found == NULL)
    g_error ("“%s” is on no page", text);

  return found;
}

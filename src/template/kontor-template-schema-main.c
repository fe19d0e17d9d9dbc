/* kontor-template-schema-main.c: prints the schema of templates, or their reference, or checks one */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-template-element.h"
#include "kontor-template.h"

static int
check (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  problems = kontor_template_check (bytes);

  for (guint i = 0; i < problems->len; i++)
    {
      const KontorTemplateProblem *problem = g_ptr_array_index (problems, i);

      g_print ("%s:%u:%u: %s\n", path, problem->line, problem->column, problem->message);
    }

  return problems->len > 0 ? 1 : 0;
}

/* Without arguments the schema, with --reference the reference, with --check FILE the problems of a template */
int
main (int    argc,
      char **argv)
{
  g_autofree char *text = NULL;

  if (argc > 2 && strcmp (argv[1], "--check") == 0)
    return check (argv[2]);

  if (argc > 1 && strcmp (argv[1], "--reference") == 0)
    text = kontor_template_dump_reference ();
  else
    text = kontor_template_dump_schema ();

  g_print ("%s", text);

  return 0;
}

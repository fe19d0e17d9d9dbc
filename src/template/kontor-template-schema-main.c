/* kontor-template-schema-main.c: prints the schema of templates, or with --reference their reference */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-template-element.h"

int
main (int    argc,
      char **argv)
{
  g_autofree char *text = NULL;

  if (argc > 1 && strcmp (argv[1], "--reference") == 0)
    text = kontor_template_dump_reference ();
  else
    text = kontor_template_dump_schema ();

  g_print ("%s", text);

  return 0;
}

/* print-record.c: prints a record of records.json with a template, to be looked at */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-layout.h"
#include "kontor-pdf.h"
#include "kontor-render.h"
#include "kontor-view.h"
#include "records.h"
#include "sample-offer.h"

static GBytes *
find_logo (const char *id,
           gpointer    user_data,
           GError    **error)
{
  return g_bytes_new_static (SAMPLE_LOGO, strlen (SAMPLE_LOGO));
}

/* print-record ID TEMPLATE LANGUAGE FILE: TEMPLATE is the name of a shipped one or a file; FILE ends with .pdf or .xml (the view). */
int
main (int    argc,
      char **argv)
{
  g_autoptr (GHashTable) records = NULL;
  g_autoptr (KontorTemplate) template = NULL;
  g_autoptr (xmlDoc) view = NULL;
  g_autoptr (KontorDocument) document = NULL;
  g_autoptr (KontorPages) pages = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start, viewed, run;

  g_test_init (&argc, &argv, NULL);

  if (argc != 5)
    {
      g_printerr ("Usage: print-record ID TEMPLATE LANGUAGE FILE\n");
      return 2;
    }

  records = records_load ();
  file = g_file_new_for_commandline_arg (argv[4]);

  if (g_str_has_suffix (argv[2], ".xml"))
    {
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_get_contents (argv[2], &text, &length, &error))
        {
          g_autoptr (GBytes) bytes = g_bytes_new (text, length);

          template = kontor_template_new_for_bytes (bytes, argv[2], NULL, &error);
        }
    }
  else
    {
      template = kontor_template_load_shipped (argv[2], &error);
    }

  start = g_get_monotonic_time ();

  if (template != NULL)
    view = kontor_view_new (records_get (records, argv[1]), 0, records_resolve, records, argv[3], &error);

  viewed = g_get_monotonic_time ();

  if (view != NULL && g_str_has_suffix (argv[4], ".xml"))
    {
      g_autofree char *text = kontor_view_to_string (view);

      return g_file_set_contents (argv[4], text, -1, NULL) ? 0 : 1;
    }

  if (view != NULL)
    document = kontor_template_run (template, view, argv[3], NULL, find_logo, NULL, NULL, &error);

  run = g_get_monotonic_time ();

  if (document != NULL)
    pages = kontor_layout_run (document, 0, NULL, &error);

  if (pages != NULL)
    pdf = kontor_pages_to_pdf (pages, NULL, &error);

  if (pdf == NULL || !kontor_pdf_write (pdf, file, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_print ("%u pages, view %d us, run %d us\n", kontor_pages_get_count (pages), (int) (viewed - start), (int) (run - viewed));
  return 0;
}

/* make-sample.c: prints the sample offer, to be looked at and to be timed */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include "kontor-layout.h"
#include "kontor-pdf.h"
#include "sample-offer.h"

/* make-sample LANGUAGE ROWS FILE: writes the PDF, and says how long each step took. */
int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  gint64 start = g_get_monotonic_time ();

  if (argc != 4)
    {
      g_printerr ("Usage: make-sample LANGUAGE ROWS FILE\n");
      return 2;
    }
  file = g_file_new_for_commandline_arg (argv[3]);

  for (guint run = 0; run < 2; run++)
    {
      g_autoptr (KontorDocument) document = sample_offer_new (argv[1], (guint) g_ascii_strtoull (argv[2], NULL, 10));
      gint64 built = g_get_monotonic_time ();
      g_autoptr (KontorPages) pages = kontor_layout_run (document, 0, NULL, &error);
      gint64 laid_out = g_get_monotonic_time ();
      g_autoptr (GBytes) pdf = pages != NULL ? kontor_pages_to_pdf (pages, NULL, &error) : NULL;
      gint64 printed = g_get_monotonic_time ();

      if (pdf == NULL || !kontor_pdf_write (pdf, file, NULL, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      g_print ("%s run: %u pages, document %.1f ms, layout %.1f ms, PDF %.1f ms, %" G_GSIZE_FORMAT " bytes\n",
               run == 0 ? "first" : "second", kontor_pages_get_count (pages), (double) (built - start) / 1000,
               (double) (laid_out - built) / 1000, (double) (printed - laid_out) / 1000, g_bytes_get_size (pdf));
      start = g_get_monotonic_time ();
    }

  return 0;
}

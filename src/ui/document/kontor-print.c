/* kontor-print.c: pages to the printer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-print.h"

#include <math.h>

#include "kontor-pages-cairo.h"

/* Points by which a sheet may differ from a known size of paper and still be that. */
#define TOLERANCE 2.0

static const char *const known_papers[] = {
  GTK_PAPER_NAME_A4, GTK_PAPER_NAME_A5, GTK_PAPER_NAME_A3, GTK_PAPER_NAME_LETTER, GTK_PAPER_NAME_LEGAL,
};

/* The printer's own name for a size where there is one, so that it does not ask for paper of an odd size. */
static GtkPaperSize *
find_paper (double width,
            double height)
{
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (known_papers); i++)
    {
      GtkPaperSize *size = gtk_paper_size_new (known_papers[i]);

      if (fabs (gtk_paper_size_get_width (size, GTK_UNIT_POINTS) - width) < TOLERANCE &&
          fabs (gtk_paper_size_get_height (size, GTK_UNIT_POINTS) - height) < TOLERANCE)
        return size;
      gtk_paper_size_free (size);
    }
  name = g_strdup_printf ("custom_%.0fx%.0f", width, height);

  return gtk_paper_size_new_custom (name, name, width, height, GTK_UNIT_POINTS);
}

static GtkPageSetup *
make_page_setup (KontorPages *pages,
                 guint page)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size;
  double width;
  double height;

  kontor_pages_get_size (pages, page, &width, &height);
  size = find_paper (MIN (width, height), MAX (width, height));
  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_paper_size_free (size);

  return setup;
}

static void
request_page_setup_cb (GtkPrintOperation *operation,
                       GtkPrintContext *context,
                       int page,
                       GtkPageSetup *setup,
                       KontorPages *pages)
{
  g_autoptr (GtkPageSetup) own = make_page_setup (pages, page);

  gtk_page_setup_set_paper_size (setup, gtk_page_setup_get_paper_size (own));
  gtk_page_setup_set_orientation (setup, gtk_page_setup_get_orientation (own));
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              KontorPages *pages)
{
  kontor_pages_draw (pages, page, gtk_print_context_get_cairo_context (context), KONTOR_DRAW_NONE);
}

/**
 * kontor_print_operation_new:
 * @pages: what is to be printed
 * @name: the name of the job
 *
 * Makes a print operation for pages that are laid out already; they are drawn at their own size, each on its own size of paper.
 * Run it with %GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, which goes through the portal in a sandbox.
 *
 * Returns: (transfer full): the operation
 */
GtkPrintOperation *
kontor_print_operation_new (KontorPages *pages,
                            const char *name)
{
  GtkPrintOperation *operation;
  g_autoptr (GtkPageSetup) setup = NULL;

  g_return_val_if_fail (KONTOR_IS_PAGES (pages), NULL);

  operation = gtk_print_operation_new ();
  setup = make_page_setup (pages, 0);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_n_pages (operation, kontor_pages_get_count (pages));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "request-page-setup", G_CALLBACK (request_page_setup_cb), pages, 0);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), pages, 0);
  /* The pages live as long as the job. */
  g_object_set_data_full (G_OBJECT (operation), "kontor-pages", g_object_ref (pages), g_object_unref);

  return operation;
}

/* bench-print.c: printing an offer of 20 lines, against bare Pango and Cairo drawing the same words */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "kontor-layout.h"
#include "kontor-pdf.h"
#include "kontor-render.h"
#include "kontor-view.h"
#include "records.h"
#include "sample-offer.h"

#define OFFER "offer:00000000-0000-4000-8000-000000000010"
#define N_LINES 20
#define N_RUNS 41

typedef struct
{
  GHashTable *records;
  KontorRecord *offer;
  KontorTemplate *template;
  KontorPages *pages;
} Bench;

/* The sample offer with one variant of 20 items that differ. */
static KontorRecord *
make_offer (GHashTable *records)
{
  g_autoptr (GString) lines = g_string_new ("[{\"id\":\"v1\",\"name\":\"A\",\"lines\":[");
  g_autoptr (KontorJson) variants = NULL;
  g_autoptr (GError) error = NULL;
  KontorRecord *offer = records_get (records, OFFER);

  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (lines,
                            "%s{\"id\":\"l%u\",\"name\":\"Stanowisko robocze nr %u\",\"description\":\"Blat dębowy, stelaż "
                            "regulowany elektrycznie, montaż na miejscu\",\"quantity\":\"%u\",\"unit\":\"szt.\","
                            "\"unit_price\":\"1%03u.50\",\"vat\":\"%s\"}",
                            i > 0 ? "," : "", i, i + 1, i % 7 + 1, i * 37 % 1000, i % 4 == 0 ? "8" : "23");
  g_string_append (lines, "]}]");
  variants = kontor_json_parse (lines->str, -1, &error);
  g_assert_no_error (error);
  kontor_record_set (offer, "variants", variants, &error);
  g_assert_no_error (error);

  return offer;
}

static GBytes *
find_logo_cb (const char *id, gpointer user_data, GError **error)
{
  return g_bytes_new_static (SAMPLE_LOGO, strlen (SAMPLE_LOGO));
}

static void
print (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (xmlDoc) view
    = kontor_view_new (bench->offer, KONTOR_VIEW_NO_FLAGS, records_resolve, bench->records, "pl", &error);
  g_autoptr (KontorDocument) document = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_assert_no_error (error);
  document = kontor_template_run (bench->template, view, "pl", NULL, find_logo_cb, NULL, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&bench->pages);
  bench->pages = kontor_layout_run (document, 60, NULL, &error);
  g_assert_no_error (error);
  pdf = kontor_pages_to_pdf (bench->pages, NULL, &error);
  g_assert_no_error (error);
}

static cairo_status_t
discard_cb (void *closure, const unsigned char *data, unsigned int length)
{
  return CAIRO_STATUS_SUCCESS;
}

/* One layout for each text, at its place: what the least program would do that knows all places already. */
static void
draw_bare (Bench *bench)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (discard_cb, NULL, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Noto Sans 9");

  pango_layout_set_font_description (layout, font);
  for (guint i = 0; i < kontor_pages_get_count (bench->pages); i++)
    {
      g_autofree char *dump = kontor_pages_dump (bench->pages, i);
      g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);

      for (guint j = 0; lines[j] != NULL; j++)
        {
          g_auto (GStrv) words = g_strsplit (lines[j], " ", 5);

          if (g_strv_length (words) < 5 || strcmp (words[0], "text") != 0)
            continue;
          cairo_move_to (cr, g_ascii_strtod (words[1], NULL), g_ascii_strtod (words[2], NULL));
          pango_layout_set_text (layout, words[4], -1);
          pango_cairo_show_layout (cr, layout);
        }
      cairo_show_page (cr);
    }

  pango_font_description_free (font);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

static int
compare_times_cb (gconstpointer a, gconstpointer b)
{
  const gint64 *time_a = a;
  const gint64 *time_b = b;

  return *time_a < *time_b ? -1 : *time_a > *time_b;
}

/* The median of runs that take turns, so that whatever else the machine does falls on both. */
int
main (int argc, char *argv[])
{
  gint64 ours[N_RUNS], floor_times[N_RUNS];
  g_autoptr (GError) error = NULL;
  gint64 first;
  Bench bench = { 0 };

  g_test_init (&argc, &argv, NULL);

  bench.records = records_load ();
  bench.offer = make_offer (bench.records);
  bench.template = kontor_template_load_shipped ("offer-classic", &error);
  g_assert_no_error (error);

  first = g_get_monotonic_time ();
  print (&bench);
  first = g_get_monotonic_time () - first;
  draw_bare (&bench);

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      print (&bench);
      ours[i] = g_get_monotonic_time () - start;
      start = g_get_monotonic_time ();
      draw_bare (&bench);
      floor_times[i] = g_get_monotonic_time () - start;
    }

  qsort (ours, N_RUNS, sizeof *ours, compare_times_cb);
  qsort (floor_times, N_RUNS, sizeof *floor_times, compare_times_cb);
  g_print ("printing an offer of %d lines on %u pages: %.1f ms, bare Pango and Cairo %.1f ms, ratio %.2f\n", N_LINES,
           kontor_pages_get_count (bench.pages), (double) ours[N_RUNS / 2] / 1000, (double) floor_times[N_RUNS / 2] / 1000,
           (double) ours[N_RUNS / 2] / (double) floor_times[N_RUNS / 2]);
  g_print ("the first one in a process, with the fonts to be found: %.1f ms\n", (double) first / 1000);

  g_object_unref (bench.pages);
  kontor_template_unref (bench.template);
  g_hash_table_unref (bench.records);

  return 0;
}

/* test-render-child.c: printing in a process of its own */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "kontor-render-child.h"
#include "kontor-template-error.h"
#include "kontor-template.h"
#include "kontor-view.h"
#include "records.h"
#include "sample-offer.h"

#define OFFER "offer:00000000-0000-4000-8000-000000000010"
#define HEAD "<template xmlns='urn:kontor:template:1' title='T' for='offer'>"

static GBytes *
print (GBytes       *template,
       GCancellable *cancellable,
       GError      **error)
{
  g_autoptr (GHashTable) records = records_load ();
  g_autoptr (xmlDoc) view = kontor_view_new (records_get (records, OFFER), 0, records_resolve, records, "pl", error);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  g_assert_nonnull (view);
  g_hash_table_insert (files, g_strnfill (64, 'a'), g_bytes_new (SAMPLE_LOGO, strlen (SAMPLE_LOGO)));

  return kontor_render_in_child (template, "foreign", NULL, view, "pl", NULL, files, cancellable, error);
}

static void
test_prints (void)
{
  g_autoptr (KontorTemplate) shipped = kontor_template_load_shipped ("offer-classic", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = print (kontor_template_get_bytes (shipped), NULL, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 5000);

  again = print (kontor_template_get_bytes (shipped), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (pdf, again));
}

static void
test_error_comes_back (void)
{
  static const char *const source = HEAD "<body>\n<paragraph><value select='sum(x)'/></paragraph></body></template>";
  g_autoptr (GBytes) template = g_bytes_new_static (source, strlen (source));
  g_autoptr (GError) error = NULL;

  g_assert_null (print (template, NULL, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "line 2"));
}

static void
test_cancelled (void)
{
  g_autoptr (KontorTemplate) shipped = kontor_template_load_shipped ("offer-classic", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (print (kontor_template_get_bytes (shipped), cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The process dies in the middle of its work, as it would by a hole in a library or by its limits. */
static void
test_process_dies (void)
{
  g_autoptr (KontorTemplate) shipped = kontor_template_load_shipped ("offer-classic", NULL);
  g_autoptr (GError) error = NULL;

  g_setenv ("KONTOR_TEST_DIE", "1", TRUE);
  g_assert_null (print (kontor_template_get_bytes (shipped), NULL, &error));
  g_unsetenv ("KONTOR_TEST_DIE");
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT);
}

int
main (int    argc,
      char **argv)
{
  if (kontor_render_is_child (argc, argv))
    {
      if (g_getenv ("KONTOR_TEST_DIE") != NULL)
        raise (SIGKILL);

      return kontor_render_child_main ();
    }

  g_test_init (&argc, &argv, NULL);

#ifdef __SANITIZE_ADDRESS__
  /* The address sanitizer takes more address space than the child may have. */
  g_print ("1..0 # SKIP the address sanitizer\n");
  return 0;
#endif

  g_test_add_func ("/render-child/prints", test_prints);
  g_test_add_func ("/render-child/error-comes-back", test_error_comes_back);
  g_test_add_func ("/render-child/cancelled", test_cancelled);
  g_test_add_func ("/render-child/process-dies", test_process_dies);

  return g_test_run ();
}

/* test-rates-fetch.c: rates come over HTTP from a server that may do anything */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "kontor-rates-error.h"
#include "kontor-rates-fetch.h"

typedef struct
{
  GBytes *bytes;
  GError *error;
  gboolean done;
} Outcome;

static void
server_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  if (strcmp (path, "/table.xml") == 0)
    {
      soup_server_message_set_response (message, "text/xml", SOUP_MEMORY_STATIC, "<Envelope/>", 11);
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
    }
  else if (strcmp (path, "/endless") == 0)
    {
      char *zeros = g_malloc0 (65 * 1024 * 1024);

      soup_server_message_set_response (message, "text/xml", SOUP_MEMORY_TAKE, zeros, 65 * 1024 * 1024);
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
    }
  else
    {
      soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
    }
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->bytes = kontor_rates_fetch_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static Outcome
fetch (const char *url, GCancellable *cancellable)
{
  Outcome outcome = { 0 };

  kontor_rates_fetch_async (url, cancellable, fetched_cb, &outcome);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);

  return outcome;
}

static char *
start_server (SoupServer *server)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;
  GSList *uris;

  soup_server_add_handler (server, NULL, server_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  uri = g_uri_ref (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uri));
}

static void
test_fetch_gives_the_bytes (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *base = start_server (server);
  g_autofree char *url = g_strconcat (base, "/table.xml", NULL);
  Outcome outcome = fetch (url, NULL);

  g_assert_no_error (outcome.error);
  g_assert_cmpmem (g_bytes_get_data (outcome.bytes, NULL), g_bytes_get_size (outcome.bytes), "<Envelope/>", 11);
  g_bytes_unref (outcome.bytes);
}

static void
assert_network_error (const char *url, const char *part)
{
  Outcome outcome = fetch (url, NULL);

  g_assert_null (outcome.bytes);
  g_assert_error (outcome.error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_NETWORK);
  if (strstr (outcome.error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", outcome.error->message, part);
  g_error_free (outcome.error);
}

static void
test_failures_name_the_host_and_the_reason (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *base = start_server (server);
  g_autofree char *unavailable = g_strconcat (base, "/none?key=secret", NULL);
  g_autofree char *endless = g_strconcat (base, "/endless", NULL);

  assert_network_error (unavailable, "127.0.0.1: The server answered “503");
  assert_network_error (endless, "too large");
  assert_network_error ("file:///etc/passwd", "https://");
  assert_network_error ("no address", "https://");

  soup_server_disconnect (server);
  assert_network_error (unavailable, "127.0.0.1");
}

static void
test_cancelling_is_told_as_such (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome;

  g_cancellable_cancel (cancellable);
  outcome = fetch ("http://127.0.0.1:1/", cancellable);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (outcome.error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rates-fetch/gives-the-bytes", test_fetch_gives_the_bytes);
  g_test_add_func ("/rates-fetch/failures-name-the-host-and-the-reason", test_failures_name_the_host_and_the_reason);
  g_test_add_func ("/rates-fetch/cancelling-is-told-as-such", test_cancelling_is_told_as_such);

  return g_test_run ();
}

/* kontor-rates-fetch.c: the newest rates from their publisher */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-rates-fetch.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "kontor-rates-error.h"

/* Seconds without a byte, and bytes: the ECB's whole history is below 10 MB. */
#define TIMEOUT 20
#define MAX_BYTES (64 * 1024 * 1024)
#define CHUNK (64 * 1024)

typedef struct
{
  SoupSession *session;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *bytes;
} Fetch;

static void
fetch_free (Fetch *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_free (self);
}

/* A host without what may stand before and after it: a query can hold a key. */
static char *
describe_url (SoupMessage *message)
{
  return g_strdup (g_uri_get_host (soup_message_get_uri (message)));
}

static void
return_network_error (GTask *task, const char *reason)
{
  Fetch *fetch = g_task_get_task_data (task);
  g_autofree char *host = describe_url (fetch->message);

  g_task_return_new_error (task, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_NETWORK,
                           _("The exchange rates could not be fetched from %s: %s The rates that are here stay in use."),
                           host, reason);
}

/* Cancelling is the caller's own act and stays what it is; everything else is told with the host. */
static void
return_error (GTask *task, GError *error)
{
  g_autofree char *reason = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  reason = g_str_has_suffix (error->message, ".") ? g_strdup (error->message) : g_strconcat (error->message, ".", NULL);
  g_error_free (error);
  return_network_error (task, reason);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL)
    {
      return_error (task, error);
      return;
    }

  if (g_bytes_get_size (chunk) == 0)
    {
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&fetch->bytes)),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }

  if (fetch->bytes->len + g_bytes_get_size (chunk) > MAX_BYTES)
    {
      return_network_error (task, _("The answer is too large."));
      return;
    }

  g_byte_array_append (fetch->bytes, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  g_input_stream_read_bytes_async (fetch->stream, CHUNK, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), read_cb,
                                   g_object_ref (task));
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  fetch->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (fetch->stream == NULL)
    {
      return_error (task, error);
      return;
    }

  if (soup_message_get_status (fetch->message) != SOUP_STATUS_OK)
    {
      g_autofree char *reason = g_strdup_printf (_("The server answered “%u %s”."), soup_message_get_status (fetch->message),
                                                 soup_message_get_reason_phrase (fetch->message));

      return_network_error (task, reason);
      return;
    }

  g_input_stream_read_bytes_async (fetch->stream, CHUNK, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), read_cb,
                                   g_object_ref (task));
}

/**
 * kontor_rates_fetch_async:
 * @url: where a source publishes its table
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the answer is here
 * @user_data: for @callback
 *
 * Gets the bytes of a table for kontor_rates_import(). They are bounded in size, and so is the wait for each of them.
 */
void
kontor_rates_fetch_async (const char *url, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, kontor_rates_fetch_async);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);

  fetch->bytes = g_byte_array_new ();
  fetch->session = soup_session_new_with_options ("timeout", TIMEOUT, "user-agent", "Kontor/" KONTOR_VERSION, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL ||
      (strcmp (g_uri_get_scheme (uri), "https") != 0 && strcmp (g_uri_get_scheme (uri), "http") != 0))
    {
      g_task_return_new_error (task, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_NETWORK,
                               _("The address of the exchange rates must begin with https:// or http://."));
      return;
    }

  fetch->message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  soup_session_send_async (fetch->session, fetch->message, G_PRIORITY_DEFAULT, cancellable, send_cb, g_object_ref (task));
}

/**
 * kontor_rates_fetch_finish:
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL with %KONTOR_RATES_ERROR_NETWORK or %G_IO_ERROR_CANCELLED
 */
GBytes *
kontor_rates_fetch_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

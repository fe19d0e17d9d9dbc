/* kontor-tool-io.c: the store, the files and the output of a command */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/**
 * kontor_tool_get_store_path:
 * @self: a call
 *
 * Returns: (transfer none): the file of the store
 */
const char *
kontor_tool_get_store_path (KontorTool *self)
{
  return self->store_path;
}

/**
 * kontor_tool_open_or_make:
 * @self: a call
 * @error: return location for a #GError
 *
 * Opens the store, for a command that brings records: a new one is made when there is none.
 *
 * Returns: (transfer none) (nullable): the store, which the call closes
 */
KontorStore *
kontor_tool_open_or_make (KontorTool *self,
                          GError **error)
{
  if (!self->store)
    self->store = kontor_store_open (self->store_path, error);
  return self->store;
}

/**
 * kontor_tool_open:
 * @self: a call
 * @error: return location for a #GError
 *
 * Opens the store, for a command that works on what is in it. A mistyped name makes no empty store.
 *
 * Returns: (transfer none) (nullable): the store, which the call closes; %NULL with %KONTOR_TOOL_ERROR_FAILED when there is
 *   none, and as kontor_store_open()
 */
KontorStore *
kontor_tool_open (KontorTool *self,
                  GError **error)
{
  if (!self->store && !g_file_test (self->store_path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_name (self->store_path);

      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED,
                   _("There is no store “%s” yet: “kontorctl demo”, “put” or “import” makes it."), name);
      return NULL;
    }
  return kontor_tool_open_or_make (self, error);
}

/**
 * kontor_tool_dup_shown_name:
 * @name: a file; `-` for standard input
 *
 * Returns: (transfer full): what messages call it
 */
char *
kontor_tool_dup_shown_name (const char *name)
{
  return strcmp (name, "-") == 0 ? g_strdup (_("standard input")) : g_filename_display_name (name);
}

/**
 * kontor_tool_read_file:
 * @name: a file; `-` for standard input
 * @maximum: the most bytes that are taken
 * @length: (out): how many there are
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the bytes, with a 0 behind them; %NULL with %KONTOR_TOOL_ERROR_FAILED
 */
char *
kontor_tool_read_file (const char *name,
                       gsize maximum,
                       gsize *length,
                       GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *shown = kontor_tool_dup_shown_name (name);
  gboolean standard_input = strcmp (name, "-") == 0;
  int fd = standard_input ? STDIN_FILENO : open (name, O_RDONLY | O_CLOEXEC);
  gssize n = -1;

  while (fd >= 0 && bytes->len <= maximum)
    {
      guint at = bytes->len;

      g_byte_array_set_size (bytes, at + 64 * 1024);
      do
        n = read (fd, bytes->data + at, 64 * 1024);
      while (n < 0 && errno == EINTR);
      g_byte_array_set_size (bytes, at + MAX (n, 0));
      if (n <= 0)
        break;
    }
  if (n < 0)
    g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED, _("“%s” cannot be read: %s."), shown,
                 g_strerror (errno));
  else if (bytes->len > maximum)
    {
      g_autofree char *most = g_format_size_full (maximum, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED, _("“%s” is too large: %s are taken at the most."),
                   shown, most);
      n = -1;
    }
  if (fd >= 0 && !standard_input)
    close (fd);
  if (n < 0)
    return NULL;

  *length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}

/* Why the output could not be written, or 0. */
static int output_errno;

static void
note_output_error (void)
{
  if (errno == EPIPE)
    kontor_tool_end_unread ();
  if (output_errno == 0)
    output_errno = errno;
}

/**
 * kontor_tool_end_unread:
 *
 * Ends the program as its kind ends when nobody reads the output any more: by the signal, without a word. It is ignored
 * until then, because other pipes may break too, and that is an error like others.
 */
void
kontor_tool_end_unread (void)
{
  signal (SIGPIPE, SIG_DFL);
  raise (SIGPIPE);
}

/**
 * kontor_tool_print:
 * @text: text in UTF-8
 *
 * Prints a line. Whether it arrived is told by kontor_tool_flush().
 */
void
kontor_tool_print (const char *text)
{
  if (fputs (text, stdout) == EOF || putchar ('\n') == EOF)
    note_output_error ();
}

/**
 * kontor_tool_print_json:
 * @json: a value
 *
 * Prints JSON on one line.
 */
void
kontor_tool_print_json (KontorJson *json)
{
  g_autofree char *text = kontor_json_to_string (json);

  kontor_tool_print (text);
}

/**
 * kontor_tool_print_json_pretty:
 * @json: a value
 *
 * Prints JSON over several lines.
 */
void
kontor_tool_print_json_pretty (KontorJson *json)
{
  g_autofree char *text = kontor_json_to_string_pretty (json);

  kontor_tool_print (text);
}

/**
 * kontor_tool_flush:
 * @error: return location for a #GError
 *
 * Hands over what was printed.
 *
 * Returns: whether all of it has arrived
 */
gboolean
kontor_tool_flush (GError **error)
{
  if (fflush (stdout) == EOF)
    note_output_error ();
  if (output_errno == 0)
    return TRUE;
  g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED, _("The output could not be written: %s."),
               g_strerror (output_errno));
  return FALSE;
}

/**
 * kontor_tool_show_progress:
 * @text: (nullable): how far it is; %NULL to wipe it away
 *
 * Shows progress on standard error when that is a terminal, and is silent otherwise.
 */
void
kontor_tool_show_progress (const char *text)
{
  static gint64 last;
  static gboolean shown;
  gint64 now = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO) || (text && now - last < G_USEC_PER_SEC / 10) || (!text && !shown))
    return;
  last = now;
  shown = text != NULL;
  fprintf (stderr, "\r\033[K%s", text ? text : "");
  fflush (stderr);
}

/* kontor-tool-reader.c: JSON objects out of a stream, one after the other */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "kontor-json.h"
#include "kontor-tool.h"

#define CHUNK (64 * 1024)

typedef enum
{
  PLACE_BEGIN,
  PLACE_LINES,
  PLACE_ARRAY_BEGIN,
  PLACE_AFTER_ELEMENT,
  PLACE_AFTER_COMMA,
  PLACE_ARRAY_END,
} Place;

/*
 * The reader only finds where an object ends; what is inside is judged by kontor_json_parse(). So it holds one object at a
 * time, however long the stream is, and one object, an array of them and one object a line are all read alike.
 */
struct _KontorToolReader
{
  int fd;
  char *shown; /* the name of the file */
  KontorToolReaderWaitFunc wait;
  gpointer user_data;
  GByteArray *bytes;
  gsize at;       /* what lies before it was read */
  gboolean ended; /* the stream has no more bytes */
  Place place;
  gboolean array;
  guint line;        /* where @at is */
  guint object_line; /* where the last object began */
};

/**
 * kontor_tool_reader_new:
 * @name: a file; `-` for standard input
 * @wait: (nullable): called before the reader waits for more
 * @user_data: for @wait
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a reader; %NULL with %KONTOR_TOOL_ERROR_FAILED
 */
KontorToolReader *
kontor_tool_reader_new (const char *name,
                        KontorToolReaderWaitFunc wait,
                        gpointer user_data,
                        GError **error)
{
  g_autofree char *shown = kontor_tool_dup_shown_name (name);
  int fd = strcmp (name, "-") == 0 ? STDIN_FILENO : open (name, O_RDONLY | O_CLOEXEC);
  KontorToolReader *self;

  if (fd < 0)
    {
      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED, _("“%s” cannot be read: %s."), shown,
                   g_strerror (errno));
      return NULL;
    }
  self = g_new0 (KontorToolReader, 1);
  self->fd = fd;
  self->shown = g_steal_pointer (&shown);
  self->wait = wait;
  self->user_data = user_data;
  self->bytes = g_byte_array_new ();
  self->line = 1;
  return self;
}

/**
 * kontor_tool_reader_free:
 * @self: (transfer full): a reader
 *
 * Closes the file.
 */
void
kontor_tool_reader_free (KontorToolReader *self)
{
  if (self->fd != STDIN_FILENO)
    close (self->fd);
  g_byte_array_unref (self->bytes);
  g_free (self->shown);
  g_free (self);
}

/* Gets more bytes, or notes that there are none. */
static gboolean
fill (KontorToolReader *self,
      GError **error)
{
  struct pollfd readable = { self->fd, POLLIN, 0 };
  guint length;
  gssize n;

  if (self->wait && poll (&readable, 1, 0) == 0 && !self->wait (self->user_data, error))
    return FALSE;

  if (self->at > 0)
    {
      g_byte_array_remove_range (self->bytes, 0, self->at);
      self->at = 0;
    }
  length = self->bytes->len;
  g_byte_array_set_size (self->bytes, length + CHUNK);
  do
    n = read (self->fd, self->bytes->data + length, CHUNK);
  while (n < 0 && errno == EINTR);
  g_byte_array_set_size (self->bytes, length + MAX (n, 0));
  if (n < 0)
    {
      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED, _("“%s” cannot be read: %s."), self->shown,
                   g_strerror (errno));
      return FALSE;
    }
  self->ended = n == 0;
  return TRUE;
}

/* Moves to the next byte that is no space; it is 0 at the end of the stream. */
static gboolean
skip_space (KontorToolReader *self,
            char *byte,
            GError **error)
{
  while (TRUE)
    {
      for (; self->at < self->bytes->len; self->at++)
        {
          *byte = self->bytes->data[self->at];
          if (*byte == '\n')
            self->line++;
          else if (*byte != ' ' && *byte != '\t' && *byte != '\r')
            return TRUE;
        }
      *byte = '\0';
      if (self->ended)
        return TRUE;
      if (!fill (self, error))
        return FALSE;
    }
}

/* Moves past a byte, to the next one that is no space. */
static gboolean
skip_byte (KontorToolReader *self,
           char *byte,
           GError **error)
{
  self->at++;
  return skip_space (self, byte, error);
}

static gboolean
begin (KontorToolReader *self,
       char *byte,
       GError **error)
{
  /* Some programs begin a file with a byte order mark. */
  if (self->bytes->len - self->at >= 3 && memcmp (self->bytes->data + self->at, "\xef\xbb\xbf", 3) == 0)
    {
      self->at += 3;
      if (!skip_space (self, byte, error))
        return FALSE;
    }
  self->array = *byte == '[';
  self->place = self->array ? PLACE_ARRAY_BEGIN : PLACE_LINES;
  return !self->array || skip_byte (self, byte, error);
}

static void
set_error_in_line (KontorToolReader *self,
                   guint line,
                   const char *message,
                   GError **error)
{
  g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_FAILED, _("“%s”, line %u: %s"), self->shown, line, message);
}

/* Moves to the brace that opens the next object, if there is one. */
static gboolean
find_object (KontorToolReader *self,
             gboolean *found,
             GError **error)
{
  const char *message = _("A record must be a JSON object.");
  gboolean at_end;
  char byte;

  *found = FALSE;
  if (!skip_space (self, &byte, error))
    return FALSE;
  if (self->place == PLACE_BEGIN && !begin (self, &byte, error))
    return FALSE;

  if ((self->place == PLACE_ARRAY_BEGIN || self->place == PLACE_AFTER_ELEMENT) && byte == ']')
    {
      self->place = PLACE_ARRAY_END;
      if (!skip_byte (self, &byte, error))
        return FALSE;
    }
  else if (self->place == PLACE_AFTER_ELEMENT && byte == ',')
    {
      self->place = PLACE_AFTER_COMMA;
      if (!skip_byte (self, &byte, error))
        return FALSE;
    }

  at_end = self->at >= self->bytes->len;
  if (at_end && (self->place == PLACE_LINES || self->place == PLACE_ARRAY_END))
    return TRUE;
  if (self->place == PLACE_ARRAY_END)
    message = _("After the array there must be nothing more.");
  else if (at_end)
    message = _("The array does not end: a part of the file is missing.");
  else if (self->place == PLACE_AFTER_ELEMENT)
    message = _("After an element of the array there must be “,” or “]”.");
  else if (byte == '{')
    {
      *found = TRUE;
      return TRUE;
    }
  set_error_in_line (self, self->line, message, error);
  return FALSE;
}

/**
 * kontor_tool_reader_next:
 * @self: a reader
 * @text: (out) (transfer none): the next object, until the next call; %NULL when there are no more
 * @length: (out): its length in bytes
 * @error: return location for a #GError
 *
 * Finds the next object, in an array or not. Spaces and line breaks may stand anywhere.
 *
 * Returns: %FALSE with %KONTOR_TOOL_ERROR_FAILED when something else stands there, or as the function that was given
 */
gboolean
kontor_tool_reader_next (KontorToolReader *self,
                         const char **text,
                         gsize *length,
                         GError **error)
{
  gsize i = 0;
  guint depth = 0, lines = 0;
  gboolean in_string = FALSE, escaped = FALSE, found;

  *text = NULL;
  *length = 0;
  if (!find_object (self, &found, error))
    return FALSE;
  if (!found)
    return TRUE;

  self->object_line = self->line;
  while (TRUE)
    {
      for (; self->at + i < self->bytes->len; i++)
        {
          char byte = self->bytes->data[self->at + i];

          if (byte == '\n')
            lines++;
          if (escaped)
            escaped = FALSE;
          else if (in_string)
            {
              escaped = byte == '\\';
              in_string = byte != '"';
            }
          else if (byte == '"')
            in_string = TRUE;
          else if (byte == '{' || byte == '[')
            depth++;
          else if ((byte == '}' || byte == ']') && --depth == 0)
            {
              *text = (const char *) self->bytes->data + self->at;
              *length = i + 1;
              self->at += i + 1;
              self->line += lines;
              if (self->array)
                self->place = PLACE_AFTER_ELEMENT;
              return TRUE;
            }
        }
      if (i > KONTOR_JSON_MAX_SIZE)
        {
          set_error_in_line (self, self->object_line, _("The record that begins here is too large."), error);
          return FALSE;
        }
      if (self->ended)
        {
          set_error_in_line (self, self->object_line, _("The record that begins here does not end: a part of it is missing."),
                             error);
          return FALSE;
        }
      if (!fill (self, error))
        return FALSE;
    }
}

/**
 * kontor_tool_reader_is_array:
 * @self: a reader that was asked for the first object
 *
 * Returns: whether the objects stand in an array
 */
gboolean
kontor_tool_reader_is_array (KontorToolReader *self)
{
  return self->array;
}

/**
 * kontor_tool_reader_prefix_error:
 * @self: a reader
 * @error: (inout): what is wrong with the last object
 *
 * Says in which file and in which line it begins.
 */
void
kontor_tool_reader_prefix_error (KontorToolReader *self,
                                 GError **error)
{
  g_prefix_error (error, _("“%s”, line %u: "), self->shown, self->object_line);
}

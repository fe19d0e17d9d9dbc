/* kontor-vcard-reader.c: vCard 2.1, 3.0 and 4.0 as properties, in the dialects that programs write */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-vcard-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-charset.h"
#include "kontor-formats-error.h"

/* Bounds on what comes from outside. A photo of a camera fits. */
#define MAX_LINE (16 * 1024 * 1024)
#define MAX_PROPERTIES 2000
#define MAX_CARDS 200000

struct _KontorVcardReader
{
  GBytes *bytes;       /* as they are in the file, but for UTF-16 */
  const char *start;
  const char *next;
  const char *end;
  guint line;          /* where @next stands */
  const char *charset; /* of what does not say it */
  gboolean guessed;
  char *language;
  guint n_cards;
  guint version;       /* of the card that is read */
};

/**
 * kontor_vcard_reader_new:
 * @bytes: a file of cards
 * @language: (nullable): the language that a person works in, which helps to tell an unsaid character set
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a reader that stands before the first card; %NULL with %KONTOR_FORMATS_ERROR when it
 *   is no text
 */
KontorVcardReader *
kontor_vcard_reader_new (GBytes *bytes, const char *language, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  KontorVcardReader *self;
  const char *charset;
  gboolean guessed;
  gsize length;

  text = kontor_charset_decode (bytes, language, &charset, &guessed, error);
  if (text == NULL)
    return NULL;

  self = g_new0 (KontorVcardReader, 1);
  /* Properties of vCard 2.1 say their sets one by one, so bytes stay bytes until a property is read. */
  self->bytes = g_bytes_ref (guessed ? bytes : text);
  self->start = g_bytes_get_data (self->bytes, &length);
  if (self->start == NULL)
    self->start = "";
  self->next = self->start;
  self->end = self->start + length;
  self->line = 1;
  self->charset = charset;
  self->guessed = guessed;
  self->language = g_strdup (language);

  return self;
}

/**
 * kontor_vcard_reader_free:
 * @self: (transfer full): a reader
 */
void
kontor_vcard_reader_free (KontorVcardReader *self)
{
  g_bytes_unref (self->bytes);
  g_free (self->language);
  g_free (self);
}

/**
 * kontor_vcard_reader_get_charset:
 * @self: a reader
 * @guessed: (out): whether that is a guess
 *
 * Returns: (transfer none): the character set of what does not say its own
 */
const char *
kontor_vcard_reader_get_charset (KontorVcardReader *self, gboolean *guessed)
{
  *guessed = self->guessed;

  return self->charset;
}

/**
 * kontor_vcard_reader_get_position:
 * @self: a reader
 * @length: (out): the length of the text in bytes
 *
 * Returns: how many of them were read
 */
gsize
kontor_vcard_reader_get_position (KontorVcardReader *self, gsize *length)
{
  *length = (gsize) (self->end - self->start);

  return (gsize) (self->next - self->start);
}

/* One line of the file, without its end, appended to @line. */
static gboolean
append_line (KontorVcardReader *self, GString *line, GError **error)
{
  const char *stop = self->next;

  while (stop < self->end && *stop != '\n' && *stop != '\r')
    stop++;
  if (line->len + (gsize) (stop - self->next) > MAX_LINE)
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_LIMIT, _("Line %u: a property is longer than %d MB."),
                   self->line, MAX_LINE / 1024 / 1024);
      return FALSE;
    }
  g_string_append_len (line, self->next, stop - self->next);
  if (stop < self->end && *stop == '\r' && stop + 1 < self->end && stop[1] == '\n')
    stop++;
  self->next = stop < self->end ? stop + 1 : stop;
  self->line++;

  return TRUE;
}

/* What stands before the value of a property says that it is encoded so. */
static gboolean
head_says (const GString *line, const char *encoding)
{
  const char *colon = memchr (line->str, ':', line->len);
  gsize length = strlen (encoding);

  for (const char *p = line->str; colon != NULL && p + length <= colon; p++)
    {
      if ((*p == ';' || *p == '=') && g_ascii_strncasecmp (p + 1, encoding, length) == 0)
        {
          char after = p[1 + length];

          return after == ':' || after == ';';
        }
    }

  return FALSE;
}

static gboolean
is_line_without_colon (KontorVcardReader *self)
{
  const char *p = self->next;

  if (p == self->end || *p == '\n' || *p == '\r')
    return FALSE;
  while (p < self->end && *p != '\n' && *p != '\r')
    {
      if (*p == ':')
        return FALSE;
      p++;
    }

  return TRUE;
}

/* One property: a line with those that it was folded into. */
static gboolean
read_logical_line (KontorVcardReader *self, GString *line, GError **error)
{
  gboolean quoted_printable, base64;

  g_string_truncate (line, 0);
  if (!append_line (self, line, error))
    return FALSE;

  quoted_printable = head_says (line, "QUOTED-PRINTABLE");
  base64 = head_says (line, "BASE64") || head_says (line, "B");
  while (self->next < self->end)
    {
      if (quoted_printable && line->len > 0 && line->str[line->len - 1] == '=')
        {
          g_string_truncate (line, line->len - 1);
        }
      else if (*self->next == ' ' || *self->next == '\t')
        {
          /* vCard 2.1 folds where there is a space, and keeps it */
          if (self->version != 21 || base64)
            self->next++;
        }
      /* some write base64 over many lines and do not indent them */
      else if (!(base64 && self->version == 21 && is_line_without_colon (self)))
        {
          break;
        }
      if (!append_line (self, line, error))
        return FALSE;
    }

  return TRUE;
}

static int
hex_value (char c)
{
  return g_ascii_isxdigit (c) ? g_ascii_xdigit_value (c) : -1;
}

/* RFC 2045 6.7; what is no code stays as it is. Soft line breaks are gone already. */
static void
decode_quoted_printable (GString *text)
{
  gsize to = 0;

  for (gsize from = 0; from < text->len; from++)
    {
      int high = text->str[from] == '=' && from + 2 < text->len ? hex_value (text->str[from + 1]) : -1;
      int low = high >= 0 ? hex_value (text->str[from + 2]) : -1;

      if (low >= 0)
        {
          text->str[to++] = (char) (high * 16 + low);
          from += 2;
        }
      else
        {
          text->str[to++] = text->str[from];
        }
    }
  g_string_truncate (text, to);
}

/* RFC 6868: ^n ^' ^^ */
static void
unescape_carets (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    {
      if (*from == '^' && (from[1] == 'n' || from[1] == '\'' || from[1] == '^'))
        {
          from++;
          *to++ = *from == 'n' ? '\n' : *from == '\'' ? '"' : '^';
        }
      else
        {
          *to++ = *from;
        }
    }
  *to = '\0';
}

static gboolean
is_encoding (const char *word)
{
  static const char *const encodings[] = { "QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      if (g_ascii_strcasecmp (word, encodings[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* "TYPE=work,voice", "TYPE=\"work,voice\"", or just "WORK" as in vCard 2.1 */
static void
read_parameter (KontorVcardProperty *property, const char *text, gsize length)
{
  g_autofree char *raw = g_strndup (text, length);
  g_autofree char *valid = g_utf8_make_valid (raw, -1);
  char *equals = strchr (valid, '=');
  g_autoptr (GString) value = g_string_new (NULL);
  gboolean quoted = FALSE;

  if (equals == NULL)
    {
      if (*g_strstrip (valid) != '\0')
        kontor_vcard_property_add_parameter (property, is_encoding (valid) ? "ENCODING" : "TYPE", valid);
      return;
    }

  *equals = '\0';
  g_strstrip (valid);
  for (const char *p = equals + 1;; p++)
    {
      /* a list in quotes is one value but for types, where programs mean each of them */
      gboolean separates = *p == ',' && (!quoted || g_ascii_strcasecmp (valid, "TYPE") == 0);

      if (*p == '\0' || separates)
        {
          unescape_carets (value->str);
          if (*value->str != '\0')
            kontor_vcard_property_add_parameter (property, valid, value->str);
          g_string_truncate (value, 0);
        }
      else if (*p == '"')
        {
          quoted = !quoted;
        }
      else
        {
          g_string_append_c (value, *p);
        }
      if (*p == '\0')
        break;
    }
}

/* What stands before the value: "item1.TEL;TYPE=work:". */
static void
read_head (KontorVcardProperty *property, const char *head, const char *colon)
{
  const char *p = head;
  const char *dot;
  g_autofree char *name = NULL;
  gboolean quoted = FALSE;

  while (p < colon && *p != ';')
    p++;
  dot = memchr (head, '.', p - head);
  if (dot != NULL)
    {
      g_autofree char *group = g_strndup (head, dot - head);

      property->group = g_utf8_make_valid (group, -1);
      head = dot + 1;
    }
  name = g_strstrip (g_strndup (head, p - head));
  property->name = g_utf8_make_valid (name, -1);
  for (char *c = property->name; *c != '\0'; c++)
    *c = g_ascii_toupper (*c);

  while (p < colon)
    {
      const char *begin = ++p;

      while (p < colon && (quoted || *p != ';'))
        {
          if (*p == '"')
            quoted = !quoted;
          p++;
        }
      read_parameter (property, begin, p - begin);
    }
}

/* The colon before the value: the first that is not in quotes, or the first of all when quotes do not match. */
static const char *
find_colon (const GString *line)
{
  gboolean quoted = FALSE;

  for (const char *p = line->str; p < line->str + line->len; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (*p == ':' && !quoted)
        return p;
    }

  return memchr (line->str, ':', line->len);
}

static KontorVcardProperty *
parse_property (KontorVcardReader *self, const GString *line)
{
  const char *colon = find_colon (line);
  KontorVcardProperty *property;
  g_autoptr (GString) value = NULL;
  const char *encoding, *charset;

  if (colon == NULL)
    return NULL;

  property = kontor_vcard_property_new ();
  read_head (property, line->str, colon);

  value = g_string_new_len (colon + 1, (gssize) (line->str + line->len - colon - 1));
  encoding = kontor_vcard_property_get (property, "ENCODING");
  charset = kontor_vcard_property_get (property, "CHARSET");
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "QUOTED-PRINTABLE") == 0)
    decode_quoted_printable (value);
  property->base64 = encoding != NULL && (g_ascii_strcasecmp (encoding, "BASE64") == 0 || g_ascii_strcasecmp (encoding, "B") == 0);
  property->value = kontor_charset_decode_text (value->str, value->len, charset != NULL ? charset : self->charset, self->language);

  return property;
}

static gboolean
is_line (const KontorVcardProperty *property, const char *name, const char *value)
{
  g_autofree char *bare = g_strstrip (g_strdup (property->value));

  return strcmp (property->name, name) == 0 && g_ascii_strcasecmp (bare, value) == 0;
}

/* Steps to the BEGIN of the next card; FALSE on an error, @found tells whether there is one. */
static gboolean
find_begin (KontorVcardReader *self, guint *line_number, gboolean *found, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);

  *found = FALSE;
  self->version = 30;
  while (self->next < self->end && !*found)
    {
      g_autofree char *bare = NULL;

      *line_number = self->line;
      g_string_truncate (line, 0);
      if (!append_line (self, line, error))
        return FALSE;
      bare = g_strstrip (g_strndup (line->str, line->len));
      *found = g_ascii_strcasecmp (bare, "BEGIN:VCARD") == 0;
    }

  return TRUE;
}

/**
 * kontor_vcard_reader_next:
 * @self: a reader
 * @card: (out) (transfer full) (nullable): the next card; %NULL when there is none
 * @error: return location for a #GError
 *
 * Reads the next card: lines are unfolded, quoted-printable and character sets are decoded, names are in upper case. Lines
 * that are no property are stepped over; a card within a card (vCard 2.1's AGENT) is left out.
 *
 * Returns: %FALSE with %KONTOR_FORMATS_ERROR_SYNTAX when the last card has no end, or %KONTOR_FORMATS_ERROR_LIMIT
 */
gboolean
kontor_vcard_reader_next (KontorVcardReader *self, KontorVcard **card, GError **error)
{
  g_autoptr (KontorVcard) result = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  guint line_number = 0;
  guint depth = 1;
  gboolean found;

  *card = NULL;
  if (!find_begin (self, &line_number, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (++self->n_cards > MAX_CARDS)
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_LIMIT,
                   _("The file has more than %d cards. Split it and import the pieces."), MAX_CARDS);
      return FALSE;
    }

  result = kontor_vcard_new ();
  result->line = line_number;
  while (self->next < self->end)
    {
      KontorVcardProperty *property;

      if (!read_logical_line (self, line, error))
        return FALSE;
      property = parse_property (self, line);
      if (property == NULL)
        continue;

      if (is_line (property, "BEGIN", "VCARD"))
        depth++;
      else if (is_line (property, "END", "VCARD"))
        depth--;
      else if (depth == 1 && strcmp (property->name, "VERSION") == 0)
        self->version = result->version = is_line (property, "VERSION", "2.1") ? 21 : is_line (property, "VERSION", "4.0") ? 40 : 30;
      else if (depth == 1 && *property->name != '\0')
        {
          if (result->properties->len == MAX_PROPERTIES)
            {
              kontor_vcard_property_free (property);
              g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_LIMIT,
                           _("Line %u: a card has more than %d properties."), line_number, MAX_PROPERTIES);
              return FALSE;
            }
          g_ptr_array_add (result->properties, property);
          property = NULL;
        }
      g_clear_pointer (&property, kontor_vcard_property_free);

      if (depth == 0)
        {
          *card = g_steal_pointer (&result);
          return TRUE;
        }
    }

  g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_SYNTAX,
               _("Line %u: the card that begins here has no end. The file was cut off."), line_number);
  return FALSE;
}

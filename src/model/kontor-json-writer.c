/* kontor-json-writer.c: JSON as text, plain, pretty and canonical */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-json-private.h"

#include <math.h>
#include <string.h>

typedef enum
{
  STYLE_COMPACT,
  STYLE_PRETTY,
  STYLE_CANONICAL,
} Style;

/* Escapes as RFC 8785 does: the short forms where there are some, \u00xx for other control characters, nothing else. */
void
kontor_json_append_quoted (GString *string, const char *text)
{
  const char *start = text;

  g_string_append_c (string, '"');
  for (const char *at = text;; at++)
    {
      guchar c = *at;
      const char *short_forms = "\"\"\\\\\bb\tt\nn\ff\rr";
      char escaped = 0;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;

      g_string_append_len (string, start, at - start);
      start = at + 1;
      if (c == '\0')
        break;

      for (const char *form = short_forms; *form != '\0'; form += 2)
        {
          if (form[0] == *at)
            escaped = form[1];
        }
      if (escaped != 0)
        g_string_append_printf (string, "\\%c", escaped);
      else
        g_string_append_printf (string, "\\u%04x", c);
    }
  g_string_append_c (string, '"');
}

/* The digits of a JSON number without zeros at either end, and the power of ten of its last digit. */
static char *
significant_digits (const char *text, gint64 *exponent)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean fraction = FALSE;
  gsize zeros = 0;

  *exponent = 0;
  for (; *text != '\0' && *text != 'e' && *text != 'E'; text++)
    {
      if (*text == '.')
        fraction = TRUE;
      if (!g_ascii_isdigit (*text))
        continue;
      g_string_append_c (digits, *text);
      if (fraction)
        (*exponent)--;
    }
  if (*text != '\0')
    *exponent += CLAMP (g_ascii_strtoll (text + 1, NULL, 10), -1000000000, 1000000000);

  while (digits->len > 0 && digits->str[digits->len - 1] == '0')
    {
      g_string_truncate (digits, digits->len - 1);
      (*exponent)++;
    }
  while (digits->str[zeros] == '0')
    zeros++;
  g_string_erase (digits, 0, zeros);
  if (digits->len == 0)
    *exponent = 0;

  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* A double tells 17 digits apart, and every whole number up to 2^53. */
static gboolean
fits_double (const char *text, const char *shortest)
{
  gint64 exponent, exponent_shortest;
  g_autofree char *digits = significant_digits (text, &exponent);
  g_autofree char *digits_shortest = significant_digits (shortest, &exponent_shortest);

  if (exponent == exponent_shortest && strcmp (digits, digits_shortest) == 0)
    return TRUE;

  return exponent < 0 && strlen (digits) <= 17;
}

/*
 * ECMAScript's Number::toString, which RFC 8785 prescribes: the fewest digits that read back as the same double.
 * A number that no double holds (12345678901234567890) is outside of RFC 8785; it stays as it is written, so that the
 * text still says what it said.
 */
static void
append_canonical_number (GString *string, const char *text)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *digits = NULL;
  double value = g_ascii_strtod (text, NULL);
  gint64 exponent;
  gint64 point; /* how many digits stand before the point */
  gsize n;

  if (!isfinite (value))
    {
      g_string_append (string, text);
      return;
    }

  for (int precision = 0; precision < 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", precision);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  if (!fits_double (text, buffer))
    {
      g_string_append (string, text);
      return;
    }

  digits = significant_digits (buffer, &exponent);
  n = strlen (digits);
  if (n == 0)
    {
      g_string_append_c (string, '0');
      return;
    }

  point = (gint64) n + exponent;
  if (value < 0)
    g_string_append_c (string, '-');
  if (exponent >= 0 && point <= 21)
    {
      g_string_append (string, digits);
      for (gint64 i = 0; i < exponent; i++)
        g_string_append_c (string, '0');
    }
  else if (point > 0 && point <= 21)
    {
      g_string_append_len (string, digits, point);
      g_string_append_printf (string, ".%s", digits + point);
    }
  else if (point > -6 && point <= 0)
    {
      g_string_append (string, "0.");
      for (gint64 i = point; i < 0; i++)
        g_string_append_c (string, '0');
      g_string_append (string, digits);
    }
  else
    {
      g_string_append_c (string, digits[0]);
      if (n > 1)
        g_string_append_printf (string, ".%s", digits + 1);
      g_string_append_printf (string, "e%s%" G_GINT64_FORMAT, point - 1 < 0 ? "-" : "+", ABS (point - 1));
    }
}

/* RFC 8785 sorts by UTF-16 code units, which is not the order of code points beyond U+FFFF. */
static int
compare_members_cb (gconstpointer a, gconstpointer b)
{
  const KontorJsonMember *const *member_a = a;
  const KontorJsonMember *const *member_b = b;
  g_autofree gunichar2 *name_a = g_utf8_to_utf16 ((*member_a)->name, -1, NULL, NULL, NULL);
  g_autofree gunichar2 *name_b = g_utf8_to_utf16 ((*member_b)->name, -1, NULL, NULL, NULL);
  gsize i = 0;

  while (name_a[i] != 0 && name_a[i] == name_b[i])
    i++;

  return (int) name_a[i] - (int) name_b[i];
}

static void
append_break (GString *string, Style style, guint depth)
{
  if (style != STYLE_PRETTY)
    return;

  g_string_append_c (string, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (string, "  ");
}

static void append_value (GString *string, KontorJson *self, Style style, guint depth);

static void
append_member (GString *string, const KontorJsonMember *member, Style style, guint depth)
{
  if (member->raw != NULL && (style != STYLE_CANONICAL || strcmp (member->raw, member->name) == 0))
    g_string_append (string, member->raw);
  else
    kontor_json_append_quoted (string, member->name);
  g_string_append (string, style == STYLE_PRETTY ? ": " : ":");
  append_value (string, member->value, style, depth);
}

static void
append_object (GString *string, KontorJson *self, Style style, guint depth)
{
  g_autofree const KontorJsonMember **members = g_new (const KontorJsonMember *, self->size + 1);

  for (guint i = 0; i < self->size; i++)
    members[i] = &self->members[i];
  if (style == STYLE_CANONICAL)
    qsort (members, self->size, sizeof *members, compare_members_cb);

  g_string_append_c (string, '{');
  for (guint i = 0; i < self->size; i++)
    {
      if (i > 0)
        g_string_append_c (string, ',');
      append_break (string, style, depth + 1);
      append_member (string, members[i], style, depth + 1);
    }
  if (self->size > 0)
    append_break (string, style, depth);
  g_string_append_c (string, '}');
}

static void
append_array (GString *string, KontorJson *self, Style style, guint depth)
{
  g_string_append_c (string, '[');
  for (guint i = 0; i < self->size; i++)
    {
      if (i > 0)
        g_string_append_c (string, ',');
      append_break (string, style, depth + 1);
      append_value (string, self->elements[i], style, depth + 1);
    }
  if (self->size > 0)
    append_break (string, style, depth);
  g_string_append_c (string, ']');
}

static void
append_value (GString *string, KontorJson *self, Style style, guint depth)
{
  switch (self->type)
    {
    case KONTOR_JSON_NULL:
      g_string_append (string, "null");
      break;

    case KONTOR_JSON_BOOLEAN:
      g_string_append (string, self->boolean ? "true" : "false");
      break;

    case KONTOR_JSON_NUMBER:
      if (style == STYLE_CANONICAL)
        append_canonical_number (string, self->text);
      else
        g_string_append (string, self->text);
      break;

    case KONTOR_JSON_STRING:
      if (self->raw != NULL && (style != STYLE_CANONICAL || self->text == NULL))
        g_string_append (string, self->raw);
      else
        kontor_json_append_quoted (string, self->text);
      break;

    case KONTOR_JSON_ARRAY:
      append_array (string, self, style, depth);
      break;

    case KONTOR_JSON_OBJECT:
      append_object (string, self, style, depth);
      break;

    default:
      g_assert_not_reached ();
    }
}

static char *
write_value (KontorJson *self, Style style)
{
  GString *string = g_string_new (NULL);

  append_value (string, self, style, 0);

  return g_string_free (string, FALSE);
}

/**
 * kontor_json_to_string:
 * @self: a value
 *
 * Writes the value on one line, members in their order, everything that was read as it was written.
 *
 * Returns: (transfer full): JSON
 */
char *
kontor_json_to_string (KontorJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return write_value (self, STYLE_COMPACT);
}

/**
 * kontor_json_to_string_pretty:
 * @self: a value
 *
 * Writes the value for a person: a line each, indented by two spaces.
 *
 * Returns: (transfer full): JSON
 */
char *
kontor_json_to_string_pretty (KontorJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return write_value (self, STYLE_PRETTY);
}

/**
 * kontor_json_to_canonical:
 * @self: a value
 *
 * Writes the value as RFC 8785 (JSON Canonicalization Scheme) says, so that equal values have equal bytes and a hash
 * can name them. A number that no double holds, and a string that is no text, stay as they were written: RFC 8785 has
 * no form for them.
 *
 * Returns: (transfer full): canonical JSON
 */
char *
kontor_json_to_canonical (KontorJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return write_value (self, STYLE_CANONICAL);
}

/* kontor-template-attribute.c: reads the values of attributes */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "kontor-template-error.h"
#include "kontor-template-private.h"

/* Reads a number with a point and at most six letters of it, and moves on. strtod() would take "inf" and "0x1p3". */
static gboolean
take_number (const char **text,
             float       *number)
{
  const char *at = *text;
  double value = 0, unit = 1;
  gboolean negative = *at == '-';
  guint digits = 0;

  if (negative)
    at++;

  for (; g_ascii_isdigit (*at) && digits < 8; at++, digits++)
    value = value * 10 + (*at - '0');

  if (*at == '.')
    for (at++; g_ascii_isdigit (*at) && digits < 12; at++, digits++)
      {
        unit /= 10;
        value += unit * (*at - '0');
      }

  if (digits == 0 || g_ascii_isdigit (*at))
    return FALSE;

  *text = at;
  *number = negative ? -value : value;
  return TRUE;
}

static gboolean
take_length (const char **text,
             float       *length)
{
  static const struct
  {
    const char *unit;
    double points;
  } units[] = { { "pt", 1 }, { "mm", 72.0 / 25.4 }, { "cm", 720.0 / 25.4 }, { "in", 72 } };

  if (!take_number (text, length))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (*text, units[i].unit))
      {
        *text += strlen (units[i].unit);
        *length *= units[i].points;
        return fabsf (*length) <= KONTOR_DOCUMENT_MAX_LENGTH;
      }

  /* Nothing needs no unit. */
  return *length == 0;
}

static gboolean
parse_lengths (const char *text,
               float      *lengths)
{
  guint n = 0;

  while (*text != '\0')
    {
      if (n == 4 || !take_length (&text, &lengths[n++]) || (*text != '\0' && *text != ' '))
        return FALSE;

      while (*text == ' ')
        text++;
    }

  if (n == 0)
    return FALSE;

  if (n == 1)
    lengths[1] = lengths[0];

  if (n <= 2)
    lengths[2] = lengths[0];

  if (n <= 3)
    lengths[3] = lengths[1];

  return TRUE;
}

static gboolean
parse_border (const char          *text,
              KontorTemplateValue *value)
{
  if (g_str_equal (text, "none"))
    return TRUE;

  if (!take_length (&text, &value->lengths[0]) || value->lengths[0] < 0)
    return FALSE;

  value->color = KONTOR_COLOR_BLACK;

  if (*text == '\0')
    return TRUE;

  return *text == ' ' && kontor_color_parse (text + 1, &value->color);
}

static gboolean
parse_width (const char          *text,
             KontorTemplateValue *value)
{
  if (g_str_equal (text, "content"))
    {
      value->width_kind = KONTOR_WIDTH_CONTENT;
      return TRUE;
    }

  if (g_str_has_suffix (text, "*"))
    {
      value->width_kind = KONTOR_WIDTH_SHARE;

      if (g_str_equal (text, "*"))
        {
          value->lengths[0] = 1;
          return TRUE;
        }

      return take_number (&text, &value->lengths[0]) && g_str_equal (text, "*") &&
             value->lengths[0] > 0 && value->lengths[0] <= 1000;
    }

  value->width_kind = KONTOR_WIDTH_FIXED;
  return take_length (&text, &value->lengths[0]) && *text == '\0' && value->lengths[0] > 0;
}

static gboolean
parse_paper (const char          *text,
             KontorTemplateValue *value)
{
  static const char *const papers[] = { "A3", "A4", "A5", "Letter", "Legal", NULL };

  if (g_strv_contains (papers, text))
    return TRUE;

  return take_length (&text, &value->lengths[0]) && *text++ == ' ' && take_length (&text, &value->lengths[1]) &&
         *text == '\0' && value->lengths[0] >= 36 && value->lengths[1] >= 36;
}

static gboolean
parse_integer (const KontorTemplateAttribute *attribute,
               const char                    *text,
               int                           *integer)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, attribute->minimum, attribute->maximum, &number, NULL))
    return FALSE;

  *integer = number;
  return TRUE;
}

static gboolean
is_identifier (const char *text)
{
  if (!g_ascii_isalpha (*text) && *text != '_' && (guchar) *text < 0x80)
    return FALSE;

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-_.", *c) == NULL && (guchar) *c < 0x80)
      return FALSE;

  return strlen (text) <= 100;
}

static gboolean
is_language (const char *text)
{
  guint part = 0;

  for (const char *c = text;; c++)
    {
      if (g_ascii_isalnum (*c) && (c - text) - part < 8)
        continue;

      if ((c - text) - part < (part == 0 ? 2 : 1) || (*c != '\0' && *c != '-'))
        return FALSE;

      if (*c == '\0')
        return TRUE;

      part = c - text + 1;
    }
}

static int
find_choice (const char *const *choices,
             const char        *text)
{
  for (int i = 0; choices[i] != NULL; i++)
    if (g_str_equal (choices[i], text))
      return i;

  return -1;
}

static gboolean
refuse (const char *text,
        GError    **error,
        const char *wanted)
{
  g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX, _("“%.60s” is not possible here. %s"), text, wanted);
  return FALSE;
}

/**
 * kontor_template_parse_value:
 * @attribute: an attribute
 * @text: what was said, without expressions in it
 * @value: where it is put
 * @error: return location for a #GError
 *
 * Reads the value of an attribute that is no expression. Whether the names in it exist is not looked at.
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_SYNTAX and a sentence that says what the attribute takes
 */
gboolean
kontor_template_parse_value (const KontorTemplateAttribute *attribute,
                             const char                    *text,
                             KontorTemplateValue           *value,
                             GError                       **error)
{
  const char *at = text;

  switch (attribute->type)
    {
    case KONTOR_ATTRIBUTE_TEXT:
    case KONTOR_ATTRIBUTE_EXPRESSION:
    case KONTOR_ATTRIBUTE_NODES:
      return TRUE;

    case KONTOR_ATTRIBUTE_NAME:
    case KONTOR_ATTRIBUTE_STYLE:
    case KONTOR_ATTRIBUTE_LABEL:
    case KONTOR_ATTRIBUTE_PART:
    case KONTOR_ATTRIBUTE_PAGE:
      return is_identifier (text) || refuse (text, error, _("A name begins with a letter and has letters, digits, “-”, “_” and “.” in it."));

    case KONTOR_ATTRIBUTE_LENGTH:
      return (take_length (&at, &value->lengths[0]) && *at == '\0') ||
             refuse (text, error, _("A length is a number with a unit, such as 12pt, 3mm, 1.5cm or 0.5in."));

    case KONTOR_ATTRIBUTE_LENGTHS:
      return parse_lengths (text, value->lengths) ||
             refuse (text, error, _("One to four lengths with spaces between them are expected, such as “2pt 4pt”."));

    case KONTOR_ATTRIBUTE_COLOR:
      return kontor_color_parse (text, &value->color) ||
             refuse (text, error, _("A color is written as on the web, such as #1a5fb4, or “none”."));

    case KONTOR_ATTRIBUTE_BORDER:
      return parse_border (text, value) ||
             refuse (text, error, _("A line is a width and a color, such as “0.5pt #cccccc”, or “none”."));

    case KONTOR_ATTRIBUTE_INTEGER:
      if (!parse_integer (attribute, text, &value->integer))
        {
          g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX,
                       _("“%.60s” is not possible here. A whole number from %d to %d is expected."),
                       text, attribute->minimum, attribute->maximum);
          return FALSE;
        }
      return TRUE;

    case KONTOR_ATTRIBUTE_NUMBER:
      return (take_number (&at, &value->lengths[0]) && *at == '\0' && value->lengths[0] > 0) ||
             refuse (text, error, _("A number such as 1.3 is expected."));

    case KONTOR_ATTRIBUTE_FLAG:
      value->integer = g_str_equal (text, "yes");
      return value->integer || g_str_equal (text, "no") || refuse (text, error, _("“yes” or “no” is expected."));

    case KONTOR_ATTRIBUTE_CHOICE:
      value->integer = find_choice (attribute->choices, text);

      if (value->integer < 0)
        {
          g_autofree char *choices = g_strjoinv (", ", (char **) attribute->choices);

          /* The reader goes on after an error, to find the others, and uses the value as an index. */
          value->integer = 0;
          g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX,
                       _("“%.60s” is not possible here. One of these is expected: %s."), text, choices);
          return FALSE;
        }
      return TRUE;

    case KONTOR_ATTRIBUTE_PAPER:
      return parse_paper (text, value) ||
             refuse (text, error, _("The paper is A3, A4, A5, Letter, Legal, or a width and a height such as “210mm 297mm”."));

    case KONTOR_ATTRIBUTE_WIDTH:
      return parse_width (text, value) ||
             refuse (text, error, _("A width is a length such as 20mm, a share such as 2*, or “content”."));

    case KONTOR_ATTRIBUTE_LANGUAGE:
      return is_language (text) || refuse (text, error, _("A language is written as its code, such as “pl” or “zh-Hans”."));

    default:
      g_assert_not_reached ();
    }
}

/**
 * kontor_template_node_get:
 * @self: an element of a template
 * @name: one of the attributes that the table has for it
 *
 * Returns: (transfer none): the attribute's value
 */
const KontorTemplateValue *
kontor_template_node_get (const KontorTemplateNode *self,
                          const char               *name)
{
  int attribute = kontor_template_attribute_find (self->element, name);

  g_assert (attribute >= 0);

  return &self->values[attribute];
}

/**
 * kontor_template_node_get_text:
 * @self: an element of a template
 * @name: one of the attributes that the table has for it
 *
 * Returns: (transfer none) (nullable): the attribute as it is written, or its fallback
 */
const char *
kontor_template_node_get_text (const KontorTemplateNode *self,
                               const char               *name)
{
  return kontor_template_node_get (self, name)->text;
}

static gboolean
is_said (const KontorTemplateNode *node,
         const char               *name,
         const KontorTemplateValue **value)
{
  *value = kontor_template_node_get (node, name);
  return (*value)->said;
}

/**
 * kontor_template_get_style:
 * @node: an element "style"
 * @style: (out): what it says; the family belongs to @node
 *
 * Reads a style.
 */
void
kontor_template_get_style (const KontorTemplateNode *node,
                           KontorStyle              *style)
{
  static const int weights[] = { 300, 400, 500, 600, 700 };
  static const KontorAlign aligns[] = { KONTOR_ALIGN_START, KONTOR_ALIGN_CENTER, KONTOR_ALIGN_END, KONTOR_ALIGN_JUSTIFY };
  static const KontorVAlign valigns[] = { KONTOR_VALIGN_TOP, KONTOR_VALIGN_MIDDLE, KONTOR_VALIGN_BOTTOM };
  static const char *const borders[] = { "border-top", "border-right", "border-bottom", "border-left" };
  const KontorTemplateValue *value;

  memset (style, 0, sizeof *style);

#define SET(attribute, flag, member, expression) \
  if (is_said (node, attribute, &value)) \
    { \
      style->set |= KONTOR_STYLE_##flag; \
      style->member = expression; \
    }

  SET ("font", FAMILY, family, value->text)
  SET ("size", SIZE, size, value->lengths[0])
  SET ("weight", WEIGHT, weight, weights[value->integer])
  SET ("italic", ITALIC, italic, value->integer)
  SET ("color", COLOR, color, value->color)
  SET ("underline", UNDERLINE, underline, value->integer)
  SET ("strike", STRIKE, strike, value->integer)
  SET ("letter-spacing", LETTER_SPACING, letter_spacing, value->lengths[0])
  SET ("tabular", TABULAR, tabular, value->integer)
  SET ("align", ALIGN, align, aligns[value->integer])
  SET ("line-height", LINE_HEIGHT, line_height, value->lengths[0])
  SET ("background", BACKGROUND, background, value->color)
  SET ("space-before", SPACE_BEFORE, space_before, value->lengths[0])
  SET ("space-after", SPACE_AFTER, space_after, value->lengths[0])
  SET ("indent", INDENT_START, indent_start, value->lengths[0])
  SET ("indent-end", INDENT_END, indent_end, value->lengths[0])
  SET ("indent-first", INDENT_FIRST, indent_first, value->lengths[0])
  SET ("keep-with-next", KEEP_WITH_NEXT, keep_with_next, value->integer)
  SET ("keep-with-previous", KEEP_WITH_PREVIOUS, keep_with_previous, value->integer)
  SET ("keep-together", KEEP_TOGETHER, keep_together, value->integer)
  SET ("valign", VALIGN, valign, valigns[value->integer])
  SET ("rise", RISE, rise, value->lengths[0])
#undef SET

  if (is_said (node, "padding", &value))
    for (guint edge = 0; edge < 4; edge++)
      {
        style->set |= KONTOR_STYLE_PADDING (edge);
        style->padding[edge] = value->lengths[edge];
      }

  for (guint edge = 0; edge < 4; edge++)
    if (is_said (node, borders[edge], &value) || is_said (node, "border", &value))
      {
        style->set |= KONTOR_STYLE_BORDER (edge);
        style->border[edge] = value->lengths[0];
        style->border_color[edge] = value->color;
      }
}

/**
 * kontor_template_add_page:
 * @node: an element "page"
 * @document: the document that gets it
 * @master: (out): the page, without headers and footers
 * @error: return location for a #GError
 *
 * Makes a kind of page.
 *
 * Returns: %FALSE with @error set
 */
gboolean
kontor_template_add_page (const KontorTemplateNode *node,
                          KontorDocument           *document,
                          KontorPageMaster        **master,
                          GError                  **error)
{
  const KontorTemplateValue *size = kontor_template_node_get (node, "size");
  const KontorTemplateValue *margin = kontor_template_node_get (node, "margin");
  gboolean landscape = kontor_template_node_get (node, "landscape")->integer;

  *master = kontor_document_add_master (document, kontor_template_node_get_text (node, "name"), 0, error);

  if (*master == NULL)
    return FALSE;

  if (size->lengths[0] == 0)
    {
      if (!kontor_page_master_set_size (*master, size->text, landscape, error))
        return FALSE;
    }
  else
    {
      (*master)->width = landscape ? MAX (size->lengths[0], size->lengths[1]) : size->lengths[0];
      (*master)->height = landscape ? MIN (size->lengths[0], size->lengths[1]) : size->lengths[1];
    }

  memcpy ((*master)->margin, margin->lengths, sizeof margin->lengths);
  (*master)->header_offset = kontor_template_node_get (node, "header-offset")->lengths[0];
  (*master)->footer_offset = kontor_template_node_get (node, "footer-offset")->lengths[0];

  for (guint edge = 0; edge < 4; edge++)
    if (margin->lengths[edge] < 0)
      {
        g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX, _("A margin of a page cannot be negative."));
        return FALSE;
      }

  if (margin->lengths[KONTOR_EDGE_LEFT] + margin->lengths[KONTOR_EDGE_RIGHT] > (*master)->width - 36 ||
      margin->lengths[KONTOR_EDGE_TOP] + margin->lengths[KONTOR_EDGE_BOTTOM] > (*master)->height - 36)
    {
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX,
                           _("The margins of the page leave no room for text."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
language_matches (const KontorTemplateNode *text,
                  const char               *language,
                  gsize                     length)
{
  const char *lang = kontor_template_node_get_text (text, "lang");

  return strlen (lang) == length && g_ascii_strncasecmp (lang, language, length) == 0;
}

/* The text in a language of which the first @length bytes count, in the wanted form or else in the form "other". */
static const KontorTemplateNode *
find_text (const KontorTemplateNode *label,
           const char               *language,
           gsize                     length,
           const char               *category)
{
  const KontorTemplateNode *found = NULL;

  for (const KontorTemplateNode *text = label->first_child; text != NULL; text = text->next)
    {
      const char *plural = kontor_template_node_get_text (text, "plural");

      if (!language_matches (text, language, length))
        continue;

      if (g_str_equal (plural, category))
        return text;

      if (found == NULL || g_str_equal (plural, "other"))
        found = text;
    }

  return found;
}

/**
 * kontor_template_label_choose:
 * @label: a definition of a label
 * @language: the wanted language
 * @category: the wanted plural form
 *
 * Chooses the text in the language ("zh-Hans-CN", then "zh-Hans", then "zh"), else in English, else the first.
 *
 * Returns: (transfer none): the text
 */
const KontorTemplateNode *
kontor_template_label_choose (const KontorTemplateNode *label,
                              const char               *language,
                              const char               *category)
{
  gsize length = strlen (language);
  const KontorTemplateNode *text;

  while (length > 0)
    {
      text = find_text (label, language, length, category);

      if (text != NULL)
        return text;

      do
        length--;
      while (length > 0 && language[length] != '-');
    }

  text = find_text (label, "en", 2, category);

  return text != NULL ? text : label->first_child;
}

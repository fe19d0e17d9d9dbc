/* kontor-render-text.c: text of a document, as a template says it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-render-private.h"
#include "kontor-template-error.h"
#include "kontor-template-format.h"

/* Gives what text is added to, and begins a paragraph where text may not stand by itself. */
static KontorBlock *
begin_text (KontorRun                *self,
            const KontorTemplateNode *node,
            KontorRunOutput          *output,
            GError                  **error)
{
  if (output->text == NULL)
    {
      if (output->direct && output->block->first_child == NULL)
        output->text = output->block;
      else
        output->text = kontor_document_append (self->document, output->block, KONTOR_BLOCK_PARAGRAPH, NULL, node->line, error);
    }

  return output->text;
}

static gboolean
add_inline (KontorRun                *self,
            const KontorTemplateNode *node,
            KontorRunOutput          *output,
            KontorInlineKind          kind,
            const char               *text,
            gsize                     length,
            GError                  **error)
{
  KontorBlock *block;

  if (output->plain != NULL)
    {
      if (kind == KONTOR_INLINE_TEXT)
        g_string_append_len (output->plain, text, length);
      else
        g_string_append_c (output->plain, ' ');

      if (output->plain->len <= KONTOR_EXPRESSION_MAX_TEXT)
        return TRUE;

      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, node->line, _("A text in the document is too long."));
      return FALSE;
    }

  block = begin_text (self, node, output, error);

  return block != NULL && kontor_document_add_inline (self->document, block, kind, text, length, output->style,
                                                      output->language, output->link, node->line, error);
}

/**
 * kontor_run_add_text:
 * @self: a run
 * @node: what has the text, for messages
 * @output: where it goes
 * @text: the text
 * @keep_lines: whether a line break stays one; else it is a space
 * @error: return location for a #GError
 *
 * Adds text. White space is one space, and none at the beginning and end of a line.
 *
 * Returns: %FALSE with @error set
 */
gboolean
kontor_run_add_text (KontorRun                *self,
                     const KontorTemplateNode *node,
                     KontorRunOutput          *output,
                     const char               *text,
                     gboolean                  keep_lines,
                     GError                  **error)
{
  g_autoptr (GString) clean = g_string_sized_new (strlen (text) + 1);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\n' && keep_lines)
        {
          if (output->begun || clean->len > 0)
            g_string_append_c (clean, '\n');

          output->space = FALSE;
          output->begun = FALSE;
        }
      else if (*c == ' ' || *c == '\n' || *c == '\t' || *c == '\r')
        {
          output->space = TRUE;
        }
      else
        {
          if (output->space && output->begun)
            g_string_append_c (clean, ' ');

          g_string_append_c (clean, *c);
          output->space = FALSE;
          output->begun = TRUE;
        }
    }

  if (clean->len == 0)
    return TRUE;

  return kontor_budget_take (&self->budget, clean->len / 16, error) ? add_inline (self, node, output, KONTOR_INLINE_TEXT, clean->str, clean->len, error)
                                                                    : kontor_run_fail (node, error);
}

static gboolean
add_field (KontorRun                *self,
           const KontorTemplateNode *node,
           KontorRunOutput          *output,
           KontorInlineKind          kind,
           GError                  **error)
{
  if (output->space && output->begun && kind != KONTOR_INLINE_BREAK && !add_inline (self, node, output, KONTOR_INLINE_TEXT, " ", 1, error))
    return FALSE;

  output->space = FALSE;
  output->begun = kind != KONTOR_INLINE_BREAK;

  return add_inline (self, node, output, kind, NULL, 0, error);
}

/* The style that an attribute names, interned by the document; *@style stays when there is none. */
static gboolean
get_style (KontorRun                *self,
           const KontorTemplateNode *node,
           const KontorRunPlace     *place,
           char                    **style,
           GError                  **error)
{
  *style = kontor_run_expand (self, node, "style", place, error);

  if (*style == NULL)
    return FALSE;

  if (**style != '\0' && !kontor_document_has_style (self->document, *style))
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_REFERENCE, node->line, _("There is no style “%s”."), *style);
      return FALSE;
    }

  return TRUE;
}

static gboolean
run_span (KontorRun                *self,
          const KontorTemplateNode *node,
          const KontorRunPlace     *place,
          KontorRunOutput          *output,
          GError                  **error)
{
  g_autofree char *style = NULL;
  g_autofree char *language = NULL;
  g_autofree char *link = NULL;
  const char *outer_style = output->style;
  const char *outer_language = output->language;
  const char *outer_link = output->link;
  gboolean done;

  if (!get_style (self, node, place, &style, error))
    return FALSE;

  language = kontor_run_expand (self, node, "lang", place, error);
  link = language != NULL ? kontor_run_expand (self, node, "link", place, error) : NULL;

  if (link == NULL)
    return FALSE;

  if (*style != '\0')
    output->style = style;

  if (*language != '\0')
    output->language = language;

  if (*link != '\0')
    output->link = link;

  done = kontor_run_children (self, node, place, output, error);
  output->style = outer_style;
  output->language = outer_language;
  output->link = outer_link;

  return done;
}

static const char *
get_attribute (xmlNode    *node,
               const char *name)
{
  for (xmlAttr *attribute = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attribute != NULL; attribute = attribute->next)
    if (g_str_equal ((const char *) attribute->name, name))
      return attribute->children != NULL ? (const char *) attribute->children->content : "";

  return NULL;
}

/* How a field is written when the template does not say it; *@text is what stands in its place, if anything does. */
static KontorFormat
choose_format (const KontorValue *value,
               const char       **text)
{
  static const struct
  {
    const char *type;
    KontorFormat format;
  } formats[] = {
    { "money", KONTOR_FORMAT_MONEY }, { "decimal", KONTOR_FORMAT_NUMBER }, { "integer", KONTOR_FORMAT_NUMBER },
    { "date", KONTOR_FORMAT_DATE }, { "datetime", KONTOR_FORMAT_DATE }, { "multiline", KONTOR_FORMAT_MULTILINE },
    { "country", KONTOR_FORMAT_COUNTRY }, { "language", KONTOR_FORMAT_LANGUAGE },
  };
  const char *type;

  if (value->type == KONTOR_VALUE_NUMBER && !value->nan)
    return KONTOR_FORMAT_NUMBER;

  if (value->type != KONTOR_VALUE_NODES || value->n_nodes == 0)
    return KONTOR_FORMAT_TEXT;

  type = get_attribute (value->nodes[0], "type");

  for (guint i = 0; i < G_N_ELEMENTS (formats) && type != NULL; i++)
    if (g_str_equal (formats[i].type, type))
      return formats[i].format;

  if (g_strcmp0 (type, "choice") == 0)
    *text = get_attribute (value->nodes[0], "label");

  return KONTOR_FORMAT_TEXT;
}

/* The currency of an amount: the template's, else the field's. */
static gboolean
get_currency (KontorRun                *self,
              const KontorTemplateNode *node,
              const KontorRunPlace     *place,
              const KontorValue        *amount,
              char                    **currency,
              GError                  **error)
{
  const KontorTemplateValue *attribute = kontor_template_node_get (node, "currency");
  g_auto (KontorValue) value = { 0 };

  if (!attribute->said)
    {
      if (amount->type == KONTOR_VALUE_NODES && amount->n_nodes > 0)
        *currency = g_strdup (get_attribute (amount->nodes[0], "currency"));

      return TRUE;
    }

  if (!kontor_run_evaluate (self, node, attribute->expression, place, &value, error))
    return FALSE;

  *currency = kontor_value_to_text (&value, &self->budget, error);
  return *currency != NULL || kontor_run_fail (node, error);
}

static gboolean
run_value (KontorRun                *self,
           const KontorTemplateNode *node,
           const KontorRunPlace     *place,
           KontorRunOutput          *output,
           GError                  **error)
{
  KontorFormat format = kontor_template_node_get (node, "format")->integer;
  g_auto (KontorValue) value = { 0 };
  g_autofree char *plain = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *formatted = NULL;
  g_autofree char *style = NULL;
  const char *outer_style = output->style;
  const char *text = NULL;
  gboolean done;

  if (!kontor_run_evaluate (self, node, kontor_template_node_get (node, "select")->expression, place, &value, error) ||
      !get_style (self, node, place, &style, error))
    return FALSE;

  if (format == KONTOR_FORMAT_AUTO)
    format = choose_format (&value, &text);

  if (text == NULL)
    text = plain = kontor_value_to_text (&value, &self->budget, error);

  if (text == NULL)
    return kontor_run_fail (node, error);

  if (*text == '\0')
    return TRUE;

  if (!get_currency (self, node, place, &value, &currency, error))
    return FALSE;

  formatted = kontor_template_format (format, text, currency, self->language, error);

  if (formatted == NULL)
    return kontor_run_fail (node, error);

  if (*style != '\0')
    output->style = style;

  done = kontor_run_add_text (self, node, output, formatted, format == KONTOR_FORMAT_MULTILINE, error);
  output->style = outer_style;

  return done;
}

static gboolean
run_label (KontorRun                *self,
           const KontorTemplateNode *node,
           const KontorRunPlace     *place,
           KontorRunOutput          *output,
           GError                  **error)
{
  const KontorTemplateNode *label = g_hash_table_lookup (self->template->labels, kontor_template_node_get_text (node, "use"));
  const KontorTemplateValue *count = kontor_template_node_get (node, "count");
  g_autofree char *style = NULL;
  const char *category = "other";
  const char *outer_style = output->style;
  guint outer_base = self->base;
  gboolean done;

  if (!get_style (self, node, place, &style, error))
    return FALSE;

  if (count->said)
    {
      g_auto (KontorValue) value = { 0 };
      g_autofree char *number = NULL;

      if (!kontor_run_evaluate (self, node, count->expression, place, &value, error))
        return FALSE;

      number = kontor_value_to_text (&value, &self->budget, error);
      category = number != NULL ? kontor_template_plural_category (number, self->language, error) : NULL;

      if (category == NULL)
        return kontor_run_fail (node, error);
    }

  if (self->depth == KONTOR_RUN_MAX_DEPTH)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, node->line,
                                 _("The label “%s” uses itself, or labels are nested too deeply."),
                                 kontor_template_node_get_text (node, "use"));
      return FALSE;
    }

  if (*style != '\0')
    output->style = style;

  /* A label sees the template's variables, not those of where it is used. */
  self->depth++;
  self->base = self->variables->len;
  done = kontor_run_children (self, kontor_template_label_choose (label, self->language, category), place, output, error);
  self->base = outer_base;
  self->depth--;
  output->style = outer_style;

  return done;
}

/**
 * kontor_run_inline:
 * @self: a run
 * @node: an element that stands in text
 * @place: where in the view
 * @output: where what is made goes
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set
 */
gboolean
kontor_run_inline (KontorRun                *self,
                   const KontorTemplateNode *node,
                   const KontorRunPlace     *place,
                   KontorRunOutput          *output,
                   GError                  **error)
{
  switch ((guint) node->element->id)
    {
    case KONTOR_ELEMENT_SPAN:
      return run_span (self, node, place, output, error);
    case KONTOR_ELEMENT_BREAK:
      return add_field (self, node, output, KONTOR_INLINE_BREAK, error);
    case KONTOR_ELEMENT_VALUE:
      return run_value (self, node, place, output, error);
    case KONTOR_ELEMENT_LABEL:
      return run_label (self, node, place, output, error);
    case KONTOR_ELEMENT_PAGE_NUMBER:
      return add_field (self, node, output, KONTOR_INLINE_PAGE_NUMBER, error);
    case KONTOR_ELEMENT_PAGE_COUNT:
      return add_field (self, node, output, KONTOR_INLINE_PAGE_COUNT, error);
    default:
      g_assert_not_reached ();
    }
}

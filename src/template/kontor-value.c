/* kontor-value.c: what expressions of templates answer, and what they may use */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-expression.h"
#include "kontor-template-error.h"

/* How often the clock is looked at: a step is some nanoseconds. */
#define STEPS_BETWEEN_LOOKS 20000

/* So many bytes of text count as one step. */
#define BYTES_PER_STEP 32

/**
 * kontor_budget_init:
 * @self: a budget
 * @max_steps: how many steps may be taken
 * @max_microseconds: how long from now it may take
 * @cancellable: (nullable): ends it
 *
 * Sets up what a run may use.
 */
void
kontor_budget_init (KontorBudget *self,
                    guint64       max_steps,
                    gint64        max_microseconds,
                    GCancellable *cancellable)
{
  *self = (KontorBudget) {
    .max_steps = max_steps,
    .deadline = g_get_monotonic_time () + max_microseconds,
    .cancellable = cancellable,
  };
}

/**
 * kontor_budget_take:
 * @self: what is left to the run
 * @steps: how many steps are about to be taken
 * @error: return location for a #GError
 *
 * Takes steps from the budget and looks at the clock now and then.
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_LIMIT when there are none left or the time is over, or with
 *     %G_IO_ERROR_CANCELLED
 */
gboolean
kontor_budget_take (KontorBudget *self,
                    guint64       steps,
                    GError      **error)
{
  self->steps += steps;

  if (G_LIKELY (self->steps < self->next_look))
    return TRUE;

  self->next_look = self->steps + STEPS_BETWEEN_LOOKS;

  if (self->steps > self->max_steps || g_get_monotonic_time () > self->deadline)
    {
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT,
                           _("The template takes too long. One of its expressions or repetitions goes over too much."));
      return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/**
 * kontor_value_clear:
 * @self: a value
 *
 * Frees what the value holds; it is an empty set of nodes then.
 */
void
kontor_value_clear (KontorValue *self)
{
  g_free (self->nodes);
  g_free (self->text);
  memset (self, 0, sizeof *self);
}

/**
 * kontor_value_copy:
 * @self: a value
 * @copy: (out): a copy of it
 */
void
kontor_value_copy (const KontorValue *self,
                   KontorValue       *copy)
{
  *copy = *self;
  copy->nodes = g_memdup2 (self->nodes, sizeof *self->nodes * self->n_nodes);
  copy->allocated = self->n_nodes;
  copy->text = g_strdup (self->text);
}

/**
 * kontor_value_add_node:
 * @self: a set of nodes
 * @node: a node that comes after those in the set
 */
void
kontor_value_add_node (KontorValue *self,
                       xmlNode     *node)
{
  if (self->n_nodes == self->allocated)
    {
      self->allocated = self->allocated > 0 ? self->allocated * 2 : 8;
      self->nodes = g_renew (xmlNode *, self->nodes, self->allocated);
    }

  self->nodes[self->n_nodes++] = node;
}

/**
 * kontor_value_to_boolean:
 * @self: a value
 *
 * Returns: the value as XPath's boolean() has it
 */
gboolean
kontor_value_to_boolean (const KontorValue *self)
{
  switch (self->type)
    {
    case KONTOR_VALUE_NODES:
      return self->n_nodes > 0;
    case KONTOR_VALUE_TEXT:
      return self->text[0] != '\0';
    case KONTOR_VALUE_NUMBER:
      return !self->nan && kontor_decimal_sign (self->number) != 0;
    case KONTOR_VALUE_BOOLEAN:
      return self->boolean;
    case KONTOR_VALUE_ANY:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
append_text (xmlNode      *node,
             GString      *buffer,
             KontorBudget *budget,
             GError      **error)
{
  xmlNode *child = node->children;

  /* In a loop and not by recursion: how deep a view is, is not for this function to trust. */
  while (child != NULL)
    {
      if (child->content != NULL && (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE))
        {
          gsize length = strlen ((const char *) child->content);

          if (buffer->len + length > KONTOR_EXPRESSION_MAX_TEXT)
            {
              g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT,
                                   _("A text in the document is too long."));
              return FALSE;
            }

          g_string_append_len (buffer, (const char *) child->content, length);

          if (!kontor_budget_take (budget, length / BYTES_PER_STEP, error))
            return FALSE;
        }

      if (!kontor_budget_take (budget, 1, error))
        return FALSE;

      if (child->type == XML_ELEMENT_NODE && child->children != NULL)
        {
          child = child->children;
          continue;
        }

      while (child->next == NULL && child->parent != node)
        child = child->parent;

      child = child->next;
    }

  return TRUE;
}

/**
 * kontor_node_get_text:
 * @node: an element, attribute, text or document
 * @buffer: memory to be used when the text has to be put together
 * @budget: what is left to the run
 * @error: return location for a #GError
 *
 * Answers the string-value of a node. It is @buffer's text or the node's own, and valid until either changes.
 *
 * Returns: (transfer none): the text, or %NULL with @error set
 */
const char *
kontor_node_get_text (xmlNode      *node,
                      GString      *buffer,
                      KontorBudget *budget,
                      GError      **error)
{
  xmlNode *child = node->children;

  if (!kontor_budget_take (budget, 1, error))
    return NULL;

  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    return node->content != NULL ? (const char *) node->content : "";

  if (child == NULL)
    return "";

  if (child->next == NULL && child->type == XML_TEXT_NODE)
    return child->content != NULL ? (const char *) child->content : "";

  g_string_truncate (buffer, 0);
  return append_text (node, buffer, budget, error) ? buffer->str : NULL;
}

/**
 * kontor_value_to_text:
 * @self: a value
 * @budget: what is left to the run
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the value as XPath's string() has it, or %NULL with @error set
 */
char *
kontor_value_to_text (const KontorValue *self,
                      KontorBudget      *budget,
                      GError           **error)
{
  switch (self->type)
    {
    case KONTOR_VALUE_NODES:
      {
        g_autoptr (GString) buffer = NULL;
        const char *text;

        if (self->n_nodes == 0)
          return g_strdup ("");

        buffer = g_string_new (NULL);
        text = kontor_node_get_text (self->nodes[0], buffer, budget, error);

        if (text == NULL)
          return NULL;

        if (!kontor_budget_take (budget, strlen (text) / BYTES_PER_STEP, error))
          return NULL;

        return g_strdup (text);
      }

    case KONTOR_VALUE_TEXT:
      if (!kontor_budget_take (budget, strlen (self->text) / BYTES_PER_STEP, error))
        return NULL;

      return g_strdup (self->text);

    case KONTOR_VALUE_NUMBER:
      return self->nan ? g_strdup ("NaN") : kontor_decimal_to_string_normalized (self->number);

    case KONTOR_VALUE_BOOLEAN:
      return g_strdup (self->boolean ? "true" : "false");

    case KONTOR_VALUE_ANY:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
text_to_number (const char    *text,
                KontorDecimal *number)
{
  char digits[64];
  gsize length;

  while (g_ascii_isspace (*text))
    text++;

  length = strlen (text);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  if (length == 0 || length >= sizeof digits || text[0] == '+')
    return FALSE;

  memcpy (digits, text, length);
  digits[length] = '\0';

  return kontor_decimal_parse (digits, KONTOR_DECIMAL_MAX_SCALE, number, NULL);
}

/**
 * kontor_value_to_number:
 * @self: a value
 * @budget: what is left to the run
 * @number: (out): the number
 *
 * Reads a value as XPath's number() does, but exactly.
 *
 * Returns: %FALSE when it is not a number, or one with more digits than a #KontorDecimal holds
 */
gboolean
kontor_value_to_number (const KontorValue *self,
                        KontorBudget      *budget,
                        KontorDecimal     *number)
{
  switch (self->type)
    {
    case KONTOR_VALUE_NODES:
      {
        g_autoptr (GString) buffer = NULL;
        const char *text;

        if (self->n_nodes == 0)
          return FALSE;

        buffer = g_string_new (NULL);
        text = kontor_node_get_text (self->nodes[0], buffer, budget, NULL);
        return text != NULL && text_to_number (text, number);
      }

    case KONTOR_VALUE_TEXT:
      return text_to_number (self->text, number);

    case KONTOR_VALUE_NUMBER:
      *number = self->number;
      return !self->nan;

    case KONTOR_VALUE_BOOLEAN:
      *number = KONTOR_DECIMAL (self->boolean ? 1 : 0, 0);
      return TRUE;

    case KONTOR_VALUE_ANY:
    default:
      g_assert_not_reached ();
    }
}

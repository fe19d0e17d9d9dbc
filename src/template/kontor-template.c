/* kontor-template.c: a template, ready to be run */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-template-error.h"
#include "kontor-template-private.h"

/**
 * kontor_template_problem_free:
 * @self: a problem
 */
void
kontor_template_problem_free (KontorTemplateProblem *self)
{
  g_free (self->message);
  g_free (self);
}

/**
 * kontor_template_check:
 * @bytes: the text of a template; it need not be trusted
 *
 * Finds everything that is wrong with a template.
 *
 * Returns: (transfer full) (element-type KontorTemplateProblem): the problems in the order of their places, none when
 *     the template can be used; at most 100
 */
GPtrArray *
kontor_template_check (GBytes *bytes)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_template_problem_free);

  kontor_template_unref (kontor_template_read (bytes, problems));

  return g_steal_pointer (&problems);
}

/**
 * kontor_template_new_for_bytes:
 * @bytes: the text of a template; it need not be trusted
 * @name: its name, for messages and records ("offer-classic")
 * @base: (nullable): the folder, or "resource:///..." path, that holds its pictures; %NULL: it can have none
 * @error: return location for a #GError
 *
 * Reads a template. It never changes and can be run by several threads at once.
 *
 * Returns: (transfer full): the template, or %NULL with the first of its problems
 */
KontorTemplate *
kontor_template_new_for_bytes (GBytes     *bytes,
                               const char *name,
                               const char *base,
                               GError    **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_template_problem_free);
  g_autoptr (KontorTemplate) self = kontor_template_read (bytes, problems);

  if (problems->len > 0)
    {
      const KontorTemplateProblem *first = g_ptr_array_index (problems, 0);

      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX, _("Template “%s”, line %u, column %u: %s"),
                   name, first->line, first->column, first->message);
      return NULL;
    }

  self->name = g_strdup (name);
  self->base = g_strdup (base);

  return g_steal_pointer (&self);
}

/**
 * kontor_template_ref:
 * @self: a template
 *
 * Returns: (transfer full): @self
 */
KontorTemplate *
kontor_template_ref (KontorTemplate *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * kontor_template_unref:
 * @self: (transfer full): a template
 */
void
kontor_template_unref (KontorTemplate *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_ptr_array_unref (self->expressions);
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->parts);
  kontor_arena_free (self->arena);
  g_bytes_unref (self->bytes);
  g_free (self->name);
  g_free (self->base);
  g_free (self);
}

/**
 * kontor_template_get_name:
 * @self: a template
 *
 * Returns: (transfer none): its name
 */
const char *
kontor_template_get_name (KontorTemplate *self)
{
  return self->name;
}

/**
 * kontor_template_get_title:
 * @self: a template
 *
 * Returns: (transfer none): what it is called in lists
 */
const char *
kontor_template_get_title (KontorTemplate *self)
{
  return kontor_template_node_get_text (self->root, "title");
}

/**
 * kontor_template_get_kind:
 * @self: a template
 *
 * Returns: (transfer none): the kind of record that it prints
 */
const char *
kontor_template_get_kind (KontorTemplate *self)
{
  return kontor_template_node_get_text (self->root, "for");
}

/**
 * kontor_template_get_bytes:
 * @self: a template
 *
 * Returns: (transfer none): its text, to be kept with what was issued
 */
GBytes *
kontor_template_get_bytes (KontorTemplate *self)
{
  return self->bytes;
}

/**
 * kontor_template_input_free:
 * @self: an input
 */
void
kontor_template_input_free (KontorTemplateInput *self)
{
  g_free (self->id);
  g_free (self->type);
  g_free (self->label);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  g_free (self);
}

static void
option_free (gpointer data)
{
  KontorTemplateOption *self = data;

  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

/* The text of a label of an input: what is in it besides text has no record to come from yet. */
static char *
get_plain_label (KontorTemplate           *self,
                 const KontorTemplateNode *node,
                 const char               *language)
{
  const KontorTemplateNode *label = g_hash_table_lookup (self->labels, kontor_template_node_get_text (node, "label"));
  const KontorTemplateNode *text = kontor_template_label_choose (label, language, "other");
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const KontorTemplateNode *child = text->first_child; child != NULL; child = child->next)
    if (child->text != NULL)
      g_string_append (plain, child->text);

  return g_strstrip (g_string_free (g_steal_pointer (&plain), FALSE));
}

/**
 * kontor_template_list_inputs:
 * @self: a template
 * @language: BCP 47 tag of the language of the questions
 *
 * Lists what the template asks the person for.
 *
 * Returns: (transfer full) (element-type KontorTemplateInput): the inputs, in their order
 */
GPtrArray *
kontor_template_list_inputs (KontorTemplate *self,
                             const char     *language)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_template_input_free);

  for (const KontorTemplateNode *node = self->root->first_child; node != NULL; node = node->next)
    {
      KontorTemplateInput *input;

      if (node->element->id != KONTOR_ELEMENT_INPUT)
        continue;

      input = g_new0 (KontorTemplateInput, 1);
      input->id = g_strdup (kontor_template_node_get_text (node, "id"));
      input->type = g_strdup (kontor_template_node_get_text (node, "type"));
      input->label = get_plain_label (self, node, language);
      input->required = kontor_template_node_get (node, "required")->integer;
      input->options = g_ptr_array_new_with_free_func (option_free);

      for (const KontorTemplateNode *option = node->first_child; option != NULL; option = option->next)
        {
          KontorTemplateOption *answer = g_new0 (KontorTemplateOption, 1);

          answer->value = g_strdup (kontor_template_node_get_text (option, "value"));
          answer->label = get_plain_label (self, option, language);
          g_ptr_array_add (input->options, answer);
        }

      g_ptr_array_add (inputs, input);
    }

  return g_steal_pointer (&inputs);
}

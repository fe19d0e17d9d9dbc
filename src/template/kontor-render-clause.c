/* kontor-render-clause.c: clauses of offers and contracts, with their numbers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-render-private.h"
#include "kontor-template-error.h"
#include "kontor-template-format.h"

typedef enum
{
  NUMBERING_SECTION, /* as the law of the language has it: "§ 1.", "Чл. 1.", "第一条" */
  NUMBERING_DECIMAL,
  NUMBERING_LIST, /* items of a list, with the title at the beginning of the text */
  NUMBERING_NONE,
} Numbering;

/* The first of the paths that leads from a clause to a text: agreed clauses, clauses of the library, terms of offers. */
static const char *
find_text (KontorRun         *self,
           xmlNode           *clause,
           const char *const *paths,
           GString           *buffer,
           GError           **error)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_auto (GStrv) steps = g_strsplit (paths[i], "/", -1);
      xmlNode *node = clause;

      for (guint j = 0; steps[j] != NULL && node != NULL; j++)
        for (node = node->children; node != NULL; node = node->next)
          if (node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, steps[j]))
            break;

      if (node != NULL)
        {
          const char *text = kontor_node_get_text (node, buffer, &self->budget, error);

          if (text == NULL || *text != '\0')
            return text;
        }
    }

  return "";
}

/* Whether a line carries a number of its own, "1.", "a)" or "(2)": then the text is numbered by who wrote it. */
static gboolean
has_number (const char *line)
{
  const char *c = line;

  if (*c == '(')
    c++;

  for (guint n = 0; n < 3 && g_ascii_isalnum (*c); n++)
    c++;

  return c > line + (*line == '(') && (*c == ')' || *c == '.') && (c[1] == ' ' || c[1] == '\t' || g_ascii_isdigit (c[1]));
}

static GStrv
split_lines (const char *text,
             gboolean   *numbered)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  *numbered = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);

      if (*lines[i] != '\0')
        {
          g_strv_builder_add (builder, lines[i]);
          *numbered = *numbered || has_number (lines[i]);
        }
    }

  return g_strv_builder_end (builder);
}

static gboolean
add_text_block (KontorRun                *self,
                const KontorTemplateNode *node,
                KontorRunOutput          *output,
                KontorBlock              *block,
                const char               *text,
                GError                  **error)
{
  KontorRunOutput inner = { .block = block, .direct = TRUE };

  return block != NULL && kontor_run_add_text (self, node, &inner, text, TRUE, error);
}

static gboolean
add_paragraphs (KontorRun                *self,
                const KontorTemplateNode *node,
                KontorRunOutput          *output,
                const char *const        *lines,
                const char               *style,
                GError                  **error)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (!add_text_block (self, node, output, kontor_run_append (self, node, output, KONTOR_BLOCK_PARAGRAPH, style, error),
                         lines[i], error))
      return FALSE;

  return TRUE;
}

/* The paragraphs of a clause: "1.", or in the decimal numbering "2.1". */
static gboolean
add_numbered (KontorRun                *self,
              const KontorTemplateNode *node,
              KontorRunOutput          *output,
              const char *const        *lines,
              guint                     clause,
              Numbering                 numbering,
              const char               *style,
              GError                  **error)
{
  KontorBlock *list = kontor_run_append (self, node, output, KONTOR_BLOCK_LIST, style, error);
  KontorRunOutput inner = { .block = list };

  if (list == NULL)
    return FALSE;

  kontor_block_set_marker (list, KONTOR_MARKER_DECIMAL, 1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      KontorBlock *item = kontor_run_append (self, node, &inner, KONTOR_BLOCK_ITEM, NULL, error);
      g_autofree char *marker = NULL;

      if (item == NULL)
        return FALSE;

      if (numbering == NUMBERING_DECIMAL)
        marker = g_strdup_printf ("%u.%u", clause, i + 1);
      else
        marker = kontor_template_paragraph_number (i + 1, self->language);

      kontor_block_set_item_marker (self->document, item, marker);

      if (!add_text_block (self, node, &inner, item, lines[i], error))
        return FALSE;
    }

  return TRUE;
}

/* A clause as an item of a list: the title, then the text on the same line. */
static gboolean
add_item (KontorRun                *self,
          const KontorTemplateNode *node,
          KontorBlock              *list,
          const char               *title,
          const char               *text,
          GError                  **error)
{
  KontorRunOutput inner = { .block = list };

  inner.block = kontor_run_append (self, node, &inner, KONTOR_BLOCK_ITEM, NULL, error);
  inner.direct = TRUE;

  if (inner.block == NULL)
    return FALSE;

  inner.style = kontor_template_node_get_text (node, "title-style");

  if (*title != '\0' && (!kontor_run_add_text (self, node, &inner, title, FALSE, error) ||
                         !kontor_run_add_text (self, node, &inner, kontor_template_title_end (title, self->language), FALSE, error)))
    return FALSE;

  inner.style = NULL;
  return kontor_run_add_text (self, node, &inner, text, TRUE, error);
}

static gboolean
add_title (KontorRun                *self,
           const KontorTemplateNode *node,
           KontorRunOutput          *output,
           const char               *title,
           guint                     number,
           Numbering                 numbering,
           const char               *style,
           GError                  **error)
{
  KontorRunOutput inner = { .direct = TRUE };
  g_autofree char *section = NULL;

  if (numbering == NUMBERING_SECTION)
    section = kontor_template_section_number (number, self->language);
  else if (numbering == NUMBERING_DECIMAL)
    section = g_strdup_printf ("%u.", number);

  if (section == NULL && *title == '\0')
    return TRUE;

  output->text = NULL;
  inner.block = kontor_document_append_heading (self->document, output->block, 2, style, node->line, error);

  return inner.block != NULL &&
         (section == NULL || (kontor_run_add_text (self, node, &inner, section, FALSE, error) &&
                              kontor_run_add_text (self, node, &inner, " ", FALSE, error))) &&
         kontor_run_add_text (self, node, &inner, title, FALSE, error);
}

/**
 * kontor_run_clauses:
 * @self: a run
 * @node: an element "clause"
 * @place: where in the view
 * @output: where the clauses go
 * @error: return location for a #GError
 *
 * Lays out clauses: number and title, then the text. Lines of the text are paragraphs, and have numbers when there are
 * several, unless the text brings its own.
 *
 * Returns: %FALSE with @error set
 */
gboolean
kontor_run_clauses (KontorRun                *self,
                    const KontorTemplateNode *node,
                    const KontorRunPlace     *place,
                    KontorRunOutput          *output,
                    GError                  **error)
{
  static const char *const title_paths[] = { "title", "titles", "clause/titles", NULL };
  static const char *const text_paths[] = { "text", "texts", "clause/texts", NULL };
  const char *title_style = kontor_template_node_get_text (node, "title-style");
  const char *text_style = kontor_template_node_get_text (node, "text-style");
  Numbering numbering = kontor_template_node_get (node, "numbering")->integer;
  g_autofree char *start = kontor_run_expand (self, node, "start", place, error);
  g_autoptr (GString) title_buffer = g_string_new (NULL);
  g_autoptr (GString) text_buffer = g_string_new (NULL);
  g_auto (KontorValue) clauses = { 0 };
  KontorBlock *list = NULL;
  gint64 first;

  if (start == NULL ||
      !kontor_run_evaluate (self, node, kontor_template_node_get (node, "select")->expression, place, &clauses, error))
    return FALSE;

  if (!g_ascii_string_to_signed (start, 10, 1, 10000, &first, error))
    return kontor_run_fail (node, error);

  for (guint i = 0; clauses.type == KONTOR_VALUE_NODES && i < clauses.n_nodes; i++)
    {
      const char *title = find_text (self, clauses.nodes[i], title_paths, title_buffer, error);
      const char *text = title != NULL ? find_text (self, clauses.nodes[i], text_paths, text_buffer, error) : NULL;
      g_auto (GStrv) lines = NULL;
      gboolean has_numbers, done;

      if (text == NULL || !kontor_budget_take (&self->budget, 10 + strlen (text) / 8, error))
        return kontor_run_fail (node, error);

      if (numbering == NUMBERING_LIST)
        {
          if (list == NULL)
            {
              list = kontor_run_append (self, node, output, KONTOR_BLOCK_LIST, text_style, error);

              if (list == NULL)
                return FALSE;

              kontor_block_set_marker (list, KONTOR_MARKER_DECIMAL, first);
            }

          if (!add_item (self, node, list, title, text, error))
            return FALSE;

          continue;
        }

      lines = split_lines (text, &has_numbers);

      if (!add_title (self, node, output, title, first + i, numbering, title_style, error))
        return FALSE;

      if (numbering == NUMBERING_NONE || has_numbers || g_strv_length (lines) < 2)
        done = add_paragraphs (self, node, output, (const char *const *) lines, text_style, error);
      else
        done = add_numbered (self, node, output, (const char *const *) lines, first + i, numbering, text_style, error);

      if (!done)
        return FALSE;
    }

  return TRUE;
}

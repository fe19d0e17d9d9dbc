/* kontor-render.c: runs a template over a view and makes a document */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-date.h"
#include "kontor-render-private.h"
#include "kontor-template-error.h"
#include "kontor-template-format.h"




/**
 * kontor_run_fail:
 * @node: where it happened
 * @error: (inout) (optional): the error
 *
 * Says in an error where it happened, unless it says so or was cancelled.
 *
 * Returns: %FALSE
 */
gboolean
kontor_run_fail (const KontorTemplateNode *node,
                 GError                  **error)
{
  g_autofree char *prefix = NULL;

  if (error == NULL || *error == NULL || (*error)->domain == G_IO_ERROR)
    return FALSE;

  prefix = g_strdup_printf (_("Line %u: "), node->line);

  if (!g_str_has_prefix ((*error)->message, prefix))
    g_prefix_error (error, "%s", prefix);

  return FALSE;
}

static const KontorValue *
lookup_variable (const char *name,
                 gpointer    user_data)
{
  KontorRun *self = user_data;

  for (guint i = self->variables->len; i-- > 0;)
    {
      KontorRunVariable *variable;

      if (i < self->base && i >= self->n_globals)
        {
          if (self->n_globals == 0)
            return NULL;

          i = self->n_globals - 1;
        }

      variable = &g_array_index (self->variables, KontorRunVariable, i);

      if (g_str_equal (variable->name, name))
        return &variable->value;
    }

  return NULL;
}

static void
variable_clear (gpointer data)
{
  KontorRunVariable *self = data;

  kontor_value_clear (&self->value);
}

/* Takes @value. */
static void
push_variable (KontorRun   *self,
               const char  *name,
               KontorValue *value)
{
  KontorRunVariable variable = { name, *value };

  g_array_append_val (self->variables, variable);
  memset (value, 0, sizeof *value);
}

/**
 * kontor_run_evaluate:
 * @self: a run
 * @node: the element that has the expression
 * @expression: an expression of the template
 * @place: where in the view it is evaluated
 * @value: (out): the answer
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set, which says the line
 */
gboolean
kontor_run_evaluate (KontorRun                *self,
                     const KontorTemplateNode *node,
                     KontorExpression         *expression,
                     const KontorRunPlace     *place,
                     KontorValue              *value,
                     GError                  **error)
{
  KontorScope scope = {
    .node = place->node,
    .current = place->node,
    .position = place->position,
    .size = place->size,
    .language = self->language,
    .lookup = lookup_variable,
    .user_data = self,
    .budget = &self->budget,
  };

  return kontor_expression_evaluate (expression, &scope, value, error) || kontor_run_fail (node, error);
}

/**
 * kontor_run_expand:
 * @self: a run
 * @node: an element
 * @attribute: one of its attributes that may have braces
 * @place: where in the view
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the attribute with the values of its expressions; "" when it is not said; %NULL with @error set
 */
char *
kontor_run_expand (KontorRun                *self,
                   const KontorTemplateNode *node,
                   const char               *attribute,
                   const KontorRunPlace     *place,
                   GError                  **error)
{
  const KontorTemplateValue *value = kontor_template_node_get (node, attribute);
  g_autoptr (GString) text = NULL;

  if (value->n_pieces == 0)
    return g_strdup (value->text != NULL ? value->text : "");

  text = g_string_new (NULL);

  for (guint i = 0; i < value->n_pieces; i++)
    {
      g_auto (KontorValue) result = { 0 };
      g_autofree char *piece = NULL;

      if (value->pieces[i].text != NULL)
        {
          g_string_append (text, value->pieces[i].text);
          continue;
        }

      if (!kontor_run_evaluate (self, node, value->pieces[i].expression, place, &result, error))
        return NULL;

      piece = kontor_value_to_text (&result, &self->budget, error);

      if (piece == NULL)
        {
          kontor_run_fail (node, error);
          return NULL;
        }

      g_string_append (text, piece);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Elements that repeat, choose and name */

typedef struct
{
  xmlNode *node;
  GBytes *key;
  KontorDecimal number;
  gboolean is_number;
} SortItem;

static void
sort_item_clear (gpointer data)
{
  SortItem *self = data;

  g_clear_pointer (&self->key, g_bytes_unref);
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const SortItem *one = a;
  const SortItem *two = b;
  gboolean descending = *(gboolean *) user_data;
  int order;

  if (one->key != NULL)
    order = g_bytes_compare (one->key, two->key);
  else if (one->is_number && two->is_number)
    order = kontor_decimal_compare (one->number, two->number);
  else
    /* What is no number comes first, as in XSLT. */
    order = one->is_number - two->is_number;

  return descending ? -order : order;
}

static gboolean
sort_nodes (KontorRun                *self,
            const KontorTemplateNode *node,
            KontorValue              *nodes,
            GError                  **error)
{
  KontorExpression *sort = kontor_template_node_get (node, "sort")->expression;
  gboolean as_text = g_str_equal (kontor_template_node_get_text (node, "sort-as"), "text");
  gboolean descending = g_str_equal (kontor_template_node_get_text (node, "order"), "descending");
  g_autoptr (GArray) items = NULL;

  if (sort == NULL)
    {
      if (descending)
        for (guint i = 0; i < nodes->n_nodes / 2; i++)
          {
            xmlNode *swapped = nodes->nodes[i];

            nodes->nodes[i] = nodes->nodes[nodes->n_nodes - 1 - i];
            nodes->nodes[nodes->n_nodes - 1 - i] = swapped;
          }

      return TRUE;
    }

  if (as_text && self->collator == NULL)
    {
      self->collator = kontor_collator_new (self->language, error);

      if (self->collator == NULL)
        return kontor_run_fail (node, error);
    }

  items = g_array_new (FALSE, FALSE, sizeof (SortItem));
  g_array_set_clear_func (items, sort_item_clear);

  for (guint i = 0; i < nodes->n_nodes; i++)
    {
      KontorRunPlace place = { nodes->nodes[i], i + 1, nodes->n_nodes };
      SortItem item = { .node = nodes->nodes[i] };
      g_auto (KontorValue) value = { 0 };
      g_autofree char *text = NULL;

      /* A comparison of keys is not free either. */
      if (!kontor_budget_take (&self->budget, 100, error) ||
          !kontor_run_evaluate (self, node, sort, &place, &value, error))
        return kontor_run_fail (node, error);

      if (as_text)
        {
          text = kontor_value_to_text (&value, &self->budget, error);

          if (text == NULL)
            return kontor_run_fail (node, error);

          item.key = kontor_collation_key (self->collator, text);
        }
      else
        {
          item.is_number = kontor_value_to_number (&value, &self->budget, &item.number);
        }

      g_array_append_val (items, item);
    }

  g_qsort_with_data (items->data, items->len, sizeof (SortItem), compare_items, &descending);

  for (guint i = 0; i < items->len; i++)
    nodes->nodes[i] = g_array_index (items, SortItem, i).node;

  return TRUE;
}

static gboolean
run_for_each (KontorRun                *self,
              const KontorTemplateNode *node,
              const KontorRunPlace     *place,
              KontorRunOutput          *output,
              GError                  **error)
{
  const char *separator = kontor_template_node_get_text (node, "separator");
  g_auto (KontorValue) nodes = { 0 };

  if (!kontor_run_evaluate (self, node, kontor_template_node_get (node, "select")->expression, place, &nodes, error))
    return FALSE;

  if (nodes.type != KONTOR_VALUE_NODES)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_DATA, node->line,
                                 _("This must find fields of the record, and not a value."));
      return FALSE;
    }

  if (!sort_nodes (self, node, &nodes, error))
    return FALSE;

  for (guint i = 0; i < nodes.n_nodes; i++)
    {
      KontorRunPlace inner = { nodes.nodes[i], i + 1, nodes.n_nodes };

      if (!kontor_budget_take (&self->budget, 10, error))
        return kontor_run_fail (node, error);

      if (i > 0 && separator != NULL && !kontor_run_add_text (self, node, output, separator, FALSE, error))
        return FALSE;

      if (!kontor_run_children (self, node, &inner, output, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_test (KontorRun                *self,
          const KontorTemplateNode *node,
          const KontorRunPlace     *place,
          gboolean                 *holds,
          GError                  **error)
{
  g_auto (KontorValue) value = { 0 };

  if (!kontor_run_evaluate (self, node, kontor_template_node_get (node, "test")->expression, place, &value, error))
    return FALSE;

  *holds = kontor_value_to_boolean (&value);
  return TRUE;
}

static gboolean
run_choose (KontorRun                *self,
            const KontorTemplateNode *node,
            const KontorRunPlace     *place,
            KontorRunOutput          *output,
            GError                  **error)
{
  for (const KontorTemplateNode *child = node->first_child; child != NULL; child = child->next)
    {
      gboolean holds = TRUE;

      if (child->element->id == KONTOR_ELEMENT_WHEN && !run_test (self, child, place, &holds, error))
        return FALSE;

      if (holds)
        return kontor_run_children (self, child, place, output, error);
    }

  return TRUE;
}

static gboolean
run_variable (KontorRun                *self,
              const KontorTemplateNode *node,
              const KontorRunPlace     *place,
              GError                  **error)
{
  KontorValue value;

  if (!kontor_run_evaluate (self, node, kontor_template_node_get (node, "select")->expression, place, &value, error))
    return FALSE;

  push_variable (self, kontor_template_node_get_text (node, "name"), &value);
  return TRUE;
}

/* The value that a part is given, else the parameter's own. */
static gboolean
run_param (KontorRun                *self,
           const KontorTemplateNode *param,
           const KontorTemplateNode *use,
           const KontorRunPlace     *place,
           GError                  **error)
{
  const char *name = kontor_template_node_get_text (param, "name");

  for (const KontorTemplateNode *with = use->first_child; with != NULL; with = with->next)
    if (g_str_equal (kontor_template_node_get_text (with, "name"), name))
      return run_variable (self, with, place, error);

  return run_variable (self, param, place, error);
}

static gboolean
run_use (KontorRun                *self,
         const KontorTemplateNode *node,
         const KontorRunPlace     *place,
         KontorRunOutput          *output,
         GError                  **error)
{
  const KontorTemplateNode *part = g_hash_table_lookup (self->template->parts, kontor_template_node_get_text (node, "part"));
  guint outer_base = self->base;
  guint first = self->variables->len;
  gboolean done = TRUE;

  if (self->depth == KONTOR_RUN_MAX_DEPTH)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, node->line,
                                 _("The part “%s” uses itself, or parts are nested too deeply."),
                                 kontor_template_node_get_text (node, "part"));
      return FALSE;
    }

  for (const KontorTemplateNode *child = part->first_child; child != NULL && done; child = child->next)
    if (child->element != NULL && child->element->id == KONTOR_ELEMENT_PARAM)
      done = run_param (self, child, node, place, error);

  self->depth++;
  self->base = first;
  done = done && kontor_run_children (self, part, place, output, error);
  self->base = outer_base;
  self->depth--;
  g_array_set_size (self->variables, first);

  return done;
}

static gboolean
run_element (KontorRun                *self,
             const KontorTemplateNode *node,
             const KontorRunPlace     *place,
             KontorRunOutput          *output,
             GError                  **error)
{
  gboolean holds;

  switch (node->element->id)
    {
    case KONTOR_ELEMENT_FOR_EACH:
      return run_for_each (self, node, place, output, error);

    case KONTOR_ELEMENT_IF:
      return run_test (self, node, place, &holds, error) &&
             (!holds || kontor_run_children (self, node, place, output, error));

    case KONTOR_ELEMENT_CHOOSE:
      return run_choose (self, node, place, output, error);

    case KONTOR_ELEMENT_VARIABLE:
      return run_variable (self, node, place, error);

    case KONTOR_ELEMENT_USE:
      return run_use (self, node, place, output, error);

    case KONTOR_ELEMENT_SPAN:
    case KONTOR_ELEMENT_BREAK:
    case KONTOR_ELEMENT_VALUE:
    case KONTOR_ELEMENT_LABEL:
    case KONTOR_ELEMENT_PAGE_NUMBER:
    case KONTOR_ELEMENT_PAGE_COUNT:
      return kontor_run_inline (self, node, place, output, error);

    case KONTOR_ELEMENT_CLAUSE:
      return kontor_run_clauses (self, node, place, output, error);

    case KONTOR_ELEMENT_HEADING:
    case KONTOR_ELEMENT_PARAGRAPH:
    case KONTOR_ELEMENT_LIST:
    case KONTOR_ELEMENT_ITEM:
    case KONTOR_ELEMENT_TABLE:
    case KONTOR_ELEMENT_HEAD:
    case KONTOR_ELEMENT_FOOT:
    case KONTOR_ELEMENT_ROW:
    case KONTOR_ELEMENT_CELL:
    case KONTOR_ELEMENT_IMAGE:
    case KONTOR_ELEMENT_LINE:
    case KONTOR_ELEMENT_BOX:
    case KONTOR_ELEMENT_COLUMNS:
    case KONTOR_ELEMENT_COLUMNS_BOX:
    case KONTOR_ELEMENT_KEEP:
    case KONTOR_ELEMENT_PAGE_BREAK:
    case KONTOR_ELEMENT_SPACER:
      return kontor_run_block (self, node, place, output, error);

    case KONTOR_ELEMENT_PARAM:
    case KONTOR_ELEMENT_COLUMN:
      /* Who uses the part, and the table, have looked at them. */
      return TRUE;

    case KONTOR_ELEMENT_TEMPLATE:
    case KONTOR_ELEMENT_DOCUMENT_TITLE:
    case KONTOR_ELEMENT_DOCUMENT_AUTHOR:
    case KONTOR_ELEMENT_LABEL_DEFINITION:
    case KONTOR_ELEMENT_TEXT:
    case KONTOR_ELEMENT_STYLE:
    case KONTOR_ELEMENT_PAGE:
    case KONTOR_ELEMENT_HEADER:
    case KONTOR_ELEMENT_FOOTER:
    case KONTOR_ELEMENT_FIRST_HEADER:
    case KONTOR_ELEMENT_FIRST_FOOTER:
    case KONTOR_ELEMENT_INPUT:
    case KONTOR_ELEMENT_OPTION:
    case KONTOR_ELEMENT_PART:
    case KONTOR_ELEMENT_BODY:
    case KONTOR_ELEMENT_WHEN:
    case KONTOR_ELEMENT_OTHERWISE:
    case KONTOR_ELEMENT_WITH:
    default:
      g_assert_not_reached ();
    }
}

/**
 * kontor_run_children:
 * @self: a run
 * @node: an element
 * @place: where in the view
 * @output: where what is made goes
 * @error: return location for a #GError
 *
 * Runs what is in an element. Variables that it makes are forgotten after it.
 *
 * Returns: %FALSE with @error set
 */
gboolean
kontor_run_children (KontorRun                *self,
                     const KontorTemplateNode *node,
                     const KontorRunPlace     *place,
                     KontorRunOutput          *output,
                     GError                  **error)
{
  guint n_variables = self->variables->len;
  gboolean done = TRUE;

  for (const KontorTemplateNode *child = node->first_child; child != NULL && done; child = child->next)
    {
      /* An element costs some ten times as much as a step of an expression. */
      if (!kontor_budget_take (&self->budget, 10, error))
        done = kontor_run_fail (child, error);
      else if (child->element == NULL)
        done = kontor_run_add_text (self, child, output, child->text, FALSE, error);
      else
        done = run_element (self, child, place, output, error);
    }

  g_array_set_size (self->variables, n_variables);
  return done;
}

/* What stands beside the body */

static gboolean
check_input (const KontorTemplateNode *node,
             const char               *text,
             GError                  **error)
{
  const char *id = kontor_template_node_get_text (node, "id");
  const char *type = kontor_template_node_get_text (node, "type");
  KontorDecimal number;
  GDate date;

  if (*text == '\0')
    {
      if (!kontor_template_node_get (node, "required")->integer)
        return TRUE;

      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_DATA, 0,
                                 _("The document needs an answer to “%s”, and there is none."), id);
      return FALSE;
    }

  if (g_str_equal (type, "date") ? kontor_date_parse (text, &date, NULL)
      : g_str_equal (type, "number") ? kontor_decimal_parse (text, KONTOR_DECIMAL_MAX_SCALE, &number, NULL)
                                     : g_utf8_validate (text, -1, NULL) && strlen (text) <= KONTOR_EXPRESSION_MAX_TEXT)
    {
      const KontorTemplateNode *option = node->first_child;

      if (!g_str_equal (type, "choice"))
        return TRUE;

      for (; option != NULL; option = option->next)
        if (g_str_equal (kontor_template_node_get_text (option, "value"), text))
          return TRUE;
    }

  kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_DATA, 0,
                             _("“%.100s” is no possible answer to “%s”."), text, id);
  return FALSE;
}

static gboolean
run_input (KontorRun                *self,
           const KontorTemplateNode *node,
           const KontorRunPlace     *place,
           GError                  **error)
{
  const char *id = kontor_template_node_get_text (node, "id");
  const char *given = self->inputs != NULL ? g_hash_table_lookup (self->inputs, id) : NULL;
  g_autofree char *text = given != NULL ? g_strdup (given) : kontor_run_expand (self, node, "default", place, error);
  KontorValue value = { .type = KONTOR_VALUE_TEXT };

  if (text == NULL || !check_input (node, text, error))
    return FALSE;

  value.text = g_steal_pointer (&text);
  push_variable (self, id, &value);

  return TRUE;
}

static gboolean
run_page (KontorRun                *self,
          const KontorTemplateNode *node,
          const KontorRunPlace     *place,
          GError                  **error)
{
  KontorPageMaster *master;

  if (!kontor_template_add_page (node, self->document, &master, error))
    return kontor_run_fail (node, error);

  for (const KontorTemplateNode *child = node->first_child; child != NULL; child = child->next)
    {
      KontorRunOutput output = { 0 };
      g_autofree char *style = NULL;
      KontorRegion region = KONTOR_REGION_HEADER;

      if (child->element->id == KONTOR_ELEMENT_FOOTER)
        region = KONTOR_REGION_FOOTER;
      else if (child->element->id == KONTOR_ELEMENT_FIRST_HEADER)
        region = KONTOR_REGION_FIRST_HEADER;
      else if (child->element->id == KONTOR_ELEMENT_FIRST_FOOTER)
        region = KONTOR_REGION_FIRST_FOOTER;

      master->first_differs = master->first_differs || region == KONTOR_REGION_FIRST_HEADER || region == KONTOR_REGION_FIRST_FOOTER;
      style = kontor_run_expand (self, child, "style", place, error);

      if (style == NULL)
        return FALSE;

      output.block = kontor_document_add_region (self->document, master, region, *style != '\0' ? style : NULL, child->line, error);

      if (output.block == NULL || !kontor_run_children (self, child, place, &output, error))
        return FALSE;
    }

  /* A first page that differs in one of the two keeps the other. */
  if (master->first_differs)
    {
      gboolean has_header = FALSE, has_footer = FALSE;

      for (const KontorTemplateNode *child = node->first_child; child != NULL; child = child->next)
        {
          has_header = has_header || child->element->id == KONTOR_ELEMENT_FIRST_HEADER;
          has_footer = has_footer || child->element->id == KONTOR_ELEMENT_FIRST_FOOTER;
        }

      if (!has_header)
        master->first_header = master->header;

      if (!has_footer)
        master->first_footer = master->footer;
    }

  return TRUE;
}

static gboolean
run_plain (KontorRun                *self,
           const KontorTemplateNode *node,
           const KontorRunPlace     *place,
           void (*set) (KontorDocument *, const char *),
           GError                  **error)
{
  KontorRunOutput output = { .plain = g_string_new (NULL) };
  gboolean done = kontor_run_children (self, node, place, &output, error);

  if (done)
    set (self->document, output.plain->str);

  g_string_free (output.plain, TRUE);
  return done;
}

static gboolean
run_style (KontorRun                *self,
           const KontorTemplateNode *node,
           GError                  **error)
{
  KontorStyle style;

  kontor_template_get_style (node, &style);

  return kontor_document_add_style (self->document, kontor_template_node_get_text (node, "name"),
                                    kontor_template_node_get_text (node, "parent"), &style, node->line, error);
}

static gboolean
run_template (KontorRun            *self,
              const KontorRunPlace *place,
              GError              **error)
{
  const KontorTemplateNode *root = self->template->root;

  /* The reader has put inputs and variables before all that uses them. */
  for (const KontorTemplateNode *node = root->first_child; node != NULL; node = node->next)
    {
      KontorRunOutput body = { .block = kontor_document_get_body (self->document) };
      gboolean done = TRUE;

      self->n_globals = self->base = self->variables->len;

      switch ((guint) node->element->id)
        {
        case KONTOR_ELEMENT_INPUT:
          done = run_input (self, node, place, error);
          break;
        case KONTOR_ELEMENT_VARIABLE:
          done = run_variable (self, node, place, error);
          break;
        case KONTOR_ELEMENT_STYLE:
          done = run_style (self, node, error);
          break;
        case KONTOR_ELEMENT_PAGE:
          done = run_page (self, node, place, error);
          break;
        case KONTOR_ELEMENT_DOCUMENT_TITLE:
          done = run_plain (self, node, place, kontor_document_set_title, error);
          break;
        case KONTOR_ELEMENT_DOCUMENT_AUTHOR:
          done = run_plain (self, node, place, kontor_document_set_author, error);
          break;
        case KONTOR_ELEMENT_BODY:
          done = kontor_run_children (self, node, place, &body, error);
          break;
        default:
          break;
        }

      if (!done)
        return FALSE;
    }

  return TRUE;
}

/**
 * kontor_template_run:
 * @self: a template
 * @view: a view of a record, as made by kontor_view_new(); used by no other run at the same time
 * @language: BCP 47 tag of the document's language
 * @inputs: (nullable) (element-type utf8 utf8): what the person answered, by the id of the input; what is missing has its default
 * @resources: (nullable): finds files of the record
 * @user_data: for @resources
 * @cancellable: (nullable): ends the run
 * @error: return location for a #GError
 *
 * Runs a template. It ends with an error when it takes more than 10 seconds of time or uses too much; what is made is
 * bounded by the document. Messages begin with the line of the template.
 *
 * Returns: (transfer full): the document, or %NULL with an error of %KONTOR_TEMPLATE_ERROR, of the arithmetic
 *     (%KONTOR_BASE_ERROR) or %G_IO_ERROR_CANCELLED
 */
KontorDocument *
kontor_template_run (KontorTemplate         *self,
                     xmlDoc                 *view,
                     const char             *language,
                     GHashTable             *inputs,
                     KontorTemplateResources resources,
                     gpointer                user_data,
                     GCancellable           *cancellable,
                     GError                **error)
{
  g_autoptr (KontorDocument) document = NULL;
  KontorRunPlace place = { xmlDocGetRootElement (view), 1, 1 };
  KontorRun run = {
    .template = self,
    .language = language,
    .inputs = inputs,
    .resources = resources,
    .user_data = user_data,
  };
  gboolean done;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (place.node != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  if (!g_str_equal ((const char *) place.node->name, kontor_template_get_kind (self)))
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA,
                   _("The template “%s” prints records of the kind “%s”, not “%s”."), self->name,
                   kontor_template_get_kind (self), (const char *) place.node->name);
      return NULL;
    }

  if (!kontor_view_prepare (view, KONTOR_TEMPLATE_MAX_VIEW, error))
    return NULL;

  run.document = document = kontor_document_new (language);
  run.variables = g_array_new (FALSE, FALSE, sizeof (KontorRunVariable));
  g_array_set_clear_func (run.variables, variable_clear);
  kontor_budget_init (&run.budget, KONTOR_TEMPLATE_MAX_STEPS, KONTOR_TEMPLATE_MAX_SECONDS * G_USEC_PER_SEC, cancellable);

  done = run_template (&run, &place, error);

  g_array_unref (run.variables);
  g_clear_pointer (&run.collator, kontor_collator_free);

  return done ? g_steal_pointer (&document) : NULL;
}

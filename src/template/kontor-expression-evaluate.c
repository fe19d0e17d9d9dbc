/* kontor-expression-evaluate.c: evaluates the expressions of templates */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-expression-private.h"
#include "kontor-template-error.h"

/* Decimals of what `div` answers. */
#define QUOTIENT_SCALE 9

static gboolean evaluate (const Term        *term,
                          const KontorScope *scope,
                          KontorValue       *value,
                          GError           **error);

/* Nodes are numbered in document order before a run, so that sets of them can be sorted without walking the tree. */
static inline gsize
node_order (const xmlNode *node)
{
  return GPOINTER_TO_SIZE (node->_private);
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  gsize order_a = node_order (*(xmlNode *const *) a);
  gsize order_b = node_order (*(xmlNode *const *) b);

  return order_a < order_b ? -1 : order_a > order_b;
}

/* Sorts a set in document order and takes doubles out. */
static gboolean
sort_nodes (KontorValue  *set,
            KontorBudget *budget,
            GError      **error)
{
  gboolean sorted = TRUE;
  guint kept = 1;

  if (!kontor_budget_take (budget, set->n_nodes, error))
    return FALSE;

  for (guint i = 1; i < set->n_nodes && sorted; i++)
    sorted = node_order (set->nodes[i - 1]) < node_order (set->nodes[i]);

  if (sorted)
    return TRUE;

  if (!kontor_budget_take (budget, (guint64) set->n_nodes * g_bit_storage (set->n_nodes), error))
    return FALSE;

  qsort (set->nodes, set->n_nodes, sizeof *set->nodes, compare_nodes);

  for (guint i = 1; i < set->n_nodes; i++)
    if (set->nodes[i] != set->nodes[kept - 1])
      set->nodes[kept++] = set->nodes[i];

  set->n_nodes = kept;
  return TRUE;
}

static gboolean
matches (const Step    *step,
         const xmlNode *node)
{
  switch (step->test)
    {
    case TEST_NODE:
      return TRUE;
    case TEST_TEXT:
      return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
    case TEST_ANY:
      return node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE;
    case TEST_NAME:
      return (node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE) &&
             strcmp ((const char *) node->name, step->name) == 0;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
add_match (const Step   *step,
           xmlNode      *node,
           KontorValue  *found,
           KontorBudget *budget,
           GError      **error)
{
  if (!kontor_budget_take (budget, 1, error))
    return FALSE;

  if (!matches (step, node))
    return TRUE;

  if (found->n_nodes == KONTOR_EXPRESSION_MAX_NODES)
    {
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT,
                           _("An expression finds too many fields."));
      return FALSE;
    }

  kontor_value_add_node (found, node);
  return TRUE;
}

static gboolean
add_descendants (const Step   *step,
                 xmlNode      *root,
                 KontorValue  *found,
                 KontorBudget *budget,
                 GError      **error)
{
  xmlNode *node = root->type == XML_ATTRIBUTE_NODE ? NULL : root->children;

  while (node != NULL)
    {
      if (!add_match (step, node, found, budget, error))
        return FALSE;

      if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        {
          node = node->children;
          continue;
        }

      while (node->next == NULL && node->parent != root)
        node = node->parent;

      node = node->next;
    }

  return TRUE;
}

/* Finds what a step finds from one node, in the order of its axis. */
static gboolean
walk_axis (const Step   *step,
           xmlNode      *node,
           KontorValue  *found,
           KontorBudget *budget,
           GError      **error)
{
  gboolean is_attribute = node->type == XML_ATTRIBUTE_NODE;

  switch (step->axis)
    {
    case AXIS_CHILD:
      for (xmlNode *child = is_attribute ? NULL : node->children; child != NULL; child = child->next)
        if (!add_match (step, child, found, budget, error))
          return FALSE;
      return TRUE;

    case AXIS_DESCENDANT_OR_SELF:
      return add_match (step, node, found, budget, error) && add_descendants (step, node, found, budget, error);

    case AXIS_DESCENDANT:
      return add_descendants (step, node, found, budget, error);

    case AXIS_SELF:
      return add_match (step, node, found, budget, error);

    case AXIS_PARENT:
      return node->parent == NULL || add_match (step, node->parent, found, budget, error);

    case AXIS_ANCESTOR_OR_SELF:
    case AXIS_ANCESTOR:
      for (xmlNode *ancestor = step->axis == AXIS_ANCESTOR ? node->parent : node; ancestor != NULL; ancestor = ancestor->parent)
        if (!add_match (step, ancestor, found, budget, error))
          return FALSE;
      return TRUE;

    case AXIS_ATTRIBUTE:
      for (xmlAttr *attribute = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attribute != NULL; attribute = attribute->next)
        if (!add_match (step, (xmlNode *) attribute, found, budget, error))
          return FALSE;
      return TRUE;

    case AXIS_FOLLOWING_SIBLING:
      for (xmlNode *sibling = is_attribute ? NULL : node->next; sibling != NULL; sibling = sibling->next)
        if (!add_match (step, sibling, found, budget, error))
          return FALSE;
      return TRUE;

    case AXIS_PRECEDING_SIBLING:
      for (xmlNode *sibling = is_attribute ? NULL : node->prev; sibling != NULL; sibling = sibling->prev)
        if (!add_match (step, sibling, found, budget, error))
          return FALSE;
      return TRUE;

    default:
      g_assert_not_reached ();
    }
}

/* Keeps those of @set from @first on for which all predicates hold; positions count in the order of the set. */
static gboolean
filter_nodes (GPtrArray         *predicates,
              const KontorScope *scope,
              KontorValue       *set,
              guint              first,
              GError           **error)
{
  for (guint p = 0; predicates != NULL && p < predicates->len; p++)
    {
      KontorScope inner = *scope;
      guint kept = first;

      inner.size = set->n_nodes - first;

      for (guint i = first; i < set->n_nodes; i++)
        {
          g_auto (KontorValue) value = { 0 };
          gboolean holds;

          inner.node = set->nodes[i];
          inner.position = i - first + 1;

          if (!kontor_budget_take (scope->budget, 1, error) ||
              !evaluate (g_ptr_array_index (predicates, p), &inner, &value, error))
            return FALSE;

          if (value.type == KONTOR_VALUE_NUMBER)
            holds = !value.nan && kontor_decimal_compare (value.number, KONTOR_DECIMAL (inner.position, 0)) == 0;
          else
            holds = kontor_value_to_boolean (&value);

          if (holds)
            set->nodes[kept++] = set->nodes[i];
        }

      set->n_nodes = kept;
    }

  return TRUE;
}

static gboolean
evaluate_step (const Step        *step,
               const KontorScope *scope,
               KontorValue       *set,
               GError           **error)
{
  g_auto (KontorValue) found = { 0 };

  for (guint i = 0; i < set->n_nodes; i++)
    {
      guint first = found.n_nodes;

      if (!walk_axis (step, set->nodes[i], &found, scope->budget, error) ||
          !filter_nodes (step->predicates, scope, &found, first, error))
        return FALSE;
    }

  kontor_value_clear (set);
  *set = found;
  memset (&found, 0, sizeof found);

  return sort_nodes (set, scope->budget, error);
}

static gboolean
evaluate_path (const Term        *term,
               const KontorScope *scope,
               KontorValue       *value,
               GError           **error)
{
  if (term->operands[0] != NULL)
    {
      if (!evaluate (term->operands[0], scope, value, error))
        return FALSE;

      if (value->type != KONTOR_VALUE_NODES)
        {
          g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA,
                               _("A variable that holds no fields of the record is followed by “[” or “/”."));
          return FALSE;
        }

      if (!filter_nodes (term->arguments, scope, value, 0, error))
        return FALSE;
    }
  else
    {
      kontor_value_add_node (value, term->absolute ? (xmlNode *) scope->node->doc : scope->node);
    }

  for (guint i = 0; i < term->steps->len; i++)
    if (!evaluate_step (&g_array_index (term->steps, Step, i), scope, value, error))
      return FALSE;

  return TRUE;
}

static gboolean
evaluate_union (const Term        *term,
                const KontorScope *scope,
                KontorValue       *value,
                GError           **error)
{
  g_auto (KontorValue) right = { 0 };

  if (!evaluate (term->operands[0], scope, value, error) || !evaluate (term->operands[1], scope, &right, error))
    return FALSE;

  if (value->type != KONTOR_VALUE_NODES || right.type != KONTOR_VALUE_NODES)
    {
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA,
                           _("Only fields of the record can be joined by “|”."));
      return FALSE;
    }

  for (guint i = 0; i < right.n_nodes; i++)
    kontor_value_add_node (value, right.nodes[i]);

  return sort_nodes (value, scope->budget, error);
}

static gboolean
compare_numbers (TermKind      kind,
                 KontorDecimal a,
                 KontorDecimal b)
{
  int order = kontor_decimal_compare (a, b);

  switch ((guint) kind)
    {
    case TERM_EQUAL:
      return order == 0;
    case TERM_NOT_EQUAL:
      return order != 0;
    case TERM_LESS:
      return order < 0;
    case TERM_LESS_EQUAL:
      return order <= 0;
    case TERM_GREATER:
      return order > 0;
    case TERM_GREATER_EQUAL:
      return order >= 0;
    default:
      g_assert_not_reached ();
    }
}

/* The least and the largest number among the nodes; FALSE when none is a number, or with @error set. */
static gboolean
number_bounds (const KontorValue *value,
               gboolean           as_boolean,
               KontorBudget      *budget,
               KontorDecimal     *least,
               KontorDecimal     *largest,
               GError           **error)
{
  gboolean any = FALSE;

  if (value->type != KONTOR_VALUE_NODES || as_boolean)
    {
      if (as_boolean)
        *least = KONTOR_DECIMAL (kontor_value_to_boolean (value) ? 1 : 0, 0);
      else if (!kontor_value_to_number (value, budget, least))
        return FALSE;

      *largest = *least;
      return TRUE;
    }

  for (guint i = 0; i < value->n_nodes; i++)
    {
      KontorValue one = { .type = KONTOR_VALUE_NODES, .nodes = &value->nodes[i], .n_nodes = 1 };
      KontorDecimal number;

      if (!kontor_budget_take (budget, 1, error))
        return FALSE;

      if (!kontor_value_to_number (&one, budget, &number))
        continue;

      if (!any || kontor_decimal_compare (number, *least) < 0)
        *least = number;

      if (!any || kontor_decimal_compare (number, *largest) > 0)
        *largest = number;

      any = TRUE;
    }

  return any;
}

/* A set is smaller than another if its least is smaller than the other's largest, so no pairs need to be tried. */
static gboolean
compare_order (TermKind           kind,
               const KontorValue *left,
               const KontorValue *right,
               KontorBudget      *budget,
               gboolean          *result,
               GError           **error)
{
  KontorDecimal left_least, left_largest, right_least, right_largest;
  g_autoptr (GError) limit = NULL;
  /* Nodes are compared with yes and no by whether there are any. */
  gboolean as_boolean = left->type == KONTOR_VALUE_BOOLEAN || right->type == KONTOR_VALUE_BOOLEAN;

  *result = FALSE;

  if (as_boolean && left->type != KONTOR_VALUE_NODES && right->type != KONTOR_VALUE_NODES)
    as_boolean = FALSE;

  if (number_bounds (left, as_boolean, budget, &left_least, &left_largest, &limit) &&
      number_bounds (right, as_boolean, budget, &right_least, &right_largest, &limit))
    {
      if (kind == TERM_LESS || kind == TERM_LESS_EQUAL)
        *result = compare_numbers (kind, left_least, right_largest);
      else
        *result = compare_numbers (kind, left_largest, right_least);
    }

  if (limit != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&limit));
      return FALSE;
    }

  return TRUE;
}

/* Whether a node of the set has (or, for !=, has not) the text. */
static gboolean
compare_nodes_text (TermKind           kind,
                    const KontorValue *set,
                    const char        *text,
                    KontorBudget      *budget,
                    gboolean          *result,
                    GError           **error)
{
  g_autoptr (GString) buffer = g_string_new (NULL);

  *result = FALSE;

  for (guint i = 0; i < set->n_nodes && !*result; i++)
    {
      const char *node_text = kontor_node_get_text (set->nodes[i], buffer, budget, error);

      if (node_text == NULL)
        return FALSE;

      *result = (strcmp (node_text, text) == 0) == (kind == TERM_EQUAL);
    }

  return TRUE;
}

static gboolean
compare_nodes_number (TermKind           kind,
                      const KontorValue *set,
                      const KontorValue *other,
                      KontorBudget      *budget,
                      gboolean          *result,
                      GError           **error)
{
  KontorDecimal number;
  gboolean other_is_number = kontor_value_to_number (other, budget, &number);

  *result = FALSE;

  for (guint i = 0; i < set->n_nodes && !*result; i++)
    {
      KontorValue one = { .type = KONTOR_VALUE_NODES, .nodes = &set->nodes[i], .n_nodes = 1 };
      KontorDecimal node_number;

      if (!kontor_budget_take (budget, 1, error))
        return FALSE;

      /* What is not a number differs from everything. */
      if (other_is_number && kontor_value_to_number (&one, budget, &node_number))
        *result = compare_numbers (kind, node_number, number);
      else
        *result = kind == TERM_NOT_EQUAL;
    }

  return TRUE;
}

static gboolean
compare_node_sets (TermKind           kind,
                   const KontorValue *left,
                   const KontorValue *right,
                   KontorBudget      *budget,
                   gboolean          *result,
                   GError           **error)
{
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (GString) buffer = g_string_new (NULL);

  *result = FALSE;

  if (left->n_nodes == 0 || right->n_nodes == 0)
    return TRUE;

  if (left->n_nodes == 1 || right->n_nodes == 1)
    {
      g_autofree char *text = kontor_value_to_text (left->n_nodes == 1 ? left : right, budget, error);

      return text != NULL &&
             compare_nodes_text (kind, left->n_nodes == 1 ? right : left, text, budget, result, error);
    }

  /* Equal: a text that is in both. Not equal: anything but one and the same text in both. */
  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < left->n_nodes; i++)
    {
      const char *text = kontor_node_get_text (left->nodes[i], buffer, budget, error);

      if (text == NULL || !kontor_budget_take (budget, 8, error))
        return FALSE;

      g_hash_table_add (texts, g_strdup (text));
    }

  for (guint i = 0; i < right->n_nodes && !*result; i++)
    {
      const char *text = kontor_node_get_text (right->nodes[i], buffer, budget, error);

      if (text == NULL || !kontor_budget_take (budget, 8, error))
        return FALSE;

      *result = kind == TERM_EQUAL ? g_hash_table_contains (texts, text)
                                   : g_hash_table_size (texts) > 1 || !g_hash_table_contains (texts, text);
    }

  return TRUE;
}

static gboolean
compare_equal (TermKind           kind,
               const KontorValue *left,
               const KontorValue *right,
               KontorBudget      *budget,
               gboolean          *result,
               GError           **error)
{
  g_autofree char *left_text = NULL;
  g_autofree char *right_text = NULL;

  if (left->type == KONTOR_VALUE_BOOLEAN || right->type == KONTOR_VALUE_BOOLEAN)
    {
      *result = (kontor_value_to_boolean (left) == kontor_value_to_boolean (right)) == (kind == TERM_EQUAL);
      return TRUE;
    }

  if (left->type == KONTOR_VALUE_NODES && right->type == KONTOR_VALUE_NODES)
    return compare_node_sets (kind, left, right, budget, result, error);

  if (left->type == KONTOR_VALUE_NODES || right->type == KONTOR_VALUE_NODES)
    {
      const KontorValue *set = left->type == KONTOR_VALUE_NODES ? left : right;
      const KontorValue *other = set == left ? right : left;

      if (other->type == KONTOR_VALUE_NUMBER)
        return compare_nodes_number (kind, set, other, budget, result, error);

      return compare_nodes_text (kind, set, other->text, budget, result, error);
    }

  if (left->type == KONTOR_VALUE_NUMBER || right->type == KONTOR_VALUE_NUMBER)
    {
      KontorDecimal a, b;

      if (kontor_value_to_number (left, budget, &a) && kontor_value_to_number (right, budget, &b))
        *result = compare_numbers (kind, a, b);
      else
        *result = kind == TERM_NOT_EQUAL;

      return TRUE;
    }

  *result = (strcmp (left->text, right->text) == 0) == (kind == TERM_EQUAL);
  return TRUE;
}

static gboolean
evaluate_comparison (const Term        *term,
                     const KontorScope *scope,
                     KontorValue       *value,
                     GError           **error)
{
  g_auto (KontorValue) left = { 0 };
  g_auto (KontorValue) right = { 0 };

  if (!evaluate (term->operands[0], scope, &left, error) || !evaluate (term->operands[1], scope, &right, error))
    return FALSE;

  value->type = KONTOR_VALUE_BOOLEAN;

  if (term->kind == TERM_EQUAL || term->kind == TERM_NOT_EQUAL)
    return compare_equal (term->kind, &left, &right, scope->budget, &value->boolean, error);

  return compare_order (term->kind, &left, &right, scope->budget, &value->boolean, error);
}

/* a - b * trunc (a / b) */
static gboolean
remainder_of (KontorDecimal  a,
              KontorDecimal  b,
              KontorDecimal *result,
              GError       **error)
{
  guint scale = MAX (a.scale, b.scale);
  __int128 dividend = a.coefficient;
  __int128 divisor = b.coefficient;

  for (guint i = a.scale; i < scale; i++)
    dividend *= 10;

  for (guint i = b.scale; i < scale; i++)
    divisor *= 10;

  if (divisor == 0)
    {
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA, _("A number is divided by zero."));
      return FALSE;
    }

  dividend %= divisor;

  if (dividend > G_MAXINT64 || dividend < G_MININT64)
    {
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA, _("A number is too large."));
      return FALSE;
    }

  *result = KONTOR_DECIMAL ((gint64) dividend, scale);
  return TRUE;
}

static gboolean
compute (TermKind       kind,
         KontorDecimal  a,
         KontorDecimal  b,
         KontorDecimal *result,
         GError       **error)
{
  switch ((guint) kind)
    {
    case TERM_ADD:
      return kontor_decimal_add (a, b, result, error);
    case TERM_SUBTRACT:
      return kontor_decimal_subtract (a, b, result, error);
    case TERM_MULTIPLY:
      return kontor_decimal_multiply (a, b, result, error);
    case TERM_DIVIDE:
      return kontor_decimal_fraction (&a, 1, &b, 1, QUOTIENT_SCALE, result, error);
    case TERM_MODULO:
      return remainder_of (a, b, result, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
evaluate_arithmetic (const Term        *term,
                     const KontorScope *scope,
                     KontorValue       *value,
                     GError           **error)
{
  g_auto (KontorValue) left = { 0 };
  g_auto (KontorValue) right = { 0 };
  KontorDecimal a, b;

  value->type = KONTOR_VALUE_NUMBER;

  if (!evaluate (term->operands[0], scope, &left, error))
    return FALSE;

  if (term->kind == TERM_NEGATE)
    {
      value->nan = !kontor_value_to_number (&left, scope->budget, &a);
      value->number = value->nan ? KONTOR_DECIMAL_ZERO : kontor_decimal_negate (a);
      return TRUE;
    }

  if (!evaluate (term->operands[1], scope, &right, error))
    return FALSE;

  value->nan = !kontor_value_to_number (&left, scope->budget, &a) || !kontor_value_to_number (&right, scope->budget, &b);

  return value->nan || compute (term->kind, a, b, &value->number, error);
}

static gboolean
evaluate_call (const Term        *term,
               const KontorScope *scope,
               KontorValue       *value,
               GError           **error)
{
  g_autofree KontorValue *arguments = g_new0 (KontorValue, MAX (term->arguments->len, 1));
  gboolean done = TRUE;

  for (guint i = 0; i < term->arguments->len && done; i++)
    done = evaluate (g_ptr_array_index (term->arguments, i), scope, &arguments[i], error);

  value->type = term->function->result;
  done = done && term->function->call (term->function, scope, arguments, term->arguments->len, value, error);

  for (guint i = 0; i < term->arguments->len; i++)
    kontor_value_clear (&arguments[i]);

  return done;
}

static gboolean
evaluate_variable (const Term        *term,
                   const KontorScope *scope,
                   KontorValue       *value,
                   GError           **error)
{
  const KontorValue *variable = scope->lookup != NULL ? scope->lookup (term->text, scope->user_data) : NULL;

  if (variable == NULL)
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_REFERENCE,
                   _("There is no variable or input “%s” here."), term->text);
      return FALSE;
    }

  if (!kontor_budget_take (scope->budget, variable->n_nodes / 8, error))
    return FALSE;

  kontor_value_copy (variable, value);
  return TRUE;
}

static gboolean
evaluate (const Term        *term,
          const KontorScope *scope,
          KontorValue       *value,
          GError           **error)
{
  if (!kontor_budget_take (scope->budget, 1, error))
    return FALSE;

  switch (term->kind)
    {
    case TERM_OR:
    case TERM_AND:
      {
        g_auto (KontorValue) operand = { 0 };
        gboolean decides = term->kind == TERM_OR;

        value->type = KONTOR_VALUE_BOOLEAN;

        if (!evaluate (term->operands[0], scope, &operand, error))
          return FALSE;

        value->boolean = kontor_value_to_boolean (&operand);

        if (value->boolean == decides)
          return TRUE;

        kontor_value_clear (&operand);

        if (!evaluate (term->operands[1], scope, &operand, error))
          return FALSE;

        value->boolean = kontor_value_to_boolean (&operand);
        return TRUE;
      }

    case TERM_EQUAL:
    case TERM_NOT_EQUAL:
    case TERM_LESS:
    case TERM_LESS_EQUAL:
    case TERM_GREATER:
    case TERM_GREATER_EQUAL:
      return evaluate_comparison (term, scope, value, error);

    case TERM_ADD:
    case TERM_SUBTRACT:
    case TERM_MULTIPLY:
    case TERM_DIVIDE:
    case TERM_MODULO:
    case TERM_NEGATE:
      return evaluate_arithmetic (term, scope, value, error);

    case TERM_UNION:
      return evaluate_union (term, scope, value, error);

    case TERM_LITERAL:
      value->type = KONTOR_VALUE_TEXT;
      value->text = g_strdup (term->text);
      return TRUE;

    case TERM_NUMBER:
      value->type = KONTOR_VALUE_NUMBER;
      value->number = term->number;
      return TRUE;

    case TERM_VARIABLE:
      return evaluate_variable (term, scope, value, error);

    case TERM_CALL:
      return evaluate_call (term, scope, value, error);

    case TERM_PATH:
      return evaluate_path (term, scope, value, error);

    default:
      g_assert_not_reached ();
    }
}

/**
 * kontor_expression_evaluate:
 * @self: an expression
 * @scope: where it is evaluated; its view was prepared by kontor_view_prepare()
 * @value: (out): the answer, to be cleared with kontor_value_clear()
 * @error: return location for a #GError
 *
 * Evaluates an expression. Nodes of the answer belong to the view.
 *
 * Returns: %FALSE with @error set: %KONTOR_TEMPLATE_ERROR_LIMIT when the budget is used up,
 *     %KONTOR_TEMPLATE_ERROR_DATA when a value is no number where one is needed
 */
gboolean
kontor_expression_evaluate (KontorExpression  *self,
                            const KontorScope *scope,
                            KontorValue       *value,
                            GError           **error)
{
  memset (value, 0, sizeof *value);

  if (evaluate (self->root, scope, value, error))
    return TRUE;

  kontor_value_clear (value);
  return FALSE;
}

/**
 * kontor_view_prepare:
 * @view: a view of a record
 * @max_nodes: the most nodes that it may have
 * @error: return location for a #GError
 *
 * Numbers the nodes of a view in document order, in the member `_private` of each, so that expressions can be
 * evaluated over it. A view is used by one run at a time.
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_LIMIT when the view is too large
 */
gboolean
kontor_view_prepare (xmlDoc *view,
                     guint   max_nodes,
                     GError **error)
{
  xmlNode *node = (xmlNode *) view;
  gsize order = 0;

  while (node != NULL)
    {
      node->_private = GSIZE_TO_POINTER (order++);

      if (node->type == XML_ELEMENT_NODE)
        for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
          attribute->_private = GSIZE_TO_POINTER (order++);

      if (order > max_nodes)
        {
          g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT,
                               _("The record is too large to be printed."));
          return FALSE;
        }

      if ((node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE) && node->children != NULL)
        {
          node = node->children;
          continue;
        }

      while (node != NULL && node->next == NULL)
        node = node->parent;

      node = node != NULL ? node->next : NULL;
    }

  return TRUE;
}

/* kontor-expression.h: the expressions of templates, XPath 1.0 with exact numbers and bounded time */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

#include "kontor-decimal.h"

G_BEGIN_DECLS

/* The longest expression, its most operands, its deepest nesting, and the longest text that it may answer. */
#define KONTOR_EXPRESSION_MAX_LENGTH 4096
#define KONTOR_EXPRESSION_MAX_TERMS 256
#define KONTOR_EXPRESSION_MAX_DEPTH 32
#define KONTOR_EXPRESSION_MAX_TEXT (1024 * 1024)

/* The most nodes that one step of a path may find before doubles are taken out. */
#define KONTOR_EXPRESSION_MAX_NODES 2000000

typedef struct _KontorExpression KontorExpression;

/**
 * KontorValueType:
 * @KONTOR_VALUE_NODES: nodes of the view, in document order
 * @KONTOR_VALUE_TEXT: a text
 * @KONTOR_VALUE_NUMBER: an exact number, or not a number
 * @KONTOR_VALUE_BOOLEAN: true or false
 * @KONTOR_VALUE_ANY: only of static types: known when the template runs
 */
typedef enum
{
  KONTOR_VALUE_NODES,
  KONTOR_VALUE_TEXT,
  KONTOR_VALUE_NUMBER,
  KONTOR_VALUE_BOOLEAN,
  KONTOR_VALUE_ANY,
} KontorValueType;

/**
 * KontorValue:
 * @type: what it is; %KONTOR_VALUE_ANY never occurs
 * @nodes: NODES: the nodes, in document order, none twice; not owned
 * @n_nodes: NODES: how many they are
 * @text: TEXT: the text, owned
 * @number: NUMBER: the number
 * @nan: NUMBER: it is not a number
 * @boolean: BOOLEAN: the value
 *
 * What an expression answers. Free what it holds with kontor_value_clear().
 */
typedef struct
{
  KontorValueType type;
  xmlNode **nodes;
  guint n_nodes;
  guint allocated;
  char *text;
  KontorDecimal number;
  gboolean nan;
  gboolean boolean;
} KontorValue;

/**
 * KontorBudget:
 * @steps: steps taken so far; a step is a node looked at or some bytes of text copied
 * @max_steps: how many may be taken
 * @deadline: monotonic time at which the run ends with an error
 * @next_look: number of steps at which the clock and @cancellable are looked at again
 * @cancellable: (nullable): ends the run when it is cancelled
 *
 * What a whole run of a template may use, so that no template runs for ever.
 */
typedef struct
{
  guint64 steps;
  guint64 max_steps;
  gint64 deadline;
  guint64 next_look;
  GCancellable *cancellable;
} KontorBudget;

/**
 * KontorVariableLookup:
 * @name: name of a variable
 * @user_data: as given
 *
 * Returns: (transfer none) (nullable): its value
 */
typedef const KontorValue *(*KontorVariableLookup) (const char *name, gpointer user_data);

/**
 * KontorScope:
 * @node: the context node
 * @current: what current() answers
 * @position: position of @node, from 1
 * @size: what last() answers
 * @language: language of the document, for the functions that format
 * @lookup: finds variables
 * @user_data: for @lookup
 * @budget: what is left to the run
 *
 * Where an expression is evaluated.
 */
typedef struct
{
  xmlNode *node;
  xmlNode *current;
  guint position;
  guint size;
  const char *language;
  KontorVariableLookup lookup;
  gpointer user_data;
  KontorBudget *budget;
} KontorScope;

KontorExpression *kontor_expression_new (const char *text,
                                         GHashTable *variables,
                                         gsize *error_offset,
                                         GError **error);
void kontor_expression_free (KontorExpression *self);
KontorValueType kontor_expression_get_value_type (KontorExpression *self);
gboolean kontor_expression_evaluate (KontorExpression *self,
                                     const KontorScope *scope,
                                     KontorValue *value,
                                     GError **error);

gboolean kontor_view_prepare (xmlDoc *view,
                              guint max_nodes,
                              GError **error);

void kontor_value_clear (KontorValue *self);
void kontor_value_copy (const KontorValue *self,
                        KontorValue *copy);
void kontor_value_add_node (KontorValue *self,
                            xmlNode *node);
gboolean kontor_value_to_boolean (const KontorValue *self);
char *kontor_value_to_text (const KontorValue *self,
                            KontorBudget *budget,
                            GError **error);
gboolean kontor_value_to_number (const KontorValue *self,
                                 KontorBudget *budget,
                                 KontorDecimal *number);
const char *kontor_node_get_text (xmlNode *node,
                                  GString *buffer,
                                  KontorBudget *budget,
                                  GError **error);
gboolean kontor_budget_take (KontorBudget *self,
                             guint64 steps,
                             GError **error);
void kontor_budget_init (KontorBudget *self,
                         guint64 max_steps,
                         gint64 max_microseconds,
                         GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorExpression, kontor_expression_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorValue, kontor_value_clear)

G_END_DECLS

/* kontor-expression-private.h: an expression as read, shared by its reader and its evaluation */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-expression-functions.h"

G_BEGIN_DECLS

typedef enum
{
  TERM_OR,
  TERM_AND,
  TERM_EQUAL,
  TERM_NOT_EQUAL,
  TERM_LESS,
  TERM_LESS_EQUAL,
  TERM_GREATER,
  TERM_GREATER_EQUAL,
  TERM_ADD,
  TERM_SUBTRACT,
  TERM_MULTIPLY,
  TERM_DIVIDE,
  TERM_MODULO,
  TERM_NEGATE,
  TERM_UNION,
  TERM_LITERAL,
  TERM_NUMBER,
  TERM_VARIABLE,
  TERM_CALL,
  TERM_PATH,
} TermKind;

typedef enum
{
  AXIS_CHILD,
  AXIS_DESCENDANT,
  AXIS_DESCENDANT_OR_SELF,
  AXIS_SELF,
  AXIS_PARENT,
  AXIS_ANCESTOR,
  AXIS_ANCESTOR_OR_SELF,
  AXIS_ATTRIBUTE,
  AXIS_FOLLOWING_SIBLING,
  AXIS_PRECEDING_SIBLING,
} Axis;

typedef enum
{
  TEST_NAME,
  TEST_ANY,  /* * */
  TEST_NODE, /* node() */
  TEST_TEXT, /* text() */
} TestKind;

typedef struct _Term Term;
typedef struct _Step Step;

/* One step of a path. */
struct _Step
{
  Axis axis;
  TestKind test;
  char *name;
  GPtrArray *predicates; /* of Term, or NULL */
};

struct _Term
{
  TermKind kind;
  KontorValueType type;
  gsize offset;               /* in the text of the expression */
  Term *operands[2];          /* of operators; [0] is what a path starts from, if that is an expression */
  GPtrArray *arguments;       /* CALL: of Term; PATH: predicates of operands[0] */
  const KontorFunction *function;
  char *text;                 /* LITERAL, VARIABLE */
  KontorDecimal number;       /* NUMBER */
  gboolean absolute;          /* PATH: from the root */
  GArray *steps;              /* PATH: of Step */
};

struct _KontorExpression
{
  Term *root;
};

G_END_DECLS

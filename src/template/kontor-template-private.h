/* kontor-template-private.h: a template as read, shared by its reader and its runs */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-arena.h"
#include "kontor-document.h"
#include "kontor-expression.h"
#include "kontor-template-element.h"
#include "kontor-template-source.h"
#include "kontor-template.h"

G_BEGIN_DECLS

typedef struct _KontorTemplateNode KontorTemplateNode;

/* A piece of an attribute with braces: a text or an expression. */
typedef struct
{
  const char *text;
  KontorExpression *expression;
} KontorTemplatePiece;

/* An attribute that was said, or whose fallback holds. */
typedef struct
{
  const char *text;             /* as it is written, NULL when it is not said and has no fallback */
  gboolean said;
  KontorExpression *expression; /* of attributes that are one */
  KontorTemplatePiece *pieces;  /* of attributes with braces in them */
  guint n_pieces;
  float lengths[4];             /* LENGTH in [0], LENGTHS by KontorEdge, WIDTH and NUMBER in [0] */
  KontorWidthKind width_kind;
  KontorColor color;            /* COLOR, and of BORDER, whose width is lengths[0] */
  int integer;                  /* INTEGER, FLAG, and which of the choices for CHOICE */
} KontorTemplateValue;

struct _KontorTemplateNode
{
  const KontorTemplateElement *element; /* NULL for a text */
  const char *text;
  KontorTemplateValue *values;          /* by the element's attributes */
  KontorTemplateNode *parent;
  KontorTemplateNode *next;
  KontorTemplateNode *first_child;
  KontorTemplateNode *last_child;
  guint line;
  guint column;
};

struct _KontorTemplate
{
  gatomicrefcount references;
  char *name;
  char *base;
  GBytes *bytes;
  KontorArena *arena;
  GPtrArray *expressions; /* owned, of KontorExpression */
  KontorTemplateNode *root;
  GHashTable *labels;     /* name -> KontorTemplateNode */
  GHashTable *parts;
};

KontorTemplate *kontor_template_read (GBytes *bytes,
                                      GPtrArray *problems);

/* The value of the attribute that is called @name; the table must have it. */
const KontorTemplateValue *kontor_template_node_get (const KontorTemplateNode *self,
                                                     const char *name);
const char *kontor_template_node_get_text (const KontorTemplateNode *self,
                                           const char *name);

gboolean kontor_template_parse_value (const KontorTemplateAttribute *attribute,
                                      const char *text,
                                      KontorTemplateValue *value,
                                      GError **error);
void kontor_template_get_style (const KontorTemplateNode *node,
                                KontorStyle *style);
gboolean kontor_template_add_page (const KontorTemplateNode *node,
                                   KontorDocument *document,
                                   KontorPageMaster **master,
                                   GError **error);
const KontorTemplateNode *kontor_template_label_choose (const KontorTemplateNode *label,
                                                        const char *language,
                                                        const char *category);

G_END_DECLS

/* kontor-render-private.h: a run of a template, shared by its parts */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-collation.h"
#include "kontor-render.h"
#include "kontor-template-private.h"

G_BEGIN_DECLS

/* Parts and labels that use each other are not found by the check. */
#define KONTOR_RUN_MAX_DEPTH 16

/* Where in the view the template stands. */
typedef struct
{
  xmlNode *node;
  guint position;
  guint size;
} KontorRunPlace;

/* Where what is made goes. */
typedef struct
{
  KontorBlock *block;    /* what blocks, rows, cells, items or texts are added to */
  KontorBlock *text;     /* what text is added to now; NULL: none is begun */
  GString *plain;        /* in place of blocks: collects text */
  KontorRowRole role;    /* of rows */
  gboolean direct;       /* text may stand in @block itself, as long as no block does */
  gboolean begun;        /* the line has text already, so that a space counts */
  gboolean space;        /* a space waits for what comes after it */
  const char *style;     /* of text, NULL: the block's */
  const char *language;  /* of text, NULL: the block's */
  const char *link;
} KontorRunOutput;

typedef struct
{
  const char *name;
  KontorValue value;
} KontorRunVariable;

typedef struct
{
  KontorTemplate *template;
  KontorDocument *document;
  const char *language;
  GHashTable *inputs;
  KontorTemplateResources resources;
  gpointer user_data;
  KontorBudget budget;
  KontorCollator *collator;
  GArray *variables; /* of KontorRunVariable */
  guint n_globals;   /* the first of them, which are seen everywhere */
  guint base;        /* what lies between the globals and this is not seen: it belongs to who uses the part */
  guint depth;       /* of parts and labels in each other */
} KontorRun;

/* Adds "Line N: " to an error that has none yet. Answers FALSE. */
gboolean kontor_run_fail (const KontorTemplateNode *node,
                          GError **error);
gboolean kontor_run_evaluate (KontorRun *self,
                              const KontorTemplateNode *node,
                              KontorExpression *expression,
                              const KontorRunPlace *place,
                              KontorValue *value,
                              GError **error);
char *kontor_run_expand (KontorRun *self,
                         const KontorTemplateNode *node,
                         const char *attribute,
                         const KontorRunPlace *place,
                         GError **error);
gboolean kontor_run_children (KontorRun *self,
                              const KontorTemplateNode *node,
                              const KontorRunPlace *place,
                              KontorRunOutput *output,
                              GError **error);

/* kontor-render-text.c */
gboolean kontor_run_add_text (KontorRun *self,
                              const KontorTemplateNode *node,
                              KontorRunOutput *output,
                              const char *text,
                              gboolean keep_lines,
                              GError **error);
gboolean kontor_run_inline (KontorRun *self,
                            const KontorTemplateNode *node,
                            const KontorRunPlace *place,
                            KontorRunOutput *output,
                            GError **error);

/* kontor-render-block.c */
gboolean kontor_run_block (KontorRun *self,
                           const KontorTemplateNode *node,
                           const KontorRunPlace *place,
                           KontorRunOutput *output,
                           GError **error);
KontorBlock *kontor_run_append (KontorRun *self,
                                const KontorTemplateNode *node,
                                KontorRunOutput *output,
                                KontorBlockKind kind,
                                const char *style,
                                GError **error);

/* kontor-render-clause.c */
gboolean kontor_run_clauses (KontorRun *self,
                             const KontorTemplateNode *node,
                             const KontorRunPlace *place,
                             KontorRunOutput *output,
                             GError **error);

G_END_DECLS

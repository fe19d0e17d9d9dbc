/* kontor-pages-private.h: what pages consist of, for those who make and draw them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-arena.h"
#include "kontor-document.h"
#include "kontor-fonts.h"
#include "kontor-image.h"
#include "kontor-pages.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_OP_TEXT,       /* data: KontorShape; x, y: its baseline's left end; w: space before it, 0 for none;
                         * aux: 1 when the text goes on in the next line after a space or line break */
  KONTOR_OP_RECT,       /* x, y, w, h */
  KONTOR_OP_IMAGE,      /* data: KontorImage; x, y, w, h */
  KONTOR_OP_TAG_BEGIN,  /* aux: KontorTag */
  KONTOR_OP_TAG_END,    /* aux: KontorTag */
  KONTOR_OP_LINK_BEGIN, /* data: URI */
  KONTOR_OP_LINK_END,
  KONTOR_OP_HEADING,    /* data: text; aux: level; x, y */
} KontorOpKind;

typedef enum
{
  KONTOR_TAG_NONE,
  KONTOR_TAG_H1,
  KONTOR_TAG_H6 = KONTOR_TAG_H1 + 5,
  KONTOR_TAG_P,
  KONTOR_TAG_LIST,
  KONTOR_TAG_ITEM,
  KONTOR_TAG_ITEM_BODY,
  KONTOR_TAG_TABLE,
  KONTOR_TAG_ROW,
  KONTOR_TAG_HEAD_CELL,
  KONTOR_TAG_CELL,
  KONTOR_TAG_FIGURE,
} KontorTag;

/* Points; y grows downward from the upper edge of the paper. */
typedef struct
{
  guint8 kind;
  guint8 aux;
  guint16 padding;
  KontorColor color;
  float x, y, w, h;
  gconstpointer data;
  guint line; /* of the template */
} KontorOp;

typedef struct
{
  float width, height;
  KontorOp *ops;
  guint n_ops;
} KontorPage;

struct _KontorPages
{
  GObject parent_instance;

  KontorArena *arena;   /* texts and numbers */
  KontorShapes *shapes; /* words */
  GPtrArray *images;    /* KontorImage, which the ops of images name */
  GArray *pages;        /* KontorPage */

  char *language;
  char *title;
  char *author;
  char *subject;
  char *keywords;
  GDateTime *created;
};

KontorPages *kontor_pages_new (KontorDocument *document,
                               KontorShapes *shapes);
const KontorPage *kontor_pages_get_page (KontorPages *self,
                                         guint page);

G_END_DECLS

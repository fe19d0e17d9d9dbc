/* kontor-document.h: a document as a tree of blocks, before it is laid out */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "kontor-style.h"

G_BEGIN_DECLS

/* Bounds: what a person prints stays far below them, what attacks or a loop that runs wild does not. */
#define KONTOR_DOCUMENT_MAX_DEPTH 64
#define KONTOR_DOCUMENT_MAX_BLOCKS 4000000
#define KONTOR_DOCUMENT_MAX_ROWS 250000
#define KONTOR_DOCUMENT_MAX_COLUMNS 64
#define KONTOR_DOCUMENT_MAX_TEXT (64 * 1024 * 1024)     /* bytes of text, all together */
#define KONTOR_DOCUMENT_MAX_PARAGRAPH (1024 * 1024)     /* bytes of text in one block */
#define KONTOR_DOCUMENT_MAX_STYLES 2000
#define KONTOR_DOCUMENT_MAX_MASTERS 32
#define KONTOR_DOCUMENT_MAX_IMAGES 500
#define KONTOR_DOCUMENT_MAX_IMAGE_BYTES (32 * 1024 * 1024)
#define KONTOR_DOCUMENT_MAX_LENGTH 14400.0              /* points; a PDF page can be no larger */

#define KONTOR_TYPE_DOCUMENT (kontor_document_get_type ())
G_DECLARE_FINAL_TYPE (KontorDocument, kontor_document, KONTOR, DOCUMENT, GObject)

typedef struct _KontorBlock KontorBlock;
typedef struct _KontorInline KontorInline;
typedef struct _KontorPageMaster KontorPageMaster;

/**
 * KontorBlockKind:
 * @KONTOR_BLOCK_GROUP: blocks one below the other; the body, a header and a footer are groups. With the style field
 *     `keep_together` it is the keep-together group
 * @KONTOR_BLOCK_BOX: as a group, with border, background and padding of its style; also the child of COLUMNS
 * @KONTOR_BLOCK_COLUMNS: boxes side by side (kontor_block_set_columns() gives their widths)
 * @KONTOR_BLOCK_HEADING: text of a level 1 to 6 (kontor_document_append_heading()); goes into the outline
 * @KONTOR_BLOCK_PARAGRAPH: text
 * @KONTOR_BLOCK_LIST: items (kontor_block_set_marker())
 * @KONTOR_BLOCK_ITEM: child of a list: text, and then blocks
 * @KONTOR_BLOCK_TABLE: rows (kontor_block_set_columns() first)
 * @KONTOR_BLOCK_ROW: child of a table (kontor_document_append_row())
 * @KONTOR_BLOCK_CELL: child of a row (kontor_document_append_cell()): text, and then blocks
 * @KONTOR_BLOCK_IMAGE: a picture (kontor_block_set_image())
 * @KONTOR_BLOCK_LINE: a rule over the full width; its style's `border` top says how thick and in which color
 * @KONTOR_BLOCK_PAGE_BREAK: a new page (kontor_block_set_master() to go on with another master); only in the body
 *     and in groups in it
 * @KONTOR_BLOCK_SPACER: empty height (kontor_block_set_height())
 */
typedef enum
{
  KONTOR_BLOCK_GROUP,
  KONTOR_BLOCK_BOX,
  KONTOR_BLOCK_COLUMNS,
  KONTOR_BLOCK_HEADING,
  KONTOR_BLOCK_PARAGRAPH,
  KONTOR_BLOCK_LIST,
  KONTOR_BLOCK_ITEM,
  KONTOR_BLOCK_TABLE,
  KONTOR_BLOCK_ROW,
  KONTOR_BLOCK_CELL,
  KONTOR_BLOCK_IMAGE,
  KONTOR_BLOCK_LINE,
  KONTOR_BLOCK_PAGE_BREAK,
  KONTOR_BLOCK_SPACER,
} KontorBlockKind;

#define KONTOR_N_BLOCK_KINDS (KONTOR_BLOCK_SPACER + 1)

typedef enum
{
  KONTOR_INLINE_TEXT,
  KONTOR_INLINE_BREAK,
  KONTOR_INLINE_PAGE_NUMBER,
  KONTOR_INLINE_PAGE_COUNT,
} KontorInlineKind;

typedef enum
{
  KONTOR_ROW_BODY,
  KONTOR_ROW_HEAD, /* repeated on each page; stands before the others */
} KontorRowRole;

typedef enum
{
  KONTOR_WIDTH_FIXED,   /* value in points */
  KONTOR_WIDTH_SHARE,   /* value is the share of what the others leave */
  KONTOR_WIDTH_CONTENT, /* as wide as the widest content */
} KontorWidthKind;

/**
 * KontorColumn:
 * @kind: how the width is found
 * @width: its value, by @kind
 * @align_set: whether @align holds for the cells of the column (a cell's own style goes before it)
 * @align: alignment of the text
 */
typedef struct
{
  KontorWidthKind kind;
  float width;
  gboolean align_set;
  KontorAlign align;
} KontorColumn;

typedef enum
{
  KONTOR_MARKER_NONE,
  KONTOR_MARKER_BULLET,
  KONTOR_MARKER_DASH,
  KONTOR_MARKER_DECIMAL,     /* 1. */
  KONTOR_MARKER_ALPHA,       /* a) */
  KONTOR_MARKER_ROMAN,       /* i. */
} KontorMarker;

/**
 * KontorInline:
 *
 * A piece of text of one look, or a line break or field, in a block. Read only. '\n' in @text breaks the line;
 * runs of other white space count as one space.
 */
struct _KontorInline
{
  KontorInline *next;
  const char *text;         /* TEXT: UTF-8, ended by NUL */
  const KontorStyle *style; /* resolved */
  const char *language;     /* BCP 47, interned in the document */
  const char *link;         /* URI, or NULL */
  guint length;             /* bytes */
  guint line;
  KontorInlineKind kind;
  gboolean own_style;       /* @style is not that of the block */
};

/**
 * KontorBlock:
 *
 * A block of a document, owned by it. Read only outside of the document's own functions: walk it by @first_child and
 * @next; where a block has both, its inlines stand before its child blocks.
 */
struct _KontorBlock
{
  KontorBlock *parent;
  KontorBlock *next;
  KontorBlock *first_child;
  KontorBlock *last_child;
  KontorInline *first_inline;
  KontorInline *last_inline;
  const KontorStyle *style; /* resolved */
  const char *style_name;   /* as named in the template, or NULL */
  const char *language;     /* BCP 47, interned in the document */
  guint line;               /* of the template, 0 when unknown */
  guint text_length;        /* bytes of the inlines */
  guint8 kind;              /* KontorBlockKind */
  guint8 depth;

  union
  {
    struct
    {
      guint level; /* 1 to 6 */
    } heading;
    struct
    {
      KontorMarker marker;
      guint start;
    } list;
    struct
    {
      const char *marker; /* says what stands before this item in place of the list's marker, or NULL */
    } item;
    struct
    {
      const KontorColumn *columns;
      guint n_columns;
      float gap;         /* between columns, points; 0 for tables, whose cells have padding */
      KontorColor zebra; /* tables: behind every second body row */
    } columns;           /* TABLE and COLUMNS */
    struct
    {
      KontorRowRole role;
      guint next_column; /* columns taken so far */
    } row;
    struct
    {
      guint column; /* first column, from 0 */
      guint span;   /* columns, 1 or more */
    } cell;
    struct
    {
      GBytes *bytes;
      const char *name;
      const char *alt;
      float width, height; /* points; 0: from the other and the picture */
    } image;
    struct
    {
      const KontorPageMaster *master; /* or NULL: go on with the same */
    } page_break;
    struct
    {
      float height;
    } spacer;
  };
};

/**
 * KontorPageMaster:
 * @name: its name
 * @width: of the paper, points
 * @margin: between the paper's edge and the body, by #KontorEdge; a header that is higher pushes the body down
 * @header_offset: between the upper edge of the paper and the header
 * @footer_offset: between the lower edge of the paper and the footer
 * @header: (nullable): what stands above the body, made with kontor_document_add_region()
 * @first_differs: whether the first page of the document has @first_header and @first_footer (which may be %NULL:
 *     none) in place of @header and @footer
 */
struct _KontorPageMaster
{
  const char *name;
  guint line;
  float width, height;
  float margin[4];
  float header_offset;
  float footer_offset;
  gboolean first_differs;
  KontorBlock *header;
  KontorBlock *footer;
  KontorBlock *first_header;
  KontorBlock *first_footer;
};

typedef enum
{
  KONTOR_REGION_HEADER,
  KONTOR_REGION_FOOTER,
  KONTOR_REGION_FIRST_HEADER,
  KONTOR_REGION_FIRST_FOOTER,
} KontorRegion;

/* Making a document */
KontorDocument *kontor_document_new (const char *language);

void kontor_document_set_title (KontorDocument *self,
                                const char *title);
void kontor_document_set_author (KontorDocument *self,
                                 const char *author);
void kontor_document_set_subject (KontorDocument *self,
                                  const char *subject);
void kontor_document_set_keywords (KontorDocument *self,
                                   const char *keywords);
void kontor_document_set_created (KontorDocument *self,
                                  GDateTime *created);

gboolean kontor_document_add_style (KontorDocument *self,
                                    const char *name,
                                    const char *parent,
                                    const KontorStyle *style,
                                    guint line,
                                    GError **error);
gboolean kontor_document_has_style (KontorDocument *self,
                                    const char *name);

KontorPageMaster *kontor_document_add_master (KontorDocument *self,
                                              const char *name,
                                              guint line,
                                              GError **error);
gboolean kontor_page_master_set_size (KontorPageMaster *self,
                                      const char *size,
                                      gboolean landscape,
                                      GError **error);
KontorBlock *kontor_document_add_region (KontorDocument *self,
                                         KontorPageMaster *master,
                                         KontorRegion region,
                                         const char *style,
                                         guint line,
                                         GError **error);

KontorBlock *kontor_document_append (KontorDocument *self,
                                     KontorBlock *parent,
                                     KontorBlockKind kind,
                                     const char *style,
                                     guint line,
                                     GError **error);
KontorBlock *kontor_document_append_heading (KontorDocument *self,
                                             KontorBlock *parent,
                                             guint level,
                                             const char *style,
                                             guint line,
                                             GError **error);
KontorBlock *kontor_document_append_row (KontorDocument *self,
                                         KontorBlock *table,
                                         KontorRowRole role,
                                         const char *style,
                                         guint line,
                                         GError **error);
KontorBlock *kontor_document_append_cell (KontorDocument *self,
                                          KontorBlock *row,
                                          guint span,
                                          const char *style,
                                          guint line,
                                          GError **error);

void kontor_block_set_language (KontorDocument *self,
                                KontorBlock *block,
                                const char *language);
void kontor_block_set_marker (KontorBlock *list,
                              KontorMarker marker,
                              guint start);
void kontor_block_set_item_marker (KontorDocument *self,
                                   KontorBlock *item,
                                   const char *marker);
gboolean kontor_block_set_columns (KontorDocument *self,
                                   KontorBlock *block,
                                   const KontorColumn *columns,
                                   guint n_columns,
                                   float gap,
                                   GError **error);
void kontor_block_set_zebra (KontorBlock *table,
                             KontorColor color);
gboolean kontor_block_set_image (KontorDocument *self,
                                 KontorBlock *image,
                                 const char *name,
                                 GBytes *bytes,
                                 float width,
                                 float height,
                                 const char *alt,
                                 GError **error);
gboolean kontor_block_set_master (KontorDocument *self,
                                  KontorBlock *page_break,
                                  const char *master,
                                  GError **error);
void kontor_block_keep_together (KontorDocument *self,
                                 KontorBlock *block);
void kontor_block_keep_with_next (KontorDocument *self,
                                  KontorBlock *block);
gboolean kontor_block_set_height (KontorBlock *spacer,
                                  float height,
                                  GError **error);

gboolean kontor_document_add_text (KontorDocument *self,
                                   KontorBlock *block,
                                   const char *text,
                                   const char *style,
                                   guint line,
                                   GError **error);
gboolean kontor_document_add_inline (KontorDocument *self,
                                     KontorBlock *block,
                                     KontorInlineKind kind,
                                     const char *text,
                                     gssize length,
                                     const char *style,
                                     const char *language,
                                     const char *link,
                                     guint line,
                                     GError **error);

/* Reading it */
KontorBlock *kontor_document_get_body (KontorDocument *self);
const char *kontor_document_get_language (KontorDocument *self);
const char *kontor_document_get_title (KontorDocument *self);
const char *kontor_document_get_author (KontorDocument *self);
const char *kontor_document_get_subject (KontorDocument *self);
const char *kontor_document_get_keywords (KontorDocument *self);
GDateTime *kontor_document_get_created (KontorDocument *self);
const KontorPageMaster *kontor_document_get_first_master (KontorDocument *self);
char *kontor_block_dup_text (const KontorBlock *block);

G_END_DECLS

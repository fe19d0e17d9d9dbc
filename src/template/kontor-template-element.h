/* kontor-template-element.h: the elements of templates, said once */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KONTOR_TEMPLATE_NAMESPACE "urn:kontor:template:1"

/**
 * KontorContext:
 *
 * Where an element may stand; what an element may contain is a set of these.
 */
typedef enum
{
  KONTOR_CONTEXT_NOWHERE = 0,
  KONTOR_CONTEXT_ROOT = 1 << 0,
  KONTOR_CONTEXT_TEMPLATE = 1 << 1, /* beside the body */
  KONTOR_CONTEXT_LABEL = 1 << 2,    /* texts of a label */
  KONTOR_CONTEXT_PAGE = 1 << 3,     /* headers and footers */
  KONTOR_CONTEXT_BLOCK = 1 << 4,
  KONTOR_CONTEXT_INLINE = 1 << 5, /* text may stand there too */
  KONTOR_CONTEXT_LIST = 1 << 6,
  KONTOR_CONTEXT_TABLE = 1 << 7, /* columns, head and foot */
  KONTOR_CONTEXT_ROWS = 1 << 8,
  KONTOR_CONTEXT_ROW = 1 << 9,
  KONTOR_CONTEXT_COLUMNS = 1 << 10,
  KONTOR_CONTEXT_CHOOSE = 1 << 11,
  KONTOR_CONTEXT_INPUT = 1 << 12,
  KONTOR_CONTEXT_PART = 1 << 13, /* parameters of a named part */
  KONTOR_CONTEXT_USE = 1 << 14,  /* values for them */
  KONTOR_CONTEXT_SAME = 1 << 15, /* as content: what may stand where the element stands */
} KontorContext;

/* Where the elements that repeat and choose may stand. */
#define KONTOR_CONTEXT_CONTENT \
  (KONTOR_CONTEXT_BLOCK | KONTOR_CONTEXT_INLINE | KONTOR_CONTEXT_LIST | KONTOR_CONTEXT_ROWS | KONTOR_CONTEXT_ROW)

/* What a cell, an item and a box contain: text or blocks or both. */
#define KONTOR_CONTEXT_FLOW (KONTOR_CONTEXT_BLOCK | KONTOR_CONTEXT_INLINE)

typedef enum
{
  KONTOR_ATTRIBUTE_TEXT,
  KONTOR_ATTRIBUTE_NAME,       /* gives a name */
  KONTOR_ATTRIBUTE_STYLE,      /* names a style, */
  KONTOR_ATTRIBUTE_LABEL,      /* a label, */
  KONTOR_ATTRIBUTE_PART,       /* a part, */
  KONTOR_ATTRIBUTE_PAGE,       /* a page */
  KONTOR_ATTRIBUTE_EXPRESSION, /* any value */
  KONTOR_ATTRIBUTE_NODES,      /* an expression that finds fields */
  KONTOR_ATTRIBUTE_LENGTH,     /* "12pt", "3mm", "1.5cm", "0.5in" */
  KONTOR_ATTRIBUTE_LENGTHS,    /* one to four: all; upright and flat; ...; top, right, bottom, left */
  KONTOR_ATTRIBUTE_COLOR,      /* "#1a2b3c" */
  KONTOR_ATTRIBUTE_BORDER,     /* "0.5pt #cccccc" or "none" */
  KONTOR_ATTRIBUTE_INTEGER,
  KONTOR_ATTRIBUTE_NUMBER,
  KONTOR_ATTRIBUTE_FLAG,       /* "yes", "no" */
  KONTOR_ATTRIBUTE_CHOICE,
  KONTOR_ATTRIBUTE_PAPER,      /* "A4", "210mm 297mm" */
  KONTOR_ATTRIBUTE_WIDTH,      /* a length, "2*" or "content" */
  KONTOR_ATTRIBUTE_LANGUAGE,   /* "pl", "zh-Hans" */
} KontorAttributeType;

typedef enum
{
  KONTOR_ATTRIBUTE_OPTIONAL = 0,
  KONTOR_ATTRIBUTE_REQUIRED = 1 << 0,
  KONTOR_ATTRIBUTE_TEMPLATE = 1 << 1, /* may hold expressions in braces: "row-{position()}" */
} KontorAttributeFlags;

typedef struct
{
  const char *name;
  KontorAttributeType type;
  KontorAttributeFlags flags;
  const char *fallback;       /* what it means when it is not said, or NULL */
  const char *const *choices; /* CHOICE: ends with NULL */
  int minimum, maximum;       /* INTEGER */
  const char *summary;        /* N_ */
} KontorTemplateAttribute;

typedef enum
{
  KONTOR_ELEMENT_ANY_NUMBER = 0,
  KONTOR_ELEMENT_ONCE = 1 << 0,     /* once at the most in its parent */
  KONTOR_ELEMENT_REQUIRED = 1 << 1, /* its parent must have it */
} KontorElementFlags;

/* Every element, by a name of its own: two elements may be written alike where they stand in different places. */
typedef enum
{
  KONTOR_ELEMENT_TEMPLATE,
  KONTOR_ELEMENT_DOCUMENT_TITLE,
  KONTOR_ELEMENT_DOCUMENT_AUTHOR,
  KONTOR_ELEMENT_LABEL_DEFINITION,
  KONTOR_ELEMENT_TEXT,
  KONTOR_ELEMENT_STYLE,
  KONTOR_ELEMENT_PAGE,
  KONTOR_ELEMENT_HEADER,
  KONTOR_ELEMENT_FOOTER,
  KONTOR_ELEMENT_FIRST_HEADER,
  KONTOR_ELEMENT_FIRST_FOOTER,
  KONTOR_ELEMENT_INPUT,
  KONTOR_ELEMENT_OPTION,
  KONTOR_ELEMENT_PART,
  KONTOR_ELEMENT_PARAM,
  KONTOR_ELEMENT_BODY,
  KONTOR_ELEMENT_HEADING,
  KONTOR_ELEMENT_PARAGRAPH,
  KONTOR_ELEMENT_LIST,
  KONTOR_ELEMENT_ITEM,
  KONTOR_ELEMENT_TABLE,
  KONTOR_ELEMENT_COLUMN,
  KONTOR_ELEMENT_HEAD,
  KONTOR_ELEMENT_FOOT,
  KONTOR_ELEMENT_ROW,
  KONTOR_ELEMENT_CELL,
  KONTOR_ELEMENT_IMAGE,
  KONTOR_ELEMENT_LINE,
  KONTOR_ELEMENT_BOX,
  KONTOR_ELEMENT_COLUMNS,
  KONTOR_ELEMENT_COLUMNS_BOX,
  KONTOR_ELEMENT_KEEP,
  KONTOR_ELEMENT_PAGE_BREAK,
  KONTOR_ELEMENT_SPACER,
  KONTOR_ELEMENT_CLAUSE,
  KONTOR_ELEMENT_SPAN,
  KONTOR_ELEMENT_BREAK,
  KONTOR_ELEMENT_VALUE,
  KONTOR_ELEMENT_LABEL,
  KONTOR_ELEMENT_PAGE_NUMBER,
  KONTOR_ELEMENT_PAGE_COUNT,
  KONTOR_ELEMENT_FOR_EACH,
  KONTOR_ELEMENT_IF,
  KONTOR_ELEMENT_CHOOSE,
  KONTOR_ELEMENT_WHEN,
  KONTOR_ELEMENT_OTHERWISE,
  KONTOR_ELEMENT_VARIABLE,
  KONTOR_ELEMENT_USE,
  KONTOR_ELEMENT_WITH,
} KontorElementId;

#define KONTOR_N_ELEMENTS (KONTOR_ELEMENT_WITH + 1)

typedef struct
{
  KontorElementId id;
  const char *name;
  KontorContext where;
  KontorContext content;
  KontorElementFlags flags;
  const char *summary; /* N_ */
  const KontorTemplateAttribute *attributes; /* ends with { NULL } */
} KontorTemplateElement;

const KontorTemplateElement *kontor_template_element_get (KontorElementId id);
const KontorTemplateElement *kontor_template_element_find (const char *name,
                                                           KontorContext context);
gboolean kontor_template_element_exists (const char *name);
char *kontor_template_element_list (KontorContext context);
int kontor_template_attribute_find (const KontorTemplateElement *element,
                                    const char *name);
char *kontor_template_attribute_list (const KontorTemplateElement *element);

char *kontor_template_dump_schema (void);
char *kontor_template_dump_reference (void);

G_END_DECLS

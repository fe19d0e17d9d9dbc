/* kontor-template-source.h: the text of a template, and where its elements stand in it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Bounds of a template's text. */
#define KONTOR_TEMPLATE_MAX_SIZE (2 * 1024 * 1024)
#define KONTOR_TEMPLATE_MAX_DEPTH 64
#define KONTOR_TEMPLATE_MAX_ELEMENTS 50000
#define KONTOR_TEMPLATE_MAX_ATTRIBUTES 64 /* of one element */

typedef struct _KontorTemplateSource KontorTemplateSource;

/**
 * KontorTemplateCursor:
 * @offset: a byte of a text
 * @line: its line, from 1
 * @column: its column in characters, from 1
 *
 * A place in a text. From it the next place is found without going over the whole text again. Begin with all zero.
 */
typedef struct
{
  gsize offset;
  guint line;
  guint column;
} KontorTemplateCursor;

KontorTemplateSource *kontor_template_source_new (GBytes *bytes,
                                                  gsize *error_offset,
                                                  GError **error);
void kontor_template_source_free (KontorTemplateSource *self);
xmlDoc *kontor_template_source_get_tree (KontorTemplateSource *self);
void kontor_template_cursor_move (KontorTemplateCursor *self,
                                  GBytes *bytes,
                                  gsize offset);

gsize kontor_template_source_find_element (KontorTemplateSource *self,
                                           xmlNode *element);
gsize kontor_template_source_find_attribute (KontorTemplateSource *self,
                                             xmlNode *element,
                                             const char *name);
gsize kontor_template_source_find_in_value (KontorTemplateSource *self,
                                            xmlNode *element,
                                            const char *name,
                                            gsize value_offset);
gsize kontor_template_source_find_text (KontorTemplateSource *self,
                                        xmlNode *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTemplateSource, kontor_template_source_free)

G_END_DECLS

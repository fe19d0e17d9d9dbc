/* kontor-template.h: a template, read and checked */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KontorTemplate KontorTemplate;

/**
 * KontorTemplateProblem:
 * @line: where it is, from 1
 * @column: from 1, in characters
 * @message: a translated sentence
 *
 * What is wrong with a template.
 */
typedef struct
{
  guint line;
  guint column;
  char *message;
} KontorTemplateProblem;

/**
 * KontorTemplateOption:
 * @value: what the template gets
 * @label: what the person sees
 *
 * An answer of an input that is a choice.
 */
typedef struct
{
  char *value;
  char *label;
} KontorTemplateOption;

/**
 * KontorTemplateInput:
 * @id: its name, the key under which an answer is kept and given to kontor_template_run()
 * @type: "text", "multiline", "date", "number" or "choice"
 * @label: the question
 * @required: whether the document cannot be made without an answer
 * @options: (element-type KontorTemplateOption): answers of a choice
 *
 * What a template asks the person for.
 */
typedef struct
{
  char *id;
  char *type;
  char *label;
  gboolean required;
  GPtrArray *options;
} KontorTemplateInput;

KontorTemplate *kontor_template_new_for_bytes (GBytes *bytes,
                                               const char *name,
                                               const char *base,
                                               GError **error);
KontorTemplate *kontor_template_ref (KontorTemplate *self);
void kontor_template_unref (KontorTemplate *self);

GPtrArray *kontor_template_check (GBytes *bytes);
void kontor_template_problem_free (KontorTemplateProblem *self);

const char *kontor_template_get_name (KontorTemplate *self);
const char *kontor_template_get_title (KontorTemplate *self);
const char *kontor_template_get_kind (KontorTemplate *self);
GBytes *kontor_template_get_bytes (KontorTemplate *self);
GPtrArray *kontor_template_list_inputs (KontorTemplate *self,
                                        const char *language);
void kontor_template_input_free (KontorTemplateInput *self);

GStrv kontor_template_list_shipped (const char *kind);
KontorTemplate *kontor_template_load_shipped (const char *name,
                                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTemplate, kontor_template_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTemplateProblem, kontor_template_problem_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTemplateInput, kontor_template_input_free)

G_END_DECLS

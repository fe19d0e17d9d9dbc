/* kontor-expression-functions.h: the functions that expressions may call */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-expression.h"

G_BEGIN_DECLS

typedef struct _KontorFunction KontorFunction;

typedef gboolean (*KontorFunctionCall) (const KontorFunction *function,
                                        const KontorScope *scope,
                                        const KontorValue *arguments,
                                        guint n_arguments,
                                        KontorValue *result,
                                        GError **error);

/**
 * KontorFunction:
 * @name: as it is written, with the prefix `k:` when it is not XPath's own
 * @min_arguments: how many it needs
 * @max_arguments: how many it takes; %G_MAXUINT when there is no end
 * @arguments: types of its arguments, one letter each: `n` nodes, `s` text, `d` decimal, `i` integer, `b` boolean,
 *     `a` any; the last letter holds for all that follow
 * @result: what it answers
 * @inexact: whether it computes as XPath does, which templates may not do with amounts
 * @summary: a line for the reference, N_()
 * @call: does it
 *
 * A function: from the list of them come the check of calls, the calls and the reference.
 */
struct _KontorFunction
{
  const char *name;
  guint min_arguments;
  guint max_arguments;
  const char *arguments;
  KontorValueType result;
  gboolean inexact;
  const char *summary;
  KontorFunctionCall call;
};

const KontorFunction *kontor_functions (guint *n_functions);
const KontorFunction *kontor_function_find (const char *name,
                                            gsize length);

G_END_DECLS

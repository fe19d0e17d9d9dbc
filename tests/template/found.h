/* found.h: the text on laid out pages, for tests */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-pages.h"

G_BEGIN_DECLS

/* Text of a page: where, and what. */
typedef struct
{
  guint page;
  double x, y, width;
  char *text;
} Found;

GArray *find_all (KontorPages *pages);
const Found *nth (GArray *all,
                  const char *text,
                  guint n);
const Found *find (GArray *all,
                   const char *text);

G_END_DECLS

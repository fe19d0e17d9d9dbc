/* kontor-tool-private.h: a call of kontorctl */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-tool.h"

G_BEGIN_DECLS

struct _KontorTool
{
  const KontorToolCommand *command;
  char *store_path;
  KontorStore *store;   /* once it is open */
  GPtrArray *arguments; /* of words of the command line */
  GHashTable *options;  /* name to GPtrArray of words, NULL at its end */
};

G_END_DECLS

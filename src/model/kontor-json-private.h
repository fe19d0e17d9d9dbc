/* kontor-json-private.h: how a JSON value is held, for its reader and writer */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-json.h"

G_BEGIN_DECLS

typedef struct
{
  char *name; /* the decoded name; the source text of one that is no text */
  char *raw;  /* the name with its quotes, when we would write it otherwise */
  KontorJson *value;
} KontorJsonMember;

struct _KontorJson
{
  gatomicrefcount ref_count;
  KontorJsonType type;
  guint size;
  union
  {
    gboolean boolean;
    struct
    {
      char *text; /* of a number: as written; of a string: decoded, NULL when it is no text */
      char *raw;  /* of a string: with its quotes, when we would write it otherwise */
    };
    KontorJson **elements;
    KontorJsonMember *members;
  };
};

KontorJson *kontor_json_alloc (KontorJsonType type);
void kontor_json_member_clear (KontorJsonMember *member);
void kontor_json_append_quoted (GString *string, const char *text);

G_END_DECLS

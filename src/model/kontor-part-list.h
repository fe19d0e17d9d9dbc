/* kontor-part-list.h: the parts of a record as a list model */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-record.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PART (kontor_part_get_type ())
G_DECLARE_FINAL_TYPE (KontorPart, kontor_part, KONTOR, PART, GObject)

KontorRecord *kontor_part_get_record (KontorPart *self);
const char *kontor_part_get_key (KontorPart *self);
const char *kontor_part_get_path (KontorPart *self);
KontorJson *kontor_part_get_json (KontorPart *self);
const char *kontor_part_get_string (KontorPart *self, const char *member);
char *kontor_part_get_member_path (KontorPart *self, const char *member);

#define KONTOR_TYPE_PART_LIST (kontor_part_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorPartList, kontor_part_list, KONTOR, PART_LIST, GObject)

KontorPartList *kontor_part_list_new (KontorRecord *record, const char *path);
KontorRecord *kontor_part_list_get_record (KontorPartList *self);
const char *kontor_part_list_get_path (KontorPartList *self);
KontorPart *kontor_part_list_find (KontorPartList *self, const char *key, guint *position);

G_END_DECLS

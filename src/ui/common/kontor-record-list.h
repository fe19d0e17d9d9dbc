/* kontor-record-list.h: the records that a query finds, as a list model */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RECORD_ITEM (kontor_record_item_get_type ())
G_DECLARE_FINAL_TYPE (KontorRecordItem, kontor_record_item, KONTOR, RECORD_ITEM, GObject)

#define KONTOR_TYPE_RECORD_LIST (kontor_record_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorRecordList, kontor_record_list, KONTOR, RECORD_LIST, GObject)

KontorRecordList *kontor_record_list_new (KontorStore *store);
void kontor_record_list_set_query (KontorRecordList *self, KontorQuery *query);
gboolean kontor_record_list_is_loading (KontorRecordList *self);
gboolean kontor_record_list_find (KontorRecordList *self, const char *id, guint *position);
void kontor_record_list_refresh_items (KontorRecordList *self);

const char *kontor_record_item_get_id (KontorRecordItem *self);
const char *kontor_record_item_get_text (KontorRecordItem *self, const char *member);

G_END_DECLS

/* kontor-record-list-view.h: a list of records with search, filter and columns */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "kontor-store.h"

G_BEGIN_DECLS

/* A column of a list of records. */
typedef struct
{
  const char *member;   /* an indexed member */
  guint width;          /* how many characters it needs; the first column gets what is left, too */
  gboolean numeric;     /* aligned to the end */
  const char *label;    /* N_, or NULL for the field's own */
} KontorListColumn;

#define KONTOR_TYPE_RECORD_LIST_VIEW (kontor_record_list_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorRecordListView, kontor_record_list_view, KONTOR, RECORD_LIST_VIEW, GtkWidget)

GtkWidget *kontor_record_list_view_new (KontorStore *store, const KontorRecordType *type, const KontorListColumn *columns);

void kontor_record_list_view_set_sort (KontorRecordListView *self, const char *member, gboolean descending);
void kontor_record_list_view_set_empty (KontorRecordListView *self,
                                        const char *icon,
                                        const char *title,
                                        const char *hint,
                                        GtkWidget *button);
void kontor_record_list_view_set_compact (KontorRecordListView *self, gboolean compact);
void kontor_record_list_view_select (KontorRecordListView *self, const char *id);
void kontor_record_list_view_focus_search (KontorRecordListView *self);
guint kontor_record_list_view_get_count (KontorRecordListView *self);

G_END_DECLS

/* kontor-desk-demo-private.h: the demo company while it is made */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-desk-demo.h"

G_BEGIN_DECLS

#define KONTOR_DESK_DEMO_FOLDER "/io/github/kontor/Kontor/demo"

typedef struct
{
  KontorStore *store;    /* of its own, until all is done */
  KontorDeskProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
  guint done;
  guint total;
  int days;              /* that are added to all dates */
  GHashTable *products;  /* code to id */
  GPtrArray *offers;     /* bodies as the data says them, with their dates as they will be */
  GPtrArray *contracts;
  char *day;             /* of the last act */
  guint n_on_day;
} KontorDeskDemo;

/* The data */
gboolean kontor_desk_demo_count_days (int *days, GError **error);
GPtrArray *kontor_desk_demo_read (const char *name, int days, GError **error);
gboolean kontor_desk_demo_save (KontorStore *store, GPtrArray *bodies, GPtrArray *files, GError **error);
void kontor_desk_demo_overlay (KontorJson **body, KontorJson *members);
KontorJson *kontor_desk_demo_strip (KontorJson *body, const char *const *later);

/* The acts */
gboolean kontor_desk_demo_set_clock (KontorDeskDemo *self, const char *day, const char *user, GError **error);
gboolean kontor_desk_demo_step (KontorDeskDemo *self, GError **error);
KontorJson *kontor_desk_demo_find_offer (KontorDeskDemo *self, const char *id);
gboolean kontor_desk_demo_draft_offers (KontorDeskDemo *self, GError **error);
gboolean kontor_desk_demo_do_offers (KontorDeskDemo *self, GError **error);
gboolean kontor_desk_demo_do_contracts (KontorDeskDemo *self, GError **error);

G_END_DECLS

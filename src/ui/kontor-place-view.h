/* kontor-place-view.h: the list of one place, with its header bar */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-place.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PLACE_VIEW (kontor_place_view_get_type ())
G_DECLARE_FINAL_TYPE (KontorPlaceView, kontor_place_view, KONTOR, PLACE_VIEW, AdwBin)

GtkWidget *kontor_place_view_new (KontorStore *store, const KontorPlace *place);

GtkWidget *kontor_place_view_get_header_bar (KontorPlaceView *self);
KontorRecordListView *kontor_place_view_get_list (KontorPlaceView *self);
void kontor_place_view_set_back_visible (KontorPlaceView *self, gboolean visible);
void kontor_place_view_set_compact (KontorPlaceView *self, gboolean compact);
void kontor_place_view_focus_search (KontorPlaceView *self);

G_END_DECLS

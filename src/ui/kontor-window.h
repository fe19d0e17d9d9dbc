/* kontor-window.h: the window: sidebar of places, list, page */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-office.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_WINDOW (kontor_window_get_type ())
G_DECLARE_FINAL_TYPE (KontorWindow, kontor_window, KONTOR, WINDOW, AdwApplicationWindow)

KontorWindow *kontor_window_new (AdwApplication *application);

void kontor_window_set_office (KontorWindow *self, KontorOffice *office);
void kontor_window_leave_office (KontorWindow *self);
KontorOffice *kontor_window_get_office (KontorWindow *self);
void kontor_window_show_progress (KontorWindow *self, double fraction, const char *what);
void kontor_window_show_error (KontorWindow *self, const char *title, const char *description);

void kontor_window_open (KontorWindow *self, const char *id);
void kontor_window_open_new (KontorWindow *self, KontorRecord *record);
void kontor_window_make_new (KontorWindow *self, const char *kind, const char *customer);
void kontor_window_add_toast (KontorWindow *self, AdwToast *toast);

G_END_DECLS

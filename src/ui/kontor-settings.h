/* kontor-settings.h: what the window remembers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *kontor_settings_new (void);

G_END_DECLS

/* kontor-rates-fetch.h: the newest rates from their publisher */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void kontor_rates_fetch_async (const char *url,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GBytes *kontor_rates_fetch_finish (GAsyncResult *result, GError **error);

G_END_DECLS

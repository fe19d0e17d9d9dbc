/* sample-offer.h: an offer as a document, for tests */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-document.h"

G_BEGIN_DECLS

#define SAMPLE_LOGO                                                                                                    \
  "<svg xmlns='http://www.w3.org/2000/svg' width='160' height='48' viewBox='0 0 160 48'>"                              \
  "<rect width='48' height='48' rx='10' fill='#1a5fb4'/><path d='M12 36V12h6v10l10-10h8L25 23l12 13h-8L18 25v11z' "     \
  "fill='#fff'/><rect x='60' y='14' width='96' height='6' fill='#1a5fb4'/><rect x='60' y='28' width='64' height='6' "   \
  "fill='#99c1f1'/></svg>"

KontorDocument *sample_offer_new (const char *language,
                                  guint n_rows);

G_END_DECLS

/* kontor-view-private.h: adds elements to a view */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-decimal.h"
#include "kontor-view.h"

G_BEGIN_DECLS

xmlNode *kontor_view_add (xmlNode *parent,
                          const char *name,
                          const char *text);
void kontor_view_add_decimal (xmlNode *parent,
                              const char *name,
                              KontorDecimal value);
void kontor_view_add_money (xmlNode *parent,
                            const char *name,
                            KontorDecimal value,
                            const char *currency);
void kontor_view_set (xmlNode *element,
                      const char *attribute,
                      const char *text);

gboolean kontor_view_add_offer_totals (xmlNode *offer,
                                       KontorJson *body,
                                       KontorViewFlags flags,
                                       const char *country,
                                       const char *language,
                                       GError **error);

G_END_DECLS

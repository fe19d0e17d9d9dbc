/* kontor-collation.h: the order of a language */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KontorCollator KontorCollator;

KontorCollator *kontor_collator_new (const char *language, GError **error);
void kontor_collator_free (KontorCollator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCollator, kontor_collator_free)

GBytes *kontor_collation_key (KontorCollator *self, const char *text);
int kontor_collator_compare (KontorCollator *self, const char *a, const char *b);
char *kontor_icu_version (void);

G_END_DECLS

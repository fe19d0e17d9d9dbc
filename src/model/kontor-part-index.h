/* kontor-part-index.h: the parts of a list by their keys */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-field.h"

G_BEGIN_DECLS

GHashTable *kontor_part_type_index (const KontorPartType *self, KontorJson *parts);

G_END_DECLS

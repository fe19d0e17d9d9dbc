/* kontor-desk-document.h: records on paper */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-pages.h"
#include "kontor-store.h"
#include "kontor-template.h"

G_BEGIN_DECLS

/**
 * KontorDeskDocument:
 * @id: the id of the record
 * @body: its body, which need not be stored
 * @template_name: (nullable): a shipped template, or the path of a file; %NULL for the record's own, else the usual one
 * @language: (nullable): the language of the document; %NULL for the record's own, else the company's
 * @created: (nullable): the moment that stands in the PDF; %NULL for now
 *
 * What is to be put on paper, and how.
 */
typedef struct
{
  const char *id;
  KontorJson *body;
  const char *template_name;
  const char *language;
  GDateTime *created;
} KontorDeskDocument;

KontorPages *kontor_desk_lay_out (KontorStore *store,
                                  const KontorDeskDocument *document,
                                  GCancellable *cancellable,
                                  GError **error);
GBytes *kontor_desk_make_pdf (KontorStore *store,
                              const KontorDeskDocument *document,
                              GCancellable *cancellable,
                              GError **error);
char *kontor_desk_make_xml (KontorStore *store, KontorRecord *record, const char *language, GError **error);
KontorTemplate *kontor_desk_load_template (KontorJson *body, const char *name, GError **error);

KontorRecord *kontor_desk_find_issued (KontorStore *store, KontorRecord *record, GError **error);
GBytes *kontor_desk_load_issued_pdf (KontorStore *store, KontorRecord *issued, GError **error);
KontorPages *kontor_desk_lay_out_issued (KontorStore *store,
                                         KontorRecord *issued,
                                         GCancellable *cancellable,
                                         GError **error);

G_END_DECLS

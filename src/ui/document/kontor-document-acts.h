/* kontor-document-acts.h: printing a record, and saving it as a PDF */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "common/kontor-editor.h"

G_BEGIN_DECLS

void kontor_document_print (GtkWidget *widget, KontorEditor *editor);
void kontor_document_save_pdf (GtkWidget *widget, KontorEditor *editor);

char *kontor_document_make_file_name (KontorRecord *record, const char *customer);

G_END_DECLS

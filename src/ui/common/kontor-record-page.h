/* kontor-record-page.h: the page of one open record */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "kontor-editor.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_RECORD_PAGE (kontor_record_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorRecordPage, kontor_record_page, KONTOR, RECORD_PAGE, AdwBin)

/**
 * KontorRecordPageClass:
 * @build: makes the widgets of the page; called once, when the record is there. The default makes a row for each field.
 * @update: the record changed at @path (%NULL: anywhere), also called once after @build. Rows follow by themselves.
 * @leave: the page is about to be left
 *
 * The base of all pages. It brings the header bar with the title, undo and redo, the save state and the menu, shows what
 * went wrong, and saves when the page is left. A page adds groups with kontor_record_page_add_group(), or sets a content of
 * its own with kontor_record_page_set_content(); it adds buttons to the header bar and entries to the menu, and installs its
 * actions in its class (`gtk_widget_class_install_action()`).
 */
struct _KontorRecordPageClass
{
  AdwBinClass parent_class;

  void (*build) (KontorRecordPage *self);
  void (*update) (KontorRecordPage *self, const char *path);
  void (*leave) (KontorRecordPage *self);
};

KontorEditor *kontor_record_page_get_editor (KontorRecordPage *self);
KontorRecord *kontor_record_page_get_record (KontorRecordPage *self);

void kontor_record_page_set_content (KontorRecordPage *self, GtkWidget *content);
GtkWidget *kontor_record_page_add_group (KontorRecordPage *self, GtkWidget *group);
void kontor_record_page_set_subtitle (KontorRecordPage *self, const char *subtitle);
void kontor_record_page_add_start (KontorRecordPage *self, GtkWidget *widget);
void kontor_record_page_add_end (KontorRecordPage *self, GtkWidget *widget);
GMenu *kontor_record_page_get_menu (KontorRecordPage *self);

GtkWidget *kontor_record_page_get_header_bar (KontorRecordPage *self);
void kontor_record_page_set_back_visible (KontorRecordPage *self, gboolean visible);
void kontor_record_page_leave (KontorRecordPage *self);


G_END_DECLS

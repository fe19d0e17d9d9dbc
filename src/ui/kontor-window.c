/* kontor-window.c: the window: sidebar of places, list, page */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-window.h"

#include <glib/gi18n.h>

#include "common/kontor-record-page.h"
#include "kontor-place-view.h"
#include "kontor-place.h"
#include "kontor-search-dialog.h"
#include "kontor-settings.h"
#include "start/kontor-start-page.h"

struct _KontorWindow
{
  AdwApplicationWindow parent_instance;

  KontorOffice *office;
  GSettings *settings;

  const KontorPlace *place;
  KontorRecordPage *page;
  GQueue history;
  guint n_closing;
  gboolean may_close;
  gboolean begun;        /* it was looked whether the store is empty */
  GtkWidget *start_page; /* NULL but for an empty store */

  AdwToastOverlay *toasts;
  GtkStack *root_stack;
  GtkWidget *progress_box;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  AdwStatusPage *error_page;
  AdwLeaflet *outer;
  AdwLeaflet *inner;
  GtkWidget *sidebar;
  GtkListBox *place_list;
  GtkStack *list_stack;
  AdwBin *page_bin;
};

G_DEFINE_FINAL_TYPE (KontorWindow, kontor_window, ADW_TYPE_APPLICATION_WINDOW)

static void show_place (KontorWindow *self, const KontorPlace *place);

/* Toasts take markup, and a name may hold an ampersand. */
static void
show_text (KontorWindow *self,
           const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static KontorPlaceView *
get_place_view (KontorWindow *self)
{
  GtkWidget *view = gtk_stack_get_visible_child (self->list_stack);

  return KONTOR_IS_PLACE_VIEW (view) ? KONTOR_PLACE_VIEW (view) : NULL;
}

static gboolean
is_place (KontorWindow *self,
          KontorPlaceFlags flag)
{
  return self->place != NULL && (self->place->flags & flag) != 0;
}

/* Which panes stand beside each other, and which header bar carries the window's buttons and the way back. */
static void
update_layout (KontorWindow *self)
{
  gboolean has_page = self->page != NULL;
  gboolean beside = has_page && !is_place (self, KONTOR_PLACE_WIDE) && !is_place (self, KONTOR_PLACE_SINGLE);
  gboolean outer_folded;
  gboolean inner_folded;
  KontorPlaceView *view = get_place_view (self);

  adw_leaflet_set_can_unfold (self->inner, beside);
  adw_leaflet_set_visible_child_name (self->inner, has_page ? "page" : "list");

  outer_folded = adw_leaflet_get_folded (self->outer);
  inner_folded = adw_leaflet_get_folded (self->inner);
  if (self->start_page != NULL)
    kontor_start_page_set_back_visible (KONTOR_START_PAGE (self->start_page), outer_folded);
  if (view != NULL)
    {
      AdwHeaderBar *bar = ADW_HEADER_BAR (kontor_place_view_get_header_bar (view));

      kontor_place_view_set_compact (view, beside && !inner_folded);
      gtk_widget_set_hexpand (GTK_WIDGET (self->list_stack), !beside || inner_folded);
      kontor_place_view_set_back_visible (view, outer_folded);
      adw_header_bar_set_show_start_title_buttons (bar, outer_folded);
      adw_header_bar_set_show_end_title_buttons (bar, inner_folded);
      kontor_record_list_view_select (kontor_place_view_get_list (view),
                                      has_page ? kontor_editor_get_id (kontor_record_page_get_editor (self->page)) : NULL);
    }
  if (has_page)
    {
      AdwHeaderBar *bar = ADW_HEADER_BAR (kontor_record_page_get_header_bar (self->page));

      adw_header_bar_set_show_start_title_buttons (bar, outer_folded && inner_folded);
      kontor_record_page_set_back_visible (self->page, !g_queue_is_empty (&self->history) ||
                                                         (inner_folded && (!is_place (self, KONTOR_PLACE_SINGLE) || outer_folded)));
    }
}

static void
flushed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (KontorWindow) self = KONTOR_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  /* The page that the edits were made on is gone: whoever typed them must hear of it. */
  if (!kontor_editor_flush_finish (KONTOR_EDITOR (object), result, &error))
    {
      KontorRecord *record = kontor_editor_get_record (KONTOR_EDITOR (object));
      g_autofree char *title = kontor_record_dup_title (record);
      /* Translators: the title of a record and the reason. */
      g_autofree char *text = g_strdup_printf (_("“%s” could not be saved: %s"), title, error->message);

      show_text (self, text);
    }
}

static void
drop_page (KontorWindow *self)
{
  if (self->page == NULL)
    return;

  kontor_record_page_leave (self->page);
  kontor_editor_flush_async (kontor_record_page_get_editor (self->page), NULL, flushed_cb, g_object_ref (self));
  self->page = NULL;
  adw_bin_set_child (self->page_bin, NULL);
}

static void
undelete_thread (GTask *task,
                 gpointer source_object,
                 gpointer task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (kontor_store_undelete (KONTOR_STORE (source_object), KONTOR_RECORD (task_data), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
undeleted_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (KontorWindow) self = KONTOR_WINDOW (user_data);
  KontorRecord *record = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    kontor_window_open (self, kontor_record_get_id (record));
  else
    show_text (self, error->message);
}

static void
undelete_cb (AdwToast *toast,
             KontorWindow *self)
{
  KontorRecord *record = g_object_get_data (G_OBJECT (toast), "kontor-record");
  g_autoptr (GTask) task = g_task_new (kontor_office_get_store (self->office), NULL, undeleted_cb, g_object_ref (self));

  g_task_set_source_tag (task, undelete_cb);
  g_task_set_task_data (task, g_object_ref (record), g_object_unref);
  g_task_run_in_thread (task, undelete_thread);
}

static void
page_deleted_cb (KontorRecordPage *page,
                 KontorRecord *record,
                 KontorWindow *self)
{
  if (record != NULL)
    {
      g_autofree char *title = kontor_record_dup_title (record);
      g_autofree char *escaped = g_markup_escape_text (title, -1);
      /* Translators: %s is the title of a record. */
      g_autofree char *text = g_strdup_printf (_("“%s” deleted"), escaped);
      AdwToast *toast = adw_toast_new (text);

      adw_toast_set_button_label (toast, _("_Undo"));
      g_object_set_data_full (G_OBJECT (toast), "kontor-record", g_object_ref (record), g_object_unref);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undelete_cb), self, 0);
      adw_toast_overlay_add_toast (self->toasts, toast);
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

/* Takes @editor. */
static void
show_page (KontorWindow *self,
           KontorEditor *editor)
{
  const KontorPlace *place = kontor_place_find (kontor_editor_get_record_type (editor)->kind);

  drop_page (self);
  show_place (self, place);
  kontor_editor_set_languages (editor, kontor_office_get_languages (self->office));
  self->page = g_object_new (place->get_page_type (), "editor", editor, NULL);
  g_signal_connect_object (self->page, "deleted", G_CALLBACK (page_deleted_cb), self, 0);
  adw_bin_set_child (self->page_bin, GTK_WIDGET (self->page));
  adw_leaflet_set_visible_child_name (self->outer, "content");
  update_layout (self);
  g_object_unref (editor);
}

static void
row_activated_cb (KontorRecordListView *list,
                  const char *id,
                  KontorWindow *self)
{
  g_queue_clear_full (&self->history, g_free);
  kontor_window_open (self, id);
}

/* Makes the list of the place when it is first shown. */
static void
show_place (KontorWindow *self,
            const KontorPlace *place)
{
  GtkWidget *view;

  if (self->place != place)
    {
      self->place = place;
      for (int i = 0;; i++)
        {
          GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->place_list, i);

          if (row == NULL)
            break;
          if (g_object_get_data (G_OBJECT (row), "kontor-place") == place)
            gtk_list_box_select_row (self->place_list, row);
        }
      if (self->settings != NULL)
        g_settings_set_string (self->settings, "place", place->kind);
    }

  if ((place->flags & KONTOR_PLACE_SINGLE) != 0)
    return;

  view = gtk_stack_get_child_by_name (self->list_stack, place->kind);
  if (view == NULL)
    {
      view = kontor_place_view_new (kontor_office_get_store (self->office), place);
      g_signal_connect_object (kontor_place_view_get_list (KONTOR_PLACE_VIEW (view)), "activated",
                               G_CALLBACK (row_activated_cb), self, 0);
      gtk_stack_add_named (self->list_stack, view, place->kind);
    }
  gtk_stack_set_visible_child (self->list_stack, view);
}

static void
open_company (KontorWindow *self)
{
  KontorRecord *company = kontor_office_get_company (self->office);

  if (company != NULL)
    kontor_window_open (self, kontor_record_get_id (company));
  else if (kontor_office_is_known (self->office))
    {
      g_autoptr (KontorRecord) record = kontor_record_new (kontor_record_type_find ("company"));

      kontor_window_open_new (self, record);
    }
}

static void
go_to_place (KontorWindow *self,
             const KontorPlace *place)
{
  g_queue_clear_full (&self->history, g_free);
  if ((place->flags & KONTOR_PLACE_SINGLE) != 0)
    open_company (self);
  else
    {
      drop_page (self);
      show_place (self, place);
      update_layout (self);
    }
  adw_leaflet_set_visible_child_name (self->outer, "content");
}

static void
place_activated_cb (GtkListBox *list,
                    GtkListBoxRow *row,
                    KontorWindow *self)
{
  go_to_place (self, g_object_get_data (G_OBJECT (row), "kontor-place"));
}

static void
place_header_cb (GtkListBoxRow *row,
                 GtkListBoxRow *before,
                 gpointer user_data)
{
  const KontorPlace *place = g_object_get_data (G_OBJECT (row), "kontor-place");

  if ((place->flags & KONTOR_PLACE_SECTION) != 0 && gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

static GtkWidget *
make_place_row (const KontorPlace *place)
{
  const KontorRecordType *type = kontor_record_type_find (place->kind);
  gboolean single = (place->flags & KONTOR_PLACE_SINGLE) != 0;
  const char *title = single ? kontor_record_type_get_label (type) : kontor_record_type_get_plural (type);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (place->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (row), "kontor-place", (gpointer) place);

  return row;
}

static void
back_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  KontorWindow *self = KONTOR_WINDOW (widget);
  g_autofree char *id = g_queue_pop_tail (&self->history);

  if (id != NULL)
    {
      kontor_window_open (self, id);
      return;
    }

  if (is_place (self, KONTOR_PLACE_SINGLE))
    {
      adw_leaflet_set_visible_child_name (self->outer, "sidebar");
      return;
    }
  drop_page (self);
  update_layout (self);
  if (get_place_view (self) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (kontor_place_view_get_list (get_place_view (self))));
}

static void
show_sidebar_action (GtkWidget *widget,
                     const char *action_name,
                     GVariant *parameter)
{
  adw_leaflet_set_visible_child_name (KONTOR_WINDOW (widget)->outer, "sidebar");
}

static void
place_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  KontorWindow *self = KONTOR_WINDOW (widget);
  const KontorPlace *place = kontor_place_find (g_variant_get_string (parameter, NULL));

  if (self->office != NULL && place != NULL)
    go_to_place (self, place);
}

/* So that Back leads to the page that is shown now. */
static void
remember_page (KontorWindow *self)
{
  if (self->page != NULL)
    g_queue_push_tail (&self->history, g_strdup (kontor_editor_get_id (kontor_record_page_get_editor (self->page))));
}

/* A link on a page leads back to that page. */
static void
open_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  KontorWindow *self = KONTOR_WINDOW (widget);

  if (self->office == NULL)
    return;
  remember_page (self);
  kontor_window_open (self, g_variant_get_string (parameter, NULL));
}

static void
new_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  KontorWindow *self = KONTOR_WINDOW (widget);

  if (self->place == NULL || is_place (self, KONTOR_PLACE_SINGLE))
    return;

  g_queue_clear_full (&self->history, g_free);
  drop_page (self);
  kontor_window_make_new (self, self->place->kind, NULL);
}

static void
new_kind_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  kontor_window_make_new (KONTOR_WINDOW (widget), g_variant_get_string (parameter, NULL), NULL);
}

static void
toast_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  show_text (KONTOR_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
search_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  KontorWindow *self = KONTOR_WINDOW (widget);

  if (self->office != NULL)
    gtk_window_present (GTK_WINDOW (kontor_search_dialog_new (self, kontor_office_get_store (self->office))));
}

static void
find_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  KontorWindow *self = KONTOR_WINDOW (widget);
  KontorPlaceView *view = get_place_view (self);

  if (view == NULL)
    return;
  if (adw_leaflet_get_folded (self->inner) && self->page != NULL)
    {
      drop_page (self);
      update_layout (self);
    }
  adw_leaflet_set_visible_child_name (self->outer, "content");
  kontor_place_view_focus_search (view);
}

static void
is_empty_thread (GTask *task,
                 gpointer source_object,
                 gpointer task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean empty = FALSE;

  if (kontor_store_is_empty (KONTOR_STORE (task_data), &empty, &error))
    g_task_return_boolean (task, empty);
  else
    g_task_return_error (task, error);
}

/* The list of the place comes back when there is something to list. */
static void
drop_start_page (KontorWindow *self)
{
  gboolean visible = gtk_stack_get_visible_child (self->list_stack) == self->start_page;

  gtk_stack_remove (self->list_stack, self->start_page);
  self->start_page = NULL;
  if (visible && self->page == NULL)
    show_place (self, self->place);
  update_layout (self);
}

static void
is_empty_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  KontorWindow *self = KONTOR_WINDOW (object);
  KontorStore *store = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean empty = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->office == NULL || kontor_office_get_store (self->office) != store)
    return;

  /* A store that cannot be read says so in its lists. */
  if (!empty && self->start_page != NULL)
    drop_start_page (self);
  else if (empty && self->start_page == NULL && self->page == NULL && !self->begun)
    {
      self->start_page = kontor_start_page_new (store);
      gtk_stack_add_named (self->list_stack, self->start_page, "start");
      gtk_stack_set_visible_child (self->list_stack, self->start_page);
      update_layout (self);
    }
  self->begun = TRUE;
}

static void
look_whether_empty (KontorWindow *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, is_empty_cb, NULL);

  g_task_set_source_tag (task, look_whether_empty);
  g_task_set_task_data (task, g_object_ref (kontor_office_get_store (self->office)), g_object_unref);
  g_task_run_in_thread (task, is_empty_thread);
}

static void
store_changed_cb (KontorWindow *self)
{
  if (self->start_page != NULL)
    look_whether_empty (self);
}

static void
office_changed_cb (KontorWindow *self)
{
  /* The company's page was asked for before it was known whether there is a company. */
  if (is_place (self, KONTOR_PLACE_SINGLE) && self->page == NULL)
    open_company (self);
}

static void
close_anyway_cb (AdwMessageDialog *dialog,
                 const char *response,
                 KontorWindow *self)
{
  if (g_strcmp0 (response, "close") != 0)
    return;

  kontor_editor_abandon (kontor_record_page_get_editor (self->page));
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
flush_before_close_cb (GObject *object,
                       GAsyncResult *result,
                       gpointer user_data)
{
  g_autoptr (KontorWindow) self = KONTOR_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  self->n_closing--;
  if (kontor_editor_flush_finish (KONTOR_EDITOR (object), result, &error))
    {
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("The Last Edits Are Not Saved"), error->message);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _("_Keep Open"), "close", _("_Close Anyway"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_anyway_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_geometry (KontorWindow *self)
{
  int width;
  int height;

  if (self->settings == NULL)
    return;

  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (gtk_window_is_maximized (GTK_WINDOW (self)))
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (width, 360));
  g_settings_set_int (self->settings, "window-height", MAX (height, 294));
}

static gboolean
kontor_window_close_request (GtkWindow *window)
{
  KontorWindow *self = KONTOR_WINDOW (window);
  KontorEditor *editor = self->page != NULL ? kontor_record_page_get_editor (self->page) : NULL;

  /* An entry hands over what is typed when the keyboard leaves it. */
  if (!self->may_close)
    gtk_window_set_focus (window, NULL);

  if (!self->may_close && editor != NULL && kontor_editor_has_unsaved (editor))
    {
      if (self->n_closing == 0)
        {
          self->n_closing++;
          kontor_editor_flush_async (editor, NULL, flush_before_close_cb, g_object_ref (self));
        }
      return GDK_EVENT_STOP;
    }

  save_geometry (self);

  return GTK_WINDOW_CLASS (kontor_window_parent_class)->close_request (window);
}

static void
kontor_window_dispose (GObject *object)
{
  KontorWindow *self = KONTOR_WINDOW (object);

  g_queue_clear_full (&self->history, g_free);
  g_clear_object (&self->office);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (kontor_window_parent_class)->dispose (object);
}

static void
kontor_window_class_init (KontorWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = kontor_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kontor/Kontor/ui/kontor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, progress_box);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, place_list);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, list_stack);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, page_bin);

  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, show_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.place", "s", place_action);
  gtk_widget_class_install_action (widget_class, "win.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.new-kind", "s", new_kind_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  for (guint i = 0; i < 9 && kontor_places ()[i].kind != NULL; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_CONTROL_MASK, "win.place", "s",
                                         kontor_places ()[i].kind);
}

static void
kontor_window_init (KontorWindow *self)
{
  self->settings = kontor_settings_new ();
  g_queue_init (&self->history);
  gtk_widget_init_template (GTK_WIDGET (self));

  for (const KontorPlace *place = kontor_places (); place->kind != NULL; place++)
    gtk_list_box_append (self->place_list, make_place_row (place));
  gtk_list_box_set_header_func (self->place_list, place_header_cb, NULL, NULL);
  g_signal_connect (self->place_list, "row-activated", G_CALLBACK (place_activated_cb), self);
  g_signal_connect_object (self->outer, "notify::folded", G_CALLBACK (update_layout), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inner, "notify::folded", G_CALLBACK (update_layout), self, G_CONNECT_SWAPPED);

  if (self->settings == NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), 1280, 800);
      return;
    }
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/**
 * kontor_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window that waits for its office
 */
KontorWindow *
kontor_window_new (AdwApplication *application)
{
  return g_object_new (KONTOR_TYPE_WINDOW, "application", application, NULL);
}

/**
 * kontor_window_set_office:
 * @self: a window
 * @office: the office
 *
 * Hands the window the open store and what goes with it, and shows the place that was shown last.
 */
void
kontor_window_set_office (KontorWindow *self,
                          KontorOffice *office)
{
  const KontorPlace *place = NULL;

  g_return_if_fail (KONTOR_IS_WINDOW (self));
  g_return_if_fail (KONTOR_IS_OFFICE (office));

  g_set_object (&self->office, office);
  g_signal_connect_object (office, "changed", G_CALLBACK (office_changed_cb), self, G_CONNECT_SWAPPED);

  if (self->settings != NULL)
    {
      g_autofree char *kind = g_settings_get_string (self->settings, "place");

      place = kontor_place_find (kind);
    }
  go_to_place (self, place != NULL ? place : kontor_places ());
  gtk_stack_set_visible_child_name (self->root_stack, "main");
  g_signal_connect_object (kontor_office_get_store (office), "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  look_whether_empty (self);
}

/**
 * kontor_window_leave_office:
 * @self: a window
 *
 * Lets go of the store, because another one takes its place: closes its page and its lists.
 */
void
kontor_window_leave_office (KontorWindow *self)
{
  GtkWidget *child;

  g_return_if_fail (KONTOR_IS_WINDOW (self));

  if (self->office == NULL)
    return;

  drop_page (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list_stack))) != NULL)
    gtk_stack_remove (self->list_stack, child);
  g_queue_clear_full (&self->history, g_free);
  g_signal_handlers_disconnect_by_func (kontor_office_get_store (self->office), store_changed_cb, self);
  g_signal_handlers_disconnect_by_func (self->office, office_changed_cb, self);
  g_clear_object (&self->office);
  self->start_page = NULL;
  self->begun = FALSE;
  self->place = NULL;
}

/**
 * kontor_window_get_office:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the office, %NULL while the store is being opened
 */
KontorOffice *
kontor_window_get_office (KontorWindow *self)
{
  g_return_val_if_fail (KONTOR_IS_WINDOW (self), NULL);

  return self->office;
}

/**
 * kontor_window_show_progress:
 * @self: a window
 * @fraction: how much is done, 0 to 1
 * @what: (nullable): what is being done
 *
 * Says that the store is being opened. Nothing is shown for what takes a moment only.
 */
void
kontor_window_show_progress (KontorWindow *self,
                             double fraction,
                             const char *what)
{
  g_return_if_fail (KONTOR_IS_WINDOW (self));

  gtk_widget_set_visible (self->progress_box, what != NULL);
  gtk_label_set_label (self->progress_label, what != NULL ? what : "");
  gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  gtk_stack_set_visible_child_name (self->root_stack, "opening");
}

/**
 * kontor_window_show_error:
 * @self: a window
 * @title: what happened
 * @description: to what, and what to do
 *
 * Shows that the store could not be opened, with a button to try again.
 */
void
kontor_window_show_error (KontorWindow *self,
                          const char *title,
                          const char *description)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (KONTOR_IS_WINDOW (self));

  escaped = g_markup_escape_text (description, -1);
  adw_status_page_set_title (self->error_page, title);
  adw_status_page_set_description (self->error_page, escaped);
  gtk_stack_set_visible_child_name (self->root_stack, "error");
}

/**
 * kontor_window_open:
 * @self: a window that has its office
 * @id: the id of a record
 *
 * Opens a record in its place.
 */
void
kontor_window_open (KontorWindow *self,
                    const char *id)
{
  const KontorRecordType *type;

  g_return_if_fail (KONTOR_IS_WINDOW (self));
  g_return_if_fail (self->office != NULL);

  if (self->page != NULL &&
      g_strcmp0 (kontor_editor_get_id (kontor_record_page_get_editor (self->page)), id) == 0)
    {
      update_layout (self);
      return;
    }

  type = kontor_record_type_find_for_id (id);
  if (type == NULL || kontor_place_find (type->kind) == NULL)
    {
      show_text (self, _("There is no page for this kind of record."));
      return;
    }

  show_page (self, kontor_editor_new (kontor_office_get_store (self->office), id));
}

static gboolean
focus_first_cb (gpointer user_data)
{
  KontorRecordPage *page = KONTOR_RECORD_PAGE (user_data);
  GtkWidget *header_bar = kontor_record_page_get_header_bar (page);

  /* The first control below the header bar: a new record is there to be typed into. */
  for (GtkWidget *child = gtk_widget_get_next_sibling (header_bar); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD))
      break;

  return G_SOURCE_REMOVE;
}

/**
 * kontor_window_open_new:
 * @self: a window that has its office
 * @record: a record that is not stored yet
 *
 * Opens a new record in its place, ready to be typed into. It is stored with the first edit; what a caller has set in it
 * (the customer of a new offer) is stored with it.
 */
void
kontor_window_open_new (KontorWindow *self,
                        KontorRecord *record)
{
  g_return_if_fail (KONTOR_IS_WINDOW (self));
  g_return_if_fail (self->office != NULL);

  show_page (self, kontor_editor_new_for_record (kontor_office_get_store (self->office), record));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_first_cb, g_object_ref (self->page), g_object_unref);
}

typedef struct
{
  const KontorPlace *place;
  char *customer;
} Making;

static void
making_free (Making *making)
{
  g_free (making->customer);
  g_free (making);
}

static void
make_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  Making *making = task_data;
  GError *error = NULL;
  KontorRecord *record = kontor_place_make_record (making->place, KONTOR_STORE (source_object), making->customer, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (KontorWindow) self = KONTOR_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->office == NULL)
    return;
  if (record == NULL)
    {
      show_text (self, error->message);
      return;
    }

  remember_page (self);
  kontor_window_open_new (self, record);
}

static void
flush_before_new_cb (GObject *object,
                     GAsyncResult *result,
                     gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (kontor_editor_flush_finish (KONTOR_EDITOR (object), result, &error))
    g_task_run_in_thread (task, make_thread);
  else
    g_task_return_error (task, error);
}

/**
 * kontor_window_make_new:
 * @self: a window that has its office
 * @kind: a kind of record that has a place
 * @customer: (nullable): the id of the customer that it is for
 *
 * Makes a record with what is known from the start and opens it. Back leads to the page that is shown now, whose edits are
 * stored first: the new record builds on them.
 */
void
kontor_window_make_new (KontorWindow *self,
                        const char *kind,
                        const char *customer)
{
  const KontorPlace *place = kontor_place_find (kind);
  g_autoptr (GTask) task = NULL;
  Making *making;

  g_return_if_fail (KONTOR_IS_WINDOW (self));
  g_return_if_fail (place != NULL);

  if (self->office == NULL)
    return;

  making = g_new0 (Making, 1);
  making->place = place;
  making->customer = g_strdup (customer);
  task = g_task_new (kontor_office_get_store (self->office), NULL, made_cb, g_object_ref (self));
  g_task_set_source_tag (task, kontor_window_make_new);
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);

  if (self->page != NULL)
    kontor_editor_flush_async (kontor_record_page_get_editor (self->page), NULL, flush_before_new_cb, g_object_ref (task));
  else
    g_task_run_in_thread (task, make_thread);
}

/**
 * kontor_window_add_toast:
 * @self: a window
 * @toast: (transfer full): a toast
 *
 * Shows a toast.
 */
void
kontor_window_add_toast (KontorWindow *self,
                         AdwToast *toast)
{
  g_return_if_fail (KONTOR_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* kontor-logo-row.c: a row for a picture that is kept as a file in the store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "company/kontor-logo-row.h"

#include <glib/gi18n.h>

/* A letterhead needs no more, and every document carries it. */
#define MAX_SIZE (2 * 1024 * 1024)

#define PREVIEW_WIDTH 180
#define PREVIEW_HEIGHT 64

struct _KontorLogoRow
{
  KontorFieldRow parent_instance;

  GtkWidget *picture;
  GtkWidget *choose_button;
  GtkWidget *remove_button;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable;
  char *shown;
};

G_DEFINE_FINAL_TYPE (KontorLogoRow, kontor_logo_row, KONTOR_TYPE_FIELD_ROW)

static KontorStore *
get_store (KontorLogoRow *self)
{
  return kontor_editor_get_store (kontor_field_row_get_editor (KONTOR_FIELD_ROW (self)));
}

/* Reads a chosen file, sees that it is a picture, and keeps it. */
static void
keep_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  GFile *file = G_FILE (task_data);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GError *error = NULL;
  char *sha256;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, &error);
  if (info != NULL && g_file_info_get_size (info) > MAX_SIZE)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                               _("“%s” is larger than 2 MiB. Save the logo in a smaller size and choose it again."), name);
      return;
    }
  if (info != NULL)
    bytes = g_file_load_bytes (file, cancellable, NULL, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  texture = gdk_texture_new_from_bytes (bytes, NULL);
  if (texture == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                               _("“%s” is no picture that Kontor can read. Choose a PNG, JPEG or SVG file."), name);
      return;
    }

  sha256 = kontor_store_put_file (KONTOR_STORE (source_object), bytes, &error);
  if (sha256 != NULL)
    g_task_return_pointer (task, sha256, g_free);
  else
    g_task_return_error (task, error);
}

static void
kept_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (KontorLogoRow) self = KONTOR_LOGO_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (KontorJson) value = NULL;

  if (sha256 == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        kontor_field_row_set_error (KONTOR_FIELD_ROW (self), error->message);
      return;
    }

  value = kontor_json_new_string (sha256);
  kontor_field_row_set_value (KONTOR_FIELD_ROW (self), value);
  KONTOR_FIELD_ROW_GET_CLASS (self)->update (KONTOR_FIELD_ROW (self));
}

static void
response_cb (GtkNativeDialog *dialog,
             int response,
             KontorLogoRow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GTask) task = g_task_new (get_store (self), NULL, kept_cb, g_object_ref (self));

      g_task_set_source_tag (task, response_cb);
      g_task_set_task_data (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)), g_object_unref);
      g_task_run_in_thread (task, keep_thread);
    }
  g_clear_object (&self->chooser);
}

static void
choose_cb (GtkButton *button,
           KontorLogoRow *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/svg+xml");

  self->chooser = gtk_file_chooser_native_new (_("Choose a Logo"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
remove_cb (GtkButton *button,
           KontorLogoRow *self)
{
  kontor_field_row_set_value (KONTOR_FIELD_ROW (self), NULL);
  KONTOR_FIELD_ROW_GET_CLASS (self)->update (KONTOR_FIELD_ROW (self));
}

static void
load_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = kontor_store_get_file (KONTOR_STORE (source_object), task_data, &error);
  GdkTexture *texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (KontorLogoRow) self = KONTOR_LOGO_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (texture != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kontor_field_row_set_error (KONTOR_FIELD_ROW (self), error->message);
}

static void
kontor_logo_row_build (KontorFieldRow *row)
{
  KontorLogoRow *self = KONTOR_LOGO_ROW (row);

  self->picture = gtk_picture_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_widget_set_size_request (self->picture, PREVIEW_WIDTH, PREVIEW_HEIGHT);
  gtk_widget_set_halign (self->picture, GTK_ALIGN_START);
  kontor_field_row_set_control (row, self->picture, self->picture);

  self->choose_button = gtk_button_new_with_label (_("Choose…"));
  g_signal_connect (self->choose_button, "clicked", G_CALLBACK (choose_cb), self);
  kontor_field_row_add_suffix (row, self->choose_button);
  self->remove_button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (self->remove_button, "flat");
  gtk_widget_set_tooltip_text (self->remove_button, _("Remove the Logo"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove the Logo"), -1);
  g_signal_connect (self->remove_button, "clicked", G_CALLBACK (remove_cb), self);
  kontor_field_row_add_suffix (row, self->remove_button);
}

static void
kontor_logo_row_update (KontorFieldRow *row)
{
  KontorLogoRow *self = KONTOR_LOGO_ROW (row);
  KontorRecord *record = kontor_editor_get_record (kontor_field_row_get_editor (row));
  const char *sha256 = kontor_record_get_string (record, kontor_field_row_get_path (row));
  g_autoptr (GTask) task = NULL;

  gtk_widget_set_visible (self->picture, sha256 != NULL);
  gtk_widget_set_visible (self->remove_button, sha256 != NULL);
  if (g_strcmp0 (self->shown, sha256) == 0)
    return;

  g_free (self->shown);
  self->shown = g_strdup (sha256);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
  if (sha256 == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (get_store (self), self->cancellable, loaded_cb, g_object_ref (self));
  g_task_set_source_tag (task, kontor_logo_row_update);
  g_task_set_task_data (task, g_strdup (sha256), g_free);
  g_task_run_in_thread (task, load_thread);
}

static void
kontor_logo_row_dispose (GObject *object)
{
  KontorLogoRow *self = KONTOR_LOGO_ROW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (kontor_logo_row_parent_class)->dispose (object);
}

static void
kontor_logo_row_class_init (KontorLogoRowClass *klass)
{
  KontorFieldRowClass *row_class = KONTOR_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_logo_row_dispose;
  row_class->build = kontor_logo_row_build;
  row_class->update = kontor_logo_row_update;
}

static void
kontor_logo_row_init (KontorLogoRow *self)
{
}

/**
 * kontor_logo_row_new:
 * @editor: the editor of a record
 * @path: the path of a field with the SHA-256 of a file in the store
 *
 * Returns: (transfer floating): a row that shows the picture and lets one choose another
 */
GtkWidget *
kontor_logo_row_new (KontorEditor *editor,
                     const char *path)
{
  return g_object_new (KONTOR_TYPE_LOGO_ROW, "editor", editor, "path", path, NULL);
}

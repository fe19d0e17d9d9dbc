/* kontor-paper-split.c: a form and, beside it, what it makes on paper */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "document/kontor-paper-split.h"

#include <glib/gi18n.h>

#include "kontor-settings.h"

/* Pixels: with less than this for both, one takes the place of the other. */
#define MIN_FORM 380
#define MIN_PAPER 300

#define HANDLE 9

struct _KontorPaperSplit
{
  GtkWidget parent_instance;

  KontorEditor *editor;
  GSettings *settings; /* NULL when they are not installed */
  GtkWidget *form;
  GtkWidget *preview;
  GtkWidget *handle;

  gboolean beside;         /* there is room for both */
  gboolean shown_beside;
  gboolean shown_instead;
  double share;            /* of the form, when both are seen */
  double share_at_drag;
  guint notify_id;
};

enum
{
  PROP_0,
  PROP_PAPER_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorPaperSplit, kontor_paper_split, GTK_TYPE_WIDGET)

static void
show_record (KontorPaperSplit *self)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);

  if (record != NULL)
    kontor_paper_preview_show (KONTOR_PAPER_PREVIEW (self->preview),
                               &(KontorDeskDocument) {
                                 .id = kontor_editor_get_id (self->editor),
                                 .body = kontor_record_get_body (record),
                               });
}

static gboolean
notify_cb (gpointer user_data)
{
  KontorPaperSplit *self = KONTOR_PAPER_SPLIT (user_data);

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAPER_SHOWN]);

  return G_SOURCE_REMOVE;
}

static void
measure_child (GtkWidget *child,
               GtkOrientation orientation,
               int *minimum,
               int *natural)
{
  gtk_widget_measure (child, orientation, -1, minimum, natural, NULL, NULL);
}

static void
kontor_paper_split_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  KontorPaperSplit *self = KONTOR_PAPER_SPLIT (widget);
  int form_minimum;
  int form_natural;
  int paper_minimum;
  int paper_natural;

  measure_child (self->form, orientation, &form_minimum, &form_natural);
  measure_child (self->preview, orientation, &paper_minimum, &paper_natural);
  *minimum = MAX (form_minimum, paper_minimum);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? form_natural + HANDLE + paper_natural
                                                       : MAX (form_natural, paper_natural);
}

static void
allocate_child (GtkWidget *child,
                int x,
                int width,
                int height)
{
  gboolean shown = width > 0;

  gtk_widget_set_child_visible (child, shown);
  if (shown)
    {
      int minimum;

      measure_child (child, GTK_ORIENTATION_HORIZONTAL, &minimum, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation) { x, 0, MAX (width, minimum), height }, -1);
    }
}

static void
kontor_paper_split_size_allocate (GtkWidget *widget,
                                  int width,
                                  int height,
                                  int baseline)
{
  KontorPaperSplit *self = KONTOR_PAPER_SPLIT (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean shown_before = kontor_paper_split_get_paper_shown (self);
  int form_minimum;
  int form_width = width;
  int paper_width = 0;

  measure_child (self->form, GTK_ORIENTATION_HORIZONTAL, &form_minimum, NULL);
  form_minimum = MAX (form_minimum, MIN_FORM);
  self->beside = width >= form_minimum + HANDLE + MIN_PAPER;

  if (kontor_paper_split_get_paper_shown (self))
    {
      form_width = self->beside ? CLAMP ((int) (self->share * width), form_minimum, width - HANDLE - MIN_PAPER) : 0;
      paper_width = self->beside ? width - HANDLE - form_width : width;
    }
  allocate_child (self->form, rtl && self->beside ? width - form_width : 0, form_width, height);
  allocate_child (self->preview, rtl ? 0 : width - paper_width, paper_width, height);
  allocate_child (self->handle, rtl ? paper_width : form_width, form_width > 0 && paper_width > 0 ? HANDLE : 0, height);

  /* Who follows the property may change its own size, which must wait until all have theirs. */
  if (shown_before != kontor_paper_split_get_paper_shown (self) && self->notify_id == 0)
    self->notify_id = g_idle_add (notify_cb, self);
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double x,
               double y,
               KontorPaperSplit *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  self->share_at_drag = width > 0 ? gtk_widget_get_allocated_width (self->form) / (double) width : self->share;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The handle moves below the pointer, so offsets are added to where it is now. */
static void
drag_update_cb (GtkGestureDrag *gesture,
                double offset_x,
                double offset_y,
                KontorPaperSplit *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double start_x;
  double start_y;
  double x;
  double y;

  if (width <= 0)
    return;
  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  gtk_widget_translate_coordinates (self->handle, GTK_WIDGET (self), start_x + offset_x, start_y, &x, &y);
  self->share = CLAMP ((rtl ? width - x : x) / width, 0.1, 0.9);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
kontor_paper_split_get_property (GObject *object,
                                 guint prop_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PAPER_SHOWN:
      g_value_set_boolean (value, kontor_paper_split_get_paper_shown (KONTOR_PAPER_SPLIT (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_paper_split_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PAPER_SHOWN:
      kontor_paper_split_set_paper_shown (KONTOR_PAPER_SPLIT (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_paper_split_dispose (GObject *object)
{
  KontorPaperSplit *self = KONTOR_PAPER_SPLIT (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->form, gtk_widget_unparent);
  g_clear_pointer (&self->handle, gtk_widget_unparent);
  g_clear_pointer (&self->preview, gtk_widget_unparent);
  g_clear_object (&self->editor);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (kontor_paper_split_parent_class)->dispose (object);
}

static void
kontor_paper_split_class_init (KontorPaperSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kontor_paper_split_get_property;
  object_class->set_property = kontor_paper_split_set_property;
  object_class->dispose = kontor_paper_split_dispose;
  widget_class->measure = kontor_paper_split_measure;
  widget_class->size_allocate = kontor_paper_split_size_allocate;

  properties[PROP_PAPER_SHOWN] =
    g_param_spec_boolean ("paper-shown", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "paper-split");
}

static void
kontor_paper_split_init (KontorPaperSplit *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->share = 0.55;
  self->settings = kontor_settings_new ();
  self->shown_beside = self->settings == NULL || g_settings_get_boolean (self->settings, "paper-preview");
  self->beside = TRUE;

  self->handle = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (self->handle, "paper-handle");
  gtk_widget_set_cursor_from_name (self->handle, "col-resize");
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (drag));
}

/**
 * kontor_paper_split_new:
 * @editor: the editor of an offer, a contract, ...
 * @form: what the record is edited with
 *
 * Makes a widget with the form and a preview that follows the editor. They stand side by side where there is room, with a
 * handle to drag between them; on a narrow window the paper takes the place of the form when it is asked for.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
kontor_paper_split_new (KontorEditor *editor,
                        GtkWidget *form)
{
  KontorPaperSplit *self;

  g_return_val_if_fail (KONTOR_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (form), NULL);

  self = g_object_new (KONTOR_TYPE_PAPER_SPLIT, NULL);
  self->editor = g_object_ref (editor);
  self->form = form;
  self->preview = kontor_paper_preview_new (kontor_editor_get_store (editor));
  gtk_widget_set_parent (self->form, GTK_WIDGET (self));
  gtk_widget_set_parent (self->preview, GTK_WIDGET (self));
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));
  g_signal_connect_object (editor, "changed", G_CALLBACK (show_record), self, G_CONNECT_SWAPPED);
  show_record (self);

  return GTK_WIDGET (self);
}

/**
 * kontor_paper_split_make_button:
 * @self: a split
 *
 * Returns: (transfer floating): a button for the header bar that shows and hides the paper
 */
GtkWidget *
kontor_paper_split_make_button (KontorPaperSplit *self)
{
  GtkWidget *button;

  g_return_val_if_fail (KONTOR_IS_PAPER_SPLIT (self), NULL);

  button = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (button), "view-dual-symbolic");
  gtk_widget_set_tooltip_text (button, _("Show on Paper"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show on Paper"), -1);
  g_object_bind_property (self, "paper-shown", button, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);

  return button;
}

/**
 * kontor_paper_split_get_preview:
 * @self: a split
 *
 * Returns: (transfer none): its preview
 */
KontorPaperPreview *
kontor_paper_split_get_preview (KontorPaperSplit *self)
{
  g_return_val_if_fail (KONTOR_IS_PAPER_SPLIT (self), NULL);

  return KONTOR_PAPER_PREVIEW (self->preview);
}

/**
 * kontor_paper_split_get_paper_shown:
 * @self: a split
 *
 * Returns: whether the paper is seen
 */
gboolean
kontor_paper_split_get_paper_shown (KontorPaperSplit *self)
{
  g_return_val_if_fail (KONTOR_IS_PAPER_SPLIT (self), FALSE);

  return self->beside ? self->shown_beside : self->shown_instead;
}

/**
 * kontor_paper_split_set_paper_shown:
 * @self: a split
 * @shown: whether the paper is to be seen; beside the form and in its place are remembered apart
 */
void
kontor_paper_split_set_paper_shown (KontorPaperSplit *self,
                                    gboolean shown)
{
  g_return_if_fail (KONTOR_IS_PAPER_SPLIT (self));

  shown = !!shown;
  if (kontor_paper_split_get_paper_shown (self) == shown)
    return;

  if (self->beside)
    self->shown_beside = shown;
  else
    self->shown_instead = shown;
  if (self->beside && self->settings != NULL)
    g_settings_set_boolean (self->settings, "paper-preview", shown);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAPER_SHOWN]);
}

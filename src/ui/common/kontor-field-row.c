/* kontor-field-row.c: a row of a form, made from its field */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-field-row.h"

#include "kontor-choice-row.h"
#include "kontor-date-row.h"
#include "kontor-flag-row.h"
#include "kontor-list-row.h"
#include "kontor-multiline-row.h"
#include "kontor-path.h"
#include "kontor-reference-row.h"
#include "kontor-text-row.h"
#include "kontor-translated-row.h"

typedef struct
{
  KontorEditor *editor;
  char *path;
  const KontorField *field;

  GtkWidget *box;
  GtkWidget *text_box;
  GtkWidget *title_label;
  GtkWidget *error_label;
  GtkWidget *control;
  GtkWidget *focus;
  gboolean typing;
} KontorFieldRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KontorFieldRow, kontor_field_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_PATH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The reason stands beside its field: that it begins with the field's name ("NIP: ...") would be said twice. */
static const char *
strip_label (KontorFieldRow *self,
             const char *message)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);
  const char *label = kontor_field_get_label (priv->field);
  size_t length = strlen (label);

  if (g_str_has_prefix (message, label) && g_str_has_prefix (message + length, ": "))
    return message + length + 2;

  return message;
}

/* A change at @changed can show at @path when one lies inside the other. */
static gboolean
concerns (const char *path,
          const char *changed)
{
  size_t length;

  if (changed == NULL)
    return TRUE;

  length = MIN (strlen (path), strlen (changed));

  return strncmp (path, changed, length) == 0 &&
         (path[length] == '\0' || path[length] == '/') &&
         (changed[length] == '\0' || changed[length] == '/');
}

static void
update (KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  if (kontor_editor_get_record (priv->editor) != NULL)
    KONTOR_FIELD_ROW_GET_CLASS (self)->update (self);
}

static void
editor_changed_cb (KontorEditor *editor,
                   const char *path,
                   KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  if (priv->typing || !concerns (priv->path, path))
    return;

  update (self);
  kontor_field_row_show_pending (self);
}

static void
read_only_cb (KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);
  gboolean editable = kontor_field_row_is_editable (self);

  if (priv->control == NULL)
    return;

  if (GTK_IS_EDITABLE (priv->focus))
    gtk_editable_set_editable (GTK_EDITABLE (priv->focus), editable);
  else
    gtk_widget_set_sensitive (priv->control, editable);
}

/* A click beside the control means the control. */
static void
pressed_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (priv->focus == NULL || picked == NULL ||
      (picked != GTK_WIDGET (self) && picked != priv->box && picked != priv->text_box && picked != priv->title_label))
    return;

  gtk_widget_grab_focus (priv->focus);
}

static gboolean
kontor_field_row_grab_focus (GtkWidget *widget)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (KONTOR_FIELD_ROW (widget));

  return priv->focus != NULL && gtk_widget_grab_focus (priv->focus);
}

static gboolean
kontor_field_row_focus (GtkWidget *widget,
                        GtkDirectionType direction)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (KONTOR_FIELD_ROW (widget));

  /* The row itself takes no focus: one Tab leads from control to control. */
  return gtk_widget_child_focus (priv->box, direction);
}

static void
kontor_field_row_constructed (GObject *object)
{
  KontorFieldRow *self = KONTOR_FIELD_ROW (object);
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  G_OBJECT_CLASS (kontor_field_row_parent_class)->constructed (object);

  priv->field = kontor_path_find_field (kontor_editor_get_record_type (priv->editor)->fields, priv->path);
  g_return_if_fail (priv->field != NULL);

  kontor_field_row_set_title (self, kontor_field_get_label (priv->field));
  KONTOR_FIELD_ROW_GET_CLASS (self)->build (self);
  g_signal_connect_object (priv->editor, "changed", G_CALLBACK (editor_changed_cb), self, 0);
  g_signal_connect_object (priv->editor, "notify::read-only", G_CALLBACK (read_only_cb), self, G_CONNECT_SWAPPED);
  read_only_cb (self);
  update (self);
  kontor_field_row_show_pending (self);
}

static void
kontor_field_row_get_property (GObject *object,
                               guint prop_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (KONTOR_FIELD_ROW (object));

  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, priv->editor);
      break;

    case PROP_PATH:
      g_value_set_string (value, priv->path);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_field_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (KONTOR_FIELD_ROW (object));

  switch (prop_id)
    {
    case PROP_EDITOR:
      priv->editor = g_value_dup_object (value);
      break;

    case PROP_PATH:
      priv->path = g_value_dup_string (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_field_row_finalize (GObject *object)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (KONTOR_FIELD_ROW (object));

  g_clear_object (&priv->editor);
  g_clear_pointer (&priv->path, g_free);

  G_OBJECT_CLASS (kontor_field_row_parent_class)->finalize (object);
}

static void
kontor_field_row_class_init (KontorFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kontor_field_row_constructed;
  object_class->get_property = kontor_field_row_get_property;
  object_class->set_property = kontor_field_row_set_property;
  object_class->finalize = kontor_field_row_finalize;
  widget_class->grab_focus = kontor_field_row_grab_focus;
  widget_class->focus = kontor_field_row_focus;

  properties[PROP_EDITOR] =
    g_param_spec_object ("editor", NULL, NULL, KONTOR_TYPE_EDITOR,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_field_row_init (KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);
  GtkGesture *click;

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field");

  priv->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (priv->box, "field-box");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), priv->box);

  priv->text_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (priv->text_box, TRUE);
  gtk_widget_set_valign (priv->text_box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (priv->box), priv->text_box);

  priv->title_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->title_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (priv->title_label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (priv->title_label, "field-title");
  gtk_box_append (GTK_BOX (priv->text_box), priv->title_label);

  priv->error_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->error_label), 0);
  gtk_label_set_wrap (GTK_LABEL (priv->error_label), TRUE);
  gtk_widget_add_css_class (priv->error_label, "field-error");
  gtk_widget_set_visible (priv->error_label, FALSE);
  gtk_box_append (GTK_BOX (priv->text_box), priv->error_label);

  click = gtk_gesture_click_new ();
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * kontor_field_row_new:
 * @editor: the editor of a record
 * @path: the path of a field other than a part or a list of parts
 *
 * Makes the row that the field's kind asks for, with the field's label. It follows the record, and what is typed into
 * it goes to the editor.
 *
 * Returns: (transfer floating): a row for an #AdwPreferencesGroup
 */
GtkWidget *
kontor_field_row_new (KontorEditor *editor,
                      const char *path)
{
  const KontorField *field;
  GType type = KONTOR_TYPE_TEXT_ROW;

  g_return_val_if_fail (KONTOR_IS_EDITOR (editor), NULL);

  field = kontor_path_find_field (kontor_editor_get_record_type (editor)->fields, path);
  g_return_val_if_fail (field != NULL, NULL);

  switch (field->kind)
    {
    case KONTOR_FIELD_MULTILINE:
      type = KONTOR_TYPE_MULTILINE_ROW;
      break;

    case KONTOR_FIELD_DATE:
      type = KONTOR_TYPE_DATE_ROW;
      break;

    case KONTOR_FIELD_FLAG:
      type = KONTOR_TYPE_FLAG_ROW;
      break;

    case KONTOR_FIELD_CHOICE:
    case KONTOR_FIELD_CURRENCY:
    case KONTOR_FIELD_LANGUAGE:
    case KONTOR_FIELD_COUNTRY:
      type = KONTOR_TYPE_CHOICE_ROW;
      break;

    case KONTOR_FIELD_REFERENCE:
      type = KONTOR_TYPE_REFERENCE_ROW;
      break;

    case KONTOR_FIELD_TRANSLATED:
      type = KONTOR_TYPE_TRANSLATED_ROW;
      break;

    case KONTOR_FIELD_LIST:
      type = KONTOR_TYPE_LIST_ROW;
      break;

    case KONTOR_FIELD_TEXT:
    case KONTOR_FIELD_INTEGER:
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_MONEY:
    case KONTOR_FIELD_DATETIME:
    case KONTOR_FIELD_PART:
    case KONTOR_FIELD_PARTS:
    default:
      break;
    }

  return g_object_new (type, "editor", editor, "path", path, NULL);
}

/**
 * kontor_field_row_get_editor:
 * @self: a row
 *
 * Returns: (transfer none): the editor of the record that the row shows
 */
KontorEditor *
kontor_field_row_get_editor (KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), NULL);

  return priv->editor;
}

/**
 * kontor_field_row_is_editable:
 * @self: a row
 *
 * Returns: whether its value may be changed: not where the record stands as it was issued, but for our own notes and tags,
 *   which go on when the document is long out of the house
 */
gboolean
kontor_field_row_is_editable (KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), FALSE);

  return !kontor_editor_is_read_only (priv->editor) || (priv->field->flags & KONTOR_FIELD_INTERNAL) != 0;
}

/**
 * kontor_field_row_get_path:
 * @self: a row
 *
 * Returns: where in the record the row's value stands
 */
const char *
kontor_field_row_get_path (KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), NULL);

  return priv->path;
}

/**
 * kontor_field_row_get_field:
 * @self: a row
 *
 * Returns: the field that the row was made from
 */
const KontorField *
kontor_field_row_get_field (KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), NULL);

  return priv->field;
}

/**
 * kontor_field_row_set_title:
 * @self: a row
 * @title: what the row says in place of the field's own label
 */
void
kontor_field_row_set_title (KontorFieldRow *self,
                            const char *title)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_FIELD_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_label_set_label (GTK_LABEL (priv->title_label), title);
  if (priv->focus != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * kontor_field_row_set_control:
 * @self: a row
 * @control: the widget that shows the value
 * @focus: the widget in it, or itself, that takes the keyboard and the name for screen readers
 *
 * Puts the control below the title.
 */
void
kontor_field_row_set_control (KontorFieldRow *self,
                              GtkWidget *control,
                              GtkWidget *focus)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_FIELD_ROW (self));

  priv->control = control;
  priv->focus = focus;
  gtk_box_insert_child_after (GTK_BOX (priv->text_box), control, priv->title_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

/**
 * kontor_field_row_set_inline:
 * @self: a row whose control is set
 * @in_line: whether the control stands at the end of the row rather than below the title
 */
void
kontor_field_row_set_inline (KontorFieldRow *self,
                             gboolean in_line)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_FIELD_ROW (self));
  g_return_if_fail (priv->control != NULL);

  g_object_ref (priv->control);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (priv->control)), priv->control);
  if (in_line)
    gtk_box_append (GTK_BOX (priv->box), priv->control);
  else
    gtk_box_insert_child_after (GTK_BOX (priv->text_box), priv->control, priv->title_label);
  g_object_unref (priv->control);

  if (in_line)
    gtk_widget_add_css_class (GTK_WIDGET (self), "inline");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "inline");
}

/**
 * kontor_field_row_add_suffix:
 * @self: a row
 * @suffix: a widget for the end of the row
 */
void
kontor_field_row_add_suffix (KontorFieldRow *self,
                             GtkWidget *suffix)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_FIELD_ROW (self));

  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (priv->box), suffix);
}

/**
 * kontor_field_row_set_error:
 * @self: a row
 * @message: (nullable): why the field refused what stands in the row
 *
 * Shows the reason below the control, and tells screen readers.
 */
void
kontor_field_row_set_error (KontorFieldRow *self,
                            const char *message)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_FIELD_ROW (self));

  if (message != NULL)
    message = strip_label (self, message);
  gtk_label_set_label (GTK_LABEL (priv->error_label), message != NULL ? message : "");
  gtk_widget_set_visible (priv->error_label, message != NULL);

  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");

  if (priv->focus == NULL)
    return;
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (message != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * kontor_field_row_has_error:
 * @self: a row
 *
 * Returns: whether the row shows a reason why its text was refused
 */
gboolean
kontor_field_row_has_error (KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), FALSE);

  return gtk_widget_get_visible (priv->error_label);
}

/**
 * kontor_field_row_show_pending:
 * @self: a row
 *
 * Shows why what stands in the row was refused, or takes the reason away when it was not.
 */
void
kontor_field_row_show_pending (KontorFieldRow *self)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (KONTOR_IS_FIELD_ROW (self));

  if (kontor_editor_check_pending (priv->editor, priv->path, &error))
    kontor_field_row_set_error (self, NULL);
  else
    kontor_field_row_set_error (self, error->message);
}

/**
 * kontor_field_row_type_text:
 * @self: a row
 * @text: what stands in the row
 *
 * Hands over what is typed, key by key. Half a number is no reason to scold: a refusal is shown by
 * kontor_field_row_show_pending() when the person goes on, but one that is shown already goes as soon as it is mended.
 *
 * Returns: whether the field takes the text
 */
gboolean
kontor_field_row_type_text (KontorFieldRow *self,
                            const char *text)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);
  g_autoptr (GError) error = NULL;
  gboolean taken;

  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), FALSE);

  priv->typing = TRUE;
  taken = kontor_editor_set_text (priv->editor, priv->path, text, &error);
  priv->typing = FALSE;

  if (taken)
    kontor_field_row_set_error (self, NULL);
  else if (kontor_field_row_has_error (self))
    kontor_field_row_set_error (self, error->message);

  return taken;
}

/**
 * kontor_field_row_set_value:
 * @self: a row
 * @value: (nullable): what was chosen; %NULL unsets
 *
 * Hands over a value that was chosen rather than typed, and shows a refusal at once.
 *
 * Returns: whether the field takes the value
 */
gboolean
kontor_field_row_set_value (KontorFieldRow *self,
                            KontorJson *value)
{
  KontorFieldRowPrivate *priv = kontor_field_row_get_instance_private (self);
  g_autoptr (GError) error = NULL;
  gboolean taken;

  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), FALSE);

  priv->typing = TRUE;
  taken = kontor_editor_set_value (priv->editor, priv->path, value, &error);
  priv->typing = FALSE;
  kontor_field_row_set_error (self, taken ? NULL : error->message);

  return taken;
}

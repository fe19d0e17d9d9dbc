/* kontor-record-page.c: the page of one open record */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-record-page.h"

#include <glib/gi18n.h>

#include "kontor-columns.h"
#include "kontor-form.h"
#include "kontor-merge.h"

typedef struct
{
  KontorEditor *editor;

  GtkWidget *header_bar;
  GtkWidget *window_title;
  GtkWidget *back_button;
  GtkWidget *problem_revealer;
  GtkWidget *problem_label;
  GtkWidget *stack;
  GtkWidget *missing_page;
  GtkWidget *columns;
  GMenu *menu;
  char *subtitle;
  gboolean built;
  gboolean deleting;
} KontorRecordPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (KontorRecordPage, kontor_record_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS
};

enum
{
  DELETED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
describe_state (KontorEditor *editor)
{
  switch (kontor_editor_get_state (editor))
    {
    case KONTOR_EDITOR_MODIFIED:
    case KONTOR_EDITOR_SAVING:
      return _("Saving…");

    case KONTOR_EDITOR_SAVED:
      return _("Saved");

    case KONTOR_EDITOR_FAILED:
      return _("Not saved");

    case KONTOR_EDITOR_LOADING:
    case KONTOR_EDITOR_READY:
    case KONTOR_EDITOR_MISSING:
    default:
      return NULL;
    }
}

static void
update_title (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);
  const KontorRecordType *type = kontor_editor_get_record_type (priv->editor);
  KontorRecord *record = kontor_editor_get_record (priv->editor);
  g_autofree char *title = record != NULL ? kontor_record_dup_title (record) : g_strdup ("");
  const char *kind = priv->subtitle != NULL ? priv->subtitle : type != NULL ? kontor_record_type_get_label (type) : "";
  const char *state = describe_state (priv->editor);
  g_autofree char *subtitle = NULL;

  if (state != NULL)
    /* Translators: a kind of record and whether it is saved, such as "Customer · Saved". */
    subtitle = g_strdup_printf (_("%s · %s"), kind, state);

  adw_window_title_set_title (ADW_WINDOW_TITLE (priv->window_title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (priv->window_title), subtitle != NULL ? subtitle : kind);
}

static void
show_content (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  if (!priv->built)
    {
      priv->built = TRUE;
      KONTOR_RECORD_PAGE_GET_CLASS (self)->build (self);
      if (KONTOR_RECORD_PAGE_GET_CLASS (self)->update != NULL)
        KONTOR_RECORD_PAGE_GET_CLASS (self)->update (self, NULL);
    }
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), "content");
}

static void
state_cb (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);
  KontorEditorState state = kontor_editor_get_state (priv->editor);

  update_title (self);

  if (state == KONTOR_EDITOR_MISSING && !priv->deleting)
    {
      g_autofree char *text = g_markup_escape_text (kontor_editor_get_problem (priv->editor), -1);

      adw_status_page_set_description (ADW_STATUS_PAGE (priv->missing_page), text);
      gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), "missing");
    }
  else if (kontor_editor_get_record (priv->editor) != NULL)
    show_content (self);

  if (state == KONTOR_EDITOR_FAILED)
    gtk_label_set_label (GTK_LABEL (priv->problem_label), kontor_editor_get_problem (priv->editor));
  gtk_revealer_set_reveal_child (GTK_REVEALER (priv->problem_revealer), state == KONTOR_EDITOR_FAILED);
}

static void
changed_cb (KontorEditor *editor,
            const char *path,
            KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  update_title (self);
  if (priv->built && KONTOR_RECORD_PAGE_GET_CLASS (self)->update != NULL)
    KONTOR_RECORD_PAGE_GET_CLASS (self)->update (self, path);
}

static void
history_cb (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.undo", kontor_editor_can_undo (priv->editor));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.redo", kontor_editor_can_redo (priv->editor));
}

/* What a person is asked: which fields, and what stands and what stood there. */
static char *
describe_conflicts (KontorEditor *editor,
                    GPtrArray *conflicts)
{
  const KontorRecordType *type = kontor_editor_get_record_type (editor);
  KontorJson *body = kontor_record_get_body (kontor_editor_get_record (editor));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      KontorConflict *conflict = g_ptr_array_index (conflicts, i);
      const KontorField *field = kontor_path_find_field (type->fields, conflict->path);
      g_autofree char *place = kontor_path_describe (type->fields, body, conflict->path);
      g_autofree char *ours = NULL;
      g_autofree char *theirs = NULL;

      if (field != NULL && kontor_field_is_scalar (field))
        {
          ours = conflict->ours != NULL ? kontor_field_json_to_text (field, conflict->ours) : NULL;
          theirs = conflict->theirs != NULL ? kontor_field_json_to_text (field, conflict->theirs) : NULL;
        }
      if (text->len > 0)
        g_string_append (text, "\n\n");
      if (ours != NULL || theirs != NULL)
        /* Translators: a field, what was typed here, and what was typed elsewhere. */
        g_string_append_printf (text, _("%s: you typed “%s”, and “%s” was typed elsewhere."), place,
                                ours != NULL ? ours : "", theirs != NULL ? theirs : "");
      else
        g_string_append_printf (text, _("%s: it was changed elsewhere."), place);
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  char *id;
  GPtrArray *conflicts;
} Settling;

static void
settling_free (Settling *settling)
{
  g_free (settling->id);
  g_ptr_array_unref (settling->conflicts);
  g_free (settling);
}

/* The person has chosen: the store need not keep the other side any longer. */
static void
settle_thread (GTask *task,
               gpointer source_object,
               gpointer task_data,
               GCancellable *cancellable)
{
  Settling *settling = task_data;

  for (guint i = 0; i < settling->conflicts->len; i++)
    {
      KontorConflict *conflict = g_ptr_array_index (settling->conflicts, i);
      g_autoptr (GError) error = NULL;

      /* A conflict that was found here, before a save, is not in the store. */
      if (!kontor_store_resolve_conflicts (KONTOR_STORE (source_object), settling->id, conflict->path, FALSE, &error) &&
          !g_error_matches (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND))
        g_warning ("A conflict of %s could not be settled: %s", settling->id, error->message);
    }
  g_task_return_boolean (task, TRUE);
}

static void
conflict_response_cb (AdwMessageDialog *dialog,
                      const char *response,
                      KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);
  GPtrArray *conflicts = g_object_get_data (G_OBJECT (dialog), "kontor-conflicts");
  g_autoptr (GTask) task = g_task_new (kontor_editor_get_store (priv->editor), NULL, NULL, NULL);
  Settling *settling;

  for (guint i = 0; g_str_equal (response, "ours") && i < conflicts->len; i++)
    {
      KontorConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autoptr (GError) error = NULL;

      if (!kontor_editor_set_value (priv->editor, conflict->path, conflict->ours, &error))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
    }

  settling = g_new0 (Settling, 1);
  settling->id = g_strdup (kontor_editor_get_id (priv->editor));
  settling->conflicts = g_ptr_array_ref (conflicts);
  g_task_set_source_tag (task, conflict_response_cb);
  g_task_set_task_data (task, settling, (GDestroyNotify) settling_free);
  g_task_run_in_thread (task, settle_thread);
}

/* What someone else wrote at the same moment stands until the person has chosen. */
static void
conflicts_cb (KontorEditor *editor,
              GPtrArray *conflicts,
              KontorRecordPage *self)
{
  g_autofree char *text = describe_conflicts (editor, conflicts);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _("Changed Here and Elsewhere at Once"), text);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "theirs", _("Keep _Theirs"), "ours", _("Use _Mine"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "theirs");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "theirs");
  g_object_set_data_full (G_OBJECT (dialog), "kontor-conflicts", g_ptr_array_ref (conflicts),
                          (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (conflict_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
retry_cb (GtkButton *button,
          KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  kontor_editor_save_now (priv->editor);
}

static void
undo_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (KONTOR_RECORD_PAGE (widget));

  kontor_editor_undo (priv->editor);
}

static void
redo_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (KONTOR_RECORD_PAGE (widget));

  kontor_editor_redo (priv->editor);
}

static void
delete_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (KontorRecordPage) self = KONTOR_RECORD_PAGE (user_data);
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);
  g_autoptr (GError) error = NULL;

  if (!kontor_store_delete_finish (KONTOR_STORE (object), result, &error))
    {
      priv->deleting = FALSE;
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
      return;
    }

  kontor_editor_abandon (priv->editor);
  g_signal_emit (self, signals[DELETED], 0, kontor_editor_get_record (priv->editor));
}

/* Edits under way are saved first, so that bringing the record back brings back all of it. */
static void
flush_before_delete_cb (GObject *object,
                        GAsyncResult *result,
                        gpointer user_data)
{
  g_autoptr (KontorRecordPage) self = KONTOR_RECORD_PAGE (user_data);
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);
  KontorRecord *record = kontor_editor_get_record (priv->editor);
  g_autoptr (GError) error = NULL;

  if (!kontor_editor_flush_finish (KONTOR_EDITOR (object), result, &error))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
      return;
    }

  if (kontor_record_get_change (record) == 0)
    {
      g_signal_emit (self, signals[DELETED], 0, NULL);
      return;
    }

  priv->deleting = TRUE;
  kontor_store_delete_async (kontor_editor_get_store (priv->editor), kontor_editor_get_id (priv->editor), NULL,
                             delete_cb, g_object_ref (self));
}

static void
delete_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (KONTOR_RECORD_PAGE (widget));

  if (kontor_editor_get_record (priv->editor) != NULL)
    kontor_editor_flush_async (priv->editor, NULL, flush_before_delete_cb, g_object_ref (widget));
}

static GtkWidget *
make_problem_bar (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_("Try Again"));

  gtk_widget_add_css_class (box, "problem-bar");
  priv->problem_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (priv->problem_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (priv->problem_label), 0);
  gtk_widget_set_hexpand (priv->problem_label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (retry_cb), self);
  gtk_box_append (GTK_BOX (box), priv->problem_label);
  gtk_box_append (GTK_BOX (box), button);

  priv->problem_revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (priv->problem_revealer), box);

  return priv->problem_revealer;
}

static GtkWidget *
make_icon_button (const char *icon,
                  const char *action,
                  const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);

  return button;
}

static void
make_header_bar (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);
  g_autoptr (GMenu) whole = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  GtkWidget *menu_button = gtk_menu_button_new ();

  priv->header_bar = adw_header_bar_new ();
  priv->window_title = adw_window_title_new ("", "");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (priv->header_bar), priv->window_title);

  priv->back_button = make_icon_button ("go-previous-symbolic", "win.back", _("Back"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (priv->header_bar), priv->back_button);
  adw_header_bar_pack_start (ADW_HEADER_BAR (priv->header_bar),
                             make_icon_button ("edit-undo-symbolic", "page.undo", _("Undo")));
  adw_header_bar_pack_start (ADW_HEADER_BAR (priv->header_bar),
                             make_icon_button ("edit-redo-symbolic", "page.redo", _("Redo")));

  priv->menu = g_menu_new ();
  g_menu_append (last, _("_Delete"), "page.delete");
  g_menu_append_section (whole, NULL, G_MENU_MODEL (priv->menu));
  g_menu_append_section (whole, NULL, G_MENU_MODEL (last));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu_button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu_button), G_MENU_MODEL (whole));
  gtk_widget_set_tooltip_text (menu_button, _("Record Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Record Menu"), -1);
  adw_header_bar_pack_end (ADW_HEADER_BAR (priv->header_bar), menu_button);
}

static void
kontor_record_page_real_build (KontorRecordPage *self)
{
  kontor_record_page_add_group (self, kontor_form_group_new_all (kontor_record_page_get_editor (self)));
}

static void
kontor_record_page_constructed (GObject *object)
{
  KontorRecordPage *self = KONTOR_RECORD_PAGE (object);
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  G_OBJECT_CLASS (kontor_record_page_parent_class)->constructed (object);

  g_signal_connect_object (priv->editor, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->editor, "notify::can-undo", G_CALLBACK (history_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->editor, "notify::read-only", G_CALLBACK (history_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->editor, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (priv->editor, "conflicts", G_CALLBACK (conflicts_cb), self, 0);
  history_cb (self);
  state_cb (self);
}

static void
kontor_record_page_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (KONTOR_RECORD_PAGE (object));

  switch (prop_id)
    {
    case PROP_EDITOR:
      priv->editor = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_record_page_finalize (GObject *object)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (KONTOR_RECORD_PAGE (object));

  g_clear_object (&priv->editor);
  g_clear_object (&priv->menu);
  g_clear_pointer (&priv->subtitle, g_free);

  G_OBJECT_CLASS (kontor_record_page_parent_class)->finalize (object);
}

static void
kontor_record_page_class_init (KontorRecordPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kontor_record_page_constructed;
  object_class->set_property = kontor_record_page_set_property;
  object_class->finalize = kontor_record_page_finalize;
  klass->build = kontor_record_page_real_build;

  properties[PROP_EDITOR] =
    g_param_spec_object ("editor", NULL, NULL, KONTOR_TYPE_EDITOR,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KontorRecordPage::deleted:
   * @self: the page
   * @record: (nullable): the record that was deleted, for bringing it back; %NULL when it was never stored
   *
   * Emitted when there is nothing to show any more.
   */
  signals[DELETED] =
    g_signal_new ("deleted", KONTOR_TYPE_RECORD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, KONTOR_TYPE_RECORD);

  gtk_widget_class_install_action (widget_class, "page.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "page.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "page.delete", NULL, delete_action);
}

/* Before an entry sees them: it has no undo of its own here, and would swallow the keys nonetheless. */
static void
add_history_shortcuts (KontorRecordPage *self)
{
  static const struct
  {
    const char *trigger;
    const char *action;
  } shortcuts[] = {
    { "<Control>z", "page.undo" },
    { "<Control><Shift>z", "page.redo" },
    { "<Control>y", "page.redo" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                                                            gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
kontor_record_page_init (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  add_history_shortcuts (self);
  make_header_bar (self);
  priv->missing_page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (priv->missing_page), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (priv->missing_page), _("This Record Cannot Be Shown"));

  priv->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (priv->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (priv->stack), adw_bin_new (), "loading");
  gtk_stack_add_named (GTK_STACK (priv->stack), adw_bin_new (), "content");
  gtk_stack_add_named (GTK_STACK (priv->stack), priv->missing_page, "missing");

  gtk_box_append (GTK_BOX (box), priv->header_bar);
  gtk_box_append (GTK_BOX (box), make_problem_bar (self));
  gtk_box_append (GTK_BOX (box), priv->stack);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * kontor_record_page_get_editor:
 * @self: a page
 *
 * Returns: (transfer none): the editor of its record
 */
KontorEditor *
kontor_record_page_get_editor (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_RECORD_PAGE (self), NULL);

  return priv->editor;
}

/**
 * kontor_record_page_get_record:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): its record; never %NULL once the page is built
 */
KontorRecord *
kontor_record_page_get_record (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_RECORD_PAGE (self), NULL);

  return kontor_editor_get_record (priv->editor);
}

/**
 * kontor_record_page_set_content:
 * @self: a page
 * @content: what stands below the header bar
 */
void
kontor_record_page_set_content (KontorRecordPage *self,
                                GtkWidget *content)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_RECORD_PAGE (self));

  adw_bin_set_child (ADW_BIN (gtk_stack_get_child_by_name (GTK_STACK (priv->stack), "content")), content);
}

/**
 * kontor_record_page_add_group:
 * @self: a page
 * @group: an #AdwPreferencesGroup or the like
 *
 * Adds a group to the form of the page: a scrolled area with as many columns as there is room for.
 *
 * Returns: (transfer none): @group
 */
GtkWidget *
kontor_record_page_add_group (KontorRecordPage *self,
                              GtkWidget *group)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_RECORD_PAGE (self), NULL);

  if (priv->columns == NULL)
    {
      GtkWidget *scrolled = gtk_scrolled_window_new ();

      priv->columns = kontor_columns_new ();
      gtk_widget_add_css_class (priv->columns, "form");
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), priv->columns);
      kontor_record_page_set_content (self, scrolled);
    }
  kontor_columns_append (KONTOR_COLUMNS (priv->columns), group);

  return group;
}

/**
 * kontor_record_page_set_subtitle:
 * @self: a page
 * @subtitle: (nullable): what stands below the title in place of the kind, such as a number or a state
 */
void
kontor_record_page_set_subtitle (KontorRecordPage *self,
                                 const char *subtitle)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_RECORD_PAGE (self));

  g_free (priv->subtitle);
  priv->subtitle = g_strdup (subtitle);
  update_title (self);
}

/**
 * kontor_record_page_add_start:
 * @self: a page
 * @widget: a widget for the start of the header bar
 */
void
kontor_record_page_add_start (KontorRecordPage *self,
                              GtkWidget *widget)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_RECORD_PAGE (self));

  adw_header_bar_pack_start (ADW_HEADER_BAR (priv->header_bar), widget);
}

/**
 * kontor_record_page_add_end:
 * @self: a page
 * @widget: a widget for the end of the header bar
 */
void
kontor_record_page_add_end (KontorRecordPage *self,
                            GtkWidget *widget)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_RECORD_PAGE (self));

  adw_header_bar_pack_end (ADW_HEADER_BAR (priv->header_bar), widget);
}

/**
 * kontor_record_page_get_menu:
 * @self: a page
 *
 * Returns: (transfer none): the part of the record's menu that is the page's own
 */
GMenu *
kontor_record_page_get_menu (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_RECORD_PAGE (self), NULL);

  return priv->menu;
}

/**
 * kontor_record_page_get_header_bar:
 * @self: a page
 *
 * Returns: (transfer none): its header bar
 */
GtkWidget *
kontor_record_page_get_header_bar (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_RECORD_PAGE (self), NULL);

  return priv->header_bar;
}

/**
 * kontor_record_page_set_back_visible:
 * @self: a page
 * @visible: whether there is something to go back to
 */
void
kontor_record_page_set_back_visible (KontorRecordPage *self,
                                     gboolean visible)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_RECORD_PAGE (self));

  gtk_widget_set_visible (priv->back_button, visible);
}

/**
 * kontor_record_page_leave:
 * @self: a page
 *
 * Saves at once what is not saved; the page is about to go.
 */
void
kontor_record_page_leave (KontorRecordPage *self)
{
  KontorRecordPagePrivate *priv = kontor_record_page_get_instance_private (self);

  g_return_if_fail (KONTOR_IS_RECORD_PAGE (self));

  if (KONTOR_RECORD_PAGE_GET_CLASS (self)->leave != NULL)
    KONTOR_RECORD_PAGE_GET_CLASS (self)->leave (self);
  kontor_editor_save_now (priv->editor);
}

/* kontor-variant-bar.c: the variants of an offer, to switch between them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-variant-bar.h"

#include <glib/gi18n.h>

struct _KontorVariantBar
{
  GtkWidget parent_instance;

  KontorEditor *editor;
  char *variant;

  GtkWidget *box;
  GtkWidget *tabs;
  GtkWidget *add_button;
  GtkWidget *menu_button;
  GtkWidget *name_popover;
  GtkWidget *name_entry;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (KontorVariantBar, kontor_variant_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_VARIANT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static KontorJson *
get_variants (KontorVariantBar *self)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);

  return record != NULL ? kontor_record_get (record, "variants") : NULL;
}

static guint
find_position (KontorVariantBar *self,
               const char *id)
{
  KontorJson *variants = get_variants (self);

  for (guint i = 0; i < kontor_json_get_size (variants); i++)
    if (g_strcmp0 (kontor_json_get_member_string (kontor_json_get_element (variants, i), "id"), id) == 0)
      return i;

  return G_MAXUINT;
}

static void
set_variant (KontorVariantBar *self,
             const char *id)
{
  if (g_strcmp0 (self->variant, id) == 0)
    return;

  g_free (self->variant);
  self->variant = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VARIANT]);
}

static void
toggled_cb (GtkToggleButton *button,
            KontorVariantBar *self)
{
  if (!self->updating && gtk_toggle_button_get_active (button))
    set_variant (self, g_object_get_data (G_OBJECT (button), "kontor-variant"));
}

static void
pressed_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            KontorVariantBar *self)
{
  if (n_press == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "variant.rename", NULL);
}

/* The variant that was chosen is marked: it is what the contract is made of. */
static void
show_tab (KontorVariantBar *self,
          GtkWidget *button,
          KontorJson *variant,
          guint position)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);
  const char *id = kontor_json_get_member_string (variant, "id");
  const char *name = kontor_json_get_member_string (variant, "name");
  gboolean chosen = g_strcmp0 (kontor_record_get_string (record, "chosen_variant"), id) == 0;
  g_autofree char *label = NULL;
  g_autofree char *described = NULL;

  if (name == NULL || *name == '\0')
    label = g_strdup_printf (_("Variant %u"), position + 1);
  else
    label = g_strdup_printf ("%s%s", chosen ? "✓ " : "", name);
  described = chosen ? g_strdup_printf (_("Variant %s, chosen by the customer"), name != NULL ? name : "")
                     : g_strdup_printf (_("Variant %s"), label);

  g_object_set_data_full (G_OBJECT (button), "kontor-variant", g_strdup (id), g_free);
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, described, -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (id, self->variant) == 0);
}

static GtkWidget *
make_tab (KontorVariantBar *self)
{
  GtkWidget *first = gtk_widget_get_first_child (self->tabs);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_add_css_class (button, "flat");
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (click));
  gtk_box_append (GTK_BOX (self->tabs), button);

  return button;
}

static void
update_actions (KontorVariantBar *self,
                guint n_variants)
{
  gboolean editable = !kontor_editor_is_read_only (self->editor);
  guint position = find_position (self, self->variant);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "variant.add", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "variant.duplicate", editable && position != G_MAXUINT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "variant.rename", editable && position != G_MAXUINT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "variant.move-left", editable && position != G_MAXUINT && position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "variant.move-right", editable && position != G_MAXUINT && position + 1 < n_variants);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "variant.remove", editable && n_variants > 1);
  gtk_widget_set_visible (self->add_button, editable);
  gtk_widget_set_visible (self->menu_button, editable);
}

static void
update (KontorVariantBar *self)
{
  KontorJson *variants = get_variants (self);
  guint n_variants = kontor_json_get_size (variants);
  GtkWidget *button = gtk_widget_get_first_child (self->tabs);

  if (find_position (self, self->variant) == G_MAXUINT)
    set_variant (self, kontor_json_get_member_string (kontor_json_get_element (variants, 0), "id"));

  self->updating = TRUE;
  for (guint i = 0; i < n_variants; i++)
    {
      if (button == NULL)
        button = make_tab (self);
      show_tab (self, button, kontor_json_get_element (variants, i), i);
      button = gtk_widget_get_next_sibling (button);
    }
  while (button != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (button);

      gtk_box_remove (GTK_BOX (self->tabs), button);
      button = next;
    }
  self->updating = FALSE;
  update_actions (self, n_variants);
}

static void
editor_changed_cb (KontorEditor *editor,
                   const char *path,
                   KontorVariantBar *self)
{
  update (self);
}

static void
report (KontorVariantBar *self,
        const GError *error)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

/* The first letter that no variant is called by. */
static char *
make_name (KontorVariantBar *self)
{
  KontorJson *variants = get_variants (self);

  for (char letter = 'A'; letter <= 'Z'; letter++)
    {
      char name[] = { letter, '\0' };
      gboolean used = FALSE;

      for (guint i = 0; i < kontor_json_get_size (variants); i++)
        used = used || g_strcmp0 (kontor_json_get_member_string (kontor_json_get_element (variants, i), "name"), name) == 0;
      if (!used)
        return g_strdup (name);
    }

  return g_strdup_printf ("%u", kontor_json_get_size (variants) + 1);
}

/* Puts a variant behind @position and shows it. */
static void
insert (KontorVariantBar *self,
        guint position,
        KontorJson *variant)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kontor_editor_insert_part (self->editor, "variants", position, variant, &error);
  g_auto (GStrv) steps = NULL;

  if (path == NULL)
    {
      report (self, error);
      return;
    }
  steps = kontor_path_split (path);
  set_variant (self, steps[1]);
  update (self);
}

static void
add_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  KontorVariantBar *self = KONTOR_VARIANT_BAR (widget);
  g_autoptr (KontorJson) variant = kontor_json_new_object ();
  g_autoptr (KontorJson) lines = kontor_json_new_array ();
  g_autofree char *name = make_name (self);

  kontor_json_set_string (&variant, "name", name);
  kontor_json_set_member (&variant, "lines", lines);
  insert (self, G_MAXUINT, variant);
}

static void
duplicate_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  KontorVariantBar *self = KONTOR_VARIANT_BAR (widget);
  guint position = find_position (self, self->variant);
  g_autoptr (KontorJson) copy = kontor_json_ref (kontor_json_get_element (get_variants (self), position));
  g_autofree char *name = make_name (self);

  kontor_json_set_member (&copy, "id", NULL);
  kontor_json_set_string (&copy, "name", name);
  insert (self, position + 1, copy);
}

static void
move (KontorVariantBar *self,
      int by)
{
  g_autofree char *path = kontor_path_join ("variants", self->variant);
  g_autoptr (GError) error = NULL;

  if (!kontor_editor_move_part (self->editor, path, find_position (self, self->variant) + by, &error))
    report (self, error);
}

static void
move_left_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  move (KONTOR_VARIANT_BAR (widget), -1);
}

static void
move_right_action (GtkWidget *widget,
                   const char *action_name,
                   GVariant *parameter)
{
  move (KONTOR_VARIANT_BAR (widget), 1);
}

static void
remove_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  KontorVariantBar *self = KONTOR_VARIANT_BAR (widget);
  g_autofree char *path = kontor_path_join ("variants", self->variant);
  guint position = find_position (self, self->variant);
  KontorJson *neighbour = kontor_json_get_element (get_variants (self), position > 0 ? position - 1 : 1);
  g_autofree char *next = g_strdup (kontor_json_get_member_string (neighbour, "id"));
  g_autoptr (GError) error = NULL;

  if (!kontor_editor_remove_part (self->editor, path, &error))
    {
      report (self, error);
      return;
    }
  set_variant (self, next);
  update (self);
}

static void
rename_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  KontorVariantBar *self = KONTOR_VARIANT_BAR (widget);
  g_autofree char *variant = kontor_path_join ("variants", self->variant);
  g_autofree char *path = kontor_path_join (variant, "name");
  g_autofree char *name = kontor_editor_dup_text (self->editor, path);

  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), name);
  gtk_popover_popup (GTK_POPOVER (self->name_popover));
  gtk_widget_grab_focus (self->name_entry);
}

static void
renamed_cb (GtkEntry *entry,
            KontorVariantBar *self)
{
  g_autofree char *variant = kontor_path_join ("variants", self->variant);
  g_autofree char *path = kontor_path_join (variant, "name");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autoptr (GError) error = NULL;

  gtk_popover_popdown (GTK_POPOVER (self->name_popover));
  if (!kontor_editor_set_text (self->editor, path, name, &error))
    report (self, error);
  kontor_editor_end_typing (self->editor);
}

static void
kontor_variant_bar_get_property (GObject *object,
                                 guint prop_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_VARIANT:
      g_value_set_string (value, KONTOR_VARIANT_BAR (object)->variant);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_variant_bar_size_allocate (GtkWidget *widget,
                                  int width,
                                  int height,
                                  int baseline)
{
  KontorVariantBar *self = KONTOR_VARIANT_BAR (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, baseline);
  gtk_popover_present (GTK_POPOVER (self->name_popover));
}

static void
kontor_variant_bar_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  gtk_widget_measure (KONTOR_VARIANT_BAR (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
kontor_variant_bar_dispose (GObject *object)
{
  KontorVariantBar *self = KONTOR_VARIANT_BAR (object);

  g_clear_pointer (&self->name_popover, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->variant, g_free);

  G_OBJECT_CLASS (kontor_variant_bar_parent_class)->dispose (object);
}

static void
kontor_variant_bar_class_init (KontorVariantBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kontor_variant_bar_get_property;
  object_class->dispose = kontor_variant_bar_dispose;
  widget_class->size_allocate = kontor_variant_bar_size_allocate;
  widget_class->measure = kontor_variant_bar_measure;

  properties[PROP_VARIANT] =
    g_param_spec_string ("variant", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "variant.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "variant.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "variant.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "variant.move-left", NULL, move_left_action);
  gtk_widget_class_install_action (widget_class, "variant.move-right", NULL, move_right_action);
  gtk_widget_class_install_action (widget_class, "variant.remove", NULL, remove_action);
}

static GtkWidget *
make_menu_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _("_Rename…"), "variant.rename");
  g_menu_append (menu, _("D_uplicate"), "variant.duplicate");
  g_menu_append (menu, _("Move _Left"), "variant.move-left");
  g_menu_append (menu, _("Move _Right"), "variant.move-right");
  g_menu_append (menu, _("Re_move"), "variant.remove");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "pan-down-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, _("Variant Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Variant Menu"), -1);

  return button;
}

static void
kontor_variant_bar_init (KontorVariantBar *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tabs), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Variants"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->tabs);

  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_tooltip_text (self->add_button, _("Add a Variant"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a Variant"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_button), "variant.add");
  self->menu_button = make_menu_button ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_box_append (GTK_BOX (self->box), self->menu_button);
  gtk_box_append (GTK_BOX (self->box), self->add_button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->name_entry = gtk_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the Variant"), -1);
  g_signal_connect (self->name_entry, "activate", G_CALLBACK (renamed_cb), self);
  self->name_popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->name_popover), self->name_entry);
  gtk_widget_set_parent (self->name_popover, GTK_WIDGET (self));
}

/**
 * kontor_variant_bar_new:
 * @editor: the editor of an offer
 *
 * Returns: (transfer floating): a bar that shows the variants and edits them
 */
GtkWidget *
kontor_variant_bar_new (KontorEditor *editor)
{
  KontorVariantBar *self = g_object_new (KONTOR_TYPE_VARIANT_BAR, NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, 0);
  g_signal_connect_object (editor, "notify::read-only", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * kontor_variant_bar_get_variant:
 * @self: a bar
 *
 * Returns: (nullable): the id of the variant that is shown
 */
const char *
kontor_variant_bar_get_variant (KontorVariantBar *self)
{
  g_return_val_if_fail (KONTOR_IS_VARIANT_BAR (self), NULL);

  return self->variant;
}

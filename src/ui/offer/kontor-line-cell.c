/* kontor-line-cell.c: one cell of the grid of lines */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-line-cell.h"

#include <glib/gi18n.h>

#include "kontor-format.h"
#include "kontor-language.h"

/* A grid is for looking over; all of a long description is seen when it is edited, and on the paper. */
#define MAX_DESCRIPTION_LINES 3

/*
 * A cell that can be edited is a text entry at all times, so that typing begins at once and input methods work. Entered by
 * the keyboard it has all of its text selected; while that is so, arrows move between cells. The first key, F2 or a click
 * begins editing; then left and right move in the text.
 */
struct _KontorLineCell
{
  GtkWidget parent_instance;

  KontorLineColumn column;
  KontorLines *lines;
  KontorOfferPricer *pricer;
  KontorLine *line;

  GtkWidget *child;
  GtkWidget *text;
  GtkWidget *label;
  GtkWidget *button;
  GtkWidget *description;

  char *text_before;
  KontorJson *value_before;
  gboolean showing;
  gboolean typing;
  gboolean editing;
  gboolean replacing; /* the first character that is typed takes the place of the text */
  gboolean composing;
};

G_DEFINE_FINAL_TYPE (KontorLineCell, kontor_line_cell, GTK_TYPE_WIDGET)

enum
{
  TYPED,
  ENTERED,
  MENU,
  DESCRIBE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_error (KontorLineCell *self,
           const char *message)
{
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");

  gtk_widget_set_tooltip_text (self->text, message);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (message != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
show_error (KontorLineCell *self)
{
  g_autoptr (GError) error = NULL;

  if (kontor_line_column_check (self->column, self->lines, self->line, &error))
    set_error (self, NULL);
  else
    set_error (self, error->message);
}

static void
set_text (KontorLineCell *self,
          const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->text)), text) == 0)
    return;

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  self->showing = FALSE;
}

static void
show_description (KontorLineCell *self)
{
  const char *description = kontor_line_get_string (self->line, "description");

  gtk_label_set_label (GTK_LABEL (self->description), description != NULL ? description : "");
  gtk_widget_set_visible (self->description, description != NULL);
}

/* Names the cell for screen readers: a column and a line. */
static void
name_cell (KontorLineCell *self,
           GtkWidget *widget)
{
  const KontorLineColumnInfo *info = kontor_line_column_get_info (self->column);
  guint position = kontor_lines_find (self->lines, self->line);
  g_autofree char *name = NULL;

  if (kontor_line_get_id (self->line) == NULL)
    /* Translators: %s is the name of a column, such as "Quantity". */
    name = g_strdup_printf (_("%s, new line"), _(info->name));
  else
    /* Translators: the name of a column and the number of a row, such as "Quantity, line 2". */
    name = g_strdup_printf (_("%s, line %u"), _(info->name), position + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static char *
describe_amount (KontorLineCell *self)
{
  const KontorOfferVariant *variant = kontor_offer_pricer_get_variant (self->pricer, kontor_lines_get_variant (self->lines));
  KontorOfferPrice *price = kontor_offer_pricer_get_price (self->pricer);
  g_autofree char *language = kontor_language_dup_default ();
  const KontorOfferLine *priced = NULL;
  KontorDecimal margin;
  KontorDecimal percent;

  if (kontor_line_get_id (self->line) == NULL || variant == NULL ||
      !kontor_line_column_applies (self->column, self->line))
    return g_strdup ("");

  if (self->column == KONTOR_LINE_COLUMN_MARGIN)
    {
      g_autofree char *amount = NULL;
      g_autofree char *share = NULL;

      if (!kontor_offer_pricer_get_line_margin (self->pricer, kontor_line_get_json (self->line), &margin, &percent))
        return g_strdup ("");
      amount = kontor_format_amount (margin, kontor_offer_price_get_currency (price), language);
      share = kontor_format_percent (percent, language);
      return g_strdup_printf ("%s (%s)", amount, share);
    }

  priced = kontor_offer_variant_find_line (variant, kontor_line_get_id (self->line));

  return priced != NULL ? kontor_format_amount (priced->net, kontor_offer_price_get_currency (price), language)
                        : g_strdup ("");
}

static void
show_amount (KontorLineCell *self)
{
  g_autofree char *amount = NULL;

  if (self->line == NULL)
    return;
  amount = describe_amount (self);
  gtk_label_set_label (GTK_LABEL (self->label), amount);

  /* What enters no total stands back. */
  if (g_str_equal (kontor_line_get_kind (self->line), "item") || g_str_equal (kontor_line_get_kind (self->line), "discount"))
    gtk_widget_remove_css_class (self->label, "dim-label");
  else
    gtk_widget_add_css_class (self->label, "dim-label");
}

static void
show_position (KontorLineCell *self)
{
  static const struct
  {
    const char *kind;
    const char *sign;
    const char *name;
  } kinds[] = {
    { "item", "", N_("Item %u") },
    { "optional", "?", N_("Optional item %u") },
    { "alternative", "⇄", N_("Alternative item %u") },
    { "heading", "H", N_("Heading") },
    { "text", "T", N_("Text") },
    { "discount", "%", N_("Discount") },
  };
  const char *kind = kontor_line_get_kind (self->line);
  guint number = kontor_line_get_number (self->line);
  g_autofree char *shown = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (kinds[i].kind, kind))
        continue;
      shown = number > 0 ? g_strdup_printf ("%s%u", kinds[i].sign, number) : g_strdup (kinds[i].sign);
      if (number == 0)
        name = g_strdup (_(kinds[i].name));
      else if (g_str_equal (kind, "optional"))
        name = g_strdup_printf (_("Optional item %u"), number);
      else if (g_str_equal (kind, "alternative"))
        name = g_strdup_printf (_("Alternative item %u"), number);
      else
        name = g_strdup_printf (_("Item %u"), number);
    }
  if (kontor_line_get_id (self->line) == NULL)
    {
      g_free (shown);
      g_free (name);
      shown = g_strdup ("+");
      name = g_strdup (_("New line"));
    }

  gtk_button_set_label (GTK_BUTTON (self->button), shown != NULL ? shown : "");
  gtk_widget_set_tooltip_text (self->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", -1);
}

static void
show_text (KontorLineCell *self)
{
  g_autofree char *text = kontor_line_column_show (self->column, self->lines, self->line);
  gboolean applies = kontor_line_column_applies (self->column, self->line);
  gboolean editable = !kontor_editor_is_read_only (kontor_lines_get_editor (self->lines));

  set_text (self, text);
  show_error (self);
  gtk_widget_set_visible (self->text, applies);
  gtk_editable_set_editable (GTK_EDITABLE (self->text), editable);
  name_cell (self, self->text);

  if (self->description != NULL)
    {
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->text), kontor_line_get_id (self->line) == NULL
                                                              ? _("Type a name or the code of a product")
                                                              : NULL);
      show_description (self);
      if (g_str_equal (kontor_line_get_kind (self->line), "heading"))
        gtk_widget_add_css_class (self->text, "heading");
      else
        gtk_widget_remove_css_class (self->text, "heading");
    }

  /* After an undo the cell is as if it were entered anew. */
  if (kontor_line_cell_has_focus (self) && !self->editing)
    gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
}

static void
show (KontorLineCell *self)
{
  if (self->line == NULL)
    return;

  if (self->button != NULL)
    show_position (self);
  else if (self->label != NULL)
    show_amount (self);
  else if (!self->typing)
    show_text (self);
}

/* Something else of the line may have changed, or a save told of what is typed here: that ends no typing. */
static void
line_changed_cb (KontorLineCell *self)
{
  if (!self->typing && self->editing && self->line != NULL)
    {
      g_autofree char *text = kontor_line_column_show (self->column, self->lines, self->line);

      self->editing = g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->text)), text) == 0;
    }
  show (self);
}

static void
text_changed_cb (GtkEditable *editable,
                 KontorLineCell *self)
{
  g_autoptr (GError) error = NULL;
  gboolean taken;

  if (self->showing || self->line == NULL)
    return;

  self->editing = TRUE;
  self->replacing = FALSE;
  self->typing = TRUE;
  taken = kontor_line_column_type (self->column, self->lines, self->line, gtk_editable_get_text (editable), &error);
  if (!taken)
    kontor_line_column_keep (self->column, self->lines, self->line, self->value_before);
  self->typing = FALSE;

  /* Half a number is no reason to scold; a reason that stands there goes as soon as it is mended. */
  if (taken)
    set_error (self, NULL);
  else if (gtk_widget_has_css_class (GTK_WIDGET (self), "error"))
    set_error (self, error->message);
  g_signal_emit (self, signals[TYPED], 0);
}

static void
text_enter_cb (GtkEventControllerFocus *controller,
               KontorLineCell *self)
{
  g_free (self->text_before);
  self->text_before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));
  g_clear_pointer (&self->value_before, kontor_json_unref);
  if (self->line != NULL && kontor_line_column_get_value (self->column, self->line) != NULL)
    self->value_before = kontor_json_ref (kontor_line_column_get_value (self->column, self->line));
  self->editing = FALSE;
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
leave_cb (GtkEventControllerFocus *controller,
          KontorLineCell *self)
{
  self->editing = FALSE;
  self->replacing = FALSE;
  if (self->line == NULL)
    return;

  show_text (self);
  gtk_editable_select_region (GTK_EDITABLE (self->text), 0, 0);
  kontor_editor_end_typing (kontor_lines_get_editor (self->lines));
}

/* A click puts the caret into the text: that is editing. */
static void
text_pressed_cb (GtkGestureClick *gesture,
                 int n_press,
                 double x,
                 double y,
                 KontorLineCell *self)
{
  self->replacing = FALSE;
  if (n_press >= 2 || kontor_line_cell_has_focus (self))
    self->editing = TRUE;
}

/*
 * The first character that is typed into a cell takes the place of what stood there. The text is selected when the keyboard
 * comes, but a list view that lays its rows out again may take the selection away in between.
 */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                KontorLineCell *self)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  if (self->replacing && !self->composing && character != 0 && !g_unichar_iscntrl (character) &&
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
    gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);

  return GDK_EVENT_PROPAGATE;
}

/* While an input method composes, Return and the arrows are its own. */
static void
preedit_changed_cb (GtkText *text,
                    const char *preedit,
                    KontorLineCell *self)
{
  self->composing = *preedit != '\0';
}

static void
description_pressed_cb (GtkGestureClick *gesture,
                        int n_press,
                        double x,
                        double y,
                        KontorLineCell *self)
{
  g_signal_emit (self, signals[DESCRIBE], 0);
}

static void
clicked_cb (GtkButton *button,
            KontorLineCell *self)
{
  g_signal_emit (self, signals[MENU], 0);
}

static void
make_text (KontorLineCell *self)
{
  const KontorLineColumnInfo *info = kontor_line_column_get_info (self->column);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  /* Not a bare GtkText: screen readers do not see those. */
  self->text = gtk_entry_new ();
  gtk_entry_set_has_frame (GTK_ENTRY (self->text), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), info->width_chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->text), info->width_chars);
  gtk_editable_set_alignment (GTK_EDITABLE (self->text), info->numeric ? 1 : 0);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->text), FALSE);
  gtk_widget_set_hexpand (self->text, TRUE);
  if (info->numeric)
    {
      gtk_widget_add_css_class (self->text, "numeric");
      gtk_entry_set_input_purpose (GTK_ENTRY (self->text), GTK_INPUT_PURPOSE_NUMBER);
    }
  g_signal_connect (self->text, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (self->text)), "preedit-changed",
                    G_CALLBACK (preedit_changed_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (text_enter_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (self->text, focus);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->text, key);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (text_pressed_cb), self);
  gtk_widget_add_controller (self->text, GTK_EVENT_CONTROLLER (click));
}

/* The name, and the description below it. */
static void
make_name (KontorLineCell *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  make_text (self);
  self->description = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->description), 0);
  gtk_label_set_wrap (GTK_LABEL (self->description), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->description), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (self->description), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (self->description), MAX_DESCRIPTION_LINES);
  gtk_widget_add_css_class (self->description, "line-description");
  g_signal_connect (click, "pressed", G_CALLBACK (description_pressed_cb), self);
  gtk_widget_add_controller (self->description, GTK_EVENT_CONTROLLER (click));

  self->child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_valign (self->child, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->child), self->text);
  gtk_box_append (GTK_BOX (self->child), self->description);
}

static void
make_amount (KontorLineCell *self)
{
  self->child = self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 1);
  gtk_label_set_width_chars (GTK_LABEL (self->label), kontor_line_column_get_info (self->column)->width_chars);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_valign (self->label, GTK_ALIGN_START);
  g_signal_connect_object (self->pricer, "priced", G_CALLBACK (show_amount), self, G_CONNECT_SWAPPED);
}

static void
make_position (KontorLineCell *self)
{
  self->child = self->button = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "line-number");
  gtk_widget_set_valign (self->button, GTK_ALIGN_START);
  /* The menu is had by a key from any cell: Tab need not stop at each line's number. */
  gtk_widget_set_focus_on_click (self->button, FALSE);
  gtk_widget_set_focusable (self->button, FALSE);
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked_cb), self);
}

static void
kontor_line_cell_dispose (GObject *object)
{
  KontorLineCell *self = KONTOR_LINE_CELL (object);

  kontor_line_cell_set_line (self, NULL);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->text = self->label = self->button = self->description = NULL;
  g_clear_object (&self->lines);
  g_clear_object (&self->pricer);
  g_clear_pointer (&self->text_before, g_free);
  g_clear_pointer (&self->value_before, kontor_json_unref);

  G_OBJECT_CLASS (kontor_line_cell_parent_class)->dispose (object);
}

static void
kontor_line_cell_class_init (KontorLineCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_line_cell_dispose;

  /**
   * KontorLineCell::typed:
   * @self: the cell
   *
   * Emitted after each key that changed its text.
   */
  signals[TYPED] =
    g_signal_new ("typed", KONTOR_TYPE_LINE_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * KontorLineCell::entered:
   * @self: the cell
   *
   * Emitted when the keyboard came into its text.
   */
  signals[ENTERED] =
    g_signal_new ("entered", KONTOR_TYPE_LINE_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * KontorLineCell::menu:
   * @self: the cell
   *
   * Emitted when the menu of its line is asked for.
   */
  signals[MENU] =
    g_signal_new ("menu", KONTOR_TYPE_LINE_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * KontorLineCell::describe:
   * @self: the cell
   *
   * Emitted when the description below the name is clicked.
   */
  signals[DESCRIBE] =
    g_signal_new ("describe", KONTOR_TYPE_LINE_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "linecell");
}

static void
kontor_line_cell_init (KontorLineCell *self)
{
}

/**
 * kontor_line_cell_new:
 * @column: which column it is in
 * @lines: the lines of the grid
 * @pricer: what tells the net amounts
 *
 * Returns: (transfer floating): a cell that is told its line later
 */
GtkWidget *
kontor_line_cell_new (KontorLineColumn column,
                      KontorLines *lines,
                      KontorOfferPricer *pricer)
{
  KontorLineCell *self = g_object_new (KONTOR_TYPE_LINE_CELL, NULL);

  self->column = column;
  self->lines = g_object_ref (lines);
  self->pricer = g_object_ref (pricer);

  if (column == KONTOR_LINE_COLUMN_POSITION)
    make_position (self);
  else if (column == KONTOR_LINE_COLUMN_NAME)
    make_name (self);
  else if (kontor_line_column_get_info (column)->member == NULL)
    make_amount (self);
  else
    {
      make_text (self);
      self->child = self->text;
      gtk_widget_set_valign (self->text, GTK_ALIGN_START);
    }
  gtk_widget_set_parent (self->child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * kontor_line_cell_get_column:
 * @self: a cell
 *
 * Returns: its column
 */
KontorLineColumn
kontor_line_cell_get_column (KontorLineCell *self)
{
  g_return_val_if_fail (KONTOR_IS_LINE_CELL (self), KONTOR_LINE_COLUMN_POSITION);

  return self->column;
}

/**
 * kontor_line_cell_get_line:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): the line that it shows
 */
KontorLine *
kontor_line_cell_get_line (KontorLineCell *self)
{
  g_return_val_if_fail (KONTOR_IS_LINE_CELL (self), NULL);

  return self->line;
}

/**
 * kontor_line_cell_set_line:
 * @self: a cell
 * @line: (nullable): the line that it shows
 */
void
kontor_line_cell_set_line (KontorLineCell *self,
                           KontorLine *line)
{
  g_return_if_fail (KONTOR_IS_LINE_CELL (self));

  if (self->line != NULL)
    g_signal_handlers_disconnect_by_func (self->line, line_changed_cb, self);
  g_set_object (&self->line, line);
  self->editing = FALSE;
  if (line == NULL)
    return;

  g_signal_connect_object (line, "changed", G_CALLBACK (line_changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
}

/**
 * kontor_line_cell_get_text:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): the #GtkEntry of a cell that can be edited
 */
GtkWidget *
kontor_line_cell_get_text (KontorLineCell *self)
{
  g_return_val_if_fail (KONTOR_IS_LINE_CELL (self), NULL);

  return self->text;
}

/**
 * kontor_line_cell_has_focus:
 * @self: a cell
 *
 * Returns: whether the keyboard is in its text
 */
gboolean
kontor_line_cell_has_focus (KontorLineCell *self)
{
  g_return_val_if_fail (KONTOR_IS_LINE_CELL (self), FALSE);

  return self->text != NULL && (gtk_widget_get_state_flags (self->text) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/**
 * kontor_line_cell_enter:
 * @self: a cell that can be edited
 *
 * Puts the keyboard into the cell, with all of its text selected.
 */
void
kontor_line_cell_enter (KontorLineCell *self)
{
  g_return_if_fail (KONTOR_IS_LINE_CELL (self));
  g_return_if_fail (self->text != NULL);

  gtk_widget_grab_focus (self->text);
  gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
  self->editing = FALSE;
  self->replacing = TRUE;
}

/**
 * kontor_line_cell_is_editing:
 * @self: a cell
 *
 * Returns: whether the arrows belong to the text rather than to the grid
 */
gboolean
kontor_line_cell_is_editing (KontorLineCell *self)
{
  g_return_val_if_fail (KONTOR_IS_LINE_CELL (self), FALSE);

  return self->editing;
}

/**
 * kontor_line_cell_is_composing:
 * @self: a cell
 *
 * Returns: whether an input method is at work, so that all keys belong to it
 */
gboolean
kontor_line_cell_is_composing (KontorLineCell *self)
{
  g_return_val_if_fail (KONTOR_IS_LINE_CELL (self), FALSE);

  return self->composing;
}

/**
 * kontor_line_cell_begin_editing:
 * @self: a cell that has the keyboard
 *
 * Puts the caret behind the text.
 */
void
kontor_line_cell_begin_editing (KontorLineCell *self)
{
  g_return_if_fail (KONTOR_IS_LINE_CELL (self));

  if (self->text == NULL)
    return;
  self->editing = TRUE;
  self->replacing = FALSE;
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
}

/**
 * kontor_line_cell_revert:
 * @self: a cell that has the keyboard
 *
 * Puts back what stood in the cell when the keyboard came.
 *
 * Returns: whether something was being edited
 */
gboolean
kontor_line_cell_revert (KontorLineCell *self)
{
  gboolean edited;

  g_return_val_if_fail (KONTOR_IS_LINE_CELL (self), FALSE);

  edited = self->editing;
  if (self->text == NULL || !edited)
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->text), self->text_before != NULL ? self->text_before : "");
  gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
  self->editing = FALSE;

  return TRUE;
}

/**
 * kontor_line_cell_clear:
 * @self: a cell that has the keyboard
 *
 * Takes its text away.
 */
void
kontor_line_cell_clear (KontorLineCell *self)
{
  g_return_if_fail (KONTOR_IS_LINE_CELL (self));

  if (self->text == NULL || !gtk_editable_get_editable (GTK_EDITABLE (self->text)))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  self->editing = FALSE;
}

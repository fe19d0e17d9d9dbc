/* kontor-line-grid.c: the lines of a variant, typed like a spreadsheet */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-line-grid.h"

#include <glib/gi18n.h>

#include "kontor-description-popover.h"
#include "kontor-desk-offer.h"
#include "kontor-desk-task.h"
#include "kontor-language.h"
#include "kontor-line-cell.h"
#include "kontor-line-table.h"
#include "kontor-product-completion.h"

#define PAGE_LINES 10

/*
 * The keyboard is always in a cell. The grid looks at keys before the cell does and keeps those that move; what is left is
 * typing. Tab and Return work as in a spreadsheet: Return leads to the next line, below the cell where the run of Tabs began.
 */
struct _KontorLineGrid
{
  GtkWidget parent_instance;

  KontorEditor *editor;
  KontorOfferPricer *pricer;
  GSettings *settings;
  KontorLines *lines;

  GtkWidget *scrolled;
  GtkWidget *view;
  GtkMultiSelection *selection;
  GtkColumnViewColumn *columns[KONTOR_LINE_N_COLUMNS];
  GHashTable *cells; /* KontorLine to an array of KontorLineCell */
  GtkWidget *completion;
  GtkWidget *description;
  GtkWidget *menu;

  KontorLine *line;
  KontorLineColumn column;
  KontorLineColumn first_column; /* where the run of Tabs began */
  guint position;
  guint selection_start;
  gboolean tabbing;
  gboolean extending;
  gboolean costs_visible;
  guint restore_id;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorLineGrid, kontor_line_grid, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_LINE_KIND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
report (KontorLineGrid *self,
        const GError *error)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static gboolean
is_read_only (KontorLineGrid *self)
{
  return kontor_editor_is_read_only (self->editor);
}

static KontorLineCell *
find_cell (KontorLineGrid *self,
           KontorLine *line,
           KontorLineColumn column)
{
  KontorLineCell **cells = line != NULL ? g_hash_table_lookup (self->cells, line) : NULL;

  return cells != NULL ? cells[column] : NULL;
}

/* The cell that the keyboard is in, or %NULL. */
static KontorLineCell *
get_focused_cell (KontorLineGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *cell = focus != NULL ? gtk_widget_get_ancestor (focus, KONTOR_TYPE_LINE_CELL) : NULL;

  return cell != NULL && gtk_widget_is_ancestor (cell, GTK_WIDGET (self)) ? KONTOR_LINE_CELL (cell) : NULL;
}

static gboolean
is_stop (KontorLineGrid *self,
         KontorLine *line,
         KontorLineColumn column)
{
  return kontor_line_column_get_info (column)->member != NULL && kontor_line_column_applies (column, line) &&
         gtk_column_view_column_get_visible (self->columns[column]);
}

/* Scrolls sideways so that all of a cell is seen; up and down the list does so itself. */
static void
scroll_to_cell (KontorLineGrid *self,
                KontorLineCell *cell)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (cell), self->view, &bounds))
    return;
  gtk_adjustment_clamp_page (adjustment, value + bounds.origin.x, value + bounds.origin.x + bounds.size.width);
}

static void
focus_cell (KontorLineGrid *self,
            KontorLine *line,
            KontorLineColumn column)
{
  KontorLineCell *cell;

  if (!is_stop (self, line, column))
    column = KONTOR_LINE_COLUMN_NAME;

  gtk_widget_activate_action (gtk_widget_get_last_child (self->view), "list.scroll-to-item", "u",
                              kontor_lines_find (self->lines, line));
  cell = find_cell (self, line, column);
  if (cell == NULL)
    return;

  kontor_line_cell_enter (cell);
  scroll_to_cell (self, cell);
}

static gboolean
restore_focus_cb (gpointer user_data)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (user_data);
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  KontorLineCell *cell = get_focused_cell (self);

  self->restore_id = 0;
  if (n_lines == 0 || (cell != NULL && kontor_line_cell_get_line (cell) == self->line))
    return G_SOURCE_REMOVE;

  if (self->line == NULL || kontor_lines_find (self->lines, self->line) == G_MAXUINT)
    g_set_object (&self->line, kontor_lines_get (self->lines, MIN (self->position, n_lines - 1)));
  focus_cell (self, self->line, self->column);

  return G_SOURCE_REMOVE;
}

/* Runs before the view hears of a change: an undo may take away the row that the keyboard is in. */
static void
items_changed_cb (KontorLineGrid *self)
{
  if (get_focused_cell (self) != NULL && self->restore_id == 0)
    self->restore_id = g_idle_add (restore_focus_cb, self);
}

static void
clear_current (KontorLineGrid *self)
{
  g_clear_handle_id (&self->restore_id, g_source_remove);
  g_clear_object (&self->line);
  self->position = 0;
}

/* The lines that are selected, without the one that is not there yet. */
static GPtrArray *
list_selected (KontorLineGrid *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < gtk_bitset_get_size (selected); i++)
    {
      KontorLine *line = kontor_lines_get (self->lines, gtk_bitset_get_nth (selected, i));

      if (line != NULL && kontor_line_get_id (line) != NULL)
        g_ptr_array_add (lines, g_object_ref (line));
    }
  if (lines->len == 0 && self->line != NULL && kontor_line_get_id (self->line) != NULL)
    g_ptr_array_add (lines, g_object_ref (self->line));

  return lines;
}

static void
select_lines (KontorLineGrid *self,
              GPtrArray *lines)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  for (guint i = 0; i < lines->len; i++)
    {
      guint position = kontor_lines_find (self->lines, g_ptr_array_index (lines, i));

      if (position != G_MAXUINT)
        gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
    }
}

static void
move_to (KontorLineGrid *self,
         guint position,
         KontorLineColumn column)
{
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  if (n_lines > 0)
    focus_cell (self, kontor_lines_get (self->lines, MIN (position, n_lines - 1)), column);
}

static void
move_rows (KontorLineGrid *self,
           int by,
           gboolean extend)
{
  int position = CLAMP ((int) self->position + by, 0, (int) g_list_model_get_n_items (G_LIST_MODEL (self->lines)) - 1);

  self->extending = extend;
  move_to (self, position, self->column);
  self->extending = FALSE;
  if (extend)
    {
      guint first = MIN (self->selection_start, (guint) position);

      gtk_selection_model_select_range (GTK_SELECTION_MODEL (self->selection), first,
                                        MAX (self->selection_start, (guint) position) - first + 1, TRUE);
    }
}

/* Moves to the next cell that can be edited, and over the end of a line to the next one. Returns FALSE at the end of all. */
static gboolean
move_columns (KontorLineGrid *self,
              int by)
{
  int position = self->position;
  int column = self->column;
  int n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  for (;;)
    {
      KontorLine *line;

      column += by;
      if (column < 0 || column >= KONTOR_LINE_N_COLUMNS)
        {
          position += by;
          column = by > 0 ? 0 : KONTOR_LINE_N_COLUMNS - 1;
        }
      if (position < 0 || position >= n_lines)
        return FALSE;

      line = kontor_lines_get (self->lines, position);
      /* Out of the line that is not there yet Tab leads out of the grid. */
      if (by > 0 && kontor_line_get_id (line) == NULL && position != (int) self->position &&
          column != KONTOR_LINE_COLUMN_NAME && self->column == KONTOR_LINE_COLUMN_NAME)
        return FALSE;
      if (is_stop (self, line, column))
        {
          focus_cell (self, line, column);
          return TRUE;
        }
    }
}

/* Out of the grid, as Tab leads out of any other control. */
static void
leave (KontorLineGrid *self,
       GtkDirectionType direction)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* With the focus on the grid's own last child the chain of focus goes on behind it. */
  gtk_widget_set_can_focus (self->scrolled, FALSE);
  while (parent != NULL && !gtk_widget_child_focus (parent, direction))
    parent = GTK_WIDGET (root) == parent ? NULL : gtk_widget_get_parent (parent);
  gtk_widget_set_can_focus (self->scrolled, TRUE);
}

/* A line into which nothing was typed. */
static gboolean
is_blank (KontorLine *line)
{
  static const char *const typed[] = { "name", "description", "quantity", "unit", "unit_price", "discount", "amount", "cost" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    if (kontor_line_get_string (line, typed[i]) != NULL)
      return FALSE;

  return TRUE;
}

static void
enter_key (KontorLineGrid *self)
{
  KontorLine *line = self->line;

  /* On the line that is not there yet there is nothing to end. */
  if (kontor_line_get_id (line) != NULL)
    move_to (self, self->position + 1, self->first_column);
}

static void
escape_key (KontorLineGrid *self,
            KontorLineCell *cell)
{
  KontorLine *line = kontor_line_cell_get_line (cell);
  g_autoptr (GPtrArray) lines = NULL;

  kontor_line_cell_revert (cell);
  if (kontor_line_get_id (line) == NULL || !is_blank (line) || !g_str_equal (kontor_line_get_kind (line), "item"))
    return;

  lines = g_ptr_array_new ();
  g_ptr_array_add (lines, line);
  kontor_lines_remove (self->lines, lines, NULL);
}

/* What an edit of whole lines left behind. */
static void
after_edit (KontorLineGrid *self,
            gboolean done,
            const GError *error)
{
  if (!done)
    report (self, error);
}

static void
remove_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (widget);
  g_autoptr (GPtrArray) lines = list_selected (self);
  g_autoptr (GError) error = NULL;

  if (lines->len == 0 || is_read_only (self))
    return;
  self->position = kontor_lines_find (self->lines, g_ptr_array_index (lines, 0));
  after_edit (self, kontor_lines_remove (self->lines, lines, &error), error);
}

static void
duplicate_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (widget);
  g_autoptr (GPtrArray) lines = list_selected (self);
  g_autoptr (GError) error = NULL;
  guint last;

  if (lines->len == 0 || is_read_only (self))
    return;
  last = kontor_lines_find (self->lines, g_ptr_array_index (lines, lines->len - 1));
  after_edit (self, kontor_lines_duplicate (self->lines, lines, &error), error);
  move_to (self, last + 1, self->column);
}

static void
move_lines (KontorLineGrid *self,
            int by)
{
  g_autoptr (GPtrArray) lines = list_selected (self);
  g_autoptr (GError) error = NULL;

  if (lines->len == 0 || is_read_only (self))
    return;
  after_edit (self, kontor_lines_move (self->lines, lines, by, &error), error);
  if (self->line != NULL)
    focus_cell (self, self->line, self->column);
  select_lines (self, lines);
}

static void
move_up_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  move_lines (KONTOR_LINE_GRID (widget), -1);
}

static void
move_down_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  move_lines (KONTOR_LINE_GRID (widget), 1);
}

static void
add_at (KontorLineGrid *self,
        guint position,
        const char *kind)
{
  g_autoptr (GError) error = NULL;

  if (is_read_only (self))
    return;
  position = MIN (position, kontor_lines_get_n_real (self->lines));
  after_edit (self, kontor_lines_add_empty (self->lines, position, kind, &error), error);
  move_to (self, position, KONTOR_LINE_COLUMN_NAME);
}

static void
insert_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (widget);

  add_at (self, self->line != NULL ? self->position : G_MAXUINT, "item");
}

/* Adds a line of a kind: a discount at the end, anything else below the current line. */
static void
add_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (widget);
  const char *kind = g_variant_get_string (parameter, NULL);

  if (g_str_equal (kind, "item"))
    move_to (self, G_MAXUINT - 1, KONTOR_LINE_COLUMN_NAME);
  else
    add_at (self, g_str_equal (kind, "discount") || self->line == NULL ? G_MAXUINT : self->position + 1, kind);
}

/* Where a cell stands in the grid, for a popover. */
static gboolean
get_bounds (KontorLineGrid *self,
            GtkWidget *widget,
            GdkRectangle *rectangle)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds))
    return FALSE;
  *rectangle = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };

  return TRUE;
}

static void
describe_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (widget);
  KontorLineCell *cell = find_cell (self, self->line, KONTOR_LINE_COLUMN_NAME);
  GdkRectangle bounds;

  if (cell == NULL || kontor_line_get_id (self->line) == NULL || !get_bounds (self, GTK_WIDGET (cell), &bounds))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->description), &bounds);
  kontor_description_popover_edit (KONTOR_DESCRIPTION_POPOVER (self->description), self->line);
}

static void
copy_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (widget);
  g_autoptr (GPtrArray) lines = list_selected (self);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *language = kontor_language_dup_default ();
  g_autofree char *table = NULL;

  if (lines->len == 0)
    return;
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (parts, kontor_line_get_json (g_ptr_array_index (lines, i)));
  table = kontor_line_table_write (kontor_lines_get_fields (self->lines), (KontorJson *const *) parts->pdata, parts->len,
                                   language);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), table);
}

static void
cut_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  copy_action (widget, action_name, parameter);
  remove_action (widget, action_name, parameter);
}

static void
paste_table (KontorLineGrid *self,
             const char *text)
{
  g_autofree char *language = kontor_language_dup_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pasted = kontor_line_table_read (kontor_lines_get_fields (self->lines), text, language, &error);
  g_autofree char *message = NULL;
  guint position = self->line != NULL && kontor_line_get_id (self->line) != NULL ? self->position + 1
                                                                                 : kontor_lines_get_n_real (self->lines);

  if (pasted == NULL || (pasted->len > 0 && !kontor_lines_insert (self->lines, position, pasted, &error)))
    {
      report (self, error);
      return;
    }
  if (pasted->len == 0)
    return;

  move_to (self, position + pasted->len - 1, KONTOR_LINE_COLUMN_NAME);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (self->selection), position, pasted->len, TRUE);
  message = g_strdup_printf (ngettext ("%u line pasted", "%u lines pasted", pasted->len), pasted->len);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", message);
}

static void
clipboard_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (KontorLineGrid) self = KONTOR_LINE_GRID (user_data);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  KontorLineCell *cell = get_focused_cell (self);

  /* No text on the clipboard: there is nothing to paste. */
  if (text == NULL || is_read_only (self))
    return;

  if (strpbrk (text, "\t\n\r") != NULL)
    paste_table (self, text);
  else if (cell != NULL && kontor_line_cell_get_text (cell) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (kontor_line_cell_get_text (cell)))),
                                "clipboard.paste", NULL);
}

static void
paste_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, clipboard_cb, g_object_ref (widget));
}

/* What kontor_desk_make_line() is given. */
typedef struct
{
  KontorLineGrid *self;
  KontorLine *line;
  KontorJson *body;
  char *product;
} Fill;

static void
fill_free (Fill *fill)
{
  g_clear_object (&fill->self);
  g_clear_object (&fill->line);
  g_clear_pointer (&fill->body, kontor_json_unref);
  g_free (fill->product);
  g_free (fill);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fill, fill_free)

static gpointer
make_line_act (KontorStore *store,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Fill *fill = data;

  return kontor_desk_make_line (store, fill->body, fill->product, error);
}

static void
made_line_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (Fill) fill = user_data;
  KontorLineGrid *self = fill->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorJson) made = kontor_desk_task_finish (KONTOR_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || kontor_lines_find (self->lines, fill->line) == G_MAXUINT)
    return;
  if (made == NULL || !kontor_lines_fill (self->lines, fill->line, made, &error))
    {
      report (self, error);
      return;
    }
  if (self->line == fill->line)
    focus_cell (self, fill->line, KONTOR_LINE_COLUMN_QUANTITY);
}

static void
product_chosen_cb (KontorProductCompletion *completion,
                   const char *product,
                   KontorLineGrid *self)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);
  Fill *fill;
  Fill *task_fill;

  if (self->line == NULL || record == NULL)
    return;

  fill = g_new0 (Fill, 1);
  fill->self = g_object_ref (self);
  fill->line = g_object_ref (self->line);
  task_fill = g_new0 (Fill, 1);
  task_fill->body = kontor_json_ref (kontor_record_get_body (record));
  task_fill->product = g_strdup (product);
  kontor_desk_task_run (kontor_editor_get_store (self->editor), make_line_act, task_fill, (GDestroyNotify) fill_free,
                        (GDestroyNotify) kontor_json_unref, self->cancellable, made_line_cb, fill);
}

static void
cell_typed_cb (KontorLineCell *cell,
               KontorLineGrid *self)
{
  GtkWidget *text = kontor_line_cell_get_text (cell);
  GdkRectangle bounds;

  if (kontor_line_cell_get_column (cell) != KONTOR_LINE_COLUMN_NAME || !kontor_line_cell_has_focus (cell) ||
      !kontor_line_is_priced (kontor_line_cell_get_line (cell)))
    return;

  if (get_bounds (self, text, &bounds))
    {
      bounds.width = 1;
      gtk_popover_set_pointing_to (GTK_POPOVER (self->completion), &bounds);
    }
  kontor_product_completion_search (KONTOR_PRODUCT_COMPLETION (self->completion),
                                    gtk_editable_get_text (GTK_EDITABLE (text)));
}

static void
cell_entered_cb (KontorLineCell *cell,
                 KontorLineGrid *self)
{
  g_set_object (&self->line, kontor_line_cell_get_line (cell));
  self->column = kontor_line_cell_get_column (cell);
  self->position = kontor_lines_find (self->lines, self->line);
  if (!self->tabbing)
    self->first_column = self->column;
  if (!self->extending)
    {
      self->selection_start = self->position;
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), self->position, TRUE);
    }
  kontor_product_completion_close (KONTOR_PRODUCT_COMPLETION (self->completion));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE_KIND]);
}

static void
popup_menu (KontorLineGrid *self,
            KontorLineCell *cell)
{
  GdkRectangle bounds;

  if (is_read_only (self) || !get_bounds (self, GTK_WIDGET (cell), &bounds))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &bounds);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
cell_menu_cb (KontorLineCell *cell,
              KontorLineGrid *self)
{
  KontorLine *line = kontor_line_cell_get_line (cell);

  focus_cell (self, line, line == self->line ? self->column : KONTOR_LINE_COLUMN_NAME);
  popup_menu (self, cell);
}

static void
cell_describe_cb (KontorLineCell *cell,
                  KontorLineGrid *self)
{
  focus_cell (self, kontor_line_cell_get_line (cell), KONTOR_LINE_COLUMN_NAME);
  describe_action (GTK_WIDGET (self), NULL, NULL);
}

/* The keys of a cell whose popover of products is open. */
static gboolean
completion_key (KontorLineGrid *self,
                guint keyval)
{
  KontorProductCompletion *completion = KONTOR_PRODUCT_COMPLETION (self->completion);

  if (!gtk_widget_get_visible (self->completion))
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return kontor_product_completion_move (completion, 1);

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return kontor_product_completion_move (completion, -1);

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      return kontor_product_completion_choose (completion);

    case GDK_KEY_Escape:
      kontor_product_completion_close (completion);
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
tab_key (KontorLineGrid *self,
         int by,
         gboolean leaves)
{
  gboolean moved = FALSE;

  self->tabbing = TRUE;
  if (!leaves)
    moved = move_columns (self, by);
  self->tabbing = FALSE;
  if (!moved)
    leave (self, by > 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);

  return TRUE;
}

/* The keys of a cell that is not being edited. */
static gboolean
navigation_key (KontorLineGrid *self,
                KontorLineCell *cell,
                guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_columns (self, -1);
      return TRUE;

    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_columns (self, 1);
      return TRUE;

    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      move_to (self, self->position, KONTOR_LINE_COLUMN_NAME);
      return TRUE;

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      for (int column = KONTOR_LINE_N_COLUMNS - 1; column >= 0; column--)
        if (is_stop (self, self->line, column))
          {
            move_to (self, self->position, column);
            break;
          }
      return TRUE;

    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      kontor_line_cell_clear (cell);
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
control_key (KontorLineGrid *self,
             KontorLineCell *cell,
             guint keyval)
{
  g_autoptr (GPtrArray) lines = NULL;

  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_d:
      duplicate_action (GTK_WIDGET (self), NULL, NULL);
      return TRUE;

    case GDK_KEY_v:
      paste_action (GTK_WIDGET (self), NULL, NULL);
      return TRUE;

    case GDK_KEY_c:
    case GDK_KEY_x:
      /* One line alone: the text of the cell is meant. */
      lines = list_selected (self);
      if (lines->len < 2)
        return FALSE;
      if (gdk_keyval_to_lower (keyval) == GDK_KEY_c)
        copy_action (GTK_WIDGET (self), NULL, NULL);
      else
        cut_action (GTK_WIDGET (self), NULL, NULL);
      return TRUE;

    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      remove_action (GTK_WIDGET (self), NULL, NULL);
      return TRUE;

    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      move_to (self, 0, KONTOR_LINE_COLUMN_NAME);
      return TRUE;

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      move_to (self, G_MAXUINT - 1, KONTOR_LINE_COLUMN_NAME);
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
plain_key (KontorLineGrid *self,
           KontorLineCell *cell,
           guint keyval,
           gboolean shift)
{
  switch (keyval)
    {
    case GDK_KEY_Tab:
      return tab_key (self, 1, FALSE);

    case GDK_KEY_ISO_Left_Tab:
      return tab_key (self, -1, FALSE);

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (shift)
        describe_action (GTK_WIDGET (self), NULL, NULL);
      else
        enter_key (self);
      return TRUE;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_rows (self, -1, shift);
      return TRUE;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_rows (self, 1, shift);
      return TRUE;

    case GDK_KEY_Page_Up:
      move_rows (self, -PAGE_LINES, shift);
      return TRUE;

    case GDK_KEY_Page_Down:
      move_rows (self, PAGE_LINES, shift);
      return TRUE;

    case GDK_KEY_F2:
      kontor_line_cell_begin_editing (cell);
      return TRUE;

    case GDK_KEY_Escape:
      if (!kontor_line_cell_is_editing (cell))
        return FALSE;
      escape_key (self, cell);
      return TRUE;

    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      insert_action (GTK_WIDGET (self), NULL, NULL);
      return TRUE;

    case GDK_KEY_Menu:
    case GDK_KEY_F10:
      if (keyval == GDK_KEY_F10 && !shift)
        return FALSE;
      popup_menu (self, cell);
      return TRUE;

    default:
      return !shift && !kontor_line_cell_is_editing (cell) && navigation_key (self, cell, keyval);
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                KontorLineGrid *self)
{
  KontorLineCell *cell = get_focused_cell (self);
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (cell == NULL || self->line == NULL || kontor_line_cell_is_composing (cell))
    return GDK_EVENT_PROPAGATE;

  if (modifiers == GDK_CONTROL_MASK && (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab))
    return tab_key (self, 1, TRUE);
  if (modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab))
    return tab_key (self, -1, TRUE);
  if (modifiers == GDK_ALT_MASK && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    {
      move_lines (self, keyval == GDK_KEY_Up ? -1 : 1);
      return GDK_EVENT_STOP;
    }
  if (modifiers == 0 && completion_key (self, keyval))
    return GDK_EVENT_STOP;
  if (modifiers == GDK_CONTROL_MASK)
    return control_key (self, cell, keyval);
  if (modifiers == GDK_SHIFT_MASK && keyval == GDK_KEY_Insert)
    {
      paste_action (GTK_WIDGET (self), NULL, NULL);
      return GDK_EVENT_STOP;
    }
  if (modifiers == 0 || modifiers == GDK_SHIFT_MASK)
    return plain_key (self, cell, keyval, modifiers != 0);

  return GDK_EVENT_PROPAGATE;
}

/* The focus can come to a row of the view, by a click beside its cells: the cell is meant. */
static void
focus_enter_cb (GtkEventControllerFocus *controller,
                KontorLineGrid *self)
{
  if (get_focused_cell (self) == NULL && self->restore_id == 0)
    self->restore_id = g_idle_add (restore_focus_cb, self);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller,
                KontorLineGrid *self)
{
  kontor_product_completion_close (KONTOR_PRODUCT_COMPLETION (self->completion));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item,
          KontorLineGrid *self)
{
  KontorLineColumn column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "kontor-column"));
  GtkWidget *cell = kontor_line_cell_new (column, self->lines, self->pricer);

  g_signal_connect_object (cell, "typed", G_CALLBACK (cell_typed_cb), self, 0);
  g_signal_connect_object (cell, "entered", G_CALLBACK (cell_entered_cb), self, 0);
  g_signal_connect_object (cell, "menu", G_CALLBACK (cell_menu_cb), self, 0);
  g_signal_connect_object (cell, "describe", G_CALLBACK (cell_describe_cb), self, 0);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item,
         KontorLineGrid *self)
{
  KontorLineCell *cell = KONTOR_LINE_CELL (gtk_list_item_get_child (item));
  KontorLine *line = gtk_list_item_get_item (item);
  KontorLineCell **cells = g_hash_table_lookup (self->cells, line);

  if (cells == NULL)
    {
      cells = g_new0 (KontorLineCell *, KONTOR_LINE_N_COLUMNS);
      g_hash_table_insert (self->cells, line, cells);
    }
  cells[kontor_line_cell_get_column (cell)] = cell;
  kontor_line_cell_set_line (cell, line);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem *item,
           KontorLineGrid *self)
{
  KontorLineCell *cell = KONTOR_LINE_CELL (gtk_list_item_get_child (item));
  KontorLine *line = kontor_line_cell_get_line (cell);
  KontorLineCell **cells = line != NULL ? g_hash_table_lookup (self->cells, line) : NULL;
  gboolean used = FALSE;

  if (cells != NULL)
    {
      if (cells[kontor_line_cell_get_column (cell)] == cell)
        cells[kontor_line_cell_get_column (cell)] = NULL;
      for (guint i = 0; i < KONTOR_LINE_N_COLUMNS; i++)
        used = used || cells[i] != NULL;
      if (!used)
        g_hash_table_remove (self->cells, line);
    }
  kontor_line_cell_set_line (cell, NULL);
}

static void
update_columns (KontorLineGrid *self)
{
  for (guint i = 0; i < KONTOR_LINE_N_COLUMNS; i++)
    {
      const char *setting = kontor_line_column_get_info (i)->setting;
      gboolean internal = i == KONTOR_LINE_COLUMN_COST || i == KONTOR_LINE_COLUMN_MARGIN;
      gboolean visible = TRUE;

      if (setting != NULL)
        visible = self->settings != NULL ? g_settings_get_boolean (self->settings, setting) : !internal;
      gtk_column_view_column_set_visible (self->columns[i], visible && (!internal || self->costs_visible));
    }
}

static void
make_columns (KontorLineGrid *self)
{
  for (guint i = 0; i < KONTOR_LINE_N_COLUMNS; i++)
    {
      const KontorLineColumnInfo *info = kontor_line_column_get_info (i);
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

      g_object_set_data (G_OBJECT (factory), "kontor-column", GUINT_TO_POINTER (i));
      g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
      g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
      g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
      self->columns[i] = gtk_column_view_column_new (_(info->title), factory);
      gtk_column_view_column_set_expand (self->columns[i], i == KONTOR_LINE_COLUMN_NAME);
      gtk_column_view_column_set_resizable (self->columns[i], i != KONTOR_LINE_COLUMN_POSITION);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), self->columns[i]);
      g_object_unref (self->columns[i]);
    }
}

static GtkWidget *
make_menu (KontorLineGrid *self)
{
  const KontorField *field = kontor_fields_find (kontor_lines_get_fields (self->lines), "line");
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) kinds = g_menu_new ();
  g_autoptr (GMenu) edits = g_menu_new ();
  g_autoptr (GMenu) ends = g_menu_new ();
  GtkWidget *popover;

  for (const KontorChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      g_autofree char *action = g_strdup_printf ("line.kind::%s", choice->value);

      g_menu_append (kinds, kontor_field_get_choice_label (field, choice->value), action);
    }
  g_menu_append (edits, _("_Description"), "line.describe");
  g_menu_append (edits, _("_Insert Line Above"), "line.insert");
  g_menu_append (edits, _("D_uplicate"), "line.duplicate");
  g_menu_append (edits, _("Move _Up"), "line.move-up");
  g_menu_append (edits, _("Move Do_wn"), "line.move-down");
  g_menu_append (edits, _("_Copy as Table"), "line.copy");
  g_menu_append (ends, _("_Remove"), "line.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (kinds));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edits));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ends));

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);

  return popover;
}

static gboolean
kontor_line_grid_grab_focus (GtkWidget *widget)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (widget);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->lines)) == 0)
    return FALSE;
  if (self->line == NULL || kontor_lines_find (self->lines, self->line) == G_MAXUINT)
    move_to (self, 0, KONTOR_LINE_COLUMN_NAME);
  else
    focus_cell (self, self->line, self->column);

  return TRUE;
}

/* From outside the keyboard comes to the current cell; inside the grid moves it itself. */
static gboolean
kontor_line_grid_focus (GtkWidget *widget,
                        GtkDirectionType direction)
{
  if (get_focused_cell (KONTOR_LINE_GRID (widget)) != NULL || !gtk_widget_get_can_focus (KONTOR_LINE_GRID (widget)->scrolled))
    return FALSE;

  return kontor_line_grid_grab_focus (widget);
}

static void
kontor_line_grid_size_allocate (GtkWidget *widget,
                                int width,
                                int height,
                                int baseline)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (widget);

  gtk_widget_size_allocate (self->scrolled, &(GtkAllocation) { 0, 0, width, height }, baseline);
  gtk_popover_present (GTK_POPOVER (self->completion));
  gtk_popover_present (GTK_POPOVER (self->description));
  gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
kontor_line_grid_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (KONTOR_LINE_GRID (widget)->scrolled, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
kontor_line_grid_get_property (GObject *object,
                               guint prop_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (object);

  switch (prop_id)
    {
    case PROP_LINE_KIND:
      g_value_set_string (value, self->line != NULL ? kontor_line_get_kind (self->line) : "item");
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_line_grid_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (object);
  g_autoptr (GError) error = NULL;

  switch (prop_id)
    {
    case PROP_LINE_KIND:
      if (self->line == NULL || is_read_only (self))
        break;
      if (!kontor_lines_set_kind (self->lines, self->line, g_value_get_string (value), &error))
        report (self, error);
      g_object_notify_by_pspec (object, properties[PROP_LINE_KIND]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_line_grid_dispose (GObject *object)
{
  KontorLineGrid *self = KONTOR_LINE_GRID (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  clear_current (self);
  g_clear_pointer (&self->completion, gtk_widget_unparent);
  g_clear_pointer (&self->description, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  g_clear_object (&self->pricer);
  g_clear_object (&self->settings);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->cells, g_hash_table_unref);

  G_OBJECT_CLASS (kontor_line_grid_parent_class)->dispose (object);
}

static void
kontor_line_grid_class_init (KontorLineGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kontor_line_grid_get_property;
  object_class->set_property = kontor_line_grid_set_property;
  object_class->dispose = kontor_line_grid_dispose;
  widget_class->grab_focus = kontor_line_grid_grab_focus;
  widget_class->focus = kontor_line_grid_focus;
  widget_class->size_allocate = kontor_line_grid_size_allocate;
  widget_class->measure = kontor_line_grid_measure;

  properties[PROP_LINE_KIND] =
    g_param_spec_string ("line-kind", NULL, NULL, "item", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_property_action (widget_class, "line.kind", "line-kind");
  gtk_widget_class_install_action (widget_class, "line.add", "s", add_action);
  gtk_widget_class_install_action (widget_class, "line.insert", NULL, insert_action);
  gtk_widget_class_install_action (widget_class, "line.describe", NULL, describe_action);
  gtk_widget_class_install_action (widget_class, "line.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "line.move-up", NULL, move_up_action);
  gtk_widget_class_install_action (widget_class, "line.move-down", NULL, move_down_action);
  gtk_widget_class_install_action (widget_class, "line.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "line.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "line.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "line.copy", NULL);
  gtk_widget_class_set_css_name (widget_class, "linegrid");
}

static void
kontor_line_grid_init (KontorLineGrid *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->costs_visible = TRUE;
  self->cancellable = g_cancellable_new ();
  self->cells = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * kontor_line_grid_new:
 * @editor: the editor of an offer
 * @pricer: what tells what the lines come to
 * @settings: (nullable): which columns are shown
 *
 * Returns: (transfer floating): a grid that is empty until it is told its variant
 */
GtkWidget *
kontor_line_grid_new (KontorEditor *editor,
                      KontorOfferPricer *pricer,
                      GSettings *settings)
{
  KontorLineGrid *self = g_object_new (KONTOR_TYPE_LINE_GRID, NULL);

  self->editor = g_object_ref (editor);
  self->pricer = g_object_ref (pricer);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->lines = kontor_lines_new (editor);
  g_signal_connect_object (self->lines, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));

  self->view = gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)));
  gtk_column_view_set_reorderable (GTK_COLUMN_VIEW (self->view), FALSE);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  gtk_widget_add_css_class (self->view, "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lines"), -1);
  make_columns (self);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->view);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));

  self->completion = kontor_product_completion_new (kontor_editor_get_store (editor));
  g_signal_connect (self->completion, "chosen", G_CALLBACK (product_chosen_cb), self);
  gtk_widget_set_parent (self->completion, GTK_WIDGET (self));
  self->description = kontor_description_popover_new (self->lines);
  gtk_widget_set_parent (self->description, GTK_WIDGET (self));
  self->menu = make_menu (self);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));

  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed", G_CALLBACK (update_columns), self, G_CONNECT_SWAPPED);
  update_columns (self);

  return GTK_WIDGET (self);
}

/**
 * kontor_line_grid_get_lines:
 * @self: a grid
 *
 * Returns: (transfer none): the list that it shows
 */
KontorLines *
kontor_line_grid_get_lines (KontorLineGrid *self)
{
  g_return_val_if_fail (KONTOR_IS_LINE_GRID (self), NULL);

  return self->lines;
}

/**
 * kontor_line_grid_set_variant:
 * @self: a grid
 * @id: (nullable): the id of the variant whose lines are shown
 */
void
kontor_line_grid_set_variant (KontorLineGrid *self,
                              const char *id)
{
  g_return_if_fail (KONTOR_IS_LINE_GRID (self));

  if (g_strcmp0 (kontor_lines_get_variant (self->lines), id) == 0)
    return;
  clear_current (self);
  kontor_lines_set_variant (self->lines, id);
}

/**
 * kontor_line_grid_set_costs_visible:
 * @self: a grid
 * @visible: whether costs and margins may be seen; a customer may be looking on
 */
void
kontor_line_grid_set_costs_visible (KontorLineGrid *self,
                                    gboolean visible)
{
  g_return_if_fail (KONTOR_IS_LINE_GRID (self));

  self->costs_visible = visible;
  update_columns (self);
}

/* kontor-columns.c: groups of a form in as many columns as there is room for */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-columns.h"

/*
 * The children keep their order: the first column is read to its end, then the next. The break is where the columns become
 * most alike in height.
 */

#define COLUMN_MIN_WIDTH 360
#define COLUMN_MAX_WIDTH 640
#define MAX_COLUMNS 3
#define SPACING 24

struct _KontorColumns
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorColumns, kontor_columns, GTK_TYPE_WIDGET)

typedef struct
{
  guint n_columns;
  int column_width;
  guint n_children;
  GtkWidget **children;
  int *heights;
} Plan;

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->children, g_free);
  g_clear_pointer (&plan->heights, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static void
make_plan (KontorColumns *self,
           int width,
           Plan *plan)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      g_ptr_array_add (children, child);

  plan->n_children = children->len;
  plan->n_columns = CLAMP ((width + SPACING) / (COLUMN_MIN_WIDTH + SPACING), 1, MAX_COLUMNS);
  plan->n_columns = MAX (1, MIN (plan->n_columns, plan->n_children));
  plan->column_width = MIN (COLUMN_MAX_WIDTH, (width - (int) (plan->n_columns - 1) * SPACING) / (int) plan->n_columns);
  plan->children = g_new (GtkWidget *, children->len + 1);
  plan->heights = g_new (int, children->len + 1);
  for (guint i = 0; i < children->len; i++)
    {
      int minimum;

      plan->children[i] = g_ptr_array_index (children, i);
      gtk_widget_measure (plan->children[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      plan->column_width = MAX (plan->column_width, minimum);
    }
  for (guint i = 0; i < children->len; i++)
    gtk_widget_measure (plan->children[i], GTK_ORIENTATION_VERTICAL, plan->column_width, NULL, &plan->heights[i], NULL, NULL);
}

/* Whether the children fit into the columns when none is higher than @limit; the column of each goes to @columns. */
static gboolean
fits (const Plan *plan,
      int limit,
      guint *columns)
{
  guint column = 0;
  int height = 0;

  for (guint i = 0; i < plan->n_children; i++)
    {
      int needed = height == 0 ? plan->heights[i] : height + SPACING + plan->heights[i];

      if (needed > limit && height > 0)
        {
          column++;
          needed = plan->heights[i];
        }
      if (column >= plan->n_columns || needed > limit)
        return FALSE;
      height = needed;
      if (columns != NULL)
        columns[i] = column;
    }

  return TRUE;
}

/* The least height that all columns can have. */
static int
find_height (const Plan *plan)
{
  int low = 0;
  int high = 0;

  for (guint i = 0; i < plan->n_children; i++)
    {
      low = MAX (low, plan->heights[i]);
      high += plan->heights[i] + SPACING;
    }
  while (low < high)
    {
      int middle = low + (high - low) / 2;

      if (fits (plan, middle, NULL))
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

static GtkSizeRequestMode
kontor_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kontor_columns_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  KontorColumns *self = KONTOR_COLUMNS (widget);

  *minimum = 0;
  *natural = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          int child_minimum;
          int child_natural;

          if (!gtk_widget_should_layout (child))
            continue;
          gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
      *natural = MAX (*natural, 2 * COLUMN_MIN_WIDTH + SPACING);
    }
  else
    {
      g_auto (Plan) plan = { 0 };

      make_plan (self, for_size < 0 ? COLUMN_MIN_WIDTH : for_size, &plan);
      *minimum = *natural = find_height (&plan);
    }
}

static void
kontor_columns_size_allocate (GtkWidget *widget,
                              int width,
                              int height,
                              int baseline)
{
  KontorColumns *self = KONTOR_COLUMNS (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_auto (Plan) plan = { 0 };
  g_autofree guint *columns = NULL;
  guint column = 0;
  int used;
  int left;
  int y = 0;

  make_plan (self, width, &plan);
  columns = g_new0 (guint, plan.n_children + 1);
  fits (&plan, find_height (&plan), columns);

  used = (int) plan.n_columns * (plan.column_width + SPACING) - SPACING;
  left = MAX (0, (width - used) / 2);
  for (guint i = 0; i < plan.n_children; i++)
    {
      GtkAllocation allocation;

      if (columns[i] != column)
        {
          column = columns[i];
          y = 0;
        }
      allocation.x = left + (int) column * (plan.column_width + SPACING);
      if (mirrored)
        allocation.x = width - allocation.x - plan.column_width;
      allocation.y = y;
      allocation.width = plan.column_width;
      allocation.height = plan.heights[i];
      gtk_widget_size_allocate (plan.children[i], &allocation, -1);
      y += plan.heights[i] + SPACING;
    }
}

/* Tab reads a column to its end before it goes on to the next; GTK alone would jump between them by height. */
static gboolean
kontor_columns_focus (GtkWidget *widget,
                      GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (kontor_columns_parent_class)->focus (widget, direction);

  if (child == NULL)
    child = forward ? gtk_widget_get_first_child (widget) : gtk_widget_get_last_child (widget);
  for (; child != NULL; child = forward ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child))
    if (gtk_widget_should_layout (child) && gtk_widget_child_focus (child, direction))
      return TRUE;

  return FALSE;
}

static void
kontor_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (kontor_columns_parent_class)->dispose (object);
}

static void
kontor_columns_class_init (KontorColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_columns_dispose;
  widget_class->get_request_mode = kontor_columns_get_request_mode;
  widget_class->measure = kontor_columns_measure;
  widget_class->size_allocate = kontor_columns_size_allocate;
  widget_class->focus = kontor_columns_focus;
  gtk_widget_class_set_css_name (widget_class, "columns");
}

static void
kontor_columns_init (KontorColumns *self)
{
}

/**
 * kontor_columns_new:
 *
 * Returns: (transfer floating): an empty container
 */
GtkWidget *
kontor_columns_new (void)
{
  return g_object_new (KONTOR_TYPE_COLUMNS, NULL);
}

/**
 * kontor_columns_append:
 * @self: a container
 * @child: a widget, most often an #AdwPreferencesGroup
 *
 * Puts @child behind the others.
 */
void
kontor_columns_append (KontorColumns *self,
                       GtkWidget *child)
{
  g_return_if_fail (KONTOR_IS_COLUMNS (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

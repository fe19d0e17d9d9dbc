/* kontor-wrap-box.c: widgets beside each other, in as many lines as they need */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-wrap-box.h"

/* GtkFlowBox puts its children into columns; words and chips stand one after the other. */

#define SPACING 6

struct _KontorWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorWrapBox, kontor_wrap_box, GTK_TYPE_WIDGET)

/* Lays the children out in @width, and gives them their places when @allocate. Returns the height. */
static int
lay_out (KontorWrapBox *self,
         int width,
         gboolean allocate)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_width;
      int child_height;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &child_width, NULL, NULL);
      child_width = MIN (child_width, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL, NULL);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += line_height + SPACING;
          line_height = 0;
        }
      if (allocate)
        gtk_widget_size_allocate (child,
                                  &(GtkAllocation) { mirrored ? width - x - child_width : x, y, child_width, child_height },
                                  -1);
      x += child_width + SPACING;
      line_height = MAX (line_height, child_height);
    }

  return y + line_height;
}

static GtkSizeRequestMode
kontor_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kontor_wrap_box_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  KontorWrapBox *self = KONTOR_WRAP_BOX (widget);

  *minimum = 0;
  *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay_out (self, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += *natural > 0 ? SPACING + child_natural : child_natural;
    }
}

static void
kontor_wrap_box_size_allocate (GtkWidget *widget,
                               int width,
                               int height,
                               int baseline)
{
  lay_out (KONTOR_WRAP_BOX (widget), width, TRUE);
}

static void
kontor_wrap_box_dispose (GObject *object)
{
  kontor_wrap_box_clear (KONTOR_WRAP_BOX (object));

  G_OBJECT_CLASS (kontor_wrap_box_parent_class)->dispose (object);
}

static void
kontor_wrap_box_class_init (KontorWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_wrap_box_dispose;
  widget_class->get_request_mode = kontor_wrap_box_get_request_mode;
  widget_class->measure = kontor_wrap_box_measure;
  widget_class->size_allocate = kontor_wrap_box_size_allocate;
}

static void
kontor_wrap_box_init (KontorWrapBox *self)
{
}

/**
 * kontor_wrap_box_new:
 *
 * Returns: (transfer floating): an empty box
 */
GtkWidget *
kontor_wrap_box_new (void)
{
  return g_object_new (KONTOR_TYPE_WRAP_BOX, NULL);
}

/**
 * kontor_wrap_box_append:
 * @self: a box
 * @child: a widget
 *
 * Puts @child behind the others.
 */
void
kontor_wrap_box_append (KontorWrapBox *self,
                        GtkWidget *child)
{
  g_return_if_fail (KONTOR_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * kontor_wrap_box_clear:
 * @self: a box
 *
 * Takes all children out.
 */
void
kontor_wrap_box_clear (KontorWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (KONTOR_IS_WRAP_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

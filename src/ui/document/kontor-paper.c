/* kontor-paper.c: pages of a document on the screen */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-paper.h"

#include <glib/gi18n.h>
#include <math.h>

#include "kontor-pages-cairo.h"

/* Pixels of a point at 100 percent: CSS has 96 pixels to the inch, paper 72 points. */
#define PIXELS_PER_POINT (96.0 / 72.0)

/* Pixels around and between the sheets. */
#define MARGIN 18
#define GAP 14

/* Below the last sheet there is room for what lies over the paper, such as a bar with buttons. */
#define END 56

/* What fits the width is neither unreadable nor larger than life. */
#define MIN_FIT 0.25
#define MAX_FIT 1.5

/* In percent; what the buttons step through. */
static const int zooms[] = { 25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400 };

struct _KontorPaper
{
  GtkWidget parent_instance;

  KontorPages *pages;
  double zoom; /* 0: as wide as there is room for */
  guint page;

  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GtkScrollablePolicy policies[2];
  GArray *tops;                  /* double: where each sheet begins, points and without gaps; one more for the end */
  double width;                  /* of the widest sheet, points */
  GHashTable *textures;          /* page + 1 -> GdkTexture at texture_scale */
  double texture_scale;
};

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_SCALE,
  N_PROPS,
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorPaper, kontor_paper, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint
count_pages (KontorPaper *self)
{
  return self->pages == NULL ? 0 : kontor_pages_get_count (self->pages);
}

/* Where a sheet begins, in pixels from the top of all. */
static double
find_top (KontorPaper *self,
          guint page,
          double scale)
{
  return MARGIN + page * (double) GAP + g_array_index (self->tops, double, page) * scale;
}

static double
find_scale (KontorPaper *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->zoom > 0 || self->width <= 0)
    return (self->zoom > 0 ? self->zoom : 1) * PIXELS_PER_POINT;

  return CLAMP ((width - 2 * MARGIN) / self->width, MIN_FIT * PIXELS_PER_POINT, MAX_FIT * PIXELS_PER_POINT);
}

static double
get_value (KontorPaper *self,
           GtkOrientation orientation)
{
  return self->adjustments[orientation] == NULL ? 0 : floor (gtk_adjustment_get_value (self->adjustments[orientation]));
}

/* The sheet that covers a line, in pixels from the top of all; the first or the last one for what is above or below. */
static guint
find_page (KontorPaper *self,
           double line,
           double scale)
{
  guint low = 0;
  guint high = count_pages (self);

  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;

      if (find_top (self, middle, scale) <= line)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* A person reads the sheet that is a third down from the top of what is seen. */
static void
update_page (KontorPaper *self)
{
  double line = get_value (self, GTK_ORIENTATION_VERTICAL) + gtk_widget_get_height (GTK_WIDGET (self)) / 3.0;
  guint page = find_page (self, line, find_scale (self));

  if (self->page != page)
    {
      self->page = page;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
    }
}

static void
configure (KontorPaper *self,
           GtkOrientation orientation,
           double upper,
           double visible)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment), 0, MAX (upper, visible), visible * 0.1,
                              visible * 0.9, visible);
}

static void
update_adjustments (KontorPaper *self)
{
  double scale = find_scale (self);
  guint count = count_pages (self);

  configure (self, GTK_ORIENTATION_HORIZONTAL, count == 0 ? 0 : 2 * MARGIN + self->width * scale,
             gtk_widget_get_width (GTK_WIDGET (self)));
  configure (self, GTK_ORIENTATION_VERTICAL, count == 0 ? 0 : find_top (self, count, scale) - GAP + END,
             gtk_widget_get_height (GTK_WIDGET (self)));
  update_page (self);
}

/* A change of the scale keeps what stands at @anchor (a share of the height of what is seen) where it is. */
static void
set_zoom_at (KontorPaper *self,
             double zoom,
             double anchor)
{
  double before = find_scale (self);
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double line = get_value (self, GTK_ORIENTATION_VERTICAL) + anchor * height;
  guint page = self->page;
  double within = count_pages (self) == 0 ? 0 : (line - find_top (self, page, before)) / before;

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  update_adjustments (self);
  if (self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL && count_pages (self) > 0)
    gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL],
                              find_top (self, page, find_scale (self)) + within * find_scale (self) - anchor * height);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCALE]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The next step up or down from what is seen now. */
static void
step_zoom (KontorPaper *self,
           int direction,
           double anchor)
{
  int percent = (int) round (kontor_paper_get_scale (self) * 100);

  if (direction > 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
        if (zooms[i] > percent)
          {
            set_zoom_at (self, zooms[i] / 100.0, anchor);
            return;
          }
    }
  else
    {
      for (guint i = G_N_ELEMENTS (zooms); i > 0; i--)
        if (zooms[i - 1] < percent)
          {
            set_zoom_at (self, zooms[i - 1] / 100.0, anchor);
            return;
          }
    }
}

/* Text is drawn once for each sheet that comes into view, and scrolled as a picture. */
static GdkTexture *
draw_texture (KontorPaper *self,
              guint page,
              double scale)
{
  double width;
  double height;
  cairo_surface_t *surface;
  cairo_t *cr;
  GdkTexture *texture = NULL;

  kontor_pages_get_size (self->pages, page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale), (int) ceil (height * scale));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  kontor_pages_draw (self->pages, page, cr, KONTOR_DRAW_NONE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  /* A surface that there is no memory for has no data. */
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      int stride = cairo_image_surface_get_stride (surface);
      int rows = cairo_image_surface_get_height (surface);
      g_autoptr (GBytes) bytes =
        g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * rows,
                                    (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));

      texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface), rows, GDK_MEMORY_DEFAULT, bytes, stride);
    }
  cairo_surface_destroy (surface);

  return texture;
}

static void
snapshot_page (KontorPaper *self,
               GtkSnapshot *snapshot,
               guint page,
               const graphene_rect_t *area,
               double scale)
{
  gpointer key = GUINT_TO_POINTER (page + 1);
  GdkTexture *texture = g_hash_table_lookup (self->textures, key);
  graphene_rect_t edge;
  GskRoundedRect outline;
  const GdkRGBA soft = { 0, 0, 0, 0.22 };
  const GdkRGBA thin = { 0, 0, 0, 0.12 };
  const GdkRGBA white = { 1, 1, 1, 1 };

  gsk_rounded_rect_init_from_rect (&outline, area, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &soft, 0, 2, 0, 9);
  graphene_rect_inset_r (area, -1, -1, &edge);
  gtk_snapshot_append_color (snapshot, &thin, &edge);
  gtk_snapshot_append_color (snapshot, &white, area);

  if (texture == NULL)
    {
      texture = draw_texture (self, page, scale);
      if (texture != NULL)
        g_hash_table_insert (self->textures, key, texture);
    }
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, area);
}

static void
kontor_paper_snapshot (GtkWidget *widget,
                       GtkSnapshot *snapshot)
{
  KontorPaper *self = KONTOR_PAPER (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double scale = find_scale (self);
  double texture_scale = scale * gtk_widget_get_scale_factor (widget);
  double left = get_value (self, GTK_ORIENTATION_HORIZONTAL);
  double top = get_value (self, GTK_ORIENTATION_VERTICAL);
  double whole = MAX (width, 2 * MARGIN + self->width * scale);
  guint count = count_pages (self);
  GHashTableIter iter;
  gpointer key;

  if (self->texture_scale != texture_scale)
    g_hash_table_remove_all (self->textures);
  self->texture_scale = texture_scale;

  /* What is far out of sight is drawn again when it comes back. */
  g_hash_table_iter_init (&iter, self->textures);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint page = GPOINTER_TO_UINT (key) - 1;

      if (find_top (self, page + 1, scale) < top - height || find_top (self, page, scale) > top + 2 * height)
        g_hash_table_iter_remove (&iter);
    }

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (guint page = find_page (self, top - GAP, scale); page < count; page++)
    {
      double page_top = find_top (self, page, scale) - top;
      double page_width;
      double page_height;

      if (page_top > height)
        break;
      kontor_pages_get_size (self->pages, page, &page_width, &page_height);
      snapshot_page (self, snapshot, page,
                     &GRAPHENE_RECT_INIT (floor ((whole - page_width * scale) / 2 - left), floor (page_top),
                                          page_width * scale, page_height * scale),
                     texture_scale);
    }
  gtk_snapshot_pop (snapshot);
}

static void
kontor_paper_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 420 : 600;
}

static void
kontor_paper_size_allocate (GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  KontorPaper *self = KONTOR_PAPER (widget);

  update_adjustments (self);
  if (self->zoom == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCALE]);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double dx,
           double dy,
           KontorPaper *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  if (dy != 0)
    step_zoom (self, dy < 0 ? 1 : -1, 0.4);

  return GDK_EVENT_STOP;
}

static void
scrolled_cb (KontorPaper *self)
{
  update_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (KontorPaper *self,
                GtkOrientation orientation,
                GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] == adjustment && adjustment != NULL)
    return;

  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], scrolled_cb, self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  update_adjustments (self);
}

static void
scroll_by (KontorPaper *self,
           double share)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment,
                              gtk_adjustment_get_value (adjustment) + share * gtk_adjustment_get_page_size (adjustment));
}

static gboolean
scroll_shortcut (GtkWidget *widget,
                 GVariant *args,
                 gpointer user_data)
{
  scroll_by (KONTOR_PAPER (widget), g_variant_get_double (args));

  return GDK_EVENT_STOP;
}

static void
zoom_in_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  kontor_paper_zoom_in (KONTOR_PAPER (widget));
}

static void
zoom_out_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  kontor_paper_zoom_out (KONTOR_PAPER (widget));
}

static void
zoom_fit_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  kontor_paper_set_zoom (KONTOR_PAPER (widget), 0);
}

static void
kontor_paper_get_property (GObject *object,
                           guint prop_id,
                           GValue *value,
                           GParamSpec *pspec)
{
  KontorPaper *self = KONTOR_PAPER (object);

  switch (prop_id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;

    case PROP_SCALE:
      g_value_set_double (value, kontor_paper_get_scale (self));
      break;

    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;

    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;

    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;

    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_paper_set_property (GObject *object,
                           guint prop_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  KontorPaper *self = KONTOR_PAPER (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;

    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;

    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;

    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_paper_dispose (GObject *object)
{
  KontorPaper *self = KONTOR_PAPER (object);

  g_clear_object (&self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
  g_clear_object (&self->adjustments[GTK_ORIENTATION_VERTICAL]);
  g_clear_object (&self->pages);
  g_hash_table_remove_all (self->textures);

  G_OBJECT_CLASS (kontor_paper_parent_class)->dispose (object);
}

static void
kontor_paper_finalize (GObject *object)
{
  KontorPaper *self = KONTOR_PAPER (object);

  g_array_unref (self->tops);
  g_hash_table_unref (self->textures);

  G_OBJECT_CLASS (kontor_paper_parent_class)->finalize (object);
}

static void
kontor_paper_class_init (KontorPaperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kontor_paper_get_property;
  object_class->set_property = kontor_paper_set_property;
  object_class->dispose = kontor_paper_dispose;
  object_class->finalize = kontor_paper_finalize;
  widget_class->snapshot = kontor_paper_snapshot;
  widget_class->measure = kontor_paper_measure;
  widget_class->size_allocate = kontor_paper_size_allocate;

  properties[PROP_PAGE] =
    g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SCALE] =
    g_param_spec_double ("scale", NULL, NULL, 0, G_MAXDOUBLE, 1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  gtk_widget_class_install_action (widget_class, "paper.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "paper.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "paper.zoom-fit", NULL, zoom_fit_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "paper.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "paper.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "paper.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "paper.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "paper.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "paper.zoom-fit", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, scroll_shortcut, "d", 0.1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, scroll_shortcut, "d", -0.1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, scroll_shortcut, "d", 0.9);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, scroll_shortcut, "d", -0.9);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, scroll_shortcut, "d", 0.9);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, scroll_shortcut, "d", -1e9);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, scroll_shortcut, "d", 1e9);

  gtk_widget_class_set_css_name (widget_class, "paper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kontor_paper_init (KontorPaper *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL |
                                                                GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  self->tops = g_array_new (FALSE, TRUE, sizeof (double));
  g_array_set_size (self->tops, 1);
  self->textures = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Empty paper"), -1);
}

/**
 * kontor_paper_new:
 *
 * Returns: (transfer floating): a widget that shows pages as sheets of paper, one below the other; put it into a
 *   #GtkScrolledWindow
 */
GtkWidget *
kontor_paper_new (void)
{
  return g_object_new (KONTOR_TYPE_PAPER, NULL);
}

/**
 * kontor_paper_set_pages:
 * @self: a paper
 * @pages: (nullable): what it shows
 *
 * Shows other pages, and stays at the place where the person reads.
 */
void
kontor_paper_set_pages (KontorPaper *self,
                        KontorPages *pages)
{
  g_autofree char *label = NULL;
  double top = 0;
  guint count;

  g_return_if_fail (KONTOR_IS_PAPER (self));
  g_return_if_fail (pages == NULL || KONTOR_IS_PAGES (pages));

  if (!g_set_object (&self->pages, pages))
    return;

  count = count_pages (self);
  g_hash_table_remove_all (self->textures);
  g_array_set_size (self->tops, 0);
  self->width = 0;
  for (guint i = 0; i < count; i++)
    {
      double width;
      double height;

      kontor_pages_get_size (pages, i, &width, &height);
      g_array_append_val (self->tops, top);
      top += height;
      self->width = MAX (self->width, width);
    }
  g_array_append_val (self->tops, top);

  label = count == 0 ? g_strdup (_("Empty paper"))
                     : g_strdup_printf (ngettext ("The document on paper, %u page", "The document on paper, %u pages", count), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  update_adjustments (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCALE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kontor_paper_get_pages:
 * @self: a paper
 *
 * Returns: (transfer none) (nullable): what it shows
 */
KontorPages *
kontor_paper_get_pages (KontorPaper *self)
{
  g_return_val_if_fail (KONTOR_IS_PAPER (self), NULL);

  return self->pages;
}

/**
 * kontor_paper_get_page:
 * @self: a paper
 *
 * Returns: the page that is read, from 0
 */
guint
kontor_paper_get_page (KontorPaper *self)
{
  g_return_val_if_fail (KONTOR_IS_PAPER (self), 0);

  return self->page;
}

/**
 * kontor_paper_go_to_page:
 * @self: a paper
 * @page: a page, from 0
 */
void
kontor_paper_go_to_page (KontorPaper *self,
                         guint page)
{
  g_return_if_fail (KONTOR_IS_PAPER (self));

  if (page < count_pages (self) && self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL],
                              page == 0 ? 0 : find_top (self, page, find_scale (self)) - GAP);
}

/**
 * kontor_paper_get_scale:
 * @self: a paper
 *
 * Returns: how large the paper is seen; 1 is the size of CSS, 96 pixels to the inch
 */
double
kontor_paper_get_scale (KontorPaper *self)
{
  g_return_val_if_fail (KONTOR_IS_PAPER (self), 1);

  return find_scale (self) / PIXELS_PER_POINT;
}

/**
 * kontor_paper_get_fits_width:
 * @self: a paper
 *
 * Returns: whether the size of the sheets follows the width of the widget
 */
gboolean
kontor_paper_get_fits_width (KontorPaper *self)
{
  g_return_val_if_fail (KONTOR_IS_PAPER (self), TRUE);

  return self->zoom == 0;
}

/**
 * kontor_paper_set_zoom:
 * @self: a paper
 * @zoom: 1 for 96 pixels to the inch, from 0.25 to 4; 0 for as wide as there is room for
 */
void
kontor_paper_set_zoom (KontorPaper *self,
                       double zoom)
{
  g_return_if_fail (KONTOR_IS_PAPER (self));

  set_zoom_at (self, zoom == 0 ? 0 : CLAMP (zoom, 0.25, 4), 0);
}

/**
 * kontor_paper_zoom_in:
 * @self: a paper
 */
void
kontor_paper_zoom_in (KontorPaper *self)
{
  g_return_if_fail (KONTOR_IS_PAPER (self));

  step_zoom (self, 1, 0);
}

/**
 * kontor_paper_zoom_out:
 * @self: a paper
 */
void
kontor_paper_zoom_out (KontorPaper *self)
{
  g_return_if_fail (KONTOR_IS_PAPER (self));

  step_zoom (self, -1, 0);
}

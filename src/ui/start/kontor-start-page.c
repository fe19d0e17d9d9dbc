/* kontor-start-page.c: what an empty store begins with */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "start/kontor-start-page.h"

#include <glib/gi18n.h>

#include "kontor-desk-demo.h"

struct _KontorStartPage
{
  AdwBin parent_instance;

  KontorStore *store;
  GCancellable *cancellable;

  GtkWidget *header_bar;
  GtkWidget *back_button;
  GtkWidget *stack;
  GtkWidget *progress_bar;
  GtkWidget *problem_label;
};

G_DEFINE_FINAL_TYPE (KontorStartPage, kontor_start_page, ADW_TYPE_BIN)

/* How far the thread is, on its way to the window. */
typedef struct
{
  KontorStartPage *self;
  double fraction;
} Step;

static void
step_free (Step *step)
{
  g_object_unref (step->self);
  g_free (step);
}

static gboolean
step_cb (gpointer user_data)
{
  Step *step = user_data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (step->self->progress_bar), step->fraction);

  return G_SOURCE_REMOVE;
}

static void
progress_cb (guint done,
             guint total,
             gpointer user_data)
{
  Step *step = g_new0 (Step, 1);

  step->self = g_object_ref (user_data);
  step->fraction = total == 0 ? 0 : done / (double) total;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, step_cb, step, (GDestroyNotify) step_free);
}

static void
demo_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;

  if (kontor_desk_fill_demo (KONTOR_STORE (task_data), progress_cb, source_object, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_problem (KontorStartPage *self,
              const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->problem_label), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_label, problem != NULL);
}

/* When it is done the store has records, and whoever shows this page goes on. */
static void
demo_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  KontorStartPage *self = KONTOR_START_PAGE (object);
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->cancellable);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    return;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "choices");
  show_problem (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NULL : error->message);
}

static void
demo_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  KontorStartPage *self = KONTOR_START_PAGE (widget);
  g_autoptr (GTask) task = NULL;

  if (self->cancellable != NULL)
    return;

  show_problem (self, NULL);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "progress");
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, demo_cb, NULL);
  g_task_set_source_tag (task, demo_action);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  /* A cancelled filling is waited for: the store must be empty again before somebody writes to it. */
  g_task_set_return_on_cancel (task, FALSE);
  g_task_run_in_thread (task, demo_thread);
}

static void
cancel_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  KontorStartPage *self = KONTOR_START_PAGE (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static GtkWidget *
make_choice (const char *icon,
             const char *title,
             const char *subtitle,
             const char *action,
             const char *target)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  gtk_button_set_icon_name (GTK_BUTTON (button), "go-next-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* The row gives its button its own title for screen readers. */
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);

  return row;
}

static GtkWidget *
make_choices (KontorStartPage *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *customer = gtk_button_new_with_label (_("New Customer"));

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             make_choice ("kontor-company-symbolic", _("Enter Your Company"),
                                          _("Name, address and account, as they stand on offers and contracts"), "win.place", "company"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             make_choice ("kontor-offer-symbolic", _("Try It With the Demo Company"),
                                          _("Made-up customers, products, offers and contracts to look around in"), "start.demo", NULL));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             make_choice ("document-open-symbolic", _("Open a Backup…"),
                                          _("Go on with what you had on another desktop"), "app.restore", NULL));

  self->problem_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem_label), TRUE);
  gtk_widget_add_css_class (self->problem_label, "error");
  gtk_widget_set_visible (self->problem_label, FALSE);

  gtk_widget_add_css_class (customer, "pill");
  gtk_widget_set_halign (customer, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (customer), "s", "customer");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (customer), "win.new-kind");

  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->problem_label);
  gtk_box_append (GTK_BOX (box), customer);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 480);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), KONTOR_APPLICATION_ID);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Welcome to Kontor"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("Customers, offers and contracts, on this desktop. Everything is saved as you type."));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), clamp);

  return page;
}

static GtkWidget *
make_progress (KontorStartPage *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->progress_bar = gtk_progress_bar_new ();
  gtk_widget_set_size_request (self->progress_bar, 240, -1);
  gtk_widget_set_halign (self->progress_bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Setting up the demo company"), -1);
  gtk_widget_add_css_class (cancel, "pill");
  gtk_widget_set_halign (cancel, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "start.cancel");
  gtk_box_append (GTK_BOX (box), self->progress_bar);
  gtk_box_append (GTK_BOX (box), cancel);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), KONTOR_APPLICATION_ID);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Setting Up the Demo Company"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("Its offers are issued one after the other, as people would."));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);

  return page;
}

static void
kontor_start_page_dispose (GObject *object)
{
  KontorStartPage *self = KONTOR_START_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (kontor_start_page_parent_class)->dispose (object);
}

static void
kontor_start_page_class_init (KontorStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_start_page_dispose;

  gtk_widget_class_install_action (widget_class, "start.demo", NULL, demo_action);
  gtk_widget_class_install_action (widget_class, "start.cancel", NULL, cancel_action);
}

static void
kontor_start_page_init (KontorStartPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->header_bar = adw_header_bar_new ();
  gtk_widget_add_css_class (self->header_bar, "flat");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->header_bar), adw_window_title_new ("", ""));
  self->back_button = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (self->back_button, _("Places"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back_button), "win.show-sidebar");
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->header_bar), self->back_button);

  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), make_choices (self), "choices");
  gtk_stack_add_named (GTK_STACK (self->stack), make_progress (self), "progress");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);

  gtk_box_append (GTK_BOX (box), self->header_bar);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * kontor_start_page_new:
 * @store: an empty store
 *
 * Returns: (transfer floating): a page that says what to do first
 */
GtkWidget *
kontor_start_page_new (KontorStore *store)
{
  KontorStartPage *self;

  g_return_val_if_fail (KONTOR_IS_STORE (store), NULL);

  self = g_object_new (KONTOR_TYPE_START_PAGE, NULL);
  self->store = g_object_ref (store);

  return GTK_WIDGET (self);
}

/**
 * kontor_start_page_set_back_visible:
 * @self: a start page
 * @visible: whether the sidebar is hidden, so that a button must lead to it
 */
void
kontor_start_page_set_back_visible (KontorStartPage *self,
                                    gboolean visible)
{
  g_return_if_fail (KONTOR_IS_START_PAGE (self));

  gtk_widget_set_visible (self->back_button, visible);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->header_bar), visible);
}

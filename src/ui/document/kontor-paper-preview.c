/* kontor-paper-preview.c: a record on paper, as it is edited */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-paper-preview.h"

#include <glib/gi18n.h>
#include <math.h>

#include "document/kontor-paper.h"

/* Keys that follow each other within this time are laid out together. */
#define SETTLE_MS 120

/* A layout that is faster than this is not worth a spinner. */
#define PATIENCE_MS 400

/* What is to be laid out. Bodies are immutable, so the thread reads its own reference. */
typedef struct
{
  KontorStore *store;
  char *id;
  KontorJson *body;
  char *template_name;
  char *language;
  GDateTime *created;
} Job;

struct _KontorPaperPreview
{
  GtkWidget parent_instance;

  KontorStore *store;
  Job *job;         /* what was asked for last */
  gboolean stale;   /* @job is not what is shown or under way */
  GTask *running;   /* not owned: it owns itself */
  GCancellable *cancellable;
  guint settle_id;
  guint patience_id;
  char *problem;

  GtkWidget *overlay;
  GtkWidget *stack;
  GtkWidget *paper;
  GtkWidget *problem_revealer;
  GtkWidget *problem_label;
  GtkWidget *status_title;
  GtkWidget *status_text;
  GtkWidget *spinner;
  GtkWidget *toolbar;
  GtkWidget *page_label;
  GtkWidget *zoom_label;
  GtkWidget *fit_button;
};

enum
{
  PROP_0,
  PROP_PAGES,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorPaperPreview, kontor_paper_preview, GTK_TYPE_WIDGET)

static void start (KontorPaperPreview *self);

static void
job_free (Job *job)
{
  g_object_unref (job->store);
  kontor_json_unref (job->body);
  g_free (job->id);
  g_free (job->template_name);
  g_free (job->language);
  g_clear_pointer (&job->created, g_date_time_unref);
  g_free (job);
}

static Job *
job_new (KontorStore *store,
         const KontorDeskDocument *document)
{
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->id = g_strdup (document->id);
  job->body = kontor_json_ref (document->body);
  job->template_name = g_strdup (document->template_name);
  job->language = g_strdup (document->language);
  job->created = document->created == NULL ? NULL : g_date_time_ref (document->created);

  return job;
}

static void
fill_document (KontorDeskDocument *document,
               const Job *job)
{
  document->id = job->id;
  document->body = job->body;
  document->template_name = job->template_name;
  document->language = job->language;
  document->created = job->created;
}

static gboolean
job_equals (const Job *a,
            const Job *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->template_name, b->template_name) == 0 &&
         g_strcmp0 (a->language, b->language) == 0 && (a->body == b->body || kontor_json_equal (a->body, b->body));
}

/* Whether the document says something of the record @id. */
static gboolean
job_refers_to (const Job *job,
               const char *id)
{
  if (g_str_has_prefix (id, "company:"))
    return TRUE;

  for (guint i = 0; i < kontor_json_get_size (job->body); i++)
    if (g_strcmp0 (kontor_json_get_string (kontor_json_get_element (job->body, i)), id) == 0)
      return TRUE;

  return FALSE;
}

static void
update_toolbar (KontorPaperPreview *self)
{
  KontorPaper *paper = KONTOR_PAPER (self->paper);
  KontorPages *pages = kontor_paper_get_pages (paper);
  guint count = pages == NULL ? 0 : kontor_pages_get_count (pages);
  /* Translators: a page and how many there are, such as "2 of 5". */
  g_autofree char *page = g_strdup_printf (_("%u of %u"), kontor_paper_get_page (paper) + 1, count);
  g_autofree char *zoom = g_strdup_printf (_("%.0f %%"), round (kontor_paper_get_scale (paper) * 100));

  gtk_label_set_label (GTK_LABEL (self->page_label), page);
  gtk_label_set_label (GTK_LABEL (self->zoom_label), zoom);
  gtk_widget_set_sensitive (self->fit_button, !kontor_paper_get_fits_width (paper));
  gtk_widget_set_visible (self->toolbar, count > 0);
}

static void
show_problem (KontorPaperPreview *self,
              const char *problem)
{
  gboolean has_pages = kontor_paper_get_pages (KONTOR_PAPER (self->paper)) != NULL;

  g_free (self->problem);
  self->problem = g_strdup (problem);
  if (problem != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->problem_label), problem);
      gtk_label_set_label (GTK_LABEL (self->status_text), problem);
    }
  gtk_widget_set_visible (self->status_title, problem != NULL);
  gtk_widget_set_visible (self->status_text, problem != NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->problem_revealer), problem != NULL && has_pages);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), has_pages ? "paper" : "status");
}

static void
set_busy_shown (KontorPaperPreview *self,
                gboolean shown)
{
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), shown);
  gtk_widget_set_visible (self->spinner, shown);
}

static gboolean
patience_cb (gpointer user_data)
{
  KontorPaperPreview *self = KONTOR_PAPER_PREVIEW (user_data);

  self->patience_id = 0;
  set_busy_shown (self, TRUE);

  return G_SOURCE_REMOVE;
}

static void
lay_out_thread (GTask *task,
                gpointer source_object,
                gpointer task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  KontorDeskDocument document;
  GError *error = NULL;
  KontorPages *pages;

  fill_document (&document, job);
  pages = kontor_desk_lay_out (job->store, &document, cancellable, &error);
  if (pages == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pages, g_object_unref);
}

static void
laid_out_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  KontorPaperPreview *self = KONTOR_PAPER_PREVIEW (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPages) pages = g_task_propagate_pointer (G_TASK (result), &error);

  /* What belongs to a record that is not shown any more, or to a preview that is gone, is dropped. */
  if (self->running != G_TASK (result))
    return;
  self->running = NULL;
  g_clear_object (&self->cancellable);

  if (pages != NULL)
    {
      kontor_paper_set_pages (KONTOR_PAPER (self->paper), pages);
      show_problem (self, NULL);
      update_toolbar (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGES]);
    }
  else
    show_problem (self, error->message);

  if (self->stale)
    start (self);
  if (self->running == NULL)
    {
      g_clear_handle_id (&self->patience_id, g_source_remove);
      set_busy_shown (self, FALSE);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/*
 * Lays the newest body out, unless another one is under way: then it follows. A layout is not cut short by the next key,
 * or a person who types on and on would see nothing.
 */
static void
start (KontorPaperPreview *self)
{
  g_autoptr (GTask) task = NULL;
  KontorDeskDocument document;

  if (self->running != NULL || !self->stale || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, laid_out_cb, NULL);
  g_task_set_source_tag (task, start);
  fill_document (&document, self->job);
  g_task_set_task_data (task, job_new (self->store, &document), (GDestroyNotify) job_free);
  self->running = task;
  if (self->patience_id == 0)
    self->patience_id = g_timeout_add (PATIENCE_MS, patience_cb, self);
  g_task_run_in_thread (task, lay_out_thread);
}

static gboolean
settle_cb (gpointer user_data)
{
  KontorPaperPreview *self = KONTOR_PAPER_PREVIEW (user_data);

  self->settle_id = 0;
  start (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (KontorPaperPreview *self,
          guint delay)
{
  self->stale = TRUE;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (delay, settle_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
cancel (KontorPaperPreview *self)
{
  self->running = NULL;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->patience_id, g_source_remove);
}

/* The company got another logo, the customer another address: the paper says so without a key. */
static void
store_changed_cb (KontorStore *store,
                  GStrv ids,
                  KontorPaperPreview *self)
{
  if (self->job == NULL)
    return;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (job_refers_to (self->job, ids[i]))
      {
        schedule (self, SETTLE_MS);
        return;
      }
  if (ids == NULL)
    schedule (self, SETTLE_MS);
}

static GtkWidget *
make_button (const char *icon,
             const char *action,
             const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return button;
}

static void
zoom_clicked_cb (GtkButton *button,
                 KontorPaperPreview *self)
{
  gtk_widget_activate_action (self->paper, g_object_get_data (G_OBJECT (button), "kontor-action"), NULL);
  update_toolbar (self);
}

static GtkWidget *
make_zoom_button (KontorPaperPreview *self,
                  const char *icon,
                  const char *action,
                  const char *label)
{
  GtkWidget *button = make_button (icon, NULL, label);

  g_object_set_data (G_OBJECT (button), "kontor-action", (gpointer) action);
  g_signal_connect (button, "clicked", G_CALLBACK (zoom_clicked_cb), self);

  return button;
}

static GtkWidget *
make_label (const char *name,
            int width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_widget_add_css_class (label, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);

  return label;
}

static GtkWidget *
make_toolbar (KontorPaperPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  self->page_label = make_label (_("Page"), 6);
  self->zoom_label = make_label (_("Size of the paper on the screen"), 5);
  self->fit_button = make_zoom_button (self, "zoom-fit-best-symbolic", "paper.zoom-fit", _("Fit Width"));

  gtk_widget_add_css_class (box, "osd");
  gtk_widget_add_css_class (box, "toolbar");
  gtk_widget_add_css_class (box, "paper-toolbar");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), self->page_label);
  gtk_box_append (GTK_BOX (box), make_zoom_button (self, "zoom-out-symbolic", "paper.zoom-out", _("Smaller")));
  gtk_box_append (GTK_BOX (box), self->zoom_label);
  gtk_box_append (GTK_BOX (box), make_zoom_button (self, "zoom-in-symbolic", "paper.zoom-in", _("Larger")));
  gtk_box_append (GTK_BOX (box), self->fit_button);

  return box;
}

static GtkWidget *
make_status (KontorPaperPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->status_title = gtk_label_new (_("Not on Paper Yet"));
  gtk_widget_add_css_class (self->status_title, "title-4");
  gtk_label_set_wrap (GTK_LABEL (self->status_title), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->status_title), GTK_JUSTIFY_CENTER);
  self->status_text = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->status_text, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->status_text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->status_text), 40);
  gtk_label_set_justify (GTK_LABEL (self->status_text), GTK_JUSTIFY_CENTER);
  gtk_label_set_selectable (GTK_LABEL (self->status_text), TRUE);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_box_append (GTK_BOX (box), self->status_title);
  gtk_box_append (GTK_BOX (box), self->status_text);

  return box;
}

/* Beside pages that are not up to date, in the words that name the line of the template. */
static GtkWidget *
make_problem_bar (KontorPaperPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->problem_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->problem_label), 0);
  gtk_label_set_selectable (GTK_LABEL (self->problem_label), TRUE);
  gtk_widget_add_css_class (box, "problem-bar");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), self->problem_label);

  self->problem_revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->problem_revealer), box);
  gtk_widget_set_valign (self->problem_revealer, GTK_ALIGN_START);

  return self->problem_revealer;
}

static void
kontor_paper_preview_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kontor_paper_preview_parent_class)->map (widget);

  start (KONTOR_PAPER_PREVIEW (widget));
}

/* What nobody sees is not waited for; it is laid out anew when it is seen again. */
static void
kontor_paper_preview_unmap (GtkWidget *widget)
{
  KontorPaperPreview *self = KONTOR_PAPER_PREVIEW (widget);

  if (self->running != NULL)
    self->stale = TRUE;
  cancel (self);
  set_busy_shown (self, FALSE);

  GTK_WIDGET_CLASS (kontor_paper_preview_parent_class)->unmap (widget);
}

static void
kontor_paper_preview_get_property (GObject *object,
                                   guint prop_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  KontorPaperPreview *self = KONTOR_PAPER_PREVIEW (object);

  switch (prop_id)
    {
    case PROP_PAGES:
      g_value_set_object (value, kontor_paper_preview_get_pages (self));
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, kontor_paper_preview_is_busy (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_paper_preview_dispose (GObject *object)
{
  KontorPaperPreview *self = KONTOR_PAPER_PREVIEW (object);

  cancel (self);
  g_clear_pointer (&self->job, job_free);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (kontor_paper_preview_parent_class)->dispose (object);
}

static void
kontor_paper_preview_finalize (GObject *object)
{
  g_free (KONTOR_PAPER_PREVIEW (object)->problem);

  G_OBJECT_CLASS (kontor_paper_preview_parent_class)->finalize (object);
}

static void
kontor_paper_preview_class_init (KontorPaperPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kontor_paper_preview_get_property;
  object_class->dispose = kontor_paper_preview_dispose;
  object_class->finalize = kontor_paper_preview_finalize;
  widget_class->map = kontor_paper_preview_map;
  widget_class->unmap = kontor_paper_preview_unmap;

  properties[PROP_PAGES] =
    g_param_spec_object ("pages", NULL, NULL, KONTOR_TYPE_PAGES, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "paper-preview");
}

static void
kontor_paper_preview_init (KontorPaperPreview *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->paper = kontor_paper_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->paper);
  g_signal_connect_object (self->paper, "notify", G_CALLBACK (update_toolbar), self, G_CONNECT_SWAPPED);

  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_status (self), "status");
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "paper");

  self->spinner = gtk_spinner_new ();
  gtk_widget_set_halign (self->spinner, GTK_ALIGN_END);
  gtk_widget_set_valign (self->spinner, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->spinner, "paper-spinner");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The paper is being laid out"), -1);

  self->toolbar = make_toolbar (self);
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->stack);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), make_problem_bar (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->toolbar);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->spinner);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));

  set_busy_shown (self, FALSE);
  show_problem (self, NULL);
  update_toolbar (self);
}

/**
 * kontor_paper_preview_new:
 * @store: the store
 *
 * Makes a widget that shows a record on paper: scrolled sheets with page number and zoom. It is laid out in the background,
 * and only while the widget is on the screen.
 *
 * Returns: (transfer floating): a new preview, empty
 */
GtkWidget *
kontor_paper_preview_new (KontorStore *store)
{
  KontorPaperPreview *self;

  g_return_val_if_fail (KONTOR_IS_STORE (store), NULL);

  self = g_object_new (KONTOR_TYPE_PAPER_PREVIEW, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, 0);

  return GTK_WIDGET (self);
}

/**
 * kontor_paper_preview_show:
 * @self: a preview
 * @document: what is to be shown; all of it is copied, the body is immutable and shared
 *
 * Shows a record, as often as a key is typed. What was asked for last is what is shown in the end; the pages before it stay
 * until then, and so do they, with the reason above them, when it cannot be laid out. It follows what others change in the
 * records that it refers to.
 */
void
kontor_paper_preview_show (KontorPaperPreview *self,
                           const KontorDeskDocument *document)
{
  Job *job;

  g_return_if_fail (KONTOR_IS_PAPER_PREVIEW (self));
  g_return_if_fail (document != NULL && document->body != NULL);

  job = job_new (self->store, document);
  if (self->job != NULL && job_equals (self->job, job))
    {
      job_free (job);
      return;
    }

  /* The pages of another record are nothing to wait for, nor to go on showing. */
  if (self->job != NULL && g_strcmp0 (self->job->id, job->id) != 0)
    {
      cancel (self);
      kontor_paper_set_pages (KONTOR_PAPER (self->paper), NULL);
      show_problem (self, NULL);
    }
  schedule (self, self->job == NULL ? 0 : SETTLE_MS);
  g_clear_pointer (&self->job, job_free);
  self->job = job;
}

/**
 * kontor_paper_preview_get_pages:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): the pages that are shown; with kontor_paper_preview_is_busy() they are not those of
 *   the newest body
 */
KontorPages *
kontor_paper_preview_get_pages (KontorPaperPreview *self)
{
  g_return_val_if_fail (KONTOR_IS_PAPER_PREVIEW (self), NULL);

  return kontor_paper_get_pages (KONTOR_PAPER (self->paper));
}

/**
 * kontor_paper_preview_get_problem:
 * @self: a preview
 *
 * Returns: (nullable): why the body that was laid out last cannot be shown, as a sentence
 */
const char *
kontor_paper_preview_get_problem (KontorPaperPreview *self)
{
  g_return_val_if_fail (KONTOR_IS_PAPER_PREVIEW (self), NULL);

  return self->problem;
}

/**
 * kontor_paper_preview_is_busy:
 * @self: a preview
 *
 * Returns: whether what was asked for last is not shown yet
 */
gboolean
kontor_paper_preview_is_busy (KontorPaperPreview *self)
{
  g_return_val_if_fail (KONTOR_IS_PAPER_PREVIEW (self), FALSE);

  return self->stale || self->running != NULL;
}

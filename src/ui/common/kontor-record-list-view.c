/* kontor-record-list-view.c: a list of records with search, filter and columns */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-record-list-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kontor-field-text.h"
#include "kontor-option.h"
#include "kontor-record-list.h"

/* The width of a character of a column, and what stands around its text. */
#define CHARACTER_WIDTH 8
#define COLUMN_PADDING 24
#define NARROW_WIDTH 480

struct _KontorRecordListView
{
  GtkWidget parent_instance;

  KontorStore *store;
  const KontorRecordType *type;
  const KontorListColumn *columns;
  KontorRecordList *list;

  GtkWidget *box;
  GtkWidget *search_bar;
  GtkWidget *entry;
  GtkWidget *filter_button;
  GtkWidget *stack;
  GtkWidget *view;
  GtkWidget *empty_bin;
  GtkWidget *nothing_page;
  GtkWidget *error_page;
  GtkSingleSelection *selection;
  GPtrArray *view_columns;
  GHashTable *bound;
  GSimpleActionGroup *filters;

  const char *sort;
  gboolean descending;
  gboolean compact;
  gboolean by_pointer;
  gboolean listening;
  int shown_width;
  guint shown_count;
  char *open_id;
  GCancellable *find_cancellable;
  guint columns_idle_id;
  guint open_timeout_id;
  const char *sorted_by;
};

G_DEFINE_FINAL_TYPE (KontorRecordListView, kontor_record_list_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
has_filters (KontorRecordListView *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self->filters));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->filters), names[i]);

      if (state != NULL && *g_variant_get_string (state, NULL) != '\0')
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_narrowed (KontorRecordListView *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0' || has_filters (self);
}

static void
update_stack (KontorRecordListView *self)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (count > 0)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  else if (kontor_record_list_get_error (self->list) != NULL)
    {
      g_autofree char *text = g_markup_escape_text (kontor_record_list_get_error (self->list), -1);

      adw_status_page_set_description (ADW_STATUS_PAGE (self->error_page), text);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "error");
    }
  else if (!kontor_record_list_get_loading (self->list))
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), is_narrowed (self) ? "nothing" : "empty");
  /* While it is loading, what was there stays. */

  gtk_widget_set_visible (self->search_bar, count > 0 || is_narrowed (self));
  if (count != self->shown_count)
    {
      self->shown_count = count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
    }
}

/* Where the open record stands may have changed with the list. */
static void
found_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (KontorRecordListView) self = KONTOR_RECORD_LIST_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  kontor_record_list_find_finish (KONTOR_RECORD_LIST (object), result, &position, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->selection == NULL)
    return;

  self->listening = FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  self->listening = TRUE;
}

static void
select_open (KontorRecordListView *self)
{
  if (self->find_cancellable != NULL)
    g_cancellable_cancel (self->find_cancellable);
  g_clear_object (&self->find_cancellable);

  if (self->open_id == NULL)
    {
      self->listening = FALSE;
      gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
      self->listening = TRUE;
      return;
    }
  self->find_cancellable = g_cancellable_new ();
  kontor_record_list_find_async (self->list, self->open_id, self->find_cancellable, found_cb, g_object_ref (self));
}

static void
items_changed_cb (KontorRecordListView *self)
{
  update_stack (self);
  if (self->open_id != NULL)
    select_open (self);
}

/* Takes @list. */
static void
set_list (KontorRecordListView *self,
          KontorRecordList *list)
{
  self->list = list;
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  update_stack (self);
}

/* Asks for what search, filters and sort say. */
static void
requery (KontorRecordListView *self)
{
  g_autoptr (KontorQuery) query = kontor_query_new (self->type);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self->filters));
  g_autoptr (GError) error = NULL;

  if (*text != '\0')
    kontor_query_set_text (query, text);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->filters), names[i]);
      const char *value = state != NULL ? g_variant_get_string (state, NULL) : "";

      if (*value != '\0' && !kontor_query_add_filter (query, names[i], KONTOR_MATCH_EQUAL, value, &error))
        g_warning ("%s cannot be filtered by %s: %s", self->type->kind, names[i], error->message);
      g_clear_error (&error);
    }
  if (self->sort != NULL && !kontor_query_set_sort (query, self->sort, self->descending, &error))
    g_warning ("%s cannot be sorted by %s: %s", self->type->kind, self->sort, error->message);

  if (self->list == NULL)
    set_list (self, kontor_record_list_new (self->store, query));
  else
    kontor_record_list_set_query (self->list, query);
  if (has_filters (self))
    gtk_widget_add_css_class (self->filter_button, "accent");
  else
    gtk_widget_remove_css_class (self->filter_button, "accent");
}

static void
activate_position (KontorRecordListView *self,
                   guint position)
{
  g_autoptr (KontorRow) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL && kontor_row_get_id (item) != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, kontor_row_get_id (item));
}

static void
activate_cb (GtkColumnView *view,
             guint position,
             KontorRecordListView *self)
{
  activate_position (self, position);
}

static gboolean
open_timeout_cb (gpointer user_data)
{
  KontorRecordListView *self = KONTOR_RECORD_LIST_VIEW (user_data);

  self->open_timeout_id = 0;
  activate_position (self, gtk_single_selection_get_selected (self->selection));

  return G_SOURCE_REMOVE;
}

/* A click opens at once. The arrows open only what stays selected for a moment, and only where a page stands beside the list. */
static void
selected_cb (KontorRecordListView *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  g_clear_handle_id (&self->open_timeout_id, g_source_remove);
  if (!self->listening || position == GTK_INVALID_LIST_POSITION)
    return;

  if (self->by_pointer)
    activate_position (self, position);
  else if (self->compact)
    self->open_timeout_id = g_timeout_add (150, open_timeout_cb, self);
}

static void
pressed_cb (KontorRecordListView *self)
{
  self->by_pointer = TRUE;
  /* A click on what is selected opens it too. */
  if (!self->compact)
    {
      self->listening = FALSE;
      gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
      self->listening = TRUE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                KontorRecordListView *self)
{
  self->by_pointer = FALSE;

  return GDK_EVENT_PROPAGATE;
}

static void
search_changed_cb (KontorRecordListView *self)
{
  requery (self);
}

/* Return in the search opens the first that was found. */
static void
search_activate_cb (KontorRecordListView *self)
{
  activate_position (self, 0);
}

static gboolean
search_key_cb (GtkEventControllerKey *controller,
               guint keyval,
               guint keycode,
               GdkModifierType state,
               KontorRecordListView *self)
{
  if (keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
}

static void
stop_search_cb (KontorRecordListView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static char *
make_text (KontorRecordListView *self,
           const KontorField *field,
           KontorRow *item)
{
  const char *value = kontor_row_get_text (item, field->member);
  const char *currency = NULL;

  if (!kontor_row_is_loaded (item))
    return g_strdup ("");
  if (value == NULL)
    return g_strdup (field->fallback != NULL && field->kind == KONTOR_FIELD_CHOICE
                       ? kontor_field_get_choice_label (field, field->fallback)
                       : "");

  /* A row shows what it refers to by its title. */
  if (field->kind == KONTOR_FIELD_CURRENCY || field->kind == KONTOR_FIELD_REFERENCE)
    return g_strdup (value);
  if (field->kind == KONTOR_FIELD_COUNTRY || field->kind == KONTOR_FIELD_LANGUAGE)
    return kontor_option_make_label (field, value);
  if (field->kind == KONTOR_FIELD_MONEY && field->currency != NULL)
    currency = kontor_row_get_text (item, field->currency);

  return kontor_field_text_show (field, value, currency);
}

/* Too narrow for columns: beside a page, or on a phone. */
static gboolean
is_narrow (KontorRecordListView *self)
{
  return self->compact || (self->shown_width > 0 && self->shown_width < NARROW_WIDTH);
}

/* What a cell shows; in a narrow list the first one carries a second line. */
static void
update_cell (KontorRecordListView *self,
             GtkListItem *list_item)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  GtkWidget *label = gtk_widget_get_first_child (cell);
  GtkWidget *second = gtk_widget_get_next_sibling (label);
  KontorRow *item = gtk_list_item_get_item (list_item);
  const KontorField *field = g_object_get_data (G_OBJECT (cell), "kontor-field");
  g_autofree char *text = NULL;

  if (item == NULL)
    return;

  text = make_text (self, field, item);
  if (second != NULL)
    {
      g_autofree char *more = NULL;

      if (*text == '\0' && kontor_row_is_loaded (item))
        {
          g_free (text);
          text = g_strdup (_("Unnamed"));
        }
      if (is_narrow (self) && self->columns[1].member != NULL)
        more = make_text (self, kontor_fields_find (self->type->fields, self->columns[1].member), item);
      gtk_label_set_label (GTK_LABEL (second), more != NULL ? more : "");
      gtk_widget_set_visible (second, is_narrow (self));
    }
  gtk_label_set_label (GTK_LABEL (label), text);
}

static void
item_changed_cb (GtkListItem *list_item)
{
  KontorRecordListView *self = g_object_get_data (G_OBJECT (list_item), "kontor-view");

  update_cell (self, list_item);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *list_item,
          KontorRecordListView *self)
{
  const KontorListColumn *column = g_object_get_data (G_OBJECT (factory), "kontor-column");
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), column->numeric ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column->numeric)
    gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (cell), label);

  if (column == self->columns)
    {
      GtkWidget *second = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (second), 0);
      gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (second, "dim-label");
      gtk_widget_add_css_class (second, "caption");
      gtk_box_append (GTK_BOX (cell), second);
    }

  g_object_set_data (G_OBJECT (cell), "kontor-field", (gpointer) kontor_fields_find (self->type->fields, column->member));
  g_object_set_data (G_OBJECT (list_item), "kontor-view", self);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *list_item,
         KontorRecordListView *self)
{
  g_signal_connect_object (gtk_list_item_get_item (list_item), "changed", G_CALLBACK (item_changed_cb), list_item,
                           G_CONNECT_SWAPPED);
  g_hash_table_add (self->bound, list_item);
  update_cell (self, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem *list_item,
           KontorRecordListView *self)
{
  g_hash_table_remove (self->bound, list_item);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), item_changed_cb, list_item);
}

/* Before GTK 4.10 a column view does not tell by what it sorts; its sorter, asked about two items, asks the column's. */
static int
sorter_cb (gconstpointer a,
           gconstpointer b,
           gpointer user_data)
{
  const char **members = user_data;
  KontorRecordListView *self = KONTOR_RECORD_LIST_VIEW ((gpointer) members[1]);

  self->sorted_by = members[0];

  return -1;
}

static void
sorter_changed_cb (GtkSorter *sorter,
                   GtkSorterChange change,
                   KontorRecordListView *self)
{
  g_autoptr (GtkStringObject) a = gtk_string_object_new ("a");
  g_autoptr (GtkStringObject) b = gtk_string_object_new ("b");
  GtkOrdering ordering;

  self->sorted_by = NULL;
  ordering = gtk_sorter_compare (sorter, a, b);
  if (self->sorted_by == NULL)
    return;

  self->sort = self->sorted_by;
  self->descending = ordering == GTK_ORDERING_LARGER;
  requery (self);
}

static void
add_column (KontorRecordListView *self,
            const KontorListColumn *column)
{
  const KontorField *field = kontor_fields_find (self->type->fields, column->member);
  GtkListItemFactory *factory;
  GtkColumnViewColumn *view_column;
  GtkSorter *sorter;
  const char **data;

  g_return_if_fail (field != NULL);

  factory = gtk_signal_list_item_factory_new ();
  g_object_set_data (G_OBJECT (factory), "kontor-column", (gpointer) column);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);

  view_column = gtk_column_view_column_new (column->label != NULL ? _(column->label) : kontor_field_get_label (field), factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  if (column != self->columns)
    gtk_column_view_column_set_fixed_width (view_column, (int) column->width * CHARACTER_WIDTH + COLUMN_PADDING);

  data = g_new (const char *, 2);
  data[0] = field->member;
  data[1] = (const char *) self;
  sorter = GTK_SORTER (gtk_custom_sorter_new (sorter_cb, data, g_free));
  gtk_column_view_column_set_sorter (view_column, sorter);
  g_object_unref (sorter);

  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), view_column);
  g_ptr_array_add (self->view_columns, view_column);
}

static gboolean
columns_idle_cb (gpointer user_data)
{
  KontorRecordListView *self = KONTOR_RECORD_LIST_VIEW (user_data);
  gboolean narrow = is_narrow (self);
  int left = self->shown_width - (int) self->columns[0].width * CHARACTER_WIDTH - COLUMN_PADDING;
  int used = 0;
  gboolean full = narrow;
  GHashTableIter iter;
  gpointer list_item;

  self->columns_idle_id = 0;
  for (guint i = 1; i < self->view_columns->len; i++)
    {
      int width = (int) self->columns[i].width * CHARACTER_WIDTH + COLUMN_PADDING;

      full = full || used + width > left;
      if (!full)
        used += width;
      gtk_column_view_column_set_visible (g_ptr_array_index (self->view_columns, i), !full);
    }
  /* The first column has the rest. That it expands is not enough: a column view does not widen it when others go. */
  gtk_column_view_column_set_fixed_width (g_ptr_array_index (self->view_columns, 0), self->shown_width - used);
  gtk_widget_set_visible (gtk_widget_get_first_child (self->view), !narrow);

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    update_cell (self, list_item);

  return G_SOURCE_REMOVE;
}

/* As many columns as there is room for. Not during the allocation itself, which would have to begin anew. */
static void
queue_columns (KontorRecordListView *self)
{
  if (self->columns_idle_id == 0)
    self->columns_idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, columns_idle_cb, self, NULL);
}

static void
filter_changed_cb (GSimpleAction *action,
                   GVariant *value,
                   KontorRecordListView *self)
{
  g_simple_action_set_state (action, value);
  requery (self);
}

/* A submenu for each indexed choice of the kind: "Status: any, Lead, Active, ...". */
static GMenuModel *
make_filter_menu (KontorRecordListView *self)
{
  GMenu *menu = g_menu_new ();

  for (const KontorField *field = self->type->fields; field->name != NULL; field++)
    {
      g_autoptr (GMenu) submenu = NULL;
      g_autoptr (GSimpleAction) action = NULL;
      g_autofree char *action_name = NULL;
      GMenuItem *any;

      if (field->kind != KONTOR_FIELD_CHOICE || (field->flags & KONTOR_FIELD_INDEXED) == 0 || field->choices == NULL)
        continue;

      action = g_simple_action_new_stateful (field->member, G_VARIANT_TYPE_STRING, g_variant_new_string (""));
      g_signal_connect (action, "change-state", G_CALLBACK (filter_changed_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self->filters), G_ACTION (action));

      action_name = g_strdup_printf ("filter.%s", field->member);
      submenu = g_menu_new ();
      any = g_menu_item_new (_("Any"), NULL);
      g_menu_item_set_action_and_target (any, action_name, "s", "");
      g_menu_append_item (submenu, any);
      g_object_unref (any);
      for (const KontorChoice *choice = field->choices; choice->value != NULL; choice++)
        {
          GMenuItem *item = g_menu_item_new (kontor_field_get_choice_label (field, choice->value), NULL);

          g_menu_item_set_action_and_target (item, action_name, "s", choice->value);
          g_menu_append_item (submenu, item);
          g_object_unref (item);
        }
      g_menu_append_submenu (menu, kontor_field_get_label (field), G_MENU_MODEL (submenu));
    }

  return G_MENU_MODEL (menu);
}

static void
kontor_record_list_view_size_allocate (GtkWidget *widget,
                                       int width,
                                       int height,
                                       int baseline)
{
  KontorRecordListView *self = KONTOR_RECORD_LIST_VIEW (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, baseline);
  if (width == self->shown_width)
    return;
  self->shown_width = width;
  queue_columns (self);
}

static void
kontor_record_list_view_measure (GtkWidget *widget,
                                 GtkOrientation orientation,
                                 int for_size,
                                 int *minimum,
                                 int *natural,
                                 int *minimum_baseline,
                                 int *natural_baseline)
{
  KontorRecordListView *self = KONTOR_RECORD_LIST_VIEW (widget);

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static gboolean
kontor_record_list_view_grab_focus (GtkWidget *widget)
{
  KontorRecordListView *self = KONTOR_RECORD_LIST_VIEW (widget);

  return gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD) || gtk_widget_grab_focus (self->entry);
}

static void
kontor_record_list_view_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, kontor_record_list_view_get_count (KONTOR_RECORD_LIST_VIEW (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_record_list_view_dispose (GObject *object)
{
  KontorRecordListView *self = KONTOR_RECORD_LIST_VIEW (object);

  g_clear_handle_id (&self->columns_idle_id, g_source_remove);
  g_clear_handle_id (&self->open_timeout_id, g_source_remove);
  if (self->find_cancellable != NULL)
    g_cancellable_cancel (self->find_cancellable);
  g_clear_object (&self->find_cancellable);
  g_clear_pointer (&self->open_id, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->view_columns, g_ptr_array_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->filters);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (kontor_record_list_view_parent_class)->dispose (object);
}

static void
kontor_record_list_view_finalize (GObject *object)
{
  /* After the cells are gone, which take themselves out of it. */
  g_hash_table_unref (KONTOR_RECORD_LIST_VIEW (object)->bound);

  G_OBJECT_CLASS (kontor_record_list_view_parent_class)->finalize (object);
}

static void
kontor_record_list_view_class_init (KontorRecordListViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kontor_record_list_view_get_property;
  object_class->dispose = kontor_record_list_view_dispose;
  object_class->finalize = kontor_record_list_view_finalize;
  widget_class->size_allocate = kontor_record_list_view_size_allocate;
  widget_class->measure = kontor_record_list_view_measure;
  widget_class->grab_focus = kontor_record_list_view_grab_focus;

  /**
   * KontorRecordListView:count:
   *
   * How many records are listed.
   */
  properties[PROP_COUNT] =
    g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KontorRecordListView::activated:
   * @self: the list
   * @id: the id of a record
   *
   * Emitted when a record is to be opened.
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", KONTOR_TYPE_RECORD_LIST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
make_search_bar (KontorRecordListView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->search_bar, "list-search");

  self->entry = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (search_activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  gtk_box_append (GTK_BOX (self->search_bar), self->entry);

  self->filter_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->filter_button), "kontor-filter-symbolic");
  gtk_widget_set_tooltip_text (self->filter_button, _("Filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filter"), -1);
  gtk_box_append (GTK_BOX (self->search_bar), self->filter_button);
}

static void
make_view (KontorRecordListView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->view = gtk_column_view_new (NULL);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  gtk_widget_add_css_class (self->view, "record-list");
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->view, keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (click));
}

static void
kontor_record_list_view_init (KontorRecordListView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view_columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->bound = g_hash_table_new (NULL, NULL);
  self->filters = g_simple_action_group_new ();
  self->listening = TRUE;
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", G_ACTION_GROUP (self->filters));

  make_search_bar (self);
  make_view (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);

  self->empty_bin = adw_bin_new ();
  self->nothing_page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->nothing_page), "system-search-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->nothing_page), _("Nothing Found"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->nothing_page),
                                   _("Search for another word, or take the filter away."));
  gtk_widget_add_css_class (self->nothing_page, "compact");

  self->error_page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->error_page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->error_page), _("The List Cannot Be Read"));
  gtk_widget_add_css_class (self->error_page, "compact");

  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), adw_bin_new (), "loading");
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty_bin, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), self->nothing_page, "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), self->error_page, "error");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->search_bar);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * kontor_record_list_view_new:
 * @store: the store
 * @type: the kind of the records
 * @columns: (array zero-terminated=1): what is shown; must stay where it is. The first column is shown at any width
 *
 * Makes a list that shows a million records as it shows ten.
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
kontor_record_list_view_new (KontorStore *store,
                             const KontorRecordType *type,
                             const KontorListColumn *columns)
{
  KontorRecordListView *self = g_object_new (KONTOR_TYPE_RECORD_LIST_VIEW, NULL);
  g_autoptr (GMenuModel) menu = NULL;
  const char *plural = kontor_record_type_get_plural (type);
  /* Translators: %s is a plural, such as "Customers". */
  g_autofree char *search = g_strdup_printf (_("Search %s"), plural);

  self->store = g_object_ref (store);
  self->type = type;
  self->columns = columns;

  g_object_set (self->entry, "placeholder-text", search, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, search, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, plural, -1);
  menu = make_filter_menu (self);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->filter_button), menu);
  gtk_widget_set_visible (self->filter_button, g_menu_model_get_n_items (menu) > 0);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  for (const KontorListColumn *column = columns; column->member != NULL; column++)
    add_column (self, column);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), "changed",
                           G_CALLBACK (sorter_changed_cb), self, 0);


  return GTK_WIDGET (self);
}

/**
 * kontor_record_list_view_set_sort:
 * @self: a list
 * @member: an indexed member
 * @descending: whether the largest comes first
 *
 * Sorts the list and fills it.
 */
void
kontor_record_list_view_set_sort (KontorRecordListView *self,
                                  const char *member,
                                  gboolean descending)
{
  g_return_if_fail (KONTOR_IS_RECORD_LIST_VIEW (self));

  self->sort = member;
  self->descending = descending;
  requery (self);
}

/**
 * kontor_record_list_view_set_empty:
 * @self: a list
 * @icon: an icon name
 * @title: what is missing
 * @hint: what to do first
 * @button: (transfer floating): a button that does it
 *
 * Says what stands in place of the list while there is no record at all.
 */
void
kontor_record_list_view_set_empty (KontorRecordListView *self,
                                   const char *icon,
                                   const char *title,
                                   const char *hint,
                                   GtkWidget *button)
{
  GtkWidget *page;

  g_return_if_fail (KONTOR_IS_RECORD_LIST_VIEW (self));

  page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), hint);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  adw_bin_set_child (ADW_BIN (self->empty_bin), page);
}

/**
 * kontor_record_list_view_set_compact:
 * @self: a list
 * @compact: whether it is a narrow list beside a page
 */
void
kontor_record_list_view_set_compact (KontorRecordListView *self,
                                     gboolean compact)
{
  g_return_if_fail (KONTOR_IS_RECORD_LIST_VIEW (self));

  compact = !!compact;
  if (self->compact == compact)
    return;

  self->compact = compact;
  queue_columns (self);
}

/**
 * kontor_record_list_view_select:
 * @self: a list
 * @id: (nullable): the id of the record whose page is open; %NULL for none
 *
 * Shows which record is open, without opening it.
 */
void
kontor_record_list_view_select (KontorRecordListView *self,
                                const char *id)
{
  g_return_if_fail (KONTOR_IS_RECORD_LIST_VIEW (self));

  if (g_strcmp0 (self->open_id, id) == 0)
    return;
  g_free (self->open_id);
  self->open_id = g_strdup (id);
  if (self->list != NULL)
    select_open (self);
}

/**
 * kontor_record_list_view_focus_search:
 * @self: a list
 *
 * Puts the keyboard into the search entry.
 */
void
kontor_record_list_view_focus_search (KontorRecordListView *self)
{
  g_return_if_fail (KONTOR_IS_RECORD_LIST_VIEW (self));

  gtk_widget_grab_focus (self->entry);
}

/**
 * kontor_record_list_view_get_count:
 * @self: a list
 *
 * Returns: how many records are listed
 */
guint
kontor_record_list_view_get_count (KontorRecordListView *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST_VIEW (self), 0);

  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

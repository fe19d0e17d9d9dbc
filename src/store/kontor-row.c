/* kontor-row.c: a line of a list of records */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-row-private.h"

#include <string.h>

#include "kontor-store-private.h"

struct _KontorRow
{
  GObject parent_instance;

  KontorRowColumns *columns;
  gint64 row;
  GHashTable *alive; /* of the list, by number: holds no reference */
  KontorRowData *data; /* %NULL: a placeholder */
  gboolean gone;       /* there was nothing to read */
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_LOADED,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorRow, kontor_row, G_TYPE_OBJECT)

static void
kontor_row_finalize (GObject *object)
{
  KontorRow *self = KONTOR_ROW (object);

  g_hash_table_remove (self->alive, &self->row);
  g_clear_pointer (&self->alive, g_hash_table_unref);
  g_clear_pointer (&self->columns, kontor_row_columns_unref);
  g_clear_pointer (&self->data, kontor_row_data_free);

  G_OBJECT_CLASS (kontor_row_parent_class)->finalize (object);
}

static void
kontor_row_get_property (GObject *object,
                         guint prop_id,
                         GValue *value,
                         GParamSpec *pspec)
{
  KontorRow *self = KONTOR_ROW (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, kontor_row_get_id (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, kontor_row_get_title (self));
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, kontor_row_is_loaded (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_row_class_init (KontorRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = kontor_row_finalize;
  object_class->get_property = kontor_row_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KontorRow::changed:
   * @self: a row
   *
   * Emitted when what the row shows is there, or is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", KONTOR_TYPE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_row_init (KontorRow *self)
{
}

/**
 * kontor_row_new:
 * @columns: the columns of the list
 * @row: the number of the record
 * @alive: (element-type gint64 KontorRow): where the row is found as long as it lives, by its number
 *
 * Returns: (transfer full): a placeholder
 */
KontorRow *
kontor_row_new (KontorRowColumns *columns,
                gint64 row,
                GHashTable *alive)
{
  KontorRow *self = g_object_new (KONTOR_TYPE_ROW, NULL);

  self->columns = kontor_row_columns_ref (columns);
  self->row = row;
  self->alive = g_hash_table_ref (alive);
  g_hash_table_insert (alive, &self->row, self);
  return self;
}

/**
 * kontor_row_get_row:
 * @self: a row
 *
 * Returns: the number of the record
 */
gint64
kontor_row_get_row (KontorRow *self)
{
  return self->row;
}

/**
 * kontor_row_is_wanted:
 * @self: a row
 *
 * Returns: whether it is a placeholder for a record that there is
 */
gboolean
kontor_row_is_wanted (KontorRow *self)
{
  return !self->data && !self->gone;
}

static gboolean
texts_equal (char **a,
             char **b,
             guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (a[i], b[i]) != 0)
      return FALSE;
  return TRUE;
}

/**
 * kontor_row_fill:
 * @self: a row
 * @data: (transfer full): what it shows
 *
 * Fills a row in, and tells it when that makes a difference.
 */
void
kontor_row_fill (KontorRow *self,
                 KontorRowData *data)
{
  KontorRowData *old = self->data;
  guint n = self->columns->cells->len;

  /* A row that is going away keeps what it showed until the list drops it. */
  self->gone = !data->id;
  if (!data->id || (old && strcmp (old->title, data->title) == 0 && texts_equal (old->values, data->values, n) &&
                    texts_equal (old->texts, data->texts, n)))
    {
      kontor_row_data_free (data);
      return;
    }

  self->data = data;
  g_object_freeze_notify (G_OBJECT (self));
  if (!old)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  if (!old || strcmp (old->title, data->title) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[CHANGED], 0);
  g_clear_pointer (&old, kontor_row_data_free);
}

/**
 * kontor_row_is_loaded:
 * @self: a row
 *
 * Returns: whether it has been read; %FALSE for a placeholder
 */
gboolean
kontor_row_is_loaded (KontorRow *self)
{
  g_return_val_if_fail (KONTOR_IS_ROW (self), FALSE);

  return self->data != NULL;
}

/**
 * kontor_row_get_id:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the id of the record; %NULL for a placeholder
 */
const char *
kontor_row_get_id (KontorRow *self)
{
  g_return_val_if_fail (KONTOR_IS_ROW (self), NULL);

  return self->data ? self->data->id : NULL;
}

/**
 * kontor_row_get_title:
 * @self: a row
 *
 * Returns: (transfer none): how a person calls the record; "" for a placeholder
 */
const char *
kontor_row_get_title (KontorRow *self)
{
  g_return_val_if_fail (KONTOR_IS_ROW (self), NULL);

  return self->data ? self->data->title : "";
}

static gboolean
find_member (KontorRow *self,
             const char *member,
             guint *position)
{
  for (guint i = 0; i < self->columns->cells->len; i++)
    {
      const KontorIndexCell *cell = self->columns->cells->pdata[i];

      if (strcmp (cell->name, member) == 0)
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * kontor_row_get_value:
 * @self: a row
 * @member: an indexed field of the record itself, by its member or path ("name", "address/city")
 *
 * Returns: (transfer none) (nullable): what the record has there in the form of JSON; of a reference the id. %NULL when it is
 *   unset or not loaded
 */
const char *
kontor_row_get_value (KontorRow *self,
                      const char *member)
{
  guint position;

  g_return_val_if_fail (KONTOR_IS_ROW (self), NULL);
  g_return_val_if_fail (member != NULL, NULL);

  return self->data && find_member (self, member, &position) ? self->data->values[position] : NULL;
}

/**
 * kontor_row_get_text:
 * @self: a row
 * @member: an indexed field of the record itself, by its member or path
 *
 * As kontor_row_get_value(), but a reference is shown by the title of what it refers to. Amounts, dates and choices are as the
 * record has them: how they are written for a person is up to the list that shows them.
 *
 * Returns: (transfer none) (nullable): a text
 */
const char *
kontor_row_get_text (KontorRow *self,
                     const char *member)
{
  guint position;

  g_return_val_if_fail (KONTOR_IS_ROW (self), NULL);
  g_return_val_if_fail (member != NULL, NULL);

  if (!self->data || !find_member (self, member, &position))
    return NULL;
  return self->data->texts[position] ? self->data->texts[position] : self->data->values[position];
}

/* kontor-line.c: one line of an offer as a grid shows it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-line.h"

/* The line that is not there yet, at the end of a grid, has no id: it becomes real with the first key typed into it. */
struct _KontorLine
{
  GObject parent_instance;

  char *id;
  KontorJson *json;
  guint number;
};

G_DEFINE_FINAL_TYPE (KontorLine, kontor_line, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
kontor_line_finalize (GObject *object)
{
  KontorLine *self = KONTOR_LINE (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->json, kontor_json_unref);

  G_OBJECT_CLASS (kontor_line_parent_class)->finalize (object);
}

static void
kontor_line_class_init (KontorLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_line_finalize;

  /**
   * KontorLine::changed:
   * @self: the line
   *
   * Emitted when what its cells show may have changed.
   */
  signals[CHANGED] =
    g_signal_new ("changed", KONTOR_TYPE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_line_init (KontorLine *self)
{
}

/**
 * kontor_line_new:
 * @id: (nullable): the id of a line of a variant; %NULL for one that is not there yet
 *
 * Returns: (transfer full): a line
 */
KontorLine *
kontor_line_new (const char *id)
{
  KontorLine *self = g_object_new (KONTOR_TYPE_LINE, NULL);

  self->id = g_strdup (id);

  return self;
}

/**
 * kontor_line_get_id:
 * @self: a line
 *
 * Returns: (nullable): its id; %NULL when it is not there yet
 */
const char *
kontor_line_get_id (KontorLine *self)
{
  g_return_val_if_fail (KONTOR_IS_LINE (self), NULL);

  return self->id;
}

/**
 * kontor_line_get_json:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): the line in the body
 */
KontorJson *
kontor_line_get_json (KontorLine *self)
{
  g_return_val_if_fail (KONTOR_IS_LINE (self), NULL);

  return self->json;
}

/**
 * kontor_line_get_string:
 * @self: a line
 * @member: a member
 *
 * Returns: (nullable): what the member holds, as the body writes it
 */
const char *
kontor_line_get_string (KontorLine *self,
                        const char *member)
{
  g_return_val_if_fail (KONTOR_IS_LINE (self), NULL);

  return self->json != NULL ? kontor_json_get_member_string (self->json, member) : NULL;
}

/**
 * kontor_line_get_kind:
 * @self: a line
 *
 * Returns: `item`, `optional`, `alternative`, `heading`, `text` or `discount`
 */
const char *
kontor_line_get_kind (KontorLine *self)
{
  const char *kind = kontor_line_get_string (self, "line");

  return kind != NULL ? kind : "item";
}

/**
 * kontor_line_is_priced:
 * @self: a line
 *
 * Returns: whether it has quantity and price: an item of any sort
 */
gboolean
kontor_line_is_priced (KontorLine *self)
{
  const char *kind = kontor_line_get_kind (self);

  return g_str_equal (kind, "item") || g_str_equal (kind, "optional") || g_str_equal (kind, "alternative");
}

/**
 * kontor_line_get_number:
 * @self: a line
 *
 * Returns: its number among the items of its variant, from 1; 0 when it has none
 */
guint
kontor_line_get_number (KontorLine *self)
{
  g_return_val_if_fail (KONTOR_IS_LINE (self), 0);

  return self->number;
}

/**
 * kontor_line_set_id:
 * @self: a line that is not there yet
 * @id: the id that it gets
 */
void
kontor_line_set_id (KontorLine *self,
                    const char *id)
{
  g_return_if_fail (KONTOR_IS_LINE (self));

  g_free (self->id);
  self->id = g_strdup (id);
}

/**
 * kontor_line_update:
 * @self: a line
 * @json: (nullable): what it is now
 * @number: its number among the items
 * @force: whether to say that it changed in any case (a text that was refused is not in @json)
 */
void
kontor_line_update (KontorLine *self,
                    KontorJson *json,
                    guint number,
                    gboolean force)
{
  g_return_if_fail (KONTOR_IS_LINE (self));

  if (!force && self->json == json && self->number == number)
    return;

  if (json != NULL)
    kontor_json_ref (json);
  g_clear_pointer (&self->json, kontor_json_unref);
  self->json = json;
  self->number = number;
  g_signal_emit (self, signals[CHANGED], 0);
}

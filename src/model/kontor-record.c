/* kontor-record.c: a record and its fields as a GObject */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-model-error.h"

#define MAX_ID_BYTES 200

/**
 * KontorRecord:
 *
 * A record that is open: its JSON body, reached by path or by property. The body is the truth; the object holds it, what
 * the store last gave or took, and the texts that their fields refused.
 *
 * Each kind has a class of its own, made from its field table when it is first asked for. A property is the text of its
 * field (unset is %NULL), a boolean for a flag, a #KontorJson for what is not scalar. A text that the field refuses
 * becomes its pending text.
 *
 * A record belongs to one thread. Bodies are immutable and may be handed to others.
 */
typedef struct
{
  char *id;
  KontorJson *body;
  KontorJson *base;
  KontorJson *pending; /* an object of texts by path */
  gboolean pending_is_stored;
  gint64 change;
} KontorRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KontorRecord, kontor_record, G_TYPE_OBJECT)

#define GET_PRIVATE(self) ((KontorRecordPrivate *) kontor_record_get_instance_private (self))

enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PENDING_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const KontorRecordType *
get_type_of (KontorRecord *self)
{
  return KONTOR_RECORD_GET_CLASS (self)->type;
}

static void
notify_fields (KontorRecord *self, KontorJson *old, KontorJson *new)
{
  GObjectClass *object_class = G_OBJECT_GET_CLASS (self);

  for (const KontorField *field = get_type_of (self)->fields; field->name != NULL; field++)
    {
      KontorJson *before = kontor_json_get_member (old, field->member);
      KontorJson *after = kontor_json_get_member (new, field->member);

      /* Bodies share what did not change, so this is mostly a look at two pointers. */
      if (before != after && !kontor_json_equal (before, after))
        g_object_notify_by_pspec (G_OBJECT (self), g_object_class_find_property (object_class, field->name));
    }
}

static void
take_body (KontorRecord *self, KontorJson *body, const char *path)
{
  KontorRecordPrivate *priv = GET_PRIVATE (self);
  g_autoptr (KontorJson) old = g_steal_pointer (&priv->body);

  priv->body = body;
  if (old == body)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  notify_fields (self, old, body);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, path);
}

static void
kontor_record_finalize (GObject *object)
{
  KontorRecordPrivate *priv = GET_PRIVATE (KONTOR_RECORD (object));

  g_clear_pointer (&priv->id, g_free);
  g_clear_pointer (&priv->body, kontor_json_unref);
  g_clear_pointer (&priv->base, kontor_json_unref);
  g_clear_pointer (&priv->pending, kontor_json_unref);

  G_OBJECT_CLASS (kontor_record_parent_class)->finalize (object);
}

static void
kontor_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KontorRecord *self = KONTOR_RECORD (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, kontor_record_get_id (self));
      break;

    case PROP_TITLE:
      g_value_take_string (value, kontor_record_dup_title (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kontor_record_class_init (KontorRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kontor_record_finalize;
  object_class->get_property = kontor_record_get_property;

  properties[PROP_ID]
    = g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_TITLE]
    = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KontorRecord::changed:
   * @self: a #KontorRecord
   * @path: (nullable): where the body changed; %NULL when it may have changed anywhere
   *
   * The body is another one.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * KontorRecord::pending-changed:
   * @self: a #KontorRecord
   * @path: (nullable): of which field; %NULL when it may be any
   *
   * A text that its field refuses was typed, or is no longer there.
   */
  signals[SIGNAL_PENDING_CHANGED] = g_signal_new ("pending-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kontor_record_init (KontorRecord *self)
{
}

static void
field_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KontorRecord *self = KONTOR_RECORD (object);
  const KontorField *field = &get_type_of (self)->fields[prop_id - 1];
  KontorJson *json = kontor_json_get_member (GET_PRIVATE (self)->body, field->member);

  if (field->kind == KONTOR_FIELD_FLAG)
    g_value_set_boolean (value, kontor_field_get_flag (field, json));
  else if (kontor_field_is_scalar (field))
    g_value_take_string (value, kontor_field_json_to_text (field, json));
  else
    g_value_set_boxed (value, json);
}

static void
field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  KontorRecord *self = KONTOR_RECORD (object);
  const KontorField *field = &get_type_of (self)->fields[prop_id - 1];
  g_autoptr (GError) error = NULL;

  if (field->kind == KONTOR_FIELD_FLAG)
    kontor_record_set_text (self, field->member, g_value_get_boolean (value) ? "true" : "false", &error);
  else if (kontor_field_is_scalar (field))
    kontor_record_set_text (self, field->member, g_value_get_string (value), &error);
  else
    kontor_record_set (self, field->member, g_value_get_boxed (value), &error);

  if (error != NULL && kontor_field_is_scalar (field) && field->kind != KONTOR_FIELD_FLAG)
    kontor_record_set_pending (self, field->member, g_value_get_string (value));
  else if (error != NULL)
    g_warning ("%s", error->message);
}

static GParamSpec *
make_pspec (const KontorField *field)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  if ((field->flags & KONTOR_FIELD_DERIVED) == 0)
    flags |= G_PARAM_WRITABLE;

  if (field->kind == KONTOR_FIELD_FLAG)
    return g_param_spec_boolean (field->name, NULL, NULL, kontor_field_get_flag (field, NULL), flags);
  if (kontor_field_is_scalar (field))
    return g_param_spec_string (field->name, NULL, NULL, NULL, flags);

  return g_param_spec_boxed (field->name, NULL, NULL, KONTOR_TYPE_JSON, flags);
}

static void
kind_class_init (gpointer klass, gpointer class_data)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const KontorRecordType *type = class_data;
  guint n = 0;

  KONTOR_RECORD_CLASS (klass)->type = type;
  object_class->get_property = field_get_property;
  object_class->set_property = field_set_property;

  for (const KontorField *field = type->fields; field->name != NULL; field++)
    g_object_class_install_property (object_class, ++n, make_pspec (field));
}

/**
 * kontor_record_type_get_gtype:
 * @self: a type
 *
 * Returns: the class of its records, with a property for each field
 */
GType
kontor_record_type_get_gtype (const KontorRecordType *self)
{
  static GMutex mutex;
  GType gtype;

  g_return_val_if_fail (self != NULL, G_TYPE_INVALID);

  g_mutex_lock (&mutex);
  gtype = g_type_from_name (self->type_name);
  if (gtype == 0)
    {
      GTypeInfo info = {
        .class_size = sizeof (KontorRecordClass),
        .class_init = kind_class_init,
        .class_data = self,
        .instance_size = sizeof (KontorRecord),
      };

      gtype = g_type_register_static (KONTOR_TYPE_RECORD, self->type_name, &info, G_TYPE_FLAG_FINAL);
    }
  g_mutex_unlock (&mutex);

  return gtype;
}

static KontorRecord *
new_record (const KontorRecordType *type, char *id, KontorJson *body)
{
  KontorRecord *self = g_object_new (kontor_record_type_get_gtype (type), NULL);
  KontorRecordPrivate *priv = GET_PRIVATE (self);

  priv->id = id;
  priv->body = body;

  return self;
}

/**
 * kontor_record_new:
 * @type: a type whose ids are not told by their content
 *
 * Returns: (transfer full): a new record with an id and nothing else but its kind and its first state
 */
KontorRecord *
kontor_record_new (const KontorRecordType *type)
{
  g_autoptr (KontorJson) object = kontor_json_new_object ();
  g_autoptr (KontorJson) kind = NULL;
  KontorJson *body;

  g_return_val_if_fail (type != NULL && type->make_id == NULL, NULL);

  kind = kontor_json_new_string (type->kind);
  body = kontor_json_with_member (object, "kind", kind);
  if (type->states != NULL)
    {
      g_autoptr (KontorJson) without_state = body;
      g_autoptr (KontorJson) state = kontor_json_new_string (type->states[0].state);

      body = kontor_json_with_member (without_state, "state", state);
    }

  return new_record (type, kontor_record_type_make_id (type, NULL, NULL), body);
}

/* Ids are printed one a line, and read back from there. */
static gboolean
check_id (const char *id, GError **error)
{
  gboolean fine = strlen (id) <= MAX_ID_BYTES;

  for (const char *at = id; *at != '\0' && fine; at++)
    fine = !g_ascii_iscntrl (*at);

  if (!fine)
    g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                 _("“%.100s” cannot be the id of a record: it is longer than %d bytes or has control characters."), id,
                 MAX_ID_BYTES);

  return fine;
}

/**
 * kontor_record_new_for_body:
 * @id: (nullable): the id; %NULL for a new one
 * @body: (transfer none): the body
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a record of the kind that the body says; %NULL when it cannot be one
 */
KontorRecord *
kontor_record_new_for_body (const char *id, KontorJson *body, GError **error)
{
  const char *kind = kontor_json_get_member_string (body, "kind");
  const KontorRecordType *type = kontor_record_type_find (kind);
  g_autofree char *own_id = g_strdup (id);

  if (type == NULL)
    {
      if (kind == NULL)
        g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_KIND,
                             _("The record does not say its “kind”."));
      else
        g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_KIND, _("There is no kind of record “%.100s”."), kind);
      return NULL;
    }
  if (!kontor_record_type_check (type, body, error))
    return NULL;

  if (own_id == NULL)
    own_id = kontor_record_type_make_id (type, body, error);
  else if (kontor_record_type_find_for_id (own_id) != type)
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_KIND,
                   _("“%.100s” is no id of a record of the kind %s: it must begin with “%s:”."), own_id, kind, kind);
      return NULL;
    }
  else if (type->make_id != NULL)
    {
      g_autofree char *told = type->make_id (body, error);

      if (told == NULL)
        return NULL;
      if (strcmp (told, own_id) != 0)
        {
          g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                       _("The record says that it is “%.100s”, but its content is that of “%.100s”."), own_id, told);
          return NULL;
        }
    }

  if (own_id == NULL || !check_id (own_id, error))
    return NULL;

  return new_record (type, g_steal_pointer (&own_id), kontor_json_ref (body));
}

/**
 * kontor_record_new_for_json:
 * @text: JSON of an object, with or without the member `id`
 * @length: its length in bytes, or -1
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the record; %NULL with %KONTOR_MODEL_ERROR
 */
KontorRecord *
kontor_record_new_for_json (const char *text, gssize length, GError **error)
{
  g_autoptr (KontorJson) json = kontor_json_parse (text, length, error);
  g_autoptr (KontorJson) body = NULL;

  if (json == NULL)
    return NULL;
  if (kontor_json_get_value_type (json) != KONTOR_JSON_OBJECT)
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_TYPE, _("A record must be a JSON object."));
      return NULL;
    }
  if (kontor_json_get_value_type (kontor_json_get_member (json, "id")) != KONTOR_JSON_NULL &&
      kontor_json_get_member_string (json, "id") == NULL)
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_TYPE, _("The “id” of a record must be a text."));
      return NULL;
    }

  body = kontor_json_with_member (json, "id", NULL);
  return kontor_record_new_for_body (kontor_json_get_member_string (json, "id"), body, error);
}

/**
 * kontor_record_get_id:
 * @self: a record
 *
 * Returns: (transfer none): its id, `<kind>:<name>`
 */
const char *
kontor_record_get_id (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  return GET_PRIVATE (self)->id;
}

/**
 * kontor_record_get_record_type:
 * @self: a record
 *
 * Returns: (transfer none): its type
 */
const KontorRecordType *
kontor_record_get_record_type (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  return get_type_of (self);
}

/**
 * kontor_record_dup_title:
 * @self: a record
 *
 * Returns: (transfer full): how a person calls it; never empty
 */
char *
kontor_record_dup_title (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  return kontor_record_type_make_title (get_type_of (self), GET_PRIVATE (self)->body);
}

/**
 * kontor_record_get_body:
 * @self: a record
 *
 * Returns: (transfer none): its body as it is now; take a reference to keep it
 */
KontorJson *
kontor_record_get_body (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  return GET_PRIVATE (self)->body;
}

/**
 * kontor_record_set_body:
 * @self: a record
 * @body: (transfer none): a body of the same kind
 * @error: return location for a #GError
 *
 * Replaces the whole body: an undo, or what a merge gave.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR, and nothing changed, when the type refuses it
 */
gboolean
kontor_record_set_body (KontorRecord *self, KontorJson *body, GError **error)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);

  if (!kontor_record_type_check (get_type_of (self), body, error))
    return FALSE;

  take_body (self, kontor_json_ref (body), NULL);

  return TRUE;
}

/**
 * kontor_record_to_json:
 * @self: a record
 *
 * Returns: (transfer full): the body with `id` as its first member
 */
KontorJson *
kontor_record_to_json (KontorRecord *self)
{
  g_autoptr (KontorJson) object = kontor_json_new_object ();

  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  kontor_json_set_string (&object, "id", GET_PRIVATE (self)->id);

  return kontor_json_with_members (object, GET_PRIVATE (self)->body);
}

/**
 * kontor_record_get_base:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the body that the store last gave or took: the base when a save has to merge;
 *   %NULL for a record that was never stored
 */
KontorJson *
kontor_record_get_base (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  return GET_PRIVATE (self)->base;
}

/**
 * kontor_record_get_change:
 * @self: a record
 *
 * Returns: the store's change number of that body; 0 for a record that was never stored
 */
gint64
kontor_record_get_change (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), 0);

  return GET_PRIVATE (self)->change;
}

/**
 * kontor_record_set_stored:
 * @self: a record
 * @base: (nullable) (transfer none): the body that is stored
 * @change: its change number
 *
 * For the store: remembers what is on disk. The body itself stays as it is.
 */
void
kontor_record_set_stored (KontorRecord *self, KontorJson *base, gint64 change)
{
  KontorRecordPrivate *priv;

  g_return_if_fail (KONTOR_IS_RECORD (self));

  priv = GET_PRIVATE (self);
  if (base != NULL)
    kontor_json_ref (base);
  g_clear_pointer (&priv->base, kontor_json_unref);
  priv->base = base;
  priv->change = change;
}

/**
 * kontor_record_is_modified:
 * @self: a record
 *
 * Returns: whether the body differs from what is stored
 */
gboolean
kontor_record_is_modified (KontorRecord *self)
{
  KontorRecordPrivate *priv;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);

  priv = GET_PRIVATE (self);
  return priv->base == NULL || !kontor_json_equal (priv->base, priv->body);
}

/**
 * kontor_record_get:
 * @self: a record
 * @path: a path
 *
 * Returns: (transfer none) (nullable): what stands there
 */
KontorJson *
kontor_record_get (KontorRecord *self, const char *path)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  return kontor_path_get (get_type_of (self)->fields, GET_PRIVATE (self)->body, path);
}

/**
 * kontor_record_get_string:
 * @self: a record
 * @path: a path
 *
 * Returns: (transfer none) (nullable): the JSON string that stands there; %NULL for everything else
 */
const char *
kontor_record_get_string (KontorRecord *self, const char *path)
{
  return kontor_json_get_string (kontor_record_get (self, path));
}

/**
 * kontor_record_dup_text:
 * @self: a record
 * @path: the path of a scalar field, or of the text of one language
 *
 * Returns: (transfer full) (nullable): the value as the body writes it; %NULL when it is unset
 */
char *
kontor_record_dup_text (KontorRecord *self, const char *path)
{
  const KontorField *field;
  KontorJson *value;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  field = kontor_path_find_field (get_type_of (self)->fields, path);
  value = kontor_record_get (self, path);
  if (field == NULL || !kontor_field_is_scalar (field))
    return g_strdup (kontor_json_get_string (value));

  return kontor_field_json_to_text (field, value);
}

/* A body may be refused as a whole only for what this change made wrong, not for what was so before. */
static gboolean
check_whole (KontorRecord *self, KontorJson *changed, GError **error)
{
  const KontorRecordType *type = get_type_of (self);

  return type->check == NULL || type->check (changed, error) || !type->check (GET_PRIVATE (self)->body, NULL);
}

static gboolean
set_value (KontorRecord *self, const char *path, KontorJson *value, GError **error)
{
  KontorRecordPrivate *priv = GET_PRIVATE (self);
  g_autoptr (KontorJson) changed = kontor_path_set (get_type_of (self)->fields, priv->body, path, value, error);
  GError *reason = NULL;

  if (changed == NULL)
    return FALSE;
  if (!check_whole (self, changed, &reason))
    {
      g_propagate_error (error, reason);
      return FALSE;
    }

  /* A failed check of the body before leaves its error behind when the new one fails too. */
  g_clear_error (&reason);
  take_body (self, g_steal_pointer (&changed), path);
  kontor_record_set_pending (self, path, NULL);

  return TRUE;
}

/**
 * kontor_record_set:
 * @self: a record
 * @path: a path
 * @value: (nullable) (transfer none): the value; %NULL takes the member or the part away
 * @error: return location for a #GError
 *
 * Sets one value, a part or a whole list.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR, and nothing changed, when the field or the type refuses it
 */
gboolean
kontor_record_set (KontorRecord *self, const char *path, KontorJson *value, GError **error)
{
  const KontorField *field;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  field = kontor_path_find_field (get_type_of (self)->fields, path);
  if (field != NULL && value != NULL)
    {
      const char *last = strrchr (path, '/');
      gboolean is_field = strcmp (last == NULL ? path : last + 1, field->member) == 0;

      /* The path of a part, or of the text of one language, is longer than that of its field. */
      if (is_field && !kontor_field_check_json (field, value, error))
        return FALSE;
      if (!is_field && field->kind == KONTOR_FIELD_PARTS && !kontor_fields_check_json (field->part->fields, value, error))
        return FALSE;
    }

  return set_value (self, path, value, error);
}

/**
 * kontor_record_set_text:
 * @self: a record
 * @path: the path of a scalar field, or of the text of one language
 * @text: (nullable): the value as the body writes it; %NULL and an empty text unset the field
 * @error: return location for a #GError
 *
 * Sets one value from its text. See kontor_record_set_pending() for what to do with a refused one.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR, and nothing changed, when the field or the type refuses it
 */
gboolean
kontor_record_set_text (KontorRecord *self, const char *path, const char *text, GError **error)
{
  const KontorField *field;
  g_autoptr (KontorJson) value = NULL;
  gboolean unset = text == NULL || *text == '\0';

  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  field = kontor_path_find_field (get_type_of (self)->fields, path);
  if (field == NULL || (!kontor_field_is_scalar (field) && field->kind != KONTOR_FIELD_TRANSLATED))
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_FIELD, _("There is no “%.200s” in this record."), path);
      return FALSE;
    }

  if (unset)
    {
      /* What stands there as null stays so; bodies do not change their shape for nothing. */
      if (kontor_json_get_value_type (kontor_record_get (self, path)) == KONTOR_JSON_NULL)
        {
          kontor_record_set_pending (self, path, NULL);
          return TRUE;
        }
      return set_value (self, path, NULL, error);
    }

  if (field->kind == KONTOR_FIELD_TRANSLATED)
    value = kontor_json_new_string (text);
  else
    value = kontor_field_text_to_json (field, text, error);
  if (value == NULL)
    return FALSE;

  if (kontor_json_equal (value, kontor_record_get (self, path)))
    {
      kontor_record_set_pending (self, path, NULL);
      return TRUE;
    }

  return set_value (self, path, value, error);
}

static const KontorField *
find_parts (KontorRecord *self, const char *path, GError **error)
{
  const KontorField *field = kontor_path_find_field (get_type_of (self)->fields, path);

  if (field == NULL || field->kind != KONTOR_FIELD_PARTS)
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_FIELD, _("There is no list “%.200s” in this record."), path);
      return NULL;
    }

  return field;
}

/**
 * kontor_record_insert_part:
 * @self: a record
 * @path: the path of a list of parts
 * @position: before which part; G_MAXUINT for behind the last
 * @part: (nullable) (transfer none): the part, with or without a key; %NULL for an empty one
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the path of the new part; %NULL when it is refused
 */
char *
kontor_record_insert_part (KontorRecord *self, const char *path, guint position, KontorJson *part, GError **error)
{
  const KontorField *field;
  g_autoptr (KontorJson) empty = kontor_json_new_array ();
  g_autoptr (KontorJson) own = part == NULL ? kontor_json_new_object () : kontor_json_ref (part);
  g_autoptr (KontorJson) changed = NULL;
  KontorJson *list;
  const char *member;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  field = find_parts (self, path, error);
  if (field == NULL)
    return NULL;

  member = kontor_part_type_get_key (field->part);
  if (kontor_json_get_member_string (own, member) == NULL)
    {
      g_autofree char *key = kontor_part_type_make_key (field->part);
      g_autoptr (KontorJson) bare = g_steal_pointer (&own);
      g_autoptr (KontorJson) value = kontor_json_new_string (key == NULL ? "" : key);

      own = kontor_json_with_member (bare, member, value);
    }

  list = kontor_record_get (self, path);
  if (kontor_json_get_value_type (list) == KONTOR_JSON_NULL)
    list = empty;
  changed = kontor_json_with_insertion (list, MIN (position, kontor_json_get_size (list)), own);
  if (!kontor_record_set (self, path, changed, error))
    return NULL;

  return kontor_path_join (path, kontor_json_get_member_string (own, member));
}

/* Splits the path of a part; @list_path is for the caller to free. */
static gboolean
locate_part (KontorRecord *self, const char *path, char **list_path, guint *index, GError **error)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *parent = slash == NULL ? NULL : g_strndup (path, slash - path);
  const KontorField *field = parent == NULL ? NULL : find_parts (self, parent, NULL);
  KontorJson *part = kontor_record_get (self, path);
  KontorJson *list = parent == NULL ? NULL : kontor_record_get (self, parent);

  for (guint i = 0; field != NULL && part != NULL && i < kontor_json_get_size (list); i++)
    {
      if (kontor_json_get_element (list, i) == part)
        {
          *list_path = g_steal_pointer (&parent);
          *index = i;
          return TRUE;
        }
    }

  g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_FIELD, _("There is no “%.200s” in this record."), path);
  return FALSE;
}

/**
 * kontor_record_remove_part:
 * @self: a record
 * @path: the path of a part
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR, and nothing changed, when there is none or the type needs it
 */
gboolean
kontor_record_remove_part (KontorRecord *self, const char *path, GError **error)
{
  g_autofree char *list_path = NULL;
  guint index;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return locate_part (self, path, &list_path, &index, error) && set_value (self, path, NULL, error);
}

/**
 * kontor_record_move_part:
 * @self: a record
 * @path: the path of a part
 * @position: where it is to stand, counted without itself
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR, and nothing changed, when there is no such part
 */
gboolean
kontor_record_move_part (KontorRecord *self, const char *path, guint position, GError **error)
{
  g_autofree char *list_path = NULL;
  g_autoptr (KontorJson) without = NULL;
  g_autoptr (KontorJson) changed = NULL;
  guint index;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!locate_part (self, path, &list_path, &index, error))
    return FALSE;
  if (index == position)
    return TRUE;

  without = kontor_json_without_element (kontor_record_get (self, list_path), index);
  changed = kontor_json_with_insertion (without, MIN (position, kontor_json_get_size (without)),
                                        kontor_record_get (self, path));

  return set_value (self, list_path, changed, error);
}

/**
 * kontor_record_get_pending:
 * @self: a record
 * @path: the path of a field
 *
 * Returns: (transfer none) (nullable): what was typed there and refused
 */
const char *
kontor_record_get_pending (KontorRecord *self, const char *path)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  return kontor_json_get_member_string (GET_PRIVATE (self)->pending, path);
}

/**
 * kontor_record_set_pending:
 * @self: a record
 * @path: the path of a field
 * @text: (nullable): what was typed there and refused; %NULL when that is settled
 *
 * Keeps a text that its field refuses (half a date), so that it is there after a restart. It stays on this desktop.
 */
void
kontor_record_set_pending (KontorRecord *self, const char *path, const char *text)
{
  KontorRecordPrivate *priv;
  g_autoptr (KontorJson) old = NULL;
  g_autoptr (KontorJson) value = NULL;

  g_return_if_fail (KONTOR_IS_RECORD (self));
  g_return_if_fail (path != NULL);

  priv = GET_PRIVATE (self);
  if (g_strcmp0 (kontor_json_get_member_string (priv->pending, path), text) == 0)
    return;

  old = priv->pending == NULL ? kontor_json_new_object () : g_steal_pointer (&priv->pending);
  value = text == NULL ? NULL : kontor_json_new_string (text);
  priv->pending = kontor_json_with_member (old, path, value);
  priv->pending_is_stored = FALSE;
  g_signal_emit (self, signals[SIGNAL_PENDING_CHANGED], 0, path);
}

/**
 * kontor_record_get_all_pending:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): all refused texts: an object of strings by path; %NULL when there are none
 */
KontorJson *
kontor_record_get_all_pending (KontorRecord *self)
{
  KontorRecordPrivate *priv;

  g_return_val_if_fail (KONTOR_IS_RECORD (self), NULL);

  priv = GET_PRIVATE (self);
  return kontor_json_get_size (priv->pending) == 0 ? NULL : priv->pending;
}

/**
 * kontor_record_set_all_pending:
 * @self: a record
 * @pending: (nullable) (transfer none): an object of strings by path
 *
 * For the store: gives back what kontor_record_get_all_pending() told.
 */
void
kontor_record_set_all_pending (KontorRecord *self, KontorJson *pending)
{
  KontorRecordPrivate *priv;

  g_return_if_fail (KONTOR_IS_RECORD (self));
  g_return_if_fail (pending == NULL || kontor_json_get_value_type (pending) == KONTOR_JSON_OBJECT);

  priv = GET_PRIVATE (self);
  if (kontor_json_equal (pending, priv->pending))
    return;

  if (pending != NULL)
    kontor_json_ref (pending);
  g_clear_pointer (&priv->pending, kontor_json_unref);
  priv->pending = pending;
  priv->pending_is_stored = FALSE;
  g_signal_emit (self, signals[SIGNAL_PENDING_CHANGED], 0, NULL);
}

/**
 * kontor_record_is_pending_stored:
 * @self: a record
 *
 * For the store: who did not touch the refused texts of a record must not write them either, for another program may have
 * kept new ones meanwhile.
 *
 * Returns: whether the refused texts are those that the store gave or took
 */
gboolean
kontor_record_is_pending_stored (KontorRecord *self)
{
  g_return_val_if_fail (KONTOR_IS_RECORD (self), FALSE);

  return GET_PRIVATE (self)->pending_is_stored;
}

/**
 * kontor_record_set_pending_stored:
 * @self: a record
 *
 * For the store: its refused texts are on disk as they are now.
 */
void
kontor_record_set_pending_stored (KontorRecord *self)
{
  g_return_if_fail (KONTOR_IS_RECORD (self));

  GET_PRIVATE (self)->pending_is_stored = TRUE;
}

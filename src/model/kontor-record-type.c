/* kontor-record-type.c: the kinds of record */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-record-type.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-model-error.h"
#include "kontor-path.h"
#include "kontor-types.h"

/**
 * kontor_record_types:
 *
 * Returns: (transfer none) (array zero-terminated=1): all kinds of record
 */
const KontorRecordType *const *
kontor_record_types (void)
{
  return kontor_all_types;
}

/**
 * kontor_record_type_find:
 * @kind: (nullable): a kind, such as `offer`
 *
 * Returns: (transfer none) (nullable): its type
 */
const KontorRecordType *
kontor_record_type_find (const char *kind)
{
  if (kind == NULL)
    return NULL;

  for (const KontorRecordType *const *type = kontor_all_types; *type != NULL; type++)
    {
      if (strcmp ((*type)->kind, kind) == 0)
        return *type;
    }

  return NULL;
}

/**
 * kontor_record_type_find_for_id:
 * @id: (nullable): an id, `<kind>:<name>`
 *
 * Returns: (transfer none) (nullable): the type that the id is of; %NULL when it is of none
 */
const KontorRecordType *
kontor_record_type_find_for_id (const char *id)
{
  g_autofree char *kind = NULL;
  const char *colon = id == NULL ? NULL : strchr (id, ':');

  if (colon == NULL || colon[1] == '\0')
    return NULL;

  kind = g_strndup (id, colon - id);
  return kontor_record_type_find (kind);
}

/**
 * kontor_record_type_get_label:
 * @self: a type
 *
 * Returns: (transfer none): what one such record is called, translated
 */
const char *
kontor_record_type_get_label (const KontorRecordType *self)
{
  return g_dgettext (GETTEXT_PACKAGE, self->label);
}

/**
 * kontor_record_type_get_plural:
 * @self: a type
 *
 * Returns: (transfer none): what such records are called, translated
 */
const char *
kontor_record_type_get_plural (const KontorRecordType *self)
{
  return g_dgettext (GETTEXT_PACKAGE, self->plural);
}

/**
 * kontor_record_type_make_id:
 * @self: a type
 * @body: (nullable): the body of the new record, for types whose content tells the id
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the id of a new record; %NULL when the body does not tell it
 */
char *
kontor_record_type_make_id (const KontorRecordType *self, KontorJson *body, GError **error)
{
  g_autofree char *uuid = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->make_id == NULL || body != NULL, NULL);

  if (self->make_id != NULL)
    return self->make_id (body, error);

  uuid = g_uuid_string_random ();
  return g_strconcat (self->kind, ":", uuid, NULL);
}

/**
 * kontor_record_type_check:
 * @self: a type
 * @body: a body
 * @error: return location for a #GError
 *
 * Says whether @body can be a record of this type: every known member of the right type and form, and in accord with the
 * others. What is merely not filled in yet passes; see kontor_record_type_find_missing().
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR
 */
gboolean
kontor_record_type_check (const KontorRecordType *self, KontorJson *body, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (kontor_json_get_value_type (body) != KONTOR_JSON_OBJECT)
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_TYPE, _("A record must be a JSON object."));
      return FALSE;
    }
  if (g_strcmp0 (kontor_json_get_member_string (body, "kind"), self->kind) != 0)
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_KIND, _("The member “kind” must be \"%s\"."), self->kind);
      return FALSE;
    }

  /* CouchDB keeps these names for itself and would refuse the record for ever. */
  for (guint i = 0; i < kontor_json_get_size (body); i++)
    {
      const char *name = kontor_json_get_member_name (body, i);

      if (name[0] == '_')
        {
          g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_FIELD,
                       _("The name of the member “%.100s” must not begin with an underscore."), name);
          return FALSE;
        }
    }

  return kontor_fields_check_json (self->fields, body, error) && (self->check == NULL || self->check (body, error));
}

/* A list that was emptied is as good as none. */
static gboolean
is_unset (KontorJson *value)
{
  KontorJsonType type = kontor_json_get_value_type (value);
  const char *text = kontor_json_get_string (value);

  return type == KONTOR_JSON_NULL || (type == KONTOR_JSON_ARRAY && kontor_json_get_size (value) == 0) ||
         (text != NULL && *text == '\0');
}

static void
find_missing (const KontorField *fields, KontorJson *object, const char *path, GPtrArray *missing)
{
  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      KontorJson *value = kontor_json_get_member (object, field->member);
      g_autofree char *field_path = kontor_path_join (path, field->member);

      if ((field->flags & KONTOR_FIELD_REQUIRED) != 0 && is_unset (value))
        g_ptr_array_add (missing, g_strdup (field_path));

      if (field->kind == KONTOR_FIELD_PART && !is_unset (value))
        find_missing (field->part->fields, value, field_path, missing);

      if (field->kind == KONTOR_FIELD_PARTS)
        {
          const char *key = kontor_part_type_get_key (field->part);

          for (guint i = 0; i < kontor_json_get_size (value); i++)
            {
              KontorJson *part = kontor_json_get_element (value, i);
              const char *id = kontor_json_get_member_string (part, key);
              g_autofree char *part_path = id == NULL ? NULL : kontor_path_join (field_path, id);

              if (part_path != NULL)
                find_missing (field->part->fields, part, part_path, missing);
            }
        }
    }
}

/**
 * kontor_record_type_find_missing:
 * @self: a type
 * @body: a body
 *
 * Returns: (transfer full) (element-type utf8): the paths of the required fields that are not filled in
 */
GPtrArray *
kontor_record_type_find_missing (const KontorRecordType *self, KontorJson *body)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL && body != NULL, missing);

  find_missing (self->fields, body, NULL, missing);

  return missing;
}

/**
 * kontor_record_type_make_title:
 * @self: a type
 * @body: a body
 *
 * Returns: (transfer full): how a person calls the record; never empty
 */
char *
kontor_record_type_make_title (const KontorRecordType *self, KontorJson *body)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (self != NULL && body != NULL, NULL);

  title = self->title (body);
  if (title != NULL && *g_strstrip (title) != '\0')
    return g_steal_pointer (&title);

  /* Translators: a record without a name yet, as in “Customer without a name”. */
  return g_strdup_printf (_("%s without a name"), kontor_record_type_get_label (self));
}

/**
 * kontor_record_type_get_state_label:
 * @self: a type
 * @state: (nullable): a state
 *
 * Returns: (transfer none) (nullable): how a person reads it, translated; @state itself when it is not known
 */
const char *
kontor_record_type_get_state_label (const KontorRecordType *self, const char *state)
{
  const KontorField *field = kontor_fields_find (self->fields, "state");

  return field == NULL ? state : kontor_field_get_choice_label (field, state);
}

/**
 * kontor_record_type_check_transition:
 * @self: a type with states
 * @from: (nullable): the state that a record is in; %NULL is the first one
 * @to: the state that it is to go to
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_STATE when @to may not follow @from
 */
gboolean
kontor_record_type_check_transition (const KontorRecordType *self, const char *from, const char *to, GError **error)
{
  if (from == NULL && self->states != NULL)
    from = self->states[0].state;

  for (const KontorState *known = self->states; known != NULL && known->state != NULL; known++)
    {
      for (guint i = 0; known->successors[i] != NULL; i++)
        {
          if (g_strcmp0 (known->state, from) == 0 && g_strcmp0 (known->successors[i], to) == 0)
            return TRUE;
        }
    }

  g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_STATE,
               /* Translators: kind of record, state it is in, state it was to get. */
               _("%s: what is “%s” cannot become “%s”."), kontor_record_type_get_label (self),
               kontor_record_type_get_state_label (self, from), kontor_record_type_get_state_label (self, to));
  return FALSE;
}

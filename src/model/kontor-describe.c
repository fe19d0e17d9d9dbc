/* kontor-describe.c: the field tables as a text and as a fingerprint */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-record-type.h"

#include <string.h>

/* Goes up whenever the same tables give another index. */
#define INDEX_FORMAT 1

static const char *const kind_names[] = {
  [KONTOR_FIELD_TEXT] = "text",
  [KONTOR_FIELD_MULTILINE] = "multi-line text",
  [KONTOR_FIELD_INTEGER] = "integer",
  [KONTOR_FIELD_DECIMAL] = "decimal",
  [KONTOR_FIELD_MONEY] = "money",
  [KONTOR_FIELD_DATE] = "date",
  [KONTOR_FIELD_DATETIME] = "date-time",
  [KONTOR_FIELD_FLAG] = "flag",
  [KONTOR_FIELD_CHOICE] = "choice",
  [KONTOR_FIELD_CURRENCY] = "currency",
  [KONTOR_FIELD_LANGUAGE] = "language",
  [KONTOR_FIELD_COUNTRY] = "country",
  [KONTOR_FIELD_REFERENCE] = "reference",
  [KONTOR_FIELD_TRANSLATED] = "texts by language",
  [KONTOR_FIELD_LIST] = "list",
  [KONTOR_FIELD_PART] = "part",
  [KONTOR_FIELD_PARTS] = "parts",
};

static const char *const flag_names[] = {
  "required", "indexed", "searchable", "title", "personal", "derived", "server-owned", "constant", "internal",
};

static KontorJson *describe_fields (const KontorField *fields);

static KontorJson *
describe_field (const KontorField *field)
{
  KontorJson *object = kontor_json_new_object ();
  g_autoptr (GPtrArray) flags = g_ptr_array_new ();

  kontor_json_set_string (&object, "member", field->member);
  kontor_json_set_string (&object, "kind", kind_names[field->kind]);
  kontor_json_set_string (&object, "label", kontor_field_get_label (field));

  for (guint i = 0; i < G_N_ELEMENTS (flag_names); i++)
    {
      if ((field->flags & (1u << i)) != 0)
        g_ptr_array_add (flags, (gpointer) flag_names[i]);
    }
  if (flags->len > 0)
    {
      g_autoptr (KontorJson) names = NULL;

      g_ptr_array_add (flags, NULL);
      names = kontor_json_new_strv ((const char *const *) flags->pdata);
      kontor_json_set_member (&object, "flags", names);
    }

  if (field->kind == KONTOR_FIELD_LIST)
    kontor_json_set_string (&object, "of", kind_names[field->element]);
  if (field->kind == KONTOR_FIELD_DECIMAL || field->kind == KONTOR_FIELD_MONEY)
    {
      g_autoptr (KontorJson) scale = kontor_json_new_integer (kontor_field_get_scale (field));

      kontor_json_set_member (&object, "decimals", scale);
    }
  kontor_json_set_string (&object, "reference", field->reference);
  kontor_json_set_string (&object, "currency", field->currency);
  kontor_json_set_string (&object, "minimum", field->minimum);
  kontor_json_set_string (&object, "maximum", field->maximum);
  kontor_json_set_string (&object, "unset_means", field->fallback);

  if (field->choices != NULL)
    {
      g_autoptr (KontorJson) choices = kontor_json_new_object ();

      for (const KontorChoice *choice = field->choices; choice->value != NULL; choice++)
        kontor_json_set_string (&choices, choice->value, g_dgettext (GETTEXT_PACKAGE, choice->label));
      kontor_json_set_member (&object, "choices", choices);
    }

  if (field->part != NULL)
    {
      g_autoptr (KontorJson) members = describe_fields (field->part->fields);

      if (field->kind == KONTOR_FIELD_PARTS)
        kontor_json_set_string (&object, "key", kontor_part_type_get_key (field->part));
      kontor_json_set_member (&object, "members", members);
    }

  return object;
}

static KontorJson *
describe_fields (const KontorField *fields)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);

  for (const KontorField *field = fields; field->name != NULL; field++)
    g_ptr_array_add (members, describe_field (field));

  return kontor_json_new_array_for ((KontorJson *const *) members->pdata, members->len);
}

/**
 * kontor_record_type_describe:
 * @self: a type
 *
 * Says every member that records of this type can have, from the field table.
 *
 * Returns: (transfer full): pretty JSON: `{"kind", "label", "members": [{"member", "kind", "label", ...}], "states"}`
 */
char *
kontor_record_type_describe (const KontorRecordType *self)
{
  g_autoptr (KontorJson) object = kontor_json_new_object ();
  g_autoptr (KontorJson) members = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  kontor_json_set_string (&object, "kind", self->kind);
  kontor_json_set_string (&object, "label", kontor_record_type_get_label (self));
  if (self->immutable)
    {
      g_autoptr (KontorJson) immutable = kontor_json_new_boolean (TRUE);

      kontor_json_set_member (&object, "immutable", immutable);
    }
  members = describe_fields (self->fields);
  kontor_json_set_member (&object, "members", members);

  if (self->states != NULL)
    {
      g_autoptr (KontorJson) states = kontor_json_new_object ();

      for (const KontorState *state = self->states; state->state != NULL; state++)
        {
          g_autoptr (KontorJson) successors = kontor_json_new_strv (state->successors);

          kontor_json_set_member (&states, state->state, successors);
        }
      kontor_json_set_member (&object, "states", states);
    }

  return kontor_json_to_string_pretty (object);
}

static void
digest_fields (GChecksum *checksum, const KontorField *fields)
{
  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      g_autofree char *line
        = g_strdup_printf ("%s %d %u %u %d %s %s\n", field->member, field->kind, (guint) field->flags,
                           kontor_field_get_scale (field), field->element, field->reference, field->fallback);

      g_checksum_update (checksum, (const guchar *) line, -1);
      if (field->part != NULL)
        {
          g_autofree char *part = g_strdup_printf ("{%s %s %d\n", field->part->name,
                                                   kontor_part_type_get_key (field->part), field->part->indexed);

          g_checksum_update (checksum, (const guchar *) part, -1);
          digest_fields (checksum, field->part->fields);
          g_checksum_update (checksum, (const guchar *) "}", 1);
        }
    }
}

/**
 * kontor_record_types_fingerprint:
 *
 * Tells the tables that the index is made from. When it differs from the one that the index was made with, the index is
 * dropped and filled again.
 *
 * Returns: (transfer full): a hexadecimal text
 */
char *
kontor_record_types_fingerprint (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar format = INDEX_FORMAT;

  g_checksum_update (checksum, &format, 1);
  for (const KontorRecordType *const *type = kontor_record_types (); *type != NULL; type++)
    {
      g_checksum_update (checksum, (const guchar *) (*type)->kind, -1);
      digest_fields (checksum, (*type)->fields);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

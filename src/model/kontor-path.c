/* kontor-path.c: where in a body a value stands */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-model-error.h"

/* A path is never longer than a body is deep. */
#define MAX_STEPS KONTOR_JSON_MAX_DEPTH

/**
 * kontor_path_join:
 * @path: (nullable): a path; %NULL or empty stands for the body itself
 * @step: a member or the key of a part, as it is
 *
 * Returns: (transfer full): the path of what @step names below @path
 */
char *
kontor_path_join (const char *path, const char *step)
{
  g_autoptr (GString) joined = g_string_new (path);

  g_return_val_if_fail (step != NULL, NULL);

  if (joined->len > 0)
    g_string_append_c (joined, '/');
  for (; *step != '\0'; step++)
    {
      if (*step == '~')
        g_string_append (joined, "~0");
      else if (*step == '/')
        g_string_append (joined, "~1");
      else
        g_string_append_c (joined, *step);
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/**
 * kontor_path_split:
 * @path: a path
 *
 * Returns: (transfer full): its steps as they are
 */
GStrv
kontor_path_split (const char *path)
{
  GStrv steps;

  g_return_val_if_fail (path != NULL, NULL);

  steps = g_strsplit (path, "/", MAX_STEPS);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      char *to = steps[i];

      for (const char *from = steps[i]; *from != '\0'; from++)
        {
          if (from[0] == '~' && (from[1] == '0' || from[1] == '1'))
            *to++ = *++from == '0' ? '~' : '/';
          else
            *to++ = *from;
        }
      *to = '\0';
    }

  return steps;
}

static gboolean
find_part (const KontorPartType *type, KontorJson *parts, const char *key, guint *index)
{
  const char *member = kontor_part_type_get_key (type);

  for (guint i = 0; i < kontor_json_get_size (parts); i++)
    {
      if (g_strcmp0 (kontor_json_get_member_string (kontor_json_get_element (parts, i), member), key) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

static KontorJson *
get_steps (const KontorField *fields, KontorJson *object, char **steps)
{
  const KontorField *field = fields == NULL ? NULL : kontor_fields_find (fields, steps[0]);
  KontorJson *value = kontor_json_get_member (object, steps[0]);
  guint index;

  if (steps[1] == NULL || value == NULL)
    return value;

  if (field != NULL && field->kind == KONTOR_FIELD_PARTS)
    {
      if (!find_part (field->part, value, steps[1], &index))
        return NULL;
      value = kontor_json_get_element (value, index);
      return steps[2] == NULL ? value : get_steps (field->part->fields, value, steps + 2);
    }

  return get_steps (field != NULL && field->kind == KONTOR_FIELD_PART ? field->part->fields : NULL, value, steps + 1);
}

/**
 * kontor_path_get:
 * @fields: the fields of the record's type
 * @body: a body
 * @path: a path
 *
 * Returns: (transfer none) (nullable): what stands there; %NULL when nothing does
 */
KontorJson *
kontor_path_get (const KontorField *fields, KontorJson *body, const char *path)
{
  g_auto (GStrv) steps = NULL;

  g_return_val_if_fail (fields != NULL && body != NULL && path != NULL, NULL);

  /* Most paths are one member of the record itself. */
  if (strpbrk (path, "/~") == NULL)
    return kontor_json_get_member (body, path);

  steps = kontor_path_split (path);
  return get_steps (fields, body, steps);
}

/* The value below @steps set in @object; NULL when there is no such place. */
static KontorJson *
set_steps (const KontorField *fields, KontorJson *object, char **steps, KontorJson *value)
{
  const KontorField *field = fields == NULL ? NULL : kontor_fields_find (fields, steps[0]);
  KontorJson *old = kontor_json_get_member (object, steps[0]);
  g_autoptr (KontorJson) changed = NULL;
  guint index;

  if (steps[1] == NULL)
    return kontor_json_with_member (object, steps[0], value);

  if (field != NULL && field->kind == KONTOR_FIELD_PARTS)
    {
      g_autoptr (KontorJson) part = NULL;

      if (!find_part (field->part, old, steps[1], &index))
        return NULL;

      if (steps[2] != NULL)
        {
          part = set_steps (field->part->fields, kontor_json_get_element (old, index), steps + 2, value);
          if (part == NULL)
            return NULL;
          changed = kontor_json_with_element (old, index, part);
        }
      else if (value != NULL)
        {
          changed = kontor_json_with_element (old, index, value);
        }
      else
        {
          changed = kontor_json_without_element (old, index);
        }
    }
  else
    {
      gboolean known = field != NULL && (field->kind == KONTOR_FIELD_PART || field->kind == KONTOR_FIELD_TRANSLATED);
      g_autoptr (KontorJson) inner = NULL;

      /* An embedded object comes into being with its first member. */
      if (kontor_json_get_value_type (old) == KONTOR_JSON_OBJECT)
        inner = kontor_json_ref (old);
      else if (known && kontor_json_get_value_type (old) == KONTOR_JSON_NULL)
        inner = kontor_json_new_object ();
      else
        return NULL;

      changed = set_steps (field != NULL && field->kind == KONTOR_FIELD_PART ? field->part->fields : NULL, inner,
                           steps + 1, value);
      if (changed == NULL)
        return NULL;
    }

  return kontor_json_with_member (object, steps[0], changed);
}

/**
 * kontor_path_set:
 * @fields: the fields of the record's type
 * @body: a body
 * @path: a path
 * @value: (nullable) (transfer none): what is to stand there; %NULL takes the member or the part away
 * @error: return location for a #GError
 *
 * Makes a body that differs in one place. It is not checked against the fields.
 *
 * Returns: (transfer full) (nullable): the new body; %NULL with %KONTOR_MODEL_ERROR_FIELD when there is no such place
 */
KontorJson *
kontor_path_set (const KontorField *fields, KontorJson *body, const char *path, KontorJson *value, GError **error)
{
  g_auto (GStrv) steps = NULL;
  KontorJson *changed;

  g_return_val_if_fail (fields != NULL && body != NULL && path != NULL, NULL);

  steps = kontor_path_split (path);
  changed = steps[0] == NULL ? NULL : set_steps (fields, body, steps, value);
  if (changed == NULL)
    g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_FIELD, _("There is no “%.200s” in this record."), path);

  return changed;
}

/**
 * kontor_path_find_field:
 * @fields: the fields of the record's type
 * @path: a path
 *
 * Returns: (transfer none) (nullable): the field that holds what stands there. For a part it is the field of its list,
 *   for the text of one language that of all languages
 */
const KontorField *
kontor_path_find_field (const KontorField *fields, const char *path)
{
  g_auto (GStrv) steps = NULL;

  g_return_val_if_fail (fields != NULL && path != NULL, NULL);

  steps = kontor_path_split (path);
  for (char **step = steps; *step != NULL;)
    {
      const KontorField *field = kontor_fields_find (fields, *step);

      if (field == NULL)
        return NULL;

      step++;
      if (*step == NULL || field->kind == KONTOR_FIELD_TRANSLATED)
        return field;
      if (field->kind == KONTOR_FIELD_PARTS)
        {
          step++;
          if (*step == NULL)
            return field;
        }
      else if (field->kind != KONTOR_FIELD_PART)
        {
          return NULL;
        }
      fields = field->part->fields;
    }

  return NULL;
}

/* How a person calls a part: by its name if it has one, else by its place. */
static void
append_part (GString *string, const KontorField *field, KontorJson *parts, const char *key)
{
  const char *const naming[] = { "name", "title", "label", "subject" };
  guint index;

  g_string_append (string, g_dgettext (GETTEXT_PACKAGE, field->part->label));
  if (!find_part (field->part, parts, key, &index))
    {
      g_string_append_printf (string, " %s", key);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (naming); i++)
    {
      const char *name = kontor_json_get_member_string (kontor_json_get_element (parts, index), naming[i]);

      if (name != NULL && *name != '\0')
        {
          g_string_append_printf (string, " “%.60s”", name);
          return;
        }
    }
  g_string_append_printf (string, " %u", index + 1);
}

/**
 * kontor_path_describe:
 * @fields: the fields of the record's type
 * @body: (nullable): the body, for the names of parts
 * @path: a path
 *
 * Says a path in words: `Variant “Basic” › Line “Cable” › Unit price`.
 *
 * Returns: (transfer full): the description, translated
 */
char *
kontor_path_describe (const KontorField *fields, KontorJson *body, const char *path)
{
  g_auto (GStrv) steps = NULL;
  g_autoptr (GString) string = g_string_new (NULL);

  g_return_val_if_fail (fields != NULL && path != NULL, NULL);

  steps = kontor_path_split (path);
  for (char **step = steps; *step != NULL; step++)
    {
      const KontorField *field = fields == NULL ? NULL : kontor_fields_find (fields, *step);
      /* What stands in the last place is not looked for: a hostile body can have a hundred thousand members. */
      KontorJson *value = step[1] != NULL ? kontor_json_get_member (body, *step) : NULL;

      if (string->len > 0)
        g_string_append (string, " › ");

      if (field != NULL && field->kind == KONTOR_FIELD_PARTS && step[1] != NULL)
        {
          guint index;

          step++;
          append_part (string, field, value, *step);
          value = find_part (field->part, value, *step, &index) ? kontor_json_get_element (value, index) : NULL;
        }
      else
        {
          g_string_append (string, field != NULL ? kontor_field_get_label (field) : *step);
        }

      fields = field != NULL && field->part != NULL ? field->part->fields : NULL;
      body = value;
    }

  return g_string_free (g_steal_pointer (&string), FALSE);
}

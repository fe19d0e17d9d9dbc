/* kontor-field.c: what a record consists of, said once */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-base-text.h"
#include "kontor-country.h"
#include "kontor-currency.h"
#include "kontor-date.h"
#include "kontor-decimal.h"
#include "kontor-language.h"
#include "kontor-model-error.h"

/* Bounds on what comes from outside; far above what a person writes. */
#define MAX_TEXT_BYTES 10000
#define MAX_MULTILINE_BYTES (1024 * 1024)
#define MAX_LIST_ELEMENTS 10000
#define MAX_KEY_BYTES 200

/* Design 4: quantities and prices have six decimals at the most. */
#define DEFAULT_SCALE 6

/**
 * kontor_fields_find:
 * @fields: fields, ending with `{ NULL }`
 * @member: a JSON member
 *
 * Returns: (transfer none) (nullable): the field of that member
 */
const KontorField *
kontor_fields_find (const KontorField *fields, const char *member)
{
  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (member != NULL, NULL);

  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      if (strcmp (field->member, member) == 0)
        return field;
    }

  return NULL;
}

/**
 * kontor_fields_find_by_name:
 * @fields: fields, ending with `{ NULL }`
 * @name: a property name
 *
 * Returns: (transfer none) (nullable): the field of that property
 */
const KontorField *
kontor_fields_find_by_name (const KontorField *fields, const char *name)
{
  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      if (strcmp (field->name, name) == 0)
        return field;
    }

  return NULL;
}

/**
 * kontor_field_get_label:
 * @self: a field
 *
 * Returns: (transfer none): what a form says beside it, translated
 */
const char *
kontor_field_get_label (const KontorField *self)
{
  return g_dgettext (GETTEXT_PACKAGE, self->label);
}

/**
 * kontor_field_get_choice_label:
 * @self: a choice, or a list of choices
 * @value: (nullable): a value; %NULL stands for the field's fallback
 *
 * Returns: (transfer none) (nullable): how a person reads the value, translated; @value itself when it is not known
 */
const char *
kontor_field_get_choice_label (const KontorField *self, const char *value)
{
  if (value == NULL)
    value = self->fallback;
  if (value == NULL || self->choices == NULL)
    return value;

  for (const KontorChoice *choice = self->choices; choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, value) == 0)
        return g_dgettext (GETTEXT_PACKAGE, choice->label);
    }

  return value;
}

/**
 * kontor_field_is_scalar:
 * @self: a field
 *
 * Returns: whether it holds one value that can be written as a text
 */
gboolean
kontor_field_is_scalar (const KontorField *self)
{
  return self->kind < KONTOR_FIELD_TRANSLATED;
}

/**
 * kontor_field_get_flag:
 * @self: a flag
 * @value: (nullable): its value
 *
 * Returns: whether it is set; what is unset is what the field falls back to
 */
gboolean
kontor_field_get_flag (const KontorField *self, KontorJson *value)
{
  if (kontor_json_get_value_type (value) != KONTOR_JSON_BOOLEAN)
    return g_strcmp0 (self->fallback, "true") == 0;

  return kontor_json_get_boolean (value);
}

/**
 * kontor_field_get_scale:
 * @self: a decimal or an amount
 *
 * Returns: how many decimals it takes at the most
 */
guint
kontor_field_get_scale (const KontorField *self)
{
  return self->scale == 0 ? DEFAULT_SCALE : self->scale;
}

/**
 * kontor_part_type_get_key:
 * @self: a type of part
 *
 * Returns: (transfer none): the member by which a part is known among its siblings
 */
const char *
kontor_part_type_get_key (const KontorPartType *self)
{
  return self->key == NULL ? "id" : self->key;
}

/**
 * kontor_part_type_make_key:
 * @self: a type of part
 *
 * Two desktops may add parts to one list while offline, so a key is random and never counted up.
 *
 * Returns: (transfer full) (nullable): a key for a new part; %NULL when the key is a value that a person gives
 */
char *
kontor_part_type_make_key (const KontorPartType *self)
{
  g_autofree char *uuid = NULL;

  if (self->key != NULL && strcmp (self->key, "id") != 0)
    return NULL;

  /* 48 random bits tell the parts of one record apart and keep bodies short. */
  uuid = g_uuid_string_random ();
  return g_strdup_printf ("%.4s%.8s", uuid + 9, uuid + 24);
}

static gboolean
refuse_type (const KontorField *self, const char *expected, GError **error)
{
  g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_TYPE,
               /* Translators: “Quantity” needs a number in quotes. */
               _("“%s” needs %s."), kontor_field_get_label (self), expected);
  return FALSE;
}

G_GNUC_PRINTF (3, 4)
static gboolean
refuse_value (const KontorField *self, GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE, "%s: %s", kontor_field_get_label (self), reason);
  return FALSE;
}

/* Puts the field before what a lower layer has said, which keeps its sentence but not its domain. */
static gboolean
refuse_for (const KontorField *self, GError *reason, GError **error)
{
  refuse_value (self, error, "%s", reason->message);
  g_error_free (reason);
  return FALSE;
}

static gboolean
check_text (const KontorField *self, const char *text, GError **error)
{
  int max = self->kind == KONTOR_FIELD_MULTILINE ? MAX_MULTILINE_BYTES : MAX_TEXT_BYTES;

  if (strlen (text) > (gsize) max)
    return refuse_value (self, error, _("The text is longer than %d bytes."), max);
  if (self->kind != KONTOR_FIELD_MULTILINE && strpbrk (text, "\r\n") != NULL)
    return refuse_value (self, error, _("The text must stand on one line."));

  return TRUE;
}

static gboolean
check_bounds (const KontorField *self, KontorDecimal value, const char *text, GError **error)
{
  KontorDecimal bound;

  if (self->minimum != NULL && kontor_decimal_parse (self->minimum, KONTOR_DECIMAL_MAX_SCALE, &bound, NULL) &&
      kontor_decimal_compare (value, bound) < 0)
    return refuse_value (self, error, _("%s is less than %s."), text, self->minimum);
  if (self->maximum != NULL && kontor_decimal_parse (self->maximum, KONTOR_DECIMAL_MAX_SCALE, &bound, NULL) &&
      kontor_decimal_compare (value, bound) > 0)
    return refuse_value (self, error, _("%s is more than %s."), text, self->maximum);

  return TRUE;
}

static gboolean
check_decimal (const KontorField *self, const char *text, GError **error)
{
  KontorDecimal value;
  GError *reason = NULL;

  if (!kontor_decimal_parse (text, kontor_field_get_scale (self), &value, &reason))
    return refuse_for (self, reason, error);

  return check_bounds (self, value, text, error);
}

static gboolean
check_choice (const KontorField *self, const char *text, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (const KontorChoice *choice = self->choices; choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, text) == 0)
        return TRUE;
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", choice->value);
    }

  return refuse_value (self, error, _("“%.100s” is none of %s."), text, known->str);
}

static gboolean
check_country (const KontorField *self, const char *text, GError **error)
{
  if (!kontor_country_is_valid (text))
    return refuse_value (self, error, _("“%.100s” is no country code of two letters such as PL."), text);

  return TRUE;
}

static gboolean
check_language (const KontorField *self, const char *text, GError **error)
{
  if (!kontor_language_is_valid (text))
    return refuse_value (self, error, _("“%.100s” is no language tag such as pl or zh-Hans."), text);

  return TRUE;
}

static gboolean
check_reference (const KontorField *self, const char *text, GError **error)
{
  const char *colon = strchr (text, ':');

  if (colon == NULL || colon == text || colon[1] == '\0' || strlen (text) > MAX_KEY_BYTES)
    return refuse_value (self, error, _("“%.100s” is no id of a record."), text);
  if (self->reference != NULL && (strncmp (text, self->reference, colon - text) != 0 ||
                                  strlen (self->reference) != (gsize) (colon - text)))
    return refuse_value (self, error, _("“%.100s” is no id of a %s."), text, self->reference);

  return TRUE;
}

/* Checks the text of a scalar value (a number and a flag as JSON writes them). */
static gboolean
check_scalar_text (const KontorField *self, const char *text, GError **error)
{
  GError *reason = NULL;
  gboolean fine = TRUE;
  GDate date;

  switch (self->kind)
    {
    case KONTOR_FIELD_TEXT:
    case KONTOR_FIELD_MULTILINE:
      fine = check_text (self, text, error);
      break;

    case KONTOR_FIELD_INTEGER:
      {
        gint64 value;

        if (!g_ascii_string_to_signed (text, 10, -(G_GINT64_CONSTANT (1) << 53), G_GINT64_CONSTANT (1) << 53, &value, NULL))
          return refuse_value (self, error, _("“%.100s” is no whole number."), text);
        fine = check_bounds (self, KONTOR_DECIMAL (value, 0), text, error);
      }
      break;

    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_MONEY:
      fine = check_decimal (self, text, error);
      break;

    case KONTOR_FIELD_DATE:
      if (!kontor_date_parse (text, &date, &reason))
        return refuse_for (self, reason, error);
      break;

    case KONTOR_FIELD_DATETIME:
      {
        g_autoptr (GDateTime) moment = kontor_datetime_parse (text, &reason);

        if (moment == NULL)
          return refuse_for (self, reason, error);
      }
      break;

    case KONTOR_FIELD_FLAG:
      if (strcmp (text, "true") != 0 && strcmp (text, "false") != 0)
        return refuse_value (self, error, _("“%.100s” is neither true nor false."), text);
      break;

    case KONTOR_FIELD_CHOICE:
      fine = check_choice (self, text, error);
      break;

    case KONTOR_FIELD_CURRENCY:
      if (!kontor_currency_is_valid (text))
        return refuse_value (self, error, _("“%.100s” is no currency code such as EUR."), text);
      break;

    case KONTOR_FIELD_LANGUAGE:
      fine = check_language (self, text, error);
      break;

    case KONTOR_FIELD_COUNTRY:
      fine = check_country (self, text, error);
      break;

    case KONTOR_FIELD_REFERENCE:
      fine = check_reference (self, text, error);
      break;

    case KONTOR_FIELD_TRANSLATED:
    case KONTOR_FIELD_LIST:
    case KONTOR_FIELD_PART:
    case KONTOR_FIELD_PARTS:
    default:
      g_return_val_if_reached (FALSE);
    }

  if (!fine)
    return FALSE;
  if (self->check != NULL && !self->check (text, &reason))
    return refuse_for (self, reason, error);

  return TRUE;
}

/* The JSON type of a scalar field, and its text. */
static const char *
scalar_text (const KontorField *self, KontorJson *value, GError **error)
{
  const char *text = NULL;

  switch (self->kind)
    {
    case KONTOR_FIELD_FLAG:
      if (kontor_json_get_value_type (value) == KONTOR_JSON_BOOLEAN)
        text = kontor_json_get_boolean (value) ? "true" : "false";
      else
        refuse_type (self, _("true or false"), error);
      break;

    case KONTOR_FIELD_INTEGER:
      text = kontor_json_get_number_text (value);
      if (text == NULL)
        refuse_type (self, _("a whole number without quotes"), error);
      break;

    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_MONEY:
      text = kontor_json_get_string (value);
      if (text == NULL)
        refuse_type (self, _("a decimal number in quotes, such as \"12.50\""), error);
      break;

    case KONTOR_FIELD_TEXT:
    case KONTOR_FIELD_MULTILINE:
    case KONTOR_FIELD_DATE:
    case KONTOR_FIELD_DATETIME:
    case KONTOR_FIELD_CHOICE:
    case KONTOR_FIELD_CURRENCY:
    case KONTOR_FIELD_LANGUAGE:
    case KONTOR_FIELD_COUNTRY:
    case KONTOR_FIELD_REFERENCE:
    case KONTOR_FIELD_TRANSLATED:
    case KONTOR_FIELD_LIST:
    case KONTOR_FIELD_PART:
    case KONTOR_FIELD_PARTS:
    default:
      text = kontor_json_get_string (value);
      if (text == NULL)
        refuse_type (self, _("a text"), error);
      break;
    }

  return text;
}

/* The field that each element of a list is. */
static KontorField
element_field (const KontorField *self)
{
  KontorField element = *self;

  element.kind = self->element;

  return element;
}

static gboolean
check_list (const KontorField *self, KontorJson *value, GError **error)
{
  KontorField element = element_field (self);

  if (kontor_json_get_value_type (value) != KONTOR_JSON_ARRAY)
    return refuse_type (self, _("a list"), error);
  if (kontor_json_get_size (value) > MAX_LIST_ELEMENTS)
    return refuse_value (self, error, _("The list has more than %d entries."), MAX_LIST_ELEMENTS);

  for (guint i = 0; i < kontor_json_get_size (value); i++)
    {
      const char *text = scalar_text (&element, kontor_json_get_element (value, i), error);

      if (text == NULL || !check_scalar_text (&element, text, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_translated (const KontorField *self, KontorJson *value, GError **error)
{
  if (kontor_json_get_value_type (value) != KONTOR_JSON_OBJECT)
    return refuse_type (self, _("an object with a text for each language"), error);

  for (guint i = 0; i < kontor_json_get_size (value); i++)
    {
      KontorJson *text = kontor_json_get_element (value, i);

      if (kontor_json_get_value_type (text) == KONTOR_JSON_NULL)
        continue;
      if (!check_language (self, kontor_json_get_member_name (value, i), error))
        return FALSE;
      if (kontor_json_get_string (text) == NULL)
        return refuse_type (self, _("a text for each language"), error);
      if (strlen (kontor_json_get_string (text)) > MAX_MULTILINE_BYTES)
        return refuse_value (self, error, _("The text is longer than %d bytes."), MAX_MULTILINE_BYTES);
    }

  return TRUE;
}

/* What a person calls a part: its place in the list, from 1. */
static gboolean
prefix_part_error (const KontorField *self, guint index, GError **error)
{
  g_prefix_error (error, _("%s %u: "), g_dgettext (GETTEXT_PACKAGE, self->part->label), index + 1);
  return FALSE;
}

static gboolean
check_parts (const KontorField *self, KontorJson *value, GError **error)
{
  const char *key = kontor_part_type_get_key (self->part);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  if (kontor_json_get_value_type (value) != KONTOR_JSON_ARRAY)
    return refuse_type (self, _("a list of objects"), error);
  if (kontor_json_get_size (value) > MAX_LIST_ELEMENTS)
    return refuse_value (self, error, _("The list has more than %d entries."), MAX_LIST_ELEMENTS);

  for (guint i = 0; i < kontor_json_get_size (value); i++)
    {
      KontorJson *part = kontor_json_get_element (value, i);
      const char *id = kontor_json_get_member_string (part, key);

      if (kontor_json_get_value_type (part) != KONTOR_JSON_OBJECT)
        return refuse_type (self, _("a list of objects"), error);
      if (id == NULL || *id == '\0' || strlen (id) > MAX_KEY_BYTES)
        {
          refuse_value (self, error, _("The member “%s”, by which it is known, is missing or no short text."), key);
          return prefix_part_error (self, i, error);
        }
      if (!g_hash_table_add (keys, (gpointer) id))
        {
          refuse_value (self, error, _("“%s” stands twice."), id);
          return prefix_part_error (self, i, error);
        }
      if (!kontor_fields_check_json (self->part->fields, part, error))
        return prefix_part_error (self, i, error);
    }

  return TRUE;
}

/**
 * kontor_field_check_json:
 * @self: a field
 * @value: (nullable): a value
 * @error: return location for a #GError
 *
 * Says whether @self can hold @value; a missing value and `null` can stand in every field. The sentence of an error
 * begins with the label of the field.
 *
 * Returns: %FALSE with %KONTOR_MODEL_ERROR_TYPE or %KONTOR_MODEL_ERROR_VALUE
 */
gboolean
kontor_field_check_json (const KontorField *self, KontorJson *value, GError **error)
{
  const char *text;

  g_return_val_if_fail (self != NULL, FALSE);

  if (kontor_json_get_value_type (value) == KONTOR_JSON_NULL)
    return TRUE;

  if (self->kind == KONTOR_FIELD_LIST)
    return check_list (self, value, error);
  if (self->kind == KONTOR_FIELD_TRANSLATED)
    return check_translated (self, value, error);
  if (self->kind == KONTOR_FIELD_PARTS)
    return check_parts (self, value, error);
  if (self->kind == KONTOR_FIELD_PART)
    {
      if (kontor_json_get_value_type (value) != KONTOR_JSON_OBJECT)
        return refuse_type (self, _("an object"), error);
      return kontor_fields_check_json (self->part->fields, value, error);
    }

  text = scalar_text (self, value, error);
  return text != NULL && check_scalar_text (self, text, error);
}

/**
 * kontor_fields_check_json:
 * @fields: fields, ending with `{ NULL }`
 * @object: an object
 * @error: return location for a #GError
 *
 * Checks each known member of @object; others are none of this version's business.
 *
 * Returns: %FALSE with the error of the first field that cannot hold its value
 */
gboolean
kontor_fields_check_json (const KontorField *fields, KontorJson *object, GError **error)
{
  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      if (!kontor_field_check_json (field, kontor_json_get_member (object, field->member), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * kontor_field_text_to_json:
 * @self: a scalar field
 * @text: (nullable): a value as the body writes it: decimals with a point, dates in ISO 8601
 * @error: return location for a #GError
 *
 * Makes the JSON of a value from its text, and checks it. Empty text is `null`: unset. What a person types in their own
 * language is first turned into this form by kontor_parse_number() and kontor_parse_date().
 *
 * Returns: (transfer full) (nullable): the value; %NULL with %KONTOR_MODEL_ERROR_VALUE
 */
KontorJson *
kontor_field_text_to_json (const KontorField *self, const char *text, GError **error)
{
  g_return_val_if_fail (self != NULL && kontor_field_is_scalar (self), NULL);

  if (text == NULL || *text == '\0')
    return kontor_json_new_null ();
  if (!check_scalar_text (self, text, error))
    return NULL;

  if (self->kind == KONTOR_FIELD_FLAG)
    return kontor_json_new_boolean (strcmp (text, "true") == 0);
  if (self->kind == KONTOR_FIELD_INTEGER)
    return kontor_json_new_integer (g_ascii_strtoll (text, NULL, 10));

  return kontor_json_new_string (text);
}

/**
 * kontor_field_json_to_text:
 * @self: a scalar field
 * @value: (nullable): its value
 *
 * Returns: (transfer full) (nullable): the value as the body writes it; %NULL when it is unset
 */
char *
kontor_field_json_to_text (const KontorField *self, KontorJson *value)
{
  g_return_val_if_fail (self != NULL && kontor_field_is_scalar (self), NULL);

  if (kontor_json_get_value_type (value) == KONTOR_JSON_NULL)
    return NULL;

  return g_strdup (scalar_text (self, value, NULL));
}

/* kontor-vcard.c: a vCard as a list of properties */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-vcard-private.h"

#include <string.h>

/* The most parameters of a property that are kept. */
#define MAX_PARAMETERS 64

static void
parameter_free (gpointer data)
{
  KontorVcardParameter *parameter = data;

  g_free (parameter->name);
  g_free (parameter->value);
  g_free (parameter);
}

/**
 * kontor_vcard_property_new:
 *
 * Returns: (transfer full): a property without a name
 */
KontorVcardProperty *
kontor_vcard_property_new (void)
{
  KontorVcardProperty *property = g_new0 (KontorVcardProperty, 1);

  property->parameters = g_ptr_array_new_with_free_func (parameter_free);

  return property;
}

/**
 * kontor_vcard_property_free:
 * @property: (transfer full): a property
 */
void
kontor_vcard_property_free (KontorVcardProperty *property)
{
  g_free (property->group);
  g_free (property->name);
  g_free (property->value);
  g_ptr_array_unref (property->parameters);
  g_free (property);
}

static void
free_property (gpointer data)
{
  kontor_vcard_property_free (data);
}

/**
 * kontor_vcard_new:
 *
 * Returns: (transfer full): a card of version 3.0 without properties
 */
KontorVcard *
kontor_vcard_new (void)
{
  KontorVcard *self = g_new0 (KontorVcard, 1);

  self->version = 30;
  self->properties = g_ptr_array_new_with_free_func (free_property);

  return self;
}

/**
 * kontor_vcard_free:
 * @self: (transfer full) (nullable): a card
 */
void
kontor_vcard_free (KontorVcard *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->properties);
  g_free (self);
}

/**
 * kontor_vcard_property_add_parameter:
 * @property: a property
 * @name: the name of a parameter, in any case
 * @value: one of its values, without quotes
 *
 * Adds a parameter; those beyond any sense are left out.
 */
void
kontor_vcard_property_add_parameter (KontorVcardProperty *property, const char *name, const char *value)
{
  KontorVcardParameter *parameter;

  if (property->parameters->len == MAX_PARAMETERS)
    return;

  parameter = g_new0 (KontorVcardParameter, 1);
  parameter->name = g_ascii_strup (name, -1);
  parameter->value = g_strdup (value);
  g_ptr_array_add (property->parameters, parameter);
}

/**
 * kontor_vcard_find:
 * @self: a card
 * @name: the name of a property, in upper case
 *
 * Returns: (transfer none) (nullable): the first one
 */
KontorVcardProperty *
kontor_vcard_find (KontorVcard *self, const char *name)
{
  return kontor_vcard_find_in_group (self, NULL, name);
}

/**
 * kontor_vcard_find_in_group:
 * @self: a card
 * @group: (nullable): a group such as "item1"; %NULL for any
 * @name: the name of a property, in upper case
 *
 * Returns: (transfer none) (nullable): the first one
 */
KontorVcardProperty *
kontor_vcard_find_in_group (KontorVcard *self, const char *group, const char *name)
{
  for (guint i = 0; i < self->properties->len; i++)
    {
      KontorVcardProperty *property = g_ptr_array_index (self->properties, i);

      if (strcmp (property->name, name) == 0 &&
          (group == NULL || (property->group != NULL && g_ascii_strcasecmp (property->group, group) == 0)))
        return property;
    }

  return NULL;
}

/**
 * kontor_vcard_property_get:
 * @self: a property
 * @parameter: the name of a parameter, in upper case
 *
 * Returns: (transfer none) (nullable): its first value
 */
const char *
kontor_vcard_property_get (const KontorVcardProperty *self, const char *parameter)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      const KontorVcardParameter *candidate = g_ptr_array_index (self->parameters, i);

      if (strcmp (candidate->name, parameter) == 0)
        return candidate->value;
    }

  return NULL;
}

/**
 * kontor_vcard_property_has_type:
 * @self: a property
 * @type: a type such as "work"
 *
 * Returns: whether it is of that type, among others
 */
gboolean
kontor_vcard_property_has_type (const KontorVcardProperty *self, const char *type)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      const KontorVcardParameter *parameter = g_ptr_array_index (self->parameters, i);

      if (strcmp (parameter->name, "TYPE") == 0 && g_ascii_strcasecmp (parameter->value, type) == 0)
        return TRUE;
    }

  return FALSE;
}

/* vCard 2.1 knows no escape but that of the semicolon, and Outlook writes paths with backslashes. */
static gboolean
is_escape (const KontorVcard *card, const char *p)
{
  if (*p != '\\' || p[1] == '\0')
    return FALSE;

  return card->version == 21 ? p[1] == ';' : strchr ("\\,;:nN", p[1]) != NULL;
}

/**
 * kontor_vcard_unescape:
 * @card: the card, whose version tells what is an escape
 * @text: the value of a property, or a piece of it
 *
 * Returns: (transfer full): the text that it stands for, with line breaks as `\n` and without spaces at its ends
 */
char *
kontor_vcard_unescape (const KontorVcard *card, const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (is_escape (card, p))
        {
          p++;
          g_string_append_c (result, *p == 'n' || *p == 'N' ? '\n' : *p);
        }
      else if (*p == '\r')
        {
          if (p[1] != '\n')
            g_string_append_c (result, '\n');
        }
      else
        {
          g_string_append_c (result, *p);
        }
    }

  return g_strstrip (g_string_free (result, FALSE));
}

/**
 * kontor_vcard_split:
 * @card: the card
 * @value: the value of a property, or a piece of it
 * @separator: `;` or `,`
 *
 * Returns: (transfer full): the pieces between the separators that are not escaped; escapes are still in them
 */
GStrv
kontor_vcard_split (const KontorVcard *card, const char *value, char separator)
{
  g_autoptr (GStrvBuilder) pieces = g_strv_builder_new ();
  g_autoptr (GString) piece = g_string_new (NULL);

  for (const char *p = value;; p++)
    {
      if (*p == '\0' || *p == separator)
        {
          g_strv_builder_add (pieces, piece->str);
          g_string_truncate (piece, 0);
        }
      else
        {
          if (is_escape (card, p))
            g_string_append_c (piece, *p++);
          g_string_append_c (piece, *p);
        }
      if (*p == '\0')
        break;
    }

  return g_strv_builder_end (pieces);
}

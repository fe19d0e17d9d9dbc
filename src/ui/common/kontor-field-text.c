/* kontor-field-text.c: values as a person of this desktop reads and types them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-field-text.h"

#include "kontor-currency.h"
#include "kontor-date.h"
#include "kontor-decimal.h"
#include "kontor-format.h"
#include "kontor-language.h"
#include "kontor-parse.h"

/**
 * kontor_field_text_show:
 * @field: a scalar field
 * @text: the value as it stands in the body
 * @currency: (nullable): of a money field, the currency whose decimals it has at least
 *
 * Writes a value as the desktop's language writes it: `1234.5` becomes `1 234,50`, `2026-12-31` becomes `31.12.2026`.
 * What cannot be read as a value of the field comes back as it is.
 *
 * Returns: (transfer full): the text for a form or a list
 */
char *
kontor_field_text_show (const KontorField *field,
                        const char *text,
                        const char *currency)
{
  g_autofree char *language = kontor_language_dup_default ();

  g_return_val_if_fail (field != NULL, NULL);

  if (text == NULL || *text == '\0')
    return g_strdup ("");

  if (field->kind == KONTOR_FIELD_DATE)
    {
      GDate date;

      if (kontor_date_parse (text, &date, NULL))
        return kontor_format_date (&date, KONTOR_DATE_SHORT, language);
    }
  else if (field->kind == KONTOR_FIELD_DATETIME)
    {
      g_autoptr (GDateTime) utc = kontor_datetime_parse (text, NULL);

      if (utc != NULL)
        {
          g_autoptr (GDateTime) local = g_date_time_to_local (utc);

          return g_date_time_format (local, "%x %H:%M");
        }
    }
  else if (field->kind == KONTOR_FIELD_DECIMAL || field->kind == KONTOR_FIELD_MONEY)
    {
      KontorDecimal value;
      guint decimals = 0;

      if (field->kind == KONTOR_FIELD_MONEY && currency != NULL)
        kontor_currency_get_exponent (currency, &decimals, NULL);
      if (kontor_decimal_parse (text, KONTOR_DECIMAL_MAX_SCALE, &value, NULL))
        return kontor_format_number (kontor_decimal_normalize (value), decimals, language);
    }
  else if (field->kind == KONTOR_FIELD_CHOICE)
    {
      const char *label = kontor_field_get_choice_label (field, text);

      if (label != NULL)
        return g_strdup (label);
    }

  return g_strdup (text);
}

/**
 * kontor_field_text_read:
 * @field: a scalar field
 * @typed: what a person typed
 *
 * Turns what was typed (`31.12`, `1 234,5`) into what the field reads (`2026-12-31`, `1234.5`). What it cannot read comes back
 * as it is, for the field to refuse.
 *
 * Returns: (transfer full): the text for the field
 */
char *
kontor_field_text_read (const KontorField *field,
                        const char *typed)
{
  g_autofree char *language = kontor_language_dup_default ();
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (field != NULL, NULL);
  g_return_val_if_fail (typed != NULL, NULL);

  /* Blanks at the ends are never meant, but they are typed on the way to the next word. */
  stripped = g_strstrip (g_strdup (typed));
  if (*stripped == '\0')
    return g_strdup ("");

  if (field->kind == KONTOR_FIELD_DATE)
    {
      GDate today;
      GDate date;

      kontor_date_today (&today);
      if (kontor_parse_date (stripped, language, &today, &date, NULL))
        return kontor_date_to_string (&date);
    }
  else if (field->kind == KONTOR_FIELD_DECIMAL || field->kind == KONTOR_FIELD_MONEY ||
           field->kind == KONTOR_FIELD_INTEGER)
    {
      guint scale = field->kind == KONTOR_FIELD_INTEGER ? 0 : kontor_field_get_scale (field);
      KontorDecimal value;

      if (kontor_parse_number (stripped, language, scale, &value, NULL))
        return kontor_decimal_to_string (value);
    }

  return g_steal_pointer (&stripped);
}

/**
 * kontor_field_text_find_currency:
 * @record: a record
 * @path: the path of a money field
 *
 * Finds the currency of an amount: the member that the field names, beside the amount or further out.
 *
 * Returns: (transfer full) (nullable): an ISO 4217 code, or %NULL when none is set
 */
char *
kontor_field_text_find_currency (KontorRecord *record,
                                 const char *path)
{
  const KontorField *fields;
  const KontorField *field;
  g_autofree char *parent = NULL;

  g_return_val_if_fail (KONTOR_IS_RECORD (record), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  fields = kontor_record_get_record_type (record)->fields;
  field = kontor_path_find_field (fields, path);
  if (field == NULL || field->currency == NULL)
    return NULL;

  parent = g_strdup (path);
  for (;;)
    {
      char *slash = strrchr (parent, '/');
      g_autofree char *candidate = NULL;
      const char *currency = NULL;

      if (slash != NULL)
        *slash = '\0';
      candidate = slash != NULL ? kontor_path_join (parent, field->currency) : g_strdup (field->currency);
      if (kontor_path_find_field (fields, candidate) != NULL)
        currency = kontor_record_get_string (record, candidate);
      if (currency != NULL && *currency != '\0')
        return g_strdup (currency);
      if (slash == NULL)
        return NULL;
    }
}

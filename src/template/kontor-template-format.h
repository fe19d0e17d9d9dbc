/* kontor-template-format.h: values of a record as a document writes them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorFormat:
 * @KONTOR_FORMAT_AUTO: as the field's kind says
 * @KONTOR_FORMAT_TEXT: as it stands in the record, on one line
 * @KONTOR_FORMAT_MULTILINE: with its line breaks
 * @KONTOR_FORMAT_MONEY: an amount with its currency
 * @KONTOR_FORMAT_AMOUNT: an amount with the currency's decimals, without the currency
 * @KONTOR_FORMAT_PRICE: as AMOUNT, but with all decimals that it has
 * @KONTOR_FORMAT_NUMBER: a number
 * @KONTOR_FORMAT_PERCENT: a percentage
 * @KONTOR_FORMAT_DATE: a date in digits
 * @KONTOR_FORMAT_LONG_DATE: a date with the name of the month
 * @KONTOR_FORMAT_WORDS: an amount in words
 * @KONTOR_FORMAT_COUNTRY: a country's name, from its code
 * @KONTOR_FORMAT_LANGUAGE: a language's name, from its code
 * @KONTOR_FORMAT_CURRENCY: a currency's name, from its code
 * @KONTOR_FORMAT_IBAN: an account number in groups of four
 * @KONTOR_FORMAT_UPPER: in capital letters
 *
 * How a value is written.
 */
typedef enum
{
  KONTOR_FORMAT_AUTO,
  KONTOR_FORMAT_TEXT,
  KONTOR_FORMAT_MULTILINE,
  KONTOR_FORMAT_MONEY,
  KONTOR_FORMAT_AMOUNT,
  KONTOR_FORMAT_PRICE,
  KONTOR_FORMAT_NUMBER,
  KONTOR_FORMAT_PERCENT,
  KONTOR_FORMAT_DATE,
  KONTOR_FORMAT_LONG_DATE,
  KONTOR_FORMAT_WORDS,
  KONTOR_FORMAT_COUNTRY,
  KONTOR_FORMAT_LANGUAGE,
  KONTOR_FORMAT_CURRENCY,
  KONTOR_FORMAT_IBAN,
  KONTOR_FORMAT_UPPER,
} KontorFormat;

/* Names of the formats, in the order of KontorFormat, ended by NULL. */
extern const char *const kontor_format_names[];

char *kontor_template_format (KontorFormat format,
                              const char *text,
                              const char *currency,
                              const char *language,
                              GError **error);
const char *kontor_template_plural_category (const char *number,
                                             const char *language,
                                             GError **error);
char *kontor_template_section_number (guint number,
                                      const char *language);
char *kontor_template_paragraph_number (guint number,
                                        const char *language);
const char *kontor_template_title_end (const char *title,
                                       const char *language);

G_END_DECLS

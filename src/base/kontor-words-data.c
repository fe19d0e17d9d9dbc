/* kontor-words-data.c: the grammar of currencies that ICU does not know */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-words-private.h"

#define MASCULINE "masculine"
#define FEMININE "feminine"
#define NEUTER "neuter"

/* Of which gender the word for a currency is, by the name that CLDR gives it. What is in no list is masculine, as dollars,
 * francs, yens and yuans nearly always are.
 */
static const struct
{
  const char *language;
  const char *gender;
  const char *currencies;
} genders[] = {
  { "bg", NEUTER, "EUR MXN ARS CLP COP PHP UYU DOP CUP KZT GEL" },
  { "bg", FEMININE, "BAM BYN CZK DKK EEK GBP HRK IDR INR ISK JPY MDL NOK NPR PKR PLN RON RUB SEK SKK TRY UAH" },
  { "cs", NEUTER, "EUR MXN ARS CLP COP PHP KZT GEL" },
  { "cs", FEMININE, "BAM CZK DKK EEK EGP GBP HRK IDR INR ISK LBP NOK NPR PKR SEK SKK TRY UAH" },
  { "de", NEUTER, "EGP GBP LBP SYP" },
  { "de", FEMININE, "BAM CZK DKK EEK HRK IDR INR ISK NOK NPR PKR SEK SKK TRY UAH" },
  { "es", FEMININE, "BGN CZK DKK EEK EGP GBP HRK IDR INR ISK LBP NOK PKR SEK SKK TRY UAH" },
  { "fr", FEMININE, "CZK DKK EEK EGP GBP HRK IDR INR ISK LBP NOK PKR SEK SKK TRY UAH" },
  { "hr", FEMININE, "BAM CZK DKK EEK EGP GBP HRK IDR INR ISK NOK PKR PLN SEK SKK TRY UAH" },
  { "it", FEMININE, "CZK DKK EEK EGP GBP HRK IDR INR ISK LBP NOK PKR SEK SKK TRY UAH" },
  { "lt", FEMININE, "CZK DKK EEK HRK IDR INR ISK NOK PKR SEK SKK TRY UAH" },
  { "pl", NEUTER, "EUR MXN ARS CLP COP PHP UYU DOP CUP KZT GEL" },
  { "pl", FEMININE, "BAM CZK DKK EEK HRK IDR INR ISK LKR MUR NOK NPR PKR SCR SEK SKK TRY UAH" },
  { "pt", FEMININE, "CZK DKK EEK EGP GBP HRK IDR INR ISK LBP NOK PKR SEK SKK TRY UAH" },
  { "ro", FEMININE, "CZK DKK EEK EGP GBP HRK IDR INR ISK NOK PKR SEK SKK TRY UAH" },
  { "ru", FEMININE, "BAM CZK DKK EEK HRK IDR INR ISK JPY NOK NPR PKR SEK SKK TRY UAH" },
  { "ru", NEUTER, "MXN ARS CLP COP PHP KZT" },
  { "sk", NEUTER, "EUR MXN ARS CLP COP PHP KZT GEL" },
  { "sk", FEMININE, "BAM CZK DKK EEK EGP GBP HRK IDR INR ISK LBP NOK NPR PKR SEK SKK TRY UAH" },
  { "sr", FEMININE, "BAM CZK DKK EEK EGP GBP HRK IDR INR ISK NOK PKR SEK SKK TRY UAH" },
  { "uk", FEMININE, "BAM CZK DKK EEK HRK IDR INR ISK JPY NOK NPR PKR SEK SKK TRY UAH" },
};

/* The words of everyday contracts where CLDR writes the name in a list of all currencies, with the country. */
static const struct
{
  const char *language;
  const char *currency;
  const char *one;
  const char *few;
  const char *other;
} names[] = {
  { "pl", "PLN", "złoty", "złote", "złotych" },
  { "bg", "BGN", "лев", "лева", "лева" },
};

/* What stands between the name of the currency and 45/100, where it is not only a space. */
static const struct
{
  const char *language;
  const char *joint;
} joints[] = {
  { "bg", " и " },
  { "ca", " i " },
  { "en", " and " },
  { "es", " con " },
  { "fr", " et " },
  { "it", " e " },
  { "pt", " e " },
};

/* Where a million is a noun and what is counted follows with “of”. */
static const struct
{
  const char *language;
  const char *of;
  const char *before_vowel;
} nouns[] = {
  { "ca", "de ", "d’" },
  { "es", "de ", "de " },
  { "fr", "de ", "d’" },
  { "it", "di ", "di " },
  { "pt", "de ", "de " },
  { "ro", "de ", "de " },
};

/* The gender of the word for a currency, as the names of ICU's rule sets end. */
const char *
kontor_words_get_gender (const char *language, const char *currency)
{
  for (guint i = 0; i < G_N_ELEMENTS (genders); i++)
    if (strcmp (genders[i].language, language) == 0 && strstr (genders[i].currencies, currency) != NULL)
      return genders[i].gender;
  return MASCULINE;
}

/* The word for a currency in a CLDR plural category, NULL where CLDR's will do. */
const char *
kontor_words_get_name (const char *language, const char *currency, const char *plural)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].language, language) == 0 && strcmp (names[i].currency, currency) == 0)
      return strcmp (plural, "one") == 0 ? names[i].one : strcmp (plural, "few") == 0 ? names[i].few
                                                                                      : names[i].other;
  return NULL;
}

/* What joins the minor units to the name of the currency. */
const char *
kontor_words_get_joint (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    if (strcmp (joints[i].language, language) == 0)
      return joints[i].joint;
  return " ";
}

/* What stands between whole millions and the name of the currency; nothing in most languages. */
const char *
kontor_words_get_of (const char *language, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (nouns); i++)
    if (strcmp (nouns[i].language, language) == 0)
      return strchr ("aeiouAEIOU", name[0]) != NULL ? nouns[i].before_vowel : nouns[i].of;
  return "";
}

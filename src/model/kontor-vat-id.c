/* kontor-vat-id.c: VAT identification numbers of the European Union */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-identifiers.h"
#include "kontor-model-error.h"

/*
 * The forms are those that the European Commission lists for its VIES service. The check digits are those that the
 * countries publish; where a country has several kinds of number under one form, any that fits passes.
 * All functions here get the number without its country code, upper case, in the right form.
 */

static int
digit (const char *number, guint index)
{
  return number[index] - '0';
}

static int
sum_of (const char *number, const int *weights, guint n_weights)
{
  int sum = 0;

  for (guint i = 0; i < n_weights; i++)
    sum += digit (number, i) * weights[i];

  return sum;
}

static int
digits_modulo (const char *number, guint n_digits, int modulus)
{
  int remainder = 0;

  for (guint i = 0; i < n_digits; i++)
    remainder = (remainder * 10 + digit (number, i)) % modulus;

  return remainder;
}

/* Luhn: every second digit from the right is doubled. */
static gboolean
is_luhn (const char *number, guint n_digits)
{
  int sum = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      int value = digit (number, n_digits - 1 - i);

      if (i % 2 == 1)
        value = value > 4 ? 2 * value - 9 : 2 * value;
      sum += value;
    }

  return sum % 10 == 0;
}

/* ISO 7064, MOD 11,10. */
static gboolean
is_mod_11_10 (const char *number, guint n_digits)
{
  int product = 10;

  for (guint i = 0; i + 1 < n_digits; i++)
    {
      int sum = (product + digit (number, i)) % 10;

      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }

  return (product + digit (number, n_digits - 1)) % 10 == 1;
}

static gboolean
check_at (const char *number)
{
  /* Luhn with 4 added, over the digits after the U */
  int sum = 4;

  for (guint i = 1; i <= 7; i++)
    {
      int value = digit (number, i) * (i % 2 == 0 ? 2 : 1);

      sum += value / 10 + value % 10;
    }

  return (10 - sum % 10) % 10 == digit (number, 8);
}

static gboolean
check_be (const char *number)
{
  return number[0] <= '1' && 97 - digits_modulo (number, 8, 97) == digit (number, 8) * 10 + digit (number, 9);
}

static gboolean
check_bg_company (const char *number)
{
  int first = 0;
  int second = 0;

  for (guint i = 0; i < 8; i++)
    {
      first += digit (number, i) * ((int) i + 1);
      second += digit (number, i) * ((int) i + 3);
    }

  first %= 11;
  return (first < 10 ? first : second % 11 % 10) == digit (number, 8);
}

/* The month carries the century: +20 for 18xx, +40 for 20xx. */
static gboolean
is_bg_birth_date (const char *number)
{
  int year = digit (number, 0) * 10 + digit (number, 1) + 1900;
  int month = digit (number, 2) * 10 + digit (number, 3);
  int day = digit (number, 4) * 10 + digit (number, 5);

  if (month > 40)
    {
      year += 100;
      month -= 40;
    }
  else if (month > 20)
    {
      year -= 100;
      month -= 20;
    }

  return g_date_valid_dmy (day, month, year);
}

static gboolean
check_bg (const char *number)
{
  static const int person[] = { 2, 4, 8, 5, 10, 9, 7, 3, 6 };
  static const int foreigner[] = { 21, 19, 17, 13, 11, 9, 7, 3, 1 };
  static const int other[] = { 4, 3, 2, 7, 6, 5, 4, 3, 2 };
  int last;
  int check;

  if (strlen (number) == 9)
    return check_bg_company (number);

  last = digit (number, 9);
  if (is_bg_birth_date (number) && sum_of (number, person, 9) % 11 % 10 == last)
    return TRUE;
  if (sum_of (number, foreigner, 9) % 10 == last)
    return TRUE;

  check = 11 - sum_of (number, other, 9) % 11;
  return check != 10 && check % 11 == last;
}

static gboolean
check_cy (const char *number)
{
  static const int odd_values[] = { 1, 0, 5, 7, 9, 13, 15, 17, 19, 21 };
  int sum = 0;

  for (guint i = 0; i < 8; i++)
    sum += i % 2 == 0 ? odd_values[digit (number, i)] : digit (number, i);

  return !g_str_has_prefix (number, "12") && number[8] == 'A' + sum % 26;
}

static gboolean
check_cz (const char *number)
{
  static const int weights[] = { 8, 7, 6, 5, 4, 3, 2 };
  int check;

  /* a person's birth number; those of before 1954 have nine digits and no check digit */
  if (strlen (number) == 10)
    return digits_modulo (number, 9, 11) % 10 == digit (number, 9);
  if (strlen (number) == 9)
    return TRUE;
  if (number[0] == '9')
    return FALSE;

  check = 11 - sum_of (number, weights, 7) % 11;
  return (check == 11 ? 1 : check % 10) == digit (number, 7);
}

static gboolean
check_de (const char *number)
{
  return number[0] != '0' && is_mod_11_10 (number, 9);
}

static gboolean
check_dk (const char *number)
{
  static const int weights[] = { 2, 7, 6, 5, 4, 3, 2, 1 };

  return number[0] != '0' && sum_of (number, weights, 8) % 11 == 0;
}

static gboolean
check_ee (const char *number)
{
  static const int weights[] = { 3, 7, 1, 3, 7, 1, 3, 7, 1 };

  return sum_of (number, weights, 9) % 10 == 0;
}

static gboolean
check_el (const char *number)
{
  static const int weights[] = { 256, 128, 64, 32, 16, 8, 4, 2 };

  return sum_of (number, weights, 8) % 11 % 10 == digit (number, 8);
}

static char
es_person_letter (const char *digits, guint n_digits, int first)
{
  int value = first;

  for (guint i = 0; i < n_digits; i++)
    value = (value * 10 + digit (digits, i)) % 23;

  return "TRWAGMYFPDXBNJZSQVHLCKE"[value];
}

static gboolean
check_es (const char *number)
{
  int sum = 0;
  int check;

  /* a person: eight digits and a letter; foreigners have X, Y, Z for the first digit; K, L, M have none */
  if (g_ascii_isdigit (number[0]))
    return g_ascii_isalpha (number[8]) && es_person_letter (number, 8, 0) == number[8];
  if (strchr ("XYZ", number[0]) != NULL)
    return es_person_letter (number + 1, 7, number[0] - 'X') == number[8];
  if (strchr ("KLM", number[0]) != NULL)
    return es_person_letter (number + 1, 7, 0) == number[8];
  if (strchr ("ABCDEFGHJNPQRSUVW", number[0]) == NULL)
    return FALSE;

  /* an organisation: Luhn over seven digits, the check being a digit or, for some, a letter */
  for (guint i = 1; i <= 7; i++)
    {
      int value = digit (number, i) * (i % 2 == 1 ? 2 : 1);

      sum += value / 10 + value % 10;
    }
  check = (10 - sum % 10) % 10;

  if (g_ascii_isdigit (number[8]))
    return strchr ("NPQRSW", number[0]) == NULL && check == digit (number, 8);
  return strchr ("ABEH", number[0]) == NULL && "JABCDEFGHI"[check] == number[8];
}

static gboolean
check_fi (const char *number)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1 };

  return sum_of (number, weights, 8) % 11 == 0;
}

static gboolean
check_fr (const char *number)
{
  /* Monaco's have 000 where others have the first digits of the SIREN */
  if (strncmp (number + 2, "000", 3) != 0 && !is_luhn (number + 2, 9))
    return FALSE;

  if (g_ascii_isdigit (number[0]) && g_ascii_isdigit (number[1]))
    return (digits_modulo (number + 2, 9, 97) * 100 + 12) % 97 == digit (number, 0) * 10 + digit (number, 1);

  return strchr ("IO", number[0]) == NULL && strchr ("IO", number[1]) == NULL;
}

static gboolean
check_hr (const char *number)
{
  return is_mod_11_10 (number, 11);
}

static gboolean
check_hu (const char *number)
{
  static const int weights[] = { 9, 7, 3, 1, 9, 7, 3, 1 };

  return sum_of (number, weights, 8) % 10 == 0;
}

static gboolean
check_ie (const char *number)
{
  static const int weights[] = { 8, 7, 6, 5, 4, 3, 2 };
  char digits[8] = "0000000";
  int sum;

  if (g_ascii_isdigit (number[1]))
    {
      memcpy (digits, number, 7);
    }
  else
    {
      /* the old form has a letter in the second place, and its first digit counts last */
      memcpy (digits + 1, number + 2, 5);
      digits[6] = number[0];
    }

  sum = sum_of (digits, weights, 7);
  if (number[8] != '\0')
    sum += 9 * (number[8] == 'W' ? 0 : number[8] - 'A' + 1);

  return "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] == number[7];
}

static gboolean
check_it (const char *number)
{
  return strncmp (number, "0000000", 7) != 0 && is_luhn (number, 11);
}

static gboolean
check_lt (const char *number)
{
  gsize length = strlen (number);
  int first = 0;
  int second = 0;

  if (number[length - 2] != '1')
    return FALSE;

  for (guint i = 0; i + 1 < length; i++)
    {
      first += digit (number, i) * (1 + (int) i % 9);
      second += digit (number, i) * (1 + ((int) i + 2) % 9);
    }

  first %= 11;
  return (first < 10 ? first : second % 11 % 10) == digit (number, length - 1);
}

static gboolean
check_lu (const char *number)
{
  return digits_modulo (number, 6, 89) == digit (number, 6) * 10 + digit (number, 7);
}

static gboolean
check_lv (const char *number)
{
  static const int weights[] = { 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1 };

  /* a person's number has no check digit that all of them keep */
  return number[0] <= '3' || sum_of (number, weights, 11) % 11 == 3;
}

static gboolean
check_mt (const char *number)
{
  static const int weights[] = { 3, 4, 6, 7, 8, 9, 10, 1 };

  return number[0] != '0' && sum_of (number, weights, 8) % 37 == 0;
}

static gboolean
check_nl (const char *number)
{
  static const int weights[] = { 9, 8, 7, 6, 5, 4, 3, 2, -1 };
  int remainder;

  if (g_str_has_prefix (number, "000000000") || g_str_has_suffix (number, "B00"))
    return FALSE;
  if (sum_of (number, weights, 9) % 11 == 0)
    return TRUE;

  /* since 2020, for one-man businesses: "NL" and all of the number is 1 modulo 97, as an IBAN is; N is 23, L 21, B 11 */
  remainder = 2321 % 97;
  for (guint i = 0; i < 12; i++)
    remainder = (number[i] == 'B' ? remainder * 100 + 11 : remainder * 10 + digit (number, i)) % 97;

  return remainder == 1;
}

static gboolean
check_pl (const char *number)
{
  return kontor_check_nip (number, NULL);
}

static gboolean
check_pt (const char *number)
{
  static const int weights[] = { 9, 8, 7, 6, 5, 4, 3, 2 };
  int check = 11 - sum_of (number, weights, 8) % 11;

  return number[0] != '0' && (check > 9 ? 0 : check) == digit (number, 8);
}

static gboolean
check_ro (const char *number)
{
  static const int weights[] = { 7, 5, 3, 2, 1, 7, 5, 3, 2 };
  guint n_weights = strlen (number) - 1;
  int sum = sum_of (number, weights + G_N_ELEMENTS (weights) - n_weights, n_weights);

  return number[0] != '0' && sum * 10 % 11 % 10 == digit (number, n_weights);
}

static gboolean
check_se (const char *number)
{
  return is_luhn (number, 10);
}

static gboolean
check_si (const char *number)
{
  static const int weights[] = { 8, 7, 6, 5, 4, 3, 2 };
  int check = 11 - sum_of (number, weights, 7) % 11;

  return number[0] != '0' && check != 11 && check % 10 == digit (number, 7);
}

static gboolean
check_sk (const char *number)
{
  return number[0] != '0' && digits_modulo (number, 10, 11) == 0;
}

/* Northern Ireland has the numbers of the United Kingdom. */
static gboolean
check_xi (const char *number)
{
  static const int weights[] = { 8, 7, 6, 5, 4, 3, 2, 10, 1 };
  int remainder;

  /* government departments up to 499, health authorities from 500 */
  if (number[0] == 'G')
    return number[2] < '5';
  if (number[0] == 'H')
    return number[2] >= '5';

  remainder = sum_of (number, weights, 9) % 97;
  return remainder == 0 || remainder == 42;
}

/* In a form, 9 is a digit, X a digit or a letter, A a letter; all else stands for itself. */
static const struct
{
  const char *country;
  const char *forms;
  gboolean (*check) (const char *number);
} vat_ids[] = {
  { "AT", "U99999999", check_at },
  { "BE", "9999999999", check_be },
  { "BG", "999999999 9999999999", check_bg },
  { "CY", "99999999A", check_cy },
  { "CZ", "99999999 999999999 9999999999", check_cz },
  { "DE", "999999999", check_de },
  { "DK", "99999999", check_dk },
  { "EE", "999999999", check_ee },
  { "EL", "999999999", check_el },
  { "ES", "X9999999X", check_es },
  { "FI", "99999999", check_fi },
  { "FR", "XX999999999", check_fr },
  { "HR", "99999999999", check_hr },
  { "HU", "99999999", check_hu },
  { "IE", "9999999A 9999999AA 9A99999A 9+99999A 9*99999A", check_ie },
  { "IT", "99999999999", check_it },
  { "LT", "999999999 999999999999", check_lt },
  { "LU", "99999999", check_lu },
  { "LV", "99999999999", check_lv },
  { "MT", "99999999", check_mt },
  { "NL", "999999999B99", check_nl },
  { "PL", "9999999999", check_pl },
  { "PT", "999999999", check_pt },
  { "RO", "99 999 9999 99999 999999 9999999 99999999 999999999 9999999999", check_ro },
  { "SE", "999999999999", check_se },
  { "SI", "99999999", check_si },
  { "SK", "9999999999", check_sk },
  { "XI", "999999999 999999999999 GD999 HA999", check_xi },
};

static gboolean
has_form (const char *number,
          const char *form)
{
  for (; *number != '\0' && *form != '\0' && *form != ' '; number++, form++)
    {
      if (*form == '9' ? !g_ascii_isdigit (*number)
          : *form == 'A' ? !g_ascii_isupper (*number)
          : *form == 'X' ? !g_ascii_isalnum (*number)
          : *form != *number)
        return FALSE;
    }

  return *number == '\0' && (*form == '\0' || *form == ' ');
}

static gboolean
has_any_form (const char *number,
              const char *forms)
{
  for (const char *form = forms; form != NULL; form = strchr (form, ' '))
    {
      form += *form == ' ';
      if (has_form (number, form))
        return TRUE;
    }

  return FALSE;
}

/**
 * kontor_check_vat_id:
 * @text: a VAT identification number of an EU country or of Northern Ireland, with its country code
 * @error: return location for a #GError
 *
 * Checks the form and the check digits of each country; whether a number was given to somebody only VIES knows.
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_vat_id (const char *text,
                     GError **error)
{
  g_autofree char *vat_id = kontor_identifier_compact (text);

  if (!g_ascii_isalpha (vat_id[0]) || !g_ascii_isalpha (vat_id[1]))
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                           _("An EU VAT id begins with the code of its country, such as DE."));
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (vat_ids); i++)
    {
      g_autofree char *forms = NULL;

      if (strncmp (vat_id, vat_ids[i].country, 2) != 0)
        continue;

      if (has_any_form (vat_id + 2, vat_ids[i].forms))
        {
          if (vat_ids[i].check (vat_id + 2))
            return TRUE;

          g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                       _("This is no VAT id of the country %s: its check digits do not fit. Is a character mistyped?"),
                       vat_ids[i].country);
          return FALSE;
        }

      forms = g_strdup (vat_ids[i].forms);
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                   /* Translators: a country code, and forms such as 99999999A */
                   _("After %s, a VAT id has one of these forms, where 9 is a digit, A a letter and X either: %s."),
                   vat_ids[i].country, g_strdelimit (forms, " ", ','));
      return FALSE;
    }

  if (g_str_has_prefix (vat_id, "GR"))
    g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                         _("VAT ids of Greece begin with EL, not with GR."));
  else
    g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                 _("“%.2s” gives no EU VAT ids. Numbers of other countries go into the other ids."), vat_id);
  return FALSE;
}

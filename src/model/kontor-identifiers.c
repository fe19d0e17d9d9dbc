/* kontor-identifiers.c: checks of tax ids, accounts, addresses and codes */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-identifiers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-country.h"
#include "kontor-model-error.h"

/* The longest address that can be mailed to (RFC 5321, 4.5.3.1.3, less the angle brackets), and its parts. */
#define MAX_EMAIL_BYTES 254
#define MAX_EMAIL_LOCAL_BYTES 64
#define MAX_DOMAIN_BYTES 253
#define MAX_DOMAIN_LABEL_BYTES 63

#define MAX_EXTENSION_DIGITS 6
#define MAX_SERIES_BYTES 60

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error,
        const char *format,
        ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE, format, args);
  va_end (args);

  return FALSE;
}

/**
 * kontor_identifier_compact:
 * @text: an identifier as it was typed: "pl 526-000-12-46"
 *
 * Leaves out what people put between the digits (spaces of all widths, dashes, points) and makes ASCII letters upper case.
 *
 * Returns: (transfer full): the identifier as a register writes it
 */
char *
kontor_identifier_compact (const char *text)
{
  g_autoptr (GString) compact = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == '.' || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION)
        continue;
      g_string_append_unichar (compact, c < 0x80 ? (gunichar) g_ascii_toupper (c) : c);
    }

  return g_string_free (g_steal_pointer (&compact), FALSE);
}

static gboolean
is_all_digits (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* Compacts @text and sees that it is @length digits; @name is what it is called in the message. */
static char *
compact_digits (const char *text,
                gsize length,
                const char *name,
                GError **error)
{
  g_autofree char *digits = kontor_identifier_compact (text);

  if (!is_all_digits (digits))
    {
      refuse (error, _("A %s consists of digits only."), name);
      return NULL;
    }
  if (strlen (digits) != length)
    {
      refuse (error, ngettext ("A %s has %u digits; this one has %u.", "A %s has %u digits; this one has %u.",
                               strlen (digits)),
              name, (guint) length, (guint) strlen (digits));
      return NULL;
    }

  return g_steal_pointer (&digits);
}

static int
weighted_sum (const char *digits,
              const int *weights,
              guint n_weights)
{
  int sum = 0;

  for (guint i = 0; i < n_weights; i++)
    sum += (digits[i] - '0') * weights[i];

  return sum;
}

static gboolean
refuse_checksum (const char *name,
                 GError **error)
{
  return refuse (error, _("This is no %s: its check digit does not fit the others. Is a digit mistyped?"), name);
}

/**
 * kontor_check_nip:
 * @text: a Polish tax number (NIP), with or without dashes
 * @error: return location for a #GError
 *
 * Ten digits; the weighted sum of the first nine modulo 11 is the tenth, and never 10 (regulation of the Polish minister
 * of finance on the tax identification number).
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_nip (const char *text,
                  GError **error)
{
  static const int weights[] = { 6, 5, 7, 2, 3, 4, 5, 6, 7 };
  g_autofree char *digits = compact_digits (text, 10, "NIP", error);

  if (digits == NULL)
    return FALSE;
  if (g_str_has_prefix (digits, "0000000000") ||
      weighted_sum (digits, weights, G_N_ELEMENTS (weights)) % 11 != digits[9] - '0')
    return refuse_checksum ("NIP", error);

  return TRUE;
}

/* The month carries the century: 1-12 for 19xx, 21-32 for 20xx, 41-52 for 21xx, 61-72 for 22xx, 81-92 for 18xx. */
static gboolean
pesel_date (const char *digits,
            GDate *date)
{
  static const int centuries[] = { 1900, 2000, 2100, 2200, 1800 };
  int year = (digits[0] - '0') * 10 + digits[1] - '0';
  int month = (digits[2] - '0') * 10 + digits[3] - '0';
  int day = (digits[4] - '0') * 10 + digits[5] - '0';

  year += centuries[month / 20];
  month %= 20;
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/**
 * kontor_check_pesel:
 * @text: a Polish personal number (PESEL)
 * @error: return location for a #GError
 *
 * Eleven digits: a birth date that exists, four digits, and a check digit (Polish act on the register of residents).
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_pesel (const char *text,
                    GError **error)
{
  static const int weights[] = { 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1 };
  g_autofree char *digits = compact_digits (text, 11, "PESEL", error);
  GDate date;

  if (digits == NULL)
    return FALSE;
  if (!pesel_date (digits, &date))
    return refuse (error, _("This is no PESEL: the date of birth in it (%.6s) does not exist."), digits);
  if (weighted_sum (digits, weights, G_N_ELEMENTS (weights)) % 10 != 0)
    return refuse_checksum ("PESEL", error);

  return TRUE;
}

/**
 * kontor_pesel_get_birthday:
 * @text: a PESEL
 * @birthday: (out caller-allocates): return location for the date of birth
 *
 * Returns: %TRUE when @text is a valid PESEL and @birthday was set
 */
gboolean
kontor_pesel_get_birthday (const char *text,
                           GDate *birthday)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (birthday != NULL, FALSE);

  if (!kontor_check_pesel (text, NULL))
    return FALSE;

  digits = kontor_identifier_compact (text);
  return pesel_date (digits, birthday);
}

/**
 * kontor_check_regon:
 * @text: a number in the Polish register of businesses (REGON), of 9 or 14 digits
 * @error: return location for a #GError
 *
 * The weighted sum modulo 11, a 10 counting as 0, is the last digit. The first nine of fourteen are a REGON themselves.
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_regon (const char *text,
                    GError **error)
{
  static const int short_weights[] = { 8, 9, 2, 3, 4, 5, 6, 7 };
  static const int long_weights[] = { 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8 };
  g_autofree char *digits = kontor_identifier_compact (text);
  gsize length = strlen (digits);

  if (!is_all_digits (digits) || (length != 9 && length != 14))
    return refuse (error, _("A REGON has 9 or 14 digits."));
  if (weighted_sum (digits, short_weights, G_N_ELEMENTS (short_weights)) % 11 % 10 != digits[8] - '0')
    return refuse_checksum ("REGON", error);
  if (length == 14 && weighted_sum (digits, long_weights, G_N_ELEMENTS (long_weights)) % 11 % 10 != digits[13] - '0')
    return refuse_checksum ("REGON", error);

  return TRUE;
}

/**
 * kontor_check_krs:
 * @text: a number in the Polish court register (KRS)
 * @error: return location for a #GError
 *
 * Ten digits; there is no check digit.
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_krs (const char *text,
                  GError **error)
{
  g_autofree char *digits = compact_digits (text, 10, "KRS", error);

  return digits != NULL;
}

/* SWIFT's IBAN registry: the length for each country. */
static const struct
{
  char country[3];
  guint8 length;
} iban_lengths[] = {
  { "AD", 24 }, { "AE", 23 }, { "AL", 28 }, { "AT", 20 }, { "AZ", 28 }, { "BA", 20 }, { "BE", 16 }, { "BG", 22 },
  { "BH", 22 }, { "BI", 27 }, { "BR", 29 }, { "BY", 28 }, { "CH", 21 }, { "CR", 22 }, { "CY", 28 }, { "CZ", 24 },
  { "DE", 22 }, { "DJ", 27 }, { "DK", 18 }, { "DO", 28 }, { "EE", 20 }, { "EG", 29 }, { "ES", 24 }, { "FI", 18 },
  { "FK", 18 }, { "FO", 18 }, { "FR", 27 }, { "GB", 22 }, { "GE", 22 }, { "GI", 23 }, { "GL", 18 }, { "GR", 27 },
  { "GT", 28 }, { "HN", 28 }, { "HR", 21 }, { "HU", 28 }, { "IE", 22 }, { "IL", 23 }, { "IQ", 23 }, { "IS", 26 },
  { "IT", 27 }, { "JO", 30 }, { "KW", 30 }, { "KZ", 20 }, { "LB", 28 }, { "LC", 32 }, { "LI", 21 }, { "LT", 20 },
  { "LU", 20 }, { "LV", 21 }, { "LY", 25 }, { "MC", 27 }, { "MD", 24 }, { "ME", 22 }, { "MK", 19 }, { "MN", 20 },
  { "MR", 27 }, { "MT", 31 }, { "MU", 30 }, { "NI", 28 }, { "NL", 18 }, { "NO", 15 }, { "OM", 23 }, { "PK", 24 },
  { "PL", 28 }, { "PS", 29 }, { "PT", 25 }, { "QA", 29 }, { "RO", 24 }, { "RS", 22 }, { "RU", 33 }, { "SA", 24 },
  { "SC", 31 }, { "SD", 18 }, { "SE", 24 }, { "SI", 19 }, { "SK", 24 }, { "SM", 27 }, { "SO", 23 }, { "ST", 25 },
  { "SV", 28 }, { "TL", 23 }, { "TN", 24 }, { "TR", 26 }, { "UA", 29 }, { "VA", 22 }, { "VG", 24 }, { "XK", 20 },
  { "YE", 30 },
};

static guint
find_iban_length (const char *iban)
{
  for (guint i = 0; i < G_N_ELEMENTS (iban_lengths); i++)
    if (strncmp (iban, iban_lengths[i].country, 2) == 0)
      return iban_lengths[i].length;

  return 0;
}

/**
 * kontor_check_iban:
 * @text: an international bank account number, with or without spaces
 * @error: return location for a #GError
 *
 * The length is that of its country in the IBAN registry, and with the first four characters put last and letters read
 * as 10 to 35, it is 1 modulo 97 (ISO 13616, ISO 7064).
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_iban (const char *text,
                   GError **error)
{
  g_autofree char *iban = kontor_identifier_compact (text);
  gsize length = strlen (iban);
  guint expected;
  guint remainder = 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (iban[i]))
      return refuse (error, _("An IBAN has only letters and digits."));

  if (length < 4 || !g_ascii_isalpha (iban[0]) || !g_ascii_isalpha (iban[1]) ||
      !g_ascii_isdigit (iban[2]) || !g_ascii_isdigit (iban[3]))
    return refuse (error, _("An IBAN begins with a country code and two check digits, such as PL61."));

  expected = find_iban_length (iban);
  if (expected == 0)
    return refuse (error, _("“%.2s” is no country that has IBANs."), iban);
  if (length != expected)
    return refuse (error, _("An IBAN of the country %.2s has %u characters; this one has %u."),
                   iban, expected, (guint) length);

  for (gsize i = 0; i < length; i++)
    {
      char c = iban[(i + 4) % length];

      if (g_ascii_isdigit (c))
        remainder = (remainder * 10 + (guint) (c - '0')) % 97;
      else
        remainder = (remainder * 100 + (guint) (c - 'A' + 10)) % 97;
    }
  if (remainder != 1)
    return refuse (error, _("This is no IBAN: its check digits do not fit. Is a character mistyped?"));

  return TRUE;
}

/**
 * kontor_check_bic:
 * @text: the code of a bank (BIC, SWIFT code)
 * @error: return location for a #GError
 *
 * Four characters for the bank, a country, two for the place and, maybe, three for the branch (ISO 9362).
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_bic (const char *text,
                  GError **error)
{
  g_autofree char *bic = kontor_identifier_compact (text);
  gsize length = strlen (bic);
  char country[3] = { 0 };

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (bic[i]))
      return refuse (error, _("A BIC has only letters and digits."));
  if (length != 8 && length != 11)
    return refuse (error, _("A BIC has 8 or 11 characters; this one has %u."), (guint) length);

  memcpy (country, bic + 4, 2);
  if (!kontor_country_is_valid (country))
    return refuse (error, _("A BIC has a country code in the fifth and sixth place; “%s” is none."), country);

  return TRUE;
}

/**
 * kontor_check_gtin:
 * @text: the number below a bar code (EAN, UPC, GTIN), of 8, 12, 13 or 14 digits
 * @error: return location for a #GError
 *
 * The check digit makes the sum of the digits, weighted 1 and 3 in turn from the right, a multiple of 10 (GS1 General
 * Specifications).
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_gtin (const char *text,
                   GError **error)
{
  g_autofree char *digits = kontor_identifier_compact (text);
  gsize length = strlen (digits);
  int sum = 0;

  if (!is_all_digits (digits) || (length != 8 && (length < 12 || length > 14)))
    return refuse (error, _("A GTIN has 8, 12, 13 or 14 digits."));

  for (gsize i = 0; i < length; i++)
    sum += (digits[length - 1 - i] - '0') * (i % 2 == 0 ? 1 : 3);
  if (sum % 10 != 0)
    return refuse_checksum ("GTIN", error);

  return TRUE;
}

/* A name with a point in it, letters of any script, digits and inner dashes. */
static gboolean
is_domain (const char *domain)
{
  g_auto (GStrv) labels = NULL;
  guint n_labels;

  if (strlen (domain) > MAX_DOMAIN_BYTES || !g_utf8_validate (domain, -1, NULL))
    return FALSE;

  labels = g_strsplit (domain, ".", -1);
  n_labels = g_strv_length (labels);
  if (n_labels < 2)
    return FALSE;

  for (guint i = 0; i < n_labels; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > MAX_DOMAIN_LABEL_BYTES || labels[i][0] == '-' || labels[i][length - 1] == '-')
        return FALSE;

      for (const char *p = labels[i]; *p != '\0'; p = g_utf8_next_char (p))
        if (!g_unichar_isalnum (g_utf8_get_char (p)) && !g_unichar_ismark (g_utf8_get_char (p)) && *p != '-')
          return FALSE;
    }

  /* what has only digits at the end is an address of a machine, or a slip */
  return !is_all_digits (labels[n_labels - 1]);
}

/**
 * kontor_check_email:
 * @text: an e-mail address
 * @error: return location for a #GError
 *
 * Takes what mail systems take today, in any script, and not the comments and quotes that RFC 5322 allows besides.
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_email (const char *text,
                    GError **error)
{
  const char *at = strchr (text, '@');
  gsize local_length;

  if (at == NULL)
    return refuse (error, _("An e-mail address has an “@” in it."));
  if (strchr (at + 1, '@') != NULL)
    return refuse (error, _("An e-mail address has only one “@”. Several addresses go into several rows."));
  if (strlen (text) > MAX_EMAIL_BYTES || at - text > MAX_EMAIL_LOCAL_BYTES)
    return refuse (error, _("This is too long for an e-mail address."));

  local_length = at - text;
  if (local_length == 0)
    return refuse (error, _("The part before the “@” is missing."));

  for (gsize i = 0; i < local_length; i++)
    if (g_ascii_isspace (text[i]) || g_ascii_iscntrl (text[i]) || strchr ("()<>[]:;,\\\"", text[i]) != NULL)
      return refuse (error, _("The part before the “@” has a character that cannot stand there."));

  if (text[0] == '.' || at[-1] == '.' || g_strstr_len (text, local_length, "..") != NULL)
    return refuse (error, _("The part before the “@” has a point where none can stand."));
  if (!is_domain (at + 1))
    return refuse (error, _("The part after the “@” is no name such as example.com."));

  return TRUE;
}

/**
 * kontor_check_phone:
 * @text: a phone number as people write it
 * @error: return location for a #GError
 *
 * Takes digits with a plus before them and separators between them, and an extension behind: "+48 (22) 555-01-23 ext. 7".
 * The number without its extension has 3 to 15 digits (ITU-T E.164).
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_phone (const char *text,
                    GError **error)
{
  static const char *const extensions[] = { "ext", "x", "wew", "w", "#", "," };
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *p = lower;
  guint n_digits = 0;

  if (*p == '+')
    p++;

  for (; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        n_digits++;
      else if (strchr (" -./()", *p) == NULL && !g_str_has_prefix (p, "\302\240"))
        break;
      else if (*p == '\302')
        p++;
    }

  /* an extension: its mark, and a few digits */
  for (guint i = 0; *p != '\0' && i < G_N_ELEMENTS (extensions); i++)
    if (g_str_has_prefix (p, extensions[i]))
      {
        const char *extension = p + strlen (extensions[i]);

        extension += strspn (extension, ". :");
        if (is_all_digits (extension) && strlen (extension) <= MAX_EXTENSION_DIGITS)
          p = extension + strlen (extension);
        break;
      }

  if (*p != '\0')
    return refuse (error, _("A phone number has digits, a plus before them and spaces between them; “%s” is none of that."),
                   text + (p - lower));
  if (n_digits < 3)
    return refuse (error, _("A phone number has at least 3 digits."));
  if (n_digits > 15)
    return refuse (error, _("A phone number has at most 15 digits; this one has %u. "
                            "Several numbers go into several rows."), n_digits);

  return TRUE;
}

/**
 * kontor_check_web:
 * @text: a web address, with or without "https://"
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is none
 */
gboolean
kontor_check_web (const char *text,
                  GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *whole = NULL;

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isspace (*p) || g_ascii_iscntrl (*p))
      return refuse (error, _("A web address has no spaces."));

  whole = strstr (text, "://") != NULL ? g_strdup (text) : g_strconcat ("https://", text, NULL);
  uri = g_uri_parse (whole, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_NON_DNS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || !is_domain (g_uri_get_host (uri)))
    return refuse (error, _("This is no web address such as www.example.com."));
  if (strcmp (g_uri_get_scheme (uri), "http") != 0 && strcmp (g_uri_get_scheme (uri), "https") != 0)
    return refuse (error, _("A web address begins with https:// or http://, not with %s://."), g_uri_get_scheme (uri));
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, _("A web address that is kept must hold no user name and no password."));

  return TRUE;
}

/**
 * kontor_check_name_day:
 * @text: a day of any year, "07-26"
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when there is no such day
 */
gboolean
kontor_check_name_day (const char *text,
                       GError **error)
{
  if (strlen (text) == 5 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) && text[2] == '-' &&
      g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4]))
    {
      int month = (text[0] - '0') * 10 + text[1] - '0';
      int day = (text[3] - '0') * 10 + text[4] - '0';

      /* 2000 had a 29 February */
      if (g_date_valid_dmy (day, month, 2000))
        return TRUE;
    }

  return refuse (error, _("A name day is a month and a day, such as 07-26."));
}

/**
 * kontor_check_sha256:
 * @text: the SHA-256 of a file
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is not 64 hexadecimal digits in lower case
 */
gboolean
kontor_check_sha256 (const char *text,
                     GError **error)
{
  if (strlen (text) != 64 || strspn (text, "0123456789abcdef") != 64)
    return refuse (error, _("A SHA-256 has 64 hexadecimal digits in lower case."));

  return TRUE;
}

/**
 * kontor_check_source:
 * @text: the name of a source of exchange rates, "nbp-a"
 * @error: return location for a #GError
 *
 * Takes sources that this version does not know, because rates of a newer one travel between desktops.
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when it is no such name
 */
gboolean
kontor_check_source (const char *text,
                     GError **error)
{
  gsize length = strlen (text);

  if (length == 0 || length > 40 || strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
    return refuse (error, _("The name of a source of rates has small letters, digits and dashes, such as nbp-a."));

  return TRUE;
}

/**
 * kontor_check_series:
 * @text: how the numbers of a series look, "OF/{year}/{month}/{seq:4}"
 * @error: return location for a #GError
 *
 * Takes `{year}`, `{year2}`, `{month}`, `{day}` and, once, `{seq}` or `{seq:1}` to `{seq:9}`, with any text around them. A month needs
 * its year beside it, and a day its month, or the same number would come again.
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when numbers cannot be made from it
 */
gboolean
kontor_check_series (const char *text,
                     GError **error)
{
  guint n_sequences = 0;
  const char *p = text;

  if (strlen (text) > MAX_SERIES_BYTES)
    return refuse (error, _("A series of numbers takes at most %d characters."), MAX_SERIES_BYTES);

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return refuse (error, _("A series of numbers has no tabs and other control characters."));

  while ((p = strpbrk (p, "{}")) != NULL)
    {
      const char *end = strchr (p, '}');

      if (*p == '}' || end == NULL)
        return refuse (error, _("The series has a brace without its other half."));

      if (g_str_has_prefix (p, "{seq}") || (g_str_has_prefix (p, "{seq:") && p[5] >= '1' && p[5] <= '9' && p[6] == '}'))
        n_sequences++;
      else if (!g_str_has_prefix (p, "{year}") && !g_str_has_prefix (p, "{year2}") && !g_str_has_prefix (p, "{month}") &&
               !g_str_has_prefix (p, "{day}"))
        return refuse (error, _("A series knows {year}, {year2}, {month}, {day} and {seq:4}; “%.*s” is none of them."),
                       (int) MIN (end - p + 1, 40), p);

      p = end + 1;
    }

  if (n_sequences != 1)
    return refuse (error, _("A series needs {seq} once, such as OF/{year}/{month}/{seq:4}."));
  if ((strstr (text, "{month}") && !strstr (text, "{year")) || (strstr (text, "{day}") && !strstr (text, "{month}")))
    return refuse (error, _("A series that has a month needs the year too, and one that has a day the month."));

  return TRUE;
}

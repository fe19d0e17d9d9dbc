/* kontor-parts.c: parts and choices that several kinds of record share */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-parts.h"

#include <glib/gi18n-lib.h>

#include "kontor-identifiers.h"
#include "kontor-model-error.h"

const KontorChoice kontor_form_choices[] = {
  { "organisation", N_("Organisation") },
  { "person", N_("Private person") },
  { NULL }
};

const KontorChoice kontor_address_purpose_choices[] = {
  { "registered", N_("Registered office") },
  { "correspondence", N_("Correspondence") },
  { "delivery", N_("Delivery") },
  { "home", N_("Home") },
  { "other", N_("Other") },
  { NULL }
};

const KontorChoice kontor_payment_form_choices[] = {
  { "transfer", N_("Bank transfer") },
  { "advance", N_("Payment in advance") },
  { "cash", N_("Cash") },
  { "card", N_("Card") },
  { "on-delivery", N_("Cash on delivery") },
  { "direct-debit", N_("Direct debit") },
  { "other", N_("Other") },
  { NULL }
};

const KontorChoice kontor_price_mode_choices[] = {
  { "net", N_("Prices without VAT") },
  { "gross", N_("Prices with VAT") },
  { NULL }
};

const KontorChoice kontor_rounding_choices[] = {
  { "line", N_("VAT on each line") },
  { "document", N_("VAT on the sum of each rate") },
  { NULL }
};

const KontorChoice kontor_rate_source_choices[] = {
  { "ecb", N_("European Central Bank") },
  { "nbp-a", N_("National Bank of Poland, table A (mid rates)") },
  { "nbp-b", N_("National Bank of Poland, table B (mid rates of less common currencies)") },
  { "nbp-c-buy", N_("National Bank of Poland, table C (buying)") },
  { "nbp-c-sell", N_("National Bank of Poland, table C (selling)") },
  { NULL }
};

const KontorChoice kontor_rate_rule_choices[] = {
  { "on-or-before", N_("The day itself, or the last table before") },
  { "before", N_("The last table before the day") },
  { NULL }
};

const KontorChoice kontor_channel_choices[] = {
  { "email", N_("E-mail") },
  { "phone", N_("Phone call") },
  { "message", N_("Text message") },
  { "post", N_("Letter") },
  { "meeting", N_("Meeting") },
  { NULL }
};

static const KontorChoice phone_use_choices[] = {
  { "work", N_("Work") },
  { "mobile", N_("Mobile") },
  { "home", N_("Home") },
  { "fax", N_("Fax") },
  { "other", N_("Other") },
  { NULL }
};

static const KontorChoice email_use_choices[] = {
  { "work", N_("Work") },
  { "home", N_("Home") },
  { "billing", N_("Invoices") },
  { "other", N_("Other") },
  { NULL }
};

static const KontorChoice consent_purpose_choices[] = {
  { "data-processing", N_("Processing of personal data") },
  { "marketing-email", N_("Marketing by e-mail") },
  { "marketing-phone", N_("Marketing by phone") },
  { "marketing-post", N_("Marketing by post") },
  { "profiling", N_("Profiling") },
  { "sharing", N_("Sharing with partners") },
  { "other", N_("Other") },
  { NULL }
};

static const KontorChoice unit_of_time_choices[] = {
  { "day", N_("Days") },
  { "week", N_("Weeks") },
  { "month", N_("Months") },
  { "year", N_("Years") },
  { NULL }
};

static const KontorChoice end_of_choices[] = {
  { "week", N_("End of the week") },
  { "month", N_("End of the month") },
  { "quarter", N_("End of the quarter") },
  { "year", N_("End of the year") },
  { NULL }
};

/* A street of one town with the postcode of another is no address, so all of it conflicts together. */
static const KontorField address_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "purpose", "purpose", N_("Purpose"), KONTOR_FIELD_CHOICE,
    .choices = kontor_address_purpose_choices, .fallback = "registered" },
  { "recipient", "recipient", N_("Recipient"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL, .group = "address" },
  { "street", "street", N_("Street"), KONTOR_FIELD_MULTILINE,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE, .group = "address" },
  { "postcode", "postcode", N_("Postcode"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE, .group = "address" },
  { "city", "city", N_("City"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE, .group = "address" },
  { "region", "region", N_("Region"), KONTOR_FIELD_TEXT, KONTOR_FIELD_PERSONAL, .group = "address" },
  { "country", "country", N_("Country"), KONTOR_FIELD_COUNTRY, KONTOR_FIELD_PERSONAL, .group = "address" },
  { NULL }
};

const KontorPartType kontor_address_part = { "address", N_("Address"), NULL, address_fields };

static const KontorField phone_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "use", "use", N_("Use"), KONTOR_FIELD_CHOICE, .choices = phone_use_choices, .fallback = "work" },
  { "number", "number", N_("Phone Number"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE, .check = kontor_check_phone },
  { "note", "note", N_("Note"), KONTOR_FIELD_TEXT },
  { NULL }
};

const KontorPartType kontor_phone_part = { "phone", N_("Phone"), NULL, phone_fields };

static const KontorField email_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "use", "use", N_("Use"), KONTOR_FIELD_CHOICE, .choices = email_use_choices, .fallback = "work" },
  { "address", "address", N_("E-mail Address"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_PERSONAL | KONTOR_FIELD_SEARCHABLE, .check = kontor_check_email },
  { "note", "note", N_("Note"), KONTOR_FIELD_TEXT },
  { NULL }
};

const KontorPartType kontor_email_part = { "email", N_("E-mail"), NULL, email_fields };

static const KontorField tax_id_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "scheme", "scheme", N_("Register"), KONTOR_FIELD_TEXT, KONTOR_FIELD_REQUIRED, .group = "number" },
  { "country", "country", N_("Country"), KONTOR_FIELD_COUNTRY, .group = "number" },
  { "number", "number", N_("Number"), KONTOR_FIELD_TEXT,
    KONTOR_FIELD_REQUIRED | KONTOR_FIELD_SEARCHABLE, .group = "number" },
  { NULL }
};

const KontorPartType kontor_tax_id_part = { "tax_id", N_("Other Id"), NULL, tax_id_fields };

static const KontorField bank_account_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY, KONTOR_FIELD_REQUIRED, .group = "account" },
  { "iban", "iban", N_("IBAN"), KONTOR_FIELD_TEXT, .group = "account", .check = kontor_check_iban },
  { "number", "number", N_("Account Number without IBAN"), KONTOR_FIELD_TEXT, .group = "account" },
  { "bic", "bic", N_("BIC"), KONTOR_FIELD_TEXT, .group = "account", .check = kontor_check_bic },
  { "bank", "bank", N_("Bank"), KONTOR_FIELD_TEXT, .group = "account" },
  { "holder", "holder", N_("Account Holder"), KONTOR_FIELD_TEXT, .group = "account" },
  { NULL }
};

const KontorPartType kontor_bank_account_part = { "bank_account", N_("Bank Account"), NULL, bank_account_fields };

static const KontorField consent_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "purpose", "purpose", N_("Purpose"), KONTOR_FIELD_CHOICE, KONTOR_FIELD_REQUIRED | KONTOR_FIELD_PERSONAL,
    .choices = consent_purpose_choices },
  { "given-on", "given_on", N_("Given On"), KONTOR_FIELD_DATE, KONTOR_FIELD_PERSONAL, .group = "dates" },
  { "withdrawn-on", "withdrawn_on", N_("Withdrawn On"), KONTOR_FIELD_DATE, KONTOR_FIELD_PERSONAL, .group = "dates" },
  { "wording", "wording", N_("Wording"), KONTOR_FIELD_MULTILINE },
  { "source", "source", N_("How It Was Given"), KONTOR_FIELD_TEXT },
  { NULL }
};

const KontorPartType kontor_consent_part = { "consent", N_("Consent"), NULL, consent_fields };

static const KontorField term_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "clause", "clause", N_("Clause"), KONTOR_FIELD_REFERENCE, .reference = "clause" },
  { "text", "text", N_("Text"), KONTOR_FIELD_MULTILINE },
  { NULL }
};

const KontorPartType kontor_term_part = { "term", N_("Term"), NULL, term_fields };

static const KontorField log_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "at", "at", N_("At"), KONTOR_FIELD_DATETIME, KONTOR_FIELD_SERVER_OWNED },
  { "by", "by", N_("By"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SERVER_OWNED },
  { "event", "event", N_("Event"), KONTOR_FIELD_TEXT, KONTOR_FIELD_SERVER_OWNED },
  { "text", "text", N_("Text"), KONTOR_FIELD_MULTILINE },
  { NULL }
};

const KontorPartType kontor_log_part = { "entry", N_("Log Entry"), NULL, log_fields };

static const KontorField agreed_clause_fields[] = {
  { "id", "id", N_("Id"), KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "clause", "clause", N_("From Clause"), KONTOR_FIELD_REFERENCE, .reference = "clause" },
  { "version", "version", N_("Version"), KONTOR_FIELD_TEXT },
  { "title", "title", N_("Title"), KONTOR_FIELD_TEXT },
  { "text", "text", N_("Text"), KONTOR_FIELD_MULTILINE, KONTOR_FIELD_REQUIRED },
  { NULL }
};

const KontorPartType kontor_agreed_clause_part = { "agreed_clause", N_("Clause"), NULL, agreed_clause_fields };

/* A rate without its date or its table is another rate, so all of it conflicts together. */
static const KontorField pinned_rate_fields[] = {
  { "currency", "currency", N_("Currency"), KONTOR_FIELD_CURRENCY, KONTOR_FIELD_REQUIRED | KONTOR_FIELD_CONSTANT },
  { "rate", "rate", N_("Rate"), KONTOR_FIELD_DECIMAL, KONTOR_FIELD_REQUIRED,
    .group = "rate", .scale = KONTOR_RATE_SCALE, .minimum = KONTOR_RATE_MINIMUM },
  { "per", "per", N_("Per Units"), KONTOR_FIELD_DECIMAL,
    .group = "rate", .scale = KONTOR_RATE_SCALE, .minimum = KONTOR_RATE_MINIMUM, .fallback = "1" },
  { "source", "source", N_("Source"), KONTOR_FIELD_TEXT, .group = "rate", .check = kontor_check_source },
  { "table", "table", N_("Table"), KONTOR_FIELD_TEXT, .group = "rate" },
  { "date", "date", N_("Published On"), KONTOR_FIELD_DATE, .group = "rate" },
  { "quoted-on", "quoted_on", N_("Quoted On"), KONTOR_FIELD_DATE, .group = "rate" },
  { NULL }
};

const KontorPartType kontor_pinned_rate_part = { "rate", N_("Exchange Rate"), "currency", pinned_rate_fields };

static const KontorField period_fields[] = {
  { "n", "n", N_("Number"), KONTOR_FIELD_INTEGER, .group = "period", .minimum = "0", .maximum = "9999" },
  { "unit", "unit", N_("Unit"), KONTOR_FIELD_CHOICE, .group = "period", .choices = unit_of_time_choices },
  { "to-end-of", "to_end_of", N_("Up To"), KONTOR_FIELD_CHOICE, .group = "period", .choices = end_of_choices },
  { NULL }
};

const KontorPartType kontor_period_part = { "period", N_("Period"), NULL, period_fields };

/**
 * kontor_parts_find_address:
 * @body: a body with a member `addresses`
 * @purpose: (nullable): the purpose that is wanted
 *
 * Finds the first address with @purpose. Where there is none, the first one that is a seat (registered or home)
 * stands in, else the first of all.
 *
 * Returns: (transfer none) (nullable): the address
 */
KontorJson *
kontor_parts_find_address (KontorJson *body,
                           const char *purpose)
{
  KontorJson *addresses = kontor_json_get_member (body, "addresses");
  KontorJson *seat = NULL;

  for (guint i = 0; i < kontor_json_get_size (addresses); i++)
    {
      KontorJson *address = kontor_json_get_element (addresses, i);
      const char *found = kontor_json_get_member_string (address, "purpose");

      if (found == NULL)
        found = "registered";
      if (g_strcmp0 (found, purpose) == 0)
        return address;
      if (seat == NULL && (g_str_equal (found, "registered") || g_str_equal (found, "home")))
        seat = address;
    }

  return seat != NULL ? seat : kontor_json_get_element (addresses, 0);
}

/**
 * kontor_parts_get_first_string:
 * @body: a body
 * @parts: the member that holds a list of parts
 * @member: a member of such a part
 *
 * Returns: (transfer none) (nullable): the text @member of the first part that has one
 */
const char *
kontor_parts_get_first_string (KontorJson *body,
                               const char *parts,
                               const char *member)
{
  KontorJson *list = kontor_json_get_member (body, parts);

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      const char *text = kontor_json_get_member_string (kontor_json_get_element (list, i), member);

      if (text != NULL && *text != '\0')
        return text;
    }

  return NULL;
}

/**
 * kontor_translated_get:
 * @texts: (nullable): texts by language, as a body holds them
 * @language: (nullable): a language tag; %NULL for the first text
 *
 * Picks the text in @language ("de-AT"), else in its language alone ("de"), else the first text of all: what a company
 * wrote first is in its main language.
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
kontor_translated_get (KontorJson *texts,
                       const char *language)
{
  if (language != NULL)
    {
      g_autofree char *tag = g_strdup (language);

      while (TRUE)
        {
          const char *text = kontor_json_get_member_string (texts, tag);
          char *dash;

          if (text != NULL && *text != '\0')
            return text;

          dash = strrchr (tag, '-');
          if (dash == NULL)
            break;
          *dash = '\0';
        }
    }

  for (guint i = 0; i < kontor_json_get_size (texts); i++)
    {
      const char *text = kontor_json_get_string (kontor_json_get_element (texts, i));

      if (text != NULL && *text != '\0')
        return text;
    }

  return NULL;
}

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
starts_with_han (const char *text)
{
  return g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HAN;
}

/* Chinese names stand without a space, family name first. */
static gboolean
is_han_name (const char *family,
             const char *given)
{
  return is_set (family) && is_set (given) && starts_with_han (family) && starts_with_han (given);
}

/**
 * kontor_person_name_for_list:
 * @body: a body with `given_name` and `family_name`
 *
 * Returns: (transfer full) (nullable): the name as a list sorts it, "Kowalska Anna"; %NULL when there is none
 */
char *
kontor_person_name_for_list (KontorJson *body)
{
  const char *family = kontor_json_get_member_string (body, "family_name");
  const char *given = kontor_json_get_member_string (body, "given_name");

  if (is_han_name (family, given))
    return g_strconcat (family, given, NULL);
  if (is_set (family) && is_set (given))
    return g_strconcat (family, " ", given, NULL);
  if (is_set (family))
    return g_strdup (family);
  if (is_set (given))
    return g_strdup (given);
  return NULL;
}

/**
 * kontor_person_name_for_letter:
 * @body: a body with `honorific`, `given_name`, `middle_name` and `family_name`
 *
 * Returns: (transfer full) (nullable): the name as a letter is addressed, "dr Anna Maria Kowalska"; %NULL when there
 *   is none
 */
char *
kontor_person_name_for_letter (KontorJson *body)
{
  static const char *const members[] = { "honorific", "given_name", "middle_name", "family_name" };
  const char *family = kontor_json_get_member_string (body, "family_name");
  const char *given = kontor_json_get_member_string (body, "given_name");
  g_autoptr (GString) name = g_string_new (NULL);

  if (is_han_name (family, given))
    return g_strconcat (family, given, NULL);
  if (!is_set (family) && !is_set (given))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = kontor_json_get_member_string (body, members[i]);

      if (!is_set (text))
        continue;
      if (name->len > 0)
        g_string_append_c (name, ' ');
      g_string_append (name, text);
    }

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * kontor_parts_make_title:
 * @body: a body with `number` and `subject`
 *
 * Returns: (transfer full) (nullable): how a person calls a document, "OF/2026/11/0007 – Shelves"
 */
char *
kontor_parts_make_title (KontorJson *body)
{
  const char *number = kontor_json_get_member_string (body, "number");
  const char *subject = kontor_json_get_member_string (body, "subject");

  if (is_set (number) && is_set (subject))
    return g_strconcat (number, " – ", subject, NULL);
  if (is_set (number))
    return g_strdup (number);

  return is_set (subject) ? g_strdup (subject) : NULL;
}

/**
 * kontor_parts_check_dates:
 * @body: a body or a part
 * @first: a member that holds a date
 * @last: a member that holds a date
 * @message: what to say when @last is before @first (translated)
 * @error: return location for a #GError
 *
 * Checks that two dates are in order. One that is not set passes.
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when they are not
 */
gboolean
kontor_parts_check_dates (KontorJson *body,
                          const char *first,
                          const char *last,
                          const char *message,
                          GError **error)
{
  const char *from = kontor_json_get_member_string (body, first);
  const char *until = kontor_json_get_member_string (body, last);

  /* ISO 8601 dates of four-digit years are in order when their texts are */
  if (!is_set (from) || !is_set (until) || strcmp (from, until) <= 0)
    return TRUE;

  g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE, message);
  return FALSE;
}

/**
 * kontor_parts_check_consents:
 * @body: a body with a member `consents`
 * @error: return location for a #GError
 *
 * Checks that no consent was withdrawn before it was given.
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE when one was
 */
gboolean
kontor_parts_check_consents (KontorJson *body,
                             GError **error)
{
  KontorJson *consents = kontor_json_get_member (body, "consents");

  for (guint i = 0; i < kontor_json_get_size (consents); i++)
    if (!kontor_parts_check_dates (kontor_json_get_element (consents, i), "given_on", "withdrawn_on",
                                   _("A consent cannot be withdrawn before it was given."), error))
      return FALSE;

  return TRUE;
}

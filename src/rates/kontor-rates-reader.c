/* kontor-rates-reader.c: rate tables from the XML of their publishers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-rates-reader.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "kontor-currency.h"
#include "kontor-date.h"
#include "kontor-decimal.h"
#include "kontor-rates-error.h"

/*
 * The European Central Bank publishes, daily and as a history, `<Cube time="…"><Cube currency="USD" rate="1.18"/>…`
 * inside a gesmes envelope: how much of a currency is paid for one euro.
 *
 * Narodowy Bank Polski publishes `<tabela_kursow typ="A">` in ISO-8859-2 with `<pozycja>`s: `kurs_sredni` (tables A and
 * B) or `kurs_kupna` and `kurs_sprzedazy` (table C) is how many zlotys are paid for `przelicznik` units of `kod_waluty`.
 * Table C also has the day on which the bank quoted, before the day of publication.
 */

/* The ECB's whole history, 1999 to now, is below 10 MB and 8,000 tables. */
#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_TABLES 20000
#define MAX_RATES 500
#define MAX_TEXT 200

typedef struct
{
  xmlTextReader *reader;
  GPtrArray *tables; /* of KontorJson */
  GError *error;

  /* the table that is being read */
  GPtrArray *rates[2];
  GHashTable *currencies;
  char *date;
  char *quoted_on;
  char *number;
  int depth; /* of the ECB's element with the date */
  char type; /* of an NBP table: A, B or C */

  /* the NBP entry that is being read */
  char *currency;
  char *per;
  char *prices[2]; /* average or buying, selling */
} Reader;

static void
clear_entry (Reader *self)
{
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->per, g_free);
  g_clear_pointer (&self->prices[0], g_free);
  g_clear_pointer (&self->prices[1], g_free);
}

static void
clear_table (Reader *self)
{
  for (guint i = 0; i < 2; i++)
    g_ptr_array_set_size (self->rates[i], 0);
  g_hash_table_remove_all (self->currencies);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->quoted_on, g_free);
  g_clear_pointer (&self->number, g_free);
  clear_entry (self);
}

G_GNUC_PRINTF (2, 3)
static gboolean
fail (Reader *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (self->error != NULL)
    return FALSE;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (&self->error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_FORMAT, _("Line %d of the rate table: %s"),
               xmlTextReaderGetParserLineNumber (self->reader), message);

  return FALSE;
}

/* Adds a rate to the table that is being read. @which: 0, or 1 for the selling price of table C */
static gboolean
add_rate (Reader *self, guint which, const char *currency, const char *rate, const char *per)
{
  KontorJson *entry;
  KontorDecimal value;

  if (self->rates[which]->len == MAX_RATES)
    return fail (self, _("There are more than %d rates in one table."), MAX_RATES);
  if (!kontor_currency_is_valid (currency))
    return fail (self, _("“%.20s” is no currency."), currency);
  if (!kontor_decimal_parse (rate, 10, &value, NULL) || kontor_decimal_sign (value) <= 0)
    return fail (self, _("“%.40s” is no exchange rate for %s."), rate, currency);
  if (!kontor_decimal_parse (per, 0, &value, NULL) || kontor_decimal_sign (value) <= 0)
    return fail (self, _("“%.40s” is no number of units of %s."), per, currency);

  entry = kontor_json_new_object ();
  kontor_json_set_string (&entry, "currency", currency);
  kontor_json_set_string (&entry, "rate", rate);
  kontor_json_set_string (&entry, "per", per);
  g_ptr_array_add (self->rates[which], entry);

  return TRUE;
}

static gboolean
check_new_currency (Reader *self, const char *currency)
{
  if (!g_hash_table_add (self->currencies, g_strdup (currency)))
    return fail (self, _("The rate for %.20s stands twice in one table."), currency);

  return TRUE;
}

static gboolean
add_table (Reader *self, guint which, const char *source, const char *base)
{
  KontorJson *table;
  g_autoptr (KontorJson) rates = NULL;
  GDate date;

  if (self->tables->len == MAX_TABLES)
    return fail (self, _("There are more than %d tables in one file."), MAX_TABLES);
  if (self->date == NULL || !kontor_date_parse (self->date, &date, NULL))
    return fail (self, _("The table has no date."));
  if (self->quoted_on != NULL && !kontor_date_parse (self->quoted_on, &date, NULL))
    return fail (self, _("“%.40s” is no date."), self->quoted_on);
  if (self->rates[which]->len == 0)
    return fail (self, _("The table of %s has no rates."), self->date);

  rates = kontor_json_new_array_for ((KontorJson *const *) self->rates[which]->pdata, self->rates[which]->len);
  table = kontor_json_new_object ();
  kontor_json_set_string (&table, "kind", "rate-table");
  kontor_json_set_string (&table, "source", source);
  kontor_json_set_string (&table, "table", self->number);
  kontor_json_set_string (&table, "date", self->date);
  kontor_json_set_string (&table, "quoted_on", self->quoted_on);
  kontor_json_set_string (&table, "base", base);
  kontor_json_set_member (&table, "rates", rates);
  g_ptr_array_add (self->tables, table);

  return TRUE;
}

static char *
get_attribute (Reader *self, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (self->reader, BAD_CAST name);
  char *copy = value == NULL ? NULL : g_strndup ((const char *) value, MAX_TEXT);

  xmlFree (value);

  return copy;
}

static gboolean
is_element (Reader *self, const char *name)
{
  const xmlChar *local = xmlTextReaderConstLocalName (self->reader);

  return local != NULL && strcmp ((const char *) local, name) == 0;
}

/* Reads on to the next node; FALSE at the end and on an error. */
static gboolean
next_node (Reader *self)
{
  int result = xmlTextReaderRead (self->reader);

  if (result < 0)
    return fail (self, _("The XML ends too early or is damaged."));
  if (result > 0 && xmlTextReaderNodeType (self->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
    return fail (self, _("A document type declaration has no place in a rate table."));

  return result > 0;
}

static gboolean
read_ecb (Reader *self)
{
  while (next_node (self))
    {
      int type = xmlTextReaderNodeType (self->reader);
      g_autofree char *time = NULL;
      g_autofree char *currency = NULL;
      g_autofree char *rate = NULL;

      if (!is_element (self, "Cube") || (type != XML_READER_TYPE_ELEMENT && type != XML_READER_TYPE_END_ELEMENT))
        continue;

      if (type == XML_READER_TYPE_END_ELEMENT)
        {
          if (self->date == NULL || xmlTextReaderDepth (self->reader) != self->depth)
            continue;
          if (!add_table (self, 0, "ecb", "EUR"))
            return FALSE;
          clear_table (self);
          continue;
        }

      time = get_attribute (self, "time");
      currency = get_attribute (self, "currency");
      rate = get_attribute (self, "rate");
      if (time != NULL)
        {
          if (self->date != NULL)
            return fail (self, _("A table stands inside another one."));
          self->date = g_steal_pointer (&time);
          self->depth = xmlTextReaderDepth (self->reader);
        }
      else if (currency != NULL && rate != NULL)
        {
          if (self->date == NULL)
            return fail (self, _("A rate stands outside of a table with a date."));
          if (!check_new_currency (self, currency) || !add_rate (self, 0, currency, rate, "1"))
            return FALSE;
        }
    }

  return self->error == NULL;
}

static gboolean
end_nbp_entry (Reader *self)
{
  const char *per = self->per == NULL ? "1" : self->per;

  if (self->currency == NULL || self->prices[0] == NULL || (self->type == 'C') != (self->prices[1] != NULL))
    return fail (self, _("An entry lacks its currency or its rate."));
  if (!check_new_currency (self, self->currency) || !add_rate (self, 0, self->currency, self->prices[0], per) ||
      (self->type == 'C' && !add_rate (self, 1, self->currency, self->prices[1], per)))
    return FALSE;

  clear_entry (self);

  return TRUE;
}

static gboolean
end_nbp_table (Reader *self)
{
  if (self->type == 'C')
    return add_table (self, 0, "nbp-c-buy", "PLN") && add_table (self, 1, "nbp-c-sell", "PLN");

  return add_table (self, 0, self->type == 'A' ? "nbp-a" : "nbp-b", "PLN");
}

/* Where the text of the element that has just begun goes; NULL when it is of no interest (the name of a currency). */
static char **
nbp_place (Reader *self)
{
  const struct
  {
    const char *element;
    char **place;
  } places[] = {
    { "numer_tabeli", &self->number },     { "data_publikacji", &self->date },  { "data_notowania", &self->quoted_on },
    { "przelicznik", &self->per },         { "kod_waluty", &self->currency },   { "kurs_sredni", &self->prices[0] },
    { "kurs_kupna", &self->prices[0] },    { "kurs_sprzedazy", &self->prices[1] },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (is_element (self, places[i].element))
        return places[i].place;
    }

  return NULL;
}

static gboolean
take_nbp_text (Reader *self, char **place)
{
  const char *text = (const char *) xmlTextReaderConstValue (self->reader);

  if (*place != NULL || strlen (text) > MAX_TEXT)
    return fail (self, _("“%.40s” stands where it does not belong."), text);

  *place = g_strstrip (g_strdup (text));
  if (place == &self->prices[0] || place == &self->prices[1])
    g_strdelimit (*place, ",", '.');

  return TRUE;
}

static gboolean
read_nbp (Reader *self)
{
  g_autofree char *type = get_attribute (self, "typ");
  char **place = NULL;

  if (type == NULL || strlen (type) != 1 || strchr ("ABC", type[0]) == NULL)
    return fail (self, _("Only tables A, B and C of the National Bank of Poland are known."));
  self->type = type[0];

  while (next_node (self))
    {
      switch (xmlTextReaderNodeType (self->reader))
        {
        case XML_READER_TYPE_ELEMENT:
          place = xmlTextReaderIsEmptyElement (self->reader) ? NULL : nbp_place (self);
          break;

        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
          if (place != NULL && !take_nbp_text (self, place))
            return FALSE;
          break;

        case XML_READER_TYPE_END_ELEMENT:
          place = NULL;
          if (is_element (self, "pozycja") && !end_nbp_entry (self))
            return FALSE;
          if (is_element (self, "tabela_kursow") && !end_nbp_table (self))
            return FALSE;
          break;

        default:
          break;
        }
    }

  return self->error == NULL;
}

static gboolean
read_root (Reader *self)
{
  while (next_node (self))
    {
      if (xmlTextReaderNodeType (self->reader) != XML_READER_TYPE_ELEMENT)
        continue;
      if (is_element (self, "Envelope"))
        return read_ecb (self);
      if (is_element (self, "tabela_kursow"))
        return read_nbp (self);
      break;
    }

  return fail (self, _("This is neither a table of the European Central Bank nor one of the National Bank of Poland."));
}

static void
ignore_error_cb (void *data, const xmlError *error)
{
  /* What went wrong is said by next_node (); nothing is printed. */
}

/**
 * kontor_rates_read:
 * @data: the bytes of a file: the ECB's daily or historical rates, or table A, B or C of the National Bank of Poland
 * @length: how many
 * @error: return location for a #GError
 *
 * Reads tables of exchange rates in whatever encoding the XML declares. No entity is resolved and nothing else is
 * fetched. A file that is damaged in one place gives no table at all.
 *
 * Returns: (transfer full) (nullable) (element-type KontorJson): bodies of records of the kind `rate-table`, in the order
 *   of the file; %NULL with %KONTOR_RATES_ERROR_FORMAT
 */
GPtrArray *
kontor_rates_read (const char *data, gsize length, GError **error)
{
  Reader self = { 0 };
  gboolean done = FALSE;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length > MAX_BYTES)
    {
      g_set_error (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_FORMAT,
                   _("The file is larger than %d MiB; that is no table of exchange rates."), MAX_BYTES / (1024 * 1024));
      return NULL;
    }

  self.reader = xmlReaderForMemory (data == NULL ? "" : data, (int) length, NULL, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (self.reader == NULL)
    {
      g_set_error_literal (error, KONTOR_RATES_ERROR, KONTOR_RATES_ERROR_FORMAT, _("The file is empty."));
      return NULL;
    }
  xmlTextReaderSetStructuredErrorHandler (self.reader, (xmlStructuredErrorFunc) ignore_error_cb, NULL);

  self.tables = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  self.currencies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < 2; i++)
    self.rates[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);

  done = read_root (&self);
  if (done && self.tables->len == 0)
    done = fail (&self, _("There is no table in this file."));

  clear_table (&self);
  for (guint i = 0; i < 2; i++)
    g_ptr_array_unref (self.rates[i]);
  g_hash_table_unref (self.currencies);
  xmlFreeTextReader (self.reader);

  if (!done)
    {
      g_clear_pointer (&self.tables, g_ptr_array_unref);
      g_propagate_error (error, self.error);
    }

  return self.tables;
}

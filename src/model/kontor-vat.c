/* kontor-vat.c: VAT categories and what countries print for them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-vat.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const KontorChoice kontor_vat_category_choices[] = {
  { "S", N_("Taxed") },
  { "Z", N_("Zero rated") },
  { "E", N_("Exempt") },
  { "AE", N_("Reverse charge") },
  { "K", N_("Supply within the EU") },
  { "G", N_("Export") },
  { "O", N_("Outside the scope of VAT") },
  { NULL }
};

const KontorChoice kontor_vat_regime_choices[] = {
  { "domestic", N_("Domestic") },
  { "eu-goods", N_("Goods to another EU country") },
  { "reverse-charge", N_("Reverse charge") },
  { "export", N_("Export") },
  { "exempt", N_("Exempt") },
  { "outside-scope", N_("Outside the scope of VAT") },
  { NULL }
};

/* The categories of a row of marks, in this order. */
static const char *const marked_categories[] = { "Z", "E", "AE", "K", "G", "O" };

/* What stands in the VAT column of a line. A row without a country holds for its language everywhere. */
static const struct
{
  const char *country;
  const char *language;
  const char *marks[G_N_ELEMENTS (marked_categories)];
} marks[] = {
  { "PL", "pl", { "0%", "zw", "oo", "0%", "0%", "np" } },
  { "BG", "bg", { "0%", "осв.", "0%", "0%", "0%", "0%" } },
  { NULL, "pl", { "0%", "zw", "oo", "0%", "0%", "np" } },
  { NULL, "de", { "0 %", "steuerfrei", "RC", "0 %", "0 %", "n. steuerbar" } },
  { NULL, "bg", { "0%", "осв.", "обр. нач.", "0%", "0%", "извън" } },
  { NULL, "zh", { "0%", "免税", "反向征税", "0%", "0%", "不征税" } },
  { NULL, "en", { "0%", "exempt", "RC", "0%", "0%", "n/a" } },
};

/* Why no VAT is charged, for sellers in the EU: the articles of the VAT directive, in the words of its translations. */
static const struct
{
  const char *regime;
  const char *language;
  const char *text;
} grounds[] = {
  { "eu-goods", "en", "Exempt intra-Community supply of goods, Article 138(1) of Directive 2006/112/EC" },
  { "eu-goods", "pl", "Wewnątrzwspólnotowa dostawa towarów, art. 138 ust. 1 dyrektywy 2006/112/WE" },
  { "eu-goods", "de", "Steuerfreie innergemeinschaftliche Lieferung, Artikel 138 Absatz 1 der Richtlinie 2006/112/EG" },
  { "eu-goods", "bg", "Освободена вътреобщностна доставка на стоки, член 138, параграф 1 от Директива 2006/112/ЕО" },
  { "eu-goods", "zh", "欧盟内部货物供应免税（第2006/112/EC号指令第138条第1款）" },
  { "reverse-charge", "en", "Reverse charge, Articles 44 and 196 of Directive 2006/112/EC" },
  { "reverse-charge", "pl", "Odwrotne obciążenie, art. 44 i 196 dyrektywy 2006/112/WE" },
  { "reverse-charge", "de", "Steuerschuldnerschaft des Leistungsempfängers, Artikel 44 und 196 der Richtlinie 2006/112/EG" },
  { "reverse-charge", "bg", "Обратно начисляване, членове 44 и 196 от Директива 2006/112/ЕО" },
  { "reverse-charge", "zh", "反向征税，由客户缴纳增值税（第2006/112/EC号指令第44条和第196条）" },
  { "export", "en", "Exempt export of goods, Article 146(1) of Directive 2006/112/EC" },
  { "export", "pl", "Eksport towarów, art. 146 ust. 1 dyrektywy 2006/112/WE" },
  { "export", "de", "Steuerfreie Ausfuhrlieferung, Artikel 146 Absatz 1 der Richtlinie 2006/112/EG" },
  { "export", "bg", "Освободен износ на стоки, член 146, параграф 1 от Директива 2006/112/ЕО" },
  { "export", "zh", "出口货物免税（第2006/112/EC号指令第146条第1款）" },
};

/* Sellers in these countries cite their own act. */
static const struct
{
  const char *country;
  const char *language;
  const char *regime;
  const char *text;
} national_grounds[] = {
  { "PL", "pl", "eu-goods", "Wewnątrzwspólnotowa dostawa towarów, stawka 0%, art. 42 ust. 1 ustawy o VAT" },
  { "PL", "pl", "reverse-charge", "Odwrotne obciążenie, art. 28b ustawy o VAT" },
  { "PL", "pl", "export", "Eksport towarów, stawka 0%, art. 41 ust. 4 ustawy o VAT" },
  { "DE", "de", "eu-goods", "Steuerfreie innergemeinschaftliche Lieferung, § 4 Nr. 1 Buchst. b i. V. m. § 6a UStG" },
  { "DE", "de", "reverse-charge", "Steuerschuldnerschaft des Leistungsempfängers, § 3a Abs. 2 UStG" },
  { "DE", "de", "export", "Steuerfreie Ausfuhrlieferung, § 4 Nr. 1 Buchst. a i. V. m. § 6 UStG" },
  { "BG", "bg", "eu-goods", "Вътреобщностна доставка, чл. 53, ал. 1 във вр. с чл. 7 ЗДДС" },
  { "BG", "bg", "reverse-charge", "Обратно начисляване, чл. 21, ал. 2 ЗДДС" },
  { "BG", "bg", "export", "Износ на стоки, чл. 28 ЗДДС" },
};

/* The standard rates of 2026; the default for new products, which a person can change. */
static const struct
{
  char country[3];
  gboolean eu;
  const char *rate;
} rates[] = {
  { "AT", TRUE, "20" }, { "BE", TRUE, "21" }, { "BG", TRUE, "20" }, { "CY", TRUE, "19" }, { "CZ", TRUE, "21" },
  { "DE", TRUE, "19" }, { "DK", TRUE, "25" }, { "EE", TRUE, "24" }, { "ES", TRUE, "21" }, { "FI", TRUE, "25.5" },
  { "FR", TRUE, "20" }, { "GR", TRUE, "24" }, { "HR", TRUE, "25" }, { "HU", TRUE, "27" }, { "IE", TRUE, "23" },
  { "IT", TRUE, "22" }, { "LT", TRUE, "21" }, { "LU", TRUE, "17" }, { "LV", TRUE, "21" }, { "MT", TRUE, "18" },
  { "NL", TRUE, "21" }, { "PL", TRUE, "23" }, { "PT", TRUE, "23" }, { "RO", TRUE, "21" }, { "SE", TRUE, "25" },
  { "SI", TRUE, "22" }, { "SK", TRUE, "23" },
  { "AL", FALSE, "20" }, { "BA", FALSE, "17" }, { "CH", FALSE, "8.1" }, { "CN", FALSE, "13" }, { "GB", FALSE, "20" },
  { "GE", FALSE, "18" }, { "IS", FALSE, "24" }, { "JP", FALSE, "10" }, { "KR", FALSE, "10" }, { "LI", FALSE, "8.1" },
  { "MD", FALSE, "20" }, { "ME", FALSE, "21" }, { "MK", FALSE, "18" }, { "NO", FALSE, "25" }, { "RS", FALSE, "20" },
  { "TR", FALSE, "20" }, { "UA", FALSE, "20" },
};

/**
 * kontor_vat_regime_get_category:
 * @regime: (nullable): a VAT regime; %NULL for `domestic`
 *
 * Tells what an offer's regime makes of its taxed (`S`) lines, as design 4 says.
 *
 * Returns: (transfer none): a VAT category
 */
const char *
kontor_vat_regime_get_category (const char *regime)
{
  static const struct
  {
    const char *regime;
    const char *category;
  } categories[] = {
    { "eu-goods", "K" }, { "reverse-charge", "AE" }, { "export", "G" }, { "exempt", "E" }, { "outside-scope", "O" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_strcmp0 (categories[i].regime, regime) == 0)
      return categories[i].category;

  return "S";
}

/* Whether the tag @language is of the bare language @wanted: "de-AT" of "de". */
static gboolean
is_of_language (const char *language,
                const char *wanted)
{
  gsize length = strlen (wanted);

  return language != NULL && strncmp (language, wanted, length) == 0 &&
         (language[length] == '\0' || language[length] == '-' || language[length] == '_');
}

/**
 * kontor_vat_get_mark:
 * @country: (nullable): the seller's country
 * @language: (nullable): the language of the document
 * @category: (nullable): a VAT category; %NULL for `S`
 *
 * Tells what stands in the VAT column of a document for a category: the seller's usage where the document is in the
 * seller's language, else a mark that is understood in the language of the document, English if need be.
 *
 * Returns: (transfer none) (nullable): the mark; %NULL for `S`, where the rate itself is printed
 */
const char *
kontor_vat_get_mark (const char *country,
                     const char *language,
                     const char *category)
{
  guint column;

  for (column = 0; column < G_N_ELEMENTS (marked_categories); column++)
    if (g_strcmp0 (marked_categories[column], category) == 0)
      break;
  if (column == G_N_ELEMENTS (marked_categories))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if ((marks[i].country == NULL || g_strcmp0 (marks[i].country, country) == 0) &&
        is_of_language (language, marks[i].language))
      return marks[i].marks[column];

  return marks[G_N_ELEMENTS (marks) - 1].marks[column];
}

/**
 * kontor_vat_get_ground:
 * @country: (nullable): the seller's country
 * @language: (nullable): the language of the document
 * @regime: (nullable): the VAT regime of the offer
 *
 * Tells the legal ground that a document gives for charging no VAT: an article of the seller's own act where the
 * document is in the seller's language, else of the EU's VAT directive, in English if the language is not known here.
 *
 * Returns: (transfer none) (nullable): the text; %NULL for regimes that need none or whose ground depends on the goods
 *   (`exempt`), and for sellers outside the EU
 */
const char *
kontor_vat_get_ground (const char *country,
                       const char *language,
                       const char *regime)
{
  const char *english = NULL;

  if (!kontor_vat_is_eu_country (country))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (national_grounds); i++)
    if (g_strcmp0 (national_grounds[i].country, country) == 0 &&
        g_strcmp0 (national_grounds[i].regime, regime) == 0 &&
        is_of_language (language, national_grounds[i].language))
      return national_grounds[i].text;

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      if (g_strcmp0 (grounds[i].regime, regime) != 0)
        continue;
      if (is_of_language (language, grounds[i].language))
        return grounds[i].text;
      if (strcmp (grounds[i].language, "en") == 0)
        english = grounds[i].text;
    }

  return english;
}

/**
 * kontor_vat_get_default_rate:
 * @country: (nullable): a country
 *
 * Returns: (transfer none) (nullable): its standard VAT rate in percent, as a body writes it; %NULL where it is not known
 *   or there is no VAT
 */
const char *
kontor_vat_get_default_rate (const char *country)
{
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    if (g_strcmp0 (rates[i].country, country) == 0)
      return rates[i].rate;

  return NULL;
}

/**
 * kontor_vat_is_eu_country:
 * @country: (nullable): a country
 *
 * Returns: whether it is a member of the European Union
 */
gboolean
kontor_vat_is_eu_country (const char *country)
{
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    if (g_strcmp0 (rates[i].country, country) == 0)
      return rates[i].eu;

  return FALSE;
}

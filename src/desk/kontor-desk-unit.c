/* kontor-desk-unit.c: units of measure in the languages of documents */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-unit.h"

#include <string.h>

/* These are texts of documents, in the language of the customer, and not of the window: no gettext. */
static const char *const languages[] = { "pl", "en", "de", "bg", "zh" };

/* As they are abbreviated in price lists. Those that are written alike everywhere (kg, m², km) need no row. */
static const char *const units[][G_N_ELEMENTS (languages)] = {
  { "szt.", "pcs", "Stk.", "бр.", "件" },
  { "kpl.", "set", "Satz", "к-т", "套" },
  { "opak.", "pack", "Pkg.", "оп.", "包" },
  { "para", "pair", "Paar", "чифт", "双" },
  { "godz.", "h", "Std.", "ч", "小时" },
  { "dzień", "day", "Tag", "ден", "天" },
  { "tydz.", "week", "Woche", "седм.", "周" },
  { "mies.", "month", "Monat", "мес.", "月" },
  { "szt./mies.", "pcs/month", "Stk./Monat", "бр./мес.", "件/月" },
  { "rok", "year", "Jahr", "год.", "年" },
  { "kurs", "trip", "Fahrt", "курс", "趟" },
  { "usł.", "service", "Leistung", "услуга", "项" },
  { "ryczałt", "lump sum", "pauschal", "паушал", "总价" },
  { "mb", "running m", "lfm", "л.м.", "延米" },
};

/* The column of a language tag: "zh" for "zh-Hans-CN". */
static int
find_language (const char *language)
{
  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (languages); i++)
    {
      gsize length = strlen (languages[i]);

      if (g_ascii_strncasecmp (language, languages[i], length) == 0 && (language[length] == '\0' || language[length] == '-'))
        return i;
    }

  return -1;
}

/**
 * kontor_desk_translate_unit:
 * @unit: (nullable): a unit of measure as a product has it, in any of the languages
 * @language: (nullable): a BCP 47 tag
 *
 * Returns: (transfer none) (nullable): the unit as it is written in @language; @unit itself when either is not known
 */
const char *
kontor_desk_translate_unit (const char *unit, const char *language)
{
  int to = find_language (language);

  for (guint i = 0; unit != NULL && to >= 0 && i < G_N_ELEMENTS (units); i++)
    for (guint from = 0; from < G_N_ELEMENTS (languages); from++)
      if (strcmp (units[i][from], unit) == 0)
        return units[i][to];

  return unit;
}

/* identifier-driver.c: checks identifiers for test-identifiers.py: a check, a tab and a text a line in, an answer out */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>
#include <string.h>

#include "kontor-identifiers.h"
#include "kontor-model-error.h"

static const struct
{
  const char *name;
  gboolean (*check) (const char *text, GError **error);
} checks[] = {
  { "nip", kontor_check_nip },   { "pesel", kontor_check_pesel }, { "regon", kontor_check_regon },
  { "iban", kontor_check_iban }, { "gtin", kontor_check_gtin },   { "vat", kontor_check_vat_id },
};

static void
answer (const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *birthday = NULL;
  GDate date;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (strcmp (checks[i].name, name) != 0)
        continue;

      if (!checks[i].check (text, &error))
        {
          g_assert (error->domain == KONTOR_MODEL_ERROR && error->code == KONTOR_MODEL_ERROR_VALUE);
          printf ("no %s\n", error->message);
          return;
        }

      g_date_clear (&date, 1);
      if (strcmp (name, "pesel") == 0 && kontor_pesel_get_birthday (text, &date))
        printf ("yes %04d-%02d-%02d\n", g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date));
      else
        printf ("yes\n");
      return;
    }

  g_assert_not_reached ();
}

int
main (int argc, char *argv[])
{
  g_autofree char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0)
    {
      char *tab = strchr (line, '\t');

      g_assert (tab != NULL);
      *tab = '\0';
      tab[1 + strcspn (tab + 1, "\n")] = '\0';
      answer (line, tab + 1);
    }

  return 0;
}

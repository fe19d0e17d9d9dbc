/* kontor-offer-chosen.c: the offer as the customer took it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-model-error.h"
#include "kontor-offer-price.h"

static KontorJson *
find_part (KontorJson *parts,
           const char *id)
{
  if (parts == NULL || kontor_json_get_value_type (parts) != KONTOR_JSON_ARRAY)
    return NULL;

  for (guint i = 0; i < kontor_json_get_size (parts); i++)
    {
      KontorJson *part = kontor_json_get_element (parts, i);

      if (g_strcmp0 (kontor_json_get_member_string (part, "id"), id) == 0)
        return part;
    }

  return NULL;
}

static gboolean
is_line (KontorJson *line,
         const char *kind)
{
  return g_strcmp0 (kontor_json_get_member_string (line, "line"), kind) == 0;
}

/* Notes that @line takes the place of the line it is an alternative to. */
static gboolean
replace_line (KontorJson *lines,
              KontorJson *line,
              GHashTable *replaced,
              GError **error)
{
  const char *id = kontor_json_get_member_string (line, "id");
  const char *replaced_id = kontor_json_get_member_string (line, "alternative_to");

  if (replaced_id == NULL || find_part (lines, replaced_id) == NULL)
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                   _("The chosen line “%s” is an alternative, but does not say to which line of its variant."), id);
      return FALSE;
    }

  if (!g_hash_table_add (replaced, (gpointer) replaced_id))
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                   _("Two alternatives to the line “%s” are chosen. Choose one of them."), replaced_id);
      return FALSE;
    }

  return TRUE;
}

/* Reads the chosen lines: those that count now, and those that their alternatives replace. */
static gboolean
read_chosen (KontorJson *body,
             KontorJson *lines,
             GHashTable *taken,
             GHashTable *replaced,
             GError **error)
{
  KontorJson *chosen = kontor_json_get_member (body, "chosen_lines");

  if (chosen == NULL || kontor_json_get_value_type (chosen) == KONTOR_JSON_NULL)
    return TRUE;

  if (kontor_json_get_value_type (chosen) != KONTOR_JSON_ARRAY)
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_TYPE, _("“%s” has to be a list."), "chosen_lines");
      return FALSE;
    }

  for (guint i = 0; i < kontor_json_get_size (chosen); i++)
    {
      const char *id = kontor_json_get_string (kontor_json_get_element (chosen, i));
      KontorJson *line = id != NULL ? find_part (lines, id) : NULL;

      if (line == NULL)
        {
          g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                       _("The chosen line “%s” is not in the chosen variant."), id != NULL ? id : "");
          return FALSE;
        }

      if (g_hash_table_add (taken, (gpointer) id) && is_line (line, "alternative") &&
          !replace_line (lines, line, replaced, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * kontor_offer_take_chosen:
 * @body: an offer body
 * @error: return location for a #GError
 *
 * Gives the offer as the customer took it: the chosen variant alone, the chosen optional and alternative lines as items,
 * an alternative instead of the line that it is one to, and without the optional and alternative lines that were not
 * chosen.
 *
 * Returns: (transfer full): an offer body, or %NULL with %KONTOR_MODEL_ERROR_REQUIRED when no variant is chosen, or
 *   %KONTOR_MODEL_ERROR_VALUE when what is chosen is not there
 */
KontorJson *
kontor_offer_take_chosen (KontorJson *body,
                          GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) replaced = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) item = kontor_json_new_string ("item");
  g_autoptr (KontorJson) kept_json = NULL;
  g_autoptr (KontorJson) variant = NULL;
  g_autoptr (KontorJson) variants = NULL;
  const char *id = kontor_json_get_member_string (body, "chosen_variant");
  KontorJson *chosen, *lines;
  guint n;

  if (id == NULL)
    {
      g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_REQUIRED,
                           _("No variant of the offer is chosen. Choose the one that the customer took."));
      return NULL;
    }

  chosen = find_part (kontor_json_get_member (body, "variants"), id);
  if (chosen == NULL)
    {
      g_set_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE,
                   _("The chosen variant “%s” is not in the offer."), id);
      return NULL;
    }

  lines = kontor_json_get_member (chosen, "lines");
  if (!read_chosen (body, lines, taken, replaced, error))
    return NULL;

  n = kontor_json_get_value_type (lines) == KONTOR_JSON_ARRAY ? kontor_json_get_size (lines) : 0;
  for (guint i = 0; i < n; i++)
    {
      KontorJson *line = kontor_json_get_element (lines, i);
      const char *line_id = kontor_json_get_member_string (line, "id");

      if (line_id != NULL && g_hash_table_contains (replaced, line_id))
        continue;

      if (!is_line (line, "optional") && !is_line (line, "alternative"))
        g_ptr_array_add (kept, kontor_json_ref (line));
      else if (line_id != NULL && g_hash_table_contains (taken, line_id))
        g_ptr_array_add (kept, kontor_json_with_member (line, "line", item));
    }

  kept_json = kontor_json_new_array_for ((KontorJson *const *) kept->pdata, kept->len);
  variant = kontor_json_with_member (chosen, "lines", kept_json);
  variants = kontor_json_new_array_for ((KontorJson *const[]) { variant }, 1);
  return kontor_json_with_member (body, "variants", variants);
}

/**
 * kontor_offer_price_chosen:
 * @body: an offer body
 * @error: return location for a #GError
 *
 * Prices the offer as the customer took it, see kontor_offer_take_chosen(): what a contract is worth.
 *
 * Returns: (transfer full): the prices of one variant, or %NULL with @error set
 */
KontorOfferPrice *
kontor_offer_price_chosen (KontorJson *body,
                           GError **error)
{
  g_autoptr (KontorJson) taken = kontor_offer_take_chosen (body, error);

  return taken != NULL ? kontor_offer_price (taken, error) : NULL;
}

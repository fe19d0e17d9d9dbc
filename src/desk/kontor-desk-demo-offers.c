/* kontor-desk-demo-offers.c: what became of the offers of the demo company */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-demo-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-desk-error.h"
#include "kontor-desk-issue.h"
#include "kontor-desk-offer.h"
#include "kontor-desk.h"

typedef struct
{
  char *day;       /* ISO 8601: sorts as text */
  char *id;
  gboolean decide; /* else issue */
  guint position;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_free (act->day);
  g_free (act->id);
  g_free (act);
}

static gboolean
is_state (KontorJson *body, const char *state)
{
  return g_strcmp0 (kontor_json_get_member_string (body, "state"), state) == 0;
}

/* A line names its product by the code, and says what differs from it. */
static KontorJson *
complete_line (KontorDeskDemo *self, KontorJson *offer, KontorJson *line, GError **error)
{
  const char *code = kontor_json_get_member_string (line, "product");
  const char *product = code == NULL ? NULL : g_hash_table_lookup (self->products, code);
  g_autoptr (KontorJson) complete = NULL;

  if (code == NULL)
    return kontor_json_ref (line);
  if (product == NULL)
    {
      g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_DATA, _("The demo data has no product “%s”."), code);
      return NULL;
    }

  complete = kontor_desk_make_line (self->store, offer, product, error);
  if (complete == NULL)
    return NULL;
  kontor_desk_demo_overlay (&complete, line);
  kontor_json_set_string (&complete, "product", product);

  return g_steal_pointer (&complete);
}

static KontorJson *
complete_variant (KontorDeskDemo *self, KontorJson *offer, KontorJson *variant, GError **error)
{
  KontorJson *lines = kontor_json_get_member (variant, "lines");
  g_autoptr (GPtrArray) complete = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) list = NULL;

  for (guint i = 0; i < kontor_json_get_size (lines); i++)
    {
      KontorJson *line = complete_line (self, offer, kontor_json_get_element (lines, i), error);

      if (line == NULL)
        return NULL;
      g_ptr_array_add (complete, line);
    }

  list = kontor_json_new_array_for ((KontorJson *const *) complete->pdata, complete->len);
  return kontor_json_with_member (variant, "lines", list);
}

/* A new offer for its customer and profile, with what the data says over it. */
static KontorJson *
make_draft (KontorDeskDemo *self, KontorJson *offer, GError **error)
{
  const char *const later[] = { "issued_on", "chosen_variant", "chosen_lines", "decided_on", "decision_reason", NULL };
  const char *day = kontor_json_get_member_string (offer, "issued_on");
  g_autoptr (KontorJson) said = kontor_desk_demo_strip (offer, later);
  g_autoptr (KontorJson) body = NULL;
  g_autoptr (KontorRecord) draft = NULL;
  g_autoptr (GPtrArray) complete = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) list = NULL;
  KontorJson *variants;

  if (day == NULL)
    kontor_desk_set_clock (NULL, NULL);
  else if (!kontor_desk_demo_set_clock (self, day, kontor_json_get_member_string (offer, "owner"), error))
    return NULL;
  draft = kontor_desk_new_offer (self->store, kontor_json_get_member_string (offer, "customer"),
                                 kontor_json_get_member_string (offer, "profile"), error);
  if (draft == NULL)
    return NULL;
  body = kontor_json_ref (kontor_record_get_body (draft));
  kontor_desk_demo_overlay (&body, said);

  variants = kontor_json_get_member (said, "variants");
  for (guint i = 0; i < kontor_json_get_size (variants); i++)
    {
      KontorJson *variant = complete_variant (self, body, kontor_json_get_element (variants, i), error);

      if (variant == NULL)
        return NULL;
      g_ptr_array_add (complete, variant);
    }

  list = kontor_json_new_array_for ((KontorJson *const *) complete->pdata, complete->len);
  return kontor_json_with_member (body, "variants", list);
}

/**
 * kontor_desk_demo_draft_offers:
 * @self: the demo company
 * @error: return location for a #GError
 *
 * Stores all offers as they were when they were written.
 *
 * Returns: whether they are stored
 */
gboolean
kontor_desk_demo_draft_offers (KontorDeskDemo *self, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);

  for (guint i = 0; i < self->offers->len; i++)
    {
      KontorJson *draft = make_draft (self, g_ptr_array_index (self->offers, i), error);

      if (draft == NULL)
        return FALSE;
      g_ptr_array_add (drafts, draft);
    }

  return kontor_desk_demo_save (self->store, drafts, NULL, error);
}

/* Drafts that show other currencies or have costs in them get today's rates, as they do in the window. */
static gboolean
pin_draft (KontorDeskDemo *self, KontorJson *offer, GError **error)
{
  g_autoptr (KontorRecord) record = kontor_desk_load (self->store, kontor_json_get_member_string (offer, "id"), "offer", error);
  g_autoptr (KontorJson) pinned = NULL;

  if (record == NULL)
    return FALSE;
  pinned = kontor_desk_pin_rates (self->store, kontor_record_get_body (record), FALSE, error);

  return pinned != NULL && kontor_record_set_body (record, pinned, error) && kontor_store_save (self->store, record, NULL, error);
}

static void
add_act (GPtrArray *acts, KontorJson *offer, const char *day_member, gboolean decide)
{
  const char *day = kontor_json_get_member_string (offer, day_member);
  Act *act;

  if (day == NULL)
    return;

  act = g_new0 (Act, 1);
  act->day = g_strdup (day);
  act->id = g_strdup (kontor_json_get_member_string (offer, "id"));
  act->decide = decide;
  act->position = acts->len;
  g_ptr_array_add (acts, act);
}

static int
compare_acts (gconstpointer a, gconstpointer b)
{
  const Act *first = *(const Act *const *) a;
  const Act *second = *(const Act *const *) b;
  int order = strcmp (first->day, second->day);

  if (order == 0)
    order = first->decide - second->decide;

  return order != 0 ? order : (first->position > second->position) - (first->position < second->position);
}

/* A revision bears the number of the offer that it revises. */
static gboolean
take_number (KontorDeskDemo *self, const char *id, GError **error)
{
  g_autoptr (KontorRecord) offer = kontor_desk_load (self->store, id, "offer", error);
  g_autoptr (KontorRecord) before = NULL;
  g_autoptr (KontorJson) body = NULL;

  if (offer == NULL)
    return FALSE;
  if (kontor_record_get_string (offer, "revises") == NULL)
    return TRUE;

  before = kontor_desk_load (self->store, kontor_record_get_string (offer, "revises"), "offer", error);
  if (before == NULL)
    return FALSE;
  body = kontor_json_with_member (kontor_record_get_body (offer), "number", kontor_record_get (before, "number"));

  return kontor_record_set_body (offer, body, error) && kontor_store_save (self->store, offer, NULL, error);
}

static gboolean
issue (KontorDeskDemo *self, const char *id, GError **error)
{
  g_autoptr (KontorRecord) issued = NULL;

  if (!take_number (self, id, error))
    return FALSE;
  issued = kontor_desk_issue (self->store, id, self->cancellable, error);

  return issued != NULL;
}

static gboolean
decide (KontorDeskDemo *self, KontorJson *offer, GError **error)
{
  const char *id = kontor_json_get_member_string (offer, "id");
  KontorJson *chosen_lines = kontor_json_get_member (offer, "chosen_lines");
  g_autoptr (KontorRecord) decided = NULL;

  if (is_state (offer, "accepted"))
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new ();

      for (guint i = 0; i < kontor_json_get_size (chosen_lines); i++)
        g_ptr_array_add (lines, (gpointer) kontor_json_get_string (kontor_json_get_element (chosen_lines, i)));
      g_ptr_array_add (lines, NULL);
      decided = kontor_desk_accept_offer (self->store, id, kontor_json_get_member_string (offer, "chosen_variant"),
                                          (const char *const *) lines->pdata, error);
    }
  else
    decided = kontor_desk_close_offer (self->store, id, kontor_json_get_member_string (offer, "state"),
                                       kontor_json_get_member_string (offer, "decision_reason"), error);

  return decided != NULL;
}

static gboolean
do_act (KontorDeskDemo *self, const Act *act, GError **error)
{
  KontorJson *offer = kontor_desk_demo_find_offer (self, act->id);

  return kontor_desk_demo_set_clock (self, act->day, kontor_json_get_member_string (offer, "owner"), error) &&
         (act->decide ? decide (self, offer, error) : issue (self, act->id, error));
}

/**
 * kontor_desk_demo_do_offers:
 * @self: the demo company
 * @error: return location for a #GError
 *
 * Issues and decides the offers in the order of the days on which that happened.
 *
 * Returns: whether all of it is done
 */
gboolean
kontor_desk_demo_do_offers (KontorDeskDemo *self, GError **error)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func (act_free);

  for (guint i = 0; i < self->offers->len; i++)
    {
      KontorJson *offer = g_ptr_array_index (self->offers, i);

      add_act (acts, offer, "issued_on", FALSE);
      add_act (acts, offer, "decided_on", TRUE);
    }
  g_ptr_array_sort (acts, compare_acts);

  self->total += acts->len;
  for (guint i = 0; i < acts->len; i++)
    if (!do_act (self, g_ptr_array_index (acts, i), error) || !kontor_desk_demo_step (self, error))
      return FALSE;

  kontor_desk_set_clock (NULL, NULL);
  for (guint i = 0; i < self->offers->len; i++)
    {
      KontorJson *offer = g_ptr_array_index (self->offers, i);

      if (is_state (offer, "draft") && (!take_number (self, kontor_json_get_member_string (offer, "id"), error) ||
                                        !pin_draft (self, offer, error)))
        return FALSE;
    }

  return TRUE;
}

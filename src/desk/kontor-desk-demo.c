/* kontor-desk-demo.c: the demo company */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-desk-demo.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "kontor-date.h"
#include "kontor-desk-contract.h"
#include "kontor-desk-document.h"
#include "kontor-desk-error.h"
#include "kontor-desk-issue.h"
#include "kontor-desk-offer.h"
#include "kontor-desk-resources.h"
#include "kontor-desk.h"

/*
 * data/demo holds the records as they are today: an offer that is accepted says when it was issued, when it was decided and
 * what was chosen. Here these acts are done one after the other, as the people of the demo company did them, so that numbers,
 * rates, PDFs and logs are those that the program makes. An offer takes from its customer and profile, and a line from its
 * product, what they do not say themselves; a contract that names an offer is drafted from it.
 *
 * All of it happens in a store of its own. What came of it is put into the real one at once: all or nothing.
 */

#define FOLDER "/io/github/kontor/Kontor/demo"

/* The newest day in the data, a Saturday. Whole weeks are added to all dates, so that days of the week stay. */
#define DEMO_DAY "2026-03-14"

/* The time of the first act of a day, and the minutes to the next. */
#define FIRST_HOUR 8
#define MINUTES_BETWEEN 17

typedef struct
{
  char *day;       /* ISO 8601: sorts as text */
  char *id;
  gboolean decide; /* else issue */
  guint position;
} Act;

typedef struct
{
  KontorStore *store;
  KontorDeskProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
  guint done;
  guint total;
  int days;            /* that are added to all dates */
  GPtrArray *offers;   /* bodies with their dates as they will be */
  GPtrArray *contracts;
  char *day;           /* of the last act */
  guint n_on_day;
} Demo;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_free (act->day);
  g_free (act->id);
  g_free (act);
}

static gboolean
step (Demo *self, GError **error)
{
  self->done++;
  if (self->progress != NULL)
    self->progress (MIN (self->done, self->total), self->total, self->user_data);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* Dates */

static gboolean
count_days (int *days, GError **error)
{
  GDate demo_day, today;

  if (!kontor_date_parse (DEMO_DAY, &demo_day, error))
    return FALSE;

  /* Down to whole weeks, also when the clock of this machine is behind. */
  kontor_date_today (&today);
  *days = g_date_days_between (&demo_day, &today);
  *days -= (*days % 7 + 7) % 7;

  return TRUE;
}

static KontorJson *move_dates (KontorJson *object, const KontorField *fields, int days, GError **error);

static KontorJson *
move_date (KontorJson *value, int days, GError **error)
{
  g_autofree char *moved = NULL;
  GDate date;

  if (!kontor_date_parse (kontor_json_get_string (value), &date, error) || !kontor_date_add_days (&date, days, &date, error))
    return NULL;

  moved = kontor_date_to_string (&date);
  return kontor_json_new_string (moved);
}

static KontorJson *
move_list (KontorJson *list, const KontorField *fields, int days, GError **error)
{
  g_autoptr (KontorJson) moved = kontor_json_ref (list);

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      g_autoptr (KontorJson) part = move_dates (kontor_json_get_element (list, i), fields, days, error);
      KontorJson *changed;

      if (part == NULL)
        return NULL;
      changed = kontor_json_with_element (moved, i, part);
      kontor_json_unref (moved);
      moved = changed;
    }

  return g_steal_pointer (&moved);
}

/* Every date of an object, found by the field table. A birthday belongs to its person (and to the PESEL) and stays. */
static KontorJson *
move_dates (KontorJson *object, const KontorField *fields, int days, GError **error)
{
  g_autoptr (KontorJson) moved = kontor_json_ref (object);

  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      KontorJson *value = kontor_json_get_member (object, field->member);
      g_autoptr (KontorJson) changed = NULL;

      if (kontor_json_get_value_type (value) == KONTOR_JSON_NULL || strcmp (field->member, "birthday") == 0)
        continue;

      if (field->kind == KONTOR_FIELD_DATE)
        changed = move_date (value, days, error);
      else if (field->kind == KONTOR_FIELD_PART)
        changed = move_dates (value, field->part->fields, days, error);
      else if (field->kind == KONTOR_FIELD_PARTS)
        changed = move_list (value, field->part->fields, days, error);
      else
        continue;

      if (changed == NULL)
        return NULL;
      kontor_json_set_member (&moved, field->member, changed);
    }

  return g_steal_pointer (&moved);
}

/* Reading */

/* The bodies of data/demo/@name.json, with their ids, and with their dates moved. */
static GPtrArray *
read_records (const char *name, int days, GError **error)
{
  g_autofree char *path = g_strdup_printf (FOLDER "/%s.json", name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (kontor_desk_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) list = NULL;

  if (bytes == NULL)
    return NULL;
  list = kontor_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (list == NULL)
    return NULL;

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      KontorJson *body = kontor_json_get_element (list, i);
      const KontorRecordType *type = kontor_record_type_find (kontor_json_get_member_string (body, "kind"));
      KontorJson *moved;

      if (type == NULL)
        {
          g_set_error (error, KONTOR_DESK_ERROR, KONTOR_DESK_ERROR_DATA, _("The demo data “%s” has a record of no known kind."), name);
          return NULL;
        }
      moved = move_dates (body, type->fields, days, error);
      if (moved == NULL)
        return NULL;
      g_ptr_array_add (records, moved);
    }

  return g_steal_pointer (&records);
}

static KontorRecord *
make_record (KontorJson *body, GError **error)
{
  const char *id = kontor_json_get_member_string (body, "id");
  g_autoptr (KontorJson) without_id = kontor_json_with_member (body, "id", NULL);

  return kontor_record_new_for_body (id, without_id, error);
}

static gboolean
save_bodies (KontorStore *store, GPtrArray *bodies, GPtrArray *files, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < bodies->len; i++)
    {
      KontorRecord *record = make_record (g_ptr_array_index (bodies, i), error);

      if (record == NULL)
        return FALSE;
      g_ptr_array_add (records, record);
    }

  return kontor_store_save_all_with_files (store, records, files, error);
}

/* The company, which was read first, knows its logo by the hash of the file. */
static void
set_logo (GPtrArray *bodies, GBytes *logo)
{
  KontorJson *company = g_ptr_array_index (bodies, 0);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, logo);

  kontor_json_set_string (&company, "logo", sum);
  bodies->pdata[0] = company;
}

/* Everything that is true before the first offer is written. */
static gboolean
save_base (Demo *self, GError **error)
{
  const char *const names[] = { "company", "clauses", "profiles", "products", "customers", "people", "rate-tables" };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *logo;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) records = read_records (names[i], self->days, error);

      if (records == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&records));
    }

  logo = g_resource_lookup_data (kontor_desk_get_resource (), FOLDER "/logo.svg", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (logo == NULL)
    return FALSE;
  g_ptr_array_add (files, logo);
  set_logo (all, logo);

  return save_bodies (self->store, all, files, error);
}

/* Acts */

/* The acts of one day come one after the other. */
static gboolean
set_clock (Demo *self, const char *day, const char *user, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (g_strcmp0 (self->day, day) != 0)
    {
      g_free (self->day);
      self->day = g_strdup (day);
      self->n_on_day = 0;
    }

  text = g_strdup_printf ("%sT%02d:00:00Z", day, FIRST_HOUR);
  first = kontor_datetime_parse (text, error);
  if (first == NULL)
    return FALSE;
  moment = g_date_time_add_minutes (first, MINUTES_BETWEEN * self->n_on_day++);
  kontor_desk_set_clock (moment, user == NULL ? g_get_user_name () : user);

  return TRUE;
}

static gboolean
is_state (KontorJson *body, const char *state)
{
  return g_strcmp0 (kontor_json_get_member_string (body, "state"), state) == 0;
}

static void
overlay (KontorJson **body, KontorJson *members)
{
  for (guint i = 0; i < kontor_json_get_size (members); i++)
    kontor_json_set_member (body, kontor_json_get_member_name (members, i), kontor_json_get_element (members, i));
}

/* A line says what differs from its product. */
static KontorJson *
complete_line (Demo *self, KontorJson *offer, KontorJson *line, GError **error)
{
  const char *product = kontor_json_get_member_string (line, "product");
  g_autoptr (KontorJson) complete = NULL;

  if (product == NULL)
    return kontor_json_ref (line);

  complete = kontor_desk_make_line (self->store, offer, product, error);
  if (complete == NULL)
    return NULL;
  overlay (&complete, line);

  return g_steal_pointer (&complete);
}

static KontorJson *
complete_variant (Demo *self, KontorJson *offer, KontorJson *variant, GError **error)
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

/* What the data says of an offer before anything became of it. */
static KontorJson *
strip_acts (KontorJson *offer)
{
  const char *const later[] = { "issued_on", "chosen_variant", "chosen_lines", "decided_on", "decision_reason" };
  g_autoptr (KontorJson) draft = kontor_json_ref (offer);

  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    kontor_json_set_member (&draft, later[i], NULL);
  kontor_json_set_string (&draft, "state", "draft");

  return g_steal_pointer (&draft);
}

/* A new offer for its customer and profile, with what the data says over it. */
static KontorJson *
make_draft (Demo *self, KontorJson *offer, GError **error)
{
  const char *day = kontor_json_get_member_string (offer, "issued_on");
  g_autoptr (KontorJson) said = strip_acts (offer);
  g_autoptr (KontorJson) body = NULL;
  g_autoptr (KontorRecord) draft = NULL;
  g_autoptr (GPtrArray) complete = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);
  g_autoptr (KontorJson) list = NULL;
  KontorJson *variants;

  if (day == NULL)
    kontor_desk_set_clock (NULL, NULL);
  else if (!set_clock (self, day, kontor_json_get_member_string (offer, "owner"), error))
    return NULL;
  draft = kontor_desk_new_offer (self->store, kontor_json_get_member_string (offer, "customer"),
                                 kontor_json_get_member_string (offer, "profile"), error);
  if (draft == NULL)
    return NULL;
  body = kontor_json_ref (kontor_record_get_body (draft));
  overlay (&body, said);

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

static gboolean
save_drafts (Demo *self, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);

  for (guint i = 0; i < self->offers->len; i++)
    {
      KontorJson *draft = make_draft (self, g_ptr_array_index (self->offers, i), error);

      if (draft == NULL)
        return FALSE;
      g_ptr_array_add (drafts, draft);
    }

  return save_bodies (self->store, drafts, NULL, error);
}

/* Drafts that show other currencies or have costs in them get today's rates, as they do in the window. */
static gboolean
pin_draft (Demo *self, KontorJson *offer, GError **error)
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

static KontorJson *
find_body (GPtrArray *bodies, const char *id)
{
  for (guint i = 0; i < bodies->len; i++)
    {
      KontorJson *body = g_ptr_array_index (bodies, i);

      if (strcmp (kontor_json_get_member_string (body, "id"), id) == 0)
        return body;
    }

  return NULL;
}

/* A revision bears the number of the offer that it revises. */
static gboolean
take_number (Demo *self, const char *id, GError **error)
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
issue (Demo *self, const char *id, GError **error)
{
  g_autoptr (KontorRecord) issued = NULL;

  if (!take_number (self, id, error))
    return FALSE;
  issued = kontor_desk_issue (self->store, id, self->cancellable, error);

  return issued != NULL;
}

static gboolean
decide (Demo *self, KontorJson *offer, GError **error)
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
do_act (Demo *self, const Act *act, GError **error)
{
  KontorJson *offer = find_body (self->offers, act->id);

  return set_clock (self, act->day, kontor_json_get_member_string (offer, "owner"), error) &&
         (act->decide ? decide (self, offer, error) : issue (self, act->id, error));
}

static gboolean
do_offers (Demo *self, GError **error)
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
    if (!do_act (self, g_ptr_array_index (acts, i), error) || !step (self, error))
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

/* Contracts */

/* The states that a contract has gone through; one that was never sent has no number. */
static const struct
{
  const char *state;
  const char *by_way_of[3];
} contract_ways[] = {
  { "draft", { NULL } },
  { "cancelled", { "cancelled" } },
  { "sent", { "sent" } },
  { "signed", { "sent", "signed" } },
  { "terminated", { "sent", "signed", "terminated" } },
  { "completed", { "sent", "signed", "completed" } },
  { "superseded", { "sent", "signed", "superseded" } },
};

/* The clauses that a contract names, in their words of today. */
static KontorJson *
complete_clauses (Demo *self, KontorJson *contract, GError **error)
{
  KontorJson *clauses = kontor_json_get_member (contract, "clauses");
  const char *language = kontor_json_get_member_string (contract, "language");
  g_autoptr (GPtrArray) complete = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);

  for (guint i = 0; i < kontor_json_get_size (clauses); i++)
    {
      KontorJson *agreed = kontor_json_get_element (clauses, i);
      const char *id = kontor_json_get_member_string (agreed, "clause");
      g_autoptr (KontorRecord) clause = NULL;
      g_autoptr (KontorJson) text = NULL;

      if (id == NULL)
        {
          g_ptr_array_add (complete, kontor_json_ref (agreed));
          continue;
        }
      clause = kontor_desk_load (self->store, id, "clause", error);
      if (clause == NULL)
        return NULL;
      text = kontor_desk_make_agreed_clause (clause, language);
      kontor_json_set_member (&text, "id", kontor_json_get_member (agreed, "id"));
      g_ptr_array_add (complete, g_steal_pointer (&text));
    }

  return kontor_json_new_array_for ((KontorJson *const *) complete->pdata, complete->len);
}

/* The draft of a contract: what comes of its offer, with what the data says over it. */
static KontorRecord *
make_contract (Demo *self, KontorJson *contract, GError **error)
{
  const char *offer = kontor_json_get_member_string (contract, "offer");
  g_autoptr (KontorJson) clauses = complete_clauses (self, contract, error);
  g_autoptr (KontorJson) body = NULL;

  if (clauses == NULL)
    return NULL;

  if (offer == NULL)
    body = kontor_json_ref (contract);
  else
    {
      g_autoptr (KontorRecord) drafted = kontor_desk_new_contract (self->store, offer, NULL, error);

      if (drafted == NULL)
        return NULL;
      body = kontor_json_ref (kontor_record_get_body (drafted));
      overlay (&body, contract);
    }
  if (kontor_json_get_size (clauses) > 0)
    kontor_json_set_member (&body, "clauses", clauses);
  kontor_json_set_string (&body, "state", "draft");

  return make_record (body, error);
}

static gboolean
move_contract (Demo *self, const char *id, const char *state, GError **error)
{
  g_autoptr (KontorRecord) contract = NULL;

  if (strcmp (state, "sent") == 0)
    {
      g_autoptr (KontorRecord) issued = kontor_desk_issue (self->store, id, self->cancellable, error);

      return issued != NULL;
    }

  contract = kontor_desk_load (self->store, id, "contract", error);
  return contract != NULL && kontor_desk_set_state (contract, state, error) && kontor_desk_log (contract, state, NULL, error) &&
         kontor_store_save (self->store, contract, NULL, error);
}

/* When something became of a contract: the last date that it has. */
static const char *
find_day (KontorJson *contract, const char *state)
{
  const char *const members[] = { "signed_on", "terminated_on", "effective_until" };
  const char *const states[] = { "signed", "terminated", "completed" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (strcmp (states[i], state) == 0)
      return kontor_json_get_member_string (contract, members[i]);

  return NULL;
}

static gboolean
do_contract (Demo *self, KontorJson *contract, const char *day, GError **error)
{
  const char *id = kontor_json_get_member_string (contract, "id");
  const char *owner = kontor_json_get_member_string (contract, "owner");
  g_autoptr (KontorRecord) record = NULL;

  if (!set_clock (self, day, owner, error))
    return FALSE;
  record = make_contract (self, contract, error);
  if (record == NULL || !kontor_store_save (self->store, record, NULL, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (contract_ways); i++)
    {
      if (!is_state (contract, contract_ways[i].state))
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (contract_ways[i].by_way_of) && contract_ways[i].by_way_of[j] != NULL; j++)
        {
          const char *state = contract_ways[i].by_way_of[j];
          const char *then = find_day (contract, state);

          if ((then != NULL && !set_clock (self, then, owner, error)) || !move_contract (self, id, state, error))
            return FALSE;
        }
    }

  return step (self, error);
}

/* In the order of the file, which is that of their dates. */
static gboolean
do_contracts (Demo *self, GError **error)
{
  for (guint i = 0; i < self->contracts->len; i++)
    {
      KontorJson *contract = g_ptr_array_index (self->contracts, i);
      KontorJson *offer = NULL;
      const char *day = kontor_json_get_member_string (contract, "signed_on");

      if (kontor_json_get_member_string (contract, "offer") != NULL)
        offer = find_body (self->offers, kontor_json_get_member_string (contract, "offer"));
      if (offer != NULL)
        day = kontor_json_get_member_string (offer, "decided_on");
      if (day == NULL)
        day = kontor_json_get_member_string (contract, "effective_from");
      if (!do_contract (self, contract, day, error))
        return FALSE;
    }

  return TRUE;
}

/* Putting it into the real store */

static gboolean
copy_all (KontorStore *from, KontorStore *to, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *const file_members[] = { "logo", "pdf" };

  for (const KontorRecordType *const *type = kontor_record_types (); *type != NULL; type++)
    {
      g_autoptr (KontorQuery) query = kontor_query_new (*type);
      g_autoptr (GPtrArray) ids = kontor_store_query_ids (from, query, NULL, error);

      for (guint i = 0; ids != NULL && i < ids->len; i++)
        {
          g_autoptr (KontorRecord) stored = kontor_store_load (from, g_ptr_array_index (ids, i), error);
          KontorRecord *record;

          if (stored == NULL)
            return FALSE;
          record = kontor_record_new_for_body (kontor_record_get_id (stored), kontor_record_get_body (stored), error);
          if (record == NULL)
            return FALSE;
          g_ptr_array_add (records, record);

          for (guint j = 0; j < G_N_ELEMENTS (file_members); j++)
            {
              const char *sum = kontor_json_get_member_string (kontor_record_get_body (record), file_members[j]);
              GBytes *file = sum == NULL ? NULL : kontor_store_get_file (from, sum, error);

              if (sum != NULL && file == NULL)
                return FALSE;
              if (file != NULL)
                g_ptr_array_add (files, file);
            }
        }
      if (ids == NULL)
        return FALSE;
    }

  return kontor_store_save_all_with_files (to, records, files, error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static gboolean
fill (Demo *self, GError **error)
{
  if (!count_days (&self->days, error))
    return FALSE;
  self->offers = read_records ("offers", self->days, error);
  self->contracts = self->offers == NULL ? NULL : read_records ("contracts", self->days, error);
  if (self->contracts == NULL)
    return FALSE;

  self->total = 3 + self->contracts->len;
  return save_base (self, error) && step (self, error) && save_drafts (self, error) && step (self, error) &&
         do_offers (self, error) && do_contracts (self, error);
}

static void
clear (Demo *self)
{
  kontor_desk_set_clock (NULL, NULL);
  if (self->store != NULL)
    kontor_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->contracts, g_ptr_array_unref);
  g_free (self->day);
}

/**
 * kontor_desk_fill_demo:
 * @store: an empty store
 * @progress: (nullable) (scope call): told how far it is
 * @user_data: for @progress
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Fills a store with the demo company: customers, products, rates, offers and contracts in all states, made up and dated so
 * that they end in the last week. All of it is written, or none. Takes a second or two.
 *
 * Returns: %FALSE with %KONTOR_STORE_ERROR_NOT_EMPTY when the store has records, another %KONTOR_STORE_ERROR,
 *   %KONTOR_TEMPLATE_ERROR or %G_IO_ERROR
 */
gboolean
kontor_desk_fill_demo (KontorStore *store,
                       KontorDeskProgress progress,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  Demo self = { .progress = progress, .user_data = user_data, .cancellable = cancellable };
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gboolean empty, done;

  if (!kontor_store_is_empty (store, &empty, error))
    return FALSE;
  if (!empty)
    {
      g_set_error_literal (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_EMPTY,
                           _("The demo company needs an empty store, and this one has records. Name another file."));
      return FALSE;
    }

  folder = g_dir_make_tmp ("kontor-demo-XXXXXX", error);
  if (folder == NULL)
    return FALSE;
  path = g_build_filename (folder, "demo.db", NULL);
  self.store = kontor_store_open (path, error);
  done = self.store != NULL && fill (&self, error) && copy_all (self.store, store, error) && step (&self, NULL);
  clear (&self);
  remove_folder (folder);

  return done;
}

/* kontor-offer-pricer.c: prices an offer as it is typed */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-offer-pricer.h"

/* Above this an offer is priced on a thread: the next key must not wait for it. */
#define MAX_LINES_AT_ONCE 500

struct _KontorOfferPricer
{
  GObject parent_instance;

  KontorEditor *editor;
  KontorJson *body;
  KontorOfferPrice *price;
  char *problem;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorOfferPricer, kontor_offer_pricer, G_TYPE_OBJECT)

enum
{
  PRICED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a body comes to, and why it does not come to all that is wanted. */
typedef struct
{
  KontorOfferPrice *price;
  char *problem;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->price, kontor_offer_price_unref);
  g_free (answer->problem);
  g_free (answer);
}

/* Where only a rate is missing, the totals in the offer's own currency are known all the same. */
static Answer *
compute (KontorJson *body)
{
  Answer *answer = g_new0 (Answer, 1);
  g_autoptr (GError) error = NULL;

  answer->price = kontor_offer_price (body, &error);
  if (answer->price == NULL)
    {
      g_autoptr (KontorJson) unconverted = kontor_json_with_member (body, "show_currencies", NULL);

      answer->problem = g_strdup (error->message);
      answer->price = kontor_offer_price (unconverted, NULL);
    }

  return answer;
}

static void
take_answer (KontorOfferPricer *self,
             Answer *answer)
{
  g_clear_pointer (&self->price, kontor_offer_price_unref);
  g_free (self->problem);
  self->price = g_steal_pointer (&answer->price);
  self->problem = g_steal_pointer (&answer->problem);
  answer_free (answer);
  g_signal_emit (self, signals[PRICED], 0);
}

static void
compute_thread (GTask *task,
                gpointer source_object,
                gpointer task_data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, compute (task_data), (GDestroyNotify) answer_free);
}

static void
computed_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  Answer *answer = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Cancelled: a newer body is being priced. */
  if (answer != NULL)
    take_answer (KONTOR_OFFER_PRICER (object), answer);
}

static guint
count_lines (KontorJson *body)
{
  KontorJson *variants = kontor_json_get_member (body, "variants");
  guint n_lines = 0;

  for (guint i = 0; i < kontor_json_get_size (variants); i++)
    n_lines += kontor_json_get_size (kontor_json_get_member (kontor_json_get_element (variants, i), "lines"));

  return n_lines;
}

static void
cancel (KontorOfferPricer *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
update (KontorOfferPricer *self)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);
  KontorJson *body = record != NULL ? kontor_record_get_body (record) : NULL;
  g_autoptr (GTask) task = NULL;

  if (body == NULL || body == self->body)
    return;

  g_clear_pointer (&self->body, kontor_json_unref);
  self->body = kontor_json_ref (body);
  cancel (self);

  if (count_lines (body) <= MAX_LINES_AT_ONCE)
    {
      take_answer (self, compute (body));
      return;
    }

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, computed_cb, NULL);
  g_task_set_source_tag (task, update);
  g_task_set_task_data (task, kontor_json_ref (body), (GDestroyNotify) kontor_json_unref);
  g_task_run_in_thread (task, compute_thread);
}

static void
editor_changed_cb (KontorEditor *editor,
                   const char *path,
                   KontorOfferPricer *self)
{
  update (self);
}

static void
kontor_offer_pricer_finalize (GObject *object)
{
  KontorOfferPricer *self = KONTOR_OFFER_PRICER (object);

  cancel (self);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->body, kontor_json_unref);
  g_clear_pointer (&self->price, kontor_offer_price_unref);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (kontor_offer_pricer_parent_class)->finalize (object);
}

static void
kontor_offer_pricer_class_init (KontorOfferPricerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_offer_pricer_finalize;

  /**
   * KontorOfferPricer::priced:
   * @self: the pricer
   *
   * Emitted when the offer comes to something else.
   */
  signals[PRICED] =
    g_signal_new ("priced", KONTOR_TYPE_OFFER_PRICER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_offer_pricer_init (KontorOfferPricer *self)
{
}

/**
 * kontor_offer_pricer_new:
 * @editor: the editor of an offer
 *
 * Returns: (transfer full): a pricer that follows the editor
 */
KontorOfferPricer *
kontor_offer_pricer_new (KontorEditor *editor)
{
  KontorOfferPricer *self;

  g_return_val_if_fail (KONTOR_IS_EDITOR (editor), NULL);

  self = g_object_new (KONTOR_TYPE_OFFER_PRICER, NULL);
  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, 0);
  update (self);

  return self;
}

/**
 * kontor_offer_pricer_get_price:
 * @self: a pricer
 *
 * Returns: (transfer none) (nullable): what the offer comes to; without the other currencies when a rate is missing, %NULL
 *   when it cannot be priced at all
 */
KontorOfferPrice *
kontor_offer_pricer_get_price (KontorOfferPricer *self)
{
  g_return_val_if_fail (KONTOR_IS_OFFER_PRICER (self), NULL);

  return self->price;
}

/**
 * kontor_offer_pricer_get_problem:
 * @self: a pricer
 *
 * Returns: (nullable): why the offer cannot be priced, as a sentence
 */
const char *
kontor_offer_pricer_get_problem (KontorOfferPricer *self)
{
  g_return_val_if_fail (KONTOR_IS_OFFER_PRICER (self), NULL);

  return self->problem;
}

/**
 * kontor_offer_pricer_get_variant:
 * @self: a pricer
 * @id: (nullable): the id of a variant
 *
 * Returns: (transfer none) (nullable): what the variant comes to
 */
const KontorOfferVariant *
kontor_offer_pricer_get_variant (KontorOfferPricer *self,
                                 const char *id)
{
  g_return_val_if_fail (KONTOR_IS_OFFER_PRICER (self), NULL);

  return self->price != NULL && id != NULL ? kontor_offer_price_find_variant (self->price, id) : NULL;
}

/**
 * kontor_offer_pricer_get_line_margin:
 * @self: a pricer
 * @line: a line with a price
 * @margin: (out): its net less its cost, in the offer's currency
 * @percent: (out): @margin in percent of the net
 *
 * Prices a line as if it were the only one of the offer: what an optional item would bring, too.
 *
 * Returns: whether there is a margin: a line without a cost has none
 */
gboolean
kontor_offer_pricer_get_line_margin (KontorOfferPricer *self,
                                     KontorJson *line,
                                     KontorDecimal *margin,
                                     KontorDecimal *percent)
{
  g_autoptr (KontorJson) variant = NULL;
  g_autoptr (KontorJson) item = NULL;
  g_autoptr (KontorJson) lines = NULL;
  g_autoptr (KontorJson) variants = NULL;
  g_autoptr (KontorJson) body = NULL;
  g_autoptr (KontorOfferPrice) price = NULL;
  const KontorOfferVariant *priced;

  g_return_val_if_fail (KONTOR_IS_OFFER_PRICER (self), FALSE);

  if (self->body == NULL || kontor_json_get_member_string (line, "cost") == NULL)
    return FALSE;

  item = kontor_json_ref (line);
  kontor_json_set_string (&item, "line", "item");
  kontor_json_set_member (&item, "alternative_to", NULL);
  lines = kontor_json_new_array_for (&item, 1);
  variant = kontor_json_new_object ();
  kontor_json_set_string (&variant, "id", "line");
  kontor_json_set_member (&variant, "lines", lines);
  variants = kontor_json_new_array_for (&variant, 1);
  body = kontor_json_with_member (self->body, "variants", variants);
  kontor_json_set_member (&body, "show_currencies", NULL);
  kontor_json_set_member (&body, "chosen_variant", NULL);
  kontor_json_set_member (&body, "chosen_lines", NULL);

  price = kontor_offer_price (body, NULL);
  if (price == NULL)
    return FALSE;

  priced = kontor_offer_price_get_variant (price, 0);
  *margin = priced->margin;
  *percent = priced->margin_percent;

  return priced->has_margin_percent;
}

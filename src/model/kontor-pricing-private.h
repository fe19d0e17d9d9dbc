/* kontor-pricing-private.h: how an offer is priced, for the files that do it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-offer-price.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_LINE_ITEM,
  KONTOR_LINE_OPTIONAL,
  KONTOR_LINE_ALTERNATIVE,
  KONTOR_LINE_HEADING,
  KONTOR_LINE_TEXT,
  KONTOR_LINE_DISCOUNT,
} KontorLineKind;

/* What is not a limit of the wire format but of reason: so many VAT groups no offer has. */
#define KONTOR_PRICING_MAX_GROUPS 100

/* One pricing of one body: what holds for all its lines, and where it stands, for messages. */
typedef struct
{
  KontorJson *body;
  const char *currency;
  guint digits;               /* of the currency's minor unit */
  gboolean gross;             /* the prices contain VAT */
  gboolean by_document;       /* VAT is rounded once a group, not once a line */
  const char *regime;         /* the category that the regime gives to lines of category S, or NULL */
  GHashTable *rates;          /* (nullable) made when first needed: currency -> KontorPinnedRate */

  KontorJson *variant;        /* (nullable) */
  guint variant_number;       /* from 1 */
  KontorJson *line;           /* (nullable) */
  guint line_number;          /* from 1 */

  GPtrArray *steps;           /* (nullable): of KontorOfferStep; NULL when nobody asked how */
} KontorPricing;

/* A rate of the body's `rates`. */
typedef struct
{
  KontorJson *json;
  guint count;                /* how many rates of this currency there are */
} KontorPinnedRate;

/* An amount as it is printed: @net + @vat = @gross, all with the currency's decimals. */
typedef struct
{
  KontorDecimal net;
  KontorDecimal vat;
  KontorDecimal gross;
} KontorAmounts;

/* A VAT group while it is being filled. */
typedef struct
{
  const char *category;
  KontorDecimal rate;
  KontorDecimal amount;       /* net, or gross with prices that contain VAT: what a discount is spread over */
  KontorAmounts sums;         /* of its lines and shares, each rounded */
  GString *amount_terms;      /* (nullable): what amount was added up from, for the trace */
  GString *vat_terms;         /* (nullable): the same for the VAT */
} KontorPricingGroup;

/* kontor-offer-price.c */
void kontor_offer_line_clear (KontorOfferLine *self);
void kontor_offer_variant_clear (KontorOfferVariant *self);

/* kontor-pricing.c */
gboolean kontor_pricing_init (KontorPricing *self, KontorJson *body, GError **error);
void kontor_pricing_clear (KontorPricing *self);
void kontor_pricing_fail (KontorPricing *self, GError **error, int code, const char *format, ...) G_GNUC_PRINTF (4, 5);
void kontor_pricing_fail_for (KontorPricing *self, GError **error, GError *cause, const char *member);
gboolean kontor_pricing_read_text (KontorPricing *self, KontorJson *object, const char *member, const char **text, GError **error);
gboolean kontor_pricing_read_number (KontorPricing *self,
                                     KontorJson *object,
                                     const char *member,
                                     guint max_scale,
                                     KontorDecimal fallback,
                                     KontorDecimal *number,
                                     GError **error);
gboolean kontor_pricing_read_percentage (KontorPricing *self,
                                         KontorJson *object,
                                         const char *member,
                                         KontorDecimal *percentage,
                                         GError **error);
gboolean kontor_pricing_read_currency (KontorPricing *self, const char *code, guint *digits, GError **error);
KontorJson *kontor_pricing_find_rate (KontorPricing *self,
                                      const char *currency,
                                      KontorDecimal *rate,
                                      KontorDecimal *per,
                                      GError **error);
gboolean kontor_pricing_add (KontorPricing *self, KontorDecimal *sum, KontorDecimal amount, GError **error);
gboolean kontor_pricing_subtract (KontorPricing *self, KontorDecimal *sum, KontorDecimal amount, GError **error);
gboolean kontor_pricing_fraction (KontorPricing *self,
                                  const KontorDecimal *factors,
                                  guint n_factors,
                                  const KontorDecimal *divisors,
                                  guint n_divisors,
                                  guint digits,
                                  KontorDecimal *result,
                                  GError **error);
gboolean kontor_pricing_split (KontorPricing *self, KontorDecimal amount, KontorDecimal rate, KontorAmounts *amounts, GError **error);

/* kontor-pricing-run.c */
GArray *kontor_pricing_run (KontorPricing *self, GError **error);

/* kontor-pricing-lines.c */
gboolean kontor_pricing_read_line_kind (KontorPricing *self, KontorLineKind *kind, GError **error);
gboolean kontor_pricing_price_line (KontorPricing *self, GArray *groups, KontorOfferLine *price, GError **error);
gboolean kontor_pricing_add_cost (KontorPricing *self, KontorDecimal *cost, GError **error);

/* kontor-pricing-groups.c */
void kontor_pricing_group_clear (KontorPricingGroup *self);
gboolean kontor_pricing_add_to_group (KontorPricing *self,
                                      GArray *groups,
                                      const KontorOfferLine *line,
                                      KontorDecimal amount,
                                      GError **error);
gboolean kontor_pricing_spread_discount (KontorPricing *self, GArray *groups, KontorAmounts *amounts, GError **error);
gboolean kontor_pricing_close_groups (KontorPricing *self, GArray *groups, KontorOfferVariant *variant, GError **error);
gboolean kontor_pricing_show (KontorPricing *self,
                              const KontorOfferVariant *variant,
                              const char *currency,
                              KontorOfferShown *shown,
                              GError **error);

/* kontor-pricing-trace.c */
void kontor_pricing_trace (KontorPricing *self,
                           char *what,
                           char *inputs,
                           char *rate,
                           KontorDecimal result,
                           const char *currency,
                           gboolean rounded);
void kontor_pricing_trace_internal (KontorPricing *self);
char *kontor_pricing_name_line (KontorPricing *self);
char *kontor_pricing_name_group (const char *category, KontorDecimal rate);
char *kontor_pricing_name_rate (KontorPricing *self, KontorJson *rate);
void kontor_pricing_add_term (GString **terms, KontorDecimal amount);

G_END_DECLS

/* kontor-view-offer.c: what an offer comes to, in its view */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-offer-price.h"
#include "kontor-vat.h"
#include "kontor-view-private.h"

typedef struct
{
  KontorViewFlags flags;
  const char *currency;
  const char *country;
  const char *language;
} Seller;

static xmlNode *
find_child (xmlNode    *parent,
            const char *name)
{
  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    if (g_str_equal ((const char *) child->name, name))
      return child;

  return NULL;
}

/* What is printed for the rate: "zw" for what is exempt in Poland. A taxed group prints its rate. */
static void
add_tax (xmlNode      *element,
         const Seller *seller,
         const char   *category,
         KontorDecimal rate)
{
  const char *mark = kontor_vat_get_mark (seller->country, seller->language, category);

  kontor_view_add (element, "category", category);
  kontor_view_add_decimal (element, "rate", rate);

  if (mark != NULL)
    kontor_view_add (element, "mark", mark);
}

static void
add_amounts (xmlNode      *element,
             const char   *currency,
             KontorDecimal net,
             KontorDecimal vat,
             KontorDecimal gross)
{
  kontor_view_add_money (element, "net", net, currency);
  kontor_view_add_money (element, "vat", vat, currency);
  kontor_view_add_money (element, "gross", gross, currency);
}

static void
add_groups (xmlNode                *parent,
            const Seller           *seller,
            const char             *currency,
            const KontorOfferGroup *groups,
            guint                   n_groups)
{
  xmlNode *list = kontor_view_add (parent, "groups", NULL);

  for (guint i = 0; i < n_groups; i++)
    {
      xmlNode *group = kontor_view_add (list, "group", NULL);

      add_tax (group, seller, groups[i].category, groups[i].rate);
      add_amounts (group, currency, groups[i].net, groups[i].tax, groups[i].gross);
    }
}

/* The pinned rate says where it is from; the totals say what it did. */
static void
add_rate_origin (xmlNode    *total,
                 xmlNode    *offer,
                 const char *currency)
{
  static const char *const members[] = { "source", "table", "date", "quoted_on" };
  xmlNode *rates = find_child (offer, "rates");

  for (xmlNode *rate = rates != NULL ? rates->children : NULL; rate != NULL; rate = rate->next)
    {
      g_autofree char *id = (char *) xmlGetNoNsProp (rate, BAD_CAST "id");

      if (g_strcmp0 (id, currency) != 0)
        continue;

      for (guint i = 0; i < G_N_ELEMENTS (members); i++)
        {
          xmlNode *member = find_child (rate, members[i]);

          if (member != NULL)
            xmlAddChild (total, xmlDocCopyNode (member, total->doc, 1));
        }

      return;
    }
}

static void
add_shown (xmlNode                  *totals,
           xmlNode                  *offer,
           const Seller             *seller,
           const KontorOfferVariant *price)
{
  xmlNode *list = kontor_view_add (totals, "shown", NULL);

  for (guint i = 0; i < price->n_shown; i++)
    {
      const KontorOfferShown *shown = &price->shown[i];
      xmlNode *total = kontor_view_add (list, "total", NULL);

      kontor_view_set (kontor_view_add (total, "currency", shown->currency), "type", "currency");
      add_amounts (total, shown->currency, shown->net, shown->vat, shown->gross);
      kontor_view_add_decimal (total, "rate", kontor_decimal_normalize (shown->rate));
      kontor_view_add_decimal (total, "per", kontor_decimal_normalize (shown->per));
      add_rate_origin (total, offer, shown->currency);
      add_groups (total, seller, shown->currency, shown->groups, shown->n_groups);
    }
}

static void
add_lines (xmlNode                  *variant,
           const Seller             *seller,
           const KontorOfferVariant *price)
{
  xmlNode *lines = find_child (variant, "lines");
  xmlNode *line = lines != NULL ? lines->children : NULL;

  guint position = 0;

  /* Both stand in the order of the offer, so one walk does. */
  for (guint i = 0; i < price->n_lines; i++)
    {
      const KontorOfferLine *priced = &price->lines[i];

      for (; line != NULL; line = line->next)
        {
          g_autofree char *id = (char *) xmlGetNoNsProp (line, BAD_CAST "id");

          if (g_strcmp0 (id, priced->id) == 0)
            break;
        }

      if (line == NULL)
        return;

      {
        xmlNode *totals = kontor_view_add (line, "totals", NULL);
        g_autofree char *number = NULL;

        /* A discount has a category only through what it is a discount on, and no number. */

        if (priced->category[0] != '\0')
          {
            number = g_strdup_printf ("%u", ++position);
            kontor_view_set (kontor_view_add (line, "position", number), "type", "integer");
            add_tax (totals, seller, priced->category, priced->rate);
          }

        add_amounts (totals, seller->currency, priced->net, priced->vat, priced->gross);
      }

      line = line->next;
    }
}

static void
add_variant (xmlNode                  *variant,
             xmlNode                  *offer,
             const Seller             *seller,
             const KontorOfferVariant *price)
{
  xmlNode *totals = kontor_view_add (variant, "totals", NULL);

  add_amounts (totals, seller->currency, price->net, price->vat, price->gross);

  if ((seller->flags & KONTOR_VIEW_INTERNAL) != 0)
    {
      kontor_view_add_money (totals, "cost", price->cost, seller->currency);
      kontor_view_add_money (totals, "margin", price->margin, seller->currency);

      if (price->has_margin_percent)
        kontor_view_add_decimal (totals, "margin_percent", price->margin_percent);
    }

  add_groups (totals, seller, seller->currency, price->groups, price->n_groups);
  add_shown (totals, offer, seller, price);
  add_lines (variant, seller, price);
}

static void
add_ground (xmlNode    *grounds,
            GHashTable *seen,
            const char *text)
{
  if (text != NULL && *text != '\0' && g_hash_table_add (seen, g_strdup (text)))
    kontor_view_add (grounds, "ground", text);
}

/* The legal texts that explain why no VAT is charged, each once. */
static void
add_grounds (xmlNode      *offer,
             KontorJson   *body,
             const Seller *seller)
{
  xmlNode *grounds = kontor_view_add (offer, "vat_grounds", NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  KontorJson *variants = kontor_json_get_member (body, "variants");

  add_ground (grounds, seen, kontor_vat_get_ground (seller->country, seller->language,
                                                    kontor_json_get_member_string (body, "vat_regime")));

  for (guint i = 0; i < kontor_json_get_size (variants); i++)
    {
      KontorJson *lines = kontor_json_get_member (kontor_json_get_element (variants, i), "lines");

      for (guint j = 0; j < kontor_json_get_size (lines); j++)
        add_ground (grounds, seen, kontor_json_get_member_string (kontor_json_get_element (lines, j), "vat_ground"));
    }
}

/**
 * kontor_view_add_offer_totals:
 * @offer: the root of an offer's view
 * @body: the offer
 * @flags: what is shown
 * @country: (nullable): the seller's country
 * @language: the document's language
 * @error: return location for a #GError
 *
 * Adds what an offer comes to.
 *
 * Returns: %FALSE with @error set when it cannot be priced, unless %KONTOR_VIEW_UNPRICED is among @flags
 */
gboolean
kontor_view_add_offer_totals (xmlNode        *offer,
                              KontorJson     *body,
                              KontorViewFlags flags,
                              const char     *country,
                              const char     *language,
                              GError        **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (KontorOfferPrice) price = kontor_offer_price (body, &problem);
  xmlNode *variants = find_child (offer, "variants");
  Seller seller = { flags, NULL, country, language };
  guint i = 0;

  if (price == NULL)
    {
      if ((flags & KONTOR_VIEW_UNPRICED) == 0)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }

      kontor_view_add (offer, "problem", problem->message);
    }
  else
    {
      seller.currency = kontor_offer_price_get_currency (price);

      for (xmlNode *variant = variants != NULL ? variants->children : NULL; variant != NULL; variant = variant->next, i++)
        if (i < kontor_offer_price_get_n_variants (price))
          add_variant (variant, offer, &seller, kontor_offer_price_get_variant (price, i));
    }

  add_grounds (offer, body, &seller);
  return TRUE;
}

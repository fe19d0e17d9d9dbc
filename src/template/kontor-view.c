/* kontor-view.c: a record as XML, for templates */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-parts.h"
#include "kontor-template-error.h"
#include "kontor-view-private.h"

/*
 * Each member of the body is an element of its name; what is unset has none, or the value that unset stands for. A flag
 * has an element when it is true, so that its mere name is a condition. The parts of a list stand in the list's element
 * under the name of their type: variants/variant/lines/line. An attribute `type` names the kind of a field that is no
 * text, `currency` the currency of an amount, `label` the translated value of a choice, `id` the part or record.
 */

/* How much of a record that is referred to is shown. */
typedef enum
{
  DETAIL_ALL,     /* everything, and what it refers to */
  DETAIL_FIELDS,  /* everything, but of what it refers to single values only */
  DETAIL_SCALARS, /* single values, and nothing that it refers to */
} Detail;

typedef struct
{
  KontorViewFlags flags;
  KontorResolver resolve;
  gpointer user_data;
  const char *language;
  GHashTable *records; /* id -> KontorRecord or NULL, so that each is fetched once */
} Builder;

/* The bodies around a value, the innermost first: a line, its variant, its offer. */
typedef struct _Around Around;

struct _Around
{
  KontorJson *body;
  const Around *outer;
};

static void add_fields (const Builder     *builder,
                        xmlNode           *parent,
                        const KontorField *fields,
                        const Around      *around,
                        Detail             detail);

/**
 * kontor_view_set:
 * @element: an element of a view
 * @attribute: name of an attribute
 * @text: its value; control characters, which XML cannot hold, are left out
 */
void
kontor_view_set (xmlNode    *element,
                 const char *attribute,
                 const char *text)
{
  g_autofree char *clean = NULL;

  if (strpbrk (text, "\1\2\3\4\5\6\7\10\13\14\16\17\20\21\22\23\24\25\26\27\30\31\32\33\34\35\36\37") != NULL)
    {
      char *to = clean = g_strdup (text);

      for (const char *from = text; *from != '\0'; from++)
        if ((guchar) *from >= 0x20 || *from == '\t' || *from == '\n' || *from == '\r')
          *to++ = *from;

      *to = '\0';
      text = clean;
    }

  if (attribute != NULL)
    xmlNewProp (element, BAD_CAST attribute, BAD_CAST text);
  else
    xmlAddChild (element, xmlNewDocText (element->doc, BAD_CAST text));
}

/**
 * kontor_view_add:
 * @parent: an element of a view
 * @name: name of the new element
 * @text: (nullable): its text
 *
 * Returns: (transfer none): the new element
 */
xmlNode *
kontor_view_add (xmlNode    *parent,
                 const char *name,
                 const char *text)
{
  xmlNode *element = xmlNewDocNode (parent->doc, NULL, BAD_CAST name, NULL);

  xmlAddChild (parent, element);

  if (text != NULL && *text != '\0')
    kontor_view_set (element, NULL, text);

  return element;
}

/**
 * kontor_view_add_decimal:
 * @parent: an element of a view
 * @name: name of the new element
 * @value: its value
 */
void
kontor_view_add_decimal (xmlNode      *parent,
                         const char   *name,
                         KontorDecimal value)
{
  g_autofree char *text = kontor_decimal_to_string (value);

  kontor_view_set (kontor_view_add (parent, name, text), "type", "decimal");
}

/**
 * kontor_view_add_money:
 * @parent: an element of a view
 * @name: name of the new element
 * @value: an amount
 * @currency: its currency
 */
void
kontor_view_add_money (xmlNode      *parent,
                       const char   *name,
                       KontorDecimal value,
                       const char   *currency)
{
  g_autofree char *text = kontor_decimal_to_string (value);
  xmlNode *element = kontor_view_add (parent, name, text);

  kontor_view_set (element, "type", "money");
  kontor_view_set (element, "currency", currency);
}

static const char *
find_currency (const KontorField *field,
               const Around      *around)
{
  for (; around != NULL && field->currency != NULL; around = around->outer)
    {
      const char *currency = kontor_json_get_member_string (around->body, field->currency);

      if (currency != NULL)
        return currency;
    }

  return NULL;
}

/* The value of the attribute "type", NULL for a text. */
static const char *
type_name (KontorFieldKind kind)
{
  switch (kind)
    {
    case KONTOR_FIELD_MULTILINE:
      return "multiline";
    case KONTOR_FIELD_INTEGER:
      return "integer";
    case KONTOR_FIELD_DECIMAL:
      return "decimal";
    case KONTOR_FIELD_MONEY:
      return "money";
    case KONTOR_FIELD_DATE:
      return "date";
    case KONTOR_FIELD_DATETIME:
      return "datetime";
    case KONTOR_FIELD_FLAG:
      return "flag";
    case KONTOR_FIELD_CHOICE:
      return "choice";
    case KONTOR_FIELD_CURRENCY:
      return "currency";
    case KONTOR_FIELD_LANGUAGE:
      return "language";
    case KONTOR_FIELD_COUNTRY:
      return "country";
    case KONTOR_FIELD_TRANSLATED:
      return "multiline";
    case KONTOR_FIELD_TEXT:
    case KONTOR_FIELD_REFERENCE:
    case KONTOR_FIELD_LIST:
    case KONTOR_FIELD_PART:
    case KONTOR_FIELD_PARTS:
    default:
      return NULL;
    }
}

static void
add_scalar (const Builder     *builder,
            xmlNode           *parent,
            const char        *name,
            const KontorField *field,
            KontorFieldKind    kind,
            const char        *text,
            const Around      *around)
{
  const char *type = type_name (kind);
  xmlNode *element;

  if (kind == KONTOR_FIELD_FLAG && !g_str_equal (text, "true"))
    return;

  element = kontor_view_add (parent, name, text);

  if (type != NULL)
    kontor_view_set (element, "type", type);

  if (kind == KONTOR_FIELD_CHOICE)
    kontor_view_set (element, "label", kontor_field_get_choice_label (field, text));

  if (kind == KONTOR_FIELD_MONEY)
    {
      const char *currency = find_currency (field, around);

      if (currency != NULL)
        kontor_view_set (element, "currency", currency);
    }
}

static KontorRecord *
find_record (const Builder *builder,
             const char    *id)
{
  gpointer record = NULL;

  if (builder->resolve == NULL)
    return NULL;

  if (!g_hash_table_lookup_extended (builder->records, id, NULL, &record))
    {
      record = builder->resolve (id, builder->user_data);
      g_hash_table_insert (builder->records, g_strdup (id), record);
    }

  return record;
}

static void
add_record (const Builder *builder,
            xmlNode       *element,
            KontorRecord  *record,
            Detail         detail)
{
  const KontorRecordType *type = kontor_record_get_record_type (record);
  Around around = { kontor_record_get_body (record), NULL };
  g_autofree char *title = kontor_record_dup_title (record);

  kontor_view_set (element, "title", title);
  add_fields (builder, element, type->fields, &around, detail);
}

static void
add_reference (const Builder *builder,
               xmlNode       *parent,
               const char    *name,
               const char    *id,
               Detail         detail)
{
  xmlNode *element = kontor_view_add (parent, name, NULL);
  const KontorRecordType *type = kontor_record_type_find_for_id (id);
  KontorRecord *record;

  kontor_view_set (element, "id", id);

  /* An issued record holds a whole body once more; nothing of it is for paper. */
  if (detail == DETAIL_SCALARS || type == NULL || type->immutable)
    return;

  record = find_record (builder, id);

  if (record == NULL)
    return;

  if (type->states != NULL || detail == DETAIL_FIELDS)
    add_record (builder, element, record, DETAIL_SCALARS);
  else
    add_record (builder, element, record, DETAIL_FIELDS);
}

static void
add_list (const Builder     *builder,
          xmlNode           *parent,
          const KontorField *field,
          KontorJson        *value,
          const Around      *around,
          Detail             detail)
{
  xmlNode *list = kontor_view_add (parent, field->member, NULL);

  for (guint i = 0; i < kontor_json_get_size (value); i++)
    {
      KontorJson *item = kontor_json_get_element (value, i);
      const char *text = kontor_json_get_string (item);

      if (text == NULL)
        text = kontor_json_get_number_text (item);

      if (text == NULL)
        continue;

      if (field->element == KONTOR_FIELD_REFERENCE)
        add_reference (builder, list, "item", text, detail == DETAIL_ALL ? DETAIL_FIELDS : DETAIL_SCALARS);
      else
        add_scalar (builder, list, "item", field, field->element, text, around);
    }
}

static void
add_part (const Builder        *builder,
          xmlNode              *parent,
          const char           *name,
          const KontorPartType *part,
          KontorJson           *value,
          const Around         *outer,
          Detail                detail)
{
  Around around = { value, outer };
  xmlNode *element = kontor_view_add (parent, name, NULL);
  const char *key = kontor_json_get_member_string (value, kontor_part_type_get_key (part));

  if (key != NULL)
    kontor_view_set (element, "id", key);

  /* An offer has thousands of lines: each shows of its product what fits a line. */
  add_fields (builder, element, part->fields, &around, detail == DETAIL_ALL ? DETAIL_FIELDS : detail);
}

static void
add_field (const Builder     *builder,
           xmlNode           *parent,
           const KontorField *field,
           KontorJson        *value,
           const Around      *around,
           Detail             detail)
{
  if (kontor_json_get_value_type (value) == KONTOR_JSON_NULL)
    {
      if (field->fallback != NULL && kontor_field_is_scalar (field))
        add_scalar (builder, parent, field->member, field, field->kind, field->fallback, around);

      return;
    }

  switch ((guint) field->kind)
    {
    case KONTOR_FIELD_REFERENCE:
      if (kontor_json_get_string (value) != NULL)
        add_reference (builder, parent, field->member, kontor_json_get_string (value), detail);
      break;

    case KONTOR_FIELD_TRANSLATED:
      {
        const char *text = kontor_translated_get (value, builder->language);

        if (text != NULL)
          add_scalar (builder, parent, field->member, field, field->kind, text, around);
        break;
      }

    case KONTOR_FIELD_LIST:
      add_list (builder, parent, field, value, around, detail);
      break;

    case KONTOR_FIELD_PART:
      if (detail != DETAIL_SCALARS)
        add_part (builder, parent, field->member, field->part, value, around, detail);
      break;

    case KONTOR_FIELD_PARTS:
      if (detail != DETAIL_SCALARS)
        {
          xmlNode *list = kontor_view_add (parent, field->member, NULL);

          for (guint i = 0; i < kontor_json_get_size (value); i++)
            add_part (builder, list, field->part->name, field->part, kontor_json_get_element (value, i), around, detail);
        }
      break;

    default:
      {
        g_autofree char *text = kontor_field_json_to_text (field, value);

        if (text != NULL)
          add_scalar (builder, parent, field->member, field, field->kind, text, around);
        break;
      }
    }
}

static void
add_fields (const Builder     *builder,
            xmlNode           *parent,
            const KontorField *fields,
            const Around      *around,
            Detail             detail)
{
  for (const KontorField *field = fields; field->member != NULL; field++)
    if ((field->flags & KONTOR_FIELD_INTERNAL) == 0 || (builder->flags & KONTOR_VIEW_INTERNAL) != 0)
      add_field (builder, parent, field, kontor_json_get_member (around->body, field->member), around, detail);
}

static void
release_record (gpointer record)
{
  g_clear_object (&record);
}

/**
 * kontor_view_new:
 * @record: a record
 * @flags: what is shown
 * @resolve: (nullable): finds the records that @record refers to; without it they have nothing but their id
 * @user_data: for @resolve
 * @language: BCP 47 tag of the document's language
 * @error: return location for a #GError
 *
 * Makes the XML that expressions of templates go over. The root is named after the kind of the record ("offer") and has
 * the record's members as elements, then an element `company` with the company whose desk this is. What the record
 * refers to is shown whole, what that refers to by its single values. An offer has its prices:
 * variants/variant/totals (net, vat, gross, groups/group, shown/total) and line/totals.
 *
 * Returns: (transfer full): the view, to be freed with xmlFreeDoc(), or %NULL with an error of the pricing
 */
xmlDoc *
kontor_view_new (KontorRecord   *record,
                 KontorViewFlags flags,
                 KontorResolver  resolve,
                 gpointer        user_data,
                 const char     *language,
                 GError        **error)
{
  const KontorRecordType *type;
  g_autoptr (GHashTable) records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, release_record);
  g_autoptr (xmlDoc) view = NULL;
  Builder builder = { flags, resolve, user_data, language, records };
  KontorRecord *company;
  xmlNode *root;

  g_return_val_if_fail (KONTOR_IS_RECORD (record), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  type = kontor_record_get_record_type (record);
  view = xmlNewDoc (BAD_CAST "1.0");
  root = xmlNewDocNode (view, NULL, BAD_CAST type->kind, NULL);
  xmlDocSetRootElement (view, root);

  if (kontor_record_get_id (record) != NULL)
    kontor_view_set (root, "id", kontor_record_get_id (record));

  kontor_view_set (root, "lang", language);
  add_record (&builder, root, record, DETAIL_ALL);

  company = g_str_equal (type->kind, "company") ? NULL : find_record (&builder, KONTOR_VIEW_COMPANY);

  if (company != NULL)
    {
      xmlNode *element = kontor_view_add (root, "company", NULL);

      kontor_view_set (element, "id", kontor_record_get_id (company));
      add_record (&builder, element, company, DETAIL_FIELDS);
    }

  if (g_str_equal (type->kind, "offer"))
    {
      KontorJson *address = company != NULL ? kontor_parts_find_address (kontor_record_get_body (company), "registered") : NULL;
      const char *country = address != NULL ? kontor_json_get_member_string (address, "country") : NULL;

      if (!kontor_view_add_offer_totals (root, kontor_record_get_body (record), flags, country, language, error))
        return NULL;
    }

  return g_steal_pointer (&view);
}

/**
 * kontor_view_to_string:
 * @view: a view
 *
 * Returns: (transfer full): the view as XML text, indented, in UTF-8
 */
char *
kontor_view_to_string (xmlDoc *view)
{
  xmlChar *dumped = NULL;
  int length = 0;
  char *text;

  xmlDocDumpFormatMemoryEnc (view, &dumped, &length, "UTF-8", 1);
  text = g_strndup ((const char *) dumped, length);
  xmlFree (dumped);

  return text;
}

/* kontor-field.h: what a record consists of, said once */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "kontor-json.h"

G_BEGIN_DECLS

typedef struct _KontorField KontorField;
typedef struct _KontorPartType KontorPartType;
typedef struct _KontorChoice KontorChoice;

/**
 * KontorFieldKind:
 * @KONTOR_FIELD_TEXT: one line of text
 * @KONTOR_FIELD_MULTILINE: text with line breaks
 * @KONTOR_FIELD_INTEGER: a JSON number, whole, 64 bits
 * @KONTOR_FIELD_DECIMAL: an exact decimal, a JSON string `"12.50"`; `scale` says how many decimals at the most
 * @KONTOR_FIELD_MONEY: an amount or a price, a JSON string; `currency` names the member that holds the currency
 * @KONTOR_FIELD_DATE: an ISO 8601 date
 * @KONTOR_FIELD_DATETIME: an ISO 8601 date and time in UTC, ending in `Z`
 * @KONTOR_FIELD_FLAG: true or false; unset reads as `fallback`, else as false
 * @KONTOR_FIELD_CHOICE: one of `choices`, by its value
 * @KONTOR_FIELD_CURRENCY: an ISO 4217 code
 * @KONTOR_FIELD_LANGUAGE: a BCP 47 language tag
 * @KONTOR_FIELD_COUNTRY: an ISO 3166-1 alpha-2 code
 * @KONTOR_FIELD_REFERENCE: the id of a record of the kind `reference` (%NULL: of any kind)
 * @KONTOR_FIELD_TRANSLATED: texts by language, a JSON object `{"pl": "...", "en": "..."}`
 * @KONTOR_FIELD_LIST: a JSON array of scalar values that are all of the kind `element`; a set for a merge
 * @KONTOR_FIELD_PART: one embedded part (a JSON object) of the type `part`
 * @KONTOR_FIELD_PARTS: a JSON array of parts of the type `part`, each known by its key
 *
 * What a field holds. Its JSON form, property, index column, widget, merge and CSV form follow from it.
 */
typedef enum
{
  KONTOR_FIELD_TEXT,
  KONTOR_FIELD_MULTILINE,
  KONTOR_FIELD_INTEGER,
  KONTOR_FIELD_DECIMAL,
  KONTOR_FIELD_MONEY,
  KONTOR_FIELD_DATE,
  KONTOR_FIELD_DATETIME,
  KONTOR_FIELD_FLAG,
  KONTOR_FIELD_CHOICE,
  KONTOR_FIELD_CURRENCY,
  KONTOR_FIELD_LANGUAGE,
  KONTOR_FIELD_COUNTRY,
  KONTOR_FIELD_REFERENCE,
  KONTOR_FIELD_TRANSLATED,
  KONTOR_FIELD_LIST,
  KONTOR_FIELD_PART,
  KONTOR_FIELD_PARTS,
} KontorFieldKind;

/**
 * KontorFieldFlags:
 * @KONTOR_FIELD_REQUIRED: a record without it is kept, but is not complete (it cannot be issued, and the page says so)
 * @KONTOR_FIELD_INDEXED: a column of `index_<kind>`: can be shown in lists, filtered and sorted by
 * @KONTOR_FIELD_SEARCHABLE: found by the search
 * @KONTOR_FIELD_TITLE: found by the search before others
 * @KONTOR_FIELD_PERSONAL: personal data of a living person
 * @KONTOR_FIELD_DERIVED: computed, never taken from outside
 * @KONTOR_FIELD_SERVER_OWNED: set by the store or the server (numbers, stamps), never by a form or an import
 * @KONTOR_FIELD_CONSTANT: set once and never changed (usable in the filter of a partial sync)
 * @KONTOR_FIELD_INTERNAL: what some may not see on paper: costs and margins
 */
typedef enum
{
  KONTOR_FIELD_NO_FLAGS = 0,
  KONTOR_FIELD_REQUIRED = 1 << 0,
  KONTOR_FIELD_INDEXED = 1 << 1,
  KONTOR_FIELD_SEARCHABLE = 1 << 2,
  KONTOR_FIELD_TITLE = 1 << 3,
  KONTOR_FIELD_PERSONAL = 1 << 4,
  KONTOR_FIELD_DERIVED = 1 << 5,
  KONTOR_FIELD_SERVER_OWNED = 1 << 6,
  KONTOR_FIELD_CONSTANT = 1 << 7,
  KONTOR_FIELD_INTERNAL = 1 << 8,
} KontorFieldFlags;

/**
 * KontorFieldCheck:
 * @text: the value as it stands in the body (never %NULL)
 * @error: return location for a #GError
 *
 * Says whether a scalar value is one that the field takes (a checksum, a form). Pure.
 *
 * Returns: %FALSE with @error set to %KONTOR_MODEL_ERROR_VALUE and a sentence that says why
 */
typedef gboolean (*KontorFieldCheck) (const char *text, GError **error);

/* One value of a choice; a list of them ends with { NULL }. */
struct _KontorChoice
{
  const char *value;
  const char *label; /* N_ */
};

struct _KontorField
{
  const char *name;     /* GObject property, "unit-price" */
  const char *member;   /* JSON member, "unit_price" */
  const char *label;    /* N_, what a form and a list head say */
  KontorFieldKind kind;
  KontorFieldFlags flags;

  const char *group;            /* fields of one merge group conflict together */
  guint scale;                  /* DECIMAL, MONEY: the most decimals; 0 stands for 6 */
  const char *minimum;          /* DECIMAL, MONEY, INTEGER: the least value, or NULL */
  const char *maximum;          /* DECIMAL, MONEY, INTEGER: the largest value, or NULL */
  const char *currency;         /* MONEY: the member (of the part, else of the record) that says the currency */
  const KontorChoice *choices;  /* CHOICE */
  const char *fallback;         /* what an unset value means (choice, decimal, flag), or NULL */
  const char *reference;        /* REFERENCE: the kind that is referred to */
  KontorFieldKind element;      /* LIST: the kind of its elements; choices, reference, check hold for each */
  const KontorPartType *part;   /* PART, PARTS */
  KontorFieldCheck check;
};

/* A part of an aggregate: a variant, a line, an address. */
struct _KontorPartType
{
  const char *name;          /* "line": names the table index_<kind>_<name> and the element in the XML view */
  const char *label;         /* N_ */
  const char *key;           /* the member by which a part is known; NULL stands for "id" */
  const KontorField *fields; /* ends with { NULL } */
  gboolean indexed;          /* has a table of its own in the index */
};

const KontorField *kontor_fields_find (const KontorField *fields, const char *member);
const KontorField *kontor_fields_find_by_name (const KontorField *fields, const char *name);
const char *kontor_field_get_label (const KontorField *self);
const char *kontor_field_get_choice_label (const KontorField *self, const char *value);
gboolean kontor_field_is_scalar (const KontorField *self);
gboolean kontor_field_get_flag (const KontorField *self, KontorJson *value);
guint kontor_field_get_scale (const KontorField *self);
const char *kontor_part_type_get_key (const KontorPartType *self);
char *kontor_part_type_make_key (const KontorPartType *self);

gboolean kontor_fields_check_json (const KontorField *fields, KontorJson *object, GError **error);
gboolean kontor_field_check_json (const KontorField *self, KontorJson *value, GError **error);
KontorJson *kontor_field_text_to_json (const KontorField *self, const char *text, GError **error);
char *kontor_field_json_to_text (const KontorField *self, KontorJson *value);

G_END_DECLS

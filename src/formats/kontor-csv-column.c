/* kontor-csv-column.c: which place of a body a column of a table holds */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-csv-column-private.h"

#include <string.h>

#include "kontor-cell-private.h"
#include "kontor-language.h"

/* A file may number parts higher than we do, but not without end. */
#define MAX_POSITION 1000

/* What a person calls a column that holds, for us, a member of the first part of a list. */
typedef struct
{
  const char *kind; /* NULL for all */
  const char *member; /* a derived member */
  const char *path; /* where it comes from; %s is the language */
} Source;

static const Source sources[] = {
  { NULL, "city", "addresses.1.city" },
  { NULL, "postcode", "addresses.1.postcode" },
  { NULL, "country", "addresses.1.country" },
  { NULL, "phone", "phones.1.number" },
  { NULL, "email", "emails.1.address" },
  { "person", "customer", "employments.1.customer" },
  { "person", "position", "employments.1.position" },
  { "product", "price", "prices.1.price" },
  { "product", "currency", "prices.1.currency" },
  { "product", "name", "names" },
  { "clause", "name", "titles" },
};

/**
 * kontor_csv_field_is_flat:
 * @field: a part or a list of parts
 *
 * Returns: whether all that we know of its parts is scalar, so that each can have a column of its own
 */
gboolean
kontor_csv_field_is_flat (const KontorField *field)
{
  for (const KontorField *member = field->part->fields; member->name != NULL; member++)
    {
      if (!kontor_field_is_scalar (member))
        return FALSE;
    }

  return TRUE;
}

/**
 * kontor_csv_part_is_keyed:
 * @part: a type of part
 *
 * Returns: whether its parts are known by a value that a person gives (a currency), which then stands in the heading
 */
gboolean
kontor_csv_part_is_keyed (const KontorPartType *part)
{
  return strcmp (kontor_part_type_get_key (part), "id") != 0;
}

static char *
make_header (KontorCsvColumnKind kind, const KontorField *field, const KontorField *part_field, const char *key, guint position)
{
  switch (kind)
    {
    case KONTOR_CSV_COLUMN_ID:
      return g_strdup ("id");
    case KONTOR_CSV_COLUMN_KIND:
      return g_strdup ("kind");
    case KONTOR_CSV_COLUMN_MORE:
      return g_strdup ("more");
    case KONTOR_CSV_COLUMN_LANGUAGE:
      return g_strconcat (field->member, ".", key, NULL);
    case KONTOR_CSV_COLUMN_MEMBER:
      return g_strconcat (field->member, ".", part_field->member, NULL);
    case KONTOR_CSV_COLUMN_NTH:
      return g_strdup_printf ("%s.%u.%s", field->member, position, part_field->member);
    case KONTOR_CSV_COLUMN_KEYED:
      return g_strconcat (field->member, ".", key, ".", part_field->member, NULL);
    case KONTOR_CSV_COLUMN_SCALAR:
    case KONTOR_CSV_COLUMN_LIST:
    case KONTOR_CSV_COLUMN_JSON:
      return g_strdup (field->member);
    case KONTOR_CSV_COLUMN_NONE:
    default:
      return g_strdup ("");
    }
}

/**
 * kontor_csv_column_new:
 * @kind: a kind of column
 * @field: (nullable): the field of the record
 * @part_field: (nullable): the field of the part
 * @key: (nullable): a language, or the key of a part
 * @position: the place of a part, from 1
 *
 * Returns: (transfer full): the column, with the heading by which it is exported
 */
KontorCsvColumn *
kontor_csv_column_new (KontorCsvColumnKind kind,
                       const KontorField *field,
                       const KontorField *part_field,
                       const char *key,
                       guint position)
{
  KontorCsvColumn *self = g_new0 (KontorCsvColumn, 1);

  self->header = make_header (kind, field, part_field, key, position);
  self->kind = kind;
  self->field = field;
  self->part_field = part_field;
  self->key = g_strdup (key);
  self->position = position;

  return self;
}

/**
 * kontor_csv_column_free:
 * @self: (transfer full) (nullable): a column
 */
void
kontor_csv_column_free (KontorCsvColumn *self)
{
  if (self == NULL)
    return;

  g_free (self->header);
  g_free (self->key);
  g_free (self);
}

/* The order in which a row is read: what is said as a whole comes first, so that cells can change it. */
static int
get_phase (const KontorCsvColumn *column)
{
  if (column->kind == KONTOR_CSV_COLUMN_MORE)
    return 0;
  return column->kind == KONTOR_CSV_COLUMN_JSON ? 1 : 2;
}

static int
compare_columns (gconstpointer first, gconstpointer second)
{
  const KontorCsvColumn *a = *(const KontorCsvColumn *const *) first;
  const KontorCsvColumn *b = *(const KontorCsvColumn *const *) second;

  if (get_phase (a) != get_phase (b))
    return get_phase (a) - get_phase (b);
  if (a->field != b->field)
    return a->field < b->field ? -1 : 1;
  if (a->position != b->position)
    return a->position < b->position ? -1 : 1;
  if (a->part != b->part)
    return a->part < b->part ? -1 : 1;

  return a->cell < b->cell ? -1 : a->cell > b->cell;
}

/**
 * kontor_csv_columns_arrange:
 * @columns: (element-type KontorCsvColumn): the columns of a file, in its order
 *
 * Numbers the columns, and puts them in the order in which a row is read: those of a list together, and in it those of a part.
 *
 * Returns: (transfer none) (nullable): a column that holds what another one holds too; %NULL when there is none
 */
KontorCsvColumn *
kontor_csv_columns_arrange (GPtrArray *columns)
{
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  KontorCsvColumn *twice = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      KontorCsvColumn *column = g_ptr_array_index (columns, i);
      char *part = g_strdup_printf ("%d/%s/%u/%s", column->kind, column->field == NULL ? "" : column->field->member,
                                    column->position, column->key == NULL ? "" : column->key);
      char *place = g_strdup_printf ("%s/%s", part, column->part_field == NULL ? "" : column->part_field->member);
      gpointer number;

      column->cell = i;
      column->part = i;
      if (column->part_field != NULL && g_hash_table_lookup_extended (parts, part, NULL, &number))
        column->part = GPOINTER_TO_UINT (number);
      g_hash_table_insert (parts, part, GUINT_TO_POINTER (column->part));
      if (!g_hash_table_add (places, place) && column->kind != KONTOR_CSV_COLUMN_NONE && twice == NULL)
        twice = column;
    }
  g_ptr_array_sort (columns, compare_columns);

  return twice;
}

static gboolean
is_called (const char *folded, const KontorField *field)
{
  const char *const names[] = { field->member, field->label, kontor_field_get_label (field) };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = kontor_cell_fold_label (names[i]);

      if (strcmp (folded, name) == 0)
        return TRUE;
    }

  return FALSE;
}

static const KontorField *
find_called (const KontorField *fields, const char *name)
{
  const KontorField *exact = kontor_fields_find (fields, name);
  g_autofree char *folded = kontor_cell_fold_label (name);

  if (exact != NULL || *folded == '\0')
    return exact;

  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      if (is_called (folded, field))
        return field;
    }

  return NULL;
}

/* The column of a whole field, named without anything behind it. */
static KontorCsvColumn *
column_for_field (const KontorField *field, const char *language)
{
  if (kontor_field_is_scalar (field))
    return kontor_csv_column_new (KONTOR_CSV_COLUMN_SCALAR, field, NULL, NULL, 0);
  if (field->kind == KONTOR_FIELD_LIST)
    return kontor_csv_column_new (KONTOR_CSV_COLUMN_LIST, field, NULL, NULL, 0);

  return kontor_csv_column_new (KONTOR_CSV_COLUMN_JSON, field, NULL,
                                field->kind == KONTOR_FIELD_TRANSLATED ? language : NULL, 0);
}

/* "addresses.1.city" and its like: the steps of a heading. */
static KontorCsvColumn *
column_for_steps (const KontorField *fields, char **steps, const char *language)
{
  const KontorField *field = find_called (fields, steps[0]);
  const KontorField *member;
  guint64 position;

  if (field == NULL || (field->flags & KONTOR_FIELD_DERIVED) != 0)
    return NULL;

  switch (g_strv_length (steps))
    {
    case 1:
      return column_for_field (field, language);

    case 2:
      if (field->kind == KONTOR_FIELD_TRANSLATED && kontor_language_is_valid (steps[1]))
        return kontor_csv_column_new (KONTOR_CSV_COLUMN_LANGUAGE, field, NULL, steps[1], 0);
      if (field->kind != KONTOR_FIELD_PART)
        return NULL;
      member = find_called (field->part->fields, steps[1]);
      if (member == NULL || !kontor_field_is_scalar (member))
        return NULL;
      return kontor_csv_column_new (KONTOR_CSV_COLUMN_MEMBER, field, member, NULL, 0);

    case 3:
      member = field->kind == KONTOR_FIELD_PARTS ? find_called (field->part->fields, steps[2]) : NULL;
      if (member == NULL || !kontor_field_is_scalar (member) || *steps[1] == '\0')
        return NULL;
      if (g_ascii_string_to_unsigned (steps[1], 10, 1, MAX_POSITION, &position, NULL))
        return kontor_csv_column_new (KONTOR_CSV_COLUMN_NTH, field, member, NULL, (guint) position);
      if (!kontor_csv_part_is_keyed (field->part))
        return NULL;
      return kontor_csv_column_new (KONTOR_CSV_COLUMN_KEYED, field, member, steps[1], 0);

    default:
      return NULL;
    }
}

static KontorCsvColumn *
column_for_path (const KontorField *fields, const char *path, const char *language)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);

  for (char **step = steps; *step != NULL; step++)
    g_strstrip (*step);

  return steps[0] == NULL ? NULL : column_for_steps (fields, steps, language);
}

/* "Name (pl)": a text of one language, as a person would head it. */
static KontorCsvColumn *
column_with_language (const KontorField *fields, const char *header)
{
  const char *open = strrchr (header, '(');
  g_autofree char *language = NULL;
  g_autofree char *name = NULL;
  const KontorField *field;

  if (open == NULL || !g_str_has_suffix (open, ")"))
    return NULL;

  language = g_strndup (open + 1, strlen (open) - 2);
  name = g_strstrip (g_strndup (header, open - header));
  field = find_called (fields, name);
  if (field == NULL || field->kind != KONTOR_FIELD_TRANSLATED || !kontor_language_is_valid (language))
    return NULL;

  return kontor_csv_column_new (KONTOR_CSV_COLUMN_LANGUAGE, field, NULL, language, 0);
}

/* "E-mail" is derived from the first e-mail address, and so on. */
static KontorCsvColumn *
column_for_derived (const KontorRecordType *type, const char *header, const char *language)
{
  const KontorField *field = find_called (type->fields, header);

  for (guint i = 0; field != NULL && i < G_N_ELEMENTS (sources); i++)
    {
      if ((sources[i].kind == NULL || strcmp (sources[i].kind, type->kind) == 0) &&
          strcmp (sources[i].member, field->member) == 0)
        return column_for_path (type->fields, sources[i].path, language);
    }

  return NULL;
}

/* "Street": a member of the first part of the first list that has such a one. */
static KontorCsvColumn *
column_for_member (const KontorRecordType *type, const char *header)
{
  for (const KontorField *field = type->fields; field->name != NULL; field++)
    {
      const KontorField *member;

      if (field->kind != KONTOR_FIELD_PARTS || !kontor_csv_field_is_flat (field))
        continue;
      member = find_called (field->part->fields, header);
      if (member != NULL && strcmp (member->member, kontor_part_type_get_key (field->part)) != 0)
        return kontor_csv_column_new (KONTOR_CSV_COLUMN_NTH, field, member, NULL, 1);
    }

  return NULL;
}

/**
 * kontor_csv_column_find:
 * @type: a kind of record
 * @header: the heading of a column
 * @language: (nullable): in which language a text is that does not say it
 *
 * Finds what a column holds by its heading: the path of a member (`addresses.1.city`, `prices.EUR.price`, `names.pl`), its
 * label in English or in the person's language, whatever the case, or what a list shows ("E-mail", "City", "Price").
 *
 * Returns: (transfer full): the column; one of the kind %KONTOR_CSV_COLUMN_NONE when it is not ours
 */
KontorCsvColumn *
kontor_csv_column_find (const KontorRecordType *type, const char *header, const char *language)
{
  g_autofree char *bare = g_strstrip (g_strdup (header));
  KontorCsvColumn *column = NULL;

  if (g_ascii_strcasecmp (bare, "id") == 0)
    column = kontor_csv_column_new (KONTOR_CSV_COLUMN_ID, NULL, NULL, NULL, 0);
  else if (g_ascii_strcasecmp (bare, "kind") == 0)
    column = kontor_csv_column_new (KONTOR_CSV_COLUMN_KIND, NULL, NULL, NULL, 0);
  else if (strcmp (bare, "more") == 0)
    column = kontor_csv_column_new (KONTOR_CSV_COLUMN_MORE, NULL, NULL, NULL, 0);
  else if (*bare != '\0')
    {
      column = column_for_path (type->fields, bare, language);
      if (column == NULL)
        column = column_with_language (type->fields, bare);
      if (column == NULL)
        column = column_for_derived (type, bare, language);
      if (column == NULL)
        column = column_for_member (type, bare);
    }

  if (column == NULL)
    column = kontor_csv_column_new (KONTOR_CSV_COLUMN_NONE, NULL, NULL, NULL, 0);
  g_free (column->header);
  column->header = g_steal_pointer (&bare);

  return column;
}

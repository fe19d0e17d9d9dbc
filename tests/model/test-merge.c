/* test-merge.c: the three-way merge of two bodies: its laws on random bodies, and what a person would expect */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <stdlib.h>

#include "kontor-difference.h"
#include "kontor-merge.h"
#include "kontor-model-error.h"
#include "kontor-path.h"

#define N_RANDOM 3000

static const KontorField line_fields[] = {
  { "id", "id", "Id", KONTOR_FIELD_TEXT, KONTOR_FIELD_CONSTANT },
  { "name", "name", "Name", KONTOR_FIELD_TEXT },
  { "quantity", "quantity", "Quantity", KONTOR_FIELD_DECIMAL, .group = "price" },
  { "unit-price", "unit_price", "Unit price", KONTOR_FIELD_DECIMAL, .group = "price" },
  { "vat", "vat", "VAT", KONTOR_FIELD_DECIMAL },
  { "tags", "tags", "Tags", KONTOR_FIELD_LIST, .element = KONTOR_FIELD_TEXT },
  { NULL }
};

static const KontorPartType line_part = { "line", "Line", NULL, line_fields };

static const KontorField address_fields[] = {
  { "city", "city", "City", KONTOR_FIELD_TEXT },
  { "street", "street", "Street", KONTOR_FIELD_TEXT },
  { NULL }
};

static const KontorPartType address_part = { "address", "Address", NULL, address_fields };

static const KontorField fields[] = {
  { "title", "title", "Title", KONTOR_FIELD_TEXT },
  { "notes", "notes", "Notes", KONTOR_FIELD_MULTILINE },
  { "number", "number", "Number", KONTOR_FIELD_TEXT, KONTOR_FIELD_SERVER_OWNED },
  { "count", "count", "Count", KONTOR_FIELD_INTEGER, KONTOR_FIELD_DERIVED },
  { "begins-on", "begins_on", "Begins on", KONTOR_FIELD_DATE },
  { "ends-on", "ends_on", "Ends on", KONTOR_FIELD_DATE },
  { "value", "value", "Value", KONTOR_FIELD_DECIMAL, .group = "value" },
  { "currency", "currency", "Currency", KONTOR_FIELD_CURRENCY, .group = "value" },
  { "tags", "tags", "Tags", KONTOR_FIELD_LIST, .element = KONTOR_FIELD_TEXT },
  { "names", "names", "Names", KONTOR_FIELD_TRANSLATED },
  { "address", "address", "Address", KONTOR_FIELD_PART, .part = &address_part },
  { "lines", "lines", "Lines", KONTOR_FIELD_PARTS, .part = &line_part },
  { NULL }
};

static char *
make_title (KontorJson *body)
{
  return g_strdup ("x");
}

static KontorJson *
derive_count (KontorJson *body)
{
  KontorJson *lines = kontor_json_get_member (body, "lines");
  g_autoptr (KontorJson) count = kontor_json_new_integer (kontor_json_get_value_type (lines) == KONTOR_JSON_ARRAY ? kontor_json_get_size (lines) : 0);

  return kontor_json_with_member (body, "count", count);
}

static gboolean
check_dates (KontorJson *body,
             GError **error)
{
  const char *begins_on = kontor_json_get_member_string (body, "begins_on");
  const char *ends_on = kontor_json_get_member_string (body, "ends_on");

  if (begins_on == NULL || ends_on == NULL || strcmp (begins_on, ends_on) <= 0)
    return TRUE;

  g_set_error_literal (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE, "It ends before it begins.");
  return FALSE;
}

static const KontorRecordType thing_type = {
  .kind = "thing", .type_name = "KontorThing", .label = "Thing", .plural = "Things", .icon = "x",
  .fields = fields, .title = make_title, .derive = derive_count,
};

static const KontorRecordType checked_type = {
  .kind = "thing", .type_name = "KontorThing", .label = "Thing", .plural = "Things", .icon = "x",
  .fields = fields, .title = make_title, .derive = derive_count, .check = check_dates,
};

static const KontorRecordType written_once_type = {
  .kind = "thing", .type_name = "KontorThing", .label = "Thing", .plural = "Things", .icon = "x",
  .fields = fields, .title = make_title, .immutable = TRUE,
};

static KontorJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  KontorJson *json = kontor_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return json;
}

static KontorJson *
merge (const KontorRecordType *type,
       KontorJson *base,
       KontorJson *ours,
       KontorJson *theirs,
       GPtrArray **conflicts)
{
  g_autoptr (GError) error = NULL;
  KontorJson *merged = kontor_merge (type, base, ours, theirs, conflicts, &error);

  g_assert_no_error (error);
  g_assert_nonnull (*conflicts);
  return merged;
}

/* ---- Random bodies and edits ---- */

static GRand *
make_random (void)
{
  const char *seed_text = g_getenv ("KONTOR_TEST_SEED");
  guint32 seed = seed_text != NULL ? (guint32) g_ascii_strtoull (seed_text, NULL, 10) : g_random_int ();

  g_test_message ("KONTOR_TEST_SEED=%u", seed);
  return g_rand_new_with_seed (seed);
}

static guint
pick (GRand *random,
      guint n)
{
  return (guint) g_rand_int_range (random, 0, (gint32) n);
}

static KontorJson *
random_value (GRand *random,
              const KontorField *field)
{
  g_autofree char *text = NULL;

  if (pick (random, 8) == 0)
    return pick (random, 2) == 0 ? NULL : kontor_json_new_null ();

  if (field == NULL)
    text = g_strdup_printf ("{\"a\":[%u,%u]}", pick (random, 3), pick (random, 3));
  else if (field->kind == KONTOR_FIELD_DATE)
    text = g_strdup_printf ("\"2026-01-%02u\"", 1 + pick (random, 28));
  else if (field->kind == KONTOR_FIELD_DECIMAL)
    text = g_strdup_printf ("\"%u.%u\"", pick (random, 4), pick (random, 3));
  else if (field->kind == KONTOR_FIELD_CURRENCY)
    text = g_strdup_printf ("\"%s\"", (const char *[]) { "EUR", "PLN", "USD" }[pick (random, 3)]);
  else
    text = g_strdup_printf ("\"t%u\"", pick (random, 5));

  return parse (text);
}

static KontorJson *
random_list (GRand *random)
{
  KontorJson *list = kontor_json_new_array ();

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("tag%u", i);
      g_autoptr (KontorJson) element = kontor_json_new_string (text);
      KontorJson *longer;

      if (pick (random, 2) == 0)
        continue;

      longer = kontor_json_with_insertion (list, 0, element);
      kontor_json_unref (list);
      list = longer;
    }

  return list;
}

static void
set (KontorJson **body,
     const char *path,
     KontorJson *value)
{
  g_autoptr (KontorJson) owned = value;
  KontorJson *changed = kontor_path_set (fields, *body, path, owned, NULL);

  if (changed == NULL)
    return;

  kontor_json_unref (*body);
  *body = changed;
}

static void
set_lines (KontorJson **body,
           KontorJson *lines)
{
  set (body, "lines", lines);
}

static KontorJson *
get_lines (KontorJson *body)
{
  KontorJson *lines = kontor_json_get_member (body, "lines");

  return kontor_json_get_value_type (lines) == KONTOR_JSON_ARRAY ? lines : NULL;
}

/* Places that one edit touches: no two of them overlap but a line and what is in it. */
static const char *const places[] = {
  "title", "notes", "number", "begins_on", "ends_on", "value", "tags", "names/pl", "names/de", "names/en",
  "address/city", "address/street", "x_one", "x_two",
};

static void
edit_place (GRand *random,
            KontorJson **body,
            const char *path)
{
  const KontorField *field = kontor_path_find_field (fields, path);

  if (field != NULL && field->kind == KONTOR_FIELD_LIST)
    set (body, path, random_list (random));
  else
    set (body, path, random_value (random, field));
}

/* Edits something within the line at @index, removes or moves it. */
static void
edit_line (GRand *random,
           KontorJson **body,
           guint index,
           gboolean may_move)
{
  const char *const members[] = { "name", "quantity", "unit_price", "vat", "tags", "x_line" };
  KontorJson *lines = get_lines (*body);
  KontorJson *line = kontor_json_get_element (lines, index);
  guint act = pick (random, may_move ? 10 : 9);

  if (act == 9)
    {
      g_autoptr (KontorJson) without = kontor_json_without_element (lines, index);

      set_lines (body, kontor_json_with_insertion (without, pick (random, kontor_json_get_size (lines)), line));
    }
  else if (act == 8)
    {
      set_lines (body, kontor_json_without_element (lines, index));
    }
  else
    {
      g_autofree char *line_path = kontor_path_join ("lines", kontor_json_get_member_string (line, "id"));
      g_autofree char *path = kontor_path_join (line_path, members[pick (random, G_N_ELEMENTS (members))]);

      edit_place (random, body, path);
    }
}

static void
add_line (GRand *random,
          KontorJson **body,
          const char *prefix)
{
  static guint number = 0;
  KontorJson *lines = get_lines (*body);
  g_autofree char *text = g_strdup_printf ("{\"id\":\"%s%u\",\"name\":\"n\",\"quantity\":\"%u\"}", prefix, number++, pick (random, 9));
  g_autoptr (KontorJson) line = parse (text);
  g_autoptr (KontorJson) empty = kontor_json_new_array ();

  if (lines == NULL)
    lines = empty;
  set_lines (body, kontor_json_with_insertion (lines, pick (random, kontor_json_get_size (lines) + 1), line));
}

static KontorJson *
random_body (GRand *random)
{
  KontorJson *body = parse ("{\"kind\":\"thing\"}");
  KontorJson *derived;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    edit_place (random, &body, places[i]);
  for (guint i = pick (random, 6); i > 0; i--)
    add_line (random, &body, "b");

  derived = derive_count (body);
  kontor_json_unref (body);
  return derived;
}

/* A body after some edits, any. */
static KontorJson *
random_edit (GRand *random,
             KontorJson *base,
             const char *prefix)
{
  g_autoptr (KontorJson) body = kontor_json_ref (base);

  for (guint i = 1 + pick (random, 6); i > 0; i--)
    {
      KontorJson *lines = get_lines (body);
      guint n = lines != NULL ? kontor_json_get_size (lines) : 0;
      guint act = pick (random, 12);

      if (act == 0)
        add_line (random, &body, prefix);
      else if (act == 1)
        set (&body, (const char *[]) { "address", "lines", "names", "tags", "currency" }[pick (random, 5)], NULL);
      else if (act < 6 && n > 0)
        edit_line (random, &body, pick (random, n), TRUE);
      else
        edit_place (random, &body, places[pick (random, G_N_ELEMENTS (places))]);
    }

  return derive_count (body);
}

/* ---- Comparing ---- */

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A body as a text in which order does not matter and what is unset is not there. */
static char *
flatten (KontorJson *value)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  KontorJsonType type = kontor_json_get_value_type (value);
  g_autofree char *joined = NULL;

  if (type != KONTOR_JSON_ARRAY && type != KONTOR_JSON_OBJECT)
    return value != NULL ? kontor_json_to_string (value) : g_strdup ("null");

  for (guint i = 0; i < kontor_json_get_size (value); i++)
    {
      g_autofree char *text = flatten (kontor_json_get_element (value, i));

      if (type == KONTOR_JSON_ARRAY)
        g_ptr_array_add (texts, g_steal_pointer (&text));
      else if (!g_str_equal (text, "null") && !g_str_equal (text, "{}") && !g_str_equal (text, "[]"))
        g_ptr_array_add (texts, g_strdup_printf ("%s: %s", kontor_json_get_member_name (value, i), text));
    }

  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  joined = g_strjoinv (", ", (char **) texts->pdata);
  return type == KONTOR_JSON_ARRAY ? g_strdup_printf ("[%s]", joined) : g_strdup_printf ("{%s}", joined);
}

static void
assert_same (KontorJson *a,
             KontorJson *b)
{
  g_autofree char *a_text = flatten (a);
  g_autofree char *b_text = flatten (b);

  g_assert_cmpstr (a_text, ==, b_text);
}

static const KontorConflict *
find_conflict (GPtrArray *conflicts,
               const char *path)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const KontorConflict *conflict = g_ptr_array_index (conflicts, i);

      if (g_str_equal (conflict->path, path))
        return conflict;
    }

  return NULL;
}

/* ---- Laws ---- */

static void
test_one_sided_changes_are_taken_whole (void)
{
  g_autoptr (GRand) random = make_random ();

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (KontorJson) base = random_body (random);
      g_autoptr (KontorJson) changed = random_edit (random, base, "o");
      KontorJson *const sides[][3] = { { base, changed, changed }, { changed, base, changed }, { changed, changed, changed } };

      for (guint j = 0; j < G_N_ELEMENTS (sides); j++)
        {
          g_autoptr (GPtrArray) conflicts = NULL;
          g_autoptr (KontorJson) merged = merge (&thing_type, base, sides[j][0], sides[j][1], &conflicts);

          /* Whole, with the order of parts and of lists; that of an object's members says nothing. */
          g_assert_true (kontor_json_equal (merged, sides[j][2]));
          g_assert_cmpuint (conflicts->len, ==, 0);
        }
    }
}

/* The same without the short cut: the other side has one more member that no field knows. */
static void
test_one_sided_changes_are_taken_field_by_field (void)
{
  g_autoptr (GRand) random = make_random ();
  g_autoptr (KontorJson) mark = parse ("12345678901234567890");

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (KontorJson) base = random_body (random);
      g_autoptr (KontorJson) ours = random_edit (random, base, "o");
      g_autoptr (KontorJson) theirs = kontor_json_with_member (base, "x_mark", mark);
      g_autoptr (KontorJson) expected = kontor_json_with_member (ours, "x_mark", mark);
      g_autoptr (GPtrArray) conflicts = NULL;
      g_autoptr (KontorJson) merged = merge (&thing_type, base, ours, theirs, &conflicts);
      g_autoptr (GPtrArray) differences = kontor_difference_find (&thing_type, expected, merged);

      g_assert_cmpuint (conflicts->len, ==, 0);
      assert_same (merged, expected);

      /* Nor did the order of parts suffer; that of a set may. */
      for (guint j = 0; j < differences->len; j++)
        g_assert_cmpint (((KontorDifference *) g_ptr_array_index (differences, j))->kind, !=, KONTOR_DIFFERENCE_MOVED);
    }
}

static void
test_sides_can_be_swapped (void)
{
  g_autoptr (GRand) random = make_random ();
  guint n_conflicts = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (KontorJson) base = random_body (random);
      g_autoptr (KontorJson) ours = random_edit (random, base, "o");
      g_autoptr (KontorJson) theirs = random_edit (random, base, "t");
      g_autoptr (GPtrArray) one_conflicts = NULL;
      g_autoptr (GPtrArray) two_conflicts = NULL;
      g_autoptr (KontorJson) one = merge (&thing_type, base, ours, theirs, &one_conflicts);
      g_autoptr (KontorJson) two = merge (&thing_type, base, theirs, ours, &two_conflicts);

      g_assert_cmpuint (one_conflicts->len, ==, two_conflicts->len);
      n_conflicts += one_conflicts->len;
      for (guint j = 0; j < one_conflicts->len; j++)
        {
          const KontorConflict *conflict = g_ptr_array_index (one_conflicts, j);
          const KontorConflict *other = find_conflict (two_conflicts, conflict->path);

          g_assert_nonnull (other);
          g_assert_true (kontor_json_equal (conflict->ours, other->theirs));
          g_assert_true (kontor_json_equal (conflict->theirs, other->ours));
          g_assert_true (kontor_json_equal (conflict->base, other->base));
          set (&one, conflict->path, NULL);
          set (&two, conflict->path, NULL);
        }

      assert_same (one, two);
    }

  g_assert_cmpuint (n_conflicts, >, N_RANDOM / 10);
}

/* Each side edits places, and lines, of its own; what comes out is what one person would have made of both. */
static void
test_disjoint_edits_never_conflict (void)
{
  g_autoptr (GRand) random = make_random ();

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (KontorJson) base = random_body (random);
      g_autoptr (KontorJson) ours = kontor_json_ref (base);
      g_autoptr (KontorJson) theirs = kontor_json_ref (base);
      g_autoptr (KontorJson) expected = kontor_json_ref (base);
      g_autoptr (KontorJson) derived = NULL;
      g_autoptr (GPtrArray) conflicts = NULL;
      g_autoptr (KontorJson) merged = NULL;
      KontorJson *lines = get_lines (base);
      guint n = lines != NULL ? kontor_json_get_size (lines) : 0;

      for (guint j = 0; j < G_N_ELEMENTS (places); j++)
        {
          KontorJson **side = pick (random, 2) == 0 ? &ours : &theirs;

          edit_place (random, side, places[j]);
          set (&expected, places[j], NULL);
          if (kontor_path_get (fields, *side, places[j]) != NULL)
            set (&expected, places[j], kontor_json_ref (kontor_path_get (fields, *side, places[j])));
        }

      for (guint j = 0; j < n; j++)
        {
          const char *id = kontor_json_get_member_string (kontor_json_get_element (lines, j), "id");
          g_autofree char *path = kontor_path_join ("lines", id);
          KontorJson **side = pick (random, 2) == 0 ? &ours : &theirs;
          KontorJson *side_lines = get_lines (*side);
          KontorJson *edited;

          for (guint k = 0; k < kontor_json_get_size (side_lines); k++)
            {
              if (g_str_equal (kontor_json_get_member_string (kontor_json_get_element (side_lines, k), "id"), id))
                {
                  edit_line (random, side, k, FALSE);
                  break;
                }
            }
          edited = kontor_path_get (fields, *side, path);
          set (&expected, path, edited != NULL ? kontor_json_ref (edited) : NULL);
        }

      derived = derive_count (expected);
      merged = merge (&thing_type, base, ours, theirs, &conflicts);
      g_assert_cmpuint (conflicts->len, ==, 0);
      if (!kontor_json_equal (base, ours) && !kontor_json_equal (base, theirs))
        assert_same (merged, derived);
    }
}

/* Calls for each single value of a body: a scalar, a text of one language, a list as it is, an unknown member. */
static void
collect_leaves (const KontorField *object_fields,
                KontorJson *object,
                const char *path,
                GPtrArray *paths)
{
  for (guint i = 0; i < kontor_json_get_size (object); i++)
    {
      const char *name = kontor_json_get_member_name (object, i);
      KontorJson *value = kontor_json_get_element (object, i);
      const KontorField *field = object_fields != NULL ? kontor_fields_find (object_fields, name) : NULL;
      KontorJsonType type = kontor_json_get_value_type (value);
      g_autofree char *member_path = kontor_path_join (path, name);

      if (type == KONTOR_JSON_NULL)
        continue;
      if (field != NULL && field->kind == KONTOR_FIELD_PARTS)
        {
          for (guint j = 0; j < kontor_json_get_size (value); j++)
            {
              KontorJson *part = kontor_json_get_element (value, j);
              g_autofree char *part_path = kontor_path_join (member_path, kontor_json_get_member_string (part, "id"));

              collect_leaves (field->part->fields, part, part_path, paths);
            }
        }
      else if (field != NULL && (field->kind == KONTOR_FIELD_PART || field->kind == KONTOR_FIELD_TRANSLATED))
        {
          collect_leaves (field->part != NULL ? field->part->fields : NULL, value, member_path, paths);
        }
      else if (field == NULL || (field->flags & KONTOR_FIELD_DERIVED) == 0)
        {
          g_ptr_array_add (paths, g_steal_pointer (&member_path));
        }
    }
}

/* Whether a conflict keeps what stands at @path on our side. */
static gboolean
is_kept (GPtrArray *conflicts,
         KontorJson *ours,
         const char *path)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const KontorConflict *conflict = g_ptr_array_index (conflicts, i);
      gsize length = strlen (conflict->path);

      if (strncmp (conflict->path, path, length) == 0 && (path[length] == '\0' || path[length] == '/'))
        return kontor_json_equal (conflict->ours, kontor_path_get (fields, ours, conflict->path));
    }

  return FALSE;
}

static gboolean
list_contains (KontorJson *list,
               KontorJson *element)
{
  for (guint i = 0; kontor_json_get_value_type (list) == KONTOR_JSON_ARRAY && i < kontor_json_get_size (list); i++)
    {
      if (kontor_json_equal (kontor_json_get_element (list, i), element))
        return TRUE;
    }

  return FALSE;
}

static void
assert_nothing_dropped (KontorJson *base,
                        KontorJson *ours,
                        KontorJson *merged,
                        GPtrArray *conflicts)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  collect_leaves (fields, ours, "", paths);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      const KontorField *field = kontor_path_find_field (fields, path);
      KontorJson *value = kontor_path_get (fields, ours, path);
      KontorJson *before = kontor_path_get (fields, base, path);
      KontorJson *after = kontor_path_get (fields, merged, path);

      if (kontor_json_equal (before, value) || kontor_json_equal (value, after) || is_kept (conflicts, ours, path))
        continue;

      if (field != NULL && field->kind == KONTOR_FIELD_LIST)
        {
          for (guint j = 0; j < kontor_json_get_size (value); j++)
            {
              KontorJson *element = kontor_json_get_element (value, j);

              g_assert_true (list_contains (before, element) || list_contains (after, element));
            }
          continue;
        }

      g_test_message ("“%s” was dropped", path);
      g_test_fail ();
    }
}

static void
test_nothing_typed_is_dropped (void)
{
  g_autoptr (GRand) random = make_random ();

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (KontorJson) base = random_body (random);
      g_autoptr (KontorJson) ours = random_edit (random, base, "o");
      g_autoptr (KontorJson) theirs = random_edit (random, base, "t");
      g_autoptr (GPtrArray) conflicts = NULL;
      g_autoptr (KontorJson) merged = merge (&thing_type, base, ours, theirs, &conflicts);

      assert_nothing_dropped (base, ours, merged, conflicts);
    }
}

static KontorJson *
random_valid_edit (GRand *random,
                   KontorJson *base,
                   const char *prefix)
{
  for (;;)
    {
      g_autoptr (KontorJson) body = random_edit (random, base, prefix);

      if (kontor_record_type_check (&checked_type, body, NULL))
        return g_steal_pointer (&body);
    }
}

static void
test_merged_is_valid_when_both_are (void)
{
  g_autoptr (GRand) random = make_random ();
  g_autoptr (KontorJson) empty = parse ("{\"kind\":\"thing\"}");

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (KontorJson) base = random_valid_edit (random, empty, "b");
      g_autoptr (KontorJson) ours = random_valid_edit (random, base, "o");
      g_autoptr (KontorJson) theirs = random_valid_edit (random, base, "t");
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) conflicts = NULL;
      g_autoptr (KontorJson) merged = merge (&checked_type, base, ours, theirs, &conflicts);

      kontor_record_type_check (&checked_type, merged, &error);
      g_assert_no_error (error);
      assert_nothing_dropped (base, ours, merged, conflicts);
    }
}

/* ---- What a person would expect ---- */

typedef struct
{
  const char *what;
  const char *base;
  const char *ours;
  const char *theirs;
  const char *merged;
  const char *conflicts; /* their paths */
} Case;

#define BODY(members) "{\"kind\":\"thing\",\"count\":0," members "}"
#define LINES(count, lines) "{\"kind\":\"thing\",\"count\":" count ",\"lines\":[" lines "]}"
#define L(id, name, quantity, price) "{\"id\":\"" id "\",\"name\":\"" name "\",\"quantity\":\"" quantity "\",\"unit_price\":\"" price "\"}"

static const Case cases[] = {
  { "both change another field",
    BODY ("\"title\":\"a\",\"notes\":\"n\""), BODY ("\"title\":\"b\",\"notes\":\"n\""), BODY ("\"title\":\"a\",\"notes\":\"m\""),
    BODY ("\"title\":\"b\",\"notes\":\"m\""), "" },
  { "both change a field differently",
    BODY ("\"title\":\"a\""), BODY ("\"title\":\"b\""), BODY ("\"title\":\"c\""), BODY ("\"title\":\"c\""), "title" },
  { "both change a field alike",
    BODY ("\"title\":\"a\""), BODY ("\"title\":\"b\""), BODY ("\"title\":\"b\",\"notes\":\"m\""), BODY ("\"title\":\"b\",\"notes\":\"m\""), "" },
  { "unset here, changed there",
    BODY ("\"title\":\"a\""), BODY ("\"title\":null"), BODY ("\"title\":\"c\""), BODY ("\"title\":\"c\""), "title" },
  { "null and missing are both unset",
    BODY ("\"notes\":\"n\""), BODY ("\"notes\":\"n\",\"title\":null"), BODY ("\"notes\":\"n\",\"title\":\"c\""), BODY ("\"notes\":\"n\",\"title\":\"c\""), "" },
  { "quantity here and unit price there conflict together",
    LINES ("1", L ("a", "A", "1", "10")), LINES ("1", L ("a", "A", "2", "10")), LINES ("1", L ("a", "B", "1", "11")),
    LINES ("1", L ("a", "B", "1", "11")), "lines/a/quantity lines/a/unit_price" },
  { "quantity here and name there do not",
    LINES ("1", L ("a", "A", "1", "10")), LINES ("1", L ("a", "A", "2", "10")), LINES ("1", L ("a", "B", "1", "10")),
    LINES ("1", L ("a", "B", "2", "10")), "" },
  { "edited here, removed there",
    LINES ("1", L ("a", "A", "1", "10")), LINES ("1", L ("a", "A", "2", "10")), LINES ("0", ""),
    LINES ("1", L ("a", "A", "2", "10")), "lines/a" },
  { "removed here, edited there",
    LINES ("1", L ("a", "A", "1", "10")), LINES ("0", ""), LINES ("1", L ("a", "A", "2", "10")),
    LINES ("1", L ("a", "A", "2", "10")), "lines/a" },
  { "removed here, untouched there",
    LINES ("2", L ("a", "A", "1", "10") "," L ("b", "B", "1", "10")), LINES ("1", L ("b", "B", "1", "10")),
    LINES ("2", L ("a", "A", "1", "10") "," L ("b", "B", "2", "10")), LINES ("1", L ("b", "B", "2", "10")), "" },
  { "both insert, each in its place",
    LINES ("2", L ("a", "A", "1", "1") "," L ("b", "B", "1", "1")),
    LINES ("4", L ("o", "O", "1", "1") "," L ("a", "A", "1", "1") "," L ("p", "P", "1", "1") "," L ("b", "B", "1", "1")),
    LINES ("4", L ("a", "A", "1", "1") "," L ("t", "T", "1", "1") "," L ("b", "B", "1", "1") "," L ("u", "U", "1", "1")),
    LINES ("6", L ("o", "O", "1", "1") "," L ("a", "A", "1", "1") "," L ("t", "T", "1", "1") "," L ("p", "P", "1", "1") "," L ("b", "B", "1", "1") "," L ("u", "U", "1", "1")), "" },
  { "moved here, edited there",
    LINES ("2", L ("a", "A", "1", "1") "," L ("b", "B", "1", "1")), LINES ("2", L ("b", "B", "1", "1") "," L ("a", "A", "1", "1")),
    LINES ("2", L ("a", "A", "2", "1") "," L ("b", "B", "1", "1")), LINES ("2", L ("b", "B", "1", "1") "," L ("a", "A", "2", "1")), "" },
  { "tags are a set",
    BODY ("\"tags\":[\"a\",\"b\"]"), BODY ("\"tags\":[\"b\",\"c\"]"), BODY ("\"tags\":[\"a\",\"d\",\"b\"]"), BODY ("\"tags\":[\"d\",\"b\",\"c\"]"), "" },
  { "languages are apart",
    BODY ("\"names\":{\"pl\":\"a\"}"), BODY ("\"names\":{\"pl\":\"b\",\"de\":\"x\"}"), BODY ("\"names\":{\"pl\":\"c\",\"en\":\"y\"}"),
    BODY ("\"names\":{\"pl\":\"c\",\"en\":\"y\",\"de\":\"x\"}"), "names/pl" },
  { "an address is merged by its fields",
    BODY ("\"address\":{\"city\":\"a\",\"street\":\"s\"}"), BODY ("\"address\":{\"city\":\"b\",\"street\":\"s\"}"), BODY ("\"address\":{\"city\":\"a\",\"street\":\"t\"}"),
    BODY ("\"address\":{\"city\":\"b\",\"street\":\"t\"}"), "" },
  { "an address edited here, removed there",
    BODY ("\"address\":{\"city\":\"a\"}"), BODY ("\"address\":{\"city\":\"b\"}"), BODY ("\"address\":null"), BODY ("\"address\":{\"city\":\"b\"}"), "address" },
  { "unknown members are merged one by one, each as a whole",
    BODY ("\"x\":{\"a\":1,\"b\":1},\"y\":1e400"), BODY ("\"x\":{\"a\":2,\"b\":1},\"y\":1e400,\"z\":12345678901234567890"), BODY ("\"x\":{\"a\":1,\"b\":2},\"y\":1e400"),
    BODY ("\"x\":{\"a\":1,\"b\":2},\"y\":1e400,\"z\":12345678901234567890"), "x" },
  { "a number from the server stands when we did not touch it",
    BODY ("\"number\":null,\"title\":\"a\""), BODY ("\"number\":null,\"title\":\"b\""), BODY ("\"number\":\"OF/1\",\"title\":\"a\""),
    BODY ("\"number\":\"OF/1\",\"title\":\"b\""), "" },
  { "parts without keys are a value like any other",
    BODY ("\"lines\":[{\"name\":\"a\"}]"), BODY ("\"lines\":[{\"name\":\"b\"}]"), BODY ("\"lines\":[{\"name\":\"c\"}]"), "{\"kind\":\"thing\",\"count\":1,\"lines\":[{\"name\":\"c\"}]}", "lines" },
};

static char *
join_paths (GPtrArray *conflicts)
{
  g_autoptr (GString) paths = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    g_string_append_printf (paths, "%s%s", i > 0 ? " " : "", ((KontorConflict *) g_ptr_array_index (conflicts, i))->path);

  return g_string_free (g_steal_pointer (&paths), FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (KontorJson) base = parse (self->base);
  g_autoptr (KontorJson) ours = parse (self->ours);
  g_autoptr (KontorJson) theirs = parse (self->theirs);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (KontorJson) merged = merge (&thing_type, base, ours, theirs, &conflicts);
  g_autofree char *text = kontor_json_to_string (merged);
  g_autofree char *paths = join_paths (conflicts);

  g_assert_cmpstr (text, ==, self->merged);
  g_assert_cmpstr (paths, ==, self->conflicts);
}

static void
test_conflict_keeps_all_three (void)
{
  g_autoptr (KontorJson) base = parse (BODY ("\"title\":\"a\""));
  g_autoptr (KontorJson) ours = parse (BODY ("\"title\":\"b\""));
  g_autoptr (KontorJson) theirs = parse (BODY ("\"notes\":\"n\""));
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (KontorJson) merged = merge (&thing_type, base, ours, theirs, &conflicts);
  const KontorConflict *conflict = find_conflict (conflicts, "title");

  g_assert_cmpstr (kontor_json_get_string (conflict->base), ==, "a");
  g_assert_cmpstr (kontor_json_get_string (conflict->ours), ==, "b");
  g_assert_null (conflict->theirs);
  g_assert_null (kontor_json_get_member (merged, "title"));
}

static void
test_invalid_together_becomes_a_conflict (void)
{
  g_autoptr (KontorJson) base = parse (BODY ("\"title\":\"a\",\"begins_on\":\"2026-01-10\",\"ends_on\":\"2026-01-20\""));
  g_autoptr (KontorJson) ours = parse (BODY ("\"title\":\"b\",\"begins_on\":\"2026-01-18\",\"ends_on\":\"2026-01-20\""));
  g_autoptr (KontorJson) theirs = parse (BODY ("\"title\":\"a\",\"begins_on\":\"2026-01-10\",\"ends_on\":\"2026-01-15\""));
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (KontorJson) merged = merge (&checked_type, base, ours, theirs, &conflicts);
  g_autofree char *paths = join_paths (conflicts);

  g_assert_cmpstr (paths, ==, "begins_on");
  g_assert_cmpstr (kontor_json_get_member_string (merged, "title"), ==, "b");
  g_assert_cmpstr (kontor_json_get_member_string (merged, "begins_on"), ==, "2026-01-10");
  g_assert_cmpstr (kontor_json_get_member_string (merged, "ends_on"), ==, "2026-01-15");
}

#define OFFER(lines) "{\"kind\":\"offer\",\"subject\":\"s\",\"variants\":[{\"id\":\"v1\",\"lines\":[" lines "]}]}"
#define CABLE "{\"id\":\"a\",\"line\":\"item\",\"name\":\"Cable\"}"
#define WIRE "{\"id\":\"b\",\"line\":\"alternative\",\"alternative_to\":\"a\",\"name\":\"Wire\"}"
#define WORK "{\"id\":\"c\",\"line\":\"item\",\"name\":\"Work\"}"

/* One adds an alternative to a line that the other removes: the offer stays one that can be, and neither act is lost. */
static void
test_alternative_to_a_line_that_goes (void)
{
  const KontorRecordType *type = kontor_record_type_find ("offer");
  g_autoptr (KontorJson) base = parse (OFFER (CABLE));
  g_autoptr (KontorJson) added = parse (OFFER (CABLE "," WIRE "," WORK));
  g_autoptr (KontorJson) removed = parse (OFFER (""));
  g_autoptr (GPtrArray) one_conflicts = NULL;
  g_autoptr (GPtrArray) two_conflicts = NULL;
  g_autoptr (KontorJson) one = merge (type, base, added, removed, &one_conflicts);
  g_autoptr (KontorJson) two = merge (type, base, removed, added, &two_conflicts);
  g_autofree char *one_paths = join_paths (one_conflicts);
  g_autofree char *two_paths = join_paths (two_conflicts);
  g_autoptr (KontorJson) without = parse (OFFER (WORK));

  g_assert_cmpstr (one_paths, ==, "variants/v1/lines/b");
  assert_same (one, without);
  g_assert_cmpstr (two_paths, ==, "variants/v1/lines/a");
  assert_same (two, added);
}

static void
test_two_new_records_without_a_base (void)
{
  g_autoptr (KontorJson) ours = parse (BODY ("\"title\":\"b\",\"notes\":\"n\""));
  g_autoptr (KontorJson) theirs = parse (BODY ("\"title\":\"c\",\"x\":1"));
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (KontorJson) merged = merge (&thing_type, NULL, ours, theirs, &conflicts);
  g_autofree char *text = kontor_json_to_string (merged);
  g_autofree char *paths = join_paths (conflicts);

  g_assert_cmpstr (text, ==, BODY ("\"title\":\"c\",\"x\":1,\"notes\":\"n\""));
  g_assert_cmpstr (paths, ==, "title");
}

static void
test_written_once_is_never_merged (void)
{
  g_autoptr (KontorJson) base = parse (BODY ("\"title\":\"a\""));
  g_autoptr (KontorJson) ours = parse (BODY ("\"title\":\"b\""));
  g_autoptr (KontorJson) list = parse ("[]");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  g_assert_null (kontor_merge (&written_once_type, base, ours, base, &conflicts, &error));
  g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_STATE);
  g_clear_error (&error);
  g_assert_null (kontor_merge (&thing_type, base, ours, list, &conflicts, &error));
  g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_TYPE);
  g_assert_null (conflicts);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge/one-sided-changes-are-taken-whole", test_one_sided_changes_are_taken_whole);
  g_test_add_func ("/merge/one-sided-changes-are-taken-field-by-field", test_one_sided_changes_are_taken_field_by_field);
  g_test_add_func ("/merge/sides-can-be-swapped", test_sides_can_be_swapped);
  g_test_add_func ("/merge/disjoint-edits-never-conflict", test_disjoint_edits_never_conflict);
  g_test_add_func ("/merge/nothing-typed-is-dropped", test_nothing_typed_is_dropped);
  g_test_add_func ("/merge/merged-is-valid-when-both-are", test_merged_is_valid_when_both_are);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/merge/case/%s", cases[i].what);

      g_test_add_data_func (g_strdelimit (name, " ", '-'), &cases[i], test_case);
    }
  g_test_add_func ("/merge/conflict-keeps-all-three", test_conflict_keeps_all_three);
  g_test_add_func ("/merge/invalid-together-becomes-a-conflict", test_invalid_together_becomes_a_conflict);
  g_test_add_func ("/merge/alternative-to-a-line-that-goes", test_alternative_to_a_line_that_goes);
  g_test_add_func ("/merge/two-new-records-without-a-base", test_two_new_records_without_a_base);
  g_test_add_func ("/merge/written-once-is-never-merged", test_written_once_is_never_merged);

  return g_test_run ();
}

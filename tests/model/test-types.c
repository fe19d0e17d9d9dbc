/* test-types.c: the field tables are sound, and each kind keeps a body with every member set */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-decimal.h"
#include "kontor-identifiers.h"
#include "kontor-model-error.h"
#include "kontor-record.h"
#include "kontor-types.h"

static char *
read_fixture (const char *kind)
{
  g_autofree char *name = g_strconcat (kind, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "model", "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static KontorJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  KontorJson *json = kontor_json_parse (text, -1, &error);

  g_assert_no_error (error);

  return json;
}

static KontorJson *
load_fixture (const char *kind)
{
  g_autofree char *text = read_fixture (kind);

  return parse (text);
}

/* The property of a member: GObject has no underscores in its names. */
static char *
make_property_name (const char *member)
{
  char *name = g_strdup (member);

  return g_strdelimit (name, "_", '-');
}

static void
assert_decimal (const char *text)
{
  KontorDecimal value;

  if (text != NULL)
    g_assert_true (kontor_decimal_parse (text, KONTOR_DECIMAL_MAX_SCALE, &value, NULL));
}

static void
assert_choices (const KontorField *field)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_nonnull (field->choices);
  for (const KontorChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      g_assert_true (g_hash_table_add (values, (gpointer) choice->value));
      g_assert_nonnull (choice->label);
      g_assert_cmpstr (choice->label, !=, "");
    }
  g_assert_cmpuint (g_hash_table_size (values), >=, 2);
  if (field->fallback != NULL)
    g_assert_true (g_hash_table_contains (values, field->fallback));
}

static void assert_fields (const KontorRecordType *type, const KontorField *fields);

static void
assert_field (const KontorRecordType *type,
              const KontorField *fields,
              const KontorField *field)
{
  KontorFieldKind kind = field->kind == KONTOR_FIELD_LIST ? field->element : field->kind;
  g_autofree char *name = make_property_name (field->member);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (field->name, ==, name);
  g_assert_nonnull (field->label);
  g_assert_cmpstr (field->label, !=, "");
  g_assert_true (kind < KONTOR_FIELD_LIST || kind == field->kind);

  g_assert_cmpint (kind == KONTOR_FIELD_CHOICE, ==, field->choices != NULL);
  if (kind == KONTOR_FIELD_CHOICE)
    assert_choices (field);

  if (field->reference != NULL)
    {
      g_assert_cmpint (kind, ==, KONTOR_FIELD_REFERENCE);
      g_assert_nonnull (kontor_record_type_find (field->reference));
    }

  g_assert_cmpint (kind == KONTOR_FIELD_PART || kind == KONTOR_FIELD_PARTS, ==, field->part != NULL);
  if (field->part != NULL)
    {
      g_assert_cmpstr (field->part->name, !=, "");
      g_assert_cmpstr (field->part->label, !=, "");
      if (kind == KONTOR_FIELD_PARTS)
        g_assert_nonnull (kontor_fields_find (field->part->fields, kontor_part_type_get_key (field->part)));
      assert_fields (type, field->part->fields);
    }

  /* an amount without a currency says nothing */
  if (kind == KONTOR_FIELD_MONEY)
    {
      const KontorField *currency;

      g_assert_nonnull (field->currency);
      currency = kontor_fields_find (fields, field->currency);
      if (currency == NULL)
        currency = kontor_fields_find (type->fields, field->currency);
      g_assert_nonnull (currency);
      g_assert_cmpint (currency->kind, ==, KONTOR_FIELD_CURRENCY);
    }

  if (kind == KONTOR_FIELD_DECIMAL || kind == KONTOR_FIELD_MONEY || kind == KONTOR_FIELD_INTEGER)
    {
      assert_decimal (field->minimum);
      assert_decimal (field->maximum);
      g_assert_cmpuint (kontor_field_get_scale (field), <=, 10);
    }
  else
    {
      g_assert_null (field->minimum);
      g_assert_null (field->maximum);
    }

  if (field->fallback != NULL)
    {
      g_autoptr (KontorJson) value = kontor_field_text_to_json (field, field->fallback, &error);

      g_assert_no_error (error);
      g_assert_nonnull (value);
    }

  if (field->flags & KONTOR_FIELD_DERIVED)
    {
      g_assert_nonnull (type->derive);
      g_assert_false (field->flags & KONTOR_FIELD_REQUIRED);
      g_assert_true (fields == type->fields);
    }
}

static void
assert_fields (const KontorRecordType *type,
               const KontorField *fields)
{
  g_autoptr (GHashTable) members = g_hash_table_new (g_str_hash, g_str_equal);

  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      g_assert_true (g_hash_table_add (members, (gpointer) field->member));
      assert_field (type, fields, field);
    }

  g_assert_cmpuint (g_hash_table_size (members), >, 0);
}

static void
test_tables_are_sound (void)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) gtypes = g_hash_table_new (g_str_hash, g_str_equal);

  for (const KontorRecordType *const *type = kontor_all_types; *type != NULL; type++)
    {
      g_test_message ("%s", (*type)->kind);
      g_assert_true (g_hash_table_add (kinds, (gpointer) (*type)->kind));
      g_assert_true (g_hash_table_add (gtypes, (gpointer) (*type)->type_name));
      g_assert_true (g_str_has_prefix ((*type)->type_name, "Kontor"));
      g_assert_nonnull ((*type)->label);
      g_assert_nonnull ((*type)->plural);
      g_assert_nonnull ((*type)->icon);
      g_assert_nonnull ((*type)->title);
      g_assert_true (kontor_record_type_get_gtype (*type) != G_TYPE_INVALID);
      assert_fields (*type, (*type)->fields);

      /* these stand beside the body in every record */
      g_assert_null (kontor_fields_find ((*type)->fields, "id"));
      g_assert_null (kontor_fields_find ((*type)->fields, "kind"));

      /* what a record's content tells is written once */
      g_assert_cmpint ((*type)->immutable, ==, (*type)->make_id != NULL);
    }
}

/* Tables of the index are named by kind and part, so two parts of one kind cannot share a name. */
static void
collect_parts (const KontorField *fields,
               GHashTable *parts)
{
  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      if (field->part == NULL)
        continue;
      if (g_hash_table_contains (parts, field->part->name))
        g_assert_true (g_hash_table_lookup (parts, field->part->name) == field->part);
      g_hash_table_insert (parts, (gpointer) field->part->name, (gpointer) field->part);
      collect_parts (field->part->fields, parts);
    }
}

static void
test_parts_of_a_kind_have_names_of_their_own (void)
{
  for (const KontorRecordType *const *type = kontor_all_types; *type != NULL; type++)
    {
      g_autoptr (GHashTable) parts = g_hash_table_new (g_str_hash, g_str_equal);

      collect_parts ((*type)->fields, parts);
    }
}

static const KontorState *
find_state (const KontorRecordType *type,
            const char *name)
{
  for (const KontorState *state = type->states; state->state != NULL; state++)
    if (strcmp (state->state, name) == 0)
      return state;

  return NULL;
}

static void
test_states_are_the_choices_of_the_field (void)
{
  for (const KontorRecordType *const *type = kontor_all_types; *type != NULL; type++)
    {
      const KontorField *field = kontor_fields_find ((*type)->fields, "state");
      guint n_states = 0;
      guint n_choices = 0;

      g_assert_cmpint (field != NULL, ==, (*type)->states != NULL);
      if (field == NULL)
        continue;

      for (const KontorState *state = (*type)->states; state->state != NULL; state++, n_states++)
        {
          g_assert_cmpstr (kontor_record_type_get_state_label (*type, state->state), !=, state->state);
          g_assert_cmpstr (state->state, !=, "expired");
          for (guint i = 0; state->successors[i] != NULL; i++)
            {
              g_assert_cmpuint (i, <, G_N_ELEMENTS (state->successors) - 1);
              g_assert_nonnull (find_state (*type, state->successors[i]));
            }
        }
      for (const KontorChoice *choice = field->choices; choice->value != NULL; choice++)
        n_choices++;
      g_assert_cmpuint (n_states, ==, n_choices);

      /* an unset state is the first one */
      g_assert_cmpstr (field->fallback, ==, (*type)->states[0].state);
    }
}

static void
test_each_kind_has_a_fixture_and_each_fixture_a_kind (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "model", "fixtures", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n_kinds = 0;
  guint n_fixtures = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *kind = g_strndup (name, strcspn (name, "."));

      g_test_message ("%s", name);
      g_assert_nonnull (kontor_record_type_find (kind));
      n_fixtures++;
    }

  while (kontor_all_types[n_kinds] != NULL)
    n_kinds++;
  g_assert_cmpuint (n_fixtures, ==, n_kinds);
}

/* Every member of the table is set in @object; in a list of parts, in the first of them. */
static void
assert_all_set (const KontorField *fields,
                KontorJson *object,
                const char *where)
{
  for (const KontorField *field = fields; field->name != NULL; field++)
    {
      KontorJson *value = kontor_json_get_member (object, field->member);
      g_autofree char *path = g_strconcat (where, "/", field->member, NULL);

      if (field->flags & KONTOR_FIELD_DERIVED)
        {
          g_assert_null (value);
          continue;
        }
      if (value == NULL)
        g_test_message ("%s is not set", path);
      g_assert_nonnull (value);

      if (field->kind == KONTOR_FIELD_PART)
        {
          /* a part of one place has no need of the key by which it is known in a list */
          assert_all_set (field->part->fields, value, path);
        }
      else if (field->kind == KONTOR_FIELD_PARTS)
        {
          g_assert_cmpuint (kontor_json_get_size (value), >=, 1);
          assert_all_set (field->part->fields, kontor_json_get_element (value, 0), path);
        }
    }
}

static void
test_fixtures_set_every_member_and_come_back (void)
{
  for (const KontorRecordType *const *type = kontor_all_types; *type != NULL; type++)
    {
      g_autoptr (KontorJson) body = load_fixture ((*type)->kind);
      g_autofree char *text = kontor_json_to_string (body);
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorRecord) record = kontor_record_new_for_json (text, -1, &error);
      g_autoptr (GPtrArray) missing = kontor_record_type_find_missing (*type, body);
      g_autoptr (KontorJson) json = NULL;
      g_autoptr (KontorJson) without_id = NULL;
      g_autofree char *written = NULL;
      g_autofree char *title = NULL;

      g_test_message ("%s", (*type)->kind);
      g_assert_no_error (error);
      assert_all_set ((*type)->fields, body, (*type)->kind);
      g_assert_cmpuint (missing->len, ==, 0);

      json = kontor_record_to_json (record);
      without_id = kontor_json_with_member (json, "id", NULL);
      written = kontor_json_to_string (without_id);
      g_assert_cmpstr (written, ==, text);

      title = kontor_record_dup_title (record);
      g_assert_cmpstr (title, !=, "");
    }
}

static void
test_scalar_values_come_back_from_their_texts (void)
{
  for (const KontorRecordType *const *type = kontor_all_types; *type != NULL; type++)
    {
      g_autoptr (KontorJson) body = load_fixture ((*type)->kind);

      for (const KontorField *field = (*type)->fields; field->name != NULL; field++)
        {
          KontorJson *value = kontor_json_get_member (body, field->member);
          g_autoptr (GError) error = NULL;
          g_autoptr (KontorJson) again = NULL;
          g_autofree char *text = NULL;

          if (value == NULL || !kontor_field_is_scalar (field))
            continue;

          text = kontor_field_json_to_text (field, value);
          again = kontor_field_text_to_json (field, text, &error);
          g_assert_no_error (error);
          g_assert_true (kontor_json_equal (again, value));
        }
    }
}

/* An empty body is not finished, but it is no error, and it has a title. */
static void
test_unfinished_bodies_pass (void)
{
  for (const KontorRecordType *const *type = kontor_all_types; *type != NULL; type++)
    {
      g_autofree char *text = g_strdup_printf ("{\"kind\":\"%s\"}", (*type)->kind);
      g_autoptr (KontorJson) body = parse (text);
      g_autoptr (GError) error = NULL;
      g_autofree char *title = kontor_record_type_make_title (*type, body);

      kontor_record_type_check (*type, body, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (title, !=, "");

      if ((*type)->derive != NULL)
        {
          g_autoptr (KontorJson) derived = (*type)->derive (body);

          g_assert_nonnull (derived);
        }
    }
}

static void
test_derived_members_fit_their_fields (void)
{
  for (const KontorRecordType *const *type = kontor_all_types; *type != NULL; type++)
    {
      g_autoptr (KontorJson) body = load_fixture ((*type)->kind);
      g_autoptr (KontorJson) derived = NULL;
      g_autoptr (KontorJson) again = NULL;

      if ((*type)->derive == NULL)
        continue;

      g_test_message ("%s", (*type)->kind);
      derived = (*type)->derive (body);
      again = (*type)->derive (derived);
      g_assert_true (kontor_json_equal (derived, again));

      for (const KontorField *field = (*type)->fields; field->name != NULL; field++)
        {
          KontorJson *value = kontor_json_get_member (derived, field->member);
          g_autoptr (GError) error = NULL;

          if (!(field->flags & KONTOR_FIELD_DERIVED))
            {
              g_assert_true (value == kontor_json_get_member (body, field->member));
              continue;
            }
          g_assert_nonnull (value);
          kontor_field_check_json (field, value, &error);
          g_assert_no_error (error);
        }
    }
}

static void
assert_derived (const char *text,
                const char *member,
                const char *expected)
{
  g_autoptr (KontorJson) body = parse (text);
  const KontorRecordType *type = kontor_record_type_find (kontor_json_get_member_string (body, "kind"));
  g_autoptr (KontorJson) derived = type->derive (body);

  g_assert_cmpstr (kontor_json_get_member_string (derived, member), ==, expected);
}

/* An offer of two variants; more members can follow. */
#define OFFER "{\"kind\":\"offer\",\"currency\":\"EUR\",\"variants\":[" \
  "{\"id\":\"a\",\"lines\":[{\"id\":\"1\",\"quantity\":\"2\",\"unit_price\":\"10.00\",\"vat\":\"23\"}," \
  "{\"id\":\"2\",\"line\":\"optional\",\"quantity\":\"1\",\"unit_price\":\"5.00\",\"vat\":\"23\"}]}," \
  "{\"id\":\"b\",\"lines\":[{\"id\":\"1\",\"quantity\":\"3\",\"unit_price\":\"10.00\",\"vat\":\"23\"}]}]"

static void
test_lists_show_what_a_person_looks_for (void)
{
  assert_derived ("{\"kind\":\"customer\",\"form\":\"person\",\"given_name\":\"Anna\",\"family_name\":\"Kowalska\"}",
                  "display_name", "Kowalska Anna");
  assert_derived ("{\"kind\":\"customer\",\"form\":\"person\",\"given_name\":\"伟\",\"family_name\":\"王\"}",
                  "display_name", "王伟");
  assert_derived ("{\"kind\":\"customer\",\"name\":\"Long Name Ltd\",\"short_name\":\"Long\"}", "display_name", "Long Name Ltd");
  assert_derived ("{\"kind\":\"customer\",\"addresses\":[{\"id\":\"1\",\"purpose\":\"delivery\",\"city\":\"Sofia\"},"
                  "{\"id\":\"2\",\"purpose\":\"registered\",\"city\":\"Plovdiv\"}]}", "city", "Plovdiv");
  assert_derived ("{\"kind\":\"customer\",\"addresses\":[{\"id\":\"1\",\"purpose\":\"delivery\",\"city\":\"Sofia\"}]}",
                  "city", "Sofia");
  assert_derived ("{\"kind\":\"person\",\"employments\":[{\"id\":\"1\",\"customer\":\"customer:old\",\"until\":\"2025-12-31\"},"
                  "{\"id\":\"2\",\"customer\":\"customer:new\"}]}", "customer", "customer:new");
  assert_derived ("{\"kind\":\"product\",\"names\":{\"pl\":\"\",\"en\":\"Shelf\"}}", "name", "Shelf");

  /* not decided yet: the first variant, and no rate is needed for it */
  assert_derived (OFFER ",\"show_currencies\":[\"PLN\"]}", "net", "20.00");
  assert_derived (OFFER ",\"show_currencies\":[\"PLN\"]}", "gross", "24.60");
  /* decided: what was chosen, with the optional line that was taken */
  assert_derived (OFFER ",\"chosen_variant\":\"a\",\"chosen_lines\":[\"2\"],\"show_currencies\":[\"PLN\"]}",
                  "net", "25.00");
  assert_derived (OFFER ",\"chosen_variant\":\"b\"}", "net", "30.00");
  assert_derived ("{\"kind\":\"offer\",\"currency\":\"EUR\",\"variants\":[]}", "net", NULL);
}

static void
assert_refused (const char *text,
                KontorModelError code)
{
  g_autoptr (KontorJson) body = parse (text);
  const KontorRecordType *type = kontor_record_type_find (kontor_json_get_member_string (body, "kind"));
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", text);
  g_assert_false (kontor_record_type_check (type, body, &error));
  g_assert_error (error, KONTOR_MODEL_ERROR, (int) code);
  g_test_message ("%s", error->message);
}

static void
test_what_contradicts_itself_is_refused (void)
{
  assert_refused ("{\"kind\":\"offer\",\"issued_on\":\"2026-11-20\",\"valid_until\":\"2026-11-19\"}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"offer\",\"chosen_variant\":\"b\",\"variants\":[{\"id\":\"a\"}]}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"offer\",\"chosen_variant\":\"a\",\"chosen_lines\":[\"2\"],"
                  "\"variants\":[{\"id\":\"a\",\"lines\":[{\"id\":\"1\"}]}]}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"offer\",\"variants\":[{\"id\":\"a\",\"lines\":["
                  "{\"id\":\"1\",\"line\":\"alternative\",\"alternative_to\":\"9\"}]}]}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"offer\",\"variants\":[{\"id\":\"a\",\"lines\":["
                  "{\"id\":\"1\",\"line\":\"alternative\",\"alternative_to\":\"1\"}]}]}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"offer\",\"variants\":[{\"id\":\"a\",\"lines\":["
                  "{\"id\":\"1\",\"line\":\"discount\",\"discount\":\"5\",\"amount\":\"5.00\"}]}]}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"offer\",\"variants\":[{\"id\":\"a\"},{\"id\":\"a\"}]}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"offer\",\"variants\":[{\"id\":\"a\",\"lines\":["
                  "{\"id\":\"1\",\"quantity\":\"1000000000000\"}]}]}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"offer\",\"variants\":[{\"id\":\"a\",\"lines\":["
                  "{\"id\":\"1\",\"vat\":\"23.00001\"}]}]}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"offer\",\"rates\":[{\"currency\":\"PLN\",\"rate\":\"0\"}]}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"offer\",\"state\":\"expired\"}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"contract\",\"effective_from\":\"2026-02-01\",\"effective_until\":\"2026-01-31\"}",
                  KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"person\",\"employments\":[{\"id\":\"1\",\"from\":\"2026-02-01\",\"until\":\"2026-01-01\"}]}",
                  KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"customer\",\"consents\":[{\"id\":\"1\",\"given_on\":\"2026-02-01\","
                  "\"withdrawn_on\":\"2026-01-01\"}]}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"customer\",\"nip\":\"1234563219\"}", KONTOR_MODEL_ERROR_VALUE);
  assert_refused ("{\"kind\":\"customer\",\"currency\":\"XYZ\"}", KONTOR_MODEL_ERROR_VALUE);
}

static void
test_content_tells_the_id (void)
{
  g_autoptr (KontorJson) table = load_fixture ("rate-table");
  g_autoptr (KontorJson) number = load_fixture ("number");
  g_autoptr (KontorJson) issued = load_fixture ("issued");
  g_autoptr (KontorJson) seven = kontor_json_new_integer (7);
  g_autoptr (KontorJson) changed = kontor_json_with_member (issued, "revision", seven);
  g_autoptr (KontorJson) nothing = parse ("{\"kind\":\"rate-table\"}");
  g_autoptr (GError) error = NULL;
  g_autofree char *table_id = kontor_record_type_make_id (&kontor_rate_table_type, table, NULL);
  g_autofree char *number_id = kontor_record_type_make_id (&kontor_number_type, number, NULL);
  g_autofree char *issued_id = kontor_record_type_make_id (&kontor_issued_type, issued, NULL);
  g_autofree char *changed_id = kontor_record_type_make_id (&kontor_issued_type, changed, NULL);
  g_autofree char *canonical = kontor_json_to_canonical (issued);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);

  g_assert_cmpstr (table_id, ==, "rate-table:nbp-c-buy-2026-11-20");
  g_assert_cmpstr (number_id, ==, "number:OF/{year}/{month}/{seq:4}:2026-11:7");
  g_assert_true (g_str_has_prefix (issued_id, "issued:"));
  g_assert_cmpstr (issued_id + strlen ("issued:"), ==, hash);
  g_assert_cmpstr (changed_id, !=, issued_id);

  g_assert_null (kontor_record_type_make_id (&kontor_rate_table_type, nothing, &error));
  g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_REQUIRED);
}

/* What is printed one a line is read back, and what was stored can be loaded: an id is short, and its characters can be seen. */
static void
test_ids_are_short_and_on_one_line (void)
{
  g_autofree char *long_text = g_strnfill (250, 'x');
  g_autofree char *long_id = g_strconcat ("customer:", long_text, NULL);
  g_autofree char *far = g_strdup_printf ("{\"kind\":\"number\",\"series\":\"{seq}\",\"period\":\"%s\",\"seq\":1}", long_text);
  g_autoptr (KontorJson) customer = parse ("{\"kind\":\"customer\"}");
  g_autoptr (KontorJson) number = parse (far);
  g_autoptr (KontorRecord) fine = kontor_record_new_for_body ("customer:a b/ł:1", customer, NULL);
  const struct
  {
    const char *id;
    KontorJson *body;
  } bad[] = { { "customer:a\nb", customer }, { "customer:\x7f", customer }, { long_id, customer }, { NULL, number } };

  g_assert_nonnull (fine);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kontor_record_new_for_body (bad[i].id, bad[i].body, &error));
      g_assert_error (error, KONTOR_MODEL_ERROR, KONTOR_MODEL_ERROR_VALUE);
    }
  g_assert_false (kontor_check_series ("A\t{seq}", NULL));
}

/* Members and groups that other parts of the program rely on by name. */
static void
test_what_belongs_together_conflicts_together (void)
{
  const struct
  {
    const char *kind;
    const char *paths[5];
  } groups[] = {
    { "offer", { "variants/v1/lines/l1/quantity", "variants/v1/lines/l1/unit", "variants/v1/lines/l1/unit_price" } },
    { "offer", { "variants/v1/lines/l1/discount", "variants/v1/lines/l1/amount" } },
    { "offer", { "variants/v1/lines/l1/vat", "variants/v1/lines/l1/vat_category", "variants/v1/lines/l1/vat_ground" } },
    { "offer", { "variants/v1/lines/l1/cost", "variants/v1/lines/l1/cost_currency" } },
    { "offer", { "state", "chosen_variant", "chosen_lines", "decided_on" } },
    { "offer", { "rates/PLN/rate", "rates/PLN/per", "rates/PLN/source", "rates/PLN/table", "rates/PLN/date" } },
    { "contract", { "value", "currency", "gross", "value_basis" } },
    { "contract", { "notice/n", "notice/unit", "notice/to_end_of" } },
    { "customer", { "addresses/a1/street", "addresses/a1/postcode", "addresses/a1/city", "addresses/a1/country" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      const KontorRecordType *type = kontor_record_type_find (groups[i].kind);
      const char *group = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (groups[i].paths) && groups[i].paths[j] != NULL; j++)
        {
          const KontorField *field = kontor_path_find_field (type->fields, groups[i].paths[j]);

          g_test_message ("%s %s", groups[i].kind, groups[i].paths[j]);
          g_assert_nonnull (field);
          g_assert_nonnull (field->group);
          if (group != NULL)
            g_assert_cmpstr (field->group, ==, group);
          group = field->group;
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/types/tables-are-sound", test_tables_are_sound);
  g_test_add_func ("/types/parts-of-a-kind-have-names-of-their-own", test_parts_of_a_kind_have_names_of_their_own);
  g_test_add_func ("/types/states-are-the-choices-of-the-field", test_states_are_the_choices_of_the_field);
  g_test_add_func ("/types/each-kind-has-a-fixture-and-each-fixture-a-kind",
                   test_each_kind_has_a_fixture_and_each_fixture_a_kind);
  g_test_add_func ("/types/fixtures-set-every-member-and-come-back", test_fixtures_set_every_member_and_come_back);
  g_test_add_func ("/types/scalar-values-come-back-from-their-texts", test_scalar_values_come_back_from_their_texts);
  g_test_add_func ("/types/unfinished-bodies-pass", test_unfinished_bodies_pass);
  g_test_add_func ("/types/derived-members-fit-their-fields", test_derived_members_fit_their_fields);
  g_test_add_func ("/types/lists-show-what-a-person-looks-for", test_lists_show_what_a_person_looks_for);
  g_test_add_func ("/types/what-contradicts-itself-is-refused", test_what_contradicts_itself_is_refused);
  g_test_add_func ("/types/ids-are-short-and-on-one-line", test_ids_are_short_and_on_one_line);
  g_test_add_func ("/types/content-tells-the-id", test_content_tells_the_id);
  g_test_add_func ("/types/what-belongs-together-conflicts-together", test_what_belongs_together_conflicts_together);

  return g_test_run ();
}

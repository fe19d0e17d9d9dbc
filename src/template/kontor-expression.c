/* kontor-expression.c: reads the expressions of templates */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-expression-private.h"
#include "kontor-template-error.h"

/*
 * The language is XPath 1.0 without namespaces. It is read and evaluated here and not by libxml2 because
 *  - libxml2's limit of operations does not bound time: one comparison of two sets of nodes, one union or one string()
 *    of a large tree is a single operation;
 *  - its numbers are doubles, and ours are exact;
 *  - its errors have no position.
 * A test compares the answers of both over random expressions.
 */

typedef struct
{
  const char *text;
  const char *cursor;
  GHashTable *variables; /* name -> KontorValueType, or NULL when any name will do */
  guint depth;
  guint n_terms;
  const char *error_place;
  GError **error;
} Reader;

static Term *read_or (Reader *reader);
static void term_free (Term *self);

static void
step_clear (gpointer data)
{
  Step *self = data;

  g_free (self->name);
  g_clear_pointer (&self->predicates, g_ptr_array_unref);
}

static void
term_free (Term *self)
{
  if (self == NULL)
    return;

  term_free (self->operands[0]);
  term_free (self->operands[1]);
  g_clear_pointer (&self->arguments, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_array_unref);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Term, term_free)

static Term *
term_new (TermKind        kind,
          KontorValueType type,
          gsize           offset)
{
  Term *self = g_new0 (Term, 1);

  self->kind = kind;
  self->type = type;
  self->offset = offset;

  return self;
}

G_GNUC_PRINTF (3, 4)
static gpointer
fail (Reader     *reader,
      const char *place,
      const char *format,
      ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  if (reader->error_place != NULL)
    return NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  reader->error_place = place;
  g_set_error_literal (reader->error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX, message);

  return NULL;
}

static void
skip_space (Reader *reader)
{
  while (g_ascii_isspace (*reader->cursor))
    reader->cursor++;
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static gboolean
is_name (char c)
{
  return is_name_start (c) || g_ascii_isdigit (c) || c == '-' || c == '.';
}

/* How many bytes of what comes are worth being shown. */
static int
excerpt (Reader *reader)
{
  const char *end = reader->cursor;

  for (guint i = 0; i < 20 && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  return end - reader->cursor;
}

/* How long the name at the cursor is; 0 when none is there. With @prefixed also "k:sum". */
static gsize
name_length (const char *cursor,
             gboolean    prefixed)
{
  const char *end = cursor;

  if (!is_name_start (*end))
    return 0;

  while (is_name (*end))
    end++;

  if (prefixed && end[0] == ':' && end[1] != ':' && is_name_start (end[1]))
    {
      end++;

      while (is_name (*end))
        end++;
    }

  return end - cursor;
}

static gboolean
take (Reader     *reader,
      const char *token)
{
  skip_space (reader);

  if (!g_str_has_prefix (reader->cursor, token))
    return FALSE;

  reader->cursor += strlen (token);
  return TRUE;
}

static gboolean
take_word (Reader     *reader,
           const char *word)
{
  gsize length = strlen (word);

  skip_space (reader);

  if (name_length (reader->cursor, FALSE) != length || strncmp (reader->cursor, word, length) != 0)
    return FALSE;

  reader->cursor += length;
  return TRUE;
}

static gboolean
expect (Reader     *reader,
        const char *token)
{
  if (take (reader, token))
    return TRUE;

  if (*reader->cursor == '\0')
    fail (reader, reader->cursor, _("The expression ends too early: “%s” is missing."), token);
  else
    fail (reader, reader->cursor, _("“%s” is expected here, before “%.*s”."), token, excerpt (reader), reader->cursor);

  return FALSE;
}

/* Templates compute amounts exactly or not at all. */
static gboolean
check_exact (Reader     *reader,
             const Term *operand,
             const char *place,
             const char *name)
{
  if (operand->type == KONTOR_VALUE_NUMBER || operand->type == KONTOR_VALUE_BOOLEAN)
    return TRUE;

  fail (reader, place,
        _("“%s” may not be used on values of a record, which can be amounts. Use k:add(), k:subtract(), k:multiply(), "
          "k:divide() or k:sum(), which compute exactly."),
        name);
  return FALSE;
}

static GPtrArray *
read_predicates (Reader *reader)
{
  g_autoptr (GPtrArray) predicates = NULL;

  while (take (reader, "["))
    {
      Term *predicate;

      if (predicates == NULL)
        predicates = g_ptr_array_new_with_free_func ((GDestroyNotify) term_free);

      predicate = read_or (reader);

      if (predicate == NULL)
        return NULL;

      g_ptr_array_add (predicates, predicate);

      if (!expect (reader, "]"))
        return NULL;
    }

  return g_steal_pointer (&predicates);
}

static gboolean
read_axis (Reader *reader,
           Step   *step)
{
  static const struct
  {
    const char *name;
    Axis axis;
  } axes[] = {
    { "child", AXIS_CHILD },
    { "descendant", AXIS_DESCENDANT },
    { "descendant-or-self", AXIS_DESCENDANT_OR_SELF },
    { "self", AXIS_SELF },
    { "parent", AXIS_PARENT },
    { "ancestor", AXIS_ANCESTOR },
    { "ancestor-or-self", AXIS_ANCESTOR_OR_SELF },
    { "attribute", AXIS_ATTRIBUTE },
    { "following-sibling", AXIS_FOLLOWING_SIBLING },
    { "preceding-sibling", AXIS_PRECEDING_SIBLING },
  };
  const char *start = reader->cursor;
  gsize length = name_length (start, FALSE);
  const char *after = start + length;

  step->axis = AXIS_CHILD;

  if (take (reader, "@"))
    {
      step->axis = AXIS_ATTRIBUTE;
      return TRUE;
    }

  while (g_ascii_isspace (*after))
    after++;

  if (length == 0 || !g_str_has_prefix (after, "::"))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (axes); i++)
    if (strlen (axes[i].name) == length && strncmp (axes[i].name, start, length) == 0)
      {
        step->axis = axes[i].axis;
        reader->cursor = after + 2;
        return TRUE;
      }

  fail (reader, start, _("There is no axis “%.*s”."), (int) length, start);
  return FALSE;
}

static gboolean
read_step (Reader *reader,
           Step   *step)
{
  gsize length;

  *step = (Step) { .axis = AXIS_SELF, .test = TEST_NODE };
  skip_space (reader);

  if (take (reader, ".."))
    {
      step->axis = AXIS_PARENT;
      return TRUE;
    }

  if (reader->cursor[0] == '.' && !g_ascii_isdigit (reader->cursor[1]))
    {
      reader->cursor++;
      return TRUE;
    }

  if (!read_axis (reader, step))
    return FALSE;

  skip_space (reader);

  if (take (reader, "*"))
    {
      step->test = TEST_ANY;
    }
  else if ((length = name_length (reader->cursor, FALSE)) > 0)
    {
      const char *name = reader->cursor;

      reader->cursor += length;

      if (take (reader, "("))
        {
          if (length == 4 && strncmp (name, "node", 4) == 0)
            step->test = TEST_NODE;
          else if (length == 4 && strncmp (name, "text", 4) == 0)
            step->test = TEST_TEXT;
          else
            {
              fail (reader, name, _("There is no function “%.*s” that can stand here."), (int) length, name);
              return FALSE;
            }

          if (!expect (reader, ")"))
            return FALSE;
        }
      else
        {
          step->test = TEST_NAME;
          step->name = g_strndup (name, length);
        }
    }
  else
    {
      if (*reader->cursor == '\0')
        fail (reader, reader->cursor, _("The expression ends too early: a name is missing."));
      else
        fail (reader, reader->cursor, _("A name of a field is expected here, before “%.*s”."),
              excerpt (reader), reader->cursor);

      return FALSE;
    }

  step->predicates = read_predicates (reader);
  return reader->error_place == NULL;
}

/* "//" stands for "/descendant-or-self::node()/"; where it means the same, one step does for two. */
static void
append_step (GArray  *steps,
             Step    *step,
             gboolean anywhere)
{
  if (anywhere)
    {
      if (step->axis == AXIS_CHILD && step->predicates == NULL)
        {
          step->axis = AXIS_DESCENDANT;
        }
      else
        {
          Step any = { .axis = AXIS_DESCENDANT_OR_SELF, .test = TEST_NODE };

          g_array_append_val (steps, any);
        }
    }

  g_array_append_val (steps, *step);
}

static gboolean
read_steps (Reader  *reader,
            Term    *path,
            gboolean anywhere)
{
  for (;;)
    {
      Step step;

      if (!read_step (reader, &step))
        {
          step_clear (&step);
          return FALSE;
        }

      append_step (path->steps, &step, anywhere);

      if (take (reader, "//"))
        anywhere = TRUE;
      else if (take (reader, "/"))
        anywhere = FALSE;
      else
        return TRUE;
    }
}

static Term *
path_new (gsize offset)
{
  Term *path = term_new (TERM_PATH, KONTOR_VALUE_NODES, offset);

  path->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (path->steps, step_clear);

  return path;
}

static gboolean
can_start_step (const char *cursor)
{
  return *cursor == '*' || *cursor == '@' || *cursor == '.' || is_name_start (*cursor);
}

static Term *
read_location_path (Reader *reader)
{
  g_autoptr (Term) path = path_new (reader->cursor - reader->text);
  gboolean anywhere = FALSE;

  if (take (reader, "//"))
    {
      path->absolute = TRUE;
      anywhere = TRUE;
    }
  else if (take (reader, "/"))
    {
      path->absolute = TRUE;
      skip_space (reader);

      if (!can_start_step (reader->cursor))
        return g_steal_pointer (&path);
    }

  if (!read_steps (reader, path, anywhere))
    return NULL;

  return g_steal_pointer (&path);
}

static gboolean
check_argument (Reader               *reader,
                const KontorFunction *function,
                const Term           *argument,
                guint                 position)
{
  gsize n_types = strlen (function->arguments);
  char type = function->arguments[MIN (position, n_types - 1)];

  if (type == 'n' && argument->type != KONTOR_VALUE_NODES && argument->type != KONTOR_VALUE_ANY)
    {
      fail (reader, reader->text + argument->offset, _("%s() needs fields of the record here, not a value."), function->name);
      return FALSE;
    }

  return TRUE;
}

static Term *
read_call (Reader *reader,
           gsize   length)
{
  const char *name = reader->cursor;
  const KontorFunction *function = kontor_function_find (name, length);
  g_autoptr (Term) call = NULL;

  if (function == NULL)
    return fail (reader, name, _("There is no function “%.*s”."), (int) length, name);

  call = term_new (TERM_CALL, function->result, name - reader->text);
  call->function = function;
  call->arguments = g_ptr_array_new_with_free_func ((GDestroyNotify) term_free);
  reader->cursor += length;

  if (!expect (reader, "("))
    return NULL;

  if (!take (reader, ")"))
    {
      do
        {
          Term *argument = read_or (reader);

          if (argument == NULL)
            return NULL;

          g_ptr_array_add (call->arguments, argument);

          if (call->arguments->len > function->max_arguments)
            return fail (reader, reader->text + argument->offset,
                         ngettext ("%s() takes %u value at the most.", "%s() takes %u values at the most.",
                                   function->max_arguments),
                         function->name, function->max_arguments);

          if (!check_argument (reader, function, argument, call->arguments->len - 1))
            return NULL;

          if (function->inexact && !check_exact (reader, argument, name, function->name))
            return NULL;
        }
      while (take (reader, ","));

      if (!expect (reader, ")"))
        return NULL;
    }

  if (call->arguments->len < function->min_arguments)
    return fail (reader, name,
                 ngettext ("%s() needs %u value.", "%s() needs %u values.", function->min_arguments),
                 function->name, function->min_arguments);

  return g_steal_pointer (&call);
}

static Term *
read_number (Reader *reader)
{
  const char *start = reader->cursor;
  g_autofree char *digits = NULL;
  KontorDecimal number;
  Term *term;

  while (g_ascii_isdigit (*reader->cursor))
    reader->cursor++;

  if (*reader->cursor == '.')
    {
      reader->cursor++;

      while (g_ascii_isdigit (*reader->cursor))
        reader->cursor++;
    }

  digits = g_strdup_printf ("%s%.*s%s", *start == '.' ? "0" : "", (int) (reader->cursor - start), start,
                            reader->cursor[-1] == '.' ? "0" : "");

  if (!kontor_decimal_parse (digits, KONTOR_DECIMAL_MAX_SCALE, &number, NULL))
    return fail (reader, start, _("The number %s has too many digits."), digits);

  term = term_new (TERM_NUMBER, KONTOR_VALUE_NUMBER, start - reader->text);
  term->number = number;

  return term;
}

static Term *
read_literal (Reader *reader)
{
  const char *start = reader->cursor;
  const char *end = strchr (start + 1, *start);
  Term *term;

  if (end == NULL)
    return fail (reader, start, _("The text that begins with %c has no end."), *start);

  term = term_new (TERM_LITERAL, KONTOR_VALUE_TEXT, start - reader->text);
  term->text = g_strndup (start + 1, end - start - 1);
  reader->cursor = end + 1;

  return term;
}

static Term *
read_variable (Reader *reader)
{
  const char *start = reader->cursor;
  gsize length;
  g_autoptr (Term) term = NULL;

  reader->cursor++;
  length = name_length (reader->cursor, FALSE);

  if (length == 0)
    return fail (reader, start, _("A name is expected after “$”."));

  term = term_new (TERM_VARIABLE, KONTOR_VALUE_ANY, start - reader->text);
  term->text = g_strndup (reader->cursor, length);

  if (reader->variables != NULL)
    {
      gpointer type;

      if (!g_hash_table_lookup_extended (reader->variables, term->text, NULL, &type))
        return fail (reader, start, _("There is no variable or input “%s” here."), term->text);

      term->type = GPOINTER_TO_INT (type);
    }

  reader->cursor += length;
  return g_steal_pointer (&term);
}

static Term *
read_primary (Reader *reader,
              gsize   call_length)
{
  if (call_length > 0)
    return read_call (reader, call_length);

  if (*reader->cursor == '$')
    return read_variable (reader);

  if (*reader->cursor == '"' || *reader->cursor == '\'')
    return read_literal (reader);

  if (*reader->cursor == '(')
    {
      g_autoptr (Term) inner = NULL;

      reader->cursor++;
      inner = read_or (reader);

      if (inner == NULL || !expect (reader, ")"))
        return NULL;

      return g_steal_pointer (&inner);
    }

  return read_number (reader);
}

/* A path, or an expression with predicates and a path that goes on from it. */
static Term *
read_path (Reader *reader)
{
  const char *after;
  gsize length;
  g_autoptr (Term) path = NULL;
  g_autoptr (Term) primary = NULL;
  GPtrArray *predicates;

  skip_space (reader);

  /* Bounds the recursion over long chains of operators, which are nested to the left. */
  if (++reader->n_terms > KONTOR_EXPRESSION_MAX_TERMS)
    return fail (reader, reader->cursor, _("The expression is too long."));

  length = name_length (reader->cursor, TRUE);
  after = reader->cursor + length;

  while (g_ascii_isspace (*after))
    after++;

  if (length == 0 || *after != '(' ||
      (length == 4 && (g_str_has_prefix (reader->cursor, "node") || g_str_has_prefix (reader->cursor, "text"))))
    length = 0;

  if (length == 0 && !(*reader->cursor != '\0' && strchr ("$\"'(0123456789", *reader->cursor) != NULL) &&
      !(reader->cursor[0] == '.' && g_ascii_isdigit (reader->cursor[1])))
    return read_location_path (reader);

  primary = read_primary (reader, length);

  if (primary == NULL)
    return NULL;

  after = reader->cursor;
  predicates = read_predicates (reader);

  if (reader->error_place != NULL)
    return NULL;

  skip_space (reader);

  if (predicates == NULL && *reader->cursor != '/')
    return g_steal_pointer (&primary);

  path = path_new (primary->offset);
  path->arguments = predicates;

  if (primary->type != KONTOR_VALUE_NODES && primary->type != KONTOR_VALUE_ANY)
    return fail (reader, after, _("Only fields of the record can be followed by “[” or “/”."));

  path->operands[0] = g_steal_pointer (&primary);

  if (take (reader, "//"))
    {
      if (!read_steps (reader, path, TRUE))
        return NULL;
    }
  else if (take (reader, "/"))
    {
      if (!read_steps (reader, path, FALSE))
        return NULL;
    }

  return g_steal_pointer (&path);
}

static Term *
read_union (Reader *reader)
{
  g_autoptr (Term) left = read_path (reader);

  while (left != NULL && take (reader, "|"))
    {
      const char *place = reader->cursor - 1;
      g_autoptr (Term) right = read_path (reader);
      Term *both;

      if (right == NULL)
        return NULL;

      if ((left->type != KONTOR_VALUE_NODES && left->type != KONTOR_VALUE_ANY) ||
          (right->type != KONTOR_VALUE_NODES && right->type != KONTOR_VALUE_ANY))
        return fail (reader, place, _("Only fields of the record can be joined by “|”."));

      both = term_new (TERM_UNION, KONTOR_VALUE_NODES, left->offset);
      both->operands[0] = g_steal_pointer (&left);
      both->operands[1] = g_steal_pointer (&right);
      left = both;
    }

  return g_steal_pointer (&left);
}

static Term *
read_unary (Reader *reader)
{
  const char *place;
  g_autoptr (Term) operand = NULL;
  Term *term;

  skip_space (reader);
  place = reader->cursor;

  if (!take (reader, "-"))
    return read_union (reader);

  if (++reader->depth > KONTOR_EXPRESSION_MAX_DEPTH)
    return fail (reader, place, _("The expression is nested too deeply."));

  operand = read_unary (reader);
  reader->depth--;

  if (operand == NULL || !check_exact (reader, operand, place, "-"))
    return NULL;

  term = term_new (TERM_NEGATE, KONTOR_VALUE_NUMBER, place - reader->text);
  term->operands[0] = g_steal_pointer (&operand);

  return term;
}

typedef struct
{
  const char *token;
  gboolean word;
  TermKind kind;
  KontorValueType type;
} Operator;

/* From the one that binds loosest to the one that binds tightest; longer tokens before their beginnings. */
static const Operator operators[][5] = {
  { { "or", TRUE, TERM_OR, KONTOR_VALUE_BOOLEAN } },
  { { "and", TRUE, TERM_AND, KONTOR_VALUE_BOOLEAN } },
  { { "!=", FALSE, TERM_NOT_EQUAL, KONTOR_VALUE_BOOLEAN }, { "=", FALSE, TERM_EQUAL, KONTOR_VALUE_BOOLEAN } },
  { { "<=", FALSE, TERM_LESS_EQUAL, KONTOR_VALUE_BOOLEAN },
    { ">=", FALSE, TERM_GREATER_EQUAL, KONTOR_VALUE_BOOLEAN },
    { "<", FALSE, TERM_LESS, KONTOR_VALUE_BOOLEAN },
    { ">", FALSE, TERM_GREATER, KONTOR_VALUE_BOOLEAN } },
  { { "+", FALSE, TERM_ADD, KONTOR_VALUE_NUMBER }, { "-", FALSE, TERM_SUBTRACT, KONTOR_VALUE_NUMBER } },
  { { "*", FALSE, TERM_MULTIPLY, KONTOR_VALUE_NUMBER },
    { "div", TRUE, TERM_DIVIDE, KONTOR_VALUE_NUMBER },
    { "mod", TRUE, TERM_MODULO, KONTOR_VALUE_NUMBER } },
};

static const Operator *
take_operator (Reader *reader,
               guint   level)
{
  for (const Operator *operator = operators[level]; operator->token != NULL; operator++)
    if (operator->word ? take_word (reader, operator->token) : take (reader, operator->token))
      return operator;

  return NULL;
}

static Term *
read_binary (Reader *reader,
             guint   level)
{
  g_autoptr (Term) left = NULL;
  const Operator *operator;

  if (level == G_N_ELEMENTS (operators))
    return read_unary (reader);

  left = read_binary (reader, level + 1);

  while (left != NULL && (operator = take_operator (reader, level)) != NULL)
    {
      const char *place = reader->cursor - strlen (operator->token);
      g_autoptr (Term) right = read_binary (reader, level + 1);
      Term *both;

      if (right == NULL)
        return NULL;

      if (operator->type == KONTOR_VALUE_NUMBER &&
          !(check_exact (reader, left, place, operator->token) && check_exact (reader, right, place, operator->token)))
        return NULL;

      both = term_new (operator->kind, operator->type, place - reader->text);
      both->operands[0] = g_steal_pointer (&left);
      both->operands[1] = g_steal_pointer (&right);
      left = both;
    }

  return g_steal_pointer (&left);
}

static Term *
read_or (Reader *reader)
{
  Term *term;

  if (++reader->depth > KONTOR_EXPRESSION_MAX_DEPTH)
    return fail (reader, reader->cursor, _("The expression is nested too deeply."));

  term = read_binary (reader, 0);
  reader->depth--;

  return term;
}

/**
 * kontor_expression_new:
 * @text: an expression
 * @variables: (nullable): the variables that it may use, name to #KontorValueType; %NULL takes every name
 * @error_offset: (out) (optional): on an error, the byte of @text at which it was found
 * @error: return location for a #GError
 *
 * Reads an XPath 1.0 expression over a view. Its numbers are exact decimals. Operators and functions that compute
 * (`+`, `sum()`, ...) are refused on what a record holds; the functions with the prefix `k:` compute with amounts.
 *
 * Returns: (transfer full): the expression, or %NULL with %KONTOR_TEMPLATE_ERROR_SYNTAX
 */
KontorExpression *
kontor_expression_new (const char *text,
                       GHashTable *variables,
                       gsize      *error_offset,
                       GError    **error)
{
  Reader reader = { .text = text, .cursor = text, .variables = variables, .error = error };
  g_autoptr (Term) root = NULL;
  KontorExpression *self;

  if (strlen (text) > KONTOR_EXPRESSION_MAX_LENGTH)
    {
      fail (&reader, text, _("The expression is too long."));
    }
  else
    {
      skip_space (&reader);

      if (*reader.cursor == '\0')
        fail (&reader, text, _("An expression is missing here."));
      else
        root = read_or (&reader);
    }

  if (root != NULL)
    {
      skip_space (&reader);

      if (*reader.cursor != '\0')
        fail (&reader, reader.cursor, _("“%.*s” cannot stand here."), excerpt (&reader), reader.cursor);
    }

  if (reader.error_place != NULL)
    {
      if (error_offset != NULL)
        *error_offset = reader.error_place - text;

      return NULL;
    }

  self = g_new0 (KontorExpression, 1);
  self->root = g_steal_pointer (&root);

  return self;
}

/**
 * kontor_expression_free:
 * @self: an expression
 */
void
kontor_expression_free (KontorExpression *self)
{
  term_free (self->root);
  g_free (self);
}

/**
 * kontor_expression_get_value_type:
 * @self: an expression
 *
 * Returns: what it answers, or %KONTOR_VALUE_ANY when that shows only when it is evaluated
 */
KontorValueType
kontor_expression_get_value_type (KontorExpression *self)
{
  return self->root->type;
}

/* kontor-template-reader.c: reads the text of a template and finds what is wrong with it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-template-error.h"
#include "kontor-template-private.h"

/* More than this nobody reads. */
#define MAX_PROBLEMS 100

typedef struct
{
  KontorTemplate *template;
  KontorTemplateSource *source;
  KontorDocument *document; /* takes styles and pages, and so checks them */
  GHashTable *variables;    /* name -> KontorValueType, of those that can be seen */
  GHashTable *pages;
  GPtrArray *problems;
  KontorTemplateCursor cursor;
} Reader;

static void
add_problem (Reader     *reader,
             gsize       offset,
             const char *message)
{
  KontorTemplateProblem *problem;

  if (reader->problems->len == MAX_PROBLEMS)
    return;

  problem = g_new0 (KontorTemplateProblem, 1);
  kontor_template_cursor_move (&reader->cursor, reader->template->bytes, offset);
  problem->line = reader->cursor.line;
  problem->column = reader->cursor.column;
  problem->message = g_strdup (message);
  g_ptr_array_add (reader->problems, problem);
}

G_GNUC_PRINTF (3, 4)
static void
report (Reader     *reader,
        gsize       offset,
        const char *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  add_problem (reader, offset, message);
}

static const char *
keep_text (Reader     *reader,
           const char *text)
{
  return kontor_arena_strndup (reader->template->arena, text, strlen (text));
}

/* Variables that can be seen. Each place restores what it has hidden. */

typedef struct
{
  char *name;
  gboolean hid;
  gpointer hidden;
} Shadow;

static void
shadow_clear (gpointer data)
{
  Shadow *self = data;

  g_free (self->name);
}

static GArray *
shadows_new (void)
{
  GArray *shadows = g_array_new (FALSE, FALSE, sizeof (Shadow));

  g_array_set_clear_func (shadows, shadow_clear);
  return shadows;
}

static void
declare (Reader         *reader,
         GArray         *shadows,
         const char     *name,
         KontorValueType type)
{
  Shadow shadow = { .name = g_strdup (name) };

  if (shadows != NULL)
    {
      shadow.hid = g_hash_table_lookup_extended (reader->variables, name, NULL, &shadow.hidden);
      g_array_append_val (shadows, shadow);
    }
  else
    {
      g_free (shadow.name);
    }

  g_hash_table_insert (reader->variables, g_strdup (name), GINT_TO_POINTER (type));
}

static void
forget (Reader *reader,
        GArray *shadows)
{
  for (guint i = shadows->len; i-- > 0;)
    {
      Shadow *shadow = &g_array_index (shadows, Shadow, i);

      if (shadow->hid)
        g_hash_table_insert (reader->variables, g_strdup (shadow->name), shadow->hidden);
      else
        g_hash_table_remove (reader->variables, shadow->name);
    }

  g_array_unref (shadows);
}

/* Attributes */

typedef struct
{
  xmlNode *element;
  const KontorTemplateAttribute *attribute;
} Place;

static gsize
place_find (Reader      *reader,
            const Place *place,
            gsize        offset)
{
  return kontor_template_source_find_in_value (reader->source, place->element, place->attribute->name, offset);
}

static KontorExpression *
read_expression (Reader      *reader,
                 const Place *place,
                 const char  *text,
                 gsize        start)
{
  g_autoptr (GError) error = NULL;
  KontorExpression *expression;
  gsize offset = 0;

  expression = kontor_expression_new (text, reader->variables, &offset, &error);

  if (expression == NULL)
    add_problem (reader, place_find (reader, place, start + offset), error->message);
  else
    g_ptr_array_add (reader->template->expressions, expression);

  return expression;
}

/* Reads a text with expressions in braces. Answers FALSE when it has found a problem. */
static gboolean
read_pieces (Reader              *reader,
             const Place         *place,
             const char          *text,
             KontorTemplateValue *value)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (KontorTemplatePiece));
  g_autoptr (GString) literal = g_string_new (NULL);
  const char *at = text;
  gboolean braces = FALSE;

  while (*at != '\0')
    {
      const char *end;
      char quote = '\0';

      if ((at[0] == '{' && at[1] == '{') || (at[0] == '}' && at[1] == '}'))
        {
          g_string_append_c (literal, *at);
          at += 2;
          braces = TRUE;
          continue;
        }

      if (*at == '}')
        {
          report (reader, place_find (reader, place, at - text), _("A “}” has no “{” before it. Write “}}” for the sign itself."));
          return FALSE;
        }

      if (*at != '{')
        {
          g_string_append_c (literal, *at++);
          continue;
        }

      for (end = at + 1; *end != '\0' && (*end != '}' || quote != '\0'); end++)
        {
          if (quote != '\0')
            quote = *end == quote ? '\0' : quote;
          else if (*end == '"' || *end == '\'')
            quote = *end;
        }

      if (*end == '\0')
        {
          report (reader, place_find (reader, place, at - text), _("A “{” is not closed by a “}”."));
          return FALSE;
        }

      if (literal->len > 0)
        {
          KontorTemplatePiece piece = { .text = keep_text (reader, literal->str) };

          g_array_append_val (pieces, piece);
          g_string_truncate (literal, 0);
        }

      {
        g_autofree char *source = g_strndup (at + 1, end - at - 1);
        KontorTemplatePiece piece = { .expression = read_expression (reader, place, source, at + 1 - text) };

        if (piece.expression == NULL)
          return FALSE;

        g_array_append_val (pieces, piece);
      }

      braces = TRUE;
      at = end + 1;
    }

  if (!braces)
    return TRUE;

  if (literal->len > 0 || pieces->len == 0)
    {
      KontorTemplatePiece piece = { .text = keep_text (reader, literal->str) };

      g_array_append_val (pieces, piece);
    }

  value->n_pieces = pieces->len;
  value->pieces = kontor_arena_new0_array (reader->template->arena, KontorTemplatePiece, pieces->len);
  memcpy (value->pieces, pieces->data, sizeof (KontorTemplatePiece) * pieces->len);

  return TRUE;
}

/* Checks that what an attribute names is there. */
static void
check_reference (Reader      *reader,
                 const Place *place,
                 const char  *name)
{
  gsize offset = kontor_template_source_find_attribute (reader->source, place->element, place->attribute->name);

  switch ((guint) place->attribute->type)
    {
    case KONTOR_ATTRIBUTE_STYLE:
      if (!kontor_document_has_style (reader->document, name))
        report (reader, offset, _("There is no style “%s”. Styles stand before they are used."), name);
      break;

    case KONTOR_ATTRIBUTE_LABEL:
      if (!g_hash_table_contains (reader->template->labels, name))
        report (reader, offset, _("There is no label “%s”."), name);
      break;

    case KONTOR_ATTRIBUTE_PART:
      if (!g_hash_table_contains (reader->template->parts, name))
        report (reader, offset, _("There is no part “%s”."), name);
      break;

    case KONTOR_ATTRIBUTE_PAGE:
      if (!g_hash_table_contains (reader->pages, name))
        report (reader, offset, _("There is no page “%s”."), name);
      break;

    default:
      break;
    }
}

static void
read_attribute (Reader              *reader,
                const Place         *place,
                const char          *text,
                KontorTemplateValue *value)
{
  const KontorTemplateAttribute *attribute = place->attribute;
  g_autoptr (GError) error = NULL;

  value->text = keep_text (reader, text);
  value->said = TRUE;

  if (attribute->type == KONTOR_ATTRIBUTE_EXPRESSION || attribute->type == KONTOR_ATTRIBUTE_NODES)
    {
      value->expression = read_expression (reader, place, text, 0);

      if (value->expression != NULL && attribute->type == KONTOR_ATTRIBUTE_NODES)
        {
          KontorValueType type = kontor_expression_get_value_type (value->expression);

          if (type != KONTOR_VALUE_NODES && type != KONTOR_VALUE_ANY)
            report (reader, place_find (reader, place, 0), _("This must find fields of the record, and not a value."));
        }

      return;
    }

  if ((attribute->flags & KONTOR_ATTRIBUTE_TEMPLATE) != 0)
    {
      if (!read_pieces (reader, place, text, value) || value->n_pieces > 0)
        return;
    }

  if (!kontor_template_parse_value (attribute, text, value, &error))
    add_problem (reader, kontor_template_source_find_attribute (reader->source, place->element, attribute->name), error->message);
  else
    check_reference (reader, place, text);
}

static void
set_fallback (KontorTemplateNode            *node,
              const KontorTemplateAttribute *attribute,
              KontorTemplateValue           *value,
              Reader                        *reader)
{
  if (attribute->fallback == NULL)
    return;

  value->text = attribute->fallback;

  if (attribute->type == KONTOR_ATTRIBUTE_EXPRESSION)
    {
      value->expression = kontor_expression_new (attribute->fallback, NULL, NULL, NULL);
      g_assert (value->expression != NULL);
      g_ptr_array_add (reader->template->expressions, value->expression);
    }
  else if (!kontor_template_parse_value (attribute, attribute->fallback, value, NULL))
    {
      g_assert_not_reached ();
    }
}

static void
read_attributes (Reader             *reader,
                 xmlNode            *source,
                 KontorTemplateNode *node)
{
  const KontorTemplateElement *element = node->element;
  guint n_attributes = 0;

  while (element->attributes[n_attributes].name != NULL)
    n_attributes++;

  node->values = kontor_arena_new0_array (reader->template->arena, KontorTemplateValue, n_attributes);

  for (xmlAttr *said = source->properties; said != NULL; said = said->next)
    {
      const char *name = (const char *) said->name;
      int attribute = said->ns == NULL ? kontor_template_attribute_find (element, name) : -1;

      if (attribute < 0)
        {
          g_autofree char *known = kontor_template_attribute_list (element);
          gsize offset = kontor_template_source_find_attribute (reader->source, source, name);

          if (*known == '\0')
            report (reader, offset, _("“%s” has no attribute “%s”. It takes none."), element->name, name);
          else
            report (reader, offset, _("“%s” has no attribute “%s”. It takes: %s."), element->name, name, known);
        }
      else
        {
          g_autofree char *text = (char *) xmlNodeListGetString (said->doc, said->children, 1);
          Place place = { source, &element->attributes[attribute] };

          read_attribute (reader, &place, text != NULL ? text : "", &node->values[attribute]);
        }
    }

  for (guint i = 0; i < n_attributes; i++)
    if (!node->values[i].said)
      {
        if ((element->attributes[i].flags & KONTOR_ATTRIBUTE_REQUIRED) != 0)
          report (reader, kontor_template_source_find_element (reader->source, source),
                  _("“%s” needs the attribute “%s”."), element->name, element->attributes[i].name);
        else
          set_fallback (node, &element->attributes[i], &node->values[i], reader);
      }
}

/* Elements */

static void read_children (Reader             *reader,
                           xmlNode            *source,
                           KontorTemplateNode *node,
                           KontorContext       content,
                           KontorContext       same);

static KontorTemplateNode *
add_node (Reader                      *reader,
          KontorTemplateNode          *parent,
          const KontorTemplateElement *element,
          gsize                        offset)
{
  KontorTemplateNode *node = kontor_arena_new0 (reader->template->arena, KontorTemplateNode);

  node->element = element;
  node->parent = parent;
  kontor_template_cursor_move (&reader->cursor, reader->template->bytes, offset);
  node->line = reader->cursor.line;
  node->column = reader->cursor.column;

  if (parent != NULL)
    {
      if (parent->last_child != NULL)
        parent->last_child->next = node;
      else
        parent->first_child = node;

      parent->last_child = node;
    }

  return node;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

/*
 * White space that only lays out the template is no text: between elements when there is a line break in it, and at the
 * beginning and end of an element that itself leaves nothing in the document. A space that is meant stands on one line.
 */
static char *
trim_text (xmlNode                     *source,
           const KontorTemplateElement *parent)
{
  const char *text = (const char *) source->content;
  gsize length = strlen (text);
  gboolean leaves_nothing = (parent->content & KONTOR_CONTEXT_SAME) != 0 || parent->id == KONTOR_ELEMENT_TEXT;

  if (is_blank (text) && strchr (text, '\n') != NULL)
    return NULL;

  if (leaves_nothing && source->prev == NULL)
    {
      gsize blank = strspn (text, " \t\r\n");

      if (memchr (text, '\n', blank) != NULL)
        {
          text += blank;
          length -= blank;
        }
    }

  if (leaves_nothing && source->next == NULL)
    {
      gsize end = length;
      gboolean has_break = FALSE;

      while (end > 0 && strchr (" \t\r\n", text[end - 1]) != NULL)
        has_break = text[--end] == '\n' || has_break;

      if (has_break)
        length = end;
    }

  return g_strndup (text, length);
}

static void
read_text (Reader             *reader,
           xmlNode            *source,
           KontorTemplateNode *parent,
           KontorContext       content)
{
  const char *text = (const char *) source->content;
  g_autofree char *trimmed = NULL;
  gsize offset;

  if (text == NULL || (content & KONTOR_CONTEXT_INLINE) == 0)
    {
      if (text != NULL && !is_blank (text))
        report (reader, kontor_template_source_find_text (reader->source, source),
                _("Text cannot stand directly in “%s”."), parent->element->name);

      return;
    }

  trimmed = trim_text (source, parent->element);

  if (trimmed == NULL)
    return;

  offset = kontor_template_source_find_text (reader->source, source);
  add_node (reader, parent, NULL, offset)->text = keep_text (reader, trimmed);
}

/* What a part consists of follows from its attribute. */
static KontorContext
part_content (xmlNode *part)
{
  g_autofree char *content = (char *) xmlGetNoNsProp (part, BAD_CAST "content");

  if (content == NULL || g_str_equal (content, "blocks"))
    return KONTOR_CONTEXT_BLOCK;

  if (g_str_equal (content, "text"))
    return KONTOR_CONTEXT_INLINE;

  return g_str_equal (content, "rows") ? KONTOR_CONTEXT_ROWS : KONTOR_CONTEXT_ROW;
}

static void
check_order (Reader             *reader,
             xmlNode            *source,
             KontorTemplateNode *parent,
             KontorTemplateNode *node)
{
  const KontorTemplateElement *element = node->element;
  gsize offset = kontor_template_source_find_element (reader->source, source);

  for (KontorTemplateNode *other = parent->first_child; other != node; other = other->next)
    {
      if (other->element == NULL)
        continue;

      if (other->element == element && (element->flags & KONTOR_ELEMENT_ONCE) != 0)
        {
          report (reader, offset, _("“%s” can stand only once in “%s”."), element->name, parent->element->name);
          return;
        }

      if ((element->id == KONTOR_ELEMENT_COLUMN && other->element->id != KONTOR_ELEMENT_COLUMN) ||
          (element->id == KONTOR_ELEMENT_HEAD && other->element->id != KONTOR_ELEMENT_COLUMN) ||
          other->element->id == KONTOR_ELEMENT_FOOT ||
          other->element->id == KONTOR_ELEMENT_OTHERWISE ||
          (element->id == KONTOR_ELEMENT_PARAM && other->element->id != KONTOR_ELEMENT_PARAM))
        {
          report (reader, offset, _("“%s” must stand before “%s”."), element->name, other->element->name);
          return;
        }
    }
}

static void
check_required (Reader             *reader,
                xmlNode            *source,
                KontorTemplateNode *node,
                KontorContext       content)
{
  for (guint id = 0; id < KONTOR_N_ELEMENTS; id++)
    {
      const KontorTemplateElement *element = kontor_template_element_get (id);
      const KontorTemplateNode *child;

      if ((element->where & content) == 0 || (element->flags & KONTOR_ELEMENT_REQUIRED) == 0)
        continue;

      for (child = node->first_child; child != NULL; child = child->next)
        if (child->element == element)
          break;

      if (child == NULL)
        report (reader, kontor_template_source_find_element (reader->source, source),
                _("“%s” needs at least one “%s” in it."), node->element->name, element->name);
    }
}

static void
check_use (Reader             *reader,
           xmlNode            *source,
           KontorTemplateNode *node,
           KontorContext       content)
{
  const char *name = kontor_template_node_get_text (node, "part");
  xmlNode *part = name != NULL ? g_hash_table_lookup (reader->template->parts, name) : NULL;
  gsize offset = kontor_template_source_find_element (reader->source, source);

  if (part == NULL)
    return;

  if ((part_content (part) & content) == 0)
    report (reader, offset, _("The part “%s” cannot be used here, because of what it consists of. See its attribute “content”."), name);

  for (KontorTemplateNode *with = node->first_child; with != NULL; with = with->next)
    {
      const char *wanted = kontor_template_node_get_text (with, "name");
      gboolean found = wanted == NULL;

      for (xmlNode *param = part->children; param != NULL && !found; param = param->next)
        {
          g_autofree char *param_name = NULL;

          if (param->type != XML_ELEMENT_NODE || !g_str_equal ((const char *) param->name, "param"))
            continue;

          param_name = (char *) xmlGetNoNsProp (param, BAD_CAST "name");
          found = g_strcmp0 (param_name, wanted) == 0;
        }

      if (!found)
        report (reader, offset, _("The part “%s” has no “param” with the name “%s”."), name, wanted);
    }
}

/* What else there is to say about an element once its attributes are read. */
static void
check_element (Reader             *reader,
               xmlNode            *source,
               KontorTemplateNode *node,
               gboolean            attributes_are_good,
               GArray             *shadows)
{
  gsize offset = kontor_template_source_find_element (reader->source, source);
  g_autoptr (GError) error = NULL;

  switch ((guint) node->element->id)
    {
    case KONTOR_ELEMENT_STYLE:
      {
        const char *name = kontor_template_node_get_text (node, "name");
        const char *parent = kontor_template_node_get_text (node, "parent");
        KontorStyle style;

        kontor_template_get_style (node, &style);

        if (name != NULL && (parent == NULL || kontor_document_has_style (reader->document, parent)) &&
            !kontor_document_add_style (reader->document, name, parent, &style, 0, &error))
          add_problem (reader, offset, error->message);
        break;
      }

    case KONTOR_ELEMENT_PAGE:
      {
        KontorPageMaster *master;

        if (attributes_are_good && !kontor_template_add_page (node, reader->document, &master, &error))
          add_problem (reader, offset, error->message);
        break;
      }

    case KONTOR_ELEMENT_VARIABLE:
      {
        const char *name = kontor_template_node_get_text (node, "name");
        KontorExpression *select = kontor_template_node_get (node, "select")->expression;

        if (name != NULL)
          declare (reader, shadows, name, select != NULL ? kontor_expression_get_value_type (select) : KONTOR_VALUE_ANY);
        break;
      }

    case KONTOR_ELEMENT_PARAM:
      if (kontor_template_node_get_text (node, "name") != NULL)
        declare (reader, shadows, kontor_template_node_get_text (node, "name"), KONTOR_VALUE_ANY);
      break;

    case KONTOR_ELEMENT_SPACER:
      if (kontor_template_node_get (node, "height")->lengths[0] < 0)
        report (reader, offset, _("A height cannot be negative."));
      break;

    case KONTOR_ELEMENT_FOR_EACH:
      if (kontor_template_node_get (node, "separator")->said && node->parent != NULL && node->parent->element != NULL &&
          (node->parent->element->content & (KONTOR_CONTEXT_INLINE | KONTOR_CONTEXT_SAME)) == 0)
        report (reader, offset, _("The attribute “separator” is possible only within text."));
      break;

    default:
      break;
    }
}

static void
read_element (Reader             *reader,
              xmlNode            *source,
              KontorTemplateNode *parent,
              KontorContext       content,
              KontorContext       same,
              GArray             *shadows)
{
  const char *name = (const char *) source->name;
  const KontorTemplateElement *element = kontor_template_element_find (name, content);
  gsize offset = kontor_template_source_find_element (reader->source, source);
  KontorTemplateNode *node;
  KontorContext inner;
  guint n_problems;

  if (source->ns == NULL || !g_str_equal ((const char *) source->ns->href, KONTOR_TEMPLATE_NAMESPACE))
    {
      report (reader, offset, _("“%s” is not an element of templates. The outermost element needs xmlns=\"%s\"."),
              name, KONTOR_TEMPLATE_NAMESPACE);
      return;
    }

  if (element == NULL)
    {
      g_autofree char *known = kontor_template_element_list (content);
      const char *around = parent != NULL ? parent->element->name : "";

      if (!kontor_template_element_exists (name))
        report (reader, offset, _("There is no element “%s”."), name);
      else if (parent == NULL)
        report (reader, offset, _("The outermost element of a template is “template”, not “%s”."), name);
      else if (*known == '\0')
        report (reader, offset, _("“%s” cannot stand in “%s”, which must be empty."), name, around);
      else
        report (reader, offset, _("“%s” cannot stand in “%s”. There can be: %s."), name, around, known);

      return;
    }

  node = add_node (reader, parent, element, offset);
  n_problems = reader->problems->len;
  read_attributes (reader, source, node);
  check_element (reader, source, node, reader->problems->len == n_problems, shadows);

  if (parent != NULL)
    check_order (reader, source, parent, node);
  else
    reader->template->root = node;

  inner = element->content;

  if (element->id == KONTOR_ELEMENT_PART)
    inner = (inner & ~KONTOR_CONTEXT_SAME) | (same = part_content (source));
  else if ((inner & KONTOR_CONTEXT_SAME) != 0)
    inner = (inner & ~KONTOR_CONTEXT_SAME) | same;
  else if (inner != KONTOR_CONTEXT_CHOOSE)
    same = inner & KONTOR_CONTEXT_CONTENT;

  read_children (reader, source, node, inner, same);

  if (element->id == KONTOR_ELEMENT_USE)
    check_use (reader, source, node, content);

  if (element->id != KONTOR_ELEMENT_TEMPLATE)
    check_required (reader, source, node, inner);
}

/* Reads what is in an element. @same is what may stand where elements that repeat and choose stand. */
static void
read_children (Reader             *reader,
               xmlNode            *source,
               KontorTemplateNode *node,
               KontorContext       content,
               KontorContext       same)
{
  GArray *shadows = shadows_new ();

  for (xmlNode *child = source->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE)
        read_element (reader, child, node, content, same, shadows);
      else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
        read_text (reader, child, node, content);
    }

  forget (reader, shadows);
}

/* Collects names that may be used before they are given, and with them what stands twice. */
static void
collect_name (Reader     *reader,
              xmlNode    *element,
              const char *attribute,
              GHashTable *names,
              const char *fallback)
{
  g_autofree char *name = (char *) xmlGetNoNsProp (element, BAD_CAST attribute);

  if (name == NULL)
    name = g_strdup (fallback);

  if (name == NULL)
    return;

  if (g_hash_table_contains (names, name))
    report (reader, kontor_template_source_find_attribute (reader->source, element, attribute),
            _("There are two of the name “%s” of the kind “%s”."), name, (const char *) element->name);
  else
    g_hash_table_insert (names, g_steal_pointer (&name), element);
}

static void
collect_names (Reader  *reader,
               xmlNode *root)
{
  g_autoptr (GHashTable) styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (xmlNode *child = root->children; child != NULL; child = child->next)
    {
      const char *name = (const char *) child->name;

      if (child->type != XML_ELEMENT_NODE)
        continue;

      if (g_str_equal (name, "label"))
        collect_name (reader, child, "id", reader->template->labels, NULL);
      else if (g_str_equal (name, "part"))
        collect_name (reader, child, "name", reader->template->parts, NULL);
      else if (g_str_equal (name, "page"))
        collect_name (reader, child, "name", reader->pages, "page");
      else if (g_str_equal (name, "style"))
        collect_name (reader, child, "name", styles, NULL);
      else if (g_str_equal (name, "variable"))
        collect_name (reader, child, "name", variables, NULL);
      else if (g_str_equal (name, "input"))
        collect_name (reader, child, "id", variables, NULL);
    }
}

/*
 * Reads the elements beside the body in the order in which they depend on each other: inputs, variables and styles
 * first, so that labels, parts and headers may stand anywhere.
 */
static void
read_template (Reader  *reader,
               xmlNode *source)
{
  static const KontorElementId passes[][4] = {
    { KONTOR_ELEMENT_INPUT, KONTOR_ELEMENT_STYLE, KONTOR_ELEMENT_INPUT, KONTOR_ELEMENT_STYLE },
    { KONTOR_ELEMENT_VARIABLE, KONTOR_ELEMENT_VARIABLE, KONTOR_ELEMENT_VARIABLE, KONTOR_ELEMENT_VARIABLE },
  };
  KontorTemplateNode *root;

  if (source->ns == NULL || !g_str_equal ((const char *) source->ns->href, KONTOR_TEMPLATE_NAMESPACE) ||
      !g_str_equal ((const char *) source->name, "template"))
    {
      report (reader, kontor_template_source_find_element (reader->source, source),
              _("The outermost element of a template is “template” with xmlns=\"%s\"."), KONTOR_TEMPLATE_NAMESPACE);
      return;
    }

  collect_names (reader, source);
  root = add_node (reader, NULL, kontor_template_element_get (KONTOR_ELEMENT_TEMPLATE),
                   kontor_template_source_find_element (reader->source, source));
  reader->template->root = root;
  read_attributes (reader, source, root);

  for (guint pass = 0; pass <= G_N_ELEMENTS (passes); pass++)
    for (xmlNode *child = source->children; child != NULL; child = child->next)
      {
        const KontorTemplateElement *element = NULL;
        guint wanted = G_N_ELEMENTS (passes);

        if (child->type == XML_TEXT_NODE && pass == 0)
          read_text (reader, child, root, KONTOR_CONTEXT_TEMPLATE);

        if (child->type != XML_ELEMENT_NODE)
          continue;

        element = kontor_template_element_find ((const char *) child->name, KONTOR_CONTEXT_TEMPLATE);

        for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
          for (guint j = 0; j < G_N_ELEMENTS (passes[i]); j++)
            if (element != NULL && element->id == passes[i][j])
              wanted = i;

        if (wanted != pass)
          continue;

        read_element (reader, child, root, KONTOR_CONTEXT_TEMPLATE, KONTOR_CONTEXT_TEMPLATE, NULL);

        if (element != NULL && element->id == KONTOR_ELEMENT_INPUT)
          {
            g_autofree char *id = (char *) xmlGetNoNsProp (child, BAD_CAST "id");

            if (id != NULL)
              declare (reader, NULL, id, KONTOR_VALUE_TEXT);
          }
      }

  check_required (reader, source, root, KONTOR_CONTEXT_TEMPLATE);
}

/* The tables of names pointed into libxml2's tree while it was read; now they point into ours. */
static void
resolve_names (KontorTemplate *template)
{
  g_hash_table_remove_all (template->labels);
  g_hash_table_remove_all (template->parts);

  for (KontorTemplateNode *node = template->root->first_child; node != NULL; node = node->next)
    {
      if (node->element->id == KONTOR_ELEMENT_LABEL_DEFINITION)
        g_hash_table_insert (template->labels, g_strdup (kontor_template_node_get_text (node, "id")), node);
      else if (node->element->id == KONTOR_ELEMENT_PART)
        g_hash_table_insert (template->parts, g_strdup (kontor_template_node_get_text (node, "name")), node);
    }
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  const KontorTemplateProblem *one = *(KontorTemplateProblem *const *) a;
  const KontorTemplateProblem *two = *(KontorTemplateProblem *const *) b;

  if (one->line != two->line)
    return one->line < two->line ? -1 : 1;

  return one->column < two->column ? -1 : one->column > two->column;
}

/**
 * kontor_template_read:
 * @bytes: the text of a template
 * @problems: (element-type KontorTemplateProblem): what is wrong is added here, in the order of its places
 *
 * Reads a template as far as it can be read.
 *
 * Returns: (transfer full): the template, without name and base; usable only when @problems stays empty
 */
KontorTemplate *
kontor_template_read (GBytes    *bytes,
                      GPtrArray *problems)
{
  g_autoptr (KontorTemplate) self = g_new0 (KontorTemplate, 1);
  g_autoptr (KontorTemplateSource) source = NULL;
  g_autoptr (KontorDocument) document = kontor_document_new ("en");
  g_autoptr (GHashTable) variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  gsize offset;
  Reader reader = { .template = self, .document = document, .variables = variables, .pages = pages, .problems = problems };

  g_atomic_ref_count_init (&self->references);
  self->bytes = g_bytes_ref (bytes);
  self->arena = kontor_arena_new ();
  self->expressions = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_expression_free);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  source = kontor_template_source_new (bytes, &offset, &error);

  if (source == NULL)
    {
      add_problem (&reader, offset, error->message);
      return g_steal_pointer (&self);
    }

  reader.source = source;
  read_template (&reader, xmlDocGetRootElement (kontor_template_source_get_tree (source)));
  g_ptr_array_sort (problems, compare_problems);

  if (problems->len == 0)
    resolve_names (self);

  return g_steal_pointer (&self);
}

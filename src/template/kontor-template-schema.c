/* kontor-template-schema.c: the schema and the reference of templates, made from the table of elements */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-expression-functions.h"
#include "kontor-template-element.h"

/*
 * An element that repeats or chooses contains what may stand where it stands, so it has one definition for each such
 * place: "if.30" is the "if" among what the set of contexts 0x30 allows.
 */

typedef struct
{
  GString *text;
  GHashTable *contents; /* sets of contexts that are defined or about to be */
  GQueue todo;          /* those that are about to be */
} Schema;

#define NUMBER_PATTERN "-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)"
#define LENGTH_PATTERN "(" NUMBER_PATTERN "(pt|mm|cm|in)|-?0)"
#define COLOR_PATTERN "(#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|none)"
#define NAME_PATTERN "[A-Za-z_&#x80;-&#x10ffff;][A-Za-z0-9_.&#x80;-&#x10ffff;\\-]*"

static const char *
attribute_pattern (KontorAttributeType type)
{
  switch (type)
    {
    case KONTOR_ATTRIBUTE_NAME:
    case KONTOR_ATTRIBUTE_STYLE:
    case KONTOR_ATTRIBUTE_LABEL:
    case KONTOR_ATTRIBUTE_PART:
    case KONTOR_ATTRIBUTE_PAGE:
      return NAME_PATTERN;
    case KONTOR_ATTRIBUTE_LENGTH:
      return LENGTH_PATTERN;
    case KONTOR_ATTRIBUTE_LENGTHS:
      return LENGTH_PATTERN "( +" LENGTH_PATTERN "){0,3} *";
    case KONTOR_ATTRIBUTE_COLOR:
      return COLOR_PATTERN;
    case KONTOR_ATTRIBUTE_BORDER:
      return "none|" LENGTH_PATTERN "( " COLOR_PATTERN ")?";
    case KONTOR_ATTRIBUTE_INTEGER:
      return "-?[0-9]+";
    case KONTOR_ATTRIBUTE_NUMBER:
      return NUMBER_PATTERN;
    case KONTOR_ATTRIBUTE_PAPER:
      return "A3|A4|A5|Letter|Legal|" LENGTH_PATTERN " " LENGTH_PATTERN;
    case KONTOR_ATTRIBUTE_WIDTH:
      return "content|(" NUMBER_PATTERN ")?\\*|" LENGTH_PATTERN;
    case KONTOR_ATTRIBUTE_LANGUAGE:
      return "[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8})*";
    case KONTOR_ATTRIBUTE_EXPRESSION:
    case KONTOR_ATTRIBUTE_NODES:
      return "[\\s\\S]*\\S[\\s\\S]*";
    case KONTOR_ATTRIBUTE_TEXT:
    case KONTOR_ATTRIBUTE_FLAG:
    case KONTOR_ATTRIBUTE_CHOICE:
    default:
      return NULL;
    }
}

static void
add_choices (GString           *text,
             const char *const *choices)
{
  g_string_append (text, "<choice>");

  for (guint i = 0; choices[i] != NULL; i++)
    g_string_append_printf (text, "<value>%s</value>", choices[i]);

  g_string_append (text, "</choice>");
}

static void
add_summary (GString    *text,
             const char *summary)
{
  g_autofree char *escaped = g_markup_escape_text (_(summary), -1);

  g_string_append_printf (text, "<a:documentation>%s</a:documentation>", escaped);
}

static void
add_attribute (GString                       *text,
               const KontorTemplateAttribute *attribute)
{
  static const char *const flags[] = { "yes", "no", NULL };
  const char *pattern = attribute_pattern (attribute->type);
  gboolean required = (attribute->flags & KONTOR_ATTRIBUTE_REQUIRED) != 0;

  g_string_append_printf (text, "      %s<attribute name=\"%s\">", required ? "" : "<optional>", attribute->name);
  add_summary (text, attribute->summary);

  /* What has braces can be anything. */
  if ((attribute->flags & KONTOR_ATTRIBUTE_TEMPLATE) != 0 || attribute->type == KONTOR_ATTRIBUTE_TEXT)
    g_string_append (text, "<text/>");
  else if (attribute->type == KONTOR_ATTRIBUTE_FLAG)
    add_choices (text, flags);
  else if (attribute->type == KONTOR_ATTRIBUTE_CHOICE)
    add_choices (text, attribute->choices);
  else
    g_string_append_printf (text, "<data type=\"string\"><param name=\"pattern\">%s</param></data>", pattern);

  g_string_append_printf (text, "</attribute>%s\n", required ? "" : "</optional>");
}

static void
need_content (Schema       *schema,
              KontorContext content)
{
  if (g_hash_table_add (schema->contents, GUINT_TO_POINTER (content)))
    g_queue_push_tail (&schema->todo, GUINT_TO_POINTER (content));
}

/* The name of the definition of what a set of contexts allows. */
static void
refer_to_content (Schema       *schema,
                  KontorContext content)
{
  g_string_append_printf (schema->text, "      <ref name=\"content.%x\"/>\n", content);
  need_content (schema, content);
}

static gboolean
is_same (const KontorTemplateElement *element)
{
  return (element->content & KONTOR_CONTEXT_SAME) != 0 || element->content == KONTOR_CONTEXT_CHOOSE;
}

static void
add_element_reference (GString                     *text,
                       const KontorTemplateElement *element,
                       KontorContext                content)
{
  if (is_same (element) && element->id != KONTOR_ELEMENT_PART)
    g_string_append_printf (text, "<ref name=\"%s.%u.%x\"/>", element->name, element->id, content);
  else
    g_string_append_printf (text, "<ref name=\"%s.%u\"/>", element->name, element->id);
}

/* The elements with a count of their own, then any number of the others in any order. */
static void
define_content (Schema       *schema,
                const char   *name,
                KontorContext where,
                KontorContext same)
{
  GString *text = schema->text;
  g_autoptr (GString) others = g_string_new (NULL);

  g_string_append_printf (text, "  <define name=\"%s\">\n    <interleave>\n", name);

  if ((where & KONTOR_CONTEXT_INLINE) != 0)
    g_string_append (text, "      <text/>\n");

  for (guint id = 0; id < KONTOR_N_ELEMENTS; id++)
    {
      const KontorTemplateElement *element = kontor_template_element_get (id);
      gboolean required = (element->flags & KONTOR_ELEMENT_REQUIRED) != 0;
      const char *around = required ? "oneOrMore" : "optional";

      if ((element->where & where) == 0)
        continue;

      if ((element->flags & (KONTOR_ELEMENT_ONCE | KONTOR_ELEMENT_REQUIRED)) == 0)
        {
          add_element_reference (others, element, same);
          continue;
        }

      if ((element->flags & KONTOR_ELEMENT_ONCE) != 0 && required)
        around = "group";

      g_string_append_printf (text, "      <%s>", around);
      add_element_reference (text, element, same);
      g_string_append_printf (text, "</%s>\n", around);
    }

  if (others->len > 0)
    g_string_append_printf (text, "      <zeroOrMore><choice>%s</choice></zeroOrMore>\n", others->str);

  g_string_append (text, "      <empty/>\n    </interleave>\n  </define>\n");
}

static void
begin_element (Schema                      *schema,
               const KontorTemplateElement *element,
               const char                  *definition)
{
  g_string_append_printf (schema->text, "  <define name=\"%s\">\n    <element name=\"%s\">\n      ", definition, element->name);
  add_summary (schema->text, element->summary);
  g_string_append_c (schema->text, '\n');

  for (const KontorTemplateAttribute *attribute = element->attributes; attribute->name != NULL; attribute++)
    if (!(element->id == KONTOR_ELEMENT_PART && g_str_equal (attribute->name, "content")))
      add_attribute (schema->text, attribute);
}

static void
end_element (Schema *schema)
{
  g_string_append (schema->text, "    </element>\n  </define>\n");
}

/* What a part contains goes by its attribute. */
static void
define_part (Schema *schema)
{
  static const struct
  {
    const char *name;
    KontorContext content;
  } contents[] = {
    { "blocks", KONTOR_CONTEXT_BLOCK }, { "text", KONTOR_CONTEXT_INLINE }, { "rows", KONTOR_CONTEXT_ROWS }, { "cells", KONTOR_CONTEXT_ROW },
  };
  const KontorTemplateElement *part = kontor_template_element_get (KONTOR_ELEMENT_PART);
  g_autofree char *name = g_strdup_printf ("part.%u", part->id);

  begin_element (schema, part, name);
  g_string_append_printf (schema->text, "      <interleave><zeroOrMore><ref name=\"param.%u\"/></zeroOrMore>\n      <choice>\n", KONTOR_ELEMENT_PARAM);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_string_append_printf (schema->text, "      <group>%s<attribute name=\"content\"><value>%s</value></attribute>%s\n",
                              i == 0 ? "<optional>" : "", contents[i].name, i == 0 ? "</optional>" : "");
      refer_to_content (schema, contents[i].content);
      g_string_append (schema->text, "      </group>\n");
    }

  g_string_append (schema->text, "      </choice></interleave>\n");
  end_element (schema);
}

/* The elements that repeat and choose, where a set of contexts holds. */
static void
define_same (Schema       *schema,
             KontorContext content)
{
  g_autofree char *choose = g_strdup_printf ("choose.content.%x", content);
  gboolean has_choose = FALSE;

  for (guint id = 0; id < KONTOR_N_ELEMENTS; id++)
    {
      const KontorTemplateElement *element = kontor_template_element_get (id);
      g_autofree char *name = g_strdup_printf ("%s.%u.%x", element->name, id, content);

      if (!is_same (element) || id == KONTOR_ELEMENT_PART || ((element->where & content) == 0 && element->where != KONTOR_CONTEXT_CHOOSE))
        continue;

      if (element->where == KONTOR_CONTEXT_CHOOSE && (content & KONTOR_CONTEXT_CONTENT) == 0)
        continue;

      begin_element (schema, element, name);

      if (element->content == KONTOR_CONTEXT_CHOOSE)
        {
          g_string_append_printf (schema->text, "      <ref name=\"%s\"/>\n", choose);
          has_choose = TRUE;
        }
      else
        {
          refer_to_content (schema, content);
        }

      end_element (schema);
    }

  if (has_choose)
    define_content (schema, choose, KONTOR_CONTEXT_CHOOSE, content);
}

/**
 * kontor_template_dump_schema:
 *
 * Makes the RELAX NG schema of templates, for other editors. The check is stricter: it also looks at names, order,
 * expressions and ranges.
 *
 * Returns: (transfer full): the schema
 */
char *
kontor_template_dump_schema (void)
{
  Schema schema = { .text = g_string_new (NULL), .contents = g_hash_table_new (NULL, NULL), .todo = G_QUEUE_INIT };

  g_string_append (schema.text,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\"\n"
                   "         xmlns:a=\"http://relaxng.org/ns/compatibility/annotations/1.0\"\n"
                   "         datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\"\n"
                   "         ns=\"" KONTOR_TEMPLATE_NAMESPACE "\">\n");
  g_string_append_printf (schema.text, "  <start><ref name=\"template.%u\"/></start>\n", KONTOR_ELEMENT_TEMPLATE);

  for (guint id = 0; id < KONTOR_N_ELEMENTS; id++)
    {
      const KontorTemplateElement *element = kontor_template_element_get (id);
      g_autofree char *name = g_strdup_printf ("%s.%u", element->name, id);

      if (id == KONTOR_ELEMENT_PART)
        {
          define_part (&schema);
        }
      else if (!is_same (element))
        {
          begin_element (&schema, element, name);

          if (element->content != KONTOR_CONTEXT_NOWHERE)
            refer_to_content (&schema, element->content);
          else
            g_string_append (schema.text, "      <empty/>\n");

          end_element (&schema);
        }
    }

  while (!g_queue_is_empty (&schema.todo))
    {
      KontorContext content = GPOINTER_TO_UINT (g_queue_pop_head (&schema.todo));
      g_autofree char *name = g_strdup_printf ("content.%x", content);

      /* A table has columns beside its rows, but what repeats in it are rows alone. */
      if ((content & KONTOR_CONTEXT_CONTENT) != 0)
        need_content (&schema, content & KONTOR_CONTEXT_CONTENT);

      define_content (&schema, name, content, content & KONTOR_CONTEXT_CONTENT);

      if ((content & ~KONTOR_CONTEXT_CONTENT) == 0)
        define_same (&schema, content);
    }

  g_string_append (schema.text, "</grammar>\n");
  g_hash_table_unref (schema.contents);

  return g_string_free (schema.text, FALSE);
}

static void
describe_attribute (GString                       *text,
                    const KontorTemplateAttribute *attribute)
{
  g_string_append_printf (text, "- `%s`: %s.", attribute->name, _(attribute->summary));

  if (attribute->choices != NULL)
    {
      g_autofree char *choices = g_strjoinv (", ", (char **) attribute->choices);

      g_string_append_printf (text, " %s: %s.", _("One of"), choices);
    }

  if ((attribute->flags & KONTOR_ATTRIBUTE_REQUIRED) != 0)
    g_string_append_printf (text, " %s", _("Required."));
  else if (attribute->fallback != NULL && *attribute->fallback != '\0')
    g_string_append_printf (text, " %s: `%s`.", _("Usually"), attribute->fallback);

  if ((attribute->flags & KONTOR_ATTRIBUTE_TEMPLATE) != 0)
    g_string_append_printf (text, " %s", _("May have expressions in braces."));

  g_string_append_c (text, '\n');
}

/**
 * kontor_template_dump_reference:
 *
 * Makes the reference of all elements, their attributes and the functions of expressions.
 *
 * Returns: (transfer full): the reference in Markdown, translated
 */
char *
kontor_template_dump_reference (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const KontorFunction *functions;
  guint n_functions;

  g_string_append_printf (text, "# %s\n", _("Elements of templates"));

  for (guint id = 0; id < KONTOR_N_ELEMENTS; id++)
    {
      const KontorTemplateElement *element = kontor_template_element_get (id);
      g_autofree char *inside = kontor_template_element_list (element->content & ~KONTOR_CONTEXT_SAME);

      g_string_append_printf (text, "\n## %s\n\n%s.\n", element->name, _(element->summary));

      if (*inside != '\0')
        g_string_append_printf (text, "\n%s: %s.\n", _("In it"), inside);

      if (element->attributes[0].name != NULL)
        g_string_append_c (text, '\n');

      for (const KontorTemplateAttribute *attribute = element->attributes; attribute->name != NULL; attribute++)
        describe_attribute (text, attribute);
    }

  g_string_append_printf (text, "\n# %s\n\n", _("Functions of expressions"));
  functions = kontor_functions (&n_functions);

  for (guint i = 0; i < n_functions; i++)
    g_string_append_printf (text, "- `%s()`: %s.\n", functions[i].name, _(functions[i].summary));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

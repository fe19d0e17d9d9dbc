/* kontor-template-source.c: the text of a template, and where its elements stand in it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "kontor-template-error.h"
#include "kontor-template-source.h"

/*
 * libxml2 reads the template. Its tree knows lines but no columns, so the tags are found once more by a small scanner,
 * whose n-th tag is the tree's n-th element: it runs first, refuses what is never allowed (a DOCTYPE, and with it all
 * entities; too deep nesting) and leaves every other complaint to libxml2.
 */

typedef struct
{
  gsize start;   /* of "<name" */
  gsize content; /* after its start tag */
  gsize end;     /* after its end tag */
} Tag;

struct _KontorTemplateSource
{
  GBytes *bytes;
  const char *text;
  gsize length;
  GArray *tags;
  xmlDoc *tree;
};

static gsize
find_end (const char *text,
          gsize       length,
          gsize       from,
          const char *token)
{
  const char *found = from < length ? g_strstr_len (text + from, length - from, token) : NULL;

  return found != NULL ? (gsize) (found - text) + strlen (token) : length;
}

/* After the ">" of the tag that begins at @from; quotes may hide one. Counts the attributes. */
static gsize
find_tag_end (const char *text,
              gsize       length,
              gsize       from,
              guint      *n_attributes)
{
  char quote = '\0';

  *n_attributes = 0;

  for (gsize i = from; i < length; i++)
    {
      if (quote != '\0')
        {
          if (text[i] == quote)
            quote = '\0';
        }
      else if (text[i] == '"' || text[i] == '\'')
        {
          quote = text[i];
          (*n_attributes)++;
        }
      else if (text[i] == '>')
        {
          return i + 1;
        }
    }

  return length;
}

static gboolean
scan (KontorTemplateSource *self,
      gsize                *error_offset,
      GError              **error)
{
  guint open[KONTOR_TEMPLATE_MAX_DEPTH];
  guint depth = 0;
  guint n_attributes;
  gsize at = 0;

  while (at < self->length)
    {
      const char *rest = memchr (self->text + at, '<', self->length - at);
      gsize left;

      if (rest == NULL)
        break;

      at = rest - self->text;
      left = self->length - at;

      if (left >= 4 && strncmp (rest, "<!--", 4) == 0)
        {
          at = find_end (self->text, self->length, at + 4, "-->");
        }
      else if (left >= 9 && strncmp (rest, "<![CDATA[", 9) == 0)
        {
          at = find_end (self->text, self->length, at + 9, "]]>");
        }
      else if (left >= 2 && rest[1] == '!')
        {
          *error_offset = at;
          g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX,
                               _("A template may not have a DOCTYPE, nor entities of its own. Take this out."));
          return FALSE;
        }
      else if (left >= 2 && rest[1] == '?')
        {
          at = find_end (self->text, self->length, at + 2, "?>");
        }
      else if (left >= 2 && rest[1] == '/')
        {
          at = find_tag_end (self->text, self->length, at, &n_attributes);

          if (depth > 0)
            g_array_index (self->tags, Tag, open[--depth]).end = at;
        }
      else
        {
          Tag tag = { .start = at };

          if (depth == KONTOR_TEMPLATE_MAX_DEPTH || self->tags->len == KONTOR_TEMPLATE_MAX_ELEMENTS)
            {
              *error_offset = at;
              g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT,
                                   depth == KONTOR_TEMPLATE_MAX_DEPTH ? _("The elements are nested too deeply.")
                                                                      : _("The template has too many elements."));
              return FALSE;
            }

          at = find_tag_end (self->text, self->length, at, &n_attributes);
          tag.content = tag.end = at;

          /* libxml2 compares each attribute with all others. */
          if (n_attributes > KONTOR_TEMPLATE_MAX_ATTRIBUTES)
            {
              *error_offset = tag.start;
              g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT, _("The element has too many attributes."));
              return FALSE;
            }

          if (self->text[at - 1] != '>' || self->text[at - 2] != '/')
            open[depth++] = self->tags->len;

          g_array_append_val (self->tags, tag);
        }
    }

  return TRUE;
}

/* What libxml2 says about broken XML, in words for those who do not know XML's. */
static char *
describe_xml_error (const xmlError *problem)
{
  g_autofree char *message = NULL;

  switch (problem->code)
    {
    case XML_ERR_TAG_NAME_MISMATCH:
      return g_strdup_printf (_("“</%s>” is expected here: the element “%s” that began in line %d was not closed."),
                              problem->str1, problem->str1, problem->int1);

    case XML_ERR_TAG_NOT_FINISHED:
    case XML_ERR_GT_REQUIRED:
    case XML_ERR_LTSLASH_REQUIRED:
      return g_strdup (_("The text ends, or something else begins, before an element is closed. A “>” or a closing tag is missing."));

    case XML_ERR_DOCUMENT_EMPTY:
    case XML_ERR_DOCUMENT_END:
      return g_strdup (_("The file is empty, is not XML, or has text before or after its outermost element."));

    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      return g_strdup (_("An attribute needs a value in quotes: name=\"value\"."));

    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_LT_IN_ATTRIBUTE:
      return g_strdup (_("The value of an attribute is not closed by a quote, or has a “<” in it, which is written “&lt;”."));

    case XML_ERR_ATTRIBUTE_REDEFINED:
      return g_strdup_printf (_("The attribute “%s” stands twice."), problem->str1);

    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
      return g_strdup_printf (_("There is no entity “&%s;”. Write the letter itself."), problem->str1);

    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
      return g_strdup (_("A “<” or “&” in a text is written “&lt;” or “&amp;”."));

    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      return g_strdup_printf (_("The prefix “%s” has no namespace."), problem->str1);

    default:
      message = g_strstrip (g_strdup (problem->message));
      return g_strdup_printf (_("This is not well-formed XML: %s"), message);
    }
}

typedef struct
{
  GBytes *bytes;
  gboolean seen;
  gsize offset;
  char *message;
} FirstError;

static gsize
offset_of (GBytes *bytes,
           guint   line,
           guint   column)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  const char *at = text;

  for (guint i = 1; i < line; i++)
    {
      const char *next = memchr (at, '\n', text + length - at);

      if (next == NULL)
        break;

      at = next + 1;
    }

  return MIN ((gsize) (at - text) + MAX (column, 1) - 1, length);
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *XmlErrorArgument;
#else
typedef xmlError *XmlErrorArgument;
#endif

static void
xml_error_cb (void            *data,
              XmlErrorArgument problem)
{
  FirstError *first = data;

  if (first->seen || problem == NULL || problem->level < XML_ERR_ERROR)
    return;

  first->seen = TRUE;
  /* libxml2 counts columns in bytes. */
  first->offset = offset_of (first->bytes, MAX (problem->line, 1), MAX (problem->int2, 1));
  first->message = describe_xml_error (problem);
}

static gboolean
parse (KontorTemplateSource *self,
       gsize                *error_offset,
       GError              **error)
{
  FirstError first = { .bytes = self->bytes };
  xmlParserCtxt *context = xmlNewParserCtxt ();

  xmlSetStructuredErrorFunc (&first, (xmlStructuredErrorFunc) xml_error_cb);
  self->tree = xmlCtxtReadMemory (context, self->text, self->length, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOCDATA);
  xmlSetStructuredErrorFunc (NULL, NULL);

  if (!context->wellFormed || !context->nsWellFormed)
    g_clear_pointer (&self->tree, xmlFreeDoc);

  xmlFreeParserCtxt (context);

  if (self->tree == NULL || first.seen)
    {
      *error_offset = first.offset;
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX,
                           first.seen ? first.message : _("The file is empty, is not XML, or has text before or after its outermost element."));
      g_free (first.message);
      return FALSE;
    }

  return TRUE;
}

/* Keeps for each element of the tree which of the tags it is. */
static gboolean
match_tags (KontorTemplateSource *self)
{
  xmlNode *node = xmlDocGetRootElement (self->tree);
  gsize n = 0;

  while (node != NULL)
    {
      if (node->type == XML_ELEMENT_NODE)
        {
          node->_private = GSIZE_TO_POINTER (n++);

          if (node->children != NULL)
            {
              node = node->children;
              continue;
            }
        }

      while (node != NULL && node->next == NULL)
        node = node->parent;

      node = node != NULL && node->type != XML_DOCUMENT_NODE ? node->next : NULL;
    }

  return n == self->tags->len;
}

/**
 * kontor_template_source_new:
 * @bytes: the text of a template
 * @error_offset: (out): on an error, the byte at which it was found
 * @error: return location for a #GError
 *
 * Parses a template. It need not be trusted: nothing is loaded, no entity is expanded, and size and depth are bounded.
 *
 * Returns: (transfer full): the source, or %NULL with %KONTOR_TEMPLATE_ERROR_SYNTAX or %KONTOR_TEMPLATE_ERROR_LIMIT
 */
KontorTemplateSource *
kontor_template_source_new (GBytes  *bytes,
                            gsize   *error_offset,
                            GError **error)
{
  g_autoptr (KontorTemplateSource) self = g_new0 (KontorTemplateSource, 1);
  const char *end;

  self->bytes = g_bytes_ref (bytes);
  self->text = g_bytes_get_data (bytes, &self->length);
  self->tags = g_array_new (FALSE, FALSE, sizeof (Tag));
  *error_offset = 0;

  if (self->length > KONTOR_TEMPLATE_MAX_SIZE)
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT,
                   _("The template is larger than %d MiB."), KONTOR_TEMPLATE_MAX_SIZE / (1024 * 1024));
      return NULL;
    }

  if (self->length == 0)
    {
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX,
                           _("The file is empty, is not XML, or has text before or after its outermost element."));
      return NULL;
    }

  if (!g_utf8_validate_len (self->text, self->length, &end))
    {
      *error_offset = end - self->text;
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX,
                           _("The template is not in UTF-8. Save it in that encoding."));
      return NULL;
    }

  if (!scan (self, error_offset, error) || !parse (self, error_offset, error))
    return NULL;

  if (!match_tags (self))
    {
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX,
                           _("The template cannot be read: its elements are not closed one by one."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * kontor_template_source_free:
 * @self: a source
 */
void
kontor_template_source_free (KontorTemplateSource *self)
{
  g_clear_pointer (&self->tree, xmlFreeDoc);
  g_array_unref (self->tags);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * kontor_template_source_get_tree:
 * @self: a source
 *
 * Returns: (transfer none): the tree; the member `_private` of its elements belongs to @self
 */
xmlDoc *
kontor_template_source_get_tree (KontorTemplateSource *self)
{
  return self->tree;
}

/**
 * kontor_template_cursor_move:
 * @self: a place
 * @bytes: the text of a template, the same each time
 * @offset: a byte of it
 *
 * Finds line and column of a byte.
 */
void
kontor_template_cursor_move (KontorTemplateCursor *self,
                             GBytes               *bytes,
                             gsize                 offset)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (self->line == 0 || offset < self->offset)
    *self = (KontorTemplateCursor) { 0, 1, 1 };

  for (; self->offset < MIN (offset, length); self->offset++)
    {
      if (text[self->offset] == '\n')
        {
          self->line++;
          self->column = 1;
        }
      else if (((guchar) text[self->offset] & 0xc0) != 0x80)
        {
          self->column++;
        }
    }
}

static const Tag *
get_tag (KontorTemplateSource *self,
         xmlNode              *element)
{
  return &g_array_index (self->tags, Tag, GPOINTER_TO_SIZE (element->_private));
}

/**
 * kontor_template_source_find_element:
 * @self: a source
 * @element: an element of its tree
 *
 * Returns: the byte at which the element begins
 */
gsize
kontor_template_source_find_element (KontorTemplateSource *self,
                                     xmlNode              *element)
{
  return get_tag (self, element)->start;
}

/* Finds the name and the value of an attribute in the start tag of @element. */
static gboolean
find_attribute (KontorTemplateSource *self,
                xmlNode              *element,
                const char           *name,
                gsize                *name_offset,
                gsize                *value_offset)
{
  const Tag *tag = get_tag (self, element);
  gsize at = tag->start + 1;

  /* The element's own name comes first. */
  while (at < tag->content && !g_ascii_isspace (self->text[at]) && self->text[at] != '>')
    at++;

  while (at < tag->content)
    {
      gsize start, end;
      char quote;

      while (at < tag->content && g_ascii_isspace (self->text[at]))
        at++;

      start = at;

      while (at < tag->content && !g_ascii_isspace (self->text[at]) && strchr ("=>/", self->text[at]) == NULL)
        at++;

      end = at;

      while (at < tag->content && self->text[at] != '"' && self->text[at] != '\'')
        at++;

      if (at >= tag->content)
        return FALSE;

      quote = self->text[at++];

      if (end - start == strlen (name) && strncmp (self->text + start, name, end - start) == 0)
        {
          *name_offset = start;
          *value_offset = at;
          return TRUE;
        }

      while (at < tag->content && self->text[at] != quote)
        at++;

      at++;
    }

  return FALSE;
}

/**
 * kontor_template_source_find_attribute:
 * @self: a source
 * @element: an element of its tree
 * @name: name of an attribute
 *
 * Returns: the byte at which the attribute begins; the element's when it has no such attribute
 */
gsize
kontor_template_source_find_attribute (KontorTemplateSource *self,
                                       xmlNode              *element,
                                       const char           *name)
{
  gsize name_offset, value_offset;

  return find_attribute (self, element, name, &name_offset, &value_offset) ? name_offset : get_tag (self, element)->start;
}

/**
 * kontor_template_source_find_in_value:
 * @self: a source
 * @element: an element of its tree
 * @name: name of an attribute
 * @value_offset: a byte of the attribute's value, as it is in the tree
 *
 * Returns: the byte of the source at which that part of the value stands, counting `&lt;` and the like as one letter
 */
gsize
kontor_template_source_find_in_value (KontorTemplateSource *self,
                                      xmlNode              *element,
                                      const char           *name,
                                      gsize                 value_offset)
{
  gsize name_offset, at;

  if (!find_attribute (self, element, name, &name_offset, &at))
    return get_tag (self, element)->start;

  for (gsize i = 0; i < value_offset && at < self->length; i++)
    {
      if (self->text[at] == '&')
        at = find_end (self->text, self->length, at, ";");
      else if (self->text[at] == '\r' && at + 1 < self->length && self->text[at + 1] == '\n')
        at += 2;
      else
        at++;
    }

  return at;
}

/**
 * kontor_template_source_find_text:
 * @self: a source
 * @text: a text in its tree
 *
 * Returns: the byte at which the text begins, after white space and comments
 */
gsize
kontor_template_source_find_text (KontorTemplateSource *self,
                                  xmlNode              *text)
{
  xmlNode *before = text->prev;
  gsize at;

  while (before != NULL && before->type != XML_ELEMENT_NODE)
    before = before->prev;

  at = before != NULL ? get_tag (self, before)->end : get_tag (self, text->parent)->content;

  while (at < self->length)
    {
      if (g_ascii_isspace (self->text[at]))
        at++;
      else if (strncmp (self->text + at, "<!--", MIN (4, self->length - at)) == 0)
        at = find_end (self->text, self->length, at, "-->");
      else if (strncmp (self->text + at, "<?", MIN (2, self->length - at)) == 0)
        at = find_end (self->text, self->length, at, "?>");
      else
        break;
    }

  return at;
}

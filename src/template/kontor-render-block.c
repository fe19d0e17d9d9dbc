/* kontor-render-block.c: blocks of a document, as a template says them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <gio/gunixinputstream.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kontor-render-private.h"
#include "kontor-template-error.h"

static const char *
or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

/* What comes after a block begins text of its own. */
static void
end_text (KontorRunOutput *output)
{
  output->text = NULL;
  output->begun = FALSE;
  output->space = FALSE;
}

/**
 * kontor_run_append:
 * @self: a run
 * @node: the element that makes the block
 * @output: where it goes
 * @kind: the kind of block
 * @style: (nullable): its style
 * @error: return location for a #GError
 *
 * Returns: (transfer none): the new block, or %NULL with @error set
 */
KontorBlock *
kontor_run_append (KontorRun                *self,
                   const KontorTemplateNode *node,
                   KontorRunOutput          *output,
                   KontorBlockKind           kind,
                   const char               *style,
                   GError                  **error)
{
  end_text (output);

  return kontor_document_append (self->document, output->block, kind, style, node->line, error);
}

static gboolean
get_integer (KontorRun                *self,
             const KontorTemplateNode *node,
             const char               *attribute,
             const KontorRunPlace     *place,
             int                      *integer,
             GError                  **error)
{
  const KontorTemplateValue *value = kontor_template_node_get (node, attribute);
  g_autofree char *text = NULL;
  KontorTemplateValue expanded = { 0 };
  int index;

  if (value->n_pieces == 0)
    {
      *integer = value->integer;
      return TRUE;
    }

  text = kontor_run_expand (self, node, attribute, place, error);

  if (text == NULL)
    return FALSE;

  index = kontor_template_attribute_find (node->element, attribute);

  if (!kontor_template_parse_value (&node->element->attributes[index], text, &expanded, error))
    return kontor_run_fail (node, error);

  *integer = expanded.integer;
  return TRUE;
}

/* Runs what is in an element into a block of its own. */
static gboolean
fill (KontorRun                *self,
      const KontorTemplateNode *node,
      const KontorRunPlace     *place,
      KontorBlock              *block,
      gboolean                  direct,
      GError                  **error)
{
  KontorRunOutput inner = { .block = block, .direct = direct };

  return block != NULL && kontor_run_children (self, node, place, &inner, error);
}

static gboolean
run_paragraph (KontorRun                *self,
               const KontorTemplateNode *node,
               const KontorRunPlace     *place,
               KontorRunOutput          *output,
               const char               *style,
               GError                  **error)
{
  g_autofree char *language = kontor_run_expand (self, node, "lang", place, error);
  KontorBlock *block;

  if (language == NULL)
    return FALSE;

  block = kontor_run_append (self, node, output, KONTOR_BLOCK_PARAGRAPH, style, error);

  if (block != NULL && *language != '\0')
    kontor_block_set_language (self->document, block, language);

  return fill (self, node, place, block, TRUE, error);
}

static gboolean
run_heading (KontorRun                *self,
             const KontorTemplateNode *node,
             const KontorRunPlace     *place,
             KontorRunOutput          *output,
             const char               *style,
             GError                  **error)
{
  int level;

  if (!get_integer (self, node, "level", place, &level, error))
    return FALSE;

  end_text (output);

  return fill (self, node, place, kontor_document_append_heading (self->document, output->block, level, style, node->line, error),
               TRUE, error);
}

static gboolean
run_list (KontorRun                *self,
          const KontorTemplateNode *node,
          const KontorRunPlace     *place,
          KontorRunOutput          *output,
          const char               *style,
          GError                  **error)
{
  static const KontorMarker markers[] = { KONTOR_MARKER_NONE, KONTOR_MARKER_BULLET, KONTOR_MARKER_DASH,
                                          KONTOR_MARKER_DECIMAL, KONTOR_MARKER_ALPHA, KONTOR_MARKER_ROMAN };
  KontorBlock *block;
  int start;

  if (!get_integer (self, node, "start", place, &start, error))
    return FALSE;

  block = kontor_run_append (self, node, output, KONTOR_BLOCK_LIST, style, error);

  if (block != NULL)
    kontor_block_set_marker (block, markers[kontor_template_node_get (node, "marker")->integer], start);

  return fill (self, node, place, block, FALSE, error);
}

static gboolean
run_item (KontorRun                *self,
          const KontorTemplateNode *node,
          const KontorRunPlace     *place,
          KontorRunOutput          *output,
          const char               *style,
          GError                  **error)
{
  g_autofree char *marker = kontor_run_expand (self, node, "marker", place, error);
  KontorBlock *block;

  if (marker == NULL)
    return FALSE;

  block = kontor_run_append (self, node, output, KONTOR_BLOCK_ITEM, style, error);

  if (block != NULL && *marker != '\0')
    kontor_block_set_item_marker (self->document, block, marker);

  return fill (self, node, place, block, TRUE, error);
}

static void
get_width (const KontorTemplateNode *node,
           KontorColumn             *column)
{
  const KontorTemplateValue *width = kontor_template_node_get (node, "width");

  column->kind = width->width_kind;
  column->width = width->lengths[0];
}

static gboolean
set_columns (KontorRun                *self,
             const KontorTemplateNode *node,
             KontorElementId           column_id,
             KontorBlock              *block,
             float                     gap,
             GError                  **error)
{
  static const KontorAlign aligns[] = { KONTOR_ALIGN_START, KONTOR_ALIGN_CENTER, KONTOR_ALIGN_END, KONTOR_ALIGN_JUSTIFY };
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (KontorColumn));

  for (const KontorTemplateNode *child = node->first_child; child != NULL; child = child->next)
    {
      KontorColumn column = { 0 };

      if (child->element == NULL || child->element->id != column_id)
        continue;

      get_width (child, &column);

      if (column_id == KONTOR_ELEMENT_COLUMN)
        {
          const KontorTemplateValue *align = kontor_template_node_get (child, "align");

          column.align_set = align->said;
          column.align = aligns[align->integer];
        }

      g_array_append_val (columns, column);
    }

  return kontor_block_set_columns (self->document, block, (const KontorColumn *) columns->data, columns->len, gap, error) ||
         kontor_run_fail (node, error);
}

static gboolean
run_table (KontorRun                *self,
           const KontorTemplateNode *node,
           const KontorRunPlace     *place,
           KontorRunOutput          *output,
           const char               *style,
           GError                  **error)
{
  const KontorTemplateValue *zebra = kontor_template_node_get (node, "zebra");
  KontorBlock *block = kontor_run_append (self, node, output, KONTOR_BLOCK_TABLE, style, error);

  if (block == NULL || !set_columns (self, node, KONTOR_ELEMENT_COLUMN, block, 0, error))
    return FALSE;

  if (zebra->said)
    kontor_block_set_zebra (block, zebra->color);

  return fill (self, node, place, block, FALSE, error);
}

/* The rows of the foot stay with each other and with the row before them. */
static gboolean
run_foot (KontorRun                *self,
          const KontorTemplateNode *node,
          const KontorRunPlace     *place,
          KontorRunOutput          *output,
          GError                  **error)
{
  KontorBlock *last = output->block->last_child;

  if (!kontor_run_children (self, node, place, output, error))
    return FALSE;

  for (KontorBlock *row = last; row != NULL && row->next != NULL; row = row->next)
    kontor_block_keep_with_next (self->document, row);

  return TRUE;
}

static gboolean
run_head (KontorRun                *self,
          const KontorTemplateNode *node,
          const KontorRunPlace     *place,
          KontorRunOutput          *output,
          GError                  **error)
{
  gboolean done;

  output->role = KONTOR_ROW_HEAD;
  done = kontor_run_children (self, node, place, output, error);
  output->role = KONTOR_ROW_BODY;

  return done;
}

static gboolean
run_cell (KontorRun                *self,
          const KontorTemplateNode *node,
          const KontorRunPlace     *place,
          KontorRunOutput          *output,
          const char               *style,
          GError                  **error)
{
  int span;

  return get_integer (self, node, "span", place, &span, error) &&
         fill (self, node, place, kontor_document_append_cell (self->document, output->block, span, style, node->line, error),
               TRUE, error);
}

static gboolean
run_columns (KontorRun                *self,
             const KontorTemplateNode *node,
             const KontorRunPlace     *place,
             KontorRunOutput          *output,
             const char               *style,
             GError                  **error)
{
  KontorBlock *block = kontor_run_append (self, node, output, KONTOR_BLOCK_COLUMNS, style, error);

  return block != NULL &&
         set_columns (self, node, KONTOR_ELEMENT_COLUMNS_BOX, block, kontor_template_node_get (node, "gap")->lengths[0], error) &&
         fill (self, node, place, block, FALSE, error);
}

/* Pictures */

/* A name of a file beside the template: no path, nothing hidden, so that no template reaches out of its folder. */
static gboolean
is_plain_name (const char *name)
{
  if (*name == '\0' || *name == '.' || strlen (name) > 200)
    return FALSE;

  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-_. ", *c) == NULL)
      return FALSE;

  return TRUE;
}

static GBytes *
read_file (const char *folder,
           const char *name,
           GError    **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GInputStream) stream = NULL;
  struct stat status;
  gsize length;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (fd < 0 || fstat (fd, &status) < 0 || !S_ISREG (status.st_mode))
    {
      if (fd >= 0)
        close (fd);

      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_IMAGE,
                   _("There is no picture “%s” beside the template."), name);
      return NULL;
    }

  stream = g_unix_input_stream_new (fd, TRUE);

  if (status.st_size > KONTOR_DOCUMENT_MAX_IMAGE_BYTES)
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT, _("The image “%s” is too large."), name);
      return NULL;
    }

  contents = g_malloc (MAX (status.st_size, 1));

  if (!g_input_stream_read_all (stream, contents, status.st_size, &length, NULL, error))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&contents), length);
}

static GBytes *
load_from_folder (KontorRun  *self,
                  const char *name,
                  GError    **error)
{
  const char *base = self->template->base;

  if (base == NULL || !is_plain_name (name))
    {
      g_set_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_IMAGE,
                   _("There is no picture “%s” beside the template. Pictures are named without a path."), name);
      return NULL;
    }

  if (g_str_has_prefix (base, "resource://"))
    {
      g_autofree char *path = g_strconcat (base + strlen ("resource://"), "/", name, NULL);

      return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    }

  return read_file (base, name, error);
}

static gboolean
run_image (KontorRun                *self,
           const KontorTemplateNode *node,
           const KontorRunPlace     *place,
           KontorRunOutput          *output,
           const char               *style,
           GError                  **error)
{
  g_autofree char *source = kontor_run_expand (self, node, "src", place, error);
  g_autofree char *alt = source != NULL ? kontor_run_expand (self, node, "alt", place, error) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) problem = NULL;
  KontorBlock *block;

  if (alt == NULL)
    return FALSE;

  if (*source == '\0')
    return TRUE;

  /* What an expression says is a file of the record; what is written out is one of the template. */
  if (kontor_template_node_get (node, "src")->n_pieces == 0)
    bytes = load_from_folder (self, source, &problem);
  else if (self->resources != NULL)
    bytes = self->resources (source, self->user_data, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return kontor_run_fail (node, error);
    }

  if (bytes == NULL)
    return TRUE;

  block = kontor_run_append (self, node, output, KONTOR_BLOCK_IMAGE, style, error);

  return block != NULL && kontor_block_set_image (self->document, block, source, bytes,
                                                  kontor_template_node_get (node, "width")->lengths[0],
                                                  kontor_template_node_get (node, "height")->lengths[0], alt, error);
}

static gboolean
run_keep (KontorRun                *self,
          const KontorTemplateNode *node,
          const KontorRunPlace     *place,
          KontorRunOutput          *output,
          const char               *style,
          GError                  **error)
{
  KontorBlock *block = kontor_run_append (self, node, output, KONTOR_BLOCK_GROUP, style, error);

  if (block != NULL)
    kontor_block_keep_together (self->document, block);

  return fill (self, node, place, block, FALSE, error);
}

static gboolean
run_page_break (KontorRun                *self,
                const KontorTemplateNode *node,
                KontorRunOutput          *output,
                GError                  **error)
{
  const char *page = kontor_template_node_get_text (node, "page");
  KontorBlock *block = kontor_run_append (self, node, output, KONTOR_BLOCK_PAGE_BREAK, NULL, error);

  return block != NULL && (page == NULL || kontor_block_set_master (self->document, block, page, error));
}

/**
 * kontor_run_block:
 * @self: a run
 * @node: an element that makes a block
 * @place: where in the view
 * @output: where the block goes
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set
 */
gboolean
kontor_run_block (KontorRun                *self,
                  const KontorTemplateNode *node,
                  const KontorRunPlace     *place,
                  KontorRunOutput          *output,
                  GError                  **error)
{
  g_autofree char *expanded = NULL;
  const char *style = NULL;
  KontorBlock *block;

  if (kontor_template_attribute_find (node->element, "style") >= 0)
    {
      expanded = kontor_run_expand (self, node, "style", place, error);

      if (expanded == NULL)
        return FALSE;

      style = or_null (expanded);
    }

  switch ((guint) node->element->id)
    {
    case KONTOR_ELEMENT_PARAGRAPH:
      return run_paragraph (self, node, place, output, style, error);

    case KONTOR_ELEMENT_HEADING:
      return run_heading (self, node, place, output, style, error);

    case KONTOR_ELEMENT_LIST:
      return run_list (self, node, place, output, style, error);

    case KONTOR_ELEMENT_ITEM:
      return run_item (self, node, place, output, style, error);

    case KONTOR_ELEMENT_TABLE:
      return run_table (self, node, place, output, style, error);

    case KONTOR_ELEMENT_HEAD:
      return run_head (self, node, place, output, error);

    case KONTOR_ELEMENT_FOOT:
      return run_foot (self, node, place, output, error);

    case KONTOR_ELEMENT_ROW:
      block = kontor_document_append_row (self->document, output->block, output->role, style, node->line, error);
      return fill (self, node, place, block, FALSE, error);

    case KONTOR_ELEMENT_CELL:
      return run_cell (self, node, place, output, style, error);

    case KONTOR_ELEMENT_IMAGE:
      return run_image (self, node, place, output, style, error);

    case KONTOR_ELEMENT_LINE:
      return kontor_run_append (self, node, output, KONTOR_BLOCK_LINE, style, error) != NULL;

    case KONTOR_ELEMENT_BOX:
    case KONTOR_ELEMENT_COLUMNS_BOX:
      return fill (self, node, place, kontor_run_append (self, node, output, KONTOR_BLOCK_BOX, style, error), FALSE, error);

    case KONTOR_ELEMENT_COLUMNS:
      return run_columns (self, node, place, output, style, error);

    case KONTOR_ELEMENT_KEEP:
      return run_keep (self, node, place, output, style, error);

    case KONTOR_ELEMENT_PAGE_BREAK:
      return run_page_break (self, node, output, error);

    case KONTOR_ELEMENT_SPACER:
      block = kontor_run_append (self, node, output, KONTOR_BLOCK_SPACER, NULL, error);
      return block != NULL && kontor_block_set_height (block, kontor_template_node_get (node, "height")->lengths[0], error);

    default:
      g_assert_not_reached ();
    }
}

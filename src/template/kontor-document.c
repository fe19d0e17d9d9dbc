/* kontor-document.c: a document as a tree of blocks, before it is laid out */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "kontor-arena.h"
#include "kontor-document.h"
#include "kontor-template-error.h"

struct _KontorDocument
{
  GObject parent_instance;

  KontorArena *arena;
  GHashTable *strings;  /* interned names and languages */
  GHashTable *styles;   /* name -> KontorStyle with its parents' fields */
  GHashTable *resolved; /* ResolvedKey -> ResolvedKey */
  GHashTable *images;   /* set of GBytes */
  GPtrArray *masters;

  const char *language;
  char *title;
  char *author;
  char *subject;
  char *keywords;
  GDateTime *created;

  KontorBlock *body;
  guint n_blocks;
  guint n_rows;
  gsize text_size;
};

/* A resolved style follows from these alone, so each distinct look is one style, however many cells have it. */
typedef struct
{
  const KontorStyle *around; /* resolved style of the block around */
  const KontorStyle *kind;   /* built-in style of the kind of block */
  const KontorStyle *table;  /* resolved style of the table, for cells */
  const KontorStyle *named;
  guint align;               /* of the column, + 1; 0: none */
  KontorStyle style;
} ResolvedKey;

G_DEFINE_FINAL_TYPE (KontorDocument, kontor_document, G_TYPE_OBJECT)

static guint
resolved_key_hash (gconstpointer data)
{
  const ResolvedKey *key = data;

  return g_direct_hash (key->around) * 31 + g_direct_hash (key->kind) * 37 + g_direct_hash (key->table) * 41 +
         g_direct_hash (key->named) * 43 + key->align;
}

static gboolean
resolved_key_equal (gconstpointer a,
                    gconstpointer b)
{
  const ResolvedKey *one = a;
  const ResolvedKey *two = b;

  return one->around == two->around && one->kind == two->kind && one->table == two->table &&
         one->named == two->named && one->align == two->align;
}

static const char *
intern (KontorDocument *self,
        const char *text)
{
  const char *known;

  if (text == NULL)
    return NULL;

  known = g_hash_table_lookup (self->strings, text);
  if (known == NULL)
    {
      known = kontor_arena_strndup (self->arena, text, strlen (text));
      g_hash_table_add (self->strings, (char *) known);
    }

  return known;
}

/* Space above and below is in points, for text of 9.5 points. */
static void
add_built_in_styles (KontorDocument *self)
{
  static const struct
  {
    const char *name;
    KontorStyle style;
  } built_in[] = {
    { "body", { 0 } },
    { "group", { 0 } },
    { "box", { 0 } },
    { "columns", { .set = KONTOR_STYLE_SPACE_AFTER, .space_after = 8 } },
    { "paragraph", { .set = KONTOR_STYLE_SPACE_AFTER, .space_after = 5 } },
    { "list", { .set = KONTOR_STYLE_SPACE_AFTER, .space_after = 5 } },
    { "item",
      { .set = KONTOR_STYLE_SPACE_AFTER | KONTOR_STYLE_INDENT_START, .space_after = 2, .indent_start = 14 } },
    { "table",
      { .set = KONTOR_STYLE_SPACE_BEFORE | KONTOR_STYLE_SPACE_AFTER, .space_before = 6, .space_after = 8 } },
    { "row", { 0 } },
    { "head-row",
      { .set = KONTOR_STYLE_WEIGHT | KONTOR_STYLE_BORDER (KONTOR_EDGE_BOTTOM),
        .weight = 700,
        .border = { 0, 0, 0.75f, 0 },
        .border_color = { 0, 0, KONTOR_COLOR_BLACK, 0 } } },
    { "cell",
      { .set = KONTOR_STYLE_PADDING (KONTOR_EDGE_TOP) | KONTOR_STYLE_PADDING (KONTOR_EDGE_RIGHT) |
               KONTOR_STYLE_PADDING (KONTOR_EDGE_BOTTOM) | KONTOR_STYLE_PADDING (KONTOR_EDGE_LEFT),
        .padding = { 2.5f, 4, 2.5f, 4 } } },
    { "image", { .set = KONTOR_STYLE_SPACE_AFTER, .space_after = 4 } },
    { "line",
      { .set = KONTOR_STYLE_SPACE_BEFORE | KONTOR_STYLE_SPACE_AFTER | KONTOR_STYLE_BORDER (KONTOR_EDGE_TOP),
        .space_before = 4,
        .space_after = 4,
        .border = { 0.5f, 0, 0, 0 },
        .border_color = { KONTOR_COLOR_BLACK, 0, 0, 0 } } },
    { "page-break", { 0 } },
    { "spacer", { 0 } },
    { "header", { .set = KONTOR_STYLE_SIZE, .size = 8 } },
    { "footer", { .set = KONTOR_STYLE_SIZE, .size = 8 } },
  };
  static const float heading_sizes[] = { 17, 13, 11, 10, 9.5f, 9.5f };

  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    g_hash_table_insert (self->styles, (gpointer) built_in[i].name, (gpointer) &built_in[i].style);

  for (guint level = 1; level <= G_N_ELEMENTS (heading_sizes); level++)
    {
      g_autofree char *name = g_strdup_printf ("heading-%u", level);
      KontorStyle *style = kontor_arena_new0 (self->arena, KontorStyle);

      style->set = KONTOR_STYLE_SIZE | KONTOR_STYLE_WEIGHT | KONTOR_STYLE_LINE_HEIGHT | KONTOR_STYLE_SPACE_BEFORE |
                   KONTOR_STYLE_SPACE_AFTER | KONTOR_STYLE_KEEP_WITH_NEXT | KONTOR_STYLE_KEEP_TOGETHER;
      style->size = heading_sizes[level - 1];
      style->weight = 700;
      style->line_height = 1.25f;
      style->space_before = heading_sizes[level - 1] * 0.9f;
      style->space_after = heading_sizes[level - 1] * 0.4f;
      style->keep_with_next = TRUE;
      style->keep_together = TRUE;
      g_hash_table_insert (self->styles, (gpointer) intern (self, name), style);
    }
}

static const char *
get_kind_style_name (KontorBlockKind kind)
{
  static const char *names[KONTOR_N_BLOCK_KINDS] = {
    "group", "box",  "columns", "heading-1", "paragraph", "list",       "item",
    "table", "row",  "cell",    "image",     "line",      "page-break", "spacer",
  };

  return names[kind];
}

static gboolean
is_length (float value,
           float min)
{
  return isfinite (value) && value >= min && value <= KONTOR_DOCUMENT_MAX_LENGTH;
}

static gboolean
check_style (const KontorStyle *style,
             const char *name,
             guint line,
             GError **error)
{
  const char *what = NULL;
  guint set = style->set;

  if ((set & KONTOR_STYLE_SIZE) && !(is_length (style->size, 1) && style->size <= 1000))
    what = "size";
  else if ((set & KONTOR_STYLE_WEIGHT) && (style->weight < 100 || style->weight > 1000))
    what = "weight";
  else if ((set & KONTOR_STYLE_LINE_HEIGHT) && !(style->line_height >= 0.5f && style->line_height <= 10))
    what = "line-height";
  else if ((set & KONTOR_STYLE_LETTER_SPACING) && !(fabsf (style->letter_spacing) <= 100))
    what = "letter-spacing";
  else if ((set & KONTOR_STYLE_SPACE_BEFORE) && !is_length (style->space_before, 0))
    what = "space-before";
  else if ((set & KONTOR_STYLE_SPACE_AFTER) && !is_length (style->space_after, 0))
    what = "space-after";
  else if ((set & KONTOR_STYLE_INDENT_START) && !is_length (style->indent_start, 0))
    what = "indent";
  else if ((set & KONTOR_STYLE_INDENT_END) && !is_length (style->indent_end, 0))
    what = "indent-end";
  else if ((set & KONTOR_STYLE_INDENT_FIRST) && !is_length (fabsf (style->indent_first), 0))
    what = "first-indent";
  else if ((set & KONTOR_STYLE_RISE) && !(fabsf (style->rise) <= 100))
    what = "rise";

  for (guint edge = KONTOR_EDGE_TOP; what == NULL && edge <= KONTOR_EDGE_LEFT; edge++)
    {
      if ((set & KONTOR_STYLE_PADDING (edge)) && !is_length (style->padding[edge], 0))
        what = "padding";
      else if ((set & KONTOR_STYLE_BORDER (edge)) && !is_length (style->border[edge], 0))
        what = "border";
    }

  if (what == NULL)
    return TRUE;

  kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, line,
                             _("The value of “%s” in the style “%s” is outside of what is possible."), what,
                             name != NULL ? name : "");
  return FALSE;
}

static const KontorStyle *
lookup_style (KontorDocument *self,
              const char *name,
              guint line,
              GError **error)
{
  const KontorStyle *style = g_hash_table_lookup (self->styles, name);

  if (style == NULL)
    kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_REFERENCE, line, _("There is no style “%s”."), name);

  return style;
}

static const KontorStyle *
resolve_style (KontorDocument *self,
               const KontorStyle *around,
               const KontorStyle *kind,
               const KontorStyle *table,
               const KontorStyle *named,
               guint align)
{
  ResolvedKey key = { around, kind, table, named, align, { 0 } };
  ResolvedKey *known = g_hash_table_lookup (self->resolved, &key);
  KontorStyle *style;

  if (known != NULL)
    return &known->style;

  known = kontor_arena_new0 (self->arena, ResolvedKey);
  *known = key;
  style = &known->style;
  kontor_style_set_defaults (style);
  if (around != NULL)
    {
      kontor_style_merge (style, around, KONTOR_STYLE_INHERITED_MASK);
      style->set = around->set & KONTOR_STYLE_INHERITED_MASK;
    }
  if (kind != NULL)
    kontor_style_merge (style, kind, ~0u);
  if (table != NULL)
    {
      for (guint edge = KONTOR_EDGE_TOP; edge <= KONTOR_EDGE_LEFT; edge++)
        kontor_style_merge (style, table, KONTOR_STYLE_PADDING (edge));
    }
  if (align > 0)
    {
      style->align = (KontorAlign) (align - 1);
      style->set |= KONTOR_STYLE_ALIGN;
    }
  if (named != NULL)
    kontor_style_merge (style, named, ~0u);

  g_hash_table_add (self->resolved, known);

  return style;
}

static const char *
kind_to_text (KontorBlockKind kind)
{
  static const char *names[KONTOR_N_BLOCK_KINDS] = {
    N_ ("group"), N_ ("box"),   N_ ("columns"), N_ ("heading"), N_ ("paragraph"),  N_ ("list"),   N_ ("list item"),
    N_ ("table"), N_ ("row"),   N_ ("cell"),    N_ ("image"),   N_ ("line"), N_ ("page break"), N_ ("spacer"),
  };

  return _(names[kind]);
}

static gboolean
may_contain (const KontorBlock *parent,
             KontorBlockKind kind)
{
  switch ((KontorBlockKind) parent->kind)
    {
    case KONTOR_BLOCK_COLUMNS:
      return kind == KONTOR_BLOCK_BOX;
    case KONTOR_BLOCK_LIST:
      return kind == KONTOR_BLOCK_ITEM;
    case KONTOR_BLOCK_TABLE:
      return kind == KONTOR_BLOCK_ROW;
    case KONTOR_BLOCK_ROW:
      return kind == KONTOR_BLOCK_CELL;

    case KONTOR_BLOCK_GROUP:
    case KONTOR_BLOCK_BOX:
    case KONTOR_BLOCK_ITEM:
    case KONTOR_BLOCK_CELL:
      if (kind == KONTOR_BLOCK_ITEM || kind == KONTOR_BLOCK_ROW || kind == KONTOR_BLOCK_CELL)
        return FALSE;
      if (kind != KONTOR_BLOCK_PAGE_BREAK)
        return TRUE;
      /* Inside of anything that stands beside something else, a page cannot end. */
      for (; parent != NULL; parent = parent->parent)
        if (parent->kind != KONTOR_BLOCK_GROUP)
          return FALSE;
      return TRUE;

    case KONTOR_BLOCK_HEADING:
    case KONTOR_BLOCK_PARAGRAPH:
    case KONTOR_BLOCK_IMAGE:
    case KONTOR_BLOCK_LINE:
    case KONTOR_BLOCK_PAGE_BREAK:
    case KONTOR_BLOCK_SPACER:
    default:
      return FALSE;
    }
}

static KontorBlock *
new_block (KontorDocument *self,
           KontorBlock *parent,
           KontorBlockKind kind,
           guint line,
           GError **error)
{
  KontorBlock *block;

  if (parent != NULL && !may_contain (parent, kind))
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_SYNTAX, line,
                                 _("A “%s” cannot stand in a “%s” here."), kind_to_text (kind),
                                 kind_to_text ((KontorBlockKind) parent->kind));
      return NULL;
    }
  if (parent != NULL && parent->depth + 1 >= KONTOR_DOCUMENT_MAX_DEPTH)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, line,
                                 _("The document nests deeper than %d levels."), KONTOR_DOCUMENT_MAX_DEPTH);
      return NULL;
    }
  if (self->n_blocks >= KONTOR_DOCUMENT_MAX_BLOCKS)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, line,
                                 _("The document has more than %d parts."), KONTOR_DOCUMENT_MAX_BLOCKS);
      return NULL;
    }

  self->n_blocks++;
  block = kontor_arena_new0 (self->arena, KontorBlock);
  block->kind = (guint8) kind;
  block->line = line;
  block->parent = parent;
  block->language = parent != NULL ? parent->language : self->language;

  if (parent != NULL)
    {
      block->depth = parent->depth + 1;
      if (parent->last_child != NULL)
        parent->last_child->next = block;
      else
        parent->first_child = block;
      parent->last_child = block;
    }

  return block;
}

static void
kontor_document_finalize (GObject *object)
{
  KontorDocument *self = KONTOR_DOCUMENT (object);

  g_clear_pointer (&self->resolved, g_hash_table_unref);
  g_clear_pointer (&self->styles, g_hash_table_unref);
  g_clear_pointer (&self->strings, g_hash_table_unref);
  g_clear_pointer (&self->images, g_hash_table_unref);
  g_clear_pointer (&self->masters, g_ptr_array_unref);
  g_clear_pointer (&self->arena, kontor_arena_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->keywords, g_free);
  g_clear_pointer (&self->created, g_date_time_unref);

  G_OBJECT_CLASS (kontor_document_parent_class)->finalize (object);
}

static void
kontor_document_class_init (KontorDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kontor_document_finalize;
}

static void
kontor_document_init (KontorDocument *self)
{
  self->arena = kontor_arena_new ();
  self->strings = g_hash_table_new (g_str_hash, g_str_equal);
  self->styles = g_hash_table_new (g_str_hash, g_str_equal);
  self->resolved = g_hash_table_new (resolved_key_hash, resolved_key_equal);
  self->images = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) g_bytes_unref, NULL);
  self->masters = g_ptr_array_new ();
}

/**
 * kontor_document_new:
 * @language: the document's language, BCP 47 as in `zh-Hans` or `bg`; it chooses fonts and glyph forms
 *
 * Returns: (transfer full): an empty document with the built-in styles and no page master (kontor_layout_run() then
 *   uses A4)
 */
KontorDocument *
kontor_document_new (const char *language)
{
  KontorDocument *self = g_object_new (KONTOR_TYPE_DOCUMENT, NULL);

  g_return_val_if_fail (language != NULL, self);

  self->language = intern (self, language);
  add_built_in_styles (self);
  self->body = new_block (self, NULL, KONTOR_BLOCK_GROUP, 0, NULL);

  return self;
}

/**
 * kontor_document_set_title:
 * @self: a document
 * @title: (nullable): its title, for the PDF's metadata
 */
void
kontor_document_set_title (KontorDocument *self,
                           const char *title)
{
  g_free (self->title);
  self->title = g_strdup (title);
}

/**
 * kontor_document_set_author:
 * @self: a document
 * @author: (nullable): who wrote it, for the PDF's metadata
 */
void
kontor_document_set_author (KontorDocument *self,
                            const char *author)
{
  g_free (self->author);
  self->author = g_strdup (author);
}

/**
 * kontor_document_set_subject:
 * @self: a document
 * @subject: (nullable): what it is about, for the PDF's metadata
 */
void
kontor_document_set_subject (KontorDocument *self,
                             const char *subject)
{
  g_free (self->subject);
  self->subject = g_strdup (subject);
}

/**
 * kontor_document_set_keywords:
 * @self: a document
 * @keywords: (nullable): words separated by commas, for the PDF's metadata
 */
void
kontor_document_set_keywords (KontorDocument *self,
                              const char *keywords)
{
  g_free (self->keywords);
  self->keywords = g_strdup (keywords);
}

/**
 * kontor_document_set_created:
 * @self: a document
 * @created: (nullable): when it was made, for the PDF's metadata
 *
 * The clock is never asked: the same document gives the same bytes. With %NULL the PDF says 1970-01-01.
 */
void
kontor_document_set_created (KontorDocument *self,
                             GDateTime *created)
{
  g_clear_pointer (&self->created, g_date_time_unref);
  if (created != NULL)
    self->created = g_date_time_ref (created);
}

/**
 * kontor_document_add_style:
 * @self: a document
 * @name: its name
 * @parent: (nullable): the style from which it takes what it does not say
 * @style: what it says
 * @line: the line in the template, or 0
 * @error: return location
 *
 * Adds a named style. One with the name of a built-in style and no parent changes that: `body` (everything),
 * `header`, `footer`, `heading-1` to `heading-6`, `paragraph`, `list`, `item`, `table`, `row`, `head-row`, `cell`,
 * `box`, `group`, `columns`, `image`, `line`. Blocks made before keep what they had: styles come first.
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_REFERENCE when there is no @parent, %KONTOR_TEMPLATE_ERROR_LIMIT when
 *   a value is out of bounds
 */
gboolean
kontor_document_add_style (KontorDocument *self,
                           const char *name,
                           const char *parent,
                           const KontorStyle *style,
                           guint line,
                           GError **error)
{
  const KontorStyle *base;
  KontorStyle *flat;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL && style != NULL, FALSE);

  if (!check_style (style, name, line, error))
    return FALSE;
  if (g_hash_table_size (self->styles) >= KONTOR_DOCUMENT_MAX_STYLES)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, line,
                                 _("The template has more than %d styles."), KONTOR_DOCUMENT_MAX_STYLES);
      return FALSE;
    }

  base = g_hash_table_lookup (self->styles, name);
  if (parent != NULL)
    {
      base = lookup_style (self, parent, line, error);
      if (base == NULL)
        return FALSE;
    }

  flat = kontor_arena_new0 (self->arena, KontorStyle);
  if (base != NULL)
    *flat = *base;
  kontor_style_merge (flat, style, ~0u);
  if (style->set & KONTOR_STYLE_FAMILY)
    flat->family = intern (self, style->family);
  g_hash_table_insert (self->styles, (gpointer) intern (self, name), flat);

  /* The body exists already; its look is what the others inherit. */
  if (strcmp (name, "body") == 0)
    self->body->style = NULL;

  return TRUE;
}

/**
 * kontor_document_has_style:
 * @self: a document
 * @name: a name
 *
 * Returns: whether there is a style of that name, built in or added
 */
gboolean
kontor_document_has_style (KontorDocument *self,
                           const char *name)
{
  return g_hash_table_contains (self->styles, name);
}

/**
 * kontor_document_add_master:
 * @self: a document
 * @name: its name
 * @line: the line in the template, or 0
 * @error: return location
 *
 * Adds a page master, A4 upright with margins of 20 mm and no header or footer; set its members as wanted. The first
 * one added is that with which the document begins.
 *
 * Returns: (transfer none): it, or %NULL with %KONTOR_TEMPLATE_ERROR_LIMIT
 */
KontorPageMaster *
kontor_document_add_master (KontorDocument *self,
                            const char *name,
                            guint line,
                            GError **error)
{
  KontorPageMaster *master;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (self->masters->len >= KONTOR_DOCUMENT_MAX_MASTERS)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, line,
                                 _("The template has more than %d kinds of page."), KONTOR_DOCUMENT_MAX_MASTERS);
      return NULL;
    }

  master = kontor_arena_new0 (self->arena, KontorPageMaster);
  master->name = intern (self, name);
  master->line = line;
  kontor_page_master_set_size (master, "A4", FALSE, NULL);
  for (guint edge = KONTOR_EDGE_TOP; edge <= KONTOR_EDGE_LEFT; edge++)
    master->margin[edge] = KONTOR_MM (20);
  master->header_offset = KONTOR_MM (10);
  master->footer_offset = KONTOR_MM (10);
  g_ptr_array_add (self->masters, master);

  return master;
}

/**
 * kontor_page_master_set_size:
 * @self: a page master
 * @size: `A4`, `A5`, `A3`, `Letter` or `Legal`
 * @landscape: lying
 * @error: return location
 *
 * Sets width and height from the name of a paper. For other papers set the members.
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_REFERENCE when there is no such paper
 */
gboolean
kontor_page_master_set_size (KontorPageMaster *self,
                             const char *size,
                             gboolean landscape,
                             GError **error)
{
  static const struct
  {
    const char *name;
    float width, height;
  } papers[] = {
    { "A4", KONTOR_MM (210), KONTOR_MM (297) }, { "A5", KONTOR_MM (148), KONTOR_MM (210) },
    { "A3", KONTOR_MM (297), KONTOR_MM (420) }, { "Letter", 612, 792 },
    { "Legal", 612, 1008 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_ascii_strcasecmp (size, papers[i].name) == 0)
      {
        self->width = landscape ? papers[i].height : papers[i].width;
        self->height = landscape ? papers[i].width : papers[i].height;
        return TRUE;
      }

  kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_REFERENCE, self->line,
                             _("There is no paper size “%s”. Known are A3, A4, A5, Letter and Legal."), size);
  return FALSE;
}

static const KontorStyle *
get_body_style (KontorDocument *self)
{
  if (self->body->style == NULL)
    self->body->style =
      resolve_style (self, NULL, g_hash_table_lookup (self->styles, "body"), NULL, NULL, 0);

  return self->body->style;
}

/**
 * kontor_document_add_region:
 * @self: a document
 * @master: (transfer none): a page master of it
 * @region: which header or footer
 * @style: (nullable): name of a style
 * @line: the line in the template, or 0
 * @error: return location
 *
 * Gives @master an empty header or footer (in place of one that it had) to which blocks are then appended.
 * One for the first page also sets `first_differs`.
 *
 * Returns: (transfer none): the group, or %NULL with an error
 */
KontorBlock *
kontor_document_add_region (KontorDocument *self,
                            KontorPageMaster *master,
                            KontorRegion region,
                            const char *style,
                            guint line,
                            GError **error)
{
  gboolean header = region == KONTOR_REGION_HEADER || region == KONTOR_REGION_FIRST_HEADER;
  const KontorStyle *named = NULL;
  KontorBlock *block;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (master != NULL, NULL);

  if (style != NULL)
    {
      named = lookup_style (self, style, line, error);
      if (named == NULL)
        return NULL;
    }

  block = new_block (self, NULL, KONTOR_BLOCK_GROUP, line, error);
  if (block == NULL)
    return NULL;

  block->style_name = intern (self, style);
  block->style = resolve_style (self, get_body_style (self),
                                g_hash_table_lookup (self->styles, header ? "header" : "footer"), NULL, named, 0);

  switch (region)
    {
    case KONTOR_REGION_HEADER:
      master->header = block;
      break;
    case KONTOR_REGION_FOOTER:
      master->footer = block;
      break;
    case KONTOR_REGION_FIRST_HEADER:
      master->first_header = block;
      master->first_differs = TRUE;
      break;
    case KONTOR_REGION_FIRST_FOOTER:
      master->first_footer = block;
      master->first_differs = TRUE;
      break;
    default:
      g_assert_not_reached ();
    }

  return block;
}

static KontorBlock *
append_styled (KontorDocument *self,
               KontorBlock *parent,
               KontorBlockKind kind,
               const char *kind_style,
               const KontorStyle *table,
               guint align,
               const char *style,
               guint line,
               GError **error)
{
  const KontorStyle *named = NULL;
  KontorBlock *block;

  if (style != NULL)
    {
      named = lookup_style (self, style, line, error);
      if (named == NULL)
        return NULL;
    }

  block = new_block (self, parent, kind, line, error);
  if (block == NULL)
    return NULL;

  if (parent == self->body)
    get_body_style (self);

  block->style_name = intern (self, style);
  block->style =
    resolve_style (self, parent->style, g_hash_table_lookup (self->styles, kind_style), table, named, align);

  return block;
}

/**
 * kontor_document_append:
 * @self: a document
 * @parent: (transfer none): a block of it, as kontor_document_get_body()
 * @kind: the kind of block; for rows and cells there are functions of their own
 * @style: (nullable): name of a style
 * @line: the line in the template, or 0
 * @error: return location
 *
 * Appends an empty block to @parent. Headings are of level 1, lists have bullets and start at 1.
 *
 * Returns: (transfer none): the block, or %NULL with %KONTOR_TEMPLATE_ERROR_SYNTAX when it cannot stand there,
 *   %KONTOR_TEMPLATE_ERROR_REFERENCE when there is no such style, %KONTOR_TEMPLATE_ERROR_LIMIT
 */
KontorBlock *
kontor_document_append (KontorDocument *self,
                        KontorBlock *parent,
                        KontorBlockKind kind,
                        const char *style,
                        guint line,
                        GError **error)
{
  KontorBlock *block;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (parent != NULL, NULL);
  g_return_val_if_fail (kind < KONTOR_N_BLOCK_KINDS, NULL);

  if (kind == KONTOR_BLOCK_ROW)
    return kontor_document_append_row (self, parent, KONTOR_ROW_BODY, style, line, error);
  if (kind == KONTOR_BLOCK_CELL)
    return kontor_document_append_cell (self, parent, 1, style, line, error);

  block = append_styled (self, parent, kind, get_kind_style_name (kind), NULL, 0, style, line, error);
  if (block == NULL)
    return NULL;

  if (kind == KONTOR_BLOCK_HEADING)
    block->heading.level = 1;
  if (kind == KONTOR_BLOCK_LIST)
    kontor_block_set_marker (block, KONTOR_MARKER_BULLET, 1);

  return block;
}

/**
 * kontor_document_append_row:
 * @self: a document
 * @table: (transfer none): a table
 * @role: what the row is for
 * @style: (nullable): name of a style
 * @line: the line in the template, or 0
 * @error: return location
 *
 * Returns: (transfer none): an empty row, or %NULL with an error as kontor_document_append()
 */
KontorBlock *
kontor_document_append_row (KontorDocument *self,
                            KontorBlock *table,
                            KontorRowRole role,
                            const char *style,
                            guint line,
                            GError **error)
{
  KontorBlock *row;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (table != NULL, NULL);

  if (self->n_rows >= KONTOR_DOCUMENT_MAX_ROWS)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, line,
                                 _("The document has more than %d table rows."), KONTOR_DOCUMENT_MAX_ROWS);
      return NULL;
    }
  if (role == KONTOR_ROW_HEAD && table->last_child != NULL && table->last_child->kind == KONTOR_BLOCK_ROW &&
      table->last_child->row.role != KONTOR_ROW_HEAD)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_SYNTAX, line,
                                 _("The head of a table stands before its other rows."));
      return NULL;
    }

  row = append_styled (self, table, KONTOR_BLOCK_ROW, role == KONTOR_ROW_HEAD ? "head-row" : "row", NULL, 0, style,
                       line, error);
  if (row == NULL)
    return NULL;

  row->row.role = role;
  self->n_rows++;

  return row;
}

/**
 * kontor_document_append_cell:
 * @self: a document
 * @row: (transfer none): a row
 * @span: how many columns it takes, 1 or more
 * @style: (nullable): name of a style
 * @line: the line in the template, or 0
 * @error: return location
 *
 * Returns: (transfer none): an empty cell in the next free column of @row, or %NULL with an error as
 *   kontor_document_append(), %KONTOR_TEMPLATE_ERROR_SYNTAX also when the table has no such column
 */
KontorBlock *
kontor_document_append_cell (KontorDocument *self,
                             KontorBlock *row,
                             guint span,
                             const char *style,
                             guint line,
                             GError **error)
{
  const KontorColumn *column;
  KontorBlock *table;
  KontorBlock *cell;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (row != NULL && span > 0, NULL);

  if (row->kind != KONTOR_BLOCK_ROW)
    return new_block (self, row, KONTOR_BLOCK_CELL, line, error);

  table = row->parent;
  if (span > table->columns.n_columns - row->row.next_column)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_SYNTAX, line,
                                 _("The row has more cells than the table has columns (%u)."),
                                 table->columns.n_columns);
      return NULL;
    }

  column = &table->columns.columns[row->row.next_column];
  cell = append_styled (self, row, KONTOR_BLOCK_CELL, "cell", table->style,
                        column->align_set ? (guint) column->align + 1 : 0, style, line, error);
  if (cell == NULL)
    return NULL;

  cell->cell.column = row->row.next_column;
  cell->cell.span = span;
  row->row.next_column += span;

  return cell;
}

/**
 * kontor_block_set_language:
 * @self: a document
 * @block: a block of it that has nothing in it yet
 * @language: BCP 47
 *
 * Sets the language of a block and of what is then put into it.
 */
void
kontor_block_set_language (KontorDocument *self,
                           KontorBlock *block,
                           const char *language)
{
  g_return_if_fail (language != NULL);

  block->language = intern (self, language);
}

/**
 * kontor_document_append_heading:
 * @self: a document
 * @parent: (transfer none): a block of it
 * @level: 1 to 6
 * @style: (nullable): name of a style
 * @line: the line in the template, or 0
 * @error: return location
 *
 * Returns: (transfer none): an empty heading with the look of `heading-LEVEL`, or %NULL with an error as
 *   kontor_document_append(), %KONTOR_TEMPLATE_ERROR_SYNTAX also for another level
 */
KontorBlock *
kontor_document_append_heading (KontorDocument *self,
                                KontorBlock *parent,
                                guint level,
                                const char *style,
                                guint line,
                                GError **error)
{
  static const char *kind_styles[] = {
    "heading-1", "heading-2", "heading-3", "heading-4", "heading-5", "heading-6",
  };
  KontorBlock *heading;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (parent != NULL, NULL);

  if (level < 1 || level > G_N_ELEMENTS (kind_styles))
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_SYNTAX, line,
                                 _("The level of a heading is a number from 1 to 6."));
      return NULL;
    }

  heading = append_styled (self, parent, KONTOR_BLOCK_HEADING, kind_styles[level - 1], NULL, 0, style, line, error);
  if (heading != NULL)
    heading->heading.level = level;

  return heading;
}

/**
 * kontor_block_set_marker:
 * @list: a list
 * @marker: what stands before its items
 * @start: the number of the first item
 */
void
kontor_block_set_marker (KontorBlock *list,
                         KontorMarker marker,
                         guint start)
{
  g_return_if_fail (list->kind == KONTOR_BLOCK_LIST);

  list->list.marker = marker;
  list->list.start = start;
}

/**
 * kontor_block_set_item_marker:
 * @self: a document
 * @item: a list item
 * @marker: what stands before it in place of the list's marker, as "§ 3" or "1.2."
 */
void
kontor_block_set_item_marker (KontorDocument *self,
                              KontorBlock *item,
                              const char *marker)
{
  g_return_if_fail (item->kind == KONTOR_BLOCK_ITEM);
  g_return_if_fail (g_utf8_validate (marker, -1, NULL));

  item->item.marker = kontor_arena_strndup (self->arena, marker, strlen (marker));
}

/**
 * kontor_block_set_columns:
 * @self: a document
 * @block: a table or columns block that has nothing in it yet
 * @columns: (array length=n_columns): the columns
 * @n_columns: how many
 * @gap: between columns, in points; tables rather have cell padding
 * @error: return location
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_LIMIT when there are none or too many, or a width is out of bounds
 */
gboolean
kontor_block_set_columns (KontorDocument *self,
                          KontorBlock *block,
                          const KontorColumn *columns,
                          guint n_columns,
                          float gap,
                          GError **error)
{
  g_return_val_if_fail (block->kind == KONTOR_BLOCK_TABLE || block->kind == KONTOR_BLOCK_COLUMNS, FALSE);
  g_return_val_if_fail (block->first_child == NULL, FALSE);

  if (n_columns < 1 || n_columns > KONTOR_DOCUMENT_MAX_COLUMNS)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, block->line,
                                 _("There can be 1 to %d columns."), KONTOR_DOCUMENT_MAX_COLUMNS);
      return FALSE;
    }

  for (guint i = 0; i < n_columns; i++)
    if ((columns[i].kind != KONTOR_WIDTH_CONTENT && !(is_length (columns[i].width, 0) && columns[i].width > 0)) ||
        !is_length (gap, 0))
      {
        kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, block->line,
                                   _("The width of column %u is outside of what is possible."), i + 1);
        return FALSE;
      }

  block->columns.columns = kontor_arena_new0_array (self->arena, KontorColumn, n_columns);
  memcpy ((gpointer) block->columns.columns, columns, sizeof (KontorColumn) * n_columns);
  block->columns.n_columns = n_columns;
  block->columns.gap = gap;

  return TRUE;
}

/**
 * kontor_block_set_zebra:
 * @table: a table
 * @color: background of every second body row, or %KONTOR_COLOR_NONE
 */
void
kontor_block_set_zebra (KontorBlock *table,
                        KontorColor color)
{
  g_return_if_fail (table->kind == KONTOR_BLOCK_TABLE);

  table->columns.zebra = color;
}

/**
 * kontor_block_set_image:
 * @self: a document
 * @image: an image block
 * @name: its name, for messages
 * @bytes: a PNG, JPEG or SVG file; the same #GBytes used again is decoded once
 * @width: in points, or 0: from @height, or from the picture
 * @height: in points, or 0
 * @alt: (nullable): what it shows, for those who do not see it
 * @error: return location
 *
 * An image that is wider than its place is made smaller. It is decoded when the document is laid out.
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_LIMIT when it or its size is too large
 */
gboolean
kontor_block_set_image (KontorDocument *self,
                        KontorBlock *image,
                        const char *name,
                        GBytes *bytes,
                        float width,
                        float height,
                        const char *alt,
                        GError **error)
{
  g_return_val_if_fail (image->kind == KONTOR_BLOCK_IMAGE, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  if (g_bytes_get_size (bytes) > KONTOR_DOCUMENT_MAX_IMAGE_BYTES || !is_length (width, 0) || !is_length (height, 0))
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, image->line, _("The image “%s” is too large."),
                                 name);
      return FALSE;
    }
  if (!g_hash_table_contains (self->images, bytes))
    {
      if (g_hash_table_size (self->images) >= KONTOR_DOCUMENT_MAX_IMAGES)
        {
          kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, image->line,
                                     _("The document has more than %d different images."),
                                     KONTOR_DOCUMENT_MAX_IMAGES);
          return FALSE;
        }
      g_hash_table_add (self->images, g_bytes_ref (bytes));
    }

  image->image.bytes = bytes;
  image->image.name = intern (self, name);
  image->image.alt = intern (self, alt);
  image->image.width = width;
  image->image.height = height;

  return TRUE;
}

/**
 * kontor_block_set_master:
 * @self: a document
 * @page_break: a page break
 * @master: name of the page master of the pages after it
 * @error: return location
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_REFERENCE when there is no such page master
 */
gboolean
kontor_block_set_master (KontorDocument *self,
                         KontorBlock *page_break,
                         const char *master,
                         GError **error)
{
  g_return_val_if_fail (page_break->kind == KONTOR_BLOCK_PAGE_BREAK, FALSE);

  for (guint i = 0; i < self->masters->len; i++)
    {
      const KontorPageMaster *candidate = g_ptr_array_index (self->masters, i);

      if (strcmp (candidate->name, master) == 0)
        {
          page_break->page_break.master = candidate;
          return TRUE;
        }
    }

  kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_REFERENCE, page_break->line,
                             _("There is no kind of page “%s”."), master);
  return FALSE;
}

/* Styles are shared by the blocks that look alike. */
static KontorStyle *
own_style (KontorDocument *self,
           KontorBlock *block)
{
  KontorStyle *style = kontor_arena_new0 (self->arena, KontorStyle);

  *style = *block->style;
  block->style = style;

  return style;
}

/**
 * kontor_block_keep_together:
 * @self: the document of @block
 * @block: a block that has no children yet
 *
 * Lets no page break fall into @block, whatever its style says.
 */
void
kontor_block_keep_together (KontorDocument *self,
                            KontorBlock *block)
{
  g_return_if_fail (KONTOR_IS_DOCUMENT (self) && block != NULL);

  if (!block->style->keep_together)
    own_style (self, block)->keep_together = TRUE;
}

/**
 * kontor_block_keep_with_next:
 * @self: the document of @block
 * @block: a block
 *
 * Lets no page break fall between @block and the next, whatever its style says.
 */
void
kontor_block_keep_with_next (KontorDocument *self,
                             KontorBlock *block)
{
  g_return_if_fail (KONTOR_IS_DOCUMENT (self) && block != NULL);

  if (!block->style->keep_with_next)
    own_style (self, block)->keep_with_next = TRUE;
}

/**
 * kontor_block_set_height:
 * @spacer: a spacer
 * @height: in points
 * @error: return location
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_LIMIT when @height is out of bounds
 */
gboolean
kontor_block_set_height (KontorBlock *spacer,
                         float height,
                         GError **error)
{
  g_return_val_if_fail (spacer->kind == KONTOR_BLOCK_SPACER, FALSE);

  if (!is_length (height, 0))
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, spacer->line,
                                 _("The height is outside of what is possible."));
      return FALSE;
    }

  spacer->spacer.height = height;

  return TRUE;
}

static KontorBlock *
get_text_block (KontorDocument *self,
                KontorBlock *block,
                guint line,
                GError **error)
{
  switch ((KontorBlockKind) block->kind)
    {
    case KONTOR_BLOCK_HEADING:
    case KONTOR_BLOCK_PARAGRAPH:
      return block;

    case KONTOR_BLOCK_ITEM:
    case KONTOR_BLOCK_CELL:
      if (block->first_child == NULL)
        return block;
      G_GNUC_FALLTHROUGH;
    case KONTOR_BLOCK_GROUP:
    case KONTOR_BLOCK_BOX:
      if (block->last_child != NULL && block->last_child->kind == KONTOR_BLOCK_PARAGRAPH &&
          block->last_child->style_name == NULL)
        return block->last_child;
      return kontor_document_append (self, block, KONTOR_BLOCK_PARAGRAPH, NULL, line, error);

    case KONTOR_BLOCK_COLUMNS:
    case KONTOR_BLOCK_LIST:
    case KONTOR_BLOCK_TABLE:
    case KONTOR_BLOCK_ROW:
    case KONTOR_BLOCK_IMAGE:
    case KONTOR_BLOCK_LINE:
    case KONTOR_BLOCK_PAGE_BREAK:
    case KONTOR_BLOCK_SPACER:
    default:
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_SYNTAX, line, _("Text cannot stand in a “%s”."),
                                 kind_to_text ((KontorBlockKind) block->kind));
      return NULL;
    }
}

/**
 * kontor_document_add_inline:
 * @self: a document
 * @block: (transfer none): a heading, paragraph, item or cell; in a group or box a paragraph is made for it
 * @kind: what it is
 * @text: (nullable): the text, for %KONTOR_INLINE_TEXT
 * @length: its length in bytes, or -1
 * @style: (nullable): name of a style, of which the members of text, `background` and `rise` count
 * @language: (nullable): BCP 47, when it differs from the block's
 * @link: (nullable): a URI that the text leads to
 * @line: the line in the template, or 0
 * @error: return location
 *
 * Appends text, a line break, or a page number or count to a block.
 *
 * Returns: %FALSE with %KONTOR_TEMPLATE_ERROR_SYNTAX when no text can stand there, %KONTOR_TEMPLATE_ERROR_REFERENCE
 *   when there is no such style, %KONTOR_TEMPLATE_ERROR_LIMIT, or %KONTOR_TEMPLATE_ERROR_DATA for invalid UTF-8
 */
gboolean
kontor_document_add_inline (KontorDocument *self,
                            KontorBlock *block,
                            KontorInlineKind kind,
                            const char *text,
                            gssize length,
                            const char *style,
                            const char *language,
                            const char *link,
                            guint line,
                            GError **error)
{
  const KontorStyle *named = NULL;
  KontorInline *piece;
  gsize size = 0;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (block != NULL, FALSE);

  if (kind == KONTOR_INLINE_TEXT)
    {
      size = length < 0 ? strlen (text) : (gsize) length;
      if (size == 0)
        return TRUE;
      if (!g_utf8_validate_len (text, size, NULL))
        {
          kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_DATA, line, _("The text is not valid UTF-8."));
          return FALSE;
        }
    }
  if (style != NULL)
    {
      named = lookup_style (self, style, line, error);
      if (named == NULL)
        return FALSE;
    }

  block = get_text_block (self, block, line, error);
  if (block == NULL)
    return FALSE;

  if (size > KONTOR_DOCUMENT_MAX_PARAGRAPH - block->text_length || size > KONTOR_DOCUMENT_MAX_TEXT - self->text_size)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, line, _("The text is too long."));
      return FALSE;
    }
  if (self->n_blocks >= KONTOR_DOCUMENT_MAX_BLOCKS)
    {
      kontor_template_error_set (error, KONTOR_TEMPLATE_ERROR_LIMIT, line,
                                 _("The document has more than %d parts."), KONTOR_DOCUMENT_MAX_BLOCKS);
      return FALSE;
    }

  self->n_blocks++;
  self->text_size += size;
  block->text_length += size;

  piece = kontor_arena_new0 (self->arena, KontorInline);
  piece->kind = kind;
  piece->line = line;
  piece->length = size;
  if (kind == KONTOR_INLINE_TEXT)
    piece->text = kontor_arena_strndup (self->arena, text, size);
  piece->style = named != NULL ? resolve_style (self, block->style, NULL, NULL, named, 0) : block->style;
  piece->own_style = named != NULL;
  piece->language = language != NULL ? intern (self, language) : block->language;
  piece->link = intern (self, link);

  if (block->last_inline != NULL)
    block->last_inline->next = piece;
  else
    block->first_inline = piece;
  block->last_inline = piece;

  return TRUE;
}

/**
 * kontor_document_add_text:
 * @self: a document
 * @block: (transfer none): where to, as for kontor_document_add_inline()
 * @text: the text
 * @style: (nullable): name of a style
 * @line: the line in the template, or 0
 * @error: return location
 *
 * Appends text in the block's language.
 *
 * Returns: %FALSE with an error as kontor_document_add_inline()
 */
gboolean
kontor_document_add_text (KontorDocument *self,
                          KontorBlock *block,
                          const char *text,
                          const char *style,
                          guint line,
                          GError **error)
{
  return kontor_document_add_inline (self, block, KONTOR_INLINE_TEXT, text, -1, style, NULL, NULL, line, error);
}

/**
 * kontor_document_get_body:
 * @self: a document
 *
 * Returns: (transfer none): the group that holds everything but headers and footers
 */
KontorBlock *
kontor_document_get_body (KontorDocument *self)
{
  get_body_style (self);

  return self->body;
}

/**
 * kontor_document_get_language:
 * @self: a document
 *
 * Returns: its language, BCP 47
 */
const char *
kontor_document_get_language (KontorDocument *self)
{
  return self->language;
}

/**
 * kontor_document_get_title:
 * @self: a document
 *
 * Returns: (nullable): its title
 */
const char *
kontor_document_get_title (KontorDocument *self)
{
  return self->title;
}

/**
 * kontor_document_get_author:
 * @self: a document
 *
 * Returns: (nullable): who wrote it
 */
const char *
kontor_document_get_author (KontorDocument *self)
{
  return self->author;
}

/**
 * kontor_document_get_subject:
 * @self: a document
 *
 * Returns: (nullable): what it is about
 */
const char *
kontor_document_get_subject (KontorDocument *self)
{
  return self->subject;
}

/**
 * kontor_document_get_keywords:
 * @self: a document
 *
 * Returns: (nullable): its keywords, separated by commas
 */
const char *
kontor_document_get_keywords (KontorDocument *self)
{
  return self->keywords;
}

/**
 * kontor_document_get_created:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): when it was made
 */
GDateTime *
kontor_document_get_created (KontorDocument *self)
{
  return self->created;
}

/**
 * kontor_document_get_first_master:
 * @self: a document
 *
 * Returns: (nullable): the page master with which it begins
 */
const KontorPageMaster *
kontor_document_get_first_master (KontorDocument *self)
{
  return self->masters->len > 0 ? g_ptr_array_index (self->masters, 0) : NULL;
}

/**
 * kontor_block_dup_text:
 * @block: a block
 *
 * Returns: (transfer full): the text of its own inlines (not of its child blocks), line breaks as spaces, fields left
 *   out
 */
char *
kontor_block_dup_text (const KontorBlock *block)
{
  GString *text = g_string_sized_new (block->text_length + 1);

  for (const KontorInline *piece = block->first_inline; piece != NULL; piece = piece->next)
    {
      if (piece->kind == KONTOR_INLINE_TEXT)
        g_string_append_len (text, piece->text, piece->length);
      else if (piece->kind == KONTOR_INLINE_BREAK)
        g_string_append_c (text, ' ');
    }
  g_strdelimit (text->str, "\n\r\t", ' ');

  return g_string_free (text, FALSE);
}

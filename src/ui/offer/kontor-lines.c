/* kontor-lines.c: the lines of one variant, for a grid */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-lines.h"

#include <string.h>

#include "kontor-line-table.h"

/*
 * A list model that follows the body. A line keeps its object as long as its id is in the variant, and a change splices no
 * more than it must, so that the keyboard stays where it is. At the end stands a line that is not there yet.
 */
struct _KontorLines
{
  GObject parent_instance;

  KontorEditor *editor;
  char *variant;
  char *path;
  char *default_vat;
  const KontorField *field;

  GPtrArray *lines;
  KontorJson *list;    /* what was last shown */
  KontorJson *pending;
  gboolean read_only;
};

static GType
kontor_lines_get_item_type (GListModel *model)
{
  return KONTOR_TYPE_LINE;
}

static guint
kontor_lines_get_n_items (GListModel *model)
{
  return KONTOR_LINES (model)->lines->len;
}

static gpointer
kontor_lines_get_item (GListModel *model,
                       guint position)
{
  KontorLines *self = KONTOR_LINES (model);

  return position < self->lines->len ? g_object_ref (g_ptr_array_index (self->lines, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kontor_lines_get_item_type;
  iface->get_n_items = kontor_lines_get_n_items;
  iface->get_item = kontor_lines_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorLines, kontor_lines, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* The array of lines in the body, or %NULL. */
static KontorJson *
get_list (KontorLines *self)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);

  return record != NULL && self->path != NULL ? kontor_record_get (record, self->path) : NULL;
}

static GPtrArray *
make_line_objects (KontorLines *self,
                   KontorJson *list)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  KontorLine *unborn = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      KontorLine *line = g_ptr_array_index (self->lines, i);

      if (kontor_line_get_id (line) != NULL)
        g_hash_table_insert (known, (gpointer) kontor_line_get_id (line), line);
      else
        unborn = line;
    }

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      const char *id = kontor_json_get_member_string (kontor_json_get_element (list, i), "id");
      KontorLine *line = id != NULL ? g_hash_table_lookup (known, id) : NULL;

      g_ptr_array_add (lines, line != NULL ? g_object_ref (line) : kontor_line_new (id));
    }
  if (self->path != NULL && !self->read_only)
    g_ptr_array_add (lines, unborn != NULL ? g_object_ref (unborn) : kontor_line_new (NULL));

  return lines;
}

static void
splice (KontorLines *self,
        GPtrArray *lines)
{
  g_autoptr (GPtrArray) before = self->lines;
  guint shorter = MIN (before->len, lines->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && g_ptr_array_index (before, head) == g_ptr_array_index (lines, head))
    head++;
  while (tail < shorter - head && g_ptr_array_index (before, before->len - 1 - tail) ==
                                    g_ptr_array_index (lines, lines->len - 1 - tail))
    tail++;

  self->lines = lines;
  if (before->len - head - tail > 0 || lines->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail, lines->len - head - tail);
}

static void
update (KontorLines *self)
{
  KontorRecord *record = kontor_editor_get_record (self->editor);
  KontorJson *list = get_list (self);
  KontorJson *pending = record != NULL ? kontor_record_get_all_pending (record) : NULL;
  gboolean force = pending != self->pending;
  guint number = 0;

  if (list == self->list && !force && self->lines->len > 0)
    return;

  splice (self, make_line_objects (self, list));
  for (guint i = 0; i < self->lines->len; i++)
    {
      KontorLine *line = g_ptr_array_index (self->lines, i);
      KontorJson *json = i < kontor_json_get_size (list) ? kontor_json_get_element (list, i) : NULL;
      const char *kind = json != NULL ? kontor_json_get_member_string (json, "line") : NULL;
      gboolean counts = json != NULL && (kind == NULL || g_str_equal (kind, "item") || g_str_equal (kind, "optional") ||
                                         g_str_equal (kind, "alternative"));

      kontor_line_update (line, json, counts ? ++number : 0, force);
    }

  g_clear_pointer (&self->list, kontor_json_unref);
  self->list = list != NULL ? kontor_json_ref (list) : NULL;
  g_clear_pointer (&self->pending, kontor_json_unref);
  self->pending = pending != NULL ? kontor_json_ref (pending) : NULL;
}

static void
editor_changed_cb (KontorEditor *editor,
                   const char *path,
                   KontorLines *self)
{
  update (self);
}

static void
read_only_cb (KontorLines *self)
{
  gboolean read_only = kontor_editor_is_read_only (self->editor);

  if (self->read_only == read_only)
    return;
  self->read_only = read_only;
  splice (self, make_line_objects (self, get_list (self)));
}

static char *
make_id (KontorLines *self)
{
  return kontor_part_type_make_key (self->field->part);
}

/* The parts of the body as they stand, for the caller to change. */
static GPtrArray *
copy_parts (KontorLines *self)
{
  KontorJson *list = get_list (self);
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_json_unref);

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    g_ptr_array_add (parts, kontor_json_ref (kontor_json_get_element (list, i)));

  return parts;
}

/* An alternative to a line that is gone is an alternative to nothing in particular. */
static void
mend_alternatives (GPtrArray *parts)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < parts->len; i++)
    {
      const char *id = kontor_json_get_member_string (g_ptr_array_index (parts, i), "id");

      if (id != NULL)
        g_hash_table_add (ids, (gpointer) id);
    }
  for (guint i = 0; i < parts->len; i++)
    {
      KontorJson *part = g_ptr_array_index (parts, i);
      const char *other = kontor_json_get_member_string (part, "alternative_to");

      if (other != NULL && !g_hash_table_contains (ids, other))
        kontor_json_set_member ((KontorJson **) &g_ptr_array_index (parts, i), "alternative_to", NULL);
    }
}

static gboolean
set_parts (KontorLines *self,
           GPtrArray *parts,
           GError **error)
{
  g_autoptr (KontorJson) list = NULL;

  mend_alternatives (parts);
  list = kontor_json_new_array_for ((KontorJson *const *) parts->pdata, parts->len);

  return kontor_editor_set_value (self->editor, self->path, list, error);
}

/* A new line is taxed as the line above it, else as it is usual. */
static void
set_default_vat (KontorLines *self,
                 KontorJson **part,
                 guint position)
{
  for (guint i = MIN (position, kontor_lines_get_n_real (self)); i > 0; i--)
    {
      KontorLine *above = g_ptr_array_index (self->lines, i - 1);

      if (!kontor_line_is_priced (above))
        continue;
      kontor_json_set_member (part, "vat", kontor_json_get_member (kontor_line_get_json (above), "vat"));
      kontor_json_set_member (part, "vat_category", kontor_json_get_member (kontor_line_get_json (above), "vat_category"));
      return;
    }
  if (self->default_vat != NULL)
    kontor_json_set_string (part, "vat", self->default_vat);
}

static KontorJson *
make_part (KontorLines *self,
           const char *id,
           const char *kind,
           guint position)
{
  KontorJson *part = kontor_json_new_object ();

  kontor_json_set_string (&part, "id", id);
  kontor_json_set_string (&part, "line", kind);
  if (g_str_equal (kind, "item") || g_str_equal (kind, "optional") || g_str_equal (kind, "alternative"))
    set_default_vat (self, &part, position);

  return part;
}

/* Makes a line real that was not there yet. */
static gboolean
give_birth (KontorLines *self,
            KontorLine *line,
            GError **error)
{
  g_autofree char *id = make_id (self);
  g_autoptr (KontorJson) part = make_part (self, id, "item", kontor_lines_get_n_real (self));
  g_autofree char *path = NULL;

  kontor_line_set_id (line, id);
  path = kontor_editor_insert_part (self->editor, self->path, G_MAXUINT, part, error);
  if (path == NULL)
    kontor_line_set_id (line, NULL);

  return path != NULL;
}

static void
kontor_lines_finalize (GObject *object)
{
  KontorLines *self = KONTOR_LINES (object);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->variant, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->default_vat, g_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->list, kontor_json_unref);
  g_clear_pointer (&self->pending, kontor_json_unref);

  G_OBJECT_CLASS (kontor_lines_parent_class)->finalize (object);
}

static void
kontor_lines_class_init (KontorLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_lines_finalize;
}

static void
kontor_lines_init (KontorLines *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * kontor_lines_new:
 * @editor: the editor of an offer
 *
 * Returns: (transfer full): a list of #KontorLine that is empty until it is told its variant
 */
KontorLines *
kontor_lines_new (KontorEditor *editor)
{
  KontorLines *self;

  g_return_val_if_fail (KONTOR_IS_EDITOR (editor), NULL);

  self = g_object_new (KONTOR_TYPE_LINES, NULL);
  self->editor = g_object_ref (editor);
  self->read_only = kontor_editor_is_read_only (editor);
  self->field = kontor_path_find_field (kontor_editor_get_record_type (editor)->fields, "variants/v/lines");
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, 0);
  g_signal_connect_object (editor, "notify::read-only", G_CALLBACK (read_only_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * kontor_lines_get_editor:
 * @self: lines
 *
 * Returns: (transfer none): the editor of their offer
 */
KontorEditor *
kontor_lines_get_editor (KontorLines *self)
{
  g_return_val_if_fail (KONTOR_IS_LINES (self), NULL);

  return self->editor;
}

/**
 * kontor_lines_get_fields:
 * @self: lines
 *
 * Returns: the fields of a line
 */
const KontorField *
kontor_lines_get_fields (KontorLines *self)
{
  g_return_val_if_fail (KONTOR_IS_LINES (self), NULL);

  return self->field->part->fields;
}

/**
 * kontor_lines_set_variant:
 * @self: lines
 * @id: (nullable): the id of the variant whose lines they are
 */
void
kontor_lines_set_variant (KontorLines *self,
                          const char *id)
{
  g_return_if_fail (KONTOR_IS_LINES (self));

  if (g_strcmp0 (self->variant, id) == 0)
    return;

  g_free (self->variant);
  g_clear_pointer (&self->path, g_free);
  self->variant = g_strdup (id);
  if (id != NULL)
    {
      g_autofree char *variant = kontor_path_join ("variants", id);

      self->path = kontor_path_join (variant, "lines");
    }

  /* The same id in two variants names two lines. */
  splice (self, g_ptr_array_new_with_free_func (g_object_unref));
  g_clear_pointer (&self->list, kontor_json_unref);
  update (self);
}

/**
 * kontor_lines_get_variant:
 * @self: lines
 *
 * Returns: (nullable): the id of their variant
 */
const char *
kontor_lines_get_variant (KontorLines *self)
{
  g_return_val_if_fail (KONTOR_IS_LINES (self), NULL);

  return self->variant;
}

/**
 * kontor_lines_set_default_vat:
 * @self: lines
 * @vat: (nullable): the VAT, in percent, of the first item of a variant that is typed
 */
void
kontor_lines_set_default_vat (KontorLines *self,
                              const char *vat)
{
  g_return_if_fail (KONTOR_IS_LINES (self));

  g_free (self->default_vat);
  self->default_vat = g_strdup (vat);
}

/**
 * kontor_lines_get:
 * @self: lines
 * @position: a position
 *
 * Returns: (transfer none) (nullable): the line there
 */
KontorLine *
kontor_lines_get (KontorLines *self,
                  guint position)
{
  g_return_val_if_fail (KONTOR_IS_LINES (self), NULL);

  return position < self->lines->len ? g_ptr_array_index (self->lines, position) : NULL;
}

/**
 * kontor_lines_find:
 * @self: lines
 * @line: a line
 *
 * Returns: its position, or `G_MAXUINT` when it is not there
 */
guint
kontor_lines_find (KontorLines *self,
                   KontorLine *line)
{
  guint position;

  g_return_val_if_fail (KONTOR_IS_LINES (self), G_MAXUINT);

  return g_ptr_array_find (self->lines, line, &position) ? position : G_MAXUINT;
}

/**
 * kontor_lines_get_n_real:
 * @self: lines
 *
 * Returns: how many lines the variant has, without the one that is not there yet
 */
guint
kontor_lines_get_n_real (KontorLines *self)
{
  g_return_val_if_fail (KONTOR_IS_LINES (self), 0);

  return kontor_json_get_size (get_list (self));
}

/**
 * kontor_lines_dup_path:
 * @self: lines
 * @line: a line
 * @member: (nullable): a member of it
 *
 * Returns: (transfer full) (nullable): where in the body it stands; %NULL when the line is not there yet
 */
char *
kontor_lines_dup_path (KontorLines *self,
                       KontorLine *line,
                       const char *member)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (KONTOR_IS_LINES (self), NULL);

  if (kontor_line_get_id (line) == NULL || self->path == NULL)
    return NULL;
  path = kontor_path_join (self->path, kontor_line_get_id (line));

  return member != NULL ? kontor_path_join (path, member) : g_steal_pointer (&path);
}

/**
 * kontor_lines_type:
 * @self: lines
 * @line: a line
 * @member: a scalar member
 * @text: what was typed, as the body writes it; empty unsets
 * @error: return location for a #GError
 *
 * Types into a line. The line that is not there yet becomes real. What is refused is kept as it was typed.
 *
 * Returns: %FALSE with @error set when the field refuses the text
 */
gboolean
kontor_lines_type (KontorLines *self,
                   KontorLine *line,
                   const char *member,
                   const char *text,
                   GError **error)
{
  g_autofree char *path = NULL;
  gboolean taken;

  g_return_val_if_fail (KONTOR_IS_LINES (self), FALSE);
  g_return_val_if_fail (KONTOR_IS_LINE (line), FALSE);

  if (kontor_line_get_id (line) != NULL)
    {
      path = kontor_lines_dup_path (self, line, member);
      return kontor_editor_set_text (self->editor, path, text, error);
    }
  if (*text == '\0')
    return TRUE;

  /* The line and what goes on being typed into it are one step. */
  kontor_editor_begin_step (self->editor);
  taken = give_birth (self, line, error);
  if (taken)
    {
      path = kontor_lines_dup_path (self, line, member);
      taken = kontor_editor_set_text (self->editor, path, text, error);
    }
  kontor_editor_end_step (self->editor, path);

  return taken;
}

/**
 * kontor_lines_keep:
 * @self: lines
 * @line: a line
 * @member: a member whose text was refused
 * @value: what the member held before
 *
 * Puts a value back below a text that was refused: typing over it has cleared it first.
 */
void
kontor_lines_keep (KontorLines *self,
                   KontorLine *line,
                   const char *member,
                   KontorJson *value)
{
  g_autofree char *path = kontor_lines_dup_path (self, line, member);
  g_autofree char *text = kontor_editor_dup_text (self->editor, path);

  kontor_editor_begin_step (self->editor);
  kontor_editor_set_value (self->editor, path, value, NULL);
  kontor_editor_set_text (self->editor, path, text, NULL);
  kontor_editor_end_step (self->editor, path);
}

/**
 * kontor_lines_set_vat:
 * @self: lines
 * @line: a line
 * @category: a UNCL5305 code
 * @rate: (nullable): the rate in percent of category `S`
 * @error: return location for a #GError
 *
 * Says how a line is taxed.
 *
 * Returns: %FALSE with @error set when a field refuses it
 */
gboolean
kontor_lines_set_vat (KontorLines *self,
                      KontorLine *line,
                      const char *category,
                      const char *rate,
                      GError **error)
{
  g_autofree char *category_path = NULL;
  g_autofree char *rate_path = NULL;
  gboolean taken = TRUE;

  g_return_val_if_fail (KONTOR_IS_LINES (self), FALSE);
  g_return_val_if_fail (KONTOR_IS_LINE (line), FALSE);

  kontor_editor_begin_step (self->editor);
  if (kontor_line_get_id (line) == NULL)
    taken = give_birth (self, line, error);
  if (taken)
    {
      category_path = kontor_lines_dup_path (self, line, "vat_category");
      rate_path = kontor_lines_dup_path (self, line, "vat");
      taken = kontor_editor_set_text (self->editor, rate_path, rate != NULL ? rate : "", error) &&
              kontor_editor_set_text (self->editor, category_path, category, error);
    }
  kontor_editor_end_step (self->editor, rate_path);

  return taken;
}

/* The item above a line, which an alternative stands in for. */
static const char *
find_item_above (KontorLines *self,
                 guint position)
{
  for (guint i = position; i > 0; i--)
    {
      KontorLine *above = g_ptr_array_index (self->lines, i - 1);

      if (g_str_equal (kontor_line_get_kind (above), "item"))
        return kontor_line_get_id (above);
    }

  return NULL;
}

/**
 * kontor_lines_set_kind:
 * @self: lines
 * @line: a line
 * @kind: `item`, `optional`, `alternative`, `heading`, `text` or `discount`
 * @error: return location for a #GError
 *
 * Makes a line one of another kind. What was typed into it stays in the body, so that a slip costs nothing. An alternative
 * stands in for the item above it.
 *
 * Returns: %FALSE with @error set when it cannot be
 */
gboolean
kontor_lines_set_kind (KontorLines *self,
                       KontorLine *line,
                       const char *kind,
                       GError **error)
{
  g_autoptr (KontorJson) part = NULL;
  g_autofree char *path = NULL;
  guint position = kontor_lines_find (self, line);

  if (kontor_line_get_id (line) == NULL)
    return kontor_lines_add_empty (self, G_MAXUINT, kind, error);

  part = kontor_json_ref (kontor_line_get_json (line));
  kontor_json_set_string (&part, "line", kind);
  if (g_str_equal (kind, "alternative"))
    kontor_json_set_string (&part, "alternative_to", find_item_above (self, position));
  else
    kontor_json_set_member (&part, "alternative_to", NULL);
  path = kontor_lines_dup_path (self, line, NULL);

  return kontor_editor_set_value (self->editor, path, part, error);
}

/**
 * kontor_lines_fill:
 * @self: lines
 * @line: a line
 * @product: a line made of a product
 * @error: return location for a #GError
 *
 * Makes a line one of a product. Its id, kind and quantity stay.
 *
 * Returns: %FALSE with @error set when it cannot be
 */
gboolean
kontor_lines_fill (KontorLines *self,
                   KontorLine *line,
                   KontorJson *product,
                   GError **error)
{
  static const char *const own[] = { "line", "alternative_to", "quantity" };
  g_autoptr (KontorJson) part = kontor_json_ref (product);
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  gboolean taken;

  kontor_editor_begin_step (self->editor);
  taken = kontor_line_get_id (line) != NULL || give_birth (self, line, error);
  if (taken)
    {
      for (guint i = 0; i < G_N_ELEMENTS (own); i++)
        {
          KontorJson *value = kontor_json_get_member (kontor_line_get_json (line), own[i]);

          if (value != NULL)
            kontor_json_set_member (&part, own[i], value);
        }
      kontor_json_set_string (&part, "id", kontor_line_get_id (line));
      path = kontor_lines_dup_path (self, line, NULL);
      taken = kontor_editor_set_value (self->editor, path, part, error);
    }
  kontor_editor_end_step (self->editor, NULL);

  return taken;
}

/**
 * kontor_lines_insert:
 * @self: lines
 * @position: before which line
 * @pasted: (element-type KontorPastedLine): lines as of kontor_line_table_read()
 * @error: return location for a #GError
 *
 * Puts lines in, with the texts that their fields refuse.
 *
 * Returns: %FALSE with @error set when the offer refuses them
 */
gboolean
kontor_lines_insert (KontorLines *self,
                     guint position,
                     GPtrArray *pasted,
                     GError **error)
{
  g_autoptr (GPtrArray) parts = copy_parts (self);
  gboolean taken;

  g_return_val_if_fail (KONTOR_IS_LINES (self), FALSE);

  position = MIN (position, parts->len);
  for (guint i = 0; i < pasted->len; i++)
    {
      KontorPastedLine *line = g_ptr_array_index (pasted, i);
      const char *kind = kontor_json_get_member_string (line->line, "line");
      g_autofree char *id = make_id (self);

      kontor_json_set_string (&line->line, "id", id);
      if (!g_str_equal (kind, "heading") && !g_str_equal (kind, "text") && !g_str_equal (kind, "discount") &&
          kontor_json_get_member (line->line, "vat") == NULL && kontor_json_get_member (line->line, "vat_category") == NULL)
        set_default_vat (self, &line->line, position);
      g_ptr_array_insert (parts, position + i, kontor_json_ref (line->line));
    }

  kontor_editor_begin_step (self->editor);
  taken = set_parts (self, parts, error);
  for (guint i = 0; taken && i < pasted->len; i++)
    {
      KontorPastedLine *line = g_ptr_array_index (pasted, i);
      g_autofree char *path = kontor_path_join (self->path, kontor_json_get_member_string (line->line, "id"));
      GHashTableIter iter;
      gpointer member;
      gpointer text;

      if (line->refused == NULL)
        continue;
      g_hash_table_iter_init (&iter, line->refused);
      while (g_hash_table_iter_next (&iter, &member, &text))
        {
          g_autofree char *member_path = kontor_path_join (path, member);

          kontor_editor_set_text (self->editor, member_path, text, NULL);
        }
    }
  kontor_editor_end_step (self->editor, NULL);

  return taken;
}

/**
 * kontor_lines_add_empty:
 * @self: lines
 * @position: before which line
 * @kind: what it is
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set when the offer refuses it
 */
gboolean
kontor_lines_add_empty (KontorLines *self,
                        guint position,
                        const char *kind,
                        GError **error)
{
  g_autofree char *id = make_id (self);
  g_autoptr (KontorJson) part = make_part (self, id, kind, position);
  g_autofree char *path = NULL;

  if (g_str_equal (kind, "alternative"))
    kontor_json_set_string (&part, "alternative_to",
                            find_item_above (self, MIN (position, kontor_lines_get_n_real (self))));
  path = kontor_editor_insert_part (self->editor, self->path, position, part, error);

  return path != NULL;
}

/**
 * kontor_lines_remove:
 * @self: lines
 * @lines: (element-type KontorLine): which of them
 * @error: return location for a #GError
 *
 * Returns: %FALSE with @error set when the offer refuses it
 */
gboolean
kontor_lines_remove (KontorLines *self,
                     GPtrArray *lines,
                     GError **error)
{
  g_autoptr (GPtrArray) parts = copy_parts (self);

  for (guint i = parts->len; i > 0; i--)
    if (g_ptr_array_find (lines, g_ptr_array_index (self->lines, i - 1), NULL))
      g_ptr_array_remove_index (parts, i - 1);

  return set_parts (self, parts, error);
}

/**
 * kontor_lines_duplicate:
 * @self: lines
 * @lines: (element-type KontorLine): which of them
 * @error: return location for a #GError
 *
 * Puts copies of lines behind the last of them.
 *
 * Returns: %FALSE with @error set when the offer refuses it
 */
gboolean
kontor_lines_duplicate (KontorLines *self,
                        GPtrArray *lines,
                        GError **error)
{
  g_autoptr (GPtrArray) parts = copy_parts (self);
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();
  guint behind = 0;

  for (guint i = 0; i < parts->len; i++)
    if (g_ptr_array_find (lines, g_ptr_array_index (self->lines, i), NULL))
      {
        KontorJson *copy = kontor_json_ref (g_ptr_array_index (parts, i));
        g_autofree char *id = make_id (self);

        kontor_json_set_string (&copy, "id", id);
        g_ptr_array_add (copies, copy);
        behind = i + 1;
      }
  for (guint i = 0; i < copies->len; i++)
    g_ptr_array_insert (parts, behind + i, g_ptr_array_index (copies, i));

  return copies->len == 0 || set_parts (self, parts, error);
}

/**
 * kontor_lines_move:
 * @self: lines
 * @lines: (element-type KontorLine): which of them
 * @by: -1 for up, 1 for down
 * @error: return location for a #GError
 *
 * Moves lines by one place; at the end they stay where they are.
 *
 * Returns: %FALSE with @error set when the offer refuses it
 */
gboolean
kontor_lines_move (KontorLines *self,
                   GPtrArray *lines,
                   int by,
                   GError **error)
{
  g_autoptr (GPtrArray) parts = copy_parts (self);
  g_autofree gboolean *chosen = g_new0 (gboolean, parts->len + 1);
  guint n = parts->len;

  for (guint i = 0; i < n; i++)
    chosen[i] = g_ptr_array_find (lines, g_ptr_array_index (self->lines, i), NULL);
  if (n == 0 || (by < 0 ? chosen[0] : chosen[n - 1]))
    return TRUE;

  /* Each line that is not chosen, and has a chosen one behind it, changes places with it. */
  for (guint k = 1; k < n; k++)
    {
      guint at = by < 0 ? k : n - 1 - k;
      guint other = by < 0 ? at - 1 : at + 1;

      if (chosen[at])
        {
          gpointer part = g_ptr_array_index (parts, at);

          g_ptr_array_index (parts, at) = g_ptr_array_index (parts, other);
          g_ptr_array_index (parts, other) = part;
          chosen[at] = FALSE;
          chosen[other] = TRUE;
        }
    }

  return set_parts (self, parts, error);
}

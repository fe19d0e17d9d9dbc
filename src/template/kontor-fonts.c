/* kontor-fonts.c: fonts, and words that are shaped once */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "kontor-fonts.h"

/* The words of an office's documents repeat, from row to row and from document to document: a word is shaped once for
 * each look (font, size, language) and then found by its text. What was shaped is immutable and outlives the fonts in
 * the pages that use it, so pages may be drawn by any thread; shaping itself is done by one thread at a time for each
 * KontorFonts, which kontor_fonts_acquire() sees to. */

#define MAX_SHAPES_SIZE (24 * 1024 * 1024) /* then a new cache is begun; the old one goes with its last pages */
#define MAX_IDLE_FONTS 2
#define MAX_PIECE 240 /* bytes; clusters count bytes in 8 bits and a line is cut between pieces */
#define N_NUMBER_CHARS 16

struct _KontorShapes
{
  gatomicrefcount ref_count;
  KontorArena *arena;
  GPtrArray *faces; /* cairo_font_face_t */
};

typedef struct
{
  const char *text;
  gsize length;
  PangoFont *font; /* NULL: a whole word in a KontorWord */
  PangoLanguage *language;
  guint8 level;
  gconstpointer value; /* KontorShape or KontorWord */
} CacheEntry;

struct _KontorLook
{
  KontorFonts *fonts;

  char *family;
  char *language;
  float size;
  int weight;
  gboolean italic;
  gboolean tabular;
  float letter_spacing;

  PangoFontDescription *description;
  PangoLanguage *pango_language;
  PangoAttrList *attributes; /* for text of any length */
  GHashTable *cache;         /* set of CacheEntry */

  float ascent;
  float descent;
  float space;
  float underline_position;
  float underline_thickness;

  /* Of tabular looks: the glyphs of the characters that numbers consist of. */
  const KontorFace *number_face;
  KontorGlyph number_glyphs[N_NUMBER_CHARS];
};

struct _KontorFonts
{
  PangoFontMap *map;
  PangoContext *context;
  KontorShapes *shapes;
  GHashTable *looks; /* set of KontorLook */
  GHashTable *faces; /* PangoFont -> KontorFace */
  PangoGlyphString *glyphs; /* for whoever shapes */
};

static const char number_chars[N_NUMBER_CHARS] = "0123456789.,-+%:";

static GMutex idle_lock;
static GQueue idle_fonts = G_QUEUE_INIT;

static KontorShapes *
kontor_shapes_new (void)
{
  KontorShapes *self = g_new0 (KontorShapes, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->arena = kontor_arena_new ();
  self->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_font_face_destroy);

  return self;
}

/**
 * kontor_shapes_ref:
 * @self: shaped words
 *
 * Returns: (transfer full): @self
 */
KontorShapes *
kontor_shapes_ref (KontorShapes *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * kontor_shapes_unref:
 * @self: (transfer full): shaped words
 *
 * Lets go of @self. Can be called from any thread.
 */
void
kontor_shapes_unref (KontorShapes *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->faces);
  kontor_arena_free (self->arena);
  g_free (self);
}

static guint
cache_entry_hash (gconstpointer data)
{
  const CacheEntry *entry = data;
  guint hash = 5381;

  for (gsize i = 0; i < entry->length; i++)
    hash = hash * 33 + (guchar) entry->text[i];

  return hash;
}

static gboolean
cache_entry_equal (gconstpointer a,
                   gconstpointer b)
{
  const CacheEntry *one = a;
  const CacheEntry *two = b;

  return one->length == two->length && one->font == two->font && one->level == two->level &&
         one->language == two->language && memcmp (one->text, two->text, one->length) == 0;
}

static guint
look_hash (gconstpointer data)
{
  const KontorLook *look = data;

  return g_str_hash (look->family != NULL ? look->family : "") * 31 + g_str_hash (look->language) * 37 +
         (guint) (look->size * 64) * 41 + (guint) look->weight * 43 + (guint) look->italic * 2 + (guint) look->tabular;
}

static gboolean
look_equal (gconstpointer a,
            gconstpointer b)
{
  const KontorLook *one = a;
  const KontorLook *two = b;

  return one->size == two->size && one->weight == two->weight && one->italic == two->italic &&
         one->tabular == two->tabular && one->letter_spacing == two->letter_spacing &&
         g_strcmp0 (one->family, two->family) == 0 && strcmp (one->language, two->language) == 0;
}

static void
look_free (KontorLook *look)
{
  g_hash_table_unref (look->cache);
  g_clear_pointer (&look->attributes, pango_attr_list_unref);
  g_clear_pointer (&look->description, pango_font_description_free);
  g_free (look->family);
  g_free (look->language);
  g_free (look);
}

static void
forget_shapes (KontorFonts *self)
{
  g_clear_pointer (&self->looks, g_hash_table_unref);
  g_clear_pointer (&self->faces, g_hash_table_unref);
  g_clear_pointer (&self->shapes, kontor_shapes_unref);
}

static void
begin_shapes (KontorFonts *self)
{
  self->shapes = kontor_shapes_new ();
  self->looks = g_hash_table_new_full (look_hash, look_equal, (GDestroyNotify) look_free, NULL);
  self->faces = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

static KontorFonts *
kontor_fonts_new (void)
{
  KontorFonts *self = g_new0 (KontorFonts, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Paper has no pixels: no hinting, and points are the unit. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);

  self->map = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->map), 72);
  self->context = pango_font_map_create_context (self->map);
  pango_cairo_context_set_font_options (self->context, options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
  self->glyphs = pango_glyph_string_new ();
  cairo_font_options_destroy (options);

  begin_shapes (self);

  return self;
}

static void
kontor_fonts_free (KontorFonts *self)
{
  forget_shapes (self);
  pango_glyph_string_free (self->glyphs);
  g_object_unref (self->context);
  g_object_unref (self->map);
  g_free (self);
}

/**
 * kontor_fonts_acquire:
 *
 * Gets fonts for this thread's use until kontor_fonts_release(): those of an earlier layout with their shaped words, or
 * new ones when another thread has them. Reading the system's fonts happens once in the process.
 *
 * Returns: (transfer full): fonts
 */
KontorFonts *
kontor_fonts_acquire (void)
{
  KontorFonts *self;

  g_mutex_lock (&idle_lock);
  self = g_queue_pop_head (&idle_fonts);
  g_mutex_unlock (&idle_lock);

  if (self == NULL)
    self = kontor_fonts_new ();
  else if (kontor_arena_get_size (self->shapes->arena) > MAX_SHAPES_SIZE)
    {
      forget_shapes (self);
      begin_shapes (self);
    }

  return self;
}

/**
 * kontor_fonts_release:
 * @self: (transfer full): fonts
 *
 * Gives @self back for the next layout. Its looks must not be used any more; shapes live on with their #KontorShapes.
 */
void
kontor_fonts_release (KontorFonts *self)
{
  g_mutex_lock (&idle_lock);
  if (g_queue_get_length (&idle_fonts) < MAX_IDLE_FONTS)
    {
      g_queue_push_head (&idle_fonts, self);
      self = NULL;
    }
  g_mutex_unlock (&idle_lock);

  if (self != NULL)
    kontor_fonts_free (self);
}

/**
 * kontor_fonts_get_context:
 * @self: fonts
 *
 * Returns: (transfer none): the context with which to itemize text
 */
PangoContext *
kontor_fonts_get_context (KontorFonts *self)
{
  return self->context;
}

/**
 * kontor_fonts_get_shapes:
 * @self: fonts
 *
 * Returns: (transfer none): what owns the shapes that @self gives out; pages take a reference
 */
KontorShapes *
kontor_fonts_get_shapes (KontorFonts *self)
{
  return self->shapes;
}

static const KontorFace *
get_face (KontorFonts *self,
          PangoFont *font)
{
  KontorFace *face = g_hash_table_lookup (self->faces, font);
  cairo_scaled_font_t *scaled;
  cairo_glyph_t *glyphs = NULL;
  int n_glyphs = 0;

  if (face != NULL)
    return face;

  face = kontor_arena_new0 (self->shapes->arena, KontorFace);
  scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  face->face = cairo_font_face_reference (cairo_scaled_font_get_font_face (scaled));
  cairo_scaled_font_get_font_matrix (scaled, &face->matrix);
  if (cairo_scaled_font_text_to_glyphs (scaled, 0, 0, " ", 1, &glyphs, &n_glyphs, NULL, NULL, NULL) ==
        CAIRO_STATUS_SUCCESS &&
      n_glyphs == 1)
    face->space_glyph = (guint32) glyphs[0].index;
  cairo_glyph_free (glyphs);

  g_ptr_array_add (self->shapes->faces, face->face);
  g_hash_table_insert (self->faces, g_object_ref (font), face);

  return face;
}

/* The families of Debian, and what others have in their place. Without a Chinese face before them, fonts for Japanese
 * might be taken for Chinese text, and the other way round. */
static char *
get_families (const char *family,
              const char *language)
{
  const char *chinese = "Noto Sans CJK SC,Source Han Sans SC";
  gboolean cjk_first = FALSE;

  if (g_str_has_prefix (language, "zh"))
    {
      cjk_first = TRUE;
      if (g_str_has_prefix (language, "zh-Hant") || g_str_has_prefix (language, "zh-TW"))
        chinese = "Noto Sans CJK TC,Source Han Sans TC";
      else if (g_str_has_prefix (language, "zh-HK"))
        chinese = "Noto Sans CJK HK,Source Han Sans HC";
    }
  else if (g_str_has_prefix (language, "ja"))
    {
      cjk_first = TRUE;
      chinese = "Noto Sans CJK JP,Source Han Sans";
    }
  else if (g_str_has_prefix (language, "ko"))
    {
      cjk_first = TRUE;
      chinese = "Noto Sans CJK KR,Source Han Sans K";
    }

  if (family == NULL)
    return g_strconcat (cjk_first ? chinese : "Noto Sans", ",", cjk_first ? "Noto Sans" : chinese,
                        ",Cantarell,DejaVu Sans,Sans", NULL);

  return g_strconcat (family, ",", cjk_first ? chinese : "Noto Sans", ",", cjk_first ? "Noto Sans" : chinese,
                      ",Cantarell,DejaVu Sans,Sans", NULL);
}

static PangoItem *
itemize_one (KontorLook *look,
             const char *text)
{
  GList *items = pango_itemize_with_base_dir (look->fonts->context, PANGO_DIRECTION_LTR, text, 0,
                                              (int) strlen (text), look->attributes, NULL);
  PangoItem *item = items->data;

  items = g_list_delete_link (items, items);
  g_list_free_full (items, (GDestroyNotify) pango_item_free);

  return item;
}

static void
fill_number_glyphs (KontorLook *look)
{
  PangoFont *font = NULL;

  for (guint i = 0; i < N_NUMBER_CHARS; i++)
    {
      const char text[2] = { number_chars[i], '\0' };
      PangoItem *item = itemize_one (look, text);
      PangoGlyphString *glyphs = look->fonts->glyphs;

      pango_shape (text, 1, &item->analysis, glyphs);
      if (font == NULL)
        {
          font = item->analysis.font;
          look->number_face = get_face (look->fonts, font);
        }
      if (item->analysis.font != font || glyphs->num_glyphs != 1 ||
          (glyphs->glyphs[0].glyph & PANGO_GLYPH_UNKNOWN_FLAG) || glyphs->glyphs[0].glyph == PANGO_GLYPH_EMPTY)
        {
          look->number_face = NULL;
          pango_item_free (item);
          return;
        }

      look->number_glyphs[i].glyph = glyphs->glyphs[0].glyph;
      look->number_glyphs[i].advance =
        (float) glyphs->glyphs[0].geometry.width / PANGO_SCALE + look->letter_spacing;
      look->number_glyphs[i].x_offset = (float) glyphs->glyphs[0].geometry.x_offset / PANGO_SCALE;
      look->number_glyphs[i].y_offset = (float) glyphs->glyphs[0].geometry.y_offset / PANGO_SCALE;
      pango_item_free (item);
    }
}

static void
fill_metrics (KontorLook *look)
{
  PangoItem *item = itemize_one (look, "x");
  PangoFontMetrics *metrics = pango_font_get_metrics (item->analysis.font, look->pango_language);
  PangoGlyphString *glyphs = look->fonts->glyphs;

  look->ascent = (float) pango_font_metrics_get_ascent (metrics) / PANGO_SCALE;
  look->descent = (float) pango_font_metrics_get_descent (metrics) / PANGO_SCALE;
  look->underline_position = (float) pango_font_metrics_get_underline_position (metrics) / PANGO_SCALE;
  look->underline_thickness = (float) pango_font_metrics_get_underline_thickness (metrics) / PANGO_SCALE;
  pango_font_metrics_unref (metrics);

  pango_shape (" ", 1, &item->analysis, glyphs);
  look->space = (float) pango_glyph_string_get_width (glyphs) / PANGO_SCALE + look->letter_spacing;
  pango_item_free (item);
}

/**
 * kontor_fonts_get_look:
 * @self: fonts
 * @style: a resolved style, of which font family, size, weight, italic, tabular and letter spacing count
 * @language: BCP 47
 *
 * Returns: (transfer none): the look; it lives until @self is released
 */
KontorLook *
kontor_fonts_get_look (KontorFonts *self,
                       const KontorStyle *style,
                       const char *language)
{
  KontorLook key = {
    .family = (char *) style->family,
    .language = (char *) language,
    .size = style->size,
    .weight = style->weight,
    .italic = style->italic,
    .tabular = style->tabular,
    .letter_spacing = style->letter_spacing,
  };
  KontorLook *look = g_hash_table_lookup (self->looks, &key);
  g_autofree char *families = NULL;

  if (look != NULL)
    return look;

  look = g_new0 (KontorLook, 1);
  *look = key;
  look->fonts = self;
  look->family = g_strdup (style->family);
  look->language = g_strdup (language);
  look->pango_language = pango_language_from_string (language);
  look->cache = g_hash_table_new (cache_entry_hash, cache_entry_equal);

  families = get_families (style->family, language);
  look->description = pango_font_description_new ();
  pango_font_description_set_family (look->description, families);
  pango_font_description_set_absolute_size (look->description, (double) style->size * PANGO_SCALE);
  pango_font_description_set_weight (look->description, (PangoWeight) style->weight);
  pango_font_description_set_style (look->description, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);

  look->attributes = pango_attr_list_new ();
  kontor_look_add_attributes (look, look->attributes, PANGO_ATTR_INDEX_FROM_TEXT_BEGINNING,
                              PANGO_ATTR_INDEX_TO_TEXT_END);
  fill_metrics (look);
  if (look->tabular)
    fill_number_glyphs (look);

  g_hash_table_add (self->looks, look);

  return look;
}

/**
 * kontor_look_get_ascent:
 * @self: a look
 *
 * Returns: how far its font reaches above the baseline, in points
 */
float
kontor_look_get_ascent (KontorLook *self)
{
  return self->ascent;
}

/**
 * kontor_look_get_descent:
 * @self: a look
 *
 * Returns: how far its font reaches below the baseline, in points
 */
float
kontor_look_get_descent (KontorLook *self)
{
  return self->descent;
}

/**
 * kontor_look_get_space:
 * @self: a look
 *
 * Returns: the width of a space, in points
 */
float
kontor_look_get_space (KontorLook *self)
{
  return self->space;
}

/**
 * kontor_look_get_underline:
 * @self: a look
 * @thickness: (out): how thick an underline is, in points
 *
 * Returns: where the upper edge of an underline is, in points above the baseline (negative)
 */
float
kontor_look_get_underline (KontorLook *self,
                           float *thickness)
{
  *thickness = self->underline_thickness;

  return self->underline_position;
}

/**
 * kontor_look_add_attributes:
 * @self: a look
 * @attributes: where to add
 * @start: first byte
 * @end: byte after the last
 *
 * Adds to @attributes what gives the text from @start to @end this look's font and language.
 */
void
kontor_look_add_attributes (KontorLook *self,
                            PangoAttrList *attributes,
                            guint start,
                            guint end)
{
  PangoAttribute *list[3] = {
    pango_attr_font_desc_new (self->description),
    pango_attr_language_new (self->pango_language),
    self->tabular ? pango_attr_font_features_new ("tnum=1") : NULL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (list); i++)
    {
      if (list[i] == NULL)
        continue;
      list[i]->start_index = start;
      list[i]->end_index = end;
      pango_attr_list_insert (attributes, list[i]);
    }
}

/* Shapes text of one item. Returns NULL and sets missing when no font has a character. */
static const KontorShape *
shape (KontorLook *self,
       const char *text,
       gsize length,
       const PangoAnalysis *analysis,
       gunichar *missing)
{
  KontorArena *arena = self->fonts->shapes->arena;
  PangoGlyphString *glyphs = self->fonts->glyphs;
  g_autofree KontorCluster *clusters = NULL;
  KontorShape *result;
  KontorGlyph *placed;
  gboolean rtl = analysis->level & 1;
  guint n_clusters = 0;
  int n_glyphs = 0;

  pango_shape_full (text, (int) length, text, (int) length, analysis, glyphs);

  for (int i = 0; i < glyphs->num_glyphs; i++)
    if (glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY && (glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG))
      {
        *missing = glyphs->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
        return NULL;
      }

  placed = kontor_arena_new0_array (arena, KontorGlyph, (gsize) MAX (glyphs->num_glyphs, 1));
  clusters = g_new0 (KontorCluster, length + 1);
  result = kontor_arena_new0 (arena, KontorShape);
  result->text = kontor_arena_strndup (arena, text, length);
  result->length = (guint16) length;
  result->face = get_face (self->fonts, analysis->font);
  result->level = analysis->level;

  /* Glyphs stand in visual order; clusters go with the text, which Cairo then reads backward for right to left. */
  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &glyphs->glyphs[i];
      gboolean last = i + 1 == glyphs->num_glyphs || glyphs->log_clusters[i + 1] != glyphs->log_clusters[i];
      float advance = (float) info->geometry.width / PANGO_SCALE + (last ? self->letter_spacing : 0);

      if (info->glyph == PANGO_GLYPH_EMPTY && info->geometry.width == 0)
        continue;
      placed[n_glyphs].glyph = info->glyph == PANGO_GLYPH_EMPTY ? result->face->space_glyph : info->glyph;
      placed[n_glyphs].advance = advance;
      placed[n_glyphs].x_offset = (float) info->geometry.x_offset / PANGO_SCALE;
      placed[n_glyphs].y_offset = (float) info->geometry.y_offset / PANGO_SCALE;
      result->width += advance;
      n_glyphs++;
    }

  for (int k = 0; k < glyphs->num_glyphs;)
    {
      int i = rtl ? glyphs->num_glyphs - 1 - k : k;
      int start = glyphs->log_clusters[i];
      int end = (int) length;
      guint count = 0;

      for (; k < glyphs->num_glyphs; k++)
        {
          i = rtl ? glyphs->num_glyphs - 1 - k : k;
          if (glyphs->log_clusters[i] != start)
            {
              end = glyphs->log_clusters[i];
              break;
            }
          if (glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY || glyphs->glyphs[i].geometry.width != 0)
            count++;
        }
      clusters[n_clusters].n_bytes = (guint8) (end - start);
      clusters[n_clusters].n_glyphs = (guint8) count;
      n_clusters++;
    }

  result->glyphs = placed;
  result->n_glyphs = (guint16) n_glyphs;
  result->n_clusters = (guint16) n_clusters;
  result->clusters = kontor_arena_new0_array (arena, KontorCluster, MAX (n_clusters, 1));
  memcpy ((gpointer) result->clusters, clusters, sizeof (KontorCluster) * n_clusters);

  return result;
}

static void
remember (KontorLook *self,
          const CacheEntry *key,
          gconstpointer value)
{
  KontorArena *arena = self->fonts->shapes->arena;
  CacheEntry *entry = kontor_arena_new0 (arena, CacheEntry);

  *entry = *key;
  entry->text = kontor_arena_strndup (arena, key->text, key->length);
  entry->value = value;
  g_hash_table_add (self->cache, entry);
}

/**
 * kontor_look_get_piece:
 * @self: a look
 * @text: text that lies in one item and holds no place to break a line
 * @length: its length in bytes, at most 240
 * @analysis: the item's
 * @missing: (out): the character that no font has, when %NULL is returned
 *
 * Returns: (transfer none) (nullable): @text shaped, from the cache when it was before
 */
const KontorShape *
kontor_look_get_piece (KontorLook *self,
                       const char *text,
                       gsize length,
                       const PangoAnalysis *analysis,
                       gunichar *missing)
{
  CacheEntry key = { text, length, analysis->font, analysis->language, analysis->level, NULL };
  const CacheEntry *known = g_hash_table_lookup (self->cache, &key);
  const KontorShape *result;

  g_return_val_if_fail (length <= MAX_PIECE, NULL);

  if (known != NULL)
    return known->value;

  result = shape (self, text, length, analysis, missing);
  if (result != NULL)
    remember (self, &key, result);

  return result;
}

/* Numbers hardly ever repeat, and their glyphs are known: they stay out of the cache. */
static const KontorWord *
get_number (KontorLook *self,
            const char *text,
            gsize length,
            KontorArena *arena)
{
  KontorGlyph *glyphs;
  KontorCluster *clusters;
  KontorShape *result;
  KontorWord *word;
  guint8 indexes[32];

  if (length > sizeof indexes)
    return NULL;

  for (gsize i = 0; i < length; i++)
    {
      const char *at = memchr (number_chars, text[i], N_NUMBER_CHARS);

      if (at == NULL)
        return NULL;
      indexes[i] = (guint8) (at - number_chars);
    }

  word = kontor_arena_alloc (arena, sizeof (KontorWord) + sizeof (KontorPiece));
  result = kontor_arena_new0 (arena, KontorShape);
  glyphs = kontor_arena_new0_array (arena, KontorGlyph, length);
  clusters = kontor_arena_new0_array (arena, KontorCluster, length);
  for (gsize i = 0; i < length; i++)
    {
      glyphs[i] = self->number_glyphs[indexes[i]];
      clusters[i] = (KontorCluster){ 1, 1 };
      result->width += glyphs[i].advance;
    }

  result->face = self->number_face;
  result->text = kontor_arena_strndup (arena, text, length);
  result->length = result->n_glyphs = result->n_clusters = (guint16) length;
  result->glyphs = glyphs;
  result->clusters = clusters;
  word->n_pieces = 1;
  word->pieces[0].shape = result;

  return word;
}

static const KontorWord *
make_word (KontorLook *self,
           const char *text,
           gsize length,
           gunichar *missing)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (KontorPiece));
  g_autofree PangoLogAttr *attrs = NULL;
  int n_chars = (int) g_utf8_strlen (text, (gssize) length);
  GList *items;
  KontorWord *word = NULL;
  gboolean failed = FALSE;
  int at = 0;

  attrs = g_new0 (PangoLogAttr, n_chars + 1);
  pango_get_log_attrs (text, (int) length, -1, self->pango_language, attrs, n_chars + 1);
  items = pango_itemize_with_base_dir (self->fonts->context, PANGO_DIRECTION_LTR, text, 0, (int) length,
                                       self->attributes, NULL);

  for (GList *l = items; l != NULL && !failed; l = l->next)
    {
      const PangoItem *item = l->data;
      const char *end = text + item->offset + item->length;
      const char *start = text + item->offset;

      while (start < end)
        {
          KontorPiece piece = { 0 };
          const char *stop = start;
          gboolean soft_hyphen;

          piece.break_before = pieces->len > 0 && attrs[at].is_line_break;
          do
            {
              stop = g_utf8_next_char (stop);
              at++;
            }
          while (stop < end && !attrs[at].is_line_break && stop - start < MAX_PIECE - 8);

          /* A soft hyphen is seen only where a line ends. */
          soft_hyphen = stop - start >= 2 && memcmp (stop - 2, "\xc2\xad", 2) == 0;
          piece.hyphen_after = soft_hyphen;
          if (stop - start > (soft_hyphen ? 2 : 0))
            {
              piece.shape = kontor_look_get_piece (self, start, (gsize) (stop - start) - (soft_hyphen ? 2 : 0),
                                                   &item->analysis, missing);
              if (piece.shape == NULL)
                {
                  failed = TRUE;
                  break;
                }
              g_array_append_val (pieces, piece);
            }
          start = stop;
        }
    }

  g_list_free_full (items, (GDestroyNotify) pango_item_free);
  if (failed)
    return NULL;

  word = kontor_arena_alloc (self->fonts->shapes->arena, sizeof (KontorWord) + sizeof (KontorPiece) * pieces->len);
  word->n_pieces = pieces->len;
  if (pieces->len > 0)
    memcpy (word->pieces, pieces->data, sizeof (KontorPiece) * pieces->len);

  return word;
}

/**
 * kontor_look_get_word:
 * @self: a look
 * @text: a word without spaces, for which kontor_text_is_simple() holds
 * @length: its length in bytes
 * @number_arena: where a number is kept, which does not go into the cache
 * @missing: (out): the character that no font has, when %NULL is returned
 *
 * Returns: (transfer none) (nullable): the word shaped
 */
const KontorWord *
kontor_look_get_word (KontorLook *self,
                      const char *text,
                      gsize length,
                      KontorArena *number_arena,
                      gunichar *missing)
{
  CacheEntry key = { text, length, NULL, NULL, 0, NULL };
  const CacheEntry *known;
  const KontorWord *word;

  if (self->number_face != NULL)
    {
      word = get_number (self, text, length, number_arena);
      if (word != NULL)
        return word;
    }

  known = g_hash_table_lookup (self->cache, &key);
  if (known != NULL)
    return known->value;

  word = make_word (self, text, length, missing);
  if (word != NULL)
    remember (self, &key, word);

  return word;
}

/**
 * kontor_text_is_simple:
 * @text: UTF-8
 * @length: its length in bytes
 *
 * Whether @text can be laid out word by word: it is in Latin, Greek or Cyrillic letters, from left to right, and
 * lines break at its spaces and inside words only. Everything else takes Unicode's whole algorithms.
 *
 * Returns: whether it is
 */
gboolean
kontor_text_is_simple (const char *text,
                       gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      gunichar c;

      if ((guchar) *text < 0x80)
        {
          text++;
          continue;
        }

      c = g_utf8_get_char (text);
      text = g_utf8_next_char (text);

      if (c <= 0x052f || (c >= 0x1e00 && c <= 0x1fff) || (c >= 0x2010 && c <= 0x2027) ||
          (c >= 0x202f && c <= 0x205e) || (c >= 0x2070 && c <= 0x218f) || (c >= 0x2190 && c <= 0x22ff) || c == 0x2009)
        continue;

      return FALSE;
    }

  return TRUE;
}

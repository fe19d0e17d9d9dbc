/* kontor-fonts.h: fonts, and words that are shaped once */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <pango/pangocairo.h>

#include "kontor-arena.h"
#include "kontor-style.h"

G_BEGIN_DECLS

typedef struct _KontorFonts KontorFonts;
typedef struct _KontorShapes KontorShapes;
typedef struct _KontorLook KontorLook;

/* A font at a size, as Cairo draws it. Lives as long as the KontorShapes that it came from. */
typedef struct
{
  cairo_font_face_t *face;
  cairo_matrix_t matrix;
  guint32 space_glyph;
} KontorFace;

typedef struct
{
  guint32 glyph;
  float advance;
  float x_offset;
  float y_offset;
} KontorGlyph;

typedef struct
{
  guint8 n_bytes;
  guint8 n_glyphs;
} KontorCluster;

/* Text of one font and direction with its glyphs, in visual order. Immutable. */
typedef struct
{
  const KontorFace *face;
  const char *text;
  const KontorGlyph *glyphs;
  const KontorCluster *clusters; /* in the order of the text */
  guint16 length;                /* bytes of text */
  guint16 n_glyphs;
  guint16 n_clusters;
  guint8 level;                  /* bidi level; odd: right to left */
  float width;
} KontorShape;

/* A part of a word. */
typedef struct
{
  const KontorShape *shape;
  guint8 break_before; /* the line may break there */
  guint8 hyphen_after; /* a soft hyphen: one is drawn when the line breaks after it */
} KontorPiece;

/* A word without spaces. */
typedef struct
{
  guint n_pieces;
  KontorPiece pieces[];
} KontorWord;

KontorFonts *kontor_fonts_acquire (void);
void kontor_fonts_release (KontorFonts *self);
PangoContext *kontor_fonts_get_context (KontorFonts *self);
KontorShapes *kontor_fonts_get_shapes (KontorFonts *self);

KontorLook *kontor_fonts_get_look (KontorFonts *self,
                                   const KontorStyle *style,
                                   const char *language);

float kontor_look_get_ascent (KontorLook *self);
float kontor_look_get_descent (KontorLook *self);
float kontor_look_get_space (KontorLook *self);
float kontor_look_get_underline (KontorLook *self,
                                 float *thickness);
void kontor_look_add_attributes (KontorLook *self,
                                 PangoAttrList *attributes,
                                 guint start,
                                 guint end);
const KontorWord *kontor_look_get_word (KontorLook *self,
                                        const char *text,
                                        gsize length,
                                        KontorArena *number_arena,
                                        gunichar *missing);
const KontorShape *kontor_look_get_piece (KontorLook *self,
                                          const char *text,
                                          gsize length,
                                          const PangoAnalysis *analysis,
                                          gunichar *missing);

KontorShapes *kontor_shapes_ref (KontorShapes *self);
void kontor_shapes_unref (KontorShapes *self);

gboolean kontor_text_is_simple (const char *text,
                                gsize length);

G_END_DECLS

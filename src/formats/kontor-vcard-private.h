/* kontor-vcard-private.h: the properties of a vCard */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "kontor-json.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;  /* upper case */
  char *value; /* without quotes */
} KontorVcardParameter;

typedef struct
{
  char *group;           /* "item1", or NULL */
  char *name;            /* upper case */
  GPtrArray *parameters; /* KontorVcardParameter; a list of values is one parameter each */
  char *value;           /* UTF-8; escapes are still in it, encodings are not, but for base64 */
  gboolean base64;
} KontorVcardProperty;

typedef struct
{
  guint line;            /* of its BEGIN */
  guint version;         /* 21, 30 or 40 */
  GPtrArray *properties; /* KontorVcardProperty, without BEGIN, END and VERSION */
} KontorVcard;

typedef struct _KontorVcardReader KontorVcardReader;

KontorVcardReader *kontor_vcard_reader_new (GBytes *bytes, const char *language, GError **error);
void kontor_vcard_reader_free (KontorVcardReader *self);
const char *kontor_vcard_reader_get_charset (KontorVcardReader *self, gboolean *guessed);
gsize kontor_vcard_reader_get_position (KontorVcardReader *self, gsize *length);
gboolean kontor_vcard_reader_next (KontorVcardReader *self, KontorVcard **card, GError **error);

KontorVcard *kontor_vcard_new (void);
void kontor_vcard_free (KontorVcard *self);
KontorVcardProperty *kontor_vcard_property_new (void);
void kontor_vcard_property_free (KontorVcardProperty *property);
void kontor_vcard_property_add_parameter (KontorVcardProperty *property, const char *name, const char *value);
KontorVcardProperty *kontor_vcard_find (KontorVcard *self, const char *name);
KontorVcardProperty *kontor_vcard_find_in_group (KontorVcard *self, const char *group, const char *name);
gboolean kontor_vcard_property_has_type (const KontorVcardProperty *self, const char *type);
const char *kontor_vcard_property_get (const KontorVcardProperty *self, const char *parameter);
char *kontor_vcard_unescape (const KontorVcard *card, const char *text);
GStrv kontor_vcard_split (const KontorVcard *card, const char *value, char separator);

/* The body of a record from a card, and the properties for which it has no field. */
KontorJson *kontor_vcard_to_body (KontorVcard *card,
                                  gboolean as_customer,
                                  const char *language,
                                  char **id,
                                  char **organisation,
                                  GPtrArray *notes);
gboolean kontor_vcard_is_organisation (KontorVcard *card);

/* And back. */
void kontor_vcard_append (GString *file, const char *id, KontorJson *body, const char *organisation, const char *revised);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorVcardReader, kontor_vcard_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorVcard, kontor_vcard_free)

G_END_DECLS

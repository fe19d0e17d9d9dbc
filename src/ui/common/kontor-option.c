/* kontor-option.c: one thing that can be picked */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-option.h"

#include <glib/gi18n.h>

#include "kontor-country.h"
#include "kontor-currency.h"
#include "kontor-fold.h"
#include "kontor-language.h"
#include "kontor-language-name.h"

struct _KontorOption
{
  GObject parent_instance;

  char *value;
  char *label;
  char *detail;
  char *folded;
};

G_DEFINE_FINAL_TYPE (KontorOption, kontor_option, G_TYPE_OBJECT)

static void
kontor_option_finalize (GObject *object)
{
  KontorOption *self = KONTOR_OPTION (object);

  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (kontor_option_parent_class)->finalize (object);
}

static void
kontor_option_class_init (KontorOptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_option_finalize;
}

static void
kontor_option_init (KontorOption *self)
{
}

/**
 * kontor_option_new:
 * @value: (nullable): what is stored; %NULL for "not set"
 * @label: what a person reads
 * @detail: (nullable): a second, quieter text
 *
 * Returns: (transfer full): a new option
 */
KontorOption *
kontor_option_new (const char *value,
                   const char *label,
                   const char *detail)
{
  KontorOption *self = g_object_new (KONTOR_TYPE_OPTION, NULL);

  self->value = g_strdup (value);
  self->label = g_strdup (label);
  self->detail = g_strdup (detail);

  return self;
}

/**
 * kontor_option_get_value:
 * @self: an option
 *
 * Returns: (nullable): what is stored when it is picked; %NULL for "not set"
 */
const char *
kontor_option_get_value (KontorOption *self)
{
  g_return_val_if_fail (KONTOR_IS_OPTION (self), NULL);

  return self->value;
}

/**
 * kontor_option_get_label:
 * @self: an option
 *
 * Returns: what a person reads
 */
const char *
kontor_option_get_label (KontorOption *self)
{
  g_return_val_if_fail (KONTOR_IS_OPTION (self), NULL);

  return self->label;
}

/**
 * kontor_option_get_detail:
 * @self: an option
 *
 * Returns: (nullable): the quieter text beside the label
 */
const char *
kontor_option_get_detail (KontorOption *self)
{
  g_return_val_if_fail (KONTOR_IS_OPTION (self), NULL);

  return self->detail;
}

/**
 * kontor_option_matches:
 * @self: an option
 * @folded: a text that went through kontor_fold()
 *
 * Returns: whether a word of the option begins with @folded
 */
gboolean
kontor_option_matches (KontorOption *self,
                       const char *folded)
{
  const char *found;

  g_return_val_if_fail (KONTOR_IS_OPTION (self), FALSE);

  if (self->folded == NULL)
    {
      g_autofree char *whole = g_strjoin (" ", self->label, self->detail != NULL ? self->detail : "", self->value, NULL);

      self->folded = kontor_fold (whole);
    }

  for (found = strstr (self->folded, folded); found != NULL; found = strstr (found + 1, folded))
    if (found == self->folded || !g_ascii_isalnum (found[-1]))
      return TRUE;

  return FALSE;
}

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  KontorOption *const *first = a;
  KontorOption *const *second = b;

  return g_utf8_collate ((*first)->label, (*second)->label);
}

static GListModel *
make_model (GPtrArray *options)
{
  GListStore *store = g_list_store_new (KONTOR_TYPE_OPTION);

  g_list_store_splice (store, 0, 0, options->pdata, options->len);

  return G_LIST_MODEL (store);
}

static GStrv
list_codes (KontorFieldKind kind)
{
  if (kind == KONTOR_FIELD_CURRENCY)
    return kontor_currency_list_codes ();
  if (kind == KONTOR_FIELD_COUNTRY)
    return g_strdupv ((char **) kontor_country_get_all ());

  return kontor_language_list_codes ();
}

static char *
make_name (KontorFieldKind kind,
           const char *code,
           const char *language)
{
  if (kind == KONTOR_FIELD_CURRENCY)
    return kontor_currency_dup_name (code, language);
  if (kind == KONTOR_FIELD_COUNTRY)
    return kontor_country_dup_name (code, language);

  return kontor_language_dup_name (code, language);
}

/* The kind of the values: of a list, the kind of its elements. */
static KontorFieldKind
value_kind (const KontorField *field)
{
  return field->kind == KONTOR_FIELD_LIST ? field->element : field->kind;
}

/**
 * kontor_options_for_field:
 * @field: a choice, a currency, a language or a country, or a list of such
 *
 * Lists what the field can be set to, with names in the language of the desktop. Codes are sorted by name; choices stand in
 * their own order.
 *
 * Returns: (transfer full): a list of #KontorOption
 */
GListModel *
kontor_options_for_field (const KontorField *field)
{
  static GListModel *cached[KONTOR_FIELD_PARTS + 1];
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *language = NULL;
  g_auto (GStrv) codes = NULL;
  KontorFieldKind kind;

  g_return_val_if_fail (field != NULL, NULL);

  kind = value_kind (field);
  if (kind == KONTOR_FIELD_CHOICE)
    {
      for (const KontorChoice *choice = field->choices; choice->value != NULL; choice++)
        g_ptr_array_add (options, kontor_option_new (choice->value, kontor_field_get_choice_label (field, choice->value), NULL));

      return make_model (options);
    }

  /* Some hundred names from ICU: once is enough. */
  if (cached[kind] != NULL)
    return g_object_ref (cached[kind]);

  language = kontor_language_dup_default ();
  codes = list_codes (kind);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *name = make_name (kind, codes[i], language);

      if (kind == KONTOR_FIELD_CURRENCY)
        g_ptr_array_add (options, kontor_option_new (codes[i], codes[i], name));
      else
        g_ptr_array_add (options, kontor_option_new (codes[i], name, codes[i]));
    }
  g_ptr_array_sort (options, compare_labels);
  cached[kind] = make_model (options);

  return g_object_ref (cached[kind]);
}

/**
 * kontor_option_make_label:
 * @field: a choice, a currency, a language or a country, or a list of such
 * @value: a value
 *
 * Returns: (transfer full): what a form shows for @value
 */
char *
kontor_option_make_label (const KontorField *field,
                          const char *value)
{
  g_autofree char *language = NULL;
  KontorFieldKind kind;

  g_return_val_if_fail (field != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  kind = value_kind (field);
  if (kind == KONTOR_FIELD_CHOICE)
    {
      const char *label = kontor_field_get_choice_label (field, value);

      return g_strdup (label != NULL ? label : value);
    }
  if (kind != KONTOR_FIELD_CURRENCY && kind != KONTOR_FIELD_COUNTRY && kind != KONTOR_FIELD_LANGUAGE)
    return g_strdup (value);

  language = kontor_language_dup_default ();
  if (kind == KONTOR_FIELD_CURRENCY)
    {
      g_autofree char *name = kontor_currency_dup_name (value, language);

      return name != NULL ? g_strdup_printf ("%s – %s", value, name) : g_strdup (value);
    }
  else
    {
      char *name = make_name (kind, value, language);

      return name != NULL ? name : g_strdup (value);
    }
}

/* kontor-tool-arguments.c: the command line of a command */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-date.h"

G_DEFINE_QUARK (kontor-tool-error-quark, kontor_tool_error)

/**
 * kontor_tool_new:
 * @command: what to do
 * @store_path: (nullable): the store to work on; %NULL for the default one
 *
 * Returns: (transfer full): a call of a command that knows no arguments yet
 */
KontorTool *
kontor_tool_new (const KontorToolCommand *command,
                 const char *store_path)
{
  KontorTool *self = g_new0 (KontorTool, 1);

  self->command = command;
  self->store_path = store_path ? g_strdup (store_path) : kontor_store_get_default_path ();
  self->arguments = g_ptr_array_new ();
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/**
 * kontor_tool_free:
 * @self: (transfer full): a call
 *
 * Closes its store and lets it go.
 */
void
kontor_tool_free (KontorTool *self)
{
  if (self->store)
    kontor_store_close (self->store);
  g_clear_object (&self->store);
  g_ptr_array_unref (self->arguments);
  g_hash_table_unref (self->options);
  g_free (self->store_path);
  g_free (self);
}

/**
 * kontor_tool_command_get_usage:
 * @self: a command
 *
 * Returns: (transfer full): how it is called: `list KIND [--limit N]`
 */
char *
kontor_tool_command_get_usage (const KontorToolCommand *self)
{
  GString *usage = g_string_new (self->name);

  if (*self->arguments)
    g_string_append_printf (usage, " %s", self->arguments);
  for (const KontorToolOption *option = self->options; option->name; option++)
    {
      g_string_append (usage, option->required ? " " : " [");
      if (option->letter)
        g_string_append_printf (usage, "-%c", option->letter);
      else
        g_string_append_printf (usage, "--%s", option->name);
      if (option->value)
        g_string_append_printf (usage, " %s", option->value);
      g_string_append (usage, option->required ? "" : "]");
      if (option->repeated)
        g_string_append (usage, "...");
    }
  return g_string_free (usage, FALSE);
}

static const KontorToolOption *
find_option (const KontorToolCommand *command,
             const char *name,
             gsize length)
{
  for (const KontorToolOption *option = command->options; option->name; option++)
    if (strlen (option->name) == length && strncmp (option->name, name, length) == 0)
      return option;
  return NULL;
}

static const KontorToolOption *
find_option_by_letter (const KontorToolCommand *command,
                       char letter)
{
  for (const KontorToolOption *option = command->options; option->name; option++)
    if (option->letter == letter)
      return option;
  return NULL;
}

/* Names of files are bytes; all else is text. */
static gboolean
check_text (const char *word,
            const char *what,
            GError **error)
{
  if (strstr (what, "FILE") || g_utf8_validate (word, -1, NULL))
    return TRUE;
  g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE, _("%s must be text in UTF-8."), what);
  return FALSE;
}

static gboolean
take_option (KontorTool *self,
             const KontorToolOption *option,
             const char *value,
             GError **error)
{
  GPtrArray *values = g_hash_table_lookup (self->options, option->name);

  if (value && !check_text (value, option->value, error))
    return FALSE;
  if (!values)
    {
      values = g_ptr_array_new ();
      g_ptr_array_add (values, NULL);
      g_hash_table_insert (self->options, (gpointer) option->name, values);
    }
  else if (!option->repeated)
    {
      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE, _("--%s can be given only once."), option->name);
      return FALSE;
    }
  g_ptr_array_insert (values, values->len - 1, (gpointer) (value ? value : ""));
  return TRUE;
}

/* Takes the option at *@words, and its value after it; moves *@words to the last word taken. */
static gboolean
parse_option (KontorTool *self,
              const char *const **words,
              GError **error)
{
  const char *word = **words;
  const char *value = NULL;
  const KontorToolOption *option;

  if (word[1] == '-')
    {
      gsize length = strcspn (word + 2, "=");

      option = find_option (self->command, word + 2, length);
      if (word[2 + length] == '=')
        value = word + 2 + length + 1;
    }
  else
    {
      option = find_option_by_letter (self->command, word[1]);
      if (word[2])
        value = word + 2;
    }

  if (!option)
    {
      g_autofree char *shown = g_utf8_make_valid (word, -1);

      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE, _("“%s” has no option “%s”."), self->command->name,
                   shown);
      return FALSE;
    }
  if (value && !option->value)
    {
      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE, _("--%s takes no value."), option->name);
      return FALSE;
    }
  if (option->value && !value)
    {
      value = *++*words;
      if (!value)
        {
          g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE, _("--%s needs a value."), option->name);
          return FALSE;
        }
    }
  return take_option (self, option, value, error);
}

static gboolean
check_count (KontorTool *self,
             GError **error)
{
  g_auto (GStrv) names = g_strsplit (self->command->arguments, " ", -1);
  guint most = *self->command->arguments ? g_strv_length (names) : 0;

  for (guint i = 0; i < most && i < self->arguments->len; i++)
    if (!check_text (self->arguments->pdata[i], names[i], error))
      return FALSE;

  if (self->arguments->len > most)
    {
      g_autofree char *shown = g_utf8_make_valid (self->arguments->pdata[most], -1);

      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE, _("“%s” is one argument too many."), shown);
      return FALSE;
    }
  if (self->arguments->len < most && names[self->arguments->len][0] != '[')
    {
      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE, _("The argument %s is missing."),
                   names[self->arguments->len]);
      return FALSE;
    }
  return TRUE;
}

/**
 * kontor_tool_parse:
 * @self: a call
 * @words: (array zero-terminated=1): what stands after the name of the command; they must outlive the call
 * @error: return location for a #GError
 *
 * Reads the command line: options and arguments in any order, `--` before an argument that begins with a dash. A negative number is an
 * argument as it is.
 *
 * Returns: %FALSE with %KONTOR_TOOL_ERROR_USAGE
 */
gboolean
kontor_tool_parse (KontorTool *self,
                   const char *const *words,
                   GError **error)
{
  gboolean only_arguments = FALSE;

  for (; *words; words++)
    {
      const char *word = *words;

      if (only_arguments || word[0] != '-' || word[1] == '\0' || g_ascii_isdigit (word[1]))
        g_ptr_array_add (self->arguments, (gpointer) word);
      else if (strcmp (word, "--") == 0)
        only_arguments = TRUE;
      else if (!parse_option (self, &words, error))
        return FALSE;
    }

  for (const KontorToolOption *option = self->command->options; option->name; option++)
    if (option->required && !g_hash_table_contains (self->options, option->name))
      {
        g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE, _("The option --%s is missing."), option->name);
        return FALSE;
      }
  return check_count (self, error);
}

/**
 * kontor_tool_get_argument:
 * @self: a call
 * @index: which, from 0
 *
 * Returns: (transfer none) (nullable): the argument; %NULL when it was left out
 */
const char *
kontor_tool_get_argument (KontorTool *self,
                          guint index)
{
  return index < self->arguments->len ? self->arguments->pdata[index] : NULL;
}

/**
 * kontor_tool_has_option:
 * @self: a call
 * @name: name of an option of the command
 *
 * Returns: whether it was given
 */
gboolean
kontor_tool_has_option (KontorTool *self,
                        const char *name)
{
  return g_hash_table_contains (self->options, name);
}

/**
 * kontor_tool_get_option:
 * @self: a call
 * @name: name of an option of the command that is given once
 *
 * Returns: (transfer none) (nullable): its value; %NULL when it was not given
 */
const char *
kontor_tool_get_option (KontorTool *self,
                        const char *name)
{
  return kontor_tool_get_options (self, name)[0];
}

/**
 * kontor_tool_get_options:
 * @self: a call
 * @name: name of an option of the command
 *
 * Returns: (transfer none) (array zero-terminated=1): its values, in order
 */
const char *const *
kontor_tool_get_options (KontorTool *self,
                         const char *name)
{
  static const char *const none[] = { NULL };
  GPtrArray *values = g_hash_table_lookup (self->options, name);

  return values ? (const char *const *) values->pdata : none;
}

/**
 * kontor_tool_get_limit:
 * @self: a call of a command with the option `--limit`
 * @limit: (out): the limit, 0 for none
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_TOOL_ERROR_USAGE when it is no whole number above 0
 */
gboolean
kontor_tool_get_limit (KontorTool *self,
                       guint *limit,
                       GError **error)
{
  const char *text = kontor_tool_get_option (self, "limit");
  guint64 value = 0;

  if (text && !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &value, NULL))
    {
      g_set_error (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE, _("--limit needs a whole number above 0, not “%s”."),
                   text);
      return FALSE;
    }
  *limit = value;
  return TRUE;
}

/**
 * kontor_tool_get_date:
 * @self: a call of a command with the option `--date`
 * @date: (out): the date; today when none was given
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_BASE_ERROR when it is no date
 */
gboolean
kontor_tool_get_date (KontorTool *self,
                      GDate *date,
                      GError **error)
{
  const char *text = kontor_tool_get_option (self, "date");

  if (text)
    return kontor_date_parse (text, date, error);
  kontor_date_today (date);
  return TRUE;
}

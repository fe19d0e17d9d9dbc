/* kontor-tool.c: kontorctl, the store of Kontor without a window */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-tool.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "kontor-render-child.h"

enum
{
  STATUS_DONE = 0,
  STATUS_FAILED = 1,
  STATUS_USAGE = 2,
};

static const char synopsis[] = "kontorctl [--store FILE] COMMAND ...";

/* Errors are one line and a whole sentence, whatever the words of a library look like. */
static void
print_error (const char *message)
{
  g_autofree char *line = g_strchomp (g_strdelimit (g_strdup (message), "\r\n", ' '));
  gsize length = strlen (line);

  kontor_tool_show_progress (NULL);
  fflush (stdout);
  fprintf (stderr, "kontorctl: %s%s\n", line, length > 0 && g_ascii_isalnum (line[length - 1]) ? "." : "");
}

static int
refuse_usage (const KontorToolCommand *command,
              const char *message)
{
  g_autofree char *usage = command ? kontor_tool_command_get_usage (command) : NULL;

  print_error (message);
  if (command)
    fprintf (stderr, _("Usage: kontorctl %s\n"), usage);
  else
    fprintf (stderr, _("Usage: %s (“kontorctl --help” lists the commands)\n"), synopsis);
  return STATUS_USAGE;
}

static void
print_command (const KontorToolCommand *command)
{
  g_autofree char *usage = kontor_tool_command_get_usage (command);

  printf ("  %s\n      %s\n", usage, _(command->summary));
}

static int
print_help (const KontorToolCommand *only)
{
  if (only)
    print_command (only);
  else
    {
      printf (_("Usage: %s\n\n"), synopsis);
      printf ("%s\n\n", _("Works on the customers, offers and contracts of Kontor without a window."));
      for (const KontorToolCommand *command = kontor_tool_commands; command->name; command++)
        print_command (command);
      printf ("\n%s\n", _("The store is --store FILE, else KONTOR_STORE, else $XDG_DATA_HOME/kontor/kontor.db."));
      printf ("%s\n", _("It ends with 0 when it is done, 1 when it failed, 2 when it was called wrongly."));
    }
  return fflush (stdout) == 0 ? STATUS_DONE : STATUS_FAILED;
}

/* The command that @words begin with, of one word or two; moves *@words behind it. */
static const KontorToolCommand *
find_command (const char *const **words)
{
  for (const KontorToolCommand *command = kontor_tool_commands; command->name; command++)
    {
      g_auto (GStrv) names = g_strsplit (command->name, " ", 2);
      guint n = g_strv_length (names);

      if (strcmp (names[0], (*words)[0]) == 0 && (n == 1 || g_strcmp0 (names[1], (*words)[1]) == 0))
        {
          *words += n;
          return command;
        }
    }
  return NULL;
}

static int
refuse_command (const char *word)
{
  g_autofree char *shown = g_utf8_make_valid (word, -1);
  g_autofree char *prefix = g_strconcat (shown, " ", NULL);
  g_autofree char *message = NULL;
  g_autoptr (GString) seconds = g_string_new (NULL);

  for (const KontorToolCommand *command = kontor_tool_commands; command->name; command++)
    if (g_str_has_prefix (command->name, prefix))
      g_string_append_printf (seconds, "%s%s", seconds->len ? ", " : "", command->name + strlen (prefix));
  if (seconds->len)
    message = g_strdup_printf (_("After “%s” there must be one of %s."), shown, seconds->str);
  else
    message = g_strdup_printf (_("There is no command “%s”."), shown);
  return refuse_usage (NULL, message);
}

/* What may stand before the command and behind it. */
typedef struct
{
  const char *store;
  gboolean help;
  gboolean version;
} Globals;

/* Takes these out of the words; returns what is missing in them. */
static const char *
take_globals (GPtrArray *words,
              Globals *globals)
{
  for (guint i = 0; i < words->len && words->pdata[i] && strcmp (words->pdata[i], "--") != 0;)
    {
      const char *word = words->pdata[i];

      if (strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0)
        globals->help = TRUE;
      else if (strcmp (word, "--version") == 0)
        globals->version = TRUE;
      else if (g_str_has_prefix (word, "--store="))
        globals->store = word + strlen ("--store=");
      else if (strcmp (word, "--store") == 0)
        {
          g_ptr_array_remove_index (words, i);
          globals->store = words->pdata[i];
          if (!globals->store)
            return _("--store needs a value.");
        }
      else
        {
          i++;
          continue;
        }
      g_ptr_array_remove_index (words, i);
    }
  return globals->store && !*globals->store ? _("--store needs a value.") : NULL;
}

static int
run (const KontorToolCommand *command,
     const char *store,
     const char *const *words)
{
  g_autoptr (KontorTool) tool = kontor_tool_new (command, store);
  g_autoptr (GError) error = NULL;

  if (kontor_tool_parse (tool, words, &error) && command->run (tool, &error) && kontor_tool_flush (&error))
    {
      kontor_tool_show_progress (NULL);
      return STATUS_DONE;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    kontor_tool_end_unread ();
  if (g_error_matches (error, KONTOR_TOOL_ERROR, KONTOR_TOOL_ERROR_USAGE))
    return refuse_usage (command, error->message);
  print_error (error->message);
  return STATUS_FAILED;
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new ();
  const KontorToolCommand *command;
  const char *const *words;
  const char *missing;
  Globals globals = { NULL };

  if (kontor_render_is_child (argc, argv))
    return kontor_render_child_main ();

  /* See kontor_tool_end_unread(). */
  signal (SIGPIPE, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("kontorctl");

  for (int i = 1; i < argc; i++)
    g_ptr_array_add (array, argv[i]);
  g_ptr_array_add (array, NULL);
  missing = take_globals (array, &globals);
  words = (const char *const *) array->pdata;

  if (globals.version)
    {
      printf ("kontorctl %s\n", KONTOR_VERSION);
      return STATUS_DONE;
    }
  if (!words[0])
    return globals.help ? print_help (NULL) : refuse_usage (NULL, missing ? missing : _("A command is missing."));

  command = find_command (&words);
  if (!command)
    return refuse_command (words[0]);
  if (globals.help)
    return print_help (command);
  return missing ? refuse_usage (command, missing) : run (command, globals.store, words);
}

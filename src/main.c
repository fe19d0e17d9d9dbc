/* main.c: starts the application, nothing else */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "kontor-application.h"
#include "kontor-render-child.h"

int
main (int argc,
      char *argv[])
{
  g_autoptr (KontorApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (kontor_render_is_child (argc, argv))
    return kontor_render_child_main ();

  g_set_application_name ("Kontor");

  application = kontor_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}

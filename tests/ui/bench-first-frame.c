/* bench-first-frame.c: from the start of a program to its first frame, as the X server sees it */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * bench-first-frame PROGRAM: runs PROGRAM, and itself as an empty libadwaita window (the floor), in turns. The time ends when
 * the first pixels of the new window reach the server, which both programs cannot tell themselves in the same way.
 */

#include "config.h"

#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <adwaita.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 9
#define TIMEOUT_SECONDS 20

/* Smaller windows are the clipboard's and the like. */
#define MIN_WIDTH 300

static void
activate_cb (GApplication *application,
             gpointer user_data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

static int
run_floor (char *program)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, &program);
}

/* The milliseconds until a window of @arguments shows something; the program is ended then. */
static double
measure (Display *display,
         int damage_event,
         const char *const *arguments)
{
  gint64 start = g_get_monotonic_time ();
  double milliseconds = -1;
  pid_t pid;

  pid = fork ();
  if (pid == 0)
    {
      execv (arguments[0], (char *const *) arguments);
      _exit (127);
    }
  g_assert_cmpint (pid, >, 0);

  while (milliseconds < 0)
    {
      XEvent event;

      if (g_get_monotonic_time () - start > TIMEOUT_SECONDS * G_USEC_PER_SEC)
        g_error ("%s showed no window", arguments[0]);
      if (!XPending (display))
        {
          g_usleep (200);
          continue;
        }
      XNextEvent (display, &event);
      if (event.type == MapNotify)
        {
          XWindowAttributes attributes;

          if (XGetWindowAttributes (display, event.xmap.window, &attributes) && attributes.width >= MIN_WIDTH)
            {
              XDamageCreate (display, event.xmap.window, XDamageReportNonEmpty);
              XFlush (display);
            }
        }
      else if (event.type == damage_event + XDamageNotify)
        milliseconds = (double) (g_get_monotonic_time () - start) / 1000.0;
    }

  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  XSync (display, True);

  return milliseconds;
}

static int
ignore_error (Display *display,
              XErrorEvent *event)
{
  /* A window that went away meanwhile */
  return 0;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

int
main (int argc,
      char *argv[])
{
  double kontor[ROUNDS];
  double empty[ROUNDS];
  Display *display;
  int damage_event;
  int damage_error;

  if (argc == 2 && g_str_equal (argv[1], "--floor"))
    return run_floor (argv[0]);
  if (argc != 2)
    g_error ("Usage: bench-first-frame PROGRAM");

  display = XOpenDisplay (NULL);
  g_assert_nonnull (display);
  if (!XDamageQueryExtension (display, &damage_event, &damage_error))
    g_error ("This X server does not tell when something is drawn");
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);

  for (guint i = 0; i < ROUNDS + 1; i++)
    {
      const char *floor_arguments[] = { argv[0], "--floor", NULL };
      const char *kontor_arguments[] = { argv[1], NULL };
      double floor_time = measure (display, damage_event, floor_arguments);
      double kontor_time = measure (display, damage_event, kontor_arguments);

      /* The first round fills the caches. */
      if (i == 0)
        continue;
      empty[i - 1] = floor_time;
      kontor[i - 1] = kontor_time;
    }
  XCloseDisplay (display);

  qsort (empty, ROUNDS, sizeof empty[0], compare_doubles);
  qsort (kontor, ROUNDS, sizeof kontor[0], compare_doubles);
  g_print ("Start to first frame, median of %d: %.0f ms; an empty libadwaita window: %.0f ms; ratio %.2f\n", ROUNDS,
           kontor[ROUNDS / 2], empty[ROUNDS / 2], kontor[ROUNDS / 2] / empty[ROUNDS / 2]);

  return EXIT_SUCCESS;
}

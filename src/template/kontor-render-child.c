/* kontor-render-child.c: prints with a template of unknown origin, in a process of its own */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "kontor-layout.h"
#include "kontor-pdf.h"
#include "kontor-render-child.h"
#include "kontor-render.h"
#include "kontor-template-error.h"

/*
 * The program starts itself once more, gives the request to its standard input and takes the answer from its standard
 * output, both as a GVariant. The bounds of the run (steps, rows, pages) hold there too; the process is for what they
 * do not see: a hole in one of the libraries that read pictures and fonts, or memory that they use up.
 */

/* template, name, base, view, language, inputs, files */
#define REQUEST_TYPE "(aymsmsayaya{ss}a{say})"
/* error code or -1, message, PDF */
#define ANSWER_TYPE "(isay)"

static GVariant *
bytes_to_variant (GBytes *bytes)
{
  return g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

static GBytes *
variant_to_bytes (GVariant *variant)
{
  return g_variant_get_data_as_bytes (variant);
}

/* The process */

static GBytes *
find_file (const char *id,
           gpointer    user_data,
           GError    **error)
{
  g_autoptr (GVariant) file = g_variant_lookup_value (user_data, id, G_VARIANT_TYPE_BYTESTRING);

  return file != NULL ? variant_to_bytes (file) : NULL;
}

static void
set_limit (int     resource,
           guint64 value)
{
  struct rlimit limit = { value, value };

  setrlimit (resource, &limit);
}

static void
set_limits (void)
{
  set_limit (RLIMIT_CPU, KONTOR_RENDER_CHILD_CPU_SECONDS);
  set_limit (RLIMIT_AS, KONTOR_RENDER_CHILD_MEMORY);
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_NOFILE, 128);

  /* It writes no files. Fontconfig may try to keep a cache, and then must not be killed for it. */
  signal (SIGXFSZ, SIG_IGN);
  set_limit (RLIMIT_FSIZE, 0);
}

static GBytes *
render (GVariant *request,
        GError  **error)
{
  g_autoptr (GVariant) source = g_variant_get_child_value (request, 0);
  g_autoptr (GBytes) bytes = variant_to_bytes (source);
  g_autoptr (GVariant) view_text = g_variant_get_child_value (request, 3);
  g_autoptr (GVariant) language_text = g_variant_get_child_value (request, 4);
  g_autoptr (GVariant) files = g_variant_get_child_value (request, 6);
  g_autoptr (GVariantIter) answers = NULL;
  g_autoptr (GHashTable) inputs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (KontorTemplate) template = NULL;
  g_autoptr (KontorDocument) document = NULL;
  g_autoptr (KontorPages) pages = NULL;
  const char *name, *base;
  const char *language = g_variant_get_bytestring (language_text);
  char *key, *value;
  xmlDoc *view;

  g_variant_get_child (request, 1, "m&s", &name);
  g_variant_get_child (request, 2, "m&s", &base);
  g_variant_get_child (request, 5, "a{ss}", &answers);

  while (g_variant_iter_next (answers, "{ss}", &key, &value))
    g_hash_table_insert (inputs, key, value);

  template = kontor_template_new_for_bytes (bytes, name, base, error);

  if (template == NULL)
    return NULL;

  view = xmlReadMemory (g_variant_get_data (view_text), g_variant_get_size (view_text), NULL, "UTF-8",
                        XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

  if (view == NULL)
    {
      g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA, _("The record cannot be read."));
      return NULL;
    }

  document = kontor_template_run (template, view, language, inputs, find_file, files, NULL, error);
  xmlFreeDoc (view);

  if (document != NULL)
    pages = kontor_layout_run (document, 0, NULL, error);

  return pages != NULL ? kontor_pages_to_pdf (pages, NULL, error) : NULL;
}

static GVariant *
make_answer (GBytes       *pdf,
             const GError *error)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  if (pdf != NULL)
    return g_variant_new ("(is@ay)", -1, "", bytes_to_variant (pdf));

  return g_variant_new ("(is@ay)", error->domain == KONTOR_TEMPLATE_ERROR ? error->code : KONTOR_TEMPLATE_ERROR_FAILED,
                        error->message, bytes_to_variant (nothing));
}

static GBytes *
read_all (void)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 0)
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/**
 * kontor_render_is_child:
 * @argc: as given to main()
 * @argv: as given to main()
 *
 * Returns: whether this program was started by kontor_render_in_child(), so that its main() is to do nothing but
 *     return kontor_render_child_main()
 */
gboolean
kontor_render_is_child (int    argc,
                        char **argv)
{
  return argc == 2 && strcmp (argv[1], KONTOR_RENDER_CHILD_ARGUMENT) == 0;
}

/**
 * kontor_render_child_main:
 *
 * Is the process that kontor_render_in_child() starts: takes one request, answers it, with limits on memory and time.
 *
 * Returns: the exit status of the program
 */
int
kontor_render_child_main (void)
{
  g_autoptr (GBytes) input = NULL;
  g_autoptr (GVariant) request = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GOutputStream) output = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GError) error = NULL;

  set_limits ();
  input = read_all ();

  if (input == NULL)
    return 1;

  request = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (REQUEST_TYPE), input, FALSE));
  pdf = render (request, &error);
  answer = g_variant_ref_sink (make_answer (pdf, error));

  return g_output_stream_write_all (output, g_variant_get_data (answer), g_variant_get_size (answer), NULL, NULL, NULL) ? 0 : 1;
}

/* Who starts it */

static GBytes *
make_request (GBytes     *template,
              const char *name,
              const char *base,
              xmlDoc     *view,
              const char *language,
              GHashTable *inputs,
              GHashTable *files)
{
  g_auto (GVariantBuilder) answers = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  g_auto (GVariantBuilder) pictures = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{say}"));
  g_autoptr (GVariant) request = NULL;
  GHashTableIter iter;
  gpointer key, value;
  xmlChar *text = NULL;
  int length = 0;

  if (inputs != NULL)
    {
      g_hash_table_iter_init (&iter, inputs);

      while (g_hash_table_iter_next (&iter, &key, &value))
        g_variant_builder_add (&answers, "{ss}", key, value);
    }

  if (files != NULL)
    {
      g_hash_table_iter_init (&iter, files);

      while (g_hash_table_iter_next (&iter, &key, &value))
        g_variant_builder_add (&pictures, "{s@ay}", key, bytes_to_variant (value));
    }

  xmlDocDumpMemoryEnc (view, &text, &length, "UTF-8");
  request = g_variant_new ("(@aymsms@ay@aya{ss}a{say})", bytes_to_variant (template), name, base,
                           g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text, length, 1),
                           g_variant_new_bytestring (language), &answers, &pictures);
  g_variant_ref_sink (request);
  xmlFree (text);

  return variant_to_bytes (request);
}

typedef struct
{
  GMainLoop *loop;
  GSubprocess *process;
  GBytes *output;
  GError *error;
  gboolean late;
} Wait;

static void
communicate_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Wait *wait = user_data;

  g_subprocess_communicate_finish (wait->process, result, &wait->output, NULL, &wait->error);
  g_main_loop_quit (wait->loop);
}

static gboolean
late_cb (gpointer user_data)
{
  Wait *wait = user_data;

  wait->late = TRUE;
  g_subprocess_force_exit (wait->process);

  return G_SOURCE_REMOVE;
}

static GBytes *
talk (GBytes       *request,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (GSource) timeout = g_timeout_source_new_seconds (KONTOR_RENDER_CHILD_SECONDS);
  g_autoptr (GSubprocess) process = NULL;
  Wait wait = { .loop = loop };

  /* The name that the kernel keeps stays right when the program's file is replaced meanwhile. */
  process = g_subprocess_launcher_spawn (launcher, error, "/proc/self/exe", KONTOR_RENDER_CHILD_ARGUMENT, NULL);

  if (process == NULL)
    return NULL;

  wait.process = process;
  g_main_context_push_thread_default (context);
  g_source_set_callback (timeout, late_cb, &wait, NULL);
  g_source_attach (timeout, context);
  g_subprocess_communicate_async (process, request, cancellable, communicate_cb, &wait);
  g_main_loop_run (loop);
  g_source_destroy (timeout);
  g_main_context_pop_thread_default (context);

  if (g_error_matches (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_subprocess_force_exit (process);
      g_propagate_error (error, wait.error);
      return NULL;
    }

  /* What the process has not read when it ends is a broken pipe here; how it ended says more. */
  g_clear_error (&wait.error);

  if (wait.output != NULL && !wait.late && g_bytes_get_size (wait.output) > 0 && g_subprocess_wait_check (process, NULL, NULL))
    return wait.output;

  g_clear_pointer (&wait.output, g_bytes_unref);
  g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_LIMIT,
                       _("The document could not be made: the template needs too much time or memory, or broke the program that read it."));
  return NULL;
}

/**
 * kontor_render_in_child:
 * @template: the text of a template that is not trusted
 * @name: its name, for messages
 * @base: (nullable): the folder that holds its pictures
 * @view: the view of a record, as made by kontor_view_new()
 * @language: BCP 47 tag of the document's language
 * @inputs: (nullable) (element-type utf8 utf8): what the person answered
 * @files: (nullable) (element-type utf8 GBytes): files of the record by their ids, such as the company's logo
 * @cancellable: (nullable): ends it
 * @error: return location for a #GError
 *
 * Prints a record with a template that was neither shipped nor written on this desktop, in a process with limits on
 * memory and time. Blocks: call it in a thread. The program's main() must know kontor_render_is_child().
 *
 * Returns: (transfer full): the PDF, or %NULL with @error set: that of the run, or %KONTOR_TEMPLATE_ERROR_LIMIT when
 *     the process was ended
 */
GBytes *
kontor_render_in_child (GBytes       *template,
                        const char   *name,
                        const char   *base,
                        xmlDoc       *view,
                        const char   *language,
                        GHashTable   *inputs,
                        GHashTable   *files,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_autoptr (GBytes) request = make_request (template, name, base, view, language, inputs, files);
  g_autoptr (GBytes) output = talk (request, cancellable, error);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) pdf = NULL;
  const char *message;
  int code;

  if (output == NULL)
    return NULL;

  /* What comes from there is not trusted: a form that is not normal reads as defaults, and is no PDF then. */
  answer = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (ANSWER_TYPE), output, FALSE));
  g_variant_get (answer, "(i&s@ay)", &code, &message, &pdf);

  if (code == -1 && g_variant_get_size (pdf) > 4 && memcmp (g_variant_get_data (pdf), "%PDF", 4) == 0)
    return variant_to_bytes (pdf);

  g_set_error_literal (error, KONTOR_TEMPLATE_ERROR, CLAMP (code, 0, KONTOR_TEMPLATE_ERROR_FAILED),
                       *message != '\0' ? message : _("The document could not be made."));
  return NULL;
}

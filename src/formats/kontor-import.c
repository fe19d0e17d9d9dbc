/* kontor-import.c: records out of files that other programs wrote */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-charset.h"
#include "kontor-formats-error.h"

/* What kontor_import_file_async() is to do. */
typedef struct
{
  const KontorRecordType *type;
  GFile *file;
  gboolean dry_run;
  char *language;
  KontorImportProgress progress;
  gpointer progress_data;
  GMainContext *context;
} Import;

/* One call of the progress function, on its way to the caller's thread. */
typedef struct
{
  GTask *task;
  double fraction;
} Step;

static gboolean
begins_with_card (const char *text, gsize length)
{
  static const char begin[] = "BEGIN:VCARD";
  gsize n = 0;

  for (gsize i = 0; i < length && begin[n] != '\0'; i++)
    {
      char c = text[i];

      /* UTF-16 has a zero beside each of these letters, and any text may have a mark before it */
      if (n == 0 && (c == ' ' || c == '\r' || c == '\n' || c == '\t' || (guchar) c >= 0x80 || c == '\0'))
        continue;
      if (c == '\0')
        continue;
      if (g_ascii_toupper (c) != begin[n])
        return FALSE;
      n++;
    }

  return begin[n] == '\0';
}

static const struct
{
  const char *begin;
  gsize length;
} binary_files[] = {
  { "PK\x03\x04", 4 },                         /* xlsx, ods */
  { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 },   /* xls */
  { "%PDF", 4 },
};

/**
 * kontor_format_guess:
 * @bytes: a file, or its beginning
 * @name: (nullable): its name
 * @format: (out): its format
 * @error: return location for a #GError
 *
 * Tells the format by the content, and where that does not tell, by the name. A text that is nothing else is a CSV.
 *
 * Returns: %FALSE with %KONTOR_FORMATS_ERROR_FORMAT when it is none that can be imported
 */
gboolean
kontor_format_guess (GBytes *bytes, const char *name, KontorFormat *format, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *lower = name == NULL ? g_strdup ("") : g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (binary_files); i++)
    {
      if (length >= binary_files[i].length && memcmp (data, binary_files[i].begin, binary_files[i].length) == 0)
        {
          g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_FORMAT,
                       _("“%s” is no CSV and no vCard. Save a spreadsheet as CSV and try again."), name == NULL ? "" : name);
          return FALSE;
        }
    }

  *format = begins_with_card (data, length) || g_str_has_suffix (lower, ".vcf") || g_str_has_suffix (lower, ".vcard")
              ? KONTOR_FORMAT_VCARD
              : KONTOR_FORMAT_CSV;
  return TRUE;
}

/**
 * kontor_import_file:
 * @store: where to
 * @type: the kind of the records
 * @bytes: the file
 * @name: (nullable): its name, which helps to tell its format
 * @options: (nullable): how
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Imports a file of any format: see kontor_import_csv() and kontor_import_vcard().
 *
 * Returns: (transfer full) (nullable): the report; %NULL with @error when the file cannot be read, or nothing could be written
 */
KontorImportReport *
kontor_import_file (KontorStore *store,
                    const KontorRecordType *type,
                    GBytes *bytes,
                    const char *name,
                    const KontorImportOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  KontorFormat format;

  g_return_val_if_fail (KONTOR_IS_STORE (store) && type != NULL && bytes != NULL, NULL);

  if (!kontor_format_guess (bytes, name, &format, error))
    return NULL;

  return format == KONTOR_FORMAT_VCARD ? kontor_import_vcard (store, type, bytes, options, cancellable, error)
                                       : kontor_import_csv (store, type, bytes, options, cancellable, error);
}

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->file);
  g_main_context_unref (import->context);
  g_free (import->language);
  g_free (import);
}

static gboolean
tell_step_cb (gpointer data)
{
  Step *step = data;
  Import *import = g_task_get_task_data (step->task);

  /* one that comes after the end would surprise */
  if (!g_task_get_completed (step->task))
    import->progress (step->fraction, import->progress_data);

  return G_SOURCE_REMOVE;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->task);
  g_free (step);
}

static void
progress_cb (double fraction, gpointer user_data)
{
  GTask *task = user_data;
  Import *import = g_task_get_task_data (task);
  Step *step = g_new (Step, 1);

  step->task = g_object_ref (task);
  step->fraction = fraction;
  g_main_context_invoke_full (import->context, G_PRIORITY_DEFAULT, tell_step_cb, step, step_free);
}

/* The bytes of a file, up to what may be imported. */
static GBytes *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (64 * 1024);
  gssize n;

  if (stream == NULL)
    return NULL;

  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, 64 * 1024, cancellable, error)) > 0)
    {
      g_byte_array_append (bytes, chunk, (guint) n);
      /* what is larger is refused by kontor_charset_decode(), which need not see all of it for that */
      if (bytes->len > KONTOR_FORMATS_MAX_SIZE)
        break;
    }

  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
import_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Import *import = task_data;
  const KontorImportOptions options = {
    .dry_run = import->dry_run,
    .language = import->language,
    .progress = import->progress == NULL ? NULL : progress_cb,
    .progress_data = task,
  };
  g_autofree char *name = g_file_get_basename (import->file);
  g_autoptr (GBytes) bytes = NULL;
  KontorImportReport *report = NULL;
  GError *error = NULL;

  bytes = read_file (import->file, cancellable, &error);
  if (bytes != NULL)
    report = kontor_import_file (source, import->type, bytes, name, &options, cancellable, &error);

  if (report == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, report, (GDestroyNotify) kontor_import_report_unref);
}

/**
 * kontor_import_file_async:
 * @store: where to
 * @type: the kind of the records
 * @file: the file
 * @options: (nullable): how; its progress function is called on the caller's main context until the end
 * @cancellable: (nullable): a #GCancellable; once the records are being written it comes too late
 * @callback: called with the report
 * @user_data: for @callback
 *
 * Reads and imports a file without blocking. See kontor_import_file().
 */
void
kontor_import_file_async (KontorStore *store,
                          const KontorRecordType *type,
                          GFile *file,
                          const KontorImportOptions *options,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Import *import;

  g_return_if_fail (KONTOR_IS_STORE (store) && type != NULL && G_IS_FILE (file));

  import = g_new0 (Import, 1);
  import->type = type;
  import->file = g_object_ref (file);
  import->context = g_main_context_ref_thread_default ();
  if (options != NULL)
    {
      import->dry_run = options->dry_run;
      import->language = g_strdup (options->language);
      import->progress = options->progress;
      import->progress_data = options->progress_data;
    }
  g_task_set_source_tag (task, kontor_import_file_async);
  g_task_set_task_data (task, import, import_free);
  /* what was written is reported, even when somebody cancelled at the last moment */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, import_in_thread);
}

/**
 * kontor_import_file_finish:
 * @store: where to
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the report; %NULL with @error
 */
KontorImportReport *
kontor_import_file_finish (KontorStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* kontor-export.c: records into files that other programs read */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kontor-csv-records.h"
#include "kontor-csv.h"
#include "kontor-formats-error.h"
#include "kontor-types.h"
#include "kontor-vcard-private.h"

/* The records that are exported: given, or loaded one by one so that a large store needs no memory for them. */
typedef struct
{
  KontorStore *store;
  GPtrArray *records; /* KontorRecord, or NULL */
  GPtrArray *ids;     /* or NULL */
} Source;

typedef struct
{
  const KontorRecordType *type;
  KontorFormat format;
  KontorQuery *query;
  GFile *file;
} Export;

static guint
get_size (const Source *source)
{
  return source->records != NULL ? source->records->len : source->ids->len;
}

/* The record at @i; NULL without an error when it was deleted meanwhile. */
static KontorRecord *
get_record (const Source *source, guint i, GError **error)
{
  GError *failed = NULL;
  KontorRecord *record;

  if (source->records != NULL)
    return g_object_ref (g_ptr_array_index (source->records, i));

  record = kontor_store_load (source->store, g_ptr_array_index (source->ids, i), &failed);
  if (g_error_matches (failed, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_NOT_FOUND))
    g_clear_error (&failed);
  if (failed != NULL)
    g_propagate_error (error, failed);

  return record;
}

typedef gboolean (*RecordFunc) (KontorRecord *record, gpointer user_data, GError **error);

static gboolean
for_each (const Source *source, RecordFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < get_size (source); i++)
    {
      GError *failed = NULL;
      g_autoptr (KontorRecord) record = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      record = get_record (source, i, &failed);
      if (failed != NULL || (record != NULL && !func (record, user_data, &failed)))
        {
          g_propagate_error (error, failed);
          return FALSE;
        }
    }

  return TRUE;
}

typedef struct
{
  KontorCsvLayout *layout;
  KontorCsvWriter *writer;
  GCancellable *cancellable;
} CsvExport;

static gboolean
look_at_record (KontorRecord *record, gpointer user_data, GError **error)
{
  CsvExport *export = user_data;

  kontor_csv_layout_add (export->layout, kontor_record_get_body (record));
  return TRUE;
}

static gboolean
write_row (KontorRecord *record, gpointer user_data, GError **error)
{
  CsvExport *export = user_data;
  g_autoptr (GPtrArray) cells
    = kontor_csv_layout_make_row (export->layout, kontor_record_get_id (record), kontor_record_get_body (record));

  for (guint i = 0; i < cells->len; i++)
    kontor_csv_writer_add (export->writer, g_ptr_array_index (cells, i));

  return kontor_csv_writer_end_row (export->writer, export->cancellable, error);
}

static gboolean
export_csv (const Source *source, const KontorRecordType *type, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (KontorCsvLayout) layout = kontor_csv_layout_new (type, kontor_store_get_language (source->store));
  g_autoptr (KontorCsvWriter) writer = kontor_csv_writer_new (stream);
  CsvExport export = { layout, writer, cancellable };
  GPtrArray *columns;

  if (!for_each (source, look_at_record, &export, cancellable, error))
    return FALSE;

  columns = kontor_csv_layout_get_columns (layout);
  for (guint i = 0; i < columns->len; i++)
    kontor_csv_writer_add (writer, ((KontorCsvColumn *) g_ptr_array_index (columns, i))->header);

  return kontor_csv_writer_end_row (writer, cancellable, error) &&
         for_each (source, write_row, &export, cancellable, error) && kontor_csv_writer_finish (writer, cancellable, error);
}

typedef struct
{
  KontorStore *store;
  GOutputStream *stream;
  GCancellable *cancellable;
  char *now;
} VcardExport;

/* The name of the customer where a person works. */
static char *
find_organisation (KontorStore *store, KontorRecord *record)
{
  const KontorRecordType *type = kontor_record_get_record_type (record);
  g_autoptr (KontorJson) derived = NULL;
  g_autoptr (KontorRecord) customer = NULL;
  const char *id, *name;

  if (type != &kontor_person_type)
    return NULL;

  derived = type->derive (kontor_record_get_body (record));
  id = kontor_json_get_member_string (derived, "customer");
  customer = id == NULL ? NULL : kontor_store_load (store, id, NULL);
  if (customer == NULL)
    return NULL;

  name = kontor_record_get_string (customer, "name");
  return name != NULL ? g_strdup (name) : kontor_record_dup_title (customer);
}

static gboolean
write_card (KontorRecord *record, gpointer user_data, GError **error)
{
  VcardExport *export = user_data;
  g_autofree char *organisation = find_organisation (export->store, record);
  g_autoptr (GString) card = g_string_new (NULL);

  kontor_vcard_append (card, kontor_record_get_id (record), kontor_record_get_body (record), organisation, export->now);
  return g_output_stream_write_all (export->stream, card->str, card->len, NULL, export->cancellable, error);
}

static gboolean
export_vcard (const Source *source, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *revised = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  VcardExport export = { source->store, stream, cancellable, revised };

  return for_each (source, write_card, &export, cancellable, error);
}

static gboolean
export_source (const Source *source,
               const KontorRecordType *type,
               KontorFormat format,
               GOutputStream *stream,
               GCancellable *cancellable,
               GError **error)
{
  if (format == KONTOR_FORMAT_CSV)
    return export_csv (source, type, stream, cancellable, error);

  if (type != &kontor_person_type && type != &kontor_customer_type)
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_FORMAT,
                   _("vCards hold people and companies; export the kind “%s” as CSV."), kontor_record_type_get_label (type));
      return FALSE;
    }

  return export_vcard (source, stream, cancellable, error);
}

/**
 * kontor_format_for_name:
 * @name: the name of a file that is to be written
 * @format: (out): the format that it says
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %KONTOR_FORMATS_ERROR_FORMAT when it says none
 */
gboolean
kontor_format_for_name (const char *name, KontorFormat *format, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".csv"))
    *format = KONTOR_FORMAT_CSV;
  else if (g_str_has_suffix (lower, ".vcf") || g_str_has_suffix (lower, ".vcard"))
    *format = KONTOR_FORMAT_VCARD;
  else
    {
      g_set_error (error, KONTOR_FORMATS_ERROR, KONTOR_FORMATS_ERROR_FORMAT,
                   _("The name “%s” does not say the format. Let it end in .csv or .vcf."), name);
      return FALSE;
    }

  return TRUE;
}

/**
 * kontor_export_file:
 * @store: where from
 * @type: the kind of the records
 * @format: how
 * @query: (nullable): which of them, in which order; %NULL for all
 * @stream: where to; it is not closed. For a file see kontor_export_to_file()
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Exports records. As CSV all that a body holds comes back on import, see kontor_import_csv(); as vCard 4.0 what a card can
 * hold. A CSV of no records has the headings, to be filled in.
 *
 * Returns: whether all was written
 */
gboolean
kontor_export_file (KontorStore *store,
                    const KontorRecordType *type,
                    KontorFormat format,
                    KontorQuery *query,
                    GOutputStream *stream,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (KontorQuery) all = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  Source source = { store, NULL, NULL };

  g_return_val_if_fail (KONTOR_IS_STORE (store) && type != NULL && G_IS_OUTPUT_STREAM (stream), FALSE);

  all = query != NULL ? kontor_query_ref (query) : kontor_query_new (type);
  ids = kontor_store_query_ids (store, all, cancellable, error);
  if (ids == NULL)
    return FALSE;

  source.ids = ids;
  return export_source (&source, type, format, stream, cancellable, error);
}

/**
 * kontor_export_records:
 * @store: where the names of what they refer to are found
 * @type: the kind of the records
 * @format: how
 * @records: (element-type KontorRecord): the records
 * @stream: where to; it is not closed
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Exports records as they are in memory. See kontor_export_file().
 *
 * Returns: whether all was written
 */
gboolean
kontor_export_records (KontorStore *store,
                       const KontorRecordType *type,
                       KontorFormat format,
                       GPtrArray *records,
                       GOutputStream *stream,
                       GCancellable *cancellable,
                       GError **error)
{
  const Source source = { store, records, NULL };

  g_return_val_if_fail (KONTOR_IS_STORE (store) && type != NULL && records != NULL && G_IS_OUTPUT_STREAM (stream), FALSE);

  return export_source (&source, type, format, stream, cancellable, error);
}

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_pointer (&export->query, kontor_query_unref);
  g_object_unref (export->file);
  g_free (export);
}

/**
 * kontor_export_to_file:
 * @store: where from
 * @type: the kind of the records
 * @format: how
 * @query: (nullable): which of them, in which order; %NULL for all
 * @file: where to
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Exports records into a file: what is there is replaced when all is written, and stays when that fails. g_file_replace() alone
 * would leave half a file where there was none. Others cannot read the file: there may be personal data in it.
 *
 * Returns: whether the file was written
 */
gboolean
kontor_export_to_file (KontorStore *store,
                       const KontorRecordType *type,
                       KontorFormat format,
                       KontorQuery *query,
                       GFile *file,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *part_uri = g_strdup_printf ("%s.%08x.part", uri, g_random_int ());
  g_autoptr (GFile) part = g_file_new_for_uri (part_uri);
  g_autoptr (GFileOutputStream) stream = g_file_create (part, G_FILE_CREATE_PRIVATE, cancellable, error);

  if (stream == NULL)
    return FALSE;

  if (kontor_export_file (store, type, format, query, G_OUTPUT_STREAM (stream), cancellable, error) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error) &&
      g_file_move (part, file, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error))
    return TRUE;

  g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL);
  g_file_delete (part, NULL, NULL);
  return FALSE;
}

static void
export_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  GError *error = NULL;

  if (kontor_export_to_file (source, export->type, export->format, export->query, export->file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * kontor_export_file_async:
 * @store: where from
 * @type: the kind of the records
 * @format: how
 * @query: (nullable): which of them, in which order; %NULL for all
 * @file: where to
 * @cancellable: (nullable): a #GCancellable
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Exports records into a file without blocking. See kontor_export_to_file().
 */
void
kontor_export_file_async (KontorStore *store,
                          const KontorRecordType *type,
                          KontorFormat format,
                          KontorQuery *query,
                          GFile *file,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Export *export;

  g_return_if_fail (KONTOR_IS_STORE (store) && type != NULL && G_IS_FILE (file));

  export = g_new0 (Export, 1);
  export->type = type;
  export->format = format;
  export->query = query == NULL ? NULL : kontor_query_ref (query);
  export->file = g_object_ref (file);
  g_task_set_source_tag (task, kontor_export_file_async);
  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * kontor_export_file_finish:
 * @store: where from
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: whether the file was written
 */
gboolean
kontor_export_file_finish (KontorStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

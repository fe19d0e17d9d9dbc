/* test-util.h: a store, files in and out of it, and what was found in them */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "kontor-export.h"

typedef struct
{
  char *folder;
  KontorStore *store;
} Fixture;

G_GNUC_UNUSED static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("kontor-formats-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "test.db", NULL);
  fixture->store = kontor_store_open (path, &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  kontor_store_close (fixture->store);
  g_clear_object (&fixture->store);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      if (g_remove (path) != 0)
        {
          g_autoptr (GDir) inner = g_dir_open (path, 0, NULL);
          const char *file;

          while (inner != NULL && (file = g_dir_read_name (inner)) != NULL)
            {
              g_autofree char *inner_path = g_build_filename (path, file, NULL);

              g_remove (inner_path);
            }
          g_rmdir (path);
        }
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

G_GNUC_UNUSED static KontorImportReport *
import (Fixture *fixture, const KontorRecordType *type, const char *text, const char *language)
{
  const KontorImportOptions options = { .language = language };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  KontorImportReport *report = kontor_import_file (fixture->store, type, bytes, NULL, &options, NULL, &error);

  g_assert_no_error (error);
  return report;
}

G_GNUC_UNUSED static char *
export (Fixture *fixture, const KontorRecordType *type, KontorFormat format)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  kontor_export_file (fixture->store, type, format, NULL, stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

/* What an import refused, for the message of a failed test. */
G_GNUC_UNUSED static char *
describe (KontorImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->problems->len; i++)
    {
      KontorImportProblem *problem = g_ptr_array_index (report->problems, i);

      g_string_append_printf (text, "%s%u/%s: %s\n", problem->refused ? "" : "note ", problem->line,
                              problem->column == NULL ? "" : problem->column, problem->message);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

G_GNUC_UNUSED static void
assert_counts (KontorImportReport *report, guint n_new, guint n_changed, guint n_same, guint n_refused)
{
  g_autofree char *problems = describe (report);
  g_autofree char *counts = g_strdup_printf ("%u %u %u %u", report->n_new, report->n_changed, report->n_same, report->n_refused);
  g_autofree char *expected = g_strdup_printf ("%u %u %u %u", n_new, n_changed, n_same, n_refused);

  if (strcmp (counts, expected) != 0)
    g_test_message ("%s", problems);
  g_assert_cmpstr (counts, ==, expected);
  g_assert_cmpuint (report->n_records, ==, n_new + n_changed + n_same + n_refused);
}

G_GNUC_UNUSED static KontorRecord *
load_first (Fixture *fixture, KontorImportReport *report)
{
  g_autoptr (GError) error = NULL;
  KontorRecord *record;

  g_assert_cmpuint (report->ids->len, >, 0);
  record = kontor_store_load (fixture->store, g_ptr_array_index (report->ids, 0), &error);
  g_assert_no_error (error);
  return record;
}

G_GNUC_UNUSED static void
assert_text (KontorRecord *record, const char *member, guint index, const char *part_member, const char *expected)
{
  KontorJson *value = kontor_json_get_member (kontor_record_get_body (record), member);

  if (part_member != NULL)
    value = kontor_json_get_member (kontor_json_get_element (value, index), part_member);
  g_assert_cmpstr (kontor_json_get_string (value), ==, expected);
}

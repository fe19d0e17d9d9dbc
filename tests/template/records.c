/* records.c: the records of a small office, for tests */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "records.h"

/* Returns: (transfer full): the records of records.json by their ids */
GHashTable *
records_load (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "template", "records.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorJson) list = NULL;
  GHashTable *records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  list = kontor_json_parse (text, length, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < kontor_json_get_size (list); i++)
    {
      g_autofree char *one = kontor_json_to_string (kontor_json_get_element (list, i));
      KontorRecord *record = kontor_record_new_for_json (one, -1, &error);

      g_assert_no_error (error);
      g_hash_table_insert (records, (gpointer) kontor_record_get_id (record), record);
    }

  return records;
}

/* Returns: (transfer none): the record, which must be there */
KontorRecord *
records_get (GHashTable *records,
             const char *id)
{
  KontorRecord *record = g_hash_table_lookup (records, id);

  g_assert_nonnull (record);
  return record;
}

/* A KontorResolver over records_load(). */
KontorRecord *
records_resolve (const char *id,
                 gpointer    records)
{
  KontorRecord *record;

  if (strcmp (id, "company") == 0)
    id = "company:00000000-0000-4000-8000-000000000001";

  record = g_hash_table_lookup (records, id);
  return record != NULL ? g_object_ref (record) : NULL;
}

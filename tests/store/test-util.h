/* test-util.h: what the tests of the store share */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib/gstdio.h>

#include "kontor-store.h"

G_GNUC_UNUSED static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("kontor-store-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

G_GNUC_UNUSED static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

G_GNUC_UNUSED static KontorRecord *
make_record (const char *json)
{
  g_autoptr (GError) error = NULL;
  KontorRecord *record = kontor_record_new_for_json (json, -1, &error);

  g_assert_no_error (error);
  return record;
}

G_GNUC_UNUSED static void
save (KontorStore *store,
      KontorRecord *record)
{
  g_autoptr (GError) error = NULL;

  kontor_store_save (store, record, NULL, &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static void
set_text (KontorRecord *record,
          const char *path,
          const char *text)
{
  g_autoptr (GError) error = NULL;

  kontor_record_set_text (record, path, text, &error);
  g_assert_no_error (error);
}

/* A customer of that name, saved; its id. */
G_GNUC_UNUSED static char *
add_customer (KontorStore *store,
              const char *name)
{
  g_autoptr (KontorRecord) record = kontor_record_new (kontor_record_type_find ("customer"));

  set_text (record, "name", name);
  save (store, record);
  return g_strdup (kontor_record_get_id (record));
}

G_GNUC_UNUSED static void
assert_sound (KontorStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sentences = kontor_store_verify (store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < sentences->len; i++)
    g_test_message ("%s", (const char *) sentences->pdata[i]);
  g_assert_cmpuint (sentences->len, ==, 0);
}

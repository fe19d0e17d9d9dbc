/* kontor-backup.c: copies of a store */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kontor-schema-private.h"
#include "kontor-store-private.h"

/* Pages that are copied between two looks at the cancellable: 8 MiB. */
#define PAGES_PER_STEP 2048

/* The daily copies that are kept, and for how many weeks before those one of each week is. */
#define DAILY_COPIES 7
#define WEEKLY_COPIES 4

/* A half-made copy of this age is nobody's any more. */
#define STALE_SECONDS (24 * 60 * 60)

static gboolean
set_failed (const char *path,
            int system_errno,
            GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  int code = system_errno == ENOSPC || system_errno == EDQUOT                          ? KONTOR_STORE_ERROR_FULL
             : system_errno == EACCES || system_errno == EPERM || system_errno == EROFS ? KONTOR_STORE_ERROR_READ_ONLY
                                                                                         : KONTOR_STORE_ERROR_FAILED;

  g_set_error (error, KONTOR_STORE_ERROR, code, _ ("The copy “%s” could not be written: %s."), name,
               g_strerror (system_errno));
  return FALSE;
}

static gboolean
sync_path (const char *path,
           GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  int system_errno = errno;

  if (fd >= 0)
    close (fd);
  return synced || set_failed (path, system_errno, error);
}

/* Makes a finished file appear under its name, whole, and so that it is still there after a power cut. */
static gboolean
move_in_place (const char *part,
               const char *path,
               GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!sync_path (part, error))
    return FALSE;
  if (g_rename (part, path) != 0)
    return set_failed (path, errno, error);
  return sync_path (folder, error);
}

static gboolean
copy_pages (KontorDatabase *from,
            KontorDatabase *to,
            GCancellable *cancellable,
            GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (kontor_database_get_handle (to), "main", kontor_database_get_handle (from),
                                                "main");
  int code;

  if (!backup)
    {
      kontor_database_take_error (to, sqlite3_errcode (kontor_database_get_handle (to)), error);
      return FALSE;
    }
  do
    code = g_cancellable_is_cancelled (cancellable) ? SQLITE_INTERRUPT : sqlite3_backup_step (backup, PAGES_PER_STEP);
  while (code == SQLITE_OK);
  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;
  kontor_database_take_error (to, code, error);
  return FALSE;
}

static gboolean
copy_to_part (const char *from,
              const char *part,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (KontorDatabase) source = kontor_database_open (from, KONTOR_DATABASE_READER, error);
  g_autoptr (KontorDatabase) target = NULL;
  gint64 n_tables;
  int fd;

  if (!source)
    return FALSE;
  fd = g_open (part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return set_failed (part, errno, error);
  close (fd);
  target = kontor_database_open (part, KONTOR_DATABASE_WRITER, error);

  /* The copy is of one moment, whatever is written meanwhile: the first read pins it. A copy is one file, without a WAL. */
  return target && kontor_database_begin_reading (source, error) &&
         kontor_database_get_integer (source, "SELECT count (*) FROM sqlite_master", &n_tables, error) &&
         copy_pages (source, target, cancellable, error) &&
         kontor_database_execute (target, "PRAGMA journal_mode = DELETE", error);
}

/**
 * kontor_backup_copy:
 * @from: the file of a store, which may be in use
 * @to: the file of the copy
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #GError
 *
 * Copies a store with SQLite's backup API. The copy appears under its name when it is whole.
 *
 * Returns: whether it was copied
 */
gboolean
kontor_backup_copy (const char *from,
                    const char *to,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *part = g_strdup_printf ("%s.%08x.part", to, g_random_int ());

  if (copy_to_part (from, part, cancellable, error) && move_in_place (part, to, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}

static char *
find_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_build_filename (folder, "backups", NULL);
}

/* "kontor" for "…/kontor.db": stores that share a folder have backups of their own. */
static char *
find_stem (const char *path)
{
  char *stem = g_path_get_basename (path);
  char *dot = strrchr (stem, '.');

  if (dot && dot > stem)
    *dot = '\0';
  return stem;
}

/* The date in "<stem>-2026-11-23.db". */
static gboolean
parse_name (const char *name,
            const char *stem,
            GDate *date)
{
  int year, month, day, length = 0;

  if (!g_str_has_prefix (name, stem) || name[strlen (stem)] != '-')
    return FALSE;
  if (sscanf (name + strlen (stem) + 1, "%4d-%2d-%2d.db%n", &year, &month, &day, &length) != 3 || length != 13 ||
      name[strlen (stem) + 1 + length] || !g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

/**
 * kontor_backup_prune:
 * @folder: the folder of the backups
 * @stem: how the names of the store's backups begin
 *
 * Removes the copies that are not kept: the last seven days stay, and of four weeks before them the last of each.
 */
void
kontor_backup_prune (const char *folder,
                     const char *stem)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *beginning = g_strconcat (stem, "-", NULL);
  const char *name;
  guint n_weeks = 0, last_week = G_MAXUINT;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GDate date;
      GStatBuf info;

      if (parse_name (name, stem, &date))
        g_ptr_array_add (names, g_strdup (name));
      else if (g_str_has_prefix (name, beginning) && g_str_has_suffix (name, ".part") && g_stat (path, &info) == 0 &&
               info.st_mtime + STALE_SECONDS < time (NULL))
        g_unlink (path);
    }

  g_ptr_array_sort (names, compare_newest_first);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      guint week;
      GDate date;

      parse_name (names->pdata[i], stem, &date);
      /* Julian day 1 was a Monday, so that this is a number that all days of one week share. */
      week = (g_date_get_julian (&date) - 1) / 7;
      if (i < DAILY_COPIES)
        continue;
      if (week != last_week && n_weeks < WEEKLY_COPIES)
        n_weeks++;
      else
        g_unlink (path);
      last_week = week;
    }
}

static gboolean
is_sound (const char *path,
          GError **error)
{
  g_autoptr (KontorDatabase) database = kontor_database_open (path, KONTOR_DATABASE_READER, error);
  g_autoptr (KontorStatement) statement = NULL;

  statement = database ? kontor_database_prepare_once (database, "PRAGMA quick_check (1)", error) : NULL;
  if (!statement || kontor_statement_step (statement, error) <= 0)
    return FALSE;
  if (strcmp (kontor_statement_get_text (statement, 0), "ok") == 0)
    return TRUE;
  kontor_database_take_error (database, SQLITE_CORRUPT, error);
  return FALSE;
}

/**
 * kontor_backup_daily:
 * @path: the file of a store
 *
 * Makes the copy of today when there is none, and removes those that are no longer kept. A copy of a damaged store is not
 * kept, and then nothing is removed either: the good ones may be needed.
 */
void
kontor_backup_daily (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *folder = find_folder (path);
  g_autofree char *stem = find_stem (path);
  g_autofree char *name = g_strdup_printf ("%s-%s.db", stem, day);
  g_autofree char *copy = g_build_filename (folder, name, NULL);

  if (g_file_test (copy, G_FILE_TEST_EXISTS))
    return;

  g_mkdir_with_parents (folder, 0700);
  if (!kontor_backup_copy (path, copy, NULL, &error))
    {
      g_message ("The daily backup was not made: %s", error->message);
      return;
    }
  if (!is_sound (copy, &error))
    {
      g_message ("The daily backup was not kept: %s", error->message);
      g_unlink (copy);
      return;
    }
  kontor_backup_prune (folder, stem);
}

/**
 * kontor_backup_before_migration:
 * @path: the file of a store
 * @version: the version that it has now
 * @error: return location for a #GError
 *
 * Makes a copy that the daily ones do not replace. An older Kontor can be used with it.
 *
 * Returns: whether it is there
 */
gboolean
kontor_backup_before_migration (const char *path,
                                int version,
                                GError **error)
{
  g_autofree char *folder = find_folder (path);
  g_autofree char *stem = find_stem (path);
  g_autofree char *name = g_strdup_printf ("%s-version-%d.db", stem, version);
  g_autofree char *copy = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  return kontor_backup_copy (path, copy, NULL, error);
}

/* Whether both names lead to one file: over links too, which a comparison of the names would not tell. */
static gboolean
is_same_file (const char *a,
              const char *b)
{
  GStatBuf info_a, info_b;

  return g_stat (a, &info_a) == 0 && g_stat (b, &info_b) == 0 && info_a.st_dev == info_b.st_dev &&
         info_a.st_ino == info_b.st_ino;
}

/**
 * kontor_store_backup:
 * @self: a store
 * @path: the file of the copy; one that is there is replaced when the new one is whole
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #GError
 *
 * Copies the store as it is at this moment, with its files, into one file. Writing goes on meanwhile.
 *
 * Returns: whether it was copied
 */
gboolean
kontor_store_backup (KontorStore *self,
                     const char *path,
                     GCancellable *cancellable,
                     GError **error)
{
  const char *from;
  g_autofree char *to = NULL;

  g_return_val_if_fail (KONTOR_IS_STORE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  from = kontor_store_get_path (self);
  to = g_canonicalize_filename (path, NULL);
  if (is_same_file (from, to))
    {
      g_set_error_literal (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_FAILED,
                           _ ("A store cannot be backed up onto itself. Choose another file."));
      return FALSE;
    }
  return kontor_backup_copy (from, to, cancellable, error);
}

/* A restored store is another one: whoever keeps track of what a store has done by its id begins anew. */
static gboolean
give_new_id (const char *path,
             GError **error)
{
  g_autoptr (KontorDatabase) database = kontor_database_open (path, KONTOR_DATABASE_WRITER, error);
  g_autofree char *id = g_uuid_string_random ();
  KontorSchemaState state;
  int version;

  if (!database || !kontor_schema_look (database, &state, &version, error))
    return FALSE;
  if (state == KONTOR_SCHEMA_EMPTY)
    {
      kontor_database_take_error (database, SQLITE_NOTADB, error);
      return FALSE;
    }
  if (!kontor_database_begin (database, error))
    return FALSE;
  return kontor_database_end (database, kontor_database_set_meta (database, "store-id", id, error), error);
}

/*
 * Leaves WAL mode, which needs to be alone with the store and writes everything into the one file. A file that SQLite cannot
 * read has no users, and is set aside as it is.
 */
static gboolean
take_over (const char *path,
           GError **error)
{
  g_autoptr (KontorDatabase) database = NULL;
  g_autoptr (GError) failed = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size == 0)
    return TRUE;
  database = kontor_database_open (path, KONTOR_DATABASE_WRITER, &failed);
  if (database && kontor_database_execute (database, "PRAGMA journal_mode = DELETE", &failed))
    return TRUE;
  if (g_error_matches (failed, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT))
    return TRUE;
  if (g_error_matches (failed, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_LOCKED))
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_LOCKED,
                   _ ("The store “%s” is open in another program. Close Kontor and try again."), name);
    }
  else
    g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* A second name for the file, which must be free; on a file system that has no links the file is moved there. */
static gboolean
keep_as (const char *path,
         const char *aside)
{
  if (link (path, aside) == 0 || errno == ENOENT)
    return TRUE;
  if (errno == EEXIST || g_file_test (aside, G_FILE_TEST_EXISTS))
    {
      errno = EEXIST;
      return FALSE;
    }
  return g_rename (path, aside) == 0;
}

/*
 * Keeps the store beside itself. What is in its place stays there until the new one is: whoever opened it in between, also
 * after a power cut, would make an empty one. The log of a damaged store goes first, or it would be taken for the new one's.
 */
static gboolean
set_aside (const char *path,
           GError **error)
{
  static const char *const logs[] = { "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *aside = g_strconcat (path, ".replaced-", stamp, NULL);

  for (guint n = 2; !keep_as (path, aside); n++)
    {
      if (errno != EEXIST)
        return set_failed (aside, errno, error);
      g_free (aside);
      aside = g_strdup_printf ("%s.replaced-%s-%u", path, stamp, n);
    }
  for (guint i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *log = g_strconcat (path, logs[i], NULL);
      g_autofree char *log_aside = g_strconcat (aside, logs[i], NULL);

      if (g_rename (log, log_aside) != 0 && errno != ENOENT)
        return set_failed (log_aside, errno, error);
    }
  return TRUE;
}

/* Prepares the copy @part of @backup to become a store; what is wrong is told of the file that the person has named. */
static gboolean
prepare_part (const char *part,
              const char *backup,
              GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (is_sound (part, &failed) && give_new_id (part, &failed))
    return TRUE;
  if (g_error_matches (failed, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT))
    {
      g_autofree char *name = g_filename_display_name (backup);

      g_set_error (error, KONTOR_STORE_ERROR, KONTOR_STORE_ERROR_CORRUPT,
                   _ ("“%s” is damaged or is no backup of a store of Kontor. Nothing was changed."), name);
    }
  else
    g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Where the store is when its name is a link, which stays one. */
static char *
find_target (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *real = realpath (absolute, NULL);
  char *target = g_strdup (real ? real : absolute);

  free (real);
  return target;
}

/**
 * kontor_store_restore:
 * @path: the file of a store that no program has open; it need not be there, or be readable
 * @backup: a backup of a store
 * @error: return location for a #GError
 *
 * Puts a copy of a backup in the place of a store. The backup is checked before, and the store that was there is kept beside
 * it, as "….replaced-<date and time>", with "-2" and so on behind it when that name is taken.
 *
 * Returns: whether it was restored; otherwise the store is as it was
 */
gboolean
kontor_store_restore (const char *path,
                      const char *backup,
                      GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *part = NULL;
  gboolean done;

  g_return_val_if_fail (path != NULL && backup != NULL, FALSE);

  target = find_target (path);
  folder = g_path_get_dirname (target);
  part = g_strdup_printf ("%s.%08x.part", target, g_random_int ());
  g_mkdir_with_parents (folder, 0700);
  done = copy_to_part (backup, part, NULL, error) && prepare_part (part, backup, error) &&
         take_over (target, error) && set_aside (target, error) && move_in_place (part, target, error);
  if (!done)
    g_unlink (part);
  return done;
}

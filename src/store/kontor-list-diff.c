/* kontor-list-diff.c: from one array of row numbers to another */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-list-diff-private.h"

#include <stdlib.h>

/* A view takes this many changes one by one; beyond that one large change is less work for it. */
#define MAX_CHANGES 300

typedef struct
{
  gint64 row;
  guint position;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *x = a, *y = b;

  return x->row < y->row ? -1 : x->row > y->row;
}

/* Where the rows of @old_rows stand in @new_rows; G_MAXUINT for those that are gone. */
static guint *
find_places (const gint64 *old_rows,
             guint n_old,
             const gint64 *new_rows,
             guint n_new)
{
  g_autofree Place *places = g_new (Place, n_new);
  guint *found = g_new (guint, n_old);

  for (guint i = 0; i < n_new; i++)
    places[i] = (Place){ new_rows[i], i };
  qsort (places, n_new, sizeof (Place), compare_places);
  for (guint i = 0; i < n_old; i++)
    {
      const Place wanted = { old_rows[i], 0 };
      const Place *place = bsearch (&wanted, places, n_new, sizeof (Place), compare_places);

      found[i] = place ? place->position : G_MAXUINT;
    }
  return found;
}

/*
 * Marks the rows that can stay where they are, as many as there can be: a longest increasing subsequence of their new
 * places. The others have moved or are gone.
 */
static gboolean *
find_kept (const guint *places,
           guint n)
{
  gboolean *kept = g_new0 (gboolean, n);
  g_autofree guint *ends = g_new (guint, n);     /* of the best subsequence of each length, its last element */
  g_autofree guint *previous = g_new (guint, n); /* in its subsequence */
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (places[i] == G_MAXUINT)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (places[ends[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? ends[low - 1] : G_MAXUINT;
      ends[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint i = length > 0 ? ends[length - 1] : G_MAXUINT; i != G_MAXUINT; i = previous[i])
    kept[i] = TRUE;
  return kept;
}

/**
 * kontor_list_diff:
 * @old_rows: (array length=n_old): different numbers
 * @n_old: how many
 * @new_rows: (array length=n_new): different numbers
 * @n_new: how many
 *
 * Finds what to change in the one array to get the other, as little as possible: rows that stay are not touched, so that a
 * view keeps its position and its selection. When that would be very many changes it is one that spans them all.
 *
 * Returns: (transfer full) (element-type KontorListChange): the changes, in ascending order
 */
GArray *
kontor_list_diff (const gint64 *old_rows,
                  guint n_old,
                  const gint64 *new_rows,
                  guint n_new)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (KontorListChange));
  g_autofree guint *places = NULL;
  g_autofree gboolean *kept = NULL;
  KontorListChange whole, change;
  guint begin = 0, end = 0, at = 0;

  while (begin < n_old && begin < n_new && old_rows[begin] == new_rows[begin])
    begin++;
  while (end < n_old - begin && end < n_new - begin && old_rows[n_old - 1 - end] == new_rows[n_new - 1 - end])
    end++;
  whole = (KontorListChange){ begin, n_old - begin - end, begin, n_new - begin - end };
  if (whole.old_count == 0 || whole.new_count == 0)
    {
      if (whole.old_count || whole.new_count)
        g_array_append_val (changes, whole);
      return changes;
    }

  places = find_places (old_rows + begin, whole.old_count, new_rows + begin, whole.new_count);
  kept = find_kept (places, whole.old_count);
  change = (KontorListChange){ begin, 0, begin, 0 };
  for (guint i = 0; i < whole.old_count; i++)
    {
      if (!kept[i])
        {
          change.old_count++;
          continue;
        }
      change.new_count = places[i] - at;
      if (change.old_count || change.new_count)
        g_array_append_val (changes, change);
      at = places[i] + 1;
      change = (KontorListChange){ begin + i + 1, 0, begin + at, 0 };
    }
  change.new_count = whole.new_count - at;
  if (change.old_count || change.new_count)
    g_array_append_val (changes, change);

  if (changes->len > MAX_CHANGES)
    {
      g_array_set_size (changes, 0);
      g_array_append_val (changes, whole);
    }
  return changes;
}

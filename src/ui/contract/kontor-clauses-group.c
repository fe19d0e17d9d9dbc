/* kontor-clauses-group.c: the clauses of a contract, from the library or in one's own words */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "contract/kontor-clauses-group.h"

#include <glib/gi18n.h>

#include "common/kontor-parts-group.h"
#include "common/kontor-picker.h"
#include "common/kontor-record-search.h"
#include "kontor-desk-contract.h"

#define MAX_FOUND 50

static const char *const members[] = { "title", "text", NULL };

/* The button that adds, and what it needs; it belongs to the group. */
typedef struct
{
  KontorEditor *editor;
  GtkWidget *group;
  GtkWidget *picker;
  GCancellable *cancellable;
} Adder;

static void
adder_free (Adder *adder)
{
  g_cancellable_cancel (adder->cancellable);
  g_clear_object (&adder->cancellable);
  g_clear_object (&adder->editor);
  g_free (adder);
}

static Adder *
get_adder (gpointer group)
{
  return g_object_get_data (G_OBJECT (group), "kontor-adder");
}

static void
found_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GtkWidget) group = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) options = kontor_record_search_finish (KONTOR_STORE (object), result, &error);

  if (options != NULL)
    kontor_picker_set_options (KONTOR_PICKER (get_adder (group)->picker), options, FALSE);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kontor_picker_set_empty_text (KONTOR_PICKER (get_adder (group)->picker), error->message);
}

static void
search (Adder *adder,
        const char *text)
{
  g_cancellable_cancel (adder->cancellable);
  g_clear_object (&adder->cancellable);
  adder->cancellable = g_cancellable_new ();
  kontor_record_search_async (kontor_editor_get_store (adder->editor), "clause", text, MAX_FOUND, adder->cancellable, found_cb,
                              g_object_ref (adder->group));
}

static void
searched_cb (KontorPicker *picker,
             const char *text,
             Adder *adder)
{
  search (adder, text);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GtkWidget) group = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) clause = kontor_store_load_finish (KONTOR_STORE (object), result, &error);
  g_autoptr (KontorJson) agreed = NULL;
  KontorRecord *contract = kontor_editor_get_record (get_adder (group)->editor);

  if (clause == NULL)
    {
      gtk_widget_activate_action (group, "win.toast", "s", error->message);
      return;
    }
  agreed = kontor_desk_make_agreed_clause (clause, kontor_record_get_string (contract, "language"));
  kontor_parts_group_add (KONTOR_PARTS_GROUP (group), agreed);
}

/* What is agreed is a copy: a clause that gets another wording later does not change what stands in this contract. */
static void
picked_cb (KontorPicker *picker,
           KontorOption *option,
           Adder *adder)
{
  kontor_store_load_async (kontor_editor_get_store (adder->editor), kontor_option_get_value (option), NULL, loaded_cb,
                           g_object_ref (adder->group));
}

static void
own_cb (GtkButton *button,
        Adder *adder)
{
  gtk_popover_popdown (GTK_POPOVER (adder->picker));
  kontor_parts_group_add (KONTOR_PARTS_GROUP (adder->group), NULL);
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer user_data)
{
  Adder *adder = user_data;

  if (adder->picker == NULL)
    {
      GtkWidget *own = gtk_button_new_with_mnemonic (_("In Your _Own Words"));

      g_signal_connect (own, "clicked", G_CALLBACK (own_cb), adder);
      adder->picker = kontor_picker_new (_("Clauses"));
      kontor_picker_set_empty_text (KONTOR_PICKER (adder->picker), _("No such clause in the library"));
      kontor_picker_set_footer (KONTOR_PICKER (adder->picker), own);
      g_signal_connect (adder->picker, "picked", G_CALLBACK (picked_cb), adder);
      g_signal_connect (adder->picker, "searched", G_CALLBACK (searched_cb), adder);
      gtk_menu_button_set_popover (button, adder->picker);
    }
  kontor_picker_reset (KONTOR_PICKER (adder->picker), NULL);
  search (adder, NULL);
}

/**
 * kontor_clauses_group_new:
 * @editor: the editor of a contract
 *
 * Makes a group with the clauses as agreed: each with its title and its text, to be edited, moved (Alt and an arrow) and
 * removed. New ones are copied from the library in the language of the contract, or written.
 *
 * Returns: (transfer floating): the group
 */
GtkWidget *
kontor_clauses_group_new (KontorEditor *editor)
{
  GtkWidget *group = kontor_parts_group_new (editor, "clauses", members);
  GtkWidget *button = gtk_menu_button_new ();
  Adder *adder = g_new0 (Adder, 1);

  adder->editor = g_object_ref (editor);
  adder->group = group;
  g_object_set_data_full (G_OBJECT (group), "kontor-adder", adder, (GDestroyNotify) adder_free);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popup_cb, adder, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Add a Clause"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a Clause"), -1);
  g_object_bind_property (editor, "read-only", button, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  kontor_parts_group_set_add_button (KONTOR_PARTS_GROUP (group), button);

  return group;
}

/* kontor-text-row.c: a row for one line of text, a number or an amount */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "kontor-text-row.h"

#include <glib/gi18n.h>

#include "kontor-field-text.h"

typedef struct
{
  GtkWidget *entry;
  GtkWidget *currency_label;
  gboolean showing;
} KontorTextRowPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (KontorTextRow, kontor_text_row, KONTOR_TYPE_FIELD_ROW)

/* What the record's value looks like in this row; a text that was refused stands as it was typed. */
static char *
make_shown (KontorTextRow *self)
{
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);
  KontorEditor *editor = kontor_field_row_get_editor (row);
  KontorRecord *record = kontor_editor_get_record (editor);
  const char *path = kontor_field_row_get_path (row);
  g_autofree char *text = kontor_editor_dup_text (editor, path);
  g_autofree char *currency = NULL;

  if (kontor_record_get_pending (record, path) != NULL)
    return g_steal_pointer (&text);

  currency = kontor_field_text_find_currency (record, path);

  return kontor_field_text_show (kontor_field_row_get_field (row), text, currency);
}

static void
changed_cb (GtkEditable *editable,
            KontorTextRow *self)
{
  KontorTextRowPrivate *priv = kontor_text_row_get_instance_private (self);
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);
  g_autofree char *read = NULL;

  if (priv->showing)
    return;

  read = kontor_field_text_read (kontor_field_row_get_field (row), gtk_editable_get_text (editable));
  kontor_field_row_type_text (row, read);
}

static void
leave_cb (GtkEventControllerFocus *controller,
          KontorTextRow *self)
{
  KontorFieldRow *row = KONTOR_FIELD_ROW (self);

  if (kontor_editor_get_record (kontor_field_row_get_editor (row)) == NULL)
    return;

  KONTOR_FIELD_ROW_GET_CLASS (row)->update (row);
  kontor_field_row_show_pending (row);
  kontor_editor_end_typing (kontor_field_row_get_editor (row));
}

/* Return leads on to the next field, as Tab does. */
static void
activate_cb (GtkEntry *entry,
             KontorTextRow *self)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
}

static GtkInputPurpose
choose_purpose (const KontorField *field)
{
  if (field->kind == KONTOR_FIELD_INTEGER)
    return GTK_INPUT_PURPOSE_DIGITS;
  if (field->kind == KONTOR_FIELD_DECIMAL || field->kind == KONTOR_FIELD_MONEY)
    return GTK_INPUT_PURPOSE_NUMBER;

  return GTK_INPUT_PURPOSE_FREE_FORM;
}

static void
kontor_text_row_build (KontorFieldRow *row)
{
  KontorTextRow *self = KONTOR_TEXT_ROW (row);
  KontorTextRowPrivate *priv = kontor_text_row_get_instance_private (self);
  const KontorField *field = kontor_field_row_get_field (row);
  GtkEventController *focus;

  /* Not a bare GtkText: screen readers do not see those. */
  priv->entry = gtk_entry_new ();
  gtk_entry_set_has_frame (GTK_ENTRY (priv->entry), FALSE);
  gtk_widget_set_hexpand (priv->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (priv->entry), 4);
  gtk_entry_set_input_purpose (GTK_ENTRY (priv->entry), choose_purpose (field));
  /* Undo is the editor's: it knows what was typed elsewhere too. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (priv->entry), FALSE);
  if (field->fallback != NULL)
    {
      g_autofree char *meant = kontor_field_text_show (field, field->fallback, NULL);

      gtk_entry_set_placeholder_text (GTK_ENTRY (priv->entry), meant);
    }
  else if ((field->flags & KONTOR_FIELD_REQUIRED) != 0)
    gtk_entry_set_placeholder_text (GTK_ENTRY (priv->entry), _("Required"));
  gtk_widget_add_css_class (priv->entry, "field-text");
  g_signal_connect (priv->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (priv->entry, "activate", G_CALLBACK (activate_cb), self);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (priv->entry, focus);

  kontor_field_row_set_control (row, priv->entry, priv->entry);

  if (field->kind == KONTOR_FIELD_MONEY)
    {
      priv->currency_label = gtk_label_new (NULL);
      gtk_widget_add_css_class (priv->currency_label, "dim-label");
      kontor_field_row_add_suffix (row, priv->currency_label);
    }
  if ((field->flags & (KONTOR_FIELD_DERIVED | KONTOR_FIELD_SERVER_OWNED)) != 0)
    gtk_editable_set_editable (GTK_EDITABLE (priv->entry), FALSE);
}

static void
kontor_text_row_update (KontorFieldRow *row)
{
  KontorTextRow *self = KONTOR_TEXT_ROW (row);
  KontorTextRowPrivate *priv = kontor_text_row_get_instance_private (self);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (priv->entry));
  g_autofree char *shown = make_shown (self);

  if (priv->currency_label != NULL)
    {
      KontorRecord *record = kontor_editor_get_record (kontor_field_row_get_editor (row));
      g_autofree char *currency = kontor_field_text_find_currency (record, kontor_field_row_get_path (row));

      gtk_label_set_label (GTK_LABEL (priv->currency_label), currency != NULL ? currency : "");
    }

  if (g_strcmp0 (typed, shown) == 0)
    return;

  priv->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (priv->entry), shown);
  /* Who types goes on at the end; who reads sees the beginning. */
  gtk_editable_set_position (GTK_EDITABLE (priv->entry),
                             (gtk_widget_get_state_flags (priv->entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0 ? -1 : 0);
  priv->showing = FALSE;
}

static void
kontor_text_row_class_init (KontorTextRowClass *klass)
{
  KontorFieldRowClass *row_class = KONTOR_FIELD_ROW_CLASS (klass);

  row_class->build = kontor_text_row_build;
  row_class->update = kontor_text_row_update;
}

static void
kontor_text_row_init (KontorTextRow *self)
{
}

/**
 * kontor_text_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): the #GtkEntry that is typed into
 */
GtkWidget *
kontor_text_row_get_entry (KontorTextRow *self)
{
  KontorTextRowPrivate *priv = kontor_text_row_get_instance_private (self);

  g_return_val_if_fail (KONTOR_IS_TEXT_ROW (self), NULL);

  return priv->entry;
}

/* kontor-tool.h: what the commands of kontorctl share */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorToolError:
 * @KONTOR_TOOL_ERROR_USAGE: the command line is wrong; kontorctl ends with 2
 * @KONTOR_TOOL_ERROR_FAILED: anything else; kontorctl ends with 1
 *
 * What can go wrong in src/tool itself, beside the errors of the libraries, which end with 1 too.
 */
typedef enum
{
  KONTOR_TOOL_ERROR_USAGE,
  KONTOR_TOOL_ERROR_FAILED,
} KontorToolError;

#define KONTOR_TOOL_ERROR (kontor_tool_error_quark ())
GQuark kontor_tool_error_quark (void);

typedef struct _KontorTool KontorTool;

/**
 * KontorToolOption:
 * @name: as in `--limit`
 * @letter: as in `-o`, or 0
 * @value: what the help calls its value; %NULL for one that has none
 * @required: the command needs it
 * @repeated: it may be given more than once
 */
typedef struct
{
  const char *name;
  char letter;
  const char *value;
  gboolean required;
  gboolean repeated;
} KontorToolOption;

/**
 * KontorToolCommand:
 * @name: one word, or two: `offer price`
 * @arguments: the arguments as the help shows them, `ID|FILE`; one in brackets may be left out
 * @options: ends with one that has no name
 * @summary: N_, a sentence for the help
 * @run: does it; what it returns decides the exit status
 *
 * A command. Its usage line, the check of the command line and the help all follow from this.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  KontorToolOption options[6];
  const char *summary;
  gboolean (*run) (KontorTool *tool, GError **error);
} KontorToolCommand;

/* All of them, ending with one that has no name. */
extern const KontorToolCommand kontor_tool_commands[];

/* The command line. */
KontorTool *kontor_tool_new (const KontorToolCommand *command, const char *store_path);
void kontor_tool_free (KontorTool *self);
gboolean kontor_tool_parse (KontorTool *self, const char *const *words, GError **error);
char *kontor_tool_command_get_usage (const KontorToolCommand *self);
const char *kontor_tool_get_argument (KontorTool *self, guint index);
gboolean kontor_tool_has_option (KontorTool *self, const char *name);
const char *kontor_tool_get_option (KontorTool *self, const char *name);
const char *const *kontor_tool_get_options (KontorTool *self, const char *name);
gboolean kontor_tool_get_limit (KontorTool *self, guint *limit, GError **error);
gboolean kontor_tool_get_date (KontorTool *self, GDate *date, GError **error);

/* What is read and written. */
const char *kontor_tool_get_store_path (KontorTool *self);
KontorStore *kontor_tool_open (KontorTool *self, GError **error);
KontorStore *kontor_tool_open_or_make (KontorTool *self, GError **error);
char *kontor_tool_dup_shown_name (const char *name);
char *kontor_tool_read_file (const char *name, gsize maximum, gsize *length, GError **error);
void kontor_tool_print (const char *text);
void kontor_tool_print_json (KontorJson *json);
void kontor_tool_print_json_pretty (KontorJson *json);
void kontor_tool_end_unread (void);
gboolean kontor_tool_flush (GError **error);
void kontor_tool_show_progress (const char *text);

/* Several commands take these. */
const KontorRecordType *kontor_tool_find_type (const char *kind, GError **error);
KontorJson *kontor_tool_make_keys (const KontorRecordType *type, KontorJson *body);
KontorRecord *kontor_tool_make_record (KontorJson *json, GError **error);

/* The commands, one file for each subject. */
gboolean kontor_tool_demo (KontorTool *tool, GError **error);
gboolean kontor_tool_put (KontorTool *tool, GError **error);
gboolean kontor_tool_get (KontorTool *tool, GError **error);
gboolean kontor_tool_describe (KontorTool *tool, GError **error);
gboolean kontor_tool_list (KontorTool *tool, GError **error);
gboolean kontor_tool_delete (KontorTool *tool, GError **error);
gboolean kontor_tool_search (KontorTool *tool, GError **error);
gboolean kontor_tool_import (KontorTool *tool, GError **error);
gboolean kontor_tool_export (KontorTool *tool, GError **error);
gboolean kontor_tool_rates_import (KontorTool *tool, GError **error);
gboolean kontor_tool_rates_fetch (KontorTool *tool, GError **error);
gboolean kontor_tool_rates_show (KontorTool *tool, GError **error);
gboolean kontor_tool_convert (KontorTool *tool, GError **error);
gboolean kontor_tool_offer_price (KontorTool *tool, GError **error);
gboolean kontor_tool_offer_issue (KontorTool *tool, GError **error);
gboolean kontor_tool_offer_revise (KontorTool *tool, GError **error);
gboolean kontor_tool_offer_accept (KontorTool *tool, GError **error);
gboolean kontor_tool_contract_draft (KontorTool *tool, GError **error);
gboolean kontor_tool_render (KontorTool *tool, GError **error);
gboolean kontor_tool_template_check (KontorTool *tool, GError **error);
gboolean kontor_tool_check (KontorTool *tool, GError **error);
gboolean kontor_tool_backup (KontorTool *tool, GError **error);
gboolean kontor_tool_restore (KontorTool *tool, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTool, kontor_tool_free)

G_END_DECLS

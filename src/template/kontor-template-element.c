/* kontor-template-element.c: the elements of templates, said once */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "kontor-template-element.h"
#include "kontor-template-format.h"

/* Adding an element is: a line in KontorElementId, an entry here, a case in kontor-template-run.c and a test. The check, the
 * schema and the reference follow from the entry. */

#define REQUIRED KONTOR_ATTRIBUTE_REQUIRED
#define BRACES KONTOR_ATTRIBUTE_TEMPLATE

static const char *const for_choices[] = { "offer", "contract", NULL };
static const char *const plural_choices[] = { "zero", "one", "two", "few", "many", "other", NULL };
static const char *const align_choices[] = { "start", "center", "end", "justify", NULL };
static const char *const valign_choices[] = { "top", "middle", "bottom", NULL };
static const char *const weight_choices[] = { "light", "regular", "medium", "semibold", "bold", NULL };
static const char *const marker_choices[] = { "none", "bullet", "dash", "decimal", "alpha", "roman", NULL };
static const char *const input_choices[] = { "text", "multiline", "date", "number", "choice", NULL };
static const char *const content_choices[] = { "blocks", "text", "rows", "cells", NULL };
static const char *const order_choices[] = { "ascending", "descending", NULL };
static const char *const sort_choices[] = { "text", "number", NULL };
static const char *const numbering_choices[] = { "section", "decimal", "list", "none", NULL };

#define STYLE_ATTRIBUTE \
  { "style", KONTOR_ATTRIBUTE_STYLE, BRACES, .summary = N_("The style, by its name") }

static const KontorTemplateAttribute no_attributes[] = { { NULL } };
static const KontorTemplateAttribute style_only[] = { STYLE_ATTRIBUTE, { NULL } };

static const KontorTemplateAttribute template_attributes[] = {
  { "title", KONTOR_ATTRIBUTE_TEXT, REQUIRED, .summary = N_("What the template is called in lists") },
  { "for", KONTOR_ATTRIBUTE_CHOICE, REQUIRED, .choices = for_choices, .summary = N_("The kind of record that it prints") },
  { NULL }
};

static const KontorTemplateAttribute label_definition_attributes[] = {
  { "id", KONTOR_ATTRIBUTE_NAME, REQUIRED, .summary = N_("The name by which the label is used") },
  { NULL }
};

static const KontorTemplateAttribute text_attributes[] = {
  { "lang", KONTOR_ATTRIBUTE_LANGUAGE, REQUIRED, .summary = N_("The language of this text") },
  { "plural", KONTOR_ATTRIBUTE_CHOICE, .choices = plural_choices, .fallback = "other",
    .summary = N_("The numbers for which this form of the text is meant") },
  { NULL }
};

static const KontorTemplateAttribute style_attributes[] = {
  { "name", KONTOR_ATTRIBUTE_NAME, REQUIRED, .summary = N_("The name; that of an element, such as “paragraph”, changes how all of them look") },
  { "parent", KONTOR_ATTRIBUTE_STYLE, .summary = N_("The style that this one changes") },
  { "font", KONTOR_ATTRIBUTE_TEXT, .summary = N_("Names of fonts, the wanted one first, with commas between them") },
  { "size", KONTOR_ATTRIBUTE_LENGTH, .summary = N_("The size of the letters") },
  { "weight", KONTOR_ATTRIBUTE_CHOICE, .choices = weight_choices, .summary = N_("How bold the letters are") },
  { "italic", KONTOR_ATTRIBUTE_FLAG, .summary = N_("Slanted letters") },
  { "color", KONTOR_ATTRIBUTE_COLOR, .summary = N_("The color of the letters") },
  { "underline", KONTOR_ATTRIBUTE_FLAG, .summary = N_("A line below the letters") },
  { "strike", KONTOR_ATTRIBUTE_FLAG, .summary = N_("A line through the letters") },
  { "letter-spacing", KONTOR_ATTRIBUTE_LENGTH, .summary = N_("Space after each letter") },
  { "tabular", KONTOR_ATTRIBUTE_FLAG, .summary = N_("Digits of one width, for columns of numbers") },
  { "align", KONTOR_ATTRIBUTE_CHOICE, .choices = align_choices, .summary = N_("How lines are aligned") },
  { "line-height", KONTOR_ATTRIBUTE_NUMBER, .summary = N_("The distance of lines, in sizes of the letters: 1.3") },
  { "background", KONTOR_ATTRIBUTE_COLOR, .summary = N_("The color behind") },
  { "space-before", KONTOR_ATTRIBUTE_LENGTH, .summary = N_("Space above") },
  { "space-after", KONTOR_ATTRIBUTE_LENGTH, .summary = N_("Space below") },
  { "indent", KONTOR_ATTRIBUTE_LENGTH, .summary = N_("Space at the side where lines begin") },
  { "indent-end", KONTOR_ATTRIBUTE_LENGTH, .summary = N_("Space at the side where lines end") },
  { "indent-first", KONTOR_ATTRIBUTE_LENGTH, .summary = N_("More space before the first line; may be negative") },
  { "keep-with-next", KONTOR_ATTRIBUTE_FLAG, .summary = N_("No page break after it") },
  { "keep-with-previous", KONTOR_ATTRIBUTE_FLAG, .summary = N_("No page break before it") },
  { "keep-together", KONTOR_ATTRIBUTE_FLAG, .summary = N_("No page break inside of it") },
  { "valign", KONTOR_ATTRIBUTE_CHOICE, .choices = valign_choices, .summary = N_("Where the content of a cell stands") },
  { "rise", KONTOR_ATTRIBUTE_LENGTH, .summary = N_("How far the letters stand above the line; may be negative") },
  { "padding", KONTOR_ATTRIBUTE_LENGTHS, .summary = N_("Space between border and content; of a table: in its cells") },
  { "border", KONTOR_ATTRIBUTE_BORDER, .summary = N_("Lines around: width and color, or “none”") },
  { "border-top", KONTOR_ATTRIBUTE_BORDER, .summary = N_("The line above") },
  { "border-right", KONTOR_ATTRIBUTE_BORDER, .summary = N_("The line at the right") },
  { "border-bottom", KONTOR_ATTRIBUTE_BORDER, .summary = N_("The line below") },
  { "border-left", KONTOR_ATTRIBUTE_BORDER, .summary = N_("The line at the left") },
  { NULL }
};

static const KontorTemplateAttribute page_attributes[] = {
  { "name", KONTOR_ATTRIBUTE_NAME, .fallback = "page", .summary = N_("The name of this kind of page; the document begins with the first") },
  { "size", KONTOR_ATTRIBUTE_PAPER, .fallback = "A4", .summary = N_("The paper: A3, A4, A5, Letter, Legal, or width and height") },
  { "landscape", KONTOR_ATTRIBUTE_FLAG, .fallback = "no", .summary = N_("The long side lies at the bottom") },
  { "margin", KONTOR_ATTRIBUTE_LENGTHS, .fallback = "25mm 20mm 25mm 25mm", .summary = N_("Between the edges of the paper and the text: top, right, bottom, left") },
  { "header-offset", KONTOR_ATTRIBUTE_LENGTH, .fallback = "12mm", .summary = N_("Between the upper edge of the paper and the header") },
  { "footer-offset", KONTOR_ATTRIBUTE_LENGTH, .fallback = "10mm", .summary = N_("Between the lower edge of the paper and the footer") },
  { NULL }
};

static const KontorTemplateAttribute input_attributes[] = {
  { "id", KONTOR_ATTRIBUTE_NAME, REQUIRED, .summary = N_("The name by which expressions know what was typed: $place") },
  { "type", KONTOR_ATTRIBUTE_CHOICE, .choices = input_choices, .fallback = "text", .summary = N_("What is asked for") },
  { "label", KONTOR_ATTRIBUTE_LABEL, REQUIRED, .summary = N_("The question, a label") },
  { "default", KONTOR_ATTRIBUTE_TEXT, BRACES, .fallback = "", .summary = N_("What stands there at first") },
  { "required", KONTOR_ATTRIBUTE_FLAG, .fallback = "no", .summary = N_("The document cannot be made without it") },
  { NULL }
};

static const KontorTemplateAttribute option_attributes[] = {
  { "value", KONTOR_ATTRIBUTE_TEXT, REQUIRED, .summary = N_("What expressions get") },
  { "label", KONTOR_ATTRIBUTE_LABEL, REQUIRED, .summary = N_("What the person sees, a label") },
  { NULL }
};

static const KontorTemplateAttribute part_attributes[] = {
  { "name", KONTOR_ATTRIBUTE_NAME, REQUIRED, .summary = N_("The name by which the part is used") },
  { "content", KONTOR_ATTRIBUTE_CHOICE, .choices = content_choices, .fallback = "blocks", .summary = N_("What it consists of, and so where it can be used") },
  { NULL }
};

static const KontorTemplateAttribute param_attributes[] = {
  { "name", KONTOR_ATTRIBUTE_NAME, REQUIRED, .summary = N_("The name by which expressions in the part know it: $who") },
  { "select", KONTOR_ATTRIBUTE_EXPRESSION, .fallback = "''", .summary = N_("The value when none is given") },
  { NULL }
};

static const KontorTemplateAttribute named_value_attributes[] = {
  { "name", KONTOR_ATTRIBUTE_NAME, REQUIRED, .summary = N_("The name by which expressions know it: $total") },
  { "select", KONTOR_ATTRIBUTE_EXPRESSION, REQUIRED, .summary = N_("The value") },
  { NULL }
};

static const KontorTemplateAttribute body_attributes[] = { { NULL } };

static const KontorTemplateAttribute heading_attributes[] = {
  STYLE_ATTRIBUTE,
  { "level", KONTOR_ATTRIBUTE_INTEGER, BRACES, .fallback = "1", .minimum = 1, .maximum = 6, .summary = N_("1 for the title, up to 6") },
  { NULL }
};

static const KontorTemplateAttribute paragraph_attributes[] = {
  STYLE_ATTRIBUTE,
  { "lang", KONTOR_ATTRIBUTE_LANGUAGE, BRACES, .summary = N_("The language of the text, if it is not the document's") },
  { NULL }
};

static const KontorTemplateAttribute list_attributes[] = {
  STYLE_ATTRIBUTE,
  { "marker", KONTOR_ATTRIBUTE_CHOICE, .choices = marker_choices, .fallback = "bullet", .summary = N_("What stands before the items") },
  { "start", KONTOR_ATTRIBUTE_INTEGER, BRACES, .fallback = "1", .minimum = 1, .maximum = 1000000, .summary = N_("The number of the first item") },
  { NULL }
};

static const KontorTemplateAttribute item_attributes[] = {
  STYLE_ATTRIBUTE,
  { "marker", KONTOR_ATTRIBUTE_TEXT, BRACES, .summary = N_("What stands before this item, in place of the list's marker") },
  { NULL }
};

static const KontorTemplateAttribute table_attributes[] = {
  STYLE_ATTRIBUTE,
  { "zebra", KONTOR_ATTRIBUTE_COLOR, .summary = N_("The color behind every second row") },
  { NULL }
};

static const KontorTemplateAttribute column_attributes[] = {
  { "width", KONTOR_ATTRIBUTE_WIDTH, .fallback = "1*", .summary = N_("A length, “content” for the widest content, or a share of the rest: “2*”") },
  { "align", KONTOR_ATTRIBUTE_CHOICE, .choices = align_choices, .summary = N_("How lines are aligned in the column") },
  { NULL }
};

static const KontorTemplateAttribute cell_attributes[] = {
  STYLE_ATTRIBUTE,
  { "span", KONTOR_ATTRIBUTE_INTEGER, BRACES, .fallback = "1", .minimum = 1, .maximum = 64, .summary = N_("How many columns it takes") },
  { NULL }
};

static const KontorTemplateAttribute image_attributes[] = {
  STYLE_ATTRIBUTE,
  { "src", KONTOR_ATTRIBUTE_TEXT, REQUIRED | BRACES, .summary = N_("A file beside the template, or in braces a field that names a file of the record; nothing is drawn when it is empty") },
  { "width", KONTOR_ATTRIBUTE_LENGTH, .summary = N_("The width") },
  { "height", KONTOR_ATTRIBUTE_LENGTH, .summary = N_("The height") },
  { "alt", KONTOR_ATTRIBUTE_TEXT, BRACES, .fallback = "", .summary = N_("What it shows, for those who cannot see it") },
  { NULL }
};

static const KontorTemplateAttribute columns_attributes[] = {
  STYLE_ATTRIBUTE,
  { "gap", KONTOR_ATTRIBUTE_LENGTH, .fallback = "5mm", .summary = N_("The space between them") },
  { NULL }
};

static const KontorTemplateAttribute columns_box_attributes[] = {
  STYLE_ATTRIBUTE,
  { "width", KONTOR_ATTRIBUTE_WIDTH, .fallback = "1*", .summary = N_("A length, “content” for the widest content, or a share of the rest: “2*”") },
  { NULL }
};

static const KontorTemplateAttribute page_break_attributes[] = {
  { "page", KONTOR_ATTRIBUTE_PAGE, .summary = N_("The kind of page to go on with") },
  { NULL }
};

static const KontorTemplateAttribute spacer_attributes[] = {
  { "height", KONTOR_ATTRIBUTE_LENGTH, REQUIRED, .summary = N_("The height") },
  { NULL }
};

static const KontorTemplateAttribute clause_attributes[] = {
  { "select", KONTOR_ATTRIBUTE_NODES, REQUIRED, .summary = N_("The clauses; each has a title (which may be missing) and a text") },
  { "numbering", KONTOR_ATTRIBUTE_CHOICE, .choices = numbering_choices, .fallback = "section", .summary = N_("“section” writes “§ 1.” before titles as the language has it, “decimal” writes “1.”; “list” makes a numbered list with the titles in its text") },
  { "start", KONTOR_ATTRIBUTE_INTEGER, BRACES, .fallback = "1", .minimum = 1, .maximum = 10000, .summary = N_("The number of the first clause") },
  { "title-style", KONTOR_ATTRIBUTE_STYLE, .summary = N_("The style of titles") },
  { "text-style", KONTOR_ATTRIBUTE_STYLE, .summary = N_("The style of texts") },
  { NULL }
};

static const KontorTemplateAttribute span_attributes[] = {
  STYLE_ATTRIBUTE,
  { "lang", KONTOR_ATTRIBUTE_LANGUAGE, BRACES, .summary = N_("The language of the text, if it is not the document's") },
  { "link", KONTOR_ATTRIBUTE_TEXT, BRACES, .summary = N_("The address to open, such as “mailto:…” or “https://…”") },
  { NULL }
};

static const KontorTemplateAttribute value_attributes[] = {
  STYLE_ATTRIBUTE,
  { "select", KONTOR_ATTRIBUTE_EXPRESSION, REQUIRED, .summary = N_("The value") },
  { "format", KONTOR_ATTRIBUTE_CHOICE, .choices = kontor_format_names, .fallback = "auto", .summary = N_("How it is written; “auto” goes by the kind of the field") },
  { "currency", KONTOR_ATTRIBUTE_EXPRESSION, .summary = N_("The currency of an amount, if the field does not say it") },
  { NULL }
};

static const KontorTemplateAttribute label_attributes[] = {
  { "use", KONTOR_ATTRIBUTE_LABEL, REQUIRED, .summary = N_("The label") },
  { "count", KONTOR_ATTRIBUTE_EXPRESSION, .summary = N_("The number that decides which form of the text is used") },
  STYLE_ATTRIBUTE,
  { NULL }
};

static const KontorTemplateAttribute for_each_attributes[] = {
  { "select", KONTOR_ATTRIBUTE_NODES, REQUIRED, .summary = N_("The fields to go over") },
  { "sort", KONTOR_ATTRIBUTE_EXPRESSION, .summary = N_("What to sort them by") },
  { "order", KONTOR_ATTRIBUTE_CHOICE, .choices = order_choices, .fallback = "ascending", .summary = N_("Which come first") },
  { "sort-as", KONTOR_ATTRIBUTE_CHOICE, .choices = sort_choices, .fallback = "text", .summary = N_("Sort in the alphabet of the language, or as numbers") },
  { "separator", KONTOR_ATTRIBUTE_TEXT, .summary = N_("A text between them; only within text") },
  { NULL }
};

static const KontorTemplateAttribute test_attributes[] = {
  { "test", KONTOR_ATTRIBUTE_EXPRESSION, REQUIRED, .summary = N_("The condition") },
  { NULL }
};

static const KontorTemplateAttribute use_attributes[] = {
  { "part", KONTOR_ATTRIBUTE_PART, REQUIRED, .summary = N_("The part") },
  { NULL }
};

#define IN(context) KONTOR_CONTEXT_##context

static const KontorTemplateElement elements[] = {
  { KONTOR_ELEMENT_TEMPLATE, "template", IN (ROOT), IN (TEMPLATE), KONTOR_ELEMENT_ONCE,
    N_("The whole template"), template_attributes },
  { KONTOR_ELEMENT_DOCUMENT_TITLE, "document-title", IN (TEMPLATE), IN (INLINE), KONTOR_ELEMENT_ONCE,
    N_("The title that a viewer shows for the document"), no_attributes },
  { KONTOR_ELEMENT_DOCUMENT_AUTHOR, "document-author", IN (TEMPLATE), IN (INLINE), KONTOR_ELEMENT_ONCE,
    N_("The author that a viewer shows for the document"), no_attributes },
  { KONTOR_ELEMENT_LABEL_DEFINITION, "label", IN (TEMPLATE), IN (LABEL), 0,
    N_("A text in each language, so that one template serves all of them"), label_definition_attributes },
  { KONTOR_ELEMENT_TEXT, "text", IN (LABEL), IN (INLINE), KONTOR_ELEMENT_REQUIRED,
    N_("The label's text in one language"), text_attributes },
  { KONTOR_ELEMENT_STYLE, "style", IN (TEMPLATE), IN (NOWHERE), 0,
    N_("A look with a name"), style_attributes },
  { KONTOR_ELEMENT_PAGE, "page", IN (TEMPLATE), IN (PAGE), 0,
    N_("A kind of page: paper, margins, header and footer"), page_attributes },
  { KONTOR_ELEMENT_HEADER, "header", IN (PAGE), IN (BLOCK), KONTOR_ELEMENT_ONCE,
    N_("What stands above the text on each page"), style_only },
  { KONTOR_ELEMENT_FOOTER, "footer", IN (PAGE), IN (BLOCK), KONTOR_ELEMENT_ONCE,
    N_("What stands below the text on each page"), style_only },
  { KONTOR_ELEMENT_FIRST_HEADER, "first-header", IN (PAGE), IN (BLOCK), KONTOR_ELEMENT_ONCE,
    N_("What stands above the text on the first page; it may be empty"), style_only },
  { KONTOR_ELEMENT_FIRST_FOOTER, "first-footer", IN (PAGE), IN (BLOCK), KONTOR_ELEMENT_ONCE,
    N_("What stands below the text on the first page; it may be empty"), style_only },
  { KONTOR_ELEMENT_INPUT, "input", IN (TEMPLATE), IN (INPUT), 0,
    N_("What the person is asked for when the document is made"), input_attributes },
  { KONTOR_ELEMENT_OPTION, "option", IN (INPUT), IN (NOWHERE), 0,
    N_("One of the answers of an input that is a choice"), option_attributes },
  { KONTOR_ELEMENT_PART, "part", IN (TEMPLATE), IN (PART) | KONTOR_CONTEXT_SAME, 0,
    N_("A part with a name, which can be used in several places"), part_attributes },
  { KONTOR_ELEMENT_PARAM, "param", IN (PART), IN (NOWHERE), 0,
    N_("A value that a part is given where it is used"), param_attributes },
  { KONTOR_ELEMENT_BODY, "body", IN (TEMPLATE), IN (BLOCK), KONTOR_ELEMENT_ONCE | KONTOR_ELEMENT_REQUIRED,
    N_("The text of the document"), body_attributes },

  { KONTOR_ELEMENT_HEADING, "heading", IN (BLOCK), IN (INLINE), 0,
    N_("A heading; it is in the outline of the document"), heading_attributes },
  { KONTOR_ELEMENT_PARAGRAPH, "paragraph", IN (BLOCK), IN (INLINE), 0,
    N_("A paragraph"), paragraph_attributes },
  { KONTOR_ELEMENT_LIST, "list", IN (BLOCK), IN (LIST), 0,
    N_("A list"), list_attributes },
  { KONTOR_ELEMENT_ITEM, "item", IN (LIST), KONTOR_CONTEXT_FLOW, 0,
    N_("An item of a list"), item_attributes },
  { KONTOR_ELEMENT_TABLE, "table", IN (BLOCK), IN (TABLE) | IN (ROWS), 0,
    N_("A table: its columns, then its head, its rows and its foot"), table_attributes },
  { KONTOR_ELEMENT_COLUMN, "column", IN (TABLE), IN (NOWHERE), KONTOR_ELEMENT_REQUIRED,
    N_("A column of a table"), column_attributes },
  { KONTOR_ELEMENT_HEAD, "head", IN (TABLE), IN (ROWS), KONTOR_ELEMENT_ONCE,
    N_("Rows that stand at the top of the table on each page"), no_attributes },
  { KONTOR_ELEMENT_FOOT, "foot", IN (TABLE), IN (ROWS), KONTOR_ELEMENT_ONCE,
    N_("Rows at the end of the table, which stay together with the last row"), no_attributes },
  { KONTOR_ELEMENT_ROW, "row", IN (ROWS), IN (ROW), 0,
    N_("A row of a table"), style_only },
  { KONTOR_ELEMENT_CELL, "cell", IN (ROW), KONTOR_CONTEXT_FLOW, 0,
    N_("A cell of a row"), cell_attributes },
  { KONTOR_ELEMENT_IMAGE, "image", IN (BLOCK), IN (NOWHERE), 0,
    N_("A picture: PNG, JPEG or SVG"), image_attributes },
  { KONTOR_ELEMENT_LINE, "line", IN (BLOCK), IN (NOWHERE), 0,
    N_("A line from side to side"), style_only },
  { KONTOR_ELEMENT_BOX, "box", IN (BLOCK), KONTOR_CONTEXT_FLOW, 0,
    N_("A box, with the border and background of its style"), style_only },
  { KONTOR_ELEMENT_COLUMNS, "columns", IN (BLOCK), IN (COLUMNS), 0,
    N_("Boxes side by side"), columns_attributes },
  { KONTOR_ELEMENT_COLUMNS_BOX, "box", IN (COLUMNS), KONTOR_CONTEXT_FLOW, KONTOR_ELEMENT_REQUIRED,
    N_("One of several boxes side by side"), columns_box_attributes },
  { KONTOR_ELEMENT_KEEP, "keep", IN (BLOCK), IN (BLOCK), 0,
    N_("What stays together on one page"), style_only },
  { KONTOR_ELEMENT_PAGE_BREAK, "page-break", IN (BLOCK), IN (NOWHERE), 0,
    N_("A new page"), page_break_attributes },
  { KONTOR_ELEMENT_SPACER, "spacer", IN (BLOCK), IN (NOWHERE), 0,
    N_("Empty height"), spacer_attributes },
  { KONTOR_ELEMENT_CLAUSE, "clause", IN (BLOCK), IN (NOWHERE), 0,
    N_("Clauses of an offer or a contract, with their numbers; lines of a text that are set apart are numbered paragraphs"), clause_attributes },

  { KONTOR_ELEMENT_SPAN, "span", IN (INLINE), IN (INLINE), 0,
    N_("A piece of text with another look"), span_attributes },
  { KONTOR_ELEMENT_BREAK, "break", IN (INLINE), IN (NOWHERE), 0,
    N_("A new line"), no_attributes },
  { KONTOR_ELEMENT_VALUE, "value", IN (INLINE), IN (NOWHERE), 0,
    N_("A value of the record, or one that is computed from it"), value_attributes },
  { KONTOR_ELEMENT_LABEL, "label", IN (INLINE), IN (NOWHERE), 0,
    N_("A label's text in the language of the document"), label_attributes },
  { KONTOR_ELEMENT_PAGE_NUMBER, "page-number", IN (INLINE), IN (NOWHERE), 0,
    N_("The number of the page"), no_attributes },
  { KONTOR_ELEMENT_PAGE_COUNT, "page-count", IN (INLINE), IN (NOWHERE), 0,
    N_("How many pages the document has"), no_attributes },

  { KONTOR_ELEMENT_FOR_EACH, "for-each", KONTOR_CONTEXT_CONTENT, KONTOR_CONTEXT_SAME, 0,
    N_("Repeats what is in it for each of the fields that are found"), for_each_attributes },
  { KONTOR_ELEMENT_IF, "if", KONTOR_CONTEXT_CONTENT, KONTOR_CONTEXT_SAME, 0,
    N_("Stands in the document only when the condition holds"), test_attributes },
  { KONTOR_ELEMENT_CHOOSE, "choose", KONTOR_CONTEXT_CONTENT, IN (CHOOSE), 0,
    N_("The first “when” whose condition holds stands in the document, else “otherwise”"), no_attributes },
  { KONTOR_ELEMENT_WHEN, "when", IN (CHOOSE), KONTOR_CONTEXT_SAME, KONTOR_ELEMENT_REQUIRED,
    N_("One of the cases"), test_attributes },
  { KONTOR_ELEMENT_OTHERWISE, "otherwise", IN (CHOOSE), KONTOR_CONTEXT_SAME, KONTOR_ELEMENT_ONCE,
    N_("All other cases"), no_attributes },
  { KONTOR_ELEMENT_VARIABLE, "variable", IN (TEMPLATE) | KONTOR_CONTEXT_CONTENT, IN (NOWHERE), 0,
    N_("Gives a value a name, for what follows beside it and in that"), named_value_attributes },
  { KONTOR_ELEMENT_USE, "use", KONTOR_CONTEXT_CONTENT, IN (USE), 0,
    N_("Puts a named part here"), use_attributes },
  { KONTOR_ELEMENT_WITH, "with", IN (USE), IN (NOWHERE), 0,
    N_("Gives the part a value"), named_value_attributes },
};

G_STATIC_ASSERT (G_N_ELEMENTS (elements) == KONTOR_N_ELEMENTS);

/**
 * kontor_template_element_get:
 * @id: an element
 *
 * Returns: (transfer none): what there is to say about the element
 */
const KontorTemplateElement *
kontor_template_element_get (KontorElementId id)
{
  g_return_val_if_fail (id < KONTOR_N_ELEMENTS, NULL);

  return &elements[id];
}

/**
 * kontor_template_element_find:
 * @name: a name as it is written
 * @context: contexts
 *
 * Returns: (transfer none) (nullable): the element of that name that may stand in one of the contexts
 */
const KontorTemplateElement *
kontor_template_element_find (const char   *name,
                              KontorContext context)
{
  for (guint i = 0; i < KONTOR_N_ELEMENTS; i++)
    if ((elements[i].where & context) != 0 && g_str_equal (elements[i].name, name))
      return &elements[i];

  return NULL;
}

/**
 * kontor_template_element_exists:
 * @name: a name as it is written
 *
 * Returns: whether any element has that name
 */
gboolean
kontor_template_element_exists (const char *name)
{
  return kontor_template_element_find (name, (KontorContext) ~0u) != NULL;
}

/**
 * kontor_template_element_list:
 * @context: contexts
 *
 * Returns: (transfer full): the names of the elements that may stand there, for a message
 */
char *
kontor_template_element_list (KontorContext context)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < KONTOR_N_ELEMENTS; i++)
    if ((elements[i].where & context) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", elements[i].name);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

/**
 * kontor_template_attribute_find:
 * @element: an element
 * @name: name of an attribute
 *
 * Returns: which of @element's attributes it is, from 0, or -1
 */
int
kontor_template_attribute_find (const KontorTemplateElement *element,
                                const char                  *name)
{
  for (int i = 0; element->attributes[i].name != NULL; i++)
    if (g_str_equal (element->attributes[i].name, name))
      return i;

  return -1;
}

/**
 * kontor_template_attribute_list:
 * @element: an element
 *
 * Returns: (transfer full): the names of its attributes, for a message; empty when it has none
 */
char *
kontor_template_attribute_list (const KontorTemplateElement *element)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; element->attributes[i].name != NULL; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", element->attributes[i].name);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

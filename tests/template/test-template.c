/* test-template.c: templates, their check, and what they make */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libxml/parser.h>
#include <string.h>

#include "kontor-render.h"
#include "kontor-template-element.h"
#include "kontor-template-error.h"
#include "kontor-view.h"
#include "records.h"

/* Seconds in which a hostile template must have ended; the sanitizers make everything slower. */
#ifdef __SANITIZE_ADDRESS__
#define PATIENCE 90
#else
#define PATIENCE 15
#endif

#define HEAD "<template xmlns='urn:kontor:template:1' title='T' for='offer'>\n"
#define TAIL "</template>\n"

static const char *const VIEW =
  "<offer id='o1'><number>OF/1</number><currency>EUR</currency>"
  "<net type='money' currency='EUR'>1234.50</net><rate type='decimal'>4.2500</rate><issued_on type='date'>2026-11-23</issued_on>"
  "<form type='choice' label='Bank transfer'>transfer</form><text type='multiline'>one\ntwo</text><country type='country'>PL</country>"
  "<lines><line id='l1'><name>Żuk</name><q>3</q></line><line id='l2'><name>Ala</name><q>10</q></line><line id='l3'><name>łan</name><q>2</q></line></lines>"
  "<clauses><clause><title>Scope</title><text>First.\nSecond.</text></clause><clause><text>Alone.</text></clause></clauses>"
  "<logo>abc</logo><empty/></offer>";

/* Running a template over the view above */

static xmlDoc *
read_view (const char *text)
{
  xmlDoc *view = xmlReadMemory (text, strlen (text), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (view);
  return view;
}

static GBytes *
find_file (const char *id,
           gpointer    user_data,
           GError    **error)
{
  if (strcmp (id, "abc") == 0)
    return g_bytes_new_static ("<svg xmlns='http://www.w3.org/2000/svg' width='2' height='1'/>", 62);

  return NULL;
}

static KontorDocument *
run (const char *source,
     const char *language,
     GHashTable *inputs,
     GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (source, strlen (source));
  g_autoptr (KontorTemplate) template = kontor_template_new_for_bytes (bytes, "test", NULL, error);
  g_autoptr (xmlDoc) view = NULL;

  if (template == NULL)
    return NULL;

  view = read_view (VIEW);
  return kontor_template_run (template, view, language, inputs, find_file, NULL, NULL, error);
}

static const char *const kind_names[] = { "group", "box", "columns", "heading", "p", "list", "item", "table", "row", "cell",
                                          "image", "line", "break", "spacer" };

static void
describe (const KontorBlock *block,
          GString           *text)
{
  for (const KontorInline *inline_ = block->first_inline; inline_ != NULL; inline_ = inline_->next)
    {
      if (inline_->kind == KONTOR_INLINE_TEXT)
        g_string_append_printf (text, "%s", inline_->text);
      else
        g_string_append (text, inline_->kind == KONTOR_INLINE_BREAK ? "/" : inline_->kind == KONTOR_INLINE_PAGE_NUMBER ? "#" : "##");
    }

  for (const KontorBlock *child = block->first_child; child != NULL; child = child->next)
    {
      g_string_append_printf (text, "%s(", kind_names[child->kind]);
      describe (child, text);
      g_string_append_c (text, ')');
    }
}

/* What a body makes, as "p(text)". */
static char *
run_body (const char *body,
          const char *beside,
          const char *language)
{
  g_autofree char *source = g_strconcat (HEAD, beside, "<body>", body, "</body>", TAIL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorDocument) document = run (source, language, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  describe (kontor_document_get_body (document), text);

  return g_string_free (text, FALSE);
}

static void
test_elements (void)
{
  static const struct
  {
    const char *body;
    const char *made;
  } cases[] = {
    { "<paragraph>a <span style='item'>b</span>  c</paragraph>", "p(a b c)" },
    { "<paragraph>\n  a\n  b\n</paragraph>", "p(a b)" },
    { "<paragraph><span>a</span>\n<span>b</span> <span>c</span></paragraph>", "p(ab c)" },
    { "<paragraph>a<break/> b</paragraph>", "p(a/b)" },
    { "<heading level='3'>H</heading>", "heading(H)" },
    { "<list marker='dash'><item>a</item><item><paragraph>b</paragraph></item></list>", "list(item(a)item(p(b)))" },
    { "<table><column/><column width='20mm' align='end'/><head><row><cell>h</cell><cell/></row></head>"
      "<for-each select='lines/line'><row><cell span='2'><value select='name'/></cell></row></for-each>"
      "<foot><row><cell>f</cell></row></foot></table>",
      "table(row(cell(h)cell())row(cell(Żuk))row(cell(Ala))row(cell(łan))row(cell(f)))" },
    { "<image src='{logo}' width='10mm'/><image src='{empty}'/><image src='{number}'/>", "image()" },
    { "<line/><spacer height='3mm'/><page-break/>", "line()spacer()break()" },
    { "<box>text<paragraph>p</paragraph>more</box>", "box(p(text)p(p)p(more))" },
    { "<columns><box width='2*'><paragraph>a</paragraph></box><box>b</box></columns>", "columns(box(p(a))box(p(b)))" },
    { "<keep><paragraph>a</paragraph></keep>", "group(p(a))" },
    { "<paragraph><page-number/> of <page-count/></paragraph>", "p(# of ##)" },
    { "<paragraph><value select='net'/>|<value select='net' format='amount'/>|<value select='rate'/>|<value select='issued_on'/>|<value select='form'/>"
      "|<value select='country'/>|<value select='text'/>|<value select='text' format='text'/>|<value select='nothing'/></paragraph>",
      "p(€1,234.50|1,234.50|4.25|11/23/2026|Bank transfer|Poland|one\ntwo|one two|)" },
    { "<paragraph><value select=\"'2'\" format='money' currency='currency'/> <value select='1 + 1'/></paragraph>", "p(€2.00 2)" },
    { "<paragraph><for-each select='lines/line' separator=', '><value select='name'/></for-each></paragraph>", "p(Żuk, Ala, łan)" },
    { "<paragraph><for-each select='lines/line' sort='name'><value select='name'/> </for-each></paragraph>", "p(Ala łan Żuk)" },
    { "<paragraph><for-each select='lines/line' sort='q' sort-as='number' order='descending'><value select='q'/> </for-each></paragraph>", "p(10 3 2)" },
    { "<paragraph><if test='number'>yes</if><if test='nothing'>no</if></paragraph>", "p(yes)" },
    { "<choose><when test='nothing'><paragraph>a</paragraph></when><when test='number'><paragraph>b</paragraph></when>"
      "<otherwise><paragraph>c</paragraph></otherwise></choose>", "p(b)" },
    { "<variable name='n' select='count(lines/line)'/><paragraph><variable name='n' select='7'/><value select='$n'/></paragraph>"
      "<paragraph><value select='$n'/></paragraph>", "p(7)p(3)" },
    { "<paragraph><use part='greet'><with name='who' select='number'/></use>; <use part='greet'/></paragraph>", "p(Hello OF/1; Hello you)" },
    { "<paragraph><label use='many' count='1'/>, <label use='many' count='2'/></paragraph>", "p(one thing, 2 of OF/1 things)" },
    { "<clause select='clauses/clause'/>", "heading(1. Scope)list(item(First.)item(Second.))heading(2.)p(Alone.)" },
    { "<clause select='clauses/clause' numbering='decimal' start='4'/>", "heading(4. Scope)list(item(First.)item(Second.))heading(5.)p(Alone.)" },
    { "<clause select='clauses/clause' numbering='none'/>", "heading(Scope)p(First.)p(Second.)p(Alone.)" },
    { "<clause select='clauses/clause' numbering='list'/>", "list(item(Scope. First.\nSecond.)item(Alone.))" },
    { "<paragraph style='{name(/*)}-look'>a</paragraph>", "p(a)" },
    { "<list><item marker='{{{number}}}'>a</item></list>", "list(item(a))" },
  };
  static const char *const beside =
    "<style name='offer-look' parent='paragraph' weight='bold' padding='1pt 2pt' border='0.5pt #ff0000'/>"
    "<label id='many'><text lang='en' plural='one'>one thing</text><text lang='en'><value select='2'/> of <value select='$number'/> things</text></label>"
    "<part name='greet' content='text'><param name='who' select=\"'you'\"/>Hello <value select='$who'/></part>"
    "<variable name='number' select='number'/>";

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *made = NULL;

      g_test_message ("%s", cases[i].body);
      made = run_body (cases[i].body, beside, "en");
      g_assert_cmpstr (made, ==, cases[i].made);
    }
}

/* An element that is in the table in the wrong place would be taken for another. */
static void
test_every_element_is_found (void)
{
  for (guint id = 0; id < KONTOR_N_ELEMENTS; id++)
    {
      const KontorTemplateElement *element = kontor_template_element_get (id);

      g_assert_cmpuint (element->id, ==, id);
      g_assert_true (kontor_template_element_find (element->name, element->where) == element);
    }
}

static void
test_languages (void)
{
  static const char *const label = "<label id='l'><text lang='en'>en</text><text lang='pl' plural='one'>kot</text><text lang='pl' plural='few'>koty</text>"
                                   "<text lang='pl'>kotów</text><text lang='zh'>zh</text></label>";
  g_autofree char *polish = run_body ("<paragraph><label use='l' count='1'/> <label use='l' count='3'/> <label use='l' count='5'/> "
                                      "<label use='l' count='22'/> <label use='l' count='112'/></paragraph>", label, "pl-PL");
  g_autofree char *chinese = run_body ("<paragraph><label use='l'/></paragraph>", label, "zh-Hans-CN");
  g_autofree char *unknown = run_body ("<paragraph><label use='l'/></paragraph>", label, "fi");

  g_assert_cmpstr (polish, ==, "p(kot koty kotów koty kotów)");
  g_assert_cmpstr (chinese, ==, "p(zh)");
  g_assert_cmpstr (unknown, ==, "p(en)");
}

static void
test_clause_numbers (void)
{
  static const char *const numbers[][2] = { { "pl", "§\302\2401. Scope" }, { "de", "§\302\2401 Scope" }, { "bg", "Чл.\302\2401. Scope" }, { "zh", "第一条 Scope" } };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *made = run_body ("<clause select='clauses/clause[1]'/>", "", numbers[i][0]);
      g_autofree char *expected = g_strdup_printf ("heading(%s)list(item(First.)item(Second.))", numbers[i][1]);

      g_assert_cmpstr (made, ==, expected);
    }
}

static void
test_inputs (void)
{
  static const char *const source =
    HEAD "<label id='q'><text lang='en'>Where?</text><text lang='pl'>Gdzie?</text></label>"
    "<input id='place' label='q' default='{number}'/><input id='day' type='date' label='q'/>"
    "<input id='kind' type='choice' label='q' default='a'><option value='a' label='q'/><option value='b' label='q'/></input>"
    "<input id='must' label='q' required='yes'/>"
    "<body><paragraph><value select='$place'/>|<value select='$day'/>|<value select='$kind'/>|<value select='$must'/></paragraph></body>" TAIL;
  static const char *const refused[][2] = { { "day", "2026-13-01" }, { "kind", "c" }, { "must", "" } };
  g_autoptr (GBytes) bytes = g_bytes_new_static (source, strlen (source));
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorTemplate) template = kontor_template_new_for_bytes (bytes, "test", NULL, &error);
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GHashTable) answers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (KontorDocument) document = NULL;
  g_autofree char *text = NULL;
  const KontorTemplateInput *choice;

  g_assert_no_error (error);
  inputs = kontor_template_list_inputs (template, "pl");
  g_assert_cmpuint (inputs->len, ==, 4);
  choice = g_ptr_array_index (inputs, 2);
  g_assert_cmpstr (choice->id, ==, "kind");
  g_assert_cmpstr (choice->label, ==, "Gdzie?");
  g_assert_cmpuint (choice->options->len, ==, 2);

  g_assert_null (run (source, "en", NULL, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA);
  g_clear_error (&error);

  g_hash_table_insert (answers, (gpointer) "must", (gpointer) "x");
  g_hash_table_insert (answers, (gpointer) "day", (gpointer) "2026-11-23");
  g_hash_table_insert (answers, (gpointer) "kind", (gpointer) "b");
  document = run (source, "en", answers, &error);
  g_assert_no_error (error);
  text = kontor_block_dup_text (kontor_document_get_body (document)->first_child);
  g_assert_cmpstr (text, ==, "OF/1|2026-11-23|b|x");

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_hash_table_insert (answers, (gpointer) refused[i][0], (gpointer) refused[i][1]);
      g_assert_null (run (source, "en", answers, &error));
      g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA);
      g_assert_nonnull (strstr (error->message, refused[i][0]));
      g_clear_error (&error);
      g_hash_table_insert (answers, (gpointer) refused[i][0], (gpointer) (i == 0 ? "2026-11-23" : i == 1 ? "a" : "x"));
    }
}

static void
test_pages (void)
{
  static const char *const source =
    HEAD "<page size='Letter' landscape='yes' margin='10mm 20mm'><header><paragraph>h</paragraph></header><footer><paragraph>f</paragraph></footer><first-header/></page>"
    "<page name='back' size='100mm 200mm'/><document-title>Offer <value select='number'/></document-title><document-author>Us</document-author>"
    "<body><page-break page='back'/></body>" TAIL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorDocument) document = run (source, "en", NULL, &error);
  const KontorPageMaster *master;

  g_assert_no_error (error);
  g_assert_cmpstr (kontor_document_get_title (document), ==, "Offer OF/1");
  g_assert_cmpstr (kontor_document_get_author (document), ==, "Us");
  master = kontor_document_get_first_master (document);
  g_assert_cmpint ((int) master->width, ==, 792);
  g_assert_cmpint ((int) master->height, ==, 612);
  g_assert_cmpint ((int) master->margin[KONTOR_EDGE_LEFT], ==, 56);
  g_assert_true (master->first_differs);
  g_assert_nonnull (master->header);
  g_assert_null (master->first_header->first_child);
  g_assert_true (master->first_footer == master->footer);
}

/* Each source has exactly one problem, at this line and column, and its message has this in it. */
static void
test_problems (void)
{
  static const struct
  {
    const char *source;
    guint line, column;
    const char *message;
  } cases[] = {
    { "", 1, 1, "empty" },
    { "hello", 1, 1, "not XML" },
    { HEAD "<body>\n<paragraph>\n</body>" TAIL, 4, 8, "paragraph" },
    { HEAD "<body/>", 2, 8, "closed" },
    { HEAD "<body>&nbsp;</body>" TAIL, 2, 13, "nbsp" },
    { "<?xml version='1.0'?>\n  <!DOCTYPE x [<!ENTITY a 'b'>]>\n" HEAD "<body/>" TAIL, 2, 3, "DOCTYPE" },
    { "<template title='T' for='offer'><body/></template>", 1, 1, "urn:kontor:template:1" },
    { "<x xmlns='urn:kontor:template:1'/>", 1, 1, "template" },
    { HEAD "<body>\n  <tabel/></body>" TAIL, 3, 3, "tabel" },
    { HEAD "<body><span/></body>" TAIL, 2, 7, "span" },
    { HEAD "<body>\n text</body>" TAIL, 3, 2, "Text" },
    { HEAD "<body><!-- no --> text</body>" TAIL, 2, 19, "Text" },
    { HEAD "<body><paragraph foo='1'/></body>" TAIL, 2, 18, "foo" },
    { HEAD "<body><value/></body>" TAIL, 2, 7, "value" },
    { HEAD "<body><spacer/></body>" TAIL, 2, 7, "height" },
    { HEAD "<body><spacer height='3'/></body>" TAIL, 2, 15, "3mm" },
    { HEAD "<body><spacer height='-3mm'/></body>" TAIL, 2, 7, "negative" },
    { HEAD "<body><heading level='7'/></body>" TAIL, 2, 16, "6" },
    { HEAD "<body><list marker='star'/></body>" TAIL, 2, 13, "bullet" },
    { HEAD "<style name='s' color='red'/><body/>" TAIL, 2, 17, "#1a5fb4" },
    { HEAD "<style name='s' border='thick'/><body/>" TAIL, 2, 17, "0.5pt" },
    { HEAD "<style name='s' italic='true'/><body/>" TAIL, 2, 17, "yes" },
    { HEAD "<style name='s' parent='t'/><style name='t'/><body/>" TAIL, 2, 17, "“t”" },
    { HEAD "<style name='s'/><style name='s'/><body/>" TAIL, 2, 25, "“s”" },
    { HEAD "<body><table><column width='wide'/></table></body>" TAIL, 2, 22, "2*" },
    { HEAD "<body><table><row/></table></body>" TAIL, 2, 7, "column" },
    { HEAD "<body><table><column/><row/><head/></table></body>" TAIL, 2, 29, "head" },
    { HEAD "<body><table><column/><head/><head/></table></body>" TAIL, 2, 30, "once" },
    { HEAD "<body><choose><otherwise/><when test='1'/></choose></body>" TAIL, 2, 27, "otherwise" },
    { HEAD "<body><choose/></body>" TAIL, 2, 7, "when" },
    { HEAD TAIL, 1, 1, "body" },
    { HEAD "<body/><body/>" TAIL, 2, 8, "once" },
    { HEAD "<body><paragraph style='no'/></body>" TAIL, 2, 18, "“no”" },
    { HEAD "<body><paragraph><label use='no'/></paragraph></body>" TAIL, 2, 25, "“no”" },
    { HEAD "<body><use part='no'/></body>" TAIL, 2, 12, "“no”" },
    { HEAD "<part name='p' content='text'/><body><use part='p'/></body>" TAIL, 2, 38, "content" },
    { HEAD "<part name='p'/><body><use part='p'><with name='x' select='1'/></use></body>" TAIL, 2, 23, "“x”" },
    { HEAD "<body><page-break page='no'/></body>" TAIL, 2, 19, "“no”" },
    { HEAD "<page size='A9'/><body/>" TAIL, 2, 7, "A4" },
    { HEAD "<page margin='200mm'/><body/>" TAIL, 2, 1, "margins" },
    { HEAD "<body><paragraph><value select='sum(lines/net)'/></paragraph></body>" TAIL, 2, 33, "k:sum()" },
    { HEAD "<body><paragraph><value select='net\n + vat'/></paragraph></body>" TAIL, 3, 2, "k:add()" },
    { HEAD "<body><paragraph><value select='a &lt; b * 2'/></paragraph></body>" TAIL, 2, 42, "k:multiply()" },
    { HEAD "<body><paragraph><value select='x['/></paragraph></body>" TAIL, 2, 35, "early" },
    { HEAD "<body><paragraph><value select='$who'/></paragraph></body>" TAIL, 2, 33, "who" },
    { HEAD "<body><for-each select='1'/></body>" TAIL, 2, 25, "fields" },
    { HEAD "<body><paragraph style='a{x'/></body>" TAIL, 2, 26, "closed" },
    { HEAD "<body><paragraph style='a}x'/></body>" TAIL, 2, 26, "}" },
    { HEAD "<body><paragraph style='ż{1 2}'/></body>" TAIL, 2, 29, "2" },
    { HEAD "<input id='i' label='no'/><body/>" TAIL, 2, 15, "“no”" },
    { HEAD "<label id='l'/><body/>" TAIL, 2, 1, "text" },
    { HEAD "<label id='l'><text lang='x'/></label><body/>" TAIL, 2, 21, "pl" },
    { HEAD "<body/><body xmlns='urn:other'/>" TAIL, 2, 8, "body" },
    { HEAD "<body><paragraph><x:a xmlns:x='urn:x'/></paragraph></body>" TAIL, 2, 18, "“a”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].source, strlen (cases[i].source));
      g_autoptr (GPtrArray) problems = kontor_template_check (bytes);
      g_autoptr (GError) error = NULL;
      KontorTemplateProblem *problem;

      g_assert_cmpuint (problems->len, >=, 1);
      problem = g_ptr_array_index (problems, 0);
      g_test_message ("%s -> %u:%u %s", cases[i].source, problem->line, problem->column, problem->message);
      g_assert_cmpuint (problem->line, ==, cases[i].line);
      g_assert_cmpuint (problem->column, ==, cases[i].column);
      g_assert_nonnull (strstr (problem->message, cases[i].message));
      g_assert_null (kontor_template_new_for_bytes (bytes, "test", NULL, &error));
      g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_SYNTAX);
    }
}

static void
test_all_problems_are_found (void)
{
  static const char *const source = HEAD "<body>\n<paragraph style='x'/>\n<heading foo='1'><value select='sum(a)'/></heading>\n<nothing/></body>" TAIL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (source, strlen (source));
  g_autoptr (GPtrArray) problems = kontor_template_check (bytes);

  g_assert_cmpuint (problems->len, ==, 4);

  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpuint (((KontorTemplateProblem *) g_ptr_array_index (problems, i))->line, ==, i < 2 ? i + 3 : i + 2);
}

/* What only shows when a template runs is an error with its line. */
static void
test_run_problems (void)
{
  static const struct
  {
    const char *body;
    const char *message;
  } cases[] = {
    { "\n<paragraph><value select='number' format='money' currency=\"'EUR'\"/></paragraph>", "Line 3" },
    { "\n<paragraph><value select=\"'5'\" format='money'/></paragraph>", "Line 3" },
    { "\n<paragraph style='{number}'/>", "Line 3" },
    { "\n<paragraph><value select='k:add(number, 1)'/></paragraph>", "Line 3" },
    { "\n<heading level='{9}'/>", "Line 3" },
    { "\n<image src='logo.png'/>", "Line 3" },
    { "\n<image src='../../etc/passwd'/>", "Line 3" },
    { "<table><column/>\n<row><cell/><cell/></row></table>", "Line 3" },
    { "\n<use part='loop'/>", "loop" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = g_strconcat (HEAD "<part name='loop'><use part='loop'/></part><body>", cases[i].body, "</body>" TAIL, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].body);
      g_assert_null (run (source, "en", NULL, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

/* Hostile templates */

static char *
repeat (const char *text,
        guint       n)
{
  GString *repeated = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (repeated, text);

  return g_string_free (repeated, FALSE);
}

static void
assert_refused (const char *source)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (run (source, "en", NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%d ms: %.200s", (int) ((g_get_monotonic_time () - start) / 1000), error->message);
  g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE * G_USEC_PER_SEC);
}

static void
test_hostile_sources (void)
{
  g_autofree char *deep = repeat ("<span>", 10000);
  g_autofree char *closed = repeat ("</span>", 10000);
  g_autofree char *nested = g_strconcat (HEAD "<body><paragraph>", deep, closed, "</paragraph></body>" TAIL, NULL);
  g_autofree char *attributes = NULL;
  g_autofree char *huge = repeat ("x", 1900000);
  g_autofree char *huge_attribute = g_strconcat (HEAD "<body><paragraph><value select='", huge, "'/></paragraph></body>" TAIL, NULL);
  g_autofree char *larger = repeat ("<!-- 123456789 123456789 -->", 100000);
  g_autofree char *too_large = g_strconcat (HEAD, larger, "<body/>" TAIL, NULL);
  g_autofree char *many = repeat ("<spacer height='1pt'/>", 60000);
  g_autofree char *too_many = g_strconcat (HEAD "<body>", many, "</body>" TAIL, NULL);
  GString *list = g_string_new (HEAD "<body ");

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (list, " a%u=''", i);

  g_string_append (list, "/>" TAIL);
  attributes = g_string_free (list, FALSE);

  assert_refused ("<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
                  HEAD "<body><paragraph>&c;</paragraph></body>" TAIL);
  assert_refused ("<!DOCTYPE t SYSTEM 'file:///etc/passwd'>" HEAD "<body/>" TAIL);
  assert_refused ("<!DOCTYPE t [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" HEAD "<body><paragraph>&e;</paragraph></body>" TAIL);
  assert_refused (HEAD "<body><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/></body>" TAIL);
  assert_refused (nested);
  assert_refused (attributes);
  assert_refused (huge_attribute);
  assert_refused (too_large);
  assert_refused (too_many);
  assert_refused ("\xff\xfe<\0t");
}

static void
test_hostile_runs (void)
{
  g_autofree char *loops = repeat ("<for-each select='//*'>", 12);
  g_autofree char *ends = repeat ("</for-each>", 12);
  g_autofree char *endless = g_strconcat (HEAD "<body><paragraph>", loops, "<value select='.'/>", ends, "</paragraph></body>" TAIL, NULL);
  g_autofree char *silent = g_strconcat (HEAD "<body>", loops, ends, "</body>" TAIL, NULL);
  g_autofree char *parts = NULL;
  GString *text = g_string_new (HEAD);

  assert_refused (endless);
  assert_refused (silent);

  /* Each part uses the next ten times. */
  for (guint i = 0; i < 14; i++)
    {
      g_autofree char *use = g_strdup_printf ("<use part='p%u'/>", i + 1);
      g_autofree char *uses = repeat (use, 10);

      g_string_append_printf (text, "<part name='p%u'>%s</part>", i, uses);
    }

  g_string_append (text, "<part name='p14'><paragraph>x</paragraph></part><body><use part='p0'/></body>" TAIL);
  parts = g_string_free (text, FALSE);
  assert_refused (parts);

  /* Texts that double each time. */
  text = g_string_new (HEAD "<variable name='v0' select=\"'0123456789'\"/>");

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "<variable name='v%u' select='concat($v%u, $v%u)'/>", i + 1, i, i);

  g_string_append (text, "<body/>" TAIL);
  {
    g_autofree char *doubling = g_string_free (text, FALSE);

    assert_refused (doubling);
  }
}

static void
test_cancelled (void)
{
  static const char *const source = HEAD "<body><for-each select='//*'><for-each select='//*'><for-each select='//*'><for-each select='//*'/></for-each></for-each></for-each></body>" TAIL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (source, strlen (source));
  g_autoptr (KontorTemplate) template = kontor_template_new_for_bytes (bytes, "test", NULL, NULL);
  g_autoptr (xmlDoc) view = read_view (VIEW);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kontor_template_run (template, view, "en", NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_wrong_kind (void)
{
  g_autoptr (KontorTemplate) template = kontor_template_load_shipped ("contract-services", NULL);
  g_autoptr (xmlDoc) view = read_view (VIEW);
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_template_run (template, view, "en", NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, KONTOR_TEMPLATE_ERROR, KONTOR_TEMPLATE_ERROR_DATA);
}

/* Shipped templates */

static KontorDocument *
run_shipped (KontorTemplate *template,
             GHashTable     *records,
             const char     *language,
             GError        **error)
{
  const char *id = g_str_equal (kontor_template_get_kind (template), "offer") ? "offer:00000000-0000-4000-8000-000000000010"
                                                                              : "contract:00000000-0000-4000-8000-000000000020";
  g_autoptr (xmlDoc) view = kontor_view_new (records_get (records, id), 0, records_resolve, records, language, error);

  return view != NULL ? kontor_template_run (template, view, language, NULL, NULL, NULL, NULL, error) : NULL;
}

static void
test_shipped (void)
{
  static const char *const languages[] = { "en", "pl", "de", "bg", "zh" };
  static const struct
  {
    const char *template, *language, *text;
  } texts[] = {
    { "offer-classic", "pl", "Słownie: dwanaście tysięcy czterysta czterdzieści euro 23/100" },
    { "offer-classic", "pl", "Zamiast pozycji 4, poza sumą" },
    { "offer-classic", "de", "Tabelle Nr.\302\240226/A/NBP/2026 vom 20.11.2026" },
    { "offer-classic", "en", "Total price" },
    { "offer-classic", "en", "1\302\240EUR\302\240=\302\2404.2512\302\240PLN (National Bank of Poland, mid rate, table no.\302\240226/A/NBP/2026 of November 20, 2026); " },
    { "offer-classic", "zh", "欧元" },
    { "contract-services", "pl", "okres wypowiedzenia wynosi 3 miesiące ze skutkiem na koniec kwartału kalendarzowego." },
    { "contract-services", "de", "verlängert er sich jeweils um 12 Monate, sofern nicht eine Partei spätestens 1 Monat vor Ablauf" },
    { "contract-services", "en", "§" /* never: English numbers are plain */ },
    { "contract-services", "bg", "Чл.\302\2405. Poufność" },
    { "contract-services", "zh", "第六条" },
  };
  g_autoptr (GHashTable) records = records_load ();
  g_auto (GStrv) names = kontor_template_list_shipped (NULL);

  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_null (kontor_template_load_shipped ("no-such", NULL));

  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (KontorTemplate) template = kontor_template_load_shipped (names[i], &error);
        g_autoptr (KontorDocument) document = NULL;
        g_autoptr (GString) text = g_string_new (NULL);

        g_assert_no_error (error);
        document = run_shipped (template, records, languages[j], &error);
        g_assert_no_error (error);
        describe (kontor_document_get_body (document), text);

        for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
          if (g_str_equal (texts[k].template, names[i]) && g_str_equal (texts[k].language, languages[j]))
            {
              g_test_message ("%s", texts[k].text);
              g_assert_true ((strstr (text->str, texts[k].text) != NULL) == !g_str_equal (texts[k].text, "§"));
            }
      }
}

static gboolean
has_letters (xmlNode *label)
{
  g_autofree char *content = (char *) xmlNodeGetContent (label);

  for (const char *c = content; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalpha (g_utf8_get_char (c)))
      return TRUE;

  return FALSE;
}

/* A label without one of the languages would print English in the middle of a Bulgarian contract. */
static void
test_shipped_labels_are_complete (void)
{
  g_auto (GStrv) names = kontor_template_list_shipped (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (KontorTemplate) template = kontor_template_load_shipped (names[i], NULL);
      GBytes *bytes = kontor_template_get_bytes (template);
      g_autoptr (xmlDoc) tree = xmlReadMemory (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, XML_PARSE_NONET);

      for (xmlNode *label = xmlDocGetRootElement (tree)->children; label != NULL; label = label->next)
        {
          g_autofree char *id = NULL;
          guint found = 0;

          if (label->type != XML_ELEMENT_NODE || strcmp ((const char *) label->name, "label") != 0)
            continue;

          id = (char *) xmlGetNoNsProp (label, BAD_CAST "id");

          for (xmlNode *text = label->children; text != NULL; text = text->next)
            if (text->type == XML_ELEMENT_NODE)
              {
                static const char *const languages[] = { "en", "pl", "de", "bg", "zh" };
                g_autofree char *language = (char *) xmlGetNoNsProp (text, BAD_CAST "lang");

                for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
                  if (g_str_equal (languages[j], language))
                    found |= 1 << j;
              }

          g_test_message ("%s: %s", names[i], id);

          /* Marks between words, and the Polish NIP, are the same in most. */
          if (has_letters (label) && !g_str_equal (id, "nip"))
            g_assert_cmpuint (found, ==, 31);
        }
    }
}

/* Whatever is done to a template, it makes a document or an error. */
static void
test_mutated (void)
{
  static const char *const pieces[] = { "<", ">", "'", "\"", "{", "}", "&amp;", "[", "]", "(", ")", "//", "..", "$", "@", "*", "0", "-1", "999999999",
                                        "<for-each select='//*'>", "</for-each>", "<cell/>", "<row>", "</row>", "<if test='1'>", "</if>", "\xff", "k:add(" };
  const char *given = g_getenv ("KONTOR_TEST_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  GRand *random = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) records = records_load ();
  guint n_documents = 0, n_errors = 0;

  g_test_message ("KONTOR_TEST_SEED=%u", seed);

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (KontorTemplate) shipped = kontor_template_load_shipped (i % 2 ? "offer-classic" : "contract-services", NULL);
      GBytes *original = kontor_template_get_bytes (shipped);
      g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (original, NULL), g_bytes_get_size (original));
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (KontorTemplate) template = NULL;
      g_autoptr (KontorDocument) document = NULL;
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      for (guint n = g_rand_int_range (random, 1, 4); n > 0; n--)
        {
          gsize at = g_rand_int_range (random, 0, text->len - 40);

          switch (g_rand_int_range (random, 0, 4))
            {
            case 0:
              g_string_erase (text, at, g_rand_int_range (random, 1, 30));
              break;
            case 1:
              text->str[at] = text->str[g_rand_int_range (random, 0, text->len)];
              break;
            case 2:
              {
                g_autofree char *copy = g_strndup (text->str + g_rand_int_range (random, 0, text->len - 40), g_rand_int_range (random, 1, 40));

                g_string_insert (text, at, copy);
                break;
              }
            default:
              g_string_insert (text, at, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
            }
        }

      bytes = g_bytes_new (text->str, text->len);
      template = kontor_template_new_for_bytes (bytes, "mutated", NULL, &error);

      if (template != NULL)
        document = run_shipped (template, records, "pl", &error);

      if (document != NULL)
        n_documents++;
      else
        n_errors++;

      g_assert_true ((document != NULL) == (error == NULL));
      g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE * G_USEC_PER_SEC);
    }

  g_test_message ("%u documents, %u errors", n_documents, n_errors);
  g_assert_cmpuint (n_errors, >, 0);
  g_rand_free (random);
}

/* Each of these was once looked up in a table of its own by what could not be found. */
static void
test_choices_that_do_not_exist (void)
{
  const char *text = HEAD "<style name='x' align='nowhere' weight='heavy' valign='up'/>\n<paragraph>a</paragraph>" TAIL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) problems = kontor_template_check (bytes);

  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const KontorTemplateProblem *problem = g_ptr_array_index (problems, i);

      if (problem->line == 2)
        n++;
      g_test_message ("%u:%u %s", problem->line, problem->column, problem->message);
    }
  g_assert_cmpuint (n, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/template/elements", test_elements);
  g_test_add_func ("/template/every-element-is-found", test_every_element_is_found);
  g_test_add_func ("/template/languages", test_languages);
  g_test_add_func ("/template/clause-numbers", test_clause_numbers);
  g_test_add_func ("/template/inputs", test_inputs);
  g_test_add_func ("/template/pages", test_pages);
  g_test_add_func ("/template/problems", test_problems);
  g_test_add_func ("/template/all-problems-are-found", test_all_problems_are_found);
  g_test_add_func ("/template/run-problems", test_run_problems);
  g_test_add_func ("/template/hostile-sources", test_hostile_sources);
  g_test_add_func ("/template/hostile-runs", test_hostile_runs);
  g_test_add_func ("/template/cancelled", test_cancelled);
  g_test_add_func ("/template/wrong-kind", test_wrong_kind);
  g_test_add_func ("/template/shipped", test_shipped);
  g_test_add_func ("/template/shipped-labels-are-complete", test_shipped_labels_are_complete);
  g_test_add_func ("/template/choices-that-do-not-exist", test_choices_that_do_not_exist);
  g_test_add_func ("/template/mutated", test_mutated);

  return g_test_run ();
}

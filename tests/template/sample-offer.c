/* sample-offer.c: an offer as a document, for tests */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "sample-offer.h"

typedef struct
{
  const char *language;
  const char *title;
  const char *date;
  const char *seller;
  const char *buyer;
  const char *seller_text;
  const char *buyer_text;
  const char *intro;
  const char *heads[6];
  const char *items[4];
  const char *details[4];
  const char *optional;
  const char *net, *vat, *gross;
  const char *words;
  const char *terms_title;
  const char *terms[3];
  const char *page, *of;
} Texts;

static const Texts all_texts[] = {
  { "en",
    "Offer OF/2026/11/0042",
    "20 November 2026, valid until 23 December 2026",
    "Supplier",
    "Customer",
    "Northwind Instruments Ltd\n14 Harbour Row\nBristol BS1 4QA\nVAT GB 123 4567 82",
    "Office of Fine Affairs\nMs Abigail Whitfield\n7 St Aldate’s\nOxford OX1 1BS",
    "Thank you for your enquiry. We are pleased to offer the following goods and services; prices are in euro and "
    "hold until the date above. Delivery is within three weeks of your order — difficult or affected sites by "
    "agreement.",
    { "No.", "Description", "Qty", "Unit price", "VAT", "Net" },
    { "Site survey and planning", "Wall-mounted control cabinet", "Installation, on site", "Training for operators" },
    { "Two visits, report with drawings", "", "including waste disposal, final inspection and the official handover",
      "Half a day for up to eight people" },
    "Optional",
    "Net total",
    "VAT 23 %",
    "Total due",
    "In words: two thousand eight hundred and four euros and forty cents.",
    "Terms",
    { "Payment within 14 days of the invoice, without deduction.",
      "The goods stay our property until they are paid in full.",
      "Our general terms of sale, edition 2026, are part of this offer." },
    "Page",
    "of" },
  { "pl",
    "Oferta OF/2026/11/0042",
    "20 listopada 2026 r., ważna do 23 grudnia 2026 r.",
    "Sprzedawca",
    "Nabywca",
    "Źródło i Żagiel sp. z o.o.\nul. Świętojańska 14/3\n81-368 Gdynia\nNIP 586-000-12-34",
    "Przedsiębiorstwo „Łączność”\nPani Grażyna Brzęczyszczykiewicz\nul. Piotrkowska 104\n90-926 Łódź",
    "Dziękujemy za zapytanie. Z przyjemnością oferujemy następujące towary i usługi; ceny podano w euro i obowiązują do "
    "wskazanego dnia. Termin dostawy wynosi trzy tygodnie od zamówienia, a w trudniejszych przypadkach ustalamy go "
    "wspólnie.",
    { "Lp.", "Nazwa", "Ilość", "Cena jedn.", "VAT", "Wartość netto" },
    { "Wizja lokalna i projekt", "Szafa sterownicza naścienna", "Montaż na miejscu", "Szkolenie obsługi" },
    { "Dwie wizyty, raport z rysunkami", "", "z wywozem odpadów, odbiorem końcowym i protokołem zdawczo-odbiorczym",
      "Pół dnia, do ośmiu osób" },
    "Opcjonalnie",
    "Razem netto",
    "VAT 23%",
    "Do zapłaty",
    "Słownie: dwa tysiące osiemset cztery euro i czterdzieści centów.",
    "Warunki",
    { "Płatność w ciągu 14 dni od wystawienia faktury.", "Towar pozostaje naszą własnością do chwili pełnej zapłaty.",
      "Ogólne warunki sprzedaży z 2026 r. stanowią część niniejszej oferty." },
    "Strona",
    "z" },
  { "de",
    "Angebot OF/2026/11/0042",
    "20. November 2026, gültig bis 23. Dezember 2026",
    "Anbieter",
    "Kunde",
    "Nordlicht Messgeräte GmbH\nGroße Elbstraße 145\n22767 Hamburg\nUSt-IdNr. DE 123 456 788",
    "Bundesanstalt für Wasserbau\nFrau Dr. Änne Überschär\nKußmaulstraße 17\n76187 Karlsruhe",
    "Vielen Dank für Ihre Anfrage. Gern bieten wir Ihnen die folgenden Waren und Leistungen an; die Preise verstehen sich "
    "in Euro und gelten bis zum genannten Tag. Die Auftragsabwicklungsgeschwindigkeit beträgt drei Wochen.",
    { "Pos.", "Bezeichnung", "Menge", "Einzelpreis", "USt", "Netto" },
    { "Ortsbesichtigung und Planung", "Schaltschrank zur Wandmontage", "Montage vor Ort", "Schulung des Personals" },
    { "Zwei Termine, Bericht mit Zeichnungen", "", "einschließlich Entsorgung, Endabnahme und Übergabeprotokoll",
      "Ein halber Tag für bis zu acht Personen" },
    "Optional",
    "Summe netto",
    "USt 23 %",
    "Gesamtbetrag",
    "In Worten: zweitausendachthundertvier Euro und vierzig Cent.",
    "Bedingungen",
    { "Zahlung innerhalb von 14 Tagen nach Rechnungsstellung ohne Abzug.",
      "Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum.",
      "Unsere Allgemeinen Verkaufsbedingungen, Ausgabe 2026, sind Teil dieses Angebots." },
    "Seite",
    "von" },
  { "bg",
    "Оферта OF/2026/11/0042",
    "20 ноември 2026 г., валидна до 23 декември 2026 г.",
    "Доставчик",
    "Клиент",
    "„Черноморски уреди“ ООД\nбул. „Княз Борис I“ № 14\n9000 Варна\nДДС № BG 123456786",
    "Институт за водни проучвания\nг-жа Живка Щърбанова\nул. „Граф Игнатиев“ 7\n1142 София",
    "Благодарим за Вашето запитване. Предлагаме Ви следните стоки и услуги; цените са в евро и важат до посочената "
    "дата. Срокът за доставка е три седмици от поръчката, а за по-трудни обекти — по договаряне.",
    { "№", "Наименование", "Кол.", "Ед. цена", "ДДС", "Стойност" },
    { "Оглед и проектиране", "Стенен разпределителен шкаф", "Монтаж на място", "Обучение на персонала" },
    { "Две посещения, доклад с чертежи", "", "с извозване на отпадъците, краен преглед и приемо-предавателен протокол",
      "Половин ден, до осем души" },
    "По избор",
    "Общо без ДДС",
    "ДДС 23 %",
    "За плащане",
    "Словом: две хиляди осемстотин и четири евро и четиридесет цента.",
    "Условия",
    { "Плащане в срок от 14 дни след издаване на фактурата.", "Стоката остава наша собственост до пълното ѝ заплащане.",
      "Общите ни условия от 2026 г. са част от тази оферта." },
    "Страница",
    "от" },
  { "zh-Hans",
    "报价单 OF/2026/11/0042",
    "2026年11月20日，有效期至2026年12月23日",
    "卖方",
    "买方",
    "北方仪器（上海）有限公司\n上海市浦东新区张江路145号\n邮编：201203\n税号：91310115MA1K00000X",
    "华东水利研究院\n骆宾直 女士\n江苏省南京市鼓楼区广州路223号\n邮编：210029",
    "感谢贵方的询价。我们很高兴向您提供以下货物和服务；价格以欧元计，在上述日期之前有效。交货期为订单确认后三周内，"
    "复杂现场的交货期由双方另行商定。（直接、复杂、骨骼、关系、门窗）",
    { "序号", "名称", "数量", "单价", "税率", "净额" },
    { "现场勘察与设计", "壁挂式控制柜", "现场安装", "操作人员培训" },
    { "两次上门，含图纸的报告", "", "包括废料清运、最终验收以及正式移交手续", "半天，最多八人" },
    "可选",
    "净额合计",
    "增值税 23%",
    "应付总额",
    "大写：贰仟捌佰零肆欧元肆角整。",
    "条款",
    { "发票开具后14天内全额付款。", "货物在全额付清之前归我方所有。", "我方2026年版一般销售条款为本报价的组成部分。" },
    "第",
    "页，共" },
};

static KontorBlock *
append (KontorDocument *document,
        KontorBlock *parent,
        KontorBlockKind kind,
        const char *style,
        const char *text)
{
  GError *error = NULL;
  KontorBlock *block = kontor_document_append (document, parent, kind, style, 1, &error);

  g_assert_no_error (error);
  if (text != NULL)
    {
      kontor_document_add_text (document, block, text, NULL, 1, &error);
      g_assert_no_error (error);
    }

  return block;
}

static void
append_cell (KontorDocument *document,
             KontorBlock *row,
             guint span,
             const char *style,
             const char *text)
{
  GError *error = NULL;
  KontorBlock *cell = kontor_document_append_cell (document, row, span, style, 1, &error);

  g_assert_no_error (error);
  kontor_document_add_text (document, cell, text, NULL, 1, &error);
  g_assert_no_error (error);
}

static void
add_style (KontorDocument *document,
           const char *name,
           const KontorStyle *style)
{
  GError *error = NULL;

  kontor_document_add_style (document, name, NULL, style, 1, &error);
  g_assert_no_error (error);
}

static void
add_styles (KontorDocument *document)
{
  const KontorColor blue = 0x1a5fb4ff;
  const KontorColor gray = 0x5e5c64ff;
  const KontorColor pale = 0xc0bfbcff;

  add_style (document, "body", &(KontorStyle){ .set = KONTOR_STYLE_TABULAR, .tabular = TRUE });
  add_style (document, "title",
             &(KontorStyle){ .set = KONTOR_STYLE_SIZE | KONTOR_STYLE_COLOR | KONTOR_STYLE_SPACE_BEFORE |
                                    KONTOR_STYLE_SPACE_AFTER,
                             .size = 20,
                             .color = blue,
                             .space_before = 18,
                             .space_after = 2 });
  add_style (document, "quiet", &(KontorStyle){ .set = KONTOR_STYLE_COLOR, .color = gray });
  add_style (document, "caption",
             &(KontorStyle){ .set = KONTOR_STYLE_SIZE | KONTOR_STYLE_COLOR | KONTOR_STYLE_SPACE_AFTER |
                                    KONTOR_STYLE_KEEP_WITH_NEXT,
                             .size = 7.5f,
                             .color = gray,
                             .space_after = 1,
                             .keep_with_next = TRUE });
  add_style (document, "address",
             &(KontorStyle){ .set = KONTOR_STYLE_SIZE | KONTOR_STYLE_LINE_HEIGHT | KONTOR_STYLE_ALIGN |
                                    KONTOR_STYLE_COLOR,
                             .size = 8,
                             .line_height = 1.35f,
                             .align = KONTOR_ALIGN_END,
                             .color = gray });
  add_style (document, "head-row",
             &(KontorStyle){ .set = KONTOR_STYLE_SIZE | KONTOR_STYLE_COLOR | KONTOR_STYLE_BORDER (KONTOR_EDGE_BOTTOM),
                             .size = 8,
                             .color = blue,
                             .border = { 0, 0, 1, 0 },
                             .border_color = { 0, 0, blue, 0 } });
  add_style (document, "row",
             &(KontorStyle){ .set = KONTOR_STYLE_BORDER (KONTOR_EDGE_BOTTOM),
                             .border = { 0, 0, 0.4f, 0 },
                             .border_color = { 0, 0, pale, 0 } });
  add_style (document, "strong", &(KontorStyle){ .set = KONTOR_STYLE_WEIGHT, .weight = 700 });
  add_style (document, "total",
             &(KontorStyle){ .set = KONTOR_STYLE_WEIGHT | KONTOR_STYLE_SIZE | KONTOR_STYLE_BORDER (KONTOR_EDGE_TOP) |
                                    KONTOR_STYLE_BORDER (KONTOR_EDGE_BOTTOM),
                             .weight = 700,
                             .size = 11,
                             .border = { 1, 0, 0, 0 },
                             .border_color = { blue, 0, 0, 0 } });
  add_style (document, "detail",
             &(KontorStyle){ .set = KONTOR_STYLE_SIZE | KONTOR_STYLE_COLOR, .size = 8, .color = gray });
  add_style (document, "justified",
             &(KontorStyle){ .set = KONTOR_STYLE_ALIGN, .align = KONTOR_ALIGN_JUSTIFY });
  add_style (document, "footer",
             &(KontorStyle){ .set = KONTOR_STYLE_SIZE | KONTOR_STYLE_COLOR, .size = 7.5f, .color = gray });
  add_style (document, "right", &(KontorStyle){ .set = KONTOR_STYLE_ALIGN, .align = KONTOR_ALIGN_END });
}

static void
add_regions (KontorDocument *document,
             const Texts *texts)
{
  GError *error = NULL;
  KontorPageMaster *master = kontor_document_add_master (document, "page", 1, &error);
  const KontorColumn halves[] = { { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START },
                                  { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START } };
  g_autoptr (GBytes) logo = g_bytes_new_static (SAMPLE_LOGO, strlen (SAMPLE_LOGO));
  KontorBlock *header, *columns, *box, *image, *paragraph;

  g_assert_no_error (error);
  master->margin[KONTOR_EDGE_LEFT] = KONTOR_MM (22);

  /* The letterhead on the first page, the number of the offer on the others. */
  header = kontor_document_add_region (document, master, KONTOR_REGION_FIRST_HEADER, NULL, 1, &error);
  columns = append (document, header, KONTOR_BLOCK_COLUMNS, NULL, NULL);
  kontor_block_set_columns (document, columns, halves, 2, 20, &error);
  box = append (document, columns, KONTOR_BLOCK_BOX, NULL, NULL);
  image = append (document, box, KONTOR_BLOCK_IMAGE, NULL, NULL);
  kontor_block_set_image (document, image, "logo.svg", logo, 0, 36, "Logo", &error);
  box = append (document, columns, KONTOR_BLOCK_BOX, NULL, NULL);
  append (document, box, KONTOR_BLOCK_PARAGRAPH, "address", texts->seller_text);

  header = kontor_document_add_region (document, master, KONTOR_REGION_HEADER, NULL, 1, &error);
  append (document, header, KONTOR_BLOCK_PARAGRAPH, "quiet", texts->title);

  for (guint i = 0; i < 2; i++)
    {
      header = kontor_document_add_region (document, master,
                                           i == 0 ? KONTOR_REGION_FOOTER : KONTOR_REGION_FIRST_FOOTER, NULL, 1, &error);
      append (document, header, KONTOR_BLOCK_LINE, NULL, NULL);
      paragraph = append (document, header, KONTOR_BLOCK_PARAGRAPH, "right", texts->page);
      kontor_document_add_text (document, paragraph, " ", NULL, 1, &error);
      kontor_document_add_inline (document, paragraph, KONTOR_INLINE_PAGE_NUMBER, NULL, 0, NULL, NULL, NULL, 1, &error);
      kontor_document_add_text (document, paragraph, " ", NULL, 1, &error);
      kontor_document_add_text (document, paragraph, texts->of, NULL, 1, &error);
      kontor_document_add_text (document, paragraph, " ", NULL, 1, &error);
      kontor_document_add_inline (document, paragraph, KONTOR_INLINE_PAGE_COUNT, NULL, 0, NULL, NULL, NULL, 1, &error);
      if (strcmp (texts->language, "zh-Hans") == 0)
        kontor_document_add_text (document, paragraph, " 页", NULL, 1, &error);
    }
  g_assert_no_error (error);
}

static void
add_table (KontorDocument *document,
           const Texts *texts,
           guint n_rows)
{
  GError *error = NULL;
  KontorBlock *body = kontor_document_get_body (document);
  const KontorColumn columns[] = {
    { KONTOR_WIDTH_CONTENT, 0, TRUE, KONTOR_ALIGN_END }, { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START },
    { KONTOR_WIDTH_CONTENT, 0, TRUE, KONTOR_ALIGN_END }, { KONTOR_WIDTH_CONTENT, 0, TRUE, KONTOR_ALIGN_END },
    { KONTOR_WIDTH_CONTENT, 0, TRUE, KONTOR_ALIGN_END }, { KONTOR_WIDTH_CONTENT, 0, TRUE, KONTOR_ALIGN_END },
  };
  const KontorColumn total_columns[] = {
    { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START },
    { KONTOR_WIDTH_CONTENT, 0, FALSE, KONTOR_ALIGN_START },
    { KONTOR_WIDTH_CONTENT, 0, TRUE, KONTOR_ALIGN_END },
  };
  const char *totals[3][2] = { { texts->net, "2 280,00 EUR" }, { texts->vat, "524,40 EUR" }, { texts->gross, "2 804,40 EUR" } };
  KontorBlock *table = append (document, body, KONTOR_BLOCK_TABLE, NULL, NULL);
  KontorBlock *row;

  kontor_block_set_columns (document, table, columns, G_N_ELEMENTS (columns), 0, &error);
  row = kontor_document_append_row (document, table, KONTOR_ROW_HEAD, NULL, 1, &error);
  for (guint i = 0; i < 6; i++)
    append_cell (document, row, 1, NULL, texts->heads[i]);

  for (guint i = 0; i < n_rows; i++)
    {
      guint k = i % 4;
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *price = g_strdup_printf ("%u,%02u", 100 + i * 37 % 900, i * 7 % 100);
      g_autofree char *net = g_strdup_printf ("%u %03u,%02u", 1 + i % 9, i * 91 % 1000, i * 7 % 100);
      KontorBlock *cell;

      row = kontor_document_append_row (document, table, KONTOR_ROW_BODY, NULL, 1, &error);
      append_cell (document, row, 1, NULL, number);
      cell = kontor_document_append_cell (document, row, 1, NULL, 1, &error);
      kontor_document_add_text (document, cell, texts->items[k], NULL, 1, &error);
      if (*texts->details[k] != '\0')
        {
          kontor_document_add_inline (document, cell, KONTOR_INLINE_BREAK, NULL, 0, NULL, NULL, NULL, 1, &error);
          kontor_document_add_text (document, cell, texts->details[k], "detail", 1, &error);
        }
      append_cell (document, row, 1, NULL, k == 0 ? "12,5" : "1");
      append_cell (document, row, 1, NULL, price);
      append_cell (document, row, 1, NULL, "23%");
      append_cell (document, row, 1, NULL, net);
      g_assert_no_error (error);
    }

  table = append (document, body, KONTOR_BLOCK_TABLE, NULL, NULL);
  kontor_block_set_columns (document, table, total_columns, G_N_ELEMENTS (total_columns), 0, &error);
  for (guint i = 0; i < 3; i++)
    {
      row = kontor_document_append_row (document, table, KONTOR_ROW_BODY, i == 2 ? "total" : NULL, 1, &error);
      append_cell (document, row, 1, NULL, "");
      append_cell (document, row, 1, NULL, totals[i][0]);
      append_cell (document, row, 1, NULL, totals[i][1]);
    }
  g_assert_no_error (error);
}

/**
 * sample_offer_new:
 * @language: `en`, `pl`, `de`, `bg` or `zh-Hans`
 * @n_rows: lines of the offer
 *
 * Returns: (transfer full): an offer as an office would send it
 */
KontorDocument *
sample_offer_new (const char *language,
                  guint n_rows)
{
  g_autoptr (GDateTime) created = g_date_time_new_utc (2026, 11, 20, 9, 30, 0);
  const KontorColumn halves[] = { { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START },
                                  { KONTOR_WIDTH_SHARE, 1, FALSE, KONTOR_ALIGN_START } };
  KontorDocument *document = kontor_document_new (language);
  const Texts *texts = NULL;
  KontorBlock *body, *columns, *box, *heading, *list;
  GError *error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (all_texts); i++)
    if (strcmp (all_texts[i].language, language) == 0)
      texts = &all_texts[i];
  g_assert_nonnull (texts);

  kontor_document_set_title (document, texts->title);
  kontor_document_set_author (document, "Northwind Instruments Ltd");
  kontor_document_set_created (document, created);
  add_styles (document);
  add_regions (document, texts);

  body = kontor_document_get_body (document);
  heading = kontor_document_append_heading (document, body, 1, "title", 1, &error);
  kontor_document_add_text (document, heading, texts->title, NULL, 1, &error);
  append (document, body, KONTOR_BLOCK_PARAGRAPH, "quiet", texts->date);

  columns = append (document, body, KONTOR_BLOCK_COLUMNS, NULL, NULL);
  kontor_block_set_columns (document, columns, halves, 2, 24, &error);
  for (guint i = 0; i < 2; i++)
    {
      box = append (document, columns, KONTOR_BLOCK_BOX, NULL, NULL);
      append (document, box, KONTOR_BLOCK_PARAGRAPH, "caption", i == 0 ? texts->buyer : texts->seller);
      append (document, box, KONTOR_BLOCK_PARAGRAPH, NULL, i == 0 ? texts->buyer_text : texts->seller_text);
    }
  append (document, body, KONTOR_BLOCK_PARAGRAPH, "justified", texts->intro);
  add_table (document, texts, n_rows);
  append (document, body, KONTOR_BLOCK_PARAGRAPH, NULL, texts->words);

  heading = kontor_document_append_heading (document, body, 2, NULL, 1, &error);
  kontor_document_add_text (document, heading, texts->terms_title, NULL, 1, &error);
  list = append (document, body, KONTOR_BLOCK_LIST, NULL, NULL);
  kontor_block_set_marker (list, KONTOR_MARKER_DECIMAL, 1);
  for (guint i = 0; i < 3; i++)
    append (document, list, KONTOR_BLOCK_ITEM, NULL, texts->terms[i]);
  g_assert_no_error (error);

  return document;
}

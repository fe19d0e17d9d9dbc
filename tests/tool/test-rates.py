#!/usr/bin/env python3
# test-rates.py: kontorctl rates and convert
# SPDX-License-Identifier: GPL-3.0-or-later

import http.server
import json
import threading

import kontorctl
from kontorctl import COMPANY, ToolTest

TABLES = kontorctl.FIXTURES / "rates/fixtures"

LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
HOSTILE = {
    "entity.xml": '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><tabela_kursow typ="A"><numer_tabeli>&x;</numer_tabeli>'
                  '<data_publikacji>2026-11-20</data_publikacji><pozycja><przelicznik>1</przelicznik><kod_waluty>EUR</kod_waluty>'
                  '<kurs_sredni>4,25</kurs_sredni></pozycja></tabela_kursow>',
    "laughs.xml": f'<!DOCTYPE t [<!ENTITY l0 "ha">{LAUGHS}]><tabela_kursow typ="A"><numer_tabeli>&l9;</numer_tabeli></tabela_kursow>',
    "deep.xml": "<a>" * 100000 + "</a>" * 100000,
    "empty.xml": "",
    "other.xml": "<html><body>Please log in</body></html>",
    "text.xml": "no XML at all",
}


class Rates(ToolTest):
    def load(self):
        for name in ("nbp-a.xml", "nbp-c.xml", "ecb-history.xml"):
            self.call("rates", "import", TABLES / name)

    def test_a_second_import_is_none(self):
        self.assertEqual(self.lines("rates", "import", TABLES / "ecb-history.xml"), [{"new": 3, "known": 0}])
        self.assertEqual(self.lines("rates", "import", TABLES / "ecb-history.xml"), [{"new": 0, "known": 3}])
        self.assertEqual(self.lines("rates", "import", TABLES / "nbp-c.xml"), [{"new": 2, "known": 0}])

    def test_other_figures_for_a_day_are_refused(self):
        self.load()
        changed = (TABLES / "nbp-a.xml").read_bytes().replace(b"4,2512", b"4,9999")
        self.fail_with(["nbp-a", "2026-11-20"], "rates", "import", self.write("changed.xml", changed))
        self.assertEqual(self.lines("convert", "1", "EUR", "PLN", "--source", "nbp-a", "--date", "2026-11-20")[0]["rate"], "4.2512")

    def test_show_prints_what_holds_for_a_day(self):
        self.load()
        shown = self.lines("rates", "show", "--date", "2026-11-22", "--source", "nbp-a")
        self.assertEqual({line["date"] for line in shown}, {"2026-11-20"})
        self.assertIn({"source": "nbp-a", "table": "226/A/NBP/2026", "date": "2026-11-20", "base": "PLN", "currency": "JPY",
                       "rate": "2.6068", "per": "100"}, shown)
        self.assertEqual({line["source"] for line in self.lines("rates", "show", "--date", "2026-11-21")},
                         {"ecb", "nbp-a", "nbp-c-buy", "nbp-c-sell"})
        self.assertEqual({line["source"] for line in self.lines("rates", "show", "--date", "2026-11-15")}, {"ecb"})
        self.fail_with("2020-01-01", "rates", "show", "--date", "2020-01-01")
        self.fail_with(["nbp-b", "2026-11-20"], "rates", "show", "--date", "2026-11-20", "--source", "nbp-b")

    def test_convert_says_by_what(self):
        self.load()
        self.assertEqual(
            self.call("convert", "100", "EUR", "PLN", "--source", "nbp-a", "--date", "2026-11-22"),
            '{"amount":"425.12","currency":"PLN","rate":"4.2512","source":"nbp-a","table":"226/A/NBP/2026","date":"2026-11-20"}\n')
        for arguments, amount, rate in (
                (("100", "EUR", "PLN", "--source", "nbp-c-buy"), "420.71", "4.2071"),
                (("100", "EUR", "PLN", "--source", "nbp-c-sell"), "429.21", "4.2921"),
                (("1000", "JPY", "PLN", "--source", "nbp-a"), "26.07", "0.026068"),
                (("1000", "USD", "JPY", "--source", "ecb"), "149606", "149.6055769584"),
                (("-12.345", "EUR", "EUR", "--source", "ecb"), "-12.35", "1"),
                (("0", "EUR", "PLN", "--source", "ecb"), "0.00", "4.2512")):
            line, = self.lines("convert", *arguments, "--date", "2026-11-20")
            self.assertEqual((line["amount"], line["rate"]), (amount, rate), arguments)

    def test_before_leaves_the_day_itself_out(self):
        self.load()
        line, = self.lines("convert", "1", "EUR", "PLN", "--source", "ecb", "--date", "2026-11-20", "--before")
        self.assertEqual((line["date"], line["rate"]), ("2026-11-19", "4.2498"))
        self.fail_with("2026-11-20", "convert", "1", "EUR", "PLN", "--source", "nbp-a", "--date", "2026-11-20", "--before")

    def test_the_default_source_is_the_company_s(self):
        self.load()
        self.fail_with(["ecb", "nbp-a", "nbp-b", "nbp-c-buy", "nbp-c-sell"], "convert", "1", "EUR", "PLN", "--date", "2026-11-20")
        self.put(COMPANY)
        self.assertEqual(self.lines("convert", "1", "EUR", "PLN", "--date", "2026-11-20")[0]["source"], "nbp-a")

    def test_what_is_unknown_is_named_and_never_one(self):
        self.load()
        day = ("--source", "nbp-a", "--date", "2026-11-20")
        for words, arguments in (("XXQ", ("1", "XXQ", "PLN")), ("eur", ("1", "eur", "PLN")), ("THB", ("1", "THB", "PLN")),
                                 ("THB", ("1", "PLN", "THB")), ("abc", ("abc", "EUR", "PLN")), ("1,5", ("1,5", "EUR", "PLN")),
                                 ("1e3", ("1e3", "EUR", "PLN")), ("", ("9" * 30, "EUR", "PLN")),
                                 ("", ("999999999999999999", "EUR", "PLN"))):
            with self.subTest(arguments):
                self.fail_with(words, "convert", *arguments, *day)
        self.fail_with("2026-02-30", "convert", "1", "EUR", "PLN", "--date", "2026-02-30")
        self.fail_with(["reuters", "ecb"], "convert", "1", "EUR", "PLN", "--source", "reuters")
        self.fail_with(["nbp-a", "2020-01-01"], "convert", "1", "EUR", "PLN", "--source", "nbp-a", "--date", "2020-01-01")

    def test_hostile_and_damaged_tables_leave_nothing(self):
        self.put(COMPANY)
        for name, text in HOSTILE.items():
            with self.subTest(name):
                self.assertNotIn("root:", self.fail_with("", "rates", "import", self.write(name, text)))
        whole = (TABLES / "ecb-history.xml").read_bytes()
        for length in (30, len(whole) // 2, len(whole) - 5):
            self.fail_with("", "rates", "import", self.write("part.xml", whole[:length]))
        self.fail_with("nowhere.xml", "rates", "import", "nowhere.xml")
        self.assertEqual(self.lines("list", "rate-table"), [])

    def test_fetch_takes_what_the_source_publishes(self):
        answers = {"/ok": (200, (TABLES / "nbp-a.xml").read_bytes()), "/page": (200, b"<html>Log in</html>"), "/gone": (404, b"")}

        class Publisher(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                status, body = answers[self.path]
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
        self.addCleanup(server.server_close)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.shutdown)
        address = f"http://127.0.0.1:{server.server_address[1]}"

        self.assertEqual(self.lines("rates", "fetch", "--url", address + "/ok"), [{"new": 1, "known": 0}])
        self.assertEqual(self.lines("rates", "fetch", "--source", "nbp-a", "--url", address + "/ok"), [{"new": 0, "known": 1}])
        self.fail_with("404", "rates", "fetch", "--url", address + "/gone")
        self.fail_with("", "rates", "fetch", "--url", address + "/page")
        self.fail_with("https://", "rates", "fetch", "--url", "file:///etc/passwd")
        self.fail_with("127.0.0.1", "rates", "fetch", "--url", "http://127.0.0.1:1/")
        self.fail_with(["ecb", "nbp-c-sell"], "rates", "fetch", "--source", "reuters")
        self.assertEqual(len(self.lines("list", "rate-table")), 1)


if __name__ == "__main__":
    kontorctl.main()

# test-documents.py: every offer and contract of the demo company says on paper what its record says
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of each PDF is read back with pdftotext and compared with the record and with what `offer price` answers."""

import json
import re
import subprocess
import unittest

from kontorctl import ToolTest

# What stands between the groups of three digits and before the decimals, in the languages of the documents
GROUP = "[ ., '’\u00a0\u202f]?"
POINT = "[.,]"

PAGE = {
    "bg": "Страница {} от {}",
    "de": "Seite {} von {}",
    "en": "Page {} of {}",
    "pl": "Strona {} z {}",
    "zh": "第 {} 页，共 {} 页",
}


def squeeze(text):
    """Without white space: a name may be broken into lines anywhere."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def amount_pattern(amount):
    whole, _, decimals = amount.lstrip("-").partition(".")
    groups = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    pattern = GROUP.join([whole] + groups) + (POINT + decimals if decimals else "")
    return re.compile(r"(?<!\d)" + pattern + r"(?!\d)")


class Documents(ToolTest):
    def setUp(self):
        super().setUp()
        self.call("demo")
        self.names = {}
        for record in self.list("customer"):
            self.names[record["id"]] = (record["name"] if record.get("form") != "person"
                                        else [record["family_name"], record["given_name"]])

    def list(self, kind):
        return [json.loads(line) for line in self.call("list", kind).splitlines()]

    def print(self, record):
        """The text of each page"""
        file = self.folder / "document.pdf"
        self.call("render", record["id"], "-o", file)
        text = subprocess.run(["pdftotext", "-enc", "UTF-8", "-layout", file, "-"], check=True, capture_output=True,
                              encoding="utf-8").stdout
        pages = text.split("\f")
        self.assertEqual(pages.pop(), "")
        file.unlink()
        return pages

    def check_page_numbers(self, record, pages):
        words = PAGE[record["language"].split("-")[0]]
        for number, page in enumerate(pages, 1):
            self.assertIn(squeeze(words.format(number, len(pages))), squeeze(page), f"{record['id']}: page {number}")

    def check_customer(self, record, text):
        names = self.names[record["customer"]]
        for name in [names] if isinstance(names, str) else names:
            self.check_words(record, name, text)

    def check_words(self, record, words, text):
        """A text in a column may be broken into lines with other columns between them: each of its words is there."""
        for word in words.split():
            self.assertIn(squeeze(word), text, f"{record['id']}: “{words}”")

    def check_amount(self, record, amount, text, what):
        self.assertRegex(text, amount_pattern(amount), f"{record['id']}: {what} {amount}")

    def test_each_offer_says_its_customer_lines_and_totals(self):
        offers = self.list("offer")
        self.assertGreaterEqual(len(offers), 40)
        languages = set()
        for offer in offers:
            languages.add(offer["language"].split("-")[0])
            with self.subTest(offer=offer.get("number") or offer["id"], language=offer["language"]):
                pages = self.print(offer)
                plain = "\n".join(pages)
                text = squeeze(plain)
                self.check_page_numbers(offer, pages)
                self.check_customer(offer, text)
                price = json.loads(self.call("offer", "price", offer["id"]))
                for variant, priced in zip(offer["variants"], price["variants"]):
                    nets = {line["id"]: line["net"] for line in priced["lines"]}
                    for line in variant["lines"]:
                        if line.get("name"):
                            self.check_words(offer, line["name"], text)
                        if line["id"] in nets and offer.get("price_mode", "net") == "net":
                            self.check_amount(offer, nets[line["id"]], plain, "net of a line")
                    for member in ("net", "vat", "gross"):
                        self.check_amount(offer, priced[member], plain, member)
                        for shown in priced["shown"]:
                            self.check_amount(offer, shown[member], plain, f"{member} in {shown['currency']}")
        self.assertEqual(languages, {"bg", "de", "en", "pl", "zh"})

    def test_each_contract_says_its_parties_value_and_clauses(self):
        contracts = self.list("contract")
        self.assertGreater(len(contracts), 0)
        for contract in contracts:
            with self.subTest(contract=contract.get("number") or contract["id"], language=contract["language"]):
                pages = self.print(contract)
                plain = "\n".join(pages)
                text = squeeze(plain)
                self.check_page_numbers(contract, pages)
                for party in contract["parties"]:
                    self.check_words(contract, party["name"], text)
                self.check_amount(contract, contract["value"], plain, "value")
                for clause in contract.get("clauses", []):
                    self.check_words(contract, clause["text"], text)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
# test-offers.py: kontorctl offer, contract, render and template
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import shutil
import subprocess
import unittest

import kontorctl
from kontorctl import COMPANY, CUSTOMER, ToolTest, item, offer

TEMPLATES = kontorctl.ROOT / "data/templates"


def text_of(pdf):
    # The product name is only in the metadata, so that the text is what stands on the pages.
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


class Price(ToolTest):
    ANSWER = {
        "currency": "EUR", "variants": [{
            "id": "v1", "net": "2280.00", "vat": "524.40", "gross": "2804.40", "cost": "1800.00", "margin": "480.00",
            "margin_percent": "21.05",
            "groups": [{"category": "S", "vat": "23", "net": "2280.00", "tax": "524.40", "gross": "2804.40"}],
            "lines": [{"id": "l1", "net": "2280.00", "vat": "524.40", "gross": "2804.40"}],
            "shown": [{"currency": "PLN", "net": "9692.74", "vat": "2229.33", "gross": "11922.07"}]}]}

    def test_an_offer_in_a_file_needs_no_store(self):
        path = self.write("offer.json", json.dumps(offer()))
        self.assertEqual(json.loads(self.call("offer", "price", path)), self.ANSWER)
        self.assertEqual(json.loads(self.call("offer", "price", "-", given=offer())), self.ANSWER)
        self.assertFalse(self.store.exists())

    def test_an_offer_in_the_store(self):
        record, = self.put(offer())
        self.assertEqual(json.loads(self.call("offer", "price", record)), self.ANSWER)

    def test_a_trace_says_how_it_came_about(self):
        answer = json.loads(self.call("offer", "price", "--trace", "-", given=offer()))
        trace = answer.pop("trace")
        self.assertEqual(answer, self.ANSWER)
        self.assertIn("2280.00", [step["result"] for step in trace if step["line"] == "l1"])
        self.assertTrue(any(step["rate"] and "226/A/NBP/2026" in step["rate"] for step in trace))

    def test_what_cannot_be_priced_says_why(self):
        for words, record in (
                ("variant", offer(variants=[])),
                ("line", offer({"line": "heading", "name": "A"})),
                ("USD", offer(show_currencies=["USD"])),
                ("XXQ", offer(currency="XXQ")),
                ("Quantity", offer(item(quantity="1000000000000"))),
                ("quantity", offer(item(quantity=2))),
                ("variants", offer(variants="none")),
                ("nowhere", offer({"line": "alternative", "id": "l2", "alternative_to": "nowhere", "unit_price": "1", "quantity": "1"})),
                ("CHF", offer(item(cost_currency="CHF")))):
            with self.subTest(words):
                message = self.call("offer", "price", "-", given=record, status=1)
                self.assertIn(words.lower(), message.lower())

    def test_what_is_no_offer(self):
        self.put(CUSTOMER)
        self.fail_with(CUSTOMER["id"], "offer", "price", CUSTOMER["id"])
        self.fail_with("customer", "offer", "price", "-", given=CUSTOMER)
        self.fail_with("object", "offer", "price", "-", given="[1]")
        self.fail_with("nowhere.json", "offer", "price", "nowhere.json")
        self.fail_with("offer:none", "offer", "price", "offer:none")


class Acts(ToolTest):
    def setUp(self):
        super().setUp()
        self.put(COMPANY, CUSTOMER)
        self.offer, = self.put(offer(item(id="l1"), {"line": "optional", "id": "l2", "name": "Montage", "quantity": "1",
                                                      "unit_price": "100", "vat": "23"}))

    def issue(self):
        return self.call("offer", "issue", self.offer).strip()

    def test_from_a_draft_to_a_contract(self):
        issued = self.issue()
        self.assertRegex(issued, r"^issued:[0-9a-f]{64}$")
        number = self.get(self.offer)["number"]
        self.assertRegex(number, r"^OF/\d{4}/\d{2}/0001$")
        self.assertEqual(self.get(self.offer)["state"], "issued")
        self.assertIn(number, json.dumps(self.get(issued)))

        self.assertEqual(self.call("offer", "accept", self.offer, "--variant", "v1", "--line", "l2").strip(), self.offer)
        accepted = self.get(self.offer)
        self.assertEqual((accepted["state"], accepted["chosen_variant"], accepted["chosen_lines"]), ("accepted", "v1", ["l2"]))
        self.assertEqual([line["id"] for line in self.lines("list", "offer", "--where", "state=accepted")], [self.offer])

        contract = self.call("contract", "draft", "--from", self.offer).strip()
        self.assertRegex(contract, r"^contract:[0-9a-f-]{36}$")
        self.assertEqual([line["id"] for line in self.lines("list", "contract", "--where", f"offer={self.offer}")], [contract])
        self.assertEqual(self.get(contract)["customer"], CUSTOMER["id"])

        for record, words in ((self.offer, [number, "Muster Möbel GmbH", "Beratung", "2.280,00"]), (contract, ["Muster Möbel GmbH"])):
            self.assertEqual(self.call("render", record, "-o", self.folder / "out.pdf"), "")
            text = text_of(self.folder / "out.pdf")
            for word in words:
                self.assertIn(word, text)
        self.assertEqual(self.call("check"), "")

    def test_what_was_issued_is_printed_as_it_was(self):
        issued = self.issue()
        self.call("render", self.offer, "-o", "first.pdf")
        self.put(CUSTOMER | {"name": "Ganz Anders AG"})
        self.call("render", self.offer, "-o", "second.pdf")
        self.call("render", issued, "--output=third.pdf")
        first, second, third = ((self.folder / name).read_bytes() for name in ("first.pdf", "second.pdf", "third.pdf"))
        self.assertEqual(first, second)
        self.assertEqual(first, third)
        self.assertIn(hashlib.sha256(first).hexdigest(), self.call("get", issued))
        # Another language is another print.
        self.call("render", self.offer, "--language", "pl", "-o", "polish.pdf")
        self.assertNotEqual((self.folder / "polish.pdf").read_bytes(), first)

    def test_a_revision_follows(self):
        self.issue()
        revision = self.call("offer", "revise", self.offer).strip()
        self.assertNotEqual(revision, self.offer)
        body = self.get(revision)
        self.assertEqual((body["revises"], body["revision"], body["state"]), (self.offer, 1, "draft"))
        self.call("offer", "issue", revision)
        self.assertEqual(self.get(self.offer)["state"], "superseded")

    def test_acts_out_of_turn_change_nothing(self):
        before = self.call("get", self.offer)
        for arguments in (("offer", "revise", self.offer), ("offer", "accept", self.offer, "--variant", "v1"),
                          ("contract", "draft", "--from", self.offer)):
            self.fail_with("", *arguments)
        self.assertEqual(self.call("get", self.offer), before)
        self.issue()
        before = self.call("get", self.offer)
        self.fail_with("", "offer", "issue", self.offer)
        self.fail_with("v9", "offer", "accept", self.offer, "--variant", "v9")
        self.fail_with("l9", "offer", "accept", self.offer, "--variant", "v1", "--line", "l9")
        self.fail_with("", "offer", "issue", CUSTOMER["id"])
        self.assertEqual(self.call("get", self.offer), before)
        self.assertEqual(self.lines("list", "contract"), [])

    def test_an_offer_without_lines_is_not_issued(self):
        self.put(offer(variants=[{"id": "v1", "name": "Basis", "lines": []}]))
        self.fail_with(["Basis", "Lines"], "offer", "issue", self.offer)
        self.assertEqual(self.lines("list", "issued"), [])
        self.assertIsNone(self.get(self.offer).get("number"))

    def test_only_pdf_is_written_so_far(self):
        for name in ("out.html", "out.odt", "out", ".pdf.txt"):
            self.fail_with([name, ".pdf"], "render", self.offer, "-o", name)
            self.assertFalse((self.folder / name).exists())

    def test_a_print_that_fails_leaves_no_file(self):
        for arguments in ((self.offer, "--template", "no-such-template"), (CUSTOMER["id"],), ("offer:none",)):
            self.fail_with("", "render", *arguments, "-o", "out.pdf")
        self.fail_with("", "render", self.offer, "-o", "no/such/folder/out.pdf")
        self.assertEqual([path.name for path in self.folder.iterdir() if "pdf" in path.name], [])

    def test_a_template_of_one_s_own(self):
        shutil.copy(TEMPLATES / "offer-classic.xml", self.folder / "own.xml")
        self.call("render", self.offer, "--template", self.folder / "own.xml", "-o", "out.pdf")
        self.assertIn("Beratung", text_of(self.folder / "out.pdf"))


class Templates(ToolTest):
    def test_shipped_templates_have_no_mistakes(self):
        paths = sorted(TEMPLATES.glob("*.xml"))
        self.assertTrue(paths)
        for path in paths:
            self.assertEqual(self.call("template", "check", path), "")

    def test_mistakes_are_told_with_their_place(self):
        text = (TEMPLATES / "offer-classic.xml").read_text(encoding="utf-8")
        lines = text.split("\n")
        number = next(i for i, line in enumerate(lines) if "<paragraph" in line)
        lines[number] = lines[number].replace("<paragraph", '<paragraph no-such="1"', 1)
        path = self.write("wrong.xml", "\n".join(lines))
        process = self.start("template", "check", path)
        out, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 1)
        self.assertRegex(out, rf"wrong\.xml:{number + 1}:\d+: .*no-such")
        self.assertIn("wrong.xml", err)

    def test_hostile_templates_are_refused(self):
        head = '<template xmlns="urn:kontor:template:1">'
        laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
        for name, text in {
                "entity.xml": f'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]>{head}&x;</template>',
                "laughs.xml": f'<!DOCTYPE t [<!ENTITY l0 "ha">{laughs}]>{head}&l9;</template>',
                "deep.xml": head + "<paragraph>" * 100000,
                "cut.xml": head, "empty.xml": "", "text.xml": "text", "html.xml": "<html/>"}.items():
            with self.subTest(name):
                process = self.start("template", "check", self.write(name, text))
                out, err = process.communicate(timeout=30)
                self.assertEqual(process.returncode, 1, out + err)
                self.assertIn(f"{name}:1:", out)
                self.assertNotIn("root:", out + err)
        self.fail_with("nowhere.xml", "template", "check", "nowhere.xml")


if __name__ == "__main__":
    kontorctl.main()

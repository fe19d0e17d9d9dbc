#!/usr/bin/env python3
# test-offer.py: a person makes an offer in the real window, by keyboard alone
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-offer.py KONTOR KONTORCTL: to be run in a desktop of its own (desktop.py)"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

from driver import Window, has, pyatspi, text_of, wait

KONTORCTL = sys.argv.pop()
KONTOR = sys.argv.pop()

RECORDS = [
    {"kind": "company", "name": "Test Works", "language": "en", "currency": "EUR",
     "addresses": [{"id": "a1", "purpose": "registered", "street": "Long Street 1", "city": "Warsaw", "country": "PL"}]},
    {"kind": "customer", "name": "Example Buyers", "language": "en"},
    {"kind": "product", "code": "DSK-160", "names": {"en": "Oak desk"}, "unit": "pcs", "vat": "8",
     "prices": [{"currency": "EUR", "price": "249.99"}]},
]


class Desk(unittest.TestCase):
    """A window on a store of its own"""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.store = pathlib.Path(self.folder.name) / "kontor.db"
        self.kontorctl("put", "-", text="\n".join(json.dumps(record) for record in RECORDS))
        self.window = Window(KONTOR, KONTOR_STORE=str(self.store))
        self.addCleanup(self.window.kill)

    def kontorctl(self, *args, text=None):
        return subprocess.run([KONTORCTL, "--store", str(self.store), *args], input=text, check=True,
                              capture_output=True, text=True).stdout


class AnOffer(Desk):
    def offer(self):
        found = self.kontorctl("list", "offer").splitlines()
        return json.loads(found[0]) if found else {}

    def lines(self):
        return self.offer().get("variants", [{}])[0].get("lines", [])

    def wait_for_lines(self, check, what):
        return wait(lambda: check(self.lines()) and self.lines(), what)

    def focused_name(self):
        focused = self.window.focused()
        return focused.name if focused is not None else None

    def wait_for_focus(self, name):
        wait(lambda: self.focused_name() == name, f"the keyboard in “{name}”")

    def begin(self):
        """A new offer with the keyboard in the first cell"""
        self.window.find("label", "Kontor|Customers.*")
        self.window.keys("ctrl+3")
        self.window.find("label", "No Offers Yet")
        self.window.keys("ctrl+n")
        self.window.find("label", "Lines")
        self.window.tab_to("Customer")
        self.window.keys("ctrl+l")
        self.wait_for_focus("Name, new line")

    def type_line(self, *cells):
        for i, cell in enumerate(cells):
            if i > 0:
                self.window.keys("Tab")
            if cell:
                self.window.type(cell)
        self.window.keys("Return")

    def total(self, caption):
        button = self.window.find(None, re.escape(caption) + ": .*")
        return re.sub(r"[^0-9.]", "", button.name.split(":", 1)[1])

    def test_three_lines_by_keyboard_cost_what_kontorctl_says(self):
        self.begin()
        self.type_line("Consulting", "3", "day", "1250.50", "5")
        self.wait_for_focus("Name, new line")
        self.type_line("Travel", "120", "km", "0.58")
        self.type_line("Hotel", "2", "", "99.99")
        self.wait_for_lines(lambda lines: len(lines) == 3 and lines[2].get("unit_price") == "99.99", "three lines in the store")

        lines = self.lines()
        self.assertEqual([line["name"] for line in lines], ["Consulting", "Travel", "Hotel"])
        self.assertEqual([line["quantity"] for line in lines], ["3", "120", "2"])
        self.assertEqual([line["vat"] for line in lines], ["23", "23", "23"])
        price = json.loads(self.kontorctl("offer", "price", self.offer()["id"]))["variants"][0]
        self.assertEqual(price["net"], "3833.51")
        for caption, member in (("Net", "net"), ("VAT 23%", "vat"), ("Gross", "gross")):
            self.assertEqual(self.total(caption), price[member], caption)
        self.assertEqual(self.window.quit(), 0)

    def test_the_customer_is_chosen_by_typing(self):
        self.begin()
        self.window.tab_to("Customer")
        self.window.keys("Return")
        self.window.find("text", "Search in “Customer”|.*", lists=True)
        self.window.type("exam")
        wait(lambda: self.window.look("label", "Example Buyers", lists=True), "the customer is found")
        self.window.keys("Return")
        wait(lambda: self.offer().get("customer", "").startswith("customer:"), "the customer in the store")
        self.assertEqual(self.window.quit(), 0)

    def test_a_code_brings_the_product(self):
        self.begin()
        self.window.type("dsk-160")
        wait(lambda: self.window.look("label", "Oak desk", lists=True), "the product is found")
        self.window.keys("Return")
        self.wait_for_focus("Quantity, line 1")
        lines = self.wait_for_lines(lambda found: found and found[0].get("unit_price") == "249.99", "the price of the product")
        self.assertEqual((lines[0]["name"], lines[0]["vat"], lines[0]["unit"]), ("Oak desk", "8", "pcs"))
        self.assertEqual(len(lines), 1)

    def test_a_refused_quantity_stays_as_typed_and_undo_takes_back(self):
        self.begin()
        self.type_line("Chair", "4", "pcs", "60")
        self.wait_for_lines(lambda lines: lines and lines[0].get("unit_price") == "60", "the line in the store")
        self.window.keys("Up", "Tab")
        self.wait_for_focus("Quantity, line 1")
        self.window.type("four")
        self.window.keys("Tab")
        self.wait_for_focus("Unit, line 1")
        cell = self.window.find("text", "Quantity, line 1", lists=True)
        self.assertEqual(text_of(cell), "four")
        wait(lambda: cell.description, "the reason at the cell")
        self.assertEqual(self.lines()[0]["quantity"], "4")
        self.assertEqual(self.total("Net"), "240.00")

        self.window.keys("ctrl+z")
        wait(lambda: text_of(self.window.find("text", "Quantity, line 1", lists=True)) == "4", "the quantity before")
        self.wait_for_focus("Unit, line 1")
        self.window.keys("shift+Tab", "Delete")
        self.wait_for_lines(lambda lines: "quantity" not in lines[0], "the quantity is cleared")
        self.window.keys("7", "Escape")
        self.wait_for_lines(lambda lines: "quantity" not in lines[0], "Escape puts back what was there")
        self.assertEqual(self.window.quit(), 0)

    def test_lines_are_moved_duplicated_and_removed_by_keys(self):
        self.begin()
        for name in ("One", "Two"):
            self.type_line(name, "1", "", "10")
        self.window.keys("Up", "alt+Up")
        self.wait_for_lines(lambda lines: [line["name"] for line in lines] == ["Two", "One"], "the line is moved up")
        self.wait_for_focus("Name, line 1")
        self.window.keys("ctrl+d")
        self.wait_for_lines(lambda lines: [line["name"] for line in lines] == ["Two", "Two", "One"], "the copy")
        self.wait_for_focus("Name, line 2")
        self.window.keys("ctrl+Delete")
        self.wait_for_lines(lambda lines: [line["name"] for line in lines] == ["Two", "One"], "the copy is gone")
        self.window.keys("ctrl+z")
        self.wait_for_lines(lambda lines: len(lines) == 3, "the copy is back")
        self.assertEqual(self.window.quit(), 0)

    def test_a_table_from_a_spreadsheet_makes_lines(self):
        table = "Oak desk\t4\tpcs\t1290.50\nChair\tmany\tpcs\t390\nDelivery\t1\t\t150\n"
        self.begin()
        self.window.click("page tab", "Texts and Terms")
        words = self.window.find("text", "Introduction")
        words.queryEditableText().setTextContents(table)
        self.window.tab_to("Introduction")
        self.window.keys("ctrl+a", "ctrl+c")
        self.window.click("page tab", "Lines")
        self.window.keys("ctrl+l")
        self.wait_for_focus("Name, new line")
        self.window.keys("ctrl+v")
        lines = self.wait_for_lines(lambda found: len(found) == 3, "three lines")
        self.assertEqual([(line["name"], line.get("quantity"), line["unit_price"]) for line in lines],
                         [("Oak desk", "4", "1290.50"), ("Chair", None, "390"), ("Delivery", "1", "150")])
        cell = self.window.find("text", "Quantity, line 2", lists=True)
        self.assertEqual(text_of(cell), "many")
        self.window.keys("ctrl+z")
        wait(lambda: not self.lines(), "one undo takes all of it back")
        self.assertEqual(self.window.quit(), 0)


class TheActsOfAnOffer(Desk):
    """What becomes of an offer, done in the window and looked up in the store"""

    def put_offer(self):
        customer = json.loads(self.kontorctl("list", "customer").splitlines()[0])["id"]
        offer = {"kind": "offer", "state": "draft", "subject": "Desks", "customer": customer, "language": "en",
                 "currency": "EUR", "valid_until": "2099-12-31", "template": "offer-classic",
                 "variants": [
                     {"id": "v1", "name": "Basic", "lines": [
                         {"id": "l1", "line": "item", "name": "Desk", "quantity": "2", "unit_price": "100", "vat": "23"}]},
                     {"id": "v2", "name": "Comfort", "lines": [
                         {"id": "l2", "line": "item", "name": "Oak desk", "quantity": "2", "unit_price": "200", "vat": "23"},
                         {"id": "l3", "line": "optional", "name": "Lamp", "quantity": "2", "unit_price": "50",
                          "vat": "23"}]}]}
        self.id = self.kontorctl("put", "-", text=json.dumps(offer)).strip()

    def get(self, offer=None):
        return json.loads(self.kontorctl("get", offer or self.id))

    def open(self):
        self.put_offer()
        self.window.find("label", "Kontor|Customers.*")
        self.window.keys("ctrl+k")
        wait(lambda: self.window.application.childCount > 1, "the search")
        self.window.type("Desks")
        self.in_dialog("label", "Desks")
        self.window.keys("Return")
        self.window.find("push button", "Issue…")

    def wait_for_state(self, state):
        wait(lambda: self.get().get("state") == state, f"the offer is {state}", 20)

    def look_in_dialog(self, role, name):
        for index in range(1, self.window.application.childCount):
            found = self.window.look(role, name, self.window.application.getChildAtIndex(index), lists=True)
            if found is not None:
                return found
        return None

    def in_dialog(self, role, name):
        return wait(lambda: self.look_in_dialog(role, name), f"{role} “{name}” in the dialog")

    def answer(self, label):
        """Presses a button of the dialog that is open"""
        self.in_dialog("push button", f"(_.* )?{label}").queryAction().doAction(0)

    def tick(self, name):
        """By keyboard: GTK 4.8 gives check boxes no action"""
        box = self.in_dialog("check box", name)
        for _ in range(12):
            if has(box, pyatspi.STATE_FOCUSED) or has(box.parent, pyatspi.STATE_FOCUSED):
                break
            self.window.keys("Tab")
            time.sleep(0.1)
        self.window.keys("space")
        wait(lambda: has(box, pyatspi.STATE_CHECKED), f"“{name}” is ticked")

    def issue(self):
        self.open()
        self.window.click("push button", "Issue…")
        self.answer("Issue")
        self.wait_for_state("issued")
        self.window.find("push button", "Accept…")

    def test_an_offer_is_issued_accepted_and_made_a_contract(self):
        self.issue()
        offer = self.get()
        self.window.find("label", re.escape(offer["number"]) + " · Issued")
        issued = self.get(offer["issued"])
        pdf = pathlib.Path(self.folder.name) / "offer.pdf"
        self.kontorctl("render", self.id, "-o", str(pdf))
        self.assertTrue(pdf.read_bytes().startswith(b"%PDF-"))
        self.assertEqual(hashlib.sha256(pdf.read_bytes()).hexdigest(), issued["pdf"])

        self.window.click("push button", "Accept…")
        self.tick("Comfort")
        self.tick("Lamp")
        self.in_dialog("label", "Net €500.00, gross €615.00")
        self.answer("Accept")
        self.wait_for_state("accepted")
        self.assertEqual((self.get()["chosen_variant"], self.get()["chosen_lines"]), ("v2", ["l3"]))

        self.window.click("push button", "Draft Contract")
        wait(lambda: self.kontorctl("list", "contract").strip(), "the contract", 20)
        self.window.find("label", ".*Contract.* · Draft")
        contract = self.get(json.loads(self.kontorctl("list", "contract").splitlines()[0])["id"])
        self.assertEqual((contract["offer"], contract["value"]), (self.id, "500.00"))
        self.assertEqual(self.window.quit(), 0)

    def test_a_cancelled_draft_becomes_a_draft_again(self):
        self.open()
        self.window.click("push button", "Issue…")
        self.answer("Cancel")
        self.assertEqual(self.get()["state"], "draft")
        self.kontorctl("put", "--merge", "-", text=json.dumps({"id": self.id, "kind": "offer", "state": "cancelled"}))
        self.window.find("push button", "Make a Draft Again", seconds=20)
        self.window.click("push button", "Make a Draft Again")
        self.wait_for_state("draft")
        self.assertEqual(self.get()["log"][-1]["event"], "reopened")
        self.window.find("push button", "Issue…")
        self.assertEqual(self.window.quit(), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)

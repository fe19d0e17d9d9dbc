#!/usr/bin/env python3
# test-window.py: a person makes a customer in the real window, and it is in the store
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window.py KONTOR KONTORCTL: to be run in a desktop of its own (desktop.py)"""

import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

from driver import Window, run, text_of, wait

KONTORCTL = sys.argv.pop()
KONTOR = sys.argv.pop()

# Made up; the second has the right check digit.
WRONG_NIP = "1234563217"
RIGHT_NIP = "1234563218"


class TheWindow(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.store = pathlib.Path(self.folder.name) / "kontor.db"
        self.window = None

    def start(self, **env):
        self.window = Window(KONTOR, KONTOR_STORE=str(self.store), **env)
        self.addCleanup(self.window.kill)
        return self.window

    def query(self, sql, *values):
        connection = sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def bodies(self, kind):
        return [json.loads(body) for (body,) in
                self.query("SELECT body FROM record WHERE kind = ? AND state <> 'deleted' ORDER BY row", kind)]

    def pending(self):
        return {name: json.loads(value) for name, value in
                self.query("SELECT key, value FROM meta WHERE key LIKE 'pending:%'")}

    def wait_for_body(self, kind, check, what):
        return wait(lambda: next((body for body in self.bodies(kind) if check(body)), None), what)

    def make_customer(self, window, name):
        window.click("push button", "New Customer")
        wait(lambda: window.focused().name == "Name", "the keyboard is in the name of a new customer")
        window.type(name)
        return self.wait_for_body("customer", lambda body: body.get("name") == name, f"{name} in the store")

    def test_a_customer_is_saved_as_one_types(self):
        window = self.start()
        self.make_customer(window, "Example Works")
        window.tab_to("NIP")
        window.type(RIGHT_NIP)
        window.tab_to("Add “Phone”")
        window.keys("Return")
        window.tab_to("Phone Number")
        window.type("+48 22 555 01 23")
        window.keys("Tab")
        body = self.wait_for_body("customer", lambda body: body.get("phones", [{}])[0].get("number"), "the phone number")
        self.assertEqual(body["nip"], RIGHT_NIP)
        self.assertEqual(len(self.bodies("customer")), 1)
        self.assertEqual(window.quit(), 0)
        self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])

    def test_what_is_typed_last_survives_closing_at_once(self):
        window = self.start()
        self.make_customer(window, "Quick")
        window.tab_to("Short Name")
        window.type("Gone in a moment")
        self.assertEqual(window.quit(), 0)
        self.assertEqual(self.bodies("customer")[0]["short_name"], "Gone in a moment")

    def test_a_wrong_tax_id_is_refused_beside_its_field_and_kept(self):
        window = self.start()
        self.make_customer(window, "Wrong Number")
        window.tab_to("NIP")
        window.type(WRONG_NIP)
        window.keys("Tab")
        window.find("label", ".*check digit.*")
        wait(lambda: self.pending(), "the refused text in the store")
        self.assertEqual(list(self.pending().values()), [{"nip": WRONG_NIP}])
        self.assertNotIn("nip", self.bodies("customer")[0])
        self.assertEqual(window.quit(), 0)

        window = self.start()
        window.find("label", "Wrong Number", lists=True)
        window.keys("ctrl+f", "Return")
        nip = window.find("text", "NIP")
        wait(lambda: text_of(nip) == WRONG_NIP, "the refused text after a restart")
        window.find("label", ".*check digit.*")

        window.tab_to("NIP")
        window.keys("ctrl+a")
        window.type(RIGHT_NIP)
        self.wait_for_body("customer", lambda body: body.get("nip") == RIGHT_NIP, "the right number")
        window.gone("label", ".*check digit.*")
        wait(lambda: not self.pending(), "nothing is refused any more")
        self.assertEqual(window.quit(), 0)

    def test_undo_delete_and_bringing_back(self):
        window = self.start()
        self.make_customer(window, "First")
        window.tab_to("Short Name")
        window.type("Short")
        self.wait_for_body("customer", lambda body: body.get("short_name") == "Short", "the short name")
        window.keys("ctrl+z")
        self.wait_for_body("customer", lambda body: "short_name" not in body, "the short name is taken back")
        window.keys("ctrl+shift+z")
        self.wait_for_body("customer", lambda body: body.get("short_name") == "Short", "the short name is back")

        window.click("push button", "Record Menu")
        window.click("menu item", "Delete")
        wait(lambda: not self.bodies("customer"), "the customer is deleted")
        window.click("push button", "(_Undo )?Undo")
        wait(lambda: self.bodies("customer"), "the customer is back")
        self.assertEqual(self.bodies("customer")[0]["short_name"], "Short")
        self.assertEqual(window.quit(), 0)

    def test_everything_is_searched(self):
        window = self.start()
        self.make_customer(window, "Needle Factory")
        window.keys("ctrl+2")
        window.find("label", "No People Yet")
        window.keys("ctrl+k")
        dialog = wait(lambda: next((child for child in window.application if child.name == "Search Everything"), None),
                      "the search")
        xid = wait(lambda: run("xdotool", "search", "--onlyvisible", "--name", "^Search Everything$"), "its X window")
        run("xdotool", "windowfocus", "--sync", xid)
        window.type("need")
        wait(lambda: window.look("label", "Needle Factory", root=dialog, lists=True), "the customer is found")
        window.keys("Return")
        run("xdotool", "windowfocus", "--sync", window.xid)
        wait(lambda: text_of(window.find("text", "Name")) == "Needle Factory", "the customer's page")

    def test_what_another_program_writes_is_shown_at_once(self):
        window = self.start()
        self.make_customer(window, "Watched")
        wait(lambda: window.look("label", "Customer · Saved"), "the window says that it is saved")
        [(identity,)] = self.query("SELECT id FROM record WHERE kind = 'customer'")
        subprocess.run([KONTORCTL, "--store", str(self.store), "put", "--merge", "-"], check=True, text=True,
                       stdout=subprocess.DEVNULL,
                       input=json.dumps({"id": identity, "kind": "customer", "short_name": "From outside"}))
        entry = window.find("text", "Short Name")
        wait(lambda: text_of(entry) == "From outside", "the text from outside")
        # And an edit that follows keeps it.
        window.tab_to("EU VAT Id")
        window.type("DE123456788")
        self.wait_for_body("customer", lambda body: body.get("vat_id"), "the edit")
        self.assertEqual(self.bodies("customer")[0]["short_name"], "From outside")
        self.assertEqual(window.quit(), 0)

    def test_a_store_that_cannot_be_opened_is_explained(self):
        self.store.write_bytes(b"This is a letter and no store. " * 200)
        window = self.start()
        window.find("label", "The Store Is Damaged")
        window.find("push button", "Try Again")
        self.store.unlink()
        window.click("push button", "Try Again")
        window.find("label", "No Customers Yet")
        self.assertEqual(window.quit(), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)

#!/usr/bin/env python3
# test-contract.py: a contract from an accepted offer is sent, signed and terminated in the real window
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-contract.py KONTOR KONTORCTL: to be run in a desktop of its own (desktop.py)"""

import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from driver import Window, role_of, run, wait

KONTORCTL = sys.argv.pop()
KONTOR = sys.argv.pop()


class AContract(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.store = pathlib.Path(folder.name) / "kontor.db"

    def kontorctl(self, *args, given=None):
        return subprocess.run([KONTORCTL, "--store", str(self.store), *args], check=True, text=True, input=given,
                              stdout=subprocess.PIPE).stdout

    def get(self, id):
        return json.loads(self.kontorctl("get", id))

    def records(self, kind, **where):
        filters = [f"--where={name}={value}" for name, value in where.items()]
        return [json.loads(line) for line in self.kontorctl("list", kind, *filters).splitlines()]

    def start(self):
        window = Window(KONTOR, KONTOR_STORE=str(self.store))
        self.addCleanup(window.kill)
        return window

    def draft(self, subject):
        """A contract from an accepted offer that has none yet"""
        taken = {body.get("offer") for body in self.records("contract")}
        offer = next(body for body in self.records("offer", state="accepted") if body["id"] not in taken)
        contract = self.kontorctl("contract", "draft", "--from", offer["id"]).strip()
        contract = json.loads(contract)["id"] if contract.startswith("{") else contract
        self.kontorctl("put", "--merge", "-",
                       given=json.dumps({"id": contract, "kind": "contract", "subject": subject,
                                         "notice": {"n": 3, "unit": "month", "to_end_of": "month"}}))
        return contract

    def open(self, window, subject):
        window.find("push button", "Search Everything")
        window.keys("ctrl+k")
        xid = wait(lambda: run("xdotool", "search", "--onlyvisible", "--name", "^Search Everything$"), "the search")
        run("xdotool", "windowfocus", "--sync", xid)
        window.type(subject)
        wait(lambda: any(subject in (a.name or "") and role_of(a) == "label"
                         for frame in window.application for a in window.walk(frame, lists=True)), "the contract is found")
        window.keys("Return")
        window.find("label", f".*{subject}")
        run("xdotool", "windowfocus", "--sync", window.xid)

    def answer(self, window, button):
        """Presses a button of the dialog that is open; GTK 4.8 tells its mnemonic too, which the buttons of the frame lack"""
        def press():
            for frame in list(window.application)[1:]:
                for accessible in window.walk(frame):
                    if role_of(accessible) == "push button" and f"_{button}" in (accessible.name or ""):
                        return accessible.queryAction().doAction(0)
            return False
        wait(press, f"the button {button} of a dialog")
        wait(lambda: window.process.poll() is not None or
             run("xdotool", "search", "--onlyvisible", "--pid", window.process.pid).split() == [window.xid], "the dialog goes away")
        self.assertIsNone(window.process.poll(), "the program runs on")
        # There is no window manager that would give the keyboard back.
        run("xdotool", "windowfocus", "--sync", window.xid)

    def wait_for_state(self, contract, state):
        return wait(lambda: (lambda body: body if body["state"] == state else None)(self.get(contract)), f"it is {state}")

    def test_from_draft_to_its_end(self):
        self.kontorctl("demo")
        contract = self.draft("Three Classrooms")
        window = self.start()
        self.open(window, "Three Classrooms")

        window.click("push button", ".*Send for Signature")
        body = self.wait_for_state(contract, "sent")
        self.assertTrue(body["number"])
        issued = self.get(body["issued"])
        self.assertEqual(issued["of"], contract)
        self.assertEqual(issued["document"]["subject"], "Three Classrooms")

        window.click("push button", ".*Signed…")
        self.answer(window, "Signed")
        body = self.wait_for_state(contract, "signed")
        self.assertTrue(body["signed_on"])

        window.click("push button", ".*Terminate…")
        self.answer(window, "Terminate")
        body = self.wait_for_state(contract, "terminated")
        # Three months to the end of the month: never a shorter time, and always the last day of a month.
        self.assertGreater(body["ends_on"], body["terminated_on"])
        end = datetime.date.fromisoformat(body["ends_on"])
        self.assertEqual((end + datetime.timedelta(days=1)).day, 1)

        # What was issued did not change on the way.
        self.assertEqual(self.get(body["issued"]), issued)
        self.assertEqual([entry["event"] for entry in body["log"]], ["drafted", "issued", "signed", "terminated"])
        self.assertEqual(window.quit(), 0)

    def test_what_is_missing_is_said(self):
        self.kontorctl("demo")
        window = self.start()
        window.find("push button", "Search Everything")
        subject = "Nothing Agreed"
        contract = self.draft(subject)
        self.kontorctl("put", "--merge", "-", given=json.dumps({"id": contract, "kind": "contract", "parties": []}))
        self.open(window, subject)
        window.click("push button", ".*Send for Signature")
        wait(lambda: any("Parties" in (a.name or "") for frame in list(window.application)[1:] for a in window.walk(frame)),
             "the dialog names what is missing")
        self.assertEqual(self.get(contract)["state"], "draft")
        self.answer(window, "Close")
        self.assertEqual(window.quit(), 0)

    def test_an_empty_store_becomes_the_demo_company(self):
        window = self.start()
        window.click("push button", "Try It With the Demo Company")
        window.gone("push button", "Try It With the Demo Company", seconds=60)
        self.assertGreater(len(self.records("offer")), 30)
        self.assertEqual(window.quit(), 0)


unittest.main(verbosity=2)

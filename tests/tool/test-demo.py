#!/usr/bin/env python3
# test-demo.py: kontorctl demo, and the main job on it
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import subprocess

import kontorctl
from kontorctl import CUSTOMER, ToolTest


class Demo(ToolTest):
    def test_the_main_job_on_the_demo_company(self):
        self.assertEqual(self.call("demo"), "")
        offers = self.lines("list", "offer")
        self.assertTrue(offers)
        self.assertEqual({line["form"] for line in self.lines("list", "customer", "--fields", "form")}, {"organisation", "person"})
        self.assertTrue(self.lines("list", "product"))
        self.assertEqual(self.call("check"), "")

        # Each offer that says anything has a price.
        for offer in offers:
            if any(variant["lines"] for variant in offer["variants"]):
                answer = json.loads(self.call("offer", "price", offer["id"]))
                self.assertEqual(answer["currency"], offer["currency"])

        accepted = self.lines("list", "offer", "--where", "state=accepted", "--limit", "1")[0]
        self.call("render", accepted["id"], "-o", "offer.pdf")
        contract = self.call("contract", "draft", "--from", accepted["id"]).strip()
        self.call("render", contract, "-o", "contract.pdf")
        customer = self.get(accepted["customer"])
        for name in ("offer.pdf", "contract.pdf"):
            text = subprocess.run(["pdftotext", self.folder / name, "-"], capture_output=True, text=True, check=True).stdout
            self.assertIn((customer.get("name") or customer["family_name"]).split()[0], text)

    def test_it_needs_an_empty_store(self):
        self.put(CUSTOMER)
        before = self.call("list", "customer")
        self.fail_with("", "demo")
        self.assertEqual(self.call("list", "customer"), before)


if __name__ == "__main__":
    kontorctl.main()

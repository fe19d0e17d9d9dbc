#!/usr/bin/env python3
# test-formats.py: kontorctl import and export
# SPDX-License-Identifier: GPL-3.0-or-later

import json

import kontorctl
from kontorctl import CUSTOMER, ToolTest


class Formats(ToolTest):
    def test_what_is_exported_is_imported(self):
        people = [{"kind": "person", "given_name": "Zażółć", "family_name": f"Gęślą, \"{i}\"", "notes": "Jaźń;\nJaźń"} for i in range(5)]
        self.put(*people)
        before = {line["id"]: line for line in self.lines("list", "person")}
        self.assertEqual(self.call("export", "person", "people.csv"), "")
        self.assertEqual(self.call("export", "person", "-"), (self.folder / "people.csv").read_text(encoding="utf-8"))

        # The same records change nothing; in another store they are new.
        sum = self.lines("import", "person", "people.csv")[-1]
        self.assertEqual((sum["records"], sum["same"], sum["new"]), (5, 5, 0))
        other = self.folder / "other.db"
        sum = self.lines("import", "person", "people.csv", "--store", other)[-1]
        self.assertEqual((sum["records"], sum["new"], sum["written"]), (5, 5, True))
        after = {line["id"]: line for line in self.lines("list", "person", "--store", other)}
        for name, record in before.items():
            self.assertEqual(after[name], record)

    def test_a_dry_run_writes_nothing(self):
        path = self.write("people.csv", "given_name,family_name\nAnna,Nowak\n")
        sum = self.lines("import", "person", path, "--dry-run")[-1]
        self.assertEqual((sum["records"], sum["written"]), (1, False))
        self.assertEqual(self.lines("list", "person"), [])
        self.lines("import", "person", path)
        self.assertEqual(self.lines("list", "person")[0]["family_name"], "Nowak")

    def test_vcards(self):
        path = self.write("card.vcf", "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Anna Łoś\r\nN:Łoś;Anna;;;\r\nEMAIL:anna@example.com\r\nEND:VCARD\r\n")
        self.assertEqual(self.lines("import", "person", path)[-1]["new"], 1)
        self.assertEqual(self.lines("search", "los")[0]["kind"], "person")
        self.call("export", "person", "out.vcf")
        self.assertIn("anna@example.com", (self.folder / "out.vcf").read_text())

    def test_one_wrong_record_and_nothing_is_taken(self):
        path = self.write("people.csv", "given_name,family_name,birthday\nAnna,Nowak,1980-01-31\nJan,Nowak,soon\n")
        process = self.start("import", "person", path)
        out, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 1, out + err)
        problem, sum = map(json.loads, out.splitlines())
        self.assertEqual((problem["line"], problem["refused"]), (3, True))
        self.assertIn("soon", problem["message"])
        self.assertEqual((sum["refused"], sum["written"]), (1, False))
        self.assertEqual(len(err.splitlines()), 1)
        self.assertEqual(self.lines("list", "person"), [])

    def test_what_cannot_be_read_or_written(self):
        self.put(CUSTOMER)
        self.fail_with("sofa", "import", "sofa", "people.csv")
        self.fail_with("nowhere.csv", "import", "person", "nowhere.csv")
        self.fail_with("", "import", "person", self.write("noise.csv", bytes(range(256)) * 100))
        self.fail_with("", "export", "customer", "out.doc")
        self.fail_with("", "export", "customer", "no/such/folder/out.csv")
        self.fail_with("", "export", "offer", "out.vcf")
        self.assertEqual([path.name for path in self.folder.glob("out*")], [])


if __name__ == "__main__":
    kontorctl.main()

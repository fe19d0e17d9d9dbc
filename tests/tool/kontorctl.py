# kontorctl.py: what the tests of kontorctl share
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests drive the built program as a person or a script does, on real stores in a folder of their own."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["KONTORCTL"]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "tests"

COMPANY = {
    "id": "company:00000000-0000-4000-8000-000000000001", "kind": "company", "name": "Biuro Próba sp. z o.o.",
    "addresses": [{"purpose": "registered", "street": "ul. Próbna 1", "postcode": "90-001", "city": "Łódź", "country": "PL"}],
    "nip": "5252248481", "language": "pl", "currency": "PLN", "rate_source": "nbp-a",
    "offer_series": "OF/{year}/{month}/{seq:4}",
}
CUSTOMER = {
    "id": "customer:00000000-0000-4000-8000-000000000002", "kind": "customer", "form": "organisation",
    "name": "Muster Möbel GmbH", "language": "de", "currency": "EUR",
    "addresses": [{"purpose": "registered", "street": "Probeweg 2", "postcode": "10115", "city": "Berlin", "country": "DE"}],
}


def item(**members):
    return {"line": "item", "name": "Beratung", "quantity": "2", "unit": "h", "unit_price": "1200.00", "discount": "5",
            "vat": "23", "vat_category": "S", "cost": "900.00", "cost_currency": "EUR"} | members


def offer(*lines, **members):
    """The offer of which the wire contract says what it comes to, when it has no other lines."""
    return {
        "id": "offer:00000000-0000-4000-8000-000000000003", "kind": "offer", "subject": "Umbau", "customer": CUSTOMER["id"],
        "language": "de", "currency": "EUR", "show_currencies": ["PLN"],
        "rates": [{"currency": "PLN", "rate": "4.2512", "per": "1", "source": "nbp-a", "table": "226/A/NBP/2026",
                   "date": "2026-11-20"}],
        "price_mode": "net", "rounding": "line", "vat_regime": "domestic",
        "variants": [{"id": "v1", "name": "Basis", "lines": list(lines) or [item(id="l1")]}],
    } | members


class ToolTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kontorctl-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.store = self.folder / "store.db"
        self.environment = {
            name: value for name, value in os.environ.items() if name not in ("KONTOR_STORE", "LANGUAGE", "LANG")
        } | {"LC_ALL": "C.UTF-8", "XDG_DATA_HOME": str(self.folder / "share"), "KONTOR_STORE": str(self.store)}

    def start(self, *arguments, **options):
        options = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True,
                   "encoding": "utf-8", "cwd": self.folder, "env": self.environment} | options
        return subprocess.Popen([PROGRAM, *map(str, arguments)], **options)

    def call(self, *arguments, given=None, status=0, **options):
        """Runs a command, and checks that it ends with @status and, when that is not 0, with one line that says why."""
        process = self.start(*arguments, **options)
        if given is not None and not isinstance(given, str):
            given = json.dumps(given)
        out, err = process.communicate(given, timeout=60)
        self.assertEqual(process.returncode, status, f"{arguments}: {out[:2000]}{err}")
        if status == 0:
            self.assertEqual(err, "")
        else:
            lines = err.splitlines()
            self.assertEqual(len(lines), 2 if status == 2 else 1, err)
            self.assertTrue(lines[0].startswith("kontorctl: "), err)
            self.assertRegex(lines[0], r"[.!?]$")
            if status == 2:
                self.assertTrue(lines[1].startswith("Usage: kontorctl "), err)
        return out if status == 0 else err

    def fail_with(self, words, *arguments, given=None, status=1, **options):
        """A command that must fail, with all of @words in what it says."""
        message = self.call(*arguments, given=given, status=status, **options)
        for word in [words] if isinstance(words, str) else words:
            self.assertIn(word, message)
        return message

    def lines(self, *arguments, **options):
        return [json.loads(line) for line in self.call(*arguments, **options).splitlines()]

    def put(self, *records):
        """Stores records, and returns their ids."""
        return self.call("put", "-", given="\n".join(json.dumps(record, ensure_ascii=False) for record in records)).split()

    def get(self, record):
        return json.loads(self.call("get", record))

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


def main():
    unittest.main(argv=sys.argv[:1], verbosity=2)

#!/usr/bin/env python3
# test-schema.py: the published schema takes the shipped templates, and refuses what the check refuses
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-schema.py SCHEMA-PROGRAM XMLLINT FOLDER-OF-TEMPLATES"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, XMLLINT, TEMPLATES = sys.argv[1:4]

HEAD = "<template xmlns='urn:kontor:template:1' title='T' for='offer'>"
TAIL = "</template>"

GOOD = [
    "<body/>",
    "<body><paragraph>a<span>b</span><value select='x'/></paragraph></body>",
    "<body><table><column width='2*'/><head><row><cell/></row></head><for-each select='x'><row><cell>a<line/></cell></row></for-each></table></body>",
    "<body><table><column/><choose><when test='1'><row/></when><otherwise><row/></otherwise></choose></table></body>",
    "<part name='p' content='rows'><param name='x'/><row/></part><body/>",
    "<part name='p'><paragraph/></part><body/>",
    "<style name='s' padding='1pt 2mm' border='0.5pt #ccc' size='9pt'/><body/>",
    "<body><list><if test='x'><item>a</item></if></list></body>",
    "<page><header/><first-footer/></page><body/>",
]
BAD = [
    "",
    "<body>text</body>",
    "<body><row/></body>",
    "<body><paragraph><row/></paragraph></body>",
    "<body><paragraph><if test='1'><row/></if></paragraph></body>",
    "<body><table><row/></table></body>",
    "<body><table><if test='1'><column/></if><row/></table></body>",
    "<body><choose/></body>",
    "<body><spacer height='tall'/></body>",
    "<body><spacer/></body>",
    "<body><list marker='star'/></body>",
    "<body><paragraph foo='1'/></body>",
    "<part name='p' content='rows'><paragraph/></part><body/>",
    "<label id='l'/><body/>",
    "<body/><body/>",
    "<page><header/><header/></page><body/>",
]


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.schema = pathlib.Path(cls.folder.name) / "schema.rng"
        cls.schema.write_bytes(subprocess.run([PROGRAM], check=True, capture_output=True).stdout)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def validates(self, path):
        result = subprocess.run([XMLLINT, "--noout", "--relaxng", self.schema, path], capture_output=True, text=True)
        self.assertIn(result.returncode, (0, 3), result.stderr)
        return result.returncode == 0

    def check(self, body, expected):
        path = pathlib.Path(self.folder.name) / "template.xml"
        path.write_text(HEAD + body + TAIL, encoding="utf-8")
        self.assertEqual(self.validates(path), expected, body)
        self.assertEqual(subprocess.run([PROGRAM, "--check", path]).returncode == 0, expected, body)

    def test_shipped_templates_validate(self):
        paths = sorted(pathlib.Path(TEMPLATES).glob("*.xml"))
        self.assertGreaterEqual(len(paths), 2)
        for path in paths:
            self.assertTrue(self.validates(path), path.name)

    def test_check_and_schema_agree(self):
        for body in GOOD:
            self.check(body, True)
        for body in BAD:
            self.check(body, False)

    def test_reference_names_all(self):
        reference = subprocess.run([PROGRAM, "--reference"], check=True, capture_output=True, text=True).stdout
        for name in ("template", "for-each", "page-number", "k:sum", "keep-with-next"):
            self.assertIn(name, reference)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

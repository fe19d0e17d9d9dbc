#!/usr/bin/env python3
# test-icons.py: the symbolic icons are what GTK recolours, are all in the resources, and those that the sources name exist
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import re
import sys
import unittest
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SVG = "{http://www.w3.org/2000/svg}"
NAMED = re.compile(r'"(kontor-[a-z-]+-symbolic)"')


class Icons(unittest.TestCase):
    def test_symbolic_icons_are_one_path_on_sixteen_pixels(self):
        files = sorted(ROOT.glob("resources/icons/*.svg")) + sorted(ROOT.glob("data/icons/hicolor/symbolic/apps/*.svg"))
        self.assertTrue(files)
        for path in files:
            with self.subTest(path.name):
                svg = ElementTree.parse(path).getroot()
                self.assertRegex(path.name, r"-symbolic\.svg$")
                self.assertEqual((svg.get("width"), svg.get("height"), svg.get("viewBox")), ("16", "16", "0 0 16 16"))
                self.assertEqual([child.tag for child in svg], [SVG + "path"])
                self.assertEqual(svg[0].get("fill"), "#2e3436")

    def test_every_icon_is_in_the_resources(self):
        tree = ElementTree.parse(ROOT / "resources" / "kontor.gresource.xml")
        listed = [file.text for file in tree.iter("file") if file.text.startswith("icons/kontor-")]
        files = [path.relative_to(ROOT / "resources").as_posix() for path in ROOT.glob("resources/icons/*")]
        self.assertEqual(sorted(listed), sorted(files))

    def test_icons_that_are_named_exist(self):
        for path in sorted(ROOT.glob("src/**/*")):
            if path.suffix not in (".c", ".h", ".ui"):
                continue
            for name in NAMED.findall(path.read_text(encoding="utf-8")):
                self.assertTrue((ROOT / "resources" / "icons" / (name + ".svg")).exists(), f"{path.name} names {name}")

    def test_the_application_has_both_icons(self):
        for name in ("scalable/apps/io.github.kontor.Kontor.svg", "symbolic/apps/io.github.kontor.Kontor-symbolic.svg"):
            self.assertTrue((ROOT / "data" / "icons" / "hicolor" / name).exists(), name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)

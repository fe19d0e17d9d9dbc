#!/usr/bin/env python3
# test-sources.py: includes keep the layers, sources say their name and licence, amounts are exact
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import re
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# Which folders of src/ a folder may include from, besides itself. "main" is src/main.c.
MAY_INCLUDE = {
    "base": [],
    "model": ["base"],
    "store": ["base", "model"],
    "rates": ["base", "model", "store"],
    "sync": ["base", "model", "store"],
    "template": ["base", "model"],
    "formats": ["base", "model", "store"],
    "desk": ["base", "model", "store", "rates", "sync", "template", "formats"],
    "tool": ["base", "model", "store", "rates", "sync", "template", "formats", "desk"],
    "ui": ["base", "model", "store", "rates", "sync", "template", "formats", "desk"],
    "main": ["template", "ui"],
}

# Which folders may use a library; a folder or file of src/, by the beginning of the header's name
MAY_USE = {
    "sqlite3": ["store"],
    "libsoup/": ["rates", "sync"],
    "gtk/": ["ui"],
    "gdk/": ["ui"],
    "gsk/": ["ui"],
    "adwaita": ["ui"],
    "yajl/": ["model/kontor-json-reader.c"],
    "libxml/": ["rates", "template", "formats", "desk"],
    "librsvg/": ["template"],
    "gdk-pixbuf/": ["template", "ui"],
    "pango/": ["template", "ui"],
    "cairo": ["template", "ui"],
    "hb": ["template"],
    "unicode/": ["base", "template"],
    "glib": list(MAY_INCLUDE),
    "gmodule": [],
    "gio/": list(MAY_INCLUDE),
    "gobject/": list(MAY_INCLUDE),
    "json-glib/": [],
}

STANDARD = set(
    """assert ctype errno fcntl float inttypes limits locale math poll signal stdarg stdbool stddef stdint stdio stdlib
    string strings sys/file sys/mman sys/resource sys/stat sys/time sys/types sys/wait time unistd""".split()
)

GENERATED = {"config.h", "kontor-resources.h", "kontor-template-resources.h", "kontor-desk-resources.h"}

# Where amounts, quantities, percentages and rates are: no floating point. A canonical JSON number needs it.
EXACT = ["base/kontor-decimal*", "base/kontor-money*", "model/*", "rates/*", "formats/*", "desk/*", "tool/*",
         "template/kontor-expression*", "template/kontor-value*", "template/kontor-view*"]
INEXACT = {"model/kontor-json-writer.c"}
FLOATING_POINT = re.compile(r"\b(?:double|gdouble|float|gfloat|strtod|g_strtod|g_ascii_strtod|atof|strtof)\b")

# Comments, and strings (which come first, so that "http://..." is not taken for a comment)
PROSE = re.compile(r'"(?:\\.|[^"\\\n])*"|/\*.*?\*/|//[^\n]*', re.DOTALL)

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)


def folder_of(path, src):
    parts = path.relative_to(src).parts
    return "main" if len(parts) == 1 else parts[0]


def allowed(places, path, src):
    name = path.relative_to(src).as_posix()
    return folder_of(path, src) in places or name in places


def layering_faults(src):
    """What is wrong with the includes below src, one sentence each"""
    faults = []
    sources = sorted(path for path in src.rglob("*") if path.suffix in (".c", ".h"))
    home = {}
    for path in sources:
        if path.suffix != ".h":
            continue
        if path.name in home:
            faults.append(f"{path.relative_to(src)}: a second header of this name; includes could take either")
        home[path.name] = folder_of(path, src)

    for path in sources:
        name = path.relative_to(src).as_posix()
        folder = folder_of(path, src)
        if folder not in MAY_INCLUDE:
            faults.append(f"{name}: src/{folder} is not among the layers in this test")
            continue
        for quote, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
            target = home.get(pathlib.PurePosixPath(header).name)
            if quote == '"' or target is not None:
                if header in GENERATED or target == folder:
                    continue
                if target is None:
                    faults.append(f'{name}: includes "{header}", which is nowhere in src')
                elif target not in MAY_INCLUDE[folder]:
                    faults.append(f'{name}: src/{folder} must not include "{header}" of src/{target}')
            else:
                rules = [places for begin, places in MAY_USE.items() if header.startswith(begin)]
                if rules:
                    if not any(allowed(places, path, src) for places in rules):
                        faults.append(f"{name}: <{header}> is not for src/{folder}")
                elif header.removesuffix(".h") not in STANDARD:
                    faults.append(f"{name}: this test does not know yet who may use <{header}>")
    return faults


def notice_faults(root):
    """Sources that do not begin with their name, what they are and the licence"""
    faults = []
    c_notice = re.compile(r"/\* (\S+): \S.*\*/\n/\* SPDX-License-Identifier: GPL-3\.0-or-later \*/\n")
    for folder in ("src", "tests", "data", "resources", "build-aux"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in (".c", ".h"):
                text = path.read_text(encoding="utf-8")
                notice = c_notice.match(text)
                if notice is None:
                    faults.append(f"{name}: does not begin with '/* {path.name}: what it is */' and the SPDX line")
                elif notice.group(1) != path.name:
                    faults.append(f"{name}: calls itself {notice.group(1)}")
                if path.suffix == ".h" and "\n#pragma once\n" not in text:
                    faults.append(f"{name}: has no #pragma once")
            elif path.suffix in (".py", ".sh", ".ui", ".css", ".svg"):
                head = path.read_text(encoding="utf-8").split("\n", 6)[:6]
                if not any("SPDX-License-Identifier: " in line for line in head):
                    faults.append(f"{name}: has no SPDX line among its first lines")
    return faults


def floating_point_faults(src):
    """Floating point where only exact numbers may be"""
    faults = []
    for path in sorted({path for pattern in EXACT for path in src.glob(pattern)}):
        name = path.relative_to(src).as_posix()
        if path.suffix not in (".c", ".h") or name in INEXACT:
            continue
        code = PROSE.sub(lambda prose: "\n" * prose.group(0).count("\n"), path.read_text(encoding="utf-8"))
        for number, line in enumerate(code.split("\n"), 1):
            # how far a long piece of work has come is no amount
            if FLOATING_POINT.search(line.replace("double fraction", "")):
                faults.append(f"{name}:{number}: floating point near amounts: {line.strip()}")
    return faults


class Sources(unittest.TestCase):
    def test_includes_keep_the_layers(self):
        self.assertEqual(layering_faults(ROOT / "src"), [])

    def test_sources_say_name_and_licence(self):
        self.assertEqual(notice_faults(ROOT), [])

    def test_no_floating_point_is_near_amounts(self):
        self.assertEqual(floating_point_faults(ROOT / "src"), [])


class TheTestItself(unittest.TestCase):
    """The checks above, on sources that are wrong"""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def test_wrong_includes_are_found(self):
        self.write("src/store/kontor-store.h", "#pragma once\n")
        self.write("src/ui/offer/kontor-page.h", "#pragma once\n")
        wrong = {
            "src/base/kontor-decimal.c": '#include "kontor-store.h"',
            "src/template/kontor-value.c": '#include "kontor-store.h"',
            "src/desk/kontor-desk.c": '#include "ui/offer/kontor-page.h"',
            "src/model/kontor-record.c": "#include <yajl/yajl_parse.h>",
            "src/desk/kontor-query.c": "#  include <sqlite3.h>",
            "src/tool/kontor-main.c": "#include <gtk/gtk.h>",
            "src/ui/kontor-window.c": "#include <nobody-knows.h>",
            "src/ui/kontor-row.c": '#include "kontor-gone.h"',
            "src/extra/kontor-extra.c": "#include <glib.h>",
            "src/main.c": '#include "kontor-store.h"',
            "src/tool/kontor-store.h": "",
        }
        for name, text in wrong.items():
            self.write(name, text + "\n")
        found = {fault.split(":")[0] for fault in layering_faults(self.root / "src")}
        expected = {name.removeprefix("src/") for name in wrong}
        self.assertEqual(found, expected)

    def test_right_includes_pass(self):
        self.write("src/base/kontor-decimal.h", "#pragma once\n#include <glib.h>\n")
        self.write("src/model/kontor-json-reader.c", '#include "config.h"\n#include <yajl/yajl_parse.h>\n#include <string.h>\n')
        self.write("src/store/kontor-store.c", '#include "kontor-decimal.h"\n#include <sqlite3.h>\n')
        self.assertEqual(layering_faults(self.root / "src"), [])

    def test_wrong_notices_are_found(self):
        spdx = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
        self.write("src/a.c", "int a;\n")
        self.write("src/b.c", "/* c.c: another */\n" + spdx)
        self.write("src/d.h", "/* d.h: no guard */\n" + spdx)
        self.write("tests/e.py", "print ('e')\n")
        self.write("src/right.c", "/* right.c: right */\n" + spdx)
        found = {fault.split(":")[0] for fault in notice_faults(self.root)}
        self.assertEqual(found, {"src/a.c", "src/b.c", "src/d.h", "tests/e.py"})

    def test_floating_point_is_found(self):
        self.write("src/model/kontor-offer-price.c", '/* a double\n */\nconst char *a = "float";\nstatic double price;\n')
        self.write("src/base/kontor-money.h", "gdouble amount;\n")
        self.write("src/base/kontor-date.c", "double seconds;\n")
        found = {fault.split(": ")[0] for fault in floating_point_faults(self.root / "src")}
        self.assertEqual(found, {"model/kontor-offer-price.c:4", "base/kontor-money.h:1"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)

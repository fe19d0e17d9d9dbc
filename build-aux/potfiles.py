#!/usr/bin/env python3
# potfiles.py: says which sources have texts to translate and are not in po/POTFILES, or stand there without any
# SPDX-License-Identifier: GPL-3.0-or-later
"""Without arguments: compares, and ends with 1 when po/POTFILES is not complete (this is a test).
With --write: writes po/POTFILES anew.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What marks a text for translation, by the end of the file's name
MARKS = {
    ".c": re.compile(r"\b(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*\"|\bngettext\s*\("),
    ".ui": re.compile(r"translatable=\"(?:yes|true)\""),
    ".desktop.in": re.compile(r"^(?:Name|Comment)=", re.MULTILINE),
    ".metainfo.xml.in": re.compile(r"<summary"),
}
MARKS[".h"] = MARKS[".c"]

# Strings come before comments, so that "http://..." is not taken for one.
C_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)

HEADER = "# The files with texts to translate, sorted. Written by build-aux/potfiles.py --write, kept complete by a test.\n"


def without_comments(text):
    return C_TOKEN.sub(lambda m: m.group(0) if m.group(0).startswith('"') else " ", text)


def has_texts(path):
    for end, mark in MARKS.items():
        if path.name.endswith(end):
            text = path.read_text(encoding="utf-8")
            if end in (".c", ".h"):
                text = without_comments(text)
            return mark.search(text) is not None
    return False


def wanted():
    files = (path for folder in ("data", "resources", "src") for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path.relative_to(ROOT).as_posix() for path in files if has_texts(path))


def main():
    potfiles = ROOT / "po" / "POTFILES"
    want = wanted()
    if sys.argv[1:] == ["--write"]:
        potfiles.write_text(HEADER + "".join(name + "\n" for name in want), encoding="utf-8")
        return 0

    listed = [line for line in potfiles.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    missing = [name for name in want if name not in listed]
    needless = [name for name in listed if name not in want]
    for name in missing:
        print(f"{name} has texts to translate and is not in po/POTFILES")
    for name in needless:
        print(f"{name} is in po/POTFILES but has no texts to translate, or is gone")
    for name in sorted({name for name in listed if listed.count(name) > 1}):
        print(f"{name} is in po/POTFILES twice")
    if listed != want:
        print("`build-aux/potfiles.py --write` mends it.")
        return 1
    print(f"po/POTFILES lists all {len(want)} files with texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())

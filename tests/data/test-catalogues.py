#!/usr/bin/env python3
# test-catalogues.py: the catalogues in po/ are sound, and those of the languages that are named as arguments are complete
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PO = ROOT / "po"

# As Meson's preset for GLib has them
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3"]


def run(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def entries(text):
    """The number of texts in a catalogue, its header not counted"""
    return max(0, sum(line.startswith("msgid ") for line in text.splitlines()) - 1)


def check(language, folder):
    """Says what is wrong with a catalogue, one line each"""
    path = PO / f"{language}.po"
    if not path.exists():
        return [f"po/LINGUAS names {language}, but there is no po/{language}.po"]
    result = run("msgfmt", "--check", f"--output-file={folder / 'checked.mo'}", str(path))
    return [] if result.returncode == 0 else [f"po/{language}.po is not sound:\n{result.stderr}"]


def check_complete(language, folder):
    template, merged = folder / "kontor.pot", folder / f"{language}.po"
    for command in (
            ("xgettext", "--from-code=UTF-8", *(f"--keyword={keyword}" for keyword in KEYWORDS),
             f"--files-from={PO / 'POTFILES'}", f"--directory={ROOT}", f"--output={template}"),
            ("msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}", str(PO / f"{language}.po"), str(template))):
        result = run(*command)
        if result.returncode != 0:
            return [f"{command[0]} failed:\n{result.stderr}"]
    lacking = [run("msgattrib", kind, "--no-obsolete", "--no-wrap", str(merged)).stdout
               for kind in ("--untranslated", "--only-fuzzy")]
    missing = sum(entries(text) for text in lacking)
    all_texts = entries(merged.read_text(encoding="utf-8"))
    if all_texts == 0:
        return ["xgettext found no text at all"]
    print(f"{language}: {all_texts - missing} of {all_texts} texts are translated")
    return [f"po/{language}.po lacks these:\n" + "".join(lacking)] if missing > 0 else []


def main():
    languages = [line.strip() for line in (PO / "LINGUAS").read_text(encoding="utf-8").splitlines()]
    languages = [line for line in languages if line and not line.startswith("#")]
    faults = []
    if sorted(languages) != sorted(path.stem for path in PO.glob("*.po")):
        faults.append("po/LINGUAS and the catalogues in po/ are not the same languages")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for language in languages:
            faults += check(language, folder)
        for language in sys.argv[1:]:
            faults += check_complete(language, folder)
    print("\n".join(faults) if faults else f"{len(languages)} catalogues are sound")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

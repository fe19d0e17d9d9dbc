#!/usr/bin/env python3
# format.py: says which C sources are not laid out as .clang-format has it, or lays them out
# SPDX-License-Identifier: GPL-3.0-or-later
"""format.py [--write] [FILE...]; without files all of src/ and tests/. Ends with 0 (all is well), 1 or 77 (no clang-format 14).

Two things are left to this script: clang-format puts a space into every call, while GNOME writes _("text"), and it takes the
name in G_DEFINE_QUARK (kontor-foo-error-quark, ...) for a subtraction.
"""

import difflib
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
VERSION = "14"
SKIPPED = 77

# A marked text: the macro, and string literals (with macros such as PRIu64 between them) over one or more lines
MARKED = re.compile(r'\b(_|N_|C_|NC_|Q_) (\((?:\s*(?:"(?:\\.|[^"\\\n])*"|[A-Z0-9_a-z]+(?=\s*["\)])))+)')


def find_clang_format():
    for name in (f"clang-format-{VERSION}", "clang-format"):
        program = shutil.which(name)
        if program is None:
            continue
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        if re.search(rf"version {VERSION}\.", answer):
            return program
    return None


def close_up(match):
    # The text moves one to the left, and so do its further lines, which stand under its first.
    return match.group(1) + match.group(2).replace("\n ", "\n")


def laid_out(program, path):
    name = f"--assume-filename={path}"
    text = subprocess.run([program, "--style=file", name], stdin=path.open("rb"), capture_output=True, check=True).stdout
    text = MARKED.sub(close_up, text.decode("utf-8"))
    text = re.sub(r"\b(_|N_|C_|NC_|Q_) \(", r"\1(", text)
    return re.sub(r"^G_DEFINE_QUARK \([^,]*", lambda match: match.group(0).replace(" - ", "-"), text, flags=re.MULTILINE)


def main():
    arguments = sys.argv[1:]
    write = "--write" in arguments
    names = [name for name in arguments if name != "--write"]
    program = find_clang_format()
    if program is None:
        print(f"There is no clang-format {VERSION} here; other versions lay out differently.")
        return SKIPPED

    paths = [pathlib.Path(name).resolve() for name in names]
    if not paths:
        paths = sorted(path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.[ch]"))
    wrong = 0
    for path in paths:
        before = path.read_text(encoding="utf-8")
        after = laid_out(program, path)
        if before == after:
            continue
        wrong += 1
        if write:
            path.write_text(after, encoding="utf-8")
        else:
            shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), str(shown), "as it should be", n=1)
            sys.stdout.writelines(lines)
    if write:
        print(f"{wrong} of {len(paths)} files were laid out anew")
        return 0
    if wrong > 0:
        print(f"{wrong} of {len(paths)} files are laid out otherwise. `build-aux/format.py --write` mends it.")
        return 1
    print(f"{len(paths)} files are laid out as they should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())

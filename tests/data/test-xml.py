#!/usr/bin/env python3
# test-xml.py: every XML file that Kontor ships or builds from is well-formed; its argument is xmllint
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ENDS = (".xml", ".xml.in", ".svg", ".ui", ".rng")


def main():
    files = [path for folder in ("data", "resources", "src") for path in sorted((ROOT / folder).rglob("*"))
             if path.name.endswith(ENDS)]
    if not files:
        print("No XML file was found, which cannot be right.")
        return 1
    return subprocess.run([sys.argv[1], "--noout", "--nonet", *files], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

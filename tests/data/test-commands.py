#!/usr/bin/env python3
# test-commands.py: packages.list, ./run, ./check and .ci/run, with a system that is made up
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands run with a PATH in which apt-get, dpkg-query, meson, ... are small scripts that write down how they were
called, so that what a fresh machine sees is tested without changing this one."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

PURPOSES = ("build", "run", "test")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]+")


def rows():
    lines = (ROOT / "packages.list").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def names(column, *purposes):
    return [row[column] for row in rows() if row[1] in purposes and row[column] != "-"]


class PackagesList(unittest.TestCase):
    def test_rows_have_three_known_columns(self):
        for row in rows():
            self.assertEqual(len(row), 3, row)
            self.assertIn(row[1], PURPOSES, row)
            self.assertRegex(row[0], NAME)
            self.assertRegex(row[2], re.compile(f"-|{NAME.pattern}"))
        self.assertTrue(all(names(0, purpose) for purpose in PURPOSES))

    def test_no_package_stands_twice(self):
        for column in (0, 2):
            found = names(column, *PURPOSES)
            self.assertEqual(sorted(found), sorted(set(found)))

    def test_nothing_repeats_the_list(self):
        # Words that are also names of programs or prose say nothing; a "-dev" or a font package does.
        telling = [name for name in names(0, *PURPOSES) if name.endswith("-dev") or name.startswith(("fonts-", "gir1.2-"))]
        self.assertTrue(telling)
        for name in ("run", "check", ".ci/run", "build-aux/house.sh", "README.md", "CONTRIBUTING.md"):
            text = (ROOT / name).read_text(encoding="utf-8") if (ROOT / name).exists() else ""
            self.assertEqual([package for package in telling if package in text], [], name)


class Commands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name)
        self.bin = self.top / "bin"
        self.project = self.top / "project"
        self.calls_file = self.top / "calls"
        for place in (self.bin, self.project):
            place.mkdir()
        for name in ("run", "check", "packages.list"):
            shutil.copy(ROOT / name, self.project / name)
        for name in ("build-aux", ".ci"):
            shutil.copytree(ROOT / name, self.project / name)
        for name in ("awk", "bash", "cat", "dirname", "env", "grep", "head", "mkdir", "mv", "readlink", "rm", "sed", "tee"):
            (self.bin / name).symlink_to(shutil.which(name))
        self.program("id", "echo 0")
        self.environment = {
            "PATH": str(self.bin), "HOME": str(self.top), "XDG_DATA_HOME": str(self.top / "share"), "CI": "true",
            "LC_ALL": "C.UTF-8",
        }

    def program(self, name, body=""):
        path = self.bin / name
        path.write_text(f'#!{shutil.which("bash")}\necho "{name} $*" >>"{self.calls_file}"\n{body}\n', encoding="utf-8")
        path.chmod(0o755)

    def debian(self, missing=()):
        lines = "".join(f"installed {name}\n" for name in names(0, *PURPOSES) if name not in missing)
        # A package that was removed but left its configuration is not installed.
        lines += "".join(f"config-files {name}\n" for name in missing)
        (self.top / "dpkg").write_text(lines, encoding="utf-8")
        self.program("dpkg-query", f'cat "{self.top}/dpkg"; exit {1 if missing else 0}')
        self.program("apt-get")

    def meson(self, passed=7, failed=0, skipped=0, status=0):
        summary = (f"Ok:                 {passed}   \nExpected Fail:      1   \nFail:               {failed}   \n"
                   f"Unexpected Pass:    0   \nSkipped:            {skipped}   \nTimeout:            0   \n")
        (self.top / "summary").write_text(summary, encoding="utf-8")
        self.program("meson", f"""case $1 in
            setup) mkdir -p "$2"; echo >"$2/build.ninja" ;;
            test) cat "{self.top}/summary"; exit {status} ;;
          esac""")

    def call(self, command, *arguments):
        return subprocess.run([shutil.which("bash"), str(self.project / command), *arguments], env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)

    def calls(self, program):
        if not self.calls_file.exists():
            return []
        lines = self.calls_file.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.split()[0] == program]

    def test_check_installs_what_is_missing_and_no_more(self):
        self.debian(missing=("meson", "xvfb"))
        self.meson()
        self.assertEqual(self.call("check").returncode, 0)
        update, install = self.calls("apt-get")
        self.assertEqual(update, "apt-get update")
        self.assertEqual(install, "apt-get install --yes --no-install-recommends meson xvfb")

    def test_a_second_check_does_no_work_twice(self):
        self.debian()
        self.meson()
        for _ in range(2):
            self.assertEqual(self.call("check").returncode, 0)
        self.assertEqual(self.calls("apt-get"), [])
        self.assertEqual(len(self.calls("dpkg-query")), 2)
        self.assertEqual(len([call for call in self.calls("meson") if call.startswith("meson setup")]), 1)

    def test_check_ends_with_the_plain_line_and_the_status(self):
        self.debian()
        for passed, failed, skipped, status, line in (
                (7, 0, 0, 0, "8 passed, 0 failed"), (7, 2, 0, 2, "8 passed, 2 failed"),
                (7, 0, 3, 0, "8 passed, 0 failed, 3 skipped")):
            self.meson(passed, failed, skipped, status)
            for command in ("check", ".ci/run"):
                result = self.call(command)
                self.assertEqual(result.stdout.splitlines()[-1], line)
                self.assertEqual(result.returncode, status)

    def test_check_passes_its_arguments_on(self):
        self.debian()
        self.meson()
        self.call("check", "--suite", "base", "a b")
        self.assertTrue(self.calls("meson")[-1].endswith("--suite base a b"))

    def test_a_failed_build_fails_the_check(self):
        self.debian()
        self.program("meson", '[ "$1" != compile ] || exit 1')
        result = self.call("check")
        self.assertEqual(result.returncode, 1)
        self.assertNotIn("passed", result.stdout)

    def test_run_wants_no_packages_of_the_tests(self):
        self.debian(missing=names(0, "test"))
        self.program("meson", "exit 1")
        self.assertEqual(self.call("run").returncode, 1)
        self.assertEqual(self.calls("apt-get"), [])

    def test_fedora_is_told_its_packages(self):
        self.program("dnf")
        self.program("rpm", '[ "${@: -1}" = gcc ]')
        result = self.call("run")
        self.assertEqual(result.returncode, 1)
        expected = [name for name in names(2, "build", "run") if name != "gcc"]
        self.assertIn("sudo dnf install " + " ".join(expected), result.stderr)
        self.assertEqual(self.calls("dnf"), [])

    def test_without_root_sudo_is_used_and_never_waits(self):
        self.debian(missing=("meson",))
        self.meson()
        self.program("id", "echo 1000")
        self.program("sudo", 'shift; "$@"')
        self.assertEqual(self.call("check").returncode, 0)
        self.assertEqual(len(self.calls("apt-get")), 2)
        self.assertTrue(all(call.startswith("sudo --non-interactive ") for call in self.calls("sudo")))

    def test_without_root_and_sudo_it_says_what_to_do(self):
        self.debian(missing=("meson",))
        self.program("id", "echo 1000")
        result = self.call("run")
        self.assertEqual(result.returncode, 1)
        self.assertIn("apt-get install meson", result.stderr)

    def demo_machine(self):
        self.debian()
        self.meson()
        self.program("kontor", 'echo "$KONTOR_STORE" >&2')
        self.program("kontorctl", """case "$*" in
            *" demo") echo store >"$2" ;;
            "list offer"*) echo '{"id":"offer:11111111-1111-4111-8111-111111111111","kind":"offer"}' ;;
            "list contract"*) [ ! -f "$XDG_DATA_HOME/drafted" ] ||
              echo '{"id":"contract:22222222-2222-4222-8222-222222222222","kind":"contract"}' ;;
            "contract draft"*) echo >"$XDG_DATA_HOME/drafted"; echo contract:22222222-2222-4222-8222-222222222222 ;;
            "render"*) echo %PDF >"$4" ;;
          esac""")

    def test_run_opens_the_window_with_the_demo_company(self):
        self.demo_machine()
        self.environment["DISPLAY"] = ":7"
        for _ in range(2):
            result = self.call("run")
            self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(self.calls("kontor")), 2)
        self.assertEqual(len(self.calls("kontorctl")), 1)
        self.assertIn(str(self.top / "share/kontor/demo.db"), result.stderr)

    def test_run_without_a_display_makes_both_documents(self):
        self.demo_machine()
        for _ in range(2):
            result = self.call("run")
            self.assertEqual(result.returncode, 0, result.stderr)
            for name in ("offer.pdf", "contract.pdf"):
                path = self.project / "build-run" / "demo" / name
                self.assertIn(str(path), result.stdout)
                self.assertEqual(path.read_text(encoding="utf-8"), "%PDF\n")
        self.assertEqual(len([call for call in self.calls("kontorctl") if " draft " in call]), 1)
        self.assertEqual(len([call for call in self.calls("kontorctl") if call.endswith(" demo")]), 1)

    def test_a_demo_that_failed_is_made_anew(self):
        self.demo_machine()
        self.environment["DISPLAY"] = ":7"
        self.program("kontorctl", 'echo half >"$2"; exit 1')
        result = self.call("run")
        self.assertEqual(result.returncode, 1)
        self.assertIn("could not be made", result.stderr)
        self.assertFalse((self.top / "share/kontor/demo.db").exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)

#!/usr/bin/env python3
# test-help.py: what kontorctl says of itself, wrong calls, and that the man page and the completion say the same
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess

import kontorctl
from kontorctl import ToolTest

DATA = kontorctl.ROOT / "data"


def of_man_page():
    """The usage line of each command, as the man page shows it."""
    text = (DATA / "man/kontorctl.1").read_text(encoding="utf-8")
    text = text[text.index(".SH COMMANDS"):text.index(".SH OPTIONS")]
    usages = set()
    for line in re.findall(r"^\.TP\n(.*)$", text, re.MULTILINE):
        words = re.findall(r'"([^"]*)"|(\S+)', line.removeprefix(".BR ").removeprefix(".B "))
        plain = "".join(quoted or bare for quoted, bare in words)
        usages.add(re.sub(r"\\f[BIR]", "", plain).replace("\\-", "-"))
    return usages


class Help(ToolTest):
    def usages(self):
        return re.findall(r"^  (\S.*)$", self.call("--help"), re.MULTILINE)

    def test_the_help_has_the_commands_of_the_man_page(self):
        self.assertGreaterEqual(len(self.usages()), 20)
        self.assertEqual(set(self.usages()), of_man_page())

    def test_each_command_explains_itself(self):
        for usage in self.usages():
            command = [word for word in usage.split() if re.fullmatch("[a-z]+", word)][:2]
            for arguments in (command + ["--help"], ["--help"] + command):
                text = self.call(*arguments)
                self.assertTrue(text.startswith(f"  {usage}\n      "), text)

    def test_the_completion_knows_each_command_and_option(self):
        script = f'. "{DATA}/completions/kontorctl"; _kontorctl_commands'
        lines = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout.splitlines()
        expected = []
        for usage in self.usages():
            words = re.findall("^([a-z]+(?: [a-z]+)?)", usage) + re.findall("--[a-z-]+", usage.replace("-o FILE", "--output"))
            expected.append(" ".join(words))
        self.assertEqual(lines, expected)

    def complete(self, *words):
        script = f'. "{DATA}/completions/kontorctl"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt () {{ :; }}; _kontorctl;' \
                 'printf "%s\\n" "${COMPREPLY[@]}"'
        environment = self.environment | {"PATH": os.path.dirname(kontorctl.PROGRAM) + ":" + os.environ["PATH"]}
        return subprocess.run(["bash", "-c", script, "bash", "kontorctl", *words], capture_output=True, text=True, check=True,
                              env=environment).stdout.split()

    def test_the_completion_completes(self):
        self.assertEqual(self.complete("of"), ["offer"])
        self.assertEqual(self.complete("offer", ""), ["accept", "issue", "price", "revise"])
        self.assertEqual(self.complete("offer", "price", "--t"), ["--trace"])
        self.assertEqual(self.complete("--store", "a.db", "convert", "1", "EUR", "PLN", "--source", "nbp-c"), ["nbp-c-buy", "nbp-c-sell"])
        self.assertEqual(self.complete("list", "pro"), ["product", "profile"])
        self.assertEqual(self.complete("list", "offer", "--w"), ["--where"])
        self.assertEqual(self.complete("put", ""), [])

    def test_the_version(self):
        version = re.search(r"version: '([^']*)'", (kontorctl.ROOT / "meson.build").read_text()).group(1)
        self.assertEqual(self.call("--version"), f"kontorctl {version}\n")

    def test_wrong_calls_show_how_it_is_done(self):
        for words, arguments in (
                ("command", ()), ("nonsense", ("nonsense",)), ("price, issue", ("offer", "nonsense")), ("price, issue", ("offer",)),
                ("FILE", ("put",)), ("one too many", ("put", "a", "one too many")), ("--nonsense", ("put", "a", "--nonsense")),
                ("-x", ("put", "a", "-x")), ("--merge", ("put", "a", "--merge=1")), ("--merge", ("put", "a", "--merge", "--merge")),
                ("--limit", ("list", "offer", "--limit")), ("--variant", ("offer", "accept", "offer:1")),
                ("--from", ("contract", "draft")), ("--output", ("render", "offer:1")), ("--store", ("list", "--store")),
                ("--store", ("--store=", "list", "offer")), ("FROM", ("convert", "1"))):
            with self.subTest(arguments):
                message = self.fail_with(words, *arguments, status=2)
                if len(arguments) > 1 and arguments[0] == "put":
                    self.assertIn("Usage: kontorctl put FILE|- [--merge]", message)
        self.fail_with("UTF-8", "search", b"\xff\xfe".decode(errors="surrogateescape"), status=2)
        self.assertFalse(self.store.exists())

    def test_two_dashes_end_the_options(self):
        self.call("put", "-", given={"kind": "customer", "form": "organisation", "name": "A"})
        self.assertEqual(self.call("search", "--", "--help"), "")


if __name__ == "__main__":
    kontorctl.main()

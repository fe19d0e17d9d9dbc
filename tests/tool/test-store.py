#!/usr/bin/env python3
# test-store.py: kontorctl check, backup, restore, and stores that are not as they should be
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import shutil
import sqlite3
import subprocess
import time
import unittest

import kontorctl
from kontorctl import COMPANY, CUSTOMER, ToolTest, offer


def customers(n):
    return [{"kind": "customer", "form": "organisation", "name": f"Nr. {i}", "notes": "x" * 500} for i in range(n)]


# A file system of its own for a command, which needs neither root nor a disk: "sh -c" gets its arguments.
UNSHARE = ["unshare", "--user", "--map-root-user", "--mount"]


def can_mount():
    try:
        return subprocess.run([*UNSHARE, "sh", "-c", "mount -t tmpfs none /tmp"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


class Store(ToolTest):
    def test_where_the_store_is(self):
        self.call("put", "-", given=CUSTOMER)
        self.assertTrue(self.store.exists())
        other = self.folder / "other.db"
        for arguments in (("--store", other, "put", "-"), ("put", "-", "--store", other), (f"--store={other}", "put", "-")):
            self.call(*arguments, given=CUSTOMER)
        self.assertEqual(len(self.lines("list", "customer", "--store", other)), 1)
        del self.environment["KONTOR_STORE"]
        self.call("put", "-", given=COMPANY)
        self.assertTrue((self.folder / "share/kontor/kontor.db").exists())
        self.assertEqual(len(self.lines("list", "company")), 1)

    def test_a_mistyped_name_makes_no_store(self):
        for arguments in (("list", "customer"), ("get", "offer:1"), ("search", "a"), ("check",), ("backup", "b.db"),
                          ("rates", "show"), ("offer", "issue", "offer:1"), ("delete", "offer:1")):
            self.fail_with(["store.db", "demo"], *arguments)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_backup_is_restored(self):
        self.put(CUSTOMER)
        before = self.call("list", "customer")
        self.call("backup", "copy.db")
        self.put(*customers(3))
        changed = self.call("list", "customer")
        self.call("restore", "copy.db")
        self.assertEqual(self.call("list", "customer"), before)
        self.assertEqual(self.call("check"), "")
        # What was there is kept beside it.
        kept, = [path for path in self.folder.iterdir() if path.name.startswith("store.db.replaced-")
                 and not path.name.endswith(("-wal", "-shm"))]
        self.assertEqual(self.call("list", "customer", "--store", kept), changed)
        # Where there is no store yet, a copy makes it.
        self.call("restore", "copy.db", "--store", self.folder / "new.db")
        self.assertEqual(self.call("list", "customer", "--store", self.folder / "new.db"), before)

    def test_a_wrong_backup_changes_nothing(self):
        self.put(CUSTOMER)
        before = self.call("list", "customer")
        self.write("text.db", "no store" * 1000)
        self.write("empty.db", "")
        for name in ("text.db", "empty.db", "nowhere.db"):
            self.fail_with(name, "restore", name)
        self.fail_with("", "backup", "no/such/folder/copy.db")
        self.assertEqual(self.call("list", "customer"), before)
        self.assertEqual([path.name for path in self.folder.iterdir() if "replaced" in path.name], [])

    def test_check_finds_what_was_changed_behind_its_back(self):
        self.put(CUSTOMER, COMPANY)
        self.assertEqual(self.call("check"), "")
        for statement, word in (("UPDATE index_customer SET name = 'Other'", "index_customer"),
                                ("UPDATE record SET body = '{' WHERE kind = 'company'", COMPANY["id"])):
            with sqlite3.connect(self.store) as database:
                database.execute(statement)
            database.close()
            process = self.start("check")
            out, err = process.communicate(timeout=30)
            self.assertEqual(process.returncode, 1, out + err)
            self.assertIn(word, out)
            self.assertEqual(len(err.splitlines()), 1)

    def test_a_corrupt_store_is_named(self):
        self.put(*customers(200))
        with sqlite3.connect(self.store) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        whole = self.store.read_bytes()
        self.store.write_bytes(b"no database at all, but a text " * 1000)
        for arguments in (("list", "customer"), ("check",)):
            self.fail_with("store.db", *arguments)
        self.fail_with("Nothing was stored", "put", "-", given=CUSTOMER)
        # A damaged page in the middle
        self.store.write_bytes(whole[:4096 * 3] + b"\xff" * 4096 * 40 + whole[4096 * 43:])
        process = self.start("check")
        out, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 1, out + err)
        self.assertEqual(len(err.splitlines()), 1, err)

    def test_a_store_of_something_else_is_left_alone(self):
        with sqlite3.connect(self.store) as database:
            database.execute("CREATE TABLE song (name TEXT)")
        database.close()
        before = self.store.read_bytes()
        self.fail_with("store.db", "put", "-", given=CUSTOMER)
        self.assertEqual(self.store.read_bytes(), before)

    def test_a_newer_store_is_not_touched(self):
        self.put(CUSTOMER)
        with sqlite3.connect(self.store) as database:
            database.execute("PRAGMA user_version = 99")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        before = self.store.read_bytes()
        for arguments in (("list", "customer"), ("put", "-")):
            self.fail_with("newer", *arguments, given=CUSTOMER)
        self.assertEqual(self.store.read_bytes(), before)

    def test_a_store_in_a_folder_that_cannot_be_made(self):
        self.write("file", "")
        self.fail_with("", "put", "-", "--store", self.folder / "file/store.db", given=CUSTOMER)

    def test_a_locked_store_is_told_after_a_while(self):
        self.put(CUSTOMER)
        database = sqlite3.connect(self.store, isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        begin = time.monotonic()
        self.fail_with(["store.db", "Nothing was stored"], "put", "-", given=CUSTOMER | {"name": "Other"})
        self.assertGreater(time.monotonic() - begin, 1)
        # Reading goes on meanwhile.
        self.assertEqual(self.lines("list", "customer")[0]["name"], CUSTOMER["name"])
        database.execute("ROLLBACK")
        database.close()
        self.put(CUSTOMER | {"name": "Other"})

    def test_a_read_only_store(self):
        self.put(CUSTOMER)
        with sqlite3.connect(self.store) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        program = shutil.copy(kontorctl.PROGRAM, self.folder)
        self.store.chmod(0o444)
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        options = {}
        if os.geteuid() == 0:
            # Modes do not bind root. Another user may not get to where the program is built, but to a copy of it.
            options = {"user": 65534, "group": 65534, "extra_groups": [], "executable": program}
        self.fail_with(["store.db", "Nothing was stored"], "put", "-", given=CUSTOMER | {"name": "Other"}, **options)
        self.folder.chmod(0o755)
        self.store.chmod(0o644)
        self.assertEqual(self.get(CUSTOMER["id"])["name"], CUSTOMER["name"])

    @unittest.skipUnless(can_mount(), "no file system of one's own can be mounted here")
    def test_a_full_disk_loses_nothing_that_was_printed(self):
        script = ("mount -t tmpfs -o size=3m none share && "
                  "{ \"$0\" --store share/store.db put lines.json >ids; echo $? >status; cp -r share kept; }")
        self.write("lines.json", "\n".join(map(json.dumps, customers(20000))))
        (self.folder / "share").mkdir()
        result = subprocess.run([*UNSHARE, "sh", "-c", script, kontorctl.PROGRAM], cwd=self.folder, env=self.environment,
                                capture_output=True, text=True, timeout=60)
        self.assertEqual((self.folder / "status").read_text(), "1\n", result.stderr)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn("full", result.stderr)
        printed = (self.folder / "ids").read_text().split()
        stored = self.lines("list", "customer", "--fields", "id", "--store", self.folder / "kept/store.db")
        self.assertGreater(len(printed), 0)
        self.assertEqual({line["id"] for line in stored}, set(printed))
        self.assertEqual(self.call("check", "--store", self.folder / "kept/store.db"), "")


if __name__ == "__main__":
    kontorctl.main()

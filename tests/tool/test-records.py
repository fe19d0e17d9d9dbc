#!/usr/bin/env python3
# test-records.py: kontorctl put, get, list, delete, search and describe
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import random
import signal
import subprocess
import threading
import time
import unittest

import kontorctl
from kontorctl import CUSTOMER, ToolTest, item, offer


def customer(name, **members):
    return {"kind": "customer", "form": "organisation", "name": name} | members


class Put(ToolTest):
    def test_an_object_an_array_and_lines_are_taken_alike(self):
        records = [customer("A"), customer("B")]
        self.call("put", "-", given=json.dumps(records[0], indent=2))
        self.call("put", "-", given=json.dumps(records, indent=1))
        self.call("put", "-", given="\ufeff" + "\r\n".join(map(json.dumps, records)) + "\n\n")
        self.call("put", "-", given="".join(map(json.dumps, records)))
        self.call("put", self.write("c.json", json.dumps(records)))
        names = [line["name"] for line in self.lines("list", "customer", "--sort", "name")]
        self.assertEqual(names, ["A"] * 5 + ["B"] * 4)

    def test_nothing_is_no_error(self):
        for text in ("", "\n \n", "[]", " [ ] \n"):
            self.assertEqual(self.call("put", "-", given=text), "")

    def test_each_id_is_printed_and_found(self):
        given = [customer(str(i)) for i in range(1200)]
        ids = self.put(*given)
        self.assertEqual(len(set(ids)), 1200)
        stored = {line["id"]: line["name"] for line in self.lines("list", "customer")}
        self.assertEqual([stored[name] for name in ids], [str(i) for i in range(1200)])

    def test_a_body_is_replaced_whole(self):
        self.put(CUSTOMER | {"notes": "first", "own": 1})
        self.put({"id": CUSTOMER["id"], "kind": "customer", "form": "organisation", "name": "Second"})
        self.assertEqual(self.get(CUSTOMER["id"]),
                         {"id": CUSTOMER["id"], "kind": "customer", "form": "organisation", "name": "Second"})

    def test_an_edit_keeps_unknown_members_to_the_letter(self):
        strange = ('{"id":"%s","kind":"customer","form":"organisation","name":"A","x_big":12345678901234567890,"x_exponent":1e400,'
                   '"x_zero":-0.0,"x_escape":"\\u0041\\/","x_deep":{"b":[1.10,{"c":null}],"a":true},'
                   '"addresses":[{"id":"a1","city":"Berlin","x_in_part":1.50}]}' % CUSTOMER["id"])
        self.call("put", "-", given=strange)
        self.call("put", "--merge", "-", given={"id": CUSTOMER["id"], "name": "B"})
        line = self.call("list", "customer").strip()
        self.assertEqual(line, strange.replace('"name":"A"', '"name":"B"'))

    def test_merge_sets_only_what_is_given(self):
        self.put(CUSTOMER | {"notes": "kept", "tags": ["a"]})
        self.call("put", "-", "--merge", given={"id": CUSTOMER["id"], "tags": ["b"], "phones": [{"number": "+48 555 0100"}]})
        stored = self.get(CUSTOMER["id"])
        self.assertEqual((stored["name"], stored["notes"], stored["tags"]), (CUSTOMER["name"], "kept", ["b"]))
        self.assertRegex(stored["phones"][0]["id"], r"^[0-9a-f]{12}$")

    def test_merge_needs_a_record(self):
        self.fail_with("id", "put", "--merge", "-", given={"name": "A"})
        self.fail_with(CUSTOMER["id"], "put", "--merge", "-", given={"id": CUSTOMER["id"], "name": "A"})
        self.put(CUSTOMER)
        self.fail_with("kind", "put", "--merge", "-", given={"id": CUSTOMER["id"], "kind": "person"})

    def test_the_same_record_twice_in_one_batch(self):
        ids = self.put(CUSTOMER | {"name": "A"}, CUSTOMER | {"name": "B"})
        self.assertEqual(ids, [CUSTOMER["id"]] * 2)
        self.assertEqual(self.get(CUSTOMER["id"])["name"], "B")
        merges = [{"id": CUSTOMER["id"], "name": "C"}, {"id": CUSTOMER["id"], "notes": "N"}]
        self.call("put", "--merge", "-", given=merges)
        stored = self.get(CUSTOMER["id"])
        self.assertEqual((stored["name"], stored["notes"]), ("C", "N"))

    def test_parts_get_their_ids_at_every_depth(self):
        record, = self.put(offer(variants=[{"name": "Basis", "lines": [item(), {"line": "heading", "name": "B"}]}]))
        variant, = self.get(record)["variants"]
        ids = [variant["id"]] + [line["id"] for line in variant["lines"]]
        self.assertEqual(len(set(ids)), 3)
        for name in ids:
            self.assertRegex(name, r"^[0-9a-f]{12}$")

    def test_a_new_record_is_in_its_first_state_and_stays_in_its_own(self):
        record, = self.put(offer())
        self.assertEqual(self.get(record)["state"], "draft")
        self.put(offer(state="cancelled"))
        self.put(offer(subject="Changed"))
        self.assertEqual(self.get(record)["state"], "cancelled")

    def test_an_array_is_stored_whole_or_not_at_all(self):
        given = [customer("A"), customer("B", form="company"), customer("C")]
        self.fail_with(["line 1", "company", "Nothing was stored"], "put", "-", given=given)
        self.assertEqual(self.lines("list", "customer"), [])

    def test_lines_are_stored_up_to_the_wrong_one(self):
        given = "\n".join(json.dumps(customer(name)) for name in "ABCD").split("\n")
        given[2] = given[2].replace("organisation", "firm")
        process = self.start("put", "-")
        out, err = process.communicate("\n".join(given), timeout=60)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(len(out.split()), 2)
        self.assertIn("line 3", err)
        self.assertIn("The 2 records before it are stored", err)
        self.assertEqual([line["name"] for line in self.lines("list", "customer")], ["A", "B"])

    def test_an_id_comes_before_the_next_line_is_written(self):
        process = self.start("put", "-", bufsize=1)
        for name in "ABC":
            process.stdin.write(json.dumps(customer(name)) + "\n")
            record = process.stdout.readline().strip()
            self.assertEqual(self.get(record)["name"], name)
        process.stdin.close()
        self.assertEqual(process.wait(timeout=20), 0)
        process.stdout.close()
        process.stderr.close()

    def test_kill_loses_nothing_that_was_printed(self):
        seed = int(os.environ.get("KONTOR_TEST_SEED") or random.randrange(1 << 32))
        print("seed", seed, flush=True)
        chance = random.Random(seed)
        printed = set()
        for count in range(15):
            process = self.start("put", "-", text=False, encoding=None)

            def write():
                try:
                    while True:
                        text = json.dumps(customer("N" * chance.randrange(2000))).encode() + b"\n"
                        process.stdin.write(text * chance.choice((1, 3, 700)))
                        process.stdin.flush()
                except (BrokenPipeError, ValueError):
                    pass

            writer = threading.Thread(target=write)
            writer.start()
            seen = []
            until = time.monotonic() + chance.uniform(0.02, 0.4)
            while time.monotonic() < until:
                seen.append(process.stdout.readline())
            process.send_signal(signal.SIGKILL)
            seen += process.stdout.readlines()
            process.wait()
            writer.join()
            process.stdout.close()
            process.stderr.close()
            try:
                process.stdin.close()
            except BrokenPipeError:
                pass
            # The last line may have been cut off by the kill.
            printed.update(line.decode().strip() for line in seen if line.endswith(b"\n"))
        stored = {line["id"] for line in self.lines("list", "customer", "--fields", "id")}
        self.assertGreater(len(printed), 100)
        self.assertEqual(printed - stored, set())
        self.assertEqual(self.call("check"), "")

    def test_two_programs_on_one_store_lose_nothing(self):
        self.put(CUSTOMER)
        others = [[customer(f"{side}{i}") for i in range(60)] for side in "AB"]
        members = ("notes", "short_name")
        processes = []
        for member, records in zip(members, others):
            processes.append(self.start("put", "-"))
            processes.append(self.start("put", "--merge", "-", bufsize=1))
        def feed(process, lines):
            for line in lines:
                process.stdin.write(line + "\n")
                process.stdin.flush()
                process.stdout.readline()
            process.stdin.close()
        threads = []
        for i, process in enumerate(processes):
            lines = [json.dumps(record) for record in others[i // 2]]
            if i % 2:
                lines = [json.dumps({"id": CUSTOMER["id"], members[i // 2]: str(n)}) for n in range(60)]
            threads.append(threading.Thread(target=feed, args=(process, lines)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for process in processes:
            self.assertEqual(process.wait(timeout=30), 0, process.stderr.read())
            process.stdout.close()
            process.stderr.close()
        stored = self.lines("list", "customer")
        self.assertEqual(len(stored), 121)
        both, = [record for record in stored if record["id"] == CUSTOMER["id"]]
        self.assertEqual((both["notes"], both["short_name"], both["name"]), ("59", "59", CUSTOMER["name"]))
        self.assertEqual(self.call("check"), "")


class BadInput(ToolTest):
    """What is refused says where and why, and leaves the store as it was."""

    def refuse(self, words, record):
        before = self.call("list", "customer") + self.call("list", "offer") + self.call("list", "person") \
            if self.store.exists() else ""
        self.fail_with(words, "put", "-", given=record)
        if self.store.exists():
            self.assertEqual(self.call("list", "customer") + self.call("list", "offer") + self.call("list", "person"), before)

    def test_values(self):
        for words, members in (
                (["NIP"], {"nip": "5252248482"}),
                (["PESEL"], {"form": "person", "name": None, "family_name": "A", "pesel": "44051401459"}),
                (["2026-02-30"], {"form": "person", "birthday": "2026-02-30"}),
                (["tomorrow"], {"form": "person", "birthday": "tomorrow"}),
                (["XXQ"], {"currency": "XXQ"}),
                (["ZZ"], {"addresses": [{"country": "ZZ"}]}),
                (["firm"], {"form": "firm"})):
            with self.subTest(members):
                self.refuse(words, customer("A") | members)
        self.refuse(["IBAN"], {"kind": "company", "name": "A", "bank_accounts": [
            {"currency": "PLN", "iban": "PL61109010140000071219812875"}]})

    def test_wrong_types(self):
        for members in ({"name": 5}, {"name": ["A"]}, {"name": {"pl": "A"}}, {"addresses": {}}, {"addresses": ["A"]},
                        {"tags": "a"}, {"discount": 5}, {"discount": "five"}, {"discount": "1e3"}, {"employees": "many"}):
            with self.subTest(members):
                self.refuse("line 1", customer("A") | members)

    def test_quantities_and_amounts(self):
        for words, members in ((["Quantity", "1000000000000"], {"quantity": "1000000000000"}),
                               (["Quantity"], {"quantity": "1.1234567"}),
                               (["Discount"], {"discount": "100.5"}),
                               (["Price"], {"unit_price": "99999999999999999999"})):
            with self.subTest(members):
                self.refuse(words, offer(item(**members)))

    def test_ids(self):
        self.refuse("person:", customer("A", id="person:1"))
        self.refuse("kind", {"name": "A"})
        self.refuse("sofa", {"kind": "sofa"})
        self.refuse("id", customer("A", id=5))
        self.refuse("underscore", customer("A", _rev="1-a"))

    def test_text_that_is_no_json(self):
        for text in ("5", "x", '"a"', "[1]", "[{}", "[{},]", '[{"kind":"customer"} {"kind":"customer"}]', '{"kind":"customer"',
                     '{"kind":"customer",}', '{"kind":"customer","name":"\\u0000"', '[{"kind":"customer"}] x', "[",
                     '{"a":1,"a":2}', '{"kind":"customer","name":"\\ud800"}', "\0", '{"a":' * 100000,
                     '{"kind":"customer","x":' + "[" * 100 + "]" * 100 + "}"):
            with self.subTest(text[:60]):
                self.fail_with("line 1", "put", "-", given=text)
        self.fail_with("line 1", "put", self.write("latin.json", '{"kind":"customer","name":"Łódź"}'.encode("iso-8859-2")))
        self.fail_with("large", "put", "-", given='{"kind":"customer","name":"' + "a" * (9 << 20) + '"}')
        self.assertEqual(self.lines("list", "customer"), [])

    def test_a_file_that_is_not_there(self):
        self.fail_with("nowhere.json", "put", "nowhere.json")
        self.fail_with("cannot be read", "put", self.folder)
        self.assertFalse(self.store.exists())

    def test_immutable_records_stay(self):
        self.call("rates", "import", kontorctl.FIXTURES / "rates/fixtures/nbp-a.xml")
        table, = self.lines("list", "rate-table")
        self.call("put", "-", given=table)
        table["rates"][0]["rate"] = "9"
        self.fail_with("Nothing was stored", "put", "-", given=table)
        self.fail_with(table["id"], "delete", table["id"])
        self.assertEqual(self.lines("list", "rate-table")[0]["rates"][0]["rate"], "4.2512")


class Read(ToolTest):
    def setUp(self):
        super().setUp()
        self.ids = self.put(
            customer("Łódź Meble", employees=5, status="active"), customer("Żuraw", employees=50, tags=["vip"]),
            customer("Иванов", employees=500, addresses=[{"city": "София", "country": "BG"}]), customer("Adler"),
            {"kind": "person", "given_name": "Anna", "family_name": "Łoś"})

    def names(self, *arguments):
        return [line["name"] for line in self.lines("list", "customer", *arguments)]

    def test_get_prints_the_id_first(self):
        self.assertTrue(self.call("get", self.ids[0]).startswith('{\n  "id": "customer:'))
        self.fail_with("customer:none", "get", "customer:none")

    def test_get_as_xml(self):
        import xml.etree.ElementTree as tree
        root = tree.fromstring(self.call("get", "--xml", self.ids[2]))
        self.assertEqual((root.tag, root.get("id")), ("customer", self.ids[2]))
        self.assertEqual(root.findtext("name"), "Иванов")

    def test_list_filters_by_every_comparison(self):
        self.assertEqual(self.names("--where", "employees=50"), ["Żuraw"])
        self.assertEqual(self.names("--where", "employees<50"), ["Łódź Meble"])
        self.assertEqual(set(self.names("--where", "employees<=50")), {"Łódź Meble", "Żuraw"})
        self.assertEqual(self.names("--where", "employees>50"), ["Иванов"])
        self.assertEqual(self.names("--where=employees>=50", "--where", "employees!=500"), ["Żuraw"])
        self.assertEqual(self.names("--where", "employees="), ["Adler"])
        self.assertEqual(len(self.names("--where", "employees!=")), 3)
        self.assertEqual(self.names("--where", "tags=vip"), ["Żuraw"])
        self.assertEqual(self.names("--where", "name=Łódź Meble"), ["Łódź Meble"])
        self.assertEqual(self.names("--where", f"id={self.ids[3]}"), ["Adler"])

    def test_list_sorts_and_stops(self):
        self.assertEqual(self.names("--sort", "employees", "--limit", "2"), ["Łódź Meble", "Żuraw"])
        self.assertEqual(self.names("--sort", "-employees", "--limit", "1"), ["Иванов"])

    def test_list_picks_fields(self):
        line, = self.lines("list", "customer", "--fields", "name,tags,notes", "--where", "tags=vip")
        self.assertEqual(line, {"id": self.ids[1], "name": "Żuraw", "tags": ["vip"], "notes": None})
        self.fail_with("nme", "list", "customer", "--fields", "nme")

    def test_list_prints_what_get_does(self):
        for line in self.lines("list", "customer"):
            self.assertEqual(line, self.get(line["id"]))

    def test_list_refuses_what_it_does_not_know(self):
        self.fail_with(["sofa", "customer, person"], "list", "sofa")
        self.fail_with("colour", "list", "customer", "--where", "colour=red")
        self.fail_with("colour", "list", "customer", "--sort", "colour")
        self.fail_with("many", "list", "customer", "--where", "employees=many")
        self.fail_with("--where", "list", "customer", "--where", "employees", status=2)
        self.fail_with("--where", "list", "customer", "--where", "=5", status=2)
        for limit in ("0", "-1", "x", "1.5", "99999999999", ""):
            self.fail_with("--limit", "list", "customer", "--limit", limit, status=2)

    def test_search_finds_across_scripts(self):
        for text, place in (("lodz", 0), ("zuraw", 1), ("ivanov", 2), ("ИВАН", 2), ("sofia", 2), ("los ann", 4)):
            found = self.lines("search", text)
            self.assertIn(self.ids[place], [line["id"] for line in found], text)
            self.assertEqual(set(found[0]), {"id", "kind", "title"})
        self.assertEqual(len(self.lines("search", "a", "--limit", "1")), 1)
        self.assertEqual(self.lines("search", "nobody"), [])
        self.assertEqual(self.lines("search", "' OR \" *"), [])

    def test_delete(self):
        self.call("delete", self.ids[0])
        self.fail_with(self.ids[0], "get", self.ids[0])
        self.fail_with(self.ids[0], "delete", self.ids[0])
        self.assertEqual(self.lines("search", "lodz"), [])
        self.assertEqual(len(self.names()), 3)

    def test_a_reader_may_stop_reading(self):
        self.put(*(customer("N" * 500) for _ in range(1000)))
        process = self.start("list", "customer")
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.wait(timeout=20), -signal.SIGPIPE)
        self.assertEqual(process.stderr.read(), "")
        process.stderr.close()
        process.stdin.close()

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full")
    def test_output_that_cannot_be_written_is_a_failure(self):
        with open("/dev/full", "w") as full:
            result = subprocess.run([kontorctl.PROGRAM, "list", "customer"], stdout=full, stderr=subprocess.PIPE, text=True,
                                    env=self.environment, timeout=20)
        self.assertEqual(result.returncode, 1)
        self.assertIn("could not be written", result.stderr)

    def test_describe_names_every_kind_of_the_model(self):
        source = (kontorctl.ROOT / "src/model/kontor-types.h").read_text()
        kinds = {line["kind"] for line in self.lines("describe")}
        self.assertEqual({f"kontor_{kind.replace('-', '_')}_type" for kind in kinds},
                         {word.rstrip(";") for word in source.split() if word.startswith("kontor_") and word.endswith("_type;")})
        for kind in kinds:
            described = json.loads(self.call("describe", kind))
            self.assertEqual(described["kind"], kind)
            self.assertTrue(all(member["member"] and member["kind"] for member in described["members"]))
        self.fail_with(["sofa", "offer"], "describe", "sofa")


if __name__ == "__main__":
    kontorctl.main()

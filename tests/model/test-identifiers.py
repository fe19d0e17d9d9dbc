#!/usr/bin/env python3
# test-identifiers.py: random valid identifiers pass however they are typed, and slips of the finger are refused
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-identifiers.py DRIVER: sends identifiers to the driver, which checks them with the program's own code."""

import os
import random
import subprocess
import sys

sys.dont_write_bytecode = True
import reference_identifiers as reference

N = 400


def ask(driver, questions):
    text = "".join(f"{check}\t{identifier}\n" for check, identifier in questions)
    result = subprocess.run([driver], input=text, capture_output=True, encoding="utf-8", check=True)
    answers = result.stdout.splitlines()
    assert len(answers) == len(questions), f"{len(answers)} answers to {len(questions)} questions"
    return answers


def expect(driver, questions, expected):
    for (check, identifier), answer in zip(questions, ask(driver, questions)):
        assert answer.split(" ")[0] == expected, f"{check} {identifier}: {answer}"


def valid(rnd):
    """Identifiers of all sorts, as (check, text)."""
    for _ in range(N):
        yield "nip", reference.nip(rnd)
        yield "regon", reference.regon(rnd)
        yield "pesel", reference.pesel(rnd)[0]
        yield "gtin", reference.gtin(rnd)
        yield "iban", reference.iban(rnd)
    for maker in reference.VAT.values():
        for _ in range(N // 4):
            yield "vat", maker(rnd)


def as_typed(rnd, text):
    """Spaces, dashes and points between, small letters, as people write identifiers."""
    typed = ""
    for c in text:
        typed += c.lower() if rnd.random() < 0.3 else c
        if rnd.random() < 0.3:
            typed += rnd.choice(" -.\u00a0\u2013")
    return typed


def changed(text, position):
    """The text with another digit at a position, once for each of the nine."""
    return [text[:position] + c + text[position + 1:] for c in "0123456789" if c != text[position]]


def test_valid_ones_pass(driver, rnd):
    expect(driver, list(valid(rnd)), "yes")


def test_typing_does_not_matter(driver, rnd):
    expect(driver, [(check, as_typed(rnd, text)) for check, text in valid(rnd)], "yes")


def test_one_wrong_digit_is_refused(driver, rnd):
    """The check digits of these find every single wrong digit."""
    makers = [("nip", reference.nip), ("iban", reference.iban), ("gtin", reference.gtin),
              ("vat", reference.vat_de), ("vat", reference.vat_it), ("vat", reference.vat_hr),
              ("vat", reference.vat_be), ("vat", reference.vat_dk), ("vat", reference.vat_hu)]
    wrong = []
    for check, maker in makers:
        for _ in range(N // 8):
            text = maker(rnd)
            for position in [i for i, c in enumerate(text) if c.isdigit()]:
                wrong += [(check, other) for other in changed(text, position)]
    expect(driver, wrong, "no")


def test_two_swapped_digits_are_refused(driver, rnd):
    """The IBAN's modulus finds every swap of neighbours, and so does that of the NIP."""
    wrong = []
    for check, maker in [("iban", reference.iban), ("nip", reference.nip)]:
        for _ in range(N // 4):
            text = maker(rnd)
            for i in range(4, len(text) - (check == "nip") - 1):
                if text[i] != text[i + 1] and text[i].isdigit() and text[i + 1].isdigit():
                    wrong.append((check, text[:i] + text[i + 1] + text[i] + text[i + 2:]))
    expect(driver, wrong, "no")


def test_missing_and_added_characters_are_refused(driver, rnd):
    wrong = []
    for check, text in valid(rnd):
        # Romania's numbers have no fixed length, and a GTIN has four
        if check == "gtin" or text.startswith("RO"):
            continue
        wrong.append((check, text + "?"))
        wrong.append((check, text[:-1] + "\u0663"))
        if check in ("nip", "pesel", "iban"):
            wrong.append((check, text[:-1]))
            wrong.append((check, text + rnd.choice("0123456789")))
    expect(driver, wrong, "no")


def test_pesel_says_the_birthday(driver, rnd):
    made = [reference.pesel(rnd) for _ in range(N)]
    for (text, day), answer in zip(made, ask(driver, [("pesel", text) for text, _ in made])):
        assert answer == f"yes {day}", f"{text}: {answer}, not {day}"


def main():
    driver = sys.argv[1]
    seed = int(os.environ.get("KONTOR_TEST_SEED") or random.randrange(2 ** 32))
    tests = [test_valid_ones_pass, test_typing_does_not_matter, test_one_wrong_digit_is_refused,
             test_two_swapped_digits_are_refused, test_missing_and_added_characters_are_refused,
             test_pesel_says_the_birthday]
    print(f"# KONTOR_TEST_SEED={seed}")
    print(f"1..{len(tests)}")
    failed = False
    for i, test in enumerate(tests, 1):
        try:
            test(driver, random.Random(f"{seed} {test.__name__}"))
            print(f"ok {i} {test.__name__}")
        except AssertionError as error:
            failed = True
            print(f"not ok {i} {test.__name__}")
            for line in str(error).splitlines():
                print(f"# {line}")
    sys.exit(1 if failed else 0)


main()

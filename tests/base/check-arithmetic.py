#!/usr/bin/python3
# check-arithmetic.py: recomputes with Python's exact numbers what src/base computed
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the program given as argument in both ways (its own questions, and ours, which sit on the edges) and computes
every answer again with fractions, which know nothing of 64 or 128 bits."""

import os
import random
import re
import subprocess
import sys
from fractions import Fraction

LIMIT = 10 ** 18
MAX_SCALE = 18


def scale_of(text):
    return len(text.partition(".")[2])


def show(value, scale):
    """A fraction as decimal text with exactly so many decimals; it must be exact."""
    coefficient = value * 10 ** scale
    assert coefficient.denominator == 1
    digits = str(abs(coefficient.numerator)).rjust(scale + 1, "0")
    sign = "-" if coefficient < 0 else ""
    return sign + (digits if scale == 0 else digits[:-scale] + "." + digits[-scale:])


def rounded(value, scale):
    """Half away from zero."""
    scaled = abs(value) * 10 ** scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    if whole >= LIMIT:
        return "overflow"
    return show(Fraction(whole if value >= 0 else -whole, 10 ** scale), scale)


def exact(value, scale):
    """The value with the natural scale, or the largest below it at which it fits."""
    shortest = 0
    while (value * 10 ** shortest).denominator != 1:
        shortest += 1
    if shortest > MAX_SCALE:
        return "precision"
    for s in range(min(scale, MAX_SCALE), shortest - 1, -1):
        if abs(value * 10 ** s) < LIMIT:
            return show(value, s)
    return "overflow"


def parsed(max_scale, text):
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return "syntax"
    if scale_of(text) > max_scale:
        return "precision"
    if abs(Fraction(text) * 10 ** scale_of(text)) >= LIMIT:
        return "overflow"
    return show(Fraction(text), scale_of(text))


def allocated(exponent, total, weights):
    if sum(weights) == 0:
        return "division"
    units = total * 10 ** exponent
    if units.denominator != 1:
        return "precision"
    if abs(units) >= LIMIT:
        return "overflow"
    shares = [abs(units) * weight / sum(weights) for weight in weights]
    whole = [share.numerator // share.denominator for share in shares]
    left = int(abs(units)) - sum(whole)
    by_remainder = sorted(range(len(shares)), key=lambda i: (whole[i] - shares[i], i))
    for i in by_remainder[:left]:
        whole[i] += 1
    sign = -1 if units < 0 else 1
    return " ".join(show(Fraction(sign * n, 10 ** exponent), exponent) for n in whole)


def expected(question):
    name, *words = question.split(" ")
    if name == "parse":
        return parsed(int(words[0]), words[1])
    if name == "round":
        return rounded(Fraction(words[1]), int(words[0]))
    if name == "fraction":
        bar = words.index("/")
        value = Fraction(1)
        if any(Fraction(word) == 0 for word in words[bar + 1:]):
            return "division"
        for word in words[1:bar]:
            value *= Fraction(word)
        for word in words[bar + 1:]:
            value /= Fraction(word)
        return rounded(value, int(words[0]))
    if name == "allocate":
        return allocated(int(words[0]), Fraction(words[1]), [Fraction(word) for word in words[2:]])
    a, b = Fraction(words[0]), Fraction(words[1])
    scales = scale_of(words[0]), scale_of(words[1])
    if name == "compare":
        return str((a > b) - (a < b))
    if name == "add":
        return exact(a + b, max(scales))
    if name == "subtract":
        return exact(a - b, max(scales))
    assert name == "multiply"
    return exact(a * b, sum(scales))


def edge(rng):
    """Numbers near what fits, near a tie, near powers of two, and everyday ones."""
    scale = rng.randrange(MAX_SCALE + 1)
    kind = rng.randrange(6)
    if kind == 0:
        coefficient = LIMIT - 1 - rng.randrange(3)
    elif kind == 1:
        coefficient = rng.randrange(10 ** rng.randrange(1, 10)) * 10 + 5
    elif kind == 2:
        coefficient = min(LIMIT - 1, 2 ** rng.randrange(60) + rng.randrange(-1, 2))
    elif kind == 3:
        coefficient = 10 ** rng.randrange(18)
    elif kind == 4:
        coefficient, scale = rng.randrange(10 ** 8), rng.choice((0, 2, 4, 6))
    else:
        coefficient = rng.randrange(4)
    return show(Fraction(rng.choice((1, -1)) * coefficient, 10 ** scale), scale)


def long_fraction(rng):
    """Products of many limbs, most of them all zeros or all ones, so that borrows go through whole limbs."""
    n = rng.choice((3, 3, 3, 4, 5, 15))
    one = (0, 0, 0, 1, -1)
    factors = [str(2 ** rng.randrange(40, 60) + rng.choice(one)) for _ in range(n)]
    divisors = [str(2 ** rng.randrange(24, 60) + rng.choice(one)) for _ in range(n - rng.randrange(2))]
    return " ".join(["fraction", rng.choice(("0", "0", "3", "18")), *factors, "/", *divisors])


def make_question(rng):
    if rng.randrange(5) == 0:
        return long_fraction(rng)
    name = rng.choice(("add", "subtract", "multiply", "compare", "round", "fraction", "fraction", "allocate", "parse"))
    scale = rng.randrange(MAX_SCALE + 1)
    if name == "round":
        return f"round {scale} {edge(rng)}"
    if name == "parse":
        text = edge(rng)
        if rng.randrange(2):
            at = rng.randrange(len(text) + 1)
            text = text[:at] + rng.choice("0123456789.-+e,") + text[at:]
        return f"parse {scale} {text}"
    if name == "fraction":
        factors = [edge(rng) for _ in range(rng.randrange(1, 5))]
        # what cancels is where a result that fits has the largest products in between
        divisors = rng.sample(factors, rng.randrange(len(factors))) + [edge(rng) for _ in range(rng.randrange(2))]
        return " ".join(["fraction", str(scale), *factors, "/", *divisors])
    if name == "allocate":
        exponent = rng.choice((0, 2, 3))
        total = show(Fraction(rng.randrange(-10 ** 9, 10 ** 9), 10 ** exponent), exponent)
        weights = [edge(rng).lstrip("-") for _ in range(rng.randrange(1, 9))]
        return " ".join(["allocate", str(exponent), total, *weights])
    return f"{name} {edge(rng)} {edge(rng)}"


def main():
    program = sys.argv[1]
    seed = int(os.environ.get("KONTOR_TEST_SEED", random.randrange(2 ** 32)))
    print(f"KONTOR_TEST_SEED={seed}")
    rng = random.Random(seed)
    ours = "\n".join(make_question(rng) for _ in range(20000)) + "\n"
    runs = (
        subprocess.run([program, str(seed), "10000"], stdout=subprocess.PIPE, check=True, text=True),
        subprocess.run([program], input=ours, stdout=subprocess.PIPE, check=True, text=True),
    )
    assert [line.partition(" = ")[0] for line in runs[1].stdout.splitlines()] == ours.splitlines()

    n_checked = n_wrong = 0
    seen = {}
    for run in runs:
        for line in run.stdout.splitlines():
            question, _, got = line.partition(" = ")
            want = expected(question)
            n_checked += 1
            outcome = want if want.isalpha() else "result"
            seen[question.split()[0], outcome] = seen.get((question.split()[0], outcome), 0) + 1
            if got != want:
                n_wrong += 1
                print(f"{question}\n  computed {got}\n  expected {want}")
    for (name, outcome), count in sorted(seen.items()):
        print(f"{name:10} {outcome:10} {count:6}")
    print(f"{n_checked} checked, {n_wrong} wrong")
    # each kind of question must have come out in each way, or nothing was shown
    for name in ("add", "subtract", "multiply", "round", "fraction", "parse"):
        assert seen.get((name, "result"), 0) > 200 and seen.get((name, "overflow"), 0) > 20, name
    assert seen.get(("allocate", "result"), 0) > 1000
    return 1 if n_wrong or n_checked != 30000 else 0


if __name__ == "__main__":
    sys.exit(main())

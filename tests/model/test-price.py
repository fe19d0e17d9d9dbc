#!/usr/bin/env python3
# test-price.py: 10,000 random offers are priced as the reference prices them, and the laws of pricing hold
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-price.py DRIVER: sends offers to the driver and compares its answers, to the letter, with reference_price.py."""

import copy
import json
import os
import random
import re
import subprocess
import sys
from fractions import Fraction

sys.dont_write_bytecode = True
import reference_price
from reference_price import DIGITS, REGIMES, Refused

N = 10000
CATEGORIES = ["Z", "E", "AE", "K", "G", "O"]
VATS = ["23", "23.0", "8", "8.00", "5", "0", "19", "7.7", "20", "2.1", "17.5", "23.0000", "100", "0.0001"]


def decimal(rnd, integers, places, negative=False):
    """A decimal in text, with integers digits before the point at the most, and places after it."""
    n = rnd.randint(0, places)
    whole = rnd.randrange(10 ** rnd.randint(0, integers) + 1)
    text = str(whole) + ("." + "".join(rnd.choice("0123456789") for _ in range(n)) if n else "")
    return ("-" if negative and rnd.random() < 0.15 else "") + text


def maybe(rnd, obj, member, value, chance=0.85):
    """Sets a member, or leaves it out, or sets it to null."""
    x = rnd.random()
    if x < chance:
        obj[member] = value
    elif x < chance + (1 - chance) / 3:
        obj[member] = None


def random_line(rnd, i, foreign):
    line = {"id": f"l{i}", "name": rnd.choice(["Consulting", "Łódź", "”quoted“", "", "法律服务"])}
    kind = rnd.choices(["item", "optional", "alternative", "heading", "text", "discount"], [14, 2, 2, 1, 1, 3])[0]
    if kind != "item" or rnd.random() < 0.9:
        line["line"] = kind
    if kind == "discount":
        if rnd.random() < 0.6:
            line["discount"] = rnd.choice(["0", "5", "10", "33.3333", "50", "12.5", "100", decimal(rnd, 1, 4)])
        elif rnd.random() < 0.9:
            line["amount"] = decimal(rnd, rnd.choice([1, 2, 3]), rnd.choice([0, 2, 6]))
        return line
    if kind in ("heading", "text"):
        return line
    maybe(rnd, line, "quantity", decimal(rnd, rnd.choice([1, 2, 4]), rnd.choice([0, 0, 2, 6]), True), 0.97)
    maybe(rnd, line, "unit_price", decimal(rnd, rnd.choice([1, 3, 6]), rnd.choice([0, 2, 2, 6]), True), 0.98)
    maybe(rnd, line, "discount", rnd.choice(["0", "5", "100", "99.9999", "12.5", decimal(rnd, 1, 4)]), 0.4)
    maybe(rnd, line, "vat", rnd.choice(VATS), 0.95)
    maybe(rnd, line, "vat_category", "S" if rnd.random() < 0.75 else rnd.choice(CATEGORIES), 0.8)
    maybe(rnd, line, "cost", decimal(rnd, rnd.choice([1, 3, 6]), rnd.choice([0, 2, 6]), True), 0.7)
    maybe(rnd, line, "cost_currency", rnd.choice(foreign), 0.5)
    return line


def random_offer(rnd):
    currency = rnd.choice(list(DIGITS))
    others = rnd.sample([c for c in DIGITS if c != currency], 3)
    offer = {"kind": "offer", "currency": currency, "rates": []}
    for other in others:
        rate = {"currency": other, "rate": rnd.choice(["4.2512", "0.0092857143", "157.33", "1", "0.3", decimal(rnd, 3, 10)])}
        if Fraction(rate["rate"]) == 0:
            rate["rate"] = "0.0000000001"
        maybe(rnd, rate, "per", rnd.choice(["1", "100", "1000", "1.5"]), 0.8)
        offer["rates"].append(rate)
    maybe(rnd, offer, "show_currencies", [rnd.choice(others + [currency]) for _ in range(rnd.randint(0, 3))], 0.7)
    maybe(rnd, offer, "price_mode", rnd.choice(["net", "gross"]))
    maybe(rnd, offer, "rounding", rnd.choice(["line", "document"]))
    maybe(rnd, offer, "vat_regime", rnd.choice(["domestic"] * 5 + list(REGIMES)))
    offer["variants"] = []
    for v in range(rnd.choice([0, 1, 1, 1, 2, 3])):
        n = rnd.choice([0, 1, 2, 4, 8, 20])
        offer["variants"].append({"id": f"v{v}", "name": f"Variant {v}",
                                  "lines": [random_line(rnd, i, others + [currency]) for i in range(n)]})
    if rnd.random() < 0.15:
        spoil(rnd, offer)
    return offer


def spoil(rnd, offer):
    """Puts one mistake into an offer."""
    lines = [line for variant in offer["variants"] for line in variant["lines"]]
    line = rnd.choice(lines) if lines else {}
    line.pop("line", None)
    mistakes = [
        lambda: offer.update(currency="XQQ"), lambda: offer.update(currency=None), lambda: offer.update(currency=7),
        lambda: offer.update(price_mode="netto"), lambda: offer.update(rounding="never"),
        lambda: offer.update(vat_regime="moon"), lambda: offer.update(rates=offer["rates"][1:]),
        lambda: offer.update(rates=offer["rates"] * 2), lambda: offer["rates"][0].update(rate="0"),
        lambda: offer["rates"][0].update(rate="1.12345678901"), lambda: offer["rates"][0].update(rate=None),
        lambda: offer["rates"][0].update(per="-1"), lambda: offer.update(show_currencies=["GBX"]),
        lambda: line.update(quantity="1.1234567"), lambda: line.update(quantity="1000000000000", unit_price="999999999"),
        lambda: line.update(quantity="1e5"), lambda: line.update(quantity=2), lambda: line.update(unit_price="1,50"),
        lambda: line.update(unit_price="12345678901234567.89"), lambda: line.update(discount="100.0001"),
        lambda: line.update(discount="-1"), lambda: line.update(discount="1.00001"), lambda: line.update(vat="101"),
        lambda: line.update(vat="-5"), lambda: line.update(vat_category="X"), lambda: line.update(cost="1.1234567"),
        lambda: line.update(cost="1", cost_currency="GBX"), lambda: line.update(line="gift"),
        lambda: line.update(line="discount", amount="1", discount="1"), lambda: line.update(line="discount", amount="-1"),
        lambda: line.update(line="discount", discount=None, amount="999999999999"),
        lambda: line.update(quantity="999999999999", unit_price="100000", vat="100", vat_category="S"),
    ]
    rnd.choice(mistakes)()


def expect(offer):
    try:
        return reference_price.price(offer)
    except Refused as refused:
        return {"error": str(refused)}


def ask(driver, offers, *arguments):
    text = "".join(json.dumps(offer, ensure_ascii=False) + "\n" for offer in offers)
    done = subprocess.run([driver, *arguments], input=text, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_reference(driver, rnd):
    offers = [random_offer(rnd) for _ in range(N)]
    answers = ask(driver, offers)
    assert len(answers) == N, f"{len(answers)} answers to {N} offers"
    refused = {}
    for offer, answer in zip(offers, answers):
        expected = expect(offer)
        message = answer.pop("message", None)
        if "error" in answer:
            refused[answer["error"]] = refused.get(answer["error"], 0) + 1
            assert message, offer
        # The order of members is part of the answer.
        assert json.dumps(answer) == json.dumps(expected), \
            f"offer:    {json.dumps(offer, ensure_ascii=False)}\nreference: {json.dumps(expected)}\nKontor:    {json.dumps(answer)} {message}"
    print(f"# {N} offers, of which refused: {refused}")
    assert sum(refused.values()) < N / 2
    assert set(refused) >= {"VALUE", "RATE", "RANGE", "TYPE", "REQUIRED"}


def test_sums(driver, rnd):
    """Groups add up to totals, net and VAT to gross, and by line the lines to the groups."""
    offers = [random_offer(rnd) for _ in range(1000)]
    seen = 0
    for offer, answer in zip(offers, ask(driver, offers)):
        for variant, body in zip(answer.get("variants", []), offer["variants"]):
            seen += 1
            for column, group_column in (("net", "net"), ("vat", "tax"), ("gross", "gross")):
                total = sum(Fraction(g[group_column]) for g in variant["groups"])
                assert total == Fraction(variant[column]), (offer, answer)
                if offer.get("rounding") != "document":
                    counts = {li["id"] for li in body["lines"] if (li.get("line") or "item") in ("item", "discount")}
                    lines = sum(Fraction(li[column]) for li in variant["lines"] if li["id"] in counts)
                    assert lines == total, (offer, answer)
            for row in [variant] + variant["groups"] + variant["shown"] + variant["lines"]:
                assert Fraction(row["net"]) + Fraction(row.get("vat") if "tax" not in row else row["tax"]) == Fraction(row["gross"])
            assert Fraction(variant["margin"]) == Fraction(variant["net"]) - Fraction(variant["cost"])
    assert seen > 500


def test_order_of_lines(driver, rnd):
    """The order of lines decides the order of groups and nothing else, when the offer rounds by document and has no two
    discounts, whose odd minor units would go to the earlier of two equal groups."""
    offers, shuffled = [], []
    while len(offers) < 500:
        offer = random_offer(rnd)
        offer["rounding"] = "document"
        for variant in offer["variants"]:
            variant["lines"] = [line for line in variant["lines"] if line.get("line") != "discount"]
        other = copy.deepcopy(offer)
        for variant in other["variants"]:
            rnd.shuffle(variant["lines"])
        offers.append(offer)
        shuffled.append(other)
    compared = 0
    for offer, one, two in zip(offers, ask(driver, offers), ask(driver, shuffled)):
        if "error" in one or "error" in two:
            assert "error" in one and "error" in two, offer
            continue
        for a, b in zip(one["variants"], two["variants"]):
            compared += 1
            for variant in (a, b):
                variant["groups"].sort(key=lambda g: (g["category"], g["vat"]))
                variant["lines"].sort(key=lambda li: li["id"])
            assert a == b, offer
    assert compared > 200


def test_optional_lines_enter_no_total(driver, rnd):
    offers = [random_offer(rnd) for _ in range(500)]
    without = copy.deepcopy(offers)
    for offer in without:
        for variant in offer["variants"]:
            variant["lines"] = [line for line in variant["lines"] if line.get("line") not in ("optional", "alternative")]
    compared = 0
    for offer, one, two in zip(offers, ask(driver, offers), ask(driver, without)):
        for a, b in zip(one.get("variants", []), two.get("variants", [])):
            compared += 1
            del a["lines"], b["lines"]
            assert a == b, offer
    assert compared > 200


def compute(inputs):
    """What the inputs of a step come to: sums, products and quotients of decimals, with currencies beside them."""
    text = re.sub(r"\s[A-Z]{3}\b", "", inputs).replace("×", "*").replace("−", "-")
    assert re.fullmatch(r"[-+*/() 0-9.]+", text), inputs
    return eval(re.sub(r"[0-9]+(\.[0-9]+)?", lambda number: f"Fraction('{number[0]}')", text))


def test_trace_can_be_followed(driver, rnd):
    """Each step of a trace comes to its result, rounded as it says, and the last ones to the totals of the answer."""
    offers = [random_offer(rnd) for _ in range(1000)]
    steps = 0
    for offer, trace, answer in zip(offers, ask(driver, offers, "--trace"), ask(driver, offers)):
        if "error" in answer:
            assert trace == answer
            continue
        for step in trace:
            if "…" in step["inputs"]:
                continue
            steps += 1
            places = len(step["result"].partition(".")[2])
            result, exact = Fraction(step["result"]), compute(step["inputs"])
            if step["what"].startswith("Share"):
                assert abs(exact - result) < Fraction(1, 10 ** places), step
            elif step["rounding"]:
                assert result == Fraction(reference_price.rounded(exact * 10 ** places), 10 ** places), step
            else:
                assert result == exact, step
        for variant in answer["variants"]:
            results = {step["what"]: step["result"] for step in trace if step["variant"] == variant["id"]}
            assert results["Net total"] == variant["net"] and results["VAT total"] == variant["vat"]
            assert results["Gross total"] == variant["gross"] and results["Margin"] == variant["margin"]
            for shown in variant["shown"]:
                assert results[f"Gross total in {shown['currency']}"] == shown["gross"]
    print(f"# {steps} steps")
    assert steps > 5000


def main():
    driver = sys.argv[1]
    seed = int(os.environ.get("KONTOR_TEST_SEED") or random.randrange(2 ** 32))
    tests = [test_reference, test_sums, test_order_of_lines, test_optional_lines_enter_no_total,
             test_trace_can_be_followed]
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

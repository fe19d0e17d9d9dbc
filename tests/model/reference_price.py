# reference_price.py: prices an offer with Python's fractions, to compare with what Kontor says
# SPDX-License-Identifier: GPL-3.0-or-later
"""Written from the rules in words, not from Kontor's code, and as plainly as it goes: amounts are whole minor units.

price(offer) gives what `kontorctl offer price` answers, or raises Refused with the kind of error.
"""

import re
from fractions import Fraction

DIGITS = {"EUR": 2, "PLN": 2, "USD": 2, "GBP": 2, "BGN": 2, "CHF": 2, "CNY": 2, "CZK": 2,
          "JPY": 0, "KRW": 0, "ISK": 0, "BHD": 3, "KWD": 3, "TND": 3}
REGIMES = {"domestic": None, "eu-goods": "K", "reverse-charge": "AE", "export": "G", "exempt": "E", "outside-scope": "O"}
LARGEST = 10 ** 18 - 1


class Refused(Exception):
    pass


def rounded(x):
    """A fraction to the nearest whole number, half away from zero."""
    sign = -1 if x < 0 else 1
    n = sign * ((2 * abs(x.numerator) + x.denominator) // (2 * x.denominator))
    if abs(n) > LARGEST:
        raise Refused("RANGE")
    return n


def checked(n):
    if abs(n) > LARGEST:
        raise Refused("RANGE")
    return n


def total(numbers):
    """A sum of which no step is too large: an amount that came to it must have been printable too."""
    whole = 0
    for n in numbers:
        whole = checked(whole + n)
    return whole


def number(obj, member, places, default):
    text = obj.get(member)
    if text is None:
        return Fraction(default)
    if not isinstance(text, str):
        raise Refused("TYPE")
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise Refused("VALUE")
    if "." in text and len(text.split(".")[1]) > places:
        raise Refused("VALUE")
    if len(text.replace("-", "").replace(".", "").lstrip("0")) > 18:
        raise Refused("RANGE")
    return Fraction(text)


def percentage(obj, member):
    value = number(obj, member, 4, 0)
    if not 0 <= value <= 100:
        raise Refused("VALUE")
    return value


def show(minor, digits):
    text = str(abs(minor)).rjust(digits + 1, "0")
    sign = "-" if minor < 0 else ""
    return sign + (text if digits == 0 else text[:-digits] + "." + text[-digits:])


def show_rate(rate):
    if rate.denominator == 1:
        return str(rate.numerator)
    return show(int(rate * 10 ** 4), 4).rstrip("0")


def digits_of(currency):
    if not isinstance(currency, str):
        raise Refused("TYPE")
    if currency not in DIGITS:
        raise Refused("VALUE")
    return DIGITS[currency]


def pinned(offer, currency):
    found = [r for r in offer.get("rates") or [] if r["currency"] == currency]
    if len(found) != 1:
        raise Refused("RATE")
    rate, per = number(found[0], "rate", 10, 0), number(found[0], "per", 10, 1)
    if rate <= 0 or per <= 0:
        raise Refused("VALUE")
    return rate, per


def one_of(offer, member, choices):
    value = offer.get(member)
    if value is None:
        return choices[0]
    if value not in choices:
        raise Refused("VALUE")
    return value


def split(amount, rate, gross_prices):
    """(net, vat, gross) of an amount that is net, or gross."""
    if gross_prices:
        net = rounded(Fraction(amount) / (1 + rate / 100))
        return net, checked(amount - net), amount
    vat = rounded(amount * rate / 100)
    return amount, vat, checked(amount + vat)


def spread(total, amounts):
    """Largest remainder, over the positive amounts."""
    whole = sum(a for a in amounts if a > 0)
    exact = [Fraction(total * a, whole) if a > 0 else Fraction(0) for a in amounts]
    shares = [e.numerator // e.denominator for e in exact]
    order = sorted(range(len(amounts)), key=lambda i: (shares[i] - exact[i], i))
    for i in order[:total - sum(shares)]:
        shares[i] += 1
    return shares


def price_variant(offer, variant):
    currency = offer["currency"]
    digits = digits_of(currency)
    unit = 10 ** digits
    gross_prices = one_of(offer, "price_mode", ["net", "gross"]) == "gross"
    by_line = one_of(offer, "rounding", ["line", "document"]) == "line"
    regime = REGIMES[one_of(offer, "vat_regime", list(REGIMES))]

    groups = {}  # (category, rate): list of (amount, net, vat, gross)
    answers = []
    discounts = []
    cost = 0
    for line in variant.get("lines") or []:
        kind = line.get("line") or "item"
        if kind not in ("item", "optional", "alternative", "heading", "text", "discount"):
            raise Refused("VALUE")
        if kind in ("heading", "text"):
            continue
        answer = {"id": line.get("id", "")}
        answers.append(answer)
        if kind == "discount":
            discounts.append((line, answer))
            continue

        quantity, unit_price = number(line, "quantity", 6, 1), number(line, "unit_price", 6, 0)
        amount = rounded(quantity * unit_price * (1 - percentage(line, "discount") / 100) * unit)
        rate = percentage(line, "vat")
        category = line.get("vat_category") or "S"
        if category not in ("S", "Z", "E", "AE", "K", "G", "O"):
            raise Refused("VALUE")
        if category != "S":
            rate = Fraction(0)
        elif regime is not None:
            if gross_prices:
                amount = rounded(Fraction(amount) / (1 + rate / 100))
            category, rate = regime, Fraction(0)

        net, vat, gross = split(amount, rate, gross_prices)
        answer.update(net=show(net, digits), vat=show(vat, digits), gross=show(gross, digits))
        if kind != "item":
            continue
        groups.setdefault((category, rate), []).append((amount, net, vat, gross))

        line_cost = number(line, "cost", 6, 0)
        if line_cost != 0:
            cost_currency = line.get("cost_currency") or currency
            if cost_currency != currency:
                digits_of(cost_currency)
                r, per = pinned(offer, cost_currency)
                line_cost = line_cost * per / r
            cost = checked(cost + rounded(quantity * line_cost * unit))

    for entries in groups.values():
        for column in range(4):
            total(e[column] for e in entries)

    for line, answer in discounts:
        amounts = [sum(e[0] for e in entries) for entries in groups.values()]
        whole = total(a for a in amounts if a > 0)
        given = [line.get("discount"), line.get("amount")]
        if given[0] is not None and given[1] is not None:
            raise Refused("VALUE")
        if given == [None, None]:
            discount = 0
        else:
            if given[0] is not None:
                discount = rounded(whole * percentage(line, "discount") / 100)
            else:
                value = number(line, "amount", 6, 0)
                if value < 0:
                    raise Refused("VALUE")
                discount = rounded(value * unit)
            if whole == 0 or discount > whole:
                raise Refused("VALUE")
        sums = [0, 0, 0]
        if discount:
            for (key, entries), share in zip(groups.items(), spread(discount, amounts)):
                parts = split(share, key[1], gross_prices)
                entries.append((-share, *(-p for p in parts)))
                sums = [s - p for s, p in zip(sums, parts)]
        answer.update(zip(("net", "vat", "gross"), (show(s, digits) for s in sums)))

    totals = []
    for (category, rate), entries in groups.items():
        if by_line:
            net, vat, gross = (sum(e[i] for e in entries) for i in (1, 2, 3))
        else:
            net, vat, gross = split(sum(e[0] for e in entries), rate, gross_prices)
        totals.append((category, rate, net, vat, gross))
    net, vat, gross = (total(t[i] for t in totals) for i in (2, 3, 4))

    margin = checked(net - cost)
    shown = []
    for other in dict.fromkeys(offer.get("show_currencies") or []):
        other_digits = digits_of(other)
        rate, per = (Fraction(1), Fraction(1)) if other == currency else pinned(offer, other)
        factor = rate / per * Fraction(10 ** other_digits, unit)
        nets, vats = [rounded(t[2] * factor) for t in totals], [rounded(t[3] * factor) for t in totals]
        shown.append({"currency": other, "net": show(total(nets), other_digits),
                      "vat": show(total(vats), other_digits),
                      "gross": show(checked(sum(nets) + sum(vats)), other_digits)})

    return {"id": variant.get("id", ""), "net": show(net, digits), "vat": show(vat, digits), "gross": show(gross, digits),
            "cost": show(cost, digits), "margin": show(margin, digits),
            "margin_percent": None if net == 0 else show(rounded(Fraction(margin, net) * 100 * 100), 2),
            "groups": [{"category": c, "vat": show_rate(r), "net": show(n, digits), "tax": show(t, digits),
                        "gross": show(g, digits)} for c, r, n, t, g in totals],
            "lines": answers, "shown": shown}


def price(offer):
    if offer.get("currency") is None:
        raise Refused("REQUIRED")
    digits_of(offer["currency"])
    one_of(offer, "price_mode", ["net", "gross"])
    one_of(offer, "rounding", ["line", "document"])
    one_of(offer, "vat_regime", list(REGIMES))
    return {"currency": offer["currency"], "variants": [price_variant(offer, v) for v in offer.get("variants") or []]}

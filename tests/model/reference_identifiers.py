# reference_identifiers.py: makes valid identifiers, written apart from the C code that checks them
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each maker gets a random.Random and answers an identifier that is valid. Check digits are found from the definition."""

import datetime


def digits(rnd, n):
    return "".join(rnd.choice("0123456789") for _ in range(n))


def dot(weights, text):
    return sum(w * int(c) for w, c in zip(weights, text, strict=True))


def until(rnd, make):
    """Tries again when no check digit fits the digits that were drawn."""
    while True:
        text = make(rnd)
        if text is not None:
            return text


def nip(rnd):
    def make(rnd):
        body = str(rnd.randint(1, 9)) + digits(rnd, 8)
        check = dot([6, 5, 7, 2, 3, 4, 5, 6, 7], body) % 11
        return None if check == 10 else body + str(check)
    return until(rnd, make)


def regon(rnd):
    body = digits(rnd, 8)
    body += str(dot([8, 9, 2, 3, 4, 5, 6, 7], body) % 11 % 10)
    if rnd.random() < 0.5:
        return body
    body += digits(rnd, 4)
    return body + str(dot([2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8], body) % 11 % 10)


def pesel(rnd):
    """Answers the PESEL and the birth date that it says."""
    day = datetime.date(1800, 1, 1) + datetime.timedelta(days=rnd.randrange((datetime.date(2299, 12, 31) - datetime.date(1800, 1, 1)).days + 1))
    month = day.month + {18: 80, 19: 0, 20: 20, 21: 40, 22: 60}[day.year // 100]
    body = f"{day.year % 100:02}{month:02}{day.day:02}" + digits(rnd, 4)
    return body + str(-dot([1, 3, 7, 9, 1, 3, 7, 9, 1, 3], body) % 10), day.isoformat()


def luhn_digit(body):
    total = 0
    for i, c in enumerate(reversed(body)):
        total += sum(map(int, str(int(c) * 2))) if i % 2 == 0 else int(c)
    return str(-total % 10)


def mod_11_10_digit(body):
    """ISO 7064: the check digit is the one with which the recursion ends at 1."""
    for check in "0123456789":
        p = 10
        for c in body:
            s = (p + int(c)) % 10 or 10
            p = s * 2 % 11
        if (p + int(check)) % 10 == 1:
            return check


def gtin(rnd):
    body = digits(rnd, rnd.choice([7, 11, 12, 13]))
    return body + str(-sum(int(c) * (3 if i % 2 == 0 else 1) for i, c in enumerate(reversed(body))) % 10)


# SWIFT's registry, some countries: n are digits, a upper case letters, c both
BBANS = {
    "PL": "n24", "DE": "n18", "FR": "n10c11n2", "GB": "a4n14", "BG": "a4n6c8", "NL": "a4n10", "NO": "n11",
    "MT": "a4n5c18", "CH": "n5c12", "IT": "a1n10c12", "RO": "a4c16", "BE": "n12", "LC": "a4c24", "ES": "n20",
}


def iban(rnd):
    country = rnd.choice(sorted(BBANS))
    pattern, bban = BBANS[country], ""
    while pattern:
        kind = pattern[0]
        length = ""
        pattern = pattern[1:]
        while pattern and pattern[0].isdigit():
            length, pattern = length + pattern[0], pattern[1:]
        letters = {"n": "0123456789", "a": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
        letters["c"] = letters["n"] + letters["a"]
        bban += "".join(rnd.choice(letters[kind]) for _ in range(int(length)))
    number = int("".join(str(int(c, 36)) for c in bban + country + "00"))
    return f"{country}{98 - number % 97:02}{bban}"


def vat_at(rnd):
    body = digits(rnd, 7)
    total = sum(int(c) if i % 2 == 0 else sum(map(int, str(2 * int(c)))) for i, c in enumerate(body))
    return "ATU" + body + str((96 - total) % 10)


def vat_be(rnd):
    body = rnd.choice("01") + digits(rnd, 7)
    return f"BE{body}{97 - int(body) % 97:02}"


def vat_bg(rnd):
    body = digits(rnd, 8)
    check = dot(range(1, 9), body) % 11
    if check == 10:
        check = dot(range(3, 11), body) % 11 % 10
    return f"BG{body}{check}"


def vat_cz(rnd):
    body = rnd.choice("012345678") + digits(rnd, 6)
    # the check makes the sum with itself a multiple of 11; 10 is written 0 and 0 is written 1
    check = -dot(range(8, 1, -1), body) % 11
    return f"CZ{body}{ {0: 1, 10: 0}.get(check, check) }".replace(" ", "")


def vat_de(rnd):
    body = rnd.choice("123456789") + digits(rnd, 7)
    return "DE" + body + mod_11_10_digit(body)


def vat_dk(rnd):
    def make(rnd):
        body = rnd.choice("123456789") + digits(rnd, 6)
        check = -dot([2, 7, 6, 5, 4, 3, 2], body) % 11
        return None if check == 10 else f"DK{body}{check}"
    return until(rnd, make)


def vat_ee(rnd):
    body = digits(rnd, 8)
    return f"EE{body}{-dot([3, 7, 1, 3, 7, 1, 3, 7], body) % 10}"


def vat_el(rnd):
    body = digits(rnd, 8)
    return f"EL{body}{dot([2 ** n for n in range(8, 0, -1)], body) % 11 % 10}"


def vat_es(rnd):
    kind = rnd.choice(["person", "foreigner", "company"])
    letters = "TRWAGMYFPDXBNJZSQVHLCKE"
    if kind == "person":
        body = digits(rnd, 8)
        return "ES" + body + letters[int(body) % 23]
    if kind == "foreigner":
        first, body = rnd.randrange(3), digits(rnd, 7)
        return "ES" + "XYZ"[first] + body + letters[int(f"{first}{body}") % 23]
    body = digits(rnd, 7)
    check = luhn_digit(body)
    first = rnd.choice("ABCDEFGHJNPQRSUVW")
    return "ES" + first + body + ("JABCDEFGHI"[int(check)] if first in "NPQRSW" else check)


def vat_fi(rnd):
    def make(rnd):
        body = digits(rnd, 7)
        check = -dot([7, 9, 10, 5, 8, 4, 2], body) % 11
        return None if check == 10 else f"FI{body}{check}"
    return until(rnd, make)


def vat_fr(rnd):
    body = rnd.choice("3456789") + digits(rnd, 7)
    siren = body + luhn_digit(body)
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02}{siren}"


def vat_hr(rnd):
    body = digits(rnd, 10)
    return "HR" + body + mod_11_10_digit(body)


def vat_hu(rnd):
    body = digits(rnd, 7)
    return f"HU{body}{-dot([9, 7, 3, 1, 9, 7, 3], body) % 10}"


def vat_ie(rnd):
    body, letters = digits(rnd, 7), "WABCDEFGHIJKLMNOPQRSTUV"
    total = dot(range(8, 1, -1), body)
    if rnd.random() < 0.5:
        return "IE" + body + letters[total % 23]
    second = rnd.choice("ABCDEFGHI")
    return "IE" + body + letters[(total + 9 * letters.index(second)) % 23] + second


def vat_it(rnd):
    body = rnd.choice("123456789") + digits(rnd, 9)
    return "IT" + body + luhn_digit(body)


def vat_lt(rnd):
    body = digits(rnd, rnd.choice([7, 10])) + "1"
    check = sum(int(c) * (i % 9 + 1) for i, c in enumerate(body)) % 11
    if check == 10:
        check = sum(int(c) * ((i + 2) % 9 + 1) for i, c in enumerate(body)) % 11 % 10
    return f"LT{body}{check}"


def vat_lu(rnd):
    body = digits(rnd, 6)
    return f"LU{body}{int(body) % 89:02}"


def vat_lv(rnd):
    def make(rnd):
        body = rnd.choice("456789") + digits(rnd, 9)
        check = (3 - dot([9, 1, 4, 8, 3, 10, 2, 5, 7, 6], body)) % 11
        return None if check == 10 else f"LV{body}{check}"
    return until(rnd, make)


def vat_mt(rnd):
    body = rnd.choice("123456789") + digits(rnd, 5)
    return f"MT{body}{37 - dot([3, 4, 6, 7, 8, 9], body) % 37:02}"


def vat_nl(rnd):
    suffix = f"B{rnd.randint(1, 99):02}"
    if rnd.random() < 0.5:
        def company(rnd):
            body = rnd.choice("123456789") + digits(rnd, 7)
            check = dot(range(9, 1, -1), body) % 11
            return None if check == 10 else f"NL{body}{check}{suffix}"
        return until(rnd, company)

    def one_man(rnd):
        text = "NL" + rnd.choice("123456789") + digits(rnd, 8)
        for check in range(2, 99):
            candidate = f"{text}B{check:02}"
            if int("".join(str(int(c, 36)) for c in candidate)) % 97 == 1:
                return candidate
        return None
    return until(rnd, one_man)


def vat_pl(rnd):
    return "PL" + nip(rnd)


def vat_pt(rnd):
    body = rnd.choice("123456789") + digits(rnd, 7)
    check = -dot(range(9, 1, -1), body) % 11
    return f"PT{body}{0 if check == 10 else check}"


def vat_ro(rnd):
    body = rnd.choice("123456789") + digits(rnd, rnd.randint(0, 8))
    return f"RO{body}{dot([7, 5, 3, 2, 1, 7, 5, 3, 2][-len(body):], body) * 10 % 11 % 10}"


def vat_se(rnd):
    body = digits(rnd, 9)
    return "SE" + body + luhn_digit(body) + "01"


def vat_si(rnd):
    def make(rnd):
        body = rnd.choice("123456789") + digits(rnd, 6)
        check = 11 - dot(range(8, 1, -1), body) % 11
        return None if check == 11 else f"SI{body}{check % 10}"
    return until(rnd, make)


def vat_sk(rnd):
    return f"SK{11 * rnd.randrange(-(-10 ** 9 // 11), 10 ** 10 // 11)}"


def vat_xi(rnd):
    body = digits(rnd, 7)
    total = dot(range(8, 1, -1), body)
    check = -total % 97 if rnd.random() < 0.5 else (42 - total) % 97
    return f"XI{body}{check:02}"


VAT = {name[4:].upper(): maker for name, maker in sorted(globals().items()) if name.startswith("vat_")}

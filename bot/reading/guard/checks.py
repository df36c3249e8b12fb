"""Check digits of personal numbers that `python-stdnum` has not, or reads otherwise.

Each takes the bare digits (and capital letters), without spaces or dashes.
"""

import re
from collections.abc import Sequence

_NINO = re.compile(
    r"(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\d{6}[A-D]", re.ASCII
)


def _sum(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def luhn(digits: str) -> bool:
    """Whether the last digit makes the sum of all, every other one doubled, end in 0."""
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(one - 9 * (one > 9) for one in doubled)) % 10 == 0


def day_of_year(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def swedish(digits: str) -> bool:
    """Personnummer and samordningsnummer, whose day has 60 added; with ten digits or twelve."""
    if len(digits) == 12 and digits[:2] not in ("18", "19", "20"):
        return False
    ten = digits[-10:]
    day = int(ten[4:6])
    return (
        len(digits) in (10, 12)
        and day_of_year(ten[2:4], str(day - 60 if day > 60 else day))
        and luhn(ten)
    )


def hungarian_person(digits: str) -> bool:
    """Személyi szám: the weights run up for whoever was born before 1997, and down after."""
    if digits[0] not in "12345678" or not day_of_year(digits[3:5], digits[5:7]):
        return False
    up = range(1, 11)
    return any(_sum(digits, tuple(w)) % 11 == int(digits[10]) for w in (up, reversed(up)))


def hungarian_taj(digits: str) -> bool:
    """The number of the Hungarian health insurance."""
    return _sum(digits[:8], (3, 7) * 4) % 10 == int(digits[8])


def hungarian_tax(digits: str) -> bool:
    """Adóazonosító jel, which tells the day of birth; it begins with 8."""
    return digits[0] == "8" and _sum(digits[:9], range(1, 10)) % 11 == int(digits[9])


def british_nino(letters: str) -> bool:
    """National Insurance number. It has no check digit; the letters that it may have are few."""
    return _NINO.fullmatch(letters) is not None


def british_nhs(digits: str) -> bool:
    """NHS number. What is given out begins with 4, 6 or 7, and with 9 in examples."""
    if digits[0] not in "4679":
        return False
    return (11 - _sum(digits[:9], range(10, 1, -1)) % 11) % 11 == int(digits[9])


def austrian(digits: str) -> bool:
    """Versicherungsnummer: three digits, one that checks, and the day of birth."""
    if digits[0] == "0" or not day_of_year(digits[6:8], digits[4:6]):
        return False
    return _sum(digits, (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11 == int(digits[3])


def german_pension(letters: str) -> bool:
    """Rentenversicherungsnummer: area, day of birth, first letter of the name at birth."""
    if not day_of_year(letters[4:6], str(int(letters[2:4]) % 50 or 1)):
        return False
    digits = f"{letters[:8]}{ord(letters[8]) - 64:02}{letters[9:11]}"
    parts = (int(d) * w for d, w in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True))
    return sum(one // 10 + one % 10 for one in parts) % 10 == int(letters[11])


def german_health(letters: str) -> bool:
    """Krankenversichertennummer: a letter and nine digits."""
    digits = f"{ord(letters[0]) - 64:02}{letters[1:]}"
    parts = (int(d) * w for d, w in zip(digits[:10], (1, 2) * 5, strict=True))
    return sum(one // 10 + one % 10 for one in parts) % 10 == int(digits[10])


def spanish_security(digits: str) -> bool:
    """Número de afiliación: province, number, and what is left of both by 97."""
    number = int(digits[2:10])
    whole = int(digits[:10]) if number >= 10_000_000 else int(digits[:2]) * 10_000_000 + number
    return 1 <= int(digits[:2]) <= 66 and whole % 97 == int(digits[10:])


def swiss(digits: str) -> bool:
    """AHV number: thirteen digits that begin with 756."""
    return digits[:3] == "756" and (10 - _sum(digits[:12], (1, 3) * 6) % 10) % 10 == int(digits[12])

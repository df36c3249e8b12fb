"""Reading parameters the way Telegram does: forgiving on the wire, noted in the lint."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from bot.sandbox.cleaning import cleaned
from bot.sandbox.errors import bad_request, not_utf8
from bot.sandbox.files import Upload
from bot.sandbox.jsons import JsonObject, decode, encode
from bot.sandbox.numbers import MOST_DIGITS, number_in

Report = Callable[[str, str], None]
"""Takes the name of a parameter and what is odd about it."""

T = TypeVar("T")
_LEADING_INTEGER = re.compile(r"-?\d+", re.ASCII)
_LEADING_DECIMAL = re.compile(r"-?\d+(?:\.\d*)?", re.ASCII)
_LARGEST = 2**63
_NOTHING = (False, "", "false", "False", "0", "null")
_YES = frozenset({"true", "yes", "1"})
_NO = frozenset({"false", "no", "0", ""})


class Params:
    """The parameters of one call, from query, form, JSON and multipart alike."""

    __slots__ = ("_files", "_read", "_report", "_values")

    def __init__(
        self,
        values: Mapping[str, object],
        report: Report,
        files: Mapping[str, object] | None = None,
    ) -> None:
        self._values = values
        self._report = report
        self._read: set[str] = set()
        self._files = values if files is None else files
        """Where the files are that `attach://` refers to."""

    def within(self, values: Mapping[str, object]) -> "Params":
        """The fields of an object that came as a parameter, to be read in the same way."""
        return Params(values, self._report, self._files)

    def _given(self, name: str, unset: object = None) -> object:
        self._read.add(name)
        return self._values.get(name, unset)

    def has(self, name: str) -> bool:
        self._read.add(name)
        return name in self._values

    def text(self, name: str) -> str:
        """The value as text; "" if there is none."""
        value = self._given(name, "")
        if isinstance(value, str):
            return value
        if type(value) is int:
            return str(value)
        if isinstance(value, Upload):
            self._report(name, "a String was expected, not a file")
            return value.data.decode(errors="replace")
        if not isinstance(value, float):
            self._report(name, "a String was expected")
        return encode(value).decode()

    def words(self, name: str) -> str:
        """Text that people read, cleaned."""
        return cleaned(self.text(name))

    def integer(
        self, name: str, default: int = 0, low: int | None = None, high: int = 2**63
    ) -> int:
        """A whole number, clamped into its range; what is none counts as 0."""
        value = self._given(name)
        if value is None:
            return default
        number = value if type(value) is int else self._integer_in(name)
        clamped = min(high, number if low is None else max(low, number))
        if clamped != number:
            self._report(name, f"{number} is out of range; {clamped} is used")
        return clamped

    def flag(self, name: str) -> bool:
        value = self._given(name, False)
        if isinstance(value, bool):
            return value
        text = self.text(name).strip().lower()
        if text not in _YES and text not in _NO:
            self._report(name, "a Boolean was expected; it counts as false")
        return text in _YES

    def json(self, name: str, refusal: str) -> object:
        """A JSON-serialised value; None if there is none. `refusal` is said to what is no JSON."""
        value = self._given(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return decode(value)
        except UnicodeError:
            raise not_utf8() from None
        except ValueError:
            raise bad_request(refusal) from None

    def array(self, name: str, of: type[T], refusal: str) -> list[T] | None:
        """A JSON array; None if it is left out. What is of another type in it is skipped."""
        values = self.json(name, refusal)
        if values is None and not self.text(name):
            return None
        if not isinstance(values, list):
            raise bad_request(refusal)
        fitting = [value for value in values if isinstance(value, of)]
        if len(fitting) < len(values):
            self._report(name, f"not everything in it is of type {of.__name__}")
        return fitting

    def object(self, name: str, called: str, refusal: str = "") -> JsonObject | None:
        """A JSON object; None if it is left out, which `null` is not.

        `called` is how Telegram's errors name it, `refusal` what it says to something else.
        """
        value = self.json(name, f"can't parse {called} JSON object")
        if isinstance(value, dict):
            return value
        if value is None and not self.text(name):
            return None
        raise bad_request(refusal or f"object expected as {called}")

    def user_id(self, name: str = "user_id") -> int:
        number = self.integer(name)
        if number <= 0:
            raise bad_request(f"invalid {name} specified")
        return number

    def message_ids(self, name: str, most: int) -> list[int]:
        """A JSON array of message ids, not empty."""
        given = self.array(name, object, f"can't parse {name} JSON object")
        if not given:
            raise bad_request("message identifiers are not specified")
        if len(given) > most:
            raise bad_request("too many message identifiers specified")
        ids: list[int] = []
        for item in given:
            if isinstance(item, bool) or not isinstance(item, int | str):
                raise bad_request("message identifier must be a Number")
            if not str(item).isdecimal():
                raise bad_request("can't parse message identifier as a Number")
            ids.append(number_in(str(item)))
        if not all(ids):
            raise bad_request("invalid message identifier specified")
        return ids

    def upload(self, name: str) -> Upload | str:
        """The file under this name, the one it refers to with `attach://`, or else the text."""
        value = self._given(name, "")
        if isinstance(value, Upload):
            return value
        reference = self.text(name)
        found = self._files.get(reference.removeprefix("attach://"))
        is_reference = reference.startswith("attach://")
        return found if is_reference and isinstance(found, Upload) else reference

    def number(self, name: str, refusal: str) -> float:
        """A decimal number; `refusal` is said where there is none. What is none counts as 0."""
        value = self._given(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(max(-_LARGEST, min(_LARGEST, value)))
        text = self.text(name).strip()
        if not text:
            raise bad_request(refusal)
        match = _LEADING_DECIMAL.match(text)
        if match is None or match[0] != text:
            self._report(name, "a Float was expected")
        return max(-_LARGEST, min(_LARGEST, float(match[0]))) if match else 0.0

    def remark_on_unknown(self, known: frozenset[str]) -> None:
        """Note the parameters that nobody heeds. A file that others refer to is heeded."""
        for name, value in self._values.items():
            if name not in known and not isinstance(value, Upload):
                self._report(name, "unknown or not played; it is ignored")

    def remark_on_unread(self, known: frozenset[str]) -> None:
        """Note the parameters that were taken and then made no difference.

        How a text would have been read says nothing where there is none: libraries send it always.
        """
        for name in (self._values.keys() & known) - self._read:
            if self._values[name] not in _NOTHING and not name.endswith("parse_mode"):
                self._report(name, "the sandbox takes it and does nothing with it")

    def remark(self, name: str, problem: str) -> None:
        """Note that Telegram ignores something about this parameter."""
        self._report(name, problem)

    def _integer_in(self, name: str) -> int:
        text = self.text(name)
        match = _LEADING_INTEGER.match(text)
        if match is None or match[0] != text:
            self._report(name, "an Integer was expected")
        return int(match[0][: MOST_DIGITS + 1]) if match else 0
